use std::cell::Cell;

use super::*;
use crate::domain::change::{Change, ChangeKind, Edit, Seen, Written};
use crate::domain::value::Value;

const PLAN: u8 = 1;
const CONCERN: u8 = 2;
const ELEMENT: u8 = 3;
const BLANK: u8 = 4;
const MARA: u8 = 10;
const INES: u8 = 11;
const PAX: u8 = 12;
const FIRST: u8 = 20;
const IDEA: u8 = 30;
const OFFER: u8 = 31;

fn id(n: u8) -> Id {
    Id([n; 16])
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn put(book: &mut Book, kind: Kind, n: u8, fields: &[(Field, &str)]) {
    for (field, text) in fields {
        let value = match text.strip_prefix('#') {
            Some(n) => Value::Record(id(n.parse().unwrap())),
            None => text.parse().map_or_else(|_| Value::text(*text), Value::Date),
        };
        book.set(kind, id(n), *field, value);
    }
}

/// A plan with a concern, an element that grew from it and one of the blank form, three people, and a first meeting.
fn book() -> Book {
    use Field as F;
    let mut book = Book::default();
    put(&mut book, Kind::MiniPip, PLAN, &[(F::Title, "Red Ledge")]);
    put(&mut book, Kind::Concern, CONCERN, &[(F::MiniPip, "#1"), (F::Title, "Visits are missed"), (F::Domain, "Well-being")]);
    put(&mut book, Kind::Element, ELEMENT, &[(F::MiniPip, "#1"), (F::Position, "a"), (F::Title, "Visits"), (F::Concern, "#2")]);
    put(&mut book, Kind::Element, BLANK, &[(F::MiniPip, "#1"), (F::Position, "b")]);
    for (n, part, name, organisation) in
        [(MARA, "lead", "Mara Specimen", ""), (INES, "attendee", "Ines Sample", "Ledge School"), (PAX, "collaborator", "Pax Example", "")]
    {
        let place = n.to_string();
        let fields = [(F::MiniPip, "#1"), (F::Position, place.as_str()), (F::Part, part), (F::Name, name), (F::Organisation, organisation)];
        put(&mut book, Kind::PipPerson, n, &fields);
    }
    put(&mut book, Kind::Meeting, FIRST, &[(F::MiniPip, "#1"), (F::Part, "first"), (F::Day, "2026-03-15")]);
    put(&mut book, Kind::Attendance, 21, &[(F::Gathering, "#20"), (F::Person, "#11"), (F::Status, "came")]);
    put(&mut book, Kind::Idea, IDEA, &[(F::Gathering, "#20"), (F::Concern, "#2"), (F::Part, "solution"), (F::Text, "A visit day")]);
    put(&mut book, Kind::Idea, OFFER, &[(F::Gathering, "#20"), (F::Concern, "#2"), (F::Part, "offer"), (F::Text, "A room after school")]);
    book.set(Kind::Idea, id(OFFER), Field::People, Value::records(vec![id(INES)]));
    book
}

/// Makes a change, and puts it into the book.
fn make<T>(book: &mut Book, act: impl FnOnce(&Book, &dyn Fn() -> Id, &mut Change) -> T) -> T {
    let next = Cell::new(100u8);
    while book.get(id(next.get())).is_some() {
        next.set(next.get() + 1);
    }
    let ids = || {
        next.set(next.get() + 1);
        id(next.get() - 1)
    };
    let mut change = Change::new("", Seen(0));
    let made = act(book, &ids, &mut change);
    let edits: Vec<Edit> = change.edits;
    book.apply(&Written { kind: ChangeKind::Edit, words: String::new(), edits, seen: Seen(1), counts_moved: false });
    made
}

fn idea(book: &Book, n: u8) -> Record {
    book.get(id(n)).unwrap().clone()
}

#[test]
fn a_first_meeting_begins_with_its_agenda_and_invites_team_collaborators_and_those_who_came_before() {
    let mut book = book();
    let first = make(&mut book, |book, ids, change| hold(book, id(PLAN), Sort::First, ids, change));
    let points = book.parts(first, Kind::AgendaItem);
    assert_eq!(points.iter().filter_map(|p| p.int(Field::Length)).sum::<i64>(), 120);
    let exercise = points.iter().find(|p| p.text(Field::Text).contains("do well together")).unwrap();
    assert_eq!(exercise.int(Field::Length), Some(15), "the exercise takes about fifteen minutes");
    let invited: Vec<&str> = book.parts(first, Kind::Attendance).iter().map(|a| book.name(a.record(Field::Person).unwrap())).collect();
    assert_eq!(invited, ["Mara Specimen", "Ines Sample", "Pax Example"]);
    assert!(book.parts(first, Kind::Attendance).iter().all(|a| a.text(Field::Status) == INVITED));
    assert_eq!(State::of(&book, book.get(first).unwrap(), day("2026-03-01")), State::NoDate);
}

#[test]
fn nobody_is_invited_against_their_wish_and_the_third_meeting_reminds_of_the_director() {
    let mut book = book();
    book.set(Kind::PipPerson, id(INES), Field::Consent, Value::text("no"));
    book.set(Kind::PipPerson, id(PAX), Field::Asked, Value::text("declined"));
    let third = make(&mut book, |book, ids, change| hold(book, id(PLAN), Sort::Third, ids, change));
    let invited: Vec<Option<Id>> = book.parts(third, Kind::Attendance).iter().map(|a| a.record(Field::Person)).collect();
    assert_eq!(invited, [Some(id(MARA))]);
    assert!(book.get(third).unwrap().text(Field::Note).contains("director"));
    book.set(Kind::PipPerson, id(PAX), Field::Category, Value::text("panel member"));
    book.set(Kind::PipPerson, id(PAX), Field::Asked, Value::text("agreed"));
    let organising: Vec<Id> = invited_ids(&book, Sort::Organising);
    assert_eq!(organising, [id(MARA), id(PAX)], "the organising meeting is for the team, the panel and the offices");
}

fn invited_ids(book: &Book, sort: Sort) -> Vec<Id> {
    invited(book, id(PLAN), sort).iter().map(|person| person.id).collect()
}

#[test]
fn a_meeting_is_planned_then_today_then_held_once_somebody_is_marked() {
    let mut book = book();
    let state = |book: &Book, on: &str| State::of(book, book.get(id(FIRST)).unwrap(), day(on));
    assert_eq!(state(&book, "2026-03-14"), State::Planned);
    assert_eq!(state(&book, "2026-03-15"), State::Today);
    assert_eq!(state(&book, "2026-03-16"), State::Held);
    book.set(Kind::Attendance, id(21), Field::Status, Value::text(INVITED));
    assert_eq!(state(&book, "2026-03-16"), State::NoAttendance);
    assert_eq!(Turnout::of(&book, id(FIRST)), Turnout { listed: 1, came: 0 });
}

#[test]
fn the_next_meeting_is_the_nearest_from_today_on() {
    let mut book = book();
    put(&mut book, Kind::Meeting, 40, &[(Field::MiniPip, "#1"), (Field::Part, "second"), (Field::Day, "2026-06-01")]);
    put(&mut book, Kind::Meeting, 41, &[(Field::MiniPip, "#1"), (Field::Part, "other")]);
    let next = |on: &str| next(&book, id(PLAN), day(on)).map(|(_, meeting)| meeting.id);
    assert_eq!(next("2026-03-15"), Some(id(FIRST)));
    assert_eq!(next("2026-03-16"), Some(id(40)));
    assert_eq!(next("2026-06-02"), None);
    let order: Vec<Id> = meetings(&book, id(PLAN)).iter().map(|meeting| meeting.id).collect();
    assert_eq!(order, [id(FIRST), id(40), id(41)], "without a date last");
}

#[test]
fn a_solution_becomes_an_action_step_of_the_element_of_its_concern_once() {
    let mut book = book();
    assert_eq!(homes(&book, &idea(&book, IDEA)), [id(ELEMENT)]);
    let step = make(&mut book, |book, ids, change| {
        into_step(book, &idea(book, IDEA), Home::Element(id(ELEMENT)), day("2026-03-20"), ids, change).unwrap()
    });
    let row = book.get(step).unwrap();
    assert_eq!((row.parent(), row.text(Field::Part), row.text(Field::Text)), (Some(id(ELEMENT)), "step", "A visit day"));
    assert_eq!(became(&book, &idea(&book, IDEA)).unwrap().id, step);
    assert_eq!(ideas(&book, id(FIRST)), (2, 1));
    let mut change = Change::new("", Seen(0));
    let again = into_step(&book, &idea(&book, IDEA), Home::Element(id(ELEMENT)), day("2026-03-20"), &|| id(99), &mut change);
    assert_eq!(again, Err(Refusal::Already("the action step 'A visit day'".to_owned())));
    assert!(change.edits.is_empty());
    book.set(Kind::Row, step, Field::Gone, Value::Int(1));
    assert!(became(&book, &idea(&book, IDEA)).is_none(), "a step that was deleted leaves the idea open again");
}

#[test]
fn an_empty_step_of_the_form_is_filled_before_one_is_added() {
    let mut book = book();
    put(&mut book, Kind::Row, 50, &[(Field::Element, "#3"), (Field::Position, "a"), (Field::Part, "benchmark")]);
    put(&mut book, Kind::Row, 51, &[(Field::Element, "#3"), (Field::Position, "b"), (Field::Part, "step")]);
    let step = make(&mut book, |book, ids, change| {
        into_step(book, &idea(book, IDEA), Home::Element(id(ELEMENT)), day("2026-03-20"), ids, change).unwrap()
    });
    assert_eq!((step, book.parts(id(ELEMENT), Kind::Row).len()), (id(51), 2));
}

#[test]
fn where_no_element_grew_from_the_concern_a_blank_one_of_the_form_becomes_its_own() {
    let mut book = book();
    book.set(Kind::Element, id(ELEMENT), Field::Concern, Value::None);
    assert_eq!(homes(&book, &idea(&book, IDEA)), [id(ELEMENT)], "all that say what they are about");
    make(&mut book, |book, ids, change| into_step(book, &idea(book, IDEA), Home::NewElement, day("2026-03-20"), ids, change).unwrap());
    let element = book.get(id(BLANK)).unwrap();
    assert_eq!((element.text(Field::Title), element.text(Field::Domain)), ("Visits are missed", "Well-being"));
    assert_eq!(element.record(Field::Concern), Some(id(CONCERN)));
    assert_eq!(book.parts(id(PLAN), Kind::Element).len(), 2, "no third element while one of the form is empty");
}

#[test]
fn an_offer_makes_partners_of_those_who_make_it() {
    let mut book = book();
    book.set(Kind::Idea, id(OFFER), Field::People, Value::records(vec![id(INES), id(PAX)]));
    book.set(Kind::Element, id(ELEMENT), Field::Partners, Value::text("The court."));
    let offer = idea(&book, OFFER);
    let first = make(&mut book, |book, ids, change| {
        into_partner(book, &offer, Home::Element(id(ELEMENT)), day("2026-03-20"), ids, change).unwrap()
    });
    assert_eq!(first, id(INES));
    let ines = book.get(id(INES)).unwrap();
    assert_eq!((ines.text(Field::Part), ines.text(Field::Asked)), ("collaborator", "agreed"), "she was there");
    assert_eq!((ines.text(Field::HelpsWith), ines.records(Field::Elements)), ("A room after school", &[id(ELEMENT)][..]));
    assert_eq!(book.get(id(PAX)).unwrap().text(Field::Asked), "asked", "he was only named");
    let partners = book.get(id(ELEMENT)).unwrap().text(Field::Partners);
    assert_eq!(partners, "The court.\nInes Sample (Ledge School), Pax Example: A room after school");
    let again = into_partner(&book, &idea(&book, OFFER), Home::None, day("2026-03-20"), &|| id(99), &mut Change::new("", Seen(0)));
    assert!(matches!(again, Err(Refusal::Already(_))));
}

#[test]
fn an_offer_of_nobody_and_an_idea_without_words_become_nothing() {
    let mut book = book();
    book.set(Kind::Idea, id(OFFER), Field::People, Value::None);
    book.set(Kind::Idea, id(IDEA), Field::Text, Value::text("  "));
    let mut change = Change::new("", Seen(0));
    assert_eq!(into_partner(&book, &idea(&book, OFFER), Home::None, day("2026-03-20"), &|| id(99), &mut change), Err(Refusal::Nobody));
    assert_eq!(into_step(&book, &idea(&book, IDEA), Home::NewElement, day("2026-03-20"), &|| id(99), &mut change), Err(Refusal::NoText));
    assert!(change.edits.is_empty());
}

#[test]
fn a_typed_name_finds_the_person_whatever_its_blanks_and_letters() {
    let book = book();
    let who = |text: &str| attendee(&book, id(PLAN), id(FIRST), text);
    assert_eq!(who("  pax   EXAMPLE "), Some(Attendee::Known(id(PAX))));
    assert_eq!(who("Ines Sample"), Some(Attendee::Listed { line: id(21), person: id(INES), came: true }));
    assert_eq!(who(" Lou  Placeholder "), Some(Attendee::New("Lou Placeholder".to_owned())));
    assert_eq!(who("  "), None);
}

#[test]
fn whoever_is_deleted_is_named_first_in_all_their_places() {
    let mut book = book();
    book.set(Kind::Element, id(ELEMENT), Field::Responsible, Value::records(vec![id(INES)]));
    put(&mut book, Kind::Row, 50, &[(Field::Element, "#3"), (Field::Part, "step"), (Field::Text, "Ask the school")]);
    book.set(Kind::Row, id(50), Field::People, Value::records(vec![id(INES)]));
    let named = named_in(&book, id(INES));
    let wanted = [
        "element 1 (responsible)",
        "action step 'Ask the school', element 1",
        "attendance of 'First community meeting'",
        "idea 'A room after school'",
    ];
    assert_eq!(named, wanted);
    assert_eq!(named_in(&book, id(PAX)), Vec::<String>::new());
}

#[test]
fn who_is_known_only_from_one_list_goes_with_its_line() {
    let mut book = book();
    let line = book.get(id(21)).unwrap().clone();
    assert_eq!(forget(&book, &line), None, "she makes an offer as well");
    book.set(Kind::Idea, id(OFFER), Field::People, Value::None);
    assert_eq!(forget(&book, &line), Some(id(INES)));
    book.set(Kind::PipPerson, id(INES), Field::Consent, Value::text("yes"));
    assert_eq!(forget(&book, &line), None, "she may be contacted: she stays on the mailing list");
}

#[test]
fn times_are_read_and_told_as_they_were_written() {
    let show = |text: &str| Clock::read(text).map(|clock| clock.after(90).show());
    let told = [
        ("6 pm", Some("7:30 PM")),
        ("5:30-7:00 pm", Some("7:00 PM")),
        ("18:15", Some("19:45")),
        ("11:00 AM to 1 pm", Some("12:30 PM")),
        ("noon", Some("1:30 PM")),
        ("12 am", Some("1:30 AM")),
        ("23:00", Some("0:30")),
        ("in the evening", None),
        ("25:00", None),
        ("13 pm", None),
    ];
    for (text, wanted) in told {
        assert_eq!(show(text).as_deref(), wanted, "{text}");
    }
}

#[test]
fn a_point_without_minutes_leaves_those_after_it_without_a_time() {
    let (begins, end) = clocks("6 pm", &[Some(10), None, Some(20)]);
    let shown: Vec<Option<String>> = begins.into_iter().map(|clock| clock.map(Clock::show)).collect();
    assert_eq!(shown, [Some("6:00 PM".to_owned()), Some("6:10 PM".to_owned()), None]);
    assert!(end.is_none());
    assert_eq!(clocks("6 pm", &[Some(10), Some(35)]).1.map(Clock::show).as_deref(), Some("6:45 PM"));
}

#[test]
fn section_five_shows_those_who_were_asked_and_not_everyone_who_came() {
    let mut book = book();
    let shown = |book: &Book| -> Vec<Id> {
        book.parts(id(PLAN), Kind::PipPerson).into_iter().filter(|p| is_collaborator(p)).map(|p| p.id).collect()
    };
    assert_eq!(shown(&book), [id(PAX)]);
    book.set(Kind::PipPerson, id(INES), Field::Asked, Value::text("asked"));
    assert_eq!(shown(&book), [id(INES), id(PAX)]);
}

#[test]
fn the_mailing_list_has_everyone_once_who_said_yes_and_never_who_said_no() {
    let mut book = book();
    put(&mut book, Kind::MiniPip, 60, &[(Field::Title, "Cedar")]);
    let person = |book: &mut Book, n, plan: &str, name, email, consent| {
        let fields = [(Field::MiniPip, plan), (Field::Name, name), (Field::Email, email), (Field::Consent, consent)];
        put(book, Kind::PipPerson, n, &fields);
    };
    book.set(Kind::PipPerson, id(INES), Field::Consent, Value::text("yes"));
    book.set(Kind::PipPerson, id(INES), Field::Email, Value::text("Ines@example.org"));
    person(&mut book, 61, "#60", "ines  sample", "ines@example.org", "");
    person(&mut book, 62, "#60", "Ines Sample", "another@example.org", "yes");
    person(&mut book, 63, "#60", "Lou Placeholder", "", "no");
    book.set(Kind::PipPerson, id(PAX), Field::Consent, Value::text("yes"));
    person(&mut book, 64, "#60", "Pax Example", "", "no");
    put(&mut book, Kind::Meeting, 65, &[(Field::MiniPip, "#60"), (Field::Part, "first")]);
    put(&mut book, Kind::Attendance, 66, &[(Field::Gathering, "#65"), (Field::Person, "#61"), (Field::Status, "came")]);
    let all = contacts(&book, &|_| true);
    let listed: Vec<(&str, usize, u64)> = all.listed.iter().map(|c| (c.email.as_str(), c.plans.len(), c.meetings)).collect();
    assert_eq!(listed, [("another@example.org", 1, 0), ("ines@example.org", 2, 2)]);
    assert_eq!((all.refused, all.unasked), (2, 1), "Lou and Pax said no, Mara was not asked");
    let cedar = contacts(&book, &|plan| plan.id == id(60));
    assert_eq!((cedar.listed.len(), cedar.refused, cedar.unasked), (1, 2, 1));
    let first = contacts(&book, &|plan| plan.id == id(PLAN));
    assert!(first.listed.iter().all(|c| c.name != "Pax Example"), "a no in another plan holds for the list of one plan too");
    assert_eq!((first.listed.len(), first.refused), (1, 1));
}
