//! The report of a round's sample: all that somebody needs to draw it again and get the same cases, and what became of each.
//! The draw itself is `domain/sample`; which round is meant is said by those who ask.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::population::PopulationCase;
use crate::domain::record::Record;
use crate::domain::review::{ReviewLine, RoundFile};
use crate::domain::round::{Round, eliminated_row};
use crate::domain::sample::allocation::Stratum;
use crate::domain::sample::draw::{Place, Sample, Slot, StratumState, ticket};
use crate::domain::sample::reason::reason;
use crate::domain::share::Share;
use crate::report::{CASE_ID, Cell, Column, Datum, Part, Report, Table};

/// How many digits of a ticket are shown: more than enough to tell a million cases apart.
const DIGITS: usize = 12;

/// How it is drawn, in words.
pub const METHOD: &str = "Each case has a ticket, the SHA-256 of the seed, one zero byte and the case id as UTF-8 text, and the \
    cases of each stratum are sorted by it: the first are drawn, the next are the spares. A case leaves the sample only with a \
    reason, and the next spare of its stratum takes its place.";

/// What holds for the whole sample.
pub const FACTS: [Column; 17] = [
    Column::words("instrument", "Instrument", "code of the instrument"),
    Column::number("year", "Fiscal year", "fiscal year"),
    Column::words("region", "Region", "name of the region"),
    Column::words("title", "Title", "title of the round"),
    Column::words("round_status", "Round", "open or closed"),
    Column::number("population", "Population", "cases in the population list"),
    Column::words("source", "From", "file that the list came from"),
    Column::words("seed", "Seed", "seed of the draw"),
    Column::number("sample_size", "Sample size", "cases to draw, all strata together"),
    Column::number("spares", "Spares", "spares to keep, all strata together"),
    Column::words("allocation", "Allocation", "cases of each stratum as somebody wrote it; null is in proportion"),
    Column::number("margin", "Margin", "margin that the size was worked out for, a fraction of 1"),
    Column::number("confidence", "Confidence", "confidence that it was worked out for, a fraction of 1"),
    Column::number("in_sample", "In the sample", "cases in the sample as it stands"),
    Column::number("eliminated", "Eliminated", "cases that were eliminated"),
    Column::number("missing", "Missing", "cases that are lacking because no spare was left"),
    Column::words("method", "Method", "how to draw it again"),
];

/// The columns of the table of strata.
pub const STRATA: [Column; 7] = [
    Column::words("stratum", "Stratum", "name of the stratum; null for cases without one"),
    Column::number("size", "Cases", "cases of the population list in it"),
    Column::number("wanted", "To draw", "cases to draw from it"),
    Column::number("spares", "Spares", "spares kept of it"),
    Column::number("standing", "In the sample", "cases of it in the sample as it stands"),
    Column::number("spares_left", "Spares left", "spares that can still come in"),
    Column::number("missing", "Missing", "cases that are lacking because no spare was left"),
];

/// The columns of the rows: by stratum, and in it in the order of the draw.
pub const COLUMNS: [Column; 19] = [
    Column::data("instrument", "code of the instrument"),
    Column::data("year", "fiscal year"),
    Column::data("region", "name of the region"),
    Column::data("seed", "seed of the draw"),
    Column::words("stratum", "Stratum", "name of the stratum; null for cases without one"),
    Column::words("place", "Place", "drawn, replacement, spare or not_drawn: where it stands, or stood when it was eliminated"),
    Column::data("rank", "rank among the drawn cases or the spares of its stratum, from 1"),
    Column::data("replaces", "case id whose place a replacement took"),
    Column::data("in_sample", "whether it is in the sample as it stands"),
    Column::number("position", "No.", "place in the working list, all strata together; null if not in the sample"),
    Column::words(CASE_ID, "Case", "case id"),
    Column::words("office", "Office", "name of the office"),
    Column::words("worker", "Worker", "name of the caseworker"),
    Column::words("ticket", "Ticket", "first twelve hexadecimal digits of the hash that it is sorted by"),
    Column::words("review", "Review", "status of its review: draft, ready, returned or final; null if none was begun"),
    Column::words("eliminated", "Left out because", "code of the reason for its elimination; null if it was not eliminated"),
    Column::data("note", "note on the elimination"),
    Column::data("replaced_by", "case id that took its place"),
    Column::data("number", "row in the population list, from 1"),
];

/// Which cases are listed; the draw is always that of the whole list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Listed {
    /// Only of this office.
    pub office: Option<Id>,
    /// Only of this worker.
    pub worker: Option<Id>,
    /// Only of this supervisor.
    pub supervisor: Option<Id>,
}

impl Listed {
    fn lists(self, case: &PopulationCase) -> bool {
        self.office.is_none_or(|id| id == case.office)
            && (self.worker.is_none() || self.worker == case.worker)
            && (self.supervisor.is_none() || self.supervisor == case.supervisor)
    }
}

/// The report of a round.
///
/// # Errors
/// A sentence that says what the round lacks for a draw.
pub fn build(book: &Book, round: &Record, file: &RoundFile, listed: Listed) -> Result<Report, String> {
    let cases = &file.population.cases;
    if cases.is_empty() {
        return Err("this round has no population list, so there is no sample; import one with 'milepost import population'".to_owned());
    }
    let not_drawn = || "no sample has been drawn in this round; draw it in its workspace first".to_owned();
    let draw = Round::of(book, round.id).map(|round| round.drawn(cases)).transpose()?.flatten().ok_or_else(not_drawn)?;
    let eliminated: Vec<usize> = file.eliminations.iter().filter_map(eliminated_row).collect();
    let sample = draw.stand(&eliminated);
    let told = Told::new(book, round, file, &sample);

    let mut order = draw.order().to_vec();
    // A stable sort: within a stratum the order stays that of the draw.
    order.sort_by(|a, b| cases[*a].stratum.cmp(&cases[*b].stratum));
    order.retain(|row| listed.lists(&cases[*row]));
    let cells = |rows: &mut dyn Iterator<Item = &usize>| -> Vec<Vec<Cell>> { rows.map(|row| told.cells(*row)).collect() };
    let drawn = |row: &&usize| sample.places[**row].slot != Slot::NotDrawn || sample.places[**row].eliminated;
    let facts: Vec<(Column, Cell)> = FACTS.into_iter().zip(told.facts()).collect();
    let strata: Vec<Vec<Cell>> = sample.strata.iter().map(strata_cells).collect();
    let shown = order.iter().filter(drawn).count();
    let mut parts = vec![
        Part::Facts(
            facts
                .iter()
                .filter_map(|(c, cell)| Some((c.heading.as_deref()?.to_owned(), cell.words())))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
        ),
        Part::Heading("Strata".to_owned()),
        Part::Table(STRATA.to_vec(), strata.clone()),
        Part::NewPage,
        Part::Heading("Cases, in the order of the draw".to_owned()),
        Part::Table(COLUMNS.to_vec(), cells(&mut order.iter().filter(drawn))),
    ];
    if shown < order.len() {
        let left = order.len() - shown;
        parts.push(Part::Words(format!("{left} cases that were not drawn are left out here; --format csv and json have them.")));
    }
    let round_of = [3, 2, 1].map(|at: usize| facts[at].1.words());
    let subject = round_of.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    Ok(Report {
        subject,
        facts,
        columns: COLUMNS.to_vec(),
        rows: cells(&mut order.iter()),
        tables: vec![Table { name: "strata", columns: STRATA.to_vec(), rows: strata }],
        parts,
        ..Report::default()
    })
}

fn strata_cells(state: &StratumState) -> Vec<Cell> {
    let number = |n: u64| Cell::whole(Some(n));
    let name = if state.plan.name.is_empty() { Cell::default().shown("(none)") } else { Cell::text(&state.plan.name) };
    let plan = &state.plan;
    vec![
        name,
        number(plan.size),
        number(plan.wanted),
        number(plan.spares),
        number(state.standing),
        number(state.spares_left),
        number(state.missing),
    ]
}

/// A drawn sample, told row by row.
struct Told<'a> {
    book: &'a Book,
    round: &'a Record,
    file: &'a RoundFile,
    sample: &'a Sample,
    code: &'a str,
    seed: &'a str,
    /// Place in the working list of each row that is in it.
    positions: HashMap<usize, u64>,
    /// The elimination of each row that was eliminated.
    out: HashMap<usize, &'a Record>,
    reviews: HashMap<Id, &'a ReviewLine>,
}

impl<'a> Told<'a> {
    fn new(book: &'a Book, round: &'a Record, file: &'a RoundFile, sample: &'a Sample) -> Told<'a> {
        let form = round.record(Field::Form).and_then(|form| book.instrument(form));
        let mut out = HashMap::new();
        for record in &file.eliminations {
            if let Some(row) = eliminated_row(record) {
                // The first one is the one that counts.
                out.entry(row).or_insert(record);
            }
        }
        Told {
            book,
            round,
            file,
            sample,
            code: form.map_or("", |instrument| instrument.code.as_str()),
            seed: round.text(Field::Seed),
            positions: sample.working.iter().copied().zip(1..).collect(),
            out,
            reviews: file.reviews.iter().map(|line| (line.id, line)).collect(),
        }
    }
}

impl Told<'_> {
    fn name(&self, id: Option<Id>) -> Cell {
        id.map_or_else(Cell::default, |id| Cell::text(self.book.name(id)))
    }

    fn year(&self) -> Cell {
        self.round.int(Field::Year).map_or_else(Cell::default, |year| Datum::Whole(year).into())
    }

    fn facts(&self) -> Vec<Cell> {
        let share = |field| {
            let share = self.round.int(field).and_then(|n| u32::try_from(n).ok()).map(Share);
            Cell::ratio(share.map(Into::into))
        };
        let sum = |of: fn(&Stratum) -> u64| Cell::whole(Some(self.sample.strata.iter().map(|state| of(&state.plan)).sum()));
        let round = self.round;
        vec![
            Cell::text(self.code),
            self.year(),
            self.name(round.record(Field::Region)),
            Cell::text(round.text(Field::Title)),
            Cell::text(round.text(Field::Status)),
            Cell::whole(Some(self.file.population.cases.len() as u64)),
            Cell::text(&self.file.population.source),
            Cell::text(self.seed),
            sum(|stratum| stratum.wanted),
            sum(|stratum| stratum.spares),
            match round.text(Field::Allocation) {
                "" => Cell::default().shown("in proportion to the strata"),
                text => Cell::text(text),
            },
            share(Field::Margin),
            share(Field::Confidence),
            Cell::whole(Some(self.sample.working.len() as u64)),
            Cell::whole(Some(self.sample.places.iter().filter(|place| place.eliminated).count() as u64)),
            Cell::whole(Some(self.sample.missing())),
            Cell::text(METHOD),
        ]
    }

    fn case_id(&self, row: Option<usize>) -> &str {
        row.and_then(|row| self.file.population.cases.get(row)).map_or("", |case| case.case_id.as_str())
    }

    fn cells(&self, row: usize) -> Vec<Cell> {
        let (case, place) = (&self.file.population.cases[row], &self.sample.places[row]);
        let out = self.out.get(&row).filter(|_| place.eliminated);
        let (code, rank, of) = match place.slot {
            Slot::Drawn(rank) => ("drawn", Some(rank), None),
            Slot::Replacement { rank, of } => ("replacement", Some(rank), Some(of)),
            Slot::Spare(rank) => ("spare", Some(rank), None),
            Slot::NotDrawn => ("not_drawn", None, None),
        };
        let review = self.file.population.reviews.get(row).and_then(|(first, _)| self.reviews.get(first));
        let status = review.map(|line| line.status);
        vec![
            Cell::text(self.code),
            self.year(),
            self.name(self.round.record(Field::Region)),
            Cell::text(self.seed),
            Cell::text(&case.stratum),
            Cell::text(code).shown(self.place_words(place)),
            Cell::whole(rank),
            Cell::text(self.case_id(of)),
            Cell::truth(Some(place.is_in())),
            Cell::whole(self.positions.get(&row).copied()),
            Cell::text(&case.case_id),
            self.name(Some(case.office)),
            self.name(case.worker),
            Cell::text(&digits(&ticket(self.seed, &case.case_id))),
            status.map_or_else(Cell::default, |status| Cell::text(status.code()).shown(status.words())),
            out.map_or_else(Cell::default, |out| Cell::text(out.text(Field::Reason)).shown(self.why(out, place))),
            Cell::text(out.map_or("", |out| out.text(Field::Note))),
            Cell::text(self.case_id(place.replaced_by)),
            Cell::whole(Some(row as u64 + 1)),
        ]
    }

    fn place_words(&self, place: &Place) -> String {
        match place.slot {
            Slot::Drawn(rank) => format!("drawn {rank}"),
            Slot::Replacement { rank, of } => format!("spare {rank} for {}", self.case_id(Some(of))),
            Slot::Spare(rank) => format!("spare {rank}"),
            Slot::NotDrawn => "not drawn".to_owned(),
        }
    }

    fn why(&self, out: &Record, place: &Place) -> String {
        let code = out.text(Field::Reason);
        let mut words = reason(code).map_or(code, |reason| reason.words).to_owned();
        if !out.text(Field::Note).is_empty() {
            words = format!("{words}: {}", out.text(Field::Note));
        }
        let instead = self.case_id(place.replaced_by);
        if instead.is_empty() { words } else { format!("{words}; {instead} instead") }
    }
}

fn digits(ticket: &[u8; 32]) -> String {
    let mut text = String::new();
    for byte in &ticket[..DIGITS / 2] {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
