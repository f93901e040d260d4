//! Reports of review work: samples that a stranger can repeat, agreement, the sheet of a case, the page for a team.
//! The round behind them is written as a workspace would write it.

use milepost::domain::answers::{Answer, Why};
use milepost::domain::book::Book;
use milepost::domain::change::{Change, Slot};
use milepost::domain::field::Field;
use milepost::domain::id::Id;
use milepost::domain::kind::Kind;
use milepost::domain::population::{PopulationCase, encode};
use milepost::domain::value::Value;
use milepost::store::{Access, Store, world};
use serde_json::Value as Json;

use super::Folder;

const YEAR: i32 = 2026;
const SEED: &str = "hill-2026";

/// A round of Hill in 2026 with 40 cases, two strata in three offices' worth of workers, and a drawn sample of 10.
struct Round {
    folder: Folder,
    store: Option<Store>,
    book: Book,
    id: Id,
    form: Id,
    region: Id,
    offices: Vec<Id>,
}

impl Round {
    fn new() -> Round {
        let folder = Folder::furnished(true);
        let store = Store::open(&folder.path("f.milepost"), None, Access::Edit, Box::new(world::Real)).unwrap();
        let book = store.load().unwrap();
        let form = book.instruments()[0].0;
        let region = book.all(Kind::Region).into_iter().find(|r| r.text(Field::Name) == "Hill").unwrap().id;
        let offices = book.all(Kind::Office).into_iter().filter(|o| o.record(Field::Region) == Some(region)).map(|o| o.id).collect();
        let id = store.round_id("review", YEAR, region);
        let mut round = Round { folder, store: Some(store), book, id, form, region, offices };
        let cases: Vec<PopulationCase> = (0..40).map(|n| round.case(n)).collect();
        let list = round.store().new_ids(1)[0];
        round.write(|change| {
            let mut set = |field, value| change.set(id, Kind::Round, field, value);
            set(Field::Form, Value::Record(form));
            set(Field::Year, Value::Int(i64::from(YEAR)));
            set(Field::Region, Value::Record(region));
            set(Field::Title, Value::text("Hill 2026"));
            set(Field::Status, Value::text("open"));
            set(Field::Seed, Value::text(SEED));
            set(Field::SampleSize, Value::Int(10));
            set(Field::Spares, Value::Int(4));
            set(Field::ChallengeUntil, Value::Date("2026-06-30".parse().unwrap()));
            change.set(list, Kind::Population, Field::Round, Value::Record(id));
            change.set(list, Kind::Population, Field::List, Value::Bytes(encode(&cases)));
            change.set(list, Kind::Population, Field::Source, Value::text("hill.csv"));
        });
        round
    }

    fn store(&mut self) -> &mut Store {
        self.store.as_mut().unwrap()
    }

    fn case(&self, n: usize) -> PopulationCase {
        PopulationCase {
            case_id: format!("H-{n:03}"),
            office: self.offices[n % self.offices.len()],
            worker: self.book.all(Kind::Worker).into_iter().find(|w| w.text(Field::Name) == format!("Worker 0{}", n % 2)).map(|w| w.id),
            supervisor: None,
            stratum: if n % 4 == 0 { "foster" } else { "in-home" }.to_owned(),
            from: "2025-07-01".parse().ok(),
            until: "2026-03-31".parse().ok(),
        }
    }

    fn write(&mut self, fill: impl FnOnce(&mut Change)) {
        let store = self.store();
        let mut change = Change::new("review work", store.seen().unwrap());
        fill(&mut change);
        store.commit(&change).unwrap();
    }

    fn eliminate(&mut self, number: i64, reason: &str, note: &str) {
        let (id, round) = (self.store().new_ids(1)[0], self.id);
        self.write(|change| {
            change.set(id, Kind::Elimination, Field::Round, Value::Record(round));
            change.set(id, Kind::Elimination, Field::Number, Value::Int(number));
            change.set(id, Kind::Elimination, Field::Reason, Value::text(reason));
            change.set(id, Kind::Elimination, Field::Note, Value::text(note));
        });
    }

    /// A review of case `n`: the answers are words, one for each question in turn.
    fn review(&mut self, n: usize, second: bool, reviewer: &str, answers: &[&str], status: &str) -> Id {
        let (case, form, region, round) = (self.case(n), self.form, self.region, self.id);
        let ids = self.store().review_ids("review", YEAR, case.office, &case.case_id);
        let id = if second { ids.1 } else { ids.0 };
        let instrument = self.book.instrument(form).unwrap().clone();
        let given: Vec<Answer> = answers
            .iter()
            .map(|word| match word.split_once(' ') {
                Some((word, why)) => {
                    Answer::new(instrument.option(word).unwrap(), Why::ALL.into_iter().find(|w| w.code() == why))
                }
                None if word.is_empty() => Answer::NONE,
                None => Answer::new(instrument.option(word).unwrap(), None),
            })
            .collect();
        self.write(|change| {
            let mut set = |field, value| change.set(id, Kind::Review, field, value);
            set(Field::Round, Value::Record(round));
            set(Field::Form, Value::Record(form));
            set(Field::Year, Value::Int(i64::from(YEAR)));
            set(Field::Region, Value::Record(region));
            set(Field::Office, Value::Record(case.office));
            set(Field::Worker, case.worker.map_or(Value::None, Value::Record));
            set(Field::CaseId, Value::text(case.case_id));
            set(Field::Reviewer, Value::text(reviewer));
            set(Field::Covers, Value::Int(0b11));
            set(Field::Status, Value::text(status));
            set(Field::Rating, Value::Int(if second { 2 } else { 1 }));
            for (ordinal, answer) in (0u16..).zip(&given) {
                if answer.is_given() {
                    let byte = Value::Int(i64::from(answer.byte()));
                    change.set_slot(id, Kind::Review, Field::Given, Slot::of(ordinal, 0), byte);
                }
            }
        });
        id
    }

    /// A part of a review: a comment, a challenge, a correction.
    fn part(&mut self, kind: Kind, review: Id, values: &[(Field, Value)]) {
        let id = self.store().new_ids(1)[0];
        self.write(|change| {
            change.set(id, kind, Field::Review, Value::Record(review));
            for (field, value) in values {
                change.set(id, kind, *field, value.clone());
            }
        });
    }

    /// Lets go of the file, so that the program can have it.
    fn done(mut self) -> Folder {
        self.store = None;
        self.folder
    }
}

fn texts<'a>(rows: &'a [Json], field: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[field].as_str().unwrap_or("-")).collect()
}

#[test]
fn zz_hand() {
    let mut round = Round::new();
    round.eliminate(3, "other", "moved away");
    let mut state = 7_u64;
    let mut rnd = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let words = ["yes", "partial not_documented", "no not_done", "na", "no late", "yes", "yes", "", "no not_documented"];
    for n in 0..30 {
        let mut a: Vec<&str> = Vec::new();
        let mut b: Vec<&str> = Vec::new();
        for _ in 0..12 {
            let x = words[rnd(9) as usize];
            a.push(x);
            b.push(if rnd(4) > 0 { x } else { words[rnd(9) as usize] });
        }
        round.review(n, false, ["Ann Example", "Ben Sample", "Cleo Trial"][n % 3], &a, "final");
        round.review(n, true, ["Ben Sample", "Ann Example", "Ben Sample"][n % 3], &b, "final");
    }
    let folder = round.done();
    std::fs::create_dir_all("/tmp/reports-try").unwrap();
    std::fs::copy(folder.path("f.milepost"), "/tmp/reports-try/f.milepost").unwrap();
}
