//! The passphrase of an encrypted file. Failed tries are counted and shown; nothing typed is ever drawn.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Gate, Step, open};
use crate::command::{Area, Command, Input};
use crate::shell::Look;
use crate::store::Passphrase;
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::text_field_view;
use crate::widgets::theme::Meaning;
use crate::widgets::width;

/// Asks for a passphrase.
pub(super) struct Unlock {
    path: PathBuf,
    field: TextField,
    tries: u32,
    fault: Option<String>,
}

impl Unlock {
    pub fn new(path: PathBuf) -> Unlock {
        Unlock { path, field: TextField::passphrase(), tries: 0, fault: None }
    }
}

impl Gate for Unlock {
    fn update(&mut self, input: Input) -> Step {
        match input {
            Input::Command(Command::Cancel) => return Step::Leave,
            Input::Command(Command::Enter) => {
                let field = std::mem::replace(&mut self.field, TextField::passphrase());
                match open(&self.path, Some(&Passphrase::new(field.text().to_owned()))) {
                    Ok(store) => return Step::Open(Box::new(store)),
                    Err(error) => {
                        self.tries += 1;
                        self.fault = Some(error.to_string());
                    }
                }
            }
            Input::Command(command) => {
                self.field.command(command);
            }
            Input::Typed(c) => drop(self.field.insert(&c.to_string())),
            Input::Pasted(text) => drop(self.field.insert(text.trim_end_matches(['\n', '\r']))),
            _ => {}
        }
        Step::Stay
    }

    fn view(&self, frame: &mut Frame, look: &Look, screen: Area) {
        let theme = &look.theme;
        frame.buffer_mut().set_style(popup::rect(screen), theme.style(Meaning::Text));
        let fault = crate::shell::sentence(self.fault.as_deref().unwrap_or_default());
        let fault = fault.as_str();
        let lines = width::wrap(fault, 56);
        let inside =
            popup::draw("Milepost", "Enter open  Esc leave", popup::place(screen, 56, 7 + lines.len() as u16), frame.buffer_mut(), theme);
        let room = usize::from(inside.width);
        let name = self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        frame.buffer_mut().set_stringn(inside.x, inside.y + 1, format!("{name} is encrypted."), room, theme.style(Meaning::Text));
        frame.buffer_mut().set_stringn(inside.x, inside.y + 3, "Passphrase", room, theme.style(Meaning::Accent));
        let area = Rect::new(inside.x + 12, inside.y + 3, inside.width.saturating_sub(12), 1);
        if let Some(caret) = text_field_view::draw(&self.field, area, frame.buffer_mut(), theme) {
            frame.set_cursor_position(caret);
        }
        if self.tries > 0 {
            let times = if self.tries == 1 { "1 try failed.".to_owned() } else { format!("{} tries failed.", self.tries) };
            frame.buffer_mut().set_stringn(inside.x, inside.y + 5, times, room, theme.style(Meaning::Warn));
        }
        for (row, line) in lines.iter().enumerate().take(usize::from(inside.height.saturating_sub(6))) {
            frame.buffer_mut().set_stringn(inside.x, inside.y + 6 + row as u16, line.of(fault), room, theme.style(Meaning::Error));
        }
    }
}
