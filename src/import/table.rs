//! A delimited file with a header: which column is which, by name, synonym or mapping. What the cells mean belongs to the
//! reader of each kind.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Read, Seek};

use super::decode;
use super::fault::{Fault, Faults};
use super::header::{Matching, Source};
use super::mapping::Mapping;
use super::opened::{self, Opened};
use super::rows::{Next, Rows};
use super::totals::{self, Words};
use super::workbook::{ALL_ROWS, Text};
use super::{Progress, Refused, answers, instrument_csv, places, population, published, ratings, scans, trends};

/// A column that an import reads.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its own name.
    pub name: &'static str,
    /// Other names for it. Case, blanks, `_`, `-` and `.` do not count.
    pub synonyms: &'static [&'static str],
    /// Whether the import cannot do without it.
    pub required: bool,
    /// What belongs in it, in a few words.
    pub says: &'static str,
}

/// The kinds of delimited file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Questions of an instrument.
    Instrument,
    /// Offices with their regions.
    Offices,
    /// Workers with their supervisors.
    People,
    /// Answers of case reviews.
    Answers,
    /// Results published elsewhere.
    Published,
    /// Cases that a sample is drawn from.
    Population,
    /// QA scans.
    Scans,
    /// Ratings, a row for each.
    Ratings,
    /// Values of trend indicators.
    Trends,
    /// Ratings, a row for each case: what [`Kind::Ratings`] becomes by its header.
    RatingsByCase,
}

impl Kind {
    /// Its columns.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Kind::Instrument => instrument_csv::COLUMNS,
            Kind::Offices => places::OFFICE_COLUMNS,
            Kind::People => places::PEOPLE_COLUMNS,
            Kind::Answers => answers::COLUMNS,
            Kind::Published => published::COLUMNS,
            Kind::Population => population::COLUMNS,
            Kind::Scans => scans::COLUMNS,
            Kind::Ratings => ratings::COLUMNS,
            Kind::Trends => trends::COLUMNS,
            Kind::RatingsByCase => ratings::WIDE,
        }
    }
}

impl Kind {
    /// More rows than an agency has of it; every row costs memory until the file is taken in. Answers are packed while they are read,
    /// and a list of cases has a limit of its own.
    const fn most_rows(self) -> u64 {
        match self {
            Kind::Instrument => 10_000,
            Kind::Offices | Kind::People => 50_000,
            Kind::Published | Kind::Trends | Kind::Scans => 200_000,
            Kind::Answers | Kind::Ratings | Kind::RatingsByCase | Kind::Population => u64::MAX,
        }
    }
}

/// A column name without what does not count in it.
#[must_use]
pub fn folded(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.')).flat_map(char::to_lowercase).collect()
}

/// A file being read row by row. Targets are indices into the columns of its kind.
pub(super) struct Table<R> {
    rows: Rows<Text<R>>,
    width: usize,
    sources: Vec<Source>,
    joins: bool,
    values: Vec<Option<HashMap<String, String>>>,
    /// Targets and the words whose rows are left out.
    skips: Vec<(usize, Vec<String>)>,
    /// Targets in which rows of totals are known by their words.
    sums: Vec<(usize, Words)>,
    /// Rows given so far.
    read: u64,
    columns: &'static [Column],
    kind: Kind,
    /// Columns that may be items of [`Kind::RatingsByCase`], with their names.
    items: Vec<(usize, String)>,
}

impl<R: Read + Seek> Table<R> {
    /// Looks the file through, reads its header and matches its columns. `None` if it has faults; they are in `faults`.
    pub(super) fn open(
        reader: R,
        kind: Kind,
        mapping: &Mapping,
        faults: &mut Faults,
        progress: Progress<'_>,
    ) -> Result<Option<Table<R>>, Refused> {
        let opened = opened::open(reader, kind, mapping, ALL_ROWS, faults, progress)?;
        Ok(opened.and_then(|opened| Table::over(opened, kind, mapping, faults)))
    }

    fn over(opened: Opened<R>, kind: Kind, mapping: &Mapping, faults: &mut Faults) -> Option<Table<R>> {
        let Opened { rows, names: header, line, flawed } = opened;
        let kind = if kind == Kind::Ratings && ratings::is_wide(&header, mapping) { Kind::RatingsByCase } else { kind };
        let columns = kind.columns();
        let matching = Matching { header: &header, columns, mapping, faults, line };
        let (sources, mut items) = matching.sources();
        if kind != Kind::RatingsByCase {
            not_read(items.drain(..).map(|(_, name)| name), line, faults);
        }
        let used = |column: u32| {
            items.iter().any(|(cell, _)| *cell == column as usize)
                || sources.iter().any(|source| match source {
                    Source::Cell(cell) => *cell == column as usize,
                    Source::Joined { cells, .. } => cells.contains(&(column as usize)),
                    Source::Absent | Source::Constant(_) => false,
                })
        };
        for cell in flawed.iter().filter(|cell| used(cell.column)) {
            let name = header.get(cell.column as usize).map_or("", String::as_str);
            faults.fault(|| cell.fault(name));
        }
        let values = columns.iter().map(|column| mapping.values.get(column.name).cloned()).collect();
        let joins = sources.iter().any(|source| matches!(source, Source::Joined { .. }));
        let skips = columns.iter().enumerate().filter_map(|(at, column)| Some((at, mapping.skip.get(column.name)?.clone()))).collect();
        let sums = totals::columns(kind).iter().copied().filter(|(at, _)| matches!(sources[*at], Source::Cell(_))).collect();
        let read = 0;
        faults.is_clean().then_some(Table { rows, width: header.len(), sources, joins, values, skips, sums, read, columns, kind, items })
    }
}

/// Says which columns are passed over.
pub(super) fn not_read(names: impl Iterator<Item = String>, line: u64, faults: &mut Faults) {
    let names: Vec<String> = names.collect();
    if !names.is_empty() {
        faults.warn(|| {
            Fault::new("column-extra").line(line).says(format!("not read: {}", names.join(", ")), "nothing, if they are not needed")
        });
    }
}

/// Says that a row was left out, and why.
pub(super) fn left_out(column: &str, raw: &[u8], why: &str, line: u64, faults: &mut Faults) {
    let text = String::from_utf8_lossy(raw).trim().to_owned();
    faults.warn(|| {
        Fault::new("row-total")
            .line(line)
            .cell(column, &text)
            .says(format!("a row of totals, left out: {why}"), "nothing, if that is meant")
    });
}

fn too_many(most: u64, line: u64, faults: &mut Faults) {
    faults.fault(|| {
        let remedy = "check that it is the right file; a longer list can come in several files";
        Fault::new("list-long").line(line).says(format!("the file has more than {most} rows"), remedy)
    });
}

pub(super) fn open_quote(faults: &mut Faults, line: u64) {
    faults.fault(|| {
        Fault::new("quote-open")
            .line(line)
            .says("a quotation mark opens in this row and never closes", "close it, or double it if it is part of the text")
    });
}

impl<R: Read> Table<R> {
    /// Moves to the next row that has as many cells as the header; others are faults.
    pub(super) fn next(&mut self, faults: &mut Faults) -> Result<bool, Refused> {
        loop {
            match self.rows.next().map_err(|e| decode::unreadable(faults, e))? {
                Next::Row if self.rows.len() == self.width => {
                    if self.joins {
                        self.join();
                    }
                    if self.is_sum(faults) || (!self.skips.is_empty() && self.is_skipped(faults)) {
                        continue;
                    }
                    self.read += 1;
                    if self.read > self.kind.most_rows() {
                        too_many(self.kind.most_rows(), self.rows.line(), faults);
                        return Ok(false);
                    }
                    return Ok(true);
                }
                Next::Row => {
                    let (line, found, width) = (self.rows.line(), self.rows.len(), self.width);
                    faults.fault(|| {
                        Fault::new("row-ragged").line(line).says(
                            format!("has {found} cells, the header has {width}"),
                            "put a text that has a delimiter or a quotation mark in quotation marks",
                        )
                    });
                }
                Next::End => return Ok(false),
                Next::OpenQuote(line) => {
                    open_quote(faults, line);
                    return Ok(false);
                }
            }
        }
    }

    /// Whether the current row sums up others: by its words, or as a group's where what a row needs is empty.
    #[inline]
    fn is_sum(&self, faults: &mut Faults) -> bool {
        for (target, words) in &self.sums {
            let raw = self.raw(*target);
            if totals::is_sum(raw, *words) || (totals::may_sum_group(raw) && self.lacks()) {
                left_out(self.columns[*target].name, raw, "it sums up others", self.line(), faults);
                return true;
            }
        }
        let first = self.rows.cell(0);
        if totals::is_sum(first, Words::Places) && self.lacks() {
            left_out("the first column", first, "it sums up others", self.line(), faults);
            return true;
        }
        false
    }

    /// Whether a column that must be filled is empty in the current row.
    fn lacks(&self) -> bool {
        let columns = self.columns.iter().enumerate().filter(|(at, column)| column.required && self.has(*at));
        columns.map(|(at, _)| at).any(|at| self.raw(at).trim_ascii().is_empty())
    }

    fn is_skipped(&self, faults: &mut Faults) -> bool {
        for (target, words) in &self.skips {
            let text = String::from_utf8_lossy(self.raw(*target));
            if words.contains(&text.trim().to_lowercase()) {
                faults.warn(|| {
                    Fault::new("row-skipped")
                        .line(self.line())
                        .cell(self.columns[*target].name, text.trim())
                        .says("left out, as the mapping says", "nothing, if that is meant")
                });
                return true;
            }
        }
        false
    }

    fn join(&mut self) {
        for source in &mut self.sources {
            if let Source::Joined { cells, separator, text } = source {
                text.clear();
                for (i, cell) in cells.iter().enumerate() {
                    if i > 0 {
                        text.extend_from_slice(separator.as_bytes());
                    }
                    text.extend_from_slice(self.rows.cell(*cell).trim_ascii());
                }
            }
        }
    }
}

impl<R> Table<R> {
    /// The line of the current row.
    pub(super) fn line(&self) -> u64 {
        self.rows.line()
    }

    /// Columns that may be items, with their names; some only in a list with a row for each case.
    pub(super) fn items(&self) -> &[(usize, String)] {
        &self.items
    }

    /// Whether each row is a case with all its ratings.
    pub(super) fn is_by_case(&self) -> bool {
        self.kind == Kind::RatingsByCase
    }

    /// The bytes of a cell of the current row, whatever it is the source of.
    pub(super) fn cell(&self, cell: usize) -> &[u8] {
        self.rows.cell(cell)
    }

    /// Bytes read so far.
    pub(super) fn done(&self) -> u64 {
        self.rows.done()
    }

    /// Whether a target has a source.
    pub(super) fn has(&self, target: usize) -> bool {
        !matches!(self.sources[target], Source::Absent)
    }

    /// Whether words of a target are mapped, the empty one perhaps too.
    #[inline]
    pub(super) fn maps_values(&self, target: usize) -> bool {
        self.values[target].is_some()
    }

    /// The bytes of a target in the current row, before the mapping of values.
    #[inline]
    pub(super) fn raw(&self, target: usize) -> &[u8] {
        match &self.sources[target] {
            Source::Cell(cell) => self.rows.cell(*cell),
            Source::Absent => &[],
            Source::Constant(text) | Source::Joined { text, .. } => text,
        }
    }

    /// What raw bytes of a target mean: trimmed, and the mapping of values applied.
    pub(super) fn meaning<'a>(&'a self, target: usize, raw: &'a [u8]) -> Cow<'a, str> {
        let text = match String::from_utf8_lossy(raw) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        match &self.values[target] {
            Some(words) => words.get(&text.to_lowercase()).map_or(text, |word| Cow::Borrowed(word.as_str())),
            None => text,
        }
    }

    /// The value of a target in the current row.
    pub(super) fn text(&self, target: usize) -> Cow<'_, str> {
        self.meaning(target, self.raw(target))
    }

    /// A code, name or id of the current row; a control or direction character in it is a fault, and so is more than
    /// 200 characters.
    pub(super) fn name(&self, target: usize, faults: &mut Faults) -> Option<String> {
        let text = self.text(target);
        named(&text, self.columns[target].name, self.line(), faults)
    }

    /// The same, and it must be there.
    pub(super) fn needed(&self, target: usize, faults: &mut Faults) -> Option<String> {
        let text = self.text(target);
        if text.is_empty() {
            let column = self.columns[target];
            faults.fault(|| {
                Fault::new("cell-empty").line(self.line()).cell(column.name, "").says("is empty", format!("fill it in: {}", column.says))
            });
            return None;
        }
        named(&text, self.columns[target].name, self.line(), faults)
    }
}

/// Whether [`named`] would keep it.
pub(super) fn is_fit(text: &str) -> bool {
    text.chars().all(crate::domain::text::is_plain) && text.chars().nth(200).is_none()
}

/// A name fit to be kept: not empty, plain, of at most 200 characters.
fn named(text: &str, column: &str, line: u64, faults: &mut Faults) -> Option<String> {
    if text.is_empty() || !faults.plain(line, column, text) {
        return None;
    }
    if text.chars().nth(200).is_some() {
        faults.fault(|| Fault::new("too-long").line(line).cell(column, text).says("is longer than 200 characters", "shorten it"));
        return None;
    }
    Some(text.to_owned())
}
