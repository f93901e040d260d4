use proptest::prelude::*;
use quick_xml::events::Event;

use super::*;
use crate::domain::ratio::Ratio;
use crate::report::chart::{Bar, Drawing, State};
use crate::report::form::{Form, Signature, Slot};
use crate::report::{Cell, Column, Mark, Report};

/// A report with a part of every kind, and this text wherever people can write.
pub(in crate::report::render) fn everything(text: &str) -> Report {
    let say = || text.to_owned();
    let bar = Bar {
        label: say(),
        note: say(),
        value: Cell::ratio(Ratio::new(920_000, 120)),
        goal: Cell::ratio(Ratio::new(850_000, 100)),
        before: Cell::hidden(),
        state: State::Below,
    };
    let chart = Chart { title: say(), reading: say(), source: say(), drawing: Drawing::Bars(vec![bar]) };
    let form = Form {
        caption: say(),
        widths: vec![1, 3],
        heads: 1,
        rows: vec![
            vec![Slot::label("Step"), Slot::label(text)],
            vec![Slot::printed(text), Slot::fill("step", "", "what is done").room(3)],
            vec![Slot::fill("all", text, "").over(2)],
        ],
    };
    let columns = vec![Column::words("where", "Where", "").headed(text), Column::number("n", "Cases", ""), Column::data("unseen", "")];
    let signature = |signed: &str| Signature { role: say(), name: say(), signed: signed.to_owned() };
    let parts = vec![
        Part::Chapter(say()),
        Part::Heading(say()),
        Part::Words(say()),
        Part::Remark(say()),
        Part::Facts(vec![(say(), say())]),
        Part::Item("1".to_owned(), say()),
        Part::Item("2".to_owned(), say()),
        Part::Table(
            columns,
            vec![
                vec![Cell::text(text), Cell::hidden(), Cell::text("for programs")],
                vec![Cell::default(), Cell::whole(Some(1234)), Cell::default()],
            ],
        ),
        Part::Turn(Paper::Landscape),
        Part::Form(form),
        Part::Chart(Box::new(chart)),
        Part::Turn(Paper::Portrait),
        Part::Signatures(vec![signature(""), signature(text)]),
        Part::Lines(3),
        Part::NewPage,
        Part::Chapter(say()),
        Part::Chapter("Third".to_owned()),
        Part::Chapter("Fourth".to_owned()),
    ];
    Report {
        title: "Everything",
        subject: say(),
        file: say(),
        generated: "2026-11-22T10:00:00Z".to_owned(),
        filters: vec![("region", say())],
        parts,
        notes: vec![say()],
        footer: say(),
        ..Report::default()
    }
}

fn released(text: &str) -> Released {
    Released::internal(everything(text), Mark { who: text.to_owned(), purpose: text.to_owned(), ..Mark::default() })
}

const VOID: [&str; 3] = ["meta", "col", "br"];

/// The words of a page, if each element that begins ends where it may.
fn words(page: &str) -> Result<String, String> {
    let mut reader = quick_xml::Reader::from_str(page.strip_prefix("<!DOCTYPE html>").ok_or("no type of document")?);
    reader.config_mut().check_end_names = false;
    let (mut open, mut out) = (Vec::<String>::new(), String::new());
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                let mut seen = std::collections::BTreeSet::new();
                for attribute in tag.html_attributes() {
                    let attribute = attribute.map_err(|e| e.to_string())?;
                    if !seen.insert(attribute.key.as_ref().to_owned()) {
                        return Err(format!("an attribute twice in {name}"));
                    }
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Event::End(tag) => {
                let name = tag.name().as_ref().to_owned();
                match open.pop() {
                    Some(last) if last == name => {}
                    other => return Err(format!("{name} ends where {other:?} is open")),
                }
            }
            Event::Text(text) => out.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => out.push_str(match name.xml10_content().as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => return Err(format!("an entity that is not ours: {other}")),
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    if open.is_empty() { Ok(out) } else { Err(format!("still open: {open:?}")) }
}

#[test]
fn a_page_is_balanced_and_says_all_that_people_read() {
    let page = render(&released("Visits & \"talks\" <b>"));
    let text = words(&page).unwrap();
    for said in ["Visits & \"talks\" <b>", "76.6 %", "1234", "blank: ", "what is done", "The numbers of this chart", "page"] {
        assert!(text.contains(said) || page.contains(said), "'{said}' is missing");
    }
    assert!(text.matches("Visits & \"talks\" <b>").count() > 20);
    assert!(!text.contains("for programs"), "what only programs read is not on a page");
}

#[test]
fn a_page_asks_for_nothing_outside_and_runs_nothing() {
    let page = render(&released("see http://example.org/?a=b <script>alert(1)</script> </style><img src=x onerror=y>"));
    words(&page).unwrap();
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<link") && !page.contains("url("));
    assert!(!page.contains(" src=") || !page.contains("<img"));
    assert!(!page.replace("xmlns=\"http://www.w3.org/2000/svg\"", "").contains("=\"http"), "no attribute is an address");
    assert_eq!(page.matches("</style>").count(), 1, "no text ends the style sheet");
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn heads_captions_and_regions_are_there_for_those_who_hear_the_page() {
    let page = render(&released("Northern"));
    assert!(page.contains(r#"<html lang="en-US">"#) && page.contains(r##"href="#content""##) && page.contains(r#"<main id="content">"#));
    for table in page.split("<table").skip(1) {
        let table = table.split("</table>").next().unwrap();
        assert!(table.contains("<caption>"), "{table}");
        assert!(!table.split("<th").skip(1).any(|head| !head.starts_with(" scope=") && !head.starts_with("ead")), "{table}");
    }
    assert_eq!(page.matches("role=\"region\"").count(), page.matches("<table").count());
    assert!(page.contains("<nav aria-labelledby=\"contents\">") && page.contains("href=\"#part-16\"") && page.contains("id=\"part-16\""));
    assert!(
        page.contains("colspan=\"2\"") && page.contains("class=\"form w-1-3\"") && page.contains(".w-1-3 col:nth-child(2){width:75.00%}")
    );
}

#[test]
fn the_same_report_is_the_same_page_and_short_ones_have_no_contents() {
    assert_eq!(render(&released("a")), render(&released("a")));
    let short = Report { title: "Short", parts: vec![Part::Heading("One".to_owned())], ..Report::default() };
    let page = render(&Released::internal(short, Mark::default()));
    assert!(!page.contains("<nav"));
    let empty = render(&Released::internal(Report { title: "Empty", ..Report::default() }, Mark::default()));
    assert!(words(&empty).unwrap().contains("No rows."));
}

#[test]
fn paper_gets_the_banner_in_letters_that_cannot_end_the_style() {
    assert_eq!(quoted("A·b, \"}"), "\"A\\b7 b\\2c  \\22 \\7d \"");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_makes_a_balanced_page(text in any::<String>()) {
        let page = render(&released(&text));
        prop_assert!(words(&page).is_ok(), "{:?}", words(&page));
        prop_assert_eq!(page.matches("<style>").count(), 1);
    }
}
