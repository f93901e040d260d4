//! What the gates ask before a plan is signed: from its selection to its final version and the four signatures.

use super::{Asked, At, BOTH, LEAD, Need, OFFICE, PANEL, QA, says, short};
use crate::domain::book::Book;
use crate::domain::content_check;
use crate::domain::field::Field;
use crate::domain::frozen;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Stage;
use crate::domain::record::Record;
use crate::domain::remeasure;
use crate::domain::text::counted;

/// The community meetings that the timeline of a plan gives dates to.
const MEETINGS: [&str; 3] = ["first", "second", "third"];
/// How many sign a plan.
pub(super) const SIGNERS: usize = 4;

impl<'a> Asked<'a> {
    pub(super) fn selected(&self) -> Vec<Need> {
        let plan = self.plan;
        let placed = plan.record(Field::Office).or_else(|| plan.record(Field::District)).is_some();
        vec![
            Need::new(placed, "the office or district", "state QA and agency", At::cell(plan, Field::Office)),
            Need::new(says(plan, Field::Source), "the data sources it was chosen by", QA, At::cell(plan, Field::Source)),
            Need::new(says(plan, Field::Reason), "the reason why it was chosen", QA, At::cell(plan, Field::Reason)),
        ]
    }

    pub(super) fn organised(&self) -> Vec<Need> {
        let plan = self.plan.id;
        let concern = self.concerns().next().is_some();
        let partners = self.parts(Kind::PipPerson).into_iter().filter(|p| p.text(Field::Part) == "collaborator");
        let partner = partners.into_iter().any(|p| says(p, Field::Name) || says(p, Field::Organisation));
        let dated = self.dated();
        vec![
            self.held(self.meeting("organising"), "organising", BOTH),
            Need::new(concern, "findings are shared: an area of concern is written down", QA, At::parts(plan, Kind::Concern)),
            Need::new(partner, "the list of community partners", OFFICE, At::parts(plan, Kind::PipPerson)),
            Need::new(
                dated >= MEETINGS.len(),
                format!("the timeline: dates of the three community meetings ({} of 3)", dated.min(MEETINGS.len())),
                BOTH,
                At::parts(plan, Kind::Timeline),
            ),
        ]
    }

    /// Dates of the process: of community meetings, and of the rows of Section IV.
    fn dated(&self) -> usize {
        let is_community = |m: &&Record| MEETINGS.contains(&m.text(Field::Part));
        let meetings = self.parts(Kind::Meeting).into_iter().filter(is_community).filter(|m| m.date(Field::Day).is_some()).count();
        let rows = self.parts(Kind::Timeline).into_iter().filter(|row| row.date(Field::Day).is_some()).count();
        meetings + rows
    }

    fn concerns(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        self.parts(Kind::Concern).into_iter().filter(|concern| says(concern, Field::Title))
    }

    pub(super) fn first_meeting(&self) -> Vec<Need> {
        let meeting = self.meeting("first");
        let before = meeting.and_then(|m| m.date(Field::Day));
        let agreed = |c: &&Record| {
            let on = c.date(Field::AgreedOn);
            says(c, Field::AgreedBy) && self.has_been(on) && before.is_none_or(|day| on <= Some(day))
        };
        let all: Vec<&Record> = self.concerns().filter(agreed).collect();
        let charted = all.iter().any(|concern| has_chart(self.book, concern));
        let first = self.concerns().next();
        let at = |concern: Option<&&Record>, field| {
            let found = concern.copied().or(first);
            found.map_or(At::parts(self.plan.id, Kind::Concern), |concern| At::cell(concern, field))
        };
        let items = self.in_meeting(meeting, Kind::AgendaItem);
        vec![
            Need::new(
                !all.is_empty(),
                "an area of concern is agreed before the meeting: by whom, and when",
                BOTH,
                at(None, if first.is_some_and(|c| says(c, Field::AgreedBy)) { Field::AgreedOn } else { Field::AgreedBy }),
            ),
            Need::new(
                charted,
                "an agreed concern has its chart: a measure with figures, or a source",
                QA,
                at(all.first(), Field::Question),
            ),
            Need::new(
                items.into_iter().any(|item| says(item, Field::Text)),
                "the agenda of the first meeting",
                PANEL,
                self.at_meeting(meeting, Kind::AgendaItem),
            ),
        ]
    }

    pub(super) fn draft(&self) -> Vec<Need> {
        let meeting = self.meeting("first");
        let came = self.in_meeting(meeting, Kind::Attendance).into_iter().filter(|a| a.text(Field::Status) == "came").count();
        let ideas = self.in_meeting(meeting, Kind::Idea).into_iter().filter(|idea| says(idea, Field::Text)).count();
        let who = |n: usize, one, many| if n == 0 { String::new() } else { format!(" ({})", counted(n as u64, one, many)) };
        let mut needs = vec![
            Need::new(
                came > 0,
                format!("who came to the first meeting{}", who(came, "person", "people")),
                PANEL,
                self.at_meeting(meeting, Kind::Attendance),
            ),
            Need::new(
                ideas > 0,
                format!("the ideas of the first meeting{}", who(ideas, "idea", "ideas")),
                PANEL,
                self.at_meeting(meeting, Kind::Idea),
            ),
        ];
        let elements = self.parts(Kind::Element);
        for concern in self.concerns() {
            let title = short(concern.text(Field::Title));
            let left = concern.text(Field::Outcome) == "not_taken_up";
            let (done, words, field) = if left {
                (says(concern, Field::Reason), format!("why '{title}' is not taken up"), Field::Reason)
            } else {
                let grown = elements.iter().any(|element| element.record(Field::Concern) == Some(concern.id));
                (grown, format!("an element for '{title}', or why it is not taken up"), Field::Outcome)
            };
            needs.push(Need::new(done, words, OFFICE, At::cell(concern, field)));
        }
        needs
    }

    pub(super) fn submitted(&self) -> Vec<Need> {
        let checked = content_check::checked(self.book, self.plan.id);
        let missing = checked.iter().filter(|(_, answer)| answer.is_none()).count();
        let words = match (missing, checked.len()) {
            (0, 0) => "nothing is missing in the content".to_owned(),
            (0, answered) => format!("nothing is missing in the content, {} answered", counted(answered as u64, "gap is", "gaps are")),
            (n, _) => format!("{} still missing in the content", counted(n as u64, "thing is", "things are")),
        };
        vec![Need::new(missing == 0, words, LEAD, At::parts(self.plan.id, Kind::GapAnswer))]
    }

    pub(super) fn made_final(&self) -> Vec<Need> {
        let plan = self.plan.id;
        let version = frozen::newest(self.book, plan, Some(Stage::Submitted)).or_else(|| frozen::newest(self.book, plan, None));
        let Some(version) = version else {
            return vec![Need::new(false, "a submitted version, and who has it", LEAD, At::parts(plan, Kind::Frozen))];
        };
        let recipients = self.book.parts(version.id, Kind::Recipient);
        let mut needs: Vec<Need> = recipients
            .iter()
            .map(|r| {
                let name = if says(r, Field::Name) { r.text(Field::Name) } else { "a recipient" };
                let answered = says(r, Field::Answer) && r.date(Field::Answered).is_some();
                Need::new(answered, format!("the answer of {}", short(name)), name, At::cell(r, Field::Answer))
            })
            .collect();
        if recipients.is_empty() {
            needs.push(Need::new(false, "who the submitted version was sent to", LEAD, At::parts(version.id, Kind::Recipient)));
        }
        let asked: Vec<&Record> = self.parts(Kind::Asking).into_iter().filter(|asking| says(asking, Field::Text)).collect();
        let open: Vec<&&Record> = asked.iter().filter(|asking| !says(asking, Field::Status)).collect();
        let words = match (open.len(), asked.len()) {
            (0, 0) => "no change is asked for".to_owned(),
            (0, n) => format!("{} answered", counted(n as u64, "change asked for is", "changes asked for are")),
            (n, all) => format!("every change asked for is answered ({n} of {all} open)"),
        };
        let at = open.first().map_or(At::parts(plan, Kind::Asking), |asking| At::cell(asking, Field::Status));
        needs.push(Need::new(open.is_empty(), words, LEAD, at));
        needs
    }

    pub(super) fn signed(&self) -> Vec<Need> {
        let version = frozen::newest(self.book, self.plan.id, Some(Stage::Final));
        let of_final = |agreement: &Record| match (version, agreement.record(Field::Frozen)) {
            (Some(version), Some(signed)) => version.id == signed,
            // Who signed before versions were noted has signed the final one if it was there already.
            (Some(version), None) => agreement.date(Field::Signed) >= version.date(Field::Day),
            (None, _) => true,
        };
        let roles: Vec<&Record> = self.parts(Kind::Agreement).into_iter().filter(|a| says(a, Field::Role)).collect();
        let mut needs: Vec<Need> = roles
            .iter()
            .map(|agreement| {
                let role = short(agreement.text(Field::Role));
                let signed = agreement.date(Field::Signed).is_some();
                let (done, words, field) = if !says(agreement, Field::Name) {
                    (false, format!("name and signature: {role}"), Field::Name)
                } else if signed && !of_final(agreement) {
                    (false, format!("signature on the final version, not an earlier one: {role}"), Field::Signed)
                } else {
                    (signed, format!("signature: {role}"), Field::Signed)
                };
                let who = if says(agreement, Field::Name) { short(agreement.text(Field::Name)) } else { role };
                Need::new(done, words, who, At::cell(agreement, field))
            })
            .collect();
        if roles.len() < SIGNERS {
            let words = format!("the four who agree are listed ({} of {SIGNERS})", roles.len());
            needs.push(Need::new(false, words, LEAD, At::parts(self.plan.id, Kind::Agreement)));
        }
        needs
    }
}

/// Whether a concern can be shown as a chart: its measure has a figure in this file, or it says where the chart comes from.
fn has_chart(book: &Book, concern: &Record) -> bool {
    says(concern, Field::Source)
        || remeasure::of_record(book, concern).iter().any(|measure| !remeasure::figures(book, measure, None).is_empty())
}
