//! Reading a file of evidence for its fingerprint, piece by piece. Nothing of it is kept, and nothing is written.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::fingerprint::Fingerprint;

/// The largest file that is read while one waits.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;
/// Bytes that are read at a time.
const PIECE: usize = 256 * 1024;

/// Why a file has no fingerprint.
#[derive(Debug, thiserror::Error)]
pub enum FingerprintError {
    /// Nothing is there.
    #[error("there is no file '{0}'; write its whole path, or one that begins where Milepost was started")]
    NotFound(String),
    /// It is a folder, or no file at all.
    #[error("'{0}' is a folder; name one file in it")]
    Folder(String),
    /// It is neither a file nor a folder.
    #[error("'{0}' is no ordinary file; name one that holds the evidence")]
    NoFile(String),
    /// It is too large.
    #[error("'{0}' has {1} GB, and at most 2 GB are read here; keep a fingerprint of it made with sha256sum in the note")]
    TooLarge(String, u64),
    /// It cannot be read.
    #[error("'{0}' cannot be read ({1}); ask whoever keeps it for leave to read it")]
    Unreadable(String, std::io::Error),
}

/// The fingerprint of a file.
///
/// # Errors
/// Why it cannot be read.
pub fn take(path: &str) -> Result<Fingerprint, FingerprintError> {
    let named = Path::new(path);
    let fault = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => FingerprintError::NotFound(path.to_owned()),
        _ => FingerprintError::Unreadable(path.to_owned(), error),
    };
    let facts = std::fs::metadata(named).map_err(fault)?;
    if facts.is_dir() {
        return Err(FingerprintError::Folder(path.to_owned()));
    }
    if !facts.is_file() {
        return Err(FingerprintError::NoFile(path.to_owned()));
    }
    if facts.len() > LARGEST {
        return Err(FingerprintError::TooLarge(path.to_owned(), facts.len() / 1_000_000_000));
    }
    let mut file = File::open(named).map_err(fault)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(n) => hash.update(&piece[..n]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(fault(error)),
        }
    }
    let name = named.file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned());
    Ok(Fingerprint::new(&name, &hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_of_abc_is_the_one_of_the_standard() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("abc.txt");
        std::fs::write(&path, "abc").unwrap();
        let found = take(path.to_str().unwrap()).unwrap();
        // FIPS 180-2, appendix B.1.
        let digest = "sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((found.name.as_str(), found.digest.as_str()), ("abc.txt", digest));
    }

    #[test]
    fn what_is_no_file_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().to_str().unwrap();
        assert!(matches!(take(folder), Err(FingerprintError::Folder(_))));
        let missing = format!("{folder}/gone.pdf");
        let why = take(&missing).unwrap_err().to_string();
        assert!(why.starts_with(&format!("there is no file '{missing}'")), "{why}");
    }
}
