//! What a reviewer sees. One folder each, with the same files: `state.rs` (what it remembers), `update.rs`
//! (commands to effects, no input or output), `view.rs` (draws, changes nothing). Panes do not know each other.

pub mod agenda;
pub mod cell;
pub mod committees;
#[cfg(test)]
pub(crate) mod desk;
mod element;
pub mod history;
pub mod home;
pub mod instruments;
pub mod ledger;
mod memo;
pub mod milestones;
pub mod mini_pips;
pub mod places;
pub mod qcr;
pub mod reviews;
#[cfg(test)]
mod sample;
pub mod scans;
pub mod scores;
pub mod sheet;
mod standing;
pub mod trends;

use ratatui::Frame;

use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::domain::id::Id;
use crate::widgets::theme::Theme;

/// A pane.
pub trait Pane {
    /// Its name, as the title and the tabs say it.
    fn name(&self) -> &'static str;
    /// Which keys are in force in it now.
    fn mode(&self) -> Mode;
    /// The commands worth a place in the footer now, the most useful first.
    fn offers(&self, cx: &Context) -> Vec<Command>;
    /// Takes what the reviewer did; no input or output.
    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect>;
    /// Takes what the outside answered.
    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect>;
    /// Whether it shows cases. Cases are not kept in memory, so that a change of cases only is told to no other pane.
    fn shows_cases(&self) -> bool {
        false
    }
    /// The record under its cursor, if there is one: what the history of this record is asked for.
    fn here(&self, _cx: &Context) -> Option<Id> {
        None
    }
    /// Where its matter stands in two short lines, for a screen that has room for one pane only.
    fn brief(&self, cx: &Context) -> [String; 2];
    /// Draws into `cx.area`; changes nothing.
    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context);
}
