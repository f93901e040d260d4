//! A mapping file: what another program's columns and words mean here. The readers apply it through `table.rs`.

use std::collections::{BTreeMap, HashMap};

use super::Refused;
use super::fault::{Fault, Faults};
use super::nearest::{did_you_mean, listed};
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
    /// The sheet of a workbook to read.
    pub sheet: Option<String>,
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
    /// ```
    ///
    /// # Errors
    /// Every unknown section, target or key, with its line.
    pub fn parse(file: &str, text: &str, kind: Kind) -> Result<Mapping, Refused> {
        let mut faults = Faults::of(file);
        let mut mapping = Mapping::default();
        if let Some(page) = Page::parse(text, &mut faults) {
            let mut top = page.top();
            mapping.sheet = top.text("sheet", &mut faults);
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
                section.end(&mut faults);
            }
            top.end(&mut faults);
            mapping.one_source_each(&mut faults);
        }
        if faults.is_clean() { Ok(mapping) } else { Err(Refused::Faulty(faults)) }
    }

    fn one_source_each(&self, faults: &mut Faults) {
        let all = self.columns.keys().chain(self.constants.keys()).chain(self.joins.keys());
        let mut seen = std::collections::BTreeSet::new();
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
    fn a_target_has_one_source() {
        let text = "[columns]\nregion = \"Area\"\n[constants]\nRegion = \"North\"\n";
        let refused = Mapping::parse("my.toml", text, Kind::Answers).unwrap_err();
        assert_eq!(refused.faults().unwrap().faults[0].code, "mapping-twice");
    }
}
