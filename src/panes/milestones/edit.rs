//! Rows that come, go and move: steps, measures and considerations. Each is one change.

use super::rows::{Row, What};
use super::table::{NAME, Tree};
use crate::command::{Context, Effect};
use crate::domain::change::{Change, Edit};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::tsv;
use crate::domain::value::Value;
use crate::panes::sheet::{self, Table};
use crate::widgets::grid::{Range, Source};

/// Where a new part of a milestone goes: after the row, or at the end of its kind.
fn place(tree: &Tree, row: Row) -> (What, Option<usize>) {
    match row.what {
        What::Measure | What::Consideration | What::Step => {
            let kind = row.what.kind().unwrap_or(Kind::Step);
            (row.what, tree.book.parts(row.milestone, kind).iter().position(|part| part.id == row.id))
        }
        _ => (What::Step, None),
    }
}

/// Places for new parts after one of the parts (or at the end); parts whose own places leave no room are placed anew.
fn positions(parts: &[&Record], after: Option<usize>, n: usize) -> (Vec<String>, Vec<Edit>) {
    let at = after.map_or(parts.len(), |at| at + 1);
    let of = |at: usize| parts.get(at).map(|part| part.text(Field::Position));
    let in_order = parts.windows(2).all(|pair| pair[0].text(Field::Position) < pair[1].text(Field::Position));
    if in_order && of(0).is_none_or(|first| !first.is_empty()) {
        let mut before = at.checked_sub(1).and_then(of).map(str::to_owned);
        let places = (0..n).map(|_| {
            let next = order::between(before.as_deref(), of(at));
            before = Some(next.clone());
            next
        });
        return (places.collect(), Vec::new());
    }
    let mut all = order::spread(parts.len() + n);
    let new: Vec<String> = all.drain(at..at + n).collect();
    let moved = parts.iter().zip(all).map(|(part, place)| Edit::new(part.id, part.kind, Field::Position, Value::text(place)));
    (new, moved.collect())
}

/// Adds an empty part after the row. Says which record it is, so that the cursor can follow.
pub fn insert(tree: &Tree, row: Row, cx: &Context) -> (Id, Vec<Effect>) {
    if row.what == What::Value {
        return insert_value(tree, row, cx);
    }
    let (what, after) = place(tree, row);
    let kind = what.kind().unwrap_or(Kind::Step);
    let (places, mut edits) = positions(&tree.book.parts(row.milestone, kind), after, 1);
    let id = cx.ids.fresh();
    edits.push(Edit::new(id, kind, Field::Milestone, Value::Record(row.milestone)));
    edits.extend(places.into_iter().map(|place| Edit::new(id, kind, Field::Position, Value::text(place))));
    let number = tree.state(row.milestone).map_or(0, |state| state.number);
    (id, vec![sheet::write(format!("new {} in milestone {number}", kind.words()), cx.book.seen, edits)])
}

/// Adds a value to the history of a measure; its day is typed next.
fn insert_value(tree: &Tree, row: Row, cx: &Context) -> (Id, Vec<Effect>) {
    let id = cx.ids.fresh();
    let edits = tree
        .record(row)
        .and_then(Record::parent)
        .map(|measure| Edit::new(id, Kind::MeasureValue, Field::OfMeasure, Value::Record(measure)));
    (id, vec![sheet::write(format!("new value of {}", tree.called(row)), cx.book.seen, edits.into_iter().collect())])
}

/// Adds a copy of the row after it.
pub fn duplicate(tree: &Tree, row: Row, cx: &Context) -> Result<(Id, Vec<Effect>), String> {
    let (Some(kind), Some(record)) = (row.what.kind().filter(|kind| *kind != Kind::MeasureValue), tree.record(row)) else {
        return Err(stays(row));
    };
    let (_, after) = place(tree, row);
    let (places, mut edits) = positions(&tree.book.parts(row.milestone, kind), after, 1);
    let id = cx.ids.fresh();
    let kept = kind.fields().iter().filter(|field| **field != Field::Position && !record.get(**field).is_none());
    edits.extend(kept.map(|field| Edit::new(id, kind, *field, record.get(*field).clone())));
    edits.extend(places.into_iter().map(|place| Edit::new(id, kind, Field::Position, Value::text(place))));
    Ok((id, vec![sheet::write(format!("{} duplicated", tree.called(row)), cx.book.seen, edits)]))
}

/// Deletes the parts in the range.
pub fn delete(tree: &Tree, range: Range, cx: &Context) -> Vec<Effect> {
    let rows: Vec<Row> = tree.rows.iter().copied().skip(range.top).take(range.bottom + 1 - range.top).collect();
    if let Some(row) = rows.iter().find(|row| row.what.kind().is_none()) {
        return vec![Effect::Refuse(stays(*row))];
    }
    let edits: Vec<Edit> = rows.iter().filter_map(|row| Some(Edit::new(row.id, row.what.kind()?, Field::Gone, Value::Int(1)))).collect();
    let words = match rows.as_slice() {
        [] => return Vec::new(),
        [row] => format!("{} deleted", tree.called(*row)),
        _ => format!("{} rows deleted", rows.len()),
    };
    vec![sheet::write(words, cx.book.seen, edits)]
}

fn stays(row: Row) -> String {
    match row.what {
        What::Milestone => "A milestone belongs to the plan and stays; its steps can be deleted and duplicated",
        What::Region | What::Exit => "An exit is recorded and taken back with Record an exit (Ctrl-U)",
        What::Trail => "The trail of exits stays: what was recorded is never lost",
        What::Body => "Committees and studies are kept in their own workspaces; Enter goes there",
        What::Value => "A value is added with Insert, and has a day of its own",
        _ => "This row stays",
    }
    .to_owned()
}

/// Moves the row up or down among its own kind.
pub fn shift(tree: &Tree, row: Row, down: bool, cx: &Context) -> Vec<Effect> {
    let Some(kind) = row.what.kind().filter(|kind| *kind != Kind::MeasureValue) else {
        return vec![Effect::Refuse("Only steps, measures and considerations are moved; the rest has an order of its own".to_owned())];
    };
    let mut parts = tree.book.parts(row.milestone, kind);
    let Some(at) = parts.iter().position(|part| part.id == row.id) else { return Vec::new() };
    let to = if down { at + 1 } else { at.wrapping_sub(1) };
    if to >= parts.len() {
        return vec![Effect::Refuse(format!("This is the {} {} of the milestone", if down { "last" } else { "first" }, kind.words()))];
    }
    parts.remove(at);
    let (places, mut edits) = positions(&parts, to.checked_sub(1), 1);
    // Before the first one there is no part to stand after.
    let place = if to == 0 { first_place(&parts, &mut edits) } else { places.into_iter().next().unwrap_or_default() };
    edits.push(Edit::new(row.id, kind, Field::Position, Value::text(place)));
    vec![sheet::write(format!("{} moved {}", tree.called(row), if down { "down" } else { "up" }), cx.book.seen, edits)]
}

fn first_place(parts: &[&Record], edits: &mut Vec<Edit>) -> String {
    match parts.first().map(|part| part.text(Field::Position)) {
        Some(first) if !first.is_empty() && edits.is_empty() => order::between(None, Some(first)),
        _ => {
            let mut all = order::spread(parts.len() + 1);
            let place = all.remove(0);
            *edits =
                parts.iter().zip(all).map(|(part, place)| Edit::new(part.id, part.kind, Field::Position, Value::text(place))).collect();
            place
        }
    }
}

/// Pastes lines over the parts from the row on; lines beyond the last one become new parts. On a milestone they become new
/// steps at its end. None if the grid itself can take them: one line.
pub fn paste(tree: &Tree, row: Row, columns: &[usize], text: &str, cx: &Context) -> Option<Result<Vec<Effect>, String>> {
    let lines = tsv::parse_tsv(text);
    let first = *columns.first()?;
    if lines.len() < 2 || !matches!(row.what, What::Milestone | What::Step | What::Measure | What::Consideration) {
        return None;
    }
    Some(
        paste_lines(
            tree,
            row,
            if row.what == What::Milestone { &columns[columns.iter().position(|c| *c == NAME).unwrap_or(0)..] } else { columns },
            &lines,
            cx,
        )
        .map_err(|why| {
            let column = tree.columns().get(first).map_or("", |c| &*c.title);
            format!("Nothing was pasted ({column}): {why}")
        }),
    )
}

fn paste_lines(tree: &Tree, row: Row, columns: &[usize], lines: &[Vec<String>], cx: &Context) -> Result<Vec<Effect>, String> {
    let what = if row.what == What::Milestone { What::Step } else { row.what };
    let kind = what.kind().unwrap_or(Kind::Step);
    let parts = tree.book.parts(row.milestone, kind);
    // Only what is in view is written over.
    let shown: Vec<usize> =
        (0..tree.rows.len()).filter(|at| tree.rows[*at].what == what && tree.rows[*at].milestone == row.milestone).collect();
    let from = shown.iter().position(|at| tree.rows[*at] == row).unwrap_or(shown.len());
    let fresh = (from + lines.len()).saturating_sub(shown.len());
    let (places, mut edits) = positions(&parts, None, fresh);
    for (line, at) in lines.iter().zip(from..) {
        let target = shown.get(at).copied();
        let id = cx.ids.fresh();
        if target.is_none() {
            edits.push(Edit::new(id, kind, Field::Milestone, Value::Record(row.milestone)));
            edits.push(Edit::new(id, kind, Field::Position, Value::text(places[at - shown.len()].clone())));
        }
        for (text, column) in line.iter().zip(columns) {
            let slot = match target {
                Some(at) => tree.slot(at, *column),
                None => tree.coming(what, id, row.milestone, *column),
            };
            let text = text.trim_end();
            match slot {
                Some(slot) if slot.text == text => {}
                Some(slot) => edits.extend(tree.meant(&slot, text)?.edits),
                None if text.is_empty() => {}
                None => return Err(format!("the column '{}' takes no text here", tree.columns()[*column].title)),
            }
        }
    }
    if edits.is_empty() {
        return Ok(vec![Effect::Say("Nothing was changed: the cells say this already".to_owned())]);
    }
    let added = if fresh > 0 { format!(", {fresh} new") } else { String::new() };
    let mut change = Change::new(format!("{} {}s pasted{added}", lines.len(), kind.words()), cx.book.seen);
    change.edits = edits;
    Ok(vec![Effect::Write(change)])
}
