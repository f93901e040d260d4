//! Scores: every question through the years for the chosen place, and all there is to say about one figure.
//!
//! `state.rs` what it remembers and works out · `rows.rs` the grid's content · `chart/` the same as charts · `marks.rs` the mark
//! after a figure · `detail.rs` what is said about a figure, `around.rs` what is said around it ·
//! `update.rs` commands to effects · `view.rs` draws.

mod around;
mod chart;
mod detail;
mod marks;
mod rows;
mod state;
mod update;
mod view;

pub use state::Scores;

use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::figure;
use crate::domain::sheet::Unit;
use crate::panes::{Frame, Pane};
use crate::widgets::theme::Theme;

impl Pane for Scores {
    fn name(&self) -> &'static str {
        "Scores"
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, cx: &Context) -> Vec<Command> {
        if self.sheet(cx).span == 0 {
            return vec![Command::Import, Command::NextInstrument];
        }
        if self.chart.on {
            return vec![
                Command::ToggleChart,
                Command::NextSection,
                Command::Sort,
                Command::Filter,
                Command::NextRegion,
                Command::CopySentence,
                Command::OpenElement,
            ];
        }
        vec![
            Command::OpenCases,
            Command::OpenElement,
            Command::Filter,
            Command::ToggleChart,
            Command::CopySentence,
            Command::NextYear,
            Command::NextRegion,
            Command::Sort,
            Command::NextSection,
        ]
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        update::update(self, &input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        update::hear(self, event, cx);
        Vec::new()
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let sheet = self.sheet(cx);
        if sheet.span == 0 {
            return ["no figures yet".to_owned(), "Import answers or published results".to_owned()];
        }
        let year = cx.chosen.year;
        let questions =
            (0..sheet.lines.len()).filter(|at| sheet.lines[*at].unit == Unit::Question && sheet.cell(*at, year).is_some()).count();
        let worst = sheet.below(year);
        let first = format!("{} of {questions} questions below in FY{year}", worst.len());
        let second = worst.first().and_then(|at| {
            let score = sheet.cell(*at, year)?.score.as_ref()?;
            Some(format!("Worst: {} {}", sheet.lines[*at].name(), figure::rate(score)))
        });
        [first, second.unwrap_or_default()]
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame.buffer_mut(), theme, cx);
    }
}

#[cfg(test)]
mod tests;
