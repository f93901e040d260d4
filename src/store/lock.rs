//! One editor per file: an operating-system lock on the sibling `FILE.lock`, which also says who holds it.
//! The lock, not the file, is what counts: it falls with the process that held it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::fault::StoreError;
use super::machine;

/// The lock, held until dropped.
pub(super) struct Lock {
    _file: File,
}

/// `FILE.lock` beside the file itself, so that a link to it meets the same lock.
fn path_of(file: &Path) -> PathBuf {
    let file = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let mut name = file.into_os_string();
    name.push(".lock");
    PathBuf::from(name)
}

/// Takes the lock, or says who has it.
pub(super) fn take(path: &Path, since: &str) -> Result<Lock, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    machine::private(&mut options);
    let mut file = options.open(path_of(path)).map_err(|e| StoreError::from_io(path, &e))?;
    let (mut tries, mut holder) = (0, String::new());
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => {
                holder.clear();
                let _ = file.rewind().and_then(|()| file.read_to_string(&mut holder));
            }
            Err(TryLockError::Error(e)) => return Err(StoreError::from_io(path, &e)),
        }
        // A program that this one is just starting holds a copy of the lock for a moment, until it is another program.
        let own = holder.lines().next() == Some(&format!("process {}", std::process::id()));
        tries += 1;
        if !own || tries > 50 {
            let holder = holder.lines().take(3).collect::<Vec<_>>().join(", ");
            return Err(StoreError::Locked {
                path: path.to_owned(),
                holder: if holder.is_empty() { "another window".to_owned() } else { holder },
            });
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let words = format!("process {}\nuser {}\nsince {since}\n", std::process::id(), machine::user());
    // The words are a courtesy; the lock stands without them.
    let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(words.as_bytes()));
    Ok(Lock { _file: file })
}
