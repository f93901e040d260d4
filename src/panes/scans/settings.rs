//! Optional questions and themes: what a scan can be asked, and the words for what it finds. A ledger.

use super::state::Scans;
use crate::command::Context;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

/// The page; how often a theme was named in the months that were read stands beside it.
pub fn page(scans: &Scans, cx: &Context) -> Page {
    let columns = vec![
        Column::new("Theme or question", 44).between(24, 70).wrapped(),
        Column::new("Asked from", 12),
        Column::new("Until", 12),
        Column::new("Note", 26).between(12, 50).wrapped(),
        Column::new("Named", 9).right(),
    ];
    let mut page = Page::new(columns, "Themes and optional questions stand here.");
    page.fixed = "How often it was named is counted from the scans of the last two years".into();
    let nothing = || Cell::words("", Meaning::Muted);
    let named = scans.named();
    let times = |theme: Id| named.get(&theme).map_or_else(String::new, ToString::to_string);
    for (at, theme) in cx.book.all(Kind::Theme).into_iter().enumerate() {
        let line = Line::of(
            theme,
            vec![
                Cell::field(theme, Field::Name, Means::Line, cx),
                nothing(),
                nothing(),
                Cell::field(theme, Field::Note, Means::Line, cx),
                Cell::words(times(theme.id), Meaning::Muted),
            ],
        );
        page.lines.push(if at == 0 { line.under(THEMES, "chosen for what is done well and for what needs work") } else { line });
    }
    let first = page.lines.is_empty();
    let blank = Line::blank(Kind::Theme, None, vec![Cell::asks("Add a theme, such as 'Visits'", Field::Name, Means::Line)]);
    page.lines.push(if first { blank.under(THEMES, "chosen for what is done well and for what needs work") } else { blank });
    let date = |question: &Record, field| Cell::field(question, field, Means::Day, cx);
    let questions = cx.book.all(Kind::ScanQuestion);
    for (at, question) in questions.iter().enumerate() {
        let line = Line::of(
            question,
            vec![
                Cell::field(question, Field::Text, Means::Line, cx),
                date(question, Field::From),
                date(question, Field::Until),
                nothing(),
                nothing(),
            ],
        );
        page.lines.push(if at == 0 {
            line.under(QUESTIONS, "yes, no or not applicable; asked in every scan between its days")
        } else {
            line
        });
    }
    let cells = vec![Cell::asks("Add a question", Field::Text, Means::Line)];
    let blank = Line::blank(Kind::ScanQuestion, None, cells);
    page.lines.push(if questions.is_empty() { blank.under(QUESTIONS, "yes, no or not applicable; asked in every scan") } else { blank });
    page
}

const THEMES: &str = "Themes";
const QUESTIONS: &str = "Optional questions";
