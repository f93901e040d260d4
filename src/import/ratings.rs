//! Ratings of qualitative and federal reviews: a row per rating, as answers are, or a row per case with a column per item.
//! Putting the rows together into reviews is that of answers.

use std::io::{Read, Seek};

use super::answers::{self, Answers, InForce, at};
use super::mapping::Mapping;
use super::table::{Column, Kind, folded};
use super::{Import, Progress, Refused};
use crate::domain::instrument::{Instrument, Question};

const COUNT: usize = answers::COLUMNS.len() + STAFF.len();
/// Columns of a case before those of who reviewed it: a reason belongs to a single rating, so a row per case has none.
const OF_CASE: usize = at::WHY;

/// Who reviewed, in which role, and with whom they spoke: of a case, whatever its rows are.
const STAFF: [Column; 2] = [
    Column {
        name: "reviewer_role",
        synonyms: &["role", "reviewer_roles", "role_of_reviewer", "reviewer_title"],
        required: false,
        says: "the reviewer's role at the time, such as supervisor; with several reviewers one for each, with ; between them",
    },
    Column {
        name: "interviews",
        synonyms: &["interviews_held", "interviewed", "interviewees", "persons_interviewed"],
        required: false,
        says: "with whom they spoke: child 3/12/2025; parent declined; school not held",
    },
];

/// Positions of [`STAFF`] among the columns of a list: the first of them.
pub(super) const fn staff_at(by_case: bool) -> usize {
    if by_case { OF_CASE } else { answers::COLUMNS.len() }
}

/// The columns of answers with the words of ratings; what a row per case does not have is left open there.
const fn columns(wide: bool) -> [Column; COUNT] {
    let mut all = [answers::COLUMNS[0]; COUNT];
    let mut i = 0;
    while i < answers::COLUMNS.len() {
        all[i] = answers::COLUMNS[i];
        i += 1;
    }
    i = 0;
    while i < STAFF.len() {
        all[staff_at(wide) + i] = STAFF[i];
        i += 1;
    }
    all[at::REVIEWER].required = false;
    all[at::REVIEWED_ON].required = false;
    all[at::QUESTION].required = !wide;
    all[at::ANSWER].required = !wide;
    if wide {
        all[at::QUESTION].synonyms = &[];
        all[at::ANSWER].synonyms = &[];
    } else {
        all[at::QUESTION].synonyms = &["item", "indicator", "question_code", "item_code", "item_number", "indicator_name"];
        all[at::QUESTION].says = "the item or indicator; without this column each item has a column of its own, named by its code";
        all[at::ANSWER].synonyms = &["rating", "score", "response", "result"];
        all[at::ANSWER].says = "the rating; empty is not rated";
    }
    all
}

/// The columns of a list with a row per rating.
pub const COLUMNS: &[Column] = &columns(false);
/// The columns of a list with a row per case, beside those of its items.
pub(super) const WIDE: &[Column] = WIDE_COLUMNS.split_at(OF_CASE + STAFF.len()).0;
const WIDE_COLUMNS: &[Column] = &columns(true);

/// Whether a header has a row per case: nothing in it says which item a row is of.
pub(super) fn is_wide(header: &[String], mapping: &Mapping) -> bool {
    let question = COLUMNS[at::QUESTION];
    let mapped =
        |name: &str| mapping.columns.contains_key(name) || mapping.constants.contains_key(name) || mapping.joins.contains_key(name);
    let named = |seen: &String| {
        let seen = folded(seen);
        seen == folded(question.name) || question.synonyms.iter().any(|synonym| folded(synonym) == seen)
    };
    !mapped(question.name) && !header.iter().any(named)
}

/// The item that a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// None.
    None,
    /// This question.
    Is(usize),
    /// One of these two or more.
    Several(usize, usize),
}

/// The item of an instrument by its code, its number alone (`7` for `Item 7`), the last part of its code (`safety` for
/// `CFS.safety`) or its text; what follows a colon is left out.
pub(super) fn item(instrument: &Instrument, name: &str) -> Item {
    if let Some(found) = instrument.question(name.trim()) {
        return Item::Is(found);
    }
    let short = name.split(':').next().unwrap_or_default();
    let (whole, short) = (folded(name), folded(short));
    if short.is_empty() {
        return Item::None;
    }
    for rule in 0..3 {
        let means = |question: &Question| match rule {
            0 => folded(&question.code) == short,
            1 => question.code.rsplit(['.', ' ']).next().is_some_and(|last| folded(last) == short),
            _ => folded(&question.text) == whole,
        };
        let mut found = instrument.questions.iter().enumerate().filter(|(_, q)| means(q)).map(|(at, _)| at);
        match (found.next(), found.next()) {
            (None, _) => {}
            (Some(one), None) => return Item::Is(one),
            (Some(one), Some(other)) => return Item::Several(one, other),
        }
    }
    Item::None
}

/// Reads ratings of either form into the reviews that answers make.
///
/// # Errors
/// As [`answers::read_answers`].
pub fn read_ratings<R: Read + Seek>(
    file: &str,
    reader: R,
    mapping: &Mapping,
    in_force: InForce<'_>,
    start_month: u32,
    progress: Progress<'_>,
) -> Result<Import<Answers>, Refused> {
    answers::read_reviews(Kind::Ratings, file, reader, mapping, in_force, start_month, progress)
}

#[cfg(test)]
mod tests;
