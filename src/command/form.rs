//! A few named fields asked of the reviewer at once, as data: a pane asks, an overlay shows, the pane hears it filled.
//! What the texts mean is the pane's own matter; it asks again, with a fault, if they do not do.

/// What a field of a form takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One line of text.
    Line,
    /// Text with line breaks.
    Lines,
    /// A whole number.
    Number,
    /// A day, as in any date field.
    Day,
    /// One of several; the value is one of these words.
    OneOf(Vec<String>),
    /// Any of several; the value is the words chosen, with `;` between them.
    Several(Vec<String>),
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// The word beside it.
    pub word: String,
    /// What stands in it while it is empty.
    pub hint: String,
    /// What it takes.
    pub takes: Takes,
    /// The text in it; a day as `2026-03-15`.
    pub value: String,
}

impl FormField {
    /// An empty field.
    #[must_use]
    pub fn new(word: impl Into<String>, takes: Takes) -> FormField {
        FormField { word: word.into(), hint: String::new(), takes, value: String::new() }
    }

    /// With a text in it.
    #[must_use]
    pub fn with(self, value: impl Into<String>) -> FormField {
        FormField { value: value.into(), ..self }
    }

    /// With a hint for the empty field.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> FormField {
        FormField { hint: hint.into(), ..self }
    }
}

/// A few fields with a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Which form it is, for the pane that asked.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// A sentence or two above the fields.
    pub words: String,
    /// The fields.
    pub fields: Vec<FormField>,
    /// The number of the field at fault, and why.
    pub fault: Option<(usize, String)>,
}

impl Form {
    /// A form of these fields.
    #[must_use]
    pub fn new(id: &'static str, title: impl Into<String>, words: impl Into<String>, fields: Vec<FormField>) -> Form {
        Form { id, title: title.into(), words: words.into(), fields, fault: None }
    }

    /// The text of a field, without blanks around it; empty if there is no such field.
    #[must_use]
    pub fn text(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", |field| field.value.trim())
    }

    /// The same form with a field at fault, to be asked again.
    #[must_use]
    pub fn at_fault(self, at: usize, why: impl Into<String>) -> Form {
        Form { fault: Some((at, why.into())), ..self }
    }
}
