//! How a sample is shared out among the strata: in proportion, or as somebody wrote it. Which cases are drawn is in `draw.rs`.

use super::draw::Case;
use crate::domain::text::is_plain;

/// The most cases that one stratum can be asked for.
pub const MOST: u64 = 1_000_000;

const EXAMPLE: &str = "write in-home=20; foster=20";

/// A part of the population and what is taken from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// Its name; empty for the cases that name none.
    pub name: String,
    /// How many cases it has.
    pub size: u64,
    /// How many of them are drawn.
    pub wanted: u64,
    /// How many more are kept as spares.
    pub spares: u64,
}

/// The strata of a population by name (in byte order), each with its number of cases.
#[must_use]
pub fn strata(population: &[Case]) -> Vec<(String, u64)> {
    let mut counts = std::collections::BTreeMap::<&str, u64>::new();
    for case in population {
        *counts.entry(case.stratum).or_default() += 1;
    }
    counts.into_iter().map(|(name, size)| (name.to_owned(), size)).collect()
}

/// What to take from each stratum, by name: the sample as [`allocate`] has it, and so many spares in all, shared out in
/// proportion to the cases drawn, at least one to each such stratum if they go round, and never more than a stratum has left.
///
/// # Errors
/// The sentence of [`allocate`].
pub fn plan(population: &[Case], size: u64, spares: u64, wanted: &[(String, u64)]) -> Result<Vec<Stratum>, String> {
    let strata = strata(population);
    let drawn = allocate(&strata, size, wanted)?;
    let left: Vec<u64> = strata.iter().zip(&drawn).map(|((_, size), drawn)| size - drawn).collect();
    let kept = share_out(&drawn, &left, spares);
    Ok(strata
        .into_iter()
        .zip(drawn.into_iter().zip(kept))
        .map(|((name, size), (wanted, spares))| Stratum { name, size, wanted, spares })
        .collect())
}

/// How many cases to draw from each stratum.
///
/// Without `wanted`, `size` cases in proportion to the strata: each gets its share rounded down, and what is left goes to
/// the largest remainders (the first of equal ones). A stratum that would get none gets one from the stratum that got most,
/// as long as there are as many cases as strata. No stratum gives more than it has: a sample larger than the population is
/// the population.
///
/// With `wanted`, what it says; a stratum that it does not name gives none, and `size` has no part in it.
///
/// # Errors
/// A sentence for a stratum that is not there, is named twice, or has fewer cases than are wanted.
pub fn allocate(strata: &[(String, u64)], size: u64, wanted: &[(String, u64)]) -> Result<Vec<u64>, String> {
    let sizes: Vec<u64> = strata.iter().map(|(_, size)| *size).collect();
    if wanted.is_empty() {
        return Ok(share_out(&sizes, &sizes, size));
    }
    let mut drawn = vec![0; strata.len()];
    let mut named = vec![false; strata.len()];
    for (name, count) in wanted {
        let exact = strata.iter().position(|(other, _)| other == name);
        let Some(at) = exact.or_else(|| strata.iter().position(|(other, _)| same(other, name))) else {
            let known: Vec<String> = strata.iter().filter(|(name, _)| !name.is_empty()).take(8).map(|(name, _)| quoted(name)).collect();
            let known = if known.is_empty() { "it names none".to_owned() } else { format!("it has {}", known.join(", ")) };
            return Err(format!("the population list has no stratum {}; {known}", quoted(name)));
        };
        if std::mem::replace(&mut named[at], true) {
            return Err(format!("{} is named twice; name each stratum once", quoted(name)));
        }
        if *count > sizes[at] {
            let has = if sizes[at] == 1 { "1 case".to_owned() } else { format!("{} cases", sizes[at]) };
            return Err(format!("{} has {has} and cannot give {count}; ask for fewer", quoted(&strata[at].0)));
        }
        drawn[at] = *count;
    }
    Ok(drawn)
}

/// Reads an allocation such as `in-home=20; foster=20`. Nothing at all means in proportion, and gives an empty list.
///
/// # Errors
/// A sentence for a part without a name or a number, for a number that is none, and for a name that comes twice.
pub fn parse_allocation(text: &str) -> Result<Vec<(String, u64)>, String> {
    let mut out: Vec<(String, u64)> = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let Some((name, count)) = part.rsplit_once('=').map(|(name, count)| (name.trim(), count.trim())) else {
            return Err(format!("{} has no number of cases; {EXAMPLE}", quoted(part)));
        };
        if name.is_empty() {
            return Err(format!("{} names no stratum; {EXAMPLE}", quoted(part)));
        }
        if count.is_empty() {
            return Err(format!("{} has no number of cases; {EXAMPLE}", quoted(name)));
        }
        if !count.bytes().all(|b| b.is_ascii_digit()) {
            return Err(format!("{} is no number of cases for {}; {EXAMPLE}", quoted(count), quoted(name)));
        }
        let Some(count) = count.parse().ok().filter(|count| *count <= MOST) else {
            return Err(format!("{} cases are too many for {}; a million is the most", quoted(count), quoted(name)));
        };
        if out.iter().any(|(other, _)| same(other, name)) {
            return Err(format!("{} is named twice; name each stratum once", quoted(name)));
        }
        out.push((name.to_owned(), count));
    }
    if out.is_empty() && !text.trim().is_empty() {
        return Err(format!("{} names no stratum; {EXAMPLE}", quoted(text.trim())));
    }
    Ok(out)
}

/// Whether two names mean the same stratum, whatever the case of their letters.
fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// What somebody wrote, in quotes, without control characters, and cut where it is long.
fn quoted(text: &str) -> String {
    let mut plain = text.chars().filter(|c| is_plain(*c));
    let start: String = plain.by_ref().take(40).collect();
    if plain.next().is_some() { format!("'{start}...'") } else { format!("'{start}'") }
}

/// Shares out `n` by weight, largest remainder first, with no more than its room for each. What does not fit goes to the
/// others by the same rule. Whoever has weight and room gets at least one if there are that many.
fn share_out(weights: &[u64], room: &[u64], n: u64) -> Vec<u64> {
    let mut given = vec![0; weights.len()];
    let mut left = n;
    loop {
        let open: Vec<usize> = (0..weights.len()).filter(|i| weights[*i] > 0 && given[*i] < room[*i]).collect();
        if left == 0 || open.is_empty() {
            break;
        }
        let total: u128 = open.iter().map(|i| u128::from(weights[*i])).sum();
        let part = |i: usize| u128::from(left) * u128::from(weights[i]);
        let mut shares: Vec<(usize, u64)> = open.iter().map(|i| (*i, (part(*i) / total) as u64)).collect();
        let over = left - shares.iter().map(|(_, share)| share).sum::<u64>();
        let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
        by_remainder.sort_by_key(|at| std::cmp::Reverse(part(shares[*at].0) % total));
        for at in by_remainder.into_iter().take(over as usize) {
            shares[at].1 += 1;
        }
        for (i, share) in shares {
            let taken = share.min(room[i] - given[i]);
            given[i] += taken;
            left -= taken;
        }
    }
    let able: Vec<usize> = (0..weights.len()).filter(|i| weights[*i] > 0 && room[*i] > 0).collect();
    if n >= able.len() as u64 {
        for i in able {
            if given[i] == 0 {
                // There are as many as there are takers and one has none, so another has two or more.
                if let Some(most) = (0..given.len()).max_by_key(|at| (given[*at], std::cmp::Reverse(*at))) {
                    given[most] -= 1;
                    given[i] = 1;
                }
            }
        }
    }
    given
}
