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
