//! Mini PIPs.

use ratatui::Frame;

use super::Pane;
use crate::command::{Command, Context, Effect, Event, Input, Mode};
use crate::widgets::theme::Theme;

/// Not drawn yet.
#[derive(Default)]
pub struct MiniPips;

impl Pane for MiniPips {
    fn name(&self) -> &'static str {
        "Mini PIP"
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
        Default::default()
    }
    fn view(&self, _: &mut Frame, _: &Theme, _: &Context) {}
}
