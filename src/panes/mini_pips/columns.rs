//! The columns of each page. The six columns of the form fill the width; what a row keeps besides lies to the right of them.

use crate::widgets::grid::Column;
use crate::widgets::grid::columns::PADDING;

use super::pages::{Page, Tab};

/// Cells of the first column of the matrix: `follow-up` and `short goal` fit.
const STATE: u16 = 11;
/// A day fits.
const DAY: u16 = 10;
/// The width from which the heads of the form stand in full.
const ROOMY: u16 = 172;

/// The columns of a page in so much room.
#[must_use]
pub fn of(page: Page, width: u16) -> Vec<Column> {
    match page {
        Page::Element(_) | Page::Tab(Tab::Overview) => form(),
        Page::Tab(Tab::Matrix) => matrix(width),
        Page::Tab(Tab::Cover) => {
            vec![Column::new("Part", 19), text("Name", 24, 50), text("Organisation", 18, 40), text("Phone", 13, 14), text("Email", 26, 40)]
        }
        Page::Tab(Tab::Agreements) => {
            vec![text("Role", 22, 32), text("Name", 18, 40), Column::new("Signed", DAY), text("As of", 16, 24), text("Since then", 20, 40)]
        }
        Page::Tab(Tab::Timeline) => vec![text("Date", 14, 20), text("Activity", 30, 90), text("Comment", 20, 80)],
        Page::Tab(Tab::Collaborators) => vec![
            text("Name", 16, 30),
            text("Organisation", 16, 32),
            text("Category", 12, 20),
            text("Phone", 12, 14),
            text("Email", 26, 34),
            text("Can help with", 18, 50),
            Column::new("Asked", 9),
            text("Elements", 16, 40),
            Column::new("May be contacted", 16),
        ],
        _ => vec![
            text("Method", 24, 60),
            text("Measure", 24, 60),
            text("How often", 12, 26),
            text("Who", 16, 40),
            Column::new("First check", 11),
        ],
    }
}

/// A column of wrapped text: how wide it wishes to be, and may become.
pub fn text(title: &'static str, wish: u16, max: u16) -> Column {
    Column::new(title, wish).between(wish.min(12), max).wrapped()
}

fn form() -> Vec<Column> {
    vec![Column::new("What", 30).between(18, 40).wrapped(), Column::new("Text", 60).between(30, 150).wrapped()]
}

fn matrix(width: u16) -> Vec<Column> {
    let full = width >= ROOMY;
    let title = |long: &'static str, short: &'static str| if full { long } else { short };
    let released = if full { 13 } else { DAY };
    let mut wide = shares(width, released);
    wide.push(released);
    let titles = [
        "Action step / benchmark",
        title("Person(s) responsible", "Responsible"),
        title("Evidence of completion", "Evidence"),
        title("Completion timeline", "Completion"),
        title("Follow-up timeline", "Follow-up"),
        title("Date released", "Released"),
    ];
    let mut columns = vec![Column::new("State", STATE).wrapped()];
    columns.extend(titles.into_iter().zip(wide).map(|(title, wide)| Column::new(title, wide).wrapped()));
    columns.extend(["Started", "Completed"].map(|title| Column::new(title, DAY)));
    columns.push(Column::new("Accepted by", 16).wrapped());
    columns.extend(["Accepted on", "Followed up"].map(|title| Column::new(title, 11)));
    columns.push(Column::new("Value", 10));
    columns.push(Column::new("Waived because", 20).wrapped());
    columns.push(Column::new("Note", 30).wrapped());
    columns
}

/// The widths of the first five columns of the form: shared so that all six fill the room, or, where they must scroll,
/// so that as many as fit end with the room.
fn shares(width: u16, released: u16) -> Vec<u16> {
    const LEAST: [u16; 5] = [24, 14, 16, 12, 12];
    // Of what is left over, in hundredths; the first column has the rest.
    const SHARE: [u16; 4] = [17, 22, 14, 14];
    // The scroll bar, the first column and the line after it.
    let room = width.saturating_sub(1 + STATE + PADDING + 1);
    let outer = |columns: &[u16]| columns.iter().map(|wide| wide + PADDING).sum::<u16>();
    let mut wide = LEAST.to_vec();
    if let Some(spare) = room.checked_sub(outer(&LEAST) + released + PADDING) {
        for (wide, share) in wide[1..].iter_mut().zip(SHARE) {
            *wide += spare * share / 100;
        }
        wide[0] = room - outer(&wide[1..]) - released - 2 * PADDING;
    } else if let Some(fit) = (1..=LEAST.len()).rev().find(|n| outer(&LEAST[..*n]) <= room) {
        wide[0] += room - outer(&LEAST[..fit]);
    }
    wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_six_columns_of_the_form_fill_the_room_where_they_fit() {
        for width in 115..240 {
            let columns = matrix(width);
            let used: u16 = columns[..7].iter().map(|column| column.wish + PADDING).sum();
            assert_eq!(used + 2, width, "{width}");
        }
    }

    #[test]
    fn on_a_narrow_screen_no_column_is_cut_at_first_sight() {
        for width in 60..115 {
            let columns = matrix(width);
            let mut used = 2;
            let ends = columns.iter().any(|column| {
                used += column.wish + PADDING;
                used == width
            });
            assert!(ends, "{width}");
        }
    }
}
