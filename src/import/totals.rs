//! Rows that sum up others: "Total", "Statewide", "Lakeshore Total". They are no rows of their own and would count twice. Files of
//! results have rows of the state that are meant; those readers take them themselves.

use super::table::Kind;
use super::{answers, population, scans};

/// Which words make a row of totals in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// Words of sums.
    Sums,
    /// And words for the whole state: no region or office is called so.
    Places,
}

/// The columns in which they are looked for.
pub(super) const fn columns(kind: Kind) -> &'static [(usize, Words)] {
    match kind {
        Kind::Answers | Kind::Ratings | Kind::RatingsByCase => &[
            (answers::at::REGION, Words::Places),
            (answers::at::OFFICE, Words::Places),
            (answers::at::CASE, Words::Sums),
            (answers::at::QUESTION, Words::Places),
        ],
        Kind::Offices => &[(0, Words::Places), (1, Words::Places), (2, Words::Places)],
        Kind::People => &[(0, Words::Sums), (2, Words::Places)],
        Kind::Population => &[(population::at::CASE, Words::Sums), (population::at::OFFICE, Words::Places)],
        Kind::Scans => &[(scans::at::WORKER, Words::Sums), (scans::at::REGION, Words::Places), (scans::at::OFFICE, Words::Places)],
        Kind::Instrument => &[(0, Words::Sums), (1, Words::Sums)],
        // A row of the state is one of these.
        Kind::Published | Kind::Trends => &[],
    }
}

const SUMS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "grand totals",
    "subtotal",
    "sub-total",
    "sub total",
    "sum",
    "overall total",
    "statewide total",
    "state total",
    "total statewide",
];
const PLACES: &[&str] = &["statewide", "all", "all regions", "all offices", "all districts", "entire state"];

/// Whether a cell says that its row is one of sums. Asked of each row of a million: the last letter settles most.
#[inline]
pub(super) fn is_sum(raw: &[u8], words: Words) -> bool {
    matches!(raw.last(), Some(b'l' | b'L' | b's' | b'S' | b'm' | b'M' | b'e' | b'E' | b':' | b' ')) && says_sum(raw, words)
}

fn says_sum(raw: &[u8], words: Words) -> bool {
    let text = raw.trim_ascii();
    let text = text.strip_suffix(b":").unwrap_or(text).trim_ascii_end();
    let is = |list: &[&str]| list.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()));
    is(SUMS) || (words == Words::Places && is(PLACES))
}

/// Whether a cell may sum up a group, as the tables that spreadsheets make do: "Lakeshore Total".
pub(super) fn may_sum_group(raw: &[u8]) -> bool {
    let text = raw.trim_ascii().to_ascii_lowercase();
    text.ends_with(b" total") || text.ends_with(b" totals") || text.starts_with(b"total ") || text.ends_with(b" subtotal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_sums_are_known_and_names_that_look_like_them_are_not() {
        for text in ["Total", "TOTAL:", " Grand Total ", "Sub-total", "sum"] {
            assert!(is_sum(text.as_bytes(), Words::Sums), "{text}");
        }
        for text in ["Totalia", "Summit", "Allendale", "", "All", "Statewide", "17"] {
            assert!(!is_sum(text.as_bytes(), Words::Sums), "{text}");
        }
        assert!(is_sum(b"Statewide", Words::Places) && is_sum(b"ALL", Words::Places));
        assert!(may_sum_group(b"Lakeshore Total") && !may_sum_group(b"Totality"));
    }
}
