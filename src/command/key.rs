//! A key press, in our own words: "Ctrl-F", "Shift-Tab", `PgDn`. The only place that knows how the terminal library says it.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character; with Ctrl or Alt a small letter, otherwise as typed.
    Char(char),
    /// A function key, 1 to 24.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

const NAMES: [(Code, &str); 15] = [
    (Code::Enter, "Enter"),
    (Code::Esc, "Esc"),
    (Code::Tab, "Tab"),
    (Code::Backspace, "Backspace"),
    (Code::Delete, "Delete"),
    (Code::Insert, "Insert"),
    (Code::Up, "Up"),
    (Code::Down, "Down"),
    (Code::Left, "Left"),
    (Code::Right, "Right"),
    (Code::Home, "Home"),
    (Code::End, "End"),
    (Code::PageUp, "PgUp"),
    (Code::PageDown, "PgDn"),
    (Code::Char(' '), "Space"),
];

/// A key press. Shift is part of a character typed without Ctrl or Alt, and never said twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    /// From a press or repeat of the terminal; nothing for releases, lone modifiers, media keys, and keys with the system's
    /// own modifier. Terminals disagree on Shift (a capital, a flag, or both), so it is settled here.
    #[must_use]
    pub fn from_crossterm(event: KeyEvent) -> Option<Key> {
        let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
        if event.kind == KeyEventKind::Release || event.modifiers.intersects(foreign) {
            return None;
        }
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Char(c) if shift && c.is_ascii_lowercase() => Code::Char(c.to_ascii_uppercase()),
            KeyCode::Char(c) => Code::Char(c),
            KeyCode::F(n) => Code::F(n),
            KeyCode::Enter => Code::Enter,
            KeyCode::Esc => Code::Esc,
            KeyCode::Tab | KeyCode::BackTab => Code::Tab,
            KeyCode::Backspace => Code::Backspace,
            KeyCode::Delete => Code::Delete,
            KeyCode::Insert => Code::Insert,
            KeyCode::Up => Code::Up,
            KeyCode::Down => Code::Down,
            KeyCode::Left => Code::Left,
            KeyCode::Right => Code::Right,
            KeyCode::Home => Code::Home,
            KeyCode::End => Code::End,
            KeyCode::PageUp => Code::PageUp,
            KeyCode::PageDown => Code::PageDown,
            _ => return None,
        };
        let (mut ctrl, mut alt) = (event.modifiers.contains(KeyModifiers::CONTROL), event.modifiers.contains(KeyModifiers::ALT));
        if ctrl && alt && matches!(code, Code::Char(c) if !c.is_ascii_alphanumeric() && c != ' ') {
            // AltGr arrives as both: what was typed is the character.
            (ctrl, alt) = (false, false);
        }
        Some(Key { code, ctrl, alt, shift: shift || event.code == KeyCode::BackTab }.settled())
    }

    /// Shift as this program says it: with Ctrl or Alt beside the small letter, otherwise inside the character.
    fn settled(self) -> Key {
        match self.code {
            Code::Char(c) if self.ctrl || self.alt => {
                let shift = c.is_ascii_alphabetic() && (self.shift || (c.is_ascii_uppercase() && !self.ctrl));
                Key { code: Code::Char(c.to_ascii_lowercase()), shift, ..self }
            }
            Code::Char(_) => Key { shift: false, ..self },
            _ => self,
        }
    }

    /// The character it types, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// From the words that [`fmt::Display`] writes. Modifiers in any order and case; `Ctrl+F` works as well.
    #[must_use]
    pub fn parse(words: &str) -> Option<Key> {
        let mut key = Key::plain(Code::Esc);
        let mut rest = words;
        while let Some(at) = rest.find(['-', '+']).filter(|&at| at > 0 && at + 1 < rest.len()) {
            match rest[..at].to_ascii_lowercase().as_str() {
                "ctrl" => key.ctrl = true,
                "alt" => key.alt = true,
                "shift" => key.shift = true,
                _ => return None,
            }
            rest = &rest[at + 1..];
        }
        let mut chars = rest.chars();
        key.code = match (chars.next(), chars.next()) {
            (Some(c), None) if c == ' ' || c.is_control() => return None,
            (Some(c), None) if (key.ctrl || key.alt) && c.is_ascii_alphabetic() => Code::Char(c.to_ascii_lowercase()),
            (Some(c), None) if key.shift && c.is_ascii_lowercase() => Code::Char(c.to_ascii_uppercase()),
            (Some(c), None) => Code::Char(c),
            _ => match NAMES.iter().find(|(_, name)| name.eq_ignore_ascii_case(rest)) {
                Some((code, _)) => *code,
                None => Code::F(rest.strip_prefix(['F', 'f'])?.parse().ok().filter(|n| (1..=24).contains(n))?),
            },
        };
        Some(key.settled())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((_, name)) = NAMES.iter().find(|(code, _)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            Code::F(n) => write!(f, "F{n}"),
            Code::Char(c) if self.ctrl || self.alt => write!(f, "{}", c.to_ascii_uppercase()),
            Code::Char(c) => write!(f, "{c}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        Key::from_crossterm(KeyEvent::new(code, modifiers)).map(|key| key.to_string())
    }

    #[test]
    fn keys_read_as_people_say_them() {
        for words in [
            "F2",
            "Ctrl-Z",
            "Shift-Tab",
            "PgDn",
            "Enter",
            "Alt-1",
            "Space",
            "Ctrl-Alt-Shift-Up",
            "h",
            "H",
            "?",
            "-",
            "Ctrl--",
            "{",
            "Alt-Shift-X",
            "F12",
            "é",
        ] {
            assert_eq!(Key::parse(words).unwrap().to_string(), words);
        }
        assert_eq!(Key::parse("ctrl+f"), Key::parse("Ctrl-F"));
        assert_eq!(Key::parse("shift-h"), Key::parse("H"));
    }

    #[test]
    fn what_is_no_key_is_none() {
        for words in ["", "Ctrl-", "Strg-F", "F0", "F25", "Foo", "Ctrl-Foo", "ab", " "] {
            assert_eq!(Key::parse(words), None, "{words}");
        }
    }

    #[test]
    fn shift_is_said_once_whatever_the_terminal_sends() {
        assert_eq!(pressed(KeyCode::Char('H'), KeyModifiers::SHIFT).unwrap(), "H");
        assert_eq!(pressed(KeyCode::Char('H'), KeyModifiers::NONE).unwrap(), "H");
        assert_eq!(pressed(KeyCode::Char('h'), KeyModifiers::SHIFT).unwrap(), "H");
        assert_eq!(pressed(KeyCode::Char('?'), KeyModifiers::SHIFT).unwrap(), "?");
        assert_eq!(pressed(KeyCode::Char('Z'), KeyModifiers::CONTROL).unwrap(), "Ctrl-Z", "Caps Lock");
        assert_eq!(pressed(KeyCode::Char('Z'), KeyModifiers::CONTROL | KeyModifiers::SHIFT).unwrap(), "Ctrl-Shift-Z");
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::SHIFT).unwrap(), "Shift-Tab");
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::NONE).unwrap(), "Shift-Tab");
        assert_eq!(pressed(KeyCode::Tab, KeyModifiers::SHIFT).unwrap(), "Shift-Tab");
    }

    #[test]
    fn releases_and_the_systems_own_keys_are_not_ours() {
        let mut event = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(Key::from_crossterm(event), None);
        event.kind = KeyEventKind::Repeat;
        assert!(Key::from_crossterm(event).is_some());
        assert_eq!(pressed(KeyCode::Char('c'), KeyModifiers::SUPER), None);
        assert_eq!(pressed(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn a_character_typed_with_altgr_is_that_character() {
        let key = Key::from_crossterm(KeyEvent::new(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT)).unwrap();
        assert_eq!(key.typed(), Some('@'));
        assert_eq!(Key::parse("Ctrl-F").unwrap().typed(), None);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(c in "[!-~é家]", code in 0usize..40, ctrl: bool, alt: bool, shift: bool) {
            let code = NAMES.get(code).map_or_else(|| if code < 38 { Code::F(code as u8 - 14) } else { Code::Char(c.chars().next().unwrap()) }, |(code, _)| *code);
            let key = Key { code, ctrl, alt, shift }.settled();
            prop_assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
    }
}
