use super::*;
use crate::domain::key::{Filter, Keys};
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::{book, tally};
use crate::domain::standing::standing_rows;

/// The columns, to read rows by their names.
static READ: [Column; 11] = FIGURES;

fn row(counts: [i32; 6]) -> [Cell; 11] {
    let book = book(&[instrument(&[8500])]);
    let rows = standing_rows(&book, &[tally(100, 1, 2019, &[counts])], Keys::default(), &Filter::default());
    figures(rows[0].score.as_ref())
}

#[test]
fn a_figure_is_read_in_one_sentence_with_its_goal_in_cases() {
    let cells = row([0, 92, 0, 28, 0, 0]);
    let read = Row::new(&READ, &cells);
    assert_eq!(read.reading("visits"), "92 of 120 visits; goal 102");
    assert_eq!((read.words("score"), read.words("goal"), read.words("needed")), ("76.6 %".into(), "85.0 %".into(), "10".into()));
    let bar = read.bar("A.1".to_owned());
    assert_eq!((bar.note.as_str(), bar.state), ("92 of 120", State::Below));
    // 92 / 120 is 76.67 % on the axis, exactly.
    assert!((bar.value.at().unwrap() - 9200.0 / 120.0).abs() < 1e-9);
}

#[test]
fn what_is_hidden_in_a_cell_is_hidden_in_the_chart_and_in_the_sentence() {
    let mut cells = row([0, 3, 0, 5, 0, 0]);
    for (column, cell) in FIGURES.iter().zip(&mut cells) {
        if matches!(column.tells, Tells::Cases | Tells::Share) {
            *cell = Cell::hidden();
        }
    }
    let read = Row::new(&READ, &cells);
    assert_eq!(read.reading("visits"), "too few to say; goal 85.0 %");
    let (bar, point) = (read.bar("A.1".to_owned()), read.point("FY2019".to_owned()));
    assert_eq!((bar.value.at(), bar.state, bar.note.as_str()), (None, State::Open, "too few to say"));
    assert!(point.low.at().is_none() && point.n.at().is_none());
    assert_eq!(reading_of(&[("A.1".to_owned(), read)], ("question", "questions")), "No question has a score to show.");
}

#[test]
fn a_chart_of_many_names_the_one_that_misses_most_and_the_first_of_two_alike() {
    let (met, first, second) = (row([0, 9, 0, 1, 0, 0]), row([0, 5, 0, 5, 0, 0]), row([0, 5, 0, 5, 0, 0]));
    let rows = [("A.1", &met), ("A.2", &first), ("A.3", &second)].map(|(name, cells)| (name.to_owned(), Row::new(&READ, cells)));
    assert_eq!(reading_of(&rows, ("question", "questions")), "1 of 3 questions at their goal; furthest below: A.2 (5 of 10; goal 9).");
}

#[test]
fn no_applicable_answer_is_no_rate_and_never_a_zero() {
    let cells = row([0, 0, 0, 0, 4, 0]);
    let read = Row::new(&READ, &cells);
    assert_eq!((read.words("score"), read.counted()), ("no rate".into(), "no applicable answer".into()));
    assert_eq!(read.state(), State::Open);
}
