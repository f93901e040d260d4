use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::*;
use crate::command::{Area, Command};
use crate::widgets::beneath::Beneath;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::text_field::TextField;
use crate::widgets::theme::Theme;

/// A made-up matrix: action steps under their elements.
struct Matrix {
    columns: Vec<Column>,
    rows: Vec<[&'static str; 5]>,
    bands: Vec<(usize, &'static str)>,
}

impl Matrix {
    fn sample() -> Matrix {
        let columns = vec![
            Column::new("No.", 3).right(),
            Column::new("Action step", 24).between(16, 60).wrapped(),
            Column::new("Who", 14).between(8, 20).wrapped(),
            Column::new("Due", 10),
            Column::new("Status", 13),
        ];
        let rows = vec![
            ["1", "Meet with each parent every month and write down what was agreed", "A. Birch\nC. Dune", "03/15/2026", "◐ in progress"],
            ["2", "Train supervisors in case planning", "B. Cole", "06/30/2026", "○ not started"],
            ["3", "Share 家庭 visit notes", "", "", "○ not started"],
            [
                "4",
                "Review ten cases a quarter with the court team and report to the committee, office by office, until the goal is met twice",
                "C. Dune",
                "09/30/2026",
                "✓ done",
            ],
        ];
        Matrix { columns, rows, bands: vec![(0, "Element 1 · Engaging parents"), (2, "Element 2 · Visits")] }
    }

    fn of(rows: usize) -> Matrix {
        let mut matrix = Matrix::sample();
        matrix.rows = (0..rows).map(|row| matrix.rows[row % 4]).collect();
        matrix
    }
}

/// A matrix that keeps the heights of its rows, and counts how often it is asked for a cell.
struct Kept {
    matrix: Matrix,
    heights: Heights,
    asked: std::cell::Cell<usize>,
}

impl Kept {
    fn of(rows: usize) -> Kept {
        Kept { matrix: Matrix::of(rows), heights: Heights::default(), asked: std::cell::Cell::default() }
    }
}

impl Source for Kept {
    fn rows(&self) -> usize {
        self.matrix.rows()
    }
    fn columns(&self) -> &[Column] {
        self.matrix.columns()
    }
    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        self.asked.set(self.asked.get() + 1);
        self.matrix.cell(row, column)
    }
    fn band(&self, row: usize) -> Option<Band<'_>> {
        self.matrix.band(row)
    }
    fn row_cap(&self) -> u16 {
        self.matrix.row_cap()
    }
    fn heights(&self) -> Option<&Heights> {
        Some(&self.heights)
    }
}

#[test]
fn a_row_whose_height_is_kept_is_measured_once_whatever_one_does_in_the_grid() {
    let kept = Kept::of(400);
    let wraps = kept.matrix.columns.iter().filter(|column| column.wrap).count();
    let (mut state, mut plain) = (GridState::default(), GridState::default());
    let area = Area { x: 0, y: 0, width: 70, height: 20 };
    for command in [Command::Down, Command::PageDown, Command::Up, Command::Bottom, Command::PageUp, Command::Top].repeat(60) {
        state.command(command, &kept, area);
        plain.command(command, &kept.matrix, area);
        assert_eq!(state, plain, "{command:?}");
    }
    for _ in 0..400 {
        state.command(Command::Down, &kept, area);
    }
    assert!(kept.asked.get() <= 400 * wraps, "{} cells for 400 rows of {wraps} wrapped columns", kept.asked.get());
    // Another width or room is another height.
    let narrow = Area { width: 40, height: 9, ..area };
    for area in [narrow, area, Area { height: 9, ..area }, narrow] {
        assert_eq!(Layout::new(&kept, &state, area), Layout::new(&kept.matrix, &state, area));
        state.command(Command::Wider, &kept, area);
        assert_eq!(Layout::new(&kept, &state, area), Layout::new(&kept.matrix, &state, area));
    }
}

impl Source for Matrix {
    fn rows(&self) -> usize {
        self.rows.len()
    }
    fn columns(&self) -> &[Column] {
        &self.columns
    }
    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        CellText::plain(self.rows[row][column])
    }
    fn band(&self, row: usize) -> Option<Band<'_>> {
        let (_, text) = self.bands.iter().find(|(at, _)| *at == row)?;
        Some(Band { text: (*text).into(), meaning: Meaning::Text, right: "2 steps".into() })
    }
    fn row_cap(&self) -> u16 {
        4
    }
    fn empty(&self) -> Cow<'_, str> {
        "No action steps yet. Press Insert to add the first one.".into()
    }
}

fn area(width: u16, height: u16) -> Area {
    Area { x: 0, y: 0, width, height }
}

fn text(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buf.area.height {
        let mut skip = 0;
        let mut line = String::new();
        for x in 0..buf.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buf[(x, y)].symbol();
            skip = crate::widgets::width::cells(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn drawn(view: &GridView, width: u16, height: u16) -> (String, Option<Position>) {
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    let caret = view.draw(area(width, height), &mut buf);
    (text(&buf), caret)
}

#[test]
fn a_matrix_at_80_columns() {
    let (matrix, theme) = (Matrix::sample(), Theme::default());
    let mut state = GridState::new(1, 1);
    state.sort = Some((3, false));
    let (shown, caret) = drawn(&GridView::new(&matrix, &state, &theme, true), 80, 14);
    insta::assert_snapshot!(shown, @r"
     No. │ Action step                 Who               Due ▲       Status
    ─────┼──────────────────────────────────────────────────────────────────────────
     Element 1 · Engaging parents ──────────────────────────────────────── 2 steps
       1 │ Meet with each parent       A. Birch          03/15/2026  ◐ in progress
         │ every month and write down  C. Dune
         │ what was agreed
       2 │ Train supervisors in case   B. Cole           06/30/2026  ○ not started
         │ planning
     Element 2 · Visits ────────────────────────────────────────────────── 2 steps
       3 │ Share 家庭 visit notes                                    ○ not started
       4 │ Review ten cases a quarter  C. Dune           09/30/2026  ✓ done
         │ with the court team and
         │ report to the committee,
         │ office by office, until …
    ");
    assert_eq!(caret, Some(Position::new(7, 3)));
}

#[test]
fn the_same_at_44_columns_scrolls_sideways_behind_the_frozen_column() {
    let (matrix, theme) = (Matrix::sample(), Theme::default().with_glyphs(Glyphs::ASCII));
    let mut state = GridState::new(1, 1);
    let here = area(44, 10);
    state.command(Command::Right, &matrix, here);
    state.command(Command::Right, &matrix, here);
    let (shown, _) = drawn(&GridView::new(&matrix, &state, &theme, true), 44, 10);
    insta::assert_snapshot!(shown, @r"
     No. < Who             Due         Status  >
    -----+--------------------------------------
     Element 1 · Engaging parents ---- 2 steps #
       1 | A. Birch        03/15/2026  ◐ in pr~#
         | C. Dune                             #
         |                                     #
       2 | B. Cole         06/30/2026  ○ not s~#
         |                                     #
     Element 2 · Visits -------------- 2 steps |
       3 |                             ○ not s~|
    ");
}

#[test]
fn an_open_cell_grows_down_and_says_its_fault_beneath() {
    let (matrix, theme) = (Matrix::sample(), Theme::default());
    let mut state = GridState::new(1, 3);
    state.row = 1;
    let field = TextField::line("3/45");
    let beneath = [Beneath::fault("'3/45' is not a day: March has 31 days. Type month/day, +30d or next fri.")];
    let (shown, caret) = drawn(&GridView::new(&matrix, &state, &theme, true).editing(&field, &beneath), 80, 12);
    insta::assert_snapshot!(shown, @r"
     No. │ Action step                 Who               Due         Status
    ─────┼──────────────────────────────────────────────────────────────────────────
     Element 1 · Engaging parents ──────────────────────────────────────── 2 steps ┃
       1 │ Meet with each parent       A. Birch          03/15/2026  ◐ in progress ┃
         │ every month and write down  C. Dune                                     ┃
         │ what was agreed                                                         ┃
       2 │ Train supervisors in case   B. Cole           3/45                      ┃
         '3/45' is not a day: March has 31 days. Type month/day, +30d or next fri. ┃
     Element 2 · Visits ────────────────────────────────────────────────── 2 steps ┃
       3 │ Share 家庭 visit notes                                    ○ not started │
       4 │ Review ten cases a quarter  C. Dune           09/30/2026  ✓ done        │
         │ with the court team and …                                               │
    ");
    assert!(caret.is_some());
}

#[test]
fn an_open_cell_at_the_bottom_moves_up_so_that_its_fault_is_seen() {
    let (matrix, theme) = (Matrix::of(40), Theme::default());
    let mut state = GridState::new(1, 1);
    let here = area(80, 12);
    state.command(Command::Bottom, &matrix, here);
    let mut field = TextField::lines("One\ntwo\nthree\nfour\nfive");
    let (cells, lines) = Layout::new(&matrix, &state, here).open_room(&state);
    field.set_room(cells, lines);
    let (shown, _) = drawn(&GridView::new(&matrix, &state, &theme, true).editing(&field, &[Beneath::fault("Too vague.")]), 80, 12);
    for words in ["One", "five", "Too vague."] {
        assert!(shown.contains(words), "{shown}");
    }
}

#[test]
fn an_empty_grid_says_how_to_begin() {
    let (mut matrix, theme) = (Matrix::sample(), Theme::default());
    matrix.rows.clear();
    let (shown, caret) = drawn(&GridView::new(&matrix, &GridState::default(), &theme, true), 60, 6);
    assert!(shown.contains("  No action steps yet. Press Insert to add the first one."), "{shown}");
    assert_eq!(caret, None);
}

#[test]
fn what_is_cut_off_ends_with_an_ellipsis() {
    let (matrix, theme) = (Matrix::sample(), Theme::default());
    let mut state = GridState::new(1, 1);
    state.set_width(1, 16);
    state.row = 3;
    let (shown, _) = drawn(&GridView::new(&matrix, &state, &theme, true), 80, 20);
    assert!(shown.contains("down what was …"), "{shown}");
}

#[test]
fn tab_goes_through_the_row_and_enter_returns_to_where_it_began() {
    let matrix = Matrix::sample();
    let here = area(80, 14);
    let mut state = GridState::new(1, 1);
    state.command(Command::Next, &matrix, here);
    state.command(Command::Next, &matrix, here);
    assert_eq!((state.row, state.column), (0, 3));
    state.accept_down(&matrix, here);
    assert_eq!((state.row, state.column), (1, 1));
    state.command(Command::End, &matrix, here);
    state.command(Command::Next, &matrix, here);
    assert_eq!((state.row, state.column), (2, 0), "past the end is the next row");
}

#[test]
fn shift_extends_and_the_next_move_ends_the_range() {
    let matrix = Matrix::sample();
    let here = area(80, 14);
    let mut state = GridState::new(1, 1);
    state.command(Command::ExtendDown, &matrix, here);
    state.command(Command::ExtendRight, &matrix, here);
    assert_eq!(state.range(), Range { top: 0, bottom: 1, left: 1, right: 2 });
    state.set_hidden(2, true, 5);
    assert_eq!(state.selected_columns(5), [1]);
    state.command(Command::Up, &matrix, here);
    assert!(state.range().is_single());
    assert!(!state.command(Command::Cancel, &matrix, here), "nothing to cancel: the pane may use Esc");
}

#[test]
fn a_click_finds_the_cell_that_is_drawn_there() {
    let (matrix, theme) = (Matrix::sample(), Theme::default());
    let here = area(80, 14);
    let mut state = GridState::new(1, 1);
    let (shown, _) = drawn(&GridView::new(&matrix, &state, &theme, true), 80, 14);
    let (y, line) = shown.lines().enumerate().find(|(_, line)| line.contains("B. Cole")).unwrap();
    let x = crate::widgets::width::cells(&line[..line.find("B. Cole").unwrap()]) as u16;
    assert_eq!(state.click(x, y as u16, false, &matrix, here), Hit::Cell { row: 1, column: 2 });
    assert_eq!((state.row, state.column), (1, 2));
    assert_eq!(state.click(7, 2, false, &matrix, here), Hit::Band(0));
    assert_eq!(state.click(7, 0, false, &matrix, here), Hit::Header(1));
    assert_eq!((state.row, state.column), (1, 2), "titles and headings move nothing");
}

#[test]
fn dragging_an_edge_resizes_and_dragging_cells_selects() {
    let matrix = Matrix::sample();
    let here = area(80, 14);
    let mut state = GridState::new(1, 1);
    let edge = (0..80).find(|x| Layout::new(&matrix, &state, here).hit(*x, 0) == Hit::Edge(1)).unwrap();
    let before = Layout::new(&matrix, &state, here).column(1).unwrap().width;
    state.click(edge, 0, false, &matrix, here);
    state.drag(edge - 5, 0, &matrix, here);
    assert_eq!(Layout::new(&matrix, &state, here).column(1).unwrap().width, before - 5);
    state.click(7, 3, false, &matrix, here);
    state.drag(7, 13, &matrix, here);
    assert_eq!((state.range().top, state.range().bottom), (0, 3));
}

#[test]
fn pages_follow_each_other_without_a_gap() {
    let matrix = Matrix::of(300);
    let here = area(80, 20);
    let mut state = GridState::new(1, 1);
    let mut seen_to = 0;
    while state.row < 299 {
        let seen = Layout::new(&matrix, &state, here).whole_rows();
        assert!(seen.start <= seen_to, "a row was skipped: {seen:?} after {seen_to}");
        seen_to = seen.end;
        state.command(Command::PageDown, &matrix, here);
    }
    while state.row > 0 {
        let seen = Layout::new(&matrix, &state, here).whole_rows();
        let before = state.row;
        state.command(Command::PageUp, &matrix, here);
        assert!(state.row < before);
        assert!(Layout::new(&matrix, &state, here).whole_rows().end + 1 >= seen.start);
    }
}

/// Counts what is asked of it.
struct Counting(Matrix, std::cell::Cell<usize>);

impl Source for Counting {
    fn rows(&self) -> usize {
        self.0.rows()
    }
    fn columns(&self) -> &[Column] {
        self.0.columns()
    }
    fn cell(&self, row: usize, column: usize) -> CellText<'_> {
        self.1.set(self.1.get() + 1);
        self.0.cell(row, column)
    }
}

#[test]
fn a_move_among_twenty_thousand_rows_asks_only_for_what_is_near() {
    let here = area(80, 24);
    let mut asked = Vec::new();
    for rows in [100, 20_000] {
        let source = Counting(Matrix::of(rows), std::cell::Cell::new(0));
        let mut state = GridState::new(1, 1);
        for command in [Command::Bottom, Command::Top, Command::PageDown, Command::Down, Command::Bottom, Command::PageUp] {
            state.command(command, &source, here);
        }
        asked.push(source.1.get());
    }
    assert!(asked[1] <= asked[0] + 50 && asked[1] < 3000, "{asked:?}");
}

const MOVES: [Command; 20] = [
    Command::Up,
    Command::Down,
    Command::Left,
    Command::Right,
    Command::PageUp,
    Command::PageDown,
    Command::Home,
    Command::End,
    Command::Top,
    Command::Bottom,
    Command::Next,
    Command::Previous,
    Command::ExtendUp,
    Command::ExtendDown,
    Command::ExtendLeft,
    Command::ExtendRight,
    Command::SelectAll,
    Command::Wider,
    Command::Narrower,
    Command::HideColumn,
];

proptest! {
    #[test]
    fn the_cursor_never_leaves_the_grid_and_is_always_in_view(
        rows in 0usize..60, steps in proptest::collection::vec((0usize..26, 0u16..90, 0u16..30), 0..60), width in 0u16..100, height in 0u16..30,
    ) {
        let mut matrix = Matrix::of(rows);
        let theme = Theme::default();
        let here = area(width, height);
        let mut state = GridState::new(1, 1);
        for (step, x, y) in steps {
            match (MOVES.get(step), step) {
                (Some(command), _) => { state.command(*command, &matrix, here); }
                (None, 20) => { state.click(x, y, x % 2 == 0, &matrix, here); }
                (None, 21) => state.drag(x, y, &matrix, here),
                (None, 22) => state.wheel(y % 2 == 0, &matrix, here),
                (None, 23) => { matrix.rows.pop(); state.clamp(&matrix); }
                _ => state.accept_down(&matrix, here),
            }
            let rows = matrix.rows.len();
            prop_assert!(state.row < rows.max(1) && state.column < 5);
            prop_assert!(state.shown(5).contains(&state.column));
            let range = state.range();
            prop_assert!(range.bottom < rows.max(1) && range.right < 5);
            let layout = Layout::new(&matrix, &state, here);
            if rows > 0 && layout.body.height > 0 && width > 8 {
                prop_assert!(layout.row(state.row).is_some(), "row {} in {:?}", state.row, layout);
                prop_assert!(layout.column(state.column).is_some(), "column {} in {:?}", state.column, layout.placed);
            }
            for placed in &layout.placed.columns {
                prop_assert!(placed.x + placed.shown <= layout.body.width);
            }
        }
        let field = TextField::lines("a\nb\nc");
        let view = GridView::new(&matrix, &state, &theme, true).editing(&field, &[]);
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let caret = view.draw(here, &mut buf);
        prop_assert!(caret.is_none_or(|at| at.x < width && at.y < height));
    }
}
