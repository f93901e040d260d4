//! What commands do on the selection board: adding and taking off, moving by hand with a reason, factors, notes, sorting.

use crate::command::{Command, Context, Effect, Form, FormField, Takes};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::selection::factor::{BuiltIn, Factor, MOST_WEIGHT, NEW_WEIGHT, weight};
use crate::domain::selection::need::{Figure, Need};
use crate::domain::selection::{Board, Candidate};
use crate::domain::value::Value;

use super::super::super::batch::Batch;
use super::super::super::slot::{Editor, Slot};
use super::super::super::state::MiniPips;
use super::super::super::words::quoted;
use super::super::{Page, Sheet, Tab, count};
use super::{COMMUNITY, FACTORS, RANK, after, start};

fn refuse(words: impl Into<String>) -> Vec<Effect> {
    vec![Effect::Refuse(words.into())]
}

/// What the page does with a command; none leaves it to the common ways of a sheet.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    use Command as C;
    let board = pane.worked.board(cx);
    let grid = pane.grid(sheet.page);
    let (column, range) = (grid.column, grid.range());
    let candidate = sheet.lines.get(at).and_then(|line| board.find(line.record));
    let factor = column.checked_sub(FACTORS).and_then(|nth| board.factors.get(nth));
    let on_weights = !sheet.lines.is_empty() && at == 0;
    let mean = after(board.factors.len()).mean;
    let passive = column == COMMUNITY || column == mean;
    match (command, candidate) {
        (C::InsertRow, _) if on_weights => Some(new_factor()),
        (C::InsertRow, _) => Some(offer_places(pane, &board, cx)),
        (C::DeleteRow, _) if on_weights => Some(drop_factor(factor, cx)),
        (C::DeleteRow, Some(_)) => Some(take_off(sheet, &board, range.top..=range.bottom, cx)),
        (C::Enter | C::Edit | C::RecordExit, Some(Candidate { plan: Some(plan), .. }))
            if command == C::RecordExit || sheet.slot(at, column).is_none() =>
        {
            let plan = *plan;
            pane.turn_to(Tab::Stages);
            Some(vec![Effect::ChooseMiniPip(plan)])
        }
        (C::MoveUp | C::MoveDown, Some(candidate)) => Some(ask_move(pane, &board, candidate, command == C::MoveDown)),
        (C::Enter | C::Edit, Some(candidate)) if column == RANK => Some(ask_place(pane, candidate, candidate.rank.unwrap_or(1))),
        (C::Enter, Some(candidate)) if passive => {
            let words = board.explain(candidate);
            Some(vec![Effect::Ask(Form::new("selection.why", candidate.place.words(), words, Vec::new()))])
        }
        (C::Clear, Some(_)) if range.left == RANK && range.right == RANK => Some(clear_places(sheet, &board, range.top..=range.bottom, cx)),
        (C::RecordExit, Some(candidate)) => Some(start::ask(pane, &board, candidate, cx)),
        (C::FullText, Some(candidate)) => ask_value(pane, &board, candidate, cx),
        (C::FullText | C::Enter, None) if on_weights && (command == C::FullText || factor.is_none()) => Some(match factor {
            Some(factor) => ask_factor(factor),
            None => refuse("Put the cursor on a factor; Insert adds one."),
        }),
        (C::CopySentence, Some(candidate)) => {
            Some(vec![Effect::Copy { text: board.explain(candidate), what: "why it stands there".to_owned() }])
        }
        (C::Sort, _) => {
            sort(pane, sheet, column, mean);
            Some(Vec::new())
        }
        (C::Duplicate, Some(_)) => Some(refuse("A community stands on the board once. Insert adds another one.")),
        (C::InsertElement, Some(Candidate { plan: Some(_), .. })) => Some(refuse("Elements belong to its plan: Enter opens it.")),
        (C::InsertElement, Some(_)) => Some(refuse("Elements belong to a plan: Ctrl-U starts one for this community.")),
        (C::MoveUp | C::MoveDown | C::Duplicate | C::InsertElement | C::DeleteRow | C::RecordExit, _) => {
            Some(refuse(if sheet.lines.is_empty() {
                "There is no candidate yet; Insert adds one."
            } else {
                "This works on a candidate; put the cursor on its line."
            }))
        }
        // No line is added behind the last one.
        (C::Next, _) if at + 1 >= sheet.lines.len() && column + 1 >= sheet.columns.len() => Some(Vec::new()),
        _ => None,
    }
}

/// Sorts the view: needs and means with the greatest first. A third time, and the board's own order is back.
fn sort(pane: &mut MiniPips, sheet: &Sheet, column: usize, mean: usize) {
    let grid = pane.grid_mut(sheet.page);
    let begins = (FACTORS..=mean).contains(&column);
    grid.sort = match grid.sort {
        Some((sorted, descending)) if sorted == column && descending == begins => Some((column, !begins)),
        Some((sorted, _)) if sorted == column => None,
        _ => Some((column, begins)),
    };
    if column == RANK {
        grid.sort = None;
    }
}

fn offer_places(pane: &mut MiniPips, board: &Board, cx: &Context) -> Vec<Effect> {
    let places = board.missing(cx.book);
    if places.is_empty() {
        let none = cx.book.all(Kind::Office).is_empty();
        return refuse(if none {
            "There is no office yet; add offices and districts under Places first."
        } else {
            "All offices and districts stand on the board already."
        });
    }
    let offices = places.iter().filter(|place| !place.is_district).count();
    let all = (offices > 1).then(|| (Id::NIL, ("All offices".to_owned(), format!("{offices} that are not on the board"))));
    let one = |place: &crate::domain::selection::place::Place| {
        let region = place.region.map_or("", |region| cx.book.name(region));
        let of = || format!("district of {}", count(place.offices.len(), "office", "offices"));
        let what = if place.is_district { of() } else { "office".to_owned() };
        let right = if region.is_empty() { what } else { format!("{what}, {region}") };
        (place.id, (place.words(), right))
    };
    let (picks, lines): (Vec<Id>, Vec<(String, String)>) = all.into_iter().chain(places.iter().map(one)).unzip();
    pane.picks = picks;
    vec![Effect::Pick { id: "selection.add", title: "Add a candidate".to_owned(), lines, at: 0 }]
}

/// A place was picked: it becomes a candidate, or all offices do.
pub fn picked(pane: &mut MiniPips, _id: &'static str, at: usize, cx: &Context) -> Vec<Effect> {
    let Some(pick) = pane.picks.get(at).copied() else { return Vec::new() };
    let board = pane.worked.board(cx);
    let missing = board.missing(cx.book);
    let chosen = missing.iter().filter(|place| if pick == Id::NIL { !place.is_district } else { place.id == pick });
    let mut batch = Batch::new(cx, None);
    let mut names = Vec::new();
    for place in chosen {
        let id = batch.make(Kind::Candidate, Id::NIL, usize::MAX);
        let field = if place.is_district { Field::District } else { Field::Office };
        batch.set(id, Kind::Candidate, field, Value::Record(place.id));
        if names.is_empty() {
            pane.aim = Some((id, None));
        }
        names.push(place.name.as_str());
    }
    let words = match names.as_slice() {
        [one] => format!("{} on the selection board", quoted(one)),
        several => format!("{} on the selection board", count(several.len(), "office", "offices")),
    };
    batch.effect(words)
}

fn take_off(sheet: &Sheet, board: &Board, lines: std::ops::RangeInclusive<usize>, cx: &Context) -> Vec<Effect> {
    let records = sheet.lines.iter().enumerate().filter(|(at, _)| lines.contains(at)).map(|(_, line)| line.record);
    let found: Vec<&Candidate> = records.filter_map(|record| board.find(record)).collect();
    let mut batch = Batch::new(cx, None);
    for candidate in &found {
        batch.set(candidate.record, Kind::Candidate, Field::Gone, Value::Int(1));
    }
    let words = match found.as_slice() {
        [one] => format!("{} off the selection board", quoted(&one.place.name)),
        several => format!("{} off the selection board", count(several.len(), "candidate", "candidates")),
    };
    batch.effect(words)
}

fn ask_move(pane: &mut MiniPips, board: &Board, candidate: &Candidate, down: bool) -> Vec<Effect> {
    let last = board.candidates.iter().filter_map(|c| c.rank).max().unwrap_or(1);
    match candidate.rank {
        None => refuse("Its plan has begun; it has no place in the order."),
        Some(1) if !down => refuse("This one is the first already."),
        Some(rank) if down && rank == last => refuse("This one is the last already."),
        Some(rank) => ask_place(pane, candidate, if down { rank + 1 } else { rank - 1 }),
    }
}

/// Asks for a place by hand, and why.
fn ask_place(pane: &mut MiniPips, candidate: &Candidate, place: usize) -> Vec<Effect> {
    pane.picks = vec![candidate.record];
    let mean = candidate.mean.map_or_else(|| "no figure".to_owned(), |mean| format!("mean {}", mean.words()));
    let words = format!(
        "The figures propose place {} ({mean}). A place by hand stands until it is cleared with Delete; others move to make room.",
        candidate.proposed.unwrap_or(place)
    );
    let fields = vec![
        FormField::new("Place", Takes::Number).with(place.to_string()),
        FormField::new("Reason", Takes::Lines).with(&candidate.reason),
    ];
    vec![Effect::Ask(Form::new("selection.place", format!("Move {} by hand", candidate.place.name), words, fields))]
}

fn place(pane: &mut MiniPips, form: &Form, cx: &Context) -> Vec<Effect> {
    let board = pane.worked.board(cx);
    let Some(candidate) = pane.picks.first().and_then(|id| board.find(*id)) else { return Vec::new() };
    let last = board.candidates.iter().filter(|c| c.rank.is_some()).count();
    let Some(to) = form.text(0).parse::<usize>().ok().filter(|to| (1..=last).contains(to)) else {
        return vec![Effect::Ask(form.clone().at_fault(0, format!("Write a place from 1 to {last}.")))];
    };
    if form.text(1).is_empty() {
        return vec![Effect::Ask(form.clone().at_fault(1, "Say why: the reason stands on the board and in the history."))];
    }
    let mut batch = Batch::new(cx, None);
    for (record, place) in board.moved(candidate.record, to) {
        batch.set(record, Kind::Candidate, Field::Rank, Value::Int(place));
    }
    batch.set(candidate.record, Kind::Candidate, Field::Reason, Value::text(form.text(1)));
    pane.aim = Some((candidate.record, None));
    batch.effect(format!("{} to place {to} by hand", quoted(&candidate.place.name)))
}

fn clear_places(sheet: &Sheet, board: &Board, lines: std::ops::RangeInclusive<usize>, cx: &Context) -> Vec<Effect> {
    let records = sheet.lines.iter().enumerate().filter(|(at, _)| lines.contains(at)).map(|(_, line)| line.record);
    let found: Vec<&Candidate> = records.filter_map(|record| board.find(record)).filter(|c| c.by_hand.is_some()).collect();
    let mut batch = Batch::new(cx, None);
    for candidate in &found {
        batch.set(candidate.record, Kind::Candidate, Field::Rank, Value::None);
        batch.set(candidate.record, Kind::Candidate, Field::Reason, Value::None);
    }
    match found.as_slice() {
        [] => refuse("Nobody moved this one by hand; it stands where the figures propose."),
        [one] => batch.effect(format!("{} back to its proposed place", quoted(&one.place.name))),
        several => batch.effect(format!("{} back to their proposed places", count(several.len(), "candidate", "candidates"))),
    }
}

/// Another form was filled.
pub fn filled(pane: &mut MiniPips, form: &Form, cx: &Context) -> Vec<Effect> {
    match form.id {
        "selection.place" => place(pane, form, cx),
        "selection.new_factor" => factor_filled(None, form, cx),
        "selection.factor" => {
            let board = pane.worked.board(cx);
            under_cursor(pane, &board).map_or_else(Vec::new, |factor| factor_filled(Some(factor), form, cx))
        }
        "selection.value" => value_filled(pane, form, cx),
        "selection.start" => start::begin(pane, form, cx),
        _ => Vec::new(),
    }
}

/// The factor of the cursor's column; the cursor stays where it is while a form is open.
fn under_cursor<'a>(pane: &MiniPips, board: &'a Board) -> Option<&'a Factor> {
    let column = pane.grid(Page::Tab(Tab::Selection)).column;
    column.checked_sub(FACTORS).and_then(|nth| board.factors.get(nth))
}

fn new_factor() -> Vec<Effect> {
    let fields = vec![
        FormField::new("Name", Takes::Line).hint("waiting list, staff turnover, a new judge"),
        FormField::new("Weight", Takes::Number).with(NEW_WEIGHT.to_string()),
        FormField::new("Note", Takes::Lines),
    ];
    let words = format!("Its need is typed for each candidate, from 0 to 100. Weights go from 0 to {MOST_WEIGHT}.");
    vec![Effect::Ask(Form::new("selection.new_factor", "Another factor", words, fields))]
}

fn ask_factor(factor: &Factor) -> Vec<Effect> {
    let fields = vec![
        FormField::new("Name", Takes::Line).with(&factor.title),
        FormField::new("Weight", Takes::Number).with(factor.weight.to_string()),
        FormField::new("Note", Takes::Lines).with(&factor.note),
    ];
    vec![Effect::Ask(Form::new("selection.factor", factor.title.clone(), factor.formula(), fields))]
}

/// A factor was added, or what is said of one was changed.
fn factor_filled(known: Option<&Factor>, form: &Form, cx: &Context) -> Vec<Effect> {
    let fault = |at, why: &str| vec![Effect::Ask(form.clone().at_fault(at, why))];
    let built_in = known.and_then(|factor| factor.built_in);
    if form.text(0).is_empty() {
        return fault(0, "A factor needs a name.");
    }
    if built_in.is_some_and(|built_in| form.text(0) != built_in.title()) {
        return fault(0, "The program's own factors keep their names.");
    }
    let heavy = match weight(form.text(1)) {
        Ok(heavy) => heavy,
        Err(why) => return fault(1, &why),
    };
    let mut batch = Batch::new(cx, None);
    let id = known.and_then(|factor| factor.record).unwrap_or_else(|| make_factor(&mut batch, built_in));
    if built_in.is_none() {
        batch.set(id, Kind::Factor, Field::Name, Value::text(form.text(0)));
    }
    batch.set(id, Kind::Factor, Field::Weight, heavy.map_or(Value::None, |n| Value::Int(i64::from(n))));
    batch.set(id, Kind::Factor, Field::Note, Value::text(form.text(2)));
    batch.effect(format!("factor {} of the selection", quoted(form.text(0))))
}

fn drop_factor(factor: Option<&Factor>, cx: &Context) -> Vec<Effect> {
    match factor {
        Some(Factor { built_in: None, record: Some(id), title, .. }) => {
            let mut batch = Batch::new(cx, None);
            batch.set(*id, Kind::Factor, Field::Gone, Value::Int(1));
            batch.effect(format!("delete the factor {}", quoted(title)))
        }
        _ => refuse("The program's own factors stay; a weight of 0 leaves one out."),
    }
}

/// Asks for a candidate's value of the factor under the cursor, with a note.
fn ask_value(pane: &mut MiniPips, board: &Board, candidate: &Candidate, cx: &Context) -> Option<Vec<Effect>> {
    let nth = pane.grid(Page::Tab(Tab::Selection)).column.checked_sub(FACTORS)?;
    let (factor, need) = board.factors.get(nth).zip(candidate.needs.get(nth))?;
    if candidate.plan.is_some() {
        return Some(refuse("Its plan has begun; what spoke for it stands in the plan."));
    }
    pane.picks = vec![candidate.record];
    let typed = need.record.and_then(|id| cx.book.get(id)).map_or("", |value| value.text(Field::Value));
    let figure = need.figure.as_ref().map_or_else(|| "no figure".to_owned(), Figure::words);
    let fields =
        vec![FormField::new("Typed", Takes::Line).hint(factor.takes()).with(typed), FormField::new("Note", Takes::Lines).with(&need.note)];
    let title = format!("{} of {}", factor.title, candidate.place.name);
    Some(vec![Effect::Ask(Form::new("selection.value", title, format!("{} Now: {figure}.", factor.formula()), fields))])
}

fn value_filled(pane: &mut MiniPips, form: &Form, cx: &Context) -> Vec<Effect> {
    let board = pane.worked.board(cx);
    let Some(nth) = pane.grid(Page::Tab(Tab::Selection)).column.checked_sub(FACTORS) else { return Vec::new() };
    let candidate = pane.picks.first().and_then(|id| board.find(*id));
    let Some((factor, need)) = candidate.and_then(|c| board.factors.get(nth).zip(c.needs.get(nth))) else { return Vec::new() };
    let Some(candidate) = candidate else { return Vec::new() };
    let mut slot = slot(factor, candidate, need);
    let mut batch = Batch::new(cx, None);
    if form.text(0).is_empty() && form.text(1).is_empty() && need.record.is_none() {
        return Vec::new();
    }
    if slot.record == Id::NIL {
        slot.record = make(&mut batch, &slot).unwrap_or(Id::NIL);
    }
    if let Err(why) = batch.write(&slot, form.text(0)) {
        return vec![Effect::Ask(form.clone().at_fault(0, why))];
    }
    batch.set(slot.record, Kind::FactorValue, Field::Note, Value::text(form.text(1)));
    batch.effect(format!("{} of {}", factor.words, quoted(&candidate.place.name)))
}

/// The slot of a candidate's value of a factor.
pub(super) fn slot(factor: &Factor, candidate: &Candidate, need: &Need) -> Slot {
    Slot {
        record: need.record.unwrap_or(Id::NIL),
        kind: Kind::FactorValue,
        parent: candidate.record,
        field: Field::Value,
        editor: Editor::Need(factor.record.unwrap_or(Id::NIL), factor.built_in),
    }
}

fn make_factor(batch: &mut Batch, built_in: Option<BuiltIn>) -> Id {
    let id = batch.make(Kind::Factor, Id::NIL, usize::MAX);
    if let Some(built_in) = built_in {
        batch.set(id, Kind::Factor, Field::Code, Value::text(built_in.code()));
    }
    id
}

/// Makes the record that a cell of the board is first written in; none for cells that are not the board's.
pub fn make(batch: &mut Batch, slot: &Slot) -> Option<Id> {
    match slot.editor {
        Editor::Weight(built_in) => Some(make_factor(batch, built_in)),
        Editor::Need(factor, built_in) => {
            let factor = if factor == Id::NIL { made(batch, built_in).unwrap_or_else(|| make_factor(batch, built_in)) } else { factor };
            let id = batch.make(Kind::FactorValue, slot.parent, usize::MAX);
            batch.set(id, Kind::FactorValue, Field::Factor, Value::Record(factor));
            Some(id)
        }
        _ => None,
    }
}

/// The factor that this very change has made already, as when a range is pasted.
fn made(batch: &Batch, built_in: Option<BuiltIn>) -> Option<Id> {
    let code = built_in?.code();
    let all = batch.siblings(Kind::Factor, Id::NIL);
    all.into_iter().map(|(id, _)| id).find(|id| batch.read(*id, Kind::Factor).text(Field::Code) == code)
}
