//! Indicators looked at, sorted and opened; values typed where they belong; areas, studies and what is made of a figure.

use super::*;
use crate::command::{Form, Place};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::trend::tests::{Given, give, indicator_of, places};
use crate::panes::desk::{Desk, id, put};
use Command as C;

/// Three regions; an indicator with a standard in two editions, a count by region with one missing, one without values.
fn book() -> Book {
    let mut book = places();
    indicator_of(&mut book, 40, "Came back into care", "percent", "lower", Some(86_000));
    indicator_of(&mut book, 41, "Children in care", "count", "none", None);
    indicator_of(&mut book, 42, "Adopted in time", "percent", "higher", Some(320_000));
    for (n, position) in [(40, "a"), (41, "b"), (42, "c")] {
        put(&mut book, Kind::Indicator, n, &[(Field::Position, position)]);
    }
    let north = Some((Field::Region, 1));
    let given = [
        Given(50, 40, "FY2012", None, 101_000, "2013"),
        Given(51, 40, "FY2013", None, 98_000, "2013"),
        Given(52, 40, "FY2013", None, 97_000, "2014"),
        Given(53, 40, "FY2013", north, 80_000, "2014"),
        Given(54, 41, "FY2013", north, 1_000_000, ""),
        Given(55, 41, "FY2013", Some((Field::Region, 2)), 500_000, ""),
    ];
    for one in &given {
        give(&mut book, one);
    }
    book
}

fn desk() -> Desk<Trends> {
    Desk::new(book())
}

/// The live values of an indicator: period, place, value, edition.
fn values(desk: &Desk<Trends>, of: u8) -> Vec<String> {
    let told = |record: &Record| {
        let place = record.record(Field::Region).map_or("state", |region| desk.book.name(region));
        let amount = record.int(Field::Amount).unwrap_or_default();
        format!("{} {place} {amount} {}", record.text(Field::Period), record.text(Field::Edition)).trim_end().to_owned()
    };
    let mut all: Vec<String> = desk.book.parts(id(of), Kind::TrendValue).into_iter().filter(|r| !r.is_empty()).map(told).collect();
    all.sort();
    all
}

#[test]
fn the_list_tells_value_change_distance_and_flag_of_each_indicator_at_once() {
    let desk = desk();
    let screen = desk.screen();
    for words in
        ["! Came back into care", "9.7 %", "FY2013", "1.1 points over", "0.4 better", "no value yet", "1 worse than their standard"]
    {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert!(screen.contains("sum of 2 of 3 parts"), "a sum that lacks a region says so\n{screen}");
    assert!(screen.contains("too few for a rule of"), "{screen}");
    assert!(screen.contains("of FY2013 edition '2013' said 9.8"), "{screen}");
}

#[test]
fn the_chosen_region_is_followed_and_what_it_lacks_is_said() {
    let mut desk = desk();
    desk.chosen.region = Some(id(1));
    let screen = desk.screen();
    assert!(screen.contains("8.0 %") && screen.contains("0.6 points better"), "{screen}");
    desk.chosen.region = Some(id(3));
    assert!(desk.screen().contains("not here"), "{}", desk.screen());
}

#[test]
fn sorting_puts_the_farthest_from_its_standard_first_and_the_filter_keeps_flagged_ones() {
    let mut book = book();
    give(&mut book, &Given(60, 42, "FY2013", None, 160_000, ""));
    let mut desk: Desk<Trends> = Desk::new(book);
    desk.press(&[C::Sort]);
    let screen = desk.screen();
    assert!(screen.find("Adopted in time") < screen.find("Came back into care"), "half of 32 % is farther than 9.7 of 8.6\n{screen}");
    desk.press(&[C::Filter]);
    assert!(!desk.screen().contains("Children in care"), "{}", desk.screen());
}

#[test]
fn a_value_is_typed_under_its_place_and_undo_takes_it_away() {
    let mut desk = desk();
    desk.press(&[C::Enter]);
    let screen = desk.screen();
    for words in ["Came back into care", "FY2014", "FY2013    2014", "2013", "8.0", "9.8", "10.1", "standard 8.6"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    let before = values(&desk, 40);
    // The cursor is on the year that comes next, in the column of the state; then North.
    desk.press(&[C::Right]);
    desk.types("7.55");
    desk.press(&[C::Enter]);
    assert_eq!(desk.said(), "value of 'Came back into care' in FY2014");
    assert!(values(&desk, 40).contains(&"FY2014 North 75500".to_owned()), "{:?}", values(&desk, 40));
    assert!(desk.screen().contains("7.55") && desk.screen().contains("FY2015"), "{}", desk.screen());
    desk.undo();
    assert_eq!(values(&desk, 40), before);
    // The same cell takes another value: it becomes another record.
    desk.press(&[C::Top, C::Right, C::Right, C::Right]);
    desk.types("7");
    desk.press(&[C::Enter]);
    assert_eq!(values(&desk, 40).len(), before.len() + 1);
}

#[test]
fn a_value_that_is_emptied_goes_and_an_older_edition_counts_again() {
    let mut desk = desk();
    desk.press(&[C::Enter, C::Down]);
    desk.press(&[C::Clear]);
    assert!(!values(&desk, 40).contains(&"FY2013 state 97000 2014".to_owned()));
    desk.press(&[C::Cancel]);
    assert!(desk.screen().contains("9.8 %"), "the edition of 2013 stands now\n{}", desk.screen());
    desk.undo();
    assert!(desk.screen().contains("9.7 %"), "{}", desk.screen());
}

#[test]
fn a_value_of_another_period_or_edition_is_asked_for_and_a_wrong_one_asked_again() {
    let mut desk = desk();
    desk.press(&[C::Enter, C::InsertRow]);
    let Some(Effect::Ask(form)) = desk.asked.first().cloned() else { panic!("no form") };
    let fill = |form: &Form, texts: [&str; 5]| {
        let mut form = form.clone();
        for (field, text) in form.fields.iter_mut().zip(texts) {
            text.clone_into(&mut field.value);
        }
        form
    };
    desk.hear(&Event::Filled(fill(&form, ["2013-Q9", "West", "3", "", ""])));
    let Some(Effect::Ask(again)) = desk.asked.first() else { panic!("not asked again") };
    assert_eq!(again.fault.as_ref().map(|(at, _)| *at), Some(0));
    desk.hear(&Event::Filled(fill(&form, ["Q2 2013", "West", "3.5 %", "x", "Letter"])));
    assert!(values(&desk, 40).contains(&"2013-Q2 West 35000 x".to_owned()), "{:?}", values(&desk, 40));
    let screen = desk.screen();
    assert!(screen.contains("Quarters") && screen.contains("Fiscal years"), "never in one line\n{screen}");
    // The same again in the same edition changes what is there.
    desk.press(&[C::InsertRow]);
    desk.hear(&Event::Filled(fill(&form, ["2013-Q2", "West", "3.6", "X", ""])));
    assert!(values(&desk, 40).contains(&"2013-Q2 West 36000 x".to_owned()), "{:?}", values(&desk, 40));
}

#[test]
fn problem_areas_show_who_follows_them_and_lead_to_their_indicators() {
    let mut book = book();
    put(&mut book, Kind::ProblemArea, 60, &[(Field::Title, "Children come back"), (Field::Owner, "QA unit")]);
    put(&mut book, Kind::Indicator, 40, &[(Field::ProblemArea, "#60")]);
    let mut desk: Desk<Trends> = Desk::new(book);
    desk.press(&[C::NextSection]);
    let screen = desk.screen();
    for words in ["Children come back", "QA unit", "1 of 1 flagged", "worse than the", "9.7 % FY2013 ▼ 0.4 better"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    desk.press(&[C::Down, C::Enter]);
    assert!(desk.screen().contains("lower is better · standard 8.6 % or less"), "{}", desk.screen());
    desk.press(&[C::Cancel]);
    assert!(desk.screen().contains("! Came back into care"));
}

/// A plan with two focus areas.
fn with_focus_areas(book: &mut Book) {
    put(book, Kind::Plan, 70, &[(Field::Title, "Plan")]);
    put(book, Kind::Milestone, 71, &[(Field::Plan, "#70"), (Field::Number, "=4"), (Field::Name, "Focus")]);
    put(book, Kind::Step, 72, &[(Field::Milestone, "#71"), (Field::Position, "a"), (Field::Text, "Visits: special study")]);
    put(book, Kind::Step, 73, &[(Field::Milestone, "#71"), (Field::Position, "b"), (Field::Text, "Kin: special study")]);
}

#[test]
fn a_focus_area_without_a_study_is_shown_as_such_and_typing_begins_one() {
    let mut book = book();
    with_focus_areas(&mut book);
    put(&mut book, Kind::Study, 74, &[(Field::Title, "First visits"), (Field::Step, "#72"), (Field::Status, "done")]);
    let mut desk: Desk<Trends> = Desk::new(book);
    desk.press(&[C::NextSection, C::NextSection]);
    let screen = desk.screen();
    for words in ["Visits ─", "1 of 1 done", "Kin ─", "no study yet", "No study yet: type"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    desk.press(&[C::Bottom]);
    desk.types("Why kin wait");
    desk.press(&[C::Enter]);
    let made = desk.book.all(Kind::Study).into_iter().find(|study| study.text(Field::Title) == "Why kin wait").unwrap();
    assert_eq!((made.record(Field::Step), made.text(Field::Status)), (Some(id(73)), "planned"));
    assert!(desk.screen().contains("0 of 1 done"), "{}", desk.screen());
    // One comes to a focus area from its milestone.
    desk.press(&[C::NextSection]);
    desk.hear(&Event::Arrive(Place::Trends { record: Some(id(73)) }));
    assert!(desk.screen().contains("Why kin wait"));
}

#[test]
fn of_an_indicator_a_study_or_a_concern_with_the_figure_as_its_source_is_made() {
    let mut book = book();
    put(&mut book, Kind::MiniPip, 80, &[(Field::Title, "Elm plan")]);
    let mut desk: Desk<Trends> = Desk::new(book);
    desk.press(&[C::InsertElement]);
    let Some(Effect::Pick { lines, .. }) = desk.asked.first() else { panic!("nothing to pick") };
    assert_eq!(lines.len(), 2, "{lines:?}");
    desk.hear(&Event::Picked { id: made::PICK, at: 1 });
    let concern = desk.book.parts(id(80), Kind::Concern)[0];
    assert_eq!(
        concern.text(Field::Source),
        "Came back into care, Statewide, FY2013: 9.7 %; standard 8.6 % or less: 1.1 points over; down 0.4 points since FY2012, better, \
         from another edition; edition '2014' (as of 3/10/2026)."
    );
    assert!(matches!(desk.asked.last(), Some(Effect::Go(Place::MiniPip { .. }))));
    desk.press(&[C::InsertElement]);
    desk.hear(&Event::Picked { id: made::PICK, at: 0 });
    let study = desk.book.all(Kind::Study)[0];
    assert_eq!((study.text(Field::Title), study.record(Field::Indicator)), ("Study of Came back into care", Some(id(40))));
    assert!(desk.screen().contains("Study of Came back"), "{}", desk.screen());
}

#[test]
fn a_figure_is_copied_as_a_sentence() {
    let mut desk = desk();
    desk.press(&[C::CopySentence]);
    let Some(Effect::Copy { text, .. }) = desk.asked.first() else { panic!("nothing copied") };
    assert!(text.starts_with("Came back into care, Statewide, FY2013: 9.7 %;"), "{text}");
}

#[test]
fn definitions_are_typed_and_a_wrong_unit_is_refused_where_it_stands() {
    let mut desk = desk();
    desk.press(&[C::InsertRow]);
    desk.types("Moves of a child");
    desk.press(&[C::Enter]);
    let made = desk.book.all(Kind::Indicator).into_iter().find(|one| one.text(Field::Name) == "Moves of a child").unwrap().id;
    assert_eq!(desk.book.get(made).unwrap().text(Field::Unit), "percent");
    desk.press(&[C::Right]);
    desk.types("per 1000 days in care");
    desk.press(&[C::Enter]);
    assert_eq!(desk.book.get(made).unwrap().text(Field::Unit), "per 1,000 days in care");
    desk.press(&[C::Up]);
    desk.types("stones");
    desk.press(&[C::Enter]);
    assert!(desk.screen().contains("'stones' is no unit"), "{}", desk.screen());
}

#[test]
fn an_empty_file_says_what_belongs_here_and_nothing_is_cut_on_a_small_screen() {
    let empty: Desk<Trends> = Desk::new(Book::default());
    assert!(empty.screen().contains("No trend indicator yet"), "{}", empty.screen());
    for size in [(78, 21), (60, 13), (200, 60), (24, 6)] {
        let mut desk = desk();
        desk.size = size;
        for _ in 0..4 {
            assert!(!desk.screen().is_empty());
            desk.press(&[C::NextSection]);
        }
        desk.press(&[C::Enter]);
        assert!(!desk.screen().is_empty());
    }
}

#[test]
fn a_file_that_can_only_be_read_refuses_to_make_and_says_why() {
    let mut book = book();
    book.facts.read_only = Some("another window edits it".to_owned());
    let mut desk: Desk<Trends> = Desk::new(book);
    for commands in [&[C::InsertElement][..], &[C::Enter, C::InsertRow], &[C::Edit]] {
        desk.press(commands);
        assert!(desk.said().contains("can only be read here"), "{commands:?}: {}", desk.said());
    }
}

#[test]
fn with_many_years_the_chart_shows_the_newest_ones() {
    let mut book = places();
    indicator_of(&mut book, 40, "Reports", "count", "lower", None);
    for (at, year) in (1981..=2020).enumerate() {
        give(&mut book, &Given(100 + at as u8, 40, &format!("{year}"), None, (i64::from(year) - 1900) * 10_000, ""));
    }
    let mut desk: Desk<Trends> = Desk::new(book);
    desk.size = (60, 30);
    let screen = desk.screen();
    assert!(screen.contains("2020") && !screen.contains("1981"), "{screen}");
    assert_eq!(desk.book.all(Kind::TrendValue).len(), 40);
}

#[test]
fn areas_of_concern_are_looked_for_once_whichever_indicator_the_cursor_is_on() {
    let mut book = book();
    put(&mut book, Kind::MiniPip, 69, &[(Field::Title, "Elm plan")]);
    put(
        &mut book,
        Kind::Concern,
        70,
        &[(Field::MiniPip, "#69"), (Field::Title, "Homes break down"), (Field::Source, "Came back into care, FY2013")],
    );
    put(&mut book, Kind::Concern, 71, &[(Field::MiniPip, "#69"), (Field::Title, "Found in a visit")]);
    let mut desk: Desk<Trends> = Desk::new(book);
    desk.size = (120, 60);
    desk.press(&[C::ToggleChart]);
    assert!(desk.screen().contains("Homes break down"), "{}", desk.screen());
    let before = desk.look(|cx| desk.pane.concerns(cx));
    assert_eq!(*before, [id(70)]);
    desk.press(&[C::Down]);
    assert!(!desk.screen().contains("Homes break down"), "{}", desk.screen());
    assert!(Rc::ptr_eq(&before, &desk.look(|cx| desk.pane.concerns(cx))), "another indicator has them looked for again");
    desk.book.set(Kind::Concern, id(71), Field::Source, crate::domain::value::Value::text("Children in care"));
    desk.book.seen = Seen(desk.book.seen.0 + 1);
    assert_eq!(*desk.look(|cx| desk.pane.concerns(cx)), [id(70), id(71)]);
}
