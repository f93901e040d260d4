//! The header of a delimited file: which of its columns is which of ours. Reading the rows belongs to `table.rs`.

use super::fault::{Fault, Faults};
use super::mapping::Mapping;
use super::nearest::{did_you_mean, nearest};
use super::table::{Column, Kind, folded};

/// Where the value of a target comes from.
pub(super) enum Source {
    Absent,
    Constant(Vec<u8>),
    Cell(usize),
    Joined { cells: Vec<usize>, separator: String, text: Vec<u8> },
}

fn means(name: &str, column: &Column) -> bool {
    let name = folded(name);
    name == folded(column.name) || column.synonyms.iter().any(|s| folded(s) == name)
}

pub(super) fn is_known(name: &str, kind: Kind, mapping: &Mapping) -> bool {
    let name_folded = folded(name);
    kind.columns().iter().any(|column| means(name, column))
        || mapping.columns.values().chain(mapping.joins.values().flat_map(|join| &join.columns)).any(|mapped| folded(mapped) == name_folded)
}

/// The matching of one header with the columns of a kind.
pub(super) struct Matching<'a> {
    pub(super) header: &'a [String],
    pub(super) columns: &'static [Column],
    pub(super) mapping: &'a Mapping,
    pub(super) faults: &'a mut Faults,
    pub(super) line: u64,
}

impl Matching<'_> {
    /// Where each column comes from, and which named columns of the file are left over.
    pub(super) fn sources(mut self) -> (Vec<Source>, Vec<(usize, String)>) {
        self.no_name_twice();
        let mut used = vec![false; self.header.len()];
        let columns = self.columns;
        let mut sources: Vec<Source> = columns.iter().map(|column| self.mapped(column, &mut used)).collect();
        for (source, column) in sources.iter_mut().zip(columns) {
            if matches!(source, Source::Absent)
                && !self.mapping.without.contains(column.name)
                && let Some(found) = self.by_name(column, &used)
            {
                used[found] = true;
                *source = Source::Cell(found);
            }
        }
        for (source, column) in sources.iter().zip(columns) {
            if matches!(source, Source::Absent) && column.required && !self.mapping.columns.contains_key(column.name) {
                self.missing(column);
            }
        }
        let extra = self.extra(&used);
        (sources, extra)
    }

    fn no_name_twice(&mut self) {
        for (i, name) in self.header.iter().enumerate() {
            let line = self.line;
            if !name.is_empty() && self.header[..i].iter().any(|before| folded(before) == folded(name)) {
                self.faults.fault(|| {
                    Fault::new("column-twice")
                        .line(line)
                        .cell("column", name)
                        .says("stands twice in the header", "rename or remove one of the two")
                });
            }
        }
    }

    fn find(&mut self, name: &str, target: &str) -> Option<usize> {
        let found = self.header.iter().position(|seen| folded(seen) == folded(name));
        if found.is_none() {
            let (header, line) = (self.header, self.line);
            self.faults.fault(|| {
                let near = did_you_mean(name, header.iter().map(String::as_str));
                Fault::new("column-missing").line(line).cell("column", name).says(
                    format!("the mapping takes '{target}' from it, and the file does not have it{near}"),
                    format!("the file has {}", header.join(", ")),
                )
            });
        }
        found
    }

    fn mapped(&mut self, column: &Column, used: &mut [bool]) -> Source {
        if let Some(constant) = self.mapping.constants.get(column.name) {
            return Source::Constant(constant.clone().into_bytes());
        }
        if let Some(name) = self.mapping.columns.get(column.name) {
            let Some(found) = self.find(name, column.name) else { return Source::Absent };
            used[found] = true;
            return Source::Cell(found);
        }
        if let Some(join) = self.mapping.joins.get(column.name) {
            let cells: Vec<usize> = join.columns.iter().filter_map(|name| self.find(name, column.name)).collect();
            for found in &cells {
                used[*found] = true;
            }
            return Source::Joined { cells, separator: join.separator.clone(), text: Vec::new() };
        }
        Source::Absent
    }

    /// As [`Matching::sources`], but only which column of the file each of ours is.
    pub(super) fn cells(self) -> Vec<Option<usize>> {
        let sources = self.sources().0;
        sources.iter().map(|source| if let Source::Cell(cell) = source { Some(*cell) } else { None }).collect()
    }

    fn by_name(&mut self, column: &Column, used: &[bool]) -> Option<usize> {
        let free = |name: &str| self.header.iter().zip(used).position(|(seen, used)| !used && folded(seen) == folded(name));
        if let Some(own) = free(column.name) {
            return Some(own);
        }
        // Two synonyms may be one word to us, as 'caseworker' and 'case_worker' are.
        let mut found: Vec<usize> = column.synonyms.iter().filter_map(|name| free(name)).collect();
        found.sort_unstable();
        found.dedup();
        if let [first, second, ..] = found[..] {
            let (header, line) = (self.header, self.line);
            self.faults.fault(|| {
                Fault::new("column-ambiguous").line(line).cell("column", &header[first]).says(
                    format!("and '{}' can both be '{}'", header[second], column.name),
                    format!("rename one, or say in a mapping which is {}", column.name),
                )
            });
        }
        found.first().copied()
    }

    fn missing(&mut self, column: &Column) {
        let (header, line) = (self.header, self.line);
        self.faults.fault(|| {
            let near = nearest(column.name, header.iter().map(String::as_str));
            let remedy = near.map_or_else(
                || format!("add it, or name it in a mapping under [columns]: {} = \"...\"", column.name),
                |near| format!("is it '{near}'? Rename that to {}", column.name),
            );
            Fault::new("column-missing")
                .line(line)
                .cell("column", column.name)
                .says(format!("is missing ({}); the file has {}", column.says, header.join(", ")), remedy)
        });
    }

    fn extra(&self, used: &[bool]) -> Vec<(usize, String)> {
        let ignored = |name: &str| self.mapping.ignore.iter().any(|i| folded(i) == folded(name));
        let columns = self.header.iter().zip(used).enumerate();
        let extra = columns.filter(|(_, (name, used))| !**used && !name.is_empty() && !ignored(name));
        extra.map(|(at, (name, _))| (at, name.clone())).collect()
    }
}
