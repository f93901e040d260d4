//! Where the cursor of a case goes: by question, page and area, to the next gap, between months and persons.

use super::panel;
use super::state::Case;
use crate::command::{Context, Effect};
use crate::domain::change::Slot;
use crate::domain::entry::Line;

impl Case {
    pub(super) fn onward(&mut self, cx: &Context) {
        if let Some(next) = self.entry(cx).and_then(|entry| entry.onward(self.at)) {
            self.go(next);
        }
        self.asking = false;
    }

    /// Moves so many questions down or up, as far as there are.
    pub(super) fn step(&mut self, by: isize, cx: &Context) {
        let Some(entry) = self.entry(cx) else { return };
        let listed = entry.listed();
        let Some(last) = listed.len().checked_sub(1) else { return };
        let at = listed.iter().position(|ordinal| *ordinal == self.at.question()).unwrap_or(0);
        let next = (at as isize).saturating_add(by).clamp(0, last as isize) as usize;
        if next != at {
            let slot = entry.landing(listed[next]);
            self.go(slot);
        }
        self.asking = false;
    }

    /// The questions of each area in the list.
    pub(super) fn areas(&self, cx: &Context) -> Vec<Vec<u16>> {
        let mut areas: Vec<Vec<u16>> = Vec::new();
        for line in self.entry(cx).map(|entry| entry.lines()).unwrap_or_default() {
            match (line, areas.last_mut()) {
                (Line::Question(ordinal), Some(area)) => area.push(ordinal),
                _ => areas.push(Vec::new()),
            }
        }
        areas.retain(|area| !area.is_empty());
        areas
    }

    pub(super) fn go_to_end_of_area(&mut self, end: bool, cx: &Context) {
        let areas = self.areas(cx);
        let area = areas.iter().find(|area| area.contains(&self.at.question()));
        let goal = area.and_then(|area| if end { area.last() } else { area.first() }).copied();
        self.land(goal, cx);
    }

    pub(super) fn go_to_area(&mut self, next: bool, cx: &Context) {
        let areas = self.areas(cx);
        let Some(at) = areas.iter().position(|area| area.contains(&self.at.question())) else { return };
        let goal = if next {
            areas.get(at + 1).and_then(|area| area.first())
        } else if areas[at].first() == Some(&self.at.question()) {
            at.checked_sub(1).and_then(|before| areas[before].first())
        } else {
            areas[at].first()
        };
        self.land(goal.copied(), cx);
    }

    pub(super) fn land(&mut self, question: Option<u16>, cx: &Context) {
        if let Some(slot) = question.and_then(|question| self.entry(cx).map(|entry| entry.landing(question))) {
            self.go(slot);
        }
    }

    /// To the month or person beside this one; where there is one answer only, the text of the question moves instead.
    pub(super) fn sideways(&mut self, right: bool, cx: &Context) {
        let Some(entry) = self.entry(cx) else { return };
        let there = entry.occurrences(self.at.question());
        if there.len() == 1 {
            let lines = panel::lines(self, &entry, cx, &self.parts(cx)).len();
            let most = lines.saturating_sub(usize::from(self.parts(cx).flow.height));
            let page = usize::from(self.parts(cx).flow.height).saturating_sub(1).max(1);
            self.scroll = if right { (self.scroll + page).min(most) } else { self.scroll.saturating_sub(page) };
            return;
        }
        let at = there.iter().position(|o| *o == self.at.occurrence()).unwrap_or(0);
        let next = if right { (at + 1).min(there.len() - 1) } else { at.saturating_sub(1) };
        let slot = Slot::of(self.at.question(), there[next]);
        self.go(slot);
    }

    pub(super) fn next_gap(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entry) = self.entry(cx) else { return Vec::new() };
        let (answered, of) = entry.answered();
        match entry.next_gap(self.at) {
            Some(slot) if slot == self.at => vec![Effect::Say("This is the only question without an answer".to_owned())],
            Some(slot) => {
                self.go(slot);
                Vec::new()
            }
            None if of == 0 => vec![Effect::Say("No area is covered, so nothing is asked: F4 says which areas the case has".to_owned())],
            None => vec![Effect::Say(format!("No gap is left: {answered} of {of} are answered"))],
        }
    }
}
