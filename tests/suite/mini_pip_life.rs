//! A lead takes a plan from its beginning through its gates: each gate refuses first, says what it needs, and opens when that is there.

use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::domain::mini_pip::Stage;

use crate::desk::Desk;

/// The stage of a plan, and whether its last gate was passed without all it needs.
fn stage(desk: &mut Desk, title: &str) -> (Stage, bool) {
    let book = desk.book();
    let plan = book.all(Kind::MiniPip).into_iter().find(|plan| plan.text(Field::Title) == title).unwrap();
    let passages = milepost::domain::gate::passages(book, plan.id);
    (Stage::of(plan), passages.last().is_some_and(|passage| !passage.text(Field::Reason).is_empty()))
}

#[test]
fn a_plan_begins_blank_and_each_gate_says_what_it_needs_before_it_opens() {
    let mut desk = Desk::new(120, 40);
    // From the blank form: Enter takes what is offered first.
    desk.keys("<Alt-5><Ctrl-O>Plans<Enter><Insert>").sees("How does the new Mini PIP begin?").sees("Blank form").sees("Copy of");
    desk.keys("<Enter>").sees("New Mini PIP");
    desk.keys("Westend: kin first<Enter>").sees("Westend: kin first").sees("Saved");
    desk.keys("<Ctrl-O>Cover<Enter>").sees("Local contact person").sees("10. team member");

    // Selected: the gate names the three things that are missing.
    desk.keys("<Ctrl-U>").sees("Gate to 'selected': 3 open").sees("the data sources it was chosen by").keys("<Esc>");
    desk.keys("<Down>Pine<Enter>").sees("Pine Hollow");
    desk.keys("<Down><Down>Case process review of two years<Enter>").keys("Below the goal twice<Enter>");
    desk.keys("<Ctrl-U>").sees("All it needs is there").keys("y").sees("Saved");
    assert_eq!(stage(&mut desk, "Westend: kin first"), (Stage::Selected, false));

    // Organised: meetings and their dates, partners and concerns come from the office's own tables, by paste.
    desk.keys("<Ctrl-U>").sees("Gate to 'organised'").sees("the list of community partners").keys("<Esc>");
    desk.keys("<Ctrl-O>Meetings<Enter>");
    desk.paste(
        "organising\tSharing the findings\t11/2/2026\t\t\t\t10:00\tQA unit\tPine Hollow\r\nfirst community\tFirst meeting\t11/18/26\t\t\t\t17:30\tPanel\tLibrary\r\n\
         second community\tSecond meeting\t15-Jan-27\t\t\t\t17:30\tPanel\tLibrary\r\nthird community\tThird meeting\tQ1 2028\t\t\t\t\tPanel\t\r\n",
    );
    desk.sees("First meeting").sees("paste of 4 rows");
    desk.keys("<Ctrl-O>V Collab<Enter>");
    desk.paste("Leo Fiction\tKin network\tcommunity partner\t555-0182\tleo@example.org\tfinding relatives\tagreed\r\n").sees("Kin network");
    desk.keys("<Ctrl-O>Concerns<Enter>");
    desk.paste("Kin are asked late\r\n").sees("Kin are asked late");
    desk.keys("<Ctrl-U>").sees("All it needs is there").keys("y").sees("Saved");
    assert_eq!(stage(&mut desk, "Westend: kin first"), (Stage::Organised, false));

    // The first meeting: agreed by whom and when, with a chart; the agenda is on paper, and that is the reason.
    desk.keys("<Ctrl-U>").sees("Gate to 'first community meeting'").sees("agreed before the meeting").keys("<Esc>");
    desk.keys("<Ctrl-U>the agenda is on paper<Ctrl-S>").sees("Saved");
    assert_eq!(stage(&mut desk, "Westend: kin first"), (Stage::FirstMeeting, true));

    // One step back is one key, and the file is sound.
    desk.keys("<Ctrl-Z>").sees("Undone");
    assert_eq!(stage(&mut desk, "Westend: kin first").0, Stage::Organised);
    desk.reopen();
    assert_eq!(stage(&mut desk, "Westend: kin first").0, Stage::Organised, "also tomorrow");
    desk.is_sound();
}

#[test]
fn a_copy_of_a_released_plan_can_be_written_in_and_has_nothing_of_its_life() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-5><Ctrl-O>Plans<Enter><Insert>").keys("Mill<Enter>").sees("(copy)").sees("Left out: ");
    let title = "Mill Pond: in the first days (copy)";
    assert_eq!(stage(&mut desk, title), (Stage::Selected, false));
    let book = desk.book();
    let copy = book.all(Kind::MiniPip).into_iter().find(|plan| plan.text(Field::Title) == title).unwrap().id;
    assert!([Kind::Meeting, Kind::Concern, Kind::Frozen, Kind::Check].iter().all(|kind| book.parts(copy, *kind).is_empty()));
    assert_eq!(book.parts(copy, Kind::Element).len(), 2);
    assert!(book.parts(copy, Kind::Agreement).iter().all(|role| role.date(Field::Signed).is_none()));
    // Undo takes the whole copy away again.
    desk.keys("<Ctrl-Z>").sees("Undone").does_not_see("(copy)");
    desk.is_sound();
}
