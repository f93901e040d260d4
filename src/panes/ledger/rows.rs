//! Records that go, move, and come by pasting lines.

use super::list::List;
use super::page::Page;
use crate::command::{Context, Effect};
use crate::domain::change::{Change, Edit};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::text::counted;
use crate::domain::tsv;
use crate::domain::value::Value;
use crate::panes::sheet::{capital, write};
use crate::widgets::grid::{GridState, Range, Source};

/// Deletes the records of a range of rows, after asking if parts go with them.
pub fn delete(page: &Page, range: Range, cx: &Context) -> Vec<Effect> {
    let lines = page.lines.iter().take(range.bottom + 1).skip(range.top);
    let real: Vec<_> = lines.filter(|line| line.record != Id::NIL && line.kind.is_some() && line.fresh.is_none()).collect();
    let (Some(first), Some(kind)) = (real.first(), real.first().and_then(|line| line.kind)) else {
        return vec![Effect::Refuse("There is nothing to delete on this line".to_owned())];
    };
    let what = if real.len() == 1 { first.called.clone() } else { format!("{} lines", real.len()) };
    let mut change = Change::new(format!("{what} deleted"), cx.book.seen);
    let mut parts = 0;
    for line in &real {
        let kind = line.kind.unwrap_or(kind);
        change.set(line.record, kind, Field::Gone, Value::Int(1));
        parts += Kind::ALL.iter().filter(|part| part.parent().is_some()).map(|part| cx.book.parts(line.record, *part).len()).sum::<usize>();
    }
    if parts == 0 {
        return vec![Effect::Write(change)];
    }
    let with = counted(parts as u64, "record", "records");
    vec![Effect::Confirm { question: format!("Delete {what} with {with} that belong to it? Ctrl-Z brings all back."), change }]
}

/// Moves a record one place up or down among its like on the page.
pub fn shift(page: &Page, row: usize, down: bool, cx: &Context) -> Vec<Effect> {
    let refuse = |why: &str| vec![Effect::Refuse(why.to_owned())];
    let Some((line, kind)) = page.lines.get(row).and_then(|line| Some((line, line.kind?))) else {
        return refuse("This line stays where it is");
    };
    let moves =
        |at: usize| page.lines.get(at).is_some_and(|other| other.kind == Some(kind) && other.fresh.is_none() && other.record != Id::NIL);
    if line.fresh.is_some() || line.record == Id::NIL || !kind.fields().contains(&Field::Position) {
        return refuse("This line stays where it is");
    }
    let beside = if down { Some(row + 1) } else { row.checked_sub(1) };
    let Some(beside) = beside.filter(|at| moves(*at)) else {
        return refuse(if down { "It is the last one already" } else { "It is the first one already" });
    };
    // Lines made without places get them all at once, so that the move means what is seen.
    let mut ids: Vec<Id> = (0..page.lines.len()).filter(|at| moves(*at)).map(|at| page.lines[at].record).collect();
    let place = |record: Id| ids.iter().position(|id| *id == record);
    if let (Some(a), Some(b)) = (place(line.record), place(page.lines[beside].record)) {
        ids.swap(a, b);
    }
    let edits: Vec<Edit> = ids
        .iter()
        .zip(order::spread(ids.len()))
        .filter(|(id, place)| cx.book.get(**id).is_none_or(|record| record.text(Field::Position) != place))
        .map(|(id, place)| Edit::new(*id, kind, Field::Position, Value::text(place)))
        .collect();
    vec![write(format!("{} moved {}", line.called, if down { "down" } else { "up" }), cx.book.seen, edits)]
}

/// Pastes lines from the cursor on; lines beyond the records become new ones where the page has an empty line. None if all
/// of it falls on cells that are there, which is the sheet's own matter.
pub fn paste(list: &List, grid: &GridState, text: &str, cx: &Context) -> Option<Vec<Effect>> {
    let lines = tsv::parse_tsv(text);
    let range = grid.range();
    let blank = list.page.blank_after(range.top)?;
    let single = matches!(lines.as_slice(), [row] if row.len() == 1);
    if single || range.top + lines.len() <= blank {
        return None;
    }
    let shown = grid.shown(list.columns().len());
    let from = shown.iter().position(|column| *column == range.left).unwrap_or(0);
    Some(
        paste_lines(list, &lines, range.top, blank, &shown[from..], cx)
            .unwrap_or_else(|why| vec![Effect::Refuse(format!("Nothing was pasted. {why}"))]),
    )
}

fn paste_lines(
    list: &List,
    lines: &[Vec<String>],
    top: usize,
    blank: usize,
    columns: &[usize],
    cx: &Context,
) -> Result<Vec<Effect>, String> {
    let fresh = list.page.lines[blank].fresh.as_ref();
    let kind = fresh.map_or(Kind::Setting, |fresh| fresh.kind);
    let mut place = fresh.and_then(|fresh| super::list::last(cx.book, kind, fresh.parent));
    let (mut edits, mut new): (Vec<Edit>, u64) = (Vec::new(), 0);
    for (line, at) in lines.iter().zip(top..) {
        let (row, id) = if at < blank { (at, None) } else { (blank, Some(cx.ids.fresh())) };
        let mut made = false;
        for (text, column) in line.iter().zip(columns) {
            let text = text.trim();
            let Some(slot) = list.slot_for(row, *column, id) else {
                if text.is_empty() {
                    continue;
                }
                return Err(format!("The column '{}' is not typed into", list.columns()[*column].title));
            };
            if slot.text == text {
                continue;
            }
            let meant = list.meant_at(row, *column, &slot, text).map_err(|why| format!("{}: {why}", capital(&slot.words)))?;
            // What a new record begins with is written once, and each gets a place of its own.
            for edit in meant.edits {
                let known = edits.iter().any(|e: &Edit| (e.record, e.field) == (edit.record, edit.field));
                if edit.field == Field::Position && !known {
                    let next = order::between(place.as_deref(), None);
                    place = Some(next.clone());
                    edits.push(Edit { value: Value::text(next), ..edit });
                } else if !known || edit.field == slot.field {
                    edits.push(edit);
                }
            }
            made = true;
        }
        new += u64::from(made && id.is_some());
    }
    if edits.is_empty() {
        return Ok(vec![Effect::Say("Nothing was changed: the cells say this already".to_owned())]);
    }
    let added = if new > 0 { format!(", {new} new") } else { String::new() };
    Ok(vec![write(format!("{} pasted{added}", counted(lines.len() as u64, "line", "lines")), cx.book.seen, edits)])
}
