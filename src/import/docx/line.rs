//! What stands in a paragraph: runs of text, breaks, content controls, tracked changes, text boxes. The flow of paragraphs
//! belongs to `body.rs`.

use super::super::workbook::Halt;
use super::body::{CHAR, Reading, TYPE};
use super::styles::Styles;
use super::walk::Next;
use super::{Control, Paragraph};

/// A paragraph being read, with placeholders beside its text.
#[derive(Default)]
pub(super) struct Line {
    text: String,
    hint: String,
    controls: Vec<Control>,
    style: String,
    outline: Option<u8>,
    list: Option<u8>,
    /// Whether it is in a list by itself, or is taken out of that of its style.
    numbered: Option<bool>,
    /// Whether its end was deleted, so that the next one goes on with it.
    pub(super) goes_on: bool,
}

impl Line {
    /// The paragraph that has just begun, after what it goes on with.
    pub(super) fn read(reading: &mut Reading<'_, '_>, before: Option<Line>) -> Result<Line, Halt> {
        let mut line = before.unwrap_or_default();
        line.goes_on = false;
        line.inline(reading)?;
        Ok(line)
    }

    pub(super) fn into_paragraph(self, styles: &Styles) -> Paragraph {
        let in_list = || self.list.or_else(|| styles.list(&self.style)).unwrap_or(0);
        let list = match self.numbered {
            Some(false) => None,
            Some(true) => Some(in_list()),
            None => styles.list(&self.style),
        };
        let outline = self.outline.map(|outline| outline + 1);
        Paragraph {
            heading: outline.or_else(|| styles.heading(&self.style)),
            style: styles.name(&self.style).to_owned(),
            text: self.text,
            hint: self.hint,
            list,
            controls: self.controls,
        }
    }

    fn inline(&mut self, reading: &mut Reading<'_, '_>) -> Result<(), Halt> {
        loop {
            let Next::Open(e) = reading.walk.next()? else { return Ok(()) };
            match e.name.as_str() {
                "pPr" => self.properties(reading)?,
                "r" => self.run(reading)?,
                "ins" | "moveTo" => {
                    reading.seen.inserted += 1;
                    self.inline(reading)?;
                }
                "del" | "moveFrom" => {
                    reading.seen.deleted += 1;
                    reading.walk.skip()?;
                }
                "sdt" => self.control(reading)?,
                "bookmarkStart" => reading.bookmark()?,
                "AlternateContent" => reading.alternate(|reading| self.inline(reading))?,
                "hyperlink" | "smartTag" | "fldSimple" | "customXml" | "dir" | "bdo" | "rubyBase" => self.inline(reading)?,
                name if name.starts_with("oMath") => self.inline(reading)?,
                _ => reading.walk.skip()?,
            }
        }
    }

    fn control(&mut self, reading: &mut Reading<'_, '_>) -> Result<(), Halt> {
        let (text, hint, at) = (self.text.len(), self.hint.len(), self.controls.len());
        let mut control = reading.control(|reading, _| self.inline(reading))?;
        self.text[text..].clone_into(&mut control.text);
        self.hint[hint..].clone_into(&mut control.hint);
        reading.keep(control.text.len() + control.hint.len())?;
        self.controls.insert(at, control);
        Ok(())
    }

    fn properties(&mut self, reading: &mut Reading<'_, '_>) -> Result<(), Halt> {
        loop {
            let Next::Open(e) = reading.walk.next()? else { return Ok(()) };
            match e.name.as_str() {
                "numPr" => {
                    while let Next::Open(e) = reading.walk.next()? {
                        reading.walk.skip()?;
                        match e.name.as_str() {
                            "ilvl" => self.list = e.value.and_then(|depth| depth.parse().ok()).filter(|depth| *depth < 9),
                            "numId" => self.numbered = e.value.map(|id| id != "0"),
                            _ => {}
                        }
                    }
                }
                "rPr" => {
                    while let Next::Open(e) = reading.walk.next()? {
                        reading.walk.skip()?;
                        self.goes_on |= matches!(e.name.as_str(), "del" | "moveFrom");
                    }
                }
                name => {
                    match name {
                        "pStyle" => self.style = e.value.unwrap_or_default(),
                        "outlineLvl" => self.outline = e.value.and_then(|depth| depth.parse().ok()).filter(|depth| *depth < 9),
                        _ => {}
                    }
                    reading.walk.skip()?;
                }
            }
        }
    }

    /// A run of text; also what stands in a run, one level further down.
    fn run(&mut self, reading: &mut Reading<'_, '_>) -> Result<(), Halt> {
        let mut faint = reading.showing > 0;
        self.run_of(reading, &mut faint)
    }

    fn run_of(&mut self, reading: &mut Reading<'_, '_>, faint: &mut bool) -> Result<(), Halt> {
        loop {
            let Next::Open(e) = reading.walk.next()? else { return Ok(()) };
            let mut said = String::new();
            match e.name.as_str() {
                "rPr" => {
                    while let Next::Open(e) = reading.walk.next()? {
                        reading.walk.skip()?;
                        // Inside a control that does not show its placeholder, typed text may have kept the placeholder's style.
                        let is_placeholder = || e.value.as_deref().is_some_and(|id| reading.styles.is_placeholder(id));
                        *faint |= e.name == "rStyle" && reading.within == 0 && is_placeholder();
                    }
                    continue;
                }
                "t" => {
                    reading.walk.text("t", &mut said)?;
                    // A line break within the markup is a blank; breaks are elements of their own.
                    said = said.replace(['\n', '\r', '\t'], " ");
                    self.push(reading, &said, *faint)?;
                    continue;
                }
                "AlternateContent" => {
                    reading.alternate(|reading| self.run_of(reading, faint))?;
                    continue;
                }
                "ruby" => {
                    self.inline(reading)?;
                    continue;
                }
                "drawing" | "pict" | "object" => {
                    Self::drawing(reading)?;
                    continue;
                }
                "tab" | "ptab" => said.push(' '),
                "br" if matches!(reading.walk.found[TYPE].as_deref(), None | Some("textWrapping")) => said.push('\n'),
                "cr" => said.push('\n'),
                "noBreakHyphen" => said.push('-'),
                "sym" => {
                    let code = reading.walk.found[CHAR].as_deref().and_then(|code| u32::from_str_radix(code, 16).ok());
                    let c = code.and_then(char::from_u32).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c));
                    reading.seen.symbols += u64::from(c.is_none());
                    said.push(c.unwrap_or('\u{fffd}'));
                }
                _ => {}
            }
            reading.walk.skip()?;
            self.push(reading, &said, *faint)?;
        }
    }

    fn push(&mut self, reading: &mut Reading<'_, '_>, said: &str, faint: bool) -> Result<(), Halt> {
        reading.keep(said.len())?;
        if faint { &mut self.hint } else { &mut self.text }.push_str(said);
        Ok(())
    }

    /// A drawing: the text boxes in it are read, pictures are counted.
    fn drawing(reading: &mut Reading<'_, '_>) -> Result<(), Halt> {
        let mut depth = 0;
        let mut boxes = Vec::new();
        loop {
            match reading.walk.next()? {
                Next::Open(e) => match e.name.as_str() {
                    "txbxContent" => {
                        reading.seen.boxes += 1;
                        let outer = std::mem::take(&mut reading.boxes);
                        let read = reading.flow()?;
                        boxes.extend(read);
                        reading.boxes = outer;
                    }
                    "Fallback" => reading.walk.skip()?,
                    "blip" | "imagedata" | "chart" | "OLEObject" => {
                        reading.seen.pictures += 1;
                        reading.walk.skip()?;
                    }
                    _ => depth += 1,
                },
                Next::Close if depth > 0 => depth -= 1,
                Next::Close => {
                    reading.boxes.extend(boxes);
                    return Ok(());
                }
            }
        }
    }
}
