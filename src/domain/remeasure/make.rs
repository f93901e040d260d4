//! From a failing measure to an element or an area of concern: its baseline, the suggested target, goals, a first step and a benchmark, as
//! edits of one change. What comes of it is in `series.rs`.

use chrono::{Datelike, Days, NaiveDate};

use super::{Figure, Measure, Subject, WHOLE, figures, subject};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::figure;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::score::Score;
use crate::domain::share::Share;
use crate::domain::stats;
use crate::domain::value::Value;

/// What a suggested target cannot promise.
pub const CAUTION: &str = "Two samples with no real change would still differ that much about 18 times in 100.";

/// A short-term target worked out from the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggestion {
    /// The target as a fraction, not rounded.
    pub target: f64,
    /// How many full answers reach it with as many answers as the baseline.
    pub needed: u64,
    /// The answers of the baseline.
    pub n: u64,
    /// Whether the question's own goal was nearer.
    pub capped: bool,
}

/// The target that the federal formula gives for a baseline, no further than its goal; none where it does not hold.
#[must_use]
pub fn formula(score: &Score) -> Option<f64> {
    suggest(score).ok().map(|suggestion| suggestion.target)
}

/// A fraction as a percent with one decimal, as a target is written.
#[must_use]
pub fn percent(target: f64) -> String {
    format!("{:.1}", target * 100.0)
}

fn goal(score: &Score) -> Option<Share> {
    let goal = score.goal.filter(|_| !score.goal_mixed)?;
    Some(Share(u32::try_from(goal.part() / goal.whole()).ok()?))
}

/// A suggested short-term target, or why there is none.
///
/// # Errors
/// The sentence that says why.
pub fn suggest(score: &Score) -> Result<Suggestion, &'static str> {
    if score.pooled {
        return Err("No target is suggested: the formula holds for one question, not for several together.");
    }
    if score.repeated {
        return Err("No target is suggested: answers repeat within a case, and the formula needs independent ones.");
    }
    let (Some(credit), Some(n)) = (score.credit, score.applicable) else {
        return Err("No target is suggested: the number of answers is not known.");
    };
    let goal = goal(score);
    if score.met == Some(true) {
        return Err("No target is suggested: the goal is met already; what is left is to keep it.");
    }
    let target =
        stats::improvement_goal(credit, n, goal).ok_or("No target is suggested: at 0 % or 100 % the formula asks for no change.")?;
    let capped = goal.is_some_and(|goal| (target - goal.fraction()).abs() < 1e-12);
    Ok(Suggestion { target, needed: stats::strengths_for(target, n), n, capped })
}

impl Suggestion {
    /// The target as it is written: `55.1 %`; a goal as it is set.
    #[must_use]
    pub fn text(&self) -> String {
        let words = percent(self.target);
        format!("{} %", words.strip_suffix(".0").unwrap_or(&words))
    }

    /// Where it comes from, with its caution.
    #[must_use]
    pub fn words(&self, baseline: &Score) -> String {
        let p = baseline.percent();
        let formula = if self.capped {
            "The suggested short-term target is the question's own goal, which is nearer than the formula".to_owned()
        } else {
            format!("Suggested short-term target: {p} % + 1.28 \u{d7} sampling error (\u{221a}(p(1\u{2212}p)/n)) = {}", self.text())
        };
        format!("{formula}: {} of {}. {CAUTION}", self.needed, self.n)
    }
}

/// What an element or concern is made of; the reviewer may change all of it before it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The measure.
    pub measure: Measure,
    /// The baseline, if there is a figure.
    pub baseline: Option<Figure>,
    /// What is to change: the question's text.
    pub title: String,
    /// Safety, permanency or well-being; empty if the question has none.
    pub domain: String,
    /// The measure in words.
    pub measure_words: String,
    /// The baseline in words: `74.1 % (n 29), FY2025`.
    pub baseline_words: String,
    /// The short-term target; empty if none is suggested.
    pub short_target: String,
    /// By when.
    pub short_by: Option<NaiveDate>,
    /// The long-term target: the question's goal.
    pub long_target: String,
    /// By when.
    pub long_by: Option<NaiveDate>,
    /// Why the short-term target is what it is, or why there is none.
    pub why: String,
    /// Underlying factors, of the concern it grows from.
    pub factors: String,
    /// The concern it grows from.
    pub concern: Option<Id>,
}

/// The figure an element would begin with: of a year, or of the latest one with a rate; that of an open round only if there is no other.
#[must_use]
pub fn baseline(book: &Book, measure: &Measure, year: Option<i32>) -> Option<Figure> {
    let pooled = matches!(subject(book, measure, year), Subject::Area(_) | Subject::Whole);
    let mut all = figures(book, measure, year);
    all.retain(|figure| figure.score.score.is_some() && year.is_none_or(|year| figure.year == year));
    let at = all.iter().rposition(|figure| !figure.provisional).or(all.len().checked_sub(1))?;
    let mut figure = all.swap_remove(at);
    figure.score.pooled |= pooled;
    Some(figure)
}

/// A baseline in words: `74.1 % (n 29), FY2025`.
#[must_use]
pub fn baseline_words(baseline: &Figure) -> String {
    let n = baseline.score.applicable.map_or_else(|| "n not known".to_owned(), |n| format!("n {n}"));
    let open = if baseline.provisional { ", round still open" } else { "" };
    format!("{} % ({n}), FY{}{open}", baseline.score.percent(), baseline.year)
}

/// What would be made of a measure: everything that can be filled in is.
#[must_use]
pub fn propose(book: &Book, measure: &Measure, year: Option<i32>, today: NaiveDate) -> Draft {
    let baseline = baseline(book, measure, year).or_else(|| self::baseline(book, measure, None));
    let suggested = baseline.as_ref().map(|figure| (suggest(&figure.score), &figure.score));
    let short_target = suggested.as_ref().and_then(|(s, _)| s.ok()).map_or_else(String::new, |s| s.text());
    let why = match &suggested {
        Some((Ok(suggestion), score)) => suggestion.words(score),
        Some((Err(why), _)) => (*why).to_owned(),
        None => "There is no figure of this measure yet: say what the baseline is.".to_owned(),
    };
    let own_goal = measure.question(book).map(|question| question.goal.to_string());
    let goal = baseline.as_ref().and_then(|figure| figure::goal_percent(&figure.score)).map(|goal| format!("{goal} %")).or(own_goal);
    let short_by = end_of_year_after(book, today, 180);
    Draft {
        measure: measure.clone(),
        title: measure.text(book).lines().next().unwrap_or_default().trim().to_owned(),
        domain: measure.question(book).and_then(|question| question.domain).map_or_else(String::new, |domain| domain.words().to_owned()),
        measure_words: measure.words(book),
        baseline_words: baseline.as_ref().map_or_else(String::new, baseline_words),
        short_target,
        short_by,
        long_target: goal.unwrap_or_default(),
        long_by: short_by.and_then(|day| end_of_year_after(book, day, 1)),
        why,
        factors: String::new(),
        concern: None,
        baseline,
    }
}

/// The same for an area of concern that has a measure; none if it names none.
#[must_use]
pub fn propose_of_concern(book: &Book, concern: &Record, today: NaiveDate) -> Option<Draft> {
    let measure = super::of_record(book, concern).into_iter().next()?;
    let draft = propose(book, &measure, None, today);
    let or = |text: &str, other: String| if text.trim().is_empty() { other } else { text.trim().to_owned() };
    Some(Draft {
        title: or(concern.text(Field::Title), draft.title),
        domain: or(concern.text(Field::Domain), draft.domain),
        factors: concern.text(Field::Factors).trim().to_owned(),
        concern: Some(concern.id),
        ..draft
    })
}

/// The last day of the first fiscal year that ends so many days after a day, or later.
fn end_of_year_after(book: &Book, day: NaiveDate, least: u64) -> Option<NaiveDate> {
    let start = book.fiscal_year_start();
    let month = if start == 1 { 12 } else { start - 1 };
    let from = day.checked_add_days(Days::new(least))?;
    (from.year()..=from.year() + 1).filter_map(|year| dates::end_of_month(year, month)).find(|end| *end >= from)
}

/// Puts together the edits of new records: in empty ones of a blank form where there are any.
struct Maker<'a> {
    book: &'a Book,
    change: &'a mut Change,
    fresh: &'a mut dyn FnMut() -> Id,
}

impl Maker<'_> {
    fn set(&mut self, id: Id, kind: Kind, field: Field, value: Value) {
        let same = self.book.get(id).is_some_and(|record| *record.get(field) == value);
        if !same && (self.book.get(id).is_some() || !value.is_none()) {
            self.change.set(id, kind, field, value);
        }
    }

    fn text(&mut self, id: Id, kind: Kind, field: Field, text: &str) {
        self.set(id, kind, field, Value::text(text.trim()));
    }

    /// A part of a whole: an empty one, or a new one at the end.
    fn part(&mut self, kind: Kind, whole: Id, blank: impl Fn(&Record) -> bool) -> Id {
        let parts = self.book.parts(whole, kind);
        if let Some(found) = parts.iter().find(|record| blank(record)) {
            return found.id;
        }
        let id = (self.fresh)();
        if let Some(parent) = kind.parent() {
            self.set(id, kind, parent, Value::Record(whole));
        }
        let known = parts.iter().map(|record| record.text(Field::Position).to_owned());
        let last = known.chain(self.made(kind, whole)).max().filter(|last| !last.is_empty());
        self.text(id, kind, Field::Position, &order::between(last.as_deref(), None));
        id
    }

    /// The places of the parts that this change has made so far.
    fn made(&self, kind: Kind, whole: Id) -> Vec<String> {
        let edits = &self.change.edits;
        let own = edits.iter().filter(|edit| edit.kind == kind && kind.parent() == Some(edit.field) && edit.value == Value::Record(whole));
        let place = |id: Id| edits.iter().find(|edit| edit.record == id && edit.field == Field::Position);
        own.filter_map(|edit| place(edit.record))
            .filter_map(|edit| if let Value::Text(text) = &edit.value { Some(text.clone()) } else { None })
            .collect()
    }

    /// Where the measure is taken; an office says its region.
    fn place(&mut self, id: Id, kind: Kind, measure: &Measure) {
        let region = measure.region.filter(|_| measure.office.is_none());
        self.set(id, kind, Field::Region, region.map_or(Value::None, Value::Record));
        self.set(id, kind, Field::Office, measure.office.map_or(Value::None, Value::Record));
    }

    fn goal(&mut self, element: Id, term: &str, words: &str, draft: &Draft, target: &str, by: Option<NaiveDate>) {
        let id = self.part(Kind::Goal, element, |goal| goal.text(Field::Term) == term);
        self.text(id, Kind::Goal, Field::Term, term);
        self.text(id, Kind::Goal, Field::Text, words);
        self.text(id, Kind::Goal, Field::Measure, &draft.measure_words);
        self.text(id, Kind::Goal, Field::Baseline, &draft.baseline_words);
        self.text(id, Kind::Goal, Field::Target, target);
        self.set(id, Kind::Goal, Field::By, by.map_or(Value::None, Value::Date));
    }
}

/// Whether nothing has been written into an element of a blank form.
#[must_use]
pub fn is_blank(book: &Book, element: &Record) -> bool {
    let bare =
        |record: &Record, keep: &[Field]| record.kind.fields().iter().all(|field| keep.contains(field) || record.get(*field).is_none());
    bare(element, &[Field::MiniPip, Field::Position])
        && book.parts(element.id, Kind::Goal).into_iter().all(|goal| bare(goal, &[Field::Element, Field::Position, Field::Term]))
        && book.parts(element.id, Kind::Row).into_iter().all(|row| bare(row, &[Field::Element, Field::Position, Field::Part]))
}

/// Makes an element of a draft: its measure and baseline, both goals, room for the first action step, and a benchmark with the target. The
/// first empty element of a blank form is taken. Gives the element.
pub fn make_element(book: &Book, plan: Id, draft: &Draft, change: &mut Change, fresh: &mut dyn FnMut() -> Id) -> Id {
    let mut maker = Maker { book, change, fresh };
    let element = maker.part(Kind::Element, plan, |element| is_blank(book, element));
    let kind = Kind::Element;
    maker.text(element, kind, Field::Title, &draft.title);
    let taken = book.parts(plan, kind).iter().filter_map(|element| element.int(Field::Priority)).max();
    maker.set(element, kind, Field::Priority, Value::Int(taken.unwrap_or(0) + 1));
    maker.text(element, kind, Field::Domain, &draft.domain);
    maker.text(element, kind, Field::Factors, &draft.factors);
    maker.text(element, kind, Field::Instrument, &draft.measure.instrument);
    maker.text(element, kind, Field::Question, &draft.measure.code);
    maker.set(element, kind, Field::Concern, draft.concern.map_or(Value::None, Value::Record));
    maker.place(element, kind, &draft.measure);
    if let Some(baseline) = &draft.baseline {
        let number = |n: Option<u64>| n.and_then(|n| i64::try_from(n).ok()).map_or(Value::None, Value::Int);
        maker.set(element, kind, Field::Year, Value::Int(i64::from(baseline.year)));
        maker.set(element, kind, Field::Credit, number(baseline.score.credit));
        maker.set(element, kind, Field::Applicable, number(baseline.score.applicable));
    }
    let code = match draft.measure.code.as_str() {
        // Of an element without a question of an instrument.
        "" => "The measure",
        code if code.eq_ignore_ascii_case(WHOLE) => "The overall score",
        code => code,
    };
    let from = draft.baseline.as_ref().map_or_else(String::new, |figure| format!(" from {} %", figure.score.percent()));
    let short = if draft.short_target.is_empty() { String::new() } else { format!("{code} rises{from} to {}", draft.short_target) };
    maker.goal(element, "short", &short, draft, &draft.short_target, draft.short_by);
    let long =
        if draft.long_target.is_empty() { String::new() } else { format!("{code} meets its goal of {}, and keeps it", draft.long_target) };
    maker.goal(element, "long", &long, draft, &draft.long_target, draft.long_by);
    let part = |part: &'static str| move |row: &Record| row.text(Field::Part) == part && row.text(Field::Text).is_empty();
    let step = maker.part(Kind::Row, element, part("step"));
    maker.text(step, Kind::Row, Field::Part, "step");
    let benchmark = maker.part(Kind::Row, element, part("benchmark"));
    maker.text(benchmark, Kind::Row, Field::Part, "benchmark");
    if !draft.short_target.is_empty() {
        maker.text(benchmark, Kind::Row, Field::Text, &format!("{code} at {} or more", draft.short_target));
    }
    maker.set(benchmark, Kind::Row, Field::CompletionDue, draft.short_by.map_or(Value::None, Value::Date));
    element
}

/// Makes an area of concern of a draft. Gives the concern.
pub fn make_concern(book: &Book, plan: Id, draft: &Draft, change: &mut Change, fresh: &mut dyn FnMut() -> Id) -> Id {
    let mut maker = Maker { book, change, fresh };
    let concern = maker.part(Kind::Concern, plan, |_| false);
    for (field, text) in [
        (Field::Title, &draft.title),
        (Field::Domain, &draft.domain),
        (Field::Instrument, &draft.measure.instrument),
        (Field::Question, &draft.measure.code),
        (Field::Factors, &draft.factors),
        (Field::Source, &draft.baseline_words),
    ] {
        maker.text(concern, Kind::Concern, field, text);
    }
    maker.place(concern, Kind::Concern, &draft.measure);
    let year = draft.baseline.as_ref().map_or(Value::None, |baseline| Value::Int(i64::from(baseline.year)));
    maker.set(concern, Kind::Concern, Field::Year, year);
    concern
}

/// Makes an element of an area of concern and marks the concern taken up.
pub fn make_of_concern(book: &Book, plan: Id, draft: &Draft, change: &mut Change, fresh: &mut dyn FnMut() -> Id) -> Id {
    let element = make_element(book, plan, draft, change, fresh);
    if let Some(concern) = draft.concern {
        change.set(concern, Kind::Concern, Field::Outcome, Value::text("taken_up"));
    }
    element
}
