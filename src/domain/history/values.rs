//! A value of a field as people read it: days, names instead of ids, choices in words, packed bytes by what they hold.

use super::{ChangeFile, Show, Touch, called};
use crate::domain::answers::Answer;
use crate::domain::book::Book;
use crate::domain::change::Slot;
use crate::domain::entry::why_short;
use crate::domain::field::{Field, Shape};
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::kind::Kind;
use crate::domain::milestone;
use crate::domain::mini_pip::Stage;
use crate::domain::population;
use crate::domain::review::Status;
use crate::domain::share::Share;
use crate::domain::text::{counted, listed};
use crate::domain::value::Value;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The instrument version by which a case, or what was said of it, is answered.
pub(super) fn instrument_of<'a>(book: &'a Book, file: &ChangeFile, touch: &Touch) -> Option<&'a Instrument> {
    let review = match touch.kind {
        Kind::Review => touch.record,
        _ => file.others.iter().find(|r| r.id == touch.record)?.record(Field::Review)?,
    };
    let version = file.cases.iter().find(|case| case.review == review)?.instrument;
    book.instrument(version).map(AsRef::as_ref)
}

/// An answer in words: "No, late".
fn answer_words(instrument: Option<&Instrument>, byte: i64) -> String {
    let answer = u8::try_from(byte).ok().and_then(Answer::from_byte).unwrap_or(Answer::NONE);
    if !answer.is_given() {
        return "no answer".to_owned();
    }
    let label = instrument.and_then(|i| i.options.get(usize::from(answer.option()) - 1)).map(|o| o.label.clone());
    let label = label.unwrap_or_else(|| format!("answer {}", answer.option()));
    answer.why().map_or(label.clone(), |why| format!("{label}, {}", why_short(why)))
}

/// The code of the question of a slot, and which month or person if there are several.
pub(super) fn slot_words(instrument: Option<&Instrument>, slot: Slot) -> String {
    let question = instrument.and_then(|i| i.questions.get(usize::from(slot.question())));
    let code = question.map_or_else(|| format!("question {}", slot.question() + 1), |q| q.code.clone());
    if slot.occurrence() == 0 { code } else { format!("{code} (number {})", slot.occurrence() + 1) }
}

/// A code of a choice as people read it.
fn choice(kind: Kind, field: Field, text: &str) -> String {
    let known = match (kind, field) {
        (Kind::MiniPip | Kind::Passage | Kind::Frozen, Field::Stage) => Stage::named(text).map(Stage::words),
        (Kind::Step, Field::Status) => Some(milestone::StepStatus::named(text).words()),
        (Kind::Milestone, Field::Status) => Some(milestone::Status::named(text).words()),
        (Kind::Review, Field::Status) => Status::named(text).map(Status::words),
        _ => None,
    };
    known.map_or_else(|| text.replace('_', " "), str::to_owned)
}

/// Fields that hold one of a few codes.
const fn is_choice(field: Field) -> bool {
    use Field as F;
    matches!(
        field,
        F::Status
            | F::Stage
            | F::Part
            | F::Category
            | F::Unit
            | F::Direction
            | F::Frequency
            | F::Outcome
            | F::Term
            | F::CompletionRepeat
            | F::FollowUpRepeat
    )
}

fn number(book: &Book, file: &ChangeFile, touch: &Touch, n: i64) -> String {
    let yes_no = |n: i64| if n == 0 { "no" } else { "yes" }.to_owned();
    match touch.field {
        Field::Gone => if n == 1 { "deleted" } else { "there" }.to_owned(),
        Field::Given => answer_words(instrument_of(book, file, touch), n),
        Field::Before | Field::After if touch.kind == Kind::Correction => answer_words(instrument_of(book, file, touch), n),
        Field::At => slot_words(instrument_of(book, file, touch), Slot(u32::try_from(n).unwrap_or(0))),
        Field::FiscalYearStart => MONTHS.get(usize::try_from(n - 1).unwrap_or(99)).copied().unwrap_or("?").to_owned(),
        Field::Year => format!("FY{n}"),
        Field::Percent | Field::Margin | Field::Confidence | Field::SecondShare => {
            u32::try_from(n).map_or_else(|_| n.to_string(), |n| Share(n).to_string())
        }
        Field::Amount | Field::Standard | Field::Credit => decimal(n),
        Field::Rating => if n == 2 { "second review" } else { "first review" }.to_owned(),
        Field::Unverified => yes_no(n),
        Field::Covers => {
            let bits = n.cast_unsigned();
            match instrument_of(book, file, touch) {
                Some(i) => {
                    let codes = i.areas.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, area)| area.code.as_str());
                    listed(codes, "and")
                }
                None => counted(u64::from(bits.count_ones()), "area", "areas"),
            }
        }
        _ => n.to_string(),
    }
}

/// Ten-thousandths as a decimal number with the places it has.
fn decimal(n: i64) -> String {
    let (whole, rest) = (n.unsigned_abs() / 10_000, n.unsigned_abs() % 10_000);
    let sign = if n < 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:04}").trim_end_matches('0').to_owned() }
}

fn bytes(field: Field, bytes: &[u8]) -> String {
    let size = || counted(bytes.len().div_ceil(1024) as u64, "kilobyte", "kilobytes");
    match field {
        Field::List => population::decode(bytes)
            .map_or_else(|| format!("a list, {}", size()), |cases| format!("a list of {}", counted(cases.len() as u64, "case", "cases"))),
        Field::Content => format!("the whole text, {}", size()),
        _ => size(),
    }
}

fn definition(text: &str) -> String {
    match serde_json::from_str::<Instrument>(text) {
        Ok(i) => format!("version {} with {}", i.version, counted(i.questions.len() as u64, "question", "questions")),
        Err(_) => "a definition that cannot be read".to_owned(),
    }
}

/// What a value says; empty for nothing.
#[must_use]
pub fn value_words(book: &Book, file: &ChangeFile, touch: &Touch, value: &Value, show: Show) -> String {
    let name = |id: &Id| called(book, file, *id, show);
    match value {
        Value::None if touch.field == Field::Given => "no answer".to_owned(),
        Value::None if touch.field == Field::Gone => "there".to_owned(),
        Value::None => String::new(),
        // Places in a list are texts that sort between their neighbours; nobody reads them.
        Value::Text(_) if touch.field == Field::Position => "a place in the list".to_owned(),
        Value::Text(text) if touch.field == Field::Definition => definition(text),
        Value::Text(text) if matches!(touch.field, Field::Digest | Field::Seed) => text.chars().take(16).collect(),
        Value::Text(text) if is_choice(touch.field) => choice(touch.kind, touch.field, text),
        Value::Text(text) => text.clone(),
        Value::Int(n) => number(book, file, touch, *n),
        Value::Date(day) if touch.field == Field::Month => day.format("%B %Y").to_string(),
        Value::Date(day) => show(*day),
        Value::Record(id) => name(id),
        Value::Records(ids) => ids.iter().map(name).collect::<Vec<_>>().join("; "),
        Value::Bytes(packed) => bytes(touch.field, packed),
    }
}

/// Whether a field holds running text, of which what was added and taken out is worth telling.
#[must_use]
pub(super) fn is_running_text(field: Field) -> bool {
    field.shape() == Shape::Text && !is_choice(field) && !matches!(field, Field::Position | Field::Definition | Field::Digest | Field::Seed)
}
