//! The report of agreement: how far two reviewers who answered the same cases agree, and where they do not. The figures are
//! those of `domain/agreement`; which answers were the blind ones is said in its `blind.rs`.

use crate::domain::agreement::table::Estimate;
use crate::domain::agreement::{Differing, Group, Pair, agreement};
use crate::domain::answers::{Answer, PackedAnswers};
use crate::domain::book::Book;
use crate::domain::instrument::Instrument;
use crate::domain::review::ReviewLine;
use crate::domain::text::counted;
use crate::report::{CASE_ID, Cell, Column, Datum, Part, Report, Table};

/// Under what scope a row was counted.
const SCOPES: [(&str, &str); 3] = [("question", "question"), ("reviewers", "two reviewers"), ("overall", "all questions")];

/// The columns of the rows.
pub const COLUMNS: [Column; 20] = [
    Column::words("instrument", "Instrument", "code of the instrument"),
    Column::data("version", "version of the instrument"),
    Column::data("scope", "what is counted together: question, reviewers or overall"),
    Column::words("question", "Question", "code of the question; null in other scopes"),
    Column::words("reviewer_1", "Reviewer", "one of the two reviewers, the first by name; null in other scopes"),
    Column::words("reviewer_2", "and", "the other one"),
    Column::number("cases", "Cases", "cases with two final reviews; null for a question"),
    Column::number("pairs", "Pairs", "answers that both gave"),
    Column::number("agree", "Agree", "pairs with the same answer"),
    Column::number("percent", "Percent", "share of pairs that agree, a fraction of 1"),
    Column::data("percent_low", "its 95 % interval, lower end; null for pooled or repeated answers"),
    Column::data("percent_high", "the same, upper end"),
    Column::number("kappa", "Kappa", "Cohen's kappa; null where both gave one and the same answer throughout"),
    Column::data("kappa_low", "its 95 % interval, lower end"),
    Column::data("kappa_high", "the same, upper end"),
    Column::number("ac1", "AC1", "Gwet's AC1"),
    Column::data("ac1_low", "its 95 % interval, lower end"),
    Column::data("ac1_high", "the same, upper end"),
    Column::data("categories", "answers that can be given"),
    Column::number("one_sided", "One-sided", "answers that only one of the two gave; in no pair"),
];

/// The columns of the table of answers that differ.
pub const DIFFERING: [Column; 12] = [
    Column::data("instrument", "code of the instrument"),
    Column::number("year", "Year", "fiscal year"),
    Column::words(CASE_ID, "Case", "case id"),
    Column::words("office", "Office", "name of the office"),
    Column::words("question", "Question", "code of the question"),
    Column::number("occurrence", "Time", "which month or person, from 1; 1 where there is only one"),
    Column::words("reviewer_1", "First", "who reviewed first"),
    Column::words("answer_1", "Answer", "code of that answer; null if not answered"),
    Column::data("why_1", "its reason: not_done, not_documented or late"),
    Column::words("reviewer_2", "Second", "who reviewed second, blind"),
    Column::words("answer_2", "Answer", "code of that answer; null if not answered"),
    Column::data("why_2", "its reason"),
];

/// One case with its two reviews, answers as they were before anybody compared them.
#[derive(Clone, Debug)]
pub struct Blind {
    /// The first review.
    pub first: ReviewLine,
    /// The second one.
    pub second: ReviewLine,
}

/// The cases of one instrument version that were reviewed twice.
#[derive(Clone, Debug)]
pub struct Version<'a> {
    /// The version.
    pub instrument: &'a Instrument,
    /// The cases.
    pub cases: Vec<Blind>,
}

/// The answers to these questions only.
#[must_use]
pub fn only(answers: &PackedAnswers, wanted: impl Fn(u16) -> bool) -> PackedAnswers {
    let mut kept = PackedAnswers::default();
    for (ordinal, occurrence, answer) in answers.iter().filter(|(ordinal, ..)| wanted(*ordinal)) {
        kept.set(ordinal, occurrence, answer);
    }
    kept
}

/// The report, version by version.
#[must_use]
pub fn build(book: &Book, versions: &[Version]) -> Report {
    let mut report = Report { columns: COLUMNS.to_vec(), ..Report::default() };
    let mut differing = Vec::new();
    for version in versions {
        tell(book, version, &mut report, &mut differing);
    }
    if report.rows.is_empty() {
        report.parts.push(Part::Words("No case has two final reviews here.".to_owned()));
    } else {
        let words = "The answers are those that both gave before they were compared. Kappa and AC1 say how far the agreement is \
            beyond chance; where nearly all answers are the same, kappa can be low although the two hardly differ.";
        report.parts.push(Part::Words(words.to_owned()));
    }
    report.tables.push(Table { name: "differing", columns: DIFFERING.to_vec(), rows: differing });
    report
}

fn tell(book: &Book, version: &Version, report: &mut Report, all_differing: &mut Vec<Vec<Cell>>) {
    let instrument = version.instrument;
    let pairs: Vec<Pair> = version
        .cases
        .iter()
        .map(|case| Pair {
            first: &case.first.answers,
            second: &case.second.answers,
            raters: (&case.first.reviewer, &case.second.reviewer),
        })
        .collect();
    let found = agreement(&pairs, instrument);
    let head = |scope: usize, question: &str, raters: (&str, &str), cases: Option<u64>| {
        let mut cells = vec![Cell::text(&instrument.code), Cell::whole(Some(u64::from(instrument.version))), Cell::text(SCOPES[scope].0)];
        cells.extend([Cell::text(question), Cell::text(raters.0), Cell::text(raters.1), Cell::whole(cases)]);
        cells
    };
    let row = |head: Vec<Cell>, group: &Group| [head, figures(group)].concat();
    let said = |group: &Group| group.pairs() + group.one_sided > 0;
    let overall = row(head(2, "", ("", ""), Some(pairs.len() as u64)), &found.overall);
    let of_questions: Vec<Vec<Cell>> = instrument
        .questions
        .iter()
        .zip(&found.questions)
        .filter(|(_, group)| said(group))
        .map(|(question, group)| row(head(0, &question.code, ("", ""), None), group))
        .collect();
    let of_raters: Vec<Vec<Cell>> = found
        .raters
        .iter()
        .map(|raters| row(head(1, "", (&raters.first, &raters.second), Some(u64::from(raters.reviews))), &raters.group))
        .collect();
    let mut differing: Vec<&Differing> = found.differing.iter().chain(&found.one_sided).collect();
    differing.sort_by_key(|d| (d.review, d.ordinal, d.occurrence));
    let differing: Vec<Vec<Cell>> = differing.into_iter().map(|d| differs(book, version, d)).collect();

    let heading = format!("{}, version {}", instrument.title, instrument.version);
    let but = |without: &[&str]| -> Vec<Column> {
        COLUMNS.into_iter().map(|c| if without.contains(&c.name) { Column { heading: None, ..c } } else { c }).collect()
    };
    let first = |name: &str, row: &[Cell]| -> Vec<Cell> {
        let mut row = row.to_vec();
        row[3] = Cell::text(name);
        row
    };
    let whole: Vec<Vec<Cell>> = std::iter::once(first(SCOPES[2].1, &overall)).chain(of_questions.iter().cloned()).collect();
    let all = &found.overall;
    let said = format!(
        "{} of {} answers that both gave agree ({} %), in {}.",
        all.same(),
        all.pairs(),
        whole_percent(all.same(), all.pairs()),
        counted(pairs.len() as u64, "case", "cases")
    );
    report.parts.push(Part::Chapter(heading));
    if all.pairs() > 0 {
        report.parts.push(Part::Words(said));
    }
    report.parts.extend([
        Part::Heading("By question".to_owned()),
        Part::Table(but(&["instrument", "reviewer_1", "reviewer_2", "cases"]), whole),
        Part::Heading("By reviewers".to_owned()),
        Part::Table(but(&["instrument", "question"]), of_raters.clone()),
    ]);
    if differing.is_empty() {
        report.parts.push(Part::Words("No two answers differ.".to_owned()));
    } else {
        report.parts.extend([Part::Heading("Answers that differ".to_owned()), Part::Table(DIFFERING.to_vec(), differing.clone())]);
    }
    report.rows.extend(of_questions);
    report.rows.extend(of_raters);
    report.rows.push(overall);
    all_differing.extend(differing);
}

/// The columns from `pairs` on.
fn figures(group: &Group) -> Vec<Cell> {
    let (percent, kappa, ac1) = (group.percent(), group.kappa(), group.ac1());
    let decimals = |e: Option<Estimate>| match e {
        None => Cell::default().shown("-"),
        Some(e) => Cell::number(Some(e.value)).shown(match e.interval {
            None => format!("{:.2}", e.value),
            Some((low, high)) => format!("{:.2} ({low:.2} to {high:.2})", e.value),
        }),
    };
    let share = match percent {
        None => Cell::default().shown("no pairs"),
        // Exact: cut off like every percent, so that only full agreement reads 100.
        Some(e) => Cell::number(Some(e.value)).shown(format!("{} %", whole_percent(group.same(), group.pairs()))),
    };
    let end = |e: Option<Estimate>, high: bool| Cell::number(e.and_then(|e| e.interval).map(|(l, h)| if high { h } else { l }));
    vec![
        Cell::whole(Some(group.pairs())),
        Cell::whole(Some(group.same())),
        share,
        end(percent, false),
        end(percent, true),
        decimals(kappa),
        end(kappa, false),
        end(kappa, true),
        decimals(ac1),
        end(ac1, false),
        end(ac1, true),
        Cell::whole(Some(group.table.categories() as u64)),
        Cell::whole(Some(group.one_sided)),
    ]
}

fn whole_percent(part: u64, whole: u64) -> String {
    crate::domain::ratio::Ratio::new(part * 10_000, whole).map_or_else(String::new, |ratio| ratio.percent(1))
}

fn differs(book: &Book, version: &Version, found: &Differing) -> Vec<Cell> {
    let (case, instrument) = (&version.cases[found.review], version.instrument);
    let code = |answer: Answer| {
        let option = usize::from(answer.option()).checked_sub(1).and_then(|at| instrument.options.get(at));
        option.map_or_else(
            || Cell::default().shown("not answered"),
            |option| {
                let why = answer.why().map_or_else(String::new, |why| format!(", {}", why.words()));
                Cell::text(&option.code).shown(format!("{}{why}", option.label))
            },
        )
    };
    let why = |answer: Answer| Cell::text(answer.why().map_or("", |why| why.code()));
    let question = instrument.questions.get(usize::from(found.ordinal)).map_or("", |q| q.code.as_str());
    vec![
        Cell::text(&instrument.code),
        Datum::Whole(i64::from(case.first.year)).into(),
        Cell::text(&case.first.case_id),
        Cell::text(book.name(case.first.office)),
        Cell::text(question),
        Cell::whole(Some(u64::from(found.occurrence) + 1)),
        Cell::text(&case.first.reviewer),
        code(found.first),
        why(found.first),
        Cell::text(&case.second.reviewer),
        code(found.second),
        why(found.second),
    ]
}
