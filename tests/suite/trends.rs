//! Trends through the whole program: real figures in two editions come in by the dialog, a value is typed, a region that is missing in a
//! year is not taken for nought.

use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::work::import::What;

use super::desk::Desk;

fn real() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/utah_trends_2000_2005.csv")
}

fn values(desk: &mut Desk) -> usize {
    desk.book().all(Kind::TrendValue).len()
}

#[test]
fn the_federal_figures_come_in_by_the_dialog_with_both_editions_and_a_typed_value_is_taken_back() {
    let mut desk = Desk::empty(120, 40);
    desk.keys("<Alt-7>").sees("Priority 3 reports answered").sees("no value yet");
    desk.keys("<Ctrl-P>import a file<Enter>");
    let mut turns = 0;
    while !desk.screen().contains(" trends: ") {
        desk.keys("<Right>");
        turns += 1;
        assert!(turns < 20, "no kind trends");
    }
    desk.keys("<Down>").paste(real().to_str().unwrap()).keys("<Enter>").waits();
    desk.sees("Ready: 72 values of trends from utah_trends_2000_2005.csv").sees("children under 18").sees("cwo03");
    assert_eq!(values(&mut desk), 0, "nothing is taken in before it was seen");
    desk.keys("<Enter>").does_not_see("Import a file");
    assert_eq!(values(&mut desk), 72);

    // The rate of victims is the indicator that came with the plan; what is new stands at the end.
    desk.sees("Child maltreatment victim").sees("17.7 per 1,000");
    let rate = desk.book().all(Kind::Indicator).into_iter().find(|one| one.text(Field::Code) == "victims-rate").unwrap().id;
    assert_eq!(desk.book().parts(rate, Kind::TrendValue).len(), 8);
    desk.keys("<Ctrl-Home><Down><Down><Down><Down><Down><Down><Enter>");
    // 13.9 and 14.4 for 2002: the newer edition counts, the older one stands under it.
    desk.sees("2002      cwo05").sees("14.4").sees("cwo03").sees("13.9").sees("17.7 per 1,000 children in 2005");

    // 2006 is typed where it belongs, and taken back.
    desk.sees("2006");
    desk.keys("18.1<Enter>").sees("18.1").sees("18.1 per 1,000 children in 2006");
    assert_eq!(values(&mut desk), 73);
    assert!(desk.history(1)[0].contains("in 2006"), "{:?}", desk.history(1));
    desk.keys("<Ctrl-Z>").does_not_see("18.1");
    assert_eq!(values(&mut desk), 72);
    desk.is_sound();

    // The same file again holds nothing new; what it would change it asks for.
    let text = std::fs::read_to_string(real()).unwrap();
    let again = desk.import(What::Trends, "again.csv", &text).unwrap_err();
    assert!(again.contains("here already"), "{again}");
    let changed = desk.import(What::Trends, "changed.csv", &text.replace(",713012,", ",713013,")).unwrap_err();
    assert!(changed.contains("line 38") && changed.contains("--replace"), "{changed}");
    assert_eq!(values(&mut desk), 72);
    desk.is_sound();
}

#[test]
fn a_region_that_is_missing_in_a_year_leaves_an_unfinished_sum_and_comes_right_when_it_is_typed() {
    let mut desk = Desk::new(120, 40);
    let rows = "indicator,unit,year,region,value\n\
        Children in care,count,FY2025,Lakeshore,100\nChildren in care,count,FY2025,Highland,80\nChildren in care,count,FY2025,Prairie,60\n\
        Children in care,count,FY2025,Canyon,40\nChildren in care,count,FY2025,Timber,20\n\
        Children in care,count,FY2026,Lakeshore,101\nChildren in care,count,FY2026,Highland,80\nChildren in care,count,FY2026,Prairie,60\n\
        Children in care,count,FY2026,Canyon,\nChildren in care,count,FY2026,Timber,21\n";
    desk.import(What::Trends, "care.csv", rows).unwrap();
    // 300 in FY2025; 262 of four regions in FY2026, compared with nothing.
    desk.keys("<Alt-7><Ctrl-End>").sees("Children in care").sees("262").sees("sum of 4 of 5 parts").does_not_see("▼ 38");
    desk.keys("<Enter>").sees("(262 of 4/5)").sees("(300)");
    // State, Lakeshore, Highland, Prairie, Canyon: the fifth column, in the row of FY2026.
    desk.keys("<Down><Right><Right><Right><Right>42<Enter>").sees("(304)").sees("sum of all 5 parts").sees("up 4 since");
    desk.is_sound();
}

#[test]
fn an_administrator_sees_what_is_worse_than_its_standard_and_has_the_evidence_by_one_key() {
    let mut desk = Desk::new(120, 35);
    desk.keys("<Alt-7>").sees("worse than their standard").sees("FY2026");
    // Farthest from the standard first; its page has every place, period and edition.
    desk.keys("<F4>").sees("farthest from their standard first").keys("<Enter>").sees("2026 report").sees("2025 report").sees("Canyon");
    desk.keys("<Esc><Ctrl-N>").sees("A permanency round-table").sees("A mentor for each youth of 16");
    desk.keys("<Ctrl-N>").sees("Placement prevention and disruption fund").sees("0 of 1 done").sees("How far from home");
    // The year before: nothing of FY2026 is left.
    desk.keys("<Ctrl-B><Ctrl-B>[").sees("as it stood in FY2025").sees("FY2025");
    desk.is_sound();
}
