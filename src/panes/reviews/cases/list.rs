//! The list of cases: everything that made the percent, and what was excluded and why. Only a stretch of it is in memory.

use std::borrow::Cow;
use std::sync::Arc;

use crate::command::Context;
use crate::domain::behind::Behind;
use crate::domain::behind::worth::{Contribution, Shows, Worth, contributions};
use crate::domain::field::Field;
use crate::domain::figure;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::review::{CaseFilter, CasePage, ReviewLine};
use crate::domain::{dates, share::Share};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, GridState, Source};
use crate::widgets::meaning::Meaning;

/// Cases that are read at once.
pub(super) const PAGE: u32 = 200;

/// What is in memory of a list.
#[derive(Debug, Default)]
pub(super) struct List {
    /// Which of the cases are shown.
    pub shows: Shows,
    /// The stretch that was read last.
    pub page: CasePage,
    /// The stretch that was asked for: its first line.
    pub asked: Option<u32>,
    /// Whether it is about one question, so that each case has an answer or none.
    pub questioned: bool,
    /// Whether anything was read yet.
    known: bool,
}

impl List {
    pub fn of(behind: &Behind) -> List {
        List { questioned: behind.question.is_some(), ..List::default() }
    }

    /// The first line of the stretch that must be read to show what is in view; none if it is there.
    pub fn wanted(&mut self, grid: &GridState, height: usize, again: bool) -> Option<u32> {
        let (top, total) = (grid.top.min(grid.row), self.page.total as usize);
        let first = self.page.offset as usize;
        let end = grid.row.max(grid.top + height).min(total);
        if self.known && !again && top >= first && end <= first + self.page.lines.len() {
            return None;
        }
        self.known = true;
        // The cursor in the middle: a page up and a page down are there already.
        let from = grid.row.saturating_sub(PAGE as usize / 2);
        Some(u32::try_from(from).unwrap_or(0))
    }

    /// The cases of the list; none if no answer of the instrument can be of the sort that is shown.
    pub fn filter(&self, behind: &Behind, cx: &Context) -> Option<CaseFilter> {
        let mut filter = behind.filter(cx.book);
        if self.shows != Shows::All {
            let (form, question) = filter.forms.first().copied()?;
            let instrument = cx.book.instrument(form)?;
            filter.options = self.shows.options(instrument, usize::from(question?))?;
        }
        Some(filter)
    }

    /// There is nothing to read.
    pub fn nothing(&mut self) {
        (self.page, self.asked) = (CasePage::default(), None);
    }

    /// The case in a row, if it is in memory.
    pub fn line(&self, row: usize) -> Option<&ReviewLine> {
        self.page.lines.get(row.checked_sub(self.page.offset as usize)?)
    }
}

/// What a column shows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    Case,
    Office,
    Worker,
    Reviewer,
    Day,
    Answer,
    Why,
    Counts,
    Answered,
    /// How many answers of an option, by its code.
    Option(String),
}

/// The rows of the list.
pub(super) struct Rows<'a> {
    list: &'a List,
    behind: &'a Behind,
    cells: Vec<Cell>,
    columns: Vec<Column>,
    cx: &'a Context<'a>,
    glyphs: &'a Glyphs,
}

impl<'a> Rows<'a> {
    pub fn new(list: &'a List, behind: &'a Behind, cx: &'a Context<'a>, glyphs: &'a Glyphs) -> Rows<'a> {
        let mut columns = vec![(Cell::Case, Column::new("Case", 14).between(10, 20))];
        if list.questioned {
            columns.push((Cell::Answer, Column::new("Answer", 17).between(14, 30)));
            columns.push((Cell::Counts, Column::new("In the score", 25).between(12, 26)));
            columns.push((Cell::Why, Column::new("Why", 12).between(8, 14)));
        } else {
            columns.push((Cell::Answered, Column::new("Answered", 9).right()));
            if let Some((_, instrument)) = cx.book.instrument_for(&behind.instrument, behind.year) {
                for option in &instrument.options {
                    let wide = crate::widgets::width::cells(&option.label).clamp(3, 10) as u16;
                    columns.push((Cell::Option(option.code.clone()), Column::new(option.label.clone(), wide).right()));
                }
            }
        }
        if behind.office.is_none() {
            columns.push((Cell::Office, Column::new("Office", 16).between(10, 24)));
        }
        if !matches!(behind.worker, Some(Some(_))) {
            columns.push((Cell::Worker, Column::new("Worker", 14).between(10, 22)));
        }
        columns.push((Cell::Reviewer, Column::new("Reviewer", 14).between(8, 22)));
        columns.push((Cell::Day, Column::new("Reviewed", 10)));
        let (cells, columns) = columns.into_iter().unzip();
        Rows { list, behind, cells, columns, cx, glyphs }
    }

    fn instrument(&self, line: &ReviewLine) -> Option<&'a Arc<Instrument>> {
        self.cx.book.instrument(line.instrument)
    }

    fn name(&self, id: Option<Id>) -> CellText<'a> {
        match id.and_then(|id| self.cx.book.get(id)).map(|record| record.text(Field::Name)) {
            Some(name) if !name.is_empty() => CellText::plain(name),
            _ => CellText::new(self.glyphs.nothing, Meaning::Muted),
        }
    }

    /// What the case's answers to the question did, with the instrument they are of.
    fn given(&self, line: &ReviewLine) -> Option<(&'a Arc<Instrument>, Vec<Contribution>)> {
        let instrument = self.instrument(line)?;
        let question = instrument.question(self.behind.question.as_deref()?)?;
        Some((instrument, contributions(line, instrument, u16::try_from(question).ok()?)))
    }

    fn answer(&self, line: &ReviewLine) -> CellText<'a> {
        let Some((instrument, all)) = self.given(line) else { return CellText::default() };
        let Some(worst) = all.iter().map(|c| c.worth).max_by_key(|worth| weight(*worth)) else {
            return CellText::new("not covered", Meaning::Muted);
        };
        let (signed, meaning) = worth_sign(worst, self.glyphs);
        if let [one] = &all[..] {
            return CellText::new(format!("{signed} {}", one.label(instrument)), meaning);
        }
        // Months or persons: how many of each answer, in the order of the options.
        let counted = |option: usize| all.iter().filter(|c| usize::from(c.answer.option()) == option).count();
        let parts: Vec<String> = (1..=instrument.options.len())
            .filter(|option| counted(*option) > 0)
            .map(|option| format!("{} {}", counted(option), instrument.options[option - 1].label.to_lowercase()))
            .collect();
        CellText::new(format!("{signed} {}", parts.join(", ")), meaning)
    }

    fn counts(&self, line: &ReviewLine) -> CellText<'a> {
        let Some((instrument, all)) = self.given(line) else { return CellText::default() };
        match &all[..] {
            [] => CellText::default(),
            [one] => {
                let quiet = matches!(one.worth, Worth::Excluded | Worth::Unanswered);
                CellText::new(one.words(instrument), if quiet { Meaning::Muted } else { Meaning::Text })
            }
            several => {
                let credit: u64 = several.iter().map(|c| credit(c.worth)).sum();
                let n = several.iter().filter(|c| !matches!(c.worth, Worth::Excluded | Worth::Unanswered)).count();
                CellText::plain(format!("counts {} of {n}", figure::answers(credit)))
            }
        }
    }

    fn why(&self, line: &ReviewLine) -> CellText<'a> {
        let Some((_, all)) = self.given(line) else { return CellText::default() };
        let mut words: Vec<&str> = all.iter().filter_map(|c| c.answer.why()).map(crate::domain::answers::Why::words).collect();
        words.dedup();
        CellText::plain(words.join(", ").replace("done but not documented", "not documented"))
    }

    /// Answers of an option, in the area or in all; a computed answer says once more what its items say.
    fn option(&self, line: &ReviewLine, code: &str) -> CellText<'a> {
        let Some(instrument) = self.instrument(line) else { return CellText::default() };
        let area = self.behind.area.as_deref().and_then(|code| instrument.area(code));
        let ours = |ordinal: u16| {
            instrument.questions.get(usize::from(ordinal)).is_some_and(|q| !q.is_computed() && area.is_none_or(|a| q.area == a))
        };
        let is = |option: u8| option > 0 && instrument.options.get(usize::from(option) - 1).is_some_and(|o| o.code == code);
        match line.answers.iter().filter(|(ordinal, _, answer)| ours(*ordinal) && is(answer.option())).count() {
            0 => CellText::new(self.glyphs.nothing, Meaning::Muted),
            n => CellText::plain(n.to_string()),
        }
    }

    fn answered(&self, line: &ReviewLine) -> CellText<'a> {
        let Some(instrument) = self.instrument(line) else { return CellText::default() };
        let whole = instrument.completeness(&line.answers, line.covers);
        let area = self.behind.area.as_deref().and_then(|code| instrument.area(code));
        let (answered, of) = area.map_or((whole.answered, whole.of), |area| whole.areas.get(area).copied().unwrap_or_default());
        CellText::new(format!("{answered} of {of}"), if answered == of { Meaning::Text } else { Meaning::Warn })
    }
}

/// What stands out of several answers: what lowered the score before what raised it.
const fn weight(worth: Worth) -> u8 {
    match worth {
        Worth::Lowered => 4,
        Worth::Partly(_) => 3,
        Worth::Raised(_) => 2,
        Worth::Unanswered => 1,
        Worth::Excluded => 0,
    }
}

const fn credit(worth: Worth) -> u64 {
    match worth {
        Worth::Raised(Share(credit)) | Worth::Partly(Share(credit)) => credit as u64,
        _ => 0,
    }
}

/// The sign of what an answer did.
pub(super) const fn worth_sign(worth: Worth, glyphs: &Glyphs) -> (&'static str, Meaning) {
    match worth {
        Worth::Raised(_) => (glyphs.met, Meaning::Met),
        Worth::Partly(_) => (glyphs.met_once, Meaning::MetOnce),
        Worth::Lowered => (glyphs.below, Meaning::Below),
        Worth::Excluded => (glyphs.no_rate, Meaning::NoRate),
        Worth::Unanswered => (glyphs.nothing, Meaning::Warn),
    }
}

impl Source for Rows<'_> {
    fn rows(&self) -> usize {
        self.list.page.total as usize
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_cap(&self) -> u16 {
        1
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let (Some(line), Some(cell)) = (self.list.line(row), self.cells.get(column)) else { return CellText::default() };
        match cell {
            Cell::Case if line.case_id.is_empty() => CellText::new("purged", Meaning::Muted),
            Cell::Case => CellText::plain(line.case_id.as_str()),
            Cell::Office => self.name(Some(line.office)),
            Cell::Worker => self.name(line.worker),
            Cell::Reviewer if line.reviewer.is_empty() => CellText::new(self.glyphs.nothing, Meaning::Muted),
            Cell::Reviewer => CellText::plain(line.reviewer.as_str()),
            Cell::Day => line
                .reviewed_on
                .map_or_else(|| CellText::new(self.glyphs.nothing, Meaning::Muted), |d| CellText::plain(dates::show(d, self.cx.day_first))),
            Cell::Answer => self.answer(line),
            Cell::Why => self.why(line),
            Cell::Counts => self.counts(line),
            Cell::Answered => self.answered(line),
            Cell::Option(code) => self.option(line, code),
        }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(if self.list.shows == Shows::All {
            "No final review is behind this figure. Drafts and blind second reviews never count; a published figure has no cases here."
        } else {
            "No case of this sort. The filter key goes on to the next."
        })
    }
}
