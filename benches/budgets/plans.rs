//! Two hundred Mini PIPs of a hundred rows each: a key and the frame that shows it, on the board and on the pages of a plan.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{Days, NaiveDate};
use milepost::command::key::Key;
use milepost::command::keymap::Keymap;
use milepost::domain::change::{Author, Change};
use milepost::domain::field::Field;
use milepost::domain::frozen;
use milepost::domain::id::Id;
use milepost::domain::instrument::Instrument;
use milepost::domain::kind::Kind;
use milepost::domain::mini_pip::Stage;
use milepost::domain::order;
use milepost::domain::value::Value;
use milepost::shell::{Look, Shell};
use milepost::store::{Access, Store, world};
use milepost::widgets::theme::Theme;
use milepost::work::demo;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::Desk;
use crate::measure::{Sheet, once, show};

const PLANS: usize = 200;
const ELEMENTS: usize = 5;
const ROWS: usize = 20;
const SIZE: (u16, u16) = (120, 40);
/// What a key may cost at worst, in 99 of 100.
const LIMIT: Duration = Duration::from_millis(5);
const KEYS: usize = 392;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

struct Writer<'a> {
    store: &'a Store,
    change: Change,
    /// Offices of the sample agency, with their regions.
    offices: &'a [Id],
    /// What is measured: codes of an instrument and of one of its questions.
    measures: &'a [(String, String)],
}

impl Writer<'_> {
    fn make(&mut self, kind: Kind, parent: Option<Id>, place: &str, fields: &[(Field, Value)]) -> Id {
        let id = self.store.new_ids(1)[0];
        let parent = kind.parent().zip(parent).map(|(field, parent)| (field, Value::Record(parent)));
        let place = kind.fields().contains(&Field::Position).then(|| (Field::Position, Value::text(place)));
        for (field, value) in parent.into_iter().chain(place).chain(fields.iter().cloned()) {
            self.change.set(id, kind, field, value);
        }
        id
    }

    fn many(&mut self, kind: Kind, parent: Id, n: usize, fields: impl Fn(usize) -> Vec<(Field, Value)>) -> Vec<Id> {
        let places = order::spread(n);
        places.iter().enumerate().map(|(at, place)| self.make(kind, Some(parent), place, &fields(at))).collect()
    }

    /// Everything that a plan can have, as a long one has it.
    fn plan(&mut self, n: usize, place: &str) -> Id {
        let day = |days: usize| Value::Date(today() - Days::new(400) + Days::new(days as u64));
        let stage = Stage::ALL[n % Stage::ALL.len()];
        let (instrument, question) = self.measures[n % self.measures.len()].clone();
        let measure = || [(Field::Instrument, Value::text(&instrument)), (Field::Question, Value::text(&question))];
        let plan = [
            (Field::Title, Value::text(format!("Plan {n:03} of a made-up office"))),
            (Field::Stage, Value::text(stage.code())),
            (Field::Office, Value::Record(self.offices[n % self.offices.len()])),
            (Field::ImplementationDate, day(n)),
        ];
        let plan = self.make(Kind::MiniPip, None, place, &plan);
        let people = self.many(Kind::PipPerson, plan, 40, |at| {
            let part = ["lead", "co-lead", "member", "member", "collaborator", "collaborator", "attendee"][at.min(6)];
            vec![(Field::Part, Value::text(part)), (Field::Name, Value::text(format!("Person {at}")))]
        });
        let rows = self.many(Kind::Evaluation, plan, 3, |m| {
            vec![
                (Field::Method, Value::text(format!("Method {m}"))),
                (Field::Frequency, Value::text(["monthly", "quarterly", "yearly"][m])),
                (Field::Who, Value::text("QA unit")),
            ]
        });
        self.many(Kind::Agreement, plan, 4, |at| {
            vec![(Field::Role, Value::text(format!("Role {at}"))), (Field::Name, Value::text("A name")), (Field::Signed, day(n + at))]
        });
        self.many(Kind::Timeline, plan, 10, |at| vec![(Field::Day, day(n + at)), (Field::Activity, Value::text("A meeting"))]);
        let concerns = self.many(Kind::Concern, plan, 5, |at| {
            let agreed = [(Field::AgreedBy, Value::text("Panel")), (Field::AgreedOn, day(n))];
            [(Field::Title, Value::text(format!("Concern {at}")))].into_iter().chain(measure()).chain(agreed).collect()
        });
        for stage in Stage::ALL.into_iter().take_while(|reached| *reached <= stage) {
            let fields = [(Field::Stage, Value::text(stage.code())), (Field::Part, Value::text("passed")), (Field::Day, day(n))];
            self.make(Kind::Passage, Some(plan), "", &fields);
        }
        for (at, part) in ["organising", "first", "second", "third"].into_iter().enumerate() {
            let fields = [(Field::Part, Value::text(part)), (Field::Title, Value::text("A meeting")), (Field::Day, day(n + 30 * at))];
            let meeting = self.make(Kind::Meeting, Some(plan), &order::spread(4)[at], &fields);
            self.many(Kind::AgendaItem, meeting, 8, |_| vec![(Field::Text, Value::text("A point"))]);
            self.many(Kind::Idea, meeting, 20, |_| vec![(Field::Part, Value::text("solution")), (Field::Text, Value::text("An idea"))]);
            self.many(Kind::Attendance, meeting, 30, |at| {
                vec![(Field::Person, Value::Record(people[at])), (Field::Status, Value::text("came"))]
            });
        }
        self.many(Kind::Check, plan, 24, |at| {
            vec![(Field::EvaluationRow, Value::Record(rows[at % 3])), (Field::Due, day(15 * at)), (Field::Day, day(15 * at))]
        });
        self.many(Kind::ProgressNote, plan, 40, |at| vec![(Field::Day, day(at)), (Field::Text, Value::text("What happened"))]);
        self.many(Kind::Asking, plan, 20, |at| vec![(Field::Text, Value::text("Another word")), (Field::Day, day(at))]);
        for (e, place) in order::spread(ELEMENTS).iter().enumerate() {
            let own = [
                (Field::Title, Value::text(format!("Element {e}"))),
                (Field::From, day(n)),
                (Field::Concern, Value::Record(concerns[e])),
                (Field::Year, Value::Int(2022)),
            ];
            let fields: Vec<(Field, Value)> = own.into_iter().chain(measure()).collect();
            let element = self.make(Kind::Element, Some(plan), place, &fields);
            let terms = ["short", "long"];
            self.many(Kind::Goal, element, 2, |at| vec![(Field::Term, Value::text(terms[at])), (Field::Target, Value::text("95 %"))]);
            let rows = self.many(Kind::Row, element, ROWS, |r| {
                let done = (r % 3 == 0).then(|| (Field::Completed, day(n + 20 * r)));
                let row = [
                    (Field::Part, Value::text(if r % 5 == 4 { "benchmark" } else { "step" })),
                    (Field::Text, Value::text(format!("Step {r} of element {e}, with a few words more"))),
                    (Field::Evidence, Value::text("A list")),
                    (Field::CompletionDue, day(n + 20 * r)),
                ];
                row.into_iter().chain(done).collect()
            });
            for row in rows {
                self.make(Kind::Proof, Some(row), "m", &[(Field::Text, Value::text("A list")), (Field::Site, Value::text("A folder"))]);
            }
        }
        plan
    }
}

/// The sample agency with two hundred plans more, three of the first ones frozen twice and changed since.
fn write(desk: &Desk) -> PathBuf {
    let path = desk.path("plans.milepost");
    let mut store = demo::write(&path, None, 1, today()).unwrap();
    let book = store.load().unwrap();
    let offices: Vec<Id> = book.all(Kind::Office).iter().map(|office| office.id).collect();
    let of = |i: &Instrument| -> Vec<(String, String)> { i.questions.iter().map(|q| (i.code.clone(), q.code.clone())).take(20).collect() };
    let measures: Vec<(String, String)> = book.instruments().iter().flat_map(|(_, instrument)| of(instrument)).collect();
    let mut first = Vec::new();
    for (n, place) in order::spread(PLANS).iter().enumerate() {
        let change = Change::new("a plan", store.seen().unwrap());
        let mut writer = Writer { change, store: &store, offices: &offices, measures: &measures };
        let plan = writer.plan(n, &format!("0{place}"));
        if n < Stage::ALL.len() {
            first.push(plan);
        }
        let change = writer.change;
        store.commit(&change).unwrap();
    }
    for plan in first {
        for version in 0..3 {
            let book = store.load().unwrap();
            let author = Author { who: "Rae Sample", today: today(), saw: book.seen };
            let mut change = Change::new("a version", book.seen);
            frozen::freeze(&mut change, &book, plan, "", Stage::Submitted, &author, &mut || store.new_ids(1)[0]);
            for element in book.parts(plan, Kind::Element) {
                for row in book.parts(element.id, Kind::Row).into_iter().step_by(3) {
                    change.set(row.id, Kind::Row, Field::Text, Value::text(format!("Written again, time {version}")));
                }
            }
            store.commit(&change).unwrap();
        }
    }
    path
}

/// A page: its name, the keys that lead to it from the page before, and those that are measured on it.
type Page = (&'static str, &'static [&'static str], &'static [&'static str]);

const CELLS: &[&str] = &["Down", "Right", "PgDn", "Up", "Left", "End", "Home"];

/// From the matrix of a plan, which comes first, back to the board.
const TO_BOARD: &[&str] = &["Alt-5", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B"];

const PAGES: &[Page] = &[
    ("Home", &["Alt-1"], CELLS),
    ("Plans", TO_BOARD, &["Down", "Down", "Right", "F4", "PgDn", "F7", "Up"]),
    ("Selection", &["Ctrl-N"], CELLS),
    ("Where it stands", &["Ctrl-N"], CELLS),
    ("Still missing", &["Ctrl-N"], CELLS),
    ("Versions", &["Ctrl-N"], CELLS),
    ("Compare", &["Ctrl-Home", "Enter"], CELLS),
    ("Changes asked", &["Esc", "Ctrl-N"], CELLS),
    ("Concerns", &["Ctrl-N"], CELLS),
    ("Meetings", &["Ctrl-N"], CELLS),
    ("Cover", &["Ctrl-N"], CELLS),
    ("I Overview", &["Ctrl-N"], CELLS),
    ("II Matrix", &["Ctrl-N"], CELLS),
    ("II Matrix, on its elements", &["Ctrl-Home"], &["Right", "Left"]),
    ("II Matrix, typing in a cell", &["Right", "x"], &["y", "z"]),
    ("III Agreements", &["Esc", "Ctrl-N"], CELLS),
    ("IV Timeline", &["Ctrl-N"], CELLS),
    ("V Collaborators", &["Ctrl-N"], CELLS),
    ("Evaluation", &["Ctrl-N"], CELLS),
    ("Schedule", &["Ctrl-N"], CELLS),
    ("Checks", &["Ctrl-N"], CELLS),
    ("Evidence", &["Ctrl-N"], CELLS),
    ("Notes", &["Ctrl-N"], CELLS),
    ("Assistance", &["Ctrl-N"], CELLS),
    ("Peers", &["Ctrl-N"], CELLS),
    ("Results", &["Ctrl-N"], CELLS),
    ("Closing", &["Ctrl-N"], CELLS),
];

/// The stages whose next gate asks the most: for charts of concerns, for the whole content, for new results.
const CHOSEN: [Stage; 3] = [Stage::Organised, Stage::Draft, Stage::Reported];

pub fn measure(desk: &Desk, sheet: &mut Sheet) {
    let path = write(desk);
    let look = || Look {
        theme: Theme::named("dark").unwrap(),
        keymap: Keymap::preset("default").unwrap(),
        mouse: false,
        day_first: false,
        today: Some(today()),
        lock_after_minutes: 0,
        reports: std::path::PathBuf::new(),
        name: None,
    };
    for stage in CHOSEN {
        let store = Store::open(&path, None, Access::Edit, Box::new(world::Real)).unwrap();
        let mut shell = Shell::new(store, look(), SIZE).unwrap();
        let mut screen = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
        let mut press = |key: Key| {
            shell.press(key);
            screen.draw(|frame| shell.view(frame)).unwrap();
        };
        let keys = |names: &[&str]| -> Vec<Key> { names.iter().map(|name| Key::parse(name).unwrap()).collect() };
        keys(TO_BOARD).into_iter().chain(keys(&["Ctrl-Home"])).for_each(&mut press);
        (0..stage as usize).for_each(|_| press(Key::parse("Down").unwrap()));
        press(Key::parse("Enter").unwrap());
        for (words, open, pressed) in PAGES {
            keys(open).into_iter().for_each(&mut press);
            let pressed = keys(pressed);
            press(pressed[0]);
            let mut times: Vec<Duration> = (0..KEYS).map(|at| once(|| press(pressed[at % pressed.len()])).0).collect();
            times.sort_unstable();
            let what = format!("{words} of a plan that is {}, {} half the time", stage.words(), show(times[KEYS / 2]));
            sheet.limit(&what, times[KEYS * 99 / 100], LIMIT);
        }
    }
}
