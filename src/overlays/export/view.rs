//! How the export form looks: its lines, then what came of them.

use ratatui::Frame;

use super::lines::Line;
use super::{Export, Step};
use crate::command::{Area, Context};
use crate::overlays::form_lines::{self, Beside, Stand};
use crate::widgets::popup;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

pub(super) fn draw(export: &Export, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let hint = match &export.step {
        Step::Asking => "Enter make it and look  Left/Right choose, or type  Esc back",
        Step::Making => "Esc stop",
        Step::Shown { ready: true, .. } => "Enter write it  PgDn more  Esc change it",
        Step::Shown { ready: false, .. } => "Esc change it",
        Step::Written { .. } => "Enter done  Ctrl-C copy the path",
    };
    let inside = popup::draw("Export", hint, export.place(cx.area), frame.buffer_mut(), theme);
    let mut y = inside.y + form(export, frame, theme, inside) + 1;
    let asking;
    let (lines, first): (&[String], Meaning) = match &export.step {
        Step::Asking => {
            asking = [format!(
                "Enter makes the {} and shows how it begins. Nothing is written before you have seen it.",
                export.format().code().to_uppercase()
            )];
            (&asking, Meaning::Muted)
        }
        Step::Making => {
            asking = ["Making the report ... Esc stops".to_owned()];
            (&asking, Meaning::Muted)
        }
        Step::Shown { ready, lines } => (lines, if *ready { Meaning::Good } else { Meaning::Error }),
        Step::Written { lines, .. } => (lines, Meaning::Good),
    };
    let room = usize::from(inside.width);
    // The last page stays in view however far one turns.
    let free = usize::from((inside.y + inside.height).saturating_sub(y));
    let top = export.top.min(lines.len().saturating_sub(free.max(1)));
    for (row, line) in lines.iter().enumerate().skip(top) {
        let style = theme.style(if row == 0 { first } else { Meaning::Text });
        // A table must keep its columns; a sentence is broken between words.
        let parts: Vec<&str> = if matches!(export.step, Step::Shown { ready: true, .. }) && row > 0 {
            vec![line.as_str()]
        } else {
            width::wrap(line, room).into_iter().map(|part| part.of(line)).collect()
        };
        for part in parts {
            if y >= inside.y + inside.height {
                return;
            }
            frame.buffer_mut().set_stringn(inside.x, y, width::truncate(part, room, theme.glyphs.ellipsis), room, style);
            y += 1;
        }
    }
}

/// The form; answers how many rows it took.
fn form(export: &Export, frame: &mut Frame, theme: &Theme, inside: Area) -> u16 {
    let lines = export.options.lines();
    let beside = |line: Line| export.field(line).map_or_else(|| Beside::Chosen(export.options.words(line).to_owned()), Beside::Field);
    let shown: Vec<(&str, Beside)> = lines.iter().map(|line| (line.words(), beside(*line))).collect();
    let stand = Stand {
        indent: form_lines::indent(Line::ALL.iter().map(|line| line.words())),
        // What came of it needs some room even on a small screen: once it is there, the form is only a reminder.
        rest: match export.step {
            Step::Asking => 2,
            Step::Making => 3,
            Step::Shown { .. } | Step::Written { .. } => inside.height.saturating_sub(3).min(14),
        },
        at: lines.iter().position(|line| *line == export.at).unwrap_or(0),
        marked: matches!(export.step, Step::Asking),
    };
    form_lines::draw(&shown, &stand, frame, theme, inside)
}
