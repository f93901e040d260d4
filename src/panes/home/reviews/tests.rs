use super::*;
use crate::panes::sample::{Desk, region};

#[test]
fn regions_and_the_worst_questions_at_64_columns() {
    let desk = Desk::new(Some(region(0)), 64, 14);
    insta::assert_snapshot!(desk.drawn(&Reviews::default()), @r"
      Region         ●   ◐   ▼   ○   ◌   –  Earliest exit
    ▸ Northern       7   2   1   ·   2   ·  FY2027, 3 below
      Salt Valley    6   3   2   ·   1   ·  FY2027, 3 below
      Western        7   3   1   ·   1   ·  FY2027, 2 below
      Eastern        6   3   2   ·   1   ·  FY2027, 3 below
      Southwest      6   3   2   ·   1   ·  FY2027, 3 below ~
      Statewide     10   1   ·   ·   1   ·  FY2027, 0 of 5 ready ~
    Northern: 3 below         Score  Goal  Need     n Years
      FC.1  Did the worker…   84.4     90     4    58  ▂▄▅▁▂▄▅▇█▄ ▼
    ! FC.3  Were the parent…  84.5     85     1    42  ▄▅▁▂▄▅▇█▄▅ ▲
    ! CPS.1 Did the worker…   89.2     90     1    56  ▅▁▂▃▅▇█▄▆▇ ▲
      CPS.4 Was the health…   85.1     85    +0    47  ▃▄▁▂▃▄▆▇█▅ ▼
    ! 2 failing questions without an element: FC.3, CPS.1
    ● sustained ◐ met once ▼ fell below ○ below ◌ below two years
    ");
}

#[test]
fn with_more_room_standings_are_named_and_the_signs_explained() {
    let desk = Desk::new(None, 130, 24);
    insta::assert_snapshot!(desk.drawn(&Reviews::default()), @r"
      Region        ● sustained  ◐ met once  ▼ fell below  ○ below  ◌ below two years  – no rate  Earliest exit
      Northern                7           2             1        ·                  2          ·  FY2027, 3 below
      Salt Valley             6           3             2        ·                  1          ·  FY2027, 3 below
      Western                 7           3             1        ·                  1          ·  FY2027, 2 below
      Eastern                 6           3             2        ·                  1          ·  FY2027, 3 below
      Southwest               6           3             2        ·                  1          ·  FY2027, 3 below ~
    ▸ Statewide              10           1             ·        ·                  1          ·  FY2027, 0 of 5 ready ~

    Statewide, FY2025: 1 below                                   Standing           Score  Goal  Need     n Years         Mini PIP
    ! CPS.1 Did the worker see the child in the home at least o… ◌ below two years  89.5~    90     1   210  ▂▁▂▁▃▆████ ▲ no element
      IH.1  Did the worker see the child in the home at least o… ◐ met once         91.2~    90    +2   200  ▁▁▃▄▆▆▆▅▆█ ▲
      IH.4  Was the health assessment done within thirty days o… ● sustained        86.7~    85    +3   215  ▂▁▂▂▅█████ ▲
      FC.3  Were the parents involved in making the plan?        ● sustained        88.9~    85    +9   230  ▁▃▂▂▁▃▅██▇ ▼
      IH.2  Is there a current plan that names the family's own… ● sustained        88.9~    85    +9   235  ▁▂▁▁▁▄▇██▇ ▼
      CPS.3 Were the parents involved in making the plan?        ● sustained        89.0~    85    +9   220  ▁▁▁▃▅▇█▇▇█ ▲
      FC.1  Did the worker see the child in the home at least o… ● sustained        94.5~    90   +10   220  ▁▃▄▃▄▃▄▆██ ▲
      FC.2  Is there a current plan that names the family's own… ● sustained        90.6~    85   +12   225  ▁▁▁▃▆▆▇▆▆█ ▲
      CPS.4 Was the health assessment done within thirty days o… ● sustained        91.5~    85   +14   225  ▁▂▃▃▂▃▅▆█▇ ▼
      FC.4  Was the health assessment done within thirty days o… ● sustained        94.4~    85   +22   235  ▁▁▃▅▅▅▅▅▇█ ▲
      CPS.2 Is there a current plan that names the family's own… ● sustained        95.5~    85   +22   215  ▁▂▄▄▅▄▄▅▇█ ▲
      IH.3  Were the parents involved in making the plan?        ● sustained        96.2~    85   +27   240  ▁▂▄▅▄▅▄▅▇█ ▲

    ! 1 failing question without an element: CPS.1  e makes one
    ! no element  +2 to spare  p published  ~ round still open
    ");
}

#[test]
fn enter_on_a_region_chooses_it_and_on_a_question_goes_to_its_scores() {
    let desk = Desk::new(Some(region(0)), 64, 12);
    let mut pane = Reviews::default();
    assert_eq!(desk.press(&mut pane, &[Command::Down, Command::Enter]), [Effect::ChooseRegion(Some(region(1)))]);
    let down = [Command::Down; 4];
    assert_eq!(desk.press(&mut pane, &down), []);
    assert_eq!(desk.press(&mut pane, &[Command::Enter]), [Effect::ChooseRegion(None)]);
    let worst = Effect::Go(Place::Scores { question: Some("FC.1".into()) });
    assert_eq!(desk.press(&mut pane, &[Command::Down, Command::Enter]), [worst]);
}

#[test]
fn one_click_chooses_a_region_and_two_open_a_question() {
    let desk = Desk::new(Some(region(0)), 64, 12);
    let mut pane = Reviews::default();
    let mut click = |y, double| pane.update(Input::Click { x: 5, y, double, extend: false }, &desk.cx());
    assert_eq!(click(3, false), [Effect::ChooseRegion(Some(region(2)))]);
    assert_eq!(click(8, false), []);
    assert_eq!(click(8, true), [Effect::Go(Place::Scores { question: Some("FC.1".into()) })]);
}

#[test]
fn a_failing_question_that_no_element_of_the_region_addresses_is_marked() {
    let desk = Desk::new(Some(region(0)), 100, 30);
    let north = desk.drawn(&Reviews::default());
    let line = |code: &str| north.lines().find(|line| line.contains(code)).unwrap().to_owned();
    assert!(line("FC.1 ").starts_with(' ') && line("FC.1 ").contains("addressed"), "{north}");
    assert!(line("FC.3 ").starts_with('!') && line("FC.3 ").contains("no element"), "{north}");
}

#[test]
fn a_region_is_said_in_a_sentence_with_its_counts() {
    let desk = Desk::new(Some(region(0)), 64, 12);
    let effects = desk.press(&mut Reviews::default(), &[Command::CopySentence]);
    let expected = "Northern, FY2025: earliest exit FY2027, held back by 3 questions; 12 questions: 7 sustained, 2 met once, 1 fell below, \
                    2 below two years (as of 11/21/2025).";
    assert!(matches!(&effects[..], [Effect::Copy { text, .. }] if text == expected), "{effects:?}");
}

#[test]
fn it_follows_the_chosen_year() {
    let mut desk = Desk::new(Some(region(0)), 64, 12);
    let mut pane = Reviews::default();
    let before = pane.brief(&desk.cx());
    desk.chosen.year = 2019;
    pane.hear(&Event::ChosenMoved, &desk.cx());
    let after = pane.brief(&desk.cx());
    assert!(
        before[0].contains("FY2025") && after[0].contains("Northern FY2019") && after[1].contains(" failing without an element. Worst: "),
        "{after:?}"
    );
}

#[test]
fn it_fits_however_small_and_says_what_belongs_here_when_empty() {
    for (width, height) in [(58, 12), (40, 5), (30, 2), (200, 40)] {
        let desk = Desk::new(None, width, height);
        assert!(!desk.spills(&Reviews::default()), "{width}x{height}");
    }
    let mut desk = Desk::new(None, 64, 12);
    desk.chosen.instrument = "qcr".into();
    let mut pane = Reviews::default();
    assert_eq!(desk.press(&mut pane, &[Command::Down, Command::CopySentence]), []);
    assert!(desk.drawn(&pane).contains("Once they are imported"));
}
