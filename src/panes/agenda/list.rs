//! The items as a grid: columns by the room there is, a heading over each group.

use std::borrow::Cow;

use crate::command::Context;
use crate::domain::agenda::{Asked, Heading, Item, Shown, View, heading, told};
use crate::domain::board;
use crate::domain::text::counted;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Band, CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// The items as a grid.
pub(super) struct List<'a> {
    items: &'a [Item],
    shown: &'a Shown,
    asked: Asked,
    columns: Vec<Column>,
    cx: &'a Context<'a>,
    glyphs: &'a Glyphs,
}

impl<'a> List<'a> {
    pub(super) fn new(items: &'a [Item], shown: &'a Shown, asked: Asked, cx: &'a Context, glyphs: &'a Glyphs) -> List<'a> {
        let mut columns = vec![Column::new("Due", 16), Column::new("What", 14), Column::new("Text", 36).between(18, 90)];
        // Where room is short the lines beneath the list say it.
        if cx.area.width >= 70 {
            columns.push(Column::new("Who", 16).between(10, 24));
        }
        if cx.area.width >= 100 {
            columns.push(Column::new("Belongs to", 22).between(14, 40));
        }
        if cx.area.width >= 130 {
            columns.push(Column::new("Office or region", 16).between(12, 24));
        }
        List { items, shown, asked, columns, cx, glyphs }
    }

    /// The item of a row.
    pub(super) fn item(&self, row: usize) -> Option<&'a Item> {
        self.shown.order.get(row).and_then(|at| self.items.get(*at))
    }

    /// Where an item belongs: its office, or its region.
    pub(super) fn place(&self, item: &Item) -> &'a str {
        item.office.or(item.region).map_or("statewide", |id| self.cx.book.name(id))
    }

    fn nothing(&self) -> String {
        let me = board::name_of(&self.cx.book.facts.who);
        let totals = &self.shown.totals;
        let narrowed = self.asked.person.is_some() || self.asked.sort.is_some() || !self.asked.words.is_empty();
        let elsewhere = match totals.statewide {
            0 => String::new(),
            n => format!(" {} of the whole state; Ctrl-R chooses it.", counted(n as u64, "item is", "items are")),
        };
        match self.asked.view {
            _ if narrowed && totals.all == 0 => format!("Nothing fits. Esc takes the filters away one by one.{elsewhere}"),
            View::All if self.cx.chosen.region.is_some() => format!("Nothing with a date belongs to this region.{elsewhere}"),
            View::All => {
                "Everything with a date stands here: action steps, follow-ups, meetings, checks, milestone steps, recommendations, \
                          reviews, scans. There is nothing yet; a due date in a Mini PIP or a milestone step begins it."
                    .to_owned()
            }
            View::Mine | View::Waiting if me.is_empty() => "Say who you are first: Ctrl-P, then 'Say who I am'.".to_owned(),
            View::Mine => format!("No item names {me}. A name counts as the plans write it; W shows everybody who is named.{elsewhere}"),
            View::Waiting => {
                let roles = match totals.roles {
                    0 => String::new(),
                    1 => " 1 item waits for a role (the QA unit, a lead who is not named): whether that is you, no name tells.".to_owned(),
                    n => format!(" {n} items wait for a role (the QA unit, a lead who is not named): whether that is you, no name tells."),
                };
                format!("Nobody waits for {me} by name.{roles}{elsewhere}")
            }
            View::Overdue => format!("Nothing is overdue.{elsewhere}"),
            View::PutOff => {
                "Nothing is put off. p puts the item under the cursor off until a day, with a reason; it comes back by itself.".to_owned()
            }
        }
    }
}

/// How pressing an item is.
pub(super) fn meaning(item: &Item, today: chrono::NaiveDate) -> Meaning {
    if item.off.is_some() {
        Meaning::Muted
    } else if item.is_overdue() {
        Meaning::Error
    } else if item.due == today {
        Meaning::Warn
    } else {
        Meaning::Text
    }
}

impl Source for List<'_> {
    fn rows(&self) -> usize {
        self.shown.order.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(item) = self.item(row) else { return CellText::default() };
        let plain = if item.off.is_some() { Meaning::Muted } else { Meaning::Text };
        match column {
            0 => {
                let sign = if item.is_overdue() { self.glyphs.warning } else { " " };
                CellText::new(format!("{sign} {}", told(item, self.cx.today)), meaning(item, self.cx.today))
            }
            1 => CellText::new(item.what.words(), if item.awaited { Meaning::Accent } else { Meaning::Muted }),
            2 if item.text.trim().is_empty() => CellText::new("(no text)", Meaning::Muted),
            2 if item.case.is_empty() => CellText::new(item.text.as_str(), plain),
            2 => CellText::new(format!("{}: {}", item.case, item.text), plain),
            3 => CellText::new(item.who.replace('\n', "; "), if item.role { Meaning::Muted } else { plain }),
            4 => CellText::new(item.belongs.as_str(), plain),
            5 => CellText::new(self.place(item), Meaning::Muted),
            _ => CellText::default(),
        }
    }

    fn band(&self, row: usize) -> Option<Band<'_>> {
        let group = self.shown.begins(row)?;
        let meaning = if group.heading == Heading::Overdue { Meaning::Error } else { Meaning::Text };
        Some(Band { text: format!("{} ({})", heading(group.heading, self.cx.today), group.items.len()).into(), meaning, right: "".into() })
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Owned(self.nothing())
    }
}
