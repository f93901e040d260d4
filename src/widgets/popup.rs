//! A box in the middle of the screen, for dialogs and help. Clears what is under it; on a tiny screen it takes all of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};

use crate::command::Area;

use super::meaning::Meaning;
use super::theme::Theme;
use super::width;

/// The screen's rectangle for an area.
#[must_use]
pub fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// The area for a rectangle of the screen.
#[must_use]
pub fn area(rect: Rect) -> Area {
    Area { x: rect.x, y: rect.y, width: rect.width, height: rect.height }
}

/// Where a box for so much content stands, frame included: in the middle, or everything if the screen is small.
#[must_use]
pub fn place(screen: Area, width: u16, height: u16) -> Area {
    let width = width.saturating_add(4).min(screen.width);
    let height = height.saturating_add(2).min(screen.height);
    let x = screen.x + (screen.width - width) / 2;
    // A little above the middle looks centred.
    let y = screen.y + (screen.height - height) / 3;
    Area { x, y, width, height }
}

/// The inside of such a box: within the frame and one blank at each side.
#[must_use]
pub fn inside(popup: Area) -> Area {
    if popup.height <= 2 || popup.width <= 4 {
        return popup;
    }
    Area { x: popup.x + 2, y: popup.y + 1, width: popup.width - 4, height: popup.height - 2 }
}

/// Draws the box with its title and, in the lower frame, a hint; returns the inside.
pub fn draw(title: &str, hint: &str, popup: Area, buf: &mut Buffer, theme: &Theme) -> Area {
    let frame = rect(popup).intersection(buf.area);
    Clear.render(frame, buf);
    buf.set_style(frame, theme.style(Meaning::Text));
    if frame.height <= 2 || frame.width <= 4 {
        return area(frame);
    }
    Block::bordered().border_set(theme.glyphs.border()).border_style(theme.style(Meaning::BorderFocused)).render(frame, buf);
    let room = usize::from(frame.width - 4);
    for (words, y, meaning) in [(title, frame.y, Meaning::Title), (hint, frame.bottom() - 1, Meaning::Muted)] {
        if !words.is_empty() && room > 2 {
            let words = format!(" {} ", width::truncate(words, room - 2, theme.glyphs.ellipsis));
            buf.set_stringn(frame.x + 2, y, words, room, theme.style(meaning));
        }
    }
    inside(area(frame))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(width: u16, height: u16) -> Vec<String> {
        let all = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(all);
        for y in 0..height {
            buf.set_string(0, y, "#".repeat(usize::from(width)), ratatui::style::Style::new());
        }
        let inner = draw("Quit", "Enter", place(area(all), 10, 1), &mut buf, &Theme::default());
        buf.set_stringn(inner.x, inner.y, "Really?", usize::from(inner.width), ratatui::style::Style::new());
        (0..height).map(|y| (0..width).map(|x| buf[(x, y)].symbol().to_owned()).collect()).collect()
    }

    #[test]
    fn it_stands_in_the_middle_and_clears_what_is_under_it() {
        assert_eq!(
            screen(18, 6),
            [
                "##################",
                "##╭─ Quit ─────╮##",
                "##│ Really?    │##",
                "##╰─ Enter ────╯##",
                "##################",
                "##################"
            ]
        );
    }

    #[test]
    fn on_a_tiny_screen_it_takes_everything() {
        assert_eq!(screen(4, 2), ["Real", "    "]);
        assert_eq!(screen(1, 1), ["R"]);
    }
}
