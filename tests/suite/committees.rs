//! The road's committees: a year of them, from the plan of the meetings to what came of a recommendation.

use milepost::domain::committee::{self, State};
use milepost::domain::field::Field;
use milepost::domain::kind::Kind;

use crate::desk::Desk;

/// A committee of its own in the made-up agency, with two members and its year planned.
fn begun() -> Desk {
    let mut desk = Desk::new(120, 35);
    desk.keys("<Alt-8><Insert>Canyon Visits Group<Enter>").sees("Saved: name of a new committee");
    desk.keys("<Enter>").sees("Canyon Visits Group, FY2026: no meeting planned");
    // What it is, on the last page.
    desk.keys("<Ctrl-B>").sees("What it is").keys("<Down>regional q<Enter>").keys("Canyon<Enter>").sees("9 Quality improvement committees");
    desk.keys("<Ctrl-B><Ctrl-B>").sees("Add a member");
    desk.keys("Ann Madeup<Enter>").keys("<Home><Down>Ben Madeup<Enter>");
    assert_eq!(desk.history(1), ["name of a new member"]);
    // The term of Ben ends with the year.
    desk.keys("<Right><Right><Right><Right><Right>12/31/2026<Enter>").sees("ends in 40 days");
    desk.keys("<Ctrl-B><Ctrl-K>").sees("Meetings of Canyon Visits Group for a year").sees("2027").sees("second Tuesday");
    desk.keys("<Ctrl-S>").sees("Saved: 7 meetings of Canyon Visits Group planned for FY2027").sees("12/8/2026").sees("6/8/2027");
    desk
}

#[test]
fn a_committee_plans_its_year_meets_recommends_and_something_comes_of_it() {
    let mut desk = begun();
    desk.sees("no meeting due yet, 7 meetings to come");
    let one = desk.book().all(Kind::Committee).into_iter().find(|one| one.text(Field::Name) == "Canyon Visits Group").unwrap().id;

    // The day after the first meeting: it is past, and nobody has said that it was held.
    desk.comes_back_on(2026, 12, 9).keys("<Alt-8><Ctrl-T>2027<Enter>").sees("FY2027");
    desk.keys("<Ctrl-F>Canyon Visits Group<Enter>").sees("planned, held?").sees("0 of 1 meeting held");
    desk.keys("<Enter>").sees("In office on Tue 8 Dec 2026").sees("Ann Madeup").sees("Ben Madeup");
    desk.keys("c").sees("1 of 2 came").keys("e").sees("1 of 2 came, 1 excused");
    // The cursor is on the guests now.
    desk.keys("<Insert>Cy Guest<Enter>").sees("1 of 2 came, 1 excused, 1 guest");
    desk.keys("<Insert>ann madeup<Enter>").sees("is on the list already").keys("<Esc>");
    desk.keys("<Ctrl-N>").sees("When and where").sees("held").keys("<Ctrl-N>").sees("Add a recommendation");

    // From the question of the region that fails worst.
    desk.keys("Go through visits monthly<Enter>").sees("none: F2 picks one");
    desk.keys("<Home><Right><Right><Ctrl-T>2026<Enter><F2>").sees("The figure it came from: Canyon, FY2026").sees("missing");
    desk.keys("<Enter>").sees("figure of 'Go through visits monthly'").sees("FY2026").sees("Canyon:");
    let found = desk.book().parts(one, Kind::Recommendation)[0].clone();
    assert_eq!((found.text(Field::Instrument), found.int(Field::Year)), ("utah-cpr", Some(2026)));
    assert!(!found.text(Field::Question).is_empty());

    // A step of the milestone that this question drives.
    desk.keys("<Ctrl-K>").sees("Make of 'Go through visits monthly'").keys("<Enter>").sees("7 Case Process Review").keys("<Ctrl-S>");
    desk.sees("step of milestone 7: not").keys("<Ctrl-T>2027<Enter>");
    desk.keys("<Ctrl-K>").sees("Something came of it already, step of milestone 7");
    let facts = |desk: &mut Desk| committee::in_year(desk.book(), one, 2027, chrono::NaiveDate::from_ymd_opt(2026, 12, 9).unwrap());
    assert_eq!(facts(&mut desk).words(), "1 of 1 meeting held, 1 of 2 seats taken, 1 of 1 recommendation acted on");
    assert_eq!(facts(&mut desk).done, 0);

    // Enter goes to the step; there it is done, and here it is told.
    desk.keys("<Home><Right><Enter>").sees("Go through visits monthly");
    let step = desk.book().get(found.id).unwrap().record(Field::Became).unwrap();
    assert_eq!(desk.book().get(step).unwrap().text(Field::Text), "Go through visits monthly");
    desk.meanwhile(|store| {
        let change = milepost::domain::change::Change::new("the step is done", store.seen().unwrap()).with(
            step,
            Kind::Step,
            Field::Status,
            milepost::domain::value::Value::text("done"),
        );
        store.commit(&change).unwrap();
    });
    assert_eq!(facts(&mut desk).done, 1);
    let book = desk.book();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 12, 9).unwrap();
    assert_eq!(State::of(book, book.get(found.id).unwrap(), today), State::Done);
    desk.keys("<Alt-8><Ctrl-F>Go through visits<Enter>").sees("Go through visits monthly");

    // All of it is taken back, step by step.
    for _ in 0..40 {
        if !desk.book().all(Kind::Committee).iter().any(|one| one.text(Field::Name) == "Canyon Visits Group") {
            break;
        }
        desk.keys("<Ctrl-Z>");
    }
    let book = desk.book();
    assert!(!book.all(Kind::Committee).iter().any(|one| one.text(Field::Name) == "Canyon Visits Group"));
    assert!(book.get(step).is_none_or(|step| !book.is_live(step)));
    desk.is_sound();
}
