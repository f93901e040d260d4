//! The fingerprint of a file of evidence as it is stored and shown. Files are read elsewhere.

/// What was read of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The file's name, without the folders.
    pub name: String,
    /// `sha256` and 64 hexadecimal digits.
    pub digest: String,
}

impl Fingerprint {
    /// Of a file with this SHA-256.
    #[must_use]
    pub fn new(name: &str, sha256: &[u8]) -> Fingerprint {
        let mut digest = "sha256 ".to_owned();
        for byte in sha256 {
            for digit in [byte >> 4, byte & 15] {
                digest.extend(char::from_digit(u32::from(digit), 16));
            }
        }
        Fingerprint { name: name.to_owned(), digest }
    }

    /// Whether it is the one that was registered, however that was written.
    #[must_use]
    pub fn is(&self, registered: &str) -> bool {
        let digits = |text: &str| text.trim().to_lowercase().trim_start_matches("sha256").trim_matches([' ', ':', '-']).to_owned();
        !registered.is_empty() && digits(&self.digest) == digits(registered)
    }

    /// The first digits, as a narrow cell shows them.
    #[must_use]
    pub fn short(digest: &str) -> String {
        let digits = digest.trim().trim_start_matches("sha256").trim_matches([' ', ':', '-']);
        let short: String = digits.chars().take(10).collect();
        if short.len() < digits.len() { format!("{short}\u{2026}") } else { short }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_known_again_however_it_was_written() {
        let found = Fingerprint::new("list.pdf", &[0xab, 0xcd, 0x01, 0x23, 0x45, 0x67]);
        assert_eq!(found.digest, "sha256 abcd01234567");
        assert!(found.is("sha256 abcd01234567") && found.is("SHA256:ABCD01234567"));
        assert!(!found.is("") && !found.is("sha256 abcd01234568"));
        assert_eq!(Fingerprint::short(&found.digest), "abcd012345\u{2026}");
    }
}
