//! The report of the selection board: one row for each candidate in the order that counts, with every need and its figure.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::selection::factor::BuiltIn;
use crate::domain::selection::need::{Figure, Need};
use crate::domain::selection::{Board, Candidate};
use crate::report::{Cell, Column, Datum, Report, Table};

/// The columns, in order: those of the candidate, then a need and a figure for each factor that the program knows.
pub const COLUMNS: [Column; 29] = [
    Column::number("rank", "Rank", "place that counts; null once the plan has begun"),
    Column::number("proposed", "Proposed", "place that the figures propose"),
    Column::words("community", "Community", "name of the office or district"),
    Column::data("kind", "office or district"),
    Column::data("counties", "counties that it serves"),
    Column::number("mean", "Mean", "weighted mean of the needs that have a figure, 0 to 100; null if none has"),
    need(BuiltIn::Safety, "safety_need", "need from the safety questions, 0 to 100; null without a figure, here and below"),
    figure("safety_figure"),
    need(BuiltIn::Placement, "placement_need", "need from the placement rate"),
    figure("placement_figure"),
    need(BuiltIn::Federal, "federal_need", "need from the federal review"),
    figure("federal_figure"),
    need(BuiltIn::MiniFederal, "mini_federal_need", "need from the mini-CFSR"),
    figure("mini_federal_figure"),
    need(BuiltIn::Cases, "cases_need", "need from the case review"),
    figure("cases_figure"),
    need(BuiltIn::Qualitative, "qualitative_need", "need from the qualitative review"),
    figure("qualitative_figure"),
    need(BuiltIn::LastPlan, "last_plan_need", "need from the time since the last plan"),
    figure("last_plan_figure"),
    need(BuiltIn::PlansBefore, "plans_before_need", "need from the number of plans before"),
    figure("plans_before_figure"),
    Column::data("other", "needs of further factors, by name"),
    Column::words("start", "Start", "tentative start as written: a date, a quarter or a year"),
    Column::data("start_day", "the day that it means"),
    Column::words("reason", "Moved because", "why it was moved by hand; null if it was not"),
    Column::data("note", "what was noted"),
    Column::data("plan", "title of its Mini PIP, once that has begun"),
    Column::data("why", "why it stands there, in sentences"),
];

/// The columns of the table of factors.
pub const FACTORS: [Column; 8] = [
    Column::data("community", "name of the office or district"),
    Column::data("factor", "name of the factor"),
    Column::data("code", "code of a factor that the program knows; null for one that people added"),
    Column::data("weight", "0 to 10"),
    Column::data("need", "0 to 100; null without a figure"),
    Column::data("figure", "what the need comes from"),
    Column::data("typed", "whether somebody typed it"),
    Column::data("note", "what was noted"),
];

/// The columns of the table of warnings.
pub const WARNINGS: [Column; 1] = [Column::data("warning", "what breaks the capacity rule")];

const fn need(factor: BuiltIn, name: &'static str, says: &'static str) -> Column {
    Column::number(name, factor.title(), says)
}

const fn figure(name: &'static str) -> Column {
    Column::data(name, "the figure that it comes from")
}

/// The report of a board; only the candidates that are wanted.
#[must_use]
pub fn build(book: &Book, today: NaiveDate, wanted: &dyn Fn(&Candidate) -> bool) -> Report {
    let board = Board::of(book, &crate::domain::selection::figures::Figures::of(book), today);
    let chosen: Vec<&Candidate> = board.candidates.iter().filter(|candidate| wanted(candidate)).collect();
    let rows = chosen.iter().map(|candidate| cells(book, &board, candidate)).collect();
    let factors = chosen.iter().flat_map(|candidate| factors(&board, candidate)).collect();
    let warnings = board.warnings.iter().map(|warning| vec![Cell::text(&warning.words)]).collect();
    let why = chosen.iter().filter(|c| c.plan.is_none()).map(|c| format!("{}, {}", c.place.words(), board.explain(c)));
    let weights: Vec<String> = board.factors.iter().map(|f| format!("{} {}", f.title, f.weight)).collect();
    let mut notes: Vec<String> = board.warnings.iter().map(|warning| format!("! {}", warning.words)).collect();
    if !chosen.is_empty() {
        notes.push(format!("Weights: {}.", weights.join(", ")));
    }
    notes.extend(why);
    Report {
        columns: COLUMNS.to_vec(),
        rows,
        tables: vec![
            Table { name: "factors", columns: FACTORS.to_vec(), rows: factors },
            Table { name: "warnings", columns: WARNINGS.to_vec(), rows: warnings },
        ],
        notes,
        ..Report::default()
    }
}

fn words(need: &Need) -> Cell {
    Cell::text(&need.figure.as_ref().map_or_else(String::new, Figure::words))
}

fn cells(book: &Book, board: &Board, candidate: &Candidate) -> Vec<Cell> {
    let place = |n: Option<usize>| Cell::whole(n.map(|n| n as u64));
    let mut row = vec![
        place(candidate.rank),
        place(candidate.proposed),
        Cell::text(&candidate.place.name),
        Cell::text(if candidate.place.is_district { "district" } else { "office" }),
        Cell::text(&candidate.place.counties),
        candidate.mean.map_or_else(Cell::default, |mean| Cell::number(Some(mean.number())).shown(mean.words())),
    ];
    let needs = || board.factors.iter().zip(&candidate.needs);
    for known in BuiltIn::ALL {
        let need = needs().find(|(factor, _)| factor.built_in == Some(known)).map(|(_, need)| need);
        row.push(Cell::whole(need.and_then(|need| need.value).map(u64::from)));
        row.push(need.map_or_else(Cell::default, words));
    }
    let other = needs().filter(|(factor, _)| factor.built_in.is_none());
    let other = other.filter_map(|(factor, need)| Some((factor.title.clone(), u64::from(need.value?)))).collect();
    row.push(Datum::Counts(other).into());
    let plan = candidate.plan.map_or("", |plan| book.name(plan));
    let start =
        if candidate.start.is_empty() { candidate.day.map(|day| day.to_string()).unwrap_or_default() } else { candidate.start.clone() };
    row.extend([
        Cell::text(&start),
        Cell::day(candidate.day),
        Cell::text(if candidate.by_hand.is_some() { &candidate.reason } else { "" }),
        Cell::text(&candidate.note),
        Cell::text(plan),
        Cell::text(&board.explain(candidate)),
    ]);
    row
}

fn factors(board: &Board, candidate: &Candidate) -> Vec<Vec<Cell>> {
    let row = |(factor, need): (&crate::domain::selection::factor::Factor, &Need)| {
        vec![
            Cell::text(&candidate.place.name),
            Cell::text(&factor.title),
            Cell::text(factor.built_in.map_or("", BuiltIn::code)),
            Cell::whole(Some(u64::from(factor.weight))),
            Cell::whole(need.value.map(u64::from)),
            words(need),
            Cell::truth(Some(need.typed)),
            Cell::text(&need.note),
        ]
    };
    board.factors.iter().zip(&candidate.needs).map(row).collect()
}
