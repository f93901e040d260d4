//! Targets and baselines as people type them: "55.1 %", "0.9", "23 of 40", "74.1 % (n 29), FY2025". What is no figure is said to be none.

use crate::domain::ratio::Ratio;
use crate::domain::share::Share;

/// What a typed text says in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The percent.
    pub percent: Option<Share>,
    /// So many full answers of so many.
    pub of: Option<(u64, u64)>,
    /// The number of answers.
    pub n: Option<u64>,
    /// Fiscal year.
    pub year: Option<i32>,
}

/// Words that turn a figure round, or leave open what is meant: such a text is no target that a rate can reach.
const OTHER_WAY: [&str; 9] = ["at most", "no more than", "not more than", "less than", "fewer than", "below", "under", "<", "points"];

/// Reads a text; nothing if it names no figure, or several that differ.
#[must_use]
pub fn read(text: &str) -> Option<Typed> {
    let lower = text.to_lowercase();
    if OTHER_WAY.iter().any(|words| lower.contains(words)) {
        return None;
    }
    let tokens = tokens(&lower);
    let word = |at: usize| tokens.get(at).map_or("", |token| token.as_str());
    let number = |at: usize| word(at).parse::<u64>().ok();
    let mut typed = Typed::default();
    let mut used = vec![false; tokens.len()];
    for at in 0..tokens.len() {
        let before = at.checked_sub(1).map_or("", word);
        if word(at) == "%" && at > 0 {
            let share = Share::parse(&format!("{before} %")).ok()?;
            used[at - 1] = true;
            if typed.percent.is_some_and(|known| known != share) {
                return None;
            }
            typed.percent = Some(share);
        } else if matches!(word(at), "of" | "/") && at > 0 {
            if let (Some(part), Some(whole)) = (number(at - 1), number(at + 1)) {
                if part > whole || whole == 0 || typed.of.is_some_and(|known| known != (part, whole)) {
                    return None;
                }
                typed.of = Some((part, whole));
                used[at - 1] = true;
                used[at + 1] = true;
            }
        } else if word(at) == "n" {
            let next = at + 1 + usize::from(word(at + 1) == "=");
            if let Some(n) = number(next) {
                typed.n = Some(n);
                used[next] = true;
            }
        } else if matches!(word(at), "fy" | "ffy")
            && let Some(year) = number(at + 1)
        {
            typed.year = i32::try_from(if year < 100 { year + 2000 } else { year }).ok();
            used[at + 1] = true;
        }
    }
    if typed.percent.is_none() && typed.of.is_none() {
        // A bare number is a figure only where it stands alone.
        let left: Vec<usize> =
            (0..tokens.len()).filter(|at| !used[*at] && word(*at).starts_with(|c: char| c.is_ascii_digit() || c == '.')).collect();
        let words = tokens
            .iter()
            .any(|token| token.chars().all(char::is_alphabetic) && !matches!(token.as_str(), "n" | "fy" | "ffy" | "or" | "more"));
        if let ([one], false) = (left.as_slice(), words) {
            typed.percent = Some(Share::parse(word(*one)).ok()?);
        }
    }
    typed.rate().is_some().then_some(typed)
}

impl Typed {
    /// The rate: from the counts where they are named, otherwise the percent.
    #[must_use]
    pub fn rate(&self) -> Option<Ratio> {
        match self.of {
            Some((part, whole)) => Ratio::new(part * 10_000, whole),
            None => self.percent.map(Ratio::from),
        }
    }

    /// What a target asks for: the percent, or the counts where only they are named.
    #[must_use]
    pub fn target(&self) -> Option<Ratio> {
        self.percent.map(Ratio::from).or(self.rate())
    }

    /// The number of answers, if it is named.
    #[must_use]
    pub fn answers(&self) -> Option<u64> {
        self.of.map(|(_, whole)| whole).or(self.n)
    }
}

/// Numbers, words and single signs.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let sort = |c: char| if c.is_ascii_digit() || c == '.' { 1 } else { 2 * u8::from(c.is_alphabetic()) };
        if c.is_whitespace() || c == ',' {
            continue;
        }
        let mut token = c.to_string();
        while let Some(next) = chars.peek().copied().filter(|next| sort(c) != 0 && sort(*next) == sort(c)) {
            token.push(next);
            chars.next();
        }
        // A full stop after a number ends the sentence.
        let token = if sort(c) == 1 { token.trim_end_matches('.') } else { token.as_str() };
        if !token.is_empty() {
            tokens.push(token.to_owned());
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_baselines_are_read_as_people_type_them() {
        let rate = |text: &str| read(text).and_then(|typed| typed.rate()).map(|rate| rate.percent(2));
        for (text, percent) in [
            ("55.1 %", "55.10"),
            ("55.1%", "55.10"),
            ("0.9", "90.00"),
            ("90", "90.00"),
            ("23 of 40", "57.50"),
            ("23/40", "57.50"),
            ("at least 90 %", "90.00"),
            ("90 % or more.", "90.00"),
            ("90 % (27 of 30)", "90.00"),
            ("74.1 % (n 29), FY2025", "74.10"),
            ("78.2 % (n not known), FY2020", "78.20"),
        ] {
            assert_eq!(rate(text).as_deref(), Some(percent), "{text}");
        }
        for text in [
            "",
            "more visits",
            "all caseworkers",
            "80 % to 90 %",
            "at most 5 %",
            "10 points more",
            "all 5 homes",
            "40 of 23",
            "120 %",
            "FY2025",
        ] {
            assert_eq!(rate(text), None, "{text}");
        }
    }

    #[test]
    fn a_baseline_says_its_n_and_its_year() {
        let typed = read("74.1 % (n 29), FY2025").unwrap();
        assert_eq!((typed.percent, typed.answers(), typed.year), (Some(Share(7410)), Some(29), Some(2025)));
        let typed = read("FFY 25: 23 of 40").unwrap();
        assert_eq!((typed.of, typed.answers(), typed.year), (Some((23, 40)), Some(40), Some(2025)));
        assert_eq!(read("74.1 % (n=29)").unwrap().answers(), Some(29));
    }
}
