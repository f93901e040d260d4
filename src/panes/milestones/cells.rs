//! What each row of the tree says, cell by cell. Which of them can be edited is in `fields.rs`.

use chrono::NaiveDate;

use super::rows::{Row, What};
use super::table::{DUE, EVIDENCE, NAME, NOTE, NUMBER, OWNER, STATUS, Tree};
use crate::domain::dates;
use crate::domain::exit::{self, Readiness, Subject};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::milestone::measured::{self, Point};
use crate::domain::milestone::{Computed, MilestoneState, Status, StepStatus};
use crate::domain::record::Record;
use crate::domain::verdict::Verdict;
use crate::panes::sheet::capital;
use crate::widgets::chart;
use crate::widgets::grid::CellText;
use crate::widgets::meaning::Meaning;

impl<'a> Tree<'a> {
    /// What stands in a cell of a row.
    pub fn says(&self, row: Row, column: usize) -> CellText<'a> {
        let Some(record) = self.record(row) else { return CellText::default() };
        match row.what {
            What::Milestone => self.of_milestone(row, column),
            What::Step => self.of_step(record, column),
            What::Measure => self.of_measure(row, record, column),
            What::Value => self.of_value(record, column),
            What::Consideration => self.of_consideration(record, column),
            What::Body => self.of_body(row, column),
            What::Region => self.of_region(row, column),
            What::Exit => self.of_exit(record, column),
            What::Trail => self.of_trail(record, column),
        }
    }

    /// A recorded state: its sign and its word.
    fn status(&self, status: Status) -> CellText<'static> {
        let (sign, meaning) = match status {
            Status::Open => (self.glyphs.not_started, Meaning::Text),
            Status::ExitProposed => (self.glyphs.in_progress, Meaning::Accent),
            Status::Exited => (self.glyphs.done, Meaning::Good),
        };
        CellText::new(format!("{sign} {}", status.words()), meaning)
    }

    fn step_status(&self, status: StepStatus) -> CellText<'static> {
        let (sign, meaning) = match status {
            StepStatus::NotStarted => (self.glyphs.not_started, Meaning::Text),
            StepStatus::InProgress => (self.glyphs.in_progress, Meaning::Accent),
            StepStatus::Done => (self.glyphs.done, Meaning::Good),
            StepStatus::Dropped => (self.glyphs.dropped, Meaning::Muted),
        };
        CellText::new(format!("{sign} {}", status.words()), meaning)
    }

    pub fn day(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(String::new, |day| dates::show(day, self.day_first))
    }

    fn of_milestone(&self, row: Row, column: usize) -> CellText<'a> {
        let (Some(record), Some(state)) = (self.record(row), self.state(row.id)) else { return CellText::default() };
        match column {
            NUMBER => {
                let sign = if self.expanded.contains(&row.id) { self.glyphs.open } else { self.glyphs.closed };
                CellText::new(format!("{sign} {}", state.number), Meaning::Title)
            }
            NAME => CellText::new(record.text(Field::Name), Meaning::Title),
            STATUS => self.status(state.status),
            OWNER if state.steps > 0 => CellText::new(format!("{} of {} steps", state.steps_done, state.steps), Meaning::Muted),
            DUE => CellText::new(self.day(record.date(Field::ExitedOn)), Meaning::Muted),
            EVIDENCE => self.computed(state),
            NOTE => CellText::plain(record.text(Field::Note)),
            _ => CellText::default(),
        }
    }

    /// What the data say, and whether that differs from what is recorded.
    fn computed(&self, state: &MilestoneState) -> CellText<'static> {
        if let Some(words) = state.difference() {
            return CellText::new(format!("{} {words}: {}", self.glyphs.warning, state.reason), Meaning::Warn);
        }
        let (sign, meaning) = match state.computed {
            Computed::Met => (self.glyphs.met, Meaning::Met),
            Computed::NotMet => (self.glyphs.below, Meaning::Text),
            Computed::Judgement => return CellText::new(state.reason.clone(), Meaning::Muted),
            Computed::NoData => (self.glyphs.no_rate, Meaning::NoRate),
        };
        CellText::new(format!("{sign} {}", state.said()), meaning)
    }

    fn of_step(&self, record: &'a Record, column: usize) -> CellText<'a> {
        let status = StepStatus::named(record.text(Field::Status));
        match column {
            NAME => {
                asked(record.text(Field::Text), "(new step)", if status == StepStatus::Dropped { Meaning::Muted } else { Meaning::Text })
            }
            STATUS => self.step_status(status),
            OWNER => CellText::plain(record.text(Field::Owner)),
            DUE => {
                let due = record.date(Field::Due);
                let late = due.is_some_and(|day| day < self.today) && matches!(status, StepStatus::NotStarted | StepStatus::InProgress);
                if late {
                    CellText::new(format!("{} {}", self.glyphs.warning, self.day(due)), Meaning::Error)
                } else {
                    CellText::plain(self.day(due))
                }
            }
            EVIDENCE => CellText::plain(record.text(Field::Evidence)),
            NOTE => CellText::plain(record.text(Field::Note)),
            _ => CellText::default(),
        }
    }

    fn of_consideration(&self, record: &'a Record, column: usize) -> CellText<'a> {
        match column {
            NAME => asked(record.text(Field::Text), "(new consideration)", Meaning::Text),
            STATUS => match record.text(Field::Answer) {
                "yes" => CellText::new(format!("{} yes", self.glyphs.done), Meaning::Good),
                "no" => CellText::new(format!("{} no", self.glyphs.dropped), Meaning::Warn),
                "" => CellText::new(format!("{} unanswered", self.glyphs.nothing), Meaning::Placeholder),
                other => CellText::new(format!("{} {other}", self.glyphs.in_progress), Meaning::Accent),
            },
            OWNER => CellText::new(record.text(Field::Who), Meaning::Muted),
            DUE => CellText::new(self.day(record.date(Field::Day)), Meaning::Muted),
            NOTE => CellText::plain(record.text(Field::Note)),
            _ => CellText::default(),
        }
    }

    /// When a value was.
    pub fn when(&self, point: &Point) -> String {
        if point.period.is_empty() { self.day(point.day) } else { point.period.clone() }
    }

    fn of_measure(&self, row: Row, record: &'a Record, column: usize) -> CellText<'a> {
        match column {
            NUMBER if measured::follows(self.book, record).is_none() && !self.book.parts(row.id, Kind::MeasureValue).is_empty() => {
                let sign = if self.expanded.contains(&row.id) { self.glyphs.open } else { self.glyphs.closed };
                CellText::new(format!("  {sign}"), Meaning::Muted)
            }
            NAME if record.int(Field::Unverified) == Some(1) => CellText::plain(format!("{} (unverified)", record.text(Field::Name))),
            NAME => asked(record.text(Field::Name), "(new measure)", Meaning::Text),
            STATUS => measured::current(self.book, record)
                .map_or_else(|| CellText::new("value?", Meaning::Placeholder), |now| CellText::plain(now.text)),
            OWNER => match record.text(Field::Target) {
                "" => CellText::new("target?", Meaning::Placeholder),
                target => CellText::plain(format!("target {target}")),
            },
            DUE => CellText::new(measured::current(self.book, record).map_or_else(String::new, |now| self.when(&now)), Meaning::Muted),
            EVIDENCE => {
                let spark = chart::sparkline(&measured::spark(self.book, record), 0.0, 1.0, self.glyphs);
                let follows = measured::follows(self.book, record).map_or("", |_| "a trend indicator; ");
                let words = format!("{spark} {follows}{}", record.text(Field::Source));
                CellText::plain(words.trim().trim_end_matches(';').to_owned())
            }
            NOTE => CellText::plain(record.text(Field::Note)),
            _ => CellText::default(),
        }
    }

    fn of_value(&self, record: &'a Record, column: usize) -> CellText<'a> {
        match column {
            NAME => CellText::new("   value at the time", Meaning::Muted),
            STATUS => asked(record.text(Field::Value), "value?", Meaning::Text),
            DUE => match record.date(Field::Day) {
                None => CellText::new("day?", Meaning::Placeholder),
                day => CellText::plain(self.day(day)),
            },
            EVIDENCE => CellText::plain(record.text(Field::Source)),
            NOTE => CellText::plain(record.text(Field::Note)),
            _ => CellText::default(),
        }
    }

    fn of_body(&self, row: Row, column: usize) -> CellText<'a> {
        let Some(body) = self.facts.bodies.get(&(row.milestone, row.id)) else { return CellText::default() };
        match column {
            NAME => CellText::plain(body.name.clone()),
            STATUS => CellText::new(if body.study { "study" } else { "committee" }, Meaning::Muted),
            EVIDENCE if body.open => CellText::new(format!("{} {}", self.glyphs.warning, body.words), Meaning::Text),
            EVIDENCE => CellText::plain(body.words.clone()),
            _ => CellText::default(),
        }
    }

    fn of_region(&self, row: Row, column: usize) -> CellText<'a> {
        let region = self.facts.regions.get(&(row.milestone, row.id));
        let recorded = exit::recorded(self.book, Subject { milestone: row.milestone, region: Some(row.id) });
        let exited = recorded.status == Status::Exited;
        match column {
            NAME => CellText::plain(self.book.name(row.id)),
            STATUS => self.status(recorded.status),
            OWNER if exited => CellText::plain(recorded.who),
            OWNER => CellText::new(region.map_or_else(String::new, Readiness::brief), Meaning::Muted),
            DUE if exited => CellText::plain(self.day(recorded.day)),
            DUE => {
                let earliest = region.and_then(Readiness::earliest);
                CellText::new(earliest.map_or_else(String::new, |year| format!("first FY{year}")), Meaning::Muted)
            }
            EVIDENCE => self.of_readiness(region),
            NOTE => CellText::plain(recorded.evidence),
            _ => CellText::default(),
        }
    }

    fn of_readiness(&self, region: Option<&Readiness>) -> CellText<'static> {
        let Some(region) = region.filter(|r| r.verdict.is_some()) else {
            return CellText::new("no such instrument in this file", Meaning::NoRate);
        };
        let named = region.verdict.as_ref().map_or_else(String::new, Verdict::words);
        if region.looked_at() == 0 {
            CellText::new(format!("{} {}", self.glyphs.no_rate, region.words()), Meaning::NoRate)
        } else if region.sustained() {
            CellText::new(format!("{} {}", self.glyphs.met, region.words()), Meaning::Met)
        } else if region.fallen() {
            CellText::new(format!("{} fallen since its exit, which stands. {}", self.glyphs.warning, region.words()), Meaning::Fell)
        } else {
            CellText::new(format!("{} {named}", self.glyphs.below), Meaning::Text)
        }
    }

    fn of_exit(&self, record: &'a Record, column: usize) -> CellText<'a> {
        let status = Status::named(record.text(Field::Status));
        match column {
            NAME => CellText::plain(if status == Status::Exited { "Exit as recorded" } else { "Exit as proposed" }),
            STATUS => self.status(status),
            OWNER => CellText::plain(record.text(Field::ExitedBy)),
            DUE => CellText::plain(self.day(record.date(Field::ExitedOn))),
            EVIDENCE => CellText::plain(record.text(Field::Evidence)),
            _ => CellText::default(),
        }
    }

    fn of_trail(&self, record: &'a Record, column: usize) -> CellText<'a> {
        let step = exit::step(record);
        match column {
            NAME => {
                let words = step.map_or_else(|| "Step".to_owned(), |step| capital(step.words()));
                let region = record.record(Field::Region).map_or_else(String::new, |region| format!(": {}", self.book.name(region)));
                CellText::plain(format!("{words}{region}"))
            }
            STATUS => step.map_or_else(CellText::default, |step| CellText { meaning: Meaning::Muted, ..self.status(step.leads_to()) }),
            OWNER => CellText::plain(record.text(Field::Who)),
            DUE => CellText::plain(self.day(record.date(Field::Day))),
            EVIDENCE => CellText::plain(record.text(Field::Evidence)),
            NOTE => CellText::plain(record.text(Field::Reason)),
            _ => CellText::default(),
        }
    }
}

/// A text, or what is asked for in its place.
fn asked<'a>(text: &'a str, placeholder: &'static str, meaning: Meaning) -> CellText<'a> {
    if text.is_empty() { CellText::new(placeholder, Meaning::Placeholder) } else { CellText::new(text, meaning) }
}
