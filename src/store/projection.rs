//! The tables as a projection of the log: each op sets one column of one row. Imported blocks go to `reviews`.

use chrono::NaiveDate;
use rusqlite::Transaction;
use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};

use super::fault::StoreError;
use super::reviews::Reviews;
use crate::domain::field::{Field, Shape};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
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
        (Shape::Records, ValueRef::Blob(ids)) if !ids.is_empty() => {
            Value::Records(ids.chunks_exact(16).filter_map(Id::from_slice).collect())
        }
        _ => Value::None,
    }
}

/// Keeps the tables true inside one transaction.
pub(super) struct Projector<'a> {
    tx: &'a Transaction<'a>,
    reviews: Reviews<'a>,
}

impl<'a> Projector<'a> {
    pub fn new(tx: &'a Transaction<'a>) -> Projector<'a> {
        Projector { tx, reviews: Reviews::new(tx) }
    }

    /// One field of one record has this value now.
    pub fn set(&mut self, record: Id, kind: Kind, field: Field, value: &Value) -> Result<(), StoreError> {
        if kind == Kind::Block {
            return match (field, value) {
                (Field::Answers, Value::Bytes(bytes)) => self.reviews.project(record, bytes),
                (Field::Answers, _) => self.reviews.withdraw(record),
                _ => Ok(()),
            };
        }
        let (table, column) = (kind.table(), field.name());
        let sql = format!("INSERT INTO {table}(id, {column}) VALUES (?1, ?2) ON CONFLICT(id) DO UPDATE SET {column} = excluded.{column}");
        self.tx.prepare_cached(&sql)?.execute((record.0.as_slice(), value))?;
        Ok(())
    }

    /// Writes the counts that moved; says whether any did.
    pub fn finish(self) -> Result<bool, StoreError> {
        self.reviews.finish()
    }
}
