//! Reports of review work: samples that a stranger can repeat, agreement, the sheet of a case, the page for a team.
//! The round behind them is written as a workspace would write it.

use milepost::domain::answers::{Answer, Why};
use milepost::domain::book::Book;
use milepost::domain::change::{Change, Slot};
use milepost::domain::field::Field;
use milepost::domain::id::Id;
use milepost::domain::kind::Kind;
use milepost::domain::population::{PopulationCase, encode};
use milepost::domain::value::Value;
use milepost::store::{Access, Store, world};
use serde_json::Value as Json;

use super::Folder;

const YEAR: i32 = 2026;
const SEED: &str = "hill-2026";

/// A round of Hill in 2026 with 40 cases, two strata in three offices' worth of workers, and a drawn sample of 10.
struct Round {
    folder: Folder,
    store: Option<Store>,
    book: Book,
    id: Id,
    form: Id,
    region: Id,
    offices: Vec<Id>,
}

impl Round {
    fn new() -> Round {
        let folder = Folder::furnished(true);
        let store = Store::open(&folder.path("f.milepost"), None, Access::Edit, Box::new(world::Real)).unwrap();
        let book = store.load().unwrap();
        let form = book.instruments()[0].0;
        let region = book.all(Kind::Region).into_iter().find(|r| r.text(Field::Name) == "Hill").unwrap().id;
        let offices = book.all(Kind::Office).into_iter().filter(|o| o.record(Field::Region) == Some(region)).map(|o| o.id).collect();
        let id = store.round_id("review", YEAR, region);
        let mut round = Round { folder, store: Some(store), book, id, form, region, offices };
        let cases: Vec<PopulationCase> = (0..40).map(|n| round.case(n)).collect();
        let list = round.store().new_ids(1)[0];
        round.write(|change| {
            let mut set = |field, value| change.set(id, Kind::Round, field, value);
            set(Field::Form, Value::Record(form));
            set(Field::Year, Value::Int(i64::from(YEAR)));
            set(Field::Region, Value::Record(region));
            set(Field::Title, Value::text("Hill 2026"));
            set(Field::Status, Value::text("open"));
            set(Field::Seed, Value::text(SEED));
            set(Field::SampleSize, Value::Int(10));
            set(Field::Spares, Value::Int(4));
            set(Field::ChallengeUntil, Value::Date("2026-06-30".parse().unwrap()));
            change.set(list, Kind::Population, Field::Round, Value::Record(id));
            change.set(list, Kind::Population, Field::List, Value::Bytes(encode(&cases)));
            change.set(list, Kind::Population, Field::Source, Value::text("hill.csv"));
        });
        round
    }

    fn store(&mut self) -> &mut Store {
        self.store.as_mut().unwrap()
    }

    fn case(&self, n: usize) -> PopulationCase {
        PopulationCase {
            case_id: format!("H-{n:03}"),
            office: self.offices[n % self.offices.len()],
            worker: self.book.all(Kind::Worker).into_iter().find(|w| w.text(Field::Name) == format!("Worker 0{}", n % 2)).map(|w| w.id),
            supervisor: None,
            stratum: if n.is_multiple_of(4) { "foster" } else { "in-home" }.to_owned(),
            from: "2025-07-01".parse().ok(),
            until: "2026-03-31".parse().ok(),
        }
    }

    fn write(&mut self, fill: impl FnOnce(&mut Change)) {
        let store = self.store();
        let mut change = Change::new("review work", store.seen().unwrap());
        fill(&mut change);
        store.commit(&change).unwrap();
    }

    fn eliminate(&mut self, number: i64, reason: &str, note: &str) {
        let (id, round) = (self.store().new_ids(1)[0], self.id);
        self.write(|change| {
            change.set(id, Kind::Elimination, Field::Round, Value::Record(round));
            change.set(id, Kind::Elimination, Field::Number, Value::Int(number));
            change.set(id, Kind::Elimination, Field::Reason, Value::text(reason));
            change.set(id, Kind::Elimination, Field::Note, Value::text(note));
        });
    }

    /// A review of case `n`: the answers are words, one for each question in turn.
    fn review(&mut self, n: usize, second: bool, reviewer: &str, answers: &[&str], status: &str) -> Id {
        let (case, form, region, round) = (self.case(n), self.form, self.region, self.id);
        let ids = self.store().review_ids("review", YEAR, case.office, &case.case_id);
        let id = if second { ids.1 } else { ids.0 };
        let instrument = self.book.instrument(form).unwrap().clone();
        let given: Vec<Answer> = answers
            .iter()
            .map(|word| match word.split_once(' ') {
                Some((word, why)) => Answer::new(instrument.option(word).unwrap(), Why::ALL.into_iter().find(|w| w.code() == why)),
                None if word.is_empty() => Answer::NONE,
                None => Answer::new(instrument.option(word).unwrap(), None),
            })
            .collect();
        self.write(|change| {
            let mut set = |field, value| change.set(id, Kind::Review, field, value);
            set(Field::Round, Value::Record(round));
            set(Field::Form, Value::Record(form));
            set(Field::Year, Value::Int(i64::from(YEAR)));
            set(Field::Region, Value::Record(region));
            set(Field::Office, Value::Record(case.office));
            set(Field::Worker, case.worker.map_or(Value::None, Value::Record));
            set(Field::CaseId, Value::text(case.case_id));
            set(Field::Reviewer, Value::text(reviewer));
            set(Field::Covers, Value::Int(0b11));
            set(Field::Status, Value::text(status));
            set(Field::Rating, Value::Int(if second { 2 } else { 1 }));
            for (ordinal, answer) in (0u16..).zip(&given) {
                if answer.is_given() {
                    let byte = Value::Int(i64::from(answer.byte()));
                    change.set_slot(id, Kind::Review, Field::Given, Slot::of(ordinal, 0), byte);
                }
            }
        });
        id
    }

    /// A part of a review: a comment, a challenge, a correction.
    fn part(&mut self, kind: Kind, review: Id, values: &[(Field, Value)]) {
        let id = self.store().new_ids(1)[0];
        self.write(|change| {
            change.set(id, kind, Field::Review, Value::Record(review));
            for (field, value) in values {
                change.set(id, kind, *field, value.clone());
            }
        });
    }

    /// Lets go of the file, so that the program can have it.
    fn done(mut self) -> Folder {
        self.store = None;
        self.folder
    }
}

fn texts<'a>(rows: &'a [Json], field: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[field].as_str().unwrap_or("-")).collect()
}

/// A round with two cases out: one that was drawn, one spare.
fn drawn() -> Folder {
    let mut round = Round::new();
    round.eliminate(3, "other", "moved away");
    round.eliminate(27, "wrong-county", "");
    round.review(21, false, "Ann Example", &["yes"], "draft");
    round.done()
}

#[test]
fn a_sample_is_told_so_that_anybody_can_draw_it_again() {
    let folder = drawn();
    let told = folder.run("report sample f.milepost --instrument review --year FY26 --region hill --format json").json();
    let facts = &told["facts"];
    assert_eq!((facts["seed"].as_str(), facts["population"].as_i64(), facts["source"].as_str()), (Some(SEED), Some(40), Some("hill.csv")));
    assert!(facts["method"].as_str().unwrap().contains("SHA-256 of the seed, one zero byte and the case id"));
    let strata = told["strata"].as_array().unwrap();
    let sizes: Vec<[i64; 5]> =
        strata.iter().map(|s| ["size", "wanted", "spares", "standing", "missing"].map(|f| s[f].as_i64().unwrap())).collect();
    assert_eq!((texts(strata, "stratum"), sizes), (vec!["foster", "in-home"], vec![[10, 3, 1, 3, 0], [30, 7, 3, 7, 0]]));

    // Worked out elsewhere, with sha256 and sort alone.
    let rows = told["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 40, "the whole list is there, or nobody could repeat the draw");
    let of = |stratum: &str| -> Vec<Json> { rows.iter().filter(|r| r["stratum"] == stratum).cloned().collect() };
    assert_eq!(texts(&of("foster"), "case_id")[..4], ["H-004", "H-008", "H-036", "H-000"]);
    assert_eq!(texts(&of("foster"), "place")[..5], ["drawn", "drawn", "drawn", "spare", "not_drawn"]);
    let in_home = of("in-home");
    let ids = ["H-002", "H-021", "H-017", "H-019", "H-006", "H-033", "H-031", "H-001", "H-026", "H-029"];
    assert_eq!(texts(&in_home, "case_id")[..10], ids);
    assert_eq!(texts(&in_home, "place")[6..11], ["drawn", "replacement", "spare", "spare", "not_drawn"]);
    assert_eq!(rows[0]["ticket"], "008f22dd4fb7");
    let (out, stands_in, passed_over) = (&in_home[0], &in_home[7], &in_home[8]);
    let why = ["eliminated", "note", "replaced_by"].map(|field| out[field].as_str().unwrap());
    assert_eq!((why, &out["in_sample"]), (["other", "moved away", "H-001"], &Json::Bool(false)));
    assert_eq!((&stands_in["replaces"], stands_in["position"].as_i64(), stands_in["rank"].as_i64()), (&"H-002".into(), Some(10), Some(1)));
    assert_eq!((&passed_over["eliminated"], &passed_over["replaced_by"]), (&"wrong-county".into(), &Json::Null));
    let mut working: Vec<&Json> = rows.iter().filter(|r| !r["position"].is_null()).collect();
    working.sort_by_key(|r| r["position"].as_i64());
    let order = ["H-004", "H-021", "H-008", "H-036", "H-017", "H-019", "H-006", "H-033", "H-031", "H-001"];
    assert_eq!(working.iter().map(|r| r["case_id"].as_str().unwrap()).collect::<Vec<_>>(), order);
    assert_eq!((&working[1]["review"], &working[0]["review"]), (&"draft".into(), &Json::Null));
}

#[test]
fn a_sample_for_people_begins_with_a_warning_and_leaves_out_what_was_not_drawn() {
    let folder = drawn();
    let text = folder.run("report sample f.milepost").good();
    assert!(text.starts_with("Confidential: contains case identifiers\nSample  f.milepost  NOT ENCRYPTED\n"), "{text}");
    for words in
        ["Seed           hill-2026", "spare 1 for H-002", "other, see the note: moved away; H-001 instead", "26 cases that were not drawn"]
    {
        assert!(text.contains(words), "'{words}' in {text}");
    }
    assert!(!text.contains("H-003"), "{text}");
    let csv = folder.run("report sample f.milepost --format csv").good();
    assert_eq!(csv.lines().count(), 41);
    assert!(
        csv.lines().nth(1).unwrap().starts_with("review,2026,Hill,hill-2026,foster,drawn,1,,true,1,H-004,Hill 0,Worker 00,008f22dd4fb7,,"),
        "{csv}"
    );
    let office = folder.run("report sample f.milepost --office 'Hill 1' --format json").json();
    assert_eq!((office["rows"].as_array().unwrap().len(), office["facts"]["population"].as_i64()), (20, Some(40)));

    folder.run("report sample f.milepost --out list.csv --format csv --purpose 'for the office'").good();
    let line = folder.run("log f.milepost --json").rows()[0]["words"].clone();
    assert_eq!(line, "report sample to list.csv, contains case identifiers, for: for the office");
    folder
        .run("report sample f.milepost --year 2025")
        .refused(&["there is no such round here; there is --instrument review --year 2026 --region 'Hill'"]);
    folder.run("report sample f.milepost --region Lak").refused(&["there is no region 'Lak' here; did you mean 'Lake'?"]);
    Folder::furnished(true).run("report sample f.milepost").refused(&["there is no round here yet"]);
}

#[test]
fn a_round_without_a_draw_has_no_sample_to_tell() {
    let mut round = Round::new();
    let id = round.id;
    round.write(|change| change.set(id, Kind::Round, Field::Allocation, Value::text("foster=99")));
    let mut round = { round };
    round.store = None;
    round.folder.run("report sample f.milepost").refused(&["'foster' has 10 cases and cannot give 99"]);
    round.store = Some(Store::open(&round.folder.path("f.milepost"), None, Access::Edit, Box::new(world::Real)).unwrap());
    round.write(|change| change.set(id, Kind::Round, Field::Seed, Value::None));
    round.done().run("report sample f.milepost").refused(&["no sample has been drawn in this round"]);
}

/// Ten cases that two people reviewed. By the first question: five times yes twice, twice no twice, twice yes and then no,
/// once no and then yes. One of the answers was made the same when they compared, another one was corrected later.
fn twice() -> Folder {
    let mut round = Round::new();
    let pairs = ["yy", "yy", "yy", "yy", "yy", "nn", "nn", "yn", "yn", "ny"];
    let word = |letter: char| if letter == 'y' { "yes" } else { "no not_done" };
    for (n, pair) in pairs.into_iter().enumerate() {
        let (mut first, second) = (word(pair.chars().next().unwrap()), word(pair.chars().nth(1).unwrap()));
        let reconciled = n == 8;
        if reconciled {
            first = "no not_done";
        }
        // The second question has an answer on one side only; the third is the same throughout.
        let id = round.review(n, false, "Ben Sample", &[first, if n == 0 { "yes" } else { "" }, "yes"], "final");
        round.review(n, true, "Ann Example", &[second, "", "yes"], "final");
        let set = |part: &str, before: Answer| {
            [
                (Field::At, Value::Int(0)),
                (Field::Before, Value::Int(i64::from(before.byte()))),
                (Field::After, Value::Int(3)),
                (Field::Part, Value::text(part)),
                (Field::Reason, Value::text("compared")),
            ]
        };
        if reconciled {
            round.part(Kind::Correction, id, &set("reconciled", Answer::new(1, None)));
        }
        if n == 6 {
            round.part(Kind::Correction, id, &set("correction", Answer::new(1, None)));
        }
    }
    // A second review that is still open is compared with nothing.
    round.review(10, false, "Ben Sample", &["yes"], "final");
    round.review(10, true, "Ann Example", &["no"], "draft");
    round.done()
}

#[test]
fn agreement_is_that_of_the_answers_before_they_were_compared() {
    let folder = twice();
    let told = folder.run("report agreement f.milepost --instrument review --format json").json();
    let rows = told["rows"].as_array().unwrap();
    assert_eq!(texts(rows, "scope"), ["question", "question", "question", "reviewers", "overall"]);
    assert_eq!(texts(rows, "question"), ["A01", "A02", "A03", "-", "-"]);
    let close = |value: &Json, wanted: f64| assert!((value.as_f64().unwrap() - wanted).abs() < 1e-9, "{value} is not {wanted}");
    let first = &rows[0];
    assert_eq!(["pairs", "agree", "one_sided", "categories"].map(|f| first[f].as_i64().unwrap()), [10, 7, 0, 5]);
    // By hand: chance for kappa .7 × .6 + .3 × .4 = .54; for AC1 (.65 × .35 × 2) / 4 = .11375.
    close(&first["percent"], 0.7);
    close(&first["kappa"], (0.7 - 0.54) / 0.46);
    close(&first["ac1"], (0.7 - 0.113_75) / 0.886_25);
    assert!(first["kappa_low"].as_f64().unwrap() < first["kappa"].as_f64().unwrap());
    assert_eq!((rows[1]["pairs"].as_i64(), rows[1]["one_sided"].as_i64(), &rows[1]["percent"]), (Some(0), Some(1), &Json::Null));
    close(&rows[2]["ac1"], 1.0);
    assert!(rows[2]["kappa"].is_null(), "the same answer throughout has no kappa");
    let people = &rows[3];
    assert_eq!([&people["reviewer_1"], &people["reviewer_2"]], ["Ann Example", "Ben Sample"], "the first by name");
    assert_eq!(["cases", "pairs", "agree"].map(|f| people[f].as_i64().unwrap()), [10, 20, 17]);
    assert!(rows[4]["percent_low"].is_null(), "questions together are not independent");
    let differing = told["differing"].as_array().unwrap();
    let mut cases = texts(differing, "case_id");
    cases.sort_unstable();
    assert_eq!((cases, &told["confidential"]), (vec!["H-000", "H-007", "H-008", "H-009"], &Json::Bool(true)));

    let one = folder.run("report agreement f.milepost --question a01 --region Hill --year 2026 --format json").rows();
    assert_eq!((one.len(), one[2]["pairs"].as_i64()), (3, Some(10)));
    assert_eq!(folder.run("report agreement f.milepost --year 2025 --format json").rows().len(), 0);
    let text = folder.run("report agreement f.milepost").good();
    assert!(
        text.starts_with("Confidential: contains case identifiers\n") && text.contains("70.0 %") && text.contains("No, not done"),
        "{text}"
    );
    folder.run("report agreement f.milepost --question A1").refused(&["did you mean 'A01'?"]);
    folder.run("report agreement f.milepost --format csv --out a.csv").good();
    assert_eq!(folder.run("log f.milepost --json").rows()[0]["words"], "report agreement to a.csv", "rows alone name no case");
}

#[test]
fn the_sheet_of_a_case_says_first_what_was_not_met_and_what_came_of_it() {
    let mut round = Round::new();
    let id = round.review(21, false, "Ann Example", &["yes", "no late", "partial not_documented", "na", "", "yes"], "final");
    let day = |text: &str| Value::Date(text.parse().unwrap());
    round.write(|change| {
        change.set_slot(id, Kind::Review, Field::Remark, Slot::of(1, 0), Value::text("three weeks after the date"));
        change.set_slot(id, Kind::Review, Field::Given, Slot::of(5, 1), Value::Int(3));
        change.set_slot(id, Kind::Review, Field::Label, Slot::of(5, 1), Value::text("March"));
    });
    let at = |question| (Field::At, Value::Int(i64::from(Slot::of(question, 0).0)));
    let reason = (Field::Reason, Value::text("the form was found"));
    round.part(
        Kind::Correction,
        id,
        &[at(0), (Field::Before, Value::Int(3)), (Field::After, Value::Int(1)), reason, (Field::Day, day("2026-05-02"))],
    );
    round.part(Kind::Challenge, id, &[at(1), (Field::Text, Value::text("it was on time")), (Field::Outcome, Value::text("upheld"))]);
    round.part(Kind::Challenge, id, &[at(2), (Field::Text, Value::text("it is in the file")), (Field::Due, day("2026-06-10"))]);
    round.part(Kind::Comment, id, &[at(1), (Field::Text, Value::text("between reviewer and leader"))]);
    let folder = round.done();

    let text = folder.run("report case f.milepost --case h-021 --today 2026-06-01").good();
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("no '{words}' in {text}"));
    assert!(text.starts_with("Confidential: contains case identifiers\n") && !text.contains("DRAFT"), "{text}");
    assert!(place("Not met (3)") < place("A02  No, late.") && place("A02  No, late.") < place("Remark: three weeks after"));
    assert!(place("A03  Partial, done but not documented.") < place("A06  1: Yes; March: No."));
    assert!(place("A06  1: Yes") < place("Done well (1)") && place("Done well (1)") < place("A01  Yes."));
    place("Does not apply (1): A04");
    place("Not answered (7): A05, B07");
    place("A01  from No to Yes on 2026-05-02: the form was found");
    place("it was on time. Outcome: upheld, the answer stays.");
    place("it is in the file. Outcome: open, to be answered by 2026-06-10.");
    assert!(text.trim_end().ends_with("Next: 1 challenge of the office waits for an outcome."));
    assert!(!text.contains("between reviewer and leader"), "what the second look says stays there");

    let told = folder.run("report case f.milepost --case H-021 --format json").json();
    let rows = told["rows"].as_array().unwrap();
    let six: Vec<&Json> = rows.iter().filter(|r| r["question"] == "A06").collect();
    assert_eq!((six.len(), &six[1]["label"], &six[1]["result"]), (2, &"March".into(), &"not_met".into()));
    assert_eq!((&told["facts"]["answered"], &told["facts"]["questions"], &told["facts"]["draft"]), (&5.into(), &12.into(), &false.into()));
    assert_eq!((&told["corrections"][0]["before"], &told["corrections"][0]["after"]), (&"no".into(), &"yes".into()));
    assert_eq!((&told["challenges"][0]["outcome"], &told["challenges"][1]["outcome"]), (&"upheld".into(), &Json::Null));

    folder.run("report case f.milepost --case H-021 --out H-021.txt --purpose 'H-021 with the worker'").good();
    let line = folder.run("log f.milepost --json").rows()[0]["words"].clone();
    assert_eq!(line, "report case to (case).txt, contains case identifiers, for: (case) with the worker", "the history names no case");
}

#[test]
fn a_sheet_of_a_draft_says_so_and_a_second_review_stays_blind() {
    let mut round = Round::new();
    round.review(21, false, "Ann Example", &["yes"], "draft");
    round.review(21, true, "Ben Sample", &["no"], "final");
    round.review(22, false, "Ann Example", &["yes"], "final");
    round.review(22, true, "Ben Sample", &["no"], "final");
    let folder = round.done();
    let draft = folder.run("report case f.milepost --case H-021").good();
    assert!(
        draft.contains("DRAFT, NOT FOR RELEASE: this review is draft;") && draft.contains("Next: 11 questions are left to answer"),
        "{draft}"
    );
    assert!(draft.contains("A01  Yes."), "{draft}");
    folder.run("report case f.milepost --case H-021 --second").refused(&["blind to each other until both are final"]);
    let first = folder.run("report case f.milepost --case H-022").good();
    assert!(first.contains("A01  Yes.") && !first.contains("Ben Sample"), "{first}");
    let second = folder.run("report case f.milepost --case H-022 --second").good();
    assert!(second.contains("second review of the case. It counts in no score") && second.contains("A01  No."), "{second}");
    folder.run("report case f.milepost --case H-0222").refused(&["there is no case 'H-0222' here; did you mean 'H-022'?"]);
}

#[test]
fn a_case_id_that_several_cases_have_is_asked_about() {
    let folder = Folder::furnished(true);
    let head = "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on\n";
    folder.write("more.csv", &format!("{head}2025,Hill,Hill 0,X1,,A01,yes,,\n2024,Lake,Lake 1,X1,,A01,no,,\n"));
    folder.run("import answers more.csv --into f.milepost").good();
    folder.run("report case f.milepost --case X1").refused(&[
        "there are 2 cases 'X1'; say which: ",
        "--instrument review --year 2025 --office 'Hill/Hill 0'",
        "--instrument review --year 2024 --office 'Lake/Lake 1'",
    ]);
    let text = folder.run("report case f.milepost --case X1 --instrument review --year 2024 --office 'Lake/Lake 1'").good();
    assert!(text.contains("Not met (1)"), "{text}");
    for line in ["report case f.milepost", "report scores f.milepost --case X1", "report case f.milepost --second"] {
        let ran = folder.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line}: {}", ran.err);
    }
}

#[test]
fn what_is_about_cases_or_people_is_never_public() {
    let folder = Folder::furnished(false);
    for line in [
        "report team f.milepost",
        "report case f.milepost --case X1",
        "report sample f.milepost",
        "report agreement f.milepost",
        "report contacts f.milepost",
        "report history f.milepost",
        "report agenda f.milepost",
        "report mini-pip f.milepost",
        "report form f.milepost --blank",
        "report scores f.milepost --by worker",
    ] {
        let ran = folder.run(&format!("{line} --public"));
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{line}: {}", ran.err);
        assert!(ran.err.contains("public"), "{line}: {}", ran.err);
    }
}

#[test]
fn the_page_for_a_team_fits_on_a_page_and_names_cases_for_a_team_only() {
    let mut round = Round::new();
    for n in 0..30 {
        let bad = if n % 3 == 0 { "no not_documented" } else { "no not_done" };
        round.review(n, false, "Ann Example", &[bad, bad, bad, bad, "no late", "yes", "yes", "yes", "yes", "yes", "yes", "no"], "final");
    }
    let folder = round.done();
    let text = folder.run("report team f.milepost --office 'Hill 0'").good();
    assert!(text.lines().count() <= 60, "{text}");
    for words in [
        "Only instrument review, year 2026, office Hill 0",
        "Below the goal (6)",
        "provisional",
        "Fell since 2025",
        "Cases to look at first",
        "H-000",
    ] {
        assert!(text.contains(words), "'{words}' in {text}");
    }
    let told = folder.run("report team f.milepost --office 'Hill 0' --year 2026 --format json").json();
    let scores = folder.run("report scores f.milepost --office 'Hill 0' --year 2026 --by question --format json").rows();
    let rows = told["rows"].as_array().unwrap();
    assert_eq!(rows.len(), scores.len());
    for (row, score) in rows.iter().zip(&scores) {
        for field in ["question", "applicable", "score", "goal", "met", "needed", "not_done", "not_documented", "late"] {
            assert_eq!(row[field], score[field], "{field}");
        }
    }
    assert_eq!((&rows[0]["changed"], &rows[0]["not_done"], &rows[0]["not_documented"]), (&"fell".into(), &10.into(), &5.into()));
    assert!(rows[0]["change_high"].as_f64().unwrap() < 0.0);
    assert_eq!(told["cases"].as_array().unwrap().len(), 15);

    let region = folder.run("report team f.milepost --region Hill").good();
    assert!(!region.contains("H-0") && !region.contains("Confidential") && region.contains("Cases are named only"), "{region}");
    let worker = folder.run("report team f.milepost --worker 'Worker 01' --format json").json();
    assert_eq!((&worker["facts"]["reviews"], &worker["filters"]["year"]), (&15.into(), &"2026".into()));
    folder.run("report team f.milepost").refused(&["say which team"]);
    folder.run("report team f.milepost --office 'Hill 0' --year 2019").refused(&["no review counts there yet"]);
    folder.run("report team f.milepost --worker Nobody").refused(&["there is no worker 'Nobody' here"]);
    assert_eq!(text, folder.run("report team f.milepost --office 'Hill 0'").good(), "unchanged data give the same bytes");
}

#[test]
fn published_figures_stand_beside_counted_ones_with_every_edition() {
    let folder = Folder::furnished(true);
    folder.write(
        "published.csv",
        "year,region,question,percent,n,edition\n2025,Hill,A01,80,20,2026\n2025,Hill,A01,75,20,2025\n2020,Hill,A01,60,,2021\n",
    );
    folder.run("import published published.csv --into f.milepost").good();
    let rows = folder.run("report scores f.milepost --region Hill --question A01 --format json").rows();
    let of = |year: i64| rows.iter().find(|r| r["year"] == year).unwrap();
    let both = of(2025);
    assert_eq!((&both["source"], &both["published_edition"], &both["published_n"]), (&"answers".into(), &"2026".into(), &20.into()));
    assert!((both["difference"].as_f64().unwrap() - (both["score"].as_f64().unwrap() - 0.8)).abs() < 1e-12);
    assert_eq!(both["published_editions"], serde_json::json!({"2026": 0.8, "2025": 0.75}));
    assert_eq!(
        (&of(2020)["source"], &of(2020)["not_done"], &of(2024)["published_editions"]),
        (&"published".into(), &Json::Null, &Json::Null)
    );
    let text = folder.run("report scores f.milepost --region Hill --question A01").good();
    assert!(text.contains("published 80.0 % (edition 2026), difference +") && text.contains("edition 2025: 75.0 %"), "{text}");
    let csv = folder.run("report scores f.milepost --region Hill --question A01 --year 2025 --format csv").good();
    assert!(csv.contains(",0.8,20,2026,") && csv.contains("\"2026=0.8; 2025=0.75\""), "{csv}");
}

#[test]
fn every_field_of_the_reports_of_review_work_is_explained() {
    let folder = twice();
    let schema = folder.run("print schema").good();
    for (name, filter) in [("sample", ""), ("agreement", ""), ("case", "--case H-001"), ("team", "--office 'Hill 0'")] {
        let told = folder.run(&format!("report {name} f.milepost {filter} --format json")).json();
        let section = schema.split("\nreport ").find(|part| part.starts_with(&format!("{name}:"))).unwrap();
        let words: Vec<&str> = section.lines().filter_map(|line| line.split_whitespace().next()).collect();
        let told = told.as_object().unwrap();
        let tables = told.values().filter_map(|value| value.as_array()?.first());
        for object in tables.chain(told.get("facts")) {
            for field in object.as_object().unwrap().keys() {
                assert!(words.contains(&field.as_str()), "{name}: {field} in {section}");
            }
        }
    }
}
