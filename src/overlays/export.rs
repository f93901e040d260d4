//! Exporting a report inside the program: say which, about what, in what form, for whom and where; look at how it begins; write it.
//! Making it is the worker's, writing the shell's.

mod lines;
mod view;

use std::path::Path;

use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Effect, Event, Input};
use crate::domain::document::{Format, Name};
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::theme::Theme;
use lines::{Line, Options};

/// How far an export is.
enum Step {
    /// It is being described.
    Asking,
    /// The worker makes it.
    Making,
    /// It is made, or cannot be: these lines say so.
    Shown { ready: bool, lines: Vec<String> },
    /// It is written, there.
    Written { path: String, lines: Vec<String> },
}

/// The form, and what came of it.
pub struct Export {
    options: Options,
    case: TextField,
    purpose: TextField,
    path: TextField,
    /// Whether somebody typed the path; otherwise it follows what is chosen.
    own_path: bool,
    folder: String,
    at: Line,
    /// What was typed on a line that is chosen from.
    typed: String,
    step: Step,
    top: usize,
}

impl Export {
    /// A form for the report that one most likely wants here; limits are the choices that all panes follow.
    pub fn new(cx: &Context, name: Name, folder: &Path) -> Export {
        let mut export = Export {
            options: Options::new(cx, name),
            case: TextField::line("").with_placeholder("the number of the case"),
            purpose: TextField::line("").with_placeholder("what it is for; it stands on the report and in the history").with_limit(120),
            path: TextField::line("").with_placeholder("the path of the file to write"),
            own_path: false,
            folder: folder.display().to_string(),
            at: Line::What,
            typed: String::new(),
            step: Step::Asking,
            top: 0,
        };
        export.name_file();
        export
    }

    /// The path, without the quotes that come with a copied one.
    fn path(&self) -> &str {
        self.path.text().trim().trim_matches(['"', '\''])
    }

    /// Suggests a file for what is chosen: `region-report-canyon-2027.pdf`.
    fn name_file(&mut self) {
        if self.own_path {
            return;
        }
        let parts = self.options.file_parts();
        let mut name = String::new();
        for c in parts.join("-").to_lowercase().chars() {
            let c = if c.is_alphanumeric() { c } else { '-' };
            if c != '-' || !name.ends_with('-') {
                name.push(c);
            }
        }
        let name: String = name.trim_matches('-').chars().take(80).collect();
        let end = self.options.format().ending();
        let folder = Path::new(&self.folder).join(format!("{name}.{end}"));
        self.path.set(&folder.display().to_string());
    }

    fn field(&self, line: Line) -> Option<&TextField> {
        match line {
            Line::Case => Some(&self.case),
            Line::Purpose => Some(&self.purpose),
            Line::File => Some(&self.path),
            _ => None,
        }
    }

    fn typing(&mut self) -> Option<&mut TextField> {
        let field = match self.at {
            Line::Case => &mut self.case,
            Line::Purpose => &mut self.purpose,
            Line::File => {
                self.own_path = true;
                &mut self.path
            }
            _ => return None,
        };
        self.step = Step::Asking;
        Some(field)
    }

    fn changed(&mut self) {
        self.step = Step::Asking;
        self.name_file();
    }

    fn go(&mut self, by: isize) {
        let lines = self.options.lines();
        let at = lines.iter().position(|line| *line == self.at).unwrap_or(0) as isize + by;
        self.at = lines[at.rem_euclid(lines.len() as isize) as usize];
        self.typed.clear();
    }

    fn turn(&mut self, by: isize, cx: &Context) {
        self.options.turn(self.at, by, cx);
        self.typed.clear();
        self.changed();
    }

    fn enter(&mut self) -> Outcome {
        match &self.step {
            Step::Written { .. } => Outcome::Close,
            Step::Shown { ready: true, .. } => Outcome::StayAnd(vec![Effect::CarryOutExport]),
            _ if self.path().is_empty() => {
                self.at = Line::File;
                Outcome::Stay
            }
            _ => {
                self.step = Step::Making;
                self.top = 0;
                let order = self.options.order(self.case.text(), self.purpose.text(), self.path());
                Outcome::StayAnd(vec![Effect::PreviewExport(order)])
            }
        }
    }

    /// No higher than what it says: the beginning of a report takes the room it can get.
    fn place(&self, screen: Area) -> Area {
        let wish = if matches!(self.step, Step::Shown { .. }) { 60 } else { self.options.lines().len() as u16 + 5 };
        popup::place(screen, 100, screen.height.saturating_sub(4).min(wish))
    }

    /// A letter on a line that is chosen from goes to the first choice that begins so.
    fn seek(&mut self, letter: char, cx: &Context) {
        self.typed.push(letter);
        if !self.options.seek(self.at, &self.typed, cx) {
            self.typed = letter.to_string();
            if !self.options.seek(self.at, &self.typed, cx) {
                self.typed.clear();
                return;
            }
        }
        self.changed();
    }
}

impl Overlay for Export {
    fn update(&mut self, input: Input, cx: &Context) -> Outcome {
        let choosing = self.field(self.at).is_none();
        match input {
            Input::Command(Command::Cancel) if matches!(self.step, Step::Making) => {
                self.step = Step::Asking;
                return Outcome::StayAnd(vec![Effect::StopExport]);
            }
            Input::Command(Command::Cancel) if matches!(self.step, Step::Shown { .. }) => self.step = Step::Asking,
            Input::Command(Command::Cancel) => return Outcome::Close,
            // What is shown must stay what is being made.
            _ if matches!(self.step, Step::Making) => {}
            Input::Command(Command::Enter) => return self.enter(),
            Input::Command(Command::PageDown) => self.top += 5,
            Input::Command(Command::PageUp) => self.top = self.top.saturating_sub(5),
            Input::Wheel(down) => self.top = if down { self.top + 2 } else { self.top.saturating_sub(2) },
            Input::Command(Command::Copy) if matches!(self.step, Step::Written { .. }) => {
                if let Step::Written { path, .. } = &self.step {
                    return Outcome::StayAnd(vec![Effect::Copy { text: path.clone(), what: "the path of the report".to_owned() }]);
                }
            }
            // A report that is written is not changed by a stray key.
            _ if matches!(self.step, Step::Written { .. }) => {}
            Input::Command(Command::Next | Command::Down) => self.go(1),
            Input::Command(Command::Previous | Command::Up) => self.go(-1),
            Input::Command(Command::Left) if choosing => self.turn(-1, cx),
            Input::Command(Command::Right) | Input::Typed(' ') if choosing => self.turn(1, cx),
            Input::Typed(c) if choosing => self.seek(c, cx),
            Input::Command(command) => {
                if let Some(field) = self.typing() {
                    field.command(command);
                    self.name_file();
                }
            }
            Input::Typed(c) => {
                if let Some(field) = self.typing() {
                    let _ = field.insert(&c.to_string());
                    self.name_file();
                }
            }
            Input::Pasted(text) => {
                if choosing {
                    self.at = Line::File;
                }
                if let Some(field) = self.typing() {
                    let _ = field.insert(text.trim());
                    self.name_file();
                }
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn hear(&mut self, event: &Event, _cx: &Context) {
        match event {
            Event::Previewed { ready, lines, .. } if matches!(self.step, Step::Making) => {
                self.step = Step::Shown { ready: *ready, lines: lines.clone() };
            }
            Event::Exported { path: Some(path), lines } => self.step = Step::Written { path: path.clone(), lines: lines.clone() },
            Event::Exported { path: None, lines } => self.step = Step::Shown { ready: false, lines: lines.clone() },
            _ => {}
        }
    }

    fn view(&self, frame: &mut ratatui::Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

impl Export {
    fn format(&self) -> Format {
        self.options.format()
    }
}
