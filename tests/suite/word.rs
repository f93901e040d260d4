//! The story of a form that goes out as a Word document and comes back: what this program writes it reads again, and so it
//! does after `LibreOffice` or a script has saved the file.

use std::fs;

use milepost::domain::mark;
use milepost::import::docx::{self, Block, Cell, Document};
use milepost::report::form::{Form, Slot};
use milepost::report::model::Paper;
use milepost::report::{Mark, Part, Released, Report, render};
use proptest::prelude::*;

fn written(report: Report) -> Vec<u8> {
    render::render(&Released::internal(report, Mark::default()), render::Format::Docx).unwrap()
}

fn read(bytes: &[u8]) -> Document {
    let read = docx::read("form.docx", bytes).unwrap();
    assert!(read.notes.warnings.is_empty(), "{:?}", read.notes.warnings);
    read.records
}

fn fixture(name: &str) -> Document {
    read(&fs::read(format!("tests/data/docx/{name}")).unwrap())
}

fn rows(document: &Document) -> Vec<Vec<&Cell>> {
    document.tables().flat_map(|table| &table.rows).map(|row| row.cells.iter().collect()).collect()
}

fn texts(document: &Document) -> Vec<Vec<String>> {
    rows(document).into_iter().map(|row| row.into_iter().map(|cell| cell.text.clone()).collect()).collect()
}

fn headings(document: &Document) -> Vec<(u8, &str)> {
    let headings = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(line) => Some((line.heading?, line.text.as_str())),
        Block::Table(_) => None,
    });
    headings.collect()
}

/// What stands in the form of the fixtures.
fn filled() -> Vec<Vec<&'static str>> {
    vec![
        vec!["Goal", "90 % of visits"],
        vec!["Step", "Who", "Done"],
        vec!["Visit each month\nand write it down", "B. Person & \u{1F600} שלום", ""],
        vec!["Second step", "", "3 Mar 2026"],
    ]
}

const TAGS: [&str; 7] = ["goal/1/text", "row/1/text", "row/1/people", "row/1/released", "row/2/text", "row/2/people", "row/2/released"];

fn report(blank: bool) -> Report {
    let text = |text: &str| if blank { String::new() } else { text.to_owned() };
    let filled = filled();
    let form = Form {
        caption: "Element 1".to_owned(),
        widths: vec![3, 2, 2],
        heads: 2,
        rows: vec![
            vec![Slot::label("Goal"), Slot::fill(TAGS[0], text(filled[0][1]), "What is to be reached").over(2)],
            vec![Slot::label("Step"), Slot::label("Who"), Slot::label("Done")],
            (0..3).map(|at| Slot::fill(TAGS[1 + at], text(filled[2][at]), ["Step", "Who", "Date released"][at]).room(2)).collect(),
            (0..3).map(|at| Slot::fill(TAGS[4 + at], text(filled[3][at]), ["Step", "", "Date released"][at]).room(2)).collect(),
        ],
    };
    Report {
        name: "form",
        title: "Mini PIP",
        generated: "2026-11-20T08:15:00Z".to_owned(),
        footer: "version 2".to_owned(),
        properties: vec![("milepost-form".to_owned(), "wyoming-mini-pip".to_owned())],
        parts: vec![
            Part::Chapter("Section II. Mini PIP Matrix".to_owned()),
            Part::Words("Add rows as needed.".to_owned()),
            Part::Form(form),
        ],
        ..Report::default()
    }
}

#[test]
fn a_form_comes_back_with_its_cells_tags_headings_and_properties() {
    let document = read(&written(report(false)));
    assert_eq!(texts(&document), filled());
    assert_eq!(headings(&document), [(1, "Section II. Mini PIP Matrix")]);
    assert_eq!(document.property("milepost-form"), Some("wyoming-mini-pip"));
    let table = document.tables().next().unwrap();
    assert_eq!((table.caption.as_str(), table.rows.iter().filter(|row| row.head).count()), ("Element 1", 2));
    let tags: Vec<&str> = rows(&document).into_iter().flatten().flat_map(Cell::tags).collect();
    assert_eq!(tags, TAGS);
    assert_eq!(rows(&document)[0][1].span, 2);
}

#[test]
fn a_blank_form_comes_back_with_hints_and_without_text() {
    let document = read(&written(report(true)));
    assert_eq!(texts(&document), [vec!["Goal", ""], vec!["Step", "Who", "Done"], vec!["", "", ""], vec!["", "", ""]]);
    let hints: Vec<&str> = rows(&document)[2..].iter().flatten().map(|cell| cell.hint.trim()).collect();
    assert_eq!(hints, ["Step", "Who", "Date released", "Step", "", "Date released"]);
}

#[test]
fn what_libreoffice_saves_keeps_every_text_and_every_bookmark() {
    for name in ["filled-libreoffice.docx", "blank-libreoffice.docx"] {
        let document = fixture(name);
        if name.starts_with("filled") {
            assert_eq!(texts(&document), filled());
        } else {
            assert!(texts(&document)[2..].iter().flatten().all(String::is_empty), "{:?}", texts(&document));
        }
        assert_eq!(headings(&document), [(1, "Section II. Mini PIP Matrix")]);
        assert_eq!(document.property("milepost-form"), Some("wyoming-mini-pip"));
        let marks: Vec<&String> = rows(&document).into_iter().flatten().flat_map(|cell| &cell.marks).collect();
        assert_eq!(marks, TAGS.map(mark::of).iter().collect::<Vec<_>>());
    }
}

#[test]
fn what_a_script_changes_with_python_docx_is_read_as_it_stands() {
    let document = fixture("filled-python-docx.docx");
    let mut wanted: Vec<Vec<&str>> = filled();
    wanted[2][1] = "C. Person\nand D. Person";
    wanted.push(vec!["A step that was added", "E. Person", ""]);
    assert_eq!(texts(&document), wanted);
    let tags: Vec<&str> = rows(&document).into_iter().flatten().flat_map(Cell::tags).collect();
    assert_eq!(tags, TAGS.into_iter().filter(|tag| *tag != "row/1/people").collect::<Vec<_>>(), "a cell set by a script has no control");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in a form of whatever shape.
    #[test]
    fn any_form_comes_back_cell_by_cell(
        cells in prop::collection::vec(prop::collection::vec("[ -~\n\u{a0}-ÿא-ת中😀]{0,60}", 1..5), 1..7),
        across in any::<bool>(),
    ) {
        let rows_of: Vec<Vec<Slot>> = cells
            .iter()
            .enumerate()
            .map(|(row, texts)| texts.iter().enumerate().map(|(at, text)| Slot::fill(format!("r{row}/c{at}"), text, "a hint")).collect())
            .collect();
        let paper = if across { Paper::Landscape } else { Paper::Portrait };
        let parts = vec![Part::Turn(paper), Part::Form(Form { rows: rows_of, ..Form::default() })];
        let document = read(&written(Report { parts, ..Report::default() }));
        // Word processors do not keep blanks around a text; nor is a text of blanks alone one.
        let plain = |text: &str| milepost::domain::text::clean(text).0.trim().to_owned();
        let found: Vec<Vec<String>> = texts(&document).iter().map(|row| row.iter().map(|text| plain(text)).collect()).collect();
        let wanted: Vec<Vec<String>> = cells.iter().map(|row| row.iter().map(|text| plain(text)).collect()).collect();
        prop_assert_eq!(found, wanted);
        for (row, cells) in rows(&document).into_iter().enumerate() {
            for (at, cell) in cells.into_iter().enumerate() {
                prop_assert_eq!(cell.tags().collect::<Vec<_>>(), vec![format!("r{row}/c{at}")]);
            }
        }
    }
}
