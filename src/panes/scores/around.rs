//! What is said around one figure: its years, the regions, the elements that address it, the guidance. What the figure itself is made
//! of stands in `detail.rs`.

use super::chart::lines;
use super::detail::{Pen, Words};
use super::state::{Figure, Spot};
use crate::command::Context;
use crate::domain::gate;
use crate::domain::sheet::{Sheet, Unit};
use crate::domain::standing::StandingRow;
use crate::domain::tone::Tone;
use crate::widgets::chart;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;

/// What stands around the figure: its years (as a chart of so many lines, or as a single line), the elements that address it, the
/// regions, the guidance.
pub(super) fn around(found: &Figure, sheet: &Sheet, spot: &Spot, cx: &Context, glyphs: &Glyphs, room: (u16, u16)) -> Vec<Words> {
    let (width, tall) = room;
    let mut pen = Pen { lines: Vec::new(), width, glyphs };
    let line = sheet.line(spot.unit, &spot.code);
    if let Some(line) = line {
        years(&mut pen, sheet, line, spot, tall);
    }
    if spot.unit == Unit::Question || !found.elements.is_empty() {
        pen.gap_if(tall > 1);
        elements(&mut pen, found, line.and_then(|line| sheet.cell(line, spot.year)));
    }
    // Below the table every line counts.
    pen.gap_if(tall > 1 || spot.unit == Unit::Question);
    regions(&mut pen, found, spot, cx);
    if let Some(line) = line {
        guidance(&mut pen, sheet, line, spot);
    }
    pen.lines
}

/// The run of years.
fn years(pen: &mut Pen, sheet: &Sheet, line: usize, spot: &Spot, tall: u16) {
    if tall > 1 {
        pen.lines.extend(chart::run(&lines::points(sheet, line, spot.year, pen.glyphs), &[], pen.width, tall, pen.glyphs));
        return;
    }
    let last = sheet.years().next_back().unwrap_or(sheet.first);
    let spark = chart::own_sparkline(&sheet.values(line, spot.year), pen.glyphs);
    pen.line(vec![(format!("FY{} ", sheet.first), Meaning::Muted), (spark, Meaning::Bar), (format!(" FY{last}"), Meaning::Muted)]);
}

fn elements(pen: &mut Pen, found: &Figure, spot_row: Option<&StandingRow>) {
    if found.elements.is_empty() {
        let failing = spot_row.is_some_and(|row| row.standing.tone() != Tone::Neutral && !row.standing.is_met());
        if failing {
            pen.say(&format!("{} No Mini PIP element addresses it: e makes one", pen.glyphs.warning), Meaning::Warn);
        } else {
            pen.say("No Mini PIP element addresses it", Meaning::Muted);
        }
        return;
    }
    pen.title("Addressed by");
    for one in &found.elements {
        let state = if one.released { "released".to_owned() } else { gate::words(one.stage).to_owned() };
        let elsewhere = if one.elsewhere { ", another region" } else { "" };
        let line = format!("{} {}, element {}: {} ({state}{elsewhere})", pen.glyphs.bullet, one.plan, one.number, one.title);
        pen.say_most(&line, if one.elsewhere || one.released { Meaning::Muted } else { Meaning::Link }, 2);
    }
}

fn regions(pen: &mut Pen, found: &Figure, spot: &Spot, cx: &Context) {
    if found.regions.is_empty() {
        return;
    }
    pen.title(&format!("Regions in FY{}, worst first", spot.year));
    let mut bars = lines::of_regions(found, true, cx, pen.glyphs);
    for bar in &mut bars {
        // Goal and what is missing differ little between regions; the chart of regions has them, and a heading.
        bar.lined.figures.truncate(2);
        bar.lined.figures[1].insert_str(0, "n ");
    }
    let (_, drawn) = chart::against(&bars, 0..bars.len(), &["", ""], pen.width, pen.glyphs);
    pen.lines.extend(drawn);
}

fn guidance(pen: &mut Pen, sheet: &Sheet, line: usize, spot: &Spot) {
    let Some(row) = sheet.cell(line, spot.year) else { return };
    let Some(question) = row.question.as_deref().and_then(|code| row.instrument.question(code)) else { return };
    let question = &row.instrument.questions[question];
    for (title, words) in [("Guidance", &question.guidance), ("Rests on", &question.basis)] {
        if !words.is_empty() {
            pen.gap();
            pen.title(title);
            pen.say(words, Meaning::Muted);
        }
    }
    if question.unverified {
        pen.say("The wording is recalled, not checked against a document.", Meaning::Warn);
    }
}
