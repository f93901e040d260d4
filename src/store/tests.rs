//! Stories of the file: what is written stays, what is wrong is named, undo and redo go on for ever.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;

use super::block::{self, ReviewIn};
use super::world::Scripted;
use super::*;
use crate::domain::answers::{Answer, PackedAnswers};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeKind, Seen};
use crate::domain::field::Field;
use crate::domain::instrument::{AnswerOption, Area, Instrument, Question, Scope};
use crate::domain::kind::Kind;
use crate::domain::share::Share;
use crate::domain::value::Value;

pub(super) fn world() -> Box<dyn World> {
    Box::new(world::Real)
}

pub(super) fn phrase() -> Passphrase {
    Passphrase::new("four quiet words here".to_owned())
}

pub(super) fn new_file(folder: &TempDir, name: &str) -> (PathBuf, Store) {
    let path = folder.path().join(name);
    let store = Store::create(&path, &NewFile { passphrase: None, secret: None }, world()).unwrap();
    (path, store)
}

pub(super) fn rename(store: &mut Store, id: Id, name: &str) -> Result<crate::domain::change::Written, StoreError> {
    let change = Change::new(format!("name {name}"), store.seen()?).with(id, Kind::Region, Field::Name, Value::text(name));
    store.commit(&change)
}

pub(super) fn name_in(store: &Store, id: Id) -> String {
    store.load().unwrap().name(id).to_owned()
}

pub(super) fn clean(store: &Store) {
    assert_eq!(store.check().unwrap().wrong, Vec::<String>::new());
}

#[test]
fn an_edit_is_there_after_reopening_and_undo_outlives_the_restart() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "North").unwrap();
    rename(&mut store, id, "Northern").unwrap();
    drop(store);
    let mut store = Store::open(&path, None, Access::Edit, world()).unwrap();
    assert_eq!(name_in(&store, id), "Northern");
    assert_eq!(store.undo().unwrap().words, "name Northern");
    assert_eq!(name_in(&store, id), "North");
    drop(store);
    let mut store = Store::open(&path, None, Access::Edit, world()).unwrap();
    assert_eq!(store.redo().unwrap().words, "name Northern");
    assert_eq!(name_in(&store, id), "Northern");
    assert!(matches!(store.redo(), Err(StoreError::Nothing("redo"))));
    clean(&store);
}

#[test]
fn a_new_edit_ends_redo() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "one").unwrap();
    rename(&mut store, id, "two").unwrap();
    store.undo().unwrap();
    rename(&mut store, id, "three").unwrap();
    assert!(matches!(store.redo(), Err(StoreError::Nothing("redo"))));
    store.undo().unwrap();
    assert_eq!(name_in(&store, id), "one");
    store.undo().unwrap();
    assert!(store.load().unwrap().all(Kind::Region).is_empty(), "a record without any value is not there");
    assert!(matches!(store.undo(), Err(StoreError::Nothing("undo"))));
    clean(&store);
}

#[test]
fn an_edit_of_a_cell_that_moved_meanwhile_is_a_conflict_and_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "North").unwrap();
    let draft = Change::new("late", store.seen().unwrap()).with(id, Kind::Region, Field::Name, Value::text("late"));
    rename(&mut store, id, "meanwhile").unwrap();
    assert!(matches!(store.commit(&draft), Err(StoreError::Conflict { .. })));
    assert_eq!(name_in(&store, id), "meanwhile");
    let other = Change::new("elsewhere", draft.saw).with(id, Kind::Region, Field::Position, Value::text("m"));
    assert!(store.commit(&other).is_ok(), "another cell of the same record has not moved");
    let delete = Change::new("delete", draft.saw).with(id, Kind::Region, Field::Gone, Value::Int(1));
    assert!(matches!(store.commit(&delete), Err(StoreError::Conflict { .. })), "a deletion must have seen every cell");
}

#[test]
fn an_edit_that_changes_nothing_writes_nothing() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "North").unwrap();
    let before = store.history(10).unwrap();
    assert!(rename(&mut store, id, "North").unwrap().edits.is_empty());
    assert_eq!(store.history(10).unwrap(), before);
}

#[test]
fn an_encrypted_file_shows_nothing_of_itself() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("sealed.milepost");
    let mut store = Store::create(&path, &NewFile { passphrase: Some(&phrase()), secret: None }, world()).unwrap();
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "A telling name").unwrap();
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(6).any(|w| w == b"SQLite" || w == b"tellin"));
    let open = |p: Option<&Passphrase>| Store::open(&path, p, Access::Edit, world()).err().map(|e| e.to_string());
    assert!(open(None).unwrap().contains("is encrypted"));
    assert!(open(Some(&Passphrase::new("another passphrase".to_owned()))).unwrap().contains("does not open"));
    assert_eq!(open(Some(&phrase())), None);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

fn refused(path: &Path, passphrase: Option<&Passphrase>) -> String {
    Store::open(path, passphrase, Access::Edit, world()).err().unwrap().to_string()
}

#[test]
fn each_wrong_file_gets_its_own_sentence_and_stays_as_it_is() {
    let folder = TempDir::new().unwrap();
    let (plain, store) = new_file(&folder, "plain.milepost");
    drop(store);
    assert!(refused(&plain, Some(&phrase())).contains("NOT ENCRYPTED"));
    assert!(refused(&folder.path().join("none"), None).contains("there is no file"));
    assert!(refused(folder.path(), None).contains("not a Milepost file"));
    for (name, bytes) in
        [("empty", &b""[..]), ("text", b"some words that are no database at all, and quite long"), ("sql", b"SQLite format 3\0 and junk")]
    {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let said = refused(&path, None);
        assert!(said.contains("not a Milepost file") || said.contains("damaged"), "{said}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t(x); PRAGMA user_version = 9").unwrap();
    assert!(refused(&foreign, None).contains("not a Milepost file"));
    Connection::open(&plain).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(refused(&plain, None).contains("newer Milepost"));
    assert!(matches!(Store::create(&foreign, &NewFile { passphrase: None, secret: None }, world()), Err(StoreError::Exists(_))));
    let weak = Passphrase::new("short".to_owned());
    let target = folder.path().join("weak.milepost");
    assert!(matches!(
        Store::create(&target, &NewFile { passphrase: Some(&weak), secret: None }, world()),
        Err(StoreError::WeakPassphrase(_))
    ));
    assert!(!target.exists());
}

#[test]
fn a_second_editor_is_refused_by_name_and_readers_are_not() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "North").unwrap();
    let said = refused(&path, None);
    assert!(said.contains(&format!("process {}", std::process::id())), "{said}");
    let mut reader = Store::open(&path, None, Access::Read, world()).unwrap();
    assert_eq!(name_in(&reader, id), "North");
    assert!(matches!(rename(&mut reader, id, "x"), Err(StoreError::ReadOnly { .. })));
    assert!(!reader.changed_elsewhere().unwrap());
    rename(&mut store, id, "Northern").unwrap();
    assert!(reader.changed_elsewhere().unwrap());
    assert_eq!(name_in(&reader, id), "Northern");
    let mut note = Store::open(&path, None, Access::Note, world()).unwrap();
    assert!(rename(&mut note, id, "x").is_err());
    let mut line = Change::new("scores to a file", Seen(0));
    line.kind = ChangeKind::Export;
    note.commit(&line).unwrap();
    assert!(store.changed_elsewhere().unwrap());
    assert_eq!(store.undo().unwrap().words, "name Northern", "an export is not undone");
}

#[test]
fn a_copied_file_takes_a_new_replica_before_its_first_write_and_can_still_undo() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "North").unwrap();
    drop(store);
    let copy = folder.path().join("b.milepost");
    #[allow(clippy::disallowed_methods)] // the file is closed, and its log is in it
    std::fs::copy(&path, &copy).unwrap();
    let mut store = Store::open(&copy, None, Access::Edit, world()).unwrap();
    rename(&mut store, id, "South").unwrap();
    let replicas: i64 = store.conn.query_row("SELECT count(*) FROM replica", [], |row| row.get(0)).unwrap();
    assert_eq!(replicas, 2);
    store.undo().unwrap();
    store.undo().unwrap();
    clean(&store);
}

pub(super) fn instrument() -> Instrument {
    let option = |code: &str, key, credit| AnswerOption {
        code: code.into(),
        label: code.into(),
        key: Some(key),
        credit,
        synonyms: vec![],
        why: false,
    };
    let question = |n: usize| Question {
        code: format!("Q{n}"),
        area: n % 2,
        text: String::new(),
        guidance: String::new(),
        basis: String::new(),
        domain: None,
        goal: Share(8500),
        continues: None,
        core: false,
        trump: false,
        verdict: false,
        unverified: false,
        ..Question::default()
    };
    Instrument {
        code: "test".into(),
        title: "Test".into(),
        version: 1,
        source: "made up".into(),
        unverified: false,
        in_force_from: None,
        exit: Scope::EveryQuestion,
        options: vec![option("yes", 'y', Some(Share::ONE)), option("no", 'n', Some(Share(0))), option("na", 'x', None)],
        areas: ["A", "B"].map(|c| Area { code: c.into(), name: c.into(), synonyms: vec![] }).into(),
        questions: (0..6).map(question).collect(),
    }
}

pub(super) struct Agency {
    pub instrument: Id,
    region: Id,
    offices: [Id; 2],
}

pub(super) fn set_up(store: &mut Store) -> Agency {
    let agency = Agency {
        instrument: store.derived_id("instrument", &["test", "1"]),
        region: store.derived_id("region", &["North"]),
        offices: ["One", "Two"].map(|o| store.derived_id("office", &["North", o])),
    };
    let mut change = Change::new("set up", store.seen().unwrap());
    change.set(agency.instrument, Kind::Instrument, Field::Code, Value::text("test"));
    change.set(agency.instrument, Kind::Instrument, Field::Definition, Value::text(serde_json::to_string(&instrument()).unwrap()));
    change.set(agency.region, Kind::Region, Field::Name, Value::text("North"));
    for office in agency.offices {
        change.set(office, Kind::Office, Field::Name, Value::text("office"));
        change.set(office, Kind::Office, Field::Region, Value::Record(agency.region));
    }
    store.commit(&change).unwrap();
    agency
}

pub(super) fn review(store: &Store, agency: &Agency, case: usize, answers: &[u8]) -> ReviewIn {
    let mut packed = PackedAnswers::default();
    for (ordinal, option) in answers.iter().enumerate() {
        packed.set(ordinal as u16, 0, Answer::new(*option, None));
    }
    let case_id = format!("CASE-{case}");
    ReviewIn {
        id: store.derived_id("review", &["test", "2025", "office", &case_id]),
        instrument: agency.instrument,
        year: 2025,
        region: agency.region,
        office: agency.offices[case % 2],
        worker: None,
        supervisor: None,
        reviewed_on: chrono::NaiveDate::from_ymd_opt(2025, 3, 1),
        areas: 0b11,
        answers: packed,
        case_id,
        reviewer: "QA01".into(),
    }
}

pub(super) fn import(store: &mut Store, words: &str, reviews: &[ReviewIn]) {
    let (answers, cases) = block::encode(reviews);
    let id = store.new_ids(1)[0];
    let mut change = Change::new(words, store.seen().unwrap());
    change.kind = ChangeKind::Import;
    change.set(id, Kind::Block, Field::Cases, Value::Bytes(cases));
    change.set(id, Kind::Block, Field::Answers, Value::Bytes(answers));
    assert!(store.commit(&change).unwrap().counts_moved);
}

pub(super) fn count(book: &Book, question: usize, option: usize) -> u32 {
    book.tallies().iter().map(|t| t.counts.get(question, option)).sum()
}

#[test]
fn an_import_is_counted_withdrawn_and_brought_back_in_one_step() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let agency = set_up(&mut store);
    let reviews: Vec<ReviewIn> = (0..10).map(|case| review(&store, &agency, case, &[1, 2, 3, 1, u8::from(case >= 4)])).collect();
    import(&mut store, "import of march", &reviews);
    let book = store.load().unwrap();
    assert_eq!((count(&book, 0, 1), count(&book, 1, 2), count(&book, 4, 1), count(&book, 4, 0), count(&book, 5, 0)), (10, 10, 6, 4, 10));
    clean(&store);
    assert_eq!(store.undo().unwrap().words, "import of march");
    assert!(store.load().unwrap().tallies().is_empty());
    assert_eq!(store.stored_review(reviews[0].id).unwrap(), None);
    clean(&store);
    store.redo().unwrap();
    assert_eq!(store.load().unwrap().tallies().len(), 2);
    assert_eq!(store.stored_review(reviews[0].id).unwrap().unwrap().answers, reviews[0].answers);
    clean(&store);
    let bytes: i64 = store
        .conn
        .query_row("SELECT count(*) FROM op WHERE field = 'block.answers' AND payload IS NOT NULL AND length(payload) > 1", [], |r| {
            r.get(0)
        })
        .unwrap();
    assert_eq!(bytes, 1, "a redo names the old payload and does not store it again");
}

#[test]
fn a_later_import_lies_over_an_earlier_one_and_leaves_it_whole_when_withdrawn() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let agency = set_up(&mut store);
    let first: Vec<ReviewIn> = (0..4).map(|case| review(&store, &agency, case, &[1, 1, 1])).collect();
    import(&mut store, "first", &first);
    let second: Vec<ReviewIn> = (2..6).map(|case| review(&store, &agency, case, &[2, 0, 0, 2])).collect();
    import(&mut store, "second", &second);
    let book = store.load().unwrap();
    assert_eq!((count(&book, 0, 1), count(&book, 0, 2), count(&book, 1, 1), count(&book, 3, 2)), (2, 4, 4, 4));
    clean(&store);
    store.undo().unwrap();
    let book = store.load().unwrap();
    assert_eq!((count(&book, 0, 1), count(&book, 0, 2), count(&book, 3, 2)), (4, 0, 0));
    clean(&store);
    store.undo().unwrap();
    store.redo().unwrap();
    store.redo().unwrap();
    assert_eq!(count(&store.load().unwrap(), 0, 2), 4);
    clean(&store);
}

#[test]
fn a_check_names_what_was_altered_behind_the_log() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let agency = set_up(&mut store);
    let reviews: Vec<ReviewIn> = (0..4).map(|case| review(&store, &agency, case, &[1, 1, 1])).collect();
    import(&mut store, "first", &reviews);
    let mut line = Change::new("scores to a file", store.seen().unwrap());
    line.kind = ChangeKind::Export;
    store.commit(&line).unwrap();
    assert_eq!(store.history(1).unwrap()[0].ops, 0, "an export touches no field");
    clean(&store);
    for (sql, said) in [
        ("UPDATE region SET name = 'Elsewhere'", "the name of a region is not what the log says"),
        ("UPDATE office SET counties = 'Made up'", "records have a counties of a office, and the log knows"),
        ("UPDATE rollup SET reviews = 99 WHERE office = (SELECT min(office) FROM rollup)", "counts of an office"),
        ("UPDATE review SET answers = x'0300010102' WHERE key = 1", "a review's answers are not what its import says"),
        ("UPDATE op SET payload = x'01414141' WHERE arrival = 1", "was altered"),
        ("UPDATE op SET payload = x'01414141', salt = NULL WHERE arrival = 1", "was altered"),
        ("UPDATE op SET payload = NULL, salt = NULL WHERE arrival = 1", "was erased"),
        ("UPDATE change SET who = 'someone else' WHERE key = 1", "the chain breaks"),
        ("UPDATE change SET kind = 'unheard' WHERE kind = 'export'", "the chain breaks"),
        ("UPDATE change SET words = 'another file' WHERE kind = 'export'", "the chain breaks"),
        (
            "DELETE FROM head WHERE op IN (SELECT arrival FROM op WHERE field = 'history.line'); DELETE FROM op WHERE field = 'history.line'; DELETE FROM change WHERE kind = 'export'",
            "it ends at entry",
        ),
        (
            "INSERT INTO change SELECT 99, x'00', replica, actor, who, at, kind, 'made up', NULL, 'ended' FROM change WHERE kind = 'export'",
            "no entry",
        ),
        ("UPDATE change SET state = 'ended' WHERE kind = 'import'", "is marked 'ended'"),
        ("UPDATE head SET field = 'region.position' WHERE field = 'region.name'", "another cell"),
        ("UPDATE review SET case_id = 'CASE-9' WHERE key = 1", "people are not what its import says"),
        ("UPDATE review SET reviewed_on = NULL WHERE key = 1", "people are not what its import says"),
        ("DELETE FROM review_source WHERE review = 1", "does not name the import"),
        (
            "DELETE FROM review_source; DELETE FROM rollup; DELETE FROM rollup_worker; DELETE FROM review; DELETE FROM block",
            "stands by the log is missing",
        ),
        ("CREATE TRIGGER t AFTER INSERT ON op BEGIN DELETE FROM op; END", "trigger 't'"),
        ("DELETE FROM head WHERE op = 2", "heads"),
    ] {
        store.conn.execute_batch("SAVEPOINT s").unwrap();
        store.conn.execute_batch(sql).unwrap();
        let wrong = {
            let mut verdict = check::Verdict::default();
            check::all(&store.conn, &mut verdict).unwrap();
            verdict.wrong
        };
        assert!(wrong.iter().any(|w| w.contains(said)), "{sql}: {wrong:?}");
        store.conn.execute_batch("ROLLBACK TO s; RELEASE s").unwrap();
    }
    clean(&store);
}

#[test]
fn the_tables_can_be_made_anew_from_the_log() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let agency = set_up(&mut store);
    let reviews: Vec<ReviewIn> = (0..4).map(|case| review(&store, &agency, case, &[1, 1, 1])).collect();
    import(&mut store, "first", &reviews);
    let second = review(&store, &agency, 1, &[2]);
    import(&mut store, "second", &[second]);
    store.conn.execute_batch("UPDATE region SET name = 'Elsewhere'; DELETE FROM rollup; UPDATE review SET answers = x'0000'").unwrap();
    let target = folder.path().join("rebuilt.milepost");
    store.rebuild_into(&target).unwrap();
    let rebuilt = Store::open(&target, None, Access::Edit, world()).unwrap();
    clean(&rebuilt);
    assert_eq!(count(&rebuilt.load().unwrap(), 0, 2), 1);
}

#[test]
fn a_backup_opens_with_the_same_passphrase_and_is_whole() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("sealed.milepost");
    let mut store = Store::create(&path, &NewFile { passphrase: Some(&phrase()), secret: None }, world()).unwrap();
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "North").unwrap();
    let made = store.daily_backup().unwrap().unwrap();
    assert_eq!(store.daily_backup().unwrap(), None, "one a day");
    assert!(matches!(store.backup_to(&made), Err(StoreError::Exists(_))));
    drop(store);
    let target = folder.path().join("restored.milepost");
    backup::restore(&made, Some(&phrase()), &target, world()).unwrap();
    let mut restored = Store::open(&target, Some(&phrase()), Access::Edit, world()).unwrap();
    assert_eq!(name_in(&restored, id), "North");
    rename(&mut restored, id, "South").unwrap();
    clean(&restored);
    restored.rekey(Passphrase::new("entirely other words".to_owned())).unwrap();
    drop(restored);
    assert!(refused(&target, Some(&phrase())).contains("does not open"));
    assert!(Store::open(&target, Some(&Passphrase::new("entirely other words".to_owned())), Access::Edit, world()).is_ok());
    // The first page of the original is spoiled: its backup tells a damaged file from a wrong passphrase.
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[40] ^= 0xFF;
    std::fs::write(&path, bytes).unwrap();
    assert!(refused(&path, Some(&phrase())).contains("damaged"));
}

#[test]
fn ids_of_natural_keys_are_the_same_in_every_file_of_the_agency() {
    let folder = TempDir::new().unwrap();
    let (_, one) = new_file(&folder, "a.milepost");
    let two = Store::create(&folder.path().join("b.milepost"), &NewFile { passphrase: None, secret: Some(one.secret().clone()) }, world())
        .unwrap();
    let (_, stranger) = new_file(&folder, "c.milepost");
    assert_eq!(one.derived_id("office", &["North", "One"]), two.derived_id("office", &["north ", "ONE"]));
    assert_ne!(one.derived_id("office", &["North", "One"]), stranger.derived_id("office", &["North", "One"]));
    assert_ne!(one.derived_id("office", &["North", "One"]), one.derived_id("office", &["NorthOne", ""]));
}

#[derive(Clone, Debug)]
enum Deed {
    Set(usize, u8),
    Delete(usize),
    Pair(usize, usize, u8),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0usize..4, 0u8..4).prop_map(|(r, v)| Deed::Set(r, v)),
        1 => (0usize..4).prop_map(Deed::Delete),
        1 => (0usize..4, 0usize..4, 0u8..4).prop_map(|(a, b, v)| Deed::Pair(a, b, v)),
        3 => Just(Deed::Undo),
        3 => Just(Deed::Redo),
    ]
}

/// What a reader sees: each region's name, and whether it is deleted.
fn picture(store: &Store, ids: &[Id]) -> Vec<(String, bool)> {
    let book = store.load().unwrap();
    ids.iter().map(|id| book.get(*id).map_or((String::new(), false), |r| (r.text(Field::Name).to_owned(), r.gone))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn undo_and_redo_agree_with_a_stack_of_pictures(deeds in prop::collection::vec(deed(), 1..40)) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.milepost");
        let mut store = Store::create(&path, &NewFile { passphrase: None, secret: None }, Box::new(Scripted::on(2026, 1, 1))).unwrap();
        store.conn.pragma_update(None, "synchronous", "OFF").unwrap();
        let ids: Vec<Id> = (0..4).map(|n| store.derived_id("region", &[&n.to_string()])).collect();
        let (mut done, mut undone) = (vec![picture(&store, &ids)], Vec::new());
        for deed in deeds {
            let seen = store.seen().unwrap();
            let name = |v: u8| if v == 0 { Value::None } else { Value::Text(v.to_string()) };
            let result = match deed {
                Deed::Set(r, v) => store.commit(&Change::new("set", seen).with(ids[r], Kind::Region, Field::Name, name(v))),
                Deed::Delete(r) => store.commit(&Change::new("delete", seen).with(ids[r], Kind::Region, Field::Gone, Value::Int(1))),
                Deed::Pair(a, b, v) => store.commit(&Change::new("pair", seen).with(ids[a], Kind::Region, Field::Name, name(v)).with(ids[b], Kind::Region, Field::Name, name(v))),
                Deed::Undo => store.undo(),
                Deed::Redo => store.redo(),
            };
            match (&deed, result) {
                (Deed::Undo, Ok(_)) => undone.push(done.pop().unwrap()),
                (Deed::Undo, Err(e)) => { prop_assert!(matches!(e, StoreError::Nothing(_)), "{e}"); prop_assert_eq!(done.len(), 1); }
                (Deed::Redo, Ok(_)) => done.push(undone.pop().unwrap()),
                (Deed::Redo, Err(e)) => { prop_assert!(matches!(e, StoreError::Nothing(_)), "{e}"); prop_assert!(undone.is_empty()); }
                (_, Ok(written)) if written.edits.is_empty() => {}
                (_, Ok(_)) => { done.push(picture(&store, &ids)); undone.clear(); }
                (_, Err(e)) => prop_assert!(false, "{e}"),
            }
            prop_assert_eq!(&picture(&store, &ids), done.last().unwrap());
        }
        prop_assert_eq!(store.check().unwrap().wrong, Vec::<String>::new());
    }
}
