//! A report as one page for a browser: by light and by dark, printable, nothing from outside and nothing that runs.

mod form;
mod table;
#[cfg(test)]
pub(super) mod tests;

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::svg;
use crate::domain::text::clean;
use crate::report::chart::Chart;
use crate::report::model::Paper;
use crate::report::{Part, Released};

const STYLE: &str = include_str!("../../../assets/report.css");
/// The page may show its own style and nothing else: no script, no picture, no address.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// The colours by dark, on a screen.
const DARK: &str = concat!(
    ":root{--ink:#ececec;--quiet:#b9bec4;--paper:#16191d;--band:#20252b;",
    "--rule:#7b8289;--thin:#3b4148;--blue:#9cc6ee;--orange:#f4a261}"
);
/// From so many headings on, a page begins with a list of them.
const LONG: usize = 5;

/// The whole page.
#[must_use]
pub fn render(report: &Released) -> String {
    let parts = report.reading();
    let banner = report.banner();
    let title = if report.subject.is_empty() { report.title.to_owned() } else { format!("{}: {}", report.title, plain(&report.subject)) };
    html! {
        (DOCTYPE)
        html lang="en-US" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(style(report, &parts))) }
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                p.banner { (plain(&banner)) }
                (head(report))
                (contents(report, &parts))
                main #content {
                    @if parts.is_empty() { p { "No rows." } }
                    (body(report, &parts))
                    @if !report.notes.is_empty() {
                        div.notes { @for note in &report.notes { p { (plain(note)) } } }
                    }
                }
                footer { p { (plain(&foot(report))) } p { (plain(&banner)) } }
            }
        }
    }
    .into_string()
}

/// Text without what must not reach a page; its line breaks stay.
fn plain(text: &str) -> String {
    clean(text).0.chars().filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

/// What stands beside the page number on paper.
fn foot(report: &Released) -> String {
    if report.footer.is_empty() {
        format!("{}, data as of {}", report.title, report.generated.get(..10).unwrap_or_default())
    } else {
        report.footer.clone()
    }
}

/// The style: that of all pages, the colours by dark, what stands on each sheet of paper, and the columns of the forms.
fn style(report: &Released, parts: &[Part]) -> String {
    let mut out = format!("{STYLE}@media screen and (prefers-color-scheme:dark){{{DARK}{}}}", svg::dark());
    let small = "font:8pt \"Liberation Sans\",Arial,sans-serif";
    let _ = write!(
        out,
        "@page{{@top-left{{content:{};{small}}}@bottom-left{{content:{};{small}}}}}",
        quoted(&report.banner()),
        quoted(&foot(report))
    );
    if report.paper == Paper::Landscape {
        out.push_str("@page{size:letter landscape}");
    }
    form::style(parts, &mut out);
    out
}

/// A text in a style sheet: whatever is no letter or figure is written by its number, so that no text ends the sheet. The blank
/// after a number belongs to it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in plain(text).chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:x} ", c as u32);
        }
    }
    out.push('"');
    out
}

fn head(report: &Released) -> Markup {
    html! {
        header {
            h1 { (report.title) }
            @if !report.subject.is_empty() { p.subject { (plain(&report.subject)) } }
            dl.about {
                @if !report.file.is_empty() { dt { "File" } dd { (plain(&report.file)) } }
                dt { "Data as of" } dd { (plain(&report.generated)) }
                @for (name, value) in &report.filters { dt { "Only " (name) } dd { (plain(value)) } }
            }
        }
    }
}

/// Headings under another, with their places.
type Below<'a> = Vec<(usize, &'a str)>;

/// Where a heading is reached.
fn anchor(at: usize) -> String {
    format!("part-{}", at + 1)
}

fn contents(report: &Released, parts: &[Part]) -> Markup {
    let headings: Vec<(usize, u8, &str)> = parts
        .iter()
        .enumerate()
        .filter_map(|(at, part)| match part {
            Part::Chapter(words) | Part::Heading(words) => Some((at, report.level(part)?, words.as_str())),
            _ => None,
        })
        .collect();
    if headings.len() < LONG {
        return html! {};
    }
    // Those of the first level, each with those below it; what comes before the first chapter stands by itself.
    let mut tree: Vec<(usize, &str, Below<'_>)> = Vec::new();
    for (at, level, words) in headings {
        match tree.last_mut() {
            Some((.., below)) if level > 2 => below.push((at, words)),
            _ => tree.push((at, words, Vec::new())),
        }
    }
    html! {
        nav aria-labelledby="contents" {
            h2 #contents { "Contents" }
            ol {
                @for (at, words, below) in tree {
                    li {
                        a href={ "#" (anchor(at)) } { (plain(words)) }
                        @if !below.is_empty() {
                            ol { @for (at, words) in below { li { a href={ "#" (anchor(at)) } { (plain(words)) } } } }
                        }
                    }
                }
            }
        }
    }
}

/// The parts, in a block for each direction of the paper.
fn body(report: &Released, parts: &[Part]) -> Markup {
    let mut blocks: Vec<(Paper, Vec<(usize, &Part)>)> = vec![(report.paper, Vec::new())];
    for (at, part) in parts.iter().enumerate() {
        if let Part::Turn(paper) = part {
            blocks.push((*paper, Vec::new()));
        } else if let Some((_, block)) = blocks.last_mut() {
            block.push((at, part));
        }
    }
    let turns = blocks.len() > 1;
    let mut names = table::Names::new(report.title);
    html! {
        @for (paper, block) in &blocks {
            @if !turns {
                (pieces(report, block, &mut names))
            } @else if !block.is_empty() {
                div class=(if *paper == Paper::Landscape { "across wide" } else { "upright" }) { (pieces(report, block, &mut names)) }
            }
        }
    }
}

fn pieces(report: &Released, parts: &[(usize, &Part)], names: &mut table::Names) -> Markup {
    let mut out = String::new();
    let mut at = 0;
    while let Some((id, part)) = parts.get(at) {
        at += 1;
        let piece = if let Part::Item(..) = part {
            let first = at - 1;
            while matches!(parts.get(at), Some((_, Part::Item(..)))) {
                at += 1;
            }
            items(&parts[first..at])
        } else {
            names.pass(part);
            one(report, *id, part, names)
        };
        out.push_str(&piece.0);
    }
    PreEscaped(out)
}

fn items(parts: &[(usize, &Part)]) -> Markup {
    html! {
        dl.items {
            @for (_, part) in parts {
                @if let Part::Item(lead, text) = part { dt { (plain(lead)) } dd { (plain(text)) } }
            }
        }
    }
}

fn one(report: &Released, at: usize, part: &Part, names: &mut table::Names) -> Markup {
    match part {
        Part::Chapter(words) | Part::Heading(words) if report.level(part) == Some(3) => html! { h3 id=(anchor(at)) { (plain(words)) } },
        Part::Chapter(words) | Part::Heading(words) => html! { h2 id=(anchor(at)) { (plain(words)) } },
        Part::Words(words) => html! { p { (plain(words)) } },
        Part::Remark(words) => html! { p.remark { (plain(words)) } },
        Part::Facts(facts) => html! { dl.facts { @for (name, value) in facts { dt { (plain(name)) } dd { (plain(value)) } } } },
        Part::Item(..) | Part::Turn(_) => html! {},
        Part::Table(columns, rows) => table::table(&names.next(), columns, rows),
        Part::Chart(chart) => figure(chart),
        Part::Form(form) => form::form(form, &names.next()),
        Part::Signatures(lines) => form::signatures(lines),
        Part::Lines(lines) => html! {
            div role="img" aria-label=(format!("{lines} empty lines to write on")) { @for _ in 0..*lines { div.line {} } }
        },
        Part::NewPage => html! { div.newpage {} },
    }
}

fn figure(chart: &Chart) -> Markup {
    let (columns, rows) = chart.numbers();
    let title = plain(&chart.title);
    html! {
        figure {
            figcaption { strong { (title) } (plain(&chart.reading)) }
            div.scroll.chart role="group" aria-label=(title) tabindex="0" { (PreEscaped(svg::draw(chart))) }
            @if !chart.source.is_empty() { p.source { (plain(&chart.source)) } }
            details {
                summary { "The numbers of this chart" }
                (table::table(&format!("Numbers: {title}"), &columns, &rows))
            }
        }
    }
}
