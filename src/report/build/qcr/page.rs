//! What people read of the qualitative reviews: verdicts by place, indicators, what stands beside them, the years. Charts are made
//! of the finished rows.

use super::{Asked, COLUMNS, name, places, subjects};
use crate::domain::book::Book;
use crate::domain::figure;
use crate::domain::id::Id;
use crate::domain::qcr::practice::{Part as Share, Practice};
use crate::domain::qcr::{Figure, Qcr, Subject};
use crate::domain::ratio::beside;
use crate::report::build::figures::{self, Row};
use crate::report::chart::{Chart, Drawing, Point};
use crate::report::{Cell, Column, Part};

/// The columns of the rows, to read them by name.
static READ: [Column; 33] = COLUMNS;

const FIGURES: [Column; 8] = [
    Column::note("Place"),
    right("Share"),
    right("n"),
    right("95 % interval"),
    Column::note("To the goal"),
    right("Since last year"),
    Column::note("Standing"),
    Column::note("From"),
];

const fn right(heading: &'static str) -> Column {
    Column::number("", heading, "")
}

/// What people read.
pub(super) struct Page<'a> {
    pub book: &'a Book,
    pub qcr: &'a Qcr,
    pub asked: &'a Asked<'a>,
    /// The finished rows.
    pub rows: &'a [Vec<Cell>],
}

impl Page<'_> {
    /// The year asked for or the newest one, then the way there.
    pub fn parts(&self, practices: &[(i32, Vec<Practice>)]) -> Vec<Part> {
        let (book, qcr, asked) = (self.book, self.qcr, self.asked);
        let years = qcr.years();
        let Some(year) = asked.year.or(years.last().copied()) else {
            return vec![Part::Words("No qualitative review and no published result yet.".to_owned())];
        };
        let mut parts = Vec::new();
        let (verdicts, indicators): (Vec<Subject>, Vec<Subject>) =
            subjects(qcr, asked, year).into_iter().partition(|subject| subject.verdict);
        let mut lacking = Vec::new();
        for subject in &verdicts {
            parts.push(Part::Chapter(format!("{}, FY{year}: cases acceptable, goal {}", subject.area_name, subject.goal)));
            parts.extend(self.bars_of_places(subject, year).map(|chart| Part::Chart(Box::new(chart))));
            let figures: Vec<Figure> = places(qcr, asked).into_iter().filter_map(|place| qcr.figure(&subject.code, place, year)).collect();
            lacking.extend(figures.iter().filter_map(|figure| figure.lacking(book)));
            let rows = figures.iter().map(|figure| self.line(name(book, figure.region), figure));
            parts.push(narrow(FIGURES.to_vec(), rows.collect()));
        }
        lacking.dedup();
        parts.extend(lacking.into_iter().map(|words| Part::Words(format!("The statewide sum has {words}."))));
        if !indicators.is_empty() {
            self.indicators(&indicators, year, &mut parts);
        }
        if let Some((_, practices)) = practices.iter().find(|(of, _)| *of == year).filter(|_| asked.veil.smallest().is_none()) {
            parts.push(Part::NewPage);
            parts.push(Part::Chapter(format!("Beside the scores, FY{year}")));
            parts.push(beside_table(book, qcr, year, practices));
            parts.push(Part::Words(
                "These stand beside the scores and are no cause of them: regions are few, and they differ in much else. 'Not written down' \
                 is the share of the reasons given in the case process review that say the work was done but not documented."
                    .to_owned(),
            ));
        }
        if asked.year.is_none() && !verdicts.is_empty() {
            parts.push(Part::NewPage);
            parts.push(Part::Chapter("Through the years".to_owned()));
            for subject in &verdicts {
                let run = years.iter().filter_map(|year| {
                    let figure = qcr.figure(&subject.code, asked.region, *year).filter(|figure| figure.score().is_some())?;
                    Some(self.line(Cell::text(&format!("FY{year}")), &figure))
                });
                let mut columns = FIGURES.to_vec();
                columns[0] = Column::note("Year");
                parts.push(Part::Heading(subject.area_name.clone()));
                parts.extend(self.run(subject, &years).map(|chart| Part::Chart(Box::new(chart))));
                parts.push(narrow(columns, run.collect()));
            }
        }
        parts
    }

    fn indicators(&self, indicators: &[Subject], year: i32, parts: &mut Vec<Part>) {
        let (qcr, asked) = (self.qcr, self.asked);
        let place = asked.region.map_or("statewide", |id| self.book.name(id));
        let public = asked.veil.smallest().is_some();
        parts.push(Part::Chapter(format!("Indicators, FY{year}, {place}{}", if public { "" } else { ": the lowest first" })));
        // The order by figures would tell of those that are hidden.
        let order = if public { qcr.indicators(year) } else { qcr.worst_first(asked.region, year) };
        let wanted: Vec<&Subject> = order.iter().filter(|one| indicators.iter().any(|indicator| indicator.code == one.code)).collect();
        let own: Vec<(String, Row)> =
            wanted.iter().filter_map(|one| Some((one.code.clone(), self.row(&one.code, asked.region, year)?))).collect();
        if own.len() > 1 {
            let bars = own.iter().map(|(_, row)| row.bar(figures::label(row))).collect();
            parts.push(Part::Chart(Box::new(Chart {
                title: format!("Indicators against their goals, FY{year}, {place}"),
                reading: figures::reading_of(&own, ("indicator", "indicators")),
                source: self.source(year),
                drawing: Drawing::Bars(bars),
            })));
        }
        parts.push(Part::NewPage);
        let mut columns = FIGURES.to_vec();
        columns[0] = Column::note("Indicator");
        columns.insert(1, right("Goal"));
        let rows = wanted.iter().filter_map(|subject| {
            let mut row = self.line(Cell::text(&subject.code), &qcr.figure(&subject.code, asked.region, year)?);
            row.insert(1, Cell::text(&subject.goal.to_string()));
            Some(row)
        });
        parts.push(narrow(columns, rows.collect()));
    }

    /// The finished row of a rating.
    fn row(&self, code: &str, region: Option<Id>, year: i32) -> Option<Row<'_>> {
        let code = self.qcr.figure(code, region, year)?.row.question.clone().unwrap_or_else(|| code.to_owned());
        let place = region.map_or("Statewide", |id| self.book.name(id));
        let all = self.rows.iter().map(|cells| Row::new(&READ, cells));
        all.into_iter()
            .find(|row| row.words("question") == code && row.words("region") == place && row.whole("year") == Some(i64::from(year)))
    }

    /// A line of a table; what the finished row hides is hidden here.
    fn line(&self, first: Cell, figure: &Figure) -> Vec<Cell> {
        let code = figure.row.question.as_deref().unwrap_or_default();
        let row = self.row(code, figure.region, figure.row.year);
        let hides = |name: &str| row.is_some_and(|row| row.is_hidden(name));
        let mut cells = figure_row(first, figure);
        let shown = [(1, "score"), (2, "applicable"), (3, "score"), (4, "score"), (5, "change"), (6, "standing")];
        for (at, _) in shown.into_iter().filter(|(_, name)| hides(name)) {
            cells[at] = Cell::hidden();
        }
        cells
    }

    fn source(&self, year: i32) -> String {
        format!("{}; the mark of the year before is that of FY{}", self.qcr.instrument, year - 1)
    }

    /// A verdict in each place.
    fn bars_of_places(&self, subject: &Subject, year: i32) -> Option<Chart> {
        let places = places(self.qcr, self.asked);
        let own: Vec<(String, Row)> = places
            .into_iter()
            .filter_map(|place| {
                Some((place.map_or("Statewide", |id| self.book.name(id)).to_owned(), self.row(&subject.code, place, year)?))
            })
            .collect();
        let whole = own.iter().find(|(place, _)| place == "Statewide").or_else(|| own.first())?;
        let reading = format!(
            "{}: {}. {}",
            whole.0,
            whole.1.reading("cases acceptable"),
            figures::reading_of(&own[usize::from(own.len() > 1)..], ("region", "regions"))
        );
        Some(Chart {
            title: format!("{}: cases acceptable, FY{year}", subject.area_name),
            reading: if own.len() > 1 { reading } else { format!("{}: {}.", whole.0, whole.1.reading("cases acceptable")) },
            source: self.source(year),
            drawing: Drawing::Bars(own.iter().map(|(place, row)| row.bar(place.clone())).collect()),
        })
    }

    /// A verdict through the years, with its intervals.
    fn run(&self, subject: &Subject, years: &[i32]) -> Option<Chart> {
        let row = |year: &i32| self.row(&subject.code, self.asked.region, *year);
        let known: Vec<i32> = years.iter().copied().filter(|year| row(year).is_some_and(|row| row.at("score").at().is_some())).collect();
        let (first, last) = (*known.first()?, *known.last()?);
        if known.len() < 2 {
            return None;
        }
        let label = |year: i32| format!("FY{year}");
        let points = (first..=last)
            .map(|year| row(&year).map_or_else(|| Point { label: label(year), ..Point::default() }, |row| row.point(label(year))));
        let (from, newest) = (row(&first)?, row(&last)?);
        Some(Chart {
            title: format!("{}, {} to {}", subject.area_name, label(first), label(last)),
            reading: format!("From {} in {} to {} in {}.", from.counted(), label(first), newest.reading("cases acceptable"), label(last)),
            source: format!("{}; whiskers are 95 % Wilson intervals", self.qcr.instrument),
            drawing: Drawing::Run(figures::run(points.collect(), newest.at("goal"))),
        })
    }
}

/// A table without its last column, where that says of all that they are counted.
fn narrow(mut columns: Vec<Column>, mut rows: Vec<Vec<Cell>>) -> Part {
    let says_nothing = |row: &Vec<Cell>| row.last().is_none_or(|cell| matches!(cell.words().as_str(), "" | "counted"));
    if rows.iter().all(says_nothing) {
        columns.pop();
        for row in &mut rows {
            row.pop();
        }
    }
    Part::Table(columns, rows)
}

fn figure_row(first: Cell, figure: &Figure) -> Vec<Cell> {
    let Some(score) = figure.score() else {
        let mut row = vec![first, Cell::text("no review")];
        row.resize_with(FIGURES.len(), Cell::default);
        return row;
    };
    let rate = score.score.map_or_else(
        || "no rate".to_owned(),
        |rate| {
            let shown = score.goal.map_or_else(|| rate.percent(1), |goal| beside(rate, goal).0);
            format!("{shown} %")
        },
    );
    let lacks = figure.lacks.as_ref().map_or_else(String::new, |lacks| format!(", {}", lacks.words()));
    vec![
        first,
        Cell::text(&rate),
        score.applicable.map_or_else(|| Cell::text("not known"), |n| Cell::whole(Some(n))),
        Cell::text(&score.wilson().map_or_else(String::new, |(low, high)| format!("{:.1} to {:.1}", low * 100.0, high * 100.0))),
        Cell::text(&figure::distance(score).unwrap_or_default()),
        Cell::text(&figure.change.map_or_else(String::new, |change| change.short())),
        Cell::text(figure.row.standing.words()),
        Cell::text(&format!("{}{lacks}", figure.origin())),
    ]
}

fn beside_table(book: &Book, qcr: &Qcr, year: i32, practices: &[Practice]) -> Part {
    let mut columns = vec![Column::note("Place")];
    columns.extend(qcr.verdicts(year).iter().enumerate().map(|(at, _)| right(if at == 0 { "Status" } else { "System" })));
    columns.extend(["QA scans done", "Leaders review", "Interviews held", "Case process", "Not written down"].map(right));
    let part = |part: Option<Share>| Cell::text(&part.and_then(Share::words).unwrap_or_else(|| "not known".to_owned()));
    let rate = |score: &Option<crate::domain::score::Score>| {
        let words = |s: &crate::domain::score::Score| match (s.score, s.applicable) {
            (None, _) => "no rate".to_owned(),
            (Some(rate), Some(n)) => format!("{} % of {n}", rate.percent(1)),
            (Some(rate), None) => format!("{} %, published", rate.percent(1)),
        };
        Cell::text(&score.as_ref().map_or_else(|| "no review".to_owned(), words))
    };
    let rows = practices.iter().map(|one| {
        let mut row = vec![name(book, one.region)];
        row.extend(one.scores.iter().map(rate));
        row.extend([part(one.scans), part(one.leaders), part(one.interviews), rate(&one.process), part(one.not_documented)]);
        row
    });
    Part::Table(columns, rows.collect())
}
