//! Problem areas: each with its strategy, who follows it and how far the work is, and beneath it its indicators with their flags.

use super::figures::{Figures, Told};
use super::indicators::{change_short, meaning, run};
use crate::command::Context;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::trend::words;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

/// How far the work on a problem area is: the states of a step.
const STATES: &[(&str, &str)] = &[("not_started", "not started"), ("in_progress", "in progress"), ("done", "done"), ("dropped", "dropped")];

pub fn page(figures: &Figures, cx: &Context) -> Page {
    let columns = vec![
        Column::new("Problem area", 32).between(24, 60),
        Column::new("Strategy, and the last figures", 36).between(30, 70).wrapped(),
        Column::new("Flags", 17).between(16, 44).wrapped(),
        Column::new("Followed by", 14).between(13, 30).wrapped(),
        Column::new("Status", 11),
        Column::new("By", 10),
    ];
    let mut page = Page::new(columns, "");
    page.row_cap = 6;
    page.fixed = "The figures come from the indicator's own page: Enter opens it".into();
    for area in cx.book.all(Kind::ProblemArea) {
        let mine: Vec<&Told> = figures.lines.iter().filter(|told| told.indicator.problem_area == Some(area.id)).collect();
        page.lines.push(head(area, &mine, cx));
        page.lines.extend(mine.iter().map(|told| beneath(told)));
    }
    let asks = if page.lines.is_empty() { "Name what stands badly: type here" } else { "Add a problem area" };
    page.lines.push(Line::blank(
        Kind::ProblemArea,
        None,
        vec![
            Cell::asks(asks, Field::Title, Means::Line),
            Cell::asks("", Field::Strategy, Means::Text),
            Cell::default(),
            Cell::asks("", Field::Owner, Means::Suggest(people(cx))),
            Cell::default(),
            Cell::default(),
        ],
    ));
    page
}

fn head(area: &Record, mine: &[&Told], cx: &Context) -> Line {
    let flagged = mine.iter().filter(|told| told.is_flagged()).count();
    let with = mine.iter().filter(|told| told.series.latest().is_some()).count();
    let (standing, tone) = match (mine.len(), with, flagged) {
        (0, ..) => ("no indicator beneath it".to_owned(), Meaning::Muted),
        (_, 0, _) => ("no value here yet".to_owned(), Meaning::Muted),
        (_, n, 0) => (format!("none of {n} flagged"), Meaning::Good),
        (_, n, flagged) => (format!("{} {flagged} of {n} flagged", Glyphs::UNICODE.warning), Meaning::Warn),
    };
    let field = |field, means| Cell::field(area, field, means, cx);
    Line::of(
        area,
        vec![
            field(Field::Title, Means::Line).meaning(Meaning::Title),
            field(Field::Strategy, Means::Text),
            Cell::words(standing, tone),
            field(Field::Owner, Means::Suggest(people(cx))),
            field(Field::Status, Means::Choice(STATES)),
            field(Field::Due, Means::Day),
        ],
    )
}

/// An indicator under its problem area: its figures stand where the strategy does.
fn beneath(told: &Told) -> Line {
    let flags = words::flags(&told.indicator, &told.series);
    let figure = match told.series.latest() {
        None if told.anywhere > 0 => "no value here".to_owned(),
        None => "no value yet".to_owned(),
        Some(point) => {
            let value = format!("{} {} {}", run(told), words::value(&told.indicator, point.amount), point.period);
            told.series.change().map_or_else(|| value.clone(), |change| format!("{value} {}", change_short(told, change)))
        }
    };
    let tone = meaning(words::tone(&told.indicator, &told.series));
    Line::words(
        told.indicator.id,
        vec![
            Cell::words(format!("  {} {}", Glyphs::UNICODE.last_branch, told.name), Meaning::Link),
            Cell::words(figure, Meaning::Text),
            Cell::words(flags.join(", "), tone),
            Cell::default(),
            Cell::default(),
            Cell::default(),
        ],
    )
}

/// Who may follow something: the people here.
pub fn people(cx: &Context) -> Vec<String> {
    let mut names: Vec<String> = [Kind::Worker, Kind::Actor, Kind::Member]
        .into_iter()
        .flat_map(|kind| cx.book.all(kind))
        .map(|person| person.text(Field::Name).to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The problem areas by their titles, to choose from.
pub fn choices(cx: &Context) -> Vec<(Id, String)> {
    cx.book.all(Kind::ProblemArea).into_iter().map(|area| (area.id, area.text(Field::Title).to_owned())).collect()
}
