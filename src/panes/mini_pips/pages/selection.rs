//! The selection board: candidate communities against the factors that speak for them, in the order that counts. What a need is
//! and why someone stands where they stand are rules of `domain/selection`; here is what a reviewer sees of them.
//!
//! `act.rs` what commands do · `start.rs` a candidate's plan.

mod act;
mod start;

use std::cmp::Ordering;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::command::{Command, Context, Event};
use crate::domain::change::Seen;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::selection::factor::Factor;
use crate::domain::selection::figures::Figures;
use crate::domain::selection::need::{Figure, Need};
use crate::domain::selection::{Board, Candidate};
use crate::panes::memo::{self, Counted, Memo};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Column, Heights};
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

use super::super::columns::text;
use super::super::slot::{Editor, Slot};
use super::super::state::MiniPips;
use super::super::words::Piece;
use super::{About, Line, Page, Sheet, Tab, count};

pub use act::{act, filled, make, picked};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No candidate yet. Here stands which community comes next, and why: Insert adds an office or a district (or all offices). \
            Each is held against safety, placement rates, federal and case reviews and the plans it has had, as far as this file \
            knows them; weights and further factors are yours. The order that follows is a proposal, and you can move anyone by hand.",
    adds: "Add an office or district",
    fixed: "This is worked out from the figures; type into a factor's cell what the file does not know, or move the line with Alt-Up.",
    offers: &[
        Command::Edit,
        Command::InsertRow,
        Command::MoveUp,
        Command::RecordExit,
        Command::FullText,
        Command::Sort,
        Command::DeleteRow,
        Command::Undo,
    ],
};

/// The column of the place.
pub(super) const RANK: usize = 0;
/// The column of the community.
pub(super) const COMMUNITY: usize = 1;
/// The first column of a factor.
pub(super) const FACTORS: usize = 2;
/// The widest a factor's column becomes by itself.
const WIDEST: usize = 20;

/// What has been worked out for the board. The figures of all places are dear; they stand until counts move.
#[derive(Debug, Default)]
pub struct Worked {
    figures: Memo<Counted, Figures>,
    board: Memo<(Counted, Seen, NaiveDate), Board>,
}

impl Clone for Worked {
    /// A copy works everything out for itself.
    fn clone(&self) -> Worked {
        Worked::default()
    }
}

impl Worked {
    /// The board as it stands.
    #[must_use]
    pub fn board(&self, cx: &Context) -> Rc<Board> {
        let counted = Counted::now(cx);
        self.board.get((counted, cx.book.seen, cx.today), || {
            let figures = self.figures.get(counted, || Figures::of(cx.book));
            Board::of(cx.book, &figures, cx.today)
        })
    }

    /// Forgets what an event may have changed.
    pub fn hear(&self, event: &Event) {
        const RESTS_ON: [Kind; 6] = [Kind::Instrument, Kind::Published, Kind::Region, Kind::District, Kind::Office, Kind::Milestone];
        if memo::touches(event, &RESTS_ON) {
            self.figures.forget();
        }
        if matches!(event, Event::Reloaded | Event::Written(_)) {
            self.board.forget();
        }
    }
}

/// The board as a sheet, its lines sorted as the grid says.
#[must_use]
pub fn sheet(pane: &MiniPips, cx: &Context) -> Sheet {
    let board = pane.worked.board(cx);
    let own = Page::Tab(Tab::Selection);
    let (lines, columns) = (lines(&board, pane.grid(own).sort, cx), columns(&board, cx));
    Sheet { page: own, plan: None, columns, lines, head: None, empty: None, heights: Heights::default() }
}

/// Where the columns after the factors stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct After {
    pub mean: usize,
    pub start: usize,
    pub reason: usize,
    pub note: usize,
}

/// The columns after those of so many factors.
pub(super) const fn after(factors: usize) -> After {
    let mean = FACTORS + factors;
    After { mean, start: mean + 1, reason: mean + 2, note: mean + 3 }
}

fn columns(board: &Board, cx: &Context) -> Vec<Column> {
    let wide = |least: usize, texts: &mut dyn Iterator<Item = String>| {
        let longest = texts.map(|text| width::cells(&text)).max().unwrap_or(0);
        u16::try_from(longest.max(least).min(WIDEST)).unwrap_or(12)
    };
    let all = || board.candidates.iter();
    let mut columns = vec![Column::new("Rank", wide(4, &mut all().map(|c| rank(c).0)))];
    columns.push(text("Community", wide(14, &mut all().map(|c| c.place.words())), 40));
    for (at, factor) in board.factors.iter().enumerate() {
        let title = width::truncate(&factor.title, WIDEST, "\u{2026}").into_owned();
        columns.push(Column::new(title.clone(), wide(width::cells(&title), &mut all().map(|c| cell(&c.needs[at]).0))));
    }
    columns.push(Column::new("Mean", 5).right());
    // One line for each candidate: what is cut here stands in full in the details.
    columns.push(Column::new("Start", wide(10, &mut all().map(|c| start_words(c, board, cx).0))).between(10, 24));
    columns.push(Column::new("Why by hand", 24).between(14, 50));
    columns.push(Column::new("Note", 24).between(14, 60));
    columns
}

/// The place that counts; in brackets the proposed one, where somebody decided otherwise.
fn rank(candidate: &Candidate) -> (String, Meaning) {
    match (candidate.rank, candidate.proposed, candidate.by_hand) {
        (Some(rank), Some(proposed), Some(_)) => (format!("{rank} ({proposed})"), Meaning::Edited),
        (Some(rank), ..) => (rank.to_string(), Meaning::Title),
        _ => ("\u{2013}".to_owned(), Meaning::Muted),
    }
}

/// A need and its figure in short.
fn cell(need: &Need) -> (String, Meaning) {
    match need.value {
        Some(value) => (format!("{value:>3}  {}", need.figure.as_ref().map_or_else(String::new, Figure::short)), Meaning::Text),
        // The sign of no figure everywhere; the details under the grid say it in words.
        None => ("  \u{2013}".to_owned(), Meaning::NoRate),
    }
}

fn start_words(candidate: &Candidate, board: &Board, cx: &Context) -> (String, Meaning) {
    let text = match (candidate.start.as_str(), candidate.day) {
        ("", Some(day)) => dates::show(day, cx.day_first),
        (text, _) => text.to_owned(),
    };
    let about = board.warnings.iter().any(|warning| warning.about.len() == 2 && warning.about.contains(&candidate.record));
    if about && candidate.plan.is_none() { (format!("{} {text}", Glyphs::UNICODE.warning), Meaning::Warn) } else { (text, Meaning::Text) }
}

fn lines(board: &Board, sort: Option<(usize, bool)>, cx: &Context) -> Vec<Line> {
    if board.candidates.is_empty() {
        return Vec::new();
    }
    let mut shown: Vec<&Candidate> = board.candidates.iter().collect();
    if let Some((column, descending)) = sort {
        shown.sort_by(|a, b| {
            let begun = a.plan.is_some().cmp(&b.plan.is_some());
            begun.then_with(|| compare(a, b, column, board.factors.len(), descending))
        });
    }
    let mut lines = vec![weights(board)];
    let mut begun = false;
    for (candidate, number) in shown.into_iter().zip(1..) {
        let mut line = of_candidate(board, candidate, number, cx);
        if candidate.plan.is_some() && !std::mem::replace(&mut begun, true) {
            line = line.under("Plan begun", "Enter opens the plan");
        }
        lines.push(line);
    }
    lines
}

/// Sorted by a column, as a view only. What has no figure or no start comes last either way.
fn compare(a: &Candidate, b: &Candidate, column: usize, factors: usize, descending: bool) -> Ordering {
    let turned = |order: Ordering| if descending { order.reverse() } else { order };
    let known = |a: bool, b: bool| b.cmp(&a);
    let at = after(factors);
    match column {
        COMMUNITY => turned(a.place.name.cmp(&b.place.name)),
        column if (FACTORS..at.mean).contains(&column) => {
            let of = |c: &Candidate| c.needs[column - FACTORS].value;
            known(of(a).is_some(), of(b).is_some()).then_with(|| turned(of(a).cmp(&of(b))))
        }
        column if column == at.mean => known(a.mean.is_some(), b.mean.is_some())
            .then_with(|| turned(a.mean.zip(b.mean).map_or(Ordering::Equal, |(a, b)| a.compare(b)))),
        column if column == at.start => {
            let of = |c: &Candidate| crate::domain::selection::capacity::when(&c.start, c.day).map(|when| (when.year(), c.day));
            known(of(a).is_some(), of(b).is_some()).then_with(|| turned(of(a).cmp(&of(b))))
        }
        column if column == at.reason => turned(a.reason.cmp(&b.reason)),
        column if column == at.note => turned(a.note.cmp(&b.note)),
        _ => turned(a.rank.cmp(&b.rank)),
    }
}

/// The line of the weights; over it the first thing that breaks the capacity rule.
fn weights(board: &Board) -> Line {
    let mut slots: Vec<Option<Slot>> = vec![None; after(board.factors.len()).note + 1];
    let mut line = Line::blank(Kind::Factor, Id::NIL).says(COMMUNITY, "Weight 0\u{2013}10", Meaning::Accent);
    for (at, factor) in board.factors.iter().enumerate() {
        slots[FACTORS + at] = Some(Slot {
            record: factor.record.unwrap_or(Id::NIL),
            kind: Kind::Factor,
            parent: Id::NIL,
            field: Field::Weight,
            editor: Editor::Weight(factor.built_in),
        });
        let meaning = if factor.weight == 0 { Meaning::Muted } else { Meaning::Accent };
        let left_out = if factor.weight == 0 { "  left out" } else { "" };
        line = line.says(FACTORS + at, format!("{:>3}{left_out}", factor.weight), meaning);
    }
    line.slots = Some(slots);
    match board.warnings.as_slice() {
        [] => line,
        [first, rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!("and {} more", rest.len()) };
            line.under(format!("{} {}", Glyphs::UNICODE.warning, first.words), more)
        }
    }
}

fn of_candidate(board: &Board, candidate: &Candidate, number: usize, cx: &Context) -> Line {
    let at = after(board.factors.len());
    let mut slots: Vec<Option<Slot>> = vec![None; at.note + 1];
    let own = |field, editor| Some(Slot { record: candidate.record, kind: Kind::Candidate, parent: Id::NIL, field, editor });
    let (place, meaning) = rank(candidate);
    let mut line = Line { record: candidate.record, number, ..Line::blank(Kind::Candidate, Id::NIL) };
    line = line.says(RANK, place, meaning).says(COMMUNITY, candidate.place.words(), Meaning::Text);
    for (nth, (factor, need)) in board.factors.iter().zip(&candidate.needs).enumerate() {
        let (words, meaning) = cell(need);
        line = line.says(FACTORS + nth, words, if factor.weight == 0 { Meaning::Muted } else { meaning });
        if candidate.plan.is_none() {
            slots[FACTORS + nth] = Some(act::slot(factor, candidate, need));
        }
    }
    line = line.says(at.mean, candidate.mean.map_or_else(|| "\u{2013}".to_owned(), crate::domain::selection::Mean::words), Meaning::Title);
    if candidate.plan.is_none() {
        slots[at.start] = own(Field::DayText, Editor::DayText);
        slots[at.reason] = candidate.by_hand.and_then(|_| own(Field::Reason, Editor::Text));
    }
    let (words, meaning) = start_words(candidate, board, cx);
    line = line.says(at.start, words, meaning);
    slots[at.note] = own(Field::Note, Editor::Text);
    line.slots = Some(slots);
    line
}

/// The line over the grid: how many candidates, what was added, what breaks the rule.
#[must_use]
pub fn head(pane: &MiniPips, cx: &Context, glyphs: &Glyphs) -> Vec<Piece> {
    let board = pane.worked.board(cx);
    let open = board.candidates.iter().filter(|c| c.plan.is_none()).count();
    let dot = || (format!(" {} ", glyphs.dot), Meaning::Muted);
    let mut pieces = vec![("Which community comes next".to_owned(), Meaning::Title), dot()];
    pieces.push((count(open, "candidate", "candidates"), Meaning::Text));
    let moved = board.candidates.iter().filter(|c| c.rank.is_some() && c.by_hand.is_some()).count();
    if moved > 0 {
        pieces.extend([dot(), (format!("{moved} by hand"), Meaning::Edited)]);
    }
    if !board.warnings.is_empty() {
        let words = count(board.warnings.len(), "warning", "warnings");
        pieces.extend([dot(), (format!("{} {words} of the capacity rule", glyphs.warning), Meaning::Warn)]);
    }
    pieces
}

/// Why the candidate under the cursor stands there; on the weights, what the factor of the column is, and all warnings.
#[must_use]
pub fn detail(pane: &MiniPips, sheet: &Sheet, cx: &Context, glyphs: &Glyphs, room: usize) -> Vec<Vec<Piece>> {
    let board = pane.worked.board(cx);
    let grid = pane.grid(sheet.page);
    let wrapped = |words: &str, meaning| -> Vec<Vec<Piece>> {
        width::wrap(words, room).into_iter().map(|line| vec![(line.of(words).trim_end().to_owned(), meaning)]).collect()
    };
    let factor = grid.column.checked_sub(FACTORS).and_then(|at| board.factors.get(at).map(|factor| (at, factor)));
    let Some(candidate) = sheet.lines.get(grid.row).and_then(|line| board.find(line.record)) else {
        let mut lines = match factor {
            Some((_, factor)) => wrapped(&about(factor), Meaning::Text),
            None if sheet.lines.is_empty() => Vec::new(),
            None => wrapped(
                "Weights say how much a factor counts in the mean; 0 leaves it out. Insert adds a factor of your own.",
                Meaning::Muted,
            ),
        };
        for warning in &board.warnings {
            lines.extend(wrapped(&format!("{} {}", glyphs.warning, warning.words), Meaning::Warn));
        }
        return lines;
    };
    if let Some(plan) = candidate.plan.and_then(|id| cx.book.get(id)) {
        let title = plan.text(Field::Title);
        return wrapped(&format!("Its plan has begun: '{title}'. Enter opens it."), Meaning::Text);
    }
    let mut lines = Vec::new();
    if let Some((at, factor)) = factor {
        let need = &candidate.needs[at];
        let figure = need.figure.as_ref().map_or_else(|| "no figure in this file".to_owned(), Figure::words);
        let note = if need.note.is_empty() { String::new() } else { format!(" Note: {}.", need.note.trim_end_matches('.')) };
        let typing = if need.value.is_none() { format!(" Type {}.", factor.takes()) } else { String::new() };
        lines.extend(wrapped(&format!("{}: {figure}.{typing}{note}", factor.title), Meaning::Accent));
    } else if grid.column == after(board.factors.len()).note && !candidate.note.is_empty() {
        lines.extend(wrapped(&format!("Note: {}", candidate.note.replace('\n', " ")), Meaning::Accent));
    }
    lines.extend(wrapped(&board.explain(candidate), Meaning::Text));
    for warning in board.warnings.iter().filter(|warning| warning.about.len() == 2 && warning.about.contains(&candidate.record)) {
        lines.push(vec![(format!("{} {}", glyphs.warning, warning.words), Meaning::Warn)]);
    }
    lines
}

fn about(factor: &Factor) -> String {
    let note = if factor.note.is_empty() { String::new() } else { format!(" Note: {}.", factor.note.trim_end_matches('.')) };
    format!("{}, weight {}. {}{note}", factor.title, factor.weight, factor.formula())
}

#[cfg(test)]
mod tests;
