//! Mappings that are used again: a setting for each kind and header. Keeping or forgetting one is part of the import's change, so
//! that undo takes it back too.

use std::fs::File;
use std::path::Path;

use super::{Draft, Request, What, file_name};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::import::fault::Fault;
use crate::import::look::{self, Look};
use crate::import::mapping::Mapping;

/// How the names of these settings begin.
fn prefix(what: What) -> String {
    format!("mapping:{}:", what.code())
}

/// The setting for files with this header.
fn found(book: &Book, name: &str) -> Option<(Id, String)> {
    let setting = book.all(Kind::Setting).into_iter().find(|setting| setting.text(Field::Name) == name)?;
    Some((setting.id, setting.text(Field::Value).to_owned()))
}

/// A table that is there; none for rules in TOML and names of what comes with the program.
fn table(path: &Path) -> Option<File> {
    let is_toml = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    if is_toml || !path.is_file() { None } else { File::open(path).ok() }
}

/// What names the header of a file: its columns as they are found without any mapping but the sheet.
fn name_of(path: &Path, request: &Request, base: &Mapping) -> Option<String> {
    let plain = Mapping { sheet: base.sheet.clone(), ..Mapping::default() };
    let look = look::look(&file_name(path), table(path)?, request.what.table()?, &plain).ok()??;
    Some(format!("{}{}", prefix(request.what), look.fingerprint))
}

/// What an import will keep or forget beside its records.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Names of settings, and mappings.
    kept: Vec<(String, String)>,
    forgotten: Vec<Id>,
}

impl Memory {
    /// The mapping of one file: what is asked for, over what is remembered for its header, and a note if it is that. Where nothing is
    /// remembered and nothing is to be, the file is not looked at for it.
    pub(super) fn mapping(&mut self, book: &Book, path: &Path, request: &Request, base: &Mapping) -> (Mapping, Option<Fault>) {
        let (mut mapping, mut said) = (base.clone(), None);
        let start = prefix(request.what);
        let any = || book.all(Kind::Setting).iter().any(|setting| setting.text(Field::Name).starts_with(&start));
        let name = if request.remember || any() { name_of(path, request, base) } else { None };
        let known = name.as_deref().and_then(|name| found(book, name));
        match (&known, request.what.table()) {
            (Some((id, _)), _) if request.forget => self.forgotten.push(*id),
            (Some((_, text)), Some(kind)) if request.map.is_none() => {
                // One that an older version wrote and that no longer fits is passed over.
                if let Ok(remembered) = Mapping::parse("the remembered columns", text, kind) {
                    mapping = Mapping { sheet: base.sheet.clone(), percent: base.percent.or(remembered.percent), ..remembered };
                    said = request.columns.is_empty().then(|| {
                        let says = format!("columns as chosen before for files with this header: {}", in_words(&mapping));
                        Fault::new("mapping-remembered").says(says, "leave that out and forget it with --forget")
                    });
                }
            }
            _ => {}
        }
        for (target, source) in &request.columns {
            mapping.choose(target, source.clone());
        }
        let own = Mapping { sheet: None, ..mapping.clone() };
        if let (Some(name), true, false) = (name, request.remember, own.is_empty()) {
            self.kept.push((name, own.to_toml()));
        }
        (mapping, said)
    }

    /// Adds what is kept and forgotten to the import.
    pub(super) fn settle(self, draft: &mut Draft<'_>) {
        for id in self.forgotten {
            draft.set(id, Kind::Setting, Field::Gone, Value::Int(1));
        }
        for (name, text) in self.kept {
            let id = found(&draft.book, &name).map_or_else(|| draft.store.derived_id("setting", &[&name]), |(id, _)| id);
            draft.set(id, Kind::Setting, Field::Name, Value::text(&name));
            draft.set(id, Kind::Setting, Field::Value, Value::text(&text));
        }
    }
}

/// "`case_id` from 'Nummer', region always 'North'".
fn in_words(mapping: &Mapping) -> String {
    let columns = mapping.columns.iter().map(|(ours, theirs)| format!("{ours} from '{theirs}'"));
    let always = mapping.constants.iter().map(|(ours, text)| format!("{ours} always '{text}'"));
    let joined = mapping.joins.iter().map(|(ours, join)| format!("{ours} from '{}'", join.columns.join("' and '")));
    let without = mapping.without.iter().map(|ours| format!("no {ours}"));
    let words: Vec<String> = columns.chain(always).chain(joined).chain(without).collect();
    if words.is_empty() { "words and percents only".to_owned() } else { words.join(", ") }
}

/// The first rows of a file, its columns matched as an import would match them.
#[derive(Debug)]
pub struct Shown {
    /// The columns.
    pub look: Look,
    /// Whether a mapping is remembered for files with this header.
    pub remembered: bool,
}

/// The columns of the first file of a request, as its import would take them; nothing for what is no table.
pub fn look(book: &Book, request: &Request) -> Option<Shown> {
    let path = request.inputs.first()?;
    let base = super::mapping(request).ok()?;
    let (mapping, _) = Memory::default().mapping(book, path, request, &base);
    let look = look::look(&file_name(path), table(path)?, request.what.table()?, &mapping).ok()??;
    let remembered = name_of(path, request, &base).is_some_and(|name| found(book, &name).is_some());
    Some(Shown { look, remembered })
}
