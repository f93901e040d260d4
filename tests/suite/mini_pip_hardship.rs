//! Plans under hardship: screens of any size on every page, texts of any sort, and parts deleted that others name.

use milepost::domain::field::Field;
use milepost::domain::kind::Kind;

use crate::desk::Desk;

const PAGES: [&str; 23] = [
    "Plans",
    "Selection",
    "Where it stands",
    "Still missing",
    "Versions",
    "Changes asked",
    "Concerns",
    "Meetings",
    "Cover",
    "I Overview",
    "II Matrix",
    "III Agreements",
    "IV Timeline",
    "V Collaborators",
    "Evaluation",
    "Schedule",
    "Checks",
    "Evidence",
    "Notes",
    "Assistance",
    "Peers",
    "Results",
    "Closing",
];

/// Looks at every page on screens of every size.
fn looks_everywhere(desk: &mut Desk) {
    for page in PAGES {
        desk.resize(120, 40).keys(&format!("<Esc><Esc><Esc><Alt-5><Ctrl-O>{page}<Enter>"));
        for (columns, rows) in [(120, 40), (80, 24), (60, 16), (40, 10), (2, 2), (1, 1)] {
            desk.resize(columns, rows).screen();
            desk.keys("<Down><Right><Down>").screen();
        }
    }
    desk.resize(120, 40).keys("<Esc><Esc><Esc>");
}

#[test]
fn every_page_of_a_plan_is_drawn_on_any_screen_with_any_text() {
    for (theme, ascii) in [("mono", true), ("dark", false)] {
        let mut desk = Desk::with_theme(120, 40, theme, ascii);
        looks_everywhere(&mut desk);
        for text in ["long ".repeat(1_000), "家族会議".repeat(50), "\u{202e}\u{200f}abc\u{0}\u{1b}[31m".to_owned(), "👩‍👩‍👧e\u{301}".repeat(9)]
        {
            desk.keys("<Alt-5><Ctrl-O>II Matrix<Enter><Ctrl-Home>");
            desk.paste(&text);
            looks_everywhere(&mut desk);
        }
        desk.is_sound();
    }
}

#[test]
fn what_names_a_deleted_part_of_a_plan_is_still_shown_and_undone_with_it() {
    for kind in [Kind::Element, Kind::PipPerson, Kind::Meeting, Kind::Concern, Kind::Frozen, Kind::Office, Kind::Evaluation, Kind::MiniPip]
    {
        let mut desk = Desk::new(120, 40);
        desk.keys("<Alt-5><Ctrl-O>II Matrix<Enter>").screen();
        let gone: Vec<_> = desk.book().all(kind).iter().map(|record| record.id).collect();
        assert!(!gone.is_empty(), "{kind:?}");
        desk.meanwhile(|store| {
            let mut change = milepost::domain::change::Change::new("everything of a sort deleted", store.seen().unwrap());
            for id in &gone {
                change.set(*id, kind, Field::Gone, milepost::domain::value::Value::Int(1));
            }
            store.commit(&change).unwrap();
        });
        looks_everywhere(&mut desk);
        assert!(desk.book().all(kind).is_empty(), "{kind:?}");
        desk.keys("<Alt-h><Ctrl-Z>").sees("Undone");
        assert_eq!(desk.book().all(kind).len(), gone.len(), "{kind:?}");
        desk.is_sound();
    }
}
