//! The change under the cursor: what it touched, record by record, as lines of text.

use crate::command::Context;
use crate::domain::dates;
use crate::domain::history::{ChangeFile, Imported, Piece, Told, shortened, tell};
use crate::domain::id::Id;
use crate::domain::query::HistoryLine;
use crate::domain::text::{clean, counted, listed};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

/// How many fields are asked for at first.
pub const FIELDS: u32 = 200;
/// The most fields of a change that are listed.
pub const MOST_FIELDS: u32 = 5_000;
/// The words of a text that stay around what was added or taken out.
const AROUND: usize = 6;

/// What is known of the change under the cursor.
#[derive(Debug)]
pub struct Detail {
    /// The change and its fields; what it names stays known while another one is read.
    pub names: ChangeFile,
    /// Its fields in words, in the same order.
    pub told: Vec<Told>,
    /// Whether the keys are in it instead of in the list.
    pub inside: bool,
    /// The field under the cursor.
    pub at: usize,
    /// How many fields were asked for.
    pub asked: u32,
}

impl Default for Detail {
    fn default() -> Detail {
        let names = ChangeFile { change: Id::NIL, touches: Vec::new(), total: 0, others: Vec::new(), cases: Vec::new(), imported: None };
        Detail { names, told: Vec::new(), inside: false, at: 0, asked: FIELDS }
    }
}

/// A line of the detail; its texts stand one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailLine {
    /// Words and what they mean.
    pub spans: Vec<(String, Meaning)>,
    /// The field it belongs to.
    pub touch: Option<usize>,
}

impl Detail {
    /// Takes a change that was read; the cursor stays if it is the same one.
    pub fn take(&mut self, file: ChangeFile, cx: &Context) {
        if self.names.change != file.change {
            self.at = 0;
        }
        self.told = file.touches.iter().map(|touch| tell(cx.book, &file, touch, show(cx))).collect();
        self.names = file;
        self.at = self.at.min(self.told.len().saturating_sub(1));
    }

    /// The record under the cursor, or the only one.
    pub fn record(&self, inside: bool) -> Option<Id> {
        let touches = &self.names.touches;
        let first = touches.first()?.record;
        if inside {
            return touches.get(self.at).map(|touch| touch.record);
        }
        (touches.iter().all(|touch| touch.record == first)).then_some(first)
    }

    /// Whether the file has more fields of it than were read.
    pub fn has_more(&self) -> bool {
        self.names.total > self.asked && self.asked < MOST_FIELDS
    }

    /// All lines, in so many cells.
    pub fn lines(&self, line: &HistoryLine, cx: &Context, glyphs: &Glyphs, room: usize) -> Vec<DetailLine> {
        let mut lines = Vec::new();
        wrapped(&mut lines, &line.words, Meaning::Text, 0, room, None);
        let fields = counted(line.ops.into(), "field", "fields");
        let undone = if line.undone { format!(" {} undone", glyphs.dot) } else { String::new() };
        let head = format!(
            "{} {dot} {} {dot} {} {dot} {fields}{undone}",
            super::log::when(line, cx.day_first),
            line.who,
            super::log::word(line.kind),
            dot = glyphs.dot
        );
        wrapped(&mut lines, &head, Meaning::Muted, 0, room, None);
        if self.names.change != line.change {
            return lines;
        }
        if let Some(imported) = &self.names.imported {
            lines.push(blank());
            wrapped(&mut lines, &imported_words(imported, cx), Meaning::Accent, 0, room, None);
        }
        let mut record = None;
        for (at, (touch, told)) in self.names.touches.iter().zip(&self.told).enumerate() {
            if record != Some(touch.record) {
                record = Some(touch.record);
                lines.push(blank());
                let of = if told.of.is_empty() { String::new() } else { format!(" of {}", told.of) };
                wrapped(&mut lines, &format!("{}{of}", told.record), Meaning::Title, 0, room, Some(at));
            }
            field(&mut lines, told, at, room);
        }
        let left = (self.names.total as usize).saturating_sub(self.told.len());
        if left > 0 {
            lines.push(blank());
            wrapped(&mut lines, &format!("and {}", counted(left as u64, "more field", "more fields")), Meaning::Muted, 0, room, None);
        }
        lines
    }
}

/// How days are written here.
pub fn show(cx: &Context) -> crate::domain::history::Show {
    if cx.day_first { |day| dates::show(day, true) } else { |day| dates::show(day, false) }
}

fn blank() -> DetailLine {
    DetailLine { spans: Vec::new(), touch: None }
}

fn imported_words(imported: &Imported, cx: &Context) -> String {
    let of: Vec<String> = imported
        .of
        .iter()
        .map(|(id, year)| format!("{}, FY{year}", cx.book.instrument(*id).map_or("an instrument that is gone", |i| i.title.as_str())))
        .collect();
    let verb = if imported.taken_out { "Taken out" } else { "Brought in" };
    let (answers, cases) = (counted(imported.answers, "answer", "answers"), counted(imported.cases, "case", "cases"));
    let of = listed(of.iter().map(String::as_str), "and");
    format!("{verb}: {answers} of {cases}{}{of}", if of.is_empty() { "" } else { " by " })
}

fn wrapped(lines: &mut Vec<DetailLine>, words: &str, meaning: Meaning, indent: usize, room: usize, touch: Option<usize>) {
    for line in width::wrap(words, room.saturating_sub(indent).max(8)) {
        lines.push(DetailLine { spans: vec![(format!("{}{}", " ".repeat(indent), line.of(words).trim_end()), meaning)], touch });
    }
}

/// A field: what it is called, then before and after; a long text with what was added and taken out.
fn field(lines: &mut Vec<DetailLine>, told: &Told, at: usize, room: usize) {
    let name = format!("  {}  ", told.field);
    if !told.pieces.is_empty() {
        wrapped(lines, name.trim(), Meaning::Muted, 2, room, Some(at));
        let mut flow = Flow::new(4, room, at);
        for piece in shortened(told.pieces.clone(), AROUND) {
            match piece {
                Piece::Kept(text) => flow.add(&text, Meaning::Text),
                Piece::TakenOut(text) => flow.add(&format!("[- {}] ", text.trim()), Meaning::Warn),
                Piece::Added(text) => flow.add(&format!("[+ {}] ", text.trim()), Meaning::Good),
            }
        }
        lines.extend(flow.done());
        return;
    }
    let one_line = |text: &str| clean(text).0.replace('\n', " / ");
    let (before, after) = (one_line(&told.before), one_line(&told.after));
    let nothing = |text: String| if text.is_empty() { ("nothing".to_owned(), Meaning::Muted) } else { (text, Meaning::Text) };
    let (before, after) = (nothing(before), nothing(after));
    let arrow = " > ".to_owned();
    if width::cells(&name) + width::cells(&before.0) + width::cells(&arrow) + width::cells(&after.0) <= room {
        let spans = vec![(name, Meaning::Muted), (before.0, Meaning::Muted), (arrow, Meaning::Muted), after];
        lines.push(DetailLine { spans, touch: Some(at) });
        return;
    }
    wrapped(lines, name.trim(), Meaning::Muted, 2, room, Some(at));
    if before.1 == Meaning::Text {
        wrapped(lines, &before.0, Meaning::Muted, 4, room, Some(at));
    }
    wrapped(lines, &format!("> {}", after.0), after.1, 4, room, Some(at));
}

/// Words of several meanings, wrapped together.
struct Flow {
    lines: Vec<DetailLine>,
    spans: Vec<(String, Meaning)>,
    used: usize,
    indent: usize,
    room: usize,
    touch: usize,
}

impl Flow {
    fn new(indent: usize, room: usize, touch: usize) -> Flow {
        Flow { lines: Vec::new(), spans: Vec::new(), used: 0, indent, room, touch }
    }

    fn end(&mut self) {
        if let Some((last, _)) = self.spans.last_mut() {
            last.truncate(last.trim_end().len());
        }
        if !self.spans.is_empty() {
            let mut spans = vec![(" ".repeat(self.indent), Meaning::Text)];
            spans.append(&mut self.spans);
            self.lines.push(DetailLine { spans, touch: Some(self.touch) });
        }
        self.used = 0;
    }

    fn add(&mut self, text: &str, meaning: Meaning) {
        for (at, part) in clean(text).0.split('\n').enumerate() {
            if at > 0 {
                self.end();
            }
            for word in part.split_inclusive(' ') {
                let cells = width::cells(word.trim_end());
                if self.used > 0 && self.indent + self.used + cells > self.room {
                    self.end();
                }
                match self.spans.last_mut() {
                    Some((last, same)) if *same == meaning => last.push_str(word),
                    _ => self.spans.push((word.to_owned(), meaning)),
                }
                self.used += width::cells(word);
            }
        }
    }

    fn done(mut self) -> Vec<DetailLine> {
        self.end();
        self.lines
    }
}
