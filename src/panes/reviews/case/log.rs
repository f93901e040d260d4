//! The history of one case in place of its questions: the changes that touched it, newest first.

use super::state::Case;
use crate::command::{Command, Context, Effect, Input};
use crate::domain::query::{HistoryLine, Query};

/// The changes that touched the case.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub lines: Vec<HistoryLine>,
    /// The line under the cursor.
    pub at: usize,
}

impl Case {
    pub(super) fn open_log(&mut self) -> Vec<Effect> {
        self.log = Some(Log::default());
        vec![Effect::Read(Query::CaseHistory { review: self.review })]
    }

    /// Takes what the reviewer did while the history is in view.
    pub(super) fn in_log(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        use Command as C;
        let page = usize::from(self.parts(cx).body.height.saturating_sub(3)).max(1);
        let Some(log) = &mut self.log else { return Vec::new() };
        let last = log.lines.len().saturating_sub(1);
        match input {
            Input::Command(C::Cancel | C::CaseHistory) => self.log = None,
            Input::Command(C::Up) | Input::Wheel(false) => log.at = log.at.saturating_sub(1),
            Input::Command(C::Down) | Input::Wheel(true) => log.at = (log.at + 1).min(last),
            Input::Command(C::PageUp) => log.at = log.at.saturating_sub(page),
            Input::Command(C::PageDown) => log.at = (log.at + page).min(last),
            Input::Command(C::Home | C::Top) => log.at = 0,
            Input::Command(C::End | C::Bottom) => log.at = last,
            _ => {}
        }
        Vec::new()
    }
}
