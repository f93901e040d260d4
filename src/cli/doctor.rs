//! `milepost doctor`: facts about this program, this machine and a file, for someone who helps. No case data.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Desk, Failure, result};
use crate::config;
use crate::domain::text::clean;
use crate::store::{Store, backup};
use crate::work::open::default_file;

/// Show facts about the program, the terminal and a file; never case data
#[derive(Debug, Args)]
pub struct Doctor {
    /// A file to look at from outside; it is not opened and needs no passphrase
    file: Option<PathBuf>,
}

/// Facts, one a line, names before values.
struct Facts(String);

impl Facts {
    fn heading(&mut self, words: &str) {
        let _ = writeln!(self.0, "{}{words}", if self.0.is_empty() { "" } else { "\n" });
    }

    fn fact(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.0, "  {name:<18} {}", clean(value).0.replace('\n', " "));
    }

    fn path(&mut self, name: &str, path: Option<&Path>) {
        let value = path.map_or_else(
            || "there is no such folder on this system".to_owned(),
            |p| format!("{}{}", p.display(), if p.exists() { "" } else { " (not there)" }),
        );
        self.fact(name, &value);
    }
}

impl Doctor {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let mut facts = Facts(String::new());
        facts.heading("Program");
        facts.fact("version", env!("CARGO_PKG_VERSION"));
        facts.fact("system", &format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
        let engine = Store::engine();
        facts.fact("SQLite", &engine.sqlite);
        facts.fact("encryption", engine.cipher.as_deref().map_or("not available in this build", |c| c));
        facts.path("settings", config::settings_file().as_deref());
        facts.path("default file", desk.config.file.clone().or_else(default_file).as_deref());
        facts.fact("person", &desk.person());
        facts.heading("Terminal");
        for (name, is) in
            [("input", io::stdin().is_terminal()), ("output", io::stdout().is_terminal()), ("messages", io::stderr().is_terminal())]
        {
            facts.fact(name, if is { "a terminal" } else { "not a terminal" });
        }
        if let Some((width, height)) = crate::shell::size_of_terminal() {
            facts.fact("size", &format!("{width} x {height}"));
        }
        for name in ["TERM", "COLORTERM", "COLORFGBG", "TERM_PROGRAM", "WT_SESSION", "TMUX", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"] {
            if let Some(value) = std::env::var_os(name) {
                facts.fact(name, &value.to_string_lossy());
            }
        }
        facts.fact("signs", if desk.global.ascii || desk.config.ascii { "ASCII" } else { "Unicode" });
        if let Some(path) = &self.file {
            file(&mut facts, path)?;
        }
        result(&facts.0)
    }
}

/// The file from outside: only its name, size, times and neighbours; the database itself is not read.
fn file(facts: &mut Facts, path: &Path) -> Result<(), Failure> {
    let info = std::fs::metadata(path).map_err(|e| crate::work::WorkError::io(path, &e))?;
    facts.heading("File");
    facts.path("path", Some(path));
    facts.fact("size", &format!("{} bytes", info.len()));
    #[cfg(unix)]
    facts.fact("mode", &format!("{:o}", std::os::unix::fs::PermissionsExt::mode(&info.permissions()) & 0o7777));
    facts.fact("kind", Store::kind_of(path)?.words());
    for end in ["-wal", "-shm", ".lock"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let size = std::fs::metadata(&name).map_or_else(|_| "not there".to_owned(), |m| format!("{} bytes", m.len()));
        facts.fact(end, &size);
    }
    facts.fact("daily backups", &backup::list(path).len().to_string());
    Ok(())
}
