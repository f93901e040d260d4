//! What each page brings of its own, found by page: columns, cells, lines, words, and what it does with a command.
//! Nothing is decided here.

use crate::command::{Command, Context, Effect, Form};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::grid::Column;

use super::super::batch::Batch;
use super::super::slot::Slot;
use super::super::state::MiniPips;
use super::super::texts::Texts;
use super::super::words::Piece;
use super::{
    About, Cells, Line, Page, Sheet, Tab, asked, assistance, checks, closing, compare, concerns, evidence, form, meeting, meetings,
    missing, notes, peers, plans, results, schedule, selection, stages, versions,
};

/// Its columns; none for the sections of the form and the list of plans.
#[must_use]
pub fn columns(page: Page, width: u16) -> Option<Vec<Column>> {
    Some(match page {
        Page::Tab(Tab::Stages) => stages::columns(width),
        Page::Tab(Tab::Missing) => missing::columns(width),
        Page::Tab(Tab::Versions) => versions::columns(width),
        Page::Tab(Tab::Asked) => asked::columns(width),
        Page::Tab(Tab::Concerns) => concerns::columns(width),
        Page::Tab(Tab::Meetings) => meetings::columns(width),
        Page::Tab(Tab::Checks) => checks::columns(width),
        Page::Tab(Tab::Evidence) => evidence::columns(width),
        Page::Tab(Tab::Notes) => notes::columns(width),
        Page::Tab(Tab::Assistance) => assistance::columns(width),
        Page::Tab(Tab::Peers) => peers::columns(width),
        Page::Tab(Tab::Results) => results::columns(width),
        Page::Tab(Tab::Closing) => closing::columns(width),
        Page::Meeting(_, part) => meeting::columns(part, width),
        Page::Compare(..) => compare::columns(width),
        Page::Tab(_) | Page::Element(_) => return None,
    })
}

/// Its cells that can be edited; none for the sections of the form.
#[must_use]
pub fn cells(page: Page) -> Option<Cells> {
    Some(match page {
        Page::Tab(Tab::Versions) => versions::CELLS,
        Page::Tab(Tab::Asked) => asked::CELLS,
        Page::Tab(Tab::Concerns) => concerns::CELLS,
        Page::Tab(Tab::Meetings) => meetings::CELLS,
        Page::Tab(Tab::Checks) => checks::CELLS,
        Page::Tab(Tab::Evidence) => evidence::CELLS,
        Page::Tab(Tab::Notes) => notes::CELLS,
        Page::Tab(Tab::Assistance) => assistance::CELLS,
        Page::Tab(Tab::Peers) => peers::CELLS,
        Page::Meeting(_, part) => meeting::cells(part),
        Page::Tab(_) | Page::Element(_) | Page::Compare(..) => return None,
    })
}

/// Its lines, for a plan.
#[must_use]
pub fn lines(page: Page, cx: &Context, plan: Id) -> Vec<Line> {
    match page {
        Page::Tab(Tab::Stages) => stages::lines(cx, plan),
        Page::Tab(Tab::Missing) => missing::lines(cx, plan),
        Page::Tab(Tab::Asked) => asked::lines(cx, plan),
        Page::Tab(Tab::Concerns) => concerns::lines(cx, plan),
        Page::Tab(Tab::Meetings) => meetings::lines(cx, plan),
        Page::Tab(Tab::Schedule) => schedule::lines(cx, plan),
        Page::Tab(Tab::Checks) => checks::lines(cx, plan),
        Page::Tab(Tab::Evidence) => evidence::lines(cx, plan),
        Page::Tab(Tab::Notes) => notes::lines(cx, plan),
        Page::Tab(Tab::Assistance) => assistance::lines(cx, plan),
        Page::Tab(Tab::Peers) => peers::lines(cx, plan),
        Page::Tab(Tab::Results) => results::lines(cx, plan),
        Page::Tab(Tab::Closing) => closing::lines(cx, plan),
        Page::Meeting(meeting, part) => meeting::lines(cx, plan, meeting, part),
        // With the frozen texts: `with_texts`.
        Page::Compare(..) | Page::Tab(_) | Page::Element(_) => Vec::new(),
    }
}

/// The lines of pages that show frozen texts, or what they differ in.
pub fn with_texts(sheet: &mut Sheet, cx: &Context, texts: &Texts) {
    let Some(plan) = sheet.plan else { return };
    match sheet.page {
        Page::Tab(Tab::Versions) => sheet.lines = versions::lines(cx, plan, texts),
        Page::Tab(Tab::Agreements) => form::signed_as(&mut sheet.lines, cx, plan, texts),
        Page::Compare(older, newer) => compare::fill(sheet, cx, plan, (older, newer), texts),
        _ => {}
    }
}

/// What is said of it; none for the sections of the form and the list of plans.
#[must_use]
pub fn about(page: Page) -> Option<About> {
    Some(match page {
        Page::Tab(Tab::Selection) => selection::ABOUT,
        Page::Tab(Tab::Stages) => stages::ABOUT,
        Page::Tab(Tab::Missing) => missing::ABOUT,
        Page::Tab(Tab::Versions) => versions::ABOUT,
        Page::Tab(Tab::Asked) => asked::ABOUT,
        Page::Tab(Tab::Concerns) => concerns::ABOUT,
        Page::Tab(Tab::Meetings) => meetings::ABOUT,
        Page::Tab(Tab::Schedule) => schedule::ABOUT,
        Page::Tab(Tab::Checks) => checks::ABOUT,
        Page::Tab(Tab::Evidence) => evidence::ABOUT,
        Page::Tab(Tab::Notes) => notes::ABOUT,
        Page::Tab(Tab::Assistance) => assistance::ABOUT,
        Page::Tab(Tab::Peers) => peers::ABOUT,
        Page::Tab(Tab::Results) => results::ABOUT,
        Page::Tab(Tab::Closing) => closing::ABOUT,
        Page::Meeting(_, part) => meeting::about(part),
        Page::Compare(..) => compare::ABOUT,
        Page::Tab(_) | Page::Element(_) => return None,
    })
}

/// What a page does of its own with a command, before the common ways of a sheet; none leaves it to them.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    if command == Command::Freeze {
        return Some(versions::ask_to_freeze(sheet, cx));
    }
    let own = match sheet.page {
        Page::Tab(Tab::Plans) => plans::act(pane, command, sheet, cx),
        Page::Tab(Tab::Selection) => selection::act(pane, command, sheet, at, cx),
        Page::Tab(Tab::Schedule) => schedule::act(pane, command, sheet, at, cx),
        Page::Tab(Tab::Evidence) => evidence::act(pane, command, sheet, at, cx),
        Page::Tab(Tab::Concerns) => concerns::act(pane, command, sheet, at, cx),
        Page::Tab(Tab::Results) => results::act(pane, command, sheet, at, cx),
        Page::Tab(Tab::Versions) => versions::act(pane, command, sheet, at, cx),
        Page::Tab(Tab::Asked) => asked::act(pane, command, sheet, at, cx),
        Page::Tab(Tab::Meetings) => meetings::act(pane, command, sheet, at, cx),
        Page::Meeting(meeting, part) => meeting::act(pane, (meeting, part), command, sheet, at, cx),
        Page::Compare(..) => compare::act(pane, command, sheet, at, cx),
        _ => None,
    };
    own.or_else(|| stages::act(pane, command, sheet, at, cx))
}

/// What is known of a line besides its cells; none leaves it to what is known of its record.
#[must_use]
pub fn detail(page: Page, cx: &Context, line: &Line) -> Option<Vec<Vec<Piece>>> {
    match page {
        Page::Tab(Tab::Checks) => checks::detail(cx, line),
        Page::Tab(Tab::Evidence) => evidence::detail(cx, line),
        Page::Tab(Tab::Schedule) => schedule::detail(line),
        _ => None,
    }
}

/// What goes with a draft that was written, in the same change.
pub fn also(batch: &mut Batch, slot: &Slot) {
    match slot.kind {
        Kind::Check => checks::also(batch, slot),
        Kind::Proof => evidence::also(batch, slot),
        Kind::Evaluation => closing::also(batch, slot),
        _ => {}
    }
}

/// What a page does with a character before it opens a cell; none leaves it to that.
pub fn typed(pane: &mut MiniPips, c: char, cx: &Context) -> Option<Vec<Effect>> {
    match (pane.page(cx), c) {
        (Page::Meeting(_, meeting::Part::Attendance), ' ') => {
            let sheet = pane.sheet(cx);
            Some(meeting::attendance::mark(pane, &sheet, cx))
        }
        _ => None,
    }
}

/// What a page does with a pasted text of its own; none pastes it into the cells.
pub fn paste(pane: &MiniPips, sheet: &Sheet, text: &str, cx: &Context) -> Option<Result<Vec<Effect>, String>> {
    match sheet.page {
        Page::Meeting(meeting, meeting::Part::Attendance) if pane.grid(sheet.page).column == 0 => {
            Some(meeting::attendance::paste(sheet.plan?, meeting, text, cx))
        }
        _ => None,
    }
}

/// What a record that was made from a line begins with.
pub fn begin(cx: &Context, batch: &mut Batch, line: &Line, id: Id) {
    meeting::begin(cx, batch, line, id);
}

/// What is asked before a record that others name, or that holds much, is deleted.
#[must_use]
pub fn parting(cx: &Context, record: Id) -> Option<String> {
    let record = cx.book.get(record)?;
    match record.kind {
        Kind::Meeting => meetings::lost(cx, record),
        Kind::PipPerson => meeting::said::parting(cx, record),
        _ => None,
    }
}

/// A form that a page asked for was filled: its id begins with the page's word and a point, `stages.pass`.
pub fn filled(pane: &mut MiniPips, form: &Form, cx: &Context) -> Vec<Effect> {
    match form.id.split('.').next() {
        Some("stages") => stages::filled(pane, form, cx),
        Some("evidence") => evidence::filled(form),
        Some("selection") => selection::filled(pane, form, cx),
        Some("versions") => versions::filled(pane, form, cx),
        Some("growing") => pane.growing_filled(form, cx),
        _ => Vec::new(),
    }
}

/// One of what a page offered was picked; the records behind the lines are in `pane.picks`.
pub fn picked(pane: &mut MiniPips, id: &'static str, at: usize, cx: &Context) -> Vec<Effect> {
    match id {
        meetings::PICK => return meetings::picked(pane, at, cx),
        meeting::ideas::PICK => return meeting::ideas::picked(pane, at, cx),
        _ => {}
    }
    match id.split('.').next() {
        Some("selection") => selection::picked(pane, id, at, cx),
        Some("growing") => pane.growing_picked(at, cx),
        _ => Vec::new(),
    }
}
