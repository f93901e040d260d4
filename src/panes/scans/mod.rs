//! QA scans: caseworker by month, done, due or missed; what is due now; how much was done where; what was found. Scans are read
//! from the file when one comes here, and go with it.
//!
//! ```text
//!  Grid  Due now  Coverage  Themes  Questions and themes
//!  Dec 2025 to Nov 2026 · Statewide · 182 of 210 scans done (86.6 %), 12 still open this month
//!  Caseworker       │ Dec  Jan  Feb ... [Nov]  Done   Share
//! ── Alder, Sue Sample ─────────────────────────────────── 33 of 36 (91.6 %) ──
//!  Pat Example      │  ✓    ✓    !  ...   ○    10/12  83.3 %
//! ```
//!
//! `state.rs` what it remembers and works out · `rows.rs` what a section shows, as data · `grid.rs`, `due.rs`, `coverage.rs`,
//! `themes.rs` make it · `settings.rs` questions and themes, a ledger · `entry.rs` forms · `chart.rs` a series in words and as a run ·
//! `update.rs` commands, `hear.rs` answers · `view.rs` draws.

mod chart;
mod coverage;
mod due;
mod entry;
mod grid;
mod hear;
mod rows;
mod settings;
mod state;
mod themes;
mod update;
mod view;

pub use state::Scans;

use super::{Frame, Pane};
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::id::Id;
use crate::widgets::theme::Theme;
use state::Section;

impl Pane for Scans {
    fn name(&self) -> &'static str {
        "QA scans"
    }

    fn mode(&self) -> Mode {
        match self.section {
            Section::Grid => Mode::Cells,
            Section::Settings => self.ledger.mode(),
            _ => Mode::List,
        }
    }

    fn offers(&self, _: &Context) -> Vec<Command> {
        use Command as C;
        match self.section {
            Section::Grid => vec![C::Enter, C::Excuse, C::Clear, C::NextSection, C::Filter, C::TurnPeriod, C::NextRegion],
            Section::Due => vec![C::Enter, C::Excuse, C::NextSection, C::NextRegion],
            Section::Coverage => vec![C::Enter, C::TurnPeriod, C::ToggleChart, C::CopySentence, C::NextSection],
            Section::Themes if self.reading.is_some() => vec![C::Enter, C::Cancel],
            Section::Themes => vec![C::Enter, C::ToggleChart, C::CopySentence, C::TurnPeriod, C::NextSection],
            Section::Settings if self.ledger.is_open() => vec![C::Enter, C::Next, C::Cancel],
            Section::Settings => vec![C::Edit, C::InsertRow, C::DeleteRow, C::NextSection],
        }
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        update::update(self, &input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        hear::hear(self, event, cx)
    }

    fn shows_cases(&self) -> bool {
        true
    }

    fn here(&self, cx: &Context) -> Option<Id> {
        update::resident(self, cx)
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        self.in_brief(cx)
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

#[cfg(test)]
mod tests;
