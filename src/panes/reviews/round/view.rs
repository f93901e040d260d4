//! Draws the lines above, the cases, and what there is to say about the case under the cursor.

use ratatui::buffer::Buffer;

use super::rows::Rows;
use super::talk::Talk;
use super::{Round, Show, head};
use crate::command::{Area, Context};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::round::{Group, RoundCase, Worklist};
use crate::domain::sample::reason::reason;
use crate::panes::reviews::view::pieces;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{GridView, Source};
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;
use crate::widgets::width;

/// The lines above, the grid, and the lines beneath it.
pub(super) fn split(list: &Worklist, show: Show, cx: &Context) -> (Area, Area, Area) {
    let area = cx.area;
    let head = head::lines(list, show, area, cx, &Glyphs::UNICODE).len() as u16;
    let gap = u16::from(area.height >= 20);
    let below = if area.height >= 18 { 3 } else { 0 };
    let above = Area { height: head.min(area.height), ..area };
    let top = (above.height + gap).min(area.height);
    let grid = Area { y: area.y + top, height: (area.height - top).saturating_sub(below), ..area };
    (above, grid, Area { y: grid.y + grid.height, height: (area.height - top).min(below), ..area })
}

pub(super) fn draw(pane: &Round, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let area = cx.area;
    let Some(list) = &pane.list else {
        let words = "This round is not there any more: it was deleted or undone. Esc goes back to the rounds.";
        for (line, y) in width::wrap(words, usize::from(area.width.saturating_sub(2)).max(1)).into_iter().zip(area.y..area.y + area.height)
        {
            buf.set_stringn(area.x + 1, y, line.of(words), usize::from(area.width), theme.style(Meaning::Muted));
        }
        return;
    };
    if let Some(grid) = &pane.talk {
        GridView::new(&Talk::new(list, cx, &theme.glyphs), grid, theme, cx.focused).draw(area, buf);
        return;
    }
    let (above, grid, below) = split(list, pane.show, cx);
    for (line, y) in head::lines(list, pane.show, area, cx, &theme.glyphs).iter().zip(above.y..above.y + above.height) {
        pieces(line, Area { x: above.x + 1, y, width: above.width.saturating_sub(2), height: 1 }, buf, theme);
    }
    let rows = Rows::new(list, pane.show, pane.grid.sort, cx, &theme.glyphs);
    GridView::new(&rows, &pane.grid, theme, cx.focused).draw(grid, buf);
    let Some(case) = rows.case(pane.grid.row.min(rows.rows().saturating_sub(1))).filter(|_| below.height > 0) else { return };
    let room = usize::from(below.width);
    buf.set_stringn(below.x, below.y, theme.glyphs.horizontal.repeat(room), room, theme.style(Meaning::Border));
    for ((words, meaning), y) in detail(list, case, cx).into_iter().zip(below.y + 1..below.y + below.height) {
        let words = width::truncate(&words, room.saturating_sub(2), theme.glyphs.ellipsis);
        buf.set_stringn(below.x + 1, y, words, room, theme.style(meaning));
    }
}

/// What there is to say about a case: where it stands and why, then period and people.
fn detail(list: &Worklist, case: &RoundCase, cx: &Context) -> Vec<(String, Meaning)> {
    let day = |day| dates::show(day, cx.day_first);
    let case_of = |row: Option<usize>| row.and_then(|row| list.file.population.cases.get(row)).map(|case| case.case_id.as_str());
    let why = |row: Option<usize>| {
        let record = row.and_then(|row| list.cases.iter().find(|case| case.row == Some(row))).and_then(|case| case.elimination);
        record.and_then(|at| list.file.eliminations.get(at))
    };
    let place = match case.group {
        Group::Sample => match case_of(case.stands_for) {
            Some(other) => {
                let words = why(case.stands_for).and_then(|record| reason(record.text(Field::Reason))).map_or("eliminated", |r| r.words);
                format!("Stands in for {other} ({words})")
            }
            None => format!("Drawn at random, number {} of the sample", case.number),
        },
        Group::Added => "Added by hand, no part of the random sample".to_owned(),
        Group::Outside => "Reviewed, but no elimination made room for it: its final answers still count".to_owned(),
        Group::Spare => format!("Spare{}: the next one of its stratum comes in", in_stratum(case)),
        Group::Eliminated => {
            let record = case.elimination.and_then(|at| list.file.eliminations.get(at));
            let words = record.map_or_else(String::new, |record| {
                let reason = reason(record.text(Field::Reason)).map_or("eliminated", |reason| reason.words);
                let who = record.text(Field::Who);
                let when = record.date(Field::Day).map_or_else(String::new, |on| format!(", {}", day(on)));
                let note = record.text(Field::Note).replace('\n', " ");
                let note = if note.is_empty() { note } else { format!(": {note}") };
                format!("Eliminated, {reason}{note} ({who}{when})")
            });
            match case_of(case.replaced_by) {
                Some(other) => format!("{words}. {other} stands in"),
                None => words,
            }
        }
    };
    let mut facts = Vec::new();
    if let (Some(from), Some(until)) = (case.from.or(list.round.from), case.until.or(list.round.until)) {
        facts.push(format!("Period {} to {}", day(from), day(until)));
    }
    if let Some(supervisor) = case.supervisor {
        facts.push(format!("supervisor {}", cx.book.name(supervisor)));
    }
    if let Some(line) = list.second(case) {
        facts.push(if line.reviewer.is_empty() {
            "second reviewer not named".to_owned()
        } else {
            format!("second reviewer {}", line.reviewer)
        });
    }
    if case.challenges > 0 {
        facts.push(format!("{} without an outcome", if case.challenges == 1 { "a challenge" } else { "challenges" }));
    }
    let mut facts = facts.join(", ");
    if let Some(first) = facts.get(..1) {
        let first = first.to_uppercase();
        facts.replace_range(..1, &first);
    }
    vec![(place, Meaning::Text), (facts, Meaning::Muted)]
}

fn in_stratum(case: &RoundCase) -> String {
    if case.stratum.is_empty() { String::new() } else { format!(" of '{}'", case.stratum) }
}
