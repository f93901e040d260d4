//! An open cell: the draft of one field, what stands beneath it, and what a key means for it: stay, leave, accept.
//! Knows no record and writes nothing: the owner checks the text and makes the change of it.

use crate::command::{Command, Input, Mode};
use crate::widgets::beneath::Beneath;
use crate::widgets::choice_field::{Allows, ChoiceField};
use crate::widgets::meaning::Meaning;
use crate::widgets::text_field::{TextFault, TextField};

/// What sort of field a cell opens as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// A day, typed freely.
    Day,
    /// One of a list.
    Choice(Vec<String>),
    /// One of a list, or any other words.
    Names(Vec<String>),
    /// Several of a list, or any other words.
    Several(Vec<String>),
    /// One or several people, or other names; a few words say who each is.
    People {
        /// Their names.
        names: Vec<String>,
        /// Who each is.
        notes: Vec<String>,
        /// Whether several can be named.
        several: bool,
    },
}

/// What a key did to the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The cell stays open.
    Stay,
    /// It is given up.
    Drop,
    /// It closes unchanged; then the command moves the cursor.
    Leave(Command),
    /// The text is sound and wants to be written; then the command moves the cursor.
    Accept(Command),
    /// The text wants the whole screen.
    Whole,
    /// This was copied or cut.
    Copy(String),
    /// The clipboard is wanted.
    Paste,
    /// It was not taken: why.
    Refuse(String),
}

/// Reads a text as the field would: what is understood (perhaps nothing to say), or why it cannot stand.
pub type Check<'a> = &'a dyn Fn(&str) -> Result<String, String>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    Text(TextField),
    Choice(ChoiceField),
}

/// The draft of an open cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    body: Body,
    began: String,
    typed: bool,
    said: Result<String, String>,
    refused: Option<String>,
}

impl Draft {
    /// Opens a cell on its text. With `typed`, the character replaces the text, and arrows will leave the cell.
    #[must_use]
    pub fn open(form: &Form, text: &str, typed: Option<char>, check: Check) -> Draft {
        let start = if typed.is_some() { "" } else { text };
        let noted = |choices: &[String], several: bool, others: bool, notes: &[String]| {
            let at = choices.iter().position(|c| c == start);
            let mut field = ChoiceField::new(choices.to_vec(), at.as_slice(), Allows { several, others }).with_notes(notes.to_vec());
            if at.is_none() {
                field.field.set(start);
            }
            Body::Choice(field)
        };
        let list = |choices: &[String], several: bool, others: bool| noted(choices, several, others, &[]);
        let body = match form {
            Form::Line => Body::Text(TextField::line(start)),
            Form::Lines => Body::Text(TextField::lines(start)),
            Form::Day => Body::Text(TextField::line(start).with_placeholder("+30d, next fri, eom, 2026-03-15")),
            Form::Choice(choices) => list(choices, false, false),
            Form::Names(choices) => list(choices, false, true),
            Form::Several(choices) => list(choices, true, true),
            Form::People { names, notes, several } => noted(names, *several, true, notes),
        };
        let mut draft = Draft { body, began: text.to_owned(), typed: typed.is_some(), said: Ok(String::new()), refused: None };
        if let Some(c) = typed {
            // One character always fits.
            let _ = draft.insert(&c.to_string());
            draft.read(check);
        }
        draft
    }

    /// The keys that are in force.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self.body {
            Body::Choice(_) => Mode::Choosing,
            Body::Text(_) if self.typed => Mode::Typing,
            Body::Text(_) => Mode::Editing,
        }
    }

    /// The field, to be drawn.
    #[must_use]
    pub fn field(&self) -> &TextField {
        match &self.body {
            Body::Text(field) => field,
            Body::Choice(choice) => &choice.field,
        }
    }

    /// The text as it stands.
    #[must_use]
    pub fn text(&self) -> &str {
        self.field().text()
    }

    /// Puts another text into it, as one that came back from the whole screen.
    pub fn set(&mut self, text: &str, check: Check) {
        match &mut self.body {
            Body::Text(field) => field.set(text),
            Body::Choice(choice) => choice.field.set(text),
        }
        self.read(check);
    }

    /// Says how many cells and lines it is drawn in.
    pub fn set_room(&mut self, (cells, lines): (u16, u16)) {
        match &mut self.body {
            Body::Text(field) => field.set_room(cells, lines),
            Body::Choice(choice) => choice.field.set_room(cells, lines),
        }
    }

    /// The lines beneath it: a list, what was understood, why it cannot stand.
    #[must_use]
    pub fn beneath(&self) -> Vec<Beneath> {
        let mut lines = match (&self.body, &self.said) {
            (Body::Choice(choice), _) => choice.beneath(),
            (_, Ok(words)) if words.is_empty() => Vec::new(),
            (_, Ok(words)) => vec![Beneath::new(words.as_str(), Meaning::Good)],
            (_, Err(words)) => vec![Beneath::fault(words.as_str())],
        };
        if let (Body::Choice(_), Err(words)) = (&self.body, &self.said) {
            lines.retain(|line| line.meaning != Meaning::Error);
            lines.insert(0, Beneath::fault(words.as_str()));
        }
        if let Some(words) = &self.refused {
            lines.insert(0, Beneath::fault(words.as_str()));
        }
        lines
    }

    /// The change was not taken: the draft stays, and says why.
    pub fn refuse(&mut self, why: &str) {
        self.refused = Some(why.to_owned());
    }

    /// Takes what the reviewer did.
    pub fn take(&mut self, input: &Input, check: Check) -> Outcome {
        self.refused = None;
        let taken = match input {
            Input::Typed(c) => self.insert(&c.to_string()),
            Input::Pasted(text) => self.insert(text),
            Input::Command(command) => return self.command(*command, check),
            Input::Wheel(_) | Input::Click { .. } | Input::Drag { .. } => return Outcome::Stay,
        };
        self.quietly(check);
        match taken {
            Ok(()) => Outcome::Stay,
            Err(fault) => Outcome::Refuse(fault.to_string()),
        }
    }

    /// Whether the text may be written now; then the command moves the cursor.
    pub fn accept(&mut self, after: Command, check: Check) -> Outcome {
        if self.text().trim_end() == self.began.trim_end() {
            return Outcome::Leave(after);
        }
        self.read(check);
        if self.said.is_ok() { Outcome::Accept(after) } else { Outcome::Stay }
    }

    fn command(&mut self, command: Command, check: Check) -> Outcome {
        use Command as C;
        let moves = matches!(command, C::Up | C::Down | C::Left | C::Right | C::PageUp | C::PageDown);
        match command {
            C::Cancel => return Outcome::Drop,
            C::Paste => return Outcome::Paste,
            C::FullText if self.field().is_multi_line() => return Outcome::Whole,
            C::Copy | C::Cut => {
                let text = self.field().selected().to_owned();
                if text.is_empty() {
                    return Outcome::Refuse("Nothing is selected: Ctrl-A selects the whole text".to_owned());
                }
                if command == C::Cut {
                    self.give(command);
                    self.quietly(check);
                }
                return Outcome::Copy(text);
            }
            _ => {}
        }
        let leaves = moves && self.typed && matches!(self.body, Body::Text(_));
        if !leaves && self.give(command) {
            self.quietly(check);
            return Outcome::Stay;
        }
        if leaves || matches!(command, C::Enter | C::Next | C::Previous) { self.accept(command, check) } else { Outcome::Stay }
    }

    fn give(&mut self, command: Command) -> bool {
        match &mut self.body {
            Body::Text(field) => field.command(command),
            Body::Choice(choice) => choice.command(command),
        }
    }

    fn insert(&mut self, text: &str) -> Result<(), TextFault> {
        match &mut self.body {
            Body::Text(field) => field.insert(text),
            Body::Choice(choice) => choice.insert(text),
        }
    }

    /// While one is still choosing, an unfinished word is no fault.
    fn quietly(&mut self, check: Check) {
        match &self.body {
            Body::Choice(_) => self.said = Ok(String::new()),
            Body::Text(_) => self.read(check),
        }
    }

    fn read(&mut self, check: Check) {
        let text = self.text().trim_end();
        self.said = match &self.body {
            Body::Choice(choice) => choice.chosen().and_then(|_| check(text)),
            Body::Text(_) => check(text),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(text: &str) -> Result<String, String> {
        if text.len() > 3 { Err(format!("'{text}' is too long.")) } else { Ok(String::new()) }
    }

    fn press(draft: &mut Draft, command: Command) -> Outcome {
        draft.take(&Input::Command(command), &short)
    }

    #[test]
    fn typing_replaces_the_text_and_an_arrow_accepts_it() {
        let mut draft = Draft::open(&Form::Line, "old", Some('n'), &short);
        assert_eq!(draft.mode(), Mode::Typing);
        draft.take(&Input::Typed('o'), &short);
        assert_eq!(press(&mut draft, Command::Right), Outcome::Accept(Command::Right));
        assert_eq!(draft.text(), "no");
    }

    #[test]
    fn f2_keeps_the_text_and_arrows_move_the_caret() {
        let mut draft = Draft::open(&Form::Line, "old", None, &short);
        assert_eq!(draft.mode(), Mode::Editing);
        assert_eq!(press(&mut draft, Command::Left), Outcome::Stay);
        assert_eq!(press(&mut draft, Command::Down), Outcome::Stay);
        assert_eq!(press(&mut draft, Command::Next), Outcome::Leave(Command::Next), "nothing was changed");
    }

    #[test]
    fn a_faulty_draft_stays_open_and_says_why() {
        let mut draft = Draft::open(&Form::Lines, "", Some('a'), &short);
        draft.take(&Input::Pasted("bcd".to_owned()), &short);
        assert_eq!(draft.beneath(), [Beneath::fault("'abcd' is too long.")]);
        assert_eq!(press(&mut draft, Command::Enter), Outcome::Stay);
        assert_eq!(press(&mut draft, Command::FullText), Outcome::Whole);
        assert_eq!(press(&mut draft, Command::Cancel), Outcome::Drop);
    }

    #[test]
    fn a_choice_is_completed_by_its_first_letters() {
        let form = Form::Choice(vec!["yes".to_owned(), "no".to_owned()]);
        let mut draft = Draft::open(&form, "yes", Some('n'), &short);
        assert_eq!(draft.mode(), Mode::Choosing);
        assert_eq!(press(&mut draft, Command::Enter), Outcome::Accept(Command::Enter));
        assert_eq!(draft.text(), "no");
        let mut wrong = Draft::open(&form, "yes", Some('x'), &short);
        assert_eq!(press(&mut wrong, Command::Enter), Outcome::Stay);
        assert_eq!(wrong.beneath()[0].meaning, Meaning::Error);
    }

    #[test]
    fn a_refusal_keeps_the_draft_and_the_next_key_clears_it() {
        let mut draft = Draft::open(&Form::Line, "", Some('a'), &short);
        draft.refuse("Someone else changed this.");
        assert_eq!(draft.beneath(), [Beneath::fault("Someone else changed this.")]);
        draft.take(&Input::Typed('b'), &short);
        assert_eq!((draft.text(), draft.beneath().len()), ("ab", 0));
    }

    #[test]
    fn what_is_selected_can_be_cut() {
        let mut draft = Draft::open(&Form::Line, "abc", None, &short);
        assert!(matches!(press(&mut draft, Command::Cut), Outcome::Refuse(_)));
        press(&mut draft, Command::SelectAll);
        assert_eq!(press(&mut draft, Command::Cut), Outcome::Copy("abc".to_owned()));
        assert_eq!(draft.text(), "");
    }
}
