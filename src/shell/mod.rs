//! The running program: the only place that joins screen, panes and work.
//!
//! `run` loops: wait, read and drain, `route` each event, `update` what is the program's own, `perform` effects, draw once.
//! `terminal` takes and gives back the terminal; `unasked` keeps what it says by itself out of the keys;
//! `workspace` names the places one can be in, `tabs` shows them; `layout` says what stands where; `view` draws the frame around the panes;
//! `gate` is what stands before an open file; `job` is the worker for slow file work.

mod gate;
mod job;
pub mod layout;
mod perform;
mod route;
pub mod run;
mod tabs;
mod terminal;
mod unasked;
mod update;
mod view;
mod workspace;

use std::time::{Duration, Instant};

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::command::keymap::Keymap;
use crate::command::{Area, Chosen, Context, Ids, Mode};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::history::Since;
use crate::domain::kind::Kind;
use crate::domain::search::Found;
use crate::overlays::Overlay;
use crate::panes::{self, Pane};
use crate::store::{Store, StoreError, world};
use crate::widgets::theme::{Meaning, Theme};
use crate::work::import::Preview;
use crate::work::open as opening;
use layout::Slot;
pub use workspace::Workspace;

/// How long a notice stays in the footer.
const NOTICE: Duration = Duration::from_secs(12);

/// How many panes there are.
const PANES: usize = 14;

/// The panes, by what they show. Home shows the first two and the Mini PIPs.
struct Panes {
    home_milestones: panes::home::Milestones,
    home_reviews: panes::home::Reviews,
    scores: panes::scores::Scores,
    reviews: panes::reviews::Reviews,
    milestones: panes::milestones::Milestones,
    mini_pips: panes::mini_pips::MiniPips,
    instruments: panes::instruments::Instruments,
    places: panes::places::Places,
    history: panes::history::History,
    qcr: panes::qcr::Qcr,
    trends: panes::trends::Trends,
    committees: panes::committees::Committees,
    scans: panes::scans::Scans,
    agenda: panes::agenda::Agenda,
}

impl Panes {
    fn all(&mut self) -> [&mut dyn Pane; PANES] {
        [
            &mut self.home_milestones,
            &mut self.home_reviews,
            &mut self.scores,
            &mut self.reviews,
            &mut self.milestones,
            &mut self.mini_pips,
            &mut self.instruments,
            &mut self.places,
            &mut self.history,
            &mut self.qcr,
            &mut self.trends,
            &mut self.committees,
            &mut self.scans,
            &mut self.agenda,
        ]
    }
}

/// What stands in the footer for a while.
struct Notice {
    words: String,
    meaning: Meaning,
    until: Instant,
}

impl Notice {
    /// One that stays until something else is said.
    fn lasting(words: String) -> Notice {
        Notice { words, meaning: Meaning::Notice, until: Instant::now() + NOTICE }
    }
}

/// How the program looks and behaves, as set by file, command line and keys.
#[derive(Clone, Debug)]
pub struct Look {
    /// Colours and signs.
    pub theme: Theme,
    /// Keys.
    pub keymap: Keymap,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether dates are typed day first.
    pub day_first: bool,
    /// Today, if it is not to be asked of the clock.
    pub today: Option<NaiveDate>,
    /// Minutes without a key until an encrypted file is locked; 0 is never.
    pub lock_after_minutes: u32,
    /// Who works here, if the settings or the command line say so.
    pub name: Option<String>,
    /// The folder that is suggested for reports.
    pub reports: PathBuf,
}

pub use terminal::size_of_terminal;

/// Whether there is a terminal to draw on and to read keys from.
pub fn has_terminal() -> bool {
    use std::io::IsTerminal;
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// The program with an open file.
pub struct Shell {
    store: Store,
    book: Book,
    chosen: Chosen,
    look: Look,
    ids: Ids,
    panes: Panes,
    workspace: Workspace,
    /// From where one followed a way, the last one last: Esc leads back.
    came_from: Vec<Workspace>,
    /// Which of Home's panes has the keys.
    home_focus: usize,
    zoomed: bool,
    overlays: Vec<Box<dyn Overlay>>,
    notice: Option<Notice>,
    /// Whose effects are being carried out, by its place in [`Panes::all`]: what it reads is answered to it alone.
    asker: Option<usize>,
    /// Why the store did not take the last change.
    refused: Option<String>,
    clipboard: String,
    searched: (String, usize, Vec<Found>),
    size: (u16, u16),
    clicks: route::Clicks,
    dirty: bool,
    /// Whether something was written that is not yet in the file itself.
    unsettled: bool,
    wants: Wants,
    /// A file being read for an import.
    job: Option<job::Job>,
    /// An import that was looked at and can be carried out.
    prepared: Option<Preview>,
    made: Option<Box<job::export::Made>>,
    /// What others have changed since one was last here, until it is looked at.
    since: Option<Since>,
}

/// What the loop must do outside the program's own state.
#[derive(Default)]
struct Wants {
    quit: bool,
    suspend: bool,
    mouse: Option<bool>,
    copy: Option<String>,
}

impl Shell {
    /// Opens the screen on a file.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn new(mut store: Store, look: Look, size: (u16, u16)) -> Result<Shell, StoreError> {
        let mut book = store.load()?;
        if let Some(name) = &look.name {
            opening::act_as(&mut store, &mut book, name);
        }
        let chosen = first_choice(&book);
        // A note that cannot be read is no reason not to open.
        let since = store.since_last_here().ok().flatten().filter(|since| !since.is_empty());
        let ids = Ids::new(|| world::fresh_id(&world::Real));
        let panes = Panes {
            home_milestones: panes::home::Milestones::default(),
            home_reviews: panes::home::Reviews::default(),
            scores: panes::scores::Scores::default(),
            reviews: panes::reviews::Reviews::default(),
            milestones: panes::milestones::Milestones::default(),
            mini_pips: panes::mini_pips::MiniPips::default(),
            instruments: panes::instruments::Instruments::default(),
            places: panes::places::Places::default(),
            history: panes::history::History::default(),
            qcr: panes::qcr::Qcr::default(),
            trends: panes::trends::Trends::default(),
            committees: panes::committees::Committees::default(),
            scans: panes::scans::Scans::default(),
            agenda: panes::agenda::Agenda::default(),
        };
        Ok(Shell {
            store,
            book,
            chosen,
            look,
            ids,
            panes,
            workspace: Workspace::Home,
            came_from: Vec::new(),
            home_focus: 2,
            zoomed: false,
            overlays: Vec::new(),
            notice: None,
            asker: None,
            refused: None,
            clipboard: String::new(),
            searched: (String::new(), 0, Vec::new()),
            size,
            clicks: route::Clicks::default(),
            dirty: true,
            unsettled: false,
            wants: Wants::default(),
            job: None,
            prepared: None,
            made: None,
            since,
        })
    }

    /// The open file.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What is in memory of it.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// What the clipboard of the program holds.
    pub fn clipboard(&self) -> &str {
        &self.clipboard
    }

    /// Whether the reviewer has asked to leave.
    pub fn is_leaving(&self) -> bool {
        self.wants.quit
    }

    fn screen(&self) -> Area {
        Area { x: 0, y: 0, width: self.size.0, height: self.size.1 }
    }

    fn today(&self) -> NaiveDate {
        self.look.today.unwrap_or_else(|| chrono::Local::now().date_naive())
    }

    /// The room for panes: on Home without the line that tells what others have changed, while there is something to tell.
    fn body(&self) -> Area {
        let body = layout::parts(self.screen()).body;
        let line = u16::from(self.workspace == Workspace::Home && self.since.is_some());
        Area { y: body.y + line, height: body.height.saturating_sub(line), ..body }
    }

    /// The slots of the panes in view, in the order of focus.
    fn slots(&self) -> Vec<Slot> {
        let body = self.body();
        match self.workspace {
            Workspace::Home => layout::home(body, self.home_focus, self.zoomed).to_vec(),
            _ => vec![layout::whole(body)],
        }
    }

    /// The slot that has the keys.
    fn focused_slot(&self) -> Slot {
        let slots = self.slots();
        slots[if self.workspace == Workspace::Home { self.home_focus } else { 0 }]
    }

    fn pane_at(&self, slot: usize) -> &dyn Pane {
        match (self.workspace, slot) {
            (Workspace::Home, 0) => &self.panes.home_milestones,
            (Workspace::Home, 1) => &self.panes.home_reviews,
            (Workspace::Home | Workspace::MiniPips, _) => &self.panes.mini_pips,
            (Workspace::Scores, _) => &self.panes.scores,
            (Workspace::Reviews, _) => &self.panes.reviews,
            (Workspace::Instruments, _) => &self.panes.instruments,
            (Workspace::Milestones, _) => &self.panes.milestones,
            (Workspace::Places, _) => &self.panes.places,
            (Workspace::History, _) => &self.panes.history,
            (Workspace::Qcr, _) => &self.panes.qcr,
            (Workspace::Trends, _) => &self.panes.trends,
            (Workspace::Committees, _) => &self.panes.committees,
            (Workspace::Scans, _) => &self.panes.scans,
            (Workspace::Agenda, _) => &self.panes.agenda,
        }
    }

    fn focused_pane(&self) -> &dyn Pane {
        self.pane_at(self.home_focus)
    }

    fn mode(&self) -> Mode {
        self.overlays.last().map_or_else(|| self.focused_pane().mode(), |overlay| overlay.mode())
    }

    /// What a pane may look at, for a pane in this area.
    fn context(&self, area: Area, focused: bool) -> Context<'_> {
        Context {
            book: &self.book,
            today: self.today(),
            ids: &self.ids,
            day_first: self.look.day_first,
            chosen: &self.chosen,
            area,
            focused,
        }
    }

    /// Says what was done, or what could not be.
    fn say(&mut self, words: impl Into<String>, good: bool) {
        self.notify(&words.into(), if good { Meaning::Notice } else { Meaning::Error });
    }

    /// Says something that is neither done nor wrong.
    fn mention(&mut self, words: impl Into<String>) {
        self.notify(&words.into(), Meaning::Text);
    }

    fn notify(&mut self, words: &str, meaning: Meaning) {
        self.notice = Some(Notice { words: sentence(words), meaning, until: Instant::now() + NOTICE });
        self.dirty = true;
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        // Whoever leaves has seen what there is. A failure loses nothing but that note.
        let _ = self.store.was_here();
    }
}

/// A message that stands alone: those of lower layers begin small, for the command line.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The newest year whose figures are final (any year if none is), its instrument with most reviews, the first Mini PIP still
/// under way, the whole state.
fn first_choice(book: &Book) -> Chosen {
    let tallies = book.tallies();
    let closed = tallies.iter().filter(|t| !t.provisional).map(|t| t.year).max();
    let newest = closed.or_else(|| tallies.iter().map(|t| t.year).max());
    let mut reviews: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
    for tally in tallies.iter().filter(|t| Some(t.year) == newest) {
        let code = book.instrument(tally.instrument).map_or("", |i| i.code.as_str());
        *reviews.entry(code).or_default() += tally.reviews;
    }
    let most = reviews.iter().max_by_key(|(code, reviews)| (**reviews, std::cmp::Reverse(**code))).map(|(code, _)| *code);
    let instrument = most.or_else(|| book.instruments().first().map(|(_, i)| i.code.as_str()));
    let plans = book.all(Kind::MiniPip);
    let under_way = plans.iter().find(|p| p.date(Field::Released).is_none()).or(plans.first());
    Chosen {
        region: None,
        year: newest.unwrap_or_else(|| book.fiscal_year(chrono::Local::now().date_naive())),
        instrument: instrument.unwrap_or_default().to_owned(),
        mini_pip: under_way.map(|p| p.id),
    }
}
