//! The frame around the panes: tabs and choices above, keys and notices below. Changes nothing.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use ratatui::widgets::{Block, Widget};

use super::layout::{self, Form, Slot};
use super::{Shell, Workspace};
use crate::command::{Area, Command, Mode};
use crate::domain::book::Book;
use crate::widgets::popup::rect;
use crate::widgets::theme::{Meaning, Theme};
use crate::widgets::width;

/// From this width on the tabs leave room beside them.
const WIDE: u16 = 100;
/// From this width on short names and labels are whole.
const ROOMY: u16 = 72;

/// A piece of a line: its words, what they mean, what a click on them asks for.
pub(super) struct Piece {
    words: String,
    meaning: Meaning,
    command: Option<Command>,
}

pub(super) fn piece(words: impl Into<String>, meaning: Meaning, command: Option<Command>) -> Piece {
    Piece { words: words.into(), meaning, command }
}

impl Shell {
    /// Draws the screen. The frame has the window's size of this moment; the event that says so may still be on its way.
    pub fn draw(&mut self, frame: &mut Frame) {
        let area = frame.area();
        if self.size != (area.width, area.height) {
            self.resize(area.width, area.height);
        }
        self.view(frame);
    }

    /// Draws everything.
    pub fn view(&self, frame: &mut Frame) {
        let screen = self.screen();
        let theme = &self.look.theme;
        frame.buffer_mut().set_style(rect(screen), theme.style(Meaning::Text));
        if screen.width < layout::SMALLEST.0 || screen.height < layout::SMALLEST.1 {
            too_small(screen, frame.buffer_mut(), theme);
            return;
        }
        let parts = layout::parts(screen);
        // Where the tabs need their line, the file's name and its warnings stand on the next one.
        let file = self.file();
        let (above, below) = if self.tab_room() < screen.width { (file, Vec::new()) } else { (Vec::new(), file) };
        line(&self.tabs(self.tab_room()), &above, parts.header, frame.buffer_mut(), theme);
        let choices = Area { y: parts.header.y + 1, ..parts.header };
        line(&self.choices(), &below, choices, frame.buffer_mut(), theme);
        if self.body() != parts.body {
            let told = Area { height: 1, ..parts.body };
            let (words, key) = self.told_since(told.width);
            line(&words, &key, told, frame.buffer_mut(), theme);
        }
        let slots = self.slots();
        for (at, slot) in slots.iter().enumerate() {
            let focused = self.overlays.is_empty() && (slots.len() == 1 || at == self.home_focus);
            self.pane(at, *slot, focused, frame);
        }
        line(&self.hints(parts.footer.width), &self.saved(), parts.footer, frame.buffer_mut(), theme);
        for overlay in &self.overlays {
            overlay.view(frame, theme, &self.context(screen, true));
        }
    }

    fn pane(&self, at: usize, slot: Slot, focused: bool, frame: &mut Frame) {
        if slot.outer.width == 0 || slot.outer.height == 0 {
            return;
        }
        let theme = &self.look.theme;
        let pane = self.pane_at(at);
        let cx = self.context(slot.inner, focused);
        if slot.form == Form::Brief {
            let room = usize::from(slot.outer.width);
            let [first, second] = pane.brief(&cx);
            let name = format!(" {}  ", pane.name());
            let (x, _) = frame.buffer_mut().set_stringn(slot.outer.x, slot.outer.y, &name, room, theme.style(Meaning::Title));
            let left = room.saturating_sub(usize::from(x - slot.outer.x));
            let first = width::truncate(&first, left, theme.glyphs.ellipsis);
            frame.buffer_mut().set_stringn(x, slot.outer.y, first, left, theme.style(Meaning::Text));
            let second = width::truncate(&second, room.saturating_sub(2), theme.glyphs.ellipsis).into_owned();
            frame.buffer_mut().set_stringn(slot.outer.x + 1, slot.outer.y + 1, second, room.saturating_sub(1), theme.style(Meaning::Muted));
            return;
        }
        if slot.form == Form::Framed {
            let meaning = if focused { Meaning::BorderFocused } else { Meaning::Border };
            Block::bordered()
                .border_set(theme.glyphs.border())
                .border_style(theme.style(meaning))
                .render(rect(slot.outer), frame.buffer_mut());
            let style = theme.style(if focused { Meaning::Title } else { Meaning::Muted });
            let room = usize::from(slot.outer.width.saturating_sub(4));
            frame.buffer_mut().set_stringn(slot.outer.x + 2, slot.outer.y, format!(" {} ", pane.name()), room, style);
        }
        pane.view(frame, theme, &cx);
    }

    /// How many cells the tabs have: less than the line where the file stands beside them.
    fn tab_room(&self) -> u16 {
        let file: usize = self.file().iter().map(|piece| width::cells(&piece.words)).sum();
        if self.tabs_leave(self.size.0, file + 1) { self.size.0 - file as u16 - 1 } else { self.size.0 }
    }

    fn file(&self) -> Vec<Piece> {
        let facts = &self.book.facts;
        let mut pieces = vec![piece(width::truncate(&facts.name, 28, self.look.theme.glyphs.ellipsis), Meaning::Muted, None)];
        if !facts.encrypted {
            pieces.push(piece(" NOT ENCRYPTED ", Meaning::Warn, None));
        }
        if facts.read_only.is_some() {
            pieces.push(piece(" read only ", Meaning::Warn, None));
        }
        pieces
    }

    fn choices(&self) -> Vec<Piece> {
        let region = self.chosen.region.map_or("Statewide", |id| self.book.name(id));
        let instrument =
            self.book.instrument_for(&self.chosen.instrument, self.chosen.year).map_or("no instrument yet", |(_, i)| i.title.as_str());
        let region = width::truncate(region, 24, self.look.theme.glyphs.ellipsis);
        let mut pieces = Vec::new();
        for (label, value, command) in [
            (" Region ", region.into_owned(), Command::ChooseRegion),
            ("   Year ", format!("FY{}", self.chosen.year), Command::ChooseYear),
            ("   Instrument ", instrument.to_owned(), Command::NextInstrument),
        ] {
            let label = if self.size.0 >= ROOMY { label } else { &label[..label.len() - label.trim_start().len()] };
            pieces.push(piece(label, Meaning::Muted, Some(command)));
            pieces.push(piece(value, Meaning::Link, Some(command)));
        }
        if self.workspace == Workspace::Home && self.size.0 >= WIDE {
            let words = backup_words(&self.book);
            pieces.push(piece(format!("   {words}"), Meaning::Muted, Some(Command::Backup)));
        }
        pieces
    }

    /// The line on Home that tells what others have changed, and the key that shows it.
    fn told_since(&self, room: u16) -> (Vec<Piece>, Vec<Piece>) {
        let Some(since) = &self.since else { return (Vec::new(), Vec::new()) };
        let go = Some(Command::GoHistory);
        let key = self.look.keymap.keys_for(Command::GoHistory, self.mode()).first().map(|key| format!(" {key} ")).unwrap_or_default();
        let words = since.words(self.today(), self.look.day_first);
        let left = usize::from(room).saturating_sub(width::cells(&key) + "shows them ".len() + 2);
        let words = width::truncate(&words, left, self.look.theme.glyphs.ellipsis);
        let key = vec![piece(key, Meaning::Key, go), piece("shows them ", Meaning::Footer, go)];
        (vec![piece(format!(" {words}"), Meaning::Accent, go)], key)
    }

    /// What the footer says at the left: a notice, or the keys worth knowing here.
    fn hints(&self, room: u16) -> Vec<Piece> {
        if let Some(notice) = &self.notice {
            let words = width::truncate(&notice.words, usize::from(room).saturating_sub(10), self.look.theme.glyphs.ellipsis);
            return vec![piece(format!(" {words}"), notice.meaning, None)];
        }
        let mode = self.mode();
        let slot = self.focused_slot();
        if !self.overlays.is_empty() {
            // A dialog says its own keys in its frame.
            return Vec::new();
        }
        let mut commands = self.focused_pane().offers(&self.context(slot.inner, true));
        if !self.is_drafting() {
            if self.workspace == Workspace::Home {
                // What a pane offers first stands first; then how to get to the others.
                let at = commands.len().min(2);
                commands.splice(at..at, [Command::NextPane]);
                commands.push(Command::Zoom);
            }
            commands.extend([Command::Menu, Command::Help, Command::Quit]);
        }
        let mut pieces = Vec::new();
        let mut used = 0;
        for command in commands {
            let Some(key) = self.look.keymap.keys_for(command, mode).first().copied() else { continue };
            let (key, words) = (format!(" {key} "), self.short(command, mode));
            used += width::cells(&key) + width::cells(words) + 1;
            if used + 8 > usize::from(room) {
                break;
            }
            pieces.push(piece(key, Meaning::Key, Some(command)));
            pieces.push(piece(format!("{words} "), Meaning::Footer, Some(command)));
        }
        pieces
    }

    /// What a command is called in the footer of this workspace.
    fn short(&self, command: Command, mode: Mode) -> &'static str {
        match command {
            Command::Filter if self.workspace == Workspace::Reviews => "show others",
            Command::Filter if self.workspace == Workspace::Agenda => "which things",
            Command::RecordExit if self.workspace == Workspace::MiniPips => "next stage",
            Command::Filter if self.workspace == Workspace::Trends => "flagged",
            Command::Filter if self.workspace == Workspace::History => "narrow",
            Command::InsertElement if matches!(self.workspace, Workspace::Committees | Workspace::Trends) => "make",
            Command::TurnPeriod if self.workspace == Workspace::Scans => "period",
            _ => short(command, mode),
        }
    }

    fn saved(&self) -> Vec<Piece> {
        let (words, meaning) = match (&self.book.facts.read_only, self.is_drafting()) {
            (Some(_), _) => ("Read only ", Meaning::Warn),
            (None, true) => ("Editing ", Meaning::Edited),
            (None, false) => ("Saved ", Meaning::Good),
        };
        vec![piece(words, meaning, None)]
    }
}

/// One word or two for the footer; the help has the whole sentence.
const fn short(command: Command, mode: Mode) -> &'static str {
    use Command as C;
    let open = matches!(mode, Mode::Typing | Mode::Editing | Mode::Choosing);
    match command {
        C::Enter if open => "accept",
        C::Cancel if open => "leave as it was",
        C::Edit if matches!(mode, Mode::Answering) => "remark",
        C::Edit => "edit",
        C::Enter => "open",
        C::Cancel => "back",
        C::InsertRow => "add",
        C::DeleteRow => "delete",
        C::Undo => "undo",
        C::Redo => "redo",
        C::FullText => "whole text",
        C::NewLine => "new line",
        C::NextPane => "next pane",
        C::Zoom => "zoom",
        C::Menu => "menu",
        C::Help => "help",
        C::Quit => "quit",
        C::Filter if matches!(mode, Mode::Cells) => "show only",
        C::Filter => "what holds back",
        C::InsertElement => "add element",
        C::OpenElement => "its element",
        C::ToggleChart => "chart",
        C::CopySentence => "copy sentence",
        C::ChooseMiniPip => "choose a Mini PIP",
        C::NextSection => "next section",
        C::Sort => "sort",
        C::RecordExit => "exit",
        C::GoToPage => "pages",
        C::StepBack => "step back",
        C::ReopenPlan => "open again",
        C::Freeze => "freeze",
        C::Fingerprint => "fingerprint",
        C::Find => "find",
        C::Copy => "copy",
        C::Paste => "paste",
        C::Next => "next cell",
        C::ChooseRegion | C::NextRegion => "region",
        C::ChooseYear | C::NextYear => "year",
        C::NewMiniPip => "new plan",
        C::Duplicate => "duplicate",
        C::NextInstrument => "instrument",
        C::NextGap => "next gap",
        C::AnswerRest => "rest of area",
        C::AddOccurrence => "add another",
        C::NextCase => "next case",
        C::PreviousCase => "case before",
        C::HandOn => "hand on",
        C::AddComment => "comment",
        C::AddChallenge => "challenge",
        C::CaseFacts => "facts",
        C::CaseHistory => "history",
        C::OpenCases => "cases",
        C::SampleSize => "sample size",
        C::DrawSample => "draw",
        C::Eliminate => "eliminate",
        C::AssignReviewer => "reviewer",
        C::AssignSecond => "second",
        C::ShowComments => "comments",
        C::ShowAgreement => "agreement",
        C::CloseRound => "close",
        C::NextRound => "next year",
        C::CopyVersion => "next version",
        C::PutOff => "put off",
        C::HandOver => "hand over",
        C::WhoseItems => "whose",
        C::TurnPeriod => "day, week, month",
        C::HistoryOf => "its history",
        C::WhatItTakes => "what it takes",
        C::UndoThis => "take back",
        C::Excuse => "excuse",
        C::FormerNames => "former names",
        C::Clear => "clear",
        _ => command.words(),
    }
}

fn backup_words(book: &Book) -> String {
    match book.facts.last_backup.as_ref().and_then(|at| at.get(..10)) {
        Some(day) => format!("Backup {day}"),
        None => "No backup yet".to_owned(),
    }
}

/// Draws pieces from the left and others at the right end; of those the first give way where there is no room.
fn line(left: &[Piece], right: &[Piece], area: Area, buf: &mut Buffer, theme: &Theme) {
    if area.height == 0 {
        return;
    }
    // A warning at the right end is never pushed out by what stands at the left.
    let kept = right.iter().rev().find(|p| p.meaning == Meaning::Warn).map_or(0, |p| width::cells(&p.words) as u16 + 1);
    let end = area.x + area.width;
    let mut x = area.x;
    for part in left {
        let room = usize::from((end - kept.min(area.width)).saturating_sub(x));
        x = buf.set_stringn(x, area.y, &part.words, room, theme.style(part.meaning)).0;
    }
    let room = usize::from(end.saturating_sub(x));
    let wide = |parts: &[Piece]| parts.iter().map(|p| width::cells(&p.words)).sum::<usize>();
    let mut right = right;
    while wide(right) > room && !right.is_empty() {
        right = &right[1..];
    }
    let mut at = end.saturating_sub(wide(right) as u16);
    for part in right {
        at = buf.set_stringn(at, area.y, &part.words, room, theme.style(part.meaning)).0;
    }
}

/// The command that a click on the header, the footer or a brief pane asks for.
pub(super) fn clicked(shell: &Shell, x: u16, y: u16) -> Option<Command> {
    let parts = layout::parts(shell.screen());
    let pieces = if y == parts.header.y {
        shell.tabs(shell.tab_room())
    } else if y == parts.header.y + 1 {
        shell.choices()
    } else if y == parts.footer.y {
        shell.hints(parts.footer.width)
    } else if y == parts.body.y && shell.body() != parts.body && shell.overlays.is_empty() {
        return Some(Command::GoHistory);
    } else {
        return None;
    };
    let mut at = 0;
    for part in pieces {
        let cells = width::cells(&part.words) as u16;
        if x >= at && x < at + cells {
            return part.command;
        }
        at += cells;
    }
    None
}

pub(super) fn too_small(screen: Area, buf: &mut Buffer, theme: &Theme) {
    let words = format!("Please make the window larger: at least {} columns and {} rows.", layout::SMALLEST.0, layout::SMALLEST.1);
    for (row, part) in width::wrap(&words, usize::from(screen.width.max(1))).iter().enumerate().take(usize::from(screen.height)) {
        buf.set_stringn(
            screen.x,
            screen.y + row as u16,
            part.of(&words),
            usize::from(screen.width),
            theme.style(Meaning::Text).add_modifier(Modifier::BOLD),
        );
    }
}
