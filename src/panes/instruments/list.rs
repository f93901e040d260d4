//! A section of the version in view as a grid: what stands in each cell, and what a text typed there means.

use std::borrow::Cow;

use super::now::Now;
use super::section::{FIXED_ROWS, RULES, Section};
use crate::domain::field::Field;
use crate::domain::instrument::{DomainOf, Question};
use crate::domain::instrument_edit::{Cell, OfArea, OfOption, OfQuestion, OfWhole, SCOPES, asked_if_words, put, repeats_words, text};
use crate::domain::kind::Kind;
use crate::panes::cell::Form;
use crate::panes::sheet::{Meant, Slot, Table, capital};
use crate::widgets::grid::{Band, CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// A section of the version in view.
pub(super) struct List<'a> {
    pub now: &'a Now,
    pub section: Section,
    columns: Vec<Column>,
    /// Whether areas stand as headings between questions.
    headed: bool,
}

impl<'a> List<'a> {
    pub fn new(now: &'a Now, section: Section, tall: bool) -> List<'a> {
        List { now, section, columns: section.columns(), headed: tall && section == Section::Questions }
    }

    fn question(&self, row: usize) -> Option<&'a Question> {
        self.now.instrument.questions.get(row)
    }

    /// How a cell opens.
    fn form(&self, cell: Cell) -> Form {
        let yes = || Form::Choice(vec!["yes".to_owned(), "no".to_owned()]);
        let whole = &self.now.instrument;
        match cell {
            Cell::Whole(OfWhole::Source) | Cell::Question(_, OfQuestion::Text | OfQuestion::Guidance | OfQuestion::Basis) => Form::Lines,
            Cell::Whole(OfWhole::Exit) => Form::Choice(SCOPES.map(|(word, _)| word.to_owned()).to_vec()),
            Cell::Whole(OfWhole::Unverified)
            | Cell::Option(_, OfOption::Why)
            | Cell::Question(_, OfQuestion::Core | OfQuestion::Trump | OfQuestion::Verdict | OfQuestion::Unverified) => yes(),
            Cell::Question(_, OfQuestion::Area) => Form::Choice(whole.areas.iter().map(|area| area.code.clone()).collect()),
            Cell::Question(_, OfQuestion::Domain) => Form::Choice(DomainOf::ALL.map(|domain| domain.words().to_owned()).to_vec()),
            Cell::Question(_, OfQuestion::Continues) => match &self.now.before {
                Some(before) => Form::Names(before.questions.iter().map(|q| q.code.clone()).collect()),
                None => Form::Line,
            },
            Cell::Question(_, OfQuestion::Answers) => Form::Several(whole.options.iter().map(|option| option.code.clone()).collect()),
            _ => Form::Line,
        }
    }

    /// The cell that a slot is: by its words, as all cells are one field of the file. Codes are unique, so their words are.
    fn find(&self, slot: &Slot) -> Option<Cell> {
        let rows = 0..self.rows();
        let columns = self.columns.len();
        // The part of the words before the code names the column.
        let fits = |cell: &Cell| slot.words == cell.called(&self.now.instrument);
        rows.flat_map(|row| (0..columns).map(move |column| (row, column)))
            .filter_map(|(row, column)| self.section.cell(row, column))
            .filter(|cell| slot.words.starts_with(of_words(*cell)))
            .find(fits)
    }

    /// What a goal, a chain or a code comes to, once the text is taken.
    fn understood(&self, cell: Cell, new: &crate::domain::instrument::Instrument) -> String {
        match cell {
            Cell::Question(at, OfQuestion::Continues) => super::detail::chain_words(new, self.now, at),
            Cell::Question(_, OfQuestion::Goal) => text(new, cell),
            _ => String::new(),
        }
    }
}

/// What is said of the part.
fn of_words(cell: Cell) -> &'static str {
    match cell {
        Cell::Whole(of) => of.words(),
        Cell::Area(_, of) => of.words(),
        Cell::Option(_, of) => of.words(),
        Cell::Question(_, of) => of.words(),
    }
}

/// What one of the rules of a question says; empty where it has none.
pub(super) fn rule(now: &Now, question: &Question, which: usize) -> String {
    match which {
        0 => question.asked_if.as_ref().map_or_else(String::new, |rule| asked_if_words(&now.instrument, rule)),
        1 => repeats_words(&question.repeats),
        _ => question.outcome.as_ref().map_or_else(String::new, |rule| rule.words(&now.instrument)),
    }
}

impl Source for List<'_> {
    fn rows(&self) -> usize {
        let whole = &self.now.instrument;
        match self.section {
            Section::Questions => whole.questions.len(),
            Section::Areas => whole.areas.len(),
            Section::Answers => whole.options.len(),
            Section::General => FIXED_ROWS.len() + OfWhole::ALL.len(),
            Section::Versions | Section::Chain => 0,
        }
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let whole = &self.now.instrument;
        let Some(cell) = self.section.cell(row, column) else {
            return match self.section {
                Section::Questions => {
                    let which = column.saturating_sub(OfQuestion::ALL.len());
                    self.question(row).map_or_else(CellText::default, |q| CellText::new(rule(self.now, q, which), Meaning::Muted))
                }
                Section::Areas => {
                    let n = whole.questions.iter().filter(|q| q.area == row).count();
                    if n == 0 { CellText::new("-", Meaning::Muted) } else { CellText::plain(n.to_string()) }
                }
                Section::General if column == 0 => {
                    let words = FIXED_ROWS.get(row).copied().or_else(|| Some(OfWhole::ALL.get(row - FIXED_ROWS.len())?.words()));
                    CellText::new(capital(words.unwrap_or_default()), Meaning::Muted)
                }
                Section::General if row == 0 => CellText::new(whole.code.as_str(), Meaning::Muted),
                Section::General => CellText::new(whole.version.to_string(), Meaning::Muted),
                _ => CellText::default(),
            };
        };
        let words = text(whole, cell);
        match cell {
            Cell::Question(_, OfQuestion::Continues) if words.is_empty() && self.now.before.is_some() => {
                CellText::new("new here", Meaning::Accent)
            }
            Cell::Question(_, OfQuestion::Answers) if words.is_empty() => CellText::new("all", Meaning::Muted),
            Cell::Question(_, OfQuestion::Unverified) | Cell::Whole(OfWhole::Unverified) if !words.is_empty() => {
                CellText::new(words, Meaning::Warn)
            }
            Cell::Whole(OfWhole::InForceFrom) if words.is_empty() => CellText::new("always", Meaning::Muted),
            Cell::Whole(OfWhole::InForceFrom) => CellText::plain(format!("FY{words}")),
            Cell::Option(_, OfOption::Key) if words.is_empty() => CellText::new("-", Meaning::Muted),
            Cell::Option(_, OfOption::Credit) if words == "excluded" => CellText::new(words, Meaning::Muted),
            _ => CellText::plain(words),
        }
    }

    fn band(&self, row: usize) -> Option<Band<'_>> {
        let area = self.question(row).filter(|_| self.headed)?.area;
        if row > 0 && self.question(row - 1).is_some_and(|above| above.area == area) {
            return None;
        }
        Some(Band { text: Cow::Borrowed(self.now.instrument.areas.get(area)?.name.as_str()), ..Band::default() })
    }

    fn row_cap(&self) -> u16 {
        // More of a text stands beneath the grid.
        if self.section == Section::General { 12 } else { 2 }
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed("Nothing here yet. Insert adds one.")
    }
}

impl Table for List<'_> {
    fn slot(&self, row: usize, column: usize) -> Option<Slot> {
        if !self.now.is_draft() || row >= self.rows() {
            return None;
        }
        let cell = self.section.cell(row, column)?;
        Some(Slot {
            record: self.now.id,
            kind: Kind::Instrument,
            field: Field::Definition,
            form: self.form(cell),
            text: text(&self.now.instrument, cell),
            words: cell.called(&self.now.instrument),
        })
    }

    fn meant(&self, slot: &Slot, typed: &str) -> Result<Meant, String> {
        if !self.now.is_draft() {
            return Err(self.now.fixed());
        }
        let cell = self.find(slot).ok_or("This is no longer there; Esc leaves the cell")?;
        let mut new = (*self.now.instrument).clone();
        put(&mut new, cell, typed).map_err(|why| capital(&why))?;
        self.now.can_be(&new)?;
        Ok(Meant { edits: self.now.edits(&new), understood: self.understood(cell, &new) })
    }

    fn fixed(&self, row: usize, column: usize) -> String {
        if !self.now.is_draft() {
            return self.now.fixed();
        }
        match self.section {
            Section::Questions => {
                let what = RULES.get(column.saturating_sub(OfQuestion::ALL.len())).copied().unwrap_or("This");
                format!("'{what}' is a rule: change it in the instrument's file and import that")
            }
            Section::Areas => "This is counted".to_owned(),
            Section::General if column == 0 => "The value stands to the right".to_owned(),
            Section::General if row == 0 => "The code is the same in every version, so it stays".to_owned(),
            Section::General => "The number of the version stays".to_owned(),
            _ => "This is not edited here".to_owned(),
        }
    }
}

/// What a column is for, in a line beneath the grid.
pub(super) const fn hint(cell: Cell) -> &'static str {
    match cell {
        Cell::Whole(OfWhole::Title) => "What people read; the code is what files say.",
        Cell::Whole(OfWhole::Source) => "Where the questions and goals come from, and what of it is sure.",
        Cell::Area(_, OfArea::Code | OfArea::Name) => "Imported answers and published results name an area by its code or its name.",
        Cell::Option(_, OfOption::Code) => "What files and reports say for this answer.",
        Cell::Option(_, OfOption::Label) => "What people read.",
        Cell::Whole(OfWhole::Exit) => {
            "What a region's verdict looks at: every-question (usual), every-area, overall, or verdict (the questions marked so)."
        }
        Cell::Whole(OfWhole::InForceFrom) => "The first fiscal year that is reviewed with this version.",
        Cell::Whole(OfWhole::Unverified) => "Whether the whole of it is recalled and not checked against a document.",
        Cell::Area(_, OfArea::Synonyms) => "Other names of the area in imported files, separated by ;",
        Cell::Option(_, OfOption::Synonyms) => "Other words for this answer in imported files, separated by ;",
        Cell::Option(_, OfOption::Credit) => "1 is full, 0 is none, 0.5 half; excluded leaves the answer out of the score.",
        Cell::Option(_, OfOption::Why) => "Whether a reason is asked: not done, not documented, late.",
        Cell::Option(_, OfOption::Key) => "The key that enters it; none for an answer that is only ever computed.",
        Cell::Question(_, OfQuestion::Core) => "A core indicator.",
        Cell::Question(_, OfQuestion::Trump) => "An unacceptable rating here makes its whole domain unacceptable.",
        Cell::Question(_, OfQuestion::Verdict) => "Counts for the verdict where an exit looks at the questions marked so.",
        Cell::Question(_, OfQuestion::Weight) => {
            "Its weight in the overall rating worked out for its area, 1 to 1000; empty has no part in it."
        }
        Cell::Question(_, OfQuestion::Unverified) => "Recalled, not checked against a document.",
        Cell::Question(_, OfQuestion::Credits) => "Credits that differ here, as in: partial = excluded, no = 0.25",
        Cell::Question(_, OfQuestion::Answers) => "The answers it can be given; empty is all of them.",
        _ => "",
    }
}
