//! Trials of copies: backups cut short, restored over the original, made while an editor writes, and before a new form.

use tempfile::TempDir;

use super::tests::{clean, name_in, new_file, phrase, rename, set_up, world};
use super::*;
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Stage;
use crate::domain::value::Value;

#[test]
fn a_backup_cut_short_does_not_pass_for_todays() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let backups = backup::folder_of(&path);
    std::fs::create_dir(&backups).unwrap();
    let today = backups.join(format!("{}.part", store.now().format("%Y-%m-%d")));
    std::fs::write(&today, "half of a file").unwrap();
    let made = store.daily_backup().unwrap().expect("there was none yet");
    assert_eq!(backup::list(&path), std::slice::from_ref(&made));
    assert!(!today.exists());
    clean(&Store::open(&made, None, Access::Read, world()).unwrap());
}

#[test]
fn a_backup_copied_over_the_original_writes_as_a_new_replica() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "North").unwrap();
    let kept = folder.path().join("kept.milepost");
    store.backup_to(&kept).unwrap();
    rename(&mut store, id, "lost with the restore").unwrap();
    drop(store);
    // Written in place, so device and number in the file system stay the same.
    std::fs::write(&path, std::fs::read(&kept).unwrap()).unwrap();
    let mut store = Store::open(&path, None, Access::Edit, world()).unwrap();
    rename(&mut store, id, "South").unwrap();
    let replicas: i64 = store.conn.query_row("SELECT count(*) FROM replica", [], |row| row.get(0)).unwrap();
    assert_eq!(replicas, 2, "the same names for two histories");
    clean(&store);
}

#[test]
fn a_reader_copies_the_file_while_an_editor_writes() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    set_up(&mut store);
    let id = store.derived_id("region", &["North"]);
    std::thread::scope(|scope| {
        let editing = scope.spawn(|| (0..60).for_each(|n| drop(rename(&mut store, id, &format!("name {n}")).unwrap())));
        let mut n = 0;
        while !editing.is_finished() || n < 3 {
            n += 1;
            let mut reader = Store::open(&path, None, Access::Read, world()).unwrap();
            reader.backup_to(&folder.path().join(format!("copy {n}"))).unwrap();
        }
    });
    clean(&store);
}

#[test]
fn a_failed_rebuild_leaves_no_file() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    set_up(&mut store);
    store.conn.execute_batch("CREATE TRIGGER t BEFORE INSERT ON region BEGIN SELECT RAISE(ABORT, 'no'); END").unwrap();
    let target = folder.path().join("rebuilt.milepost");
    assert!(store.rebuild_into(&target).is_err());
    assert!(!target.exists());
}

#[test]
fn an_older_file_is_backed_up_before_its_form_moves_and_a_reader_leaves_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.milepost");
    let mut store = Store::create(&path, &NewFile { passphrase: Some(&phrase()), secret: None }, world()).unwrap();
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "North").unwrap();
    let agency = super::tests::set_up(&mut store);
    let reviews: Vec<_> = (0..4).map(|case| super::tests::review(&store, &agency, case, &[1, 2, 1])).collect();
    super::tests::import(&mut store, "first", &reviews);
    let counted = store.load().unwrap().tallies().to_vec();
    // The form before the last, with the counts of that time.
    for form in [include_str!("schema/0004.sql"), include_str!("schema/0003.sql")] {
        store.conn.execute_batch(&taken_back(form)).unwrap();
    }
    store.conn.execute_batch(FIRST_FORM).unwrap();
    let mut carry = |access| open::carry_over(&mut store.conn, &path, Some(&phrase()), access, "2026-01-01T00:00:00Z", migrate::STEPS);
    assert!(matches!(carry(Access::Read), Err(StoreError::Older { found: 1, known: 4, .. })));
    assert!(backup::list(&path).is_empty());
    carry(Access::Edit).unwrap();
    assert_eq!(migrate::version(&store.conn).unwrap(), migrate::NEWEST);
    clean(&store);
    assert_eq!(store.load().unwrap().tallies(), counted);
    let kept = backup::list(&path).pop().unwrap();
    let before = Store::open(&kept, Some(&phrase()), Access::Edit, world()).unwrap();
    assert_eq!(name_in(&before, id), "North");
    assert_eq!(before.load().unwrap().tallies(), counted);
    clean(&before);
}

#[test]
fn a_plan_of_the_second_form_comes_over_whole_and_takes_what_is_new() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let [plan, element, concern] = store.new_ids(3)[..] else { panic!() };
    let mut change = Change::new("a plan", store.seen().unwrap());
    change.set(plan, Kind::MiniPip, Field::Title, Value::text("Visits that count"));
    change.set(plan, Kind::MiniPip, Field::Stage, Value::text("draft"));
    change.set(element, Kind::Element, Field::MiniPip, Value::Record(plan));
    change.set(element, Kind::Element, Field::Title, Value::text("Visits"));
    store.commit(&change).unwrap();
    for form in [include_str!("schema/0004.sql"), include_str!("schema/0003.sql")] {
        store.conn.execute_batch(&taken_back(form)).unwrap();
    }
    store.conn.execute_batch("PRAGMA user_version = 2").unwrap();
    drop(store);
    assert!(matches!(Store::open(&path, None, Access::Read, world()), Err(StoreError::Older { found: 2, known: 4, .. })));
    let mut store = Store::open(&path, None, Access::Edit, world()).unwrap();
    assert_eq!(backup::list(&path).len(), 1);
    let book = store.load().unwrap();
    assert_eq!((gate::reached(&book, plan), gate::next(&book, plan)), (Some(Stage::Draft), Some(Stage::Submitted)));
    assert_eq!(book.parts(plan, Kind::Element).iter().map(|e| e.text(Field::Title)).collect::<Vec<_>>(), ["Visits"]);
    clean(&store);
    let mut change = Change::new("a concern", store.seen().unwrap());
    change.set(concern, Kind::Concern, Field::MiniPip, Value::Record(plan));
    change.set(concern, Kind::Concern, Field::Title, Value::text("Visits fall away"));
    change.set(element, Kind::Element, Field::Concern, Value::Record(concern));
    store.commit(&change).unwrap();
    assert_eq!(store.load().unwrap().get(element).unwrap().record(Field::Concern), Some(concern));
    clean(&store);
}

/// What takes back a step that only adds tables and columns.
fn taken_back(step: &str) -> String {
    let word = |line: &str, at: usize| line.split([' ', '(']).nth(at).unwrap_or_default().trim_end_matches(';').to_owned();
    let backwards = step.lines().filter_map(|line| match line {
        line if line.starts_with("ALTER TABLE") => Some(format!("ALTER TABLE {} DROP COLUMN {};", word(line, 2), word(line, 5))),
        line if line.starts_with("CREATE TABLE") => Some(format!("DROP TABLE {};", word(line, 2))),
        // One of a table that is dropped has gone with it.
        line if line.starts_with("CREATE INDEX") => Some(format!("DROP INDEX IF EXISTS {};", word(line, 2))),
        _ => None,
    });
    backwards.collect()
}

#[test]
fn milestones_of_the_third_form_come_over_whole_and_take_what_is_new() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let [plan, milestone, measure, indicator] = store.new_ids(4)[..] else { panic!() };
    let mut change = Change::new("a milestone", store.seen().unwrap());
    change.set(plan, Kind::Plan, Field::Title, Value::text("Plan"));
    change.set(milestone, Kind::Milestone, Field::Plan, Value::Record(plan));
    change.set(milestone, Kind::Milestone, Field::Status, Value::text("exited"));
    change.set(measure, Kind::Measure, Field::Milestone, Value::Record(milestone));
    change.set(measure, Kind::Measure, Field::Value, Value::text("40 of 60"));
    store.commit(&change).unwrap();
    store.conn.execute_batch(&taken_back(include_str!("schema/0004.sql"))).unwrap();
    store.conn.execute_batch("PRAGMA user_version = 3").unwrap();
    drop(store);
    let mut store = Store::open(&path, None, Access::Edit, world()).unwrap();
    assert_eq!(backup::list(&path).len(), 1);
    let book = store.load().unwrap();
    assert_eq!(book.get(milestone).unwrap().text(Field::Status), "exited");
    assert_eq!(book.get(measure).unwrap().text(Field::Value), "40 of 60");
    let mut change = Change::new("an indicator", store.seen().unwrap());
    change.set(indicator, Kind::Indicator, Field::Name, Value::text("Caseload"));
    change.set(measure, Kind::Measure, Field::Indicator, Value::Record(indicator));
    store.commit(&change).unwrap();
    clean(&store);
    assert_eq!(store.load().unwrap().get(measure).unwrap().record(Field::Indicator), Some(indicator));
}

/// Takes a file of the second form back to the first.
const FIRST_FORM: &str = "DROP INDEX review_list; DROP INDEX review_second; DROP INDEX review_round; CREATE INDEX review_place ON review(instrument, year, region, office); ALTER TABLE review DROP COLUMN round; ALTER TABLE review DROP COLUMN rating;
    DROP TABLE round; DROP TABLE population; DROP TABLE elimination; DROP TABLE case_review; DROP TABLE slot; DROP TABLE review_comment;
    DROP TABLE challenge; DROP TABLE correction; UPDATE rollup SET counts = x'00'; UPDATE rollup_worker SET counts = x'00'; PRAGMA user_version = 1";

#[test]
fn a_backup_restored_beside_the_log_of_a_lost_file_is_the_backup() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "North").unwrap();
    let kept = folder.path().join("kept.milepost");
    store.backup_to(&kept).unwrap();
    rename(&mut store, id, "after the backup").unwrap();
    let log = folder.path().join("a.milepost-wal");
    let left_over = std::fs::read(&log).unwrap();
    assert!(!left_over.is_empty());
    drop(store);
    std::fs::remove_file(&path).unwrap();
    // What a killed editor would have left.
    std::fs::write(&log, left_over).unwrap();
    backup::restore(&kept, None, &path, world()).unwrap();
    let store = Store::open(&path, None, Access::Edit, world()).unwrap();
    assert_eq!(name_in(&store, id), "North");
    clean(&store);
}

#[test]
fn a_clock_that_runs_backwards_leaves_the_order_of_the_log_alone() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, "today").unwrap();
    drop(store);
    let mut store = Store::open(&path, None, Access::Edit, Box::new(world::Scripted::on(1980, 1, 1))).unwrap();
    for name in ["one", "two"] {
        rename(&mut store, id, name).unwrap();
    }
    let out_of_order: i64 = store
        .conn
        .query_row("SELECT count(*) FROM op a JOIN op b ON b.arrival = a.arrival + 1 WHERE b.clock <= a.clock", [], |row| row.get(0))
        .unwrap();
    assert_eq!(out_of_order, 0);
    store.undo().unwrap();
    assert_eq!(name_in(&store, id), "one");
    clean(&store);
}

#[test]
fn someone_whose_name_could_not_be_written_does_not_work_here() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    store.introduce("Ann Example", "QA reviewer").unwrap();
    let mut reader = Store::open(&path, None, Access::Read, world()).unwrap();
    assert!(reader.introduce("Ben Example", "").is_err());
    assert_eq!(reader.load().unwrap().facts.who, "Ann Example, QA reviewer");
}
