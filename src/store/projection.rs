//! The tables as a projection of the log: each op sets one column of one row. Imported blocks go to `reviews`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::Transaction;
use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};

use super::entered;
use super::fault::StoreError;
use super::reviews::{self, Reviews};
use crate::domain::change::{Edit, Slot};
use crate::domain::field::{Field, Shape};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::None => ToSqlOutput::Owned(Sql::Null),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Int(n) => ToSqlOutput::Owned(Sql::Integer(*n)),
            Value::Date(day) => ToSqlOutput::Owned(Sql::Text(day.format("%Y-%m-%d").to_string())),
            Value::Record(id) => ToSqlOutput::Borrowed(ValueRef::Blob(&id.0)),
            Value::Records(ids) => ToSqlOutput::Owned(Sql::Blob(ids.iter().flat_map(|id| id.0).collect())),
            Value::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

/// A column back as a value; nothing for a column that does not fit its shape (`check` finds it).
pub(super) fn from_sql(shape: Shape, column: ValueRef) -> Value {
    match (shape, column) {
        (Shape::Text, ValueRef::Text(text)) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        (Shape::Int, ValueRef::Integer(n)) => Value::Int(n),
        (Shape::Date, ValueRef::Text(text)) => {
            std::str::from_utf8(text).ok().and_then(|t| NaiveDate::parse_from_str(t, "%Y-%m-%d").ok()).map_or(Value::None, Value::Date)
        }
        (Shape::Record, ValueRef::Blob(id)) => Id::from_slice(id).map_or(Value::None, Value::Record),
        (Shape::Bytes, ValueRef::Blob(bytes)) => Value::Bytes(bytes.to_vec()),
        (Shape::Records, ValueRef::Blob(ids)) => Value::Records(ids.chunks_exact(16).filter_map(Id::from_slice).collect()),
        _ => Value::None,
    }
}

/// The columns of a kind's fields, in the order of the fields.
pub(super) fn columns_of(kind: Kind) -> String {
    kind.fields().iter().map(|field| field.name()).collect::<Vec<_>>().join(", ")
}

/// A row of id, `gone` and [`columns_of`] as a record.
pub(super) fn record_of(kind: Kind, row: &rusqlite::Row) -> rusqlite::Result<Record> {
    let mut record = Record::new(Id::from_slice(row.get_ref(0)?.as_blob()?).unwrap_or(Id::NIL), kind);
    record.set(Field::Gone, from_sql(Shape::Int, row.get_ref(1)?));
    for (at, field) in kind.fields().iter().enumerate() {
        record.set(*field, from_sql(field.shape(), row.get_ref(at + 2)?));
    }
    Ok(record)
}

/// Keeps the tables true inside one transaction.
pub(super) struct Projector<'a> {
    tx: &'a Transaction<'a>,
    reviews: Reviews<'a>,
    /// Blocks that came to stand. They are laid out last: a change may name their cases, places and people after them.
    blocks: Vec<(Id, Vec<u8>)>,
    /// Instruments whose definition moved: what their reviews count as moves with it.
    redefined: Vec<Id>,
    /// Reviews of which something was entered.
    entered: BTreeSet<Id>,
    /// Whether a round was opened or closed: what is provisional moves with it.
    rounds_moved: bool,
}

impl<'a> Projector<'a> {
    pub fn new(tx: &'a Transaction<'a>) -> Projector<'a> {
        Projector {
            tx,
            reviews: Reviews::new(tx),
            blocks: Vec::new(),
            redefined: Vec::new(),
            entered: BTreeSet::new(),
            rounds_moved: false,
        }
    }

    /// One field of one record has this value now.
    pub fn set(&mut self, edit: &Edit) -> Result<(), StoreError> {
        let Edit { record, kind, field, slot, ref value } = *edit;
        if kind == Kind::Block {
            return match (field, value) {
                (Field::Answers, Value::Bytes(bytes)) => {
                    self.blocks.push((record, bytes.clone()));
                    Ok(())
                }
                (Field::Answers, _) => self.reviews.withdraw(record),
                _ => Ok(()),
            };
        }
        if field.is_slotted() {
            self.set_slot(record, field, slot, value)?;
        } else {
            let (table, column) = (kind.table(), field.name());
            let sql =
                format!("INSERT INTO {table}(id, {column}) VALUES (?1, ?2) ON CONFLICT(id) DO UPDATE SET {column} = excluded.{column}");
            self.tx.prepare_cached(&sql)?.execute((record.0.as_slice(), value))?;
        }
        match (kind, field) {
            (Kind::Instrument, Field::Definition) => {
                self.redefined.push(record);
                self.reviews.redefined(record);
            }
            (Kind::Review, _) => {
                self.entered.insert(record);
            }
            (Kind::Round, Field::Gone | Field::Status | Field::Form | Field::Year | Field::Region) => self.rounds_moved = true,
            _ => {}
        }
        Ok(())
    }

    fn set_slot(&self, record: Id, field: Field, slot: Slot, value: &Value) -> Result<(), StoreError> {
        if value.is_none() {
            let sql = "DELETE FROM slot WHERE record = ?1 AND field = ?2 AND slot = ?3";
            self.tx.prepare_cached(sql)?.execute((record.0.as_slice(), field.name(), slot.0))?;
        } else {
            let sql = "INSERT OR REPLACE INTO slot(record, field, slot, value) VALUES (?1, ?2, ?3, ?4)";
            self.tx.prepare_cached(sql)?.execute((record.0.as_slice(), field.name(), slot.0, value))?;
        }
        Ok(())
    }

    /// Writes the counts that moved; says whether any did, or what is provisional.
    pub fn finish(mut self) -> Result<bool, StoreError> {
        for (block, bytes) in self.blocks {
            self.reviews.project(block, &bytes)?;
        }
        for instrument in &self.redefined {
            self.entered.extend(entered::under(self.tx, *instrument)?);
        }
        for review in self.entered {
            self.reviews.restate(review)?;
        }
        let mut moved = self.reviews.finish()?;
        for instrument in self.redefined {
            moved |= reviews::recount_instrument(self.tx, instrument)?;
        }
        Ok(moved || self.rounds_moved)
    }
}
