//! What a reader of the paper, and one who only hears it, gets: told of the pages before they are written, and of the check that
//! the writer makes.

use super::draw::{Strictness, file};
use super::page::{Pages, Role, Thing};
use super::{about, compose, render};
use crate::report::cell::{Cell, Column, Datum};
use crate::report::chart::{Bar, Chart, Drawing, State};
use crate::report::form::{Form, Signature, Slot};
use crate::report::model::Paper;
use crate::report::render::layout::{LEAST, MARGIN};
use crate::report::{Mark, Part, Released, Report};

const HOSTILE: &str =
    "=cmd|' /C calc'!A0 <b>&\"Ñandú\" \u{202E}gnp.exe\u{202C} \u{1}\u{7f} 李明 \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} שלום(3) مرحبا";

fn report(parts: Vec<Part>) -> Report {
    Report { name: "scores", title: "Scores", generated: "2026-11-20T09:30:05.250Z".to_owned(), parts, ..Report::default() }
}

fn released(report: Report) -> Released {
    Released::internal(report, Mark { who: "Rae Sample".to_owned(), purpose: "the board".to_owned(), ..Mark::default() })
}

/// The pages, after what holds for all of them was looked at: nothing leaves the margins, nothing covers another text, no text is
/// too small, all pages but those of an empty report say something, and a screen reader can read the file.
fn laid(report: Report) -> Pages {
    let released = released(report);
    let pages = compose::pages(&released);
    for (number, sheet) in pages.sheets.iter().enumerate() {
        let mut boxes: Vec<(f32, f32, f32, f32, &str)> = Vec::new();
        for thing in &sheet.things {
            let Thing::Text { x, y, style, text, .. } = thing else { continue };
            let right = x + style.face.width(text.trim_end(), style.size);
            assert!(*x >= MARGIN - 0.1 && right <= sheet.width() - MARGIN + 0.6, "page {}: '{text}' from {x} to {right}", number + 1);
            assert!(*y > 20.0 && *y < sheet.height() - 20.0, "page {}: '{text}' at {y}", number + 1);
            assert!(style.size >= LEAST, "'{text}' is too small");
            let one = (*x, y - 0.6 * style.size, right, *y, text.as_str());
            let covers = boxes.iter().find(|other| one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3);
            assert!(covers.is_none(), "page {}: {one:?} covers {covers:?}", number + 1);
            boxes.push(one);
        }
        assert!(
            sheet.things.iter().any(|thing| matches!(thing, Thing::Text { of: Some(_), .. } | Thing::Chart { .. } | Thing::Rule { .. }))
        );
    }
    let written = file(&pages, &about(&released), Strictness::Checked).unwrap();
    assert!(written.starts_with(b"%PDF-1.7"));
    pages
}

/// What is read aloud, in the order of the pieces.
fn heard(pages: &Pages) -> String {
    fn read(pages: &Pages, at: usize, said: &[String], out: &mut String) {
        out.push(' ');
        out.push_str(&said[at]);
        pages.tags[at].inner.iter().for_each(|inner| read(pages, *inner, said, out));
    }
    let mut said = vec![String::new(); pages.tags.len()];
    for thing in pages.sheets.iter().flat_map(|sheet| &sheet.things) {
        if let Thing::Text { text, of: Some(of), .. } = thing {
            said[*of].push_str(text);
        }
    }
    let mut out = String::new();
    read(pages, 0, &said, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands on a page without being read aloud: heads, feet, repeated heads of tables.
fn seen(pages: &Pages, page: usize) -> Vec<&str> {
    let quiet = |thing: &'_ Thing| matches!(thing, Thing::Text { of: None, .. });
    let things = pages.sheets[page].things.iter().filter(|thing| quiet(thing));
    things.filter_map(|thing| if let Thing::Text { text, .. } = thing { Some(text.as_str()) } else { None }).collect()
}

/// On which page a text begins, and how far down.
fn place(pages: &Pages, words: &str) -> (usize, f32) {
    let found = pages.sheets.iter().enumerate().find_map(|(page, sheet)| {
        sheet.things.iter().find_map(|thing| match thing {
            Thing::Text { text, y, of: Some(_), .. } if text.starts_with(words) => Some((page, *y)),
            _ => None,
        })
    });
    found.unwrap_or_else(|| panic!("'{words}' is nowhere"))
}

fn count(pages: &Pages, is: impl Fn(&Role) -> bool) -> usize {
    pages.tags.iter().filter(|tag| is(&tag.role)).count()
}

fn table(rows: usize, words: &str) -> Part {
    let columns = vec![Column::number("no", "No.", ""), Column::words("what", "What was found", ""), Column::number("rate", "Rate", "")];
    let row = |at| vec![Cell::from(Datum::Whole(at as i64)), Cell::text(&format!("row{at} {words}")), Cell::text("76.6 %")];
    Part::Table(columns, (1..=rows).map(row).collect())
}

fn sentence(words: usize) -> String {
    (0..words).map(|at| format!("w{at}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_empty_report_is_one_page_that_says_so() {
    let pages = laid(report(Vec::new()));
    assert_eq!(pages.sheets.len(), 1);
    assert_eq!(heard(&pages), "Scores data as of 2026-11-20 There is nothing to show.");
    assert_eq!(
        seen(&pages, 0),
        ["Confidential · made by Rae Sample · data as of 2026-11-20 · for the board", "Data as of 2026-11-20", "Page 1 of 1"]
    );
}

#[test]
fn every_page_says_whose_it_is_and_which_it_is_and_repeats_the_heads_of_its_table_unheard() {
    let pages =
        laid(Report { subject: "Bluewater".to_owned(), footer: "Version 2, 3 Mar 2026".to_owned(), ..report(vec![table(60, "short")]) });
    let of = pages.sheets.len();
    assert!(of > 1 && of < 5, "{of}");
    for page in 0..of {
        let seen = seen(&pages, page);
        let number = format!("Page {} of {of}", page + 1);
        assert!(seen.contains(&number.as_str()) && seen.contains(&"Version 2, 3 Mar 2026"), "{seen:?}");
        assert!(seen[..4.min(seen.len())].iter().chain(&seen).any(|text| text.starts_with("Confidential")), "{seen:?}");
        assert_eq!(seen.contains(&"Scores · Bluewater"), page > 0, "{seen:?}");
        assert_eq!(seen.contains(&"What was found"), page > 0, "{seen:?}");
    }
    let heard = heard(&pages);
    assert_eq!(heard.matches("What was found").count(), 1);
    let mut rest = heard.as_str();
    for at in 1..=60 {
        let words = format!("{at} row{at} short 76.6 %");
        rest = rest.split_once(&words).unwrap_or_else(|| panic!("'{words}' is not heard in order")).1;
    }
    assert_eq!(count(&pages, |role| *role == Role::Row), 61);
    assert_eq!(count(&pages, |role| matches!(role, Role::ColumnHead(1))), 3);
    assert_eq!(count(&pages, |role| matches!(role, Role::Cell(1))), 180);
}

#[test]
fn a_cell_of_420_words_and_one_longer_than_a_page_are_cut_between_lines_and_lose_nothing() {
    for words in [420, 4000] {
        let text = sentence(words);
        let pages = laid(report(vec![table(1, ""), table(1, &text), table(2, "after")]));
        assert!(heard(&pages).contains(&text), "{words}");
        assert!(words == 420 || pages.sheets.len() > 2);
        assert_eq!(count(&pages, |role| *role == Role::Row), 3 + 4);
    }
}

#[test]
fn whatever_people_type_is_printed_and_what_has_no_letter_is_named() {
    let words =
        |text: &str| vec![Part::Heading(text.to_owned()), Part::Words(text.to_owned()), Part::Item(text.to_owned(), text.to_owned())];
    let mut parts = words(HOSTILE);
    parts.push(Part::Facts(vec![(HOSTILE.to_owned(), HOSTILE.to_owned())]));
    parts.push(Part::Table(vec![Column::note("A").headed(HOSTILE)], vec![vec![Cell::text(HOSTILE)]]));
    parts.push(Part::Signatures(vec![Signature { role: HOSTILE.to_owned(), name: HOSTILE.to_owned(), signed: HOSTILE.to_owned() }]));
    let slot = || Slot::fill("tag", HOSTILE, "");
    parts.push(Part::Form(Form { caption: HOSTILE.to_owned(), widths: vec![1, 2], heads: 0, rows: vec![vec![slot(), slot()]] }));
    parts.push(Part::Chart(Box::new(bars(HOSTILE, 3))));
    let mut hostile = report(parts);
    hostile.subject = HOSTILE.to_owned();
    hostile.file = HOSTILE.to_owned();
    hostile.footer = HOSTILE.to_owned();
    let pages = laid(hostile);
    let heard = heard(&pages);
    assert!(heard.contains("Ñandú") && heard.contains("李明") && !heard.contains(['\u{1}', '\u{7f}', '\u{202E}']), "{heard}");
    let note = heard.split_once("□ stands for signs that the font of this document does not have: ").unwrap().1;
    assert!(note.contains("U+674E") && note.contains("U+1F468") && note.contains("U+0645"), "{note}");
    assert!(!note.contains("U+05E9"), "Hebrew has letters: {note}");
}

#[test]
fn a_document_without_strange_signs_has_no_note_on_them() {
    assert!(!heard(&laid(report(vec![Part::Words("Ñandú ≥ 5 – “so”".to_owned())]))).contains('□'));
}

#[test]
fn a_heading_stays_with_what_follows_wherever_it_falls() {
    for lines in 30..60 {
        let parts = vec![
            Part::Words(vec!["line"; lines].join("\n")),
            Part::Heading("A heading".to_owned()),
            Part::Words("This sentence leads to the table.".to_owned()),
            table(4, "short"),
        ];
        let pages = laid(report(parts));
        let (heading, row) = (place(&pages, "A heading"), place(&pages, "row1"));
        assert_eq!(heading.0, row.0, "{lines} lines before");
        assert!(heading.1 < row.1);
    }
}

#[test]
fn a_paragraph_never_leaves_one_line_alone() {
    for lines in 30..50 {
        let text = (0..5).map(|at| format!("part{at}")).collect::<Vec<_>>().join("\n");
        let pages = laid(report(vec![Part::Words(vec!["line"; lines].join("\n")), Part::Words(text)]));
        let pages: Vec<usize> = (0..5).map(|at| place(&pages, &format!("part{at}")).0).collect();
        assert!(pages[0] == pages[1] && pages[3] == pages[4], "{lines}: {pages:?}");
    }
}

#[test]
fn a_wide_table_turns_its_own_page_and_no_other() {
    let wide = Part::Table(vec![Column::note("Something to say"); 9], vec![vec![Cell::text("words that need some room to be read"); 9]]);
    let pages = laid(report(vec![table(2, "a"), Part::NewPage, wide, Part::NewPage, table(2, "b")]));
    let papers: Vec<Paper> = pages.sheets.iter().map(|sheet| sheet.paper).collect();
    assert_eq!(papers, [Paper::Portrait, Paper::Landscape, Paper::Portrait]);
}

#[test]
fn bookmarks_and_headings_lie_as_deep_as_the_report_says() {
    let words = |text: &str| text.to_owned();
    let parts =
        vec![Part::Chapter(words("Section I")), Part::Heading(words("Goal")), Part::Words(words("x")), Part::Chapter(words("Section II"))];
    let pages = laid(report(parts));
    let levels: Vec<(u8, &str)> = pages.bookmarks.iter().map(|mark| (mark.level, mark.words.as_str())).collect();
    assert_eq!(levels, [(1, "Scores"), (2, "Section I"), (3, "Goal"), (2, "Section II")]);
    assert_eq!(count(&pages, |role| matches!(role, Role::Heading(3, words) if words == "Goal")), 1);
}

fn bars(label: &str, count: usize) -> Chart {
    let bar = |at: usize| Bar {
        label: format!("{label} {at}"),
        note: "92 of 120".to_owned(),
        value: Cell::from(Datum::Number(76.6)).shown("76.6 %"),
        goal: Cell::from(Datum::Number(85.0)).shown("85 %"),
        state: State::Below,
        ..Bar::default()
    };
    Chart {
        title: "Questions against their goals".to_owned(),
        reading: "92 of 120 visits; goal 102.".to_owned(),
        source: "Case reviews, 20 Nov 2026".to_owned(),
        drawing: Drawing::Bars((0..count).map(bar).collect()),
    }
}

#[test]
fn a_chart_stays_with_its_title_its_sentence_and_its_source_and_says_what_it_shows() {
    for lines in [1, 20, 30, 40] {
        let pages = laid(report(vec![Part::Words(vec!["line"; lines].join("\n")), Part::Chart(Box::new(bars("Item", 6)))]));
        let (title, source) = (place(&pages, "Questions against"), place(&pages, "Case reviews"));
        assert_eq!(title.0, source.0, "{lines}");
        let says = "Questions against their goals. 92 of 120 visits; goal 102.";
        assert_eq!(count(&pages, |role| matches!(role, Role::Figure(words) if words == says)), 1);
        let drawn = pages.sheets.iter().flat_map(|sheet| &sheet.things).filter(|thing| matches!(thing, Thing::Chart { .. })).count();
        assert_eq!(drawn, 1);
    }
}

#[test]
fn a_blank_form_has_room_to_write_and_its_labels_name_their_rows() {
    let rows = vec![
        vec![Slot::label("Step"), Slot::label("Who"), Slot::label("Until")],
        vec![Slot::label("1"), Slot::fill("a", "", "what is done").room(3).over(2)],
        vec![Slot::label("2"), Slot::fill("b", "Call each parent", ""), Slot::fill("c", "", "")],
    ];
    let form = Form { caption: "Action steps".to_owned(), widths: vec![1, 4, 2], heads: 1, rows };
    let signatures = vec![Signature { role: "Region director".to_owned(), ..Signature::default() }];
    let pages = laid(report(vec![Part::Form(form), Part::Signatures(signatures), Part::Lines(4)]));
    assert_eq!(count(&pages, |role| matches!(role, Role::Table(says) if says == "Action steps")), 1);
    assert_eq!(count(&pages, |role| matches!(role, Role::RowHead(1))), 2);
    assert_eq!(count(&pages, |role| matches!(role, Role::Cell(2))), 1);
    let (first, second) = (place(&pages, "what is done"), place(&pages, "Call each parent"));
    assert!(second.1 - first.1 > 55.0, "three written lines need more than {}", second.1 - first.1);
    assert!(heard(&pages).ends_with("Region director Date"));
}

#[test]
fn the_same_report_is_the_same_bytes_and_its_time_is_the_reports() {
    let one = || render(&released(report(vec![table(60, HOSTILE), Part::Chart(Box::new(bars("Item", 6)))]))).unwrap();
    let bytes = one();
    assert!(bytes == one(), "two files of one report differ");
    let has = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(has(b"D:20261120093005Z"));
    assert!(has(b"pdfuaid:part"));
}
