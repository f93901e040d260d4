//! Changes that a recipient of a frozen version asked for, round by round, and how they were answered.

use crate::command::{Command, Context, Effect};
use crate::domain::field::Field;
use crate::domain::frozen;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::negotiation::{self, Answered};
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::abouts;
use super::super::choices::ANSWERS;
use super::super::columns::text;
use super::super::slot::Editor;
use super::super::state::MiniPips;
use super::{About, Cells, Goes, Line, Sheet};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Who, Editor::Line)),
    Some((Field::Text, Editor::Text)),
    Some((Field::About, Editor::About)),
    Some((Field::Status, Editor::Choice(ANSWERS))),
    Some((Field::Reply, Editor::Text)),
    Some((Field::Day, Editor::Day)),
    Some((Field::ReplyDay, Editor::Day)),
    Some((Field::ReplyWho, Editor::Line)),
];
/// Cells of the name of what it is about: its number and the first words.
const SHORT: usize = 30;
/// The column of what it is about.
const ABOUT_COLUMN: usize = 2;

/// What is said of it.
pub const ABOUT: About = About {
    empty: "Nothing was asked so far. What a recipient of a submitted version wants changed stands here until it is answered.",
    adds: "Add a change asked for",
    fixed: "This is worked out from the plan.",
    offers: &[Command::Edit, Command::Enter, Command::InsertRow, Command::DeleteRow, Command::FullText, Command::Undo, Command::GoToPage],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    let day = |title| Column::new(title, 10);
    vec![
        text("Asked by", 16, 24),
        text("Change asked for", 24, 60),
        text("About", 16, 30),
        text("Answer", 12, 14),
        text("Reply", 18, 60),
        day("Asked on"),
        day("Replied on"),
        text("Replied by", 14, 24),
    ]
}

/// Its lines: the newest round first, with room to ask in it.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let rounds = negotiation::rounds(cx.book, plan);
    let all = Answered::among(&cx.book.parts(plan, Kind::Asking));
    let several = rounds.iter().filter(|round| !round.asked.is_empty()).count() > 1;
    // What is asked now belongs to the version that was given last.
    let begins = negotiation::given(cx.book, plan).map(|version| version.id);
    let mut lines = Vec::new();
    for (at, round) in rounds.iter().enumerate() {
        let mut own: Vec<Line> = round.asked.iter().enumerate().map(|(at, asking)| Line::of(asking, plan, at + 1)).collect();
        for (line, asking) in own.iter_mut().zip(&round.asked) {
            line.goes = asking.record(Field::About).map(|about| Goes::Record(about, None));
        }
        if round.version.map(|version| version.id) == begins {
            own.push(Line::blank(Kind::Asking, plan));
        }
        let words = match round.version {
            Some(version) => format!("Asked of {}", frozen::words(version)),
            None if rounds.len() == 1 => "Changes asked for; no version was given to anyone yet".to_owned(),
            None => "Asked of no version in particular".to_owned(),
        };
        let sum = Answered::among(&round.asked).words();
        let right =
            if at == 0 && several { format!("{sum}{}{} in all rounds", if sum.is_empty() { "" } else { ", " }, all.words()) } else { sum };
        if let Some(first) = own.first_mut() {
            first.band = Some((words, right));
        }
        lines.append(&mut own);
    }
    let names = abouts::names(cx.book, plan);
    for line in &mut lines {
        let about = cx.book.get(line.record).and_then(|asking| asking.record(Field::About));
        if let Some((_, name)) = names.iter().find(|(id, _)| Some(*id) == about) {
            let short: String = name.chars().take(SHORT).collect();
            let cut = if short.len() < name.len() { "\u{2026}" } else { "" };
            line.says.push(super::Said { column: ABOUT_COLUMN, text: format!("{}{cut}", short.trim_end()), meaning: Meaning::Link });
        }
        let open = cx.book.get(line.record).is_some_and(negotiation::is_open);
        if open {
            line.says.push(super::Said { column: 3, text: "open".to_owned(), meaning: Meaning::Warn });
        }
    }
    lines
}

/// What it does of its own with a command: Enter on what it is about goes there.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    let to = sheet.lines.get(at)?.goes.clone()?;
    (command == Command::Enter && pane.grid(sheet.page).column == ABOUT_COLUMN).then(|| pane.follow_line(to, cx))
}
