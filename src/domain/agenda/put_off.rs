//! Putting an item off until a day, with a reason. The item's own day does not change, and each time stays on record.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Item, Off, words};
use crate::domain::board;
use crate::domain::book::Book;
use crate::domain::change::{Author, Change};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;

type Key = (Id, Cow<'static, str>, NaiveDate);

/// The newest word on each item that somebody put off, as far as it still holds today.
pub(super) fn in_force(book: &Book, today: NaiveDate) -> HashMap<Key, &Record> {
    let mut newest: HashMap<Key, &Record> = HashMap::new();
    for record in book.all(Kind::Snooze) {
        let (Some(about), Some(due)) = (record.record(Field::About), record.date(Field::Due)) else { continue };
        let at = newest.entry((about, Cow::Owned(record.text(Field::Part).to_owned()), due)).or_insert(record);
        if rank(record) > rank(at) {
            *at = record;
        }
    }
    newest.retain(|_, record| record.date(Field::Until).is_some_and(|until| until > today));
    newest
}

/// Later ones stand above earlier ones; ids are made in the order of time.
fn rank(record: &Record) -> (Option<NaiveDate>, Id) {
    (record.date(Field::Day), record.id)
}

/// What a record says.
pub(super) fn read(record: &Record) -> Off {
    Off {
        record: record.id,
        until: record.date(Field::Until).unwrap_or_default(),
        reason: record.text(Field::Reason).to_owned(),
        who: record.text(Field::Who).to_owned(),
        day: record.date(Field::Day),
    }
}

/// Every time that an item was put off, the newest first, those that are over included.
#[must_use]
pub fn put_offs(book: &Book, item: &Item) -> Vec<Off> {
    let (about, part, due) = item.key();
    let same = |record: &&Record| {
        record.record(Field::About) == Some(about) && record.date(Field::Due) == Some(due) && record.text(Field::Part) == part
    };
    let mut found: Vec<&Record> = book.all(Kind::Snooze).into_iter().filter(same).collect();
    found.sort_by_key(|record| std::cmp::Reverse(rank(record)));
    found.into_iter().map(read).collect()
}

/// Puts items off until a day.
///
/// # Errors
/// The number of the field at fault (0 the day, 1 the reason), and a sentence.
pub fn put_off(
    items: &[&Item],
    until: Option<NaiveDate>,
    reason: &str,
    by: Author,
    fresh: &dyn Fn() -> Id,
) -> Result<Change, (usize, String)> {
    let until = until.ok_or((0, "Say until when; it comes back on that day".to_owned()))?;
    if until <= by.today {
        return Err((0, format!("{} is not after today; it would come back at once", dates::show_long(until))));
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err((1, "Say why: whoever reads the agenda will want to know".to_owned()));
    }
    let what = match items {
        [one] => words::short(&one.text, 34),
        several => format!("{} items", several.len()),
    };
    let mut change = Change::new(format!("put off until {}: {what}", dates::show_long(until)), by.saw);
    for item in items {
        let id = fresh();
        for (field, value) in [
            (Field::About, Value::Record(item.record)),
            (Field::Part, Value::text(item.part())),
            (Field::Due, Value::Date(item.due)),
            (Field::Until, Value::Date(until)),
            (Field::Reason, Value::text(reason)),
            (Field::Who, Value::text(board::name_of(by.who))),
            (Field::Day, Value::Date(by.today)),
        ] {
            change.set(id, Kind::Snooze, field, value);
        }
    }
    Ok(change)
}

/// Takes items that are put off back onto the agenda today; none if none of them is. What was said stays on record.
#[must_use]
pub fn bring_back(items: &[&Item], by: Author) -> Option<Change> {
    let off: Vec<(&&Item, &Off)> = items.iter().filter_map(|item| Some((item, item.off.as_ref()?))).collect();
    let what = match off.as_slice() {
        [] => return None,
        [(item, _)] => words::short(&item.text, 40),
        several => format!("{} items", several.len()),
    };
    let mut change = Change::new(format!("no longer put off: {what}"), by.saw);
    for (_, off) in off {
        change.set(off.record, Kind::Snooze, Field::Until, Value::Date(by.today));
    }
    Some(change)
}
