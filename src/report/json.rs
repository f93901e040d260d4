//! A report as one JSON object: `report`, `generated`, `file`, `filters`, `rows`. Shares are fractions of 1, unrounded; what
//! is missing is null.

use serde_json::{Map, Number, Value};

use super::{Datum, Report};

/// The object, one row a line, with a line break at the end.
#[must_use]
pub fn render(report: &Report) -> String {
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
    out.push_str("\"rows\": [");
    for (at, row) in report.rows.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        let row: Map<String, Value> = report
            .columns
            .iter()
            .zip(row)
            .filter(|(column, _)| !column.name.is_empty())
            .map(|(column, cell)| (column.name.to_owned(), value(&cell.value)))
            .collect();
        out.push_str(&Value::Object(row).to_string());
    }
    out.push_str(if report.rows.is_empty() { "]}\n" } else { "\n]}\n" });
    out
}

fn value(datum: &Datum) -> Value {
    match datum {
        Datum::Missing => Value::Null,
        Datum::Text(text) => text.clone().into(),
        Datum::Whole(n) => (*n).into(),
        Datum::Number(n) => Number::from_f64(*n).map_or(Value::Null, Value::Number),
        Datum::Tenthousandths(n) if n % 10_000 == 0 => (n / 10_000).into(),
        Datum::Tenthousandths(n) => Number::from_f64(*n as f64 / 10_000.0).map_or(Value::Null, Value::Number),
        Datum::Ratio(ratio) => Number::from_f64(ratio.fraction()).map_or(Value::Null, Value::Number),
        Datum::Truth(truth) => (*truth).into(),
        Datum::Day(day) => day.to_string().into(),
        Datum::Counts(counts) => Value::Object(counts.iter().map(|(name, n)| (name.clone(), (*n).into())).collect()),
    }
}
