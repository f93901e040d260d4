//! A change: one undo step, as data. The store turns it into ops; its inverse is found there, from the log.

use chrono::NaiveDate;

use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::value::Value;

/// What sort of step a change is. Only some can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Someone edited something.
    Edit,
    /// Records or answers came from a file.
    Import,
    /// An undo of another change.
    Undo,
    /// A redo of an undone change.
    Redo,
    /// Set-up and bookkeeping (new file, who I am): named in the history, never undone.
    System,
    /// A report left the file: named in the history, never undone.
    Export,
}

impl ChangeKind {
    /// Its word in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ChangeKind::Edit => "edit",
            ChangeKind::Import => "import",
            ChangeKind::Undo => "undo",
            ChangeKind::Redo => "redo",
            ChangeKind::System => "system",
            ChangeKind::Export => "export",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn named(name: &str) -> Option<ChangeKind> {
        [ChangeKind::Edit, ChangeKind::Import, ChangeKind::Undo, ChangeKind::Redo, ChangeKind::System, ChangeKind::Export]
            .into_iter()
            .find(|k| k.name() == name)
    }

    /// Whether Ctrl-Z takes it back.
    #[must_use]
    pub const fn undoable(self) -> bool {
        matches!(self, ChangeKind::Edit | ChangeKind::Import)
    }
}

/// How much of the file its author had seen: the number of ops that had arrived. A field whose newest op
/// came later has moved under the edit, which is a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Seen(pub i64);

/// Which of the many values of a slotted field: the answer it belongs to. Other fields have one value, in slot 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Slot(pub u32);

impl Slot {
    /// The slot of an answer: ordinal of the question in its instrument version, occurrence in the case (0 is the first).
    #[must_use]
    pub const fn of(question: u16, occurrence: u16) -> Slot {
        Slot((question as u32) << 16 | occurrence as u32)
    }

    /// The question's ordinal.
    #[must_use]
    pub const fn question(self) -> u16 {
        (self.0 >> 16) as u16
    }

    /// The occurrence.
    #[must_use]
    pub const fn occurrence(self) -> u16 {
        (self.0 & 0xFFFF) as u16
    }
}

/// Who makes a change, when, and what was seen: for changes that record all three.
#[derive(Clone, Copy, Debug)]
pub struct Author<'a> {
    /// Who: `book.facts.who`.
    pub who: &'a str,
    /// The day.
    pub today: NaiveDate,
    /// What its author had seen.
    pub saw: Seen,
}

/// One field of one record gets one value. Deleting is `Field::Gone` set to 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The record; it is made if it does not exist.
    pub record: Id,
    /// Its kind.
    pub kind: Kind,
    /// The field.
    pub field: Field,
    /// Which value, of a field that has many.
    pub slot: Slot,
    /// The new value.
    pub value: Value,
}

impl Edit {
    /// Of a field that has one value.
    #[must_use]
    pub const fn new(record: Id, kind: Kind, field: Field, value: Value) -> Edit {
        Edit { record, kind, field, slot: Slot(0), value }
    }
}

/// A change: what people did in one go, in their words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What sort of step.
    pub kind: ChangeKind,
    /// In words, as the footer and the history say it: "due date of row 4".
    pub words: String,
    /// What the author had seen when the draft was begun.
    pub saw: Seen,
    /// The edits, in order.
    pub edits: Vec<Edit>,
}

impl Change {
    /// An edit in words, still without edits.
    #[must_use]
    pub fn new(words: impl Into<String>, saw: Seen) -> Change {
        Change { kind: ChangeKind::Edit, words: words.into(), saw, edits: Vec::new() }
    }

    /// Adds one edit.
    pub fn set(&mut self, record: Id, kind: Kind, field: Field, value: Value) {
        self.edits.push(Edit::new(record, kind, field, value));
    }

    /// Adds one edit of a slotted field.
    pub fn set_slot(&mut self, record: Id, kind: Kind, field: Field, slot: Slot, value: Value) {
        self.edits.push(Edit { record, kind, field, slot, value });
    }

    /// Adds one edit and gives the change back.
    #[must_use]
    pub fn with(mut self, record: Id, kind: Kind, field: Field, value: Value) -> Change {
        self.set(record, kind, field, value);
        self
    }
}

/// What a committed change did, as the store answers it: every field that has a new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What sort of step.
    pub kind: ChangeKind,
    /// In words.
    pub words: String,
    /// The edits as they now stand in the file.
    pub edits: Vec<Edit>,
    /// What has been seen once this is applied.
    pub seen: Seen,
    /// Whether counts of answers moved too, so that they must be read again.
    pub counts_moved: bool,
}

impl Written {
    /// Whether it touched cases and nothing that is kept in memory: what other panes show stands as it did.
    #[must_use]
    pub fn is_of_cases_only(&self) -> bool {
        !self.counts_moved && !self.edits.is_empty() && self.edits.iter().all(|edit| !edit.kind.is_resident())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_cases_only_is_told_from_one_that_other_panes_show() {
        let edit = |kind| Edit::new(Id([1; 16]), kind, Field::Status, Value::text("ready"));
        let written = |kinds: &[Kind], counts_moved| Written {
            kind: ChangeKind::Edit,
            words: "a change".to_owned(),
            edits: kinds.iter().map(|kind| edit(*kind)).collect(),
            seen: Seen(1),
            counts_moved,
        };
        assert!(written(&[Kind::Review, Kind::Comment], false).is_of_cases_only());
        assert!(!written(&[Kind::Review], true).is_of_cases_only(), "scores have moved");
        assert!(!written(&[Kind::Review, Kind::Round], false).is_of_cases_only(), "rounds are in memory");
        assert!(!written(&[], false).is_of_cases_only(), "a draft that changed nothing waits to hear so");
    }
}
