//! The figure that a recommendation came from: picked among the questions that are below their goal and the indicators, or named.

use super::Committees;
use super::make::Asked;
use crate::command::{Context, Effect, Form, FormField, Takes};
use crate::domain::change::Change;
use crate::domain::committee;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::remeasure::{self, Measure};
use crate::domain::score::Score;
use crate::domain::sheet::Sheet;
use crate::domain::trend;
use crate::domain::value::Value;
use crate::panes::sheet::brief;
use crate::widgets::width;

/// The choice of a figure.
pub const PICK: &str = "committees.figure";
/// The form for another figure.
pub const FORM: &str = "committees.figure.form";

/// Questions offered of each instrument at most.
const MOST: usize = 12;

/// A figure that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A question's score.
    Question {
        /// The instrument's code.
        instrument: String,
        /// The question's code.
        code: String,
        /// The fiscal year.
        year: i32,
        /// The region.
        region: Option<Id>,
    },
    /// A trend indicator in a region.
    Indicator(Id, Option<Id>),
    /// One that is named in a form.
    Another,
    /// None.
    None,
}

/// Offers figures for a recommendation: what is below its goal where and when the committee looks, worst first, then the indicators.
pub(super) fn offer(pane: &mut Committees, recommendation: Id, cx: &Context) -> Vec<Effect> {
    let Some(record) = cx.book.get(recommendation) else { return Vec::new() };
    let region = place(record, cx);
    let place = trend::words::place(cx.book, region);
    let mut choices = Vec::new();
    let mut lines = Vec::new();
    let mut codes: Vec<&str> = cx.book.instruments().iter().map(|(_, one)| one.code.as_str()).collect();
    codes.dedup();
    // The instrument that is looked at stands first.
    codes.sort_by_key(|code| *code != cx.chosen.instrument);
    for instrument in codes {
        let named = if instrument == cx.chosen.instrument { String::new() } else { format!("{instrument} ") };
        let sheet = Sheet::of_questions(cx.book, instrument, region);
        for at in sheet.below(cx.chosen.year).into_iter().take(MOST) {
            let line = &sheet.lines[at];
            let score = sheet.cell(at, cx.chosen.year).and_then(|row| row.score.as_ref());
            let text = width::truncate(line.words.lines().next().unwrap_or_default(), 44, "\u{2026}").into_owned();
            lines.push((format!("{named}{}  {text}", line.code), score.map(rate).unwrap_or_default()));
            choices.push(Choice::Question { instrument: instrument.to_owned(), code: line.code.clone(), year: cx.chosen.year, region });
        }
    }
    for one in trend::indicators(cx.book) {
        let value = trend::latest(cx.book, one.id, region).map(|point| trend::words(&one, &point)).unwrap_or_default();
        lines.push((one.name.clone(), value));
        choices.push(Choice::Indicator(one.id, region));
    }
    lines.push(("Another figure: name the instrument and question, or say it in words".to_owned(), String::new()));
    choices.push(Choice::Another);
    lines.push(("No figure".to_owned(), String::new()));
    choices.push(Choice::None);
    pane.asked = Some(Asked::Figure(recommendation, choices));
    vec![Effect::Pick { id: PICK, title: format!("The figure it came from: {place}, FY{}", cx.chosen.year), lines, at: 0 }]
}

/// Where the committee of a recommendation looks: its region, or the chosen one.
fn place(recommendation: &Record, cx: &Context) -> Option<Id> {
    let committee = recommendation.parent().and_then(|id| cx.book.get(id));
    recommendation.record(Field::Region).or(committee.and_then(|one| one.record(Field::Region))).or(cx.chosen.region)
}

fn rate(score: &Score) -> String {
    let needed = score.needed.filter(|n| *n > 0).map(|n| format!(", {n} missing")).unwrap_or_default();
    match score.applicable {
        Some(n) => format!("{} % (n {n}){needed}", score.percent()),
        None => format!("{} %", score.percent()),
    }
}

/// A figure was picked.
pub(super) fn picked(pane: &mut Committees, recommendation: Id, choice: &Choice, cx: &Context) -> Vec<Effect> {
    let Some(record) = cx.book.get(recommendation) else { return Vec::new() };
    let mut named = Named::default();
    match choice {
        Choice::Question { instrument, code, year, region } => {
            named.instrument.clone_from(instrument);
            named.question.clone_from(code);
            (named.year, named.region) = (Some(*year), *region);
        }
        Choice::Indicator(id, region) => (named.indicator, named.region) = (Some(*id), *region),
        Choice::Another => {
            pane.asked = Some(Asked::FigureForm(recommendation));
            return vec![Effect::Ask(form(record, cx))];
        }
        Choice::None => {}
    }
    vec![Effect::Write(named.change(record, cx))]
}

/// What a figure is named by.
#[derive(Default)]
struct Named {
    instrument: String,
    question: String,
    year: Option<i32>,
    region: Option<Id>,
    indicator: Option<Id>,
    words: Option<String>,
}

impl Named {
    fn change(&self, record: &Record, cx: &Context) -> Change {
        let mut change = Change::new(format!("figure of '{}'", brief(record.text(Field::Text))), cx.book.seen);
        let mut set = |field, value: Value| {
            if *record.get(field) != value {
                change.set(record.id, Kind::Recommendation, field, value);
            }
        };
        set(Field::Instrument, Value::text(&self.instrument));
        set(Field::Question, Value::text(&self.question));
        set(Field::Year, self.year.map_or(Value::None, |year| Value::Int(i64::from(year))));
        set(Field::Region, self.region.map_or(Value::None, Value::Record));
        set(Field::Indicator, self.indicator.map_or(Value::None, Value::Record));
        if let Some(words) = &self.words {
            set(Field::Source, Value::text(words));
        }
        change
    }
}

const STATEWIDE: &str = "statewide";

fn form(record: &Record, cx: &Context) -> Form {
    let mut instruments: Vec<String> = cx.book.instruments().iter().map(|(_, one)| one.code.clone()).collect();
    instruments.dedup();
    let mut places = vec![STATEWIDE.to_owned()];
    places.extend(cx.book.all(Kind::Region).iter().map(|region| region.text(Field::Name).to_owned()));
    let known = record.text(Field::Instrument);
    let instrument = if known.is_empty() { cx.chosen.instrument.as_str() } else { known };
    let year = record.int(Field::Year).unwrap_or_else(|| i64::from(cx.chosen.year));
    let region = place(record, cx).map_or(STATEWIDE, |id| cx.book.name(id));
    let fields = vec![
        FormField::new("Instrument", Takes::OneOf(instruments)).with(instrument),
        FormField::new("Question or area", Takes::Line)
            .with(record.text(Field::Question))
            .hint("its code, as FC.1; empty for a figure in words only"),
        FormField::new("Fiscal year", Takes::Number).with(year.to_string()),
        FormField::new("Region", Takes::OneOf(places)).with(region),
        FormField::new("In words", Takes::Lines).with(record.text(Field::Source)).hint("a figure from elsewhere, with its source"),
    ];
    Form::new(FORM, "The figure it came from", "It is shown beside the recommendation as it stands now, with its n.", fields)
}

/// The form was filled.
pub(super) fn filled(pane: &mut Committees, recommendation: Id, form: &Form, cx: &Context) -> Vec<Effect> {
    let Some(record) = cx.book.get(recommendation) else { return Vec::new() };
    let again = |pane: &mut Committees, at: usize, why: String| {
        pane.asked = Some(Asked::FigureForm(recommendation));
        vec![Effect::Ask(form.clone().at_fault(at, why))]
    };
    let code = form.text(1).to_owned();
    let year: Option<i32> = form.text(2).parse().ok();
    let region = cx.book.all(Kind::Region).into_iter().find(|region| region.text(Field::Name) == form.text(3)).map(|region| region.id);
    let mut named = Named { words: Some(form.text(4).to_owned()), region, ..Named::default() };
    if !code.is_empty() {
        let measure = Measure { instrument: form.text(0).to_owned(), code: code.clone(), region, office: None };
        if remeasure::subject(cx.book, &measure, year) == remeasure::Subject::Unasked {
            return again(pane, 1, format!("{} asks no question and has no area '{code}'.", form.text(0)));
        }
        if year.is_none() {
            return again(pane, 2, "Of which fiscal year is the figure?".to_owned());
        }
        (named.instrument, named.question, named.year) = (measure.instrument, code, year);
    }
    let committee = committee::of(cx.book, recommendation);
    if committee.is_none() {
        return Vec::new();
    }
    vec![Effect::Write(named.change(record, cx))]
}
