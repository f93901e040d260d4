//! A sheet as the grid sees it: the text and meaning of each cell, made when it is drawn.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::command::Context;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::RowState;
use crate::domain::monitoring;
use crate::domain::record::Record;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Band, CellText, Column, Heights, Source};
use crate::widgets::meaning::Meaning;

use super::choices::{PARTS, words_for};
use super::pages::{Line, Page, Sheet, Tab, meeting, own};
use super::slot::{Editor, Slot};

/// A sheet with what it is read from.
pub struct SheetSource<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Book and day.
    pub cx: &'a Context<'a>,
    /// The signs.
    pub glyphs: Glyphs,
}

/// The sign of a row's state.
#[must_use]
pub const fn sign(state: RowState, glyphs: &Glyphs) -> &'static str {
    match state {
        RowState::Overdue | RowState::DueSoon => glyphs.warning,
        RowState::FollowUpDue => glyphs.pointer,
        RowState::InProgress => glyphs.in_progress,
        RowState::NotStarted => glyphs.not_started,
        RowState::Complete => glyphs.done,
        RowState::Waived => glyphs.dropped,
        RowState::Released => glyphs.met,
    }
}

/// How a row's state looks.
#[must_use]
pub const fn meaning(state: RowState) -> Meaning {
    match state {
        RowState::Overdue => Meaning::Error,
        RowState::DueSoon | RowState::FollowUpDue => Meaning::Warn,
        RowState::InProgress => Meaning::Accent,
        RowState::NotStarted | RowState::Waived => Meaning::Muted,
        RowState::Complete | RowState::Released => Meaning::Good,
    }
}

/// A day with two digits of its year, for a narrow column that says something before it.
pub(super) fn short(day: NaiveDate, day_first: bool) -> String {
    day.format(if day_first { "%-d/%-m/%y" } else { "%-m/%-d/%y" }).to_string()
}

impl<'a> SheetSource<'a> {
    /// With the signs of today; which signs matters only for drawing, because all are one cell wide.
    #[must_use]
    pub fn new(sheet: &'a Sheet, cx: &'a Context<'a>) -> SheetSource<'a> {
        SheetSource { sheet, cx, glyphs: Glyphs::UNICODE }
    }

    fn row_head(&self, line: &Line, row: &Record) -> CellText<'_> {
        let state = RowState::of(row, self.cx.today);
        let letter = if row.text(Field::Part) == "benchmark" { 'B' } else { 'A' };
        let text = format!("{} {letter}{}\n{}", sign(state, &self.glyphs), line.number, state.words());
        CellText::new(text, meaning(state))
    }

    /// The first column of the matrix.
    fn head(&self, line: &Line) -> CellText<'_> {
        let Some(record) = self.cx.book.get(line.record) else {
            return CellText::new(if line.kind == Kind::Goal { "goal" } else { "new row" }, Meaning::Placeholder);
        };
        match line.kind {
            Kind::Element => CellText::new("Element", Meaning::Title),
            Kind::Goal => match record.text(Field::Term) {
                "long" => CellText::new("long goal", Meaning::Accent),
                "short" => CellText::new("short goal", Meaning::Accent),
                _ => CellText::new("goal", Meaning::Accent),
            },
            _ => self.row_head(line, record),
        }
    }

    fn slot(&self, line: &Line, slot: &Slot) -> CellText<'_> {
        let (book, day_first) = (self.cx.book, self.cx.day_first);
        let text = slot.text(book, day_first);
        let record = book.get(slot.record);
        let in_matrix = self.sheet.page == Page::Tab(Tab::Matrix);
        if in_matrix && line.kind != Kind::Row && slot.field != Field::Title {
            return self.labelled(slot, text);
        }
        // Team members are numbered, as on the form; a line that waits for one says so.
        if let (Field::Part, Page::Tab(Tab::Cover)) = (slot.field, self.sheet.page) {
            let part = line
                .part()
                .or_else(|| PARTS.iter().map(|(code, _)| *code).find(|code| record.is_some_and(|r| r.text(Field::Part) == *code)));
            let words = words_for(PARTS, part.unwrap_or_default());
            let words = if part == Some("member") { format!("{}. {words}", line.number) } else { words };
            return CellText::new(words, if record.is_some() { Meaning::Text } else { Meaning::Placeholder });
        }
        if text.is_empty() {
            return CellText::new(self.invitation(line, slot), Meaning::Placeholder);
        }
        match (slot.editor, record) {
            (Editor::Timeline | Editor::DayText, Some(record)) => {
                let day = record.date(slot.day_field()).filter(|day| dates::show(*day, day_first) != text);
                let late = slot.field == Field::Completion && RowState::of(record, self.cx.today) == RowState::Overdue;
                let meaning = if late { Meaning::Error } else { Meaning::Text };
                let words = if slot.kind == Kind::Row { "due " } else { "" };
                CellText::new(day.map_or(text.clone(), |day| format!("{text}\n{words}{}", short(day, day_first))), meaning)
            }
            (_, _) if slot.kind == Kind::Element && in_matrix => CellText::new(text, Meaning::Title),
            _ => CellText::plain(text),
        }
    }

    /// A cell of an element's head or a goal in the matrix, whose column is named after something else.
    fn labelled(&self, slot: &Slot, text: String) -> CellText<'_> {
        let label = match slot.field {
            Field::Responsible => "Responsible",
            Field::Strategy => "Strategy:",
            Field::From => "Start",
            Field::Until => "End",
            Field::Priority => "Priority",
            Field::Measure => "Measure:",
            Field::Baseline => "From",
            Field::Target => "To",
            Field::By => "By",
            _ => "Goal",
        };
        if text.is_empty() {
            return CellText::new(label.trim_end_matches(':'), Meaning::Placeholder);
        }
        let text = match slot.field {
            Field::Responsible | Field::Text => text,
            Field::From | Field::Until | Field::By => {
                let day = self.cx.book.get(slot.record).and_then(|record| record.date(slot.field));
                format!("{label} {}", day.map_or(text, |day| short(day, self.cx.day_first)))
            }
            _ => format!("{label} {text}"),
        };
        let meaning = match slot.field {
            Field::Text => Meaning::Accent,
            Field::Responsible => Meaning::Title,
            _ => Meaning::Text,
        };
        CellText::new(text, meaning)
    }

    /// What an empty cell asks for, where it helps: titles, and the empty line at the end.
    fn invitation(&self, line: &Line, slot: &Slot) -> &'static str {
        match (slot.kind, slot.field, line.record == Id::NIL) {
            (Kind::MiniPip, Field::Title, _) => "Title",
            (Kind::Element, Field::Title, _) => "Element: what is to change",
            (Kind::Row, Field::Text, _) if self.sheet.page == Page::Tab(Tab::Matrix) => match self.cx.book.get(line.record) {
                Some(row) if row.text(Field::Part) == "benchmark" => "Benchmark",
                _ => "Action step",
            },
            (Kind::PipPerson, Field::Name, true) => match line.part() {
                Some("lead") => "Local contact person",
                Some("co-lead") => "Co-lead contact person",
                Some(_) if line.number > 1 => "",
                _ => "Add a person",
            },
            (Kind::Agreement, Field::Role, true) => "Add a role",
            (Kind::Timeline, Field::DayText, true) => "Add a date",
            (Kind::Evaluation, Field::Method, true) => "Add a method",
            (Kind::Check, Field::Answer, _) if line.slots.is_some() => "yes/partly/no",
            (Kind::ProgressNote, Field::Text, true) => "What happened",
            (Kind::Proof, Field::Text, true) => match self.cx.book.get(line.parent) {
                Some(row) if monitoring::lacks(row, self.cx.today) => "what shows it?",
                Some(row) => RowState::of(row, self.cx.today).words(),
                None => "",
            },
            (Kind::Row, Field::Waived, _) => "Waived because",
            (_, field, true) => {
                let first = own::cells(self.sheet.page).and_then(|cells| cells.iter().flatten().next()).is_some_and(|cell| cell.0 == field);
                own::about(self.sheet.page).filter(|_| first).map_or("", |about| about.adds)
            }
            _ => "",
        }
    }
}

impl Source for SheetSource<'_> {
    fn rows(&self) -> usize {
        self.sheet.lines.len()
    }

    fn columns(&self) -> &[Column] {
        &self.sheet.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(line) = self.sheet.lines.get(row) else { return CellText::default() };
        if let Some(form) = line.form
            && column == 0
        {
            return CellText::new(form.label, Meaning::Muted);
        }
        if self.sheet.page == Page::Tab(Tab::Matrix) && column == 0 {
            return self.head(line);
        }
        if let Some(said) = line.says.iter().find(|said| said.column == column) {
            return CellText::new(self.glyphs.own(&said.text), said.meaning);
        }
        match self.sheet.slot(row, column) {
            Some(slot) => self.slot(line, &slot),
            None => CellText::default(),
        }
    }

    fn band(&self, row: usize) -> Option<Band<'_>> {
        let (text, right) = self.sheet.lines.get(row)?.band.as_ref()?;
        Some(Band { text: self.glyphs.own(text), right: self.glyphs.own(right), ..Band::default() })
    }

    fn row_cap(&self) -> u16 {
        match self.sheet.page {
            Page::Tab(Tab::Overview) | Page::Element(_) | Page::Meeting(_, meeting::Part::Facts) => 14,
            // On a small screen a long text must not push everything else out of view.
            _ => (self.cx.area.height / 5).clamp(3, 8),
        }
    }

    fn heights(&self) -> Option<&Heights> {
        Some(&self.sheet.heights)
    }

    fn empty(&self) -> Cow<'_, str> {
        if let Some(words) = &self.sheet.empty {
            return Cow::Borrowed(words);
        }
        Cow::Borrowed(match self.sheet.page {
            Page::Tab(Tab::Plans) => {
                "There is no Mini PIP yet. Insert starts one from the blank form: four elements with goals and rows, the four \
                 agreements, and room for everyone who takes part."
            }
            Page::Tab(Tab::Selection) => own::about(self.sheet.page).map_or("", |about| about.empty),
            _ if self.sheet.plan.is_none() && self.cx.book.all(Kind::MiniPip).is_empty() => {
                "There is no Mini PIP yet. Insert starts one from the blank form; its cover says for which office, and who takes part."
            }
            _ if self.sheet.plan.is_none() => "No Mini PIP is chosen. Ctrl-E chooses one.",
            page if own::about(page).is_some() => own::about(page).map_or("", |about| about.empty),
            _ => "This plan has no element yet. Ctrl-K adds one: what is to change, who is responsible, the goal, then its action steps.",
        })
    }
}
