//! The report of trends: one row for each indicator, place and period with its value, and the older editions of it in a table of
//! their own. For people the indicators come one below the other, each with its standard and its flags.

mod page;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::book::Book;
use crate::domain::disclosure::{Leaf, Place, Spread, veil::hidden_words};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::trend::series::{Point, Series, Values};
use crate::domain::trend::study::focus_areas;
use crate::domain::trend::{Amount, Direction, Distance, Indicator, Period, Unit, distance, indicators, words};
use crate::report::{Cell, Column, Part, Report, Table, Tells};
use page::Line;

/// The columns, in order.
pub const COLUMNS: [Column; 21] = [
    Column::data("code", "short name of the indicator"),
    Column::words("indicator", "Indicator", "name of the indicator"),
    Column::data("unit", "percent, count, rate (per 1,000 children), days, months, number, or the words of another rate"),
    Column::data("direction", "which way is better: higher, lower or none"),
    Column::data("domain", "safety, permanency or well-being; null if not said"),
    Column::data("problem_area", "title of its problem area; null without one"),
    Column::words("place", "Place", "region or office; Statewide is the state"),
    Column::data("period_kind", "year, fiscal_year, quarter or month; only periods of one kind make a line"),
    Column::words("period", "Period", "2003, FY2013, 2013-Q2 or 2013-04"),
    Column::number("value", "Value", "in the unit, unrounded: 11.6 is 11.6 percent").telling(Tells::Cases),
    Column::words("edition", "Edition", "edition that counts; null if there is none"),
    Column::data("editions", "in how many editions the value stands"),
    Column::data("summed_of", "parts of the place that the value is the sum of; null if it was recorded"),
    Column::data("summed_parts", "parts that the place has; null if it was recorded"),
    Column::number(
        "change",
        "Change",
        "the value less that of the period before in the line; null without one, or where a sum lacks a part",
    )
    .telling(Tells::Share),
    Column::words("way", "", "better, worse, same, up or down; null without a change").telling(Tells::Share),
    Column::number("standard", "Standard", "the standard, in the unit; null without one"),
    Column::words(
        "distance",
        "Distance",
        "how far the value is on the good side of the standard (below 0 on the bad side); null without a standard",
    )
    .telling(Tells::Share),
    Column::data("met", "whether the standard is met").telling(Tells::Share),
    Column::data("unverified", "whether definition or standard is recalled and not checked"),
    Column::data("source", "where the value was published"),
];

/// The columns of the table of older editions.
pub const OLDER: [Column; 6] = [
    Column::data("indicator", "name of the indicator"),
    Column::data("unit", "its unit"),
    Column::data("place", "region or office; Statewide is the state"),
    Column::data("period", "as above"),
    Column::data("edition", "the older edition"),
    Column::data("value", "what it said").telling(Tells::Cases),
];

/// The columns of the table of problem areas.
pub const AREAS: [Column; 6] = [
    Column::data("problem_area", "its title"),
    Column::data("strategy", "what is done").telling(Tells::FreeText),
    Column::data("owner", "who follows it").telling(Tells::Person),
    Column::data("status", "not_started, in_progress, done or dropped"),
    Column::data("due", "by when"),
    Column::data("flagged", "how many of its indicators carry a flag in the place of the report").telling(Tells::Share),
];

/// The columns of the table of special studies.
pub const STUDIES: [Column; 9] = [
    Column::data("focus_area", "the focus area; a focus area without a study has a row with nothing else"),
    Column::data("study", "its title"),
    Column::data("question", "what it asks").telling(Tells::FreeText),
    Column::data("from", "first day"),
    Column::data("until", "last day"),
    Column::data("method", "how").telling(Tells::FreeText),
    Column::data("who", "who does it").telling(Tells::Person),
    Column::data("status", "planned, under_way, done or dropped"),
    Column::data("finding", "what was found").telling(Tells::FreeText),
];

/// What the report is limited to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// A region: its own values, and those of its offices.
    pub region: Option<Id>,
    /// An office: only its values.
    pub office: Option<Id>,
    /// A fiscal year, and a calendar year of the same number.
    pub year: Option<i32>,
    /// The smallest number that everybody may read; none for the agency itself.
    pub smallest: Option<u64>,
}

/// The report.
#[must_use]
pub fn build(book: &Book, wanted: Wanted) -> Report {
    let all = indicators(book);
    let mut report = Report { columns: COLUMNS.to_vec(), ..Report::default() };
    let mut older = Vec::new();
    let mut hidden = 0;
    for one in &all {
        let values = Values::of(book, one);
        let name = one.told_apart(&all);
        let (mut lines, first) = (Vec::new(), older.len());
        let mut hides = Hides::of(book, one, &values, wanted.smallest);
        for place in places(book, &values, wanted) {
            let is_region = place.and_then(|id| book.get(id)).is_some_and(|record| record.kind == Kind::Region);
            for series in values.all_series(place) {
                let mut line = Line::of(words::place(book, place), is_region, &series);
                for (at, point) in series.points.iter().enumerate() {
                    if wanted.year.is_some_and(|year| point.period.fiscal_year(book.fiscal_year_start()) != year) {
                        continue;
                    }
                    let mut row = row(book, one, &name, &series, at);
                    hides.put(&mut row, place, &series, at);
                    line.rows.push(row.clone());
                    line.periods.push(point.period);
                    report.rows.push(row);
                    if wanted.smallest.is_some() {
                        continue;
                    }
                    older.extend(point.older.iter().map(|figure| older_row(book, one, &name, place, point, figure)));
                }
                if !line.rows.is_empty() {
                    lines.push(line);
                }
            }
        }
        page::part(&mut report.parts, one, &name, &lines, &older[first..]);
        hidden += hides.hidden;
    }
    report.subject = subject(book, wanted);
    report.tables = vec![
        Table { name: "older_editions", columns: OLDER.to_vec(), rows: older },
        Table {
            name: "problem_areas",
            columns: AREAS.to_vec(),
            rows: if wanted.smallest.is_some() { Vec::new() } else { areas(book, wanted.office.or(wanted.region)) },
        },
        Table {
            name: "special_studies",
            columns: STUDIES.to_vec(),
            rows: if wanted.smallest.is_some() { Vec::new() } else { studies(book) },
        },
    ];
    if report.rows.is_empty() {
        report.parts.clear();
    } else {
        if wanted.smallest.is_none() {
            tail(book, &mut report.parts);
        }
        let note = "Annual lines of two to six points say too little for a rule of control charts: read the points.";
        report.parts.push(Part::Words(note.to_owned()));
    }
    if let (Some(smallest), true) = (wanted.smallest, hidden > 0) {
        report.notes.push(hidden_words(hidden, smallest));
    }
    report
}

fn subject(book: &Book, wanted: Wanted) -> String {
    let place = words::place(book, wanted.office.or(wanted.region));
    wanted.year.map_or_else(|| place.to_owned(), |year| format!("{place}, fiscal year {year}"))
}

/// What is hidden of an indicator that counts: numbers that are too small, and others from which they could be worked out. Shares
/// and rates come without the numbers behind them and are published figures; they stay.
struct Hides {
    periods: BTreeMap<Period, Spread>,
    hidden: usize,
}

impl Hides {
    fn of(book: &Book, one: &Indicator, values: &Values, smallest: Option<u64>) -> Hides {
        let mut leaves: BTreeMap<Period, Vec<Leaf>> = BTreeMap::new();
        let Some(smallest) = smallest.filter(|_| one.unit == Unit::Count) else { return Hides { periods: BTreeMap::new(), hidden: 0 } };
        let whole = |amount: Amount| amount.number().max(0.0).round() as u64;
        for region in book.all(Kind::Region) {
            let offices = book.all(Kind::Office).into_iter().filter(|office| office.record(Field::Region) == Some(region.id));
            let mut inside: BTreeMap<Period, u64> = BTreeMap::new();
            for office in offices {
                for point in values.points(Some(office.id)) {
                    let n = whole(point.amount);
                    *inside.entry(point.period).or_default() += n;
                    leaves.entry(point.period).or_default().push(Leaf { region: region.id, office: Some(office.id), n, credit: 0 });
                }
            }
            for point in values.points(Some(region.id)) {
                let rest = whole(point.amount).saturating_sub(inside.get(&point.period).copied().unwrap_or(0));
                leaves.entry(point.period).or_default().push(Leaf { region: region.id, office: None, n: rest, credit: 0 });
            }
        }
        for point in values.points(None) {
            leaves.entry(point.period).or_default();
        }
        let none = BTreeSet::new();
        Hides { periods: leaves.into_iter().map(|(period, leaves)| (period, Spread::of(&leaves, &none, smallest))).collect(), hidden: 0 }
            .with_small(values, smallest)
    }

    /// A value of the state that is no sum is looked at by itself.
    fn with_small(mut self, values: &Values, smallest: u64) -> Hides {
        for point in values.points(None) {
            let n = point.amount.number();
            if n > 0.0 && n < smallest as f64 {
                self.periods.entry(point.period).or_default().seen.insert(Place::State, crate::domain::disclosure::Seen::NONE);
            }
        }
        self
    }

    fn is_hidden(&self, place: Option<Id>, period: Period) -> bool {
        let of = |spread: &Spread| match place {
            None => !spread.seen(Place::State).n,
            Some(id) => {
                spread.seen.iter().any(|(place, seen)| !seen.n && matches!(place, Place::Region(one) | Place::Office(_, one) if *one == id))
            }
        };
        self.periods.get(&period).is_some_and(of)
    }

    fn put(&mut self, row: &mut [Cell], place: Option<Id>, line: &Series, at: usize) {
        let now = self.is_hidden(place, line.points[at].period);
        let before = at > 0 && self.is_hidden(place, line.points[at - 1].period);
        for (column, cell) in COLUMNS.iter().zip(row) {
            let hides = match column.name {
                "value" | "distance" | "met" => now,
                "change" | "way" => now || before,
                _ => false,
            };
            if hides {
                *cell = Cell::hidden();
            }
        }
        self.hidden += usize::from(now);
    }
}

/// The places that are asked for: without a filter the state, the regions, and offices with values.
fn places(book: &Book, values: &Values, wanted: Wanted) -> Vec<Option<Id>> {
    if wanted.office.is_some() {
        return vec![wanted.office];
    }
    let offices = book.all(Kind::Office).into_iter().filter(|office| values.has(Some(office.id)));
    if let Some(region) = wanted.region {
        let own = offices.filter(|office| office.record(Field::Region) == Some(region)).map(|office| Some(office.id));
        return std::iter::once(Some(region)).chain(own).collect();
    }
    let regions = book.all(Kind::Region).into_iter().map(|region| Some(region.id));
    std::iter::once(None).chain(regions).chain(offices.map(|office| Some(office.id))).collect()
}

fn row(book: &Book, one: &Indicator, name: &str, line: &Series, at: usize) -> Vec<Cell> {
    let point = &line.points[at];
    let shown = |amount: crate::domain::trend::Amount, direction| amount.shown(&one.unit, direction);
    let area = one.problem_area.map_or("", |id| book.name(id));
    let change = line.change_at(at);
    let far = distance(one, point.amount).filter(|_| point.is_complete());
    let of = |which: fn((usize, usize)) -> usize| Cell::whole(point.summed.map(|summed| which(summed) as u64));
    let value = match point.summed {
        Some((has, all)) if has < all => format!("{} ({has} of {all} parts)", shown(point.amount, one.direction)),
        _ => shown(point.amount, one.direction),
    };
    vec![
        Cell::text(&one.code),
        Cell::text(name),
        Cell::text(&one.unit.code()),
        Cell::text(one.direction.code()),
        Cell::text(&one.domain),
        Cell::text(area),
        Cell::text(words::place(book, line.place)),
        Cell::text(point.period.kind().code()),
        Cell::text(&point.period.to_string()),
        Cell::number(Some(point.amount.number())).shown(value),
        Cell::text(point.edition()),
        Cell::whole(Some((point.older.len() + usize::from(point.figure.is_some())) as u64)),
        of(|summed| summed.0),
        of(|summed| summed.1),
        change.map_or_else(Cell::default, |change| Cell::number(Some(change.by.number())).shown(signed(one, change.by))),
        change.map_or_else(Cell::default, |change| Cell::text(change.way.words())),
        one.standard.map_or_else(Cell::default, |standard| Cell::number(Some(standard.number())).shown(standard.exact(&one.unit))),
        far.map_or_else(Cell::default, |far| Cell::number(Some(far.by.number())).shown(words::distance_words(one, far))),
        Cell::truth(far.map(Distance::met)),
        Cell::truth(Some(one.unverified)),
        Cell::text(point.figure.as_ref().map_or("", |figure| figure.source.as_str())),
    ]
}

/// A change with its sign.
fn signed(one: &Indicator, by: crate::domain::trend::Amount) -> String {
    let text = by.shown(&one.unit, Direction::None);
    if by.0 > 0 { format!("+{text}") } else { text }
}

fn older_row(
    book: &Book,
    one: &Indicator,
    name: &str,
    place: Option<Id>,
    point: &Point,
    figure: &crate::domain::trend::Figure,
) -> Vec<Cell> {
    vec![
        Cell::text(name),
        Cell::text(&one.unit.code()),
        Cell::text(words::place(book, place)),
        Cell::text(&point.period.to_string()),
        Cell::text(&figure.edition),
        Cell::number(Some(figure.amount.number())),
    ]
}

fn areas(book: &Book, place: Option<Id>) -> Vec<Vec<Cell>> {
    let row = |area: crate::domain::trend::area::Area| {
        vec![
            Cell::text(&area.title),
            Cell::text(&area.strategy),
            Cell::text(&area.owner),
            Cell::text(area.status.code()),
            Cell::day(area.due),
            Cell::whole(Some(area.flagged() as u64)),
        ]
    };
    crate::domain::trend::area::areas(book, place).into_iter().map(row).collect()
}

fn studies(book: &Book) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for area in focus_areas(book) {
        if area.studies.is_empty() {
            let mut row = vec![Cell::text(&area.name)];
            row.resize(STUDIES.len(), Cell::default());
            rows.push(row);
        }
        for study in &area.studies {
            rows.push(vec![
                Cell::text(&area.name),
                Cell::text(study.name()),
                Cell::text(&study.question),
                Cell::day(study.from),
                Cell::day(study.until),
                Cell::text(&study.method),
                Cell::text(&study.who),
                Cell::text(study.status.code()),
                Cell::text(&study.finding),
            ]);
        }
    }
    rows
}

/// Problem areas and studies, in words.
fn tail(book: &Book, parts: &mut Vec<Part>) {
    let areas = crate::domain::trend::area::areas(book, None);
    if !areas.is_empty() {
        parts.push(Part::Chapter("Problem areas".to_owned()));
    }
    for area in areas {
        let strategy = if area.strategy.is_empty() { "no strategy yet" } else { area.strategy.as_str() };
        let owner = if area.owner.is_empty() { "nobody follows it yet".to_owned() } else { format!("followed by {}", area.owner) };
        parts.push(Part::Item(area.title.clone(), format!("{strategy} ({owner}; {}; {} statewide)", area.status.words(), area.standing())));
    }
    let studies = focus_areas(book);
    if !studies.is_empty() {
        parts.push(Part::Chapter("Special studies".to_owned()));
    }
    for area in studies {
        let told: Vec<String> = area.studies.iter().map(|study| format!("{} ({})", study.name(), study.status.words())).collect();
        let told = if told.is_empty() { "no study yet".to_owned() } else { told.join("; ") };
        parts.push(Part::Item(area.name.clone(), told));
    }
}
