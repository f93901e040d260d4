//! What a field of a record can hold, and its one byte form. The form is part of the file: tags are never reused.

use chrono::{Datelike, NaiveDate};

use super::id::Id;

/// The value of one field. `None` is "nothing there", which is never the same as an empty text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing there.
    #[default]
    None,
    /// Any text, line breaks included.
    Text(String),
    /// A whole number; shares are in ten-thousandths.
    Int(i64),
    /// A day.
    Date(NaiveDate),
    /// Another record.
    Record(Id),
    /// Several other records, in order.
    Records(Vec<Id>),
    /// Packed bytes, of import blocks only.
    Bytes(Vec<u8>),
}

impl Value {
    /// A text, or nothing if it is empty.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Value {
        let text = text.into();
        if text.is_empty() { Value::None } else { Value::Text(text) }
    }

    /// Several records, or nothing if there are none.
    #[must_use]
    pub fn records(ids: Vec<Id>) -> Value {
        if ids.is_empty() { Value::None } else { Value::Records(ids) }
    }

    /// Whether nothing is there.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Value::None
    }

    /// The byte form: one tag, then the content.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Value::None => out.push(0),
            Value::Text(text) => {
                out.push(1);
                out.extend_from_slice(text.as_bytes());
            }
            Value::Int(n) => {
                out.push(2);
                out.extend_from_slice(&n.to_be_bytes());
            }
            Value::Date(day) => {
                out.push(3);
                out.extend_from_slice(&day.num_days_from_ce().to_be_bytes());
            }
            Value::Record(id) => {
                out.push(4);
                out.extend_from_slice(&id.0);
            }
            Value::Records(ids) => {
                out.push(5);
                for id in ids {
                    out.extend_from_slice(&id.0);
                }
            }
            Value::Bytes(bytes) => {
                out.push(6);
                out.extend_from_slice(bytes);
            }
        }
        out
    }

    /// Back from [`Value::to_bytes`]; `None` if the bytes are no value.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Value> {
        let (tag, rest) = bytes.split_first()?;
        Some(match tag {
            0 if rest.is_empty() => Value::None,
            1 => Value::Text(String::from_utf8(rest.to_vec()).ok()?),
            2 => Value::Int(i64::from_be_bytes(rest.try_into().ok()?)),
            3 => Value::Date(NaiveDate::from_num_days_from_ce_opt(i32::from_be_bytes(rest.try_into().ok()?))?),
            4 => Value::Record(Id::from_slice(rest)?),
            5 if rest.len() % 16 == 0 => Value::Records(rest.chunks_exact(16).filter_map(Id::from_slice).collect()),
            6 => Value::Bytes(rest.to_vec()),
            _ => return None,
        })
    }
}
