use std::collections::BTreeSet;

use proptest::prelude::*;

use super::places::{Leaf, Place, Spread, pooled};
use super::table::Table;
use crate::domain::id::Id;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// Small, empty and large counts as tables of offices have them.
    fn count(&mut self) -> Option<u64> {
        match self.roll(10) {
            0 => None,
            1 => Some(0),
            2..=4 => Some(self.roll(12)),
            5..=8 => Some(self.roll(60)),
            _ => Some(self.roll(400)),
        }
    }

    fn table(&mut self, rows: usize, columns: usize) -> Table {
        Table { cells: (0..rows).map(|_| (0..columns).map(|_| self.count()).collect()).collect() }
    }
}

/// Every small count is hidden, and nothing but zeros and large counts is said.
fn nothing_small_is_said(table: &Table, smallest: u64) {
    let mask = table.mask(smallest);
    for (row, hidden) in table.cells.iter().zip(&mask.cells) {
        for (value, hidden) in row.iter().zip(hidden) {
            assert!(*hidden || !value.is_some_and(|n| n > 0 && n < smallest));
        }
    }
}

#[test]
fn a_table_without_small_counts_is_said_whole() {
    let table = Table { cells: vec![vec![Some(12), Some(40)], vec![Some(0), Some(11)]] };
    assert_eq!(table.mask(11).count(), 0);
}

#[test]
fn one_small_count_takes_others_with_it_so_that_no_sum_gives_it_away() {
    let table =
        Table { cells: vec![vec![Some(3), Some(40), Some(20)], vec![Some(25), Some(30), Some(50)], vec![Some(90), Some(60), Some(80)]] };
    let mask = table.mask(11);
    assert!(mask.cells[0][0]);
    assert_eq!(mask.count(), 4, "a rectangle is the least: {mask:?}");
    let (low, high) = table.ranges(&mask)[0][0].unwrap();
    assert!(low < 3 && high >= 11, "{low} to {high}");
}

#[test]
fn a_small_sum_is_hidden_like_a_cell_and_with_it_another_sum() {
    let table = Table { cells: vec![vec![Some(2), Some(1)], vec![Some(30), Some(30)], vec![Some(50), Some(70)]] };
    let mask = table.mask(5);
    assert!(mask.rows[0], "the row has 3");
    assert_eq!(table.recoverable(&mask, 5), 0);
    assert!(mask.rows[1] || mask.rows[2] || mask.total, "or the sum of all gives it away");
}

#[test]
fn a_hole_in_a_mask_is_found_by_the_audit() {
    let table = Table { cells: vec![vec![Some(3), Some(40)], vec![Some(25), Some(30)]] };
    let mut mask = table.mask(5);
    assert_eq!(table.recoverable(&mask, 5), 0);
    mask.cells[1][1] = false;
    mask.cells[1][0] = false;
    assert!(table.recoverable(&mask, 5) > 0, "3 is the sum of its column less 25");
}

#[test]
fn two_thousand_random_tables_leave_no_cell_recoverable_below_the_threshold() {
    let mut dice = Dice(7);
    let mut hidden = 0;
    for at in 0..2_000 {
        let smallest = super::SMALLEST[at % 3];
        let table = dice.table(7, 5);
        let mask = table.mask(smallest);
        assert_eq!(table.recoverable(&mask, smallest), 0, "{table:?}");
        nothing_small_is_said(&table, smallest);
        hidden += mask.count();
    }
    assert!(hidden > 2_000, "the tables have something to hide: {hidden}");
}

/// All values that the hidden cells of a tiny table can have together, tried one by one.
fn tried(table: &Table, mask: &super::Mask, most: u64) -> Vec<Vec<u64>> {
    let flat: Vec<(u64, bool)> = table
        .cells
        .iter()
        .zip(&mask.cells)
        .flat_map(|(row, hidden)| row.iter().zip(hidden).map(|(value, hidden)| (value.unwrap_or(0), *hidden)))
        .collect();
    let width = table.cells[0].len();
    let sum = |cells: &[u64], row: usize| cells[row * width..(row + 1) * width].iter().sum::<u64>();
    let column = |cells: &[u64], at: usize| cells.iter().skip(at).step_by(width).sum::<u64>();
    let truth: Vec<u64> = flat.iter().map(|(value, _)| *value).collect();
    let mut found = Vec::new();
    let mut now: Vec<u64> = flat.iter().map(|(value, hidden)| if *hidden { 1 } else { *value }).collect();
    loop {
        let rows = (0..table.cells.len()).all(|r| mask.rows[r] || sum(&now, r) == sum(&truth, r));
        let columns = (0..width).all(|c| mask.columns[c] || column(&now, c) == column(&truth, c));
        if rows && columns && (mask.total || now.iter().sum::<u64>() == truth.iter().sum::<u64>()) {
            found.push(now.clone());
        }
        let Some(at) = (0..now.len()).find(|at| flat[*at].1 && now[*at] < most) else { return found };
        for before in (0..at).filter(|before| flat[*before].1) {
            now[before] = 1;
        }
        now[at] += 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn ranges_are_what_trying_every_value_finds(cells in prop::collection::vec(prop::collection::vec(0u64..5, 2), 2..=3)) {
        let table = Table { cells: cells.iter().map(|row| row.iter().map(|n| Some(*n)).collect()).collect() };
        let mask = table.mask(3);
        // Where sums are hidden too, values have no end that could be tried.
        prop_assume!(!mask.total && mask.rows.iter().chain(&mask.columns).all(|hidden| !hidden));
        let all = tried(&table, &mask, 9);
        for (at, range) in table.ranges(&mask).iter().flatten().enumerate() {
            let (low, high) = range.unwrap();
            prop_assert_eq!(all.iter().map(|cells| cells[at]).min(), Some(low));
            prop_assert_eq!(all.iter().map(|cells| cells[at]).max(), Some(high));
        }
    }

    #[test]
    fn no_small_count_can_be_worked_out(cells in prop::collection::vec(prop::collection::vec(prop::option::of(0u64..40), 4), 1..6), smallest in 2u64..12) {
        let table = Table { cells };
        prop_assert_eq!(table.recoverable(&table.mask(smallest), smallest), 0);
        nothing_small_is_said(&table, smallest);
    }
}

#[test]
#[ignore]
fn export_for_audit() {
    let mut dice = Dice(7);
    let mut out = String::new();
    for at in 0..2_000 {
        let smallest = super::SMALLEST[at % 3];
        let table = dice.table(7, 5);
        let mask = table.mask(smallest);
        out.push_str(&serde_json::json!({"k": smallest, "cells": table.cells, "hidden": mask.cells, "rows": mask.rows, "columns": mask.columns, "total": mask.total}).to_string());
        out.push('\n');
    }
    std::fs::write("/tmp/public_tables.jsonl", out).unwrap();
}

fn id(n: u64) -> Id {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    Id(bytes)
}

fn leaf(region: u64, office: u64, n: u64, met: u64) -> Leaf {
    Leaf { region: id(region), office: Some(id(office)), n, credit: met * 10_000 }
}

#[test]
fn a_share_is_hidden_where_only_a_few_were_not_acceptable() {
    let leaves = [leaf(1, 11, 40, 38), leaf(2, 21, 60, 30), leaf(3, 31, 90, 45)];
    let spread = Spread::of(&leaves, &BTreeSet::new(), 11);
    let seen = |region| spread.seen(Place::Region(id(region)));
    assert!(seen(1).n && !seen(1).rate, "40 cases may be said, but not that 2 of them were not");
    assert!(spread.seen(Place::State).rate, "the state has 37 of 190");
    assert!(!seen(2).rate && seen(3).rate, "one other region is hidden with it, the smaller one");
}

#[test]
fn a_region_with_one_office_is_not_told_by_its_office() {
    let leaves = [leaf(1, 11, 40, 20), leaf(2, 21, 60, 57), leaf(3, 31, 90, 45)];
    let spread = Spread::of(&leaves, &BTreeSet::new(), 11);
    for (region, office) in [(1, 11), (2, 21), (3, 31)] {
        let (region, office) = (Place::Region(id(region)), Place::Office(id(region), id(office)));
        assert_eq!(spread.seen(region), spread.seen(office), "they are the same");
    }
}

#[test]
fn none_and_all_are_said_and_leave_a_decision_to_a_person() {
    let leaves = [leaf(1, 11, 40, 40), leaf(1, 12, 30, 0), leaf(2, 21, 60, 30)];
    let spread = Spread::of(&leaves, &BTreeSet::new(), 11);
    assert!(spread.seen.values().all(|seen| seen.n && seen.rate));
}

/// Every integer solution for a small state, tried one by one: the audit by flows must not be more hopeful than that.
#[test]
fn shares_of_places_cannot_be_worked_out_by_trying_all_solutions() {
    let mut dice = Dice(3);
    let smallest = 3;
    for _ in 0..60 {
        let leaves: Vec<Leaf> = (0..4)
            .map(|at| {
                let n = dice.roll(8);
                leaf(at / 2, at, n, dice.roll(n + 1))
            })
            .collect();
        let spread = Spread::of(&leaves, &BTreeSet::new(), smallest);
        let solutions = solutions(&leaves, &spread);
        assert!(solutions.iter().any(|one| one.iter().zip(&leaves).all(|(one, leaf)| *one == (leaf.n, leaf.credit / 10_000))));
        for (at, leaf) in leaves.iter().enumerate() {
            let seen = spread.seen(Place::Office(leaf.region, leaf.office.unwrap()));
            let met = leaf.credit / 10_000;
            let most = |value: &dyn Fn(&(u64, u64)) -> u64| solutions.iter().map(|one| value(&one[at])).max().unwrap();
            if leaf.n > 0 && leaf.n < smallest {
                assert!(!seen.n && !seen.rate && most(&|one| one.0) >= smallest, "{leaves:?} {spread:?}");
            }
            if met > 0 && met < smallest {
                assert!(!seen.rate && most(&|one| one.1) >= smallest, "{leaves:?} {spread:?}");
            }
            if leaf.n > met && leaf.n - met < smallest {
                assert!(!seen.rate && most(&|one| one.0 - one.1) >= smallest, "{leaves:?} {spread:?}");
            }
        }
    }
}

/// Numbers of cases and of acceptable ones of four offices in two regions that agree with all that is said.
fn solutions(leaves: &[Leaf], spread: &Spread) -> Vec<Vec<(u64, u64)>> {
    let choices: Vec<Vec<(u64, u64)>> = leaves
        .iter()
        .map(|leaf| {
            let seen = spread.seen(Place::Office(leaf.region, leaf.office.unwrap()));
            let met = leaf.credit / 10_000;
            match (seen.n, seen.rate) {
                (true, true) => vec![(leaf.n, met)],
                // None and all would be said.
                (true, false) => (1..leaf.n).map(|met| (leaf.n, met)).collect(),
                _ => (1..10).flat_map(|n| (0..=n).map(move |met| (n, met))).collect(),
            }
        })
        .collect();
    let sum = |cells: &[(u64, u64)]| cells.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let fits = |place: Place, cells: &[(u64, u64)]| {
        let (seen, (n, met), truth) = (spread.seen(place), sum(cells), spread.sums[&place]);
        (!seen.n || n == truth.0) && (!seen.rate || met * 10_000 == truth.1)
    };
    let mut found = Vec::new();
    for a in &choices[0] {
        for b in choices[1].iter().filter(|b| fits(Place::Region(leaves[0].region), &[*a, **b])) {
            for c in &choices[2] {
                for d in choices[3].iter().filter(|d| fits(Place::Region(leaves[2].region), &[*c, **d])) {
                    let all = vec![*a, *b, *c, *d];
                    if fits(Place::State, &all) {
                        found.push(all);
                    }
                }
            }
        }
    }
    found
}

#[test]
fn an_area_is_said_only_where_it_tells_nothing_of_its_hidden_questions() {
    let none = BTreeSet::new();
    // One question is hidden in regions 1 and 2; the other is said everywhere: the area would give the hidden one away.
    let first = Spread::of(&[leaf(1, 11, 40, 37), leaf(2, 21, 60, 30), leaf(3, 31, 90, 45)], &none, 11);
    let second = Spread::of(&[leaf(1, 11, 40, 20), leaf(2, 21, 60, 30), leaf(3, 31, 90, 45)], &none, 11);
    let area = pooled(&[&first, &second], 11);
    assert!(!area.seen(Place::Region(id(1))).rate && area.seen(Place::Region(id(3))).rate && area.seen(Place::State).rate);
    // Two hidden ones cover each other.
    let third = Spread::of(&[leaf(1, 11, 40, 3), leaf(2, 21, 60, 30), leaf(3, 31, 90, 45)], &none, 11);
    let area = pooled(&[&first, &third], 11);
    assert!(area.seen(Place::Region(id(1))).rate, "{area:?}");
}
