//! By which words a table of the form and its columns are known, whoever typed them.

use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::paper::{
    COLLABORATOR, COVER, ELEMENT, EVALUATION, GOAL, LEADS, Labelled, OVERVIEW, PERSON, STEP, TEAM, TIMELINE, WANTED,
};

/// A label without numbers, signs and capital letters, so that "1. Areas" and "Areas:" are the same.
pub(super) fn plain(text: &str) -> String {
    let letters = text.chars().map(|c| if c.is_alphabetic() { c } else { ' ' }).collect::<String>().to_lowercase();
    letters.split_whitespace().filter(|word| *word != "dfs").collect::<Vec<_>>().join(" ")
}

/// A list of the form: what its lines are, and its columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed {
    /// What its lines are.
    pub kind: Kind,
    /// Of people: their part.
    pub part: &'static str,
    /// Its columns.
    columns: &'static [Labelled],
}

const MEMBER: [Labelled; 4] = [(Field::Name, TEAM), PERSON[1], PERSON[2], PERSON[3]];

const LISTS: [Listed; 6] = [
    Listed { kind: Kind::Row, part: "", columns: &STEP },
    Listed { kind: Kind::Goal, part: "", columns: &GOAL },
    Listed { kind: Kind::PipPerson, part: "collaborator", columns: &COLLABORATOR },
    Listed { kind: Kind::PipPerson, part: "member", columns: &MEMBER },
    Listed { kind: Kind::Evaluation, part: "", columns: &EVALUATION },
    Listed { kind: Kind::Timeline, part: "", columns: &TIMELINE },
];

/// The list whose head these cells are, and the field of each; none if they are no head.
pub(super) fn head(cells: &[&str]) -> Option<(Listed, Vec<Option<Field>>)> {
    let texts: Vec<String> = cells.iter().map(|text| plain(text)).collect();
    let filled = texts.iter().filter(|text| !text.is_empty()).count();
    let fields = |list: &Listed| -> Vec<Option<Field>> {
        let field = |text: &String| list.columns.iter().find(|(_, label)| plain(label) == *text).map(|(field, _)| *field);
        texts.iter().map(|text| if text.is_empty() { None } else { field(text) }).collect()
    };
    let found = LISTS.into_iter().map(|list| (list, fields(&list)));
    let (list, fields) = found.max_by_key(|(_, fields)| fields.iter().flatten().count())?;
    let known = fields.iter().flatten().count();
    (known >= 3 || (known >= 2 && known == filled)).then_some((list, fields))
}

/// What a label beside a place names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A field of the plan.
    Plan(Field),
    /// The name of a person with this part: a new person begins.
    Lead(&'static str),
    /// Another field of that person.
    Person(Field),
    /// The title of an element: a new one begins.
    Element,
    /// Another field of it.
    OfElement(Field),
    /// All goals of it in one place, as older forms have them.
    Goal,
}

/// What a label names; none if it is none.
pub(super) fn named(text: &str) -> Option<Named> {
    let text = plain(text);
    let of = |list: &[Labelled]| list.iter().find(|(_, label)| plain(label) == text).map(|(field, _)| *field);
    if text.is_empty() {
        return None;
    }
    if text == plain(ELEMENT[0].1) {
        return Some(Named::Element);
    }
    let lead = LEADS.into_iter().find(|(_, label)| plain(label) == text).map(|(part, _)| Named::Lead(part));
    let plan = || of(&COVER).or_else(|| of(&OVERVIEW)).map(Named::Plan);
    let goal = || (text == "goal").then_some(Named::Goal);
    lead.or_else(plan).or_else(|| of(&ELEMENT).map(Named::OfElement)).or_else(|| of(&PERSON[1..]).map(Named::Person)).or_else(goal)
}

/// A label with its text in the same cell: "Office: Northfield".
pub(super) fn with_text(text: &str) -> Option<(Named, &str)> {
    let (label, rest) = text.split_once(':')?;
    Some((named(label)?, rest.trim()))
}

/// Whether it is what stands in an empty place to say what belongs there.
pub(super) fn is_hint(text: &str) -> bool {
    let text = plain(text);
    let lists: [&[Labelled]; 10] = [&COVER, &PERSON, &OVERVIEW, &EVALUATION, &ELEMENT, &GOAL, &STEP, &TIMELINE, &COLLABORATOR, &WANTED];
    text.is_empty() || lists.into_iter().flatten().any(|(_, label)| plain(label) == text)
}
