//! The further answers to one question in a case: which months or persons there are, what they are called, and the changes
//! that add, name and remove them.

use chrono::{Datelike, Months};

use super::{Entry, LONGEST_LABEL, MOST_OCCURRENCES, at};
use crate::domain::change::{Change, Seen, Slot};
use crate::domain::field::Field;
use crate::domain::instrument::Repeats;
use crate::domain::text;
use crate::domain::value::Value;

impl Entry<'_> {
    /// The occurrences of a question, in order: the first, and each that has an answer, a name or a remark.
    #[must_use]
    pub fn occurrences(&self, ordinal: u16) -> Vec<u16> {
        let mut found = vec![0];
        found.extend(self.answers().of(ordinal).map(|(occurrence, _)| occurrence));
        let range = Slot::of(ordinal, 0)..=Slot::of(ordinal, u16::MAX);
        found.extend(self.file.labels.range(range.clone()).map(|(slot, _)| slot.occurrence()));
        found.extend(self.file.remarks.range(range).map(|(slot, _)| slot.occurrence()));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What an occurrence is called where nobody has named it.
    pub(super) fn usual_label(&self, slot: Slot) -> Option<String> {
        match &self.question(slot.question())?.repeats {
            Repeats::Once => None,
            Repeats::Months => self.month(slot.occurrence()),
            Repeats::Named(names) => names.get(usize::from(slot.occurrence())).cloned(),
        }
    }

    /// The month of the period under review, counted from 0: "Jun 2026".
    fn month(&self, number: u16) -> Option<String> {
        let month = self.file.from?.with_day(1)?.checked_add_months(Months::new(u32::from(number)))?;
        let within = self.file.until.is_none_or(|until| month <= until);
        within.then(|| month.format("%b %Y").to_string())
    }

    /// Which month or person a slot is; its number if nothing says so. Empty for a question that is answered once.
    #[must_use]
    pub fn label(&self, slot: Slot) -> String {
        if let Some(label) = self.file.labels.get(&slot) {
            return text::clean(label).0.replace('\n', " ");
        }
        if let Some(label) = self.usual_label(slot) {
            return label;
        }
        let once = self.question(slot.question()).is_none_or(|q| q.repeats.is_once());
        if once && slot.occurrence() == 0 { String::new() } else { format!("No. {}", u32::from(slot.occurrence()) + 1) }
    }

    /// The names of months or persons that a question does not have yet.
    #[must_use]
    pub fn free_labels(&self, ordinal: u16) -> Vec<String> {
        let taken: Vec<String> = self.occurrences(ordinal).into_iter().map(|o| self.label(Slot::of(ordinal, o))).collect();
        let all: Vec<String> = match self.question(ordinal).map(|q| &q.repeats) {
            Some(Repeats::Months) if self.file.until.is_some() => {
                (0..MOST_OCCURRENCES as u16).map_while(|number| self.month(number)).collect()
            }
            Some(Repeats::Months) => (0..=MOST_OCCURRENCES as u16).filter_map(|number| self.month(number)).collect(),
            Some(Repeats::Named(names)) => names.clone(),
            _ => Vec::new(),
        };
        all.into_iter().filter(|label| !taken.iter().any(|known| known.eq_ignore_ascii_case(label))).collect()
    }

    /// The change that adds an occurrence of that name, and its slot.
    ///
    /// # Errors
    /// The sentence that says why there is no further one.
    pub fn add(&self, ordinal: u16, label: &str, saw: Seen) -> Result<(Change, Slot), String> {
        let code = self.code(ordinal);
        let there = self.occurrences(ordinal);
        if there.len() >= MOST_OCCURRENCES {
            return Err(format!("{code} has {MOST_OCCURRENCES} answers; no case needs more"));
        }
        let slot = Slot::of(ordinal, there.last().map_or(0, |last| last + 1));
        let mut change = Change::new(format!("{code}: one more answer, the {}", text::ordinal(there.len() + 1)), saw);
        // The first gets the name that it is shown with, so that a later change of the period does not rename it.
        let first = Slot::of(ordinal, 0);
        if !self.file.labels.contains_key(&first)
            && let Some(usual) = self.usual_label(first)
        {
            self.edit(&mut change, Field::Label, first, Value::text(usual));
        }
        self.edit(&mut change, Field::Label, slot, Value::text(label));
        Ok((change, slot))
    }

    /// The change that names an occurrence otherwise.
    ///
    /// # Errors
    /// The sentence that says why it cannot be called that.
    pub fn rename(&self, slot: Slot, label: &str, saw: Seen) -> Result<Change, String> {
        let label = text::clean(label).0.replace('\n', " ").trim().to_owned();
        let others = self.occurrences(slot.question()).into_iter().filter(|o| *o != slot.occurrence());
        if label.is_empty() {
            return Err("a name is needed: which month or person is it?".to_owned());
        }
        if label.chars().count() > LONGEST_LABEL {
            return Err(format!("that is longer than {LONGEST_LABEL} characters; shorten it"));
        }
        if others.into_iter().any(|o| self.label(Slot::of(slot.question(), o)).eq_ignore_ascii_case(&label)) {
            return Err(format!("'{label}' is there already"));
        }
        let mut change = Change::new(
            format!("{}: the name of the {}", self.code(slot.question()), text::ordinal(usize::from(slot.occurrence()) + 1)),
            saw,
        );
        self.edit(&mut change, Field::Label, slot, Value::text(label));
        Ok(change)
    }

    /// The change that takes an occurrence away.
    ///
    /// # Errors
    /// The sentence that says why it stays.
    pub fn remove(&self, slot: Slot, saw: Seen) -> Result<Change, String> {
        let code = self.code(slot.question());
        if slot.occurrence() == 0 {
            return Err(format!("The first answer to {code} stays: Delete clears it, Enter gives it another name"));
        }
        let file = self.file;
        if file.comments.iter().chain(&file.challenges).chain(&file.corrections).any(|record| at(record) == Some(slot)) {
            return Err(format!("This answer to {code} has comments, so it stays: Delete clears it"));
        }
        let mut change = Change::new(format!("{code}: the {} answer deleted", text::ordinal(usize::from(slot.occurrence()) + 1)), saw);
        if self.answer(slot).is_given() {
            self.edit(&mut change, Field::Given, slot, Value::Int(0));
        }
        if file.remarks.contains_key(&slot) {
            self.edit(&mut change, Field::Remark, slot, Value::None);
        }
        self.edit(&mut change, Field::Label, slot, Value::None);
        Ok(change)
    }
}
