//! What taking back a chosen change would mean: which newer changes stand on it, or why it cannot be. How it is done is in `undo`.
//!
//! A newer change stands on an older one if it touched the same field, if it touched a record that the older one made, if it
//! made that record part of another or named it, or if it worked on a case that the older one brought in.

use std::collections::{BTreeSet, HashSet};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::commit::cell_name;
use super::fault::StoreError;
use super::history::{id_in, key_of, lines, listed};
use super::oplog;
use super::undo::{ALSO, Group, cells_of, group_of, target};
use crate::domain::change::{ChangeKind, Slot};
use crate::domain::field::{Field, Shape};
use crate::domain::history::Turning;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::HistoryLine;

/// The most newer changes that are taken back with one.
const MOST: usize = 500;
/// As many ids stand in one statement.
const CHUNK: usize = 5_000;

/// What would be turned, and how.
pub(super) struct Found {
    pub group: Group,
    /// Whether it is brought back.
    pub back: bool,
    pub refused: Option<String>,
}

impl Store {
    /// What taking a change back, or bringing it back, would mean.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn turning(&self, change: Id) -> Result<Option<Turning>, StoreError> {
        let conn = &self.conn;
        let Some(found) = of(conn, change)? else { return Ok(None) };
        let line = |id: Id| -> Result<Vec<HistoryLine>, StoreError> {
            lines(conn, "WHERE change.id = ?1", &[rusqlite::types::Value::Blob(id.0.to_vec())])
        };
        let Some(own) = line(found.group.main.id)?.pop() else { return Ok(None) };
        let mut with = Vec::with_capacity(found.group.with.len());
        for member in &found.group.with {
            with.extend(line(member.id)?);
        }
        Ok(Some(Turning { line: own, back: found.back, with, refused: found.refused }))
    }
}

/// What turning a change would mean; an undo or redo stands for the change it is about. None if there is no such change.
pub(super) fn of(conn: &Connection, change: Id) -> Result<Option<Found>, StoreError> {
    let Some(asked) = key_of(conn, change)? else { return Ok(None) };
    let about: Option<i64> = conn.prepare_cached("SELECT undoes FROM change WHERE key = ?1")?.query_row([asked], |row| row.get(0))?;
    let key = about.unwrap_or(asked);
    let (kind, state, own): (String, String, bool) = conn
        .prepare_cached(
            "SELECT change.kind, state, replica.own FROM change JOIN replica ON replica.key = change.replica WHERE change.key = ?1",
        )?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let main = target(conn, key)?;
    let refuse = |main, why: &str| Ok(Some(Found { group: Group { main, with: Vec::new() }, back: false, refused: Some(why.to_owned()) }));
    match ChangeKind::named(&kind) {
        Some(ChangeKind::Export) => return refuse(main, "a report has left the file with it"),
        Some(kind) if kind.undoable() => {}
        _ => return refuse(main, "set-up, upkeep and purges are never taken back"),
    }
    if !own {
        return refuse(main, "it came from another file; take it back there");
    }
    let back = state != "live";
    let (group, whole) = if back {
        match newest_undo(conn, key, main.id)? {
            Some(turn) => (group_of(conn, turn)?, true),
            None => return refuse(main, "it does not stand, and no undo of it is in the file"),
        }
    } else {
        let above = on_top(conn, key)?;
        let with = above.iter().rev().take(MOST).map(|key| target(conn, *key)).collect::<Result<_, _>>()?;
        (Group { main, with }, above.len() <= MOST)
    };
    if !whole {
        let refused = Some(format!("more than {MOST} newer changes stand on it"));
        return Ok(Some(Found { group, back, refused }));
    }
    let kind = if back { ChangeKind::Redo } else { ChangeKind::Undo };
    let refused = match cells_of(conn, &group, kind) {
        Ok(_) => None,
        Err(error @ StoreError::CannotUndo { .. }) => Some(error.to_string()),
        Err(error) => return Err(error),
    };
    Ok(Some(Found { group, back, refused }))
}

/// The newest undo that took a change back, by itself or with another one.
fn newest_undo(conn: &Connection, key: i64, id: Id) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT max(turn.key) FROM (
        SELECT key FROM change WHERE undoes = ?1 AND kind = 'undo'
        UNION ALL SELECT change.key FROM op JOIN change ON change.key = op.change WHERE op.record = ?2 AND op.field = ?3 AND change.kind = 'undo'
        ) turn";
    Ok(conn.prepare_cached(sql)?.query_row((key, id.0.as_slice(), ALSO), |row| row.get(0))?)
}

/// The keys of the newer live changes that stand on a change, and on those.
fn on_top(conn: &Connection, main: i64) -> Result<BTreeSet<i64>, StoreError> {
    let mut search = Search { conn, main, found: BTreeSet::new(), made: HashSet::new(), places: HashSet::new() };
    let mut queue = vec![main];
    loop {
        while let Some(key) = queue.pop() {
            let above = [search.above_cells(key)?, search.above_cases(key)?].concat();
            queue.extend(above.into_iter().filter(|key| *key > main && search.found.insert(*key)));
        }
        if search.found.len() > MOST {
            break;
        }
        // What names the records that were made by all of these; it may have made others.
        queue.extend(search.above_made()?.into_iter().filter(|key| search.found.insert(*key)));
        if queue.is_empty() {
            break;
        }
    }
    Ok(search.found)
}

struct Search<'a> {
    conn: &'a Connection,
    main: i64,
    found: BTreeSet<i64>,
    /// Records that the changes found so far have made.
    made: HashSet<Id>,
    /// Those of them on which imported reviews may rest.
    places: HashSet<Id>,
}

impl Search<'_> {
    /// Live changes after one that touched its fields, or other fields of a record that it made.
    fn above_cells(&mut self, key: i64) -> Result<Vec<i64>, StoreError> {
        let conn = self.conn;
        let mut ops = conn.prepare_cached("SELECT record, field FROM op WHERE change = ?1 AND field NOT GLOB 'history.*'")?;
        let cells: Vec<(Id, String)> =
            ops.query_map([key], |row| Ok((id_in(row, 0)?.unwrap_or(Id::NIL), row.get(1)?)))?.collect::<Result<_, _>>()?;
        let mut first = conn.prepare_cached("SELECT min(change) FROM op WHERE record = ?1")?;
        let mut of_cell = conn.prepare_cached(
            "SELECT DISTINCT op.change FROM op JOIN change ON change.key = op.change
             WHERE op.record = ?1 AND op.field = ?2 AND op.change > ?3 AND change.state = 'live'",
        )?;
        let mut of_record = conn.prepare_cached(
            "SELECT DISTINCT op.change FROM op JOIN change ON change.key = op.change
             WHERE op.record = ?1 AND op.change > ?2 AND change.state = 'live'",
        )?;
        let mut above = Vec::new();
        let mut looked: HashSet<Id> = HashSet::new();
        for (record, field) in cells {
            let bytes = record.0.as_slice();
            if looked.insert(record) && first.query_row([bytes], |row| row.get::<_, i64>(0))? == key {
                self.made.insert(record);
                if ["region.", "office.", "worker.", "instrument."].iter().any(|table| field.starts_with(table)) {
                    self.places.insert(record);
                }
                above.extend(of_record.query_map((bytes, key), |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?);
            } else if !self.made.contains(&record) {
                above.extend(of_cell.query_map((bytes, &field, key), |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?);
            }
        }
        Ok(above)
    }

    /// Live changes after one that worked on cases which only its blocks brought in.
    fn above_cases(&mut self, key: i64) -> Result<Vec<i64>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "SELECT r.id FROM op JOIN block ON block.id = op.record JOIN review_source s ON s.block = block.key JOIN review r ON r.key = s.review
             WHERE op.change = ?1 AND op.field = 'block.answers'
             AND NOT EXISTS (SELECT 1 FROM review_source other WHERE other.review = s.review AND other.block <> s.block)",
        )?;
        let cases: Vec<Id> = query.query_map([key], |row| id_in(row, 0))?.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        let mut of_record = self.conn.prepare_cached(
            "SELECT DISTINCT op.change FROM op JOIN change ON change.key = op.change
             WHERE op.record = ?1 AND op.change > ?2 AND change.state = 'live'",
        )?;
        let mut above = Vec::new();
        for case in &cases {
            above.extend(of_record.query_map((case.0.as_slice(), key), |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?);
        }
        self.made.extend(cases);
        Ok(above)
    }

    /// The changes by which a record came to name one that was made, and the imports that rest on it.
    fn above_made(&self) -> Result<Vec<i64>, StoreError> {
        if self.made.is_empty() {
            return Ok(Vec::new());
        }
        let mut above = Vec::new();
        for kind in Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Block) {
            let fields: Vec<Field> =
                kind.fields().iter().copied().filter(|field| matches!(field.shape(), Shape::Record | Shape::Records)).collect();
            if fields.is_empty() {
                continue;
            }
            let columns: Vec<&str> = fields.iter().map(|field| field.name()).collect();
            let mut query = self.conn.prepare_cached(&format!("SELECT id, {} FROM {}", columns.join(", "), kind.table()))?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let Some(record) = id_in(row, 0)? else { continue };
                for (at, field) in fields.iter().enumerate() {
                    let ValueRef::Blob(named) = row.get_ref(at + 1)? else { continue };
                    if named.chunks_exact(16).filter_map(Id::from_slice).any(|id| self.made.contains(&id)) {
                        above.extend(self.wrote(record, &cell_name(kind, *field, Slot::default()))?);
                    }
                }
            }
        }
        let places: Vec<Id> = self.places.iter().copied().collect();
        for ids in places.chunks(CHUNK) {
            let ids = listed(ids);
            let of = |table: &str| format!("(SELECT key FROM {table} WHERE id IN ({ids}))");
            let sql = format!(
                "SELECT DISTINCT op.change FROM review r JOIN review_source s ON s.review = r.key JOIN block ON block.key = s.block
                 JOIN op ON op.record = block.id AND op.field = 'block.answers' JOIN change ON change.key = op.change
                 WHERE change.state = 'live' AND (r.instrument IN {} OR r.region IN {} OR r.office IN {} OR r.worker IN {} OR r.supervisor IN {})",
                of("instrument"),
                of("region"),
                of("office"),
                of("worker"),
                of("worker")
            );
            let mut query = self.conn.prepare(&sql)?;
            above.extend(query.query_map([], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?);
        }
        above.retain(|key| *key > self.main);
        Ok(above)
    }

    /// The live change that wrote what a cell shows; none if it is none that can be taken back.
    fn wrote(&self, record: Id, name: &str) -> Result<Option<i64>, StoreError> {
        let Some(shown) = oplog::heads(self.conn, record, name)?.pop() else { return Ok(None) };
        let root = oplog::root(self.conn, shown)?;
        let sql = "SELECT change.key FROM op JOIN change ON change.key = op.change WHERE op.arrival = ?1 AND change.state = 'live'";
        Ok(self.conn.prepare_cached(sql)?.query_row([root.arrival], |row| row.get(0)).optional()?)
    }
}
