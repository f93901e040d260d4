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

/// Fields by which a record names a place or a person.
const NAMING: [(Field, Kind); 5] = [
    (Field::Region, Kind::Region),
    (Field::District, Kind::District),
    (Field::Office, Kind::Office),
    (Field::Worker, Kind::Worker),
    (Field::Supervisor, Kind::Worker),
];

/// What keeps a place or person in the file: everything in memory that names it and is neither a place nor a person, counted and in
/// words: "2 committees". What belongs to a place ([`by`]: districts, offices, workers) and assignments only lose it.
pub fn keeping(book: &Book, whole: &Record) -> Vec<String> {
    let parts = [Kind::District, Kind::Office, Kind::Worker, Kind::Assignment];
    let fields: Vec<Field> = NAMING.iter().filter(|(_, kind)| *kind == whole.kind).map(|(field, _)| *field).collect();
    let mut found = Vec::new();
    for kind in Kind::ALL.iter().filter(|kind| kind.is_resident() && !parts.contains(kind)) {
        let own: Vec<Field> = fields.iter().copied().filter(|field| kind.fields().contains(field)).collect();
        if own.is_empty() {
            continue;
        }
        let names = |record: &&Record| own.iter().any(|field| record.record(*field) == Some(whole.id));
        let n = book.all(*kind).iter().filter(|record| names(record)).count();
        if n > 0 {
            found.push(counted_of(n, *kind));
        }
    }
    found
}

/// "2 committees", "3 values of an indicator".
fn counted_of(n: usize, kind: Kind) -> String {
    let words = if kind == Kind::RegionExit { "recorded exit" } else { kind.words() };
    let cut = [" of ", " to ", " or ", " at "].iter().filter_map(|word| words.find(word)).min();
    match cut {
        Some(at) => format!("{}{}", counted(n, &words[..at]), &words[at..]),
        None => counted(n, words),
    }
}

/// Counted reviews of a region or an office.
pub fn reviews(book: &Book, id: Id) -> u32 {
    book.tallies().iter().filter(|t| t.region == id || t.office == id).map(|t| t.reviews).sum()
}

/// "3 offices", "1 office".
pub fn counted(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}
