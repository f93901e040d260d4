//! Instruments as a list of questions in CSV, answered yes, partial, no, ec or na. Anything richer is TOML.

use std::io::{Read, Seek};

use super::fault::{Fault, Faults};
use super::instrument_check::{self, Lines};
use super::instrument_toml::{domain_of, goal};
use super::mapping::Mapping;
use super::percent::judge;
use super::table::{Column, Kind, Table};
use super::{Import, Refused};
use crate::domain::instrument::{AnswerOption, Area, Instrument, Question, Scope};
use crate::domain::share::Share;

/// The columns of an instrument file.
pub const COLUMNS: &[Column] = &[
    Column { name: "area", synonyms: &["program_area", "section"], required: true, says: "the area's name" },
    Column { name: "question", synonyms: &["question_code", "code", "item"], required: true, says: "the question's code" },
    Column { name: "goal", synonyms: &["goal_percent", "standard", "target"], required: true, says: "85 %, 85 or 0.85" },
    Column { name: "text", synonyms: &["question_text", "wording", "topic"], required: true, says: "what is asked" },
    Column { name: "guidance", synonyms: &["instructions"], required: false, says: "what counts as yes, no, not applicable" },
    Column { name: "basis", synonyms: &["policy", "citation"], required: false, says: "the policy or statute it rests on" },
    Column { name: "domain", synonyms: &[], required: false, says: "safety, permanency or well-being" },
    Column { name: "continues", synonyms: &["previous_code"], required: false, says: "its code in the version before" },
    Column { name: "core", synonyms: &["core_indicator"], required: false, says: "yes for a core indicator" },
];

/// The instrument that a list of questions belongs to.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// `utah-cpr`.
    pub id: &'a str,
    /// "Case Process Review".
    pub title: &'a str,
    /// 1, 2, 3 ...
    pub version: u32,
}

/// Reads the questions of an instrument; the options are yes (1), partial (0.5), no (0), ec and na (excluded).
///
/// # Errors
/// Every fault with its line and column.
pub fn read_instrument_csv<R: Read + Seek>(
    file: &str,
    reader: R,
    mapping: &Mapping,
    about: About<'_>,
) -> Result<Import<Instrument>, Refused> {
    let mut faults = Faults::of(file);
    instrument_check::id_fits(0, "--id", about.id, &mut faults);
    let mut whole = Instrument {
        code: about.id.to_owned(),
        title: faults.clean(if about.title.trim().is_empty() { about.id } else { about.title }),
        version: about.version,
        source: format!("Imported from {}", faults.file),
        unverified: false,
        in_force_from: None,
        exit: Scope::EveryQuestion,
        options: options(),
        areas: Vec::new(),
        questions: Vec::new(),
    };
    let mut lines = Lines::default();
    if faults.is_clean()
        && let Some(mut table) = Table::open(reader, Kind::Instrument, mapping, &mut faults, &mut |_| true)?
    {
        let mut goals = Vec::new();
        while table.next(&mut faults)? {
            if let Some(goal) = question(&table, &mut whole, &mut lines, &mut faults) {
                goals.push(goal);
            }
        }
        for ((text, question), line) in goals.iter().zip(&mut whole.questions).zip(&lines.questions) {
            // Nobody sets a goal of 1 % or less: each cell says by itself what it is, unless a person says otherwise.
            let judged = mapping.percent.map(|told| judge(std::iter::empty(), Some(told)));
            let share = match judged {
                Some(judged) => judged.share(text, "goal", *line, &mut faults),
                None => Some(goal(text, *line, &mut faults)),
            };
            question.goal = share.unwrap_or(Share::ONE);
        }
        instrument_check::check(&whole, &lines, &mut faults);
    }
    if faults.is_clean() { Ok(Import { records: whole, notes: faults }) } else { Err(Refused::Faulty(faults)) }
}

/// Takes a question in and answers the text of its goal, which is read when all are known.
fn question<R>(table: &Table<R>, whole: &mut Instrument, lines: &mut Lines, faults: &mut Faults) -> Option<String> {
    let line = table.line();
    let area = table.needed(0, faults);
    let code = table.needed(1, faults);
    let goal_text = table.needed(2, faults);
    let (area, code, goal_text) = (area?, code?, goal_text?);
    let area = whole.area(&area).unwrap_or_else(|| {
        lines.areas.push(line);
        whole.areas.push(Area { code: area.clone(), name: area.clone(), synonyms: Vec::new() });
        whole.areas.len() - 1
    });
    let text = faults.clean(&table.text(3));
    let domain_text = table.text(6);
    let domain = domain_of(&domain_text);
    if domain.is_none() && !domain_text.is_empty() {
        faults.fault(|| {
            Fault::new("domain").line(line).cell("domain", &domain_text).says("is no domain", "write safety, permanency or well-being")
        });
    }
    lines.questions.push(line);
    whole.questions.push(Question {
        text: if text.is_empty() { code.clone() } else { text },
        code,
        area,
        guidance: faults.clean(&table.text(4)),
        basis: faults.clean(&table.text(5)),
        domain,
        continues: table.name(7, faults),
        core: matches!(table.text(8).to_ascii_lowercase().as_str(), "yes" | "y" | "true" | "1" | "x" | "core"),
        ..Question::default()
    });
    Some(goal_text)
}

fn options() -> Vec<AnswerOption> {
    let option = |code: &str, label: &str, key, credit, synonyms: &[&str], why| AnswerOption {
        code: code.to_owned(),
        label: label.to_owned(),
        key: Some(key),
        credit,
        synonyms: synonyms.iter().map(|s| (*s).to_owned()).collect(),
        why,
    };
    vec![
        option("yes", "Yes", 'y', Some(Share::ONE), &["y", "met"], false),
        option("partial", "Partial", 'p', Some(Share(5000)), &["p", "partly", "partial credit"], true),
        option("no", "No", 'n', Some(Share(0)), &["n", "not met"], true),
        option("ec", "Extenuating circumstance", 'e', None, &["extenuating", "extenuating circumstances"], false),
        option("na", "Not applicable", 'x', None, &["n/a", "n.a."], false),
    ]
}

#[cfg(test)]
mod tests;
