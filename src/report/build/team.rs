//! The one page for a team: which questions fail and by how many cases, why, what has changed for certain since last year,
//! and which cases to look at first. The figures are those of the report of scores.

use crate::domain::answers::Why;
use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::query::Tally;
use crate::domain::ratio::beside;
use crate::domain::review::ReviewLine;
use crate::domain::score_table::{ScoreRow, score_rows};
use crate::domain::stats::Z_95_TWO_SIDED;
use crate::domain::stats::difference::{Difference, difference};
use crate::domain::versions::chain;
use crate::report::{CASE_ID, Cell, Column, Datum, Part, Report, Table};

/// The most failing questions, changes and cases that fit on the page of 60 lines, with all that stands around them.
const QUESTIONS: usize = 16;
const CHANGES: usize = 5;
const CASES: usize = 10;
/// How much of a question's text stands beside its figures.
const TEXT: usize = 40;

/// What holds for the whole team.
pub const FACTS: [Column; 6] = [
    Column::words("instrument", "Instrument", "code of the instrument"),
    Column::number("year", "Fiscal year", "fiscal year"),
    Column::number("reviews", "Reviews", "reviews that count"),
    Column::number("questions", "Questions", "questions with a score"),
    Column::number("met", "Met", "questions whose goal is reached"),
    Column::data("provisional", "whether a round in it is still open"),
];

/// The columns of the rows: one for each question.
pub const COLUMNS: [Column; 20] = [
    Column::data("area", "code of the area"),
    Column::words("question", "Question", "code of the question"),
    Column::number("applicable", "n", "answers that are not excluded; null if a published result does not say"),
    Column::number("score", "Score", "credit over applicable, a fraction of 1; null is no rate"),
    Column::number("goal", "Goal", "the goal, a fraction of 1"),
    Column::data("met", "whether the goal is reached; null without a rate"),
    Column::number("needed", "Missing", "cases missing: fewest answers to raise until the goal is reached"),
    Column::number("not_done", "Not done", "answers with the reason not done; null without counts"),
    Column::number("not_documented", "Not doc.", "answers with the reason done but not documented"),
    Column::number("late", "Late", "answers with the reason late"),
    Column::data("unanswered", "questions of covered areas without an answer"),
    Column::data("certainty", "clearly_met, clearly_below or too_few_to_tell"),
    Column::data("source", "answers or published"),
    Column::data("previous_score", "score of the year before, if the question goes on from it"),
    Column::data("previous_n", "its number of answers"),
    Column::data("change", "score less that of the year before, a fraction of 1; null without counts in both years"),
    Column::data("change_low", "95 % interval of the change, lower end; null for repeated answers"),
    Column::data("change_high", "the same, upper end"),
    Column::data("changed", "improved or fell, where the interval leaves out no change at all"),
    Column::words("text", "What is asked", "what is asked"),
];

/// The columns of the table of cases: those with the most answers below full credit to questions that fail come first.
pub const CASES_COLUMNS: [Column; 5] = [
    Column::words(CASE_ID, "Case", "case id"),
    Column::words("office", "Office", "name of the office"),
    Column::words("worker", "Worker", "name of the caseworker"),
    Column::number("short", "Answers", "answers below full credit to questions that fail"),
    Column::words("questions", "to questions", "their codes"),
];

/// Whom the page is about.
#[derive(Debug)]
pub struct Team<'a> {
    /// The file.
    pub book: &'a Book,
    /// Counts: by worker where a person is named.
    pub tallies: &'a [Tally],
    /// One instrument, a place or person, and no year.
    pub filter: &'a Filter,
    /// The year.
    pub year: i32,
    /// The reviews that count there; none where the page is not for one team, and then it names no case.
    pub reviews: Option<&'a [ReviewLine]>,
}

/// A question of this year, and what it was a year before.
struct Line<'a> {
    row: &'a ScoreRow,
    instrument: &'a Instrument,
    ordinal: usize,
    before: Option<&'a ScoreRow>,
    change: Option<Difference>,
}

impl Line<'_> {
    fn fails(&self) -> bool {
        self.row.score.met == Some(false)
    }

    fn changed(&self) -> Option<bool> {
        self.change.filter(|change| change.is_clear()).map(|change| change.by > 0.0)
    }
}

/// The page.
#[must_use]
pub fn build(team: &Team) -> Report {
    let keys = Keys::of(&[Key::Question]);
    let rows_of = |year: i32| score_rows(team.book, team.tallies, keys, &Filter { year: Some(year), ..team.filter.clone() });
    let (now, before) = (rows_of(team.year), rows_of(team.year - 1));
    let mut lines: Vec<Line> = now.iter().filter_map(|row| line(team, row, &before)).collect();
    let rows = lines.iter().map(cells).collect();
    let asked = |tally: &&Tally| {
        let passes = |filter: Option<Id>, id: Option<Id>| filter.is_none() || filter == id;
        let code = team.book.instrument(tally.instrument).map(|i| i.code.as_str());
        tally.year == team.year
            && code == team.filter.instrument.as_deref()
            && passes(team.filter.region, Some(tally.region))
            && passes(team.filter.office, Some(tally.office))
            && passes(team.filter.worker, tally.worker)
            && passes(team.filter.supervisor, tally.supervisor)
    };
    let reviews: u64 = team.tallies.iter().filter(asked).map(|tally| u64::from(tally.reviews)).sum();
    let count = |what: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| what(line)).count() as u64;
    let (rated, met) = (count(&|line| line.row.score.met.is_some()), count(&|line| line.row.score.met == Some(true)));
    let open = lines.iter().any(|line| line.row.provisional);
    let cells_of_facts = vec![
        Cell::text(team.filter.instrument.as_deref().unwrap_or_default()),
        Datum::Whole(i64::from(team.year)).into(),
        Cell::whole(Some(reviews)),
        Cell::whole(Some(rated)),
        Cell::whole(Some(met)),
        Cell::truth(Some(open)),
    ];
    let reviewed = if reviews == 1 { "1 review".to_owned() } else { format!("{reviews} reviews") };
    let mut parts = vec![Part::Words(format!(
        "{reviewed} in fiscal year {}. {met} of {rated} questions reach their goal.{}",
        team.year,
        if open { " A round is still open: these figures are provisional." } else { "" }
    ))];
    let cases = team.reviews.map(|reviews| cases(team.book, &lines, reviews));
    lines.sort_by_key(|line| std::cmp::Reverse(line.row.score.needed));
    failing(&lines, &mut parts);
    changes(&lines, team.year, &mut parts);
    look_at(cases.as_deref(), &mut parts);
    let names = [team.filter.worker, team.filter.supervisor, team.filter.office, team.filter.region];
    let whose: Vec<&str> = names.into_iter().flatten().map(|id| team.book.name(id)).collect();
    Report {
        subject: format!("{}, fiscal year {}", whose.join(", "), team.year),
        facts: FACTS.into_iter().zip(cells_of_facts).collect(),
        columns: COLUMNS.to_vec(),
        rows,
        tables: cases.map(|rows| Table { name: "cases", columns: CASES_COLUMNS.to_vec(), rows }).into_iter().collect(),
        parts,
        ..Report::default()
    }
}

fn line<'a>(team: &Team<'a>, row: &'a ScoreRow, before: &'a [ScoreRow]) -> Option<Line<'a>> {
    // What was published for an area or the whole is no question.
    let code = row.question.as_deref()?;
    let instrument = team.book.instrument(row.version)?;
    let ordinal = instrument.question(code)?;
    let before = before.iter().find(|then| goes_on(team.book, then, row));
    let change = before.filter(|then| !then.score.repeated && !row.score.repeated).and_then(|then| {
        let of = |row: &ScoreRow| Some((row.score.credit? as f64 / 10_000.0, row.score.applicable? as f64));
        difference(of(row)?, of(then)?, Z_95_TWO_SIDED)
    });
    Some(Line { row, instrument, ordinal, before, change })
}

/// Whether a question of this year goes on from one of the year before: it is of the same version, or the versions since say so.
fn goes_on(book: &Book, then: &ScoreRow, now: &ScoreRow) -> bool {
    let (Some(code), Some(before)) = (now.question.as_deref(), then.question.as_deref()) else { return false };
    if now.version == then.version {
        return code == before;
    }
    let versions: Vec<&Instrument> = book
        .instruments()
        .iter()
        .map(|(_, i)| i.as_ref())
        .filter(|i| i.code == now.instrument.code && i.version <= now.instrument.version)
        .collect();
    let links = chain(&versions, code).links;
    let has = |version: u32, code: &str| links.iter().any(|l| l.version == version && l.code.eq_ignore_ascii_case(code));
    has(now.instrument.version, code) && has(then.instrument.version, before)
}

fn cells(line: &Line) -> Vec<Cell> {
    let (score, question) = (&line.row.score, &line.instrument.questions[line.ordinal]);
    let (mut rate, mut goal) = (Cell::ratio(score.score), Cell::ratio(score.goal));
    if let (Some(r), Some(g)) = (score.score, score.goal) {
        let (r, g) = beside(r, g);
        (rate, goal) = (rate.shown(format!("{r} %")), goal.shown(format!("{g} %")));
    }
    let why = |why: Why| Cell::whole((!score.counts.is_empty()).then(|| score.whys[why as usize - 1]));
    let changed = match line.changed() {
        Some(true) => "improved",
        Some(false) => "fell",
        None => "",
    };
    vec![
        Cell::text(line.instrument.areas.get(question.area).map_or("", |area| area.code.as_str())),
        Cell::text(&question.code),
        Cell::whole(score.applicable),
        rate,
        goal,
        Cell::truth(score.met),
        Cell::whole(score.needed),
        why(Why::NotDone),
        why(Why::NotDocumented),
        why(Why::Late),
        Cell::whole(Some(score.unanswered)),
        Cell::text(score.certainty().map_or("", |c| c.code())),
        Cell::text(line.row.source.code()),
        Cell::ratio(line.before.and_then(|then| then.score.score)),
        Cell::whole(line.before.and_then(|then| then.score.applicable)),
        Cell::number(line.change.map(|change| change.by)),
        Cell::number(line.change.map(|change| change.low)),
        Cell::number(line.change.map(|change| change.high)),
        Cell::text(changed),
        Cell::text(&question.text),
    ]
}

fn short(text: &str) -> String {
    if text.chars().count() <= TEXT {
        return text.to_owned();
    }
    let start: String = text.chars().take(TEXT - 1).collect();
    format!("{}…", start.trim_end())
}

fn failing(lines: &[Line], parts: &mut Vec<Part>) {
    let failing: Vec<&Line> = lines.iter().filter(|line| line.fails()).collect();
    parts.push(Part::Heading(format!("Below the goal ({})", failing.len())));
    if failing.is_empty() {
        parts.push(Part::Words("No question is below its goal.".to_owned()));
        return;
    }
    parts.push(Part::Table(COLUMNS.to_vec(), failing.iter().take(QUESTIONS).map(|line| cells(line)).collect()));
    let mut said = Vec::new();
    if failing.len() > QUESTIONS {
        said.push(format!("{} more are below their goal; --format csv has all.", failing.len() - QUESTIONS));
    }
    let sum = |why: usize| failing.iter().map(|line| line.row.score.whys[why]).sum::<u64>();
    let whys = [sum(0), sum(1), sum(2)];
    if whys.iter().any(|n| *n > 0) {
        let words = Why::ALL.map(|why| format!("{} {}", whys[why as usize - 1], why.words())).join(", ");
        said.push(format!("In all of them: {words}."));
    }
    if !said.is_empty() {
        parts.push(Part::Words(said.join(" ")));
    }
}

fn changes(lines: &[Line], year: i32, parts: &mut Vec<Part>) {
    for (up, title) in [(true, "Improved"), (false, "Fell")] {
        let mut all: Vec<&Line> = lines.iter().filter(|line| line.changed() == Some(up)).collect();
        all.sort_by(|a, b| {
            let by = |line: &Line| line.change.map_or(0.0, |change| change.by.abs());
            by(b).total_cmp(&by(a))
        });
        if all.is_empty() {
            continue;
        }
        parts.push(Part::Heading(format!("{title} since {} ({})", year - 1, all.len())));
        for line in all.iter().take(CHANGES) {
            let percent = |row: &ScoreRow| {
                let n = row.score.applicable.unwrap_or(0);
                row.score.score.map_or_else(String::new, |score| format!("{} % of {n}", score.percent(1)))
            };
            let question = &line.instrument.questions[line.ordinal];
            let words =
                format!("from {} to {}. {}", line.before.map_or_else(String::new, percent), percent(line.row), short(&question.text));
            parts.push(Part::Item(question.code.clone(), words));
        }
        if all.len() > CHANGES {
            parts.push(Part::Item("and".to_owned(), format!("{} more", all.len() - CHANGES)));
        }
    }
    if !lines.iter().any(|line| line.changed().is_some()) {
        parts.push(Part::Words(if lines.iter().any(|line| line.change.is_some()) {
            format!("No change since {} is clear: it could all be chance.", year - 1)
        } else {
            format!("There is no figure of {} to compare with.", year - 1)
        }));
    }
}

/// The cases with answers below full credit to questions that fail, most first.
fn cases(book: &Book, lines: &[Line], reviews: &[ReviewLine]) -> Vec<Vec<Cell>> {
    let failing: Vec<&str> = lines.iter().filter(|line| line.fails()).filter_map(|line| line.row.question.as_deref()).collect();
    let mut found: Vec<(usize, &ReviewLine, Vec<&str>)> = Vec::new();
    for review in reviews {
        let Some(instrument) = book.instrument(review.instrument) else { continue };
        let mut codes: Vec<&str> = Vec::new();
        let mut n = 0;
        for (ordinal, _, answer) in review.answers.iter() {
            let at = usize::from(ordinal);
            let Some(question) = instrument.questions.get(at) else { continue };
            let best = (1..=instrument.options.len()).filter_map(|o| instrument.credit(at, o as u8)).max();
            let is_short = instrument.credit(at, answer.option()).is_some_and(|credit| Some(credit) < best);
            if is_short && failing.iter().any(|code| code.eq_ignore_ascii_case(&question.code)) {
                n += 1;
                if !codes.contains(&question.code.as_str()) {
                    codes.push(&question.code);
                }
            }
        }
        if n > 0 {
            found.push((n, review, codes));
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (&a.1.case_id, a.1.id).cmp(&(&b.1.case_id, b.1.id))));
    found
        .into_iter()
        .map(|(n, review, codes)| {
            let id = if review.case_id.is_empty() { Cell::default().shown("(removed)") } else { Cell::text(&review.case_id) };
            vec![
                id,
                Cell::text(book.name(review.office)),
                review.worker.map_or_else(Cell::default, |worker| Cell::text(book.name(worker))),
                Cell::whole(Some(n as u64)),
                Cell::text(&codes.join(", ")),
            ]
        })
        .collect()
}

fn look_at(cases: Option<&[Vec<Cell>]>, parts: &mut Vec<Part>) {
    match cases {
        None => {
            let words = "Cases are named only in the report of an office, a supervisor or a worker.";
            parts.push(Part::Words(words.to_owned()));
        }
        Some([]) => {}
        Some(cases) => {
            parts.push(Part::Heading("Cases to look at first: most answers short of the questions above".to_owned()));
            parts.push(Part::Table(CASES_COLUMNS.to_vec(), cases.iter().take(CASES).cloned().collect()));
        }
    }
}
