//! The report of qualitative reviews: every overall rating and indicator of every place and year, and what stands beside the scores
//! of each region. The figures are those of the workspace.

mod page;

use super::public::{self, Said, Within};
use crate::domain::book::Book;
use crate::domain::disclosure::{Place, Unit, Veil};
use crate::domain::figure;
use crate::domain::id::Id;
use crate::domain::qcr::practice::{self, Part as Share, Practice, Staffing};
use crate::domain::qcr::{Figure, Qcr, Subject, people};
use crate::domain::ratio::Ratio;
use crate::report::{Cell, Column, Datum, Report, Table, Tells};

/// The columns of the rows, in order.
pub const COLUMNS: [Column; 33] = [
    Column::words("instrument", "Instrument", "code of the instrument"),
    Column::number("year", "Year", "fiscal year as a number: 2025 ends in 2025"),
    Column::words("region", "Region", "name of the region; null is statewide"),
    Column::words("kind", "Kind", "verdict (an overall rating) or indicator"),
    Column::words("area", "Area", "code of the area"),
    Column::words("question", "Question", "code of the rating in that year"),
    Column::data("text", "what is asked"),
    Column::data("domain", "safety, permanency or well-being"),
    Column::number("goal", "Goal", "the goal, a fraction of 1"),
    Column::number("score", "Score", "share of cases acceptable, a fraction of 1, unrounded; null is no rate or no review")
        .telling(Tells::Share),
    Column::number("applicable", "n", "cases rated; null if a published result does not say").telling(Tells::Cases),
    Column::data("acceptable", "cases acceptable; null if a published result does not say").telling(Tells::Cases),
    Column::data("met", "whether the goal is reached, exactly; null without a rate").telling(Tells::Share),
    Column::number("needed", "Needed", "cases missing until the goal is reached; null when met or without counts").telling(Tells::Share),
    Column::number("slack", "To spare", "cases that could be lost; null when not met or without counts").telling(Tells::Share),
    Column::data("wilson_low", "95 % Wilson interval, lower end; null without counts").telling(Tells::Share),
    Column::data("wilson_high", "the same, upper end").telling(Tells::Share),
    Column::data("certainty", "clearly_met, clearly_below or too_few_to_tell").telling(Tells::Share),
    Column::words("standing", "Standing", "sustained, met_once, fell_below, below, below_two_years, no_rate or not_reviewed")
        .telling(Tells::Share),
    Column::data("since", "first fiscal year of the present unbroken run").telling(Tells::Share),
    Column::data("previous_score", "score of the year before; null without one").telling(Tells::Share),
    Column::data("previous_applicable", "its n").telling(Tells::Cases),
    Column::data("change", "this year less the year before, a fraction of 1; null without both").telling(Tells::Share),
    Column::data("change_low", "95 % interval of the change (Newcombe), lower end; null where a year has no counts").telling(Tells::Share),
    Column::data("change_high", "the same, upper end").telling(Tells::Share),
    Column::words("source", "Source", "answers or published: which of the two stands"),
    Column::data("edition", "edition of the published result, if there is one"),
    Column::data("published_score", "the published score, standing or beside, a fraction of 1"),
    Column::data("provisional", "whether a round in it is still open"),
    Column::data("regions_in", "statewide sums: regions in it; null where the figure does not say"),
    Column::data("regions", "statewide sums: regions that there are"),
    Column::data("without", "statewide sums: names of the regions that are not in it"),
    Column::data("at_goal", "so many acceptable cases would reach the goal; null without counts"),
];

/// What stands beside the scores.
pub const PRACTICE: [Column; 18] = [
    Column::number("year", "Year", "fiscal year"),
    Column::words("region", "Region", "name of the region; null is statewide"),
    Column::data("scores", "object of code of the overall rating to share of cases acceptable").telling(Tells::Share),
    Column::data("cases", "reviews that count").telling(Tells::Split),
    Column::data("seated", "those of them that say who reviewed").telling(Tells::Split),
    Column::data("seats", "reviewers in all of them, without those who only looked on; null where no case says").telling(Tells::Split),
    Column::data("leaders", "of these: supervisors, administrators and directors").telling(Tells::Split),
    Column::data("leaders_share", "leaders over seats").telling(Tells::Split),
    Column::data("interviews_planned", "interviews planned; null where no case says").telling(Tells::Split),
    Column::data("interviews_held", "of these: held").telling(Tells::Split),
    Column::data("scans_due", "QA scans due in the year; null where nobody scanned").telling(Tells::Split),
    Column::data("scans_done", "of these: done").telling(Tells::Split),
    Column::data("process_instrument", "code of the case process review"),
    Column::data("process_score", "its pooled score, a fraction of 1").telling(Tells::Share),
    Column::data("process_applicable", "its n: answers").telling(Tells::Split),
    Column::data("short", "its answers short of full credit").telling(Tells::Split),
    Column::data("reasons", "of these: those that say why").telling(Tells::Split),
    Column::data("not_documented", "of these: done but not documented").telling(Tells::Split),
];

/// Reviewers and interviews by role.
pub const ROLES: [Column; 6] = [
    Column::number("year", "Year", "fiscal year"),
    Column::words("region", "Region", "name of the region"),
    Column::words("part", "Part", "reviewer or interview"),
    Column::words("role", "Role", "the role: of the reviewer, or of who was spoken with"),
    Column::number("n", "n", "seats of reviewers, or interviews planned").telling(Tells::Split),
    Column::number("held", "Held", "interviews held; null for reviewers").telling(Tells::Split),
];

/// What it is made from, beside the book.
pub struct Asked<'a> {
    /// Only this year.
    pub year: Option<i32>,
    /// Only this region.
    pub region: Option<Id>,
    /// Only this rating.
    pub question: Option<&'a str>,
    /// Who reviewed and with whom they spoke.
    pub staffing: &'a [Staffing],
    /// QA scans done of those due, by year and place.
    pub scans: &'a dyn Fn(i32, Option<Id>) -> Option<Share>,
    /// What everybody may read.
    pub veil: &'a Veil,
}

/// The whole report.
#[must_use]
pub fn build(book: &Book, qcr: &Qcr, asked: &Asked) -> Report {
    let years = asked.year.map_or_else(|| qcr.years(), |year| vec![year]);
    let places = places(qcr, asked);
    let mut rows = Vec::new();
    for year in &years {
        for subject in subjects(qcr, asked, *year) {
            for place in &places {
                if let Some(figure) = qcr.figure(&subject.code, *place, *year) {
                    let mut cells = row(book, qcr, &subject, &figure);
                    public::hide(asked.veil, &COLUMNS, &mut cells, said(asked.veil, &figure));
                    rows.push(cells);
                }
            }
        }
    }
    let practices: Vec<(i32, Vec<Practice>)> = years.iter().map(|year| (*year, practices(book, qcr, asked, *year))).collect();
    let parts = page::Page { book, qcr, asked, rows: &rows }.parts(&practices);
    let place = asked.region.map_or("Statewide", |id| book.name(id));
    let years_said = asked.year.map_or_else(|| "all years".to_owned(), |year| format!("fiscal year {year}"));
    let subject = format!("{place}, {}, {years_said}", qcr.instrument);
    let wanted = |one: &&Staffing| years.contains(&one.year) && asked.region.is_none_or(|region| region == one.region);
    Report {
        columns: COLUMNS.to_vec(),
        rows,
        notes: asked.veil.note().into_iter().collect(),
        tables: vec![
            Table {
                name: "practice",
                columns: PRACTICE.to_vec(),
                rows: practices
                    .iter()
                    .flat_map(|(year, all)| all.iter().map(|one| practice_row(book, qcr, *year, one, asked.veil)))
                    .collect(),
            },
            Table {
                name: "roles",
                columns: ROLES.to_vec(),
                rows: asked
                    .staffing
                    .iter()
                    .filter(wanted)
                    .filter(|_| asked.veil.smallest().is_none())
                    .flat_map(|s| roles(book, s))
                    .collect(),
            },
        ],
        parts,
        subject,
        ..Report::default()
    }
}

fn places(qcr: &Qcr, asked: &Asked) -> Vec<Option<Id>> {
    match asked.region {
        Some(region) => vec![Some(region)],
        None => std::iter::once(None).chain(qcr.regions.iter().map(|(id, _)| Some(*id))).collect(),
    }
}

fn subjects(qcr: &Qcr, asked: &Asked, year: i32) -> Vec<Subject> {
    match asked.question {
        Some(code) => qcr.subject(code, year).into_iter().collect(),
        None => qcr.verdicts(year).into_iter().chain(qcr.indicators(year)).collect(),
    }
}

fn practices(book: &Book, qcr: &Qcr, asked: &Asked, year: i32) -> Vec<Practice> {
    let mut found = practice::practices(book, qcr, year, asked.staffing, &|place| (asked.scans)(year, place));
    found.retain(|one| asked.region.is_none() || one.region == asked.region);
    found
}

fn name(book: &Book, region: Option<Id>) -> Cell {
    region.map_or_else(|| Cell::default().shown("Statewide"), |id| Cell::text(book.name(id)))
}

fn year_cell(year: i32) -> Cell {
    Datum::Whole(i64::from(year)).into()
}

fn row(book: &Book, qcr: &Qcr, subject: &Subject, figure: &Figure) -> Vec<Cell> {
    let score = figure.score();
    let before = figure.before.and_then(|row| row.score.as_ref());
    let interval = figure.change.and_then(|change| change.interval);
    let wilson = score.and_then(crate::domain::score::Score::wilson);
    let published = figure.editions.first();
    let sums = figure.region.is_none() && score.is_some_and(|s| s.credit.is_some()) && !figure.is_published();
    let all = qcr.regions.len() as u64;
    let lacks = figure.lacks.as_ref();
    let without = lacks.map_or_else(String::new, |l| l.missing.iter().map(|id| book.name(*id)).collect::<Vec<_>>().join(", "));
    let row = figure.row;
    vec![
        Cell::text(&qcr.instrument),
        year_cell(row.year),
        name(book, figure.region),
        Cell::text(if subject.verdict { "verdict" } else { "indicator" }),
        Cell::text(&subject.area),
        Cell::text(row.question.as_deref().unwrap_or(&subject.code)),
        Cell::text(&subject.text),
        Cell::text(subject.domain.map_or("", |domain| domain.words())),
        Cell::ratio(Some(score.and_then(|s| s.goal).unwrap_or(subject.goal.into()))),
        Cell::ratio(score.and_then(|s| s.score)),
        Cell::whole(score.and_then(|s| s.applicable)),
        score.and_then(|s| s.credit).map_or_else(Cell::default, |credit| Datum::Tenthousandths(credit).into()),
        Cell::truth(score.and_then(|s| s.met)),
        Cell::whole(score.and_then(|s| s.needed)),
        Cell::whole(score.and_then(|s| s.slack)),
        Cell::number(wilson.map(|w| w.0)),
        Cell::number(wilson.map(|w| w.1)),
        score.and_then(crate::domain::score::Score::certainty).map_or_else(Cell::default, |c| Cell::text(c.code()).shown(c.words())),
        Cell::text(row.standing.code()).shown(row.standing.words()),
        year_cell(row.since),
        Cell::ratio(before.and_then(|s| s.score)),
        Cell::whole(before.and_then(|s| s.applicable)),
        Cell::number(figure.change.map(|change| change.by)),
        Cell::number(interval.map(|i| i.low)),
        Cell::number(interval.map(|i| i.high)),
        Cell::text(row.source.map_or("", |source| source.code())),
        Cell::text(published.map_or("", |one| one.edition.as_str())),
        Cell::ratio(published.and_then(|one| one.percent).map(Ratio::from)),
        Cell::truth(Some(row.provisional)),
        Cell::whole(sums.then(|| lacks.map_or(all, |l| l.within as u64))),
        Cell::whole(sums.then_some(all)),
        Cell::text(&without),
        Cell::whole(score.and_then(figure::at_goal)),
    ]
}

/// What may be said of a figure.
fn said(veil: &Veil, figure: &Figure) -> Said {
    public::said_of(veil, figure.row, Within::region(figure.region))
}

fn practice_row(book: &Book, qcr: &Qcr, year: i32, one: &Practice, veil: &Veil) -> Vec<Cell> {
    let place = Place::of(one.region, None);
    let says = |code: &str, unit| veil.seen(code, Some(year), unit, place).is_none_or(|seen| seen.rate);
    let verdicts = qcr.verdicts(year);
    let said = verdicts.iter().all(|subject| says(&qcr.instrument, Unit::Question(&subject.code)));
    let process = says(practice::process_instrument(book).unwrap_or_default(), Unit::Whole);
    let scores = qcr.verdicts(year).into_iter().zip(&one.scores);
    let scores = scores.filter_map(|(subject, score)| Some((subject.code, score.as_ref()?.score?))).collect();
    let n = |part: Option<Share>| Cell::whole(part.map(|part| part.n));
    let of = |part: Option<Share>| Cell::whole(part.map(|part| part.of));
    vec![
        year_cell(year),
        name(book, one.region),
        if said { Datum::Ratios(scores).into() } else { Cell::hidden() },
        Cell::whole(Some(one.cases)),
        Cell::whole(Some(one.seated)),
        of(one.leaders),
        n(one.leaders),
        Cell::ratio(one.leaders.and_then(Share::ratio)),
        of(one.interviews),
        n(one.interviews),
        of(one.scans),
        n(one.scans),
        Cell::text(practice::process_instrument(book).unwrap_or_default()),
        if process { Cell::ratio(one.process.as_ref().and_then(|s| s.score)) } else { Cell::hidden() },
        Cell::whole(one.process.as_ref().and_then(|s| s.applicable)),
        Cell::whole(one.process.as_ref().map(|_| one.short)),
        of(one.not_documented),
        n(one.not_documented),
    ]
}

fn roles(book: &Book, staffing: &Staffing) -> Vec<Vec<Cell>> {
    let head =
        |part: &str, role: &str| vec![year_cell(staffing.year), name(book, Some(staffing.region)), Cell::text(part), Cell::text(role)];
    let mut rows = Vec::new();
    for (role, n) in &staffing.seats {
        let mut row = head("reviewer", role);
        row[3] = Cell::text(role).shown(people::seat_words(role));
        row.extend([Cell::whole(Some(u64::from(*n))), Cell::default()]);
        rows.push(row);
    }
    let spoken = staffing.interviews.iter().map(|(role, status, n)| (role.as_str(), status.as_str(), *n));
    for (role, held, planned) in people::by_role(spoken) {
        let mut row = head("interview", &role);
        row[3] = Cell::text(&role).shown(people::spoken_words(&role));
        row.extend([Cell::whole(Some(u64::from(planned))), Cell::whole(Some(u64::from(held)))]);
        rows.push(row);
    }
    rows
}
