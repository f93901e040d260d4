//! One meeting, opened from the list: its facts, agenda, attendance, small groups and ideas.

use crate::command::{Command, Context};
use crate::domain::id::Id;
use crate::widgets::grid::Column;

use super::super::columns::text;
use super::{About, Cells, Line};

/// The parts of a meeting, as tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Host, date, place, strengths, report-out, decisions.
    Facts,
    /// What is on the agenda.
    Agenda,
    /// Who came.
    Attendance,
    /// Small groups with their presenters.
    Groups,
    /// Solutions and offers of help, by concern.
    Ideas,
}

impl Part {
    /// All, in order.
    pub const ALL: [Part; 5] = [Part::Facts, Part::Agenda, Part::Attendance, Part::Groups, Part::Ideas];

    /// Their titles.
    pub const TITLES: [&str; 5] = ["Meeting", "Agenda", "Attendance", "Small groups", "Ideas"];
}

/// What is said of it.
pub const ABOUT: About = About {
    empty: "",
    adds: "",
    fixed: "This belongs to the form of the meeting.",
    offers: &[Command::Edit, Command::InsertRow, Command::DeleteRow, Command::NextSection, Command::Cancel],
};

/// The columns of a part.
#[must_use]
pub fn columns(_part: Part, _width: u16) -> Vec<Column> {
    vec![text("What", 30, 40), text("Text", 60, 150)]
}

/// The cells of a part.
#[must_use]
pub fn cells(_part: Part) -> Cells {
    &[]
}

/// The lines of a part.
#[must_use]
pub fn lines(_cx: &Context, plan: Id, _meeting: Id, _part: Part) -> Vec<Line> {
    vec![Line::saying(plan)]
}
