//! The editor on a made-up file: the case process review is in use, the other two shipped instruments are drafts.

use super::chain::Chains;
use super::*;
use crate::command::{Form, Place};
use crate::domain::book::Book;
use crate::domain::counts::Counts;
use crate::domain::field::Field;
use crate::domain::instrument::Instrument;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query, Tally};
use crate::domain::value::Value;
use crate::import::instrument_toml::parse_instrument_toml;
use crate::import::shipped::{INSTRUMENTS, find};
use crate::panes::desk::{Desk, id, put};
use Command as C;

fn shipped(code: &str) -> Instrument {
    let known = find(INSTRUMENTS, code).unwrap();
    parse_instrument_toml(known.file, known.text).unwrap().records
}

fn define(book: &mut Book, n: u8, instrument: &Instrument) {
    put(book, Kind::Instrument, n, &[(Field::Code, &instrument.code), (Field::Title, &instrument.title)]);
    book.set(Kind::Instrument, id(n), Field::Version, Value::Int(i64::from(instrument.version)));
    book.set(Kind::Instrument, id(n), Field::Definition, Value::text(serde_json::to_string(instrument).unwrap()));
}

/// `rate` of 40 answers are yes, in every question.
fn counted(version: u8, of: &Instrument, year: i32, rate: i32) -> Tally {
    let mut counts = Counts::new(of.questions.len(), of.options.len());
    for question in 0..of.questions.len() {
        counts.add(question, 1, rate);
        counts.add(question, 3, 40 - rate);
    }
    Tally {
        instrument: id(version),
        year,
        region: id(50),
        office: id(60),
        worker: None,
        supervisor: None,
        provisional: false,
        reviews: 40,
        counts,
    }
}

fn desk() -> Desk<Instruments> {
    let mut book = Book::default();
    put(&mut book, Kind::Region, 50, &[(Field::Name, "Canyon")]);
    put(&mut book, Kind::Office, 60, &[(Field::Name, "Red Ledge"), (Field::Region, "#50")]);
    let cpr = shipped("utah-cpr");
    define(&mut book, 1, &cpr);
    define(&mut book, 2, &shipped("utah-qcr"));
    define(&mut book, 3, &shipped("cfsr"));
    book.set_tallies(vec![counted(1, &cpr, 2025, 36), counted(1, &cpr, 2026, 37)]);
    let mut desk = Desk::new(book);
    desk.chosen.instrument = "utah-cpr".to_owned();
    desk.hear(&Event::Arrive(Place::Instruments { version: Some(id(1)) }));
    desk
}

/// Begins version 2 of the case process review as record 9.
fn next(desk: &mut Desk<Instruments>) {
    desk.press(&[C::CopyVersion]);
    let Some(Effect::Ask(form)) = desk.asked.first().cloned() else { panic!("no form: {}", desk.said()) };
    assert_eq!(form.text(0), "2027", "the first year without a review");
    fill(desk, form, &["2027"]);
    assert!(matches!(desk.asked.first(), Some(Effect::Read(Query::InstrumentId { version: 2, .. }))), "{}", desk.said());
    desk.hear(&Event::Answered(Answer::InstrumentId(id(9))));
}

fn fill(desk: &mut Desk<Instruments>, mut form: Form, values: &[&str]) {
    for (field, value) in form.fields.iter_mut().zip(values) {
        field.value = (*value).to_owned();
    }
    desk.hear(&Event::Filled(form));
}

fn version(desk: &Desk<Instruments>, n: u8) -> Instrument {
    (**desk.book.instrument(id(n)).unwrap()).clone()
}

/// Puts the cursor on a question's column by its title.
fn at(desk: &mut Desk<Instruments>, code: &str, column: &str) {
    let now = version(desk, if desk.book.instrument(id(9)).is_some() { 9 } else { 2 });
    let row = now.question(code).unwrap();
    let column = Section::Questions.columns().iter().position(|c| c.title == column).unwrap();
    desk.press(&[C::Top, C::Home]);
    desk.press(&vec![C::Down; row]);
    desk.press(&vec![C::Right; column]);
}

fn types(desk: &mut Desk<Instruments>, text: &str) {
    desk.types(text);
    desk.press(&[C::Enter]);
}

#[test]
fn a_version_in_use_says_by_what_and_offers_the_next_one() {
    let mut desk = desk();
    let screen = desk.screen();
    assert!(screen.contains("in use: 80 reviews, FY2025-FY2026"), "{screen}");
    assert!(screen.contains("draft: nothing uses it yet"), "{screen}");
    desk.press(&[C::Enter]);
    assert_eq!(desk.pane.mode(), Mode::List);
    let before = version(&desk, 1);
    for input in [Input::Command(C::Edit), Input::Typed('9'), Input::Command(C::InsertRow), Input::Command(C::DeleteRow)] {
        desk.does(input);
        assert!(desk.said().contains("Ctrl-L begins version 2: this one is in use (80 reviews, FY2025-FY2026)"), "{}", desk.said());
    }
    desk.does(Input::Pasted("a\tb".to_owned()));
    assert!(desk.said().starts_with("Nothing was pasted. Ctrl-L begins version 2"), "{}", desk.said());
    assert_eq!(version(&desk, 1), before);
}

#[test]
fn reviews_that_are_only_being_entered_use_a_version_too() {
    let mut desk = desk();
    desk.hear(&Event::Arrive(Place::Instruments { version: Some(id(2)) }));
    assert_eq!(desk.asked, [Effect::Read(Query::Forms)]);
    desk.press(&[C::Enter]);
    assert_eq!(desk.pane.mode(), Mode::Cells);
    desk.hear(&Event::Answered(Answer::Forms(vec![FormUse { instrument: id(2), reviews: 1, first: 2026, last: 2026 }])));
    assert_eq!(desk.pane.mode(), Mode::List);
    assert!(desk.screen().contains("in use: 1 review, FY2026"));
}

#[test]
fn the_next_version_is_a_copy_that_is_edited_and_its_edits_are_undone() {
    let mut desk = desk();
    next(&mut desk);
    assert_eq!(desk.said(), "version 2 of Case Process Review, in force from FY2027");
    let (old, new) = (version(&desk, 1), version(&desk, 9));
    assert_eq!((new.version, new.in_force_from, new.questions.len()), (2, Some(2027), old.questions.len()));
    assert!(new.questions.iter().all(|q| q.continues.as_deref() == Some(q.code.as_str())));
    assert_eq!(desk.book.get(id(9)).unwrap().int(Field::Version), Some(2));
    assert!(desk.screen().contains("Version 2 of Case Process Review"), "{}", desk.screen());

    at(&mut desk, "FC.IB2", "Goal");
    types(&mut desk, "95");
    assert_eq!(desk.said(), "goal of FC.IB2");
    at(&mut desk, "FC.IB2", "Text");
    types(&mut desk, "Was the child seen alone in each month?");
    let question = version(&desk, 9).questions[new.question("FC.IB2").unwrap()].clone();
    assert_eq!((question.goal.0, question.text.as_str()), (9500, "Was the child seen alone in each month?"));
    assert_eq!(version(&desk, 1), old, "the version before stays as it is");
    desk.undo();
    desk.undo();
    assert_eq!(version(&desk, 9), new);
    desk.undo();
    assert!(desk.book.instrument(id(9)).is_none(), "the version is gone with its beginning");
    assert!(desk.screen().contains("Version 1 of Case Process Review"));
}

#[test]
fn a_chain_is_broken_and_kept_on_purpose_and_the_screen_says_so() {
    let mut desk = desk();
    next(&mut desk);
    at(&mut desk, "FC.IB2", "Code");
    assert!(desk.screen().contains("Goes on from FC.IB2 of version 1: its years are kept."), "{}", desk.screen());
    types(&mut desk, "FC.IB2a");
    let new = version(&desk, 9);
    assert_eq!(new.questions[new.question("FC.IB2a").unwrap()].continues.as_deref(), Some("FC.IB2"), "a new code keeps the chain");
    at(&mut desk, "FC.IB1", "Continues");
    desk.press(&[C::Clear]);
    let screen = desk.screen();
    assert!(screen.contains("New here: its two years begin in FY2027. Version 1 has a FC.IB1 too"), "{screen}");
    assert!(screen.contains("new here"), "{screen}");

    // The chain's own tab: what goes on, what breaks, and what the standing rests on.
    let tally = |desk: &Desk<Instruments>| counted(9, &version(desk, 9), 2027, 38);
    let tallies = [desk.book.tallies(), &[tally(&desk)]].concat();
    desk.book.set_tallies(tallies);
    desk.chosen.year = 2027;
    desk.hear(&Event::ChosenMoved);
    desk.press(&[C::PreviousSection, C::PreviousSection]);
    let chains = desk.pane.chains.last().unwrap();
    let row = |code: &str| (0..chains.chains.len()).rfind(|row| chains.code(*row) == code).unwrap();
    let standing = |row: usize| chains.chains[row].1.as_ref().map(|s| s.standing.words());
    assert_eq!(Chains::line(&chains.chains[row("FC.IB2a")].0), "v1 FC.IB2 > v2 FC.IB2a");
    assert_eq!(standing(row("FC.IB2a")), Some("sustained"), "two years in one chain");
    let broken: Vec<usize> = (0..chains.chains.len()).filter(|row| chains.code(*row) == "FC.IB1").collect();
    assert_eq!(broken.len(), 2, "one that ends, one that begins");
    assert_eq!(standing(broken[0]), Some("met once"), "its two years begin anew");
    assert_eq!(Chains::line(&chains.chains[broken[1]].0), "v1 FC.IB1 > v2 (gone)");
}

#[test]
fn what_cannot_stand_stays_open_with_its_fault_and_is_not_written() {
    let mut desk = desk();
    next(&mut desk);
    let before = version(&desk, 9);
    let cases = [
        ("Goal", "120", "above 100 %"),
        ("Code", "FC.IB1", "'FC.IB1' stands there already"),
        ("Code", &"x".repeat(300), "is no code; write 1 to 60 characters"),
        ("Weight", "0", "is no weight; write 1 to 1000"),
        ("Continues", "FC.NO9", "which version 1 does not have"),
        ("Continues", "FC.IB1", "FC.IB1' stands there already"),
        ("Credits", "partial = lots", "is no credit; write 1, 0.5, 0 or excluded"),
    ];
    for (column, typed, why) in cases {
        at(&mut desk, "FC.IB2", column);
        types(&mut desk, typed);
        // The fault is wrapped under the cell.
        let words = |screen: &str| screen.split_whitespace().collect::<Vec<_>>().join(" ");
        let screen = desk.screen();
        let first: String = why.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        assert!(words(&screen).contains(&first), "{column}: {screen}");
        assert!(
            desk.pane.sheet().draft().is_some_and(|draft| draft.beneath().iter().any(|line| line.text.contains(why))),
            "{column}: {screen}"
        );
        desk.press(&[C::Cancel]);
        assert_eq!(version(&desk, 9), before, "{column}");
    }
}

#[test]
fn a_pasted_range_is_taken_whole_or_not_at_all() {
    let mut desk = desk();
    next(&mut desk);
    let before = version(&desk, 9);
    at(&mut desk, "CPS.A1", "Text");
    desk.does(Input::Pasted("One \u{1b}[31mred\t91\nTwo\t92 %\nThree\t0.93\n".to_owned()));
    assert_eq!(desk.said(), "6 cells pasted, 1 control characters left out");
    let new = version(&desk, 9);
    assert_eq!(new.questions[0].text, "One [31mred");
    assert_eq!(new.questions[..3].iter().map(|q| q.goal.0).collect::<Vec<_>>(), [9100, 9200, 9300]);
    desk.undo();
    assert_eq!(version(&desk, 9), before, "one step back");
    for (text, why) in [
        ("One\t91\nTwo\tmany\n".to_owned(), "Nothing was pasted. Goal of CPS.A2: 'many' is no share"),
        ("x\n".repeat(50_000), "Nothing was pasted. These are 50000 lines"),
        ("x\n".repeat(3_000), "new questions need the first column too"),
    ] {
        desk.does(Input::Pasted(text));
        assert!(desk.said().contains(why), "{}", desk.said());
        assert_eq!(version(&desk, 9), before);
    }
    // Codes that change places stand twice only on the way.
    at(&mut desk, "CPS.A1", "Code");
    desk.does(Input::Pasted("CPS.A2\nCPS.A1".to_owned()));
    assert_eq!(version(&desk, 9).questions[0].code, "CPS.A2", "{}", desk.said());
}

#[test]
fn lines_beyond_the_last_question_are_new_ones() {
    let mut desk = desk();
    next(&mut desk);
    let last = version(&desk, 9).questions.last().unwrap().code.clone();
    at(&mut desk, &last, "Code");
    desk.does(Input::Pasted(format!("{last}\tFC\tThe same\nFC.NEW1\tFC\tIs it new?\nFC.NEW2\tIH\tAnd this?")));
    let new = version(&desk, 9);
    let added = new.questions.last().unwrap();
    assert_eq!((added.code.as_str(), new.areas[added.area].code.as_str(), added.continues.as_deref()), ("FC.NEW2", "IH", None));
    assert!(desk.said().contains("2 new questions"), "{}", desk.said());
}

#[test]
fn questions_are_added_copied_moved_and_deleted_in_a_draft() {
    let mut desk = desk();
    next(&mut desk);
    at(&mut desk, "FC.IB2", "Text");
    desk.press(&[C::InsertRow]);
    let Some(Effect::Ask(form)) = desk.asked.first().cloned() else { panic!("{}", desk.said()) };
    assert!(form.words.contains("its two years begin in FY2027"));
    fill(&mut desk, form.clone(), &["FC.IB1", "FC", "Is it new?", "90"]);
    let Some(Effect::Ask(again)) = desk.asked.first() else { panic!("{}", desk.said()) };
    assert!(again.fault.as_ref().unwrap().1.contains("stands there already"));
    fill(&mut desk, form, &["FC.IB9", "FC", "Is it new?", "90"]);
    let new = version(&desk, 9);
    assert_eq!(new.question("FC.IB9"), new.question("FC.IB2").map(|at| at + 1));
    assert!(desk.screen().contains("New here: its two years begin in FY2027."), "{}", desk.screen());
    desk.press(&[C::MoveUp]);
    let new = version(&desk, 9);
    assert_eq!(new.question("FC.IB9"), new.question("FC.IB2").map(|at| at - 1));
    desk.press(&[C::Duplicate]);
    assert!(version(&desk, 9).question("FC.IB9-2").is_some());
    desk.press(&[C::DeleteRow]);
    assert_eq!(desk.said(), "Delete question FC.IB9-2 from version 2? Ctrl-Z brings it back.");
    assert!(version(&desk, 9).question("FC.IB9-2").is_none());
    at(&mut desk, "FC.IB2", "Text");
    desk.press(&[C::DeleteRow]);
    assert!(desk.said().contains("The chain of FC.IB2 then ends with version 1."), "{}", desk.said());
}

#[test]
fn a_draft_is_taken_away_as_a_whole_and_a_version_in_use_is_not() {
    let mut desk = desk();
    desk.press(&[C::DeleteRow]);
    assert!(desk.said().contains("this one is in use"), "{}", desk.said());
    next(&mut desk);
    desk.press(&[C::PreviousSection]);
    desk.press(&[C::CopyVersion]);
    assert!(desk.said().contains("Version 2 is a draft already"), "{}", desk.said());
    desk.press(&[C::DeleteRow]);
    assert!(desk.said().contains("Delete version 2 of Case Process Review"), "{}", desk.said());
    assert!(desk.book.instrument(id(9)).is_none());
    desk.undo();
    assert_eq!(version(&desk, 9).version, 2);
}

#[test]
fn a_version_cannot_be_in_force_in_a_year_that_has_reviews() {
    let mut desk = desk();
    desk.press(&[C::CopyVersion]);
    let Some(Effect::Ask(form)) = desk.asked.first().cloned() else { panic!("{}", desk.said()) };
    for (year, why) in
        [("2026", "FY2026 belongs to the version before; write FY2027 or later"), ("soon", "is no fiscal year"), ("", "first fiscal year")]
    {
        fill(&mut desk, form.clone(), &[year]);
        let Some(Effect::Ask(again)) = desk.asked.first() else { panic!("{}", desk.said()) };
        assert!(again.fault.as_ref().unwrap().1.contains(why), "{:?}", again.fault);
    }
    next(&mut desk);
    desk.press(&[C::NextSection, C::NextSection, C::NextSection, C::Top, C::Down, C::Down, C::Down]);
    types(&mut desk, "2026");
    assert!(desk.screen().contains("FY2026 has figures of an earlier version"), "{}", desk.screen());
    desk.press(&[C::Cancel]);
    types(&mut desk, "2028");
    assert_eq!((version(&desk, 9).in_force_from, desk.said()), (Some(2028), "first year in force of version 2".to_owned()));
}

#[test]
fn rules_are_read_in_words_and_changed_in_the_file() {
    let mut desk = desk();
    desk.hear(&Event::Arrive(Place::Instruments { version: Some(id(3)) }));
    desk.press(&[C::Enter, C::End]);
    let outcome = version(&desk, 3).questions.iter().position(|q| q.outcome.is_some()).unwrap();
    desk.press(&vec![C::Down; outcome]);
    let screen = desk.screen();
    assert!(screen.contains("Computed: Substantially"), "{screen}");
    desk.press(&[C::Edit]);
    assert_eq!(desk.said(), "'Computed' is a rule: change it in the instrument's file and import that");
}

#[test]
fn the_version_is_copied_as_the_file_it_could_be_imported_from() {
    let mut desk = desk();
    desk.press(&[C::Copy]);
    assert_eq!(desk.asked, [Effect::CopyInstrument(id(1))]);
    desk.press(&[C::Down]);
    assert!(desk.asked.iter().any(|effect| matches!(effect, Effect::ChooseInstrument(_))), "{}", desk.said());
}

#[test]
fn without_an_instrument_it_says_how_to_begin() {
    let mut desk: Desk<Instruments> = Desk::new(Book::default());
    assert!(desk.screen().contains("Instruments stand here"), "{}", desk.screen());
    desk.press(&[C::Enter]);
    assert_eq!(desk.asked, [Effect::Run(C::Import)]);
}

#[test]
fn every_tab_shows_its_version_and_what_the_cursor_is_on_at_every_size() {
    for size in [(120, 32), (80, 20), (60, 13), (58, 9), (20, 3)] {
        let mut desk = desk();
        desk.size = size;
        next(&mut desk);
        let tabs = ["CPS.A1", "General CPS", "partial", "utah-cpr", "v1 CPS.A1 > v2 CPS.A1", "Case Process"];
        for tab in tabs {
            let screen = desk.screen();
            assert!(size.1 < 9 || screen.contains("Version 2 of Case Process Review"), "{size:?} {screen}");
            assert!(size.1 < 10 || screen.contains(tab), "{size:?} '{tab}':\n{screen}");
            desk.press(&[C::Bottom, C::End, C::NextSection]);
            if desk.pane.section != Section::Versions {
                desk.press(&[C::Top]);
            }
        }
    }
}
