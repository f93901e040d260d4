//! The report of QA scans: how much was done where, month by month, what is due or was missed, and which themes were named. No
//! case and no text of a scan stands in it.

mod charts;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::disclosure::{Leaf, Place, Spread, veil::hidden_words};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::ratio::Ratio;
use crate::domain::scan::themes::{Themes, post_of};
use crate::domain::scan::{Calendar, Coverage, Post, Roster, Scan, State, last_day, long_month, short_month};
use crate::domain::text::counted;
use crate::report::{Cell, Column, Datum, Part, Report, Table, Tells};

/// The columns of the rows, in order.
pub const COLUMNS: [Column; 12] = [
    Column::words("level", "Of", "state, region, office or supervisor"),
    Column::words("region", "Region", "the region then; null for the state"),
    Column::words("office", "Office", "the office then; null for state and regions"),
    Column::words("supervisor", "Supervisor", "the supervisor then; null for the other levels").telling(Tells::Person),
    Column::data("from", "first month, by its first day"),
    Column::data("until", "last month, by its first day"),
    Column::number("done", "Done", "months of caseworkers with a scan").telling(Tells::Cases),
    Column::number("due", "Due", "months in which one was due: done, missed, or still open this month").telling(Tells::Cases),
    Column::number("coverage", "Share", "done of due, a fraction of 1; null if none was due").telling(Tells::Share),
    Column::number("open", "Open", "of those due: can still be done this month").telling(Tells::Split),
    Column::number("missed", "Missed", "of those due: the month is over without a scan").telling(Tells::Split),
    Column::number("excused", "Excused", "excused months; in none of the others").telling(Tells::Split),
];

/// The columns of the table of months.
pub const MONTHS: [Column; 8] = [
    Column::data("level", "state or region"),
    Column::data("region", "the region then; null for the state"),
    Column::data("month", "the month, by its first day"),
    Column::data("done", "caseworkers with a scan").telling(Tells::Split),
    Column::data("due", "caseworkers who owed one").telling(Tells::Split),
    Column::data("coverage", "done of due, a fraction of 1; null if none was due").telling(Tells::Split),
    Column::data("missed", "without a scan, and the month is over").telling(Tells::Split),
    Column::data("excused", "excused caseworkers").telling(Tells::Split),
];

/// The columns of the table of what is due or was missed.
pub const DUE: [Column; 7] = [
    Column::words("supervisor", "Supervisor", "who does the scan; null if nobody supervises").telling(Tells::Person),
    Column::words("worker", "Caseworker", "the caseworker").telling(Tells::Person),
    Column::words("month", "Month", "the month, by its first day"),
    Column::words("state", "Stands", "due or missed"),
    Column::data("due_by", "the last day of the month"),
    Column::words("office", "Office", "the office then"),
    Column::words("region", "Region", "the region then"),
];

/// The columns of the table of themes.
pub const THEMES: [Column; 5] = [
    Column::words("theme", "Theme", "its name; null for scans that name none"),
    Column::number("needs_work", "Needs work", "scans that name it as needing work").telling(Tells::Cases),
    Column::number("done_well", "Done well", "scans that name it as done well").telling(Tells::Cases),
    Column::number("scans", "Scans", "scans done").telling(Tells::Cases),
    Column::number("needs_work_share", "Share", "scans that name it as needing work of all scans done, a fraction of 1")
        .telling(Tells::Share),
];

/// What the report is limited to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// First and last month.
    pub span: (NaiveDate, NaiveDate),
    /// The region.
    pub region: Option<Id>,
    /// The office.
    pub office: Option<Id>,
    /// The supervisor.
    pub supervisor: Option<Id>,
    /// The caseworker.
    pub worker: Option<Id>,
    /// The smallest number that everybody may read; none for the agency itself.
    pub smallest: Option<u64>,
}

impl Limits {
    /// The narrowest place or person that is named.
    fn place(&self) -> Option<Id> {
        self.worker.or(self.supervisor).or(self.office).or(self.region)
    }

    fn take(&self, worker: Id, post: &Post) -> bool {
        let fits = |wanted: Option<Id>, here: Option<Id>| wanted.is_none() || wanted == here;
        fits(self.worker, Some(worker))
            && fits(self.region, post.region)
            && fits(self.office, post.office)
            && fits(self.supervisor, post.supervisor)
    }
}

/// The report of scans that lie within its months.
#[must_use]
pub fn build(book: &Book, scans: &[Scan], limits: &Limits, today: NaiveDate) -> Report {
    let roster = Roster::of(book);
    let calendar = Calendar::with(&roster, scans, limits.span.0, limits.span.1, today);
    let rows = coverage(book, &calendar, limits);
    if let Some(smallest) = limits.smallest {
        return public(book, &calendar, rows, smallest);
    }
    let months = months(book, &calendar, limits);
    let due = due(book, &calendar, limits);
    let themes = Themes::of(scans, limits.span.0, limits.span.1, |scan| limits.take(scan.worker, &post_of(&roster, scan)));
    let done: u32 = themes.scans.iter().sum();
    let themes = theme_rows(book, &themes, done);
    let all = calendar.sum(|worker, entry, _| limits.take(worker, &entry.post));
    let span = format!("{} to {}", short_month(limits.span.0), short_month(limits.span.1));
    let mut parts = vec![Part::Words(format!("{span}: {}.", all.words()))];
    if !rows.is_empty() {
        let place = limits.place().map_or("statewide", |id| book.name(id));
        parts.push(Part::Chapter("Coverage".to_owned()));
        let drawn = charts::coverage(&rows, &span).into_iter().chain(charts::months(&months, place));
        parts.extend(drawn.map(|chart| Part::Chart(Box::new(chart))));
        for (level, title) in [("region", "By region"), ("office", "By office"), ("supervisor", "By supervisor")] {
            if let Some((columns, rows)) = charts::of_level(&rows, level) {
                parts.extend([Part::Heading(title.to_owned()), Part::Table(columns, rows)]);
            }
        }
    }
    parts.push(Part::Chapter("Due and missed".to_owned()));
    if due.is_empty() {
        parts.push(Part::Words("Nothing is due and nothing was missed.".to_owned()));
    } else {
        parts.push(Part::Table(DUE.to_vec(), due.clone()));
    }
    if !themes.is_empty() {
        let heading = format!("Themes of {}", counted(u64::from(done), "scan", "scans"));
        parts.extend([Part::Chapter(heading), Part::Table(THEMES.to_vec(), themes.clone())]);
    }
    let place = limits.place().map_or_else(|| "Statewide".to_owned(), |id| book.name(id).to_owned());
    Report {
        subject: format!("{place}, {span}"),
        columns: COLUMNS.to_vec(),
        rows,
        tables: vec![
            Table { name: "months", columns: MONTHS.to_vec(), rows: months },
            Table { name: "due", columns: DUE.to_vec(), rows: due },
            Table { name: "themes", columns: THEMES.to_vec(), rows: themes },
        ],
        parts,
        notes: vec![
            "A month is owed by every caseworker with an assignment in force on its last day, and counts where they were then. Excused months \
             are neither done nor due."
                .to_owned(),
        ],
        ..Report::default()
    }
}

/// What everybody may read: how much was done of what was due, by place. Months, themes and single people stay here.
fn public(book: &Book, calendar: &Calendar, rows: Vec<Vec<Cell>>, smallest: u64) -> Report {
    let mut offices: BTreeMap<(Id, Id), Coverage> = BTreeMap::new();
    for entry in calendar.people.iter().flat_map(|person| &person.entries).filter(|entry| entry.state != State::NotOwed) {
        let Post { region, office, .. } = entry.post;
        offices.entry((region.unwrap_or(Id::NIL), office.unwrap_or(Id::NIL))).or_default().count(entry.state);
    }
    let leaf = |((region, office), sum): (&(Id, Id), &Coverage)| Leaf {
        region: *region,
        office: Some(*office),
        n: u64::from(sum.due),
        credit: u64::from(sum.done) * 10_000,
    };
    let leaves: Vec<Leaf> = offices.iter().map(leaf).collect();
    let spread = Spread::of(&leaves, &BTreeSet::new(), smallest);
    let id = |kind, cell: &Cell| book.all(kind).into_iter().find(|one| book.name(one.id) == cell.words()).map_or(Id::NIL, |one| one.id);
    let mut hidden = 0;
    let mut said = Vec::new();
    for mut row in rows {
        let level = row[0].words();
        let place = match level.as_str() {
            "state" => Place::State,
            "region" => Place::Region(id(Kind::Region, &row[1])),
            "office" => {
                let (region, office) = (row[1].words(), row[2].words());
                let same = |place: &&(Id, Id)| book.name(place.0) == region && book.name(place.1) == office;
                offices.keys().find(same).map_or(Place::Office(Id::NIL, Id::NIL), |(region, office)| Place::Office(*region, *office))
            }
            _ => continue,
        };
        let seen = spread.seen.get(&place).copied().unwrap_or(crate::domain::disclosure::Seen::NONE);
        for (at, open) in [(6, seen.rate), (7, seen.n), (8, seen.rate)] {
            if !open {
                row[at] = Cell::hidden();
            }
        }
        hidden += usize::from(!seen.rate);
        said.push(row);
    }
    let mut report = Report { columns: COLUMNS.to_vec(), rows: said, ..Report::default() };
    report.notes.push(
        "A month is owed by every caseworker with an assignment in force on its last day, and counts where they were then.".to_owned(),
    );
    report.notes.extend((hidden > 0).then(|| hidden_words(hidden, smallest)));
    report
}

fn name(book: &Book, id: Option<Id>) -> Cell {
    Cell::text(id.map_or("", |id| book.name(id)))
}

fn figures(coverage: &Coverage) -> [Cell; 6] {
    let whole = |n: u32| Cell::whole(Some(u64::from(n)));
    let few = |n: u32| if n == 0 { whole(0).shown("") } else { whole(n) };
    [
        whole(coverage.done),
        whole(coverage.due),
        Cell::ratio(coverage.ratio()),
        few(coverage.open),
        few(coverage.missed()),
        few(coverage.excused),
    ]
}

/// Place in the order of the file, so that lines stand as in the workspace; people by their names.
type Order = (u8, String, String, String);

fn coverage(book: &Book, calendar: &Calendar, limits: &Limits) -> Vec<Vec<Cell>> {
    let place = |id: Option<Id>| {
        id.and_then(|id| book.get(id))
            .map_or_else(String::new, |record| format!("{}{}", record.text(crate::domain::field::Field::Position), book.name(record.id)))
    };
    let mut sums: BTreeMap<(Order, [Option<Id>; 3]), Coverage> = BTreeMap::new();
    for person in &calendar.people {
        for entry in person.entries.iter().filter(|entry| entry.state != State::NotOwed && limits.take(person.worker, &entry.post)) {
            let Post { region, office, supervisor } = entry.post;
            let names = (place(region), place(office), supervisor.map_or("", |id| book.name(id)).to_owned());
            let limited = limits.region.is_some() || limits.office.is_some() || limits.supervisor.is_some() || limits.worker.is_some();
            let narrow = limits.office.is_some() || limits.supervisor.is_some() || limits.worker.is_some();
            let mut count = |order: Order, ids: [Option<Id>; 3]| sums.entry((order, ids)).or_default().count(entry.state);
            if !limited {
                count((0, String::new(), String::new(), String::new()), [None; 3]);
            }
            if !narrow {
                count((1, names.0.clone(), String::new(), String::new()), [region, None, None]);
            }
            if limits.supervisor.is_none() && limits.worker.is_none() {
                count((2, names.0.clone(), names.1.clone(), String::new()), [region, office, None]);
            }
            count((3, names.0, names.1, names.2), [region, office, supervisor]);
        }
    }
    let level = ["state", "region", "office", "supervisor"];
    let rows = sums.into_iter().map(|((order, [region, office, supervisor]), sum)| {
        let mut row = vec![
            Cell::text(level[usize::from(order.0)]),
            name(book, region),
            name(book, office),
            name(book, supervisor),
            Datum::Day(limits.span.0).into(),
            Datum::Day(limits.span.1).into(),
        ];
        row.extend(figures(&sum));
        row
    });
    rows.collect()
}

fn months(book: &Book, calendar: &Calendar, limits: &Limits) -> Vec<Vec<Cell>> {
    let regions: Vec<Id> = book.all(crate::domain::kind::Kind::Region).into_iter().map(|region| region.id).collect();
    let mut rows = Vec::new();
    for wanted in std::iter::once(None).chain(regions.into_iter().map(Some)) {
        for (at, month) in calendar.months.iter().enumerate() {
            let sum = calendar.sum(|worker, entry, column| {
                column == at && limits.take(worker, &entry.post) && (wanted.is_none() || entry.post.region == wanted)
            });
            if sum != Coverage::default() {
                let [done, due, share, _, missed, excused] = figures(&sum);
                let level = Cell::text(if wanted.is_some() { "region" } else { "state" });
                rows.push(vec![level, name(book, wanted), Datum::Day(*month).into(), done, due, share, missed, excused]);
            }
        }
    }
    rows
}

fn due(book: &Book, calendar: &Calendar, limits: &Limits) -> Vec<Vec<Cell>> {
    let mut owing: Vec<_> = calendar.owing().into_iter().filter(|one| limits.take(one.worker, &one.post)).collect();
    let supervisor = |id: Option<Id>| id.map_or("", |id| book.name(id));
    owing.sort_by(|a, b| {
        (supervisor(a.post.supervisor), b.month, book.name(a.worker)).cmp(&(supervisor(b.post.supervisor), a.month, book.name(b.worker)))
    });
    let row = |one: &crate::domain::scan::calendar::Owing| {
        vec![
            name(book, one.post.supervisor),
            Cell::text(book.name(one.worker)),
            Cell::from(Datum::Day(one.month)).shown(long_month(one.month)),
            Cell::text(one.state.code()).shown(one.state.words()),
            Datum::Day(last_day(one.month)).into(),
            name(book, one.post.office),
            name(book, one.post.region),
        ]
    };
    owing.iter().map(row).collect()
}

fn theme_rows(book: &Book, themes: &Themes, scans: u32) -> Vec<Vec<Cell>> {
    let whole = |n: u32| Cell::whole(Some(u64::from(n)));
    let row = |found: &crate::domain::scan::themes::Found| {
        let Some(theme) = found.theme else {
            let none = || Cell::default();
            return vec![Cell::default().shown("no theme named"), none(), none(), whole(found.all.well), none()];
        };
        vec![
            Cell::text(book.name(theme)),
            whole(found.all.needs),
            whole(found.all.well),
            whole(scans),
            Cell::ratio(Ratio::new(u64::from(found.all.needs) * 10_000, u64::from(scans))),
        ]
    };
    themes.found.iter().map(row).collect()
}
