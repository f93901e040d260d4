//! Stories of every kind of record that a Mini PIP is made of: random changes, undo, redo and a rebuild leave what a reader saw.

use proptest::prelude::*;
use tempfile::TempDir;

use super::world::Scripted;
use super::*;
use crate::domain::change::Change;
use crate::domain::field::{Field, Shape};
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;

/// From the plan to the values of the selection, as `kind.rs` has them.
fn kinds() -> Vec<Kind> {
    let at = |kind| Kind::ALL.iter().position(|k| *k == kind).unwrap();
    Kind::ALL[at(Kind::MiniPip)..=at(Kind::FactorValue)].to_vec()
}

fn value(field: Field, ids: &[Id], n: u8) -> Value {
    let id = ids[usize::from(n) % ids.len()];
    match field.shape() {
        _ if n.is_multiple_of(5) => Value::None,
        Shape::Text => Value::text(format!("{} \u{e9}\n{n}", field.name())),
        Shape::Int => Value::Int(i64::from(n) * 1_000_003),
        Shape::Date => Value::Date(chrono::NaiveDate::from_ymd_opt(2026, 1 + u32::from(n % 12), 1 + u32::from(n % 28)).unwrap()),
        Shape::Record => Value::Record(id),
        Shape::Records => Value::records(vec![id, ids[usize::from(n / 2) % ids.len()]]),
        Shape::Bytes => Value::Bytes(vec![n; usize::from(n)]),
    }
}

#[derive(Clone, Debug)]
enum Deed {
    /// Some cells of records, or whether they are deleted, in one change: kind, field, value.
    Write(Vec<(u8, u8, u8)>),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => prop::collection::vec(any::<(u8, u8, u8)>(), 1..8).prop_map(Deed::Write),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ]
}

fn picture(store: &Store, ids: &[Id]) -> Vec<Option<Record>> {
    let book = store.load().unwrap();
    ids.iter().map(|id| book.get(*id).filter(|record| record.gone || !record.is_empty()).cloned()).collect()
}

fn write(store: &Store, ids: &[Id], cells: &[(u8, u8, u8)]) -> Change {
    let kinds = kinds();
    let mut change = Change::new("a change", store.seen().unwrap());
    let mut named = Vec::new();
    for (k, f, n) in cells {
        let at = usize::from(*k) % kinds.len();
        let fields = kinds[at].fields();
        let place = usize::from(*f) % (fields.len() + 1);
        let field = fields.get(place).copied().unwrap_or(Field::Gone);
        if named.contains(&(at, field)) {
            continue;
        }
        named.push((at, field));
        let value = if field == Field::Gone { Value::Int(i64::from(n % 2)) } else { value(field, ids, *n) };
        change.set(ids[at], kinds[at], field, value);
    }
    change
}

#[test]
fn every_field_of_every_kind_of_a_plan_is_read_as_it_was_written() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = super::tests::new_file(&folder, "a.milepost");
    let ids = store.new_ids(kinds().len());
    let mut change = Change::new("everything", store.seen().unwrap());
    for (id, kind) in ids.iter().zip(kinds()) {
        for (field, n) in kind.fields().iter().zip([1u8, 2, 3, 4, 6, 7, 8, 9].into_iter().cycle()) {
            change.set(*id, kind, *field, value(*field, &ids, n));
        }
    }
    store.commit(&change).unwrap();
    let before = picture(&store, &ids);
    for ((record, kind), id) in before.iter().zip(kinds()).zip(&ids).filter(|((_, kind), _)| kind.is_resident()) {
        let record = record.as_ref().unwrap();
        assert_eq!((record.kind, record.id), (kind, *id));
        for (field, n) in kind.fields().iter().zip([1u8, 2, 3, 4, 6, 7, 8, 9].into_iter().cycle()) {
            assert_eq!(record.get(*field), &value(*field, &ids, n), "{kind:?} {field:?}");
        }
    }
    super::tests::clean(&store);
    drop(store);
    let store = Store::open(&path, None, Access::Edit, super::tests::world()).unwrap();
    assert_eq!(picture(&store, &ids), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_work_on_a_plan_can_be_undone_redone_and_rebuilt(deeds in prop::collection::vec(deed(), 1..24)) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.milepost");
        let mut store = Store::create(&path, &NewFile { passphrase: None, secret: None }, Box::new(Scripted::on(2026, 1, 1))).unwrap();
        store.conn.pragma_update(None, "synchronous", "OFF").unwrap();
        let ids: Vec<Id> = kinds().iter().map(|kind| store.derived_id("trial", &[kind.table()])).collect();
        let (mut done, mut undone) = (vec![picture(&store, &ids)], Vec::new());
        for deed in deeds {
            let result = match &deed {
                Deed::Write(cells) => store.commit(&write(&store, &ids, cells)),
                Deed::Undo => store.undo(),
                Deed::Redo => store.redo(),
            };
            match (&deed, result) {
                (Deed::Undo, Ok(_)) => undone.push(done.pop().unwrap()),
                (Deed::Redo, Ok(_)) => done.push(undone.pop().unwrap()),
                (Deed::Undo, Err(StoreError::Nothing(_))) => prop_assert_eq!(done.len(), 1),
                (Deed::Redo, Err(StoreError::Nothing(_))) => prop_assert!(undone.is_empty()),
                (_, Ok(written)) if written.edits.is_empty() => {}
                (_, Ok(_)) => { done.push(picture(&store, &ids)); undone.clear(); }
                (_, Err(e)) => prop_assert!(false, "{e}"),
            }
            prop_assert_eq!(&picture(&store, &ids), done.last().unwrap());
        }
        prop_assert_eq!(store.check().unwrap().wrong, Vec::<String>::new());
        let rebuilt = folder.path().join("rebuilt.milepost");
        store.rebuild_into(&rebuilt).unwrap();
        let rebuilt = Store::open(&rebuilt, None, Access::Read, super::tests::world()).unwrap();
        prop_assert_eq!(&picture(&rebuilt, &ids), done.last().unwrap());
        prop_assert_eq!(rebuilt.check().unwrap().wrong, Vec::<String>::new());
    }
}
