//! How a review is begun and goes from hand to hand: draft, ready for QA, returned, final (`assets/help/rules.md`,
//! Reviews). What a round as a whole can do is in `round.rs`; changing answers is not here.

use chrono::NaiveDate;

use super::change::{Change, Seen};
use super::field::Field;
use super::id::Id;
use super::instrument::Instrument;
use super::kind::Kind;
use super::review::{ReviewLine, Status};
use super::text::{counted, listed};
use super::value::Value;

/// How many questions a sentence names before it only counts them.
const NAMED: usize = 6;

/// A change that can be made, and what to ask before it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The change.
    pub change: Change,
    /// What the reviewer should know and agree to first; none where there is nothing to ask.
    pub question: Option<String>,
}

impl From<Change> for Proposal {
    fn from(change: Change) -> Proposal {
        Proposal { change, question: None }
    }
}

/// The person of "Pat Example, QA reviewer", as changes carry who made them.
#[must_use]
pub fn person(who: &str) -> &str {
    who.split(", ").next().unwrap_or_default().trim()
}

/// Whether two names mean the same person: blanks and the case of letters do not tell people apart. Nobody is nobody.
#[must_use]
pub fn same_person(one: &str, other: &str) -> bool {
    let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    !words(one).is_empty() && words(one) == words(other)
}

/// Who hands a review on, when, and what is open about it.
#[derive(Clone, Copy, Debug)]
pub struct Handing<'a> {
    /// Who does it: `book.facts.who`.
    pub who: &'a str,
    /// The day.
    pub today: NaiveDate,
    /// What its author had seen.
    pub saw: Seen,
    /// Comments on the review that are not closed.
    pub open_comments: usize,
    /// Challenges of the office without an outcome.
    pub open_challenges: usize,
}

/// What a step from a status to the next is called where one chooses: "Return it to the reviewer".
#[must_use]
pub const fn step_words(from: Status, to: Status) -> &'static str {
    match (from, to) {
        (Status::Returned, Status::Ready) => "Hand it on for QA again",
        (_, Status::Ready) => "Hand it on for QA",
        (_, Status::Returned) => "Return it to the reviewer",
        (_, Status::Final) => "Make it final and lock its answers",
        (_, Status::Draft) => "Make it a draft",
    }
}

/// Whether answers of this review may be changed now.
///
/// # Errors
/// The sentence that says why not, and what can be done.
pub fn may_answer(line: &ReviewLine) -> Result<(), String> {
    match line.status {
        Status::Draft | Status::Returned => Ok(()),
        Status::Ready => {
            Err("this review waits for QA; its answers are not changed there. Return it to the reviewer to change them".to_owned())
        }
        Status::Final => Err("this review is final and locked; a correction asks for its reason".to_owned()),
    }
}

/// Hands a review on. Gaps, open comments and reviewing one's own work are asked about, never forbidden: the second look
/// is a habit of people, and a small office has no second person every day.
///
/// # Errors
/// The sentence that says why this step is none.
pub fn hand_on(line: &ReviewLine, instrument: &Instrument, to: Status, by: Handing) -> Result<Proposal, String> {
    if !line.status.next().contains(&to) {
        return Err(no_step(line.status, to));
    }
    if line.covers == 0 {
        return Err("this review covers no area, so there is nothing to hand on; choose its areas in the facts of the case".to_owned());
    }
    let words = match to {
        Status::Ready => "a review handed on for QA",
        Status::Returned => "a review returned to its reviewer",
        Status::Final => "a review made final",
        Status::Draft => "a review made a draft",
    };
    let mut change = Change::new(words, by.saw);
    let mut set = |field, value| change.set(line.id, Kind::Review, field, value);
    set(Field::Status, Value::text(to.code()));
    if to == Status::Ready && line.reviewed_on.is_none() {
        set(Field::ReviewedOn, Value::Date(by.today));
    }
    if to == Status::Ready && line.reviewer.trim().is_empty() && !person(by.who).is_empty() {
        set(Field::Reviewer, Value::text(person(by.who)));
    }
    Ok(Proposal { change, question: question(line, instrument, to, by) })
}

fn no_step(from: Status, to: Status) -> String {
    match (from, to) {
        (Status::Final, _) => "this review is final and stays so; a correction of an answer asks for its reason".to_owned(),
        (_, Status::Final) => format!("a review that is {} goes to QA first, and is made final there", from.words()),
        (_, Status::Returned) => format!("a review that is {} is with its reviewer already", from.words()),
        (Status::Ready, _) => "this review waits for QA; it is made final or returned there".to_owned(),
        _ => format!("this review is {} already", from.words()),
    }
}

/// What somebody should know before the step; none if there is nothing.
fn question(line: &ReviewLine, instrument: &Instrument, to: Status, by: Handing) -> Option<String> {
    if to == Status::Returned {
        return None;
    }
    let mut facts = Vec::new();
    let gaps: Vec<&str> = instrument.gaps(&line.answers, line.covers).map(|at| instrument.questions[at].code.as_str()).collect();
    if !gaps.is_empty() {
        facts.push(gap_words(&gaps));
    }
    if by.open_comments > 0 {
        facts.push(format!("{} not closed", counted(by.open_comments as u64, "comment is", "comments are")));
    }
    if by.open_challenges > 0 && to == Status::Final {
        facts.push(format!("{} without an outcome", counted(by.open_challenges as u64, "challenge is", "challenges are")));
    }
    if to == Status::Final && same_person(&line.reviewer, person(by.who)) {
        facts.push(format!("{} reviewed it, and a second person should look at it", line.reviewer.trim()));
    }
    if facts.is_empty() && to == Status::Ready {
        return None;
    }
    let end = match to {
        Status::Final if line.second => "Make it final? It stands beside the first review from then on, and its answers are locked.",
        Status::Final => "Make it final? It counts from then on, and its answers are locked.",
        _ => "Hand it on for QA all the same?",
    };
    let mut sentences: Vec<String> = facts.iter().map(|fact| format!("{}.", capital(fact))).collect();
    sentences.push(end.to_owned());
    Some(sentences.join(" "))
}

/// "3 questions have no answer: FC.1, FC.2 and IH.3".
#[must_use]
pub fn gap_words(codes: &[&str]) -> String {
    let count = if codes.len() == 1 { "1 question has".to_owned() } else { format!("{} questions have", codes.len()) };
    let more = codes.len().saturating_sub(NAMED);
    let named = codes.iter().copied().take(NAMED);
    let rest = (more > 0).then(|| format!("{more} more"));
    format!("{count} no answer: {}", listed(named.chain(rest.as_deref()), "and"))
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What a review begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// Its id: the file says it ([`super::query::Query::ReviewIds`]).
    pub id: Id,
    /// The round; none outside of one.
    pub round: Option<Id>,
    /// The instrument version's record.
    pub instrument: Id,
    /// Fiscal year.
    pub year: i32,
    /// The region.
    pub region: Id,
    /// The office.
    pub office: Id,
    /// The worker.
    pub worker: Option<Id>,
    /// The supervisor.
    pub supervisor: Option<Id>,
    /// The local case number or alias.
    pub case_id: String,
    /// Who reviews.
    pub reviewer: String,
    /// First day of the period under review.
    pub from: Option<NaiveDate>,
    /// Last day of the period under review.
    pub until: Option<NaiveDate>,
    /// Areas covered: bit i is area i.
    pub covers: u64,
    /// Whether it is the blind second review.
    pub second: bool,
}

impl Beginning {
    /// Puts the edits that make the review into a change. No word of a change names the case: words stay in the log for ever.
    pub fn into_change(self, change: &mut Change) {
        let mut set = |field, value: Value| {
            if !value.is_none() {
                change.set(self.id, Kind::Review, field, value);
            }
        };
        let record = |id: Option<Id>| id.map_or(Value::None, Value::Record);
        let day = |day: Option<NaiveDate>| day.map_or(Value::None, Value::Date);
        // A case that was begun, deleted and begun again is the same record.
        set(Field::Gone, Value::Int(0));
        set(Field::Round, record(self.round));
        set(Field::Form, Value::Record(self.instrument));
        set(Field::Year, Value::Int(i64::from(self.year)));
        set(Field::Region, Value::Record(self.region));
        set(Field::Office, Value::Record(self.office));
        set(Field::Worker, record(self.worker));
        set(Field::Supervisor, record(self.supervisor));
        set(Field::CaseId, Value::text(self.case_id));
        set(Field::Reviewer, Value::text(self.reviewer));
        set(Field::From, day(self.from));
        set(Field::Until, day(self.until));
        set(Field::Covers, Value::Int(self.covers as i64));
        // No status: what was entered is a draft by itself, and what was imported stays final.
        set(Field::Rating, Value::Int(if self.second { 2 } else { 1 }));
    }
}

#[cfg(test)]
mod tests;
