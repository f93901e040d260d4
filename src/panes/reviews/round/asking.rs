//! The forms and choices of a round.

use crate::command::{Context, Effect, Form, FormField, Takes};
use crate::domain::former;
use crate::domain::id::Id;
use crate::domain::review::Status;
use crate::domain::review_moves::step_words;
use crate::domain::round::{RoundCase, Worklist};
use crate::domain::sample::reason::{REASONS, Reason};
use crate::domain::text::grouped;

/// The form of the draw.
pub const DRAW: &str = "draw";
/// The choice of a reason.
pub const REASON: &str = "elimination";
/// The form of a reason's note.
pub const NOTE: &str = "elimination note";
/// The form of the reviewer.
pub const REVIEWER: &str = "reviewer";
/// The choice between one case and a share.
pub const WHICH: &str = "which second";
/// The form of one case's second reviewer.
pub const SECOND: &str = "second reviewer";
/// The form of a share of second reviews.
pub const SHARE: &str = "second share";
/// The form of a case outside the list.
pub const ADD: &str = "added case";
/// The choice of the next status.
pub const STEP: &str = "next step";

/// Asks for the draw.
pub fn draw(list: &Worklist, cx: &Context) -> Form {
    let population = list.file.population.cases.len();
    let order = list.round.usual_order(cx.book, population);
    let wished = list.round.wished_size(population);
    let mut words = format!(
        "{} cases in the list. A rate to within {} at {} asks for {}.",
        grouped(population as u64),
        list.round.margin,
        list.round.confidence,
        grouped(wished)
    );
    if list.round.is_drawn() {
        words.push_str(" It is drawn already: this draws it again. An empty seed takes the draw back.");
    }
    let strata = strata_hint(list);
    let fields = vec![
        FormField::new("Seed", Takes::Line).hint("any words").with(order.seed),
        FormField::new("Cases", Takes::Number).with(order.size.to_string()),
        FormField::new("Spares", Takes::Number).hint("a tenth, at least 2").with(order.spares.map_or_else(String::new, |n| n.to_string())),
        FormField::new("Of each stratum", Takes::Line).hint(strata).with(order.allocation),
    ];
    Form::new(DRAW, "Draw the sample", words, fields)
}

/// "in proportion, or foster=20; in-home=20".
fn strata_hint(list: &Worklist) -> String {
    let mut names: Vec<&str> =
        list.file.population.cases.iter().map(|case| case.stratum.as_str()).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return "the list has no strata".to_owned();
    }
    let example: Vec<String> = names.iter().take(2).map(|name| format!("{name}=20")).collect();
    format!("in proportion, or {}", example.join("; "))
}

/// Lets a reason be picked.
pub fn reasons() -> Effect {
    let lines = REASONS.iter().map(|reason| (reason.words.to_owned(), String::new())).collect();
    Effect::Pick { id: REASON, title: "Why is this case eliminated?".to_owned(), lines, at: 0 }
}

/// Asks for the note of a reason.
pub fn note(reason: &Reason) -> Form {
    let needed = if reason.note { "Needed: what it was, without names" } else { "If there is more to say" };
    let field = FormField::new("Note", Takes::Lines).hint(needed);
    Form::new(NOTE, "Eliminate this case", format!("Reason: {}.", reason.words), vec![field])
}

/// Asks who reviews.
pub fn reviewer(list: &Worklist, cases: &[&RoundCase], me: &str) -> Form {
    let now = match cases {
        [one] => list.first(one).map_or("", |line| line.reviewer.as_str()),
        _ => "",
    };
    let words = match cases {
        [one] => format!("Who reviews '{}'? An empty name takes it away.", one.case_id),
        more => format!("Who reviews these {} cases? An empty name takes it away.", more.len()),
    };
    let now = if now.is_empty() { me } else { now };
    Form::new(REVIEWER, "Reviewer", words, vec![FormField::new("Name", Takes::Line).with(now)])
}

/// Lets one choose between one case and a share.
pub fn which(case: &RoundCase, list: &Worklist) -> Effect {
    let lines = vec![
        (format!("A share of the sample ({}), chosen by the seed", list.round.second_share), String::new()),
        (format!("Only '{}'", case.case_id), String::new()),
    ];
    Effect::Pick { id: WHICH, title: "Second, blind reviews".to_owned(), lines, at: 0 }
}

/// Asks for one case's second reviewer.
pub fn second(list: &Worklist, case: &RoundCase) -> Form {
    let now = list.second(case).map_or("", |line| line.reviewer.as_str());
    let first = match list.first(case).map(|line| line.reviewer.as_str()) {
        None | Some("") => "Nobody reviews it first yet.".to_owned(),
        Some(name) => format!("{name} reviews it first; the second look is blind and by another person."),
    };
    let words = format!("'{}': {first}", case.case_id);
    Form::new(SECOND, "Second reviewer", words, vec![FormField::new("Name", Takes::Line).hint("another person").with(now)])
}

/// Asks for a share of second reviews.
pub fn share(list: &Worklist) -> Form {
    let fields = vec![
        FormField::new("Share", Takes::Line).with(list.round.second_share.to_string()),
        FormField::new("Second reviewer", Takes::Line).hint("empty: named later"),
    ];
    let words =
        format!("Of {} cases. The seed chooses which, so nobody does; cases that have a second review keep it.", list.progress.cases);
    Form::new(SHARE, "A share for a second reviewer", words, fields)
}

/// The offices of a round's region in its year: also those that have moved to another region since.
pub fn offices(list: &Worklist, cx: &Context) -> Vec<(Id, String)> {
    former::offices_of_year(cx.book, list.round.region, list.round.year)
        .into_iter()
        .map(|office| (office.id, cx.book.name(office.id).to_owned()))
        .collect()
}

/// Asks for a case outside the list.
pub fn add(list: &Worklist, offices: &[(Id, String)]) -> Form {
    let names: Vec<String> = offices.iter().map(|(_, name)| name.clone()).collect();
    let office = names.first().cloned().unwrap_or_default();
    let fields = vec![
        FormField::new("Case", Takes::Line).hint("local case number or alias"),
        FormField::new("Office", Takes::OneOf(names)).with(office),
        FormField::new("Worker", Takes::Line).hint("as in Places; may be empty"),
    ];
    let words = if list.file.population.cases.is_empty() {
        "One case, by hand."
    } else {
        "One case outside the list, by hand. It is no part of the random sample."
    };
    Form::new(ADD, "Add a case", words, fields)
}

/// Lets the next status be picked.
pub fn steps(from: Status) -> Effect {
    let lines = from.next().iter().map(|to| (step_words(from, *to).to_owned(), String::new())).collect();
    Effect::Pick { id: STEP, title: "What happens to this review?".to_owned(), lines, at: 0 }
}
