//! The pages of a Mini PIP as sheets: which lines a page has now, and which slot stands in each column of a line.
//! How a sheet looks is in `source.rs`, its columns are in `columns.rs`.

use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Progress;
use crate::domain::record::Record;

use super::columns;
use super::fields::{
    AGREEMENT, COLLABORATOR, COVER_FORM, COVER_PERSON, ELEMENT, ELEMENT_FORM, EVALUATION, GOAL, GOAL_FORM, Labelled, OVERVIEW_FORM, PLAN,
    ROW, TIMELINE,
};
use super::slot::{Choice, Editor, PARTS, Slot};
use crate::widgets::grid::Column;

/// The tabs over the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Tab {
    /// All plans.
    Plans,
    /// Cover: office, lead, team.
    Cover,
    /// Section I.
    Overview,
    /// Section II.
    #[default]
    Matrix,
    /// Section III.
    Agreements,
    /// Section IV.
    Timeline,
    /// Section V.
    Collaborators,
    /// How the plan is evaluated.
    Evaluation,
}

impl Tab {
    /// All, in the order of the form.
    pub const ALL: [Tab; 8] =
        [Tab::Plans, Tab::Cover, Tab::Overview, Tab::Matrix, Tab::Agreements, Tab::Timeline, Tab::Collaborators, Tab::Evaluation];

    /// Their titles.
    pub const TITLES: [&str; 8] =
        ["Plans", "Cover", "I Overview", "II Matrix", "III Agreements", "IV Timeline", "V Collaborators", "Evaluation"];
}

/// What is on the screen: a tab, or the form of one element over the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// A tab.
    Tab(Tab),
    /// All fields of an element.
    Element(Id),
}

/// A line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its record; [`Id::NIL`] for the empty line at the end, which becomes one when it is written in.
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
}

impl Line {
    fn of(record: &Record, parent: Id, number: usize) -> Line {
        Line { record: record.id, kind: record.kind, parent, form: None, band: None, number }
    }

    fn blank(kind: Kind, parent: Id) -> Line {
        Line { record: Id::NIL, kind, parent, form: None, band: None, number: 0 }
    }

    fn form(record: Id, kind: Kind, parent: Id, form: Labelled) -> Line {
        Line { record, kind, parent, form: Some(form), band: None, number: 0 }
    }
}

/// A page as a grid.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Which page.
    pub page: Page,
    /// The plan it is of; none on the list of plans, or if no plan is chosen.
    pub plan: Option<Id>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// The plan that is chosen, if it is there.
#[must_use]
pub fn plan(cx: &Context) -> Option<Id> {
    cx.chosen.mini_pip.filter(|id| cx.book.get(*id).is_some_and(|plan| cx.book.is_live(plan)))
}

/// Whether a person stands on the cover.
#[must_use]
pub fn on_cover(person: &Record) -> bool {
    matches!(person.text(Field::Part), "lead" | "co-lead" | "member")
}

/// The page as it stands.
#[must_use]
pub fn sheet(page: Page, cx: &Context, width: u16) -> Sheet {
    let plan = plan(cx);
    let book = cx.book;
    let lines = match (page, plan) {
        (Page::Tab(Tab::Plans), _) => book.all(Kind::MiniPip).iter().enumerate().map(|(at, p)| Line::of(p, p.id, at + 1)).collect(),
        (_, None) => Vec::new(),
        (Page::Tab(Tab::Cover), Some(plan)) => cover(book, plan),
        (Page::Tab(Tab::Overview), Some(plan)) => form(&OVERVIEW_FORM, plan, Kind::MiniPip, plan),
        (Page::Tab(Tab::Matrix), Some(plan)) => matrix(cx, plan),
        (Page::Tab(Tab::Agreements), Some(plan)) => {
            let signed = |r: &Record| r.date(Field::Signed).is_some();
            headed(
                book,
                "They agree to the content and the terms of this plan",
                "signed",
                list(book, plan, Kind::Agreement, |_| true),
                signed,
            )
        }
        (Page::Tab(Tab::Timeline), Some(plan)) => {
            let dated = |r: &Record| r.date(Field::Day).is_some();
            headed(book, "Meetings and other dates of the process", "dated", list(book, plan, Kind::Timeline, |_| true), dated)
        }
        (Page::Tab(Tab::Collaborators), Some(plan)) => {
            let agreed = |r: &Record| r.text(Field::Asked) == "agreed";
            headed(book, "People and organisations that can help", "agreed", list(book, plan, Kind::PipPerson, |p| !on_cover(p)), agreed)
        }
        (Page::Tab(Tab::Evaluation), Some(plan)) => {
            let planned = |r: &Record| !r.text(Field::Frequency).is_empty() && !r.text(Field::Who).is_empty();
            let lines = list(book, plan, Kind::Evaluation, |_| true);
            headed(book, "How the plan's change is measured", "with how often and who", lines, planned)
        }
        (Page::Element(element), Some(plan)) => element_form(book, plan, element),
    };
    Sheet { page, plan, columns: columns::of(page, width), lines }
}

fn form(fields: &[Labelled], record: Id, kind: Kind, parent: Id) -> Vec<Line> {
    fields.iter().map(|field| Line::form(record, kind, parent, *field)).collect()
}

/// The parts of a plan, and an empty line to go on in.
fn list(book: &Book, plan: Id, kind: Kind, keep: impl Fn(&Record) -> bool) -> Vec<Line> {
    let parts = book.parts(plan, kind).into_iter().filter(|part| keep(part));
    let mut lines: Vec<Line> = parts.enumerate().map(|(at, part)| Line::of(part, plan, at + 1)).collect();
    lines.push(Line::blank(kind, plan));
    lines
}

/// The heading of a list, and how many of its lines have what counts.
fn headed(book: &Book, words: &str, counted: &str, mut lines: Vec<Line>, counts: impl Fn(&Record) -> bool) -> Vec<Line> {
    let there: Vec<&Record> = lines.iter().filter_map(|line| book.get(line.record)).collect();
    let right = match there.len() {
        0 => String::new(),
        n => format!("{} of {n} {counted}", there.iter().filter(|record| counts(record)).count()),
    };
    if let Some(first) = lines.first_mut() {
        first.band = Some((words.to_owned(), right));
    }
    lines
}

fn cover(book: &Book, plan: Id) -> Vec<Line> {
    let mut lines = form(&COVER_FORM, plan, Kind::MiniPip, plan);
    let people = lines.len();
    lines.extend(list(book, plan, Kind::PipPerson, on_cover));
    let rank = |line: &Line| {
        let part = book.get(line.record).map_or("", |p| p.text(Field::Part));
        (line.record == Id::NIL, PARTS.iter().position(|(code, _)| *code == part))
    };
    lines[people..].sort_by_key(rank);
    let members = lines.len() - people - 1;
    lines[0].band = Some(("The plan".to_owned(), String::new()));
    lines[people].band = Some(("Lead, co-lead and team members".to_owned(), count(members, "person", "people")));
    lines
}

/// Every element with its head line, its goals and its rows, as on the form.
fn matrix(cx: &Context, plan: Id) -> Vec<Line> {
    let book = cx.book;
    let mut lines = Vec::new();
    for (at, element) in book.parts(plan, Kind::Element).into_iter().enumerate() {
        let mut head = Line::of(element, plan, at + 1);
        head.band = Some(band(cx, element, at + 1));
        lines.push(head);
        let goals = book.parts(element.id, Kind::Goal);
        if goals.is_empty() {
            lines.push(Line::blank(Kind::Goal, element.id));
        }
        lines.extend(goals.into_iter().enumerate().map(|(at, goal)| Line::of(goal, element.id, at + 1)));
        let rows = book.parts(element.id, Kind::Row);
        if rows.is_empty() {
            lines.push(Line::blank(Kind::Row, element.id));
        }
        let mut numbers = [0; 2];
        for row in rows {
            let number = &mut numbers[usize::from(row.text(Field::Part) == "benchmark")];
            *number += 1;
            lines.push(Line::of(row, element.id, *number));
        }
    }
    lines
}

fn band(cx: &Context, element: &Record, number: usize) -> (String, String) {
    let mut words = vec![format!("Element {number}")];
    words.extend(Some(element.text(Field::Domain).to_owned()).filter(|d| !d.is_empty()));
    words.extend(element.int(Field::Priority).map(|n| format!("priority {n}")));
    let progress = Progress::of_element(cx.book, element.id, cx.today);
    let mut right = format!("{} of {} done", progress.complete, progress.rows);
    if progress.overdue > 0 {
        right = format!("{right}, {} overdue", progress.overdue);
    }
    (words.join(", "), right)
}

fn element_form(book: &Book, plan: Id, element: Id) -> Vec<Line> {
    let mut lines = form(&ELEMENT_FORM, element, Kind::Element, plan);
    lines[0].band = Some(("The element".to_owned(), String::new()));
    let goals = book.parts(element, Kind::Goal);
    let (blank, found) = (goals.is_empty().then_some(Id::NIL), goals.iter().map(|goal| goal.id));
    for (at, goal) in blank.into_iter().chain(found).enumerate() {
        let at_goal = lines.len();
        lines.extend(form(&GOAL_FORM, goal, Kind::Goal, element));
        lines[at_goal].band = Some((format!("Goal {}", at + 1), String::new()));
    }
    lines
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
        let (field, editor) = match (line.form, line.kind) {
            (Some(form), _) if column == 1 => (form.field, form.editor),
            (Some(_), _) => return None,
            (None, Kind::MiniPip) => (*PLAN.get(column)?)?,
            (None, Kind::Element) => *ELEMENT.get(column.checked_sub(1)?)?,
            (None, kind) => *self.fields(kind).get(column)?,
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

    /// The cell where a record's field stands, or the first cell that can be edited of its line.
    #[must_use]
    pub fn find(&self, record: Id, field: Option<Field>) -> Option<(usize, usize)> {
        let of_record = || self.lines.iter().enumerate().filter(|(_, line)| line.record == record && record != Id::NIL);
        let cells = || of_record().flat_map(|(line, _)| (0..self.columns.len()).map(move |column| (line, column)));
        let exact = cells().find(|(line, column)| {
            self.slot(*line, *column).is_some_and(|slot| field.is_some_and(|f| slot.field == f || slot.day_field() == f))
        });
        exact.or_else(|| of_record().next().map(|(line, _)| (line, self.first_column(line))))
    }

    /// The column in which one begins to write in a line.
    #[must_use]
    pub fn first_column(&self, line: usize) -> usize {
        let begins = usize::from(self.page == Page::Tab(Tab::Matrix) || self.page == Page::Tab(Tab::Cover));
        if self.slot(line, begins).is_some() { begins } else { 1 }
    }
}

/// The words for a code of a list.
#[must_use]
pub fn words_for(list: &[Choice], code: &str) -> String {
    list.iter().find(|(known, _)| *known == code).map_or(code, |(_, words)| *words).to_owned()
}
