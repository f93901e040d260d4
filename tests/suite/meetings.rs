//! A meeting from its plan to what came of it, through the whole program and without a mouse.

use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::domain::record::Record;

use crate::desk::Desk;

fn texts(desk: &mut Desk, kind: Kind, field: Field) -> Vec<String> {
    let book = desk.book();
    book.all(kind).into_iter().map(|record: &Record| record.text(field).to_owned()).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_first_meeting_brings_people_and_ideas_and_each_undo_takes_one_thing_back() {
    let mut desk = Desk::empty(120, 40);
    desk.keys("<Alt-5><Insert>");
    desk.keys("<Ctrl-O>Concerns<Enter>Monthly visits are missed<Enter>");
    desk.keys("<Ctrl-O>Meetings<Enter>").sees("No meeting yet");
    desk.keys("<Insert>").sees("Which meeting?").keys("<Down><Enter>").sees("First community");
    desk.keys("11/20/2026<Enter>").sees("who came?");
    desk.keys("<Enter>").sees("Community and agency do well together");
    desk.keys("<Ctrl-N>").sees("120 min").sees("Small groups:");
    desk.keys("<Ctrl-N><Insert>");
    for name in ["Lou Placeholder", "Kim Mockup", "Ada Fiction", "Ben Example", "Uma Specimen", "Sol Sample"] {
        desk.keys(&format!("{name}<Enter>"));
    }
    desk.sees("6 came of 6");
    desk.keys("kim mockup<Enter>").sees("on the list already").keys("<Esc>");
    assert_eq!(texts(&mut desk, Kind::PipPerson, Field::Name).len(), 6);
    desk.keys("<Ctrl-N><Ctrl-N>").sees("Monthly visits are missed");
    desk.keys("A visit day at the school<Enter>");
    desk.keys("A room after school<Tab>offer<Tab>Lou Placeholder<Tab>").sees("2 ideas, 0 taken up");

    desk.keys("<Up><Ctrl-K>").sees("1 taken up");
    assert_eq!(texts(&mut desk, Kind::Row, Field::Text), ["A visit day at the school"]);
    assert_eq!(texts(&mut desk, Kind::Element, Field::Title), ["Monthly visits are missed"], "an element of the blank form took it");
    desk.keys("<Ctrl-Z>").sees("0 taken up");
    assert!(texts(&mut desk, Kind::Row, Field::Text).is_empty() && texts(&mut desk, Kind::Element, Field::Title).is_empty());
    desk.keys("<Ctrl-Y>").sees("1 taken up");

    desk.keys("<Down><Ctrl-K>").sees("2 taken up").sees("partner Lou Placeholder");
    assert_eq!(texts(&mut desk, Kind::PipPerson, Field::HelpsWith), ["A room after school"]);
    assert_eq!(texts(&mut desk, Kind::Element, Field::Partners), ["Lou Placeholder: A room after school"]);
    desk.keys("<Ctrl-K>").sees("became the partner 'Lou Placeholder' already");
    desk.keys("<Esc><Ctrl-O>V Coll<Enter>").sees("Lou Placeholder").sees("agreed").does_not_see("Kim Mockup");
    desk.keys("<Ctrl-Z>");
    assert!(texts(&mut desk, Kind::PipPerson, Field::HelpsWith).is_empty());
    assert!(texts(&mut desk, Kind::Element, Field::Partners).is_empty());
    desk.is_sound();
    desk.reopen();
    assert_eq!(texts(&mut desk, Kind::PipPerson, Field::Name).len(), 6);
}
