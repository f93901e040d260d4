//! What the gates ask of a signed plan: from the second community meeting to its release and the third meeting.

use chrono::NaiveDate;

use super::{Asked, At, BOTH, LEAD, Need, OFFICE, PANEL, QA, says, short};
use crate::domain::content_check::{is_evaluation, is_row, place};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::published;
use crate::domain::record::Record;
use crate::domain::text::counted;
use crate::domain::timeline;

impl<'a> Asked<'a> {
    pub(super) fn second_meeting(&self) -> Vec<Need> {
        let meeting = self.meeting("second");
        let agreed = |p: &&Record| p.text(Field::Asked) == "agreed";
        let partners = self.parts(Kind::PipPerson).into_iter().filter(agreed).count();
        let begins = self.plan.date(Field::ImplementationDate);
        vec![
            self.held(meeting, "second", PANEL),
            Need::new(
                self.is_presented(meeting),
                "the plan is presented: its agenda, attendance or report-out",
                PANEL,
                self.at_meeting(meeting, Kind::AgendaItem),
            ),
            Need::new(begins.is_some(), "the implementation date", LEAD, At::cell(self.plan, Field::ImplementationDate)),
            Need::new(
                partners > 0,
                match partners {
                    0 => "partners are engaged: at least one has agreed".to_owned(),
                    n => format!("partners are engaged: {} agreed", counted(n as u64, "has", "have")),
                },
                OFFICE,
                At::parts(self.plan.id, Kind::PipPerson),
            ),
        ]
    }

    /// Whether a meeting shows what was presented at it.
    fn is_presented(&self, meeting: Option<&Record>) -> bool {
        let came = |a: &Record| a.text(Field::Status) == "came";
        meeting.is_some_and(|m| says(m, Field::ReportOut))
            || self.in_meeting(meeting, Kind::AgendaItem).into_iter().any(|item| says(item, Field::Text))
            || self.in_meeting(meeting, Kind::Attendance).into_iter().any(came)
    }

    fn evaluation(&self) -> Vec<&'a Record> {
        self.parts(Kind::Evaluation).into_iter().filter(|row| is_evaluation(row)).collect()
    }

    pub(super) fn implementing(&self) -> Vec<Need> {
        let rows = self.evaluation();
        let nowhere = At::parts(self.plan.id, Kind::Evaluation);
        if rows.is_empty() {
            return vec![Need::new(false, "an evaluation process: what is checked, how often, by whom", LEAD, nowhere)];
        }
        let vague: Vec<&&Record> = rows.iter().filter(|row| repeat(row, self.today).is_none() && row.date(Field::Due).is_none()).collect();
        let overdue: Vec<(&&Record, NaiveDate)> =
            rows.iter().filter_map(|row| self.next_check(row).filter(|day| *day < self.today).map(|day| (row, day))).collect();
        let words = match vague.first() {
            None => "each evaluation row says how often it is checked".to_owned(),
            Some(row) => format!("how often '{}' is checked: monthly, quarterly, a date", short(row.text(Field::Method))),
        };
        let late = match overdue.first() {
            None => "monitoring checks are on schedule".to_owned(),
            Some((row, day)) => format!(
                "monitoring checks are on schedule ({} overdue: '{}' since {})",
                overdue.len(),
                short(row.text(Field::Method)),
                dates::show_long(*day)
            ),
        };
        vec![
            Need::new(vague.is_empty(), words, LEAD, vague.first().map_or(nowhere, |row| At::cell(row, Field::Frequency))),
            Need::new(overdue.is_empty(), late, BOTH, At::parts(self.plan.id, Kind::Check)),
        ]
    }

    /// The day on which a row of the evaluation process is to be checked next.
    fn next_check(&self, row: &Record) -> Option<NaiveDate> {
        let done = self.parts(Kind::Check).into_iter().filter(|check| check.record(Field::EvaluationRow) == Some(row.id));
        let every = repeat(row, self.today);
        match done.filter_map(|check| check.date(Field::Day)).max() {
            Some(last) => timeline::next_round(last, every?),
            None => row.date(Field::Due).or_else(|| timeline::next_round(self.plan.date(Field::ImplementationDate)?, every?)),
        }
    }

    pub(super) fn final_evaluation(&self) -> Vec<Need> {
        let elements = self.parts(Kind::Element);
        let rows: Vec<&Record> = elements.iter().flat_map(|e| self.book.parts(e.id, Kind::Row)).filter(|row| is_row(row)).collect();
        let open: Vec<&&Record> = rows.iter().filter(|row| row.date(Field::Released).is_none() && !says(row, Field::Waived)).collect();
        let words = match open.len() {
            0 => format!("{} released or waived", counted(rows.len() as u64, "row is", "rows are")),
            n => format!("every row is released or waived with a reason ({n} of {} open)", rows.len()),
        };
        let at = open.first().map_or(At::parts(self.plan.id, Kind::Row), |row| At::cell(row, Field::Released));
        let evaluation = self.evaluation();
        let unanswered: Vec<&&Record> = evaluation.iter().filter(|row| !says(row, Field::Answer) || !says(row, Field::Finding)).collect();
        let answered = match (unanswered.len(), evaluation.len()) {
            (_, 0) => "the rows of the evaluation process, and their answers".to_owned(),
            (0, n) => format!("{} answered", counted(n as u64, "evaluation row is", "evaluation rows are")),
            (n, all) => format!("every evaluation row is answered with its finding ({n} of {all} open)"),
        };
        let field = |row: &Record| if says(row, Field::Answer) { Field::Finding } else { Field::Answer };
        let there = unanswered.first().map_or(At::parts(self.plan.id, Kind::Evaluation), |row| At::cell(row, field(row)));
        vec![
            Need::new(open.is_empty(), words, OFFICE, at),
            Need::new(unanswered.is_empty() && !evaluation.is_empty(), answered, BOTH, there),
        ]
    }

    pub(super) fn reported(&self) -> Vec<Need> {
        let plan = self.plan;
        vec![
            Need::new(says(plan, Field::FinalReport), "the final evaluation report", PANEL, At::cell(plan, Field::FinalReport)),
            Need::new(self.has_been(plan.date(Field::ReportedOn)), "the day of the report-out", PANEL, At::cell(plan, Field::ReportedOn)),
        ]
    }

    pub(super) fn released(&self) -> Vec<Need> {
        let elements = self.parts(Kind::Element);
        let mut needs = Vec::new();
        for element in elements.iter().filter(|e| says(e, Field::Title)) {
            let done = self.is_measured_again(element) || says(element, Field::NoMeasure);
            let words = format!("'{}' is measured again, or why not", short(&place(element)));
            needs.push(Need::new(done, words, QA, At::cell(element, Field::NoMeasure)));
        }
        needs
    }

    /// Whether the measure of an element has a result later than its baseline, of its place.
    fn is_measured_again(&self, element: &Record) -> bool {
        let (instrument, question) = (element.text(Field::Instrument), element.text(Field::Question));
        let begun = element.date(Field::From).or_else(|| self.plan.date(Field::ImplementationDate));
        let base = element.int(Field::Year).or_else(|| begun.map(|day| i64::from(self.book.fiscal_year(day))));
        let Some(base) = base.filter(|_| !instrument.is_empty() && !question.is_empty()) else { return false };
        let codes = || question.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|code| !code.is_empty());
        let here = |region: Option<Id>, office: Option<Id>| {
            element.record(Field::Office).is_none_or(|of| office == Some(of))
                && element.record(Field::Region).is_none_or(|of| region == Some(of))
        };
        let counted = self.book.tallies().iter().any(|tally| {
            i64::from(tally.year) > base
                && here(Some(tally.region), Some(tally.office))
                && self
                    .book
                    .instrument(tally.instrument)
                    .filter(|i| i.code == instrument)
                    .is_some_and(|i| codes().filter_map(|code| i.question(code)).any(|at| tally.counts.covered(at)))
        });
        counted
            || published::all(self.book, Some(instrument))
                .iter()
                .any(|p| i64::from(p.year) > base && here(p.region, p.office) && codes().any(|code| p.question.eq_ignore_ascii_case(code)))
    }

    pub(super) fn third_meeting(&self) -> Vec<Need> {
        let meeting = self.meeting("third");
        let later = self.parts(Kind::Element).into_iter().any(|element| self.is_measured_again(element));
        let shown = meeting.is_some_and(|m| says(m, Field::ReportOut))
            || self.in_meeting(meeting, Kind::AgendaItem).into_iter().any(|item| says(item, Field::Text));
        let words = "the director or deputy director and the QA manager are invited";
        vec![
            self.held(meeting, "third", PANEL),
            Need::new(
                shown || later,
                "new data is shown: a later result, its agenda or report-out",
                PANEL,
                self.at_meeting(meeting, Kind::AgendaItem),
            ),
            Need::new(says(self.plan, Field::Sustained), "how the gains are sustained", LEAD, At::cell(self.plan, Field::Sustained)),
            Need::new(self.is_led(meeting), words, PANEL, self.at_meeting(meeting, Kind::Attendance)).hint(),
        ]
    }

    /// Whether a director and a manager of quality assurance are asked to a meeting, by what stands with their names.
    fn is_led(&self, meeting: Option<&Record>) -> bool {
        let about = |person: &Record| {
            let texts =
                [Field::Name, Field::Organisation, Field::Category, Field::HelpsWith].map(|field| person.text(field).to_lowercase());
            texts.join(" ")
        };
        let asked = self.in_meeting(meeting, Kind::Attendance).into_iter().filter_map(|a| self.book.get(a.record(Field::Person)?));
        let asked: Vec<String> = asked.map(about).collect();
        let quality =
            |words: &String| words.contains("manager") && (words.contains("quality") || words.split_whitespace().any(|w| w == "qa"));
        asked.iter().any(|words| words.contains("director")) && asked.iter().any(quality)
    }
}

/// How often a row of the evaluation process is checked, as far as its words can be understood.
fn repeat(row: &Record, today: NaiveDate) -> Option<&'static str> {
    timeline::timeline(row.text(Field::Frequency), today, false, None).ok()?.repeat
}
