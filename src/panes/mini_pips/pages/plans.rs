//! The board of all plans: what stands on its lines, which of them are shown, and in which order.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::command::{Command, Context, Effect};
use crate::domain::board::{Summary, board, name_of};
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Column, Heights};
use crate::widgets::meaning::Meaning;

use super::super::columns::text;
use super::super::slot::Editor;
use super::super::source::short;
use super::super::state::{Board, MiniPips};
use super::{Cells, Line, Page, Sheet, Tab, count};

/// Its columns that can be edited. A stage is reached by passing its gate, not by typing.
const CELLS: Cells = &[
    Some((Field::Title, Editor::Line)),
    None,
    None,
    None,
    None,
    Some((Field::Office, Editor::Place(Kind::Office))),
    Some((Field::ImplementationDate, Editor::Day)),
    None,
];

/// Which plans are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those that who works here is one of the people of.
    Mine,
    /// Those in which something is late.
    Overdue,
    /// Those that are not released.
    NotReleased,
    /// Those of the region that is chosen.
    Region,
}

impl Show {
    const ALL: [Show; 5] = [Show::All, Show::Mine, Show::Overdue, Show::NotReleased, Show::Region];

    fn next(self, cx: &Context) -> Show {
        let at = Show::ALL.iter().position(|show| *show == self).unwrap_or(0);
        match Show::ALL[(at + 1) % Show::ALL.len()] {
            // Statewide, all regions are shown anyway.
            Show::Region if cx.chosen.region.is_none() => Show::All,
            show => show,
        }
    }

    fn has(self, plan: &Summary, cx: &Context) -> bool {
        match self {
            Show::All => true,
            Show::Mine => plan.mine,
            Show::Overdue => plan.late() > 0,
            Show::NotReleased => !plan.released,
            Show::Region => cx.chosen.region.is_none() || plan.region == cx.chosen.region,
        }
    }

    fn words(self, cx: &Context) -> String {
        match self {
            Show::All => "All Mini PIPs".to_owned(),
            Show::Mine if cx.book.facts.who.is_empty() => "Mine: nobody has said who works here".to_owned(),
            Show::Mine => format!("Mine: {} is one of the people", name_of(&cx.book.facts.who)),
            Show::Overdue => "Only with something overdue".to_owned(),
            Show::NotReleased => "Not released yet".to_owned(),
            Show::Region => format!("Only of {}", cx.chosen.region.map_or("all regions", |region| cx.book.name(region))),
        }
    }
}

/// Its columns: what presses first, so that it is in view on a narrow screen.
fn columns() -> Vec<Column> {
    vec![
        text("Title", 26, 50),
        Column::new("Stage", 16).between(16, 23),
        Column::new("Done", 10).right(),
        Column::new("Overdue", 7).right(),
        Column::new("Next", 18).between(14, 44),
        Column::new("Office", 14).between(10, 26),
        Column::new("Starts", 10).right(),
        Column::new("Missing", 7).right(),
    ]
}

/// All plans as they were last worked out; anew where the file, or the day, has moved.
fn known(known: &Board, cx: &Context) -> Rc<Vec<Summary>> {
    known.get((cx.book.seen, cx.today, cx.book.facts.who.clone()), || board(cx.book, cx.today))
}

/// The board as a sheet.
#[must_use]
pub fn sheet(pane: &MiniPips, cx: &Context) -> Sheet {
    let board = Page::Tab(Tab::Plans);
    let all = known(&pane.board, cx);
    let mut shown: Vec<&Summary> = all.iter().filter(|plan| pane.show.has(plan, cx)).collect();
    if let Some((column, descending)) = pane.grid(board).sort {
        shown.sort_by(|a, b| compare(a, b, column, descending));
    }
    let mut lines: Vec<Line> = shown.iter().enumerate().map(|(at, plan)| line(plan, at + 1, cx)).collect();
    let totals = totals(&shown);
    if lines.is_empty() && !all.is_empty() {
        lines.push(Line::saying(Id::NIL).says(0, "None. F7 shows others.", Meaning::Muted));
    }
    if let Some(first) = lines.first_mut() {
        first.band = Some((pane.show.words(cx), totals));
    }
    Sheet { page: board, plan: super::plan(cx), columns: columns(), lines, head: None, empty: None, heights: Heights::default() }
}

fn totals(shown: &[&Summary]) -> String {
    let (mut rows, mut complete, mut late) = (0, 0, 0);
    for plan in shown {
        rows += plan.progress.rows;
        complete += plan.progress.complete;
        late += plan.late();
    }
    let percent = (complete * 100).checked_div(rows).map_or_else(String::new, |percent| format!(", {percent} % of {rows} rows"));
    format!("{}{percent}, {late} overdue", count(shown.len(), "plan", "plans"))
}

fn line(plan: &Summary, number: usize, cx: &Context) -> Line {
    let mut line = Line { record: plan.plan, number, ..Line::blank(Kind::MiniPip, plan.plan) }.with_slots(CELLS);
    let mut say = |column, text: String, meaning| line.says.push(super::Said { column, text, meaning });
    let stage = if plan.released { Meaning::Good } else { Meaning::Text };
    say(1, gate::words(plan.stage).to_owned(), stage);
    match plan.percent() {
        Some(percent) => say(2, format!("{percent} % of {}", plan.progress.rows), Meaning::Text),
        None => say(2, "no rows".to_owned(), Meaning::Muted),
    }
    match plan.late() {
        0 => say(3, "none".to_owned(), Meaning::Muted),
        n => say(3, format!("{} {n}", Glyphs::UNICODE.warning), Meaning::Error),
    }
    match &plan.next {
        Some((day, words)) => say(4, format!("{} {words}", short(*day, cx.day_first)), Meaning::Text),
        None => say(4, Glyphs::UNICODE.nothing.to_owned(), Meaning::Muted),
    }
    match plan.missing {
        Some(0) => say(7, "nothing".to_owned(), Meaning::Good),
        Some(n) => say(7, n.to_string(), Meaning::Warn),
        None => {}
    }
    line
}

/// Plans without a value stand last, whichever way one sorts.
fn compare(a: &Summary, b: &Summary, column: usize, descending: bool) -> Ordering {
    fn known<T: Ord>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
    let text = |text: &str| Some(text.to_lowercase()).filter(|text| !text.is_empty());
    match column {
        0 => known(text(&a.title), text(&b.title), descending),
        1 => known(Some(a.stage), Some(b.stage), descending),
        2 => known(a.percent(), b.percent(), descending),
        3 => known(Some(a.late()), Some(b.late()), descending),
        4 => known(a.next.as_ref(), b.next.as_ref(), descending),
        5 => known(text(&a.place), text(&b.place), descending),
        6 => known(a.begins, b.begins, descending),
        _ => known(a.missing, b.missing, descending),
    }
}

/// Sorts and filters; the cursor stays on its plan.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, cx: &Context) -> Option<Vec<Effect>> {
    let here = sheet.lines.get(pane.grid(sheet.page).row).map(|line| line.record);
    let column = pane.grid(sheet.page).column;
    match command {
        Command::Sort => {
            let sort = &mut pane.grid_mut(sheet.page).sort;
            // Of what presses, the most stands first.
            let first = matches!(column, 3 | 7);
            *sort = match *sort {
                Some((sorted, way)) if sorted == column && way == first => Some((column, !first)),
                Some((sorted, _)) if sorted == column => None,
                _ => Some((column, first)),
            };
        }
        Command::Filter => pane.show = pane.show.next(cx),
        Command::InsertRow | Command::NewMiniPip => {
            // A new plan is none of what is filtered out.
            pane.show = Show::All;
            return None;
        }
        Command::MoveUp | Command::MoveDown if pane.grid(sheet.page).sort.is_some() || pane.show != Show::All => {
            let words = "Plans can be moved where all stand in their own order: F7 shows all, F4 leaves off sorting.";
            return Some(vec![Effect::Refuse(words.to_owned())]);
        }
        _ => return None,
    }
    if let Some(here) = here {
        pane.go(here, None, cx);
        pane.on_grid(cx, |grid, source, area| grid.go(grid.row, column, source, area));
    }
    Some(Vec::new())
}
