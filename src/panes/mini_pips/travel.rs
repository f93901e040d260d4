//! From page to page: what Enter opens, where a line leads, what Esc closes, tabs forwards and back.

use crate::command::{Context, Effect, Place};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;

use super::glance;
use super::pages::{self, Goes, Page, Sheet, Tab, meeting};
use super::state::{MiniPips, framed};

impl MiniPips {
    /// Opens what is under the cursor, or its cell.
    pub(super) fn enter(&mut self, sheet: &Sheet, cx: &Context) -> Vec<Effect> {
        let line = sheet.lines.get(self.grid(sheet.page).row);
        match (sheet.page, line) {
            (Page::Tab(Tab::Plans), Some(line)) if line.record == Id::NIL => Vec::new(),
            (Page::Tab(Tab::Plans), Some(line)) => {
                // A plan that no place has yet begins with its cover.
                let placed = cx
                    .book
                    .get(line.record)
                    .is_some_and(|plan| [Field::Office, Field::District].into_iter().any(|field| plan.record(field).is_some()));
                self.tab = if placed { Tab::Matrix } else { Tab::Cover };
                self.over = None;
                vec![Effect::ChooseMiniPip(line.record)]
            }
            (Page::Tab(Tab::Matrix), Some(line)) if line.kind == Kind::Element => {
                self.open_over(Page::Element(line.record), 1);
                Vec::new()
            }
            (_, Some(line)) if sheet.slot(self.grid(sheet.page).row, self.grid(sheet.page).column).is_none() => match line.goes.clone() {
                Some(to) => self.follow_line(to, cx),
                None => self.begin(None, cx),
            },
            _ => self.begin(None, cx),
        }
    }

    /// Where a line leads.
    pub(super) fn follow_line(&mut self, to: Goes, cx: &Context) -> Vec<Effect> {
        match to {
            Goes::Record(record, field) => {
                self.show(record, field, cx);
                Vec::new()
            }
            Goes::Page(Page::Tab(tab)) => {
                self.turn_to(tab);
                Vec::new()
            }
            Goes::Page(page) => {
                self.open_over(page, 0);
                Vec::new()
            }
            Goes::Away(place) => vec![Effect::Go(place)],
        }
    }

    /// Opens a page over the tab, the cursor in a column of its first line.
    pub(super) fn open_over(&mut self, page: Page, column: usize) {
        self.over = Some(page);
        *self.grid_mut(page) = crate::widgets::grid::GridState::new(1, column);
    }

    /// All pages of the plan, to go to one.
    pub(super) fn offer_pages(&mut self, cx: &Context) -> Vec<Effect> {
        if framed(cx.area) {
            return vec![Effect::Go(Place::MiniPip { mini_pip: None, record: None })];
        }
        let plan = pages::plan(cx);
        let fact = |tab: Tab| plan.and_then(|plan| glance::fact(cx, plan, tab)).unwrap_or_else(|| tab.words().to_owned());
        let lines = Tab::ALL.into_iter().map(|tab| (tab.title().to_owned(), fact(tab))).collect();
        vec![Effect::Pick { id: "pages", title: "Go to a page".to_owned(), lines, at: self.tab as usize }]
    }

    /// Closes the page that is open over the tab; the cursor goes to what it was about.
    pub(super) fn leave(&mut self, cx: &Context) -> Vec<Effect> {
        if let Some(Page::Element(id) | Page::Meeting(id, _) | Page::Compare(id, _)) = self.over.take() {
            self.go(id, None, cx);
        }
        Vec::new()
    }

    /// To the next tab or the one before. On Home, where there are no tabs, to the workspace.
    pub(super) fn turn(&mut self, forward: bool, cx: &Context) -> Vec<Effect> {
        let step = |at: usize, n: usize| (at + if forward { 1 } else { n - 1 }) % n;
        if framed(cx.area) {
            self.turn_to(Tab::ALL[step(Tab::Matrix as usize, Tab::ALL.len())]);
            return vec![Effect::Go(Place::MiniPip { mini_pip: None, record: None })];
        }
        if let Some(Page::Meeting(id, part)) = self.over {
            self.over = Some(Page::Meeting(id, meeting::Part::ALL[step(part as usize, meeting::Part::ALL.len())]));
        } else {
            self.turn_to(Tab::ALL[step(self.tab as usize, Tab::ALL.len())]);
        }
        Vec::new()
    }
}
