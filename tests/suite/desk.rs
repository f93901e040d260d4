//! A reviewer's desk: the running program on a made-up agency, driven by key scripts, without a terminal.
//!
//! `desk.keys("<F2>Signed<Tab>+30d<Enter>")`: names in angle brackets are keys, everything else is typed.

use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::NaiveDate;
use milepost::command::key::Key;
use milepost::command::keymap::Keymap;
use milepost::domain::book::Book;
use milepost::shell::{Look, Shell};
use milepost::store::{Access, Store, world};
use milepost::widgets::glyphs::Glyphs;
use milepost::widgets::theme::Theme;
use milepost::work::{demo, import, new};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use tempfile::TempDir;

/// The day on which every story happens.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn look(theme: &str, ascii: bool, today: NaiveDate, folder: &TempDir) -> Look {
    let mut theme = Theme::named(theme).unwrap();
    if ascii {
        theme = theme.with_glyphs(Glyphs::ASCII);
    }
    Look {
        theme,
        keymap: Keymap::preset("default").unwrap(),
        mouse: false,
        day_first: false,
        today: Some(today),
        lock_after_minutes: 0,
        name: None,
        reports: folder.path().to_owned(),
    }
}

/// The made-up agency as bytes of its file: made once, then laid on every desk.
static AGENCY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("agency.milepost");
    drop(demo::write(&path, None, 1, today()).unwrap());
    std::fs::read(&path).unwrap()
});

pub struct Desk {
    folder: TempDir,
    shell: Option<Shell>,
    size: (u16, u16),
    theme: (&'static str, bool),
    today: NaiveDate,
}

impl Desk {
    /// The made-up agency on a screen of this size.
    pub fn new(columns: u16, rows: u16) -> Desk {
        Desk::with_theme(columns, rows, "mono", false)
    }

    pub fn with_theme(columns: u16, rows: u16, theme: &'static str, ascii: bool) -> Desk {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("desk.milepost"), &*AGENCY).unwrap();
        let mut desk = Desk { folder, shell: None, size: (columns, rows), theme: (theme, ascii), today: today() };
        desk.open();
        desk
    }

    /// A file of one's own with a plan and an instrument, and nothing else yet.
    pub fn empty(columns: u16, rows: u16) -> Desk {
        let folder = TempDir::new().unwrap();
        let instruments = ["utah-cpr".to_owned()];
        let set_up = new::SetUp { plan: Some("utah-milestones"), instruments: &instruments, name: "Rae Sample", ..new::SetUp::default() };
        drop(new::make(&folder.path().join("desk.milepost"), None, &set_up, None).unwrap());
        let mut desk = Desk { folder, shell: None, size: (columns, rows), theme: ("mono", false), today: today() };
        desk.open();
        desk
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("desk.milepost")
    }

    /// Quits (the file is closed) and opens the program again.
    pub fn reopen(&mut self) {
        self.shell = None;
        self.open();
    }

    /// Closes the file and opens it again on a later day.
    pub fn comes_back_on(&mut self, year: i32, month: u32, day: u32) -> &mut Desk {
        self.today = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        self.reopen();
        self
    }

    /// Closes the file and opens it as another person.
    pub fn sit_down_as(&mut self, name: &str) {
        self.shell = None;
        let store = Store::open(&self.file(), None, Access::Edit, Box::new(world::Real)).unwrap();
        let look = Look { name: Some(name.to_owned()), ..look(self.theme.0, self.theme.1, self.today, &self.folder) };
        self.shell = Some(Shell::new(store, look, self.size).unwrap());
    }

    /// Lets something be written into the file between two sittings.
    pub fn meanwhile(&mut self, act: impl FnOnce(&mut Store)) -> &mut Desk {
        self.shell = None;
        act(&mut Store::open(&self.file(), None, Access::Edit, Box::new(world::Real)).unwrap());
        self.open();
        self
    }

    fn open(&mut self) {
        let store = Store::open(&self.file(), None, Access::Edit, Box::new(world::Real)).unwrap();
        self.shell = Some(Shell::new(store, look(self.theme.0, self.theme.1, self.today, &self.folder), self.size).unwrap());
    }

    /// Closes the file, takes in what a text says as the command line would, and opens the program again; or why it was refused.
    pub fn import(&mut self, what: import::What, name: &str, text: &str) -> Result<(), String> {
        self.take_in(what, name, text, None)
    }

    /// Takes a population list in for the round of the case process review in a year and region, as the command line would.
    pub fn import_population(&mut self, name: &str, text: &str, year: &str, region: &str) {
        self.take_in(import::What::Population, name, text, Some((year, region))).unwrap();
    }

    fn take_in(&mut self, what: import::What, name: &str, text: &str, round: Option<(&str, &str)>) -> Result<(), String> {
        self.shell = None;
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let request = import::Request {
            what,
            inputs: vec![path],
            instrument: round.map(|_| "utah-cpr".to_owned()),
            title: None,
            map: None,
            sheet: None,
            percent: None,
            columns: Vec::new(),
            remember: false,
            forget: false,
            year: round.map(|(year, _)| year.to_owned()),
            region: round.map(|(_, region)| region.to_owned()),
            create_places: round.is_none(),
            replace: false,
        };
        let mut store = Store::open(&self.file(), None, Access::Edit, Box::new(world::Real)).unwrap();
        let book = store.load().unwrap();
        let planned = import::plan(&store, &book, &request, &mut |_| true);
        let done = planned.and_then(|preview| import::carry_out(&mut store, &preview)).map(|_| ()).map_err(|error| error.to_string());
        drop(store);
        self.open();
        done
    }

    pub fn shell(&mut self) -> &mut Shell {
        self.shell.as_mut().unwrap()
    }

    pub fn book(&mut self) -> &Book {
        self.shell().book()
    }

    /// Plays a script of keys.
    pub fn keys(&mut self, script: &str) -> &mut Desk {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            if let Some((name, after)) = rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                let key = Key::parse(name).unwrap_or_else(|| panic!("no key <{name}>"));
                self.shell().press(key);
                rest = after;
                continue;
            }
            let key = if c == ' ' { Key::parse("Space") } else { Key::parse(&c.to_string()) };
            self.shell().press(key.unwrap_or_else(|| panic!("no key for '{c}'")));
            rest = &rest[c.len_utf8()..];
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Desk {
        self.shell().paste(text);
        self
    }

    /// Waits until the file that is being read has been read.
    pub fn waits(&mut self) -> &mut Desk {
        let begun = std::time::Instant::now();
        while self.shell().look_at_job() {
            assert!(begun.elapsed().as_secs() < 60, "the file is never read to its end");
            std::thread::yield_now();
        }
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Desk {
        self.size = (columns, rows);
        self.shell().resize(columns, rows);
        self
    }

    /// The screen, cell by cell.
    pub fn cells(&mut self) -> Buffer {
        let size = self.size;
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        terminal.draw(|frame| self.shell().view(frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as text, blanks at the ends cut off.
    pub fn screen(&mut self) -> String {
        let size = self.size;
        let buffer = self.cells();
        let mut lines = Vec::new();
        for y in 0..size.1 {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..size.0 {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let symbol = buffer[(x, y)].symbol();
                skip = milepost::widgets::width::cells(symbol).saturating_sub(1);
                line.push_str(symbol);
            }
            lines.push(line.trim_end().to_owned());
        }
        lines.join("\n")
    }

    /// Fails with the whole screen if the words are not on it.
    pub fn sees(&mut self, words: &str) -> &mut Desk {
        let screen = self.screen();
        assert!(screen.contains(words), "'{words}' is not on the screen:\n{screen}");
        self
    }

    pub fn does_not_see(&mut self, words: &str) -> &mut Desk {
        let screen = self.screen();
        assert!(!screen.contains(words), "'{words}' is on the screen:\n{screen}");
        self
    }

    /// The newest lines of the history, in words.
    pub fn history(&mut self, lines: u32) -> Vec<String> {
        self.shell().store().history(lines).unwrap().into_iter().map(|l| l.words).collect()
    }

    /// Nothing is wrong in the file.
    pub fn is_sound(&mut self) {
        assert_eq!(self.shell().store().check().unwrap().wrong, Vec::<String>::new());
    }
}
