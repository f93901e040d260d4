//! Forms out and back: what was not touched makes no difference, what was touched comes back as it was meant.

use chrono::{Days, NaiveDate};

use super::*;
use crate::domain::change::Edit;
use crate::domain::order;
use crate::domain::paper::{DATES, said};
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::import::docx::{Block, Cell, Document, Row, Table};
use crate::report::render::{Format, render};
use crate::report::{Mark, Released};

const TEXTS: [&str; 20] = [
    "Write a visit calendar with every team",
    "Ñandú & <b>\"quoted\"</b> 'apostrophe'",
    "A family 👩‍👩‍👧 and 中文字",
    "שלום עולם, first and last",
    "line one\nline two\n\nline four",
    "=SUM(A1:A2)",
    "   blanks before and after   ",
    "a tab\there",
    "Benchmark: reads like one",
    "]]></w:t>",
    "\u{202e}turned round\u{200b}",
    "waived",
    "Office: Elsewhere",
    "1. Areas that need improvement",
    "Goal",
    "Action steps and benchmarks",
    "monthly to 6/30",
    "by 3/15/2026",
    "x",
    "Dé\u{ad}cembre — “smart” quotes…",
];

/// Small numbers, the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn text(&mut self) -> Value {
        match self.below(24) {
            at @ 0..20 => Value::text(TEXTS[at as usize]),
            20 => Value::text((0..420).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")),
            _ => Value::None,
        }
    }

    fn day(&mut self) -> Value {
        let first: NaiveDate = "2025-01-01".parse().unwrap();
        if self.below(3) == 0 { Value::None } else { Value::Date(first + Days::new(self.below(900))) }
    }
}

struct Story {
    book: Book,
    plan: Id,
    next: u64,
}

impl Story {
    fn id(&mut self) -> Id {
        self.next += 1;
        let mut bytes = [7; 16];
        bytes[8..].copy_from_slice(&self.next.to_be_bytes());
        Id(bytes)
    }

    fn part(&mut self, kind: Kind, whole: Id, place: &str) -> Id {
        let id = self.id();
        if let Some(field) = kind.parent() {
            self.book.set(kind, id, field, Value::Record(whole));
        }
        self.book.set(kind, id, Field::Position, Value::text(place));
        id
    }

    fn set(&mut self, kind: Kind, id: Id, field: Field, value: impl Into<Option<&'static str>>) {
        self.book.set(kind, id, field, value.into().map_or(Value::None, Value::text));
    }

    /// A plan with whatever may stand in one.
    fn made(seed: u64) -> Story {
        let mut chance = Chance(seed);
        let mut story = Story { book: Book::default(), plan: Id::NIL, next: seed * 100_000 };
        let office = story.part(Kind::Office, Id::NIL, "b");
        story.set(Kind::Office, office, Field::Name, "Northfield");
        story.plan = story.part(Kind::MiniPip, Id::NIL, "i");
        let plan = story.plan;
        story.set(Kind::MiniPip, plan, Field::Title, "Visits that count");
        story.set(Kind::MiniPip, plan, Field::Stage, "draft");
        story.book.set(Kind::MiniPip, plan, Field::Office, Value::Record(office));
        let overview = crate::domain::paper::OVERVIEW;
        for (field, _) in overview {
            let text = chance.text();
            story.book.set(Kind::MiniPip, plan, field, text);
        }
        let mut people = Vec::new();
        let count = chance.below(16) as usize + 1;
        for (n, place) in order::spread(count).iter().enumerate() {
            let person = story.part(Kind::PipPerson, plan, place);
            let part = ["lead", "co-lead", "member", "collaborator", "attendee"][if n == 0 { 0 } else { chance.below(5) as usize }];
            story.set(Kind::PipPerson, person, Field::Part, part);
            story.book.set(Kind::PipPerson, person, Field::Name, Value::text(format!("Person {n}, of {seed}")));
            for field in [Field::Organisation, Field::Category, Field::Phone, Field::Email, Field::HelpsWith] {
                let text = chance.text();
                story.book.set(Kind::PipPerson, person, field, text);
            }
            people.push(person);
        }
        let elements = chance.below(5) as usize;
        for place in order::spread(elements) {
            let element = story.part(Kind::Element, plan, &place);
            for field in [Field::Title, Field::Strategy, Field::Factors, Field::Partners] {
                let text = chance.text();
                story.book.set(Kind::Element, element, field, text);
            }
            story.book.set(Kind::Element, element, Field::Responsible, Value::records(vec![people[0]]));
            story.book.set(Kind::Element, element, Field::Priority, Value::Int(chance.below(9) as i64 + 1));
            for (term, place) in ["short", "long"].into_iter().zip(order::spread(2)) {
                let goal = story.part(Kind::Goal, element, &place);
                story.set(Kind::Goal, goal, Field::Term, term);
                for field in [Field::Text, Field::Measure, Field::Baseline, Field::Target] {
                    let text = chance.text();
                    story.book.set(Kind::Goal, goal, field, text);
                }
                let day = chance.day();
                story.book.set(Kind::Goal, goal, Field::By, day);
            }
            let rows = if seed == 7 { 60 } else { chance.below(8) as usize };
            for place in order::spread(rows) {
                let row = story.part(Kind::Row, element, &place);
                let part = if chance.below(4) == 0 { "benchmark" } else { "step" };
                story.set(Kind::Row, row, Field::Part, part);
                for field in [Field::Text, Field::Evidence, Field::Completion, Field::FollowUp, Field::Waived] {
                    let text = if field == Field::Waived && chance.below(4) > 0 { Value::None } else { chance.text() };
                    story.book.set(Kind::Row, row, field, text);
                }
                let named: Vec<Id> = people.iter().copied().filter(|_| chance.below(4) == 0).collect();
                story.book.set(Kind::Row, row, Field::People, Value::records(named));
                for field in [Field::CompletionDue, Field::FollowUpDue, Field::Released] {
                    let day = chance.day();
                    story.book.set(Kind::Row, row, field, day);
                }
            }
        }
        for (kind, fields) in [
            (Kind::Evaluation, &[Field::Method, Field::Measure, Field::Frequency, Field::Who][..]),
            (Kind::Timeline, &[Field::DayText, Field::Activity, Field::Comment][..]),
        ] {
            let rows = chance.below(14) as usize;
            for place in order::spread(rows) {
                let row = story.part(kind, plan, &place);
                for field in fields {
                    let text = chance.text();
                    story.book.set(kind, row, *field, text);
                }
            }
        }
        story
    }

    /// The form of the plan, as it comes back from a Word document.
    fn document(&self, plan: Option<Id>) -> Document {
        let report = Report { title: "Mini Program Improvement Plan (Mini PIP)", ..form::build(&self.book, plan, None) };
        let report = Report { file: "story.milepost".to_owned(), generated: "2026-03-01T00:00:00Z".to_owned(), ..report };
        let bytes = render(&Released::internal(report, Mark::default()), Format::Docx).unwrap();
        if let Ok(folder) = std::env::var("MILEPOST_KEEP_FORMS") {
            std::fs::write(format!("{folder}/form-{}.docx", self.next), &bytes).unwrap();
        }
        docx::read("form.docx", &bytes).map_err(|refused| refused.to_string()).unwrap().records
    }

    fn filled(&self, document: &Document) -> Filled {
        let mut document = document.clone();
        marks::name(&self.book, &mut document);
        let mut filled = page::filled(&document);
        without_printed(&self.book, Some(self.plan), &mut filled);
        filled
    }

    fn taken(&self, document: &Document, plan: Option<Id>, replace: bool) -> Compared {
        let mut next = 9_000_000_u64;
        let mut fresh = || {
            next += 1;
            let mut bytes = [8; 16];
            bytes[8..].copy_from_slice(&next.to_be_bytes());
            Id(bytes)
        };
        let today = "2026-03-01".parse().unwrap();
        compare(&self.book, plan, &self.filled(document), How { replace, today, fresh: &mut fresh })
    }

    fn back(&self, document: &Document) -> Compared {
        self.taken(document, Some(self.plan), false)
    }

    fn after(&self, compared: &Compared) -> Book {
        self.book.after(&compared.edits)
    }

    fn elements(&self) -> Vec<Id> {
        self.book.parts(self.plan, Kind::Element).iter().map(|element| element.id).collect()
    }

    fn rows(&self, element: usize) -> Vec<&Record> {
        self.book.parts(self.elements()[element], Kind::Row)
    }
}

fn texts(book: &Book, element: Id) -> Vec<String> {
    book.parts(element, Kind::Row).iter().map(|row| row.text(Field::Text).to_owned()).collect()
}

fn shown(compared: &Compared) -> Vec<String> {
    let one = |d: &Difference| {
        let fate = match &d.fate {
            Fate::Taken => "taken".to_owned(),
            Fate::Held(why) => format!("held, {why}"),
            Fate::Left(why) => format!("left, {why}"),
        };
        format!("{}: '{}' -> '{}' {fate}", d.place, d.before, d.after)
    };
    compared.differences.iter().map(one).collect()
}

/// A small plan with two elements that everybody can follow.
fn small() -> Story {
    let mut story = Story { book: Book::default(), plan: Id::NIL, next: 0 };
    let office = story.part(Kind::Office, Id::NIL, "b");
    story.set(Kind::Office, office, Field::Name, "Northfield");
    story.plan = story.part(Kind::MiniPip, Id::NIL, "i");
    let plan = story.plan;
    story.set(Kind::MiniPip, plan, Field::Title, "Visits that count");
    story.set(Kind::MiniPip, plan, Field::Areas, "Visits are late, and nobody writes them down.");
    story.book.set(Kind::MiniPip, plan, Field::Office, Value::Record(office));
    for (part, name, place) in [("lead", "Ada Fields", "b"), ("member", "Bo Larsen", "d"), ("collaborator", "Cy Marsh", "f")] {
        let person = story.part(Kind::PipPerson, plan, place);
        story.set(Kind::PipPerson, person, Field::Part, part);
        story.set(Kind::PipPerson, person, Field::Name, name);
    }
    for (title, rows, place) in [
        ("Visits", ["Write a calendar", "Train caseworkers", "Review it monthly"], "b"),
        ("Screening", ["Hire a screener", "Screen in a day", "Report"], "d"),
    ] {
        let element = story.part(Kind::Element, plan, place);
        story.set(Kind::Element, element, Field::Title, title);
        let goal = story.part(Kind::Goal, element, "b");
        story.set(Kind::Goal, goal, Field::Term, "short");
        story.set(Kind::Goal, goal, Field::Text, "More of it on time");
        for (text, place) in rows.into_iter().zip(["b", "d", "f"]) {
            let row = story.part(Kind::Row, element, place);
            story.set(Kind::Row, row, Field::Part, "step");
            story.set(Kind::Row, row, Field::Text, text);
            story.set(Kind::Row, row, Field::Completion, "by 3/15/2026");
            story.book.set(Kind::Row, row, Field::CompletionDue, Value::Date("2026-03-15".parse().unwrap()));
        }
    }
    story
}

fn tables(document: &mut Document) -> Vec<&mut Table> {
    let table = |block: &'_ mut Block| match block {
        Block::Table(_) => true,
        Block::Paragraph(_) => false,
    };
    document
        .blocks
        .iter_mut()
        .filter_map(|block| if table(block) { if let Block::Table(table) = block { Some(table) } else { None } } else { None })
        .collect()
}

/// The table and row in which a text stands.
fn row_with(document: &mut Document, text: &str) -> (usize, usize) {
    let mut all = tables(document).into_iter().enumerate();
    all.find_map(|(at, table)| Some((at, table.rows.iter().position(|row| row.cells.iter().any(|cell| cell.text == text))?))).unwrap()
}

fn cell<'d>(document: &'d mut Document, text: &str) -> &'d mut Cell {
    let cells = tables(document).into_iter().flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells);
    cells.into_iter().find(|cell| cell.text == text).unwrap()
}

/// A row as people add one: without tags.
fn added(texts: &[&str]) -> Row {
    let cell = |text: &&str| Cell { text: (*text).to_owned(), span: 1, ..Cell::default() };
    Row { head: false, cells: texts.iter().map(cell).collect() }
}

fn without_tags(document: &mut Document) {
    document.properties.clear();
    for cell in tables(document).into_iter().flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells) {
        cell.controls.clear();
        cell.marks.clear();
    }
}

#[test]
fn twenty_plans_go_out_and_come_back_without_a_difference() {
    for seed in 1..=20 {
        let story = Story::made(seed);
        let document = story.document(Some(story.plan));
        let back = story.back(&document);
        assert_eq!((shown(&back), back.edits.len()), (Vec::new(), 0), "plan {seed}");
        let places: usize = form::build(&story.book, Some(story.plan), None).rows.iter().filter(|row| !row[5].words().is_empty()).count();
        assert!(back.same >= places, "plan {seed}: {} places of {places} were held against the plan", back.same);
    }
}

#[test]
fn without_any_tag_the_same_plans_are_known_by_heads_labels_and_order() {
    for seed in 1..=20 {
        let story = Story::made(seed);
        let mut document = story.document(Some(story.plan));
        without_tags(&mut document);
        let back = story.back(&document);
        assert_eq!(back.edits, [], "plan {seed}: {:#?}", shown(&back));
    }
}

#[test]
fn every_filled_place_of_a_plan_can_be_changed_and_is_told_with_both_texts() {
    let story = Story::made(3);
    let document = story.document(Some(story.plan));
    let mut changed = document.clone();
    let mut n = 0;
    for cell in tables(&mut changed).into_iter().flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells) {
        if cell.tags().next().is_some() && !cell.text.trim().is_empty() {
            cell.text = format!("{} and more", cell.text);
            n += 1;
        }
    }
    let back = story.back(&changed);
    assert_eq!(back.differences.iter().filter(|d| !d.place.ends_with(": part")).count(), n, "{:#?}", shown(&back));
    assert!(back.differences.iter().all(|d| d.before != d.after));
}

#[test]
fn a_changed_cell_changes_its_field_and_what_is_read_from_it() {
    let story = small();
    let mut document = story.document(Some(story.plan));
    cell(&mut document, "Train caseworkers").text = "Train all caseworkers <b> & 'supervisors'\u{202e} 👍".to_owned();
    let (table, row) = row_with(&mut document, "Review it monthly");
    let late = &mut tables(&mut document)[table].rows[row].cells;
    late[1].text = "Ada Fields; Dee Nolan".to_owned();
    late[3].text = "monthly to 6/30/2026".to_owned();
    let back = story.back(&document);
    assert!(back.differences.iter().all(|d| d.fate == Fate::Taken), "{:#?}", shown(&back));
    assert_eq!(back.differences[0].place, "element 1, row 2: Action steps and benchmarks");
    let after = story.after(&back);
    let rows = after.parts(story.elements()[0], Kind::Row);
    assert_eq!(rows[1].text(Field::Text), "Train all caseworkers <b> & 'supervisors' 👍");
    assert_eq!(said(&after, rows[2], Field::People), "Ada Fields; Dee Nolan");
    assert_eq!(rows[2].date(Field::CompletionDue), "2026-06-30".parse().ok());
    assert_eq!(rows[2].text(Field::CompletionRepeat), "monthly");
    let dee = after.parts(story.plan, Kind::PipPerson).into_iter().find(|p| p.text(Field::Name) == "Dee Nolan").unwrap();
    assert_eq!(dee.text(Field::Part), "collaborator");
}

#[test]
fn added_rows_become_rows_where_they_stand() {
    let story = small();
    let mut document = story.document(Some(story.plan));
    let (table, row) = row_with(&mut document, "Write a calendar");
    let rows = &mut tables(&mut document)[table].rows;
    let mut copied = rows[row].clone();
    copied.cells[0].text = "Copied in Word".to_owned();
    rows.insert(row + 1, added(&["Benchmark: half of it done", "Bo Larsen", "", "31 April", "", ""]));
    rows.push(copied);
    let back = story.back(&document);
    let after = story.after(&back);
    let element = story.elements()[0];
    assert_eq!(texts(&after, element), ["Write a calendar", "half of it done", "Train caseworkers", "Review it monthly", "Copied in Word"]);
    let new = after.parts(element, Kind::Row)[1];
    assert_eq!((new.text(Field::Part), said(&after, new, Field::People).as_str()), ("benchmark", "Bo Larsen"));
    let left = shown(&back).into_iter().find(|line| line.contains("Completion timeline")).unwrap();
    assert!(left.starts_with("element 1, row 2: Completion timeline: '' -> '31 April' left, 31 Apr does not exist"), "{left}");
}

#[test]
fn a_row_that_is_missing_goes_only_where_it_may_be_replaced() {
    let story = small();
    let mut document = story.document(Some(story.plan));
    let (table, row) = row_with(&mut document, "Train caseworkers");
    tables(&mut document)[table].rows.remove(row);
    let back = story.back(&document);
    assert_eq!(back.edits, []);
    assert_eq!(
        shown(&back),
        ["element 1, row 2: 'Train caseworkers | by 3/15/2026' -> '' held, it is missing in the document; replacing deletes it here"]
    );
    let back = story.taken(&document, Some(story.plan), true);
    assert_eq!(texts(&story.after(&back), story.elements()[0]), ["Write a calendar", "Review it monthly"]);
}

#[test]
fn an_emptied_cell_is_shown_and_kept_until_it_may_be_replaced() {
    let story = small();
    let mut document = story.document(Some(story.plan));
    cell(&mut document, "Visits are late, and nobody writes them down.").text.clear();
    let back = story.back(&document);
    assert_eq!(back.edits, []);
    assert!(shown(&back)[0].ends_with("held, it is emptied in the document"), "{:?}", shown(&back));
    let back = story.taken(&document, Some(story.plan), true);
    assert_eq!(story.after(&back).get(story.plan).unwrap().text(Field::Areas), "");
}

#[test]
fn a_copied_element_is_a_new_one_with_its_rows() {
    let story = small();
    let mut document = story.document(Some(story.plan));
    let at = document
        .blocks
        .iter()
        .rposition(
            |block| matches!(block, Block::Table(table) if table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.text == "Report")),
        )
        .unwrap();
    let mut copy: Vec<Block> = document.blocks[at - 1..=at].to_vec();
    for block in &mut copy {
        let Block::Table(table) = block else { continue };
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            for (before, after) in [
                ("Screening", "Reunification"),
                ("Hire a screener", "Plan the first visit"),
                ("Element and strategy #2", "Element and strategy #3"),
            ] {
                if cell.text == before {
                    after.clone_into(&mut cell.text);
                }
            }
        }
    }
    document.blocks.splice((at + 1)..=at, copy);
    let back = story.back(&document);
    let after = story.after(&back);
    let elements = after.parts(story.plan, Kind::Element);
    let titles: Vec<&str> = elements.iter().map(|element| element.text(Field::Title)).collect();
    assert_eq!(titles, ["Visits", "Screening", "Reunification"], "{:#?}", shown(&back));
    assert_eq!(texts(&after, elements[2].id), ["Plan the first visit", "Screen in a day", "Report"]);
    assert_eq!(texts(&after, elements[1].id), ["Hire a screener", "Screen in a day", "Report"]);
    assert_eq!(after.parts(elements[2].id, Kind::Goal).len(), 1);
}

#[test]
fn a_row_that_was_moved_is_moved_and_not_taken_for_another() {
    let story = small();
    let mut document = story.document(Some(story.plan));
    let (table, row) = row_with(&mut document, "Review it monthly");
    let rows = &mut tables(&mut document)[table].rows;
    let moved = rows.remove(row);
    rows.insert(row - 2, moved);
    let back = story.back(&document);
    assert_eq!(shown(&back), ["element 1, row 1: place in the list: 'place 3' -> 'place 1' taken"]);
    assert_eq!(texts(&story.after(&back), story.elements()[0]), ["Review it monthly", "Write a calendar", "Train caseworkers"]);

    let (table, row) = row_with(&mut document, "Train caseworkers");
    let gone = tables(&mut document)[table].rows.remove(row);
    let (table, _) = row_with(&mut document, "Report");
    tables(&mut document)[table].rows.push(gone);
    let after = story.after(&story.back(&document));
    assert_eq!(texts(&after, story.elements()[0]), ["Review it monthly", "Write a calendar"]);
    assert_eq!(texts(&after, story.elements()[1]), ["Hire a screener", "Screen in a day", "Report", "Train caseworkers"]);
}

#[test]
fn what_was_changed_in_both_waits_and_what_was_changed_here_stays() {
    let mut story = small();
    let mut document = story.document(Some(story.plan));
    let ids: Vec<Id> = story.rows(0).iter().map(|row| row.id).collect();
    story.set(Kind::Row, ids[0], Field::Text, "Write a calendar for each county");
    story.set(Kind::Row, ids[1], Field::Text, "Train everybody");
    let made = story.part(Kind::Row, story.elements()[0], "h");
    story.set(Kind::Row, made, Field::Text, "Made here since");
    cell(&mut document, "Write a calendar").text = "Write a calendar and share it".to_owned();
    let back = story.back(&document);
    assert_eq!(back.edits, []);
    let shown = shown(&back);
    assert!(shown[0].ends_with("held, it was changed here as well since the document was made"), "{shown:#?}");
    assert!(shown[1].ends_with("left, it was changed here since the document was made; what is here stays"), "{shown:#?}");
    assert_eq!(shown.len(), 2, "what was made here since is not missing in the document: {shown:#?}");
    let after = story.after(&story.taken(&document, Some(story.plan), true));
    assert_eq!(texts(&after, story.elements()[0])[..2], ["Write a calendar and share it", "Train everybody"]);
}

#[test]
fn a_record_deleted_here_since_stays_deleted_unless_the_document_went_on_with_it() {
    let mut story = small();
    let mut document = story.document(Some(story.plan));
    let ids: Vec<Id> = story.rows(0).iter().map(|row| row.id).collect();
    story.book.set(Kind::Row, ids[1], Field::Gone, Value::Int(1));
    assert_eq!(story.back(&document).edits, []);
    cell(&mut document, "Train caseworkers").text = "Train caseworkers twice".to_owned();
    let back = story.back(&document);
    assert!(shown(&back)[0].contains("held, it was deleted here"), "{:#?}", shown(&back));
    let after = story.after(&story.taken(&document, Some(story.plan), true));
    assert_eq!(texts(&after, story.elements()[0]), ["Write a calendar", "Train caseworkers twice", "Review it monthly"]);
}

#[test]
fn the_rules_of_the_plan_hold_for_what_comes_back() {
    let story = small();
    let mut document = story.document(Some(story.plan));
    let (table, row) = row_with(&mut document, "Report");
    tables(&mut document)[table].rows[row].cells[5].text = "4/1/2026".to_owned();
    cell(&mut document, "Northfield").text = "Northfeld".to_owned();
    let shown = shown(&story.back(&document));
    assert_eq!(
        shown[0],
        "plan: Office: 'Northfield' -> 'Northfeld' left, there is no office or district named 'Northfeld' here; did you mean 'Northfield'?"
    );
    assert!(shown[1].ends_with("left, a row is released only when it is complete; enter the day it was completed first"), "{shown:#?}");
}

#[test]
fn text_in_no_place_of_the_form_is_named() {
    let story = small();
    let mut document = story.document(Some(story.plan));
    let paragraph = crate::import::docx::Paragraph { text: "Call Ada about the bus".to_owned(), ..Default::default() };
    document.blocks.push(Block::Paragraph(paragraph));
    let (table, row) = row_with(&mut document, "Report");
    let rows = &mut tables(&mut document)[table].rows;
    rows[row].cells.push(Cell { text: "a seventh column".to_owned(), span: 1, ..Cell::default() });
    let shown = shown(&story.back(&document));
    assert_eq!(shown.len(), 2, "{shown:#?}");
    assert!(shown[0].contains("a seventh column") && shown[1].contains("Call Ada about the bus"), "{shown:#?}");
    assert!(shown.iter().all(|line| line.ends_with("left, it stands in no place of the form")));
}

#[test]
fn an_empty_form_that_was_filled_makes_a_plan() {
    let story = small();
    let mut document = story.document(None);
    assert!(story.filled(&document).is_new());
    let fill = |document: &mut Document, path: &str, field: Field, text: &str| {
        let tag = format!("new/{path}/{}", field.name());
        let cells = tables(document).into_iter().flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells);
        cells.into_iter().find(|cell| cell.tags().any(|own| own == tag)).unwrap_or_else(|| panic!("no place {tag}")).text = text.to_owned();
    };
    for (path, field, text) in [
        ("pip/1", Field::Office, "northfield"),
        ("pip/1", Field::ImplementationDate, "June 1, 2026"),
        ("lead/1", Field::Name, "Eve Orton"),
        ("member/2", Field::Name, "Flo Pace"),
        ("element/2", Field::Title, "Visits"),
        ("element/2", Field::Responsible, "Flo Pace"),
        ("element/2/goal/1", Field::Text, "On time"),
        ("element/2/row/2", Field::Text, "Write a calendar"),
        ("element/2/row/2", Field::People, "Gil Quist"),
        ("timeline/3", Field::DayText, "May 2026"),
        ("timeline/3", Field::Activity, "Second meeting"),
    ] {
        fill(&mut document, path, field, text);
    }
    let back = story.taken(&document, None, false);
    assert!(back.differences.iter().all(|d| d.fate == Fate::Taken), "{:#?}", shown(&back));
    let after = story.after(&back);
    let plan = after.all(Kind::MiniPip).into_iter().find(|plan| plan.id != story.plan).unwrap();
    assert_eq!((plan.text(Field::Title), plan.text(Field::Stage)), ("Mini PIP of northfield", "selected"));
    assert_eq!(said(&after, plan, Field::ImplementationDate), "Jun 1, 2026");
    let elements = after.parts(plan.id, Kind::Element);
    assert_eq!((elements.len(), elements[0].text(Field::Title)), (1, "Visits"));
    assert_eq!(said(&after, elements[0], Field::Responsible), "Flo Pace");
    assert_eq!(texts(&after, elements[0].id), ["Write a calendar"]);
    let dates = after.parts(plan.id, Kind::Timeline);
    assert_eq!((dates.len(), dates[0].date(Field::Day)), (1, "2026-05-31".parse().ok()), "a form of {DATES} lines makes only those filled");
    assert_eq!(after.parts(plan.id, Kind::Agreement).len(), 4);
    let people: Vec<(&str, &str)> =
        after.parts(plan.id, Kind::PipPerson).iter().map(|p| (p.text(Field::Part), p.text(Field::Name))).collect();
    assert_eq!(people, [("lead", "Eve Orton"), ("member", "Flo Pace"), ("collaborator", "Gil Quist")]);
}

#[test]
fn taking_a_form_changes_nothing_that_is_not_on_it() {
    let mut story = small();
    let row = story.rows(0)[0].id;
    story.set(Kind::Row, row, Field::Note, "kept");
    let mut document = story.document(Some(story.plan));
    cell(&mut document, "Write a calendar").text = "Write two calendars".to_owned();
    let back = story.back(&document);
    assert_eq!(back.edits, [Edit::new(row, Kind::Row, Field::Text, Value::text("Write two calendars"))]);
}
