//! What a column's cells meant before, so that a repeated text costs a comparison and not a look-up.

use std::collections::HashMap;

/// More texts than this in one column are no longer a vocabulary; the memory starts anew.
const MOST: usize = 1 << 16;

/// The meaning of texts already seen in one column. Most cells repeat the cell above, and in a file that is sorted by
/// case the rest follow each other as they did in the case before: both are one comparison.
pub(super) struct Memo<T> {
    known: Vec<(Box<[u8]>, T)>,
    /// For each text, which one followed it last time.
    next: Vec<u32>,
    last: usize,
    by_text: HashMap<Box<[u8]>, u32>,
}

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Memo<T> {
        Memo { known: Vec::new(), next: Vec::new(), last: 0, by_text: HashMap::new() }
    }

    /// What a text means, if it was seen.
    #[inline]
    pub(super) fn get(&mut self, text: &[u8]) -> Option<T> {
        let (same, meaning) = self.known.get(self.last)?;
        if **same == *text {
            return Some(*meaning);
        }
        let guess = self.next[self.last] as usize;
        let (follower, meaning) = &self.known[guess];
        if **follower == *text {
            self.last = guess;
            return Some(*meaning);
        }
        let found = *self.by_text.get(text)?;
        Some(self.go_to(found))
    }

    /// Notes what a text means.
    pub(super) fn put(&mut self, text: &[u8], meaning: T) -> T {
        if self.known.len() >= MOST {
            *self = Memo::new();
        }
        let index = self.known.len() as u32;
        self.known.push((text.into(), meaning));
        self.next.push(index);
        self.by_text.insert(text.into(), index);
        self.go_to(index)
    }

    fn go_to(&mut self, index: u32) -> T {
        self.next[self.last] = index;
        self.last = index as usize;
        self.known[self.last].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_meaning_in_any_order() {
        let mut memo = Memo::new();
        assert_eq!(memo.get(b"a"), None);
        for round in 0..3 {
            for (n, text) in [b"a", b"b", b"b", b"c", b"a"].iter().enumerate() {
                let meaning = text[0];
                if memo.get(*text).is_none() {
                    assert_eq!(round, 0, "seen before at {n}");
                    memo.put(*text, meaning);
                }
                assert_eq!(memo.get(*text), Some(meaning));
            }
        }
    }
}
