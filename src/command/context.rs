//! What an update or a view may look at: the book, today, the choices that all panes follow, and the size of the pane.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::change::Author;
use crate::domain::id::Id;

/// A rectangle of terminal cells; `x` and `y` count from 0 at the top left of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Area {
    /// Left edge.
    pub x: u16,
    /// Top edge.
    pub y: u16,
    /// Width in cells.
    pub width: u16,
    /// Height in cells.
    pub height: u16,
}

impl Area {
    /// Whether a cell of the screen lies in it.
    #[must_use]
    pub fn contains(self, x: u16, y: u16) -> bool {
        x >= self.x && x - self.x < self.width && y >= self.y && y - self.y < self.height
    }
}

/// The choices that all panes follow.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The region; none is statewide.
    pub region: Option<Id>,
    /// The fiscal year.
    pub year: i32,
    /// The instrument's code.
    pub instrument: String,
    /// The Mini PIP.
    pub mini_pip: Option<Id>,
}

/// Where fresh record ids come from: injected, because the rules have neither clock nor chance.
pub struct Ids(Box<dyn Fn() -> Id>);

impl Ids {
    /// From anything that gives a new id at each call.
    pub fn new(next: impl Fn() -> Id + 'static) -> Ids {
        Ids(Box::new(next))
    }

    /// A new id.
    pub fn fresh(&self) -> Id {
        (self.0)()
    }
}

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ids")
    }
}

/// What a pane may look at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// All records of the open file.
    pub book: &'a Book,
    /// Today, from outside: the rules have no clock.
    pub today: NaiveDate,
    /// Ids for new records.
    pub ids: &'a Ids,
    /// Whether dates are typed day first (`15/3`) instead of month first.
    pub day_first: bool,
    /// The choices that all panes follow.
    pub chosen: &'a Chosen,
    /// The pane's area in the coming frame: the same for update and view.
    pub area: Area,
    /// Whether the keys go to this pane.
    pub focused: bool,
}

impl<'a> Context<'a> {
    /// Who works here, today, with what they see now.
    #[must_use]
    pub fn author(&self) -> Author<'a> {
        Author { who: &self.book.facts.who, today: self.today, saw: self.book.seen }
    }
}
