//! The bookmark of a place in a document: word processors that drop the tag of a place keep its bookmark, whose name has no
//! room for the tag. Writing and reading documents belongs to others.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// What the names of these bookmarks begin with: an underline, so that lists of bookmarks do not show them.
pub const BEGINNING: &str = "_mp_";

/// The name of the bookmark of the place with this tag. To know a tag by it, compare it with those of the tags that may be.
#[must_use]
pub fn of(tag: &str) -> String {
    let mut name = BEGINNING.to_owned();
    for byte in Sha256::digest(tag).iter().take(12) {
        let _ = write!(name, "{byte:02x}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bookmark_is_short_enough_and_each_tag_has_its_own() {
        let tags: Vec<String> = (0..2_000).map(|n| format!("row/{n:032x}/completion")).collect();
        let names: std::collections::BTreeSet<String> = tags.iter().map(|tag| of(tag)).collect();
        assert_eq!(names.len(), tags.len());
        // Word takes no more than 40 characters, and only letters, digits and underlines.
        assert!(names.iter().all(|name| name.len() <= 40 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')));
    }
}
