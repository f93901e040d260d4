//! What Ctrl-K makes: the meetings of a year, marks for all others at a meeting, and of a recommendation a step, an element or a study.

use super::at::{At, Part, Tab, Top};
use super::{Committees, figure};
use crate::command::{Context, Effect, Form, FormField, Place, Takes};
use crate::domain::change::Change;
use crate::domain::committee::action::{self, StepDraft, StudyDraft};
use crate::domain::committee::calendar::{self, DayRule, Frequency, Rhythm};
use crate::domain::committee::{advice, roll};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::StepStatus;
use crate::domain::record::Record;
use crate::domain::round::setup::fiscal_year_days;
use crate::domain::text::counted;
use crate::domain::value::Value;
use crate::panes::ledger::Page;
use crate::panes::sheet::brief;

use super::pages::{called, name};

/// The choice of what is made of a recommendation.
pub const PICK: &str = "committees.make";
/// The choice among what is there already.
pub const LINK: &str = "committees.link";
/// The form of a step.
pub const STEP: &str = "committees.step";
/// The form of a special study.
pub const STUDY: &str = "committees.study";
/// The form of a year of meetings.
pub const YEAR: &str = "committees.year";

/// What was asked, and waits for its form or choice.
#[derive(Clone, Debug)]
pub enum Asked {
    /// What is made of this recommendation.
    Make(Id),
    /// What it is linked to.
    Link(Id, Vec<Id>),
    /// The figure it came from.
    Figure(Id, Vec<figure::Choice>),
    /// The same in a form.
    FigureForm(Id),
    /// The meetings of this committee.
    Year(Id),
}

/// Ctrl-K.
pub(super) fn begin(pane: &mut Committees, sheet: &Page, cx: &Context) -> Vec<Effect> {
    let record = pane.ledger_mut().record(sheet).and_then(|id| cx.book.get(id));
    match (pane.at, record) {
        (At::Meeting(meeting, Part::Attendance), _) => rest_came(meeting, cx),
        (_, Some(one)) if one.kind == Kind::Recommendation => offer(pane, one, cx),
        (At::Top(Top::Committees), Some(one)) if one.kind == Kind::Committee => plan(pane, one, cx),
        (At::Top(Top::Meetings), Some(one)) if one.kind == Kind::Session => {
            one.parent().and_then(|id| cx.book.get(id)).map(|one| plan(pane, one, cx)).unwrap_or_default()
        }
        (At::Committee(id, Tab::Meetings | Tab::About), _) => cx.book.get(id).map(|one| plan(pane, one, cx)).unwrap_or_default(),
        (At::Top(Top::Committees), _) => vec![Effect::Refuse("Name a committee first; then Ctrl-K plans its meetings".to_owned())],
        _ => vec![Effect::Refuse("Ctrl-K on a recommendation makes something of it; on a committee's meetings it plans a year".to_owned())],
    }
}

fn rest_came(meeting: Id, cx: &Context) -> Vec<Effect> {
    let Some(record) = cx.book.get(meeting) else { return Vec::new() };
    let mut change = Change::new(String::new(), cx.book.seen);
    match roll::rest_came(cx.book, record, &|| cx.ids.fresh(), &mut change) {
        0 => vec![Effect::Refuse("Everybody in office is marked already".to_owned())],
        n => {
            change.words = format!("{} came to the {}", counted(n as u64, "other", "others"), called(record, cx));
            vec![Effect::Write(change)]
        }
    }
}

// A year of meetings.

fn plan(pane: &mut Committees, one: &Record, cx: &Context) -> Vec<Effect> {
    pane.asked = Some(Asked::Year(one.id));
    let rhythm = calendar::rhythm(cx.book, one);
    // The year to plan is the first one that is not over and has no meeting ahead.
    let now = cx.book.fiscal_year(cx.today);
    let ahead = |year| !calendar::days(cx.book, one.id, year, &rhythm, cx.today).is_empty();
    let year = if cx.chosen.year > now {
        cx.chosen.year
    } else if ahead(now) {
        now
    } else {
        now + 1
    };
    let months: Vec<String> = MONTHS.iter().map(|month| (*month).to_owned()).collect();
    let frequencies = Frequency::ALL.iter().filter(|one| one.months().is_some()).map(|one| one.words().to_owned()).collect();
    let month = MONTHS[(rhythm.month as usize - 1) % 12];
    let fields = vec![
        FormField::new("Fiscal year", Takes::Number).with(year.to_string()),
        FormField::new("Meets", Takes::OneOf(frequencies)).with(rhythm.frequency.words()),
        FormField::new("On which day", Takes::Line).with(rhythm.day.words()).hint("second Tuesday, last Friday, 15th"),
        FormField::new("First in", Takes::OneOf(months)).with(month),
        FormField::new("Time", Takes::Line).with(&rhythm.time),
        FormField::new("Where", Takes::Line).with(&rhythm.site),
    ];
    let words = "Days that have passed, and months with a meeting already, are left out. All of it is one change.";
    vec![Effect::Ask(Form::new(YEAR, format!("Meetings of {} for a year", name(cx, one.id)), words, fields))]
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn planned(pane: &mut Committees, committee: Id, form: &Form, cx: &Context) -> Vec<Effect> {
    let again = |pane: &mut Committees, at: usize, why: String| {
        pane.asked = Some(Asked::Year(committee));
        vec![Effect::Ask(form.clone().at_fault(at, why))]
    };
    let Some(year) = form.text(0).parse::<i32>().ok().filter(|year| (1900..=2200).contains(year)) else {
        return again(pane, 0, "Write the fiscal year with four figures, as 2027.".to_owned());
    };
    let Some(frequency) = Frequency::named(form.text(1)) else { return again(pane, 1, "Say how often they meet.".to_owned()) };
    let day = match DayRule::read(form.text(2)) {
        Ok(day) => day,
        Err(why) => return again(pane, 2, why),
    };
    let month = MONTHS.iter().position(|month| *month == form.text(3)).unwrap_or(0) as u32 + 1;
    let rhythm = Rhythm { frequency, day, month, time: form.text(4).to_owned(), site: form.text(5).to_owned() };
    // A year that is over is being written up; in the current one only what is ahead can be planned.
    let over = fiscal_year_days(cx.book, year).1.is_some_and(|last| last < cx.today);
    let from = if over { chrono::NaiveDate::MIN } else { cx.today };
    let days = calendar::days(cx.book, committee, year, &rhythm, from);
    let Some(record) = cx.book.get(committee).filter(|_| !days.is_empty()) else {
        return again(
            pane,
            0,
            format!(
                "Nothing is left to plan: every month of FY{year} that is ahead has its meeting, or lies outside the committee's time."
            ),
        );
    };
    let n = counted(days.len() as u64, "meeting", "meetings");
    let mut change = Change::new(format!("{n} of {} planned for FY{year}", brief(name(cx, committee))), cx.book.seen);
    for (at, day) in days.iter().enumerate() {
        let id = cx.ids.fresh();
        if at == 0 {
            pane.aim = Some(id);
        }
        change.set(id, Kind::Session, Field::Committee, Value::Record(committee));
        change.set(id, Kind::Session, Field::Day, Value::Date(*day));
        change.set(id, Kind::Session, Field::Status, Value::text("planned"));
        for (field, text) in [(Field::Time, &rhythm.time), (Field::Site, &rhythm.site)] {
            if !text.is_empty() {
                change.set(id, Kind::Session, field, Value::text(text));
            }
        }
    }
    if Frequency::of(record) != Some(frequency) {
        change.set(committee, Kind::Committee, Field::Frequency, Value::text(frequency.code()));
    }
    pane.at = At::Committee(committee, Tab::Meetings);
    vec![Effect::ChooseYear(year), Effect::Write(change)]
}

// What is made of a recommendation.

fn offer(pane: &mut Committees, one: &Record, cx: &Context) -> Vec<Effect> {
    if let Err(why) = action::sound(cx.book, one, cx.today) {
        return vec![Effect::Refuse(why.to_string())];
    }
    pane.asked = Some(Asked::Make(one.id));
    let measured = if advice::measure(cx.book, one).is_some() { "with its baseline and target" } else { "" };
    let lines = vec![
        ("A step of a milestone".to_owned(), "with owner and due date".to_owned()),
        ("An element of a Mini PIP".to_owned(), measured.to_owned()),
        ("A special study of a focus area".to_owned(), "milestone 4".to_owned()),
        ("It is a step, element or study that is there already".to_owned(), "only links it".to_owned()),
    ];
    vec![Effect::Pick { id: PICK, title: format!("Make of '{}'", brief(one.text(Field::Text))), lines, at: 0 }]
}

fn made(pane: &mut Committees, id: Id, at: usize, cx: &Context) -> Vec<Effect> {
    let Some(one) = cx.book.get(id) else { return Vec::new() };
    pane.asked = Some(Asked::Make(id));
    let text = one.text(Field::Text).trim();
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| dates::show(day, cx.day_first));
    match at {
        0 => {
            let all = action::milestones(cx.book);
            let Some(first) = action::milestone_for(cx.book, one).and_then(|id| cx.book.get(id)) else {
                return vec![Effect::Refuse(action::Refusal::NoMilestone.to_string())];
            };
            let fields = vec![
                FormField::new("Milestone", Takes::OneOf(all.iter().map(|one| numbered(one)).collect())).with(numbered(first)),
                FormField::new("Step", Takes::Lines).with(text),
                FormField::new("Owner", Takes::Line).with(one.text(Field::Owner)),
                FormField::new("Due", Takes::Day).with(day(one.date(Field::Due))),
            ];
            vec![Effect::Ask(Form::new(STEP, "A step of a milestone", "It stands at the end of the milestone's steps.", fields))]
        }
        1 => {
            pane.asked = None;
            vec![Effect::Go(Place::NewElementOf { recommendation: id })]
        }
        2 => {
            let areas = action::focus_areas(cx.book);
            if areas.is_empty() {
                return vec![Effect::Refuse(action::Refusal::NoFocusArea.to_string())];
            }
            let names: Vec<String> = areas.iter().map(|area| line_of(area)).collect();
            let fields = vec![
                FormField::new("Focus area", Takes::OneOf(names.clone())).with(&names[0]),
                FormField::new("Study", Takes::Line).with(text.lines().next().unwrap_or_default()),
                FormField::new("Question", Takes::Lines).hint("what it is to find out"),
                FormField::new("Who", Takes::Line).with(one.text(Field::Owner)),
                FormField::new("From", Takes::Day).with(day(Some(cx.today))),
                FormField::new("Until", Takes::Day).with(day(one.date(Field::Due))),
            ];
            vec![Effect::Ask(Form::new(STUDY, "A special study", "It belongs to one of the focus areas of milestone 4.", fields))]
        }
        _ => link(pane, id, cx),
    }
}

fn numbered(milestone: &Record) -> String {
    format!("{} {}", milestone.int(Field::Number).unwrap_or_default(), milestone.text(Field::Name))
}

fn line_of(record: &Record) -> String {
    let text = if record.kind == Kind::Step { record.text(Field::Text) } else { record.text(Field::Title) };
    text.lines().next().unwrap_or_default().trim().to_owned()
}

/// Offers what is there and not finished: steps, elements, studies.
fn link(pane: &mut Committees, id: Id, cx: &Context) -> Vec<Effect> {
    let mut found: Vec<(Id, String, String)> = Vec::new();
    for milestone in action::milestones(cx.book) {
        for step in cx.book.parts(milestone.id, Kind::Step) {
            if !matches!(StepStatus::named(step.text(Field::Status)), StepStatus::Dropped) {
                found.push((step.id, line_of(step), format!("step of milestone {}", milestone.int(Field::Number).unwrap_or_default())));
            }
        }
    }
    for element in cx.book.all(Kind::Element).into_iter().filter(|one| !one.text(Field::Title).is_empty()) {
        let plan = element.parent().map_or("", |plan| cx.book.name(plan));
        found.push((element.id, line_of(element), plan.to_owned()));
    }
    for study in cx.book.all(Kind::Study) {
        found.push((study.id, line_of(study), "special study".to_owned()));
    }
    if found.is_empty() {
        return vec![Effect::Refuse("There is no step, element or study to link yet".to_owned())];
    }
    pane.asked = Some(Asked::Link(id, found.iter().map(|(id, ..)| *id).collect()));
    let lines = found.into_iter().map(|(_, words, right)| (words, right)).collect();
    vec![Effect::Pick { id: LINK, title: "What it became".to_owned(), lines, at: 0 }]
}

fn linked(id: Id, made: Id, cx: &Context) -> Vec<Effect> {
    let Some(one) = cx.book.get(id) else { return Vec::new() };
    let mut change = Change::new(format!("what came of '{}'", brief(one.text(Field::Text))), cx.book.seen);
    action::link(one, made, &mut change);
    vec![Effect::Write(change)]
}

fn day_of(text: &str) -> Option<chrono::NaiveDate> {
    text.parse().ok()
}

fn step(pane: &mut Committees, id: Id, form: &Form, cx: &Context) -> Vec<Effect> {
    let Some(one) = cx.book.get(id) else { return Vec::new() };
    let milestone = action::milestones(cx.book).into_iter().find(|one| numbered(one) == form.text(0));
    let Some(milestone) = milestone.filter(|_| !form.text(1).is_empty()) else {
        pane.asked = Some(Asked::Make(id));
        return vec![Effect::Ask(form.clone().at_fault(1, "Say what is to be done."))];
    };
    let number = milestone.int(Field::Number).unwrap_or_default();
    let mut change = Change::new(format!("step of milestone {number} from '{}'", brief(one.text(Field::Text))), cx.book.seen);
    let draft =
        StepDraft { milestone: milestone.id, text: form.text(1).to_owned(), owner: form.text(2).to_owned(), due: day_of(form.text(3)) };
    action::into_step(cx.book, one, &draft, &|| cx.ids.fresh(), &mut change);
    vec![Effect::Write(change)]
}

fn study(pane: &mut Committees, id: Id, form: &Form, cx: &Context) -> Vec<Effect> {
    let Some(one) = cx.book.get(id) else { return Vec::new() };
    let again = |pane: &mut Committees, at: usize, why: &str| {
        pane.asked = Some(Asked::Make(id));
        vec![Effect::Ask(form.clone().at_fault(at, why))]
    };
    let Some(area) = action::focus_areas(cx.book).into_iter().find(|area| line_of(area) == form.text(0)) else {
        return again(pane, 0, "Pick one of the focus areas.");
    };
    if form.text(1).is_empty() {
        return again(pane, 1, "Give the study a name.");
    }
    let (from, until) = (day_of(form.text(4)), day_of(form.text(5)));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        return again(pane, 5, "It would end before it begins.");
    }
    let mut change = Change::new(format!("special study from '{}'", brief(one.text(Field::Text))), cx.book.seen);
    let draft = StudyDraft {
        area: area.id,
        title: form.text(1).to_owned(),
        question: form.text(2).to_owned(),
        who: form.text(3).to_owned(),
        from,
        until,
    };
    action::into_study(cx.book, one, &draft, &|| cx.ids.fresh(), &mut change);
    vec![Effect::Write(change)]
}

/// One was picked.
pub(super) fn picked(pane: &mut Committees, choice: &str, at: usize, cx: &Context) -> Vec<Effect> {
    match (choice, pane.asked.take()) {
        (PICK, Some(Asked::Make(id))) => made(pane, id, at, cx),
        (LINK, Some(Asked::Link(id, all))) => all.get(at).map(|made| linked(id, *made, cx)).unwrap_or_default(),
        (figure::PICK, Some(Asked::Figure(id, choices))) => {
            choices.get(at).map(|choice| figure::picked(pane, id, choice, cx)).unwrap_or_default()
        }
        (_, asked) => {
            pane.asked = asked;
            Vec::new()
        }
    }
}

/// A form was filled.
pub(super) fn filled(pane: &mut Committees, form: &Form, cx: &Context) -> Vec<Effect> {
    match (form.id, pane.asked.take()) {
        (STEP, Some(Asked::Make(id))) => step(pane, id, form, cx),
        (STUDY, Some(Asked::Make(id))) => study(pane, id, form, cx),
        (YEAR, Some(Asked::Year(id))) => planned(pane, id, form, cx),
        (figure::FORM, Some(Asked::FigureForm(id))) => figure::filled(pane, id, form, cx),
        (_, asked) => {
            pane.asked = asked;
            Vec::new()
        }
    }
}
