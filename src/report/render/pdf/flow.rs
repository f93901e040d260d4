//! Text that runs down pages: where a page ends, paragraphs, headings and lists. Tables and forms stand in files of their own.

use std::collections::BTreeSet;

use super::page::{Bookmark, Ink, Pages, Role, Sheet, Style, Thing};
use super::signs;
use crate::report::model::Paper;
use crate::report::render::layout::{self, BODY, Face, MARGIN, lines::lines};

/// What stands above and below the text of a page takes this much of it, beside the margin.
pub const FURNITURE: f32 = 10.0;

/// Running text.
pub const WORDS: Style = Style { face: Face::Regular, size: BODY, leading: 14.0, ink: Ink::Text };
/// Smaller, and standing back.
pub const REMARK: Style = Style { face: Face::Regular, size: 8.5, leading: 11.5, ink: Ink::Quiet };
/// Names before values.
pub const NAME: Style = Style { face: Face::Bold, size: BODY, leading: 14.0, ink: Ink::Text };

/// Pages in the making, and where the next thing goes.
pub struct Flow {
    /// What there is so far.
    pub pages: Pages,
    /// The signs that got a stand-in.
    pub strange: BTreeSet<String>,
    y: f32,
    paper: Paper,
}

impl Flow {
    /// The first page, empty.
    pub fn new(paper: Paper) -> Flow {
        let mut flow = Flow { pages: Pages::new(), strange: BTreeSet::new(), y: 0.0, paper };
        flow.turn(paper);
        flow
    }

    /// A new page in this direction.
    pub fn turn(&mut self, paper: Paper) {
        self.paper = paper;
        self.pages.sheets.push(Sheet { paper, things: Vec::new() });
        self.y = self.top();
    }

    /// A new page like this one.
    pub fn next_page(&mut self) {
        self.turn(self.paper);
    }

    /// How wide its text is.
    pub fn room(&self) -> f32 {
        layout::room(self.paper)
    }

    /// How high the text of a whole page is.
    pub fn full(&self) -> f32 {
        self.bottom() - self.top()
    }

    /// How much of that is left.
    pub fn left(&self) -> f32 {
        self.bottom() - self.y
    }

    /// Where the next thing goes.
    pub fn y(&self) -> f32 {
        self.y
    }

    /// Whether nothing stands on the page yet.
    pub fn is_fresh(&self) -> bool {
        self.y <= self.top() + 0.01
    }

    fn top(&self) -> f32 {
        MARGIN + FURNITURE
    }

    fn bottom(&self) -> f32 {
        self.pages.sheets.last().map_or(0.0, Sheet::height) - MARGIN - FURNITURE
    }

    /// Goes on further down.
    pub fn down(&mut self, height: f32) {
        self.y += height;
    }

    /// Leaves air, but none at the top of a page.
    pub fn air(&mut self, height: f32) {
        if !self.is_fresh() {
            self.y += height;
        }
    }

    /// Goes to a new page if this one has not so much left; what is higher than any page stays where it is.
    pub fn keep(&mut self, height: f32) {
        if height > self.left() && !self.is_fresh() && (height <= self.full() || self.left() < self.full() / 4.0) {
            self.next_page();
        }
    }

    /// Puts something on the page.
    pub fn put(&mut self, thing: Thing) {
        if let Thing::Text { text, .. } = &thing {
            self.strange.extend(signs::strange(text).into_iter().map(str::to_owned));
        }
        if let Some(sheet) = self.pages.sheets.last_mut() {
            sheet.things.push(thing);
        }
    }

    /// A line of text whose top is at `y`.
    pub fn write(&mut self, (x, y): (f32, f32), style: Style, text: &str, of: Option<usize>) {
        if !text.is_empty() {
            self.put(Thing::Text { x, y: y + style.baseline(), style, text: text.to_owned(), of });
        }
    }

    /// A line across, or down.
    pub fn rule(&mut self, from: (f32, f32), to: (f32, f32), thick: f32, ink: Ink) {
        self.put(Thing::Rule { from, to, thick, ink });
    }

    /// A paragraph: never its first line alone at the foot of a page, nor its last alone at the head of one.
    pub fn paragraph(&mut self, text: &str, style: Style, within: usize, role: Role) {
        let of = self.pages.tag(within, role);
        self.block(text, style, 0.0, of);
    }

    /// The same, set in by so much.
    pub fn block(&mut self, text: &str, style: Style, indent: f32, of: usize) {
        let lines = lines(text, style.face, style.size, self.room() - indent);
        let mut at = 0;
        while at < lines.len() {
            let rest = lines.len() - at;
            let fit = (self.left().max(0.0) / style.leading + 0.001) as usize;
            let mut take = fit.min(rest);
            if take < rest {
                if rest - take == 1 && take > 2 {
                    take -= 1;
                }
                if take < 2 && !self.is_fresh() {
                    self.next_page();
                    continue;
                }
                take = take.max(1);
            }
            for line in &lines[at..at + take] {
                self.write((MARGIN + indent, self.y), style, line, Some(of));
                self.down(style.leading);
            }
            at += take;
            if at < lines.len() {
                self.next_page();
            }
        }
    }

    /// How high a text is.
    pub fn height(&self, text: &str, style: Style, indent: f32) -> f32 {
        lines(text, style.face, style.size, self.room() - indent).len() as f32 * style.leading
    }

    /// A heading with its bookmark; it stays with so much of what follows.
    pub fn heading(&mut self, words: &str, level: u8, follows: f32) {
        let style = heading_style(level);
        let height = self.height(words, style, 0.0);
        self.air(if level < 3 { 18.0 } else { 12.0 });
        self.keep(height + 6.0 + follows);
        self.bookmark(level, words);
        self.paragraph(words, style, 0, Role::Heading(level, words.to_owned()));
        self.down(if level < 3 { 5.0 } else { 3.0 });
    }

    /// A bookmark to where the next thing goes.
    pub fn bookmark(&mut self, level: u8, words: &str) {
        let page = self.pages.sheets.len() - 1;
        self.pages.bookmarks.push(Bookmark { level, words: words.to_owned(), page, y: (self.y - 6.0).max(0.0) });
    }

    /// Leads with texts that hang beside them, all texts below each other.
    pub fn list(&mut self, items: &[(&str, &str)], lead: Style, body: Style) {
        let widest = items.iter().map(|(words, _)| layout::lines::natural(words, lead.face, lead.size)).fold(0.0, f32::max);
        let indent = widest.min(self.room() * 0.3) + 12.0;
        let list = self.pages.tag(0, Role::List);
        for (at, (name, text)) in items.iter().enumerate() {
            let item = self.pages.tag(list, Role::Item);
            let heads = lines(name, lead.face, lead.size, indent - 10.0);
            let high = heads.len() as f32 * lead.leading;
            self.keep(high.max(self.height(text, body, indent).min(3.0 * body.leading)));
            let (of, body_of) = (self.pages.tag(item, Role::Lead), self.pages.tag(item, Role::Body));
            let (start, page) = (self.y, self.pages.sheets.len());
            for (line, text) in heads.iter().enumerate() {
                self.write((MARGIN, start + line as f32 * lead.leading), lead, text, Some(of));
            }
            if !text.is_empty() {
                self.block(text, body, indent, body_of);
            }
            if self.pages.sheets.len() == page {
                self.y = self.y.max(start + high);
            }
            if at + 1 < items.len() {
                self.air(2.5);
            }
        }
    }
}

/// The look of a heading: 1 is the title, 2 a chapter.
pub fn heading_style(level: u8) -> Style {
    let (size, leading) = match level {
        1 => (20.0, 25.0),
        2 => (13.5, 18.0),
        _ => (11.0, 15.0),
    };
    Style { face: Face::Bold, size, leading, ink: Ink::Accent }
}
