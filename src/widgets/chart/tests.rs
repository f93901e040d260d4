use super::*;
use crate::widgets::width::cells;

const UNICODE: &Glyphs = &Glyphs::UNICODE;
const ASCII: &Glyphs = &Glyphs::ASCII;

fn line(pieces: &[Piece]) -> String {
    pieces.iter().map(|(text, _)| text.as_str()).collect()
}

fn page(lines: &[Vec<Piece>]) -> String {
    lines.iter().map(|pieces| line(pieces).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn drawn(share: Option<f64>, interval: Option<(f64, f64)>, goal: Option<f64>, width: usize, glyphs: &Glyphs) -> String {
    line(&against_bar(share, interval, goal, width, Meaning::Below, glyphs))
}

#[test]
fn the_interval_and_the_goal_stand_in_their_own_cells() {
    //                                                                                    0         1         2
    //                                                                                    0123456789012345678901
    assert_eq!(drawn(Some(0.5), Some((0.3, 0.7)), Some(0.9), 20, UNICODE), "━━━━━━┿━━━────┤   ┃ ");
    assert_eq!(drawn(Some(0.5), Some((0.3, 0.7)), Some(0.9), 20, ASCII), "######[###----]   | ");
    assert_eq!(drawn(Some(0.525), Some((0.3, 0.7)), Some(0.9), 20, UNICODE), "━━━━━━┿━━━╾───┤   ┃ ");
    assert_eq!(drawn(Some(0.525), None, Some(0.9), 20, UNICODE), "━━━━━━━━━━╸       ┃ ");
}

#[test]
fn the_goal_is_seen_over_a_bar_over_an_interval_and_at_its_end() {
    assert_eq!(drawn(Some(0.9), Some((0.8, 0.95)), Some(0.5), 10, UNICODE), "━━━━━╋━━┿┤");
    assert_eq!(drawn(Some(0.5), Some((0.3, 0.9)), Some(0.7), 10, UNICODE), "━━━┿━──╂─┤");
    assert_eq!(drawn(Some(0.5), Some((0.3, 0.75)), Some(0.7), 10, UNICODE), "━━━┿━──┨  ");
    assert_eq!(drawn(Some(0.5), Some((0.3, 0.9)), Some(0.7), 10, ASCII), "###[#--|-]");
}

#[test]
fn all_and_nothing_and_no_number_are_drawn_without_a_slip() {
    assert_eq!(drawn(Some(1.0), Some((0.9, 1.0)), Some(0.5), 10, UNICODE), "━━━━━╋━━━┿");
    assert_eq!(drawn(Some(1.0), Some((0.7, 1.0)), Some(0.5), 10, UNICODE), "━━━━━╋━┿━┥");
    assert_eq!(drawn(Some(0.0), Some((0.0, 0.3)), Some(0.9), 10, UNICODE), "├──┤     ┃");
    assert_eq!(drawn(None, None, Some(0.9), 10, ASCII), "         |");
    assert_eq!(drawn(Some(f64::NAN), Some((f64::NAN, 0.5)), Some(f64::INFINITY), 4, ASCII), "    ");
    assert_eq!(drawn(Some(0.5), Some((0.7, 0.3)), None, 10, ASCII), "###[#--]  ", "ends in the wrong order");
    assert_eq!(drawn(Some(0.5), None, None, 0, ASCII), "");
}

fn against_lines() -> Vec<Against> {
    let one = |sign: &str, label: &str, words: &str, share: Option<f64>, interval, goal, figures: [&str; 4]| Against {
        lined: Lined {
            sign: (sign.into(), Meaning::Below),
            label: (label.into(), Meaning::Text),
            words: words.into(),
            figures: figures.map(str::to_owned).into(),
        },
        share,
        interval,
        goal: Some(goal),
        meaning: Meaning::Below,
    };
    vec![
        one("v", "FC.1", "Did the worker see the child", Some(0.844), Some((0.731, 0.916)), 0.9, ["84.4", "58", "90", "4"]),
        one("#", "FC.2", "Is there a plan", Some(0.942), Some((0.814, 0.984)), 0.85, ["94.2", "35", "85", ""]),
        one("-", "FC.3", "Parents", None, None, 0.85, ["-", "0", "85", ""]),
    ]
}

const HEADINGS: [&str; 4] = ["Score", "n", "Goal", "Need"];

#[test]
fn bars_against_their_own_goals() {
    let (slots, lines) = against(&against_lines(), 0..3, &HEADINGS, 96, UNICODE);
    let heading = slots.heading("Code", slots.percents(), &HEADINGS, UNICODE);
    let lines: Vec<_> = std::iter::once(heading).chain(lines).collect();
    insta::assert_snapshot!(page(&lines), @r"
      Code                           0        25        50        75    100 %  Score   n  Goal  Need
    v FC.1  Did the worker see the…  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━━━━──┨      84.4  58    90     4
    # FC.2  Is there a plan          ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┿━╋━━╾─┤   94.2  35    85
    - FC.3  Parents                                                    ┃           -   0    85
    ");
    let (slots, lines) = against(&against_lines(), 0..3, &HEADINGS, 48, ASCII);
    let heading = slots.heading("Code", slots.percents(), &HEADINGS, ASCII);
    let lines: Vec<_> = std::iter::once(heading).chain(lines).collect();
    insta::assert_snapshot!(page(&lines), @r"
      Code 0         50     100 % Score  n Goal Need
    v FC.1 ################[##|]   84.4 58   90    4
    # FC.2 #################[|##]  94.2 35   85
    - FC.3                   |        -  0   85
    ");
}

#[test]
fn a_narrow_line_loses_the_last_figures_first_and_keeps_score_and_n() {
    for width in [10, 14, 20, 24, 30] {
        let (_, lines) = against(&against_lines(), 0..3, &HEADINGS, width, ASCII);
        assert!(lines.iter().all(|pieces| cells(&line(pieces)) == usize::from(width)), "{width}");
    }
    let (_, lines) = against(&against_lines(), 0..3, &HEADINGS, 18, ASCII);
    assert_eq!(line(&lines[0]), "v FC.1     84.4 58");
}

fn points() -> Vec<Point> {
    let years = [(70, 10, 85), (80, 8, 85), (-1, 0, 85), (84, 9, 90), (93, 5, 90), (96, 4, 90)];
    let share = |percent: i32| (percent >= 0).then(|| f64::from(percent) / 100.0);
    years
        .iter()
        .enumerate()
        .map(|(at, (percent, half, goal))| Point {
            period: (2020 + at).to_string(),
            share: share(*percent),
            interval: share(*percent).map(|p| (p - f64::from(*half) / 100.0, (p + f64::from(*half) / 100.0).min(1.0))),
            goal: share(*goal),
            sign: (if percent >= goal { "●" } else { "○" }.into(), Meaning::Met),
            chosen: at == 4,
            under: vec![percent.to_string(), "40".into()],
        })
        .collect()
}

fn ascii_points() -> Vec<Point> {
    let sign = |point: &Point| if point.sign.0 == "●" { "#" } else { "o" };
    points().into_iter().map(|point| Point { sign: (sign(&point).into(), Meaning::Met), ..point }).collect()
}

#[test]
fn a_run_of_years_with_its_goal_line_its_intervals_and_a_gap() {
    insta::assert_snapshot!(page(&run(&points(), &[], 50, 10, UNICODE)), @r"
    100┤                           ┬     ┬
       │                     ┬     ●·····●
     90┤         ┬        ───┼─────┴─────┴── goal 90
       │─────────┼────────   ○··
     80┤   ┬    ·○           │
       │   │ ··· │           ┴
     70┤   ○·    ┴
       │   │
     60┤   ┴
          2020  2021  2022  2023  2024  2025
    ");
    insta::assert_snapshot!(page(&run(&ascii_points(), &[], 50, 10, ASCII)), @r"
    100+                           -     -
       |                     -     #.....#
     90+         -        ===|=====-=====-== goal 90
       |=========|========   o..
     80+   -    .o           |
       |   | ... |           -
     70+   o.    -
       |   |
     60+   -
          2020  2021  2022  2023  2024  2025
    ");
    insta::assert_snapshot!(page(&run(&points(), &[], 24, 5, UNICODE)), @r"
    100┤             ┬··●
       │────┬─────┬──●──┴─
       │ ○··○     ○
     60┤ ┴
         20 21 22 23 24 25
    ");
}

#[test]
fn nothing_leads_over_a_year_without_a_rate() {
    let drawn = run(&points(), &[], 50, 12, UNICODE);
    // Six years, 6 cells each, after an axis of 4: the third one is at 16 to 21, its point would be at 19.
    for pieces in &drawn[..11] {
        let cells: Vec<char> = line(pieces).chars().collect();
        assert!(cells[14..24].iter().all(|c| *c == ' ' || *c == '─'), "{}", line(pieces));
    }
}

#[test]
fn points_ends_and_goal_stand_in_the_rows_of_their_percents() {
    // From 60 to 100 in nine rows: five percent a row, 100 at the top.
    let one = Point {
        period: "2024".into(),
        share: Some(0.8),
        interval: Some((0.6, 0.95)),
        goal: Some(0.9),
        sign: ("o".into(), Meaning::Below),
        ..Point::default()
    };
    let drawn = run(&[one], &[], 14, 10, ASCII);
    let column: String = drawn[..9].iter().map(|pieces| line(pieces).chars().nth(9).unwrap()).collect();
    assert_eq!(column, " -||o|||-");
    assert_eq!(line(&drawn[2]).chars().filter(|c| *c == '=').count(), 9, "the goal at 90, crossed by the shaft");
}

#[test]
fn what_is_below_the_goal_never_stands_on_its_line() {
    let at = |share: f64| Point {
        period: "1".into(),
        share: Some(share),
        goal: Some(0.85),
        sign: ("o".into(), Meaning::Text),
        ..Point::default()
    };
    let rows = |share: f64| {
        let drawn = run(&[at(share), at(0.65)], &[], 30, 6, ASCII);
        let found = |sign: char| drawn[..5].iter().position(|pieces| line(pieces).chars().skip(4).take(14).any(|c| c == sign)).unwrap();
        (found('o'), found('='))
    };
    assert_eq!(rows(0.84), (2, 1), "a row below, though it rounds to the same");
    assert_eq!(rows(0.85), (1, 1));
    assert_eq!(rows(0.86), (1, 1));
}

#[test]
fn percents_and_numbers_stand_under_the_years_where_they_fit() {
    let drawn = page(&run(&points(), &["%  ", "n  "], 50, 10, UNICODE));
    let under: Vec<&str> = drawn.lines().skip(7).collect();
    assert_eq!(
        under,
        ["      2020  2021  2022  2023  2024  2025", " %     70    80    -1    84    93    96", " n     40    40    40    40    40    40"]
    );
    assert!(!page(&run(&points(), &["%  ", "n  "], 50, 9, UNICODE)).contains(" n "), "the plot needs its height");
}

#[test]
fn small_noise_is_drawn_in_no_less_than_twenty_percent() {
    let flat = |percent: f64| Point { period: "2024".into(), share: Some(percent), sign: ("o".into(), Meaning::Text), ..Point::default() };
    let drawn = page(&run(&[flat(0.80), flat(0.81)], &[], 20, 6, ASCII));
    assert!(drawn.contains("100+") || drawn.contains(" 90+"), "{drawn}");
    assert!(drawn.contains(" 70+") || drawn.contains(" 80+"), "{drawn}");
}

fn stacks() -> Vec<Stack> {
    let one = |label: &str, parts: [u64; 4]| Stack {
        lined: Lined {
            label: (label.into(), Meaning::Text),
            figures: std::iter::once(parts.iter().sum()).chain(parts).map(|n: u64| n.to_string()).collect(),
            ..Lined::default()
        },
        parts,
    };
    vec![one("FC.1", [5, 4, 2, 1]), one("FC.2", [0, 3, 0, 0]), one("FC.3", [0; 4])]
}

#[test]
fn a_stack_shows_each_case_as_a_sign_where_there_is_room() {
    let headings = ["all", "■", "□", "▸", "·"];
    let (slots, lines, per) = stack(&stacks(), 0..3, &headings, 48, UNICODE);
    let heading = slots.heading("Code", String::new(), &headings, UNICODE);
    assert_eq!(per, 1);
    insta::assert_snapshot!(page(&std::iter::once(heading).chain(lines).collect::<Vec<_>>()), @r"
    Code                               all ■ □ ▸ ·
    FC.1 ■■■■■□□□□▸▸·                   12 5 4 2 1
    FC.2 □□□                             3 0 3 0 0
    FC.3                                 0 0 0 0 0
    ");
}

#[test]
fn a_stack_of_many_cases_keeps_its_smallest_part() {
    let many = Stack { parts: [4000, 1, 300, 2], ..Stack::default() };
    let (slots, lines, per) = stack(&[many], 0..1, &["all"], 40, ASCII);
    assert!(per > 1);
    let drawn = line(&lines[0]);
    assert!(drawn.contains("#o>") && drawn.contains('.'), "{drawn}");
    assert!(drawn.trim().len() <= slots.bar);
}

#[test]
fn every_chart_has_exactly_the_cells_it_was_asked_for() {
    let odd = Point {
        period: "日本".into(),
        share: Some(f64::NAN),
        interval: Some((0.2, f64::NAN)),
        goal: Some(-3.0),
        sign: ("ab".into(), Meaning::Met),
        chosen: true,
        under: vec!["日本".into()],
    };
    let mut odd_line = against_lines().remove(0);
    odd_line.lined.label.0 = "日本語のとても長い名前です".into();
    let sets: [Vec<Point>; 4] = [Vec::new(), points(), vec![odd.clone()], vec![odd, points().remove(0)]];
    let many: Vec<Point> = (0..300).map(|n| Point { period: n.to_string(), share: Some(0.5), ..Point::default() }).collect();
    for glyphs in [UNICODE, ASCII] {
        for width in 0..=200_u16 {
            let whole = usize::from(width);
            for height in [0, 1, 2, 3, 7, 20] {
                for set in sets.iter().chain([&many]) {
                    let drawn = run(set, &["%", "n"], width, height, glyphs);
                    assert_eq!(drawn.len(), usize::from(height));
                    assert!(drawn.iter().all(|pieces| cells(&line(pieces)) == whole), "{width}x{height}\n{}", page(&drawn));
                }
            }
            let mut lines = against_lines();
            lines.push(odd_line.clone());
            let (slots, drawn) = against(&lines, 0..9, &HEADINGS, width, glyphs);
            let heading = slots.heading("A long title over it", slots.percents(), &HEADINGS, glyphs);
            assert!(drawn.iter().chain([&heading]).all(|pieces| cells(&line(pieces)) == whole), "{width}\n{}", page(&drawn));
            let (_, drawn, _) = stack(&stacks(), 0..3, &["all", "a", "b", "c", "d"], width, glyphs);
            assert!(drawn.iter().all(|pieces| cells(&line(pieces)) == whole), "{width}\n{}", page(&drawn));
        }
    }
    assert!(against(&[], 0..3, &HEADINGS, 40, UNICODE).1.is_empty());
}
