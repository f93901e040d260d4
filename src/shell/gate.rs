//! What stands before an open file: the passphrase, or the welcome of a first start.

use crossterm::event;

use super::run::{RunError, Start};
use super::terminal::Terminal;
use super::{Look, layout, view};
use crate::command::key::Key;
use crate::command::{Area, Command, Input, Mode};
use crate::store::{Access, Passphrase, Store, StoreError, world};
use crate::widgets::popup;

mod unlock;
mod welcome;

/// A screen before the file: takes inputs until it has a store, or gives up.
trait Gate {
    fn mode(&self) -> Mode {
        Mode::Overlay
    }
    fn update(&mut self, input: Input) -> Step;
    fn view(&self, frame: &mut ratatui::Frame, look: &Look, screen: Area);
}

enum Step {
    Stay,
    Leave,
    Open(Box<Store>),
    /// A file that asks for its passphrase.
    Unlock(std::path::PathBuf),
}

/// Opens the file, asking what must be asked. `None` if the reviewer left.
pub(super) fn pass(start: Start, terminal: &mut Terminal, look: &Look) -> Result<Option<Store>, RunError> {
    let mut gate: Box<dyn Gate> = match start {
        Start::Open(store) => return Ok(Some(*store)),
        Start::Welcome(path) => Box::new(welcome::Welcome::new(path)),
        Start::File(path, passphrase) => match open(&path, passphrase.as_ref()) {
            Ok(store) => return Ok(Some(store)),
            Err(StoreError::NeedsPassphrase(path)) => Box::new(unlock::Unlock::new(path)),
            Err(error) => return Err(error.into()),
        },
    };
    loop {
        terminal.draw(|frame| show(gate.as_ref(), frame, look))?;
        let Some(event) = terminal.read()? else { continue };
        let input = match event {
            event::Event::Key(key) => {
                let Some(key) = Key::from_crossterm(key) else { continue };
                match look.keymap.resolve(gate.mode(), key) {
                    Some(Command::Quit) => return Ok(None),
                    Some(command) => Input::Command(command),
                    None => match key.typed() {
                        Some(c) => Input::Typed(c),
                        None => continue,
                    },
                }
            }
            event::Event::Paste(text) => Input::Pasted(text),
            _ => continue,
        };
        match gate.update(input) {
            Step::Stay => {}
            Step::Leave => return Ok(None),
            Step::Open(store) => return Ok(Some(*store)),
            Step::Unlock(path) => gate = Box::new(unlock::Unlock::new(path)),
        }
    }
}

/// Draws a gate, or asks for room.
fn show(gate: &dyn Gate, frame: &mut ratatui::Frame, look: &Look) {
    let screen = popup::area(frame.area());
    if screen.width < layout::SMALLEST.0 || screen.height < layout::SMALLEST.1 {
        view::too_small(screen, frame.buffer_mut(), &look.theme);
    } else {
        gate.view(frame, look, screen);
    }
}

/// To edit if that can be had, otherwise to read.
fn open(path: &std::path::Path, passphrase: Option<&Passphrase>) -> Result<Store, StoreError> {
    let why = match Store::open(path, passphrase, Access::Edit, Box::new(world::Real)) {
        Err(StoreError::Locked { .. }) => "it is open for editing in another window".to_owned(),
        Err(StoreError::ReadOnly { why, .. }) => why,
        other => return other,
    };
    let mut store = Store::open(path, passphrase, Access::Read, Box::new(world::Real))?;
    store.read_only_because(why);
    Ok(store)
}

#[cfg(test)]
mod tests;
