//! The made-up agency is worth looking at: every standing occurs, and the newest qualitative figures are the told ones.

use std::collections::BTreeSet;

use super::*;
use crate::domain::counts::Counts;
use crate::domain::query::{Answer, Query};
use crate::domain::review::{CaseFile, CaseFilter, RoundFile, Status};
use crate::domain::sample::{allocation, draw, reason};
use crate::domain::score::Score;
use crate::store::Access;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

#[test]
fn the_agency_is_whole_and_tells_its_story() {
    let folder = tempfile::TempDir::new().unwrap();
    let store = write(&folder.path().join("demo.milepost"), None, 1, today()).unwrap();
    assert_eq!(store.check().unwrap().wrong, Vec::<String>::new());
    let book = store.load().unwrap();
    assert_eq!(book.all(Kind::Region).len(), 5);
    assert_eq!(book.all(Kind::MiniPip).len(), 3);
    assert_eq!(book.all(Kind::Milestone).len(), 9);
    let years: BTreeSet<i32> = book.tallies().iter().map(|t| t.year).collect();
    assert_eq!(years.len(), 11, "ten years, and the one that is being reviewed");
    assert!(book.tallies().iter().all(|t| t.provisional == (t.year == 2027)));
    let (id, qcr) = book.instrument_for("utah-qcr", 2026).unwrap();
    let mut counts = Counts::new(qcr.questions.len(), qcr.options.len());
    for tally in book.tallies().iter().filter(|t| t.instrument == *id && t.year == 2026) {
        counts.merge(&tally.counts);
    }
    let overall = |code: &str| Score::of_question(qcr, &counts, qcr.question(code).unwrap()).percent();
    assert_eq!((overall("CFS.overall"), overall("SP.overall")), ("78.2".to_owned(), "41.6".to_owned()));
    assert_eq!(store.next_undo_redo().unwrap(), (None, None), "what was set up is no edit of the reviewer's");
}

#[test]
fn the_plans_have_lived_as_far_as_their_stages_say() {
    let folder = tempfile::TempDir::new().unwrap();
    let store = write(&folder.path().join("demo.milepost"), None, 1, today()).unwrap();
    let book = store.load().unwrap();
    let plans = book.all(Kind::MiniPip);
    let plan = |title: &str| plans.iter().find(|plan| plan.text(Field::Title).starts_with(title)).unwrap().id;
    for plan in &plans {
        let passages = crate::domain::gate::passages(&book, plan.id);
        assert_eq!(passages.last().unwrap().text(Field::Stage), plan.text(Field::Stage), "{}", plan.text(Field::Title));
        assert!(passages.iter().all(|passage| passage.date(Field::Day).is_some_and(|day| day <= today())));
        assert!(!book.parts(plan.id, Kind::Concern).is_empty() && !book.parts(plan.id, Kind::Meeting).is_empty());
    }
    // A word of the sample that names nothing would be lost without a sound.
    let told: usize = include_str!("../../../assets/sample/lives.toml").matches("kind = \"attendance\"").count();
    let meetings = plans.iter().flat_map(|plan| book.parts(plan.id, Kind::Meeting));
    let came: Vec<_> = meetings.flat_map(|meeting| book.parts(meeting.id, Kind::Attendance)).collect();
    assert_eq!(came.len(), told);
    assert!(came.iter().all(|one| one.record(Field::Person).is_some()));
    for plan in [plan("Red Ledge"), plan("Mill Pond")] {
        let versions = book.parts(plan, Kind::Frozen);
        let numbers: Vec<_> = versions.iter().map(|version| version.int(Field::Number)).collect();
        assert_eq!(numbers, [Some(1), Some(2)]);
        assert_eq!(versions[1].text(Field::Digest), crate::domain::frozen::digest(&book, plan), "nothing has changed since it was signed");
        assert!(book.parts(plan, Kind::Agreement).iter().all(|role| role.record(Field::Frozen) == Some(versions[1].id)));
        assert!(book.parts(plan, Kind::Element).iter().all(|element| element.record(Field::Concern).is_some()));
    }
    let red = book.parts(plan("Red Ledge"), Kind::Frozen);
    assert_ne!(red[0].text(Field::Digest), red[1].text(Field::Digest), "changes that were asked for were made");
    let released = book.parts(plan("Mill Pond"), Kind::Element);
    assert!(released.iter().flat_map(|element| book.parts(element.id, Kind::Row)).all(|row| row.date(Field::Released).is_some()));
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let folder = tempfile::TempDir::new().unwrap();
    let picture = |name: &str, seed| {
        let store = write(&folder.path().join(name), None, seed, today()).unwrap();
        let mut tallies: Vec<_> = store
            .load()
            .unwrap()
            .tallies()
            .iter()
            .map(|t| (t.year, store.load().unwrap().name(t.office).to_owned(), t.counts.to_bytes()))
            .collect();
        tallies.sort();
        tallies
    };
    let one = picture("a", 7);
    assert_eq!(one, picture("b", 7));
    assert_ne!(one, picture("c", 8));
}

#[test]
fn an_encrypted_agency_opens_with_its_passphrase() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("sealed.milepost");
    let passphrase = Passphrase::new("four words of sample".to_owned());
    drop(write(&path, Some(&passphrase), 1, today()).unwrap());
    assert!(Store::open(&path, Some(&passphrase), Access::Read, Box::new(crate::store::world::Real)).is_ok());
}

fn round(store: &Store, book: &Book, year: i32) -> RoundFile {
    let canyon = book.all(Kind::Region).into_iter().find(|r| r.text(Field::Name) == "Canyon").unwrap().id;
    let Answer::Round(file) = store.answer(&Query::Round { round: store.round_id("utah-cpr", year, canyon) }).unwrap() else { panic!() };
    *file
}

fn case(store: &Store, review: Id) -> CaseFile {
    let Answer::Case(Some(file)) = store.answer(&Query::Case { review }).unwrap() else { panic!() };
    *file
}

#[test]
fn the_open_round_is_in_the_middle_of_its_work_whatever_the_seed_and_day() {
    let folder = tempfile::TempDir::new().unwrap();
    let days = [today(), NaiveDate::from_ymd_opt(2026, 7, 2).unwrap(), NaiveDate::from_ymd_opt(2027, 6, 30).unwrap()];
    for (seed, today) in (1..=3).zip(days) {
        let store = write(&folder.path().join(format!("{seed}.milepost")), None, seed, today).unwrap();
        let book = store.load().unwrap();
        let file = round(&store, &book, 2027);
        let record = book.get(file.round).unwrap();
        assert_eq!((file.population.cases.len(), file.eliminations.len()), (220, 3), "seed {seed}");
        let keys: Vec<draw::Case> = file.population.cases.iter().map(|c| draw::Case { key: &c.case_id, stratum: &c.stratum }).collect();
        let plan = allocation::plan(&keys, 40, 6, &[]).unwrap();
        let out: Vec<usize> = file.eliminations.iter().map(|e| e.int(Field::Number).unwrap() as usize - 1).collect();
        assert!(file.eliminations.iter().all(|e| reason::reason(e.text(Field::Reason)).is_some()));
        let stands = draw::draw(&keys, record.text(Field::Seed), &plan).stand(&out);
        assert_eq!((stands.working.len(), stands.missing(), stands.strata.len()), (40, 0, 3));
        let sampled: BTreeSet<Id> = stands.working.iter().map(|row| file.population.reviews[*row].0).collect();
        let (seconds, firsts): (Vec<_>, Vec<_>) = file.reviews.iter().partition(|line| line.second);
        assert!(firsts.iter().all(|line| sampled.contains(&line.id)), "only what was drawn is reviewed");
        let begun = |status| firsts.iter().filter(|line| line.status == status && !line.answers.is_empty()).count();
        assert_eq!(Status::ALL.map(begun), [3, 4, 2, 12]);
        assert_eq!(seconds.iter().filter(|line| line.status == Status::Final).count(), 4);
        for line in &firsts {
            let instrument = book.instrument(line.instrument).unwrap();
            let whole = instrument.completeness(&line.answers, line.covers).is_whole();
            assert_eq!(whole, line.status != Status::Draft, "only drafts have gaps");
            assert!(
                line.reviewed_on.is_none_or(|day| day <= today && book.fiscal_year(day) == 2027),
                "seed {seed}: {:?}",
                line.reviewed_on
            );
        }
        let states: BTreeSet<&str> = file.comments.iter().map(|c| c.text(Field::Status)).collect();
        assert_eq!(states, BTreeSet::from(["answered", "closed", "open"]));
        let outcomes: Vec<&str> = file.challenges.iter().map(|c| c.text(Field::Outcome)).collect();
        assert_eq!(outcomes, ["", "upheld"]);
        let filter = CaseFilter { forms: vec![(firsts[0].instrument, None)], year: Some(2027), ..CaseFilter::default() };
        let Answer::Twice(twice) = store.answer(&Query::Twice { filter }).unwrap() else { panic!() };
        assert_eq!(twice.len(), 4);
        for pair in twice {
            assert_ne!(pair.first.reviewer, pair.second.reviewer);
            assert!(!pair.first.answers.diff(&pair.second.answers).is_empty());
        }
        let corrections: Vec<_> = firsts.iter().flat_map(|line| case(&store, line.id).corrections).collect();
        assert_eq!(corrections.len(), 1);
        assert!(!corrections[0].text(Field::Reason).is_empty());
        assert!(firsts.iter().any(|line| !case(&store, line.id).remarks.is_empty()));
    }
}

#[test]
fn last_years_round_is_closed_and_changes_no_figure() {
    let folder = tempfile::TempDir::new().unwrap();
    let store = write(&folder.path().join("demo.milepost"), None, 1, today()).unwrap();
    let book = store.load().unwrap();
    let file = round(&store, &book, 2026);
    assert_eq!(book.get(file.round).unwrap().text(Field::Status), "closed");
    let counted: u32 = book.tallies().iter().filter(|t| t.year == 2026 && t.region == file.reviews[0].region).map(|t| t.reviews).sum();
    let cpr = file.reviews.len() as u32;
    assert_eq!((cpr, counted), (106, 106 + 31 + 8), "with the qualitative and the federal cases");
    assert!(file.reviews.iter().all(crate::domain::review::ReviewLine::counts));
}

#[test]
fn the_federal_ratings_come_to_outcomes() {
    let folder = tempfile::TempDir::new().unwrap();
    let store = write(&folder.path().join("demo.milepost"), None, 1, today()).unwrap();
    let book = store.load().unwrap();
    let (id, cfsr) = book.instrument_for("cfsr", 2026).unwrap();
    let mut counts = Counts::new(cfsr.questions.len(), cfsr.options.len());
    for tally in book.tallies().iter().filter(|t| t.instrument == *id) {
        counts.merge(&tally.counts);
    }
    for (at, outcome) in cfsr.questions.iter().enumerate().filter(|(_, q)| q.is_computed()) {
        let given: u32 = (1..=cfsr.options.len()).map(|option| counts.get(at, option)).sum();
        assert_eq!((given, counts.get(at, 0)), (40, 0), "{}", outcome.code);
    }
}
