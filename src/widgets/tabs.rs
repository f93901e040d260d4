//! A line of tabs that can be clicked.

use std::ops::Range;

use ratatui::buffer::Buffer;

use crate::command::Area;

use super::meaning::Meaning;
use super::theme::Theme;
use super::width;

/// Where each tab stands on the line, as screen columns; empty if it is out of view. The same for drawing and clicks.
#[must_use]
pub fn place(titles: &[&str], active: usize, area: Area) -> Vec<Range<u16>> {
    let cells: Vec<usize> = titles.iter().map(|title| width::cells(title) + 2).collect();
    let room = usize::from(area.width);
    let mut first = 0;
    // Tabs go out of view at the left until the active one fits.
    while first < active && cells[first..=active.min(cells.len().saturating_sub(1))].iter().sum::<usize>() > room {
        first += 1;
    }
    let (mut x, mut full) = (0, false);
    let mut places = Vec::new();
    for (at, wide) in cells.iter().enumerate() {
        // Those behind the active one are in view as a whole or not at all.
        full |= at > active && *wide > room - x;
        let shown = if at < first || full { 0 } else { (*wide).min(room - x) };
        let start = area.x + u16::try_from(x).unwrap_or(0);
        places.push(start..start + u16::try_from(shown).unwrap_or(0));
        x += shown;
    }
    places
}

/// The tab at a cell of the screen.
#[must_use]
pub fn hit(titles: &[&str], active: usize, area: Area, x: u16, y: u16) -> Option<usize> {
    if !area.contains(x, y) {
        return None;
    }
    place(titles, active, area).iter().position(|range| range.contains(&x))
}

/// Draws the line; a sign at its end says that there are more tabs than are in view.
pub fn draw(titles: &[&str], active: usize, area: Area, buf: &mut Buffer, theme: &Theme) {
    let places = place(titles, active, area);
    let hidden = |range: Option<&Range<u16>>| area.width > 0 && range.is_some_and(Range::is_empty);
    let (before, behind) = (hidden(places.first()), hidden(places.last()));
    for (at, (title, range)) in titles.iter().zip(places).enumerate() {
        let room = usize::from(range.end - range.start);
        let style = theme.style(if at == active { Meaning::TabActive } else { Meaning::Tab });
        let words = format!(" {} ", width::truncate(title, room.saturating_sub(2), theme.glyphs.ellipsis));
        buf.set_stringn(range.start, area.y, words, room, style);
    }
    // Both stand where a tab has only a blank.
    if before {
        buf.set_string(area.x, area.y, theme.glyphs.more_left, theme.style(Meaning::Accent));
    }
    if behind {
        buf.set_string(area.x + area.width - 1, area.y, theme.glyphs.more_right, theme.style(Meaning::Accent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    const TITLES: [&str; 3] = ["Home", "Scores", "History"];

    fn drawn(active: usize, width: u16) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        draw(&TITLES, active, Area { width, height: 1, ..Area::default() }, &mut buf, &Theme::default());
        (0..width).map(|x| buf[(x, 0)].symbol()).collect()
    }

    #[test]
    fn tabs_stand_side_by_side_and_a_click_finds_them() {
        assert_eq!(drawn(0, 26), " Home  Scores  History    ");
        let area = Area { width: 26, height: 1, ..Area::default() };
        assert_eq!(hit(&TITLES, 0, area, 7, 0), Some(1));
        assert_eq!(hit(&TITLES, 0, area, 25, 0), None);
    }

    #[test]
    fn the_active_tab_is_in_view_on_a_narrow_line() {
        assert_eq!(drawn(2, 18), "‹Scores  History  ");
        assert_eq!(drawn(2, 5), "‹Hi… ");
        assert_eq!(drawn(0, 0), "");
    }

    #[test]
    fn no_tab_is_cut_but_the_active_one_and_a_sign_says_that_there_are_more() {
        assert_eq!(drawn(0, 23), " Home  Scores  History ");
        assert_eq!(drawn(0, 22), " Home  Scores        ›");
        assert_eq!(drawn(1, 8), "‹Scores›");
        assert_eq!(drawn(0, 4), " H…›");
    }
}
