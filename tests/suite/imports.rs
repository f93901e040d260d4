//! Files taken in through the dialog: what is asked for each kind, what is shown before, and what a fault leaves behind.

use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::domain::population::PopulationCase;
use milepost::domain::query::{Answer, Query};

use super::desk::Desk;

/// Opens the dialog at this kind, the path typed.
fn dialog(desk: &mut Desk, kind: &str, path: &std::path::Path) {
    desk.keys("<Ctrl-P>import a file<Enter>");
    let mut turns = 0;
    while !desk.screen().contains(&format!(" {kind}: ")) {
        desk.keys("<Right>");
        turns += 1;
        assert!(turns < 20, "no kind {kind}");
    }
    desk.keys("<Down>").paste(path.to_str().unwrap());
}

fn list(desk: &Desk, name: &str, rows: &str) -> std::path::PathBuf {
    let path = desk.file().with_file_name(name);
    std::fs::write(&path, format!("case_id,office,stratum,from,until\n{rows}")).unwrap();
    path
}

/// A workbook that a spreadsheet library has written, or the same table as text.
fn shared(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/workbooks").join(name)
}

/// The cases of a round by the names of their places and people, so that two files can be compared.
fn cases(desk: &mut Desk, year: i64) -> Vec<String> {
    let round = desk.book().all(Kind::Round).into_iter().find(|r| r.int(Field::Year) == Some(year)).unwrap().id;
    let Answer::Round(file) = desk.shell().store().answer(&Query::Round { round }).unwrap() else { panic!() };
    let book = desk.book();
    let line = |c: &PopulationCase| {
        let worker = c.worker.map_or("", |w| book.name(w));
        format!("{} {} {worker} {} {:?} {:?}", c.case_id, book.name(c.office), c.stratum, c.from, c.until)
    };
    file.population.cases.iter().map(line).collect()
}

fn rounds(desk: &mut Desk) -> usize {
    desk.book().all(Kind::Round).len()
}

#[test]
fn a_population_list_with_a_case_twice_is_refused_with_both_rows_and_changes_nothing() {
    let mut desk = Desk::new(120, 40);
    let rows =
        "0017,Red Ledge,In-home,2026-07-01,2026-09-30\nK-2,Mesa View,CPS,2026-07-01,\n0017,Red Ledge,In-home,2026-07-01,2026-09-30\n";
    let path = list(&desk, "twice.csv", rows);
    let before = (rounds(&mut desk), desk.history(1));
    dialog(&mut desk, "population", &path);
    // The instrument in view; the year of today; another year and the region are chosen.
    desk.sees("utah-cpr: Case Process Review").sees("FY2027").sees("Lakeshore");
    desk.keys("<Down><Down><Right>").sees("FY2028").keys("<Down><Right><Right><Right>").sees("Canyon").keys("<Enter>").waits();
    desk.sees("'0017'").sees("line 4").sees("line 2").sees("would be drawn twice as often");
    desk.keys("<Enter>").waits().sees("would be drawn twice as often").keys("<Esc>").does_not_see("Import a file");
    assert_eq!((rounds(&mut desk), desk.history(1)), before);
    desk.is_sound();
}

#[test]
fn a_population_list_makes_its_round_once_it_was_looked_at_and_one_key_takes_it_back() {
    let mut desk = Desk::new(120, 40);
    let path = desk.file().with_file_name("canyon.csv");
    let rows = "0017,Red Ledge,In-home,2026-07-01,2026-09-30,red\nK-2,Mesa View,CPS,2026-07-01,,\n";
    std::fs::write(&path, format!("case_id,office,stratum,from,until,colour\n{rows}")).unwrap();
    let before = rounds(&mut desk);
    dialog(&mut desk, "population", &path);
    desk.keys("<Down><Down><Right><Down><Right><Right><Right><Enter>").waits();
    desk.sees("Ready: a population list of 2 cases from canyon.csv").sees("1 round").sees("0017 | Red Ledge");
    desk.sees("Note: canyon.csv, line 1: not read: colour");
    assert_eq!(rounds(&mut desk), before, "nothing is taken in before it was seen");
    desk.keys("<Enter>").does_not_see("Import a file").sees("Ctrl-Z takes it back");
    assert_eq!(rounds(&mut desk), before + 1);
    let round = desk.book().all(Kind::Round).into_iter().find(|r| r.int(Field::Year) == Some(2028)).unwrap().id;
    let Answer::Round(file) = desk.shell().store().answer(&Query::Round { round }).unwrap() else { panic!() };
    assert_eq!(file.population.cases[0].case_id, "0017");
    assert_eq!(file.population.cases[0].until.unwrap().to_string(), "2026-09-30");
    // A second list needs the word that it may take the place of the first.
    let other = list(&desk, "other.csv", "K-9,Dry Fork,CPS,,\n");
    dialog(&mut desk, "population", &other);
    desk.keys("<Down><Down><Right><Down><Right><Right><Right><Enter>").waits().sees("choose yes at 'Change what is here'").keys("<Esc>");
    desk.keys("<Ctrl-Z>");
    assert_eq!(rounds(&mut desk), before);
    desk.is_sound();
}

#[test]
fn ratings_by_case_come_in_through_the_dialog() {
    let mut desk = Desk::new(120, 40);
    let path = desk.file().with_file_name("ratings.csv");
    let items: Vec<String> = (1..=18).map(|item| format!("Item {item}")).collect();
    let rated = ["S"; 18].join(",");
    std::fs::write(&path, format!("fiscal_year,region,office,case_id,{}\n2027,Canyon,Red Ledge,F-1,{rated}\n", items.join(","))).unwrap();
    let reviews = |desk: &mut Desk| -> u32 { desk.book().tallies().iter().filter(|t| t.year == 2027).map(|t| t.reviews).sum() };
    let before = reviews(&mut desk);
    dialog(&mut desk, "ratings", &path);
    let mut turns = 0;
    desk.keys("<Down>");
    while !desk.screen().contains("cfsr: Child") {
        desk.keys("<Right>");
        turns += 1;
        assert!(turns < 9);
    }
    desk.keys("<Enter>").waits().sees("18 ratings in 1 review").keys("<Enter>");
    assert_eq!(reviews(&mut desk), before + 1);
    desk.is_sound();
}

#[test]
fn each_kind_asks_for_what_it_needs_and_a_workbook_for_its_sheet() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Ctrl-P>import a file<Enter>").sees("answers:").sees("Instrument").does_not_see("Fiscal year").does_not_see("Sheet");
    desk.keys("<Down>").paste("/nowhere/list.xlsx").sees("Sheet").keys("<Up><Right>").sees("population:").sees("Fiscal year").sees("Sheet");
    desk.keys("<Left><Left>")
        .sees("mini-pip:")
        .does_not_see("Sheet")
        .keys("<Left>")
        .sees("plan:")
        .does_not_see("Sheet")
        .does_not_see("Change what is here")
        .does_not_see("Mapping");
    desk.keys("<Enter>").waits().sees("list.xlsx");
    let mut small = Desk::new(60, 16);
    small.keys("<Ctrl-P>import a file<Enter><Right>").sees("population:").keys("<Up>").sees("Change what is here");
    small.keys("<Home>");
    let path = list(&small, "small.csv", "K-2,Mesa View,CPS,2026-07-01,\nK-2,Mesa View,CPS,2026-07-01,\n");
    small.paste(path.to_str().unwrap()).keys("<Enter>").waits().sees("stands on line 2");
}

#[test]
fn a_workbook_reads_as_its_table_in_text_does() {
    let mut seen = Vec::new();
    for end in ["xlsx", "csv"] {
        let mut desk = Desk::new(120, 40);
        let sheet = if end == "xlsx" { "<Down>Cases" } else { "" };
        dialog(&mut desk, "population", &shared(&format!("population.{end}")));
        desk.keys("<Down><Down><Right><Down><Right><Right><Right>").keys(sheet).keys("<Enter>").waits().sees("Ready:").keys("<Enter>");
        dialog(&mut desk, "answers", &shared(&format!("answers.{end}")));
        desk.keys("<Enter>").waits().sees("20 answers in 4 reviews").keys("<Enter>");
        dialog(&mut desk, "published", &shared(&format!("published.{end}")));
        desk.keys("<Enter>").waits().sees("3 published results").keys("<Enter>");
        let book = desk.book();
        let mut tallies: Vec<String> = book
            .tallies()
            .iter()
            .filter(|t| t.year == 2028)
            .map(|t| format!("{} {} {:?}", book.name(t.office), t.reviews, t.counts.to_bytes()))
            .collect();
        tallies.sort();
        let published = book.all(Kind::Published).into_iter().filter(|p| p.text(Field::Edition) == "Scorecard");
        let mut published: Vec<String> =
            published.map(|p| format!("{} {:?} {:?}", p.text(Field::Question), p.int(Field::Percent), p.int(Field::Year))).collect();
        published.sort();
        seen.push((cases(&mut desk, 2028), tallies, published));
        desk.is_sound();
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].0[0], "00017 Red Ledge Ada Made-Up In-home Some(2026-01-05) Some(2026-06-30)");
    assert_eq!(seen[0].2[0], "CPS.A1 Some(9140) Some(2027)");
}

#[test]
fn a_sheet_that_does_not_fit_says_which_others_there_are() {
    let mut desk = Desk::new(120, 40);
    dialog(&mut desk, "population", &shared("population.xlsx"));
    desk.keys("<Enter>").waits().sees("sheet Summary").sees("not read: Cases");
}
