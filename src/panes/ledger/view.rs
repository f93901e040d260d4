//! Draws a page; changes nothing.

use super::{Ledger, Page};
use crate::command::{Area, Context};
use crate::panes::Frame;
use crate::panes::cell::Draft;
use crate::widgets::grid::GridView;
use crate::widgets::theme::Theme;

/// Draws the page in an area, with the open cell and the caret.
pub fn draw(ledger: &Ledger, page: &Page, area: Area, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let list = ledger.list(page, cx);
    let mut grid = GridView::new(&list, &ledger.sheet.grid, theme, cx.focused);
    let beneath = ledger.sheet.draft().map(Draft::beneath).unwrap_or_default();
    if let Some(draft) = ledger.sheet.draft() {
        grid = grid.editing(draft.field(), &beneath);
    }
    if let Some(caret) = grid.draw(area, frame.buffer_mut()).filter(|_| cx.focused && ledger.is_open()) {
        frame.set_cursor_position(caret);
    }
}
