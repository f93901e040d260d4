//! Find in everything: milestones, steps, questions, Mini PIPs, people, places. What fits is found by `domain/search.rs`.

use ratatui::Frame;

use super::list::{Line, List};
use super::{Outcome, Overlay};
use crate::command::{Area, Command, Context, Effect, Input};
use crate::domain::search::{self, Found};
use crate::widgets::popup;
use crate::widgets::theme::Theme;

/// The words and what they found.
pub struct Search {
    list: List,
    found: Vec<Found>,
}

const MOST: usize = 200;

impl Search {
    /// An empty search, or the last one again.
    pub fn new(words: &str, cx: &Context) -> Search {
        let mut search = Search { list: List::new(Vec::new(), "a word, a name, a question's code"), found: Vec::new() };
        search.list.filter.set(words);
        // The last words are there to be used again or typed over.
        search.list.filter.command(Command::SelectAll);
        search.look(cx);
        search
    }

    fn look(&mut self, cx: &Context) {
        self.found = search::find(cx.book, self.list.filter.text(), MOST);
        let lines = self.found.iter().map(|f| Line { words: f.words.clone(), right: String::new(), group: f.group.to_owned() }).collect();
        self.list.set(lines);
    }

    fn place(screen: Area) -> Area {
        popup::place(screen, 90, screen.height.saturating_sub(8).clamp(6, 24))
    }
}

impl Overlay for Search {
    fn update(&mut self, input: Input, cx: &Context) -> Outcome {
        let inside = popup::inside(Search::place(cx.area));
        let accept = match &input {
            Input::Command(Command::Cancel) => return Outcome::Close,
            Input::Command(Command::Enter) => true,
            Input::Click { x, y, .. } => self.list.click(*x, *y, inside),
            _ => false,
        };
        if accept {
            let words = self.list.filter.text().to_owned();
            return self.list.chosen().map_or(Outcome::Stay, |at| Outcome::Do(vec![Effect::FoundAt { words, at }]));
        }
        if self.list.update(&input, usize::from(inside.height.saturating_sub(2)), false) {
            self.look(cx);
        }
        Outcome::Stay
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let inside = popup::draw("Find", "Enter go there  Esc back", Search::place(cx.area), frame.buffer_mut(), theme);
        if let Some(caret) = self.list.draw(inside, frame.buffer_mut(), theme) {
            frame.set_cursor_position(caret);
        }
    }
}
