//! The dates of a plan's process that are known from elsewhere: meetings, stages, implementation, report, release. They are
//! read from where they are kept and never stored twice; what is typed into Section IV stands beside them.

use chrono::NaiveDate;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::mini_pip::Stage;
use super::record::Record;

/// Where a date of the process comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// A meeting.
    Meeting,
    /// A stage that was reached, left or closed.
    Stage,
    /// The implementation date of the cover.
    Implementation,
    /// The day the final evaluation was reported.
    Report,
    /// The official release.
    Release,
    /// A line typed into Section IV.
    Typed,
}

/// A date of the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessDate {
    /// The day; none for a typed line whose words mean no day.
    pub day: Option<NaiveDate>,
    /// The date as it was written, where it was.
    pub written: String,
    /// What happens.
    pub activity: String,
    /// What is said besides.
    pub comment: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The record it is kept in.
    pub record: Id,
    /// The field it is kept in.
    pub field: Field,
}

/// The dates that appear by themselves, in order.
#[must_use]
pub fn derived(book: &Book, plan: Id) -> Vec<ProcessDate> {
    let meetings = book.parts(plan, Kind::Meeting);
    let mut dates: Vec<ProcessDate> = meetings.iter().filter_map(|meeting| of_meeting(meeting)).collect();
    if let Some(record) = book.get(plan) {
        let own = [
            (Field::ImplementationDate, "Implementation begins", Origin::Implementation),
            (Field::ReportedOn, "Final evaluation reported", Origin::Report),
            (Field::Released, "Official release of the plan", Origin::Release),
        ];
        for (field, activity, origin) in own {
            let date = |day| ProcessDate { activity: activity.to_owned(), ..ProcessDate::of(day, origin, plan, field) };
            dates.extend(record.date(field).map(date));
        }
    }
    for passage in book.parts(plan, Kind::Passage) {
        if let Some(date) = of_passage(passage).filter(|date| !dates.iter().any(|known| says_it(passage, known, &meetings, date))) {
            dates.push(date);
        }
    }
    dates.sort_by_key(|date| (date.day, date.origin, date.record));
    dates
}

/// The whole of Section IV in order: what is typed, and what appears by itself. Typed lines without a day stand last.
#[must_use]
pub fn merged(book: &Book, plan: Id) -> Vec<ProcessDate> {
    let typed = book.parts(plan, Kind::Timeline).into_iter().filter(|line| {
        [Field::DayText, Field::Activity, Field::Comment].iter().any(|f| !line.text(*f).is_empty()) || line.date(Field::Day).is_some()
    });
    let typed = typed.map(|line| ProcessDate {
        day: line.date(Field::Day),
        written: line.text(Field::DayText).to_owned(),
        activity: line.text(Field::Activity).to_owned(),
        comment: line.text(Field::Comment).to_owned(),
        origin: Origin::Typed,
        record: line.id,
        field: Field::DayText,
    });
    let mut all: Vec<ProcessDate> = derived(book, plan).into_iter().chain(typed).collect();
    // Stable: typed lines of one day, or of none, stay in the order in which they were put.
    all.sort_by_key(|date| (date.day.is_none(), date.day));
    all
}

impl ProcessDate {
    fn of(day: NaiveDate, origin: Origin, record: Id, field: Field) -> ProcessDate {
        let (written, activity, comment) = Default::default();
        ProcessDate { day: Some(day), written, activity, comment, origin, record, field }
    }
}

/// What a meeting is called: its title, or what sort it is.
fn called(meeting: &Record) -> String {
    let sort = match meeting.text(Field::Part) {
        "organising" => "Organising meeting",
        "first" => "First community meeting",
        "second" => "Second community meeting",
        "third" => "Third community meeting",
        _ => "Meeting",
    };
    match meeting.text(Field::Title).trim() {
        "" => sort.to_owned(),
        title if sort == "Meeting" || title.eq_ignore_ascii_case(sort) => title.to_owned(),
        title => format!("{sort}: {title}"),
    }
}

fn of_meeting(meeting: &Record) -> Option<ProcessDate> {
    let day = meeting.date(Field::Day)?;
    let host = Some(meeting.text(Field::Host)).filter(|host| !host.is_empty()).map(|host| format!("hosted by {host}"));
    let said = [meeting.text(Field::Time), meeting.text(Field::Site)].into_iter().filter(|text| !text.is_empty()).map(str::to_owned);
    let comment = said.chain(host).collect::<Vec<_>>().join(", ");
    Some(ProcessDate { activity: called(meeting), comment, ..ProcessDate::of(day, Origin::Meeting, meeting.id, Field::Day) })
}

fn of_passage(passage: &Record) -> Option<ProcessDate> {
    let day = passage.date(Field::Day)?;
    let stage = Stage::named(passage.text(Field::Stage))?;
    let activity = match passage.text(Field::Part) {
        "back" => format!("Back to the stage '{}'", stage.words()),
        "reopened" => "The plan's text was opened again".to_owned(),
        "closed" => "The plan's text was closed again".to_owned(),
        _ => format!("Stage '{}' reached", stage.words()),
    };
    let comment = passage.text(Field::Reason).to_owned();
    Some(ProcessDate { activity, comment, ..ProcessDate::of(day, Origin::Stage, passage.id, Field::Day) })
}

/// Whether a known date says the same as a stage that was reached on that day: the meeting itself, the release itself.
fn says_it(passage: &Record, known: &ProcessDate, meetings: &[&Record], date: &ProcessDate) -> bool {
    let passed = !matches!(passage.text(Field::Part), "back" | "reopened" | "closed");
    let meeting = |part: &str| meetings.iter().any(|m| m.id == known.record && m.text(Field::Part) == part);
    let same = match Stage::named(passage.text(Field::Stage)) {
        Some(Stage::Organised) => known.origin == Origin::Meeting && meeting("organising"),
        Some(Stage::FirstMeeting) => known.origin == Origin::Meeting && meeting("first"),
        Some(Stage::SecondMeeting) => known.origin == Origin::Meeting && meeting("second"),
        Some(Stage::ThirdMeeting) => known.origin == Origin::Meeting && meeting("third"),
        Some(Stage::Implementing) => known.origin == Origin::Implementation,
        Some(Stage::Reported) => known.origin == Origin::Report,
        Some(Stage::Released) => known.origin == Origin::Release,
        _ => false,
    };
    passed && same && known.day == date.day && date.comment.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Value;

    fn put(book: &mut Book, kind: Kind, n: u8, fields: &[(Field, &str)]) {
        if let Some(parent) = kind.parent() {
            book.set(kind, Id([n; 16]), parent, Value::Record(Id([1; 16])));
        }
        for (field, text) in fields {
            let value = text.parse::<NaiveDate>().map_or_else(|_| Value::text(*text), Value::Date);
            book.set(kind, Id([n; 16]), *field, value);
        }
    }

    fn shown(dates: &[ProcessDate]) -> Vec<String> {
        let one = |d: &ProcessDate| format!("{} {} {}", d.day.map_or("-".to_owned(), |d| d.to_string()), d.activity, d.comment);
        dates.iter().map(|d| one(d).trim_end().to_owned()).collect()
    }

    #[test]
    fn meetings_stages_and_days_of_the_plan_appear_by_themselves_each_once() {
        let mut book = Book::default();
        put(
            &mut book,
            Kind::MiniPip,
            1,
            &[(Field::Title, "Plan"), (Field::ImplementationDate, "2026-06-01"), (Field::Released, "2027-06-01")],
        );
        let meeting = [(Field::Part, "first"), (Field::Day, "2026-02-03"), (Field::Time, "10:00"), (Field::Host, "the panel")];
        put(&mut book, Kind::Meeting, 2, &meeting);
        put(&mut book, Kind::Meeting, 3, &[(Field::Part, "third"), (Field::Title, "How gains last")]);
        let stages = [
            (4, "first_meeting", "passed", "2026-02-03", ""),
            (5, "submitted", "passed", "2026-03-01", ""),
            (6, "draft", "back", "2026-03-09", "a change was asked for"),
            (7, "released", "passed", "2027-06-01", ""),
        ];
        for (n, stage, part, day, reason) in stages {
            let fields = [(Field::Stage, stage), (Field::Part, part), (Field::Day, day), (Field::Reason, reason)];
            put(&mut book, Kind::Passage, n, &fields[..if reason.is_empty() { 3 } else { 4 }]);
        }
        put(&mut book, Kind::Timeline, 8, &[(Field::DayText, "in spring"), (Field::Activity, "Foster parent evening")]);
        put(&mut book, Kind::Timeline, 9, &[(Field::DayText, "3/5"), (Field::Day, "2026-03-05"), (Field::Activity, "Visit")]);
        put(&mut book, Kind::Timeline, 10, &[(Field::Position, "z")]);
        let derived = derived(&book, Id([1; 16]));
        let own = [
            "2026-02-03 First community meeting 10:00, hosted by the panel",
            "2026-03-01 Stage 'submitted' reached",
            "2026-03-09 Back to the stage 'draft' a change was asked for",
            "2026-06-01 Implementation begins",
            "2027-06-01 Official release of the plan",
        ];
        assert_eq!(shown(&derived), own);
        let all = shown(&merged(&book, Id([1; 16])));
        assert_eq!([&all[2], all.last().unwrap()], ["2026-03-05 Visit", "- Foster parent evening"]);
        assert_eq!(all.len(), own.len() + 2, "a line in which nothing is written is none");
    }
}
