use super::*;

/// Wednesday, 11 November 2026.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 11).unwrap()
}

fn us(text: &str) -> String {
    understand(text, today(), false, None).map_or_else(|fault| fault.to_string(), |d| d.to_string())
}

#[test]
fn a_reviewer_may_write_a_date_in_any_usual_way() {
    for (text, day) in [
        ("3/15/2026", "2026-03-15"),
        ("3/15/26", "2026-03-15"),
        ("3-15-2026", "2026-03-15"),
        ("2026-03-15", "2026-03-15"),
        ("15.3.2026", "2026-03-15"),
        ("mar 15", "2027-03-15"),
        ("15 march 2026", "2026-03-15"),
        ("March 15th, 2026", "2026-03-15"),
        (" TODAY ", "2026-11-11"),
        ("tomorrow", "2026-11-12"),
        ("fri", "2026-11-13"),
        ("wed", "2026-11-18"),
        ("next fri", "2026-11-20"),
        ("next wednesday", "2026-11-18"),
        ("+30d", "2026-12-11"),
        ("+6w", "2026-12-23"),
        ("+2m", "2027-01-11"),
        ("+1y", "2027-11-11"),
        ("+10", "2026-11-21"),
        ("in 3 weeks", "2026-12-02"),
        ("eom", "2026-11-30"),
        ("eoq", "2026-12-31"),
        ("eoy", "2026-12-31"),
        ("Q3 2026", "2026-09-30"),
        ("q1", "2027-03-31"),
        ("end of june", "2026-06-30"),
        ("end of june 2028", "2028-06-30"),
        ("end of feb 2028", "2028-02-29"),
        ("end of the month", "2026-11-30"),
        ("1/1/99", "1999-01-01"),
    ] {
        assert_eq!(us(text), day, "{text}");
    }
}

#[test]
fn a_date_without_a_year_is_the_nearest_that_is_not_half_a_year_past() {
    assert_eq!(us("3/15"), "2027-03-15");
    assert_eq!(us("8/1"), "2026-08-01");
    assert_eq!(us("12/24"), "2026-12-24");
    assert_eq!(us("5/11"), "2026-05-11");
    assert_eq!(us("5/10"), "2027-05-10");
}

#[test]
fn day_first_is_a_setting() {
    let understood = |text| understand(text, today(), true, None).map(|d| d.to_string()).unwrap();
    assert_eq!(understood("15/3"), "2027-03-15");
    assert_eq!(understood("4/3/2026"), "2026-03-04");
    assert_eq!(us("4/3/2026"), "2026-04-03");
}

#[test]
fn a_shift_counts_from_the_day_that_stands_in_the_cell() {
    let base = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
    assert_eq!(understand("+1m", today(), false, Some(base)).unwrap().to_string(), "2026-02-28");
    assert_eq!(understand("-1w", today(), false, Some(base)).unwrap().to_string(), "2026-01-24");
}

#[test]
fn what_is_refused_is_refused_with_a_sentence() {
    assert_eq!(us("4/31/2026"), "31 Apr does not exist; Apr has 30 days: write 4/30/2026 or 5/1/2026");
    assert_eq!(us("31 april"), "31 Apr does not exist; Apr has 30 days: write 4/30 or 5/1");
    assert_eq!(us("2/29/2027"), "2/29/2027 does not exist; 2027 is no leap year: write 2/28/2027 or 3/1/2027");
    assert_eq!(us("2/29/2028"), "2028-02-29");
    assert_eq!(us("15/3"), "there is no month 15; the month comes first here: write 3/15");
    assert_eq!(us("soon"), "'soon' is no date; write 3/15, +30d, next fri or eom");
    for text in [
        "",
        "/",
        "3//15",
        "1/2/3/4",
        "q5",
        "+",
        "+x",
        "3/15/202",
        "99999999999",
        "+99999999y",
        "é/1",
        "end of",
        "next",
        "1/1/9999",
        "00/00",
    ] {
        assert!(understand(text, today(), false, None).is_err(), "{text}");
    }
}

#[test]
fn a_day_is_shown_as_it_is_written_here() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
    assert_eq!((show(day, false), show(day, true), show_long(day)), ("3/15/2026".into(), "15/3/2026".into(), "Sun 15 Mar 2026".into()));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_stumble(text in "\\PC{0,16}", day_first: bool) {
        let _ = understand(&text, today(), day_first, Some(today()));
    }

    #[test]
    fn what_is_shown_is_understood_again(days in -9000i64..40_000, day_first: bool) {
        let day = today() + chrono::TimeDelta::days(days);
        proptest::prop_assert_eq!(understand(&show(day, day_first), today(), day_first, None), Ok(day));
        proptest::prop_assert_eq!(understand(&day.to_string(), today(), day_first, None), Ok(day));
    }
}
