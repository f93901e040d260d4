//! A scan being written, a month being excused: what is wrong with it, and the change that it becomes. Forms belong to panes.

use chrono::NaiveDate;

use super::{EXCUSED, Post, ScanFile, long_month};
use crate::domain::book::Book;
use crate::domain::change::{Author, Change};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;

/// The answers that an optional question can have: code, and words for people.
pub const ANSWERS: [(&str, &str); 3] = [("yes", "yes"), ("no", "no"), ("na", "not applicable")];

/// A part of a draft that can be at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Done well.
    Findings,
    /// The day.
    Day,
    /// The case.
    Case,
}

/// A scan as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What is done well.
    pub went_well: String,
    /// What needs work.
    pub needs_work: String,
    /// Themes of what is done well.
    pub well_themes: Vec<Id>,
    /// Themes of what needs work.
    pub needs_themes: Vec<Id>,
    /// The local case number or alias.
    pub case_id: String,
    /// When it was done.
    pub day: Option<NaiveDate>,
    /// A note.
    pub note: String,
    /// Optional questions and the codes of their answers; an empty code is no answer.
    pub answers: Vec<(Id, String)>,
}

/// Which scan it is: a month of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Of {
    /// The caseworker.
    pub worker: Id,
    /// First day of the month.
    pub month: NaiveDate,
    /// Where the worker was then.
    pub post: Post,
}

/// "scan of 'Pat Example', March 2026": cut so that the words of a change stay short.
#[must_use]
pub fn words(book: &Book, worker: Id, month: NaiveDate) -> String {
    let name = book.name(worker);
    let short = if name.chars().count() > 36 { format!("{}\u{2026}", name.chars().take(35).collect::<String>()) } else { name.to_owned() };
    format!("scan of '{short}', {}", long_month(month))
}

/// The optional questions that are asked in a month.
#[must_use]
pub fn questions(book: &Book, month: NaiveDate) -> Vec<&Record> {
    let asked = |question: &&Record| {
        question.date(Field::From).is_none_or(|from| from <= super::last_day(month))
            && question.date(Field::Until).is_none_or(|until| until >= month)
    };
    book.all(Kind::ScanQuestion).into_iter().filter(asked).filter(|question| !question.text(Field::Text).is_empty()).collect()
}

impl Draft {
    /// Of a scan that is there.
    #[must_use]
    pub fn of(file: &ScanFile) -> Draft {
        let scan = &file.scan;
        let text = |field| scan.text(field).to_owned();
        let answer = |answer: &Record| Some((answer.record(Field::ScanQuestion)?, answer.text(Field::Answer).to_owned()));
        Draft {
            went_well: text(Field::WentWell),
            needs_work: text(Field::NeedsWork),
            well_themes: scan.records(Field::WellThemes).to_vec(),
            needs_themes: scan.records(Field::NeedsThemes).to_vec(),
            case_id: text(Field::CaseId),
            day: scan.date(Field::Day),
            note: text(Field::Note),
            answers: file.answers.iter().filter_map(answer).collect(),
        }
    }

    /// What is wrong with it, if anything.
    ///
    /// # Errors
    /// The part at fault, and a sentence.
    pub fn check(&self, month: NaiveDate, today: NaiveDate) -> Result<(), (Part, String)> {
        let found = [&self.went_well, &self.needs_work].iter().any(|text| !text.trim().is_empty());
        if !found && self.well_themes.is_empty() && self.needs_themes.is_empty() {
            return Err((Part::Findings, "Say what is done well or what needs work, in words or by a theme".to_owned()));
        }
        if self.case_id.chars().count() > 60 {
            return Err((Part::Case, "A case number or alias has up to 60 characters".to_owned()));
        }
        match self.day {
            None => Err((Part::Day, "Say on which day the scan was done".to_owned())),
            Some(day) if day > today => Err((Part::Day, format!("{} is still to come", dates::show_long(day)))),
            Some(day) if day < month => {
                Err((Part::Day, format!("{} lies before {}, the month of this scan", dates::show_long(day), long_month(month))))
            }
            Some(_) => Ok(()),
        }
    }

    /// The change that writes it, as a new scan or over the one that is there. `fresh` gives ids for what is new.
    pub fn change(&self, book: &Book, of: Of, before: Option<&ScanFile>, author: &Author, fresh: &mut dyn FnMut() -> Id) -> Change {
        let verb = if before.is_some() { "correction of the " } else { "" };
        let mut change = Change::new(format!("{verb}{}", words(book, of.worker, of.month)), author.saw);
        let id = before.map_or_else(&mut *fresh, |file| file.scan.id);
        if before.is_none() {
            begin(&mut change, id, of);
            change.set(id, Kind::Scan, Field::Who, Value::text(author.who));
        }
        let values = [
            (Field::Day, self.day.map_or(Value::None, Value::Date)),
            (Field::CaseId, Value::text(self.case_id.trim())),
            (Field::WentWell, Value::text(self.went_well.trim())),
            (Field::NeedsWork, Value::text(self.needs_work.trim())),
            (Field::WellThemes, Value::records(self.well_themes.clone())),
            (Field::NeedsThemes, Value::records(self.needs_themes.clone())),
            (Field::Note, Value::text(self.note.trim())),
        ];
        for (field, value) in values {
            let same = before.map_or(value == Value::None, |file| *file.scan.get(field) == value);
            if !same {
                change.set(id, Kind::Scan, field, value);
            }
        }
        for (question, code) in &self.answers {
            let known = before.and_then(|file| file.answers.iter().find(|answer| answer.record(Field::ScanQuestion) == Some(*question)));
            match known {
                Some(answer) if answer.text(Field::Answer) == code => {}
                Some(answer) => change.set(answer.id, Kind::ScanAnswer, Field::Answer, Value::text(code)),
                None if code.is_empty() => {}
                None => {
                    let answer = fresh();
                    change.set(answer, Kind::ScanAnswer, Field::Scan, Value::Record(id));
                    change.set(answer, Kind::ScanAnswer, Field::ScanQuestion, Value::Record(*question));
                    change.set(answer, Kind::ScanAnswer, Field::Answer, Value::text(code));
                }
            }
        }
        change
    }
}

/// What every scan begins with: whose month it is, and where the worker was.
fn begin(change: &mut Change, id: Id, of: Of) {
    let record = |id: Option<Id>| id.map_or(Value::None, Value::Record);
    let values = [
        (Field::Worker, Value::Record(of.worker)),
        (Field::Month, Value::Date(of.month)),
        (Field::Supervisor, record(of.post.supervisor)),
        (Field::Office, record(of.post.office)),
        (Field::Region, record(of.post.region)),
    ];
    for (field, value) in values.into_iter().filter(|(_, value)| !value.is_none()) {
        change.set(id, Kind::Scan, field, value);
    }
}

/// The change that excuses months, all for the same reason.
pub fn excuse(book: &Book, months: &[Of], reason: &str, author: &Author, fresh: &mut dyn FnMut() -> Id) -> Change {
    let words = match months {
        [one] => format!("excuse of the {}", words(book, one.worker, one.month)),
        several => format!("excuse of {} scans", several.len()),
    };
    let mut change = Change::new(words, author.saw);
    for of in months {
        let id = fresh();
        begin(&mut change, id, *of);
        change.set(id, Kind::Scan, Field::Status, Value::text(EXCUSED));
        change.set(id, Kind::Scan, Field::Reason, Value::text(reason.trim()));
        change.set(id, Kind::Scan, Field::Day, Value::Date(author.today));
        change.set(id, Kind::Scan, Field::Who, Value::text(author.who));
    }
    change
}

/// The change that takes a scan or an excuse back.
#[must_use]
pub fn take_back(book: &Book, scan: Id, worker: Id, month: NaiveDate, excused: bool, author: &Author) -> Change {
    let what = if excused { "taken back: excuse of the " } else { "taken back: " };
    let mut change = Change::new(format!("{what}{}", words(book, worker, month)), author.saw);
    change.set(scan, Kind::Scan, Field::Gone, Value::Int(1));
    change
}
