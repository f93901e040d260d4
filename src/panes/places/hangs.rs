//! What hangs on a place or a person: what belongs to it, and its counted reviews.

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;

/// The field by which one kind names another.
pub const fn by(kind: Kind, whole: Kind) -> Option<Field> {
    match (kind, whole) {
        (Kind::District | Kind::Office | Kind::Published | Kind::RegionExit, Kind::Region) => Some(Field::Region),
        (Kind::Office | Kind::MiniPip, Kind::District) => Some(Field::District),
        (Kind::Worker | Kind::Assignment | Kind::Published | Kind::MiniPip, Kind::Office) => Some(Field::Office),
        (Kind::Assignment, Kind::Worker) => Some(Field::Worker),
        _ => None,
    }
}

/// The live records of a kind that name a record.
pub fn belonging<'a>(book: &'a Book, whole: &Record, kind: Kind) -> Vec<&'a Record> {
    let Some(field) = by(kind, whole.kind) else { return Vec::new() };
    naming(book, whole.id, kind, field)
}

/// The live records of a kind that name a record in a field.
pub fn naming(book: &Book, id: Id, kind: Kind, field: Field) -> Vec<&Record> {
    book.all(kind).into_iter().filter(|record| record.record(field) == Some(id)).collect()
}

/// Counted reviews of a region or an office.
pub fn reviews(book: &Book, id: Id) -> u32 {
    book.tallies().iter().filter(|t| t.region == id || t.office == id).map(|t| t.reviews).sum()
}

/// "3 offices", "1 office".
pub fn counted(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}
