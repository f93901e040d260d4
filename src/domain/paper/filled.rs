//! What a filled-in form says, line by line, before it is held against the plan.

use super::base::Base;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;

/// A line of the form: a person, a goal, a row; the plan itself is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: Kind,
    /// The part of a person; empty for others.
    pub part: &'static str,
    /// The record its tags name; none for a line without, or for a second copy of one.
    pub record: Option<Id>,
    /// The line that it is a part of, by its number in [`Filled::lines`].
    pub within: Option<usize>,
    /// What it says.
    pub cells: Vec<(Field, String)>,
    /// Where it stands in the document: "table 4, row 3".
    pub place: String,
}

impl Line {
    /// What it says in a field; empty if it has no such cell.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        self.cells.iter().find(|(known, _)| *known == field).map_or("", |(_, text)| text)
    }

    /// Whether nothing is written in it. The term of a goal and the word before a benchmark are printed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|(field, text)| *field == Field::Term || super::meant::step(text).1.is_empty())
    }
}

/// Text that stands in no place of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Where.
    pub place: String,
    /// The text.
    pub text: String,
}

/// What a filled-in form says.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filled {
    /// Its lines, in its order; a line comes after the one that it is a part of.
    pub lines: Vec<Line>,
    /// What stands in no place of the form.
    pub outside: Vec<Outside>,
    /// What it said when it was made; none for a form that was typed up by somebody.
    pub base: Option<Base>,
}

impl Filled {
    /// The line of the plan itself.
    #[must_use]
    pub fn plan(&self) -> Option<&Line> {
        self.lines.iter().find(|line| line.kind == Kind::MiniPip)
    }

    /// Whether it is an empty form that was filled: no line of it was one of a plan.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.base.as_ref().is_none_or(|base| base.plan.is_none()) && self.lines.iter().all(|line| line.record.is_none())
    }
}
