//! A long text on the whole screen, so that nothing leaves the program for an editor or a temporary file.

use ratatui::Frame;

use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Effect, Input, Mode};
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::text_field_view;
use crate::widgets::theme::{Meaning, Theme};

/// A text and its title.
pub struct LongText {
    title: String,
    field: TextField,
    before: String,
    fault: Option<String>,
}

impl LongText {
    /// The text as it stands.
    pub fn new(title: String, text: &str) -> LongText {
        LongText { title, field: TextField::lines(text), before: text.to_owned(), fault: None }
    }

    fn place(screen: Area) -> Area {
        popup::place(screen, screen.width.saturating_sub(8).min(110), screen.height.saturating_sub(4))
    }
}

impl Overlay for LongText {
    fn mode(&self) -> Mode {
        Mode::Editing
    }

    fn update(&mut self, input: Input, cx: &Context) -> Outcome {
        let inside = popup::inside(LongText::place(cx.area));
        self.field.set_room(inside.width, inside.height.saturating_sub(1));
        match input {
            Input::Command(Command::Cancel) => return Outcome::Close,
            Input::Command(Command::FullText | Command::Save) => {
                if self.field.text() == self.before {
                    return Outcome::Close;
                }
                return Outcome::Do(vec![Effect::TextAccepted(self.field.text().to_owned())]);
            }
            Input::Command(Command::Paste) => return Outcome::StayAnd(vec![Effect::PasteClipboard]),
            Input::Command(command @ (Command::Copy | Command::Cut)) => {
                let text = self.field.selected().to_owned();
                if text.is_empty() {
                    return Outcome::StayAnd(vec![Effect::Refuse("Nothing is selected: Ctrl-A selects the whole text".to_owned())]);
                }
                if command == Command::Cut {
                    self.field.command(command);
                }
                return Outcome::StayAnd(vec![Effect::Copy { text, what: "the selected text".to_owned() }]);
            }
            Input::Command(Command::Enter | Command::NewLine) => drop(self.field.insert("\n")),
            Input::Command(command) => {
                self.field.command(command);
            }
            Input::Typed(c) => self.fault = self.field.insert(&c.to_string()).err().map(|e| e.to_string()),
            Input::Pasted(text) => self.fault = self.field.insert(&text).err().map(|e| e.to_string()),
            _ => {}
        }
        Outcome::Stay
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let inside = popup::draw(
            &self.title,
            "F8 or Ctrl-S accept  Enter new line  Esc leave as it was",
            LongText::place(cx.area),
            frame.buffer_mut(),
            theme,
        );
        let body = Area { height: inside.height.saturating_sub(1), ..inside };
        if let Some(caret) = text_field_view::draw(&self.field, popup::rect(body), frame.buffer_mut(), theme) {
            frame.set_cursor_position(caret);
        }
        if let Some(fault) = &self.fault {
            let y = inside.y + inside.height.saturating_sub(1);
            frame.buffer_mut().set_stringn(inside.x, y, fault, usize::from(inside.width), theme.style(Meaning::Error));
        }
    }
}
