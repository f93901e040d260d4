use super::*;
use crate::command::{Command as C, Form, Place};
use crate::domain::book::Book;
use crate::domain::committee::{Known, Sitting};
use crate::domain::field::Field as F;
use crate::domain::kind::Kind;
use crate::panes::desk::{Desk, id, put};
use at::{Part, Tab, Top};

/// Today is 10 March 2026. A committee with a meeting a week ago, two members, and a recommendation.
fn desk() -> Desk<Committees> {
    let mut book = Book::default();
    put(
        &mut book,
        Kind::Committee,
        1,
        &[(F::Name, "North QIC"), (F::Category, "regional_qic"), (F::Frequency, "monthly"), (F::Position, "a")],
    );
    put(&mut book, Kind::Committee, 2, &[(F::Name, "Steering"), (F::Category, "steering"), (F::Position, "b")]);
    for (n, name, place) in [(11, "Ann Birch", "a"), (12, "Ben Cole", "b")] {
        put(&mut book, Kind::Member, n, &[(F::Committee, "#1"), (F::Name, name), (F::Position, place)]);
    }
    put(&mut book, Kind::Session, 21, &[(F::Committee, "#1"), (F::Day, "2026-03-03"), (F::Status, "planned")]);
    put(&mut book, Kind::Session, 22, &[(F::Committee, "#1"), (F::Day, "2026-04-07"), (F::Status, "planned")]);
    put(
        &mut book,
        Kind::Recommendation,
        31,
        &[(F::Committee, "#1"), (F::Session, "#21"), (F::Text, "A shared calendar"), (F::Position, "a")],
    );
    put(&mut book, Kind::Plan, 40, &[(F::Title, "Milestones")]);
    put(&mut book, Kind::Milestone, 44, &[(F::Plan, "#40"), (F::Number, "=4"), (F::Name, "Priority focus areas")]);
    put(&mut book, Kind::Milestone, 49, &[(F::Plan, "#40"), (F::Number, "=9"), (F::Name, "Quality improvement committees")]);
    put(&mut book, Kind::Step, 51, &[(F::Milestone, "#44"), (F::Position, "a"), (F::Text, "Kin placement")]);
    Desk::new(book)
}

fn came(desk: &Desk<Committees>) -> String {
    Known::of(&desk.book, desk.book.get(id(21)).unwrap()).words()
}

/// In the attendance of the meeting of 3 March.
fn at_the_roll() -> Desk<Committees> {
    let mut desk = desk();
    desk.hear(&Event::Arrive(Place::Committees { record: Some(id(21)) }));
    desk
}

#[test]
fn one_letter_marks_a_member_and_goes_to_the_next() {
    let mut desk = at_the_roll();
    desk.types("C");
    assert_eq!(desk.said(), "Ann Birch came");
    assert_eq!(Sitting::of(desk.book.get(id(21)).unwrap()), Sitting::Held, "who was there was at a meeting");
    desk.types("x");
    assert!(desk.said().contains("c marks who came"), "{}", desk.said());
    desk.types("a");
    assert_eq!((desk.said().as_str(), came(&desk).as_str()), ("Ben Cole absent", "1 of 2 came"));
    // On the last line letters are a name.
    desk.types("Cy");
    desk.press(&[C::Enter]);
    assert_eq!(came(&desk), "1 of 2 came, 1 guest");
    // Undo takes back one mark at a time.
    desk.undo();
    assert_eq!((came(&desk).as_str(), desk.pane.at), ("1 of 2 came", At::Meeting(id(21), Part::Attendance)));
    desk.undo();
    assert!(!desk.screen().contains("absent   "), "{}", desk.screen());
    desk.undo();
    assert_eq!(came(&desk), "attendance not taken");
    assert_eq!(Sitting::of(desk.book.get(id(21)).unwrap()), Sitting::Planned, "the first mark had said that it was held");
}

#[test]
fn one_key_says_that_all_others_came() {
    let mut desk = at_the_roll();
    desk.types("e");
    desk.press(&[C::InsertElement]);
    assert_eq!((desk.said().as_str(), came(&desk).as_str()), ("1 other came to the meeting of 3/3/2026", "1 of 2 came, 1 excused"));
    desk.press(&[C::InsertElement]);
    assert!(desk.said().contains("marked already"), "{}", desk.said());
}

#[test]
fn a_guest_who_is_a_member_is_marked_where_the_name_stands() {
    let mut desk = at_the_roll();
    desk.press(&[C::InsertRow]);
    desk.types("ben cole");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("Ben Cole is on the list already"), "{}", desk.screen());
    desk.press(&[C::Cancel]);
    assert_eq!(came(&desk), "attendance not taken");
    desk.does(Input::Pasted("Cy Guest\nDee Guest\n".into()));
    assert_eq!(came(&desk), "0 of 2 came, 2 guests");
}

#[test]
fn nobody_is_marked_in_a_file_that_can_only_be_read() {
    let mut desk = at_the_roll();
    desk.book.facts.read_only = Some("another window edits it".to_owned());
    for keys in [[C::InsertElement], [C::InsertRow]] {
        desk.press(&keys);
        assert!(desk.said().contains("can only be read"), "{}", desk.said());
    }
    desk.types("c");
    assert!(desk.said().contains("can only be read"), "{}", desk.said());
}

#[test]
fn back_leads_to_where_one_came_from() {
    let mut desk = desk();
    assert!(desk.screen().contains("North QIC"), "{}", desk.screen());
    desk.press(&[C::Enter]);
    assert_eq!(desk.pane.at, At::Committee(id(1), Tab::Meetings));
    desk.press(&[C::Down, C::Enter]);
    assert_eq!(desk.pane.at, At::Meeting(id(22), Part::Attendance));
    desk.press(&[C::Cancel, C::Enter]);
    assert_eq!(desk.pane.at, At::Meeting(id(22), Part::Attendance), "the cursor stands on the meeting that was left");
    desk.press(&[C::Cancel, C::Cancel, C::Down, C::Enter]);
    assert_eq!(desk.pane.at, At::Committee(id(2), Tab::Meetings));
}

#[test]
fn every_record_of_a_committee_can_be_arrived_at() {
    let mut desk = at_the_roll();
    desk.types("c");
    let presence = desk.book.parts(id(21), Kind::Presence)[0].id;
    for (record, at) in [
        (id(2), At::Committee(id(2), Tab::Meetings)),
        (id(12), At::Committee(id(1), Tab::Members)),
        (id(22), At::Meeting(id(22), Part::Attendance)),
        (presence, At::Meeting(id(21), Part::Attendance)),
        (id(31), At::Committee(id(1), Tab::Recommendations)),
    ] {
        desk.hear(&Event::Arrive(Place::Committees { record: Some(record) }));
        assert_eq!(desk.pane.at, at);
    }
    let at = desk.pane.ledger().map(|ledger| ledger.sheet.grid.row);
    assert_eq!(at, Some(0), "the recommendation has the cursor");
    desk.hear(&Event::Arrive(Place::Committees { record: Some(id(12)) }));
    assert_eq!(desk.pane.ledger().map(|ledger| ledger.sheet.grid.row), Some(1), "so has the member");
}

/// The form that was asked for last, with texts in its fields.
fn filled(desk: &Desk<Committees>, texts: &[(usize, &str)]) -> Event {
    let form: Option<Form> = desk.asked.iter().find_map(|effect| if let Effect::Ask(form) = effect { Some(form.clone()) } else { None });
    let mut form = form.unwrap();
    for (at, text) in texts {
        form.fields[*at].value = (*text).to_owned();
    }
    Event::Filled(form)
}

#[test]
fn a_year_is_planned_as_one_change_and_faults_are_said_in_the_form() {
    let mut desk = desk();
    desk.press(&[C::InsertElement]);
    desk.hear(&filled(&desk, &[(2, "fifth Tuesday")]));
    assert!(desk.said().contains("write second Tuesday"), "{}", desk.said());
    desk.hear(&filled(&desk, &[(2, "first Tuesday")]));
    // From today on, and April has its meeting: May and June are left of fiscal year 2026.
    assert!(desk.said().contains("2 meetings of North QIC planned for FY2026"), "{}", desk.said());
    assert_eq!(desk.book.parts(id(1), Kind::Session).len(), 4);
    assert_eq!(desk.pane.at, At::Committee(id(1), Tab::Meetings));
    desk.press(&[C::InsertElement]);
    desk.hear(&filled(&desk, &[(0, "2026")]));
    assert!(desk.said().contains("Nothing is left to plan"), "{}", desk.said());
    desk.undo();
    assert_eq!(desk.book.parts(id(1), Kind::Session).iter().filter(|s| !s.is_empty()).count(), 2);
}

#[test]
fn a_recommendation_becomes_a_study_or_what_is_there_already() {
    let mut desk = desk();
    desk.hear(&Event::Arrive(Place::Committees { record: Some(id(31)) }));
    desk.press(&[C::InsertElement]);
    desk.hear(&Event::Picked { id: make::PICK, at: 2 });
    desk.hear(&filled(&desk, &[(2, "What would help?"), (4, "2026-05-01"), (5, "2026-04-01")]));
    assert!(desk.said().contains("end before it begins"), "{}", desk.said());
    desk.hear(&filled(&desk, &[(5, "2026-06-01")]));
    let study = desk.book.all(Kind::Study)[0].clone();
    assert_eq!((study.text(F::Title), study.record(F::Step)), ("A shared calendar", Some(id(51))));
    assert!(desk.screen().contains("special study: planned"), "{}", desk.screen());
    desk.press(&[C::Right, C::Enter]);
    assert_eq!(desk.asked, [Effect::Go(Place::Trends { record: Some(study.id) })]);
    desk.undo();
    assert!(desk.book.all(Kind::Study).is_empty());
    desk.press(&[C::InsertElement]);
    desk.hear(&Event::Picked { id: make::PICK, at: 3 });
    desk.hear(&Event::Picked { id: make::LINK, at: 0 });
    assert!(desk.screen().contains("step of milestone 4"), "{}", desk.screen());
    desk.press(&[C::Enter]);
    assert_eq!(desk.asked, [Effect::Go(Place::Milestones { record: Some(id(51)) })]);
}

#[test]
fn an_element_is_made_where_elements_are_made() {
    let mut desk = desk();
    desk.hear(&Event::Arrive(Place::Committees { record: Some(id(31)) }));
    desk.press(&[C::InsertElement]);
    desk.hear(&Event::Picked { id: make::PICK, at: 1 });
    assert_eq!(desk.asked, [Effect::Go(Place::NewElementOf { recommendation: id(31) })]);
}

#[test]
fn a_term_cannot_end_before_it_begins() {
    let mut desk = desk();
    put(&mut desk.book, Kind::Member, 11, &[(F::From, "2026-01-01")]);
    desk.hear(&Event::Arrive(Place::Committees { record: Some(id(11)) }));
    desk.press(&[C::Right, C::Right, C::Right, C::Right, C::Right, C::Right]);
    desk.types("12/31/2025");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("would end before it begins"), "{}", desk.screen());
    assert!(desk.book.get(id(11)).unwrap().date(F::Until).is_none());
}

#[test]
fn an_empty_file_says_what_belongs_here_and_a_small_screen_shows_the_facts() {
    let mut desk: Desk<Committees> = Desk::new(Book::default());
    assert!(desk.screen().contains("Add a committee"), "{}", desk.screen());
    desk.press(&[C::NextSection]);
    assert!(desk.screen().contains("No meeting"), "{}", desk.screen());
    desk.press(&[C::NextSection]);
    assert!(desk.screen().contains("No recommendation yet"), "{}", desk.screen());
    let mut desk = self::desk();
    desk.size = (58, 12);
    assert!(desk.screen().contains("0 of 1 held"), "{}", desk.screen());
}

#[test]
fn what_is_open_goes_with_its_committee() {
    let mut desk = at_the_roll();
    put(&mut desk.book, Kind::Committee, 1, &[(F::Gone, "=1")]);
    desk.hear(&Event::Reloaded);
    assert_eq!(desk.pane.at, At::Top(Top::Committees));
    assert!(!desk.screen().contains("North QIC"), "{}", desk.screen());
}
