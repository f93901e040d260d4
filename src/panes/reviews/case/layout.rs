//! Where things stand on the screen of a case, from its size alone, so that drawing and clicks mean the same cells.
//!
//! ```text
//!  C-1042  Canyon, Ann Example, reviewed by Rae Sample   draft   head
//!  ━━━━━━━━━━━━─────── 28 of 47 answered
//!  list of questions              │ the question in view: flow
//!                                 ├──────────────
//!                                 │ keys that answer it: keys
//! ```
//! On a narrow screen the question stands below the list. Its place never changes with what is in it.

use crate::command::Area;
use crate::domain::instrument::Instrument;
use crate::widgets::width;

/// Blank cells between two options.
pub(super) const GAP: usize = 3;

/// The parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The case: one to three lines.
    pub head: Area,
    /// The list of questions.
    pub list: Area,
    /// The line between list and question: upright beside the list, or flat below it.
    pub rule: Area,
    /// The question in view.
    pub flow: Area,
    /// One line that says how it stands, then the keys.
    pub keys: Area,
    /// All below the head, for what takes the place of list and question.
    pub body: Area,
    /// Whether the question stands beside the list.
    pub wide: bool,
}

fn is_wide(area: Area) -> bool {
    area.width >= 100 && area.height >= 16
}

fn list_width(area: Area) -> u16 {
    (area.width * 3 / 5).clamp(60, 120)
}

/// How many lines the options of an instrument need, the longest question of them all.
pub(super) fn option_lines(instrument: &Instrument, area: Area) -> u16 {
    let room = if is_wide(area) { area.width.saturating_sub(list_width(area) + 3) } else { area.width.saturating_sub(2) };
    let (mut lines, mut x) = (1u16, 0);
    for option in instrument.options.iter().filter(|option| option.key.is_some()) {
        let wide = width::cells(&option.label) + 2;
        if x > 0 && x + wide > usize::from(room) {
            lines += 1;
            x = 0;
        }
        x += wide + GAP;
    }
    // While a reason is asked there are four words, the longest half a line.
    lines.max(if is_wide(area) { 2 } else { 1 }).min(if is_wide(area) { 4 } else { 2 })
}

/// The parts for an area.
pub(super) fn parts(area: Area, options: u16) -> Parts {
    let wide = is_wide(area);
    let head_lines = match area.height {
        0..16 => 1,
        16..24 => 2,
        _ => 3,
    };
    let head = Area { height: head_lines.min(area.height), ..area };
    let body = Area { y: area.y + head.height, height: area.height - head.height, ..area };
    let keys_lines = (options + 1).min(body.height);
    if wide {
        let left = list_width(area);
        let list = Area { width: left, ..body };
        let rule = Area { x: body.x + left, width: 1, ..body };
        let right = Area { x: body.x + left + 2, width: body.width - left - 3, ..body };
        // A line between the question and its keys.
        let flow = Area { height: right.height.saturating_sub(keys_lines + 1), ..right };
        let keys = Area { y: right.y + right.height - keys_lines, height: keys_lines, ..right };
        return Parts { head, list, rule, flow, keys, body, wide };
    }
    let below = (body.height * 9 / 20).clamp(keys_lines + 2, 14).min(body.height.saturating_sub(3));
    let list = Area { height: body.height.saturating_sub(below + 1), ..body };
    let rule = Area { y: list.y + list.height, height: 1.min(body.height), ..body };
    let inside = Area { x: body.x + 1, width: body.width.saturating_sub(2), y: rule.y + rule.height, height: below };
    let flow = Area { height: below.saturating_sub(keys_lines), ..inside };
    let keys = Area { y: flow.y + flow.height, height: below.min(keys_lines), ..inside };
    Parts { head, list, rule, flow, keys, body, wide }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_screen_without_overlap_at_every_size() {
        for width in 40..=200 {
            for height in 0..=60 {
                for options in 1..=4 {
                    let area = Area { x: 3, y: 2, width, height };
                    let p = parts(area, options);
                    let lines = p.head.height + p.list.height + if p.wide { 0 } else { p.rule.height + p.flow.height + p.keys.height };
                    assert_eq!(lines, height, "{width}x{height}");
                    assert_eq!(p.flow.y + p.flow.height + u16::from(p.wide), p.keys.y, "{width}x{height}");
                    assert!(p.keys.y + p.keys.height <= area.y + height, "{width}x{height}");
                    assert!(p.flow.x + p.flow.width <= area.x + width);
                }
            }
        }
    }

    #[test]
    fn sixty_columns_and_thirteen_lines_show_list_question_and_keys() {
        let p = parts(Area { x: 0, y: 0, width: 60, height: 13 }, 2);
        assert!(p.list.height >= 4 && p.flow.height >= 2 && p.keys.height == 3, "{p:?}");
    }
}
