use proptest::prelude::*;

use super::*;
use crate::domain::instrument::{Area, DomainOf};
use crate::domain::outcome::OutcomeCase;
use crate::import::instrument_toml::parse_instrument_toml;
use crate::import::shipped::INSTRUMENTS;

fn read(text: &str) -> Instrument {
    parse_instrument_toml("i.toml", text).map_err(|r| format!("{r}\n{text}")).unwrap().records
}

#[test]
fn every_shipped_instrument_is_the_same_after_it_was_written_out() {
    for shipped in INSTRUMENTS {
        let instrument = read(shipped.text);
        assert_eq!(read(&to_toml(&instrument)), instrument, "{}", shipped.id);
    }
}

/// Words that a careless writer would break on.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        Just("a \"quoted\" word \\ and more".to_owned()),
        Just("two\nlines # no comment".to_owned()),
        Just("äöü 'single' [x] = {y}".to_owned()),
    ]
}

fn share() -> impl Strategy<Value = Share> {
    (1u32..=10_000).prop_map(Share)
}

fn subset(options: u8) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::btree_set(1..=options, 1..=usize::from(options)).prop_map(|set| set.into_iter().collect())
}

/// The third question can depend on the first; the last one can be computed from the first two.
fn question(n: usize) -> impl Strategy<Value = Question> {
    let plain = (words(), words(), words(), prop::option::of(0usize..3), share(), any::<[bool; 4]>());
    let credits = prop::collection::btree_map(1u8..=4, prop::option::of((0u32..=10_000).prop_map(Share)), 0..3);
    let answers = prop_oneof![Just(vec![]), subset(4)];
    let rules = (credits, answers, prop::option::of(1u32..=1000), prop::option::of((subset(4), 1u8..=4)));
    let repeats = prop_oneof![Just(Repeats::Once), Just(Repeats::Months), Just(Repeats::Named(vec!["Mother".into(), "A \"b\"".into()]))];
    let conditions =
        prop::collection::vec((prop::option::of(0usize..2), subset(4), prop::option::of(0u8..=1), prop::option::of(1u8..=2)), 0..3);
    let cases = prop::option::of(prop::collection::vec((1u8..=4, conditions), 1..4));
    (plain, rules, repeats, cases).prop_map(
        move |((text, guidance, basis, domain, goal, marks), (credits, answers, weight, asked), repeats, cases)| {
            let mut question = Question {
                code: format!("Q.{n}"),
                area: n % 2,
                text,
                guidance,
                basis,
                domain: domain.map(|d| DomainOf::ALL[d]),
                goal,
                continues: marks[0].then(|| format!("old {n}")),
                core: marks[1],
                trump: marks[2],
                verdict: marks[3],
                unverified: marks[0],
                credits: credits.into_iter().collect(),
                weight,
                ..Question::default()
            };
            match n {
                2 => {
                    question.repeats = repeats;
                    question.asked_if = asked.map(|(is, otherwise)| AskedIf { question: "Q.0".into(), is, otherwise });
                }
                3 => {
                    let condition = |(of, is, least, most): (Option<usize>, Vec<u8>, Option<u8>, Option<u8>)| Condition {
                        of: of.map(|of| format!("Q.{of}")).into_iter().collect(),
                        is,
                        least,
                        most,
                    };
                    let case = |(answer, when): (u8, Vec<_>)| OutcomeCase { answer, when: when.into_iter().map(condition).collect() };
                    question.outcome = cases
                        .map(|cases| OutcomeRule { items: vec!["Q.0".into(), "Q.1".into()], cases: cases.into_iter().map(case).collect() });
                }
                _ if answers.iter().any(|a| *a != 4) && n == 1 => question.answers = answers,
                _ => {}
            }
            question
        },
    )
}

fn instrument() -> impl Strategy<Value = Instrument> {
    let options = prop::collection::vec((words(), prop::option::of((0u32..=10_000).prop_map(Share)), any::<bool>()), 4);
    let top = (words(), words(), prop::option::of(1950i32..=2100), any::<bool>(), 2u32..50);
    (top, options, (question(0), question(1), question(2), question(3)), 0usize..4).prop_map(
        |((title, source, in_force_from, unverified, version), options, (a, b, c, d), exit)| Instrument {
            code: "made-up".into(),
            title,
            version,
            source,
            unverified,
            in_force_from,
            exit: [Scope::EveryQuestion, Scope::EveryArea, Scope::Overall, Scope::Verdict][exit],
            options: (1u8..)
                .zip(options)
                .map(|(n, (label, credit, why))| AnswerOption {
                    code: format!("o{n}"),
                    label: format!("{n} {label}"),
                    // The first one counts, so that something does; the last one has no key.
                    key: (n < 4).then_some(char::from(b'0' + n)),
                    credit: if n == 1 { Some(Share::ONE) } else { credit },
                    synonyms: if why { vec![format!("word {n}")] } else { vec![] },
                    why,
                })
                .collect(),
            areas: ["A", "B"].map(|code| Area { code: code.into(), name: format!("Area {code}"), synonyms: vec![] }).into(),
            questions: vec![a, b, c, d],
        },
    )
}

proptest! {
    #[test]
    fn any_instrument_is_the_same_after_it_was_written_out(instrument in instrument()) {
        let text = to_toml(&instrument);
        prop_assert_eq!(read(&text), instrument);
    }
}
