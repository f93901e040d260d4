//! What a Mini PIP still lacks before it can be submitted: the content rules, each a gap of its own with the cell where it is
//! put right, and the answers given instead (`assets/help/rules.md`, Mini PIP). Whether a gate opens is decided in `gate.rs`.

mod order;

use super::book::Book;
use super::dates::show_long;
use super::field::Field;
use super::id::Id;
use super::instrument::DomainOf;
use super::kind::Kind;
use super::record::Record;
use super::value::Value;

/// One thing that is missing or cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Which rule asks for it. A code is part of the file, in answers to gaps: it is never used for another rule.
    pub code: &'static str,
    /// The record to look at: the plan, an element, a goal, a row, an evaluation row.
    pub record: Id,
    /// The field to fill or to put right; none where a part is missing.
    pub field: Option<Field>,
    /// The element it lies in, with its number from 1; none for the plan itself.
    pub element: Option<(usize, Id)>,
    /// Where, in words: the element's title, or empty for the plan itself.
    pub place: String,
    /// What, in words.
    pub words: String,
}

/// Everything that a plan lacks, in the order of the form. An empty list is a plan that can be submitted.
#[must_use]
pub fn gaps(book: &Book, plan: Id) -> Vec<Gap> {
    let Some(record) = book.get(plan) else { return Vec::new() };
    let mut list = List::default();
    list.needs(record, Field::GoalsServed, "plan.goals_served", "does not name the agency goals or milestones it serves");
    let elements: Vec<Element> = elements(book, plan);
    if elements.is_empty() {
        list.say("plan.element", plan, None, "has no element that is to be improved");
    }
    let safety = Safety::of(&elements);
    for element in &elements {
        list.place = place(element.record);
        list.element = Some((element.number, element.record.id));
        of_element(book, element, &safety, &mut list);
    }
    list.place.clear();
    list.element = None;
    evaluation(book, plan, &mut list);
    list.gaps
}

/// A gap with the answer that was given instead of filling it.
pub type Checked<'a> = (Gap, Option<&'a Record>);

/// All gaps of a plan, each with its answer if it has one.
#[must_use]
pub fn checked(book: &Book, plan: Id) -> Vec<Checked<'_>> {
    let answers = book.parts(plan, Kind::GapAnswer);
    let answer = |gap: &Gap| answers.iter().copied().find(|a| answers_to(a, gap));
    gaps(book, plan).into_iter().map(|gap| (answer(&gap), gap)).map(|(answer, gap)| (gap, answer)).collect()
}

fn answers_to(answer: &Record, gap: &Gap) -> bool {
    answer.text(Field::Code) == gap.code && answer.record(Field::About) == Some(gap.record) && !answer.text(Field::Reason).trim().is_empty()
}

/// The gaps that are neither filled nor answered.
#[must_use]
pub fn open(book: &Book, plan: Id) -> Vec<Gap> {
    checked(book, plan).into_iter().filter(|(_, answer)| answer.is_none()).map(|(gap, _)| gap).collect()
}

#[derive(Default)]
struct List {
    place: String,
    element: Option<(usize, Id)>,
    gaps: Vec<Gap>,
}

impl List {
    fn say(&mut self, code: &'static str, record: Id, field: Option<Field>, words: impl Into<String>) {
        self.gaps.push(Gap { code, record, field, element: self.element, place: self.place.clone(), words: words.into() });
    }

    fn needs(&mut self, record: &Record, field: Field, code: &'static str, words: &str) {
        if is_blank(record.get(field)) {
            self.say(code, record.id, Some(field), words);
        }
    }

    /// Each of these fields that is empty is a gap of its own, in the same words.
    fn needs_all(&mut self, record: &Record, fields: &[(Field, &'static str, &str)], words: impl Fn(&str) -> String) {
        for (field, code, what) in fields {
            self.needs(record, *field, code, &words(what));
        }
    }
}

/// Whether nothing stands there; blanks alone are nothing.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim().is_empty(),
        other => other.is_none(),
    }
}

fn has_any(record: &Record, fields: &[Field]) -> bool {
    fields.iter().any(|field| !is_blank(record.get(*field)))
}

/// An element with its parts, as far as something stands in them.
struct Element<'a> {
    record: &'a Record,
    number: usize,
    goals: Vec<&'a Record>,
    rows: Vec<&'a Record>,
}

/// The elements of a plan: a section of the form that was left blank is none.
fn elements(book: &Book, plan: Id) -> Vec<Element<'_>> {
    const OWN: [Field; 8] = [
        Field::Title,
        Field::Strategy,
        Field::Priority,
        Field::Factors,
        Field::Responsible,
        Field::Partners,
        Field::Question,
        Field::Concern,
    ];
    let all = book.parts(plan, Kind::Element).into_iter().enumerate().map(|(at, record)| Element {
        record,
        number: at + 1,
        goals: book.parts(record.id, Kind::Goal).into_iter().filter(|goal| is_goal(goal)).collect(),
        rows: book.parts(record.id, Kind::Row).into_iter().filter(|row| is_row(row)).collect(),
    });
    all.filter(|e| has_any(e.record, &OWN) || !e.goals.is_empty() || !e.rows.is_empty()).collect()
}

fn is_goal(goal: &Record) -> bool {
    has_any(goal, &[Field::Text, Field::Measure, Field::Baseline, Field::Target, Field::By])
}

/// Whether a row says something: blank rows of the form are none.
#[must_use]
pub fn is_row(row: &Record) -> bool {
    has_any(row, &[Field::Text, Field::People, Field::Evidence, Field::Completion, Field::FollowUp, Field::Completed, Field::Released])
}

/// Whether a row of the evaluation process says something.
#[must_use]
pub fn is_evaluation(row: &Record) -> bool {
    has_any(row, &[Field::Method, Field::Measure, Field::Frequency, Field::Who])
}

/// The element's name in a list.
#[must_use]
pub fn place(element: &Record) -> String {
    match element.text(Field::Title).lines().next().unwrap_or("").trim() {
        "" => "an element without a title".to_owned(),
        title => title.to_owned(),
    }
}

fn quoted(record: &Record) -> String {
    match record.text(Field::Text).lines().next().unwrap_or("").trim() {
        "" => "without words".to_owned(),
        text => format!("'{text}'"),
    }
}

fn of_element(book: &Book, element: &Element, safety: &Safety, list: &mut List) {
    let record = element.record;
    list.needs(record, Field::Title, "element.title", "does not say what is to be improved");
    list.needs(record, Field::Priority, "element.priority", "has no priority");
    safety.check(element, list);
    list.needs(record, Field::Factors, "element.factors", "has no underlying factors");
    goals(element, list);
    time_frame(record, list);
    rows(book, element, list);
    list.needs(record, Field::Partners, "element.partners", "does not say how partners are engaged");
}

fn goals(element: &Element, list: &mut List) {
    for (term, code, words) in [("short", "goal.short", "has no short-term goal"), ("long", "goal.long", "has no long-term goal")] {
        if !element.goals.iter().any(|goal| goal.text(Field::Term).starts_with(term)) {
            list.say(code, element.record.id, None, words);
        }
    }
    for goal in &element.goals {
        let term = match goal.text(Field::Term) {
            term if term.starts_with("short") => "the short-term goal",
            term if term.starts_with("long") => "the long-term goal",
            _ => "a goal",
        };
        list.needs_all(
            goal,
            &[
                (Field::Measure, "goal.measure", "measure"),
                (Field::Baseline, "goal.baseline", "baseline"),
                (Field::Target, "goal.target", "target"),
                (Field::By, "goal.by", "date"),
            ],
            |what| format!("{term} has no {what}: {}", quoted(goal)),
        );
    }
}

fn time_frame(element: &Record, list: &mut List) {
    let (from, until) = (element.date(Field::From), element.date(Field::Until));
    let fault = match (from, until) {
        (None, None) => Some((Field::From, "has no time frame, from and until")),
        (None, Some(_)) => Some((Field::From, "has a time frame without a beginning")),
        (Some(_), None) => Some((Field::Until, "has a time frame without an end")),
        (Some(from), Some(until)) => (until < from).then_some((Field::Until, "has a time frame that ends before it begins")),
    };
    if let Some((field, words)) = fault {
        list.say("element.time_frame", element.id, Some(field), words);
    }
}

fn is_benchmark(row: &Record) -> bool {
    row.text(Field::Part) == "benchmark"
}

fn rows(book: &Book, element: &Element, list: &mut List) {
    let written = |row: &&&Record| !row.text(Field::Text).trim().is_empty();
    let steps: Vec<&&Record> = element.rows.iter().filter(|row| !is_benchmark(row)).filter(written).collect();
    if steps.is_empty() {
        list.say("element.step", element.record.id, None, "has no action step");
    }
    for step in steps {
        // Who has left the plan is no longer responsible.
        let people = step.records(Field::People).iter().filter_map(|id| book.get(*id));
        if !people.into_iter().any(|person| !person.gone && !person.is_empty()) {
            list.say(
                "step.people",
                step.id,
                Some(Field::People),
                format!("has an action step without a person responsible: {}", quoted(step)),
            );
        }
        if step.date(Field::CompletionDue).is_none() {
            list.say("step.due", step.id, Some(Field::Completion), format!("has an action step without a due date: {}", quoted(step)));
        }
        list.needs(step, Field::Evidence, "step.evidence", &format!("has an action step without evidence of completion: {}", quoted(step)));
    }
    if !element.rows.iter().filter(|row| is_benchmark(row)).any(|row| written(&row)) {
        list.say("element.benchmark", element.record.id, None, "has no benchmark");
    }
    for row in &element.rows {
        order::check(book, row, list);
    }
}

/// The earliest priority and the earliest last due date of the elements that are not about safety.
struct Safety {
    priority: Option<i64>,
    last_due: Option<chrono::NaiveDate>,
}

impl Safety {
    fn of(elements: &[Element]) -> Safety {
        let others = || elements.iter().filter(|e| !is_safety(e.record));
        Safety {
            priority: others().filter_map(|e| e.record.int(Field::Priority)).min(),
            last_due: others().filter_map(Element::last_due).min(),
        }
    }

    /// No safety element comes after one that is not about safety, in priority or in its last due date.
    fn check(&self, element: &Element, list: &mut List) {
        if !is_safety(element.record) {
            return;
        }
        let id = element.record.id;
        if let (Some(own), Some(other)) = (element.record.int(Field::Priority), self.priority)
            && own > other
        {
            let words = format!("is about safety and has priority {own}, after another element with {other}");
            list.say("element.safety_priority", id, Some(Field::Priority), words);
        }
        if let (Some(own), Some(other)) = (element.last_due(), self.last_due)
            && own > other
        {
            let (late, early) = (show_long(own), show_long(other));
            let words = format!("is about safety and is due last on {late}, after another element ({early})");
            // The row with that date is the one to move.
            let row = element.rows.iter().find(|row| row.date(Field::CompletionDue) == Some(own)).map_or(id, |row| row.id);
            list.say("element.safety_due", row, Some(Field::Completion), words);
        }
    }
}

fn is_safety(element: &Record) -> bool {
    element.text(Field::Domain) == DomainOf::Safety.words()
}

impl Element<'_> {
    fn last_due(&self) -> Option<chrono::NaiveDate> {
        self.rows.iter().filter_map(|row| row.date(Field::CompletionDue)).max()
    }
}

fn evaluation(book: &Book, plan: Id, list: &mut List) {
    let rows: Vec<&Record> = book.parts(plan, Kind::Evaluation).into_iter().filter(|row| is_evaluation(row)).collect();
    if rows.is_empty() {
        list.say("plan.evaluation", plan, None, "has no process of monitoring and evaluating");
    }
    for (at, row) in rows.into_iter().enumerate() {
        list.needs_all(
            row,
            &[
                (Field::Method, "evaluation.method", "a method"),
                (Field::Measure, "evaluation.measure", "a measure"),
                (Field::Frequency, "evaluation.frequency", "how often"),
                (Field::Who, "evaluation.who", "who does it"),
            ],
            |what| format!("has an evaluation row without {what}: row {}", at + 1),
        );
    }
}

#[cfg(test)]
mod tests;
