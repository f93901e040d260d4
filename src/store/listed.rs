//! Lists of cases: which reviews are in one, found once, and the stretches of it that are on the screen. What is read of
//! each review is in `casework`.

use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params_from_iter};

use super::Store;
use super::casework::{blob, lines};
use super::fault::StoreError;
use super::rollups::damaged;
use crate::domain::answers::PackedAnswers;
use crate::domain::change::Seen;
use crate::domain::id::Id;
use crate::domain::review::{CaseFilter, CasePage, ReviewLine, Twice};

/// Reviews that are found at once when a list is opened; those after them, when someone goes there.
const FIRST: u32 = 1_000;

/// A list that was found: the local keys of its reviews, in its order, at first only of its beginning. Eight bytes a review,
/// so that every further page, the last one too, costs no more than its own lines.
pub(super) struct Listed {
    filter: CaseFilter,
    seen: Seen,
    total: u32,
    keys: Vec<i64>,
}

/// One instrument version of a filter, as it is in the tables.
struct Form {
    key: i64,
    question: Option<u16>,
    areas: Option<u64>,
}

impl Store {
    /// The versions of a filter that the file has.
    fn forms(&self, filter: &CaseFilter) -> Result<Vec<Form>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT key FROM instrument WHERE id = ?1")?;
        let mut forms = Vec::with_capacity(filter.forms.len());
        for (at, (id, question)) in filter.forms.iter().enumerate() {
            if let Some(key) = query.query_row([id.0.as_slice()], |row| row.get(0)).optional()? {
                forms.push(Form { key, question: *question, areas: filter.areas.get(at).copied() });
            }
        }
        Ok(forms)
    }

    /// The local key of a record; one that is not there has no reviews.
    fn key_of(&self, table: &str, id: Id) -> Result<i64, StoreError> {
        let found = self.conn.prepare_cached(&format!("SELECT key FROM {table} WHERE id = ?1"))?.query_row([id.0.as_slice()], |r| r.get(0));
        Ok(found.optional()?.unwrap_or(-1))
    }

    /// The conditions of a filter on the columns of `review`, and their values; answers are looked at one by one.
    fn conditions(&self, filter: &CaseFilter, forms: &[Form]) -> Result<(String, Vec<Sql>), StoreError> {
        let mut values: Vec<Sql> = forms.iter().map(|form| Sql::Integer(form.key)).collect();
        let mut all = match forms {
            [_] => vec!["r.instrument = ?".to_owned()],
            _ => vec![format!("r.instrument IN ({})", vec!["?"; forms.len()].join(", "))],
        };
        let key = |table, id: Option<Id>| -> Result<Option<Sql>, StoreError> {
            id.map(|id| self.key_of(table, id).map(Sql::Integer)).transpose()
        };
        let mut and = |what: &str, value: Option<Sql>| {
            if let Some(value) = value {
                all.push(what.to_owned());
                values.push(value);
            }
        };
        and("r.year = ?", filter.year.map(|year| Sql::Integer(i64::from(year))));
        and("r.region = ?", key("region", filter.region)?);
        and("r.office = ?", key("office", filter.office)?);
        for (what, person) in [("r.worker IS ?", filter.worker), ("r.supervisor IS ?", filter.supervisor)] {
            if let Some(person) = person {
                and(what, Some(key("worker", person)?.unwrap_or(Sql::Null)));
            }
        }
        if let Some(case_id) = &filter.case_id {
            all.push("r.case_id = ? COLLATE NOCASE".to_owned());
            values.push(Sql::Text(case_id.clone()));
        }
        if filter.counting {
            all.push("r.status = 'final' AND r.rating = 1".to_owned());
        }
        if filter.firsts {
            all.push("r.rating = 1".to_owned());
        }
        if forms.iter().any(|form| form.areas.is_some()) {
            let mut cases = String::new();
            for form in forms {
                cases.push_str(" WHEN ? THEN r.areas & ?");
                values.extend([Sql::Integer(form.key), Sql::Integer(form.areas.unwrap_or(u64::MAX) as i64)]);
            }
            all.push(format!("CASE r.instrument{cases} END <> 0"));
        }
        Ok((all.join(" AND "), values))
    }

    /// Finds a list as far as a stretch of it ends.
    fn found(&self, filter: &CaseFilter, seen: Seen, end: u32) -> Result<Listed, StoreError> {
        let forms = self.forms(filter)?;
        let (conditions, values) = self.conditions(filter, &forms)?;
        let whole = !filter.options.is_empty() || end > FIRST;
        let keys = self.keys(filter, &forms, &conditions, &values, if whole { -1 } else { i64::from(FIRST) })?;
        let mut total = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        if !whole && total == FIRST {
            let sql = format!("SELECT count(*) FROM review r WHERE {conditions}");
            total = self.conn.prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0))?;
        }
        Ok(Listed { filter: filter.clone(), seen, total, keys })
    }

    /// The first reviews that a filter lets through, in the order of the list.
    fn keys(&self, filter: &CaseFilter, forms: &[Form], conditions: &str, values: &[Sql], limit: i64) -> Result<Vec<i64>, StoreError> {
        let order = "ORDER BY r.instrument, r.year, r.region, r.office, r.key";
        let by_answer = !filter.options.is_empty();
        let columns = if by_answer { "r.key, r.instrument, r.answers" } else { "r.key" };
        let mut query = self.conn.prepare_cached(&format!("SELECT {columns} FROM review r WHERE {conditions} {order} LIMIT {limit}"))?;
        let mut rows = query.query(params_from_iter(values))?;
        let mut keys = Vec::new();
        while let Some(row) = rows.next()? {
            if by_answer {
                let form: i64 = row.get(1)?;
                let Some(question) = forms.iter().find(|f| f.key == form).and_then(|f| f.question) else { continue };
                let packed = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
                let mut given = PackedAnswers::options_in(packed, question).ok_or_else(|| damaged("a review's answers"))?.peekable();
                let wanted = match given.peek() {
                    None => filter.options.contains(&0),
                    Some(_) => given.any(|option| filter.options.contains(&option)),
                };
                if !wanted {
                    continue;
                }
            }
            keys.push(row.get(0)?);
        }
        Ok(keys)
    }

    pub(super) fn cases(&self, filter: &CaseFilter, offset: u32, limit: u32) -> Result<CasePage, StoreError> {
        let seen = self.seen()?;
        let end = offset.saturating_add(limit);
        let mut listed = self.listed.borrow_mut();
        let stands = listed
            .as_ref()
            .is_some_and(|known| known.seen == seen && known.filter == *filter && (known.keys.len() >= known.total.min(end) as usize));
        if !stands {
            *listed = Some(self.found(filter, seen, end)?);
        }
        let (total, keys) = listed.as_ref().map_or((0, &[][..]), |known| (known.total, known.keys.as_slice()));
        let from = (offset as usize).min(keys.len());
        let page = &keys[from..keys.len().min(from + limit as usize)];
        let mut found = Vec::with_capacity(page.len());
        for key in page {
            found.extend(lines(&self.conn, "WHERE r.key = ?1", &[Sql::Integer(*key)])?);
        }
        Ok(CasePage { total, offset, lines: found })
    }

    /// Cases with two final reviews, in the order of their list.
    pub(super) fn twice(&self, filter: &CaseFilter) -> Result<Vec<Twice>, StoreError> {
        // A filter speaks of first reviews; the second ones are few and stand in an index of their own.
        let forms = self.forms(filter)?;
        let (conditions, values) = self.conditions(&CaseFilter { counting: false, ..filter.clone() }, &forms)?;
        let tail =
            format!("WHERE {conditions} AND r.rating = 2 AND r.status = 'final' ORDER BY r.instrument, r.year, r.region, r.office, r.key");
        let mut found = Vec::new();
        for second in lines(&self.conn, &tail, &values)? {
            let code: Option<String> = self
                .conn
                .prepare_cached("SELECT code FROM instrument WHERE id = ?1")?
                .query_row([second.instrument.0.as_slice()], |row| row.get(0))?;
            let (first, _) = self.review_ids(&code.unwrap_or_default(), second.year, second.office, &second.case_id);
            if let Some(first) = lines(&self.conn, "WHERE r.id = ?1", &[blob(first)])?.pop().filter(ReviewLine::counts) {
                found.push(self.both(first, second)?);
            }
        }
        Ok(found)
    }
}
