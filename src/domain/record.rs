//! A record in memory: its kind and the values of its fields. Which fields it has is in `kind.rs`.

use chrono::NaiveDate;

use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::value::Value;

/// One record. Reading a field it does not have gives nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// Whether it is deleted.
    pub gone: bool,
    values: Vec<Value>,
}

impl Record {
    /// A record without any value.
    #[must_use]
    pub fn new(id: Id, kind: Kind) -> Record {
        Record { id, kind, gone: false, values: vec![Value::None; kind.fields().len()] }
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: Field) -> &Value {
        const NOTHING: &Value = &Value::None;
        self.kind.fields().iter().position(|f| *f == field).map_or(NOTHING, |at| &self.values[at])
    }

    /// Sets a field, `Gone` included; a field it does not have is passed over.
    pub fn set(&mut self, field: Field, value: Value) {
        if field == Field::Gone {
            self.gone = value == Value::Int(1);
        } else if let Some(at) = self.kind.fields().iter().position(|f| *f == field) {
            self.values[at] = value;
        }
    }

    /// Whether no field has a value: what an undone creation leaves.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.iter().all(Value::is_none)
    }

    /// A text, empty if nothing is there.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match self.get(field) {
            Value::Text(text) => text,
            _ => "",
        }
    }

    /// A number, if there is one.
    #[must_use]
    pub fn int(&self, field: Field) -> Option<i64> {
        match self.get(field) {
            Value::Int(n) => Some(*n),
            _ => None,
        }
    }

    /// A day, if there is one.
    #[must_use]
    pub fn date(&self, field: Field) -> Option<NaiveDate> {
        match self.get(field) {
            Value::Date(day) => Some(*day),
            _ => None,
        }
    }

    /// The record a field names, if it names one.
    #[must_use]
    pub fn record(&self, field: Field) -> Option<Id> {
        match self.get(field) {
            Value::Record(id) => Some(*id),
            _ => None,
        }
    }

    /// The records a field names.
    #[must_use]
    pub fn records(&self, field: Field) -> &[Id] {
        match self.get(field) {
            Value::Records(ids) => ids,
            _ => &[],
        }
    }

    /// The record it is a part of.
    #[must_use]
    pub fn parent(&self) -> Option<Id> {
        self.kind.parent().and_then(|field| self.record(field))
    }
}
