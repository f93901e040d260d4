//! A page in front of the tree: what a milestone would take, or the frozen facts of a step of its trail. Read, copied, and
//! left by Enter to the evidence of a line.

use std::borrow::Cow;
use std::rc::Rc;

use super::Milestones;
use crate::command::{Area, Command, Context, Effect, Input, Place};
use crate::domain::dates;
use crate::domain::exit;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::milestone::MilestoneState;
use crate::domain::takes::{self, Line, Takes, Way};
use crate::domain::tone::Tone;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Band, CellText, Column, GridState, Hit, Source};
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

/// Which page, and how one came there.
#[derive(Clone, Debug)]
pub struct Page {
    /// Milestones, the last one in view; or one step of the trail.
    at: Vec<Id>,
    /// Cursor and scroll.
    pub grid: GridState,
}

impl Page {
    /// The page of a milestone, or of a step of the trail.
    pub fn of(record: Id) -> Page {
        Page { at: vec![record], grid: GridState::new(0, 0) }
    }

    /// The record it is about.
    pub fn record(&self) -> Option<Id> {
        self.at.last().copied()
    }
}

/// What stands on it.
pub struct Shown {
    pub takes: Rc<Takes>,
    columns: Vec<Column>,
    glyphs: Glyphs,
}

/// The heading with its lines, and the list.
pub fn split(area: Area, summary: &str) -> (Area, Area) {
    let room = usize::from(area.width.saturating_sub(2).max(1));
    let lines = (width::wrap(summary, room).len() as u16).min(area.height / 3) + 2;
    let head = Area { height: lines.min(area.height), ..area };
    (head, Area { y: area.y + head.height, height: area.height - head.height, ..area })
}

impl Shown {
    fn new(takes: Rc<Takes>, area: Area, glyphs: &Glyphs) -> Shown {
        let wide = area.width >= 70;
        let mut columns = vec![Column::new("What is missing, and where it is seen", 40).between(24, 200).wrapped()];
        if takes.lines.iter().any(|line| line.cases.is_some()) {
            columns.push(Column::new("Missing", 8).right());
        }
        if wide && takes.lines.iter().any(|line| line.since.is_some()) {
            columns.push(Column::new("Since", 6).right());
        }
        Shown { takes, columns, glyphs: *glyphs }
    }

    fn line(&self, row: usize) -> Option<&Line> {
        self.takes.lines.get(row)
    }
}

impl Source for Shown {
    fn rows(&self) -> usize {
        self.takes.lines.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(line) = self.line(row) else { return CellText::default() };
        match &*self.columns[column].title {
            "Missing" => CellText::plain(line.cases.map_or_else(String::new, |n| n.to_string())),
            "Since" => CellText::new(line.since.map_or_else(String::new, |year| year.to_string()), Meaning::Muted),
            _ => {
                let (sign, meaning) = match line.tone {
                    Tone::Good => (self.glyphs.met, Meaning::Met),
                    Tone::Hopeful => (self.glyphs.met_once, Meaning::Text),
                    Tone::Warning => (self.glyphs.warning, Meaning::Warn),
                    Tone::Bad => (self.glyphs.below, Meaning::Text),
                    Tone::Neutral => (self.glyphs.dot, Meaning::Text),
                };
                CellText::new(format!("{sign} {}", line.words), meaning)
            }
        }
    }

    fn band(&self, row: usize) -> Option<Band<'_>> {
        let line = self.line(row)?;
        let before = row.checked_sub(1).and_then(|above| self.line(above));
        let new = !line.group.is_empty() && before.is_none_or(|above| above.group != line.group);
        new.then(|| Band { text: Cow::Borrowed(&line.group), meaning: Meaning::Text, right: Cow::Borrowed(&line.beside) })
    }

    fn row_cap(&self) -> u16 {
        3
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed("Nothing is missing here. Esc leads back.")
    }
}

impl Milestones {
    /// What stands on the page in front, worked out once for each state of the file.
    pub(super) fn shown(&self, cx: &Context, glyphs: &Glyphs) -> Option<Shown> {
        let of = self.page.as_ref()?.record()?;
        let key = (cx.book.seen, cx.chosen.year, cx.book.tallies().len(), of);
        let takes = self.takes.get(key, || self.work_out(of, cx));
        Some(Shown::new(takes, cx.area, glyphs))
    }

    fn work_out(&self, of: Id, cx: &Context) -> Takes {
        let facts = self.facts(cx);
        if let Some(state) = facts.states.get(&of) {
            let plan = cx.book.get(of).and_then(crate::domain::record::Record::parent);
            let all: Vec<MilestoneState> = facts
                .states
                .values()
                .filter(|s| cx.book.get(s.id).and_then(crate::domain::record::Record::parent) == plan)
                .cloned()
                .collect();
            return takes::takes(cx.book, state, &all, cx.chosen.year, cx.today);
        }
        frozen(of, cx)
    }

    /// Puts the page of a record in front.
    pub(super) fn turn_to(&mut self, record: Id) {
        self.page = Some(Page::of(record));
    }

    /// Takes what was done on the page.
    pub(super) fn on_page(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        use Command as C;
        let Some(shown) = self.shown(cx, &Glyphs::UNICODE) else { return Vec::new() };
        let (_, area) = split(cx.area, &shown.takes.summary);
        let Some(page) = &mut self.page else { return Vec::new() };
        page.grid.clamp(&shown);
        match input {
            Input::Command(C::Cancel) => {
                page.at.pop();
                page.grid = GridState::new(0, 0);
                if page.at.is_empty() {
                    self.page = None;
                }
            }
            Input::Command(C::WhatItTakes) => self.page = None,
            Input::Command(C::Enter | C::Edit) => {
                let way = shown.line(page.grid.row).map(|line| line.way.clone());
                return way.map_or_else(Vec::new, |way| self.go(way, cx));
            }
            Input::Command(C::Copy) => return vec![Effect::Copy { text: shown.takes.text(), what: "the whole list".to_owned() }],
            Input::Command(C::CopySentence) => {
                let sentence = shown.line(page.grid.row).map(|line| sentence(&shown.takes, line, cx));
                return sentence.map(|text| Effect::Copy { text, what: "the sentence".to_owned() }).into_iter().collect();
            }
            Input::Command(command @ (C::NextSection | C::PreviousSection)) => self.turn_page(*command == C::NextSection, cx),
            Input::Command(command) => {
                page.grid.command(*command, &shown, area);
            }
            Input::Click { x, y, double, extend } => {
                let hit = page.grid.click(*x, *y, *extend, &shown, area);
                if *double && matches!(hit, Hit::Cell { .. }) {
                    let way = shown.line(page.grid.row).map(|line| line.way.clone());
                    return way.map_or_else(Vec::new, |way| self.go(way, cx));
                }
            }
            Input::Drag { x, y } => page.grid.drag(*x, *y, &shown, area),
            Input::Wheel(down) => page.grid.wheel(*down, &shown, area),
            Input::Typed(_) | Input::Pasted(_) => {}
        }
        Vec::new()
    }

    /// To the milestone after this one, or before it.
    fn turn_page(&mut self, on: bool, cx: &Context) {
        let facts = self.facts(cx);
        let mut all: Vec<&MilestoneState> = facts.states.values().collect();
        all.sort_by_key(|state| state.number);
        let at = self.page.as_ref().and_then(|page| all.iter().position(|state| Some(&state.id) == page.at.last()));
        if let Some(at) = at {
            let to = if on { at + 1 } else { at + all.len() - 1 } % all.len();
            self.turn_to(all[to].id);
        }
    }

    /// To the evidence of a line.
    pub(super) fn go(&mut self, way: Way, cx: &Context) -> Vec<Effect> {
        match way {
            Way::Scores { instrument, region, question } => {
                vec![Effect::ChooseInstrument(instrument), Effect::ChooseRegion(region), Effect::Go(Place::Scores { question })]
            }
            Way::Qcr { instrument, region, question } => {
                vec![Effect::ChooseInstrument(instrument), Effect::ChooseRegion(region), Effect::Go(Place::Qcr { question })]
            }
            Way::Committee(id) => vec![Effect::Go(Place::Committees { record: Some(id) })],
            Way::Trend(id) => vec![Effect::Go(Place::Trends { record: Some(id) })],
            Way::Milestone(id) => {
                let page = self.page.get_or_insert_with(|| Page { at: Vec::new(), grid: GridState::new(0, 0) });
                page.at.push(id);
                page.grid = GridState::new(0, 0);
                Vec::new()
            }
            Way::Part(id) => {
                self.page = None;
                self.show(id, cx);
                self.settle(cx);
                Vec::new()
            }
        }
    }
}

fn sentence(takes: &Takes, line: &Line, cx: &Context) -> String {
    let group = if line.group.is_empty() { String::new() } else { format!(", {}", line.group) };
    format!(
        "Milestone {}{group}: {} (FY{}, as of {}).",
        takes.number,
        line.words.trim_end_matches('.'),
        takes.year,
        dates::show(cx.today, cx.day_first)
    )
}

/// The facts that a step of the trail froze, line by line.
fn frozen(of: Id, cx: &Context) -> Takes {
    let record = cx.book.get(of);
    let text = |field| record.map_or("", |r| r.text(field));
    let milestone = record.and_then(crate::domain::record::Record::parent).unwrap_or(of);
    let words = record.and_then(exit::step).map_or("step", exit::Step::words);
    let region = record.and_then(|r| r.record(Field::Region)).map_or_else(String::new, |region| format!(" for {}", cx.book.name(region)));
    let day = record.and_then(|r| r.date(Field::Day)).map_or_else(String::new, dates::show_long);
    let by: Vec<&str> = [text(Field::Who), day.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let also = [("evidence", text(Field::Evidence)), ("reason", text(Field::Reason))];
    let said = |(what, text): &(&str, &str)| format!(" {}: {text}.", crate::panes::sheet::capital(what));
    let also = also.iter().filter(|(_, text)| !text.is_empty()).map(said).collect::<Vec<_>>().concat();
    let line = |words: &str| Line {
        group: "The facts of that moment, as they were frozen".to_owned(),
        beside: String::new(),
        words: words.trim_start_matches("- ").to_owned(),
        cases: None,
        since: None,
        tone: Tone::Neutral,
        region: None,
        question: None,
        way: Way::Part(milestone),
    };
    Takes {
        milestone,
        number: cx.book.get(milestone).and_then(|m| m.int(Field::Number)).unwrap_or_default(),
        name: cx.book.name(milestone).to_owned(),
        year: cx.chosen.year,
        summary: format!("{}{region}: {}.{also}", crate::panes::sheet::capital(words), by.join(", ")),
        lines: text(Field::Text).lines().map(line).collect(),
    }
}
