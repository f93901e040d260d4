//! The report of committees: how each functioned in a fiscal year, as facts; its meetings, members and recommendations for programs.
//! Telephone numbers and addresses of members are in no form of it: they are for inviting people, not for handing on.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::committee::advice::{self, Came, Figure, State};
use crate::domain::committee::calendar::Frequency;
use crate::domain::committee::{self, Functioning, Known, Sitting, Sort, Term};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::ratio::Ratio;
use crate::domain::record::Record;
use crate::report::{Cell, Column, Datum, Part, Report, Table};

/// What holds for all of it.
pub const FACTS: [Column; 2] = [
    Column::number("year", "Fiscal year", "the fiscal year that is told: the one that was asked for, or today's"),
    Column::words("words", "All together", "the facts of all rows in one sentence"),
];

/// The columns, in order.
pub const COLUMNS: [Column; 26] = [
    Column::words("committee", "Committee", "its name"),
    Column::data("category", "trend_front_line, trend_specialists, state_qic, regional_qic, steering, regional_team or other"),
    Column::words("region", "Region", "its region; null for the whole state"),
    Column::number("milestone", "Serves", "number of the milestone it serves"),
    Column::data(
        "frequency",
        "how often it meets: monthly, every_two_months, quarterly, twice_a_year, yearly or as_needed; null if nothing is said",
    ),
    Column::note("Meetings held"),
    Column::data(
        "planned",
        "meetings that should have been held by today: those in the calendar, or what the frequency asks for if that is more",
    ),
    Column::data("held", "meetings held"),
    Column::data("cancelled", "of the planned ones, cancelled"),
    Column::data("unrecorded", "of the planned ones, past and not marked as held or cancelled"),
    Column::data("missing", "of the planned ones, asked for by the frequency and not in the calendar"),
    Column::data("coming", "meetings still to come in the year"),
    Column::note("Seats taken"),
    Column::data("seats", "members in office at the meetings held, summed, where attendance was taken"),
    Column::data("came", "of the seats, taken"),
    Column::data("excused", "of the seats, excused"),
    Column::data("guests", "guests at those meetings, summed"),
    Column::data("uncounted", "meetings held without attendance taken; they count in no seat"),
    Column::data("attendance", "came over seats, a fraction of 1; null without seats"),
    Column::note("Acted on"),
    Column::data("recommendations", "recommendations made in the year"),
    Column::data("acted_on", "of these, those that became a step, element or study that was not given up, or that are done"),
    Column::data("done", "of these, done"),
    Column::number("members", "Members", "members in office today"),
    Column::data("terms_ending", "of these, those whose term ends within 90 days"),
    Column::words("next_meeting", "Next meeting", "day of the next planned meeting; null if there is none"),
];

/// The meetings of the year.
pub const MEETINGS: [Column; 11] = [
    Column::words("committee", "Committee", "name of the committee"),
    Column::words("day", "Day", "its day"),
    Column::words("time", "Time", "its time, as written"),
    Column::words("site", "Where", "where it is held"),
    Column::words("status", "Status", "planned, held or cancelled"),
    Column::number("seats", "Seats", "members in office that day"),
    Column::number("came", "Came", "members who came; null where attendance was not taken"),
    Column::number("excused", "Excused", "members who were excused; likewise"),
    Column::number("guests", "Guests", "guests; likewise"),
    Column::number("recommendations", "Recommended", "recommendations it made"),
    Column::words("decisions", "Decisions", "what was decided"),
];

/// The members of the committees.
pub const MEMBERS: [Column; 8] = [
    Column::words("committee", "Committee", "name of the committee"),
    Column::words("name", "Name", "name of the member"),
    Column::words("role", "Role", "role in the committee"),
    Column::words("organisation", "Organisation", "where they are from"),
    Column::words("category", "Comes as", "volunteer, staff, partner, family or other"),
    Column::words("from", "From", "first day of the term"),
    Column::words("until", "Until", "last day of the term"),
    Column::words("term", "Term", "running, ending (within 90 days), over or coming"),
];

/// The recommendations of the year.
pub const RECOMMENDATIONS: [Column; 18] = [
    Column::words("committee", "Committee", "name of the committee"),
    Column::words("day", "Day", "when it was made"),
    Column::words("text", "Recommendation", "what is recommended"),
    Column::data("kind", "resources, policy, procedure or practice"),
    Column::words("figure", "Figure it came from", "the score or indicator it came from, as it stands now, in words"),
    Column::data("source", "the figure in people's own words"),
    Column::data("instrument", "code of the instrument of the score"),
    Column::data("question", "code of the question or area of the score"),
    Column::data("indicator", "name of the trend indicator"),
    Column::data("region", "region of the figure; null is statewide"),
    Column::data("year", "fiscal year of the score"),
    Column::data("owner", "who follows it"),
    Column::data("due", "when it is due"),
    Column::data("recorded", "what a person recorded: open, accepted, declined or done"),
    Column::words("state", "State", "how it stands: open, accepted, made, under_way, given_up, declined or done"),
    Column::data("became", "what it became: step, element or special_study; null if nothing"),
    Column::words("came", "What came of it", "what it became and how that stands, in words"),
    Column::data("outcome", "the outcome, as recorded"),
];

/// The report of the committees of a region (of all, without one) in a fiscal year.
#[must_use]
pub fn build(book: &Book, region: Option<Id>, year: i32, today: NaiveDate) -> Report {
    let mut all = committee::committees(book);
    all.retain(|one| region.is_none_or(|region| one.record(Field::Region) == Some(region)));
    let found: Vec<(&Record, Functioning)> = all.iter().map(|one| (*one, committee::in_year(book, one.id, year, today))).collect();
    let rows: Vec<Vec<Cell>> = found.iter().map(|(one, facts)| row(book, one, facts, today)).collect();
    let sum = found.iter().fold(Functioning::default(), |sum, (_, facts)| sum.plus(*facts));
    let words = if found.is_empty() { "no committee".to_owned() } else { sum.words() };
    let recommendations: Vec<Vec<Cell>> = all.iter().flat_map(|one| recommendations(book, one, year, today)).collect();
    let meetings = all.iter().flat_map(|one| meetings(book, one, year)).collect();
    let members = all.iter().flat_map(|one| members(book, one, today)).collect();
    let mut parts = vec![Part::Words(format!("Fiscal year {year}: {words}."))];
    if !rows.is_empty() {
        parts.push(Part::Table(COLUMNS.to_vec(), rows.clone()));
        let behind = found.iter().filter(|(_, facts)| !facts.notes().is_empty());
        let behind: Vec<Part> = behind.map(|(one, facts)| Part::Item(one.text(Field::Name).to_owned(), facts.notes().join("; "))).collect();
        if !behind.is_empty() {
            parts.push(Part::Heading("What stands behind the figures".to_owned()));
            parts.extend(behind);
        }
        parts.push(Part::Heading("Recommendations".to_owned()));
        if recommendations.is_empty() {
            parts.push(Part::Words(format!("None was made in fiscal year {year}.")));
        } else {
            parts.push(Part::Table(RECOMMENDATIONS.to_vec(), recommendations.clone()));
        }
    }
    let table = |name, columns: &[Column], rows| Table { name, columns: columns.to_vec(), rows };
    Report {
        facts: FACTS.into_iter().zip([Cell::from(Datum::Whole(i64::from(year))), Cell::text(&words)]).collect(),
        columns: COLUMNS.to_vec(),
        rows,
        tables: vec![
            table("meetings", &MEETINGS, meetings),
            table("members", &MEMBERS, members),
            table("recommendations", &RECOMMENDATIONS, recommendations),
        ],
        parts,
        notes: vec!["These are facts; whether a committee functions consistently, a person judges.".to_owned()],
        ..Report::default()
    }
}

fn name(book: &Book, id: Option<Id>) -> Cell {
    id.map_or_else(Cell::default, |id| Cell::text(book.name(id)))
}

fn said(facts: u64, of: u64) -> Cell {
    Cell::from(Datum::Text(String::new())).shown(if of == 0 { "none".to_owned() } else { format!("{facts} of {of}") })
}

fn row(book: &Book, one: &Record, facts: &Functioning, today: NaiveDate) -> Vec<Cell> {
    let number = |n: u64| Cell::whole(Some(n));
    let members = committee::members(book, one.id, today);
    let ending = members.iter().filter(|member| committee::term(member, today) == Term::Ending).count();
    let served = committee::milestone(book, one).and_then(|milestone| milestone.int(Field::Number));
    let share = Ratio::new(facts.came * 10_000, facts.expected);
    let seats = match share {
        Some(share) => format!("{} of {} ({} %)", facts.came, facts.expected, share.percent(0)),
        None => "not taken".to_owned(),
    };
    vec![
        Cell::text(one.text(Field::Name)),
        Cell::text(Sort::of(one).code()),
        name(book, one.record(Field::Region)),
        served.map_or_else(Cell::default, |n| Cell::from(Datum::Whole(n))),
        Frequency::of(one).map_or_else(Cell::default, |frequency| Cell::text(frequency.code())),
        said(facts.held, facts.planned),
        number(facts.planned),
        number(facts.held),
        number(facts.cancelled),
        number(facts.unrecorded),
        number(facts.missing),
        number(facts.coming),
        Cell::from(Datum::Text(String::new())).shown(seats),
        number(facts.expected),
        number(facts.came),
        number(facts.excused),
        number(facts.guests),
        number(facts.uncounted),
        Cell::ratio(share),
        said(facts.acted_on, facts.recommendations),
        number(facts.recommendations),
        number(facts.acted_on),
        number(facts.done),
        number(members.len() as u64),
        number(ending as u64),
        Cell::day(committee::next(book, one.id, today).map(|(day, _)| day)),
    ]
}

fn meetings(book: &Book, one: &Record, year: i32) -> Vec<Vec<Cell>> {
    let mut all = committee::meetings(book, one.id);
    all.retain(|meeting| meeting.date(Field::Day).is_some_and(|day| book.fiscal_year(day) == year));
    let line = |meeting: &&Record| {
        let known = Known::of(book, meeting);
        let taken = |n: u64| Cell::whole(known.taken.then_some(n));
        vec![
            Cell::text(one.text(Field::Name)),
            Cell::day(meeting.date(Field::Day)),
            Cell::text(meeting.text(Field::Time)),
            Cell::text(meeting.text(Field::Site)),
            Cell::text(Sitting::of(meeting).code()),
            Cell::whole(Some(known.expected)),
            taken(known.came),
            taken(known.excused),
            taken(known.guests),
            Cell::whole(Some(advice::of_meeting(book, meeting).len() as u64)),
            Cell::text(meeting.text(Field::Decisions)),
        ]
    };
    all.iter().map(line).collect()
}

fn members(book: &Book, one: &Record, today: NaiveDate) -> Vec<Vec<Cell>> {
    let line = |member: &&Record| {
        let term = match committee::term(member, today) {
            Term::Running => "running",
            Term::Ending => "ending",
            Term::Over => "over",
            Term::Coming => "coming",
        };
        vec![
            Cell::text(one.text(Field::Name)),
            Cell::text(member.text(Field::Name)),
            Cell::text(member.text(Field::Role)),
            Cell::text(member.text(Field::Organisation)),
            Cell::text(member.text(Field::Category)),
            Cell::day(member.date(Field::From)),
            Cell::day(member.date(Field::Until)),
            Cell::text(term),
        ]
    };
    book.parts(one.id, Kind::Member).iter().map(line).collect()
}

fn recommendations(book: &Book, one: &Record, year: i32, today: NaiveDate) -> Vec<Vec<Cell>> {
    let mut all = advice::of_committee(book, one.id);
    all.retain(|found| advice::day(book, found).is_some_and(|day| book.fiscal_year(day) == year));
    let line = |found: &&Record| {
        let text = |field| Cell::text(found.text(field));
        let state = State::of(book, found, today);
        let made = advice::became(book, found);
        let became = made.map(|made| match made.kind {
            Kind::Step => "step",
            Kind::Element => "element",
            _ => "special_study",
        });
        let came = made.map(|made| Came::of(book, made, today).sentence()).unwrap_or_default();
        vec![
            Cell::text(one.text(Field::Name)),
            Cell::day(advice::day(book, found)),
            text(Field::Text),
            text(Field::Category),
            Cell::text(&Figure::of(book, found).map(|figure| figure.words(book)).unwrap_or_default()),
            text(Field::Source),
            text(Field::Instrument),
            text(Field::Question),
            name(book, found.record(Field::Indicator)),
            name(book, found.record(Field::Region)),
            found.int(Field::Year).map_or_else(Cell::default, |year| Cell::from(Datum::Whole(year))),
            text(Field::Owner),
            Cell::day(found.date(Field::Due)),
            text(Field::Status),
            Cell::text(state.code()).shown(state.words()),
            became.map_or_else(Cell::default, Cell::text),
            Cell::text(&came),
            text(Field::Outcome),
        ]
    };
    all.iter().map(line).collect()
}
