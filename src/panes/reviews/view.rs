//! The line that says where one is, and the level below it.

use ratatui::Frame;

use super::{Reviews, below};
use crate::command::Context;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

pub(super) fn draw(reviews: &Reviews, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let (area, room) = (cx.area, usize::from(cx.area.width));
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
    frame.buffer_mut().set_stringn(area.x, area.y, shown, room, theme.style(Meaning::Title));
    reviews.top().view(frame, theme, &below(cx));
}
