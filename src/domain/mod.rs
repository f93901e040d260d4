//! The rules of the field, pure. No input or output, no clock, no SQL, no screen.

pub mod answers;
pub mod book;
pub mod change;
pub mod counts;
pub mod field;
pub mod id;
pub mod instrument;
pub mod kind;
pub mod order;
pub mod query;
pub mod record;
pub mod share;
pub mod text;
pub mod value;
