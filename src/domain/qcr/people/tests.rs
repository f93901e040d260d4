use super::*;
use crate::domain::change::Seen;

const REVIEW: Id = Id([7; 16]);

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
}

/// `3/12` of 2026.
fn reads(words: &str) -> Option<NaiveDate> {
    let (month, day) = words.split_once('/')?;
    NaiveDate::from_ymd_opt(2026, month.parse().ok()?, day.parse().ok()?)
}

fn interviews(text: &str) -> Result<Vec<Interview>, String> {
    read_interviews(text, Spoken::Planned, day(20), &reads)
}

/// What a change makes of records that were there.
fn after(change: &Change, kind: Kind, there: &[Record]) -> Vec<Record> {
    let mut all = there.to_vec();
    for edit in &change.edits {
        assert_eq!(edit.kind, kind);
        if all.iter().all(|record| record.id != edit.record) {
            all.push(Record::new(edit.record, kind));
        }
        let record = all.iter_mut().find(|record| record.id == edit.record).unwrap();
        if edit.field == Field::Gone {
            record.gone = true;
        } else {
            record.set(edit.field, edit.value.clone());
        }
    }
    all.retain(|record| !record.gone);
    all.sort_by(|a, b| a.text(Field::Position).cmp(b.text(Field::Position)));
    all
}

fn fresh() -> impl Fn() -> Id {
    let next = std::cell::Cell::new(100u8);
    move || {
        next.set(next.get() + 1);
        Id([next.get(); 16])
    }
}

fn change() -> Change {
    Change::new("facts of a case", Seen(1))
}

#[test]
fn a_line_names_a_reviewer_with_the_role_at_the_time_and_the_part() {
    let seats = read_seats("Ann Example, Supervisor\nBo Sample, QA reviewer\nCy Mockup, community, shadow\nDee Fiction").unwrap();
    let said: Vec<(&str, &str, &str)> = seats.iter().map(|s| (s.name.as_str(), s.role.as_str(), s.part.as_str())).collect();
    let expected = [
        ("Ann Example", "supervisor", "lead"),
        ("Bo Sample", "qa_reviewer", "second"),
        ("Cy Mockup", "community", "shadow"),
        ("Dee Fiction", "", "second"),
    ];
    assert_eq!(said, expected);
    assert_eq!(read_seats("  \n").unwrap(), []);
    assert!(read_seats("Ann, supervisor; ann").unwrap_err().contains("'ann' stands here twice"));
}

#[test]
fn supervisors_administrators_and_directors_lead_under_any_title() {
    for role in ["supervisor", "Casework Supervisor", "administrator", "Region administrator", "director", "Deputy director", "sup"] {
        assert!(leads(role), "{role}");
    }
    for role in ["", "caseworker", "qa_reviewer", "community", "directory clerk", "supervised worker"] {
        assert!(!leads(role), "{role}");
    }
}

#[test]
fn a_line_names_with_whom_what_became_of_it_and_the_day() {
    let said = |text: &str| {
        let all = interviews(text).unwrap();
        all.into_iter().map(|one| (one.role, one.status, one.day)).collect::<Vec<_>>()
    };
    assert_eq!(said("child 3/12"), [("child".to_owned(), Spoken::Held, Some(day(12)))]);
    assert_eq!(said("therapist 3/25"), [("therapist".to_owned(), Spoken::Planned, Some(day(25)))], "the day lies ahead");
    assert_eq!(
        said("Mother declined; foster parent held 3/2; teacher not held; grandmother"),
        [
            ("parent".to_owned(), Spoken::Declined, None),
            ("foster_parent".to_owned(), Spoken::Held, Some(day(2))),
            ("school".to_owned(), Spoken::NotHeld, None),
            ("grandmother".to_owned(), Spoken::Planned, None),
        ]
    );
    assert!(interviews("child 31/31").unwrap_err().contains("'31/31' of 'child 31/31' is no day"));
    assert!(interviews("child held 3/25").unwrap_err().contains("lies ahead"));
}

#[test]
fn what_is_written_is_read_back_as_it_was() {
    let mut first = change();
    let seats = read_seats("Ann Example, supervisor; Bo Sample; Cy Mockup, Region director, shadow").unwrap();
    put_seats(&mut first, REVIEW, &[], &seats, &fresh());
    let there = after(&first, Kind::Seat, &[]);
    assert!(there.iter().all(|record| record.parent() == Some(REVIEW)));
    assert_eq!(seat_lines(&there), "Ann Example, supervisor\nBo Sample\nCy Mockup, Region director, shadow");
    assert_eq!(read_seats(&seat_lines(&there)).unwrap(), seats);

    let mut first = change();
    let said = interviews("child 3/12; parent declined; school not held; therapist; attorney held").unwrap();
    put_interviews(&mut first, REVIEW, &[], &said, &fresh());
    let there = after(&first, Kind::Interview, &[]);
    let show = |day: NaiveDate| day.format("%-m/%-d").to_string();
    let lines = interview_lines(&there, &show);
    assert_eq!(lines, "child 3/12\nparent declined\nschool not held\ntherapist\nattorney held");
    assert_eq!(interviews(&lines).unwrap(), said);
}

#[test]
fn only_what_changes_is_written_and_a_record_keeps_its_own() {
    let mut first = change();
    put_interviews(&mut first, REVIEW, &[], &interviews("parent; parent; child").unwrap(), &fresh());
    let there = after(&first, Kind::Interview, &[]);
    let mut same = change();
    put_interviews(&mut same, REVIEW, &there, &interviews("parent; parent; child").unwrap(), &fresh());
    assert!(same.edits.is_empty(), "{:?}", same.edits);
    let mut held = change();
    put_interviews(&mut held, REVIEW, &there, &interviews("parent; parent 3/1; child").unwrap(), &fresh());
    assert!(held.edits.iter().all(|edit| edit.record == there[1].id), "the second parent, nobody else");
    assert_eq!(held.edits.len(), 2, "what became of it, and the day");
    let mut less = change();
    put_interviews(&mut less, REVIEW, &there, &interviews("child; parent").unwrap(), &fresh());
    let left = after(&less, Kind::Interview, &there);
    assert_eq!(left.iter().map(|one| one.text(Field::Role)).collect::<Vec<_>>(), ["child", "parent"]);
    assert!(left.iter().all(|one| there.iter().any(|before| before.id == one.id)));
}

#[test]
fn interviews_are_counted_by_role_held_of_planned() {
    let counted =
        by_role([("school", "not_held", 2), ("child", "held", 5), ("child", "declined", 1), ("aunt", "held", 1), ("school", "held", 1)]);
    let expected = [("child".to_owned(), 5, 6), ("school".to_owned(), 1, 3), ("aunt".to_owned(), 1, 1)];
    assert_eq!(counted, expected);
}
