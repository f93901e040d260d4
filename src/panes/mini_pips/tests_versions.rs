//! Stories of frozen versions: what changed, who received them, what was asked, which one was signed, and the dates of the process.

use std::collections::HashMap;

use super::pages::{Page, Tab};
use super::*;
use crate::command::{Form, FormField, Takes};
use crate::domain::book::Book;
use crate::domain::change::{Author, Change};
use crate::domain::field::Field as F;
use crate::domain::frozen;
use crate::domain::id::Id;
use crate::domain::mini_pip::Stage;
use crate::domain::query::{Answer, Query};
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put, value};

const PLAN: u8 = 1;

/// A submitted plan with two elements, three rows, a panel that signs, and a meeting.
fn book() -> Book {
    let mut book = Book::default();
    let plan = (F::MiniPip, "#1");
    book.facts.who = "Ada Fields, QA reviewer".to_owned();
    let facts =
        [(F::Title, "Red Ledge: visits that count"), (F::Stage, "submitted"), (F::ImplementationDate, "2026-06-01"), (F::Position, "i")];
    put(&mut book, Kind::MiniPip, PLAN, &facts);
    put(&mut book, Kind::PipPerson, 10, &[plan, (F::Position, "b"), (F::Part, "lead"), (F::Name, "Jo Ash")]);
    for (n, place, title) in [(20, "b", "Visits every month"), (21, "d", "Screen within a day")] {
        put(&mut book, Kind::Element, n, &[plan, (F::Position, place), (F::Title, title)]);
    }
    for (n, element, place, text) in [
        (30, "#20", "b", "Write a calendar of visits"),
        (31, "#20", "d", "Train all caseworkers on visits and write down who came"),
        (34, "#20", "f", "Report to the panel"),
        (32, "#21", "b", "Screen each report within a day"),
    ] {
        put(&mut book, Kind::Row, n, &[(F::Element, element), (F::Position, place), (F::Part, "step"), (F::Text, text)]);
    }
    for (n, place, role) in [(50, "b", "Quality assurance unit"), (51, "d", "Citizen review panel")] {
        put(&mut book, Kind::Agreement, n, &[plan, (F::Position, place), (F::Role, role), (F::Name, "Sam Reed")]);
    }
    let meeting = [plan, (F::Position, "b"), (F::Part, "first"), (F::Day, "2026-02-03"), (F::Host, "the panel")];
    put(&mut book, Kind::Meeting, 60, &meeting);
    put(
        &mut book,
        Kind::Timeline,
        61,
        &[plan, (F::Position, "b"), (F::DayText, "3/20"), (F::Day, "2026-03-20"), (F::Activity, "Open evening")],
    );
    book
}

/// A reviewer at the pane, and the frozen texts as the store keeps them.
struct Story {
    desk: Desk<MiniPips>,
    stored: HashMap<Id, Vec<u8>>,
    next: u8,
}

impl Story {
    fn new() -> Story {
        let mut desk = Desk::new(book());
        desk.chosen.mini_pip = Some(id(PLAN));
        desk.hear(&Event::ChosenMoved);
        Story { desk, stored: HashMap::new(), next: 100 }
    }

    fn freeze(&mut self, stage: Stage) -> Id {
        let mut change = Change::new("freeze", self.desk.book.seen);
        let author = Author { who: "Ada Fields", today: "2026-03-01".parse().unwrap(), saw: self.desk.book.seen };
        let next = &mut self.next;
        let version = frozen::freeze(&mut change, &self.desk.book, id(PLAN), "", stage, &author, &mut || {
            *next += 1;
            id(*next)
        });
        for edit in change.edits {
            match edit.value {
                Value::Bytes(bytes) => drop(self.stored.insert(version, bytes)),
                value if edit.kind != Kind::Snapshot => self.desk.book.set(edit.kind, edit.record, edit.field, value),
                _ => {}
            }
        }
        self.desk.book.seen.0 += 1;
        version
    }

    fn set(&mut self, kind: Kind, n: u8, field: F, text: &str) {
        self.desk.book.set(kind, id(n), field, value(text));
        self.desk.book.seen.0 += 1;
    }

    fn to(&mut self, tab: Tab) {
        self.desk.pane.turn_to(tab);
        self.press(&[Command::Top]);
    }

    fn press(&mut self, commands: &[Command]) {
        for command in commands {
            self.desk.press(&[*command]);
            self.answer();
        }
    }

    fn types(&mut self, text: &str) {
        self.desk.types(text);
        self.press(&[Command::Next]);
    }

    /// Answers what was asked of the store.
    fn answer(&mut self) {
        let read = self.desk.asked.iter().find_map(|effect| match effect {
            Effect::Read(Query::Snapshots { versions }) => Some(versions.clone()),
            _ => None,
        });
        if let Some(versions) = read {
            let texts = versions.iter().map(|version| self.stored.get(version).cloned()).collect();
            let asked = std::mem::take(&mut self.desk.asked);
            self.desk.hear(&Event::Answered(Answer::Snapshots(texts)));
            self.desk.asked = asked;
        }
    }

    fn go(&mut self, row: usize, column: usize) {
        let page = self.page();
        let grid = self.desk.pane.grid_mut(page);
        (grid.row, grid.column) = (row, column);
    }

    fn page(&self) -> Page {
        self.desk.pane.over.unwrap_or(Page::Tab(self.desk.pane.tab))
    }

    fn shows(&self, words: &str) {
        let screen = self.desk.screen();
        assert!(screen.contains(words), "'{words}' is not on the screen:\n{screen}");
    }

    fn text(&self, n: u8, field: F) -> &str {
        self.desk.book.get(id(n)).unwrap().text(field)
    }
}

/// Two versions: between them a row moved, a row was split; since then the lead was renamed.
fn two_versions() -> (Story, Id, Id) {
    let mut story = Story::new();
    let first = story.freeze(Stage::Submitted);
    story.set(Kind::Row, 30, F::Position, "z");
    story.set(Kind::Row, 31, F::Text, "Train all caseworkers on visits");
    for (field, text) in [(F::Element, "#20"), (F::Position, "e"), (F::Part, "step"), (F::Text, "Write down who came")] {
        story.set(Kind::Row, 33, field, text);
    }
    let second = story.freeze(Stage::Final);
    story.set(Kind::PipPerson, 10, F::Name, "Jo Ash-Miller");
    (story, first, second)
}

#[test]
fn versions_stand_newest_first_with_what_changed_and_who_received_them() {
    let (mut story, first, second) = two_versions();
    story.to(Tab::Versions);
    for words in ["1 change since version 2", "3 changes since version 1", "the first version", "Version 2, final", "Citizen review panel"]
    {
        story.shows(words);
    }
    story.press(&[Command::Enter]);
    assert_eq!(story.page(), Page::Compare(second, None));
    story.press(&[Command::Cancel, Command::Top, Command::Down, Command::Enter]);
    assert_eq!(story.page(), Page::Compare(first, Some(second)));
}

#[test]
fn where_there_is_no_version_nothing_is_said_of_one() {
    let mut story = Story::new();
    story.to(Tab::Versions);
    story.press(&[Command::Enter]);
    assert_eq!(story.desk.said(), "No frozen version yet.");
}

#[test]
fn a_comparison_names_the_row_that_moved_and_the_one_that_was_split() {
    let (mut story, first, second) = two_versions();
    story.to(Tab::Versions);
    story.desk.pane.open_over(Page::Compare(first, Some(second)), 0);
    story.press(&[Command::Top]);
    for words in [
        "version 1, submitted (3/1/2026), against version 2, final (3/1/2026): 3 changes: 1 moved, 2 split",
        "Section II, element 1 'Visits every month'",
        "> moved",
        "place 1",
        "place 4",
        "/ split",
        "split into action step 2",
    ] {
        story.shows(words);
    }
    // The moved row is written last in its element; Enter goes to where it stands now.
    let sheet = pages_of(&story);
    let moved = sheet.iter().position(|line| line.says[0].text == "> moved").unwrap();
    story.go(moved, 0);
    story.press(&[Command::Enter]);
    assert_eq!(story.page(), Page::Tab(Tab::Matrix));
    let grid = story.desk.pane.grid(Page::Tab(Tab::Matrix)).row;
    let lines = pages_of(&story);
    assert_eq!(lines[grid].record, id(30));
}

fn pages_of(story: &Story) -> Vec<pages::Line> {
    let area = crate::command::Area { x: 0, y: 0, width: 120, height: 35 };
    let ids = crate::command::Ids::new(|| id(9));
    let cx = Context {
        book: &story.desk.book,
        today: "2026-03-10".parse().unwrap(),
        ids: &ids,
        day_first: false,
        chosen: &story.desk.chosen,
        area,
        focused: true,
    };
    story.desk.pane.sheet(&cx).lines.clone()
}

#[test]
fn a_row_that_is_gone_is_named_and_not_gone_to() {
    let (mut story, _, second) = two_versions();
    story.set(Kind::Row, 32, F::Gone, "=1");
    story.desk.pane.open_over(Page::Compare(second, None), 0);
    story.press(&[Command::Top]);
    let at = pages_of(&story).iter().position(|line| line.says[0].text == "- taken out").unwrap();
    story.go(at, 0);
    story.press(&[Command::Enter]);
    assert_eq!(story.desk.said(), "'Screen each report within a\u{2026}' is no longer in the plan.");
    assert!(matches!(story.page(), Page::Compare(..)));
}

#[test]
fn a_damaged_text_is_said_where_it_would_be_compared() {
    let (mut story, first, second) = two_versions();
    story.stored.get_mut(&first).unwrap().truncate(40);
    story.to(Tab::Versions);
    story.desk.pane.open_over(Page::Compare(first, Some(second)), 0);
    story.press(&[Command::Top]);
    story.shows("The text of this version is damaged");
}

#[test]
fn a_recipient_is_added_answered_and_taken_out_and_a_version_stays() {
    let (mut story, first, _) = two_versions();
    story.to(Tab::Versions);
    let lines = pages_of(&story);
    let at = lines.iter().position(|line| line.record == first).unwrap();
    story.go(at, 0);
    story.press(&[Command::DeleteRow]);
    assert_eq!(story.desk.said(), "A frozen version stays as it is. One made by mistake is taken back with Ctrl-Z.");
    story.press(&[Command::InsertRow]);
    story.types("Ombudsman");
    story.types("3/2");
    story.types("3/9");
    story.types("acc");
    let added = story.desk.book.parts(first, Kind::Recipient).into_iter().find(|r| r.text(F::Name) == "Ombudsman").unwrap().clone();
    assert_eq!((added.text(F::Answer), added.date(F::Answered)), ("accepted", Some("2026-03-09".parse().unwrap())));
    story.shows("1 of 3");
    story.press(&[Command::DeleteRow]);
    assert_eq!(story.desk.book.parts(first, Kind::Recipient).len(), 2);
}

#[test]
fn asking_for_a_change_is_the_recipients_answer_and_answering_it_says_who_and_when() {
    let mut story = Story::new();
    let first = story.freeze(Stage::Submitted);
    story.to(Tab::Asked);
    story.types("Citizen review panel");
    story.types("Train foster parents too");
    story.types("1.A2");
    let panel = |story: &Story| story.desk.book.parts(first, Kind::Recipient)[1].clone();
    assert_eq!((panel(&story).text(F::Answer), panel(&story).date(F::Answered)), ("changes", Some("2026-03-10".parse().unwrap())));
    let asking = story.desk.book.parts(id(PLAN), Kind::Asking)[0].clone();
    assert_eq!(
        (asking.record(F::About), asking.record(F::Frozen), asking.date(F::Day)),
        (Some(id(31)), Some(first), "2026-03-10".parse().ok())
    );
    story.shows("Asked of version 1, submitted");
    story.shows("0 of 1 answered");
    story.types("made");
    let asking = story.desk.book.get(asking.id).unwrap();
    assert_eq!((asking.text(F::ReplyWho), asking.date(F::ReplyDay)), ("Ada Fields, QA reviewer", "2026-03-10".parse().ok()));
    story.shows("1 of 1 answered");
    story.desk.undo();
    assert!(story.desk.book.parts(id(PLAN), Kind::Asking)[0].get(F::ReplyWho).is_none(), "answered and undone in one step");
    story.go(0, 2);
    story.press(&[Command::Enter]);
    assert_eq!(story.page(), Page::Tab(Tab::Matrix), "Enter on what it is about goes there");
}

#[test]
fn what_is_signed_is_the_final_version_and_a_change_since_is_seen() {
    let (mut story, _, second) = two_versions();
    story.set(Kind::PipPerson, 10, F::Name, "Jo Ash");
    story.to(Tab::Agreements);
    story.shows("not signed");
    story.go(0, 2);
    story.types("3/9");
    assert_eq!(story.desk.book.get(id(50)).unwrap().record(F::Frozen), Some(second));
    story.shows("version 2, final");
    story.shows("unchanged");
    story.set(Kind::Row, 32, F::Text, "Screen each report within two days");
    story.press(&[Command::Top]);
    story.shows("changed since: 1 change");
    story.set(Kind::Agreement, 50, F::Name, "");
    story.shows("a date without a name");
    story.go(0, 2);
    story.press(&[Command::Clear]);
    assert_eq!(story.desk.book.get(id(50)).unwrap().record(F::Frozen), None);
}

#[test]
fn dates_known_from_elsewhere_stand_in_section_four_and_lead_there() {
    let mut story = Story::new();
    story.to(Tab::Timeline);
    for words in
        ["Known from meetings, stages and the cover", "2 dates", "First community meeting", "Implementation begins", "Open evening"]
    {
        story.shows(words);
    }
    let lines = pages_of(&story);
    let at = lines.iter().position(|line| line.says.iter().any(|said| said.text == "Implementation begins")).unwrap();
    story.go(at, 0);
    story.press(&[Command::Enter]);
    assert_eq!(story.page(), Page::Tab(Tab::Cover));
    assert_eq!(story.desk.book.parts(id(PLAN), Kind::Timeline).len(), 1, "nothing is stored twice");
}

#[test]
fn a_version_made_by_hand_needs_a_reason_and_a_change() {
    let mut story = Story::new();
    story.to(Tab::Matrix);
    story.press(&[Command::Freeze]);
    let Some(Effect::Ask(form)) = story.desk.asked.first().cloned() else { panic!("{:?}", story.desk.asked) };
    assert_eq!(form.fields.len(), 2, "a submitted plan can be given to its recipients again");
    story.desk.hear(&Event::Filled(form));
    assert!(matches!(&story.desk.asked[..], [Effect::Ask(form)] if form.fault.is_some()), "{:?}", story.desk.asked);
    let answer = |given: &str| {
        Form::new(
            "versions.freeze",
            "",
            "",
            vec![FormField::new("", Takes::Line).with("before the panel meets"), FormField::new("", Takes::Line).with(given)],
        )
    };
    story.desk.hear(&Event::Filled(answer("nobody")));
    let version = frozen::newest(&story.desk.book, id(PLAN), None).unwrap().id;
    assert_eq!(story.page(), Page::Tab(Tab::Versions));
    assert!(story.desk.book.parts(version, Kind::Recipient).is_empty());
    story.desk.hear(&Event::Filled(answer("its recipients")));
    let version = frozen::newest(&story.desk.book, id(PLAN), None).unwrap().clone();
    assert_eq!(version.int(F::Number), Some(2));
    assert_eq!(story.desk.book.parts(version.id, Kind::Recipient).len(), 2, "a new round of negotiation");
    story.set(Kind::MiniPip, PLAN, F::Stage, "draft");
    story.press(&[Command::Freeze]);
    assert!(
        story.desk.said().starts_with("Nothing has changed since version 2, submitted: there is nothing to freeze."),
        "{}",
        story.desk.said()
    );
    assert_eq!(story.text(PLAN, F::Title), "Red Ledge: visits that count");
}
