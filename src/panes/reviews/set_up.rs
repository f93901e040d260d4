//! The form for a new round and for the set-up of one, and the sample size calculator.

use std::fmt::Write;

use super::filled::{self, Fault};
use crate::command::{Context, Form, FormField, Takes};
use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::round::setup::{SetUp, fiscal_year_days};
use crate::domain::round::{Round, USUAL_CONFIDENCE, USUAL_MARGIN, USUAL_RATE, USUAL_SECOND};
use crate::domain::sample::sample_size;
use crate::domain::share::Share;
use crate::domain::text::grouped;

/// The form of a round that is to be opened.
pub const NEW: &str = "new round";
/// The form of the set-up of a round that is there.
pub const CHANGE: &str = "round set-up";
/// The form of the calculator.
pub const SIZE: &str = "sample size";

/// The instruments of a file: code and title, each once; a title that two have is told apart by the code.
fn instruments(book: &Book) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = book.instruments().iter().map(|(_, i)| (i.code.clone(), i.title.clone())).collect();
    all.dedup_by(|a, b| a.0 == b.0);
    let titles: Vec<String> = all.iter().map(|(_, title)| title.clone()).collect();
    for (code, title) in &mut all {
        if titles.iter().filter(|other| *other == title).count() > 1 {
            *title = format!("{title} ({code})");
        }
    }
    all
}

fn regions(book: &Book) -> Vec<(Id, String)> {
    book.all(Kind::Region).into_iter().map(|region| (region.id, book.name(region.id).to_owned())).collect()
}

fn words(all: &[(impl Clone, String)]) -> Vec<String> {
    all.iter().map(|(_, words)| words.clone()).collect()
}

/// What both forms ask for beneath instrument, year and region.
fn rest(set_up: Option<&SetUp>) -> Vec<FormField> {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    let share = |share: Share| share.to_string();
    let of = |field: fn(&SetUp) -> Share, usual| share(set_up.map_or(usual, field));
    vec![
        FormField::new("Title", Takes::Line).hint("instrument, year and region").with(set_up.map_or("", |s| s.title.as_str())),
        FormField::new("Period from", Takes::Day).hint("start of the fiscal year").with(day(set_up.and_then(|s| s.from))),
        FormField::new("Period until", Takes::Day).hint("its end").with(day(set_up.and_then(|s| s.until))),
        FormField::new("Margin", Takes::Line).hint("5 %").with(of(|s| s.margin, USUAL_MARGIN)),
        FormField::new("Confidence", Takes::Line).hint("95 %").with(of(|s| s.confidence, USUAL_CONFIDENCE)),
        FormField::new("Second reviews", Takes::Line).hint("5 %").with(of(|s| s.second_share, USUAL_SECOND)),
        FormField::new("Challenges until", Takes::Day).hint("no last day").with(day(set_up.and_then(|s| s.challenge_until))),
    ]
}

/// Asks for a new round.
pub fn ask_new(cx: &Context) -> Result<Form, String> {
    let (instruments, regions) = (instruments(cx.book), regions(cx.book));
    if instruments.is_empty() {
        return Err("A round reviews with an instrument, and this file has none: import one first (Ctrl-P, 'Import a file')".to_owned());
    }
    if regions.is_empty() {
        return Err("A round belongs to a region, and this file has none: make one in Places (Insert there)".to_owned());
    }
    let instrument = instruments.iter().find(|(code, _)| *code == cx.chosen.instrument).unwrap_or(&instruments[0]).1.clone();
    let region = cx.chosen.region.and_then(|id| regions.iter().find(|(known, _)| *known == id)).unwrap_or(&regions[0]).1.clone();
    let mut fields = vec![
        FormField::new("Instrument", Takes::OneOf(words(&instruments))).with(instrument),
        FormField::new("Fiscal year", Takes::Number).with(cx.book.fiscal_year(cx.today).to_string()),
        FormField::new("Region", Takes::OneOf(words(&regions))).with(region),
    ];
    fields.extend(rest(None));
    Ok(Form::new(NEW, "New round", "One instrument, one fiscal year, one region. The cases come next.", fields))
}

/// Asks for another set-up of a round.
pub fn ask_change(round: &Round, cx: &Context) -> Form {
    let words = format!("{} FY{}, {}: these stay.", round.instrument.title, round.year, cx.book.name(round.region));
    Form::new(CHANGE, "Set-up of the round", words, rest(Some(&SetUp::of(round, cx.book))))
}

/// Reads the fields that both forms have, from number `at` on.
fn read_rest(form: &Form, at: usize, mut set_up: SetUp, cx: &Context) -> Result<SetUp, Fault> {
    let (first, last) = fiscal_year_days(cx.book, set_up.year);
    set_up.title = filled::line(form, at);
    if set_up.title.chars().count() > 120 {
        return Err((at, "a title has up to 120 characters".to_owned()));
    }
    set_up.from = filled::day(form, at + 1, cx)?.or(first);
    set_up.until = filled::day(form, at + 2, cx)?.or(last);
    if set_up.from > set_up.until {
        return Err((at + 2, "the period ends before it begins".to_owned()));
    }
    set_up.margin = filled::share(form, at + 3, USUAL_MARGIN)?;
    set_up.confidence = filled::share(form, at + 4, USUAL_CONFIDENCE)?;
    set_up.second_share = filled::share(form, at + 5, USUAL_SECOND)?;
    set_up.challenge_until = filled::day(form, at + 6, cx)?;
    Ok(set_up)
}

/// Reads the form of a new round.
pub fn read_new(form: &Form, cx: &Context) -> Result<SetUp, Fault> {
    let (instruments, regions) = (instruments(cx.book), regions(cx.book));
    let instrument = filled::one_of(form, 0, &words(&instruments), "instrument")?;
    let year = filled::number(form, 1, None)?;
    let region = filled::one_of(form, 2, &words(&regions), "region")?;
    let set_up = SetUp {
        instrument: instruments[instrument].0.clone(),
        year: i32::try_from(year).ok().filter(|y| (1980..=2199).contains(y)).ok_or((1, "write a fiscal year such as 2027".to_owned()))?,
        region: regions[region].0,
        title: String::new(),
        from: None,
        until: None,
        margin: USUAL_MARGIN,
        confidence: USUAL_CONFIDENCE,
        second_share: USUAL_SECOND,
        challenge_until: None,
    };
    read_rest(form, 3, set_up, cx)
}

/// Reads the form of a round's set-up.
pub fn read_change(form: &Form, round: &Round, cx: &Context) -> Result<SetUp, Fault> {
    read_rest(form, 0, SetUp::of(round, cx.book), cx)
}

/// Asks what a sample size is to be worked out for; the population is that of the round in view, if there is one.
pub fn ask_size(population: Option<usize>, margin: Share, confidence: Share) -> Form {
    let fields = vec![
        FormField::new("Population", Takes::Number).with(population.map_or_else(String::new, |n| n.to_string())),
        FormField::new("Margin", Takes::Line).hint("5 %").with(margin.to_string()),
        FormField::new("Confidence", Takes::Line).hint("95 %").with(confidence.to_string()),
        FormField::new("Expected rate", Takes::Line).hint("50 %").with(USUAL_RATE.to_string()),
    ];
    Form::new(SIZE, "Sample size", "How many cases tell a rate to within the margin. 50 % asks for the most.", fields)
}

/// Answers with the number and a small table, in the same form, so that one can go on trying.
pub fn answer_size(form: Form) -> Form {
    let read = || -> Result<String, Fault> {
        let population = filled::number(&form, 0, None)?;
        if population == 0 {
            return Err((0, "a population has at least one case".to_owned()));
        }
        let margin = filled::share(&form, 1, USUAL_MARGIN)?;
        let confidence = filled::share(&form, 2, USUAL_CONFIDENCE)?;
        let rate = filled::share(&form, 3, USUAL_RATE)?;
        let size = |margin, confidence| sample_size(population, margin, confidence, rate);
        let n = size(margin, confidence);
        let mut words =
            format!("{} of {} cases: a rate of {rate} to within {margin}, {confidence} sure.\n", grouped(n), grouped(population));
        let _ = write!(words, "\n{:>8}{:>11}{:>11}{:>11}", "", "3 points", "5 points", "10 points");
        for sure in [9000, 9500, 9900].map(Share) {
            let _ = write!(words, "\n{:>8}", sure.to_string());
            for margin in [300, 500, 1000].map(Share) {
                let _ = write!(words, "{:>11}", grouped(size(margin, sure)));
            }
        }
        Ok(words)
    };
    match read() {
        Ok(words) => Form { words, fault: None, ..form },
        Err((at, why)) => form.at_fault(at, why),
    }
}
