use super::*;
use crate::domain::value::Value;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn row(facts: &[(Field, &str)]) -> Record {
    let mut row = Record::new(Id([9; 16]), Kind::Row);
    for (field, date) in facts {
        row.set(*field, Value::Date(day(date)));
    }
    row
}

#[test]
fn a_row_goes_through_its_states_by_its_dates() {
    let today = day("2026-03-01");
    for (facts, state) in [
        (&[][..], RowState::NotStarted),
        (&[(Field::Started, "2026-01-05")], RowState::InProgress),
        (&[(Field::CompletionDue, "2026-03-16")], RowState::NotStarted),
        (&[(Field::CompletionDue, "2026-03-15")], RowState::DueSoon),
        (&[(Field::CompletionDue, "2026-03-01")], RowState::DueSoon),
        (&[(Field::CompletionDue, "2026-02-28")], RowState::Overdue),
        (&[(Field::CompletionDue, "2026-02-28"), (Field::Completed, "2026-03-01")], RowState::Complete),
        (&[(Field::Completed, "2026-02-01"), (Field::FollowUpDue, "2026-03-10")], RowState::FollowUpDue),
        (&[(Field::Completed, "2026-02-01"), (Field::FollowUpDue, "2026-05-10")], RowState::Complete),
        (&[(Field::Completed, "2026-02-01"), (Field::FollowUpDue, "2026-03-10"), (Field::FollowedUp, "2026-03-01")], RowState::Complete),
        (&[(Field::Completed, "2026-02-01"), (Field::Released, "2026-03-01")], RowState::Released),
    ] {
        assert_eq!(RowState::of(&row(facts), today), state, "{facts:?}");
    }
}

#[test]
fn the_goal_cell_tells_where_from_and_where_to_short_term_first() {
    let (plan, element) = (Id([1; 16]), Id([2; 16]));
    let mut book = Book::default();
    book.set(Kind::MiniPip, plan, Field::Title, Value::text("Plan"));
    book.set(Kind::Element, element, Field::MiniPip, Value::Record(plan));
    for (n, term, text, target) in
        [(3, "long", "Every child is seen in time", "90 %"), (4, "short", "More children are seen in time", "55 %")]
    {
        let goal = Id([n; 16]);
        book.set(Kind::Goal, goal, Field::Element, Value::Record(element));
        for (field, value) in
            [(Field::Term, term), (Field::Text, text), (Field::Target, target), (Field::Measure, "CPS.A1"), (Field::Baseline, "45 %")]
        {
            book.set(Kind::Goal, goal, field, Value::text(value));
        }
        book.set(Kind::Goal, goal, Field::By, Value::Date(day("2026-06-30")));
    }
    assert_eq!(
        goal_cell(&book, element, false),
        "Short-term: More children are seen in time (CPS.A1: 45 % \u{2192} 55 % by 6/30/2026)\n\
         Long-term: Every child is seen in time (CPS.A1: 45 % \u{2192} 90 % by 6/30/2026)"
    );
}

#[test]
fn progress_counts_what_is_done_and_finds_the_next_date() {
    let (plan, element) = (Id([1; 16]), Id([2; 16]));
    let mut book = Book::default();
    book.set(Kind::MiniPip, plan, Field::Title, Value::text("Plan"));
    book.set(Kind::Element, element, Field::MiniPip, Value::Record(plan));
    for (n, field, date) in [
        (3, Field::Completed, "2026-02-01"),
        (4, Field::CompletionDue, "2026-02-20"),
        (5, Field::CompletionDue, "2026-03-09"),
        (6, Field::CompletionDue, "2026-08-01"),
    ] {
        book.set(Kind::Row, Id([n; 16]), Field::Element, Value::Record(element));
        book.set(Kind::Row, Id([n; 16]), field, Value::Date(day(date)));
    }
    let seen = Progress::of_plan(&book, plan, day("2026-03-01"));
    assert_eq!(seen, Progress { rows: 4, complete: 1, released: 0, waived: 0, overdue: 1, soon: 1, next_due: Some(day("2026-03-09")) });
    assert_eq!(seen, Progress::of_element(&book, element, day("2026-03-01")));
}

#[test]
fn a_follow_up_that_repeats_comes_round_until_its_last_day() {
    let mut seen = row(&[(Field::Completed, "2026-01-01"), (Field::FollowedUp, "2026-02-01"), (Field::FollowUpDue, "2026-06-30")]);
    assert_eq!(next_due(&seen), None);
    seen.set(Field::FollowUpRepeat, Value::text("monthly"));
    assert_eq!(next_due(&seen), Some(day("2026-03-01")));
    for (today, state) in [("2026-02-14", RowState::Complete), ("2026-02-15", RowState::FollowUpDue), ("2026-04-01", RowState::FollowUpDue)]
    {
        assert_eq!(RowState::of(&seen, day(today)), state, "{today}");
    }
    seen.set(Field::FollowedUp, Value::Date(day("2026-06-30")));
    assert_eq!(RowState::of(&seen, day("2026-08-01")), RowState::Complete, "the last round is over");
}

#[test]
fn a_stage_is_known_by_its_code_and_its_words() {
    for stage in Stage::ALL {
        assert_eq!((Stage::named(stage.code()), Stage::named(stage.words())), (Some(stage), Some(stage)));
    }
    assert!(Stage::Draft < Stage::Released);
}
