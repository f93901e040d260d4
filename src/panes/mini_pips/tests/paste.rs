//! Pasting tables of other programs over the lists of a plan, and taking them out again.

use super::pages::own;
use super::slot::Editor;
use super::*;

/// The lists that take new lines at their end.
const LISTS: [Tab; 13] = [
    Tab::Concerns,
    Tab::Meetings,
    Tab::Cover,
    Tab::Agreements,
    Tab::Timeline,
    Tab::Collaborators,
    Tab::Evaluation,
    Tab::Asked,
    Tab::Checks,
    Tab::Evidence,
    Tab::Notes,
    Tab::Assistance,
    Tab::Peers,
];

impl Desk {
    /// Puts the cursor on the empty line of a list, in its first column of free text; none if the page has no such line.
    fn at_the_empty_line(&mut self, tab: Tab) -> Option<(Kind, Field, Id)> {
        self.pane.turn_to(tab);
        let sheet = self.pane.sheet(&self.cx());
        let line = sheet.lines.iter().position(|line| line.record == Id::NIL && line.form.is_none() && line.slots.is_none())?;
        let free = |column: &usize| {
            sheet.slot(line, *column).is_some_and(|slot| matches!(slot.editor, Editor::Line | Editor::Text) && slot.field != Field::Part)
        };
        let column = (0..sheet.columns.len()).find(free)?;
        let slot = sheet.slot(line, column)?;
        self.with(|pane, cx| {
            pane.on_grid(cx, |grid, source, area| grid.go(line, column, source, area));
            Vec::new()
        });
        Some((slot.kind, slot.field, slot.parent))
    }
}

#[test]
fn every_list_takes_a_table_at_its_empty_line_and_a_step_back_takes_it_away() {
    let mut taken = 0;
    for tab in LISTS {
        let mut desk = Desk::new();
        // A page of its own may keep its last line for something else than new records.
        let Some((kind, field, whole)) = desk.at_the_empty_line(tab) else { continue };
        taken += 1;
        let before = desk.book.parts(whole, kind).len();
        desk.paste("One of three\u{B}with a second line\r\n\"Two, \"\"quoted\"\"\"\r\nThree\r\n");
        let parts = desk.book.parts(whole, kind);
        let texts: Vec<&str> = parts[before..].iter().map(|part| part.text(field)).collect();
        assert_eq!(texts, ["One of three\nwith a second line", "Two, \"quoted\"", "Three"], "{}: {}", tab.title(), desk.last_words());
        assert_eq!(desk.last_words(), "paste of 3 rows", "{}", tab.title());
        desk.undo();
        assert_eq!(desk.book.parts(whole, kind).iter().filter(|part| !part.is_empty()).count(), before, "{}", tab.title());
    }
    assert!(taken >= 8, "only {taken} lists have an empty line");
    assert!(own::about(pages::Page::Tab(Tab::Notes)).is_some());
}

#[test]
fn people_days_and_choices_are_pasted_as_they_are_typed() {
    let mut desk = Desk::new();
    desk.at(CALLS, Field::Text);
    // As Word puts it: a line break in a cell is a vertical tab, and a merged cell is empty.
    desk.paste("Night duty\tpat\u{A0}example\u{B}Sam Newcomer\t\tend of june\t6/30/26\r\nWeekends\tSam Newcomer\tRota\tweekly to 31-Mar-2026\t\r\n");
    let rows = desk.book.parts(id(SECOND), Kind::Row);
    assert_eq!(mini_pip::names(&desk.book, rows[0].records(Field::People)), "Pat Example; Sam Newcomer");
    assert_eq!(rows[0].date(Field::CompletionDue), Some(day(2026, 6, 30)));
    assert_eq!(rows[0].date(Field::FollowUpDue), Some(day(2026, 6, 30)));
    assert_eq!((rows[1].date(Field::CompletionDue), rows[1].text(Field::CompletionRepeat)), (Some(day(2026, 3, 31)), "weekly"));
    let named = |name: &str| desk.book.parts(id(PLAN), Kind::PipPerson).iter().filter(|p| p.text(Field::Name) == name).count();
    assert_eq!((named("Sam Newcomer"), named("Pat Example")), (1, 1), "one person, however often named");

    // Lead and member are chosen by words; a word that is not on the list is named with its row and column.
    let mut desk = Desk::new();
    desk.at_the_empty_line(Tab::Cover);
    desk.press(Command::Left);
    desk.paste("team member\tAda Local\tOffice\t555-0100\tada@example.org\nboss\tBo Local\t\t\t\n");
    assert!(desk.refused().starts_with("Row 2, 'Part': 'boss' is not on the list"), "{}", desk.refused());
    assert!(desk.done.is_empty(), "nothing was pasted");
    desk.paste("team member\tAda Local\tOffice\t555-0100\tada@example.org\nco-lead\tBo Local\t\t\t\n");
    let new: Vec<&str> = desk.book.parts(id(PLAN), Kind::PipPerson).iter().rev().take(2).map(|p| p.text(Field::Part)).collect();
    assert_eq!(new, ["co-lead", "member"]);
}

#[test]
fn a_day_that_cannot_be_is_named_with_its_row_and_column() {
    let mut desk = Desk::new();
    desk.at(CALLS, Field::Text);
    desk.paste("Night duty\t\t\t6/30\nWeekends\t\t\t2/29/2027\n");
    assert!(desk.refused().starts_with("Row 2, 'Completion': 2/29/2027 does not exist; 2027 is no leap year"), "{}", desk.refused());
    assert!(desk.done.is_empty());
}

#[test]
fn a_section_is_taken_out_and_put_back_the_same() {
    let mut desk = Desk::new();
    desk.at(TRAIN, Field::Text);
    desk.press(Command::ExtendDown);
    for _ in 0..4 {
        desk.press(Command::ExtendRight);
    }
    desk.press(Command::Copy);
    let Some(Effect::Copy { text, .. }) = desk.said.last().cloned() else { panic!("{:?}", desk.said) };
    let before: Vec<_> = [TRAIN, VISITS].map(|row| desk.book.get(id(row)).unwrap().clone()).into();
    desk.at(TRAIN, Field::Text);
    desk.paste(&text);
    let after: Vec<_> = [TRAIN, VISITS].map(|row| desk.book.get(id(row)).unwrap().clone()).into();
    assert_eq!(before, after, "{:?}", desk.said);
}

#[test]
fn a_whole_worksheet_is_refused_with_its_size_and_a_long_list_is_taken() {
    let mut desk = Desk::new();
    desk.at_the_empty_line(Tab::Timeline);
    desk.paste(&"6/30/2026\tMeeting\tAt the school\n".repeat(5000));
    assert_eq!(desk.refused(), "The paste has 5000 rows; at most 1000 go in at once. Nothing was pasted.");
    desk.at_the_empty_line(Tab::Timeline);
    let before = desk.book.parts(id(PLAN), Kind::Timeline).len();
    desk.press(Command::Left);
    desk.paste(&"6/30/2026\tMeeting\tAt the school\n".repeat(1000));
    let entries = desk.book.parts(id(PLAN), Kind::Timeline);
    assert_eq!(entries.len(), before + 1000, "{:?}", desk.said);
    assert!(entries.iter().skip(before).all(|entry| entry.date(Field::Day) == Some(day(2026, 6, 30))));
}
