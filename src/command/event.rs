//! What comes in: from the reviewer, as [`Input`], and from the outside, as [`Event`].

use crate::domain::change::Written;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::query::Answer;

use super::form::Form;
use super::table::Command;

/// What the reviewer does to the focused pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A command, by key, click or palette.
    Command(Command),
    /// A character typed that is no command here.
    Typed(char),
    /// Text pasted, by the terminal or from our clipboard.
    Pasted(String),
    /// A click on a cell of the screen.
    Click {
        /// Column from the left of the screen.
        x: u16,
        /// Row from the top of the screen.
        y: u16,
        /// Whether it is the second of two quick ones.
        double: bool,
        /// Whether Shift was held: extends a selection.
        extend: bool,
    },
    /// The mouse moved with the button down.
    Drag {
        /// Column from the left of the screen.
        x: u16,
        /// Row from the top of the screen.
        y: u16,
    },
    /// A notch of the wheel; true is down.
    Wheel(bool),
}

/// What the outside answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A change is durable and the book has it. Sent to every pane.
    Written(Written),
    /// A change was not taken: why, in words. An open draft stays open.
    Refused(String),
    /// An answer of the store.
    Answered(Answer),
    /// A text that was opened on the whole screen was accepted.
    TextEdited(String),
    /// A form was filled.
    Filled(Form),
    /// One of several was picked.
    Picked {
        /// Which choice it was.
        id: &'static str,
        /// Which one, from 0.
        at: usize,
    },
    /// What a file would bring in: can it be taken, and the lines that say so.
    Previewed {
        /// Whether it can be carried out.
        ready: bool,
        /// What would happen, then faults and warnings.
        lines: Vec<String>,
    },
    /// A report was written, or could not be: the lines that say so.
    Exported {
        /// Where it is, if it was written.
        path: Option<String>,
        /// What is to be said of it.
        lines: Vec<String>,
    },
    /// A file of evidence was read, or could not be.
    Fingerprinted {
        /// The file, as it was named.
        path: String,
        /// Its fingerprint, or why it has none.
        found: Result<Fingerprint, String>,
    },
    /// The book was read anew (another program wrote, or F5).
    Reloaded,
    /// The choices that all panes follow have moved.
    ChosenMoved,
    /// Someone was sent here.
    Arrive(super::Place),
}
