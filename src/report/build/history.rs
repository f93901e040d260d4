//! The report of the history: every change, newest first; with details also every field of each, before and after.

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::history::{ChangeFile, Told, Touch, tell, written};
use crate::domain::kind::Kind;
use crate::domain::query::HistoryLine;
use crate::domain::text::counted;
use crate::report::{CASE_ID, Cell, Column, Datum, Part, Report, Table};

/// The columns, in order.
pub const COLUMNS: [Column; 7] = [
    Column::words("at", "When", "when, UTC"),
    Column::words("who", "Who", "name and role"),
    Column::words("kind", "Kind", "edit, import, undo, redo, system or export"),
    Column::words("words", "What", "what was done"),
    Column::number("ops", "Fields", "fields touched"),
    Column::words("undone", "Undone", "whether it has been undone"),
    Column::data("change", "id of the change"),
];

/// The columns of the fields touched: only with --details.
pub const FIELDS: [Column; 10] = [
    Column::data("change", "id of the change"),
    Column::data("kind", "kind of the record, as its table is called"),
    Column::data("record", "id of the record"),
    Column::data("what", "the record in words"),
    Column::data("part_of", "what the record is a part of, in words"),
    Column::data("field", "the field, as its column is called"),
    Column::data("field_words", "the field in words; of an answer with the code of the question"),
    Column::data("before", "what stood there, in words; days as YYYY-MM-DD"),
    Column::data("after", "what the change wrote"),
    Column::data(CASE_ID, "the local case number or alias, if the record is a case or belongs to one"),
];

/// Columns and rows.
#[must_use]
pub fn build(lines: &[HistoryLine]) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let row = |line: &HistoryLine| {
        vec![
            Cell::text(&line.at).shown(minute(line)),
            Cell::text(&line.who),
            Cell::text(line.kind.name()),
            Cell::text(&line.words),
            Datum::Whole(i64::from(line.ops)).into(),
            Cell::truth(Some(line.undone)).shown(if line.undone { "undone" } else { "" }),
            Cell::text(&line.change.to_string()),
        ]
    };
    (COLUMNS.to_vec(), lines.iter().map(row).collect())
}

fn minute(line: &HistoryLine) -> String {
    line.at.get(..16).unwrap_or(&line.at).replace('T', " ")
}

/// The same with every field of every change.
#[must_use]
pub fn in_detail(book: &Book, changes: &[(HistoryLine, ChangeFile)]) -> Report {
    let lines: Vec<HistoryLine> = changes.iter().map(|(line, _)| line.clone()).collect();
    let (columns, rows) = build(&lines);
    let mut parts = Vec::new();
    let mut fields = Vec::new();
    for (line, file) in changes {
        let undone = if line.undone { ", undone" } else { "" };
        parts.push(Part::Words(format!("{}  {}  {}{undone}: {}", minute(line), line.who, line.kind.name(), line.words)));
        if let Some(imported) = &file.imported {
            let verb = if imported.taken_out { "taken out" } else { "brought in" };
            let (answers, cases) = (counted(imported.answers, "answer", "answers"), counted(imported.cases, "case", "cases"));
            parts.push(Part::Item(verb.to_owned(), format!("{answers} of {cases}")));
        }
        for touch in &file.touches {
            let told = tell(book, file, touch, |day| day.to_string());
            parts.push(Part::Item(told.what(), sentence(&told)));
            fields.push(field_row(file, touch, &told));
        }
        let left = file.total as usize - file.touches.len().min(file.total as usize);
        if left > 0 {
            parts.push(Part::Item("and".to_owned(), counted(left as u64, "more field", "more fields")));
        }
    }
    Report { parts, tables: vec![Table { name: "fields", columns: FIELDS.to_vec(), rows: fields }], ..Report::table(columns, rows) }
}

/// Before and after in one line.
fn sentence(told: &Told) -> String {
    let nothing = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.replace('\n', " / ") };
    if told.pieces.is_empty() {
        format!("{} > {}", nothing(&told.before), nothing(&told.after))
    } else {
        written(&told.pieces).replace('\n', " / ")
    }
}

fn field_row(file: &ChangeFile, touch: &Touch, told: &Told) -> Vec<Cell> {
    let review = match touch.kind {
        Kind::Review => Some(touch.record),
        kind if kind.parent() == Some(Field::Review) => {
            file.others.iter().find(|r| r.id == touch.record).and_then(|r| r.record(Field::Review))
        }
        _ => None,
    };
    let case = review.and_then(|review| file.cases.iter().find(|case| case.review == review));
    vec![
        Cell::text(&file.change.to_string()),
        Cell::text(touch.kind.table()),
        Cell::text(&touch.record.to_string()),
        Cell::text(&told.record),
        Cell::text(&told.of),
        Cell::text(touch.field.name()),
        Cell::text(&told.field),
        Cell::text(&told.before),
        Cell::text(&told.after),
        Cell::text(case.map_or("", |case| case.case_id.as_str())),
    ]
}
