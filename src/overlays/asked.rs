//! A form that a pane asked for: its fields one under the other, and beneath them what the field in hand says: choices, the
//! day that was understood, what is wrong. What the texts mean together is the pane's matter.
//!
//! ```text
//! ╭─ A new round ────────────────────────────────────────╮
//! │ Reviews of one instrument, year and region.          │
//! │                                                      │
//! │ Instrument   Case Process Review                     │
//! │ Fiscal year  2027                                    │
//! │ Region       Can                                     │
//! │              Canyon                                  │
//! ╰─ Enter next field  Ctrl-S accept  Esc back ──────────╯
//! ```

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Effect, Form, FormField, Input, Mode, Takes};
use crate::domain::dates;
use crate::widgets::beneath::{self, Beneath};
use crate::widgets::choice_field::{Allows, ChoiceField, Chosen};
use crate::widgets::popup;
use crate::widgets::text_field::{TextFault, TextField};
use crate::widgets::text_field_view;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// Cells of the form, and lines of a field that has several.
const WIDTH: u16 = 66;
const LINES: u16 = 4;
/// Lines beneath the fields, always there, so that nothing jumps.
const BENEATH: u16 = 6;

/// What stands in a field.
enum Body {
    Text(TextField),
    Choice(ChoiceField),
}

/// A form with its fields open.
pub struct Asked {
    form: Form,
    fields: Vec<Body>,
    /// The texts it was opened with.
    began: Vec<String>,
    /// It was asked before, and what stands in it did not do.
    again: bool,
    at: usize,
    /// What becomes of the texts where no pane waits for them.
    answer: Option<Answer>,
}

/// What a form becomes, or the number of the field at fault and why.
type Answer = fn(&Form) -> Result<Effect, (usize, String)>;

fn open(field: &FormField) -> Body {
    match &field.takes {
        Takes::Lines => Body::Text(TextField::lines(&field.value).with_placeholder(&field.hint)),
        Takes::OneOf(words) => {
            let chosen = words.iter().position(|word| *word == field.value);
            Body::Choice(ChoiceField::new(words.clone(), chosen.as_slice(), Allows::default()))
        }
        Takes::Several(words) => {
            let chosen: Vec<usize> = field.value.split(';').filter_map(|one| words.iter().position(|word| *word == one.trim())).collect();
            Body::Choice(ChoiceField::new(words.clone(), &chosen, Allows { several: true, ..Allows::default() }))
        }
        Takes::Day if field.hint.is_empty() => Body::Text(TextField::line(&field.value).with_placeholder("3/15, +30d, next fri, eom")),
        Takes::Line | Takes::Number | Takes::Day => Body::Text(TextField::line(&field.value).with_placeholder(&field.hint)),
    }
}

impl Body {
    fn text(&self) -> &TextField {
        match self {
            Body::Text(field) => field,
            Body::Choice(choice) => &choice.field,
        }
    }

    fn insert(&mut self, text: &str) -> Result<(), TextFault> {
        match self {
            Body::Text(field) => field.insert(text),
            Body::Choice(choice) => choice.insert(text.trim()),
        }
    }

    fn command(&mut self, command: Command) -> bool {
        match self {
            Body::Text(field) => field.command(command),
            Body::Choice(choice) => choice.command(command),
        }
    }
}

impl Asked {
    /// Opens a form, on the field at fault if there is one.
    pub fn new(form: Form) -> Asked {
        let fields: Vec<Body> = form.fields.iter().map(open).collect();
        let began = fields.iter().map(|body| body.text().text().to_owned()).collect();
        let again = form.fault.is_some();
        let at = form.fault.as_ref().map_or(0, |(at, _)| *at);
        let mut asked = Asked { form, fields, began, again, at, answer: None };
        if matches!(asked.takes(), Takes::OneOf(_)) {
            asked.select();
        }
        asked
    }

    /// What is filled in is answered here, and not by the pane that asked.
    #[must_use]
    pub fn answered_by(self, answer: Answer) -> Asked {
        Asked { answer: Some(answer), ..self }
    }

    fn takes(&self) -> &Takes {
        self.form.fields.get(self.at).map_or(&Takes::Line, |field| &field.takes)
    }

    /// What a field's text is as a value, or what is wrong with it.
    fn value(&self, at: usize, cx: &Context) -> Result<String, String> {
        let (Some(field), Some(body)) = (self.form.fields.get(at), self.fields.get(at)) else { return Ok(String::new()) };
        let text = body.text().text();
        match (&field.takes, body) {
            (Takes::Day, _) if text.trim().is_empty() => Ok(String::new()),
            (Takes::Day, _) => understood(text, cx).map(|day| day.to_string()),
            (Takes::Number, _) if !text.trim().is_empty() && text.trim().parse::<u64>().is_err() => {
                Err(format!("'{}' is not a whole number. Write digits only.", text.trim()))
            }
            (Takes::OneOf(words), Body::Choice(choice)) => match choice.chosen()?.first() {
                Some(Chosen::Listed(at)) => Ok(words[*at].clone()),
                _ => Ok(String::new()),
            },
            (Takes::Several(words), Body::Choice(choice)) => {
                let chosen = choice.chosen()?;
                let words = chosen.iter().filter_map(|one| match one {
                    Chosen::Listed(at) => words.get(*at).map(String::as_str),
                    Chosen::Other(_) => None,
                });
                Ok(words.collect::<Vec<_>>().join("; "))
            }
            _ => Ok(text.to_owned()),
        }
    }

    fn accept(&mut self, cx: &Context) -> Outcome {
        let mut form = Form { fault: None, ..self.form.clone() };
        for at in 0..self.fields.len() {
            match self.value(at, cx) {
                Ok(value) => form.fields[at].value = value,
                Err(why) => return self.refuse(at, why),
            }
        }
        match self.answer.map(|answer| answer(&form)) {
            None => Outcome::Do(vec![Effect::Filled(form)]),
            Some(Ok(effect)) => Outcome::Do(vec![effect]),
            Some(Err((at, why))) => self.refuse(at, why),
        }
    }

    fn refuse(&mut self, at: usize, why: String) -> Outcome {
        self.form.fault = Some((at, why));
        self.at = at;
        Outcome::Stay
    }

    /// To another field; an unfinished choice takes the line under its cursor.
    fn go(&mut self, by: isize) {
        if let Some(Body::Choice(choice)) = self.fields.get_mut(self.at) {
            choice.command(Command::Next);
        }
        let fields = self.fields.len().max(1) as isize;
        self.at = (self.at as isize + by).rem_euclid(fields) as usize;
        // What one types in a field of one line stands for what was there, as in every form; of several one more is added.
        if by != 0 && !matches!(self.takes(), Takes::Lines | Takes::Several(_)) {
            self.select();
        }
    }

    /// Selects the text of the field in hand.
    fn select(&mut self) {
        if let Some(body) = self.fields.get_mut(self.at) {
            body.command(Command::SelectAll);
        }
    }

    fn step(&mut self, command: Command, cx: &Context) -> Outcome {
        use Command as C;
        let many = *self.takes() == Takes::Lines;
        let choice = matches!(self.takes(), Takes::OneOf(_) | Takes::Several(_));
        match command {
            C::Cancel => return Outcome::Close,
            C::Next => self.go(1),
            C::Previous => self.go(-1),
            C::Down if !many && !choice => self.go(1),
            C::Up if !many && !choice => self.go(-1),
            C::FullText | C::Save => return self.accept(cx),
            C::Enter if self.at + 1 < self.fields.len() => self.go(1),
            C::Enter => {
                self.go(0);
                return self.accept(cx);
            }
            C::Paste => return Outcome::StayAnd(vec![Effect::PasteClipboard]),
            C::NewLine if many => self.insert("\n"),
            _ => {
                if let Some(field) = self.fields.get_mut(self.at)
                    && field.command(command)
                {
                    self.form.fault = None;
                }
            }
        }
        Outcome::Stay
    }

    fn insert(&mut self, text: &str) {
        let Some(field) = self.fields.get_mut(self.at) else { return };
        self.form.fault = field.insert(text).err().map(|why| (self.at, why.to_string()));
    }

    /// What the field in hand says.
    fn beneath(&self, cx: &Context) -> Vec<Beneath> {
        if let Some((_, why)) = &self.form.fault {
            return vec![Beneath::fault(why.as_str())];
        }
        let Some(body) = self.fields.get(self.at) else { return Vec::new() };
        let text = body.text().text();
        match (self.takes(), body) {
            (_, Body::Choice(choice)) => choice.beneath(),
            (Takes::Day, _) if !text.trim().is_empty() => match understood(text, cx) {
                Ok(day) => vec![Beneath::new(dates::show_long(day), Meaning::Good)],
                Err(why) => vec![Beneath::fault(why)],
            },
            (Takes::Lines, _) => vec![Beneath::new("Ctrl-O begins a new line.", Meaning::Muted)],
            _ => Vec::new(),
        }
    }

    fn indent(&self) -> u16 {
        self.form.fields.iter().map(|field| width::cells(&field.word)).max().unwrap_or(0) as u16 + 2
    }

    /// On a small screen the words, and the first fields, give way to the field in hand: how many fields do, if anything does.
    fn passed(&self, width: u16, height: u16) -> Option<usize> {
        let words = width::wrap(&self.form.words, usize::from(width.max(1))).len() as u16;
        // A line beneath the field says what is wrong with it.
        let until: u16 = self.form.fields.iter().take(self.at + 1).map(self::height).sum::<u16>() + 1;
        if words + u16::from(words > 0) + until <= height {
            return None;
        }
        let (mut above, mut left) = (0, until);
        while left > height && above < self.at {
            left -= self::height(&self.form.fields[above]);
            above += 1;
        }
        Some(above)
    }

    fn place(&self, screen: Area) -> Area {
        let words = width::wrap(&self.form.words, usize::from(WIDTH.min(screen.width.saturating_sub(4)).max(1))).len() as u16;
        let fields: u16 = self.form.fields.iter().map(height).sum();
        popup::place(screen, WIDTH, words + u16::from(words > 0) + fields + BENEATH)
    }
}

fn height(field: &FormField) -> u16 {
    if field.takes == Takes::Lines { LINES } else { 1 }
}

fn understood(text: &str, cx: &Context) -> Result<chrono::NaiveDate, String> {
    dates::understand(text, cx.today, cx.day_first, None).map_err(|fault| fault.to_string())
}

impl Overlay for Asked {
    fn mode(&self) -> Mode {
        if *self.takes() == Takes::Lines { Mode::Editing } else { Mode::Overlay }
    }

    fn holds(&self) -> bool {
        self.again || self.fields.iter().zip(&self.began).any(|(body, began)| body.text().text() != began)
    }

    fn update(&mut self, input: Input, cx: &Context) -> Outcome {
        let room = popup::inside(self.place(cx.area)).width.saturating_sub(self.indent());
        if let Some(Body::Text(field)) = self.fields.get_mut(self.at)
            && field.is_multi_line()
        {
            field.set_room(room, LINES);
        }
        match input {
            Input::Command(command) => return self.step(command, cx),
            Input::Typed(c) => self.insert(&c.to_string()),
            Input::Pasted(text) => self.insert(text.trim_end()),
            _ => {}
        }
        Outcome::Stay
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let hint = match self.fields.len().saturating_sub(self.at) {
            0 | 1 if self.fields.len() < 2 => "Enter accept  Esc back",
            0 | 1 => "Tab next field  Enter accept  Esc back",
            _ => "Enter next field  Ctrl-S accept  Esc back",
        };
        let inside = popup::draw(&self.form.title, hint, self.place(cx.area), frame.buffer_mut(), theme);
        let (room, bottom) = (usize::from(inside.width), inside.y + inside.height);
        let mut y = inside.y;
        let above = self.passed(inside.width, inside.height);
        let words = if above.is_some() { "" } else { self.form.words.as_str() };
        for line in width::wrap(words, room) {
            if y < bottom {
                frame.buffer_mut().set_stringn(inside.x, y, line.of(words), room, theme.style(Meaning::Muted));
            }
            y += 1;
        }
        y += u16::from(!words.is_empty());
        let indent = self.indent().min(inside.width / 2);
        for (at, (field, body)) in self.form.fields.iter().zip(&self.fields).enumerate().skip(above.unwrap_or(0)) {
            if y >= bottom {
                return;
            }
            let meaning = if at == self.at { Meaning::Accent } else { Meaning::Text };
            frame.buffer_mut().set_stringn(inside.x, y, &field.word, usize::from(indent), theme.style(meaning));
            let area = Rect::new(inside.x + indent, y, inside.width - indent, height(field).min(bottom - y));
            let caret = text_field_view::draw(body.text(), area, frame.buffer_mut(), theme);
            if let Some(caret) = caret.filter(|_| at == self.at) {
                frame.set_cursor_position(caret);
            }
            y += height(field);
        }
        if y < bottom {
            let area = Rect::new(inside.x + indent, y, inside.width - indent, bottom - y);
            beneath::draw(&self.beneath(cx), area, frame.buffer_mut(), theme);
        }
    }
}

#[cfg(test)]
mod tests;
