//! Choosing the next community: the board of the made-up agency, and one that begins from nothing.

use milepost::domain::field::Field;
use milepost::domain::kind::Kind;

use crate::desk::Desk;

/// The names of the candidates in the order of the board, as far as they are in view.
fn order(desk: &mut Desk) -> Vec<String> {
    let screen = desk.screen();
    let ranked = screen.lines().filter(|line| line.trim_start().starts_with(|c: char| c.is_ascii_digit()) && line.contains('\u{2502}'));
    let name = |line: &str| line.split('\u{2502}').next().map(|head| head.get(8..).unwrap_or("").trim().to_owned());
    ranked.filter_map(name).collect()
}

#[test]
fn the_board_is_weighed_moved_by_hand_and_leads_to_a_plan() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-5><Ctrl-O>Selection<Enter>").sees("Which community comes next").sees("! 1 warning of the capacity rule");
    let first = order(&mut desk);
    assert_eq!((first.len(), first[0].as_str(), first[1].as_str()), (8, "Switchback", "Upper Vale"));
    // Only the qualitative review is to count: the greatest share of indicators below goal comes first, but for the one by hand.
    desk.keys("<Right>0<Right>0<Right>0<Right><Right>0<Right>10<Right>0<Right>0<Right>0<Enter>");
    let weighed = order(&mut desk);
    assert_ne!(first, weighed);
    assert_eq!(weighed[1], "Upper Vale", "a place by hand stands");
    let book = desk.book();
    assert_eq!(book.all(Kind::Factor).iter().filter(|f| f.get(Field::Weight) == &milepost::domain::value::Value::Int(0)).count(), 7);
    for _ in 0..8 {
        desk.keys("<Ctrl-Z>");
    }
    assert_eq!(order(&mut desk), first);
    // The last one goes to the top, for a reason.
    let last = first[7].clone();
    desk.keys("<Ctrl-End><Home><Enter><Ctrl-A>1<Tab>The council asked for it<Ctrl-S>").sees("1 (");
    assert_eq!(order(&mut desk)[0], last);
    desk.sees("1st by hand because: The council asked for it.");
    desk.keys("<Ctrl-U>").sees("Data sources").keys("<Ctrl-S>");
    let book = desk.book();
    let plan = book.all(Kind::MiniPip).into_iter().find(|plan| plan.text(Field::Title) == format!("Mini PIP of {last}")).unwrap();
    assert!(plan.text(Field::Reason).contains("The council asked for it") && plan.text(Field::Source).contains("below goal"));
    assert_eq!(book.parts(plan.id, Kind::Passage).len(), 1);
    desk.sees(&format!("Mini PIP of {last}"));
    desk.keys("<Ctrl-O>Selection<Enter>").sees("Plan begun");
    desk.is_sound();
}

#[test]
fn a_file_without_places_teaches_and_one_with_places_begins() {
    let mut desk = Desk::empty(80, 24);
    desk.keys("<Alt-5><Ctrl-O>Selection<Enter>").sees("No candidate yet.").keys("<Insert>").sees("There is no office yet");
}
