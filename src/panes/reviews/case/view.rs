//! Draws a case: head, list, question and keys, or its history. Changes nothing.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::layout::Parts;
use super::panel::{self, Spans};
use super::rows::{self, Columns};
use super::staff;
use super::state::{Case, plain};
use crate::command::{Area, Context};
use crate::domain::dates;
use crate::domain::entry::{Entry, Line};
use crate::domain::review_moves::person;
use crate::panes::reviews::progress;
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;
use crate::widgets::{chart, popup, text_field_view, width};

pub(super) fn draw(case: &Case, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let area = cx.area;
    if area.height == 0 || area.width == 0 {
        return;
    }
    let Some(entry) = case.entry(cx) else {
        let words = match &case.file {
            Some(_) => "The instrument of this case is not in the file: import it, then open the case again. Esc goes back.",
            None => "There is no such case in the file. Esc goes back.",
        };
        frame.buffer_mut().set_stringn(area.x + 1, area.y, words, usize::from(area.width), theme.style(Meaning::Muted));
        return;
    };
    let parts = case.parts(cx);
    head(case, &entry, &parts, frame.buffer_mut(), theme, cx);
    if case.log.is_some() {
        log(case, parts.body, frame.buffer_mut(), theme);
        return;
    }
    list(case, &entry, parts.list, frame.buffer_mut(), theme);
    rule(&parts, frame.buffer_mut(), theme);
    question(case, &entry, &parts, frame, theme, cx);
}

fn put(buf: &mut Buffer, x: u16, y: u16, end: u16, words: &str, meaning: Meaning, theme: &Theme) -> u16 {
    // A window may be smaller than the parts want.
    if !buf.area.contains((x, y).into()) {
        return x;
    }
    buf.set_stringn(x, y, words, usize::from(end.saturating_sub(x)), theme.style(meaning)).0
}

fn head(case: &Case, entry: &Entry, parts: &Parts, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let area = parts.head;
    let (end, glyphs, line) = (area.x + area.width - 1, &theme.glyphs, &entry.file.line);
    let status = progress::sign(Some(line.status), glyphs);
    let mut right = format!("{} {}", status.0, line.status.words());
    if line.second {
        right = format!("second review, blind {} {right}", glyphs.dot);
    }
    if entry.file.imported {
        right = format!("imported {} {right}", glyphs.dot);
    }
    let at = end.saturating_sub(width::cells(&right) as u16);
    put(buf, at, area.y, end, &right, status.1, theme);
    let end_left = at.saturating_sub(2);
    let (answered, of) = entry.answered();
    let gaps = of - answered;
    let done = format!("{answered} of {of} answered");
    let case_id = if line.case_id.is_empty() { "Case".to_owned() } else { plain(&line.case_id) };
    let x = put(buf, area.x + 1, area.y, end_left, &case_id, Meaning::Title, theme);
    if area.height == 1 {
        put(buf, x + 2, area.y, end_left, &done, Meaning::Muted, theme);
        return;
    }
    let facts = facts(entry, cx).join(&format!(" {} ", glyphs.dot));
    let facts = width::truncate(&facts, usize::from(end_left.saturating_sub(x + 2)), glyphs.ellipsis);
    put(buf, x + 2, area.y, end_left, &facts, Meaning::Muted, theme);
    let share = if of == 0 { None } else { Some(f64::from(answered) / f64::from(of)) };
    let meaning = if gaps == 0 && of > 0 { Meaning::Good } else { Meaning::Bar };
    let mut x = area.x + 1;
    for (piece, meaning) in chart::bar(share, None, (area.width / 4).clamp(10, 40), meaning, glyphs) {
        x = put(buf, x, area.y + 1, end, &piece, meaning, theme);
    }
    let left = match gaps {
        _ if of == 0 => "no area is covered yet: F4 says which".to_owned(),
        0 => format!("{done}, no gap"),
        1 => format!("{done}, 1 gap"),
        n => format!("{done}, {n} gaps"),
    };
    put(buf, x + 2, area.y + 1, end, &left, if gaps == 0 { Meaning::Good } else { Meaning::Text }, theme);
    // The third line is blank, but for a qualitative case it says who reviewed and with whom they spoke.
    if let Some(words) = staff::words(entry.file).filter(|_| area.height > 2) {
        let room = usize::from(end.saturating_sub(area.x + 1));
        put(buf, area.x + 1, area.y + 2, end, &width::truncate(&plain(&words), room, glyphs.ellipsis), Meaning::Muted, theme);
    }
    if case.round_is_closed(cx) {
        let words = "round closed";
        put(buf, end.saturating_sub(width::cells(words) as u16), area.y + 1, end, words, Meaning::Muted, theme);
    }
}

/// Office, worker, reviewer and period, as far as they are there.
fn facts(entry: &Entry, cx: &Context) -> Vec<String> {
    let (file, line) = (entry.file, &entry.file.line);
    let mut facts = vec![plain(cx.book.name(line.office))];
    match line.worker.map(|worker| plain(cx.book.name(worker))) {
        Some(name) if !name.is_empty() => facts.push(format!("worker {name}")),
        _ => facts.push("no worker".to_owned()),
    }
    let reviewer = plain(person(&line.reviewer));
    facts.push(if reviewer.is_empty() { "no reviewer".to_owned() } else { format!("reviewed by {reviewer}") });
    let day = |day| dates::show(day, cx.day_first);
    match (file.from, file.until) {
        (Some(from), Some(until)) => facts.push(format!("{} to {}", day(from), day(until))),
        (Some(from), None) => facts.push(format!("from {}", day(from))),
        (None, Some(until)) => facts.push(format!("until {}", day(until))),
        (None, None) => {}
    }
    facts.retain(|fact| !fact.is_empty());
    facts
}

fn list(case: &Case, entry: &Entry, area: Area, buf: &mut Buffer, theme: &Theme) {
    let lines = entry.lines();
    let top = case.shown_top(&lines, usize::from(area.height));
    let columns = Columns::new(entry, usize::from(area.width));
    let asking = case.asking.then_some(case.at);
    for (y, line) in (area.y..area.y + area.height).zip(lines.iter().skip(top)) {
        let mut x = area.x;
        for (piece, meaning) in rows::line(entry, *line, columns, asking, &theme.glyphs) {
            x = put(buf, x, y, area.x + area.width, &piece, meaning, theme);
        }
        if *line == Line::Question(case.at.question()) {
            buf.set_style(Rect::new(area.x, y, area.width, 1), theme.style(Meaning::CursorCell));
        }
    }
    // What is beyond the edges is told beside them, where no heading says it.
    let more = |y: u16, sign: &str, buf: &mut Buffer| {
        if area.width > 0 {
            put(buf, area.x, y, area.x + 1, sign, Meaning::Muted, theme);
        }
    };
    if top > 0 && area.height > 0 {
        more(area.y, theme.glyphs.up, buf);
    }
    if lines.len() > top + usize::from(area.height) && area.height > 0 {
        more(area.y + area.height - 1, theme.glyphs.down, buf);
    }
}

fn rule(parts: &Parts, buf: &mut Buffer, theme: &Theme) {
    let area = parts.rule;
    if parts.wide {
        for y in area.y..area.y + area.height {
            put(buf, area.x, y, area.x + 1, theme.glyphs.vertical, Meaning::Border, theme);
        }
        let y = parts.flow.y + parts.flow.height;
        let line = format!("{}{}", theme.glyphs.branch, theme.glyphs.horizontal.repeat(usize::from(parts.flow.width) + 1));
        put(buf, area.x, y, parts.flow.x + parts.flow.width, &line, Meaning::Border, theme);
    } else if area.height > 0 {
        let line = theme.glyphs.horizontal.repeat(usize::from(area.width));
        put(buf, area.x, area.y, area.x + area.width, &line, Meaning::Border, theme);
    }
}

fn spans(lines: &[Spans], area: Area, buf: &mut Buffer, theme: &Theme) {
    for (y, line) in (area.y..area.y + area.height).zip(lines) {
        let mut x = area.x;
        for span in line {
            let from = x;
            x = put(buf, x, y, area.x + area.width, &span.text, span.meaning, theme);
            if span.here {
                let style = if span.meaning == Meaning::Warn { Meaning::Match } else { Meaning::CursorCell };
                let over = theme.style(Meaning::CursorCell).patch(theme.style(style));
                buf.set_style(Rect::new(from, y, x - from, 1), over);
            }
        }
    }
}

fn question(case: &Case, entry: &Entry, parts: &Parts, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let flow = parts.flow;
    let lines = panel::compose(case, entry, cx, (case.at.question(), usize::from(flow.width), parts.wide), &theme.glyphs);
    let height = usize::from(flow.height);
    let scroll = case.scroll.min(lines.len().saturating_sub(height));
    spans(&lines[scroll.min(lines.len())..], flow, frame.buffer_mut(), theme);
    if lines.len() > scroll + height && flow.height > 0 && case.draft.is_none() {
        let words = format!(" {} more", theme.glyphs.more_right);
        let x = (flow.x + flow.width).saturating_sub(width::cells(&words) as u16);
        put(frame.buffer_mut(), x, flow.y + flow.height - 1, flow.x + flow.width, &words, Meaning::Key, theme);
    }
    let keys = panel::keys(case, entry, cx, usize::from(parts.keys.width));
    spans(&keys, parts.keys, frame.buffer_mut(), theme);
    let Some(draft) = &case.draft else { return };
    let area = panel::draft_area(parts);
    let title = Area { y: area.y.saturating_sub(1).max(flow.y), height: 1, ..area };
    let words = match &draft.fault {
        Some(fault) => (plain(fault), Meaning::Error),
        None => (format!("Remark on {}", entry.code(draft.slot.question())), Meaning::Accent),
    };
    let buf = frame.buffer_mut();
    put(buf, title.x, title.y, title.x + title.width, &" ".repeat(usize::from(title.width)), Meaning::Text, theme);
    put(buf, title.x, title.y, title.x + title.width, &words.0, words.1, theme);
    if let Some(caret) = text_field_view::draw(&draft.field, popup::rect(area), buf, theme) {
        frame.set_cursor_position(caret);
    }
}

fn log(case: &Case, area: Area, buf: &mut Buffer, theme: &Theme) {
    let Some(log) = case.log.as_ref().filter(|_| area.height > 0) else { return };
    let end = area.x + area.width;
    let count = match log.lines.len() {
        1 => "1 change".to_owned(),
        n => format!("{n} changes"),
    };
    put(buf, area.x + 1, area.y, end, &format!("History of this case: {count}, newest first. Esc goes back"), Meaning::Band, theme);
    let height = usize::from(area.height.saturating_sub(1));
    let top = (log.at + 1).saturating_sub(height);
    for (at, (y, line)) in (top..).zip((area.y + 1..area.y + area.height).zip(log.lines.iter().skip(top))) {
        let when = line.local.map_or_else(|| line.at.chars().take(16).collect(), |local| local.format("%Y-%m-%d %H:%M").to_string());
        let who = width::pad(&plain(person(&line.who)), 20, width::Align::Left, theme.glyphs.ellipsis);
        let x = put(buf, area.x + 1, y, end, &format!("{when}  {who}  "), Meaning::Muted, theme);
        let undone = if line.undone { " (undone)" } else { "" };
        let meaning = if line.undone { Meaning::Muted } else { Meaning::Text };
        put(buf, x, y, end, &format!("{}{undone}", plain(&line.words)), meaning, theme);
        if at == log.at {
            buf.set_style(Rect::new(area.x, y, area.width, 1), theme.style(Meaning::CursorCell));
        }
    }
}
