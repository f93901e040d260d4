//! What is computed for the pane, once for each state of the file and each chosen year.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::Milestones;
use crate::command::Context;
use crate::domain::change::Seen;
use crate::domain::exit::{self, Readiness};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::bodies::{self, Body};
use crate::domain::milestone::{self, MilestoneState};

/// What is computed.
#[derive(Debug)]
pub struct Facts {
    key: (Seen, i32, usize),
    /// How each milestone stands.
    pub states: BTreeMap<Id, MilestoneState>,
    /// How near each region is, for each milestone that asks for two years in a row.
    pub regions: HashMap<(Id, Id), Readiness>,
    /// How each committee and study does, for each milestone it works for.
    pub bodies: HashMap<(Id, Id), Body>,
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
        let all = book.all(Kind::Milestone);
        let regions = all
            .iter()
            .filter(|m| exit::is_regional(m))
            .flat_map(|m| exit::readiness(book, m, year).into_iter().map(|region| ((m.id, region.region), region)))
            .collect();
        let bodies =
            all.iter().flat_map(|m| bodies::facts(book, m.id, year, cx.today).into_iter().map(|body| ((m.id, body.id), body))).collect();
        Facts { key, states, regions, bodies }
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
