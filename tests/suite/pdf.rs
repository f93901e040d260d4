//! Reports on paper: what the program says in its tables stands in the file, read back from its bytes.

mod reader;

use milepost::domain::text::clean;
use milepost::report::{Cell, Mark, Part, Released, Report};
use milepost::work::report::{self, Asked, Format, Name};

use super::desk::{Desk, today};
use reader::Paper;

fn made(desk: &mut Desk, name: Name, asked: &Asked) -> Report {
    let book = desk.book().clone();
    report::make(desk.shell().store(), &book, name, asked, today()).unwrap()
}

fn paper(report: Report) -> Paper {
    let released = Released::internal(report, Mark { who: "Rae Sample".to_owned(), ..Mark::default() });
    Paper::open(&report::render(&released, Format::Pdf).unwrap())
}

fn close(text: &str) -> String {
    clean(text).0.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The rows of its tables, as people read them, without blanks.
fn rows(report: &Report) -> Vec<String> {
    let mut out = Vec::new();
    for part in report.reading().iter() {
        let Part::Table(columns, rows) = part else { continue };
        let words = |row: &Vec<Cell>| {
            columns.iter().zip(row).filter(|(column, _)| column.heading.is_some()).map(|(_, cell)| close(&cell.words())).collect()
        };
        out.extend(rows.iter().map(words));
    }
    out
}

#[test]
fn every_row_of_every_table_stands_on_paper_in_its_order() {
    let mut desk = Desk::new(120, 40);
    let reports =
        [Name::Milestones, Name::Qcr, Name::Trends, Name::Committees, Name::Scans, Name::Evaluation, Name::MiniPip, Name::Contacts];
    for name in reports {
        let report = made(&mut desk, name, &Asked::default());
        let (rows, title) = (rows(&report), report.title);
        let paper = paper(report);
        let heard = paper.all();
        let mut rest = heard.as_str();
        assert!(rest.starts_with(&close(title)), "{title}");
        for row in &rows {
            rest = rest.split_once(row.as_str()).unwrap_or_else(|| panic!("{title}: '{row}' is not on paper, or not in its order")).1;
        }
        let pages = paper.heard.len();
        for (at, quiet) in paper.quiet.iter().enumerate() {
            assert!(quiet.contains("Confidential") && quiet.contains("madebyRaeSample"), "{title}, page {}: {quiet}", at + 1);
            assert!(quiet.contains(&format!("Page{}of{pages}", at + 1)), "{title}: {quiet}");
        }
        assert!(rows.is_empty() || paper.count("/TR") > rows.len(), "{title}: {} rows for {}", paper.count("/TR"), rows.len());
        assert_eq!(paper.count("/H1"), 1, "{title}");
    }
}

#[test]
fn unchanged_data_make_the_same_bytes() {
    let mut desk = Desk::new(120, 40);
    let mut once = || {
        let released = Released::internal(made(&mut desk, Name::Trends, &Asked::default()), Mark::default());
        report::render(&released, Format::Pdf).unwrap()
    };
    assert!(once() == once(), "two files of the same data differ");
}
