//! Trials of the file: full disks, killed processes, two processes at once, odd passphrases. Each names what once went wrong.

use std::path::Path;

use tempfile::TempDir;

use super::tests::{clean, name_in, phrase, rename, world};
use super::*;

/// A folder on a disk of so many kilobytes; none where this user may not make one, and the story is passed over with a word.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn new(kilobytes: u32) -> Option<SmallDisk> {
        let folder = TempDir::new().unwrap();
        let mount = |options: String| {
            std::process::Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder.path()).output().ok()
        };
        let done = mount(format!("size={kilobytes}k")).is_some_and(|out| out.status.success());
        if !done {
            std::io::Write::write_all(&mut std::io::stderr(), b"passed over: no small disk can be made here\n").unwrap();
        }
        done.then(|| SmallDisk(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes all the room but so many kilobytes.
    fn fill(&self, leave: usize) {
        use std::io::Write;
        let mut file = std::fs::OpenOptions::new().append(true).create(true).open(self.path().join("ballast")).unwrap();
        let mut written = 0;
        while file.write_all(&[0; 1024]).is_ok() {
            written += 1;
        }
        file.set_len((written * 1024_usize).saturating_sub(leave * 1024) as u64).unwrap();
    }

    fn make_room(&self) {
        std::fs::remove_file(self.path().join("ballast")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0.path()).output();
    }
}

fn sealed_file(path: &Path) -> Store {
    Store::create(path, &NewFile { passphrase: Some(&phrase()), secret: None }, world()).unwrap()
}

fn open(path: &Path, passphrase: Option<&Passphrase>, access: Access) -> Result<Store, StoreError> {
    Store::open(path, passphrase, access, world())
}

#[test]
fn a_new_passphrase_that_the_disk_did_not_take_is_not_claimed() {
    let Some(disk) = SmallDisk::new(1500) else { return };
    let path = disk.path().join("a.milepost");
    let mut store = sealed_file(&path);
    let id = store.derived_id("region", &["North"]);
    rename(&mut store, id, &"North ".repeat(20_000)).unwrap();
    store.checkpoint().unwrap();
    disk.fill(150);
    let said = store.rekey(Passphrase::new("entirely other words".to_owned())).unwrap_err().to_string();
    assert!(said.contains("NOT changed"), "{said}");
    disk.make_room();
    rename(&mut store, id, "after").unwrap();
    drop(store);
    let store = open(&path, Some(&phrase()), Access::Edit).unwrap();
    assert_eq!(name_in(&store, id), "after");
    clean(&store);
}

#[test]
fn a_full_disk_at_opening_is_not_called_damage() {
    let Some(disk) = SmallDisk::new(1000) else { return };
    let path = disk.path().join("a.milepost");
    let store = Store::create(&path, &NewFile { passphrase: None, secret: None }, world()).unwrap();
    drop(store);
    disk.fill(0);
    for access in [Access::Read, Access::Edit, Access::Note] {
        let said = open(&path, None, access).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(said.contains("disk is full") && !said.contains("damaged"), "{said}");
    }
    disk.make_room();
    clean(&open(&path, None, Access::Edit).unwrap());
}

#[test]
fn a_passphrase_is_never_quoted_and_never_taken_as_a_raw_key() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.milepost");
    drop(sealed_file(&path));
    for odd in ["", "telling\0words", "telling' OR 1", "x'telling", "x'00112233'"] {
        let said = open(&path, Some(&Passphrase::new(odd.to_owned())), Access::Edit).err().unwrap();
        assert!(matches!(said, StoreError::WrongPassphrase(_)) && !format!("{said} {said:?}").contains("telling"), "{said:?}");
    }
    let raw = format!("x'{}'", "0".repeat(64));
    for refused in [raw.as_str(), "X'four quiet words'", "four quiet\0words"] {
        assert!(Passphrase::new(refused.to_owned()).weakness().is_some(), "{refused:?}");
    }
    let quoted = Passphrase::new("it's \"four\" quiet words; --".to_owned());
    let other = folder.path().join("b.milepost");
    drop(Store::create(&other, &NewFile { passphrase: Some(&quoted), secret: None }, world()).unwrap());
    assert!(open(&other, Some(&quoted), Access::Edit).is_ok());
}
