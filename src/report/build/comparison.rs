//! The regions beside each other, question by question: totals and areas through the years, and a matrix of questions with where
//! each region stands. Regions stand in the order of the file: nothing here is a rank.

use super::figures::{self, Row};
use super::public::{self, Within};
use crate::domain::book::Book;
use crate::domain::disclosure::Veil;
use crate::domain::id::Id;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::kind::Kind;
use crate::domain::standing::{StandingRow, standing_rows};
use crate::domain::text::listed;
use crate::report::chart::{Chart, Drawing, Panel, Point};
use crate::report::model::Paper;
use crate::report::{Audience, Cell, Column, Datum, Part, Report, Table, Tells};

/// The columns of the rows: one for each region and question of the year.
pub const COLUMNS: [Column; 16] = [
    Column::words("region", "Region", "name of the region"),
    figures::AREA,
    figures::QUESTION,
    figures::TEXT,
    figures::STANDING,
    figures::SINCE,
    figures::SCORE,
    figures::N,
    figures::GOAL,
    figures::CREDIT,
    figures::AT_GOAL,
    figures::MET,
    figures::NEEDED,
    figures::BEFORE,
    figures::SOURCE,
    figures::PROVISIONAL,
];

/// Totals and areas of each region, in all years.
pub const TOTALS: [Column; 10] = [
    Column::words("region", "Region", "name of the region"),
    Column::words("area", "Area", "code of the area; null is all questions"),
    Column::number("year", "Year", "fiscal year"),
    figures::SCORE,
    figures::N,
    figures::GOAL,
    figures::CREDIT,
    figures::AT_GOAL,
    figures::MET,
    figures::PROVISIONAL,
];

/// How many questions of each region stand how.
pub const COUNTS: [Column; 7] = [
    Column::words("region", "Region", "name of the region"),
    Column::number("questions", "Questions", "questions with a review in the year or before"),
    Column::number("met", "At their goal", "of them, at their goal in the year").telling(Tells::Share),
    Column::number("sustained", "Two years in a row", "of them, sustained").telling(Tells::Share),
    Column::number("below", "Below", "of them, below their goal").telling(Tells::Share),
    Column::number("without_rate", "Without a rate", "of them, without an applicable answer or a review").telling(Tells::Share),
    Column::number("missing", "Cases missing", "cases missing in all that is below").telling(Tells::Share),
];

/// The report. An instrument by its code, in a fiscal year.
#[must_use]
pub fn build(book: &Book, code: &str, year: i32, audience: Audience) -> Report {
    let veil = Veil::of(book, Some(code), audience.smallest());
    let said = |row: &StandingRow| public::said_of(&veil, row, Within::default());
    let rows_by = |keys: &[Key]| {
        let mut rows = standing_rows(book, book.tallies(), Keys::of(keys), &Filter::instrument(code));
        rows.retain(|row| row.region.is_some() && row.year <= year);
        rows
    };
    let mut asked = rows_by(&[Key::Region, Key::Area, Key::Question]);
    asked.retain(|row| row.question.is_some() && row.year == year);
    let rows: Vec<Vec<Cell>> = asked.iter().map(|row| hidden(&veil, &COLUMNS, cells(book, row), said(row))).collect();
    let mut totals: Vec<Vec<Cell>> =
        rows_by(&[Key::Region]).iter().map(|row| hidden(&veil, &TOTALS, total(book, row), said(row))).collect();
    let mut areas = rows_by(&[Key::Region, Key::Area]);
    areas.retain(|row| row.area.is_some());
    totals.extend(areas.iter().map(|row| hidden(&veil, &TOTALS, total(book, row), said(row))));
    let regions: Vec<Id> = book.all(Kind::Region).into_iter().map(|region| region.id).collect();
    let counts = counts(book, &regions, &rows);
    let title = book.instrument_for(code, year).map_or(code, |(_, instrument)| instrument.title.as_str());
    let mut report = Report {
        subject: format!("{title}, fiscal year {year}, region by region"),
        columns: COLUMNS.to_vec(),
        rows,
        tables: vec![
            Table { name: "totals", columns: TOTALS.to_vec(), rows: totals },
            Table { name: "regions", columns: COUNTS.to_vec(), rows: counts },
        ],
        notes: vec![
            "Regions stand in the order of the file, not by their figures: they review few cases, and they differ in much else. Totals and \
             areas are pooled over questions with goals that may differ; the goal beside them is pooled as well."
                .to_owned(),
        ],
        ..Report::default()
    };
    report.parts = parts(book, code, year, &report, &regions);
    report.notes.extend(veil.note());
    report
}

fn hidden(veil: &Veil, columns: &[Column], mut cells: Vec<Cell>, said: public::Said) -> Vec<Cell> {
    public::hide(veil, columns, &mut cells, said);
    cells
}

fn place(book: &Book, row: &StandingRow) -> Cell {
    row.region.map_or_else(Cell::default, |id| Cell::text(book.name(id)))
}

fn cells(book: &Book, row: &StandingRow) -> Vec<Cell> {
    let [goal, rate, n, credit, at_goal, met, needed, ..] = figures::figures(row.score.as_ref());
    vec![
        place(book, row),
        Cell::text(row.area.as_deref().unwrap_or_default()),
        Cell::text(row.question.as_deref().unwrap_or_default()),
        Cell::text(figures::asked(row)),
        figures::standing(row.standing),
        figures::year(row.since),
        rate,
        n,
        goal,
        credit,
        at_goal,
        met,
        needed,
        Cell::ratio(row.previous_score),
        Cell::text(row.source.map_or("", |source| source.code())),
        Cell::truth(Some(row.provisional)),
    ]
}

fn total(book: &Book, row: &StandingRow) -> Vec<Cell> {
    let [goal, rate, n, credit, at_goal, met, ..] = figures::figures(row.score.as_ref());
    let area = row.area.as_deref().map_or_else(|| Cell::default().shown("all"), Cell::text);
    vec![place(book, row), area, figures::year(row.year), rate, n, goal, credit, at_goal, met, Cell::truth(Some(row.provisional))]
}

fn counts(book: &Book, regions: &[Id], rows: &[Vec<Cell>]) -> Vec<Vec<Cell>> {
    let columns = COLUMNS.to_vec();
    let of = |region: &Id| {
        let name = book.name(*region);
        let own: Vec<Row> = rows.iter().map(|cells| Row::new(&columns, cells)).filter(|row| row.words("region") == name).collect();
        let is = |codes: &[&str]| {
            let n =
                own.iter().filter(|row| matches!(&row.at("standing").value, Datum::Text(code) if codes.contains(&code.as_str()))).count();
            Cell::whole(Some(n as u64))
        };
        if own.iter().any(|row| row.is_hidden("score") || row.is_hidden("standing")) {
            let mut cells = vec![Cell::text(name), Cell::whole(Some(own.len() as u64))];
            cells.resize_with(COUNTS.len(), Cell::hidden);
            return cells;
        }
        vec![
            Cell::text(name),
            Cell::whole(Some(own.len() as u64)),
            is(&["sustained", "met_once"]),
            is(&["sustained"]),
            is(&["fell_below", "below", "below_two_years"]),
            is(&["no_rate", "not_reviewed"]),
            Datum::Whole(own.iter().filter_map(|row| row.whole("needed")).sum()).into(),
        ]
    };
    regions.iter().map(of).collect()
}

fn parts(book: &Book, code: &str, year: i32, report: &Report, regions: &[Id]) -> Vec<Part> {
    let (totals, counts) = (&report.tables[0], &report.tables[1]);
    if report.rows.is_empty() {
        return vec![Part::Words(format!("There is no review and no published result of '{code}' in {year}."))];
    }
    let names: Vec<&str> = regions.iter().map(|region| book.name(*region)).collect();
    let mut parts = vec![Part::Words(summary(report, &names, year))];
    parts.push(Part::Table(counts.columns.clone(), counts.rows.clone()));
    parts.push(Part::Chapter("Through the years".to_owned()));
    let all: Vec<Row> = totals.rows.iter().map(|cells| Row::new(&totals.columns, cells)).collect();
    for same in all.chunk_by(|a, b| a.words("region") == b.words("region") && a.words("area") == b.words("area")).fold(Vec::new(), areas) {
        parts.extend(multiples(book, code, year, &same, &all, &names).map(|chart| Part::Chart(Box::new(chart))));
    }
    parts.push(Part::Turn(Paper::Landscape));
    parts.push(Part::Chapter(format!("Questions by region, FY{year}")));
    parts.push(Part::Remark(
        "In each cell: the score, how many of how many, and where it stands: \u{25cf} met in both years, \u{25cb} met in this year only, \u{25bc} \
         below its goal. Empty is not reviewed.".to_owned(),
    ));
    parts.push(matrix(report, &names));
    parts
}

/// The areas that occur, in their order; all questions first.
fn areas(mut known: Vec<String>, rows: &[Row]) -> Vec<String> {
    let area = rows[0].words("area");
    if !known.contains(&area) {
        known.push(area);
    }
    known
}

fn summary(report: &Report, names: &[&str], year: i32) -> String {
    let columns = &report.columns;
    let rows: Vec<Row> = report.rows.iter().map(|cells| Row::new(columns, cells)).collect();
    let mut codes: Vec<String> = Vec::new();
    for row in &rows {
        let code = row.words("question");
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    let of = |code: &str, what: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| row.words("question") == code && what(row)).count();
    let silent = rows.iter().filter(|row| row.is_hidden("score")).count();
    if silent > 0 {
        return format!(
            "{} of {} figures of questions in {year} have enough cases to be said to everybody.",
            rows.len() - silent,
            rows.len()
        );
    }
    let everywhere = codes.iter().filter(|code| of(code, &|row| row.truth("met") == Some(true)) == names.len()).count();
    let nowhere: Vec<&String> = codes
        .iter()
        .filter(|code| of(code, &|row| row.truth("met") == Some(false)) > 0 && of(code, &|row| row.truth("met") == Some(true)) == 0)
        .collect();
    let mut said =
        format!("In {year}, {everywhere} of {} questions are at their goal in every one of {} regions.", codes.len(), names.len());
    if !nowhere.is_empty() {
        let some: Vec<&str> = nowhere.iter().take(4).map(|code| code.as_str()).collect();
        let more = if nowhere.len() > some.len() { format!(" and {} more", nowhere.len() - some.len()) } else { String::new() };
        let codes = if more.is_empty() { listed(some.iter().copied(), "and") } else { format!("{}{more}", some.join(", ")) };
        said = format!("{said} No region reaches the goal of {codes}.");
    }
    said
}

/// A total or an area of all regions, through the years.
fn multiples(book: &Book, code: &str, year: i32, area: &str, all: &[Row], names: &[&str]) -> Option<Chart> {
    let own: Vec<&Row> = all.iter().filter(|row| row.words("area") == area).collect();
    let mut years: Vec<i64> = own.iter().filter_map(|row| row.whole("year")).collect();
    years.sort_unstable();
    years.dedup();
    let (first, last) = (*years.first()?, *years.last()?);
    let of = |name: &str, year: i64| own.iter().find(|row| row.words("region") == name && row.whole("year") == Some(year)).copied();
    let panel = |name: &&str| {
        let label = |year: i64| format!("FY{year}");
        let points = years.iter().map(|year| match of(name, *year) {
            Some(row) => row.point(label(*year)),
            None => Point { label: label(*year), ..Point::default() },
        });
        let goal = years.iter().rev().find_map(|year| of(name, *year).filter(|row| row.at("goal").at().is_some()));
        Panel { run: figures::run(points.collect(), goal.map_or(&Cell::default(), |row| row.at("goal"))), label: (*name).to_owned() }
    };
    let panels: Vec<Panel> = names.iter().map(panel).collect();
    let now = |met: bool| names.iter().filter(|name| of(name, last).and_then(|row| row.truth("met")) == Some(met)).count();
    let title = book.instrument_for(code, year).and_then(|(_, i)| i.area(area).map(|at| i.areas[at].name.clone()));
    let title = title.unwrap_or_else(|| if area == "all" { "All questions".to_owned() } else { area.to_owned() });
    let told: Vec<String> = names
        .iter()
        .filter_map(|name| of(name, last).filter(|row| row.at("score").at().is_some()).map(|row| format!("{name} {}", row.words("score"))))
        .collect();
    Some(Chart {
        title: format!("{title}, FY{first} to FY{last}"),
        reading: format!("{} of {} regions at the pooled goal in FY{last}: {}.", now(true), now(true) + now(false), told.join(", ")),
        source: format!("{code}, pooled over the questions"),
        drawing: Drawing::Multiples(panels),
    })
}

/// Questions down, regions across.
fn matrix(report: &Report, names: &[&str]) -> Part {
    let rows: Vec<Row> = report.rows.iter().map(|cells| Row::new(&report.columns, cells)).collect();
    let mut columns = vec![figures::QUESTION, figures::TEXT, figures::GOAL];
    columns.extend(names.iter().map(|name| Column::words("", "", "").telling(Tells::Cases).headed(*name)));
    let mut lines: Vec<(String, Vec<Cell>)> = Vec::new();
    for row in &rows {
        let code = row.words("question");
        let at = lines.iter().position(|(known, _)| *known == code).unwrap_or_else(|| {
            let mut cells = row.some(&["question", "text", "goal"]);
            cells.resize(3 + names.len(), Cell::default());
            lines.push((code, cells));
            lines.len() - 1
        });
        let region = row.words("region");
        if let Some(place) = names.iter().position(|name| *name == region) {
            let said = if row.is_hidden("score") {
                crate::report::cell::HIDDEN.to_owned()
            } else if row.at("score").at().is_some() {
                format!("{} ({})\n{}{}", row.words("score"), row.counted(), figures::sign(row.at("standing")), row.words("standing"))
            } else {
                row.words("standing")
            };
            lines[at].1[3 + place] = Cell::text(&said);
        }
    }
    Part::Table(columns, lines.into_iter().map(|(_, cells)| cells).collect())
}
