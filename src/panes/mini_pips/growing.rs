//! From a measure elsewhere in the program to an element or an area of concern here: which plan, then what is filled in already and what is
//! still to say, then one change. What an element is made of is a rule (`domain/remeasure/make.rs`).

use chrono::NaiveDate;

use crate::command::{Context, Effect, Form, FormField, Place, Takes};
use crate::domain::addressed::{self, Addressing};
use crate::domain::change::Change;
use crate::domain::committee::action;
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::remeasure::Measure;
use crate::domain::remeasure::make::{self, Draft};
use crate::domain::value::Value;

use super::begin;
use super::pages::Tab;
use super::state::MiniPips;
use super::words::quoted;

/// Where an element or concern is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Into {
    /// It is there already: this element of this plan.
    There(Id, Id),
    /// A plan that is not released.
    Plan(Id),
    /// A new plan of this office.
    New(Id),
    /// Not an element: only an area of concern, of a plan still to be picked.
    ConcernOnly,
}

/// A measure on its way into a plan.
#[derive(Clone, Debug)]
pub struct Growing {
    draft: Draft,
    /// The committee's recommendation that it comes from, which is tied to it.
    advice: Option<Id>,
    /// Whether only an area of concern is made.
    concern: bool,
    /// What the lines of the choice stand for.
    choices: Vec<Into>,
    into: Option<Into>,
}

/// The forms and choices of this way.
const PICK: &str = "growing.plan";
const ELEMENT: &str = "growing.element";
const CONCERN: &str = "growing.concern";

impl MiniPips {
    /// Someone came with a measure: offers the plans it can go into.
    pub(super) fn grow(&mut self, measure: &Measure, year: i32, cx: &Context) -> Vec<Effect> {
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        let draft = make::propose(cx.book, measure, Some(year), cx.today);
        self.growing = Some(Growing { draft, advice: None, concern: false, choices: Vec::new(), into: None });
        self.offer_plans(cx)
    }

    /// Someone came with a committee's recommendation: the same, with its measure if it names one.
    pub(super) fn grow_of_recommendation(&mut self, recommendation: Id, cx: &Context) -> Vec<Effect> {
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        let Some(record) = cx.book.get(recommendation) else { return Vec::new() };
        if let Err(why) = action::sound(cx.book, record, cx.today) {
            return vec![Effect::Refuse(why.to_string())];
        }
        let draft = action::element(cx.book, record, cx.today);
        self.growing = Some(Growing { draft, advice: Some(recommendation), concern: false, choices: Vec::new(), into: None });
        self.offer_plans(cx)
    }

    fn offer_plans(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(growing) = &mut self.growing else { return Vec::new() };
        let measure = &growing.draft.measure;
        let what = if growing.concern { "area of concern" } else { "element" };
        let mut lines: Vec<(String, String)> = Vec::new();
        growing.choices.clear();
        let mut offer = |into, words: String, right: String| {
            growing.choices.push(into);
            lines.push((words, right));
        };
        for plan in addressed::open_plans(cx.book, measure.region) {
            let name = if plan.text(Field::Title).is_empty() { "a plan without a title" } else { plan.text(Field::Title) };
            offer(Into::Plan(plan.id), format!("New {what} in {}", name.trim()), gate::words(gate::reached(cx.book, plan.id)).to_owned());
        }
        if !growing.concern && growing.advice.is_none() {
            offer(Into::ConcernOnly, "Only note it as an area of concern".to_owned(), "no element yet".to_owned());
            let found = addressed::elements_for(cx.book, &measure.instrument, &[&measure.code], measure.region, cx.today);
            for Addressing { mini_pip, element, number, plan, released, .. } in found {
                let state = if released { "released" } else { "another region" };
                offer(Into::There(mini_pip, element), format!("Go to element {number} of {plan}"), state.to_owned());
            }
        }
        let open: Vec<Id> = addressed::open_plans(cx.book, None).iter().filter_map(|plan| plan.record(Field::Office)).collect();
        for office in cx.book.all(Kind::Office).into_iter().filter(|office| !open.contains(&office.id)) {
            let here = measure
                .office
                .map_or_else(|| measure.region.is_none_or(|region| office.record(Field::Region) == Some(region)), |own| own == office.id);
            if here {
                offer(Into::New(office.id), format!("Start a Mini PIP for {}", office.text(Field::Name)), "new plan".to_owned());
            }
        }
        if lines.is_empty() {
            return vec![Effect::Refuse("There is no office to start a Mini PIP for: add one under Places first.".to_owned())];
        }
        let title = format!("New {what}: {}, {}", code(measure), measure.place(cx.book));
        vec![Effect::Pick { id: PICK, title, lines, at: 0 }]
    }

    /// A plan was picked: asks what is still to say.
    pub(super) fn growing_picked(&mut self, at: usize, cx: &Context) -> Vec<Effect> {
        let Some(growing) = &mut self.growing else { return Vec::new() };
        match growing.choices.get(at).copied() {
            None => Vec::new(),
            Some(Into::There(plan, element)) => vec![Effect::Go(Place::MiniPip { mini_pip: Some(plan), record: Some(element) })],
            Some(Into::ConcernOnly) => {
                growing.concern = true;
                self.offer_plans(cx)
            }
            Some(into) => {
                growing.into = Some(into);
                vec![Effect::Ask(growing.form(cx))]
            }
        }
    }

    /// Asks for an element of an area of concern of the chosen plan.
    pub(super) fn grow_of_concern(&mut self, concern: Id, plan: Id, cx: &Context) -> Vec<Effect> {
        let Some(record) = cx.book.get(concern) else { return Vec::new() };
        if let Some(why) = gate::closed(cx.book, plan) {
            return vec![Effect::Refuse(why)];
        }
        let Some(draft) = make::propose_of_concern(cx.book, record, cx.today) else {
            return vec![Effect::Refuse(
                "Name the concern's instrument and question first: the element's baseline comes from there.".to_owned(),
            )];
        };
        let growing = Growing { draft, advice: None, concern: false, choices: Vec::new(), into: Some(Into::Plan(plan)) };
        let form = growing.form(cx);
        self.growing = Some(growing);
        vec![Effect::Ask(form)]
    }

    /// The form was filled: makes everything as one change, and goes there.
    pub(super) fn growing_filled(&mut self, form: &Form, cx: &Context) -> Vec<Effect> {
        let Some(mut growing) = self.growing.take() else { return Vec::new() };
        let Some(into) = growing.into else { return Vec::new() };
        if let Err((at, why)) = growing.take(form) {
            let again = growing.form(cx).at_fault(at, why);
            self.growing = Some(growing);
            return vec![Effect::Ask(again)];
        }
        let Some((change, plan, made)) = growing.change(into, cx) else { return Vec::new() };
        self.tab = if growing.concern { Tab::Concerns } else { Tab::Matrix };
        self.over = None;
        self.aim = Some((made, None));
        vec![Effect::Write(change), Effect::ChooseMiniPip(plan)]
    }
}

fn code(measure: &Measure) -> &str {
    match measure.code.as_str() {
        crate::domain::remeasure::WHOLE => "all questions",
        "" => "a recommendation",
        code => code,
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

impl Growing {
    fn form(&self, cx: &Context) -> Form {
        let draft = &self.draft;
        let place = draft.measure.place(cx.book);
        if self.concern {
            let fields = vec![
                FormField::new("Concern", Takes::Lines).with(&draft.title),
                FormField::new("Figure", Takes::Line).with(&draft.baseline_words),
                FormField::new("Underlying factors", Takes::Lines).hint("what may lie behind it; can be filled in later"),
            ];
            let words = "It is agreed on before the first community meeting; Ctrl-K in the list of concerns makes an element of it.";
            return Form::new(CONCERN, format!("Area of concern: {}, {place}", code(&draft.measure)), words, fields);
        }
        let by = |day: Option<NaiveDate>| {
            let field = FormField::new("  by", Takes::Day);
            day.map_or(field.clone(), |day| field.with(crate::domain::dates::show(day, cx.day_first)))
        };
        let target = |word: &str, text: &str| FormField::new(word, Takes::Line).with(text).hint("55.1 %, or 23 of 40");
        let fields = vec![
            FormField::new("Element", Takes::Lines).with(&draft.title).hint("what is to change"),
            FormField::new("Measure", Takes::Line).with(&draft.measure_words),
            FormField::new("Baseline", Takes::Line).with(&draft.baseline_words).hint("74.1 % (n 29), FY2025"),
            target("Short-term target", &draft.short_target),
            by(draft.short_by),
            target("Long-term target", &draft.long_target),
            by(draft.long_by),
        ];
        Form::new(ELEMENT, format!("New element: {}, {place}", code(&draft.measure)), &draft.why, fields)
    }

    /// Takes what was filled in.
    fn take(&mut self, form: &Form) -> Result<(), (usize, String)> {
        let draft = &mut self.draft;
        form.text(0).clone_into(&mut draft.title);
        if draft.title.is_empty() {
            return Err((0, "Say in a few words what is to change.".to_owned()));
        }
        if self.concern {
            form.text(1).clone_into(&mut draft.baseline_words);
            form.text(2).clone_into(&mut draft.factors);
            return Ok(());
        }
        form.text(1).clone_into(&mut draft.measure_words);
        form.text(2).clone_into(&mut draft.baseline_words);
        form.text(3).clone_into(&mut draft.short_target);
        draft.short_by = day(form.text(4));
        form.text(5).clone_into(&mut draft.long_target);
        draft.long_by = day(form.text(6));
        match (draft.short_by, draft.long_by) {
            (Some(short), Some(long)) if long < short => Err((6, "The long-term goal cannot be due before the short-term one.".to_owned())),
            _ => Ok(()),
        }
    }

    /// Ties what was made to the recommendation it comes from, whose words are the element's strategy.
    fn tie(&self, made: Id, change: &mut Change, cx: &Context) {
        if let Some(record) = self.advice.and_then(|id| cx.book.get(id)) {
            let words = record.text(Field::Text).trim();
            if words != self.draft.title {
                change.set(made, Kind::Element, Field::Strategy, Value::text(words));
            }
            action::link(record, made, change);
        }
    }

    /// The change, the plan it is in, and what is made.
    fn change(&self, into: Into, cx: &Context) -> Option<(Change, Id, Id)> {
        let (what, named) = (if self.concern { "concern" } else { "element" }, quoted(&self.draft.title));
        let mut fresh = || cx.ids.fresh();
        let mut grow = |book: &crate::domain::book::Book, plan, change: &mut Change| {
            if self.concern {
                make::make_concern(book, plan, &self.draft, change, &mut fresh)
            } else {
                make::make_of_concern(book, plan, &self.draft, change, &mut fresh)
            }
        };
        match into {
            Into::Plan(plan) => {
                let mut change = Change::new(format!("new {what} {named} from {}", code(&self.draft.measure)), cx.book.seen);
                let made = grow(cx.book, plan, &mut change);
                self.tie(made, &mut change, cx);
                Some((change, plan, made))
            }
            Into::New(office) => {
                let (effects, plan) = begin::blank(cx);
                let plan = plan?;
                let mut change =
                    effects.into_iter().find_map(|effect| if let Effect::Write(change) = effect { Some(change) } else { None })?;
                let place = cx.book.name(office);
                change.words = format!("new Mini PIP of {place} with {what} {named}");
                change.edits.retain(|edit| edit.record != plan || !matches!(edit.field, Field::Title | Field::Office));
                change.set(plan, Kind::MiniPip, Field::Title, Value::text(format!("Mini PIP of {place}")));
                change.set(plan, Kind::MiniPip, Field::Office, Value::Record(office));
                // What is made goes into the blank form, which is not in the book yet.
                let made = grow(&cx.book.after(&change.edits), plan, &mut change);
                self.tie(made, &mut change, cx);
                Some((change, plan, made))
            }
            Into::There(..) | Into::ConcernOnly => None,
        }
    }
}
