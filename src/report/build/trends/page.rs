//! What people read of an indicator: what it is, its run with a sentence, the regions beside each other, its values and editions.
//! All figures are those of the finished rows.

use super::{COLUMNS, OLDER};
use crate::domain::trend::series::Series;
use crate::domain::trend::{Indicator, Period, words};
use crate::report::build::figures::Row;
use crate::report::chart::{Chart, Drawing, Panel, Point, Run, State};
use crate::report::{Cell, Column, Part};

/// A line of an indicator in a place, with its finished rows.
pub(super) struct Line {
    /// The place by its name.
    pub place: String,
    /// Whether it is a region, which stands beside the others.
    pub region: bool,
    /// Periods, one for each row.
    pub periods: Vec<Period>,
    /// What the number of points lets one say.
    pub enough: String,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Line {
    pub fn of(place: &str, region: bool, series: &Series) -> Line {
        Line { place: place.to_owned(), region, periods: Vec::new(), enough: words::enough(series), rows: Vec::new() }
    }
}

/// The columns that people read under the heading of an indicator.
const READ: [&str; 7] = ["place", "period", "value", "change", "way", "distance", "edition"];

/// An indicator as people read it.
pub(super) fn part(parts: &mut Vec<Part>, one: &Indicator, name: &str, lines: &[Line], older: &[Vec<Cell>]) {
    if lines.iter().all(|line| line.rows.is_empty()) {
        return;
    }
    parts.push(Part::Chapter(name.to_owned()));
    let mut said = vec![format!("In {}, {}", one.unit.words(), one.direction.words())];
    said.push(words::standard(one).map_or_else(|| "no standard".to_owned(), |standard| format!("standard {standard}")));
    if one.unverified {
        said.push("recalled, not checked".to_owned());
    }
    parts.push(Part::Words(format!("{}.", said.join("; "))));
    let columns = COLUMNS.to_vec();
    let page = Page { one, name, columns: &columns };
    // A chart for each sort of period: years and months make no line together.
    let mut kinds: Vec<_> = lines.iter().flat_map(|line| &line.periods).map(|period| period.kind()).collect();
    kinds.dedup();
    kinds.sort_unstable_by_key(|kind| kind.code());
    kinds.dedup();
    for kind in kinds {
        let own: Vec<&Line> = lines.iter().filter(|line| line.periods.first().is_some_and(|period| period.kind() == kind)).collect();
        parts.extend(page.charts(&own).into_iter().map(|chart| Part::Chart(Box::new(chart))));
        parts.push(page.table(&own));
    }
    parts.extend(editions(older).map(Part::Remark));
}

/// All periods that occur, in order.
fn periods(lines: &[&Line]) -> Vec<Period> {
    let mut periods: Vec<Period> = lines.iter().flat_map(|line| line.periods.iter().copied()).collect();
    periods.sort_unstable();
    periods.dedup();
    periods
}

/// What older editions said: `In an older edition: Statewide FY2024 78.6 ('2025 report').`
fn editions(older: &[Vec<Cell>]) -> Option<String> {
    let columns = OLDER.to_vec();
    let one = |cells: &Vec<Cell>| {
        let row = Row::new(&columns, cells);
        let edition = row.words("edition");
        let edition = if edition.is_empty() { "no edition".to_owned() } else { format!("'{edition}'") };
        format!("{} {} {} ({edition})", row.words("place"), row.words("period"), row.words("value"))
    };
    let told: Vec<String> = older.iter().map(one).collect();
    (!told.is_empty()).then(|| format!("The newest edition counts. In an older one: {}.", told.join("; ")))
}

struct Page<'a> {
    one: &'a Indicator,
    name: &'a str,
    columns: &'a [Column],
}

/// So many periods stand beside each other; more of them, one below the other.
const BESIDE: usize = 8;

impl Page<'_> {
    /// Places down and periods across, where there is room for them.
    fn table(&self, lines: &[&Line]) -> Part {
        let periods = periods(lines);
        let rows = || lines.iter().flat_map(|line| &line.rows).map(|cells| Row::new(self.columns, cells));
        if periods.len() > BESIDE {
            let shown = READ.iter().filter_map(|name| self.columns.iter().find(|column| column.name == *name)).cloned();
            return Part::Table(shown.collect(), rows().map(|row| row.some(&READ)).collect());
        }
        let column = |name: &str| self.columns.iter().find(|column| column.name == name).cloned();
        let mut columns: Vec<Column> = column("place").into_iter().collect();
        columns.extend(periods.iter().filter_map(|period| Some(Column { name: "", ..column("value")? }.headed(period.to_string()))));
        columns.extend([Column::note("Since the one before"), Column::note("To the standard")]);
        let of = |line: &&Line| {
            let at = |period: &Period| line.periods.iter().position(|own| own == period).and_then(|at| line.rows.get(at));
            let value = |period: &Period| at(period).map_or_else(Cell::default, |cells| Row::new(self.columns, cells).at("value").clone());
            let mut cells = vec![Cell::text(&line.place)];
            cells.extend(periods.iter().map(value));
            let last = line.rows.last().map(|cells| Row::new(self.columns, cells));
            let change = last.map_or_else(String::new, |row| format!("{} {}", row.words("change"), row.words("way")));
            cells.extend([Cell::text(change.trim()), last.map_or_else(Cell::default, |row| row.at("distance").clone())]);
            cells
        };
        let mut rows: Vec<Vec<Cell>> = lines.iter().map(of).collect();
        if rows.iter().all(|cells| cells.last().is_none_or(|cell| cell.words().is_empty())) {
            columns.pop();
            for cells in &mut rows {
                cells.pop();
            }
        }
        Part::Table(columns, rows)
    }

    /// The first place by itself, and the regions beside each other.
    fn charts(&self, lines: &[&Line]) -> Vec<Chart> {
        let periods = periods(lines);
        if periods.len() < 2 {
            return Vec::new();
        }
        let mut charts = Vec::new();
        if let Some(first) = lines.first() {
            charts.push(self.chart(first, &periods));
        }
        let regions: Vec<&&Line> = lines.iter().filter(|line| line.region).collect();
        if regions.len() > 1 {
            let panels = regions.iter().map(|line| Panel { label: line.place.clone(), run: self.run(line, &periods) }).collect();
            let last: Vec<String> = regions.iter().filter_map(|line| Some(format!("{} {}", line.place, self.last(line)?))).collect();
            charts.push(Chart {
                title: format!("{}, region by region", self.name),
                reading: format!("The newest values: {}.", last.join("; ")),
                source: self.source(&regions.iter().flat_map(|line| &line.rows).collect::<Vec<_>>()),
                drawing: Drawing::Multiples(panels),
            });
        }
        charts
    }

    fn chart(&self, line: &Line, periods: &[Period]) -> Chart {
        let standard = words::standard(self.one);
        let far = line.rows.last().map(|cells| Row::new(self.columns, cells).words("distance")).filter(|far| !far.is_empty());
        let standard = standard.map(|standard| match far {
            Some(far) => format!("standard {standard}: {far}"),
            None => format!("standard {standard}"),
        });
        let newest = self.last(line).map(|last| format!("{} {last}", line.place));
        let said: Vec<String> = newest.into_iter().chain(standard).collect();
        Chart {
            title: format!("{}, {}", self.name, line.place),
            reading: format!("{}. {}", said.join("; "), line.enough),
            source: self.source(&line.rows.iter().collect::<Vec<_>>()),
            drawing: Drawing::Run(self.run(line, periods)),
        }
    }

    /// `82.4 % in FY2026 (+1.8, better)`.
    fn last(&self, line: &Line) -> Option<String> {
        let row = Row::new(self.columns, line.rows.last()?);
        if row.is_hidden("value") {
            return Some(format!("too few to say in {}", row.words("period")));
        }
        let (change, way) = (row.words("change"), row.words("way"));
        let change = match (change.as_str(), way.as_str()) {
            ("", _) => String::new(),
            (change, "") => format!(" ({change})"),
            (change, way) => format!(" ({change}, {way})"),
        };
        Some(format!("{}{} in {}{change}", row.words("value"), self.one.unit.behind(), row.words("period")))
    }

    fn run(&self, line: &Line, periods: &[Period]) -> Run {
        let points = periods.iter().map(|period| {
            let cells = line.periods.iter().position(|own| own == period).and_then(|at| line.rows.get(at));
            cells.map_or_else(
                || Point { label: period.to_string(), ..Point::default() },
                |cells| {
                    let row = Row::new(self.columns, cells);
                    let state = match row.truth("met") {
                        Some(true) => State::Met,
                        Some(false) => State::Below,
                        None => State::Open,
                    };
                    Point { label: period.to_string(), value: row.at("value").clone(), state, ..Point::default() }
                },
            )
        });
        let points = points.collect();
        let goal = line.rows.last().map_or_else(Cell::default, |cells| Row::new(self.columns, cells).at("standard").clone());
        let goal_words = if goal.at().is_some() { format!("standard {}{}", goal.words(), self.one.unit.behind()) } else { String::new() };
        Run { points, goal, goal_words, phases: Vec::new() }
    }

    /// The editions and sources that the rows name.
    fn source(&self, rows: &[&Vec<Cell>]) -> String {
        let mut found: Vec<String> = Vec::new();
        for cells in rows {
            let row = Row::new(self.columns, cells);
            for words in [row.words("source"), row.words("edition")] {
                if !words.is_empty() && !found.contains(&words) {
                    found.push(words);
                }
            }
        }
        if found.is_empty() { String::new() } else { found.join(", ") }
    }
}
