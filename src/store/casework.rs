//! Reading review work: one round, one case. Lists of cases are in `listed`. Answers and identifiers of cases come into memory
//! here, for what is on the screen, and go with it.

use std::collections::BTreeMap;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::Store;
use super::commit::cell_of;
use super::fault::StoreError;
use super::projection::{columns_of, record_of};
use super::rollups::damaged;
use crate::domain::answers::PackedAnswers;
use crate::domain::change::Slot;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::population;
use crate::domain::record::Record;
use crate::domain::review::{CaseFile, PopulationList, ReviewLine, RoundFile, Status, Twice};

const LINE: &str =
    "SELECT r.id, i.id, r.year, region.id, office.id, w.id, s.id, r.round, r.rating, r.status, r.case_id, r.reviewer, r.reviewed_on,
    r.areas, r.answers FROM review r JOIN instrument i ON i.key = r.instrument JOIN region ON region.key = r.region
    JOIN office ON office.key = r.office LEFT JOIN worker w ON w.key = r.worker LEFT JOIN worker s ON s.key = r.supervisor";

fn id_at(row: &Row, at: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get_ref(at)?.as_blob_or_null()?.and_then(Id::from_slice))
}

fn line(row: &Row) -> rusqlite::Result<Option<ReviewLine>> {
    let Some(answers) = PackedAnswers::from_bytes(row.get_ref(14)?.as_blob()?) else { return Ok(None) };
    let day: Option<String> = row.get(12)?;
    Ok(Some(ReviewLine {
        id: id_at(row, 0)?.unwrap_or(Id::NIL),
        instrument: id_at(row, 1)?.unwrap_or(Id::NIL),
        year: row.get(2)?,
        region: id_at(row, 3)?.unwrap_or(Id::NIL),
        office: id_at(row, 4)?.unwrap_or(Id::NIL),
        worker: id_at(row, 5)?,
        supervisor: id_at(row, 6)?,
        round: id_at(row, 7)?,
        second: row.get::<_, i64>(8)? != 1,
        status: Status::named(row.get_ref(9)?.as_str()?).unwrap_or_default(),
        case_id: row.get::<_, Option<String>>(10)?.unwrap_or_default(),
        reviewer: row.get::<_, Option<String>>(11)?.unwrap_or_default(),
        reviewed_on: day.and_then(|day| chrono::NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok()),
        covers: row.get::<_, i64>(13)? as u64,
        answers,
    }))
}

/// Reviews in the order of the query.
pub(super) fn lines(conn: &Connection, tail: &str, values: &[Sql]) -> Result<Vec<ReviewLine>, StoreError> {
    let mut query = conn.prepare_cached(&format!("{LINE} {tail}"))?;
    let mut rows = query.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(line(row)?.ok_or_else(|| damaged("a review's answers"))?);
    }
    Ok(found)
}

/// The live records of a kind that belong to one, in the order in which they came.
pub(super) fn parts(conn: &Connection, kind: Kind, of: &str, values: &[Sql]) -> Result<Vec<Record>, StoreError> {
    let sql = format!("SELECT id, gone, {} FROM {} WHERE gone IS NOT 1 AND {of} ORDER BY key", columns_of(kind), kind.table());
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_map(params_from_iter(values), |row| record_of(kind, row))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn blob(id: Id) -> Sql {
    Sql::Blob(id.0.to_vec())
}

impl Store {
    /// The ids of the first and the second review of a case: the same in every file of the agency.
    pub fn review_ids(&self, instrument: &str, year: i32, office: Id, case_id: &str) -> (Id, Id) {
        let (year, office) = (year.to_string(), office.to_string());
        let key = [instrument, &year, &office, case_id];
        (self.derived_id("review", &key), self.derived_id("second review", &key))
    }

    /// The id of the round of an instrument, year and region: there is one at most.
    pub fn round_id(&self, instrument: &str, year: i32, region: Id) -> Id {
        self.derived_id("round", &[instrument, &year.to_string(), &region.to_string()])
    }

    pub(super) fn round_file(&self, round: Id) -> Result<RoundFile, StoreError> {
        let conn = &self.conn;
        let of_review = "review IN (SELECT id FROM review WHERE round = ?1)";
        Ok(RoundFile {
            round,
            population: self.population(round)?,
            eliminations: parts(conn, Kind::Elimination, "round = ?1", &[blob(round)])?,
            reviews: lines(conn, "WHERE r.round = ?1 ORDER BY r.key", &[blob(round)])?,
            comments: parts(conn, Kind::Comment, of_review, &[blob(round)])?,
            challenges: parts(conn, Kind::Challenge, of_review, &[blob(round)])?,
        })
    }

    /// The texts of frozen versions of Mini PIPs.
    pub(super) fn snapshots(&self, versions: &[Id]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let one = |version: &Id| {
            let record = parts(&self.conn, Kind::Snapshot, "frozen = ?1", &[blob(*version)])?.pop();
            Ok(record.and_then(|record| match record.get(Field::Content) {
                crate::domain::value::Value::Bytes(bytes) => Some(bytes.clone()),
                _ => None,
            }))
        };
        versions.iter().map(one).collect()
    }

    fn population(&self, round: Id) -> Result<PopulationList, StoreError> {
        let Some(record) = parts(&self.conn, Kind::Population, "round = ?1", &[blob(round)])?.pop() else {
            return Ok(PopulationList::default());
        };
        let cases = match record.get(Field::List) {
            crate::domain::value::Value::Bytes(bytes) => population::decode(bytes).ok_or_else(|| damaged("a population list"))?,
            _ => Vec::new(),
        };
        let key: Option<(String, i32)> = self
            .conn
            .prepare_cached("SELECT i.code, r.year FROM round r JOIN instrument i ON i.id = r.form WHERE r.id = ?1 AND r.year IS NOT NULL")?
            .query_row([round.0.as_slice()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (code, year) = key.unwrap_or_default();
        let reviews = cases.iter().map(|case| self.review_ids(&code, year, case.office, &case.case_id)).collect();
        Ok(PopulationList { id: Some(record.id), source: record.text(Field::Source).to_owned(), cases, reviews })
    }

    pub(super) fn case_file(&self, review: Id) -> Result<Option<CaseFile>, StoreError> {
        let conn = &self.conn;
        let Some(line) = lines(conn, "WHERE r.id = ?1", &[blob(review)])?.pop() else { return Ok(None) };
        let of = |kind| parts(conn, kind, "review = ?1", &[blob(review)]);
        let facts = parts(conn, Kind::Review, "id = ?1", &[blob(review)])?.pop();
        let code: Option<String> = conn
            .prepare_cached("SELECT code FROM instrument WHERE id = ?1")?
            .query_row([line.instrument.0.as_slice()], |row| row.get(0))
            .optional()?
            .flatten();
        let (first, second) = self.review_ids(&code.unwrap_or_default(), line.year, line.office, &line.case_id);
        let other = if line.second { first } else { second };
        let there = |sql: &str, id: Id| -> Result<bool, StoreError> {
            Ok(conn.prepare_cached(sql)?.query_row([id.0.as_slice()], |row| row.get(0))?)
        };
        Ok(Some(CaseFile {
            from: facts.as_ref().and_then(|f| f.date(Field::From)),
            until: facts.as_ref().and_then(|f| f.date(Field::Until)),
            note: facts.as_ref().map(|f| f.text(Field::Note).to_owned()).unwrap_or_default(),
            remarks: self.slots(review, Field::Remark)?,
            labels: self.slots(review, Field::Label)?,
            comments: of(Kind::Comment)?,
            challenges: of(Kind::Challenge)?,
            corrections: of(Kind::Correction)?,
            seats: self.placed(Kind::Seat, review)?,
            interviews: self.placed(Kind::Interview, review)?,
            last: self.last_answered(review)?,
            imported: there("SELECT EXISTS (SELECT 1 FROM review_source s JOIN review r ON r.key = s.review WHERE r.id = ?1)", review)?,
            other: there("SELECT EXISTS (SELECT 1 FROM review WHERE id = ?1)", other)?.then_some(other),
            line,
        }))
    }

    fn slots(&self, record: Id, field: Field) -> Result<BTreeMap<Slot, String>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT slot, value FROM slot WHERE record = ?1 AND field = ?2")?;
        let rows = query.query_map((record.0.as_slice(), field.name()), |row| Ok((Slot(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The answer of a review that was written last, by the log.
    fn last_answered(&self, review: Id) -> Result<Option<Slot>, StoreError> {
        let sql = "SELECT field FROM op WHERE record = ?1 AND field GLOB 'case_review.given.*' ORDER BY arrival DESC LIMIT 1";
        let name: Option<String> = self.conn.prepare_cached(sql)?.query_row([review.0.as_slice()], |row| row.get(0)).optional()?;
        Ok(name.and_then(|name| cell_of(&name)).map(|(_, _, slot)| slot))
    }

    /// Two reviews of a case with what was said of them.
    pub(super) fn both(&self, first: ReviewLine, second: ReviewLine) -> Result<Twice, StoreError> {
        Ok(Twice {
            corrections: parts(&self.conn, Kind::Correction, "review = ?1", &[blob(first.id)])?,
            remarks: [self.slots(first.id, Field::Remark)?, self.slots(second.id, Field::Remark)?],
            first,
            second,
        })
    }
}
