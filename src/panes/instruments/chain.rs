//! How the questions of an instrument run through its versions, with each version's goal and where they stand this year: which
//! chain a standing rests on.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::rc::Rc;
use std::sync::Arc;

use super::Instruments;
use super::now::{Counted, Now};
use super::versions::in_force;
use crate::command::Context;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::key::{Filter, Key as By, Keys};
use crate::domain::standing::{StandingRow, standing_rows};
use crate::domain::versions::{self, Chain};
use crate::panes::standing::sign;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{CellText, Column, Source};
use crate::widgets::meaning::Meaning;

/// What chains and standings were worked out for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    counted: Counted,
    code: String,
    region: Option<Id>,
    year: i32,
}

/// The chains of an instrument, and where each stands in the chosen region and year.
#[derive(Debug)]
pub struct Chains {
    pub(super) versions: Vec<Arc<Instrument>>,
    pub(super) chains: Vec<(Chain, Option<StandingRow>)>,
}

impl Instruments {
    pub(super) fn chains(&self, now: &Now, cx: &Context) -> Rc<Chains> {
        let code = &now.instrument.code;
        let key = Key { counted: Counted::now(cx), code: code.clone(), region: cx.chosen.region, year: cx.chosen.year };
        self.chains.get(key, || work_out(code, cx))
    }
}

fn work_out(code: &str, cx: &Context) -> Chains {
    let versions: Vec<Arc<Instrument>> = cx.book.instruments().iter().filter(|(_, i)| i.code == code).map(|(_, i)| Arc::clone(i)).collect();
    let keys = if cx.chosen.region.is_some() { Keys::of(&[By::Region, By::Question]) } else { Keys::of(&[By::Question]) };
    let filter = Filter { instrument: Some(code.to_owned()), region: cx.chosen.region, year: Some(cx.chosen.year), ..Filter::default() };
    let mut standing: HashMap<(u32, String), StandingRow> = HashMap::new();
    for row in standing_rows(cx.book, cx.book.tallies(), keys, &filter) {
        if let Some(question) = &row.question {
            standing.insert((row.instrument.version, question.to_lowercase()), row);
        }
    }
    let all: Vec<&Instrument> = versions.iter().map(Arc::as_ref).collect();
    let chains = versions::chains(&all).into_iter().map(|chain| {
        let row = chain.links.iter().rev().find_map(|link| standing.remove(&(link.version, link.code.to_lowercase())));
        (chain, row)
    });
    let chains = chains.collect();
    Chains { versions, chains }
}

impl Chains {
    /// The link of a chain in a version.
    fn link(&self, row: usize, version: usize) -> Option<&str> {
        let number = self.versions.get(version)?.version;
        self.chains.get(row)?.0.links.iter().find(|link| link.version == number).map(|link| link.code.as_str())
    }

    /// The code in the newest version that has it.
    pub fn code(&self, row: usize) -> &str {
        self.chains.get(row).and_then(|(chain, _)| chain.links.last()).map_or("", |link| link.code.as_str())
    }

    /// "v1 FC.IB2 > v2 FC.IB2a > v3 (gone)".
    pub fn line(chain: &Chain) -> String {
        let mut words = String::new();
        for (at, link) in chain.links.iter().enumerate() {
            let _ = write!(words, "{}v{} {}", if at > 0 { " > " } else { "" }, link.version, link.code);
        }
        if let Some(version) = chain.ends_before {
            let _ = write!(words, " > v{version} (gone)");
        }
        words
    }

    /// What a chain comes to in one or two sentences: where it breaks, and what its standing rests on.
    pub fn words(&self, row: usize, cx: &Context) -> Vec<String> {
        let Some((chain, standing)) = self.chains.get(row) else { return Vec::new() };
        let first = chain.links.first();
        let mut said = Self::line(chain);
        said.push_str(". ");
        if let Some(link) = first.filter(|link| self.versions.first().is_some_and(|oldest| oldest.version != link.version)) {
            match chain.broken_at {
                Some(older) => {
                    let _ = write!(said, "Begins anew: version {older} has the same code, but is not continued. ");
                }
                None => said.push_str("New in its version. "),
            }
            if let Some(year) = link.in_force_from {
                let _ = write!(said, "Its two years begin in FY{year}.");
            }
        }
        let year = cx.chosen.year;
        let stands = match standing {
            None => format!("No figure in FY{year}, so no standing."),
            Some(row) => {
                let rests = Self::rests_on(chain, row, cx);
                format!("FY{year}: {}. {rests} {}", row.standing.words(), row.explain())
            }
        };
        vec![said.trim_end().to_owned(), stands]
    }

    fn rests_on(chain: &Chain, row: &StandingRow, cx: &Context) -> String {
        let code = row.question.as_deref().unwrap_or_default();
        let year = row.year;
        if row.previous_met.is_none() && row.previous_score.is_none() {
            return format!("It rests on {code} in FY{year} alone.");
        }
        let versions = cx.book.instrument_for(&row.instrument.code, year - 1).map(|(_, i)| i.version);
        let before = chain.links.iter().find(|link| Some(link.version) == versions).map_or(code, |link| link.code.as_str());
        format!("It rests on {before} in FY{} and {code} in FY{year}.", year - 1)
    }
}

/// The list.
pub(super) struct Table<'a> {
    pub chains: &'a Chains,
    columns: Vec<Column>,
    glyphs: &'a Glyphs,
}

impl<'a> Table<'a> {
    pub fn new(chains: &'a Chains, year: i32, glyphs: &'a Glyphs) -> Table<'a> {
        let widest = chains.chains.iter().enumerate().map(|(row, _)| chains.code(row).chars().count()).max().unwrap_or(8);
        let mut columns = vec![Column::new("Question", (widest as u16).clamp(8, 14))];
        columns.extend(
            chains
                .versions
                .iter()
                .map(|version| Column::new(format!("v{} {}", version.version, in_force(version)), (widest as u16 + 7).clamp(13, 24))),
        );
        columns.push(Column::new(format!("Standing FY{year}"), 33));
        columns.push(Column::new("Text", 50).between(20, 80));
        Table { chains, columns, glyphs }
    }
}

impl Source for Table<'_> {
    fn rows(&self) -> usize {
        self.chains.chains.len()
    }

    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        let Some((chain, standing)) = self.chains.chains.get(row) else { return CellText::default() };
        let versions = self.chains.versions.len();
        if column == 0 {
            return CellText::plain(self.chains.code(row));
        }
        if column <= versions {
            let version = &self.chains.versions[column - 1];
            return match self.chains.link(row, column - 1) {
                Some(code) => {
                    let goal = version.question(code).map(|q| version.questions[q].goal.to_string()).unwrap_or_default();
                    let begins = column > 1 && chain.links.first().is_some_and(|link| link.version == version.version);
                    CellText::new(format!("{code} {goal}"), if begins { Meaning::Accent } else { Meaning::Text })
                }
                None if chain.ends_before == Some(version.version) => CellText::new("(gone)", Meaning::Muted),
                None => CellText::new("", Meaning::Muted),
            };
        }
        if column == versions + 1 {
            let Some(row) = standing else { return CellText::new("no figure", Meaning::Muted) };
            let (signed, meaning) = sign(row.standing, self.glyphs);
            let rate = row.score.as_ref().filter(|score| score.score.is_some()).map_or_else(String::new, |score| {
                let of = score.applicable.map_or_else(String::new, |n| format!(" of {n}"));
                format!(" {} %{of}", score.percent())
            });
            return CellText::new(format!("{signed} {}{rate}", row.standing.words()), meaning);
        }
        let last = chain.links.last().and_then(|link| {
            let version = self.chains.versions.iter().find(|v| v.version == link.version)?;
            Some(version.questions[version.question(&link.code)?].text.as_str())
        });
        CellText::new(last.unwrap_or_default(), Meaning::Muted)
    }

    fn empty(&self) -> Cow<'_, str> {
        Cow::Borrowed("How questions run through the versions of an instrument stands here, once there is an instrument.")
    }
}
