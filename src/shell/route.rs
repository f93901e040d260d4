//! Where an event goes: the topmost overlay, the focused pane, or the program itself.

use crossterm::event::{Event as Terminal, KeyModifiers, MouseButton, MouseEventKind};

use super::layout::Form;
use super::{Shell, Workspace, layout, view};
use crate::command::key::Key;
use crate::command::{Command, Event, Input, Mode};
use crate::overlays::Outcome;

/// A click that follows another on the same cell this soon is a double click.
const DOUBLE: std::time::Duration = std::time::Duration::from_millis(400);

/// The last click, to know a double one.
#[derive(Default)]
pub(super) struct Clicks {
    last: Option<(u16, u16, std::time::Instant)>,
}

impl Clicks {
    fn is_double(&mut self, x: u16, y: u16) -> bool {
        let now = std::time::Instant::now();
        let double = self.last.is_some_and(|(lx, ly, at)| (lx, ly) == (x, y) && now.duration_since(at) < DOUBLE);
        self.last = if double { None } else { Some((x, y, now)) };
        double
    }
}

impl Shell {
    /// Takes one event of the terminal.
    pub(super) fn route(&mut self, event: Terminal) {
        match event {
            Terminal::Key(key) => {
                if let Some(key) = Key::from_crossterm(key) {
                    self.press(key);
                }
            }
            Terminal::Paste(text) => self.paste(&text),
            Terminal::Resize(width, height) => self.resize(width, height),
            Terminal::Mouse(mouse) => {
                let (x, y) = (mouse.column, mouse.row);
                match mouse.kind {
                    MouseEventKind::Down(MouseButton::Left) => {
                        let double = self.clicks.is_double(x, y);
                        self.click(x, y, double, mouse.modifiers.contains(KeyModifiers::SHIFT));
                    }
                    MouseEventKind::Drag(MouseButton::Left) => self.input(Input::Drag { x, y }),
                    MouseEventKind::ScrollDown => self.input(Input::Wheel(true)),
                    MouseEventKind::ScrollUp => self.input(Input::Wheel(false)),
                    _ => {}
                }
            }
            Terminal::FocusGained | Terminal::FocusLost => {}
        }
    }

    /// Text pasted by the terminal.
    pub fn paste(&mut self, text: &str) {
        self.input(Input::Pasted(text.replace("\r\n", "\n").replace('\r', "\n")));
    }

    /// The window has another size: columns, rows.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.dirty = true;
    }

    /// A key was pressed.
    pub fn press(&mut self, key: Key) {
        let mode = self.mode();
        self.read_notice();
        let (screen, smallest) = (self.screen(), layout::SMALLEST);
        let unseen = screen.width < smallest.0 || screen.height < smallest.1;
        match self.look.keymap.resolve(mode, key) {
            // Where nothing can be seen, a key may only lead out.
            command if unseen && !matches!(command, Some(Command::Quit | Command::Suspend)) => {}
            Some(command) => self.command(command),
            None => {
                if let Some(c) = key.typed() {
                    self.input(Input::Typed(c));
                }
            }
        }
    }

    /// A notice is read once something else is done: the keys that work here are more use than what was said before.
    fn read_notice(&mut self) {
        if self.job.is_none() && self.notice.take().is_some() {
            self.dirty = true;
        }
    }

    /// A command, by key, click or palette.
    pub(super) fn command(&mut self, command: Command) {
        self.dirty = true;
        if !self.overlays.is_empty() {
            // A dialog is in front: only its own keys, and the ones that end the program.
            if matches!(command, Command::Quit | Command::Suspend | Command::NextTheme | Command::ToggleAscii) {
                self.own_command(command);
            } else {
                self.input(Input::Command(command));
            }
            return;
        }
        if !self.own_command(command) {
            self.input(Input::Command(command));
        }
    }

    /// Hands an input to the topmost overlay or the focused pane.
    pub(super) fn input(&mut self, input: Input) {
        self.dirty = true;
        let screen = self.screen();
        if let Some(mut top) = self.overlays.pop() {
            let outcome = top.update(input, &self.context(screen, true));
            let effects = match outcome {
                Outcome::Stay => {
                    self.overlays.push(top);
                    return;
                }
                Outcome::StayAnd(effects) => {
                    self.overlays.push(top);
                    effects
                }
                Outcome::Close => return,
                Outcome::Do(effects) => effects,
            };
            self.perform_all(effects);
            return;
        }
        self.with_focused(|pane, cx| pane.update(input, cx));
    }

    /// Lets the focused pane act, then does what it asks for.
    pub(super) fn with_focused(
        &mut self,
        act: impl FnOnce(&mut dyn crate::panes::Pane, &crate::command::Context) -> Vec<crate::command::Effect>,
    ) {
        let (today, area) = (self.today(), self.focused_slot().inner);
        let cx = crate::command::Context {
            book: &self.book,
            today,
            ids: &self.ids,
            day_first: self.look.day_first,
            chosen: &self.chosen,
            area,
            focused: true,
        };
        // In the order of `Panes::all`.
        let at = match (self.workspace, self.home_focus) {
            (Workspace::Home, 0) => 0,
            (Workspace::Home, 1) => 1,
            (Workspace::Scores, _) => 2,
            (Workspace::Reviews, _) => 3,
            (Workspace::Milestones, _) => 4,
            (Workspace::Home | Workspace::MiniPips, _) => 5,
            (Workspace::Instruments, _) => 6,
            (Workspace::Places, _) => 7,
            (Workspace::History, _) => 8,
            (Workspace::Qcr, _) => 9,
            (Workspace::Trends, _) => 10,
            (Workspace::Committees, _) => 11,
            (Workspace::Scans, _) => 12,
            (Workspace::Agenda, _) => 13,
        };
        let effects = act(self.panes.all()[at], &cx);
        self.perform_for(at, effects);
    }

    /// Carries out what a pane asks for.
    fn perform_for(&mut self, pane: usize, effects: Vec<crate::command::Effect>) {
        let former = self.asker.replace(pane);
        self.perform_all(effects);
        self.asker = former;
    }

    /// Tells every pane and overlay what the outside says; of a change of cases only, the panes that show cases.
    pub(super) fn tell_all(&mut self, event: &Event) {
        let of_cases = matches!(event, Event::Written(written) if written.is_of_cases_only());
        self.tell(event, |_, pane| !of_cases || pane.shows_cases());
    }

    /// Tells the pane that asked what the store answered.
    pub(super) fn answer(&mut self, event: &Event) {
        match self.asker {
            Some(asker) => self.tell(event, |at, _| at == asker),
            None => self.tell_all(event),
        }
    }

    /// Tells some panes and every overlay something; each with the area it would be drawn in.
    fn tell(&mut self, event: &Event, hears: impl Fn(usize, &dyn crate::panes::Pane) -> bool) {
        self.dirty = true;
        let (screen, today, day_first) = (self.screen(), self.today(), self.look.day_first);
        let body = layout::parts(screen).body;
        let on_home = self.workspace == Workspace::Home;
        let home = layout::home(self.body(), self.home_focus, self.zoomed);
        let own = |slot: usize| if on_home && home[slot].form == Form::Framed { home[slot].inner } else { body };
        // In the order of `Panes::all`.
        let areas: [crate::command::Area; super::PANES] =
            std::array::from_fn(|at| [Some(0), Some(1), None, None, None, Some(2)].get(at).copied().flatten().map_or(body, own));
        let mut asked = Vec::new();
        let cx = |area| crate::command::Context {
            book: &self.book,
            today,
            ids: &self.ids,
            day_first,
            chosen: &self.chosen,
            area,
            focused: false,
        };
        for (at, (pane, area)) in self.panes.all().into_iter().zip(areas).enumerate() {
            if hears(at, pane) {
                asked.push((at, pane.hear(event, &cx(area))));
            }
        }
        for overlay in &mut self.overlays {
            overlay.hear(event, &cx(screen));
        }
        for (at, effects) in asked {
            self.perform_for(at, effects);
        }
    }

    /// A click of the left button on a cell of the screen.
    pub fn click(&mut self, x: u16, y: u16, double: bool, extend: bool) {
        // First what lies under the click, as it was drawn; only then does the notice give way to the keys.
        let command = view::clicked(self, x, y);
        self.read_notice();
        if !self.overlays.is_empty() {
            self.input(Input::Click { x, y, double, extend });
            return;
        }
        if let Some(command) = command {
            self.command(command);
            return;
        }
        let slots = self.slots();
        let Some(at) = slots.iter().position(|slot| slot.outer.contains(x, y)) else { return };
        if self.workspace == Workspace::Home && at != self.home_focus {
            if !self.leave_draft() {
                return;
            }
            self.home_focus = at;
            self.dirty = true;
        }
        if self.focused_slot().inner.contains(x, y) {
            self.input(Input::Click { x, y, double, extend });
        }
    }

    /// Whether a cell of the focused pane is open.
    pub(super) fn is_drafting(&self) -> bool {
        matches!(self.focused_pane().mode(), Mode::Typing | Mode::Editing | Mode::Choosing)
    }

    /// Accepts an open draft before one goes elsewhere; false if it is at fault and must be settled first. A dialog may be in
    /// front of the draft, and a long text may be the dialog.
    pub(super) fn leave_draft(&mut self) -> bool {
        if self.overlays.last().is_some_and(|top| top.mode() == Mode::Editing) {
            self.input(Input::Command(Command::FullText));
        }
        if self.is_drafting() {
            self.with_focused(|pane, cx| pane.update(Input::Command(Command::Enter), cx));
        }
        let settled = !self.is_drafting();
        if !settled {
            // What the store said of it is the better reason.
            let why = self.refused.take().unwrap_or_else(|| "Finish this cell first: Enter accepts it, Esc leaves it as it was".to_owned());
            self.say(why, false);
        }
        settled
    }
}
