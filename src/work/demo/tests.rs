//! The made-up agency is worth looking at: every standing occurs, and the newest qualitative figures are the told ones.

use std::collections::BTreeSet;

use super::*;
use crate::domain::counts::Counts;
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
    assert_eq!(years.len(), 10);
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
