//! Home's own two panes: milestones and case reviews at a glance. Each leads on to the place where its matter is whole.

mod milestones;
mod reviews;
mod view;

pub use milestones::Milestones;
pub use reviews::Reviews;

use crate::command::Command;

/// Where a list's cursor goes by a command: none if it is no command for moving. `page` is the lines in view.
fn moved(command: Command, at: usize, rows: usize, page: usize) -> Option<usize> {
    let last = rows.saturating_sub(1);
    let page = page.max(1);
    Some(match command {
        Command::Up | Command::Previous => at.saturating_sub(1),
        Command::Down | Command::Next => (at + 1).min(last),
        Command::PageUp => at.saturating_sub(page),
        Command::PageDown => (at + page).min(last),
        Command::Home | Command::Top => 0,
        Command::End | Command::Bottom => last,
        _ => return None,
    })
}

/// The first row in view such that the cursor is, in so many rows; the list does not scroll past its end.
fn first_in_view(at: usize, rows: usize, room: usize) -> usize {
    at.saturating_sub(room.saturating_sub(1) / 2).min(rows.saturating_sub(room))
}
