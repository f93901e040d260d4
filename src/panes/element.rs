//! The way from a figure to the element that addresses it, or to a new one: the same key in every list of scores.

use crate::command::{Context, Effect, Place};
use crate::domain::addressed;
use crate::domain::behind::Behind;
use crate::domain::remeasure::{Measure, WHOLE, make};

/// To the element on which work goes on for a measure, under any of the codes its question has had; or to a new one that begins with the
/// figure of a year.
#[must_use]
pub fn open(cx: &Context, measure: Measure, codes: &[String], year: i32) -> Effect {
    let found = addressed::elements_for(cx.book, &measure.instrument, codes, measure.region, cx.today);
    if let Some(one) = found.iter().find(|one| !one.released && !one.elsewhere) {
        return Effect::Go(Place::MiniPip { mini_pip: Some(one.mini_pip), record: Some(one.element) });
    }
    if make::baseline(cx.book, &measure, Some(year)).is_none() {
        return Effect::Refuse("An element begins with a figure: move to a year with one".to_owned());
    }
    Effect::Go(Place::NewElement { measure: Box::new(measure), year })
}

/// The same for what is behind a score: its region or office, whoever worked there.
#[must_use]
pub fn open_behind(cx: &Context, behind: &Behind) -> Effect {
    let code = behind.question.clone().or_else(|| behind.area.clone()).unwrap_or_else(|| WHOLE.to_owned());
    let codes = [code.clone()];
    let measure = Measure { instrument: behind.instrument.clone(), code, region: behind.region, office: behind.office };
    open(cx, measure, &codes, behind.year)
}
