use super::difference::difference;
use super::interval::{agresti_coull, clopper_pearson, wald};
use super::quantile::{beta_quantile, normal_quantile, student_two_sided};
use super::*;

fn rows(text: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>().into_iter()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

#[test]
fn wilson_bounds_are_those_that_were_published() {
    let mut seen = 0;
    for row in rows(include_str!("../../../tests/data/oracle_intervals.csv")).filter(|r| r[3] == "wilson") {
        let (x, n) = (number(&row[0]), number(&row[1]));
        let (low, high) = wilson(x / n, n, Z_95_TWO_SIDED);
        let digits = |text: &str| 0.6 * 10_f64.powi(-(text.split_once('.').map_or(0, |(_, d)| d.len() as i32)).min(12));
        assert!((low - number(&row[4])).abs() <= digits(&row[4]), "{row:?} gave {low}");
        assert!((high - number(&row[5])).abs() <= digits(&row[5]), "{row:?} gave {high}");
        seen += 1;
    }
    assert!(seen >= 7, "{seen} rows");
}

#[test]
fn the_chance_to_pass_at_a_true_rate_is_the_binomial_one() {
    let mut seen = 0;
    for row in rows(include_str!("../../../tests/data/oracle_pass_probability.csv")) {
        let n: u64 = row[1].parse().unwrap();
        let goal = Share::parse(&row[0]).unwrap();
        assert_eq!(needed_of(goal, n).to_string(), row[2], "{row:?}");
        let one = pass_probability(number(&row[3]), n, needed_of(goal, n));
        assert!((one - number(&row[4])).abs() < 6e-5, "{row:?} gave {one}");
        assert!((one * one - number(&row[5])).abs() < 6e-5, "{row:?} gave {}", one * one);
        seen += 1;
    }
    assert!(seen >= 14, "{seen} rows");
}

#[test]
fn improvement_goals_are_those_of_the_federal_formula() {
    let mut seen = 0;
    for row in rows(include_str!("../../../tests/data/oracle_improvement_goal.csv")) {
        let (n, x): (u64, u64) = (row[0].parse().unwrap(), row[1].parse().unwrap());
        let target = improvement_goal(x * 10_000, n, None).unwrap();
        assert!((target - number(&row[4])).abs() < 1e-6, "{row:?} gave {target}");
        assert_eq!(strengths_for(target, n).to_string(), row[7], "{row:?}");
        seen += 1;
    }
    assert!(seen >= 7, "{seen} rows");
    assert_eq!(improvement_goal(0, 40, None), None);
    assert_eq!(improvement_goal(400_000, 40, None), None);
    assert_eq!(improvement_goal(330_000, 40, Some(Share(8500))), Some(0.85), "the question's goal is nearer");
    assert!(improvement_goal(380_000, 40, Some(Share(8500))).unwrap() > 0.95, "a goal already reached is no cap");
}

#[test]
fn twenty_six_of_thirty_have_an_even_chance_of_another_year_and_a_third_of_two() {
    let seen = outlook(260_000, 30, Share(8500)).unwrap();
    assert_eq!(format!("{:.3} {:.3}", seen.chance_next, seen.chance_two), "0.522 0.354");
}

/// The exact sum, for any credit: P(both years reach k) = ΣΣ C(n,i) C(n,j) B(a+i+j, b+2n-i-j) / B(a,b).
fn exact(full: f64, n: u64, k: u64) -> (f64, f64) {
    let (a, b) = (full + 1.0, n as f64 - full + 1.0);
    let ln_choose = |i: u64| ln_gamma(n as f64 + 1.0) - ln_gamma(i as f64 + 1.0) - ln_gamma((n - i) as f64 + 1.0);
    let nn = n as f64;
    let one = (k..=n).map(|i| (ln_choose(i) + ln_beta(a + i as f64, b + nn - i as f64) - ln_beta(a, b)).exp()).sum();
    let two = (k..=n)
        .flat_map(|i| (k..=n).map(move |j| (i, j)))
        .map(|(i, j)| {
            let sum = (i + j) as f64;
            (ln_choose(i) + ln_choose(j) + ln_beta(a + sum, b + 2.0 * nn - sum) - ln_beta(a, b)).exp()
        })
        .sum();
    (one, two)
}

#[test]
fn the_outlook_agrees_with_the_exact_sum_from_one_case_to_hundreds() {
    for goal in [4165, 5000, 8500, 9900, 10_000].map(Share) {
        for n in [1, 2, 3, 12, 30, 90, 200] {
            // All, none, most, and part credits, which leave a rate of 0 or 1 just in reach.
            for credit in [0, 2_500, 3_333, n * 5_000, n * 8_667, n * 10_000 - 7_500, n * 10_000 - 5_000, n * 10_000] {
                let seen = outlook(credit, n, goal).unwrap();
                let (one, two) = exact(credit as f64 / 10_000.0, n, needed_of(goal, n));
                assert!((seen.chance_next - one).abs() < 1e-8, "{credit} of {n} at {goal}: {} not {one}", seen.chance_next);
                assert!((seen.chance_two - two).abs() < 1e-8, "{credit} of {n} at {goal}: {} not {two}", seen.chance_two);
            }
        }
    }
    assert_eq!(outlook(0, 0, Share(8500)), None);
}

#[test]
fn half_credits_and_very_large_years_have_an_outlook_too() {
    let low = outlook(255_000, 30, Share(8500)).unwrap();
    let (below, above) = (outlook(250_000, 30, Share(8500)).unwrap(), outlook(260_000, 30, Share(8500)).unwrap());
    assert!(below.chance_next < low.chance_next && low.chance_next < above.chance_next);
    let large = outlook(870_000_000, 100_000, Share(8500)).unwrap();
    assert!(large.chance_next > 0.999 && large.chance_two > 0.999, "{large:?}");
}

#[test]
fn the_other_intervals_are_those_that_were_published() {
    let mut seen = 0;
    for row in rows(include_str!("../../../tests/data/oracle_intervals.csv")).filter(|r| r[3] != "wilson") {
        let (x, n, confidence) = (number(&row[0]), number(&row[1]), number(&row[2]));
        let z = normal_quantile(0.5 + confidence / 2.0);
        let (low, high) = match row[3].as_str() {
            "agresti_coull" => agresti_coull(x, n, z),
            "clopper_pearson" => clopper_pearson(x as u64, n as u64, confidence),
            "wald" => wald(x, n, z),
            other => panic!("{other}"),
        }
        .unwrap();
        let digits = |text: &str| 0.6 * 10_f64.powi(-(text.split_once('.').map_or(0, |(_, d)| d.len() as i32)).min(12));
        assert!((low - number(&row[4])).abs() <= digits(&row[4]), "{row:?} gave {low}");
        assert!((high - number(&row[5])).abs() <= digits(&row[5]), "{row:?} gave {high}");
        seen += 1;
    }
    assert!(seen >= 13, "{seen} rows");
    assert_eq!((clopper_pearson(0, 0, 0.95), agresti_coull(0.0, 0.0, 1.96), wald(0.0, 0.0, 1.96)), (None, None, None));
    assert_eq!(clopper_pearson(5, 5, 0.95).map(|(_, high)| high), Some(1.0));
}

#[test]
fn a_change_has_the_bounds_of_newcombe_1998() {
    // Table II of the paper, method 10: examples (a) to (h).
    for (x1, n1, x2, n2, low, high) in [
        (56.0, 70.0, 48.0, 80.0, 0.0524, 0.3339),
        (9.0, 10.0, 3.0, 10.0, 0.1705, 0.8090),
        (6.0, 7.0, 2.0, 7.0, 0.0582, 0.8062),
        (5.0, 56.0, 0.0, 29.0, -0.0381, 0.1926),
        (0.0, 10.0, 0.0, 20.0, -0.1611, 0.2775),
        (0.0, 10.0, 0.0, 10.0, -0.2775, 0.2775),
        (10.0, 10.0, 0.0, 20.0, 0.6791, 1.0),
        (10.0, 10.0, 0.0, 10.0, 0.6075, 1.0),
    ] {
        let found = difference((x1, n1), (x2, n2), Z_95_TWO_SIDED).unwrap();
        assert!((found.low - low).abs() < 6e-5 && (found.high - high).abs() < 6e-5, "{x1}/{n1} - {x2}/{n2}: {found:?}");
        assert!((found.by - (x1 / n1 - x2 / n2)).abs() < 1e-12);
        assert_eq!(found.is_clear(), low > 0.0);
    }
    assert!(difference((48.0, 80.0), (56.0, 70.0), Z_95_TWO_SIDED).unwrap().is_clear(), "a fall is as clear as a rise");
    assert_eq!(difference((0.0, 0.0), (1.0, 2.0), Z_95_TWO_SIDED), None);
    assert_eq!(difference((1.0, 2.0), (0.0, 0.0), Z_95_TWO_SIDED), None);
}

#[test]
fn changes_of_every_size_have_the_bounds_worked_out_from_the_quadratic() {
    // The Wilson bounds as the roots of (p - x/n)^2 = z^2 p(1-p)/n, put together outside this program.
    let mut seen = 0;
    for row in rows(include_str!("../../../tests/data/newcombe_by_formula.csv")) {
        let found = difference((number(&row[0]), number(&row[1])), (number(&row[2]), number(&row[3])), Z_95_TWO_SIDED).unwrap();
        assert!((found.low - number(&row[4])).abs() < 2e-6 && (found.high - number(&row[5])).abs() < 2e-6, "{row:?} gave {found:?}");
        seen += 1;
    }
    assert_eq!(seen, 300);
}

#[test]
fn quantiles_are_those_of_the_tables() {
    // Python's statistics.NormalDist().inv_cdf.
    for (p, z) in [
        (1e-12, -7.034_483_825_301_132),
        (0.0001, -3.719_016_485_455_68),
        (0.02, -2.053_748_910_631_822_5),
        (0.07, -1.475_791_028_179_170_2),
        (0.075, -1.439_531_470_938_455_7),
        (0.3, -0.524_400_512_708_040_7),
        (0.5, 0.0),
        (0.9, Z_90_ONE_SIDED),
        (0.975, Z_95_TWO_SIDED),
        (0.995, 2.575_829_303_548_9),
        (0.99995, 3.890_591_886_413_12),
    ] {
        assert!((normal_quantile(p) - z).abs() < 1e-14 * z.abs().max(1.0), "{p}: {}", normal_quantile(p));
    }
    assert_eq!((normal_quantile(0.0), normal_quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
    // Any table of Student's t, two-sided 95 % and 99 %.
    for (confidence, freedom, t) in [
        (0.95, 1.0, 12.7062),
        (0.95, 2.0, 4.30265),
        (0.95, 9.0, 2.26216),
        (0.95, 30.0, 2.04227),
        (0.95, 99.0, 1.98422),
        (0.99, 9.0, 3.24984),
        (0.95, 1e5, 1.95999),
        (0.95, 1e9, 1.95996),
    ] {
        assert!(
            (student_two_sided(confidence, freedom) - t).abs() < 6e-6 * t.max(10.0),
            "{freedom}: {}",
            student_two_sided(confidence, freedom)
        );
    }
    assert!((beta_quantile(1.0, 1.0, 0.3) - 0.3).abs() < 1e-15);
    assert!((beta_quantile(2.0, 1.0, 0.25) - 0.5).abs() < 1e-14);
}
