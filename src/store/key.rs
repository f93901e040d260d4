//! Secrets: the passphrase that opens the file, and the agency's secret from which ids of natural keys come.
//! Both are wiped from memory when dropped, and neither can be printed.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use rusqlite::Connection;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::id::Id;

/// The shortest passphrase for a new file, in characters.
pub const SHORTEST: usize = 12;

/// What opens an encrypted file.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Any text; a file says whether it is the right one.
    pub fn new(text: String) -> Passphrase {
        Passphrase(Zeroizing::new(text))
    }

    /// Why it is too weak for a new file, if it is.
    pub fn weakness(&self) -> Option<String> {
        let length = self.0.trim().chars().count();
        let first = self.0.chars().next();
        let raw = self.0.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x'"));
        if self.0.contains('\0') {
            Some("the passphrase has a character in it that cannot be typed; use words".to_owned())
        } else if raw {
            // SQLCipher would take the digits after it as the key itself, without the slow derivation.
            Some("the passphrase must not begin with x and an apostrophe; use four words for example".to_owned())
        } else if length < SHORTEST {
            Some(format!("the passphrase has {length} characters; use at least {SHORTEST}, four words for example"))
        } else if self.0.chars().all(|c| Some(c) == first) {
            Some("the passphrase is one character repeated; use four words for example".to_owned())
        } else {
            None
        }
    }

    pub(super) fn copy(&self) -> Passphrase {
        Passphrase(Zeroizing::new(self.0.to_string()))
    }

    /// Gives the key to a connection; whether it fits shows at the first read. What SQLite says of a refusal may quote the
    /// passphrase, so it goes no further than this.
    pub(super) fn give(&self, conn: &Connection) -> bool {
        !self.unusable() && conn.pragma_update(None, "key", &*self.0).is_ok()
    }

    /// Makes this the passphrase of an open file. A yes means that SQLite did not refuse; look from outside before trusting it.
    pub(super) fn replace_in(&self, conn: &Connection) -> bool {
        !self.unusable() && conn.pragma_update(None, "rekey", &*self.0).is_ok()
    }

    /// An empty key would leave the connection plain; a zero character ends the statement that carries it.
    fn unusable(&self) -> bool {
        self.0.is_empty() || self.0.contains('\0')
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

/// The agency's secret: 32 random bytes made with the first file, carried to every other one.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// From its bytes.
    pub fn new(bytes: [u8; 32]) -> Secret {
        Secret(Zeroizing::new(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// HMAC-SHA-256 of the kind and the parts of the key, as a `UUIDv8`. Parts are compared without regard to case or outer blanks.
    ///
    /// # Panics
    /// Never: HMAC takes a key of any length.
    pub fn derive(&self, kind: &str, natural_key: &[&str]) -> Id {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&*self.0).expect("HMAC takes a key of any length");
        for part in std::iter::once(&kind).chain(natural_key) {
            let part = part.trim().to_lowercase();
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        bytes[6] = bytes[6] & 0x0F | 0x80;
        bytes[8] = bytes[8] & 0x3F | 0x80;
        Id(bytes)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
