//! The milestones on one page of letter paper, for the board: where each stands, what the data say, what it would take, and how
//! near each region is. What is long is cut here; the report `milestones` has all of it.

use chrono::NaiveDate;

use super::figures;
use super::milestones::{hidden, says_all, says_region};
use crate::domain::book::Book;
use crate::domain::dates::show_long;
use crate::domain::disclosure::{Place, Veil};
use crate::domain::exit;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::{MilestoneState, Status, milestones};
use crate::domain::takes::{Takes, takes};
use crate::report::{Cell, Column, Datum, Part, Report, Table, Tells};

/// The columns of the rows: one for each milestone.
pub const COLUMNS: [Column; 9] = [
    Column::data("plan", "code of the milestone plan"),
    Column::number("number", "No.", "number of the milestone"),
    Column::words("name", "Milestone", "its name"),
    Column::words("status", "Stands", "how it stands: open, exit_proposed or exited"),
    Column::words("computed", "Data say", "what the data say: met, not_met, judgement or no_data").telling(Tells::Share),
    Column::words("steps", "Steps", "steps done of those not dropped; null without steps"),
    Column::words("reason", "Why", "why the data say so").telling(Tells::Share),
    Column::words("takes", "What it would take", "what is missing, in a sentence").telling(Tells::Split),
    Column::data("exited_on", "day of its recorded exit"),
];

/// How near each region is, where regions exit one by one.
pub const REGIONS: [Column; 7] = [
    Column::words("region", "Region", "name of the region"),
    Column::words("status", "Recorded", "open, exit_proposed or exited"),
    Column::number("sustained", "Both years", "questions (or areas) sustained").telling(Tells::Share),
    Column::number("looked_at", "Of", "questions (or areas) that are looked at"),
    Column::number("below", "Below", "of them below their goal in the year").telling(Tells::Share),
    Column::number("missing", "Cases missing", "cases missing in those below; null without a review").telling(Tells::Share),
    Column::number("earliest", "Earliest exit", "earliest year in which two years in a row can be complete; null once exited")
        .telling(Tells::Share),
];

/// So many regions have a line of their own; more would not fit the page.
const LINES: usize = 8;
/// So long may a sentence be in a row.
const SENTENCE: usize = 150;

/// The report. Of one plan, or of all.
#[must_use]
pub fn build(book: &Book, plan: Option<Id>, year: i32, today: NaiveDate, veil: &Veil) -> Report {
    let mut report = Report { columns: COLUMNS.to_vec(), ..Report::default() };
    let mut regions = Vec::new();
    let plans: Vec<_> = book.all(Kind::Plan).into_iter().filter(|one| plan.is_none_or(|id| id == one.id)).collect();
    for plan in &plans {
        let states = milestones(book, plan.id, year);
        for state in &states {
            let found = takes(book, state, &states, year, today);
            let whole = says_all(book, veil, state, &states, year);
            let mut cells = hidden(&COLUMNS, row(book, plan.text(Field::Code), state, &found), whole);
            if veil.smallest().is_some() {
                cells[7] = Cell::default();
            }
            report.rows.push(cells);
            if let Some(milestone) = book.get(state.id).filter(|milestone| exit::is_regional(milestone)) {
                let whole = |near: &exit::Readiness| says_region(veil, milestone, Place::Region(near.region), year);
                regions.extend(exit::readiness(book, milestone, year).iter().map(|near| hidden(&REGIONS, region(book, near), whole(near))));
            }
        }
    }
    let titles: Vec<&str> = plans.iter().map(|plan| plan.text(Field::Title)).filter(|title| !title.is_empty()).collect();
    report.subject = if titles.is_empty() { format!("Fiscal year {year}") } else { format!("{}, fiscal year {year}", titles.join("; ")) };
    report.parts = parts(&report, &regions, year);
    report.tables = vec![Table { name: "regions", columns: REGIONS.to_vec(), rows: regions }];
    report
}

fn row(book: &Book, plan: &str, state: &MilestoneState, found: &Takes) -> Vec<Cell> {
    let recorded = exit::recorded(book, exit::Subject { milestone: state.id, region: None });
    let day = recorded.day.filter(|_| state.status == Status::Exited);
    let steps = if state.steps > 0 { format!("{} of {}", state.steps_done, state.steps) } else { String::new() };
    vec![
        Cell::text(plan),
        Datum::Whole(state.number).into(),
        Cell::text(&state.name),
        Cell::text(state.status.code()).shown(state.status.words()),
        Cell::text(state.computed.code()).shown(state.computed.words()),
        Cell::text(&steps),
        Cell::text(&state.reason),
        Cell::text(&said(found)),
        Cell::day(day).shown(day.map_or_else(String::new, show_long)),
    ]
}

/// What it would take, as paper can say it: without the keys of the screen.
pub(super) fn said(found: &Takes) -> String {
    found.summary.replace(" (Ctrl-U)", "")
}

fn region(book: &Book, near: &exit::Readiness) -> Vec<Cell> {
    let count = |n: usize| Cell::whole(Some(n as u64));
    vec![
        Cell::text(book.name(near.region)),
        Cell::text(near.recorded.status.code()).shown(near.recorded.status.words()),
        count(near.standing(crate::domain::standing::Standing::Sustained)),
        count(near.looked_at()),
        count(near.below()),
        Cell::whole(near.missing()),
        near.earliest().map_or_else(Cell::default, figures::year),
    ]
}

fn parts(report: &Report, regions: &[Vec<Cell>], year: i32) -> Vec<Part> {
    if report.rows.is_empty() {
        return vec![Part::Words("There is no milestone plan in this file yet.".to_owned())];
    }
    let is = |row: &&Vec<Cell>, status: Status| matches!(&row[3].value, Datum::Text(code) if code == status.code());
    let count = |status: Status| report.rows.iter().filter(|row| is(row, status)).count();
    let (exited, proposed) = (count(Status::Exited), count(Status::ExitProposed));
    let proposed = if proposed > 0 { format!(", of {proposed} the exit is proposed") } else { String::new() };
    let mut parts = vec![Part::Words(format!("{exited} of {} milestones are exited{proposed}.", report.rows.len()))];
    let columns = [1, 2, 3, 4, 5, 7].map(|at: usize| COLUMNS[at].clone()).to_vec();
    let shown = |row: &Vec<Cell>| {
        let takes = if is(&row, Status::Exited) && !row[8].words().is_empty() {
            Cell::text(&format!("Exited on {}.", row[8].words()))
        } else {
            Cell::text(&short(&row[7].words()))
        };
        vec![row[1].clone(), row[2].clone(), row[3].clone(), row[4].clone(), row[5].clone(), takes]
    };
    parts.push(Part::Table(columns, report.rows.iter().map(shown).collect()));
    if !regions.is_empty() {
        parts.push(Part::Heading(format!("Two consecutive years, region by region (FY{year})")));
        parts.push(Part::Table(REGIONS.to_vec(), regions.iter().take(LINES).cloned().collect()));
        if regions.len() > LINES {
            parts.push(Part::Remark(format!("{} more regions stand in the report 'milestones'.", regions.len() - LINES)));
        }
    }
    parts.push(Part::Remark(
        "'Stands' is what a person recorded, 'data say' what is computed; neither changes the other. Both years: met in this fiscal year and \
         the one before."
            .to_owned(),
    ));
    parts
}

/// Whole sentences as far as they fit, at least the first one.
fn short(text: &str) -> String {
    if text.chars().count() <= SENTENCE {
        return text.to_owned();
    }
    let mut out = String::new();
    for sentence in text.split_inclusive(". ") {
        if !out.is_empty() && out.chars().count() + sentence.chars().count() > SENTENCE {
            break;
        }
        out.push_str(sentence);
    }
    if out.chars().count() > SENTENCE {
        let cut: String = out.chars().take(SENTENCE - 1).collect();
        out = format!("{}\u{2026}", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole));
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn what_is_long_keeps_its_first_sentences_whole() {
        let long = format!("Open: 3 steps. {}. Nothing else.", "word ".repeat(40).trim_end());
        assert_eq!(short(&long), "Open: 3 steps.");
        let one = format!("{}.", "word ".repeat(60).trim_end());
        assert!(short(&one).ends_with("word\u{2026}") && short(&one).chars().count() <= super::SENTENCE);
        assert_eq!(short("Met."), "Met.");
    }
}
