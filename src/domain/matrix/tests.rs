use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A plan (1) with one element (2), one row (3) and two people: Pat Example (10) and Lee Sample (11).
fn book() -> Book {
    let id = |n: u8| Id([n; 16]);
    let mut book = Book::default();
    book.set(Kind::MiniPip, id(1), Field::Title, Value::text("Plan"));
    book.set(Kind::Element, id(2), Field::MiniPip, Value::Record(id(1)));
    book.set(Kind::Row, id(3), Field::Element, Value::Record(id(2)));
    for (n, name) in [(10, "Pat Example"), (11, "Lee Sample")] {
        book.set(Kind::PipPerson, id(n), Field::MiniPip, Value::Record(id(1)));
        book.set(Kind::PipPerson, id(n), Field::Name, Value::text(name));
    }
    book
}

fn check(book: &Book, field: Field, draft: &str) -> Result<Meaning, String> {
    let row = book.get(Id([3; 16])).unwrap();
    cell_check(book, row, field, draft, day("2026-02-04"), false).map_err(|f| f.to_string())
}

fn values(meaning: &Meaning) -> Vec<(Field, Value)> {
    meaning.edits.iter().map(|e| (e.field, e.value.clone())).collect()
}

#[test]
fn a_timeline_cell_keeps_its_text_and_the_date_beside_it() {
    let seen = check(&book(), Field::Completion, "monthly to 6/30").unwrap();
    assert_eq!(
        values(&seen),
        [
            (Field::Completion, Value::text("monthly to 6/30")),
            (Field::CompletionDue, Value::Date(day("2026-06-30"))),
            (Field::CompletionRepeat, Value::text("monthly")),
        ]
    );
    assert_eq!(seen.understood, "due Tue 30 Jun 2026, monthly");
}

#[test]
fn a_shift_counts_from_the_due_date_and_is_written_out() {
    let mut book = book();
    book.set(Kind::Row, Id([3; 16]), Field::CompletionDue, Value::Date(day("2026-03-01")));
    let seen = check(&book, Field::Completion, "+30d").unwrap();
    assert_eq!(values(&seen)[..2], [(Field::Completion, Value::text("3/31/2026")), (Field::CompletionDue, Value::Date(day("2026-03-31")))]);
    let words = check(&book, Field::Completion, "once hired, next fri").unwrap();
    assert_eq!(values(&words)[0], (Field::Completion, Value::text("once hired, next fri")), "words beside the day stay");
    let cleared = check(&book, Field::Completion, "").unwrap();
    assert!(cleared.edits.iter().all(|e| e.value.is_none()));
}

#[test]
fn a_row_is_released_only_when_complete_with_evidence_accepted() {
    let mut book = book();
    let row = Id([3; 16]);
    assert!(check(&book, Field::Released, "3/1").unwrap_err().contains("complete"));
    book.set(Kind::Row, row, Field::Completed, Value::Date(day("2026-02-20")));
    assert!(check(&book, Field::Released, "3/1").unwrap_err().contains("evidence is accepted"));
    book.set(Kind::Row, row, Field::AcceptedOn, Value::Date(day("2026-02-25")));
    assert_eq!(
        check(&book, Field::Released, "2/22").unwrap_err(),
        "the release (Sun 22 Feb 2026) cannot be before the acceptance of the evidence (Wed 25 Feb 2026)"
    );
    assert_eq!(values(&check(&book, Field::Released, "3/1").unwrap()), [(Field::Released, Value::Date(day("2026-03-01")))]);
    book.set(Kind::Row, row, Field::Released, Value::Date(day("2026-03-01")));
    assert!(check(&book, Field::Completed, "").is_err(), "what is released stays complete");
}

#[test]
fn a_row_is_followed_up_before_its_release_and_again_once_its_plan_is_released() {
    let mut book = book();
    let (plan, row) = (Id([1; 16]), Id([3; 16]));
    for (field, text) in [(Field::Completed, "2026-01-10"), (Field::AcceptedOn, "2026-01-12"), (Field::Released, "2026-01-20")] {
        book.set(Kind::Row, row, field, Value::Date(day(text)));
    }
    book.set(Kind::MiniPip, plan, Field::Stage, Value::text("reported"));
    assert_eq!(
        check(&book, Field::FollowedUp, "2/2").unwrap_err(),
        "the release (Tue 20 Jan 2026) cannot be before the follow-up (Mon 2 Feb 2026)"
    );
    assert!(check(&book, Field::FollowedUp, "1/15").is_ok());
    for stage in ["released", "third_meeting"] {
        book.set(Kind::MiniPip, plan, Field::Stage, Value::text(stage));
        assert_eq!(values(&check(&book, Field::FollowedUp, "2/2").unwrap()), [(Field::FollowedUp, Value::Date(day("2026-02-02")))]);
    }
    assert!(check(&book, Field::FollowedUp, "1/9").unwrap_err().contains("before the completion"), "the completion stays first");
    // The day of the release can still be put right beside the later follow-up, but not before the completion.
    book.set(Kind::Row, row, Field::FollowedUp, Value::Date(day("2026-02-02")));
    assert!(check(&book, Field::Released, "1/21").is_ok());
    assert!(check(&book, Field::Released, "1/11").is_err());
}

#[test]
fn a_follow_up_is_not_before_the_completion() {
    let mut book = book();
    book.set(Kind::Row, Id([3; 16]), Field::CompletionDue, Value::Date(day("2026-06-30")));
    assert!(check(&book, Field::FollowUp, "5/1").unwrap_err().starts_with("the follow-up (Fri 1 May 2026) cannot be before"));
    assert!(check(&book, Field::FollowUp, "quarterly").is_ok());
    assert_eq!(check(&book, Field::FollowUp, "by 4/31").unwrap_err(), "31 Apr does not exist; Apr has 30 days: write 4/30 or 5/1");
}

#[test]
fn people_are_known_by_name_and_new_names_are_told() {
    let seen = check(&book(), Field::People, "lee  sample, Kim New;\nPAT EXAMPLE; kim new").unwrap();
    assert_eq!(seen.people, [Ok(Id([11; 16])), Err("Kim New".to_owned()), Ok(Id([10; 16]))]);
    assert_eq!(values(&seen), [(Field::People, Value::Records(vec![Id([11; 16]), Id([10; 16])]))]);
    assert_eq!(seen.understood, "new in this plan: Kim New");
    assert_eq!(values(&check(&book(), Field::People, "").unwrap()), [(Field::People, Value::None)]);
}

#[test]
fn a_cell_shows_what_it_holds() {
    let mut book = book();
    let row = Id([3; 16]);
    book.set(Kind::Row, row, Field::People, Value::Records(vec![Id([11; 16]), Id([10; 16])]));
    book.set(Kind::Row, row, Field::Released, Value::Date(day("2026-03-01")));
    let text = |field| cell_text(&book, book.get(row).unwrap(), field, false);
    assert_eq!(
        (text(Field::People), text(Field::Released), text(Field::Evidence)),
        ("Lee Sample; Pat Example".into(), "3/1/2026".into(), String::new())
    );
}
