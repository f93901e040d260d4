//! A lead takes one plan from the selection board through all thirteen gates to its third meeting, by keys only. Each gate
//! refuses first and names what it misses, and then opens without a reason, because that is there.

use milepost::domain::book::Book;
use milepost::domain::field::Field;
use milepost::domain::gate;
use milepost::domain::kind::Kind;
use milepost::domain::mini_pip::Stage;
use milepost::domain::record::Record;

use crate::desk::Desk;

const PLAN: &str = "Mini PIP of Camp Nine";

fn plan(book: &Book) -> &Record {
    book.all(Kind::MiniPip).into_iter().find(|plan| plan.text(Field::Title) == PLAN).unwrap()
}

/// The lead comes back on a later day and opens the plan.
fn comes_back(desk: &mut Desk, (year, month, day): (i32, u32, u32)) {
    desk.comes_back_on(year, month, day).keys("<Alt-5><Ctrl-E>Camp<Enter>").sees(PLAN);
}

/// To a page of the plan, at its first line.
fn page(desk: &mut Desk, name: &str) {
    desk.keys("<Ctrl-O>").keys(name).keys("<Enter><Ctrl-Home><Home>");
}

/// The gate stays shut without a reason, and says what it misses.
fn refuses(desk: &mut Desk, to: Stage, missing: &[&str]) {
    let before = Stage::of(plan(desk.book()));
    desk.keys("<Ctrl-U>").sees(&format!("Gate to '{}': {} open", to.words(), missing.len()));
    for words in missing {
        desk.sees(words);
    }
    desk.keys("<Ctrl-S>").sees("Without a reason it does not go on").keys("<Esc>");
    assert_eq!(Stage::of(plan(desk.book())), before);
}

/// The gate opens, and no reason stands with the passage.
fn passes(desk: &mut Desk, to: Stage) {
    desk.keys("<Ctrl-U>").sees("All it needs").keys("<Enter>").sees("Saved: gate to");
    reached(desk, to);
}

fn reached(desk: &mut Desk, to: Stage) {
    let book = desk.book();
    let plan = plan(book);
    let passage = gate::passed(book, plan.id, to).unwrap();
    assert_eq!((gate::reached(book, plan.id), passage.text(Field::Reason)), (Some(to), ""));
}

/// The board offers the community, and wants to know by which data and why it is chosen.
fn is_selected(desk: &mut Desk) {
    desk.keys("<Alt-5><Ctrl-O>Selection<Enter>").sees("Camp Nine");
    desk.keys("<Down><Down><Down><Down><Ctrl-U>").sees("Begin the Mini PIP of Camp Nine");
    desk.keys("<Down><Down><Ctrl-A><Delete><Ctrl-S>").sees("Say which data it was chosen by");
    desk.keys("Case process review and mini-CFSR of FY2026<Ctrl-S>").sees("Saved: begin the Mini PIP of 'Camp Nine'");
    reached(desk, Stage::Selected);
}

/// Findings, partners and the dates of the meetings.
fn is_organised(desk: &mut Desk) {
    refuses(desk, Stage::Organised, &["the organising meeting is held", "findings are shared", "community partners", "(0 of 3)"]);
    desk.keys("<Ctrl-O>Concerns<Enter>Kin are asked late<Enter>");
    desk.keys("<Ctrl-O>V Collab<Enter>Leo Fiction<Tab>Kin network<Enter>");
    desk.keys("<Ctrl-O>Meetings<Enter><Insert>").sees("Which meeting?").keys("<Enter>11/20/2026<Enter>");
    // The next sort of meeting is proposed each time; the third one has a quarter only.
    desk.keys("<Insert><Enter>12/9/2026<Enter><Insert><Enter>2/10/2027<Enter><Insert><Enter>Q1 2029<Enter>");
    desk.sees("3/31/2029").sees("next: 12/9/26 First community meeting");
    passes(desk, Stage::Organised);
}

/// The concern gets its measure, and is agreed before the meeting; the agenda came with the meeting.
fn is_agreed_before_the_first_meeting(desk: &mut Desk) {
    refuses(desk, Stage::FirstMeeting, &["agreed before the meeting", "has its chart"]);
    page(desk, "Concerns");
    desk.keys("<Tab>saf<Tab>case process<Tab>FC.IB2<Tab><Tab><Tab>Screeners do not know the kin<Tab>Panel, QA unit<Tab>11/20/2026<Enter>");
    let book = desk.book();
    assert_eq!(book.parts(plan(book).id, Kind::Concern)[0].text(Field::Instrument), "utah-cpr", "an instrument is known by its title");
    passes(desk, Stage::FirstMeeting);
}

/// Who came, what they thought of, and an element of the concern with its baseline.
fn is_drafted(desk: &mut Desk) {
    refuses(
        desk,
        Stage::Draft,
        &["who came to the first meeting", "the ideas of the first meeting", "an element for 'Kin are asked late'"],
    );
    comes_back(desk, (2026, 12, 10));
    page(desk, "Meetings");
    desk.keys("<Down><Enter>").sees("who came?");
    desk.keys("<Ctrl-N><Ctrl-N><Space><Ctrl-End><Home>Lou Placeholder<Enter>Kim Mockup<Enter>").sees("3 came of 3");
    desk.keys("<Ctrl-N><Ctrl-N>A kin search in the first week<Enter>");
    desk.keys("A room for visits<Tab>offer<Tab>Lou Placeholder<Enter>").sees("2 ideas, 0 taken up");
    desk.keys("<Esc>");
    page(desk, "Concerns");
    desk.keys("<Ctrl-K>").sees("100.0 % (n 8), FY2026").keys("<Ctrl-S>").sees("Saved: new element 'Kin are asked late' from FC.IB2");
    page(desk, "Meetings");
    desk.keys("<Down><Enter><Ctrl-N><Ctrl-N><Ctrl-N><Ctrl-N><Ctrl-Home><Ctrl-K>").sees("action step, element 1");
    desk.keys("<Down><Ctrl-K>").sees("partner Lou Placeholder").keys("<Esc>");
    passes(desk, Stage::Draft);
}

/// The list of what is missing leads from gap to gap until it is empty.
fn is_submitted(desk: &mut Desk) {
    refuses(desk, Stage::Submitted, &["8 things are still missing in the content"]);
    for filled in [
        "Milestone 4<Enter>",
        "Case reading<Tab>Kin named in the first week<Tab>monthly<Tab>QA unit<Tab>3/1/2027<Enter>",
        "60 %<Enter>",
        "1/4/2027<Tab>12/31/2027<Enter>",
        "Leo Fiction<Tab>Search log<Tab>6/30/2027<Enter><Left>Kin named in 8 of 10 cases<Enter>",
    ] {
        page(desk, "Still");
        desk.keys("<Enter>").keys(filled);
    }
    desk.keys("<Ctrl-O>Still<Enter>").sees("Nothing is missing");
    passes(desk, Stage::Submitted);
}

/// Both who received it answer, and the change that was asked for is made.
fn is_final(desk: &mut Desk) {
    refuses(desk, Stage::Final, &["the answer of Quality assurance unit", "the answer of Citizen review panel"]);
    comes_back(desk, (2026, 12, 20));
    page(desk, "Versions");
    desk.sees("Version 1, submitted").keys("<Down><Down><Right><Right>12/18/2026<Tab>changes<Enter>12/19/2026<Tab>accepted<Enter>");
    desk.keys("<Ctrl-O>Changes<Enter>QA unit<Tab>Say who keeps the search log<Enter>");
    refuses(desk, Stage::Final, &["every change asked for is answered (1 of 1"]);
    page(desk, "Changes");
    desk.keys("<Right><Right><Right>made<Tab>The intake lead keeps it<Enter>");
    passes(desk, Stage::Final);
}

/// Four sign the final version.
fn is_signed(desk: &mut Desk) {
    let needs = ["Local office Mini PIP lead", "Agency deputy director", "Quality assurance unit", "Citizen review panel"];
    refuses(desk, Stage::Signed, &needs);
    page(desk, "III Agr");
    for name in ["Ada Lead", "Dee Deputy", "Quin Unit", "Pat Panel"] {
        desk.keys(if name == "Ada Lead" { "<Right>" } else { "" }).keys(name).keys("<Tab>12/20/2026<Enter>");
    }
    desk.sees("4 of 4 signed");
    passes(desk, Stage::Signed);
}

/// The plan was presented; it begins on a day.
fn is_presented(desk: &mut Desk) {
    refuses(desk, Stage::SecondMeeting, &["it is set for Wed 10 Feb 2027", "the implementation date"]);
    comes_back(desk, (2027, 2, 11));
    page(desk, "Cover");
    desk.keys("<Down><Down><Down><Right>2/15/2027<Enter>");
    passes(desk, Stage::SecondMeeting);
}

/// The check that is overdue is done.
fn is_monitored(desk: &mut Desk) {
    comes_back(desk, (2027, 4, 20));
    refuses(desk, Stage::Implementing, &["1 overdue, the first since"]);
    desk.keys("<Ctrl-O>Checks<Enter><Ctrl-Home>").sees("! overdue").keys("yes<Tab>Nine of ten were named<Enter>").sees("1 as planned");
    passes(desk, Stage::Implementing);
}

/// Rows are released one by one, or waived with a reason; the evaluation is answered.
fn is_evaluated(desk: &mut Desk) {
    comes_back(desk, (2027, 12, 20));
    refuses(desk, Stage::FinalEvaluation, &["every row is released or waived with a reason (2 of 2 open)", "(1 of 1 open)"]);
    page(desk, "Where");
    desk.keys("<Enter>12/20/2027<Enter>").sees("A row is released only when it is complete");
    desk.keys("<Esc><Right><Right>6/20/2027<Tab>Ada Lead<Tab>6/21/2027<Enter>");
    page(desk, "Where");
    desk.keys("<Enter>12/20/2027<Enter>").sees("released");
    page(desk, "Closing");
    desk.sees("1 of 2").does_not_see("Element 2, step");
    desk.keys(
        "<Down><Down><Right>yes<Enter>Kin are named early, the change holds<Enter><Enter><Enter><Down>The case system counts it now<Enter>",
    );
    desk.sees("Waived rows, and why");
    passes(desk, Stage::FinalEvaluation);
}

fn is_reported_and_released(desk: &mut Desk) {
    refuses(desk, Stage::Reported, &["the final evaluation report", "the day of the report-out"]);
    page(desk, "Where");
    desk.keys("<Enter>Kin are named in the first week in nine of ten cases.<Enter>12/20/2027<Enter>");
    passes(desk, Stage::Reported);
    refuses(desk, Stage::Released, &["'Kin are asked late' is measured again, or why not"]);
    page(desk, "Where");
    desk.keys("<Enter>No review of this office is planned before FY2029<Enter>");
    passes(desk, Stage::Released);
}

/// The text of the plan is closed; what happens after it is not.
fn can_only_be_read(desk: &mut Desk) {
    let shut = "so its text can only be read";
    page(desk, "II Matrix");
    desk.keys("<Right>x").sees(shut);
    page(desk, "I Overview");
    desk.keys("<Right>x").sees(shut);
    page(desk, "III Agr");
    desk.keys("x").sees(shut);
    page(desk, "II Matrix");
    desk.keys("<Down><Down><Down>").keys(&"<Right>".repeat(11)).keys("9/20/2027<Enter>").sees("Saved: follow-up of 'A kin search");
    let book = desk.book();
    let rows = book.parts(book.parts(plan(book).id, Kind::Element)[0].id, Kind::Row);
    assert_eq!(rows[0].date(Field::FollowedUp), chrono::NaiveDate::from_ymd_opt(2027, 9, 20));
}

/// What lasts, and what was said of it.
fn meets_a_third_time(desk: &mut Desk) {
    refuses(desk, Stage::ThirdMeeting, &["it is set for Sat 31 Mar 2029", "how the gains are sustained"]);
    comes_back(desk, (2029, 4, 2));
    desk.keys("<Ctrl-O>Closing<Enter><Ctrl-End><Right>The kin network meets every month<Enter>");
    desk.keys("<Ctrl-O>Meetings<Enter><Ctrl-End><Enter><Ctrl-End>The network goes on by itself<Enter>");
    desk.sees("Saved: note of 'Third community meeting'");
    passes(desk, Stage::ThirdMeeting);
    desk.keys("<Esc><Ctrl-U>").sees("no gate is left");
}

#[test]
fn a_lead_takes_a_plan_from_the_selection_board_to_its_third_meeting() {
    let mut desk = Desk::new(120, 40);
    let desk = &mut desk;
    is_selected(desk);
    is_organised(desk);
    is_agreed_before_the_first_meeting(desk);
    is_drafted(desk);
    is_submitted(desk);
    is_final(desk);
    is_signed(desk);
    is_presented(desk);
    is_monitored(desk);
    is_evaluated(desk);
    is_reported_and_released(desk);
    can_only_be_read(desk);
    meets_a_third_time(desk);

    // What happened can be read afterwards, the newest first.
    let told = desk.history(200);
    let gates: Vec<&str> = told.iter().filter(|words| words.starts_with("gate to")).map(String::as_str).collect();
    assert_eq!(gates.len(), Stage::ALL.len() - 1, "the first gate is passed as the plan begins");
    for words in [
        "begin the Mini PIP of 'Camp Nine'",
        "day of the agreement of 'Kin are asked late'",
        "partner from 'A room for visits'",
        "signature of 'Citizen review panel'",
        "finding of check 'Case reading'",
        "day of the report-out of 'Mini PIP of Camp Nine'",
    ] {
        assert!(told.iter().any(|line| line.contains(words)), "'{words}' is not among {told:#?}");
    }
    desk.keys("<Ctrl-Z>").sees("Undone: gate to 'third meeting'");
    assert_eq!(Stage::of(plan(desk.book())), Stage::Released);
    desk.keys("<Ctrl-Y>").sees("Redone");
    reached(desk, Stage::ThirdMeeting);
    desk.is_sound();
    desk.reopen();
    reached(desk, Stage::ThirdMeeting);
}
