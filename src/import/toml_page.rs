//! A TOML file with the line of every key, read key by key, so that all faults are found at once and named. What the
//! keys mean belongs to the readers.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Faults};
use super::nearest::{did_you_mean, listed};

/// A parsed file.
pub(super) struct Page<'a> {
    root: Spanned<DeTable<'a>>,
    starts: Vec<usize>,
}

/// One table of a page. Keys that nobody asked for are faults at [`Section::end`].
pub(super) struct Section<'a> {
    table: &'a DeTable<'a>,
    starts: &'a [usize],
    line: u64,
    asked: Vec<&'static str>,
}

fn line_of(starts: &[usize], at: usize) -> u64 {
    starts.partition_point(|start| *start <= at) as u64
}

impl<'a> Page<'a> {
    /// Parses; what is no TOML is a fault.
    pub(super) fn parse(text: &'a str, faults: &mut Faults) -> Option<Page<'a>> {
        let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let line = error.span().map_or(0, |span| line_of(&starts, span.start));
            faults.fault(|| Fault::new("toml").line(line).says(error.message().to_owned(), "write key = \"value\", each on its own line"));
        }
        errors.is_empty().then_some(Page { root, starts })
    }

    /// The table of the whole file.
    pub(super) fn top(&'a self) -> Section<'a> {
        Section { table: self.root.get_ref(), starts: &self.starts, line: 1, asked: Vec::new() }
    }
}

impl<'a> Section<'a> {
    /// The line on which it begins.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The line of one of its keys; its own line if the key is not there.
    pub(super) fn line_of(&self, key: &str) -> u64 {
        self.table.get_key_value(key).map_or(self.line, |(key, _)| line_of(self.starts, key.span().start))
    }

    fn ask(&mut self, key: &'static str) -> Option<&'a DeValue<'a>> {
        self.asked.push(key);
        self.table.get(key).map(Spanned::get_ref)
    }

    fn wrong(&self, key: &str, value: &DeValue<'_>, expected: &str, faults: &mut Faults) {
        let shown = scalar(value).unwrap_or_else(|| value.type_str().to_owned());
        let line = self.line_of(key);
        faults
            .fault(|| Fault::new("toml-value").line(line).cell(key, &shown).says("is not what belongs here", format!("write {expected}")));
    }

    /// A text, or a number as its text; `None` if the key is not there. Control characters are taken out and counted.
    pub(super) fn text(&mut self, key: &'static str, faults: &mut Faults) -> Option<String> {
        let value = self.ask(key)?;
        if let Some(text) = scalar(value) {
            return Some(faults.clean(&text));
        }
        self.wrong(key, value, "a text in quotes", faults);
        None
    }

    /// A text that must be there and not be empty.
    pub(super) fn needed(&mut self, key: &'static str, faults: &mut Faults) -> String {
        let there = self.table.contains_key(key);
        match self.text(key, faults) {
            Some(text) if !text.is_empty() => text,
            other => {
                if other.is_some() || !there {
                    let line = self.line;
                    faults.fault(|| {
                        Fault::new("key-missing").line(line).cell("key", key).says("is missing or empty", format!("write {key} = \"...\""))
                    });
                }
                String::new()
            }
        }
    }

    /// true or false; not there is false.
    pub(super) fn flag(&mut self, key: &'static str, faults: &mut Faults) -> bool {
        match self.ask(key) {
            None => false,
            Some(DeValue::Boolean(flag)) => *flag,
            Some(other) => {
                self.wrong(key, other, "true or false, without quotes", faults);
                false
            }
        }
    }

    /// A whole number.
    pub(super) fn number(&mut self, key: &'static str, faults: &mut Faults) -> Option<i64> {
        let value = self.ask(key)?;
        let number = scalar(value).and_then(|text| text.parse().ok());
        if number.is_none() {
            self.wrong(key, value, "a whole number", faults);
        }
        number
    }

    /// A list of texts; a single text is a list of one.
    pub(super) fn words(&mut self, key: &'static str, faults: &mut Faults) -> Vec<String> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        let words = several(value);
        if words.is_none() {
            self.wrong(key, value, "a list of texts: [\"a\", \"b\"]", faults);
        }
        words.unwrap_or_default().iter().map(|word| faults.clean(word)).collect()
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)], faults: &mut Faults) -> Option<T> {
        let line = self.line_of(key);
        let word = self.text(key, faults)?;
        let found = choices.iter().find(|(name, _)| name.eq_ignore_ascii_case(&word)).map(|(_, value)| *value);
        if found.is_none() {
            let known = || choices.iter().map(|(name, _)| *name);
            faults.fault(|| {
                Fault::new("toml-choice")
                    .line(line)
                    .cell(key, &word)
                    .says(format!("is unknown{}", did_you_mean(&word, known())), format!("write {}", listed(known())))
            });
        }
        found
    }

    /// A table inside this one.
    pub(super) fn section(&mut self, key: &'static str, faults: &mut Faults) -> Option<Section<'a>> {
        let line = self.line_of(key);
        match self.ask(key)? {
            DeValue::Table(table) => Some(Section { table, starts: self.starts, line, asked: Vec::new() }),
            other => {
                self.wrong(key, other, &format!("a section: [{key}]"), faults);
                None
            }
        }
    }

    /// The tables of a list: `[[key]]`.
    pub(super) fn list(&mut self, key: &'static str, faults: &mut Faults) -> Vec<Section<'a>> {
        let starts = self.starts;
        let Some(value) = self.ask(key) else { return Vec::new() };
        let mut found = Vec::new();
        let all_tables = match value {
            DeValue::Array(items) => items.iter().all(|item| {
                let DeValue::Table(table) = item.get_ref() else { return false };
                found.push(Section { table, starts, line: line_of(starts, item.span().start), asked: Vec::new() });
                true
            }),
            _ => false,
        };
        if !all_tables {
            self.wrong(key, value, &format!("sections: [[{key}]]"), faults);
        }
        found
    }

    /// Every key as a name, a text and a line, in the order of the file: for sections whose keys are free.
    pub(super) fn texts(&self, faults: &mut Faults) -> Vec<(String, String, u64)> {
        let mut all = Vec::new();
        for (key, value) in self.table {
            let line = line_of(self.starts, key.span().start);
            match scalar(value.get_ref()) {
                Some(text) => all.push((key.get_ref().to_string(), text, line)),
                None => self.wrong(key.get_ref(), value.get_ref(), "a text in quotes", faults),
            }
        }
        all.sort_by_key(|(_, _, line)| *line);
        all
    }

    /// Every key as a name, a list of texts and a line.
    pub(super) fn lists(&self, faults: &mut Faults) -> Vec<(String, Vec<String>, u64)> {
        let mut all = Vec::new();
        for (key, value) in self.table {
            match several(value.get_ref()) {
                Some(words) => all.push((key.get_ref().to_string(), words, line_of(self.starts, key.span().start))),
                None => self.wrong(key.get_ref(), value.get_ref(), "a list of texts: [\"a\", \"b\"]", faults),
            }
        }
        all
    }

    /// Every key as a name and a section: for sections whose keys are free.
    pub(super) fn sections(&self, faults: &mut Faults) -> Vec<(String, Section<'a>)> {
        let mut all = Vec::new();
        for (key, value) in self.table {
            let line = line_of(self.starts, key.span().start);
            match value.get_ref() {
                DeValue::Table(table) => {
                    all.push((key.get_ref().to_string(), Section { table, starts: self.starts, line, asked: Vec::new() }));
                }
                other => self.wrong(key.get_ref(), other, "a section of its own", faults),
            }
        }
        all
    }

    /// Keys that nobody asked for are faults.
    pub(super) fn end(self, faults: &mut Faults) {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if !self.asked.contains(&name) {
                let line = line_of(self.starts, key.span().start);
                let known = || self.asked.iter().copied();
                faults.fault(|| {
                    Fault::new("key-unknown")
                        .line(line)
                        .cell("key", name)
                        .says(format!("is unknown here{}", did_you_mean(name, known())), format!("known are {}", listed(known())))
                });
            }
        }
    }
}

/// A single value as the text that the file has.
fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(n) if n.radix() == 10 => Some(n.as_str().to_owned()),
        DeValue::Float(n) => Some(n.as_str().to_owned()),
        DeValue::Datetime(day) => Some(day.to_string()),
        _ => None,
    }
}

/// A list of single values, or one of them.
fn several(value: &DeValue<'_>) -> Option<Vec<String>> {
    match value {
        DeValue::Array(items) => items.iter().map(|item| scalar(item.get_ref())).collect(),
        other => scalar(other).map(|word| vec![word]),
    }
}
