//! What became of a review after it was entered: corrections, challenges of the office, and what happens next.

use chrono::NaiveDate;

use super::Sheet;
use crate::domain::change::Slot;
use crate::domain::entry;
use crate::domain::field::Field;
use crate::domain::record::Record;
use crate::domain::review::Status;
use crate::domain::text::counted;
use crate::report::{Cell, Column, Part};

/// The columns of the table of corrections.
pub const CORRECTIONS: [Column; 8] = [
    Column::data("question", "code of the question"),
    Column::data("occurrence", "which month or person, from 1"),
    Column::data("before", "code of the answer before; null if it had none"),
    Column::data("after", "code of the answer since; null if it was cleared"),
    Column::data("reason", "why it was corrected"),
    Column::data("part", "on what occasion, such as reconciled"),
    Column::data("by", "who corrected it"),
    Column::data("on", "the day"),
];

/// The columns of the table of challenges.
pub const CHALLENGES: [Column; 9] = [
    Column::data("question", "code of the question"),
    Column::data("occurrence", "which month or person, from 1"),
    Column::data("text", "what the office says"),
    Column::data("by", "who challenged it"),
    Column::data("on", "the day"),
    Column::data("due", "until when it is to be answered"),
    Column::data("outcome", "upheld, changed or withdrawn; null while it is open"),
    Column::data("reply", "the reply"),
    Column::data("replied_on", "the day of the reply"),
];

impl Sheet<'_> {
    fn at(&self, record: &Record) -> (&str, Option<u16>) {
        let slot = entry::at(record);
        let code = slot.and_then(|slot| self.instrument.questions.get(usize::from(slot.question()))).map_or("", |q| q.code.as_str());
        (code, slot.map(Slot::occurrence))
    }

    pub(super) fn correction(&self, record: &Record) -> Vec<Cell> {
        let (question, occurrence) = self.at(record);
        vec![
            Cell::text(question),
            Cell::whole(occurrence.map(|at| u64::from(at) + 1)),
            self.code(entry::answer_of(record, Field::Before)),
            self.code(entry::answer_of(record, Field::After)),
            Cell::text(record.text(Field::Reason)),
            Cell::text(record.text(Field::Part)),
            Cell::text(record.text(Field::Who)),
            Cell::day(record.date(Field::Day)),
        ]
    }

    pub(super) fn challenge(&self, record: &Record) -> Vec<Cell> {
        let (question, occurrence) = self.at(record);
        vec![
            Cell::text(question),
            Cell::whole(occurrence.map(|at| u64::from(at) + 1)),
            Cell::text(record.text(Field::Text)),
            Cell::text(record.text(Field::Who)),
            Cell::day(record.date(Field::Day)),
            Cell::day(record.date(Field::Due)),
            Cell::text(record.text(Field::Outcome)),
            Cell::text(record.text(Field::Reply)),
            Cell::day(record.date(Field::ReplyDay)),
        ]
    }

    /// Corrections and challenges, for people.
    pub(super) fn after(&self, parts: &mut Vec<Part>) {
        let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| format!(" on {day}"));
        let by = |who: &str| if who.is_empty() { String::new() } else { format!(" by {who}") };
        if !self.file.corrections.is_empty() {
            parts.push(Part::Chapter(format!("Corrections ({})", self.file.corrections.len())));
        }
        for record in &self.file.corrections {
            let answer = |field| self.label_of(entry::answer_of(record, field));
            let reason = record.text(Field::Reason);
            let who = format!("{}{}", by(record.text(Field::Who)), day(record.date(Field::Day)));
            let words = format!("from {} to {}{who}: {reason}", answer(Field::Before), answer(Field::After));
            parts.push(Part::Item(self.at(record).0.to_owned(), words));
        }
        if !self.file.challenges.is_empty() {
            parts.push(Part::Chapter(format!("Challenges by the office ({})", self.file.challenges.len())));
        }
        for record in &self.file.challenges {
            let outcome = match record.text(Field::Outcome) {
                "" => record.date(Field::Due).map_or_else(|| "open".to_owned(), |due| format!("open, to be answered by {due}")),
                "upheld" => "upheld, the answer stays".to_owned(),
                "changed" => "the answer was changed".to_owned(),
                outcome => outcome.to_owned(),
            };
            let reply = match record.text(Field::Reply) {
                "" => String::new(),
                reply => format!(" Reply{}: {reply}", day(record.date(Field::ReplyDay))),
            };
            let who = format!("{}{}", by(record.text(Field::Who)), day(record.date(Field::Day)));
            let words = format!("{}{who}. Outcome: {outcome}.{reply}", record.text(Field::Text));
            parts.push(Part::Item(self.at(record).0.to_owned(), words));
        }
    }

    /// The closing line.
    pub(super) fn next(&self) -> String {
        let line = &self.file.line;
        let open_comments = self.file.comments.iter().filter(|c| !entry::is_closed(c)).count() as u64;
        let open_challenges = self.file.challenges.iter().filter(|c| !entry::is_decided(c)).count() as u64;
        match line.status {
            Status::Draft => {
                let gaps = self.instrument.gaps(&line.answers, line.covers).count() as u64;
                let left = if gaps == 0 {
                    "every question is answered".to_owned()
                } else {
                    format!("{} to answer", counted(gaps, "question is left", "questions are left"))
                };
                format!("Next: {left}; then the reviewer hands the review on for QA.")
            }
            Status::Ready => "Next: QA looks at the review, and makes it final or returns it to the reviewer.".to_owned(),
            Status::Returned => {
                let comments = counted(open_comments, "comment", "comments");
                format!("Next: the reviewer answers {comments} of QA and hands the review on again.")
            }
            Status::Final if line.second => "Next: both reviews are compared.".to_owned(),
            Status::Final if open_challenges > 0 => {
                format!(
                    "Next: {} for an outcome.",
                    counted(open_challenges, "challenge of the office waits", "challenges of the office wait")
                )
            }
            Status::Final => {
                let until = line.round.and_then(|round| self.book.get(round)).and_then(|round| round.date(Field::ChallengeUntil));
                let talk = "Next: worker and supervisor talk over what was not met";
                match until {
                    Some(day) if day >= self.today => {
                        format!("{talk}. Until {day} the office can challenge an answer, if a document was not found.")
                    }
                    Some(day) => format!("{talk}. The time to challenge an answer ended on {day}."),
                    None => format!("{talk}."),
                }
            }
        }
    }
}
