//! A committee as a form: what it is, whom it serves, how often it meets; and how it functioned, year by year.

use crate::command::Context;
use crate::domain::committee;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::list::{FREQUENCIES, SORTS, milestone_words, milestones, regions};

/// The page.
pub fn page(id: Id, cx: &Context) -> Page {
    let mut page = Page::new(vec![Column::new("", 17), Column::new("", 60).between(24, 110).wrapped()], "");
    page.fixed = "The cell at the right is typed into; years are worked out from the meetings".into();
    page.row_cap = 8;
    let Some(record) = cx.book.get(id) else { return page };
    let rows = [
        ("Name", Field::Name, Means::Line),
        ("What it is", Field::Category, Means::Choice(SORTS)),
        ("Region", Field::Region, regions(cx)),
        ("Serves milestone", Field::Milestone, milestones(cx)),
        ("Purpose", Field::Purpose, Means::Text),
        ("Meets", Field::Frequency, Means::Choice(FREQUENCIES)),
        ("Founded", Field::From, Means::Day),
        ("Dissolved", Field::Until, Means::Day),
        ("Note", Field::Note, Means::Text),
    ];
    for (label, field, means) in rows {
        let mut cell = Cell::field(record, field, means, cx);
        if field == Field::Milestone && cell.text.is_empty() {
            let served = committee::milestone(cx.book, record).map(milestone_words);
            cell = Cell { text: served.map(|words| format!("{words} (as committees of its sort do)")).unwrap_or_default(), ..cell };
            cell = cell.meaning(Meaning::Muted);
        }
        page.lines.push(Line::of(record, vec![Cell::words(label, Meaning::Muted), cell]));
    }
    let mut years: Vec<i32> = committee::meetings(cx.book, id)
        .iter()
        .filter_map(|meeting| meeting.date(Field::Day))
        .map(|day| cx.book.fiscal_year(day))
        .collect();
    years.push(cx.chosen.year);
    years.sort_unstable();
    years.dedup();
    for (at, year) in years.into_iter().rev().enumerate() {
        let facts = committee::in_year(cx.book, id, year, cx.today);
        let notes = facts.notes();
        let notes = if notes.is_empty() { String::new() } else { format!("\n{}", notes.join("; ")) };
        let cells = vec![Cell::words(format!("FY{year}"), Meaning::Muted), Cell::words(format!("{}{notes}", facts.words()), Meaning::Text)];
        let line = Line::words(id, cells);
        page.lines.push(if at == 0 { line.under("How it functioned", "whether that is consistent, a person judges") } else { line });
    }
    page
}
