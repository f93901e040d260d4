//! What is computed for the pane, once for each state of the file and each chosen year.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::Milestones;
use crate::command::Context;
use crate::domain::change::Seen;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::{self, MilestoneState};
use crate::domain::verdict::{self, Verdict};

/// What is computed.
#[derive(Debug)]
pub struct Facts {
    key: (Seen, i32, usize),
    /// How each milestone stands.
    pub states: BTreeMap<Id, MilestoneState>,
    /// How each region stands, for each milestone that asks for two years in a row.
    pub verdicts: HashMap<(Id, Id), Verdict>,
}

impl Facts {
    fn new(cx: &Context, key: (Seen, i32, usize)) -> Facts {
        let (book, year) = (cx.book, cx.chosen.year);
        let states: BTreeMap<Id, MilestoneState> = book
            .all(Kind::Plan)
            .iter()
            .flat_map(|plan| milestone::milestones(book, plan.id, year))
            .map(|state| (state.id, state))
            .collect();
        let standing = book.all(Kind::Milestone).into_iter().filter(|m| m.text(Field::Rule) == "standing");
        let regions = book.all(Kind::Region);
        let verdicts = standing
            .flat_map(|m| regions.iter().map(move |region| (m, region.id)))
            .filter_map(|(m, region)| {
                let verdict = verdict::verdict(book, book.tallies(), m.text(Field::Instrument), Some(region), year)?;
                Some(((m.id, region), verdict))
            })
            .collect();
        Facts { key, states, verdicts }
    }
}

impl Milestones {
    /// What is computed of the book as it is now.
    pub(super) fn facts(&self, cx: &Context) -> Rc<Facts> {
        let key = (cx.book.seen, cx.chosen.year, cx.book.tallies().len());
        let mut memo = self.facts.borrow_mut();
        match memo.as_ref().filter(|facts| facts.key == key) {
            Some(facts) => Rc::clone(facts),
            None => Rc::clone(memo.insert(Rc::new(Facts::new(cx, key)))),
        }
    }
}
