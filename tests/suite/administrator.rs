//! A regional administrator before a leadership meeting: ten prepared questions of the made-up agency, each answered from Home with
//! at most six keys. What the answer must be is worked out here, from the records as they lie in the file or from what comes with
//! the program, and not read off the screen.

// Counts of a made-up agency are far from where floats lose them.
#![allow(clippy::cast_precision_loss)]

use std::collections::{BTreeMap, HashSet};

use chrono::{Days, NaiveDate};
use milepost::domain::book::Book;
use milepost::domain::change::Change;
use milepost::domain::field::Field;
use milepost::domain::id::Id;
use milepost::domain::kind::Kind;
use milepost::domain::milestone::{Computed, MilestoneState, Status, milestones};
use milepost::domain::query::{Answer, Query};
use milepost::domain::record::Record;
use milepost::domain::scan::Scan;
use milepost::domain::takes::takes;
use milepost::domain::value::Value;
use milepost::store::Who;
use milepost::work::{import, report};

use crate::desk::{Desk, today};

const MOST: usize = 6;

/// The fiscal year at which the made-up agency opens.
const YEAR: i32 = 2026;

/// How many keys a script has: a name in angle brackets is one, every other character is one.
fn keys(script: &str) -> usize {
    let mut count = 0;
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        rest = match rest.strip_prefix('<').and_then(|name| name.split_once('>')) {
            Some((_, after)) => after,
            None => &rest[first.len_utf8()..],
        };
        count += 1;
    }
    count
}

/// The administrator at Home, and the keys pressed since.
struct Asked {
    desk: Desk,
    pressed: usize,
}

impl Asked {
    fn at_home() -> Asked {
        Asked::on(Desk::new(120, 40))
    }

    fn on(mut desk: Desk) -> Asked {
        desk.sees("Milestones").sees("Case process review").sees("Mini PIP");
        Asked { desk, pressed: 0 }
    }

    fn presses(&mut self, script: &str) -> &mut Asked {
        self.pressed += keys(script);
        assert!(self.pressed <= MOST, "{} keys are more than {MOST}", self.pressed);
        self.desk.keys(script);
        self
    }

    fn sees(&mut self, words: &str) -> &mut Asked {
        self.desk.sees(words);
        self
    }

    /// The first line of the screen in which these words stand.
    fn line(&mut self, words: &str) -> String {
        let screen = self.desk.screen();
        let found = screen.lines().find(|line| line.contains(words));
        found.unwrap_or_else(|| panic!("'{words}' is not on the screen:\n{screen}")).to_owned()
    }

    /// The words stand in this order, whatever the lines.
    fn sees_in_order(&mut self, words: &[&str]) {
        let screen = self.desk.screen();
        let mut from = 0;
        for one in words {
            let at = screen[from..].find(one);
            from += at.unwrap_or_else(|| panic!("'{one}' does not follow on the screen:\n{screen}")) + one.len();
        }
    }
}

fn json(desk: &mut Desk, name: report::Name, asked: &report::Asked) -> Vec<serde_json::Value> {
    let book = desk.book().clone();
    let made = report::make(desk.shell().store(), &book, name, asked, today()).unwrap();
    let all: serde_json::Value = serde_json::from_str(&crate::read(made, report::Format::Json)).unwrap();
    all["rows"].as_array().unwrap().clone()
}

fn scores(desk: &mut Desk, instrument: &str, question: Option<&str>) -> Vec<serde_json::Value> {
    let asked = report::Asked {
        instrument: Some(instrument.to_owned()),
        year: Some(YEAR.to_string()),
        question: question.map(str::to_owned),
        by: Some("region,question".to_owned()),
        ..report::Asked::default()
    };
    json(desk, report::Name::Scores, &asked)
}

/// Acceptable cases and all cases of an overall rating, by region.
fn rated(desk: &mut Desk, question: &str) -> BTreeMap<String, (u64, u64)> {
    let rows = scores(desk, "utah-qcr", Some(question));
    let counts = rows.iter().filter(|row| row["region"].is_string()).map(|row| {
        let of = |grades: &[&str]| grades.iter().map(|grade| row["counts"][grade].as_u64().unwrap()).sum::<u64>();
        // Four and better of six is acceptable.
        (row["region"].as_str().unwrap().to_owned(), (of(&["4", "5", "6"]), of(&["1", "2", "3", "4", "5", "6"])))
    });
    counts.collect()
}

fn statewide(regions: &BTreeMap<String, (u64, u64)>) -> (u64, u64) {
    regions.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

/// Cases that must be acceptable beside those that are, so that 85 % of all are.
fn missing((acceptable, all): (u64, u64)) -> u64 {
    (all * 85).div_ceil(100).saturating_sub(acceptable)
}

/// The 95 % interval by Wilson's formula, in percent with one decimal.
fn interval((acceptable, all): (u64, u64)) -> String {
    let number = |whole: u64| f64::from(u32::try_from(whole).unwrap());
    let (n, z) = (number(all), 1.959_963_985);
    let p = number(acceptable) / n;
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    format!("{:.1} to {:.1}", 100.0 * (middle - half), 100.0 * (middle + half))
}

fn committee(book: &Book, category: &str) -> Id {
    book.all(Kind::Committee).into_iter().find(|one| one.text(Field::Category) == category).unwrap().id
}

fn in_force(record: &Record, day: NaiveDate) -> bool {
    record.date(Field::From).is_none_or(|from| from <= day) && record.date(Field::Until).is_none_or(|until| day <= until)
}

fn scans(desk: &mut Desk, from: &str, until: &str) -> Vec<Scan> {
    let query = Query::Scans { from: from.parse().unwrap(), until: until.parse().unwrap() };
    match desk.shell().store().answer(&query).unwrap() {
        Answer::Scans(scans) => scans,
        other => panic!("{other:?}"),
    }
}

/// Caseworkers who were there on the last day of a month and of whom no scan is known, nor an excuse.
fn without_scan(desk: &mut Desk, month: &str, last: &str) -> HashSet<Id> {
    let known: HashSet<Id> = scans(desk, month, month).iter().map(|scan| scan.worker).collect();
    let last: NaiveDate = last.parse().unwrap();
    let book = desk.book();
    let workers = book.all(Kind::Worker).into_iter().filter(|worker| worker.text(Field::Role) == "caseworker");
    let there = workers.filter(|worker| book.parts(worker.id, Kind::Assignment).into_iter().any(|stay| in_force(stay, last)));
    there.map(|worker| worker.id).filter(|worker| !known.contains(worker)).collect()
}

#[test]
fn one_which_milestones_are_exited_and_which_records_do_the_data_not_bear_out() {
    let mut asked = Asked::at_home();
    let mut exited: Vec<i64> = asked
        .desk
        .book()
        .all(Kind::Milestone)
        .iter()
        .filter(|one| one.text(Field::Status) == "exited")
        .filter_map(|one| one.int(Field::Number))
        .collect();
    exited.sort_unstable();
    assert_eq!(exited, [3, 5]);
    asked.sees("3 ✓ exited").sees("5 ✓ exited");
    asked.presses("<Alt-4>").sees("exited: 3, 5; none differs from the data");

    // Somebody records an exit of milestone 1, a step of which is not done.
    let mut desk = Desk::new(120, 40);
    let first = desk.book().all(Kind::Milestone).into_iter().find(|one| one.int(Field::Number) == Some(1)).unwrap().id;
    desk.meanwhile(|store| {
        let mut change = Change::new("exit of milestone 1", store.seen().unwrap());
        change.set(first, Kind::Milestone, Field::Status, Value::text("exited"));
        store.commit(&change).unwrap();
    });
    let mut asked = Asked::on(desk);
    asked.sees("! 1: differs: recorded exited, data say not met");
    asked.presses("<Alt-4>").sees("exited: 1, 3, 5; differs from the data: 1");
    asked.desk.resize(80, 24).sees("exited: 1, 3, 5; differs from the data: 1");
}

#[test]
fn two_why_is_milestone_7_open_which_region_is_nearest_and_what_does_it_lack() {
    let mut asked = Asked::at_home();
    let mut lacks: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut questions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in scores(&mut asked.desk, "utah-cpr", None) {
        let (Some(region), Some(question)) = (row["region"].as_str(), row["question"].as_str()) else { continue };
        if row["met"] == false {
            let lack = lacks.entry(region.to_owned()).or_default();
            *lack = (lack.0 + 1, lack.1 + row["needed"].as_u64().unwrap());
            questions.entry(region.to_owned()).or_default().push(question.to_owned());
        }
    }
    let (nearest, (below, needed)) = lacks.iter().min_by_key(|(_, lack)| **lack).unwrap();
    assert_eq!(lacks.len(), 5, "no region meets all");
    asked.presses("<Alt-4><Ctrl-End><Up><Up><Alt-q>").sees("What would it take? 7 Case Process Review");
    asked.sees(&format!("{nearest} ({below} below, {needed} missing)"));
    for question in &questions[nearest] {
        assert!(asked.line(&format!("{question} ")).contains("ell below the goal in 2026"), "{question}");
    }
    // The evidence is the sixth key.
    asked.presses("<Enter>").sees(&format!("Region {nearest}"));
    asked.desk.does_not_see("What would it take?");
}

#[test]
fn three_how_many_cases_are_missing_for_milestone_8() {
    let mut asked = Asked::at_home();
    let (status, system) = (rated(&mut asked.desk, "CFS.overall"), rated(&mut asked.desk, "SP.overall"));
    assert_eq!((statewide(&status), statewide(&system)), ((122, 156), (65, 156)));
    let lacks = [missing(statewide(&status)), missing(statewide(&system))];
    assert_eq!(lacks, [11, 68], "133 of 156 are the fewest that are 85 %");
    asked.presses("<Alt-4><Ctrl-End><Up><Alt-q>").sees("What would it take? 8 Qualitative Case Review");
    asked.sees(&format!("Child and family status: {} cases more acceptable", lacks[0]));
    asked.sees(&format!("System performance: {} cases more acceptable", lacks[1]));
    let canyon = missing(status["Canyon"]);
    asked.sees(&format!("of {} cases, goal 85.0 %; {canyon} cases more must be acceptable", status["Canyon"].1));
}

/// The made-up agency with what was published for 2000 of a real one.
fn with_published() -> Desk {
    let mut desk = Desk::new(120, 40);
    let all = include_str!("../data/utah_qcr_published.csv");
    let lines: Vec<&str> =
        all.lines().enumerate().filter(|(at, line)| *at == 0 || line.starts_with("2000,")).map(|(_, line)| line).collect();
    assert_eq!(lines.len(), 3);
    let path = desk.file().with_file_name("published.csv");
    std::fs::write(&path, lines.join("\n")).unwrap();
    desk.meanwhile(|store| {
        let request = import::Request {
            what: import::What::Published,
            inputs: vec![path],
            instrument: Some("utah-qcr".to_owned()),
            title: None,
            map: Some("utah-qcr-published".to_owned()),
            sheet: None,
            percent: None,
            columns: Vec::new(),
            remember: false,
            forget: false,
            year: None,
            region: None,
            create_places: false,
            replace: false,
        };
        let book = store.load().unwrap();
        let preview = import::plan(store, &book, &request, &mut |_| true).unwrap();
        import::carry_out(store, &preview).unwrap();
    });
    desk
}

#[test]
fn four_status_and_system_performance_statewide_with_n_and_interval_and_what_was_published() {
    let mut asked = Asked::at_home();
    let both = ["CFS.overall", "SP.overall"].map(|question| statewide(&rated(&mut asked.desk, question)));
    asked.presses("<Alt-6>");
    for (one, percent) in both.into_iter().zip(["78.2", "41.6"]) {
        let line = asked.line(&format!("▸ Statewide │  ◌ {percent}"));
        assert!(line.contains(&format!(" {} ", one.1)) && line.contains(&interval(one)), "{one:?} {}: {line}", interval(one));
        assert!(line.contains(&format!("{} missing", missing(one))), "{line}");
    }
    let mut asked = Asked::on(with_published());
    asked.presses("<Alt-6><Ctrl-T>000<Enter>").sees("FY2000").sees("78.2").sees("41.6").sees("ublished");
}

#[test]
fn five_which_indicators_are_worse_than_their_standard_and_who_follows_them() {
    let mut asked = Asked::at_home();
    let book = asked.desk.book();
    let mut worse = Vec::new();
    for one in book.all(Kind::Indicator) {
        let amount = |record: &Record, field| record.int(field).map(|whole| f64::from(i32::try_from(whole).unwrap()));
        let Some(standard) = amount(one, Field::Standard) else { continue };
        let values = book.parts(one.id, Kind::TrendValue);
        let of_state = values.into_iter().filter(|value| value.record(Field::Region).is_none() && value.record(Field::Office).is_none());
        // The last edition of the last year; years and editions of the made-up agency are written alike, so that words sort.
        let Some(last) = of_state.max_by_key(|value| (value.text(Field::Period).to_owned(), value.text(Field::Edition).to_owned())) else {
            continue;
        };
        let amount = amount(last, Field::Amount).unwrap();
        let lower = one.text(Field::Direction) == "lower";
        if (lower && amount > standard) || (!lower && amount < standard) {
            worse.push(((amount - standard).abs() / standard, one.id));
        }
    }
    worse.sort_by(|a, b| b.0.total_cmp(&a.0));
    let worse: Vec<(String, Option<(String, String)>)> = worse
        .into_iter()
        .map(|(_, id)| {
            let one = book.get(id).unwrap();
            let area = one.record(Field::ProblemArea).and_then(|area| book.get(area));
            (one.text(Field::Name).to_owned(), area.map(|area| (area.text(Field::Title).to_owned(), area.text(Field::Owner).to_owned())))
        })
        .collect();
    assert_eq!(worse.len(), 2);
    asked.presses("<Alt-7>o").sees("2 worse than their standard").sees("farthest from their standard first");
    let heads: Vec<String> = worse.iter().map(|(name, _)| name.chars().take(20).collect()).collect();
    asked.sees_in_order(&[&heads[0], &heads[1]]);
    for (at, (_, area)) in worse.iter().enumerate() {
        if at > 0 {
            asked.presses("<Down>");
        }
        match area {
            Some((title, owner)) => {
                asked.sees(&format!("Problem area: {title}, followed by")).sees(owner.split(' ').next_back().unwrap());
            }
            None => {
                asked.sees("In no problem area: nobody follows it");
            }
        }
    }
    // All four areas with their strategies and those who follow them.
    asked.presses("<Ctrl-N>");
    let areas = asked.desk.book().all(Kind::ProblemArea).iter().map(|area| area.text(Field::Title).to_owned()).collect::<Vec<_>>();
    assert_eq!(areas.len(), 4);
    for area in areas {
        asked.line(&area.chars().take(20).collect::<String>());
    }
    asked.sees("Followed by").sees("worse than the");
}

#[test]
fn six_did_the_front_line_trend_committee_function_this_year() {
    let mut asked = Asked::at_home();
    let book = asked.desk.book();
    let one = committee(book, "trend_front_line");
    let in_year = |record: &&Record| record.date(Field::Day).is_some_and(|day| book.fiscal_year(day) == YEAR);
    let planned: Vec<&Record> = book.parts(one, Kind::Session).into_iter().filter(in_year).collect();
    let held: Vec<&&Record> = planned.iter().filter(|meeting| meeting.text(Field::Status) == "held").collect();
    let members = book.parts(one, Kind::Member);
    let seats: usize = held.iter().map(|meeting| members.iter().filter(|m| in_force(m, meeting.date(Field::Day).unwrap())).count()).sum();
    let came = |meeting: &Record| {
        book.parts(meeting.id, Kind::Presence)
            .iter()
            .filter(|who| who.record(Field::Member).is_some() && who.text(Field::Status) == "came")
            .count()
    };
    let taken: usize = held.iter().map(|meeting| came(meeting)).sum();
    let advice: Vec<&Record> = book.parts(one, Kind::Recommendation).into_iter().filter(in_year).collect();
    let acted = advice.iter().filter(|one| one.record(Field::Became).is_some() || one.text(Field::Status) == "done").count();
    let answer = [
        format!("{} of {}", held.len(), planned.len()),
        format!("{taken} of {seats}, {} %", taken * 100 / seats),
        format!("{acted} of {}", advice.len()),
    ];
    asked.presses("<Alt-8>").sees(&format!("FY{YEAR}"));
    let line = asked.line("Front-Line Trend");
    assert!(answer.iter().all(|words| line.contains(words)), "{answer:?}: {line}");
    // Each meeting, and who came, one key further.
    asked.presses("<Enter>").sees(&format!("Front-Line Trend Analysis Committee, FY{YEAR}: {} held", answer[0])).sees("cancelled");
}

#[test]
fn seven_what_came_of_the_recommendations_of_the_state_committee() {
    #[derive(serde::Deserialize)]
    struct Sample {
        committee: Vec<One>,
    }
    #[derive(serde::Deserialize)]
    struct One {
        category: String,
        #[serde(default)]
        advice: Vec<Advice>,
    }
    #[derive(serde::Deserialize)]
    struct Advice {
        text: String,
        status: String,
        #[serde(default)]
        outcome: String,
    }
    let sample: Sample = toml::from_str(include_str!("../../assets/sample/committees.toml")).unwrap();
    let state = sample.committee.into_iter().find(|one| one.category == "state_qic").unwrap();
    assert_eq!(state.advice.len(), 3);

    let mut asked = Asked::at_home();
    asked.presses("<Alt-8><Down><Down><Enter><Ctrl-N><Ctrl-N>").sees("State Quality Improvement Committee").sees("What came of it");
    for one in state.advice {
        let line = asked.line(&one.text.chars().take(20).collect::<String>());
        match one.status.as_str() {
            "done" => {
                assert!(line.contains("recorded as done"), "{line}");
                // The words of the outcome, wrapped in their cell.
                for word in one.outcome.split(' ') {
                    asked.sees(word);
                }
            }
            _ => assert!(line.contains("nothing yet") && line.contains(&one.status), "{line}"),
        }
    }
}

#[test]
fn eight_how_many_scans_were_done_in_a_region_and_who_owes_one_this_month() {
    let mut asked = Asked::at_home();
    let owing = without_scan(&mut asked.desk, "2026-11-01", "2026-11-30");
    let year = scans(&mut asked.desk, "2025-12-01", "2026-11-01");
    let canyon = asked.desk.book().all(Kind::Region).into_iter().find(|one| one.text(Field::Name) == "Canyon").unwrap().id;
    let done: HashSet<(Id, NaiveDate)> =
        year.iter().filter(|scan| scan.region == Some(canyon) && scan.done.is_some()).map(|scan| (scan.worker, scan.month)).collect();

    asked.presses("<Alt-9><Ctrl-N>").sees(&format!("{} scans due by 11/30/2026", owing.len()));
    let book = asked.desk.book();
    let mut due: BTreeMap<&str, usize> = BTreeMap::new();
    for worker in &owing {
        let now = book.parts(*worker, Kind::Assignment).into_iter().find(|stay| in_force(stay, today())).unwrap();
        *due.entry(book.name(now.record(Field::Supervisor).unwrap())).or_default() += 1;
    }
    let first = due.iter().next().map(|(name, count)| ((*name).to_owned(), *count)).unwrap();
    let line = asked.line(&format!("{} ──", first.0));
    assert!(line.contains(&format!("{} due", first.1)), "{first:?}: {line}");
    asked.presses("<Ctrl-N>").sees("Scans done of those due");
    let line = asked.line("Canyon ");
    assert!(line.contains(&format!(" {}/", done.len())), "{}: {line}", done.len());
}

#[test]
fn nine_what_is_overdue_what_is_mine_and_what_waits_for_me() {
    let mut asked = Asked::at_home();
    let missed = without_scan(&mut asked.desk, "2026-10-01", "2026-10-31").len();
    let book = asked.desk.book();
    let late = |record: &&Record| record.date(Field::Due).is_some_and(|due| due < today());
    let open =
        |kind, closed: [&str; 2]| book.all(kind).into_iter().filter(late).filter(|one| !closed.contains(&one.text(Field::Status))).count();
    // What became a step stands in the agenda as that step.
    let advice = open(Kind::Recommendation, ["done", "declined"]);
    let steps = open(Kind::Step, ["done", "dropped"]);
    asked.presses("<Alt-0>").sees("Overdue");
    let screen = asked.desk.screen();
    let rows: Vec<&str> = screen.lines().filter(|line| line.starts_with(" ! ")).collect();
    let of = |what: &str| rows.iter().filter(|line| line.contains(&format!("│ {what}"))).count();
    assert_eq!((of("recommended"), of("milestone step"), of("QA scans")), (advice, steps, missed), "{screen}");
    assert!(advice > 0 && steps > 0 && missed > 0);
    asked.sees(&format!("Overdue ({})", rows.len()));

    // Mine: the reviews of the round that are given to Rae Sample and are not final, and what was returned to her.
    asked.presses("<Ctrl-N>").sees("Rae Sample").sees("case reviews, ").sees("returned");
    asked.desk.does_not_see("days late");
    asked.presses("<Ctrl-N><Ctrl-N>").sees("Review given back: answer").sees("Others wait for this");
    asked.desk.does_not_see("case reviews, ");
}

#[test]
fn ten_who_changed_the_day_of_a_step_from_what_to_what_and_back_again() {
    let mut desk = Desk::new(120, 40);
    let step = desk.book().all(Kind::Step).into_iter().find(|one| one.date(Field::Due).is_some_and(|due| due > today())).unwrap().clone();
    let before = step.date(Field::Due).unwrap();
    let after = before + Days::new(90);
    desk.meanwhile(|store| {
        let actor = store.derived_id("actor", &["Kim Other"]);
        store.act_as(Who { actor, words: "Kim Other, QA reviewer".to_owned() });
        let mut change = Change::new("due date of a step", store.seen().unwrap());
        change.set(step.id, Kind::Step, Field::Due, Value::Date(after));
        store.commit(&change).unwrap();
    });
    let mut asked = Asked::on(desk);
    let shown = |day: NaiveDate| day.format("%-m/%-d/%Y").to_string();
    asked.sees("1 change by 1 person (1 step)");
    asked.presses("<Alt-h>").sees("Kim Other").sees(&format!("due date  {} > {}", shown(before), shown(after)));
    asked.presses("u").sees("Take back 'due date of a step' (Kim Other").presses("<Enter>").sees("Taken back: due date of a step");
    assert_eq!(asked.desk.book().get(step.id).unwrap().date(Field::Due), Some(before));
    asked.desk.is_sound();
}

#[test]
fn the_made_up_agency_stands_where_the_newsletter_stood() {
    let mut desk = with_published();
    let in_year = |desk: &mut Desk, year: i32| -> Vec<MilestoneState> {
        let plan = desk.book().all(Kind::Plan)[0].id;
        milestones(desk.book(), plan, year)
    };
    let all = in_year(&mut desk, YEAR);
    let of = |number: i64| all.iter().find(|state| state.number == number).unwrap();
    for number in 1..=9 {
        let expected = if [3, 5].contains(&number) { Status::Exited } else { Status::Open };
        assert_eq!(of(number).status, expected, "{number}");
        assert!(!of(number).differs, "{number}");
    }
    assert_eq!((of(2).computed, of(2).reason.as_str()), (Computed::NotMet, "2 of 8 other milestones exited"));
    assert_eq!(of(7).computed, Computed::NotMet);
    let seven = takes(desk.book(), of(7), &all, YEAR, today());
    let fallen: Vec<&str> =
        seven.lines.iter().map(|line| line.words.as_str()).filter(|words| words.contains("Fell below the goal in 2026")).collect();
    let rows = scores(&mut desk, "utah-cpr", None);
    let below: HashSet<&str> =
        rows.iter().filter(|row| row["region"].is_string() && row["met"] == false).filter_map(|row| row["question"].as_str()).collect();
    assert!(!fallen.is_empty(), "numbers fell from passing to below passing");
    for words in fallen {
        assert!(below.contains(words.split(' ').next().unwrap()), "{words}");
    }
    assert_eq!(of(8).computed, Computed::NotMet);
    let known = in_year(&mut desk, 2000);
    let eight = known.iter().find(|state| state.number == 8).unwrap();
    assert_eq!((eight.status, eight.computed), (Status::Open, Computed::NotMet));
    assert_eq!(eight.reason, "Child and family status 78.2 %; System performance 41.6 % in 2000");
    let nine = of(9);
    assert!(nine.reason.contains("6 committees in place"), "the state's and five regions': {}", nine.reason);
    // A region that came back: the last step of its trail is the withdrawal.
    let lakeshore = desk.book().all(Kind::Region)[0].id;
    let trail: Vec<String> = milestone_trail(desk.book(), of(7).id, lakeshore);
    assert_eq!(trail, ["proposed", "withdrawn"]);
}

fn milestone_trail(book: &Book, milestone: Id, region: Id) -> Vec<String> {
    let trail = milepost::domain::exit::trail(book, milestone);
    trail.into_iter().filter(|step| step.record(Field::Region) == Some(region)).map(|step| step.text(Field::Part).to_owned()).collect()
}
