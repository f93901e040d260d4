//! A round from its opening to its close: the list, the draw, eliminations, who reviews, and what hostile input gets.

use std::fmt::Write;

use milepost::domain::query::{Answer, Query};
use milepost::domain::review::RoundFile;
use milepost::domain::round::{Group, Round, Worklist};

use crate::desk::Desk;

/// A list of 500 cases of Canyon: 300 at home, 200 in care.
fn list_of_500(desk: &mut Desk) -> String {
    let offices: Vec<String> = {
        let book = desk.book();
        let region = region(book, "Canyon");
        let all = book.all(milepost::domain::kind::Kind::Office).into_iter();
        all.filter(|o| o.record(milepost::domain::field::Field::Region) == Some(region)).map(|o| book.name(o.id).to_owned()).collect()
    };
    let mut text = "case_id,office,worker,stratum,from,until\n".to_owned();
    for n in 0..500 {
        let stratum = if n % 5 < 3 { "in-home" } else { "foster" };
        writeln!(text, "C-{n:04},{},,{stratum},2026-07-01,", offices[n % offices.len()]).unwrap();
    }
    text
}

fn region(book: &milepost::domain::book::Book, name: &str) -> milepost::domain::id::Id {
    book.all(milepost::domain::kind::Kind::Region).into_iter().find(|r| book.name(r.id) == name).unwrap().id
}

/// The round in the file, as everything that reads it sees it.
fn worklist(desk: &mut Desk) -> Worklist {
    let round = Round::all(desk.book()).into_iter().find(|round| round.year == 2028).unwrap();
    let file: RoundFile = match desk.shell().store().answer(&Query::Round { round: round.id }).unwrap() {
        Answer::Round(file) => *file,
        other => panic!("{other:?}"),
    };
    Worklist::new(round, file)
}

fn sample(list: &Worklist) -> Vec<String> {
    list.cases.iter().filter(|case| case.group == Group::Sample).map(|case| case.case_id.clone()).collect()
}

/// A desk on which Canyon's round of 2028 is open and has its list.
fn with_list(columns: u16, rows: u16) -> Desk {
    let mut desk = Desk::new(columns, rows);
    desk.keys("<Ctrl-R>canyon<Enter><Alt-3><Insert>").sees("New round");
    desk.keys("<Enter><Ctrl-A>2028<Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter>")
        .sees("Case Process Review FY2028, Canyon");
    let text = list_of_500(&mut desk);
    desk.import_population("canyon.csv", &text, "2028", "Canyon");
    desk.keys("<Ctrl-R>canyon<Enter><Alt-3><Enter>").sees("500 cases in the list, nothing drawn yet");
    desk
}

/// Draws 40 of the list, with the spares that suggest themselves.
fn draw_40(desk: &mut Desk) {
    desk.keys("d").sees("asks for 218").keys("<Enter><Ctrl-A>40<Enter><Enter><Enter>");
    desk.sees("Draw 40 cases of 500").sees("keep 4 spares").sees("foster").keys("<Enter>").sees("40 drawn of 500");
}

#[test]
fn a_sample_is_drawn_eliminations_are_replaced_and_the_next_day_it_is_the_same() {
    let mut desk = with_list(120, 40);
    draw_40(&mut desk);
    let drawn = sample(&worklist(&mut desk));
    assert_eq!(drawn.len(), 40);
    desk.sees("40 not begun").sees(&drawn[0]);
    // Two go, each with its reason; the second reason needs a note.
    desk.keys("x").sees("not in care long enough").keys("<Enter><Enter>").sees("1 eliminated");
    desk.keys("<Down>xother<Enter><Enter>").sees("This reason says nothing without a note").keys("moved away<Enter>").sees("2 eliminated");
    let after = worklist(&mut desk);
    let now = sample(&after);
    assert_eq!(now.len(), 40);
    assert_eq!(drawn.iter().filter(|case| !now.contains(case)).count(), 2);
    assert_eq!(now[..38], drawn.iter().filter(|case| now.contains(case)).cloned().collect::<Vec<_>>()[..38], "the order stays");
    let replacements: Vec<_> = after.cases.iter().filter(|case| case.stands_for.is_some()).collect();
    assert_eq!(replacements.len(), 2);
    for case in replacements {
        let other = &after.file.population.cases[case.stands_for.unwrap()];
        assert_eq!(case.stratum, other.stratum, "from the same stratum");
    }
    // What is drawn is the plainest reading of the rule: the first of the tickets, in each stratum.
    assert_eq!(drawn.iter().filter(|case| case[2..].parse::<u32>().unwrap() % 5 < 3).count(), 24, "300 of 500");
    desk.keys("<Ctrl-End>").sees("Spare cases, in their order");
    desk.reopen();
    assert_eq!(sample(&worklist(&mut desk)), now);
    desk.keys("<Alt-3>").sees("Case Process Review FY2028, Canyon").sees("40 of 500").keys("<Enter>").sees("2 eliminated");
    // Taken back in, its replacement leaves.
    desk.keys("<Alt-3>");
    let out = after.cases.iter().position(|case| case.group == Group::Eliminated).unwrap();
    for _ in 0..out {
        desk.keys("<Down>");
    }
    desk.keys("x").sees("becomes a spare again").keys("<Enter>").sees("1 eliminated");
    desk.keys("<Ctrl-Z>").sees("2 eliminated").keys("<Ctrl-Z><Ctrl-Z>").does_not_see("eliminated,");
    assert_eq!(sample(&worklist(&mut desk)), drawn);
    desk.is_sound();
}

#[test]
fn cases_are_begun_assigned_added_and_given_to_a_second_reviewer() {
    let mut desk = with_list(120, 40);
    draw_40(&mut desk);
    // Three cases at once, then a share for another person; whoever reviews first is never second.
    desk.keys("<Shift-Down><Shift-Down>a").sees("these 3 cases").keys("<Enter>").sees("Saved: reviewer of 3 cases").keys("<Esc>");
    let list = worklist(&mut desk);
    assert_eq!(list.cases.iter().filter(|case| list.first(case).is_some_and(|line| line.reviewer == "Rae Sample")).count(), 3);
    assert_eq!((list.progress.not_begun, list.begun()), (40, 0), "a name is no beginning");
    desk.keys("<Ctrl-Home>b").sees("A share of the sample").keys("<Down><Enter>Rae sample<Enter>").sees("reviews this case first");
    desk.keys("<Esc>b<Enter><Enter>Lee Second<Enter>")
        .sees("2 of 40 are chosen by the seed")
        .keys("<Enter>")
        .sees("Saved: second review of 2 cases");
    let list = worklist(&mut desk);
    assert_eq!(
        list.cases.iter().filter(|case| list.second(case).is_some_and(|line| line.second && line.reviewer == "Lee Second")).count(),
        2
    );
    // Enter begins a case and goes there.
    desk.keys("<Ctrl-Home><Down><Down><Down><Enter>").sees("Saved: the review of a case begun").keys("<Esc>");
    let id = worklist(&mut desk).cases[3].first_id;
    let fourth = |desk: &mut Desk| {
        let list = worklist(desk);
        list.file.reviews.iter().find(|line| line.id == id).cloned()
    };
    let line = fourth(&mut desk).unwrap();
    assert_eq!((line.reviewer.as_str(), line.covers.count_ones()), ("Rae Sample", 1), "its stratum names its area");
    // A case that is not in the list.
    desk.keys("<Insert>")
        .sees("One case outside the list")
        .keys("EXTRA-1<Enter><Enter><Enter>")
        .sees("EXTRA-1")
        .sees("1 case added by hand");
    desk.keys("<Insert>EXTRA-1<Enter><Enter><Enter>").sees("is in the round already").keys("<Esc>");
    desk.keys("<Ctrl-D>").sees("Take this case out").keys("<Enter>").does_not_see("1 case added by hand");
    // What is assigned is lost with another draw, and is said before.
    desk.keys("d<Ctrl-A>another seed<Enter><Enter><Enter><Enter>").sees("The sample that is there goes").keys("<Esc>");
    desk.is_sound();
}

#[test]
fn a_round_is_closed_opened_again_followed_and_deleted_only_while_it_is_empty() {
    let mut desk = with_list(120, 40);
    draw_40(&mut desk);
    desk.keys("<Enter><Esc><Ctrl-P>close the round<Enter>").sees("Still open: 40 cases not begun").keys("<Enter>").sees("Closed. 40 drawn");
    desk.keys("x").keys("d").sees("This round is closed");
    desk.keys("<Ctrl-P>close the round<Enter>").does_not_see("Closed. ");
    desk.keys("<Ctrl-P>next year's round<Enter>")
        .sees("Open the round of FY2029")
        .keys("<Enter>")
        .sees("Case Process Review FY2029, Canyon");
    desk.sees("No cases yet");
    let next = Round::all(desk.book()).into_iter().find(|round| round.year == 2029).unwrap();
    assert_eq!((next.from.unwrap().to_string(), next.is_drawn(), next.open), ("2028-07-01".to_owned(), false, true));
    desk.keys("<Esc>").sees("FY2029").sees("FY2028").keys("<Ctrl-D>").sees("Delete the round").keys("<Enter>").sees("deleted");
    assert_eq!(Round::all(desk.book()).len(), 3, "with the two of the made-up agency");
    desk.keys("<Ctrl-D>").sees("has 1 review and is not deleted");
    desk.is_sound();
}

#[test]
fn hostile_input_gets_its_sentence_and_changes_nothing() {
    let mut desk = with_list(120, 40);
    let before = desk.history(1);
    // A second round of the same key, and another with the same title.
    desk.keys("<Esc><Insert><Enter><Ctrl-A>2028<Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter>")
        .sees("one round a year")
        .keys("<Esc>");
    desk.keys(
        "<Insert><Enter><Ctrl-A>2029<Enter><Enter>case process review fy2028, canyon<Enter><Enter><Enter><Enter><Enter><Enter><Enter>",
    );
    desk.sees("title of another round").keys("<Esc>");
    desk.keys("<Insert><Enter><Ctrl-A>20270<Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter>").sees("2027").keys("<Esc>");
    // Samples that cannot be.
    desk.keys("<Enter>d<Enter><Ctrl-A>501<Enter><Enter><Enter>").sees("a sample of 501 is more").keys("<Esc>");
    desk.keys("d<Enter><Ctrl-A>0<Enter><Enter><Enter>").sees("at least one case").keys("<Esc>");
    desk.keys("d<Enter><Enter><Enter>in-home=400<Enter>").sees("cannot give 400").keys("<Esc>");
    desk.keys("d<Enter><Enter><Enter>nowhere=4<Enter>").sees("has no stratum").keys("<Esc>");
    // Cases that no file should have.
    let long = "x".repeat(300);
    desk.keys(&format!("<Insert>{long}<Enter><Enter><Enter>")).sees("up to 80 characters").keys("<Esc>");
    desk.keys("<Insert><Enter><Enter><Enter>").sees("needs a case number").keys("<Esc>");
    assert_eq!(desk.history(1), before);
    desk.keys("<Insert>").paste("C-\u{1b}[31mRED\u{202e}").keys("<Enter><Enter><Enter>");
    assert!(!desk.screen().contains('\u{1b}'));
    assert!(worklist(&mut desk).cases.iter().all(|case| !case.case_id.contains(char::is_control)));
    desk.is_sound();
}

#[test]
fn a_sample_size_is_worked_out_beside_the_round() {
    let mut desk = with_list(80, 24);
    desk.keys("z")
        .sees("Sample size")
        .keys("<Enter><Enter><Enter><Enter>")
        .sees("218 of 500 cases")
        .sees("341")
        .sees("10 points")
        .keys("<Esc>");
}
