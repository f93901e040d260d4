//! What is asked before a version, a question, an area or an answer is made, and what the answers mean.

use super::now::Now;
use super::section::Section;
use crate::command::{Form, FormField, Takes};
use crate::domain::instrument::{AnswerOption, Instrument, Question};
use crate::domain::instrument_edit::{self as draft, Cell, OfArea, OfOption, OfQuestion, first_year, next_version, put};
use crate::domain::share::Share;
use crate::panes::sheet::capital;

/// The form that begins the next version.
pub(super) const NEXT: &str = "next-version";
/// The form that makes a row.
pub(super) const NEW: &str = "new-instrument-row";

/// A version that waits for the id of its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Coming {
    pub instrument: Instrument,
}

/// Asks from when the next version is in force. `newest` is the version that it follows.
pub(super) fn next(newest: &Now, year: i32) -> Form {
    let version = newest.instrument.version;
    let words = format!(
        "A copy of version {version} in which every question goes on from itself. Change it as you like: it is a draft until a round, a \
         review or a published result uses it."
    );
    let field = FormField::new("In force from", Takes::Number).with(year.to_string()).hint("fiscal year, such as 2027");
    Form::new(NEXT, format!("Version {} of {}", version + 1, newest.instrument.title), words, vec![field])
}

/// The next version as the form says it, or what is wrong with it.
pub(super) fn filled_next(form: &Form, newest: &Now, earliest: i32) -> Result<Coming, String> {
    let year = first_year(form.text(0))?.ok_or("write the first fiscal year that is reviewed with it")?;
    if year < earliest {
        return Err(format!("FY{} belongs to the version before; write FY{earliest} or later", earliest - 1));
    }
    let instrument = next_version(&newest.instrument, year);
    draft::sound(&instrument, Some(&newest.instrument), None)?;
    Ok(Coming { instrument })
}

/// Asks for what a new row must have. `row` is where the cursor stands.
pub(super) fn new(now: &Now, section: Section, row: usize) -> Option<Form> {
    let whole = &now.instrument;
    let line = |word: &str| FormField::new(word, Takes::Line);
    let version = whole.version;
    Some(match section {
        Section::Questions => {
            let areas: Vec<String> = whole.areas.iter().map(|area| area.code.clone()).collect();
            let at = whole.questions.get(row);
            let area = at.and_then(|q| whole.areas.get(q.area)).or(whole.areas.first()).map_or("", |area| area.code.as_str());
            let goal = at.map_or_else(String::new, |q| q.goal.to_string());
            let chain = match (&now.before, whole.in_force_from) {
                (Some(before), Some(year)) => {
                    format!(
                        "It is new here: its two years begin in FY{year}, unless you say which question of version {} it continues.",
                        before.version
                    )
                }
                _ => "It stands after the one under the cursor.".to_owned(),
            };
            let fields = vec![
                line("Code").hint("unique, such as FC.IB7"),
                FormField::new("Area", Takes::OneOf(areas)).with(area),
                FormField::new("Text", Takes::Lines).hint("what is asked"),
                line("Goal").with(goal).hint("85, 85 % or 0.85"),
            ];
            Form::new(NEW, format!("A new question in version {version}"), chain, fields)
        }
        Section::Areas => Form::new(
            NEW,
            "A new area",
            "A group of questions; imported answers name it by its code or name.",
            vec![line("Code").hint("such as FC"), line("Name").hint("such as Foster care")],
        ),
        Section::Answers => Form::new(
            NEW,
            "A new way to answer",
            "It stands last; Alt-Up moves it.",
            vec![
                line("Code").hint("what files say: yes"),
                line("Label").hint("what people read: Yes"),
                line("Key").hint("one letter or digit"),
                line("Credit").hint("1, 0.5, 0 or excluded"),
            ],
        ),
        _ => return None,
    })
}

/// The instrument with the row that the form describes, where the row stands, and what the change is called; or the field at
/// fault and why.
pub(super) fn filled_new(form: &Form, now: &Now, section: Section, row: usize) -> Result<(Instrument, usize, String), (usize, String)> {
    let mut new = (*now.instrument).clone();
    let code = form.text(0).to_owned();
    let (at, cells): (usize, Vec<Cell>) = match section {
        Section::Questions => {
            let empty = Question { goal: Share::ONE, ..Question::default() };
            let at = draft::add_question(&mut new, Some(row), empty);
            (at, [OfQuestion::Code, OfQuestion::Area, OfQuestion::Text, OfQuestion::Goal].map(|of| Cell::Question(at, of)).to_vec())
        }
        Section::Areas => {
            let at = draft::add_area(&mut new, "", "");
            (at, [OfArea::Code, OfArea::Name].map(|of| Cell::Area(at, of)).to_vec())
        }
        _ => {
            let at = draft::add_option(&mut new, AnswerOption::default());
            let of = [OfOption::Code, OfOption::Label, OfOption::Key, OfOption::Credit];
            (at, of.map(|of| Cell::Option(at, of)).to_vec())
        }
    };
    for (field, cell) in cells.iter().enumerate() {
        put(&mut new, *cell, form.text(field)).map_err(|why| (field, capital(&why)))?;
    }
    now.can_be(&new).map_err(|why| (0, why))?;
    let words = match section {
        Section::Questions => format!("question {code} added to version {}", new.version),
        Section::Areas => format!("area {code} added to version {}", new.version),
        _ => format!("answer {code} added to version {}", new.version),
    };
    Ok((new, at, words))
}
