//! What the content rules still ask for, element by element, each line leading to its cell; and the answers that were given
//! instead of filling a gap. The rules are in `domain/content_check.rs`.

use crate::command::{Command, Context};
use crate::domain::content_check::{self, Checked, Gap};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::review_moves::person;
use crate::domain::value::Value;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::columns::text;
use super::super::slot::{Editor, Slot};
use super::{About, Goes, Line, Page, Tab, count};

/// What is said of it.
pub const ABOUT: About = About {
    empty: "Nothing is missing: the plan has all that the content rules ask for.",
    adds: "",
    fixed: "This follows from the plan: Enter goes to its cell. What stays open is answered in the last column.",
    offers: &[Command::Enter, Command::Edit, Command::Clear, Command::RecordExit, Command::GoToPage, Command::Undo],
};

/// The column of the answers.
const ANSWER: usize = 2;

/// Its columns.
#[must_use]
pub fn columns(width: u16) -> Vec<Column> {
    let sign = Column::new("", 2).between(2, 2);
    let answer = if width < 76 { text("Answer", 16, 24) } else { text("Answer, if it stays open", 28, 60) };
    vec![sign, text("What is missing", 36, 100), answer]
}

/// Its lines: open gaps by element, then those that were answered.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let all = content_check::checked(cx.book, plan);
    let (answered, open): (Vec<Checked>, Vec<Checked>) = all.into_iter().partition(|(_, answer)| answer.is_some());
    let mut lines = Vec::new();
    // The elements first, in their order; what the plan as a whole lacks stands before them, as on the form.
    let mut order: Vec<Option<(usize, Id)>> = Vec::new();
    for (gap, _) in &open {
        if !order.contains(&gap.element) {
            order.push(gap.element);
        }
    }
    order.sort();
    for element in order {
        let from = lines.len();
        lines.extend(open.iter().filter(|(gap, _)| gap.element == element).map(|(gap, _)| of_gap(cx, plan, gap, None)));
        let title = element.and_then(|(_, id)| cx.book.get(id)).map(content_check::place);
        let words = element.zip(title).map_or_else(|| "The plan".to_owned(), |((n, _), title)| format!("Element {n}: {title}"));
        lines[from].band = Some((words, format!("{} missing", lines.len() - from)));
    }
    let from = lines.len();
    lines.extend(answered.iter().map(|(gap, answer)| of_gap(cx, plan, gap, *answer)));
    if let Some(first) = lines.get_mut(from) {
        first.band = Some(("Answered".to_owned(), count(answered.len(), "gap", "gaps")));
    }
    if let Some(first) = lines.first_mut()
        && !open.is_empty()
    {
        // The first heading says how many there are in all.
        let own = open.iter().filter(|(gap, _)| gap.element == open_first(&open)).count();
        let words = first.band.take().map_or_else(String::new, |(words, _)| words);
        let all = count(open.len(), "thing still missing", "things still missing");
        first.band = Some((words, if own == open.len() { all } else { format!("{own} of {all}") }));
    }
    lines
}

/// The element that stands first; none is the plan itself.
fn open_first(open: &[Checked]) -> Option<(usize, Id)> {
    open.iter().map(|(gap, _)| gap.element).min().flatten()
}

fn of_gap(cx: &Context, plan: Id, gap: &Gap, answer: Option<&Record>) -> Line {
    let slot = Slot {
        record: answer.map_or(Id::NIL, |answer| answer.id),
        kind: Kind::GapAnswer,
        parent: plan,
        field: Field::Reason,
        editor: Editor::Text,
    };
    let mut slots = vec![None; ANSWER + 1];
    slots[ANSWER] = Some(slot);
    let line = Line { record: slot.record, slots: Some(slots), ..Line::blank(Kind::GapAnswer, plan) };
    let line = Line { starts: starts(cx, gap), ..line }.goes(goes(plan, gap));
    match answer {
        None => line.says(0, "\u{25cb}", Meaning::Warn).says(1, sentence(gap), Meaning::Text),
        Some(answer) => {
            let day = answer.date(Field::Day).map_or_else(String::new, |day| dates::show(day, cx.day_first));
            let by = [answer.text(Field::Who), &day].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
            let place = if gap.place.is_empty() { String::new() } else { format!("{}: ", gap.place) };
            let words = format!("{place}{}{}", gap.words, if by.is_empty() { String::new() } else { format!(" (answered by {by})") });
            line.says(0, "\u{2713}", Meaning::Good).says(1, words, Meaning::Muted)
        }
    }
}

/// Where a gap is filled: its cell, or the page on which the part is added that the plan as a whole lacks.
fn goes(plan: Id, gap: &Gap) -> Goes {
    match (gap.record == plan, gap.field) {
        (true, None) if gap.code == "plan.element" => Goes::Page(Page::Tab(Tab::Matrix)),
        (true, None) => Goes::Page(Page::Tab(Tab::Evaluation)),
        (_, field) => Goes::Record(gap.record, field),
    }
}

/// What an answer to a gap begins with.
fn starts(cx: &Context, gap: &Gap) -> Vec<(Field, Value)> {
    vec![
        (Field::Code, Value::text(gap.code)),
        (Field::About, Value::Record(gap.record)),
        (Field::Who, Value::text(person(&cx.book.facts.who))),
        (Field::Day, Value::Date(cx.today)),
    ]
}

fn sentence(gap: &Gap) -> String {
    // Of a goal it is said of the goal itself.
    match gap.words.strip_prefix("the ").map(|words| ("The", words)).or(gap.words.strip_prefix("a goal ").map(|words| ("A goal", words))) {
        Some((subject, words)) => format!("{subject} {words}"),
        None if gap.element.is_some() => format!("It {}", gap.words),
        None => format!("The plan {}", gap.words),
    }
}
