//! The parts of a plan that something can be about: its elements, goals and rows, each by a name of its own that can be typed.

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::title;
use crate::domain::record::Record;

/// Every part with its name, in the order of the matrix: `2 Visits`, `2.A1 Write a calendar`, `2.B1 Visits on time`.
#[must_use]
pub fn names(book: &Book, plan: Id) -> Vec<(Id, String)> {
    let mut found = Vec::new();
    for (at, element) in book.parts(plan, Kind::Element).into_iter().enumerate() {
        found.push((element.id, format!("{} {}", at + 1, first_line(element)).trim_end().to_owned()));
        for goal in book.parts(element.id, Kind::Goal).into_iter().filter(|goal| !title(goal).is_empty()) {
            let term = goal.text(Field::Term);
            found.push((goal.id, format!("{}.{term} goal: {}", at + 1, first_line(goal))));
        }
        let mut numbers = [0; 2];
        for row in book.parts(element.id, Kind::Row) {
            let benchmark = row.text(Field::Part) == "benchmark";
            let number = &mut numbers[usize::from(benchmark)];
            *number += 1;
            let sign = if benchmark { 'B' } else { 'A' };
            if !title(row).is_empty() {
                found.push((row.id, format!("{}.{sign}{number} {}", at + 1, first_line(row))));
            }
        }
    }
    found
}

fn first_line(record: &Record) -> &str {
    title(record).lines().next().unwrap_or("").trim()
}

/// The name of a part; its title where it is none of those any more.
#[must_use]
pub fn name(book: &Book, plan: Option<Id>, part: Id) -> String {
    let known = plan.and_then(|plan| names(book, plan).into_iter().find(|(id, _)| *id == part));
    known.map_or_else(|| book.get(part).map_or("", first_line).to_owned(), |(_, name)| name)
}

/// The part of that name, of that number (`2.A1`), or the only one whose name has the words.
///
/// # Errors
/// A sentence that says why there is none.
pub fn named(book: &Book, plan: Option<Id>, words: &str) -> Result<Id, String> {
    let names = plan.map(|plan| names(book, plan)).unwrap_or_default();
    let lower = words.to_lowercase();
    let number = |name: &str| name.split_whitespace().next().unwrap_or("").to_lowercase();
    let exact = names.iter().find(|(_, name)| name.to_lowercase() == lower || number(name) == lower);
    let mut has = names.iter().filter(|(_, name)| name.to_lowercase().contains(&lower));
    match (exact, has.next(), has.next()) {
        (Some((id, _)), ..) | (None, Some((id, _)), None) => Ok(*id),
        (None, None, _) => Err(format!("The plan has no element, goal or row '{words}'; choose one of the list.")),
        _ => Err(format!("Several parts of the plan are named like '{words}'; choose one of the list.")),
    }
}
