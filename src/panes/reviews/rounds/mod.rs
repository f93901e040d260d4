//! The rounds of reviews, newest year first: how each sample stands, how far its reviews are.
//!
//! `rows.rs` the grid's content · `update.rs` commands and answers to effects · `view.rs` draws.

mod rows;
mod update;
mod view;

use std::collections::HashMap;
use std::rc::Rc;

use super::Level;
use crate::command::{Command, Context, Effect, Event, Form, Input, Mode};
use crate::domain::id::Id;
use crate::domain::round::setup::SetUp;
use crate::domain::round::{Round, Worklist};
use crate::panes::Frame;
use crate::widgets::grid::GridState;
use crate::widgets::theme::Theme;

/// What waits for an answer of the file.
#[derive(Clone, Debug, Default)]
enum Pending {
    /// Nothing.
    #[default]
    Nothing,
    /// The id of a round to be opened, and the form to ask again if it cannot be.
    Open(Box<SetUp>, Form),
    /// The id of the round that follows this one.
    Next(Id),
    /// The round that was just opened: there one goes.
    Go(Id),
}

/// The rounds of reviews, by year and region.
#[derive(Debug, Default)]
pub struct Rounds {
    grid: GridState,
    /// Rounds that were read: the open ones, and those the cursor was on.
    known: HashMap<Id, Rc<Worklist>>,
    pending: Pending,
    /// The round whose set-up is being changed.
    changing: Option<Id>,
}

impl Level for Rounds {
    fn title(&self, _cx: &Context) -> String {
        "Review rounds".to_owned()
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, cx: &Context) -> Vec<Command> {
        if Round::all(cx.book).is_empty() {
            return vec![Command::InsertRow, Command::SampleSize];
        }
        vec![Command::Enter, Command::InsertRow, Command::Edit, Command::NextRound, Command::CloseRound, Command::SampleSize]
    }

    fn arrive(&mut self, cx: &Context) -> Vec<Effect> {
        self.read(cx)
    }

    fn update(&mut self, input: Input, cx: &Context) -> Option<Vec<Effect>> {
        self.take(&input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        self.listen(event, cx)
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame.buffer_mut(), theme, cx);
    }
}
