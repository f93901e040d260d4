//! The line that says where one is, and the level below it.

use ratatui::Frame;
use ratatui::buffer::Buffer;

use super::{Reviews, below};
use crate::command::{Area, Context};
use crate::widgets::chart::Piece;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

pub(super) fn draw(reviews: &Reviews, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let (area, room) = (cx.area, usize::from(cx.area.width.saturating_sub(2)));
    if area.height == 0 {
        return;
    }
    let first = reviews.levels.iter().rposition(|level| level.begins()).unwrap_or(0);
    let titles: Vec<String> = reviews.levels[first..].iter().flat_map(|level| level.trail(cx)).collect();
    // Where one is matters more than where one came from.
    let between = format!(" {} ", theme.glyphs.pointer);
    let way = |from: usize| titles[from..].join(&between);
    let from = (0..titles.len()).find(|from| width::cells(&way(*from)) <= room).unwrap_or(titles.len().saturating_sub(1));
    let words = way(from);
    let shown = width::truncate(&words, room, theme.glyphs.ellipsis);
    frame.buffer_mut().set_stringn(area.x + 1, area.y, shown, room, theme.style(Meaning::Title));
    reviews.top().view(frame, theme, &below(cx));
}

/// Pieces on a line, cut where the room ends.
pub(super) fn pieces(line: &[Piece], area: Area, buf: &mut Buffer, theme: &Theme) {
    let end = area.x + area.width;
    let mut x = area.x;
    for (text, meaning) in line {
        let left = usize::from(end.saturating_sub(x));
        let words = width::truncate(text, left, theme.glyphs.ellipsis);
        x = buf.set_stringn(x, area.y, words, left, theme.style(*meaning)).0;
    }
}
