//! The page of one indicator: every period and edition, with a column for each place. A value is typed where it belongs; a cell without a
//! record makes one.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::command::Context;
use crate::domain::change::{Change, Edit};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::trend::series::{Values, edition_key};
use crate::domain::trend::{Indicator, Period, PeriodKind, indicator, words};
use crate::domain::value::Value;
use crate::panes::ledger::{Cell, Line, Means, Page};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

/// What a value is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    pub indicator: Id,
    pub period: Period,
    /// A region or office; none is the state.
    pub place: Option<Id>,
    pub edition: String,
}

/// The ids that cells without a value give to what is typed into them.
#[derive(Debug, Default)]
pub struct Fresh(RefCell<HashMap<Spot, Id>>);

impl Fresh {
    fn id(&self, spot: Spot, cx: &Context) -> Id {
        *self.0.borrow_mut().entry(spot).or_insert_with(|| cx.ids.fresh())
    }

    /// Puts beside each value that is new what it is of; a value that is emptied goes.
    pub fn complete(&self, change: &mut Change, cx: &Context) {
        let known = self.0.borrow();
        let mut edits: Vec<Edit> = Vec::with_capacity(change.edits.len());
        for edit in change.edits.drain(..) {
            if edit.kind != Kind::TrendValue || edit.field != Field::Amount {
                edits.push(edit);
                continue;
            }
            let here = cx.book.get(edit.record).is_some_and(|record| !record.is_empty() && !record.gone);
            match (edit.value.is_none(), here) {
                (true, true) => edits.push(Edit::new(edit.record, Kind::TrendValue, Field::Gone, Value::Int(1))),
                (true, false) => {}
                (false, true) => edits.push(edit),
                (false, false) => {
                    if let Some((spot, _)) = known.iter().find(|(_, id)| **id == edit.record) {
                        let of = edits_of(spot, cx).into_iter();
                        edits.extend(of.map(|(field, value)| Edit::new(edit.record, Kind::TrendValue, field, value)));
                    }
                    edits.push(edit);
                }
            }
        }
        change.edits = edits;
    }

    /// Forgets ids that have become records, so that a cell whose value was deleted makes another one.
    pub fn forget_made(&self, cx: &Context) {
        self.0.borrow_mut().retain(|_, id| cx.book.get(*id).is_none());
    }
}

/// What a new value is of, as fields.
pub fn edits_of(spot: &Spot, cx: &Context) -> Vec<(Field, Value)> {
    let place = spot.place.and_then(|id| cx.book.get(id));
    let (region, office) = match place {
        Some(place) if place.kind == Kind::Office => (place.record(Field::Region), Some(place.id)),
        Some(place) => (Some(place.id), None),
        None => (None, None),
    };
    let mut fields = vec![(Field::Indicator, Value::Record(spot.indicator)), (Field::Period, Value::text(spot.period.to_string()))];
    fields.extend(region.map(|id| (Field::Region, Value::Record(id))));
    fields.extend(office.map(|id| (Field::Office, Value::Record(id))));
    if !spot.edition.is_empty() {
        fields.push((Field::Edition, Value::text(&spot.edition)));
    }
    fields
}

/// The places with a column: the state, every region, and the offices that have a value.
pub fn places(values: &Values, cx: &Context) -> Vec<Option<Id>> {
    let regions = cx.book.all(Kind::Region).into_iter().map(|region| Some(region.id));
    let offices = cx.book.all(Kind::Office).into_iter().map(|office| Some(office.id)).filter(|office| values.has(*office));
    std::iter::once(None).chain(regions).chain(offices).collect()
}

pub fn page(open: Id, fresh: &Fresh, cx: &Context) -> Page {
    let Some(one) = indicator(cx.book, open) else { return Page::new(vec![Column::new("", 10)], "This indicator has been deleted.") };
    let values = Values::of(cx.book, &one);
    let places = places(&values, cx);
    let mut columns = vec![Column::new("Period", 8), Column::new("Edition", 11).between(7, 16)];
    columns.extend(places.iter().map(|place| Column::new(words::place(cx.book, *place).to_owned(), 13).between(9, 22).right()));
    let mut page = Page::new(columns, "");
    page.row_cap = 1;
    page.fixed = "Type in the column of a place; Insert adds another period or edition".into();
    let here = editions_here(cx, &one);
    let periods = rows(&values);
    let several = PeriodKind::ALL.iter().filter(|kind| periods.iter().any(|p| p.kind() == **kind)).count() > 1;
    let mut kind = None;
    for period in periods {
        let editions = here.get(&period).cloned().unwrap_or_else(|| vec![String::new()]);
        for (at, edition) in editions.iter().enumerate() {
            let row = Row { one: &one, values: &values, period, edition, first: at == 0 };
            let line = row.line(&places, fresh, cx);
            let new_kind = several && kind != Some(period.kind());
            kind = Some(period.kind());
            page.lines.push(if new_kind { line.under(capital(period.kind().words()), String::new()) } else { line });
        }
    }
    page
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The periods to be shown, each sort newest first with the one that comes next above it.
fn rows(values: &Values) -> Vec<Period> {
    let all = values.periods();
    let mut rows = Vec::new();
    for kind in PeriodKind::ALL {
        let mut mine: Vec<Period> = all.iter().copied().filter(|period| period.kind() == kind).collect();
        mine.extend(mine.last().map(|last| last.next()));
        mine.reverse();
        rows.extend(mine);
    }
    rows
}

/// The editions that the values of each period have, the newest first.
fn editions_here(cx: &Context, one: &Indicator) -> HashMap<Period, Vec<String>> {
    let mut here: HashMap<Period, Vec<String>> = HashMap::new();
    for record in cx.book.parts(one.id, Kind::TrendValue) {
        let (Ok(period), Some(_)) = (Period::parse(record.text(Field::Period)), record.int(Field::Amount)) else { continue };
        let known = here.entry(period).or_default();
        let edition = record.text(Field::Edition).to_owned();
        if !known.contains(&edition) {
            known.push(edition);
        }
    }
    for known in here.values_mut() {
        known.sort_by_key(|edition| std::cmp::Reverse(edition_key(edition)));
    }
    here
}

struct Row<'a> {
    one: &'a Indicator,
    values: &'a Values,
    period: Period,
    edition: &'a str,
    /// Whether it is the first row of its period.
    first: bool,
}

impl Row<'_> {
    fn line(&self, places: &[Option<Id>], fresh: &Fresh, cx: &Context) -> Line {
        let period = if self.first { self.period.to_string() } else { String::new() };
        let mut cells = vec![Cell::words(period, Meaning::Title), Cell::words(self.edition, Meaning::Muted)];
        cells.extend(places.iter().map(|place| self.cell(*place, fresh, cx)));
        let edition = if self.edition.is_empty() { String::new() } else { format!(" ({})", self.edition) };
        let name = crate::panes::sheet::brief(self.one.title());
        Line::words(Id::NIL, cells).called(format!("'{name}' in {}{edition}", self.period))
    }

    fn cell(&self, place: Option<Id>, fresh: &Fresh, cx: &Context) -> Cell {
        let point = self.values.point(place, self.period);
        let own = point.as_ref().and_then(|point| {
            let figures = point.figure.iter().map(|figure| (figure, true)).chain(point.older.iter().map(|figure| (figure, false)));
            figures.into_iter().find(|(figure, _)| figure.edition == self.edition)
        });
        let number = |amount: crate::domain::trend::Amount| amount.shown(&self.one.unit, self.one.direction);
        let field = Some((Field::Amount, Means::Amount(self.one.unit.clone())));
        if let Some((figure, counts)) = own {
            let meaning = if counts { Meaning::Text } else { Meaning::Muted };
            let of = Some((figure.record, Kind::TrendValue));
            return Cell { text: number(figure.amount), meaning, field, of };
        }
        let spot = Spot { indicator: self.one.id, period: self.period, place, edition: self.edition.to_owned() };
        let of = Some((fresh.id(spot, cx), Kind::TrendValue));
        let text = match point.filter(|point| self.first && point.figure.is_none()) {
            Some(point) => match point.summed {
                Some((has, all)) if has < all => format!("({} of {has}/{all})", number(point.amount)),
                _ => format!("({})", number(point.amount)),
            },
            None => Glyphs::UNICODE.nothing.to_owned(),
        };
        Cell { text, meaning: Meaning::Muted, field, of }
    }
}

/// The value's record under a cell, if it has one.
pub fn record_at<'a>(page: &Page, row: usize, column: usize, cx: &Context<'a>) -> Option<&'a Record> {
    let (id, _) = page.lines.get(row)?.cells.get(column)?.of?;
    cx.book.get(id).filter(|record| cx.book.is_live(record))
}
