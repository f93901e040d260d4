//! For the tests of panes: a made-up book, a pane on a screen, and writes that are taken as the store would take them.

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::Pane;
use crate::command::{Area, Chosen, Command, Context, Effect, Event, Ids, Input};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeKind, Edit, Seen, Written};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::widgets::theme::Theme;

/// A pane, its book, and a screen for it.
pub struct Desk<P> {
    pub book: Book,
    pub pane: P,
    pub chosen: Chosen,
    pub size: (u16, u16),
    /// What was asked of the outside last, writes included.
    pub asked: Vec<Effect>,
    /// What undo would write, newest last.
    past: Vec<Vec<Edit>>,
    ids: Ids,
}

/// A short id.
pub fn id(n: u8) -> Id {
    Id([n; 16])
}

/// A value from a short text: a day if it reads as one, a record after `#`, a number after `=`.
pub fn value(text: &str) -> Value {
    if let Some(n) = text.strip_prefix('#') {
        return Value::Record(id(n.parse().unwrap()));
    }
    if let Some(n) = text.strip_prefix('=') {
        return Value::Int(n.parse().unwrap());
    }
    text.parse::<NaiveDate>().map_or_else(|_| Value::text(text), Value::Date)
}

/// Puts fields of a record into a book.
pub fn put(book: &mut Book, kind: Kind, n: u8, fields: &[(Field, &str)]) {
    for (field, text) in fields {
        book.set(kind, id(n), *field, value(text));
    }
}

impl<P: Pane + Default> Desk<P> {
    pub fn new(book: Book) -> Desk<P> {
        let next = std::cell::Cell::new(200u8);
        let ids = Ids::new(move || {
            next.set(next.get() + 1);
            id(next.get())
        });
        let chosen = Chosen { year: 2026, ..Chosen::default() };
        Desk { book, pane: P::default(), chosen, size: (120, 35), asked: Vec::new(), past: Vec::new(), ids }
    }
}

impl<P: Pane> Desk<P> {
    fn with<R>(&mut self, act: impl FnOnce(&mut P, &Context) -> R) -> R {
        let area = Area { x: 0, y: 0, width: self.size.0, height: self.size.1 };
        let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        let cx = Context { book: &self.book, today, ids: &self.ids, day_first: false, chosen: &self.chosen, area, focused: true };
        act(&mut self.pane, &cx)
    }

    /// Lets something be asked of the pane as it stands, or done to it past its keys.
    pub fn at<R>(&mut self, act: impl FnOnce(&mut P, &Context) -> R) -> R {
        self.with(act)
    }

    /// Hands an input over; what is written is taken at once, what is asked is answered with yes.
    pub fn does(&mut self, input: Input) {
        let effects = self.with(|pane, cx| pane.update(input, cx));
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in &effects {
            if let Effect::Write(change) | Effect::Confirm { change, .. } = effect {
                self.write(ChangeKind::Edit, change);
            }
        }
        self.asked = effects;
    }

    fn write(&mut self, kind: ChangeKind, change: &Change) {
        let before = |edit: &Edit| {
            let record = self.book.get(edit.record);
            let value = match edit.field {
                Field::Gone => Value::Int(record.map_or(0, |r| i64::from(r.gone))),
                field => record.map_or(Value::None, |r| r.get(field).clone()),
            };
            Edit { value, ..edit.clone() }
        };
        self.past.push(change.edits.iter().map(before).collect());
        let written = Written {
            kind,
            words: change.words.clone(),
            edits: change.edits.clone(),
            seen: Seen(self.book.seen.0 + 1),
            counts_moved: false,
        };
        self.book.apply(&written);
        self.hear(&Event::Written(written));
    }

    /// Looks at what the pane would see.
    pub fn look<R>(&self, act: impl FnOnce(&Context) -> R) -> R {
        let area = Area { x: 0, y: 0, width: self.size.0, height: self.size.1 };
        let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        let cx = Context { book: &self.book, today, ids: &self.ids, day_first: false, chosen: &self.chosen, area, focused: true };
        act(&cx)
    }

    /// Takes back what was written last.
    pub fn undo(&mut self) {
        let edits = self.past.pop().unwrap();
        let change = Change { kind: ChangeKind::Undo, words: String::new(), saw: self.book.seen, edits };
        self.write(ChangeKind::Undo, &change);
        self.past.pop();
    }

    pub fn hear(&mut self, event: &Event) {
        let effects = self.with(|pane, cx| pane.hear(event, cx));
        self.carry_out(effects);
    }

    pub fn press(&mut self, commands: &[Command]) {
        for command in commands {
            self.does(Input::Command(*command));
        }
    }

    pub fn types(&mut self, text: &str) {
        for c in text.chars() {
            self.does(Input::Typed(c));
        }
    }

    /// The question that was asked last, or the refusal, or the words of the change.
    pub fn said(&self) -> String {
        let words = |effect: &Effect| match effect {
            Effect::Confirm { question, .. } => question.clone(),
            Effect::Refuse(words) | Effect::Say(words) => words.clone(),
            Effect::Write(change) => change.words.clone(),
            other => format!("{other:?}"),
        };
        self.asked.iter().map(words).collect::<Vec<_>>().join(" | ")
    }

    /// The screen as text, without blanks at the line ends.
    pub fn screen(&self) -> String {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let area = Area { x: 0, y: 0, width, height };
        let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        let cx = Context { book: &self.book, today, ids: &self.ids, day_first: false, chosen: &self.chosen, area, focused: true };
        terminal.draw(|frame| self.pane.view(frame, &Theme::default(), &cx)).unwrap();
        let buffer = terminal.backend().buffer();
        let lines = (0..height).map(|y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned());
        lines.collect::<Vec<_>>().join("\n")
    }
}
