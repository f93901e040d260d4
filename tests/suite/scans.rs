//! A supervisor enters five scans in a row, excuses one, looks at what it makes, and takes one back.

use milepost::domain::query::{Answer, Query};
use milepost::domain::scan::Scan;
use milepost::work::import::What;

use crate::desk::Desk;

fn november(desk: &mut Desk) -> Vec<Scan> {
    let month = "2026-11-01".parse().unwrap();
    match desk.shell().store().answer(&Query::Scans { from: month, until: month }).unwrap() {
        Answer::Scans(scans) => scans,
        other => panic!("{other:?}"),
    }
}

/// An agency of one office with six caseworkers under one supervisor.
fn agency(columns: u16, rows: u16) -> Desk {
    let mut desk = Desk::empty(columns, rows);
    desk.import(What::Offices, "offices.csv", "region,office\nNorth,Alder\n").unwrap();
    let line = |name: &str| format!("{name} Example,Sue Sample,Alder,caseworker,2026-10-12");
    let people: Vec<String> = ["Ann", "Ben", "Cal", "Dee", "Eve", "Fay"].into_iter().map(line).collect();
    let people = format!("worker,supervisor,office,role,from\n{}\n", people.join("\n"));
    desk.import(What::People, "people.csv", &people).unwrap();
    desk.sit_down_as("Sue Sample");
    desk
}

#[test]
fn a_supervisor_enters_five_scans_in_a_row_and_excuses_one() {
    let mut desk = agency(120, 40);
    desk.keys("<Alt-9>").sees("0 of 12 scans done (0.0 %), 6 still open this month").sees("Ann Example, November 2026");
    for (well, needs) in
        [("Visits kept", "Plan is old"), ("Team met", ""), ("Seen alone", "Notes late"), ("Kin found", ""), ("Good notes", "")]
    {
        desk.keys(well).sees("Done well");
        desk.keys(&format!("<Enter>{needs}<Ctrl-S>")).sees("Saved: scan of");
    }
    desk.sees("Fay Example, November 2026").sees("5 of 12 scans done (41.6 %), 1 still open");
    desk.keys("<Alt-e>").sees("Excuse Fay Example, November 2026").keys("on leave<Enter>").sees("1 excused");
    assert_eq!(november(&mut desk).iter().map(|scan| scan.excused).collect::<Vec<_>>(), [false, false, false, false, false, true]);
    assert_eq!(desk.history(1), ["excuse of the scan of 'Fay Example', November 2026"]);
    // The missed month before stands in the list of what is due; coverage and evidence are a key each away.
    desk.keys("<Ctrl-N>").sees("0 due, 6 missed").sees("October 2026");
    desk.keys("<Ctrl-N>").sees("Supervisors").sees("Sue Sample").keys("<Enter>").sees("Fay Example");
    // Undo goes through them one by one, and everything stands after a restart.
    desk.keys("<Ctrl-Z>").sees("Undone: excuse of the scan of 'Fay Example', November 2026").sees("1 still open");
    desk.keys("<Ctrl-Y>").sees("1 excused");
    desk.reopen();
    desk.keys("<Alt-9>").sees("5 of 11 scans done (45.4 %), 1 excused");
    desk.is_sound();
}

#[test]
fn a_scan_that_is_there_is_corrected_and_taken_back() {
    let mut desk = agency(100, 30);
    desk.keys("<Alt-9>Visits kept<Ctrl-S>").sees("Ben Example, November 2026").keys("<Up>").sees("done on 11/21/2026");
    desk.keys("<Enter>").sees("Visits kept").keys(" by all<Ctrl-S>").sees("Saved: correction of the scan of 'Ann Example'");
    desk.keys("<Enter>").sees("Visits kept by all").keys("<Esc>");
    desk.keys("<Delete>").sees("Take back the scan of Ann Example").keys("<Enter>").sees("Ann Example, November 2026: ○ due");
    assert!(november(&mut desk).is_empty());
    desk.keys("<Ctrl-Z>").sees("done on 11/21/2026");
    assert_eq!(november(&mut desk).len(), 1);
    desk.is_sound();
}

#[test]
fn themes_and_questions_are_made_and_asked() {
    let mut desk = agency(120, 40);
    desk.keys("<Alt-9><Ctrl-B>").sees("Add a theme").keys("Visits<Enter>").sees("Saved");
    desk.keys("<Ctrl-N>")
        .sees("Caseworker")
        .keys("Kept<Enter>")
        .sees("themes")
        .keys("vis<Enter><Enter><Ctrl-S>")
        .sees("Saved: scan of 'Ann Example'");
    desk.keys("<Ctrl-N><Ctrl-N><Ctrl-N>").sees("Done well").sees("Visits").sees("1/1").keys("<Enter>").sees("Kept");
    desk.keys("<Esc>").sees("1/1");
}

#[test]
fn the_made_up_agency_has_two_years_of_scans() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-9>").sees("Dec 2025 to Nov 2026").sees("Statewide").sees("[Nov]");
    desk.keys("<Ctrl-N><Ctrl-N>").sees("Lakeshore").sees("Run chart, 23 months").keys("c").sees("Dec");
    desk.keys("<Ctrl-N>").sees("Documentation").keys("<Ctrl-R>canyon<Enter>").sees("Canyon");
    desk.resize(78, 22).keys("<Ctrl-B><Ctrl-B><Ctrl-B>").sees("Caseworker");
}
