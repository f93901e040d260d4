//! Draws the tabs and the section in view; changes nothing.

use super::list::List;
use super::section::Section;
use super::{Places, split};
use crate::command::Context;
use crate::panes::Frame;
use crate::panes::cell::Draft;
use crate::widgets::grid::GridView;
use crate::widgets::tabs;
use crate::widgets::theme::Theme;

pub(super) fn draw(pane: &Places, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let (tab_area, area) = split(cx.area);
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
