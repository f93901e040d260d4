//! Ranges of cells as tab-separated text, as Excel, `LibreOffice` and Word put them on the clipboard: a cell with a tab,
//! a line break or a quote stands in quotes, and quotes in it are doubled.

/// The cells of a text. The last line break makes no row of its own; a text without any makes one cell.
#[must_use]
pub fn parse_tsv(text: &str) -> Vec<Vec<String>> {
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
        row.push(std::mem::take(cell));
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

    proptest::proptest! {
        #[test]
        fn what_is_copied_can_be_pasted(rows in proptest::collection::vec(proptest::collection::vec("[a\"\t\n é]{0,5}", 1..4), 1..4)) {
            proptest::prop_assert_eq!(parse_tsv(&to_tsv(&rows)), rows);
        }
    }
}
