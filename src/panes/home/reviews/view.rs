//! Draws Home's case review.

use std::cmp::Ordering;

use ratatui::buffer::Buffer;

use super::figures::{COLUMNS, Regional};
use super::{Form, Reviews, Shown, place};
use crate::command::Context;
use crate::domain::figure;
use crate::domain::score_table::Source;
use crate::domain::standing::{Standing, StandingRow};
use crate::domain::tone::Tone;
use crate::panes::home::view::Paper;
use crate::panes::standing::sign;
use crate::widgets::chart;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::theme::Theme;
use crate::widgets::width::Align::{Left, Right};
use crate::widgets::width::{Align, cells};

/// From this width on the standings are named, not only signed.
const NAMED: u16 = 118;
const MOST_YEARS: usize = 12;
/// From this room on a verdict is a sentence, and its column needs no name that completes it.
const LONG_VERDICT: u16 = 50;

pub(super) fn draw(pane: &Reviews, buf: &mut Buffer, theme: &Theme, cx: &Context) {
    let shown = pane.shown(cx);
    let mut paper = Paper { area: cx.area, theme, buf };
    if shown.sheet.span == 0 {
        let words = "No answers and no published results of this instrument yet. Once they are imported (Ctrl-P, then 'Import a file'), \
                     this shows where each region stands on its two consecutive years, and which questions hold it back.";
        paper.paragraph(2, cx.area.y + 1, cx.area.height.saturating_sub(1), words, Meaning::Muted);
        return;
    }
    let form = pane.form(&shown, cx);
    let at = pane.at.min(shown.rows().saturating_sub(1));
    regions(&mut paper, &shown, form, at, cx);
    let unaddressed = pane.unaddressed(&shown, cx);
    let heading = cx.area.y + form.heading;
    let columns = columns(&shown, cx.area.width);
    questions_heading(&mut paper, &shown, &columns, heading, cx);
    if shown.worst.is_empty() {
        paper.paragraph(2, heading + 1, 2, "No review of this place in this year.", Meaning::Muted);
    }
    for (place, line) in shown.worst.iter().enumerate().skip(form.first_question).take(form.questions) {
        let y = heading + 1 + (place - form.first_question) as u16;
        let Some(row) = shown.sheet.cell(*line, cx.chosen.year) else { continue };
        let open = unaddressed.contains(line);
        for column in &columns {
            let (text, meaning) = column.what.of(&shown, *line, row, open, &theme.glyphs);
            paper.text(column.x, y, column.width, &text, column.align, meaning);
        }
        if at == shown.regions.len() + place {
            paper.cursor(y, 1, cx.focused);
        }
    }
    if form.names {
        let legend = if cx.area.width >= NAMED { form.legend.min(1) } else { form.legend };
        let y = cx.area.y + cx.area.height - legend - 1;
        paper.pieces(0, y, &without_element(&shown, &unaddressed, cx.area.width, &theme.glyphs));
    }
    legend(&mut paper, form.legend, cx);
}

/// The failing questions that no element addresses, as many codes as there is room for.
fn without_element(shown: &Shown, open: &[usize], room: u16, glyphs: &Glyphs) -> Vec<chart::Piece> {
    let n = open.len();
    let head = format!("{} {n} failing {} without an element: ", glyphs.warning, if n == 1 { "question" } else { "questions" });
    let all: Vec<&str> = open.iter().map(|line| shown.sheet.lines[*line].code.as_str()).collect();
    let room = usize::from(room).saturating_sub(cells(&head));
    let (mut codes, end) = (all.join(", "), "  e makes one");
    let end = if cells(&codes) + end.len() <= room { end } else { "" };
    if cells(&codes) > room {
        let mut fits = 1;
        let cut = |n: usize| format!("{}, {}", all[..n].join(", "), glyphs.ellipsis);
        while fits + 1 < n && cells(&cut(fits + 1)) <= room {
            fits += 1;
        }
        codes = cut(fits);
    }
    vec![(head, Meaning::Warn), (codes, Meaning::Text), (end.to_owned(), Meaning::Muted)]
}

fn regions(paper: &mut Paper, shown: &Shown, form: Form, at: usize, cx: &Context) {
    let glyphs = paper.theme.glyphs;
    let named = cx.area.width >= NAMED;
    let longest = shown.regions.iter().map(|r| cells(&r.name)).max().unwrap_or(0).max(9) as u16;
    let name = longest.min(cx.area.width / 4) + 3;
    let widths = COLUMNS.map(|c| if named { cells(column_words(c)) as u16 + 4 } else { 4 });
    let y = cx.area.y;
    paper.text(2, y, name, "Region", Left, Meaning::Header);
    let mut x = name;
    for (column, width) in COLUMNS.into_iter().zip(widths) {
        let (signed, meaning) = sign(column, &glyphs);
        let words = if named { format!("{signed} {}", column_words(column)) } else { signed.to_owned() };
        paper.text(x, y, width, &words, Right, meaning);
        x += width;
    }
    let verdict = x + 2;
    let room = cx.area.width.saturating_sub(verdict);
    paper.text(verdict, y, u16::MAX, if room < LONG_VERDICT { "Earliest exit" } else { "Verdict" }, Left, Meaning::Header);
    for (row, region) in shown.regions.iter().enumerate().skip(form.first_region).take(form.regions) {
        let y = y + 1 + (row - form.first_region) as u16;
        let chosen = region.region == cx.chosen.region;
        paper.text(0, y, 1, if chosen { glyphs.pointer } else { "" }, Left, Meaning::Accent);
        paper.text(2, y, name - 2, &region.name, Left, if chosen { Meaning::Accent } else { Meaning::Text });
        let mut x = name;
        for (column, width) in COLUMNS.into_iter().zip(widths) {
            let n = region.count(column);
            let (text, meaning) =
                if n == 0 { (glyphs.nothing.to_owned(), Meaning::Muted) } else { (n.to_string(), sign(column, &glyphs).1) };
            paper.text(x, y, width, &text, Right, meaning);
            x += width;
        }
        let mark = if region.verdict.provisional { " ~" } else { "" };
        let words = region.verdict_words(room.saturating_sub(mark.len() as u16));
        paper.text(verdict, y, room, &format!("{words}{mark}"), Left, verdict_meaning(region));
        if row == at {
            paper.cursor(y, 1, cx.focused);
        }
    }
}

fn column_words(column: Standing) -> &'static str {
    if column == Standing::NoRate { "no rate" } else { column.words() }
}

fn verdict_meaning(region: &Regional) -> Meaning {
    let below = region.verdict.below().next().is_some();
    match (region.exited.is_some(), below) {
        (true, true) => Meaning::Warn,
        (true, false) => Meaning::Good,
        _ if region.verdict.sustained => Meaning::Good,
        _ => Meaning::Text,
    }
}

/// A column of the questions.
#[derive(Clone, Copy, Debug)]
enum What {
    Mark,
    Code,
    Text,
    Standing,
    Score,
    Goal,
    Missing,
    N,
    Years,
    Arrow,
    Plan,
}

struct Column {
    what: What,
    x: u16,
    width: u16,
    align: Align,
}

fn columns(shown: &Shown, room: u16) -> Vec<Column> {
    let longest = shown.worst.iter().map(|line| cells(&shown.sheet.lines[*line].code)).max().unwrap_or(4) as u16;
    let years = shown.sheet.span.min(MOST_YEARS) as u16;
    let mut wishes = vec![(What::Mark, 1, Left), (What::Code, longest.clamp(4, 10), Left), (What::Text, 0, Left)];
    if room >= 96 {
        wishes.push((What::Standing, 17, Left));
    }
    wishes.extend([(What::Score, 6, Right), (What::Goal, 5, Right), (What::Missing, 5, Right), (What::N, 5, Right)]);
    wishes.extend([(What::Years, years.max(5), Left), (What::Arrow, 1, Left)]);
    if room >= 84 {
        wishes.push((What::Plan, 11, Left));
    }
    let used: u16 = wishes.iter().map(|(_, width, _)| width + 1).sum();
    let text = room.saturating_sub(used);
    let mut x = 0;
    let place = |(what, width, align)| {
        let width = if matches!(what, What::Text) { text } else { width };
        let column = Column { what, x, width, align };
        x += width + 1;
        column
    };
    wishes.into_iter().map(place).collect()
}

fn questions_heading(paper: &mut Paper, shown: &Shown, columns: &[Column], y: u16, cx: &Context) {
    let from = columns.iter().find(|c| !matches!(c.what, What::Mark | What::Code | What::Text)).map_or(cx.area.width, |c| c.x);
    let (place, year) = (place(cx), cx.chosen.year);
    let n = if shown.below == 0 { "none".to_owned() } else { shown.below.to_string() };
    let forms = [format!("{place}, FY{year}: {n} below"), format!("{place}: {n} below"), format!("{n} below")];
    let room = from.saturating_sub(1);
    let title = forms.iter().find(|f| cells(f) <= usize::from(room)).map_or("", String::as_str);
    paper.text(0, y, room, title, Left, Meaning::Title);
    for column in columns {
        let words = match column.what {
            What::Standing => "Standing",
            What::Score => "Score",
            What::Goal => "Goal",
            What::Missing => "Need",
            What::N => "n",
            What::Years => "Years",
            What::Plan => "Mini PIP",
            _ => continue,
        };
        paper.text(column.x, y, column.width, words, column.align, Meaning::Header);
    }
}

impl What {
    fn of(self, shown: &Shown, line: usize, row: &StandingRow, open: bool, glyphs: &Glyphs) -> (String, Meaning) {
        let (signed, meaning) = sign(row.standing, glyphs);
        let score = row.score.as_ref();
        let number = |n: Option<u64>| n.map_or_else(|| glyphs.no_rate.to_owned(), |n| n.to_string());
        match self {
            What::Mark if open => (glyphs.warning.to_owned(), Meaning::Warn),
            What::Mark => (" ".to_owned(), Meaning::Text),
            What::Code => (shown.sheet.lines[line].code.clone(), Meaning::Text),
            What::Text => (shown.sheet.lines[line].words.clone(), Meaning::Text),
            What::Standing => (format!("{signed} {}", row.standing.words()), meaning),
            What::Score => {
                let mark = match row.source {
                    Some(Source::Published) => "p",
                    _ if row.provisional => "~",
                    _ => " ",
                };
                let words = score.and_then(|s| s.score).map_or_else(|| glyphs.no_rate.to_owned(), |s| s.percent(1));
                (format!("{words}{mark}"), meaning)
            }
            What::Goal => (score.and_then(figure::goal_percent).unwrap_or_default(), Meaning::Muted),
            What::Missing => match score.and_then(|s| s.slack) {
                Some(slack) => (format!("+{slack}"), Meaning::Muted),
                None => (number(row.needed()), Meaning::Text),
            },
            What::N => (number(score.and_then(|s| s.applicable)), Meaning::Muted),
            What::Years => {
                let values = shown.sheet.values(line, row.year);
                let from = values.len().saturating_sub(MOST_YEARS);
                (chart::own_sparkline(&values[from..], glyphs), Meaning::Bar)
            }
            What::Arrow => match (score.and_then(|s| s.score), row.previous_score) {
                (Some(now), Some(before)) => match now.cmp(&before) {
                    Ordering::Greater => (glyphs.up.to_owned(), Meaning::Good),
                    Ordering::Less => (glyphs.down.to_owned(), Meaning::Warn),
                    Ordering::Equal => (glyphs.same.to_owned(), Meaning::Muted),
                },
                _ => (String::new(), Meaning::Muted),
            },
            What::Plan if open => ("no element".to_owned(), Meaning::Warn),
            What::Plan if row.standing.is_met() || row.standing.tone() == Tone::Neutral => (String::new(), Meaning::Muted),
            What::Plan => ("addressed".to_owned(), Meaning::Muted),
        }
    }
}

/// The signs in words, on so many lines at the end: the standings first, then the rest, as much as there is room for.
fn legend(paper: &mut Paper, lines: u16, cx: &Context) {
    let glyphs = paper.theme.glyphs;
    let others = [
        (glyphs.warning, Meaning::Warn, "no element"),
        ("+2", Meaning::Text, "to spare"),
        ("p", Meaning::Text, "published"),
        ("~", Meaning::Text, "round still open"),
    ];
    let end = cx.area.y + cx.area.height;
    if cx.area.width >= NAMED {
        if lines > 0 {
            paper.pieces(0, end - 1, &in_words(&others, cx.area.width));
        }
        return;
    }
    let standings = COLUMNS.map(|column| (sign(column, &glyphs).0, sign(column, &glyphs).1, column_words(column)));
    let all: Vec<_> = standings.into_iter().chain(others).collect();
    match lines {
        0 => {}
        1 => paper.pieces(0, end - 1, &in_words(&all, cx.area.width)),
        _ => {
            paper.pieces(0, end - 2, &in_words(&standings, cx.area.width));
            paper.pieces(0, end - 1, &in_words(&others, cx.area.width));
        }
    }
}

/// Signs with their words in one line. Where the five standings would not all fit they stand closer.
fn in_words(signs: &[(&str, Meaning, &str)], room: u16) -> Vec<chart::Piece> {
    let wide = |sign: &str, words: &str| cells(sign) + 1 + cells(words);
    let five: usize = signs.iter().take(5).map(|(sign, _, words)| wide(sign, words) + 2).sum();
    let gap = if five > usize::from(room) + 2 { 1 } else { 2 };
    let mut pieces = Vec::new();
    let mut used = 0;
    for (signed, meaning, words) in signs {
        used += wide(signed, words);
        if used > usize::from(room) {
            break;
        }
        pieces.push(((*signed).to_owned(), *meaning));
        pieces.push((format!(" {words}{}", " ".repeat(gap)), Meaning::Muted));
        used += gap;
    }
    pieces
}
