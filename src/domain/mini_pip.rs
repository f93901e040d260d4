//! Mini PIPs: stages, the state of each row, progress, and what the form's cells say (`assets/help/rules.md`, Mini PIP).
//! What a typed cell means as edits is in `matrix.rs`.

use chrono::{Days, NaiveDate};

use super::book::Book;
use super::dates;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::record::Record;
use super::timeline;
use super::tone::Tone;

/// How many days before its due date a row is *due soon*.
pub const SOON_DAYS: u64 = 14;

/// The stages of a Mini PIP, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Chosen, with the reason.
    Selected,
    /// Findings shared, partners listed.
    Organised,
    /// The first community meeting.
    FirstMeeting,
    /// The local office writes the plan.
    Draft,
    /// Given to the reviewers.
    Submitted,
    /// Changes answered.
    Final,
    /// Signed by all four roles.
    Signed,
    /// The second community meeting.
    SecondMeeting,
    /// Work goes on.
    Implementing,
    /// Looked back on.
    FinalEvaluation,
    /// Reported out.
    Reported,
    /// Officially released.
    Released,
    /// The third community meeting: new data, and how gains last.
    ThirdMeeting,
}

impl Stage {
    /// All, in order.
    pub const ALL: [Stage; 13] = [
        Stage::Selected,
        Stage::Organised,
        Stage::FirstMeeting,
        Stage::Draft,
        Stage::Submitted,
        Stage::Final,
        Stage::Signed,
        Stage::SecondMeeting,
        Stage::Implementing,
        Stage::FinalEvaluation,
        Stage::Reported,
        Stage::Released,
        Stage::ThirdMeeting,
    ];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Stage::Selected => "selected",
            Stage::Organised => "organised",
            Stage::FirstMeeting => "first_meeting",
            Stage::Draft => "draft",
            Stage::Submitted => "submitted",
            Stage::Final => "final",
            Stage::Signed => "signed",
            Stage::SecondMeeting => "second_meeting",
            Stage::Implementing => "implementing",
            Stage::FinalEvaluation => "final_evaluation",
            Stage::Reported => "reported",
            Stage::Released => "released",
            Stage::ThirdMeeting => "third_meeting",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Stage::FirstMeeting => "first community meeting",
            Stage::SecondMeeting => "second meeting",
            Stage::FinalEvaluation => "final evaluation",
            Stage::ThirdMeeting => "third meeting",
            other => other.code(),
        }
    }

    /// The stage of a code or of its words, whatever the case.
    #[must_use]
    pub fn named(text: &str) -> Option<Stage> {
        let text = text.trim();
        Stage::ALL.into_iter().find(|s| s.code().eq_ignore_ascii_case(text) || s.words().eq_ignore_ascii_case(text))
    }

    /// The stage of a plan; a plan that says none is selected.
    #[must_use]
    pub fn of(plan: &Record) -> Stage {
        Stage::named(plan.text(Field::Stage)).unwrap_or(Stage::Selected)
    }
}

/// The state of an action step or benchmark, from its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowState {
    /// Past its due date and not complete.
    Overdue,
    /// Due within [`SOON_DAYS`].
    DueSoon,
    /// Complete, and its follow-up is due.
    FollowUpDue,
    /// Begun.
    InProgress,
    /// Nothing done yet.
    NotStarted,
    /// Complete.
    Complete,
    /// Given up, with the reason.
    Waived,
    /// Released.
    Released,
}

impl RowState {
    /// All, most pressing first.
    pub const ALL: [RowState; 8] = [
        RowState::Overdue,
        RowState::DueSoon,
        RowState::FollowUpDue,
        RowState::InProgress,
        RowState::NotStarted,
        RowState::Complete,
        RowState::Waived,
        RowState::Released,
    ];

    /// The state of a row today. A follow-up counts as due from [`SOON_DAYS`] before its date.
    #[must_use]
    pub fn of(row: &Record, today: NaiveDate) -> RowState {
        let soon = |due: NaiveDate| due.checked_sub_days(Days::new(SOON_DAYS)).is_none_or(|from| from <= today);
        if row.date(Field::Released).is_some() {
            return RowState::Released;
        }
        if !row.text(Field::Waived).is_empty() {
            return RowState::Waived;
        }
        if row.date(Field::Completed).is_some() {
            // What repeats waits again before each round.
            return if next_due(row).is_some_and(soon) { RowState::FollowUpDue } else { RowState::Complete };
        }
        match row.date(Field::CompletionDue) {
            Some(due) if due < today => RowState::Overdue,
            Some(due) if soon(due) => RowState::DueSoon,
            _ if row.date(Field::Started).is_some() => RowState::InProgress,
            _ => RowState::NotStarted,
        }
    }

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            RowState::Overdue => "overdue",
            RowState::DueSoon => "due_soon",
            RowState::FollowUpDue => "follow_up_due",
            RowState::InProgress => "in_progress",
            RowState::NotStarted => "not_started",
            RowState::Complete => "complete",
            RowState::Waived => "waived",
            RowState::Released => "released",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            RowState::Overdue => "overdue",
            RowState::DueSoon => "due soon",
            RowState::FollowUpDue => "follow-up due",
            RowState::InProgress => "in progress",
            RowState::NotStarted => "not started",
            RowState::Complete => "complete",
            RowState::Waived => "waived",
            RowState::Released => "released",
        }
    }

    /// How good or bad it is.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            RowState::Overdue => Tone::Bad,
            RowState::DueSoon | RowState::FollowUpDue => Tone::Warning,
            RowState::InProgress => Tone::Hopeful,
            RowState::NotStarted | RowState::Waived => Tone::Neutral,
            RowState::Complete | RowState::Released => Tone::Good,
        }
    }

    /// Whether the work itself is done.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, RowState::Complete | RowState::FollowUpDue | RowState::Waived | RowState::Released)
    }
}

/// The day on which a row wants attention next: its completion, then its follow-up; none once released or waived or all is done.
#[must_use]
pub fn next_due(row: &Record) -> Option<NaiveDate> {
    if row.date(Field::Released).is_some() || !row.text(Field::Waived).is_empty() {
        None
    } else if row.date(Field::Completed).is_none() {
        row.date(Field::CompletionDue)
    } else if row.date(Field::FollowedUp).is_none() {
        row.date(Field::FollowUpDue)
    } else {
        // What repeats comes round again after each follow-up.
        let round = timeline::next_round(row.date(Field::FollowedUp)?, row.text(Field::FollowUpRepeat))?;
        row.date(Field::FollowUpDue).filter(|last| round <= *last).map(|_| round)
    }
}

/// Whether a row is still followed up after its own release: its plan is released, and how gains last is what is asked now.
#[must_use]
pub fn is_followed_on(book: &Book, row: &Record) -> bool {
    let plan = row.parent().and_then(|element| book.get(element)).and_then(Record::parent).and_then(|plan| book.get(plan));
    row.date(Field::Released).is_some() && plan.is_some_and(|plan| Stage::of(plan) >= Stage::Released)
}

/// How far a plan (or an element) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Progress {
    /// Rows in it.
    pub rows: usize,
    /// Rows that are complete, released or waived.
    pub complete: usize,
    /// Rows that are released.
    pub released: usize,
    /// Rows that are waived.
    pub waived: usize,
    /// Rows past their due date.
    pub overdue: usize,
    /// Rows due soon, follow-ups included.
    pub soon: usize,
    /// The nearest date that wants attention and has not passed.
    pub next_due: Option<NaiveDate>,
}

impl Progress {
    /// Counts a row.
    pub fn add(&mut self, row: &Record, today: NaiveDate) {
        let state = RowState::of(row, today);
        self.rows += 1;
        self.complete += usize::from(state.is_done());
        self.released += usize::from(state == RowState::Released);
        self.waived += usize::from(state == RowState::Waived);
        self.overdue += usize::from(state == RowState::Overdue);
        self.soon += usize::from(matches!(state, RowState::DueSoon | RowState::FollowUpDue));
        if let Some(due) = next_due(row).filter(|due| *due >= today) {
            self.next_due = Some(self.next_due.map_or(due, |known| known.min(due)));
        }
    }

    /// Of one element.
    #[must_use]
    pub fn of_element(book: &Book, element: Id, today: NaiveDate) -> Progress {
        let mut progress = Progress::default();
        for row in book.parts(element, Kind::Row) {
            progress.add(row, today);
        }
        progress
    }

    /// Of a whole plan.
    #[must_use]
    pub fn of_plan(book: &Book, plan: Id, today: NaiveDate) -> Progress {
        let mut progress = Progress::default();
        for row in book.parts(plan, Kind::Element).iter().flat_map(|e| book.parts(e.id, Kind::Row)) {
            progress.add(row, today);
        }
        progress
    }
}

/// The text by which people know a part of a plan; empty if it has none yet.
#[must_use]
pub fn title(record: &Record) -> &str {
    let fields = match record.kind {
        Kind::Row | Kind::Goal | Kind::Proof => [Field::Text, Field::Evidence],
        Kind::Timeline => [Field::Activity, Field::DayText],
        Kind::Evaluation => [Field::Method, Field::Measure],
        Kind::Agreement => [Field::Role, Field::Name],
        Kind::Meeting => [Field::Title, Field::Part],
        Kind::Idea | Kind::AgendaItem | Kind::ProgressNote | Kind::Request | Kind::Asking => [Field::Text, Field::Note],
        Kind::Check => [Field::Finding, Field::Who],
        _ => [Field::Title, Field::Name],
    };
    fields.into_iter().map(|field| record.text(field)).find(|text| !text.is_empty()).unwrap_or("")
}

/// The names of several people, as a cell shows them.
#[must_use]
pub fn names(book: &Book, people: &[Id]) -> String {
    let names: Vec<&str> = people.iter().filter_map(|id| book.get(*id)).filter(|r| !r.gone).map(|r| r.text(Field::Name)).collect();
    names.join("; ")
}

/// All goals of an element as the form's one cell: short-term first, each with its measure, from where to where, by when.
#[must_use]
pub fn goal_cell(book: &Book, element: Id, day_first: bool) -> String {
    let mut goals = book.parts(element, Kind::Goal);
    goals.sort_by_key(|g| term_rank(g.text(Field::Term)));
    let lines: Vec<String> = goals.iter().map(|goal| goal_line(goal, day_first)).collect();
    lines.join("\n")
}

fn term_rank(term: &str) -> u8 {
    match term {
        "short" | "short-term" => 0,
        "long" | "long-term" => 1,
        _ => 2,
    }
}

fn goal_line(goal: &Record, day_first: bool) -> String {
    let mut line = match term_rank(goal.text(Field::Term)) {
        0 => "Short-term: ".to_owned(),
        1 => "Long-term: ".to_owned(),
        _ => String::new(),
    };
    line.push_str(goal.text(Field::Text).trim());
    let (measure, baseline, target) = (goal.text(Field::Measure), goal.text(Field::Baseline), goal.text(Field::Target));
    let path = match (baseline, target) {
        ("", "") => String::new(),
        ("", target) => format!("to {target}"),
        (baseline, "") => format!("from {baseline}"),
        (baseline, target) => format!("{baseline} \u{2192} {target}"),
    };
    let by = goal.date(Field::By).map_or_else(String::new, |day| format!("by {}", dates::show(day, day_first)));
    let facts = [measure.to_owned(), [path, by].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")];
    let facts: Vec<String> = facts.into_iter().filter(|s| !s.is_empty()).collect();
    if !facts.is_empty() {
        line = format!("{line} ({})", facts.join(": "));
    }
    line.trim().to_owned()
}

#[cfg(test)]
mod tests;
