//! Two versions of a plan side by side, cell by cell: what was added, taken out, changed, renamed, moved and split.

use crate::command::{Command, Context, Effect};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::frozen::compare::{Difference, Sort, Spot, What, marked};
use crate::domain::frozen::{self, Entry, Said};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::columns::text;
use super::super::state::MiniPips;
use super::super::texts::{Compared, Texts, Unread};
use super::super::words::quoted;
use super::{About, Goes, Line, Sheet, count};

mod place;

use place::Places;

/// From this width on the field has a column of its own.
const ROOMY: u16 = 110;

/// What is said of it.
pub const ABOUT: About = About {
    empty: "The two versions say the same.",
    adds: "",
    fixed: "Nothing is changed here; Enter goes to the cell in the plan as it stands.",
    offers: &[Command::Enter, Command::Cancel, Command::Copy],
};

/// Its columns.
#[must_use]
pub fn columns(width: u16) -> Vec<Column> {
    let mut columns = vec![Column::new("Change", 11), text("Where", 18, 34)];
    if width >= ROOMY {
        columns.push(text("Field", 14, 24));
    }
    columns.extend([text("Before", 20, 70), text("After", 20, 70)]);
    columns
}

/// The lines of the page, and what stands over it.
pub fn fill(sheet: &mut Sheet, cx: &Context, plan: Id, (older, newer): (Id, Option<Id>), texts: &Texts) {
    let called = |id: Id| cx.book.get(id).map_or(String::new(), |version| version_words(cx, version));
    let against = newer.map_or("the plan as it stands".to_owned(), called);
    let both = format!("{}, against {against}", called(older));
    match texts.compare(cx, plan, older, newer) {
        Ok(compared) => {
            sheet.head = Some(format!("{both}: {}", summary(&compared.differences)));
            sheet.lines = lines(cx, plan, &compared);
        }
        Err(unread) => {
            sheet.head = Some(both);
            sheet.empty = Some(match unread {
                Unread::NotYet => "The texts of both versions are being read.".to_owned(),
                Unread::Fault(why) => sentence(&why),
            });
        }
    }
}

fn version_words(cx: &Context, version: &Record) -> String {
    if cx.area.width < ROOMY {
        return format!("version {}", version.int(Field::Number).unwrap_or(0));
    }
    let day = version.date(Field::Day).map_or(String::new(), |day| format!(" ({})", dates::show(day, cx.day_first)));
    format!("{}{day}", frozen::words(version))
}

fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    chars.next().map_or(String::new(), |first| format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

/// "7 changes: 2 added, 1 moved".
fn summary(differences: &[Difference]) -> String {
    const SORTS: [Sort; 6] = [Sort::Added, Sort::TakenOut, Sort::Changed, Sort::Renamed, Sort::Moved, Sort::Split];
    if differences.is_empty() {
        return "no change".to_owned();
    }
    let of = |sort: Sort| differences.iter().filter(|d| d.sort() == sort).count();
    let parts: Vec<String> =
        SORTS.into_iter().map(|s| (of(s), s)).filter(|(n, _)| *n > 0).map(|(n, s)| format!("{n} {}", s.words())).collect();
    format!("{}: {}", count(differences.len(), "change", "changes"), parts.join(", "))
}

fn lines(cx: &Context, plan: Id, compared: &Compared) -> Vec<Line> {
    let places = Places::new(compared);
    let mut found: Vec<(place::Section, &Difference)> = compared.differences.iter().map(|d| (places.section(d), d)).collect();
    found.sort_by_key(|(section, _)| section.order);
    let mut lines: Vec<Line> = Vec::with_capacity(found.len());
    let mut band: Option<(usize, usize)> = None;
    for (section, difference) in &found {
        let mut line = line(cx, plan, &places, difference);
        if band != Some(section.order) {
            band = Some(section.order);
            let n = found.iter().filter(|(other, _)| other.order == section.order).count();
            line.band = Some((section.words.clone(), count(n, "change", "changes")));
        }
        lines.push(line);
    }
    lines
}

/// The sign and look of a sort; the word stands beside it.
const fn look(sort: Sort) -> (&'static str, Meaning) {
    match sort {
        Sort::Added => ("+", Meaning::Good),
        Sort::TakenOut => ("-", Meaning::Warn),
        Sort::Changed => ("*", Meaning::Text),
        Sort::Renamed => ("=", Meaning::Text),
        Sort::Moved => (">", Meaning::Accent),
        Sort::Split => ("/", Meaning::Accent),
    }
}

fn line(cx: &Context, plan: Id, places: &Places, difference: &Difference) -> Line {
    let sort = difference.sort();
    let (sign, meaning) = look(sort);
    let field = difference.field().map(|field| field_words(difference.kind, field));
    let (before, after) = sides(cx, places, difference);
    let place = places.of(difference.record);
    let mut line = Line::saying(plan).says(0, format!("{sign} {}", sort.words()), meaning);
    let sides = if cx.area.width >= ROOMY {
        line = line.says(1, place, Meaning::Text).says(2, field.unwrap_or_default(), Meaning::Muted);
        3
    } else {
        // The field first: of a long place only the end is cut.
        let words = field.map_or(place.clone(), |field| if place.is_empty() { field } else { format!("{field} of {place}") });
        line = line.says(1, words, Meaning::Text);
        2
    };
    let nothing = |text: String| if text.is_empty() { ("\u{2013}".to_owned(), Meaning::Muted) } else { (text, Meaning::Text) };
    for (column, text) in [(sides, before), (sides + 1, after)] {
        let (text, meaning) = nothing(text);
        line = line.says(column, text, meaning);
    }
    line.goes(Goes::Record(difference.record, difference.field()))
}

/// What stands at both sides.
fn sides(cx: &Context, places: &Places, difference: &Difference) -> (String, String) {
    let show = |said: &Option<Said>| said.as_ref().map_or(String::new(), |said| said_words(said, cx.day_first));
    let into = |ids: &[Id]| -> String {
        let names: Vec<String> = ids.iter().map(|id| places.of(*id)).collect();
        if names.is_empty() { String::new() } else { format!("\nsplit into {}", names.join(" and ")) }
    };
    match &difference.what {
        What::Added { entry, from, .. } => {
            let from = from.map_or(String::new(), |from| format!("split from {}", places.of(from)));
            (from, whole(entry, cx.day_first))
        }
        What::TakenOut { entry, into: ids } => (whole(entry, cx.day_first), into(ids).trim_start().to_owned()),
        What::Moved { from, to } => (spot(places, *from, from.parent != to.parent), spot(places, *to, from.parent != to.parent)),
        What::Changed { before, after, into: ids, .. } => {
            let (old, new) = marked(&show(before), &show(after));
            (old, format!("{new}{}", into(ids)))
        }
    }
}

/// A place in words: "place 4", and where that is if it is elsewhere.
fn spot(places: &Places, spot: Spot, elsewhere: bool) -> String {
    let place = format!("place {}", spot.at + 1);
    if elsewhere { format!("{place} in {}", places.of(spot.parent)) } else { place }
}

fn said_words(said: &Said, day_first: bool) -> String {
    match said {
        Said::Text(code) => match code.as_str() {
            "step" => "action step".to_owned(),
            "short" | "long" => format!("{code}-term"),
            text => text.to_owned(),
        },
        said => said.show(day_first),
    }
}

/// All that is written in a record that was added or taken out: first what it is, then its other cells.
fn whole(entry: &Entry, day_first: bool) -> String {
    let sort = |field: Field| matches!(field, Field::Part | Field::Term);
    let cells = entry.cells.iter().filter(|(field, _)| !sort(*field));
    let mut words: Vec<String> = Vec::new();
    for (at, (field, said)) in cells.enumerate() {
        let said = said_words(said, day_first);
        words.push(if at == 0 { said } else { format!("{}: {said}", field_words(entry.kind, *field)) });
    }
    words.join("\n")
}

fn field_words(kind: Kind, field: Field) -> String {
    match (kind, field) {
        (Kind::Row | Kind::Goal, Field::Part | Field::Term) => "sort",
        (_, Field::DayText) => "date",
        (_, field) => field.words(),
    }
    .to_owned()
}

/// What it does of its own with a command: what is no longer in the plan cannot be gone to, and nothing is changed.
pub fn act(_pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    let line = sheet.lines.get(at)?;
    match (command, &line.goes) {
        (Command::Enter, Some(Goes::Record(record, _))) if !cx.book.get(*record).is_some_and(|r| cx.book.is_live(r)) => {
            Some(vec![Effect::Refuse(format!("{} is no longer in the plan.", gone_words(cx, *record)))])
        }
        (Command::InsertRow | Command::DeleteRow | Command::Duplicate | Command::MoveUp | Command::MoveDown | Command::Clear, _) => {
            Some(vec![Effect::Refuse(ABOUT.fixed.to_owned())])
        }
        _ => None,
    }
}

fn gone_words(cx: &Context, record: Id) -> String {
    let title = cx.book.get(record).map_or(String::new(), |r| quoted(crate::domain::mini_pip::title(r)));
    if title.is_empty() { "This".to_owned() } else { title }
}
