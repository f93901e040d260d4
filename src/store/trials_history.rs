//! Stories of the history: stretches and filters, what a change touched, taking back any change, when one was last here.

use proptest::prelude::*;
use tempfile::TempDir;

use super::tests::{clean, import, name_in, new_file, rename, review, set_up};
use super::world::Scripted;
use super::*;
use crate::domain::change::{Change, ChangeKind, Slot};
use crate::domain::field::Field;
use crate::domain::history::{Filter, Sort, Thing};
use crate::domain::kind::Kind;
use crate::domain::query::HistoryLine;
use crate::domain::record::Record;
use crate::domain::value::Value;

fn as_person(store: &mut Store, name: &str) {
    let actor = store.derived_id("actor", &[name]);
    store.act_as(Who { actor, words: format!("{name}, QA reviewer") });
}

/// One change of fields; gives its id.
fn write(store: &mut Store, words: &str, edits: &[(Id, Kind, Field, Value)]) -> Id {
    let mut change = Change::new(words, store.seen().unwrap());
    for (record, kind, field, value) in edits {
        change.set(*record, *kind, *field, value.clone());
    }
    store.commit(&change).unwrap();
    store.history(1).unwrap()[0].change
}

fn named(store: &mut Store, name: &str) {
    let region = store.derived_id("region", &[name]);
    rename(store, region, name).unwrap();
}

fn words(lines: &[HistoryLine]) -> Vec<&str> {
    lines.iter().map(|line| line.words.as_str()).collect()
}

fn found(store: &Store, filter: &Filter) -> Vec<String> {
    store.history_page(filter, None, 100).unwrap().lines.into_iter().map(|line| line.words).collect()
}

#[test]
fn the_history_is_read_in_stretches_and_each_filter_takes_what_it_says() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.milepost");
    let mut store = Store::create(&path, &NewFile { passphrase: None, secret: None }, Box::new(Scripted::on(2026, 3, 2))).unwrap();
    let (plan, milestone, step) = (store.new_ids(1)[0], store.new_ids(1)[0], store.new_ids(1)[0]);
    as_person(&mut store, "Pat Example");
    write(&mut store, "plan", &[(plan, Kind::Plan, Field::Title, Value::text("The plan"))]);
    let made = [
        (milestone, Kind::Milestone, Field::Plan, Value::Record(plan)),
        (milestone, Kind::Milestone, Field::Name, Value::text("Training")),
    ];
    write(&mut store, "milestone", &made);
    as_person(&mut store, "Pat");
    let made = [
        (step, Kind::Step, Field::Milestone, Value::Record(milestone)),
        (step, Kind::Step, Field::Text, Value::text("Train 100% of them")),
    ];
    write(&mut store, "a step", &made);
    let region = store.derived_id("region", &["North"]);
    rename(&mut store, region, "North").unwrap();
    store.undo().unwrap();
    let mut line = Change::new("scores to a file", store.seen().unwrap());
    line.kind = ChangeKind::Export;
    store.commit(&line).unwrap();

    let first = store.history_page(&Filter::default(), None, 2).unwrap();
    assert_eq!((words(&first.lines), first.more), (vec!["scores to a file", "name North"], true));
    let second = store.history_page(&Filter::default(), Some(first.lines[1].change), 4).unwrap();
    assert_eq!((words(&second.lines), second.more), (vec!["name North", "a step", "milestone", "plan"], false));
    assert_eq!((second.lines[0].undone, first.lines[1].about), (true, Some(second.lines[0].change)));
    assert_eq!(first.lines[0].ops, 0, "an export touches no field");

    let by = |who: &str| Filter { who: Some(who.to_owned()), ..Filter::default() };
    assert_eq!(found(&store, &by("Pat Example")), ["milestone", "plan"], "a name is a whole name");
    assert_eq!(found(&store, &by("Pat")).len(), 4);
    let of = |id| Filter { of: Some(id), ..Filter::default() };
    assert_eq!(found(&store, &of(milestone)), ["a step", "milestone"], "with its parts, without its whole");
    assert_eq!(found(&store, &of(plan)), ["a step", "milestone", "plan"]);
    let thing = |thing| Filter { thing: Some(thing), ..Filter::default() };
    assert_eq!(found(&store, &thing(Thing::Milestones)), ["a step", "milestone", "plan"]);
    assert_eq!(found(&store, &thing(Thing::Places)), ["name North", "name North"]);
    let sort = |sort| Filter { sort, ..Filter::default() };
    assert_eq!(found(&store, &sort(Sort::Undone)), ["name North"]);
    assert_eq!(found(&store, &sort(Sort::Exports)), ["scores to a file"]);
    assert_eq!(found(&store, &sort(Sort::Edits)).len(), 5, "edits and their undo");
    let says = |words: &str| Filter { words: words.to_owned(), ..Filter::default() };
    assert_eq!(found(&store, &says("100% train")), ["a step"], "words in what was written, in any order; % is a sign like others");
    assert_eq!(found(&store, &says("10_%")), [""; 0]);
    assert_eq!(found(&store, &says("MILE")), ["milestone"]);
    let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d);
    let days = |from, until| Filter { from, until, ..Filter::default() };
    assert_eq!(found(&store, &days(day(1), day(3))).len(), 6);
    assert_eq!(found(&store, &days(day(4), None)), [""; 0]);
    assert_eq!(found(&store, &days(None, day(1))), [""; 0]);
    assert_eq!(store.people().unwrap(), ["Pat", "Pat Example"]);
}

#[test]
fn a_change_is_told_with_what_stood_before_and_what_it_wrote() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let step = store.new_ids(1)[0];
    write(&mut store, "made", &[(step, Kind::Step, Field::Text, Value::text("Train"))]);
    let edits = [(step, Kind::Step, Field::Text, Value::text("Train all")), (step, Kind::Step, Field::Owner, Value::text("Pat"))];
    let change = write(&mut store, "wording", &edits);
    let file = store.change_file(change, 100).unwrap().unwrap();
    let told: Vec<_> = file.touches.iter().map(|t| (t.field, t.before.clone(), t.after.clone())).collect();
    let expected = [(Field::Text, Value::text("Train"), Value::text("Train all")), (Field::Owner, Value::None, Value::text("Pat"))];
    assert_eq!((told.as_slice(), file.total), (&expected[..], 2));
    store.undo().unwrap();
    let undo = store.history(1).unwrap()[0].change;
    let file = store.change_file(undo, 1).unwrap().unwrap();
    assert_eq!((file.touches.len(), file.total), (1, 2), "a stretch of the fields; all are counted");
    assert_eq!(
        (&file.touches[0].field, &file.touches[0].before, &file.touches[0].after),
        (&Field::Owner, &Value::text("Pat"), &Value::None)
    );
    store.undo().unwrap();
    let file = store.change_file(change, 100).unwrap().unwrap();
    assert_eq!(file.others[0].kind, Kind::Step, "what has nothing left is brought along");
    assert_eq!(store.change_file(Id([9; 16]), 1).unwrap(), None);
}

#[test]
fn an_import_is_told_in_one_line_and_the_history_of_a_case_knows_it() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let agency = set_up(&mut store);
    let reviews: Vec<_> = (0..4).map(|case| review(&store, &agency, case, &[1, 1, 0, 2])).collect();
    import(&mut store, "march", &reviews);
    let change = store.history(1).unwrap()[0].change;
    let file = store.change_file(change, 100).unwrap().unwrap();
    let imported = file.imported.unwrap();
    assert_eq!(
        (imported.answers, imported.cases, imported.of.as_slice(), imported.taken_out),
        (12, 4, &[(agency.instrument, 2025)][..], false)
    );
    assert_eq!((file.touches.len(), file.total), (0, 0));
    let of = Filter { of: Some(reviews[0].id), ..Filter::default() };
    assert_eq!(found(&store, &of), ["march"]);
    store.undo().unwrap();
    let file = store.change_file(store.history(1).unwrap()[0].change, 100).unwrap().unwrap();
    assert_eq!(file.imported.map(|i| (i.answers, i.taken_out)), Some((12, true)));
}

#[test]
fn an_older_change_is_taken_back_alone_and_redo_brings_it_back_first() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let (north, south) = (store.derived_id("region", &["North"]), store.derived_id("region", &["South"]));
    rename(&mut store, north, "North").unwrap();
    let older = store.history(1).unwrap()[0].change;
    rename(&mut store, south, "South").unwrap();
    let turning = store.turning(older).unwrap().unwrap();
    assert_eq!((turning.back, turning.with.len(), turning.refused), (false, 0, None));
    assert_eq!(store.turn_this(older, &[]).unwrap().words, "name North");
    assert_eq!((name_in(&store, north), name_in(&store, south)), (String::new(), "South".to_owned()));
    clean(&store);
    assert_eq!(store.undo().unwrap().words, "name South", "Ctrl-Z goes on with the newest that stands");
    assert_eq!(store.redo().unwrap().words, "name South", "what was undone last comes back first");
    assert_eq!(store.redo().unwrap().words, "name North");
    assert_eq!((name_in(&store, north), name_in(&store, south)), ("North".to_owned(), "South".to_owned()));
    clean(&store);
    // The undo in the history stands for the change it took back.
    store.turn_this(older, &[]).unwrap();
    let undo = store.history(1).unwrap()[0].change;
    assert!(store.turning(undo).unwrap().unwrap().back);
    store.turn_this(undo, &[]).unwrap();
    assert_eq!(name_in(&store, north), "North");
    clean(&store);
}

#[test]
fn what_stands_on_a_change_goes_with_it_as_one_change_and_comes_back_as_one() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let (element, row, other) = (store.new_ids(1)[0], store.new_ids(1)[0], store.new_ids(1)[0]);
    let made = write(&mut store, "new element", &[(element, Kind::Element, Field::Title, Value::text("Visits"))]);
    let elsewhere = write(&mut store, "elsewhere", &[(other, Kind::Region, Field::Name, Value::text("North"))]);
    let wording = write(&mut store, "wording", &[(element, Kind::Element, Field::Title, Value::text("More visits"))]);
    let strategy = write(&mut store, "strategy", &[(element, Kind::Element, Field::Strategy, Value::text("Cars"))]);
    let edits = [(row, Kind::Row, Field::Element, Value::Record(element)), (row, Kind::Row, Field::Text, Value::text("Buy"))];
    let step = write(&mut store, "new row", &edits);
    let evidence = write(&mut store, "evidence", &[(row, Kind::Row, Field::Evidence, Value::text("Bills"))]);
    let turning = store.turning(made).unwrap().unwrap();
    let with: Vec<Id> = turning.with.iter().map(|line| line.change).collect();
    assert_eq!(with, [evidence, step, strategy, wording], "its fields, its record, its parts and what is done to those; nothing else");
    assert_eq!(store.turning(wording).unwrap().unwrap().with.len(), 0);
    let said = store.turn_this(made, &[wording]).unwrap_err().to_string();
    assert!(said.contains("now stands on it too"), "{said}");
    assert_eq!(store.turn_this(made, &with).unwrap().words, "new element, and 4 changes with it");
    let book = store.load().unwrap();
    assert!([element, row].into_iter().all(|id| book.get(id).is_none_or(Record::is_empty)));
    assert_eq!(book.name(other), "North");
    clean(&store);
    assert_eq!(store.history(1).unwrap()[0].ops, 5, "every field once, though one was written twice");
    // Any of them brings all of them back.
    let back = store.turning(step).unwrap().unwrap();
    assert_eq!((back.back, back.with.len(), back.refused), (true, 4, None));
    assert_eq!(store.next_undo_redo().unwrap().1.as_deref(), Some("new element, and 4 changes with it"));
    store.redo().unwrap();
    assert_eq!(store.load().unwrap().name(element), "More visits");
    clean(&store);
    assert_eq!(store.undo().unwrap().words, "evidence", "and each is a step of its own again");
    assert_eq!(store.turning(elsewhere).unwrap().unwrap().with.len(), 0);
}

#[test]
fn corrections_of_imported_cases_go_with_their_import() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let agency = set_up(&mut store);
    let reviews: Vec<_> = (0..4).map(|case| review(&store, &agency, case, &[1, 1, 1])).collect();
    import(&mut store, "march", &reviews);
    let imported = store.history(1).unwrap()[0].change;
    let mut change = Change::new("corrected", store.seen().unwrap());
    change.set_slot(reviews[0].id, Kind::Review, Field::Given, Slot::of(0, 0), Value::Int(2));
    store.commit(&change).unwrap();
    let file = store.change_file(store.history(1).unwrap()[0].change, 10).unwrap().unwrap();
    assert_eq!(file.cases[0].case_id, "CASE-0");
    let comment = store.new_ids(1)[0];
    write(&mut store, "comment", &[(comment, Kind::Comment, Field::Review, Value::Record(reviews[1].id))]);
    let with: Vec<_> = store.turning(imported).unwrap().unwrap().with;
    assert_eq!(words(&with), ["comment", "corrected"]);
    store.turn_this(imported, &with.iter().map(|line| line.change).collect::<Vec<_>>()).unwrap();
    assert!(store.load().unwrap().tallies().iter().all(|tally| tally.reviews == 0));
    clean(&store);
    store.redo().unwrap();
    clean(&store);
    // The places on which the import rests go only with it.
    let places = store.history(100).unwrap().into_iter().find(|line| line.words == "set up").unwrap().change;
    assert_eq!(words(&store.turning(places).unwrap().unwrap().with), ["comment", "corrected", "march"]);
}

#[test]
fn what_is_never_taken_back_says_why() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    store.introduce("Pat Example", "QA reviewer").unwrap();
    let system = store.history(1).unwrap()[0].change;
    let mut line = Change::new("scores to a file", store.seen().unwrap());
    line.kind = ChangeKind::Export;
    store.commit(&line).unwrap();
    let export = store.history(1).unwrap()[0].change;
    let why = |store: &Store, change| store.turning(change).unwrap().unwrap().refused.unwrap();
    assert!(why(&store, export).contains("left the file"));
    assert!(why(&store, system).contains("never taken back"));
    let said = store.turn_this(export, &[]).unwrap_err().to_string();
    assert_eq!(said, format!("this cannot be taken back: {}", why(&store, export)));
}

#[test]
fn a_change_that_was_brought_back_out_of_turn_ends_redo_of_the_others() {
    let folder = TempDir::new().unwrap();
    let (_, mut store) = new_file(&folder, "a.milepost");
    let ids = ["a", "b"].map(|name| store.derived_id("region", &[name]));
    rename(&mut store, ids[0], "A").unwrap();
    let first = store.history(1).unwrap()[0].change;
    rename(&mut store, ids[1], "B").unwrap();
    let second = store.history(1).unwrap()[0].change;
    store.turn_this(first, &[]).unwrap();
    store.undo().unwrap();
    store.turn_this(first, &[]).unwrap();
    assert!(matches!(store.redo(), Err(StoreError::Nothing(_))));
    clean(&store);
    // It is still to be had from the history.
    store.turn_this(second, &[]).unwrap();
    assert_eq!(name_in(&store, ids[1]), "B");
    clean(&store);
    // Nothing stood there, twice over: that is the same nothing.
    store.turn_this(second, &[]).unwrap();
    store.turn_this(second, &[]).unwrap();
    clean(&store);
}

#[test]
fn each_person_is_told_what_has_changed_since_they_were_last_here() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    as_person(&mut store, "Pat Example");
    assert_eq!(store.since_last_here().unwrap(), None, "the first time there is nothing to tell");
    named(&mut store, "Mine");
    store.was_here().unwrap();
    assert!(store.since_last_here().unwrap().unwrap().is_empty());
    let lines = store.history(100).unwrap().len();
    as_person(&mut store, "Lee Sample");
    for name in ["North", "South"] {
        named(&mut store, name);
    }
    named(&mut store, "Lost");
    store.undo().unwrap();
    as_person(&mut store, "Kim Other");
    let step = store.new_ids(1)[0];
    write(&mut store, "step", &[(step, Kind::Step, Field::Text, Value::text("Train"))]);
    let mine = store.history(100).unwrap().into_iter().find(|line| line.words == "name Mine").unwrap().change;
    store.turn_this(mine, &[]).unwrap();
    as_person(&mut store, "pat example");
    named(&mut store, "Own");
    as_person(&mut store, "Pat Example");
    let since = store.since_last_here().unwrap().unwrap();
    assert_eq!((since.others, since.people, since.own), (4, 2, 1), "what was made and undone since leaves nothing to tell");
    let what: Vec<_> = since.what.iter().map(|of| (of.kind, of.imported, of.records)).collect();
    assert_eq!(what, [(Kind::Region, false, 3), (Kind::Step, false, 1)]);
    assert_eq!(store.history_page(&Filter { after: Some(since.mark), ..Filter::default() }, None, 100).unwrap().lines.len(), 7);
    assert_eq!(store.history(100).unwrap().len(), lines + 7, "being here leaves no line in the history");
    drop(store);
    let reader = Store::open(&path, None, Access::Read, super::tests::world()).unwrap();
    reader.was_here().unwrap();
    clean(&reader);
}

#[test]
fn what_is_asked_before_the_first_screen_reads_only_what_is_new() {
    let folder = TempDir::new().unwrap();
    let (_, store) = new_file(&folder, "a.milepost");
    for sql in [super::here::CHANGES, super::here::KINDS] {
        let mut plan = store.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps: Vec<String> = plan.query_map((1, 1), |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        assert!(!steps.is_empty() && steps.iter().all(|step| step.starts_with("SEARCH")), "{steps:?}");
    }
}

#[derive(Clone, Debug)]
enum Deed {
    Write(u8, u8, u8),
    Create(u8),
    Undo,
    Redo,
    Turn(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        5 => any::<(u8, u8, u8)>().prop_map(|(a, b, c)| Deed::Write(a, b, c)),
        2 => any::<u8>().prop_map(Deed::Create),
        1 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
        4 => any::<u8>().prop_map(Deed::Turn),
    ]
}

fn picture(store: &Store) -> Vec<Record> {
    let book = store.load().unwrap();
    let mut all: Vec<Record> = [Kind::Element, Kind::Row, Kind::Region]
        .into_iter()
        .flat_map(|kind| book.all(kind).into_iter().cloned().collect::<Vec<_>>())
        .collect();
    all.sort_by_key(|record| record.id);
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_change_can_be_taken_back_and_brought_back_and_the_file_stays_sound(deeds in prop::collection::vec(deed(), 1..40)) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.milepost");
        let mut store = Store::create(&path, &NewFile { passphrase: None, secret: None }, Box::new(Scripted::on(2026, 1, 1))).unwrap();
        store.conn.pragma_update(None, "synchronous", "OFF").unwrap();
        let element = |store: &Store, n: u8| store.derived_id("trial", &[&format!("element {}", n % 4)]);
        for deed in deeds {
            match deed {
                Deed::Write(record, field, n) => {
                    let field = [Field::Title, Field::Strategy, Field::Gone, Field::Partners][usize::from(field % 4)];
                    let value = match (field, n % 4) {
                        (Field::Gone, _) => Value::Int(i64::from(n % 2)),
                        (_, 0) => Value::None,
                        _ => Value::text(format!("text {}", n % 8)),
                    };
                    let record = element(&store, record);
                    let change = Change::new("edit", store.seen().unwrap()).with(record, Kind::Element, field, value);
                    store.commit(&change).unwrap();
                }
                Deed::Create(n) => {
                    let (whole, row) = (element(&store, n), store.new_ids(1)[0]);
                    let change = Change::new("create", store.seen().unwrap())
                        .with(row, Kind::Row, Field::Element, Value::Record(whole))
                        .with(row, Kind::Row, Field::Text, Value::text("row"));
                    store.commit(&change).unwrap();
                }
                Deed::Undo => match store.undo() {
                    Ok(_) | Err(StoreError::Nothing(_)) => {}
                    Err(error) => prop_assert!(false, "{error}"),
                },
                Deed::Redo => match store.redo() {
                    Ok(_) | Err(StoreError::Nothing(_)) => {}
                    Err(error) => prop_assert!(false, "{error}"),
                },
                Deed::Turn(n) => {
                    let lines = store.history(100).unwrap();
                    if lines.is_empty() { continue; }
                    let change = lines[usize::from(n) % lines.len()].change;
                    let turning = store.turning(change).unwrap().unwrap();
                    let with: Vec<Id> = turning.with.iter().map(|line| line.change).collect();
                    let before = picture(&store);
                    match store.turn_this(change, &with) {
                        Ok(_) if !turning.back => {
                            // Whatever can be taken back can be brought back at once, and all is as it was.
                            store.redo().unwrap();
                            prop_assert_eq!(picture(&store), before);
                            store.turn_this(change, &with).unwrap();
                        }
                        Ok(_) => {}
                        Err(StoreError::CannotTurn(why)) => prop_assert!(turning.back && turning.refused == Some(why)),
                        Err(error) => prop_assert!(false, "{error}"),
                    }
                }
            }
            // Nothing hangs on a record that was taken away.
            let book = store.load().unwrap();
            for row in book.all(Kind::Row).into_iter().chain(book.all(Kind::Element)) {
                prop_assert!(!row.is_empty());
            }
        }
        prop_assert_eq!(store.check().unwrap().wrong, Vec::<String>::new());
        let rebuilt = folder.path().join("rebuilt.milepost");
        store.rebuild_into(&rebuilt).unwrap();
        let rebuilt = Store::open(&rebuilt, None, Access::Read, super::tests::world()).unwrap();
        prop_assert_eq!(picture(&rebuilt), picture(&store));
        prop_assert_eq!(rebuilt.check().unwrap().wrong, Vec::<String>::new());
    }
}
