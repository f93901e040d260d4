//! Charts as data: what is drawn, the sentence that says what it shows, and its numbers as a table. How it looks is
//! `render/svg/`'s; nothing here knows a colour or a length.

use chrono::NaiveDate;

use super::cell::{Cell, Column};

/// A chart, with what a reader who does not see it is told.
#[derive(Clone, Debug)]
pub struct Chart {
    /// "Questions of CPS against their goals, FY2026".
    pub title: String,
    /// What it shows, in one sentence: "92 of 120 visits; goal 102".
    pub reading: String,
    /// Where the figures come from, with their day.
    pub source: String,
    /// What is drawn.
    pub drawing: Drawing,
}

/// The kinds of charts.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// Bars against a goal each, with last year's mark.
    Bars(Vec<Bar>),
    /// One measure from period to period.
    Run(Run),
    /// Spans of time, with follow-up and lateness.
    Gantt(Gantt),
    /// Small runs beside each other on one scale, a panel for each region.
    Multiples(Vec<Panel>),
}

/// How a figure stands, said by fill, outline and word; never by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// At its goal or above, done.
    Met,
    /// Below it.
    Below,
    /// Late: past its day and not done.
    Late,
    /// Nothing can be said: no goal, no rate, not begun.
    #[default]
    Open,
}

/// A bar.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// What it is: "CPS1 Seen within the priority time frame".
    pub label: String,
    /// What stands at its end: "92 of 120".
    pub note: String,
    /// How long it is; hidden or missing draws no bar and says so.
    pub value: Cell,
    /// Where its goal is.
    pub goal: Cell,
    /// Where it was a year before.
    pub before: Cell,
    /// How it stands.
    pub state: State,
}

/// One measure from period to period, in order.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// The points.
    pub points: Vec<Point>,
    /// Its goal, or standard.
    pub goal: Cell,
    /// What the goal line is called: "goal 85 %", "standard".
    pub goal_words: String,
    /// Stretches with a centre of their own, with the limits of each point if it is a control chart; empty for a plain run.
    pub phases: Vec<Phase>,
}

/// A point of a run.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// Its period: "FY2026", "Mar 2026".
    pub label: String,
    /// Its value; missing leaves a gap in the line.
    pub value: Cell,
    /// The interval's lower end, if it has one.
    pub low: Cell,
    /// The interval's upper end.
    pub high: Cell,
    /// Out of how many.
    pub n: Cell,
    /// Lower and upper limit of a control chart.
    pub limits: Option<(f64, f64)>,
    /// Whether it is a signal: unlikely to be chance.
    pub signal: bool,
    /// How it stands.
    pub state: State,
}

/// A stretch of a run with its own centre line.
#[derive(Clone, Debug)]
pub struct Phase {
    /// Its first point.
    pub from: usize,
    /// The point after its last.
    pub until: usize,
    /// Its centre: mean or median.
    pub centre: f64,
    /// "median 78.5 %".
    pub words: String,
}

/// A panel of small multiples.
#[derive(Clone, Debug)]
pub struct Panel {
    /// The region.
    pub label: String,
    /// Its run; all panels have the same periods.
    pub run: Run,
}

/// Spans of time.
#[derive(Clone, Debug)]
pub struct Gantt {
    /// The first day drawn.
    pub from: NaiveDate,
    /// The last.
    pub until: NaiveDate,
    /// The day of the report.
    pub today: NaiveDate,
    /// The rows, in order.
    pub spans: Vec<Span>,
}

/// A row of a Gantt chart.
#[derive(Clone, Debug)]
pub struct Span {
    /// The element or group it is part of; a new group gets a line of its own.
    pub group: String,
    /// What is done.
    pub label: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day: done, or due.
    pub until: NaiveDate,
    /// Days of follow-up, and whether each has been done.
    pub follow_up: Vec<(NaiveDate, bool)>,
    /// How it stands.
    pub state: State,
    /// What stands beside it: "done 3 Mar", "12 days late".
    pub note: String,
}

const WHAT: Column = Column::words("what", "What", "what is drawn");
const PERIOD: Column = Column::words("period", "Period", "the period");
const VALUE: Column = Column::number("value", "Value", "its value");
const GOAL: Column = Column::number("goal", "Goal", "its goal");

impl Chart {
    /// Its numbers as a table: what a screen reader, a text file and a workbook get.
    #[must_use]
    pub fn numbers(&self) -> (Vec<Column>, Vec<Vec<Cell>>) {
        match &self.drawing {
            Drawing::Bars(bars) => {
                let columns = vec![
                    WHAT,
                    VALUE,
                    Column::words("note", "Cases", "out of how many"),
                    GOAL,
                    Column::number("before", "Year before", "its value a year before"),
                ];
                let row = |bar: &Bar| {
                    vec![Cell::text(&bar.label), bar.value.clone(), Cell::text(&bar.note), bar.goal.clone(), bar.before.clone()]
                };
                (columns, bars.iter().map(row).collect())
            }
            Drawing::Run(run) => (RUN.to_vec(), run.points.iter().map(|point| point_row(point, run)).collect()),
            Drawing::Multiples(panels) => {
                let columns = std::iter::once(Column::words("place", "Place", "the region")).chain(RUN).collect();
                let rows = panels.iter().flat_map(|panel| {
                    panel
                        .run
                        .points
                        .iter()
                        .map(|point| std::iter::once(Cell::text(&panel.label)).chain(point_row(point, &panel.run)).collect())
                });
                (columns, rows.collect())
            }
            Drawing::Gantt(gantt) => {
                let columns = vec![
                    Column::words("group", "Part", "the element"),
                    WHAT,
                    Column::number("from", "From", "first day"),
                    Column::number("until", "Until", "last day"),
                    Column::words("note", "State", "how it stands"),
                ];
                let row = |span: &Span| {
                    vec![
                        Cell::text(&span.group),
                        Cell::text(&span.label),
                        Cell::day(Some(span.from)),
                        Cell::day(Some(span.until)),
                        Cell::text(&span.note),
                    ]
                };
                (columns, gantt.spans.iter().map(row).collect())
            }
        }
    }
}

const RUN: [Column; 6] = [
    PERIOD,
    VALUE,
    Column::number("low", "From", "lower end of the interval"),
    Column::number("high", "To", "upper end of the interval"),
    Column::number("n", "n", "out of how many"),
    GOAL,
];

fn point_row(point: &Point, run: &Run) -> Vec<Cell> {
    vec![Cell::text(&point.label), point.value.clone(), point.low.clone(), point.high.clone(), point.n.clone(), run.goal.clone()]
}
