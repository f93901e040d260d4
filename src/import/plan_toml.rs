//! Milestone plans as TOML that a person writes; `assets/plans/utah-milestones.toml` explains every key.

use std::io::{Read, Seek};

use chrono::NaiveDate;

use super::fault::{Fault, Faults};
use super::toml_page::{Page, Section};
use super::{Import, Refused, day, decode, instrument_check, shipped};

/// How the exit of a milestone is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitRule {
    /// Every step that is not dropped is done.
    Steps,
    /// All the other milestones are exited.
    Derived,
    /// Every region is sustained under the instrument's scope.
    Standing,
    /// The verdict questions meet their goals statewide.
    Qcr,
    /// A person decides.
    Judgement,
}

impl ExitRule {
    const ALL: [(&'static str, ExitRule); 5] = [
        ("steps", ExitRule::Steps),
        ("derived", ExitRule::Derived),
        ("standing", ExitRule::Standing),
        ("qcr", ExitRule::Qcr),
        ("judgement", ExitRule::Judgement),
    ];

    /// The word in the file.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, rule)| *rule == self).map_or("judgement", |(code, _)| code)
    }
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanIn {
    /// `utah-milestones`.
    pub code: String,
    /// What people read.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// The shipped set of trend indicators that comes along.
    pub trends: Option<String>,
    /// In the order of the file.
    pub milestones: Vec<MilestoneIn>,
}

/// One milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneIn {
    /// 1, 2, 3 ...
    pub number: u32,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// How its exit is found.
    pub rule: ExitRule,
    /// The code of the instrument that its rule looks at.
    pub instrument: Option<String>,
    /// Steps.
    pub steps: Vec<StepIn>,
    /// Measures.
    pub measures: Vec<MeasureIn>,
    /// What to consider before the exit.
    pub considerations: Vec<String>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepIn {
    /// What is to be done.
    pub text: String,
    /// Who sees to it.
    pub owner: String,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// One measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureIn {
    /// Its name.
    pub name: String,
    /// Its present value.
    pub value: String,
    /// What it should be.
    pub target: String,
    /// Where the figures come from.
    pub source: String,
    /// Recalled, not checked.
    pub unverified: bool,
}

/// Reads a plan from a file.
///
/// # Errors
/// Every fault with its line and key.
pub fn read_plan_toml<R: Read + Seek>(file: &str, reader: R) -> Result<Import<PlanIn>, Refused> {
    parse_plan_toml(file, &decode::whole_text(reader, &mut Faults::of(file))?)
}

/// Reads a plan from text.
///
/// # Errors
/// Every fault with its line and key.
pub fn parse_plan_toml(file: &str, text: &str) -> Result<Import<PlanIn>, Refused> {
    let mut faults = Faults::of(file);
    if let Some(page) = Page::parse(text, &mut faults) {
        let plan = plan(page.top(), &mut faults);
        if faults.is_clean() {
            return Ok(Import { records: plan, notes: faults });
        }
    }
    Err(Refused::Faulty(faults))
}

fn plan(mut top: Section<'_>, faults: &mut Faults) -> PlanIn {
    let code = top.needed("code", faults);
    if !code.is_empty() {
        instrument_check::id_fits(top.line_of("code"), "code", &code, faults);
    }
    let title = top.needed("title", faults);
    let source = top.text("source", faults).unwrap_or_default();
    let sets: Vec<(&'static str, &'static str)> = shipped::TRENDS.iter().map(|set| (set.id, set.id)).collect();
    let trends = top.choice("trends", &sets, faults).map(str::to_owned);
    let mut plan = PlanIn { code, title, source, trends, milestones: Vec::new() };
    let sections = top.list("milestone", faults);
    if sections.is_empty() {
        faults.fault(|| Fault::new("nothing-there").says("has no milestones", "add at least one [[milestone]]"));
    }
    for section in sections {
        let line = section.line_of("number");
        let next = milestone(section, faults);
        if next.number > 0 && plan.milestones.iter().any(|m| m.number == next.number) {
            faults.fault(|| {
                Fault::new("code-twice")
                    .line(line)
                    .cell("number", &next.number.to_string())
                    .says("stands twice", "number the milestones 1, 2, 3 ...")
            });
        }
        plan.milestones.push(next);
    }
    top.end(faults);
    plan
}

fn milestone(mut section: Section<'_>, faults: &mut Faults) -> MilestoneIn {
    let number = section.number("number", faults).and_then(|n| u32::try_from(n).ok()).filter(|n| (1..=999).contains(n));
    if number.is_none() {
        let line = section.line_of("number");
        faults.fault(|| Fault::new("key-missing").line(line).cell("key", "number").says("is missing or no number", "write number = 1"));
    }
    let name = section.needed("name", faults);
    let rule = section.choice("rule", &ExitRule::ALL, faults).unwrap_or(ExitRule::Judgement);
    let instrument = section.text("instrument", faults).filter(|code| !code.is_empty());
    if instrument.is_none() && matches!(rule, ExitRule::Standing | ExitRule::Qcr) {
        let line = section.line_of("rule");
        faults.fault(|| {
            Fault::new("key-missing")
                .line(line)
                .cell("rule", rule.code())
                .says("needs an instrument", "add instrument = \"...\" with its code")
        });
    }
    let milestone = MilestoneIn {
        number: number.unwrap_or(0),
        name,
        purpose: section.text("purpose", faults).unwrap_or_default(),
        rule,
        instrument,
        steps: section.list("step", faults).into_iter().map(|step| self::step(step, faults)).collect(),
        measures: section.list("measure", faults).into_iter().map(|measure| self::measure(measure, faults)).collect(),
        considerations: section
            .list("consideration", faults)
            .into_iter()
            .map(|mut consideration| {
                let text = consideration.needed("text", faults);
                consideration.end(faults);
                text
            })
            .collect(),
    };
    section.end(faults);
    milestone
}

fn step(mut section: Section<'_>, faults: &mut Faults) -> StepIn {
    let text = section.needed("text", faults);
    let owner = section.text("owner", faults).unwrap_or_default();
    let line = section.line_of("due");
    let due = section.text("due", faults).filter(|due| !due.is_empty()).and_then(|due| {
        let found = day::parse_day(&due);
        if found.is_none() {
            faults.fault(|| Fault::new("date").line(line).cell("due", &due).says("is no date", "write 2025-03-14"));
        }
        found
    });
    section.end(faults);
    StepIn { text, owner, due }
}

fn measure(mut section: Section<'_>, faults: &mut Faults) -> MeasureIn {
    let measure = MeasureIn {
        name: section.needed("name", faults),
        value: section.text("value", faults).unwrap_or_default(),
        target: section.text("target", faults).unwrap_or_default(),
        source: section.text("source", faults).unwrap_or_default(),
        unverified: section.flag("unverified", faults),
    };
    section.end(faults);
    measure
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "code = \"p\"\ntitle = \"P\"\n[[milestone]]\nnumber = 1\nname = \"One\"\nrule = \"steps\"\n[[milestone.step]]\ntext = \"Do it\"\ndue = 2026-06-30\n";

    #[test]
    fn a_plan_keeps_its_steps_with_owner_and_day() {
        let plan = parse_plan_toml("p.toml", PLAN).unwrap().records;
        assert_eq!(plan.milestones[0].rule, ExitRule::Steps);
        assert_eq!(plan.milestones[0].steps[0].due, NaiveDate::from_ymd_opt(2026, 6, 30));
    }

    #[test]
    fn every_fault_of_a_plan_is_named_with_line_and_key() {
        let text = PLAN.replace("\"steps\"", "\"standing\"") + "ownr = \"x\"\n[[milestone]]\nnumber = 1\nname = \"\"\n";
        let refused = parse_plan_toml("p.toml", &text).unwrap_err().to_string();
        for part in [
            "line 6, rule 'standing': needs an instrument",
            "line 10, key 'ownr'",
            "did you mean 'owner'",
            "line 12, number '1': stands twice",
            "line 11, key 'name'",
        ] {
            assert!(refused.contains(part), "{part} in\n{refused}");
        }
    }
}
