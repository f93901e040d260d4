//! The final evaluation of Mini PIPs: each row of a plan's own evaluation with what its checks found and its final answer,
//! and for people a page with what became of the plan's rows.

mod measured;

pub use measured::COLUMNS as MEASURES;

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::closing::{answer_words, answered, open_rows, waived_rows};
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::{Progress, Stage, title};
use crate::domain::monitoring::{Found, done_checks, live_row};
use crate::domain::record::Record;
use crate::domain::text::counted;
use crate::report::{Cell, Column, Part, Report, Table};

/// The columns, in order.
pub const COLUMNS: [Column; 17] = [
    Column::words("plan", "Plan", "title of the Mini PIP"),
    Column::data("office", "its office or district"),
    Column::data("stage", "stage of the plan"),
    Column::data("released", "the official release of the plan"),
    Column::words("method", "Method", "the evaluation row: how it is measured"),
    Column::words("measure", "Measure", "what is measured"),
    Column::data("frequency", "how often, as written"),
    Column::data("who", "who does it, as the plan says"),
    Column::number("checks", "Checks", "monitoring checks done"),
    Column::data("checks_as_planned", "of them, all went as planned"),
    Column::data("checks_partly", "of them, partly"),
    Column::data("checks_not", "of them, not"),
    Column::number("missed", "Missed", "checks that came due and were never done"),
    Column::words("answer", "Answer", "the final answer: yes, partly or no, whether all went as planned"),
    Column::words("finding", "Finding", "what the final evaluation found"),
    Column::data("answered_by", "who answered"),
    Column::data("answered_on", "the day"),
];

/// The columns of the table of plans.
pub const PLANS: [Column; 13] = [
    Column::data("plan", "title of the Mini PIP"),
    Column::data("office", "its office or district"),
    Column::data("stage", "stage of the plan"),
    Column::data("implementation_date", "when it began"),
    Column::data("rows", "action steps and benchmarks"),
    Column::data("complete", "of them complete, released or waived"),
    Column::data("rows_released", "of them released"),
    Column::data("rows_waived", "of them waived"),
    Column::data("evaluation_rows", "rows of its own evaluation"),
    Column::data("answered", "of them answered"),
    Column::data("report", "the final evaluation report"),
    Column::data("reported_on", "the day of the report"),
    Column::data("sustained", "how gains are sustained"),
];

/// The columns of the table of checks.
pub const CHECKS: [Column; 8] = [
    Column::data("plan", "title of the Mini PIP"),
    Column::data("method", "the evaluation row it was for; null if for none"),
    Column::data("element", "the element it was about; null if about none"),
    Column::data("due", "when it was due"),
    Column::data("day", "when it was done"),
    Column::data("answer", "yes, partly or no, whether all went as planned"),
    Column::data("finding", "what was found"),
    Column::data("by", "who checked"),
];

/// The report of the plans that pass.
#[must_use]
pub fn build(book: &Book, today: NaiveDate, wanted: &dyn Fn(&Record) -> bool) -> Report {
    let mut report = Report { columns: COLUMNS.to_vec(), ..Report::default() };
    let (mut plans, mut checks, mut measures) = (Vec::new(), Vec::new(), Vec::new());
    for plan in book.all(Kind::MiniPip).into_iter().filter(|plan| wanted(plan)) {
        plans.push(summary(book, plan, today));
        let own = measured::rows(book, plan, today);
        let rows = book.parts(plan.id, Kind::Evaluation);
        report.rows.extend(rows.iter().map(|row| evaluation(book, plan, row, today)));
        let begin = checks.len();
        for row in rows.iter().map(|row| Some(row.id)).chain([None]) {
            checks.extend(done_checks(book, plan.id, row).into_iter().map(|done| check(book, plan, done)));
        }
        page(book, plan, (&checks[begin..], &own), today, &mut report.parts);
        measures.extend(own);
    }
    if report.parts.is_empty() {
        report.parts.push(Part::Words("No Mini PIP.".to_owned()));
    }
    report.subject = match &plans[..] {
        [one] => one[0].words(),
        all => counted(all.len() as u64, "Mini PIP", "Mini PIPs"),
    };
    report.tables = vec![
        Table { name: "measures", columns: measured::COLUMNS.to_vec(), rows: measures },
        Table { name: "plans", columns: PLANS.to_vec(), rows: plans },
        Table { name: "checks", columns: CHECKS.to_vec(), rows: checks },
    ];
    report
}

fn place(book: &Book, plan: &Record) -> String {
    let id: Option<Id> = plan.record(Field::Office).or_else(|| plan.record(Field::District));
    id.map_or_else(String::new, |id| book.name(id).to_owned())
}

fn whole(n: usize) -> Cell {
    Cell::whole(Some(n as u64))
}

fn summary(book: &Book, plan: &Record, today: NaiveDate) -> Vec<Cell> {
    let progress = Progress::of_plan(book, plan.id, today);
    let (done, all) = answered(book, plan.id);
    vec![
        Cell::text(title(plan)),
        Cell::text(&place(book, plan)),
        Cell::text(Stage::of(plan).code()),
        Cell::day(plan.date(Field::ImplementationDate)),
        whole(progress.rows),
        whole(progress.complete),
        whole(progress.released),
        whole(progress.waived),
        whole(all),
        whole(done),
        Cell::text(plan.text(Field::FinalReport)),
        Cell::day(plan.date(Field::ReportedOn)),
        Cell::text(plan.text(Field::Sustained)),
    ]
}

fn evaluation(book: &Book, plan: &Record, row: &Record, today: NaiveDate) -> Vec<Cell> {
    let found = Found::of(book, plan, row, today);
    vec![
        Cell::text(title(plan)),
        Cell::text(&place(book, plan)),
        Cell::text(Stage::of(plan).code()),
        Cell::day(plan.date(Field::Released)),
        Cell::text(row.text(Field::Method)),
        Cell::text(row.text(Field::Measure)),
        Cell::text(row.text(Field::Frequency)),
        Cell::text(row.text(Field::Who)),
        whole(found.done),
        whole(found.yes),
        whole(found.partly),
        whole(found.no),
        whole(found.missed),
        Cell::text(row.text(Field::Answer)).shown(answer_words(row.text(Field::Answer))),
        Cell::text(row.text(Field::Finding)),
        Cell::text(row.text(Field::ReplyWho)),
        Cell::day(row.date(Field::ReplyDay)),
    ]
}

fn check(book: &Book, plan: &Record, check: &Record) -> Vec<Cell> {
    let named = |id: Option<Id>| id.and_then(|id| book.get(id)).map_or_else(Cell::default, |record| Cell::text(title(record)));
    vec![
        Cell::text(title(plan)),
        named(live_row(book, check)),
        named(check.record(Field::Element)),
        Cell::day(check.date(Field::Due)),
        Cell::day(check.date(Field::Day)),
        Cell::text(check.text(Field::Answer)),
        Cell::text(check.text(Field::Finding)),
        Cell::text(check.text(Field::Who)),
    ]
}

/// What people read of a plan.
fn page(book: &Book, plan: &Record, (checks, measures): (&[Vec<Cell>], &[Vec<Cell>]), today: NaiveDate, parts: &mut Vec<Part>) {
    if !parts.is_empty() {
        parts.push(Part::NewPage);
    }
    parts.push(Part::Chapter(title(plan).to_owned()));
    parts.push(Part::Facts(facts(book, plan, today)));
    parts.extend(measured::parts(measures));
    let (done, all) = answered(book, plan.id);
    parts.push(Part::Heading(format!("Evaluation by the plan's own process: {done} of {all} answered")));
    if all == 0 {
        parts.push(Part::Words("The plan has no evaluation row.".to_owned()));
    }
    for row in book.parts(plan.id, Kind::Evaluation) {
        let found = Found::of(book, plan, row, today).words();
        let finding = row.text(Field::Finding);
        let finding = if finding.is_empty() { String::new() } else { format!(" {finding}") };
        let measure = row.text(Field::Measure);
        let words = format!("{}{} {found}.{finding}", measure, if measure.is_empty() { "" } else { ":" });
        parts.push(Part::Item(format!("{}, {}", title(row), answer_words(row.text(Field::Answer))), words.trim().to_owned()));
    }
    parts.push(Part::Heading(format!("Monitoring checks ({})", checks.len())));
    if checks.is_empty() {
        parts.push(Part::Words("No check was done.".to_owned()));
    } else {
        let shown = [Column::note("Day"), Column::note("Row"), Column::note("As planned"), Column::note("Finding"), Column::note("By")];
        let of = |row: &Vec<Cell>| [4, 1, 5, 6, 7].into_iter().map(|at: usize| row[at].clone()).collect();
        parts.push(Part::Table(shown.to_vec(), checks.iter().map(of).collect()));
    }
    let open = open_rows(book, plan.id, today);
    if !open.is_empty() {
        parts.push(Part::Heading(format!("Rows neither released nor waived ({})", open.len())));
        parts.extend(
            open.iter().map(|row| Part::Item(format!("element {}", row.element), format!("{}: {}", title(row.row), row.waits.words()))),
        );
    }
    let waived = waived_rows(book, plan.id, today);
    if !waived.is_empty() {
        parts.push(Part::Heading(format!("Waived rows ({})", waived.len())));
        parts.extend(
            waived.iter().map(|(at, row)| Part::Item(format!("element {at}"), format!("{}: {}", title(row), row.text(Field::Waived)))),
        );
    }
    for (heading, field) in [("Report", Field::FinalReport), ("How gains are sustained", Field::Sustained)] {
        if !plan.text(field).is_empty() {
            parts.push(Part::Heading(heading.to_owned()));
            parts.push(Part::Words(plan.text(field).to_owned()));
        }
    }
}

fn facts(book: &Book, plan: &Record, today: NaiveDate) -> Vec<(String, String)> {
    let progress = Progress::of_plan(book, plan.id, today);
    let day = |field, none: &str| plan.date(field).map_or_else(|| none.to_owned(), |day| day.to_string());
    let lead = |person: &&Record| person.text(Field::Part) == "lead";
    let leads: Vec<&str> = book.parts(plan.id, Kind::PipPerson).into_iter().filter(lead).map(|p| p.text(Field::Name)).collect();
    let rows = format!(
        "{}: {} complete, released or waived; {} released, {} waived",
        progress.rows, progress.complete, progress.released, progress.waived
    );
    let all = [
        ("Office", place(book, plan)),
        ("Stage", gate::words(gate::reached(book, plan.id)).to_owned()),
        ("Lead", leads.join(", ")),
        ("Implementation", day(Field::ImplementationDate, "no date")),
        ("Rows", rows),
        ("Reported", day(Field::ReportedOn, "not yet")),
        ("Officially released", day(Field::Released, "not yet")),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value)).collect()
}
