//! What a form said when it was made, as short fingerprints that travel in the document: so that what was changed in the
//! document, what was changed here since, and what was changed in both can be told apart.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::super::id::Id;

/// The property that names the plan.
pub const PLAN: &str = "milepost-plan";
/// The property that says which form it is.
pub const FORM: &str = "milepost-form";
/// What it says.
pub const FORM_CODE: &str = "wyoming-mini-pip";
/// What the property of the plan says of an empty form.
pub const EMPTY: &str = "none";
/// The property that has the fingerprint of the plan's whole text.
pub const TEXT: &str = "milepost-text";
/// The properties that have the fingerprints of the places, numbered from 1.
pub const PLACES: &str = "milepost-places-";

/// How many characters of a fingerprint name a place, and how many its text.
const NAME: usize = 6;
const SAID: usize = 4;
/// How many places stand in one property: word processors cut one after 255 characters.
const IN_ONE: usize = 24;
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A text without what a word processor may change in it: blanks at the ends, double blanks, empty lines, and characters that
/// no text has.
#[must_use]
pub fn plain(text: &str) -> String {
    let (text, _) = crate::domain::text::clean(text);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn short(text: &str, length: usize) -> String {
    Sha256::digest(text).iter().take(length).map(|byte| char::from(DIGITS[usize::from(byte & 63)])).collect()
}

/// What a form said when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Base {
    /// The plan; none for an empty form.
    pub plan: Option<Id>,
    /// The fingerprint of its text.
    pub text: String,
    said: HashMap<String, (usize, String)>,
}

impl Base {
    /// As properties of a document: of the plan, its text's fingerprint, and the places with what they say, in order.
    #[must_use]
    pub fn write<'a>(plan: Option<Id>, text: &str, places: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
        let name = plan.map_or_else(|| EMPTY.to_owned(), |id| id.to_string());
        let mut all = vec![(FORM.to_owned(), FORM_CODE.to_owned()), (PLAN.to_owned(), name)];
        if plan.is_some() {
            all.push((TEXT.to_owned(), text.to_owned()));
        }
        let known: Vec<String> = places
            .into_iter()
            .filter(|(tag, _)| !tag.starts_with("new/"))
            .map(|(tag, said)| short(tag, NAME) + &short(&plain(said), SAID))
            .collect();
        all.extend(known.chunks(IN_ONE).enumerate().map(|(at, chunk)| (format!("{PLACES}{}", at + 1), chunk.concat())));
        all
    }

    /// Back from the properties of a document; none if it is no form of ours.
    #[must_use]
    pub fn read(properties: &[(String, String)]) -> Option<Base> {
        let get = |name: &str| properties.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
        get(FORM).filter(|form| *form == FORM_CODE)?;
        let mut base = Base { plan: get(PLAN).and_then(Id::parse), text: get(TEXT).unwrap_or_default().to_owned(), said: HashMap::new() };
        for at in 1.. {
            let Some(places) = get(&format!("{PLACES}{at}")) else { break };
            let bytes: Vec<char> = places.chars().collect();
            for one in bytes.chunks_exact(NAME + SAID) {
                let place = base.said.len();
                base.said.insert(one[..NAME].iter().collect(), (place, one[NAME..].iter().collect()));
            }
        }
        Some(base)
    }

    /// Whether a place said this when the form was made; none if the form did not have it.
    #[must_use]
    pub fn said(&self, tag: &str, text: &str) -> Option<bool> {
        self.said.get(&short(tag, NAME)).map(|(_, said)| *said == short(&plain(text), SAID))
    }

    /// Where a place stood in the form; none if it did not have it.
    #[must_use]
    pub fn place(&self, tag: &str) -> Option<usize> {
        self.said.get(&short(tag, NAME)).map(|(place, _)| *place)
    }
}
