//! A report as one JSON object: `report`, `generated`, `file`, `filters`, `rows`; where there are any also `confidential`,
//! `facts` and further tables. Shares are fractions of 1, unrounded; what is missing is null.

use serde_json::{Map, Number, Value};

use crate::report::{Cell, Column, Datum, Released};

/// The object, one row a line, with a line break at the end.
#[must_use]
pub fn render(report: &Released) -> String {
    let mut out = String::from("{");
    let field = |name: &str, value: &Value, out: &mut String| {
        out.push_str(&Value::from(name).to_string());
        out.push_str(": ");
        out.push_str(&value.to_string());
        out.push_str(", ");
    };
    field("report", &report.name.into(), &mut out);
    field("generated", &report.generated.clone().into(), &mut out);
    field("file", &report.file.clone().into(), &mut out);
    let filters: Map<String, Value> = report.filters.iter().map(|(name, value)| ((*name).to_owned(), value.clone().into())).collect();
    field("filters", &filters.into(), &mut out);
    if report.names_cases() {
        field("confidential", &true.into(), &mut out);
    }
    if !report.facts.is_empty() {
        let facts: Map<String, Value> = report.facts.iter().map(|(column, cell)| (column.name.to_owned(), value(&cell.value))).collect();
        field("facts", &facts.into(), &mut out);
    }
    table("rows", &report.columns, &report.rows, &mut out);
    for further in &report.tables {
        out.push_str(", ");
        table(further.name, &further.columns, &further.rows, &mut out);
    }
    out.push_str("}\n");
    out
}

fn table(name: &str, columns: &[Column], rows: &[Vec<Cell>], out: &mut String) {
    out.push_str(&Value::from(name).to_string());
    out.push_str(": [");
    for (at, row) in rows.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        let row: Map<String, Value> = columns
            .iter()
            .zip(row)
            .filter(|(column, _)| !column.name.is_empty())
            .map(|(column, cell)| (column.name.to_owned(), value(&cell.value)))
            .collect();
        out.push_str(&Value::Object(row).to_string());
    }
    out.push_str(if rows.is_empty() { "]" } else { "\n]" });
}

fn value(datum: &Datum) -> Value {
    match datum {
        Datum::Missing | Datum::Hidden => Value::Null,
        Datum::Text(text) => text.clone().into(),
        Datum::Whole(n) => (*n).into(),
        Datum::Number(n) => Number::from_f64(*n).map_or(Value::Null, Value::Number),
        Datum::Tenthousandths(n) if n % 10_000 == 0 => (n / 10_000).into(),
        Datum::Tenthousandths(n) => Number::from_f64(*n as f64 / 10_000.0).map_or(Value::Null, Value::Number),
        Datum::Ratio(ratio) => Number::from_f64(ratio.fraction()).map_or(Value::Null, Value::Number),
        Datum::Truth(truth) => (*truth).into(),
        Datum::Day(day) => day.to_string().into(),
        Datum::Ratios(ratios) => Value::Object(ratios.iter().map(|(name, r)| (name.clone(), r.fraction().into())).collect()),
        Datum::Counts(counts) => Value::Object(counts.iter().map(|(name, n)| (name.clone(), (*n).into())).collect()),
    }
}
