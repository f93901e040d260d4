//! The score documents of the made-up agency say the figures of the reports of scores and standings, whatever they draw from them.

use milepost::domain::document::Name;
use milepost::report::chart::Drawing;
use milepost::report::{Part, Report};
use milepost::work::report::{self, Asked, Format};
use serde_json::Value as Json;

use crate::desk::{Desk, today};

fn made(desk: &mut Desk, name: Name, asked: &Asked) -> Report {
    let book = desk.book().clone();
    report::make(desk.shell().store(), &book, name, asked, today()).unwrap()
}

fn json(desk: &mut Desk, name: Name, asked: &Asked) -> Json {
    serde_json::from_str(&crate::read(made(desk, name, asked), Format::Json)).unwrap()
}

fn asked(region: Option<&str>) -> Asked {
    let text = |text: &str| Some(text.to_owned());
    Asked { instrument: text("utah-cpr"), year: text("2026"), region: region.and_then(text), ..Asked::default() }
}

fn rows<'a>(report: &'a Json, table: &str) -> &'a [Json] {
    report[table].as_array().unwrap()
}

/// The row that has these values.
fn row<'a>(rows: &'a [Json], wanted: &[(&str, &Json)]) -> &'a Json {
    let mut found = rows.iter().filter(|row| wanted.iter().all(|(field, value)| row[*field] == **value));
    let one = found.next().unwrap_or_else(|| panic!("no row {wanted:?}"));
    assert!(found.next().is_none(), "two rows {wanted:?}");
    one
}

fn same(one: &Json, other: &Json, fields: &[&str]) {
    for field in fields {
        assert_eq!(one[*field], other[*field], "{field} of {one} and {other}");
    }
}

#[test]
fn a_region_report_says_the_figures_of_scores_standings_and_milestones() {
    let mut desk = Desk::new(120, 40);
    let told = json(&mut desk, Name::Region, &asked(Some("Canyon")));
    let scores = json(&mut desk, Name::Scores, &asked(Some("Canyon")));
    let standing = json(&mut desk, Name::Standing, &asked(Some("Canyon")));
    let questions = rows(&told, "rows");
    assert_eq!(questions.len(), rows(&scores, "rows").len());
    for question in questions {
        let key = [("question", &question["question"])];
        let score = row(rows(&scores, "rows"), &key);
        let of_score = ["score", "applicable", "goal", "credit", "met", "needed", "slack", "certainty", "wilson_low", "wilson_high"];
        same(question, score, &of_score);
        same(question, score, &["not_done", "not_documented", "late", "source", "provisional"]);
        same(question, row(rows(&standing, "rows"), &key), &["standing", "since", "previous_score", "met", "needed"]);
    }
    let milestones = json(&mut desk, Name::Milestones, &Asked { instrument: None, ..asked(None) });
    let near = row(rows(&milestones, "regions"), &[("region", &"Canyon".into())]);
    let facts = &told["facts"];
    for (fact, field) in [("questions", "looked_at"), ("sustained", "questions_sustained"), ("met_once", "met_once"), ("below", "below")] {
        assert_eq!(facts[fact], near[field], "{fact}");
    }
    same(facts, near, &["missing", "earliest"]);
    // The newest year of what is below says what its row says, and its years go on without a gap.
    for question in questions.iter().filter(|question| question["met"] == false) {
        let years: Vec<&Json> = rows(&told, "years").iter().filter(|year| year["below"] == question["question"]).collect();
        same(years[years.len() - 1], question, &["score", "applicable", "goal", "standing", "wilson_low"]);
        assert!(years.windows(2).all(|two| two[0]["year"].as_i64().unwrap() + 1 == two[1]["year"].as_i64().unwrap()));
    }
    assert_eq!(facts["reviews"], rows(&told, "reviews").last().unwrap()["reviews"]);
}

#[test]
fn the_bars_and_runs_of_a_region_are_the_figures_of_its_rows() {
    let mut desk = Desk::new(120, 40);
    let told = json(&mut desk, Name::Region, &asked(Some("Highland")));
    let report = made(&mut desk, Name::Region, &asked(Some("Highland")));
    let (mut bars, mut panels) = (0, 0);
    for part in &report.parts {
        let Part::Chart(chart) = part else { continue };
        assert!(chart.reading.ends_with('.') && !chart.title.is_empty(), "{chart:?}");
        match &chart.drawing {
            Drawing::Bars(all) => {
                for bar in all {
                    let code = bar.label.split(' ').next().unwrap();
                    let row = row(rows(&told, "rows"), &[("question", &code.into())]);
                    assert!((bar.value.at().unwrap() - row["score"].as_f64().unwrap() * 100.0).abs() < 1e-9, "{code}");
                    assert!((bar.goal.at().unwrap() - row["goal"].as_f64().unwrap() * 100.0).abs() < 1e-9, "{code}");
                    assert_eq!(bar.note, format!("{} of {}", row["credit"], row["applicable"]), "{code}");
                    bars += 1;
                }
            }
            Drawing::Multiples(all) => {
                panels += all.len();
                assert!(all.iter().all(|panel| panel.run.points.len() == all[0].run.points.len()));
            }
            _ => {}
        }
    }
    let below = rows(&told, "rows").iter().filter(|row| row["met"] == false).count();
    assert_eq!((bars, panels), (rows(&told, "rows").len(), below));
}

#[test]
fn the_comparison_and_the_exit_report_say_what_standings_and_milestones_say() {
    let mut desk = Desk::new(120, 40);
    let standing = json(&mut desk, Name::Standing, &asked(None));
    let comparison = json(&mut desk, Name::Comparison, &asked(None));
    let exit = json(&mut desk, Name::Exit, &asked(None));
    let before = json(&mut desk, Name::Scores, &Asked { year: Some("2025".to_owned()), ..asked(None) });
    assert_eq!(rows(&comparison, "rows").len(), 5 * 53);
    for one in rows(&comparison, "rows") {
        let key = [("region", &one["region"]), ("question", &one["question"])];
        same(one, row(rows(&standing, "rows"), &key), &["score", "standing", "since", "met", "needed", "previous_score"]);
        let both = row(rows(&exit, "rows"), &key);
        same(one, both, &["score", "standing", "applicable", "credit", "goal", "at_goal"]);
        let then = row(rows(&before, "rows"), &key);
        for field in ["score", "applicable", "goal", "credit", "met"] {
            assert_eq!(both[format!("previous_{field}")], then[field], "{field} of {key:?}");
        }
    }
    let totals = json(&mut desk, Name::Scores, &Asked { by: Some("region,year".to_owned()), year: None, ..asked(None) });
    for total in rows(&comparison, "totals").iter().filter(|total| total["area"].is_null()) {
        let Some(score) = rows(&totals, "rows").iter().find(|s| s["region"] == total["region"] && s["year"] == total["year"]) else {
            assert!(total["score"].is_null(), "a year without a review has no figure: {total}");
            continue;
        };
        same(total, score, &["score", "applicable", "goal", "met"]);
    }
    let milestones = json(&mut desk, Name::Milestones, &Asked { instrument: None, ..asked(None) });
    let board = json(&mut desk, Name::Board, &Asked { instrument: None, ..asked(None) });
    for near in rows(&milestones, "regions") {
        let key = [("region", &near["region"])];
        let of = row(rows(&exit, "regions"), &key);
        same(of, near, &["looked_at", "met_once", "below", "missing", "earliest", "provisional"]);
        assert_eq!(of["sustained"], near["questions_sustained"]);
        same(row(rows(&board, "regions"), &key), near, &["looked_at", "below", "missing", "earliest", "status"]);
    }
    for milestone in rows(&milestones, "rows") {
        same(milestone, row(rows(&board, "rows"), &[("number", &milestone["number"])]), &["name", "status", "computed", "reason"]);
    }
}

#[test]
fn the_review_form_asks_every_question_once_with_all_its_answers() {
    let mut desk = Desk::new(120, 40);
    let report = made(&mut desk, Name::ReviewForm, &Asked { year: None, ..asked(None) });
    let instrument = desk.book().instruments().iter().rev().find(|(_, i)| i.code == "utah-cpr").unwrap().1.clone();
    let slots: Vec<_> = report.parts.iter().filter_map(|part| if let Part::Form(form) = part { Some(&form.rows) } else { None }).collect();
    let questions: Vec<_> =
        slots.into_iter().flatten().filter(|row| row.len() == 4 && row[3].tag.is_some() && row[0].tag.is_none()).collect();
    for question in &instrument.questions {
        let tag = format!("remark:{}", question.code);
        let of: Vec<_> = questions.iter().filter(|row| row[3].tag.as_deref() == Some(&tag)).collect();
        assert_eq!(of.len(), 1, "{}", question.code);
        let plain = |text: &str| text.replace('\u{a0}', " ");
        assert!(of[0][1].text.contains(&question.text) && of[0][1].text.contains(&question.guidance), "{}", question.code);
        for option in instrument.options.iter().filter(|option| option.key.is_some()) {
            assert!(plain(&of[0][2].text).contains(&option.label), "{}: {}", question.code, option.label);
        }
    }
}

#[test]
fn the_page_for_the_board_is_one_page() {
    let mut desk = Desk::new(120, 40);
    let report = made(&mut desk, Name::Board, &Asked::default());
    let released = milepost::report::Released::internal(report, milepost::report::Mark::default());
    let pdf = report::render(&released, Format::Pdf).unwrap();
    let pages =
        String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count() + String::from_utf8_lossy(&pdf).matches("/Type/Page/").count();
    assert_eq!(pages, 1);
}
