//! The sheet of one case, for the worker and the supervisor: what was not met first, then what was done well, then what
//! became of it. Finding the case and keeping second reviews blind is the work of those who ask.

mod after;

pub use after::{CHALLENGES, CORRECTIONS};

use chrono::NaiveDate;

use crate::domain::answers::{Answer, Why};
use crate::domain::book::Book;
use crate::domain::change::Slot;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::{Instrument, Question};
use crate::domain::review::{CaseFile, Status};
use crate::report::{CASE_ID, Cell, Column, Datum, Part, Report, Table};

/// What holds for the whole case.
pub const FACTS: [Column; 19] = [
    Column::words(CASE_ID, "Case", "case id"),
    Column::words("instrument", "Instrument", "code of the instrument"),
    Column::data("version", "version of the instrument"),
    Column::number("year", "Fiscal year", "fiscal year"),
    Column::words("region", "Region", "name of the region"),
    Column::words("office", "Office", "name of the office"),
    Column::words("worker", "Caseworker", "name of the caseworker"),
    Column::words("supervisor", "Supervisor", "name of the supervisor"),
    Column::words("reviewer", "Reviewer", "name of the reviewer"),
    Column::words("reviewed_on", "Reviewed on", "day of the review"),
    Column::data("from", "first day of the period under review"),
    Column::data("until", "its last day"),
    Column::words("status", "Status", "draft, ready, returned or final"),
    Column::data("draft", "whether it is not final, and not for release"),
    Column::data("second", "whether it is the blind second review of its case"),
    Column::data("answered", "questions with an answer"),
    Column::data("questions", "questions to answer"),
    Column::words("note", "Note", "note on the case"),
    Column::data("next", "what happens next, in words"),
];

/// The columns of the rows: one for each answer, and one for each question that has none.
pub const COLUMNS: [Column; 11] = [
    Column::data(CASE_ID, "case id"),
    Column::data("area", "code of the area"),
    Column::data("question", "code of the question"),
    Column::data("occurrence", "which month or person, from 1; 1 where there is only one"),
    Column::data("label", "which month or person that is, in words"),
    Column::data("result", "met, partial, not_met, not_applicable or unanswered"),
    Column::data("answer", "code of the answer"),
    Column::data("why", "not_done, not_documented or late"),
    Column::data("remark", "the reviewer's remark"),
    Column::data("computed", "whether the answer is computed from others"),
    Column::data("text", "what is asked"),
];

/// What an answer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    NotMet,
    Partial,
    Met,
    NotApplicable,
    Unanswered,
}

impl Came {
    const fn code(self) -> &'static str {
        match self {
            Came::NotMet => "not_met",
            Came::Partial => "partial",
            Came::Met => "met",
            Came::NotApplicable => "not_applicable",
            Came::Unanswered => "unanswered",
        }
    }

    const fn is_short(self) -> bool {
        matches!(self, Came::NotMet | Came::Partial)
    }
}

/// A question with its answers.
struct Asked<'a> {
    question: &'a Question,
    ordinal: u16,
    answers: Vec<(u16, Answer, Came)>,
}

impl Asked<'_> {
    /// A question that was not met once was not met.
    fn came(&self) -> Came {
        self.answers.iter().map(|(_, _, came)| *came).min().unwrap_or(Came::Unanswered)
    }
}

fn came(instrument: &Instrument, ordinal: u16, answer: Answer) -> Came {
    let at = usize::from(ordinal);
    let credit = |option: u8| instrument.credit(at, option);
    let options = (1..=instrument.options.len()).map(|option| option as u8).filter(|o| instrument.questions[at].allows(*o));
    let best = options.filter_map(credit).max();
    match credit(answer.option()) {
        _ if !answer.is_given() => Came::Unanswered,
        None => Came::NotApplicable,
        Some(credit) if Some(credit) >= best => Came::Met,
        Some(credit) if credit.0 > 0 => Came::Partial,
        Some(_) => Came::NotMet,
    }
}

/// The sheet, as of a day: what happens next depends on it.
#[must_use]
pub fn build(book: &Book, instrument: &Instrument, file: &CaseFile, today: NaiveDate) -> Report {
    Sheet { book, instrument, file, today }.report()
}

struct Sheet<'a> {
    book: &'a Book,
    instrument: &'a Instrument,
    file: &'a CaseFile,
    today: NaiveDate,
}

impl Sheet<'_> {
    fn report(&self) -> Report {
        let asked = self.asked();
        let facts: Vec<(Column, Cell)> = FACTS.into_iter().zip(self.facts()).collect();
        let rows = asked.iter().flat_map(|asked| self.rows(asked)).collect();
        let mut parts = Vec::new();
        if self.file.line.status != Status::Final {
            parts.push(Part::Words(format!(
                "DRAFT, NOT FOR RELEASE: this review is {}; its answers can still change.",
                self.file.line.status.words()
            )));
        }
        if self.file.line.second {
            parts.push(Part::Words("This is the second review of the case. It counts in no score.".to_owned()));
        }
        parts.push(self.facts_part(&facts));
        let group = |short: bool| -> Vec<&Asked> {
            asked.iter().filter(|a| if short { a.came().is_short() } else { a.came() == Came::Met }).collect()
        };
        self.list("Not met", &group(true), &mut parts);
        self.list("Done well", &group(false), &mut parts);
        for (came, words) in [(Came::NotApplicable, "Does not apply"), (Came::Unanswered, "Not answered")] {
            let codes: Vec<&str> = asked.iter().filter(|a| a.came() == came).map(|a| a.question.code.as_str()).collect();
            if !codes.is_empty() {
                parts.push(Part::Words(format!("{words} ({}): {}", codes.len(), codes.join(", "))));
            }
        }
        self.after(&mut parts);
        parts.push(Part::Words(self.next()));
        let table = |name, columns: &[Column], rows| Table { name, columns: columns.to_vec(), rows };
        let tables = vec![
            table("corrections", &CORRECTIONS, self.file.corrections.iter().map(|c| self.correction(c)).collect()),
            table("challenges", &CHALLENGES, self.file.challenges.iter().map(|c| self.challenge(c)).collect()),
        ];
        let line = &self.file.line;
        let subject = format!("{}, {}, fiscal year {}", self.book.name(line.office), self.instrument.title, line.year);
        Report { subject, facts, columns: COLUMNS.to_vec(), rows, tables, parts, ..Report::default() }
    }

    /// The questions of the covered areas that are asked in this case, and every other one with an answer.
    fn asked(&self) -> Vec<Asked<'_>> {
        let line = &self.file.line;
        let covered = |area: usize| line.covers.checked_shr(area as u32).unwrap_or(0) & 1 == 1;
        let mut all = Vec::new();
        for (ordinal, question) in (0u16..).zip(&self.instrument.questions) {
            let mut answers: Vec<(u16, Answer, Came)> =
                line.answers.of(ordinal).map(|(at, answer)| (at, answer, came(self.instrument, ordinal, answer))).collect();
            if answers.is_empty() && covered(question.area) && self.instrument.is_asked(&line.answers, usize::from(ordinal)) {
                answers.push((0, Answer::NONE, Came::Unanswered));
            }
            if !answers.is_empty() {
                all.push(Asked { question, ordinal, answers });
            }
        }
        all.sort_by_key(|asked| asked.question.area);
        all
    }

    fn facts(&self) -> Vec<Cell> {
        let line = &self.file.line;
        let name = |id: Option<Id>| id.map_or_else(Cell::default, |id| Cell::text(self.book.name(id)));
        let done = self.instrument.completeness(&line.answers, line.covers);
        vec![
            Cell::text(&line.case_id),
            Cell::text(&self.instrument.code).shown(&self.instrument.title),
            Cell::whole(Some(u64::from(self.instrument.version))),
            Datum::Whole(i64::from(line.year)).into(),
            name(Some(line.region)),
            name(Some(line.office)),
            name(line.worker),
            name(line.supervisor),
            Cell::text(&line.reviewer),
            Cell::day(line.reviewed_on),
            Cell::day(self.period(Field::From)),
            Cell::day(self.period(Field::Until)),
            Cell::text(line.status.code()).shown(line.status.words()),
            Cell::truth(Some(line.status != Status::Final)),
            Cell::truth(Some(line.second)),
            Cell::whole(Some(u64::from(done.answered))),
            Cell::whole(Some(u64::from(done.of))),
            Cell::text(&self.file.note),
            Cell::text(&self.next()),
        ]
    }

    /// The first or last day under review: of the case, otherwise of its round.
    fn period(&self, field: Field) -> Option<NaiveDate> {
        let own = if field == Field::From { self.file.from } else { self.file.until };
        own.or_else(|| self.book.get(self.file.line.round?)?.date(field))
    }

    fn facts_part(&self, facts: &[(Column, Cell)]) -> Part {
        let mut told: Vec<(String, String)> = facts
            .iter()
            .filter_map(|(c, cell)| Some((c.heading.as_deref()?.to_owned(), cell.words())))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        if let (Some(from), Some(until)) = (self.period(Field::From), self.period(Field::Until)) {
            told.push(("Period under review".to_owned(), format!("{from} to {until}")));
        }
        let line = &self.file.line;
        let done = self.instrument.completeness(&line.answers, line.covers);
        told.push(("Answered".to_owned(), format!("{} of {} questions", done.answered, done.of)));
        Part::Facts(told)
    }

    /// Questions by area, with all that was said of them.
    fn list(&self, title: &str, asked: &[&Asked], parts: &mut Vec<Part>) {
        parts.push(Part::Chapter(format!("{title} ({})", asked.len())));
        if asked.is_empty() {
            parts.push(Part::Words("Nothing.".to_owned()));
        }
        let width = asked.iter().map(|asked| asked.question.code.chars().count()).max().unwrap_or(0);
        for same in asked.chunk_by(|a, b| a.question.area == b.question.area) {
            let area = self.instrument.areas.get(same[0].question.area).map_or("", |area| area.name.as_str());
            parts.push(Part::Heading(area.to_owned()));
            for asked in same {
                self.item(asked, width, parts);
            }
        }
    }

    fn item(&self, asked: &Asked, width: usize, parts: &mut Vec<Part>) {
        let (question, several) = (asked.question, asked.answers.len() > 1);
        let answers: Vec<String> = asked.answers.iter().map(|one| self.answer_words(asked.ordinal, *one, several)).collect();
        let computed = if question.is_computed() { " (computed)" } else { "" };
        parts.push(Part::Item(format!("{:width$}", question.code), format!("{}{computed}. {}", answers.join("; "), question.text)));
        for (occurrence, ..) in &asked.answers {
            if let Some(remark) = self.file.remarks.get(&Slot::of(asked.ordinal, *occurrence)) {
                let of = if several { format!(" ({})", self.label(asked.ordinal, *occurrence)) } else { String::new() };
                parts.push(Part::Item(" ".repeat(width), format!("Remark{of}: {remark}")));
            }
        }
    }

    fn answer_words(&self, ordinal: u16, (occurrence, answer, _): (u16, Answer, Came), several: bool) -> String {
        let why = answer.why().map_or_else(String::new, |why| format!(", {}", why.words()));
        let words = format!("{}{why}", self.label_of(answer));
        if several || self.file.labels.contains_key(&Slot::of(ordinal, occurrence)) {
            format!("{}: {words}", self.label(ordinal, occurrence))
        } else {
            words
        }
    }

    /// The month or person of an answer, or its number.
    fn label(&self, ordinal: u16, occurrence: u16) -> String {
        self.file.labels.get(&Slot::of(ordinal, occurrence)).cloned().unwrap_or_else(|| (u32::from(occurrence) + 1).to_string())
    }

    fn label_of(&self, answer: Answer) -> &str {
        self.option(answer).map_or("no answer", |option| option.label.as_str())
    }

    fn option(&self, answer: Answer) -> Option<&crate::domain::instrument::AnswerOption> {
        self.instrument.options.get(usize::from(answer.option()).checked_sub(1)?)
    }

    fn code(&self, answer: Answer) -> Cell {
        Cell::text(self.option(answer).map_or("", |option| option.code.as_str()))
    }

    fn rows<'a>(&'a self, asked: &'a Asked) -> impl Iterator<Item = Vec<Cell>> + 'a {
        let area = self.instrument.areas.get(asked.question.area).map_or("", |area| area.code.as_str());
        asked.answers.iter().map(move |(occurrence, answer, came)| {
            let slot = Slot::of(asked.ordinal, *occurrence);
            let said = |of: &std::collections::BTreeMap<Slot, String>| Cell::text(of.get(&slot).map_or("", String::as_str));
            vec![
                Cell::text(&self.file.line.case_id),
                Cell::text(area),
                Cell::text(&asked.question.code),
                Cell::whole(Some(u64::from(*occurrence) + 1)),
                said(&self.file.labels),
                Cell::text(came.code()),
                self.code(*answer),
                Cell::text(answer.why().map_or("", Why::code)),
                said(&self.file.remarks),
                Cell::truth(Some(asked.question.is_computed())),
                Cell::text(&asked.question.text),
            ]
        })
    }
}
