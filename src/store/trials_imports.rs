//! Trials of imports: overlapping blocks, changed instruments, undo and redo of all of it. Counts are told anew each time.

use proptest::prelude::*;
use tempfile::TempDir;

use super::block::{self, ReviewIn};
use super::tests::{Agency, clean, count, import, instrument, new_file, review, set_up};
use super::*;
use crate::domain::change::{Change, ChangeKind, Slot, Written};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::review::Status;
use crate::domain::value::Value;

fn block_change(store: &Store, reviews: &[ReviewIn], cases_first: bool) -> Change {
    let (answers, cases) = block::encode(reviews);
    let id = store.new_ids(1)[0];
    let mut change = Change::new("import", store.seen().unwrap());
    change.kind = ChangeKind::Import;
    let mut edits = vec![(Field::Cases, cases), (Field::Answers, answers)];
    if !cases_first {
        edits.reverse();
    }
    for (field, bytes) in edits {
        change.set(id, Kind::Block, field, Value::Bytes(bytes));
    }
    change
}

fn case_ids(store: &Store) -> Vec<Option<String>> {
    let mut query = store.conn.prepare("SELECT case_id FROM review ORDER BY case_id").unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn the_order_of_edits_in_an_import_does_not_matter() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let agency = set_up(&mut store);
    let office = store.derived_id("office", &["North", "Three"]);
    let mut late = review(&store, &agency, 0, &[1]);
    late.office = office;
    let mut change = block_change(&store, &[late], false);
    change.set(office, Kind::Office, Field::Name, Value::text("named after the block"));
    store.commit(&change).unwrap();
    assert_eq!(case_ids(&store), [Some("CASE-0".to_owned())]);
    clean(&store);
    store.undo().unwrap();
    clean(&store);
    store.redo().unwrap();
    assert_eq!(case_ids(&store), [Some("CASE-0".to_owned())]);
    clean(&store);
}

#[test]
fn a_block_that_names_a_review_twice_is_refused_whole() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let agency = set_up(&mut store);
    let twice = [review(&store, &agency, 0, &[1]), review(&store, &agency, 0, &[0, 2])];
    let before = store.seen().unwrap();
    assert!(matches!(store.commit(&block_change(&store, &twice, true)), Err(StoreError::BadChange(_))));
    assert_eq!(store.seen().unwrap(), before);
    clean(&store);
}

fn redefine(store: &mut Store, agency: &Agency, questions: usize) -> Result<Written, StoreError> {
    let mut definition = instrument();
    definition.questions.truncate(questions);
    let text = Value::text(serde_json::to_string(&definition).unwrap());
    let change = Change::new("questions", store.seen()?).with(agency.instrument, Kind::Instrument, Field::Definition, text);
    store.commit(&change)
}

#[test]
fn counts_follow_a_changed_instrument_and_its_undo() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let agency = set_up(&mut store);
    redefine(&mut store, &agency, 2).unwrap();
    let reviews: Vec<ReviewIn> = (0..4).map(|case| review(&store, &agency, case, &[1, 1, 2, 2])).collect();
    import(&mut store, "first", &reviews);
    assert_eq!(count(&store.load().unwrap(), 3, 2), 0, "a question that is not asked");
    assert!(redefine(&mut store, &agency, 6).unwrap().counts_moved);
    assert_eq!(count(&store.load().unwrap(), 3, 2), 4);
    clean(&store);
    assert!(store.undo().unwrap().counts_moved);
    assert_eq!(count(&store.load().unwrap(), 3, 2), 0);
    clean(&store);
    store.redo().unwrap();
    clean(&store);
    let nothing = Change::new("none", store.seen().unwrap()).with(agency.instrument, Kind::Instrument, Field::Definition, Value::None);
    assert!(store.commit(&nothing).is_err(), "reviews cannot be counted without it");
    clean(&store);
}

#[test]
fn an_undone_instrument_leaves_memory_as_a_reload_would() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    set_up(&mut store);
    let mut book = store.load().unwrap();
    assert_eq!(book.instruments().len(), 1);
    book.apply(&store.undo().unwrap());
    assert_eq!(book.instruments().len(), store.load().unwrap().instruments().len());
}

#[derive(Clone, Debug)]
enum Deed {
    Import(Vec<(usize, Vec<u8>, bool)>),
    Questions(usize),
    /// An answer entered by hand: case, question, occurrence, byte (0 clears).
    Answer(usize, u16, u16, u8),
    /// Facts of a case entered by hand: whole or not, its status, first or second review.
    Facts(usize, bool, usize, bool),
    /// A case deleted, or there again.
    Gone(usize, bool),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let review = (0usize..6, prop::collection::vec(0u8..4, 0..6), any::<bool>());
    prop_oneof![
        4 => prop::collection::vec(review, 1..5).prop_map(Deed::Import),
        1 => (2usize..7).prop_map(Deed::Questions),
        4 => (0usize..8, 0u16..6, 0u16..3, prop::sample::select(vec![0u8, 1, 2, 34, 66])).prop_map(|(c, q, o, b)| Deed::Answer(c, q, o, b)),
        3 => (0usize..8, any::<bool>(), 0usize..4, any::<bool>()).prop_map(|(c, whole, status, second)| Deed::Facts(c, whole, status, second)),
        1 => (0usize..8, any::<bool>()).prop_map(|(c, gone)| Deed::Gone(c, gone)),
        3 => Just(Deed::Undo),
        3 => Just(Deed::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn counts_agree_with_a_recount_after_any_imports_undo_and_redo(deeds in prop::collection::vec(deed(), 1..16)) {
        let folder = TempDir::new().unwrap();
        let (_, mut store) = new_file(&folder, "a.milepost");
        store.conn.pragma_update(None, "synchronous", "OFF").unwrap();
        let agency = set_up(&mut store);
        let worker = store.derived_id("worker", &["one"]);
        let hired = Change::new("worker", store.seen().unwrap()).with(worker, Kind::Worker, Field::Name, Value::text("One"));
        store.commit(&hired).unwrap();
        let (mut done, mut undone) = (vec![store.load().unwrap().tallies().to_vec()], Vec::new());
        for deed in deeds {
            let result = match &deed {
                Deed::Import(rows) => {
                    let mut reviews: Vec<ReviewIn> = Vec::new();
                    for (case, answers, known) in rows {
                        let mut review = review(&store, &agency, *case, answers);
                        review.worker = known.then_some(worker);
                        review.areas = u64::from(*known) + 1;
                        if reviews.iter().all(|r| r.id != review.id) {
                            reviews.push(review);
                        }
                    }
                    store.commit(&block_change(&store, &reviews, rows.len() % 2 == 0))
                }
                Deed::Questions(n) => redefine(&mut store, &agency, *n),
                Deed::Answer(case, question, occurrence, byte) => {
                    let id = review(&store, &agency, *case, &[]).id;
                    let mut change = Change::new("an answer", store.seen().unwrap());
                    let slot = Slot::of(*question, *occurrence);
                    change.set_slot(id, Kind::Review, Field::Given, slot, Value::Int(i64::from(*byte)));
                    store.commit(&change)
                }
                Deed::Facts(case, whole, status, second) => {
                    let facts = review(&store, &agency, *case, &[]);
                    let mut change = Change::new("a case", store.seen().unwrap());
                    let mut set = |field, value| change.set(facts.id, Kind::Review, field, value);
                    set(Field::Status, Value::text(Status::ALL[*status].code()));
                    set(Field::Rating, Value::Int(1 + i64::from(*second)));
                    set(Field::Covers, Value::Int(1));
                    if *whole {
                        set(Field::Form, Value::Record(facts.instrument));
                        set(Field::Year, Value::Int(i64::from(facts.year)));
                        set(Field::Region, Value::Record(facts.region));
                        set(Field::Office, Value::Record(facts.office));
                    }
                    store.commit(&change)
                }
                Deed::Gone(case, gone) => {
                    let id = review(&store, &agency, *case, &[]).id;
                    let change = Change::new("gone", store.seen().unwrap());
                    store.commit(&change.with(id, Kind::Review, Field::Gone, Value::Int(i64::from(*gone))))
                }
                // The first two changes are the ground the reviews stand on.
                Deed::Undo if done.len() == 1 => continue,
                Deed::Undo => store.undo(),
                Deed::Redo if undone.is_empty() => continue,
                Deed::Redo => store.redo(),
            };
            let written = result.unwrap();
            let now = store.load().unwrap().tallies().to_vec();
            match deed {
                Deed::Undo => { undone.push(done.pop().unwrap()); prop_assert_eq!(&now, done.last().unwrap()); }
                Deed::Redo => { done.push(undone.pop().unwrap()); prop_assert_eq!(&now, done.last().unwrap()); }
                // An import stands in the log, also one that moves no counts.
                Deed::Import(_) => { done.push(now); undone.clear(); }
                _ if written.edits.is_empty() && !written.counts_moved => {}
                _ => { done.push(now); undone.clear(); }
            }
            prop_assert_eq!(store.check().unwrap().wrong, Vec::<String>::new());
        }
        let rebuilt = folder.path().join("rebuilt.milepost");
        store.rebuild_into(&rebuilt).unwrap();
        let rebuilt = Store::open(&rebuilt, None, Access::Read, super::tests::world()).unwrap();
        prop_assert_eq!(rebuilt.check().unwrap().wrong, Vec::<String>::new());
        prop_assert_eq!(&rebuilt.load().unwrap().tallies().to_vec(), done.last().unwrap());
    }
}
