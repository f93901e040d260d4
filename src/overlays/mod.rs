//! Short dialogs over the screen, one file each: help (which is also the palette), search, choice, confirm, a form, who works here,
//! a long text, a page to read, an import. The topmost has the keys. They return effects, as panes do.

pub mod asked;
pub mod choice;
pub mod confirm;
pub mod export;
mod form_lines;
pub mod help;
pub mod import;
mod list;
pub mod long_text;
pub mod page;
pub mod search;
pub mod who;

use ratatui::Frame;

use crate::command::{Context, Effect, Event, Input, Mode};
use crate::widgets::theme::Theme;

/// What an overlay wants after an input.
#[derive(Debug)]
pub enum Outcome {
    /// To stay.
    Stay,
    /// To stay, and this done.
    StayAnd(Vec<Effect>),
    /// To close.
    Close,
    /// To close, and this done.
    Do(Vec<Effect>),
}

/// A dialog over the screen. `cx.area` is the whole screen.
pub trait Overlay {
    /// Which keys are in force in it.
    fn mode(&self) -> Mode {
        Mode::Overlay
    }
    /// Takes what the reviewer did; no input or output.
    fn update(&mut self, input: Input, cx: &Context) -> Outcome;
    /// Whether something is typed in it that would be lost if the program ended now.
    fn holds(&self) -> bool {
        false
    }
    /// Takes what the outside answered; most overlays ask nothing.
    fn hear(&mut self, _event: &Event, _cx: &Context) {}
    /// Draws over the screen; changes nothing.
    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context);
}
