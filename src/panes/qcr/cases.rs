//! The list of qualitative cases: who reviewed each in which role, with whom they spoke, how they rated it. Only a stretch of it is in
//! memory, with the people of that stretch.

use std::borrow::Cow;

use super::beside::area_word;
use crate::command::{Context, Effect};
use crate::domain::change::Seen;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::qcr::case::Rated;
use crate::domain::qcr::people::{self, Spoken};
use crate::domain::query::Query;
use crate::domain::record::Record;
use crate::domain::review::{CaseFilter, CasePage, ReviewLine, Status};
use crate::domain::{dates, review_moves, text};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, GridState, Source};
use crate::widgets::meaning::Meaning;

/// Cases that are read at once.
const PAGE: u32 = 200;

/// Which list it is.
type Which = (String, i32, Option<Id>, Seen);

/// What is in memory of the list.
#[derive(Debug, Default)]
pub(super) struct Cases {
    which: Option<Which>,
    page: CasePage,
    people: Vec<Record>,
    /// The stretch that was asked for.
    asked: Option<u32>,
    /// Whether the people of the stretch are still to come.
    people_asked: bool,
}

impl Cases {
    /// What must be read to show what is in view; none if it is there.
    pub fn wanted(&mut self, instrument: &str, grid: &GridState, height: usize, cx: &Context) -> Option<Effect> {
        let which = (instrument.to_owned(), cx.chosen.year, cx.chosen.region, cx.book.seen);
        let same = self.which.as_ref() == Some(&which);
        let (first, total) = (self.page.offset as usize, self.page.total as usize);
        let end = grid.row.max(grid.top + height).min(total);
        if same && grid.top.min(grid.row) >= first && end <= first + self.page.lines.len() {
            return None;
        }
        let forms = cx.book.instruments().iter().filter(|(_, i)| i.code == instrument).map(|(id, _)| (*id, None)).collect();
        let filter = CaseFilter { forms, year: Some(which.1), region: which.2, firsts: true, ..CaseFilter::default() };
        self.which = Some(which);
        // The cursor in the middle: a page up and a page down are there already.
        let offset = u32::try_from(grid.row.saturating_sub(PAGE as usize / 2)).unwrap_or(0);
        self.asked = Some(offset);
        Some(Effect::Read(Query::Cases { filter, offset, limit: PAGE }))
    }

    /// Must be read again.
    pub fn forget(&mut self) {
        self.which = None;
    }

    /// Takes the stretch that was asked for; its people are asked next.
    pub fn take(&mut self, page: &CasePage) -> Option<Effect> {
        if self.asked != Some(page.offset) {
            return None;
        }
        self.asked = None;
        self.page = page.clone();
        self.people.clear();
        self.people_asked = true;
        Some(Effect::Read(Query::Seats { reviews: page.lines.iter().map(|line| line.id).collect() }))
    }

    /// Takes the people of the stretch.
    pub fn take_people(&mut self, people: &[Record]) {
        if std::mem::take(&mut self.people_asked) {
            self.people = people.to_vec();
        }
    }

    /// The case in a row, if it is in memory.
    pub fn line(&self, row: usize) -> Option<&ReviewLine> {
        self.page.lines.get(row.checked_sub(self.page.offset as usize)?)
    }

    fn of<'a>(&'a self, review: Id, kind: Kind) -> impl Iterator<Item = &'a Record> + 'a {
        self.people.iter().filter(move |record| record.kind == kind && record.parent() == Some(review))
    }

    /// Reviewers with their roles; where none are recorded, who entered the review.
    pub fn reviewers(&self, line: &ReviewLine) -> (String, bool) {
        let seat = |seat: &Record| {
            let role = people::seat_words(seat.text(Field::Role));
            let part = if seat.text(Field::Part) == "shadow" { ", looks on" } else { "" };
            match role {
                "" => format!("{}{}", seat.text(Field::Name), part),
                role => format!("{} ({role}{part})", seat.text(Field::Name)),
            }
        };
        let seats: Vec<String> = self.of(line.id, Kind::Seat).map(seat).collect();
        if seats.is_empty() { (review_moves::person(&line.reviewer).to_owned(), false) } else { (seats.join(", "), true) }
    }

    /// Interviews held, and all that were planned.
    pub fn spoken(&self, review: Id) -> Option<(usize, usize)> {
        let all: Vec<Spoken> = self.of(review, Kind::Interview).map(|one| Spoken::of(one.text(Field::Status))).collect();
        (!all.is_empty()).then(|| (all.iter().filter(|status| **status == Spoken::Held).count(), all.len()))
    }

    /// The interviews in words: `child held 3/12/2026`.
    pub fn interviews(&self, review: Id, day_first: bool) -> Vec<(String, Spoken)> {
        let words = |one: &Record| {
            let status = Spoken::of(one.text(Field::Status));
            let day = one.date(Field::Day).map_or_else(String::new, |day| format!(" {}", dates::show(day, day_first)));
            (format!("{} {}{day}", people::spoken_words(one.text(Field::Role)), status.words()), status)
        };
        self.of(review, Kind::Interview).map(words).collect()
    }
}

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Case,
    Office,
    /// The n-th overall rating.
    Rating(usize),
    Acceptable,
    Note,
    Spoken,
    Reviewers,
    Day,
}

/// The rows of the list.
pub(super) struct Rows<'a> {
    pub cases: &'a Cases,
    cells: Vec<Cell>,
    columns: Vec<Column>,
    cx: &'a Context<'a>,
    glyphs: &'a Glyphs,
}

impl<'a> Rows<'a> {
    pub fn new(cases: &'a Cases, areas: &[String], room: u16, cx: &'a Context<'a>, glyphs: &'a Glyphs) -> Rows<'a> {
        let wide = room >= 104;
        let mut columns = vec![(Cell::Case, Column::new("Case", 11).between(10, 14))];
        for (at, area) in areas.iter().enumerate() {
            let word = area_word(area);
            let cells = if wide { 11 } else { 6 };
            let title = crate::widgets::width::truncate(&word, cells, glyphs.ellipsis).into_owned();
            columns.push((Cell::Rating(at), Column::new(title, cells as u16)));
        }
        columns.push((Cell::Acceptable, Column::new("Verdict", 14)));
        columns.push((Cell::Spoken, Column::new("Interviews", 10).right()));
        columns.push((Cell::Reviewers, Column::new("Reviewers (role then)", 30).between(if wide { 26 } else { 18 }, 60)));
        columns.push((Cell::Note, Column::new("Against it", 12)));
        columns.push((Cell::Office, Column::new("Office", 14).between(10, 20)));
        columns.push((Cell::Day, Column::new("Reviewed", 10)));
        let (cells, columns) = columns.into_iter().unzip();
        Rows { cases, cells, columns, cx, glyphs }
    }

    pub fn rated(&self, line: &ReviewLine) -> Rated {
        self.cx.book.instrument(line.instrument).map_or_else(Rated::default, |instrument| Rated::of(instrument, &line.answers))
    }

    fn rating(&self, rated: &Rated, at: usize) -> CellText<'static> {
        let Some(one) = rated.overall.get(at) else { return CellText::default() };
        match (&one.given, one.acceptable) {
            (Some(given), Some(true)) => CellText::new(format!("{} {given}", self.glyphs.met), Meaning::Met),
            (Some(given), Some(false)) => CellText::new(format!("{} {given}", self.glyphs.below), Meaning::Below),
            (Some(given), None) => CellText::new(format!("{} {given}", self.glyphs.no_rate), Meaning::NoRate),
            (None, _) => CellText::new(self.glyphs.nothing, Meaning::NoRate),
        }
    }
}

impl Source for Rows<'_> {
    fn rows(&self) -> usize {
        self.cases.page.total as usize
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_cap(&self) -> u16 {
        1
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let (Some(line), Some(cell)) = (self.cases.line(row), self.cells.get(column)) else { return CellText::default() };
        let blank = || CellText::new(self.glyphs.nothing, Meaning::NoRate);
        match cell {
            Cell::Case if line.case_id.is_empty() => CellText::new("purged", Meaning::Muted),
            Cell::Case => CellText::plain(line.case_id.as_str()),
            Cell::Office => CellText::plain(self.cx.book.name(line.office)),
            Cell::Rating(at) => self.rating(&self.rated(line), *at),
            // What does not count yet says so before anything else.
            Cell::Acceptable if line.status != Status::Final => CellText::new(line.status.words(), Meaning::Warn),
            Cell::Acceptable => match self.rated(line).acceptable() {
                Some(true) => CellText::new("acceptable", Meaning::Met),
                Some(false) => CellText::new("not acceptable", Meaning::Below),
                None => CellText::new("not rated yet", Meaning::Muted),
            },
            Cell::Note => {
                let rated = self.rated(line);
                let meaning = if rated.is_contradicted() { Meaning::Warn } else { Meaning::Muted };
                CellText::new(rated.notes(), meaning)
            }
            Cell::Spoken => match self.cases.spoken(line.id) {
                Some((held, of)) => CellText::new(format!("{held} of {of}"), if held < of { Meaning::Warn } else { Meaning::Text }),
                None => blank(),
            },
            Cell::Reviewers => match self.cases.reviewers(line) {
                (words, _) if words.is_empty() => blank(),
                (words, known) => CellText::new(text::clean(&words).0, if known { Meaning::Text } else { Meaning::Muted }),
            },
            Cell::Day => line.reviewed_on.map_or_else(blank, |day| CellText::plain(dates::show(day, self.cx.day_first))),
        }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(
            "No qualitative case in this year and place. Cases are entered in a round of Reviews, or come in with 'import ratings': a row \
             for each case with its ratings, who reviewed it in which role, and the interviews held.",
        )
    }
}
