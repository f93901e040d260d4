//! The step of an import in which a person says which of the file's columns is which of ours. Reading the file is the worker's.
//!
//! ```text
//!  Ours          The file's column      Its first values
//!  case_id *   < Nummer               > 17, 18, 19
//!  region *      always 'North'
//!  worker        -
//! ```

use ratatui::Frame;

use crate::command::{Area, ColumnSource, Columns, Command, Input};
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// Where a column of ours comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Nothing,
    /// Which of the file's.
    Column(usize),
    Always(String),
}

/// What the step asks of the dialog.
pub(super) enum Asked {
    Nothing,
    Back,
    /// To look at the file with these columns.
    Look,
}

/// The choice in the making.
pub(super) struct Step {
    columns: Columns,
    sources: Vec<Source>,
    /// Which were chosen by hand.
    touched: Vec<bool>,
    remember: bool,
    /// Which of ours; one further is the line that says whether it is remembered.
    at: usize,
    typed: String,
}

impl Step {
    pub(super) const HINT: &'static str = "Enter look  Left/Right or type choose  = value  Esc back";

    pub(super) fn new(columns: &Columns) -> Step {
        let source = |from: Option<usize>, always: &Option<String>| match (from, always) {
            (Some(at), _) => Source::Column(at),
            (None, Some(text)) => Source::Always(text.clone()),
            (None, None) => Source::Nothing,
        };
        let sources: Vec<Source> = columns.ours.iter().map(|own| source(own.from, &own.always)).collect();
        let open = columns.ours.iter().zip(&sources).position(|(own, source)| own.needed && *source == Source::Nothing);
        Step {
            touched: vec![false; sources.len()],
            sources,
            remember: true,
            at: open.unwrap_or(0),
            typed: String::new(),
            columns: columns.clone(),
        }
    }

    /// The same choice over what the file showed when it was looked at again.
    pub(super) fn with(self, found: &Columns) -> Step {
        let same = found.theirs == self.columns.theirs && found.ours.len() == self.sources.len();
        if same { Step { columns: Columns { remembered: found.remembered, ..self.columns }, ..self } } else { Step::new(found) }
    }

    /// Whether a column that must be there has no source.
    pub(super) fn lacks(&self) -> bool {
        self.columns.ours.iter().zip(&self.sources).any(|(own, source)| own.needed && *source == Source::Nothing)
    }

    /// What was chosen by hand.
    pub(super) fn chosen(&self) -> Vec<(String, ColumnSource)> {
        let touched = self.columns.ours.iter().zip(&self.sources).zip(&self.touched).filter(|(_, touched)| **touched);
        let source = |source: &Source| match source {
            Source::Nothing => ColumnSource::Nothing,
            Source::Column(at) => ColumnSource::Column(self.columns.theirs.get(*at).map(|own| own.name.clone()).unwrap_or_default()),
            Source::Always(text) => ColumnSource::Always(text.clone()),
        };
        touched.map(|((own, chosen), _)| (own.name.clone(), source(chosen))).collect()
    }

    pub(super) fn remembers(&self) -> bool {
        self.remember && self.touched.contains(&true)
    }

    pub(super) fn forgets(&self) -> bool {
        !self.remember && self.columns.remembered
    }

    /// "5 of 7 found", as the form says it.
    pub(super) fn summary(&self) -> String {
        let found = self.sources.iter().filter(|source| **source != Source::Nothing).count();
        let words = format!("{found} of {} found in the file", self.sources.len());
        let ours = self.columns.ours.iter().zip(&self.sources);
        let open: Vec<&str> =
            ours.filter(|(own, source)| own.needed && **source == Source::Nothing).map(|(own, _)| own.name.as_str()).collect();
        // What matters first: a small screen shows only that.
        if !open.is_empty() {
            format!("missing {}; {words}", open.join(", "))
        } else if self.touched.contains(&true) {
            format!("chosen by you; {words}")
        } else if self.columns.remembered {
            format!("as chosen before; {words}")
        } else {
            words
        }
    }

    /// The file's columns that can be chosen.
    fn named(&self) -> Vec<usize> {
        self.columns.theirs.iter().enumerate().filter(|(_, own)| !own.name.is_empty()).map(|(at, _)| at).collect()
    }

    fn set(&mut self, source: Source) {
        if let (Some(own), Some(touched)) = (self.sources.get_mut(self.at), self.touched.get_mut(self.at)) {
            *own = source;
            *touched = true;
        }
    }

    /// To the next choice: nothing, then each column of the file.
    fn turn(&mut self, by: isize) {
        self.typed.clear();
        if self.at == self.sources.len() {
            self.remember = !self.remember;
            return;
        }
        let named = self.named();
        let now = match self.sources[self.at] {
            Source::Column(at) => named.iter().position(|own| *own == at).map_or(0, |at| at + 1),
            Source::Nothing | Source::Always(_) => 0,
        };
        let next = (now as isize + by).rem_euclid(named.len() as isize + 1) as usize;
        self.set(next.checked_sub(1).map_or(Source::Nothing, |at| Source::Column(named[at])));
    }

    /// Chooses by what was typed: the first column that begins with it or has it in it, or a value after `=`.
    fn find(&mut self) {
        if let Some(text) = self.typed.strip_prefix('=') {
            let text = text.trim().to_owned();
            self.set(if text.is_empty() { Source::Nothing } else { Source::Always(text) });
            return;
        }
        let typed = self.typed.to_lowercase();
        let lower = |at: &usize| self.columns.theirs[*at].name.to_lowercase();
        let named = self.named();
        let found = named.iter().find(|at| lower(at).starts_with(&typed)).or_else(|| named.iter().find(|at| lower(at).contains(&typed)));
        if let Some(found) = found.copied() {
            self.set(Source::Column(found));
        }
    }

    pub(super) fn update(&mut self, input: &Input, height: u16) -> Asked {
        let last = self.sources.len();
        let page = usize::from(height.saturating_sub(4).max(1));
        let to = match input {
            Input::Command(Command::Cancel) => return Asked::Back,
            Input::Command(Command::Enter) => return Asked::Look,
            Input::Command(Command::Next | Command::Down) | Input::Wheel(true) => (self.at + 1).min(last),
            Input::Command(Command::Previous | Command::Up) | Input::Wheel(false) => self.at.saturating_sub(1),
            Input::Command(Command::PageDown) => (self.at + page).min(last),
            Input::Command(Command::PageUp) => self.at.saturating_sub(page),
            Input::Command(Command::Left) => {
                self.turn(-1);
                return Asked::Nothing;
            }
            Input::Command(Command::Right) => {
                self.turn(1);
                return Asked::Nothing;
            }
            Input::Typed(' ') if self.typed.is_empty() => {
                self.turn(1);
                return Asked::Nothing;
            }
            Input::Command(Command::DeleteLeft) => {
                self.typed.pop();
                if !self.typed.is_empty() {
                    self.find();
                }
                return Asked::Nothing;
            }
            Input::Command(Command::DeleteRight) => {
                self.typed.clear();
                self.set(Source::Nothing);
                return Asked::Nothing;
            }
            Input::Typed(c) if self.at < last => {
                self.typed.push(*c);
                self.find();
                return Asked::Nothing;
            }
            Input::Pasted(text) if self.at < last => {
                self.typed.push_str(text.trim());
                self.find();
                return Asked::Nothing;
            }
            _ => return Asked::Nothing,
        };
        self.typed.clear();
        self.at = to;
        Asked::Nothing
    }

    pub(super) fn draw(&self, frame: &mut Frame, theme: &Theme, inside: Area) {
        let names = self.columns.ours.iter().map(|own| width::cells(&own.name) as u16 + 2).max().unwrap_or(0);
        let first = (names + 1).min(inside.width / 3);
        let second = ((inside.width - first) / 2).clamp(12, 30);
        let third = inside.width.saturating_sub(first + second + 1);
        let mut put = |x: u16, y: u16, text: &str, room: u16, meaning: Meaning| {
            if y < inside.y + inside.height {
                frame.buffer_mut().set_stringn(inside.x + x, y, text, usize::from(room), theme.style(meaning));
            }
        };
        put(0, inside.y, "Ours", first, Meaning::Muted);
        put(first, inside.y, "The file's column", second, Meaning::Muted);
        put(first + second + 1, inside.y, "Its first values", third, Meaning::Muted);
        // The head, the line about remembering, and two lines below stay.
        let room = usize::from(inside.height.saturating_sub(4).max(1));
        let from = (self.at.min(self.sources.len() - 1) + 1).saturating_sub(room);
        let mut y = inside.y + 1;
        for (at, (own, source)) in self.columns.ours.iter().zip(&self.sources).enumerate().skip(from).take(room) {
            let here = at == self.at;
            let mark = if own.needed { " *" } else { "" };
            put(0, y, &format!("{}{mark}", own.name), first, if here { Meaning::Accent } else { Meaning::Text });
            let (words, samples) = match source {
                Source::Nothing => (if own.needed { "missing" } else { "-" }.to_owned(), String::new()),
                Source::Always(text) => (format!("always '{text}'"), String::new()),
                Source::Column(at) => {
                    self.columns.theirs.get(*at).map(|own| (own.name.clone(), own.samples.join(", "))).unwrap_or_default()
                }
            };
            let missing = own.needed && *source == Source::Nothing;
            let meaning = match (here, missing) {
                (true, _) => Meaning::CursorCell,
                (false, true) => Meaning::Error,
                (false, false) => Meaning::Text,
            };
            let words = if here { format!("{} {words} {}", theme.glyphs.more_left, theme.glyphs.more_right) } else { words };
            put(first, y, &words, second, meaning);
            put(first + second + 1, y, &samples.replace('\n', " "), third, Meaning::Muted);
            y += 1;
        }
        let here = self.at == self.sources.len();
        let yes = if self.remember { "yes" } else { "no" };
        let question = "Use this again for files with the same header: ";
        put(0, y, question, inside.width, if here { Meaning::Accent } else { Meaning::Text });
        let indent = width::cells(question) as u16;
        let words = if here { format!("{} {yes} {}", theme.glyphs.more_left, theme.glyphs.more_right) } else { yes.to_owned() };
        put(indent, y, &words, inside.width.saturating_sub(indent), if here { Meaning::CursorCell } else { Meaning::Text });
        y += 1;
        put(0, y, &self.about(), inside.width, Meaning::Muted);
        put(0, y + 1, &self.unused(), inside.width, Meaning::Muted);
    }

    /// What belongs in the column at hand, or what was typed.
    fn about(&self) -> String {
        match self.columns.ours.get(self.at) {
            Some(_) if !self.typed.is_empty() => format!("Typed: {}", self.typed),
            Some(own) => format!("{}{}", own.says, if own.needed { " (needed)" } else { "" }),
            None if self.columns.remembered && !self.remember => "The earlier choice is forgotten with this import".to_owned(),
            None => "Kept with the import; undo takes it back too".to_owned(),
        }
    }

    fn unused(&self) -> String {
        let used = |at: usize| self.sources.contains(&Source::Column(at));
        let free: Vec<&str> = self.named().into_iter().filter(|at| !used(*at)).map(|at| self.columns.theirs[at].name.as_str()).collect();
        if free.is_empty() { "All columns of the file are used".to_owned() } else { format!("Not used: {}", free.join(", ")) }
    }
}
