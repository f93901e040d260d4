//! The pages of a Mini PIP as sheets: which lines a page has now, and which slot stands in each column of a line. What is
//! particular to a page is in `pages/`, a file each; how a sheet looks is in `source.rs`.

pub mod asked;
pub mod assistance;
pub mod checks;
pub mod closing;
pub mod compare;
pub mod concerns;
pub mod evidence;
pub mod form;
pub mod matrix;
pub mod meeting;
pub mod meetings;
pub mod missing;
pub mod notes;
pub mod own;
pub mod peers;
pub mod plans;
pub mod results;
pub mod schedule;
pub mod selection;
pub mod stages;
pub mod versions;

use crate::command::{Context, Place};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::widgets::grid::{Column, Heights};
use crate::widgets::meaning::Meaning;

use super::columns;
use super::fields::{AGREEMENT, COLLABORATOR, COVER_PERSON, ELEMENT, EVALUATION, GOAL, Labelled, OVERVIEW_FORM, ROW, TIMELINE};
use super::slot::{Editor, Slot};

pub use super::tab::{Group, Tab};
pub use form::on_cover;

/// What is on the screen: a tab, or a page opened over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// A tab.
    Tab(Tab),
    /// All fields of an element.
    Element(Id),
    /// A part of a meeting.
    Meeting(Id, meeting::Part),
    /// Two frozen versions side by side, the older one first; none is the plan as it stands.
    Compare(Id, Option<Id>),
}

/// The slots of a line, by column; none where a column only shows something.
pub type Cells = &'static [Option<(Field, Editor)>];

/// What a line shows in a column that cannot be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The column.
    pub column: usize,
    /// The text.
    pub text: String,
    /// What it means.
    pub meaning: Meaning,
}

/// Where Enter leads from a line, on a cell that cannot be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goes {
    /// To a record of the plan, on the page where it stands.
    Record(Id, Option<Field>),
    /// To a page over this one.
    Page(Page),
    /// Somewhere else in the program.
    Away(Place),
}

/// What is said of a page besides its cells.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// What stands where it has no line: what belongs here, and which key begins.
    pub empty: &'static str,
    /// What the empty line at its end asks for, in its first column that can be edited.
    pub adds: &'static str,
    /// Why a cell cannot be edited.
    pub fixed: &'static str,
    /// The commands worth a place in the footer, the most useful first.
    pub offers: &'static [crate::command::Command],
}

/// A line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its record; [`Id::NIL`] for the empty line at the end, which becomes one when it is written in, or for a line that only says something.
    pub record: Id,
    /// Its kind.
    pub kind: Kind,
    /// What it is a part of; the plan itself for a plan.
    pub parent: Id,
    /// What it is a line of a form of, if it is one.
    pub form: Option<Labelled>,
    /// The heading above it: words, and words at the right end.
    pub band: Option<(String, String)>,
    /// Its number among those of its sort.
    pub number: usize,
    /// Its slots by column, where they are not those of its kind on this page.
    pub slots: Option<Vec<Option<Slot>>>,
    /// What it shows in columns without a slot.
    pub says: Vec<Said>,
    /// Where Enter leads.
    pub goes: Option<Goes>,
    /// What a record begins with that is made by writing in this line.
    pub starts: Vec<(Field, Value)>,
}

impl Line {
    /// A record's line.
    #[must_use]
    pub fn of(record: &Record, parent: Id, number: usize) -> Line {
        Line { record: record.id, number, ..Line::blank(record.kind, parent) }
    }

    /// The empty line at the end of a list.
    #[must_use]
    pub fn blank(kind: Kind, parent: Id) -> Line {
        Line {
            record: Id::NIL,
            kind,
            parent,
            form: None,
            band: None,
            number: 0,
            slots: None,
            says: Vec::new(),
            goes: None,
            starts: Vec::new(),
        }
    }

    /// A line of a form.
    #[must_use]
    pub fn form(record: Id, kind: Kind, parent: Id, form: Labelled) -> Line {
        Line { record, form: Some(form), ..Line::blank(kind, parent) }
    }

    /// A line that only says something.
    #[must_use]
    pub fn saying(parent: Id) -> Line {
        Line { slots: Some(Vec::new()), ..Line::blank(Kind::MiniPip, parent) }
    }

    /// With a text in a column that cannot be edited.
    #[must_use]
    pub fn says(mut self, column: usize, text: impl Into<String>, meaning: Meaning) -> Line {
        self.says.push(Said { column, text: text.into(), meaning });
        self
    }

    /// The part that a person written in it has, if it is an empty line.
    #[must_use]
    pub fn part(&self) -> Option<&str> {
        self.starts.iter().find_map(|(field, value)| match (field, value) {
            (Field::Part, Value::Text(part)) => Some(part.as_str()),
            _ => None,
        })
    }

    /// With a heading above it.
    #[must_use]
    pub fn under(self, words: impl Into<String>, right: impl Into<String>) -> Line {
        Line { band: Some((words.into(), right.into())), ..self }
    }

    /// With what a record begins with that is made here.
    #[must_use]
    pub fn starts(mut self, field: Field, value: Value) -> Line {
        self.starts.push((field, value));
        self
    }

    /// With slots of its own, by column.
    #[must_use]
    pub fn with_slots(self, cells: &[Option<(Field, Editor)>]) -> Line {
        let of = |(field, editor)| Slot { record: self.record, kind: self.kind, parent: self.parent, field, editor };
        Line { slots: Some(cells.iter().map(|cell| cell.map(of)).collect()), ..self }
    }

    /// With a place where Enter leads.
    #[must_use]
    pub fn goes(self, to: Goes) -> Line {
        Line { goes: Some(to), ..self }
    }
}

/// A page as a grid.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Which page.
    pub page: Page,
    /// The plan it is of; none on the boards, or if no plan is chosen.
    pub plan: Option<Id>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What stands over the grid, where it is not the plan's progress.
    pub head: Option<String>,
    /// What stands where there is no line, where it is not what the page always says.
    pub empty: Option<String>,
    /// How high its lines are.
    pub heights: Heights,
}

/// The plan that is chosen, if it is there.
#[must_use]
pub fn plan(cx: &Context) -> Option<Id> {
    cx.chosen.mini_pip.filter(|id| cx.book.get(*id).is_some_and(|plan| cx.book.is_live(plan)))
}

/// The page as it stands; the boards over all plans are worked out by the pane, which remembers them.
#[must_use]
pub fn sheet(page: Page, cx: &Context, width: u16) -> Sheet {
    let plan = plan(cx);
    let lines = match (page, plan) {
        (_, None) => Vec::new(),
        (page, Some(plan)) => lines(page, cx, plan),
    };
    let columns = match page {
        Page::Tab(Tab::Schedule) => schedule::columns(cx, plan, width),
        page => own::columns(page, width).unwrap_or_else(|| columns::of(page, width)),
    };
    Sheet { page, plan, columns, lines, head: None, empty: None, heights: Heights::default() }
}

fn lines(page: Page, cx: &Context, plan: Id) -> Vec<Line> {
    let book = cx.book;
    match page {
        Page::Tab(Tab::Cover) => form::cover(book, plan),
        Page::Tab(Tab::Overview) => form::form(&OVERVIEW_FORM, plan, Kind::MiniPip, plan),
        Page::Tab(Tab::Matrix) => matrix::matrix(cx, plan),
        Page::Element(element) => matrix::element_form(book, plan, element),
        Page::Tab(tab @ (Tab::Agreements | Tab::Timeline | Tab::Collaborators | Tab::Evaluation)) => form::section(cx, tab, plan),
        other => own::lines(other, cx, plan),
    }
}

/// `1 person`, `3 people`.
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

impl Sheet {
    /// The slot in a cell; none if it only shows something.
    #[must_use]
    pub fn slot(&self, line: usize, column: usize) -> Option<Slot> {
        let line = self.lines.get(line)?;
        if let Some(slots) = &line.slots {
            return *slots.get(column)?;
        }
        let (field, editor) = match (line.form, line.kind) {
            (Some(form), _) if column == 1 => (form.field, form.editor),
            (Some(_), _) => return None,
            (None, Kind::Element) if matches!(self.page, Page::Tab(Tab::Matrix)) => *ELEMENT.get(column.checked_sub(1)?)?,
            (None, kind) => match own::cells(self.page) {
                Some(cells) => (*cells.get(column)?)?,
                None => *self.fields(kind).get(column)?,
            },
        };
        Some(Slot { record: line.record, kind: line.kind, parent: line.parent, field, editor })
    }

    fn fields(&self, kind: Kind) -> &'static [(Field, Editor)] {
        match kind {
            Kind::PipPerson if self.page == Page::Tab(Tab::Cover) => &COVER_PERSON,
            Kind::PipPerson => &COLLABORATOR,
            Kind::Row => &ROW,
            Kind::Goal => &GOAL,
            Kind::Agreement => &AGREEMENT,
            Kind::Timeline => &TIMELINE,
            Kind::Evaluation => &EVALUATION,
            _ => &[],
        }
    }

    /// The cell where a record's field stands.
    #[must_use]
    pub fn cell_of(&self, record: Id, field: Field) -> Option<(usize, usize)> {
        // Some cells of a line belong to another record than the line itself.
        let lines =
            self.lines.iter().enumerate().filter(|(_, line)| record != Id::NIL && (line.record == record || has_cell_of(line, record)));
        let mut cells = lines.flat_map(|(line, _)| (0..self.columns.len()).map(move |column| (line, column)));
        let is_it = |slot: Slot| slot.record == record && (slot.field == field || slot.day_field() == field);
        cells.find(|(line, column)| self.slot(*line, *column).is_some_and(is_it))
    }

    /// The cell where a record's field stands, or the first cell that can be edited of its line.
    #[must_use]
    pub fn find(&self, record: Id, field: Option<Field>) -> Option<(usize, usize)> {
        let line = self.lines.iter().position(|line| record != Id::NIL && (line.record == record || has_cell_of(line, record)));
        field.and_then(|field| self.cell_of(record, field)).or_else(|| line.map(|line| (line, self.first_column(line))))
    }

    /// The column in which one begins to write in a line.
    #[must_use]
    pub fn first_column(&self, line: usize) -> usize {
        let begins = usize::from(self.page == Page::Tab(Tab::Matrix) || self.page == Page::Tab(Tab::Cover));
        if self.slot(line, begins).is_some() { begins } else { 1 }
    }
}

/// Whether a line has a cell of a record besides its own.
fn has_cell_of(line: &Line, record: Id) -> bool {
    line.slots.iter().flatten().flatten().any(|slot| slot.record == record)
}
