//! The rounds as a grid.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use crate::command::Context;
use crate::domain::id::Id;
use crate::domain::round::{Round, Worklist};
use crate::domain::text::grouped;
use crate::panes::reviews::progress;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// Cells of the bar.
const BAR: u16 = 6;

/// The rounds in their order.
pub(super) struct Rows<'a> {
    pub rounds: Vec<Round>,
    known: &'a HashMap<Id, Rc<Worklist>>,
    columns: Vec<Column>,
    regions: Vec<&'a str>,
    glyphs: &'a Glyphs,
}

impl<'a> Rows<'a> {
    pub fn new(known: &'a HashMap<Id, Rc<Worklist>>, sort: Option<(usize, bool)>, cx: &Context<'a>, glyphs: &'a Glyphs) -> Rows<'a> {
        let mut rounds = Round::all(cx.book);
        let columns = vec![
            Column::new("Round", if cx.area.width < 100 { 34 } else { 38 }).between(16, 60),
            Column::new("Progress", 23).between(20, 30),
            Column::new("Sample", 11).between(10, 16),
            Column::new("Comments", 8).right(),
            Column::new("State", 8),
            Column::new("Region", 10).between(8, 20),
            Column::new("Year", 6),
        ];
        if let Some((column, descending)) = sort {
            let list = |round: &Round| known.get(&round.id);
            let share = |round: &Round| list(round).map(|l| l.progress.last * 10_000 / l.progress.cases.max(1));
            rounds.sort_by(|a, b| {
                let by = match column {
                    0 => a.title.cmp(&b.title),
                    1 => share(a).cmp(&share(b)),
                    2 => list(a).map(|l| l.progress.cases).cmp(&list(b).map(|l| l.progress.cases)),
                    3 => list(a).map(|l| l.progress.comments).cmp(&list(b).map(|l| l.progress.comments)),
                    4 => b.open.cmp(&a.open),
                    5 => cx.book.name(a.region).cmp(cx.book.name(b.region)),
                    _ => a.year.cmp(&b.year),
                };
                if descending { by.reverse() } else { by }
            });
        }
        let regions = rounds.iter().map(|round| cx.book.name(round.region)).collect();
        Rows { rounds, known, columns, regions, glyphs }
    }

    pub fn round(&self, row: usize) -> Option<&Round> {
        self.rounds.get(row)
    }

    pub fn list(&self, row: usize) -> Option<&'a Rc<Worklist>> {
        self.known.get(&self.rounds.get(row)?.id)
    }

    fn sample(&self, row: usize) -> CellText<'_> {
        let (round, Some(list)) = (&self.rounds[row], self.list(row)) else {
            return CellText::new(self.glyphs.ellipsis, Meaning::Muted);
        };
        let population = list.file.population.cases.len() as u64;
        match (round.is_drawn(), population) {
            (_, 0) if list.progress.cases == 0 => CellText::new("no list", Meaning::Muted),
            (_, 0) if list.progress.cases == 1 => CellText::plain("1 case"),
            (_, 0) => CellText::plain(format!("{} cases", grouped(list.progress.cases as u64))),
            (false, n) => CellText::new(format!("0 of {}", grouped(n)), Meaning::Muted),
            (true, n) => CellText::plain(format!("{} of {}", list.progress.cases, grouped(n))),
        }
    }

    fn progress(&self, row: usize) -> CellText<'_> {
        let Some(list) = self.list(row) else { return CellText::new(self.glyphs.ellipsis, Meaning::Muted) };
        let p = &list.progress;
        if p.cases == 0 {
            return CellText::new(self.glyphs.no_rate, Meaning::Muted);
        }
        let bar: String = progress::bar(p, BAR, self.glyphs).into_iter().map(|(text, _)| text).collect();
        let meaning = if p.last == p.cases { Meaning::Good } else { Meaning::Text };
        CellText::new(format!("{bar} {} of {} final", p.last, p.cases), meaning)
    }
}

impl Source for Rows<'_> {
    fn rows(&self) -> usize {
        self.rounds.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some(round) = self.rounds.get(row) else { return CellText::default() };
        let meaning = if round.open { Meaning::Text } else { Meaning::Muted };
        match column {
            0 => CellText::new(round.title.as_str(), meaning),
            1 => self.progress(row),
            2 => self.sample(row),
            3 => match self.list(row).map(|list| list.progress.comments) {
                None => CellText::new(self.glyphs.ellipsis, Meaning::Muted),
                Some(0) => CellText::new(self.glyphs.no_rate, Meaning::Muted),
                Some(n) => CellText::new(format!("{n} open"), Meaning::Warn),
            },
            4 if round.open => CellText::new(format!("{} open", self.glyphs.in_progress), Meaning::Text),
            4 => CellText::new(format!("{} closed", self.glyphs.done), Meaning::Muted),
            5 => CellText::new(self.regions[row], meaning),
            _ => CellText::new(format!("FY{}", round.year), meaning),
        }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed(
            "No review rounds yet. A round is one instrument, one fiscal year and one region: a list of cases comes in, a sample is \
             drawn from it, each case is reviewed, looked at a second time, and made final. Only then does it count.\n\nInsert opens a \
             round. Its cases come with Ctrl-P, 'Import a file', population, or one by one by hand. z works out how many are needed.",
        )
    }
}
