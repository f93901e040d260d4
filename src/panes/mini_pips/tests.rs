//! Stories of a reviewer at a made-up plan, as key by key calls of `update`, with a small stand-in for the store.

use std::cell::Cell;

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::command::{Area, Chosen, Ids, Place};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeKind, Edit, Seen, Written};
use crate::domain::field::{Field, Field as F};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip;
use crate::domain::value::Value;
use pages::Tab;

const PLAN: u8 = 1;
const FIRST: u8 = 10;
const SECOND: u8 = 11;
const TRAIN: u8 = 30;
const VISITS: u8 = 31;
const CALLS: u8 = 40;
const PAT: u8 = 50;

fn id(n: u8) -> Id {
    let mut bytes = [0; 16];
    bytes[0] = n;
    Id(bytes)
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// A reviewer at the pane: keys go in, changes go into the book, answers come back.
struct Desk {
    book: Book,
    pane: MiniPips,
    chosen: Chosen,
    ids: Ids,
    area: Area,
    said: Vec<Effect>,
    done: Vec<Change>,
    refuse_writes: bool,
}

impl Desk {
    fn new() -> Desk {
        let next = Cell::new(200u16);
        let mut desk = Desk {
            book: Book::default(),
            pane: MiniPips::default(),
            chosen: Chosen { mini_pip: Some(id(PLAN)), ..Chosen::default() },
            ids: Ids::new(move || {
                next.set(next.get() + 1);
                let mut bytes = [7; 16];
                bytes[0] = 200;
                bytes[14..].copy_from_slice(&next.get().to_be_bytes());
                Id(bytes)
            }),
            area: Area { x: 0, y: 2, width: 120, height: 34 },
            said: Vec::new(),
            done: Vec::new(),
            refuse_writes: false,
        };
        sample(&mut desk.book);
        desk.hear(&Event::ChosenMoved);
        desk
    }

    fn cx(&self) -> Context<'_> {
        Context {
            book: &self.book,
            today: day(2026, 2, 4),
            ids: &self.ids,
            day_first: false,
            chosen: &self.chosen,
            area: self.area,
            focused: true,
        }
    }

    fn with(&mut self, act: impl FnOnce(&mut MiniPips, &Context) -> Vec<Effect>) {
        let mut pane = std::mem::take(&mut self.pane);
        let effects = act(&mut pane, &self.cx());
        self.pane = pane;
        for effect in effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Write(change) if self.refuse_writes => {
                self.hear(&Event::Refused(format!("'{}' was changed by someone else.", change.words)));
            }
            Effect::Write(change) | Effect::Confirm { change, .. } => {
                let inverse = self.inverse(&change.edits);
                self.done.push(Change { edits: inverse, ..change.clone() });
                self.written(ChangeKind::Edit, change.words, change.edits);
            }
            Effect::ChooseMiniPip(plan) => {
                self.chosen.mini_pip = Some(plan);
                self.hear(&Event::ChosenMoved);
            }
            other => self.said.push(other),
        }
    }

    fn inverse(&self, edits: &[Edit]) -> Vec<Edit> {
        let before = |edit: &Edit| match self.book.get(edit.record) {
            Some(record) if edit.field == Field::Gone => Value::Int(i64::from(record.gone)),
            Some(record) => record.get(edit.field).clone(),
            None => Value::None,
        };
        edits.iter().map(|edit| Edit { value: before(edit), ..edit.clone() }).collect()
    }

    fn written(&mut self, kind: ChangeKind, words: String, edits: Vec<Edit>) {
        let written = Written { kind, words, edits, seen: Seen(self.book.seen.0 + 1), counts_moved: false };
        self.book.apply(&written);
        self.hear(&Event::Written(written));
    }

    fn hear(&mut self, event: &Event) {
        self.with(|pane, cx| pane.hear(event, cx));
    }

    fn undo(&mut self) {
        let change = self.done.pop().unwrap();
        self.written(ChangeKind::Undo, change.words, change.edits);
    }

    fn press(&mut self, command: Command) {
        self.with(|pane, cx| pane.update(Input::Command(command), cx));
    }

    fn input(&mut self, text: &str) {
        for c in text.chars() {
            self.with(|pane, cx| pane.update(Input::Typed(c), cx));
        }
    }

    fn paste(&mut self, text: &str) {
        self.with(|pane, cx| pane.update(Input::Pasted(text.to_owned()), cx));
    }

    /// Puts the cursor on a field of a record on the page in view.
    fn at(&mut self, record: u8, field: Field) {
        self.with(|pane, cx| {
            assert!(pane.go(id(record), Some(field), cx), "the record is in view");
            Vec::new()
        });
    }

    fn cursor(&self) -> (Id, Option<Field>) {
        let cx = self.cx();
        let sheet = self.pane.sheet(&cx);
        let grid = self.pane.grid(sheet.page);
        (sheet.lines[grid.row].record, sheet.slot(grid.row, grid.column).map(|slot| slot.field))
    }

    fn text(&self, record: u8, field: Field) -> String {
        crate::domain::matrix::cell_text(&self.book, self.book.get(id(record)).unwrap(), field, false)
    }

    fn rows(&self, element: u8) -> Vec<String> {
        self.book.parts(id(element), Kind::Row).iter().map(|r| r.text(Field::Text).to_owned()).collect()
    }

    fn last_words(&self) -> &str {
        self.done.last().map_or("", |change| change.words.as_str())
    }

    fn refused(&self) -> &str {
        match self.said.last() {
            Some(Effect::Refuse(why)) => why,
            other => panic!("nothing was refused, but {other:?}"),
        }
    }

    fn screen(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(self.area.x + self.area.width, self.area.y + self.area.height)).unwrap();
        terminal.draw(|frame| self.pane.view(frame, &Theme::default(), &self.cx())).unwrap();
        let buffer = terminal.backend().buffer().clone();
        let lines = (self.area.y..buffer.area.height).map(|y| {
            let line: String = (self.area.x..buffer.area.width).map(|x| buffer[(x, y)].symbol().to_owned()).collect();
            line.trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Northside: two elements, one late row, one released.
fn sample(book: &mut Book) {
    let mut set = |kind, n: u8, fields: &[(Field, Value)]| {
        for (field, value) in fields {
            book.set(kind, id(n), *field, value.clone());
        }
    };
    let t = |text: &str| Value::text(text);
    let d = |y, m, dd| Value::Date(day(y, m, dd));
    set(Kind::Office, 90, &[(F::Name, t("Northside")), (F::Position, t("i"))]);
    set(
        Kind::MiniPip,
        PLAN,
        &[(F::Title, t("Northside visits")), (F::Stage, t("implementing")), (F::Office, Value::Record(id(90))), (F::Position, t("i"))],
    );
    set(Kind::MiniPip, 2, &[(F::Title, t("Harbor placements")), (F::Stage, t("draft")), (F::Position, t("j"))]);
    for (n, name, part, position) in
        [(PAT, "Pat Example", "lead", "i"), (51, "Lee Sample", "member", "j"), (52, "Kim Partner", "collaborator", "k")]
    {
        set(
            Kind::PipPerson,
            n,
            &[(F::MiniPip, Value::Record(id(PLAN))), (F::Position, t(position)), (F::Part, t(part)), (F::Name, t(name))],
        );
    }
    for (n, title, domain, priority, position) in
        [(FIRST, "Keep visits every month", "safety", 1, "i"), (SECOND, "Answer calls in time", "permanency", 2, "j")]
    {
        set(
            Kind::Element,
            n,
            &[
                (F::MiniPip, Value::Record(id(PLAN))),
                (F::Position, t(position)),
                (F::Title, t(title)),
                (F::Domain, t(domain)),
                (F::Priority, Value::Int(priority)),
                (F::Responsible, Value::records(vec![id(PAT)])),
                (F::Strategy, t("Plan each month's visits in its first week")),
                (F::From, d(2026, 1, 1)),
                (F::Until, d(2026, 12, 31)),
            ],
        );
    }
    for (n, term, text, position) in
        [(20, "short", "Visits are kept in nine of ten cases", "i"), (21, "long", "Visits are kept in every case for two years", "j")]
    {
        set(
            Kind::Goal,
            n,
            &[
                (F::Element, Value::Record(id(FIRST))),
                (F::Position, t(position)),
                (F::Term, t(term)),
                (F::Text, t(text)),
                (F::Measure, t("question IH.4")),
                (F::Baseline, t("72 %")),
                (F::Target, t("90 %")),
                (F::By, d(2026, 12, 31)),
            ],
        );
    }
    sample_rows(book);
}

fn sample_rows(book: &mut Book) {
    let t = |text: &str| Value::text(text);
    let d = |y, m, dd| Value::Date(day(y, m, dd));
    let mut set = |kind, n: u8, fields: &[(Field, Value)]| {
        for (field, value) in fields {
            book.set(kind, id(n), *field, value.clone());
        }
    };
    let mut row = |n, element: u8, position: &str, text: &str, more: &[(Field, Value)]| {
        set(
            Kind::Row,
            n,
            &[(F::Element, Value::Record(id(element))), (F::Position, t(position)), (F::Part, t("step")), (F::Text, t(text))],
        );
        set(Kind::Row, n, more);
    };
    row(
        TRAIN,
        FIRST,
        "i",
        "Train all screeners in the new visit form",
        &[
            (F::People, Value::records(vec![id(PAT), id(51)])),
            (F::Evidence, t("Sign-in sheets of both trainings")),
            (F::Completion, t("1/15/2026")),
            (F::CompletionDue, d(2026, 1, 15)),
            (F::FollowUp, t("monthly to 6/30")),
            (F::FollowUpDue, d(2026, 6, 30)),
            (F::FollowUpRepeat, t("monthly")),
        ],
    );
    row(
        VISITS,
        FIRST,
        "j",
        "Nine of ten visits kept in a month",
        &[(F::Part, t("benchmark")), (F::Completion, t("by 3/15")), (F::CompletionDue, d(2026, 3, 15))],
    );
    row(
        32,
        FIRST,
        "k",
        "Tell partners of the plan",
        &[
            (F::Completed, d(2026, 1, 10)),
            (F::AcceptedBy, t("Pat Example")),
            (F::AcceptedOn, d(2026, 1, 12)),
            (F::Released, d(2026, 1, 20)),
        ],
    );
    row(CALLS, SECOND, "i", "Second line for calls after five", &[(F::Started, d(2026, 1, 5))]);
}

#[test]
fn plus_thirty_days_is_understood_from_the_due_date_and_written_out() {
    let mut desk = Desk::new();
    desk.at(TRAIN, Field::Completion);
    desk.input("+30d");
    assert_eq!(desk.pane.mode(), Mode::Typing);
    assert!(desk.screen().contains("understood: due Sat 14 Feb 2026"), "{}", desk.screen());
    desk.press(Command::Enter);
    assert_eq!(desk.text(TRAIN, Field::Completion), "2/14/2026");
    assert_eq!(desk.text(TRAIN, Field::CompletionDue), "2/14/2026");
    assert_eq!(desk.last_words(), "completion timeline of 'Train all screeners in the n\u{2026}', element 1");
    assert_eq!(desk.cursor(), (id(VISITS), Some(Field::Completion)), "Enter goes down");
    desk.undo();
    assert_eq!(desk.text(TRAIN, Field::Completion), "1/15/2026");
    assert_eq!(desk.cursor(), (id(TRAIN), Some(Field::Completion)), "the cursor goes to what was undone");
}

#[test]
fn a_faulty_date_stays_open_and_says_why() {
    let mut desk = Desk::new();
    desk.at(VISITS, Field::Completion);
    desk.input("4/31");
    desk.press(Command::Enter);
    assert_eq!(desk.pane.mode(), Mode::Typing, "still open");
    assert!(desk.screen().contains("31 Apr does not exist"), "{}", desk.screen());
    assert!(desk.done.is_empty());
    desk.press(Command::Cancel);
    assert_eq!((desk.pane.mode(), desk.text(VISITS, Field::Completion)), (Mode::Cells, "by 3/15".to_owned()));
}

#[test]
fn an_unchanged_draft_writes_nothing() {
    let mut desk = Desk::new();
    desk.at(TRAIN, Field::Evidence);
    desk.press(Command::Edit);
    assert_eq!(desk.pane.mode(), Mode::Editing);
    desk.press(Command::Next);
    assert!(desk.done.is_empty());
    assert_eq!(desk.cursor(), (id(TRAIN), Some(Field::Completion)));
}

#[test]
fn a_row_is_released_only_when_complete_with_evidence_accepted() {
    let mut desk = Desk::new();
    desk.at(CALLS, Field::Released);
    desk.input("today");
    desk.press(Command::Enter);
    assert!(desk.screen().contains("only when it is complete"), "{}", desk.screen());
    desk.press(Command::Cancel);
    for (field, text) in
        [(Field::Completed, "2/1"), (Field::AcceptedBy, "Pat Example"), (Field::AcceptedOn, "2/3"), (Field::Released, "today")]
    {
        desk.at(CALLS, field);
        desk.input(text);
        desk.press(Command::Enter);
    }
    assert_eq!(desk.text(CALLS, Field::Released), "2/4/2026");
    assert_eq!(desk.done.len(), 4);
}

#[test]
fn an_unknown_name_becomes_a_person_of_the_plan_in_the_same_change() {
    let mut desk = Desk::new();
    desk.at(CALLS, Field::People);
    desk.input("lee sample; Sam Newcomer");
    desk.press(Command::Enter);
    assert_eq!(desk.text(CALLS, Field::People), "Lee Sample; Sam Newcomer");
    let people = desk.book.parts(id(PLAN), Kind::PipPerson);
    let new = people.iter().find(|p| p.text(Field::Name) == "Sam Newcomer").unwrap();
    assert_eq!(new.text(Field::Part), "collaborator");
    assert_eq!(desk.done.len(), 1, "one step to undo");
    desk.undo();
    assert_eq!(desk.text(CALLS, Field::People), "");
    assert_eq!(desk.book.parts(id(PLAN), Kind::PipPerson).len(), 3);
    desk.at(SECOND, Field::Responsible);
    desk.input("Ada Local");
    desk.press(Command::Enter);
    let people = desk.book.parts(id(PLAN), Kind::PipPerson);
    assert_eq!(people.last().map(|p| p.text(Field::Part)), Some("member"), "who is responsible for an element is of the team");
}

#[test]
fn a_name_is_completed_from_its_first_letters() {
    let mut desk = Desk::new();
    desk.at(CALLS, Field::People);
    desk.input("ki");
    assert_eq!(desk.pane.mode(), Mode::Choosing);
    desk.press(Command::Enter);
    desk.press(Command::Enter);
    assert_eq!(desk.text(CALLS, Field::People), "Kim Partner");
}

#[test]
fn two_rows_are_pasted_over_the_end_as_one_step() {
    let mut desk = Desk::new();
    desk.at(CALLS, Field::Text);
    let pasted = "Second line\tPat Example\t\"Call log,\nweekly\"\t3/15\r\nNight duty\tSam Newcomer; sam newcomer\t\tweekly to 6/30\r\n";
    desk.paste(pasted);
    assert_eq!(desk.rows(SECOND), ["Second line", "Night duty"]);
    assert_eq!(desk.last_words(), "paste of 2 rows");
    assert_eq!(desk.text(CALLS, Field::Evidence), "Call log,\nweekly");
    assert_eq!(desk.text(CALLS, Field::CompletionDue), "3/15/2026");
    let added = desk.book.parts(id(SECOND), Kind::Row)[1];
    assert_eq!(mini_pip::names(&desk.book, added.records(Field::People)), "Sam Newcomer");
    assert_eq!((added.text(Field::Part), added.date(Field::CompletionDue)), ("step", Some(day(2026, 6, 30))));
    assert_eq!(desk.done.len(), 1);
    desk.undo();
    assert_eq!(desk.rows(SECOND), ["Second line for calls after five"]);
}

#[test]
fn a_paste_never_runs_into_the_next_element() {
    let mut desk = Desk::new();
    desk.at(32, Field::Text);
    desk.paste("One\nTwo\nThree\n");
    assert_eq!(desk.rows(FIRST)[2..], ["One", "Two", "Three"]);
    assert_eq!(desk.rows(SECOND), ["Second line for calls after five"]);
}

#[test]
fn a_paste_with_a_faulty_cell_is_refused_as_a_whole() {
    let mut desk = Desk::new();
    desk.at(CALLS, Field::Text);
    desk.paste("a\t\t\t3/15\nb\t\t\t2/30/2026\n");
    assert!(desk.refused().starts_with("Row 2, 'Completion': "), "{}", desk.refused());
    assert!(desk.refused().ends_with("Nothing was pasted."));
    assert_eq!(desk.rows(SECOND), ["Second line for calls after five"]);
    desk.at(CALLS, Field::Note);
    desk.paste("a\tb");
    assert!(desk.refused().contains("2 columns wide"), "{}", desk.refused());
    assert!(desk.done.is_empty());
}

#[test]
fn what_is_copied_from_a_range_can_be_pasted_elsewhere() {
    let mut desk = Desk::new();
    desk.at(TRAIN, Field::Text);
    desk.press(Command::ExtendDown);
    for _ in 0..3 {
        desk.press(Command::ExtendRight);
    }
    desk.press(Command::Copy);
    let Some(Effect::Copy { text, what }) = desk.said.pop() else { panic!("nothing copied") };
    assert_eq!(what, "8 cells");
    assert_eq!(
        text,
        "Train all screeners in the new visit form\tPat Example; Lee Sample\tSign-in sheets of both trainings\t1/15/2026\n\
         Nine of ten visits kept in a month\t\t\tby 3/15\n"
    );
    desk.at(CALLS, Field::Text);
    desk.paste(&text);
    assert_eq!(desk.rows(SECOND).len(), 2);
    assert_eq!(desk.text(CALLS, Field::People), "Pat Example; Lee Sample");
}

#[test]
fn delete_clears_the_cells_of_a_range_as_one_step() {
    let mut desk = Desk::new();
    desk.at(TRAIN, Field::Evidence);
    desk.press(Command::ExtendRight);
    desk.press(Command::Clear);
    assert_eq!((desk.text(TRAIN, Field::Evidence), desk.text(TRAIN, Field::CompletionDue)), (String::new(), String::new()));
    assert_eq!(desk.last_words(), "clear 2 cells");
    desk.undo();
    assert_eq!(desk.text(TRAIN, Field::CompletionDue), "1/15/2026");
    desk.at(32, Field::Completed);
    desk.press(Command::Clear);
    assert!(desk.refused().contains("released only when"), "{}", desk.refused());
}

#[test]
fn rows_are_inserted_deleted_duplicated_and_moved_across_elements() {
    let mut desk = Desk::new();
    desk.at(TRAIN, Field::Text);
    desk.press(Command::InsertRow);
    assert_eq!(desk.rows(FIRST)[1], "");
    desk.input("Print the new form");
    desk.press(Command::Enter);
    assert_eq!(desk.rows(FIRST)[..2], ["Train all screeners in the new visit form", "Print the new form"]);
    desk.press(Command::Up);
    desk.press(Command::DeleteRow);
    assert_eq!(desk.last_words(), "delete action step 'Print the new form', element 1");
    assert_eq!(desk.rows(FIRST).len(), 3);
    desk.undo();
    assert_eq!(desk.rows(FIRST).len(), 4);
    assert_eq!(desk.book.get(desk.cursor().0).unwrap().text(Field::Text), "Print the new form", "the cursor goes to what came back");
    desk.at(32, Field::Text);
    desk.press(Command::Duplicate);
    let copy = desk.cursor().0;
    let copy = desk.book.get(copy).unwrap();
    assert_eq!(
        (copy.text(Field::Text), copy.date(Field::Released)),
        ("Tell partners of the plan", None),
        "what has happened is not copied"
    );
    desk.at(CALLS, Field::Text);
    desk.press(Command::MoveUp);
    assert_eq!(desk.rows(FIRST).last().map(String::as_str), Some("Second line for calls after five"));
    assert_eq!(desk.cursor().0, id(CALLS), "the cursor goes along");
    assert!(desk.rows(SECOND).is_empty());
    desk.press(Command::MoveDown);
    assert_eq!(desk.rows(SECOND), ["Second line for calls after five"]);
    desk.press(Command::MoveDown);
    assert_eq!(desk.refused(), "This is the last one already.");
}

#[test]
fn tab_at_the_last_cell_adds_a_row() {
    let mut desk = Desk::new();
    desk.at(CALLS, Field::Note);
    desk.input("ask first");
    desk.press(Command::Next);
    assert_eq!(desk.text(CALLS, Field::Note), "ask first");
    assert_eq!(desk.rows(SECOND).len(), 2);
    assert_eq!(desk.cursor().1, Some(Field::Text));
}

#[test]
fn an_element_is_added_moved_duplicated_and_deleted_with_all_it_has() {
    let mut desk = Desk::new();
    desk.at(TRAIN, Field::Text);
    desk.press(Command::InsertElement);
    let titles =
        |desk: &Desk| -> Vec<String> { desk.book.parts(id(PLAN), Kind::Element).iter().map(|e| e.text(Field::Title).to_owned()).collect() };
    assert_eq!(titles(&desk), ["Keep visits every month", "", "Answer calls in time"]);
    assert_eq!(desk.cursor().1, Some(Field::Title));
    desk.input("Find kin early");
    desk.press(Command::Enter);
    desk.press(Command::Up);
    desk.press(Command::MoveDown);
    assert_eq!(titles(&desk), ["Keep visits every month", "Answer calls in time", "Find kin early"]);
    desk.at(FIRST, Field::Title);
    desk.press(Command::Duplicate);
    assert_eq!(titles(&desk)[1], "Keep visits every month");
    let copy = desk.cursor().0;
    assert_eq!((desk.book.parts(copy, Kind::Goal).len(), desk.book.parts(copy, Kind::Row).len()), (2, 3));
    desk.at(FIRST, Field::Title);
    let mut pane = std::mem::take(&mut desk.pane);
    let effects = pane.update(Input::Command(Command::DeleteRow), &desk.cx());
    desk.pane = pane;
    let [Effect::Confirm { question, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(question, "Delete element 1 'Keep visits every month' with its goals and 3 rows? Ctrl-Z brings it back.");
    desk.perform(effects[0].clone());
    assert_eq!(titles(&desk).len(), 3);
}

#[test]
fn the_form_of_an_element_opens_with_enter_and_its_goals_are_in_it() {
    let mut desk = Desk::new();
    desk.at(FIRST, Field::Title);
    desk.press(Command::Enter);
    desk.at(FIRST, Field::Factors);
    desk.input("Long ways, few cars");
    desk.press(Command::Enter);
    assert_eq!(desk.text(FIRST, Field::Factors), "Long ways, few cars");
    desk.at(20, Field::Target);
    desk.input("95 %");
    desk.press(Command::Enter);
    assert_eq!(desk.text(20, Field::Target), "95 %");
    desk.press(Command::Cancel);
    assert_eq!(desk.cursor(), (id(FIRST), Some(Field::Title)));
}

#[test]
fn a_new_plan_is_the_blank_form_with_the_cursor_on_its_title() {
    let mut desk = Desk::new();
    desk.press(Command::NewMiniPip);
    desk.hear(&Event::Picked { id: begin::CHOICE, at: 0 });
    let plan = desk.chosen.mini_pip.unwrap();
    assert_ne!(plan, id(PLAN));
    let n = |kind| desk.book.parts(plan, kind).len();
    assert_eq!((n(Kind::Element), n(Kind::Agreement), n(Kind::Timeline), n(Kind::PipPerson)), (4, 4, 10, 0));
    assert_eq!(desk.cursor(), (plan, Some(Field::Title)));
    desk.input("Westend kin");
    desk.press(Command::Enter);
    assert_eq!(desk.book.name(plan), "Westend kin");
    desk.press(Command::Enter);
    assert_eq!(desk.pane.tab, Tab::Cover, "a plan without a place begins with its cover");
    assert!(desk.screen().contains("Westend kin \u{b7} 0 of 8 rows done"), "{}", desk.screen());
}

#[test]
fn the_blank_cover_has_a_line_for_the_lead_the_co_lead_and_ten_members() {
    let mut desk = Desk::new();
    desk.press(Command::NewMiniPip);
    desk.hear(&Event::Picked { id: begin::CHOICE, at: 0 });
    let plan = desk.chosen.mini_pip.unwrap();
    desk.pane.turn_to(Tab::Cover);
    let screen = desk.screen();
    for words in ["lead", "co-lead", "Local contact person", "1. team member", "10. team member"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    // The first line under the form's own is the lead's; what is typed in a member's line becomes a member.
    let sheet = desk.pane.sheet(&desk.cx());
    let line = |part: &str| sheet.lines.iter().position(|line| line.part() == Some(part)).unwrap();
    for (part, name) in [("member", "Ada Local"), ("lead", "Bo Local")] {
        let at = line(part);
        desk.with(|pane, cx| {
            pane.on_grid(cx, |grid, source, area| grid.go(at, 1, source, area));
            Vec::new()
        });
        desk.input(name);
        desk.press(Command::Enter);
    }
    let people = desk.book.parts(plan, Kind::PipPerson);
    let seen: Vec<_> = people.iter().map(|p| (p.text(Field::Part), p.text(Field::Name))).collect();
    assert_eq!(seen, [("member", "Ada Local"), ("lead", "Bo Local")]);
    assert!(desk.screen().contains("10. team member"), "the lines that are left wait for the others\n{}", desk.screen());
}

#[test]
fn a_plan_can_begin_as_a_copy_that_has_the_text_and_none_of_the_life() {
    let mut desk = Desk::new();
    desk.press(Command::NewMiniPip);
    let Some(Effect::Pick { lines, at, .. }) = desk.said.last() else { panic!("{:?}", desk.said) };
    assert_eq!((lines[0].0.as_str(), *at), ("Blank form", 0), "Enter takes the blank form");
    assert_eq!(lines.len(), 1 + desk.book.all(Kind::MiniPip).len());
    let plans = desk.book.all(Kind::MiniPip).len();
    let done = desk.done.len();
    desk.hear(&Event::Picked { id: begin::CHOICE, at: 1 });
    let copy = desk.chosen.mini_pip.unwrap();
    assert_ne!(copy, id(PLAN));
    assert_eq!(desk.done.len(), done + 1, "one step to undo");
    for kind in [Kind::Element, Kind::PipPerson, Kind::Agreement, Kind::Timeline, Kind::Evaluation] {
        assert_eq!(desk.book.parts(copy, kind).len(), desk.book.parts(id(PLAN), kind).len(), "{kind:?}");
    }
    let rows: Vec<_> = desk.book.parts(copy, Kind::Element).iter().flat_map(|e| desk.book.parts(e.id, Kind::Row)).collect();
    assert_eq!(rows.len(), 4);
    let mine = |person: Id| desk.book.get(person).and_then(crate::domain::record::Record::parent) == Some(copy);
    assert!(rows.iter().all(|row| row.records(Field::People).iter().all(|person| mine(*person))), "its rows name its own people");
    let days = [Field::Started, Field::Completed, Field::AcceptedOn, Field::FollowedUp, Field::Released];
    assert!(rows.iter().all(|row| days.iter().all(|day| row.date(*day).is_none())), "nothing is done in it");
    assert_eq!(rows[0].date(Field::CompletionDue), desk.book.get(id(TRAIN)).unwrap().date(Field::CompletionDue), "planned days stay");
    let told = desk.said.iter().rev().find_map(|e| if let Effect::Say(words) = e { Some(words.clone()) } else { None }).unwrap();
    assert!(told.starts_with("Left out: 4 days of work done"), "{told}");
    desk.undo();
    assert_eq!(desk.book.all(Kind::MiniPip).iter().filter(|plan| !plan.is_empty()).count(), plans);
}

#[test]
fn the_other_sections_are_sheets_whose_last_line_is_empty_and_waits() {
    let mut desk = Desk::new();
    for (tab, text, kind) in [
        (Tab::Collaborators, "River School", Kind::PipPerson),
        (Tab::Timeline, "5/29", Kind::Timeline),
        (Tab::Agreements, "Local lead", Kind::Agreement),
        (Tab::Evaluation, "Case reading", Kind::Evaluation),
        (Tab::Cover, "Mo Member", Kind::PipPerson),
    ] {
        desk.pane.tab = tab;
        desk.press(Command::Bottom);
        let before = desk.book.parts(id(PLAN), kind).len();
        desk.input(text);
        desk.press(Command::Enter);
        assert_eq!(desk.book.parts(id(PLAN), kind).len(), before + 1, "{tab:?}");
    }
    let timeline = desk.book.parts(id(PLAN), Kind::Timeline)[0];
    assert_eq!((timeline.text(Field::DayText), timeline.date(Field::Day)), ("5/29", Some(day(2026, 5, 29))));
    let member = desk.book.parts(id(PLAN), Kind::PipPerson).into_iter().find(|p| p.text(Field::Name) == "Mo Member");
    assert_eq!(member.map(|p| p.text(Field::Part)), Some("member"));
}

#[test]
fn the_overview_and_the_cover_are_forms_of_the_plan_itself() {
    let mut desk = Desk::new();
    desk.pane.tab = Tab::Overview;
    desk.at(PLAN, Field::Meeting);
    desk.input("Held in the school");
    desk.press(Command::Enter);
    assert_eq!(desk.text(PLAN, Field::Meeting), "Held in the school");
    desk.pane.tab = Tab::Cover;
    desk.at(PLAN, Field::Office);
    desk.input("x");
    desk.press(Command::Enter);
    assert_eq!(desk.pane.mode(), Mode::Choosing, "no such office");
    desk.press(Command::Cancel);
    desk.at(PLAN, Field::Source);
    desk.input("Case process review, FY2025");
    desk.press(Command::Enter);
    assert_eq!(desk.text(PLAN, Field::Source), "Case process review, FY2025");
}

#[test]
fn a_refused_change_keeps_the_draft() {
    let mut desk = Desk::new();
    desk.refuse_writes = true;
    desk.at(CALLS, Field::Evidence);
    desk.input("Call log");
    desk.press(Command::Enter);
    assert_eq!(desk.pane.mode(), Mode::Typing);
    assert!(desk.screen().contains("was changed by someone else."), "{}", desk.screen());
    desk.refuse_writes = false;
    desk.press(Command::Enter);
    assert_eq!(desk.text(CALLS, Field::Evidence), "Call log");
}

#[test]
fn a_long_text_comes_back_into_its_cell() {
    let mut desk = Desk::new();
    desk.at(CALLS, Field::Evidence);
    desk.press(Command::FullText);
    assert!(matches!(desk.said.last(), Some(Effect::EditText { .. })));
    desk.hear(&Event::TextEdited("Line one\nLine two".to_owned()));
    assert_eq!(desk.text(CALLS, Field::Evidence), "Line one\nLine two");
    assert_eq!(desk.pane.mode(), Mode::Cells);
}

#[test]
fn whoever_is_sent_here_stands_on_the_record() {
    let mut desk = Desk::new();
    desk.pane.tab = Tab::Plans;
    desk.hear(&Event::Arrive(Place::MiniPip { mini_pip: Some(id(PLAN)), record: Some(id(SECOND)) }));
    assert_eq!((desk.pane.tab, desk.cursor().0), (Tab::Matrix, id(SECOND)));
    desk.hear(&Event::Arrive(Place::MiniPip { mini_pip: None, record: Some(id(52)) }));
    assert_eq!((desk.pane.tab, desk.cursor().0), (Tab::Collaborators, id(52)));
}

#[test]
fn the_brief_says_where_the_plan_stands_and_what_is_next() {
    let desk = Desk::new();
    let [first, second] = desk.pane.brief(&desk.cx());
    assert_eq!(first, "Northside visits, implementing, 1 of 4 done");
    assert_eq!(second, "1 overdue, next: 3/15/26 Nine of ten visits kept in a month");
}

#[test]
fn home_shows_the_matrix_with_element_goal_and_responsible_person_at_first_sight() {
    let mut desk = Desk::new();
    desk.area = Area { x: 1, y: 20, width: 118, height: 20 };
    insta::assert_snapshot!(desk.screen(), @r"
     Northside visits · implementing · 1 of 4 rows done · ! 1 overdue · next: 3/15/26 Nine of ten visits kept in a…
     State       │ Action step / benchmark      Responsible     Evidence          Completion    Follow-up     Released   ›
    ─────────────┼────────────────────────────────────────────────────────────────────────────────────────────────────────
     Element 1, safety, priority 1 ────────────────────────────────────────────────────────────── 1 of 3 done, 1 overdue ┃
     Element     │ Keep visits every month      Pat Example     Strategy: Plan    Start 1/1/26  End 12/31/26  Priority 1 ┃
                 │                                              each month's                                             ┃
                 │                                              visits in its                                            ┃
                 │                                              first week                                               ┃
     short goal  │ Visits are kept in nine of   Measure:        From 72 %         To 90 %       By 12/31/26              ┃
                 │ ten cases                    question IH.4                                                            ┃
     long goal   │ Visits are kept in every     Measure:        From 72 %         To 90 %       By 12/31/26              │
                 │ case for two years           question IH.4                                                            │
     ! A1        │ Train all screeners in the   Pat Example;    Sign-in sheets    1/15/2026     monthly to               │
     overdue     │ new visit form               Lee Sample      of both                         6/30                     │
                 │                                              trainings                       due 6/30/26              │
     ○ B1        │ Nine of ten visits kept in                                     by 3/15                                │
     not started │ a month                                                        due 3/15/26                            │
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
     domain safety   measured by –   Enter opens all fields of the element
     underlying factors –
    ");
}

#[test]
fn a_small_home_shows_whole_columns() {
    let mut desk = Desk::new();
    desk.area = Area { x: 1, y: 5, width: 78, height: 15 };
    insta::assert_snapshot!(desk.screen(), @r"
     Northside visits · implementing · 1 of 4 rows done · ! 1 overdue · next: 3/…
     State       │ Action step / benchmark      Responsible     Evidence         ›
    ─────────────┼────────────────────────────────────────────────────────────────
     Element 1, safety, priority 1 ────────────────────── 1 of 3 done, 1 overdue ┃
     Element     │ Keep visits every month      Pat Example     Strategy: Plan   ┃
                 │                                              each month's     ┃
                 │                                              visits in its …  ┃
     short goal  │ Visits are kept in nine of   Measure:        From 72 %        ┃
                 │ ten cases                    question IH.4                    │
     long goal   │ Visits are kept in every     Measure:        From 72 %        │
                 │ case for two years           question IH.4                    │
     ! A1        │ Train all screeners in the   Pat Example;    Sign-in sheets   │
     overdue     │ new visit form               Lee Sample      of both          │
                 │                                              trainings        │
     ○ B1 …      │ Nine of ten visits kept i …                                   │
    ");
}

#[test]
fn the_labels_and_counts_are_those_of_the_form_that_ships() {
    let form = include_str!("../../../assets/templates/wyoming-mini-pip.toml");
    for role in begin::ROLES {
        assert!(form.contains(&format!("\"{role}\"")), "{role}");
    }
    for line in &fields::OVERVIEW_FORM {
        assert!(form.contains(&format!("{{ field = \"{}\", label = \"{}\" }}", line.field.name(), line.label)), "{}", line.label);
    }
    assert!(form.contains(&format!("elements = {}", begin::ELEMENTS)));
    assert!(form.contains("rows_per_element = 2"));
    assert!(form.contains(&format!("timeline_rows = {}", begin::TIMELINE_ROWS)));
}

#[test]
fn a_click_elsewhere_accepts_the_open_cell_and_then_counts() {
    let mut desk = Desk::new();
    desk.at(TRAIN, Field::Evidence);
    desk.input("List of names");
    // The head line of the first element, its first column of text.
    let click = Input::Click { x: 20, y: 9, double: false, extend: false };
    desk.with(|pane, cx| pane.update(click, cx));
    assert_eq!(desk.text(TRAIN, Field::Evidence), "List of names");
    assert_eq!(desk.cursor(), (id(FIRST), Some(Field::Title)));
}

#[test]
fn tabs_are_turned_by_keys_and_clicks_and_from_home_they_lead_to_the_workspace() {
    let mut desk = Desk::new();
    desk.press(Command::NextSection);
    assert_eq!(desk.pane.tab, Tab::Agreements);
    desk.with(|pane, cx| pane.update(Input::Click { x: 3, y: 2, double: false, extend: false }, cx));
    assert_eq!(desk.pane.tab, Tab::Plans);
    desk.area = Area { x: 1, y: 5, width: 78, height: 15 };
    assert!(desk.screen().contains("Element 1"), "on Home it is always the matrix");
    desk.press(Command::PreviousSection);
    assert_eq!(desk.said, [Effect::Go(Place::MiniPip { mini_pip: None, record: None })]);
    assert_eq!(desk.pane.tab, Tab::Overview);
}

#[test]
fn a_file_that_can_only_be_read_opens_no_cell() {
    let mut desk = Desk::new();
    desk.book.facts.read_only = Some("another window edits it.".to_owned());
    desk.at(CALLS, Field::Evidence);
    desk.input("x");
    assert_eq!(desk.refused(), "This file can only be read here: another window edits it.");
    assert_eq!(desk.pane.mode(), Mode::Cells);
}

#[test]
fn where_nothing_is_the_pane_says_how_to_begin() {
    let mut desk = Desk::new();
    desk.chosen.mini_pip = None;
    assert!(desk.screen().contains("No Mini PIP is chosen. Ctrl-E chooses one"), "{}", desk.screen());
    for command in Command::ALL {
        if !matches!(command, Command::NewMiniPip) {
            desk.press(*command);
        }
    }
    assert_eq!(desk.pane.brief(&desk.cx())[0], "none chosen");
}

#[test]
fn no_key_on_any_cell_of_any_page_at_any_size_breaks_anything() {
    let mut desk = Desk::new();
    for (width, height) in [(60, 13), (80, 21), (200, 57), (8, 3)] {
        desk.area = Area { x: 0, y: 2, width, height };
        for tab in Tab::ALL {
            desk.pane.tab = tab;
            desk.press(Command::Top);
            for command in [
                Command::Edit,
                Command::End,
                Command::Clear,
                Command::Duplicate,
                Command::Down,
                Command::Copy,
                Command::Enter,
                Command::Cancel,
            ] {
                desk.press(command);
                desk.screen();
            }
        }
    }
}

#[test]
fn as_long_as_a_plan_is_written_the_details_say_what_an_element_lacks() {
    let mut desk = Desk::new();
    desk.at(SECOND, Field::Title);
    assert!(!desk.screen().contains("To be submitted"), "the plan is past that");
    desk.book.set(Kind::MiniPip, id(PLAN), Field::Stage, Value::text("draft"));
    assert!(desk.screen().contains("To be submitted: the element has no underlying factors; "), "{}", desk.screen());
}

mod paste;
