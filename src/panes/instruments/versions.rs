//! The list of instruments and their versions: from when each is in force, and what uses it.

use std::borrow::Cow;
use std::rc::Rc;

use crate::domain::book::Book;
use crate::domain::instrument::Instrument;
use crate::domain::instrument_use::Use;
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// The list.
pub(super) struct Versions<'a> {
    book: &'a Book,
    uses: Rc<Vec<Use>>,
    columns: Vec<Column>,
}

impl<'a> Versions<'a> {
    pub fn new(book: &'a Book, uses: Rc<Vec<Use>>) -> Versions<'a> {
        let columns = vec![
            Column::new("Instrument", 24).between(16, 54).wrapped(),
            Column::new("Version", 7).right(),
            Column::new("State", 34).between(18, 60).wrapped(),
            Column::new("In force", 8),
            Column::new("Questions", 9).right(),
            Column::new("Unverified", 10).right(),
            Column::new("Code", 10).between(8, 16),
        ];
        Versions { book, uses, columns }
    }
}

/// "draft: nothing uses it yet", "in use: 2,341 reviews, FY2019-FY2026".
pub(super) fn state(used: &Use) -> (String, Meaning) {
    if used.is_draft() {
        ("draft: nothing uses it yet".to_owned(), Meaning::Accent)
    } else {
        (format!("in use: {}", used.words()), Meaning::Text)
    }
}

/// "FY2027", or "always".
pub(super) fn in_force(instrument: &Instrument) -> String {
    instrument.in_force_from.map_or_else(|| "always".to_owned(), |year| format!("FY{year}"))
}

impl Source for Versions<'_> {
    fn rows(&self) -> usize {
        self.book.instruments().len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let (Some((_, instrument)), Some(used)) = (self.book.instruments().get(row), self.uses.get(row)) else {
            return CellText::default();
        };
        match column {
            0 => CellText::plain(instrument.title.as_str()),
            1 => CellText::plain(instrument.version.to_string()),
            3 => CellText::plain(in_force(instrument)),
            2 => {
                let (words, meaning) = state(used);
                CellText::new(words, meaning)
            }
            4 => CellText::plain(instrument.questions.len().to_string()),
            6 => CellText::new(instrument.code.as_str(), Meaning::Muted),
            _ if instrument.unverified => CellText::new("all", Meaning::Warn),
            _ => match instrument.questions.iter().filter(|q| q.unverified).count() {
                0 => CellText::new("-", Meaning::Muted),
                n => CellText::new(n.to_string(), Meaning::Warn),
            },
        }
    }

    fn row_cap(&self) -> u16 {
        2
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(
            "Instruments stand here: what a case review asks, with its goals. Enter imports one: a file of your own, or utah-cpr, utah-qcr or \
             cfsr, which come with the program.",
        )
    }
}
