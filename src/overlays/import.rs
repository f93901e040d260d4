//! Importing a file inside the program: say what and which, look at what it would do and what is wrong, take it in.
//! Reading the file is the worker's; Ctrl-Z takes a finished import back.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Effect, Event, ImportOrder, Input};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::text_field_view;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// What can be imported, what a file of it holds, and which lines of the form it needs besides what and which file.
pub const KINDS: [(&str, &str, &[Line]); 11] = [
    ("answers", "review answers, a row for each", &[Line::Instrument, Line::Sheet, Line::Mapping, Line::Create, Line::Replace]),
    (
        "population",
        "the cases to draw a round's sample from",
        &[Line::Instrument, Line::Year, Line::Region, Line::Sheet, Line::Mapping, Line::Create, Line::Replace],
    ),
    (
        "ratings",
        "qualitative or federal ratings, a row for each case",
        &[Line::Instrument, Line::Sheet, Line::Mapping, Line::Create, Line::Replace],
    ),
    ("published", "published results, percents or counts", &[Line::Instrument, Line::Sheet, Line::Mapping, Line::Create, Line::Replace]),
    ("trends", "values of trend indicators, or a set of them (TOML)", &[Line::Sheet, Line::Mapping, Line::Create, Line::Replace]),
    ("scans", "QA scans, a row for each caseworker and month", &[Line::Sheet, Line::Mapping, Line::Create, Line::Replace]),
    ("offices", "regions and offices", &[Line::Sheet, Line::Mapping, Line::Replace]),
    ("people", "caseworkers and supervisors", &[Line::Sheet, Line::Mapping]),
    ("instrument", "questions with goals (a table or TOML)", &[Line::Sheet, Line::Mapping]),
    ("plan", "milestones with steps (TOML)", &[]),
    ("mini-pip", "a filled-in Mini PIP form (.docx)", &[Line::Replace]),
];

/// A line of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The kind of file.
    What,
    /// Its path.
    File,
    /// Whose answers, ratings or results they are.
    Instrument,
    /// The fiscal year of the round.
    Year,
    /// The region of the round.
    Region,
    /// The sheet of a workbook.
    Sheet,
    /// A mapping file.
    Mapping,
    /// Whether unknown places are made.
    Create,
    /// Whether what is here may change.
    Replace,
}

impl Line {
    const ALL: [Line; 9] =
        [Line::What, Line::File, Line::Instrument, Line::Year, Line::Region, Line::Sheet, Line::Mapping, Line::Create, Line::Replace];

    const fn words(self) -> &'static str {
        match self {
            Line::What => "What",
            Line::File => "File",
            Line::Instrument => "Instrument",
            Line::Year => "Fiscal year",
            Line::Region => "Region",
            Line::Sheet => "Sheet",
            Line::Mapping => "Mapping file",
            Line::Create => "Make new regions and offices",
            Line::Replace => "Change what is here",
        }
    }
}

/// The form, and what the file was found to hold.
pub struct Import {
    kind: usize,
    path: TextField,
    /// Codes and titles.
    instruments: Vec<(String, String)>,
    instrument: usize,
    year: i32,
    regions: Vec<String>,
    region: usize,
    /// The region's name where there is none to choose.
    new_region: TextField,
    sheet: TextField,
    mapping: TextField,
    create_places: bool,
    replace: bool,
    at: Line,
    preview: Option<(bool, Vec<String>)>,
    top: usize,
    reading: bool,
}

impl Import {
    /// An empty form; answers are taken to be those of the instrument in view, a population list that of this year's round.
    pub fn new(cx: &Context) -> Import {
        let mut instruments: Vec<(String, String)> = cx.book.instruments().iter().map(|(_, i)| (i.code.clone(), i.title.clone())).collect();
        instruments.dedup_by(|a, b| a.0 == b.0);
        let instrument = instruments.iter().position(|(code, _)| *code == cx.chosen.instrument).unwrap_or(0);
        let regions = cx.book.all(Kind::Region);
        Import {
            kind: 0,
            path: TextField::line("").with_placeholder("the path of a .csv, .xlsx, .toml or .docx file"),
            instruments,
            instrument,
            year: cx.book.fiscal_year(cx.today),
            region: regions.iter().position(|region| Some(region.id) == cx.chosen.region).unwrap_or(0),
            regions: regions.iter().map(|region| region.text(Field::Name).to_owned()).collect(),
            new_region: TextField::line("").with_placeholder("the name of the round's region"),
            sheet: TextField::line("").with_placeholder("the first visible one that is not empty"),
            mapping: TextField::line("").with_placeholder("none, a shipped one or the path of a .toml file"),
            create_places: false,
            replace: false,
            at: Line::What,
            preview: None,
            top: 0,
            reading: false,
        }
    }

    /// The path, without the quotes that come with a copied one.
    fn path(&self) -> &str {
        self.path.text().trim().trim_matches(['"', '\''])
    }

    /// The lines that this kind of file needs; a sheet only if it is a workbook.
    fn lines(&self) -> Vec<Line> {
        let end = self.path().rsplit_once('.').map_or("", |(_, end)| end);
        let workbook = end.eq_ignore_ascii_case("xlsx") || end.eq_ignore_ascii_case("xlsm");
        let needed = |line: &Line| match line {
            Line::What | Line::File => true,
            Line::Sheet => workbook && KINDS[self.kind].2.contains(line),
            line => KINDS[self.kind].2.contains(line),
        };
        Line::ALL.into_iter().filter(needed).collect()
    }

    fn order(&self) -> ImportOrder {
        let lines = self.lines();
        let only = |line: Line, text: &str| if lines.contains(&line) { text.trim().to_owned() } else { String::new() };
        let region = self.regions.get(self.region).map_or(self.new_region.text(), String::as_str);
        ImportOrder {
            kind: KINDS[self.kind].0.to_owned(),
            path: self.path().to_owned(),
            instrument: only(Line::Instrument, self.instruments.get(self.instrument).map_or("", |(code, _)| code.as_str())),
            year: only(Line::Year, &self.year.to_string()),
            region: only(Line::Region, region),
            sheet: only(Line::Sheet, self.sheet.text()),
            mapping: only(Line::Mapping, self.mapping.text()),
            create_places: self.create_places && lines.contains(&Line::Create),
            replace: self.replace && lines.contains(&Line::Replace),
        }
    }

    fn step(&mut self, by: isize) {
        let turn = |at: usize, of: usize| (at as isize + by).rem_euclid(of.max(1) as isize) as usize;
        match self.at {
            Line::What => self.kind = turn(self.kind, KINDS.len()),
            Line::Instrument => self.instrument = turn(self.instrument, self.instruments.len()),
            Line::Year => self.year = (self.year + by as i32).clamp(1900, 2200),
            Line::Region => self.region = turn(self.region, self.regions.len()),
            Line::Create => self.create_places = !self.create_places,
            Line::Replace => self.replace = !self.replace,
            Line::File | Line::Sheet | Line::Mapping => return,
        }
        self.preview = None;
    }

    fn field(&self, line: Line) -> Option<&TextField> {
        match line {
            Line::File => Some(&self.path),
            Line::Region if self.regions.is_empty() => Some(&self.new_region),
            Line::Sheet => Some(&self.sheet),
            Line::Mapping => Some(&self.mapping),
            _ => None,
        }
    }

    /// The text that is being typed, if the line has one; what was read before no longer holds.
    fn typing(&mut self) -> Option<&mut TextField> {
        let field = match self.at {
            Line::File => &mut self.path,
            Line::Region if self.regions.is_empty() => &mut self.new_region,
            Line::Sheet => &mut self.sheet,
            Line::Mapping => &mut self.mapping,
            _ => return None,
        };
        self.preview = None;
        Some(field)
    }

    /// What a line says that is chosen and not typed.
    fn shown(&self, line: Line) -> String {
        let yes = |on: bool| if on { "yes" } else { "no" };
        match line {
            Line::What => format!("{}: {}", KINDS[self.kind].0, KINDS[self.kind].1),
            Line::Instrument => {
                self.instruments.get(self.instrument).map_or_else(|| "none yet".to_owned(), |(code, title)| format!("{code}: {title}"))
            }
            Line::Year => format!("FY{}", self.year),
            Line::Region => self.regions.get(self.region).cloned().unwrap_or_default(),
            Line::Create => yes(self.create_places).to_owned(),
            Line::Replace => yes(self.replace).to_owned(),
            Line::File | Line::Sheet | Line::Mapping => String::new(),
        }
    }

    /// No higher than what it says: a report of faults takes the room it can get.
    fn place(&self, screen: Area) -> Area {
        let wish = if self.preview.is_some() { 32 } else { self.lines().len() as u16 + 6 };
        popup::place(screen, 92, screen.height.saturating_sub(4).min(wish))
    }

    fn go(&mut self, by: isize) {
        let lines = self.lines();
        let at = lines.iter().position(|line| *line == self.at).unwrap_or(0) as isize + by;
        self.at = lines[at.rem_euclid(lines.len() as isize) as usize];
    }

    fn enter(&mut self) -> Outcome {
        match &self.preview {
            Some((true, _)) => Outcome::Do(vec![Effect::CarryOutImport]),
            _ if self.path.text().trim().is_empty() => {
                self.at = Line::File;
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

    /// The form, from the line on that keeps the current one in view; answers how many rows it took.
    fn draw_form(&self, frame: &mut Frame, theme: &Theme, inside: Area) -> u16 {
        let lines = self.lines();
        let indent = Line::ALL.iter().map(|line| width::cells(line.words())).max().unwrap_or(0) as u16 + 2;
        // What was found needs some room even on a small screen.
        let rest = if self.reading || self.preview.is_some() { 4 } else { 0 };
        let rows = (lines.len() as u16).min(inside.height.saturating_sub(rest).max(1));
        let at = lines.iter().position(|line| *line == self.at).unwrap_or(0);
        let from = (at + 1).saturating_sub(usize::from(rows));
        for (line, y) in lines[from..].iter().zip(inside.y..inside.y + rows) {
            let here = *line == self.at;
            let meaning = theme.style(if here { Meaning::Accent } else { Meaning::Text });
            frame.buffer_mut().set_stringn(inside.x, y, line.words(), usize::from(inside.width), meaning);
            let area = Rect::new(inside.x + indent, y, inside.width.saturating_sub(indent), 1);
            if let Some(field) = self.field(*line) {
                let caret = text_field_view::draw(field, area, frame.buffer_mut(), theme);
                if let Some(caret) = caret.filter(|_| here) {
                    frame.set_cursor_position(caret);
                }
                continue;
            }
            let mut words = self.shown(*line);
            if here {
                words = format!("{} {words} {}", theme.glyphs.more_left, theme.glyphs.more_right);
            }
            let style = theme.style(if here { Meaning::CursorCell } else { Meaning::Text });
            frame.buffer_mut().set_stringn(area.x, y, words, usize::from(area.width), style);
        }
        rows
    }
}

impl Overlay for Import {
    fn update(&mut self, input: Input, _cx: &Context) -> Outcome {
        match input {
            Input::Command(Command::Cancel) if self.reading => {
                self.reading = false;
                return Outcome::StayAnd(vec![Effect::StopImport]);
            }
            Input::Command(Command::Cancel) => return Outcome::Close,
            // What is shown must stay what is being read.
            _ if self.reading => {}
            Input::Command(Command::Enter) => return self.enter(),
            Input::Command(Command::Next | Command::Down) => self.go(1),
            Input::Command(Command::Previous | Command::Up) => self.go(-1),
            Input::Command(Command::PageDown) => self.top += 5,
            Input::Command(Command::PageUp) => self.top = self.top.saturating_sub(5),
            Input::Wheel(down) => self.top = if down { self.top + 2 } else { self.top.saturating_sub(2) },
            Input::Command(Command::Left) if self.field(self.at).is_none() => self.step(-1),
            Input::Command(Command::Right) | Input::Typed(' ') if self.field(self.at).is_none() => self.step(1),
            Input::Command(command) => {
                if let Some(field) = self.typing() {
                    field.command(command);
                }
            }
            Input::Typed(c) => {
                if let Some(field) = self.typing() {
                    let _ = field.insert(&c.to_string());
                }
            }
            Input::Pasted(text) => {
                if self.field(self.at).is_none() {
                    self.at = Line::File;
                }
                if let Some(field) = self.typing() {
                    let _ = field.insert(text.trim());
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
        let mut y = inside.y + self.draw_form(frame, theme, inside) + 1;
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
