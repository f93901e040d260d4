use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

use super::render;
use crate::domain::ratio::Ratio;
use crate::report::chart::{Bar, Chart, Drawing, State};
use crate::report::{Audience, Cell, Column, Datum, Mark, Part, Released, Report, Table, Tells};

const HOSTILE: [&str; 8] = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\u{ff1d}1+1", "  =HYPERLINK(\"http://x\")", "|x"];

fn sample() -> Report {
    let columns = vec![
        Column::words("name", "Name", "a name"),
        Column::number("score", "Score", "a share").telling(Tells::Share),
        Column::number("goal", "Goal", "its goal"),
        Column::number("applicable", "n", "how many").telling(Tells::Cases),
        Column::data("day", "a day"),
        Column::data("met", "whether"),
    ];
    let row = |name: &str, part: u64, n: u64| {
        vec![
            Cell::text(name),
            Cell::ratio(Ratio::new(part * 10_000, n)),
            Cell::ratio(Ratio::new(8_500, 1)),
            Cell::whole(Some(n)),
            Cell::day(chrono::NaiveDate::from_ymd_opt(2026, 3, 4)),
            Cell::truth(Some(part * 100 >= n * 85)),
        ]
    };
    let bars = vec![Bar {
        label: "A.1".into(),
        note: "92 of 120".into(),
        value: Cell::ratio(Ratio::new(920_000, 120)),
        goal: Cell::ratio(Ratio::new(8_500, 1)),
        before: Cell::hidden(),
        state: State::Below,
    }];
    Report {
        name: "scores",
        title: "Scores: North/South [2026]",
        subject: "All of it".into(),
        generated: "2026-03-15T10:00:00Z".into(),
        file: "demo".into(),
        rows: std::iter::once(row("plain", 92, 120)).chain(HOSTILE.iter().map(|name| row(name, 50, 60))).collect(),
        columns,
        tables: vec![Table { name: "about", columns: vec![Column::words("a", "A", "a")], rows: vec![vec![Cell::text("x")]] }],
        parts: vec![Part::Chart(Box::new(Chart {
            title: "T".into(),
            reading: "92 of 120".into(),
            source: "S".into(),
            drawing: Drawing::Bars(bars),
        }))],
        notes: vec!["=a note".into()],
        ..Report::default()
    }
}

fn released(report: Report) -> Released {
    Released::internal(report, Mark { who: "Ann".into(), ..Mark::default() })
}

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn part(bytes: &[u8], wanted: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut text = String::new();
    zip.by_name(wanted).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_has_a_front_a_sheet_for_each_table_and_the_charts() {
    let book = opened(render(&released(sample())).unwrap());
    assert_eq!(book.sheet_names(), ["About", "Scores North South 2026", "about 2", "Charts"]);
}

#[test]
fn cells_have_types_and_the_values_of_the_rows() {
    let mut book = opened(render(&released(sample())).unwrap());
    let sheet = book.worksheet_range("Scores North South 2026").unwrap();
    assert_eq!(sheet.get_value((1, 1)), Some(&Data::Float(92.0 / 120.0)));
    assert_eq!(sheet.get_value((1, 3)), Some(&Data::Float(120.0)));
    assert!(matches!(sheet.get_value((1, 4)), Some(Data::DateTime(_))));
    assert_eq!(sheet.get_value((1, 5)), Some(&Data::Bool(false)));
}

#[test]
fn no_text_becomes_a_formula() {
    let bytes = render(&released(sample())).unwrap();
    let mut book = opened(bytes.clone());
    let sheet = book.worksheet_range("Scores North South 2026").unwrap();
    for (at, text) in HOSTILE.iter().enumerate() {
        assert_eq!(sheet.get_value((at as u32 + 2, 0)), Some(&Data::String((*text).to_owned())));
    }
    for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"] {
        assert!(!part(&bytes, name).contains("<f>"), "{name}");
    }
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix"));
}

#[test]
fn the_same_report_gives_the_same_bytes_and_the_day_of_its_data() {
    let bytes = render(&released(sample())).unwrap();
    assert!(bytes == render(&released(sample())).unwrap());
    assert!(part(&bytes, "docProps/core.xml").contains("2026-03-15"));
    assert!(part(&bytes, "docProps/core.xml").contains("Ann"));
}

#[test]
fn what_is_public_names_nobody_and_what_is_hidden_is_nowhere_in_the_file() {
    let mut report = sample();
    report.rows.truncate(1);
    report.rows[0][1] = Cell::hidden();
    report.rows[0][3] = Cell::hidden();
    report.parts.clear();
    let mark = Mark { who: "Ann".into(), audience: Audience::Public { smallest: 11 }, ..Mark::default() };
    let bytes = render(&Released::public(report, mark).unwrap()).unwrap();
    assert!(!part(&bytes, "docProps/core.xml").contains("Ann"));
    let mut book = opened(bytes);
    assert_eq!(book.worksheet_range("Scores North South 2026").unwrap().get_value((1, 1)), Some(&Data::String("*".into())));
}

#[test]
fn a_percent_is_never_rounded_up_past_what_it_is() {
    let looks = super::sheet::Looks::new();
    let shown = |part: u64, n: u64| {
        let ratio = Ratio::new(part * 10_000, n).unwrap();
        std::ptr::eq(looks.of_ratio(ratio), looks.of_ratio(Ratio::new(10_000, 2).unwrap()))
    };
    assert!(shown(92, 120), "76.67 % begins like 76.6 %");
    assert!(!shown(84_999, 100_000), "84.999 % must not read 85.00 %");
}

#[test]
fn a_long_text_and_a_hostile_name_print() {
    let mut report = sample();
    report.rows[0][0] = Cell::from(Datum::Text("word ".repeat(20_000)));
    report.subject = "\u{1F600} \u{202E}gnp \u{4E2D}\u{6587} \u{0}".into();
    render(&released(report)).unwrap();
}
