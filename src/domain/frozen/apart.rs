//! Two texts word by word: which words both have, and how a reader is shown those that differ.

/// Words of unchanged text that stay in view beside a changed stretch of a long text.
const AROUND: usize = 6;
/// From so many words on a text is long: what is the same far from any change is left out.
const LONG: usize = 30;
/// Above this many pairs of words two texts are not compared word by word: rewriting a whole page is one change.
const MOST_PAIRS: usize = 400_000;

/// For each word of both texts whether the other has it at its place: the longest run of words, in order, that both share.
#[must_use]
pub fn shared<T: PartialEq>(before: &[T], after: &[T]) -> (Vec<bool>, Vec<bool>) {
    let mut same = (vec![false; before.len()], vec![false; after.len()]);
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let tail = before[head..].iter().rev().zip(after[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    for (flags, n) in [(&mut same.0, before.len()), (&mut same.1, after.len())] {
        flags[..head].fill(true);
        flags[n - tail..].fill(true);
    }
    let (old, new) = (&before[head..before.len() - tail], &after[head..after.len() - tail]);
    if old.is_empty() || new.is_empty() || old.len() * new.len() > MOST_PAIRS {
        return same;
    }
    // longest[i][j]: the most words that old[i..] and new[j..] share.
    let width = new.len() + 1;
    let mut longest = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = if old[i] == new[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            (same.0[head + i], same.1[head + j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    same
}

/// A text as words, each with the blanks before it; a line break keeps its place.
fn words(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let blanks = rest.len() - rest.trim_start().len();
        let (gap, tail) = rest.split_at(blanks);
        let end = tail.find(char::is_whitespace).unwrap_or(tail.len());
        if end > 0 {
            found.push((gap, &tail[..end]));
        }
        rest = &tail[end..];
    }
    found
}

/// Both texts with what differs in brackets. Of long texts only what lies near a change is shown. Two texts that share no
/// word have no brackets: all of it differs.
#[must_use]
pub fn marked(before: &str, after: &str) -> (String, String) {
    let (old, new) = (words(before), words(after));
    let plain = |words: &[(&str, &str)]| words.iter().map(|(_, word)| (*word).to_owned()).collect::<Vec<String>>();
    let (in_old, in_new) = shared(&plain(&old), &plain(&new));
    if !in_old.contains(&true) {
        return (before.to_owned(), after.to_owned());
    }
    let long = old.len().max(new.len()) > LONG;
    (brackets(&old, &in_old, long), brackets(&new, &in_new, long))
}

fn brackets(words: &[(&str, &str)], same: &[bool], long: bool) -> String {
    let near = |at: usize| !long || same[at.saturating_sub(AROUND)..(at + AROUND + 1).min(same.len())].contains(&false);
    // Where nothing of it differs, because the other one only has more, its beginning stands for it.
    let all_same = !same.contains(&false);
    let mut out = String::new();
    let mut left_out = false;
    for (at, (gap, word)) in words.iter().enumerate() {
        if long && if all_same { at >= 2 * AROUND } else { !near(at) } {
            if !left_out {
                out.push_str(if at == 0 { "\u{2026}" } else { " \u{2026}" });
            }
            left_out = true;
            continue;
        }
        out.push_str(if left_out { " " } else { gap });
        left_out = false;
        if !same[at] && (at == 0 || same[at - 1]) {
            out.push('[');
        }
        out.push_str(word);
        if !same[at] && same.get(at + 1).is_none_or(|next| *next) {
            out.push(']');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_that_differ_stand_in_brackets() {
        for (before, after, old, new) in [
            ("Train all screeners by May", "Train new screeners by May", "Train [all] screeners by May", "Train [new] screeners by May"),
            ("Train screeners", "Train all hotline screeners", "Train screeners", "Train [all hotline] screeners"),
            ("a\nb c", "a\nb", "a\nb [c]", "a\nb"),
            ("visits", "calls", "visits", "calls"),
            ("", "calls", "", "calls"),
        ] {
            assert_eq!(marked(before, after), (old.to_owned(), new.to_owned()));
        }
    }

    #[test]
    fn of_a_long_text_only_what_lies_near_a_change_is_shown() {
        let before: Vec<String> = (1..=60).map(|n| format!("w{n}")).collect();
        let mut after = before.clone();
        after[29] = "new".to_owned();
        let (old, new) = marked(&before.join(" "), &after.join(" "));
        assert_eq!(old, "\u{2026} w24 w25 w26 w27 w28 w29 [w30] w31 w32 w33 w34 w35 w36 \u{2026}");
        assert_eq!(new, "\u{2026} w24 w25 w26 w27 w28 w29 [new] w31 w32 w33 w34 w35 w36 \u{2026}");
    }
}
