//! The members of a committee with their terms: in office now, still to come, over.

use crate::command::Context;
use crate::domain::committee::{self, CAME, Sitting, Term, roll};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::Choices;

/// Who a member is.
const CATEGORIES: Choices =
    &[("volunteer", "volunteer"), ("staff", "staff"), ("partner", "community partner"), ("family", "youth or family"), ("other", "other")];

/// The page.
pub fn page(committee: Id, cx: &Context) -> Page {
    let columns = vec![
        Column::new("Name", 22).between(16, 34),
        Column::new("Role", 16).between(10, 24),
        Column::new("Organisation", 24).between(14, 40),
        Column::new("Comes as", 17),
        Column::new("Term", 20),
        Column::new("From", 11),
        Column::new("Until", 11),
        Column::new(format!("FY{}", cx.chosen.year), 12),
        Column::new("Phone", 14),
        Column::new("Email", 26).between(16, 36),
        Column::new("Note", 20).between(10, 40),
    ];
    let mut page = Page::new(columns, "");
    page.fixed = "This is worked out from the term and the attendance".into();
    page.also = Some(|cx, slot, edits| {
        // A term that ends before it begins is a slip of the pen.
        let day = |field| {
            let typed = edits.iter().rev().find(|edit| edit.record == slot.record && edit.field == field);
            typed.map_or_else(
                || cx.book.get(slot.record).and_then(|record| record.date(field)),
                |edit| if let crate::domain::value::Value::Date(day) = edit.value { Some(day) } else { None },
            )
        };
        match (day(Field::From), day(Field::Until)) {
            (Some(from), Some(until)) if until < from => Err("The term would end before it begins".to_owned()),
            _ => Ok(()),
        }
    });
    let all = cx.book.parts(committee, Kind::Member);
    let held = held(committee, cx);
    let groups: [(&str, &[Term]); 3] =
        [("In office", &[Term::Running, Term::Ending]), ("Term still to come", &[Term::Coming]), ("Term over", &[Term::Over])];
    for (at, (heading, terms)) in groups.into_iter().enumerate() {
        let own: Vec<&&Record> = all.iter().filter(|member| terms.contains(&committee::term(member, cx.today))).collect();
        let start = page.lines.len();
        page.lines.extend(own.iter().map(|member| line(member, &held, cx)));
        if at == 0 {
            page.lines.push(blank(committee));
        }
        let ending = own.iter().filter(|member| committee::term(member, cx.today) == Term::Ending).count();
        let right = match ending {
            0 => own.len().to_string(),
            1 => format!("{}; 1 term ends within 90 days", own.len()),
            ending => format!("{}; {ending} terms end within 90 days", own.len()),
        };
        if let Some(first) = page.lines.get_mut(start) {
            first.band = Some((heading.to_owned(), right));
        }
    }
    page
}

fn blank(committee: Id) -> Line {
    let cells = vec![
        Cell::asks("Add a member", Field::Name, Means::Line),
        Cell::asks("", Field::Role, Means::Line),
        Cell::asks("", Field::Organisation, Means::Line),
        Cell::asks("", Field::Category, Means::Choice(CATEGORIES)),
        Cell::default(),
        Cell::asks("", Field::From, Means::Day),
        Cell::asks("", Field::Until, Means::Day),
        Cell::default(),
        Cell::asks("", Field::Phone, Means::Line),
        Cell::asks("", Field::Email, Means::Line),
        Cell::asks("", Field::Note, Means::Text),
    ];
    Line::blank(Kind::Member, Some(committee), cells).called("a new member")
}

/// The meetings of the chosen year that were held and where attendance was taken.
fn held<'a>(committee: Id, cx: &Context<'a>) -> Vec<&'a Record> {
    let mut held = committee::meetings(cx.book, committee);
    held.retain(|meeting| {
        Sitting::of(meeting) == Sitting::Held
            && meeting.date(Field::Day).is_some_and(|day| cx.book.fiscal_year(day) == cx.chosen.year)
            && committee::Known::of(cx.book, meeting).taken
    });
    held
}

fn line(member: &Record, held: &[&Record], cx: &Context) -> Line {
    let seats: Vec<&&Record> = held.iter().filter(|meeting| roll::was_in_office(member, meeting)).collect();
    let came = seats.iter().filter(|meeting| {
        let lines = cx.book.parts(meeting.id, Kind::Presence);
        lines.iter().any(|line| line.record(Field::Member) == Some(member.id) && line.text(Field::Status) == CAME)
    });
    let came = match seats.len() {
        0 => Cell::words("no meeting", Meaning::Muted),
        all => Cell::words(format!("{} of {all}", came.count()), Meaning::Text),
    };
    let (words, meaning) = term(member, cx);
    Line::of(
        member,
        vec![
            Cell::field(member, Field::Name, Means::Line, cx),
            Cell::field(member, Field::Role, Means::Line, cx),
            Cell::field(member, Field::Organisation, Means::Line, cx),
            Cell::field(member, Field::Category, Means::Choice(CATEGORIES), cx),
            Cell::words(words, meaning),
            Cell::field(member, Field::From, Means::Day, cx),
            Cell::field(member, Field::Until, Means::Day, cx),
            came,
            Cell::field(member, Field::Phone, Means::Line, cx),
            Cell::field(member, Field::Email, Means::Line, cx),
            Cell::field(member, Field::Note, Means::Text, cx),
        ],
    )
}

fn term(member: &Record, cx: &Context) -> (String, Meaning) {
    let days = |until: chrono::NaiveDate| (until - cx.today).num_days();
    match (committee::term(member, cx.today), member.date(Field::Until)) {
        (Term::Running, None) => ("without an end".to_owned(), Meaning::Muted),
        (Term::Running, Some(_)) => ("in office".to_owned(), Meaning::Text),
        (Term::Ending, Some(until)) if days(until) == 0 => ("! ends today".to_owned(), Meaning::Warn),
        (Term::Ending, until) => (format!("! ends in {} days", until.map_or(0, days)), Meaning::Warn),
        (Term::Over, _) => ("over".to_owned(), Meaning::Muted),
        (Term::Coming, _) => ("to come".to_owned(), Meaning::Muted),
    }
}

/// What stands behind a member's line.
pub fn detail(member: &Record, cx: &Context) -> [String; 2] {
    let name = member.text(Field::Name);
    let words = match (committee::term(member, cx.today), member.date(Field::Until)) {
        (Term::Ending, Some(until)) => {
            format!("The term of {name} ends on {}: ask for another term, or find who follows.", dates::show_long(until))
        }
        (Term::Over, Some(until)) => format!("The term of {name} ended on {}.", dates::show_long(until)),
        _ => [name, member.text(Field::Role), member.text(Field::Organisation)]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
    };
    [words, "Seats are counted of those in office on the day of a meeting; a term ends with its last day.".to_owned()]
}
