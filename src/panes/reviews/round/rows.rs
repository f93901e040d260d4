//! The cases of a round as a grid.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::Show;
use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::review::{ReviewLine, Status};
use crate::domain::review_moves::{person, same_person};
use crate::domain::round::worklist::is_begun;
use crate::domain::round::{Group, RoundCase, Worklist};
use crate::domain::sample::reason::reason;
use crate::panes::reviews::progress;
use crate::widgets::chart;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{Band, CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// The column of the stratum.
pub(super) const STRATUM: usize = 7;
/// The column of the second review.
pub(super) const SECOND: usize = 6;
/// Cells of the bar of answers.
const BAR: u16 = 5;

/// The cases in their order.
pub(super) struct Rows<'a> {
    pub list: &'a Worklist,
    pub order: Vec<usize>,
    columns: Vec<Column>,
    sorted: bool,
    show: Show,
    book: &'a Book,
    glyphs: &'a Glyphs,
}

/// The status of a review that has begun; assigning alone is no beginning.
pub(super) fn status(line: Option<&ReviewLine>) -> Option<Status> {
    line.filter(|line| is_begun(line)).map(|line| line.status)
}

impl<'a> Rows<'a> {
    pub fn new(list: &'a Worklist, show: Show, sort: Option<(usize, bool)>, cx: &Context<'a>, glyphs: &'a Glyphs) -> Rows<'a> {
        let columns = vec![
            Column::new("No.", 4).right(),
            Column::new("Case", 12).between(10, 24),
            // What tells how far the work is stands first: it is in view where room is short.
            Column::new("Status", 14).between(14, 26),
            Column::new("Answered", 12).between(12, 16),
            Column::new("Reviewer", 13).between(8, 22),
            Column::new("Open", 4).right(),
            Column::new("Second", 11).between(11, 20),
            Column::new("Stratum", 11).between(11, 16),
            Column::new("Office", 11).between(8, 20),
            Column::new("Worker", 12).between(8, 22),
        ];
        let me = person(&cx.book.facts.who);
        let mut rows = Rows { list, order: Vec::new(), columns, sorted: sort.is_some(), show, book: cx.book, glyphs };
        let mut order: Vec<usize> = (0..list.cases.len()).filter(|at| rows.is_shown(&list.cases[*at], me)).collect();
        if let Some((column, descending)) = sort {
            order.sort_by(|a, b| {
                let by = rows.compare(&list.cases[*a], &list.cases[*b], column);
                if descending { by.reverse() } else { by }
            });
        }
        rows.order = order;
        rows
    }

    fn is_shown(&self, case: &RoundCase, me: &str) -> bool {
        let reviewer = |line: Option<&ReviewLine>| line.is_some_and(|line| same_person(&line.reviewer, me));
        match self.show {
            Show::All => true,
            Show::NotBegun => matches!(case.group, Group::Sample | Group::Added) && status(self.list.first(case)).is_none(),
            Show::Mine => reviewer(self.list.first(case)) || reviewer(self.list.second(case)),
            Show::Discussed => case.comments + case.challenges > 0,
        }
    }

    fn compare(&self, a: &RoundCase, b: &RoundCase, column: usize) -> Ordering {
        let list = self.list;
        let name = |id: Option<_>| id.map_or("", |id| self.book.name(id));
        let reviewer = |case| list.first(case).map_or("", |line| line.reviewer.as_str());
        let share = |case: &RoundCase| u64::from(case.answered.0) * 10_000 / u64::from(case.answered.1.max(1));
        match column {
            0 => (a.group, a.number).cmp(&(b.group, b.number)),
            1 => a.case_id.cmp(&b.case_id),
            2 => (a.group, status(list.first(a))).cmp(&(b.group, status(list.first(b)))),
            3 => share(a).cmp(&share(b)),
            4 => reviewer(a).cmp(reviewer(b)),
            5 => (a.comments + a.challenges).cmp(&(b.comments + b.challenges)),
            SECOND => (list.second(a).is_some(), status(list.second(a))).cmp(&(list.second(b).is_some(), status(list.second(b)))),
            STRATUM => a.stratum.cmp(&b.stratum),
            8 => name(Some(a.office)).cmp(name(Some(b.office))),
            _ => name(a.worker).cmp(name(b.worker)),
        }
    }

    pub fn case(&self, row: usize) -> Option<&'a RoundCase> {
        self.order.get(row).map(|at| &self.list.cases[*at])
    }

    fn name(&self, id: Option<crate::domain::id::Id>) -> CellText<'_> {
        match id.map(|id| self.book.name(id)) {
            None | Some("") => CellText::new(self.glyphs.no_rate, Meaning::Muted),
            Some(name) => CellText::plain(name),
        }
    }

    fn status_cell(&self, case: &RoundCase) -> CellText<'_> {
        let status = status(self.list.first(case));
        match case.group {
            Group::Spare => CellText::new("spare", Meaning::Muted),
            Group::Eliminated => {
                let record = case.elimination.and_then(|at| self.list.file.eliminations.get(at));
                let words = record.and_then(|r| reason(r.text(Field::Reason))).map_or("eliminated", |reason| reason.words);
                CellText::new(format!("{} {words}", self.glyphs.dropped), Meaning::Muted)
            }
            _ => {
                let (sign, meaning) = progress::sign(status, self.glyphs);
                CellText::new(format!("{sign} {}", progress::word(status)), meaning)
            }
        }
    }

    fn answered(&self, case: &RoundCase) -> CellText<'_> {
        let (answered, of) = case.answered;
        if self.list.first(case).is_none() {
            let is_work = matches!(case.group, Group::Sample | Group::Added);
            let words = if is_work { format!("{} 0/{of}", self.glyphs.bar_empty.repeat(usize::from(BAR))) } else { String::new() };
            return CellText::new(words, Meaning::Muted);
        }
        let share = if of == 0 { 0.0 } else { f64::from(answered) / f64::from(of) };
        let bar: String = chart::bar(Some(share), None, BAR, Meaning::Bar, self.glyphs).into_iter().map(|(text, _)| text).collect();
        let meaning = match answered {
            0 => Meaning::Muted,
            n if n == of => Meaning::Good,
            _ => Meaning::Text,
        };
        CellText::new(format!("{bar} {answered}/{of}"), meaning)
    }

    fn second(&self, case: &RoundCase) -> CellText<'_> {
        let Some(line) = self.list.second(case) else { return CellText::default() };
        let status = status(Some(line));
        let (sign, meaning) = progress::sign(status, self.glyphs);
        CellText::new(format!("{sign} {}", progress::word(status)), meaning)
    }
}

impl Source for Rows<'_> {
    fn rows(&self) -> usize {
        self.order.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(case) = self.case(row) else { return CellText::default() };
        let quiet = if matches!(case.group, Group::Spare | Group::Eliminated) { Meaning::Muted } else { Meaning::Text };
        match column {
            0 => CellText::new(case.number.to_string(), Meaning::Muted),
            1 if case.case_id.is_empty() => CellText::new("(purged)", Meaning::Muted),
            1 => CellText::new(case.case_id.as_str(), quiet),
            2 => self.status_cell(case),
            3 => self.answered(case),
            4 => match self.list.first(case).map(|line| line.reviewer.as_str()) {
                None | Some("") => CellText::new(self.glyphs.no_rate, Meaning::Muted),
                Some(name) => CellText::plain(name),
            },
            5 => match case.comments + case.challenges {
                0 => CellText::default(),
                n => CellText::new(n.to_string(), Meaning::Warn),
            },
            SECOND => self.second(case),
            STRATUM => CellText::new(case.stratum.as_str(), quiet),
            8 => self.name(Some(case.office)),
            _ => self.name(case.worker),
        }
    }

    fn band(&self, row: usize) -> Option<Band<'_>> {
        // A round that is all sample needs no heading, and another order has none.
        let group = self.case(row)?.group;
        if self.sorted
            || (row == 0 && group == Group::Sample)
            || row.checked_sub(1).and_then(|r| self.case(r)).is_some_and(|c| c.group == group)
        {
            return None;
        }
        let n = self.order.iter().filter(|at| self.list.cases[**at].group == group).count();
        Some(Band { text: Cow::Borrowed(group.words()), meaning: Meaning::Band, right: Cow::Owned(n.to_string()) })
    }

    fn empty(&self) -> Cow<'_, str> {
        let population = self.list.file.population.cases.len();
        Cow::Owned(match (self.show, population) {
            (Show::All, 0) => "No cases yet. Ctrl-P, 'Import a file', population, brings the list from which the sample is drawn (CSV or \
                               Excel: case, office, worker, stratum, dates); d then draws it.\n\nWithout a list, Insert adds single cases \
                               by hand."
                .to_owned(),
            (Show::All, n) => format!(
                "The list has {n} cases and nothing is drawn yet. d draws the sample: it asks for the seed and the size, says what it \
                 will do, and the cases stand here in the order of the work.\n\nz works out how many cases are needed; Insert adds one by \
                 hand."
            ),
            (show, _) => format!("{}: there is none. f shows others.", show.words()),
        })
    }
}
