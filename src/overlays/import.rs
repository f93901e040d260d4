//! Importing a file inside the program: say what and which, look at what it would do and what is wrong, take it in.
//! Reading the file is the worker's; Ctrl-Z takes a finished import back.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Effect, Event, ImportOrder, Input};
use crate::domain::book::Book;
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::text_field_view;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// What can be imported, and what a file of it holds.
pub const KINDS: [(&str, &str); 6] = [
    ("answers", "review answers, a row for each"),
    ("published", "published results, percents or counts"),
    ("offices", "regions and offices"),
    ("people", "caseworkers and supervisors"),
    ("instrument", "questions with goals (CSV or TOML)"),
    ("plan", "milestones with steps (TOML)"),
];

const LINES: [&str; 6] = ["What", "File", "Instrument", "Mapping file", "Make new regions and offices", "Change answers that are here"];

/// The form, and what the file was found to hold.
pub struct Import {
    kind: usize,
    path: TextField,
    /// Codes and titles.
    instruments: Vec<(String, String)>,
    instrument: usize,
    mapping: TextField,
    create_places: bool,
    replace: bool,
    at: usize,
    preview: Option<(bool, Vec<String>)>,
    top: usize,
    reading: bool,
}

impl Import {
    /// An empty form; answers are taken to be those of the instrument in view.
    pub fn new(book: &Book, chosen: &str) -> Import {
        let mut instruments: Vec<(String, String)> = book.instruments().iter().map(|(_, i)| (i.code.clone(), i.title.clone())).collect();
        instruments.dedup_by(|a, b| a.0 == b.0);
        let instrument = instruments.iter().position(|(code, _)| code == chosen).unwrap_or(0);
        Import {
            kind: 0,
            path: TextField::line("").with_placeholder("the path of a .csv or .toml file"),
            instruments,
            instrument,
            mapping: TextField::line("").with_placeholder("none, a shipped one or the path of a .toml file"),
            create_places: false,
            replace: false,
            at: 0,
            preview: None,
            top: 0,
            reading: false,
        }
    }

    fn order(&self) -> ImportOrder {
        ImportOrder {
            kind: KINDS[self.kind].0.to_owned(),
            path: self.path.text().trim().trim_matches(['"', '\'']).to_owned(),
            instrument: self.instruments.get(self.instrument).map(|(code, _)| code.clone()).unwrap_or_default(),
            mapping: self.mapping.text().trim().to_owned(),
            create_places: self.create_places,
            replace: self.replace,
        }
    }

    fn step(&mut self, by: isize) {
        let turn = |at: usize, of: usize| (at as isize + by).rem_euclid(of.max(1) as isize) as usize;
        match self.at {
            0 => self.kind = turn(self.kind, KINDS.len()),
            2 => self.instrument = turn(self.instrument, self.instruments.len()),
            4 => self.create_places = !self.create_places,
            5 => self.replace = !self.replace,
            _ => return,
        }
        self.preview = None;
    }

    fn field(&mut self) -> Option<&mut TextField> {
        match self.at {
            1 => Some(&mut self.path),
            3 => Some(&mut self.mapping),
            _ => None,
        }
    }

    /// No higher than what it says: a report of faults takes the room it can get.
    fn place(&self, screen: Area) -> Area {
        let wish = if self.preview.is_some() { 30 } else { 12 };
        popup::place(screen, 92, screen.height.saturating_sub(4).min(wish))
    }

    fn enter(&mut self) -> Outcome {
        match &self.preview {
            Some((true, _)) => Outcome::Do(vec![Effect::CarryOutImport]),
            _ if self.path.text().trim().is_empty() => {
                self.at = 1;
                Outcome::Stay
            }
            _ => {
                self.reading = true;
                self.preview = None;
                self.top = 0;
                Outcome::StayAnd(vec![Effect::PreviewImport(self.order())])
            }
        }
    }
}

impl Overlay for Import {
    fn update(&mut self, input: Input, _cx: &Context) -> Outcome {
        let last = LINES.len() - 1;
        match input {
            Input::Command(Command::Cancel) if self.reading => {
                self.reading = false;
                return Outcome::StayAnd(vec![Effect::StopImport]);
            }
            Input::Command(Command::Cancel) => return Outcome::Close,
            // What is shown must stay what is being read.
            _ if self.reading => {}
            Input::Command(Command::Enter) => return self.enter(),
            Input::Command(Command::Next | Command::Down) => self.at = if self.at == last { 0 } else { self.at + 1 },
            Input::Command(Command::Previous | Command::Up) => self.at = self.at.checked_sub(1).unwrap_or(last),
            Input::Command(Command::PageDown) => self.top += 5,
            Input::Command(Command::PageUp) => self.top = self.top.saturating_sub(5),
            Input::Wheel(down) => self.top = if down { self.top + 2 } else { self.top.saturating_sub(2) },
            Input::Command(Command::Left) if self.field().is_none() => self.step(-1),
            Input::Command(Command::Right) | Input::Typed(' ') if self.field().is_none() => self.step(1),
            Input::Command(command) => {
                if let Some(field) = self.field() {
                    field.command(command);
                    self.preview = None;
                }
            }
            Input::Typed(c) => {
                if let Some(field) = self.field() {
                    let _ = field.insert(&c.to_string());
                    self.preview = None;
                }
            }
            Input::Pasted(text) => {
                self.at = if self.at == 3 { 3 } else { 1 };
                if let Some(field) = self.field() {
                    let _ = field.insert(text.trim());
                    self.preview = None;
                }
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn hear(&mut self, event: &Event, _cx: &Context) {
        if let Event::Previewed { ready, lines } = event {
            self.reading = false;
            self.preview = Some((*ready, lines.clone()));
        }
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let ready = matches!(self.preview, Some((true, _)));
        let hint = if ready { "Enter take it in  Esc back" } else { "Enter look at it first  Left/Right choose  Esc back" };
        let inside = popup::draw("Import a file", hint, self.place(cx.area), frame.buffer_mut(), theme);
        let room = usize::from(inside.width);
        let indent = LINES.iter().map(|l| width::cells(l)).max().unwrap_or(0) as u16 + 2;
        let (kind, what) = KINDS[self.kind];
        let yes = |on: bool| if on { "yes" } else { "no" };
        let shown = [
            format!("{kind}: {what}"),
            String::new(),
            self.instruments.get(self.instrument).map_or_else(|| "none yet".to_owned(), |(code, title)| format!("{title} ({code})")),
            String::new(),
            yes(self.create_places).to_owned(),
            yes(self.replace).to_owned(),
        ];
        for (at, word) in LINES.iter().enumerate() {
            let y = inside.y + at as u16;
            if y >= inside.y + inside.height {
                return;
            }
            let here = at == self.at;
            frame.buffer_mut().set_stringn(inside.x, y, word, room, theme.style(if here { Meaning::Accent } else { Meaning::Text }));
            let area = Rect::new(inside.x + indent, y, inside.width.saturating_sub(indent), 1);
            let field = match at {
                1 => Some(&self.path),
                3 => Some(&self.mapping),
                _ => None,
            };
            if let Some(field) = field {
                let caret = text_field_view::draw(field, area, frame.buffer_mut(), theme);
                if let Some(caret) = caret.filter(|_| here) {
                    frame.set_cursor_position(caret);
                }
            } else {
                let words =
                    if here { format!("{} {} {}", theme.glyphs.more_left, shown[at], theme.glyphs.more_right) } else { shown[at].clone() };
                frame.buffer_mut().set_stringn(
                    area.x,
                    y,
                    words,
                    usize::from(area.width),
                    theme.style(if here { Meaning::CursorCell } else { Meaning::Text }),
                );
            }
        }
        let mut y = inside.y + LINES.len() as u16 + 1;
        let lines: Vec<String> = match (&self.preview, self.reading) {
            (_, true) => vec!["Reading the file ... Esc stops".to_owned()],
            (Some((_, lines)), _) => lines.clone(),
            (None, false) => {
                vec!["Enter reads the file and says what would happen. Nothing is taken in before you have seen it.".to_owned()]
            }
        };
        let meaning = match &self.preview {
            Some((true, _)) => Meaning::Good,
            Some((false, _)) => Meaning::Error,
            None => Meaning::Muted,
        };
        for (row, line) in lines.iter().enumerate().skip(self.top.min(lines.len().saturating_sub(1))) {
            let meaning = if row == 0 { meaning } else { Meaning::Text };
            for part in width::wrap(line, room) {
                if y >= inside.y + inside.height {
                    return;
                }
                frame.buffer_mut().set_stringn(inside.x, y, part.of(line), room, theme.style(meaning));
                y += 1;
            }
        }
    }
}
