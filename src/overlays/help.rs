//! Help, palette and menu in one: commands with their words and keys, from the one table; typing narrows, Enter runs it.

use ratatui::Frame;

use super::list::{Line, List};
use super::{Outcome, Overlay};
use crate::command::keymap::Keymap;
use crate::command::{Area, Command, Context, Effect, Input, Mode};
use crate::widgets::popup;
use crate::widgets::theme::Theme;

/// The list of commands.
pub struct Help {
    title: &'static str,
    list: List,
    commands: Vec<Command>,
}

/// Commands that people begin with, for the menu.
const MENU: &[Command] = &[
    Command::GoHome,
    Command::GoScores,
    Command::GoReviews,
    Command::GoMilestones,
    Command::GoMiniPips,
    Command::GoInstruments,
    Command::GoPlaces,
    Command::GoHistory,
    Command::ChooseRegion,
    Command::ChooseYear,
    Command::NextInstrument,
    Command::ChooseMiniPip,
    Command::NewMiniPip,
    Command::Import,
    Command::Export,
    Command::Find,
    Command::Backup,
    Command::WhoAmI,
    Command::NextTheme,
    Command::Rules,
    Command::Help,
    Command::Quit,
];

fn line(command: Command, mode: Mode, keymap: &Keymap) -> Line {
    let here = if command.modes().contains(&mode) { mode } else { command.modes().first().copied().unwrap_or(Mode::Everywhere) };
    let keys: Vec<String> = keymap.keys_for(command, here).iter().take(2).map(ToString::to_string).collect();
    Line { words: command.words().to_owned(), right: keys.join(", "), group: String::new() }
}

/// Moves the cursor or the selection: known to every hand, so said last.
fn moves(command: Command) -> bool {
    use Command as C;
    matches!(command, C::Enter | C::Cancel) || (C::Up..=C::Previous).contains(&command) || (C::ExtendUp..=C::SelectAll).contains(&command)
}

impl Help {
    /// Everything that can be asked for: what works in this mode, then what works everywhere, then how to move.
    pub fn everything(mode: Mode, keymap: &Keymap) -> Help {
        Help::list("Help: all commands", Vec::new(), mode, keymap)
    }

    /// The same to run a command by its name: what people begin with stands first.
    pub fn palette(mode: Mode, keymap: &Keymap) -> Help {
        Help::list("Run a command", MENU.to_vec(), mode, keymap)
    }

    fn list(title: &'static str, mut commands: Vec<Command>, mode: Mode, keymap: &Keymap) -> Help {
        let works = |c: &Command| c.modes().contains(&mode);
        let everywhere = |c: &Command| c.modes().contains(&Mode::Everywhere);
        let wishes: [&dyn Fn(&Command) -> bool; 3] =
            [&|c| works(c) && !moves(*c), &|c| everywhere(c) && !moves(*c), &|c| works(c) || everywhere(c)];
        for wish in wishes {
            let next: Vec<Command> = Command::ALL.iter().copied().filter(|c| wish(c) && !commands.contains(c)).collect();
            commands.extend(next);
        }
        let lines = commands.iter().map(|c| line(*c, mode, keymap)).collect();
        Help { title, list: List::new(lines, "type a word, such as undo or region"), commands }
    }

    /// The short list that people begin with.
    pub fn menu(mode: Mode, keymap: &Keymap) -> Help {
        let lines = MENU.iter().map(|c| line(*c, mode, keymap)).collect();
        Help { title: "Menu", list: List::new(lines, "type to narrow down"), commands: MENU.to_vec() }
    }

    fn place(&self, screen: Area) -> Area {
        popup::place(screen, 66, (self.commands.len() as u16 + 2).clamp(6, screen.height.saturating_sub(5).max(6)))
    }
}

impl Overlay for Help {
    fn update(&mut self, input: Input, cx: &Context) -> Outcome {
        let inside = popup::inside(self.place(cx.area));
        let accept = match &input {
            Input::Command(Command::Cancel) => return Outcome::Close,
            Input::Typed('?') if self.list.filter.text().is_empty() => return Outcome::Close,
            Input::Command(Command::Enter) => true,
            Input::Click { x, y, .. } => self.list.click(*x, *y, inside),
            _ => false,
        };
        if accept {
            return self.list.chosen().map_or(Outcome::Stay, |at| Outcome::Do(vec![Effect::Run(self.commands[at])]));
        }
        self.list.update(&input, usize::from(inside.height.saturating_sub(2)), true);
        Outcome::Stay
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        let inside = popup::draw(self.title, "Enter run it  Esc back", self.place(cx.area), frame.buffer_mut(), theme);
        if let Some(caret) = self.list.draw(inside, frame.buffer_mut(), theme) {
            frame.set_cursor_position(caret);
        }
    }
}
