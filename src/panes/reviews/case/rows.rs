//! The lines of the list as pieces of text with a meaning: headings of areas, questions with their answers. Where they are
//! drawn belongs to `view.rs`.

use super::state::plain;
use crate::domain::answers::Answer;
use crate::domain::change::Slot;
use crate::domain::entry::{Entry, Line};
use crate::widgets::chart::Piece;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width::{Align, cells, pad, truncate};

/// The columns of the list, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    code: usize,
    text: usize,
    answer: usize,
    mark: usize,
}

impl Columns {
    /// For an instrument in so many cells.
    pub(super) fn new(entry: &Entry, room: usize) -> Columns {
        let code = entry.instrument.questions.iter().map(|q| cells(&q.code)).max().unwrap_or(0).clamp(3, if room >= 66 { 14 } else { 9 });
        let answer = if room >= 66 { 20 } else { 16 };
        let mark = if room >= 66 { 9 } else { 1 };
        Columns { code, text: room.saturating_sub(code + answer + mark + 8), answer, mark }
    }
}

/// The sign of an answer, and its meaning.
pub(super) fn sign(entry: &Entry, question: u16, answer: Answer, glyphs: &Glyphs) -> (&'static str, Meaning) {
    if !answer.is_given() {
        return (glyphs.no_rate, Meaning::Placeholder);
    }
    match entry.instrument.credit(usize::from(question), answer.option()) {
        None => (glyphs.nothing, Meaning::Muted),
        Some(credit) if credit.0 == 0 => (glyphs.dropped, Meaning::Error),
        Some(credit) if credit.0 >= 10_000 => (glyphs.done, Meaning::Good),
        Some(_) => (glyphs.in_progress, Meaning::Warn),
    }
}

/// The first question of an area.
pub(super) fn first_of(entry: &Entry, area: usize) -> Option<u16> {
    entry.listed().into_iter().find(|ordinal| entry.question(*ordinal).is_some_and(|q| q.area == area))
}

/// One line of the list; `asking` is the answer whose reason is asked.
pub(super) fn line(entry: &Entry, line: Line, columns: Columns, asking: Option<Slot>, glyphs: &Glyphs) -> Vec<Piece> {
    match line {
        Line::Area { area, answered, of, covered } => heading(entry, area, (answered, of, covered), columns, glyphs),
        Line::Question(ordinal) => question(entry, ordinal, columns, asking, glyphs),
        Line::Uncovered(areas) => {
            let words = if areas == 1 { "1 area is".to_owned() } else { format!("{areas} areas are") };
            vec![(format!(" {words} not covered in this case: F4 says which are"), Meaning::Muted)]
        }
    }
}

fn heading(entry: &Entry, area: usize, (answered, of, covered): (u32, u32, bool), columns: Columns, glyphs: &Glyphs) -> Vec<Piece> {
    let name = entry.instrument.areas.get(area).map_or("", |area| area.name.as_str());
    let left = columns.code + 2 + columns.text;
    let name = pad(&plain(name), left, Align::Left, glyphs.ellipsis);
    let name_meaning = if covered { Meaning::Band } else { Meaning::Muted };
    let (words, meaning) = match (covered, answered, of) {
        (false, ..) => ("not covered".to_owned(), Meaning::Muted),
        (true, _, 0) => ("nothing to answer".to_owned(), Meaning::Muted),
        (true, n, of) if n == of => (format!("{} {n} of {of}", glyphs.done), Meaning::Good),
        (true, n, of) => (format!("  {n} of {of}"), Meaning::Muted),
    };
    vec![(format!(" {name}  "), name_meaning), (pad(&words, columns.answer, Align::Left, glyphs.ellipsis), meaning)]
}

fn question(entry: &Entry, ordinal: u16, columns: Columns, asking: Option<Slot>, glyphs: &Glyphs) -> Vec<Piece> {
    let Some(question) = entry.question(ordinal) else { return Vec::new() };
    let asked = entry.is_asked(ordinal);
    let dim = |meaning| if asked { meaning } else { Meaning::Muted };
    let mut pieces = vec![
        (format!(" {}  ", pad(&question.code, columns.code, Align::Left, glyphs.ellipsis)), Meaning::Muted),
        (format!("{}  ", pad(&plain(&question.text), columns.text, Align::Left, glyphs.ellipsis)), dim(Meaning::Text)),
    ];
    let word = entry.marks(ordinal).word();
    // Where nothing is marked, a long answer may use the room of the mark.
    let room = if word.is_some() { columns.answer } else { columns.answer + columns.mark };
    pieces.extend(answers(entry, ordinal, room, asking, glyphs));
    let mark = word.map(|(word, waits)| {
        let meaning = if waits { Meaning::Warn } else { Meaning::Muted };
        let sign = if waits { glyphs.warning } else { glyphs.bullet };
        (format!("  {}", if columns.mark > 1 { word } else { sign }), meaning)
    });
    pieces.extend(mark);
    pieces
}

/// The answer in words, or the signs of all its months and persons.
fn answers(entry: &Entry, ordinal: u16, room: usize, asking: Option<Slot>, glyphs: &Glyphs) -> Vec<Piece> {
    if !entry.is_asked(ordinal) {
        return vec![(pad("  not asked", room, Align::Left, glyphs.ellipsis), Meaning::Muted)];
    }
    let there = entry.occurrences(ordinal);
    if there.len() == 1 {
        let answer = entry.answer(Slot::of(ordinal, 0));
        let (sign, meaning) = sign(entry, ordinal, answer, glyphs);
        let words = match asking {
            Some(slot) if slot.question() == ordinal => format!("{}, why?", entry.words(answer)),
            _ => entry.words(answer),
        };
        return vec![(pad(&format!("{sign} {}", plain(&words)), room, Align::Left, glyphs.ellipsis), meaning)];
    }
    let mut pieces = Vec::new();
    let mut left = room;
    for occurrence in &there {
        if left == 1 && there.len() > room {
            pieces.push((glyphs.ellipsis.to_owned(), Meaning::Muted));
            left = 0;
            break;
        }
        let (sign, meaning) = sign(entry, ordinal, entry.answer(Slot::of(ordinal, *occurrence)), glyphs);
        pieces.push((sign.to_owned(), meaning));
        left -= 1;
    }
    let count = format!("  {} of {}", entry.given(ordinal), there.len());
    pieces.push((pad(&truncate(&count, left, ""), left, Align::Left, ""), Meaning::Muted));
    pieces
}
