//! What the reviewer did, and what the outside answered.

use super::log::{Log, Sort, word};
use super::{History, STEP, split};
use crate::command::{Command, Context, Effect, Event, Input, Place};
use crate::domain::change::ChangeKind;
use crate::domain::query::{Answer, Query};
use crate::domain::tsv;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::tabs;

/// No more lines than this are held in memory.
const MOST: u32 = 20_000;

impl History {
    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Vec<Effect> {
        let (tab_area, area, _) = split(cx.area);
        let lines = std::mem::take(&mut self.lines);
        let log = Log::new(&lines, self.sort, cx, &Glyphs::UNICODE);
        let mut effects = Vec::new();
        let mut turned = None;
        match input {
            Input::Command(Command::NextSection | Command::Filter) => turned = Some((self.sort as usize + 1) % Sort::ALL.len()),
            Input::Command(Command::PreviousSection) => turned = Some((self.sort as usize + Sort::ALL.len() - 1) % Sort::ALL.len()),
            Input::Command(Command::Copy) => effects.extend(self.copy(&log)),
            Input::Command(command) => {
                self.grid.command(*command, &log, area);
            }
            Input::Click { x, y, extend, .. } => match tabs::hit(&Sort::TITLES, self.sort as usize, tab_area, *x, *y) {
                Some(at) => turned = Some(at),
                None => {
                    self.grid.click(*x, *y, *extend, &log, area);
                }
            },
            Input::Drag { x, y } => self.grid.drag(*x, *y, &log, area),
            Input::Wheel(down) => self.grid.wheel(*down, &log, area),
            Input::Typed(_) | Input::Pasted(_) => {}
        }
        if let Some(at) = turned {
            self.sort = Sort::ALL[at];
            self.grid.go(0, self.grid.column, &Log::new(&lines, self.sort, cx, &Glyphs::UNICODE), area);
        }
        self.lines = lines;
        effects.extend(self.ask_for_more(cx));
        effects
    }

    /// At the end of the lines, or if there are few of the chosen sort among them, more are asked for.
    fn ask_for_more(&mut self, cx: &Context) -> Option<Effect> {
        let shown = Log::new(&self.lines, self.sort, cx, &Glyphs::UNICODE).shown.len();
        let at_end = self.grid.row + 1 >= shown;
        let more_there = self.asked > 0 && self.lines.len() >= self.asked as usize && self.asked < MOST;
        (at_end && more_there).then(|| self.ask(self.asked * 2))
    }

    fn ask(&mut self, limit: u32) -> Effect {
        self.asked = limit.clamp(STEP, MOST);
        Effect::Read(Query::History { limit: self.asked })
    }

    fn copy(&self, log: &Log) -> Option<Effect> {
        let range = self.grid.range();
        let rows: Vec<Vec<String>> = log
            .shown
            .iter()
            .skip(range.top)
            .take(range.bottom + 1 - range.top)
            .map(|line| {
                let undone = if line.undone { "undone" } else { "" };
                vec![log.when(line), line.who.clone(), word(line.kind).to_owned(), line.words.clone(), undone.to_owned()]
            })
            .collect();
        let what = if rows.len() == 1 { "this line of the history".to_owned() } else { format!("{} lines of the history", rows.len()) };
        (!rows.is_empty()).then(|| Effect::Copy { text: tsv::to_tsv(&rows), what })
    }

    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Arrive(Place::History { .. }) => vec![self.ask(STEP)],
            // An edit is made in another pane, and who comes back from there arrives anew. The rest can happen while the log is in view.
            Event::Written(written) if self.asked > 0 && written.kind != ChangeKind::Edit => vec![self.ask(self.asked)],
            Event::Reloaded if self.asked > 0 => vec![self.ask(self.asked)],
            Event::Answered(Answer::History(lines)) => {
                // The cursor stays on its change while newer ones come in above it.
                let at = Log::new(&self.lines, self.sort, cx, &Glyphs::UNICODE).shown.get(self.grid.row).map(|line| line.change);
                let at = at.filter(|_| self.grid.row > 0);
                self.lines.clone_from(lines);
                let log = Log::new(lines, self.sort, cx, &Glyphs::UNICODE);
                if let Some(row) = at.and_then(|at| log.shown.iter().position(|line| line.change == at)) {
                    self.grid.row = row;
                }
                self.grid.settle(&log, split(cx.area).1);
                self.ask_for_more_of_sort(cx).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// A page of the chosen sort, as far as the file has it.
    fn ask_for_more_of_sort(&mut self, cx: &Context) -> Option<Effect> {
        if self.sort == Sort::All {
            return None;
        }
        let shown = Log::new(&self.lines, self.sort, cx, &Glyphs::UNICODE).shown.len();
        let room = usize::from(split(cx.area).1.height);
        if shown < room { self.ask_for_more(cx) } else { None }
    }
}
