use super::*;
use crate::domain::instrument::{AnswerOption, Area, Question, Scope};

pub(crate) fn instrument(goals: &[u32]) -> Instrument {
    let option = |code: &str, credit: Option<u32>| AnswerOption {
        code: code.into(),
        label: code.into(),
        key: code.chars().next(),
        credit: credit.map(Share),
        synonyms: Vec::new(),
        why: false,
    };
    Instrument {
        code: "cpr".into(),
        title: "Case Process Review".into(),
        version: 1,
        source: String::new(),
        unverified: false,
        in_force_from: None,
        exit: Scope::EveryQuestion,
        options: vec![
            option("yes", Some(10_000)),
            option("partial", Some(5_000)),
            option("no", Some(0)),
            option("ec", None),
            option("na", None),
        ],
        areas: vec![Area { code: "A".into(), name: "Area".into(), synonyms: Vec::new() }],
        questions: goals
            .iter()
            .enumerate()
            .map(|(i, goal)| Question {
                code: format!("A.{}", i + 1),
                area: 0,
                text: String::new(),
                guidance: String::new(),
                basis: String::new(),
                domain: None,
                goal: Share(*goal),
                continues: None,
                core: false,
                trump: false,
                verdict: false,
                unverified: false,
                ..Question::default()
            })
            .collect(),
    }
}

/// Counts of one question: unanswered, yes, partial, no, ec, na.
fn answers(of: &[[i32; 6]]) -> Counts {
    let mut counts = Counts::new(of.len(), 5);
    for (question, row) in of.iter().enumerate() {
        for (option, n) in row.iter().enumerate() {
            counts.add(question, option, *n);
        }
    }
    counts
}

#[test]
fn the_score_is_credit_over_applicable_answers() {
    let score = Score::of_question(&instrument(&[8500]), &answers(&[[3, 12, 1, 2, 4, 5]]), 0);
    assert_eq!(score.counts, [12, 1, 2, 4, 5]);
    assert_eq!((score.unanswered, score.applicable, score.credit), (3, Some(15), Some(125_000)));
    assert_eq!(score.percent(), "83.3");
    assert_eq!((score.met, score.needed, score.slack), (Some(false), Some(1), None));
}

#[test]
fn exactly_the_goal_is_met_and_one_answer_less_is_not() {
    let cpr = instrument(&[8500]);
    let met = Score::of_question(&cpr, &answers(&[[0, 34, 0, 6, 0, 0]]), 0);
    assert_eq!((met.met, met.slack, met.percent().as_str()), (Some(true), Some(0), "85.0"));
    let below = Score::of_question(&cpr, &answers(&[[0, 33, 0, 7, 0, 0]]), 0);
    assert_eq!((below.met, below.needed), (Some(false), Some(1)));
}

#[test]
fn no_applicable_answer_is_no_rate_and_never_met() {
    let score = Score::of_question(&instrument(&[0]), &answers(&[[2, 0, 0, 0, 1, 4]]), 0);
    assert_eq!((score.score, score.met, score.needed, score.slack), (None, None, None, None));
    assert_eq!((score.applicable, score.percent().as_str()), (Some(0), "no rate"));
    assert_eq!(score.goal, Some(Ratio::from(Share(0))));
}

#[test]
fn the_distance_raises_no_before_partial() {
    // 10 answers at 90 %: 90 000 needed, 65 000 there. One no to yes is 10 000, a partial to yes 5 000.
    let score = Score::of_question(&instrument(&[9000]), &answers(&[[0, 5, 3, 2, 0, 0]]), 0);
    assert_eq!(score.needed, Some(3), "two no and one partial");
}

/// Tries every way to raise answers, to hold the fast way against.
fn needed_by_trial(yes: i32, partial: i32, no: i32, goal: u32) -> Option<u64> {
    let n = yes + partial + no;
    let mut best = None;
    for from_no in 0..=no {
        for from_partial in 0..=partial {
            let credit = (yes + from_no + from_partial) * 10_000 + (partial - from_partial) * 5_000;
            if i64::from(credit) >= i64::from(goal) * i64::from(n) {
                let steps = (from_no + from_partial) as u64;
                best = Some(best.map_or(steps, |b: u64| b.min(steps)));
            }
        }
    }
    best
}

#[test]
fn needed_and_slack_are_what_trying_every_way_finds() {
    for goal in [8500, 9000, 3333, 10_000] {
        let cpr = instrument(&[goal]);
        for yes in 0..9 {
            for partial in 0..5 {
                for no in 0..9 {
                    let score = Score::of_question(&cpr, &answers(&[[0, yes, partial, no, 0, 0]]), 0);
                    if score.met == Some(false) {
                        assert_eq!(score.needed, needed_by_trial(yes, partial, no, goal), "{yes} {partial} {no} {goal}");
                        assert_eq!(score.slack, None);
                    } else if score.met == Some(true) {
                        let slack = score.slack.unwrap() as i32;
                        let after = |lost: i32| (yes - lost) * 10_000 + partial * 5_000 >= goal as i32 * (yes + partial + no);
                        assert!(after(slack) && (slack == yes || !after(slack + 1)), "{yes} {partial} {no} {goal}: {slack}");
                        assert_eq!(score.needed, None);
                    }
                }
            }
        }
    }
}

#[test]
fn a_question_can_have_its_own_credits() {
    let mut cpr = instrument(&[8500]);
    cpr.questions[0].credits = vec![(2, None), (3, Some(Share(2500)))];
    let score = Score::of_question(&cpr, &answers(&[[0, 2, 7, 2, 0, 0]]), 0);
    assert_eq!((score.applicable, score.credit), (Some(4), Some(25_000)));
    assert_eq!(score.needed, Some(2), "a no gains three quarters: one gives 81.25 %, two give 100 %");
}

#[test]
fn pooled_questions_with_different_goals_are_met_by_the_sum() {
    let cpr = instrument(&[9000, 8500]);
    let score = Score::of_area(&cpr, &answers(&[[0, 9, 0, 1, 0, 0], [0, 16, 0, 4, 0, 0]]), 0);
    // Required: 0.9 x 10 + 0.85 x 20 = 26; there: 25.
    assert_eq!((score.met, score.needed, score.goal_mixed, score.pooled), (Some(false), Some(1), true, true));
    assert_eq!(score.goal, Ratio::new(260_000, 30));
    assert_eq!((score.wilson(), score.certainty()), (None, None));
    let same = Score::of_all(&instrument(&[8500, 8500]), &answers(&[[0, 9, 0, 1, 0, 0], [0, 16, 0, 4, 0, 0]]));
    assert_eq!((same.goal, same.goal_mixed, same.pooled), (Some(Ratio::from(Share(8500))), false, true));
}

#[test]
fn repeated_answers_have_a_score_but_no_interval() {
    let mut counts = answers(&[[0, 30, 0, 2, 0, 0]]);
    counts.add_repeated(0, 24);
    let score = Score::of_question(&instrument(&[8500]), &counts, 0);
    assert_eq!((score.met, score.repeated, score.wilson(), score.certainty()), (Some(true), true, None, None));
}

#[test]
fn certainty_follows_the_one_sided_wilson_bound() {
    let mut seen = 0;
    let mut reader = csv::Reader::from_reader(include_str!("../../../tests/data/oracle_goal_decision.csv").as_bytes());
    for row in reader.records().map(|r| r.unwrap()) {
        let goal = Share::parse(&row[0]).unwrap();
        let n: i32 = row[1].parse().unwrap();
        let cpr = instrument(&[goal.0]);
        let of = |x: i32| Score::of_question(&cpr, &answers(&[[0, x, 0, n - x, 0, 0]]), 0);
        let first_met = (0..=n).find(|x| of(*x).met == Some(true)).unwrap();
        assert_eq!(first_met.to_string(), row[2], "{row:?}");
        let clearly = (0..=n).find(|x| of(*x).certainty() == Some(Certainty::ClearlyMet));
        assert_eq!(clearly.map_or("impossible".into(), |x| x.to_string()), row[4], "{row:?}");
        let below = (0..=n).rev().find(|x| of(*x).certainty() == Some(Certainty::ClearlyBelow));
        assert_eq!(below.map_or("impossible".into(), |x| x.to_string()), row[5], "{row:?}");
        seen += 1;
    }
    assert!(seen >= 20, "{seen} rows");
}

#[test]
fn a_published_percent_has_a_verdict_but_no_distance() {
    let score = Score::published(Some(Share(7820)), None, None, Some(Share(8500)));
    assert_eq!((score.met, score.needed, score.applicable, score.percent().as_str()), (Some(false), None, None, "78.2"));
    let counted = Score::published(Some(Share(7800)), Some(790_000), Some(101), Some(Share(8500)));
    assert_eq!((counted.percent().as_str(), counted.needed), ("78.2", Some(7)));
    let half = Score::published(None, Some(75_000), Some(10), Some(Share(8500)));
    assert_eq!((half.needed, half.met), (Some(1), Some(false)));
}

#[test]
fn credits_of_its_own_count_in_the_distance_too() {
    let mut cpr = instrument(&[2500]);
    cpr.questions[0].credits = vec![(3, Some(Share(2500)))];
    let score = Score::of_question(&cpr, &answers(&[[0, 4, 0, 0, 0, 0]]), 0);
    assert_eq!(score.slack, Some(4), "each yes has three quarters to lose, and a quarter is enough");
    let mut out_of_reach = instrument(&[8500]);
    out_of_reach.questions[0].credits = vec![(1, Some(Share(8000)))];
    let score = Score::of_question(&out_of_reach, &answers(&[[0, 3, 0, 0, 0, 0]]), 0);
    assert_eq!((score.met, score.needed, score.slack), (Some(false), None, None), "the best answer is below the goal");
}

#[test]
fn what_a_sum_can_spare_it_can_spare_wherever_it_is_lost() {
    let spare = |goal: u32, yes: [i32; 2]| {
        let mut cpr = instrument(&[goal, goal]);
        cpr.questions[0].credits = vec![(3, Some(Share(2500)))];
        Score::of_all(&cpr, &answers(&[[0, yes[0], 0, 0, 0, 0], [0, yes[1], 0, 0, 0, 0]])).slack
    };
    // A yes of the first question has 0.75 to lose, one of the second 1.
    assert_eq!(spare(5000, [4, 4]), Some(4), "4 to lose");
    assert_eq!(spare(2000, [4, 4]), Some(7), "6.4 to lose: four times 1, then three times 0.75");
    assert_eq!(spare(4700, [4, 5]), Some(4), "4.77 to lose: a fifth is safe only if it is one of the first question");
}
