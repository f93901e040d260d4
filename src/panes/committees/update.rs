//! What the reviewer did.

use super::at::{At, Part, Tab, Top};
use super::view::split;
use super::{Committees, enter, make, pages};
use crate::command::{Command, Context, Effect, Input, Place};
use crate::domain::change::Change;
use crate::domain::committee::{ABSENT, CAME, EXCUSED, roll};
use crate::domain::id::Id;
use crate::panes::ledger::Page;
use crate::panes::sheet::brief;
use crate::widgets::tabs;

impl Committees {
    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let [tab_area, _, area, _] = split(cx.area);
        if let Input::Click { x, y, .. } = input
            && let Some(at) = tabs::hit(self.at.titles(), self.at.place(), tab_area, *x, *y)
        {
            if !self.is_open() {
                self.at = self.at.beside(at);
            }
            return Vec::new();
        }
        if !self.at.is_there(cx.book) {
            self.at = At::default();
        }
        let page = self.page(cx);
        if !self.is_open() {
            // Before a key means something, the cursor must stand on the page as it is now.
            let rows = page.lines.len();
            let grid = &mut self.ledger_mut().sheet.grid;
            grid.row = grid.row.min(rows.saturating_sub(1));
            if let Some(effects) = self.own(input, &page, cx) {
                return held(effects, cx);
            }
        }
        self.ledger_mut().update(input, &page, area, cx).unwrap_or_default()
    }

    fn own(&mut self, input: &Input, page: &Page, cx: &Context) -> Option<Vec<Effect>> {
        use Command as C;
        let record = self.ledger_mut().record(page);
        match input {
            Input::Typed(c) => self.mark(*c, page, cx),
            Input::Click { double: true, .. } => {
                // The first click of the two has put the cursor there.
                enter::enter(self, page, cx)
            }
            Input::Command(command) => Some(match command {
                C::NextSection => self.turn(1),
                C::PreviousSection => self.turn(self.at.titles().len() - 1),
                C::GoToPage => {
                    let lines = self.at.titles().iter().map(|title| ((*title).to_owned(), String::new())).collect();
                    vec![Effect::Pick { id: PAGES, title: "Go to a page".to_owned(), lines, at: self.at.place() }]
                }
                C::Cancel if self.ledger_mut().sheet.grid.anchor.is_none() => self.go_back(cx)?,
                C::Enter => return enter::enter(self, page, cx),
                C::Edit => return enter::edit(self, page, cx),
                C::InsertElement => make::begin(self, page, cx),
                C::HistoryOf => match record.or(self.at.committee(cx.book)) {
                    Some(of) => vec![Effect::Go(Place::History { of: Some(of) })],
                    None => vec![Effect::Refuse("Put the cursor on a committee, a meeting, a member or a recommendation".to_owned())],
                },
                C::CopySentence => {
                    let text = pages::sentence(self.at, record, cx);
                    vec![Effect::Copy { text, what: "the figure as a sentence".to_owned() }]
                }
                C::InsertRow => match self.at {
                    At::Top(Top::Meetings | Top::Recommendations) => {
                        vec![Effect::Refuse("Open a committee first (Enter): what is added belongs to one".to_owned())]
                    }
                    At::Meeting(_, Part::Attendance) => {
                        // Of the empty lines only the last one takes a name.
                        self.ledger_mut().sheet.grid.row = page.lines.len().saturating_sub(1);
                        self.ledger_mut().sheet.grid.column = 0;
                        return None;
                    }
                    _ => return None,
                },
                _ => return None,
            }),
            _ => None,
        }
    }

    /// One letter marks who is under the cursor and goes to the next.
    fn mark(&mut self, c: char, page: &Page, cx: &Context) -> Option<Vec<Effect>> {
        let At::Meeting(meeting, Part::Attendance) = self.at else { return None };
        let row = self.ledger_mut().sheet.grid.row;
        // Names are typed into the last line only; anywhere above a letter is a mark.
        let on_guest = page.lines.get(row).and_then(|line| line.cells.first()).is_some_and(|cell| cell.field.is_some());
        if row + 1 >= page.lines.len() {
            self.ledger_mut().sheet.grid.column = 0;
            return None;
        }
        if on_guest && self.ledger_mut().sheet.grid.column == 0 {
            return None;
        }
        let status = match c.to_ascii_lowercase() {
            'c' => CAME,
            'e' => EXCUSED,
            'a' => ABSENT,
            _ => return Some(vec![Effect::Refuse("c marks who came, e who is excused, a who is absent; Delete takes it back".to_owned())]),
        };
        let record = cx.book.get(meeting)?;
        let all = roll::roll(cx.book, record);
        let entry = all.get(row)?;
        let mut change = Change::new(format!("{} {status}", brief(entry.name())), cx.book.seen);
        roll::mark(cx.book, record, entry, status, &|| cx.ids.fresh(), &mut change);
        let grid = &mut self.ledger_mut().sheet.grid;
        grid.row = row + 1;
        self.aim = None;
        Some(vec![Effect::Write(change)])
    }

    fn turn(&mut self, by: usize) -> Vec<Effect> {
        let all = self.at.titles().len();
        self.at = self.at.beside((self.at.place() + by) % all);
        Vec::new()
    }

    fn go_back(&mut self, cx: &Context) -> Option<Vec<Effect>> {
        if matches!(self.at, At::Top(_)) {
            return Some(vec![Effect::GoBack]);
        }
        let (at, from) = self.at.back(cx.book)?;
        self.show(at, from, cx);
        Some(Vec::new())
    }

    /// Goes to a page and puts the cursor on a record, if it stands there.
    pub(super) fn show(&mut self, at: At, record: Id, cx: &Context) -> bool {
        self.at = at;
        let page = self.page(cx);
        self.ledger_mut().go_to(record, &page)
    }

    /// Opens a committee or a meeting.
    pub(super) fn open(&mut self, record: Id, cx: &Context) {
        if let Some((at, _)) = At::of(cx.book, record) {
            self.at = match at {
                At::Committee(id, _) => At::Committee(id, Tab::Meetings),
                at => at,
            };
        }
    }
}

/// The choice of a page.
pub const PAGES: &str = "committees.pages";

/// What is asked of the outside; where the file can only be read, nothing that ends in a write.
pub(super) fn held(effects: Vec<Effect>, cx: &Context) -> Vec<Effect> {
    let writes = |effect: &Effect| match effect {
        Effect::Write(_) | Effect::Confirm { .. } | Effect::Ask(_) => true,
        Effect::Pick { id, .. } => *id != PAGES,
        _ => false,
    };
    match cx.book.facts.read_only.as_ref().filter(|_| effects.iter().any(writes)) {
        Some(why) => vec![Effect::Refuse(format!("This file can only be read here: {why}"))],
        None => effects,
    }
}
