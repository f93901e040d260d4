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

/// Whether anything is drawn outside the pane's area, on a screen that is larger at every side.
pub(super) fn spills(pane: &dyn Pane, cx: &Context) -> bool {
    let area = crate::command::Area { x: 5, y: 3, ..cx.area };
    let cx = Context { area, ..*cx };
    let mut terminal = Terminal::new(TestBackend::new(area.width + 10, area.height + 6)).unwrap();
    terminal.draw(|frame| pane.view(frame, &Theme::default(), &cx)).unwrap();
    let buf = terminal.backend().buffer();
    let outside = |x: u16, y: u16| !area.contains(x, y);
    (0..buf.area.height).any(|y| (0..buf.area.width).any(|x| outside(x, y) && buf[(x, y)].symbol() != " "))
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
