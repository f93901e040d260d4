//! What the agenda remembers, and what it works out only once: all items, those that are shown, how often one was put off.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::command::{Area, Context};
use crate::domain::agenda::{self, Asked, Item, Off, Period, RoundWork, Shown, Sort, View};
use crate::domain::board;
use crate::domain::change::Seen;
use crate::domain::id::Id;
use crate::domain::scan::Scan;
use crate::panes::memo::Memo;
use crate::widgets::grid::GridState;

/// What tells an item from all others.
pub(super) type Key = (Id, Cow<'static, str>, NaiveDate);

/// What was worked out is of this state of the file, of this day, and of these answers of the file.
type Of = (Seen, NaiveDate, u64);

/// The pane.
#[derive(Debug)]
pub struct Agenda {
    pub(super) grid: GridState,
    pub(super) view: View,
    pub(super) period: Period,
    pub(super) person: Option<String>,
    pub(super) sort: Option<Sort>,
    pub(super) words: String,
    /// What open rounds have still to do.
    pub(super) works: BTreeMap<Id, RoundWork>,
    /// The scans of the months that count.
    pub(super) scans: Vec<Scan>,
    /// Counts the answers of the file that were taken in.
    pub(super) answers: u64,
    /// The item under the cursor, to find it again after a change.
    pub(super) under: Option<Key>,
    /// The items that a form is about.
    pub(super) chosen: Vec<Key>,
    /// The persons of the choice that is open.
    pub(super) people: Vec<String>,
    /// What the grid was last settled for; the agenda moves with changes elsewhere, and is put in order when somebody looks.
    settled: Option<(Of, Option<Id>)>,
    /// Whether reviews were handed over from here: then undo moves them too.
    pub(super) handed: bool,
    items: Memo<Of, Vec<Item>>,
    shown: Memo<(Of, Asked, Period), Shown>,
    offs: Memo<(Of, Key), Vec<Off>>,
}

impl Default for Agenda {
    fn default() -> Agenda {
        Agenda {
            grid: GridState::new(1, 0),
            view: View::All,
            period: Period::Day,
            person: None,
            sort: None,
            words: String::new(),
            works: BTreeMap::new(),
            scans: Vec::new(),
            answers: 0,
            under: None,
            chosen: Vec::new(),
            people: Vec::new(),
            settled: None,
            handed: false,
            items: Memo::default(),
            shown: Memo::default(),
            offs: Memo::default(),
        }
    }
}

/// Tabs and figures, list, and the lines beneath it that show an item in full.
pub(super) fn split(area: Area) -> (Area, Area, Area) {
    let below = match area.height {
        0..=13 => 0,
        14..=19 => 3,
        _ => 5,
    };
    let head = Area { height: area.height.min(2), ..area };
    let list = Area { y: area.y + head.height, height: area.height - head.height - below, ..area };
    (head, list, Area { y: list.y + list.height, height: below, ..area })
}

impl Agenda {
    fn of(&self, cx: &Context) -> Of {
        (cx.book.seen, cx.today, self.answers)
    }

    /// All items.
    pub(super) fn items(&self, cx: &Context) -> Rc<Vec<Item>> {
        self.items.get(self.of(cx), || {
            let works: Vec<RoundWork> = self.works.values().cloned().collect();
            let mut others = agenda::reviews(cx.book, &works, cx.today);
            others.extend(agenda::scans(cx.book, &self.scans, cx.today));
            agenda::with(cx.book, cx.today, others)
        })
    }

    /// What is asked for.
    pub(super) fn asked(&self, cx: &Context) -> Asked {
        Asked {
            view: self.view,
            me: board::name_of(&cx.book.facts.who).to_owned(),
            person: self.person.clone(),
            region: cx.chosen.region,
            sort: self.sort,
            words: self.words.clone(),
            ..Asked::default()
        }
    }

    /// What is shown of them.
    pub(super) fn shown(&self, cx: &Context) -> Rc<Shown> {
        let asked = self.asked(cx);
        self.shown.get((self.of(cx), asked.clone(), self.period), || agenda::show(&self.items(cx), &asked, self.period, cx.today))
    }

    /// Every time that the item was put off.
    pub(super) fn put_offs(&self, item: &Item, cx: &Context) -> Rc<Vec<Off>> {
        self.offs.get((self.of(cx), item.key()), || agenda::put_offs(cx.book, item))
    }

    /// The book was read anew: what was worked out of it is stale, though it may have been seen as far.
    pub(super) fn forget(&mut self) {
        self.answers += 1;
    }

    /// Whether the grid stands as things are now.
    pub(super) fn is_settled(&self, cx: &Context) -> bool {
        self.settled == Some((self.of(cx), cx.chosen.region))
    }

    /// The grid stands as things are now.
    pub(super) fn settled(&mut self, cx: &Context) {
        self.settled = Some((self.of(cx), cx.chosen.region));
    }

    /// The row of the cursor: after a change it goes with its item, if that is still shown.
    pub(super) fn row(&self, cx: &Context) -> usize {
        let (items, shown) = (self.items(cx), self.shown(cx));
        let moved = self.under.as_ref().filter(|_| !self.is_settled(cx));
        let found = moved.and_then(|key| shown.order.iter().position(|at| items[*at].key() == *key));
        found.unwrap_or(self.grid.row).min(shown.order.len().saturating_sub(1))
    }

    /// The item under the cursor.
    pub(super) fn at(&self, cx: &Context) -> Option<Item> {
        let at = *self.shown(cx).order.get(self.row(cx))?;
        self.items(cx).get(at).cloned()
    }
}
