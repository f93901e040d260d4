//! Draws tabs, the head line, the section in view, what the cursor stands on in words, and the signs.

use ratatui::buffer::Buffer;

use super::rows::{About, Rows, Shown, sign};
use super::state::{Scans, Section};
use super::{chart, grid, settings};
use crate::command::{Area, Context};
use crate::domain::dates;
use crate::domain::scan::{State, last_day, long_month};
use crate::panes::{Frame, ledger};
use crate::widgets::chart::Piece;
use crate::widgets::grid::{GridView, Layout};
use crate::widgets::meaning::Meaning;
use crate::widgets::tabs;
use crate::widgets::theme::Theme;
use crate::widgets::width;

/// Where everything stands; the same for drawing and for clicks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places {
    pub tabs: Area,
    pub head: Area,
    pub body: Area,
    pub chart: Area,
    pub caption: Area,
    pub legend: Area,
}

impl Places {
    pub fn of(pane: &Scans, area: Area) -> Places {
        let line = |y: u16, height: u16| Area { y, height, ..area };
        let tabs = line(area.y, area.height.min(1));
        if pane.section == Section::Settings {
            return Places { tabs, body: line(area.y + tabs.height, area.height - tabs.height), ..Places::default() };
        }
        let head = line(area.y + tabs.height, u16::from(area.height > 6));
        let left = area.height - tabs.height - head.height;
        let legend = u16::from(pane.section == Section::Grid && left >= 12);
        let caption = if left >= 12 { 3 } else { u16::from(left >= 6) };
        let charts = pane.charted && pane.reading.is_none() && matches!(pane.section, Section::Coverage | Section::Themes);
        let chart = if charts && left >= 18 { (left / 2).min(14) } else { 0 };
        let body = left - legend - caption - chart;
        let y = head.y + head.height;
        Places {
            tabs,
            head,
            body: line(y, body),
            chart: line(y + body, chart),
            caption: line(y + body + chart, caption),
            legend: line(y + body + chart + caption, legend),
        }
    }
}

pub fn draw(pane: &Scans, frame: &mut Frame, theme: &Theme, cx: &Context) {
    let places = Places::of(pane, cx.area);
    tabs::draw(&Section::TITLES, pane.section as usize, places.tabs, frame.buffer_mut(), theme);
    if pane.section == Section::Settings {
        ledger::draw(&pane.ledger, &settings::page(pane, cx), places.body, frame, theme, cx);
        return;
    }
    let rows = pane.rows(cx);
    let buf = frame.buffer_mut();
    line(&[(rows.head.clone(), Meaning::Title)], places.head, 0, theme, buf);
    let shown = Shown { rows: &rows, glyphs: &theme.glyphs };
    let view = GridView::new(&shown, pane.cursor(), theme, cx.focused);
    let view = if pane.section == Section::Grid { view } else { view.by_row() };
    view.draw(places.body, buf);
    if pane.section == Section::Grid {
        this_month(pane, &rows, &shown, places.body, theme, cx, buf);
        legend(places.legend, theme, buf);
    }
    chart_of(pane, places.chart, theme, cx, buf);
    caption(pane, &rows, places.caption, theme, cx, buf);
}

/// This month's title stands out.
fn this_month(pane: &Scans, rows: &Rows, shown: &Shown, area: Area, theme: &Theme, cx: &Context, buf: &mut Buffer) {
    let month = crate::domain::scan::month_of(cx.today);
    let Some(at) = rows.months.1.iter().position(|known| *known == month) else { return };
    if let Some(placed) = Layout::new(shown, pane.cursor(), area).column(grid::FIRST + at).filter(|_| area.height > 2) {
        let rect = ratatui::layout::Rect::new(area.x + placed.x, area.y, placed.shown, 1).intersection(buf.area);
        buf.set_style(rect, theme.style(Meaning::Accent));
    }
}

fn line(pieces: &[Piece], area: Area, row: u16, theme: &Theme, buf: &mut Buffer) {
    if row >= area.height {
        return;
    }
    let (mut x, end) = (area.x + 1, area.x + area.width);
    for (text, meaning) in pieces {
        let room = usize::from(end.saturating_sub(x));
        x = buf
            .set_stringn(
                x,
                area.y + row,
                width::truncate(&theme.glyphs.own(text), room, theme.glyphs.ellipsis),
                room,
                theme.style(*meaning),
            )
            .0;
    }
}

/// Every sign in words.
fn legend(area: Area, theme: &Theme, buf: &mut Buffer) {
    let signs = State::ALL.into_iter().filter(|state| *state != State::NotOwed).flat_map(|state| {
        let (sign, meaning) = sign(state);
        [(theme.glyphs.own(sign).into_owned(), meaning), (format!(" {}   ", state.words()), Meaning::Muted)]
    });
    let mut pieces: Vec<Piece> = signs.collect();
    pieces.push(("blank: no scan owed".to_owned(), Meaning::Muted));
    line(&pieces, area, 0, theme, buf);
}

fn chart_of(pane: &Scans, area: Area, theme: &Theme, cx: &Context, buf: &mut Buffer) {
    if area.height < 4 {
        return;
    }
    let rule = theme.glyphs.horizontal.repeat(usize::from(area.width));
    buf.set_stringn(area.x, area.y, rule, usize::from(area.width), theme.style(Meaning::Border));
    let Some(series) = pane.series(cx) else {
        line(&[("A run of months is drawn by month: T goes back to months.".to_owned(), Meaning::Muted)], area, 1, theme, buf);
        return;
    };
    for (row, pieces) in chart::run(&series, area.width.saturating_sub(2), area.height - 1, &theme.glyphs).iter().enumerate() {
        line(pieces, area, row as u16 + 1, theme, buf);
    }
}

/// What the cursor stands on, in words.
fn caption(pane: &Scans, rows: &Rows, area: Area, theme: &Theme, cx: &Context, buf: &mut Buffer) {
    let row = u16::from(area.height > 1);
    if row > 0 {
        let rule = theme.glyphs.horizontal.repeat(usize::from(area.width));
        buf.set_stringn(area.x, area.y, rule, usize::from(area.width), theme.style(Meaning::Border));
    }
    for (at, pieces) in words(pane, rows, theme, cx).iter().enumerate() {
        line(pieces, area, row + at as u16, theme, buf);
    }
}

fn words(pane: &Scans, rows: &Rows, theme: &Theme, cx: &Context) -> Vec<Vec<Piece>> {
    let Some(about) = rows.about(pane.cursor().row) else { return Vec::new() };
    match about {
        About::Person(worker, at) => month_words(pane, rows, worker, at, theme, cx),
        About::Owing(worker, month) => {
            let scan = format!("Scan of {}, {}", cx.book.name(worker), long_month(month));
            vec![
                vec![(scan, Meaning::Title)],
                vec![("Enter writes it down, E excuses the month with a reason.".to_owned(), Meaning::Muted)],
            ]
        }
        About::Place(_) | About::Theme(..) => match pane.series(cx) {
            Some(series) => chart::words(&series).into_iter().map(|words| vec![(words, Meaning::Muted)]).collect(),
            None => vec![vec![("Three fiscal years: too few points for a rule, so the points are shown.".to_owned(), Meaning::Muted)]],
        },
        About::Scan(_) => vec![vec![("Enter opens the scan, Esc goes back to the themes.".to_owned(), Meaning::Muted)]],
    }
}

fn month_words(pane: &Scans, rows: &Rows, worker: crate::domain::id::Id, at: usize, theme: &Theme, cx: &Context) -> Vec<Vec<Piece>> {
    let name = cx.book.name(worker).to_owned();
    let Some(month) = rows.month(pane.cursor().column) else {
        let row = &rows.lines[pane.cursor().row];
        let done = grid::FIRST + rows.months.1.len();
        let sum = row.cells.get(done).map_or("", |(text, _)| text.as_str());
        let said = if sum.is_empty() { "no scan was due".to_owned() } else { format!("{sum} scans done of those due") };
        return vec![vec![(name, Meaning::Title), (format!(": {said}"), Meaning::Text)]];
    };
    let calendar = pane.calendar(cx);
    let Some(column) = calendar.months.iter().position(|known| *known == month) else { return Vec::new() };
    let Some(entry) = calendar.people.get(at).map(|person| person.entries[column]) else { return Vec::new() };
    let (sign, meaning) = sign(entry.state);
    let show = |day| dates::show(day, cx.day_first);
    let state = match (entry.state, entry.done) {
        (State::Done, Some(day)) if day > last_day(month) => format!("done on {}, after the month was over", show(day)),
        (State::Done, Some(day)) => format!("done on {}", show(day)),
        (State::Done, None) => "done, no day written down".to_owned(),
        (State::Due, _) => format!("due by {}", show(last_day(month))),
        (State::Missed, _) => "missed: the month is over".to_owned(),
        (State::Excused, _) => "excused; Enter shows why".to_owned(),
        (State::ToCome, _) => "still to come".to_owned(),
        (State::NotOwed, _) => "no scan owed: not at work as a caseworker on the month's last day".to_owned(),
    };
    let more = if entry.records > 1 { format!(" ({} records)", entry.records) } else { String::new() };
    let mut second = if entry.state == State::NotOwed { String::new() } else { grid::place(cx, &entry.post) };
    if !pane.counts(worker, &entry.post, cx) && entry.state != State::NotOwed {
        second.push_str("; counts there, not here");
    }
    vec![
        vec![
            (format!("{name}, {}: ", long_month(month)), Meaning::Title),
            (format!("{} ", theme.glyphs.own(sign)), meaning),
            (format!("{state}{more}"), Meaning::Text),
        ],
        vec![(second, Meaning::Muted)],
    ]
}
