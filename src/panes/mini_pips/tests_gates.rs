//! Stories of gates at the pane: asked for, refused without a reason, passed; a released text that cannot be changed; what is
//! still missing, gone to and answered.

use super::*;
use crate::command::{Form, Takes};
use crate::domain::field::Field as F;
use crate::domain::gate;
use crate::domain::mini_pip::Stage;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put};
use pages::{Page, Tab};

/// Northside, at a stage: one element of two rows of which something is missing. Today is 10 Mar 2026.
fn desk(stage: &str) -> Desk<MiniPips> {
    let mut book = crate::domain::book::Book::default();
    book.facts.who = "Rae Sample, QA reviewer".to_owned();
    put(&mut book, Kind::Office, 90, &[(F::Name, "Northside")]);
    put(&mut book, Kind::MiniPip, 1, &[(F::Title, "Visits that count"), (F::Stage, stage), (F::GoalsServed, "Milestone 4")]);
    put(&mut book, Kind::PipPerson, 7, &[(F::MiniPip, "#1"), (F::Part, "member"), (F::Name, "Pat Example"), (F::Position, "i")]);
    put(
        &mut book,
        Kind::Element,
        2,
        &[(F::MiniPip, "#1"), (F::Position, "i"), (F::Title, "Monthly visits"), (F::From, "2026-01-05"), (F::Until, "2026-06-30")],
    );
    for (n, position, part, text) in [(3, "i", "step", "Train all screeners"), (4, "j", "benchmark", "Half are trained")] {
        put(&mut book, Kind::Row, n, &[(F::Element, "#2"), (F::Position, position), (F::Part, part), (F::Text, text)]);
    }
    put(&mut book, Kind::Evaluation, 5, &[(F::MiniPip, "#1"), (F::Position, "i"), (F::Method, "Case reading")]);
    let mut desk = Desk::new(book);
    desk.chosen.mini_pip = Some(id(1));
    desk.hear(&Event::ChosenMoved);
    desk
}

fn form(desk: &Desk<MiniPips>) -> Form {
    match desk.asked.last() {
        Some(Effect::Ask(form)) => form.clone(),
        other => panic!("no form was asked for, but {other:?}"),
    }
}

/// Fills the form that was asked for.
fn fill(desk: &mut Desk<MiniPips>, reason: &str) {
    let mut form = form(desk);
    reason.clone_into(&mut form.fields[0].value);
    desk.hear(&Event::Filled(form));
}

fn plan(desk: &Desk<MiniPips>) -> &Record {
    desk.book.get(id(1)).unwrap()
}

fn at(desk: &mut Desk<MiniPips>, tab: Tab, record: u8, field: F) {
    desk.pane.turn_to(tab);
    let mut pane = std::mem::take(&mut desk.pane);
    pane.follow_line_of(desk, id(record), field);
    desk.pane = pane;
}

impl MiniPips {
    /// Puts the cursor on a field of a record on the page in view.
    fn follow_line_of(&mut self, desk: &Desk<MiniPips>, record: crate::domain::id::Id, field: F) {
        desk.look(|cx| assert!(self.go(record, Some(field), cx), "{field:?} is in view"));
    }
}

fn cursor(desk: &Desk<MiniPips>) -> (Page, Option<F>) {
    desk.look(|cx| {
        let sheet = desk.pane.sheet(cx);
        let grid = desk.pane.grid(sheet.page);
        (sheet.page, sheet.slot(grid.row, grid.column).map(|slot| slot.field))
    })
}

#[test]
fn a_gate_lists_what_it_needs_and_opens_without_it_only_for_a_reason() {
    let mut desk = desk("selected");
    desk.pane.turn_to(Tab::Matrix);
    desk.press(&[Command::RecordExit]);
    let asked = form(&desk);
    assert_eq!((asked.title.as_str(), &asked.fields[0].takes), ("Gate to 'selected': 3 open", &Takes::Lines));
    assert!(asked.words.contains("the office or district (state QA and agency)"), "{}", asked.words);
    fill(&mut desk, "  ");
    assert!(form(&desk).fault.is_some_and(|(_, why)| why.contains("Without a reason")));
    assert_eq!(gate::reached(&desk.book, id(1)), None);
    fill(&mut desk, "The director decided");
    assert_eq!(gate::reached(&desk.book, id(1)), Some(Stage::Selected));
    assert_eq!(desk.said(), "gate to 'selected' of 'Visits that count'");
    desk.pane.turn_to(Tab::Stages);
    assert!(desk.screen().contains("Passed Tue 10 Mar 2026 without all it needs: The"), "{}", desk.screen());
    desk.undo();
    assert_eq!(gate::reached(&desk.book, id(1)), None, "one step to undo");
}

#[test]
fn a_gate_with_all_it_needs_asks_only_whether_it_is_meant() {
    let mut desk = desk("selected");
    put(&mut desk.book, Kind::MiniPip, 1, &[(F::Office, "#90"), (F::Source, "reviews"), (F::Reason, "visits fell")]);
    desk.pane.turn_to(Tab::Plans);
    desk.press(&[Command::RecordExit]);
    assert!(desk.said().starts_with("Pass the gate to 'selected' of 'Visits that count'? All it needs is there."), "{}", desk.said());
    assert_eq!(gate::reached(&desk.book, id(1)), Some(Stage::Selected), "from the board of plans, the one under the cursor");
}

#[test]
fn enter_on_a_need_goes_to_where_it_is_put_right() {
    let mut desk = desk("selected");
    for (row, page, field) in [
        (0, Page::Tab(Tab::Cover), Some(F::Office)),
        (1, Page::Tab(Tab::Cover), Some(F::Source)),
        (2, Page::Tab(Tab::Cover), Some(F::Reason)),
    ] {
        desk.pane.turn_to(Tab::Stages);
        desk.pane.grid_mut(Page::Tab(Tab::Stages)).row = row;
        desk.press(&[Command::Enter]);
        assert_eq!(cursor(&desk), (page, field));
    }
    put(&mut desk.book, Kind::MiniPip, 1, &[(F::Stage, "organised")]);
    put(&mut desk.book, Kind::Meeting, 20, &[(F::MiniPip, "#1"), (F::Part, "first"), (F::Title, "First"), (F::Position, "i")]);
    for (row, page) in [(0, Page::Tab(Tab::Concerns)), (2, Page::Meeting(id(20), pages::meeting::Part::Agenda))] {
        desk.pane.turn_to(Tab::Stages);
        desk.pane.grid_mut(Page::Tab(Tab::Stages)).row = row;
        desk.press(&[Command::Enter]);
        assert_eq!(cursor(&desk).0, page);
    }
}

#[test]
fn the_strip_says_where_a_plan_is_what_comes_next_and_who_is_waited_for() {
    let mut desk = desk("draft");
    desk.pane.turn_to(Tab::Matrix);
    let strip = |desk: &Desk<MiniPips>| desk.screen().lines().find(|line| line.contains("needs")).unwrap().to_owned();
    let signs = " \u{2713}\u{2713}\u{2713}\u{2713}\u{25d0}\u{25cb}\u{25cb}\u{25cb}\u{25cb}\u{25cb}\u{25cb}\u{25cb}\u{25cb}";
    let words = "draft \u{b7} 'submitted' needs 1: 11 things are still missing in the content \u{25b8} local lead";
    assert_eq!(strip(&desk), format!("{signs} {words}"));
    desk.size = (80, 24);
    let narrow = strip(&desk);
    assert!(narrow.contains("draft \u{b7} 'submitted' needs 1: 11 things are") && narrow.ends_with("local lead"), "{narrow}");
    desk.size = (60, 16);
    assert!(strip(&desk).contains("needs 1: 11 things"), "{}", strip(&desk));
}

#[test]
fn a_blank_plan_is_not_selected_yet_wherever_its_stage_is_said() {
    let mut desk = desk("selected");
    desk.pane.turn_to(Tab::Matrix);
    assert!(desk.screen().contains("not selected yet \u{b7} 'selected' needs"), "{}", desk.screen());
    desk.pane.turn_to(Tab::Plans);
    assert!(desk.screen().contains("not selected yet"), "{}", desk.screen());
    let (glance, brief) = desk.at(|pane, cx| (glance::fact(cx, id(1), Tab::Stages), pane.brief(cx)));
    assert_eq!(glance.unwrap(), "not selected yet");
    assert!(brief[0].contains(", not selected yet, "), "{brief:?}");
}

#[test]
fn a_released_text_refuses_every_way_to_change_it_and_opens_with_a_reason() {
    let mut desk = desk("released");
    let refused = |desk: &Desk<MiniPips>| desk.said().starts_with("This plan was released, so its text can only be read");
    at(&mut desk, Tab::Matrix, 3, F::Text);
    desk.types("x");
    assert!(refused(&desk) && desk.pane.mode() == Mode::Cells, "{}", desk.said());
    for command in [
        Command::Clear,
        Command::DeleteRow,
        Command::InsertRow,
        Command::InsertElement,
        Command::Duplicate,
        Command::MoveDown,
        Command::Cut,
    ] {
        desk.press(&[command]);
        assert!(refused(&desk) || desk.said().contains("This plan was released"), "{command:?}: {}", desk.said());
    }
    desk.does(Input::Pasted("Another text".to_owned()));
    assert!(desk.said().contains("This plan was released"), "{}", desk.said());
    at(&mut desk, Tab::Cover, 1, F::Title);
    desk.types("x");
    assert!(refused(&desk), "{}", desk.said());
    assert_eq!(desk.book.get(id(3)).unwrap().text(F::Text), "Train all screeners");

    // What goes on is written as before.
    at(&mut desk, Tab::Matrix, 3, F::Started);
    desk.types("3/1");
    desk.press(&[Command::Enter]);
    assert!(desk.book.get(id(3)).unwrap().date(F::Started).is_some());

    desk.press(&[Command::ReopenPlan]);
    fill(&mut desk, "A name was wrong");
    assert_eq!(plan(&desk).text(F::Reopened), "A name was wrong");
    assert!(desk.screen().contains("(text open again)"), "{}", desk.screen());
    at(&mut desk, Tab::Matrix, 3, F::Text);
    desk.types("y");
    desk.press(&[Command::Enter]);
    assert_eq!(desk.book.get(id(3)).unwrap().text(F::Text), "y");
    desk.press(&[Command::ReopenPlan]);
    assert!(desk.said().starts_with("Close the text of 'Visits that count' again?"), "{}", desk.said());
    assert!(gate::is_locked(plan(&desk)));
}

#[test]
fn nothing_is_made_in_a_released_plan_of_a_concern_an_idea_or_a_measure() {
    let mut desk = desk("released");
    put(&mut desk.book, Kind::Concern, 30, &[(F::MiniPip, "#1"), (F::Position, "i"), (F::Title, "Visits are late")]);
    put(&mut desk.book, Kind::Meeting, 20, &[(F::MiniPip, "#1"), (F::Part, "third"), (F::Title, "Third"), (F::Position, "i")]);
    let idea = [(F::Gathering, "#20"), (F::Position, "i"), (F::Part, "solution"), (F::Concern, "#30"), (F::Text, "Lend a van")];
    put(&mut desk.book, Kind::Idea, 21, &idea);
    let refused = |desk: &Desk<MiniPips>| {
        assert!(matches!(desk.asked.as_slice(), [Effect::Refuse(why)] if why.starts_with("This plan was released")), "{:?}", desk.asked);
        assert_eq!(desk.book.parts(id(1), Kind::Element).len(), 1);
        assert_eq!(desk.book.parts(id(2), Kind::Row).len(), 2);
    };
    desk.pane.turn_to(Tab::Concerns);
    desk.press(&[Command::InsertElement]);
    refused(&desk);
    let ideas = Page::Meeting(id(20), pages::meeting::Part::Ideas);
    desk.pane.over = Some(ideas);
    let row = desk.look(|cx| desk.pane.sheet(cx).lines.iter().position(|line| line.record == id(21)).unwrap());
    desk.pane.grid_mut(ideas).row = row;
    desk.press(&[Command::InsertElement]);
    refused(&desk);
    // The place was asked for before the plan was released, and picked after.
    desk.pane.picks = vec![id(21), id(2)];
    desk.hear(&Event::Picked { id: pages::meeting::ideas::PICK, at: 0 });
    refused(&desk);

    put(&mut desk.book, Kind::MiniPip, 1, &[(F::Reopened, "A step was left out")]);
    desk.hear(&Event::Picked { id: pages::meeting::ideas::PICK, at: 0 });
    assert_eq!(desk.book.parts(id(2), Kind::Row).len(), 3);
}

#[test]
fn where_a_file_can_only_be_read_no_form_is_asked_for_and_nothing_is_written() {
    for tab in Tab::ALL {
        for command in [Command::RecordExit, Command::StepBack, Command::Freeze, Command::InsertElement, Command::DeleteRow] {
            let mut desk = desk("draft");
            desk.book.facts.read_only = Some("another window has it.".to_owned());
            desk.pane.turn_to(tab);
            desk.press(&[command]);
            let writes = |effect: &Effect| matches!(effect, Effect::Write(_) | Effect::Confirm { .. } | Effect::Ask(_));
            assert!(!desk.asked.iter().any(writes), "{command:?} on {tab:?}: {:?}", desk.asked);
        }
    }
    let mut desk = desk("draft");
    desk.book.facts.read_only = Some("another window has it.".to_owned());
    desk.press(&[Command::RecordExit]);
    assert_eq!(desk.said(), "This file can only be read here: another window has it.");
}

#[test]
fn a_plan_goes_back_a_stage_with_a_reason() {
    let mut desk = desk("draft");
    desk.press(&[Command::StepBack]);
    assert!(form(&desk).words.contains("goes back to 'first community meeting'"));
    fill(&mut desk, "");
    assert!(form(&desk).fault.is_some());
    fill(&mut desk, "A concern was left out");
    assert_eq!(Stage::of(plan(&desk)), Stage::FirstMeeting);
    desk.pane.turn_to(Tab::Stages);
    let screen = desk.screen();
    assert!(screen.contains("back to first community") && screen.contains("A concern was left out"), "{screen}");
}

#[test]
fn what_is_missing_stands_by_element_and_each_line_leads_to_its_cell() {
    let mut desk = desk("draft");
    desk.pane.turn_to(Tab::Missing);
    let screen = desk.screen();
    assert!(
        screen.contains("3 of 11 things still missing") && screen.contains("Element 1: Monthly visits") && screen.contains("8 missing"),
        "{screen}"
    );
    let (mut seen, lines) = (Vec::new(), desk.look(|cx| desk.pane.sheet(cx).lines.len()));
    assert_eq!(lines, 11);
    for row in 0..lines {
        desk.pane.turn_to(Tab::Missing);
        desk.pane.grid_mut(Page::Tab(Tab::Missing)).row = row;
        desk.pane.grid_mut(Page::Tab(Tab::Missing)).column = 1;
        desk.press(&[Command::Enter]);
        seen.push(cursor(&desk));
        desk.pane.over = None;
    }
    for wanted in [
        (Page::Tab(Tab::Matrix), Some(F::Priority)),
        (Page::Element(id(2)), Some(F::Factors)),
        (Page::Element(id(2)), Some(F::Partners)),
        (Page::Tab(Tab::Matrix), Some(F::People)),
        (Page::Tab(Tab::Matrix), Some(F::Completion)),
        (Page::Tab(Tab::Matrix), Some(F::Evidence)),
        (Page::Tab(Tab::Evaluation), Some(F::Measure)),
    ] {
        assert!(seen.contains(&wanted), "{wanted:?} in {seen:?}");
    }
}

#[test]
fn a_gap_is_answered_in_its_line_and_missing_again_when_the_answer_is_cleared() {
    let mut desk = desk("draft");
    desk.pane.turn_to(Tab::Missing);
    *desk.pane.grid_mut(Page::Tab(Tab::Missing)) = crate::widgets::grid::GridState::new(1, 2);
    desk.types("Ranked in the meeting");
    desk.press(&[Command::Enter]);
    let answers = |desk: &Desk<MiniPips>| desk.book.parts(id(1), Kind::GapAnswer).len();
    let answer = desk.book.parts(id(1), Kind::GapAnswer)[0].clone();
    assert_eq!((answer.text(F::Code), answer.record(F::About)), ("evaluation.measure", Some(id(5))));
    assert_eq!((answer.text(F::Who), answer.text(F::Reason)), ("Rae Sample", "Ranked in the meeting"));
    let screen = desk.screen();
    assert!(screen.contains("Answered") && screen.contains("1 gap"), "{screen}");
    at(&mut desk, Tab::Missing, 201, F::Reason);
    desk.press(&[Command::Clear]);
    assert_eq!(answers(&desk), 0, "cleared, it is missing again");
    desk.undo();
    assert_eq!(answers(&desk), 1);

    // Two lines pasted are two answers, each to its own gap.
    *desk.pane.grid_mut(Page::Tab(Tab::Missing)) = crate::widgets::grid::GridState::new(1, 2);
    desk.does(Input::Pasted("Later\nNot here".to_owned()));
    let codes: Vec<String> = desk.book.parts(id(1), Kind::GapAnswer).iter().map(|a| a.text(F::Code).to_owned()).collect();
    assert_eq!(codes, ["evaluation.measure", "evaluation.frequency", "evaluation.who"]);
    assert_eq!(desk.book.parts(id(1), Kind::GapAnswer)[2].get(F::Reason), &Value::text("Not here"));
}
