//! A field for one or several of a list: typing narrows the list, which stands beneath it. Several are separated by `;`,
//! or by `,` where no choice has a comma in it.

use crate::command::Command;

use super::beneath::Beneath;
use super::meaning::Meaning;
use super::text_field::{TextFault, TextField};

/// Most lines of the list in view.
const LINES: usize = 8;

/// What a field of choices allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Allows {
    /// Several of the list.
    pub several: bool,
    /// Words that are not on the list.
    pub others: bool,
}

/// One of the answers of a field of choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The place of a choice in the list.
    Listed(usize),
    /// Words that are not on the list.
    Other(String),
}

/// A field for one or several of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceField {
    /// The text as typed.
    pub field: TextField,
    choices: Vec<String>,
    notes: Vec<String>,
    allows: Allows,
    cursor: usize,
    // Untouched, the list shows everything: whoever opens a field wants to see what there is.
    touched: bool,
}

impl ChoiceField {
    /// A field over a list, with what is chosen already.
    #[must_use]
    pub fn new(choices: Vec<String>, chosen: &[usize], allows: Allows) -> ChoiceField {
        let words: Vec<String> = chosen.iter().filter_map(|at| choices.get(*at)).cloned().collect();
        let mut field = ChoiceField { field: TextField::default(), choices, notes: Vec::new(), allows, cursor: 0, touched: false };
        let text = words.join(field.joint());
        field.field = TextField::line(&text).with_placeholder(if allows.several { "Names, separated by ;" } else { "Type to choose" });
        field.cursor = chosen.last().copied().unwrap_or(0);
        field
    }

    /// With a few words beside each choice in the list, such as where somebody is from; they are not part of the choice.
    #[must_use]
    pub fn with_notes(self, notes: Vec<String>) -> ChoiceField {
        ChoiceField { notes, ..self }
    }

    /// Types or pastes; the best match is put under the cursor.
    pub fn insert(&mut self, text: &str) -> Result<(), TextFault> {
        self.field.insert(text)?;
        self.touch();
        Ok(())
    }

    /// Carries out a command. Up and Down move in the list; Enter with an unfinished word takes the line under the cursor, and
    /// with a finished one is left to the caller, as is everything else that answers false.
    pub fn command(&mut self, command: Command) -> bool {
        let matches = self.matches();
        let here = matches.iter().position(|&at| at == self.cursor).unwrap_or(0);
        let to = match command {
            Command::Up => here.saturating_sub(1),
            Command::Down => here + 1,
            Command::PageUp => here.saturating_sub(LINES),
            Command::PageDown => here + LINES,
            Command::Enter | Command::Next if !matches.is_empty() && self.would_change(matches[here]) => {
                self.take(matches[here]);
                return command == Command::Enter && self.allows.several;
            }
            _ => {
                let before = self.field.text().len();
                let taken = self.field.command(command);
                if self.field.text().len() != before {
                    self.touch();
                }
                return taken;
            }
        };
        if let Some(&at) = matches.get(to.min(matches.len().saturating_sub(1))) {
            self.cursor = at;
            self.touched = true;
        }
        true
    }

    /// The choices that the word at the end matches, best first: those that begin with it, have a word that does, contain it.
    #[must_use]
    pub fn matches(&self) -> Vec<usize> {
        let word = self.last_word().to_lowercase();
        if !self.touched || word.is_empty() || self.listed(self.last_word()).is_some() {
            return (0..self.choices.len()).collect();
        }
        let rank = |choice: &str| {
            let choice = choice.to_lowercase();
            if choice.starts_with(&word) {
                Some(0)
            } else if choice.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(&word)) {
                Some(1)
            } else {
                choice.contains(&word).then_some(2)
            }
        };
        let mut found: Vec<(i32, usize)> = self.choices.iter().enumerate().filter_map(|(at, choice)| Some((rank(choice)?, at))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// What is chosen; in words if a part of the text is not on the list and must be.
    pub fn chosen(&self) -> Result<Vec<Chosen>, String> {
        let parts: Vec<&str> = self.parts().into_iter().filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 && !self.allows.several {
            return Err("Only one can be chosen here.".to_owned());
        }
        let mut chosen = Vec::new();
        for part in parts {
            let one = match self.listed(part) {
                Some(at) => Chosen::Listed(at),
                None if self.allows.others => Chosen::Other(part.to_owned()),
                None => return Err(format!("'{part}' is not on the list. Choose a line with Up and Down, then Enter.")),
            };
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        Ok(chosen)
    }

    /// The list beneath the field, the part of it around the cursor.
    #[must_use]
    pub fn beneath(&self) -> Vec<Beneath> {
        let matches = self.matches();
        if matches.is_empty() {
            return match self.chosen() {
                Err(words) => vec![Beneath::fault(words)],
                Ok(_) => vec![Beneath::new("Not on the list; kept as typed.", Meaning::Muted)],
            };
        }
        let here = matches.iter().position(|&at| at == self.cursor).unwrap_or(0);
        let first = here.saturating_sub(LINES / 2).min(matches.len().saturating_sub(LINES));
        let words = |choice: usize| match self.notes.get(choice).filter(|note| !note.is_empty()) {
            Some(note) => format!("{}, {note}", self.choices[choice]),
            None => self.choices[choice].clone(),
        };
        let line = |(at, &choice): (usize, &usize)| Beneath { text: words(choice), meaning: Meaning::Text, chosen: at == here };
        matches.iter().enumerate().skip(first).take(LINES).map(line).collect()
    }

    fn touch(&mut self) {
        self.touched = true;
        self.cursor = self.matches().first().copied().unwrap_or(0);
        if let Some(at) = self.listed(self.last_word()) {
            self.cursor = at;
        }
    }

    fn separator(&self) -> &'static [char] {
        match (self.allows.several, self.choices.iter().any(|choice| choice.contains(','))) {
            (false, _) => &[],
            (true, true) => &[';'],
            (true, false) => &[';', ','],
        }
    }

    fn joint(&self) -> &'static str {
        if self.separator().contains(&',') { ", " } else { "; " }
    }

    fn parts(&self) -> Vec<&str> {
        self.field.text().split(self.separator()).map(str::trim).collect()
    }

    fn last_word(&self) -> &str {
        self.parts().last().copied().unwrap_or("")
    }

    fn listed(&self, words: &str) -> Option<usize> {
        self.choices.iter().position(|choice| choice.to_lowercase() == words.to_lowercase())
    }

    /// Whether taking a line would change the text: not if the word is finished, or was never begun.
    fn would_change(&self, at: usize) -> bool {
        self.touched
            && self.choices[at] != self.last_word()
            && !(self.last_word().is_empty() && self.allows.several && !self.parts()[0].is_empty())
    }

    fn take(&mut self, at: usize) {
        let mut parts: Vec<String> = self.parts().into_iter().map(str::to_owned).collect();
        parts.pop();
        parts.push(self.choices[at].clone());
        let text = parts.join(self.joint());
        self.field.set(&text);
        self.cursor = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(allows: Allows) -> ChoiceField {
        ChoiceField::new(["Anna Birch", "Ben Cole", "Bea Lane"].map(str::to_owned).to_vec(), &[], allows)
    }

    #[test]
    fn typing_narrows_the_list_and_enter_takes_the_best() {
        let mut field = people(Allows::default());
        assert_eq!(field.matches().len(), 3);
        field.insert("b").unwrap();
        assert_eq!(field.matches(), [1, 2, 0], "those that begin with it come first");
        field.command(Command::Down);
        assert!(!field.command(Command::Enter), "taken, and the caller may accept");
        assert_eq!(field.field.text(), "Bea Lane");
        assert_eq!(field.chosen(), Ok(vec![Chosen::Listed(2)]));
    }

    #[test]
    fn several_people_are_completed_one_after_the_other() {
        let mut field = people(Allows { several: true, others: false });
        field.insert("cole").unwrap();
        assert!(field.command(Command::Enter), "the field stays open for another");
        field.insert(", ann").unwrap();
        field.command(Command::Enter);
        assert_eq!(field.field.text(), "Ben Cole, Anna Birch");
        assert!(!field.command(Command::Enter), "all are finished: the caller accepts");
        assert_eq!(field.chosen(), Ok(vec![Chosen::Listed(1), Chosen::Listed(0)]));
    }

    #[test]
    fn a_name_off_the_list_is_a_fault_or_kept() {
        let mut strict = people(Allows::default());
        strict.insert("Zed").unwrap();
        assert_eq!(strict.chosen().unwrap_err(), "'Zed' is not on the list. Choose a line with Up and Down, then Enter.");
        assert_eq!(strict.beneath()[0].meaning, Meaning::Error);
        let mut open = people(Allows { several: true, others: true });
        open.insert("Zed; bea lane; BEA LANE").unwrap();
        assert_eq!(open.chosen(), Ok(vec![Chosen::Other("Zed".to_owned()), Chosen::Listed(2)]));
    }

    #[test]
    fn an_untouched_field_changes_nothing_on_enter() {
        let mut field = ChoiceField::new(vec!["Done".to_owned(), "Dropped".to_owned()], &[1], Allows::default());
        assert_eq!(field.beneath()[1], Beneath { text: "Dropped".to_owned(), meaning: Meaning::Text, chosen: true });
        assert!(!field.command(Command::Enter));
        assert_eq!(field.field.text(), "Dropped");
    }
}
