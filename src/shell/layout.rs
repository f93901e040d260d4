//! Where things stand on the screen, from its size alone. Used by update and view, so that both mean the same rectangle.
//!
//! ```text
//!  Milepost │ 1 Home  2 Scores  3 Milestones ...        file    header: tabs
//!  Region North · Year FY2025 · Case Process Review             header: choices
//!  body: one workspace; on Home three panes
//!  F1 help  F2 edit ...                                Saved    footer
//! ```

use crate::command::Area;

/// The smallest screen that is drawn on.
pub const SMALLEST: (u16, u16) = (60, 16);
/// From this width on Home shows its three panes whole.
pub const SIDE_BY_SIDE: u16 = 120;
const TALL: u16 = 30;

/// How much of a pane is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The workspace itself, without a frame.
    Whole,
    /// One of the panes on Home, in a frame.
    Framed,
    /// Two lines.
    Brief,
}

/// A pane's place: the outer rectangle, and the one that is the pane's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// With the frame.
    pub outer: Area,
    /// Without it.
    pub inner: Area,
    /// How much of it is shown.
    pub form: Form,
}

/// The fixed parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Two lines.
    pub header: Area,
    /// The rest.
    pub body: Area,
    /// One line.
    pub footer: Area,
}

/// Header, body and footer.
pub fn parts(screen: Area) -> Parts {
    let header = Area { height: 2.min(screen.height), ..screen };
    let footer = Area { y: screen.y + screen.height.saturating_sub(1), height: 1.min(screen.height), ..screen };
    let body = Area { y: screen.y + header.height, height: screen.height.saturating_sub(header.height + footer.height), ..screen };
    Parts { header, body, footer }
}

/// One pane that has the whole body.
pub fn whole(body: Area) -> Slot {
    Slot { outer: body, inner: body, form: Form::Whole }
}

fn framed(outer: Area) -> Slot {
    let inner = Area { x: outer.x + 1, y: outer.y + 1, width: outer.width.saturating_sub(2), height: outer.height.saturating_sub(2) };
    Slot { outer, inner, form: Form::Framed }
}

/// The three panes of Home: milestones and scores over the matrix where there is room, otherwise the focused one whole and
/// the other two as two lines each.
pub fn home(body: Area, focus: usize, zoomed: bool) -> [Slot; 3] {
    if zoomed {
        let hidden = Slot { outer: Area::default(), inner: Area::default(), form: Form::Brief };
        let mut slots = [hidden; 3];
        slots[focus.min(2)] = framed(body);
        return slots;
    }
    if body.width >= SIDE_BY_SIDE && body.height >= TALL {
        // Nine milestones, a heading and a frame need 12 lines; the regions, their worst questions and the signs in words 16.
        let top = (body.height * 9 / 20).clamp(14, 26);
        // The signs of the standings in words need 61 cells.
        let left = (body.width * 19 / 40).min(92);
        return [
            framed(Area { width: left, height: top, ..body }),
            framed(Area { x: body.x + left, width: body.width - left, height: top, ..body }),
            framed(Area { y: body.y + top, height: body.height - top, ..body }),
        ];
    }
    let mut y = body.y;
    std::array::from_fn(|at| {
        let height = if at == focus.min(2) { body.height.saturating_sub(4) } else { 2 };
        let area = Area { y, height, ..body };
        y += height;
        if at == focus.min(2) { framed(area) } else { Slot { outer: area, inner: area, form: Form::Brief } }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(slots: [Slot; 3]) -> u32 {
        slots.iter().map(|s| u32::from(s.outer.width) * u32::from(s.outer.height)).sum()
    }

    #[test]
    fn home_fills_the_body_at_every_size_and_whatever_has_the_keys() {
        for width in 60..=220 {
            for height in 16..=70 {
                let body = parts(Area { x: 0, y: 0, width, height }).body;
                for focus in 0..3 {
                    assert_eq!(covered(home(body, focus, false)), u32::from(width) * u32::from(body.height), "{width}x{height}");
                    assert_eq!(home(body, focus, true)[focus].outer, body);
                }
            }
        }
    }

    #[test]
    fn a_small_home_shows_one_pane_and_two_lines_of_each_other() {
        let slots = home(parts(Area { x: 0, y: 0, width: 80, height: 24 }).body, 1, false);
        assert_eq!(slots.map(|s| s.form), [Form::Brief, Form::Framed, Form::Brief]);
        assert_eq!(slots.map(|s| s.outer.height), [2, 17, 2]);
    }
}
