//! The first start: look at a made-up agency, make a file, or open one.

use std::path::{Path, PathBuf};

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Gate, Step, open};
use crate::command::{Area, Command, Input, Mode};
use crate::shell::Look;
use crate::store::{Passphrase, StoreError};
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::text_field_view;
use crate::widgets::theme::Meaning;
use crate::widgets::width;
use crate::work::{demo, new};

const DOORS: [(&str, &str); 3] = [
    ("Look around a made-up agency", "nothing in it is real, and nothing you do there is kept"),
    ("Make a file for my office or region", "encrypted with a passphrase of yours"),
    ("Open a file", "one that you have, or that someone gave you"),
];

enum Page {
    Doors,
    Make,
    Open,
}

/// The first screen of all.
pub(super) struct Welcome {
    page: Page,
    door: usize,
    fields: Vec<(&'static str, TextField)>,
    at: usize,
    fault: Option<String>,
    place: PathBuf,
}

impl Welcome {
    /// `place` is where a new file would go.
    pub fn new(place: PathBuf) -> Welcome {
        Welcome { page: Page::Doors, door: 0, fields: Vec::new(), at: 0, fault: None, place }
    }

    fn turn_to(&mut self, page: Page) {
        let line = |hint: &str| TextField::line("").with_placeholder(hint);
        self.fields = match page {
            Page::Doors => Vec::new(),
            Page::Make => vec![
                ("Your name", line("Ann Example")),
                ("Your role", line("QA reviewer")),
                ("Agency", line("the state or county agency")),
                ("Fiscal year begins in month", TextField::line("7")),
                ("File", TextField::line(&self.place.to_string_lossy())),
                ("Passphrase (12 characters or more)", TextField::passphrase()),
                ("The same once more", TextField::passphrase()),
            ],
            Page::Open => vec![("File", TextField::line(&self.place.to_string_lossy()))],
        };
        self.at = 0;
        self.fault = None;
        self.page = page;
    }

    fn text(&self, at: usize) -> &str {
        self.fields[at].1.text().trim()
    }

    fn make(&mut self) -> Result<Step, (usize, String)> {
        if self.text(0).is_empty() {
            return Err((0, "your name is needed: every change carries it".to_owned()));
        }
        let month = self
            .text(3)
            .parse::<u32>()
            .ok()
            .filter(|m| (1..=12).contains(m))
            .ok_or((3, "a month from 1 to 12: 7 is July, 10 is October".to_owned()))?;
        let passphrase = Passphrase::new(self.fields[5].1.text().to_owned());
        if let Some(weakness) = passphrase.weakness() {
            return Err((5, weakness));
        }
        if self.fields[5].1.text() != self.fields[6].1.text() {
            return Err((6, "the two passphrases are not the same".to_owned()));
        }
        if self.text(4).is_empty() {
            return Err((4, "a place for the file is needed: a folder and a name".to_owned()));
        }
        let path = PathBuf::from(self.text(4));
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| (4, format!("the folder '{}' cannot be made: {e}", folder.display())))?;
        }
        let instruments = ["utah-cpr", "utah-qcr", "cfsr"].map(str::to_owned);
        let set_up = new::SetUp {
            agency: Some(self.text(2)).filter(|t| !t.is_empty()),
            fiscal_year_start: Some(month),
            plan: Some("utah-milestones"),
            instruments: &instruments,
            name: self.text(0),
            role: self.text(1),
        };
        new::make(&path, Some(&passphrase), &set_up, None).map(|store| Step::Open(Box::new(store))).map_err(|e| (4, e.to_string()))
    }

    fn open_file(&mut self) -> Result<Step, (usize, String)> {
        if self.text(0).is_empty() {
            return Err((0, "The path of a file is needed".to_owned()));
        }
        match open(Path::new(self.text(0)), None) {
            Ok(store) => Ok(Step::Open(Box::new(store))),
            Err(StoreError::NeedsPassphrase(path)) => Ok(Step::Unlock(path)),
            Err(error) => Err((0, error.to_string())),
        }
    }

    fn accept(&mut self) -> Step {
        let result = match self.page {
            Page::Doors => match self.door {
                0 => demo::temporary(1, chrono::Local::now().date_naive())
                    .map(|store| Step::Open(Box::new(store)))
                    .map_err(|e| (0, e.to_string())),
                1 => {
                    self.turn_to(Page::Make);
                    Ok(Step::Stay)
                }
                _ => {
                    self.turn_to(Page::Open);
                    Ok(Step::Stay)
                }
            },
            Page::Make => self.make(),
            Page::Open => self.open_file(),
        };
        result.unwrap_or_else(|(at, fault)| {
            self.at = at;
            self.fault = Some(fault);
            Step::Stay
        })
    }
}

impl Gate for Welcome {
    fn mode(&self) -> Mode {
        Mode::Overlay
    }

    fn update(&mut self, input: Input) -> Step {
        let last = if self.fields.is_empty() { DOORS.len() - 1 } else { self.fields.len() - 1 };
        let at = if self.fields.is_empty() { &mut self.door } else { &mut self.at };
        match input {
            Input::Command(Command::Cancel) if self.fields.is_empty() => return Step::Leave,
            Input::Command(Command::Cancel) => self.turn_to(Page::Doors),
            Input::Command(Command::Down | Command::Next) => *at = if *at == last { 0 } else { *at + 1 },
            Input::Command(Command::Up | Command::Previous) => *at = at.checked_sub(1).unwrap_or(last),
            Input::Command(Command::Enter) if !self.fields.is_empty() && *at < last => *at += 1,
            Input::Command(Command::Enter) => return self.accept(),
            Input::Typed(c @ '1'..='3') if self.fields.is_empty() => {
                self.door = c as usize - '1' as usize;
                return self.accept();
            }
            Input::Command(command) => {
                if let Some((_, field)) = self.fields.get_mut(self.at) {
                    field.command(command);
                }
            }
            Input::Typed(c) => {
                if let Some((_, field)) = self.fields.get_mut(self.at) {
                    self.fault = field.insert(&c.to_string()).err().map(|e| e.to_string());
                }
            }
            Input::Pasted(text) => {
                if let Some((_, field)) = self.fields.get_mut(self.at) {
                    self.fault = field.insert(text.trim_end_matches(['\n', '\r'])).err().map(|e| e.to_string());
                }
            }
            _ => {}
        }
        Step::Stay
    }

    fn view(&self, frame: &mut Frame, look: &Look, screen: Area) {
        let theme = &look.theme;
        frame.buffer_mut().set_style(popup::rect(screen), theme.style(Meaning::Text));
        let fault = crate::shell::sentence(self.fault.as_deref().unwrap_or_default());
        let fault = fault.as_str();
        let faults = width::wrap(fault, 64);
        let body = if self.fields.is_empty() { DOORS.len() * 3 + 2 } else { self.fields.len() * 2 };
        let hint = if self.fields.is_empty() { "Enter choose  Esc leave" } else { "Tab next field  Enter accept  Esc back" };
        let place = popup::place(screen, 68, (body + 3 + faults.len()) as u16);
        let inside = popup::draw("Welcome to Milepost", hint, place, frame.buffer_mut(), theme);
        let room = usize::from(inside.width);
        let mut y = inside.y + 1;
        let bottom = inside.y + inside.height;
        if self.fields.is_empty() {
            let words = "Milestones, review scores and Mini PIPs, in one file of yours.";
            frame.buffer_mut().set_stringn(inside.x, y, words, room, theme.style(Meaning::Text));
            y += 2;
            for (at, (door, what)) in DOORS.iter().enumerate() {
                if y + 1 >= bottom {
                    break;
                }
                let here = at == self.door;
                let line = width::pad(&format!(" {}  {door}", at + 1), room, width::Align::Left, theme.glyphs.ellipsis);
                let style = if here { theme.style(Meaning::CursorCell) } else { theme.style(Meaning::Text) };
                frame.buffer_mut().set_stringn(inside.x, y, line, room, style);
                frame.buffer_mut().set_stringn(inside.x + 4, y + 1, what, room.saturating_sub(4), theme.style(Meaning::Muted));
                y += 3;
            }
        } else {
            let indent = self.fields.iter().map(|(word, _)| width::cells(word)).max().unwrap_or(0) as u16 + 2;
            // On a low screen the lines stand close together.
            let step = if inside.height as usize > self.fields.len() * 2 + 2 { 2 } else { 1 };
            for (at, (word, field)) in self.fields.iter().enumerate() {
                if y >= bottom {
                    break;
                }
                let meaning = if at == self.at { Meaning::Accent } else { Meaning::Text };
                frame.buffer_mut().set_stringn(inside.x, y, word, room, theme.style(meaning));
                let area = Rect::new(inside.x + indent, y, inside.width.saturating_sub(indent), 1);
                let caret = text_field_view::draw(field, area, frame.buffer_mut(), theme);
                if let Some(caret) = caret.filter(|_| at == self.at) {
                    frame.set_cursor_position(caret);
                }
                y += step;
            }
        }
        for line in faults.iter().filter(|_| !fault.is_empty()) {
            if y < bottom {
                frame.buffer_mut().set_stringn(inside.x, y, line.of(fault), room, theme.style(Meaning::Error));
                y += 1;
            }
        }
    }
}
