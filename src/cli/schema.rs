//! The forms of data in words: every field of every report, and the tables of the file. Made from what the program uses itself.

use crate::domain::key::Key;
use crate::report::{Column, history, milestones, mini_pip, scores, standing};
use crate::store;
use std::fmt::Write as _;

/// All of it as text.
pub(super) fn text() -> String {
    let keys: Vec<Column> = Key::ALL.into_iter().map(scores::key_column).collect();
    let keyed = |columns: &[Column]| [&[scores::INSTRUMENT][..], &keys, columns].concat();
    let mut out = String::from(
        "Reports as JSON\n\n\
         One object: report, generated (time of the newest change, or SOURCE_DATE_EPOCH; UTC), file, filters (object of name to value), rows\n\
         (list of objects). Scores and goals are fractions of 1, unrounded. What is missing is null. Of the keys (region, office, worker,\n\
         supervisor, area, question, year) a row has those that --by names; all others are summed over. CSV has the same fields in the same\n\
         order; counts become one column for each option (counts_yes).\n",
    );
    let reports = [
        ("scores", "one row for each key that has a review or a published result", keyed(&scores::COLUMNS)),
        ("standing", "one row for each place and question in every year from its first to its last review", keyed(&standing::COLUMNS)),
        ("milestones", "one row for each milestone", milestones::COLUMNS.to_vec()),
        ("mini-pip", "one row for each action step or benchmark", mini_pip::COLUMNS.to_vec()),
        ("history", "one row for each change, newest first", history::COLUMNS.to_vec()),
    ];
    for (name, rows, columns) in reports {
        let _ = writeln!(out, "\nreport {name}: {rows}");
        for column in columns.iter().filter(|c| !c.name.is_empty()) {
            let _ = writeln!(out, "  {:<18} {}", column.name, column.says);
        }
    }
    out.push_str(
        "\nImports as JSON (--json)\n\n\
         One object: import, done, dry_run, message, counts (rows, answers, new, already_here, changed, reviews, regions, offices, people; null\n\
         if refused), files. Each file: file, faults, fault_count, warnings, warning_count, characters_removed. The first 50 faults and\n\
         warnings of a file are listed, all are counted. Each fault: code (stable), file, sheet, line, column, value, message, remedy.\n\n\
         The tables of the file\n\n",
    );
    for step in store::statements() {
        out.push_str(step.trim_end());
        out.push('\n');
    }
    out
}
