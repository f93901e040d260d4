//! What single cells of an answers file mean, and the words for those that mean nothing. Putting rows together belongs
//! to `reading.rs`.

use std::collections::HashMap;

use super::super::fault::{Fault, Faults};
use super::super::memo::Memo;
use super::super::nearest::{did_you_mean, listed, nearest};
use super::super::table::{Table, folded, is_fit};
use crate::domain::answers::Why;
use crate::domain::instrument::{Area, Instrument, Question};
use crate::domain::text;

/// What a cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell<T> {
    /// Nothing stands there.
    Empty,
    /// What stands there has no meaning.
    Wrong,
    /// This.
    Is(T),
}

impl<T> Cell<T> {
    pub(super) fn from_option(found: Option<T>) -> Cell<T> {
        found.map_or(Cell::Wrong, Cell::Is)
    }
}

/// The meaning of a target's cell in the current row, from memory or worked out now.
#[inline]
pub(super) fn look<T: Copy, R>(
    memo: &mut Memo<Cell<T>>,
    table: &Table<R>,
    target: usize,
    work_out: impl FnOnce(&str) -> Cell<T>,
) -> Cell<T> {
    let raw = table.raw(target);
    // Not only a shortcut: comparing two slices of no bytes reads from nowhere, which AVX-512 pays for with 100 cycles.
    if raw.is_empty() && !table.maps_values(target) {
        return Cell::Empty;
    }
    if let Some(known) = memo.get(raw) {
        return known;
    }
    let text = table.meaning(target, raw);
    memo.put(raw, if text.is_empty() { Cell::Empty } else { work_out(&text) })
}

/// Names met so far. Those that differ only in case or blanks are one.
#[derive(Default)]
pub(super) struct Names {
    pub(super) list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Names {
    pub(super) fn number(&mut self, name: &str) -> Cell<u32> {
        if !is_fit(name) {
            return Cell::Wrong;
        }
        let key = text::folded(name);
        let next = self.list.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.list.push(name.to_owned());
        }
        Cell::Is(number)
    }
}

/// A reason, as files write it.
pub(super) fn why(text: &str) -> Cell<Why> {
    Cell::from_option(match folded(text).as_str() {
        "notdone" => Some(Why::NotDone),
        "notdocumented" | "undocumented" | "donebutnotdocumented" | "donenotdocumented" => Some(Why::NotDocumented),
        "late" | "notontime" => Some(Why::Late),
        _ => None,
    })
}

/// The occurrence, counted from 0; files count from 1, and 0 means the first too.
pub(super) fn occurrence(text: &str) -> Cell<u16> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Cell::Wrong;
    }
    Cell::from_option(text.parse::<u16>().ok().map(|n| n.saturating_sub(1)))
}

pub(super) fn unknown_question(faults: &mut Faults, line: u64, text: &str, instrument: &Instrument) {
    if text.is_empty() {
        faults.fault(|| Fault::new("cell-empty").line(line).cell("question", "").says("is empty", "fill in the question's code"));
        return;
    }
    faults.fault(|| {
        let near = nearest(text, instrument.questions.iter().map(|q| q.code.as_str()));
        let remedy = near.map_or_else(
            || "check the code, or import the instrument version that has it".to_owned(),
            |near| format!("did you mean '{near}'?"),
        );
        Fault::new("question-unknown").line(line).cell("question", text).says(format!("no question of {}", instrument.code), remedy)
    });
}

/// No option of the instrument; `allowed` are those of the question, if it is known and has not all of them.
pub(super) fn unknown_answer(faults: &mut Faults, line: u64, column: &str, text: &str, instrument: &Instrument, allowed: &[u8]) {
    let options = instrument.options.iter().enumerate();
    let options =
        options.filter(|(at, _)| allowed.is_empty() || allowed.contains(&(*at as u8 + 1))).map(|(_, option)| option.code.as_str());
    faults.fault(|| {
        Fault::new("answer-unknown")
            .line(line)
            .cell(column, text)
            .says(format!("no answer of {}", instrument.code), format!("write {}", listed(options)))
    });
}

/// An option that the instrument has, but this question does not.
pub(super) fn not_allowed(faults: &mut Faults, line: u64, column: &str, option: u8, question: &Question, instrument: &Instrument) {
    let code = |option: u8| instrument.options.get(usize::from(option).wrapping_sub(1)).map_or("", |o| o.code.as_str());
    faults.fault(|| {
        Fault::new("answer-not-allowed")
            .line(line)
            .cell(column, code(option))
            .says(format!("is no answer to '{}'", question.code), format!("write {}", listed(question.answers.iter().map(|o| code(*o)))))
    });
}

/// An answer to a question that is computed: the rule decides, not the file.
pub(super) fn computed(faults: &mut Faults, line: u64, code: &str) {
    faults.warn(|| {
        Fault::new("answer-computed")
            .line(line)
            .cell("question", code)
            .says("is computed from its items; this answer is left out", "nothing, if the items are in the file")
    });
}

pub(super) fn unknown_area(faults: &mut Faults, line: u64, text: &str, instrument: &Instrument) {
    faults.fault(|| {
        let names = || instrument.areas.iter().flat_map(|a| [a.name.as_str(), a.code.as_str()]);
        Fault::new("area-unknown").line(line).cell("area", text).says(
            format!("no area of {}{}", instrument.code, did_you_mean(text, names())),
            format!("write {}", listed(instrument.areas.iter().map(|a| a.code.as_str()))),
        )
    });
}

pub(super) fn area_mismatch(faults: &mut Faults, line: u64, text: &str, question: &str, its_area: &Area) {
    faults.fault(|| {
        Fault::new("area-mismatch")
            .line(line)
            .cell("area", text)
            .says(format!("is not the area of question '{question}'"), format!("write {} ({})", its_area.code, its_area.name))
    });
}

/// `first` says where the other one stands.
pub(super) fn answer_twice(faults: &mut Faults, line: u64, question: &str, occurrence: u16, case_id: &str, first: &str) {
    let further = if occurrence > 0 { format!(" (occurrence {})", u32::from(occurrence) + 1) } else { String::new() };
    faults.fault(|| {
        Fault::new("answer-twice").line(line).cell("question", question).says(
            format!("case '{case_id}' has this question{further} on {first} already"),
            "remove one of the two rows, or number them in the column occurrence",
        )
    });
}

pub(super) fn bad_occurrence(faults: &mut Faults, line: u64, text: &str) {
    faults.fault(|| {
        Fault::new("occurrence")
            .line(line)
            .cell("occurrence", text)
            .says("is no number from 1 to 65535", "number the months or persons from 1")
    });
}

pub(super) fn unknown_why(faults: &mut Faults, line: u64, text: &str) {
    faults.fault(|| {
        Fault::new("why-unknown").line(line).cell("why", text).says("is no reason", format!("write {}", listed(Why::ALL.map(Why::code))))
    });
}

pub(super) fn bad_day(faults: &mut Faults, line: u64, text: &str) {
    faults.fault(|| Fault::new("date").line(line).cell("reviewed_on", text).says("is no date", "write 2025-03-14 or 3/14/2025"));
}
