//! Records that go, and lists that are pasted. What counted reviews name stays: it can only be renamed.

use super::hangs::{self, counted};
use super::list::List;
use super::section::Section;
use crate::command::{Context, Effect};
use crate::domain::change::{Change, Edit};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::{Query, Tally};
use crate::domain::record::Record;
use crate::domain::text::listed;
use crate::domain::tsv;
use crate::domain::value::Value;
use crate::panes::sheet::{Table, capital, write};
use crate::widgets::grid::Source;

/// A worker about to be deleted, while the store counts the reviews that name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    worker: Id,
    /// Answers still to come.
    answers: usize,
    reviews: u32,
}

impl Leaving {
    /// Takes one answer; true once all are there.
    pub fn count(&mut self, tallies: &[Tally]) -> bool {
        let named = |t: &&Tally| t.worker == Some(self.worker) || t.supervisor == Some(self.worker);
        self.reviews += tallies.iter().filter(named).map(|t| t.reviews).sum::<u32>();
        self.answers = self.answers.saturating_sub(1);
        self.answers == 0
    }

    /// What is to be done about the worker now.
    pub fn decide(&self, list: &List, cx: &Context) -> Vec<Effect> {
        list.book.get(self.worker).map_or_else(Vec::new, |record| ask(list, record, self.reviews, cx))
    }
}

/// Deletes a record, after saying what hangs on it. A worker's reviews have to be asked for first.
pub fn delete(list: &List, row: usize, cx: &Context) -> (Vec<Effect>, Option<Leaving>) {
    let Some(record) = list.record(row).filter(|_| !matches!(list.section, Section::Agency | Section::People)) else {
        return (vec![Effect::Refuse(list.fixed(row, 0))], None);
    };
    let mut asked: Vec<Id> = list.book.tallies().iter().map(|t| t.instrument).collect();
    asked.sort_unstable();
    asked.dedup();
    if record.kind == Kind::Worker && !asked.is_empty() {
        let leaving = Leaving { worker: record.id, answers: asked.len(), reviews: 0 };
        return (asked.into_iter().map(|instrument| Effect::Read(Query::Workers { instrument })).collect(), Some(leaving));
    }
    (ask(list, record, hangs::reviews(list.book, record.id), cx), None)
}

fn ask(list: &List, record: &Record, reviews: u32, cx: &Context) -> Vec<Effect> {
    let called = list.called(record.id);
    let stays = |why: String| vec![Effect::Refuse(format!("{} stays: {why}. It can be renamed", capital(&called)))];
    if reviews > 0 {
        return stays(format!("{} counted here", counted(reviews as usize, "review")));
    }
    let keeping = hangs::keeping(list.book, record);
    if !keeping.is_empty() {
        return stays(format!("{} about it", listed(keeping.iter().map(String::as_str), "and")));
    }
    let mut change = Change::new(format!("{called} deleted"), cx.book.seen).with(record.id, record.kind, Field::Gone, Value::Int(1));
    let mut hanging = Vec::new();
    for kind in [Kind::District, Kind::Office, Kind::Worker] {
        let parts = hangs::belonging(list.book, record, kind);
        if let (Some(field), false) = (hangs::by(kind, record.kind), parts.is_empty()) {
            hanging.push(format!("{} will have no {}", counted(parts.len(), kind.words()), field.words()));
            change.edits.extend(parts.iter().map(|part| Edit::new(part.id, kind, field, Value::None)));
        }
    }
    if record.kind == Kind::Worker {
        let own = list.book.parts(record.id, Kind::Assignment).len();
        let led = hangs::naming(list.book, record.id, Kind::Assignment, Field::Supervisor);
        change.edits.extend(led.iter().map(|part| Edit::new(part.id, Kind::Assignment, Field::Gone, Value::Int(1))));
        if own + led.len() > 0 {
            hanging.push(format!("{} deleted too", counted(own + led.len(), "assignment")));
        }
    }
    let told = hangs::naming(list.book, record.id, Kind::Former, Field::About);
    if !told.is_empty() {
        hanging.push(format!("{} deleted too", counted(told.len(), "former name")));
        change.edits.extend(told.iter().map(|former| Edit::new(former.id, Kind::Former, Field::Gone, Value::Int(1))));
    }
    let hanging = if hanging.is_empty() { "Nothing hangs on it.".to_owned() } else { format!("{}.", capital(&hanging.join("; "))) };
    vec![Effect::Confirm { question: format!("Delete {called}? {hanging} Ctrl-Z brings it back."), change }]
}

/// Pastes lines over the records from the row on; lines beyond the last one become new records. None for one line.
pub fn paste(list: &List, row: usize, columns: &[usize], text: &str, cx: &Context) -> Option<Vec<Effect>> {
    let lines = tsv::parse_tsv(text);
    if lines.len() < 2 || matches!(list.section, Section::Agency | Section::People) {
        return None;
    }
    Some(paste_lines(list, row, columns, &lines, cx).unwrap_or_else(|why| vec![Effect::Refuse(format!("Nothing was pasted. {why}"))]))
}

fn paste_lines(list: &List, row: usize, columns: &[usize], lines: &[Vec<String>], cx: &Context) -> Result<Vec<Effect>, String> {
    let kind = list.section.kind();
    let mut edits: Vec<Edit> = Vec::new();
    let mut new = 0;
    for (line, at) in lines.iter().zip(row..) {
        let here = at < list.rows();
        let id = cx.ids.fresh();
        if !here && columns.first() != Some(&0) {
            return Err(format!("New {}s need the first column too: start there", kind.words()));
        }
        new += usize::from(!here);
        for (text, column) in line.iter().zip(columns) {
            let text = text.trim();
            match if here { list.slot(at, *column) } else { list.coming(id, *column) } {
                Some(slot) if slot.text == text => {}
                Some(slot) => {
                    let meant = list.meant(&slot, text)?.edits;
                    let twice = |edit: &Edit| {
                        edit.field == Field::Name
                            && edits.iter().any(|e| e.field == Field::Name && e.record != edit.record && e.value == edit.value)
                    };
                    if kind != Kind::Office && meant.iter().any(twice) {
                        return Err(format!("'{text}' stands twice in what was copied"));
                    }
                    edits.extend(meant);
                }
                None if text.is_empty() => {}
                None => return Err(format!("The column '{}' is not edited here", list.columns()[*column].title)),
            }
        }
    }
    if edits.is_empty() {
        return Ok(vec![Effect::Say("Nothing was changed: the cells say this already".to_owned())]);
    }
    let added = if new > 0 { format!(", {new} new") } else { String::new() };
    Ok(vec![write(format!("{} pasted{added}", counted(lines.len(), kind.words())), cx.book.seen, edits)])
}
