//! Other offices that help with this plan or are helped by it.

use crate::command::{Command, Context, Place};
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{Stage, title};
use crate::domain::record::Record;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::columns::text;
use super::super::slot::Editor;
use super::form::list;
use super::{About, Cells, Goes, Line, Said};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Office, Editor::Place(Kind::Office))),
    Some((Field::Name, Editor::Line)),
    Some((Field::HelpsWith, Editor::Text)),
    None,
    Some((Field::Note, Editor::Text)),
];

/// The column of the other office's plan.
const PLAN: usize = 3;

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No peer office yet. Offices with a plan of their own are good company.",
    adds: "Add an office",
    fixed: "Enter opens the plan of that office, where it has one.",
    offers: &[Command::Edit, Command::Enter, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![text("Office", 18, 30), text("Contact", 16, 30), text("Helps with", 24, 60), text("Its plan", 20, 40), text("Note", 20, 50)]
}

/// Its lines, each with the plan of that office, if it has one.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let mut lines = list(cx.book, plan, Kind::Peer, |_| true);
    for line in &mut lines {
        let Some(office) = cx.book.get(line.record).and_then(|peer| peer.record(Field::Office)) else { continue };
        let said = match plan_of(cx, office, plan) {
            Some(theirs) => {
                line.goes = Some(Goes::Away(Place::MiniPip { mini_pip: Some(theirs.id), record: None }));
                (format!("{}\n{}", title(theirs), gate::words(gate::reached(cx.book, theirs.id))), Meaning::Link)
            }
            None => ("no plan of its own".to_owned(), Meaning::Muted),
        };
        line.says.push(Said { column: PLAN, text: said.0, meaning: said.1 });
    }
    lines
}

/// The plan of an office that is furthest from its release, other than this one.
fn plan_of<'a>(cx: &Context<'a>, office: Id, this: Id) -> Option<&'a Record> {
    let of_office = |p: &&Record| p.id != this && p.record(Field::Office) == Some(office);
    cx.book.all(Kind::MiniPip).into_iter().filter(of_office).min_by_key(|p| (p.date(Field::Released).is_some(), Stage::of(p)))
}
