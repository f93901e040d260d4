//! Renames and moves from a day on: what is remembered of the time before, and which assignment ends when the next one begins.

use chrono::NaiveDate;

use super::{Formers, Part};
use crate::domain::book::Book;
use crate::domain::change::Edit;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;

/// The parts of a record that edits change, of which something stood there before.
#[must_use]
pub fn parts_changed(book: &Book, edits: &[Edit]) -> Vec<(Id, Part)> {
    let mut found: Vec<(Id, Part)> = Vec::new();
    for edit in edits {
        let Some(part) = Part::of(edit.kind, edit.field) else { continue };
        let Some(record) = book.get(edit.record).filter(|record| book.is_live(record)) else { continue };
        let before = record.get(edit.field);
        // Where an office was is its region; that it also gets its first district, within that region, is no move.
        if !before.is_none() && *before != edit.value && !found.contains(&(edit.record, part)) {
            found.push((edit.record, part));
        }
    }
    found
}

/// The former records that keep what edits change, as it was until the day before `from`. `fresh` gives ids.
///
/// # Errors
/// A sentence, if something else is remembered of that day or later: what happened since cannot be put before it.
pub fn remember(book: &Book, edits: &[Edit], from: NaiveDate, fresh: &mut dyn FnMut(Id, Part) -> Id) -> Result<Vec<Edit>, String> {
    let Some(until) = from.pred_opt() else { return Err("This day is too far back".to_owned()) };
    let formers = Formers::of(book);
    let mut kept = Vec::new();
    for (id, part) in parts_changed(book, edits) {
        let Some(record) = book.get(id) else { continue };
        let later = formers.about(id).iter().filter(|former| part.is_told(former)).filter_map(|former| former.date(Field::Until)).max();
        if let Some(later) = later.filter(|later| *later >= until) {
            return Err(format!(
                "It changed before: what it was until {} is kept already, so this holds from {} at the earliest",
                dates::show_long(later),
                later.succ_opt().and_then(|day| day.succ_opt()).map_or_else(String::new, dates::show_long)
            ));
        }
        let former = fresh(id, part);
        let mut set = |field, value| kept.push(Edit::new(former, Kind::Former, field, value));
        set(Field::About, Value::Record(id));
        for field in part.fields().iter().filter(|field| record.kind.fields().contains(field)) {
            let value = record.get(*field);
            if !value.is_none() {
                set(*field, value.clone());
            }
        }
        set(Field::Until, Value::Date(until));
    }
    Ok(kept)
}

/// A stretch of time of a worker under a supervisor in an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The worker.
    pub worker: Id,
    /// The supervisor.
    pub supervisor: Option<Id>,
    /// The office.
    pub office: Option<Id>,
    /// First day; none is: always.
    pub from: Option<NaiveDate>,
    /// Last day; none is: still.
    pub until: Option<NaiveDate>,
}

impl Stay {
    /// Of an assignment.
    #[must_use]
    pub fn of(record: &Record) -> Option<Stay> {
        Some(Stay {
            worker: record.record(Field::Worker)?,
            supervisor: record.record(Field::Supervisor),
            office: record.record(Field::Office),
            from: record.date(Field::From),
            until: record.date(Field::Until),
        })
    }

    /// The edits that make it the assignment of this id.
    #[must_use]
    pub fn edits(&self, id: Id) -> Vec<Edit> {
        let record = |id: Option<Id>| id.map_or(Value::None, Value::Record);
        let day = |day: Option<NaiveDate>| day.map_or(Value::None, Value::Date);
        let fields = [
            (Field::Worker, Value::Record(self.worker)),
            (Field::Supervisor, record(self.supervisor)),
            (Field::Office, record(self.office)),
            (Field::From, day(self.from)),
            (Field::Until, day(self.until)),
        ];
        fields
            .into_iter()
            .filter(|(_, value)| !value.is_none())
            .map(|(field, value)| Edit::new(id, Kind::Assignment, field, value))
            .collect()
    }
}

/// The next assignment of a worker: the one that runs ends on the day before, the new one begins.
///
/// # Errors
/// A sentence, if it ends before it begins, if nothing would change, or if another assignment begins within it or goes on after it.
pub fn next_assignment(book: &Book, stay: Stay, id: Id) -> Result<Vec<Edit>, String> {
    let name = book.name(stay.worker);
    if stay.supervisor == Some(stay.worker) {
        return Err("Nobody supervises themselves; choose another person".to_owned());
    }
    if let (Some(from), Some(until)) = (stay.from, stay.until)
        && until < from
    {
        return Err(format!("It would end on {} before it begins on {}", dates::show_long(until), dates::show_long(from)));
    }
    let mut edits = Vec::new();
    for other in book.parts(stay.worker, Kind::Assignment) {
        let Some(known) = Stay::of(other) else { continue };
        let with = known.supervisor.map_or("nobody", |id| book.name(id));
        let over = stay.from.is_some_and(|from| known.until.is_some_and(|until| until < from));
        let to_come = stay.until.is_some_and(|until| known.from.is_some_and(|from| until < from));
        if over || to_come {
            continue;
        }
        let began_before = stay.from.is_some_and(|from| known.from.is_none_or(|began| began < from));
        let goes_on = stay.until.is_some() && known.until.is_none_or(|ends| stay.until.is_some_and(|until| until < ends));
        if !began_before {
            let began = known.from.map_or_else(|| "from the beginning".to_owned(), |day| format!("from {}", dates::show_long(day)));
            return Err(format!("{name} is with {with} {began}; change or delete that assignment first"));
        }
        if goes_on {
            return Err(format!("{name} is with {with} before and after that; end that assignment first"));
        }
        if (known.supervisor, known.office) == (stay.supervisor, stay.office) {
            return Err(format!("{name} is with {with} in that office then already"));
        }
        let last = stay.from.and_then(|from| from.pred_opt());
        edits.push(Edit::new(other.id, Kind::Assignment, Field::Until, last.map_or(Value::None, Value::Date)));
    }
    edits.extend(stay.edits(id));
    Ok(edits)
}
