//! Where one is: all committees, one committee, one of its meetings; and which page of it.

use crate::domain::book::Book;
use crate::domain::committee;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;

/// A page of all committees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Top {
    /// The committees and how they function.
    #[default]
    Committees,
    /// Their meetings in the chosen year.
    Meetings,
    /// Their recommendations, by how they stand.
    Recommendations,
}

/// A page of a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tab {
    /// Its meetings.
    Meetings,
    /// Its members.
    Members,
    /// Its recommendations.
    Recommendations,
    /// The committee itself.
    About,
}

/// A page of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Who came.
    Attendance,
    /// When and where, minutes, decisions.
    Minutes,
    /// What it recommended.
    Recommendations,
}

/// Where one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// All committees.
    Top(Top),
    /// One committee.
    Committee(Id, Tab),
    /// One meeting.
    Meeting(Id, Part),
}

impl Default for At {
    fn default() -> At {
        At::Top(Top::default())
    }
}

const TOPS: [Top; 3] = [Top::Committees, Top::Meetings, Top::Recommendations];
const TABS: [Tab; 4] = [Tab::Meetings, Tab::Members, Tab::Recommendations, Tab::About];
const PARTS: [Part; 3] = [Part::Attendance, Part::Minutes, Part::Recommendations];

impl At {
    /// The pages beside this one.
    pub fn titles(self) -> &'static [&'static str] {
        match self {
            At::Top(_) => &["Committees", "Meetings", "Recommendations"],
            At::Committee(..) => &["Meetings", "Members", "Recommendations", "About"],
            At::Meeting(..) => &["Attendance", "Minutes", "Recommendations"],
        }
    }

    /// Which of them this is.
    pub fn place(self) -> usize {
        let place = match self {
            At::Top(top) => TOPS.iter().position(|one| *one == top),
            At::Committee(_, tab) => TABS.iter().position(|one| *one == tab),
            At::Meeting(_, part) => PARTS.iter().position(|one| *one == part),
        };
        place.unwrap_or(0)
    }

    /// The page at a place beside this one.
    pub fn beside(self, place: usize) -> At {
        match self {
            At::Top(_) => At::Top(TOPS[place % TOPS.len()]),
            At::Committee(id, _) => At::Committee(id, TABS[place % TABS.len()]),
            At::Meeting(id, _) => At::Meeting(id, PARTS[place % PARTS.len()]),
        }
    }

    /// Where one gets back to, and the record from which one came.
    pub fn back(self, book: &Book) -> Option<(At, Id)> {
        match self {
            At::Top(_) => None,
            At::Committee(id, _) => Some((At::Top(Top::Committees), id)),
            At::Meeting(id, _) => Some((At::Committee(book.get(id)?.parent()?, Tab::Meetings), id)),
        }
    }

    /// The committee that is open.
    pub fn committee(self, book: &Book) -> Option<Id> {
        match self {
            At::Top(_) => None,
            At::Committee(id, _) => Some(id),
            At::Meeting(id, _) => committee::of(book, id),
        }
    }

    /// Whether what is open is still there.
    pub fn is_there(self, book: &Book) -> bool {
        match self {
            At::Top(_) => true,
            At::Committee(id, _) | At::Meeting(id, _) => book.get(id).is_some_and(|record| book.is_live(record)),
        }
    }

    /// The page on which a record stands, and the record that has the line there.
    pub fn of(book: &Book, id: Id) -> Option<(At, Id)> {
        let record = book.get(id)?;
        let parent = record.parent();
        Some(match record.kind {
            Kind::Committee => (At::Committee(id, Tab::Meetings), id),
            Kind::Member => (At::Committee(parent?, Tab::Members), id),
            Kind::Session => (At::Meeting(id, Part::Attendance), id),
            Kind::Presence => (At::Meeting(parent?, Part::Attendance), record.record(Field::Member).unwrap_or(id)),
            Kind::Recommendation => (At::Committee(parent?, Tab::Recommendations), id),
            _ => return None,
        })
    }

    /// The column in which the cursor begins.
    pub const fn first_column(self) -> usize {
        matches!(self, At::Meeting(_, Part::Attendance | Part::Minutes) | At::Committee(_, Tab::About)) as usize
    }
}
