//! Which files this process holds open. POSIX drops every lock of a process on a file when it closes any handle on it, so a
//! file that is open here must not be looked into past SQLite: a second opening takes the first one's word instead.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::fault::StoreError;
use super::machine;

/// By file: how often it is open here, and whether it is encrypted.
static OPENED: Mutex<BTreeMap<PathBuf, (usize, bool)>> = Mutex::new(BTreeMap::new());

/// One opening of a file, counted until dropped. Dropped after its connection.
pub(super) struct Opened {
    file: PathBuf,
    pub sealed: bool,
}

fn opened() -> MutexGuard<'static, BTreeMap<PathBuf, (usize, bool)>> {
    OPENED.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Opened {
    /// Counts an opening. `look` reads the file's first bytes; it runs only if no connection of this process is on the file,
    /// and none can begin meanwhile.
    pub fn new(path: &Path, look: impl FnOnce() -> Result<bool, StoreError>) -> Result<Opened, StoreError> {
        let file = machine::identity(path).map_err(|e| StoreError::from_io(path, &e))?;
        let mut opened = opened();
        let sealed = match opened.get(&file) {
            Some((_, sealed)) => *sealed,
            None => look()?,
        };
        opened.entry(file.clone()).or_insert((0, sealed)).0 += 1;
        Ok(Opened { file, sealed })
    }

    /// Whether the file that was opened is still the one under this path. One look at its entry, none into it.
    pub fn is_at(&self, path: &Path) -> bool {
        machine::identity(path).is_ok_and(|file| file == self.file)
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        let mut opened = opened();
        if let Some((times, _)) = opened.get_mut(&self.file) {
            *times -= 1;
            if *times == 0 {
                opened.remove(&self.file);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_open_here_is_not_looked_into_again() {
        let folder = tempfile::TempDir::new().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("other name"));
        std::fs::write(&file, "x").unwrap();
        std::fs::hard_link(&file, &link).unwrap();
        let first = Opened::new(&file, || Ok(true)).unwrap();
        let second = Opened::new(if cfg!(unix) { &link } else { &file }, || panic!("looked into an open file")).unwrap();
        assert!(second.sealed);
        drop(first);
        let third = Opened::new(&file, || panic!("the second one is still open")).unwrap();
        drop((second, third));
        assert!(!Opened::new(&file, || Ok(false)).unwrap().sealed, "nobody has it open, so it was looked into");
    }
}
