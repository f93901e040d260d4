//! Values in order of time, worked out by hand; the figures of two federal editions stand as they were published.

use super::*;
use crate::domain::score_table::tests::id;
use crate::domain::tone::Tone;
use crate::domain::value::Value;

/// One value to be kept: record, indicator, period, place, value in ten-thousandths, edition.
pub struct Given<'a>(pub u8, pub u8, pub &'a str, pub Option<(Field, u8)>, pub i64, pub &'a str);

pub fn give(book: &mut Book, given: &Given<'_>) {
    let Given(record, indicator, period, place, amount, edition) = given;
    let mut set = |field, value| book.set(Kind::TrendValue, id(*record), field, value);
    set(Field::Indicator, Value::Record(id(*indicator)));
    set(Field::Period, Value::text(*period));
    set(Field::Amount, Value::Int(*amount));
    set(Field::Edition, Value::text(*edition));
    if let Some((field, place)) = place {
        set(*field, Value::Record(id(*place)));
    }
}

pub fn indicator_of(book: &mut Book, record: u8, name: &str, unit: &str, direction: &str, standard: Option<i64>) {
    let mut set = |field, value| book.set(Kind::Indicator, id(record), field, value);
    set(Field::Name, Value::text(name));
    set(Field::Unit, Value::text(unit));
    set(Field::Direction, Value::text(direction));
    set(Field::Standard, standard.map_or(Value::None, Value::Int));
}

/// Three regions with two offices each in the first.
pub fn places() -> Book {
    let mut book = Book::default();
    for (region, name) in [(1, "North"), (2, "South"), (3, "West")] {
        book.set(Kind::Region, id(region), Field::Name, Value::text(name));
    }
    for (office, name) in [(11, "Elm"), (12, "Oak")] {
        book.set(Kind::Office, id(office), Field::Name, Value::text(name));
        book.set(Kind::Office, id(office), Field::Region, Value::Record(id(1)));
    }
    book
}

/// Victims per 1,000 children in Utah as the reports of 2003 and of 2005 tell them; the years 2002 and 2003 are in both.
fn victims() -> Book {
    let mut book = places();
    indicator_of(&mut book, 40, "child maltreatment victims", "per 1000 children", "lower", None);
    let told = [
        ("2000", 121_000, "cwo03"),
        ("2001", 140_000, "cwo03"),
        ("2002", 139_000, "cwo03"),
        ("2003", 166_000, "cwo03"),
        ("2002", 144_000, "cwo05"),
        ("2003", 166_000, "cwo05"),
        ("2004", 183_000, "cwo05"),
        ("2005", 177_000, "cwo05"),
    ];
    for (at, (period, amount, edition)) in told.into_iter().enumerate() {
        give(&mut book, &Given(50 + at as u8, 40, period, None, amount, edition));
    }
    book
}

#[test]
fn the_newest_edition_counts_and_the_older_one_stands_beside_it() {
    let book = victims();
    let line = series(&book, id(40), None);
    let told: Vec<String> =
        line.points.iter().map(|p| format!("{} {} {}", p.period, p.amount.exact(&Unit::Percent), p.edition())).collect();
    assert_eq!(told, ["2000 12.1 cwo03", "2001 14.0 cwo03", "2002 14.4 cwo05", "2003 16.6 cwo05", "2004 18.3 cwo05", "2005 17.7 cwo05"]);
    let older: Vec<usize> = line.points.iter().map(|p| p.older.len()).collect();
    assert_eq!(older, [0, 0, 1, 1, 0, 0]);
    assert_eq!(line.points[2].older[0].amount, Amount(139_000));
    assert_eq!(editions(&book, id(40)), ["cwo05", "cwo03"]);
    assert_eq!(latest(&book, id(40), None).map(|p| p.amount), Some(Amount(177_000)));
}

#[test]
fn a_change_says_by_how_much_and_whether_it_is_for_the_better() {
    let book = victims();
    let one = indicator(&book, id(40)).unwrap();
    let mut line = series(&book, id(40), None);
    let change = line.change().unwrap();
    assert_eq!((change.by, change.way), (Amount(-6000), series::Way::Better), "17.7 after 18.3, less is better");
    assert_eq!(words::change_words(&one, change), "down 0.6 per 1,000 children since 2004, better");
    line = line.until(2002, 7);
    assert_eq!(
        words::change_words(&one, line.change().unwrap()),
        "up 0.4 per 1,000 children since 2001, worse, from another edition",
        "14.4 of the new edition after 14.0 of the old one"
    );
    assert_eq!(words::flags(&one, &line), ["going the wrong way"]);
    assert_eq!(words::enough(&line), "3 points of years: too few for a rule of control charts (12 needed); look at the points.");
}

#[test]
fn a_value_is_held_against_the_standard_exactly() {
    let mut book = places();
    indicator_of(&mut book, 40, "Adopted within 24 months", "percent", "higher", Some(320_000));
    indicator_of(&mut book, 41, "Re-entered care", "percent", "lower", Some(86_000));
    indicator_of(&mut book, 42, "Children", "count", "none", Some(10_000));
    let of = |record| indicator(&book, id(record)).unwrap();
    let told = |record, amount| distance(&of(record), Amount(amount)).map(|d| (d.met(), words::distance_words(&of(record), d)));
    assert_eq!(told(40, 320_000), Some((true, "on it".to_owned())));
    assert_eq!(told(40, 319_999), Some((false, "0.0001 points short".to_owned())));
    assert_eq!(told(40, 331_500), Some((true, "1.15 points better".to_owned())));
    assert_eq!(told(41, 86_001), Some((false, "0.0001 points over".to_owned())));
    assert_eq!(told(41, 80_000), Some((true, "0.6 points better".to_owned())));
    assert_eq!(told(42, 5), None, "neither way is better");
}

#[test]
fn years_fiscal_years_and_months_are_never_one_line() {
    let mut book = places();
    indicator_of(&mut book, 40, "Placements", "number", "lower", None);
    for (record, period, amount) in
        [(50, "2012", 30_000), (51, "2013", 29_000), (52, "FY2013", 28_000), (53, "2013-04", 27_000), (54, "2013-05", 26_000)]
    {
        give(&mut book, &Given(record, 40, period, None, amount, ""));
    }
    let all = all_series(&book, id(40), None);
    let kinds: Vec<(PeriodKind, usize)> = all.iter().map(|s| (s.kind, s.points.len())).collect();
    assert_eq!(kinds, [(PeriodKind::Year, 2), (PeriodKind::FiscalYear, 1), (PeriodKind::Month, 2)], "December, June, May 2013 end them");
    assert_eq!(words::apart(&all[0]).as_deref(), Some("also 1 fiscal year and 2 months, kept apart"));
    assert_eq!(series_of(&book, id(40), None, PeriodKind::Month).unwrap().latest().unwrap().amount, Amount(26_000));
}

#[test]
fn a_count_that_nobody_recorded_is_the_sum_of_its_parts_and_says_which_are_missing() {
    let mut book = places();
    indicator_of(&mut book, 40, "Children in care", "count", "none", None);
    let region = |n| Some((Field::Region, n));
    let office = |n| Some((Field::Office, n));
    let given = [
        Given(50, 40, "2003", region(1), 1_000_000, ""),
        Given(51, 40, "2003", region(2), 500_000, ""),
        Given(52, 40, "2003", region(3), 250_000, ""),
        // The next year nobody heard from West, and North only told its offices.
        Given(53, 40, "2004", office(11), 600_000, ""),
        Given(54, 40, "2004", office(12), 500_000, ""),
        Given(55, 40, "2004", region(2), 600_000, ""),
    ];
    for one in &given {
        give(&mut book, one);
    }
    let line = series(&book, id(40), None);
    let told: Vec<(i64, Option<(usize, usize)>)> = line.points.iter().map(|p| (p.amount.0 / 10_000, p.summed)).collect();
    assert_eq!(told, [(175, Some((3, 3))), (170, Some((2, 3)))], "100 + 50 + 25, then 110 + 60 without West");
    assert_eq!(line.change(), None, "a sum that lacks a region is compared with nothing");
    let one = indicator(&book, id(40)).unwrap();
    assert_eq!(words::words(&one, &line.points[1]), "170 in 2004 (sum of 2 of 3 parts)");
    assert_eq!(series(&book, id(40), Some(id(1))).points[1].summed, Some((2, 2)));
    assert!(series(&book, id(40), Some(id(3))).points.len() == 1);

    // An office that is missing makes its region's sum incomplete, and that is in no greater sum.
    book.set(Kind::TrendValue, id(54), Field::Gone, Value::Int(1));
    let line = series(&book, id(40), None);
    assert_eq!((line.points[1].amount.0 / 10_000, line.points[1].summed), (60, Some((1, 3))));

    // A recorded figure of the state always comes before a sum.
    give(&mut book, &Given(56, 40, "2004", None, 1_900_000, ""));
    assert_eq!(latest(&book, id(40), None).unwrap().amount, Amount(1_900_000));
}

#[test]
fn percents_are_never_summed() {
    let mut book = places();
    indicator_of(&mut book, 40, "In poverty", "percent", "lower", None);
    for (record, region) in [(50, 1), (51, 2), (52, 3)] {
        give(&mut book, &Given(record, 40, "2003", Some((Field::Region, region)), 100_000, ""));
    }
    assert_eq!(latest(&book, id(40), None), None);
}

#[test]
fn a_sparkline_leaves_a_gap_where_a_year_is_missing() {
    let mut book = places();
    indicator_of(&mut book, 40, "Moves", "number", "lower", None);
    for (record, period, amount) in [(50, "2001", 20_000), (51, "2002", 40_000), (52, "2004", 30_000)] {
        give(&mut book, &Given(record, 40, period, None, amount, ""));
    }
    let line = series(&book, id(40), None);
    assert_eq!(spark(&line), [Some(0.0), Some(1.0), None, Some(0.5)]);
    assert_eq!(line.gaps(), 1);
    assert!(line.change().unwrap().gap);
}

#[test]
fn editions_go_by_year_and_number() {
    let mut all = ["cwo05", "10th", "cwo98", "9th", "", "cwo03", "2012", "2011b"];
    all.sort_by_key(|edition| series::edition_key(edition));
    assert_eq!(all, ["", "cwo98", "cwo03", "cwo05", "9th", "10th", "2011b", "2012"]);
}

#[test]
fn a_figure_is_copied_as_a_sentence_with_its_standard_and_its_date() {
    let mut book = places();
    indicator_of(&mut book, 40, "Re-entered care", "percent", "lower", Some(86_000));
    for (record, period, amount) in [(50, "FY2012", 101_000), (51, "FY2013", 98_000)] {
        give(&mut book, &Given(record, 40, period, Some((Field::Region, 1)), amount, "2014"));
    }
    let one = indicator(&book, id(40)).unwrap();
    let line = series(&book, id(40), Some(id(1)));
    assert_eq!(
        words::sentence(&book, &one, &line, "3/15/2026"),
        "Re-entered care, North, FY2013: 9.8 %; standard 8.6 % or less: 1.2 points over; down 0.3 points since FY2012, better; edition '2014' (as of 3/15/2026)."
    );
    assert_eq!(words::tone(&one, &line), Tone::Bad);
    assert_eq!(words::flags(&one, &line), ["worse than the standard"]);
}

#[test]
fn a_problem_area_tells_how_many_of_its_indicators_carry_a_flag() {
    let mut book = victims();
    book.set(Kind::ProblemArea, id(60), Field::Title, Value::text("Children are hurt again"));
    book.set(Kind::Indicator, id(40), Field::ProblemArea, Value::Record(id(60)));
    indicator_of(&mut book, 41, "Second", "percent", "lower", None);
    book.set(Kind::Indicator, id(41), Field::ProblemArea, Value::Record(id(60)));
    assert_eq!(area::areas(&book, None)[0].standing(), "none of 1 flagged");
    give(&mut book, &Given(70, 40, "2006", None, 180_000, "cwo06"));
    assert_eq!(area::areas(&book, None)[0].standing(), "1 of 1 flagged");
    assert_eq!(area::areas(&book, Some(id(1)))[0].standing(), "no value yet");
}

#[test]
fn focus_areas_without_a_study_are_told_too() {
    let mut book = Book::default();
    book.set(Kind::Plan, id(1), Field::Title, Value::text("Plan"));
    book.set(Kind::Milestone, id(2), Field::Plan, Value::Record(id(1)));
    book.set(Kind::Milestone, id(2), Field::Number, Value::Int(4));
    for (step, text) in [(3, "Proximity of placements: special study"), (4, "Barriers to placement with kin")] {
        book.set(Kind::Step, id(step), Field::Milestone, Value::Record(id(2)));
        book.set(Kind::Step, id(step), Field::Position, Value::text(step.to_string()));
        book.set(Kind::Step, id(step), Field::Text, Value::text(text));
    }
    for (study, step, status) in [(5, Some(3), "done"), (6, Some(3), "planned"), (7, Some(3), "dropped"), (8, None, "planned")] {
        book.set(Kind::Study, id(study), Field::Title, Value::text(format!("Study {study}")));
        book.set(Kind::Study, id(study), Field::Status, Value::text(status));
        book.set(Kind::Study, id(study), Field::Step, step.map_or(Value::None, |step| Value::Record(id(step))));
    }
    let told: Vec<(String, String)> = study::focus_areas(&book).iter().map(|a| (a.name.clone(), a.standing())).collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        told,
        [
            pair("Proximity of placements", "1 of 2 done"),
            pair("Barriers to placement with kin", "no study yet"),
            pair("Other studies", "0 of 1 done")
        ]
    );
}
