//! Settings through the whole program: a region renamed from a day, an office that moves, a worker's next supervisor; old figures stay where
//! they were, and everything can be taken back.

use milepost::domain::field::Field;
use milepost::domain::former;
use milepost::domain::id::Id;
use milepost::domain::kind::Kind;

use crate::desk::Desk;

/// Counted reviews of a region and office by year, as the file has them.
fn counted(desk: &mut Desk, office: Id) -> Vec<(i32, Id, u32)> {
    let mut all: Vec<_> = desk.book().tallies().iter().filter(|t| t.office == office).map(|t| (t.year, t.region, t.reviews)).collect();
    all.sort_unstable();
    all
}

#[test]
fn an_office_moves_from_a_day_old_years_stay_and_one_key_takes_it_back() {
    let mut desk = Desk::new(120, 40);
    let office = desk.book().all(Kind::Office)[0].clone();
    let (name, from) = (office.text(Field::Name).to_owned(), office.record(Field::Region).unwrap());
    let regions: Vec<(Id, String)> = desk.book().all(Kind::Region).iter().map(|r| (r.id, r.text(Field::Name).to_owned())).collect();
    let (to, to_name) = regions.iter().find(|(id, _)| *id != from).unwrap().clone();
    let before = counted(&mut desk, office.id);
    assert!(!before.is_empty(), "the made-up agency has ten years of it");
    desk.keys("<Alt-s><Ctrl-N><Ctrl-N><Ctrl-N><Ctrl-Home>").sees(&name);
    desk.keys("<Right>").keys(&to_name).keys("<Enter>").sees("From which day?");
    desk.keys("7/1/2026<Enter>").sees("Saved");
    let day = |text: &str| text.parse().unwrap();
    let then = |desk: &mut Desk, text: &str| former::office_at(desk.book(), office.id, day(text)).region;
    assert_eq!((then(&mut desk, "2026-06-30"), then(&mut desk, "2026-07-01")), (Some(from), Some(to)));
    assert_eq!(counted(&mut desk, office.id), before, "no review moves");
    assert!(desk.history(1)[0].contains("from 7/1/2026"), "{:?}", desk.history(1));
    // What it was before, one key away; it can be taken out there, and brought back.
    desk.keys("<Ctrl-Home><Alt-n>").sees("was before").sees("6/30/2026").keys("<Esc>").does_not_see("6/30/2026");
    desk.keys("<Ctrl-Z>").sees("Undone");
    assert_eq!((then(&mut desk, "2020-01-01"), then(&mut desk, "2026-07-01")), (Some(from), Some(from)));
    assert!(desk.book().all(Kind::Former).is_empty());
    desk.is_sound();
}

#[test]
fn a_region_is_renamed_from_a_day_and_found_by_both_names() {
    let mut desk = Desk::new(120, 40);
    let region = desk.book().all(Kind::Region)[0].clone();
    let old = region.text(Field::Name).to_owned();
    desk.keys("<Alt-s><Ctrl-N><Ctrl-Home>").sees(&old);
    desk.keys("Morning Side<Enter>").sees("From which day?").keys("7/1/2026<Enter>").sees("Saved").sees("Morning Side");
    assert_eq!(former::name_at(desk.book(), region.id, "2026-06-30".parse().unwrap()), old);
    desk.keys("<Ctrl-F>").keys(&old).sees("now Morning Side");
    desk.keys("<Esc><Esc><Alt-s><Ctrl-Home>").keys("<Alt-n>").sees(&old).sees("always");
    // A correction keeps nothing.
    desk.keys("<Esc>Morningside<Enter>").sees("From which day?").keys("<Enter>").sees("Saved");
    assert_eq!(desk.book().all(Kind::Former).len(), 1);
    desk.keys("<Ctrl-Z><Ctrl-Z>").sees(&old);
    assert!(desk.book().all(Kind::Former).is_empty());
    desk.is_sound();
}

#[test]
fn the_file_tells_its_facts_and_another_fiscal_year_says_what_it_changes() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-s>").sees("Fiscal year begins in").sees("NOT ENCRYPTED").sees("Changes in its history");
    desk.keys("<Ctrl-Home><Down>October<Enter>").sees("Let fiscal years begin in October?").sees("No date moves");
    desk.keys("<Esc><Esc>");
    assert_eq!(desk.book().fiscal_year_start(), 7, "nothing was said yes to");
    desk.keys("<Ctrl-B>").sees("works here now");
}
