//! The columns of each page. The six columns of the form fill the width; what a row keeps besides lies to the right of them.

use crate::widgets::grid::Column;
use crate::widgets::grid::columns::PADDING;

use super::pages::{Page, Tab};

/// Cells of the first column of the matrix: `follow-up` and `short goal` fit.
const STATE: u16 = 11;
/// A day fits.
const DAY: u16 = 10;
/// The width from which the heads of the form stand in full.
const ROOMY: u16 = 150;

/// The columns of a page in so much room.
#[must_use]
pub fn of(page: Page, width: u16) -> Vec<Column> {
    match page {
        Page::Element(_) => form(),
        Page::Tab(Tab::Overview) => form(),
        Page::Tab(Tab::Matrix) => matrix(width),
        Page::Tab(Tab::Plans) => vec![
            text("Title", 24, 60),
            text("Office", 12, 30),
            text("Stage", 14, 24),
            Column::new("Implementation", 14),
            Column::new("Rows done", 10).right(),
            Column::new("Overdue", 9).right(),
            Column::new("Next due", DAY).right(),
        ],
        Page::Tab(Tab::Cover) => {
            vec![text("Part", 19, 22), text("Name", 24, 50), text("Organisation", 18, 40), text("Phone", 14, 20), text("Email", 22, 40)]
        }
        Page::Tab(Tab::Agreements) => vec![text("Role", 26, 44), text("Name", 26, 60), Column::new("Signed", DAY)],
        Page::Tab(Tab::Timeline) => vec![text("Date", 18, 28), text("Activity", 30, 90), text("Comment", 20, 80)],
        Page::Tab(Tab::Collaborators) => vec![
            text("Name", 18, 30),
            text("Organisation", 16, 32),
            text("Category", 14, 20),
            text("Phone", 13, 18),
            text("Email", 18, 34),
            text("Can help with", 20, 50),
            Column::new("Asked", 9),
        ],
        Page::Tab(Tab::Evaluation) => vec![text("Method", 24, 60), text("Measure", 24, 60), text("How often", 12, 26), text("Who", 16, 40)],
    }
}

fn text(title: &'static str, wish: u16, max: u16) -> Column {
    Column::new(title, wish).between(wish.min(12), max).wrapped()
}

fn form() -> Vec<Column> {
    vec![Column::new("What", 30).between(18, 40).wrapped(), Column::new("Text", 60).between(30, 150).wrapped()]
}

fn matrix(width: u16) -> Vec<Column> {
    // Shares of the room that the six columns of the form have, in hundredths; below that they scroll.
    const LEAST: [u16; 5] = [24, 14, 16, 12, 11];
    const SHARE: [u16; 5] = [33, 17, 22, 14, 14];
    let fixed = STATE + PADDING + 1 + DAY + 6 * PADDING + 1;
    let room = width.saturating_sub(fixed);
    let fits = room >= LEAST.iter().sum();
    let mut wide: Vec<u16> = LEAST.iter().zip(SHARE).map(|(least, share)| (room * share / 100).max(*least)).collect();
    // What is still too much is taken from the first column, which has most; what is left over goes to it.
    if fits {
        let others: u16 = wide[1..].iter().sum();
        wide[0] = room.saturating_sub(others).max(LEAST[0]);
    } else {
        wide = LEAST.to_vec();
    }
    let full = width >= ROOMY;
    let title = |long: &'static str, short: &'static str| if full { long } else { short };
    let mut columns = vec![
        Column::new("State", STATE).wrapped(),
        Column::new("Action step / benchmark", wide[0]).wrapped(),
        Column::new(title("Person(s) responsible", "Responsible"), wide[1]).wrapped(),
        Column::new(title("Evidence of completion", "Evidence"), wide[2]).wrapped(),
        Column::new(title("Completion timeline", "Completion"), wide[3]).wrapped(),
        Column::new(title("Follow-up timeline", "Follow-up"), wide[4]).wrapped(),
        Column::new(title("Date released", "Released"), DAY).wrapped(),
    ];
    columns.extend(["Started", "Completed"].map(|title| Column::new(title, DAY)));
    columns.push(Column::new("Accepted by", 16).wrapped());
    columns.extend(["Accepted on", "Followed up"].map(|title| Column::new(title, 11)));
    columns.push(Column::new("Value", 10));
    columns.push(Column::new("Note", 30).wrapped());
    columns
}
