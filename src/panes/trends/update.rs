//! What the reviewer does on the pages, and what the outside answers.

use super::section::Section;
use super::view::Places;
use super::{Trends, figures, indicators, made, values};
use crate::command::{Command, Context, Effect, Event, Form, Input, Place};
use crate::domain::addressed::open_plans;
use crate::domain::dates;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::trend::series::Values;
use crate::domain::trend::{Indicator, indicator, words};
use crate::panes::memo::touches;
use crate::widgets::tabs;

/// The kinds that stand on the pages.
const SHOWN: [Kind; 16] = [
    Kind::Indicator,
    Kind::TrendValue,
    Kind::ProblemArea,
    Kind::Study,
    Kind::Region,
    Kind::District,
    Kind::Office,
    Kind::Milestone,
    Kind::Step,
    Kind::Measure,
    Kind::Recommendation,
    Kind::Concern,
    Kind::Worker,
    Kind::Actor,
    Kind::Member,
    Kind::Agency,
];

impl Trends {
    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let places = Places::of(self, cx);
        if !self.ledger().is_open()
            && let Some(effects) = self.own(input, places, cx)
        {
            return effects;
        }
        if self.is_list() && matches!(input, Input::Typed(_) | Input::Pasted(_)) {
            return Vec::new();
        }
        let page = self.page(cx);
        let effects = self.ledger_mut().update(input, &page, places.grid, cx).unwrap_or_default();
        self.completed(effects, cx)
    }

    /// Values that are new get what they are of.
    fn completed(&self, mut effects: Vec<Effect>, cx: &Context) -> Vec<Effect> {
        for effect in &mut effects {
            if let Effect::Write(change) | Effect::Confirm { change, .. } = effect {
                self.fresh.complete(change, cx);
            }
        }
        effects
    }

    /// The pane's own commands, before those of the list.
    fn own(&mut self, input: &Input, places: Places, cx: &Context) -> Option<Vec<Effect>> {
        use Command as C;
        let command = match input {
            Input::Command(command) => *command,
            Input::Click { x, y, double, .. } => {
                if let Some(at) = tabs::hit(&Section::TITLES, self.section as usize, places.tabs, *x, *y) {
                    self.go(Section::ALL[at]);
                    return Some(Vec::new());
                }
                return (*double && self.is_list() && places.grid.contains(*x, *y) && *y > places.grid.y + 1)
                    .then(|| self.enter(cx))
                    .flatten();
            }
            _ => return None,
        };
        Some(match command {
            C::NextSection | C::PreviousSection => {
                self.go(self.section.step(command == C::NextSection));
                Vec::new()
            }
            C::GoToPage => {
                let lines = Section::TITLES.iter().map(|title| ((*title).to_owned(), String::new())).collect();
                vec![Effect::Pick { id: "trends-section", title: "Go to".to_owned(), lines, at: self.section as usize }]
            }
            C::Cancel if self.open.is_some() && self.section == Section::Indicators && self.table.sheet.grid.anchor.is_none() => {
                self.close();
                Vec::new()
            }
            C::Cancel if self.ledger().sheet.grid.anchor.is_none() => vec![Effect::GoBack],
            C::Enter => return self.enter(cx),
            C::Edit if self.is_list() => {
                let record = self.ledger().record(&self.page(cx));
                self.go(Section::Definitions);
                self.cursor_to(record, cx);
                Vec::new()
            }
            C::InsertRow if self.is_list() => {
                self.go(Section::Definitions);
                let page = self.page(cx);
                let places = Places::of(self, cx);
                self.ledger_mut().update(input, &page, places.grid, cx).unwrap_or_default()
            }
            C::InsertRow if self.section == Section::Indicators => return self.ask_value(cx),
            C::DeleteRow if self.is_list() => vec![Effect::Refuse("An indicator is deleted on the page Definitions".to_owned())],
            C::Sort if self.is_list() => {
                self.sorted = !self.sorted;
                self.ledger_mut().sheet.grid.row = 0;
                let words = if self.sorted { "Farthest from their standard first, as a part of it" } else { "In their own order" };
                vec![Effect::Say(words.to_owned())]
            }
            C::Filter if self.is_list() => {
                self.flagged = !self.flagged;
                vec![Effect::Say(if self.flagged { "Only flagged indicators" } else { "All indicators" }.to_owned())]
            }
            C::ToggleChart => {
                self.tall = !self.tall;
                Vec::new()
            }
            C::CopySentence => self.sentence(cx),
            C::InsertElement => self.make(cx),
            C::HistoryOf => {
                let page = self.page(cx);
                let grid = &self.ledger().sheet.grid;
                let value = values::record_at(&page, grid.row, grid.column, cx).map(|record| record.id);
                vec![Effect::Go(Place::History { of: value.or(self.ledger().record(&page)).or(self.open) })]
            }
            _ => return None,
        })
    }

    fn go(&mut self, section: Section) {
        self.section = section;
        self.open = None;
    }

    fn close(&mut self) {
        self.table.sheet.drop_draft();
        self.open = None;
    }

    fn show(&mut self, of: Id) {
        if self.open != Some(of) {
            self.table = crate::panes::ledger::Ledger::new(2, 2);
        }
        self.section = Section::Indicators;
        self.open = Some(of);
    }

    /// Enter on an indicator opens its page; elsewhere it is the list's.
    fn enter(&mut self, cx: &Context) -> Option<Vec<Effect>> {
        if self.open.is_some() && self.section == Section::Indicators {
            return None;
        }
        let page = self.page(cx);
        let line = self.ledger().line(&page)?;
        let field = line.cells.get(self.ledger().sheet.grid.column).is_some_and(|cell| cell.field.is_some());
        let record = cx.book.get(line.record).filter(|record| record.kind == Kind::Indicator)?;
        if field {
            return None;
        }
        self.show(record.id);
        Some(Vec::new())
    }

    fn ask_value(&mut self, cx: &Context) -> Option<Vec<Effect>> {
        if let Some(why) = &cx.book.facts.read_only {
            return Some(vec![Effect::Refuse(format!("This file can only be read here: {why}"))]);
        }
        let one = indicator(cx.book, self.open?)?;
        let places = values::places(&Values::of(cx.book, &one), cx);
        self.about = Some(one.id);
        Some(vec![Effect::Ask(made::value_form(&one, &places, cx))])
    }

    fn sentence(&self, cx: &Context) -> Vec<Effect> {
        let figures = self.figures(cx);
        let Some(told) = self.indicator(cx).and_then(|id| figures.get(id)) else {
            return vec![Effect::Refuse("Put the cursor on an indicator: its figure is copied".to_owned())];
        };
        let as_of = dates::show(cx.today, cx.day_first);
        let named = Indicator { name: told.name.clone(), ..told.indicator.clone() };
        let text = words::sentence(cx.book, &named, &told.series, &as_of);
        vec![Effect::Copy { text, what: "the figure".to_owned() }]
    }

    fn make(&mut self, cx: &Context) -> Vec<Effect> {
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        let page = self.page(cx);
        let record = self.open.filter(|_| self.section == Section::Indicators).or_else(|| self.ledger().record(&page));
        let Some(record) = record.and_then(|id| cx.book.get(id)) else {
            return vec![Effect::Refuse("Put the cursor on an indicator or problem area first".to_owned())];
        };
        match record.kind {
            Kind::Indicator | Kind::ProblemArea => {
                self.about = Some(record.id);
                vec![made::ask(cx.book.name(record.id), record.kind == Kind::Indicator, cx)]
            }
            _ => vec![Effect::Refuse("A study or concern is made of an indicator or problem area".to_owned())],
        }
    }

    fn made(&mut self, at: usize, cx: &Context) -> Vec<Effect> {
        let Some(record) = self.about.take().and_then(|id| cx.book.get(id)) else { return Vec::new() };
        if at == 0 {
            let (id, effect) = made::study(record, cx);
            self.go(Section::Studies);
            self.coming = Some(id);
            return vec![effect];
        }
        let figures = self.figures(cx);
        let plan = open_plans(cx.book, cx.chosen.region).get(at - 1).map(|plan| plan.id);
        let (Some(told), Some(plan)) = (figures.get(record.id), plan) else { return Vec::new() };
        let (id, effect) = made::concern(told, plan, cx);
        vec![effect, Effect::Go(Place::MiniPip { mini_pip: Some(plan), record: Some(id) })]
    }

    fn filled(&mut self, form: &Form, cx: &Context) -> Vec<Effect> {
        let one = self.about.and_then(|id| indicator(cx.book, id));
        match (form.id, one) {
            (made::VALUE, Some(one)) => vec![made::value(form.clone(), &one, cx)],
            _ => Vec::new(),
        }
    }

    fn cursor_to(&mut self, record: Option<Id>, cx: &Context) {
        let page = self.page(cx);
        if let Some(record) = record {
            self.ledger_mut().go_to(record, &page);
        }
    }

    /// Goes where one was sent.
    fn arrive(&mut self, record: Option<Id>, cx: &Context) {
        let Some(found) = record.and_then(|id| cx.book.get(id)).filter(|found| cx.book.is_live(found)) else { return };
        match (found.kind, figures::indicator_of(found)) {
            (Kind::Study, _) => {
                self.go(Section::Studies);
                self.cursor_to(Some(found.id), cx);
            }
            (Kind::Step, _) => {
                self.go(Section::Studies);
                let page = self.page(cx);
                let step = found.id;
                let of_step = |line: &crate::panes::ledger::Line| {
                    let new = line
                        .fresh
                        .as_ref()
                        .is_some_and(|fresh| fresh.values.iter().any(|(_, value)| *value == crate::domain::value::Value::Record(step)));
                    new || cx.book.get(line.record).is_some_and(|r| r.record(crate::domain::field::Field::Step) == Some(step))
                };
                if let Some(row) = page.lines.iter().position(of_step) {
                    self.ledger_mut().sheet.grid.row = row;
                }
            }
            (Kind::ProblemArea, _) => {
                self.go(Section::Areas);
                self.cursor_to(Some(found.id), cx);
            }
            (_, Some(of)) => {
                self.go(Section::Indicators);
                self.cursor_to(Some(of), cx);
                self.show(of);
            }
            _ => {}
        }
    }

    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        if touches(event, &SHOWN) {
            self.figures.forget();
            self.page.forget();
            self.concerns.forget();
            self.fresh.forget_made(cx);
        }
        if self.open.is_some_and(|open| indicator(cx.book, open).is_none()) {
            self.close();
        }
        match event {
            Event::Picked { id: made::PICK, at } => return self.made(*at, cx),
            Event::Picked { id: "trends-section", at } => {
                self.go(Section::ALL.get(*at).copied().unwrap_or(self.section));
                return Vec::new();
            }
            Event::Filled(form) => return self.filled(form, cx),
            Event::Arrive(Place::Trends { record }) => {
                self.arrive(*record, cx);
                return Vec::new();
            }
            _ => {}
        }
        let page = self.page(cx);
        let grid = Places::of(self, cx).grid;
        let effects = self.ledger_mut().hear(event, &page, grid, cx);
        if let (Event::Written(_), Some(coming)) = (event, self.coming)
            && cx.book.get(coming).is_some_and(|record| !record.is_empty())
        {
            self.coming = None;
            self.cursor_to(Some(coming), cx);
        }
        self.completed(effects, cx)
    }

    /// Whether there is nothing at all to show.
    pub(super) fn is_bare(&self, cx: &Context) -> bool {
        self.is_list() && self.page(cx).empty == indicators::EMPTY && self.page(cx).lines.is_empty()
    }
}
