//! Ranges of cells as tab-separated text, as Excel, `LibreOffice` and Word put them on the clipboard: a cell with a tab,
//! a line break or a quote stands in quotes, and quotes in it are doubled. Word does not quote: its line break in a cell is a
//! vertical tab, and a second paragraph in a cell looks like a new row.

use thiserror::Error;

/// A text from Word in which rows cannot be told from paragraphs.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "Line {0} of the paste can be a row of its own or a second paragraph of a cell. In Word, put a line break (Shift-Enter) for the paragraph mark, or copy from a spreadsheet. Nothing was pasted."
)]
pub struct Doubt(pub usize);

/// The cells of a text as a table: as [`parse_tsv`], and rows that Word broke at paragraphs are put together again, where their
/// cells add up to whole rows. Empty rows at the end, and columns that are empty in all rows at the right, are left out.
///
/// # Errors
/// A line that may belong to the row before it, to the row after it, or to none.
pub fn parse_table(text: &str) -> Result<Vec<Vec<String>>, Doubt> {
    let mut rows = joined(parse_tsv(text))?;
    let empty = |cells: &[String]| cells.iter().all(|cell| cell.trim().is_empty());
    while rows.len() > 1 && rows.last().is_some_and(|row| empty(row)) {
        rows.pop();
    }
    let used = rows.iter().map(|row| row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1)).max().unwrap_or(0);
    // One empty cell clears what it is pasted on.
    if used > 0 {
        for row in &mut rows {
            row.truncate(used);
        }
    }
    Ok(rows)
}

fn joined(rows: Vec<Vec<String>>) -> Result<Vec<Vec<String>>, Doubt> {
    let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
    if !rows.iter().any(|row| (2..wide).contains(&row.len())) {
        return Ok(rows);
    }
    let (mut whole, mut open): (Vec<Vec<String>>, Vec<String>) = (Vec::new(), Vec::new());
    let mut doubt = None;
    for (at, row) in rows.iter().enumerate() {
        if open.is_empty() {
            if row.len() == 1 && at > 0 && doubt.is_none() {
                doubt = Some(at + 1);
            }
            open.clone_from(row);
        } else if open.len() + row.len() > wide + 1 {
            return Ok(rows);
        } else if let Some(last) = open.last_mut() {
            last.push('\n');
            last.push_str(&row[0]);
            open.extend_from_slice(&row[1..]);
        }
        if open.len() == wide {
            whole.push(std::mem::take(&mut open));
        }
    }
    match (open.as_slice(), doubt) {
        // What follows the last whole row belongs to its last cell.
        ([rest], _) if doubt.is_none_or(|line| line == rows.len()) => {
            if let Some(cell) = whole.last_mut().and_then(|row| row.last_mut()) {
                cell.push('\n');
                cell.push_str(rest);
            }
            Ok(whole)
        }
        ([], Some(line)) => Err(Doubt(line)),
        ([], None) => Ok(whole),
        // Rows that are merely short.
        _ => Ok(rows),
    }
}

/// Bullets without the tab that Word puts after them.
fn bullets(text: &str) -> String {
    const BULLETS: [char; 8] = ['\u{2022}', '\u{B7}', '\u{25AA}', '\u{25CF}', '\u{25E6}', '\u{2013}', '\u{F0B7}', '\u{F0A7}'];
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        if begins && BULLETS.contains(&c) && chars.next_if_eq(&'\t').is_some() {
            out.push(' ');
        }
        begins = matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '"');
    }
    out
}

/// A cell with line breaks, blanks and bullets as they are here.
fn plain(cell: &str) -> String {
    let plain = cell.chars().filter(|c| *c != '\u{AD}').map(|c| match c {
        '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{A0}' | '\u{202F}' | '\u{2007}' => ' ',
        '\u{F0B7}' | '\u{F0A7}' => '\u{2022}',
        c => c,
    });
    plain.collect()
}

/// The cells of a text. The last line break makes no row of its own; a text without any makes one cell.
#[must_use]
pub fn parse_tsv(text: &str) -> Vec<Vec<String>> {
    let text = bullets(text);
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut chars = text.chars().peekable();
    loop {
        if cell.is_empty() && chars.peek() == Some(&'"') && closes(chars.clone()) {
            chars.next();
            while let Some(c) = chars.next() {
                match c {
                    '"' if chars.peek() == Some(&'"') => {
                        chars.next();
                        cell.push('"');
                    }
                    '"' => break,
                    '\r' => {
                        chars.next_if_eq(&'\n');
                        cell.push('\n');
                    }
                    c => cell.push(c),
                }
            }
        }
        let end = chars.next();
        match end {
            Some('\t') => push(&mut rows, &mut cell),
            Some('\n' | '\r') => {
                if end == Some('\r') {
                    chars.next_if_eq(&'\n');
                }
                push(&mut rows, &mut cell);
                if chars.peek().is_none() {
                    return rows;
                }
                rows.push(Vec::new());
            }
            Some(c) => cell.push(c),
            None => {
                push(&mut rows, &mut cell);
                return rows;
            }
        }
    }
}

fn push(rows: &mut [Vec<String>], cell: &mut String) {
    if let Some(row) = rows.last_mut() {
        row.push(plain(&std::mem::take(cell)));
    }
}

/// Whether a quote at the start of a cell has its closing one right before the end of the cell. A cell that only
/// begins with a quote ("Home" visits) is text.
fn closes(mut chars: std::iter::Peekable<std::str::Chars>) -> bool {
    chars.next();
    while let Some(c) = chars.next() {
        if c == '"' {
            match chars.peek() {
                Some('"') => {
                    chars.next();
                }
                None | Some('\t' | '\n' | '\r') => return true,
                Some(_) => return false,
            }
        }
    }
    false
}

/// Cells as text for the clipboard, rows ended by a line break.
#[must_use]
pub fn to_tsv<S: AsRef<str>>(rows: &[Vec<S>]) -> String {
    let mut out = String::new();
    for row in rows {
        for (i, cell) in row.iter().enumerate() {
            if i > 0 {
                out.push('\t');
            }
            let cell = cell.as_ref();
            if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(cell);
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_from_a_spreadsheet_keeps_its_line_breaks_and_quotes() {
        let text = "Train staff\t\"Pat Example\r\nLee Sample\"\t\"the \"\"new\"\" form\"\r\nSecond\t\t6/30\r\n";
        assert_eq!(parse_tsv(text), [vec!["Train staff", "Pat Example\nLee Sample", "the \"new\" form"], vec!["Second", "", "6/30"]]);
    }

    #[test]
    fn text_that_only_begins_with_a_quote_stays_as_it_is() {
        assert_eq!(parse_tsv("\"Home\" visits\tx"), [["\"Home\" visits", "x"]]);
        assert_eq!(parse_tsv("\"open\tx"), [["\"open", "x"]]);
        assert_eq!(parse_tsv("5\" pipe"), [["5\" pipe"]]);
        assert_eq!(parse_tsv(""), [[""]]);
        assert_eq!(parse_tsv("a\n\nb"), [["a"], [""], ["b"]]);
    }

    fn table(text: &str) -> Vec<Vec<String>> {
        parse_table(text).unwrap()
    }

    #[test]
    fn each_program_puts_the_same_table_on_the_clipboard_in_its_own_way() {
        let same = [vec!["Train staff", "Pat Example\nLee Sample", "6/30"], vec!["Say \"yes\"", "", ""], vec!["Visit", "Kim", ""]];
        for (program, text) in [
            ("Excel for Windows", "Train staff\t\"Pat Example\nLee Sample\"\t6/30\r\n\"Say \"\"yes\"\"\"\t\t\r\nVisit\tKim\t\r\n"),
            ("Excel for Mac", "Train staff\t\"Pat Example\rLee Sample\"\t6/30\r\"Say \"\"yes\"\"\"\t\t\rVisit\tKim\t"),
            ("LibreOffice", "Train staff\t\"Pat Example\nLee Sample\"\t6/30\n\"Say \"\"yes\"\"\"\t\t\nVisit\tKim\t\n"),
            ("Google Sheets", "Train staff\t\"Pat Example\nLee Sample\"\t6/30\nSay \"yes\"\t\t\nVisit\tKim\t"),
            ("Word, with line breaks", "Train staff\tPat Example\u{B}Lee Sample\t6/30\r\nSay \"yes\"\t\t\r\nVisit\tKim\t\r\n"),
            ("Word, with a second paragraph", "Train staff\tPat Example\r\nLee Sample\t6/30\r\nSay \"yes\"\t\t\r\nVisit\tKim\t\r\n"),
            (
                "a terminal that makes \\r of each line break",
                "Train staff\tPat Example\u{B}Lee Sample\t6/30\rSay \"yes\"\t\t\rVisit\tKim\t\r",
            ),
            ("a web page", "Train staff\tPat\u{A0}Example\u{2028}Lee\u{A0}Sample\t6/30\nSay \"yes\"\t\t\nVisit\tKim\t\n\n"),
        ] {
            assert_eq!(table(text), same, "{program}");
        }
    }

    #[test]
    fn rows_that_word_breaks_at_paragraphs_are_put_together_or_refused() {
        assert_eq!(table("a\tb\r\nb2\r\nb3\tc\r\nd\te\tf\r\n"), [["a", "b\nb2\nb3", "c"], ["d", "e", "f"]]);
        assert_eq!(
            table("x\ty\tz\r\na\tb\r\nb2\tc\r\nc2\r\n"),
            [["x", "y", "z"], ["a", "b\nb2", "c\nc2"]],
            "what follows the last row belongs to its last cell"
        );
        let doubt = parse_table("a\tb\r\nb2\tc\r\nx\r\nd\te\tf\r\n").unwrap_err();
        assert_eq!(doubt, Doubt(3), "the end of row 1, or the beginning of row 2");
        // Rows that are merely short are rows.
        assert_eq!(parse_table("a\tb\tc\nd\te\nf").unwrap(), [vec!["a", "b", "c"], vec!["d", "e"], vec!["f"]]);
        assert_eq!(table("a\nb\tc"), [vec!["a"], vec!["b", "c"]]);
    }

    #[test]
    fn merged_cells_are_empty_and_empty_ends_are_left_out() {
        assert_eq!(table("Element 1\t\t\r\na\tb\tc\r\n\t\t\r\n\t\t\r\n"), [["Element 1", "", ""], ["a", "b", "c"]]);
        assert_eq!(table("a\tb\t\t\nc\td\t\t\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(table("\t\n"), [["", ""]]);
        assert_eq!(table(""), [[""]]);
    }

    #[test]
    fn bullets_and_typographic_quotes_stay_as_text() {
        assert_eq!(
            table("\u{2022}\tTrain\u{B}\u{F0B7}\tWrite\t\u{201C}new\u{201D} form"),
            [["\u{2022} Train\n\u{2022} Write", "\u{201C}new\u{201D} form"]]
        );
        assert_eq!(table("a \u{2022}\tb"), [["a \u{2022}", "b"]]);
    }

    proptest::proptest! {
        #[test]
        fn what_is_copied_can_be_pasted(rows in proptest::collection::vec(proptest::collection::vec("[a\"\t\n é]{0,5}", 1..4), 1..4)) {
            proptest::prop_assert_eq!(parse_tsv(&to_tsv(&rows)), rows);
        }
    }
}
