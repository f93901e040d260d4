//! A section as a grid: its records, what stands in each cell, and which cells can be edited.

use std::borrow::Cow;
use std::rc::Rc;

use chrono::NaiveDate;

use super::made::Made;
use super::meant;
use super::section::{Section, Shown};
use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::disclosure;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::text::grouped;
use crate::domain::value::Value;
use crate::panes::cell::Form;
use crate::panes::sheet::{Meant, Slot, Table, brief};
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// Rows of the agency's section.
const AGENCY_ROWS: [&str; 8] = [
    "Agency",
    "Fiscal year begins in",
    "Who works here",
    "This file",
    "Kept",
    "Last backup",
    "Changes in its history",
    "Public reports say",
];
/// The agency's row for who works here.
pub const WHO: usize = 2;
/// The agency's row for the last backup.
pub const BACKUP: usize = 5;
/// The agency's row for the history.
pub const CHANGES: usize = 6;
/// The agency's row for the smallest number of cases that everybody may read.
pub const SMALLEST: usize = 7;

/// Why people of the file are not edited.
pub const NOT_EDITED: &str = "The history keeps every change under the name it was made with. Enter says who works here from now on";

/// A section as a grid.
pub struct List<'a> {
    pub book: &'a Book,
    pub today: NaiveDate,
    pub day_first: bool,
    pub section: Section,
    pub rows: Vec<Id>,
    coming: Option<Id>,
    made: Rc<Made>,
    /// What the agency's record will be called, if there is none yet.
    agency: Option<Id>,
    /// What the record of the smallest number of cases is or will be called.
    smallest: Id,
    columns: Vec<Column>,
}

impl<'a> List<'a> {
    /// The section as it is now. `fresh` is the id of an agency that is still to be made.
    pub fn new(cx: &Context<'a>, section: Section, coming: Option<Id>, fresh: Option<Id>, made: Rc<Made>) -> List<'a> {
        let agency = cx.book.agency().map(|agency| agency.id).or(fresh);
        let mut rows = made.rows.clone();
        rows.extend(coming.filter(|id| !rows.contains(id)));
        let columns = section.columns();
        let smallest =
            setting(cx.book).map_or_else(|| if section == Section::Agency { cx.ids.fresh() } else { Id::NIL }, |record| record.id);
        List { book: cx.book, today: cx.today, day_first: cx.day_first, section, rows, coming, made, agency, smallest, columns }
    }

    /// The record of a row; none if it is still to be made.
    pub fn record(&self, row: usize) -> Option<&'a Record> {
        self.book.get(*self.rows.get(row)?)
    }

    /// What a record is called in the words of a change: "office 'Elm Street'".
    pub fn called(&self, id: Id) -> String {
        let kind = self.section.kind();
        let Some(record) = self.book.get(id) else { return format!("a new {}", kind.words()) };
        match kind {
            Kind::Agency => "the agency".to_owned(),
            Kind::Assignment => format!("assignment of '{}'", brief(record.record(Field::Worker).map_or("", |w| self.book.name(w)))),
            _ => format!("{} '{}'", kind.words(), brief(record.text(Field::Name))),
        }
    }

    fn agency_cell(&self, row: usize, column: usize) -> CellText<'_> {
        let agency = self.agency.and_then(|id| self.book.get(id));
        match (row, column) {
            (_, 0) => CellText::new(AGENCY_ROWS.get(row).copied().unwrap_or_default(), Meaning::Muted),
            (0, _) => match agency.map_or("", |agency| agency.text(Field::Name)) {
                "" => CellText::new("Type the agency's name", Meaning::Placeholder),
                name => CellText::plain(name),
            },
            (1, _) => CellText::plain(meant::month(self.book.fiscal_year_start())),
            (WHO, _) if self.book.facts.who.is_empty() => CellText::new("Enter says who you are", Meaning::Placeholder),
            (WHO, _) => CellText::plain(self.book.facts.who.as_str()),
            (SMALLEST, _) => CellText::plain(format!("no number of cases below {}", smallest_of(self.book))),
            (row, _) => self.fact(row),
        }
    }

    /// What is told of the file.
    fn fact(&self, row: usize) -> CellText<'_> {
        let facts = &self.book.facts;
        match row {
            3 => CellText::plain(format!("{}, form {}", facts.name, facts.form)),
            4 if facts.encrypted => CellText::plain("encrypted"),
            4 => CellText::new("NOT ENCRYPTED", Meaning::Warn),
            BACKUP => match facts.last_backup.as_ref().and_then(|at| at.get(..10)) {
                Some(day) => {
                    let day = day.parse::<NaiveDate>().map_or_else(|_| day.to_owned(), |day| dates::show(day, self.day_first));
                    CellText::plain(format!("{day}. Enter makes one now"))
                }
                None => CellText::new("Never. Enter makes one now", Meaning::Warn),
            },
            CHANGES => CellText::plain(format!("{}. Enter shows them", grouped(u64::try_from(facts.changes).unwrap_or(0)))),
            _ => CellText::default(),
        }
    }

    fn own(&self, record: &'a Record, field: Field) -> CellText<'a> {
        match record.get(field) {
            Value::Text(text) => CellText::plain(text.as_str()),
            Value::Record(id) => CellText::plain(self.book.name(*id)),
            Value::Date(day) => CellText::plain(dates::show(*day, self.day_first)),
            _ => CellText::default(),
        }
    }

    /// How a field opens.
    fn form(&self, field: Field) -> Form {
        let names = |kind| Form::Choice(self.book.all(kind).iter().map(|r| r.text(Field::Name).to_owned()).collect());
        match field {
            Field::Region => names(Kind::Region),
            Field::District => names(Kind::District),
            Field::Office => names(Kind::Office),
            Field::Worker | Field::Supervisor => names(Kind::Worker),
            Field::Role => Form::Names(meant::roles(self.book)),
            Field::From | Field::Until => Form::Day,
            _ => Form::Line,
        }
    }

    /// The cell of a record that is still to be made: its first column at once, the others once that is there.
    pub fn coming(&self, id: Id, column: usize) -> Option<Slot> {
        let Some(Shown::Own(field)) = self.section.shows().get(column).copied() else { return None };
        let kind = self.section.kind();
        Some(Slot {
            record: id,
            kind,
            field,
            form: self.form(field),
            text: String::new(),
            words: format!("{} of a new {}", field.words(), kind.words()),
        })
    }

    fn is_coming(&self, row: usize) -> bool {
        self.coming.is_some() && self.rows.get(row).copied() == self.coming && self.record(row).is_none_or(Record::is_empty)
    }
}

impl Source for List<'_> {
    fn rows(&self) -> usize {
        if self.section == Section::Agency { AGENCY_ROWS.len() } else { self.rows.len() }
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        if self.section == Section::Agency {
            return self.agency_cell(row, column);
        }
        let Some(shown) = self.section.shows().get(column).copied() else { return CellText::default() };
        let Some(record) = self.record(row).filter(|_| !self.is_coming(row)) else {
            return if column == 0 {
                CellText::new(format!("(new {})", self.section.kind().words()), Meaning::Placeholder)
            } else {
                CellText::default()
            };
        };
        match shown {
            Shown::Own(field) | Shown::Fixed(field) => self.own(record, field),
            Shown::Here => {
                let words = match record.text(Field::Role) {
                    "" => record.text(Field::Name).to_owned(),
                    role => format!("{}, {role}", record.text(Field::Name)),
                };
                let here = self.book.facts.who == words || self.book.facts.who == record.text(Field::Name);
                CellText::new(if here { "works here now" } else { "" }, Meaning::Good)
            }
            Shown::Count(kind) => count(self.made.count(kind, record.id)),
            Shown::Reviews => count(self.made.reviews(record.id)),
            Shown::Supervisor => {
                let now = self.made.supervisor(record.id);
                CellText::new(now.map_or("", |id| self.book.name(id)), Meaning::Muted)
            }
            Shown::Now => {
                let (words, meaning) = match (record.date(Field::From), record.date(Field::Until)) {
                    (Some(from), _) if from > self.today => ("to come", Meaning::Accent),
                    (_, Some(until)) if until < self.today => ("past", Meaning::Muted),
                    _ => ("now", Meaning::Good),
                };
                CellText::new(words, meaning)
            }
        }
    }

    fn row_cap(&self) -> u16 {
        3
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(match self.section {
            Section::Agency => "",
            Section::Regions => {
                "Regions stand here; scores and exits are kept for each. Insert adds one, or import the offices (Ctrl-P, Import)."
            }
            Section::Districts => {
                "Districts stand here: several offices of a region. Insert adds one; an agency without districts leaves this empty."
            }
            Section::Offices => {
                "Offices stand here, each in its region, with the counties it serves. Insert adds one, or import them (Ctrl-P, Import)."
            }
            Section::Workers => {
                "Workers and supervisors stand here, each in an office. Insert adds one, or import the people (Ctrl-P, Import)."
            }
            Section::People => "Everybody who has made a change in this file stands here, by the name and role they gave.",
            Section::Assignments => {
                "Who supervises whom stands here, from when to when: a score of a team counts the cases of that time. Insert adds one."
            }
        })
    }
}

/// The record of the smallest number of cases that public reports say.
fn setting(book: &Book) -> Option<&Record> {
    book.all(Kind::Setting).into_iter().find(|record| record.text(Field::Name) == disclosure::SETTING)
}

fn smallest_of(book: &Book) -> u64 {
    disclosure::chosen(setting(book).map_or("", |record| record.text(Field::Value)))
}

fn count(n: usize) -> CellText<'static> {
    if n == 0 { CellText::new("-", Meaning::Muted) } else { CellText::plain(n.to_string()) }
}

impl Table for List<'_> {
    fn slot(&self, row: usize, column: usize) -> Option<Slot> {
        if self.section == Section::Agency {
            let (record, kind) = (self.agency?, Kind::Agency);
            let name = self.book.get(record).map_or("", |agency| agency.text(Field::Name)).to_owned();
            return match (row, column) {
                (0, 1) => {
                    Some(Slot { record, kind, field: Field::Name, form: Form::Line, text: name, words: "name of the agency".to_owned() })
                }
                (1, 1) => Some(Slot {
                    record,
                    kind,
                    field: Field::FiscalYearStart,
                    form: Form::Choice(meant::MONTHS.map(str::to_owned).to_vec()),
                    text: meant::month(self.book.fiscal_year_start()).to_owned(),
                    words: "first month of the fiscal year".to_owned(),
                }),
                (SMALLEST, 1) => Some(Slot {
                    record: self.smallest,
                    kind: Kind::Setting,
                    field: Field::Value,
                    form: Form::Choice(disclosure::SMALLEST.map(|n| n.to_string()).to_vec()),
                    text: smallest_of(self.book).to_string(),
                    words: "smallest number of cases in public reports".to_owned(),
                }),
                _ => None,
            };
        }
        let id = *self.rows.get(row)?;
        if self.is_coming(row) {
            return self.coming(id, column).filter(|_| column == 0);
        }
        let Some(Shown::Own(field)) = self.section.shows().get(column).copied() else { return None };
        let text = self.own(self.record(row)?, field).text.into_owned();
        Some(Slot {
            record: id,
            kind: self.section.kind(),
            field,
            form: self.form(field),
            text,
            words: format!("{} of {}", field.words(), self.called(id)),
        })
    }

    fn meant(&self, slot: &Slot, text: &str) -> Result<Meant, String> {
        meant::meant(self, slot, text)
    }

    fn fixed(&self, row: usize, column: usize) -> String {
        if self.section == Section::Agency {
            return match row {
                WHO => "Enter asks who works here; every change carries that name".to_owned(),
                3..SMALLEST => "This is told of the file; it cannot be typed".to_owned(),
                _ => "The setting stands to the right".to_owned(),
            };
        }
        match self.section.shows().get(column) {
            _ if self.rows.is_empty() => self.empty().into_owned(),
            _ if self.is_coming(row) => format!("Fill the first column first: it makes the {}", self.section.kind().words()),
            Some(Shown::Supervisor) => "This follows from the assignments; Enter gives the next supervisor from a day on".to_owned(),
            Some(Shown::Fixed(_) | Shown::Here) => NOT_EDITED.to_owned(),
            Some(Shown::Now) => "This follows from the days".to_owned(),
            _ => "This is counted".to_owned(),
        }
    }
}
