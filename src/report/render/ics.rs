//! A report as a calendar (RFC 5545), for Outlook, Google and others: one event for each thing with a day. All-day events, because
//! both take those in as what they are, which they do not do with tasks; a meeting with a time stands at that time of the
//! place where one is. Events are marked confidential and, but for meetings, do not block the day.

use chrono::{Days, NaiveDate};

use crate::domain::text::clean;
use crate::report::Released;

/// Octets of a line without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same in every export.
    pub uid: String,
    /// The day.
    pub day: NaiveDate,
    /// When it begins, in minutes from midnight; none for the whole day.
    pub start: Option<i64>,
    /// How long it takes, if that is known.
    pub minutes: Option<i64>,
    /// One line.
    pub summary: String,
    /// All of it.
    pub description: String,
    /// Where.
    pub location: String,
    /// What it is.
    pub category: &'static str,
    /// Whether it takes the time of those who come.
    pub takes_time: bool,
}

/// The whole file, lines ended by CRLF.
#[must_use]
pub fn render(report: &Released) -> String {
    let mut out = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Milepost//Agenda//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Milepost agenda"),
    ] {
        line(&mut out, name, value);
    }
    let stamp = stamp(&report.generated);
    for event in &report.events {
        one(&mut out, event, &stamp);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn one(out: &mut String, event: &Event, stamp: &str) {
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &escaped(&event.uid));
    line(out, "DTSTAMP", stamp);
    if let Some(start) = event.start {
        // Without a zone: the time of the place where the meeting is.
        line(out, "DTSTART", &moment(event.day, start));
        if let Some(minutes) = event.minutes {
            line(out, "DTEND", &moment(event.day, start + minutes));
        }
    } else {
        line(out, "DTSTART;VALUE=DATE", &date(event.day));
        line(out, "DTEND;VALUE=DATE", &date(later(event.day, 1)));
    }
    line(out, "SUMMARY", &escaped(&event.summary));
    if !event.description.is_empty() {
        line(out, "DESCRIPTION", &escaped(&event.description));
    }
    if !event.location.is_empty() {
        line(out, "LOCATION", &escaped(&event.location));
    }
    line(out, "CATEGORIES", &escaped(event.category));
    line(out, "CLASS", "CONFIDENTIAL");
    line(out, "TRANSP", if event.takes_time { "OPAQUE" } else { "TRANSPARENT" });
    line(out, "END", "VEVENT");
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn moment(day: NaiveDate, minutes: i64) -> String {
    let day = later(day, u64::try_from(minutes / 1440).unwrap_or(0));
    format!("{}T{:02}{:02}00", date(day), minutes / 60 % 24, minutes % 60)
}

/// `2026-03-09T20:05:09.123Z` as `20260309T200509Z`; what is no such moment is the beginning of time.
fn stamp(at: &str) -> String {
    let digits: String = at.chars().filter(char::is_ascii_digit).take(14).collect();
    if digits.len() == 14 { format!("{}T{}Z", &digits[..8], &digits[8..]) } else { "19700101T000000Z".to_owned() }
}

/// A text as a value (3.3.11): backslash, semicolon, comma and line break are written otherwise, control characters go.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).0.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// One content line, folded between characters so that no line has more octets than allowed.
fn line(out: &mut String, name: &str, value: &str) {
    let mut used = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Mark, Report};

    fn event() -> Event {
        Event {
            uid: "00000000-0000-0000-0000-000000000001-completion@milepost".to_owned(),
            day: NaiveDate::from_ymd_opt(2026, 2, 28).unwrap(),
            start: None,
            minutes: None,
            summary: "Train; all, of\\them (Ridge)".to_owned(),
            description: "Train\nall".to_owned(),
            location: String::new(),
            category: "action step",
            takes_time: false,
        }
    }

    #[test]
    fn a_calendar_reads_as_the_standard_has_it() {
        let meeting = Event {
            uid: "m@milepost".to_owned(),
            start: Some(23 * 60 + 30),
            minutes: Some(90),
            summary: "Meeting".to_owned(),
            description: String::new(),
            location: "Town hall, room 2".to_owned(),
            category: "meeting",
            takes_time: true,
            ..event()
        };
        let report = Released::internal(
            Report { generated: "2026-03-09T20:05:09.123Z".to_owned(), events: vec![event(), meeting], ..Report::default() },
            Mark::default(),
        );
        let golden = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Milepost//Agenda//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n\
            X-WR-CALNAME:Milepost agenda\r\nBEGIN:VEVENT\r\nUID:00000000-0000-0000-0000-000000000001-completion@milepost\r\n\
            DTSTAMP:20260309T200509Z\r\nDTSTART;VALUE=DATE:20260228\r\nDTEND;VALUE=DATE:20260301\r\n\
            SUMMARY:Train\\; all\\, of\\\\them (Ridge)\r\nDESCRIPTION:Train\\nall\r\nCATEGORIES:action step\r\nCLASS:CONFIDENTIAL\r\n\
            TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:m@milepost\r\nDTSTAMP:20260309T200509Z\r\nDTSTART:20260228T233000\r\n\
            DTEND:20260301T010000\r\nSUMMARY:Meeting\r\nLOCATION:Town hall\\, room 2\r\nCATEGORIES:meeting\r\nCLASS:CONFIDENTIAL\r\n\
            TRANSP:OPAQUE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(render(&report), golden);
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let summary = "äöü 家庭 👩‍👩‍👧 ".repeat(12);
        let report = Released::internal(
            Report { events: vec![Event { summary: summary.clone(), ..event() }], ..Report::default() },
            Mark::default(),
        );
        let text = render(&report);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert!(text.split("\r\n").any(|line| line.len() > LINE - 4), "lines are used as far as they go");
        let whole = text.replace("\r\n ", "");
        let kept = clean(&summary).0;
        assert!(whole.contains(&format!("SUMMARY:{kept}\r\n")), "{whole}");
        assert!(whole.contains("DTSTAMP:19700101T000000Z"), "no change yet");
    }
}
