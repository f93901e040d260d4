//! The lines of the matrix, and of one element's form over it.

use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::Progress;
use crate::domain::record::Record;

use super::super::fields::{ELEMENT_FORM, GOAL_FORM};
use super::Line;
use super::form::form;

/// Every element with its head line, its goals and its rows, as on the form.
#[must_use]
pub fn matrix(cx: &Context, plan: Id) -> Vec<Line> {
    let book = cx.book;
    let mut lines = Vec::new();
    for (at, element) in book.parts(plan, Kind::Element).into_iter().enumerate() {
        let mut head = Line::of(element, plan, at + 1);
        head.band = Some(band(cx, element, at + 1));
        lines.push(head);
        let goals = book.parts(element.id, Kind::Goal);
        if goals.is_empty() {
            lines.push(Line::blank(Kind::Goal, element.id));
        }
        lines.extend(goals.into_iter().enumerate().map(|(at, goal)| Line::of(goal, element.id, at + 1)));
        let rows = book.parts(element.id, Kind::Row);
        if rows.is_empty() {
            lines.push(Line::blank(Kind::Row, element.id));
        }
        let mut numbers = [0; 2];
        for row in rows {
            let number = &mut numbers[usize::from(row.text(Field::Part) == "benchmark")];
            *number += 1;
            lines.push(Line::of(row, element.id, *number));
        }
    }
    lines
}

fn band(cx: &Context, element: &Record, number: usize) -> (String, String) {
    let mut words = vec![format!("Element {number}")];
    words.extend(Some(element.text(Field::Domain).to_owned()).filter(|d| !d.is_empty()));
    words.extend(element.int(Field::Priority).map(|n| format!("priority {n}")));
    let progress = Progress::of_element(cx.book, element.id, cx.today);
    let mut right = format!("{} of {} done", progress.complete, progress.rows);
    if progress.overdue > 0 {
        right = format!("{right}, {} overdue", progress.overdue);
    }
    (words.join(", "), right)
}

/// All fields of an element, then of its goals.
#[must_use]
pub fn element_form(book: &Book, plan: Id, element: Id) -> Vec<Line> {
    let mut lines = form(&ELEMENT_FORM, element, Kind::Element, plan);
    lines[0].band = Some(("The element".to_owned(), String::new()));
    let goals = book.parts(element, Kind::Goal);
    let (blank, found) = (goals.is_empty().then_some(Id::NIL), goals.iter().map(|goal| goal.id));
    for (at, goal) in blank.into_iter().chain(found).enumerate() {
        let at_goal = lines.len();
        lines.extend(form(&GOAL_FORM, goal, Kind::Goal, element));
        lines[at_goal].band = Some((format!("Goal {}", at + 1), String::new()));
    }
    lines
}
