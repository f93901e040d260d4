//! The second look at a case: handing it on, comments and replies, challenges and outcomes, corrections. What a change of
//! them is belongs to `domain/entry/second_look.rs`.

use super::state::{After, Asked, Case, plain};
use super::update::refuse;
use crate::command::{Context, Effect, Form, FormField, Takes};
use crate::domain::answers::{Answer, Why};
use crate::domain::change::Slot;
use crate::domain::dates;
use crate::domain::entry::{self, CHALLENGE_OUTCOMES, Entry, LONGEST_TEXT, is_closed, is_decided};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::record::Record;
use crate::domain::review::Status;
use crate::domain::review_moves::{self, Handing};
use crate::domain::text;

/// The word for no reason in a form.
const NO_REASON: &str = "no reason given";

/// What filling a form came to: effects, or the field at fault and why.
pub(super) type Filled = Result<Vec<Effect>, (usize, String)>;

/// What can be done about the comments on an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Reply to this one.
    Reply(Id),
    /// Close this one, or open it again.
    Close(Id),
    /// Write another one.
    New,
}

/// A text of a form, cleaned; its length is checked.
fn said(form: &Form, at: usize, needed: &str) -> Result<String, (usize, String)> {
    let words = text::clean(form.text(at)).0.trim().to_owned();
    let length = words.chars().count();
    match () {
        () if words.is_empty() && !needed.is_empty() => Err((at, needed.to_owned())),
        () if length > LONGEST_TEXT => Err((at, format!("this is {length} characters long; at most {LONGEST_TEXT} fit"))),
        () => Ok(words),
    }
}

fn day(form: &Form, at: usize, cx: &Context) -> Result<Option<chrono::NaiveDate>, (usize, String)> {
    if form.text(at).is_empty() {
        return Ok(None);
    }
    dates::understand(form.text(at), cx.today, cx.day_first, None).map(Some).map_err(|why| (at, why.to_string()))
}

impl Case {
    fn record<'a>(&'a self, records: fn(&'a crate::domain::review::CaseFile) -> &'a Vec<Record>, id: Id) -> Option<&'a Record> {
        records(self.file.as_deref()?).iter().find(|record| record.id == id)
    }

    // Handing on.

    pub(super) fn ask_hand_on(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(file) = &self.file else { return Vec::new() };
        if self.round_is_closed(cx) {
            return refuse("The round is closed: open it again in its list of cases before a review is handed on");
        }
        let from = file.line.status;
        let ways = from.next().to_vec();
        if ways.is_empty() {
            return refuse("This review is final and stays so: an answer key corrects an answer, with a reason");
        }
        let lines = ways.iter().map(|to| (review_moves::step_words(from, *to).to_owned(), to.words().to_owned())).collect();
        self.asked = Some(Asked::HandOn(ways));
        vec![Effect::Pick { id: "case hand on", title: format!("This review is {}", from.words()), lines, at: 0 }]
    }

    pub(super) fn hand_on(&mut self, to: Status, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let open = |records: &[Record], done: fn(&Record) -> bool| records.iter().filter(|record| !done(record)).count();
        let handing = Handing {
            who: &cx.book.facts.who,
            today: cx.today,
            saw: cx.book.seen,
            open_comments: open(&entry.file.comments, is_closed),
            open_challenges: open(&entry.file.challenges, is_decided),
        };
        match review_moves::hand_on(&entry.file.line, entry.instrument, to, handing) {
            Ok(proposal) => match proposal.question {
                Some(question) => vec![Effect::Confirm { question, change: proposal.change }],
                None => self.write(proposal.change, After::Stay),
            },
            Err(why) => refuse(capital(&why)),
        }
    }

    // Comments.

    pub(super) fn ask_comment(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let Some(code) = entry.question(self.at.question()).map(|q| q.code.clone()) else {
            return refuse("There is no question to comment on");
        };
        let here: Vec<&Record> = entry.file.comments.iter().filter(|comment| entry::at(comment) == Some(self.at)).collect();
        if here.is_empty() {
            return self.ask_new_comment(cx);
        }
        let (mut lines, mut steps) = (Vec::new(), Vec::new());
        for comment in here {
            let words = short(comment.text(Field::Text));
            let who = plain(review_moves::person(comment.text(Field::Who)));
            if !is_closed(comment) {
                lines.push((format!("Reply: {words}"), who.clone()));
                steps.push(Step::Reply(comment.id));
            }
            let verb = if is_closed(comment) { "Open again" } else { "Close" };
            lines.push((format!("{verb}: {words}"), who));
            steps.push(Step::Close(comment.id));
        }
        lines.push(("Another comment".to_owned(), String::new()));
        steps.push(Step::New);
        self.asked = Some(Asked::Comments(self.at, steps));
        vec![Effect::Pick { id: "case comments", title: format!("Comments on {code}"), lines, at: 0 }]
    }

    fn ask_new_comment(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let words = format!("{}: {}", entry.code(self.at.question()), entry.words(entry.answer(self.at)));
        let form = Form::new("case comment", "A comment on this answer", words, vec![FormField::new("Comment", Takes::Lines)]);
        self.asked = Some(Asked::Comment(self.at));
        vec![Effect::Ask(form)]
    }

    pub(super) fn take_step(&mut self, slot: Slot, step: &Step, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let code = entry.code(slot.question()).to_owned();
        match step {
            Step::New => self.ask_new_comment(cx),
            Step::Close(id) => match self.record(|file| &file.comments, *id) {
                Some(comment) => {
                    let change = entry::close(comment, &code, cx.book.seen);
                    self.write(change, After::Stay)
                }
                None => Vec::new(),
            },
            Step::Reply(id) => match self.record(|file| &file.comments, *id) {
                Some(comment) => {
                    let words = plain(comment.text(Field::Text));
                    let before = comment.text(Field::Reply).to_owned();
                    let field = FormField::new("Reply", Takes::Lines).with(before);
                    let form = Form::new("case reply", format!("Reply to a comment on {code}"), words, vec![field]);
                    self.asked = Some(Asked::Reply(slot, *id));
                    vec![Effect::Ask(form)]
                }
                None => Vec::new(),
            },
        }
    }

    pub(super) fn comment(&mut self, slot: Slot, form: &Form, cx: &Context) -> Filled {
        let words = said(form, 0, "a comment needs words")?;
        let code = self.entry(cx).map_or("", |entry| entry.code(slot.question())).to_owned();
        let change = entry::comment(self.review, slot, &code, cx.ids.fresh(), &words, cx.author());
        Ok(self.write(change, After::Stay))
    }

    pub(super) fn reply(&mut self, slot: Slot, comment: Id, form: &Form, cx: &Context) -> Filled {
        let words = said(form, 0, "a reply needs words")?;
        let code = self.entry(cx).map_or("", |entry| entry.code(slot.question())).to_owned();
        let Some(comment) = self.record(|file| &file.comments, comment) else { return Ok(Vec::new()) };
        let change = entry::reply(comment, &code, &words, cx.author());
        Ok(self.write(change, After::Stay))
    }

    // Challenges.

    pub(super) fn ask_challenge(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let Some(question) = entry.question(self.at.question()) else { return refuse("There is no answer to challenge") };
        if !matches!(entry.file.line.status, Status::Ready | Status::Final) {
            return refuse("An answer is challenged once the review has been handed on: it may still change before");
        }
        if question.is_computed() {
            return refuse(format!("{} is worked out from other answers: challenge one of those", question.code));
        }
        let open = entry.file.challenges.iter().find(|challenge| entry::at(challenge) == Some(self.at) && !is_decided(challenge));
        let answer = entry.words(entry.answer(self.at));
        if let Some(challenge) = open {
            return self.ask_outcome(challenge.id, cx);
        }
        let until = entry.file.line.round.and_then(|round| cx.book.get(round)).and_then(|round| round.date(Field::ChallengeUntil));
        let show = |day| dates::show(day, cx.day_first);
        let words = match until {
            Some(until) if until < cx.today => {
                format!("{}: {answer}. Challenges of this round were open until {}.", question.code, show(until))
            }
            Some(until) => format!("{}: {answer}. Challenges of this round are open until {}.", question.code, show(until)),
            None => format!("{}: {answer}.", question.code),
        };
        let due = until.filter(|until| *until >= cx.today).map_or(String::new(), |until| until.to_string());
        let fields = vec![
            FormField::new("What the office says", Takes::Lines).hint("the document was found"),
            FormField::new("Decide until", Takes::Day).with(due),
        ];
        self.asked = Some(Asked::Challenge(self.at));
        vec![Effect::Ask(Form::new("case challenge", "The office challenges this answer", words, fields))]
    }

    pub(super) fn challenge(&mut self, slot: Slot, form: &Form, cx: &Context) -> Filled {
        let words = said(form, 0, "say what the office brings forward")?;
        let due = day(form, 1, cx)?;
        let Some(entry) = self.entry(cx) else { return Ok(Vec::new()) };
        let change = entry.challenge(slot, cx.ids.fresh(), &words, due, cx.author());
        Ok(self.write(change, After::Stay))
    }

    fn ask_outcome(&mut self, challenge: Id, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let slot = self.at;
        let said = self.record(|file| &file.challenges, challenge).map_or(String::new(), |challenge| plain(challenge.text(Field::Text)));
        let words = format!("{}: {}. The office says: {said}", entry.code(slot.question()), entry.words(entry.answer(slot)));
        let outcomes = CHALLENGE_OUTCOMES.iter().map(|(_, words)| (*words).to_owned()).collect();
        let answers = entry.options(slot.question()).map(|(_, _, option)| option.label.clone()).collect();
        let fields = vec![
            FormField::new("Outcome", Takes::OneOf(outcomes)),
            FormField::new("New answer", Takes::OneOf(answers)).hint("only if it is changed"),
            FormField::new("To the office", Takes::Lines),
        ];
        self.asked = Some(Asked::Outcome(slot, challenge));
        vec![Effect::Ask(Form::new("case outcome", "The outcome of this challenge", words, fields))]
    }

    pub(super) fn decide(&mut self, slot: Slot, challenge: Id, form: &Form, cx: &Context) -> Filled {
        let Some(entry) = self.entry(cx) else { return Ok(Vec::new()) };
        let Some((outcome, _)) = CHALLENGE_OUTCOMES.iter().find(|(code, words)| [*code, *words].contains(&form.text(0))) else {
            return Err((0, "choose how it ends".to_owned()));
        };
        let answer = if *outcome == "changed" { Some(named_answer(&entry, slot, form.text(1))?) } else { None };
        let words = said(form, 2, "")?;
        let Some(record) = self.record(|file| &file.challenges, challenge) else { return Ok(Vec::new()) };
        let change = entry.decide(record, outcome, &words, answer, cx.author(), &|| cx.ids.fresh());
        Ok(self.write(change, After::Stay))
    }

    // Corrections.

    pub(super) fn ask_correction(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let stands = entry.answer(self.at);
        let code = entry.code(self.at.question());
        if stands == answer || (answer.why().is_none() && stands.option() == answer.option() && stands.why().is_none()) {
            return refuse(format!("{code} is {} already", entry.words(stands)));
        }
        let mut words = format!("{code} is {} and becomes {}.", entry.words(stands), entry.words(answer));
        if self.round_is_closed(cx) {
            words.push_str(" The round is closed; its scores change with this.");
        }
        let mut fields = vec![FormField::new("Reason", Takes::Lines).hint("what was found, and where")];
        if entry.asks_why(answer) && answer.why().is_none() {
            let whys = std::iter::once(NO_REASON).chain(Why::ALL.map(Why::words));
            let label = entry.option(answer.option()).map_or("it", |option| option.label.as_str());
            fields.push(FormField::new(format!("Why {label}"), Takes::OneOf(whys.map(str::to_owned).collect())).with(NO_REASON));
        }
        self.asked = Some(Asked::Correction(self.at, answer));
        vec![Effect::Ask(Form::new("case correction", "Correct a final answer", words, fields))]
    }

    pub(super) fn correct(&mut self, slot: Slot, answer: Answer, form: &Form, cx: &Context) -> Filled {
        let reason = said(form, 0, "a correction needs its reason")?;
        let Some(entry) = self.entry(cx) else { return Ok(Vec::new()) };
        let why = Why::ALL.into_iter().find(|why| why.words() == form.text(1)).or(answer.why());
        let answer = Answer::new(answer.option(), why);
        if answer == entry.answer(slot) {
            return Err((1, format!("the answer is {} already", entry.words(answer))));
        }
        let change = entry.correct(slot, answer, &reason, cx.author(), &|| cx.ids.fresh());
        Ok(self.write(change, After::Stay))
    }
}

/// The answer that a challenge is decided with.
fn named_answer(entry: &Entry, slot: Slot, label: &str) -> Result<Answer, (usize, String)> {
    let found = entry.options(slot.question()).find(|(_, _, option)| option.label == label);
    let number = found.map(|(number, ..)| number).ok_or((1, "choose the answer that stands from now on".to_owned()))?;
    if number == entry.answer(slot).option() {
        return Err((1, format!("the answer is {label} already: choose 'upheld', or another answer")));
    }
    Ok(Answer::new(number, None))
}

/// The first words of a text.
fn short(words: &str) -> String {
    let words = plain(words);
    let cut: String = words.chars().take(60).collect();
    if cut.len() < words.len() { format!("{}...", cut.trim_end()) } else { words }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
