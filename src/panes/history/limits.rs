//! What the list is narrowed to, in words, and the forms that ask for it.

use super::History;
use crate::command::{Context, Effect, Form, FormField, Takes};
use crate::domain::dates;
use crate::domain::history::{ChangeFile, Filter, Thing, called};
use crate::domain::id::Id;
use crate::domain::query::Query;
use crate::domain::review_moves::person;

/// The form with all of it, and the one for words.
pub const FORM: &str = "history.limits";
pub const WORDS: &str = "history.words";
/// The choice of a person.
pub const WHO: &str = "history.who";

const ANYONE: &str = "anyone";
const ANYTHING: &str = "anything";

/// For what the names of people were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    Form,
    Choice,
}

impl History {
    /// What is shown, and whether that is less than everything.
    pub(super) fn limit_words(&self, cx: &Context) -> (Vec<String>, bool) {
        let filter = &self.filter;
        let show = |day| dates::show(day, cx.day_first);
        let mut parts = Vec::new();
        if let Some(of) = filter.of {
            parts.push(format!("of {}", in_words(of, &self.detail.names, cx)));
        }
        parts.extend(self.since.as_ref().map(|when| format!("since you were last here, {when}")));
        parts.extend(filter.who.as_ref().map(|who| format!("by {who}")));
        parts.extend(filter.thing.map(|thing| thing.words().to_owned()));
        match (filter.from, filter.until) {
            (Some(from), Some(until)) if from == until => parts.push(format!("on {}", show(from))),
            (Some(from), Some(until)) => parts.push(format!("from {} until {}", show(from), show(until))),
            (Some(from), None) => parts.push(format!("from {}", show(from))),
            (None, Some(until)) => parts.push(format!("until {}", show(until))),
            (None, None) => {}
        }
        if !filter.words.is_empty() {
            parts.push(format!("'{}'", filter.words));
        }
        let narrowed = !parts.is_empty();
        if !narrowed {
            parts.push("Everything, by everyone".to_owned());
        }
        (parts, narrowed)
    }

    /// Asks who there is, before a form or a choice is shown.
    pub(super) fn ask_people(&mut self, wants: Wants) -> Vec<Effect> {
        self.wants = Some(wants);
        vec![Effect::Read(Query::People)]
    }

    /// The names are here: shows what was wanted.
    pub(super) fn with_people(&mut self, people: &[String], cx: &Context) -> Vec<Effect> {
        people.clone_into(&mut self.people);
        match self.wants.take() {
            Some(Wants::Form) => vec![Effect::Ask(form(&self.filter, people))],
            Some(Wants::Choice) => {
                let me = person(&cx.book.facts.who);
                let line = |name: &String| (name.clone(), if name == me { "you" } else { "" }.to_owned());
                let lines = std::iter::once(("Everyone".to_owned(), String::new())).chain(people.iter().map(line)).collect();
                let at = self.filter.who.as_ref().and_then(|who| people.iter().position(|name| name == who)).map_or(0, |at| at + 1);
                vec![Effect::Pick { id: WHO, title: "Whose changes".to_owned(), lines, at }]
            }
            None => Vec::new(),
        }
    }

    pub(super) fn ask_words(&self) -> Vec<Effect> {
        let field = FormField::new("Words", Takes::Line).with(self.filter.words.clone()).hint("in what was done, or in what was written");
        let words = "Only changes in which all these words occur, in what was done or in a text that was written. Empty shows all.";
        vec![Effect::Ask(Form::new(WORDS, "Changes with these words", words, vec![field]))]
    }

    /// A form was filled: the limits it means, or the form again with what is wrong.
    pub(super) fn filled(&self, form: &Form, cx: &Context) -> Option<Result<Filter, Form>> {
        match form.id {
            WORDS => Some(Ok(Filter { words: form.text(0).to_owned(), ..self.filter.clone() })),
            FORM => Some(read(form, &self.filter, cx)),
            _ => None,
        }
    }
}

fn form(filter: &Filter, people: &[String]) -> Form {
    let one_of = |first: &str, words: Vec<String>| Takes::OneOf(std::iter::once(first.to_owned()).chain(words).collect());
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let things = Thing::ALL.map(|thing| thing.words().to_owned()).to_vec();
    let fields = vec![
        FormField::new("Who", one_of(ANYONE, people.to_vec())).with(filter.who.clone().unwrap_or_else(|| ANYONE.to_owned())),
        FormField::new("What", one_of(ANYTHING, things)).with(filter.thing.map_or(ANYTHING, Thing::words)),
        FormField::new("From", Takes::Day).with(day(filter.from)),
        FormField::new("Until", Takes::Day).with(day(filter.until)),
        FormField::new("Words", Takes::Line).with(filter.words.clone()).hint("in what was done or written"),
    ];
    Form::new(FORM, "Which changes", "Only changes of which all of this holds. What is left empty holds of all.", fields)
}

fn read(form: &Form, before: &Filter, cx: &Context) -> Result<Filter, Form> {
    let given = |at: usize, any: &str| Some(form.text(at)).filter(|text| !text.is_empty() && *text != any).map(str::to_owned);
    let day = |at: usize| match form.text(at) {
        "" => Ok(None),
        text => match text.parse().ok() {
            Some(day) => Ok(Some(day)),
            None => dates::understand(text, cx.today, cx.day_first, None)
                .map(Some)
                .map_err(|fault| form.clone().at_fault(at, fault.to_string())),
        },
    };
    let (from, until) = (day(2)?, day(3)?);
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        return Err(form.clone().at_fault(3, "It ends before it begins"));
    }
    let thing = given(1, ANYTHING).and_then(|words| Thing::named(&words));
    Ok(Filter { who: given(0, ANYONE), thing, from, until, words: form.text(4).to_owned(), ..before.clone() })
}

/// What a record is called, with what the change in view knows of it.
pub(super) fn in_words(id: Id, names: &ChangeFile, cx: &Context) -> String {
    called(cx.book, names, id, if cx.day_first { |day| dates::show(day, true) } else { |day| dates::show(day, false) })
}
