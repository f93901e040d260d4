//! A table of the ways in which dates are written, worked out by hand: the day, or the sentence that says what would do.
//! All are read on Wednesday, 11 November 2026.

use super::*;

fn read(text: &str, day_first: bool) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 11).unwrap();
    understand(text, today, day_first, None).map_or_else(|fault| fault.to_string(), |day| day.to_string())
}

const MONTH_FIRST: &[(&str, &str)] = &[
    // Figures.
    ("6/30/2026", "2026-06-30"),
    ("06/30/2026", "2026-06-30"),
    ("6/30/26", "2026-06-30"),
    ("6-30-2026", "2026-06-30"),
    ("6-30-26", "2026-06-30"),
    ("6\u{2013}30\u{2013}2026", "2026-06-30"),
    ("2026-06-30", "2026-06-30"),
    ("2026/6/30", "2026-06-30"),
    ("2026.06.30", "2026-06-30"),
    ("20260630", "2026-06-30"),
    ("30.6.2026", "2026-06-30"),
    ("30.06.26", "2026-06-30"),
    ("30.6.", "2026-06-30"),
    ("6/30", "2026-06-30"),
    ("12/31", "2026-12-31"),
    ("1/2", "2027-01-02"),
    ("5/11", "2026-05-11"),
    ("5/10", "2027-05-10"),
    ("4-6", "2027-04-06"),
    ("1/1/79", "2079-01-01"),
    ("1/1/80", "1980-01-01"),
    ("12/31/99", "1999-12-31"),
    ("1/1/00", "2000-01-01"),
    ("6/2026", "2026-06-30"),
    ("2026-06", "2026-06-30"),
    ("2/2028", "2028-02-29"),
    (" 6/30/2026\u{a0}", "2026-06-30"),
    ("\u{200e}6/30/2026", "2026-06-30"),
    ("2026-06-30T00:00:00", "2026-06-30"),
    ("2026-06-30 00:00:00.000", "2026-06-30"),
    ("6/30/2026 12:00:00 AM", "2026-06-30"),
    ("6/30/2026 0:00", "2026-06-30"),
    ("6/30/2026 2:30 PM", "'6/30/2026 2:30 PM' has a time of day; write the day only"),
    // Words for months.
    ("30 June", "2026-06-30"),
    ("June 30", "2026-06-30"),
    ("june 30th", "2026-06-30"),
    ("30th of June", "2026-06-30"),
    ("the 30th of June, 2026", "2026-06-30"),
    ("30 Jun 2026", "2026-06-30"),
    ("Jun. 30, 2026", "2026-06-30"),
    ("Sept 3, 2026", "2026-09-03"),
    ("3 Sep. 2026", "2026-09-03"),
    ("JUNE 30, 26", "2026-06-30"),
    ("June 30 '26", "2026-06-30"),
    ("30-Jun-26", "2026-06-30"),
    ("30-Jun-2026", "2026-06-30"),
    ("30/Jun/2026", "2026-06-30"),
    ("30-Jun", "2026-06-30"),
    ("2026-Jun-30", "2026-06-30"),
    ("2026 June 30", "2026-06-30"),
    ("may 1", "2027-05-01"),
    ("1 may", "2027-05-01"),
    ("Tue 30 Jun 2026", "2026-06-30"),
    ("Tuesday, June 30, 2026", "2026-06-30"),
    ("Tue 6/30/2026", "2026-06-30"),
    ("Friday, June 30, 2026", "Tue 30 Jun 2026 is no Friday; write the day alone, or the weekday alone"),
    ("June 2026", "2026-06-30"),
    ("2026 june", "2026-06-30"),
    ("june of 2026", "2026-06-30"),
    ("Jun-2026", "2026-06-30"),
    ("June '26", "2026-06-30"),
    ("June", "2026-06-30"),
    ("march", "2027-03-31"),
    ("next june", "2027-06-30"),
    ("next december", "2026-12-31"),
    ("Feb 2028", "2028-02-29"),
    ("Jun-26", "'Jun-26' can be a day or a month; write '26 June' or 'June 2026'"),
    ("May-05", "'May-05' can be a day or a month; write '5 May' or 'May 2005'"),
    ("mid-June", "2026-06-15"),
    ("mid June 2026", "2026-06-15"),
    ("middle of june 2027", "2027-06-15"),
    ("mid-month", "2026-11-15"),
    ("beginning of June 2027", "2027-06-01"),
    ("start of next month", "2026-12-01"),
    ("early June", "'early June' is no one day; write 6/10, mid-June or end of June"),
    ("late 2026", "'late 2026' is no one day; write 6/10, mid-June or end of June"),
    ("2026", "'2026' is no one day; write a day of the year, June 2026, Q3 2026 or end of 2026"),
    // Quarters, halves, years, ends.
    ("Q3 2026", "2026-09-30"),
    ("q3", "2026-09-30"),
    ("Q1", "2027-03-31"),
    ("2026 Q3", "2026-09-30"),
    ("Q3/2026", "2026-09-30"),
    ("Q3-26", "2026-09-30"),
    ("Q3 '26", "2026-09-30"),
    ("end of Q3 2026", "2026-09-30"),
    ("3rd quarter 2026", "2026-09-30"),
    ("third quarter of 2026", "2026-09-30"),
    ("quarter 3 2026", "2026-09-30"),
    ("H1 2027", "2027-06-30"),
    ("second half of 2027", "2027-12-31"),
    ("this quarter", "2026-12-31"),
    ("next quarter", "2027-03-31"),
    ("end of quarter", "2026-12-31"),
    ("eoq", "2026-12-31"),
    ("eom", "2026-11-30"),
    ("EOM", "2026-11-30"),
    ("end of month", "2026-11-30"),
    ("end of the month", "2026-11-30"),
    ("end of this month", "2026-11-30"),
    ("month end", "2026-11-30"),
    ("end of next month", "2026-12-31"),
    ("end of next quarter", "2027-03-31"),
    ("end of next year", "2027-12-31"),
    ("end of June", "2026-06-30"),
    ("end of june 2028", "2028-06-30"),
    ("end of feb 2028", "2028-02-29"),
    ("last day of February 2027", "2027-02-28"),
    ("end of 6/2027", "2027-06-30"),
    ("end of 2026", "2026-12-31"),
    ("eoy", "2026-12-31"),
    ("end of the year", "2026-12-31"),
    ("year end", "2026-12-31"),
    ("eow", "2026-11-13"),
    ("end of week", "2026-11-13"),
    ("end of next week", "2026-11-20"),
    ("fiscal year end", "'fiscal year end' is a fiscal year, and this cell wants a day; write its last day, as 6/30/2027"),
    ("FY2027", "'FY2027' is a fiscal year, and this cell wants a day; write its last day, as 6/30/2027"),
    ("end of FY27", "'end of FY27' is a fiscal year, and this cell wants a day; write its last day, as 6/30/2027"),
    // Weekdays.
    ("fri", "2026-11-13"),
    ("Friday", "2026-11-13"),
    ("wed", "2026-11-18"),
    ("th", "2026-11-12"),
    ("thurs.", "2026-11-12"),
    ("on friday", "2026-11-13"),
    ("by Friday", "2026-11-13"),
    ("this fri", "2026-11-13"),
    ("next fri", "2026-11-20"),
    ("next monday", "2026-11-16"),
    ("friday next week", "2026-11-20"),
    ("last fri", "2026-11-06"),
    ("last wed", "2026-11-04"),
    ("2nd Tuesday of March 2027", "2027-03-09"),
    ("first monday in december", "2026-12-07"),
    ("last friday of next month", "2026-12-25"),
    ("fifth friday of february 2027", "'fifth friday of february 2027' is no date; write 3/15, +30d, next fri or eom"),
    // Shifts.
    ("today", "2026-11-11"),
    ("t", "2026-11-11"),
    ("tomorrow", "2026-11-12"),
    ("day after tomorrow", "2026-11-13"),
    ("yesterday", "2026-11-10"),
    ("+6w", "2026-12-23"),
    ("+ 6 weeks", "2026-12-23"),
    ("+30d", "2026-12-11"),
    ("+30", "2026-12-11"),
    ("+3 mo", "2027-02-11"),
    ("+1q", "2027-02-11"),
    ("+2 years", "2028-11-11"),
    ("-1w", "2026-11-04"),
    ("today + 2 weeks", "2026-11-25"),
    ("in 3 weeks", "2026-12-02"),
    ("in a month", "2026-12-11"),
    ("in two weeks", "2026-11-25"),
    ("3 weeks from now", "2026-12-02"),
    ("two weeks ago", "2026-10-28"),
    ("next week", "2026-11-18"),
    ("next month", "2026-12-11"),
    ("6 weeks", "'6 weeks' is a length of time; write +6w to count from today"),
    ("within 30 days", "'within 30 days' is a length of time; write +30d to count from today"),
    ("by 6/30/2026", "2026-06-30"),
    ("due 6/30", "2026-06-30"),
    // Days that do not exist.
    ("2/29/2027", "2/29/2027 does not exist; 2027 is no leap year: write 2/28/2027 or 3/1/2027"),
    ("2/29", "2/29/2027 does not exist; 2027 is no leap year: write 2/28/2027 or 3/1/2027"),
    ("29 feb 2100", "2/29/2100 does not exist; 2100 is no leap year: write 2/28/2100 or 3/1/2100"),
    ("2/29/2028", "2028-02-29"),
    ("2/29/2000", "2000-02-29"),
    ("2/30/2028", "30 Feb does not exist; Feb has 29 days: write 2/29/2028 or 3/1/2028"),
    ("31 apr", "31 Apr does not exist; Apr has 30 days: write 4/30 or 5/1"),
    ("4/31/2026", "31 Apr does not exist; Apr has 30 days: write 4/30/2026 or 5/1/2026"),
    ("june 31st", "31 Jun does not exist; Jun has 30 days: write 6/30 or 7/1"),
    ("12/32/2026", "32 Dec does not exist; Dec has 31 days"),
    ("6/0/2026", "0 Jun does not exist; Jun has 30 days"),
    ("30/6/2026", "there is no month 30; the month comes first here: write 6/30/2026"),
    ("15/3", "there is no month 15; the month comes first here: write 3/15"),
    ("6.30.2026", "there is no month 30; with points the day comes first: write 30.6.2026"),
    ("13/13/2026", "there is no month 13; the month comes first here, and months are 1 to 12"),
    ("0/5/2026", "there is no month 0; the month comes first here: write 5/0/2026"),
    ("2026-13-01", "there is no month 13; months are 1 to 12"),
    // More than one day, too far, nothing.
    ("6/1-6/30", "'6/1-6/30' names more than one day; write one of them"),
    ("6/1 - 6/30", "'6/1 - 6/30' names more than one day; write one of them"),
    ("June 1 to June 30", "'June 1 to June 30' names more than one day; write one of them"),
    ("6/30 or 7/1", "'6/30 or 7/1' names more than one day; write one of them"),
    ("1/1/9999", "'1/1/9999' is too far away; dates lie between 1900 and 2200"),
    ("1/1/1600", "'1/1/1600' is too far away; dates lie between 1900 and 2200"),
    ("+99999999y", "'+99999999y' is too far away; dates lie between 1900 and 2200"),
    ("6/1-30", "'6/1-30' is no date; write 3/15, +30d, next fri or eom"),
    ("6/30/126", "'6/30/126' is no date; write 3/15, +30d, next fri or eom"),
    ("46203", "'46203' is no date; write 3/15, +30d, next fri or eom"),
    ("15", "'15' is no date; write 3/15, +30d, next fri or eom"),
    ("tbd", "'tbd' is no date; write 3/15, +30d, next fri or eom"),
    ("ongoing", "'ongoing' is no date; write 3/15, +30d, next fri or eom"),
    ("n/a", "'n/a' is no date; write 3/15, +30d, next fri or eom"),
    ("", "'' is no date; write 3/15, +30d, next fri or eom"),
    ("-", "'-' is no date; write 3/15, +30d, next fri or eom"),
    ("6//30", "'6//30' is no date; write 3/15, +30d, next fri or eom"),
    ("june june", "'june june' is no date; write 3/15, +30d, next fri or eom"),
    ("30 30 june", "'30 30 june' is no date; write 3/15, +30d, next fri or eom"),
    ("monthly to 6/30", "'monthly to 6/30' is no date; write 3/15, +30d, next fri or eom"),
    ("\u{0661}/\u{0662}/2026", "'\u{0661}/\u{0662}/2026' is no date; write 3/15, +30d, next fri or eom"),
];

#[test]
fn every_form_is_understood_or_refused_with_a_sentence_month_first() {
    let wrong: Vec<String> = MONTH_FIRST
        .iter()
        .map(|(text, means)| (text, means, read(text, false)))
        .filter(|(_, means, read)| read != *means)
        .map(|(text, means, read)| format!("{text:?}: {read:?}, should be {means:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_form_is_understood_or_refused_with_a_sentence_day_first() {
    for (text, means) in [
        ("30/6/2026", "2026-06-30"),
        ("30/6/26", "2026-06-30"),
        ("30-6-2026", "2026-06-30"),
        ("30/6", "2026-06-30"),
        ("4/3/2026", "2026-03-04"),
        ("30.6.2026", "2026-06-30"),
        ("2026-06-30", "2026-06-30"),
        ("6/2026", "2026-06-30"),
        ("30 June", "2026-06-30"),
        ("June 30", "2026-06-30"),
        ("Q3 2026", "2026-09-30"),
        ("29/2/2027", "29/2/2027 does not exist; 2027 is no leap year: write 28/2/2027 or 1/3/2027"),
        ("31/4", "31 Apr does not exist; Apr has 30 days: write 30/4 or 1/5"),
        ("6/30/2026", "there is no month 30; the day comes first here: write 30/6/2026"),
        ("early June", "'early June' is no one day; write 10/6, mid-June or end of June"),
        ("FY27", "'FY27' is a fiscal year, and this cell wants a day; write its last day, as 30/6/2027"),
        ("soon", "'soon' is no date; write 15/3, +30d, next fri or eom"),
    ] {
        assert_eq!(read(text, true), means, "{text}");
    }
}

#[test]
fn a_long_text_is_refused_in_a_short_sentence_and_at_once() {
    for long in ["x".repeat(10_000), "6/30/2026 ".repeat(1000), "1".repeat(10_000), "june ".repeat(2000), "+".repeat(10_000)] {
        let said = read(&long, false);
        assert!(said.contains("is no date") && said.chars().count() < 100, "{said}");
    }
}

#[test]
fn what_counts_from_today_does_so_whatever_stands_in_the_cell() {
    let (today, base) = (NaiveDate::from_ymd_opt(2026, 11, 11).unwrap(), NaiveDate::from_ymd_opt(2027, 6, 30).unwrap());
    let read = |text: &str| understand(text, today, false, Some(base)).map(|day| day.to_string());
    assert_eq!(read("+1w").unwrap(), "2027-07-07");
    assert_eq!(read("in 1 week").unwrap(), "2026-11-18");
    assert_eq!(read("today + 1 week").unwrap(), "2026-11-18");
}

#[test]
fn what_says_another_day_tomorrow_is_known() {
    for text in ["+30d", "fri", "next friday", "eom", "end of next month", "in 3 weeks", "3 weeks from now", "this quarter", "today + 3"] {
        assert!(is_relative(text), "{text}");
    }
    for text in ["6/30", "June 2026", "mid-June", "end of june", "Q3 2026", "30 june", "second tuesday of march"] {
        assert!(!is_relative(text), "{text}");
    }
}
