//! Former names and places of one record, as a list that is typed into. What they mean is in `domain/former.rs`.

use chrono::NaiveDate;

use crate::command::{Area, Command, Context, Effect, Event, Input};
use crate::domain::book::Book;
use crate::domain::change::Edit;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::former::{Formers, Part};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::value::Value;
use crate::panes::ledger::{Cell, Ledger, Line, Means, Page};
use crate::panes::sheet::{Slot, brief};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

/// The list of one record.
#[derive(Debug)]
pub struct FormerPage {
    /// What it is about.
    pub about: Id,
    /// The list.
    pub ledger: Ledger,
}

impl FormerPage {
    /// Of a record; none if nothing is remembered of its kind.
    pub fn of(record: &Record) -> Option<FormerPage> {
        fields(record.kind).first()?;
        Some(FormerPage { about: record.id, ledger: Ledger::new(1, 1) })
    }

    /// What stands above it.
    pub fn title(&self, cx: &Context) -> String {
        let kind = cx.book.get(self.about).map_or("", |record| record.kind.words());
        format!("What {kind} '{}' was before. Esc goes back", brief(cx.book.name(self.about)))
    }

    /// The list as it is now.
    pub fn page(&self, cx: &Context) -> Page {
        let Some(record) = cx.book.get(self.about) else { return Page::default() };
        let fields = fields(record.kind);
        let mut columns = vec![Column::new("Until", 12)];
        columns.extend(fields.iter().map(|field| Column::new(title(*field), 24).between(12, 40)));
        columns.push(Column::new("From", 12));
        let mut page = Page::new(columns, "");
        page.fixed = "This is what it is now: it is edited in its own section".into();
        page.also = Some(|cx, slot, edits| agrees(cx, slot, edits));
        let formers = Formers::of(cx.book);
        for former in formers.about(self.about) {
            let mut cells = vec![Cell::field(former, Field::Until, Means::Day, cx)];
            cells.extend(fields.iter().map(|field| Cell::field(former, *field, means(*field, cx.book), cx)));
            let mut from = Cell::field(former, Field::From, Means::Day, cx);
            if from.text.is_empty() {
                from = Cell { text: began(&formers, former, cx), ..from }.meaning(Meaning::Muted);
            }
            cells.push(from);
            page.lines.push(Line::of(former, cells).called(format!("former name or place of '{}'", brief(cx.book.name(self.about)))));
        }
        let mut now = vec![Cell::words("now", Meaning::Good)];
        now.extend(fields.iter().map(|field| Cell::words(means(*field, cx.book).text(record.get(*field), cx), Meaning::Muted)));
        now.push(Cell::default());
        page.lines.push(Line::words(Id::NIL, now));
        let mut blank = vec![Cell::asks("last day", Field::Until, Means::Day)];
        blank.extend(fields.iter().map(|field| Cell::asks("", *field, means(*field, cx.book))));
        blank.push(Cell::asks("", Field::From, Means::Day));
        page.lines.push(Line::blank(Kind::Former, None, blank).with(Field::About, Value::Record(self.about)));
        page
    }

    /// Takes what the reviewer did; none if the list is to be left.
    pub fn update(&mut self, input: &Input, area: Area, cx: &Context) -> Option<Vec<Effect>> {
        if !self.ledger.is_open() && matches!(input, Input::Command(Command::Cancel | Command::FormerNames)) {
            return None;
        }
        let page = self.page(cx);
        Some(self.ledger.update(input, &page, area, cx).unwrap_or_default())
    }

    /// Takes what the outside answered.
    pub fn hear(&mut self, event: &Event, area: Area, cx: &Context) -> Vec<Effect> {
        let page = self.page(cx);
        self.ledger.hear(event, &page, area, cx)
    }
}

/// The fields that are remembered of a kind.
fn fields(kind: Kind) -> Vec<Field> {
    let told = [Field::Name, Field::Region, Field::District, Field::Office, Field::Role];
    told.into_iter().filter(|field| kind.fields().contains(field) && Part::of(kind, *field).is_some()).collect()
}

fn title(field: Field) -> &'static str {
    match field {
        Field::Name => "Name then",
        Field::Region => "Region then",
        Field::District => "District then",
        Field::Office => "Office then",
        _ => "Role then",
    }
}

fn means(field: Field, book: &Book) -> Means {
    let all = |kind| Means::Record(book.all(kind).iter().map(|record| (record.id, record.text(Field::Name).to_owned())).collect());
    match field {
        Field::Region => all(Kind::Region),
        Field::District => all(Kind::District),
        Field::Office => all(Kind::Office),
        _ => Means::Line,
    }
}

/// Since when it was so, where nobody wrote that down: since the one before ended.
fn began(formers: &Formers, former: &Record, cx: &Context) -> String {
    let told: Vec<Part> = Part::ALL.into_iter().filter(|part| part.is_told(former)).collect();
    let about = former.record(Field::About).unwrap_or(Id::NIL);
    let before = formers.about(about).iter().filter(|other| told.iter().any(|part| part.is_told(other)));
    let ended = before.filter_map(|other| other.date(Field::Until)).filter(|day| Some(*day) < former.date(Field::Until)).max();
    ended.and_then(|day| day.succ_opt()).map_or_else(|| "always".to_owned(), |day| dates::show(day, cx.day_first))
}

/// Whether the days of what is edited agree with each other, and with what else is kept of the same thing.
fn agrees(cx: &Context, slot: &Slot, edits: &[Edit]) -> Result<(), String> {
    let record = cx.book.get(slot.record);
    let value = |field: Field| {
        let edited = edits.iter().rev().find(|edit| edit.record == slot.record && edit.field == field);
        edited.map(|edit| edit.value.clone()).or_else(|| record.map(|record| record.get(field).clone())).unwrap_or_default()
    };
    let day = |field: Field| match value(field) {
        Value::Date(day) => Some(day),
        _ => None,
    };
    let (from, until) = (day(Field::From), day(Field::Until));
    let show = |day: NaiveDate| dates::show(day, cx.day_first);
    if let Some(until) = until.filter(|until| *until >= cx.today) {
        return Err(format!("What was before ended before today; {} has not passed", show(until)));
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        return Err(format!("It would end on {} before it begins on {}", show(until), show(from)));
    }
    let (Some(until), Value::Record(about)) = (until, value(Field::About)) else { return Ok(()) };
    let told: Vec<Part> = Part::ALL.into_iter().filter(|part| part.fields().iter().any(|field| !value(*field).is_none())).collect();
    let formers = Formers::of(cx.book);
    for other in formers.about(about).iter().filter(|other| other.id != slot.record && told.iter().any(|part| part.is_told(other))) {
        let (Some(ended), began) = (other.date(Field::Until), other.date(Field::From)) else { continue };
        let over = ended == until
            || (ended < until && from.is_some_and(|from| from <= ended))
            || (until < ended && began.is_some_and(|began| began <= until));
        if over {
            return Err(format!("Another one is kept until {}; the two would overlap", show(ended)));
        }
    }
    Ok(())
}
