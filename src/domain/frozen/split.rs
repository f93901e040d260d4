//! Text that went from one row to others: a row that was split says so, instead of one changed row and some new ones.

use super::super::field::Field;
use super::super::id::Id;
use super::super::kind::Kind;
use super::apart::shared;
use super::compare::{Difference, What};
use super::snapshot::{Entry, Said};

/// The field whose text makes a record what it is.
#[must_use]
pub const fn main_field(kind: Kind) -> Option<Field> {
    match kind {
        Kind::Row | Kind::Goal => Some(Field::Text),
        Kind::Element => Some(Field::Title),
        Kind::Evaluation => Some(Field::Method),
        Kind::Timeline => Some(Field::Activity),
        _ => None,
    }
}

fn words(text: &str) -> Vec<String> {
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect()
}

/// What a record's text lost, in words.
fn lost(difference: &Difference) -> Option<Vec<String>> {
    let main = main_field(difference.kind)?;
    match &difference.what {
        What::TakenOut { entry, .. } => Some(words(entry.text(main))),
        What::Changed { field, before: Some(Said::Text(before)), after, .. } if *field == main => {
            let old = words(before);
            let new = match after {
                Some(Said::Text(after)) => words(after),
                _ => Vec::new(),
            };
            let (kept, _) = shared(&old, &new);
            Some(old.into_iter().zip(kept).filter(|(_, kept)| !kept).map(|(word, _)| word).collect())
        }
        _ => None,
    }
}

/// Whether most of an added text is what another one lost, and how much of it.
fn taken_over(lost: &[String], entry: &Entry) -> Option<usize> {
    let added = words(entry.text(main_field(entry.kind)?));
    let most = |n: usize| n >= 2 && n * 5 >= added.len() * 3;
    // Cheap first: whether enough of the words are there at all.
    if !most(added.iter().filter(|word| lost.contains(word)).count()) {
        return None;
    }
    let (_, shared) = shared(lost, &added);
    Some(shared.into_iter().filter(|shared| *shared).count()).filter(|n| most(*n))
}

/// Finds where the text of added records came from, and says so at both ends.
pub fn find(differences: &mut [Difference]) {
    let sources: Vec<(usize, Vec<String>)> =
        differences.iter().enumerate().filter_map(|(at, d)| lost(d).filter(|words| words.len() >= 2).map(|words| (at, words))).collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (to, difference) in differences.iter().enumerate() {
        let What::Added { entry, .. } = &difference.what else { continue };
        let same_kind = sources.iter().filter(|(from, _)| differences[*from].kind == difference.kind);
        let best = same_kind
            .filter_map(|(from, words)| taken_over(words, entry).map(|n| (n, *from)))
            .max_by_key(|(n, from)| (*n, usize::MAX - from));
        pairs.extend(best.map(|(_, from)| (from, to)));
    }
    for (from, to) in pairs {
        let (old, new): (Id, Id) = (differences[from].record, differences[to].record);
        if let What::Added { from, .. } = &mut differences[to].what {
            *from = Some(old);
        }
        if let What::TakenOut { into, .. } | What::Changed { into, .. } = &mut differences[from].what {
            into.push(new);
        }
    }
}
