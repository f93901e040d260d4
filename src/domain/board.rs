//! All Mini PIPs at a glance: where each stands, how far it is, what comes next. Worked out for all of them at once; which
//! are shown, and in which order, is chosen afterwards.

use chrono::NaiveDate;

use super::book::Book;
use super::content_check;
use super::field::Field;
use super::gate;
use super::id::Id;
use super::kind::Kind;
use super::mini_pip::{self, Progress, Stage};
use super::monitoring;
use super::record::Record;

/// One plan on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The plan.
    pub plan: Id,
    /// Its title.
    pub title: String,
    /// Its office or district.
    pub place: String,
    /// The region of that.
    pub region: Option<Id>,
    /// The stage it has reached.
    pub stage: Option<Stage>,
    /// How far its rows are.
    pub progress: Progress,
    /// Checks that are overdue.
    pub checks: usize,
    /// The nearest day that has not passed, and what is on it.
    pub next: Option<(NaiveDate, String)>,
    /// When it begins.
    pub begins: Option<NaiveDate>,
    /// What it still lacks, while it is being written.
    pub missing: Option<usize>,
    /// Whether it was officially released.
    pub released: bool,
    /// Whether who works here is one of its people.
    pub mine: bool,
}

impl Summary {
    /// Everything that is late: rows and checks.
    #[must_use]
    pub fn late(&self) -> usize {
        self.progress.overdue + self.checks
    }

    /// The hundredths of its rows that are complete, rounded down; none without rows.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        (self.progress.complete * 100).checked_div(self.progress.rows)
    }
}

/// All plans, in their own order.
#[must_use]
pub fn board(book: &Book, today: NaiveDate) -> Vec<Summary> {
    book.all(Kind::MiniPip).into_iter().map(|plan| summary(book, plan, today)).collect()
}

/// Everything of a plan that is late, as the board counts it.
#[must_use]
pub fn late(book: &Book, plan: Id, today: NaiveDate) -> usize {
    Progress::of_plan(book, plan, today).overdue + monitoring::overdue(&monitoring::due_checks(book, plan, today))
}

/// One plan.
#[must_use]
pub fn summary(book: &Book, plan: &Record, today: NaiveDate) -> Summary {
    let stage = gate::reached(book, plan.id);
    let mut progress = Progress::default();
    let mut next: Option<(NaiveDate, &str)> = None;
    let mut nearer = |day: NaiveDate, words| {
        if day >= today && next.is_none_or(|(known, _)| day < known) {
            next = Some((day, words));
        }
    };
    for element in book.parts(plan.id, Kind::Element) {
        for row in book.parts(element.id, Kind::Row) {
            progress.add(row, today);
            if let Some(day) = mini_pip::next_due(row) {
                nearer(day, row.text(Field::Text));
            }
        }
    }
    for meeting in book.parts(plan.id, Kind::Meeting) {
        if let Some(day) = meeting.date(Field::Day) {
            let words = mini_pip::title(meeting);
            nearer(day, if words.is_empty() { "meeting" } else { words });
        }
    }
    let due = monitoring::due_checks(book, plan.id, today);
    for check in &due {
        let row = check.evaluation.and_then(|id| book.get(id));
        nearer(check.day, row.map_or("monitoring check", mini_pip::title));
    }
    let place = plan.record(Field::Office).or_else(|| plan.record(Field::District)).and_then(|id| book.get(id));
    let me = name_of(&book.facts.who).to_lowercase();
    let mut people = book.parts(plan.id, Kind::PipPerson).into_iter();
    Summary {
        plan: plan.id,
        title: plan.text(Field::Title).to_owned(),
        place: place.map_or_else(String::new, |place| place.text(Field::Name).to_owned()),
        region: place.and_then(|place| place.record(Field::Region)),
        stage,
        progress,
        checks: monitoring::overdue(&due),
        next: next.map(|(day, words)| (day, words.lines().next().unwrap_or("").to_owned())),
        begins: plan.date(Field::ImplementationDate),
        missing: (stage < Some(Stage::Signed)).then(|| content_check::gaps(book, plan.id).len()),
        released: plan.date(Field::Released).is_some() || stage >= Some(Stage::Released),
        mine: !me.is_empty() && people.any(|person| person.text(Field::Name).to_lowercase() == me),
    }
}

/// The name of who works here, without the role: `Rae Sample` of `Rae Sample, QA reviewer`.
#[must_use]
pub fn name_of(who: &str) -> &str {
    who.split(',').next().unwrap_or("").trim()
}
