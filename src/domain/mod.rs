//! The rules of the field, pure. No input or output, no clock, no SQL, no screen.

pub mod answers;
pub mod book;
pub mod change;
pub mod counts;
pub mod field;
pub mod id;
pub mod instrument;
pub mod key;
pub mod kind;
pub mod order;
pub mod published;
pub mod query;
pub mod ratio;
pub mod record;
pub mod score;
pub mod score_table;
pub mod share;
pub mod standing;
pub mod stats;
pub mod text;
pub mod tone;
pub mod value;
