//! Trend indicators and problem areas as TOML that a person writes; `assets/trends/utah-trends.toml` explains every key.

use std::io::{Read, Seek};

use super::fault::{Fault, Faults};
use super::nearest::{did_you_mean, listed};
use super::toml_page::{Page, Section};
use super::{Import, Refused, decode, instrument_check};
use crate::domain::instrument::DomainOf;
use crate::domain::trend::{Amount, Direction, Unit};

/// A set of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendSet {
    /// `utah-trends`.
    pub code: String,
    /// The code of the plan whose milestones its indicators may be measures of; empty for any.
    pub plan: String,
    /// What people read.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// Problem areas, in the order of the file.
    pub areas: Vec<AreaIn>,
    /// Indicators, in the order of the file.
    pub indicators: Vec<IndicatorIn>,
}

/// A problem area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaIn {
    /// Its short name.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What is done about it.
    pub strategy: String,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorIn {
    /// Its short name.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it counts.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// The standard.
    pub standard: Option<Amount>,
    /// Where the standard stands.
    pub standard_source: String,
    /// Safety, permanency or well-being, in words.
    pub domain: String,
    /// Code of a problem area.
    pub problem_area: String,
    /// Where values come from.
    pub source: String,
    /// A note.
    pub note: String,
    /// Recalled, not checked.
    pub unverified: bool,
    /// The number of the milestone whose measure it is.
    pub milestone: Option<i64>,
}

/// Reads a set from a file.
///
/// # Errors
/// Every fault with its line and key.
pub fn read_trend_set<R: Read + Seek>(file: &str, reader: R) -> Result<Import<TrendSet>, Refused> {
    parse_trend_set(file, &decode::whole_text(reader, &mut Faults::of(file))?)
}

/// Reads a set from text.
///
/// # Errors
/// Every fault with its line and key.
pub fn parse_trend_set(file: &str, text: &str) -> Result<Import<TrendSet>, Refused> {
    let mut faults = Faults::of(file);
    if let Some(page) = Page::parse(text, &mut faults) {
        let set = set(page.top(), &mut faults);
        if faults.is_clean() {
            return Ok(Import { records: set, notes: faults });
        }
    }
    Err(Refused::Faulty(faults))
}

fn set(mut top: Section<'_>, faults: &mut Faults) -> TrendSet {
    let code = code_of(&mut top, faults);
    let mut set = TrendSet {
        code,
        plan: top.text("plan", faults).unwrap_or_default(),
        title: top.needed("title", faults),
        source: top.text("source", faults).unwrap_or_default(),
        areas: Vec::new(),
        indicators: Vec::new(),
    };
    for mut section in top.list("problem_area", faults) {
        let line = section.line_of("code");
        let area = AreaIn {
            code: code_of(&mut section, faults),
            title: section.needed("title", faults),
            strategy: section.text("strategy", faults).unwrap_or_default(),
        };
        section.end(faults);
        once(&area.code, set.areas.iter().map(|known| known.code.as_str()), line, faults);
        set.areas.push(area);
    }
    for section in top.list("indicator", faults) {
        let line = section.line_of("code");
        let next = indicator(section, &set.areas, faults);
        once(&next.code, set.indicators.iter().map(|known| known.code.as_str()), line, faults);
        set.indicators.push(next);
    }
    if set.indicators.is_empty() {
        faults.fault(|| Fault::new("nothing-there").says("has no indicators", "add at least one [[indicator]]"));
    }
    top.end(faults);
    set
}

fn code_of(section: &mut Section<'_>, faults: &mut Faults) -> String {
    let code = section.needed("code", faults);
    if !code.is_empty() {
        instrument_check::id_fits(section.line_of("code"), "code", &code, faults);
    }
    code
}

fn once<'a>(code: &str, mut known: impl Iterator<Item = &'a str>, line: u64, faults: &mut Faults) {
    if !code.is_empty() && known.any(|other| other.eq_ignore_ascii_case(code)) {
        faults.fault(|| Fault::new("code-twice").line(line).cell("code", code).says("stands twice", "give each its own code"));
    }
}

fn indicator(mut section: Section<'_>, areas: &[AreaIn], faults: &mut Faults) -> IndicatorIn {
    let code = code_of(&mut section, faults);
    let name = section.needed("name", faults);
    let line = section.line_of("unit");
    let unit_text = section.needed("unit", faults);
    let unit = Unit::read(&unit_text);
    if unit.is_none() && !unit_text.is_empty() {
        faults.fault(|| {
            let remedy = format!("write {}, or \"per 1,000 days\"", listed(Unit::CODES.into_iter()));
            Fault::new("unit").line(line).cell("unit", &unit_text).says("is no unit", remedy)
        });
    }
    let unit = unit.unwrap_or_default();
    let directions = Direction::ALL.map(|direction| (direction.code(), direction));
    let direction = section.choice("direction", &directions, faults).unwrap_or_default();
    let line = section.line_of("standard");
    let standard = section.text("standard", faults).filter(|text| !text.is_empty()).and_then(|text| match Amount::parse(&text, &unit) {
        Ok(amount) => Some(amount),
        Err(message) => {
            faults.fault(|| Fault::new("standard").line(line).cell("standard", &text).says(message, "write \"76.2\""));
            None
        }
    });
    let domains = DomainOf::ALL.map(|domain| (domain.words(), domain.words()));
    let domain = section.choice("domain", &domains, faults).unwrap_or_default().to_owned();
    let line = section.line_of("problem_area");
    let area = section.text("problem_area", faults).unwrap_or_default();
    if !area.is_empty() && !areas.iter().any(|known| known.code.eq_ignore_ascii_case(&area)) {
        let known = || areas.iter().map(|area| area.code.as_str());
        faults.fault(|| {
            Fault::new("problem-area")
                .line(line)
                .cell("problem_area", &area)
                .says(format!("is no problem area above{}", did_you_mean(&area, known())), format!("write {}", listed(known())))
        });
    }
    let found = IndicatorIn {
        code,
        name,
        unit,
        direction,
        standard,
        standard_source: section.text("standard_source", faults).unwrap_or_default(),
        domain,
        problem_area: area,
        source: section.text("source", faults).unwrap_or_default(),
        note: section.text("note", faults).unwrap_or_default(),
        unverified: section.flag("unverified", faults),
        milestone: section.number("milestone", faults),
    };
    section.end(faults);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::shipped;

    #[test]
    fn the_shipped_set_has_four_problem_areas_sixteen_indicators_and_five_of_investment() {
        let shipped = shipped::find(shipped::TRENDS, "utah-trends").unwrap();
        let set = parse_trend_set(shipped.file, shipped.text).unwrap().records;
        assert_eq!(set.areas.len(), 4);
        assert_eq!(set.indicators.iter().filter(|one| one.milestone.is_none()).count(), 16);
        assert_eq!(set.indicators.iter().filter(|one| one.milestone == Some(2)).count(), 5);
        assert!(set.indicators.iter().all(|one| one.unverified), "all are recalled");
        assert!(set.areas.iter().all(|area| set.indicators.iter().any(|one| one.problem_area == area.code)), "each area has an indicator");
        let standards: Vec<i64> = set.indicators.iter().filter_map(|one| one.standard).map(|standard| standard.0).collect();
        assert_eq!(standards, [61_000, 5700, 762_000, 86_000, 320_000, 867_000]);
    }

    #[test]
    fn every_fault_of_a_set_is_named_with_line_and_key() {
        let text = "code = \"t\"\ntitle = \"T\"\n[[problem_area]]\ncode = \"moves\"\ntitle = \"Moves\"\n[[indicator]]\ncode = \"a\"\nname = \"A\"\nunit = \"stones\"\ndirection = \"up\"\nproblem_area = \"move\"\nstandard = \"x\"\n[[indicator]]\ncode = \"A\"\nname = \"B\"\nunit = \"percent\"\nunitt = \"\"\n";
        let refused = parse_trend_set("t.toml", text).unwrap_err().to_string();
        for part in [
            "line 9, unit 'stones': is no unit",
            "line 10, direction 'up'",
            "line 11, problem_area 'move': is no problem area above; did you mean 'moves'?",
            "line 12, standard 'x'",
            "line 14, code 'A': stands twice",
            "line 17, key 'unitt'",
        ] {
            assert!(refused.contains(part), "{part} in\n{refused}");
        }
    }
}
