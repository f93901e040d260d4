//! A mapping file: what another program's columns and words mean here. The readers apply it through `table.rs`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Refused;
use super::fault::{Fault, Faults};
use super::nearest::{did_you_mean, listed};
use super::percent::Scale;
use super::table::{Kind, folded};
use super::toml_page::{Page, Section};

/// Several columns that make one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// Names of the file's columns.
    pub columns: Vec<String>,
    /// What stands between them.
    pub separator: String,
}

/// What a mapping file says. `Mapping::default()` maps nothing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Target > name of the file's column.
    pub columns: BTreeMap<String, String>,
    /// Target > the same value in every row.
    pub constants: BTreeMap<String, String>,
    /// Target > (word in the file, in lower case > word here).
    pub values: BTreeMap<String, HashMap<String, String>>,
    /// Target > columns to join.
    pub joins: BTreeMap<String, Join>,
    /// Target > words (in lower case) whose rows are left out, each with a warning.
    pub skip: BTreeMap<String, Vec<String>>,
    /// Columns of the file that are left out on purpose.
    pub ignore: Vec<String>,
    /// Targets that are left open although a column has their name.
    pub without: BTreeSet<String>,
    /// The sheet of a workbook to read.
    pub sheet: Option<String>,
    /// What bare numbers of a column of percents are.
    pub percent: Option<Scale>,
}

/// Where a target comes from, as a person chose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// This column of the file.
    Column(String),
    /// The same value in every row.
    Always(String),
    /// Nowhere.
    Nothing,
}

impl Mapping {
    /// Reads a mapping for one kind of import:
    ///
    /// ```toml
    /// sheet = "Answers"
    /// [columns]
    /// year = "Review FY"
    /// [constants]
    /// region = "North"
    /// [values.answer]
    /// "N/R" = "na"
    /// [join.question]
    /// columns = ["Domain", "Indicator"]
    /// separator = "/"
    /// [skip]
    /// question = ["Total"]
    /// [ignore]
    /// columns = ["Remarks"]
    /// targets = ["area"]
    /// ```
    ///
    /// `percent = "fraction"` beside `sheet` says what bare numbers of a column of percents are.
    ///
    /// # Errors
    /// Every unknown section, target or key, with its line.
    pub fn parse(file: &str, text: &str, kind: Kind) -> Result<Mapping, Refused> {
        let mut faults = Faults::of(file);
        let mut mapping = Mapping::default();
        if let Some(page) = Page::parse(text, &mut faults) {
            let mut top = page.top();
            mapping.sheet = top.text("sheet", &mut faults);
            mapping.percent = top.choice("percent", &Scale::ALL.map(|scale| (scale.code(), scale)), &mut faults);
            if let Some(section) = top.section("columns", &mut faults) {
                mapping.columns = pairs(&section, kind, &mut faults);
            }
            if let Some(section) = top.section("constants", &mut faults) {
                mapping.constants = pairs(&section, kind, &mut faults);
            }
            if let Some(section) = top.section("values", &mut faults) {
                for (target, words) in targets(&section, kind, &mut faults) {
                    let words = words.texts(&mut faults).into_iter().map(|(from, to, _)| (from.trim().to_lowercase(), to));
                    mapping.values.insert(target, words.collect());
                }
            }
            if let Some(section) = top.section("join", &mut faults) {
                for (target, mut join) in targets(&section, kind, &mut faults) {
                    let columns = join.words("columns", &mut faults);
                    let separator = join.text("separator", &mut faults).unwrap_or_else(|| " ".to_owned());
                    join.end(&mut faults);
                    mapping.joins.insert(target, Join { columns, separator });
                }
            }
            if let Some(section) = top.section("skip", &mut faults) {
                for (name, words, line) in section.lists(&mut faults) {
                    if let Some(target) = target(&name, line, kind, &mut faults) {
                        mapping.skip.insert(target, words.iter().map(|word| word.trim().to_lowercase()).collect());
                    }
                }
            }
            if let Some(mut section) = top.section("ignore", &mut faults) {
                mapping.ignore = section.words("columns", &mut faults);
                let line = section.line_of("targets");
                let without = section.words("targets", &mut faults);
                mapping.without = without.iter().filter_map(|name| target(name, line, kind, &mut faults)).collect();
                section.end(&mut faults);
            }
            top.end(&mut faults);
            mapping.one_source_each(&mut faults);
        }
        if faults.is_clean() { Ok(mapping) } else { Err(Refused::Faulty(faults)) }
    }

    /// The mapping as [`Mapping::parse`] reads it.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut page = toml::Table::new();
        let words = |words: &mut dyn Iterator<Item = &String>| toml::Value::Array(words.cloned().map(toml::Value::String).collect());
        let pairs = |pairs: &mut dyn Iterator<Item = (&String, &String)>| {
            toml::Value::Table(pairs.map(|(key, value)| (key.clone(), toml::Value::String(value.clone()))).collect())
        };
        let mut put = |key: &str, value: toml::Value| {
            if !value.as_table().is_some_and(toml::Table::is_empty) {
                page.insert(key.to_owned(), value);
            }
        };
        if let Some(sheet) = &self.sheet {
            put("sheet", toml::Value::String(sheet.clone()));
        }
        if let Some(scale) = self.percent {
            put("percent", toml::Value::String(scale.code().to_owned()));
        }
        put("columns", pairs(&mut self.columns.iter()));
        put("constants", pairs(&mut self.constants.iter()));
        let values = self.values.iter().map(|(target, words)| (target.clone(), pairs(&mut words.iter())));
        put("values", toml::Value::Table(values.collect()));
        let joins = self.joins.iter().map(|(target, join)| {
            let separator = ("separator".to_owned(), toml::Value::String(join.separator.clone()));
            let columns = ("columns".to_owned(), words(&mut join.columns.iter()));
            (target.clone(), toml::Value::Table([columns, separator].into_iter().collect()))
        });
        put("join", toml::Value::Table(joins.collect()));
        put("skip", toml::Value::Table(self.skip.iter().map(|(target, list)| (target.clone(), words(&mut list.iter()))).collect()));
        let ignore = [("columns", words(&mut self.ignore.iter())), ("targets", words(&mut self.without.iter()))];
        let ignore = ignore.into_iter().filter(|(_, list)| list.as_array().is_some_and(|list| !list.is_empty()));
        put("ignore", toml::Value::Table(ignore.map(|(key, list)| (key.to_owned(), list)).collect()));
        // Texts and lists always have a TOML form.
        toml::to_string(&page).unwrap_or_default()
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Mapping::default()
    }

    /// The choices of a person laid over it: for each target a column, the same value everywhere, or nothing.
    pub fn choose(&mut self, target: &str, source: Chosen) {
        self.columns.remove(target);
        self.constants.remove(target);
        self.joins.remove(target);
        self.without.remove(target);
        match source {
            Chosen::Column(name) => drop(self.columns.insert(target.to_owned(), name)),
            Chosen::Always(text) => drop(self.constants.insert(target.to_owned(), text)),
            Chosen::Nothing => drop(self.without.insert(target.to_owned())),
        }
    }

    fn one_source_each(&self, faults: &mut Faults) {
        let all = self.columns.keys().chain(self.constants.keys()).chain(self.joins.keys());
        let mut seen = BTreeSet::new();
        for target in all {
            if !seen.insert(target) {
                faults.fault(|| {
                    Fault::new("mapping-twice")
                        .cell("mapping", target)
                        .says("has two sources", "name it in one of [columns], [constants] and [join] only")
                });
            }
        }
    }
}

fn target(name: &str, line: u64, kind: Kind, faults: &mut Faults) -> Option<String> {
    let found = kind.columns().iter().find(|column| folded(column.name) == folded(name));
    if found.is_none() {
        let known = || kind.columns().iter().map(|column| column.name);
        faults.fault(|| {
            Fault::new("mapping-target")
                .line(line)
                .cell("target", name)
                .says(format!("is nothing that this import reads{}", did_you_mean(name, known())), format!("write {}", listed(known())))
        });
    }
    found.map(|column| column.name.to_owned())
}

fn pairs(section: &Section<'_>, kind: Kind, faults: &mut Faults) -> BTreeMap<String, String> {
    let texts = section.texts(faults);
    texts.into_iter().filter_map(|(name, value, line)| Some((target(&name, line, kind, faults)?, value))).collect()
}

fn targets<'a>(section: &Section<'a>, kind: Kind, faults: &mut Faults) -> Vec<(String, Section<'a>)> {
    let sections = section.sections(faults);
    sections.into_iter().filter_map(|(name, inner)| Some((target(&name, inner.line(), kind, faults)?, inner))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_target_or_key_is_named_with_its_line_and_what_to_write() {
        let text = "[columns]\nregoin = \"Area\"\n[join.question]\ncolumns = [\"a\"]\nseperator = \"/\"\n[colours]\n";
        let refused = Mapping::parse("my.toml", text, Kind::Answers).unwrap_err().to_string();
        assert!(
            refused.contains("my.toml, line 2, target 'regoin': is nothing that this import reads; did you mean 'region'?"),
            "{refused}"
        );
        assert!(refused.contains("my.toml, line 5, key 'seperator'"), "{refused}");
        assert!(refused.contains("my.toml, line 6, key 'colours'"), "{refused}");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = "sheet = \"Cases\"\npercent = \"fraction\"\n[columns]\ncase_id = \"Case \\\"No\\\"\"\n[constants]\nregion = \"North\"\n\
                    [values.answer]\n\"n/r\" = \"na\"\n[join.question]\ncolumns = [\"a\", \"b\"]\nseparator = \"/\"\n\
                    [skip]\nquestion = [\"total\"]\n[ignore]\ncolumns = [\"Remarks\"]\ntargets = [\"area\"]\n";
        let mut mapping = Mapping::parse("my.toml", text, Kind::Answers).map_err(|e| e.to_string()).unwrap();
        assert_eq!(Mapping::parse("again", &mapping.to_toml(), Kind::Answers).map_err(|e| e.to_string()).unwrap(), mapping);
        mapping.choose("question", Chosen::Column("Item".to_owned()));
        mapping.choose("case_id", Chosen::Nothing);
        let again = Mapping::parse("again", &mapping.to_toml(), Kind::Answers).map_err(|e| e.to_string()).unwrap();
        assert_eq!(again, mapping);
        assert!(again.joins.is_empty() && again.without.contains("case_id") && again.columns["question"] == "Item");
        assert!(Mapping::default().to_toml().is_empty() && Mapping::default().is_empty());
    }

    #[test]
    fn a_target_has_one_source() {
        let text = "[columns]\nregion = \"Area\"\n[constants]\nRegion = \"North\"\n";
        let refused = Mapping::parse("my.toml", text, Kind::Answers).unwrap_err();
        assert_eq!(refused.faults().unwrap().faults[0].code, "mapping-twice");
    }
}
