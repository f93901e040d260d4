//! Reading the fields of a filled form: days, shares, numbers, one of several. A field that does not do is named with why.

use chrono::NaiveDate;

use crate::command::{Context, Form};
use crate::domain::dates;
use crate::domain::share::Share;
use crate::domain::text::clean;

/// The number of a field, and why it does not do.
pub type Fault = (usize, String);

/// One line of text, without control characters.
pub fn line(form: &Form, at: usize) -> String {
    clean(form.text(at)).0.replace('\n', " ").trim().to_owned()
}

/// A day, or none if the field is empty.
pub fn day(form: &Form, at: usize, cx: &Context) -> Result<Option<NaiveDate>, Fault> {
    match form.text(at) {
        "" => Ok(None),
        text => match text.parse() {
            Ok(day) => Ok(Some(day)),
            Err(_) => dates::understand(text, cx.today, cx.day_first, None).map(Some).map_err(|why| (at, why.to_string())),
        },
    }
}

/// A share: a number without a sign is a percent.
pub fn share(form: &Form, at: usize, usual: Share) -> Result<Share, Fault> {
    let text = form.text(at);
    if text.is_empty() {
        return Ok(usual);
    }
    let whole = text.bytes().all(|b| b.is_ascii_digit());
    let parsed = if whole { Share::parse(&format!("{text}%")) } else { Share::parse(text) };
    parsed.map_err(|why| (at, why))
}

/// A whole number.
pub fn number(form: &Form, at: usize, usual: Option<u64>) -> Result<u64, Fault> {
    let text = form.text(at).replace([',', ' '], "");
    match (text.as_str(), usual) {
        ("", Some(usual)) => Ok(usual),
        ("", None) => Err((at, "a number is needed here".to_owned())),
        (text, _) => match text.parse::<u64>() {
            Ok(n) if n <= 1_000_000 => Ok(n),
            Ok(_) => Err((at, "a million is the most".to_owned())),
            Err(_) => Err((at, format!("'{text}' is no whole number"))),
        },
    }
}

/// One of several, by its words or by their beginning; `what` names them: "region".
pub fn one_of(form: &Form, at: usize, words: &[String], what: &str) -> Result<usize, Fault> {
    let text = form.text(at).to_lowercase();
    if text.is_empty() {
        return Err((at, format!("choose a {what}")));
    }
    if let Some(found) = words.iter().position(|word| word.to_lowercase() == text) {
        return Ok(found);
    }
    let begins: Vec<usize> = (0..words.len()).filter(|i| words[*i].to_lowercase().starts_with(&text)).collect();
    match begins[..] {
        [found] => Ok(found),
        [] => Err((at, format!("there is no {what} of this name"))),
        _ => Err((at, format!("more than one {what} begins like this; write more of it"))),
    }
}
