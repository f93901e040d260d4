//! What was met in a document and not taken, or taken in a way that people should know: said in one note each.

use super::super::fault::{Fault, Faults};
use crate::domain::text::{clean, counted};

/// The longest part of a comment that is said.
const LONGEST: usize = 500;

/// How often each was met.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub(super) inserted: u64,
    pub(super) deleted: u64,
    pub(super) pictures: u64,
    pub(super) boxes: u64,
    pub(super) symbols: u64,
    pub(super) parts: u64,
}

impl Seen {
    /// A note for each that was met.
    pub(super) fn say(&self, notes: &mut Faults) {
        let mut say = |n: u64, code, one, more, what: &str, remedy: &str| {
            if n > 0 {
                notes.warn(|| Fault::new(code).says(format!("{} {what}", counted(n, one, more)), remedy));
            }
        };
        let settle = "accept or reject the changes in the word processor, if that is not meant";
        let by_hand = "look whether they matter, and type by hand what does";
        say(self.inserted, "document-inserted", "tracked insertion", "tracked insertions", "not accepted yet; read as text", settle);
        say(self.deleted, "document-deleted", "tracked deletion", "tracked deletions", "not accepted yet; that text is not read", settle);
        say(self.pictures, "document-picture", "picture or object", "pictures or objects", "not read", by_hand);
        say(self.boxes, "document-box", "text box", "text boxes", "read as text after its paragraph", "nothing, if that is meant");
        say(self.symbols, "document-symbol", "sign of a symbol font", "signs of symbol fonts", "read as '\u{fffd}'", by_hand);
        say(self.parts, "document-part", "inserted file", "inserted files", "not read", by_hand);
    }
}

/// A remark beside the text, as a note.
pub(super) fn aside(what: &str, author: &str, text: &str) -> Fault {
    let one_line = |text: &str| clean(text).0.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = one_line(text);
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(at);
        text.push('…');
    }
    let by = if author.is_empty() { String::new() } else { format!(" by {}", one_line(author)) };
    let code = if what == "comment" { "document-comment" } else { "document-footnote" };
    Fault::new(code).says(format!("{what}{by} not read: '{text}'"), "type by hand what matters of it")
}
