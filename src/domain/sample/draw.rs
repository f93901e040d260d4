//! The seeded draw, and what eliminations make of it. How many cases each stratum gives is in `allocation.rs`.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::allocation::Stratum;

/// One row of the population list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case<'a> {
    /// What tells it from all other rows, in the same words for everybody: its case id.
    pub key: &'a str,
    /// The stratum that it belongs to; empty where the list has none.
    pub stratum: &'a str,
}

/// Where a row stands in its stratum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Drawn in the first place, at this rank (from 1).
    Drawn(u64),
    /// A spare that stands in for another row.
    Replacement {
        /// Its rank among the spares of its stratum, from 1.
        rank: u64,
        /// The eliminated row whose place it took.
        of: usize,
    },
    /// A spare at this rank (from 1), not needed so far.
    Spare(u64),
    /// Neither drawn nor a spare.
    NotDrawn,
}

/// What became of one row of the population list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it stands, or stood when it was eliminated.
    pub slot: Slot,
    /// Whether it was eliminated.
    pub eliminated: bool,
    /// The row that took its place; none if it needed no replacement, or no spare was left.
    pub replaced_by: Option<usize>,
}

impl Place {
    /// Whether the row is in the sample as it stands.
    #[must_use]
    pub const fn is_in(&self) -> bool {
        !self.eliminated && matches!(self.slot, Slot::Drawn(_) | Slot::Replacement { .. })
    }
}

/// How a stratum stands after the eliminations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StratumState {
    /// What was to be taken from it.
    pub plan: Stratum,
    /// How many cases are in the sample.
    pub standing: u64,
    /// How many of its rows were eliminated, wherever they stood.
    pub eliminated: u64,
    /// How many spares are left.
    pub spares_left: u64,
    /// How many cases are lacking, because no spare was left for them.
    pub missing: u64,
}

/// A sample as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// One for each row of the population list, in its order.
    pub places: Vec<Place>,
    /// The rows to work on: what was drawn and still stands, in the random order of all strata together, then the
    /// replacements in the order in which they came in.
    pub working: Vec<usize>,
    /// One for each stratum, by name.
    pub strata: Vec<StratumState>,
}

impl Sample {
    /// How many cases are lacking in all strata together.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.strata.iter().map(|stratum| stratum.missing).sum()
    }
}

/// A random order of a population, cut into what is drawn and what is spare. It is a function of the seed, the keys, the
/// strata and the numbers of cases; nothing else has a part in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    strata: Vec<Stratum>,
    /// The stratum of each row; none if there is no plan for it.
    of: Vec<Option<usize>>,
    /// All rows in random order.
    order: Vec<usize>,
    /// The slot of each row before any elimination.
    slots: Vec<Slot>,
}

/// What rows are ordered by: SHA-256 of the bytes of the seed, one zero byte, and the bytes of the key, both as UTF-8 text.
#[must_use]
pub fn ticket(seed: &str, key: &str) -> [u8; 32] {
    Sha256::new().chain_update(seed).chain_update([0]).chain_update(key).finalize().into()
}

/// Draws the sample. To repeat it elsewhere:
///
/// 1. Give each case its [`ticket`]: the SHA-256 of the seed, a zero byte and the case id (UTF-8, no line break).
/// 2. Sort the cases of each stratum by ticket, ascending: as 32 bytes from the first on, or as 64 lower-case hexadecimal
///    digits, which is the same order. Rows with the same key keep the order of the list.
/// 3. The first `wanted` cases of a stratum are drawn, the next `spares` are its spares, in this order.
///
/// In Python, for one stratum:
///
/// ```text
/// import hashlib
/// def ticket(seed, case): return hashlib.sha256(f"{seed}\0{case}".encode()).hexdigest()
/// in_order = sorted(cases, key=lambda case: ticket(seed, case))
/// drawn, spares = in_order[:wanted], in_order[wanted:wanted + kept]
/// ```
///
/// The order of the population list has no part in it, nor have other cases: a case that joins or leaves the list moves the
/// others by one rank at most. A larger sample begins with the smaller one. A stratum that is not planned gives nothing.
#[must_use]
pub fn draw(population: &[Case], seed: &str, plan: &[Stratum]) -> Draw {
    let tickets: Vec<[u8; 32]> = population.iter().map(|case| ticket(seed, case.key)).collect();
    let mut order: Vec<usize> = (0..population.len()).collect();
    order.sort_by_key(|row| tickets[*row]);
    let by_name: HashMap<&str, usize> = plan.iter().enumerate().map(|(at, stratum)| (stratum.name.as_str(), at)).collect();
    let of: Vec<Option<usize>> = population.iter().map(|case| by_name.get(case.stratum).copied()).collect();
    let mut slots = vec![Slot::NotDrawn; population.len()];
    let mut ranked = vec![0; plan.len()];
    for row in &order {
        let Some(stratum) = of[*row] else { continue };
        ranked[stratum] += 1;
        let (rank, wanted) = (ranked[stratum], plan[stratum].wanted);
        if rank <= wanted {
            slots[*row] = Slot::Drawn(rank);
        } else if rank - wanted <= plan[stratum].spares {
            slots[*row] = Slot::Spare(rank - wanted);
        }
    }
    Draw { strata: plan.to_vec(), of, order, slots }
}

impl Draw {
    /// All rows of the population list in random order, strata mixed.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The sample after these rows (counted from 0) were eliminated, in the order in which that happened.
    ///
    /// A row that is in the sample is replaced by the next spare of its stratum; a replacement that is eliminated is
    /// replaced in turn. A spare that was eliminated is passed over. Which cases are in the sample does not depend on the
    /// order of the eliminations, only who stands in for whom does. A row that is named twice or not there changes nothing.
    #[must_use]
    pub fn stand(&self, eliminated: &[usize]) -> Sample {
        let fresh = |slot: &Slot| Place { slot: *slot, eliminated: false, replaced_by: None };
        let mut places: Vec<Place> = self.slots.iter().map(fresh).collect();
        let mut spares = self.spares();
        let mut came_in = Vec::new();
        for row in eliminated.iter().copied() {
            let Some(place) = places.get_mut(row).filter(|place| !place.eliminated) else { continue };
            let was_in = place.is_in();
            place.eliminated = true;
            let Some(stratum) = self.of[row].filter(|_| was_in) else { continue };
            let Some(next) = spares[stratum].by_ref().find(|spare| !places[*spare].eliminated) else { continue };
            places[row].replaced_by = Some(next);
            if let Slot::Spare(rank) = places[next].slot {
                places[next].slot = Slot::Replacement { rank, of: row };
            }
            came_in.push(next);
        }
        let first = self.order.iter().copied().filter(|row| matches!(places[*row].slot, Slot::Drawn(_)));
        let working = first.chain(came_in).filter(|row| places[*row].is_in()).collect();
        let strata = self.states(&places);
        Sample { places, working, strata }
    }

    /// The spares of each stratum, in order.
    fn spares(&self) -> Vec<std::vec::IntoIter<usize>> {
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); self.strata.len()];
        for row in &self.order {
            if let (Some(stratum), Slot::Spare(_)) = (self.of[*row], self.slots[*row]) {
                rows[stratum].push(*row);
            }
        }
        rows.into_iter().map(Vec::into_iter).collect()
    }

    fn states(&self, places: &[Place]) -> Vec<StratumState> {
        let untouched = |plan: &Stratum| StratumState { plan: plan.clone(), standing: 0, eliminated: 0, spares_left: 0, missing: 0 };
        let mut states: Vec<StratumState> = self.strata.iter().map(untouched).collect();
        for (place, at) in places.iter().zip(&self.of) {
            let Some(state) = at.map(|at| &mut states[at]) else { continue };
            state.standing += u64::from(place.is_in());
            state.eliminated += u64::from(place.eliminated);
            state.spares_left += u64::from(!place.eliminated && matches!(place.slot, Slot::Spare(_)));
        }
        for state in &mut states {
            state.missing = state.plan.wanted.saturating_sub(state.standing);
        }
        states
    }
}
