//! All committees, grouped by what they are, with how they function in the chosen year.

use crate::command::Context;
use crate::domain::committee::calendar::Frequency;
use crate::domain::committee::{self, Functioning, Sort, Term, action};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::{Choices, facts};

/// What a committee is.
pub const SORTS: Choices = &[
    (Sort::TrendFrontLine.code(), Sort::TrendFrontLine.words()),
    (Sort::TrendSpecialists.code(), Sort::TrendSpecialists.words()),
    (Sort::StateQic.code(), Sort::StateQic.words()),
    (Sort::RegionalQic.code(), Sort::RegionalQic.words()),
    (Sort::Steering.code(), Sort::Steering.words()),
    (Sort::RegionalTeam.code(), Sort::RegionalTeam.words()),
    (Sort::Other.code(), Sort::Other.words()),
];

/// How often it meets.
pub const FREQUENCIES: Choices = &[
    (Frequency::Monthly.code(), Frequency::Monthly.words()),
    (Frequency::EveryTwoMonths.code(), Frequency::EveryTwoMonths.words()),
    (Frequency::Quarterly.code(), Frequency::Quarterly.words()),
    (Frequency::TwiceAYear.code(), Frequency::TwiceAYear.words()),
    (Frequency::Yearly.code(), Frequency::Yearly.words()),
    (Frequency::AsNeeded.code(), Frequency::AsNeeded.words()),
];

const EMPTY: &str = "No committee yet. Here stand the two trend committees, the state and regional quality improvement committees, steering and regional teams: with members and terms, meetings, attendance, and what came of what they recommend.";

/// The group of a sort.
const fn group(sort: Sort) -> &'static str {
    match sort {
        Sort::TrendFrontLine | Sort::TrendSpecialists => "Trend analysis",
        Sort::StateQic | Sort::RegionalQic => "Quality improvement",
        Sort::Steering | Sort::RegionalTeam => "Steering and management",
        Sort::Other => "Other",
    }
}

/// The page.
pub fn page(cx: &Context) -> Page {
    let name = cx.area.width.saturating_sub(79).clamp(22, 41);
    let columns = vec![
        Column::new("Committee", name).between(name.max(18), 42),
        Column::new("Held", 8),
        Column::new("Seats taken", 15),
        Column::new("Acted on", 8),
        Column::new("Next meeting", 15),
        Column::new("Members", 15).between(9, 15),
        Column::new("Serves milestone", 24).between(16, 40),
        Column::new("Region", 14).between(8, 20),
        Column::new("Meets", 16),
        Column::new("What it is", 28).between(20, 30),
    ];
    let mut page = Page::new(columns, EMPTY);
    page.fixed = "This is worked out from the committee's meetings: Enter opens it".into();
    let mut last = "";
    let all = super::shown(cx);
    let found: Vec<(&Record, Functioning)> = all.into_iter().map(|one| (one, facts(one.id, cx))).collect();
    for (one, facts) in &found {
        let group = group(Sort::of(one));
        let mut line = line(one, facts, cx);
        if group != last {
            let sum = found.iter().filter(|(other, _)| self::group(Sort::of(other)) == group);
            let sum = sum.fold(Functioning::default(), |sum, (_, facts)| sum.plus(*facts));
            line = line.under(group, beside(&sum, cx));
            last = group;
        }
        page.lines.push(line);
    }
    let mut cells = vec![Cell::asks("Add a committee", Field::Name, Means::Line)];
    cells.extend((0..6).map(|_| Cell::default()));
    cells[6] = Cell::asks("", Field::Milestone, milestones(cx));
    cells.push(Cell::asks("", Field::Region, regions(cx)));
    cells.push(Cell::asks("", Field::Frequency, Means::Choice(FREQUENCIES)));
    cells.push(Cell::asks("", Field::Category, Means::Choice(SORTS)));
    page.lines.push(Line::blank(Kind::Committee, None, cells));
    page
}

fn line(one: &Record, facts: &Functioning, cx: &Context) -> Line {
    let next = committee::next(cx.book, one.id, cx.today).map(|(day, _)| day);
    let over = one.date(Field::Until).is_some_and(|until| until < cx.today);
    let next = match next {
        Some(day) => Cell::words(dates::show_long(day), Meaning::Text),
        None if over => Cell::words("dissolved", Meaning::Muted),
        None => Cell::words("none planned", Meaning::Warn),
    };
    let own = one.record(Field::Milestone).is_some();
    let serves = committee::milestone(cx.book, one).map(milestone_words).unwrap_or_default();
    let milestone = Cell { text: serves, ..Cell::field(one, Field::Milestone, milestones(cx), cx) };
    Line::of(
        one,
        vec![
            Cell::field(one, Field::Name, Means::Line, cx),
            held(facts),
            seats(facts),
            acted(facts),
            next,
            seated(one, cx),
            milestone.meaning(if own { Meaning::Text } else { Meaning::Muted }),
            Cell::field(one, Field::Region, regions(cx), cx),
            Cell::field(one, Field::Frequency, Means::Choice(FREQUENCIES), cx),
            Cell::field(one, Field::Category, Means::Choice(SORTS), cx),
        ],
    )
}

/// As much of the facts as a heading has room for: half of the line.
fn beside(sum: &Functioning, cx: &Context) -> String {
    let words = sum.short_words();
    if (words.chars().count() + 3) * 2 <= usize::from(cx.area.width) { words } else { sum.words_of_meetings() }
}

fn held(facts: &Functioning) -> Cell {
    match (facts.planned, facts.coming) {
        (0, 0) => Cell::words("none due", Meaning::Muted),
        (0, n) => Cell::words(format!("{n} to come"), Meaning::Muted),
        (planned, _) => {
            let meaning = if facts.held < planned { Meaning::Text } else { Meaning::Good };
            let waits = if facts.unrecorded > 0 { " ?" } else { "" };
            Cell::words(format!("{} of {planned}{waits}", facts.held), meaning)
        }
    }
}

fn seats(facts: &Functioning) -> Cell {
    match facts.expected {
        0 => Cell::words("not taken", Meaning::Muted),
        // Cut off, never rounded up.
        all => Cell::words(format!("{} of {all}, {} %", facts.came, facts.came * 100 / all), Meaning::Text),
    }
}

fn acted(facts: &Functioning) -> Cell {
    match facts.recommendations {
        0 => Cell::words("none", Meaning::Muted),
        all => Cell::words(format!("{} of {all}", facts.acted_on), if facts.acted_on < all { Meaning::Text } else { Meaning::Good }),
    }
}

fn seated(one: &Record, cx: &Context) -> Cell {
    let members = committee::members(cx.book, one.id, cx.today);
    let ending = members.iter().filter(|member| committee::term(member, cx.today) == Term::Ending).count();
    match (members.len(), ending) {
        (0, _) => Cell::words("none in office", Meaning::Warn),
        (all, 0) => Cell::words(all.to_string(), Meaning::Text),
        (all, ending) => Cell::words(format!("{all}, {ending} {} soon", if ending == 1 { "ends" } else { "end" }), Meaning::Warn),
    }
}

/// A milestone by number and name.
pub fn milestone_words(milestone: &Record) -> String {
    format!("{} {}", milestone.int(Field::Number).unwrap_or_default(), milestone.text(Field::Name))
}

/// One of the milestones.
pub fn milestones(cx: &Context) -> Means {
    Means::Record(action::milestones(cx.book).into_iter().map(|one| (one.id, milestone_words(one))).collect())
}

/// One of the regions.
pub fn regions(cx: &Context) -> Means {
    Means::Record(cx.book.all(Kind::Region).into_iter().map(|one| (one.id, one.text(Field::Name).to_owned())).collect())
}

/// What stands behind a committee's line.
pub fn detail(one: &Record, cx: &Context) -> [String; 2] {
    let notes = facts(one.id, cx).notes();
    let purpose = super::first_line(one.text(Field::Purpose));
    let words = if notes.is_empty() { purpose.to_owned() } else { super::super::view::capital(&notes.join("; ")) };
    [words, format!("Enter opens it; Ctrl-K plans its meetings of a year.{}", region(one.record(Field::Region), cx))]
}

fn region(region: Option<Id>, cx: &Context) -> String {
    region.map_or_else(String::new, |id| format!(" Region {}.", cx.book.name(id)))
}

/// What is said on the empty line.
pub fn hints() -> [String; 2] {
    ["Type the name of a committee; then say what it is, and how often it meets.".to_owned(), "Enter opens a committee.".to_owned()]
}
