use super::*;
use crate::command::Place;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::remeasure::Measure;
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
     IH.2   Is there a current plan that… │ ◌ 83.7   ◐ 89.1≠     85     37       ┃
     IH.3   Were the parents involved in… │ ● 95.4   ●  100      85     44       ┃
     IH.4   Was the health assessment do… │ ◐ 85.2   ● 91.1      85     51       ┃
     FC     Foster care                   │ ● 91.0   ● 89.9   86.5*    184       │
     FC.1   Did the worker see the child… │ ● 98.2   ▼ 84.4      90     58     4 │
     FC.2   Is there a current plan that… │ ● 88.5   ● 94.2      85     35       │
     FC.3   Were the parents involved in… │ ▼ 79.7   ◌ 84.5      85     42     1 │
     ≠ published differs  ● sustained  ◐ met once  ▼ fell below  ○ below
    ──────────────────────────────────────────────────────────────────────────────
     FC.1 · Northern · FY2025                   FY2015  ▂▄▅▁▂▄▅▇█▄ FY2025
     Did the worker see the child in the home   Addressed by
     at least once in each month of the period  • Northern community plan,
     under review?                              element 1: Seeing each child …
     ▼ fell below: met the year before, below…  • Salt Valley community plan,
     84.4 % (49 of 58), goal 90 %               element 1: Seeing each child …
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━━━──┨     ▾                                  ▾
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
     IH.2   Is there a current plan that na… │ ▼ 78.3   ◌ 83.7   ◐ 89.1≠     85     37        │ 84.4 % (49 of 58), goal 90 %
     IH.3   Were the parents involved in ma… │ ◐ 90.9   ● 95.4   ●  100      85     44        │ ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━━━━──╂┤
     IH.4   Was the health assessment done…  │ ◌ 81.3   ◐ 85.2   ● 91.1      85     51        │ 4 more yes of 58 would meet the goal
     FC     Foster care                      │ ◐ 90.4   ● 91.0   ● 89.9   86.5*    184        │ Yes 49 · No 9 · unanswered 0
     FC.1   Did the worker see the child in… │ ◐ 93.1   ● 98.2   ▼ 84.4      90     58     4  │ Why not: not done 5 · not documented 3 · no
     FC.2   Is there a current plan that na… │ ◐ 85.7   ● 88.5   ● 94.2      85     35        │ reason given 1
     FC.3   Were the parents involved in ma… │ ● 94.0   ▼ 79.7   ◌ 84.5      85     42     1  │ 95 % interval 73.1 to 91.6 %; at 90 % certainty
     FC.4   Was the health assessment done…  │ ◐ 87.7   ● 93.8   ● 97.9      85     49        │ clearly below
     CPS    Child protective services        │ ▼ 86.0   ◐ 91.7   ● 90.6   86.5*    176        │ Estimate: met next year 14 %, two years in a
     CPS.1  Did the worker see the child in… │ ▼ 80.3   ◌ 85.7   ◌ 89.2      90     56     1  │ row 5 %
     CPS.2  Is there a current plan that na… │ ◐ 89.3   ● 95.4   ● 98.4      85     33        │ Case Process Review, version 1: yes counts 1,
     CPS.3  Were the parents involved in ma… │ ◌ 82.5   ◐ 87.5   ● 92.5      85     40        │ partial counts 0.5, no counts 0; exception, not
     CPS.4  Was the health assessment done…  │ ● 93.6   ●  100   ● 85.1      85     47        │ applicable left out
                                                                                              │
                                                                                              │ FY2015  ▂▄▅▁▂▄▅▇█▄ FY2025
                                                                                              │ Addressed by
                                                                                              │ • Northern community plan, element 1: Seeing
                                                                                              │ each child every month (implementing)
                                                                                              │ • Salt Valley community plan, element 1: Seeing
                                                                                              │ each child every month (implementing, another …
                                                                                              │
                                                                                              │ Regions in FY2025, worst first
                                                                                              │ ○ Northern    ━━━━━━━━━━━━━━┿━━─┨   84.4   n 58
                                                                                              │ ● Southwest   ━━━━━━━━━━━━━━━━━┿╋┤  95.8~  n 48
     ≠ published differs  ● sustained  ◐ met once  ▼ fell below  ○ below  ◌ below two years   │ ● Eastern     ━━━━━━━━━━━━━━━━━┿╋┥  97.6   n 43▾
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
    let mut pane = at(&desk, "IH.1");
    let asked = |code: &str| {
        let measure = Measure { instrument: "cpr".into(), code: code.into(), region: Some(region(0)), office: None };
        [Effect::Go(Place::NewElement { measure: Box::new(measure), year: 2025 })]
    };
    assert_eq!(desk.press(&mut pane, &[Command::OpenElement]), asked("IH.1"), "none yet: one is made of its figure");
    assert_eq!(desk.press(&mut pane, &[Command::Up, Command::OpenElement]), asked("IH"), "and so of an area");
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
    let drawn = said(&desk.drawn(&at(&desk, "IH.2")));
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

fn publish(desk: &mut Desk, n: usize, of: (usize, usize, i32), percent: i64, edition: &str) {
    let (question, place, year) = of;
    let mut set = |field, value| desk.book.set(Kind::Published, id(4, n), field, value);
    set(Field::Instrument, Value::text("cpr"));
    set(Field::Question, Value::text(crate::panes::sample::question(question)));
    set(Field::Year, Value::Int(i64::from(year)));
    set(Field::Region, Value::Record(region(place)));
    set(Field::Percent, Value::Int(percent));
    set(Field::Edition, Value::text(edition));
    set(Field::Source, Value::text(format!("Report of {edition}")));
}

/// The line of a drawing that begins with a code.
fn line<'a>(drawn: &'a str, code: &str) -> &'a str {
    drawn.lines().find(|line| line.split_whitespace().take(2).any(|word| word == code)).unwrap_or_else(|| panic!("{code}\n{drawn}"))
}

#[test]
fn the_grid_marks_where_published_differs_where_it_agrees_and_where_it_stands() {
    let mut desk = Desk::new(Some(region(0)), 118, 40);
    publish(&mut desk, 5, (2, 0, 2025), 10_000, "2025-08");
    let drawn = desk.drawn(&at(&desk, "IH.2"));
    assert!(line(&drawn, "IH.2").contains("89.1≠"), "{drawn}");
    assert!(line(&drawn, "IH.3").contains("100="), "{drawn}");
    assert!(drawn.contains("≠ published differs  ● sustained"), "the one to look at is explained first\n{drawn}");
    assert!(said(&desk.drawn(&at(&desk, "IH.3"))).contains("= Published: 100.0 % (n not known, edition 2025-08); counted agrees"));
    assert!(line(&desk.drawn_ascii(&at(&desk, "IH.2")), "IH.2").contains("89.1/"));
}

#[test]
fn while_a_round_is_open_the_published_figure_stands_and_the_detail_says_what_is_counted_so_far() {
    let mut desk = Desk::new(Some(region(4)), 118, 40);
    publish(&mut desk, 5, (1, 4, 2025), 8000, "2025-08");
    let drawn = desk.drawn(&at(&desk, "IH.2"));
    assert!(line(&drawn, "IH.2").contains("80.0P"), "{drawn}");
    let words = said(&drawn);
    assert!(
        words.contains("P Published: 80.0 % (n not known, edition 2025-08), stands here; counted so far is 20.0 points above"),
        "{words}"
    );
}

#[test]
fn both_editions_of_a_published_figure_are_listed_with_their_differences() {
    let mut desk = Desk::new(Some(region(0)), 118, 40);
    publish(&mut desk, 5, (1, 0, 2025), 9000, "2024-12");
    let drawn = desk.drawn(&at(&desk, "IH.2"));
    let words = said(&drawn);
    assert!(words.contains("≠ Published: 81.0 % (n not known, edition 2025-08); counted is 8.2 points above"), "{words}");
    assert!(words.contains("Older edition 2024-12: 90.0 % (n not known); counted is 0.8 points below"), "{words}");
    assert!(words.contains("Report of 2024-12"), "{words}");
}

/// What the detail says, without its line breaks.
fn said(drawn: &str) -> String {
    let lines: Vec<&str> = drawn.lines().filter_map(|line| line.split('│').next_back()).map(str::trim).collect();
    lines.join(" ")
}

fn charted(desk: &Desk, code: &str, more: &[Command]) -> Scores {
    let mut pane = at(desk, code);
    desk.press(&mut pane, &[Command::ToggleChart]);
    desk.press(&mut pane, more);
    pane
}

#[test]
fn the_questions_as_bars() {
    let desk = Desk::new(Some(region(0)), 80, 21);
    insta::assert_snapshot!(desk.drawn(&charted(&desk, "FC.1", &[])), @r"
      Questions  Regions  Years  Why not
     Northern · FY2025  with the furthest below its goal first
       Code  0         25          50         75      100 %   Score   n  Goal  Need
     ▼ FC.1  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━━━━──╂┤      84.4   58    90     4
     ◌ CPS.1 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━━━╂─┤     89.2   56    90     1
     ◌ FC.3  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━━━━━╂──┤      84.5   42    85     1
     ● CPS.4 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━━━━╂──┤      85.1   47    85
     ◐ IH.2  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━━━╋━───┤    89.1≠  37    85
     ◐ IH.1  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━━╋━╾─┤   95.0   30    90
     ● IH.4  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━╋━━──┤    91.1   51    85
     ● CPS.3 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━╋━━╾─┤    92.5   40    85
     ● FC.2  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━╋━━━╾─┤   94.2   35    85
     ● FC.4  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╋━┿━━━┤   97.9   49    85
     ● CPS.2 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╋┿━━━━┥   98.4   33    85
     ● IH.3  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╋━━┿━━┥  100.0   44    85

     ┿━─┤ 95 % interval  ┃ goal  ≠ published differs  ● sustained  ◐ met once
    ────────────────────────────────────────────────────────────────────────────────
     Did the worker see the child in the home at least once in each month of the …
     FC.1 · FY2025  ▼ fell below  84.4 % (49 of 58), goal 90 %
     4 more yes of 58 would meet the goal · 95 % interval 73.1 to 91.6 %
    ");
    insta::assert_snapshot!(desk.drawn_ascii(&charted(&desk, "FC.1", &[])), @r"
      Questions  Regions  Years  Why not
     Northern - FY2025  with the furthest below its goal first
       Code  0         25          50         75      100 %   Score   n  Goal  Need
     v FC.1  #################################[#####--|]      84.4   58    90     4
     O CPS.1 ####################################[####|-]     89.2   56    90     1
     O FC.3  ################################[######|--]      84.5   42    85     1
     # CPS.4 #################################[#####|--]      85.1   47    85
     + IH.2  ##################################[####|#---]    89.1/  37    85
     + IH.1  #####################################[###|##-]   95.0   30    90
     # IH.4  ####################################[##|##--]    91.1   51    85
     # CPS.3 ####################################[##|###-]    92.5   40    85
     # FC.2  #####################################[#|###--]   94.2   35    85
     # FC.4  #######################################|#[###]   97.9   49    85
     # CPS.2 #######################################|[####]   98.4   33    85
     # IH.3  #######################################|##[##]  100.0   44    85

     [#-] 95 % interval  | goal  / published differs  # sustained  + met once
    --------------------------------------------------------------------------------
     Did the worker see the child in the home at least once in each month of the ~
     FC.1 - FY2025  v fell below  84.4 % (49 of 58), goal 90 %
     4 more yes of 58 would meet the goal - 95 % interval 73.1 to 91.6 %
    ");
}

#[test]
fn the_regions_and_the_years_of_a_question() {
    let desk = Desk::new(Some(region(0)), 60, 13);
    insta::assert_snapshot!(desk.drawn(&charted(&desk, "FC.1", &[Command::NextSection])), @r"
     Questions  Regions  Years  Why not
    FC.1 · FY2025  Did the worker see the child in the home a…
      Region      0         50      100 %  Score   n Goal Need
    ○ Northern    ━━━━━━━━━━━━━━━━┿━━╾╂┤   84.4   58   90    4
    ● Southwest   ━━━━━━━━━━━━━━━━━━━┿╋━┤  95.8~  48   90
    ● Eastern     ━━━━━━━━━━━━━━━━━━━━╋━┥  97.6   43   90
    ● Salt Valley ━━━━━━━━━━━━━━━━━━━━╋━┥ 100.0   33   90
    ● Western     ━━━━━━━━━━━━━━━━━━━━╋━┥ 100.0   38   90
    ● Statewide   ━━━━━━━━━━━━━━━━━━━━╋╾┤  94.5~ 220   90


    ┿━─┤ 95 % interval  ┃ goal  ≠ published differs
    FC.1 · 84.4 % (49 of 58), goal 90 %
    ");
    let desk = Desk::new(Some(region(0)), 80, 21);
    insta::assert_snapshot!(desk.drawn(&charted(&desk, "FC.1", &[Command::NextSection, Command::Next])), @r"
      Questions  Regions  Years  Why not
     FC.1 · Northern  Did the worker see the child in the home at least once in ea…
     100┤                                                   ●
        │               ┬                       ┬     ◐·····│··
      90┤─────────┬─────┼─────────────────┬─────┼─────┼─────┴─────┬── goal 90
        │   ┬     ◌·····◌··         ┬     ◌·····◌     ┴          ·▼
      80┤   ○·····│     │  ·· ┬     ◌·····│     │                 │
        │   │     │     ┴    ·│·····│     │     ┴                 ┴
      70┤   │     ┴           ◌     │     ┴
        │   ┴                 │     ┴
      60┤                     ┴
        │
      50┤
           2016  2017  2018  2019  2020  2021  2022  2023  2024  2025
      %    77.5  82.7  87.9  72.4  77.5  82.7  87.9  93.1  98.2  84.4
      n     58    58    58    58    58    58    58    58    58    58
     ┬│┴ 95 % interval  ── goal  ≠ published differs  ● sustained  ◐ met once
    ────────────────────────────────────────────────────────────────────────────────
     Did the worker see the child in the home at least once in each month of the …
     FC.1 · FY2025  ▼ fell below  84.4 % (49 of 58), goal 90 %
     4 more yes of 58 would meet the goal · 95 % interval 73.1 to 91.6 %
    ");
}

/// The first code on the chart.
fn first(desk: &Desk, pane: &Scores) -> String {
    let drawn = desk.drawn(pane);
    drawn.lines().nth(3).and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default().to_owned()
}

#[test]
fn the_furthest_below_its_goal_comes_first_until_sorting_asks_for_the_order_of_the_table() {
    let desk = Desk::new(Some(region(0)), 80, 21);
    // FC.1 is 5.6 below its goal of 90; FC.3 is 0.5 below its goal of 85 at a lower score than many.
    let mut pane = charted(&desk, "FC.1", &[]);
    assert_eq!(first(&desk, &pane), "FC.1");
    desk.press(&mut pane, &[Command::Down]);
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("CPS.1,"));
    let said = desk.press(&mut pane, &[Command::Sort]);
    assert!(matches!(&said[..], [Effect::Say(words)] if words.contains("order of the table")), "{said:?}");
    assert_eq!(first(&desk, &pane), "IH.1");
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("CPS.1,"), "the cursor stays on its question");
}

#[test]
fn left_and_right_go_through_the_years_and_enter_chooses_one() {
    let desk = Desk::new(Some(region(0)), 80, 21);
    let mut pane = charted(&desk, "FC.1", &[Command::Left]);
    assert!(desk.drawn(&pane).contains("Northern · FY2024"));
    assert_eq!(desk.press(&mut pane, &[Command::Enter]), [Effect::ChooseYear(2024)]);
    desk.press(&mut pane, &[Command::Home]);
    assert!(desk.drawn(&pane).contains("FY2015"));
    desk.press(&mut pane, &[Command::End, Command::Right]);
    assert!(desk.drawn(&pane).contains("FY2025"));
}

#[test]
fn table_and_chart_have_one_cursor() {
    let desk = Desk::new(Some(region(0)), 118, 32);
    let mut pane = charted(&desk, "CPS.3", &[Command::NextSection, Command::Up]);
    assert!(desk.drawn(&pane).contains("CPS.2 · FY2025"));
    desk.press(&mut pane, &[Command::ToggleChart]);
    assert!(desk.drawn(&pane).contains("Code   Question"));
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("CPS.2,"));
}

#[test]
fn a_chart_of_questions_begins_at_a_question() {
    let desk = Desk::new(Some(region(0)), 80, 21);
    let mut pane = at(&desk, "FC.1");
    desk.press(&mut pane, &[Command::Up, Command::ToggleChart]);
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("FC.1,"));
}

#[test]
fn tabs_and_bars_can_be_clicked_and_the_wheel_moves() {
    let desk = Desk::new(Some(region(0)), 80, 21);
    let mut pane = charted(&desk, "FC.1", &[]);
    let click = |x, y| Input::Click { x, y, double: false, extend: false };
    pane.update(click(20, 5), &desk.cx());
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("FC.3,"));
    pane.update(Input::Wheel(true), &desk.cx());
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("IH.1,"));
    pane.update(click(15, 0), &desk.cx());
    assert!(desk.drawn(&pane).contains("Statewide"), "the regions");
}

#[test]
fn the_filter_holds_for_the_chart_too() {
    let desk = Desk::new(Some(region(0)), 80, 21);
    let mut pane = charted(&desk, "FC.1", &[Command::Filter]);
    let drawn = desk.drawn(&pane);
    assert!(drawn.contains("CPS.1") && !drawn.contains("IH.1"), "{drawn}");
    desk.press(&mut pane, &[Command::Bottom]);
    assert!(copied(&desk.press(&mut pane, &[Command::CopySentence])).starts_with("FC.3,"));
}

#[test]
fn on_a_small_screen_the_cursor_stays_in_view() {
    let desk = Desk::new(Some(region(0)), 60, 13);
    let mut pane = charted(&desk, "FC.1", &[Command::Bottom]);
    assert!(desk.drawn(&pane).contains("IH.3 "), "the last one, which has most to spare");
    desk.press(&mut pane, &[Command::Up, Command::Up]);
    assert!(!desk.drawn(&pane).contains("FC.1 "), "moving inside the view does not scroll");
    desk.press(&mut pane, &[Command::Top]);
    assert!(desk.drawn(&pane).contains("▼ FC.1 "));
}

#[test]
fn every_chart_keeps_to_its_area_and_to_plain_signs() {
    for (width, height) in [(20, 3), (12, 1), (60, 13), (80, 21), (109, 24), (110, 16), (200, 57)] {
        for region in [None, Some(region(4))] {
            let desk = Desk::new(region, width, height);
            for code in ["IH.1", "IH.2"] {
                let mut pane = charted(&desk, code, &[]);
                for _ in chart::Kind::ALL {
                    assert!(!desk.spills(&pane), "{width}x{height}");
                    assert!(desk.drawn_ascii(&pane).is_ascii(), "{width}x{height}");
                    desk.press(&mut pane, &[Command::Up, Command::Left, Command::Next]);
                }
            }
        }
    }
}

#[test]
fn a_chart_without_figures_says_what_belongs_here() {
    let mut desk = Desk::new(None, 80, 21);
    desk.chosen.instrument = "qcr".into();
    let mut pane = Scores::default();
    desk.press(&mut pane, &[Command::ToggleChart, Command::Down, Command::Next, Command::Left]);
    assert!(desk.drawn(&pane).contains("Import them"));
}

#[test]
fn not_done_against_not_documented_for_each_question() {
    let desk = Desk::new(Some(region(0)), 80, 21);
    insta::assert_snapshot!(desk.drawn(&charted(&desk, "FC.1", &[Command::Previous])), @r"
      Questions  Regions  Years  Why not
     Northern · FY2025  with most no and partial answers first
       Code  each sign one answer                               All   n  ■  □  ▸  ·
       FC.1  ■■■■■□□□·                                            9  58  5  3     1
       FC.3  ■■■□□▸·                                              7  42  3  2  1  1
       CPS.4 ■■■■□□·                                              7  47  4  2     1
       CPS.1 ■■■□□·                                               6  56  3  2     1
       IH.4  ■■□▸·                                                5  51  2  1  1  1
       IH.2  ■■□·                                                 4  37  2  1     1
       CPS.3 ■■□                                                  3  40  2  1
       IH.1  ■▸                                                   2  30  1     1
       FC.2  ■·                                                   2  35  1        1
       FC.4  ■                                                    1  49  1
       CPS.2 ▸                                                    1  33        1
       IH.3                                                       0  44

     ■ not done  □ not documented  ▸ late  · no reason given
    ────────────────────────────────────────────────────────────────────────────────
     Did the worker see the child in the home at least once in each month of the …
     FC.1 · FY2025  ▼ fell below  84.4 % (49 of 58), goal 90 %
     Why not: not done 5 · not documented 3 · no reason given 1
    ");
    let desk = Desk::new(Some(region(0)), 60, 13);
    insta::assert_snapshot!(desk.drawn_ascii(&charted(&desk, "FC.1", &[Command::Previous])), @r"
     Questions  Regions  Years  Why not
    Northern - FY2025  with most no and partial answers first
      Code  each sign one answer                All  n # o > .
      FC.1  #####ooo.                             9 58 5 3   1
      FC.3  ###oo>.                               7 42 3 2 1 1
      CPS.4 ####oo.                               7 47 4 2   1
      CPS.1 ###oo.                                6 56 3 2   1
      IH.4  ##o>.                                 5 51 2 1 1 1
      IH.2  ##o.                                  4 37 2 1   1
      CPS.3 ##o                                   3 40 2 1
      IH.1  #>                                    2 30 1   1  v
    # not done  o not documented  > late  . no reason given
    FC.1 - 84.4 % (49 of 58), goal 90 %
    ");
}

#[test]
fn the_numbers_of_reasons_add_up_to_the_answers_that_are_not_full() {
    let desk = Desk::new(Some(region(0)), 118, 40);
    let cx = desk.cx();
    let pane = at(&desk, "FC.1");
    let sheet = pane.sheet(&cx);
    let score = sheet.cell(sheet.question("FC.2").unwrap(), 2025).and_then(|row| row.score.clone()).unwrap();
    // Yes, partial, no, exception, not applicable: only partial and no are short of full credit.
    assert_eq!((score.counts.clone(), score.short), (vec![33, 0, 2, 0, 3], 2));
    assert!(
        said(&desk.drawn(&at(&desk, "FC.2"))).contains("Why not: not done 1 · no reason given 1"),
        "{}",
        desk.drawn(&at(&desk, "FC.2"))
    );
}
