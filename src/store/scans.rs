//! Reading QA scans: compact rows for grids and counts, and the texts of those that are looked at. They come into memory here
//! and go with the screen.

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::Store;
use super::casework::{blob, parts};
use super::fault::StoreError;
use super::projection::{columns_of, from_sql, record_of};
use crate::domain::field::Shape;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::scan::{EXCUSED, Scan, ScanFile, ScanText};
use crate::domain::value::Value;

fn record_at(row: &Row, at: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get_ref(at)?.as_blob_or_null()?.and_then(Id::from_slice))
}

fn records_at(row: &Row, at: usize) -> rusqlite::Result<Vec<Id>> {
    Ok(match from_sql(Shape::Records, row.get_ref(at)?) {
        Value::Records(ids) => ids,
        _ => Vec::new(),
    })
}

fn day_at(row: &Row, at: usize) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(match from_sql(Shape::Date, row.get_ref(at)?) {
        Value::Date(day) => Some(day),
        _ => None,
    })
}

fn month(day: NaiveDate) -> Sql {
    Sql::Text(day.format("%Y-%m-%d").to_string())
}

impl Store {
    /// The scans of these months, both included, without their texts; by month, in the order in which they were made.
    pub(super) fn scans(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Scan>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "SELECT id, worker, supervisor, office, region, month, day, status, well_themes, needs_themes FROM qa_scan
             WHERE month BETWEEN ?1 AND ?2 AND gone IS NOT 1 ORDER BY month, key",
        )?;
        let until = crate::domain::scan::last_day(until);
        let mut rows = query.query(params_from_iter([month(crate::domain::scan::month_of(from)), month(until)]))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            // A scan that was undone, or that a newer program wrote in another way, is not there.
            let (Some(id), Some(worker), Some(month)) = (record_at(row, 0)?, record_at(row, 1)?, day_at(row, 5)?) else { continue };
            found.push(Scan {
                id,
                worker,
                supervisor: record_at(row, 2)?,
                office: record_at(row, 3)?,
                region: record_at(row, 4)?,
                month,
                done: day_at(row, 6)?,
                excused: matches!(from_sql(Shape::Text, row.get_ref(7)?), Value::Text(status) if status == EXCUSED),
                well: records_at(row, 8)?,
                needs: records_at(row, 9)?,
            });
        }
        Ok(found)
    }

    /// One scan with its texts and its answers.
    pub(super) fn scan_file(&self, scan: Id) -> Result<Option<ScanFile>, StoreError> {
        let Some(record) = parts(&self.conn, Kind::Scan, "id = ?1", &[blob(scan)])?.pop().filter(|record| !record.is_empty()) else {
            return Ok(None);
        };
        let answers = parts(&self.conn, Kind::ScanAnswer, "scan = ?1", &[blob(scan)])?;
        Ok(Some(ScanFile { scan: record, answers }))
    }

    /// The texts of scans, in the order asked; a scan that is not there has none.
    pub(super) fn scan_texts(&self, scans: &[Id]) -> Result<Vec<ScanText>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT went_well, needs_work FROM qa_scan WHERE id = ?1 AND gone IS NOT 1")?;
        let mut texts = Vec::with_capacity(scans.len());
        for scan in scans {
            let mut rows = query.query([scan.0.as_slice()])?;
            let text = match rows.next()? {
                Some(row) => ScanText {
                    id: Some(*scan),
                    went_well: row.get::<_, Option<String>>(0)?.unwrap_or_default(),
                    needs_work: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                },
                None => ScanText::default(),
            };
            texts.push(text);
        }
        Ok(texts)
    }

    /// The whole records of scans in these months, both included, deleted ones too: what an import compares with.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn scan_records(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Record>, StoreError> {
        let values = [month(crate::domain::scan::month_of(from)), month(crate::domain::scan::last_day(until))];
        let sql = format!("SELECT id, gone, {} FROM qa_scan WHERE month BETWEEN ?1 AND ?2 ORDER BY key", columns_of(Kind::Scan));
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(values), |row| record_of(Kind::Scan, row))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
