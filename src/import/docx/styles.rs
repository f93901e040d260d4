//! Names of styles, which of them are headings and lists, and the custom properties: what lies beside the text of a document.

use std::collections::HashMap;

use super::super::workbook::Halt;
use super::super::workbook::package::Xml;
use super::refused::too_large;
use super::walk::{Next, Walk};

/// More than any program writes.
const MOST_STYLES: usize = 20_000;
const MOST_PROPERTIES: usize = 2_000;
/// How far a style is traced to those it is based on.
const LONGEST_CHAIN: usize = 16;

/// A style of paragraphs or characters.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: String,
    outline: Option<u8>,
    list: Option<u8>,
}

/// The styles of a document, by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    /// The name of a style; its id if the document does not say.
    pub(super) fn name<'s>(&'s self, id: &'s str) -> &'s str {
        self.0.get(id).map_or(id, |style| style.name.as_str())
    }

    /// How deep a heading of this style is: 1 for the highest.
    pub(super) fn heading(&self, id: &str) -> Option<u8> {
        self.traced(id, |style| {
            let named = style.name.to_lowercase();
            let depth = named.strip_prefix("heading ").and_then(|depth| depth.parse().ok());
            depth.or_else(|| style.outline.map(|outline| outline + 1))
        })
        .filter(|depth| (1..=9).contains(depth))
    }

    /// How deep in a list paragraphs of this style are.
    pub(super) fn list(&self, id: &str) -> Option<u8> {
        self.traced(id, |style| style.list)
    }

    /// Whether text of this style is a placeholder.
    pub(super) fn is_placeholder(&self, id: &str) -> bool {
        let folded: String = self.name(id).chars().filter(|c| !c.is_whitespace()).collect();
        folded.eq_ignore_ascii_case("placeholdertext")
    }

    fn traced<T>(&self, id: &str, of: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut id = id;
        for _ in 0..LONGEST_CHAIN {
            let style = self.0.get(id)?;
            if let Some(found) = of(style) {
                return Some(found);
            }
            id = &style.based_on;
        }
        None
    }
}

/// The list of styles.
pub(super) fn read(xml: Xml<'_>) -> Result<Styles, Halt> {
    let mut walk = Walk::new(xml, &["styleId"]);
    let mut styles = Styles::default();
    loop {
        match walk.next()? {
            Next::Open(e) if e.name == "styles" => {}
            Next::Open(e) if e.name == "style" => {
                let id = walk.found[0].clone().unwrap_or_default();
                let style = style(&mut walk)?;
                if styles.0.len() >= MOST_STYLES {
                    return Err(too_large("its list of styles"));
                }
                styles.0.insert(id, style);
            }
            Next::Open(_) => walk.skip()?,
            Next::Close => return Ok(styles),
        }
    }
}

fn style(walk: &mut Walk<'_>) -> Result<Style, Halt> {
    let mut style = Style::default();
    let mut numbered = None;
    let mut inside = 0;
    loop {
        match walk.next()? {
            Next::Open(e) => match (e.name.as_str(), e.value) {
                ("pPr" | "numPr", _) => inside += 1,
                (name, value) => {
                    let value = value.unwrap_or_default();
                    match name {
                        "name" => style.name = value,
                        "basedOn" => style.based_on = value,
                        "outlineLvl" => style.outline = value.parse().ok().filter(|depth| *depth < 9),
                        "ilvl" => style.list = value.parse().ok(),
                        "numId" => numbered = Some(value != "0"),
                        _ => {}
                    }
                    walk.skip()?;
                }
            },
            Next::Close if inside > 0 => inside -= 1,
            Next::Close => {
                style.list = numbered.filter(|numbered| *numbered).map(|_| style.list.unwrap_or(0));
                return Ok(style);
            }
        }
    }
}

/// The custom properties: name and value as text.
pub(super) fn properties(xml: Xml<'_>) -> Result<Vec<(String, String)>, Halt> {
    let mut walk = Walk::new(xml, &["name"]);
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        match walk.next()? {
            Next::Open(e) if e.name == "Properties" => {}
            Next::Open(e) if e.name == "property" => {
                let name = walk.found[0].clone().unwrap_or_default();
                let mut value = String::new();
                while let Next::Open(kind) = walk.next()? {
                    walk.text(&kind.name, &mut value)?;
                }
                if found.len() >= MOST_PROPERTIES {
                    return Err(too_large("its list of properties"));
                }
                found.push((name, value));
            }
            Next::Open(_) => walk.skip()?,
            Next::Close => return Ok(found),
        }
    }
}
