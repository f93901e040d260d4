//! What cells of a workbook hold, as the text that a CSV of the sheet would have: number formats, days, shared texts.

use std::collections::HashMap;
use std::io::{Read, Seek};

use chrono::{Days, NaiveDate};
use quick_xml::events::Event;

use super::Halt;
use super::package::{Book, MOST_OF_A_PART, MOST_TEXTS, Package, Xml, attribute, local};

/// More formats than any program writes; cells beyond them count as plain numbers.
const MOST_FORMATS: usize = 1 << 16;

/// How a number is shown, as far as it changes what is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// As it is.
    Plain,
    /// A day.
    Day,
    /// A percent.
    Percent,
    /// With zeros in front up to this many digits.
    Zeros(u8),
}

impl Format {
    pub(super) fn built_in(id: u32) -> Format {
        match id {
            9 | 10 => Format::Percent,
            14..=17 | 22 | 27..=31 | 34..=36 | 50..=54 | 57 | 58 => Format::Day,
            _ => Format::Plain,
        }
    }

    /// What a format such as `[$-409]d\-mmm\-yy;@` is; only its first section counts.
    pub(super) fn of(code: &str) -> Format {
        let mut bare = String::new();
        let mut letters = code.chars();
        while let Some(c) = letters.next() {
            match c {
                ';' => break,
                '\\' | '_' | '*' => {
                    letters.next();
                }
                '"' => while letters.next().is_some_and(|c| c != '"') {},
                '[' => while letters.next().is_some_and(|c| c != ']') {},
                c => bare.push(c.to_ascii_lowercase()),
            }
        }
        let has = |c: char| bare.contains(c);
        if bare == "general" {
            Format::Plain
        } else if has('%') {
            Format::Percent
        } else if has('y') || has('d') || (has('m') && !has('h') && !has('s')) {
            Format::Day
        } else if (2..=20).contains(&bare.len()) && bare.bytes().all(|b| b == b'0') {
            Format::Zeros(bare.len() as u8)
        } else {
            Format::Plain
        }
    }
}

/// The texts that cells share, in one piece.
#[derive(Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }
}

/// What numbers of a workbook refer to.
pub(super) struct Values {
    texts: Texts,
    formats: Vec<Format>,
    from_1904: bool,
}

impl Values {
    pub(super) fn of<R: Read + Seek>(package: &mut Package<R>, book: &Book) -> Result<Values, Halt> {
        let mut values = Values { texts: Texts::default(), formats: Vec::new(), from_1904: book.from_1904 };
        if let Some(path) = &book.texts
            && let Some(xml) = package.xml(path, MOST_TEXTS)?
        {
            values.texts = texts(xml)?;
        }
        if let Some(path) = &book.styles
            && let Some(xml) = package.xml(path, MOST_OF_A_PART)?
        {
            values.formats = formats(xml)?;
        }
        Ok(values)
    }

    /// Those of a workbook of the older kind.
    pub(super) fn of_old(texts: Texts, formats: Vec<Format>, from_1904: bool) -> Values {
        Values { texts, formats, from_1904 }
    }

    /// A shared text by its place in the list.
    pub(super) fn text(&self, at: usize) -> Option<&str> {
        self.texts.get(at)
    }

    /// A shared text by its number.
    pub(super) fn shared(&self, number: &str) -> Option<&str> {
        self.texts.get(number.trim().parse().ok()?)
    }

    /// A number in the format of a style.
    pub(super) fn number(&self, raw: &str, style: usize) -> String {
        let raw = raw.trim();
        let Some(value) = raw.parse::<f64>().ok().filter(|v| v.is_finite()) else { return raw.to_owned() };
        self.shown(value, style)
    }

    /// A finite number in the format of a style.
    pub(super) fn shown(&self, value: f64, style: usize) -> String {
        match self.formats.get(style).copied().unwrap_or(Format::Plain) {
            Format::Plain => plain(value),
            Format::Day => self.day(value).map_or_else(|| plain(value), |day| day.to_string()),
            Format::Percent => percent(value),
            Format::Zeros(digits) => {
                let text = plain(value);
                if text.bytes().all(|b| b.is_ascii_digit()) { format!("{text:0>width$}", width = usize::from(digits)) } else { text }
            }
        }
    }

    /// The day of a serial number; its time of day is left out. In the older system day 60 is 29 February 1900, which
    /// never was: the days before it lie one further on.
    fn day(&self, serial: f64) -> Option<NaiveDate> {
        let whole = serial.floor();
        if !(0.0..3_000_000.0).contains(&whole) {
            return None;
        }
        let days = whole as u64;
        let first = match (self.from_1904, days) {
            (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
            (false, 0 | 60) => None,
            (false, 1..=59) => NaiveDate::from_ymd_opt(1899, 12, 31),
            (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30),
        };
        first?.checked_add_days(Days::new(days))
    }
}

/// A fraction as the percent that is shown. Scores and goals have four decimals as fractions; one that a formula works out has more.
pub(super) fn percent(value: f64) -> String {
    format!("{}%", plain((value * 1e4).round() / 1e2))
}

/// A number with the 15 digits that spreadsheets show; whole ones without a point.
pub(super) fn plain(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    rounded.to_string()
}

fn texts(mut xml: Xml<'_>) -> Result<Texts, Halt> {
    let mut all = Texts::default();
    let mut own = String::new();
    loop {
        match xml.next()? {
            Event::Start(e) if local(&e) == "si" => {
                own.clear();
                rich_text(&mut xml, "si", &mut own)?;
                all.push(&own);
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

/// A text of several runs put together; the reading aids of East Asian texts are left out.
pub(super) fn rich_text(xml: &mut Xml<'_>, element: &str, into: &mut String) -> Result<(), Halt> {
    let (mut aid, mut raw) = (0u32, String::new());
    loop {
        let is_text = match xml.next()? {
            Event::Start(e) if local(&e) == "rPh" => {
                aid += 1;
                false
            }
            Event::Start(e) => local(&e) == "t",
            Event::End(e) if e.local_name().as_ref() == "rPh" => {
                aid = aid.saturating_sub(1);
                false
            }
            Event::End(e) if e.local_name().as_ref() == element => {
                unescaped(&raw, into);
                return Ok(());
            }
            Event::Eof => return Err(xml.damaged()),
            _ => false,
        };
        if is_text {
            let before = raw.len();
            xml.text_of("t", &mut raw)?;
            if aid > 0 {
                raw.truncate(before);
            }
        }
    }
}

/// Spreadsheets write characters that XML cannot hold as `_x001B_`, and `_x005F_` for the line itself.
pub(super) fn unescaped(raw: &str, into: &mut String) {
    let mut rest = raw;
    let mut units: Vec<u16> = Vec::new();
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let Some(unit) = code.filter(|c| c.bytes().all(|b| b.is_ascii_hexdigit())).and_then(|c| u16::from_str_radix(c, 16).ok()) else {
            flush(&mut units, into);
            into.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        if at > 0 {
            flush(&mut units, into);
            into.push_str(&rest[..at]);
        }
        units.push(unit);
        rest = &rest[at + 7..];
    }
    flush(&mut units, into);
    into.push_str(rest);
}

fn flush(units: &mut Vec<u16>, into: &mut String) {
    if !units.is_empty() {
        into.push_str(&String::from_utf16_lossy(units));
        units.clear();
    }
}

fn formats(mut xml: Xml<'_>) -> Result<Vec<Format>, Halt> {
    let mut own: HashMap<u32, Format> = HashMap::new();
    let mut all = Vec::new();
    let mut inside = false;
    loop {
        match xml.next()? {
            Event::Start(e) => match local(&e) {
                "numFmt" => {
                    let id = attribute(&e, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&e, "formatCode")) {
                        own.insert(id, Format::of(&code));
                    }
                }
                "cellXfs" => inside = true,
                "xf" if inside && all.len() < MOST_FORMATS => {
                    let id = attribute(&e, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    all.push(own.get(&id).copied().unwrap_or_else(|| Format::built_in(id)));
                }
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == "cellXfs" => return Ok(all),
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_whether_a_number_is_a_day_a_percent_or_a_code() {
        for (code, format) in [
            ("General", Format::Plain),
            ("#,##0.00", Format::Plain),
            ("0", Format::Plain),
            ("0.00E+00", Format::Plain),
            ("[Red]0.0", Format::Plain),
            ("0 \"days\"", Format::Plain),
            ("h:mm AM/PM", Format::Plain),
            ("[h]:mm:ss", Format::Plain),
            ("m/d/yyyy", Format::Day),
            ("[$-409]d\\-mmm\\-yy;@", Format::Day),
            ("mmmm", Format::Day),
            ("m/d/yy h:mm", Format::Day),
            ("0%", Format::Percent),
            ("0.00%;[Red]-0.00%", Format::Percent),
            ("00000", Format::Zeros(5)),
        ] {
            assert_eq!(Format::of(code), format, "{code}");
        }
    }

    #[test]
    fn numbers_come_as_people_see_them() {
        let formats = vec![Format::Plain, Format::Percent, Format::Zeros(6), Format::Day];
        let values = Values { texts: Texts::default(), formats, from_1904: false };
        for (raw, style, text) in [
            ("1042", 0, "1042"),
            ("1042.0", 0, "1042"),
            ("0.30000000000000004", 0, "0.3"),
            ("-0", 0, "0"),
            ("1E+3", 0, "1000"),
            ("123456789012345680", 0, "123456789012346000"),
            ("0.85", 1, "85%"),
            ("0.739130434782609", 1, "73.91%"),
            ("1", 1, "100%"),
            ("1042", 2, "001042"),
            ("-5", 2, "-5"),
            ("45730", 3, "2025-03-14"),
            ("45730.75", 3, "2025-03-14"),
            ("59", 3, "1900-02-28"),
            ("60", 3, "60"),
            ("61", 3, "1900-03-01"),
            ("1e300", 3, &plain(1e300)),
            ("45730", 99, "45730"),
            ("nonsense", 0, "nonsense"),
        ] {
            assert_eq!(values.number(raw, style), text, "{raw} in format {style}");
        }
        let later = Values { texts: Texts::default(), formats: vec![Format::Day], from_1904: true };
        assert_eq!(later.number("44268", 0), "2025-03-14");
        assert_eq!(later.number("0", 0), "1904-01-01");
    }

    #[test]
    fn characters_that_xml_cannot_hold_come_back() {
        let read = |raw: &str| {
            let mut out = String::new();
            unescaped(raw, &mut out);
            out
        };
        assert_eq!(read("a_x001B_[2J"), "a\u{1b}[2J");
        assert_eq!(read("_xD83D__xDE00_!"), "😀!");
        assert_eq!(read("_x005F_x001B_"), "_x001B_");
        assert_eq!(read("max_x, _x12"), "max_x, _x12");
        assert_eq!(read("_xé00é_"), "_xé00é_");
    }
}
