//! The header of a table under title rows: which of the first rows has the names of columns, in one line or in two.
//! Matching the names with ours belongs to `header.rs`.

use super::fault::{Fault, Faults};
use super::header::is_known;
use super::mapping::Mapping;
use super::table::Kind;

/// The header is looked for in this many filled rows.
pub(super) const AMONG: usize = 30;

/// A header that was found.
pub(super) struct Head {
    /// Its first row, among those looked at.
    pub(super) first: usize,
    /// Its last row.
    pub(super) last: usize,
    /// The names of the columns.
    pub(super) names: Vec<String>,
    /// How many of them are known.
    pub(super) known: usize,
}

/// Finds the header among the first rows of a table: the row with the most names that this kind knows. Titles above it fill few
/// cells; where hardly a name is known, the first row that is about as full as the fullest is the header.
pub(super) fn find(rows: &[Vec<String>], kind: Kind, mapping: &Mapping) -> Option<Head> {
    let is_name = |name: &str| !name.is_empty() && is_known(name, kind, mapping);
    let known = |row: &[String]| row.iter().filter(|name| is_name(name)).count();
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
    let fullest = rows.iter().map(|row| filled(row)).max().unwrap_or(0);
    let is_full = |row: &Vec<String>| filled(row) * 5 >= fullest * 3;
    let first_full = rows.iter().position(is_full).unwrap_or(0);
    let mut best = 0;
    for (at, row) in rows.iter().enumerate() {
        if (known(row), filled(row)) > (known(rows.get(best)?), filled(rows.get(best)?)) {
            best = at;
        }
    }
    // One known word may stand in any row of data.
    let sure = known(rows.get(best)?);
    if sure == 0 || (sure < 2 && first_full < best) {
        best = first_full;
    }
    let mut head = Head { first: best, last: best, names: rows[best].clone(), known: known(&rows[best]) };
    for upper in best.saturating_sub(1)..=best {
        let (Some(above), Some(below)) = (rows.get(upper), rows.get(upper + 1)) else { continue };
        if filled(above) < 2 {
            continue;
        }
        let names = joined(above, below, &is_name);
        let more = known(&names);
        if more > head.known && more > 1 {
            head = Head { first: upper, last: upper + 1, names, known: more };
        }
    }
    Some(head)
}

/// The names of a header of two lines: "Case" over "Number" is "Case Number". A group stands over all columns up to the next one.
fn joined(above: &[String], below: &[String], is_name: &dyn Fn(&str) -> bool) -> Vec<String> {
    let width = above.len().max(below.len());
    let mut group = "";
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    let mut names = Vec::with_capacity(width);
    for at in 0..width {
        let (own, lower) = (above.get(at).map_or("", String::as_str), cell(below, at));
        if !own.is_empty() {
            group = own;
        }
        if lower.is_empty() {
            names.push(own.to_owned());
            continue;
        }
        let both = if group.is_empty() { lower.clone() } else { format!("{group} {lower}") };
        let alone = below.iter().filter(|name| **name == lower).count() == 1;
        names.push(if is_name(&both) || !(alone && is_name(&lower)) { both } else { lower });
    }
    names
}

/// Says where the header was found, if not in the first filled line. `above` are the numbers of the lines before it, `own` those of
/// the header.
pub(super) fn said(above: &[u64], own: (u64, u64), faults: &mut Faults) {
    let one = if faults.sheet.is_some() { "row" } else { "line" };
    let span = |first: u64, last: u64| if first == last { format!("{one} {first}") } else { format!("{one}s {first} to {last}") };
    let header = if own.0 == own.1 { format!("{one} {}", own.0) } else { format!("{one}s {} and {}", own.0, own.1) };
    if let (Some(first), Some(last)) = (above.first(), above.last()) {
        let rows = span(*first, *last);
        faults
            .warn(|| Fault::new("rows-above").says(format!("not read: {rows}, above the header in {header}"), "nothing, if it is a title"));
    } else if own.0 != own.1 {
        faults
            .warn(|| Fault::new("header-two-lines").says(format!("the header is in {header}, read together"), "nothing, if that is meant"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: Kind, text: &str) -> (usize, usize, String) {
        let rows: Vec<Vec<String>> = text.lines().map(|line| line.split(',').map(|cell| cell.trim().to_owned()).collect()).collect();
        let head = find(&rows, kind, &Mapping::default()).unwrap();
        (head.first, head.last, head.names.join("|"))
    }

    #[test]
    fn titles_and_blank_cells_above_the_header_are_passed_over() {
        let text = "Lakeshore,,,\nRegion,North,,\nCase Number,Local office,Worker,Type\n17,Red Ledge,A. Moss,CPS\n";
        assert_eq!(found(Kind::Population, text), (2, 2, "Case Number|Local office|Worker|Type".into()));
    }

    #[test]
    fn names_that_nobody_knows_are_still_a_header_and_data_with_a_known_word_is_none() {
        assert_eq!(found(Kind::People, "Wer,Was\nAna,supervisor\nBen,role\n"), (0, 0, "Wer|Was".into()));
        assert_eq!(found(Kind::People, "Liste,,\nWer,Was,Wo\nAna,supervisor,x\n"), (1, 1, "Wer|Was|Wo".into()));
    }

    #[test]
    fn a_header_in_two_lines_is_read_together() {
        let text = "Case,,Review,\nNumber,Office,Opened,Closed\n17,Red Ledge,1/2/2026,\n";
        assert_eq!(found(Kind::Population, text), (0, 1, "Case Number|Office|Opened|Closed".into()));
        // The group says what the second line leaves open; a row of data is no second line.
        assert_eq!(found(Kind::Population, "case,office,worker\nregion,Red Ledge,\n"), (0, 0, "case|office|worker".into()));
    }

    #[test]
    fn a_header_repeated_on_a_later_page_is_not_the_first_one() {
        let text = "case,office\n17,Red Ledge\ncase,office\n18,Mesa\n";
        assert_eq!(found(Kind::Population, text).0, 0);
    }
}
