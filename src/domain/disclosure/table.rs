//! A table of counts with its sums: which of its figures are hidden. Sums are figures too: a small one is hidden like a cell.

use super::net::{Arc, Net};

/// A table of counts. Its sums are published with it; a place without a count is empty.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The rows.
    pub cells: Vec<Vec<Option<u64>>>,
}

/// What is hidden of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mask {
    /// The cells.
    pub cells: Vec<Vec<bool>>,
    /// The sums of the rows.
    pub rows: Vec<bool>,
    /// The sums of the columns.
    pub columns: Vec<bool>,
    /// The sum of all.
    pub total: bool,
}

/// A table as a network: rows, columns, and the numbers of the arcs.
struct Laid {
    net: Net,
    cells: Vec<Vec<Option<usize>>>,
    rows: Vec<usize>,
    columns: Vec<usize>,
    total: usize,
}

impl Table {
    fn width(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0)
    }

    fn lay(&self, smallest: u64, mask: Option<&Mask>) -> Laid {
        let mut net = Net::default();
        let (source, sink) = (net.node(), net.node());
        let rows: Vec<usize> = self.cells.iter().map(|_| net.node()).collect();
        let columns: Vec<usize> = (0..self.width()).map(|_| net.node()).collect();
        let mut add = |from, to, value: u64, hidden: Option<bool>| {
            let small = value > 0 && value < smallest;
            net.arc(Arc {
                // A zero is always said, so what is hidden is at least one; and a reader knows that.
                low: u64::from(value > 0),
                high: if value == 0 { 0 } else { super::net::LARGE },
                hidden: hidden.unwrap_or(small),
                stays: value == 0,
                reach: if small { smallest } else { 0 },
                ..Arc::figure(from, to, value)
            })
        };
        let sum_of = |row: &Vec<Option<u64>>| row.iter().flatten().sum::<u64>();
        let column = |at: usize| self.cells.iter().filter_map(|row| row.get(at).copied().flatten()).sum::<u64>();
        let sums = self.cells.iter().zip(&rows).enumerate();
        let row_sums = sums.map(|(at, (row, node))| add(source, *node, sum_of(row), mask.map(|m| m.rows[at]))).collect();
        let column_sums = columns.iter().enumerate().map(|(at, node)| add(*node, sink, column(at), mask.map(|m| m.columns[at]))).collect();
        let total = add(sink, source, self.cells.iter().map(sum_of).sum(), mask.map(|m| m.total));
        let mut cells = Vec::new();
        for (r, row) in self.cells.iter().enumerate() {
            let one = |(c, value): (usize, &Option<u64>)| value.map(|value| add(rows[r], columns[c], value, mask.map(|m| m.cells[r][c])));
            cells.push(row.iter().enumerate().map(one).collect());
        }
        Laid { net, cells, rows: row_sums, columns: column_sums, total }
    }

    /// What has to be hidden so that no count from 1 to `smallest - 1` is published or can be worked out, and none that is hidden
    /// can be worked out exactly.
    #[must_use]
    pub fn mask(&self, smallest: u64) -> Mask {
        let mut laid = self.lay(smallest, None);
        laid.net.protect();
        let hidden = |at: &usize| laid.net.is_hidden(*at);
        Mask {
            cells: laid.cells.iter().map(|row| row.iter().map(|at| at.is_some_and(|at| hidden(&at))).collect()).collect(),
            rows: laid.rows.iter().map(hidden).collect(),
            columns: laid.columns.iter().map(hidden).collect(),
            total: hidden(&laid.total),
        }
    }

    /// The least and the greatest value that the cells can have, for a reader of what is not hidden; none where there is no count.
    #[must_use]
    pub fn ranges(&self, mask: &Mask) -> Vec<Vec<Option<(u64, u64)>>> {
        let laid = self.lay(0, Some(mask));
        let range = |at: &Option<usize>| {
            at.map(|at| if laid.net.is_hidden(at) { laid.net.range(at) } else { (laid.net.arcs[at].value, laid.net.arcs[at].value) })
        };
        laid.cells.iter().map(|row| row.iter().map(range).collect()).collect()
    }

    /// How many hidden figures a reader can work out: exactly, or that they lie below `smallest` though they do.
    #[must_use]
    pub fn recoverable(&self, mask: &Mask, smallest: u64) -> usize {
        let laid = self.lay(smallest, Some(mask));
        (0..laid.net.arcs.len()).filter(|at| laid.net.is_hidden(*at) && !laid.net.is_protected(*at)).count()
    }
}

impl Mask {
    /// How many figures are hidden.
    #[must_use]
    pub fn count(&self) -> usize {
        let cells = self.cells.iter().flatten().filter(|hidden| **hidden).count();
        let sums = self.rows.iter().chain(&self.columns).chain([&self.total]).filter(|hidden| **hidden).count();
        cells + sums
    }
}
