//! Tables that people fill in, on paper or in a word processor, and lines to sign on. A place to fill has a tag: by it a
//! filled-in document is read back.

/// A table that is filled in.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// What it is, for those who do not see it: "Action steps of element 1".
    pub caption: String,
    /// How wide its columns are, one to another.
    pub widths: Vec<u16>,
    /// How many of its first rows are heads, repeated on each page.
    pub heads: usize,
    /// Its rows.
    pub rows: Vec<Vec<Slot>>,
}

/// A cell of a form.
#[derive(Clone, Debug, Default)]
pub struct Slot {
    /// What stands in it; with line breaks.
    pub text: String,
    /// Under which name it is read back; none for what is printed and not filled in.
    pub tag: Option<String>,
    /// What belongs here: title of the field, and shown grey where it is empty. May be empty.
    pub hint: String,
    /// Whether it is a label: bold, shaded.
    pub label: bool,
    /// How many columns it spans; 0 counts as 1.
    pub span: u8,
    /// How many written lines it offers at least; 0 counts as 1.
    pub lines: u8,
}

impl Slot {
    /// A printed label.
    #[must_use]
    pub fn label(text: impl Into<String>) -> Slot {
        Slot { text: text.into(), label: true, ..Slot::default() }
    }

    /// Printed text that is no label.
    #[must_use]
    pub fn printed(text: impl Into<String>) -> Slot {
        Slot { text: text.into(), ..Slot::default() }
    }

    /// A place to fill in.
    #[must_use]
    pub fn fill(tag: impl Into<String>, text: impl Into<String>, hint: impl Into<String>) -> Slot {
        Slot { text: text.into(), tag: Some(tag.into()), hint: hint.into(), ..Slot::default() }
    }

    /// The same over several columns.
    #[must_use]
    pub fn over(mut self, columns: u8) -> Slot {
        self.span = columns;
        self
    }

    /// The same with room for so many written lines.
    #[must_use]
    pub fn room(mut self, lines: u8) -> Slot {
        self.lines = lines;
        self
    }
}

/// A line to sign on.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// As what a person signs: "Region director".
    pub role: String,
    /// Who signs, if that is known.
    pub name: String,
    /// "signed 3 Mar 2026, version 2"; empty if it is still to be signed.
    pub signed: String,
}
