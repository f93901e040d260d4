//! The evidence register: for every row what shows that it is complete, where it is kept, the fingerprint of its file, and
//! who accepted it.

use crate::command::form::{FormField, Takes};
use crate::command::{Command, Context, Effect, Form};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{RowState, title};
use crate::domain::monitoring::{accepts, lacks, register};
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::batch::Batch;
use super::super::columns::text;
use super::super::rows;
use super::super::slot::{Editor, Slot};
use super::super::source;
use super::super::state::MiniPips;
use super::super::words::{Piece, quoted};
use super::{About, Cells, Goes, Line, Page, Sheet, Tab};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    None,
    Some((Field::Text, Editor::Text)),
    Some((Field::Site, Editor::Line)),
    Some((Field::AcceptedBy, Editor::Line)),
    Some((Field::AcceptedOn, Editor::Day)),
    None,
    Some((Field::Note, Editor::Text)),
];

/// The column of the fingerprint.
const FINGERPRINT: usize = 5;

/// What is said of it.
pub const ABOUT: About = About {
    empty: "The plan has no rows yet. Evidence is what shows that a row is complete; each row of the matrix gets a line here.",
    adds: "",
    fixed: "Enter goes to the row; on its fingerprint it takes that of a file.",
    offers: &[Command::Edit, Command::InsertRow, Command::Fingerprint, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        Column::new("Row", 30).between(20, 44),
        text("Evidence", 20, 60),
        text("Where kept", 14, 40),
        text("Accepted by", 12, 24),
        Column::new("Accepted", 10),
        Column::new("Fingerprint", 12).between(12, 16),
        text("Note", 12, 40),
    ]
}

/// Its lines: every row, with its pieces of evidence or an empty line.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, element) in cx.book.parts(plan, Kind::Element).into_iter().enumerate() {
        let begin = lines.len();
        let mut numbers = [0; 2];
        for row in cx.book.parts(element.id, Kind::Row) {
            let benchmark = row.text(Field::Part) == "benchmark";
            numbers[usize::from(benchmark)] += 1;
            let name = format!(
                "{}{} {}",
                if benchmark { 'B' } else { 'A' },
                numbers[usize::from(benchmark)],
                title(row).lines().next().unwrap_or("")
            );
            let proofs = cx.book.parts(row.id, Kind::Proof);
            if proofs.is_empty() {
                lines.push(row_says(cx, Line::blank(Kind::Proof, row.id), row, &name));
            }
            for (n, proof) in proofs.iter().enumerate() {
                let line = fingerprint(Line::of(proof, row.id, n + 1), proof);
                lines.push(if n == 0 { row_says(cx, line, row, &name) } else { line.goes(Goes::Record(row.id, None)) });
            }
        }
        if let Some(first) = lines.get_mut(begin) {
            let all = register(cx.book, element.id, cx.today);
            let mut right = format!("evidence for {} of {} rows", all.shown, all.rows);
            if all.pieces > 0 {
                right = format!("{right}, {} of {} accepted", all.accepted, all.pieces);
            }
            if all.missing > 0 {
                right = format!("{} complete without; {right}", all.missing);
            }
            first.band = Some((format!("Element {}: {}", at + 1, title(element).lines().next().unwrap_or("")), right));
        }
    }
    lines
}

fn row_says(cx: &Context, line: Line, row: &Record, name: &str) -> Line {
    let state = RowState::of(row, cx.today);
    let (sign, meaning) = if line.record == Id::NIL && lacks(row, cx.today) {
        (Glyphs::UNICODE.warning, Meaning::Error)
    } else {
        (source::sign(state, &Glyphs::UNICODE), Meaning::Text)
    };
    line.says(0, format!("{sign} {name}"), meaning).goes(Goes::Record(row.id, None))
}

fn fingerprint(line: Line, proof: &Record) -> Line {
    match proof.text(Field::Digest) {
        "" => line,
        digest => line.says(FINGERPRINT, Fingerprint::short(digest), Meaning::Muted),
    }
}

/// What is known of the row under the cursor: the evidence that the plan asks for, its acceptance, the whole fingerprint.
#[must_use]
pub fn detail(cx: &Context, line: &Line) -> Option<Vec<Vec<Piece>>> {
    let row = cx.book.get(line.parent).filter(|row| row.kind == Kind::Row)?;
    let asked = match row.text(Field::Evidence) {
        "" => ("nothing; the matrix has a column for it".to_owned(), Meaning::Muted),
        text => (text.replace('\n', " "), Meaning::Text),
    };
    let accepted = match row.date(Field::AcceptedOn) {
        Some(day) => format!("{} on {}", row.text(Field::AcceptedBy), dates::show_long(day)),
        None => "not yet; it follows when all evidence of the complete row is accepted".to_owned(),
    };
    let mut lines = vec![
        vec![("The plan asks for ".to_owned(), Meaning::Muted), asked],
        vec![("Accepted for the row ".to_owned(), Meaning::Muted), (accepted, Meaning::Text)],
    ];
    if let Some(digest) = cx.book.get(line.record).map(|proof| proof.text(Field::Digest)).filter(|digest| !digest.is_empty()) {
        lines.push(vec![("Fingerprint ".to_owned(), Meaning::Muted), (digest.to_owned(), Meaning::Text)]);
    }
    Some(lines)
}

/// What goes with a draft: who accepts does so today, and what is accepted on a day was accepted by who works here; once all
/// evidence of a complete row is accepted, so is the row's.
pub fn also(batch: &mut Batch, slot: &Slot) {
    if !matches!(slot.field, Field::AcceptedBy | Field::AcceptedOn) {
        return;
    }
    let proof = batch.read(slot.record, Kind::Proof);
    if slot.field == Field::AcceptedBy && !proof.text(Field::AcceptedBy).is_empty() && proof.date(Field::AcceptedOn).is_none() {
        let today = batch.cx().today;
        batch.set(slot.record, Kind::Proof, Field::AcceptedOn, Value::Date(today));
    }
    if slot.field == Field::AcceptedOn && proof.date(Field::AcceptedOn).is_some() && proof.text(Field::AcceptedBy).is_empty() {
        let who = batch.cx().book.facts.who.clone();
        batch.set(slot.record, Kind::Proof, Field::AcceptedBy, Value::text(who));
    }
    let Some(row) = proof.parent() else { return };
    let pieces: Vec<Record> = batch.siblings(Kind::Proof, row).into_iter().map(|(id, _)| batch.read(id, Kind::Proof)).collect();
    if let Some((who, day)) = accepts(&batch.read(row, Kind::Row), &pieces) {
        batch.set(row, Kind::Row, Field::AcceptedBy, Value::text(who));
        batch.set(row, Kind::Row, Field::AcceptedOn, Value::Date(day));
    }
}

/// Takes a fingerprint, by command or by Enter on its cell.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    let on_cell = pane.grid(sheet.page).column == FINGERPRINT && matches!(command, Command::Enter | Command::Edit);
    if command != Command::Fingerprint && !on_cell {
        return None;
    }
    let Some(line) = sheet.lines.get(at) else {
        return Some(vec![Effect::Refuse("There is no row yet that evidence could belong to.".to_owned())]);
    };
    if let Some(why) = &cx.book.facts.read_only {
        return Some(vec![Effect::Refuse(format!("This file can only be read here: {why}"))]);
    }
    pane.picks = vec![line.record, line.parent];
    let known = cx.book.get(line.record).map_or("", |proof| proof.text(Field::Digest));
    let words = if known.is_empty() {
        "The fingerprint (SHA-256) shows later that a file is still the same. The file itself stays where it is."
    } else {
        "The file is compared with the fingerprint that is registered."
    };
    Some(vec![Effect::Ask(form("", words))])
}

fn form(path: &str, words: &str) -> Form {
    let file = FormField::new("File", Takes::Line).hint("a path, such as evidence/training-list.pdf").with(path);
    Form::new("evidence.fingerprint", "Fingerprint of a file of evidence", words, vec![file])
}

/// The file was named: has it read.
#[must_use]
pub fn filled(form: &Form) -> Vec<Effect> {
    match form.text(0) {
        "" => vec![Effect::Ask(form.clone().at_fault(0, "Name the file; it is only read."))],
        path => vec![Effect::Fingerprint { path: path.to_owned() }],
    }
}

/// The file was read, or could not be.
pub fn fingerprinted(pane: &mut MiniPips, path: &str, found: &Result<Fingerprint, String>, cx: &Context) -> Vec<Effect> {
    let &[record, row] = pane.picks.as_slice() else { return Vec::new() };
    let found = match found {
        Ok(found) => found,
        Err(why) => return vec![Effect::Ask(form(path, "").at_fault(0, why.clone()))],
    };
    pane.picks.clear();
    let known = cx.book.get(record).map_or("", |proof| proof.text(Field::Digest));
    if found.is(known) {
        return vec![Effect::Say(format!("The same: '{}' has the fingerprint that is registered", found.name))];
    }
    let differs = !known.is_empty();
    let mut batch = Batch::new(cx, super::plan(cx));
    let proof = if record == Id::NIL {
        let made = rows::make(&mut batch, Page::Tab(Tab::Evidence), Kind::Proof, row, usize::MAX);
        pane.aim = Some((made, Some(Field::Text)));
        made
    } else {
        record
    };
    batch.set(proof, Kind::Proof, Field::Digest, Value::text(found.digest.as_str()));
    if batch.read(proof, Kind::Proof).text(Field::Site).is_empty() {
        batch.set(proof, Kind::Proof, Field::Site, Value::text(found.name.as_str()));
    }
    let words = format!("fingerprint of {}", quoted(&found.name));
    if !differs {
        return batch.effect(words);
    }
    let seen = cx.book.seen;
    let question = format!(
        "It differs: the file '{}' is not the one whose fingerprint is registered ({}). Register the new fingerprint instead?",
        found.name,
        Fingerprint::short(known)
    );
    batch.finish(words, seen).map(|change| Effect::Confirm { question, change }).into_iter().collect()
}
