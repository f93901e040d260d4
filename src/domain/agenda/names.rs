//! People in a text of several names: who is named in it, and the same text with another name in place of one.

use std::ops::Range;

use crate::domain::review_moves::same_person;

/// Words that stand between two names, besides signs.
const BETWEEN: [&str; 2] = [" and ", " & "];

/// The names in a text, as places in it, without blanks around them: cut at `;`, `,`, `/`, line breaks, "and" and "&".
#[must_use]
pub fn spans(text: &str) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = text.match_indices([';', ',', '\n', '/']).map(|(at, sign)| at..at + sign.len()).collect();
    for word in BETWEEN {
        // One blank may end a name and begin the next: "A and B and C".
        let mut from = 0;
        while let Some(at) = text[from..].find(word) {
            cuts.push(from + at..from + at + word.len());
            from += at + word.len() - 1;
        }
    }
    cuts.sort_by_key(|cut| cut.start);
    let mut found = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().chain(std::iter::once(text.len()..text.len())) {
        if cut.start >= start {
            let part = &text[start..cut.start];
            let begin = start + part.len() - part.trim_start().len();
            let end = begin + part.trim().len();
            if begin < end {
                found.push(begin..end);
            }
        }
        start = start.max(cut.end);
    }
    found
}

/// The names in a text, one after the other.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    spans(text).into_iter().map(|span| &text[span])
}

/// Whether somebody is named in a text, alone or with others. Blanks and the case of letters do not tell people apart.
#[must_use]
pub fn is_named(text: &str, who: &str) -> bool {
    may_be_named(text, who) && names(text).any(|name| same_person(name, who))
}

/// Whether it is worth a closer look: most texts of a long list do not even have the first word of the name.
fn may_be_named(text: &str, who: &str) -> bool {
    let Some(first) = who.split_whitespace().next() else { return false };
    !first.is_ascii() || text.as_bytes().windows(first.len()).any(|part| part.eq_ignore_ascii_case(first.as_bytes()))
}

/// The text with another name in place of one, and all else as it was; the name goes where the other stands there already.
/// None if the person is not named in it.
#[must_use]
pub fn replaced(text: &str, from: &str, to: &str) -> Option<String> {
    let spans = spans(text);
    let is_from = |span: &Range<usize>| same_person(&text[span.clone()], from);
    if !spans.iter().any(is_from) {
        return None;
    }
    let mut stands = spans.iter().any(|span| same_person(&text[span.clone()], to));
    let mut out = String::new();
    let mut at = 0;
    for span in &spans {
        if !is_from(span) {
            out.push_str(&text[at..span.end]);
        } else if stands {
            // The sign before a name goes with it, or the one after it where it was the first.
            if out.trim().is_empty() {
                at = spans.iter().map(|next| next.start).find(|start| *start > span.start).unwrap_or(text.len());
                continue;
            }
        } else {
            out.push_str(&text[at..span.start]);
            out.push_str(to);
            stands = true;
        }
        at = span.end;
    }
    out.push_str(&text[at..]);
    Some(out.trim().to_owned())
}
