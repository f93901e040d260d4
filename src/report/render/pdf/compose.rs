//! From a report to pages: each part in its place, the title above, notes below, and on every page who made it, what for, and
//! which page it is.

use super::chart::Figure;
use super::flow::{Flow, NAME, REMARK, WORDS, heading_style};
use super::page::{Ink, Pages, Role, Style, Thing};
use super::{form, table::Rows};
use crate::domain::text::clean;
use crate::report::render::layout::face::STAND_IN;
use crate::report::render::layout::{Face, Grid, MARGIN, lines::lines, stretches};
use crate::report::{Part, Released};

/// What stands where a report has nothing to say.
const NOTHING: &str = "There is nothing to show.";
/// How many signs without a letter are named.
const NAMED: usize = 12;

/// All pages of a report.
pub fn pages(report: &Released) -> Pages {
    let parts = report.reading();
    let stretches = stretches(&parts, report.paper);
    let mut flow = Flow::new(stretches.first().map_or(report.paper, |first| first.paper));
    title(report, &mut flow);
    // A heading brings its own air.
    if !matches!(stretches.first().and_then(|first| first.parts.first()), Some(Part::Chapter(_) | Part::Heading(_))) {
        flow.down(12.0);
    }
    if stretches.is_empty() {
        flow.paragraph(NOTHING, WORDS, 0, Role::Paragraph);
    }
    let mut about = clean(report.title).0;
    for (at, stretch) in stretches.iter().enumerate() {
        if at > 0 {
            flow.turn(stretch.paper);
        }
        let mut parts = stretch.parts;
        while !parts.is_empty() {
            let taken = part(report, parts, &mut about, &mut flow);
            parts = &parts[taken..];
        }
    }
    notes(report, &mut flow);
    furniture(report, &mut flow);
    flow.pages
}

/// Lays out the first of the parts; consecutive items are one list. Says how many were taken.
fn part(report: &Released, parts: &[Part], about: &mut String, flow: &mut Flow) -> usize {
    match &parts[0] {
        heading @ (Part::Chapter(words) | Part::Heading(words)) => {
            let words = one_line(words);
            flow.heading(&words, report.level(heading).unwrap_or(2), starts(report, &parts[1..], flow));
            *about = words;
        }
        Part::Words(words) => {
            flow.paragraph(&clean(words).0, WORDS, 0, Role::Paragraph);
            flow.air(6.0);
        }
        Part::Remark(words) => {
            flow.paragraph(&clean(words).0, REMARK, 0, Role::Paragraph);
            flow.air(6.0);
        }
        Part::Facts(facts) => {
            let facts: Vec<(String, String)> = facts.iter().map(|(name, value)| (one_line(name), clean(value).0)).collect();
            list(&facts, NAME, flow);
        }
        Part::Item(..) => {
            let mut items: Vec<(String, String)> = Vec::new();
            let mut taken = 0;
            while let Some(Part::Item(lead, text)) = parts.get(taken) {
                items.push((one_line(lead).trim().to_owned(), clean(text).0));
                taken += 1;
            }
            list(&items, NAME, flow);
            return taken;
        }
        Part::Table(columns, rows) => {
            let grid = Grid::of(columns, rows);
            if rows.is_empty() {
                flow.paragraph(NOTHING, REMARK, 0, Role::Paragraph);
            } else if !grid.heads.is_empty() {
                Rows::of(&grid, about, flow.room()).place(flow);
            }
            flow.air(8.0);
        }
        Part::Chart(chart) => {
            Figure::new(chart, flow).place(flow);
            flow.air(14.0);
        }
        Part::Form(one) => {
            form::rows(one, flow.room()).place(flow);
            flow.air(8.0);
        }
        Part::Signatures(lines) => {
            form::signatures(flow, lines);
            flow.air(6.0);
        }
        Part::Lines(count) => {
            form::ruled(flow, *count);
            flow.air(6.0);
        }
        Part::NewPage | Part::Turn(_) => {}
    }
    1
}

fn list(items: &[(String, String)], lead: Style, flow: &mut Flow) {
    let items: Vec<(&str, &str)> = items.iter().map(|(lead, text)| (lead.as_str(), text.as_str())).collect();
    flow.list(&items, lead, WORDS);
    flow.air(6.0);
}

/// How much of the parts after a heading must stand on its page.
fn starts(report: &Released, parts: &[Part], flow: &Flow) -> f32 {
    let Some(first) = parts.first() else { return 0.0 };
    let text = |words: &str, style: Style| flow.height(&clean(words).0, style, 0.0).min(3.0 * style.leading);
    match first {
        heading @ (Part::Chapter(words) | Part::Heading(words)) => {
            let style = heading_style(report.level(heading).unwrap_or(2));
            24.0 + text(words, style) + starts(report, &parts[1..], flow)
        }
        // A sentence or two before a table or a chart belongs to it.
        Part::Words(words) => lead(report, text(words, WORDS), flow.height(&clean(words).0, WORDS, 0.0), &parts[1..], flow),
        Part::Remark(words) => lead(report, text(words, REMARK), flow.height(&clean(words).0, REMARK, 0.0), &parts[1..], flow),
        Part::Table(_, rows) if rows.is_empty() => REMARK.leading,
        Part::Table(columns, rows) => Rows::of(&Grid::of(columns, &rows[..rows.len().min(2)]), "", flow.room()).start(),
        Part::Chart(chart) => Figure::new(chart, flow).start(flow),
        Part::Form(one) => form::rows(one, flow.room()).start(),
        Part::Facts(_) | Part::Item(..) => 3.0 * WORDS.leading,
        Part::Signatures(lines) => form::signing(lines, flow.room()),
        Part::Lines(count) => f32::from(*count).min(3.0) * 24.0,
        Part::NewPage | Part::Turn(_) => 0.0,
    }
}

fn lead(report: &Released, least: f32, whole: f32, after: &[Part], flow: &Flow) -> f32 {
    match after.first() {
        Some(Part::Table(..) | Part::Chart(_) | Part::Form(_)) if whole < 60.0 => whole + 6.0 + starts(report, after, flow),
        _ => least,
    }
}

/// Title, subject, the file, its day, and what it is limited to.
fn title(report: &Released, flow: &mut Flow) {
    let (title, subject) = (one_line(report.title), one_line(&report.subject));
    flow.bookmark(1, &title);
    flow.paragraph(&title, heading_style(1), 0, Role::Heading(1, title.clone()));
    if !subject.is_empty() {
        flow.paragraph(&subject, Style { size: 12.0, leading: 17.0, ..WORDS }, 0, Role::Paragraph);
    }
    flow.down(2.0);
    let day = report.generated.get(..10).filter(|day| !day.is_empty()).map(|day| format!("data as of {day}"));
    let file = Some(one_line(&report.file)).filter(|file| !file.is_empty());
    let from: Vec<String> = file.into_iter().chain(day).collect();
    if !from.is_empty() {
        flow.paragraph(&from.join(" · "), REMARK, 0, Role::Paragraph);
    }
    if !report.filters.is_empty() {
        let filters: Vec<String> = report.filters.iter().map(|(name, value)| format!("{name} {}", one_line(value))).collect();
        flow.paragraph(&format!("Only {}", filters.join(", ")), REMARK, 0, Role::Paragraph);
    }
    flow.down(6.0);
    let (y, room) = (flow.y(), flow.room());
    flow.rule((MARGIN, y), (MARGIN + room, y), 1.2, Ink::Accent);
    flow.down(2.0);
}

/// The report's own notes, and what stands for signs that cannot be printed.
fn notes(report: &Released, flow: &mut Flow) {
    // What the head and the foot of the pages say is laid out later, but counts too.
    for text in [report.banner(), one_line(&report.footer)] {
        flow.strange.extend(super::signs::strange(&text).into_iter().map(str::to_owned));
    }
    let mut notes: Vec<String> = report.notes.iter().map(|note| clean(note).0).collect();
    notes.extend(stand_ins(flow));
    if notes.is_empty() {
        return;
    }
    flow.air(8.0);
    flow.keep(REMARK.leading * 2.0 + 6.0);
    let y = flow.y();
    flow.rule((MARGIN, y), (MARGIN + 120.0, y), 0.5, Ink::Line);
    flow.down(6.0);
    for note in notes {
        flow.paragraph(&note, REMARK, 0, Role::Paragraph);
        flow.down(3.0);
    }
}

fn stand_ins(flow: &Flow) -> Option<String> {
    let mut codes: Vec<String> = Vec::new();
    for c in flow.strange.iter().flat_map(|sign| sign.chars()).filter(|c| Face::Regular.glyph(*c).is_none()) {
        let code = format!("U+{:04X}", u32::from(c));
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    let more = codes.len().saturating_sub(NAMED);
    codes.truncate(NAMED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    (!codes.is_empty()).then(|| {
        format!(
            "{STAND_IN} stands for signs that the font of this document does not have: {}{more}. Copied text has them.",
            codes.join(", ")
        )
    })
}

/// The head and the foot of every page, now that it is known how many there are.
fn furniture(report: &Released, flow: &mut Flow) {
    let count = flow.pages.sheets.len();
    let (title, subject) = (one_line(report.title), one_line(&report.subject));
    let running = if subject.is_empty() { title } else { format!("{title} · {subject}") };
    let day = report.generated.get(..10).map(|day| format!("Data as of {day}")).unwrap_or_default();
    let foot = if report.footer.is_empty() { day } else { one_line(&report.footer) };
    let banner = one_line(&report.banner());
    let style = Style { face: Face::Regular, size: 8.0, leading: 10.0, ink: Ink::Quiet };
    let bold = Style { face: Face::Bold, ink: Ink::Text, ..style };
    for (at, sheet) in flow.pages.sheets.iter_mut().enumerate() {
        let (width, height) = (sheet.width(), sheet.height());
        let room = width - 2.0 * MARGIN;
        let mut write = |x: f32, top: f32, style: Style, text: String| {
            if !text.is_empty() {
                sheet.things.push(Thing::Text { x, y: top + style.baseline(), style, text, of: None });
            }
        };
        let (head, low) = (MARGIN - 18.0, height - MARGIN + 4.0);
        let banner = cut(&banner, bold, if at == 0 { room } else { room * 0.64 });
        let taken = bold.face.width(&banner, bold.size);
        write(MARGIN, head, bold, banner);
        if at > 0 {
            let running = cut(&running, style, room - taken - 16.0);
            write(width - MARGIN - style.face.width(&running, style.size), head, style, running);
        }
        let page = format!("Page {} of {count}", at + 1);
        let wide = style.face.width(&page, style.size);
        write(MARGIN, low, style, cut(&foot, style, room - wide - 16.0));
        write(width - MARGIN - wide, low, style, page);
        sheet.things.push(Thing::Rule { from: (MARGIN, low - 4.0), to: (width - MARGIN, low - 4.0), thick: 0.4, ink: Ink::Rule });
    }
}

/// What fits on one line, with an ellipsis where it was cut.
fn cut(text: &str, style: Style, room: f32) -> String {
    if style.face.width(text, style.size) <= room {
        return text.to_owned();
    }
    let ellipsis = style.face.width("…", style.size);
    lines(text, style.face, style.size, room - ellipsis).first().map(|line| format!("{}…", line.trim_end())).unwrap_or_default()
}

fn one_line(text: &str) -> String {
    clean(text).0.replace('\n', " ")
}
