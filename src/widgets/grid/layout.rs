//! What of a grid is where in an area: the same for drawing, paging and clicks. Measures only rows near the view.

use crate::command::Area;
use crate::widgets::width;

use super::columns::{self, PADDING, Placed, PlacedColumn};
use super::heights::Block;
use super::{GridState, Source};

/// Lines of the header: titles, and the line under them.
pub const HEADER: u16 = 2;

/// A row in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedRow {
    /// Which row.
    pub row: usize,
    /// Its first line on the screen, its heading not included.
    pub y: u16,
    /// Its lines in view; 0 if only its heading is.
    pub height: u16,
    /// The screen line of its heading.
    pub band: Option<u16>,
    /// Whether all of it is in view.
    pub whole: bool,
}

/// What a click meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A cell.
    Cell {
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
    },
    /// A column's title.
    Header(usize),
    /// The right edge of a column, in the header: drag it to resize.
    Edge(usize),
    /// The heading above a row.
    Band(usize),
    /// Nothing.
    Nothing,
}

/// What of a grid is where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The whole area.
    pub area: Area,
    /// The part of it for rows.
    pub body: Area,
    /// The columns in view, from the left of the area.
    pub placed: Placed,
    /// The rows in view.
    pub rows: Vec<PlacedRow>,
    /// The first row in view.
    pub top: usize,
    /// How many rows there are.
    pub total: usize,
}

impl Layout {
    /// Lays out a grid so that its cursor is in view.
    #[must_use]
    pub fn new(source: &dyn Source, state: &GridState, area: Area) -> Layout {
        let header = if area.height > HEADER { HEADER } else { 0 };
        let body = Area { y: area.y + header, height: area.height - header, width: area.width.saturating_sub(1), ..area };
        let placed = columns::place(source.columns(), state, body.width);
        let total = source.rows();
        let mut layout = Layout { area, body, placed, rows: Vec::new(), top: 0, total };
        if total == 0 || body.height == 0 {
            return layout;
        }
        let widths = columns::widths(source.columns(), state, body.width);
        let block = blocks(source, &widths, body.height);
        let cursor = state.row.min(total - 1);
        layout.top =
            state.top.min(cursor).max(first_fitting(cursor, body.height, &block)).min(first_fitting(total - 1, body.height, &block));
        let mut y = body.y;
        let bottom = body.y + body.height;
        for row in layout.top..total {
            if y >= bottom {
                break;
            }
            let (band, height) = block(row);
            let band = band.then_some(y);
            y += u16::from(band.is_some());
            let seen = height.min(bottom.saturating_sub(y));
            layout.rows.push(PlacedRow { row, y, height: seen, band, whole: seen == height });
            y += seen;
        }
        layout
    }

    /// The rows that can be seen whole; at least the first one.
    #[must_use]
    pub fn whole_rows(&self) -> std::ops::Range<usize> {
        let whole = self.rows.iter().take_while(|row| row.whole).count().max(1);
        self.top..(self.top + whole).min(self.total)
    }

    /// The row placed for a row of the source.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<PlacedRow> {
        self.rows.iter().copied().find(|placed| placed.row == row)
    }

    /// The column placed for a column of the source.
    #[must_use]
    pub fn column(&self, column: usize) -> Option<PlacedColumn> {
        self.placed.columns.iter().copied().find(|placed| placed.column == column)
    }

    /// What stands at a cell of the screen.
    #[must_use]
    pub fn hit(&self, x: u16, y: u16) -> Hit {
        if !self.area.contains(x, y) {
            return Hit::Nothing;
        }
        let at = x - self.area.x;
        let column = self.placed.columns.iter().find(|placed| at >= placed.x && at < placed.x + placed.shown);
        if y < self.body.y {
            let edge = self.placed.columns.iter().find(|placed| {
                at + 1 == placed.x + placed.width + PADDING || (self.placed.frozen_edge == Some(at) && placed.x + placed.shown == at)
            });
            return match (edge, column) {
                (Some(edge), _) => Hit::Edge(edge.column),
                (None, Some(column)) => Hit::Header(column.column),
                (None, None) => Hit::Nothing,
            };
        }
        if let Some(row) = self.rows.iter().find(|row| row.band == Some(y)) {
            return Hit::Band(row.row);
        }
        let row = self.rows.iter().find(|row| y >= row.y && y < row.y + row.height);
        match (row, column) {
            (Some(row), Some(column)) => Hit::Cell { row: row.row, column: column.column },
            _ => Hit::Nothing,
        }
    }

    /// The cell nearest to a place on the screen, for a drag that leaves the grid.
    #[must_use]
    pub fn nearest(&self, x: u16, y: u16) -> Option<(usize, usize)> {
        let row = self.rows.iter().rev().find(|row| row.band.unwrap_or(row.y) <= y).or(self.rows.first())?;
        let at = x.saturating_sub(self.area.x);
        let column = self.placed.columns.iter().rev().find(|placed| placed.x <= at).or(self.placed.columns.first())?;
        Some((row.row, column.column))
    }

    /// Where an open cell's field is drawn before it grows, and how far it may grow: the area from the cell to the right
    /// and the bottom of the rows. `None` if the cursor's cell is not in view.
    #[must_use]
    pub fn open_area(&self, state: &GridState) -> Option<Area> {
        const COMFORT: u16 = 24;
        let row = self.row(state.row)?;
        let column = self.column(state.column)?;
        let right = self.body.x + self.body.width;
        let wish = column.width.max(COMFORT) + PADDING;
        let width = wish.min(self.body.width);
        let x = (self.area.x + column.x).min(right - width);
        Some(Area { x, y: row.y, width, height: (self.body.y + self.body.height).saturating_sub(row.y) })
    }

    /// The cells and lines that an open cell's field can have: what [`crate::widgets::text_field::TextField::set_room`] wants.
    #[must_use]
    pub fn open_room(&self, state: &GridState) -> (u16, u16) {
        self.open_area(state).map_or((1, 1), |area| (area.width.saturating_sub(1).max(1), self.body.height.max(1)))
    }
}

/// Measures rows; those that the source keeps the heights of only once.
fn blocks<'a>(source: &'a dyn Source, widths: &'a [u16], room: u16) -> impl Fn(usize) -> Block + 'a {
    let kept = source.heights();
    if let Some(heights) = kept {
        heights.ready(widths, room, source.row_cap());
    }
    move |row| {
        let measure = || block(source, widths, row, room);
        kept.map_or_else(measure, |heights| heights.of(row, measure))
    }
}

/// Whether a row has a heading, and its lines: as many as its longest wrapped text, up to the cap and the room.
fn block(source: &dyn Source, widths: &[u16], row: usize, room: u16) -> Block {
    let band = source.band(row).is_some();
    let cap = source.row_cap().min(room.saturating_sub(u16::from(band))).max(1);
    let mut height = 1;
    for (column, &width) in widths.iter().enumerate() {
        if width == 0 || !source.columns()[column].wrap || height == cap {
            continue;
        }
        let cell = source.cell(row, column);
        if cell.text.len() <= usize::from(width) && !cell.text.contains('\n') {
            continue;
        }
        let lines = width::wrap(&cell.text, usize::from(width)).len();
        height = height.max(u16::try_from(lines).unwrap_or(cap)).min(cap);
    }
    (band, height)
}

/// The first row such that it and all down to `last` fit into the room; at least `last` itself.
fn first_fitting(last: usize, room: u16, block: &impl Fn(usize) -> Block) -> usize {
    let lines = |row: usize| {
        let (band, height) = block(row);
        u32::from(band) + u32::from(height)
    };
    let mut first = last;
    let mut used = lines(last);
    while first > 0 {
        used += lines(first - 1);
        if used > u32::from(room) {
            break;
        }
        first -= 1;
    }
    first
}

/// How far up a page goes from a row: the first row of the page that ends with it.
#[must_use]
pub fn page_before(source: &dyn Source, state: &GridState, body: Area, row: usize) -> usize {
    if source.rows() == 0 {
        return 0;
    }
    let widths = columns::widths(source.columns(), state, body.width);
    first_fitting(row, body.height, &blocks(source, &widths, body.height))
}
