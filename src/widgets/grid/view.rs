//! Draws a grid straight into the buffer: header, rows in view, cursor, range, the open cell and what stands beneath it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use crate::command::Area;
use crate::widgets::beneath::{self, Beneath};
use crate::widgets::meaning::Meaning;
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::text_field_view;
use crate::widgets::theme::Theme;
use crate::widgets::width::{self, Align};

use super::columns::PlacedColumn;
use super::layout::{HEADER, Layout, PlacedRow};
use super::select::Range;
use super::{Band, GridState, Source};

/// The cell under the cursor while it is being edited.
#[derive(Clone, Copy, Debug)]
pub struct OpenCell<'a> {
    /// The draft.
    pub field: &'a TextField,
    /// What stands beneath it: faults, an understood date, choices.
    pub beneath: &'a [Beneath],
}

/// A grid, ready to be drawn.
#[derive(Clone, Copy)]
pub struct GridView<'a> {
    /// The content.
    pub source: &'a dyn Source,
    /// Cursor and scroll.
    pub state: &'a GridState,
    /// How things look.
    pub theme: &'a Theme,
    /// Whether the keys go here.
    pub focused: bool,
    /// Whether the cursor is the whole row, as in a list.
    pub whole_row: bool,
    /// The cell being edited.
    pub open: Option<OpenCell<'a>>,
}

/// One cell's place: first screen column and line, cells and lines.
type Room = Rect;

impl<'a> GridView<'a> {
    /// A grid with a cell cursor and no open cell.
    #[must_use]
    pub fn new(source: &'a dyn Source, state: &'a GridState, theme: &'a Theme, focused: bool) -> GridView<'a> {
        GridView { source, state, theme, focused, whole_row: false, open: None }
    }

    /// The cursor is the whole row.
    #[must_use]
    pub fn by_row(self) -> GridView<'a> {
        GridView { whole_row: true, ..self }
    }

    /// The cursor's cell is being edited.
    #[must_use]
    pub fn editing(self, field: &'a TextField, beneath: &'a [Beneath]) -> GridView<'a> {
        GridView { open: Some(OpenCell { field, beneath }), ..self }
    }

    /// Draws it, and says where the terminal's own cursor belongs: the caret of the open cell, otherwise the cursor's cell.
    pub fn draw(&self, area: Area, buf: &mut Buffer) -> Option<Position> {
        let area = popup::area(popup::rect(area).intersection(buf.area));
        if area.width == 0 || area.height == 0 {
            return None;
        }
        let mut state = self.state.clone();
        state.clamp(self.source);
        let layout = Layout::new(self.source, &state, area);
        if layout.body.y > area.y {
            self.header(&layout, buf);
        }
        if layout.total == 0 {
            self.empty(&layout, buf);
            return None;
        }
        let striped = self.source.columns().iter().any(|column| column.wrap);
        let range = state.range();
        for row in &layout.rows {
            if let Some(y) = row.band {
                self.band(&self.source.band(row.row).unwrap_or_default(), y, &layout, buf);
            }
            if striped && row.row % 2 == 1 {
                let rect = Rect::new(layout.body.x, row.y, layout.body.width, row.height);
                buf.set_style(rect, self.theme.style(Meaning::Stripe));
            }
            for column in &layout.placed.columns {
                self.cell(*row, *column, &state, range, &layout, buf);
            }
            if let Some(x) = layout.placed.frozen_edge {
                for y in row.y..row.y + row.height {
                    buf.set_string(area.x + x, y, self.theme.glyphs.vertical, self.theme.style(Meaning::Border));
                }
            }
        }
        self.scroll_bar(&layout, buf);
        if let Some(open) = self.open {
            return self.open_cell(open, &state, &layout, buf);
        }
        let (row, column) = (layout.row(state.row)?, layout.column(state.column)?);
        Some(Position::new(area.x + column.x + 1, row.y))
    }

    fn header(&self, layout: &Layout, buf: &mut Buffer) {
        let glyphs = &self.theme.glyphs;
        let line = self.theme.style(Meaning::Border);
        let style = self.theme.style(Meaning::Header);
        let (x, y, width) = (layout.area.x, layout.area.y, layout.area.width);
        buf.set_stringn(x, y + 1, glyphs.horizontal.repeat(usize::from(width)), usize::from(width), line);
        for placed in &layout.placed.columns {
            let column = &self.source.columns()[placed.column];
            let room = usize::from(placed.width.min(placed.shown - 1));
            let sign = match self.state.sort {
                Some((sorted, descending)) if sorted == placed.column => Some(if descending { glyphs.down } else { glyphs.up }),
                _ => None,
            };
            let words = match sign {
                Some(sign) if room > 2 => format!("{} {sign}", width::truncate(&column.title, room - 2, glyphs.ellipsis)),
                _ => column.title.to_string(),
            };
            let words = width::pad(&words, room, column.align, glyphs.ellipsis);
            buf.set_stringn(x + placed.x + 1, y, words, room, style);
        }
        if let Some(edge) = layout.placed.frozen_edge {
            buf.set_string(x + edge, y, glyphs.vertical, line);
            buf.set_string(x + edge, y + 1, glyphs.cross, line);
            if layout.placed.more_left {
                buf.set_string(x + edge, y, glyphs.more_left, self.theme.style(Meaning::Accent));
            }
        } else if layout.placed.more_left {
            buf.set_string(x, y, glyphs.more_left, self.theme.style(Meaning::Accent));
        }
        if layout.placed.more_right {
            buf.set_string(x + width - 1, y, glyphs.more_right, self.theme.style(Meaning::Accent));
        }
    }

    /// A heading, and a line to the right end: ` Element 2 · Engagement ─────── 3 of 5 `.
    fn band(&self, band: &Band, y: u16, layout: &Layout, buf: &mut Buffer) {
        let glyphs = &self.theme.glyphs;
        let meaning = if band.meaning == Meaning::Text { Meaning::Band } else { band.meaning };
        let room = usize::from(layout.body.width);
        let right = if band.right.is_empty() { 0 } else { width::cells(&band.right) + 2 };
        let right = if right * 2 > room { 0 } else { right };
        let words = width::truncate(&band.text, room.saturating_sub(right + 2), glyphs.ellipsis);
        let (x, end) = (layout.body.x, layout.body.x + layout.body.width);
        let line = self.theme.style(Meaning::Border);
        buf.set_stringn(x, y, glyphs.horizontal.repeat(room), room, line);
        buf.set_stringn(x, y, format!(" {words} "), room, self.theme.style(meaning));
        if right > 0 {
            let from = end - u16::try_from(right).unwrap_or(0);
            buf.set_stringn(from, y, format!(" {} ", band.right), right, self.theme.style(Meaning::Muted));
        }
    }

    fn cell(&self, row: PlacedRow, placed: PlacedColumn, state: &GridState, range: Range, layout: &Layout, buf: &mut Buffer) {
        let column = &self.source.columns()[placed.column];
        let rect = Rect::new(layout.area.x + placed.x, row.y, placed.shown, row.height);
        let cell = self.source.cell(row.row, placed.column);
        let mut style = self.theme.style(cell.meaning);
        if let Some(over) = self.over(row.row, placed.column, state, range) {
            let over = self.theme.style(over);
            buf.set_style(rect, over);
            style = style.patch(over);
        }
        let cut = placed.shown < placed.width + 2;
        let room = Room { x: rect.x + 1, width: placed.width.min(placed.shown - if cut { 1 } else { 2 }), ..rect };
        // In what is left of a column at the edge, wrapped words are unreadable; its first line says enough.
        let wrap = column.wrap && !(cut && room.width < 8);
        self.text(&cell.text, cell.align.unwrap_or(column.align), wrap, room, style, buf);
    }

    /// What is laid over a cell: the cursor, or the range.
    fn over(&self, row: usize, column: usize, state: &GridState, range: Range) -> Option<Meaning> {
        let cursor = row == state.row && (self.whole_row || column == state.column);
        match (cursor, self.focused) {
            // The draft itself shows where one is; the cursor around it would shine through beneath it.
            (true, true) if self.open.is_some() => None,
            (true, true) => Some(Meaning::CursorCell),
            (true, false) => Some(Meaning::CursorIdle),
            _ if state.anchor.is_some()
                && (range.contains(row, column) || (self.whole_row && (range.top..=range.bottom).contains(&row))) =>
            {
                Some(Meaning::Selection)
            }
            _ => None,
        }
    }

    fn text(&self, text: &str, align: Align, wrap: bool, room: Room, style: Style, buf: &mut Buffer) {
        if text.is_empty() || room.is_empty() {
            return;
        }
        let (cells, ellipsis) = (usize::from(room.width), self.theme.glyphs.ellipsis);
        let put = |words: &str, y: u16, buf: &mut Buffer| {
            let free = cells.saturating_sub(width::cells(words));
            let x = room.x + u16::try_from(width::offset(free, align)).unwrap_or(0);
            buf.set_stringn(x, y, words, cells, style);
        };
        if !wrap {
            let first = text.lines().next().unwrap_or("");
            let words = if first.len() < text.len() { format!("{first} {ellipsis}") } else { first.to_owned() };
            put(&width::truncate(&words, cells, ellipsis), room.y, buf);
            return;
        }
        let lines = width::wrap(text, cells);
        for (y, (at, line)) in (room.y..room.bottom()).zip(lines.iter().enumerate()) {
            let more = y + 1 == room.bottom() && at + 1 < lines.len();
            if more {
                // Two cells are kept for the sign that there is more.
                let words = line.of(text).trim_end();
                let words = &words[..width::fitting(words, cells.saturating_sub(2))];
                put(&format!("{} {ellipsis}", words.trim_end()), y, buf);
            } else {
                put(line.of(text).trim_end(), y, buf);
            }
        }
    }

    fn empty(&self, layout: &Layout, buf: &mut Buffer) {
        let words = self.source.empty();
        let room = layout.body.width.saturating_sub(4).min(72);
        let lines = width::wrap(&words, usize::from(room));
        let y = layout.body.y + u16::from(layout.body.height > HEADER);
        for (y, line) in (y..layout.body.y + layout.body.height).zip(&lines) {
            buf.set_stringn(layout.body.x + 2, y, line.of(&words), usize::from(room), self.theme.style(Meaning::Muted));
        }
    }

    fn scroll_bar(&self, layout: &Layout, buf: &mut Buffer) {
        let seen = layout.whole_rows();
        if seen.len() >= layout.total {
            return;
        }
        let height = usize::from(layout.body.height);
        let size = (height * seen.len() / layout.total).max(1);
        let start =
            if seen.end == layout.total { height - size } else { (height - size) * seen.start / (layout.total - seen.len()).max(1) };
        let x = layout.area.x + layout.area.width - 1;
        for (at, y) in (layout.body.y..layout.body.y + layout.body.height).enumerate() {
            let inside = (start..start + size).contains(&at);
            let (sign, meaning) =
                if inside { (self.theme.glyphs.thumb, Meaning::Muted) } else { (self.theme.glyphs.rail, Meaning::Border) };
            buf.set_string(x, y, sign, self.theme.style(meaning));
        }
    }

    fn open_cell(&self, open: OpenCell, state: &GridState, layout: &Layout, buf: &mut Buffer) -> Option<Position> {
        let area = layout.open_area(state)?;
        let body = layout.body;
        let cells = area.width - 1;
        let beneath_width = beneath::wish(open.beneath).clamp(area.width, body.width);
        let beneath_height = beneath::height(open.beneath, beneath_width).min(body.height.saturating_sub(1));
        let own = layout.row(state.row).map_or(1, |row| row.height).max(1);
        let lines = if open.field.is_multi_line() { text_field_view::height(open.field, cells).max(own) } else { 1 };
        let lines = lines.min(body.height - beneath_height).max(1);
        let y = area.y.min(body.y + body.height - (lines + beneath_height)).max(body.y);
        let rect = Rect::new(area.x, y, area.width, lines);
        Clear.render(rect.intersection(buf.area), buf);
        buf.set_style(rect, self.theme.style(Meaning::Field));
        for y in y..y + lines {
            buf.set_string(area.x, y, " ", self.theme.style(Meaning::Field));
        }
        let caret = text_field_view::draw(open.field, Rect { x: area.x + 1, width: cells, ..rect }, buf, self.theme);
        let x = area.x.min(body.x + body.width - beneath_width);
        let below = Rect::new(x, y + lines, beneath_width, beneath_height);
        Clear.render(below.intersection(buf.area), buf);
        beneath::draw(open.beneath, below, buf, self.theme);
        caret
    }
}
