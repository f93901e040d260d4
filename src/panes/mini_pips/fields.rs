//! Which fields stand in the columns of each list, and on the lines of each form, with how they are edited.
//! Labels and order are those of the form that ships in `assets/templates`.

use crate::domain::field::Field;
use crate::domain::kind::Kind;

use super::choices::{ASKED, CATEGORIES, CONSENT, DOMAINS, PARTS, ROW_PARTS, TERMS};
use super::slot::Editor;

/// A line of a form: a label, and one field of the line's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The label.
    pub label: &'static str,
    /// The field.
    pub field: Field,
    /// How it is edited.
    pub editor: Editor,
}

/// People on the cover.
pub const COVER_PERSON: [(Field, Editor); 5] = [
    (Field::Part, Editor::Choice(PARTS)),
    (Field::Name, Editor::Line),
    (Field::Organisation, Editor::Line),
    (Field::Phone, Editor::Line),
    (Field::Email, Editor::Line),
];
/// Section V.
pub const COLLABORATOR: [(Field, Editor); 9] = [
    (Field::Name, Editor::Line),
    (Field::Organisation, Editor::Line),
    (Field::Category, Editor::Suggest(CATEGORIES)),
    (Field::Phone, Editor::Line),
    (Field::Email, Editor::Line),
    (Field::HelpsWith, Editor::Text),
    (Field::Asked, Editor::Choice(ASKED)),
    (Field::Elements, Editor::Parts(Kind::Element)),
    (Field::Consent, Editor::Choice(CONSENT)),
];
/// A row of the matrix: its sort, the six columns of the form, then what is kept besides.
pub const ROW: [(Field, Editor); 15] = [
    (Field::Part, Editor::Choice(ROW_PARTS)),
    (Field::Text, Editor::Text),
    (Field::People, Editor::People("collaborator")),
    (Field::Evidence, Editor::Text),
    (Field::Completion, Editor::Timeline),
    (Field::FollowUp, Editor::Timeline),
    (Field::Released, Editor::Day),
    (Field::Started, Editor::Day),
    (Field::Completed, Editor::Day),
    (Field::AcceptedBy, Editor::Line),
    (Field::AcceptedOn, Editor::Day),
    (Field::FollowedUp, Editor::Day),
    (Field::Value, Editor::Line),
    (Field::Waived, Editor::Text),
    (Field::Note, Editor::Text),
];
/// A goal in the matrix, under the same columns.
pub const GOAL: [(Field, Editor); 6] = [
    (Field::Term, Editor::Choice(TERMS)),
    (Field::Text, Editor::Text),
    (Field::Measure, Editor::Text),
    (Field::Baseline, Editor::Line),
    (Field::Target, Editor::Line),
    (Field::By, Editor::Day),
];
/// The head line of an element in the matrix, from the second column on.
pub const ELEMENT: [(Field, Editor); 6] = [
    (Field::Title, Editor::Text),
    (Field::Responsible, Editor::People("member")),
    (Field::Strategy, Editor::Text),
    (Field::From, Editor::Day),
    (Field::Until, Editor::Day),
    (Field::Priority, Editor::Whole),
];
/// Section III.
pub const AGREEMENT: [(Field, Editor); 3] = [(Field::Role, Editor::Line), (Field::Name, Editor::Line), (Field::Signed, Editor::Day)];
/// Section IV.
pub const TIMELINE: [(Field, Editor); 3] =
    [(Field::DayText, Editor::DayText), (Field::Activity, Editor::Text), (Field::Comment, Editor::Text)];
/// The evaluation process.
pub const EVALUATION: [(Field, Editor); 5] = [
    (Field::Method, Editor::Text),
    (Field::Measure, Editor::Text),
    (Field::Frequency, Editor::Text),
    (Field::Who, Editor::Text),
    (Field::Due, Editor::Day),
];

/// A line of a form.
#[must_use]
pub const fn labelled(label: &'static str, field: Field, editor: Editor) -> Labelled {
    Labelled { label, field, editor }
}

/// The cover.
pub const COVER_FORM: [Labelled; 6] = [
    labelled("Title", Field::Title, Editor::Line),
    labelled("Office", Field::Office, Editor::Place(Kind::Office)),
    labelled("District", Field::District, Editor::Place(Kind::District)),
    labelled("Implementation date", Field::ImplementationDate, Editor::Day),
    labelled("Data sources", Field::Source, Editor::Text),
    labelled("Why chosen", Field::Reason, Editor::Text),
];
/// Section I.
pub const OVERVIEW_FORM: [Labelled; 8] = [
    labelled("1. Areas that need improvement", Field::Areas, Editor::Text),
    labelled("2. The community meeting", Field::Meeting, Editor::Text),
    labelled("3. The strategies chosen", Field::Strategies, Editor::Text),
    labelled("4a. Process: implementation", Field::Implementation, Editor::Text),
    labelled("4b. Process: schedule with benchmarks", Field::Schedule, Editor::Text),
    labelled("4c. Process: measurement and evaluation plan", Field::Measurement, Editor::Text),
    labelled("5. Technical assistance, if needed", Field::Assistance, Editor::Text),
    labelled("Agency goals or milestones served", Field::GoalsServed, Editor::Text),
];
/// All fields of an element.
pub const ELEMENT_FORM: [Labelled; 11] = [
    labelled("Element (what)", Field::Title, Editor::Text),
    labelled("Strategy (how)", Field::Strategy, Editor::Text),
    labelled("Local person responsible", Field::Responsible, Editor::People("member")),
    labelled("Priority", Field::Priority, Editor::Whole),
    labelled("Domain", Field::Domain, Editor::Choice(DOMAINS)),
    labelled("Underlying factors", Field::Factors, Editor::Text),
    labelled("Time frame from", Field::From, Editor::Day),
    labelled("Time frame until", Field::Until, Editor::Day),
    labelled("Partner engagement", Field::Partners, Editor::Text),
    labelled("Measured by instrument", Field::Instrument, Editor::Instrument),
    labelled("Measured by question", Field::Question, Editor::Question),
];
/// A goal in its element's form.
pub const GOAL_FORM: [Labelled; 6] = [
    labelled("Term", Field::Term, Editor::Choice(TERMS)),
    labelled("Goal", Field::Text, Editor::Text),
    labelled("Measure", Field::Measure, Editor::Text),
    labelled("Baseline", Field::Baseline, Editor::Line),
    labelled("Target", Field::Target, Editor::Line),
    labelled("By when", Field::By, Editor::Day),
];
