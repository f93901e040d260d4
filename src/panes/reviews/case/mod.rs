//! One case under review: its questions at the left, the one in view at the right, answered by single keys.
//! What a key means and what it changes is in `domain/entry.rs`; moving between the levels of reviews is not here.

mod facts;
mod hear;
mod layout;
mod log;
mod moves;
mod occurrences;
mod panel;
mod remark;
mod rows;
mod second_look;
mod staff;
mod state;
#[cfg(test)]
mod tests;
mod thread;
mod travel;
mod update;
mod view;

use super::Level;
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::review::Status;
use crate::panes::Frame;
use crate::widgets::theme::Theme;

pub use state::Case;

impl Level for Case {
    fn title(&self, _cx: &Context) -> String {
        match &self.file {
            Some(file) if file.line.case_id.is_empty() => "A case without its number".to_owned(),
            Some(file) => format!("Case {}", state::plain(&file.line.case_id)),
            None => "Case".to_owned(),
        }
    }

    fn mode(&self) -> Mode {
        match self.file {
            _ if self.draft.is_some() => Mode::Editing,
            Some(_) if self.log.is_none() => Mode::Answering,
            _ => Mode::List,
        }
    }

    fn offers(&self, _cx: &Context) -> Vec<Command> {
        use Command as C;
        if self.draft.is_some() {
            return vec![C::Enter, C::NewLine, C::FullText, C::Cancel];
        }
        if self.log.is_some() {
            return vec![C::Cancel];
        }
        let Some(file) = &self.file else { return vec![C::Cancel] };
        match file.line.status {
            Status::Draft | Status::Returned => {
                vec![C::NextGap, C::Edit, C::AnswerRest, C::AddOccurrence, C::CaseFacts, C::NextCase, C::HandOn, C::AddComment]
            }
            Status::Ready => vec![C::AddComment, C::HandOn, C::AddChallenge, C::NextCase, C::CaseHistory],
            Status::Final => vec![C::AddChallenge, C::AddComment, C::CaseHistory, C::NextCase, C::Copy],
        }
    }

    fn arrive(&mut self, _cx: &Context) -> Vec<Effect> {
        self.read()
    }

    fn update(&mut self, input: Input, cx: &Context) -> Option<Vec<Effect>> {
        self.take(input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        self.listen(event, cx)
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}
