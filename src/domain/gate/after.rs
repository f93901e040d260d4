//! What the gates ask of a signed plan: from the second community meeting to its release and the third meeting.

use super::{Asked, At, BOTH, LEAD, Need, OFFICE, PANEL, QA, says, short};
use crate::domain::content_check::{is_evaluation, is_row, place};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::title;
use crate::domain::monitoring::{self, CheckState, Rhythm};
use crate::domain::record::Record;
use crate::domain::remeasure::{self, Again};
use crate::domain::text::counted;

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
        let vague = rows.iter().find_map(|row| Rhythm::of(self.plan, row).err().map(|why| (row, why)));
        let words = match &vague {
            None => "each evaluation row says when it is checked".to_owned(),
            Some((row, why)) => format!("when '{}' is checked: {why}", short(title(row))),
        };
        let at = vague.map_or(nowhere, |(row, _)| At::cell(row, Field::Frequency));
        let due = monitoring::due_checks(self.book, self.plan.id, self.today);
        let overdue: Vec<&monitoring::Due> = due.iter().filter(|due| due.state == CheckState::Overdue).collect();
        let late = match overdue.first() {
            None => "monitoring checks are on schedule".to_owned(),
            Some(first) => {
                format!("monitoring checks are on schedule ({} overdue, the first since {})", overdue.len(), dates::show_long(first.day))
            }
        };
        vec![Need::new(at == nowhere, words, LEAD, at), Need::new(overdue.is_empty(), late, BOTH, At::parts(self.plan.id, Kind::Check))]
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

    fn is_measured_again(&self, element: &Record) -> bool {
        matches!(remeasure::measured_again(self.book, element.id), Again::Yes(_))
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
