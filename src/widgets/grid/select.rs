//! The selected range of a grid: from the anchor to the cursor, both included.

use super::GridState;

/// A rectangle of cells, both ends included. Hidden columns lie in it but are no part of a copy or a paste:
/// ask [`GridState::shown`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// First row.
    pub top: usize,
    /// Last row.
    pub bottom: usize,
    /// First column.
    pub left: usize,
    /// Last column.
    pub right: usize,
}

impl Range {
    /// Whether a cell lies in it.
    #[must_use]
    pub fn contains(self, row: usize, column: usize) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// Whether it is a single cell.
    #[must_use]
    pub fn is_single(self) -> bool {
        self.top == self.bottom && self.left == self.right
    }
}

impl GridState {
    /// The selected range; the cursor's cell if nothing else is selected.
    #[must_use]
    pub fn range(&self) -> Range {
        let (row, column) = self.anchor.unwrap_or((self.row, self.column));
        Range { top: row.min(self.row), bottom: row.max(self.row), left: column.min(self.column), right: column.max(self.column) }
    }

    /// The selected columns that are not hidden.
    #[must_use]
    pub fn selected_columns(&self, columns: usize) -> Vec<usize> {
        let range = self.range();
        self.shown(columns).into_iter().filter(|column| (range.left..=range.right).contains(column)).collect()
    }
}
