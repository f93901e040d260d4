//! Reading the history in stretches: which changes pass a filter, newest first. What a change touched is in `touched`.

use std::fmt::Write as _;

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::Store;
use super::commit::cell_of;
use super::fault::StoreError;
use crate::domain::change::ChangeKind;
use crate::domain::field::Field;
use crate::domain::history::{Filter, Page, Sort, kind_of_whole};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::HistoryLine;
use crate::domain::review_moves::person;

/// A change as a line of the history. What is not a field of a record (see `commit` and `undo`) is not counted.
const LINE: &str = "SELECT id, at, who, kind, words, state,
    (SELECT count(*) FROM op WHERE op.change = change.key)
      - CASE WHEN kind IN ('edit', 'import') THEN 0
        ELSE (SELECT count(*) FROM op WHERE op.change = change.key AND op.field GLOB 'history.*') END,
    (SELECT about.id FROM change about WHERE about.key = change.undoes) FROM change";

/// Texts up to this many bytes are looked through for words.
const LONGEST_SEARCHED: u32 = 100_000;

pub(super) fn id_in(row: &Row, at: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get_ref(at)?.as_blob_or_null()?.and_then(Id::from_slice))
}

fn line(row: &Row) -> rusqlite::Result<HistoryLine> {
    let (kind, state): (String, String) = (row.get(3)?, row.get(5)?);
    let kind = ChangeKind::named(&kind).unwrap_or(ChangeKind::System);
    let at: String = row.get(1)?;
    Ok(HistoryLine {
        change: id_in(row, 0)?.unwrap_or(Id::NIL),
        local: wall_clock(&at, &Local),
        at,
        who: row.get(2)?,
        kind,
        words: row.get(4)?,
        ops: row.get(6)?,
        undone: kind.undoable() && state != "live",
        about: id_in(row, 7)?,
    })
}

/// Lines by the end of a statement, in its order.
pub(super) fn lines(conn: &Connection, tail: &str, values: &[Sql]) -> Result<Vec<HistoryLine>, StoreError> {
    let mut query = conn.prepare_cached(&format!("{LINE} {tail}"))?;
    let rows = query.query_map(params_from_iter(values), line)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The key of a change in this file.
pub(super) fn key_of(conn: &Connection, change: Id) -> Result<Option<i64>, StoreError> {
    Ok(conn.prepare_cached("SELECT key FROM change WHERE id = ?1")?.query_row([change.0.as_slice()], |row| row.get(0)).optional()?)
}

/// Ids as they stand in a statement. They are bytes in hexadecimal letters, so nothing can be said with them.
pub(super) fn listed<'a>(ids: impl IntoIterator<Item = &'a Id>) -> String {
    let mut out = String::new();
    for id in ids {
        out.push_str(if out.is_empty() { "x'" } else { ",x'" });
        for byte in id.0 {
            let _ = write!(out, "{byte:02x}");
        }
        out.push('\'');
    }
    out
}

impl Store {
    /// The newest lines of the history.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn history(&self, limit: u32) -> Result<Vec<HistoryLine>, StoreError> {
        lines(&self.conn, "ORDER BY key DESC LIMIT ?1", &[limit.into()])
    }

    /// A stretch of the changes that pass a filter.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn history_page(&self, filter: &Filter, before: Option<Id>, limit: u32) -> Result<Page, StoreError> {
        let mut limits = Limits::default();
        if let Some(before) = before {
            limits.when("change.key < (SELECT key FROM change WHERE id = ?)", [Sql::Blob(before.0.to_vec())]);
        }
        limits.take(&self.conn, filter)?;
        // One more than is wanted says whether there is more.
        let most = limit.saturating_add(1);
        let tail = format!("{} ORDER BY change.key DESC LIMIT {most}", limits.words());
        let mut lines = {
            let mut query = self.conn.prepare(&format!("{LINE} {tail}"))?;
            let rows = query.query_map(params_from_iter(&limits.values), line)?;
            rows.collect::<Result<Vec<_>, _>>()?
        };
        let more = lines.len() > limit as usize;
        lines.truncate(limit as usize);
        Ok(Page { before, lines, more })
    }

    /// The changes that touched a review or a comment, challenge or correction of it, newest first.
    pub(super) fn case_history(&self, review: Id) -> Result<Vec<HistoryLine>, StoreError> {
        let of = "WHERE key IN (SELECT change FROM op WHERE record IN (
            SELECT ?1 UNION SELECT id FROM review_comment WHERE review = ?1
            UNION SELECT id FROM challenge WHERE review = ?1 UNION SELECT id FROM correction WHERE review = ?1
            UNION SELECT id FROM interview WHERE review = ?1 UNION SELECT id FROM case_reviewer WHERE review = ?1)) ORDER BY key DESC LIMIT 10000";
        lines(&self.conn, of, &[Sql::Blob(review.0.to_vec())])
    }

    /// Whether any change has ever touched a record, or brought in the case of that id.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn has_history_of(&self, record: Id) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM op WHERE record = ?1) OR EXISTS (SELECT 1 FROM review WHERE id = ?1)";
        Ok(self.conn.prepare_cached(sql)?.query_row([record.0.as_slice()], |row| row.get(0))?)
    }

    /// The people who have made changes, those of late first, without their roles.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn people(&self) -> Result<Vec<String>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT who FROM change GROUP BY who ORDER BY max(key) DESC")?;
        let mut people: Vec<String> = Vec::new();
        for who in query.query_map([], |row| row.get::<_, String>(0))? {
            let who = person(&who?).to_owned();
            if !who.is_empty() && !people.contains(&who) {
                people.push(who);
            }
        }
        Ok(people)
    }
}

/// What a filter asks, as conditions and their values.
#[derive(Default)]
struct Limits {
    conditions: Vec<String>,
    values: Vec<Sql>,
}

impl Limits {
    fn when(&mut self, condition: impl Into<String>, values: impl IntoIterator<Item = Sql>) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }

    fn words(&self) -> String {
        if self.conditions.is_empty() { String::new() } else { format!("WHERE {}", self.conditions.join(" AND ")) }
    }

    fn take(&mut self, conn: &Connection, filter: &Filter) -> Result<(), StoreError> {
        if let Some(mark) = filter.after {
            self.when("change.key > ?", [mark.0.into()]);
        }
        if let Some(who) = &filter.who {
            // A name, or a name and a role.
            let who = Sql::Text(who.trim().to_owned());
            self.when("(who = ? OR substr(who, 1, length(?) + 2) = ? || ', ')", [who.clone(), who.clone(), who]);
        }
        let kinds = filter.sort.kinds();
        if !kinds.is_empty() {
            let names: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.name())).collect();
            self.when(format!("kind IN ({})", names.join(", ")), []);
        }
        if filter.sort == Sort::Undone {
            self.when("state <> 'live'", []);
        }
        if let Some(from) = filter.from.and_then(begin_of) {
            self.when("at >= ?", [Sql::Text(from)]);
        }
        if let Some(until) = filter.until.and_then(|day| day.succ_opt()).and_then(begin_of) {
            self.when("at < ?", [Sql::Text(until)]);
        }
        if let Some(thing) = filter.thing {
            let tables: Vec<String> = thing.kinds().map(|kind| format!("'{}'", kind.table())).collect();
            self.when(
                format!(
                    "EXISTS (SELECT 1 FROM op WHERE op.change = change.key AND substr(op.field, 1, instr(op.field, '.') - 1) IN ({}))",
                    tables.join(", ")
                ),
                [],
            );
        }
        if let Some(of) = filter.of {
            let records = listed(&with_parts(conn, of)?);
            self.when(format!("change.key IN (SELECT change FROM op WHERE record IN ({records}))"), []);
        }
        for word in filter.words.split_whitespace() {
            let like = Sql::Text(format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")));
            let written = format!(
                "EXISTS (SELECT 1 FROM op WHERE op.change = change.key AND length(op.payload) < {LONGEST_SEARCHED}
                 AND op.field NOT IN ('block.answers', 'block.cases', 'instrument.definition')
                 AND substr(op.payload, 1, 1) = x'01' AND CAST(substr(op.payload, 2) AS TEXT) LIKE ? ESCAPE '\\')"
            );
            self.when(format!("(change.words LIKE ? ESCAPE '\\' OR {written})"), [like.clone(), like]);
        }
        Ok(())
    }
}

/// A record with its parts and theirs, and what brought its answers in if it is a case.
fn with_parts(conn: &Connection, of: Id) -> Result<Vec<Id>, StoreError> {
    let name: Option<String> =
        conn.prepare_cached("SELECT field FROM op WHERE record = ?1 LIMIT 1")?.query_row([of.0.as_slice()], |row| row.get(0)).optional()?;
    // An imported case has no op of its own.
    let kind = name.and_then(|name| cell_of(&name)).map_or(Kind::Review, |(kind, ..)| kind);
    let mut found = vec![(kind, of)];
    let read = |sql: &str| -> Result<Vec<Id>, StoreError> {
        let mut query = conn.prepare(sql)?;
        let rows = query.query_map([], |row| id_in(row, 0))?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    };
    // Wholes stand before their parts.
    for kind in Kind::ALL.iter().copied() {
        let Some((whole, parent)) = kind_of_whole(kind).zip(kind.parent()) else { continue };
        let wholes = listed(found.iter().filter(|(kind, _)| *kind == whole).map(|(_, id)| id));
        if !wholes.is_empty() {
            let parts = read(&format!("SELECT id FROM {} WHERE {} IN ({wholes})", kind.table(), parent.name()))?;
            found.extend(parts.into_iter().map(|id| (kind, id)));
        }
    }
    for kind in [Kind::Former, Kind::Snooze] {
        let about = read(&format!("SELECT id FROM {} WHERE {} = {}", kind.table(), Field::About.name(), listed([&of])))?;
        found.extend(about.into_iter().map(|id| (kind, id)));
    }
    if kind == Kind::Review {
        let blocks = read(&format!(
            "SELECT block.id FROM review r JOIN review_source s ON s.review = r.key JOIN block ON block.key = s.block WHERE r.id = {}",
            listed([&of])
        ))?;
        found.extend(blocks.into_iter().map(|id| (Kind::Block, id)));
    }
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

/// The first moment of a day here, as the log writes it.
fn begin_of(day: NaiveDate) -> Option<String> {
    let moment = Local.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest()?;
    Some(moment.with_timezone(&Utc).format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string())
}

/// A moment as a clock in a zone showed it; none if the text is no moment.
pub(super) fn wall_clock(at: &str, zone: &impl TimeZone) -> Option<NaiveDateTime> {
    Some(DateTime::parse_from_rfc3339(at).ok()?.with_timezone(zone).naive_local())
}

#[cfg(test)]
mod tests {
    use chrono::{FixedOffset, Utc};

    use super::wall_clock;

    #[test]
    fn a_moment_is_told_as_the_wall_clock_showed_it() {
        let west = FixedOffset::west_opt(7 * 3600).unwrap();
        let told = |at, zone: &FixedOffset| wall_clock(at, zone).map(|moment| moment.to_string());
        assert_eq!(told("2026-03-10T02:05:09Z", &west).as_deref(), Some("2026-03-09 19:05:09"));
        assert_eq!(wall_clock("long ago", &Utc), None);
    }
}
