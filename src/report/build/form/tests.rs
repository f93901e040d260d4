use super::*;
use crate::domain::kind::Kind;
use crate::domain::paper::{DATES, ELEMENTS, MEMBERS, ROWS, tagged};
use crate::domain::value::Value;
use crate::report::form::Form;
use crate::report::model::Paper;

fn id(n: u8) -> Id {
    Id([n; 16])
}

fn put(book: &mut Book, kind: Kind, n: u8, whole: u8, fields: &[(Field, &str)]) {
    if let Some(field) = kind.parent() {
        book.set(kind, id(n), field, Value::Record(id(whole)));
    }
    book.set(kind, id(n), Field::Position, Value::text(format!("{n:03}")));
    for (field, text) in fields {
        let value = text.parse::<NaiveDate>().map_or_else(|_| Value::text(*text), Value::Date);
        book.set(kind, id(n), *field, value);
    }
}

fn plan() -> Book {
    let mut book = Book::default();
    put(&mut book, Kind::MiniPip, 1, 0, &[(Field::Title, "Visits that count"), (Field::Stage, "draft"), (Field::Areas, "Late visits")]);
    put(&mut book, Kind::PipPerson, 2, 1, &[(Field::Part, "lead"), (Field::Name, "Ada Fields")]);
    put(&mut book, Kind::Element, 3, 1, &[(Field::Title, "Visits")]);
    put(&mut book, Kind::Goal, 4, 3, &[(Field::Term, "short"), (Field::Text, "55 % on time"), (Field::By, "2026-06-30")]);
    put(&mut book, Kind::Row, 5, 3, &[(Field::Part, "benchmark"), (Field::Text, "Half of it done"), (Field::CompletionDue, "2026-03-15")]);
    put(&mut book, Kind::Row, 6, 3, &[(Field::Part, "step"), (Field::Text, "Never"), (Field::Waived, "no money")]);
    put(&mut book, Kind::Agreement, 7, 1, &[(Field::Role, "Quality assurance unit"), (Field::Name, "Flo Pace")]);
    book
}

fn forms(report: &Report) -> Vec<&Form> {
    report.parts.iter().filter_map(|part| if let Part::Form(form) = part { Some(form) } else { None }).collect()
}

fn slots(report: &Report) -> impl Iterator<Item = &Slot> {
    forms(report).into_iter().flat_map(|form| form.rows.iter().flatten())
}

#[test]
fn the_blank_form_has_as_many_lines_as_the_paper_one_and_nothing_is_in_them() {
    let report = build(&Book::default(), None, None);
    let lines = |path: &str| {
        let of = |slot: &&Slot| slot.tag.as_deref().is_some_and(|tag| tag.starts_with(path));
        let paths: std::collections::BTreeSet<String> =
            slots(&report).filter(of).filter_map(|slot| Some(tagged(slot.tag.as_deref()?)?.path.to_owned())).collect();
        paths.len()
    };
    assert_eq!((lines("new/member/"), lines("new/timeline/"), lines("new/lead/"), lines("new/co-lead/")), (MEMBERS, DATES, 1, 1));
    assert_eq!((lines("new/element/4/row/"), lines("new/element/4/goal/"), lines("new/element/5")), (ROWS, 2, 0), "{ELEMENTS} elements");
    assert!(slots(&report).all(|slot| slot.tag.is_none() || slot.text.is_empty()));
    let Some(Part::Signatures(lines)) = report.parts.iter().find(|part| matches!(part, Part::Signatures(_))) else { panic!() };
    assert_eq!((lines.len(), report.footer.as_str()), (4, "empty form"));
    let chapters: Vec<&str> =
        report.parts.iter().filter_map(|part| if let Part::Chapter(words) = part { words.split(". ").next() } else { None }).collect();
    assert_eq!(chapters, ["Section I", "Section II", "Section III", "Section IV", "Section V"]);
}

#[test]
fn the_same_builder_fills_it_and_the_matrix_lies_across_under_its_six_columns() {
    let report = build(&plan(), Some(id(1)), "2026-02-01".parse().ok());
    let turns: Vec<Paper> = report.parts.iter().filter_map(|part| if let Part::Turn(paper) = part { Some(*paper) } else { None }).collect();
    assert_eq!(turns, [Paper::Landscape, Paper::Portrait, Paper::Landscape]);
    let steps = forms(&report).into_iter().find(|form| form.caption.starts_with("Action steps and benchmarks")).unwrap();
    let text = |row: &Vec<Slot>| row.iter().map(|slot| slot.text.clone()).collect::<Vec<_>>();
    let heads = [
        "Action steps and benchmarks",
        "Person responsible",
        "Evidence of completion",
        "Completion timeline",
        "Follow-up timeline",
        "Date released",
    ];
    assert_eq!((steps.heads, text(&steps.rows[1])), (2, heads.map(str::to_owned).to_vec()));
    assert_eq!(text(&steps.rows[2]), ["Benchmark: Half of it done", "", "", "Mar 15, 2026", "", ""]);
    assert_eq!(text(&steps.rows[3]), ["Never", "", "", "", "", "waived"]);
    assert_eq!(report.footer, "draft, Feb 1, 2026");
    assert_eq!(report.rows.len(), slots(&report).filter(|slot| slot.tag.is_some()).count(), "programs get every place");
}

#[test]
fn a_tag_has_room_in_a_word_processor_and_says_what_it_names() {
    for report in [build(&plan(), Some(id(1)), None), build(&Book::default(), None, None)] {
        let tags: Vec<&str> = slots(&report).filter_map(|slot| slot.tag.as_deref()).collect();
        assert!(tags.iter().all(|tag| tag.len() <= 64 && tagged(tag).is_some()), "{tags:?}");
        let once: std::collections::HashSet<&&str> = tags.iter().collect();
        assert_eq!(once.len(), tags.len(), "no two places have one name");
        assert!(report.properties.iter().all(|(name, value)| name.len() <= 40 && value.len() <= 255));
    }
}

#[test]
fn the_footer_and_the_signatures_say_which_version_it_is() {
    let mut book = plan();
    let digest = frozen::digest(&book, id(1));
    put(&mut book, Kind::Frozen, 20, 1, &[(Field::Stage, "final"), (Field::Day, "2026-03-03"), (Field::Digest, &digest)]);
    book.set(Kind::Frozen, id(20), Field::Number, Value::Int(2));
    put(&mut book, Kind::Agreement, 7, 1, &[(Field::Signed, "2026-03-04")]);
    book.set(Kind::Agreement, id(7), Field::Frozen, Value::Record(id(20)));
    let signed = |report: &Report| match report.parts.iter().find(|part| matches!(part, Part::Signatures(_))) {
        Some(Part::Signatures(lines)) => lines[0].signed.clone(),
        _ => panic!("no signatures"),
    };
    let report = build(&book, Some(id(1)), None);
    assert_eq!((report.footer.as_str(), signed(&report).as_str()), ("version 2 of Mar 3, 2026", "signed Mar 4, 2026, version 2, final"));
    book.set(Kind::Row, id(5), Field::Text, Value::text("All of it done"));
    let report = build(&book, Some(id(1)), "2026-04-01".parse().ok());
    assert_eq!(report.footer, "draft after version 2, Apr 1, 2026");
    assert!(signed(&report).ends_with("; the text has changed since"));
}
