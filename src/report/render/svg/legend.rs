//! What the marks mean, in a line over the chart: each sign once, with its word.

use super::letters;
use super::look::Look;
use super::sheet::{Anchor, LEADING, SMALL, Sheet, WIDTH};
use crate::report::chart::State;

/// A sign that a legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A bar of that state.
    Bar(State),
    /// A point of that state.
    Point(State),
    /// An upright stroke.
    Stroke(Look),
    /// A lying stroke.
    Level(Look),
    /// A square on its corner.
    Diamond(Look),
    /// A triangle.
    Triangle(Look),
    /// A ring.
    Ring(Look),
    /// An upright with feet.
    Whisker(Look),
    /// A letter.
    Letter(&'static str),
    /// Words alone.
    None,
}

/// Draws it from the top of the sheet; the sheet is as high as it then.
pub(super) fn legend(sheet: &mut Sheet, signs: &[(Sign, String)]) {
    if signs.is_empty() {
        return;
    }
    let (mut x, mut y) = (0.0, sheet.height + 9.0);
    for (sign, words) in signs {
        let room = if *sign == Sign::None { 0.0 } else { 20.0 };
        let wide = room + 4.0 + letters::width(words, SMALL, false);
        if x > 0.0 && x + wide > WIDTH {
            (x, y) = (0.0, y + SMALL * LEADING + 3.0);
        }
        draw(sheet, *sign, x, y);
        sheet.text((x + room, y + 4.0), SMALL, Look::Quiet, Anchor::Start, words);
        x += wide + 18.0;
    }
    sheet.height = y + 14.0;
}

fn draw(sheet: &mut Sheet, sign: Sign, x: f64, y: f64) {
    match sign {
        Sign::Bar(state) => sheet.bar((x + 1.0, y - 4.5), (14.0, 9.0), state),
        Sign::Point(state) => super::point::mark(sheet, (x + 8.0, y), state),
        Sign::Stroke(look) => sheet.line((x + 8.0, y - 6.0), (x + 8.0, y + 6.0), look),
        Sign::Level(look) => sheet.line((x, y), (x + 16.0, y), look),
        Sign::Diamond(look) => sheet.diamond((x + 8.0, y), 4.5, look),
        Sign::Triangle(look) => super::point::triangle(sheet, (x + 8.0, y), look),
        Sign::Ring(look) => sheet.circle((x + 8.0, y), 6.5, look),
        Sign::Whisker(look) => super::point::whisker(sheet, x + 8.0, (y - 6.0, y + 6.0), look),
        Sign::None => {}
        Sign::Letter(letter) => sheet.text((x + 8.0, y + 4.0), SMALL, Look::Text, Anchor::Middle, letter),
    }
}
