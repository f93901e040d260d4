//! Draws the tabs and the section in view; changes nothing.

use super::list::List;
use super::section::Section;
use super::{Places, split};
use crate::command::Context;
use crate::panes::Frame;
use crate::panes::cell::Draft;
use crate::panes::ledger;
use crate::widgets::grid::GridView;
use crate::widgets::tabs;
use crate::widgets::theme::{Meaning, Theme};

pub(super) fn draw(pane: &Places, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let (tab_area, area) = split(cx.area);
    if let Some(former) = &pane.former {
        let title = former.title(cx);
        frame.buffer_mut().set_stringn(
            tab_area.x + 1,
            tab_area.y,
            &title,
            usize::from(tab_area.width.saturating_sub(2)),
            theme.style(Meaning::Accent),
        );
        ledger::draw(&former.ledger, &former.page(cx), area, frame, theme, cx);
        return;
    }
    tabs::draw(&Section::TITLES, pane.section as usize, tab_area, frame.buffer_mut(), theme);
    let list = List::new(cx, pane.section, pane.coming, None, pane.made(cx));
    let mut grid = GridView::new(&list, &pane.sheet().grid, theme, cx.focused);
    let beneath = pane.sheet().draft().map(Draft::beneath).unwrap_or_default();
    if let Some(draft) = pane.sheet().draft() {
        grid = grid.editing(draft.field(), &beneath);
    }
    if let Some(caret) = grid.draw(area, frame.buffer_mut()).filter(|_| cx.focused && pane.sheet().draft().is_some()) {
        frame.set_cursor_position(caret);
    }
}
