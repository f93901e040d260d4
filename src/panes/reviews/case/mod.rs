//! One case under review.

use super::Level;
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::change::Slot;
use crate::domain::id::Id;
use crate::panes::Frame;
use crate::widgets::theme::Theme;

/// One case under review.
#[derive(Debug)]
pub struct Case {
    review: Id,
    slot: Option<Slot>,
}

impl Level for Case {
    fn title(&self, _cx: &Context) -> String {
        "Case".to_owned()
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, _cx: &Context) -> Vec<Command> {
        Vec::new()
    }

    fn arrive(&mut self, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    fn update(&mut self, input: Input, _cx: &Context) -> Option<Vec<Effect>> {
        (input != Input::Command(Command::Cancel)).then(Vec::new)
    }

    fn hear(&mut self, _event: &Event, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    fn view(&self, _frame: &mut Frame, _theme: &Theme, _cx: &Context) {}
}

impl Case {
    /// Of a review, at an answer or where one stopped.
    pub fn of(review: Id, slot: Option<Slot>) -> Case {
        Case { review, slot }
    }
}
