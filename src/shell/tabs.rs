//! The line of tabs: a name for each workspace where there is room, shorter ones where there is less, and in the end the keys
//! alone for those that lie farthest from where one is.

use super::view::{Piece, piece};
use super::{Shell, Workspace};
use crate::command::{Command, Mode};
use crate::widgets::theme::Meaning;
use crate::widgets::width;

impl Shell {
    /// The tabs, for a line of so many cells.
    pub(super) fn tabs(&self, room: u16) -> Vec<Piece> {
        let room = usize::from(room);
        let brand = " Milepost ";
        let whole = self.tab_words(|workspace, _| workspace.words(), " ");
        if cells(&whole) + width::cells(brand) <= room {
            let mut pieces = vec![piece(brand, Meaning::Accent, None)];
            pieces.extend(self.pieces(whole));
            return pieces;
        }
        let short = self.tab_words(|workspace, _| workspace.short(), " ");
        if cells(&short) <= room {
            return self.pieces(if cells(&whole) <= room { whole } else { short });
        }
        let mut tiny = self.tab_words(|workspace, here| if here { workspace.short() } else { workspace.tiny() }, "");
        let here = Workspace::ALL.iter().position(|workspace| *workspace == self.workspace).unwrap_or(0);
        let mut far: Vec<usize> = (0..tiny.len()).filter(|at| *at != here).collect();
        far.sort_by_key(|at| at.abs_diff(here));
        while cells(&tiny) > room
            && let Some(at) = far.pop()
        {
            tiny[at] = format!(" {}", self.key_of(Workspace::ALL[at].go()));
        }
        self.pieces(tiny)
    }

    /// Whether the tabs leave so many cells of a line free.
    pub(super) fn tabs_leave(&self, room: u16, wanted: usize) -> bool {
        cells(&self.tab_words(|workspace, _| workspace.short(), " ")) + wanted <= usize::from(room)
    }

    fn tab_words(&self, name: impl Fn(Workspace, bool) -> &'static str, after: &str) -> Vec<String> {
        let word = |workspace: &Workspace| {
            let (key, name) = (self.key_of(workspace.go()), name(*workspace, *workspace == self.workspace));
            if name.is_empty() { format!(" {key}{after}") } else { format!(" {key} {name}{after}") }
        };
        Workspace::ALL.iter().map(word).collect()
    }

    fn pieces(&self, words: Vec<String>) -> Vec<Piece> {
        let of = |(workspace, words): (&Workspace, String)| {
            let meaning = if *workspace == self.workspace { Meaning::TabActive } else { Meaning::Tab };
            piece(words, meaning, Some(workspace.go()))
        };
        Workspace::ALL.iter().zip(words).map(of).collect()
    }

    /// The sign of the key that leads to a workspace: what follows Alt.
    fn key_of(&self, go: Command) -> String {
        let key = self.look.keymap.keys_for(go, Mode::Everywhere).first().map(ToString::to_string).unwrap_or_default();
        key.rsplit('-').next().unwrap_or_default().to_owned()
    }
}

fn cells(words: &[String]) -> usize {
    words.iter().map(|words| width::cells(words)).sum()
}
