//! The tree as a grid: its columns, its headings, and which cells can be edited. What stands in them is in `cells.rs`.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;

use super::facts::Facts;
use super::meant;
use super::rows::{Row, What, rows};
use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::exit;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::{MilestoneState, StepStatus, measured};
use crate::domain::record::Record;
use crate::panes::cell::Form;
use crate::panes::sheet::{Meant, Slot, Table, brief};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Band, CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// The columns, by place.
pub const NUMBER: usize = 0;
pub const NAME: usize = 1;
pub const STATUS: usize = 2;
pub const OWNER: usize = 3;
pub const DUE: usize = 4;
pub const EVIDENCE: usize = 5;
pub const NOTE: usize = 6;

/// The tree as a grid.
pub struct Tree<'a> {
    pub book: &'a Book,
    pub today: NaiveDate,
    /// Who works here.
    pub who: &'a str,
    pub day_first: bool,
    pub rows: Vec<Row>,
    pub facts: Rc<Facts>,
    /// The id that the next written value of each measure gets.
    pub coming: HashMap<Id, Id>,
    pub expanded: &'a BTreeSet<Id>,
    only_open: bool,
    pub glyphs: &'a Glyphs,
    columns: Vec<Column>,
}

impl<'a> Tree<'a> {
    pub fn new(cx: &Context<'a>, facts: Rc<Facts>, expanded: &'a BTreeSet<Id>, only_open: bool, glyphs: &'a Glyphs) -> Tree<'a> {
        // Where little room is, columns scroll; then text out of view must not make rows high.
        let (name, wide) = if cx.area.width < 90 { (24, false) } else { (28, true) };
        let text = |column: Column| if wide { column.wrapped() } else { column };
        let columns = vec![
            Column::new("#", 4),
            Column::new("Milestone / step", name).between(20, 58).wrapped(),
            Column::new("Status", 15),
            text(Column::new("Owner, steps", 14).between(12, 24)),
            Column::new("Due, exited", 12),
            text(Column::new("Evidence", 30).between(24, 70)),
            text(Column::new("Note", 14).between(10, 60)),
        ];
        let rows = rows(cx.book, expanded, only_open);
        Tree {
            book: cx.book,
            today: cx.today,
            who: &cx.book.facts.who,
            day_first: cx.day_first,
            rows,
            facts,
            coming: HashMap::new(),
            expanded,
            only_open,
            glyphs,
            columns,
        }
    }

    /// The record that a row shows.
    pub fn record(&self, row: Row) -> Option<&'a Record> {
        self.book.get(row.id)
    }

    pub fn state(&self, milestone: Id) -> Option<&MilestoneState> {
        self.facts.states.get(&milestone)
    }

    /// The field behind a cell, its kind and how it opens; none if it cannot be edited.
    fn field(&self, row: Row, column: usize) -> Option<(Id, Kind, Field, Form)> {
        let names = || Form::Names(meant::names(self.book));
        let here = |kind, field, form| Some((row.id, kind, field, form));
        match (row.what, column) {
            (What::Milestone, NAME) => here(Kind::Milestone, Field::Name, Form::Line),
            (What::Milestone, NOTE) => here(Kind::Milestone, Field::Note, Form::Lines),
            (What::Step, NAME) => here(Kind::Step, Field::Text, Form::Lines),
            (What::Step, STATUS) => here(Kind::Step, Field::Status, Form::Choice(StepStatus::ALL.map(|s| s.words().to_owned()).to_vec())),
            (What::Step, OWNER) => here(Kind::Step, Field::Owner, names()),
            (What::Step, DUE) => here(Kind::Step, Field::Due, Form::Day),
            (What::Step, EVIDENCE) => here(Kind::Step, Field::Evidence, Form::Lines),
            (What::Step, NOTE) => here(Kind::Step, Field::Note, Form::Lines),
            (What::Measure, NAME) => here(Kind::Measure, Field::Name, Form::Lines),
            (What::Measure, STATUS) if !self.follows(row) => here(Kind::Measure, Field::Value, Form::Line),
            (What::Measure, OWNER) => here(Kind::Measure, Field::Target, Form::Line),
            (What::Measure, EVIDENCE) => here(Kind::Measure, Field::Source, Form::Lines),
            (What::Measure, NOTE) => here(Kind::Measure, Field::Note, Form::Lines),
            (What::Value, STATUS) => here(Kind::MeasureValue, Field::Value, Form::Line),
            (What::Value, DUE) => here(Kind::MeasureValue, Field::Day, Form::Day),
            (What::Value, EVIDENCE) => here(Kind::MeasureValue, Field::Source, Form::Lines),
            (What::Value, NOTE) => here(Kind::MeasureValue, Field::Note, Form::Lines),
            (What::Consideration, NAME) => here(Kind::Consideration, Field::Text, Form::Lines),
            (What::Consideration, STATUS) => {
                here(Kind::Consideration, Field::Answer, Form::Choice(meant::ANSWERS.map(str::to_owned).to_vec()))
            }
            (What::Consideration, NOTE) => here(Kind::Consideration, Field::Note, Form::Lines),
            (What::Exit, OWNER) => here(Kind::Milestone, Field::ExitedBy, names()),
            (What::Exit, DUE) => here(Kind::Milestone, Field::ExitedOn, Form::Day),
            (What::Exit, EVIDENCE) => here(Kind::Milestone, Field::Evidence, Form::Lines),
            (What::Region, OWNER | DUE | NOTE) => {
                let exit = exit::region_exit(self.book, row.milestone, row.id)?.id;
                Some(match column {
                    OWNER => (exit, Kind::RegionExit, Field::ExitedBy, names()),
                    DUE => (exit, Kind::RegionExit, Field::ExitedOn, Form::Day),
                    _ => (exit, Kind::RegionExit, Field::Evidence, Form::Lines),
                })
            }
            _ => None,
        }
    }

    /// Whether a measure has its values from a trend indicator.
    fn follows(&self, row: Row) -> bool {
        self.record(row).is_some_and(|record| measured::follows(self.book, record).is_some())
    }

    /// A cell of a step, measure or consideration that is still to be made.
    pub fn coming(&self, what: What, id: Id, milestone: Id, column: usize) -> Option<Slot> {
        let (record, kind, field, form) = self.field(Row { what, id, milestone }, column)?;
        Some(Slot { record, kind, field, form, text: String::new(), words: format!("{} of a new {}", field.words(), kind.words()) })
    }

    /// What a row is called in the words of a change.
    pub fn called(&self, row: Row) -> String {
        let text = |field| self.record(row).map_or("", |r| r.text(field));
        let number = self.state(row.milestone).map_or(0, |s| s.number);
        match row.what {
            What::Milestone => format!("milestone {number}"),
            What::Exit => format!("exit of milestone {number}"),
            What::Region => format!("{}'s exit", self.book.name(row.id)),
            What::Measure => said("measure", text(Field::Name)),
            What::Value => match self.record(row).and_then(Record::parent) {
                Some(measure) => said("measure", self.book.name(measure)),
                None => "a measure".to_owned(),
            },
            What::Body => said("committee or study", self.book.name(row.id)),
            What::Trail => format!("trail of milestone {number}"),
            What::Step => said("step", text(Field::Text)),
            What::Consideration => said("consideration", text(Field::Text)),
        }
    }
}

/// A part by its text, or as a new one while it has none.
fn said(what: &str, text: &str) -> String {
    if text.trim().is_empty() { format!("a new {what}") } else { format!("{what} '{}'", brief(text)) }
}

impl Source for Tree<'_> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        self.rows.get(row).map_or_else(CellText::default, |row| self.says(*row, column))
    }

    fn band(&self, row: usize) -> Option<Band<'_>> {
        let here = self.rows.get(row)?;
        let before = row.checked_sub(1).and_then(|above| self.rows.get(above));
        if here.what == What::Milestone {
            // Plans are told apart only where there are several.
            let plan = |row: &Row| self.book.get(row.milestone).and_then(Record::parent);
            let new = before.is_none_or(|above| plan(above) != plan(here)) && self.book.all(Kind::Plan).len() > 1;
            return new.then(|| Band { text: plan(here).map_or("", |id| self.book.name(id)).into(), ..Band::default() });
        }
        let kin = |what| if what == What::Value { What::Measure } else { what };
        if before.is_some_and(|above| kin(above.what) == kin(here.what) && above.milestone == here.milestone) {
            return None;
        }
        let right = match (here.what, self.state(here.milestone)) {
            (What::Step, Some(state)) => format!("{} of {} done", state.steps_done, state.steps),
            (What::Consideration, _) => {
                let all = self.book.parts(here.milestone, Kind::Consideration);
                format!("{} of {} yes", all.iter().filter(|c| c.text(Field::Answer) == "yes").count(), all.len())
            }
            (What::Region, _) => {
                let exits = self.book.parts(here.milestone, Kind::RegionExit).len();
                format!("{exits} of {} exited", self.book.all(Kind::Region).len())
            }
            _ => String::new(),
        };
        Some(Band { text: Cow::Borrowed(here.what.heading()), meaning: Meaning::Muted, right: right.into() })
    }

    fn row_cap(&self) -> u16 {
        3
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(if self.only_open {
            "Everything here is done or exited. F7 shows all milestones again."
        } else {
            "The nine milestones of the agency's plan stand here, with their steps, measures and exits. There is no plan in this file yet: \
             Ctrl-P, then Import a file, brings one in (kind: plan)."
        })
    }
}

impl Table for Tree<'_> {
    fn slot(&self, row: usize, column: usize) -> Option<Slot> {
        let row = *self.rows.get(row)?;
        let (record, kind, field, form) = self.field(row, column)?;
        let of = self.book.get(record)?;
        let text = match (kind, field) {
            (Kind::Measure, Field::Value) => measured::current(self.book, of).map_or_else(String::new, |now| now.text),
            _ => meant::text(of, field, self.day_first),
        };
        Some(Slot { record, kind, field, form, text, words: format!("{} of {}", field.words(), self.called(row)) })
    }

    fn meant(&self, slot: &Slot, text: &str) -> Result<Meant, String> {
        meant::meant(self, slot, text)
    }

    fn fixed(&self, row: usize, column: usize) -> String {
        let Some(row) = self.rows.get(row) else { return "There is nothing here to edit".to_owned() };
        match (row.what, column) {
            (What::Measure, STATUS) => "The value comes from a trend indicator; Enter shows it",
            (What::Measure, DUE) => "The day stands with each value: Right, on the sign at the left, opens them",
            (What::Body, _) => "These are facts of its own workspace; Enter goes there",
            (What::Trail, _) => "What was recorded at the time stays as it is; Enter shows the facts of that moment",
            (What::Consideration, OWNER | DUE) => "Who answered, and when, is recorded with the answer",
            (_, NUMBER) => "Left and Right open and close a milestone or a measure here",
            (What::Milestone | What::Exit | What::Region, STATUS) => "An exit is recorded with Record an exit (Ctrl-U), which asks first",
            (What::Milestone | What::Region, EVIDENCE) => "This is computed from the data; Enter shows the reasons",
            (What::Milestone, OWNER) => "This counts the steps; change their status instead",
            (What::Milestone, DUE) => "The date of the exit is recorded with it (Ctrl-U)",
            (What::Region, OWNER | DUE | NOTE) => "No exit is recorded for this region yet: Ctrl-U begins with its proposal",
            (What::Region, NAME) => "Regions are named in Settings",
            (What::Exit, _) => "Who, when and on what evidence can be edited here",
            _ => "Nothing is kept in this cell",
        }
        .to_owned()
    }
}
