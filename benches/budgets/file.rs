//! The file: one edit made durable, an import, a full recount; each beside bare SQLite doing the least that could pass for it.

use std::path::Path;
use std::time::Duration;

use milepost::domain::change::Change;
use milepost::domain::field::Field;
use milepost::domain::id::Id;
use milepost::domain::kind::Kind;
use milepost::domain::value::Value;
use milepost::store::{Access, NewFile, Passphrase, Store, world};
use milepost::work::import::What;
use rusqlite::Connection;

use crate::measure::{Pair, Sheet, beside, once, show};
use crate::{Desk, take_in};

/// What `DuckDB` needs for the same GROUP BY over its own table, as a part of what SQLite needs (22 of 476 ms, both warm).
const DUCKDB: f64 = 0.045;

pub fn measure(desk: &Desk, sheet: &mut Sheet, large: usize) {
    commit(desk, sheet);
    import(desk, sheet, large);
    recount(desk, sheet, large);
}

/// Rows of a Mini PIP, to be edited one cell at a time.
fn matrix(store: &mut Store, rows: usize) -> Vec<Id> {
    let ids = store.new_ids(rows + 2);
    let mut change = Change::new("a matrix", store.seen().unwrap());
    change.set(ids[0], Kind::MiniPip, Field::Title, Value::text("Measured"));
    change.set(ids[1], Kind::Element, Field::Title, Value::text("Measured"));
    change.set(ids[1], Kind::Element, Field::MiniPip, Value::Record(ids[0]));
    for id in &ids[2..] {
        change.set(*id, Kind::Row, Field::Text, Value::text("an action step"));
        change.set(*id, Kind::Row, Field::Element, Value::Record(ids[1]));
    }
    store.commit(&change).unwrap();
    ids[2..].to_vec()
}

/// A cell as one would keep it without Milepost: an UPDATE and a line in a journal, durable at its COMMIT.
fn bare(path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE cell(id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE journal(id INTEGER PRIMARY KEY, cell INTEGER, text TEXT);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO cell SELECT i, 'an action step' FROM n;",
    )
    .unwrap();
    db
}

fn commit(desk: &Desk, sheet: &mut Sheet) {
    let phrase = Passphrase::new("measured measured measured".to_owned());
    for (name, words, passphrase) in [("plain", "not encrypted", None), ("sealed", "encrypted", Some(&phrase))] {
        let path = desk.path(&format!("commit-{name}.milepost"));
        let mut store = Store::create(&path, &NewFile { passphrase, secret: None }, Box::new(world::Real)).unwrap();
        store.introduce("Rae Sample", "QA reviewer").unwrap();
        let ids = matrix(&mut store, 200);
        let mut book = store.load().unwrap();
        let db = bare(&desk.path(&format!("bare-{name}.db")));
        let edit = |i: usize| {
            let mut change = Change::new("a cell", book.seen);
            change.set(ids[i * 7919 % ids.len()], Kind::Row, Field::Text, Value::text(format!("edited {i}")));
            let written = store.commit(&change).unwrap();
            book.apply(&written);
        };
        let floor = |i: usize| {
            let tx = db.unchecked_transaction().unwrap();
            let cell = (i * 7919 % 5000 + 1) as u32;
            tx.prepare_cached("UPDATE cell SET text = ?2 WHERE id = ?1").unwrap().execute((cell, format!("edited {i}"))).unwrap();
            tx.prepare_cached("INSERT INTO journal(cell, text) VALUES (?1, ?2)").unwrap().execute((cell, format!("edited {i}"))).unwrap();
            tx.commit().unwrap();
        };
        sheet.ratio(&format!("one cell edit, durable ({words}) against a bare commit"), &beside(301, edit, floor), 1.5);
    }
}

/// Every field as text in one transaction: what the sqlite3 shell's `.import` does.
fn import_bare(csv: &Path, path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    db.execute_batch(
        "BEGIN; CREATE TABLE flat(year INTEGER, region TEXT, office TEXT, kase TEXT, area TEXT, question TEXT, answer TEXT, reviewer TEXT, day TEXT)",
    )
    .unwrap();
    {
        let mut insert = db.prepare("INSERT INTO flat VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)").unwrap();
        let mut reader = csv::Reader::from_path(csv).unwrap();
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).unwrap() {
            insert.execute(rusqlite::params_from_iter(row.iter())).unwrap();
        }
    }
    db.execute_batch("COMMIT").unwrap();
    db
}

fn import(desk: &Desk, sheet: &mut Sheet, large: usize) {
    let csv = desk.answers(large);
    let ours = |i: usize| {
        let mut store = desk.file(&format!("import-{i}.milepost"));
        take_in(&mut store, What::Answers, &csv);
    };
    let pair = beside(3, ours, |i| drop(import_bare(&csv, &desk.path(&format!("flat-{i}.db")))));
    sheet.ratio(&format!("import of {large} answers against bare INSERTs"), &pair, 0.5);

    let mut store = Store::open(&desk.path("import-0.milepost"), None, Access::Edit, Box::new(world::Real)).unwrap();
    Sheet::note("  its undo", &show(once(|| store.undo().unwrap()).0));
    Sheet::note("  its redo", &show(once(|| store.redo().unwrap()).0));
    let (time, verdict) = once(|| store.check().unwrap());
    assert_eq!(verdict.wrong, Vec::<String>::new());
    Sheet::note("  a check of the whole file", &show(time));
    Sheet::note("  loading it into memory", &show(once(|| store.load().unwrap()).0));
}

/// Setting an instrument's definition anew counts all its reviews again, in the same transaction.
fn recount(desk: &Desk, sheet: &mut Sheet, large: usize) {
    let mut store = desk.file("recount.milepost");
    let csv = desk.answers(large);
    take_in(&mut store, What::Answers, &csv);
    let mut book = store.load().unwrap();
    let (id, instrument) = book.instruments().last().unwrap().clone();
    let ours = |i: usize| {
        let mut instrument = (*instrument).clone();
        instrument.title = format!("Measured {i}");
        let mut change = Change::new("the instrument", book.seen);
        change.set(id, Kind::Instrument, Field::Definition, Value::text(serde_json::to_string(&instrument).unwrap()));
        book.apply(&store.commit(&change).unwrap());
    };
    let db = import_bare(&csv, &desk.path("recount.db"));
    db.execute_batch(
        "CREATE TABLE question AS SELECT row_number() OVER () AS key, question FROM (SELECT DISTINCT question FROM flat ORDER BY 1);
         CREATE TABLE office AS SELECT row_number() OVER () AS key, office FROM (SELECT DISTINCT office FROM flat ORDER BY 1);
         CREATE TABLE star AS SELECT flat.year, office.key AS office, question.key AS question,
           CASE answer WHEN 'yes' THEN 0 WHEN 'partial' THEN 1 WHEN 'no' THEN 2 ELSE 3 END AS answer
           FROM flat JOIN question USING (question) JOIN office USING (office);",
    )
    .unwrap();
    let mut query =
        db.prepare("SELECT year, office, question, answer, count(*) AS n FROM star GROUP BY year, office, question, answer").unwrap();
    let floor = |_: usize| {
        let total: i64 = query.query_map([], |row| row.get::<_, i64>(4)).unwrap().map(Result::unwrap).sum();
        assert_eq!(total, large as i64);
    };
    let pair: Pair = beside(5, ours, floor);
    assert!(pair.ours > Duration::ZERO);
    sheet.ratio(&format!("full recount of {large} answers against a GROUP BY"), &pair, DUCKDB);
}
