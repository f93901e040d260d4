//! How the export form looks: its lines, then what came of them.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::lines::Line;
use super::{Export, Step};
use crate::command::{Area, Context};
use crate::widgets::popup;
use crate::widgets::text_field_view;
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

/// The form, from the line on that keeps the current one in view; answers how many rows it took.
fn form(export: &Export, frame: &mut Frame, theme: &Theme, inside: Area) -> u16 {
    let lines = export.options.lines();
    let indent = Line::ALL.iter().map(|line| width::cells(line.words())).max().unwrap_or(0) as u16 + 2;
    // What came of it needs some room even on a small screen: once it is there, the form is only a reminder.
    let rest = match export.step {
        Step::Asking => 2,
        Step::Making => 3,
        Step::Shown { .. } | Step::Written { .. } => inside.height.saturating_sub(3).min(14),
    };
    let rows = (lines.len() as u16).min(inside.height.saturating_sub(rest).max(1));
    let at = lines.iter().position(|line| *line == export.at).unwrap_or(0);
    let from = (at + 1).saturating_sub(usize::from(rows));
    for (line, y) in lines[from..].iter().zip(inside.y..inside.y + rows) {
        let here = *line == export.at && matches!(export.step, Step::Asking);
        let meaning = theme.style(if here { Meaning::Accent } else { Meaning::Text });
        frame.buffer_mut().set_stringn(inside.x, y, line.words(), usize::from(inside.width), meaning);
        let area = Rect::new(inside.x + indent, y, inside.width.saturating_sub(indent), 1);
        if let Some(field) = export.field(*line) {
            let caret = text_field_view::draw(field, area, frame.buffer_mut(), theme);
            if let Some(caret) = caret.filter(|_| here) {
                frame.set_cursor_position(caret);
            }
            continue;
        }
        let mut words = export.options.words(*line).to_owned();
        if here {
            words = format!("{} {words} {}", theme.glyphs.more_left, theme.glyphs.more_right);
        }
        let room = usize::from(area.width);
        let style = theme.style(if here { Meaning::CursorCell } else { Meaning::Text });
        frame.buffer_mut().set_stringn(area.x, y, width::truncate(&words, room, theme.glyphs.ellipsis), room, style);
    }
    rows
}
