//! What the small groups wrote on their worksheets, by concern: solutions and offers of help. One key makes an action step
//! of a solution and a partner of an offer.

use crate::command::{Command, Context, Effect};
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::meeting::{self as rule, Home, Refusal};
use crate::domain::mini_pip::title;
use crate::domain::record::Record;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::super::batch::Batch;
use super::super::super::choices::IDEAS;
use super::super::super::columns::text;
use super::super::super::slot::Editor;
use super::super::super::state::MiniPips;
use super::super::super::words::{in_element, named, quoted};
use super::super::{About, Cells, Goes, Line, Sheet, count};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Text, Editor::Text)),
    Some((Field::Part, Editor::Choice(IDEAS))),
    Some((Field::People, Editor::People("attendee"))),
    None,
    Some((Field::SmallGroup, Editor::Part(Kind::Group))),
    Some((Field::Concern, Editor::Part(Kind::Concern))),
];

/// The column that says what came of an idea.
const CAME_OF: usize = 3;

/// What is said of it.
pub const ABOUT: About = About {
    empty: "",
    adds: "Add an idea",
    fixed: "Nothing came of this idea yet: Ctrl-K makes an action step of a solution, and a partner of an offer of help.",
    offers: &[
        Command::Edit,
        Command::InsertElement,
        Command::InsertRow,
        Command::DeleteRow,
        Command::NextSection,
        Command::Cancel,
        Command::Undo,
    ],
};

/// Which choice is offered: where an idea goes.
pub const PICK: &str = "meeting.home";

/// Its columns.
#[must_use]
pub fn columns() -> Vec<Column> {
    vec![
        text("Idea", 26, 70),
        text("Sort", 10, 14),
        text("Who", 14, 28),
        text("What came of it", 24, 34),
        text("Group", 10, 20),
        text("Concern", 16, 34),
    ]
}

/// Its lines: by concern in the plan's order, those of none last, each with an empty line to go on in.
#[must_use]
pub fn lines(cx: &Context, plan: Id, meeting: Id) -> Vec<Line> {
    let ideas = cx.book.parts(meeting, Kind::Idea);
    let concerns = cx.book.parts(plan, Kind::Concern);
    let mut lines = Vec::new();
    let mut number = 0;
    let mut add = |words: String, of: &[&Record], goes: Option<Goes>| {
        let begins = lines.len();
        for idea in of {
            number += 1;
            lines.push(line(cx, meeting, idea, number));
        }
        lines.push(Line { goes, ..Line::blank(Kind::Idea, meeting) });
        let taken_up = of.iter().filter(|idea| rule::became(cx.book, idea).is_some()).count();
        let right = match of.len() {
            0 => "no idea yet".to_owned(),
            n => format!("{}, {taken_up} taken up", count(n, "idea", "ideas")),
        };
        lines[begins].band = Some((words, right));
    };
    for concern in &concerns {
        let own: Vec<&Record> = ideas.iter().copied().filter(|idea| idea.record(Field::Concern) == Some(concern.id)).collect();
        let words = Some(title(concern)).filter(|title| !title.is_empty()).unwrap_or("A concern without a title").replace('\n', " ");
        add(words, &own, Some(Goes::Record(concern.id, Some(Field::Title))));
    }
    let there = |idea: &&Record| idea.record(Field::Concern).is_some_and(|id| concerns.iter().any(|concern| concern.id == id));
    let rest: Vec<&Record> = ideas.into_iter().filter(|idea| !there(idea)).collect();
    if !rest.is_empty() || concerns.is_empty() {
        add(if concerns.is_empty() { "Ideas" } else { "Of no concern in particular" }.to_owned(), &rest, None);
    }
    lines
}

fn line(cx: &Context, meeting: Id, idea: &Record, number: usize) -> Line {
    let line = Line::of(idea, meeting, number);
    match rule::became(cx.book, idea) {
        None => line.says(CAME_OF, "open", Meaning::Muted),
        Some(record) => {
            let (words, field) = match record.kind {
                Kind::PipPerson => (format!("partner {}", title(record)), Field::Name),
                _ => (format!("action step{}", in_element(cx, record)), Field::Text),
            };
            let words = format!("{} {words}", Glyphs::UNICODE.done);
            line.says(CAME_OF, words, Meaning::Good).goes(Goes::Record(record.id, Some(field)))
        }
    }
}

/// What it does with a command.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    match command {
        Command::InsertElement => {
            let Some(idea) = sheet.lines.get(at).and_then(|line| cx.book.get(line.record)) else {
                return Some(vec![Effect::Refuse("This line is empty: write the idea first.".to_owned())]);
            };
            Some(take_up(pane, idea, cx))
        }
        Command::MoveUp | Command::MoveDown => Some(shift(pane, sheet, at, command == Command::MoveDown, cx)),
        _ => None,
    }
}

/// Moves an idea among those of its concern.
fn shift(pane: &mut MiniPips, sheet: &Sheet, at: usize, down: bool, cx: &Context) -> Vec<Effect> {
    let there = |at: usize| sheet.lines.get(at).filter(|line| line.record != Id::NIL);
    let Some(line) = there(at) else { return vec![Effect::Refuse("This line cannot be moved.".to_owned())] };
    let next = if down { there(at + 1) } else { at.checked_sub(1).and_then(there) };
    let Some(next) = next.filter(|next| if down { next.band.is_none() } else { line.band.is_none() }) else {
        return vec![Effect::Refuse("It is the last one here already; its cell 'Concern' moves it to another concern.".to_owned())];
    };
    let mut batch = Batch::new(cx, sheet.plan);
    let Some(to) = batch.siblings(Kind::Idea, line.parent).iter().position(|(id, _)| *id == next.record) else { return Vec::new() };
    batch.put(line.record, Kind::Idea, line.parent, to);
    pane.aim = Some((line.record, None));
    batch.effect(format!("move {} {}", named(cx, line.record), if down { "down" } else { "up" }))
}

/// Makes a step or a partner of an idea; where it could go to several places, asks.
fn take_up(pane: &mut MiniPips, idea: &Record, cx: &Context) -> Vec<Effect> {
    let homes = rule::homes(cx.book, idea);
    let offer = is_offer(idea);
    // What cannot be taken up at all is said before it is asked where to.
    if let Err(why) = make(cx, idea, Home::None) {
        return vec![Effect::Refuse(why.to_string())];
    }
    if let Some(why) = super::super::plan(cx).and_then(|plan| gate::closed(cx.book, plan)) {
        return vec![Effect::Refuse(why)];
    }
    let concern = idea.record(Field::Concern);
    let grown = |home: &Id| concern.is_some() && cx.book.get(*home).and_then(|e| e.record(Field::Concern)) == concern;
    match homes.as_slice() {
        [] => write(cx, idea, if offer { Home::None } else { Home::NewElement }),
        [one] if grown(one) => write(cx, idea, Home::Element(*one)),
        _ => {
            let plan = super::super::plan(cx).unwrap_or(Id::NIL);
            let all = cx.book.parts(plan, Kind::Element);
            let line = |home: &Id| {
                let number = all.iter().position(|element| element.id == *home).map_or(0, |at| at + 1);
                let about = if grown(home) { "grew from this concern" } else { "" };
                (format!("Element {number}: {}", cx.book.get(*home).map_or("", title).lines().next().unwrap_or_default()), about.to_owned())
            };
            let mut lines: Vec<(String, String)> = homes.iter().map(line).collect();
            let from = idea.record(Field::Concern).and_then(|id| cx.book.get(id)).map_or("", title);
            lines.push(if offer {
                ("No element: a partner of the whole plan".to_owned(), String::new())
            } else {
                ("A new element".to_owned(), from.lines().next().unwrap_or_default().to_owned())
            });
            pane.picks = [&[idea.id][..], &homes].concat();
            let title = if offer { "In which element do they help?" } else { "Into which element?" };
            vec![Effect::Pick { id: PICK, title: title.to_owned(), lines, at: 0 }]
        }
    }
}

/// The place was picked.
pub fn picked(pane: &mut MiniPips, at: usize, cx: &Context) -> Vec<Effect> {
    let Some(idea) = pane.picks.first().and_then(|id| cx.book.get(*id)) else { return Vec::new() };
    let home = match pane.picks.get(at + 1) {
        Some(element) => Home::Element(*element),
        None if is_offer(idea) => Home::None,
        None => Home::NewElement,
    };
    write(cx, idea, home)
}

fn is_offer(idea: &Record) -> bool {
    idea.text(Field::Part) == "offer"
}

fn make(cx: &Context, idea: &Record, home: Home) -> Result<Change, Refusal> {
    let what = if is_offer(idea) { "partner from" } else { "action step from" };
    let mut change = Change::new(format!("{what} {}", quoted(idea.text(Field::Text))), cx.book.seen);
    let ids = || cx.ids.fresh();
    if is_offer(idea) {
        rule::into_partner(cx.book, idea, home, cx.today, &ids, &mut change)?;
    } else {
        rule::into_step(cx.book, idea, home, cx.today, &ids, &mut change)?;
    }
    Ok(change)
}

fn write(cx: &Context, idea: &Record, home: Home) -> Vec<Effect> {
    vec![make(cx, idea, home).map_or_else(|why| Effect::Refuse(why.to_string()), Effect::Write)]
}
