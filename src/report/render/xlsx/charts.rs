//! Charts of a workbook: the numbers of each on the sheet 'Charts', and a native chart beside them that is drawn from these cells and
//! nothing else. What a figure hides is an empty cell, so that nothing is drawn for it.

use rust_xlsxwriter::{
    Chart as Native, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartSeries,
    ChartSolidFill, ChartType, Worksheet, XlsxError,
};

use super::sheet::{Book, Looks, put, safe, words};
use crate::report::chart::{Chart, Drawing, Panel};
use crate::report::render::csv::is_risky;
use crate::report::{Cell, Datum};

const BLUE: &str = "#1F4E79";
const ORANGE: &str = "#C55A11";
const GREY: &str = "#7F7F7F";
/// The name of the sheet.
const SHEET: &str = "Charts";
/// Rows that a chart covers.
const TALL: u32 = 20;
/// Columns of a page.
const ACROSS: u16 = 8;

/// A sheet with all charts, one below the other; none without charts.
pub(super) fn write(book: &mut Book, charts: &[&Chart]) -> Result<(), XlsxError> {
    if charts.is_empty() {
        return Ok(());
    }
    let looks = std::mem::replace(&mut book.looks, Looks::new());
    let sheet = book.sheet(SHEET)?;
    sheet.set_column_width(0, 60)?;
    for column in 1..ACROSS {
        sheet.set_column_width(column, 11)?;
    }
    let mut at = 0;
    let mut breaks = Vec::new();
    for chart in charts {
        if at > 0 {
            breaks.push(at);
        }
        at = one(sheet, &looks, at, chart)?;
    }
    sheet.set_page_breaks(&breaks)?;
    sheet.set_screen_gridlines(false);
    Ok(())
}

/// A chart from a row on; the row after it.
fn one(sheet: &mut Worksheet, looks: &Looks, at: u32, chart: &Chart) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(at, 0, safe(&chart.title), &looks.title.clone().set_font_size(12))?;
    if !chart.reading.is_empty() {
        // Over the columns of the page, or a long sentence would make the print small.
        let look = if is_risky(&chart.reading) { &looks.risky } else { &looks.text };
        let reading = safe(&chart.reading);
        sheet.merge_range(at + 1, 0, at + 1, ACROSS - 2, &reading, look)?;
        sheet.set_row_height(at + 1, 14.0 * (reading.chars().count() as f64 / 115.0).ceil().max(1.0))?;
    }
    let head = at + 3;
    let (heads, rows) = numbers(chart);
    for (column, name) in heads.iter().enumerate() {
        sheet.write_string_with_format(head, column as u16, safe(name), &looks.head)?;
    }
    for (line, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            if !matches!(cell.value, Datum::Hidden) {
                put(sheet, looks, head + 1 + line as u32, column as u16, cell)?;
            }
        }
        let label = row.first().map_or(0, |cell| cell.words().chars().count());
        sheet.set_row_height(head + 1 + line as u32, 14.0 * (label as f64 / 60.0).ceil().max(1.0))?;
    }
    let last = head + rows.len() as u32;
    let below = if rows.is_empty() { last + 1 } else { last + 2 + TALL };
    plain(sheet, looks, below, &chart.source)?;
    let from = (head + 1, last);
    if !rows.is_empty() {
        let mut native = match &chart.drawing {
            Drawing::Bars(_) => {
                sheet.write_string_with_format(head, SHORT, "In the chart", &looks.head)?;
                for (line, row) in rows.iter().enumerate() {
                    words(sheet, looks, head + 1 + line as u32, SHORT, &short(&row[0].words()))?;
                }
                bars(from, &rows)
            }
            Drawing::Run(_) => run(from, heads.len() as u16),
            Drawing::Multiples(panels) => multiples(from, panels),
            Drawing::Gantt(_) => gantt(from),
        };
        native.title().set_name(&called(&chart.title)).set_font(ChartFont::new().set_size(11).set_bold());
        native.set_alt_text(safe(&chart.reading).chars().take(250).collect::<String>());
        native.set_width(820).set_height(380);
        native.legend().set_position(ChartLegendPosition::Bottom);
        sheet.insert_chart(last + 2, 0, &native)?;
    }
    Ok(below + 2)
}

/// The column of the short names that stand under columns.
const SHORT: u16 = 5;

/// What stands under a column: the code that a long label begins with, or its beginning.
fn short(label: &str) -> String {
    if label.chars().count() <= 18 {
        return label.to_owned();
    }
    let has_digit = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let mut all = label.split_whitespace();
    let (first, second) = (all.next().unwrap_or_default(), all.next().unwrap_or_default());
    if first.contains('.') || has_digit(first) {
        first.to_owned()
    } else if has_digit(second) {
        format!("{first} {second}")
    } else {
        label.chars().take(17).chain(['\u{2026}']).collect()
    }
}

/// A sentence that runs on over the cells beside it.
fn plain(sheet: &mut Worksheet, looks: &Looks, row: u32, text: &str) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    if is_risky(text) {
        return words(sheet, looks, row, 0, text);
    }
    sheet.write_string_with_format(row, 0, safe(text), &looks.hidden.clone().set_align(rust_xlsxwriter::FormatAlign::Left))?;
    Ok(())
}

/// The numbers of a chart. Panels stand beside each other, a column each, so that lines can be drawn of them; spans get their days.
fn numbers(chart: &Chart) -> (Vec<String>, Vec<Vec<Cell>>) {
    match &chart.drawing {
        Drawing::Multiples(panels) => {
            let mut heads = vec!["Period".to_owned()];
            heads.extend(panels.iter().map(|panel| panel.label.clone()));
            let goal = panels.iter().any(|panel| panel.run.goal.at().is_some());
            heads.extend(goal.then(|| "Goal".to_owned()));
            let long = panels.iter().max_by_key(|panel| panel.run.points.len());
            let labels = long.map_or_else(Vec::new, |panel| panel.run.points.iter().map(|point| point.label.clone()).collect());
            let value = |panel: &Panel, label: &str| {
                panel.run.points.iter().find(|point| point.label == label).map_or_else(Cell::default, |point| point.value.clone())
            };
            let rows = labels.iter().map(|label| {
                let mut row = vec![Cell::text(label)];
                row.extend(panels.iter().map(|panel| value(panel, label)));
                row.extend(
                    goal.then(|| panels.iter().find(|p| p.run.goal.at().is_some()).map_or_else(Cell::default, |p| p.run.goal.clone())),
                );
                row
            });
            (heads, rows.collect())
        }
        Drawing::Gantt(gantt) => {
            let heads = ["What", "From", "Days", "Until", "State"].map(str::to_owned).to_vec();
            let row = |span: &crate::report::chart::Span| {
                let days = (span.until - span.from).num_days() + 1;
                vec![
                    Cell::text(&span.label),
                    Cell::day(Some(span.from)),
                    Datum::Whole(days.max(1)).into(),
                    Cell::day(Some(span.until)),
                    Cell::text(&span.note),
                ]
            };
            (heads, gantt.spans.iter().map(row).collect())
        }
        _ => {
            let (columns, rows) = chart.numbers();
            (columns.iter().map(|column| column.heading.as_deref().unwrap_or(column.name).to_owned()).collect(), rows)
        }
    }
}

/// A name in a chart: the writer would take one that begins like a formula for a range of cells.
fn called(name: &str) -> String {
    let name = safe(name);
    if is_risky(&name) || name.contains('!') { format!("'{}", name.replace('!', " ")) } else { name }
}

type Span = (u32, u32);

fn series(name: &str, (first, last): Span, column: u16) -> ChartSeries {
    let mut series = ChartSeries::new();
    series.set_categories((SHEET, first, 0, last, 0)).set_values((SHEET, first, column, last, column)).set_name(name);
    series
}

fn line(colour: &str, width: f64) -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(colour).set_width(width);
    line
}

fn marker(kind: ChartMarkerType, colour: &str, size: u8) -> ChartMarker {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(colour)).set_line(&line(colour, 1.0));
    let mut marker = ChartMarker::new();
    marker.set_type(kind).set_size(size).set_format(&mut format);
    marker
}

fn no_line() -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_no_line();
    format
}

/// Columns, with a dash where each goal is and a diamond for the year before.
fn bars(rows: Span, cells: &[Vec<Cell>]) -> Native {
    let mut chart = Native::new(ChartType::Column);
    let named = |name: &str, column: u16| {
        let mut one = series(name, rows, column);
        one.set_categories((SHEET, rows.0, SHORT, rows.1, SHORT));
        one
    };
    let mut value = named("Value", 1);
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(BLUE));
    value.set_format(&mut format).set_gap(60);
    chart.push_series(&value);
    let mut marks = Native::new(ChartType::Line);
    let mut any = false;
    for (name, column, kind, colour, size) in
        [("Goal", 3, ChartMarkerType::LongDash, ORANGE, 14), ("Year before", 4, ChartMarkerType::Diamond, GREY, 7)]
    {
        if cells.iter().any(|row| row.get(usize::from(column)).is_some_and(|cell| cell.at().is_some())) {
            let mut one = named(name, column);
            one.set_format(&mut no_line()).set_marker(&marker(kind, colour, size));
            // Pushing a series would take its marks off.
            *marks.add_series() = one;
            any = true;
        }
    }
    if any {
        chart.combine(&marks);
    }
    if cells.iter().any(|row| matches!(row[1].value, Datum::Ratio(_))) {
        percent(&mut chart);
    }
    chart
}

fn percent(chart: &mut Native) {
    chart.y_axis().set_num_format("0%").set_min(0).set_max(1);
}

/// A line with its goal and the ends of its interval.
fn run(rows: Span, columns: u16) -> Native {
    let mut chart = Native::new(ChartType::Line);
    let mut add = |name: &str, column: u16, colour: &str, width: f64, dash: Option<ChartLineDashType>, mark: Option<ChartMarkerType>| {
        if column >= columns {
            return;
        }
        let mut one = series(name, rows, column);
        let mut stroke = line(colour, width);
        if let Some(dash) = dash {
            stroke.set_dash_type(dash);
        }
        let mut format = ChartFormat::new();
        format.set_line(&stroke);
        one.set_format(&mut format);
        if let Some(kind) = mark {
            one.set_marker(&marker(kind, colour, 7));
        }
        *chart.add_series() = one;
    };
    add("Value", 1, BLUE, 2.25, None, Some(ChartMarkerType::Circle));
    add("Goal", 5, ORANGE, 1.5, Some(ChartLineDashType::Dash), None);
    chart
}

/// A line for each place, and the goal.
fn multiples(rows: Span, panels: &[Panel]) -> Native {
    const MARKS: [ChartMarkerType; 6] = [
        ChartMarkerType::Circle,
        ChartMarkerType::Square,
        ChartMarkerType::Triangle,
        ChartMarkerType::Diamond,
        ChartMarkerType::X,
        ChartMarkerType::PlusSign,
    ];
    const INKS: [&str; 6] = [BLUE, "#2E86AB", "#404040", "#6F9FC8", GREY, "#0B2545"];
    let mut chart = Native::new(ChartType::Line);
    for (at, panel) in panels.iter().enumerate() {
        let mut one = series(&called(&panel.label), rows, at as u16 + 1);
        let ink = INKS[at % INKS.len()];
        let mut format = ChartFormat::new();
        format.set_line(&line(ink, 1.75));
        one.set_format(&mut format).set_marker(&marker(MARKS[at % MARKS.len()], ink, 7));
        *chart.add_series() = one;
    }
    if panels.iter().any(|panel| panel.run.goal.at().is_some()) {
        let mut one = series("Goal", rows, panels.len() as u16 + 1);
        let mut stroke = line(ORANGE, 1.5);
        stroke.set_dash_type(ChartLineDashType::Dash);
        let mut format = ChartFormat::new();
        format.set_line(&stroke);
        one.set_format(&mut format);
        *chart.add_series() = one;
    }
    chart
}

/// Bars that begin at their first day.
fn gantt(rows: Span) -> Native {
    let mut chart = Native::new(ChartType::BarStacked);
    let mut before = series("From", rows, 1);
    let mut none = ChartFormat::new();
    none.set_no_fill().set_no_line();
    before.set_format(&mut none);
    chart.push_series(&before);
    let mut days = series("Days", rows, 2);
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(BLUE));
    days.set_format(&mut format).set_gap(40);
    chart.push_series(&days);
    chart.x_axis().set_reverse();
    chart.y_axis().set_num_format("mmm yy");
    chart
}
