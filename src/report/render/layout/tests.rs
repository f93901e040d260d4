//! How tables fit a page, told by what a reader would see.

use super::*;

fn grid(heads: &[&str], right: &[bool], rows: &[&[&str]]) -> Grid {
    let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    Grid { heads: own(heads), right: right.to_vec(), rows: rows.iter().map(|row| own(row)).collect() }
}

fn long(words: usize) -> String {
    std::iter::repeat_n("visited", words).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_small_table_stays_small_and_a_fuller_one_takes_the_page() {
    let small = grid(&["Region", "Cases"], &[false, true], &[&["Bluewater", "12"]]);
    let width: f32 = small.fit(504.0).widths.iter().sum();
    assert!(width < 200.0, "{width}");
    let full = grid(
        &["Question", "Rate"],
        &[false, true],
        &[&["Was the child seen alone at each of the visits of the period under review?", "76.6 %"]],
    );
    let width: f32 = full.fit(504.0).widths.iter().sum();
    assert!((width - 504.0).abs() < 0.1, "{width}");
    assert!(!small.is_wide() && !full.is_wide());
}

#[test]
fn long_text_gets_the_room_that_short_columns_leave_and_no_number_is_broken() {
    let text = long(420);
    let grid = grid(&["No.", "What was found", "Rate"], &[true, false, true], &[&["1", &text, "100.0 %"], &["12", "short", "9.5 %"]]);
    let fit = grid.fit(504.0);
    assert!((fit.widths.iter().sum::<f32>() - 504.0).abs() < 1.0, "{fit:?}");
    assert!(fit.widths[1] > 400.0, "{fit:?}");
    assert!(fit.widths[2] >= Face::Regular.width("100.0 %", fit.size) + 2.0 * PADDING, "{fit:?}");
}

#[test]
fn a_table_too_wide_for_an_upright_page_lies_across_and_then_shrinks() {
    let words = "some words that are long enough";
    let many = |n: usize| grid(&vec!["Heading"; n], &vec![false; n], &[&vec![words; n]]);
    assert!(!many(5).is_wide());
    assert!(many(6).is_wide());
    assert!((many(6).fit(room(Paper::Landscape)).size - TABLE).abs() < 0.01);
    let crowded = many(30).fit(room(Paper::Landscape));
    assert!((crowded.size - LEAST).abs() < 0.01);
    assert!(crowded.widths.iter().sum::<f32>() <= room(Paper::Landscape) + 0.1);
    assert!(crowded.widths.iter().all(|width| *width > 0.0));
}

#[test]
fn a_stretch_ends_at_a_new_page_and_lies_across_only_where_it_must() {
    let wide = Part::Table(vec![Column::note("Something to say"); 9], vec![vec![Cell::text("words that need some room to be read"); 9]]);
    let parts = [
        Part::Words("a".to_owned()),
        Part::NewPage,
        Part::NewPage,
        wide,
        Part::NewPage,
        Part::Words("b".to_owned()),
        Part::Turn(Paper::Landscape),
        Part::Words("c".to_owned()),
    ];
    let papers: Vec<(Paper, usize)> = stretches(&parts, Paper::Portrait).iter().map(|s| (s.paper, s.parts.len())).collect();
    let (up, across) = (Paper::Portrait, Paper::Landscape);
    assert_eq!(papers, [(up, 1), (across, 1), (up, 1), (across, 1)]);
}

#[test]
fn one_wide_table_among_many_headings_turns_its_own_heading_only() {
    let wide = || Part::Table(vec![Column::note("Something to say"); 9], vec![vec![Cell::text("words that need some room to be read"); 9]]);
    let heading = |words: &str| Part::Heading(words.to_owned());
    let words = || Part::Words("a".to_owned());
    let papers = |parts: &[Part]| stretches(parts, Paper::Portrait).iter().map(|s| (s.paper, s.parts.len())).collect::<Vec<_>>();
    let (up, across) = (Paper::Portrait, Paper::Landscape);
    let few = [words(), heading("1"), words(), heading("2"), words(), wide(), heading("3"), words()];
    assert_eq!(papers(&few), [(up, 3), (across, 3), (up, 2)]);
    let half = [heading("1"), words(), heading("2"), wide()];
    assert_eq!(papers(&half), [(across, 4)]);
    let apart = [heading("1"), wide(), heading("2"), words(), heading("3"), wide()];
    assert_eq!(papers(&apart), [(across, 6)]);
}

#[test]
fn an_empty_table_and_one_without_headings_fit_too() {
    assert!(grid(&[], &[], &[]).fit(504.0).widths.is_empty());
    let hidden = Grid::of(&[Column::data("code", "")], &[vec![Cell::text("x")]]);
    assert!(hidden.heads.is_empty() && hidden.rows == [Vec::<String>::new()]);
    assert_eq!(grid(&["A", "B"], &[false, true], &[]).fit(504.0).widths.len(), 2);
}
