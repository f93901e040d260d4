//! Text from outside: which characters may stay. Widths belong to `widgets/width.rs`.

/// Whether a character may stand in stored text: no control, escape, bidi override, zero-width or tag character.
#[must_use]
pub fn is_plain(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'))
}

/// Free text without what [`is_plain`] refuses; line breaks become `\n`, tabs a blank. Says how many characters went.
#[must_use]
pub fn clean(text: &str) -> (String, usize) {
    if text.chars().all(|c| c == '\n' || is_plain(c)) {
        return (text.to_owned(), 0);
    }
    let mut out = String::with_capacity(text.len());
    let mut removed = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => out.push('\n'),
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\t' => out.push(' '),
            c if is_plain(c) => out.push(c),
            _ => removed += 1,
        }
    }
    (out, removed)
}

/// A name as it is compared: names are one if they differ only in case or in blanks.
#[must_use]
pub fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Words as a sentence lists them: "a", "a and b", "a, b and c", with any word between the last two.
#[must_use]
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let mut words: Vec<&str> = words.into_iter().collect();
    let Some(end) = words.pop() else { return String::new() };
    if words.is_empty() { end.to_owned() } else { format!("{} {last} {end}", words.join(", ")) }
}

/// "1 case", "3 cases", "1,200 cases".
#[must_use]
pub fn counted(n: u64, one: &str, more: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {more}", grouped(n)) }
}

/// A number with commas between thousands.
#[must_use]
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1st`, `2nd`, `11th`.
#[must_use]
pub fn ordinal(n: usize) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_if_they_differ_only_in_case_or_blanks() {
        assert_eq!(folded("  Mesa\u{a0}\tVIEW "), "mesa view");
        assert_eq!(folded("ÉLAN Ost"), "élan ost");
        assert_ne!(folded("Mesa-View"), folded("Mesa View"));
    }

    #[test]
    fn thousands_are_parted_by_a_comma() {
        assert_eq!([7, 999, 1000, 2341, 1_234_567].map(grouped), ["7", "999", "1,000", "2,341", "1,234,567"]);
    }
}
