//! What a Mini PIP still lacks before it can be submitted (`assets/help/rules.md`, Mini PIP). What a state of a row means is in
//! `mini_pip.rs`; whether a gate opens is not decided here.

use chrono::NaiveDate;

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::instrument::DomainOf;
use super::kind::Kind;
use super::record::Record;

/// One thing that is missing or cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The record to look at: the plan, an element, a goal or a row.
    pub record: Id,
    /// Where, in words: the element's title, or empty for the plan itself.
    pub place: String,
    /// What, in words.
    pub words: String,
}

/// Everything that a plan lacks, in the order of the form. An empty list is a plan that can be submitted.
#[must_use]
pub fn gaps(book: &Book, plan: Id) -> Vec<Gap> {
    let Some(record) = book.get(plan) else { return Vec::new() };
    let mut list = List { place: String::new(), gaps: Vec::new() };
    list.needs(record, Field::GoalsServed, "does not name the agency goals or milestones it serves");
    let elements = book.parts(plan, Kind::Element);
    if elements.is_empty() {
        list.say(plan, "has no element");
    }
    for element in &elements {
        list.place = title(element);
        of_element(book, element, &mut list);
    }
    safety_first(book, &elements, &mut list);
    list.place.clear();
    evaluation(book, plan, &mut list);
    list.gaps
}

struct List {
    place: String,
    gaps: Vec<Gap>,
}

impl List {
    fn say(&mut self, record: Id, words: impl Into<String>) {
        self.gaps.push(Gap { record, place: self.place.clone(), words: words.into() });
    }

    fn needs(&mut self, record: &Record, field: Field, words: &str) {
        if record.get(field).is_none() {
            self.say(record.id, words);
        }
    }
}

fn title(element: &Record) -> String {
    match element.text(Field::Title) {
        "" => "an element without a title".to_owned(),
        title => title.to_owned(),
    }
}

fn of_element(book: &Book, element: &Record, list: &mut List) {
    list.needs(element, Field::Title, "has no title");
    list.needs(element, Field::Priority, "has no priority");
    list.needs(element, Field::Domain, "has no domain: safety, permanency or well-being");
    list.needs(element, Field::Factors, "has no underlying factors");
    list.needs(element, Field::Responsible, "names no local person responsible");
    if element.date(Field::From).is_none() || element.date(Field::Until).is_none() {
        list.say(element.id, "has no time frame, from and until");
    } else if element.date(Field::Until) < element.date(Field::From) {
        list.say(element.id, "has a time frame that ends before it begins");
    }
    list.needs(element, Field::Partners, "has no partner engagement");
    let goals = book.parts(element.id, Kind::Goal);
    for (term, words) in [("short", "has no short-term goal"), ("long", "has no long-term goal")] {
        if !goals.iter().any(|g| g.text(Field::Term).starts_with(term)) {
            list.say(element.id, words);
        }
    }
    for goal in goals {
        let lacking: Vec<&str> =
            [(Field::Measure, "measure"), (Field::Baseline, "baseline"), (Field::Target, "target"), (Field::By, "date")]
                .into_iter()
                .filter(|(field, _)| goal.get(*field).is_none())
                .map(|(_, words)| words)
                .collect();
        if !lacking.is_empty() {
            list.say(goal.id, format!("has a goal that cannot be measured: no {} in '{}'", lacking.join(", no "), goal.text(Field::Text)));
        }
    }
    rows(&book.parts(element.id, Kind::Row), element, list);
}

fn is_benchmark(row: &Record) -> bool {
    row.text(Field::Part) == "benchmark"
}

fn rows(rows: &[&Record], element: &Record, list: &mut List) {
    let steps = rows.iter().filter(|row| !is_benchmark(row));
    if !rows.iter().any(|row| !is_benchmark(row)) {
        list.say(element.id, "has no action step");
    }
    for step in steps {
        let lacking: Vec<&str> =
            [(Field::People, "person responsible"), (Field::CompletionDue, "due date"), (Field::Evidence, "evidence of completion")]
                .into_iter()
                .filter(|(field, _)| step.get(*field).is_none())
                .map(|(_, words)| words)
                .collect();
        if !lacking.is_empty() {
            list.say(step.id, format!("has an action step without {}: '{}'", lacking.join(", without "), step.text(Field::Text)));
        }
    }
    if !rows.iter().any(|row| is_benchmark(row)) {
        list.say(element.id, "has no benchmark");
    }
    for row in rows {
        dates(row, list);
    }
}

/// Completion before follow-up before release; released only when complete with its evidence accepted.
fn dates(row: &Record, list: &mut List) {
    let text = row.text(Field::Text);
    let (completed, released) = (row.date(Field::Completed), row.date(Field::Released));
    let follow_up = row.date(Field::FollowedUp);
    let due = |field| row.date(field);
    if let (Some(completion), Some(after)) = (due(Field::CompletionDue), due(Field::FollowUpDue))
        && after < completion
    {
        list.say(row.id, format!("has a follow-up due before the completion: '{text}'"));
    }
    if let (Some(completed), Some(after)) = (completed, follow_up)
        && after < completed
    {
        list.say(row.id, format!("was followed up before it was complete: '{text}'"));
    }
    let Some(released) = released else { return };
    if completed.is_none() || row.date(Field::AcceptedOn).is_none() {
        list.say(row.id, format!("is released without being complete with accepted evidence: '{text}'"));
    }
    if completed.max(follow_up).is_some_and(|before| released < before) {
        list.say(row.id, format!("is released before it was complete and followed up: '{text}'"));
    }
}

/// No safety element may come after a non-safety one, in priority or in its last due date.
fn safety_first(book: &Book, elements: &[&Record], list: &mut List) {
    let last_due =
        |e: &Record| -> Option<NaiveDate> { book.parts(e.id, Kind::Row).iter().filter_map(|row| row.date(Field::CompletionDue)).max() };
    let is_safety = |e: &Record| e.text(Field::Domain) == DomainOf::Safety.words();
    let others: Vec<&&Record> = elements.iter().filter(|e| !is_safety(e) && !e.text(Field::Domain).is_empty()).collect();
    let first = others.iter().filter_map(|e| e.int(Field::Priority)).min();
    let latest = others.iter().filter_map(|e| last_due(e)).max();
    for element in elements.iter().filter(|e| is_safety(e)) {
        list.place = title(element);
        if let (Some(own), Some(other)) = (element.int(Field::Priority), first)
            && own > other
        {
            list.say(element.id, format!("is about safety and has priority {own}, after another with {other}"));
        }
        if let (Some(own), Some(other)) = (last_due(element), latest)
            && own > other
        {
            list.say(element.id, format!("is about safety and is due last on {own}, after all others ({other})"));
        }
    }
}

fn evaluation(book: &Book, plan: Id, list: &mut List) {
    let rows = book.parts(plan, Kind::Evaluation);
    if rows.is_empty() {
        list.say(plan, "has no evaluation process");
    }
    for row in rows {
        let lacking: Vec<&str> = [Field::Method, Field::Measure, Field::Frequency, Field::Who]
            .into_iter()
            .filter(|field| row.get(*field).is_none())
            .map(Field::words)
            .collect();
        if !lacking.is_empty() {
            list.say(row.id, format!("has an evaluation row without {}", lacking.join(", without ")));
        }
    }
}

#[cfg(test)]
mod tests;
