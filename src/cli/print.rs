//! `milepost print`: what the program knows of itself.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory, Subcommand};
use clap_complete::Shell;

use super::{Cli, Desk, Failure, open, result, schema};
use crate::command::{Command, Mode};
use crate::import::instrument_write::to_toml;
use crate::import::shipped;
use crate::store::Access;
use crate::work::WorkError;

/// Print the manual page, shell completions, the keys, the forms of data, or an instrument
#[derive(Debug, Args)]
pub struct Print {
    /// What
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The manual page, for man
    Man,
    /// Completions for a shell
    Completions {
        /// For which shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Every key and command, as set
    Keys,
    /// The fields of every JSON and CSV report, and the tables of the file
    Schema,
    /// An instrument as the TOML file that 'milepost import instrument' reads
    Instrument {
        /// Its code: utah-cpr
        code: String,
        /// The file it stands in; without it, the instrument of that name that comes with the program
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
        /// Which version; without it, the newest one
        #[arg(long, value_name = "NUMBER", requires = "from")]
        version: Option<u32>,
    },
}

impl Print {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let mut out = Vec::new();
        match self.what {
            What::Man => man(&mut out)?,
            What::Completions { shell } => clap_complete::generate(shell, &mut Cli::command(), "milepost", &mut out),
            What::Keys => out.extend_from_slice(keys(desk)?.as_bytes()),
            What::Schema => out.extend_from_slice(schema::text().as_bytes()),
            What::Instrument { code, from: Some(file), version } => {
                out.extend_from_slice(instrument(desk, &file, &code, version)?.as_bytes());
            }
            What::Instrument { code, from: None, .. } => {
                let known = shipped::find(shipped::INSTRUMENTS, &code)
                    .ok_or_else(|| WorkError::unknown("shipped instrument", &code, shipped::INSTRUMENTS.iter().map(|s| s.id)))?;
                out.extend_from_slice(known.text.as_bytes());
            }
        }
        result(&out)
    }
}

/// A version of an instrument in a file.
fn instrument(desk: &Desk, file: &Path, code: &str, version: Option<u32>) -> Result<String, Failure> {
    let book = desk.open(file, Access::Read)?.load()?;
    let of_code = || book.instruments().iter().map(|(_, i)| i).filter(|i| i.code.eq_ignore_ascii_case(code));
    let found = of_code().rev().find(|i| version.is_none_or(|version| version == i.version));
    match found {
        Some(instrument) => Ok(to_toml(instrument)),
        None if of_code().next().is_none() => {
            Err(WorkError::unknown("instrument", code, book.instruments().iter().map(|(_, i)| i.code.as_str())).into())
        }
        None => {
            let known: Vec<String> = of_code().map(|i| i.version.to_string()).collect();
            Err(Failure::Usage(format!(
                "there is no version {} of '{code}' in this file; it has {}",
                version.unwrap_or(0),
                known.join(", ")
            )))
        }
    }
}

/// The page of the program, then one for each subcommand.
fn man(out: &mut Vec<u8>) -> Result<(), Failure> {
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(out)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let title = format!("milepost-{}", sub.get_name());
        clap_mangen::Man::new(sub.clone()).title(title).render(out)?;
    }
    Ok(())
}

/// From the one table of commands and the keys that are set: mode by mode, keys, what they do, the command's name.
fn keys(desk: &Desk) -> Result<String, Failure> {
    let keymap = open::keymap(&desk.config.keys)?;
    let mut out = String::new();
    for mode in Mode::ALL {
        let mut lines = Vec::new();
        for command in Command::ALL {
            let keys: Vec<String> = keymap
                .all()
                .filter(|(in_mode, _, asked)| *in_mode == mode && asked == command)
                .map(|(_, key, _)| key.to_string())
                .collect();
            let keyless = keys.is_empty() && command.modes().contains(&mode) && keymap.keys_for(*command, mode).is_empty();
            if !keys.is_empty() || keyless {
                let keys = if keyless { "(palette)".to_owned() } else { keys.join(", ") };
                lines.push(format!("  {keys:<28}  {:<44}  {}\n", command.words(), command.id()));
            }
        }
        if !lines.is_empty() {
            let _ = writeln!(out, "{} [{}]\n{}", mode.words(), mode.name(), lines.concat());
        }
    }
    Ok(out)
}
