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

/// Fills the first field of the form that was asked for.
fn fills(desk: &mut Desk<Places>, texts: &[(usize, &str)]) {
    let Some(Effect::Ask(mut form)) = desk.asked.last().cloned() else { panic!("{:?}", desk.asked) };
    for (at, text) in texts {
        form.fields[*at].value = (*text).to_owned();
    }
    desk.hear(&Event::Filled(form));
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
fn the_smallest_number_of_public_reports_is_one_of_three() {
    let mut desk = desk_at(Section::Agency);
    assert!(desk.screen().contains("no number of cases below 11"), "{}", desk.screen());
    desk.press(&[C::Down; 7]);
    desk.types("5");
    desk.press(&[C::Enter]);
    let settings = desk.book.all(Kind::Setting);
    assert_eq!((settings[0].text(F::Name), settings[0].text(F::Value)), ("smallest_cell", "5"));
    assert!(desk.screen().contains("no number of cases below 5"), "{}", desk.screen());
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
    fills(&mut desk, &[]);
    assert_eq!(text(&desk, 31, F::Name), "Harbor", "in another region it may be called so");
}

#[test]
fn a_district_brings_its_region_and_another_region_leaves_the_district() {
    let mut desk = desk_at(Section::Offices);
    desk.press(&[C::Down, C::Right, C::Right]);
    desk.types("fir");
    desk.press(&[C::Enter]);
    fills(&mut desk, &[]);
    assert_eq!(desk.book.get(id(32)).unwrap().record(F::Region), Some(id(11)));
    desk.press(&[C::Top, C::Left]);
    desk.types("south");
    desk.press(&[C::Enter]);
    fills(&mut desk, &[]);
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
    fills(&mut desk, &[(1, "Ann Birch"), (3, "2026-01-01")]);
    let Some(Effect::Ask(form)) = desk.asked.last() else { panic!("{:?}", desk.asked) };
    assert!(form.fault.as_ref().is_some_and(|(_, why)| why.contains("Nobody supervises themselves")));
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
    fills(&mut desk, &[]);
    assert_eq!(text(&desk, 32, F::Name), "Harbor Bay");
}

#[test]
fn a_move_asks_from_which_day_and_keeps_what_was() {
    let mut desk = desk_at(Section::Offices);
    desk.press(&[C::Right]);
    desk.types("south");
    desk.press(&[C::Enter]);
    let Some(Effect::Ask(form)) = desk.asked.last() else { panic!("{:?}", desk.asked) };
    assert!(form.words.starts_with("Office 'Elm Street': until now 'North'"), "{}", form.words);
    assert_eq!(desk.book.get(id(31)).unwrap().record(F::Region), Some(id(11)), "nothing is written yet");
    fills(&mut desk, &[(0, "2026-07-01")]);
    let Some(Effect::Ask(form)) = desk.asked.last() else { panic!("{:?}", desk.asked) };
    assert!(form.fault.as_ref().is_some_and(|(_, why)| why.contains("once it has happened")), "today is March 10, 2026");
    fills(&mut desk, &[(0, "2026-01-01")]);
    assert_eq!(desk.said(), "region of office 'Elm Street' from 1/1/2026");
    let elm = desk.book.get(id(31)).unwrap();
    assert_eq!((elm.record(F::Region), elm.record(F::District)), (Some(id(12)), None));
    let kept = desk.book.all(Kind::Former);
    assert_eq!(
        (kept.len(), kept[0].record(F::About), kept[0].record(F::Region), kept[0].record(F::District)),
        (1, Some(id(31)), Some(id(11)), Some(id(21)))
    );
    assert_eq!(kept[0].date(F::Until).unwrap().to_string(), "2025-12-31");
    desk.undo();
    assert!(desk.book.all(Kind::Former).is_empty(), "one step back");
    assert_eq!(desk.book.get(id(31)).unwrap().record(F::District), Some(id(21)));
}

#[test]
fn the_next_assignment_ends_the_one_that_runs_and_moves_the_worker() {
    let mut desk = desk_at(Section::Workers);
    put(&mut desk.book, Kind::Worker, 43, &[(F::Name, "Cy Dorn"), (F::Role, "supervisor"), (F::Office, "#32")]);
    desk.press(&[C::Right, C::Right, C::Right, C::Enter]);
    fills(&mut desk, &[(1, "Cy Dorn"), (2, "Harbor"), (3, "2026-02-01")]);
    assert_eq!(desk.said(), "assignment of 'Ann Birch'");
    assert_eq!(desk.book.get(id(51)).unwrap().date(F::Until).unwrap().to_string(), "2026-01-31");
    assert_eq!(desk.book.get(id(41)).unwrap().record(F::Office), Some(id(32)));
    let kept = desk.book.all(Kind::Former);
    assert_eq!((kept.len(), kept[0].record(F::Office)), (1, Some(id(31))));
    assert!(desk.screen().contains("Cy Dorn"), "the supervisor now: {}", desk.screen());
}

#[test]
fn what_an_office_was_before_is_a_list_that_is_typed_into() {
    let mut desk = desk_at(Section::Offices);
    desk.press(&[C::FormerNames]);
    assert!(desk.screen().contains("What office 'Elm Street' was before"), "{}", desk.screen());
    desk.press(&[C::Bottom, C::Home]);
    desk.types("6/30/2024");
    desk.press(&[C::Next]);
    desk.types("Old Mill");
    desk.press(&[C::Enter]);
    let kept = desk.book.all(Kind::Former);
    assert_eq!((kept.len(), kept[0].text(F::Name), kept[0].record(F::About)), (1, "Old Mill", Some(id(31))), "{}", desk.screen());
    desk.press(&[C::Bottom, C::Home]);
    desk.types("3/11/2026");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("has not passed"), "{}", desk.screen());
    desk.press(&[C::Cancel, C::Cancel]);
    assert!(desk.screen().contains("Regions"), "{}", desk.screen());
    desk.press(&[C::DeleteRow]);
    assert!(desk.said().contains("1 former name deleted too"), "{}", desk.said());
}

#[test]
fn what_other_records_name_stays() {
    let mut desk = desk_at(Section::Regions);
    put(&mut desk.book, Kind::Committee, 61, &[(F::Name, "North committee"), (F::Region, "#11")]);
    put(&mut desk.book, Kind::Indicator, 62, &[(F::Name, "Moves")]);
    put(&mut desk.book, Kind::TrendValue, 63, &[(F::Indicator, "#62"), (F::Region, "#11")]);
    put(&mut desk.book, Kind::TrendValue, 64, &[(F::Indicator, "#62"), (F::Region, "#11")]);
    desk.press(&[C::DeleteRow]);
    assert_eq!(desk.said(), "Region 'North' stays: 2 values of an indicator and 1 committee about it. It can be renamed");
    assert!(!desk.book.get(id(11)).unwrap().gone);
}

#[test]
fn another_fiscal_year_says_what_it_changes_where_there_is_data() {
    let mut desk = desk_at(Section::Agency);
    let mut counted = tally(100, 11, 2025, &[[0, 9, 0, 1, 0, 0]]);
    counted.reviews = 10;
    desk.book.set_tallies(vec![counted]);
    desk.press(&[C::Down]);
    desk.types("oct");
    desk.press(&[C::Enter]);
    assert!(
        desk.said().starts_with("Let fiscal years begin in October? No date moves, and 10 counted reviews keep the fiscal year they have")
    );
    assert_eq!(desk.book.fiscal_year_start(), 10, "yes was said");
}

#[test]
fn people_of_the_file_are_shown_and_not_edited() {
    let mut book = book();
    put(&mut book, Kind::Actor, 71, &[(F::Name, "Pat Example"), (F::Role, "QA reviewer")]);
    let mut desk: Desk<Places> = Desk::new(book);
    desk.press(&[C::PreviousSection]);
    assert!(desk.screen().contains("works here now"), "{}", desk.screen());
    desk.types("x");
    assert!(desk.said().contains("The history keeps every change under the name it was made with"), "{}", desk.said());
    desk.press(&[C::Enter]);
    assert_eq!(desk.asked, [Effect::Run(C::WhoAmI)]);
}
