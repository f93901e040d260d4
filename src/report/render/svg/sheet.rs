//! The sheet that charts are drawn on: elements with their looks, and the document around them. No chart is known here.

use std::fmt::Write as _;

use super::letters;
use super::look::Look;
use crate::report::chart::State;

/// How wide every chart is, in its own units: at the 504 points between the margins of a letter page, type of 11 units is 7.7 points.
pub const WIDTH: f64 = 720.0;

/// The smallest type.
pub(super) const SMALL: f64 = 11.0;
/// The type of labels.
pub(super) const BODY: f64 = 12.0;
/// From line to line, in type sizes.
pub(super) const LEADING: f64 = 1.25;

/// At which end of a text its place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// What is drawn, and how high it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// The elements.
    body: String,
    /// How high.
    pub(super) height: f64,
    /// What is left free on both sides.
    margin: f64,
}

/// A length with at most two decimals: the same on every machine.
fn short(n: f64) -> String {
    let mut text = format!("{n:.2}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

/// Text between tags.
fn escaped(text: &str) -> String {
    letters::one_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

impl Sheet {
    /// A line of text, its baseline at `y`.
    pub(super) fn text(&mut self, (x, y): (f64, f64), size: f64, look: Look, anchor: Anchor, text: &str) {
        self.words((x, y), size, look, anchor, &[(text, false)]);
    }

    /// A line of which some words are bold.
    pub(super) fn words(&mut self, (x, y): (f64, f64), size: f64, look: Look, anchor: Anchor, runs: &[(&str, bool)]) {
        let runs: Vec<(String, bool)> =
            runs.iter().map(|(text, bold)| (escaped(text), *bold)).filter(|(text, _)| !text.is_empty()).collect();
        if runs.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let bold = if runs.iter().all(|(_, bold)| *bold) { r#" font-weight="bold""# } else { "" };
        let _ =
            write!(self.body, r#"<text x="{}" y="{}" font-size="{}"{anchor}{bold}{}>"#, short(x), short(y), short(size), look.attributes());
        for (at, (text, bold)) in runs.iter().enumerate() {
            let gap = if at > 0 { " " } else { "" };
            let _ = if *bold && runs.len() > 1 {
                write!(self.body, r#"{gap}<tspan font-weight="bold">{text}</tspan>"#)
            } else {
                write!(self.body, "{gap}{text}")
            };
        }
        self.body.push_str("</text>");
    }

    /// Lines below each other, the first baseline at `y`; says where the next one would be.
    pub(super) fn lines(&mut self, (x, mut y): (f64, f64), size: f64, look: Look, anchor: Anchor, lines: &[String]) -> f64 {
        for line in lines {
            self.text((x, y), size, look, anchor, line);
            y += size * LEADING;
        }
        y
    }

    pub(super) fn rect(&mut self, (x, y): (f64, f64), (w, h): (f64, f64), look: Look) {
        let (w, h) = (short(w.max(0.0)), short(h.max(0.0)));
        let _ = write!(self.body, r#"<rect x="{}" y="{}" width="{w}" height="{h}"{}/>"#, short(x), short(y), look.attributes());
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), look: Look) {
        self.path(&[from, to], false, look);
    }

    pub(super) fn circle(&mut self, (x, y): (f64, f64), radius: f64, look: Look) {
        let _ = write!(self.body, r#"<circle cx="{}" cy="{}" r="{}"{}/>"#, short(x), short(y), short(radius), look.attributes());
    }

    /// From point to point.
    pub(super) fn path(&mut self, points: &[(f64, f64)], closed: bool, look: Look) {
        if points.len() < 2 {
            return;
        }
        self.body.push_str(r#"<path d=""#);
        for (at, (x, y)) in points.iter().enumerate() {
            let _ = write!(self.body, "{}{} {}", if at == 0 { "M" } else { "L" }, short(*x), short(*y));
        }
        let _ = write!(self.body, r#"{}"{}/>"#, if closed { "Z" } else { "" }, look.attributes());
    }

    /// A small square on its corner.
    pub(super) fn diamond(&mut self, (x, y): (f64, f64), reach: f64, look: Look) {
        self.path(&[(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], true, look);
    }

    /// A bar in the dress of its state: full, pale with an outline, hatched, or empty with a broken outline.
    pub(super) fn bar(&mut self, (x, y): (f64, f64), (w, h): (f64, f64), state: State) {
        self.rect((x, y), (w, h), dress(state));
        if state == State::Late {
            self.hatch((x, y), (w, h), dress(state));
        }
    }

    /// Slanting lines inside a box; drawn one by one, as patterns would need names that clash where charts share a page.
    pub(super) fn hatch(&mut self, (x, y): (f64, f64), (w, h): (f64, f64), look: Look) {
        let mut at = -h + 5.0;
        while at < w {
            let (from, to) = (at.max(0.0), (at + h).min(w));
            if to - from > 0.5 {
                self.line((x + from, y + h - (from - at)), (x + to, y + h - (to - at)), look);
            }
            at += 5.0;
        }
    }

    /// Puts another sheet below what is there.
    pub(super) fn below(&mut self, other: &Sheet) {
        let _ = write!(self.body, r#"<g transform="translate(0 {})">{}</g>"#, short(self.height), other.body);
        self.height += other.height;
    }

    /// The same with a margin of paper around it, for a picture that stands alone.
    pub(super) fn framed(self, margin: f64) -> Sheet {
        let mut out = Sheet { height: self.height + 2.0 * margin, margin, ..Sheet::default() };
        out.rect((-margin, 0.0), (WIDTH + 2.0 * margin, out.height), Look::Paper);
        let _ = write!(out.body, r#"<g transform="translate(0 {})">{}</g>"#, short(margin), self.body);
        out
    }

    /// The document: with what it is called, and what it shows, for those who do not see it.
    pub(super) fn document(&self, title: &str, says: &str) -> String {
        let (left, width, height) = (short(-self.margin), short(WIDTH + 2.0 * self.margin), short(self.height.ceil()));
        format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} 0 {width} {height}" width="{width}" height="{height}" role="img" "#,
                r#"font-family="Liberation Sans, Arial, Helvetica, sans-serif">"#,
                "<title>{title}</title><desc>{says}</desc>{body}</svg>"
            ),
            left = left,
            width = width,
            height = height,
            title = escaped(title),
            says = escaped(says),
            body = self.body
        )
    }
}

/// The look of a state.
pub(super) const fn dress(state: State) -> Look {
    match state {
        State::Met => Look::Met,
        State::Below => Look::Below,
        State::Late => Look::Late,
        State::Open => Look::Open,
    }
}
