//! The report of the agenda: items as rows; for people a page that does for a morning's mail; for calendars an event each.
//! No case and no contact data are in it, in whatever form.

use chrono::NaiveDate;

use crate::domain::agenda::{Heading, Item, Period, Shown, What, When, heading, told};
use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::meeting::Clock;
use crate::report::render::ics::Event;
use crate::report::{Cell, Column, Datum, Part, Report};

/// How wide a page of a mail is.
pub const PAGE: usize = 76;

/// The columns, in order.
pub const COLUMNS: [Column; 14] = [
    Column::words("due", "Due", "the day; of what waits for somebody without a day, when it was asked"),
    Column::data("time", "the time of that day as somebody wrote it; only meetings have one"),
    Column::words("when", "When", "overdue, soon (within 14 days), later, or waiting (for somebody, without a day)"),
    Column::data("days", "days from today; below 0 is late"),
    Column::words(
        "what",
        "What",
        "completion, follow_up, timeline, meeting, milestone_step, check, evaluation, report, answer, change_request, gate, start, assistance, \
         committee_meeting, recommendation, study, problem_area, case_reviews, returned_review, challenge, last_day_for_challenges or qa_scans",
    ),
    Column::words("text", "Text", "what is to be done"),
    Column::words("belongs_to", "Belongs to", "the Mini PIP, milestone, committee or round"),
    Column::data("region", "its region; null for the whole state"),
    Column::data("office", "its office"),
    Column::words("who", "Who", "who, as written there"),
    Column::data("role", "whether who is a role and not a name"),
    Column::data("awaited", "whether others wait for that person's act"),
    Column::data("put_off_until", "the day until which it was put off, as long as it is"),
    Column::data("put_off_because", "why"),
];

/// Headings of the page: what has passed, today, this week, later, and what has no day or was put off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Overdue,
    Today,
    Week,
    Later,
    Waiting,
    PutOff,
}

/// The report of what is shown, which is grouped by day.
#[must_use]
pub fn build(book: &Book, items: &[Item], shown: &Shown, today: NaiveDate) -> Report {
    let of = |place: &usize| &items[*place];
    let mut report = Report { columns: COLUMNS.to_vec(), width: Some(PAGE), ..Report::default() };
    report.rows = shown.order.iter().map(|place| row(book, of(place), today)).collect();
    report.events = shown.order.iter().filter_map(|place| event(book, of(place))).collect();
    let totals = &shown.totals;
    let figures = [
        (totals.overdue, "overdue"),
        (totals.today, "today"),
        (totals.week, "until Sunday"),
        (totals.put_off, "put off"),
        (totals.statewide, "of the whole state left out"),
    ];
    let figures: Vec<String> = figures.into_iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}")).collect();
    let none = if shown.order.is_empty() { "Nothing is due." } else { "Nothing is overdue, and nothing is due this week." };
    report.parts.push(Part::Words(if figures.is_empty() { none.to_owned() } else { format!("{}.", figures.join(", ")) }));
    let mut before = None;
    for group in &shown.groups {
        let section = section(group.heading, today);
        if before != Some(section) {
            let count = shown.groups.iter().filter(|other| self::section(other.heading, today) == section).map(|g| g.items.len()).sum();
            report.parts.push(Part::Heading(title(section, today, count)));
            before = Some(section);
        }
        report.parts.extend(shown.order[group.items.clone()].iter().map(|place| line(book, of(place), today)));
    }
    report
}

fn section(at: Heading, today: NaiveDate) -> Section {
    match at {
        Heading::Overdue => Section::Overdue,
        Heading::Waiting => Section::Waiting,
        Heading::PutOff => Section::PutOff,
        Heading::Days(day, _) if day == today => Section::Today,
        Heading::Days(day, _) if day.week(chrono::Weekday::Mon) == today.week(chrono::Weekday::Mon) => Section::Week,
        Heading::Days(..) => Section::Later,
    }
}

fn title(section: Section, today: NaiveDate, count: usize) -> String {
    let words = match section {
        Section::Overdue => heading(Heading::Overdue, today),
        Section::Today => heading(Heading::Days(today, Period::Day), today),
        Section::Week => "This week".to_owned(),
        Section::Later => "Later".to_owned(),
        Section::Waiting => heading(Heading::Waiting, today),
        Section::PutOff => heading(Heading::PutOff, today),
    };
    format!("{words} ({count})")
}

/// `Fri 20 Feb`, what is to be done, and in brackets the rest.
fn line(book: &Book, item: &Item, today: NaiveDate) -> Part {
    let long = dates::show_long(item.due);
    let lead = long.rsplit_once(' ').map_or(long.as_str(), |(day, _)| day);
    let mut rest = vec![item.what.words().to_owned()];
    rest.extend([item.belongs.clone(), item.time.clone(), item.who.replace(['\n', ';'], ",")]);
    // Most plans have the office in their title.
    rest.extend(item.office.map(|id| book.name(id).to_owned()).filter(|office| !item.belongs.contains(office.as_str())));
    if item.due < today {
        rest.push(told(item, today));
    }
    if let Some(off) = &item.off {
        rest.push(format!("put off until {}", dates::show_long(off.until)));
    }
    let rest: Vec<String> = rest.into_iter().filter(|words| !words.is_empty()).collect();
    Part::Item(format!("{lead:<10}"), format!("{} ({})", named(item), rest.join("; ")))
}

fn named(item: &Item) -> &str {
    if item.text.trim().is_empty() { item.what.words() } else { item.text.trim() }
}

fn row(book: &Book, item: &Item, today: NaiveDate) -> Vec<Cell> {
    let place = |id: Option<crate::domain::id::Id>| id.map_or_else(Cell::default, |id| Cell::text(book.name(id)));
    vec![
        Cell::day(Some(item.due)),
        Cell::text(&item.time),
        Cell::text(item.when.code()),
        Cell::from(Datum::Whole((item.due - today).num_days())),
        Cell::text(item.what.code()).shown(item.what.words()),
        Cell::text(&item.text),
        Cell::text(&item.belongs),
        place(item.region),
        place(item.office),
        Cell::text(&item.who),
        Cell::truth(Some(item.role)),
        Cell::truth(Some(item.awaited)),
        Cell::day(item.off.as_ref().map(|off| off.until)),
        Cell::text(item.off.as_ref().map_or("", |off| off.reason.as_str())),
    ]
}

/// The event of an item; none for what only waits, because it has no day of its own.
fn event(book: &Book, item: &Item) -> Option<Event> {
    if item.when == When::Waiting {
        return None;
    }
    let is_meeting = matches!(item.what, What::Meeting | What::CommitteeMeeting);
    let start = Clock::read(&item.time).filter(|_| is_meeting);
    let lengths = book.parts(item.record, Kind::AgendaItem).into_iter().map(|point| point.int(Field::Length));
    // Points without minutes leave the end open.
    let minutes = lengths.sum::<Option<i64>>().filter(|minutes| *minutes > 0);
    let place = |id: Option<crate::domain::id::Id>| id.map_or("", |id| book.name(id));
    let facts = [
        ("", item.text.as_str()),
        ("What: ", item.what.words()),
        ("Of: ", item.belongs.as_str()),
        ("Office: ", place(item.office)),
        ("Region: ", place(item.region)),
        ("Who: ", item.who.as_str()),
    ];
    let description: Vec<String> =
        facts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(word, text)| format!("{word}{text}")).collect();
    let first = named(item).lines().next().unwrap_or("").trim().to_owned();
    Some(Event {
        uid: uid(item),
        day: item.due,
        start: start.map(Clock::minutes),
        minutes: start.and(minutes),
        summary: if item.belongs.is_empty() { first } else { format!("{first} ({})", item.belongs) },
        description: description.join("\n"),
        location: if is_meeting { item.site.clone() } else { String::new() },
        category: item.what.words(),
        takes_time: is_meeting,
    })
}

/// The same for the same item in every export: its record and what it is. What comes round has its day in it too, because
/// one record then has several.
fn uid(item: &Item) -> String {
    let mut uid = format!("{}-{}", item.record, item.what.code().replace('_', "-"));
    if !item.sub.is_empty() {
        // FNV-1a: a name has no place in an id that travels.
        let hash = item.sub.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        uid = format!("{uid}-{hash:016x}");
    }
    if item.what.comes_round() {
        uid = format!("{uid}-{}", item.due.format("%Y%m%d"));
    }
    format!("{uid}@milepost")
}
