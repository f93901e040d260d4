//! What the reviewer did: moving, tabs, filters, going to the record.

use super::list::List;
use super::state::{Agenda, split};
use super::view::titles;
use crate::command::{Command, Context, Effect, Input, Place};
use crate::domain::agenda::{Item, Period, View, told};
use crate::domain::dates;
use crate::domain::tsv;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Hit;
use crate::widgets::tabs;

impl Agenda {
    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        if !self.is_settled(cx) {
            self.keep(cx);
        }
        let effects = self.act(input, cx);
        self.note(cx);
        effects
    }

    fn act(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        use Command as C;
        let (head, area, _) = split(cx.area);
        match input {
            Input::Command(command) => match command {
                C::NextSection => self.turn(1, cx),
                C::PreviousSection => self.turn(View::ALL.len() - 1, cx),
                C::TurnPeriod => {
                    self.period = Period::ALL[(self.period as usize + 1) % Period::ALL.len()];
                    self.keep(cx);
                }
                C::WhoseItems => return self.offer_people(cx),
                C::Filter => return self.offer_sorts(cx),
                C::Cancel if self.grid.anchor.is_none() && self.is_widest() => return vec![Effect::GoBack],
                C::Cancel if self.grid.anchor.is_none() => self.widen(cx),
                C::Enter => return self.at(cx).map(|item| Effect::Go(way(&item))).into_iter().collect(),
                C::HistoryOf => return self.at(cx).map(|item| Effect::Go(Place::History { of: Some(item.record) })).into_iter().collect(),
                C::PutOff => return self.ask_put_off(cx),
                C::HandOver => return self.ask_hand_over(cx),
                C::Copy => return self.copy(cx),
                C::CopySentence => {
                    let text = self.at(cx).map(|item| sentence(&item, cx));
                    return text.map(|text| Effect::Copy { text, what: "this item as a sentence".to_owned() }).into_iter().collect();
                }
                command => self.on_list(cx, |grid, list| {
                    grid.command(*command, list, area);
                }),
            },
            Input::Click { x, y, double, extend } => {
                let titles = titles(&self.shown(cx).totals);
                let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
                let tabs_area = crate::command::Area { height: 1, ..head };
                if let Some(at) = tabs::hit(&titles, self.view as usize, tabs_area, *x, *y) {
                    self.turn(at + View::ALL.len() - self.view as usize, cx);
                    return Vec::new();
                }
                let mut hit = Hit::Nothing;
                self.on_list(cx, |grid, list| hit = grid.click(*x, *y, *extend, list, area));
                if *double && matches!(hit, Hit::Cell { .. }) {
                    return self.at(cx).map(|item| Effect::Go(way(&item))).into_iter().collect();
                }
            }
            Input::Drag { x, y } => self.on_list(cx, |grid, list| grid.drag(*x, *y, list, area)),
            Input::Wheel(down) => self.on_list(cx, |grid, list| grid.wheel(*down, list, area)),
            Input::Typed(_) | Input::Pasted(_) => {}
        }
        Vec::new()
    }

    /// Lets something be done to the grid with its content.
    pub(super) fn on_list(&mut self, cx: &Context, act: impl FnOnce(&mut crate::widgets::grid::GridState, &List)) {
        let (items, shown) = (self.items(cx), self.shown(cx));
        let list = List::new(&items, &shown, self.asked(cx), cx, &Glyphs::UNICODE);
        act(&mut self.grid, &list);
    }

    /// Remembers the item under the cursor.
    pub(super) fn note(&mut self, cx: &Context) {
        self.settled(cx);
        self.under = self.at(cx).map(|item| item.key());
    }

    /// Puts the cursor back on its item after the list has changed, if the item is still shown.
    pub(super) fn keep(&mut self, cx: &Context) {
        let (items, shown) = (self.items(cx), self.shown(cx));
        let at = self.under.as_ref().and_then(|key| shown.order.iter().position(|at| items[*at].key() == *key));
        self.grid.anchor = None;
        if let Some(row) = at {
            self.grid.row = row;
        }
        let area = split(cx.area).1;
        self.on_list(cx, |grid, list| grid.settle(list, area));
    }

    /// Shows another list from its top.
    pub(super) fn begin(&mut self, cx: &Context) {
        let area = split(cx.area).1;
        self.on_list(cx, |grid, list| grid.go(0, grid.column, list, area));
    }

    fn turn(&mut self, by: usize, cx: &Context) {
        self.view = View::ALL[(self.view as usize + by) % View::ALL.len()];
        self.begin(cx);
    }

    /// Whether no filter is left to take away.
    fn is_widest(&self) -> bool {
        self.words.is_empty() && self.sort.is_none() && self.person.is_none() && self.view == View::All
    }

    /// Takes one filter away, the last that one would have set first.
    fn widen(&mut self, cx: &Context) {
        if !self.words.is_empty() {
            self.words.clear();
        } else if self.sort.is_some() {
            self.sort = None;
        } else if self.person.is_some() {
            self.person = None;
        } else {
            self.view = View::All;
        }
        self.keep(cx);
    }

    /// The selected items; the one under the cursor if no more are selected.
    pub(super) fn selected(&self, cx: &Context) -> Vec<Item> {
        let (items, shown) = (self.items(cx), self.shown(cx));
        let range = self.grid.range();
        let last = shown.order.len();
        let rows = range.top.min(last)..(range.bottom + 1).min(last);
        shown.order[rows].iter().map(|at| items[*at].clone()).collect()
    }

    fn copy(&self, cx: &Context) -> Vec<Effect> {
        let rows: Vec<Vec<String>> = self
            .selected(cx)
            .into_iter()
            .map(|item| {
                let due = dates::show(item.due, cx.day_first);
                vec![due, told(&item, cx.today), item.what.words().to_owned(), item.text, item.who, item.belongs]
            })
            .collect();
        let what = if rows.len() == 1 { "this item".to_owned() } else { format!("{} items", rows.len()) };
        if rows.is_empty() { Vec::new() } else { vec![Effect::Copy { text: tsv::to_tsv(&rows), what }] }
    }
}

/// Where an item leads.
fn way(item: &Item) -> Place {
    use crate::domain::agenda::What as W;
    let record = Some(item.record);
    match item.what {
        W::Step => Place::Milestones { record },
        W::CommitteeMeeting | W::Recommendation => Place::Committees { record },
        W::Study | W::ProblemArea => Place::Trends { record },
        W::Reviews | W::LastDay => Place::Round { round: item.record },
        W::Returned => Place::Case { review: item.record, slot: None },
        W::Challenge => Place::Case { review: item.of, slot: None },
        // The first of those whose month is owed.
        W::Scans => Place::Scans { worker: Some(item.of) },
        W::Start => Place::MiniPip { mini_pip: None, record },
        W::Gate | W::Report => Place::MiniPip { mini_pip: record, record: None },
        _ => Place::MiniPip { mini_pip: Some(item.of), record },
    }
}

/// An item as a sentence; never with a case.
fn sentence(item: &Item, cx: &Context) -> String {
    let place = item.office.or(item.region).map_or("", |id| cx.book.name(id));
    let of = [item.belongs.as_str(), place].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    let of = if of.is_empty() { String::new() } else { format!(" of {of}") };
    let who = if item.who.is_empty() { String::new() } else { format!("; {}", item.who.replace('\n', "; ")) };
    let off = item.off.as_ref().map_or_else(String::new, |off| format!("; put off until {}: {}", dates::show_long(off.until), off.reason));
    format!(
        "{} ({}{of}): due {}, {} as of {}{who}{off}.",
        item.text.lines().next().unwrap_or("").trim(),
        item.what.words(),
        dates::show_long(item.due),
        told(item, cx.today),
        dates::show_long(cx.today)
    )
}
