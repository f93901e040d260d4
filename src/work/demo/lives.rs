//! What has happened to the made-up Mini PIPs so far: concerns, meetings, versions, checks, evidence. The words stand in
//! `assets/sample/lives.toml`; the plans themselves are in `plans.rs`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::Value as Toml;

use super::{Made, WorkError, set_up};
use crate::domain::book::Book;
use crate::domain::change::{Author, Change};
use crate::domain::field::{Field, Shape};
use crate::domain::frozen;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{Stage, title};
use crate::domain::order;
use crate::domain::value::Value;
use crate::store::Store;

#[derive(Deserialize)]
struct Lives {
    life: Vec<Life>,
}

#[derive(Deserialize)]
struct Life {
    plan: String,
    record: Vec<toml::Table>,
}

#[expect(clippy::expect_used, reason = "a constant of the program, read by its tests")]
static LIVES: LazyLock<Lives> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/sample/lives.toml")).expect("assets/sample/lives.toml"));

pub(super) fn build(store: &mut Store, made: &Made) -> Result<(), WorkError> {
    let book = store.load()?;
    for life in &LIVES.life {
        let Some(plan) = book.all(Kind::MiniPip).into_iter().find(|plan| plan.text(Field::Title) == life.plan) else { continue };
        let mut change = set_up(store, &format!("what has happened to '{}'", life.plan))?;
        let mut teller =
            Teller { store, book: &book, made, plan: plan.id, named: HashMap::new(), places: HashMap::new(), past: book.clone() };
        for record in &life.record {
            teller.tell(&mut change, record);
        }
        store.commit(&change)?;
    }
    Ok(())
}

struct Teller<'a> {
    store: &'a Store,
    book: &'a Book,
    made: &'a Made,
    plan: Id,
    /// The records that have a word of their own.
    named: HashMap<String, Id>,
    /// The last place given in each list.
    places: HashMap<(Kind, Id), String>,
    /// The book as it is while versions are frozen.
    past: Book,
}

impl Teller<'_> {
    fn tell(&mut self, change: &mut Change, told: &toml::Table) {
        let text = |key: &str| told.get(key).and_then(Toml::as_str).unwrap_or_default();
        let Some(kind) = Kind::named(text("kind")) else { return };
        if let Some(stages) = told.get("stages").and_then(Toml::as_array) {
            return self.passages(change, stages);
        }
        let id = match (kind, text("of")) {
            (Kind::Frozen, _) => self.version(change, told),
            (Kind::MiniPip, _) => self.plan,
            (_, "") => self.store.new_ids(1)[0],
            (_, of) => self.find(kind, of).unwrap_or(Id::NIL),
        };
        if !text("as").is_empty() {
            self.named.insert(text("as").to_owned(), id);
        }
        if kind == Kind::Frozen || id == Id::NIL {
            return;
        }
        let parent = kind.parent().map(|field| (field, told.get(field.name()).and_then(|of| self.record(of)).unwrap_or(self.plan)));
        if let (Some((field, parent)), None) = (parent, self.book.get(id)) {
            change.set(id, kind, field, Value::Record(parent));
            if kind.fields().contains(&Field::Position) {
                let place = order::between(self.places.get(&(kind, parent)).map(String::as_str), None);
                change.set(id, kind, Field::Position, Value::text(&place));
                self.places.insert((kind, parent), place);
            }
        }
        for (key, value) in told {
            let field = Field::named(key).filter(|field| kind.fields().contains(field) && parent.is_none_or(|(other, _)| other != *field));
            if let Some(field) = field {
                let value = self.value(field, value);
                // Versions that are frozen later have it.
                self.past.set(kind, id, field, value.clone());
                change.set(id, kind, field, value);
            }
        }
    }

    fn value(&self, field: Field, told: &Toml) -> Value {
        match (field.shape(), told) {
            (Shape::Date, Toml::Integer(days)) => Value::Date(self.made.day(*days)),
            (Shape::Int, Toml::Integer(n)) => Value::Int(*n),
            (Shape::Record, told) => self.record(told).map_or(Value::None, Value::Record),
            (Shape::Records, Toml::Array(all)) => Value::records(all.iter().filter_map(|one| self.record(one)).collect()),
            (_, Toml::String(text)) => Value::text(text.trim()),
            _ => Value::None,
        }
    }

    /// A record by its word, or by its title: a part of the plan, or an office.
    fn record(&self, told: &Toml) -> Option<Id> {
        let name = told.as_str()?;
        if let Some(word) = name.strip_prefix('@') {
            return self.named.get(word).copied();
        }
        let kinds = [Kind::PipPerson, Kind::Element, Kind::Row, Kind::Evaluation, Kind::Office];
        kinds.into_iter().find_map(|kind| self.find(kind, name))
    }

    fn find(&self, kind: Kind, name: &str) -> Option<Id> {
        let parts = match kind {
            Kind::Office => self.book.all(kind),
            Kind::Row => self.book.parts(self.plan, Kind::Element).iter().flat_map(|element| self.book.parts(element.id, kind)).collect(),
            kind => self.book.parts(self.plan, kind),
        };
        parts.into_iter().find(|part| title(part) == name).map(|part| part.id)
    }

    fn passages(&self, change: &mut Change, stages: &[Toml]) {
        for (id, stage) in self.store.new_ids(stages.len()).into_iter().zip(stages) {
            let (code, day) = (stage.get(0).and_then(Toml::as_str), stage.get(1).and_then(Toml::as_integer));
            let facts = [
                (Field::MiniPip, Value::Record(self.plan)),
                (Field::Stage, code.map_or(Value::None, Value::text)),
                (Field::Part, Value::text("passed")),
                (Field::Day, day.map_or(Value::None, |day| Value::Date(self.made.day(day)))),
                (Field::Who, Value::text("Rae Sample")),
            ];
            for (field, value) in facts {
                change.set(id, Kind::Passage, field, value);
            }
        }
    }

    /// A version as it was then: some texts of it were others.
    fn version(&mut self, change: &mut Change, told: &toml::Table) -> Id {
        let text = |key: &str| told.get(key).and_then(Toml::as_str).unwrap_or_default();
        let mut then = self.past.clone();
        for was in told.get("was").and_then(Toml::as_array).into_iter().flatten() {
            let text = |key: &str| was.get(key).and_then(Toml::as_str).unwrap_or_default();
            if let (Some(kind), Some(field)) = (Kind::named(text("kind")), Field::named(text("field")))
                && let Some(id) = self.find(kind, text("of"))
            {
                then.set(kind, id, field, Value::text(text("text")));
            }
        }
        let day = told.get("day").and_then(Toml::as_integer).unwrap_or(0);
        let author = Author { who: "Rae Sample", today: self.made.day(day), saw: self.book.seen };
        let stage = Stage::named(text("stage")).unwrap_or(Stage::Submitted);
        let store = self.store;
        let id = frozen::keep(change, &then, self.plan, text("title"), stage, &author, &mut || store.new_ids(1)[0]);
        // The next version is numbered after this one.
        let number = change.edits.iter().rev().find(|edit| edit.record == id && edit.field == Field::Number);
        if let Some(number) = number {
            self.past.set(Kind::Frozen, id, Field::MiniPip, Value::Record(self.plan));
            self.past.set(Kind::Frozen, id, Field::Number, number.value.clone());
        }
        id
    }
}
