//! Ranges of cells: copying them out as tab-separated text, clearing them, pasting into them. Each is one change or none.

use crate::command::{Context, Effect};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::tsv;
use crate::widgets::grid::{GridState, Source};

use super::batch::Batch;
use super::pages::{Sheet, count};
use super::rows;
use super::slot::Slot;
use super::source::SheetSource;
use super::words::describe;

/// The range as text for the clipboard, and how many cells it has.
#[must_use]
pub fn copy(sheet: &Sheet, grid: &GridState, cx: &Context) -> (String, usize) {
    let columns = grid.selected_columns(sheet.columns.len());
    let range = grid.range();
    let source = SheetSource::new(sheet, cx);
    let cell = |line: usize, column: usize| match sheet.slot(line, column) {
        Some(slot) => slot.text(cx.book, cx.day_first),
        None => source.cell(line, column).text.into_owned(),
    };
    let lines = range.top..=range.bottom.min(sheet.lines.len().saturating_sub(1));
    let cells: Vec<Vec<String>> = lines.map(|line| columns.iter().map(|column| cell(line, *column)).collect()).collect();
    let n = cells.len() * columns.len();
    // A single cell of one line is plain text, so that it can be pasted into any field.
    match cells.as_slice() {
        [row] if row.len() == 1 && !row[0].contains(['\n', '\t']) => (row[0].clone(), n),
        _ => (tsv::to_tsv(&cells), n),
    }
}

/// Clears the cells of the range.
#[must_use]
pub fn clear(sheet: &Sheet, grid: &GridState, cx: &Context) -> Vec<Effect> {
    let columns = grid.selected_columns(sheet.columns.len());
    let range = grid.range();
    let cells = (range.top..=range.bottom).flat_map(|line| columns.iter().map(move |column| (line, *column)));
    let clearable = |slot: &Slot| slot.record != Id::NIL && !matches!(slot.field, Field::Part | Field::Term);
    let mut slots: Vec<Slot> = cells.filter_map(|(line, column)| sheet.slot(line, column)).filter(clearable).collect();
    let Some(first) = slots.first().copied() else {
        return vec![Effect::Refuse("There is nothing to clear here.".to_owned())];
    };
    // A release rests on what stands before it, so it goes first.
    slots.sort_by_key(|slot| slot.field != Field::Released);
    let mut batch = Batch::new(cx, sheet.plan);
    for slot in &slots {
        if let Err(why) = batch.write(slot, "") {
            return vec![Effect::Refuse(why)];
        }
    }
    let words = if slots.len() == 1 { format!("clear {}", describe(cx, &first)) } else { format!("clear {} cells", slots.len()) };
    batch.effect(words)
}

/// Pastes text: from the cursor to the right and down; rows are added where it runs over the end.
///
/// # Errors
/// A sentence that names the row and column at fault; nothing is pasted then.
pub fn paste(sheet: &Sheet, grid: &GridState, text: &str, cx: &Context) -> Result<Vec<Effect>, String> {
    let cells = tsv::parse_tsv(text);
    let range = grid.range();
    if let [row] = cells.as_slice()
        && let [cell] = row.as_slice()
        && !range.is_single()
    {
        return fill(sheet, grid, cell, cx);
    }
    let columns: Vec<usize> = grid.shown(sheet.columns.len()).into_iter().filter(|column| *column >= range.left).collect();
    let widest = cells.iter().map(Vec::len).max().unwrap_or(0);
    if widest > columns.len() {
        let only = count(columns.len(), "is", "are");
        return Err(format!("The paste is {widest} columns wide, and from here only {only} left. Nothing was pasted."));
    }
    let mut batch = Batch::new(cx, sheet.plan);
    let targets = targets(sheet, range.top, cells.len(), &mut batch)?;
    let mut pasted = 0;
    for (at, (row, target)) in cells.iter().zip(&targets).enumerate() {
        let mut drafts = Vec::new();
        for (column, draft) in columns.iter().zip(row) {
            match sheet.slot(target.line, *column) {
                // A cell may belong to another record than its line; that of a new line is not known yet.
                Some(slot) if sheet.lines[target.line].record == slot.record => {
                    drafts.push((Slot { record: target.record, ..slot }, *column, draft));
                }
                Some(slot) if sheet.lines[target.line].record == target.record => drafts.push((slot, *column, draft)),
                None | Some(_) if draft.trim().is_empty() => {}
                None | Some(_) => return Err(fault(sheet, at, *column, "This column cannot be changed here.")),
            }
        }
        // Old days of the row must not stand against the new ones, and a release rests on what stands before it.
        for (slot, ..) in drafts.iter().filter(|(slot, ..)| !matches!(slot.field, Field::Part | Field::Term)) {
            for field in [slot.field, slot.day_field()] {
                batch.set(slot.record, slot.kind, field, crate::domain::value::Value::None);
            }
        }
        drafts.sort_by_key(|(slot, ..)| slot.field == Field::Released);
        for (slot, column, draft) in drafts {
            batch.write(&slot, draft).map_err(|why| fault(sheet, at, column, &why))?;
            pasted += 1;
        }
    }
    let words =
        if cells.len() > 1 { format!("paste of {} rows", cells.len()) } else { format!("paste of {}", count(pasted, "cell", "cells")) };
    Ok(batch.effect(words))
}

/// One text into every cell of the range.
fn fill(sheet: &Sheet, grid: &GridState, text: &str, cx: &Context) -> Result<Vec<Effect>, String> {
    let columns = grid.selected_columns(sheet.columns.len());
    let range = grid.range();
    let mut batch = Batch::new(cx, sheet.plan);
    let mut filled = 0;
    for line in range.top..=range.bottom {
        for column in &columns {
            let Some(slot) = sheet.slot(line, *column).filter(|slot| slot.record != Id::NIL) else { continue };
            batch.write(&slot, text).map_err(|why| fault(sheet, line - range.top, *column, &why))?;
            filled += 1;
        }
    }
    Ok(batch.effect(format!("paste into {}", count(filled, "cell", "cells"))))
}

fn fault(sheet: &Sheet, row: usize, column: usize, why: &str) -> String {
    let title = sheet.columns.get(column).map_or("", |column| column.title.as_ref());
    format!("Row {}, '{title}': {why} Nothing was pasted.", row + 1)
}

/// Where a pasted row goes.
struct Target {
    record: Id,
    /// A line with the same slots.
    line: usize,
}

/// The lines from the cursor on that are of the same sort and parent, and new records after the last of them.
fn targets(sheet: &Sheet, from: usize, n: usize, batch: &mut Batch) -> Result<Vec<Target>, String> {
    let first = sheet.lines.get(from).ok_or("There is no line to paste into; Insert adds one.")?;
    let alike = |line: &&(usize, &super::pages::Line)| {
        let (_, line) = line;
        (line.kind, line.form.is_some()) == (first.kind, first.form.is_some())
            && (line.parent == first.parent || line.kind == Kind::MiniPip)
            && line.record != Id::NIL
    };
    let rest: Vec<(usize, &super::pages::Line)> = sheet.lines.iter().enumerate().skip(from).collect();
    let mut targets: Vec<Target> = rest.iter().filter(alike).take(n).map(|(line, l)| Target { record: l.record, line: *line }).collect();
    let missing = n - targets.len();
    if n > 1 && first.kind == Kind::Element && first.form.is_none() {
        return Err("Rows cannot be pasted over the head of an element; put the cursor on one of its rows.".to_owned());
    }
    let fixed = (first.form.is_some() && (first.record != Id::NIL || n > 1)) || matches!(first.kind, Kind::MiniPip | Kind::Element);
    if missing > 0 && fixed {
        return Err(format!("The paste has {n} rows, and from here only {} can take it. Nothing was pasted.", targets.len()));
    }
    for _ in 0..missing {
        let record = rows::make(batch, sheet.page, first.kind, first.parent, usize::MAX);
        targets.push(Target { record, line: from });
    }
    Ok(targets)
}
