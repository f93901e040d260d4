//! What is made of an indicator or problem area: a special study, or an area of concern in a Mini PIP with the figure as its source.
//! And the form of a value of another period.

use super::figures::Told;
use crate::command::{Context, Effect, Form, FormField, Takes};
use crate::domain::addressed::open_plans;
use crate::domain::change::Change;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::trend::{Amount, Indicator, Period, words};
use crate::domain::value::Value;
use crate::panes::sheet::brief;

/// The choice of what to make.
pub const PICK: &str = "trends-make";
/// The form of a value.
pub const VALUE: &str = "trends-value";

/// What can be made of an indicator (a problem area only asks for a study).
pub fn ask(name: &str, of_indicator: bool, cx: &Context) -> Effect {
    let mut lines = vec![("A special study".to_owned(), "on the page Special studies".to_owned())];
    if of_indicator {
        let plans = open_plans(cx.book, cx.chosen.region).into_iter();
        lines.extend(
            plans.map(|plan| (format!("An area of concern in {}", plan.text(Field::Title)), "with the figure as its source".to_owned())),
        );
    }
    Effect::Pick { id: PICK, title: format!("Make of '{}'", brief(name)), lines, at: 0 }
}

/// The position after the last one of a kind.
fn position(records: &[&Record]) -> Value {
    let last = records.iter().map(|record| record.text(Field::Position)).max().filter(|position| !position.is_empty());
    Value::text(order::between(last, None))
}

/// A study of an indicator or problem area; its id too, so that the cursor goes there.
pub fn study(about: &Record, cx: &Context) -> (Id, Effect) {
    let id = cx.ids.fresh();
    let name = match about.kind {
        Kind::ProblemArea => about.text(Field::Title),
        _ => about.text(Field::Name),
    };
    let indicator = match about.kind {
        Kind::Indicator => Some(about.id),
        _ => cx.book.all(Kind::Indicator).into_iter().find(|one| one.record(Field::ProblemArea) == Some(about.id)).map(|one| one.id),
    };
    let change = Change::new(format!("a study of '{}'", brief(name)), cx.book.seen)
        .with(id, Kind::Study, Field::Position, position(&cx.book.all(Kind::Study)))
        .with(id, Kind::Study, Field::Title, Value::text(format!("Study of {name}")))
        .with(id, Kind::Study, Field::Status, Value::text("planned"))
        .with(id, Kind::Study, Field::Indicator, indicator.map_or(Value::None, Value::Record));
    (id, Effect::Write(change))
}

/// An area of concern in a plan, with the figure as its source.
pub fn concern(told: &Told, plan: Id, cx: &Context) -> (Id, Effect) {
    let id = cx.ids.fresh();
    let as_of = dates::show(cx.today, cx.day_first);
    let source = words::sentence(cx.book, &Indicator { name: told.name.clone(), ..told.indicator.clone() }, &told.series, &as_of);
    let mut change = Change::new(format!("a concern of '{}'", brief(&told.name)), cx.book.seen)
        .with(id, Kind::Concern, Field::MiniPip, Value::Record(plan))
        .with(id, Kind::Concern, Field::Position, position(&cx.book.parts(plan, Kind::Concern)))
        .with(id, Kind::Concern, Field::Title, Value::text(&told.name))
        .with(id, Kind::Concern, Field::Source, Value::text(source));
    if !told.indicator.domain.is_empty() {
        change.set(id, Kind::Concern, Field::Domain, Value::text(&told.indicator.domain));
    }
    (id, Effect::Write(change))
}

/// The form of a value.
pub fn value_form(one: &Indicator, places: &[Option<Id>], cx: &Context) -> Form {
    let names: Vec<String> = places.iter().map(|place| words::place(cx.book, *place).to_owned()).collect();
    let chosen = words::place(cx.book, cx.chosen.region).to_owned();
    Form::new(
        VALUE,
        format!("A value of '{}'", brief(one.title())),
        format!("In {}. A value that is here already in this edition is changed.", one.unit.words()),
        vec![
            FormField::new("Period", Takes::Line).hint("2013, FY2013, 2013-Q2 or 2013-04"),
            FormField::new("Place", Takes::OneOf(names)).with(chosen),
            FormField::new("Value", Takes::Line),
            FormField::new("Edition", Takes::Line).hint("where there is more than one"),
            FormField::new("Source", Takes::Line),
        ],
    )
}

/// What the filled form writes; the form again if it does not do.
pub fn value(form: Form, one: &Indicator, cx: &Context) -> Effect {
    let (period, amount) = (Period::parse(form.text(0)), Amount::parse(form.text(2), &one.unit));
    let place = if form.text(1) == words::place(cx.book, None) {
        Ok(None)
    } else {
        let named =
            |kind: Kind| cx.book.all(kind).into_iter().find(|record| record.text(Field::Name) == form.text(1)).map(|record| record.id);
        named(Kind::Region).or_else(|| named(Kind::Office)).map(Some).ok_or_else(|| format!("There is no place '{}'", form.text(1)))
    };
    let (period, place, amount) = match (period, place, amount) {
        (Err(why), ..) => return Effect::Ask(form.at_fault(0, why)),
        (_, Err(why), _) => return Effect::Ask(form.at_fault(1, why)),
        (.., Err(why)) => return Effect::Ask(form.at_fault(2, why)),
        (Ok(period), Ok(place), Ok(amount)) => (period, place, amount),
    };
    let (edition, source) = (form.text(3).to_owned(), form.text(4).to_owned());
    let same = |record: &&Record| {
        record.text(Field::Period) == period.to_string()
            && record.record(Field::Office).or(record.record(Field::Region)) == place
            && record.text(Field::Edition).eq_ignore_ascii_case(&edition)
    };
    let here = cx.book.parts(one.id, Kind::TrendValue).into_iter().find(same).map(|record| record.id);
    let id = here.unwrap_or_else(|| cx.ids.fresh());
    let mut change = Change::new(format!("'{}' in {period}, {}", brief(one.title()), words::place(cx.book, place)), cx.book.seen);
    if here.is_none() {
        let spot = super::values::Spot { indicator: one.id, period, place, edition };
        for (field, value) in super::values::edits_of(&spot, cx) {
            change.set(id, Kind::TrendValue, field, value);
        }
    }
    change.set(id, Kind::TrendValue, Field::Amount, Value::Int(amount.0));
    if !source.is_empty() {
        change.set(id, Kind::TrendValue, Field::Source, Value::text(source));
    }
    Effect::Write(change)
}
