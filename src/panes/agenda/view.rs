//! Draws tabs with their figures, what the list is narrowed to, the list, and the item under the cursor in full.

use ratatui::buffer::Buffer;

use super::list::{List, meaning};
use super::state::{Agenda, split};
use crate::command::{Area, Context};
use crate::domain::agenda::{Item, Totals, View, told};
use crate::domain::dates;
use crate::domain::text::counted;
use crate::panes::Frame;
use crate::widgets::grid::GridView;
use crate::widgets::tabs;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// The tabs with their figures.
pub(super) fn titles(totals: &Totals) -> Vec<String> {
    let figure = |view: View| match view {
        View::All => totals.all,
        View::Mine => totals.mine,
        View::Overdue => totals.overdue,
        View::Waiting => totals.waiting,
        View::PutOff => totals.put_off,
    };
    View::ALL.into_iter().map(|view| format!("{} {}", view.words(), figure(view))).collect()
}

pub(super) fn draw(pane: &Agenda, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let (head, area, below) = split(cx.area);
    let (items, shown) = (pane.items(cx), pane.shown(cx));
    let titles = titles(&shown.totals);
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let buf = frame.buffer_mut();
    tabs::draw(&titles, pane.view as usize, Area { height: head.height.min(1), ..head }, buf, theme);
    if head.height > 1 {
        put(buf, theme, Area { y: head.y + 1, ..head }, &narrowed(pane, &shown.totals, cx, theme.glyphs.dot), Meaning::Muted);
    }
    let list = List::new(&items, &shown, pane.asked(cx), cx, &theme.glyphs);
    let row = pane.row(cx);
    let mut grid = pane.grid.clone();
    if row != grid.row {
        grid.row = row;
        grid.settle(&list, area);
    }
    GridView::new(&list, &grid, theme, cx.focused).by_row().draw(area, buf);
    if below.height > 0
        && let Some(item) = list.item(row)
    {
        let room = usize::from(below.width);
        buf.set_stringn(below.x, below.y, theme.glyphs.horizontal.repeat(room), room, theme.style(Meaning::Border));
        let lines = detail(pane, item, list.place(item), cx, theme, usize::from(below.height) - 1);
        for (at, (words, meaning)) in lines.iter().enumerate() {
            put(buf, theme, Area { y: below.y + 1 + at as u16, ..below }, words, *meaning);
        }
    }
}

fn put(buf: &mut Buffer, theme: &Theme, line: Area, words: &str, meaning: Meaning) {
    let room = usize::from(line.width).saturating_sub(2);
    let words = width::truncate(&theme.glyphs.own(words), room, theme.glyphs.ellipsis).into_owned();
    buf.set_stringn(line.x + 1, line.y, words, room, theme.style(meaning));
}

/// What is due soon, and what the list is narrowed to.
fn narrowed(pane: &Agenda, totals: &Totals, cx: &Context, dot: &str) -> String {
    let mut parts = vec![format!("{} today, {} until Sunday", totals.today, totals.week), pane.period.words().to_owned()];
    parts.push(pane.person.clone().map_or_else(|| "everybody".to_owned(), |person| format!("only {person}")));
    parts.extend(pane.sort.map(|sort| format!("only {}", sort.words())));
    if !pane.words.is_empty() {
        parts.push(format!("with '{}'", pane.words));
    }
    if let Some(region) = cx.chosen.region {
        parts.push(format!("{} only", cx.book.name(region)));
        if totals.statewide > 0 {
            parts.push(format!("{} statewide not shown", totals.statewide));
        }
    }
    if pane.view == View::Waiting && totals.roles > 0 {
        parts.push(format!("{} for a role, not a name", counted(totals.roles as u64, "more waits", "more wait")));
    }
    parts.join(&format!(" {dot} "))
}

/// The item in full: text, what and whose it is with its day, and whether it was put off.
fn detail(pane: &Agenda, item: &Item, place: &str, cx: &Context, theme: &Theme, lines: usize) -> Vec<(String, Meaning)> {
    let dot = theme.glyphs.dot;
    let text = if item.text.trim().is_empty() { "(no text)".to_owned() } else { item.text.replace('\n', " / ") };
    let text = if item.case.is_empty() { text } else { format!("Case {}: {text}", item.case) };
    let room = usize::from(cx.area.width).saturating_sub(2).max(1);
    let mut out: Vec<(String, Meaning)> = Vec::new();
    // Two lines for the text where there is room for them; the last of them is cut.
    let wrapped = width::wrap(&text, room);
    match wrapped.first().filter(|_| lines >= 4 && wrapped.len() > 1) {
        Some(first) => {
            let head = first.of(&text).to_owned();
            let rest = text[head.len()..].trim().to_owned();
            out.extend([(head.trim_end().to_owned(), Meaning::Text), (rest, Meaning::Text)]);
        }
        None => out.push((text, Meaning::Text)),
    }
    let mut due =
        format!("{} {}", if item.when == crate::domain::agenda::When::Waiting { "asked" } else { "due" }, dates::show_long(item.due));
    if !item.time.is_empty() {
        due = format!("{due} {}", item.time);
    }
    let mut facts = vec![format!("{due}, {}", told(item, cx.today)), item.what.words().to_owned()];
    facts.extend([item.belongs.clone(), place.to_owned(), item.site.clone()]);
    facts.push(if item.role { format!("{} (a role)", item.who) } else { item.who.replace('\n', "; ") });
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let offs = pane.put_offs(item, cx);
    let again = if offs.len() > 1 { format!(", {} times in all", offs.len()) } else { String::new() };
    let off = match (&item.off, offs.first()) {
        (Some(off), _) => Some(format!("Put off until {} by {}{again}: {}", dates::show_long(off.until), off.who, off.reason)),
        (None, Some(off)) => Some(format!("Was put off until {} by {}{again}: {}", dates::show_long(off.until), off.who, off.reason)),
        (None, None) if item.awaited => Some("Others wait for this".to_owned()),
        (None, None) => None,
    };
    out.push((facts.join(&format!(" {dot} ")), meaning(item, cx.today)));
    out.extend(off.map(|words| (words.replace('\n', " / "), Meaning::Muted)));
    out.truncate(lines);
    out
}
