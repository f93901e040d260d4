//! An empty review form with guidance, to take to the paper file: areas, questions with what counts, boxes to tick, room for
//! remarks. Rows for programs are its questions.

use crate::domain::answers::Why;
use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::domain::instrument::{AnswerOption, Instrument, Question, Repeats};
use crate::domain::instrument_use::{Use, uses};
use crate::report::form::{Form, Slot};
use crate::report::{Cell, Column, Part, Report};

/// The columns of the rows: one for each question that is answered.
pub const COLUMNS: [Column; 9] = [
    Column::words("area", "Area", "code of the area"),
    Column::words("question", "Question", "code of the question"),
    Column::words("text", "What is asked", "what is asked"),
    Column::words("guidance", "Guidance", "what counts as yes, no, not applicable"),
    Column::words("answers", "Answers", "labels of the answers, with semicolons between them"),
    Column::words("times", "Times", "how often it is answered: once, each month, or once for each of these"),
    Column::words("only_if", "Only if", "the answer to another question with which it is asked; null is always"),
    Column::words("basis", "Basis", "policy, statute or plan it rests on"),
    Column::number("goal", "Goal", "the goal, a fraction of 1"),
];

/// An empty box, which every face has.
const BOX: char = '\u{25a1}';
/// Months of a question that is answered each month; the remark has room for more.
const MONTHS: usize = 12;

/// The report. Of the newest version of an instrument that is no draft.
#[must_use]
pub fn build(book: &Book, code: &str) -> Report {
    let Some((_, instrument)) = version(book, code) else {
        return Report {
            columns: COLUMNS.to_vec(),
            parts: vec![Part::Words(format!("There is no instrument '{code}'."))],
            ..Report::default()
        };
    };
    let asked = || instrument.questions.iter().filter(|question| !question.is_computed());
    let mut parts = vec![Part::Form(head(instrument)), Part::Remark(how(instrument))];
    for (at, area) in instrument.areas.iter().enumerate() {
        let questions: Vec<&Question> = asked().filter(|question| question.area == at).collect();
        if questions.is_empty() {
            continue;
        }
        parts.push(Part::Chapter(if area.name.is_empty() { area.code.clone() } else { format!("{} ({})", area.name, area.code) }));
        parts.push(Part::Form(of_area(instrument, &area.name, &questions)));
    }
    parts.push(Part::Chapter("Remarks on the whole case".to_owned()));
    parts.push(Part::Lines(8));
    let unverified = instrument.unverified || asked().any(|question| question.unverified);
    let note = "Some questions of this instrument are recalled and not checked against a document; the instrument says which.";
    Report {
        subject: format!("{}, version {}", instrument.title, instrument.version),
        columns: COLUMNS.to_vec(),
        rows: asked().map(|question| row(instrument, question)).collect(),
        parts,
        notes: unverified.then(|| note.to_owned()).into_iter().collect(),
        footer: format!("{} version {}", instrument.code, instrument.version),
        ..Report::default()
    }
}

/// The newest version that something uses; of a file that is only begun, the newest.
fn version<'a>(book: &'a Book, code: &str) -> Option<&'a (Id, std::sync::Arc<Instrument>)> {
    let uses = uses(book, &[]);
    let all = || book.instruments().iter().zip(&uses).filter(|((_, instrument), _)| instrument.code.eq_ignore_ascii_case(code));
    let found = all().rev().find(|(_, used)| !Use::is_draft(used)).or_else(|| all().next_back());
    found.map(|(version, _)| version)
}

fn row(instrument: &Instrument, question: &Question) -> Vec<Cell> {
    let area = instrument.areas.get(question.area).map_or("", |area| area.code.as_str());
    let labels: Vec<&str> = options(instrument, question).map(|option| option.label.as_str()).collect();
    vec![
        Cell::text(area),
        Cell::text(&question.code),
        Cell::text(&question.text),
        Cell::text(&question.guidance),
        Cell::text(&labels.join("; ")),
        Cell::text(&times(question)),
        Cell::text(&only_if(instrument, question).unwrap_or_default()),
        Cell::text(&question.basis),
        Cell::ratio(Some(question.goal.into())),
    ]
}

/// The answers that somebody can give to a question.
fn options<'a>(instrument: &'a Instrument, question: &'a Question) -> impl Iterator<Item = &'a AnswerOption> {
    (1u8..).zip(&instrument.options).filter(|(number, option)| question.allows(*number) && option.key.is_some()).map(|(_, option)| option)
}

fn times(question: &Question) -> String {
    match &question.repeats {
        Repeats::Once => "once".to_owned(),
        Repeats::Months => "each month".to_owned(),
        Repeats::Named(names) => format!("each of {}", names.join(", ")),
    }
}

/// `only if A.1 is Yes`.
fn only_if(instrument: &Instrument, question: &Question) -> Option<String> {
    let rule = question.asked_if.as_ref()?;
    let label = |number: &u8| instrument.options.get(usize::from(*number).checked_sub(1)?).map(|option| option.label.as_str());
    let labels: Vec<&str> = rule.is.iter().filter_map(label).collect();
    Some(format!("only if {} is {}", rule.question, labels.join(" or ")))
}

/// The blanks of the case.
fn head(instrument: &Instrument) -> Form {
    let pair = |label: &str, tag: &str, hint: &str| [Slot::label(label), Slot::fill(format!("head:{tag}"), "", hint)];
    let rows = [
        [pair("Case", "case_id", "local case number or alias"), pair("Reviewer", "reviewer", "who reviews")],
        [pair("Region and office", "office", "region, office"), pair("Date of the review", "reviewed_on", "month/day/year")],
        [pair("Caseworker", "worker", "caseworker of the case"), pair("Supervisor", "supervisor", "supervisor then")],
        [pair("Under review from", "from", "first day"), pair("until", "until", "last day")],
    ];
    Form {
        caption: format!("The case under review, {}", instrument.title),
        widths: vec![4, 6, 4, 6],
        heads: 0,
        rows: rows.into_iter().map(|pairs| pairs.into_iter().flatten().collect()).collect(),
    }
}

/// How it is filled.
fn how(instrument: &Instrument) -> String {
    let reasons = instrument.options.iter().any(|option| option.why);
    let reasons = if reasons {
        " Where an answer has a +, tick a reason as well. Where there are several lines, write a letter on each."
    } else {
        ""
    };
    format!("Tick one box for each answer. What is left empty is unanswered, which is not the same as not applicable.{reasons}")
}

fn of_area(instrument: &Instrument, name: &str, questions: &[&Question]) -> Form {
    let mut rows = vec![["Question", "What is asked, and what counts", "Answer", "Remarks"].map(Slot::label).to_vec()];
    rows.extend(questions.iter().map(|question| of_question(instrument, question)));
    Form { caption: format!("Questions of {name}"), widths: vec![6, 13, 9, 6], heads: 1, rows }
}

/// A question over what counts, its boxes and room for remarks: one row, so that no page parts them.
fn of_question(instrument: &Instrument, question: &Question) -> Vec<Slot> {
    let rule = only_if(instrument, question).map_or_else(String::new, |rule| format!(" ({rule})"));
    let basis = if question.basis.is_empty() { String::new() } else { format!("Basis: {}", question.basis) };
    let asked = [format!("{}{rule}", question.text), question.guidance.clone(), basis];
    let asked: Vec<String> = asked.into_iter().filter(|text| !text.is_empty()).collect();
    vec![
        Slot::label(&question.code),
        Slot::printed(asked.join("\n")),
        Slot::printed(answers(instrument, question)),
        Slot::fill(format!("remark:{}", question.code), "", "").room(3),
    ]
}

/// The boxes of a question; where it is answered several times, a legend and a line for each.
fn answers(instrument: &Instrument, question: &Question) -> String {
    // What belongs to a box stays on its line.
    let whole = |text: &str| text.replace(' ', "\u{a0}");
    let options: Vec<(&AnswerOption, bool)> = options(instrument, question).map(|option| (option, option.why)).collect();
    let mut out = match times_of(question) {
        None => {
            let boxes: Vec<String> =
                options.iter().map(|(o, why)| whole(&format!("{BOX} {}{}", o.label, if *why { " +" } else { "" }))).collect();
            boxes.join("   ")
        }
        Some(lines) => {
            let key = |option: &AnswerOption| option.key.map_or_else(String::new, |key| key.to_uppercase().to_string());
            let legend: Vec<String> = options.iter().map(|(o, _)| whole(&format!("{} = {}", key(o), o.label))).collect();
            let lines: Vec<String> = lines.iter().map(|line| whole(&format!("{line} ____"))).collect();
            format!("{}\n{}", legend.join(", "), lines.join("   "))
        }
    };
    if options.iter().any(|(_, why)| *why) {
        let reasons: Vec<String> = Why::ALL.iter().map(|why| whole(&format!("{BOX} {}", why.words()))).collect();
        out = format!("{out}\n+ {}", reasons.join("   "));
    }
    out
}

/// What the answers of a question are for, where there are several: months by number, persons by name.
fn times_of(question: &Question) -> Option<Vec<String>> {
    match &question.repeats {
        Repeats::Once => None,
        Repeats::Months => Some((1..=MONTHS).map(|month| format!("{month}:")).collect()),
        Repeats::Named(names) => Some(names.iter().map(|name| format!("{name}:")).collect()),
    }
}
