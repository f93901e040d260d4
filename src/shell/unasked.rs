//! What a terminal says without having been asked here: an answer meant for the program before, a colour, a clipboard.
//! Its letters arrive as if they had been typed, so they are taken out before anything reads keys. Nothing else is dropped.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};

/// An answer comes in one piece; a letter this long after the one before was typed.
const PAUSE: Duration = Duration::from_millis(100);

/// Whether we are inside such an answer.
#[derive(Default)]
pub(super) struct Unasked {
    since: Option<Duration>,
}

impl Unasked {
    /// Whether an event is the reviewer's. `now` counts from any beginning. `more`: whether the next one is waiting already, as it is behind no finger's key.
    pub fn passes(&mut self, event: &Event, more: bool, now: Duration) -> bool {
        let Event::Key(key) = event else { return true };
        if key.kind == KeyEventKind::Release {
            return true;
        }
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        if let Some(since) = self.since {
            self.since = None;
            if now.saturating_sub(since) < PAUSE {
                match key.code {
                    // The two ways in which an answer ends.
                    KeyCode::Char('\\') if alt => return false,
                    KeyCode::Char('g') if key.modifiers == KeyModifiers::CONTROL => return false,
                    KeyCode::Char(_) if !alt => {
                        self.since = Some(now);
                        return false;
                    }
                    _ => {}
                }
            }
        }
        // OSC, DCS, APC, PM and SOS begin with ESC and one of these, which reads as Alt with a letter.
        if alt && more && matches!(key.code, KeyCode::Char(']' | 'P' | '_' | '^' | 'X')) {
            self.since = Some(now);
            return false;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyEvent;

    /// Plays keys that came in one piece, the last with nothing behind it; those that pass, as letters.
    fn passing(unasked: &mut Unasked, keys: &[(char, KeyModifiers)], at: Duration) -> String {
        let event = |(c, modifiers): (char, KeyModifiers)| Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers));
        let last = keys.len() - 1;
        keys.iter().enumerate().filter(|(n, key)| unasked.passes(&event(**key), *n < last, at)).map(|(_, (c, _))| *c).collect()
    }

    fn answer(begin: char, words: &str, end: (char, KeyModifiers)) -> Vec<(char, KeyModifiers)> {
        let middle = words.chars().map(|c| (c, KeyModifiers::NONE));
        std::iter::once((begin, KeyModifiers::ALT)).chain(middle).chain([end]).collect()
    }

    #[test]
    fn an_answer_is_dropped_and_what_is_typed_after_it_stays() {
        for begin in [']', 'P', '_'] {
            for end in [('\\', KeyModifiers::ALT), ('g', KeyModifiers::CONTROL)] {
                let mut keys = answer(begin, "11;rgb:1e1e/1e1e/2e2e", end);
                keys.push(('h', KeyModifiers::NONE));
                assert_eq!(passing(&mut Unasked::default(), &keys, Duration::ZERO), "h");
            }
        }
    }

    #[test]
    fn a_key_of_the_same_name_is_a_key_and_an_answer_without_an_end_holds_nothing_back() {
        let (mut unasked, now) = (Unasked::default(), Duration::ZERO);
        assert_eq!(passing(&mut unasked, &[(']', KeyModifiers::ALT)], now), "]", "nothing waits behind it");
        assert_eq!(passing(&mut unasked, &answer(']', "11;rgb", ('b', KeyModifiers::NONE)), now), "");
        assert_eq!(passing(&mut unasked, &[('t', KeyModifiers::NONE)], now + PAUSE), "t");
    }
}
