//! The agenda that a meeting of each sort begins with: its points, the minutes proposed for each, who leads it.

use super::Sort;

/// A point of an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// What is done.
    pub text: &'static str,
    /// For how many minutes.
    pub minutes: i64,
    /// Who leads it.
    pub who: &'static str,
}

const fn point(text: &'static str, minutes: i64, who: &'static str) -> Point {
    Point { text, minutes, who }
}

const PANEL: &str = "Citizen review panel";
const QUALITY: &str = "Quality assurance unit";
const OFFICE: &str = "Local office";
const GROUPS: &str = "Small groups";

const ORGANISING: &[Point] = &[
    point("Welcome, and what this meeting is for", 5, PANEL),
    point("What the data show so far: findings, trends, concerns", 30, QUALITY),
    point("Agree on the areas of concern, each with its measure", 20, OFFICE),
    point("List the community partners who can help, and who asks them", 20, OFFICE),
    point("Timeline of the process; day and place of the first community meeting", 15, PANEL),
];
const FIRST: &[Point] = &[
    point("Welcome; everyone signs the attendance sheet", 10, PANEL),
    point("What a Mini PIP is, and how the process goes", 10, PANEL),
    point("Exercise: what community and agency do well together", 15, PANEL),
    point("The areas of concern, each with its chart", 20, QUALITY),
    point("Small groups: solutions and offers of help, on worksheets", 30, GROUPS),
    point("Report-out: a member of each group presents what it found", 20, GROUPS),
    point("The role of partners: some will be asked to take part", 5, OFFICE),
    point("General timeline, and the date of the next meeting", 10, PANEL),
];
const SECOND: &[Point] = &[
    point("Welcome; everyone signs the attendance sheet", 10, PANEL),
    point("The plan: its elements, goals and action steps", 30, OFFICE),
    point("The implementation date, and what begins now", 10, OFFICE),
    point("Partners: who takes part in which element, and how", 25, OFFICE),
    point("How the plan is monitored and evaluated", 10, QUALITY),
    point("Timeline, and the date of the next meeting", 5, PANEL),
];
const THIRD: &[Point] = &[
    point("Welcome; everyone signs the attendance sheet", 10, PANEL),
    point("What was planned, and what was done", 15, OFFICE),
    point("New data: each element's measure before and after", 25, QUALITY),
    point("What helped, and what did not", 15, "Everyone"),
    point("How the gains are sustained: who watches which measure", 20, OFFICE),
    point("Words of the agency's director or deputy director", 10, "Director or deputy director"),
    point("Thanks, and how people can stay involved", 5, PANEL),
];

impl Sort {
    /// The agenda it begins with.
    #[must_use]
    pub const fn agenda(self) -> &'static [Point] {
        match self {
            Sort::Organising => ORGANISING,
            Sort::First => FIRST,
            Sort::Second => SECOND,
            Sort::Third => THIRD,
            Sort::Other => &[],
        }
    }
}
