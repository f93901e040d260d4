//! Figures of scores as cells, and charts and sentences made of the finished cells: what a cell does not say, no chart and no
//! sentence says. No rule is here; those are in `domain/score.rs`, `domain/standing.rs` and `domain/figure.rs`.

use crate::domain::book::Book;
use crate::domain::figure;
use crate::domain::instrument::Instrument;
use crate::domain::ratio::beside;
use crate::domain::score::Score;
use crate::domain::standing::{Standing, StandingRow};
use crate::domain::versions::chain;
use crate::report::chart::{Bar, Point, Run, State};
use crate::report::{Cell, Column, Datum, Part, Tells};

/// Code of the area.
pub const AREA: Column = Column::words("area", "Area", "code of the area");
/// Code of the question.
pub const QUESTION: Column = Column::words("question", "Question", "code of the question in that year");
/// What is asked.
pub const TEXT: Column = Column::words("text", "What is asked", "what is asked");
/// The goal.
pub const GOAL: Column = Column::number("goal", "Goal", "the goal, a fraction of 1");
/// The score.
pub const SCORE: Column =
    Column::number("score", "Score", "credit over applicable, a fraction of 1, unrounded; null is no rate").telling(Tells::Share);
/// Answers.
pub const N: Column =
    Column::number("applicable", "n", "answers that are not excluded; null if a published result does not say").telling(Tells::Cases);
/// Credit.
pub const CREDIT: Column = Column::data("credit", "sum of credit, in whole answers").telling(Tells::Cases);
/// The goal in answers.
pub const AT_GOAL: Column = Column::data("at_goal", "so many full answers of these would reach the goal").telling(Tells::Share);
/// Whether it is reached.
pub const MET: Column = Column::data("met", "whether the goal is reached, exactly; null without a rate").telling(Tells::Share);
/// The distance.
pub const NEEDED: Column = Column::number(
    "needed",
    "Missing",
    "cases missing: fewest answers to raise until the goal is reached; null when met or without counts",
)
.telling(Tells::Share);
/// What can be lost.
pub const SLACK: Column =
    Column::data("slack", "how many full answers could be lost; null when not met or without counts").telling(Tells::Share);
/// How sure it is.
pub const CERTAINTY: Column =
    Column::words("certainty", "Certainty", "clearly_met, clearly_below or too_few_to_tell").telling(Tells::Share);
/// The lower end of the interval.
pub const LOW: Column =
    Column::data("wilson_low", "95 % Wilson interval, lower end; null for pooled or repeated answers").telling(Tells::Share);
/// The upper end.
pub const HIGH: Column = Column::data("wilson_high", "the same, upper end").telling(Tells::Share);
/// Where it stands.
pub const STANDING: Column =
    Column::words("standing", "Standing", "sustained, met_once, fell_below, below, below_two_years, no_rate or not_reviewed")
        .telling(Tells::Share);
/// Since when.
pub const SINCE: Column = Column::number("since", "Since", "first fiscal year of the present unbroken run").telling(Tells::Share);
/// A year before.
pub const BEFORE: Column = Column::number("previous_score", "Year before", "score of the year before").telling(Tells::Share);
/// Counted or published.
pub const SOURCE: Column = Column::data("source", "answers or published; null without a review");
/// Whether it can still change.
pub const PROVISIONAL: Column = Column::data("provisional", "whether a round in it is still open");

/// What [`figures`] makes, in order.
pub const FIGURES: [Column; 11] = [GOAL, SCORE, N, CREDIT, AT_GOAL, MET, NEEDED, SLACK, CERTAINTY, LOW, HIGH];

/// The cells of a score; all empty where there was no review.
#[must_use]
pub fn figures(score: Option<&Score>) -> [Cell; 11] {
    let Some(score) = score else { return [const { Cell { value: Datum::Missing, text: None } }; 11] };
    let (mut rate, mut goal) = (Cell::ratio(score.score).shown("no rate"), Cell::ratio(score.goal));
    if let (Some(r), Some(g)) = (score.score, score.goal) {
        let (r, g) = beside(r, g);
        (rate, goal) = (rate.shown(format!("{r} %")), goal.shown(format!("{g} %{}", if score.goal_mixed { " mixed" } else { "" })));
    } else if let Some(rate_alone) = score.score {
        rate = Cell::ratio(Some(rate_alone));
    }
    let wilson = score.wilson();
    let percent = |end: f64| Cell::number(Some(end)).shown(format!("{:.1} %", end * 100.0));
    let credit = score.credit.filter(|_| score.applicable != Some(0));
    [
        goal,
        rate,
        Cell::whole(score.applicable),
        credit.map_or_else(Cell::default, |credit| Cell::from(Datum::Tenthousandths(credit)).shown(figure::answers(credit))),
        Cell::whole(figure::at_goal(score)),
        Cell::truth(score.met),
        Cell::whole(score.needed),
        Cell::whole(score.slack),
        score.certainty().map_or_else(Cell::default, |certainty| Cell::text(certainty.code()).shown(certainty.words())),
        wilson.map_or_else(Cell::default, |(low, _)| percent(low)),
        wilson.map_or_else(Cell::default, |(_, high)| percent(high)),
    ]
}

/// Where it stands, as a cell.
#[must_use]
pub fn standing(standing: Standing) -> Cell {
    Cell::text(standing.code()).shown(standing.words())
}

/// A year, as a cell.
#[must_use]
pub fn year(year: i32) -> Cell {
    Datum::Whole(i64::from(year)).into()
}

/// What is asked, in the words of the version of that year.
#[must_use]
pub fn asked(row: &StandingRow) -> &str {
    let found = row.question.as_deref().and_then(|code| row.instrument.question(code));
    found.map_or("", |at| row.instrument.questions[at].text.as_str())
}

/// The years of one question through the versions of its instrument: of these rows those that it goes on from, and itself.
pub fn years_of<'a>(book: &Book, row: &StandingRow, all: &'a [StandingRow]) -> Vec<&'a StandingRow> {
    let versions: Vec<&Instrument> = book
        .instruments()
        .iter()
        .map(|(_, i)| i.as_ref())
        .filter(|i| i.code == row.instrument.code && i.version <= row.instrument.version)
        .collect();
    let links = row.question.as_deref().map_or_else(Vec::new, |code| chain(&versions, code).links);
    let is_link = |other: &&StandingRow| {
        let code = other.question.as_deref().unwrap_or_default();
        other.region == row.region
            && links.iter().any(|link| link.version == other.instrument.version && link.code.eq_ignore_ascii_case(code))
    };
    all.iter().filter(|other| other.year <= row.year).filter(is_link).collect()
}

/// A finished row, read by the names of its columns.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    columns: &'a [Column],
    cells: &'a [Cell],
}

/// What is read where a column is not there.
static NOTHING: Cell = Cell { value: Datum::Missing, text: None };

impl<'a> Row<'a> {
    /// A row under its columns.
    pub fn new(columns: &'a [Column], cells: &'a [Cell]) -> Row<'a> {
        Row { columns, cells }
    }

    /// The cell of a column.
    pub fn at(&self, name: &str) -> &'a Cell {
        let place = self.columns.iter().position(|column| column.name == name);
        place.and_then(|place| self.cells.get(place)).unwrap_or(&NOTHING)
    }

    /// What people read in it.
    pub fn words(&self, name: &str) -> String {
        self.at(name).words()
    }

    /// Whether it is a yes; none if nobody knows, or may know.
    pub fn truth(&self, name: &str) -> Option<bool> {
        match self.at(name).value {
            Datum::Truth(truth) => Some(truth),
            _ => None,
        }
    }

    /// A whole number, if it may be said.
    pub fn whole(&self, name: &str) -> Option<i64> {
        match self.at(name).value {
            Datum::Whole(n) => Some(n),
            _ => None,
        }
    }

    /// Whether the value is left out of a public report.
    pub fn is_hidden(&self, name: &str) -> bool {
        matches!(self.at(name).value, Datum::Hidden)
    }

    /// Some of its cells, by the names of their columns.
    pub fn some(&self, names: &[&str]) -> Vec<Cell> {
        names.iter().map(|name| self.at(name).clone()).collect()
    }

    /// `92 of 120`; of what is hidden it says that, of a percent alone that nobody knows the number.
    pub fn counted(&self) -> String {
        // Of a qualitative review the credit is its acceptable cases.
        let credit = if self.words("credit").is_empty() { "acceptable" } else { "credit" };
        if self.is_hidden("score") || self.is_hidden("applicable") || self.is_hidden(credit) {
            return "too few to say".to_owned();
        }
        match (self.words(credit).as_str(), self.words("applicable").as_str()) {
            ("", "") if self.at("score").at().is_some() => "number not known".to_owned(),
            ("", "") => "not reviewed".to_owned(),
            ("", "0") => "no applicable answer".to_owned(),
            ("", n) => format!("n {n}"),
            (credit, n) => format!("{credit} of {n}"),
        }
    }

    /// `92 of 120 answers; goal 102`: the sentence of one figure.
    pub fn reading(&self, unit: &str) -> String {
        let counted = self.counted();
        let known = counted.contains(" of ");
        let unit = if known && !unit.is_empty() { format!(" {unit}") } else { String::new() };
        match (known, self.words("at_goal").as_str(), self.words("goal").as_str()) {
            (true, at_goal, _) if !at_goal.is_empty() && !self.is_hidden("at_goal") => format!("{counted}{unit}; goal {at_goal}"),
            (_, _, "") => format!("{counted}{unit}"),
            (_, _, goal) => format!("{counted}{unit}; goal {goal}"),
        }
    }

    /// How it stands in its year.
    pub fn state(&self) -> State {
        match self.truth("met") {
            _ if self.at("score").at().is_none() => State::Open,
            Some(true) => State::Met,
            Some(false) => State::Below,
            None => State::Open,
        }
    }

    /// A bar against its goal, with the mark of the year before.
    pub fn bar(&self, label: String) -> Bar {
        Bar {
            label,
            note: self.counted(),
            value: self.at("score").clone(),
            goal: self.at("goal").clone(),
            before: self.at("previous_score").clone(),
            state: self.state(),
        }
    }

    /// A point of a run, with its interval.
    pub fn point(&self, label: String) -> Point {
        Point {
            label,
            value: self.at("score").clone(),
            low: percent(self.at("wilson_low")),
            high: percent(self.at("wilson_high")),
            n: self.at("applicable").clone(),
            state: self.state(),
            ..Point::default()
        }
    }
}

/// So long is the text beside a bar at most: two lines.
const LABEL: usize = 58;

/// A question beside its bar: its code and the beginning of its text.
#[must_use]
pub fn label(row: &Row) -> String {
    let (code, text) = (row.words("question"), row.words("text"));
    if text.chars().count() <= LABEL {
        return format!("{code} {text}").trim_end().to_owned();
    }
    let cut: String = text.chars().take(LABEL - 1).collect();
    format!("{code} {}\u{2026}", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

/// A sign before the words of a standing, so that a page can be looked over: full, begun, missed.
#[must_use]
pub fn sign(standing: &Cell) -> &'static str {
    let is = |known: Standing| matches!(&standing.value, Datum::Text(code) if code == known.code());
    match Standing::ALL.into_iter().find(|known| is(*known)) {
        Some(Standing::Sustained) => "\u{25cf} ",
        Some(Standing::MetOnce) => "\u{25cb} ",
        Some(Standing::FellBelow | Standing::Below | Standing::BelowTwoYears) => "\u{25bc} ",
        _ => "",
    }
}

/// A run of points under the newest goal that they have.
#[must_use]
pub fn run(points: Vec<Point>, goal: &Cell) -> Run {
    let words = goal.words();
    Run { points, goal_words: if words.is_empty() { words } else { format!("goal {words}") }, goal: goal.clone(), phases: Vec::new() }
}

/// A share that is kept as a fraction of 1, as it lies on an axis of percent.
#[must_use]
pub fn percent(cell: &Cell) -> Cell {
    match cell.value {
        Datum::Number(fraction) => {
            let text = cell.text.clone().unwrap_or_else(|| format!("{:.1} %", fraction * 100.0));
            Cell { value: Datum::Number(fraction * 100.0), text: Some(text) }
        }
        _ => cell.clone(),
    }
}

/// `31 of 53 questions at their goal; furthest below: FC.IB3 (52 of 65; goal 59)`: the sentence of a chart of many bars.
#[must_use]
pub fn reading_of(rows: &[(String, Row)], units: (&str, &str)) -> String {
    let rated = rows.iter().filter(|(_, row)| row.state() != State::Open).count();
    let met = rows.iter().filter(|(_, row)| row.state() == State::Met).count();
    if rated == 0 {
        return format!("No {} has a score to show.", units.0);
    }
    let mut said =
        format!("{met} of {rated} {} at {} goal", if rated == 1 { units.0 } else { units.1 }, if rated == 1 { "its" } else { "their" });
    let worst = rows.iter().filter(|(_, row)| row.state() == State::Below).max_by(|(_, a), (_, b)| {
        let missing = |row: &Row| row.whole("needed");
        // Of two that miss as many cases the first one is named.
        missing(a).cmp(&missing(b)).then(std::cmp::Ordering::Greater)
    });
    if let Some((name, row)) = worst {
        said = format!("{said}; furthest below: {name} ({})", row.reading(""));
    }
    let silent = rows.iter().filter(|(_, row)| row.is_hidden("score")).count();
    if silent > 0 {
        said = format!("{said}; of {silent} too few cases to say");
    }
    format!("{said}.")
}

/// Some columns of a table, in this order.
#[must_use]
pub fn table(columns: &[Column], rows: &[Vec<Cell>], shown: &[&str]) -> Part {
    let found: Vec<Column> = shown.iter().filter_map(|name| columns.iter().find(|column| column.name == *name).cloned()).collect();
    Part::Table(found, rows.iter().map(|cells| Row::new(columns, cells).some(shown)).collect())
}

#[cfg(test)]
mod tests;
