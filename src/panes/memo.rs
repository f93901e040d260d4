//! What a pane has worked out from the book and need not work out again at each key, and which events make it stale.
//! Kept behind a cell because drawing may be the first to ask; nothing a reviewer sees depends on when it was filled.

use std::cell::RefCell;
use std::rc::Rc;

use crate::command::{Context, Event};
use crate::domain::kind::Kind;

/// One result and what it was worked out for.
#[derive(Debug)]
pub struct Memo<K, V>(RefCell<Option<(K, Rc<V>)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Memo<K, V> {
        Memo(RefCell::new(None))
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// The result for this, worked out only if the last one was for something else.
    pub fn get(&self, of: K, work_out: impl FnOnce() -> V) -> Rc<V> {
        if let Some((known, value)) = &*self.0.borrow()
            && *known == of
        {
            return Rc::clone(value);
        }
        let value = Rc::new(work_out());
        *self.0.borrow_mut() = Some((of, Rc::clone(&value)));
        value
    }

    /// What was worked out last.
    #[cfg(test)]
    pub fn last(&self) -> Option<Rc<V>> {
        self.0.borrow().as_ref().map(|(_, value)| Rc::clone(value))
    }

    /// Forgets it.
    pub fn forget(&self) {
        *self.0.borrow_mut() = None;
    }
}

/// Which counts are in the book: they are replaced as a whole, so where they lie and how many there are tells them apart.
/// Records that scores rest on are not in it; [`moves_scores`] says when those have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted(usize, usize);

impl Counted {
    /// The counts in the book now.
    #[must_use]
    pub fn now(cx: &Context) -> Counted {
        Counted(cx.book.tallies().as_ptr() as usize, cx.book.tallies().len())
    }
}

/// Whether an event may have changed scores: counts, instruments, published figures, or the places they are kept by.
#[must_use]
pub fn moves_scores(event: &Event) -> bool {
    touches(event, &[Kind::Instrument, Kind::Published, Kind::Region, Kind::District, Kind::Office])
}

/// Whether an event may have changed counts or records of these kinds.
#[must_use]
pub fn touches(event: &Event, kinds: &[Kind]) -> bool {
    match event {
        Event::Reloaded => true,
        Event::Written(written) => written.counts_moved || written.edits.iter().any(|edit| kinds.contains(&edit.kind)),
        _ => false,
    }
}
