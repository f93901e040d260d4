//! Agency, places and people, each in a section of its own, edited as a spreadsheet. Recorded scores are never edited here:
//! who or what has counted reviews can be renamed, not deleted.
//!
//! ```text
//!  Agency  Regions  Districts  Offices  Workers  Assignments
//!  Office       │ Region   District   Counties             Reviews
//! ──────────────┼──────────────────────────────────────────────────
//!  Elm Street   │ North    First      Birch, Cedar             112
//! ```
//!
//! `section.rs` the sections and their columns · `made.rs` rows and counts · `list.rs` what stands in a cell · `meant.rs` what a text means ·
//! `hangs.rs` what hangs on a record · `edit.rs` records that come and go · `update.rs` · `view.rs`.

mod edit;
mod hangs;
mod list;
mod made;
mod meant;
mod section;
mod update;
mod view;

use std::cell::RefCell;
use std::rc::Rc;

use super::sheet::Sheet;
use super::{Frame, Pane};
use crate::command::{Area, Command, Context, Effect, Event, Input, Mode};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::widgets::theme::Theme;
use section::Section;

/// The pane.
#[derive(Debug)]
pub struct Places {
    section: Section,
    /// One for each section, so that each keeps its cursor.
    sheets: Vec<Sheet>,
    /// A record that has no name yet, so is nowhere but on this screen.
    coming: Option<Id>,
    /// The cursor's record: rows come and go around it.
    at: Option<Id>,
    /// A worker who may be deleted, once the store has said how many reviews name them.
    leaving: Option<edit::Leaving>,
    /// What the section in view is made of.
    made: RefCell<Option<Rc<made::Made>>>,
}

impl Default for Places {
    fn default() -> Places {
        let sheet = |section: &Section| Sheet::new(1, usize::from(*section == Section::Agency));
        Places {
            section: Section::Agency,
            sheets: Section::ALL.iter().map(sheet).collect(),
            coming: None,
            at: None,
            leaving: None,
            made: RefCell::new(None),
        }
    }
}

impl Places {
    fn sheet(&self) -> &Sheet {
        &self.sheets[self.section as usize]
    }

    fn sheet_mut(&mut self) -> &mut Sheet {
        &mut self.sheets[self.section as usize]
    }
}

/// The line of tabs, and the grid beneath it.
fn split(area: Area) -> (Area, Area) {
    let tabs = Area { height: area.height.min(1), ..area };
    (tabs, Area { y: area.y + tabs.height, height: area.height - tabs.height, ..area })
}

impl Pane for Places {
    fn name(&self) -> &'static str {
        "Agency, places and people"
    }

    fn mode(&self) -> Mode {
        self.sheet().mode()
    }

    fn offers(&self, _: &Context) -> Vec<Command> {
        use Command as C;
        if self.sheet().draft().is_some() {
            return vec![C::Enter, C::Next, C::Cancel];
        }
        match self.section {
            Section::Agency => vec![C::Edit, C::NextSection, C::Undo],
            _ => vec![C::Edit, C::InsertRow, C::DeleteRow, C::NextSection, C::Undo],
        }
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        self.take(&input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        self.listen(event, cx)
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let agency = cx.book.agency().map_or("No agency named yet", |agency| agency.text(Field::Name));
        let count = |kind| cx.book.all(kind).len();
        [agency.to_owned(), format!("{} regions, {} offices, {} workers", count(Kind::Region), count(Kind::Office), count(Kind::Worker))]
    }

    fn here(&self, cx: &Context) -> Option<Id> {
        self.at.filter(|id| cx.book.get(*id).is_some())
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

#[cfg(test)]
mod tests;
