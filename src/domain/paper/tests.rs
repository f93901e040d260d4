use super::base::{Base, EMPTY, FORM, PLAN, plain};
use super::*;
use crate::domain::value::Value;

#[test]
fn a_tag_comes_back_as_what_it_named() {
    let id = Id([0x9a; 16]);
    for kind in KINDS {
        for field in fillable(kind) {
            let name = tag(kind, id, *field);
            assert_eq!(tagged(&name).map(|tag| (tag.record, tag.field)), Some((Some((kind, id)), *field)), "{name}");
        }
    }
    let spot = Spot::Empty("element/2/row/3".to_owned());
    let name = spot.tag(Field::Text);
    assert_eq!(name, "new/element/2/row/3/text");
    assert_eq!(tagged(&name).map(|tag| (tag.record, tag.path, tag.field)), Some((None, "new/element/2/row/3", Field::Text)));
    for never in ["released", "stage", "reopened", "position", "started", "accepted_by"] {
        let kinds = KINDS.map(|kind| format!("{}/{}/{never}", word(kind), "0198c0de0000700080000000000000aa"));
        let open = kinds.iter().filter(|tag| tagged(tag).is_some()).count();
        assert_eq!(open, usize::from(never == "released"), "{never}: the day of a row alone is on the form");
    }
    for strange in ["", "row", "row/9a/text", "row/no id/text", "agency/9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a/name", "new/row/1/nothing"] {
        assert_eq!(tagged(strange), None, "{strange}");
    }
}

#[test]
fn what_a_form_said_when_it_was_made_is_known_place_by_place() {
    let plan = Id([3; 16]);
    let places: Vec<(String, String)> = (0..700u16).map(|n| (format!("row/{n:032x}/text"), format!("text {n}"))).collect();
    let written = Base::write(Some(plan), "digest", places.iter().map(|(tag, text)| (tag.as_str(), text.as_str())));
    assert!(written.iter().all(|(_, value)| value.len() <= 255));
    let base = Base::read(&written).unwrap();
    assert_eq!((base.plan, base.text.as_str()), (Some(plan), "digest"));
    for (at, (tag, text)) in places.iter().enumerate() {
        assert_eq!((base.said(tag, text), base.said(tag, "another"), base.place(tag)), (Some(true), Some(false), Some(at)));
    }
    assert_eq!(base.said("row/unknown/text", "x"), None);
    assert_eq!(Base::read(&[(PLAN.to_owned(), plan.to_string())]), None, "a document of others");
    let empty = Base::write(None, "", [("new/member/1/name", "")]);
    assert_eq!(empty, [(FORM.to_owned(), "wyoming-mini-pip".to_owned()), (PLAN.to_owned(), EMPTY.to_owned())]);
}

#[test]
fn blanks_and_empty_lines_are_no_difference() {
    assert_eq!(plain("  a\u{a0} b \r\n\r\n c\t d\u{200b}"), "a b\nc d");
    assert_ne!(plain("a\nb"), plain("a b"));
}

#[test]
fn a_day_reads_the_same_wherever_it_is_read() {
    let at = "2026-03-05".parse().unwrap();
    assert_eq!(day(at), "Mar 5, 2026");
    for day_first in [true, false] {
        assert_eq!(crate::domain::dates::understand(&day(at), "2020-01-01".parse().unwrap(), day_first, None), Ok(at));
    }
}

#[test]
fn a_row_shows_what_sort_it_is_and_a_day_where_no_words_were_written() {
    let (book, mut row) = (Book::default(), Record::new(Id([1; 16]), Kind::Row));
    row.set(Field::Part, Value::text("benchmark"));
    assert_eq!(said(&book, &row, Field::Text), "Benchmark:");
    row.set(Field::Text, Value::text("half"));
    row.set(Field::CompletionDue, Value::Date("2026-03-05".parse().unwrap()));
    assert_eq!((said(&book, &row, Field::Text), said(&book, &row, Field::Completion)), ("Benchmark: half".into(), "Mar 5, 2026".into()));
}
