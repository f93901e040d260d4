//! Stories of somebody who keeps the minutes: meetings of a plan, key by key.

use crate::command::{Command as C, Event, Input};
use crate::domain::book::Book;
use crate::domain::field::Field as F;
use crate::domain::kind::Kind;
use crate::domain::meeting;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::panes::desk::{Desk as Any, id, put};
use crate::panes::mini_pips::MiniPips;
use crate::panes::mini_pips::pages::{Page, Tab, meeting::Part};

type Desk = Any<MiniPips>;

const PLAN: u8 = 1;
const ELEMENT: u8 = 2;
const CONCERN: u8 = 4;
const MARA: u8 = 10;
const INES: u8 = 11;
const FIRST: u8 = 20;

/// A plan with a concern, an element that grew from it, a lead and a collaborator, and a first meeting on a day that has
/// passed; both are invited.
fn book() -> Book {
    let mut book = Book::default();
    put(&mut book, Kind::MiniPip, PLAN, &[(F::Title, "Red Ledge: visits that count")]);
    put(&mut book, Kind::Element, ELEMENT, &[(F::MiniPip, "#1"), (F::Position, "a"), (F::Title, "Visits"), (F::Concern, "#4")]);
    put(&mut book, Kind::Row, 3, &[(F::Element, "#2"), (F::Part, "step"), (F::Text, "Train"), (F::Position, "a")]);
    put(&mut book, Kind::Concern, CONCERN, &[(F::MiniPip, "#1"), (F::Position, "a"), (F::Title, "Monthly visits are missed")]);
    let lead = [(F::MiniPip, "#1"), (F::Position, "a"), (F::Part, "lead"), (F::Name, "Mara Specimen"), (F::Category, "local office")];
    put(&mut book, Kind::PipPerson, MARA, &lead);
    let partner = [
        (F::MiniPip, "#1"),
        (F::Position, "b"),
        (F::Part, "collaborator"),
        (F::Name, "Ines Sample"),
        (F::Organisation, "Ledge Valley School"),
        (F::Category, "community partner"),
    ];
    put(&mut book, Kind::PipPerson, INES, &partner);
    let first = [
        (F::MiniPip, "#1"),
        (F::Position, "a"),
        (F::Part, "first"),
        (F::Title, "First community meeting"),
        (F::Day, "2026-03-05"),
        (F::Time, "6 pm"),
        (F::Host, "Citizen review panel"),
        (F::Site, "Town hall"),
    ];
    put(&mut book, Kind::Meeting, FIRST, &first);
    for (n, point, minutes) in [(21, "Welcome", "=10"), (22, "Exercise: what community and agency do well together", "=15")] {
        let place = n.to_string();
        put(&mut book, Kind::AgendaItem, n, &[(F::Gathering, "#20"), (F::Text, point), (F::Length, minutes)]);
        book.set(Kind::AgendaItem, id(n), F::Position, Value::text(place));
    }
    for (n, person, place) in [(30, "#10", "a"), (31, "#11", "b")] {
        put(&mut book, Kind::Attendance, n, &[(F::Gathering, "#20"), (F::Person, person), (F::Status, "invited"), (F::Position, place)]);
    }
    book
}

fn desk() -> Desk {
    let mut desk = Desk::new(book());
    desk.chosen.mini_pip = Some(id(PLAN));
    desk.hear(&Event::ChosenMoved);
    desk
}

fn at(part: Part) -> Desk {
    let mut desk = desk();
    desk.pane.turn_to(Tab::Meetings);
    desk.pane.open_over(Page::Meeting(id(FIRST), part), 0);
    desk
}

fn list(desk: &Desk) -> Vec<(String, String)> {
    let listed = meeting::listed(&desk.book, id(FIRST));
    listed.iter().map(|(line, person)| (person.text(F::Name).to_owned(), line.text(F::Status).to_owned())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

fn people(desk: &Desk) -> Vec<&Record> {
    desk.book.parts(id(PLAN), Kind::PipPerson)
}

#[test]
fn insert_asks_which_meeting_and_makes_it_with_agenda_and_invitations() {
    let mut desk = desk();
    desk.pane.turn_to(Tab::Meetings);
    desk.press(&[C::InsertRow]);
    assert!(desk.said().contains("Which meeting?") && desk.said().contains("there is one: Thu 5 Mar 2026"), "{}", desk.said());
    desk.hear(&Event::Picked { id: super::super::meetings::PICK, at: 2 });
    let meetings = meeting::meetings(&desk.book, id(PLAN));
    assert_eq!(meetings.iter().map(|m| m.text(F::Title)).collect::<Vec<_>>(), ["First community meeting", "Second community meeting"]);
    let second = meetings[1].id;
    assert!(desk.book.parts(second, Kind::AgendaItem).len() > 4);
    assert_eq!(desk.book.parts(second, Kind::Attendance).len(), 2);
    desk.types("3/13");
    desk.press(&[C::Enter]);
    assert_eq!(desk.book.get(second).unwrap().date(F::Day), "2026-03-13".parse().ok(), "the cursor stands on its date");
    let screen = desk.screen();
    for words in ["next: 3/13/26 Second community meeting", "! who came?", "planned", "2 listed"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    desk.undo();
    desk.undo();
    assert_eq!(meeting::meetings(&desk.book, id(PLAN)).iter().filter(|m| desk.book.is_live(m)).count(), 1, "one step took it all back");
}

#[test]
fn names_typed_one_below_the_other_fill_the_list_and_nobody_stands_there_twice() {
    let mut desk = at(Part::Attendance);
    desk.press(&[C::InsertRow]);
    for name in ["Lou Placeholder", "ines sample", "Kim Mockup"] {
        desk.types(name);
        desk.press(&[C::Enter]);
    }
    let wanted = [("Mara Specimen", "invited"), ("Ines Sample", "came"), ("Lou Placeholder", "came"), ("Kim Mockup", "came")];
    assert_eq!(list(&desk), pairs(&wanted));
    assert_eq!(people(&desk).iter().filter(|p| p.text(F::Part) == "attendee").count(), 2, "one list of people, each once");
    desk.types("kim mockup");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("on the list already, and came"), "{}", desk.screen());
    desk.press(&[C::Cancel]);
    desk.undo();
    assert_eq!((list(&desk).len(), people(&desk).iter().filter(|p| !p.is_empty()).count()), (3, 3), "undo takes line and person back");
    assert!(desk.screen().contains("2 came of 3"), "{}", desk.screen());
}

#[test]
fn space_marks_who_came_and_takes_it_back() {
    let mut desk = at(Part::Attendance);
    desk.types(" ");
    assert_eq!(desk.said(), "'Mara Specimen' came");
    desk.press(&[C::ExtendDown]);
    desk.types(" ");
    assert_eq!(list(&desk), pairs(&[("Mara Specimen", "came"), ("Ines Sample", "came")]));
    assert!(desk.screen().contains("1 local office, 1 community partner"), "{}", desk.screen());
    desk.types(" ");
    assert_eq!(list(&desk), pairs(&[("Mara Specimen", "invited"), ("Ines Sample", "invited")]));
}

#[test]
fn a_list_from_a_sheet_makes_people_whatever_the_order_of_its_columns() {
    let mut desk = at(Part::Attendance);
    let sheet = "Name\tOrganisation\tEmail\r\n\
                 Lou Placeholder\tCanyon Clinic\tlou@example.org\tyes\r\n\
                 INES SAMPLE\tines@example.org\t555-0100 123\tcame\r\n\
                 lou placeholder\tpanel member\r\n";
    desk.does(Input::Pasted(sheet.to_owned()));
    assert_eq!(list(&desk), pairs(&[("Mara Specimen", "invited"), ("Ines Sample", "came"), ("Lou Placeholder", "came")]));
    let named = |name: &str| people(&desk).into_iter().find(|p| p.text(F::Name) == name).unwrap().clone();
    let lou = named("Lou Placeholder");
    let texts = [F::Organisation, F::Category, F::Email, F::Consent].map(|field| lou.text(field).to_owned());
    assert_eq!(texts, ["Canyon Clinic", "panel member", "lou@example.org", "yes"]);
    let ines = named("Ines Sample");
    assert_eq!((ines.text(F::Organisation), ines.text(F::Phone)), ("Ledge Valley School", "555-0100 123"));
    desk.does(Input::Pasted("\t\n".to_owned()));
    assert!(desk.said().contains("There is no name in what was copied"), "{}", desk.said());
}

#[test]
fn an_agenda_tells_when_each_point_begins() {
    let mut desk = at(Part::Agenda);
    let screen = desk.screen();
    for words in ["6:00 PM", "6:10 PM", "25 min, 6:00 PM to 6:25 PM", "Monthly visits are missed"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    desk.press(&[C::MoveDown]);
    let points: Vec<String> = desk.book.parts(id(FIRST), Kind::AgendaItem).iter().map(|p| p.text(F::Text).to_owned()).collect();
    assert_eq!(points[1], "Welcome");
    desk.press(&[C::PageDown]);
    desk.types("Close");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("25 min, 1 point without minutes"), "{}", desk.screen());
}

/// A solution and an offer under the concern, typed as from a worksheet.
fn with_ideas() -> Desk {
    let mut desk = at(Part::Ideas);
    desk.types("A visit day at the school");
    desk.press(&[C::Enter]);
    desk.types("A room after school");
    desk.press(&[C::Next]);
    desk.types("offer");
    desk.press(&[C::Next]);
    desk.types("Ines Sample");
    desk.press(&[C::Next]);
    desk
}

fn idea<'a>(desk: &'a Desk, text: &str) -> &'a Record {
    desk.book.parts(id(FIRST), Kind::Idea).into_iter().find(|idea| idea.text(F::Text) == text).unwrap()
}

#[test]
fn ideas_hang_on_the_concern_they_are_typed_under() {
    let desk = with_ideas();
    let (solution, offer) = (idea(&desk, "A visit day at the school"), idea(&desk, "A room after school"));
    assert_eq!([solution, offer].map(|idea| idea.record(F::Concern)), [Some(id(CONCERN)); 2]);
    assert_eq!([solution, offer].map(|idea| idea.text(F::Part)), ["solution", "offer"]);
    assert_eq!(offer.records(F::People), [id(INES)]);
    assert!(desk.screen().contains("2 ideas, 0 taken up"), "{}", desk.screen());
}

#[test]
fn one_key_makes_a_step_of_a_solution_once_and_enter_goes_there() {
    let mut desk = with_ideas();
    desk.press(&[C::Up, C::InsertElement]);
    let step = desk.book.parts(id(ELEMENT), Kind::Row).into_iter().last().unwrap().clone();
    assert_eq!(step.text(F::Text), "A visit day at the school");
    assert!(desk.screen().contains("✓ action step, element 1") && desk.screen().contains("1 taken up"), "{}", desk.screen());
    desk.press(&[C::InsertElement]);
    assert!(desk.said().contains("became the action step 'A visit day at the school' already"), "{}", desk.said());
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("II Matrix") && desk.screen().contains("Action step / benchmark"), "{}", desk.screen());
    desk.undo();
    assert!(meeting::became(&desk.book, idea(&desk, "A visit day at the school")).is_none(), "one step back");
}

#[test]
fn where_several_elements_could_take_an_idea_it_is_asked_which() {
    let mut desk = with_ideas();
    put(&mut desk.book, Kind::Element, 5, &[(F::MiniPip, "#1"), (F::Position, "b"), (F::Title, "Reunion"), (F::Concern, "#4")]);
    desk.press(&[C::InsertElement]);
    assert!(desk.said().contains("In which element do they help?") && desk.said().contains("Element 2: Reunion"), "{}", desk.said());
    desk.hear(&Event::Picked { id: super::ideas::PICK, at: 1 });
    let ines = desk.book.get(id(INES)).unwrap();
    assert_eq!((ines.records(F::Elements), ines.text(F::HelpsWith), ines.text(F::Asked)), (&[id(5)][..], "A room after school", "asked"));
    assert_eq!(desk.book.get(id(5)).unwrap().text(F::Partners), "Ines Sample (Ledge Valley School): A room after school");
    assert!(desk.screen().contains("✓ partner Ines Sample"), "{}", desk.screen());
}

#[test]
fn a_person_renamed_on_one_page_has_the_new_name_on_all() {
    let mut desk = with_ideas();
    desk.pane.open_over(Page::Meeting(id(FIRST), Part::Attendance), 0);
    desk.press(&[C::Down]);
    desk.types("Ines Example");
    desk.press(&[C::Enter]);
    for page in [Part::Attendance, Part::Ideas] {
        desk.pane.open_over(Page::Meeting(id(FIRST), page), 0);
        assert!(desk.screen().contains("Ines Example") && !desk.screen().contains("Ines Sample"), "{}", desk.screen());
    }
    desk.pane.turn_to(Tab::Collaborators);
    assert!(desk.screen().contains("Ines Example"), "{}", desk.screen());
}

#[test]
fn whoever_is_named_elsewhere_is_deleted_only_after_a_question() {
    let mut desk = with_ideas();
    desk.pane.turn_to(Tab::Collaborators);
    desk.press(&[C::DeleteRow]);
    let said = desk.said();
    assert!(said.contains("'Ines Sample' is named in attendance of 'First community meeting'; idea 'A room after school'"), "{said}");
    assert_eq!(list(&desk), pairs(&[("Mara Specimen", "invited")]), "who is deleted is on no list");
}

#[test]
fn a_meeting_with_people_on_its_list_is_deleted_only_after_a_question() {
    let mut desk = desk();
    desk.pane.turn_to(Tab::Meetings);
    desk.press(&[C::DeleteRow]);
    assert!(desk.said().contains("with 2 people on its list?"), "{}", desk.said());
}

#[test]
fn who_comes_off_the_list_and_is_known_from_nowhere_else_is_forgotten() {
    let mut desk = at(Part::Attendance);
    desk.press(&[C::InsertRow]);
    desk.types("Lou Placeholder");
    desk.press(&[C::Enter, C::Up, C::DeleteRow]);
    assert_eq!(people(&desk).iter().map(|p| p.text(F::Name)).collect::<Vec<_>>(), ["Mara Specimen", "Ines Sample"]);
    desk.press(&[C::Up, C::DeleteRow]);
    assert!(people(&desk).iter().any(|p| p.text(F::Name) == "Ines Sample"), "a collaborator stays in the plan");
}

#[test]
fn a_line_of_a_meeting_is_found_from_elsewhere() {
    let mut desk = with_ideas();
    let offer = idea(&desk, "A room after school").id;
    desk.pane.turn_to(Tab::Cover);
    desk.hear(&Event::Arrive(crate::command::Place::MiniPip { mini_pip: Some(id(PLAN)), record: Some(offer) }));
    assert!(desk.screen().contains("What came of it"), "{}", desk.screen());
}

#[test]
fn the_pages_of_a_meeting_at_three_sizes() {
    let mut desk = with_ideas();
    desk.press(&[C::Up, C::InsertElement]);
    for size in [(120, 35), (80, 21), (60, 13)] {
        desk.size = size;
        desk.pane.turn_to(Tab::Meetings);
        let mut all = vec![desk.screen()];
        for part in Part::ALL {
            desk.pane.open_over(Page::Meeting(id(FIRST), part), usize::from(part == Part::Facts));
            all.push(desk.screen());
        }
        for screen in all {
            assert!(screen.contains("First community"), "{screen}");
        }
    }
}
