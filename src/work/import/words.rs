//! What an import did, in the words of the history and the preview.

use super::{Counts, Request, What, names, trends};

/// What an import did, as the history says it.
pub(super) fn words(request: &Request, counts: &Counts) -> String {
    let from = names(&request.inputs);
    match request.what {
        What::Answers | What::Ratings if counts.new + counts.changed == 0 => {
            format!("people or areas of {} from {from}", of(counts.reviews, "review"))
        }
        What::Ratings => format!("{} ratings in {} from {from}", counts.new + counts.changed, of(counts.reviews, "review")),
        What::Population => format!("a population list of {} from {from}", of(counts.new + counts.changed, "case")),
        What::Answers => format!("{} answers in {} from {from}", counts.new + counts.changed, of(counts.reviews, "review")),
        What::Scans => format!("{} from {from}", of(counts.new + counts.changed, "QA scan")),
        What::Offices => format!("{} from {from}", of(counts.new + counts.changed, "office")),
        What::People => format!("{} from {from}", of(counts.new + counts.changed, "person and supervisor")),
        What::Published => format!("{} from {from}", of(counts.new + counts.changed, "published result")),
        What::Trends if trends::is_set(&request.inputs) => {
            format!("{} from {from}", of(counts.new + counts.changed, "trend indicator or problem area"))
        }
        What::Trends => format!("{} of trends from {from}", of(counts.new + counts.changed, "value")),
        What::MiniPip => format!("{} of a Mini PIP form from {from}", of(counts.new + counts.changed, "difference")),
        What::Instrument | What::Plan => format!("the {} of {from}", request.what.code()),
    }
}

fn of(n: u64, one: &str) -> String {
    match (n, one) {
        (1, _) => format!("1 {one}"),
        (n, "person and supervisor") => format!("{n} people and supervisors"),
        (n, "trend indicator or problem area") => format!("{n} trend indicators and problem areas"),
        _ => format!("{n} {one}s"),
    }
}
