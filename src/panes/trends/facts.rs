//! One indicator in words: value, change, standard, flags, editions, and what rests on it.

use super::figures::Told;
use super::indicators::meaning;
use crate::command::Context;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::trend::study::{Study, studies};
use crate::domain::trend::{distance, words};
use crate::widgets::chart::Piece;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

/// Lines that wrap in a width.
struct Pen {
    lines: Vec<Vec<Piece>>,
    width: u16,
}

impl Pen {
    fn say(&mut self, text: &str, meaning: Meaning) {
        for line in width::wrap(text, usize::from(self.width.max(8))) {
            self.lines.push(vec![(line.of(text).trim_end().to_owned(), meaning)]);
        }
    }
}

/// The areas of concern that say where they come from.
pub fn sourced(book: &Book) -> Vec<Id> {
    book.all(Kind::Concern).into_iter().filter(|one| !one.text(Field::Source).is_empty()).map(|one| one.id).collect()
}

/// What is said of an indicator beside its chart; `concerns` are those of [`sourced`].
pub fn facts(told: &Told, concerns: &[Id], cx: &Context, glyphs: &Glyphs, width: u16) -> Vec<Vec<Piece>> {
    let mut pen = Pen { lines: Vec::new(), width };
    let one = &told.indicator;
    let place = words::place(cx.book, told.series.place);
    pen.say(&format!("{}, {place}", told.name), Meaning::Title);
    match told.series.latest() {
        Some(point) => {
            let text = words::words(one, point);
            let change = told.series.change().map(|change| format!(", {}", words::change_words(one, change)));
            pen.say(&format!("{text}{}", change.unwrap_or_default()), Meaning::Text);
            if let Some(far) = distance(one, point.amount).filter(|_| point.is_complete()) {
                let standard = words::standard(one).unwrap_or_default();
                let tone = if far.met() { Meaning::Good } else { Meaning::Error };
                let sign = if far.met() { glyphs.met } else { glyphs.below };
                pen.say(&format!("{sign} {}; standard {standard}", words::distance_words(one, far)), tone);
            }
        }
        None if told.anywhere > 0 => pen.say("No value here; Enter shows the places and periods that have one.", Meaning::Muted),
        None => pen.say("No value yet: Enter, then type it under its place.", Meaning::Muted),
    }
    for flag in words::flags(one, &told.series) {
        pen.say(&format!("{} {flag}", glyphs.warning), meaning(words::tone(one, &told.series)));
    }
    follows(&mut pen, told, cx);
    if told.series.latest().is_some() {
        pen.say(&words::enough(&told.series), Meaning::Muted);
    }
    for words in [words::apart(&told.series), gaps(told), editions(told)].into_iter().flatten() {
        pen.say(&words, Meaning::Muted);
    }
    standard(&mut pen, told);
    rests(&mut pen, told, concerns, cx);
    if !one.source.is_empty() {
        pen.say(&format!("Source: {}", one.source), Meaning::Muted);
    }
    if !one.note.is_empty() {
        pen.say(&one.note, Meaning::Muted);
    }
    pen.lines
}

fn gaps(told: &Told) -> Option<String> {
    let gaps = told.series.gaps();
    (gaps > 0).then(|| {
        format!(
            "{} without a value in between.",
            crate::domain::text::counted(gaps as u64, told.series.kind.one(), told.series.kind.words())
        )
    })
}

/// The editions of the points: which one counts, and what an older one said of the newest period that has two.
fn editions(told: &Told) -> Option<String> {
    let edition = told.series.latest().map(crate::domain::trend::Point::edition).filter(|edition| !edition.is_empty())?;
    let twice = told.series.points.iter().rev().find(|point| !point.older.is_empty());
    let older =
        twice.and_then(|point| Some(format!("; of {} {}", point.period, words::older(&told.indicator, point)?))).unwrap_or_default();
    Some(format!("Edition '{edition}'{older}."))
}

fn standard(pen: &mut Pen, told: &Told) {
    let one = &told.indicator;
    match (words::standard(one), one.standard_source.as_str()) {
        (None, _) => pen.say(&format!("No standard; {}.", one.direction.words()), Meaning::Muted),
        (Some(_), "") => {}
        (Some(_), source) => pen.say(&format!("Standard: {source}."), Meaning::Muted),
    }
    if one.unverified {
        pen.say("Recalled, not checked: see Definitions.", Meaning::Warn);
    }
}

/// The problem area that it belongs to and who follows that; what is worse than its standard says also that it has none.
fn follows(pen: &mut Pen, told: &Told, cx: &Context) {
    let area = told.indicator.problem_area.and_then(|id| cx.book.get(id)).filter(|area| cx.book.is_live(area));
    if let Some(area) = area {
        let owner = match area.text(Field::Owner) {
            "" => "nobody follows it yet".to_owned(),
            owner => format!("followed by {owner}"),
        };
        return pen.say(&format!("Problem area: {}, {owner}", area.text(Field::Title)), Meaning::Link);
    }
    let latest = told.series.latest().filter(|point| point.is_complete());
    if latest.and_then(|point| distance(&told.indicator, point.amount)).is_some_and(|far| !far.met()) {
        pen.say("In no problem area: nobody follows it. Definitions puts it in one.", Meaning::Warn);
    }
}

/// What is about this indicator: studies, recommendations, measures of milestones.
fn rests(pen: &mut Pen, told: &Told, concerns: &[Id], cx: &Context) {
    let id = told.indicator.id;
    for study in studies(cx.book).iter().filter(|study| study.indicator == Some(id)) {
        pen.say(&format!("Study: {} ({})", Study::name(study), study.status.words()), Meaning::Link);
    }
    for one in cx.book.all(Kind::Recommendation).into_iter().filter(|one| one.record(Field::Indicator) == Some(id)) {
        pen.say(&format!("Recommendation: {}", crate::panes::sheet::brief(one.text(Field::Text))), Meaning::Link);
    }
    for measure in cx.book.all(Kind::Measure).into_iter().filter(|one| one.record(Field::Indicator) == Some(id)) {
        let number = measure.record(Field::Milestone).and_then(|m| cx.book.get(m)).and_then(|m| m.int(Field::Number));
        if let Some(number) = number {
            pen.say(&format!("Measure of milestone {number}"), Meaning::Link);
        }
    }
    let heading = told.name.as_str();
    let about = |one: &&Record| !heading.is_empty() && one.text(Field::Source).starts_with(heading);
    for concern in concerns.iter().filter_map(|id| cx.book.get(*id)).filter(about) {
        let plan = concern.record(Field::MiniPip).map_or("", |plan| cx.book.name(plan));
        pen.say(&format!("Area of concern in {plan}: {}", concern.text(Field::Title)), Meaning::Link);
    }
}
