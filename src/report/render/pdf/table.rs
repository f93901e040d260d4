//! Rows of cells down pages: heads stand again on each page, a row higher than a page is cut between its lines. Data tables
//! and forms differ only in what they are made of.

use super::flow::Flow;
use super::page::{Ink, Role, Style, Thing};
use crate::report::render::layout::{Face, Grid, MARGIN, PADDING, lines::lines};

/// Above and below the text of a cell.
const AIR: f32 = 3.2;

/// A cell with its place in the row.
pub struct Block {
    /// From the left of the table.
    pub x: f32,
    /// Its width, padding included.
    pub width: f32,
    /// Room before and after its text.
    pub inset: (f32, f32),
    /// Its lines.
    pub lines: Vec<String>,
    /// How they look.
    pub style: Style,
    /// Whether they are set to the right.
    pub right: bool,
    /// Whether they stand at the foot of the cell.
    pub low: bool,
    /// Whether there is shade behind them.
    pub shaded: bool,
    /// What the cell is.
    pub role: Role,
}

impl Block {
    fn height(&self) -> f32 {
        self.lines.len() as f32 * self.style.leading
    }
}

/// A row.
pub struct Row {
    /// Its cells.
    pub cells: Vec<Block>,
    /// It is this high at least.
    pub least: f32,
}

impl Row {
    /// How high it is.
    pub fn height(&self) -> f32 {
        let text = self.cells.iter().map(Block::height).fold(0.0, f32::max);
        (text + 2.0 * AIR).max(self.least)
    }

    fn is_label(&self) -> bool {
        self.cells.iter().all(|cell| cell.shaded)
    }

    fn lines(&self) -> usize {
        self.cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0)
    }

    fn leading(&self) -> f32 {
        self.cells.iter().map(|cell| cell.style.leading).fold(1.0, f32::max)
    }
}

/// Rows with their heads.
pub struct Rows {
    /// What the table is about.
    pub says: String,
    /// The rows that stand again on each page.
    pub heads: Vec<Row>,
    /// The others.
    pub body: Vec<Row>,
    /// How wide it is.
    pub width: f32,
    /// Whether each cell has a border, as in a form.
    pub boxed: bool,
}

impl Rows {
    /// Of a data table.
    pub fn of(grid: &Grid, says: &str, room: f32) -> Rows {
        let fit = grid.fit(room);
        let starts: Vec<f32> = fit.widths.iter().scan(0.0, |x, width| Some(std::mem::replace(x, *x + width))).collect();
        let block = |at: usize, text: &str, head: bool| {
            let face = if head { Face::Bold } else { Face::Regular };
            let ink = if head { Ink::Accent } else { Ink::Text };
            let style = Style { face, size: fit.size, leading: fit.size * 1.34, ink };
            let width = fit.widths[at];
            // The outer edges of a table stand under those of the text above it.
            let before = if at == 0 { 0.0 } else { PADDING + grid.gap(at) };
            let inset = (before, if at + 1 == fit.widths.len() { 0.0 } else { PADDING });
            Block {
                x: starts[at],
                width,
                inset,
                lines: lines(text, face, fit.size, width - inset.0 - inset.1).into_iter().map(str::to_owned).collect(),
                style,
                right: grid.right[at],
                low: head,
                shaded: false,
                role: if head { Role::ColumnHead(1) } else { Role::Cell(1) },
            }
        };
        let row =
            |texts: &[String], head| Row { cells: texts.iter().enumerate().map(|(at, text)| block(at, text, head)).collect(), least: 0.0 };
        Rows {
            says: says.to_owned(),
            heads: vec![row(&grid.heads, true)],
            body: grid.rows.iter().map(|texts| row(texts, false)).collect(),
            width: fit.widths.iter().sum(),
            boxed: false,
        }
    }

    fn head_height(&self) -> f32 {
        self.heads.iter().map(Row::height).sum()
    }

    /// How much of it must stand together at its beginning.
    pub fn start(&self) -> f32 {
        self.head_height() + self.body.iter().take(2).map(|row| row.height().min(60.0)).sum::<f32>()
    }

    /// Lays it out.
    pub fn place(&self, flow: &mut Flow) {
        flow.keep(self.start());
        let table = flow.pages.tag(0, Role::Table(self.says.clone()));
        if !self.heads.is_empty() {
            let heads = flow.pages.tag(table, Role::Heads);
            for row in &self.heads {
                let of = flow.pages.tag(heads, Role::Row);
                let tags = cells(flow, row, of);
                self.slice(flow, row, (0, row.lines()), Some(&tags));
            }
            self.head_rule(flow);
        }
        let body = flow.pages.tag(table, Role::Rows);
        for (at, row) in self.body.iter().enumerate() {
            let of = flow.pages.tag(body, Role::Row);
            let tags = cells(flow, row, of);
            // The last row is not left alone, nor a label without what it is the label of.
            let next = self.body.get(at + 1).filter(|_| row.is_label() || at + 2 == self.body.len() && at > 1);
            self.row(flow, row, next.map_or(0.0, Row::height), &tags);
        }
    }

    /// A row on this page, on the next, or cut over several; `with` is the height of what must not stand alone after it.
    fn row(&self, flow: &mut Flow, row: &Row, with: f32, tags: &[usize]) {
        let (height, leading) = (row.height(), row.leading());
        let whole = flow.full() - self.head_height();
        // What would leave too much of a page empty is rather cut.
        let moves = height <= whole && (height <= whole * 0.4 || flow.left() < whole * 0.2);
        let with = if height + with <= whole * 0.4 { with } else { 0.0 };
        if height + with > flow.left() && moves {
            self.again(flow);
        }
        let (mut from, until) = (0, row.lines());
        loop {
            let left = flow.left();
            let rest = ((until - from) as f32 * leading + 2.0 * AIR).max(if from == 0 { row.least } else { 0.0 });
            if rest <= left + 0.01 {
                self.slice(flow, row, (from, until), Some(tags));
                return;
            }
            let fit = ((left - 2.0 * AIR).max(0.0) / leading + 0.001) as usize;
            if fit < 2 && !self.is_top(flow) {
                self.again(flow);
                continue;
            }
            let take = fit.clamp(1, (until - from).max(1));
            self.slice(flow, row, (from, (from + take).min(until)), Some(tags));
            from += take;
            if from >= until {
                return;
            }
            self.again(flow);
        }
    }

    fn is_top(&self, flow: &Flow) -> bool {
        flow.left() >= flow.full() - self.head_height() - 1.0
    }

    /// A new page with the heads again, which are not read a second time.
    fn again(&self, flow: &mut Flow) {
        flow.next_page();
        for row in &self.heads {
            self.slice(flow, row, (0, row.lines()), None);
        }
        if !self.heads.is_empty() {
            self.head_rule(flow);
        }
    }

    fn head_rule(&self, flow: &mut Flow) {
        if !self.boxed {
            let y = flow.y();
            flow.rule((MARGIN, y), (MARGIN + self.width, y), 1.0, Ink::Accent);
        }
    }

    /// Some lines of a row at the place where the flow is.
    fn slice(&self, flow: &mut Flow, row: &Row, (from, until): (usize, usize), tags: Option<&[usize]>) {
        let (top, whole) = (flow.y(), from == 0 && until == row.lines());
        let high = |cell: &Block| cell.lines.len().min(until).saturating_sub(from) as f32 * cell.style.leading;
        let text = row.cells.iter().map(high).fold(0.0, f32::max);
        let height = if whole { row.height() } else { text + 2.0 * AIR };
        for cell in row.cells.iter().filter(|cell| cell.shaded) {
            flow.put(Thing::Fill([MARGIN + cell.x, top, cell.width, height], Ink::Shade));
        }
        for (at, cell) in row.cells.iter().enumerate() {
            let mut y = top + AIR + if cell.low { height - 2.0 * AIR - high(cell) } else { 0.0 };
            for line in cell.lines.iter().take(until).skip(from) {
                let (before, after) = cell.inset;
                let pushed =
                    if cell.right { cell.width - before - after - cell.style.face.width(line.trim_end(), cell.style.size) } else { 0.0 };
                let x = MARGIN + cell.x + before + pushed;
                flow.write((x, y), cell.style, line, tags.map(|tags| tags[at]));
                y += cell.style.leading;
            }
        }
        let (left, right, foot) = (MARGIN, MARGIN + self.width, top + height);
        if self.boxed {
            flow.rule((left, top), (right, top), 0.6, Ink::Line);
            flow.rule((left, foot), (right, foot), 0.6, Ink::Line);
            for x in row.cells.iter().map(|cell| MARGIN + cell.x).chain([right]) {
                flow.rule((x, top), (x, foot), 0.6, Ink::Line);
            }
        } else if tags.is_some() && !row.cells.iter().any(|cell| cell.low) {
            flow.rule((left, foot), (right, foot), 0.4, Ink::Rule);
        }
        flow.down(height);
    }
}

fn cells(flow: &mut Flow, row: &Row, of: usize) -> Vec<usize> {
    row.cells.iter().map(|cell| flow.pages.tag(of, cell.role.clone())).collect()
}
