//! What a word processor must find in a document: well-formed parts, elements in the order of the schema, headings, heads of
//! tables, places to fill, and every word of the report.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::domain::mark;
use crate::report::chart::{Bar, Chart, Drawing};
use crate::report::form::{Form, Signature, Slot};
use crate::report::model::Paper;
use crate::report::policy::Mark;
use crate::report::{Cell, Column, Part, Report};

/// An element with what stands in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// All elements of that name in it, in order.
    fn all(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.each(&mut |element| {
            if element.name == name {
                found.push(element);
            }
        });
        found
    }

    fn each<'e>(&'e self, see: &mut impl FnMut(&'e Element)) {
        see(self);
        self.children.iter().for_each(|child| child.each(see));
    }

    fn words(&self) -> String {
        let mut out = String::new();
        self.each(&mut |element| match element.name.as_str() {
            "w:t" => out.push_str(&element.text),
            "w:br" => out.push('\n'),
            _ => {}
        });
        out
    }
}

/// A part as a tree; panics where it is not well-formed.
fn tree(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e} in {xml}")) {
            Event::Start(e) => {
                let attributes = e.attributes().map(|a| a.unwrap()).map(|a| {
                    let value = a.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned();
                    (a.key.as_ref().to_owned(), value)
                });
                open.push(Element { name: e.name().as_ref().to_owned(), attributes: attributes.collect(), ..Element::default() });
            }
            Event::End(_) => {
                let element = open.pop().unwrap();
                open.last_mut().unwrap().children.push(element);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let c = match &*name.xml10_content() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    other => panic!("'{other}' is no character"),
                };
                open.last_mut().unwrap().text.push(c);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let mut root = open.pop().unwrap();
    assert!(open.is_empty() && root.children.len() == 1, "one root element");
    root.children.pop().unwrap()
}

fn parts(bytes: &[u8]) -> HashMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = HashMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), content);
    }
    parts
}

fn part(bytes: &[u8], name: &str) -> Element {
    tree(std::str::from_utf8(&parts(bytes)[name]).unwrap())
}

fn written(report: Report) -> Vec<u8> {
    render(&Released::internal(report, Mark { who: "A. Reviewer".to_owned(), ..Mark::default() })).unwrap()
}

fn document(report: Report) -> Element {
    part(&written(report), "word/document.xml")
}

const WHAT: Column = Column::words("what", "What", "");
const MANY: Column = Column::number("many", "How many", "");

fn rows(rows: &[(&str, u64)]) -> Part {
    Part::Table(vec![WHAT, MANY], rows.iter().map(|(what, n)| vec![Cell::text(what), Cell::whole(Some(*n))]).collect())
}

fn matrix() -> Form {
    Form {
        caption: "Element 1".to_owned(),
        widths: vec![2, 1, 1],
        heads: 2,
        rows: vec![
            vec![Slot::label("Goal"), Slot::fill("goal/1/text", "", "What is to be reached").over(2)],
            vec![Slot::label("Step"), Slot::label("Who"), Slot::label("Done")],
            vec![Slot::fill("row/1/text", "Visit\nand note", "Step").room(3), Slot::fill("row/1/people", "", ""), Slot::printed("-")],
        ],
    }
}

/// A report with every part.
fn everything() -> Report {
    Report {
        name: "form",
        title: "Mini PIP",
        subject: "Green Valley".to_owned(),
        generated: "2026-11-20T08:15:30Z".to_owned(),
        file: "agency.milepost".to_owned(),
        filters: vec![("region", "Bluewater".to_owned())],
        footer: "version 2 of 3 Mar 2026".to_owned(),
        properties: vec![("milepost-plan".to_owned(), "a & b".to_owned())],
        parts: vec![
            Part::Chapter("Cover".to_owned()),
            Part::Heading("Facts".to_owned()),
            Part::Facts(vec![("Office".to_owned(), "Green Valley".to_owned())]),
            rows(&[("visits", 92), ("plans", 7)]),
            Part::Words("First line.\nSecond line.".to_owned()),
            Part::Remark("How to read it.".to_owned()),
            Part::Item("CPS1".to_owned(), "Seen in time".to_owned()),
            Part::Item("CPS10".to_owned(), "Closed in time".to_owned()),
            Part::Chart(Box::new(Chart {
                title: "Visits".to_owned(),
                reading: "92 of 120 \"visits\"; goal 102.".to_owned(),
                source: "Case reviews".to_owned(),
                drawing: Drawing::Bars(vec![Bar { label: "CPS1".to_owned(), value: Cell::number(Some(76.6)), ..Bar::default() }]),
            })),
            Part::Turn(Paper::Landscape),
            Part::Form(matrix()),
            Part::Turn(Paper::Portrait),
            Part::Signatures(vec![
                Signature { role: "Lead".to_owned(), name: "B. Person".to_owned(), signed: String::new() },
                Signature { role: "Director".to_owned(), signed: "signed 3 Mar 2026".to_owned(), ..Signature::default() },
            ]),
            Part::Lines(3),
            Part::NewPage,
            rows(&[("last", 1)]),
        ],
        notes: vec!["A note at the end.".to_owned()],
        ..Report::default()
    }
}

/// The order of the schema, for what is written here.
const ORDERS: &[(&str, &[&str])] = &[
    ("w:sectPr", &["w:headerReference", "w:footerReference", "w:type", "w:pgSz", "w:pgMar", "w:pgNumType", "w:cols", "w:titlePg"]),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    ("w:rPr", &["w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:rtl", "w:lang"]),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:vAlign"]),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    ("w:sdtPr", &["w:rPr", "w:alias", "w:tag", "w:id", "w:showingPlcHdr"]),
    ("w:sdt", &["w:sdtPr", "w:sdtContent"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:r", &["w:rPr", "w:t", "w:br", "w:tab", "w:drawing", "w:fldChar", "w:instrText"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("wp:inline", &["wp:extent", "wp:effectExtent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"]),
];

/// Elements whose children may stand in any order among themselves.
const FREE: &[&str] = &["w:r", "w:trPr"];

fn check_orders(root: &Element) {
    root.each(&mut |element| {
        let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == element.name) else { return };
        let places: Vec<usize> = element
            .children
            .iter()
            .map(|child| order.iter().position(|name| *name == child.name).unwrap_or_else(|| panic!("{} in {}", child.name, element.name)))
            .collect();
        assert!(FREE.contains(&element.name.as_str()) || places.is_sorted(), "{}: {:?}", element.name, element.children);
    });
}

#[test]
fn every_part_is_well_formed_and_in_the_order_of_the_schema() {
    let parts = parts(&written(everything()));
    for name in ["word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"] {
        check_orders(&tree(std::str::from_utf8(&parts[name]).unwrap()));
    }
    for (name, content) in parts.iter().filter(|(name, _)| name.as_str() != "word/media/chart1.png") {
        let root = tree(std::str::from_utf8(content).unwrap());
        assert!(!root.name.is_empty(), "{name}");
    }
}

#[test]
fn every_part_is_declared_and_every_relation_leads_to_a_part() {
    let parts = parts(&written(everything()));
    let types = tree(std::str::from_utf8(&parts["[Content_Types].xml"]).unwrap());
    for declared in types.all("Override") {
        assert!(parts.contains_key(declared.attribute("PartName").unwrap().trim_start_matches('/')));
    }
    let relations = tree(std::str::from_utf8(&parts["word/_rels/document.xml.rels"]).unwrap());
    let ids: Vec<&str> = relations.all("Relationship").iter().map(|r| r.attribute("Id").unwrap()).collect();
    for relation in relations.all("Relationship") {
        assert!(parts.contains_key(&format!("word/{}", relation.attribute("Target").unwrap())));
    }
    let mut used = 0;
    tree(std::str::from_utf8(&parts["word/document.xml"]).unwrap()).each(&mut |element| {
        for (name, id) in &element.attributes {
            if name == "r:id" || name == "r:embed" {
                used += 1;
                assert!(ids.contains(&id.as_str()), "{id}");
            }
        }
    });
    // Header and footer of three sections, a picture and its drawing.
    assert_eq!(used, 8);
}

#[test]
fn sections_follow_the_paper_and_headings_are_headings() {
    let document = document(everything());
    let sizes: Vec<_> = document.all("w:pgSz").iter().map(|size| (size.attribute("w:w").unwrap(), size.attribute("w:orient"))).collect();
    assert_eq!(sizes, [("12240", None), ("15840", Some("landscape")), ("12240", None)].map(|(w, o)| (w, o)));
    let styles: Vec<(&str, String)> = document
        .all("w:p")
        .iter()
        .filter_map(|p| Some((p.all("w:pStyle").first()?.attribute("w:val")?, p.words())))
        .filter(|(style, _)| matches!(*style, "Title" | "Subtitle") || style.starts_with("Heading"))
        .collect();
    let wanted = [("Title", "Mini PIP"), ("Subtitle", "Green Valley"), ("Heading1", "Cover"), ("Heading2", "Facts")];
    assert_eq!(styles, wanted.map(|(style, words)| (style, words.to_owned())));
    let breaks = document.all("w:pageBreakBefore").len();
    assert_eq!(breaks, 1, "the new page within a section");
}

#[test]
fn tables_have_repeated_heads_that_are_not_split_and_names_for_who_does_not_see_them() {
    let document = document(everything());
    let tables = document.all("w:tbl");
    let captions: Vec<&str> = tables.iter().map(|t| t.all("w:tblCaption")[0].attribute("w:val").unwrap()).collect();
    assert_eq!(captions, ["Facts", "Facts", "Element 1", "Signatures", "Lines to write on", "Facts"]);
    let heads: Vec<usize> = tables.iter().map(|t| t.all("w:tblHeader").len()).collect();
    assert_eq!(heads, [0, 1, 2, 0, 0, 1]);
    for row in tables.iter().flat_map(|t| t.all("w:tr")).filter(|row| !row.all("w:tblHeader").is_empty()) {
        assert_eq!(row.all("w:cantSplit").len(), 1);
        assert!(row.all("w:trHeight").is_empty(), "room to write would be repeated on each page");
    }
    for table in &tables {
        let grid = table.all("w:gridCol").len();
        for row in table.all("w:tr") {
            let span = |cell: &&Element| cell.all("w:gridSpan").first().map_or(1, |span| span.attribute("w:val").unwrap().parse().unwrap());
            assert_eq!(row.all("w:tc").iter().map(span).sum::<usize>(), grid);
        }
    }
    let writing = tables[4];
    assert!(writing.all("w:trHeight").iter().all(|height| height.attribute("w:hRule") == Some("exact")));
    assert_eq!(writing.all("w:tr").len(), 3);
}

#[test]
fn two_tables_never_touch() {
    let body = document(Report { parts: vec![rows(&[("a", 1)]), rows(&[("b", 2)]), Part::Lines(1)], ..everything() });
    let names: Vec<&str> = body.children[0].children.iter().map(|child| child.name.as_str()).collect();
    assert!(!names.windows(2).any(|pair| pair == ["w:tbl", "w:tbl"]), "{names:?}");
    assert_eq!(names[names.len() - 2..], ["w:p", "w:sectPr"], "a body never ends with a table");
}

#[test]
fn a_place_to_fill_is_a_control_under_its_tag_whether_it_is_filled_or_blank() {
    let document = document(everything());
    let controls = document.all("w:sdt");
    let tags: Vec<&str> = controls.iter().map(|c| c.all("w:tag")[0].attribute("w:val").unwrap()).collect();
    assert_eq!(tags, ["goal/1/text", "row/1/text", "row/1/people"]);
    let blank: Vec<bool> = controls.iter().map(|c| !c.all("w:showingPlcHdr").is_empty()).collect();
    assert_eq!(blank, [true, false, true]);
    assert_eq!(controls[0].words(), "What is to be reached");
    assert_eq!(controls[0].all("w:rStyle")[0].attribute("w:val"), Some("PlaceholderText"));
    assert_eq!(controls[1].words(), "Visit\nand note");
    assert!(!controls[2].words().is_empty(), "nobody finds a control without width");
    let marks: Vec<&str> = document.all("w:bookmarkStart").iter().map(|m| m.attribute("w:name").unwrap()).collect();
    assert_eq!(marks, tags.iter().map(|tag| mark::of(tag)).collect::<Vec<_>>());
    let mut ids: Vec<&str> = controls.iter().map(|c| c.all("w:id")[0].attribute("w:val").unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), controls.len());
}

#[test]
fn a_tag_that_word_would_call_damage_is_left_out() {
    let long = Slot::fill("x".repeat(LONGEST_TAG + 1), "text", "h".repeat(300));
    let fits = Slot::fill("x".repeat(LONGEST_TAG), "more", "h".repeat(300));
    let form = Form { rows: vec![vec![long], vec![fits]], ..Form::default() };
    let document = document(Report { parts: vec![Part::Form(form)], ..Report::default() });
    assert_eq!(document.all("w:sdt").len(), 1);
    assert_eq!(document.all("w:alias")[0].attribute("w:val").map(str::len), Some(LONGEST_TAG));
    assert!(document.words().contains("text") && document.words().contains("more"));
}

#[test]
fn every_page_has_the_banner_the_version_and_its_number_of_all() {
    let bytes = written(everything());
    let (header, footer) = (part(&bytes, "word/header1.xml"), part(&bytes, "word/footer1.xml"));
    assert!(header.words().starts_with("Confidential · made by A. Reviewer · data as of 2026-11-20"));
    assert_eq!(footer.words(), "version 2 of 3 Mar 2026page 1 of 1");
    let fields: Vec<&str> = footer.all("w:instrText").iter().map(|field| field.text.trim()).collect();
    assert_eq!(fields, ["PAGE", "NUMPAGES"]);
    let draft = written(Report { footer: String::new(), ..everything() });
    assert!(part(&draft, "word/footer1.xml").words().starts_with("Data as of 2026-11-20"));
}

#[test]
fn a_chart_has_a_picture_a_drawing_and_its_sentence() {
    let bytes = written(everything());
    let parts = parts(&bytes);
    assert!(parts["word/media/chart1.png"].starts_with(b"\x89PNG"));
    assert!(parts["word/media/chart1.svg"].starts_with(b"<svg") || parts["word/media/chart1.svg"].starts_with(b"<?xml"));
    let document = part(&bytes, "word/document.xml");
    let described = document.all("wp:docPr")[0];
    assert_eq!(described.attribute("descr"), Some("92 of 120 \"visits\"; goal 102."));
    assert_eq!(described.attribute("title"), Some("Visits"));
    assert_eq!(document.all("asvg:svgBlip").len(), 1);
    let picture = document.all("w:p").into_iter().find(|p| !p.all("w:drawing").is_empty()).unwrap();
    assert!(picture.words().starts_with("Visits"), "title and picture are one paragraph");
    assert!(document.words().contains("92 of 120 \"visits\"; goal 102.") && document.words().contains("Case reviews"));
}

#[test]
fn properties_say_title_person_day_and_what_the_report_gives() {
    let bytes = written(everything());
    let core = part(&bytes, "docProps/core.xml");
    let said: Vec<(&str, &str)> = core.children.iter().map(|child| (child.name.as_str(), child.text.as_str())).collect();
    assert!(said.contains(&("dc:title", "Mini PIP")) && said.contains(&("dc:creator", "A. Reviewer")));
    assert!(said.contains(&("dcterms:created", "2026-11-20T08:15:30Z")) && said.contains(&("dc:language", "en-US")));
    let custom = part(&bytes, "docProps/custom.xml");
    assert_eq!(custom.children[0].attribute("name"), Some("milepost-plan"));
    assert_eq!(custom.children[0].children[0].text, "a & b");

    let bytes = written(Report { properties: Vec::new(), generated: "today".to_owned(), ..everything() });
    assert!(!parts(&bytes).contains_key("docProps/custom.xml"));
    assert!(part(&bytes, "docProps/core.xml").all("dcterms:created").is_empty(), "no day is made up");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(written(everything()), written(everything()));
}

#[test]
fn a_report_without_rows_or_with_empty_parts_says_so_and_is_whole() {
    let empty = vec![
        Part::Form(Form::default()),
        Part::Signatures(Vec::new()),
        Part::Lines(0),
        Part::Facts(Vec::new()),
        Part::Table(vec![WHAT], Vec::new()),
    ];
    let of = |parts: Vec<Part>| document(Report { title: "Scores", parts, ..Report::default() });
    assert!(of(Vec::new()).words().contains("No rows."));
    assert_eq!(of(empty.clone()).words().matches("No rows.").count(), 1);
    check_orders(&of(empty));
    assert!(of(vec![Part::NewPage, Part::Turn(Paper::Landscape)]).all("w:sectPr").len() == 1);
}

#[test]
fn words_from_right_to_left_are_marked_so() {
    let cell = |text: &str| document(Report { parts: vec![Part::Words(text.to_owned())], ..Report::default() });
    let mixed = cell("by שלום 12 עולם, and back");
    let runs: Vec<(String, bool)> = mixed.all("w:r").iter().map(|run| (run.words(), !run.all("w:rtl").is_empty())).collect();
    let wanted = [("by ", false), ("שלום 12 עולם", true), (", and back", false)];
    assert!(runs.ends_with(&wanted.map(|(words, way)| (words.to_owned(), way))), "{runs:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever people typed, in every place where text can stand.
    #[test]
    fn any_text_is_well_formed_and_all_that_is_plain_of_it_is_there(text in "\\PC{0,40}|[\\x00-\\x20<>&\"'א-ת\u{202e}\u{fffe}\u{ffff}😀中\u{7f}]{0,40}") {
        let report = Report {
            subject: text.clone(),
            file: text.clone(),
            footer: text.clone(),
            filters: vec![("region", text.clone())],
            properties: vec![(text.clone(), text.clone())],
            notes: vec![text.clone()],
            parts: vec![
                Part::Chapter(text.clone()),
                Part::Words(text.clone()),
                Part::Item(text.clone(), text.clone()),
                Part::Facts(vec![(text.clone(), text.clone())]),
                rows(&[(&text, 1)]),
                Part::Form(Form {
                    caption: text.clone(),
                    rows: vec![vec![Slot::label(&text), Slot::fill("tag", &text, &text), Slot::printed(&text)]],
                    ..Form::default()
                }),
                Part::Signatures(vec![Signature { role: text.clone(), name: text.clone(), signed: text.clone() }]),
            ],
            ..Report::default()
        };
        let bytes = render(&Released::internal(report, Mark { who: text.clone(), purpose: text.clone(), ..Mark::default() })).unwrap();
        for (name, content) in parts(&bytes) {
            let root = tree(std::str::from_utf8(&content).unwrap());
            if name == "word/document.xml" {
                check_orders(&root);
                let (plain, _) = crate::domain::text::clean(&text);
                let plain = plain.replace(['\u{fffe}', '\u{ffff}'], "");
                let cells: Vec<String> = root.all("w:tc").iter().map(|cell| cell.words()).collect();
                prop_assert!(cells.contains(&plain) || plain.trim().is_empty(), "{:?} is not in {:?}", plain, cells);
            }
        }
    }
}
