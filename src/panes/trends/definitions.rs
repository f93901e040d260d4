//! What the indicators are: name, unit, which way is better, standard, and where all that comes from.

use super::areas::choices;
use crate::command::Context;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::trend::{Indicator, Unit};
use crate::domain::value::Value;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

const DIRECTIONS: &[(&str, &str)] = &[("higher", "higher"), ("lower", "lower"), ("none", "neither")];
const DOMAINS: &[(&str, &str)] = &[("safety", "safety"), ("permanency", "permanency"), ("well-being", "well-being")];

pub fn page(cx: &Context) -> Page {
    let columns = vec![
        Column::new("Indicator", 36).between(22, 58).wrapped(),
        Column::new("Code", 14).between(8, 24),
        Column::new("Unit", 12).between(8, 24),
        Column::new("Better", 8),
        Column::new("Standard", 9).right(),
        Column::new("Source of the standard", 24).between(12, 44).wrapped(),
        Column::new("Checked", 8),
        Column::new("Problem area", 18).between(10, 32),
        Column::new("Domain", 10),
        Column::new("Source of values", 22).between(12, 44).wrapped(),
        Column::new("Note", 26).between(12, 60).wrapped(),
    ];
    let mut page = Page::new(columns, "");
    page.row_cap = 2;
    let areas = choices(cx);
    for record in cx.book.all(Kind::Indicator) {
        let one = Indicator::read(record);
        let field = |field, means| Cell::field(record, field, means, cx);
        let mut unit = field(Field::Unit, Means::Read(unit));
        one.unit.words().clone_into(&mut unit.text);
        let mut standard = field(Field::Standard, Means::Amount(one.unit.clone()));
        standard.text = one.standard.map(|amount| amount.exact(&one.unit)).unwrap_or_default();
        let mut checked = field(Field::Unverified, Means::Read(checked));
        (checked.text, checked.meaning) =
            if one.unverified { ("recalled".to_owned(), Meaning::Warn) } else { ("yes".to_owned(), Meaning::Muted) };
        page.lines.push(Line::of(
            record,
            vec![
                field(Field::Name, Means::Line),
                field(Field::Code, Means::Line),
                unit,
                field(Field::Direction, Means::Choice(DIRECTIONS)),
                standard,
                field(Field::StandardSource, Means::Text),
                checked,
                field(Field::ProblemArea, Means::Record(areas.clone())),
                field(Field::Domain, Means::Choice(DOMAINS)),
                field(Field::Source, Means::Text),
                field(Field::Note, Means::Text),
            ],
        ));
    }
    let asks = if page.lines.is_empty() { "Name what is counted: type here" } else { "Add an indicator" };
    let mut cells = vec![
        Cell::asks(asks, Field::Name, Means::Line),
        Cell::asks("", Field::Code, Means::Line),
        Cell::asks("", Field::Unit, Means::Read(unit)),
    ];
    cells.resize(11, Cell::default());
    page.lines.push(
        Line::blank(Kind::Indicator, None, cells)
            .with(Field::Unit, Value::text(Unit::Percent.code()))
            .with(Field::Direction, Value::text("none")),
    );
    page
}

/// A unit as people write it.
fn unit(_: &Context, text: &str) -> Result<Value, String> {
    let known = Unit::read(text);
    known
        .map(|unit| Value::text(unit.code()))
        .ok_or_else(|| format!("'{text}' is no unit; write {}, or what a rate is of: per 1,000 days", Unit::CODES.join(", ")))
}

/// Whether the definition was checked against its source.
fn checked(_: &Context, text: &str) -> Result<Value, String> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "checked" | "0" => Ok(Value::None),
        "no" | "n" | "recalled" | "unverified" | "1" => Ok(Value::Int(1)),
        _ => Err(format!("'{text}' is neither yes (checked) nor recalled")),
    }
}
