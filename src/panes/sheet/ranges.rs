//! Ranges of cells: cleared, copied out and pasted in as tab-separated text.

use std::collections::HashSet;

use super::{Sheet, Slot, Table, capital, write};
use crate::command::{Context, Effect};
use crate::domain::tsv;

impl Sheet {
    /// Empties the selected cells that can be empty.
    pub(super) fn clear(&mut self, table: &dyn Table, cx: &Context) -> Vec<Effect> {
        let cells = self.selected(table);
        let slots: Vec<Slot> = cells.iter().flatten().filter_map(|(row, column)| table.slot(*row, *column)).collect();
        if slots.is_empty() {
            return vec![Effect::Refuse(table.fixed(self.grid.row, self.grid.column))];
        }
        let mut edits = Vec::new();
        for slot in slots.iter().filter(|slot| !slot.text.is_empty()) {
            match table.meant(slot, "") {
                Ok(meant) => edits.extend(meant.edits),
                Err(why) => return vec![Effect::Refuse(why)],
            }
        }
        if edits.is_empty() {
            return Vec::new();
        }
        let words =
            if let [slot] = slots.as_slice() { format!("{} cleared", slot.words) } else { format!("{} cells cleared", edits.len()) };
        vec![write(words, cx.book.seen, edits)]
    }

    pub(super) fn copy(&self, table: &dyn Table) -> Effect {
        let text = |(row, column): &(usize, usize)| {
            table.slot(*row, *column).map_or_else(|| table.cell(*row, *column).text.trim().to_owned(), |slot| slot.text)
        };
        let rows: Vec<Vec<String>> = self.selected(table).iter().map(|row| row.iter().map(text).collect()).collect();
        let cells: usize = rows.iter().map(Vec::len).sum();
        if cells == 1 {
            return Effect::Copy { text: rows.concat().concat(), what: "the cell".to_owned() };
        }
        Effect::Copy { text: tsv::to_tsv(&rows), what: format!("{cells} cells") }
    }

    /// Puts a range of cells in, from the cursor on; one cell fills the whole selection. A change of all or nothing.
    pub(super) fn paste(&mut self, text: &str, table: &dyn Table, cx: &Context) -> Vec<Effect> {
        let pasted = tsv::parse_tsv(text);
        let single = matches!(pasted.as_slice(), [row] if row.len() == 1);
        let columns = table.columns().len();
        let shown = self.grid.shown(columns);
        let range = self.grid.range();
        let targets: Vec<(usize, usize, &str)> = if single {
            self.selected(table).concat().into_iter().map(|(row, column)| (row, column, pasted[0][0].as_str())).collect()
        } else {
            let from = shown.iter().position(|&column| column == range.left).unwrap_or(0);
            let at = |(down, cells): (usize, &'_ Vec<String>)| -> Vec<(usize, usize, usize)> {
                (0..cells.len()).filter_map(|right| Some((range.top + down, *shown.get(from + right)?, right))).collect()
            };
            let places = pasted.iter().enumerate().flat_map(|(down, cells)| at((down, cells)).into_iter().map(move |place| (down, place)));
            places
                .filter(|(_, (row, ..))| *row < table.rows())
                .map(|(down, (row, column, right))| (row, column, pasted[down][right].as_str()))
                .collect()
        };
        let mut edits = Vec::new();
        let mut touched = HashSet::new();
        let mut words = String::new();
        for (row, column, text) in targets {
            let Some(slot) = table.slot(row, column) else {
                if text.trim().is_empty() {
                    continue;
                }
                return vec![Effect::Refuse(format!("Nothing was pasted. {}", table.fixed(row, column)))];
            };
            let text = text.trim_end();
            if slot.text == text {
                continue;
            }
            match table.meant(&slot, text) {
                Ok(meant) => edits.extend(meant.edits),
                Err(why) => return vec![Effect::Refuse(format!("Nothing was pasted. {}: {why}", capital(&slot.words)))],
            }
            touched.insert((row, column));
            words = slot.words;
        }
        if edits.is_empty() {
            return vec![Effect::Say("Nothing was changed: the cells say this already".to_owned())];
        }
        let words = if touched.len() == 1 { words } else { format!("{} cells pasted", touched.len()) };
        vec![write(words, cx.book.seen, edits)]
    }

    /// The selected cells, row by row.
    fn selected(&self, table: &dyn Table) -> Vec<Vec<(usize, usize)>> {
        let range = self.grid.range();
        let columns = self.grid.selected_columns(table.columns().len());
        let last = (range.bottom + 1).min(table.rows());
        (range.top..last).map(|row| columns.iter().map(|column| (row, *column)).collect()).collect()
    }
}
