//! Reading: the book at opening, counts, which answer belongs to which question. Costs what is shown, never what is in the file.

use std::collections::HashSet;

use rusqlite::Connection;

use super::fault::StoreError;
use super::projection::{columns_of, from_sql};
use super::rollups::damaged;
use super::{Access, Store};
use crate::domain::book::{Book, FileFacts};
use crate::domain::counts::Counts;
use crate::domain::field::{Field, Shape};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, FormUse, Query, Tally};

impl Store {
    /// All records, instruments and counts of the file.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn load(&self) -> Result<Book, StoreError> {
        let mut book = Book::default();
        // One snapshot, so that an editor beside us cannot make counts and records differ.
        let _snapshot = self.conn.unchecked_transaction()?;
        for kind in Kind::ALL.iter().copied().filter(|k| k.is_resident()) {
            load_kind(&self.conn, kind, &mut book)?;
        }
        book.set_tallies(self.tallies()?);
        self.refresh(&mut book)?;
        Ok(book)
    }

    /// Brings the facts about the file up to date: what was seen, undo and redo, last backup.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn refresh(&self, book: &mut Book) -> Result<(), StoreError> {
        book.seen = self.seen()?;
        let (undo, redo) = self.next_undo_redo()?;
        book.facts = FileFacts {
            name: self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
            encrypted: self.encrypted,
            read_only: (self.access != Access::Edit)
                .then(|| self.read_only.clone().unwrap_or_else(|| "it is open for editing in another window".to_owned())),
            last_backup: self.meta_text("last_backup")?,
            who: self.who.words.clone(),
            undo,
            redo,
        };
        Ok(())
    }

    /// Answers what a pane or report asks.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn answer(&self, query: &Query) -> Result<Answer, StoreError> {
        Ok(match query {
            Query::Tallies => Answer::Tallies(self.tallies()?),
            Query::Workers { instrument } => Answer::Workers(self.worker_tallies(*instrument, None)?),
            Query::WorkersOf { instrument, year, office } => Answer::Workers(self.worker_tallies(*instrument, Some((*year, *office)))?),
            Query::History { filter, before, limit } => Answer::History(Box::new(self.history_page(filter, *before, *limit)?)),
            Query::Change { change, limit } => Answer::Change(self.change_file(*change, *limit)?.map(Box::new)),
            Query::Turning { change } => Answer::Turning(self.turning(*change)?.map(Box::new)),
            Query::People => Answer::People(self.people()?),
            Query::Round { round } => Answer::Round(Box::new(self.round_file(*round)?)),
            Query::Case { review } => Answer::Case(self.case_file(*review)?.map(Box::new)),
            Query::Cases { filter, offset, limit } => Answer::Cases(self.cases(filter, *offset, *limit)?),
            Query::Twice { filter } => Answer::Twice(self.twice(filter)?),
            Query::CaseHistory { review } => Answer::CaseHistory(self.case_history(*review)?),
            Query::RoundId { instrument, year, region } => Answer::RoundId(self.round_id(instrument, *year, *region)),
            Query::InstrumentId { instrument, version } => {
                Answer::InstrumentId(self.derived_id("instrument", &[instrument, &version.to_string()]))
            }
            Query::Snapshots { versions } => Answer::Snapshots(self.snapshots(versions)?),
            Query::Forms => Answer::Forms(self.form_uses()?),
            Query::Seats { reviews } => Answer::Seats(self.seats(reviews)?),
            Query::Staffing { forms, year } => Answer::Staffing(self.staffing(forms, *year)?),
            Query::Scans { from, until } => Answer::Scans(self.scans(*from, *until)?),
            Query::Scan { scan } => Answer::Scan(self.scan_file(*scan)?.map(Box::new)),
            Query::ScanTexts { scans } => Answer::ScanTexts(self.scan_texts(scans)?),
            Query::ReviewIds { instrument, year, office, case_id } => {
                let (first, second) = self.review_ids(instrument, *year, *office, case_id);
                Answer::ReviewIds(first, second)
            }
        })
    }

    /// Counts by office: one row for each (instrument version, year, region, office).
    fn tallies(&self) -> Result<Vec<Tally>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "SELECT i.id, r.year, region.id, office.id, r.reviews, r.counts FROM rollup r JOIN instrument i ON i.key = r.instrument
             JOIN region ON region.key = r.region JOIN office ON office.key = r.office",
        )?;
        let open = self.open_rounds()?;
        let mut rows = query.query([])?;
        let mut tallies = Vec::new();
        while let Some(row) = rows.next()? {
            let (instrument, year, region) = (id(row, 0)?, row.get(1)?, id(row, 2)?);
            tallies.push(Tally {
                instrument,
                year,
                region,
                office: id(row, 3)?,
                worker: None,
                supervisor: None,
                provisional: open.contains(&(instrument, year, region)),
                reviews: row.get(4)?,
                counts: row.get_ref(5)?.as_blob().ok().and_then(Counts::from_bytes).ok_or_else(|| damaged("a row of counts"))?,
            });
        }
        Ok(tallies)
    }

    /// Instrument version, year and region of every round that is still open; all versions of a round's instrument.
    fn open_rounds(&self) -> Result<HashSet<(Id, i32, Id)>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "SELECT version.id, r.year, r.region FROM round r JOIN instrument form ON form.id = r.form JOIN instrument version ON version.code = form.code
             WHERE r.status = 'open' AND r.gone IS NOT 1 AND r.year IS NOT NULL AND r.region IS NOT NULL",
        )?;
        let rows = query.query_map([], |row| Ok((id(row, 0)?, row.get(1)?, id(row, 2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Reviews by instrument version, in whatever state.
    fn form_uses(&self) -> Result<Vec<FormUse>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "SELECT i.id, count(*), min(r.year), max(r.year) FROM review r JOIN instrument i ON i.key = r.instrument GROUP BY r.instrument",
        )?;
        let rows = query
            .query_map([], |row| Ok(FormUse { instrument: id(row, 0)?, reviews: row.get(1)?, first: row.get(2)?, last: row.get(3)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn worker_tallies(&self, instrument: Id, of: Option<(i32, Id)>) -> Result<Vec<Tally>, StoreError> {
        let (year, office) = of.map_or((None, Id::NIL), |(year, office)| (Some(year), office));
        let only = if of.is_some() { "AND r.year = ?2 AND office.id = ?3" } else { "AND ?2 IS NULL AND ?3 IS NOT NULL" };
        let mut query = self.conn.prepare_cached(&format!(
            "SELECT i.id, r.year, region.id, office.id, r.reviews, r.counts, w.id, s.id FROM rollup_worker r JOIN instrument i ON i.key = r.instrument
             JOIN region ON region.key = r.region JOIN office ON office.key = r.office
             LEFT JOIN worker w ON w.key = r.worker LEFT JOIN worker s ON s.key = r.supervisor WHERE i.id = ?1 {only}",
        ))?;
        let open = self.open_rounds()?;
        let mut rows = query.query((instrument.0.as_slice(), year, office.0.as_slice()))?;
        let mut tallies = Vec::new();
        while let Some(row) = rows.next()? {
            let (worker, supervisor): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(6)?, row.get(7)?);
            let (year, region) = (row.get(1)?, id(row, 2)?);
            tallies.push(Tally {
                instrument,
                year,
                region,
                office: id(row, 3)?,
                worker: worker.as_deref().and_then(Id::from_slice),
                supervisor: supervisor.as_deref().and_then(Id::from_slice),
                provisional: open.contains(&(instrument, year, region)),
                reviews: row.get(4)?,
                counts: row.get_ref(5)?.as_blob().ok().and_then(Counts::from_bytes).ok_or_else(|| damaged("a row of counts"))?,
            });
        }
        Ok(tallies)
    }

    /// When the newest change was made (UTC, ISO), if there is one: what reports give as their time.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn newest_change(&self) -> Result<Option<String>, StoreError> {
        Ok(self.conn.query_row("SELECT max(at) FROM change WHERE kind <> 'export'", [], |row| row.get(0))?)
    }

    pub(super) fn meta_text(&self, name: &str) -> Result<Option<String>, StoreError> {
        use rusqlite::OptionalExtension;
        let found: Option<Vec<u8>> =
            self.conn.prepare_cached("SELECT value FROM meta WHERE name = ?1")?.query_row([name], |row| row.get(0)).optional()?;
        Ok(found.and_then(|bytes| String::from_utf8(bytes).ok()))
    }
}

fn id(row: &rusqlite::Row, at: usize) -> rusqlite::Result<Id> {
    let bytes = row.get_ref(at)?.as_blob()?;
    Ok(Id::from_slice(bytes).unwrap_or(Id::NIL))
}

fn load_kind(conn: &Connection, kind: Kind, book: &mut Book) -> Result<(), StoreError> {
    let sql = format!("SELECT id, gone, {} FROM {}", columns_of(kind), kind.table());
    let mut query = conn.prepare(&sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let record = id(row, 0)?;
        let gone = from_sql(Shape::Int, row.get_ref(1)?);
        for (at, field) in kind.fields().iter().enumerate() {
            let value = from_sql(field.shape(), row.get_ref(at + 2)?);
            if !value.is_none() {
                book.set(kind, record, *field, value);
            }
        }
        if !gone.is_none() {
            book.set(kind, record, Field::Gone, gone);
        }
    }
    Ok(())
}
