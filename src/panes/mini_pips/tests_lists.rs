//! Every list of the form and of the life takes a new line, loses one, moves one, duplicates one and takes two pasted rows,
//! each as one step that undo takes back; a long cell opens on the whole screen.

use super::*;
use crate::domain::book::Book;
use crate::domain::field::Field as F;
use crate::domain::id::Id;
use crate::panes::desk::{Desk, id, put};
use pages::meeting::Part;
use pages::{Page, Tab};

/// A list: where it stands, the kind of its lines, the field that makes a line one.
struct List {
    page: Page,
    kind: Kind,
    field: F,
    parent: u8,
    /// What is pasted as two rows at its end.
    rows: &'static str,
    /// Whether its lines keep an order of their own.
    ordered: bool,
}

const fn list(page: Page, kind: Kind, field: F, parent: u8, rows: &'static str, ordered: bool) -> List {
    List { page, kind, field, parent, rows, ordered }
}

fn lists() -> Vec<List> {
    let meeting = |part| Page::Meeting(id(3), part);
    vec![
        list(Page::Tab(Tab::Concerns), Kind::Concern, F::Title, 1, "Late\tsafety\r\nMissed\tsafety\r\n", true),
        list(Page::Tab(Tab::Matrix), Kind::Row, F::Text, 2, "", true),
        list(Page::Tab(Tab::Agreements), Kind::Agreement, F::Role, 1, "Judge\tAda\r\nClerk\tBen\r\n", true),
        list(Page::Tab(Tab::Timeline), Kind::Timeline, F::Activity, 1, "3/1/2026\tMeet\r\n4/1/2026\tWrite\r\n", true),
        list(Page::Tab(Tab::Collaborators), Kind::PipPerson, F::Name, 1, "Ada\tSchool\r\nBen\tClinic\r\n", true),
        list(Page::Tab(Tab::Evaluation), Kind::Evaluation, F::Method, 1, "Cases\tVisits\r\nCalls\tCount\r\n", true),
        list(Page::Tab(Tab::Notes), Kind::ProgressNote, F::Text, 1, "", false),
        list(Page::Tab(Tab::Assistance), Kind::Request, F::Text, 1, "", false),
        list(Page::Tab(Tab::Asked), Kind::Asking, F::Text, 1, "Ada\tShorter\r\nBen\tLonger\r\n", false),
        list(Page::Tab(Tab::Checks), Kind::Check, F::Finding, 1, "", false),
        list(Page::Tab(Tab::Cover), Kind::PipPerson, F::Name, 1, "\tAda\tSchool\r\n\tBen\tClinic\r\n", true),
        list(Page::Tab(Tab::Evidence), Kind::Proof, F::Text, 9, "", true),
        list(Page::Tab(Tab::Peers), Kind::Peer, F::HelpsWith, 1, "\tAda\tRooms\r\n\tBen\tCars\r\n", true),
        list(Page::Tab(Tab::Meetings), Kind::Meeting, F::Title, 1, "", false),
        list(meeting(Part::Attendance), Kind::Attendance, F::Status, 3, "Ada\tSchool\r\nBen\tClinic\r\n", true),
        list(meeting(Part::Agenda), Kind::AgendaItem, F::Text, 3, "\tOpen\t5\r\n\tClose\t5\r\n", true),
        list(meeting(Part::Groups), Kind::Group, F::Name, 3, "Blue\r\nRed\r\n", true),
        list(meeting(Part::Ideas), Kind::Idea, F::Text, 3, "A room\r\nA bus\r\n", true),
    ]
}

/// A plan with an element, a meeting, and two lines in the list.
fn desk(list: &List) -> Desk<MiniPips> {
    let mut book = Book::default();
    book.facts.who = "Rae Sample, QA reviewer".to_owned();
    put(&mut book, Kind::MiniPip, 1, &[(F::Title, "Visits that count"), (F::Stage, "draft")]);
    put(&mut book, Kind::Element, 2, &[(F::MiniPip, "#1"), (F::Position, "i"), (F::Title, "Monthly visits")]);
    put(&mut book, Kind::Meeting, 3, &[(F::MiniPip, "#1"), (F::Part, "first"), (F::Title, "First"), (F::Day, "2026-03-01")]);
    put(&mut book, Kind::Row, 9, &[(F::Element, "#2"), (F::Position, "z"), (F::Part, "step"), (F::Text, "Keep the list")]);
    for (n, place, words) in [(11, "i", "The first line"), (12, "j", "The second line")] {
        let parent = list.kind.parent().unwrap();
        put(&mut book, list.kind, n, &[(F::Position, place), (list.field, words)]);
        book.set(list.kind, id(n), parent, crate::domain::value::Value::Record(id(list.parent)));
        match list.kind {
            Kind::Row => put(&mut book, list.kind, n, &[(F::Part, "step")]),
            Kind::PipPerson if list.page == Page::Tab(Tab::Cover) => put(&mut book, list.kind, n, &[(F::Part, "member")]),
            Kind::PipPerson => put(&mut book, list.kind, n, &[(F::Part, "collaborator")]),
            Kind::Attendance => {
                let person = ["Rae Sample", "Lee Sample"][usize::from(n - 11)];
                put(&mut book, Kind::PipPerson, n + 10, &[(F::MiniPip, "#1"), (F::Part, "attendee"), (F::Name, person)]);
                put(&mut book, list.kind, n, &[(F::Person, &format!("#{}", n + 10)), (F::Status, "came")]);
            }
            Kind::Meeting => put(&mut book, list.kind, n, &[(F::Part, "other"), (F::Day, "2026-04-01")]),
            Kind::Idea => put(&mut book, list.kind, n, &[(F::Part, "solution")]),
            Kind::ProgressNote | Kind::Request | Kind::Check | Kind::Asking => put(&mut book, list.kind, n, &[(F::Day, "2026-03-02")]),
            _ => {}
        }
    }
    let mut desk: Desk<MiniPips> = Desk::new(book);
    desk.chosen.mini_pip = Some(id(1));
    desk.hear(&Event::ChosenMoved);
    match list.page {
        Page::Tab(tab) => desk.pane.turn_to(tab),
        page => desk.pane.open_over(page, 0),
    }
    desk
}

fn ids(desk: &Desk<MiniPips>, list: &List) -> Vec<Id> {
    desk.book.parts(id(list.parent), list.kind).into_iter().map(|record| record.id).collect()
}

fn at(desk: &mut Desk<MiniPips>, list: &List, n: u8) {
    assert!(desk.at(|pane, cx| pane.go(id(n), Some(list.field), cx)), "{:?} has no line for its record", list.page);
}

/// Inserts as the page would have it: some ask which, or wait for a name in their last line.
fn insert(desk: &mut Desk<MiniPips>, list: &List) {
    desk.press(&[Command::InsertRow]);
    match desk.asked.first() {
        Some(Effect::Pick { id, .. }) => {
            let id = *id;
            desk.hear(&Event::Picked { id, at: 0 });
        }
        None if list.kind == Kind::Attendance => {
            desk.types("Cleo Example");
            desk.press(&[Command::Enter]);
        }
        _ => {}
    }
}

/// Why a page does not take this step, where it has a good reason.
fn refuses(list: &List, command: Command) -> Option<&'static str> {
    match (list.page, command) {
        (Page::Meeting(_, Part::Attendance), Command::Duplicate) => Some("Somebody stands on this list once."),
        (Page::Tab(Tab::Meetings), Command::Duplicate) => Some("A meeting is not copied: Insert plans another one with its agenda."),
        (Page::Tab(Tab::Meetings), Command::MoveDown) => Some("Meetings stand by their dates; change the date to move one."),
        _ => None,
    }
}

#[test]
fn every_list_takes_and_loses_lines_and_undo_takes_each_step_back() {
    let mut wrong = Vec::new();
    for list in lists() {
        let begins = ids(&desk(&list), &list);
        let steps: [(&str, Command, Option<isize>); 4] = [
            ("Insert", Command::InsertRow, Some(1)),
            ("Delete", Command::DeleteRow, Some(-1)),
            ("Duplicate", Command::Duplicate, Some(1)),
            ("Move", Command::MoveDown, list.ordered.then_some(0)),
        ];
        for (name, command, more) in steps {
            let mut desk = desk(&list);
            at(&mut desk, &list, 11);
            if command == Command::InsertRow {
                insert(&mut desk, &list);
            } else {
                desk.press(&[command]);
            }
            if let Some(why) = refuses(&list, command) {
                if desk.said() != why || ids(&desk, &list) != begins {
                    wrong.push(format!("{name} on {:?} is not refused; {}", list.page, desk.said()));
                }
                continue;
            }
            let Some(more) = more else { continue };
            let now = ids(&desk, &list);
            if now.len() as isize != begins.len() as isize + more || now == begins {
                wrong.push(format!("{name} on {:?}: {} lines; {}", list.page, now.len(), desk.said()));
                continue;
            }
            desk.undo();
            let now: Vec<Id> = ids(&desk, &list);
            if now != begins {
                wrong.push(format!("undo of {name} on {:?}: {} lines", list.page, now.len()));
            }
        }
        if !list.rows.is_empty() {
            let mut desk = desk(&list);
            at(&mut desk, &list, 12);
            desk.press(&[Command::Down, Command::Home]);
            desk.does(Input::Pasted(list.rows.to_owned()));
            let now = ids(&desk, &list);
            if now.len() == begins.len() + 2 {
                desk.undo();
                if ids(&desk, &list) != begins {
                    wrong.push(format!("undo of the paste on {:?}", list.page));
                }
            } else {
                wrong.push(format!("paste on {:?}: {} lines; {}", list.page, now.len(), desk.said()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_long_cell_opens_on_the_whole_screen() {
    let long: [(Page, u8, F); 7] = [
        (Page::Tab(Tab::Overview), 1, F::Areas),
        (Page::Element(id(2)), 2, F::Strategy),
        (Page::Element(id(2)), 4, F::Text),
        (Page::Tab(Tab::Matrix), 11, F::Text),
        (Page::Meeting(id(3), Part::Facts), 3, F::Strengths),
        (Page::Tab(Tab::Concerns), 5, F::Factors),
        (Page::Tab(Tab::Closing), 1, F::FinalReport),
    ];
    for (page, n, field) in long {
        let mut desk = desk(&list(page, Kind::Row, F::Text, 2, "", true));
        put(&mut desk.book, Kind::Goal, 4, &[(F::Element, "#2"), (F::Term, "short"), (F::Text, "Every month")]);
        put(&mut desk.book, Kind::Concern, 5, &[(F::MiniPip, "#1"), (F::Title, "Late")]);
        assert!(desk.at(|pane, cx| pane.go(id(n), Some(field), cx)), "{page:?} has no cell of {field:?}");
        desk.press(&[Command::FullText]);
        assert!(desk.asked.iter().any(|effect| matches!(effect, Effect::EditText { .. })), "{page:?}, {field:?}: {:?}", desk.asked);
    }
}
