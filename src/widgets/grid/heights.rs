//! The heights of rows as they were measured: what stands beside rows that do not change from key to key. Whoever owns the
//! rows owns these, and throws both away together.

use std::cell::RefCell;

/// What a row's height is measured for: the widths of the columns, the lines of the room, the most lines of a row.
type For = (Vec<u16>, u16, u16);

/// Whether a row has a heading, and its lines.
pub(super) type Block = (bool, u16);

/// The heights of rows, as far as they have been asked for.
#[derive(Clone, Debug, Default)]
pub struct Heights(RefCell<(For, Vec<Option<Block>>)>);

impl Heights {
    /// Makes ready for a layout: what was measured for another one is forgotten.
    pub(super) fn ready(&self, widths: &[u16], room: u16, cap: u16) {
        let mut known = self.0.borrow_mut();
        if known.0.0 != widths || (known.0.1, known.0.2) != (room, cap) {
            *known = ((widths.to_vec(), room, cap), Vec::new());
        }
    }

    /// A row's height, measured only once.
    pub(super) fn of(&self, row: usize, measure: impl FnOnce() -> Block) -> Block {
        if let Some(Some(block)) = self.0.borrow().1.get(row) {
            return *block;
        }
        let block = measure();
        let blocks = &mut self.0.borrow_mut().1;
        if blocks.len() <= row {
            blocks.resize(row + 1, None);
        }
        blocks[row] = Some(block);
        block
    }
}
