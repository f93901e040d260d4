//! Draws a pane into memory and reads it back as text. Not part of the program.

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::command::Context;
use crate::panes::Pane;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::theme::Theme;
use crate::widgets::width::cells;

pub(super) fn drawn(pane: &dyn Pane, cx: &Context) -> String {
    with(pane, cx, &Theme::default())
}

pub(super) fn drawn_ascii(pane: &dyn Pane, cx: &Context) -> String {
    with(pane, cx, &Theme::default().with_glyphs(Glyphs::ASCII))
}

fn with(pane: &dyn Pane, cx: &Context, theme: &Theme) -> String {
    let mut terminal = Terminal::new(TestBackend::new(cx.area.width, cx.area.height)).unwrap();
    terminal.draw(|frame| pane.view(frame, theme, cx)).unwrap();
    let buf = terminal.backend().buffer();
    let mut out = String::new();
    for y in 0..buf.area.height {
        let (mut line, mut skip) = (String::new(), 0);
        for x in 0..buf.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buf[(x, y)].symbol();
            skip = cells(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
