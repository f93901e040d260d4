//! Tables of a page: with a caption, heads that say what they head, and a region that can be scrolled by keys where it is narrow.

use maud::{Markup, html};

use super::plain;
use crate::report::{Cell, Column, Part};

/// What the tables are called: by the heading over them, and by a number from the second on.
pub(super) struct Names {
    heading: String,
    given: usize,
}

impl Names {
    pub(super) fn new(title: &str) -> Names {
        Names { heading: title.to_owned(), given: 0 }
    }

    /// Takes note of a heading.
    pub(super) fn pass(&mut self, part: &Part) {
        if let Part::Chapter(words) | Part::Heading(words) = part {
            *self = Names { heading: plain(words), given: 0 };
        }
    }

    /// The name of the next table.
    pub(super) fn next(&mut self) -> String {
        self.given += 1;
        if self.given == 1 { self.heading.clone() } else { format!("{}, table {}", self.heading, self.given) }
    }
}

/// A table under that name.
pub(super) fn table(name: &str, columns: &[Column], rows: &[Vec<Cell>]) -> Markup {
    let shown: Vec<(usize, &str, bool)> =
        columns.iter().enumerate().filter_map(|(at, c)| Some((at, c.heading.as_deref()?, c.right))).collect();
    html! {
        div.scroll role="region" aria-label=(name) tabindex="0" {
            table {
                caption { span.unseen { (name) } }
                thead { tr { @for (_, heading, right) in &shown { th scope="col" class=[right.then_some("n")] { (plain(heading)) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (nth, (at, _, right)) in shown.iter().enumerate() {
                                @let words = row.get(*at).map(Cell::words).unwrap_or_default();
                                @if nth == 0 && !*right {
                                    th scope="row" { (plain(&words)) }
                                } @else {
                                    td class=[right.then_some("n")] { (plain(&words)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
