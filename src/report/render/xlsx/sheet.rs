//! Sheets: names that a workbook allows, typed cells and their looks, the front sheet, tables, forms. What stands in them is decided
//! in `xlsx.rs`.

use rust_xlsxwriter::{ConditionalFormatFormula, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::domain::ratio::Ratio;
use crate::domain::text::clean;
use crate::report::cell::HIDDEN;
use crate::report::form::Form;
use crate::report::render::csv::is_risky;
use crate::report::{Cell, Column, Datum};

/// So long a text a cell can hold.
const LONGEST: usize = 32_000;
/// US letter.
const LETTER: u8 = 1;

/// A workbook on its way.
pub(super) struct Book {
    pub workbook: Workbook,
    pub looks: Looks,
    /// Names of the sheets, lower case.
    pub names: Vec<String>,
    /// What stands on every page.
    pub banner: String,
}

/// The looks of cells.
pub(super) struct Looks {
    pub title: Format,
    pub head: Format,
    pub text: Format,
    pub risky: Format,
    pub label: Format,
    pub hidden: Format,
    below: Format,
    whole: Format,
    number: Format,
    percent: Format,
    exact: Format,
    day: Format,
    truth: Format,
}

const BLUE: &str = "#1F4E79";
const ORANGE: &str = "#C55A11";

impl Looks {
    pub fn new() -> Looks {
        let plain = || Format::new().set_font_name("Arial").set_font_size(10).set_align(FormatAlign::Top);
        let text = plain().set_text_wrap();
        Looks {
            title: Format::new().set_font_name("Arial").set_font_size(16).set_bold().set_font_color(BLUE),
            head: plain().set_bold().set_text_wrap().set_background_color("#DDE6EF").set_border_bottom(FormatBorder::Thin),
            risky: text.clone().set_quote_prefix(),
            label: text.clone().set_bold(),
            text,
            hidden: plain().set_align(FormatAlign::Center).set_font_color("#595959"),
            below: Format::new().set_font_color(ORANGE).set_bold(),
            whole: plain().set_num_format("0"),
            number: plain().set_num_format("0.0###"),
            percent: plain().set_num_format("0.00%"),
            exact: plain().set_num_format("0.000000%"),
            day: plain().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            truth: plain().set_align(FormatAlign::Left),
        }
    }

    /// A percent never reads as more than it is: where two decimals would round it up past the first one, all are shown.
    pub fn of_ratio(&self, ratio: Ratio) -> &Format {
        let rounded = format!("{:.2}", ratio.fraction() * 100.0);
        if rounded.get(..rounded.len() - 1) == Some(ratio.percent(1).as_str()) { &self.percent } else { &self.exact }
    }
}

/// A text as a workbook can hold it.
pub(super) fn safe(text: &str) -> String {
    let text = clean(text).0;
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST - 1).chain(['\u{2026}']).collect()
}

/// Writes a cell by its type. Text is never a formula, and stays text when somebody edits it.
pub(super) fn put(sheet: &mut Worksheet, looks: &Looks, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match &cell.value {
        Datum::Missing => {
            if let Some(text) = cell.text.as_ref().filter(|text| !text.is_empty()) {
                words(sheet, looks, row, column, text)?;
            }
        }
        Datum::Hidden => {
            sheet.write_string_with_format(row, column, HIDDEN, &looks.hidden)?;
        }
        // What people read, not the code that programs get.
        Datum::Text(text) => words(sheet, looks, row, column, cell.text.as_ref().unwrap_or(text))?,
        Datum::Whole(n) => {
            sheet.write_number_with_format(row, column, *n as f64, &looks.whole)?;
        }
        Datum::Number(n) if n.is_finite() => {
            sheet.write_number_with_format(row, column, *n, &looks.number)?;
        }
        Datum::Tenthousandths(n) => {
            let look = if n.is_multiple_of(10_000) { &looks.whole } else { &looks.number };
            sheet.write_number_with_format(row, column, *n as f64 / 10_000.0, look)?;
        }
        Datum::Ratio(ratio) => {
            sheet.write_number_with_format(row, column, ratio.fraction(), looks.of_ratio(*ratio))?;
        }
        Datum::Truth(truth) => {
            sheet.write_boolean_with_format(row, column, *truth, &looks.truth)?;
        }
        Datum::Day(day) => match ExcelDateTime::parse_from_str(&day.to_string()) {
            Ok(at) => {
                sheet.write_datetime_with_format(row, column, &at, &looks.day)?;
            }
            // A day before 1900 has no number in a workbook.
            Err(_) => words(sheet, looks, row, column, &day.to_string())?,
        },
        Datum::Number(_) | Datum::Counts(_) | Datum::Ratios(_) => words(sheet, looks, row, column, &cell.words())?,
    }
    Ok(())
}

/// Writes a text.
pub(super) fn words(sheet: &mut Worksheet, looks: &Looks, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    let text = safe(text);
    let look = if is_risky(&text) { &looks.risky } else { &looks.text };
    sheet.write_string_with_format(row, column, text, look)?;
    Ok(())
}

impl Book {
    /// A sheet with a name that is free, set up to print across the page.
    pub fn sheet(&mut self, wanted: &str) -> Result<&mut Worksheet, XlsxError> {
        let name = self.free(wanted);
        self.names.push(name.to_lowercase());
        let banner = safe(&self.banner).replace('&', "&&");
        let banner: String = banner.chars().take(200).collect();
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(&name)?;
        sheet.set_paper_size(LETTER).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3);
        sheet.set_header(format!("&L&8{banner}")).set_footer("&C&8page &P of &N");
        Ok(sheet)
    }

    /// Sheet names have at most 31 characters, none of `[]:*?/\`, no apostrophe at an end, and differ also without their case.
    fn free(&self, wanted: &str) -> String {
        let kept: String = clean(wanted).0.chars().map(|c| if "[]:*?/\\\n\t".contains(c) { ' ' } else { c }).collect();
        let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
        let kept = kept.trim_matches('\'').trim();
        // The name 'History' is the program's own.
        let taken = kept.is_empty() || kept.eq_ignore_ascii_case("history");
        let base = if taken { format!("{kept} sheet").trim_start().to_owned() } else { kept.to_owned() };
        let cut = |room: usize| {
            // A workbook counts in UTF-16.
            let mut out = String::new();
            for c in base.chars() {
                if out.encode_utf16().count() + c.len_utf16() > room {
                    break;
                }
                out.push(c);
            }
            out.trim_end().trim_end_matches('\'').to_owned()
        };
        let mut name = cut(31);
        let mut n = 2;
        while self.names.contains(&name.to_lowercase()) {
            name = format!("{} {n}", cut(27));
            n += 1;
        }
        name
    }

    /// The front sheet.
    pub fn front(&mut self, title: &str, facts: &[(String, Cell)], notes: &[String]) -> Result<(), XlsxError> {
        let looks = std::mem::replace(&mut self.looks, Looks::new());
        let banner = self.banner.clone();
        let sheet = self.sheet("About")?;
        sheet.set_column_width(0, 24)?.set_column_width(1, 96)?;
        sheet.write_string_with_format(0, 0, safe(title), &looks.title)?;
        sheet.write_string_with_format(1, 0, safe(&banner), &looks.hidden.clone().set_align(FormatAlign::Left))?;
        let mut row = 3;
        for (name, cell) in facts {
            sheet.write_string_with_format(row, 0, safe(name), &looks.label)?;
            put(sheet, &looks, row, 1, &Cell { value: left(&cell.value), text: cell.text.clone() })?;
            sheet.set_row_height(row, height(&cell.words(), 96.0))?;
            row += 1;
        }
        row += 1;
        for note in notes {
            words(sheet, &looks, row, 1, note)?;
            sheet.set_row_height(row, height(note, 96.0))?;
            row += 1;
        }
        sheet.set_screen_gridlines(false);
        Ok(())
    }

    /// A table with its head repeated, frozen and filtered; what is below its goal stands out.
    pub fn table(&mut self, name: &str, columns: &[(String, Column)], rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
        if columns.is_empty() {
            return Ok(());
        }
        let looks = std::mem::replace(&mut self.looks, Looks::new());
        let sheet = self.sheet(name)?;
        let widths: Vec<f64> = columns.iter().enumerate().map(|(at, (head, _))| width(head, rows, at)).collect();
        let right = looks.head.clone().set_align(FormatAlign::Right);
        let tallest = columns.iter().zip(&widths).map(|((head, _), width)| height(head, *width - 3.0)).fold(ROW, f64::max);
        sheet.set_row_height(0, tallest + 4.0)?;
        for (at, (head, column)) in columns.iter().enumerate() {
            sheet.write_string_with_format(0, at as u16, safe(head), if column.right { &right } else { &looks.head })?;
            sheet.set_column_width(at as u16, widths[at])?;
        }
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                put(sheet, &looks, at as u32 + 1, column as u16, cell)?;
            }
            let tall = row.iter().zip(&widths).map(|(cell, width)| height(&cell.words(), *width));
            sheet.set_row_height(at as u32 + 1, tall.fold(ROW, f64::max))?;
        }
        let (last, end) = (rows.len() as u32, columns.len() as u16 - 1);
        let lead = columns.iter().take_while(|(_, column)| !column.right).count().clamp(1, 3).min(columns.len()) as u16;
        sheet.set_freeze_panes(1, lead)?;
        sheet.set_repeat_rows(0, 0)?;
        // What is for programs stands to the right, and not on paper.
        let headed = columns.iter().take_while(|(_, column)| column.heading.is_some()).count();
        if headed > 0 && headed < columns.len() && widths.iter().sum::<f64>() > PAGE {
            sheet.set_print_area(0, 0, rows.len() as u32, headed as u16 - 1)?;
        }
        if last > 0 {
            sheet.autofilter(0, 0, last, end)?;
            let at = |name: &str| columns.iter().position(|(_, column)| column.name == name);
            if let (Some(score), Some(goal)) = (at("score"), at("goal")) {
                let (s, g) = (letters(score), letters(goal));
                let rule = format!("=AND(ISNUMBER(${s}2),ISNUMBER(${g}2),${s}2<${g}2)");
                let below = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(&looks.below);
                sheet.add_conditional_format(1, score as u16, last, score as u16, &below)?;
            }
        }
        Ok(())
    }

    /// Forms below each other, each cell where it stands on paper.
    pub fn forms(&mut self, forms: &[&Form]) -> Result<(), XlsxError> {
        let looks = std::mem::replace(&mut self.looks, Looks::new());
        let sheet = self.sheet("Form")?;
        let mut at = 0;
        for form in forms {
            sheet.write_string_with_format(at, 0, safe(&form.caption), &looks.head)?;
            at += 1;
            for row in &form.rows {
                let mut column = 0;
                for slot in row {
                    if slot.label {
                        sheet.write_string_with_format(at, column, safe(&slot.text), &looks.label)?;
                    } else if !slot.text.is_empty() {
                        words(sheet, &looks, at, column, &slot.text)?;
                    }
                    column += u16::from(slot.span.max(1));
                }
                at += 1;
            }
            at += 1;
        }
        let columns = forms.iter().flat_map(|form| &form.rows).map(|row| row.iter().map(|slot| u16::from(slot.span.max(1))).sum::<u16>());
        for column in 0..columns.max().unwrap_or(1) {
            sheet.set_column_width(column, 24)?;
        }
        Ok(())
    }
}

/// Whole numbers on the front sheet stand as they read, to the left like the other facts.
fn left(value: &Datum) -> Datum {
    match value {
        Datum::Whole(n) => Datum::Text(n.to_string()),
        other => other.clone(),
    }
}

/// The letters of a column.
pub(super) fn letters(column: usize) -> String {
    let (mut n, mut out) = (column + 1, String::new());
    while n > 0 {
        out.insert(0, char::from(b'A' + ((n - 1) % 26) as u8));
        n = (n - 1) / 26;
    }
    out
}

/// So many characters a page across can hold in type that can be read.
const PAGE: f64 = 190.0;
/// The height of a line of text, in points.
const ROW: f64 = 14.0;

/// How tall a row is for a text in a column so wide: programs do not work that out when they open a file.
fn height(text: &str, width: f64) -> f64 {
    let lines: f64 = safe(text).lines().map(|line| (line.chars().count() as f64 / (width * 1.05)).ceil().max(1.0)).sum();
    (lines.max(1.0) * ROW).min(400.0)
}

/// How wide a column is: as wide as its words, within what can be read and printed.
fn width(head: &str, rows: &[Vec<Cell>], at: usize) -> f64 {
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let cells = rows.iter().map(|row| longest(&row[at].words())).max().unwrap_or(0);
    let head = head.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    ((cells.max(head + 3)) as f64 + 2.0).clamp(8.0, 48.0)
}
