//! A network of sums: figures are arcs, what adds up is a node. From it the exact least and greatest value of a hidden figure
//! follow, and which figure to hide beside it at the least loss. What the figures are about is not known here.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// A figure.
#[derive(Clone, Copy, Debug)]
pub struct Arc {
    /// Where it comes from.
    pub from: usize,
    /// Where it goes.
    pub to: usize,
    /// Its true value.
    pub value: u64,
    /// The least that a reader takes it for while it is hidden.
    pub low: u64,
    /// The most.
    pub high: u64,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether it may be hidden at all.
    pub stays: bool,
    /// What is lost by hiding it.
    pub loss: u64,
    /// What its greatest possible value has to reach while it is hidden.
    pub reach: u64,
    /// What its least possible value must not lie above while it is hidden.
    pub fall: u64,
    /// Whether it is a figure at all, and not only a tie between some.
    pub figure: bool,
}

impl Arc {
    /// A figure that anybody may know until it is hidden.
    #[must_use]
    pub fn figure(from: usize, to: usize, value: u64) -> Arc {
        Arc { from, to, value, low: 0, high: LARGE, hidden: false, stays: false, loss: value + 1, reach: 0, fall: u64::MAX, figure: true }
    }

    /// A tie between figures: its value is not published, but cannot leave these bounds.
    #[must_use]
    pub fn tie(from: usize, to: usize, value: u64, high: u64) -> Arc {
        Arc { high, hidden: true, stays: true, loss: 0, figure: false, ..Arc::figure(from, to, value) }
    }
}

/// More than any sum.
pub const LARGE: u64 = 1 << 50;

/// Figures and how they add up: into each node goes as much as comes out of it.
#[derive(Clone, Debug, Default)]
pub struct Net {
    /// The figures.
    pub arcs: Vec<Arc>,
    nodes: usize,
}

/// Which way a figure is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

impl Net {
    /// A new node.
    pub fn node(&mut self) -> usize {
        self.nodes += 1;
        self.nodes - 1
    }

    /// A new figure; its number.
    pub fn arc(&mut self, arc: Arc) -> usize {
        self.arcs.push(arc);
        self.arcs.len() - 1
    }

    /// The least and the greatest value that a figure can have for all that is not hidden. Exact: in a network all that can be
    /// worked out follows from flows.
    #[must_use]
    pub fn range(&self, at: usize) -> (u64, u64) {
        let mut probe = Probe::of(self, at);
        let down = probe.push(Way::Down, LARGE);
        let up = Probe::of(self, at).push(Way::Up, LARGE);
        let value = self.arcs[at].value;
        (value - down, value + up)
    }

    /// Whether a hidden figure stays unknown: more than one value is possible, and the bounds it has to reach are within the range.
    #[must_use]
    pub fn is_protected(&self, at: usize) -> bool {
        self.lacks(at).is_none()
    }

    /// Which way the range of a hidden figure is too narrow, and by how much it has to reach there.
    fn lacks(&self, at: usize) -> Option<(Way, u64)> {
        let arc = &self.arcs[at];
        let (up, down) = (arc.reach.saturating_sub(arc.value), arc.value.saturating_sub(arc.fall));
        if up > 0 && Probe::of(self, at).push(Way::Up, up) < up {
            return Some((Way::Up, up));
        }
        if down > 0 && Probe::of(self, at).push(Way::Down, down) < down {
            return Some((Way::Down, down));
        }
        let moves = up > 0 || down > 0 || Probe::of(self, at).push(Way::Up, 1) > 0 || Probe::of(self, at).push(Way::Down, 1) > 0;
        if moves {
            return None;
        }
        Some((if arc.value < arc.high { Way::Up } else { Way::Down }, 1))
    }

    /// Hides further figures until every hidden one is protected, each time those that are lost the least for. What cannot be
    /// protected because everything else must stay is returned.
    pub fn protect(&mut self) -> Vec<usize> {
        let mut bare = Vec::new();
        // What is hidden later only widens the ranges of what was looked at before.
        let mut queue: VecDeque<usize> = (0..self.arcs.len()).filter(|at| self.is_hidden(*at)).collect();
        while let Some(at) = queue.pop_front() {
            while let Some((way, by)) = self.lacks(at) {
                let mut probe = Probe::of(self, at);
                let done = probe.push(way, by);
                let Some(path) = probe.cheapest(way, by - done) else {
                    bare.push(at);
                    break;
                };
                for arc in path {
                    self.arcs[arc].hidden = true;
                    queue.push_back(arc);
                }
            }
        }
        bare
    }

    /// Whether a figure is hidden.
    #[must_use]
    pub fn is_hidden(&self, at: usize) -> bool {
        self.arcs[at].hidden && self.arcs[at].figure
    }
}

/// A try to change one figure with all that is published held fast.
struct Probe<'a> {
    net: &'a Net,
    at: usize,
    values: Vec<u64>,
    leaving: Vec<Vec<usize>>,
}

impl Probe<'_> {
    fn of(net: &Net, at: usize) -> Probe<'_> {
        let mut leaving = vec![Vec::new(); net.nodes];
        for (number, arc) in net.arcs.iter().enumerate().filter(|(number, _)| *number != at) {
            leaving[arc.from].push(number);
            leaving[arc.to].push(number);
        }
        Probe { net, at, values: net.arcs.iter().map(|arc| arc.value).collect(), leaving }
    }

    /// From where to where the others have to carry a change of the figure.
    fn ends(&self, way: Way) -> (usize, usize) {
        let arc = &self.net.arcs[self.at];
        if way == Way::Up { (arc.to, arc.from) } else { (arc.from, arc.to) }
    }

    /// How much more can go through an arc out of a node.
    fn room(&self, number: usize, node: usize) -> (usize, u64) {
        let arc = &self.net.arcs[number];
        if arc.from == node {
            (arc.to, arc.high.saturating_sub(self.values[number]))
        } else {
            (arc.from, self.values[number].saturating_sub(arc.low))
        }
    }

    /// Changes the figure by as much as the hidden ones allow, at most by `limit`.
    fn push(&mut self, way: Way, limit: u64) -> u64 {
        let own = &self.net.arcs[self.at];
        let bound = if way == Way::Up { own.high.saturating_sub(own.value) } else { own.value.saturating_sub(own.low) };
        let (limit, mut done) = (limit.min(bound), 0);
        let (start, end) = self.ends(way);
        if start == end {
            return limit;
        }
        while done < limit {
            let Some((path, room)) = self.shortest(start, end) else { break };
            let by = room.min(limit - done);
            for (number, forward) in path {
                let value = &mut self.values[number];
                *value = if forward { *value + by } else { *value - by };
            }
            done += by;
        }
        self.values[self.at] = if way == Way::Up { own.value + done } else { own.value - done };
        done
    }

    /// A way through hidden arcs, with what fits through it.
    fn shortest(&self, start: usize, end: usize) -> Option<(Vec<(usize, bool)>, u64)> {
        let mut came: Vec<Option<(usize, usize)>> = vec![None; self.net.nodes];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            if node == end {
                break;
            }
            for number in self.leaving[node].iter().copied().filter(|number| self.net.arcs[*number].hidden) {
                let (to, room) = self.room(number, node);
                if room > 0 && to != start && came[to].is_none() {
                    came[to] = Some((number, node));
                    queue.push_back(to);
                }
            }
        }
        let (mut path, mut room, mut node) = (Vec::new(), u64::MAX, end);
        while node != start {
            let (number, before) = came[node]?;
            room = room.min(self.room(number, before).1);
            path.push((number, self.net.arcs[number].from == before));
            node = before;
        }
        Some((path, room))
    }

    /// The published figures that it costs least to hide so that the figure can change further: by as much as is wanted, else at all.
    fn cheapest(&self, way: Way, by: u64) -> Option<Vec<usize>> {
        let (start, end) = self.ends(way);
        self.path_of(start, end, by.max(1)).or_else(|| self.path_of(start, end, 1)).filter(|path| !path.is_empty())
    }

    fn path_of(&self, start: usize, end: usize, by: u64) -> Option<Vec<usize>> {
        let mut best: Vec<Option<(u64, usize, usize)>> = vec![None; self.net.nodes];
        let mut queue = BinaryHeap::from([Reverse((0, start))]);
        while let Some(Reverse((cost, node))) = queue.pop() {
            if node == end {
                break;
            }
            if best[node].is_some_and(|(known, ..)| known < cost) {
                continue;
            }
            for number in &self.leaving[node] {
                let arc = &self.net.arcs[*number];
                if arc.stays && !arc.hidden {
                    continue;
                }
                let (to, room) = self.room(*number, node);
                let sum = cost + if arc.hidden { 0 } else { arc.loss };
                if room >= by && to != start && best[to].is_none_or(|(known, ..)| sum < known) {
                    best[to] = Some((sum, *number, node));
                    queue.push(Reverse((sum, to)));
                }
            }
        }
        let (mut path, mut node) = (Vec::new(), end);
        while node != start {
            let (_, number, before) = best[node]?;
            if !self.net.arcs[number].hidden {
                path.push(number);
            }
            node = before;
        }
        Some(path)
    }
}
