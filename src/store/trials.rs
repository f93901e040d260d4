//! Trials of the file: full disks, killed processes, two processes at once, odd passphrases. Each names what once went wrong.

use std::path::Path;

use tempfile::TempDir;

use super::tests::{clean, name_in, new_file, phrase, rename, world};
use super::*;
use crate::domain::change::{Change, ChangeKind};

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
    let Some(disk) = SmallDisk::new(1700) else { return };
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

/// Runs one of the parts below in another process.
fn other_process(part: &str, file: &Path) -> std::process::Command {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", &format!("store::trials::{part}"), "--ignored", "--nocapture"]).env("MILEPOST_TRIAL", file);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    command
}

fn trial_file() -> std::path::PathBuf {
    std::env::var_os("MILEPOST_TRIAL").expect("run by a story").into()
}

/// One line to the process that listens.
fn say(line: &str) {
    std::io::Write::write_all(&mut std::io::stdout(), format!("{line}\n").as_bytes()).unwrap();
}

fn north(store: &Store) -> Id {
    store.derived_id("region", &["North"])
}

#[test]
#[ignore = "the other process of a story"]
fn part_that_reads() {
    let store = open(&trial_file(), None, Access::Read).unwrap();
    say(&format!("name: {}.", name_in(&store, north(&store))));
    clean(&store);
}

#[test]
#[ignore = "the other process of a story"]
fn part_that_notes() {
    let mut store = open(&trial_file(), None, Access::Note).unwrap();
    let mut line = Change::new("scores to a file", store.seen().unwrap());
    line.kind = ChangeKind::Export;
    store.commit(&line).unwrap();
}

#[test]
#[ignore = "the other process of a story"]
fn part_that_writes_until_killed() {
    let mut store = open(&trial_file(), None, Access::Edit).unwrap();
    let id = north(&store);
    for n in 0.. {
        rename(&mut store, id, &format!("name {n}")).unwrap();
        say(&format!("saved {n}."));
    }
}

fn read_elsewhere(path: &Path) -> String {
    let out = other_process("part_that_reads", path).output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{said} {}", String::from_utf8_lossy(&out.stderr));
    said.split_once("name: ").unwrap().1.split_once('.').unwrap().0.to_owned()
}

#[test]
fn a_second_opening_in_one_process_costs_the_first_no_lock_and_no_write() {
    let folder = TempDir::new().unwrap();
    let (path, mut store) = new_file(&folder, "a.milepost");
    let id = north(&store);
    rename(&mut store, id, "one").unwrap();
    drop(open(&path, None, Access::Read).unwrap());
    // Without our locks another process could take itself for the last one and tidy the log away under us.
    assert!(other_process("part_that_notes", &path).status().unwrap().success());
    rename(&mut store, id, "two").unwrap();
    assert_eq!(read_elsewhere(&path), "two");
    drop(store);
    assert_eq!(read_elsewhere(&path), "two");
}

#[test]
fn a_killed_editor_leaves_every_saved_edit_to_a_reader() {
    use std::io::{BufRead, BufReader};
    let folder = TempDir::new().unwrap();
    let (path, store) = new_file(&folder, "a.milepost");
    drop(store);
    for enough in ["saved 1.", "saved 7.", "saved 30."] {
        let mut child = other_process("part_that_writes_until_killed", &path).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut last = lines.by_ref().find(|line| line.contains(enough)).expect("it writes");
        child.kill().unwrap();
        child.wait().unwrap();
        last = lines.filter(|line| line.starts_with("saved ") && line.ends_with('.')).last().unwrap_or(last);
        let saved: usize = last.split_once("saved ").unwrap().1.trim_end_matches('.').parse().unwrap();
        assert!(std::fs::metadata(folder.path().join("a.milepost-wal")).unwrap().len() > 0, "the log is left over");
        let name = read_elsewhere(&path);
        let read: usize = name.trim_start_matches("name ").parse().unwrap();
        assert!(read == saved || read == saved + 1, "the last answer was {saved}, the file says {read}");
    }
    clean(&open(&path, None, Access::Edit).unwrap());
}

#[cfg(unix)]
#[test]
fn a_link_to_the_file_meets_the_same_editor() {
    let folder = TempDir::new().unwrap();
    let (path, _store) = new_file(&folder, "a.milepost");
    let link = folder.path().join("link.milepost");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert!(matches!(open(&link, None, Access::Edit), Err(StoreError::Locked { .. })));
}

#[test]
fn a_disk_that_fills_at_any_point_loses_nothing_that_was_saved() {
    let Some(disk) = SmallDisk::new(3000) else { return };
    let path = disk.path().join("a.milepost");
    let mut store = sealed_file(&path);
    let id = north(&store);
    let mut saved = String::new();
    let mut refused = 0;
    for leave in (0..120).step_by(6) {
        disk.fill(leave);
        for n in 0..12 {
            let name = format!("{leave} {n} {}", "long ".repeat(800));
            match rename(&mut store, id, &name) {
                Ok(_) => saved = name,
                Err(error) => {
                    refused += 1;
                    let said = error.to_string();
                    assert!(said.contains("disk"), "{said}");
                    break;
                }
            }
            assert_eq!(name_in(&store, id), saved);
        }
        let target = disk.path().join("copy.milepost");
        if store.backup_to(&target).is_err() {
            assert!(!target.exists());
        }
        assert!(Store::create(&disk.path().join("new.milepost"), &NewFile { passphrase: None, secret: None }, world()).is_err());
        let left: Vec<_> = std::fs::read_dir(disk.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        assert!(left.iter().all(|name| !name.starts_with("copy") && !name.starts_with("new")), "{left:?}");
        assert_eq!(name_in(&store, id), saved);
        disk.make_room();
        store.checkpoint().unwrap();
    }
    assert!(refused > 5, "the disk was never full");
    clean(&store);
    drop(store);
    assert_eq!(name_in(&open(&path, Some(&phrase()), Access::Edit).unwrap(), id), saved);
}

#[test]
fn a_read_only_disk_has_its_own_sentence_and_a_copy_of_the_file_opens() {
    let Some(disk) = SmallDisk::new(1700) else { return };
    let path = disk.path().join("a.milepost");
    let mut store = Store::create(&path, &NewFile { passphrase: None, secret: None }, world()).unwrap();
    let id = north(&store);
    rename(&mut store, id, "North").unwrap();
    drop(store);
    let mounted = std::process::Command::new("mount").args(["-o", "remount,ro"]).arg(disk.path()).status().unwrap();
    assert!(mounted.success());
    for access in [Access::Edit, Access::Note, Access::Read] {
        let said = open(&path, None, access).err().expect("it cannot be opened there").to_string();
        assert!(!said.contains("damaged") && said.contains("read-only"), "{access:?}: {said}");
        assert_eq!(said.contains("copy it"), access != Access::Edit, "{said}");
    }
    let copy = TempDir::new().unwrap().path().with_extension("milepost");
    #[allow(clippy::disallowed_methods)] // the file is closed, and its log is in it
    std::fs::copy(&path, &copy).unwrap();
    assert_eq!(name_in(&open(&copy, None, Access::Read).unwrap(), id), "North");
    for leftover in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{leftover}", copy.display()));
    }
}
