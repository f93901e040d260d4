//! Stories of answers files: what a region sends, and what comes of it.

use std::io::Cursor;

use proptest::prelude::*;

use super::super::instrument_csv::{About, read_instrument_csv};
use super::*;
use crate::domain::answers::{Answer, Why};
use crate::domain::counts::Counts;

const QUESTIONS: &str = "area,question,goal,text\nSafety,S1,0.9,Seen in time?\nSafety,S2,85 %,Seen alone?\nPlan,P1,85,Plan made?\n";
const HEAD: &str = "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on,worker,supervisor,occurrence,why\n";

fn instrument() -> Arc<Instrument> {
    let about = About { id: "made-up", title: "Made up", version: 1 };
    Arc::new(read_instrument_csv("q.csv", Cursor::new(QUESTIONS), &Mapping::default(), about).unwrap().records)
}

fn read_mapped(bytes: &[u8], mapping: &Mapping) -> Result<Import<Answers>, Refused> {
    let instrument = instrument();
    let in_force = |year: i32| (year < 2030).then(|| (7, Arc::clone(&instrument)));
    read_answers("cpr.csv", Cursor::new(bytes), mapping, &in_force, 7, &mut |_| true)
}

fn read(text: impl AsRef<[u8]>) -> Import<Answers> {
    read_mapped(text.as_ref(), &Mapping::default()).map_err(|refused| refused.to_string()).unwrap()
}

fn faults(text: impl AsRef<[u8]>) -> Faults {
    match read_mapped(text.as_ref(), &Mapping::default()) {
        Err(Refused::Faulty(faults)) => faults,
        other => panic!("no faults but {other:?}"),
    }
}

fn row(case: &str, area: &str, question: &str, answer: &str) -> String {
    format!("2025,North,Lakeside,{case},{area},{question},{answer},QA1,2025-01-15,,,,\n")
}

fn file(rows: &[String]) -> String {
    HEAD.to_owned() + &rows.concat()
}

#[test]
fn a_case_becomes_one_review_with_its_places_and_people() {
    let text = HEAD.to_owned()
        + "FY25,North,Lakeside,C-1,Safety,S1,Yes,QA1,1/15/2025,A. Moss,B. Fern,,\n\
           FY2025,North,Lakeside,C-1,,s2,N,QA1,2025-01-15,A. Moss,B. Fern,1,late\n\
           2025,north, Lakeside ,C-1,Safety,S2,partial,,,,,2,Not documented\n";
    let got = read(text);
    let review = &got.records.reviews[0];
    assert_eq!((got.records.reviews.len(), got.records.rows, got.records.given), (1, 3, 3));
    assert_eq!((review.year, review.instrument, &*review.case_id, review.line), (2025, 7, "C-1", 2));
    assert_eq!(review.reviewed_on, NaiveDate::from_ymd_opt(2025, 1, 15));
    assert_eq!((review.worker, review.supervisor, review.reviewer), (Some(0), Some(0), Some(0)));
    assert_eq!(got.records.regions, ["North"]);
    assert_eq!(got.records.offices, [OfficeIn { region: 0, name: "Lakeside".into() }]);
    assert_eq!((got.records.workers[0].as_str(), got.records.reviewers[0].as_str()), ("A. Moss", "QA1"));
    assert_eq!(review.areas, 0b01, "only the safety area was reviewed");
    assert_eq!(review.answers.get(0, 0), Answer::new(1, None));
    assert_eq!(review.answers.get(1, 0), Answer::new(3, Some(Why::Late)));
    assert_eq!(review.answers.get(1, 1), Answer::new(2, Some(Why::NotDocumented)));
}

#[test]
fn an_empty_answer_is_unanswered_and_covers_its_area() {
    let got = read(file(&[row("C-1", "Plan", "P1", ""), row("C-1", "Safety", "S1", "yes")]));
    let review = &got.records.reviews[0];
    let mut counts = Counts::new(3, 5);
    review.answers.tally_into(&mut counts, &instrument(), review.areas, 1);
    assert_eq!((counts.get(2, 0), counts.get(1, 0), counts.get(0, 1)), (1, 1, 1));
    assert_eq!(got.records.given, 1);
}

#[test]
fn marks_line_ends_delimiters_and_encodings_all_read_the_same() {
    let plain = file(&[row("Zoë-1", "Safety", "S1", "yes"), row("Zoë-1", "Plan", "P1", "na")]);
    let expected = read(&plain).records;
    let old: Vec<u8> = plain.chars().map(|c| c as u8).collect();
    let wide: Vec<u8> = format!("\u{feff}{plain}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (what, bytes) in [
        ("a mark", format!("\u{feff}{plain}").into_bytes()),
        ("CRLF", plain.replace('\n', "\r\n").into_bytes()),
        ("CR", plain.replace('\n', "\r").into_bytes()),
        ("semicolons", plain.replace(',', ";").into_bytes()),
        ("tabs", plain.replace(',', "\t").into_bytes()),
        ("Windows-1252", old),
        ("UTF-16", wide),
        ("other header words", plain.replace("fiscal_year", "Fiscal Year").replace("case_id", "CASE NUMBER").into_bytes()),
        ("blank lines at the end", (plain.clone() + "\n,,,,,,,,,,,,\n").into_bytes()),
    ] {
        assert_eq!(read(&bytes).records, expected, "{what}");
    }
}

#[test]
fn the_same_answer_twice_names_both_lines_wherever_they_stand() {
    let text = file(&[row("C-1", "Safety", "S1", "yes"), row("C-2", "Safety", "S1", "no"), row("C-1", "Safety", "S1", "yes")]);
    assert_eq!(
        faults(text).to_string(),
        "cpr.csv, line 4, question 'S1': case 'C-1' has this question on line 2 already; remove one of the two rows, or number them in the column occurrence"
    );
    let empty_first = file(&[row("C-1", "Safety", "S1", ""), row("C-1", "Safety", "S1", "yes")]);
    assert!(faults(empty_first).to_string().contains("on line 2 already"));
}

#[test]
fn a_quoted_line_break_does_not_shift_the_lines_of_faults() {
    let text = HEAD.to_owned() + "2025,North,Lakeside,C-1,Safety,S1,yes,\"QA\n1\",,,,,\n" + &row("C-2", "Safety", "S1", "yess");
    let found = faults(text);
    assert_eq!((found.faults[0].code, found.faults[0].line), ("hidden-character", 2));
    assert_eq!((found.faults[1].code, found.faults[1].line), ("answer-unknown", 4));
}

#[test]
fn each_wrong_cell_has_its_sentence() {
    let good = "2025,North,Lakeside,C-1,Safety,S1,yes,QA1,2025-01-15,,,,";
    for (from, to, says) in [
        ("yes", "yess", "line 2, answer 'yess': no answer of made-up; write yes, partial, no, ec or na"),
        ("S1", "S11", "line 2, question 'S11': no question of made-up; did you mean 'S1'?"),
        ("Safety", "Plan", "line 2, area 'Plan': is not the area of question 'S1'; write Safety (Safety)"),
        ("Safety", "Planning", "line 2, area 'Planning': no area of made-up"),
        ("2025,", "25,", "line 2, fiscal_year '25': is no fiscal year; write 2025, FY2025 or FY25"),
        ("2025,", "2031,", "line 2, fiscal_year '2031': no version of the instrument is in force"),
        ("2025-01-15", "15/1/2025", "line 2, reviewed_on '15/1/2025': is no date"),
        ("North", "", "line 2, region: is empty"),
        ("C-1", "", "line 2, case_id: is empty"),
        ("C-1", "C\u{202e}1", "line 2, case_id 'C?1': has a control or text-direction character"),
        ("North", "No\u{200b}rth", "line 2, region 'No?rth': has a control"),
        ("QA1", "Q\u{1b}[2J", "line 2, reviewer 'Q?[2J': has a control"),
        (",,,,", ",,,0x,", "line 2, occurrence '0x': is no number from 1 to 65535"),
        (",,,,", ",,,70000,", "line 2, occurrence '70000'"),
        (",,,,", ",,,,bored", "line 2, why 'bored': is no reason; write not_done, not_documented or late"),
        (",,,,", ",,,", "line 2: has 12 cells, the header has 13"),
        ("yes", "\"yes", "line 2: a quotation mark opens in this row and never closes"),
    ] {
        let found = faults(format!("{HEAD}{}\n", good.replacen(from, to, 1))).to_string();
        assert!(found.contains(says), "{found}\nshould say\n{says}");
    }
    let long = "x".repeat(300);
    let found = faults(format!("{HEAD}{}\n", good.replace("yes", &long)));
    assert_eq!(found.faults[0].value.chars().count(), 60);
    let found = faults(format!("{HEAD}{good}\n{}\n", good.replace("S1", "\0")));
    assert_eq!((found.faults[0].code, found.faults[0].line), ("file-nul", 3));
}

#[test]
fn a_case_has_one_reviewer_and_its_latest_day() {
    let other = |from: &str, to: &str| file(&[row("C-1", "Safety", "S1", "yes"), row("C-1", "Plan", "P1", "no").replace(from, to)]);
    let found = faults(other("QA1", "QA2")).to_string();
    assert!(found.contains("line 3, reviewer 'QA2': case 'C-1' has 'QA1' in an earlier row"), "{found}");
    let got = read(other("2025-01-15", "2025-02-01"));
    assert_eq!(got.records.reviews[0].reviewed_on, NaiveDate::from_ymd_opt(2025, 2, 1));
    assert_eq!(got.notes.warnings[0].code, "case-two-days");
}

#[test]
fn the_same_case_number_in_another_office_or_year_is_another_review() {
    let rows = [row("C-1", "Safety", "S1", "yes"), row("C-1", "Safety", "S1", "yes").replace("Lakeside", "Juniper")];
    let third = row("C-1", "Safety", "S1", "yes").replace("2025,", "2024,").replace("2025-01", "2024-01");
    let got = read(file(&[rows[0].clone(), rows[1].clone(), third]));
    assert_eq!((got.records.reviews.len(), got.records.offices.len()), (3, 2));
}

#[test]
fn a_day_outside_the_fiscal_year_is_a_warning() {
    let got = read(file(&[row("C-1", "Safety", "S1", "yes").replace("2025-01-15", "7/1/2025")]));
    assert_eq!(got.notes.warning_count, 1);
    assert!(got.notes.warnings[0].to_string().contains("line 2, reviewed_on '2025-07-01': lies outside fiscal year 2025"));
}

#[test]
fn a_header_is_checked_before_any_row() {
    let found = faults(file(&[]).replace("question", "questoin")).to_string();
    assert!(found.contains("line 1, column 'question': is missing"), "{found}");
    assert!(found.contains("is it 'questoin'? Rename that to question"), "{found}");
    assert!(faults(HEAD.replace("why", "Office")).to_string().contains("'Office': stands twice in the header"));
    let ambiguous = faults(HEAD.replace("fiscal_year", "fy").replace("why", "sfy"));
    assert_eq!(ambiguous.faults[0].code, "column-ambiguous");
    assert_eq!(faults(HEAD).faults[0].code, "no-rows");
    let extra = read(file(&[row("C-1", "Safety", "S1", "yes")]).replace("why", "mood"));
    assert!(extra.notes.warnings[0].to_string().contains("not read: mood"));
}

#[test]
fn a_column_is_known_by_each_of_its_names() {
    let names: Vec<&str> = HEAD.trim_end().split(',').collect();
    for (at, column) in COLUMNS.iter().enumerate() {
        for synonym in column.synonyms {
            let mut head = names.clone();
            head[at] = synonym;
            let got = read(head.join(",") + "\n" + &row("C-1", "Safety", "S1", "yes"));
            assert_eq!((got.records.given, got.notes.warning_count), (1, 0), "'{synonym}' for {}", column.name);
        }
    }
}

#[test]
fn a_mapping_turns_another_programs_file_into_ours() {
    let mapping = "[columns]\ncase_id = \"Local no\"\nanswer = \"Outcome\"\n[constants]\nregion = \"North\"\nreviewed_on = \"\"\nreviewer = \"\"\narea = \"\"\n\
        [values.answer]\n\"MET\" = \"yes\"\n\"n/m\" = \"no\"\n[join.question]\ncolumns = [\"Letter\", \"Number\"]\nseparator = \"\"\n[ignore]\ncolumns = [\"Remarks\"]\n";
    let mapping = Mapping::parse("m.toml", mapping, Kind::Answers).unwrap();
    let text = "FY,Office,Local no,Letter,Number,Outcome,Remarks\nFY25,Lakeside,C-1,S,1,Met,ok\nFY25,Lakeside,C-1,P,1,N/M,\n";
    let got = read_mapped(text.as_bytes(), &mapping).unwrap();
    assert_eq!(got.notes.warning_count, 0);
    let review = &got.records.reviews[0];
    assert_eq!((review.answers.get(0, 0).option(), review.answers.get(2, 0).option(), review.reviewer), (1, 3, None));
    let missing = read_mapped(text.replace("Outcome", "Outcomes").as_bytes(), &mapping).unwrap_err().to_string();
    assert!(
        missing.contains("column 'Outcome': the mapping takes 'answer' from it") && missing.contains("did you mean 'Outcomes'?"),
        "{missing}"
    );
}

#[test]
fn an_import_can_be_stopped() {
    let text = file(&(0..STRIDE + 10).map(|i| row(&format!("C-{i}"), "Safety", "S1", "yes")).collect::<Vec<_>>());
    let instrument = instrument();
    let mut calls = 0;
    let mut stop = |_| {
        calls += 1;
        calls < 4
    };
    let got = read_answers("cpr.csv", Cursor::new(text), &Mapping::default(), &|_| Some((0, Arc::clone(&instrument))), 7, &mut stop);
    assert!(matches!(got, Err(Refused::Stopped)), "{got:?}");
}

/// Reviews with names in place of numbers, in one order.
fn plainly(answers: &Answers) -> Vec<String> {
    let mut all: Vec<String> = answers
        .reviews
        .iter()
        .map(|r| {
            let office = &answers.offices[r.office as usize];
            let who = r.reviewer.map(|p| &answers.reviewers[p as usize]);
            format!(
                "{} {} {} {} {who:?} {:?} {} {:?}",
                r.year, answers.regions[office.region as usize], office.name, r.case_id, r.reviewed_on, r.areas, r.answers
            )
        })
        .collect();
    all.sort();
    all
}

fn many_rows() -> Vec<String> {
    let mut rows = Vec::new();
    for case in 0..12 {
        for (area, question) in [("Safety", "S1"), ("Safety", "S2"), ("Plan", "P1")] {
            for month in 1..=2 {
                let answer = ["yes", "no", "", "na", "partial"][(case * 7 + month * 3 + question.len() + area.len()) % 5];
                let office = ["Lakeside", "Juniper"][case % 2];
                rows.push(format!(
                    "20{:02},North,{office},C-{},{area},{question},{answer},QA{},,,,{month},\n",
                    20 + case % 3,
                    case / 2,
                    case % 4
                ));
            }
        }
    }
    rows
}

proptest! {
    #[test]
    fn shuffled_rows_give_the_same_reviews(rows in Just(many_rows()).prop_shuffle()) {
        prop_assert_eq!(plainly(&read(file(&rows)).records), plainly(&read(file(&many_rows())).records));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), headed in any::<bool>()) {
        let text = if headed { [HEAD.as_bytes(), &bytes].concat() } else { bytes };
        let _ = read_mapped(&text, &Mapping::default());
    }

    #[test]
    fn any_cells_are_read_or_refused(cells in prop::collection::vec("[0-9A-Za-z\",;\r\n é\u{202e}]{0,8}", 13..40)) {
        let _ = read_mapped((HEAD.to_owned() + &cells.join(",")).as_bytes(), &Mapping::default());
    }
}

#[test]
fn a_row_of_another_width_and_a_name_without_end_are_faults() {
    let ragged = faults(file(&[row("C-1", "Safety", "S1", "yes,")]));
    assert_eq!((ragged.fault_count, ragged.faults[0].code), (1, "row-ragged"));
    for (long, code) in
        [(row(&"C".repeat(201), "Safety", "S1", "yes"), "too-long"), (row("C-1", "Safety", "S1", &"y".repeat(300)), "answer-unknown")]
    {
        let found = faults(file(&[long]));
        assert_eq!((found.fault_count, found.faults[0].code), (1, code));
    }
    let worker = faults(file(&[format!("2025,North,{},C-1,Safety,S1,yes,QA1,2025-01-15,,,,\n", "O".repeat(201))]));
    assert_eq!(worker.faults[0].code, "too-long");
}
