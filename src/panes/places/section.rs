//! The sections: what each lists, its columns, and which field a column edits.

use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::widgets::grid::Column;

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The agency and its fiscal year.
    Agency,
    /// Regions.
    Regions,
    /// Districts.
    Districts,
    /// Offices.
    Offices,
    /// Workers and supervisors.
    Workers,
    /// Who supervised whom, from when to when.
    Assignments,
    /// Who has made changes in this file.
    People,
}

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A field, edited here.
    Own(Field),
    /// What belongs to it, counted.
    Count(Kind),
    /// Counted reviews.
    Reviews,
    /// The supervisor of today.
    Supervisor,
    /// Whether an assignment is in force.
    Now,
    /// A field that is not edited here.
    Fixed(Field),
    /// Whether this person works here now.
    Here,
}

impl Section {
    /// All, in the order of the tabs.
    pub const ALL: [Section; 7] =
        [Section::Agency, Section::Regions, Section::Districts, Section::Offices, Section::Workers, Section::Assignments, Section::People];

    /// Its tab.
    pub const TITLES: [&'static str; 7] = ["Agency", "Regions", "Districts", "Offices", "Workers", "Assignments", "Authors"];

    /// What it lists.
    pub const fn kind(self) -> Kind {
        match self {
            Section::Agency => Kind::Agency,
            Section::Regions => Kind::Region,
            Section::Districts => Kind::District,
            Section::Offices => Kind::Office,
            Section::Workers => Kind::Worker,
            Section::Assignments => Kind::Assignment,
            Section::People => Kind::Actor,
        }
    }

    /// The section that lists a kind.
    pub fn of(kind: Kind) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.kind() == kind)
    }

    /// What each column shows; the first one must be filled before a record is there.
    pub const fn shows(self) -> &'static [Shown] {
        use Shown::{Count, Fixed, Here, Now, Own, Reviews, Supervisor};
        match self {
            Section::Agency => &[],
            Section::Regions => &[Own(Field::Name), Count(Kind::District), Count(Kind::Office), Reviews],
            Section::Districts => &[Own(Field::Name), Own(Field::Region), Count(Kind::Office)],
            Section::Offices => {
                &[Own(Field::Name), Own(Field::Region), Own(Field::District), Own(Field::Counties), Count(Kind::Worker), Reviews]
            }
            Section::Workers => &[Own(Field::Name), Own(Field::Role), Own(Field::Office), Supervisor],
            Section::Assignments => {
                &[Own(Field::Worker), Own(Field::Supervisor), Own(Field::Office), Own(Field::From), Own(Field::Until), Now]
            }
            Section::People => &[Fixed(Field::Name), Fixed(Field::Role), Here],
        }
    }

    /// The columns.
    pub fn columns(self) -> Vec<Column> {
        let name = |title| Column::new(title, 26).between(16, 40);
        let other = |title| Column::new(title, 20).between(12, 32);
        let number = |title| Column::new(title, 9).right();
        match self {
            Section::Agency => vec![Column::new("Setting", 24), Column::new("Value", 40).between(20, 70)],
            Section::Regions => vec![name("Region"), number("Districts"), number("Offices"), number("Reviews")],
            Section::Districts => vec![name("District"), other("Region"), number("Offices")],
            Section::Offices => vec![
                name("Office"),
                other("Region"),
                other("District"),
                Column::new("Counties", 26).between(14, 60).wrapped(),
                number("Workers"),
                number("Reviews"),
            ],
            Section::Workers => vec![name("Name"), other("Role"), other("Office"), other("Supervisor now")],
            Section::People => vec![name("Name"), other("Role"), Column::new("", 16)],
            Section::Assignments => {
                vec![
                    name("Worker"),
                    other("Supervisor"),
                    other("Office"),
                    Column::new("From", 11),
                    Column::new("Until", 11),
                    Column::new("", 9),
                ]
            }
        }
    }
}
