//! What a text in a cell of a ledger means, and how a value reads as text.

use chrono::NaiveDate;

use crate::command::Context;
use crate::domain::dates;
use crate::domain::id::Id;
use crate::domain::text::folded;
use crate::domain::trend::{Amount, Unit};
use crate::domain::value::Value;
use crate::panes::cell::Form;

/// How a cell opens, and what a text in it means.
#[derive(Clone, Debug)]
pub enum Means {
    /// One line of text.
    Line,
    /// Text with line breaks.
    Text,
    /// A day.
    Day,
    /// A whole number between these.
    Number(i64, i64),
    /// A value of a unit, as imports read it; kept in ten-thousandths.
    Amount(Unit),
    /// One of a fixed list: code, and words people read.
    Choice(&'static [(&'static str, &'static str)]),
    /// One of a list, or other words.
    Suggest(Vec<String>),
    /// Another record, by its name.
    Record(Vec<(Id, String)>),
    /// Several other records, by their names.
    Records(Vec<(Id, String)>),
    /// One line that is read in its own way; an error is a sentence.
    Read(fn(&Context, &str) -> Result<Value, String>),
}

impl Means {
    /// How the cell opens.
    #[must_use]
    pub fn form(&self) -> Form {
        let names = |list: &[(Id, String)]| list.iter().map(|(_, name)| name.clone()).collect();
        match self {
            Means::Line | Means::Number(..) | Means::Amount(_) | Means::Read(_) => Form::Line,
            Means::Text => Form::Lines,
            Means::Day => Form::Day,
            Means::Choice(list) => Form::Choice(list.iter().map(|(_, words)| (*words).to_owned()).collect()),
            Means::Suggest(list) => Form::Names(list.clone()),
            Means::Record(list) => Form::Choice(names(list)),
            Means::Records(list) => Form::Several(names(list)),
        }
    }

    /// How a value reads.
    #[must_use]
    pub fn text(&self, value: &Value, cx: &Context) -> String {
        let name = |list: &[(Id, String)], id: &Id| {
            list.iter().find(|(known, _)| known == id).map_or_else(|| cx.book.name(*id).to_owned(), |(_, name)| name.clone())
        };
        match (self, value) {
            (Means::Choice(list), Value::Text(code)) => {
                list.iter().find(|(known, _)| known == code).map_or_else(|| code.clone(), |(_, words)| (*words).to_owned())
            }
            (Means::Amount(unit), Value::Int(n)) => Amount(*n).exact(unit),
            (Means::Record(list), Value::Record(id)) => name(list, id),
            (Means::Records(list), Value::Records(ids)) => ids.iter().map(|id| name(list, id)).collect::<Vec<_>>().join("; "),
            (_, Value::Text(text)) => text.clone(),
            (_, Value::Int(n)) => n.to_string(),
            (_, Value::Date(day)) => dates::show(*day, cx.day_first),
            (_, Value::Record(id)) => cx.book.name(*id).to_owned(),
            _ => String::new(),
        }
    }

    /// What a text means, and what was understood where that is not plain. An empty text takes the value out.
    ///
    /// # Errors
    /// A sentence for the reviewer.
    pub fn read(&self, text: &str, before: Option<NaiveDate>, cx: &Context) -> Result<(Value, String), String> {
        let text = text.trim();
        let plain = |value| Ok((value, String::new()));
        if text.is_empty() {
            return plain(Value::None);
        }
        let one = |list: &[(Id, String)], text: &str| {
            let found = list.iter().find(|(_, name)| folded(name) == folded(text));
            found.map(|(id, _)| *id).ok_or_else(|| format!("There is no '{text}' to choose here; the list beneath shows what there is"))
        };
        match self {
            Means::Line | Means::Text | Means::Suggest(_) => plain(Value::text(text)),
            Means::Day => {
                let day = dates::understand(text, cx.today, cx.day_first, before).map_err(|fault| fault.to_string())?;
                Ok((Value::Date(day), dates::show_long(day)))
            }
            Means::Number(least, most) => match text.parse::<i64>() {
                Ok(n) if (*least..=*most).contains(&n) => plain(Value::Int(n)),
                _ => Err(format!("'{text}' is no whole number from {least} to {most}")),
            },
            Means::Amount(unit) => plain(Value::Int(Amount::parse(text, unit)?.0)),
            Means::Choice(list) => {
                let is = |(code, words): &&(&str, &str)| folded(code) == folded(text) || folded(words) == folded(text);
                let found = list.iter().find(is).ok_or_else(|| {
                    let words: Vec<&str> = list.iter().map(|(_, words)| *words).collect();
                    format!("'{text}' is none of: {}", words.join(", "))
                })?;
                plain(Value::text(found.0))
            }
            Means::Record(list) => plain(Value::Record(one(list, text)?)),
            Means::Records(list) => {
                let mut ids = Vec::new();
                for name in text.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
                    let id = one(list, name)?;
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
                plain(Value::records(ids))
            }
            Means::Read(read) => plain(read(cx, text)?),
        }
    }
}
