//! A made-up agency for the tests of panes: five regions, ten years, a plan of milestones, two Mini PIPs. Not part of the program.

mod view;

use chrono::NaiveDate;

use crate::command::{Area, Chosen, Command, Context, Effect, Ids, Input};
use crate::domain::answers::Why;
use crate::domain::book::Book;
use crate::domain::counts::Counts;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::{Area as Group, Instrument};
use crate::domain::kind::Kind;
use crate::domain::query::Tally;
use crate::domain::score::tests::instrument;
use crate::domain::share::Share;
use crate::domain::value::Value;
use crate::panes::Pane;

const REGIONS: [&str; 5] = ["Northern", "Salt Valley", "Western", "Eastern", "Southwest"];
const AREAS: [(&str, &str); 3] = [("IH", "In-home services"), ("FC", "Foster care"), ("CPS", "Child protective services")];
const TEXTS: [&str; 4] = [
    "Did the worker see the child in the home at least once in each month of the period under review?",
    "Is there a current plan that names the family's own goals?",
    "Were the parents involved in making the plan?",
    "Was the health assessment done within thirty days of the removal, or was it said in the file why it was not?",
];

pub(crate) fn id(group: u8, n: usize) -> Id {
    let mut bytes = [0; 16];
    (bytes[0], bytes[14], bytes[15]) = (group, (n / 256) as u8, (n % 256) as u8);
    Id(bytes)
}

pub(crate) fn region(n: usize) -> Id {
    id(1, n)
}

pub(crate) fn question(n: usize) -> String {
    format!("{}.{}", AREAS[n / 4].0, n % 4 + 1)
}

fn cpr() -> Instrument {
    let mut cpr = instrument(&[8500; 12]);
    cpr.areas = AREAS.iter().map(|(code, name)| Group { code: (*code).into(), name: (*name).into(), synonyms: Vec::new() }).collect();
    for (option, label) in cpr.options.iter_mut().zip(["Yes", "Partial", "No", "Exception", "Not applicable"]) {
        option.label = label.into();
    }
    for (n, q) in cpr.questions.iter_mut().enumerate() {
        q.area = n / 4;
        q.code = question(n);
        q.text = TEXTS[n % 4].into();
        q.guidance = "Yes if each month has a visit with date and place. Not applicable if the case was open less than thirty days.".into();
        q.continues = None;
        if n % 4 == 0 {
            q.goal = Share(9000);
        }
    }
    cpr
}

/// The agency. Years 2016 to 2025; the last one's round is open in the last region.
pub(crate) fn agency() -> Book {
    let mut book = Book::default();
    for (n, name) in REGIONS.iter().enumerate() {
        book.set(Kind::Region, region(n), Field::Name, Value::text(*name));
        book.set(Kind::Region, region(n), Field::Position, Value::text(format!("{n}")));
        book.set(Kind::Office, id(2, n), Field::Name, Value::text(format!("{name} office")));
        book.set(Kind::Office, id(2, n), Field::Region, Value::Record(region(n)));
    }
    let cpr = cpr();
    book.set(Kind::Instrument, id(3, 0), Field::Definition, Value::text(serde_json::to_string(&cpr).unwrap()));
    let mut tallies = Vec::new();
    for year in 2016..=2025 {
        for place in 0..REGIONS.len() {
            let mut counts = Counts::new(cpr.questions.len(), 5);
            for q in 0..cpr.questions.len() {
                // Better by the year, each question and region in its own way; nothing here is drawn by chance.
                let n = 30 + ((q * 7 + place * 5) % 30) as i32;
                let rate = (72 + (year - 2016) * 2 + ((q * 11 + place * 17 + year as usize * 3) % 19) as i32 - 6).min(100);
                let yes = n * rate / 100;
                counts.add(q, 1, yes - i32::from(q % 3 == 0));
                counts.add(q, 2, i32::from(q % 3 == 0));
                counts.add(q, 3, n - yes);
                counts.add(q, 5, (q % 4) as i32 * 3);
                // From 2024 on reviewers say why, mostly.
                if year >= 2024 {
                    counts.add_why(q, Why::NotDone, (n - yes + 1) / 2);
                    counts.add_why(q, Why::NotDocumented, (n - yes) / 3);
                    counts.add_why(q, Why::Late, i32::from(q % 3 == 0));
                }
            }
            tallies.push(Tally {
                instrument: id(3, 0),
                year,
                region: region(place),
                office: id(2, place),
                worker: None,
                supervisor: None,
                provisional: year == 2025 && place == 4,
                reviews: 60,
                counts,
            });
        }
    }
    book.set_tallies(tallies);
    publish(&mut book);
    milestones(&mut book);
    plans(&mut book);
    book
}

fn publish(book: &mut Book) {
    for (n, year, percent) in [(0, 2015, 7100), (1, 2025, 8100)] {
        let mut set = |field, value| book.set(Kind::Published, id(4, n), field, value);
        set(Field::Instrument, Value::text("cpr"));
        set(Field::Question, Value::text(question(1)));
        set(Field::Year, Value::Int(year));
        set(Field::Region, Value::Record(region(0)));
        set(Field::Percent, Value::Int(percent));
        set(Field::Edition, Value::text("2025-08"));
    }
}

fn milestones(book: &mut Book) {
    const NAMES: [(&str, &str); 9] = [
        ("Practice Model development, training, implementation", "steps"),
        ("System investment", "derived"),
        ("System management structures", "judgement"),
        ("Priority focus areas", "judgement"),
        ("Accountability structures", "judgement"),
        ("Trend data analysis", "judgement"),
        ("Case Process Review", "standing"),
        ("Qualitative Case Review", "qcr"),
        ("Quality improvement committees", "judgement"),
    ];
    book.set(Kind::Plan, id(5, 0), Field::Title, Value::text("Performance Milestone Plan"));
    for (n, (name, rule)) in NAMES.iter().enumerate() {
        let mut set = |field, value| book.set(Kind::Milestone, id(6, n), field, value);
        set(Field::Plan, Value::Record(id(5, 0)));
        set(Field::Number, Value::Int(n as i64 + 1));
        set(Field::Name, Value::text(*name));
        set(Field::Rule, Value::text(*rule));
        set(Field::Instrument, Value::text(if n == 6 { "cpr" } else { "" }));
        set(Field::Status, Value::text(["open", "open", "exited", "open", "exited", "exit_proposed", "exited", "open", "open"][n]));
        for step in 0..(n * 2 % 7) {
            let id = id(7, n * 16 + step);
            book.set(Kind::Step, id, Field::Milestone, Value::Record(self::id(6, n)));
            book.set(Kind::Step, id, Field::Text, Value::text("A step"));
            book.set(Kind::Step, id, Field::Status, Value::text(if step % 2 == 0 { "done" } else { "in_progress" }));
        }
    }
}

fn plans(book: &mut Book) {
    for (n, name) in ["Northern community plan", "Salt Valley community plan"].iter().enumerate() {
        book.set(Kind::MiniPip, id(8, n), Field::Title, Value::text(*name));
        book.set(Kind::MiniPip, id(8, n), Field::Office, Value::Record(id(2, n)));
        book.set(Kind::MiniPip, id(8, n), Field::Stage, Value::text("implementing"));
        let mut set = |field, value| book.set(Kind::Element, id(9, n), field, value);
        set(Field::MiniPip, Value::Record(id(8, n)));
        set(Field::Title, Value::text("Seeing each child every month"));
        set(Field::Instrument, Value::text("cpr"));
        set(Field::Question, Value::text("FC.1, FC.2"));
    }
}

/// Everything a context borrows.
pub(crate) struct Desk {
    pub book: Book,
    pub chosen: Chosen,
    pub area: Area,
    ids: Ids,
}

impl Desk {
    /// The agency with a region and the last year chosen, and a pane of this size.
    pub fn new(region: Option<Id>, width: u16, height: u16) -> Desk {
        Desk {
            book: agency(),
            chosen: Chosen { region, year: 2025, instrument: "cpr".into(), mini_pip: None },
            area: Area { x: 0, y: 0, width, height },
            ids: Ids::new(|| Id([7; 16])),
        }
    }

    pub fn cx(&self) -> Context<'_> {
        Context {
            book: &self.book,
            today: NaiveDate::from_ymd_opt(2025, 11, 21).unwrap(),
            ids: &self.ids,
            day_first: false,
            chosen: &self.chosen,
            area: self.area,
            focused: true,
        }
    }

    pub fn press(&self, pane: &mut dyn Pane, commands: &[Command]) -> Vec<Effect> {
        commands.iter().flat_map(|command| pane.update(Input::Command(*command), &self.cx())).collect()
    }

    /// What the pane looks like, as text.
    pub fn drawn(&self, pane: &dyn Pane) -> String {
        view::drawn(pane, &self.cx())
    }

    /// Whether the pane draws outside its area.
    pub fn spills(&self, pane: &dyn Pane) -> bool {
        view::spills(pane, &self.cx())
    }

    /// The same with plain ASCII signs.
    pub fn drawn_ascii(&self, pane: &dyn Pane) -> String {
        view::drawn_ascii(pane, &self.cx())
    }
}
