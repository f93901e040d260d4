use super::*;
use crate::command::{Command as C, Effect, Form};
use crate::domain::book::Book;
use crate::domain::mini_pip::Stage;
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put};

const ALDER: u8 = 11;
const BIRCH: u8 = 12;
const CEDAR: u8 = 13;

/// Three offices of a district; nothing was ever reviewed.
fn places() -> Book {
    let mut book = Book::default();
    book.facts.who = "Rae Sample, QA reviewer".to_owned();
    put(&mut book, Kind::District, 20, &[(Field::Name, "River district")]);
    for (n, name, county) in [(ALDER, "Alder", "Elk"), (BIRCH, "Birch", "Elk"), (CEDAR, "Cedar", "Moose, Swan")] {
        put(&mut book, Kind::Office, n, &[(Field::Name, name), (Field::Counties, county), (Field::District, "#20")]);
    }
    book
}

fn desk(book: Book) -> Desk<MiniPips> {
    let mut desk: Desk<MiniPips> = Desk::new(book);
    desk.pane.turn_to(Tab::Selection);
    desk
}

/// All offices on the board.
fn begun() -> Desk<MiniPips> {
    let mut desk = desk(places());
    desk.press(&[C::InsertRow]);
    desk.hear(&Event::Picked { id: "selection.add", at: 0 });
    desk
}

/// The names of the communities, as they stand on the screen.
fn order(desk: &Desk<MiniPips>) -> String {
    let screen = desk.screen();
    let named = |line: &str| {
        ["Alder (", "Birch (", "Cedar (", "River district"].into_iter().find(|name| line.contains(name)).map(|n| n[..1].to_owned())
    };
    screen.lines().filter(|line| line.contains('\u{2502}')).filter_map(named).collect()
}

/// Fills the form that was asked for last.
fn fills(desk: &mut Desk<MiniPips>, values: &[&str]) {
    let Some(Effect::Ask(form)) = desk.asked.last().cloned() else { panic!("no form was asked for: {}", desk.said()) };
    let mut form: Form = form;
    for (field, value) in form.fields.iter_mut().zip(values) {
        (*value != "=").then(|| field.value = (*value).to_owned());
    }
    desk.hear(&Event::Filled(form));
}

fn goes_to(desk: &mut Desk<MiniPips>, row: usize, column: usize) {
    desk.press(&[C::Top, C::Home]);
    desk.press(&vec![C::Down; row]);
    desk.press(&vec![C::Right; column]);
}

/// Types a need of safety for the candidate on a line.
fn types_safety(desk: &mut Desk<MiniPips>, row: usize, need: &str) {
    goes_to(desk, row, FACTORS);
    desk.types(need);
    desk.press(&[C::Enter]);
}

/// Alder 20, Birch 80, Cedar 50 for safety; nothing else tells them apart.
fn weighed() -> Desk<MiniPips> {
    let mut desk = begun();
    types_safety(&mut desk, 1, "20");
    let order_now = order(&desk);
    assert_eq!(order_now, "BCA", "who has no figure for safety has only the plans: 100");
    types_safety(&mut desk, 1, "80");
    types_safety(&mut desk, 1, "50");
    desk
}

#[test]
fn an_empty_board_teaches_and_says_where_offices_come_from() {
    let mut desk = desk(Book::default());
    assert!(desk.screen().contains("No candidate yet."));
    desk.press(&[C::InsertRow]);
    assert!(desk.said().contains("There is no office yet"), "{}", desk.said());
    assert!(desk.book.all(Kind::MiniPip).is_empty(), "Insert begins no plan here");
}

#[test]
fn all_offices_are_added_at_once_and_undone_at_once() {
    let mut desk = desk(places());
    desk.press(&[C::InsertRow]);
    let Some(Effect::Pick { lines, .. }) = desk.asked.first() else { panic!() };
    let offered: Vec<&str> = lines.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(offered, ["All offices", "River district (Elk, Moose, Swan)", "Alder (Elk)", "Birch (Elk)", "Cedar (Moose, Swan)"]);
    desk.hear(&Event::Picked { id: "selection.add", at: 0 });
    assert_eq!(desk.said(), "3 offices on the selection board");
    assert_eq!(order(&desk), "ABC");
    desk.press(&[C::Top, C::Down, C::InsertRow]);
    desk.hear(&Event::Picked { id: "selection.add", at: 0 });
    assert_eq!(order(&desk), "ABCR", "the district is the only one that was missing");
    desk.undo();
    desk.undo();
    assert!(desk.screen().contains("No candidate yet."));
}

#[test]
fn a_weight_is_changed_in_place_and_the_order_follows() {
    let mut desk = weighed();
    // Alder 20, Birch 80, Cedar 50 at weight 5, twice 100 at weight 2: means 55.6, 88.9, 72.2.
    assert_eq!(order(&desk), "BCA");
    desk.size = (200, 35);
    let screen = desk.screen();
    for mean in ["55.6", "88.9", "72.2"] {
        assert!(screen.contains(mean), "{mean}\n{screen}");
    }
    goes_to(&mut desk, 0, FACTORS);
    desk.types("11");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("'11' is no weight"));
    desk.press(&[C::Cancel]);
    desk.types("0");
    desk.press(&[C::Enter]);
    assert_eq!(order(&desk), "ABC", "without safety they are the same, and stand by name");
    assert!(desk.screen().contains("left out"));
    let records = desk.book.all(Kind::Factor).len();
    assert_eq!(records, 1, "weight and typed needs share one record of the factor");
    desk.undo();
    assert_eq!(order(&desk), "BCA");
}

#[test]
fn a_move_by_hand_asks_why_and_delete_brings_the_proposal_back() {
    let mut desk = weighed();
    goes_to(&mut desk, 3, 0);
    desk.press(&[C::MoveDown]);
    assert!(desk.said().contains("the last already"));
    desk.press(&[C::MoveUp]);
    fills(&mut desk, &["1", ""]);
    assert!(desk.said().contains("Say why"), "{}", desk.said());
    fills(&mut desk, &["1", "The partners are ready now"]);
    assert_eq!(order(&desk), "ABC");
    let screen = desk.screen();
    assert!(screen.contains("1 (3)") && screen.contains("1 by hand"), "{screen}");
    assert!(screen.contains("1st by hand because: The partners are ready now. Proposed 3rd"), "{screen}");
    desk.undo();
    assert_eq!(order(&desk), "BCA");
    goes_to(&mut desk, 3, 0);
    desk.press(&[C::Enter]);
    fills(&mut desk, &["7", "x"]);
    assert!(desk.said().contains("a place from 1 to 3"));
    fills(&mut desk, &["2", "x"]);
    assert_eq!(order(&desk), "BAC");
    goes_to(&mut desk, 2, 0);
    desk.press(&[C::Clear]);
    assert_eq!(order(&desk), "BCA");
    let left = desk.book.all(Kind::Candidate).into_iter().any(|c| c.get(Field::Rank) != &Value::None || !c.text(Field::Reason).is_empty());
    assert!(!left, "the reason goes with the place");
}

#[test]
fn a_plan_begins_with_place_figures_reason_and_its_first_stage_in_one_step() {
    let mut desk = weighed();
    goes_to(&mut desk, 1, 1);
    desk.press(&[C::RecordExit]);
    fills(&mut desk, &["", "=", "=", "="]);
    assert!(desk.said().contains("needs a title"));
    fills(&mut desk, &["Birch: safe at home", "=", "=", "="]);
    let plan = desk.book.all(Kind::MiniPip)[0].clone();
    assert_eq!((plan.text(Field::Title), plan.record(Field::Office)), ("Birch: safe at home", Some(id(BIRCH))));
    assert_eq!(Stage::of(&plan), Stage::Selected);
    assert!(plan.text(Field::Source).starts_with("Safety: what was typed\n"), "{}", plan.text(Field::Source));
    assert!(plan.text(Field::Reason).starts_with("1st: mean 88.9 of 3 of 8 factors: safety 80 (weight 5)"));
    let passage = desk.book.parts(plan.id, Kind::Passage)[0].clone();
    let told = (passage.text(Field::Stage), passage.text(Field::Part), passage.text(Field::Who), passage.date(Field::Day));
    assert_eq!(told, ("selected", "passed", "Rae Sample", NaiveDate::from_ymd_opt(2026, 3, 10)));
    assert_eq!(desk.book.parts(plan.id, Kind::Element).len(), 4, "it is the blank form");
    assert_eq!(desk.pane.tab, Tab::Stages);
    assert!(desk.asked.is_empty() || desk.asked.contains(&Effect::ChooseMiniPip(plan.id)));
    desk.pane.turn_to(Tab::Selection);
    assert_eq!(order(&desk), "CAB");
    assert!(desk.screen().contains("Plan begun"));
    goes_to(&mut desk, 3, 1);
    desk.press(&[C::Enter]);
    assert_eq!(desk.asked, [Effect::ChooseMiniPip(plan.id)]);
    desk.pane.turn_to(Tab::Selection);
    desk.undo();
    assert_eq!(order(&desk), "BCA");
    assert!(desk.book.all(Kind::MiniPip).is_empty());
}

#[test]
fn a_factor_is_added_typed_noted_and_deleted() {
    let mut desk = begun();
    goes_to(&mut desk, 0, 1);
    desk.press(&[C::InsertRow]);
    fills(&mut desk, &["", "2", ""]);
    assert!(desk.said().contains("needs a name"));
    fills(&mut desk, &["New judge", "12", ""]);
    assert!(desk.said().contains("'12' is no weight"));
    fills(&mut desk, &["New judge", "6", "from the court's list"]);
    desk.size = (200, 35);
    assert!(desk.screen().contains("New judge"));
    goes_to(&mut desk, 2, FACTORS + 8);
    desk.press(&[C::FullText]);
    fills(&mut desk, &["100", "since spring"]);
    assert_eq!(order(&desk), "ABC", "all have 100 now, one from one factor more");
    assert!(desk.screen().contains("New judge 100 (weight 6) from what was typed"), "{}", desk.screen());
    assert!(desk.screen().contains("Note: since spring."), "{}", desk.screen());
    goes_to(&mut desk, 0, FACTORS);
    desk.press(&[C::DeleteRow]);
    assert!(desk.said().contains("own factors stay"));
    goes_to(&mut desk, 0, FACTORS + 8);
    desk.press(&[C::DeleteRow]);
    assert!(!desk.screen().contains("New judge"));
}

#[test]
fn what_the_file_does_not_know_is_typed_and_cleared_in_the_cell() {
    let mut desk = begun();
    goes_to(&mut desk, 1, FACTORS + 6);
    desk.types("nonsense");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("or write a year"), "{}", desk.screen());
    desk.press(&[C::Cancel]);
    desk.types("2024");
    desk.press(&[C::Enter]);
    // From July 2024 to 10 March 2026: 20 months of 60.
    assert!(desk.screen().contains("33  20 months"), "{}", desk.screen());
    let at = desk.screen().lines().position(|line| line.contains("20 months")).unwrap();
    assert!(at > 0);
    goes_to(&mut desk, 3, FACTORS + 6);
    desk.press(&[C::Clear]);
    assert!(!desk.screen().contains("20 months"));
}

#[test]
fn sorting_is_a_view_and_the_third_time_the_board_is_back() {
    let mut desk = weighed();
    goes_to(&mut desk, 0, 1);
    let mut orders = vec![order(&desk)];
    for _ in 0..3 {
        desk.press(&[C::Sort]);
        orders.push(order(&desk));
    }
    assert_eq!(orders, ["BCA", "ABC", "CBA", "BCA"]);
    goes_to(&mut desk, 0, FACTORS);
    desk.press(&[C::Sort]);
    assert_eq!(order(&desk), "BCA", "needs begin with the greatest");
    desk.press(&[C::Sort]);
    assert_eq!(order(&desk), "ACB");
    assert!(desk.book.all(Kind::Candidate).iter().all(|c| c.get(Field::Rank) == &Value::None));
}

#[test]
fn two_starts_too_close_are_a_warning_over_the_board() {
    let mut desk = begun();
    let start = after(8).start;
    for (row, text) in [(1, "5/1/2026"), (2, "6/15/2026"), (3, "2026")] {
        goes_to(&mut desk, row, start);
        desk.types(text);
        desk.press(&[C::Enter]);
    }
    let screen = desk.screen();
    assert!(screen.contains("! Alder (Fri 1 May 2026) and Birch (Mon 15 Jun 2026) start less than two months apart."), "{screen}");
    assert!(screen.contains("2 warnings of the capacity rule"), "three starts are fewer than four a year\n{screen}");
    assert!(screen.contains("! 5/1/2026") && !screen.contains("! 2026"), "{screen}");
}

#[test]
fn a_column_of_needs_is_pasted() {
    let mut desk = begun();
    goes_to(&mut desk, 1, FACTORS);
    desk.does(crate::command::Input::Pasted("20\n80\n50\n".to_owned()));
    assert_eq!(order(&desk), "BCA", "{}", desk.said());
    assert_eq!((desk.book.all(Kind::Factor).len(), desk.book.all(Kind::FactorValue).len()), (1, 3));
    desk.does(crate::command::Input::Pasted("1\n2\n3\n4\n".to_owned()));
    assert_eq!(desk.book.all(Kind::Candidate).len(), 3, "no candidate is made of a paste: {}", desk.said());
}

#[test]
fn figures_are_worked_out_once_until_counts_move() {
    let desk = begun();
    desk.screen();
    let first = desk.pane.worked.board.last().unwrap();
    desk.screen();
    assert!(Rc::ptr_eq(&first, &desk.pane.worked.board.last().unwrap()));
}

#[test]
fn a_key_of_a_plan_says_on_a_candidate_why_it_does_nothing_here() {
    let mut desk = desk(places());
    desk.press(&[C::Duplicate]);
    assert_eq!(desk.said(), "There is no candidate yet; Insert adds one.");
    let mut desk = begun();
    goes_to(&mut desk, 1, 1);
    desk.press(&[C::Duplicate]);
    assert_eq!(desk.said(), "A community stands on the board once. Insert adds another one.");
    desk.press(&[C::InsertElement]);
    assert_eq!(desk.said(), "Elements belong to a plan: Ctrl-U starts one for this community.");
}

#[test]
fn an_explanation_that_goes_on_says_so() {
    let mut desk = weighed();
    goes_to(&mut desk, 1, 0);
    let last = |desk: &Desk<MiniPips>| desk.screen().lines().last().unwrap().to_owned();
    desk.size = (120, 40);
    assert!(last(&desk).is_empty() || last(&desk).ends_with('.'), "{}", desk.screen());
    desk.size = (60, 19);
    assert!(last(&desk).ends_with(" \u{2026}"), "{}", desk.screen());
}

#[test]
fn rank_and_community_stay_in_view_on_a_small_screen() {
    let mut desk = weighed();
    for size in [(120, 34), (80, 19), (60, 12)] {
        desk.size = size;
        goes_to(&mut desk, 1, after(8).note);
        let screen = desk.screen();
        assert_eq!(order(&desk), "BCA", "{screen}");
        assert!(screen.contains("Rank") && screen.contains("Note"), "{screen}");
    }
}
