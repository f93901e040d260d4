//! A meeting as a form: when and where, what became of it, minutes and decisions.

use crate::command::Context;
use crate::domain::committee::Sitting;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::SITTINGS;

/// The page.
pub fn page(meeting: Id, cx: &Context) -> Page {
    let mut page = Page::new(vec![Column::new("", 11), Column::new("", 66).between(24, 110).wrapped()], "");
    page.fixed = "The cell at the right is typed into".into();
    page.row_cap = 16;
    let Some(record) = cx.book.get(meeting) else { return page };
    let called = super::meetings::called(record, cx);
    let rows = [
        ("Date", Field::Day, Means::Day),
        ("Time", Field::Time, Means::Line),
        ("Where", Field::Site, Means::Line),
        ("Status", Field::Status, Means::Choice(SITTINGS)),
        ("Minutes", Field::Minutes, Means::Text),
        ("Decisions", Field::Decisions, Means::Text),
        ("Note", Field::Note, Means::Text),
    ];
    for (label, field, means) in rows {
        let cell = match (field, record.text(field)) {
            (Field::Status, _) => {
                let cell = Cell::field(record, field, means, cx);
                Cell { text: Sitting::words(record, cx.today).to_owned(), ..cell }.meaning(super::meaning(Sitting::of(record).tone()))
            }
            (Field::Minutes, "") => {
                Cell { text: "What was said; Enter opens the whole screen".into(), ..Cell::field(record, field, means, cx) }
                    .meaning(Meaning::Placeholder)
            }
            (Field::Decisions, "") => {
                Cell { text: "What was decided".into(), ..Cell::field(record, field, means, cx) }.meaning(Meaning::Placeholder)
            }
            _ => Cell::field(record, field, means, cx),
        };
        let line = Line::of(record, vec![Cell::words(label, Meaning::Muted), cell]).called(called.clone());
        page.lines.push(match field {
            Field::Day => line.under("When and where", ""),
            Field::Minutes => line.under("What it brought", ""),
            _ => line,
        });
    }
    page
}
