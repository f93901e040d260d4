use std::cell::Cell;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::compare::{Difference, Sort, Spot, What, compare};
use super::*;
use crate::domain::change::Seen;

fn id(n: u8) -> Id {
    Id([n; 16])
}

const PLAN: u8 = 1;

/// A plan with two people, two elements and some rows; the ids of rows are 30 and on.
fn book() -> Book {
    let mut book = Book::default();
    let mut put = |kind: Kind, n: u8, parent: u8, place: &str, fields: &[(Field, &str)]| {
        if let Some(field) = kind.parent() {
            book.set(kind, id(n), field, Value::Record(id(parent)));
        }
        book.set(kind, id(n), Field::Position, Value::text(place));
        for (field, text) in fields {
            let value = text.parse::<NaiveDate>().map_or_else(|_| Value::text(*text), Value::Date);
            book.set(kind, id(n), *field, value);
        }
    };
    put(Kind::MiniPip, PLAN, 0, "i", &[(Field::Title, "Visits that count"), (Field::Stage, "draft"), (Field::Areas, "Visits are late.")]);
    put(Kind::PipPerson, 10, PLAN, "i", &[(Field::Part, "lead"), (Field::Name, "Ada Fields")]);
    put(Kind::PipPerson, 11, PLAN, "j", &[(Field::Part, "member"), (Field::Name, "Bo Larsen")]);
    put(Kind::PipPerson, 12, PLAN, "k", &[(Field::Part, "attendee"), (Field::Name, "Cy Marsh")]);
    put(Kind::Element, 20, PLAN, "i", &[(Field::Title, "Visits")]);
    put(Kind::Element, 21, PLAN, "j", &[(Field::Title, "Screening")]);
    put(Kind::Goal, 25, 20, "i", &[(Field::Term, "short"), (Field::Text, "55 % of visits on time")]);
    let text = |text| [(Field::Part, "step"), (Field::Text, text)];
    put(Kind::Row, 30, 20, "b", &text("Write a visit calendar"));
    put(Kind::Row, 31, 20, "d", &text("Train all caseworkers on visits and write down who came"));
    put(Kind::Row, 32, 20, "f", &text("Review the calendar with each supervisor"));
    put(Kind::Row, 33, 20, "h", &text("Report to the panel"));
    put(Kind::Row, 34, 21, "b", &text("Screen within a day"));
    put(Kind::Row, 35, 21, "d", &[(Field::Part, "step")]);
    put(Kind::Timeline, 40, PLAN, "b", &[(Field::DayText, "in May"), (Field::Activity, "Second meeting")]);
    put(Kind::Agreement, 50, PLAN, "b", &[(Field::Role, "Quality assurance unit")]);
    book.set(Kind::Row, id(30), Field::People, Value::records(vec![id(10), id(11)]));
    book.set(Kind::Row, id(30), Field::Completion, Value::text("by 3/15"));
    book.set(Kind::Row, id(30), Field::CompletionDue, Value::Date("2026-03-15".parse().unwrap()));
    book
}

fn text(book: &mut Book, kind: Kind, n: u8, field: Field, text: &str) {
    book.set(kind, id(n), field, Value::text(text));
}

fn take(book: &Book) -> Snapshot {
    Snapshot::take(book, id(PLAN))
}

/// What a comparison says, short: `moved 33: 20/3 to 20/0`.
fn says(differences: &[Difference]) -> Vec<String> {
    let spot = |spot: &Spot| format!("{}/{}", spot.parent.0[0], spot.at);
    let ids = |ids: &[Id]| ids.iter().map(|id| format!(" -> {}", id.0[0])).collect::<Vec<_>>().concat();
    let said = |said: &Option<Said>| said.as_ref().map_or("nothing".to_owned(), |said| said.show(false));
    let one = |d: &Difference| {
        let words = match &d.what {
            What::Added { at, from, .. } => format!("at {}{}", spot(at), from.map_or(String::new(), |from| format!(" <- {}", from.0[0]))),
            What::TakenOut { into, .. } => ids(into),
            What::Moved { from, to } => format!("{} to {}", spot(from), spot(to)),
            What::Changed { field, before, after, into } => format!("{}: {} to {}{}", field.name(), said(before), said(after), ids(into)),
        };
        format!("{} {} {words}", d.sort().words(), d.record.0[0]).trim_end().to_owned()
    };
    differences.iter().map(one).collect()
}

/// What changes between a plan and the same plan after something was done to it.
fn after(act: impl FnOnce(&mut Book)) -> Vec<String> {
    let mut book = book();
    let older = take(&book);
    act(&mut book);
    let newer = take(&book);
    let found = compare(&older, &newer);
    assert_eq!(applied(&older, &found), newer);
    says(&found)
}

#[test]
fn one_row_moved_past_many_is_one_row_moved() {
    let found = after(|book| text(book, Kind::Row, 33, Field::Position, "a"));
    assert_eq!(found, ["moved 33 20/3 to 20/0"]);
    let found = after(|book| text(book, Kind::Row, 30, Field::Position, "z"));
    assert_eq!(found, ["moved 30 20/0 to 20/3"]);
}

#[test]
fn new_place_keys_in_the_same_order_are_no_difference() {
    let found = after(|book| {
        for (n, place) in [(30, "m"), (31, "n"), (32, "o"), (33, "p")] {
            text(book, Kind::Row, n, Field::Position, place);
        }
    });
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_row_that_went_to_another_element_moved_and_did_not_change() {
    let found = after(|book| book.set(Kind::Row, id(32), Field::Element, Value::Record(id(21))));
    assert_eq!(found, ["moved 32 20/2 to 21/1"]);
}

#[test]
fn a_row_that_moved_and_changed_says_both() {
    let found = after(|book| {
        book.set(Kind::Row, id(33), Field::Element, Value::Record(id(21)));
        text(book, Kind::Row, 33, Field::Text, "Report to the panel each month");
    });
    assert_eq!(found, ["moved 33 20/3 to 21/1", "changed 33 text: Report to the panel to Report to the panel each month"]);
}

#[test]
fn a_row_that_was_split_says_so_at_both_ends() {
    let found = after(|book| {
        text(book, Kind::Row, 31, Field::Text, "Train all caseworkers on visits");
        book.set(Kind::Row, id(60), Field::Element, Value::Record(id(20)));
        text(book, Kind::Row, 60, Field::Position, "e");
        text(book, Kind::Row, 60, Field::Part, "step");
        text(book, Kind::Row, 60, Field::Text, "Write down who came");
    });
    let split = "split 31 text: Train all caseworkers on visits and write down who came to Train all caseworkers on visits -> 60";
    assert_eq!(found, [split, "split 60 at 20/2 <- 31"]);
}

#[test]
fn a_row_whose_text_went_into_two_new_ones_was_split_too() {
    let found = after(|book| {
        book.set(Kind::Row, id(31), Field::Gone, Value::Int(1));
        for (n, words) in [(60, "Train all caseworkers on visits"), (61, "Write down who came")] {
            book.set(Kind::Row, id(n), Field::Element, Value::Record(id(20)));
            text(book, Kind::Row, n, Field::Position, if n == 60 { "d" } else { "e" });
            text(book, Kind::Row, n, Field::Text, words);
        }
    });
    assert_eq!(found, ["split 31  -> 60 -> 61", "split 60 at 20/1 <- 31", "split 61 at 20/2 <- 31"]);
}

#[test]
fn a_new_row_that_shares_a_word_or_two_is_simply_new() {
    let found = after(|book| {
        text(book, Kind::Row, 31, Field::Text, "Train all caseworkers");
        book.set(Kind::Row, id(60), Field::Element, Value::Record(id(21)));
        text(book, Kind::Row, 60, Field::Position, "e");
        text(book, Kind::Row, 60, Field::Text, "Ask who calls at night and why");
    });
    let changed = "changed 31 text: Train all caseworkers on visits and write down who came to Train all caseworkers";
    assert_eq!(found, [changed, "added 60 at 21/1"]);
}

#[test]
fn a_person_who_was_renamed_is_one_difference_wherever_named() {
    let found = after(|book| text(book, Kind::PipPerson, 10, Field::Name, "Ada Fields-Moore"));
    assert_eq!(found, ["renamed 10 name: Ada Fields to Ada Fields-Moore"]);
    let found = after(|book| text(book, Kind::Element, 21, Field::Title, "First screening"));
    assert_eq!(found, ["renamed 21 title: Screening to First screening"]);
}

#[test]
fn an_older_version_keeps_the_names_it_was_frozen_with() {
    let mut book = book();
    let older = Snapshot::from_bytes(&take(&book).to_bytes()).unwrap();
    text(&mut book, Kind::PipPerson, 10, Field::Name, "Ada Fields-Moore");
    let people = |snapshot: &Snapshot| snapshot.get(id(30)).unwrap().get(Field::People).unwrap().show(false);
    assert_eq!((people(&older), people(&take(&book))), ("Ada Fields; Bo Larsen".to_owned(), "Ada Fields-Moore; Bo Larsen".to_owned()));
}

#[test]
fn an_element_taken_out_takes_its_goals_and_rows_out() {
    let found = after(|book| book.set(Kind::Element, id(20), Field::Gone, Value::Int(1)));
    assert_eq!(found, ["taken out 20", "taken out 25", "taken out 30", "taken out 31", "taken out 32", "taken out 33"]);
}

#[test]
fn a_person_taken_out_is_missing_where_named() {
    let found = after(|book| book.set(Kind::PipPerson, id(11), Field::Gone, Value::Int(1)));
    assert_eq!(found, ["taken out 11", "changed 30 people: Ada Fields; Bo Larsen to Ada Fields"]);
}

#[test]
fn a_timeline_with_its_day_is_one_cell() {
    let found = after(|book| {
        text(book, Kind::Row, 30, Field::Completion, "monthly to 6/30");
        book.set(Kind::Row, id(30), Field::CompletionDue, Value::Date("2026-06-30".parse().unwrap()));
        text(book, Kind::Row, 30, Field::CompletionRepeat, "monthly");
    });
    assert_eq!(found, ["changed 30 completion: by 3/15 (3/15/2026) to monthly to 6/30 (6/30/2026)"]);
}

#[test]
fn progress_signatures_and_empty_lines_are_no_text() {
    let found = after(|book| {
        for field in [Field::Started, Field::Completed, Field::AcceptedOn, Field::Released] {
            book.set(Kind::Row, id(30), field, Value::Date("2026-03-20".parse().unwrap()));
        }
        text(book, Kind::Row, 30, Field::Note, "done well");
        text(book, Kind::MiniPip, PLAN, Field::Stage, "final");
        text(book, Kind::Agreement, 50, Field::Name, "Dee Park");
        book.set(Kind::Agreement, id(50), Field::Signed, Value::Date("2026-03-20".parse().unwrap()));
        text(book, Kind::PipPerson, 12, Field::Name, "Cy Marshall");
        book.set(Kind::Timeline, id(70), Field::MiniPip, Value::Record(id(PLAN)));
        text(book, Kind::Timeline, 70, Field::Position, "z");
    });
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn every_cell_of_the_text_is_compared() {
    for kind in Kind::ALL {
        for field in kind.fields().iter().filter(|field| is_text(*kind, **field)) {
            if matches!(field, Field::Position) || kind.parent() == Some(*field) || (*kind, *field) == (Kind::Agreement, Field::Name) {
                continue;
            }
            let n = match kind {
                Kind::MiniPip => PLAN,
                Kind::PipPerson => 10,
                Kind::Element => 20,
                Kind::Goal => 25,
                Kind::Row => 31,
                Kind::Timeline => 40,
                Kind::Agreement => 50,
                _ => 90,
            };
            let mut book = book();
            book.set(Kind::Evaluation, id(90), Field::MiniPip, Value::Record(id(PLAN)));
            text(&mut book, Kind::Evaluation, 90, Field::Comment, "");
            text(&mut book, Kind::Evaluation, 90, Field::Method, "count");
            book.set(Kind::Office, id(99), Field::Name, Value::text("Red Ledge"));
            let (older, before) = (take(&book), digest(&book, id(PLAN)));
            let value = match field.shape() {
                crate::domain::field::Shape::Text => Value::text("other words"),
                crate::domain::field::Shape::Int => Value::Int(7),
                crate::domain::field::Shape::Date => Value::Date("2027-01-31".parse().unwrap()),
                crate::domain::field::Shape::Record => Value::Record(id(99)),
                crate::domain::field::Shape::Records => Value::records(vec![id(21)]),
                crate::domain::field::Shape::Bytes => unreachable!(),
            };
            book.set(*kind, id(n), *field, value);
            assert_eq!(compare(&older, &take(&book)).len(), 1, "{kind:?} {field:?}");
            assert_ne!(before, digest(&book, id(PLAN)), "{kind:?} {field:?}");
        }
    }
}

#[test]
fn a_damaged_text_is_named_and_never_half_read() {
    let book = book();
    let bytes = take(&book).to_bytes();
    let digest = digest(&book, id(PLAN));
    assert!(Snapshot::open(Some(&bytes), &digest).is_ok());
    let says = |stored: Option<&[u8]>| Snapshot::open(stored, &digest).unwrap_err().to_string();
    assert!(says(None).contains("missing"));
    assert!(says(Some(&bytes[..bytes.len() / 2])).contains("damaged"));
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(says(Some(text.replace("Visits are late", "Visits are rare").as_bytes())).contains("fingerprint"));
    assert!(says(Some(text.replacen("\"form\":1", "\"form\":2", 1).as_bytes())).contains("newer"));
    assert!(says(Some(text.replace("pip_row", "pip_raw").as_bytes())).contains("'pip_raw' is no kind of record"));
    assert!(says(Some(text.replace("2026-03-15", "2026-03-35").as_bytes())).contains("'2026-03-35' is no day"));
}

#[test]
fn freezing_makes_the_next_version_with_its_text_and_those_who_receive_it() {
    let mut book = book();
    let next = Cell::new(100u8);
    let mut fresh = || {
        next.set(next.get() + 1);
        id(next.get())
    };
    let today: NaiveDate = "2026-03-10".parse().unwrap();
    let author = Author { who: "Ada Fields, QA reviewer", today, saw: Seen(0) };
    let mut freeze_now = |book: &mut Book, title: &str, stage: Stage| {
        let mut change = Change::new("freeze", Seen(0));
        let version = freeze(&mut change, book, id(PLAN), title, stage, &author, &mut fresh);
        let bytes = change.edits.iter().find_map(|e| if let Value::Bytes(bytes) = &e.value { Some(bytes.clone()) } else { None });
        for edit in change.edits.iter().filter(|edit| edit.kind.is_resident()) {
            book.set(edit.kind, edit.record, edit.field, edit.value.clone());
        }
        (version, bytes.unwrap())
    };
    let (first, content) = freeze_now(&mut book, "", Stage::Submitted);
    let record = book.get(first).unwrap().clone();
    assert_eq!(words(&record), "version 1, submitted");
    assert_eq!(record.text(Field::Who), "Ada Fields, QA reviewer");
    assert_eq!(Snapshot::open(Some(&content), record.text(Field::Digest)), Ok(take(&book)));
    let names = |book: &Book, version: Id| -> Vec<String> {
        book.parts(version, Kind::Recipient).iter().map(|r| format!("{} {}", r.text(Field::Name), r.date(Field::Sent).unwrap())).collect()
    };
    assert_eq!(names(&book, first), ["Quality assurance unit 2026-03-10", "Citizen review panel 2026-03-10"]);
    let line = book.parts(first, Kind::Recipient)[1].id;
    book.set(Kind::Recipient, line, Field::Name, Value::text("County panel"));
    assert!(!changed_since(&book, id(PLAN), &record));
    text(&mut book, Kind::Row, 30, Field::Text, "Write a calendar of visits");
    assert!(changed_since(&book, id(PLAN), &record));
    let (second, _) = freeze_now(&mut book, "after the panel", Stage::Submitted);
    assert_eq!(book.get(second).unwrap().int(Field::Number), Some(2));
    assert_eq!(names(&book, second), ["Quality assurance unit 2026-03-10", "County panel 2026-03-10"], "the same as last time");
    let (third, _) = freeze_now(&mut book, "", Stage::Final);
    assert!(book.parts(third, Kind::Recipient).is_empty());
    freeze_now(&mut book, "", Stage::Signed);
    assert_eq!(to_sign(&book, id(PLAN)).map(|v| v.id), Some(third), "the final one is signed");
}

/// The older version after the differences were carried out: what the newer one must be.
fn applied(older: &Snapshot, differences: &[Difference]) -> Snapshot {
    let mut entries: Vec<Entry> = older.entries.clone();
    let gone = |id: Id| differences.iter().any(|d| d.record == id && matches!(d.what, What::TakenOut { .. }));
    entries.retain(|entry| !gone(entry.id));
    let mut landing: Vec<(Spot, Entry)> = Vec::new();
    for difference in differences {
        match &difference.what {
            What::Added { entry, at, .. } => landing.push((*at, entry.clone())),
            What::Moved { to, .. } => {
                let at = entries.iter().position(|e| e.id == difference.record).unwrap();
                landing.push((*to, Entry { parent: Some(to.parent), ..entries.remove(at) }));
            }
            _ => {}
        }
    }
    landing.sort_by_key(|(spot, _)| spot.at);
    // By list first; the order of the form comes after.
    let mut kinds: Vec<(Option<Id>, Kind)> = entries.iter().chain(landing.iter().map(|(_, e)| e)).map(|e| (e.parent, e.kind)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut lists = std::collections::HashMap::new();
    for key in kinds {
        let mut list: Vec<Entry> = entries.iter().filter(|e| (e.parent, e.kind) == key).cloned().collect();
        for (spot, entry) in landing.iter().filter(|(_, e)| (e.parent, e.kind) == key) {
            list.insert(spot.at, entry.clone());
        }
        lists.insert(key, list);
    }
    let mut whole = Vec::new();
    walk(None, &lists, &mut whole);
    for difference in differences {
        let What::Changed { field, after, .. } = &difference.what else { continue };
        let entry = whole.iter_mut().find(|e| e.id == difference.record).unwrap();
        entry.cells.retain(|(own, _)| own != field);
        entry.cells.extend(after.clone().map(|said| (*field, said)));
        let kind = entry.kind;
        entry.cells.sort_by_key(|(own, _)| kind.fields().iter().position(|f| f == own));
        if difference.sort() == Sort::Renamed {
            let name = after.as_ref().map_or(String::new(), |said| said.show(false));
            let named =
                whole.iter_mut().flat_map(|e| &mut e.cells).filter_map(|(_, said)| if let Said::Named(n) = said { Some(n) } else { None });
            named.flatten().filter(|(id, _)| *id == difference.record).for_each(|(_, own)| own.clone_from(&name));
        }
    }
    Snapshot { entries: whole }
}

fn walk(parent: Option<Id>, lists: &std::collections::HashMap<(Option<Id>, Kind), Vec<Entry>>, out: &mut Vec<Entry>) {
    for kind in Kind::ALL {
        for entry in lists.get(&(parent, *kind)).into_iter().flatten() {
            out.push(entry.clone());
            walk(Some(entry.id), lists, out);
        }
    }
}

/// One thing done to a plan at random.
fn disturb(book: &mut Book, act: u8, a: u8, b: u8) {
    let rows = [30, 31, 32, 33, 34, 60, 61, 62];
    let row = rows[usize::from(a) % rows.len()];
    let place = char::from(b'b' + b % 24).to_string();
    match act % 9 {
        0 => text(book, Kind::Row, row, Field::Position, &place),
        1 => book.set(Kind::Row, id(row), Field::Element, Value::Record(id(20 + b % 2))),
        2 => book.set(Kind::Row, id(row), Field::Gone, Value::Int(i64::from(b % 2))),
        3 => text(book, Kind::Row, row, Field::Text, ["Write down who came", "Train all caseworkers", "", "x"][usize::from(b % 4)]),
        4 => book.set(Kind::Row, id(row), Field::People, Value::records((10..10 + b % 4).map(id).collect())),
        5 => text(book, Kind::PipPerson, 10 + a % 3, Field::Name, &place),
        6 => book.set(Kind::Element, id(20 + a % 2), Field::Gone, Value::Int(i64::from(b % 2))),
        7 => text(book, Kind::Element, 20 + a % 2, Field::Position, &place),
        _ => book.set(Kind::PipPerson, id(10 + a % 3), Field::Gone, Value::Int(i64::from(b % 2))),
    }
}

proptest! {
    #[test]
    fn as_few_rows_as_can_be_are_said_to_have_moved(keys in prop::collection::vec(0u8..24, 5)) {
        let mut book = book();
        let older = take(&book);
        let rows = [30, 31, 32, 33, 35];
        for (row, key) in rows.iter().zip(&keys) {
            text(&mut book, Kind::Row, *row, Field::Text, "a text, so that it stands in the version");
            text(&mut book, Kind::Row, *row, Field::Position, &char::from(b'b' + key).to_string());
        }
        let newer = take(&book);
        let of = |version: &Snapshot| -> Vec<Id> {
            version.entries.iter().filter(|e| e.kind == Kind::Row && e.parent == Some(id(20))).map(|e| e.id).collect()
        };
        let (was, is) = (of(&older), of(&newer));
        // Every choice of rows that stay put: the largest that stands in the same order in both.
        let stays = (0u32..1 << was.len()).filter_map(|choice| {
            let chosen = |list: &[Id]| -> Vec<Id> {
                list.iter().filter(|i| was.iter().position(|w| w == *i).is_some_and(|at| choice >> at & 1 == 1)).copied().collect()
            };
            (chosen(&was) == chosen(&is)).then(|| choice.count_ones() as usize)
        });
        let fewest = was.len() - stays.max().unwrap();
        let moved = compare(&older, &newer).iter().filter(|d| d.kind == Kind::Row && matches!(d.what, What::Moved { .. })).filter(|d| was.contains(&d.record)).count();
        prop_assert_eq!(moved, fewest);
    }

    #[test]
    fn the_differences_make_the_newer_version_of_the_older_one(
        before in prop::collection::vec(any::<(u8, u8, u8)>(), 0..12),
        then in prop::collection::vec(any::<(u8, u8, u8)>(), 0..25),
    ) {
        let mut book = book();
        for (act, a, b) in before {
            disturb(&mut book, act, a, b);
        }
        let (older, was) = (take(&book), digest(&book, id(PLAN)));
        prop_assert!(compare(&older, &older).is_empty());
        prop_assert_eq!(Snapshot::from_bytes(&older.to_bytes()).unwrap(), older.clone());
        for (act, a, b) in then {
            disturb(&mut book, act, a, b);
        }
        let newer = take(&book);
        let found = compare(&older, &newer);
        prop_assert_eq!(applied(&older, &found), newer);
        prop_assert_eq!(found.is_empty(), was == digest(&book, id(PLAN)));
    }
}
