//! The report of milestones: what is recorded beside what the data say, how near each region is, what each milestone would
//! take, and the trail of exits.

mod page;

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::disclosure::{Place, Veil};
use crate::domain::exit::{self, Readiness};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::{MilestoneState, Status, bodies, measured, milestones};
use crate::domain::record::Record;
use crate::domain::standing::Standing;
use crate::domain::takes::{Takes, takes};
use crate::report::{Cell, Column, Datum, Report, Table, Tells};

/// The columns, in order.
pub const COLUMNS: [Column; 10] = [
    Column::words("plan", "Plan", "code of the milestone plan"),
    Column::number("number", "No.", "number of the milestone"),
    Column::words("name", "Milestone", "its name"),
    Column::words("recorded", "Recorded", "what a person recorded: open, exit_proposed or exited; null if nobody has"),
    Column::words("computed", "Computed", "what the data say: met, not_met, judgement or no_data").telling(Tells::Share),
    Column::data("status", "how it stands: open, exit_proposed or exited"),
    Column::words("differs", "Differ", "whether record and data do not agree").telling(Tells::Share),
    Column::number("steps_done", "Done", "steps that are done"),
    Column::number("steps", "Steps", "steps that are not dropped"),
    Column::words("reason", "Why", "why the data say so").telling(Tells::Share),
];

const NUMBER: Column = Column::number("number", "No.", "number of the milestone");

/// How near each region is, where regions exit one by one.
pub const REGIONS: [Column; 18] = [
    NUMBER,
    Column::words("region", "Region", "the region"),
    Column::words("status", "Recorded", "open, exit_proposed or exited"),
    Column::words("exited_on", "Exited", "day of its exit"),
    Column::data("exited_by", "who recorded it").telling(Tells::Person),
    Column::data("evidence", "on what evidence").telling(Tells::FreeText),
    Column::words("sustained", "Sustained", "whether everything is met two years in a row").telling(Tells::Share),
    Column::number("looked_at", "Asked", "questions (or areas) that are looked at; 0 is no review"),
    Column::number("questions_sustained", "Held", "of them sustained").telling(Tells::Share),
    Column::number("met_once", "Once", "of them met for the first year").telling(Tells::Share),
    Column::number("below", "Below", "of them below their goal in the year").telling(Tells::Share),
    Column::number("no_rate", "No rate", "of them without an applicable answer or a review in the year, which breaks the chain")
        .telling(Tells::Share),
    Column::number("missing", "Missing", "cases missing in those below, as far as that is known; null without a review")
        .telling(Tells::Share),
    Column::data("unknown", "of those below, how many do not say how many cases are missing").telling(Tells::Share),
    Column::number("since", "Since", "first year in which all was met, or since which the oldest is below").telling(Tells::Share),
    Column::number("earliest", "First exit", "earliest year in which two years in a row can be complete; null once exited")
        .telling(Tells::Share),
    Column::words("fallen", "Fallen", "whether something is below since its exit; it stays exited").telling(Tells::Share),
    Column::data("provisional", "whether a round in it is still open"),
];

/// The trail of exits.
pub const EXITS: [Column; 8] = [
    NUMBER,
    Column::words("region", "Region", "the region; null for the milestone as a whole"),
    Column::words("step", "Step", "proposed, withdrawn, exited or reopened"),
    Column::words("day", "Day", "the day it is for"),
    Column::words("who", "By", "who took it").telling(Tells::Person),
    Column::words("evidence", "Evidence", "on what evidence").telling(Tells::FreeText),
    Column::words("reason", "Reason", "why, where it goes back").telling(Tells::FreeText),
    Column::data("facts", "the facts of that moment as they were frozen").telling(Tells::FreeText),
];

/// What each milestone would take.
pub const TAKES: [Column; 7] = [
    NUMBER,
    Column::words("group", "Where", "what it stands under: a region, open steps"),
    Column::words("words", "What", "what is missing, or good to know").telling(Tells::Split),
    Column::number("missing", "Missing", "cases that are missing; null where that is not known").telling(Tells::Share),
    Column::number("since", "Since", "fiscal year since which it stands so"),
    Column::data("region", "the region it is about"),
    Column::data("question", "code of the question it is about"),
];

/// Every value of every measure.
pub const MEASURES: [Column; 8] = [
    NUMBER,
    Column::words("measure", "Measure", "its name"),
    Column::words("when", "When", "day or period of the value; null where nobody said"),
    Column::words("value", "Value", "the value as it reads; null if there is none yet").telling(Tells::Split),
    Column::words("target", "Target", "what it should be"),
    Column::words("source", "Source", "where the value comes from"),
    Column::data("newest", "whether it is the newest value"),
    Column::data("unverified", "whether the measure is recalled and not checked"),
];

/// The exit considerations with their answers.
pub const CONSIDERATIONS: [Column; 6] = [
    NUMBER,
    Column::words("consideration", "Consideration", "what is considered"),
    Column::words("answer", "Answer", "yes, no or judgement; null if nobody answered"),
    Column::words("who", "By", "who answered").telling(Tells::Person),
    Column::words("day", "Day", "when"),
    Column::words("note", "Note", "what was noted with it").telling(Tells::FreeText),
];

/// Committees and special studies, as facts.
pub const BODIES: [Column; 4] = [
    NUMBER,
    Column::words("name", "Committee or study", "its name"),
    Column::data("kind", "committee or study"),
    Column::words("facts", "Facts", "how it does in the fiscal year").telling(Tells::FreeText),
];

/// The report as things stand in a fiscal year: of one plan, or of all; of one region, or of all.
#[must_use]
pub fn build(book: &Book, plan: Option<Id>, region: Option<Id>, year: i32, today: NaiveDate, veil: &Veil) -> Report {
    let mut tables: [Vec<Vec<Cell>>; 6] = Default::default();
    let mut report = Report { columns: COLUMNS.to_vec(), ..Report::default() };
    let mut answers: Vec<Takes> = Vec::new();
    for record in book.all(Kind::Plan).into_iter().filter(|p| plan.is_none_or(|id| id == p.id)) {
        let states = milestones(book, record.id, year);
        for state in &states {
            let says = says_all(book, veil, state, &states, year);
            report.rows.push(hidden(&COLUMNS, row(book, record, state), says));
            let [regions, exits, lines, measures, considerations, bodies] = &mut tables;
            if let Some(milestone) = book.get(state.id) {
                let near = if exit::is_regional(milestone) { exit::readiness(book, milestone, year) } else { Vec::new() };
                let near = near.iter().filter(|near| region.is_none_or(|id| id == near.region));
                let says = |near: &Readiness| says_region(veil, milestone, Place::Region(near.region), year);
                regions.extend(near.map(|near| hidden(&REGIONS, of_region(book, state.number, near), says(near))));
            }
            let steps = exit::trail(book, state.id);
            exits.extend(
                steps
                    .into_iter()
                    .filter(|s| region.is_none_or(|id| s.record(Field::Region) == Some(id)))
                    .map(|s| of_exit(book, state.number, s)),
            );
            if veil.smallest().is_some() {
                // What it would take, the values of measures and what bodies did name cases and people.
                considerations.extend(book.parts(state.id, Kind::Consideration).into_iter().map(|c| of_consideration(state.number, c)));
                continue;
            }
            let mut found = takes(book, state, &states, year, today);
            found.lines.retain(|line| region.is_none_or(|id| line.region == Some(id)));
            lines.extend(found.lines.iter().map(|line| of_line(book, state.number, line)));
            answers.push(found);
            for measure in book.parts(state.id, Kind::Measure) {
                measures.extend(of_measure(book, state.number, measure));
            }
            considerations.extend(book.parts(state.id, Kind::Consideration).into_iter().map(|c| of_consideration(state.number, c)));
            bodies.extend(bodies::facts(book, state.id, year, today).into_iter().map(|body| {
                let kind = if body.study { "study" } else { "committee" };
                vec![whole(state.number), Cell::text(&body.name), Cell::text(kind), Cell::text(&body.words)]
            }));
        }
    }
    let columns: [&[Column]; 6] = [&REGIONS, &EXITS, &TAKES, &MEASURES, &CONSIDERATIONS, &BODIES];
    let names = ["regions", "exits", "takes", "measures", "considerations", "bodies"];
    let parts = page::parts(&report, &answers, &tables, year);
    if veil.smallest().is_some() {
        report.notes.push("What the data say is hidden (*) where it would tell of questions with too few cases.".to_owned());
    }
    report.tables =
        names.into_iter().zip(columns).zip(tables).map(|((name, columns), rows)| Table { name, columns: columns.to_vec(), rows }).collect();
    let place = region.map_or("all regions", |id| book.name(id));
    report.subject = format!("Fiscal year {year}, {place}");
    if !report.rows.is_empty() {
        report.parts = parts;
    }
    report
}

/// Whether what the data say of a milestone rests on nothing that is hidden. What is met when the others are tells of them.
pub(super) fn says_all(book: &Book, veil: &Veil, state: &MilestoneState, all: &[MilestoneState], year: i32) -> bool {
    let says = |milestone: &Record| {
        let regions = book.all(Kind::Region).into_iter().map(|region| Place::Region(region.id));
        std::iter::once(Place::State).chain(regions).all(|place| says_region(veil, milestone, place, year))
    };
    match book.get(state.id) {
        Some(milestone) if !milestone.text(Field::Instrument).is_empty() => says(milestone),
        _ if matches!(state.computed.code(), "met" | "not_met") => all.iter().filter_map(|one| book.get(one.id)).all(says),
        _ => true,
    }
}

/// Whether nothing is hidden of a region in the two years that count.
pub(super) fn says_region(veil: &Veil, milestone: &Record, place: Place, year: i32) -> bool {
    let code = milestone.text(Field::Instrument);
    [year, year - 1].into_iter().all(|year| veil.says_all(code, year, place))
}

/// A row with what the data say of it hidden, unless all of it may be said.
pub(super) fn hidden(columns: &[Column], mut cells: Vec<Cell>, whole: bool) -> Vec<Cell> {
    for (_, cell) in columns.iter().zip(&mut cells).filter(|(column, _)| !whole && column.tells == Tells::Share) {
        *cell = Cell::hidden();
    }
    cells
}

fn whole(n: i64) -> Cell {
    Datum::Whole(n).into()
}

fn year_cell(year: Option<i32>) -> Cell {
    year.map_or_else(Cell::default, |year| whole(i64::from(year)))
}

fn row(book: &Book, plan: &Record, state: &MilestoneState) -> Vec<Cell> {
    // An exit that a person recorded stands; "recorded" is only what somebody has said at all.
    let said = book.get(state.id).is_some_and(|m| !m.text(Field::Status).is_empty());
    vec![
        Cell::text(plan.text(Field::Code)),
        whole(state.number),
        Cell::text(&state.name),
        if said { status(state.status) } else { Cell::default() },
        Cell::text(state.computed.code()).shown(state.computed.words()),
        status(state.status),
        Cell::truth(Some(state.differs)),
        Cell::whole(Some(state.steps_done as u64)),
        Cell::whole(Some(state.steps as u64)),
        Cell::text(&state.reason),
    ]
}

fn status(status: Status) -> Cell {
    Cell::text(status.code()).shown(status.words())
}

fn of_region(book: &Book, number: i64, near: &Readiness) -> Vec<Cell> {
    let count = |n: usize| Cell::whole(Some(n as u64));
    vec![
        whole(number),
        Cell::text(book.name(near.region)),
        status(near.recorded.status),
        Cell::day(near.exited_on()),
        Cell::text(&near.recorded.who),
        Cell::text(&near.recorded.evidence),
        Cell::truth(near.verdict.as_ref().map(|v| v.sustained)),
        count(near.looked_at()),
        count(near.standing(Standing::Sustained)),
        count(near.standing(Standing::MetOnce)),
        count(near.below()),
        count(near.without_rate()),
        Cell::whole(near.missing()),
        count(near.unknown()),
        year_cell(near.since()),
        year_cell(near.earliest()),
        Cell::truth(Some(near.fallen())),
        Cell::truth(near.verdict.as_ref().map(|v| v.provisional)),
    ]
}

fn of_exit(book: &Book, number: i64, record: &Record) -> Vec<Cell> {
    let text = |field| Cell::text(record.text(field));
    vec![
        whole(number),
        record.record(Field::Region).map_or_else(Cell::default, |id| Cell::text(book.name(id))),
        text(Field::Part).shown(exit::step(record).map_or("", exit::Step::words)),
        Cell::day(record.date(Field::Day)),
        text(Field::Who),
        text(Field::Evidence),
        text(Field::Reason),
        text(Field::Text),
    ]
}

fn of_line(book: &Book, number: i64, line: &crate::domain::takes::Line) -> Vec<Cell> {
    vec![
        whole(number),
        Cell::text(&line.group),
        Cell::text(&line.words),
        Cell::whole(line.cases),
        year_cell(line.since),
        line.region.map_or_else(Cell::default, |id| Cell::text(book.name(id))),
        Cell::text(line.question.as_deref().unwrap_or_default()),
    ]
}

fn of_measure(book: &Book, number: i64, measure: &Record) -> Vec<Vec<Cell>> {
    let history = measured::history(book, measure);
    let unverified = Cell::truth(Some(measure.int(Field::Unverified) == Some(1)));
    let cells = |when: &str, value: &str, source: &str, newest: bool| {
        vec![
            whole(number),
            Cell::text(measure.text(Field::Name)),
            Cell::text(when),
            Cell::text(value),
            Cell::text(measure.text(Field::Target)),
            Cell::text(source),
            Cell::truth(Some(newest)),
            unverified.clone(),
        ]
    };
    if history.is_empty() {
        return vec![cells("", "", measure.text(Field::Source), true)];
    }
    let last = history.len() - 1;
    let when = |point: &measured::Point| point.day.map_or_else(|| point.period.clone(), |day| day.to_string());
    history.iter().enumerate().map(|(at, point)| cells(&when(point), &point.text, &point.source, at == last)).collect()
}

fn of_consideration(number: i64, record: &Record) -> Vec<Cell> {
    let text = |field| Cell::text(record.text(field));
    vec![whole(number), text(Field::Text), text(Field::Answer), text(Field::Who), Cell::day(record.date(Field::Day)), text(Field::Note)]
}
