//! The report of scores: one row for each key that has a review or a published result.

use super::public::{self, Within};
use crate::domain::answers::Why;
use crate::domain::book::Book;
use crate::domain::disclosure::Veil;
use crate::domain::id::Id;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::published::{self, Published};
use crate::domain::query::Tally;
use crate::domain::ratio::{Ratio, beside};
use crate::domain::score_table::{Beside, ScoreRow, score_rows};
use crate::report::{Cell, Column, Datum, Tells};

/// The column of a key.
#[must_use]
pub const fn key_column(key: Key) -> Column {
    match key {
        Key::Region => Column::words("region", "Region", "name of the region; null is a statewide published result"),
        Key::Office => Column::words("office", "Office", "name of the office"),
        Key::Worker => Column::words("worker", "Worker", "name of the caseworker; null where none was named").telling(Tells::Person),
        Key::Supervisor => Column::words("supervisor", "Supervisor", "name of the caseworker's supervisor").telling(Tells::Person),
        Key::Area => Column::words("area", "Area", "code of the area"),
        Key::Question => {
            Column::words("question", "Question", "code of the question; null is a published result of an area or of all questions")
        }
        Key::Year => Column::number("year", "Year", "fiscal year as a number: 2025 ends in 2025"),
    }
}

/// The keys of a row as cells.
pub(super) struct KeyCells<'a> {
    pub book: &'a Book,
    pub keys: Keys,
}

impl KeyCells<'_> {
    pub fn columns(&self) -> impl Iterator<Item = Column> + '_ {
        Key::ALL.into_iter().filter(|key| self.keys.has(*key)).map(key_column)
    }

    pub fn cells(&self, places: [Option<Id>; 4], area: Option<&str>, question: Option<&str>, year: Option<i32>) -> Vec<Cell> {
        let [region, office, worker, supervisor] = places;
        let name = |id: Option<Id>| id.map_or_else(Cell::default, |id| Cell::text(self.book.name(id)));
        let cell = |key| match key {
            Key::Region => match region {
                None => Cell::default().shown("Statewide"),
                region => name(region),
            },
            Key::Office => name(office),
            Key::Worker => name(worker),
            Key::Supervisor => name(supervisor),
            Key::Area => Cell::text(area.unwrap_or_default()),
            Key::Question => match question {
                None => Cell::default().shown("all"),
                Some(code) => Cell::text(code),
            },
            Key::Year => year.map_or_else(Cell::default, |year| Cell::from(Datum::Whole(i64::from(year)))),
        };
        Key::ALL.into_iter().filter(|key| self.keys.has(*key)).map(cell).collect()
    }
}

/// The columns after the keys, in order.
pub const COLUMNS: [Column; 26] = [
    Column::number("goal", "Goal", "the goal, a fraction of 1; pooled over the questions in the row"),
    Column::data("goal_mixed", "whether goals that differ were pooled"),
    Column::data("counts", "answers by option: object of option code to number; null if only published").telling(Tells::Split),
    Column::data("unanswered", "questions of covered areas without an answer").telling(Tells::Split),
    Column::number("applicable", "n", "answers that are not excluded; null if a published result does not say").telling(Tells::Cases),
    Column::data("credit", "sum of credit, in whole answers").telling(Tells::Cases),
    Column::number("score", "Score", "credit over applicable, a fraction of 1, unrounded; null is no rate").telling(Tells::Share),
    Column::words("met", "Met", "whether the goal is reached, exactly").telling(Tells::Share),
    Column::number("needed", "Needed", "fewest answers to raise until the goal is reached; null when met or without counts")
        .telling(Tells::Share),
    Column::number("slack", "To spare", "how many full answers could be lost; null when not met or without counts").telling(Tells::Share),
    Column::data("wilson_low", "95 % Wilson interval, lower end; null for pooled or repeated answers").telling(Tells::Share),
    Column::data("wilson_high", "the same, upper end").telling(Tells::Share),
    Column::words("certainty", "Certainty", "clearly_met, clearly_below or too_few_to_tell").telling(Tells::Share),
    Column::words("source", "Source", "answers or published: which of the two stands"),
    Column::data("provisional", "whether a round in it is still open"),
    Column::data("published_score", "the published score beside or behind it, a fraction of 1"),
    Column::data("published_n", "its number of answers").telling(Tells::Cases),
    Column::data("published_edition", "its edition"),
    Column::data("difference", "counted minus published score, a fraction of 1").telling(Tells::Share),
    Column::data("coverage", "what a sum could not take in, such as 4 of 5 regions"),
    Column::data("repeated", "whether some cases answered a question more than once"),
    Column::data("published_editions", "the published score in each of its editions, newest first: object of edition to fraction of 1"),
    Column::data("not_done", "answers with the reason not done; null if only published").telling(Tells::Split),
    Column::data("not_documented", "answers with the reason done but not documented").telling(Tells::Split),
    Column::data("late", "answers with the reason late").telling(Tells::Split),
    Column::note("Remark").telling(Tells::Split),
];

/// The column before the keys.
pub const INSTRUMENT: Column = Column::words("instrument", "Instrument", "code of the instrument");

/// Columns and rows.
#[must_use]
pub fn build(book: &Book, tallies: &[Tally], keys: Keys, filter: &Filter, veil: &Veil) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let key_cells = KeyCells { book, keys };
    let columns: Vec<Column> = std::iter::once(INSTRUMENT).chain(key_cells.columns()).chain(COLUMNS).collect();
    let published = published::all(book, filter.instrument.as_deref());
    let row = |row: &ScoreRow| {
        let mut cells = cells(&key_cells, row, &published);
        public::hide(veil, &columns, &mut cells, public::said_of_score(veil, row, Within::of(filter)));
        cells
    };
    let rows = score_rows(book, tallies, keys, filter).iter().map(row).collect();
    (columns, rows)
}

fn cells(keys: &KeyCells<'_>, row: &ScoreRow, all: &[Published]) -> Vec<Cell> {
    let score = &row.score;
    let mut cells = vec![Cell::text(&row.instrument.code)];
    cells.extend(keys.cells([row.region, row.office, row.worker, row.supervisor], row.area.as_deref(), row.question.as_deref(), row.year));
    let (mut rate, mut goal) = (Cell::ratio(score.score), Cell::ratio(score.goal));
    if let (Some(r), Some(g)) = (score.score, score.goal) {
        let (r, g) = beside(r, g);
        rate = rate.shown(format!("{r} %"));
        goal = goal.shown(format!("{g} %{}", if score.goal_mixed { " mixed" } else { "" }));
    } else {
        rate = rate.shown("no rate");
    }
    let counts = if score.counts.is_empty() {
        Datum::Missing
    } else {
        Datum::Counts(row.options.iter().cloned().zip(score.counts.iter().copied()).collect())
    };
    let wilson = score.wilson();
    let published = row.published.as_ref();
    let editions = editions(row, all);
    let why = |why: Why| Cell::whole((!score.counts.is_empty()).then(|| score.whys[why as usize - 1]));
    let certainty = score.certainty().map_or_else(Cell::default, |c| Cell::text(c.code()).shown(c.words()));
    cells.extend([
        goal,
        Cell::truth(Some(score.goal_mixed)),
        counts.into(),
        Cell::whole(Some(score.unanswered)),
        Cell::whole(score.applicable),
        score.credit.map_or_else(Cell::default, |c| Datum::Tenthousandths(c).into()),
        rate,
        Cell::truth(score.met),
        Cell::whole(score.needed),
        Cell::whole(score.slack),
        Cell::number(wilson.map(|w| w.0)),
        Cell::number(wilson.map(|w| w.1)),
        certainty,
        Cell::text(row.source.code()),
        Cell::truth(Some(row.provisional)),
        published.map_or_else(Cell::default, |p| Cell::ratio(p.score)),
        Cell::whole(published.and_then(|p| p.applicable)),
        Cell::text(published.map_or("", |p| p.edition.as_str())),
        Cell::number(row.difference),
        Cell::text(row.coverage.as_deref().unwrap_or_default()),
        Cell::truth(Some(score.repeated)),
        if editions.is_empty() { Cell::default() } else { Datum::Ratios(editions.clone()).into() },
        why(Why::NotDone),
        why(Why::NotDocumented),
        why(Why::Late),
        Cell::default().shown(remark(row, &editions)),
    ]);
    cells
}

/// The published figure of a row in all its editions, the newest first: the one that counts. None for a sum of figures.
fn editions(row: &ScoreRow, all: &[Published]) -> Vec<(String, Ratio)> {
    let id = row.published.as_ref().and_then(|p| p.figure);
    let Some(one) = id.and_then(|id| all.iter().find(|p| p.id == id)) else { return Vec::new() };
    let same = |other: &&Published| {
        (&one.instrument, one.year, one.region, one.office) == (&other.instrument, other.year, other.region, other.office)
            && one.question.eq_ignore_ascii_case(&other.question)
    };
    let mut found: Vec<&Published> = all.iter().filter(same).collect();
    found.sort_by(|a, b| (&b.edition, b.id).cmp(&(&a.edition, a.id)));
    // An edition that is there twice: the record made last counts.
    found.dedup_by(|later, first| later.edition == first.edition);
    found.into_iter().filter_map(|p| Some((p.edition.clone(), p.score(&row.instrument).score?))).collect()
}

/// What else has to be said of a row.
fn remark(row: &ScoreRow, editions: &[(String, Ratio)]) -> String {
    let mut said: Vec<String> = Vec::new();
    if row.provisional {
        said.push("provisional".to_owned());
    }
    said.extend(row.coverage.clone());
    if let Some(published) = &row.published {
        said.extend(published_words(published, row));
        // The first one is the one that was just named.
        for (edition, score) in editions.iter().skip(1) {
            said.push(format!("edition {edition}: {} %", score.percent(1)));
        }
    }
    if row.score.pooled && row.score.applicable.is_some_and(|n| n > 0) {
        said.push("pooled".to_owned());
    } else if row.score.repeated {
        said.push("repeated answers".to_owned());
    }
    let whys = Why::ALL.into_iter().zip(row.score.whys).filter(|(_, n)| *n > 0);
    said.extend(whys.map(|(why, n)| format!("{n} {}", why.words())));
    said.join(", ")
}

/// "published 81.2 % (edition 2023), counted is 1.3 points less".
fn published_words(published: &Beside, row: &ScoreRow) -> Option<String> {
    let edition = if published.edition.is_empty() { String::new() } else { format!("edition {}", published.edition) };
    let Some(difference) = row.difference else {
        // What stands is the published figure itself.
        return Some(edition).filter(|words| !words.is_empty());
    };
    let edition = if edition.is_empty() { edition } else { format!(" ({edition})") };
    let points = (difference * 1000.0).round() / 10.0;
    let difference = match points {
        0.0 if difference == 0.0 => "no difference".to_owned(),
        points => format!("difference {points:+.1} points"),
    };
    Some(format!("published {} %{edition}, {difference}", published.score?.percent(1)))
}
