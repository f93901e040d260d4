//! Draws what the figure is about, the figure itself, and the grid of what is behind it.

use ratatui::buffer::Buffer;

use super::Cases;
use super::parts::{excluded, sign};
use super::step::{Step, What};
use super::update::is_published;
use crate::command::{Area, Context};
use crate::domain::behind::worth::Shows;
use crate::domain::figure;
use crate::widgets::chart::Piece;
use crate::widgets::grid::GridView;
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;
use crate::widgets::width;

use super::list::Rows as CaseRows;
use super::parts::Rows as PartRows;

/// From this height on there is room for the question's text and a blank line.
const ROOMY: u16 = 14;

/// What stands where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    text: Option<u16>,
    figure: u16,
    state: u16,
    pub grid: Area,
}

impl Places {
    pub fn of(area: Area) -> Places {
        let roomy = area.height >= ROOMY;
        let text = roomy.then_some(area.y);
        let figure = area.y + u16::from(roomy);
        let above = 2 + 2 * u16::from(roomy);
        let above = above.min(area.height);
        Places { text, figure, state: figure + 1, grid: Area { y: area.y + above, height: area.height - above, ..area } }
    }
}

pub(super) fn draw(cases: &Cases, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let places = Places::of(cx.area);
    let step = cases.top();
    if let Some(y) = places.text {
        pieces(&[(step.behind.text(cx.book), Meaning::Text)], y, cx.area, theme, buf);
    }
    if cx.area.height >= 2 {
        pieces(&about(step, theme), places.figure, cx.area, theme, buf);
        pieces(&state(step, theme), places.state, cx.area, theme, buf);
    }
    match &step.what {
        What::Parts { by, parts } => {
            let rows = PartRows::new(parts, *by, step.grid.sort, cx, &theme.glyphs);
            GridView::new(&rows, &step.grid, theme, cx.focused).by_row().draw(places.grid, buf);
        }
        What::Cases(list) => {
            let rows = CaseRows::new(list, &step.behind, cx, &theme.glyphs);
            GridView::new(&rows, &step.grid, theme, cx.focused).by_row().draw(places.grid, buf);
        }
    }
}

/// The figure that everything below adds up to.
fn about(step: &Step, theme: &Theme) -> Vec<Piece> {
    let Some(whole) = &step.whole else { return vec![("No figure: nothing was reviewed here in this year.".to_owned(), Meaning::Muted)] };
    let score = &whole.row.score;
    let (signed, meaning) = sign(score, &theme.glyphs);
    let mut line = vec![(format!("{signed} {}", figure::rate(score)), meaning)];
    let mut rest: Vec<String> = figure::goal(score).into_iter().chain(figure::distance(score)).collect();
    if whole.row.provisional {
        rest.push("provisional".to_owned());
    }
    if is_published(whole) {
        rest.push("published figure".to_owned());
    }
    line.extend(rest.into_iter().map(|words| (format!(", {words}"), Meaning::Text)));
    line
}

/// What is not in the percent, and what of it is shown below.
fn state(step: &Step, theme: &Theme) -> Vec<Piece> {
    let dot = format!(" {} ", theme.glyphs.dot);
    let mut words: Vec<String> = Vec::new();
    if let Some(whole) = &step.whole {
        let score = &whole.row.score;
        words.push(counted(whole.reviews, "review", "reviews"));
        if let (Some(out), Some(n)) = (excluded(score), score.applicable) {
            words.push(format!("{n} applicable"));
            words.push(format!("{out} excluded"));
            words.push(format!("{} unanswered", score.unanswered));
        }
        if whole.row.coverage.is_some() || is_published(whole) {
            words.push("cases only where answers are in this file".to_owned());
        }
    }
    let mut line = Vec::new();
    if let What::Cases(list) = &step.what
        && list.shows != Shows::All
    {
        line.push((format!("{}: {}{dot}", capital(list.shows.words()), list.page.total), Meaning::Accent));
    }
    line.push((words.join(&dot), Meaning::Muted));
    line
}

/// The words as the beginning of a sentence.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn pieces(line: &[Piece], y: u16, area: Area, theme: &Theme, buf: &mut Buffer) {
    let end = area.x + area.width.saturating_sub(1);
    let mut at = area.x + 1;
    for (text, meaning) in line {
        let left = usize::from(end.saturating_sub(at));
        let words = width::truncate(text, left, theme.glyphs.ellipsis);
        at = buf.set_stringn(at, y, words, left, theme.style(*meaning)).0;
    }
}
