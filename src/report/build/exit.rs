//! The two-year exit report of milestone 7: every question of every region in two consecutive years, the verdict, what it rests
//! on, and lines to sign on. The rules are in `domain/verdict.rs` and `domain/exit.rs`.

use super::figures::{self, Row};
use super::public::{self, Within};
use crate::domain::book::Book;
use crate::domain::dates::show_long;
use crate::domain::disclosure::{Place, Veil};
use crate::domain::exit::{self, Recorded};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::kind::Kind;
use crate::domain::milestone::Status;
use crate::domain::record::Record;
use crate::domain::standing::{StandingRow, standing_rows};
use crate::domain::text::counted;
use crate::domain::verdict::{Verdict, verdict};
use crate::report::form::Signature;
use crate::report::{Audience, Cell, Column, Datum, Part, Report, Table, Tells};

/// The columns of the rows: one for each region and question.
pub const COLUMNS: [Column; 19] = [
    Column::words("region", "Region", "name of the region"),
    figures::AREA,
    figures::QUESTION,
    figures::TEXT,
    figures::STANDING,
    figures::SINCE,
    figures::SCORE,
    figures::N,
    figures::GOAL,
    figures::CREDIT,
    figures::AT_GOAL,
    figures::MET,
    figures::NEEDED,
    Column::data("previous_score", "score of the first of the two years").telling(Tells::Share),
    Column::data("previous_applicable", "its n").telling(Tells::Cases),
    Column::data("previous_goal", "its goal then, a fraction of 1"),
    Column::data("previous_credit", "its sum of credit, in whole answers").telling(Tells::Cases),
    Column::data("previous_met", "whether that goal was reached").telling(Tells::Share),
    figures::SOURCE,
];

/// One row for each region.
pub const REGIONS: [Column; 17] = [
    Column::words("region", "Region", "name of the region"),
    Column::data("verdict", "sustained, not_sustained or no_review: what the data say").telling(Tells::Share),
    Column::words("words", "What the data say", "the verdict in a sentence").telling(Tells::Share),
    Column::number("looked_at", "Asked", "questions (or areas) that are looked at").telling(Tells::Nothing),
    Column::number("sustained", "Both years", "of them met in both years").telling(Tells::Share),
    Column::number("met_once", "Once", "of them met in the second year only").telling(Tells::Share),
    Column::number("below", "Below", "of them below their goal in the second year").telling(Tells::Share),
    Column::number("without_rate", "No rate", "of them without an applicable answer or a review in the second year").telling(Tells::Share),
    Column::number("missing", "Missing", "cases missing in those below; null without a review").telling(Tells::Share),
    Column::number("earliest", "Earliest", "earliest year in which two years in a row can be complete").telling(Tells::Share),
    Column::words("recorded", "Recorded", "open, exit_proposed or exited, as a person recorded it"),
    Column::data("recorded_on", "day of the recorded exit"),
    Column::data("recorded_by", "who recorded it").telling(Tells::Person),
    Column::data("evidence", "on what evidence").telling(Tells::FreeText),
    Column::data("reviews", "reviews that count in the second year").telling(Tells::Cases),
    Column::data("previous_reviews", "reviews that count in the first year").telling(Tells::Cases),
    Column::data("provisional", "whether a round in it is still open"),
];

/// As what people sign an exit.
const SIGN: [&str; 3] = ["Region director", "Quality assurance manager", "Agency director"];

/// The report. An instrument by its code, in the second of the two fiscal years; of one region, or of all.
#[must_use]
pub fn build(book: &Book, code: &str, region: Option<Id>, year: i32, audience: Audience) -> Report {
    let veil = Veil::of(book, Some(code), audience.smallest());
    let of = Of { book, code, year, milestone: milestone_of(book, code), audience, veil: &veil };
    let mut report = Report { columns: COLUMNS.to_vec(), ..Report::default() };
    let mut regions = Vec::new();
    for place in book.all(Kind::Region).into_iter().filter(|place| region.is_none_or(|wanted| wanted == place.id)) {
        report.rows.extend(of.questions(place.id));
        regions.push(of.region(place.id));
    }
    report.tables = vec![Table { name: "regions", columns: REGIONS.to_vec(), rows: regions }];
    let title = book.instrument_for(code, year).map_or(code, |(_, instrument)| instrument.title.as_str());
    report.subject = format!("{title}, fiscal years {} and {year}", year - 1);
    report.parts = of.parts(&report, region.is_some());
    report.notes = vec![
        "A region leaves the case review when it reaches its goals in two consecutive years; each year is held against its own goal. Missing \
         are the fewest answers that would have to be better. A percent is cut off after one decimal and never rounded up."
            .to_owned(),
    ];
    report.notes.extend(veil.note());
    report
}

/// The milestone from which regions exit by this instrument.
pub(super) fn milestone_of<'a>(book: &'a Book, code: &str) -> Option<&'a Record> {
    let mut plans = book.all(Kind::Plan).into_iter().flat_map(|plan| book.parts(plan.id, Kind::Milestone));
    plans.find(|milestone| exit::is_regional(milestone) && milestone.text(Field::Instrument).eq_ignore_ascii_case(code))
}

struct Of<'a> {
    book: &'a Book,
    code: &'a str,
    year: i32,
    milestone: Option<&'a Record>,
    audience: Audience,
    veil: &'a Veil,
}

impl Of<'_> {
    /// What is looked at in a region, both years of it.
    fn questions(&self, region: Id) -> Vec<Vec<Cell>> {
        let filter = Filter { region: Some(region), ..Filter::instrument(self.code) };
        let mut all = standing_rows(self.book, self.book.tallies(), Keys::of(&[Key::Area, Key::Question]), &filter);
        all.retain(|row| row.question.is_some() && row.year > self.year - 2);
        let of = |row: &StandingRow| {
            let years = figures::years_of(self.book, row, &all);
            let before = years.into_iter().rfind(|before| before.year == row.year - 1);
            self.question(region, row, before)
        };
        all.iter().filter(|row| row.year == self.year).map(of).collect()
    }

    fn question(&self, region: Id, row: &StandingRow, before: Option<&StandingRow>) -> Vec<Cell> {
        let [goal, rate, n, credit, at_goal, met, needed, ..] = figures::figures(row.score.as_ref());
        let [old_goal, old_rate, old_n, old_credit, _, old_met, ..] = figures::figures(before.and_then(|before| before.score.as_ref()));
        let mut cells = vec![
            Cell::text(self.book.name(region)),
            Cell::text(row.area.as_deref().unwrap_or_default()),
            Cell::text(row.question.as_deref().unwrap_or_default()),
            Cell::text(figures::asked(row)),
            figures::standing(row.standing),
            figures::year(row.since),
            rate,
            n,
            goal,
            credit,
            at_goal,
            met,
            needed,
            if before.is_some() { old_rate } else { Cell::ratio(row.previous_score) },
            old_n,
            old_goal,
            old_credit,
            if before.is_some() { old_met } else { Cell::truth(row.previous_met) },
            Cell::text(row.source.map_or("", |source| source.code())),
        ];
        public::hide(self.veil, &COLUMNS, &mut cells, public::said_of(self.veil, row, Within::region(Some(region))));
        cells
    }

    /// What the data say of a region tells of every question of it: it is said only where each of them is.
    fn hide(&self, region: Id, cells: &mut [Cell]) {
        let whole = [self.year, self.year - 1].into_iter().all(|year| self.veil.says_all(self.code, year, Place::Region(region)));
        let few = |cell: &Cell| matches!((&cell.value, self.veil.smallest()), (Datum::Whole(n), Some(k)) if *n > 0 && (*n as u64) < k);
        for (column, cell) in REGIONS.iter().zip(cells) {
            if (column.tells == Tells::Share && !whole) || (column.tells == Tells::Cases && few(cell)) {
                *cell = Cell::hidden();
            }
        }
    }

    fn recorded(&self, region: Id) -> Recorded {
        let subject = |milestone: &Record| exit::Subject { milestone: milestone.id, region: Some(region) };
        self.milestone.map_or_else(Recorded::default, |milestone| exit::recorded(self.book, subject(milestone)))
    }

    fn region(&self, region: Id) -> Vec<Cell> {
        let verdict = verdict(self.book, self.book.tallies(), self.code, Some(region), self.year).filter(|v| v.looked_at > 0);
        let recorded = self.recorded(region);
        let near = exit::Readiness { region, recorded: recorded.clone(), verdict: verdict.clone() };
        let count = |n: usize| Cell::whole(Some(n as u64));
        let reviews = |year: i32| {
            let of = |tally: &&crate::domain::query::Tally| {
                tally.year == year
                    && tally.region == region
                    && self.book.instrument(tally.instrument).is_some_and(|instrument| instrument.code == self.code)
            };
            Cell::whole(Some(self.book.tallies().iter().filter(of).map(|tally| u64::from(tally.reviews)).sum()))
        };
        let (said, words) = match &verdict {
            None => ("no_review", "No review"),
            Some(verdict) if verdict.sustained => ("sustained", "Fulfilled: all met in both years"),
            Some(_) => ("not_sustained", "Not fulfilled"),
        };
        let mut cells = vec![
            Cell::text(self.book.name(region)),
            Cell::text(said),
            Cell::text(words),
            count(near.looked_at()),
            count(near.standing(crate::domain::standing::Standing::Sustained)),
            count(near.standing(crate::domain::standing::Standing::MetOnce)),
            count(near.below()),
            count(near.without_rate()),
            Cell::whole(near.missing()),
            near.earliest().map_or_else(Cell::default, figures::year),
            Cell::text(recorded.status.code()).shown(recorded.status.words()),
            Cell::day(near.exited_on()),
            Cell::text(&recorded.who),
            Cell::text(&recorded.evidence),
            reviews(self.year),
            reviews(self.year - 1),
            Cell::truth(verdict.as_ref().map(|v: &Verdict| v.provisional)),
        ];
        self.hide(region, &mut cells);
        cells
    }

    fn parts(&self, report: &Report, one: bool) -> Vec<Part> {
        let table = &report.tables[0];
        if table.rows.is_empty() {
            return vec![Part::Words("There is no region in this file yet.".to_owned())];
        }
        let regions: Vec<Row> = table.rows.iter().map(|cells| Row::new(&table.columns, cells)).collect();
        let mut parts = Vec::new();
        if !one {
            let is = |row: &&Row, verdict: &str| matches!(&row.at("verdict").value, Datum::Text(code) if code == verdict);
            let silent = regions.iter().any(|row| row.is_hidden("verdict"));
            let fulfilled = regions.iter().filter(|row| is(row, "sustained")).count();
            let exited = regions
                .iter()
                .filter(|row| matches!(&row.at("recorded").value, Datum::Text(code) if code == Status::Exited.code()))
                .count();
            let words = if silent {
                format!(
                    "The exit of {exited} of {} is recorded. The state exits when every region has.",
                    counted(regions.len() as u64, "region", "regions")
                )
            } else {
                format!(
                    "{fulfilled} of {} fulfil the rule of two consecutive years in {} and {}; the exit of {exited} is recorded. The state exits when every region has.",
                    counted(regions.len() as u64, "region", "regions"),
                    self.year - 1,
                    self.year
                )
            };
            parts.push(Part::Words(words));
            parts.push(figures::table(&table.columns, &table.rows, &OVERVIEW));
        }
        for region in &regions {
            if !one {
                parts.push(Part::NewPage);
            }
            self.page(report, region, &mut parts);
        }
        parts
    }

    /// The page of a region.
    fn page(&self, report: &Report, region: &Row, parts: &mut Vec<Part>) {
        let name = region.words("region");
        parts.push(Part::Chapter(name.clone()));
        parts.push(Part::Words(if region.is_hidden("verdict") {
            "What the data say of the whole region would tell of questions with too few cases.".to_owned()
        } else {
            format!("{}.{}", region.words("words"), self.why(region))
        }));
        parts.push(Part::Facts(facts(region, self.year)));
        let rows: Vec<Row> =
            report.rows.iter().map(|cells| Row::new(&report.columns, cells)).filter(|row| row.words("region") == name).collect();
        if !rows.is_empty() {
            let missing = |row: &Row| row.truth("met") != Some(true) || row.truth("previous_met") != Some(true);
            let (silent, rows): (Vec<Row>, Vec<Row>) =
                rows.into_iter().partition(|row| row.is_hidden("score") || row.is_hidden("previous_score"));
            let (holds, held): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(missing);
            for (title, rows) in [("What is missing", holds), ("Met in both years", held), ("Too few cases to say", silent)] {
                if !rows.is_empty() {
                    parts.push(Part::Heading(format!("{title} ({})", rows.len())));
                    parts.push(Part::Table(self.columns(), rows.iter().map(|row| Self::cells(row)).collect()));
                }
            }
        }
        parts.push(Part::Heading("What it rests on".to_owned()));
        parts.extend(self.evidence(region).into_iter().map(|words| Part::Item("\u{2022}".to_owned(), words)));
        parts.push(Part::Heading("Signed".to_owned()));
        let line = |role: &&str| Signature { role: (*role).to_owned(), ..Signature::default() };
        parts.push(Part::Signatures(SIGN.iter().map(line).collect()));
    }

    /// What holds it back, in counts.
    fn why(&self, region: &Row) -> String {
        let n = |name: &str| region.whole(name).unwrap_or(0);
        let mut said = Vec::new();
        if n("below") > 0 {
            let missing = match region.whole("missing") {
                Some(missing) if missing > 0 => format!(", by {} in all", counted(missing as u64, "case", "cases")),
                _ => String::new(),
            };
            said.push(format!("{} of {} below in {}{missing}", n("below"), n("looked_at"), self.year));
        }
        if n("met_once") > 0 {
            said.push(format!("{} met in {} for the first year", n("met_once"), self.year));
        }
        if n("without_rate") > 0 {
            said.push(format!("{} without a rate", n("without_rate")));
        }
        let earliest = region.words("earliest");
        let is_sustained = said.is_empty();
        if !earliest.is_empty() && !is_sustained {
            said.push(format!("both years can be complete in {earliest} at the earliest"));
        }
        if said.is_empty() { String::new() } else { format!(" {}.", said.join("; ")) }
    }

    fn columns(&self) -> Vec<Column> {
        let year = |of: i32| Column::number("", "", "").telling(Tells::Cases).headed(format!("FY{of}"));
        vec![figures::QUESTION, figures::TEXT, year(self.year - 1), year(self.year), figures::GOAL, figures::STANDING, figures::NEEDED]
    }

    /// A question in both years.
    fn cells(row: &Row) -> Vec<Cell> {
        let hidden = |score: &str| row.is_hidden(score);
        let said = |score: &str, credit: &str, n: &str| match (row.words(score), row.words(credit), row.words(n)) {
            _ if hidden(score) => crate::report::cell::HIDDEN.to_owned(),
            (score, ..) if score.is_empty() => "not reviewed".to_owned(),
            (score, credit, n) if !credit.is_empty() => format!("{score} ({credit} of {n})"),
            (score, ..) => score,
        };
        // Each year is held against its own goal; mostly they are the same.
        let (then, goal) = (row.words("previous_goal"), row.words("goal"));
        let goal = if then.is_empty() || then == goal { row.at("goal").clone() } else { Cell::text(&format!("{then}, then {goal}")) };
        vec![
            row.at("question").clone(),
            row.at("text").clone(),
            Cell::text(&said("previous_score", "previous_credit", "previous_applicable")),
            Cell::text(&said("score", "credit", "applicable")),
            goal,
            row.at("standing").clone(),
            row.at("needed").clone(),
        ]
    }

    /// What the figures of a region rest on.
    fn evidence(&self, region: &Row) -> Vec<String> {
        let form = |year: i32| self.book.instrument_for(self.code, year).map_or(0, |(_, instrument)| instrument.version);
        let mut said = vec![format!(
            "{} reviews of {} and {} of {} count; instrument {}, version {} and {}.",
            region.words("previous_reviews"),
            self.year - 1,
            region.words("reviews"),
            self.year,
            self.code,
            form(self.year - 1),
            form(self.year)
        )];
        said.push(match region.truth("provisional") {
            Some(true) => format!("A round of {} is still open: its figures are provisional.", self.year),
            _ => "All rounds of these years are closed.".to_owned(),
        });
        // What people wrote may name anybody.
        if self.audience == Audience::Internal {
            let (who, day, evidence) = (region.words("recorded_by"), region.at("recorded_on"), region.words("evidence"));
            if let Datum::Day(day) = day.value {
                let by = if who.is_empty() { String::new() } else { format!(" by {who}") };
                said.push(format!("Exit recorded on {}{by}.", show_long(day)));
            }
            if !evidence.is_empty() {
                said.push(format!("Evidence: {evidence}"));
            }
        }
        said
    }
}

/// What the overview shows.
const OVERVIEW: [&str; 9] = ["region", "words", "looked_at", "sustained", "met_once", "below", "missing", "earliest", "recorded"];

fn facts(region: &Row, year: i32) -> Vec<(String, String)> {
    let facts = [
        (format!("Reviews in {}", year - 1), region.words("previous_reviews")),
        (format!("Reviews in {year}"), region.words("reviews")),
        ("Met in both years".to_owned(), format!("{} of {}", region.words("sustained"), region.words("looked_at"))),
        ("Recorded".to_owned(), region.words("recorded")),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
