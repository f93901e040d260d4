//! What a meeting of a Mini PIP needs on paper: agenda, sign-in sheet, worksheets, charts; the handout of before and after for
//! the third. Each piece is made in a file of `meeting_kit/`; who hosts and what is on the agenda is `domain/meeting.rs`'s.

mod concerns;
mod draft;
mod results;
mod sheets;

use chrono::NaiveDate;

use super::figures;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::meeting::{self, Sort};
use crate::domain::mini_pip::title;
use crate::domain::paper;
use crate::domain::record::Record;
use crate::report::{Cell, Column, Part, Report, Table, Tells};

/// The columns, in order: the agenda.
pub const COLUMNS: [Column; 4] = [
    Column::words("time", "Time", "when it begins, in the manner in which the meeting's time was written; null if nobody wrote one"),
    Column::number("minutes", "Minutes", "for how long"),
    Column::words("point", "What", "what is done").telling(Tells::FreeText),
    Column::words("who", "Who leads", "who leads it").telling(Tells::Person),
];

/// The columns of the table of those invited.
pub const INVITED: [Column; 4] = [
    Column::words("name", "Name", "the person").telling(Tells::Person),
    Column::words("organisation", "Organisation", "where from").telling(Tells::FreeText),
    Column::words("part", "Part", "lead, co-lead, member, collaborator or attendee"),
    Column::words("status", "Status", "invited, came or excused; null if not on the meeting's list yet"),
];

/// The columns of the table of concerns; the last ones are the figures of a score.
pub const CONCERNS: [Column; 16] = [
    Column::words("concern", "Area of concern", "the area of concern").telling(Tells::FreeText),
    Column::words("measure", "Measure", "instrument, question and place"),
    Column::words("asked", "What is asked", "what is asked"),
    Column::number("year", "Year", "the fiscal year of the figures"),
    Column::words("factors", "Underlying factors", "the underlying factors").telling(Tells::FreeText),
    figures::GOAL,
    figures::SCORE,
    figures::N,
    figures::CREDIT,
    figures::AT_GOAL,
    figures::MET,
    figures::NEEDED,
    figures::SLACK,
    figures::CERTAINTY,
    figures::LOW,
    figures::HIGH,
];

/// The columns of the table of results, of the third meeting.
pub const RESULTS: [Column; 14] = [
    Column::number("element", "No.", "number of the element"),
    Column::words("title", "Element", "its title").telling(Tells::FreeText),
    Column::words("measure", "Measure", "instrument, question and place"),
    Column::number("before_year", "Year", "fiscal year of the baseline"),
    Column::number("before", "Before", "the baseline, a fraction of 1").telling(Tells::Cases),
    Column::number("after_year", "Year", "fiscal year of the latest result"),
    Column::number("after", "After", "the latest result, a fraction of 1").telling(Tells::Cases),
    Column::number("change", "Change", "after less before, a fraction of 1").telling(Tells::Cases),
    Column::data("change_low", "95 % interval of the change, lower end; null where there is none").telling(Tells::Cases),
    Column::data("change_high", "the same, upper end").telling(Tells::Cases),
    Column::words("sure", "How sure", "the interval, and what it says").telling(Tells::Cases),
    Column::words("short_target", "Short-term target", "as written, and whether it was reached"),
    Column::words("long_target", "Long-term target", "as written, and whether it was reached"),
    Column::words("lasts", "Does it last?", "whether the gain lasts"),
];

/// A kit while it is put together.
struct Kit<'a> {
    book: &'a Book,
    plan: &'a Record,
    meeting: Option<&'a Record>,
    sort: Sort,
    today: NaiveDate,
    parts: Vec<Part>,
}

/// The report. Of a Mini PIP's first, second or third meeting.
#[must_use]
pub fn build(book: &Book, plan: Id, meeting: u8, today: NaiveDate) -> Report {
    let sort = match meeting {
        1 => Sort::First,
        2 => Sort::Second,
        _ => Sort::Third,
    };
    let Some(plan) = book.get(plan) else { return Report::default() };
    // Of several of one sort the latest is meant.
    let held = meeting::meetings(book, plan.id).into_iter().rev().find(|meeting| Sort::of(meeting) == sort);
    let mut kit = Kit { book, plan, meeting: held, sort, today, parts: Vec::new() };
    kit.facts();
    let agenda = kit.agenda();
    let invited = kit.sign_in();
    let mut tables = vec![Table { name: "invited", columns: INVITED.to_vec(), rows: invited }];
    match sort {
        Sort::First => {
            kit.strengths();
            let rows = kit.concerns(true);
            tables.push(Table { name: "concerns", columns: CONCERNS.to_vec(), rows });
        }
        Sort::Second => {
            kit.draft();
            kit.partners();
            let rows = kit.concerns(false);
            tables.push(Table { name: "concerns", columns: CONCERNS.to_vec(), rows });
        }
        _ => {
            let rows = kit.results();
            tables.push(Table { name: "results", columns: RESULTS.to_vec(), rows });
            kit.released();
            kit.sustained();
        }
    }
    Report {
        subject: format!("{}, {}", sort.title(), title(plan)),
        columns: COLUMNS.to_vec(),
        rows: agenda,
        tables,
        parts: kit.parts,
        ..Report::default()
    }
}

impl Kit<'_> {
    fn text(&self, field: Field) -> &str {
        self.meeting.map_or("", |meeting| meeting.text(field))
    }

    fn page(&mut self, chapter: impl Into<String>) {
        self.parts.push(Part::NewPage);
        self.parts.push(Part::Chapter(chapter.into()));
    }

    fn words(&mut self, words: impl Into<String>) {
        self.parts.push(Part::Words(words.into()));
    }

    /// When and where.
    fn facts(&mut self) {
        let place = self.plan.record(Field::Office).or_else(|| self.plan.record(Field::District)).map_or("", |id| self.book.name(id));
        let day = self.meeting.and_then(|meeting| meeting.date(Field::Day)).map(paper::day);
        let host = match self.text(Field::Host) {
            "" => self.sort.host(),
            host => host,
        };
        let facts = [
            ("Office", place.to_owned()),
            ("Day", day.unwrap_or_else(|| "____________________".to_owned())),
            ("Time", self.text(Field::Time).to_owned()),
            ("Where", self.text(Field::Site).to_owned()),
            ("Host", host.to_owned()),
            ("What for", self.sort.words().to_owned()),
        ];
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value));
        self.parts.push(Part::Facts(facts.collect()));
    }

    /// The agenda: the meeting's own, or the one that a meeting of this sort begins with.
    fn agenda(&mut self) -> Vec<Vec<Cell>> {
        self.parts.push(Part::Chapter("Agenda".to_owned()));
        let own = self.meeting.map(|meeting| self.book.parts(meeting.id, Kind::AgendaItem)).unwrap_or_default();
        let points: Vec<(String, Option<i64>, String)> = if own.is_empty() {
            self.sort.agenda().iter().map(|point| (point.text.to_owned(), Some(point.minutes), point.who.to_owned())).collect()
        } else {
            own.iter().map(|item| (item.text(Field::Text).to_owned(), item.int(Field::Length), item.text(Field::Who).to_owned())).collect()
        };
        let minutes: Vec<Option<i64>> = points.iter().map(|(_, minutes, _)| *minutes).collect();
        let (begins, end) = meeting::clocks(self.text(Field::Time), &minutes);
        let row = |((text, minutes, who), at): (&(String, Option<i64>, String), &Option<meeting::Clock>)| {
            let at = at.map(meeting::Clock::show).unwrap_or_default();
            vec![Cell::text(&at), Cell::whole(minutes.and_then(|n| u64::try_from(n).ok())), Cell::text(text), Cell::text(who)]
        };
        let rows: Vec<Vec<Cell>> = points.iter().zip(&begins).map(row).collect();
        self.parts.push(Part::Table(COLUMNS.to_vec(), rows.clone()));
        let total: Option<i64> = minutes.into_iter().sum();
        let ends = end.map(|end| format!("Ends at {}. ", end.show())).unwrap_or_default();
        if let Some(total) = total {
            self.parts.push(Part::Remark(format!("{ends}{total} minutes in all.")));
        }
        rows
    }
}

#[cfg(test)]
mod tests;
