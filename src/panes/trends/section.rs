//! The sections of the workspace.

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Indicators with their last values.
    Indicators,
    /// Problem areas.
    Areas,
    /// Special studies of the focus areas.
    Studies,
    /// What the indicators are.
    Definitions,
}

impl Section {
    /// All, in the order of the tabs.
    pub const ALL: [Section; 4] = [Section::Indicators, Section::Areas, Section::Studies, Section::Definitions];

    /// Their tabs.
    pub const TITLES: [&'static str; 4] = ["Indicators", "Problem areas", "Special studies", "Definitions"];

    /// The next one, or the one before; round and round.
    pub fn step(self, on: bool) -> Section {
        let n = Section::ALL.len();
        Section::ALL[(self as usize + if on { 1 } else { n - 1 }) % n]
    }
}
