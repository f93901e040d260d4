//! Which elements of Mini PIPs address which questions. The plans themselves are read in `mini_pip.rs`.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::book::Book;
use super::field::Field;
use super::gate;
use super::id::Id;
use super::kind::Kind;
use super::mini_pip::{Progress, Stage};
use super::record::Record;
use super::sheet::Sheet;
use super::tone::Tone;

/// An element that addresses a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressing {
    /// Its plan.
    pub mini_pip: Id,
    /// The element.
    pub element: Id,
    /// Its place in the plan, from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// The plan's title.
    pub plan: String,
    /// Where the plan stands.
    pub stage: Option<Stage>,
    /// Whether the plan, or every row of the element, is released: nothing goes on there.
    pub released: bool,
    /// Whether the plan belongs to another region than the one asked for.
    pub elsewhere: bool,
}

/// The elements that address a question under any of its codes, those of the region first, then those where work goes on. Without a region
/// every plan is at home.
#[must_use]
pub fn elements_for<S: AsRef<str>>(
    book: &Book,
    instrument: &str,
    questions: &[S],
    region: Option<Id>,
    today: NaiveDate,
) -> Vec<Addressing> {
    elements_among(&namings(book, instrument), book, questions, region, today)
}

/// An element that names questions of an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    mini_pip: Id,
    element: Id,
    /// Its place in the plan, from 1.
    number: usize,
    codes: Vec<String>,
}

/// All elements that name questions of an instrument, in the order of the plans: what a search by question goes through, so that whoever
/// searches at each key need not go through all plans each time.
#[must_use]
pub fn namings(book: &Book, instrument: &str) -> Vec<Naming> {
    let mut found = Vec::new();
    for plan in book.all(Kind::MiniPip) {
        for (at, element) in book.parts(plan.id, Kind::Element).iter().enumerate() {
            let codes: Vec<String> = codes(element, instrument).map(str::to_owned).collect();
            if !codes.is_empty() {
                found.push(Naming { mini_pip: plan.id, element: element.id, number: at + 1, codes });
            }
        }
    }
    found
}

/// As [`elements_for`], among elements that were looked for before in the same book.
#[must_use]
pub fn elements_among<S: AsRef<str>>(
    among: &[Naming],
    book: &Book,
    questions: &[S],
    region: Option<Id>,
    today: NaiveDate,
) -> Vec<Addressing> {
    let names = |one: &&Naming| one.codes.iter().any(|code| questions.iter().any(|asked| code.eq_ignore_ascii_case(asked.as_ref())));
    let addressing = |one: &Naming| {
        let (plan, element) = (book.get(one.mini_pip)?, book.get(one.element)?);
        Some(Addressing {
            mini_pip: plan.id,
            element: element.id,
            number: one.number,
            title: element.text(Field::Title).lines().next().unwrap_or_default().to_owned(),
            plan: plan.text(Field::Title).to_owned(),
            stage: gate::reached(book, plan.id),
            released: released(book, plan, element, today),
            elsewhere: elsewhere(book, plan, region),
        })
    };
    let mut found: Vec<Addressing> = among.iter().filter(names).filter_map(addressing).collect();
    found.sort_by_key(|a| (a.elsewhere, a.released));
    found
}

/// The codes, in lower case, of all questions on which work goes on in a plan of the region (of any, without a region).
#[must_use]
pub fn addressed(book: &Book, instrument: &str, region: Option<Id>, today: NaiveDate) -> HashSet<String> {
    let plans = book.all(Kind::MiniPip).into_iter().filter(|plan| !elsewhere(book, plan, region));
    let elements = plans.flat_map(|plan| book.parts(plan.id, Kind::Element).into_iter().map(move |element| (plan, element)));
    elements
        .filter(|(plan, element)| !element.text(Field::Question).is_empty() && !released(book, plan, element, today))
        .flat_map(|(_, element)| codes(element, instrument).map(str::to_lowercase))
        .collect()
}

/// The codes an element names; several are kept apart by commas, semicolons or blanks. Without an instrument it speaks
/// of any.
fn codes<'a>(element: &'a Record, instrument: &str) -> impl Iterator<Item = &'a str> {
    let of = element.text(Field::Instrument);
    let questions = if of.is_empty() || of == instrument { element.text(Field::Question) } else { "" };
    questions.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|code| !code.is_empty())
}

fn released(book: &Book, plan: &Record, element: &Record, today: NaiveDate) -> bool {
    let progress = Progress::of_element(book, element.id, today);
    plan.date(Field::Released).is_some() || Stage::of(plan) >= Stage::Released || (progress.rows > 0 && progress.released == progress.rows)
}

/// The plans that are not released, those of the region first.
#[must_use]
pub fn open_plans(book: &Book, region: Option<Id>) -> Vec<&Record> {
    let mut plans = book.all(Kind::MiniPip);
    plans.retain(|plan| plan.date(Field::Released).is_none() && Stage::of(plan) < Stage::Released);
    plans.sort_by_key(|plan| elsewhere(book, plan, region));
    plans
}

/// The questions of a place that are below their goal in a year and that no element addresses on which work goes on, as lines of the
/// place's sheet, worst first. `region` is the sheet's own.
#[must_use]
pub fn unaddressed(book: &Book, sheet: &Sheet, year: i32, instrument: &str, region: Option<Id>, today: NaiveDate) -> Vec<usize> {
    let lines = addressed_lines(sheet, &addressed(book, instrument, region, today));
    let mut below = sheet.below(year);
    below.retain(|at| {
        let failing = sheet.cell(*at, year).is_some_and(|row| matches!(row.standing.tone(), Tone::Bad | Tone::Warning));
        failing && !lines.contains(at)
    });
    below
}

/// The lines of a sheet that codes stand for; a code that a question had in an earlier version is still the same question.
#[must_use]
pub fn addressed_lines<S: std::hash::BuildHasher>(sheet: &Sheet, codes: &HashSet<String, S>) -> HashSet<usize> {
    codes.iter().filter_map(|code| sheet.question(code)).collect()
}

fn elsewhere(book: &Book, plan: &Record, region: Option<Id>) -> bool {
    let place = plan.record(Field::Office).or(plan.record(Field::District)).and_then(|id| book.get(id));
    let own = place.and_then(|place| place.record(Field::Region));
    region.is_some() && own.is_some() && own != region
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::score::tests::instrument;
    use crate::domain::score_table::tests::{book, id};
    use crate::domain::value::Value;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 15).unwrap()
    }

    fn plans() -> Book {
        let mut book = book(&[instrument(&[8500])]);
        for (plan, office, name) in [(20, 11, "Elm plan"), (21, 12, "Oak plan")] {
            book.set(Kind::MiniPip, id(plan), Field::Title, Value::text(name));
            book.set(Kind::MiniPip, id(plan), Field::Office, Value::Record(id(office)));
        }
        for (element, plan, title, questions) in
            [(30, 20, "Visits", "A.1"), (31, 20, "Engagement", "a.2; A.1"), (32, 21, "Placement", "A.1,A.3")]
        {
            book.set(Kind::Element, id(element), Field::MiniPip, Value::Record(id(plan)));
            book.set(Kind::Element, id(element), Field::Position, Value::text(format!("{element}")));
            book.set(Kind::Element, id(element), Field::Title, Value::text(title));
            book.set(Kind::Element, id(element), Field::Instrument, Value::text("cpr"));
            book.set(Kind::Element, id(element), Field::Question, Value::text(questions));
        }
        book
    }

    #[test]
    fn the_regions_own_elements_come_first_and_released_ones_after_those_that_go_on() {
        let mut book = plans();
        book.set(Kind::Row, id(40), Field::Element, Value::Record(id(30)));
        book.set(Kind::Row, id(40), Field::Released, Value::Date(today()));
        let found = elements_for(&book, "cpr", &["a.1"], Some(id(1)), today());
        let seen: Vec<(&str, usize, bool, bool)> = found.iter().map(|a| (a.title.as_str(), a.number, a.released, a.elsewhere)).collect();
        assert_eq!(seen, [("Engagement", 2, false, false), ("Visits", 1, true, false), ("Placement", 1, false, true)]);
        assert!(elements_for(&book, "qcr", &["a.1"], None, today()).is_empty());
    }

    #[test]
    fn a_question_is_addressed_only_where_work_goes_on() {
        let mut book = plans();
        let codes = |book: &Book, region| {
            let mut codes: Vec<String> = addressed(book, "cpr", region, today()).into_iter().collect();
            codes.sort();
            codes
        };
        assert_eq!(codes(&book, Some(id(1))), ["a.1", "a.2"]);
        assert_eq!(codes(&book, None), ["a.1", "a.2", "a.3"]);
        book.set(Kind::MiniPip, id(20), Field::Released, Value::Date(today()));
        assert_eq!(codes(&book, Some(id(1))), [] as [&str; 0]);
    }
}
