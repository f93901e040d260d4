use super::*;
use crate::domain::book::Book;
use crate::domain::score_table::tests::tally;
use crate::panes::desk::{Desk, id, put};

use Command as C;
use Field as F;

fn book() -> Book {
    let mut book = Book::default();
    book.facts.who = "Pat Example, QA reviewer".to_owned();
    put(&mut book, Kind::Agency, 1, &[(F::Name, "Division of Example Services"), (F::FiscalYearStart, "=7")]);
    for (n, name) in [(11, "North"), (12, "South")] {
        put(&mut book, Kind::Region, n, &[(F::Name, name)]);
    }
    put(&mut book, Kind::District, 21, &[(F::Name, "First"), (F::Region, "#11")]);
    put(&mut book, Kind::Office, 31, &[(F::Name, "Elm Street"), (F::Region, "#11"), (F::District, "#21"), (F::Counties, "Birch, Cedar")]);
    put(&mut book, Kind::Office, 32, &[(F::Name, "Harbor"), (F::Region, "#12"), (F::Counties, "Dune")]);
    put(&mut book, Kind::Worker, 41, &[(F::Name, "Ann Birch"), (F::Role, "caseworker"), (F::Office, "#31")]);
    put(&mut book, Kind::Worker, 42, &[(F::Name, "Ben Cole"), (F::Role, "supervisor"), (F::Office, "#31")]);
    put(&mut book, Kind::Assignment, 51, &[(F::Worker, "#41"), (F::Supervisor, "#42"), (F::From, "2025-07-01")]);
    book
}

fn desk_at(section: Section) -> Desk<Places> {
    let mut desk: Desk<Places> = Desk::new(book());
    desk.size = (100, 20);
    for _ in 0..section as usize {
        desk.press(&[C::NextSection]);
    }
    desk
}

fn text(desk: &Desk<Places>, n: u8, field: Field) -> String {
    desk.book.get(id(n)).unwrap().text(field).to_owned()
}

#[test]
fn the_fiscal_year_begins_in_a_month_by_its_name() {
    let mut desk = desk_at(Section::Agency);
    desk.press(&[C::Down]);
    desk.types("oct");
    desk.press(&[C::Enter]);
    assert_eq!(desk.book.fiscal_year_start(), 10);
    desk.press(&[C::Enter]);
    assert_eq!(desk.asked, [Effect::Run(Command::WhoAmI)], "who works here is asked by the program");
}

#[test]
fn an_agency_is_made_where_there_is_none() {
    let mut desk: Desk<Places> = Desk::new(Book::default());
    desk.types("New Agency");
    desk.press(&[C::Enter]);
    assert_eq!(desk.book.agency().unwrap().text(F::Name), "New Agency");
}

#[test]
fn a_new_office_is_there_once_it_has_a_name() {
    let mut desk = desk_at(Section::Offices);
    desk.press(&[C::InsertRow, C::Cancel]);
    assert_eq!(desk.book.all(Kind::Office).len(), 2);
    desk.press(&[C::InsertRow]);
    desk.types("Lake View");
    desk.press(&[C::Enter]);
    desk.types("nor");
    desk.press(&[C::Next]);
    let offices = desk.book.all(Kind::Office);
    let made = offices.iter().find(|o| o.text(F::Name) == "Lake View").unwrap();
    assert_eq!((made.id, made.record(F::Region)), (id(202), Some(id(11))), "a fresh id; the region by its first letters");
}

#[test]
fn two_of_one_name_are_refused_where_imports_could_not_tell_them_apart() {
    let mut desk = desk_at(Section::Regions);
    desk.press(&[C::Edit, C::SelectAll]);
    desk.types(" south ");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("There is a region 'south' already"), "{}", desk.screen());
    assert_eq!(text(&desk, 11, F::Name), "North");
    let mut desk = desk_at(Section::Offices);
    desk.types("Harbor");
    desk.press(&[C::Enter]);
    assert_eq!(text(&desk, 31, F::Name), "Harbor", "in another region it may be called so");
}

#[test]
fn a_district_brings_its_region_and_another_region_leaves_the_district() {
    let mut desk = desk_at(Section::Offices);
    desk.press(&[C::Down, C::Right, C::Right]);
    desk.types("fir");
    desk.press(&[C::Enter]);
    assert_eq!(desk.book.get(id(32)).unwrap().record(F::Region), Some(id(11)));
    desk.press(&[C::Top, C::Left]);
    desk.types("south");
    desk.press(&[C::Enter]);
    let elm = desk.book.get(id(31)).unwrap();
    assert_eq!((elm.record(F::Region), elm.record(F::District)), (Some(id(12)), None));
}

#[test]
fn deleting_says_what_hangs_on_it_and_undo_brings_all_back() {
    let mut desk = desk_at(Section::Offices);
    desk.press(&[C::DeleteRow]);
    assert_eq!(desk.said(), "Delete office 'Elm Street'? 2 workers will have no office. Ctrl-Z brings it back.");
    assert_eq!(desk.book.get(id(41)).unwrap().record(F::Office), None);
    desk.undo();
    assert_eq!(desk.book.get(id(41)).unwrap().record(F::Office), Some(id(31)));
    assert_eq!(desk.pane.at, Some(id(31)));
}

#[test]
fn what_has_counted_reviews_can_only_be_renamed() {
    let mut desk = desk_at(Section::Regions);
    let mut counted = tally(100, 11, 2025, &[[0, 9, 0, 1, 0, 0]]);
    counted.reviews = 10;
    desk.book.set_tallies(vec![counted]);
    desk.press(&[C::DeleteRow]);
    assert_eq!(desk.said(), "Region 'North' stays: 10 reviews counted here. It can be renamed");
    assert!(!desk.book.get(id(11)).unwrap().gone);
}

#[test]
fn a_worker_is_deleted_only_after_the_store_has_counted_their_reviews() {
    let mut desk = desk_at(Section::Workers);
    let mut counted = tally(100, 11, 2025, &[[0, 9, 0, 1, 0, 0]]);
    desk.book.set_tallies(vec![counted.clone()]);
    desk.press(&[C::DeleteRow]);
    assert!(matches!(&desk.asked[..], [Effect::Read(_)]));
    counted.worker = Some(id(41));
    counted.reviews = 3;
    desk.hear(&Event::Answered(crate::domain::query::Answer::Workers(vec![counted])));
    assert_eq!(desk.said(), "Worker 'Ann Birch' stays: 3 reviews counted here. It can be renamed");
    desk.press(&[C::DeleteRow]);
    desk.hear(&Event::Answered(crate::domain::query::Answer::Workers(Vec::new())));
    assert_eq!(desk.said(), "Delete worker 'Ann Birch'? 1 assignment deleted too. Ctrl-Z brings it back.");
    assert!(desk.book.get(id(41)).unwrap().gone);
}

#[test]
fn a_worker_has_one_supervisor_at_a_time() {
    let mut desk = desk_at(Section::Assignments);
    desk.press(&[C::InsertRow]);
    desk.types("ann");
    desk.press(&[C::Enter]);
    desk.types("ann");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("Nobody supervises themselves"), "{}", desk.screen());
    desk.press(&[C::Cancel, C::Right, C::Right]);
    desk.types("today");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("Ann Birch is with Ben Cole without an end then"), "{}", desk.screen());
}

#[test]
fn a_list_from_a_spreadsheet_becomes_records() {
    let mut desk = desk_at(Section::Offices);
    desk.press(&[C::Bottom]);
    desk.does(Input::Pasted("Harbor\tSouth\nHill\tNorth\nDale\tSouth\n".to_owned()));
    assert_eq!(desk.said(), "3 offices pasted, 2 new");
    assert_eq!(desk.book.all(Kind::Office).len(), 4);
    desk.does(Input::Pasted("A\tNorth\nB\tWest\n".to_owned()));
    assert_eq!(desk.said(), "Nothing was pasted. There is no region 'West' here; add it in its own section first");
}

#[test]
fn the_sections_as_they_look() {
    let mut desk = desk_at(Section::Offices);
    desk.size = (110, 10);
    insta::assert_snapshot!(desk.screen());
    desk.size = (78, 19);
    desk.press(&[C::Right]);
    desk.types("so");
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn who_comes_for_an_office_finds_the_cursor_on_it() {
    let mut desk = desk_at(Section::Workers);
    desk.hear(&Event::Arrive(crate::command::Place::Places { record: Some(id(32)) }));
    assert_eq!((desk.pane.section, desk.pane.at), (Section::Offices, Some(id(32))));
    desk.press(&[C::Edit]);
    desk.types(" Bay");
    desk.press(&[C::Enter]);
    assert_eq!(text(&desk, 32, F::Name), "Harbor Bay");
}
