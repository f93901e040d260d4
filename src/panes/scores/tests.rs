use super::*;
use crate::command::Place;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::panes::sample::{Desk, id, region};

fn at(desk: &Desk, code: &str) -> Scores {
    let mut pane = Scores::default();
    pane.hear(&Event::Arrive(Place::Scores { question: Some(code.to_owned()) }), &desk.cx());
    pane
}

fn copied(effects: &[Effect]) -> &str {
    match effects {
        [Effect::Copy { text, .. }] => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_sheet_at_78_columns() {
    let desk = Desk::new(Some(region(0)), 78, 21);
    insta::assert_snapshot!(desk.drawn(&at(&desk, "FC.1")), @r"
     Code   Question                      ‹    2024   ▸ 2025   Goal      n  Need
    ──────────────────────────────────────┼───────────────────────────────────────
     All    All questions                 │ ● 90.4   ● 91.3   86.3*    522       ┃
     IH     In-home services              │ ◐ 88.2   ● 93.8   85.9*    162       ┃
     IH.1   Did the worker see the child… │ ◌ 88.3   ◐ 95.0      90     30       ┃
     IH.2   Is there a current plan that… │ ◌ 83.7   ◐ 89.1      85     37       ┃
     IH.3   Were the parents involved in… │ ● 95.4   ●  100      85     44       ┃
     IH.4   Was the health assessment do… │ ◐ 85.2   ● 91.1      85     51       ┃
     FC     Foster care                   │ ● 91.0   ● 89.9   86.5*    184       │
     FC.1   Did the worker see the child… │ ● 98.2   ▼ 84.4      90     58     4 │
     FC.2   Is there a current plan that… │ ● 88.5   ● 94.2      85     35       │
     FC.3   Were the parents involved in… │ ▼ 79.7   ◌ 84.5      85     42     1 │
     ● sustained  ◐ met once  ▼ fell below  ○ below  ◌ below two years  – no rate…
    ──────────────────────────────────────────────────────────────────────────────
     FC.1 · Northern · FY2025                   Addressed by
     Did the worker see the child in the home   • Northern community plan,
     at least once in each month of the period  element 1: Seeing each child …
     under review?                              • Salt Valley community plan,
     ▼ fell below: met the year before, below…  element 1: Seeing each child …
     84.4 % (49 of 58), goal 90 %
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━──│───  ▾ Regions in FY2025, worst first   ▾
    ");
}

#[test]
fn the_sheet_at_140_columns_has_the_detail_beside_it() {
    let desk = Desk::new(Some(region(0)), 140, 30);
    insta::assert_snapshot!(desk.drawn(&at(&desk, "FC.1")), @r"
     Code   Question                         ‹    2023     2024   ▸ 2025   Goal      n  Need  │ FC.1 · Northern · FY2025
    ─────────────────────────────────────────┼────────────────────────────────────────────────│ Did the worker see the child in the home at
     All    All questions                    │ ◐ 86.9   ● 90.4   ● 91.3   86.3*    522        │ least once in each month of the period under
     IH     In-home services                 │ ◌ 83.9   ◐ 88.2   ● 93.8   85.9*    162        │ review?
     IH.1   Did the worker see the child in… │ ◌ 85.0   ◌ 88.3   ◐ 95.0      90     30        │ ▼ fell below: met the year before, below this…
     IH.2   Is there a current plan that na… │ ▼ 78.3   ◌ 83.7   ◐ 89.1      85     37        │ 84.4 % (49 of 58), goal 90 %
     IH.3   Were the parents involved in ma… │ ◐ 90.9   ● 95.4   ●  100      85     44        │ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━──│────
     IH.4   Was the health assessment done…  │ ◌ 81.3   ◐ 85.2   ● 91.1      85     51        │ 4 more yes of 58 would meet the goal
     FC     Foster care                      │ ◐ 90.4   ● 91.0   ● 89.9   86.5*    184        │ Yes 49 · No 9 · unanswered 0
     FC.1   Did the worker see the child in… │ ◐ 93.1   ● 98.2   ▼ 84.4      90     58     4  │ 95 % interval 73.1 to 91.6 %; at 90 % certainty
     FC.2   Is there a current plan that na… │ ◐ 85.7   ● 88.5   ● 94.2      85     35        │ clearly below
     FC.3   Were the parents involved in ma… │ ● 94.0   ▼ 79.7   ◌ 84.5      85     42     1  │ Estimate: met next year 14 %, two years in a
     FC.4   Was the health assessment done…  │ ◐ 87.7   ● 93.8   ● 97.9      85     49        │ row 5 %
     CPS    Child protective services        │ ▼ 86.0   ◐ 91.7   ● 90.6   86.5*    176        │ Case Process Review, version 1: yes counts 1,
     CPS.1  Did the worker see the child in… │ ▼ 80.3   ◌ 85.7   ◌ 89.2      90     56     1  │ partial counts 0.5, no counts 0; exception, not
     CPS.2  Is there a current plan that na… │ ◐ 89.3   ● 95.4   ● 98.4      85     33        │ applicable left out
     CPS.3  Were the parents involved in ma… │ ◌ 82.5   ◐ 87.5   ● 92.5      85     40        │
     CPS.4  Was the health assessment done…  │ ● 93.6   ●  100   ● 85.1      85     47        │ Addressed by
                                                                                              │ • Northern community plan, element 1: Seeing
                                                                                              │ each child every month (implementing)
                                                                                              │ • Salt Valley community plan, element 1: Seeing
                                                                                              │ each child every month (implementing, another …
                                                                                              │
                                                                                              │ Regions in FY2025, worst first
                                                                                              │ ○ Northern    ━━━━━━━━━━━━━━━─│─  84.4  n 58
                                                                                              │ ● Southwest   ━━━━━━━━━━━━━━━━│╸  95.8~ n 48
                                                                                              │ ● Eastern     ━━━━━━━━━━━━━━━━│╸  97.6  n 43
                                                                                              │ ● Salt Valley ━━━━━━━━━━━━━━━━│━ 100.0  n 33
                                                                                              │ ● Western     ━━━━━━━━━━━━━━━━│━ 100.0  n 38
     ● sustained  ◐ met once  ▼ fell below  ○ below  ◌ below two years  – no rate             │                                                ▾
    ");
}

#[test]
fn with_plain_signs_every_sign_is_ascii() {
    let desk = Desk::new(Some(region(4)), 130, 34);
    let drawn = desk.drawn_ascii(&Scores::default());
    assert!(drawn.is_ascii(), "{drawn}");
    assert!(drawn.contains('~'), "an open round is marked");
}

#[test]
fn it_never_draws_outside_its_area_however_small() {
    for (width, height) in [(20, 3), (60, 13), (80, 21), (109, 24), (110, 16), (200, 57)] {
        let desk = Desk::new(None, width, height);
        assert!(!desk.spills(&at(&desk, "IH.1")), "{width}x{height}");
    }
}

#[test]
fn arriving_at_a_question_puts_the_cursor_there_and_the_sentence_speaks_of_it() {
    let desk = Desk::new(Some(region(0)), 118, 32);
    let mut pane = at(&desk, "fc.1");
    let said = desk.press(&mut pane, &[Command::CopySentence]);
    assert_eq!(copied(&said), "FC.1, Northern, FY2025: 84.4 % (49 of 58), goal 90 %, 4 cases missing, fell below (as of 11/21/2025).");
}

#[test]
fn moving_left_speaks_of_the_year_before_and_only_enter_chooses_it() {
    let desk = Desk::new(Some(region(0)), 118, 32);
    let mut pane = at(&desk, "FC.1");
    assert_eq!(desk.press(&mut pane, &[Command::Left]), []);
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).contains("FY2024"));
    assert_eq!(desk.press(&mut pane, &[Command::Enter]), [Effect::ChooseYear(2024)]);
}

#[test]
fn the_cursor_follows_the_chosen_year_and_keeps_its_question_in_another_region() {
    let mut desk = Desk::new(Some(region(0)), 118, 32);
    let mut pane = at(&desk, "CPS.3");
    (desk.chosen.year, desk.chosen.region) = (2022, Some(region(3)));
    pane.hear(&Event::ChosenMoved, &desk.cx());
    let said = desk.press(&mut pane, &[Command::CopySentence]);
    assert!(copied(&said).starts_with("CPS.3, Eastern, FY2022: "), "{said:?}");
}

#[test]
fn the_filter_leaves_what_holds_the_region_back_under_its_areas() {
    let desk = Desk::new(Some(region(0)), 118, 32);
    let mut pane = at(&desk, "FC.1");
    desk.press(&mut pane, &[Command::Filter]);
    let sheet = pane.sheet(&desk.cx());
    let grid = pane.grid(&sheet, &desk.cx());
    let rows = pane.rows(&sheet, &grid, 118, &desk.cx(), &crate::widgets::glyphs::Glyphs::UNICODE);
    let codes: Vec<&str> = (0..20).map_while(|row| rows.line(row)).map(|line| line.code.as_str()).collect();
    assert_eq!(codes, ["FC", "FC.1", "FC.3", "CPS", "CPS.1"]);
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("FC.1,"), "the cursor stays on its question");
}

#[test]
fn what_is_sent_for_is_shown_even_if_the_filter_hides_it() {
    let desk = Desk::new(Some(region(0)), 118, 32);
    let mut pane = at(&desk, "FC.1");
    desk.press(&mut pane, &[Command::Filter]);
    pane.hear(&Event::Arrive(Place::Scores { question: Some("IH.2".into()) }), &desk.cx());
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("IH.2,"));
}

#[test]
fn sorting_by_a_year_puts_the_lowest_score_first_and_the_areas_away() {
    let desk = Desk::new(Some(region(0)), 118, 32);
    let mut pane = at(&desk, "FC.1");
    desk.press(&mut pane, &[Command::Sort, Command::Top]);
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("FC.1, Northern, FY2025: 84.4 %"));
    desk.press(&mut pane, &[Command::Sort, Command::Top]);
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("IH.3, Northern, FY2025: 100.0 %"));
}

#[test]
fn the_element_key_goes_to_the_first_one_where_work_goes_on() {
    let desk = Desk::new(Some(region(0)), 118, 32);
    let go = Effect::Go(Place::MiniPip { mini_pip: Some(id(8, 0)), record: Some(id(9, 0)) });
    assert_eq!(desk.press(&mut at(&desk, "FC.2"), &[Command::OpenElement]), [go]);
    let refused = desk.press(&mut at(&desk, "IH.1"), &[Command::OpenElement]);
    assert!(
        matches!(&refused[..], [Effect::Refuse(words)] if words.contains("IH.1") && words.contains("Add one in a Mini PIP")),
        "{refused:?}"
    );
    let mut pane = at(&desk, "IH.1");
    let refused = desk.press(&mut pane, &[Command::Up, Command::OpenElement]);
    assert!(matches!(&refused[..], [Effect::Refuse(words)] if words.contains("question")), "an area is not addressed: {refused:?}");
}

#[test]
fn a_range_is_copied_as_figures_without_their_signs() {
    let desk = Desk::new(Some(region(0)), 118, 32);
    let mut pane = at(&desk, "FC.1");
    let sheet = pane.sheet(&desk.cx());
    assert_eq!(copied(&desk.press(&mut pane, &[Command::Copy])), "84.4");
    let (shape, mut grid) = pane.grid.take().unwrap();
    grid.anchor = Some((grid.row + 1, grid.column - 1));
    pane.grid = Some((shape, grid));
    assert_eq!(copied(&desk.press(&mut pane, &[Command::Copy])), "98.2\t84.4\n88.5\t94.2\n");
    assert_eq!(sheet.span, 11);
}

#[test]
fn published_stands_beside_counted_with_its_edition_and_the_difference() {
    let desk = Desk::new(Some(region(0)), 118, 40);
    let drawn = desk.drawn(&at(&desk, "IH.2"));
    assert!(drawn.contains("Published: 81.0 % (n not known, edition"), "{drawn}");
    assert!(drawn.contains("8.2 points above"), "{drawn}");
}

#[test]
fn new_figures_are_seen_at_once() {
    let mut desk = Desk::new(Some(region(0)), 118, 40);
    let mut pane = at(&desk, "IH.2");
    desk.drawn(&pane);
    desk.book.set(Kind::Published, id(4, 1), Field::Percent, Value::Int(8900));
    pane.hear(&Event::Reloaded, &desk.cx());
    assert!(desk.drawn(&pane).contains("Published: 89.0 %"));
}

#[test]
fn without_figures_it_says_what_belongs_here() {
    let mut desk = Desk::new(None, 80, 21);
    desk.chosen.instrument = "qcr".into();
    let mut pane = Scores::default();
    assert_eq!(desk.press(&mut pane, &[Command::Down, Command::Copy, Command::Enter]), []);
    assert!(desk.drawn(&pane).contains("Import them"));
}
