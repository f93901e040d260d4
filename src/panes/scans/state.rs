//! What the pane remembers, and what it works out from the scans that it has read.

use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::rows::{About, Rows};
use super::{coverage, due, entry, grid, themes};
use crate::command::{Context, Effect};
use crate::domain::id::Id;
use crate::domain::query::Query;
use crate::domain::scan::series::Series;
use crate::domain::scan::themes::Themes;
use crate::domain::scan::{self, Calendar, Coverage, Roster, Scan, ScanText};
use crate::panes::ledger::Ledger;
use crate::panes::memo::Memo;
use crate::widgets::grid::GridState;

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Section {
    /// Caseworker by month.
    #[default]
    Grid,
    /// What is due this month, and what was missed.
    Due,
    /// How much was done, by place.
    Coverage,
    /// What was found.
    Themes,
    /// Optional questions and themes.
    Settings,
}

impl Section {
    /// All, in the order of the tabs.
    pub const ALL: [Section; 5] = [Section::Grid, Section::Due, Section::Coverage, Section::Themes, Section::Settings];
    /// Their tabs.
    pub const TITLES: [&'static str; 5] = ["Grid", "Due now", "Coverage", "Themes", "Questions and themes"];
}

/// Which twelve months are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Window {
    /// Those up to the present one.
    #[default]
    Recent,
    /// Those of the chosen fiscal year.
    Year,
}

/// Months before those in view that charts reach back.
const BEFORE: u32 = 12;

/// The texts that name a theme.
#[derive(Clone, Debug)]
pub struct Reading {
    pub theme: Option<Id>,
    pub well: bool,
    pub scans: Vec<Id>,
    pub texts: Vec<ScanText>,
}

/// The pane.
#[derive(Debug)]
pub struct Scans {
    pub(super) section: Section,
    pub(super) window: Window,
    /// Whether coverage is kept by fiscal year.
    pub(super) by_year: bool,
    /// Whether the grid shows only who owes a scan.
    pub(super) only_owing: bool,
    /// The place that the grid was narrowed to from its figure.
    pub(super) place: Option<Id>,
    pub(super) charted: bool,
    /// One for each section.
    pub(super) grids: [GridState; 4],
    pub(super) reading: Option<Reading>,
    pub(super) texts_grid: GridState,
    pub(super) ledger: Ledger,
    /// What was read, and which months it was read of.
    pub(super) known: Vec<Scan>,
    pub(super) read: Option<(NaiveDate, NaiveDate)>,
    /// Rises with every change that touches what is worked out.
    pub(super) version: u64,
    /// The year that was chosen when it was last looked at.
    pub(super) year: Option<i32>,
    /// The form that is open, and for which months.
    pub(super) asked: Option<entry::Asked>,
    roster: Memo<u64, Roster>,
    calendar: Memo<(u64, Span, NaiveDate), Calendar>,
    recent: Memo<(u64, Span, NaiveDate), Calendar>,
    rows: Memo<Key, Rows>,
    series: Memo<(Key, usize), Series>,
    themes: Memo<Key, Themes>,
    named: Memo<u64, HashMap<Id, usize>>,
    /// The form that was handed in and not yet written.
    pub(super) sent: Option<crate::command::Form>,
    /// Whose month was entered: the cursor goes on from there.
    pub(super) entered: Option<(Id, NaiveDate)>,
    /// The records that can be picked from.
    pub(super) picking: Vec<Id>,
    /// Whom the cursor goes to once the scans are here.
    pub(super) coming: Option<Id>,
}

/// First and last month.
pub type Span = (NaiveDate, NaiveDate);

/// What the lines of a section depend on.
#[allow(clippy::struct_excessive_bools)] // each is a switch of its own
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    version: u64,
    section: Section,
    span: Span,
    today: NaiveDate,
    region: Option<Id>,
    place: Option<Id>,
    only_owing: bool,
    by_year: bool,
    day_first: bool,
    narrow: bool,
    reading: Option<(Option<Id>, bool, usize)>,
}

impl Default for Scans {
    fn default() -> Scans {
        Scans {
            section: Section::default(),
            window: Window::default(),
            by_year: false,
            only_owing: false,
            place: None,
            charted: false,
            // In the grid the cursor begins in the present month: the last of the twelve.
            // In the sections with figures the newest month is in view, and what all months come to stays beside the names.
            grids: [GridState::new(1, 12), GridState::new(1, 0), GridState::new(3, 15), GridState::new(3, 14)],
            reading: None,
            texts_grid: GridState::new(0, 0),
            ledger: Ledger::new(1, 0),
            known: Vec::new(),
            read: None,
            version: 0,
            year: None,
            asked: None,
            roster: Memo::default(),
            calendar: Memo::default(),
            recent: Memo::default(),
            rows: Memo::default(),
            series: Memo::default(),
            themes: Memo::default(),
            named: Memo::default(),
            sent: None,
            entered: None,
            picking: Vec::new(),
            coming: None,
        }
    }
}

impl Scans {
    /// The twelve months in view.
    pub(super) fn window(&self, cx: &Context) -> Span {
        match self.window {
            Window::Recent => (scan::months_before(cx.today, 11), scan::month_of(cx.today)),
            Window::Year => scan::fiscal_year(cx.book, cx.chosen.year),
        }
    }

    /// The months that the section in view needs: those in view and a year before them, for charts; by year, three years.
    pub(super) fn span(&self, cx: &Context) -> Span {
        let (from, until) = self.window(cx);
        match self.section {
            Section::Due => (scan::months_before(cx.today, 11), scan::month_of(cx.today)),
            Section::Coverage if self.by_year => {
                let year = self.last_year(cx);
                (scan::fiscal_year(cx.book, year - 2).0, scan::fiscal_year(cx.book, year).1)
            }
            _ => (scan::months_before(from, BEFORE), until),
        }
    }

    /// The last of the fiscal years that coverage is kept by.
    pub(super) fn last_year(&self, cx: &Context) -> i32 {
        cx.book.fiscal_year(self.window(cx).1)
    }

    /// Asks for the scans of the section in view, unless they are here.
    pub(super) fn need(&self, cx: &Context) -> Option<Effect> {
        let (from, until) = self.span(cx);
        let here = self.read.is_some_and(|(first, last)| first <= from && until <= last);
        (!here && self.section != Section::Settings).then_some(Effect::Read(Query::Scans { from, until }))
    }

    /// Who owes scans, and where everybody was.
    pub(super) fn roster(&self, cx: &Context) -> Rc<Roster> {
        self.roster.get(self.version, || Roster::of(cx.book))
    }

    /// The calendar of the section's months.
    pub(super) fn calendar(&self, cx: &Context) -> Rc<Calendar> {
        let span = self.span(cx);
        let memo = if self.section == Section::Due { &self.recent } else { &self.calendar };
        memo.get((self.version, span, cx.today), || Calendar::with(&self.roster(cx), &self.known, span.0, span.1, cx.today))
    }

    /// The number of the first month in view in the calendar.
    pub(super) fn first(&self, calendar: &Calendar, cx: &Context) -> usize {
        let from = self.window(cx).0;
        calendar.months.iter().position(|month| *month == from).unwrap_or(0)
    }

    /// Whether a place counts: in the chosen region, and in the place that was gone into.
    pub(super) fn counts(&self, worker: Id, post: &scan::Post, cx: &Context) -> bool {
        cx.chosen.region.is_none_or(|region| post.region == Some(region))
            && self.place.is_none_or(|place| worker == place || post.is_in(place))
    }

    /// The words for where one looks.
    pub(super) fn place_words(&self, cx: &Context) -> String {
        let region = cx.chosen.region.map_or("Statewide", |region| cx.book.name(region));
        self.place.map_or_else(|| region.to_owned(), |place| cx.book.name(place).to_owned())
    }

    /// The lines of the section in view.
    pub(super) fn rows(&self, cx: &Context) -> Rc<Rows> {
        self.rows.get(self.key(cx), || match self.section {
            Section::Grid | Section::Settings => grid::rows(self, cx),
            Section::Due => due::rows(self, cx),
            Section::Coverage => coverage::rows(self, cx),
            Section::Themes => themes::rows(self, cx),
        })
    }

    /// What the scans found: looked for once, whichever theme the cursor is on.
    pub(super) fn themes(&self, cx: &Context) -> Rc<Themes> {
        self.themes.get(self.key(cx), || themes::found(self, cx))
    }

    /// In how many of the scans that were read each theme is named.
    pub(super) fn named(&self) -> Rc<HashMap<Id, usize>> {
        self.named.get(self.version, || {
            let mut named: HashMap<Id, usize> = HashMap::new();
            for scan in &self.known {
                let needs = scan.needs.iter().filter(|theme| !scan.well.contains(theme));
                for theme in scan.well.iter().chain(needs) {
                    *named.entry(*theme).or_default() += 1;
                }
            }
            named
        })
    }

    /// The months of the line under the cursor, where it has any.
    pub(super) fn series(&self, cx: &Context) -> Option<Rc<Series>> {
        let at = self.cursor().row;
        let about = self.rows(cx).about(at)?;
        let of = |work: &dyn Fn() -> Series| Some(self.series.get((self.key(cx), at), work));
        match about {
            About::Place(place) if !self.by_year => of(&|| coverage::series(self, place, cx)),
            About::Theme(theme, well) => of(&|| themes::series(self, theme, well, cx)),
            _ => None,
        }
    }

    fn key(&self, cx: &Context) -> Key {
        Key {
            version: self.version,
            section: self.section,
            span: self.span(cx),
            today: cx.today,
            region: cx.chosen.region,
            place: self.place,
            only_owing: self.only_owing,
            by_year: self.by_year,
            day_first: cx.day_first,
            narrow: grid::is_narrow(cx),
            reading: self.reading.as_ref().map(|reading| (reading.theme, reading.well, reading.texts.len())),
        }
    }

    /// The cursor of the section in view.
    pub(super) fn cursor(&self) -> &GridState {
        if self.section == Section::Themes && self.reading.is_some() {
            return &self.texts_grid;
        }
        &self.grids[(self.section as usize).min(3)]
    }

    /// The same, to be moved.
    pub(super) fn cursor_mut(&mut self) -> &mut GridState {
        if self.section == Section::Themes && self.reading.is_some() {
            return &mut self.texts_grid;
        }
        &mut self.grids[(self.section as usize).min(3)]
    }

    /// Two lines for a small screen.
    pub(super) fn in_brief(&self, cx: &Context) -> [String; 2] {
        if self.read.is_none() {
            return ["One case per caseworker and month".to_owned(), String::new()];
        }
        let month = scan::month_of(cx.today);
        let all = Calendar::with(&self.roster(cx), &self.known, month, month, cx.today);
        let coverage: Coverage = all.sum(|worker, entry, _| self.counts(worker, &entry.post, cx));
        [format!("{}: {}", scan::long_month(month), coverage.words()), String::new()]
    }
}
