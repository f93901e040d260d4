//! A field for a day: free typing, and beneath it what was understood or why not. How a day is read comes from the caller.

use crate::command::Command;

use super::beneath::Beneath;
use super::meaning::Meaning;
use super::text_field::{TextFault, TextField};

/// Reads what was typed: the day in words, or what is wrong with it.
pub type Understand<'a> = &'a dyn Fn(&str) -> Result<String, String>;

/// A field for a day.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DateField {
    /// The text as typed.
    pub field: TextField,
    said: Option<Result<String, String>>,
}

impl DateField {
    /// With a text to begin with.
    #[must_use]
    pub fn new(text: &str, understand: Understand) -> DateField {
        let mut date = DateField { field: TextField::line(text).with_placeholder("3/15, +30d, next fri, eom"), said: None };
        date.read(understand);
        date
    }

    /// Types or pastes.
    pub fn insert(&mut self, text: &str, understand: Understand) -> Result<(), TextFault> {
        self.field.insert(text)?;
        self.read(understand);
        Ok(())
    }

    /// Carries out a command; false if it is none of a field's.
    pub fn command(&mut self, command: Command, understand: Understand) -> bool {
        let taken = self.field.command(command);
        self.read(understand);
        taken
    }

    /// What stands beneath it; nothing while it is empty.
    #[must_use]
    pub fn beneath(&self) -> Vec<Beneath> {
        match &self.said {
            None => Vec::new(),
            Some(Ok(words)) => vec![Beneath::new(words.as_str(), Meaning::Good)],
            Some(Err(words)) => vec![Beneath::fault(words.as_str())],
        }
    }

    /// Whether it may be accepted: empty, or understood.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !matches!(self.said, Some(Err(_)))
    }

    fn read(&mut self, understand: Understand) {
        let text = self.field.text().trim();
        self.said = (!text.is_empty()).then(|| understand(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only_today(text: &str) -> Result<String, String> {
        if text == "today" { Ok("Sat, Nov 21, 2026".to_owned()) } else { Err(format!("'{text}' is not a day.")) }
    }

    #[test]
    fn it_says_what_it_understood_while_one_types() {
        let mut date = DateField::new("", &only_today);
        assert!(date.beneath().is_empty() && date.is_sound());
        date.insert("to", &only_today).unwrap();
        assert_eq!(date.beneath(), [Beneath::fault("'to' is not a day.")]);
        assert!(!date.is_sound());
        date.insert("day", &only_today).unwrap();
        assert_eq!(date.beneath(), [Beneath::new("Sat, Nov 21, 2026", Meaning::Good)]);
        date.command(Command::SelectAll, &only_today);
        date.command(Command::DeleteLeft, &only_today);
        assert!(date.is_sound(), "no day is a sound answer");
    }
}
