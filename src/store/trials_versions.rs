//! Stories of frozen versions in the file: their texts are read as they were frozen, through undo, redo, a restart and a rebuild.

use tempfile::TempDir;

use super::tests::{clean, new_file};
use super::*;
use crate::domain::book::Book;
use crate::domain::change::{Author, Change};
use crate::domain::field::Field;
use crate::domain::frozen::compare::compare;
use crate::domain::frozen::{self, Snapshot};
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Stage;
use crate::domain::query::{Answer, Query};
use crate::domain::value::Value;

fn write(store: &mut Store, fill: impl FnOnce(&mut Change)) {
    let mut change = Change::new("a change", store.seen().unwrap());
    fill(&mut change);
    store.commit(&change).unwrap();
}

fn freeze(store: &mut Store, plan: Id, stage: Stage) -> Id {
    let book = store.load().unwrap();
    let mut change = Change::new("a version", book.seen);
    let author = Author { who: "Ada Fields", today: "2026-03-10".parse().unwrap(), saw: book.seen };
    let version = frozen::freeze(&mut change, &book, plan, "", stage, &author, &mut || store.new_ids(1)[0]);
    store.commit(&change).unwrap();
    version
}

fn stored(store: &Store, versions: &[Id]) -> Vec<Option<Vec<u8>>> {
    match store.answer(&Query::Snapshots { versions: versions.to_vec() }).unwrap() {
        Answer::Snapshots(texts) => texts,
        other => panic!("{other:?}"),
    }
}

/// The text of a version, checked against its fingerprint.
fn text(store: &Store, book: &Book, version: Id) -> Snapshot {
    let bytes = stored(store, &[version]).remove(0);
    Snapshot::open(bytes.as_deref(), book.get(version).unwrap().text(Field::Digest)).unwrap()
}

#[test]
fn a_frozen_text_outlives_undo_redo_a_restart_and_a_rebuild() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let [plan, element, row] = store.new_ids(3)[..] else { panic!() };
    write(&mut store, |change| {
        change.set(plan, Kind::MiniPip, Field::Title, Value::text("Visits that count"));
        change.set(element, Kind::Element, Field::MiniPip, Value::Record(plan));
        change.set(element, Kind::Element, Field::Title, Value::text("Visits \u{2013} every month"));
        change.set(row, Kind::Row, Field::Element, Value::Record(element));
        change.set(row, Kind::Row, Field::Text, Value::text("Write a calendar\nof visits"));
    });
    let first = freeze(&mut store, plan, Stage::Submitted);
    write(&mut store, |change| change.set(row, Kind::Row, Field::Text, Value::text("Write a calendar")));
    let second = freeze(&mut store, plan, Stage::Final);
    let check = |store: &Store| {
        let book = store.load().unwrap();
        let (old, new) = (text(store, &book, first), text(store, &book, second));
        assert_eq!(compare(&old, &new).len(), 1);
        assert_eq!(new, Snapshot::take(&book, plan));
        assert!(!frozen::changed_since(&book, plan, book.get(second).unwrap()));
        clean(store);
    };
    check(&store);
    store.undo().unwrap();
    let book = store.load().unwrap();
    assert_eq!(frozen::versions(&book, plan).len(), 1, "the second version is not there");
    assert_eq!(stored(&store, &[second, first]).iter().map(Option::is_some).collect::<Vec<_>>(), [false, true]);
    clean(&store);
    store.redo().unwrap();
    check(&store);
    while store.undo().is_ok() {}
    assert!(store.load().unwrap().all(Kind::MiniPip).is_empty());
    while store.redo().is_ok() {}
    check(&store);
    let rebuilt = folder.path().join("rebuilt.milepost");
    store.rebuild_into(&rebuilt).unwrap();
    check(&Store::open(&rebuilt, None, Access::Read, super::tests::world()).unwrap());
    drop(store);
    check(&Store::open(&path, None, Access::Edit, super::tests::world()).unwrap());
}

#[test]
fn a_second_window_reads_the_texts_that_the_first_one_froze() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let plan = store.new_ids(1)[0];
    write(&mut store, |change| change.set(plan, Kind::MiniPip, Field::Title, Value::text("Visits that count")));
    let reader = Store::open(&path, None, Access::Read, super::tests::world()).unwrap();
    let mut book = reader.load().unwrap();
    let version = freeze(&mut store, plan, Stage::Submitted);
    reader.refresh(&mut book).unwrap();
    assert_eq!(text(&reader, &reader.load().unwrap(), version), Snapshot::take(&store.load().unwrap(), plan));
    assert_eq!(stored(&reader, &[plan]), [None], "a record that is no version has no text");
}
