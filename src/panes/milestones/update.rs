//! What the reviewer did, and what the outside answered.

use super::page::Page;
use super::rows::rows;
use super::rows::{Row, What};
use super::table::{DUE, EVIDENCE, NAME, NUMBER, STATUS, Tree};
use super::{Milestones, detail, edit, exit};
use crate::command::{Command, Context, Effect, Event, Input, Place};
use crate::domain::change::{ChangeKind, Edit, Written};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::measured;
use crate::domain::record::Record;
use crate::domain::takes::Way;
use crate::domain::trend;
use crate::domain::value::Value;
use crate::panes::sheet::{brief, write};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Hit, Layout, Source};

/// The name of the choice of a trend indicator.
const TREND: &str = "measure-trend";

impl Milestones {
    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let facts = self.facts(cx);
        let expanded = self.expanded.clone();
        let mut tree = Tree::new(cx, facts, &expanded, self.only_open, &Glyphs::UNICODE);
        // A new value of a measure needs a record; the same one while it is being typed.
        if tree.rows.get(self.sheet.grid.row).is_some_and(|row| row.what == What::Measure) {
            for measure in tree.rows.iter().filter(|row| row.what == What::Measure) {
                self.coming.entry(measure.id).or_insert_with(|| cx.ids.fresh());
            }
        }
        tree.coming.clone_from(&self.coming);
        if self.page.is_some() {
            if *input == Input::Command(Command::RecordExit)
                && let Some(milestone) = self.page_milestone(&tree)
            {
                return self.ask_exit(&tree, Row { what: What::Milestone, id: milestone, milestone }, cx);
            }
            return self.on_page(input, cx);
        }
        let (area, _) = detail::split(cx.area);
        self.sheet.grid.clamp(&tree);
        let here = tree.rows.get(self.sheet.grid.row).copied();
        let own = match (input, here) {
            _ if self.sheet.draft().is_some() => None,
            (Input::Command(command), Some(row)) => self.command(*command, row, &tree, cx),
            (Input::Command(Command::Filter), None) => Some(self.filter()),
            (Input::Command(Command::InsertRow), None) => Some(vec![Effect::Refuse(tree.empty().into_owned())]),
            (Input::Pasted(text), Some(row)) => self.paste(text, row, &tree, cx),
            (Input::Click { x, y, double: false, extend: false }, _) => {
                self.sheet.update(input, &tree, area, cx);
                let grid = &self.sheet.grid;
                let row = tree.rows.get(grid.row).copied().filter(|row| row.what == What::Milestone && grid.column == NUMBER);
                let on_it = Layout::new(&tree, grid, area).hit(*x, *y) == Hit::Cell { row: grid.row, column: NUMBER };
                if let Some(row) = row.filter(|_| on_it) {
                    self.toggle(row.id);
                }
                Some(Vec::new())
            }
            _ => None,
        };
        let effects = own.or_else(|| self.sheet.update(input, &tree, area, cx)).unwrap_or_default();
        self.settle(cx);
        effects
    }

    fn command(&mut self, command: Command, row: Row, tree: &Tree, cx: &Context) -> Option<Vec<Effect>> {
        use Command as C;
        let column = self.sheet.grid.column;
        let milestone = row.what == What::Milestone;
        let follows = tree.record(row).filter(|_| row.what == What::Measure).and_then(|m| measured::follows(cx.book, m));
        let opens = milestone || row.what == What::Measure && !cx.book.parts(row.id, Kind::MeasureValue).is_empty();
        Some(match command {
            C::WhatItTakes => {
                self.turn_to(row.milestone);
                Vec::new()
            }
            C::Cancel if self.sheet.grid.anchor.is_none() => vec![Effect::GoBack],
            C::HistoryOf => vec![Effect::Go(Place::History { of: Some(row.id) })],
            C::Enter if row.what == What::Trail => {
                self.turn_to(row.id);
                Vec::new()
            }
            C::Enter if row.what == What::Body => {
                let study = tree.facts.bodies.get(&(row.milestone, row.id)).is_some_and(|body| body.study);
                self.go(if study { Way::Trend(row.id) } else { Way::Committee(row.id) }, cx)
            }
            C::Enter if matches!(column, STATUS | DUE) && follows.is_some() => {
                follows.map_or_else(Vec::new, |indicator| self.go(Way::Trend(indicator), cx))
            }
            C::InsertElement if row.what == What::Measure => self.ask_trend(row, cx),
            C::Left if column == NUMBER && opens && self.expanded.remove(&row.id) => Vec::new(),
            C::Left if column == NUMBER && row.what == What::Value => {
                let measure = tree.record(row).and_then(Record::parent);
                self.goto(tree.rows.iter().position(|r| Some(r.id) == measure), NUMBER, tree, cx);
                Vec::new()
            }
            C::Left if column == NUMBER && !milestone => {
                self.goto(tree.rows.iter().position(|r| r.id == row.milestone && r.what == What::Milestone), NUMBER, tree, cx);
                Vec::new()
            }
            C::Right if column == NUMBER && opens && self.expanded.insert(row.id) => {
                self.opened = Some(row.milestone).filter(|_| milestone);
                Vec::new()
            }
            C::Enter if opens && (column == NUMBER || milestone && column == NAME) => {
                self.toggle(row.id);
                Vec::new()
            }
            C::Enter if column == EVIDENCE && matches!(row.what, What::Milestone | What::Region) => self.reasons(row, tree, cx),
            C::Enter | C::Edit if column == STATUS && matches!(row.what, What::Milestone | What::Region | What::Exit) => {
                self.ask_exit(tree, row, cx)
            }
            C::RecordExit => self.ask_exit(tree, row, cx),
            C::InsertRow => {
                self.expanded.insert(row.milestone);
                let (id, effects) = edit::insert(tree, row, cx);
                self.follow = Some(id);
                effects
            }
            C::Duplicate => match edit::duplicate(tree, row, cx) {
                Ok((id, effects)) => {
                    self.follow = Some(id);
                    effects
                }
                Err(why) => vec![Effect::Refuse(why)],
            },
            C::DeleteRow => edit::delete(tree, self.sheet.grid.range(), cx),
            C::MoveUp | C::MoveDown => edit::shift(tree, row, command == C::MoveDown, cx),
            C::Filter => self.filter(),
            _ => return None,
        })
    }

    fn paste(&mut self, text: &str, row: Row, tree: &Tree, cx: &Context) -> Option<Vec<Effect>> {
        let columns: Vec<usize> = self.sheet.grid.shown(tree.columns().len());
        let from = columns.iter().position(|c| *c == self.sheet.grid.range().left).unwrap_or(0);
        let at = tree.rows.get(self.sheet.grid.range().top).copied().unwrap_or(row);
        match edit::paste(tree, at, &columns[from..], text, cx)? {
            Ok(effects) => {
                self.expanded.insert(row.milestone);
                Some(effects)
            }
            Err(why) => Some(vec![Effect::Refuse(why)]),
        }
    }

    fn toggle(&mut self, milestone: Id) {
        if !self.expanded.remove(&milestone) {
            self.expanded.insert(milestone);
            self.opened = Some(milestone);
        }
    }

    fn filter(&mut self) -> Vec<Effect> {
        self.only_open = !self.only_open;
        vec![Effect::Say(if self.only_open { "Only what is still open" } else { "All milestones and steps" }.to_owned())]
    }

    /// The milestone of the page in front.
    fn page_milestone(&self, tree: &Tree) -> Option<Id> {
        self.page.as_ref().and_then(Page::record).filter(|id| tree.state(*id).is_some())
    }

    /// The evidence behind what is computed.
    fn reasons(&mut self, row: Row, tree: &Tree, cx: &Context) -> Vec<Effect> {
        let Some(record) = tree.book.get(row.milestone) else { return Vec::new() };
        let instrument = record.text(Field::Instrument).to_owned();
        match record.text(Field::Rule) {
            "standing" if row.what == What::Region => {
                let verdict = tree.facts.regions.get(&(row.milestone, row.id)).and_then(|region| region.verdict.as_ref());
                let question =
                    verdict.and_then(|v| v.failing().next().or_else(|| v.below().next())).and_then(|worst| worst.question.clone());
                self.go(Way::Scores { instrument, region: Some(row.id), question }, cx)
            }
            "standing" => vec![Effect::ChooseInstrument(instrument), Effect::Go(Place::Scores { question: None })],
            "qcr" => vec![Effect::ChooseInstrument(instrument), Effect::Go(Place::Qcr { question: None })],
            "derived" => {
                self.turn_to(row.milestone);
                Vec::new()
            }
            rule => {
                let bodies = |what: &Row| what.what == What::Body;
                self.expanded.insert(row.milestone);
                let parts: Vec<Row> =
                    rows(tree.book, &self.expanded, self.only_open).into_iter().filter(|r| r.milestone == row.milestone).collect();
                if let [one] = parts.iter().copied().filter(bodies).collect::<Vec<_>>()[..] {
                    let study = tree.facts.bodies.get(&(one.milestone, one.id)).is_some_and(|body| body.study);
                    return self.go(if study { Way::Trend(one.id) } else { Way::Committee(one.id) }, cx);
                }
                let wanted = if rule == "steps" { What::Step } else { What::Consideration };
                let open = |r: &&Row| tree.book.get(r.id).is_some_and(|record| super::rows::is_open(r.what, record));
                let first = parts.iter().find(|r| bodies(r)).filter(|_| rule != "steps");
                let of_kind = || parts.iter().filter(|r| r.what == wanted);
                let to = first.or_else(|| of_kind().find(open)).or_else(|| of_kind().next());
                match to {
                    Some(to) => {
                        self.sheet.grid.column = NAME;
                        self.stand_on(*to, cx);
                        Vec::new()
                    }
                    None => vec![Effect::Say("There is no step or consideration to look at yet: Insert adds one".to_owned())],
                }
            }
        }
    }

    /// Asks which trend indicator a measure has its values from.
    fn ask_trend(&mut self, row: Row, cx: &Context) -> Vec<Effect> {
        let all = trend::indicators(cx.book);
        if all.is_empty() {
            return vec![Effect::Refuse("There is no trend indicator in this file yet: Alt-8 makes and imports them".to_owned())];
        }
        let now = cx.book.get(row.id).and_then(|measure| measured::follows(cx.book, measure));
        let at = now.and_then(|now| all.iter().position(|one| one.id == now)).map_or(0, |at| at + 1);
        let mut lines = vec![("None: its values are written here".to_owned(), String::new())];
        lines.extend(all.iter().map(|one| (one.told_apart(&all), one.unit.sign().to_owned())));
        self.linking = Some(row.id);
        vec![Effect::Pick { id: TREND, title: "Which trend indicator has its values?".to_owned(), lines, at }]
    }

    fn trend_picked(&mut self, at: usize, cx: &Context) -> Vec<Effect> {
        let Some(measure) = self.linking.take() else { return Vec::new() };
        let indicator = at.checked_sub(1).and_then(|at| trend::indicators(cx.book).get(at).map(|one| one.id));
        let value = indicator.map_or(Value::None, Value::Record);
        let words = format!("trend of measure '{}'", brief(cx.book.name(measure)));
        vec![write(words, cx.book.seen, vec![Edit::new(measure, Kind::Measure, Field::Indicator, value)])]
    }

    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Written(written) => {
                self.coming.clear();
                self.written(written, cx);
            }
            Event::Reloaded => {
                *self.facts.borrow_mut() = None;
                self.takes.forget();
            }
            Event::Arrive(Place::Milestones { record: Some(id) }) => {
                self.page = None;
                self.show(*id, cx);
            }
            Event::Picked { id: TREND, at } => return self.trend_picked(*at, cx),
            Event::Picked { id: exit::ID, at } => {
                let expanded = self.expanded.clone();
                let tree = Tree::new(cx, self.facts(cx), &expanded, self.only_open, &Glyphs::UNICODE);
                return self.exit_picked(*at, &tree, cx);
            }
            Event::Filled(form) if form.id == exit::ID => {
                let expanded = self.expanded.clone();
                let tree = Tree::new(cx, self.facts(cx), &expanded, self.only_open, &Glyphs::UNICODE);
                return self.exit_filled(form, &tree, cx);
            }
            _ => {}
        }
        let tree_of = |pane: &Milestones| (pane.facts(cx), pane.expanded.clone());
        let (facts, expanded) = tree_of(self);
        let tree = Tree::new(cx, facts, &expanded, self.only_open, &Glyphs::UNICODE);
        let (area, _) = detail::split(cx.area);
        // Rows may have come or gone above the cursor's own.
        if let Some(row) = self.at.and_then(|at| tree.rows.iter().position(|row| *row == at)) {
            self.sheet.grid.row = row;
        }
        let effects = self.sheet.hear(event, &tree, area);
        if let (Event::Written(_), Some(id)) = (event, self.follow.take()) {
            self.goto(tree.rows.iter().position(|row| row.id == id), NAME, &tree, cx);
        }
        self.settle(cx);
        effects
    }

    /// Undo and redo show what they changed.
    fn written(&mut self, written: &Written, cx: &Context) {
        let turned = matches!(written.kind, ChangeKind::Undo | ChangeKind::Redo);
        if let Some(edit) = written.edits.first().filter(|_| turned) {
            let ours = matches!(
                edit.kind,
                Kind::Milestone
                    | Kind::Step
                    | Kind::Measure
                    | Kind::MeasureValue
                    | Kind::Consideration
                    | Kind::RegionExit
                    | Kind::ExitRecord
            );
            if ours && cx.book.get(edit.record).is_some_and(|record| cx.book.is_live(record)) {
                self.show(edit.record, cx);
            }
        }
    }

    /// Puts the cursor on a record, its milestone expanded.
    pub(super) fn show(&mut self, id: Id, cx: &Context) {
        let Some(record) = cx.book.get(id) else { return };
        let (milestone, row) = match record.kind {
            Kind::Milestone => (id, id),
            Kind::Region => {
                let of = |m: &&Record| crate::domain::exit::is_regional(m);
                (cx.book.all(Kind::Milestone).into_iter().find(of).map_or(id, |m| m.id), id)
            }
            Kind::MeasureValue => {
                let measure = record.parent().unwrap_or(id);
                self.expanded.insert(measure);
                (cx.book.get(measure).and_then(Record::parent).unwrap_or(id), id)
            }
            Kind::RegionExit => (record.parent().unwrap_or(id), record.record(Field::Region).unwrap_or(id)),
            _ => (record.parent().unwrap_or(id), id),
        };
        if record.kind != Kind::Milestone {
            self.expanded.insert(milestone);
        }
        let expanded = self.expanded.clone();
        let find = |only_open: bool| {
            super::rows::rows(cx.book, &expanded, only_open).into_iter().find(|r| r.id == row && r.milestone == milestone)
        };
        let found = find(self.only_open).or_else(|| {
            // What is done is hidden: someone who is sent here wants to see it.
            self.only_open = false;
            find(false)
        });
        if let Some(row) = found {
            self.stand_on(row, cx);
        }
    }

    /// Puts the cursor on a row.
    fn stand_on(&mut self, row: Row, cx: &Context) {
        self.at = Some(row);
        if let Some(at) = rows(cx.book, &self.expanded, self.only_open).iter().position(|known| *known == row) {
            self.sheet.grid.row = at;
            self.sheet.grid.anchor = None;
        }
    }

    fn goto(&mut self, row: Option<usize>, column: usize, tree: &Tree, cx: &Context) {
        if let Some(row) = row {
            self.sheet.grid.go(row, column, tree, detail::split(cx.area).0);
        }
    }

    /// Brings the cursor into view and remembers its row.
    pub(super) fn settle(&mut self, cx: &Context) {
        let facts = self.facts(cx);
        let expanded = self.expanded.clone();
        let tree = Tree::new(cx, facts, &expanded, self.only_open, &Glyphs::UNICODE);
        let (area, _) = detail::split(cx.area);
        if let Some(opened) = self.opened.take()
            && let Some(last) = tree.rows.iter().rposition(|row| row.milestone == opened)
            && !Layout::new(&tree, &self.sheet.grid, area).whole_rows().contains(&last)
        {
            // What was opened at the lower edge comes up, as far as there is more beneath.
            self.sheet.grid.top = self.sheet.grid.row;
        }
        self.sheet.grid.settle(&tree, area);
        self.at = tree.rows.get(self.sheet.grid.row).copied();
    }
}
