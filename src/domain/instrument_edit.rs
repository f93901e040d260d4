//! A draft of an instrument edited cell by cell: which cells there are, what stands in them, what a text put there means, and
//! whether the whole can stand. What comes, goes and moves is in `rows.rs`, what a text
//! means in `typed.rs`; what makes it a draft, in `instrument_use.rs`.

use super::instrument::{AskedIf, DomainOf, Instrument, Question, Repeats, Scope};
use super::instrument_check::{Wrong, check};
use super::share::Share;
use super::text::{clean, listed};
use super::versions::faults_between;

mod rows;
mod typed;

pub use rows::{Place, add_area, add_option, add_question, copy_question, delete, next_version, shift};
use typed::{answers, area_of, credit_of, credits, needed, not_one_of, one_key, shown, words, yes};
pub use typed::{first_year, goal};

macro_rules! parts {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $words:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $words] $variant,)*
        }

        impl $name {
            /// All, in the order of the columns.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// What people call it.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $($name::$variant => $words,)* }
            }
        }
    };
}

parts! {
    /// What is said of the whole instrument.
    OfWhole { Title "title", InForceFrom "first year in force", Exit "what an exit looks at", Unverified "unverified mark", Source "source", }
}
parts! {
    /// What is said of an area.
    OfArea { Code "code", Name "name", Synonyms "other names", }
}
parts! {
    /// What is said of a way to answer.
    OfOption { Code "code", Label "label", Key "key", Credit "credit", Why "why mark", Synonyms "other words", }
}
parts! {
    /// What is said of a question and can be edited cell by cell.
    OfQuestion {
        Code "code", Area "area", Text "text", Goal "goal", Domain "domain", Continues "continues", Core "core mark", Trump "trump mark",
        Verdict "verdict mark", Weight "weight", Unverified "unverified mark", Guidance "guidance", Basis "basis", Credits "credits",
        Answers "answers allowed",
    }
}

/// One cell of an instrument: which part by its place, and what is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Of the whole.
    Whole(OfWhole),
    /// Of an area.
    Area(usize, OfArea),
    /// Of a way to answer.
    Option(usize, OfOption),
    /// Of a question.
    Question(usize, OfQuestion),
}

/// How scopes are written, as in the instrument's file.
pub const SCOPES: [(&str, Scope); 4] =
    [("every-question", Scope::EveryQuestion), ("every-area", Scope::EveryArea), ("overall", Scope::Overall), ("verdict", Scope::Verdict)];

/// What is said of a part, and the part's code: what names a cell in words, whatever moves around it.
impl Cell {
    /// "goal of FC.IB2", as the footer and the history say it.
    #[must_use]
    pub fn called(self, instrument: &Instrument) -> String {
        let code = match self {
            Cell::Whole(of) => return format!("{} of version {}", of.words(), instrument.version),
            Cell::Area(at, _) => instrument.areas.get(at).map(|a| a.code.as_str()),
            Cell::Option(at, _) => instrument.options.get(at).map(|o| o.code.as_str()),
            Cell::Question(at, _) => instrument.questions.get(at).map(|q| q.code.as_str()),
        };
        let (of, kind) = match self {
            Cell::Area(_, of) => (of.words(), "area "),
            Cell::Option(_, of) => (of.words(), "answer "),
            Cell::Question(_, of) => (of.words(), ""),
            Cell::Whole(of) => (of.words(), ""),
        };
        format!("{of} of {kind}{}", code.unwrap_or_default())
    }
}

fn flag(on: bool) -> String {
    if on { "yes".to_owned() } else { String::new() }
}

fn credit(credit: Option<Share>) -> String {
    match credit {
        None => "excluded".to_owned(),
        Some(Share::ONE) => "1".to_owned(),
        Some(Share(0)) => "0".to_owned(),
        Some(Share(parts)) => format!("0.{parts:04}").trim_end_matches('0').to_owned(),
    }
}

fn option_code(instrument: &Instrument, number: u8) -> &str {
    usize::from(number).checked_sub(1).and_then(|at| instrument.options.get(at)).map_or("?", |o| o.code.as_str())
}

/// What stands in a cell, as it is edited and copied. Empty for a part that is not there.
#[must_use]
pub fn text(instrument: &Instrument, cell: Cell) -> String {
    match cell {
        Cell::Whole(of) => match of {
            OfWhole::Title => instrument.title.clone(),
            OfWhole::Source => instrument.source.clone(),
            OfWhole::Exit => SCOPES.iter().find(|(_, scope)| *scope == instrument.exit).map_or("", |(word, _)| *word).to_owned(),
            OfWhole::InForceFrom => instrument.in_force_from.map_or_else(String::new, |year| year.to_string()),
            OfWhole::Unverified => flag(instrument.unverified),
        },
        Cell::Area(at, of) => instrument.areas.get(at).map_or_else(String::new, |area| match of {
            OfArea::Code => area.code.clone(),
            OfArea::Name => area.name.clone(),
            OfArea::Synonyms => area.synonyms.join("; "),
        }),
        Cell::Option(at, of) => instrument.options.get(at).map_or_else(String::new, |option| match of {
            OfOption::Code => option.code.clone(),
            OfOption::Label => option.label.clone(),
            OfOption::Key => option.key.map_or_else(String::new, String::from),
            OfOption::Credit => credit(option.credit),
            OfOption::Why => flag(option.why),
            OfOption::Synonyms => option.synonyms.join("; "),
        }),
        Cell::Question(at, of) => instrument.questions.get(at).map_or_else(String::new, |question| of_question(instrument, question, of)),
    }
}

fn of_question(instrument: &Instrument, question: &Question, of: OfQuestion) -> String {
    match of {
        OfQuestion::Code => question.code.clone(),
        OfQuestion::Area => instrument.areas.get(question.area).map_or_else(String::new, |area| area.code.clone()),
        OfQuestion::Text => question.text.clone(),
        OfQuestion::Goal => question.goal.to_string(),
        OfQuestion::Domain => question.domain.map_or("", DomainOf::words).to_owned(),
        OfQuestion::Continues => question.continues.clone().unwrap_or_default(),
        OfQuestion::Guidance => question.guidance.clone(),
        OfQuestion::Basis => question.basis.clone(),
        OfQuestion::Core => flag(question.core),
        OfQuestion::Trump => flag(question.trump),
        OfQuestion::Verdict => flag(question.verdict),
        OfQuestion::Weight => question.weight.map_or_else(String::new, |weight| weight.to_string()),
        OfQuestion::Unverified => flag(question.unverified),
        OfQuestion::Credits => {
            let one = |(option, share): &(u8, Option<Share>)| format!("{} = {}", option_code(instrument, *option), credit(*share));
            question.credits.iter().map(one).collect::<Vec<_>>().join(", ")
        }
        OfQuestion::Answers => question.answers.iter().map(|o| option_code(instrument, *o)).collect::<Vec<_>>().join(", "),
    }
}

/// Puts a text into a cell. Only the cell itself is looked at: whether the whole can stand is said by [`sound`]. A question's
/// new code is followed by the rules that name it.
///
/// # Errors
/// Why the text does not do, in a sentence.
pub fn put(instrument: &mut Instrument, cell: Cell, text: &str) -> Result<(), String> {
    let text = clean(text.trim()).0;
    let gone = || "this is no longer there; Esc leaves the cell".to_owned();
    match cell {
        Cell::Whole(of) => match of {
            OfWhole::Title => instrument.title = needed(&text, "an instrument must have a title")?,
            OfWhole::Source => instrument.source = needed(&text, "say where the questions come from, and what of it is sure")?,
            OfWhole::Exit => {
                let found = SCOPES.iter().find(|(word, _)| word.eq_ignore_ascii_case(&text)).map(|(_, scope)| *scope);
                instrument.exit = found.ok_or_else(|| not_one_of(&text, &SCOPES.map(|(word, _)| word)))?;
            }
            OfWhole::InForceFrom => instrument.in_force_from = first_year(&text)?,
            OfWhole::Unverified => instrument.unverified = yes(&text)?,
        },
        Cell::Area(at, of) => {
            let area = instrument.areas.get_mut(at).ok_or_else(gone)?;
            match of {
                OfArea::Code => area.code = needed(&text, "an area must have a code; Ctrl-D deletes it")?,
                OfArea::Name => area.name = needed(&text, "an area must have a name")?,
                OfArea::Synonyms => area.synonyms = words(&text),
            }
        }
        Cell::Option(at, of) => {
            let option = instrument.options.get_mut(at).ok_or_else(gone)?;
            match of {
                OfOption::Code => option.code = needed(&text, "an answer must have a code; Ctrl-D deletes it")?,
                OfOption::Label => option.label = needed(&text, "an answer must have a label")?,
                OfOption::Key => option.key = one_key(&text)?,
                OfOption::Credit => option.credit = credit_of(&text)?,
                OfOption::Why => option.why = yes(&text)?,
                OfOption::Synonyms => option.synonyms = words(&text),
            }
        }
        Cell::Question(at, _) if at >= instrument.questions.len() => return Err(gone()),
        Cell::Question(at, OfQuestion::Code) => recode(instrument, at, &needed(&text, "a question must have a code; Ctrl-D deletes it")?),
        Cell::Question(at, OfQuestion::Area) => instrument.questions[at].area = area_of(instrument, &text)?,
        Cell::Question(at, OfQuestion::Credits) => instrument.questions[at].credits = credits(instrument, &text)?,
        Cell::Question(at, OfQuestion::Answers) => instrument.questions[at].answers = answers(instrument, &text)?,
        Cell::Question(at, of) => put_plain(&mut instrument.questions[at], of, text)?,
    }
    Ok(())
}

/// What needs nothing of the instrument around the question.
fn put_plain(question: &mut Question, of: OfQuestion, text: String) -> Result<(), String> {
    match of {
        OfQuestion::Text => question.text = needed(&text, "a question must have a text")?,
        OfQuestion::Goal => question.goal = goal(&text)?,
        OfQuestion::Domain => {
            let found = DomainOf::ALL.into_iter().find(|domain| domain.words().eq_ignore_ascii_case(&text));
            if found.is_none() && !text.is_empty() {
                return Err(not_one_of(&text, &DomainOf::ALL.map(DomainOf::words)));
            }
            question.domain = found;
        }
        OfQuestion::Continues => question.continues = Some(text).filter(|code| !code.is_empty()),
        OfQuestion::Guidance => question.guidance = text,
        OfQuestion::Basis => question.basis = text,
        OfQuestion::Core => question.core = yes(&text)?,
        OfQuestion::Trump => question.trump = yes(&text)?,
        OfQuestion::Verdict => question.verdict = yes(&text)?,
        OfQuestion::Unverified => question.unverified = yes(&text)?,
        OfQuestion::Weight => {
            question.weight = match text.as_str() {
                "" => None,
                text => Some(text.parse().ok().filter(|w| (1..=1000).contains(w)).ok_or_else(|| {
                    format!(
                        "'{}' is no weight; write 1 to 1000, or nothing: then the question has no part in the overall rating",
                        shown(text)
                    )
                })?),
            }
        }
        OfQuestion::Code | OfQuestion::Area | OfQuestion::Credits | OfQuestion::Answers => {}
    }
    Ok(())
}

/// A question's code, and with it the rules that name it.
fn recode(instrument: &mut Instrument, at: usize, code: &str) {
    let old = std::mem::replace(&mut instrument.questions[at].code, code.to_owned());
    let follow = |name: &mut String| {
        if name.eq_ignore_ascii_case(&old) {
            code.clone_into(name);
        }
    };
    for question in &mut instrument.questions {
        if let Some(rule) = &mut question.asked_if {
            follow(&mut rule.question);
        }
        if let Some(rule) = &mut question.outcome {
            rule.items.iter_mut().for_each(follow);
            rule.cases.iter_mut().flat_map(|case| &mut case.when).flat_map(|condition| &mut condition.of).for_each(follow);
        }
    }
}

impl Wrong {
    /// In one sentence: "'FC.IB2' stands there already; give each its own".
    #[must_use]
    pub fn words(&self) -> String {
        let at = match &self.cell {
            Some((_, value)) if !value.is_empty() => format!("'{}' ", shown(value)),
            Some((key, _)) => format!("{key} "),
            None => "the instrument ".to_owned(),
        };
        format!("{at}{}; {}", self.message, self.remedy)
    }
}

/// Whether an instrument can stand, by itself and between the versions before and after it.
///
/// # Errors
/// The first thing that is wrong, in a sentence.
pub fn sound(instrument: &Instrument, before: Option<&Instrument>, after: Option<&Instrument>) -> Result<(), String> {
    if let Some(wrong) = check(instrument, true).first() {
        return Err(wrong.words());
    }
    let between = |old: Option<&Instrument>, new: Option<&Instrument>| Some(faults_between(old?, new?).into_iter().next()).flatten();
    match between(before, Some(instrument)).or_else(|| between(Some(instrument), after)) {
        Some(fault) => Err(fault),
        None => Ok(()),
    }
}

/// A skip rule in words: "FC.1 is yes or partial, otherwise na".
#[must_use]
pub fn asked_if_words(instrument: &Instrument, rule: &AskedIf) -> String {
    let is = listed(rule.is.iter().map(|o| option_code(instrument, *o)), "or");
    format!("{} is {is}, otherwise {}", rule.question, option_code(instrument, rule.otherwise))
}

/// How often a question is answered, in words; empty for once.
#[must_use]
pub fn repeats_words(repeats: &Repeats) -> String {
    match repeats {
        Repeats::Once => String::new(),
        Repeats::Months => "each month".to_owned(),
        Repeats::Named(names) => names.join(", "),
    }
}

#[cfg(test)]
mod tests;
