//! What stands in each cell of the tree, and which cells can be edited.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::NaiveDate;

use super::facts::Facts;
use super::meant;
use super::rows::{Row, What, region_exit, rows};
use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::{Computed, MilestoneState, Status, StepStatus};
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
    pub day_first: bool,
    pub rows: Vec<Row>,
    pub facts: Rc<Facts>,
    expanded: &'a BTreeSet<Id>,
    only_open: bool,
    glyphs: &'a Glyphs,
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
        Tree { book: cx.book, today: cx.today, day_first: cx.day_first, rows, facts, expanded, only_open, glyphs, columns }
    }

    /// The record that a row shows.
    pub fn record(&self, row: Row) -> Option<&'a Record> {
        self.book.get(row.id)
    }

    pub fn state(&self, milestone: Id) -> Option<&MilestoneState> {
        self.facts.states.get(&milestone)
    }

    /// A recorded state: its sign and its word.
    fn status(&self, status: Status) -> CellText<'static> {
        let (sign, meaning) = match status {
            Status::Open => (self.glyphs.not_started, Meaning::Text),
            Status::ExitProposed => (self.glyphs.in_progress, Meaning::Accent),
            Status::Exited => (self.glyphs.done, Meaning::Good),
        };
        CellText::new(format!("{sign} {}", status.words()), meaning)
    }

    fn step_status(&self, status: StepStatus) -> CellText<'static> {
        let (sign, meaning) = match status {
            StepStatus::NotStarted => (self.glyphs.not_started, Meaning::Text),
            StepStatus::InProgress => (self.glyphs.in_progress, Meaning::Accent),
            StepStatus::Done => (self.glyphs.done, Meaning::Good),
            StepStatus::Dropped => (self.glyphs.dropped, Meaning::Muted),
        };
        CellText::new(format!("{sign} {}", status.words()), meaning)
    }

    fn day(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(String::new, |day| dates::show(day, self.day_first))
    }

    fn of_milestone(&self, row: Row, column: usize) -> CellText<'a> {
        let (Some(record), Some(state)) = (self.record(row), self.state(row.id)) else { return CellText::default() };
        match column {
            NUMBER => {
                let sign = if self.expanded.contains(&row.id) { self.glyphs.open } else { self.glyphs.closed };
                CellText::new(format!("{sign} {}", state.number), Meaning::Title)
            }
            NAME => CellText::new(record.text(Field::Name), Meaning::Title),
            STATUS => self.status(state.status),
            OWNER if state.steps > 0 => CellText::new(format!("{} of {} steps", state.steps_done, state.steps), Meaning::Muted),
            DUE => CellText::new(self.day(record.date(Field::ExitedOn)), Meaning::Muted),
            EVIDENCE => self.computed(state),
            NOTE => CellText::plain(record.text(Field::Note)),
            _ => CellText::default(),
        }
    }

    /// What the data say, and whether that differs from what is recorded.
    fn computed(&self, state: &MilestoneState) -> CellText<'static> {
        let reason = &state.reason;
        if state.differs {
            let words = match state.status {
                Status::Exited => "exited, but not met",
                _ => "met, still open",
            };
            return CellText::new(format!("{} {words}: {reason}", self.glyphs.warning), Meaning::Warn);
        }
        match state.computed {
            Computed::Met => CellText::new(format!("{} met: {reason}", self.glyphs.met), Meaning::Met),
            Computed::NotMet => CellText::new(format!("{} not met: {reason}", self.glyphs.below), Meaning::Text),
            Computed::Judgement => CellText::new(reason.clone(), Meaning::Muted),
            Computed::NoData => CellText::new(format!("{} no data: {reason}", self.glyphs.no_rate), Meaning::NoRate),
        }
    }

    fn of_step(&self, record: &'a Record, column: usize) -> CellText<'a> {
        let status = StepStatus::named(record.text(Field::Status));
        match column {
            NAME => {
                asked(record.text(Field::Text), "(new step)", if status == StepStatus::Dropped { Meaning::Muted } else { Meaning::Text })
            }
            STATUS => self.step_status(status),
            OWNER => CellText::plain(record.text(Field::Owner)),
            DUE => {
                let due = record.date(Field::Due);
                let late = due.is_some_and(|day| day < self.today) && matches!(status, StepStatus::NotStarted | StepStatus::InProgress);
                if late {
                    CellText::new(format!("{} {}", self.glyphs.warning, self.day(due)), Meaning::Error)
                } else {
                    CellText::plain(self.day(due))
                }
            }
            EVIDENCE => CellText::plain(record.text(Field::Evidence)),
            NOTE => CellText::plain(record.text(Field::Note)),
            _ => CellText::default(),
        }
    }

    fn of_consideration(&self, record: &'a Record, column: usize) -> CellText<'a> {
        match column {
            NAME => asked(record.text(Field::Text), "(new consideration)", Meaning::Text),
            STATUS => match record.text(Field::Answer) {
                "yes" => CellText::new(format!("{} yes", self.glyphs.done), Meaning::Good),
                "no" => CellText::new(format!("{} no", self.glyphs.dropped), Meaning::Warn),
                "" => CellText::new(format!("{} unanswered", self.glyphs.nothing), Meaning::Placeholder),
                other => CellText::new(format!("{} {other}", self.glyphs.in_progress), Meaning::Accent),
            },
            NOTE => CellText::plain(record.text(Field::Note)),
            _ => CellText::default(),
        }
    }

    fn of_region(&self, row: Row, column: usize) -> CellText<'a> {
        let exit = region_exit(self.book, row.milestone, row.id);
        match column {
            NAME => CellText::plain(self.book.name(row.id)),
            STATUS => self.status(if exit.is_some() { Status::Exited } else { Status::Open }),
            OWNER => CellText::plain(exit.map_or("", |e| e.text(Field::ExitedBy))),
            DUE => CellText::plain(self.day(exit.and_then(|e| e.date(Field::ExitedOn)))),
            EVIDENCE => match self.facts.verdicts.get(&(row.milestone, row.id)) {
                Some(v) if v.looked_at == 0 => CellText::new(format!("{} {}", self.glyphs.no_rate, v.words()), Meaning::NoRate),
                Some(v) if v.sustained => CellText::new(format!("{} {}", self.glyphs.met, v.words()), Meaning::Met),
                Some(v) if exit.is_some() => {
                    CellText::new(format!("{} fallen since its exit. {}", self.glyphs.warning, v.words()), Meaning::Fell)
                }
                Some(v) => CellText::new(format!("{} {}", self.glyphs.below, v.words()), Meaning::Text),
                None => CellText::new("no such instrument in this file", Meaning::NoRate),
            },
            NOTE => CellText::plain(exit.map_or("", |e| e.text(Field::Evidence))),
            _ => CellText::default(),
        }
    }

    fn of_exit(&self, record: &'a Record, column: usize) -> CellText<'a> {
        let status = Status::named(record.text(Field::Status));
        match column {
            NAME => CellText::plain(if status == Status::Exited { "Exit as recorded" } else { "Exit as proposed" }),
            STATUS => self.status(status),
            OWNER => CellText::plain(record.text(Field::ExitedBy)),
            DUE => CellText::plain(self.day(record.date(Field::ExitedOn))),
            EVIDENCE => CellText::plain(record.text(Field::Evidence)),
            _ => CellText::default(),
        }
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
            (What::Measure, STATUS) => here(Kind::Measure, Field::Value, Form::Line),
            (What::Measure, OWNER) => here(Kind::Measure, Field::Target, Form::Line),
            (What::Measure, EVIDENCE) => here(Kind::Measure, Field::Source, Form::Lines),
            (What::Measure, NOTE) => here(Kind::Measure, Field::Note, Form::Lines),
            (What::Consideration, NAME) => here(Kind::Consideration, Field::Text, Form::Lines),
            (What::Consideration, STATUS) => {
                here(Kind::Consideration, Field::Answer, Form::Choice(meant::ANSWERS.map(str::to_owned).to_vec()))
            }
            (What::Consideration, NOTE) => here(Kind::Consideration, Field::Note, Form::Lines),
            (What::Exit, OWNER) => here(Kind::Milestone, Field::ExitedBy, names()),
            (What::Exit, DUE) => here(Kind::Milestone, Field::ExitedOn, Form::Day),
            (What::Exit, EVIDENCE) => here(Kind::Milestone, Field::Evidence, Form::Lines),
            (What::Region, OWNER | DUE | NOTE) => {
                let exit = region_exit(self.book, row.milestone, row.id)?.id;
                Some(match column {
                    OWNER => (exit, Kind::RegionExit, Field::ExitedBy, names()),
                    DUE => (exit, Kind::RegionExit, Field::ExitedOn, Form::Day),
                    _ => (exit, Kind::RegionExit, Field::Evidence, Form::Lines),
                })
            }
            _ => None,
        }
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
            What::Step => said("step", text(Field::Text)),
            What::Consideration => said("consideration", text(Field::Text)),
        }
    }
}

fn of_measure(record: &Record, column: usize) -> CellText<'_> {
    let labelled = |label: &str, text: &str| match text {
        "" => CellText::new(format!("{label}?"), Meaning::Placeholder),
        text => CellText::plain(format!("{label} {text}")),
    };
    match column {
        NAME if record.int(Field::Unverified) == Some(1) => CellText::plain(format!("{} (unverified)", record.text(Field::Name))),
        NAME => asked(record.text(Field::Name), "(new measure)", Meaning::Text),
        STATUS => labelled("value", record.text(Field::Value)),
        OWNER => labelled("target", record.text(Field::Target)),
        EVIDENCE => CellText::plain(record.text(Field::Source)),
        NOTE => CellText::plain(record.text(Field::Note)),
        _ => CellText::default(),
    }
}

/// A text, or what is asked for in its place.
fn asked<'a>(text: &'a str, placeholder: &'static str, meaning: Meaning) -> CellText<'a> {
    if text.is_empty() { CellText::new(placeholder, Meaning::Placeholder) } else { CellText::new(text, meaning) }
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
        let Some(row) = self.rows.get(row).copied() else { return CellText::default() };
        let Some(record) = self.record(row) else { return CellText::default() };
        match row.what {
            What::Milestone => self.of_milestone(row, column),
            What::Step => self.of_step(record, column),
            What::Measure => of_measure(record, column),
            What::Consideration => self.of_consideration(record, column),
            What::Region => self.of_region(row, column),
            What::Exit => self.of_exit(record, column),
        }
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
        if before.is_some_and(|above| above.what == here.what && above.milestone == here.milestone) {
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
        let text = meant::text(self.book.get(record)?, field, self.day_first);
        Some(Slot { record, kind, field, form, text, words: format!("{} of {}", field.words(), self.called(row)) })
    }

    fn meant(&self, slot: &Slot, text: &str) -> Result<Meant, String> {
        meant::meant(self, slot, text)
    }

    fn fixed(&self, row: usize, column: usize) -> String {
        let Some(row) = self.rows.get(row) else { return "There is nothing here to edit".to_owned() };
        match (row.what, column) {
            (_, NUMBER) => "Left and Right open and close a milestone here",
            (What::Milestone | What::Exit | What::Region, STATUS) => "An exit is recorded with Record an exit (Ctrl-U), which asks first",
            (What::Milestone | What::Region, EVIDENCE) => "This is computed from the data; Enter shows the reasons",
            (What::Milestone, OWNER) => "This counts the steps; change their status instead",
            (What::Milestone, DUE) => "The date of the exit is recorded with it (Ctrl-U)",
            (What::Region, OWNER | DUE | NOTE) => "No exit is recorded for this region yet: Ctrl-U records it",
            (What::Region, NAME) => "Regions are named in Places",
            (What::Exit, _) => "Who, when and on what evidence can be edited here",
            _ => "Nothing is kept in this cell",
        }
        .to_owned()
    }
}
