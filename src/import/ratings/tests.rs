//! Stories of rating lists: a row per rating, a row per case, and what other systems call their columns.

use std::io::Cursor;
use std::sync::Arc;

use super::super::instrument_toml::parse_instrument_toml;
use super::super::shipped;
use super::*;

fn shipped(id: &str) -> Arc<Instrument> {
    let known = shipped::find(shipped::INSTRUMENTS, id).unwrap();
    Arc::new(parse_instrument_toml(known.file, known.text).unwrap().records)
}

fn read_mapped(instrument: &str, text: &str, mapping: &Mapping) -> Result<Import<Answers>, String> {
    let instrument = shipped(instrument);
    let in_force = |_: i32| Some((0, Arc::clone(&instrument)));
    read_ratings("r.csv", Cursor::new(text), mapping, &in_force, 7, &mut |_| true).map_err(|refused| refused.to_string())
}

fn read(instrument: &str, text: &str) -> Result<Import<Answers>, String> {
    read_mapped(instrument, text, &Mapping::default())
}

/// The ratings of the first review: code of the item and of the option.
fn ratings(instrument: &str, import: &Import<Answers>) -> Vec<(String, String)> {
    let instrument = shipped(instrument);
    let word = |option: u8| instrument.options[usize::from(option) - 1].code.clone();
    let first = &import.records.reviews[0];
    first.answers.iter().map(|(q, _, answer)| (instrument.questions[usize::from(q)].code.clone(), word(answer.option()))).collect()
}

fn pair(item: &str, rating: &str) -> (String, String) {
    (item.to_owned(), rating.to_owned())
}

#[test]
fn a_row_per_rating_needs_no_area_no_reviewer_and_no_day() {
    let text = "FFY,District,Office,Case,Item Number,Rating\nFFY25,North,Lakeside,C-1,1,Strength\n2025,North,Lakeside,C-1,Item 2,area needing improvement\n";
    let got = read("cfsr", text).unwrap();
    assert_eq!(ratings("cfsr", &got), [pair("Item 1", "S"), pair("Item 2", "ANI")]);
    assert_eq!(got.notes.warning_count, 0);
}

#[test]
fn a_row_per_case_has_a_column_per_item_whatever_it_is_called() {
    let text = "year,region,office,case_id,Item 1,2,item_3: Risk and safety,Reviewer,Result\nFY25,North,Lakeside,C-1,S,ANI,,Kim,done\nFY25,North,Lakeside,C-2,n/a,strength,S,Kim,done\n";
    let got = read("cfsr", text).unwrap();
    assert_eq!(got.records.reviews.len(), 2);
    assert_eq!(ratings("cfsr", &got), [pair("Item 1", "S"), pair("Item 2", "ANI")], "an empty cell is not rated");
    assert_eq!(got.records.reviews[1].answers.len(), 3);
    assert_eq!(got.notes.warning_count, 1);
    assert!(got.notes.warnings[0].to_string().contains("not read: Result"));

    let text = "year,region,office,case,Safety,CFS.overall,SP.overall\n2025,North,Lakeside,C-1,4,5 Good,3\n";
    let got = read("utah-qcr", text).unwrap();
    assert_eq!(ratings("utah-qcr", &got), [pair("CFS.overall", "5"), pair("CFS.safety", "4"), pair("SP.overall", "3")]);
    assert_eq!(got.records.reviews[0].areas, 0b11, "both areas were rated");
}

#[test]
fn each_wrong_column_or_cell_of_a_row_per_case_has_its_sentence() {
    let head = "year,region,office,case_id,reviewer";
    for (header, row, says) in [
        ("Item 1", "9", "line 2, Item 1 '9': no answer of cfsr; write S, ANI or NA"),
        ("Item 3", "NA", "line 2, Item 3 'NA': is no answer to 'Item 3'; write S or ANI"),
        ("Item 1", "SA", "line 2, Item 1 'SA': is no answer to 'Item 1'; write S, ANI or NA"),
        ("Mood", "S", "column 'question': is missing, and no column is named by an item of cfsr; the file has Mood"),
        ("Item 1,item1", "S,S", "'item1': stands twice in the header"),
        ("Item 1,1", "S,ANI", "line 2, question 'Item 1': case 'C-1' has this question on line 2 already"),
    ] {
        let refused = read("cfsr", &format!("{head},{header}\n2025,North,Lakeside,C-1,Kim,{row}\n")).unwrap_err();
        assert!(refused.contains(says), "{refused}\nshould say\n{says}");
    }
    let overall = read("utah-qcr", &format!("{head},Overall,Safety\n2025,North,Lakeside,C-1,Kim,4,4\n")).unwrap_err();
    assert!(overall.contains("column 'Overall': can be 'CFS.overall' or 'SP.overall'; name the column by the whole code"), "{overall}");
    let twice = read("cfsr", &format!("{head},Item 1\n2025,North,Lakeside,C-1,Kim,S\n2025,North,Lakeside,C-1,Kim,ANI\n")).unwrap_err();
    assert!(twice.contains("line 3, question 'Item 1': case 'C-1' has this question on line 2 already"), "{twice}");
    let nothing = read("cfsr", "year,region,office,case_id,rating\n2025,North,Lakeside,C-1,S\n").unwrap_err();
    assert!(nothing.contains("is missing, and no column is named by an item of cfsr"), "{nothing}");
}

#[test]
fn an_outcome_that_is_computed_is_left_out_aloud() {
    let got = read("cfsr", "year,region,office,case_id,Item 1,Outcome S1\n2025,North,Lakeside,C-1,S,SA\n").unwrap();
    assert_eq!(ratings("cfsr", &got), [pair("Item 1", "S")]);
    assert_eq!((got.notes.warning_count, got.notes.warnings[0].code), (1, "answer-computed"));
}

#[test]
fn a_mapping_reaches_the_words_and_columns_of_a_row_per_case() {
    let mapping = "[constants]\nregion = \"North\"\n[values.answer]\n\"met\" = \"S\"\n[ignore]\ncolumns = [\"Mood\"]\n";
    let mapping = Mapping::parse("m.toml", mapping, Kind::Ratings).unwrap();
    let got = read_mapped("cfsr", "year,office,case_id,Item 1,Mood\n2025,Lakeside,C-1,Met,:)\n", &mapping).unwrap();
    assert_eq!(ratings("cfsr", &got), [pair("Item 1", "S")]);
    assert_eq!(got.notes.warning_count, 0);
}

#[test]
fn a_column_is_known_by_each_of_its_names() {
    for (at, column) in COLUMNS.iter().enumerate() {
        for name in column.synonyms {
            let mut head: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
            head[at] = name;
            let text = format!("{}\n2025,North,Lakeside,C-1,,Item 1,S,Kim,2025-01-15,,,,,,\n", head.join(","));
            let got = read("cfsr", &text).unwrap();
            assert_eq!((got.records.given, got.notes.warning_count), (1, 0), "'{name}' for {}", column.name);
        }
    }
}

#[test]
fn a_case_says_who_reviewed_it_in_which_role_and_with_whom_they_spoke() {
    let wide = "year,region,office,case_id,CFS.overall,SP.overall,Reviewer,Reviewer role,Interviews held\n\
                2025,North,Lakeside,C-1,5,3,Kim Example; Lee Sample,supervisor; QA reviewer,child 3/12/2025; Mother declined; school not held; therapist\n\
                2025,North,Lakeside,C-2,5,3,Kim Example,,\n";
    let got = read("utah-qcr", wide).unwrap();
    let staff = &got.records.staff[&0];
    let seats: Vec<(&str, &str, &str)> = staff.seats.iter().map(|s| (s.name.as_str(), s.role.as_str(), s.part.as_str())).collect();
    assert_eq!(seats, [("Kim Example", "supervisor", "lead"), ("Lee Sample", "qa_reviewer", "second")]);
    let spoken: Vec<(&str, &str, bool)> = staff.interviews.iter().map(|i| (i.role.as_str(), i.status.code(), i.day.is_some())).collect();
    let expected = [("child", "held", true), ("parent", "declined", false), ("school", "not_held", false), ("therapist", "held", false)];
    assert_eq!(spoken, expected, "a role by itself was held: the column is of interviews held");
    assert_eq!(got.records.staff.len(), 1, "a case that says nothing has nobody");

    let rows = "year,region,office,case_id,question,rating,reviewer,reviewer_role\n\
                2025,North,Lakeside,C-1,CFS.overall,5,Kim,Region director\n2025,North,Lakeside,C-1,SP.overall,3,Kim,\n";
    let staff = &read("utah-qcr", rows).unwrap().records.staff[&0];
    assert_eq!(staff.seats[0].role, "Region director", "a title of its own stays as it was written");
}

#[test]
fn each_wrong_role_or_interview_has_its_sentence() {
    let head = "year,region,office,case_id,question,rating,reviewer,reviewer_role,interviews";
    for (rows, says) in [
        (
            "2025,North,Lakeside,C-1,CFS.overall,5,,supervisor,",
            "line 2, reviewer_role 'supervisor': says 1 role for 0 reviewers of case 'C-1'",
        ),
        ("2025,North,Lakeside,C-1,CFS.overall,5,Kim,a; b,", "line 2, reviewer_role 'a; b': says 2 roles for 1 reviewer of case 'C-1'"),
        ("2025,North,Lakeside,C-1,CFS.overall,5,Kim; kim,a; b,", "line 2, reviewer 'kim': stands twice for case 'C-1'"),
        ("2025,North,Lakeside,C-1,CFS.overall,5,Kim,,child 3x", "line 2, interviews 'child 3x': '3x' of 'child 3x' is no day"),
        (
            "2025,North,Lakeside,C-1,CFS.overall,5,Kim,,child\n2025,North,Lakeside,C-1,SP.overall,5,Kim,,parent",
            "line 3, interviews 'parent': case 'C-1' has 'child' in an earlier row",
        ),
    ] {
        let refused = read("utah-qcr", &format!("{head}\n{rows}\n")).unwrap_err();
        assert!(refused.contains(says), "{refused}\nshould say\n{says}");
    }
}
