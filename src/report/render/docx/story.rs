//! What people read, from the title to the last note, as the body of a document. How tables, forms and pictures are written
//! belongs to those.

use super::form;
use super::markup::{Look, Shape, paragraph, runs, twips};
use super::page::section;
use super::picture::{self, Picture};
use super::table;
use crate::domain::text::clean;
use crate::report::chart::Chart;
use crate::report::model::Paper;
use crate::report::render::RenderError;
use crate::report::render::layout::{BODY, Face, Grid, Stretch, lines, room, stretches};
use crate::report::{Part, Released};

/// What stands before an item hangs beside it up to this width, in points; what is wider begins the text.
const WIDEST_LEAD: f32 = 110.0;
/// Between what hangs and its text.
const LEAD_GAP: f32 = 8.0;

/// A body in the making.
pub(super) struct Story<'r> {
    report: &'r Released,
    out: String,
    /// The charts met so far.
    pub(super) pictures: Vec<Picture>,
    ids: u32,
    paper: Paper,
    /// Whether what comes next begins a page.
    new_page: bool,
    /// Whether a table was written last: the next one would grow into it.
    after_table: bool,
    /// The heading met last, which names tables for those who do not see them.
    heading: String,
}

impl<'r> Story<'r> {
    pub(super) fn new(report: &'r Released) -> Story<'r> {
        let heading = report.title.to_owned();
        Story {
            report,
            out: String::new(),
            pictures: Vec::new(),
            ids: 0,
            paper: report.paper,
            new_page: false,
            after_table: false,
            heading,
        }
    }

    /// The whole body.
    pub(super) fn tell(&mut self) -> Result<String, RenderError> {
        let report = self.report;
        let parts = report.reading();
        let pages = stretches(&parts, report.paper);
        self.paper = pages.first().map_or(report.paper, |page| page.paper);
        self.front();
        if pages.is_empty() {
            self.words("Normal", "No rows.");
        }
        for (at, page) in pages.iter().enumerate() {
            if at > 0 {
                self.turn(page.paper);
            }
            self.stretch(page)?;
        }
        for note in &report.notes {
            self.words("Remark", note);
        }
        self.seam("");
        let end = section(self.paper);
        Ok(format!("{}{end}", std::mem::take(&mut self.out)))
    }

    /// The title and what the report is of.
    fn front(&mut self) {
        let report = self.report;
        self.words("Title", report.title);
        if !report.subject.is_empty() {
            self.words("Subtitle", &report.subject);
        }
        let mut told = vec![report.file.clone()];
        told.extend(report.generated.get(..10).map(|day| format!("data as of {day}")));
        told.extend(report.filters.iter().map(|(name, value)| format!("{name} {value}")));
        told.retain(|words| !words.is_empty());
        if !told.is_empty() {
            self.words("Remark", &told.join(" · "));
        }
    }

    fn stretch(&mut self, page: &Stretch<'_>) -> Result<(), RenderError> {
        let mut rest = page.parts;
        while let Some(part) = rest.first() {
            let mut taken = 1;
            match part {
                Part::Chapter(words) | Part::Heading(words) => {
                    let style = match self.report.level(part) {
                        Some(0..=2) | None => "Heading1",
                        Some(3) => "Heading2",
                        Some(_) => "Heading3",
                    };
                    self.heading.clone_from(words);
                    self.words(style, words);
                }
                Part::Words(words) => self.words("Normal", words),
                Part::Remark(words) => self.words("Remark", words),
                Part::Item(..) => {
                    taken = rest.iter().take_while(|part| matches!(part, Part::Item(..))).count();
                    self.items(&rest[..taken]);
                }
                Part::Facts(facts) if facts.is_empty() => {}
                Part::Facts(facts) => self.table(|story, room| table::facts(facts, &story.heading, room)),
                Part::Table(columns, rows) => {
                    let grid = Grid::of(columns, rows);
                    if grid.rows.is_empty() || grid.heads.is_empty() {
                        self.words("Normal", "No rows.");
                    } else {
                        self.table(|story, room| table::data(&grid, &story.heading, room));
                    }
                }
                Part::Chart(chart) => self.chart(chart)?,
                Part::Form(form) if form.rows.iter().all(Vec::is_empty) => {}
                Part::Form(form) => self.table(|story, room| form::form(form, room, &mut story.ids)),
                Part::Signatures(lines) if lines.is_empty() => {}
                Part::Signatures(lines) => self.table(|_, room| form::signatures(lines, room)),
                // The latter two end a stretch.
                Part::Lines(0) | Part::NewPage | Part::Turn(_) => {}
                Part::Lines(lines) => self.table(|_, room| form::writing(*lines, room)),
            }
            rest = &rest[taken..];
        }
        Ok(())
    }

    fn words(&mut self, style: &'static str, words: &str) {
        if !clean(words).0.trim().is_empty() {
            self.paragraph(Shape::of(style), &runs(words, Look::default()));
        }
    }

    fn paragraph(&mut self, shape: Shape<'_>, content: &str) {
        if self.after_table && !shape.style.starts_with("Heading") {
            self.gap();
        }
        let new_page = std::mem::take(&mut self.new_page);
        self.after_table = false;
        self.out.push_str(&paragraph(Shape { new_page, ..shape }, content));
    }

    /// A small empty paragraph: parts two tables, and begins a page that begins with a table.
    fn gap(&mut self) {
        self.after_table = false;
        self.paragraph(Shape::of("Gap"), "");
    }

    fn table(&mut self, write: impl FnOnce(&mut Self, f32) -> String) {
        if self.after_table || self.new_page {
            self.gap();
        }
        let table = write(self, room(self.paper));
        self.out.push_str(&table);
        self.after_table = true;
    }

    /// Short words, and text that hangs beside them; all of a run stand in equally far.
    fn items(&mut self, parts: &[Part]) {
        let items: Vec<(String, &str)> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Item(lead, text) => Some((clean(lead).0.trim().to_owned(), text.as_str())),
                _ => None,
            })
            .collect();
        let widths: Vec<f32> = items.iter().map(|(lead, _)| lines::natural(lead, Face::Bold, BODY)).collect();
        let widest = widths.iter().copied().filter(|width| *width <= WIDEST_LEAD).fold(0.0_f32, f32::max);
        let hanging = twips(if widest > 0.0 { widest + LEAD_GAP } else { 2.0 * LEAD_GAP });
        for ((lead, text), width) in items.iter().zip(&widths) {
            let between = if *width > WIDEST_LEAD { runs("  ", Look::default()) } else { "<w:r><w:tab/></w:r>".to_owned() };
            let content = format!("{}{between}{}", runs(lead, Look::BOLD), runs(text, Look::default()));
            self.paragraph(Shape { hanging, ..Shape::of("Item") }, &content);
        }
    }

    /// A chart: title and picture are one paragraph, so that no page ends between them.
    fn chart(&mut self, chart: &Chart) -> Result<(), RenderError> {
        let drawn = picture::draw(chart, self.paper, self.pictures.len() + 1)?;
        let all = drawn.len();
        for (at, (picture, markup)) in drawn.into_iter().enumerate() {
            self.pictures.push(picture);
            let title = if all == 1 { chart.title.clone() } else { format!("{}, part {} of {all}", chart.title, at + 1) };
            let content = format!("{}<w:r><w:br/></w:r>{markup}", runs(&title, Look::BOLD));
            self.paragraph(Shape::of("Chart"), &content);
        }
        if !clean(&chart.reading).0.trim().is_empty() {
            let with_next = !chart.source.is_empty();
            self.paragraph(Shape { with_next, whole: true, ..Shape::of("Normal") }, &runs(&chart.reading, Look::default()));
        }
        self.words("Remark", &chart.source);
        Ok(())
    }

    /// The end of the pages so far, if what comes next lies the other way; else only of this page.
    fn turn(&mut self, next: Paper) {
        if next == self.paper {
            self.new_page = true;
            return;
        }
        let ends = section(self.paper);
        self.seam(&ends);
        self.paper = next;
    }

    /// What stands after the last table or text of a section.
    fn seam(&mut self, section: &str) {
        if self.after_table || !section.is_empty() {
            self.after_table = false;
            self.paragraph(Shape { section, ..Shape::of("Gap") }, "");
        }
    }
}
