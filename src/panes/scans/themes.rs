//! What was found: themes of what needs work and of what is done well, by month, and the texts behind them.

use chrono::NaiveDate;

use super::rows::{About, Row, Rows, title};
use super::state::{Reading, Scans};
use crate::command::{Context, Effect};
use crate::domain::id::Id;
use crate::domain::query::Query;
use crate::domain::ratio::Ratio;
use crate::domain::scan::series::{Point, Series};
use crate::domain::scan::themes::{Found, Named, Themes, post_of};
use crate::domain::scan::{Scan, short_month};
use crate::domain::text::counted;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

/// Most texts that are read at once; the newest.
const MOST: usize = 400;

/// The themes of the section's months, charts' year before included. Every scan is looked at: see [`Scans::themes`].
pub fn found(pane: &Scans, cx: &Context) -> Themes {
    let (from, until) = pane.span(cx);
    let roster = pane.roster(cx);
    Themes::of(&pane.known, from, until, |scan| pane.counts(scan.worker, &post_of(&roster, scan), cx))
}

fn name(theme: Option<Id>, cx: &Context) -> String {
    match theme {
        Some(theme) if cx.book.name(theme).is_empty() => "a theme that is not here".to_owned(),
        Some(theme) => cx.book.name(theme).to_owned(),
        None => "no theme named".to_owned(),
    }
}

/// The months in view of a longer run.
fn in_view(pane: &Scans, months: &[NaiveDate], cx: &Context) -> usize {
    let from = pane.window(cx).0;
    months.iter().position(|month| *month == from).unwrap_or(0)
}

pub fn rows(pane: &Scans, cx: &Context) -> Rows {
    if let Some(reading) = &pane.reading {
        return texts(pane, reading, cx);
    }
    let themes = pane.themes(cx);
    let first = in_view(pane, &themes.months, cx);
    let scans: u32 = themes.scans[first..].iter().sum();
    let mut rows = Vec::new();
    for well in [false, true] {
        let count = |named: &Named| if well { named.well } else { named.needs };
        let sum = |found: &Found| found.months[first..].iter().map(count).sum::<u32>();
        let mut lines: Vec<(&Found, u32)> = themes
            .found
            .iter()
            .filter(|found| found.theme.is_some() || well)
            .map(|found| (found, sum(found)))
            .filter(|(_, n)| *n > 0)
            .collect();
        lines.sort_by_key(|(found, n)| (found.theme.is_none(), std::cmp::Reverse(*n)));
        for (at, (found, n)) in lines.iter().enumerate() {
            let mut cells = vec![
                (name(found.theme, cx), if found.theme.is_some() { Meaning::Text } else { Meaning::Muted }),
                (format!("{n}/{scans}"), Meaning::Text),
                (share(*n, scans), Meaning::Text),
            ];
            cells.extend(found.months[first..].iter().map(|named| match count(named) {
                0 => (String::new(), Meaning::Muted),
                n => (n.to_string(), Meaning::Text),
            }));
            let heading = if well { "Done well" } else { "Needs work" };
            rows.push(Row {
                about: About::Theme(found.theme, well),
                band: (at == 0).then(|| (heading.to_owned(), "named in so many scans".to_owned())),
                cells,
            });
        }
    }
    let months = themes.months[first..].to_vec();
    let mut columns = vec![Column::new("Theme", 26).between(16, 40), Column::new("Scans", 9).right(), Column::new("Share", 8).right()];
    columns.extend(months.iter().map(|month| Column::new(title(*month, cx.today), 5).right()));
    let (from, until) = pane.window(cx);
    let head = format!(
        "{} to {} · {} · {} done",
        short_month(from),
        short_month(until),
        pane.place_words(cx),
        counted(u64::from(scans), "scan", "scans")
    );
    let empty = "Themes say in a word what a scan found; they are chosen when a scan is entered. No scan of these months names one. \
                 Ctrl-N goes on to the list of themes."
        .to_owned();
    Rows { columns, lines: rows, empty, head, months: (3, months) }
}

fn share(part: u32, whole: u32) -> String {
    Ratio::new(u64::from(part) * 10_000, u64::from(whole)).map_or_else(String::new, |ratio| format!("{} %", ratio.percent(1)))
}

/// The scans that name a theme in the months in view, the newest first.
fn naming<'a>(pane: &'a Scans, theme: Option<Id>, well: bool, cx: &Context) -> Vec<&'a Scan> {
    let (from, until) = pane.window(cx);
    let roster = pane.roster(cx);
    let names = |scan: &&Scan| {
        let named = if well { &scan.well } else { &scan.needs };
        match theme {
            Some(theme) => named.contains(&theme),
            None => scan.well.is_empty() && scan.needs.is_empty(),
        }
    };
    let here =
        |scan: &&Scan| !scan.excused && (from..=until).contains(&scan.month) && pane.counts(scan.worker, &post_of(&roster, scan), cx);
    let mut found: Vec<&Scan> = pane.known.iter().filter(here).filter(names).collect();
    found.sort_by_key(|scan| (std::cmp::Reverse((scan.month, scan.done)), scan.id));
    found
}

/// Opens the texts behind a theme.
pub fn open(pane: &mut Scans, theme: Option<Id>, well: bool, cx: &Context) -> Effect {
    let scans: Vec<Id> = naming(pane, theme, well, cx).into_iter().take(MOST).map(|scan| scan.id).collect();
    pane.reading = Some(Reading { theme, well, scans: scans.clone(), texts: Vec::new() });
    pane.texts_grid = crate::widgets::grid::GridState::new(0, 0);
    Effect::Read(Query::ScanTexts { scans })
}

fn texts(pane: &Scans, reading: &Reading, cx: &Context) -> Rows {
    let mut rows = Vec::new();
    for text in &reading.texts {
        let Some(id) = text.id else { continue };
        let Some(scan) = pane.known.iter().find(|scan| scan.id == id) else { continue };
        let (first, other) = if reading.well { (&text.went_well, &text.needs_work) } else { (&text.needs_work, &text.went_well) };
        let said = if first.is_empty() { ("no words".to_owned(), Meaning::Muted) } else { (first.clone(), Meaning::Text) };
        rows.push(Row {
            about: About::Scan(id),
            band: None,
            cells: vec![
                (short_month(scan.month), Meaning::Muted),
                (cx.book.name(scan.worker).to_owned(), Meaning::Text),
                said,
                (other.clone(), Meaning::Muted),
            ],
        });
    }
    let (mine, other) = if reading.well { ("Done well", "Needs work") } else { ("Needs work", "Done well") };
    let columns = vec![
        Column::new("Month", 8),
        Column::new("Caseworker", 18).between(12, 24),
        Column::new(mine, 46).between(24, 80).wrapped(),
        Column::new(other, 30).between(14, 60).wrapped(),
    ];
    let more = if reading.scans.len() == MOST { ", the newest 400" } else { "" };
    let head =
        format!("{mine}: {} · {} · {}{more}", name(reading.theme, cx), pane.place_words(cx), counted(rows.len() as u64, "scan", "scans"));
    Rows { columns, lines: rows, empty: "No scan names this theme here any more. Esc goes back.".to_owned(), head, months: (0, Vec::new()) }
}

/// The months of a theme: in so many of the scans done.
pub fn series(pane: &Scans, theme: Option<Id>, well: bool, cx: &Context) -> Series {
    let themes = pane.themes(cx);
    let found = themes.found.iter().find(|found| found.theme == theme);
    let points = themes.months.iter().enumerate().filter(|(_, month)| **month <= cx.today).map(|(at, month)| {
        let named = found.map_or_else(Named::default, |found| found.months[at]);
        Point { month: *month, part: if well { named.well } else { named.needs }, whole: themes.scans[at] }
    });
    Series::of(points.collect())
}

/// What a line says, as a sentence with its n and date.
pub fn sentence(pane: &Scans, theme: Option<Id>, well: bool, cx: &Context) -> String {
    let themes = pane.themes(cx);
    let first = in_view(pane, &themes.months, cx);
    let scans: u32 = themes.scans[first..].iter().sum();
    let count = |named: &Named| if well { named.well } else { named.needs };
    let n: u32 = themes.found.iter().filter(|found| found.theme == theme).flat_map(|found| &found.months[first..]).map(count).sum();
    let (from, until) = pane.window(cx);
    let what = if well { "done well" } else { "needing work" };
    format!(
        "{}: named as {what} in {n} of {} ({}), {} to {}, {} (QA scans, as of {}).",
        name(theme, cx),
        counted(u64::from(scans), "scan", "scans"),
        share(n, scans),
        short_month(from),
        short_month(until),
        pane.place_words(cx),
        crate::domain::dates::show(cx.today, cx.day_first)
    )
}
