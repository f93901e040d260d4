//! The last line: the keys that work now, each with its words, each clickable. What does not fit is left out from the end.

use std::ops::Range;

use ratatui::buffer::Buffer;

use crate::command::{Area, Command};

use super::meaning::Meaning;
use super::theme::Theme;
use super::width;

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The key's name; empty for a command that has none here.
    pub key: String,
    /// Its words.
    pub words: String,
    /// What a click asks for.
    pub command: Command,
}

/// Blank cells between two offers.
const GAP: usize = 2;

/// Where each offer that fits stands, as screen columns. The same for drawing and clicks.
#[must_use]
pub fn place(offers: &[Offer], area: Area) -> Vec<Range<u16>> {
    let mut places = Vec::new();
    let mut x = 1;
    for offer in offers {
        let wide = width::cells(&offer.key) + width::cells(&offer.words) + usize::from(!offer.key.is_empty());
        if x + wide > usize::from(area.width) {
            break;
        }
        let start = area.x + u16::try_from(x).unwrap_or(0);
        places.push(start..start + u16::try_from(wide).unwrap_or(0));
        x += wide + GAP;
    }
    places
}

/// The command at a cell of the screen.
#[must_use]
pub fn hit(offers: &[Offer], area: Area, x: u16, y: u16) -> Option<Command> {
    if !area.contains(x, y) {
        return None;
    }
    let at = place(offers, area).iter().position(|range| range.contains(&x))?;
    offers.get(at).map(|offer| offer.command)
}

/// Draws the line.
pub fn draw(offers: &[Offer], area: Area, buf: &mut Buffer, theme: &Theme) {
    for (offer, range) in offers.iter().zip(place(offers, area)) {
        let room = usize::from(range.end - range.start);
        let (x, _) = buf.set_stringn(range.start, area.y, &offer.key, room, theme.style(Meaning::Key));
        let from = if offer.key.is_empty() { x } else { x + 1 };
        buf.set_stringn(from, area.y, &offer.words, usize::from(range.end.saturating_sub(from)), theme.style(Meaning::Footer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn what_fits_is_shown_and_can_be_clicked() {
        let offer = |key: &str, words: &str, command| Offer { key: key.to_owned(), words: words.to_owned(), command };
        let offers =
            [offer("F2", "Edit", Command::Edit), offer("Ctrl-P", "Commands", Command::Palette), offer("F1", "Help", Command::Help)];
        let area = Area { width: 28, height: 1, ..Area::default() };
        let mut buf = Buffer::empty(Rect::new(0, 0, 28, 1));
        draw(&offers, area, &mut buf, &Theme::default());
        assert_eq!((0..28).map(|x| buf[(x, 0)].symbol()).collect::<String>(), " F2 Edit  Ctrl-P Commands   ");
        assert_eq!(hit(&offers, area, 12, 0), Some(Command::Palette));
        assert_eq!(hit(&offers, area, 9, 0), None);
    }
}
