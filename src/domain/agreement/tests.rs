use super::*;
use crate::domain::answers::Why;
use crate::domain::instrument::{AnswerOption, Question};
use crate::domain::outcome::OutcomeRule;

/// A table as `13 0 / 4 56`.
fn table(text: &str, scale: usize) -> Table {
    let rows: Vec<Vec<u64>> = text.split('/').map(|row| row.split_whitespace().map(|cell| cell.parse().unwrap()).collect()).collect();
    let mut out = Table::new(rows.len(), scale);
    for (first, row) in (1..).zip(&rows) {
        for (second, count) in (1..).zip(row) {
            (0..*count).for_each(|_| out.add(first, second));
        }
    }
    out
}

fn digits(text: &str) -> f64 {
    0.51 * 10_f64.powi(-text.split_once('.').map_or(0, |(_, digits)| digits.len() as i32))
}

#[test]
fn agreement_and_its_intervals_are_those_that_were_published() {
    let mut reader = csv::Reader::from_reader(include_bytes!("../../../tests/data/oracle_agreement.csv").as_slice());
    let mut seen = 0;
    for row in reader.records().map(Result::unwrap) {
        let table = table(&row[1], 0);
        let found = match &row[2] {
            "percent_agreement" => table.percent(),
            "cohen_kappa" => table.kappa(),
            "gwet_ac1" => table.ac1(),
            _ => continue,
        }
        .unwrap();
        let (low, high) = found.interval.unwrap();
        for (published, figure) in [(&row[3], found.value), (&row[4], low), (&row[5], high)] {
            assert!((figure - published.parse::<f64>().unwrap()).abs() <= digits(published), "{row:?} gave {figure}");
        }
        seen += 1;
    }
    assert!(seen >= 3, "{seen} rows");
}

/// A figure of the table below: its value, and half its interval in standard errors.
fn is(found: Option<Estimate>, value: Option<f64>, error: f64, t: f64) -> bool {
    let (Some(found), Some(value)) = (found, value) else { return found.is_none() && value.is_none() };
    let range = match found.interval {
        None => error == 0.0,
        Some((low, high)) => {
            let near = |bound: f64, expected: f64| (bound - expected).abs() < 2e-6;
            near(high, (value + t * error).min(1.0)) && (near(low, value - t * error) || low <= 0.0 && value < t * error)
        }
    };
    (found.value - value).abs() < 1e-9 && range
}

#[test]
#[expect(clippy::type_complexity, reason = "one line of figures for each table")]
fn agreement_is_what_its_definitions_say_of_tables_made_by_chance() {
    // Tables made at random; figures counted out in Python from the definitions, standard errors by numerical differences
    // over every cell. The number is that of the answers that can be given, t the quantile for the number of pairs.
    let known: &[(&str, usize, f64, f64, Option<f64>, Option<f64>, [f64; 3])] = &[
        (
            "99 40 36 41 / 19 53 15 18 / 24 21 56 17 / 12 6 10 33",
            4,
            1.964_729,
            0.482_000_000,
            Some(0.294_973_351),
            Some(0.315_915_744),
            [0.022_346_2, 0.029_778_6, 0.029_757_1],
        ),
        (
            "6 6 6 / 4 6 2 / 3 1 6",
            4,
            2.022_691,
            0.450_000_000,
            Some(0.177_570_093),
            Some(0.294_212_004),
            [0.078_660_7, 0.118_035_0, 0.100_590_1],
        ),
        (
            "1 0 0 / 0 6 0 / 0 0 8",
            4,
            2.144_787,
            1.000_000_000,
            Some(1.000_000_000),
            Some(1.000_000_000),
            [0.000_000_0, 0.000_000_0, 0.000_000_0],
        ),
        (
            "0 0 0 0 0 0 / 0 0 0 2 0 0 / 0 0 1 0 0 0 / 1 1 0 0 0 0 / 0 0 0 1 1 1 / 0 0 0 0 0 0",
            6,
            2.364_624,
            0.250_000_000,
            Some(0.076_923_077),
            Some(0.111_111_111),
            [0.153_093_1, 0.196_606_5, 0.178_902_1],
        ),
        (
            "5 0 0 0 / 0 3 0 0 / 0 0 25 1 / 0 0 0 6",
            7,
            2.022_691,
            0.975_000_000,
            Some(0.954_233_410),
            Some(0.972_497_565),
            [0.024_685_5, 0.045_361_6, 0.027_173_0],
        ),
        ("2 1 / 0 5", 2, 2.364_624, 0.875_000_000, Some(0.714_285_714), Some(0.780_821_918), [0.116_926_8, 0.256_120_4, 0.216_568_8]),
        (
            "0 0 0 0 / 3 6 1 2 / 0 0 0 0 / 6 5 9 8",
            5,
            2.022_691,
            0.350_000_000,
            Some(0.124_579_125),
            Some(0.220_754_894),
            [0.075_415_5, 0.074_275_0, 0.093_708_0],
        ),
        (
            "0 0 0 0 0 0 / 0 0 0 0 0 0 / 0 0 2 0 0 0 / 0 0 0 1 0 0 / 0 0 0 0 0 0 / 0 0 0 0 0 0",
            6,
            4.302_653,
            1.000_000_000,
            Some(1.000_000_000),
            Some(1.000_000_000),
            [0.000_000_0, 0.000_000_0, 0.000_000_0],
        ),
        (
            "12 0 0 0 / 1 180 1 0 / 3 5 233 5 / 1 0 0 59",
            7,
            1.964_729,
            0.968_000_000,
            Some(0.948_294_360),
            Some(0.964_320_929),
            [0.007_871_0, 0.012_658_7, 0.008_783_0],
        ),
        (
            "2 0 1 0 0 1 / 2 2 0 0 1 1 / 0 0 1 0 0 2 / 0 1 0 0 0 0 / 0 0 0 0 0 0 / 0 0 0 0 0 1",
            9,
            2.144_787,
            0.400_000_000,
            Some(0.250_000_000),
            Some(0.336_201_598),
            [0.126_491_1, 0.140_806_2, 0.140_689_4],
        ),
    ];
    for (text, scale, t, percent, kappa, ac1, errors) in known {
        let table = table(text, *scale);
        assert!(is(table.percent(), Some(*percent), errors[0], *t), "{text}: {:?}", table.percent());
        assert!(is(table.kappa(), *kappa, errors[1], *t), "{text}: {:?}", table.kappa());
        assert!(is(table.ac1(), *ac1, errors[2], *t), "{text}: {:?}", table.ac1());
    }
}

#[test]
fn where_nothing_can_be_said_nothing_is() {
    let empty = Table::new(4, 4);
    assert_eq!((empty.percent(), empty.kappa(), empty.ac1()), (None, None, None));
    let always = table("9 0 / 0 0", 2);
    assert_eq!(always.kappa(), None, "chance alone would agree always");
    assert_eq!(always.ac1(), Some(Estimate { value: 1.0, interval: None }), "no variance, no interval");
    assert_eq!(always.percent(), Some(Estimate { value: 1.0, interval: None }));
    assert_eq!(table("9", 1).ac1(), None, "nothing to choose");
    let never = table("0 9 / 0 0", 2);
    assert!(never.kappa().unwrap().value.abs() < 1e-15, "one says always yes, the other always no");
    assert_eq!(table("1 0 / 0 0", 2).percent().unwrap().interval, None, "one pair has no interval");
    assert!(table("1 1 / 1 1", 2).kappa().unwrap().interval.unwrap().0 <= -1.0, "no lower than it can be");
}

#[test]
fn the_scale_is_the_answers_that_can_be_given_or_more_if_more_were() {
    assert_eq!((table("5 1 / 0 4", 5).categories(), table("5 1 1 / 0 4 0 / 0 0 1", 2).categories()), (5, 3));
    let (narrow, wide) = (table("5 1 / 0 4", 2).ac1().unwrap().value, table("5 1 / 0 4", 5).ac1().unwrap().value);
    assert!(narrow < wide, "more to choose from, less by chance");
    assert_eq!(table("5 1 / 0 4", 2).kappa(), table("5 1 / 0 4", 5).kappa(), "kappa knows given answers only");
}

const YES: u8 = 1;
const NO: u8 = 2;
const NA: u8 = 3;

/// Yes, no and na; four questions, of which the third has only yes and no and the fourth is computed.
fn instrument() -> Instrument {
    let option = |code: &str| AnswerOption { code: code.into(), label: code.into(), key: None, credit: None, synonyms: vec![], why: false };
    let question = |code: &str| Question { code: code.into(), ..Question::default() };
    Instrument {
        code: "made-up".into(),
        title: String::new(),
        version: 1,
        source: String::new(),
        unverified: false,
        in_force_from: None,
        exit: crate::domain::instrument::Scope::EveryQuestion,
        options: vec![option("yes"), option("no"), option("na")],
        areas: vec![],
        questions: vec![
            question("A1"),
            question("A2"),
            Question { answers: vec![YES, NO], ..question("A3") },
            Question { outcome: Some(OutcomeRule { items: vec![], cases: vec![] }), ..question("A4") },
        ],
    }
}

fn answers(given: &[(u16, u16, u8)]) -> PackedAnswers {
    let mut out = PackedAnswers::default();
    for (ordinal, occurrence, option) in given {
        out.set(*ordinal, *occurrence, Answer::new(*option, None));
    }
    out
}

#[test]
fn pairs_are_counted_by_question_by_people_and_together() {
    let first = [answers(&[(0, 0, YES), (1, 0, NO), (2, 0, YES)]), answers(&[(0, 0, NO), (1, 0, NA)]), answers(&[(0, 0, YES), (1, 0, NA)])];
    let second =
        [answers(&[(0, 0, YES), (1, 0, YES), (3, 0, YES)]), answers(&[(0, 0, YES), (1, 0, NA)]), answers(&[(0, 0, YES), (1, 0, NA)])];
    let who = [("Vale", "Ash"), ("Ash", "Vale"), ("Ash", "Brook")];
    let pairs: Vec<Pair> = (0..3).map(|i| Pair { first: &first[i], second: &second[i], raters: who[i] }).collect();
    let found = agreement(&pairs, &instrument());

    let counted = |group: &Group| (group.pairs(), group.same(), group.one_sided);
    assert_eq!(found.questions.iter().map(counted).collect::<Vec<_>>(), [(3, 2, 0), (3, 2, 0), (0, 0, 1), (0, 0, 0)]);
    assert_eq!(counted(&found.overall), (6, 4, 1), "na is an answer like the others; a computed one is nobody's");
    assert_eq!(found.questions[1].table.at(NA, NA), 2);
    assert_eq!((found.questions[0].table.categories(), found.questions[2].table.categories()), (3, 2));
    assert_eq!(found.overall.table.categories(), 3);

    let people: Vec<_> = found.raters.iter().map(|r| (r.first.as_str(), r.second.as_str(), r.reviews, counted(&r.group))).collect();
    assert_eq!(people, [("Ash", "Brook", 1, (2, 2, 0)), ("Ash", "Vale", 2, (4, 2, 1))]);
    let both = &found.raters[1].group.table;
    assert_eq!((both.at(YES, NO), both.at(NO, YES)), (1, 1), "Ash is the row in both cases: yes against no, and no against yes");

    let differing: Vec<_> = found.differing.iter().map(|d| (d.review, d.ordinal, d.first.option(), d.second.option())).collect();
    assert_eq!(differing, [(0, 1, NO, YES), (1, 0, NO, YES)], "the first reviewer first, whoever that is");
    let lonely: Vec<_> = found.one_sided.iter().map(|d| (d.review, d.ordinal, d.first.option(), d.second.option())).collect();
    assert_eq!(lonely, [(0, 2, YES, 0)]);
}

#[test]
fn a_month_or_person_is_a_pair_of_its_own_and_takes_the_interval_away() {
    let first = answers(&[(0, 0, YES), (0, 1, YES), (0, 2, NO), (1, 0, NO)]);
    let second = answers(&[(0, 0, YES), (0, 1, NO), (0, 3, NO), (1, 0, YES)]);
    let third = answers(&[(1, 0, YES)]);
    let pairs =
        [Pair { first: &first, second: &second, raters: ("Ash", "Vale") }, Pair { first: &third, second: &third, raters: ("Ash", "Vale") }];
    let found = agreement(&pairs, &instrument());
    let months = &found.questions[0];
    assert_eq!((months.pairs(), months.same(), months.one_sided, months.pooled), (2, 1, 2, true));
    assert_eq!(months.percent(), Some(Estimate { value: 0.5, interval: None }));
    assert!(months.table.percent().unwrap().interval.is_some(), "there would have been one");
    assert!(found.questions[1].percent().unwrap().interval.is_some(), "one answer in each case");
    assert_eq!(found.overall.percent().unwrap().interval, None, "several questions of one case");
    assert_eq!(found.raters[0].group.ac1().unwrap().interval, None);
    assert_eq!((found.differing[0].occurrence, found.one_sided[0].occurrence, found.one_sided[1].occurrence), (1, 2, 3));
}

#[test]
fn the_reason_for_a_no_is_no_difference() {
    let mut first = PackedAnswers::default();
    first.set(0, 0, Answer::new(NO, Some(Why::Late)));
    let second = answers(&[(0, 0, NO)]);
    let found = agreement(&[Pair { first: &first, second: &second, raters: ("Ash", "Vale") }], &instrument());
    assert_eq!((found.overall.same(), found.differing.len()), (1, 0));
}

#[test]
fn without_pairs_there_is_no_agreement() {
    let found = agreement(&[], &instrument());
    assert_eq!((found.questions.len(), found.raters.len(), found.overall.percent()), (4, 0, None));
}
