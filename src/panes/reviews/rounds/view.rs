//! Draws the grid, and beneath it what there is to say about the round under the cursor.

use ratatui::buffer::Buffer;

use super::Rounds;
use super::rows::Rows;
use crate::command::{Area, Context};
use crate::domain::dates;
use crate::domain::round::{Round, Worklist};
use crate::domain::text::grouped;
use crate::panes::reviews::progress;
use crate::panes::reviews::view::pieces;
use crate::widgets::chart::Piece;
use crate::widgets::grid::{GridView, Source};
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;
use crate::widgets::width;

/// Lines beneath the grid, their rule included.
const BELOW: u16 = 5;

/// The grid, and the lines beneath it.
pub(super) fn split(area: Area) -> (Area, Area) {
    let below = if area.height >= 14 { BELOW } else { 0 };
    let above = Area { height: area.height - below, ..area };
    (above, Area { y: above.y + above.height, height: below, ..area })
}

pub(super) fn draw(pane: &Rounds, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let rows = Rows::new(&pane.known, pane.grid.sort, cx, &theme.glyphs);
    let (above, below) = split(cx.area);
    if rows.rows() == 0 {
        GridView::new(&rows, &pane.grid, theme, cx.focused).draw(cx.area, buf);
        return;
    }
    GridView::new(&rows, &pane.grid, theme, cx.focused).draw(above, buf);
    let Some(round) = rows.round(pane.grid.row.min(rows.rows() - 1)).filter(|_| below.height > 0) else { return };
    let room = usize::from(below.width);
    buf.set_stringn(below.x, below.y, theme.glyphs.horizontal.repeat(room), room, theme.style(Meaning::Border));
    let title = width::truncate(&round.title, room.saturating_sub(4), theme.glyphs.ellipsis).into_owned();
    buf.set_stringn(below.x + 1, below.y, format!(" {title} "), room.saturating_sub(1), theme.style(Meaning::Band));
    let lines = detail(round, rows.list(pane.grid.row.min(rows.rows() - 1)).map(|list| &**list), room, theme, cx);
    for (at, line) in (1..below.height).zip(&lines) {
        pieces(line, Area { x: below.x + 1, y: below.y + at, width: below.width.saturating_sub(2), height: 1 }, buf, theme);
    }
}

fn detail(round: &Round, list: Option<&Worklist>, room: usize, theme: &Theme, cx: &Context) -> Vec<Vec<Piece>> {
    let day = |day| dates::show(day, cx.day_first);
    let Some(list) = list else { return vec![vec![("Enter opens it".to_owned(), Meaning::Muted)]] };
    let muted = |text: &str| (text.to_owned(), Meaning::Muted);
    let mut how_far = Vec::new();
    if list.progress.cases > 0 {
        how_far.extend(progress::bar(&list.progress, (room / 5).clamp(8, 30) as u16, &theme.glyphs));
        how_far.push((format!("  {}", progress::words(&list.progress)), Meaning::Text));
        how_far.push(muted(&format!("  {}", progress::answered(&list.progress))));
    } else {
        how_far.push(muted("No case to review yet"));
    }
    let period = match (round.from, round.until) {
        (Some(from), Some(until)) => format!("Period {} to {}", day(from), day(until)),
        _ => "No period under review".to_owned(),
    };
    let mut rest = format!("{period}, instrument version {}, {} second reviews", round.instrument.version, round.second_share);
    if list.progress.challenges > 0 {
        let until = round.challenge_until.map_or_else(String::new, |until| format!(", until {}", day(until)));
        let n = list.progress.challenges;
        let word = if n == 1 { "challenge" } else { "challenges" };
        rest = format!("{} {word} open{until}. {rest}", grouped(n as u64));
    }
    vec![vec![(list.sample_words(), Meaning::Text)], how_far, vec![(rest, Meaning::Muted)], warning(list, theme)]
}

/// What is wrong with a round, if anything is.
fn warning(list: &Worklist, theme: &Theme) -> Vec<Piece> {
    let words = crate::panes::reviews::round::warnings(list).join("  ");
    if words.is_empty() { Vec::new() } else { vec![(format!("{} {words}", theme.glyphs.warning), Meaning::Warn)] }
}
