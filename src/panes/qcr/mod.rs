//! Qualitative reviews: whether enough cases are acceptable, in which region and by which indicator, the cases themselves, and what
//! stands beside the scores of each region.
//!
//! `section.rs` the sections and where things stand · `table.rs` a table and what its cells are for · `overview.rs`, `matrix.rs`,
//! `beside.rs` the tables · `cases.rs` the list of cases · `state.rs` what the pane remembers and reads · `detail.rs` what is said
//! about the cursor · `update.rs` commands to effects · `view.rs` draws.

mod beside;
mod cases;
mod detail;
mod matrix;
mod overview;
mod section;
mod state;
mod table;
mod update;
mod view;

use super::{Frame, Pane};
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::figure;
use crate::domain::id::Id;
use crate::widgets::theme::Theme;
use section::Section;
pub use state::Qcr;

impl Pane for Qcr {
    fn name(&self) -> &'static str {
        "Qualitative reviews"
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, cx: &Context) -> Vec<Command> {
        use Command as C;
        let first = match self.section {
            _ if Qcr::instrument(cx).is_none() => return vec![C::Import, C::GoInstruments],
            Section::Cases => vec![C::Enter],
            Section::Practice => vec![C::Enter, C::CopySentence],
            Section::Overview => vec![C::OpenCases, C::OpenElement, C::CopySentence],
            Section::Indicators | Section::Years => vec![C::OpenCases, C::OpenElement, C::CopySentence, C::Filter, C::Sort],
        };
        first.into_iter().chain([C::NextSection, C::NextRegion, C::NextYear]).collect()
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        update::update(self, &input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        update::hear(self, event, cx)
    }

    fn shows_cases(&self) -> bool {
        true
    }

    fn here(&self, cx: &Context) -> Option<Id> {
        update::here(self, cx)
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let Some(qcr) = self.qcr(cx) else { return ["No qualitative instrument".to_owned(), String::new()] };
        let year = cx.chosen.year;
        let said = |subject: &crate::domain::qcr::Subject| {
            let score = qcr.score(&subject.code, cx.chosen.region, year)?;
            Some(format!("{} {}", beside::area_word(&subject.area_name), figure::rate(score)))
        };
        let parts: Vec<String> = qcr.verdicts(year).iter().filter_map(said).collect();
        if parts.is_empty() {
            [format!("No qualitative review in FY{year}"), String::new()]
        } else {
            [format!("FY{year}"), parts.join(", ")]
        }
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame.buffer_mut(), theme, cx);
    }
}

#[cfg(test)]
mod tests;
