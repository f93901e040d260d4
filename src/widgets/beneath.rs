//! The lines that stand beneath an open field: what a date was understood as, why a draft is at fault, choices.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::meaning::Meaning;
use super::theme::Theme;
use super::width;

/// One thing beneath an open field; long text is wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beneath {
    /// The words.
    pub text: String,
    /// What they are.
    pub meaning: Meaning,
    /// Whether it is the line under the cursor of a list.
    pub chosen: bool,
}

impl Beneath {
    /// A line of a meaning.
    #[must_use]
    pub fn new(text: impl Into<String>, meaning: Meaning) -> Beneath {
        Beneath { text: text.into(), meaning, chosen: false }
    }

    /// Why a draft is not taken.
    #[must_use]
    pub fn fault(text: impl Into<String>) -> Beneath {
        Beneath::new(text, Meaning::Error)
    }
}

/// How many lines they take in so many cells.
#[must_use]
pub fn height(lines: &[Beneath], cells: u16) -> u16 {
    let room = usize::from(cells.max(3) - 2);
    u16::try_from(lines.iter().map(|line| width::wrap(&line.text, room).len()).sum::<usize>()).unwrap_or(u16::MAX)
}

/// The cells they would like to have, padding included.
#[must_use]
pub fn wish(lines: &[Beneath]) -> u16 {
    u16::try_from(lines.iter().map(|line| width::cells(&line.text) + 2).max().unwrap_or(0)).unwrap_or(u16::MAX)
}

/// Draws them from the top of the area.
pub fn draw(lines: &[Beneath], area: Rect, buf: &mut Buffer, theme: &Theme) {
    let area = area.intersection(buf.area);
    let ground = theme.style(Meaning::Field);
    let mut y = area.y;
    for line in lines {
        for part in width::wrap(&line.text, usize::from(area.width.max(3) - 2)) {
            if y >= area.bottom() {
                return;
            }
            let mut style = ground.patch(theme.style(line.meaning));
            if line.chosen {
                style = style.patch(theme.style(Meaning::CursorCell));
            }
            let words = format!(" {}", part.of(&line.text));
            buf.set_stringn(area.x, y, width::pad(&words, usize::from(area.width), width::Align::Left, ""), usize::from(area.width), style);
            y += 1;
        }
    }
}
