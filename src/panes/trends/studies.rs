//! Special studies under the focus areas that ask for them; a focus area without one is shown too.

use super::areas::people;
use crate::command::Context;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::trend::indicators;
use crate::domain::trend::study::{StudyStatus, focus_areas, focus_name, focus_steps};
use crate::domain::value::Value;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

const STATES: &[(&str, &str)] = &[("planned", "planned"), ("under_way", "under way"), ("done", "done"), ("dropped", "dropped")];

/// What can be chosen in the cells, worked out once for the page.
struct Choices {
    steps: Vec<(Id, String)>,
    indicators: Vec<(Id, String)>,
    measures: Vec<(Id, String)>,
    people: Vec<String>,
}

pub fn page(cx: &Context) -> Page {
    let columns = vec![
        Column::new("Study", 26).between(18, 44).wrapped(),
        Column::new("Status", 9),
        Column::new("Question", 30).between(18, 60).wrapped(),
        Column::new("Finding", 36).between(18, 70).wrapped(),
        Column::new("Who", 18).between(10, 26).wrapped(),
        Column::new("From", 10),
        Column::new("Until", 10),
        Column::new("Method", 26).between(14, 44).wrapped(),
        Column::new("Indicator", 22).between(12, 36).wrapped(),
        Column::new("Measure", 18).between(12, 36).wrapped(),
        Column::new("Focus area", 22).between(12, 36).wrapped(),
    ];
    let mut page = Page::new(columns, "");
    page.row_cap = 6;
    let all = indicators(cx.book);
    let measures = cx.book.all(Kind::Measure);
    let choices = Choices {
        steps: focus_steps(cx.book).into_iter().map(|step| (step.id, focus_name(step))).collect(),
        indicators: all.iter().map(|one| (one.id, one.told_apart(&all))).collect(),
        measures: measures.into_iter().map(|measure| (measure.id, measure.text(Field::Name).to_owned())).collect(),
        people: people(cx),
    };
    let areas = focus_areas(cx.book);
    let has_areas = !areas.is_empty();
    for area in areas {
        let mut first = true;
        for study in &area.studies {
            let Some(record) = cx.book.get(study.id) else { continue };
            let line = line(record, study.status, &choices, cx);
            page.lines.push(if std::mem::take(&mut first) { line.under(&area.name, area.standing()) } else { line });
        }
        if let Some(step) = area.step {
            let asks = if area.studies.is_empty() { "No study yet: type what it is called" } else { "Add a study" };
            let blank = blank(asks, &choices).with(Field::Step, Value::Record(step));
            page.lines.push(if first { blank.under(&area.name, area.standing()) } else { blank });
        }
    }
    if !has_areas {
        page.lines.push(blank("No focus area here yet (they come with a milestone plan): name a study", &choices));
    }
    page
}

fn line(record: &Record, status: StudyStatus, choices: &Choices, cx: &Context) -> Line {
    let field = |field, means| Cell::field(record, field, means, cx);
    let tone = match status {
        StudyStatus::Done => Meaning::Good,
        StudyStatus::UnderWay => Meaning::Met,
        StudyStatus::Planned | StudyStatus::Dropped => Meaning::Muted,
    };
    let mut state = field(Field::Status, Means::Choice(STATES)).meaning(tone);
    if state.text.is_empty() {
        status.words().clone_into(&mut state.text);
    }
    Line::of(
        record,
        vec![
            field(Field::Title, Means::Line),
            state,
            field(Field::Text, Means::Text),
            field(Field::Finding, Means::Text),
            field(Field::Who, Means::Suggest(choices.people.clone())),
            field(Field::From, Means::Day),
            field(Field::Until, Means::Day),
            field(Field::Method, Means::Text),
            field(Field::Indicator, Means::Record(choices.indicators.clone())),
            field(Field::OfMeasure, Means::Record(choices.measures.clone())),
            field(Field::Step, Means::Record(choices.steps.clone())),
        ],
    )
}

fn blank(asks: &str, choices: &Choices) -> Line {
    let cells = vec![
        Cell::asks(asks, Field::Title, Means::Line),
        Cell::default(),
        Cell::asks("", Field::Text, Means::Text),
        Cell::default(),
        Cell::asks("", Field::Who, Means::Suggest(choices.people.clone())),
        Cell::asks("", Field::From, Means::Day),
        Cell::asks("", Field::Until, Means::Day),
        Cell::asks("", Field::Method, Means::Text),
        Cell::asks("", Field::Indicator, Means::Record(choices.indicators.clone())),
        Cell::default(),
        Cell::default(),
    ];
    Line::blank(Kind::Study, None, cells).with(Field::Status, Value::text("planned"))
}
