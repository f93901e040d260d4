//! The command line: what can be asked, and who carries it out. One file a subcommand; the work itself is in `work/`.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

use crate::config::{self, Config, ConfigError};
use crate::domain::book::Book;
use crate::domain::text::clean;
use crate::shell::run::RunError;
use crate::store::{Access, Store, StoreError};
use crate::work::WorkError;
use crate::work::open::{self as opening, Key};

mod backup;
mod check;
mod demo;
mod doctor;
mod import;
mod log;
mod new;
mod open;
mod print;
mod rekey;
mod report;
mod restore;
mod schema;
mod undo;

/// Milestones, case review scores and Mini PIPs over one local, encrypted file.
#[derive(Debug, Parser)]
#[command(name = "milepost", version, max_term_width = 100, after_help = AFTER, propagate_version = false)]
pub struct Cli {
    /// The file to open in the terminal; without it, the one of the settings or of the data folder
    file: Option<PathBuf>,
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

const AFTER: &str =
    "Exit status: 0 done, 1 found wrong or refused, 2 not understood. Results go to standard output, messages to standard error.";

/// What every subcommand takes.
#[derive(Clone, Debug, Args)]
pub struct Global {
    /// Who does it, as the history will say; otherwise the settings' name, otherwise the login
    #[arg(long = "as", value_name = "NAME", global = true, help_heading = "Everywhere")]
    person: Option<String>,
    /// The day that counts as today
    #[arg(long, value_name = "YYYY-MM-DD", global = true, help_heading = "Everywhere")]
    today: Option<NaiveDate>,
    /// A file whose first line is the passphrase; - is standard input
    #[arg(long, value_name = "PATH", global = true, help_heading = "Everywhere")]
    passphrase_file: Option<PathBuf>,
    /// Colours: auto, dark, light, contrast or mono
    #[arg(long, value_name = "NAME", global = true, help_heading = "Everywhere")]
    theme: Option<String>,
    /// Draw with plain ASCII signs
    #[arg(long, global = true, help_heading = "Everywhere")]
    ascii: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::New),
    Demo(demo::Demo),
    Import(import::Import),
    Report(Box<report::Report>),
    Check(check::Check),
    Undo(undo::Undo),
    Redo(undo::Redo),
    Log(log::Log),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Rekey(rekey::Rekey),
    Print(print::Print),
    Doctor(doctor::Doctor),
}

/// Why the program ends otherwise than with 0.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It has been said on standard output what is wrong.
    #[error("")]
    Found,
    /// Whoever read the output has gone; nothing is wrong.
    #[error("")]
    NobodyReads,
    /// The arguments do not fit together.
    #[error("{0}")]
    Usage(String),
    /// Something was refused.
    #[error("{0}")]
    Refused(String),
    /// Work on the file was refused.
    #[error(transparent)]
    Work(#[from] WorkError),
    /// The file refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The settings are wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The terminal application ended with a fault.
    #[error(transparent)]
    Screen(#[from] RunError),
}

impl From<crate::report::render::RenderError> for Failure {
    fn from(error: crate::report::render::RenderError) -> Failure {
        Failure::Work(error.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::NobodyReads,
            io::ErrorKind::StorageFull => Failure::Refused("the disk is full; make room and try again".to_owned()),
            _ => Failure::Refused(format!("the output cannot be written: {error}")),
        }
    }
}

impl Failure {
    /// The exit status.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Failure::NobodyReads => 0,
            Failure::Usage(_) => 2,
            _ => 1,
        }
    }

    /// The message for standard error, free of what could move a cursor; none if all has been said.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        match self {
            Failure::Found | Failure::NobodyReads => None,
            other => Some(clean(&other.to_string()).0),
        }
    }
}

/// Carries the command line out.
///
/// # Errors
/// What the program has to say and to return.
pub fn run(cli: Cli) -> Result<(), Failure> {
    crate::store::forbid_core_dumps();
    let Cli { file, global, command } = cli;
    let desk = Desk { config: config::load()?, global };
    let Some(command) = command else { return open::run(file, &desk) };
    if let Some(file) = file {
        return Err(Failure::Usage(format!("'{}' stands before the subcommand; write the file after it", file.display())));
    }
    match command {
        Command::New(new) => new.run(&desk),
        Command::Demo(demo) => demo.run(&desk),
        Command::Import(import) => import.run(&desk),
        Command::Report(report) => report.run(&desk),
        Command::Check(check) => check.run(&desk),
        Command::Undo(undo) => undo.run(&desk),
        Command::Redo(redo) => redo.run(&desk),
        Command::Log(log) => log.run(&desk),
        Command::Backup(backup) => backup.run(&desk),
        Command::Restore(restore) => restore.run(&desk),
        Command::Rekey(rekey) => rekey.run(&desk),
        Command::Print(print) => print.run(&desk),
        Command::Doctor(doctor) => doctor.run(&desk),
    }
}

/// What a subcommand has at hand.
struct Desk {
    config: Config,
    global: Global,
}

impl Desk {
    /// Where passphrases come from.
    fn key(&self) -> Key<'_> {
        key_from(self.global.passphrase_file.as_deref())
    }

    /// The person: `--as`, else the settings, else the login.
    fn person(&self) -> String {
        self.global.person.clone().or_else(|| self.config.name.clone()).unwrap_or_else(opening::login)
    }

    fn today(&self) -> NaiveDate {
        self.global.today.unwrap_or_else(|| chrono::Local::now().date_naive())
    }

    fn open(&self, path: &Path, access: Access) -> Result<Store, Failure> {
        Ok(opening::open(path, self.key(), access)?)
    }

    /// A file with its book, to be changed by the person at the desk.
    fn open_to_change(&self, path: &Path, access: Access) -> Result<(Store, Book), Failure> {
        let mut store = self.open(path, access)?;
        let mut book = store.load()?;
        opening::act_as(&mut store, &mut book, &self.person());
        Ok((store, book))
    }
}

/// A passphrase file, or someone at the terminal, or nobody.
fn key_from(file: Option<&Path>) -> Key<'_> {
    match file {
        Some(path) => Key::File(path),
        None if at_a_terminal() => Key::Ask(&|question| rpassword::prompt_password(question)),
        None => Key::Nobody,
    }
}

/// Whether someone can be asked: only if questions are seen and answers typed.
fn at_a_terminal() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// A result, on standard output.
fn result(bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes.as_ref())?;
    out.flush()?;
    Ok(())
}

/// A message, on standard error.
fn say(text: &str) {
    // Without a standard error there is nobody to say it to.
    let _ = writeln!(io::stderr().lock(), "{}", clean(text).0);
}
