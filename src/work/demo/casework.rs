//! The reviews of the open round as they stand in the middle of the work: final, waiting for QA, returned, begun, given to
//! somebody; second reviews; and what the second look said.

use super::chance::Chance;
use super::rounds::Open;
use super::{WorkError, reviews, sample, set_up};
use crate::domain::answers::{Answer, PackedAnswers, Why};
use crate::domain::change::{Change, Slot};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::Repeats;
use crate::domain::kind::Kind;
use crate::domain::review::Status;
use crate::domain::value::Value;
use crate::store::Store;

/// How many reviews are final, ready, returned and drafts; the next are given to a reviewer and not begun.
const FINAL: usize = 12;
const READY: usize = 4;
const RETURNED: usize = 2;
const DRAFTS: usize = 3;
const GIVEN: usize = 5;
/// Which of the final ones were reviewed twice.
const TWICE: [usize; 4] = [1, 4, 7, 10];
/// The questions that are answered month by month or for each person here.
const REPEATED: [&str; 3] = ["FC.IB3", "FC.IVA3", "IH.8"];

/// A review that was written, as the second look finds it.
struct Written {
    id: Id,
    status: Status,
    area: usize,
    reviewer: &'static str,
    when: i64,
    answers: PackedAnswers,
}

/// The instrument's options by what they mean.
struct Options {
    yes: u8,
    partial: u8,
    no: u8,
    excused: u8,
    na: u8,
}

pub(super) fn build(store: &mut Store, open: &Open) -> Result<(), WorkError> {
    let [Some(yes), Some(partial), Some(no), Some(excused), Some(na)] =
        ["yes", "partial", "no", "ec", "na"].map(|code| open.instrument.option(code))
    else {
        return Ok(());
    };
    let mut work = Work { open, options: Options { yes, partial, no, excused, na }, change: set_up(store, "reviews of the sample round")? };
    let mut written = Vec::new();
    for (number, row) in open.working.iter().copied().enumerate().take(FINAL + READY + RETURNED + DRAFTS + GIVEN) {
        let case = &open.list[row];
        let (first, second) = store.review_ids(reviews::CPR, open.year, case.office, &case.case_id);
        let one = work.review(first, row, number);
        if TWICE.contains(&number) {
            work.second(second, row, number, &one);
        }
        written.push(one);
    }
    let Work { change, options, .. } = work;
    store.commit(&change)?;
    let mut look = Look { store, open, options, change: set_up(store, "the second look at the sample round")? };
    look.comments(&written);
    look.challenges(&written);
    let change = look.change;
    store.commit(&change)?;
    Ok(())
}

struct Work<'a> {
    open: &'a Open<'a>,
    options: Options,
    change: Change,
}

/// How far the n-th review is, who reviews it, and how many days ago that was.
fn stage(number: usize) -> (Status, &'static str, i64) {
    let [me, other, third] = reviews::REVIEWERS;
    match number {
        n if n < FINAL => (Status::Final, reviews::REVIEWERS[n % 3], -44 + n as i64 * 2),
        n if n < FINAL + READY => (Status::Ready, [other, third, me, other][n - FINAL], -16 + (n - FINAL) as i64 * 3),
        n if n < FINAL + READY + RETURNED => (Status::Returned, [me, third][n - FINAL - READY], -15),
        _ => (Status::Draft, me, 0),
    }
}

impl Work<'_> {
    fn review(&mut self, id: Id, row: usize, number: usize) -> Written {
        let (status, reviewer, when) = stage(number);
        let area = self.open.area(row);
        self.begin(id, row, reviewer, false);
        self.change.set(id, Kind::Review, Field::Status, Value::text(status.code()));
        if status != Status::Draft {
            self.change.set(id, Kind::Review, Field::ReviewedOn, Value::Date(self.open.day(when)));
        }
        let mut chance = Chance::new(self.open.seed, &["round", &number.to_string()]);
        let mut answers = PackedAnswers::default();
        let mut asked: Vec<usize> = (0..self.open.instrument.questions.len()).filter(|at| self.asks(*at, area)).collect();
        asked.truncate(answered(number, asked.len()));
        let (mut noes, mut left) = (0, 1);
        for ordinal in asked {
            let code = &self.open.instrument.questions[ordinal].code;
            let answer = self.answer(ordinal, &mut chance, &mut left);
            let labels =
                if REPEATED.contains(&code.as_str()) && answer.option() != self.options.na { self.labels(ordinal) } else { Vec::new() };
            self.given(id, ordinal, 0, answer, &mut answers);
            for (occurrence, label) in (0..).zip(&labels) {
                let slot = Slot::of(ordinal as u16, occurrence);
                self.change.set_slot(id, Kind::Review, Field::Label, slot, Value::text(label));
                if occurrence > 0 {
                    let again = if chance.below(7) == 0 { answer } else { Answer::new(self.options.yes, None) };
                    self.given(id, ordinal, occurrence, again, &mut answers);
                }
            }
            if let Some(remark) = self.remark(answer, noes, &mut chance) {
                self.change.set_slot(id, Kind::Review, Field::Remark, Slot::of(ordinal as u16, 0), Value::text(remark));
            }
            noes += usize::from(answer.why().is_some());
        }
        Written { id, status, area, reviewer, when, answers }
    }

    /// The blind second review: another person, and an answer or two that differ.
    fn second(&mut self, id: Id, row: usize, number: usize, first: &Written) {
        let (_, reviewer, when) = stage(number + 1);
        self.begin(id, row, reviewer, true);
        self.change.set(id, Kind::Review, Field::Status, Value::text(Status::Final.code()));
        self.change.set(id, Kind::Review, Field::ReviewedOn, Value::Date(self.open.day(when + 1)));
        let mut chance = Chance::new(self.open.seed, &["second", &number.to_string()]);
        let Options { yes, no, na, .. } = self.options;
        let firsts = |(_, occurrence, answer): &(u16, u16, Answer)| *occurrence == 0 && answer.option() != na;
        let mut applies: Vec<u16> = first.answers.iter().filter(firsts).map(|(ordinal, ..)| ordinal).collect();
        chance.shuffle(&mut applies);
        applies.truncate(1 + number % 3);
        let mut answers = PackedAnswers::default();
        for (ordinal, occurrence, answer) in first.answers.iter() {
            let other = if !applies.contains(&ordinal) || occurrence > 0 {
                answer
            } else if answer.option() == yes {
                Answer::new(no, Some(Why::NotDocumented))
            } else {
                Answer::new(yes, None)
            };
            self.given(id, usize::from(ordinal), occurrence, other, &mut answers);
        }
    }

    fn begin(&mut self, id: Id, row: usize, reviewer: &str, second: bool) {
        let open = self.open;
        let case = &open.list[row];
        let record = |id: Option<Id>| id.map_or(Value::None, Value::Record);
        let fields = [
            (Field::Round, Value::Record(open.id)),
            (Field::Form, Value::Record(open.form)),
            (Field::Year, Value::Int(i64::from(open.year))),
            (Field::Region, Value::Record(open.region.id)),
            (Field::Office, Value::Record(case.office)),
            (Field::Worker, record(case.worker)),
            (Field::Supervisor, record(case.supervisor)),
            (Field::CaseId, Value::text(&case.case_id)),
            (Field::Reviewer, Value::text(reviewer)),
            (Field::From, Value::Date(case.from.unwrap_or(open.from))),
            (Field::Until, Value::Date(case.until.unwrap_or(open.until))),
            (Field::Covers, Value::Int(1 << open.area(row))),
            (Field::Rating, Value::Int(if second { 2 } else { 1 })),
        ];
        for (field, value) in fields {
            self.change.set(id, Kind::Review, field, value);
        }
    }

    fn given(&mut self, id: Id, ordinal: usize, occurrence: u16, answer: Answer, answers: &mut PackedAnswers) {
        if answer.is_given() {
            let slot = Slot::of(ordinal as u16, occurrence);
            self.change.set_slot(id, Kind::Review, Field::Given, slot, Value::Int(i64::from(answer.byte())));
            answers.set(slot.question(), occurrence, answer);
        }
    }

    fn asks(&self, ordinal: usize, area: usize) -> bool {
        let question = &self.open.instrument.questions[ordinal];
        question.area == area && !question.is_computed()
    }

    /// An answer as the region gives them: this year goes on as the years before it went. One case is excused once.
    fn answer(&self, ordinal: usize, chance: &mut Chance, left: &mut usize) -> Answer {
        let (open, options) = (self.open, &self.options);
        let question = &open.instrument.questions[ordinal];
        if chance.below(100) < reviews::rarely(ordinal) {
            return Answer::new(options.na, None);
        }
        let aim = reviews::aim(reviews::story(open.seed, open.region, &question.code), question.goal.fraction(), -1);
        if (chance.below(1000) as f64) < aim * 1000.0 {
            return Answer::new(options.yes, None);
        }
        let chosen = match chance.below(12) {
            0 => Answer::new(options.partial, Some(Why::Late)),
            1 if *left > 0 => Answer::new(options.excused, None),
            _ => Answer::new(options.no, Some(reviews::why(chance))),
        };
        *left -= usize::from(chosen.option() == options.excused);
        chosen
    }

    /// The months or persons of a question.
    fn labels(&self, ordinal: usize) -> Vec<String> {
        let months = self.open.from.iter_days().filter(|day| chrono::Datelike::day(day) == 1).take_while(|day| *day <= self.open.until);
        match &self.open.instrument.questions[ordinal].repeats {
            Repeats::Once => Vec::new(),
            Repeats::Months => months.map(|day| day.format("%b %Y").to_string()).collect(),
            Repeats::Named(names) => names.clone(),
        }
    }

    /// What the reviewer wrote to an answer: to every second one that is short, and to all that are excused.
    fn remark(&self, answer: Answer, noes: usize, chance: &mut Chance) -> Option<&'static str> {
        let remarks = &self.open.words.remarks;
        let list = match answer.why() {
            None if answer.option() == self.options.excused => &remarks.excused,
            None => return None,
            Some(_) if noes % 2 == 1 => return None,
            Some(_) if answer.option() == self.options.partial => &remarks.partial,
            Some(Why::NotDone) => &remarks.not_done,
            Some(Why::NotDocumented) => &remarks.not_documented,
            Some(Why::Late) => &remarks.late,
        };
        list.get(chance.below(list.len())).map(String::as_str)
    }
}

/// How many of its questions a review has answered: the first draft stops half-way, the second lacks one, the third has
/// just begun.
const fn answered(number: usize, of: usize) -> usize {
    match number.checked_sub(FINAL + READY + RETURNED) {
        None => of,
        Some(0) => of / 2,
        Some(1) => of - 1,
        Some(2) => 2,
        Some(_) => 0,
    }
}

struct Look<'a> {
    store: &'a Store,
    open: &'a Open<'a>,
    options: Options,
    change: Change,
}

impl Look<'_> {
    fn record(&mut self, kind: Kind, review: Id, slot: Slot, fields: &[(Field, Value)]) {
        let id = self.store.new_ids(1)[0];
        self.change.set(id, kind, Field::Review, Value::Record(review));
        self.change.set(id, kind, Field::At, Value::Int(i64::from(slot.0)));
        for (field, value) in fields.iter().filter(|(_, value)| !value.is_none()) {
            self.change.set(id, kind, *field, value.clone());
        }
    }

    fn day(&self, offset: i64) -> Value {
        Value::Date(self.open.day(offset.min(0)))
    }

    /// A returned review has open comments, one that waits for QA again has an answered one, a final one may have a closed one.
    fn comments(&mut self, written: &[Written]) {
        let words = self.open.words;
        let instrument = self.open.instrument;
        let mut used: Vec<&str> = Vec::new();
        let mut order: Vec<&Written> = written.iter().collect();
        order.sort_by_key(|review| match review.status {
            Status::Returned => 0,
            Status::Ready => 1,
            _ => 2,
        });
        for (at, review) in order.iter().enumerate() {
            let (wanted, state) = match review.status {
                Status::Returned => (2, "open"),
                Status::Ready => (usize::from(at % 2 == 0), "answered"),
                Status::Final => (usize::from(at % 3 == 0), "closed"),
                Status::Draft => (0, ""),
            };
            let of_area = |comment: &&sample::Comment| {
                instrument.question(&comment.question).is_some_and(|question| instrument.questions[question].area == review.area)
            };
            // Each is said once as long as there are others.
            let mut fitting: Vec<&sample::Comment> = words.comment.iter().filter(of_area).collect();
            fitting.sort_by_key(|comment| used.iter().filter(|text| **text == comment.text).count());
            for comment in fitting.into_iter().take(wanted) {
                used.push(&comment.text);
                let Some(question) = instrument.question(&comment.question) else { continue };
                let replied = state != "open";
                let reply = |value: Value| if replied { value } else { Value::None };
                let fields = [
                    (Field::Text, Value::text(&comment.text)),
                    (Field::Who, Value::text(&words.leader)),
                    (Field::Day, self.day(review.when + 3)),
                    (Field::Status, Value::text(state)),
                    (Field::Reply, reply(Value::text(&comment.reply))),
                    (Field::ReplyWho, reply(Value::text(format!("{}, QA reviewer", review.reviewer)))),
                    (Field::ReplyDay, reply(self.day(review.when + 6))),
                ];
                self.record(Kind::Comment, review.id, Slot::of(question as u16, 0), &fields);
            }
        }
    }

    /// One challenge that waits, one that was decided, and one answer that was corrected after the review was final.
    fn challenges(&mut self, written: &[Written]) {
        let words = self.open.words;
        let noes = |review: &&Written| {
            let no = |(_, occurrence, answer): &(u16, u16, Answer)| *occurrence == 0 && answer.option() == self.options.no;
            review.answers.iter().find(no).map(|(question, ..)| (review.id, review.when, Slot::of(question, 0)))
        };
        let finals = written.iter().filter(|review| review.status == Status::Final);
        let found: Vec<(Id, i64, Slot)> = finals.rev().filter_map(|review| noes(&review)).take(3).collect();
        let [open, decided, corrected] = found[..] else { return };
        let (asked, upheld) = (&words.challenge, &words.upheld);
        let fields = [
            (Field::Text, Value::text(&asked.text)),
            (Field::Who, Value::text(&asked.who)),
            (Field::Day, self.day(-2)),
            (Field::Due, Value::Date(self.open.day(asked.due))),
        ];
        self.record(Kind::Challenge, open.0, open.2, &fields);
        let fields = [
            (Field::Text, Value::text(&upheld.text)),
            (Field::Who, Value::text(&upheld.who)),
            (Field::Day, self.day(decided.1 + 8)),
            (Field::Due, self.day(decided.1 + 22)),
            (Field::Outcome, Value::text("upheld")),
            (Field::Reply, Value::text(&upheld.reply)),
            (Field::ReplyWho, Value::text(&words.leader)),
            (Field::ReplyDay, self.day(decided.1 + 13)),
        ];
        self.record(Kind::Challenge, decided.0, decided.2, &fields);
        let (id, when, slot) = corrected;
        let before = written.iter().find(|review| review.id == id).map_or(Answer::NONE, |r| r.answers.get(slot.question(), 0));
        let after = Answer::new(self.options.yes, None);
        self.change.set_slot(id, Kind::Review, Field::Given, slot, Value::Int(i64::from(after.byte())));
        let fields = [
            (Field::Before, Value::Int(i64::from(before.byte()))),
            (Field::After, Value::Int(i64::from(after.byte()))),
            (Field::Reason, Value::text(&words.correction.reason)),
            (Field::Part, Value::text("correction")),
            (Field::Who, Value::text(&words.leader)),
            (Field::Day, self.day(when + 9)),
        ];
        self.record(Kind::Correction, id, slot, &fields);
    }
}
