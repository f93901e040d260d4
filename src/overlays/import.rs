//! Importing a file inside the program: say what and which, look at what it would do and what is wrong, take it in.
//! Reading the file is the worker's; Ctrl-Z takes a finished import back.

use ratatui::Frame;

mod columns;
mod lines;

use columns::{Asked, Step};
pub use lines::KINDS;
use lines::Line;

use super::form_lines::{self, Beside, Stand};
use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Effect, Event, ImportOrder, Input};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::widgets::popup;
use crate::widgets::text_field::TextField;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// The form, and what the file was found to hold.
// Its switches are lines of the form, each a question of its own.
#[allow(clippy::struct_excessive_bools)]
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
    percents: usize,
    /// The columns of the file, once it was looked at.
    columns: Option<Step>,
    /// Whether the columns are being chosen.
    choosing: bool,
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
            path: TextField::line("").with_placeholder("the path of a .csv, .xlsx, .xls, .ods, .toml or .docx file"),
            instruments,
            instrument,
            year: cx.book.fiscal_year(cx.today),
            region: regions.iter().position(|region| Some(region.id) == cx.chosen.region).unwrap_or(0),
            regions: regions.iter().map(|region| region.text(Field::Name).to_owned()).collect(),
            new_region: TextField::line("").with_placeholder("the name of the round's region"),
            sheet: TextField::line("").with_placeholder("the first visible one that is not empty"),
            mapping: TextField::line("").with_placeholder("none, a shipped one or the path of a .toml file"),
            percents: 0,
            columns: None,
            choosing: false,
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
        let workbook = ["xlsx", "xlsm", "xls", "ods"].iter().any(|known| end.eq_ignore_ascii_case(known));
        let needed = |line: &Line| match line {
            Line::What | Line::File => true,
            Line::Sheet => workbook && KINDS[self.kind].2.contains(line),
            Line::Columns => self.columns.is_some() && KINDS[self.kind].2.contains(line),
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
            percent: only(Line::Percents, lines::PERCENTS[self.percents].0),
            columns: self.columns.as_ref().map(Step::chosen).unwrap_or_default(),
            remember: self.columns.as_ref().is_some_and(Step::remembers),
            forget: self.columns.as_ref().is_some_and(Step::forgets),
            create_places: self.create_places && lines.contains(&Line::Create),
            replace: self.replace && lines.contains(&Line::Replace),
        }
    }

    fn step(&mut self, by: isize) {
        let turn = |at: usize, of: usize| (at as isize + by).rem_euclid(of.max(1) as isize) as usize;
        match self.at {
            Line::What => {
                self.kind = turn(self.kind, KINDS.len());
                self.columns = None;
            }
            Line::Percents => self.percents = turn(self.percents, lines::PERCENTS.len()),
            Line::Instrument => self.instrument = turn(self.instrument, self.instruments.len()),
            Line::Year => self.year = (self.year + by as i32).clamp(1900, 2200),
            Line::Region => self.region = turn(self.region, self.regions.len()),
            Line::Create => self.create_places = !self.create_places,
            Line::Replace => self.replace = !self.replace,
            Line::File | Line::Sheet | Line::Columns | Line::Mapping => return,
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
        self.columns = None;
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
            Line::Percents => lines::PERCENTS[self.percents].1.to_owned(),
            Line::Columns => self.columns.as_ref().map(Step::summary).unwrap_or_default(),
            Line::File | Line::Sheet | Line::Mapping => String::new(),
        }
    }

    /// No higher than what it says: a report of faults takes the room it can get.
    fn place(&self, screen: Area) -> Area {
        let wish = if self.preview.is_some() || self.choosing { 32 } else { self.lines().len() as u16 + 6 };
        popup::place(screen, 92, screen.height.saturating_sub(4).min(wish))
    }

    fn go(&mut self, by: isize) {
        let lines = self.lines();
        let at = lines.iter().position(|line| *line == self.at).unwrap_or(0) as isize + by;
        self.at = lines[at.rem_euclid(lines.len() as isize) as usize];
    }

    fn enter(&mut self) -> Outcome {
        if self.at == Line::Columns && self.columns.is_some() {
            self.choosing = true;
            return Outcome::Stay;
        }
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

    /// The form; answers how many rows it took.
    fn draw_form(&self, frame: &mut Frame, theme: &Theme, inside: Area) -> u16 {
        let lines = self.lines();
        let beside = |line: Line| self.field(line).map_or_else(|| Beside::Chosen(self.shown(line)), Beside::Field);
        let shown: Vec<(&str, Beside)> = lines.iter().map(|line| (line.words(), beside(*line))).collect();
        let stand = Stand {
            indent: form_lines::indent(Line::ALL.iter().map(|line| line.words())),
            // What was found needs some room even on a small screen.
            rest: if self.reading || self.preview.is_some() { 4 } else { 0 },
            at: lines.iter().position(|line| *line == self.at).unwrap_or(0),
            marked: true,
        };
        form_lines::draw(&shown, &stand, frame, theme, inside)
    }
}

impl Overlay for Import {
    fn update(&mut self, input: Input, cx: &Context) -> Outcome {
        let height = popup::inside(self.place(cx.area)).height;
        if let (true, Some(step)) = (self.choosing, &mut self.columns) {
            match step.update(&input, height) {
                Asked::Nothing => {}
                Asked::Back => self.choosing = false,
                Asked::Look => {
                    (self.choosing, self.at, self.preview) = (false, Line::File, None);
                    return self.enter();
                }
            }
            return Outcome::Stay;
        }
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
        if let Event::Previewed { ready, lines, columns } = event {
            self.reading = false;
            self.preview = Some((*ready, lines.clone()));
            let before = self.columns.take();
            self.columns = columns.as_ref().map(|found| before.map_or_else(|| Step::new(found), |step| step.with(found)));
            if !ready && self.columns.as_ref().is_some_and(Step::lacks) && self.lines().contains(&Line::Columns) {
                self.at = Line::Columns;
            }
        }
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let ready = matches!(self.preview, Some((true, _)));
        if let (true, Some(step)) = (self.choosing, &self.columns) {
            let inside = popup::draw("The file's columns", Step::HINT, self.place(cx.area), frame.buffer_mut(), theme);
            step.draw(frame, theme, inside);
            return;
        }
        let hint = match self.at {
            Line::Columns => "Enter choose the columns  Esc back",
            _ if ready => "Enter take it in  Esc back",
            _ => "Enter look at it first  Left/Right choose  Esc back",
        };
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
