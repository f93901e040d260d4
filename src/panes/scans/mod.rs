//! QA scans: caseworker by month, done, due or missed, and what was found.

use super::{Frame, Pane};
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::widgets::theme::Theme;

/// The pane.
#[derive(Debug, Default)]
pub struct Scans;

impl Pane for Scans {
    fn name(&self) -> &'static str {
        "QA scans"
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, _: &Context) -> Vec<Command> {
        Vec::new()
    }

    fn update(&mut self, _: Input, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    fn hear(&mut self, _: &Event, _: &Context) -> Vec<Effect> {
        Vec::new()
    }

    fn brief(&self, _: &Context) -> [String; 2] {
        <[String; 2]>::default()
    }

    fn view(&self, _: &mut Frame, _: &Theme, _: &Context) {}
}
