//! What people read of a region: a paragraph, the questions as bars, all of them in a table, what it takes, the years of what is
//! below. All of it is made of the finished rows and facts.

use chrono::NaiveDate;

use super::COLUMNS;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::Scope;
use crate::domain::milestone::milestones;
use crate::domain::record::Record;
use crate::domain::takes::{Line, takes};
use crate::domain::text::{counted, listed};
use crate::domain::verdict::Verdict;
use crate::report::build::figures::{self, Row};
use crate::report::chart::{Chart, Drawing, Panel, Point};
use crate::report::model::Paper;
use crate::report::{Cell, Column, Part, Report, Tells};

/// What people read.
pub(super) struct Page<'a> {
    pub book: &'a Book,
    pub code: &'a str,
    pub region: Id,
    pub year: i32,
    pub today: NaiveDate,
    pub milestone: Option<&'a Record>,
    pub verdict: Option<&'a Verdict>,
}

impl Page<'_> {
    pub fn parts(&self, report: &Report) -> Vec<Part> {
        let rows: Vec<Row> = report.rows.iter().map(|cells| Row::new(&report.columns, cells)).collect();
        let mut parts = vec![Part::Words(self.summary(report))];
        if rows.is_empty() {
            return parts;
        }
        parts.push(Part::Chapter("At a glance".to_owned()));
        for same in groups(&rows) {
            parts.push(Part::Chart(Box::new(self.bars(same))));
        }
        parts.push(Part::Turn(Paper::Landscape));
        parts.extend([Part::Chapter("All questions".to_owned()), figures::table(&report.columns, &report.rows, &QUESTIONS)]);
        self.below(report, &rows, &mut parts);
        let reviews = &report.tables[1];
        parts.push(Part::Chapter("Reviews".to_owned()));
        parts.push(Part::Table(reviews.columns.clone(), reviews.rows.clone()));
        parts
    }

    /// The whole in a paragraph, from the facts.
    fn summary(&self, report: &Report) -> String {
        let (columns, cells): (Vec<Column>, Vec<Cell>) = report.facts.iter().cloned().unzip();
        let fact = Row::new(&columns, &cells);
        let n = |name: &str| fact.whole(name).unwrap_or(0);
        if fact.is_hidden("met") {
            let seen = report.rows.iter().filter(|cells| !Row::new(&report.columns, cells).is_hidden("score")).count();
            return format!("{seen} of {} questions have enough cases to be said to everybody.", report.rows.len());
        }
        let (region, year) = (self.book.name(self.region), self.year);
        if report.rows.is_empty() {
            return format!("{region} has no review and no published result of this instrument in {year}.");
        }
        let mut said = vec![format!(
            "{} of {} questions are at their goal in {region} in {year}: {} two years in a row, {} for the first year.",
            n("met"),
            n("questions"),
            n("sustained"),
            n("met_once")
        )];
        if n("below") > 0 {
            let is = if n("below") == 1 { "is" } else { "are" };
            let missing = match fact.whole("missing") {
                Some(missing) if !fact.is_hidden("missing") && missing > 0 => {
                    format!(", by {} in all", counted(missing as u64, "case", "cases"))
                }
                _ => String::new(),
            };
            let rows = || report.rows.iter().map(|cells| Row::new(&report.columns, cells));
            let below = || rows().filter(|row| row.truth("met") == Some(false));
            let oldest = below().filter_map(|row| row.whole("since")).min();
            let oldest =
                oldest.filter(|since| *since < i64::from(year)).map_or_else(String::new, |since| format!(", the longest since {since}"));
            said.push(format!("{} {is} below{missing}{oldest}.", n("below")));
            let mut worst: Vec<Row> = below().filter(|row| row.whole("needed").is_some()).collect();
            worst.sort_by_key(|row| std::cmp::Reverse(row.whole("needed")));
            let named: Vec<String> = worst.iter().take(3).map(|row| format!("{} ({})", row.words("question"), row.reading(""))).collect();
            if !named.is_empty() {
                said.push(format!("Most is missing at {}.", listed(named.iter().map(String::as_str), "and")));
            }
        }
        if n("without_rate") > 0 {
            said.push(format!(
                "{} without a rate, which breaks the chain of years.",
                counted(n("without_rate") as u64, "question is", "questions are")
            ));
        }
        said.extend(self.exit(&fact));
        said.join(" ")
    }

    /// Whether it can leave, or when at the earliest.
    fn exit(&self, fact: &Row) -> Option<String> {
        let verdict = self.verdict?;
        let day = fact.words("exited_on");
        if !day.is_empty() {
            return Some(format!("Its exit was recorded on {day}."));
        }
        Some(match (verdict.scope, verdict.sustained) {
            (_, true) => "The rule of two consecutive years is fulfilled.".to_owned(),
            (Scope::EveryQuestion, false) => format!("Two years in a row can be complete in {} at the earliest.", verdict.earliest),
            (scope, false) => {
                format!("By its {}, two years in a row can be complete in {} at the earliest.", scope.units(), verdict.earliest)
            }
        })
    }

    /// The questions of an area, or of several small ones.
    fn bars(&self, rows: &[Row]) -> Chart {
        let mut codes: Vec<String> = rows.iter().map(|row| row.words("area")).collect();
        codes.dedup();
        let instrument = self.book.instrument_for(self.code, self.year).map(|(_, instrument)| instrument);
        let name = |code: &String| instrument.and_then(|i| i.area(code).map(|at| i.areas[at].name.clone())).unwrap_or_else(|| code.clone());
        let areas: Vec<String> = codes.iter().map(name).collect();
        let area = listed(areas.iter().map(String::as_str), "and");
        let named: Vec<(String, Row)> = rows.iter().map(|row| (row.words("question"), *row)).collect();
        Chart {
            title: format!("{area}: questions against their goals, FY{}", self.year),
            reading: figures::reading_of(&named, ("question", "questions")),
            source: format!("{}, {}; the mark of the year before is that of FY{}", self.book.name(self.region), self.code, self.year - 1),
            drawing: Drawing::Bars(rows.iter().map(|row| row.bar(figures::label(row))).collect()),
        }
    }

    /// The questions below their goal: what it takes, and their years.
    fn below(&self, report: &Report, rows: &[Row], parts: &mut Vec<Part>) {
        let order: Vec<&str> = self.verdict.iter().flat_map(|v| v.failing()).filter_map(|row| row.question.as_deref()).collect();
        let mut below: Vec<&Row> = rows.iter().filter(|row| row.truth("met") == Some(false)).collect();
        // The order of the verdict: most cases missing first, then the longest below.
        below.sort_by_key(|row| order.iter().position(|code| *code == row.words("question")).unwrap_or(usize::MAX));
        parts.push(Part::Chapter(match self.milestone {
            Some(milestone) => format!("What it takes to leave milestone {}", milestone.int(Field::Number).unwrap_or(0)),
            None => "What it takes".to_owned(),
        }));
        if below.is_empty() {
            parts.push(Part::Words("No question is below its goal.".to_owned()));
        } else {
            let cells = |row: &&Row| {
                let mut cells = row.some(&TAKES_READ);
                cells.insert(2, Cell::text(&row.reading("")));
                cells
            };
            parts.push(Part::Table(takes_columns(), below.iter().map(cells).collect()));
        }
        parts.extend(self.other_lines().into_iter().map(|words| Part::Item("\u{2022}".to_owned(), words)));
        if let Some(chart) = self.run_of(report, &below) {
            parts.push(Part::Chart(Box::new(chart)));
        }
    }

    /// What the milestone would take besides what misses cases: what must be met again, what has no rate.
    fn other_lines(&self) -> Vec<String> {
        let (Some(milestone), Some(_)) = (self.milestone, self.verdict) else { return Vec::new() };
        let states = milestone.record(Field::Plan).map_or_else(Vec::new, |plan| milestones(self.book, plan, self.year));
        let Some(state) = states.iter().find(|state| state.id == milestone.id) else { return Vec::new() };
        let found = takes(self.book, state, &states, self.year, self.today);
        // Lines with cases are the table's.
        let own = |line: &Line| line.region == Some(self.region) && line.cases.is_none() && line.group == self.book.name(self.region);
        let failing: Vec<&str> = self.verdict.iter().flat_map(|v| v.failing()).filter_map(|row| row.question.as_deref()).collect();
        let is_failing = |line: &Line| line.question.as_deref().is_some_and(|q| failing.contains(&q));
        found.lines.into_iter().filter(|line| own(line) && !is_failing(line)).map(|line| line.words).collect()
    }

    fn run_of(&self, report: &Report, below: &[&Row]) -> Option<Chart> {
        let years = &report.tables[0];
        let all: Vec<Row> = years.rows.iter().map(|cells| Row::new(&years.columns, cells)).collect();
        let mut periods: Vec<i64> = all.iter().filter_map(|row| row.whole("year")).collect();
        periods.sort_unstable();
        periods.dedup();
        if periods.len() < 2 || below.is_empty() {
            return None;
        }
        let panels: Vec<Panel> = below
            .iter()
            .map(|question| {
                let code = question.words("question");
                let of = |year: i64| all.iter().find(|row| row.words("below") == code && row.whole("year") == Some(year));
                let label = |year: i64| format!("FY{year}");
                let point =
                    |year: i64| of(year).map_or_else(|| Point { label: label(year), ..Default::default() }, |row| row.point(label(year)));
                Panel { run: figures::run(periods.iter().map(|year| point(*year)).collect(), question.at("goal")), label: code }
            })
            .collect();
        let longest = below.iter().filter_map(|row| Some((row.whole("since")?, row.words("question")))).min();
        let reading = longest.map_or_else(String::new, |(since, code)| {
            format!("{} below the goal; the longest is {code}, since {since}.", counted(below.len() as u64, "question", "questions"))
        });
        Some(Chart {
            title: format!("The years of what is below, FY{} to FY{}", periods[0], periods[periods.len() - 1]),
            reading,
            source: format!("{}, {}; whiskers are 95 % Wilson intervals", self.book.name(self.region), self.code),
            drawing: Drawing::Multiples(panels),
        })
    }
}

/// So many questions share a chart, where areas are small; one area is never split.
const TOGETHER: usize = 12;

/// The questions of each area; small areas that follow each other together.
fn groups<'a, 'r>(rows: &'a [Row<'r>]) -> Vec<&'a [Row<'r>]> {
    let mut found = Vec::new();
    let (mut from, mut until) = (0, 0);
    for same in rows.chunk_by(|a, b| a.words("area") == b.words("area")) {
        if until > from && until - from + same.len() > TOGETHER {
            found.push(&rows[from..until]);
            from = until;
        }
        until += same.len();
    }
    if until > from {
        found.push(&rows[from..until]);
    }
    found
}

/// What the table of all questions shows.
const QUESTIONS: [&str; 9] = ["question", "text", "score", "applicable", "goal", "previous_score", "standing", "needed", "certainty"];
/// What the table of what it takes shows, beside the sentence of each.
const TAKES_READ: [&str; 7] = ["question", "text", "needed", "since", "not_done", "not_documented", "late"];

fn takes_columns() -> Vec<Column> {
    let mut columns: Vec<Column> = TAKES_READ.iter().filter_map(|name| COLUMNS.into_iter().find(|column| column.name == *name)).collect();
    columns.insert(2, Column::number("", "Now and goal", "").telling(Tells::Cases));
    columns
}
