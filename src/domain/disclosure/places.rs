//! Shares of cases by place: the state, its regions, their offices. Places within a sum protect each other, and a sum is taken as
//! known unless it is hidden itself. Which figures of a file these are is said in `veil.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::net::{Arc, LARGE, Net};
use crate::domain::id::Id;

/// Where a figure is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// All regions.
    State,
    /// A region.
    Region(Id),
    /// An office in the region that it was in then.
    Office(Id, Id),
}

/// Cases of an office: how many, and their credit in ten-thousandths (10 000 for each acceptable one).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The region then.
    pub region: Id,
    /// The office; none where a region is not split further.
    pub office: Option<Id>,
    /// Cases.
    pub n: u64,
    /// Their credit.
    pub credit: u64,
}

/// What may be said of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How many cases there are.
    pub n: bool,
    /// Their share, and all that is worked out from it.
    pub rate: bool,
}

impl Seen {
    /// All of it.
    pub const ALL: Seen = Seen { n: true, rate: true };
    /// Nothing.
    pub const NONE: Seen = Seen { n: false, rate: false };

    /// What may be said of two figures together.
    #[must_use]
    pub const fn and(self, other: Seen) -> Seen {
        Seen { n: self.n && other.n, rate: self.rate && other.rate }
    }
}

/// The figures of one question in one year, and what may be said of each.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    /// By place: cases, credit.
    pub sums: BTreeMap<Place, (u64, u64)>,
    /// By place; what is not here may be said.
    pub seen: BTreeMap<Place, Seen>,
    /// What was published before: known to everybody.
    pub known: BTreeSet<Place>,
    /// Regions that are not split into offices.
    whole: BTreeSet<Place>,
}

/// One whole answer.
const ONE: u64 = 10_000;

impl Spread {
    /// What may be said of a place.
    #[must_use]
    pub fn seen(&self, place: Place) -> Seen {
        self.seen.get(&place).copied().unwrap_or(Seen::ALL)
    }

    fn below(&self, place: Place) -> impl Iterator<Item = Place> + '_ {
        self.sums.keys().copied().filter(move |one| parent(*one) == Some(place))
    }

    /// The figures of one question in one year. What was published before is known to everybody and stays.
    #[must_use]
    pub fn of(leaves: &[Leaf], known: &BTreeSet<Place>, smallest: u64) -> Spread {
        let whole = leaves.iter().filter(|leaf| leaf.office.is_none()).map(|leaf| Place::Region(leaf.region)).collect();
        let mut spread = Spread { sums: sums(leaves), known: known.clone(), whole, ..Spread::default() };
        let mut n = Hides::default();
        loop {
            let before = n.0.len();
            n.protect(&spread, &mut |place| count_arc(spread.sums[&place], smallest), None);
            // What is inside a number of cases that nobody may know is not said either.
            for place in spread.sums.keys().filter(|place| spread.sums[place].0 > 0) {
                if parent(*place).is_some_and(|above| n.0.contains(&above)) {
                    n.0.insert(*place);
                }
            }
            if n.0.len() == before {
                break;
            }
        }
        let mut rate = Hides(n.0.clone());
        let either = |place: &Place| {
            let (n, credit) = spread.sums[place];
            is_few((n, credit), smallest) || is_small(credit, smallest) || is_small(n * ONE - credit, smallest)
        };
        rate.0.extend(spread.sums.keys().copied().filter(either).filter(|place| !known.contains(place)));
        loop {
            let before = rate.0.len();
            for missed in [false, true] {
                rate.protect(&spread, &mut |place| share_arc(spread.sums[&place], missed, smallest), Some(&n));
            }
            if rate.0.len() == before {
                break;
            }
        }
        for (place, sum) in &spread.sums {
            let seen = Seen { n: !n.0.contains(place) && !is_few(*sum, smallest), rate: !rate.0.contains(place) && !either(place) };
            spread.seen.insert(*place, seen);
        }
        spread
    }
}

fn parent(place: Place) -> Option<Place> {
    match place {
        Place::State => None,
        Place::Region(_) => Some(Place::State),
        Place::Office(region, _) => Some(Place::Region(region)),
    }
}

fn sums(leaves: &[Leaf]) -> BTreeMap<Place, (u64, u64)> {
    let mut sums: BTreeMap<Place, (u64, u64)> = BTreeMap::new();
    for leaf in leaves {
        let office = leaf.office.map(|office| Place::Office(leaf.region, office));
        for place in [Place::State, Place::Region(leaf.region)].into_iter().chain(office) {
            let sum = sums.entry(place).or_default();
            sum.0 += leaf.n;
            sum.1 += leaf.credit.min(leaf.n * ONE);
        }
    }
    sums
}

fn is_small(credit: u64, smallest: u64) -> bool {
    credit > 0 && credit < smallest * ONE
}

/// Whether a number of cases is too small. Of exactly as many as may be said, some acceptable and some not, either number is small
/// whatever it is, for a reader knows that none and all would be said.
fn is_few((n, credit): (u64, u64), smallest: u64) -> bool {
    n > 0 && (n < smallest || (n == smallest && credit > 0 && credit < n * ONE))
}

/// A number of cases as an arc; a zero is always said.
fn count_arc(sum: (u64, u64), smallest: u64) -> Arc {
    let n = sum.0;
    let small = n > 0 && n < smallest;
    Arc {
        low: n.min(1),
        high: if n == 0 { 0 } else { LARGE },
        hidden: is_few(sum, smallest),
        stays: n == 0,
        reach: if small { smallest } else { 0 },
        ..Arc::figure(0, 0, n)
    }
}

/// The acceptable (or the other) cases of a place as an arc; none and all are always said.
fn share_arc((n, credit): (u64, u64), missed: bool, smallest: u64) -> Arc {
    let (value, rest) = if missed { (n * ONE - credit, credit) } else { (credit, n * ONE - credit) };
    Arc {
        low: value.min(ONE),
        high: n * ONE - rest.min(ONE),
        stays: value == 0 || rest == 0,
        reach: if is_small(value, smallest) { smallest * ONE } else { 0 },
        loss: n + 1,
        ..Arc::figure(0, 0, value)
    }
}

/// What is hidden.
#[derive(Clone, Debug, Default)]
struct Hides(BTreeSet<Place>);

impl Hides {
    /// Hides more until all that is hidden is protected. `unsaid` are the places whose number of cases nobody may know.
    fn protect(&mut self, spread: &Spread, arc: &mut dyn FnMut(Place) -> Arc, unsaid: Option<&Hides>) {
        let mut net = Net::default();
        let (top, bottom) = (net.node(), net.node());
        let mut laid = Laying { net, arcs: Vec::new(), spread, unsaid, hidden: &self.0 };
        laid.figure(Place::State, (bottom, top), None, arc);
        laid.children(Place::State, top, bottom, arc);
        let Laying { mut net, arcs, .. } = laid;
        let bare = net.protect();
        if !bare.is_empty() {
            // Nothing is left that could hide it but everything.
            self.0.extend(arcs.iter().filter(|(at, _)| !net.arcs[*at].stays).map(|(_, place)| *place));
        }
        self.0.extend(arcs.iter().filter(|(at, _)| net.is_hidden(*at)).map(|(_, place)| *place));
    }
}

/// Places on their way into a network.
struct Laying<'a> {
    net: Net,
    arcs: Vec<(usize, Place)>,
    spread: &'a Spread,
    unsaid: Option<&'a Hides>,
    hidden: &'a BTreeSet<Place>,
}

impl Laying<'_> {
    fn figure(&mut self, place: Place, (from, to): (usize, usize), free: Option<u64>, arc: &mut dyn FnMut(Place) -> Arc) {
        if !self.spread.sums.contains_key(&place) {
            return;
        }
        let known = self.spread.known.contains(&place);
        let mut one = Arc { from, to, ..arc(place) };
        if self.unsaid.is_some_and(|unsaid| unsaid.0.contains(&place)) {
            // Whose number of cases is not said may have any, as far as the others of the sum leave room.
            one = Arc { low: 0, high: free.unwrap_or(LARGE).max(one.value), stays: false, ..one };
        }
        one.hidden = !known && (one.hidden || self.hidden.contains(&place));
        one.stays |= known;
        let at = self.net.arc(one);
        self.arcs.push((at, place));
    }

    /// The places in a place, between its node and the end.
    fn children(&mut self, place: Place, node: usize, end: usize, arc: &mut dyn FnMut(Place) -> Arc) {
        let inside: Vec<Place> = self.spread.below(place).collect();
        let unsaid = |one: &Place| self.unsaid.is_some_and(|unsaid| unsaid.0.contains(one));
        let apart: Vec<Place> = inside.iter().copied().filter(unsaid).collect();
        let mut tied = (node, None);
        if !apart.is_empty() {
            let whole = self.unsaid.is_some_and(|unsaid| unsaid.0.contains(&place));
            let room = if whole { LARGE } else { apart.iter().map(|one| self.spread.sums[one].0 * ONE).sum() };
            let value = apart.iter().map(|one| arc(*one).value).sum();
            let group = self.net.node();
            self.net.arc(Arc::tie(node, group, value, room));
            tied = (group, Some(room));
        }
        if self.spread.whole.contains(&place) {
            let inside: u64 = inside.iter().map(|one| arc(*one).value).sum();
            self.net.arc(Arc::tie(node, end, arc(place).value.saturating_sub(inside), LARGE));
        }
        for one in inside {
            let (from, free) = if apart.contains(&one) { tied } else { (node, None) };
            if let Place::Region(_) = one {
                let to = self.net.node();
                self.figure(one, (from, to), free, arc);
                self.children(one, to, end, arc);
            } else {
                self.figure(one, (from, end), free, arc);
            }
        }
    }
}

/// Several questions summed: what may be said of the sum in each place, beside what is said of each of them.
#[must_use]
pub fn pooled(units: &[&Spread], smallest: u64) -> Spread {
    let mut pool = Spread::default();
    for unit in units {
        for (place, (n, credit)) in &unit.sums {
            let sum = pool.sums.entry(*place).or_default();
            sum.0 += n;
            sum.1 += credit;
        }
    }
    let whole = |place: &Place| units.iter().map(|unit| unit.seen(*place)).fold(Seen::ALL, Seen::and);
    let counted = units.iter().all(|unit| unit.seen.iter().all(|(place, seen)| seen.n || matches!(place, Place::Office(..))));
    // A sum of what is all said tells nothing new. Any other one must leave what is hidden in it unknown.
    let stage = [true, false].into_iter().find(|regions| counted && holds(units, &pool, *regions, smallest));
    for place in pool.sums.keys() {
        let all = whole(place);
        let rate = match place {
            _ if all.rate => true,
            Place::State => stage.is_some(),
            Place::Region(_) => stage == Some(true),
            Place::Office(..) => false,
        };
        let (n, credit) = pool.sums[place];
        let small = is_few((n, credit), smallest) || is_small(credit, smallest) || is_small(n * ONE - credit, smallest);
        pool.seen.insert(*place, Seen { n: all.n, rate: all.n && rate && !small });
    }
    pool
}

/// Whether everything that is hidden in the questions stays unknown where their sums are published: of the state, and of the regions.
fn holds(units: &[&Spread], pool: &Spread, regions: bool, smallest: u64) -> bool {
    [false, true].into_iter().all(|missed| {
        let mut net = Net::default();
        let (top, bottom) = (net.node(), net.node());
        let places: BTreeMap<Place, usize> = pool.below(Place::State).map(|place| (place, net.node())).collect();
        for (place, node) in &places {
            sum_arc(&mut net, pool.sums[place], (*node, bottom), missed, smallest, !regions);
        }
        sum_arc(&mut net, pool.sums.get(&Place::State).copied().unwrap_or_default(), (bottom, top), missed, smallest, false);
        for unit in units {
            let hidden = unit.seen.iter().filter(|(_, seen)| !seen.rate).map(|(place, _)| *place).collect();
            let unsaid = Hides(unit.seen.iter().filter(|(_, seen)| !seen.n).map(|(place, _)| *place).collect());
            let node = net.node();
            let mut laid = Laying { net, arcs: Vec::new(), spread: unit, unsaid: Some(&unsaid), hidden: &hidden };
            let mut arc = |place: Place| share_arc(unit.sums[&place], missed, smallest);
            laid.figure(Place::State, (top, node), None, &mut arc);
            for (place, end) in places.iter().filter(|(place, _)| unit.sums.contains_key(place)) {
                let to = laid.net.node();
                laid.figure(*place, (node, to), None, &mut arc);
                laid.children(*place, to, *end, &mut arc);
            }
            net = laid.net;
        }
        (0..net.arcs.len()).filter(|at| net.is_hidden(*at)).all(|at| net.is_protected(at))
    })
}

fn sum_arc(net: &mut Net, sum: (u64, u64), (from, to): (usize, usize), missed: bool, smallest: u64, hidden: bool) {
    let arc = share_arc(sum, missed, smallest);
    let small = is_small(sum.1, smallest) || is_small(sum.0 * ONE - sum.1, smallest);
    // A sum that is not published need not be protected for itself, only where it is small.
    let figure = small;
    net.arc(Arc { from, to, hidden: hidden || small, figure, ..arc });
}
