//! Two hundred Mini PIPs of a hundred rows each: a key and the frame that shows it, on the board and on the pages of a plan.

use std::time::Duration;

use chrono::{Days, NaiveDate};
use milepost::command::key::Key;
use milepost::command::keymap::Keymap;
use milepost::domain::change::Change;
use milepost::domain::field::Field;
use milepost::domain::id::Id;
use milepost::domain::kind::Kind;
use milepost::domain::mini_pip::Stage;
use milepost::domain::order;
use milepost::domain::value::Value;
use milepost::shell::{Look, Shell};
use milepost::store::{Access, NewFile, Store, world};
use milepost::widgets::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::Desk;
use crate::measure::{Sheet, once};

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
}

impl Writer<'_> {
    fn make(&mut self, kind: Kind, parent: Option<Id>, place: &str, fields: &[(Field, Value)]) -> Id {
        let id = self.store.new_ids(1)[0];
        let parent = kind.parent().zip(parent).map(|(field, parent)| (field, Value::Record(parent)));
        let place = (Field::Position, Value::text(place));
        for (field, value) in parent.into_iter().chain([place]).chain(fields.iter().cloned()) {
            self.change.set(id, kind, field, value);
        }
        id
    }

    fn plan(&mut self, n: usize, place: &str) {
        let day = |days: usize| Value::Date(today() - Days::new(400) + Days::new(days as u64));
        let stage = Stage::ALL[n % Stage::ALL.len()].code();
        let plan = [
            (Field::Title, Value::text(format!("Plan {n:03} of a made-up office"))),
            (Field::Stage, Value::text(stage)),
            (Field::ImplementationDate, day(n)),
        ];
        let plan = self.make(Kind::MiniPip, None, place, &plan);
        for (m, place) in order::spread(3).iter().enumerate() {
            let row = [
                (Field::Method, Value::text(format!("Method {m}"))),
                (Field::Frequency, Value::text(["monthly", "quarterly", "yearly"][m])),
                (Field::Who, Value::text("QA unit")),
            ];
            self.make(Kind::Evaluation, Some(plan), place, &row);
        }
        for (e, place) in order::spread(ELEMENTS).iter().enumerate() {
            let fields = [(Field::Title, Value::text(format!("Element {e}"))), (Field::From, day(n))];
            let element = self.make(Kind::Element, Some(plan), place, &fields);
            for (r, place) in order::spread(ROWS).iter().enumerate() {
                let mut row = vec![
                    (Field::Part, Value::text(if r % 5 == 4 { "benchmark" } else { "step" })),
                    (Field::Text, Value::text(format!("Step {r} of element {e}, with a few words more"))),
                    (Field::Evidence, Value::text("A list")),
                    (Field::CompletionDue, day(n + 20 * r)),
                ];
                if r % 3 == 0 {
                    row.push((Field::Completed, day(n + 20 * r)));
                }
                self.make(Kind::Row, Some(element), place, &row);
            }
        }
    }
}

pub fn measure(desk: &Desk, sheet: &mut Sheet) {
    let path = desk.path("plans.milepost");
    let mut store = Store::create(&path, &NewFile { passphrase: None, secret: None }, Box::new(world::Real)).unwrap();
    store.introduce("Rae Sample", "QA reviewer").unwrap();
    for (n, place) in order::spread(PLANS).iter().enumerate() {
        let mut writer = Writer { change: Change::new("a plan", store.seen().unwrap()), store: &store };
        writer.plan(n, place);
        let change = writer.change;
        store.commit(&change).unwrap();
    }
    drop(store);
    let look = Look {
        theme: Theme::named("dark").unwrap(),
        keymap: Keymap::preset("default").unwrap(),
        mouse: false,
        day_first: false,
        today: Some(today()),
        lock_after_minutes: 0,
        name: None,
    };
    let store = Store::open(&path, None, Access::Edit, Box::new(world::Real)).unwrap();
    let mut shell = Shell::new(store, look, SIZE).unwrap();
    let mut screen = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    let pages: [(&str, &[&str], &[&str]); 4] = [
        (
            "the board of plans",
            &["Alt-5", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B", "Ctrl-B"],
            &["Down", "Down", "Right", "F4", "PgDn", "F7", "Up"],
        ),
        ("a plan's matrix", &["Enter"], &["Down", "Right", "PgDn", "Up"]),
        ("its schedule", &["Ctrl-N", "Ctrl-N", "Ctrl-N", "Ctrl-N", "Ctrl-N"], &["Down", "PgDn", "Up"]),
        ("its evidence", &["Ctrl-N", "Ctrl-N"], &["Down", "Right", "PgDn", "Up"]),
    ];
    for (words, open, keys) in pages {
        for key in open {
            shell.press(Key::parse(key).unwrap());
        }
        let keys: Vec<Key> = keys.iter().map(|key| Key::parse(key).unwrap()).collect();
        let mut press = |key: Key| {
            shell.press(key);
            screen.draw(|frame| shell.view(frame)).unwrap();
        };
        press(keys[0]);
        let mut times: Vec<Duration> = (0..KEYS).map(|at| once(|| press(keys[at % keys.len()])).0).collect();
        times.sort_unstable();
        sheet.limit(&format!("key and frame, 99 of 100, {words} of {PLANS}"), times[KEYS * 99 / 100], LIMIT);
    }
}
