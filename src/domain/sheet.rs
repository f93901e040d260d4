//! The scores of one place laid out for reading: a line for each area and question, a cell for each year.
//! What a cell says is worked out in `standing.rs`; here it is only put in order.

use std::cmp::Reverse;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::instrument::Instrument;
use super::key::{Filter, Key, Keys};
use super::kind::Kind;
use super::standing::{StandingRow, standing_rows};

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// All questions, pooled.
    Whole,
    /// The questions of an area, pooled.
    Area,
    /// One question.
    Question,
}

/// One line: a question through its years, or what pools several.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is for.
    pub unit: Unit,
    /// Its code; empty for the whole.
    pub code: String,
    /// Its text or name.
    pub words: String,
    cells: Vec<Option<StandingRow>>,
}

/// All lines of a place, the whole first, each area before its questions.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The lines.
    pub lines: Vec<Line>,
    /// The first year with a figure anywhere.
    pub first: i32,
    /// How many years, gaps included.
    pub span: usize,
}

impl Sheet {
    /// The sheet of a region (none is statewide) for an instrument. The years are those of all regions together, so
    /// that a column stays the same year from region to region.
    #[must_use]
    pub fn of(book: &Book, instrument: &str, region: Option<Id>) -> Sheet {
        Sheet::made(book, instrument, region, true)
    }

    /// The same without the lines that pool several questions.
    #[must_use]
    pub fn of_questions(book: &Book, instrument: &str, region: Option<Id>) -> Sheet {
        Sheet::made(book, instrument, region, false)
    }

    fn made(book: &Book, instrument: &str, region: Option<Id>, pooled: bool) -> Sheet {
        let years = years(book, instrument);
        let (Some(first), Some(last)) = (years.iter().min().copied(), years.iter().max().copied()) else { return Sheet::default() };
        let mut sheet = Sheet { lines: Vec::new(), first, span: usize::try_from(last - first + 1).unwrap_or(0) };
        let Some((_, newest)) = book.instrument_for(instrument, last) else { return sheet };
        let filter = Filter { region, ..Filter::instrument(instrument) };
        let rows = |keys: &[Key]| standing_rows(book, book.tallies(), Keys::of(keys), &filter);

        if pooled {
            sheet.put(Unit::Whole, rows(&[]), |_| Some((String::new(), "All questions".to_owned())));
        }
        let whole = std::mem::take(&mut sheet.lines);
        if pooled {
            sheet.put(Unit::Area, rows(&[Key::Area]), |row| {
                let code = row.area.clone()?;
                let name = row.instrument.area(&code).map_or(String::new(), |a| row.instrument.areas[a].name.clone());
                Some((code, name))
            });
        }
        let areas = std::mem::take(&mut sheet.lines);
        sheet.put(Unit::Question, rows(&[Key::Question]), |row| {
            let code = row.question.clone()?;
            let words = row.instrument.question(&code).map(|q| row.instrument.questions[q].text.clone());
            // A published code that is an area is a line of its own already.
            if words.is_none() && row.instrument.area(&code).is_some() {
                return None;
            }
            Some((code, words.unwrap_or_else(|| "(not asked by any version)".to_owned())))
        });
        sheet.arrange(newest, whole, areas);
        sheet
    }

    /// Adds a line for each unbroken run of rows about one thing.
    fn put(&mut self, unit: Unit, rows: Vec<StandingRow>, name: impl Fn(&StandingRow) -> Option<(String, String)>) {
        let mut last: Option<(i32, String)> = None;
        for row in rows {
            let Some((code, words)) = name(&row) else { continue };
            let goes_on =
                last.as_ref().is_some_and(|(year, before)| *year + 1 == row.year && (*before == code || continues(&row, &code, before)));
            if !goes_on {
                self.lines.push(Line { unit, code: code.clone(), words: words.clone(), cells: vec![None; self.span] });
            }
            last = Some((row.year, code.clone()));
            let at = usize::try_from(row.year - self.first).unwrap_or(usize::MAX);
            if let Some(line) = self.lines.last_mut() {
                (line.code, line.words) = (code, words);
                if let Some(cell) = line.cells.get_mut(at) {
                    *cell = Some(row);
                }
            }
        }
    }

    fn arrange(&mut self, newest: &Instrument, whole: Vec<Line>, areas: Vec<Line>) {
        let area_of = |line: &Line| -> usize {
            let asked = |row: &StandingRow| {
                row.instrument.question(&line.code).map(|q| row.instrument.areas[row.instrument.questions[q].area].code.clone())
            };
            let code = line.cells.iter().rev().flatten().find_map(asked);
            code.and_then(|code| newest.areas.iter().position(|a| a.code == code)).unwrap_or(usize::MAX)
        };
        let mut questions: Vec<(usize, Line)> = std::mem::take(&mut self.lines).into_iter().map(|line| (area_of(&line), line)).collect();
        questions.sort_by_key(|(area, _)| *area);
        let mut heads: Vec<(usize, Line)> =
            areas.into_iter().map(|line| (newest.areas.iter().position(|a| a.code == line.code).unwrap_or(usize::MAX), line)).collect();
        heads.sort_by_key(|(area, _)| *area);
        self.lines = whole;
        let mut heads = heads.into_iter().peekable();
        let mut questions = questions.into_iter().peekable();
        while let Some(area) = heads.peek().map(|(a, _)| *a).into_iter().chain(questions.peek().map(|(a, _)| *a)).min() {
            self.lines.extend(std::iter::from_fn(|| heads.next_if(|(a, _)| *a == area)).map(|(_, line)| line));
            self.lines.extend(std::iter::from_fn(|| questions.next_if(|(a, _)| *a == area)).map(|(_, line)| line));
        }
    }

    /// All years, the first one first.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = i32> + use<> {
        let first = self.first;
        (0..self.span).map(move |at| first + at as i32)
    }

    /// The line of a question, area or the whole by its code, whatever the case.
    #[must_use]
    pub fn line(&self, unit: Unit, code: &str) -> Option<usize> {
        self.lines.iter().position(|line| line.unit == unit && line.code.eq_ignore_ascii_case(code))
    }

    /// The line on which a question code stood in any year: the line's own code first, then one it continues.
    #[must_use]
    pub fn question(&self, code: &str) -> Option<usize> {
        let earlier =
            |line: &Line| line.cells.iter().flatten().any(|row| row.question.as_deref().is_some_and(|q| q.eq_ignore_ascii_case(code)));
        self.line(Unit::Question, code).or_else(|| self.lines.iter().position(|line| line.unit == Unit::Question && earlier(line)))
    }

    /// Every code that the question of a line has had, its own first.
    #[must_use]
    pub fn codes(&self, code: &str) -> Vec<String> {
        let mut codes = vec![code.to_owned()];
        for row in self.question(code).into_iter().flat_map(|line| self.lines[line].cells.iter().flatten()) {
            if let Some(then) = row.question.as_ref().filter(|then| !codes.iter().any(|known| known.eq_ignore_ascii_case(then))) {
                codes.push(then.clone());
            }
        }
        codes
    }

    /// What a line says in a year; none before its first and after its last review.
    #[must_use]
    pub fn cell(&self, line: usize, year: i32) -> Option<&StandingRow> {
        self.lines.get(line)?.cells.get(usize::try_from(year - self.first).ok()?)?.as_ref()
    }

    /// The scores of a line through all years, for a sparkline. Of a year that is provisional there is none unless it is the
    /// chosen one: its few cases would dwarf what the others show.
    #[must_use]
    pub fn values(&self, line: usize, chosen: i32) -> Vec<Option<f64>> {
        let value = |year: i32| {
            let row = self.cell(line, year).filter(|row| !row.provisional || year == chosen)?;
            row.score.as_ref()?.score.map(super::ratio::Ratio::fraction)
        };
        self.years().map(value).collect()
    }

    /// The questions that are not met in a year, worst first: most answers missing, then lowest score.
    #[must_use]
    pub fn below(&self, year: i32) -> Vec<usize> {
        let mut found = self.asked(year);
        found.retain(|(_, row)| !row.standing.is_met());
        found.sort_by_key(|(_, row)| {
            let score = row.score.as_ref().and_then(|s| s.score);
            (score.is_none(), Reverse(row.needed()), score)
        });
        found.into_iter().map(|(at, _)| at).collect()
    }

    /// The questions that are met in a year, those with the least to spare first: the next that may fall.
    #[must_use]
    pub fn met(&self, year: i32) -> Vec<usize> {
        let mut found = self.asked(year);
        found.retain(|(_, row)| row.standing.is_met());
        found.sort_by_key(|(_, row)| {
            let slack = row.score.as_ref().and_then(|s| s.slack);
            (slack.is_none(), slack, row.score.as_ref().and_then(|s| s.score))
        });
        found.into_iter().map(|(at, _)| at).collect()
    }

    fn asked(&self, year: i32) -> Vec<(usize, &StandingRow)> {
        let questions = (0..self.lines.len()).filter(|at| self.lines[*at].unit == Unit::Question);
        questions.filter_map(|at| self.cell(at, year).map(|row| (at, row))).collect()
    }
}

impl Line {
    /// Its code, or what stands for it.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.unit == Unit::Whole { "All questions" } else { &self.code }
    }
}

fn continues(row: &StandingRow, code: &str, before: &str) -> bool {
    let question = row.instrument.question(code).map(|q| &row.instrument.questions[q]);
    question.and_then(|q| q.continues.as_deref()).is_some_and(|c| c.eq_ignore_ascii_case(before))
}

fn years(book: &Book, instrument: &str) -> Vec<i32> {
    let counted = book.tallies().iter().filter(|t| book.instrument(t.instrument).is_some_and(|i| i.code == instrument)).map(|t| t.year);
    let published = book.all(Kind::Published).into_iter().filter(|p| p.text(Field::Instrument) == instrument);
    let published = published.filter_map(|p| p.int(Field::Year)).filter_map(|y| i32::try_from(y).ok());
    counted.chain(published).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::score::tests::instrument;
    use crate::domain::score_table::tests::{book, id, tally};
    use crate::domain::standing::Standing;

    const MET: [i32; 6] = [0, 9, 0, 1, 0, 0];
    const BELOW: [i32; 6] = [0, 5, 0, 5, 0, 0];
    const WORSE: [i32; 6] = [0, 2, 0, 8, 0, 0];

    fn two_years() -> Book {
        let mut book = book(&[instrument(&[8500, 8500, 8500])]);
        book.set_tallies(vec![
            tally(100, 1, 2019, &[MET, MET, BELOW]),
            tally(100, 1, 2020, &[MET, BELOW, WORSE]),
            tally(100, 2, 2021, &[MET, MET, MET]),
        ]);
        book
    }

    #[test]
    fn the_whole_comes_first_and_an_area_before_its_questions() {
        let sheet = Sheet::of(&two_years(), "cpr", Some(id(1)));
        let seen: Vec<(Unit, &str)> = sheet.lines.iter().map(|l| (l.unit, l.code.as_str())).collect();
        assert_eq!(seen, [(Unit::Whole, ""), (Unit::Area, "A"), (Unit::Question, "A.1"), (Unit::Question, "A.2"), (Unit::Question, "A.3")]);
        let pooled = sheet.cell(1, 2020).and_then(|row| row.score.as_ref()).unwrap();
        assert_eq!((pooled.applicable, pooled.pooled), (Some(30), true));
    }

    #[test]
    fn a_year_is_the_same_column_in_every_region() {
        for region in [None, Some(id(1)), Some(id(2))] {
            assert_eq!(Sheet::of(&two_years(), "cpr", region).years().collect::<Vec<_>>(), [2019, 2020, 2021]);
        }
        let north = Sheet::of(&two_years(), "cpr", Some(id(1)));
        assert!(north.cell(2, 2021).is_none() && north.cell(2, 1990).is_none());
        assert_eq!(north.values(2, 2020), [Some(0.9), Some(0.9), None]);
    }

    #[test]
    fn an_open_round_is_a_column_and_no_point_of_the_run() {
        let mut book = book(&[instrument(&[8500, 8500, 8500])]);
        let mut open = tally(100, 1, 2020, &[MET, BELOW, WORSE]);
        open.provisional = true;
        book.set_tallies(vec![tally(100, 1, 2019, &[MET, MET, BELOW]), open]);
        let sheet = Sheet::of(&book, "cpr", Some(id(1)));
        assert!(sheet.cell(2, 2020).is_some_and(|row| row.provisional));
        assert_eq!(sheet.values(2, 2019), [Some(0.9), None]);
        assert!(sheet.values(2, 2020)[1].is_some(), "unless it is looked at");
    }

    #[test]
    fn what_is_below_is_told_worst_first() {
        let sheet = Sheet::of(&two_years(), "cpr", Some(id(1)));
        let codes = |year| sheet.below(year).into_iter().map(|at| sheet.lines[at].code.as_str()).collect::<Vec<_>>();
        assert_eq!(codes(2020), ["A.3", "A.2"]);
        assert_eq!(codes(2019), ["A.3"]);
        assert_eq!(sheet.met(2019).len(), 2);
    }

    #[test]
    fn a_question_that_goes_on_under_a_new_code_stays_one_line() {
        let mut second = instrument(&[8500, 8500]);
        second.version = 2;
        second.in_force_from = Some(2020);
        second.questions[0].code = "N.1".into();
        second.questions[0].continues = Some("A.1".into());
        second.questions[1].code = "A.1".into();
        let mut book = book(&[instrument(&[8500]), second]);
        book.set_tallies(vec![tally(100, 1, 2019, &[MET]), tally(101, 1, 2020, &[MET, BELOW])]);
        let sheet = Sheet::of(&book, "cpr", Some(id(1)));
        let questions: Vec<&str> = sheet.lines.iter().filter(|l| l.unit == Unit::Question).map(|l| l.code.as_str()).collect();
        assert_eq!(questions, ["N.1", "A.1"], "the code that was given anew is another question");
        let at = sheet.line(Unit::Question, "n.1").unwrap();
        assert_eq!(sheet.cell(at, 2020).map(|r| r.standing), Some(Standing::Sustained));
        assert_eq!(sheet.cell(at, 2019).and_then(|r| r.question.as_deref()), Some("A.1"));
    }

    #[test]
    fn without_figures_there_is_no_year() {
        let sheet = Sheet::of(&book(&[instrument(&[8500])]), "cpr", None);
        assert_eq!((sheet.lines.len(), sheet.span), (0, 0));
    }
}
