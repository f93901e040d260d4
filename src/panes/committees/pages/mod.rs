//! What stands on each page, and the words they share.

mod about;
mod advice;
mod list;
mod meetings;
mod members;
mod minutes;
mod roll;

use std::fmt::Write as _;

use super::at::{At, Part, Tab, Top};
use crate::command::Context;
use crate::domain::committee::{self, Functioning, Known, Sitting};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::tone::Tone;
use crate::panes::ledger::Page;
use crate::widgets::meaning::Meaning;

pub use advice::{CAME, FIGURE};
pub use meetings::called;

/// A page.
pub fn page(at: At, cx: &Context) -> Page {
    match at {
        At::Top(Top::Committees) => list::page(cx),
        At::Top(Top::Meetings) => meetings::of_all(cx),
        At::Top(Top::Recommendations) => advice::of_all(cx),
        At::Committee(id, Tab::Meetings) => meetings::of_committee(id, cx),
        At::Committee(id, Tab::Members) => members::page(id, cx),
        At::Committee(id, Tab::Recommendations) => advice::of_committee(id, cx),
        At::Committee(id, Tab::About) => about::page(id, cx),
        At::Meeting(id, Part::Attendance) => roll::page(id, cx),
        At::Meeting(id, Part::Minutes) => minutes::page(id, cx),
        At::Meeting(id, Part::Recommendations) => advice::of_meeting(id, cx),
    }
}

/// The committees of the chosen region, with those of the whole state.
pub fn shown<'a>(cx: &Context<'a>) -> Vec<&'a Record> {
    let mut all = committee::committees(cx.book);
    all.retain(|one| cx.chosen.region.is_none_or(|region| one.record(Field::Region).is_none_or(|own| own == region)));
    all
}

/// How a committee functions in the chosen year.
pub fn facts(committee: Id, cx: &Context) -> Functioning {
    committee::in_year(cx.book, committee, cx.chosen.year, cx.today)
}

/// The line of facts above a page, shorter where there is little room.
pub fn head(at: At, cx: &Context) -> String {
    let whole = headed(at, cx, Functioning::words);
    if whole.chars().count() + 2 <= usize::from(cx.area.width) { whole } else { headed(at, cx, Functioning::short_words) }
}

fn headed(at: At, cx: &Context, words: fn(&Functioning) -> String) -> String {
    let year = cx.chosen.year;
    match at {
        At::Top(_) => {
            let shown = shown(cx);
            let place = cx.chosen.region.map_or("all regions".to_owned(), |region| format!("{} and statewide", cx.book.name(region)));
            let all = shown.iter().fold(Functioning::default(), |sum, one| sum.plus(facts(one.id, cx)));
            if shown.is_empty() { format!("FY{year}, {place}") } else { format!("FY{year}, {place}: {}", words(&all)) }
        }
        At::Committee(id, _) => format!("{}, FY{year}: {}", name(cx, id), words(&facts(id, cx))),
        At::Meeting(id, _) => {
            let Some(meeting) = cx.book.get(id) else { return String::new() };
            let committee = meeting.parent().map_or("", |committee| name(cx, committee));
            let seats =
                if Sitting::of(meeting) == Sitting::Held { format!("; {}", Known::of(cx.book, meeting).words()) } else { String::new() };
            let mut words = format!("{}: {}{seats}; {committee}", day_words(meeting), Sitting::words(meeting, cx.today));
            for text in [meeting.text(Field::Time), meeting.text(Field::Site)].into_iter().filter(|text| !text.is_empty()) {
                let _ = write!(words, ", {text}");
            }
            words
        }
    }
}

/// What stands behind the line under the cursor, in two lines.
pub fn detail(at: At, record: Option<Id>, cx: &Context) -> [String; 2] {
    let record = record.and_then(|id| cx.book.get(id));
    match (at, record) {
        (At::Meeting(_, Part::Attendance), _) => roll::detail(record, cx),
        (At::Top(Top::Committees) | At::Committee(_, Tab::About), Some(one)) if one.kind == Kind::Committee => list::detail(one, cx),
        (At::Top(Top::Committees), _) => list::hints(),
        (_, Some(one)) if one.kind == Kind::Recommendation => advice::detail(one, cx),
        (_, Some(one)) if one.kind == Kind::Session => meetings::detail(at, one, cx),
        (_, Some(one)) if one.kind == Kind::Member => members::detail(one, cx),
        (At::Committee(_, Tab::Meetings), _) => [
            "Ctrl-K plans the meetings of a year by the committee's frequency.".to_owned(),
            "Or type a date for one more meeting.".to_owned(),
        ],
        (At::Committee(_, Tab::Members), _) => [
            "Type a name; give each term its first and last day.".to_owned(),
            "Seats are counted of those in office on the day of a meeting.".to_owned(),
        ],
        (At::Committee(_, Tab::Recommendations) | At::Meeting(_, Part::Recommendations), _) => [
            "Type what is recommended; F2 on the figure beside it picks the score or indicator that it came from.".to_owned(),
            "Ctrl-K then makes a milestone step, an element of a Mini PIP or a special study of it.".to_owned(),
        ],
        _ => <[String; 2]>::default(),
    }
}

/// The facts of a line, or of the whole page, as a sentence that can be pasted elsewhere.
pub fn sentence(at: At, record: Option<Id>, cx: &Context) -> String {
    match record.and_then(|id| cx.book.get(id)) {
        Some(one) if one.kind == Kind::Committee => {
            let facts = facts(one.id, cx);
            let notes = facts.notes();
            let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
            format!("{}, fiscal year {}: {}{notes}.", name(cx, one.id), cx.chosen.year, facts.words())
        }
        Some(one) if one.kind == Kind::Recommendation => {
            let mut words = one.text(Field::Text).trim().to_owned();
            if let Some(figure) = committee::Figure::of(cx.book, one) {
                let _ = write!(words, " ({})", figure.words(cx.book));
            }
            let made = committee::advice::became(cx.book, one).map(|made| committee::advice::Came::of(cx.book, made, cx.today).sentence());
            format!("{words}: {}.", made.unwrap_or_else(|| committee::State::of(cx.book, one, cx.today).words().to_owned()))
        }
        _ => format!("{}.", head(at, cx)),
    }
}

/// A committee's name.
pub fn name<'a>(cx: &Context<'a>, id: Id) -> &'a str {
    match cx.book.name(id) {
        "" => "A committee without a name",
        name => name,
    }
}

/// The day of a meeting in words.
pub fn day_words(meeting: &Record) -> String {
    meeting.date(Field::Day).map_or_else(|| "without a date".to_owned(), dates::show_long)
}

/// How a tone is drawn.
pub const fn meaning(tone: Tone) -> Meaning {
    match tone {
        Tone::Good => Meaning::Good,
        Tone::Hopeful => Meaning::Accent,
        Tone::Warning => Meaning::Warn,
        Tone::Bad => Meaning::Error,
        Tone::Neutral => Meaning::Text,
    }
}

/// Codes and words of a choice.
pub type Choices = &'static [(&'static str, &'static str)];

/// What became of a meeting.
pub const SITTINGS: Choices = &[("planned", "planned"), ("held", "held"), ("cancelled", "cancelled")];

/// A first line of a longer text.
pub fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default()
}
