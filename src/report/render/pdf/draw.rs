//! Pages as a PDF file: things are drawn, pieces become its tag tree, bookmarks its outline. What a page has beside its text is
//! marked as an artifact, so that nobody hears a rule. The time in it is the report's: same report, same bytes.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::color::rgb;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::page::{Bookmark, Ink, Pages, Role, Sheet, Style, Thing};
use super::signs::{Run, runs};
use crate::report::render::layout::{Face, face::EM};

/// What the file says of itself.
pub struct About {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// The time of the data, UTC, ISO.
    pub time: String,
}

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Refused if a screen reader could not read it.
    Checked,
    /// As it is.
    Unchecked,
}

/// The bytes of the file.
pub fn file(pages: &Pages, about: &About, strictness: Strictness) -> Result<Vec<u8>, KrillaError> {
    let configuration = match strictness {
        Strictness::Checked => ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish().unwrap_or_default(),
        Strictness::Unchecked => Configuration::default(),
    };
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let fonts = Face::ALL.map(|face| Font::new(face.bytes().into(), 0));
    let mut pen = Pen { fonts, said: vec![Vec::new(); pages.tags.len()] };
    for sheet in &pages.sheets {
        let Some(settings) = PageSettings::from_wh(sheet.width(), sheet.height()) else { continue };
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        pen.sheet(&mut surface, sheet);
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some("en-US".to_owned()));
    for inner in &pages.tags[0].inner {
        tree.push(group(pages, *inner, &pen.said));
    }
    document.set_tag_tree(tree);
    document.set_outline(outline(&pages.bookmarks));
    document.set_metadata(metadata(about));
    document.finish()
}

fn metadata(about: &About) -> Metadata {
    let metadata = Metadata::new()
        .title(about.title.clone())
        .language("en-US".to_owned())
        .creator("Milepost".to_owned())
        .producer("Milepost".to_owned());
    let metadata = if about.subject.is_empty() { metadata } else { metadata.description(about.subject.clone()) };
    match time(&about.time) {
        Some(time) => metadata.creation_date(time),
        None => metadata,
    }
}

/// `2026-11-20T09:30:00Z`, or the day alone.
fn time(text: &str) -> Option<DateTime> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).map(|digits| digits.parse::<u16>().ok());
    let mut next = || numbers.next().flatten();
    let small = |n: Option<u16>| n.and_then(|n| u8::try_from(n).ok());
    let time = DateTime::new(next()?).month(small(next())?).day(small(next())?);
    let (hour, minute, second) = (small(next()), small(next()), small(next()));
    let (hour, minute, second) = (hour.unwrap_or(0), minute.unwrap_or(0), second.unwrap_or(0));
    Some(time.hour(hour).minute(minute).second(second).utc_offset_hour(0))
}

fn outline(bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    let mut rest = bookmarks;
    while let Some(node) = node(&mut rest) {
        outline.push_child(node);
    }
    outline
}

/// The next bookmark with the deeper ones below it.
fn node(rest: &mut &[Bookmark]) -> Option<OutlineNode> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    let place = XyzDestination::new(first.page, Point::from_xy(0.0, first.y));
    let mut made = OutlineNode::new(first.words.clone(), place).with_open(first.level < 2);
    while rest.first().is_some_and(|next| next.level > first.level) {
        made.push_child(node(rest)?);
    }
    Some(made)
}

fn group(pages: &Pages, at: usize, said: &[Vec<Identifier>]) -> TagGroup {
    let tag = &pages.tags[at];
    let mut group = TagGroup::new(kind(&tag.role));
    for inner in &tag.inner {
        group.push(self::group(pages, *inner, said));
    }
    for id in &said[at] {
        group.push(Node::Leaf(*id));
    }
    group
}

fn kind(role: &Role) -> TagKind {
    let over = |columns: u8| NonZeroU32::new(u32::from(columns)).filter(|columns| columns.get() > 1);
    match role {
        Role::Document => Tag::Section.into(),
        Role::Heading(level, words) => Tag::Hn(NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN), Some(words.clone())).into(),
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Lead => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table(says) => Tag::Table.with_summary(Some(says.clone()).filter(|says| !says.is_empty())).into(),
        Role::Heads => Tag::THead.into(),
        Role::Rows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead(columns) => Tag::TH(TableHeaderScope::Column).with_col_span(over(*columns)).into(),
        Role::RowHead(columns) => Tag::TH(TableHeaderScope::Row).with_col_span(over(*columns)).into(),
        Role::Cell(columns) => Tag::TD.with_col_span(over(*columns)).into(),
        Role::Figure(says) => Tag::Figure(Some(says.clone())).into(),
        Role::Caption => Tag::Caption.into(),
    }
}

/// What draws, and what was said by each piece.
struct Pen {
    fonts: [Option<Font>; 4],
    said: Vec<Vec<Identifier>>,
}

impl Pen {
    fn sheet(&mut self, surface: &mut Surface, sheet: &Sheet) {
        // Shades and rules first: text stands on them.
        let layout = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout));
        surface.start_tagged(layout);
        for thing in &sheet.things {
            if let Thing::Fill([x, y, width, height], ink) = thing {
                fill(surface, Rect::from_xywh(*x, *y, *width, *height), *ink);
            }
        }
        for thing in &sheet.things {
            if let Thing::Rule { from, to, thick, ink } = thing {
                rule(surface, *from, *to, *thick, *ink);
            }
        }
        surface.end_tagged();
        for thing in &sheet.things {
            match thing {
                Thing::Fill(..) | Thing::Rule { .. } => {}
                Thing::Chart { area, tree, of } => self.chart(surface, *area, tree, *of),
                Thing::Text { of: None, .. } => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
                    self.text(surface, thing, &mut |_, _| {});
                    surface.end_tagged();
                }
                Thing::Text { of: Some(of), .. } => self.said_text(surface, thing, *of),
            }
        }
    }

    /// A line that is read aloud; what looks other than what it means says what it means.
    fn said_text(&mut self, surface: &mut Surface, thing: &Thing, of: usize) {
        let mut ids = Vec::new();
        self.text(surface, thing, &mut |surface, run| match run {
            Some(run) => ids.push(surface.start_tagged(ContentTag::Span(SpanTag::empty().with_actual_text(run.means.as_deref())))),
            None => surface.end_tagged(),
        });
        self.said[of].extend(ids);
    }

    fn text(&self, surface: &mut Surface, thing: &Thing, around: &mut dyn FnMut(&mut Surface, Option<&Run>)) {
        let Thing::Text { x, y, style, text, .. } = thing else { return };
        let Style { face, size, ink, .. } = *style;
        let Some(font) = &self.fonts[face as usize] else { return };
        let mut x = *x;
        surface.set_stroke(None);
        surface.set_fill(Some(paint(ink)));
        for run in runs(text, face) {
            let glyphs: Vec<KrillaGlyph> = run
                .drawn
                .char_indices()
                .filter_map(|(at, c)| {
                    let glyph = face.glyph(c)?;
                    let advance = f32::from(glyph.advance) / EM;
                    Some(KrillaGlyph::new(GlyphId::new(u32::from(glyph.id)), advance, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None))
                })
                .collect();
            if glyphs.is_empty() {
                continue;
            }
            around(surface, Some(&run));
            surface.draw_glyphs(Point::from_xy(x, *y), &glyphs, font.clone(), &run.drawn, size, false);
            around(surface, None);
            x += glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * size;
        }
    }

    fn chart(&mut self, surface: &mut Surface, [x, y, width, height]: [f32; 4], tree: &usvg::Tree, of: usize) {
        let Some(size) = Size::from_wh(width, height) else { return };
        let id = surface.start_tagged(ContentTag::Other);
        surface.push_transform(&Transform::from_translate(x, y));
        surface.draw_svg(tree, size, SvgSettings::default());
        surface.pop();
        surface.end_tagged();
        self.said[of].push(id);
    }
}

fn paint(ink: Ink) -> Fill {
    let [red, green, blue] = ink.rgb();
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn fill(surface: &mut Surface, area: Option<Rect>, ink: Ink) {
    let path = area.and_then(|area| {
        let mut path = PathBuilder::new();
        path.push_rect(area);
        path.finish()
    });
    if let Some(path) = path {
        surface.set_stroke(None);
        surface.set_fill(Some(paint(ink)));
        surface.draw_path(&path);
    }
}

fn rule(surface: &mut Surface, from: (f32, f32), to: (f32, f32), thick: f32, ink: Ink) {
    let path: Option<Path> = {
        let mut path = PathBuilder::new();
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
        path.finish()
    };
    if let Some(path) = path {
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke { paint: paint(ink).paint, width: thick, ..Stroke::default() }));
        surface.draw_path(&path);
    }
}
