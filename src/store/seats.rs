//! Who reviewed cases and with whom they spoke: of some cases, with names; over a year and region, as counts. Answers are not looked at.

use std::collections::BTreeMap;

use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::Store;
use super::casework::{blob, parts};
use super::fault::StoreError;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::qcr::practice::Staffing;
use crate::domain::record::Record;

/// The reviews that count, of some instrument versions and perhaps a year.
const COUNTING: &str = "FROM review r JOIN region ON region.key = r.region JOIN instrument i ON i.key = r.instrument";

type Cell = (i32, Id);

fn cell(row: &Row) -> rusqlite::Result<Cell> {
    Ok((row.get(0)?, row.get_ref(1)?.as_blob().ok().and_then(Id::from_slice).unwrap_or(Id::NIL)))
}

impl Store {
    /// The seats or interviews of a review, in their order.
    pub(super) fn placed(&self, kind: Kind, review: Id) -> Result<Vec<Record>, StoreError> {
        let mut found = parts(&self.conn, kind, "review = ?1", &[blob(review)])?;
        // What came in without a place keeps the order in which it came.
        found.sort_by(|a, b| a.text(Field::Position).cmp(b.text(Field::Position)));
        Ok(found)
    }

    pub(super) fn seats(&self, reviews: &[Id]) -> Result<Vec<Record>, StoreError> {
        let mut found = Vec::new();
        for review in reviews {
            found.extend(self.placed(Kind::Seat, *review)?);
            found.extend(self.placed(Kind::Interview, *review)?);
        }
        Ok(found)
    }

    pub(super) fn staffing(&self, forms: &[Id], year: Option<i32>) -> Result<Vec<Staffing>, StoreError> {
        let mut values: Vec<Sql> = forms.iter().map(|form| blob(*form)).collect();
        let mut of = format!("i.id IN ({}) AND r.status = 'final' AND r.rating = 1", vec!["?"; forms.len()].join(", "));
        if let Some(year) = year {
            of.push_str(" AND r.year = ?");
            values.push(Sql::Integer(i64::from(year)));
        }
        let mut cells: BTreeMap<Cell, Staffing> = BTreeMap::new();
        let sql = format!(
            "SELECT r.year, region.id, count(*),
                sum(EXISTS (SELECT 1 FROM case_reviewer s WHERE s.review = r.id AND s.gone IS NOT 1 AND s.name IS NOT NULL)),
                sum(EXISTS (SELECT 1 FROM interview v WHERE v.review = r.id AND v.gone IS NOT 1 AND v.role IS NOT NULL))
             {COUNTING} WHERE {of} GROUP BY r.year, region.id"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(&values))?;
        while let Some(row) = rows.next()? {
            let (year, region) = cell(row)?;
            let (cases, seated, interviewed) = (row.get(2)?, row.get(3)?, row.get(4)?);
            cells.insert((year, region), Staffing { year, region, cases, seated, interviewed, ..Staffing::of(year, region) });
        }
        let sql = format!(
            "SELECT r.year, region.id, coalesce(s.role, ''), count(*) {COUNTING} JOIN case_reviewer s ON s.review = r.id
             WHERE {of} AND s.gone IS NOT 1 AND s.name IS NOT NULL AND s.part IS NOT 'shadow' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(&values))?;
        while let Some(row) = rows.next()? {
            if let Some(staffing) = cells.get_mut(&cell(row)?) {
                staffing.seats.push((row.get(2)?, row.get(3)?));
            }
        }
        let sql = format!(
            "SELECT r.year, region.id, v.role, coalesce(v.status, ''), count(*) {COUNTING} JOIN interview v ON v.review = r.id
             WHERE {of} AND v.gone IS NOT 1 AND v.role IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(&values))?;
        while let Some(row) = rows.next()? {
            if let Some(staffing) = cells.get_mut(&cell(row)?) {
                staffing.interviews.push((row.get(2)?, row.get(3)?, row.get(4)?));
            }
        }
        Ok(cells.into_values().collect())
    }
}
