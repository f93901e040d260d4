//! A part of a document, element by element, with limits to its depth and to how many elements it has. What elements mean
//! belongs to the readers.

use quick_xml::events::Event;

use super::super::workbook::Halt;
use super::super::workbook::package::{Xml, attribute, local};
use super::refused::{damaged, too_large};

/// Deeper than any nesting of tables that people make.
const DEEPEST: usize = 120;
/// Several hundred pages of tables.
const MOST_ELEMENTS: usize = 3_000_000;

/// The start of an element: its name without prefix, and the attributes that are asked for here.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    /// `val`, the value that most properties have.
    pub(super) value: Option<String>,
}

impl Element {
    /// Whether a property that can be switched is on: present, and not said to be off.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value.as_deref(), Some("0" | "false" | "off"))
    }
}

/// What comes next within an element.
pub(super) enum Next {
    /// An element within it begins; it must be read or passed over to its end.
    Open(Element),
    /// It ends.
    Close,
}

/// A part being read.
pub(super) struct Walk<'a> {
    xml: Xml<'a>,
    /// An element that was looked at and is still to be read.
    ahead: Option<Next>,
    /// The names of the elements around this place, outermost first.
    around: Vec<String>,
    elements: usize,
    /// What some readers look for besides `val`.
    also: &'static [&'static str],
    /// The values of those, of the element that began last.
    pub(super) found: Vec<Option<String>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(xml: Xml<'a>, also: &'static [&'static str]) -> Walk<'a> {
        Walk { xml, ahead: None, around: Vec::new(), elements: 0, also, found: Vec::new() }
    }

    /// The next element, or the end of the one that is being read. The end of the part is the end of all.
    pub(super) fn next(&mut self) -> Result<Next, Halt> {
        if let Some(next) = self.ahead.take() {
            return Ok(next);
        }
        loop {
            match self.xml.next()? {
                Event::Start(e) => {
                    let element = Element { name: local(&e).to_owned(), value: attribute(&e, "val") };
                    self.found.clear();
                    self.found.extend(self.also.iter().map(|name| attribute(&e, name)));
                    self.around.push(element.name.clone());
                    self.elements += 1;
                    if self.around.len() > DEEPEST || self.elements > MOST_ELEMENTS {
                        return Err(too_large("what is nested in it"));
                    }
                    return Ok(Next::Open(element));
                }
                Event::End(e) => {
                    let name = e.local_name();
                    return match self.around.pop() {
                        Some(open) if open == name.as_ref() => Ok(Next::Close),
                        _ => Err(damaged("an element ends that did not begin")),
                    };
                }
                Event::Eof if self.around.is_empty() => return Ok(Next::Close),
                Event::Eof => return Err(damaged("it ends in the middle")),
                _ => {}
            }
        }
    }

    /// Passes over the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), Halt> {
        let outside = self.around.len().saturating_sub(1);
        while self.around.len() > outside {
            self.next()?;
        }
        Ok(())
    }

    /// Looks at what describes the element that has just begun, if that comes first in it.
    pub(super) fn first(&mut self, name: &str, mut look: impl FnMut(&Element)) -> Result<(), Halt> {
        match self.next()? {
            Next::Open(e) if e.name == name => {
                while let Next::Open(e) = self.next()? {
                    look(&e);
                    self.skip()?;
                }
            }
            next => self.ahead = Some(next),
        }
        Ok(())
    }

    /// The text of the element that has just begun; elements within it are no text.
    pub(super) fn text(&mut self, name: &str, into: &mut String) -> Result<(), Halt> {
        self.around.pop();
        self.xml.text_of(name, into)
    }
}
