//! The forms of data in words: every field of every report, and the tables of the file. Made from what the program uses itself.

use crate::domain::key::Key;
use crate::report::Column;
use crate::report::build::{
    agenda, agreement, board, case, committees, comparison, contacts, content, evaluation, exit, form, history, meeting_kit, milestones,
    mini_pip, qcr, region, review_form, sample, scans, scores, selection, standing, team, trends,
};
use crate::store;
use std::fmt::Write as _;

/// Reports that have facts, or further tables.
const WITH_FACTS: [Casework<'static>; 20] = [
    (
        "region",
        "one row for each question of a region in one fiscal year",
        &region::COLUMNS,
        &region::FACTS,
        &[
            ("years", "one for each year of a question that is below its goal", &region::YEARS),
            ("reviews", "one for each office, and one for all of them", &region::REVIEWS),
        ],
    ),
    (
        "comparison",
        "one row for each region and question in one fiscal year",
        &comparison::COLUMNS,
        &[],
        &[
            ("totals", "one for each region, area and year, and for all questions", &comparison::TOTALS),
            ("regions", "one for each region", &comparison::COUNTS),
        ],
    ),
    (
        "exit",
        "one row for each region and question, with the second of two fiscal years and the first",
        &exit::COLUMNS,
        &[],
        &[("regions", "one for each region", &exit::REGIONS)],
    ),
    (
        "board",
        "one row for each milestone",
        &board::COLUMNS,
        &[],
        &[("regions", "one for each region of a milestone from which regions exit one by one", &board::REGIONS)],
    ),
    ("review-form", "one row for each question that somebody answers", &review_form::COLUMNS, &[], &[]),
    (
        "evaluation",
        "one row for each row of a Mini PIP's own evaluation",
        &evaluation::COLUMNS,
        &[],
        &[
            ("measures", "one for each element that names a measure", &evaluation::MEASURES),
            ("plans", "one for each Mini PIP", &evaluation::PLANS),
            ("checks", "one for each monitoring check", &evaluation::CHECKS),
        ],
    ),
    (
        "milestones",
        "one row for each milestone",
        &milestones::COLUMNS,
        &[],
        &[
            ("regions", "one for each region of a milestone from which regions exit one by one", &milestones::REGIONS),
            ("exits", "one for each step to an exit or back", &milestones::EXITS),
            ("takes", "one for each thing that a milestone would take, or that is good to know", &milestones::TAKES),
            ("measures", "one for each value of a measure, and for each measure without one", &milestones::MEASURES),
            ("considerations", "one for each exit consideration", &milestones::CONSIDERATIONS),
            ("bodies", "one for each committee and special study", &milestones::BODIES),
        ],
    ),
    (
        "form",
        "one row for each place of the Mini PIP form, empty ones too",
        &form::COLUMNS,
        &[],
        &[("signatures", "one for each who signs", &form::SIGNATURES)],
    ),
    (
        "meeting-kit",
        "one row for each point of the meeting's agenda",
        &meeting_kit::COLUMNS,
        &[],
        &[
            ("invited", "one for each person on the list, or whom such a meeting invites", &meeting_kit::INVITED),
            ("concerns", "one for each area of concern, of the first and second meeting", &meeting_kit::CONCERNS),
            ("results", "one for each element with a measure, of the third meeting", &meeting_kit::RESULTS),
        ],
    ),
    (
        "sample",
        "one row for each case of the population list, in the order of the draw",
        &sample::COLUMNS,
        &sample::FACTS,
        &[("strata", "one for each stratum", &sample::STRATA)],
    ),
    (
        "agreement",
        "one row for each question, each two reviewers, and all together; answers as before they were compared",
        &agreement::COLUMNS,
        &[],
        &[("differing", "one for each answer that differs or that only one gave", &agreement::DIFFERING)],
    ),
    (
        "case",
        "one row for each answer, and for each question without one",
        &case::COLUMNS,
        &case::FACTS,
        &[
            ("corrections", "one for each correction after the review was final", &case::CORRECTIONS),
            ("challenges", "one for each challenge by the office", &case::CHALLENGES),
        ],
    ),
    (
        "team",
        "one row for each question",
        &team::COLUMNS,
        &team::FACTS,
        &[(
            "cases",
            "one for each case with an answer short of a question that fails; only for an office, a supervisor or a worker",
            &team::CASES_COLUMNS,
        )],
    ),
    (
        "committees",
        "one row for each committee, in one fiscal year",
        &committees::COLUMNS,
        &committees::FACTS,
        &[
            ("meetings", "one for each meeting of the year", &committees::MEETINGS),
            ("members", "one for each member, without telephone and email", &committees::MEMBERS),
            ("recommendations", "one for each recommendation of the year", &committees::RECOMMENDATIONS),
        ],
    ),
    (
        "trends",
        "one row for each indicator, place and period; values and standards in the indicator\x27s unit, unrounded, not as fractions",
        &trends::COLUMNS,
        &[],
        &[
            ("older_editions", "one for each value of an edition that does not count", &trends::OLDER),
            ("problem_areas", "one for each problem area", &trends::AREAS),
            ("special_studies", "one for each special study, and for each focus area without one", &trends::STUDIES),
        ],
    ),
    (
        "qcr",
        "one row for each overall rating and indicator, place and year, gaps included",
        &qcr::COLUMNS,
        &[],
        &[
            ("practice", "what stands beside the scores: one for each place and year", &qcr::PRACTICE),
            ("roles", "one for each role of reviewers and of those spoken with, by year and region", &qcr::ROLES),
        ],
    ),
    (
        "contacts",
        "one row for each person who agreed to be contacted; the same name and email is one person",
        &contacts::COLUMNS,
        &contacts::FACTS,
        &[],
    ),
    (
        "history",
        "one row for each change, newest first",
        &history::COLUMNS,
        &[],
        &[("fields", "one for each field that a change touched; only with --details", &history::FIELDS)],
    ),
    (
        "scans",
        "one row for each place, of the twelve months up to now or of a fiscal year; no case and no text of a scan",
        &scans::COLUMNS,
        &[],
        &[
            ("months", "one for each month of the state and of each region", &scans::MONTHS),
            ("due", "one for each month of a caseworker that is due or was missed", &scans::DUE),
            ("themes", "one for each theme that was named", &scans::THEMES),
        ],
    ),
    (
        "selection",
        "one row for each candidate, in the order that counts",
        &selection::COLUMNS,
        &[],
        &[
            ("factors", "one for each candidate and factor", &selection::FACTORS),
            ("warnings", "one for each breach of the capacity rule", &selection::WARNINGS),
        ],
    ),
];

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
        ("mini-pip", "one row for each action step or benchmark", mini_pip::COLUMNS.to_vec()),
        ("mini-pip --check", "one row for each thing that is missing, answered or not", content::COLUMNS.to_vec()),
        ("agenda", "one row for each thing with a date, overdue first; neither case nor contact data", agenda::COLUMNS.to_vec()),
    ];
    for (name, rows, columns) in reports {
        let _ = writeln!(out, "\nreport {name}: {rows}");
        fields(&columns, &mut out);
    }
    out.push_str(
        "\nReports of milestones, of evaluations, of the selection, of committees, of contacts, of the history, of qualitative reviews and of review work have two things more in JSON: facts, an object of what holds for the whole\n\
         report, and tables beside the rows, each a list of objects under its name. What names cases says confidential: true. CSV has the rows only.\n",
    );
    for (name, rows, columns, facts, tables) in WITH_FACTS {
        let _ = writeln!(out, "\nreport {name}: {rows}");
        fields(columns, &mut out);
        if !facts.is_empty() {
            out.push_str("\n  facts\n");
            fields(facts, &mut out);
        }
        for (name, says, columns) in tables {
            let _ = writeln!(out, "\n  {name}: {says}");
            fields(columns, &mut out);
        }
    }
    out.push_str(
        "\nImports as JSON (--json)\n\n\
         One object: import, done, dry_run, message, counts (rows, answers, new, already_here, changed, reviews, regions, offices, people, rounds, indicators; null\n\
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

/// A report with facts: name, what a row is, its columns, its facts, and its further tables.
type Casework<'a> = (&'a str, &'a str, &'a [Column], &'a [Column], &'a [(&'a str, &'a str, &'a [Column])]);

fn fields(columns: &[Column], out: &mut String) {
    for column in columns.iter().filter(|c| !c.name.is_empty()) {
        let _ = writeln!(out, "  {:<19}{}", column.name, column.says);
    }
}
