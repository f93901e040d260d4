//! Handing one person's work over to another in one change: the name in texts, the persons of plans, the reviewers of
//! cases. What is locked or was said by the person is left, and named.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::casework::{Owed, RoundWork};
use super::holders::{self, Holder, Words};
use super::what::What;
use super::{Item, mine, names, words};
use crate::domain::book::Book;
use crate::domain::change::{Author, Change};
use crate::domain::field::{Field, Shape};
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::review::Status;
use crate::domain::review_moves::same_person;
use crate::domain::text::{counted, is_plain, listed};
use crate::domain::value::Value;

/// Longest name that is taken.
const LONGEST: usize = 120;

/// What of a person's work is handed over.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    /// These items.
    Chosen(&'a [&'a Item]),
    /// All that is still to be done, also what has no day; with all items, to say what is left.
    All(&'a [Item]),
}

/// A change that hands work over, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handing {
    /// The change.
    pub change: Change,
    /// How many of what: "4 action steps".
    pub counts: Vec<String>,
    /// What stays where it is, and why.
    pub left: Vec<String>,
    /// The question to ask first.
    pub question: String,
}

/// Hands work of one person over to another.
///
/// # Errors
/// The number of the field at fault (0 from whom, 1 to whom), and a sentence.
pub fn hand_over(
    book: &Book,
    works: &[RoundWork],
    scope: Scope,
    (from, to): (&str, &str),
    by: Author,
    fresh: &dyn Fn() -> Id,
) -> Result<Handing, (usize, String)> {
    let (from, to) = (from.trim(), to.trim());
    if from.is_empty() {
        return Err((0, "Say whose items they are".to_owned()));
    }
    if names::names(to).count() != 1 || to.chars().count() > LONGEST || !to.chars().all(is_plain) {
        return Err((1, "Say to whom: one person, by name, as the plans write it".to_owned()));
    }
    if same_person(from, to) {
        return Err((1, format!("These items are {to}'s already")));
    }
    let change = Change::new(String::new(), by.saw);
    let mut hand = Hand { book, from, to, change, fresh, counts: BTreeMap::new(), left: BTreeMap::new(), made: HashMap::new() };
    match scope {
        Scope::All(items) => {
            for holder in holders::all(book, by.today).into_iter().filter(|holder| holder.names(book, from)) {
                hand.give(holder);
            }
            hand.reviews(works, |_| true, |_| true);
            hand.leave_said(items.iter());
        }
        Scope::Chosen(items) => hand.chosen(items, works),
    }
    hand.finish()
}

struct Hand<'a> {
    book: &'a Book,
    from: &'a str,
    to: &'a str,
    change: Change,
    fresh: &'a dyn Fn() -> Id,
    counts: BTreeMap<Words, u64>,
    left: BTreeMap<String, (Words, u64)>,
    /// The persons made of that name, by plan.
    made: HashMap<Id, Id>,
}

impl Hand<'_> {
    fn chosen(&mut self, items: &[&Item], works: &[RoundWork]) {
        let mut done = HashSet::new();
        for item in items.iter().filter(|item| mine(item, self.from)) {
            if let Some(holder) = holders::of_item(self.book, item) {
                // An evaluation row can stand there with several checks.
                if done.insert((holder.record.id, holder.field)) && holder.names(self.book, self.from) {
                    self.give(holder);
                }
            } else if matches!(item.what, What::Reviews | What::Returned) {
                let one = |owed: &Owed| match item.what {
                    What::Returned => owed.review == Some(item.record),
                    // Those given back stand on the agenda by themselves.
                    _ => owed.status != Status::Returned,
                };
                let round = if item.what == What::Returned { item.of } else { item.record };
                self.reviews(works, |id| id == round, one);
            }
        }
        self.leave_said(items.iter().copied());
    }

    /// What a person was asked for or is by office does not go over with a name.
    fn leave_said<'b>(&mut self, items: impl Iterator<Item = &'b Item>) {
        for item in items.filter(|item| mine(item, self.from)) {
            let (words, why) = match item.what {
                What::Answer => (("answer", "answers"), "a version was sent to them; send it to another recipient"),
                What::Change | What::Gate => {
                    (("matter of the plan's lead", "matters of the plan's lead"), "name another lead on the cover")
                }
                What::Scans => (("month of QA scans", "months of QA scans"), "they go with the workers; change the supervisor in Settings"),
                _ => continue,
            };
            self.leave(words, why);
        }
    }

    fn count(&mut self, words: Words) {
        *self.counts.entry(words).or_default() += 1;
    }

    fn leave(&mut self, words: Words, why: &str) {
        self.left.entry(format!("{}\u{0}{why}", words.0)).or_insert((words, 0)).1 += 1;
    }

    fn give(&mut self, holder: Holder) {
        let plan = holder.plan(self.book);
        if let Some(plan) = plan
            && gate::locked(self.book, plan, holder.record, holder.field).is_some()
        {
            let why = format!("'{}' is released", words::short(self.book.name(plan), 40));
            self.leave(holder.words(), &why);
            return;
        }
        let value = if holder.field.shape() == Shape::Records {
            let Some(plan) = plan else { return };
            self.people(plan, holder.record.records(holder.field))
        } else {
            match names::replaced(holder.record.text(holder.field), self.from, self.to) {
                Some(text) => Value::text(text),
                None => return,
            }
        };
        self.count(holder.words());
        self.change.set(holder.record.id, holder.record.kind, holder.field, value);
    }

    /// The persons of a field with the other in place of the one, each once.
    fn people(&mut self, plan: Id, people: &[Id]) -> Value {
        let mut ids: Vec<Id> = Vec::new();
        for id in people {
            let is_from = self.book.get(*id).is_some_and(|person| !person.gone && same_person(person.text(Field::Name), self.from));
            let id = if is_from { self.person(plan) } else { *id };
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Value::records(ids)
    }

    /// The person of that name in a plan; made if the plan does not know them, as what the other one was there.
    fn person(&mut self, plan: Id) -> Id {
        let people = self.book.parts(plan, Kind::PipPerson);
        let named = |who: &str| people.iter().find(|person| same_person(person.text(Field::Name), who));
        if let Some(known) = named(self.to) {
            return known.id;
        }
        if let Some(made) = self.made.get(&plan) {
            return *made;
        }
        let id = (self.fresh)();
        // Nobody becomes the lead of a plan because action steps were handed over.
        let part = named(self.from).map_or("", |person| person.text(Field::Part));
        let part = if matches!(part, "lead" | "co-lead" | "attendee") { "member" } else { part };
        let last = people.iter().map(|person| person.text(Field::Position)).max();
        self.change.set(id, Kind::PipPerson, Field::MiniPip, Value::Record(plan));
        self.change.set(id, Kind::PipPerson, Field::Position, Value::text(order::between(last, None)));
        self.change.set(id, Kind::PipPerson, Field::Part, Value::text(part));
        self.change.set(id, Kind::PipPerson, Field::Name, Value::text(self.to));
        self.made.insert(plan, id);
        id
    }

    /// Reviews of cases: a final one stays, and nobody looks twice at the same case.
    fn reviews(&mut self, works: &[RoundWork], round: impl Fn(Id) -> bool, which: impl Fn(&Owed) -> bool) {
        const WORDS: Words = ("case review", "case reviews");
        for work in works.iter().filter(|work| round(work.round)) {
            for owed in work.reviews.iter().filter(|owed| same_person(&owed.reviewer, self.from)) {
                let Some(review) = owed.review else { continue };
                if owed.status == Status::Final {
                    self.leave(WORDS, "final");
                } else if which(owed) {
                    if same_person(&owed.other, self.to) {
                        self.leave(WORDS, &format!("{} makes the other review of the case", self.to));
                    } else {
                        self.count(WORDS);
                        self.change.set(review, Kind::Review, Field::Reviewer, Value::text(self.to));
                    }
                }
            }
        }
    }

    fn finish(mut self) -> Result<Handing, (usize, String)> {
        let left = self.left.iter().map(|(key, (words, n))| {
            let why = key.split('\u{0}').nth(1).unwrap_or("");
            format!("{} ({why})", counted(*n, words.0, words.1))
        });
        let left: Vec<String> = left.collect();
        if self.counts.is_empty() {
            let why = if left.is_empty() {
                format!("Nothing that is still to be done names '{}'; the name must be written as in the plans", self.from)
            } else {
                format!("Nothing of it can be handed over: {}", left.join("; "))
            };
            return Err((0, why));
        }
        let counts: Vec<String> = self.counts.iter().map(|(words, n)| counted(*n, words.0, words.1)).collect();
        let items: u64 = self.counts.values().sum();
        let (from, to) = (words::short(self.from, 20), words::short(self.to, 20));
        self.change.words = format!("{} from {from} to {to}", counted(items, "item handed over", "items handed over"));
        let all = listed(counts.iter().map(String::as_str), "and");
        let mut question = format!("Hand over from {} to {}: {all}?", self.from, self.to);
        if !left.is_empty() {
            question = format!("{question} Left as they are: {}.", left.join("; "));
        }
        Ok(Handing { change: self.change, counts, left, question })
    }
}
