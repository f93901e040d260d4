//! Every report of the made-up agency in every form: all are made, twice to the same byte, and say the same figures.

use std::collections::BTreeSet;

use milepost::domain::book::Book;
use milepost::domain::document::{Format, Name, Want};
use milepost::domain::kind::Kind;
use milepost::report::{Part, Released};
use milepost::work::report::{self, Asked};

use crate::desk::{Desk, today};

/// What one asks for: the first of everything that a report must be limited to.
pub fn asked(book: &Book, desk: &mut Desk, name: Name) -> Asked {
    let wants = |want| name.about().wants.contains(&want);
    let some = |on: bool, text: &str| on.then(|| text.to_owned());
    // The round of the made-up agency is in this region.
    let region = "Canyon".to_owned();
    let pip = book.all(Kind::MiniPip)[0].id.to_string();
    let case = (name == Name::Case).then(|| a_case(desk));
    Asked {
        instrument: some(wants(Want::Instrument) && name != Name::Case, "utah-cpr"),
        region: some(matches!(name, Name::Region | Name::Team | Name::Sample), &region),
        year: some(name == Name::Sample, "2027"),
        plan: some(matches!(name, Name::Form | Name::MeetingKit), &pip),
        meeting: (name == Name::MeetingKit).then_some(1),
        case,
        ..Asked::default()
    }
}

fn a_case(desk: &mut Desk) -> String {
    use milepost::domain::query::{Answer, Query};
    use milepost::domain::review::CaseFilter;
    let forms = desk.book().instruments().iter().filter(|(_, i)| i.code == "utah-cpr").map(|(id, _)| (*id, None)).collect();
    let filter = CaseFilter { forms, ..CaseFilter::default() };
    let Answer::Cases(page) = desk.shell().store().answer(&Query::Cases { filter, offset: 0, limit: 50 }).unwrap() else { panic!() };
    let mut seen = BTreeSet::new();
    page.lines
        .into_iter()
        .map(|line| line.case_id)
        .find(|case| !seen.insert(case.clone()))
        .map_or_else(|| seen.iter().next().unwrap().clone(), |twice| seen.iter().find(|case| **case != twice).unwrap().clone())
}

fn released(desk: &mut Desk, name: Name) -> Released {
    let book = desk.book().clone();
    let asked = asked(&book, desk, name);
    let made = report::make(desk.shell().store(), &book, name, &asked, today()).unwrap_or_else(|e| panic!("{}: {e}", name.code()));
    report::release(&book, made, &asked, "Ann Example").unwrap_or_else(|e| panic!("{}: {e}", name.code()))
}

fn has_chart(report: &Released) -> bool {
    report.parts.iter().any(|part| matches!(part, Part::Chart(_)))
}

#[test]
fn every_report_is_made_in_every_form_and_twice_to_the_same_byte() {
    let mut desk = Desk::new(120, 40);
    for name in Name::ALL {
        let (first, again) = (released(&mut desk, name), released(&mut desk, name));
        assert!(!first.reading().is_empty(), "{}: nothing to read", name.code());
        for format in Format::ALL {
            let of = format!("{} as {}", name.code(), format.code());
            match report::render(&first, format) {
                Ok(bytes) => {
                    assert!(!bytes.is_empty(), "{of}: empty");
                    assert!(bytes == report::render(&again, format).unwrap(), "{of}: not the same bytes twice");
                }
                Err(why) if matches!(format, Format::Svg | Format::Png) => assert!(!has_chart(&first), "{of}: {why}"),
                Err(why) => assert!(format == Format::Ics && name != Name::Agenda, "{of}: {why}"),
            }
        }
    }
}

#[test]
fn what_people_read_is_the_same_in_text_markdown_and_html() {
    let mut desk = Desk::new(120, 40);
    for name in Name::ALL {
        let report = released(&mut desk, name);
        let read = |format| String::from_utf8(report::render(&report, format).unwrap()).unwrap();
        let (markdown, html) = (read(Format::Markdown), read(Format::Html));
        // Marks of the two forms apart, each figure stands in both, as often as it stands in the tables.
        let mut figures: Vec<String> = Vec::new();
        for part in report.reading().iter() {
            if let Part::Table(columns, rows) = part {
                for row in rows {
                    figures.extend(columns.iter().zip(row).filter(|(c, _)| c.heading.is_some() && c.right).map(|(_, cell)| cell.words()));
                }
            }
        }
        figures.retain(|figure| !figure.is_empty());
        figures.sort_unstable();
        for same in figures.chunk_by(|a, b| a == b) {
            for (form, text) in [("markdown", &markdown), ("html", &html)] {
                let times = text.matches(same[0].as_str()).count();
                assert!(
                    times >= same.len(),
                    "{}: '{}' stands {} times in the tables, {times} times in {form}",
                    name.code(),
                    same[0],
                    same.len()
                );
            }
        }
    }
}
