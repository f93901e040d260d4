//! Stories of population lists: what case systems export, and what must not get in.

use std::fmt::Write as _;
use std::io::Cursor;
use std::time::Instant;

use super::*;

const HEAD: &str = "Case Number,Office,Caseworker,Supervisor,Case Type,Opened,Closed\n";

fn read(text: &str) -> Result<Import<Population>, String> {
    read_population("list.csv", Cursor::new(text), &Mapping::default(), &mut |_| true).map_err(|refused| refused.to_string())
}

fn refusal(rows: &str) -> String {
    read(&format!("{HEAD}{rows}")).unwrap_err()
}

#[test]
fn a_list_keeps_its_order_and_its_columns_may_stand_anyhow() {
    let text = "Mood,office,CASE_ID,Program Area,date opened,end date\n:),Lakeside,1042,Foster  care,3/14/2026,\n:(,Juniper,0007,foster care,,2026-05-01\n";
    let got = read(text).unwrap();
    let rows = &got.records.rows;
    assert_eq!((rows[0].case_id.as_str(), rows[1].case_id.as_str()), ("1042", "0007"));
    assert_eq!((rows[0].stratum.as_str(), rows[1].stratum.as_str()), ("Foster  care", "Foster  care"), "one stratum in one spelling");
    assert_eq!((rows[0].from, rows[1].until), (NaiveDate::from_ymd_opt(2026, 3, 14), NaiveDate::from_ymd_opt(2026, 5, 1)));
    assert_eq!((rows[0].line, rows[0].worker.as_deref()), (2, None));
    assert_eq!(got.notes.warning_count, 1);
    assert!(got.notes.warnings[0].to_string().contains("not read: Mood"));
}

#[test]
fn a_case_twice_in_an_office_is_a_fault_and_in_two_offices_a_warning() {
    let twice = refusal("C-1,Lakeside,,,,,\nC-2,Lakeside,,,,,\nc-1,lakeside ,,,,,\n");
    assert_eq!(
        twice,
        "list.csv, line 4, case_id 'c-1': stands on line 2 already, in the same office; remove one of the two: a case that stands twice would be drawn twice as often"
    );
    let got = read(&format!("{HEAD}C-1,Lakeside,,,,,\nC-1,Juniper,,,,,\n")).unwrap();
    assert_eq!((got.records.rows.len(), got.notes.warnings[0].code), (2, "case-two-offices"));
    assert!(got.notes.warnings[0].to_string().contains("line 3, case_id 'C-1': stands on line 2 too"));
}

#[test]
fn each_wrong_cell_has_its_sentence() {
    let long = format!("{},Lakeside,,,,,\n", "x".repeat(300));
    let edge = format!("{},Lakeside,,,,,\n", "x".repeat(81));
    for (row, says) in [
        (",Lakeside,,,,,\n", "line 2, case_id: is empty"),
        ("C-1,,,,,,\n", "line 2, office: is empty"),
        ("C-1,Lakeside,A \u{1b}[31mMoss,,,,\n", "line 2, worker 'A ?[31mMoss': has a control"),
        ("C-\u{202e}1,Lakeside,,,,,\n", "line 2, case_id 'C-?1': has a control or text-direction character"),
        ("C-1,Lakeside,,,in\u{200b}home,,\n", "line 2, stratum 'in?home': has a control"),
        (long.as_str(), "is longer than"),
        (edge.as_str(), "is longer than 80 characters; shorten it, or use an alias"),
        ("C-1,Lakeside,,,,2026-05-01,2026-04-30\n", "line 2, until '2026-04-30': lies before 2026-05-01"),
        ("C-1,Lakeside,,,,31/1/2026,\n", "line 2, from '31/1/2026': is no date"),
        ("C-1,Lakeside\n", "has 2 cells, the header has 7"),
        ("C-1,Lakeside,\0,,,,\n", "line 2: has a NUL character"),
        ("", "has a header and no rows"),
    ] {
        let refused = refusal(row);
        assert!(refused.contains(says), "{refused}\nshould say\n{says}");
    }
    assert!(read("").unwrap_err().contains("the file is empty"));
    assert!(read("case_id,region\nC-1,North\n").unwrap_err().contains("column 'office': is missing"));
}

#[test]
fn a_column_is_known_by_each_of_its_names() {
    for (at, column) in COLUMNS.iter().enumerate() {
        for name in column.synonyms {
            let mut head: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
            head[at] = name;
            let got = read(&format!("{}\nC-1,Lakeside,A,B,C,2026-01-01,2026-01-02\n", head.join(","))).unwrap();
            assert_eq!(got.notes.warning_count, 0, "'{name}' for {}", column.name);
        }
    }
}

#[test]
fn two_hundred_thousand_cases_are_read_and_one_more_is_not() {
    let mut text = HEAD.to_owned();
    for n in 0..MOST_CASES {
        let _ = writeln!(text, "C-{n},Office {},Worker {},,{},2026-01-01,", n % 20, n % 300, ["In-home", "Foster"][n % 2]);
    }
    let start = Instant::now();
    assert_eq!(read(&text).unwrap().records.rows.len(), MOST_CASES);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    text.push_str("One more,Office 1,,,,,\n");
    assert!(read(&text).unwrap_err().contains("line 200002: the list has more than 200000 cases"));
}
