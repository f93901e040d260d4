//! One plan from its selection to the third meeting: each gate refuses first, says what it waits for, and opens then.

use super::*;
use crate::domain::change::{Author, Change, Seen};
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::{book, id, tally};
use crate::domain::value::Value;

/// A book, a day, and ids that never come twice.
struct Story {
    book: Book,
    today: NaiveDate,
    next: u16,
}

const PLAN: Id = Id([1; 16]);

impl Story {
    fn new() -> Story {
        let mut story = Story { book: Book::default(), today: "2026-01-05".parse().unwrap(), next: 0 };
        story.book.facts.who = "Pat Example, QA reviewer".to_owned();
        story.book.set(Kind::Office, Id([9; 16]), Field::Name, Value::text("Northside"));
        story.book.set(Kind::MiniPip, PLAN, Field::Title, Value::text("Northside visits"));
        story.book.set(Kind::MiniPip, PLAN, Field::Stage, Value::text("selected"));
        story
    }

    fn fresh(&mut self) -> Id {
        self.next += 1;
        let mut bytes = [7; 16];
        bytes[..2].copy_from_slice(&self.next.to_be_bytes());
        Id(bytes)
    }

    fn on(&mut self, today: &str) -> &mut Story {
        self.today = today.parse().unwrap();
        self
    }

    fn set(&mut self, kind: Kind, id: Id, cells: &[(Field, &str)]) -> &mut Story {
        for (field, text) in cells {
            let value = text.parse().map_or_else(|_| Value::text(*text), Value::Date);
            self.book.set(kind, id, *field, value);
        }
        self
    }

    fn plan(&mut self, cells: &[(Field, &str)]) -> &mut Story {
        self.set(Kind::MiniPip, PLAN, cells)
    }

    fn part(&mut self, kind: Kind, of: Id, cells: &[(Field, &str)]) -> Id {
        let id = self.fresh();
        self.book.set(kind, id, kind.parent().unwrap(), Value::Record(of));
        self.set(kind, id, cells);
        id
    }

    fn to(&self) -> Stage {
        next(&self.book, PLAN).unwrap()
    }

    /// What the next gate still needs.
    fn open(&self) -> Vec<String> {
        needs(&self.book, PLAN, self.to(), self.today).into_iter().filter(Need::is_open).map(|need| need.words).collect()
    }

    fn take(&mut self, change: &Change) {
        for edit in &change.edits {
            if edit.kind.is_resident() {
                self.book.set(edit.kind, edit.record, edit.field, edit.value.clone());
            }
        }
    }

    fn moves(
        &mut self,
        act: impl Fn(&Book, Id, &str, Author, &mut dyn FnMut() -> Id) -> Result<Change, String>,
        reason: &str,
    ) -> Result<Change, String> {
        let who = self.book.facts.who.clone();
        let by = Author { who: &who, today: self.today, saw: Seen(1) };
        let mut n = self.next;
        let made = act(&self.book, PLAN, reason, by, &mut || {
            n += 1;
            let mut bytes = [7; 16];
            bytes[..2].copy_from_slice(&n.to_be_bytes());
            Id(bytes)
        });
        self.next = n;
        if let Ok(change) = &made {
            self.take(change);
        }
        made
    }

    /// The gate refuses, and says this.
    fn refused(&mut self, stage: Stage, open: &[&str]) -> &mut Story {
        assert_eq!((self.to(), self.open()), (stage, open.iter().map(|s| (*s).to_owned()).collect()));
        let why = self.moves(pass, "  ").unwrap_err();
        assert!(open.iter().all(|words| why.contains(words)), "{why}");
        self
    }

    /// The gate opens without a reason.
    fn passes(&mut self, stage: Stage) -> Change {
        assert_eq!((self.to(), self.open()), (stage, Vec::<String>::new()));
        let change = self.moves(pass, "").unwrap();
        assert_eq!(reached(&self.book, PLAN), Some(stage));
        let passage = passed(&self.book, PLAN, stage).unwrap();
        let noted = (passage.text(Field::Who), passage.date(Field::Day), passage.text(Field::Reason));
        assert_eq!(noted, ("Pat Example", Some(self.today), ""));
        change
    }

    fn meeting(&mut self, part: &str, cells: &[(Field, &str)]) -> Id {
        let meeting = self.part(Kind::Meeting, PLAN, cells);
        self.set(Kind::Meeting, meeting, &[(Field::Part, part)]);
        meeting
    }
}

/// A whole element for a concern: nothing is missing in it.
fn element(story: &mut Story, concern: Id) -> (Id, Id) {
    let pat = story.part(Kind::PipPerson, PLAN, &[(Field::Part, "lead"), (Field::Name, "Pat Example")]);
    let id = story.part(
        Kind::Element,
        PLAN,
        &[
            (Field::Title, "Keep visits every month"),
            (Field::Factors, "long ways"),
            (Field::From, "2026-03-01"),
            (Field::Until, "2026-12-31"),
            (Field::Partners, "the transport office drives"),
            (Field::Instrument, "cpr"),
            (Field::Question, "A.1"),
        ],
    );
    story.book.set(Kind::Element, id, Field::Priority, Value::Int(1));
    story.book.set(Kind::Element, id, Field::Year, Value::Int(2025));
    story.book.set(Kind::Element, id, Field::Concern, Value::Record(concern));
    for (term, target) in [("short", "60 %"), ("long", "85 %")] {
        story.part(
            Kind::Goal,
            id,
            &[(Field::Term, term), (Field::Measure, "A.1"), (Field::Baseline, "50 %"), (Field::Target, target), (Field::By, "2026-12-31")],
        );
    }
    let step = story.part(
        Kind::Row,
        id,
        &[(Field::Part, "step"), (Field::Text, "Plan the month"), (Field::CompletionDue, "2026-06-01"), (Field::Evidence, "calendar")],
    );
    story.book.set(Kind::Row, step, Field::People, Value::Records(vec![pat]));
    story.part(Kind::Row, id, &[(Field::Part, "benchmark"), (Field::Text, "Nine of ten kept"), (Field::CompletionDue, "2026-07-01")]);
    (id, step)
}

#[test]
fn a_plan_goes_from_its_selection_to_the_third_meeting_each_gate_refusing_first() {
    let mut story = Story::new();
    assert_eq!(reached(&story.book, PLAN), None, "a new plan is still to be selected");
    story.refused(Stage::Selected, &["the office or district", "the data sources it was chosen by", "the reason why it was chosen"]);
    story.book.set(Kind::MiniPip, PLAN, Field::Office, Value::Record(Id([9; 16])));
    story.plan(&[(Field::Source, "Case process review FY2025"), (Field::Reason, "Visits fell twice")]);
    story.passes(Stage::Selected);

    let concern = before_the_first_meeting(&mut story);
    let (element, step) = until_it_is_signed(&mut story, concern);
    carried_out(&mut story, step);
    released_and_sustained(&mut story, element);
}

fn before_the_first_meeting(story: &mut Story) -> Id {
    story.refused(
        Stage::Organised,
        &[
            "the organising meeting is held, with its date",
            "findings are shared: an area of concern is written down",
            "the list of community partners",
            "the timeline: dates of the three community meetings (0 of 3)",
        ],
    );
    story.meeting("organising", &[(Field::Day, "2026-01-20")]);
    assert!(story.open()[0].contains("set for Tue 20 Jan 2026"), "a meeting ahead is not held: {:?}", story.open());
    let concern = story.part(Kind::Concern, PLAN, &[(Field::Title, "Visits are not kept")]);
    let dropped = story.part(Kind::Concern, PLAN, &[(Field::Title, "Few homes")]);
    story.part(Kind::PipPerson, PLAN, &[(Field::Part, "collaborator"), (Field::Name, "Kim Partner")]);
    let first = story.meeting("first", &[(Field::Day, "2026-02-10")]);
    for date in ["2026-04-10", "2027-03-01"] {
        story.part(Kind::Timeline, PLAN, &[(Field::Day, date)]);
    }
    story.on("2026-01-20").passes(Stage::Organised);

    story.refused(
        Stage::FirstMeeting,
        &[
            "an area of concern is agreed before the meeting: by whom, and when",
            "an agreed concern has its chart: a measure with figures, or a source",
            "the agenda of the first meeting",
        ],
    );
    story.on("2026-02-20").set(Kind::Concern, concern, &[(Field::AgreedBy, "Northside and QA"), (Field::AgreedOn, "2026-02-12")]);
    assert_eq!(story.open().len(), 3, "agreed after the meeting is too late");
    story.on("2026-02-09").set(Kind::Concern, concern, &[(Field::AgreedOn, "2026-01-30"), (Field::Source, "Data pack, page 4")]);
    story.part(Kind::AgendaItem, first, &[(Field::Text, "Explain the process")]);
    story.passes(Stage::FirstMeeting);

    story.on("2026-02-11").refused(
        Stage::Draft,
        &[
            "who came to the first meeting",
            "the ideas of the first meeting",
            "an element for 'Visits are not kept', or why it is not taken up",
            "an element for 'Few homes', or why it is not taken up",
        ],
    );
    story.part(Kind::Attendance, first, &[(Field::Status, "came")]);
    story.part(Kind::Idea, first, &[(Field::Text, "Drivers from the transport office")]);
    story.set(Kind::Concern, dropped, &[(Field::Outcome, "not_taken_up")]);
    assert!(story.open().iter().any(|words| words == "why 'Few homes' is not taken up"), "{:?}", story.open());
    story.set(Kind::Concern, dropped, &[(Field::Reason, "The state recruits")]);
    concern
}

fn until_it_is_signed(story: &mut Story, concern: Id) -> (Id, Id) {
    let (element, step) = element(story, concern);
    story.passes(Stage::Draft);
    story.refused(Stage::Submitted, &["2 things are still missing in the content"]);
    story.plan(&[(Field::GoalsServed, "Milestone 4")]);
    let answer = story.part(Kind::GapAnswer, PLAN, &[(Field::Code, "plan.evaluation"), (Field::Reason, "Agreed with the panel in April")]);
    story.book.set(Kind::GapAnswer, answer, Field::About, Value::Record(PLAN));
    assert_eq!(needs(&story.book, PLAN, Stage::Submitted, story.today)[0].words, "nothing is missing in the content, 1 gap is answered");
    let change = story.on("2026-03-01").passes(Stage::Submitted);
    assert!(change.edits.iter().any(|edit| edit.kind == Kind::Snapshot), "the version is frozen in the same step");

    story.refused(Stage::Final, &["the answer of Quality assurance unit", "the answer of Citizen review panel"]);
    let version = story.book.parts(PLAN, Kind::Frozen)[0].id;
    let recipients: Vec<Id> = story.book.parts(version, Kind::Recipient).iter().map(|r| r.id).collect();
    assert_eq!(recipients.len(), 2);
    for recipient in recipients {
        story.set(Kind::Recipient, recipient, &[(Field::Answer, "accepted"), (Field::Answered, "2026-03-10")]);
    }
    let asking = story.part(Kind::Asking, PLAN, &[(Field::Who, "Review panel"), (Field::Text, "Say who drives")]);
    story.refused(Stage::Final, &["every change asked for is answered (1 of 1 open)"]);
    story.set(Kind::Asking, asking, &[(Field::Status, "made")]);
    story.on("2026-03-15").passes(Stage::Final);
    assert_eq!(story.book.parts(PLAN, Kind::Frozen).len(), 2);

    story.refused(Stage::Signed, &["the four who agree are listed (0 of 4)"]);
    let last = story.book.parts(PLAN, Kind::Frozen)[1].id;
    let roles: Vec<Id> = ["Lead", "Deputy director", "QA unit", "Panel"]
        .into_iter()
        .map(|role| story.part(Kind::Agreement, PLAN, &[(Field::Role, role), (Field::Name, "Lee Sample"), (Field::Signed, "2026-03-20")]))
        .collect();
    for role in &roles {
        story.book.set(Kind::Agreement, *role, Field::Frozen, Value::Record(version));
    }
    assert!(story.open().iter().all(|words| words.contains("not an earlier one")), "{:?}", story.open());
    for role in roles {
        story.book.set(Kind::Agreement, role, Field::Frozen, Value::Record(last));
    }
    story.on("2026-03-20").passes(Stage::Signed);
    (element, step)
}

fn carried_out(story: &mut Story, step: Id) {
    story.refused(
        Stage::SecondMeeting,
        &[
            "the second meeting is held, with its date",
            "the plan is presented: its agenda, attendance or report-out",
            "the implementation date",
            "partners are engaged: at least one has agreed",
        ],
    );
    let second = story.meeting("second", &[(Field::Day, "2026-04-10")]);
    story.part(Kind::AgendaItem, second, &[(Field::Text, "The plan")]);
    story.part(Kind::PipPerson, PLAN, &[(Field::Part, "collaborator"), (Field::Name, "Transport office"), (Field::Asked, "agreed")]);
    story.plan(&[(Field::ImplementationDate, "2026-04-15")]).on("2026-04-12").passes(Stage::SecondMeeting);

    story.refused(Stage::Implementing, &["an evaluation process: what is checked, how often, by whom"]);
    let row = story.part(
        Kind::Evaluation,
        PLAN,
        &[(Field::Method, "record review"), (Field::Measure, "A.1"), (Field::Frequency, "now and then"), (Field::Who, "QA unit")],
    );
    assert!(story.open()[0].starts_with("when 'record review' is checked"), "{:?}", story.open());
    story.set(Kind::Evaluation, row, &[(Field::Frequency, "monthly")]);
    story.on("2026-05-20");
    assert_eq!(story.open(), ["monitoring checks are on schedule (1 overdue, the first since Fri 15 May 2026)"]);
    let check = story.part(Kind::Check, PLAN, &[(Field::Day, "2026-05-18"), (Field::Answer, "yes")]);
    story.book.set(Kind::Check, check, Field::EvaluationRow, Value::Record(row));
    story.passes(Stage::Implementing);

    story.on("2026-09-01").refused(
        Stage::FinalEvaluation,
        &["every row is released or waived with a reason (2 of 2 open)", "every evaluation row is answered with its finding (1 of 1 open)"],
    );
    story.set(Kind::Row, step, &[(Field::Released, "2026-08-01")]);
    let benchmark = story.book.parts(story.book.get(step).unwrap().parent().unwrap(), Kind::Row)[1].id;
    story.set(Kind::Row, benchmark, &[(Field::Waived, "Measured otherwise")]);
    story.set(Kind::Evaluation, row, &[(Field::Answer, "yes")]);
    assert_eq!(story.open(), ["every evaluation row is answered with its finding (1 of 1 open)"]);
    story.set(Kind::Evaluation, row, &[(Field::Finding, "Visits are kept")]);
    story.passes(Stage::FinalEvaluation);

    story.refused(Stage::Reported, &["the final evaluation report", "the day of the report-out"]);
    story.plan(&[(Field::FinalReport, "It went well."), (Field::ReportedOn, "2026-09-02")]);
    assert_eq!(story.open(), ["the day of the report-out"], "it lies ahead");
    story.on("2026-09-02").passes(Stage::Reported);
}

fn released_and_sustained(story: &mut Story, element: Id) {
    story.refused(Stage::Released, &["'Keep visits every month' is measured again, or why not"]);
    story.set(Kind::Element, element, &[(Field::NoMeasure, "The question is no longer asked")]);
    let office = story.book.get(element).unwrap().clone();
    story.on("2026-09-10").passes(Stage::Released);
    assert_eq!(story.book.get(PLAN).unwrap().date(Field::Released), Some(story.today));

    // Released, the text is closed; what goes on is not.
    let locked = |story: &Story, field| locked(&story.book, PLAN, &office, field).is_some();
    assert!(locked(story, Field::Title) && locked(story, Field::Gone) && !locked(story, Field::NoMeasure));
    assert!(story.moves(reopen, " ").unwrap_err().contains("Write why"));
    story.moves(reopen, "A name was wrong").unwrap();
    assert!(!locked(story, Field::Title));
    assert!(story.moves(reopen, "again").is_err(), "it is open already");
    story.moves(close, "").unwrap();
    assert!(locked(story, Field::Title));

    story.refused(
        Stage::ThirdMeeting,
        &[
            "the third meeting is held, with its date",
            "new data is shown: a later result, its agenda or report-out",
            "how the gains are sustained",
        ],
    );
    story.meeting("third", &[(Field::Day, "2027-03-01"), (Field::ReportOut, "Nine of ten visits are kept")]);
    story.plan(&[(Field::Sustained, "The transport office goes on")]).on("2027-03-02").passes(Stage::ThirdMeeting);
    assert_eq!(next(&story.book, PLAN), None);
    assert!(story.moves(pass, "more").unwrap_err().contains("no gate is left"));
    let parts: Vec<&str> = passages(&story.book, PLAN).iter().map(|p| p.text(Field::Part)).collect();
    assert_eq!(parts.iter().filter(|part| **part == PASSED).count(), Stage::ALL.len());
    assert_eq!(parts.iter().filter(|part| **part != PASSED).count(), 2);
}

#[test]
fn a_gate_can_be_passed_without_what_it_needs_with_a_reason_that_stays() {
    let mut story = Story::new();
    story.moves(pass, "The director decided").unwrap();
    assert_eq!(passed(&story.book, PLAN, Stage::Selected).unwrap().text(Field::Reason), "The director decided");
    assert_eq!(reached(&story.book, PLAN), Some(Stage::Selected));
}

#[test]
fn a_reason_is_only_kept_where_something_was_missing() {
    let mut story = Story::new();
    story.book.set(Kind::MiniPip, PLAN, Field::Office, Value::Record(Id([9; 16])));
    story.plan(&[(Field::Source, "reviews"), (Field::Reason, "visits")]);
    story.moves(pass, "just in case").unwrap();
    assert_eq!(passed(&story.book, PLAN, Stage::Selected).unwrap().text(Field::Reason), "");
}

#[test]
fn a_plan_goes_back_with_a_reason_and_a_release_is_taken_back_with_it() {
    let mut story = Story::new();
    assert!(story.moves(back, "wrong").unwrap_err().contains("first stage"));
    story.plan(&[(Field::Stage, "released"), (Field::Released, "2026-01-01")]);
    assert!(story.moves(back, "").unwrap_err().contains("Write why"));
    story.moves(back, "A result was wrong").unwrap();
    assert_eq!(reached(&story.book, PLAN), Some(Stage::Reported));
    assert_eq!(story.book.get(PLAN).unwrap().date(Field::Released), None);
    assert!(!is_locked(story.book.get(PLAN).unwrap()));
}

#[test]
fn a_plan_from_before_passages_were_kept_stands_where_it_says() {
    let mut story = Story::new();
    story.plan(&[(Field::Stage, "implementing")]);
    assert_eq!((reached(&story.book, PLAN), story.to()), (Some(Stage::Implementing), Stage::FinalEvaluation));
    assert!(passed(&story.book, PLAN, Stage::Draft).is_none());
}

#[test]
fn a_later_result_of_the_measure_counts_as_measured_again() {
    let mut story = Story::new();
    let concern = story.part(Kind::Concern, PLAN, &[(Field::Title, "Visits")]);
    element(&mut story, concern);
    story.plan(&[(Field::Stage, "reported")]);
    assert_eq!(story.open().len(), 1);
    // Reviews of the year after the baseline, in the office of the plan.
    let known = book(&[instrument(&[8500])]);
    for kind in [Kind::Region, Kind::Office, Kind::Instrument] {
        for record in known.all(kind) {
            for field in kind.fields() {
                story.book.set(kind, record.id, *field, record.get(*field).clone());
            }
        }
    }
    story.book.set(Kind::MiniPip, PLAN, Field::Office, Value::Record(id(11)));
    story.book.set_tallies(vec![tally(100, 1, 2025, &[[0, 5, 0, 5, 0, 0]])]);
    assert_eq!(story.open().len(), 1, "the baseline is no later result");
    story.book.set_tallies(vec![tally(100, 1, 2026, &[[0, 8, 0, 2, 0, 0]])]);
    assert_eq!(story.open(), Vec::<String>::new());
}

#[test]
fn a_whole_change_is_refused_if_any_of_it_is_the_text_of_a_released_plan() {
    let mut story = Story::new();
    let element = story.part(Kind::Element, PLAN, &[(Field::Title, "Visits")]);
    let row = Id([98; 16]);
    // A step made in it, by a record that the book does not know yet.
    let step = Change::new("a step", story.book.seen).with(row, Kind::Row, Field::Element, Value::Record(element)).with(
        row,
        Kind::Row,
        Field::Text,
        Value::text("Lend a van"),
    );
    let result = Change::new("a reason", story.book.seen).with(element, Kind::Element, Field::NoMeasure, Value::text("No longer asked"));
    let same = Change::new("nothing new", story.book.seen).with(element, Kind::Element, Field::Title, Value::text("Visits"));
    assert_eq!(refused(&story.book, &step), None);
    story.plan(&[(Field::Stage, "released")]);
    assert!(refused(&story.book, &step).is_some_and(|why| why.starts_with("This plan was released")));
    assert_eq!((refused(&story.book, &result), refused(&story.book, &same)), (None, None));
    story.plan(&[(Field::Reopened, "A name was wrong")]);
    assert_eq!(refused(&story.book, &step), None);
}

#[test]
fn what_goes_on_after_a_release_can_be_written() {
    let mut story = Story::new();
    story.plan(&[(Field::Stage, "released")]);
    let record = |kind, part: &str| {
        let mut record = Record::new(Id([99; 16]), kind);
        record.set(Field::Part, Value::text(part));
        record
    };
    let is = |kind, part: &str, field| locked(&story.book, PLAN, &record(kind, part), field).is_some();
    for (kind, field) in [
        (Kind::MiniPip, Field::Title),
        (Kind::MiniPip, Field::GoalsServed),
        (Kind::MiniPip, Field::Gone),
        (Kind::Goal, Field::Target),
        (Kind::Row, Field::Text),
        (Kind::Row, Field::Evidence),
        (Kind::Row, Field::Gone),
        (Kind::Row, Field::Position),
        (Kind::Evaluation, Field::Method),
        (Kind::Agreement, Field::Signed),
        (Kind::Timeline, Field::Activity),
    ] {
        assert!(is(kind, "", field), "{kind:?} {field:?}");
    }
    assert!(is(Kind::PipPerson, "member", Field::Name) && !is(Kind::PipPerson, "attendee", Field::Name));
    for (kind, field) in [
        (Kind::MiniPip, Field::Sustained),
        (Kind::Row, Field::Completed),
        (Kind::Row, Field::FollowedUp),
        (Kind::Row, Field::AcceptedOn),
        (Kind::Row, Field::Released),
        (Kind::Row, Field::Waived),
        (Kind::Row, Field::Note),
        (Kind::Evaluation, Field::Finding),
        (Kind::Check, Field::Finding),
        (Kind::Proof, Field::Text),
        (Kind::ProgressNote, Field::Text),
        (Kind::Meeting, Field::ReportOut),
        (Kind::Attendance, Field::Status),
    ] {
        assert!(!is(kind, "", field), "{kind:?} {field:?}");
    }
}
