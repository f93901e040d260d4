//! `milepost new`: makes a file.

use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure, key_from, say};
use crate::work::new::{SetUp, make};

/// Make a new file
#[derive(Debug, Args)]
pub struct New {
    /// The file to make; it must not exist
    file: PathBuf,
    /// The agency's name
    #[arg(long, value_name = "NAME")]
    agency: Option<String>,
    /// A milestone plan: one that comes with the program (utah-milestones) or a TOML file
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// An instrument: one that comes with the program (utah-cpr, utah-qcr, cfsr) or a TOML file; can be given again
    #[arg(long, value_name = "ID")]
    instrument: Vec<String>,
    /// The month in which fiscal years begin: 1 to 12, or its name; July unless given
    #[arg(long, value_name = "MONTH", value_parser = month)]
    fiscal_year_start: Option<u32>,
    /// Your role, as the history will say
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// Another file of the same agency, so that both call the same things by the same ids
    #[arg(long, value_name = "OTHER")]
    join: Option<PathBuf>,
    /// The passphrase of the file to join, if it is another one
    #[arg(long, value_name = "PATH", requires = "join")]
    join_passphrase_file: Option<PathBuf>,
    /// Make a plain file: anyone who gets hold of it can read it
    #[arg(long)]
    unencrypted: bool,
}

/// A month by number or by the first letters of its name.
fn month(text: &str) -> Result<u32, String> {
    const NAMES: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let lower = text.trim().to_lowercase();
    if let Ok(number @ 1..=12) = lower.parse::<u32>() {
        return Ok(number);
    }
    let found = NAMES.iter().zip(1..).find(|(name, _)| lower.len() >= 3 && name.starts_with(&lower));
    found.map(|(_, number)| number).ok_or_else(|| "is no month; write 7 or july".to_owned())
}

impl New {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        if self.unencrypted && desk.global.passphrase_file.is_some() && self.join.is_none() {
            return Err(Failure::Usage("--unencrypted makes a file without a passphrase; leave --passphrase-file out".to_owned()));
        }
        if self.file.exists() {
            return Err(crate::store::StoreError::Exists(self.file).into());
        }
        let passphrase = if self.unencrypted { None } else { Some(desk.key().fresh()?) };
        let joined_key = match &self.join_passphrase_file {
            Some(path) => key_from(Some(path)),
            None => desk.key(),
        };
        let role = self.role.as_deref().or(desk.config.role.as_deref()).unwrap_or_default();
        let set_up = SetUp {
            agency: self.agency.as_deref(),
            fiscal_year_start: self.fiscal_year_start,
            plan: self.plan.as_deref(),
            instruments: &self.instrument,
            name: &desk.person(),
            role,
        };
        let store = make(&self.file, passphrase.as_ref(), &set_up, self.join.as_deref().map(|path| (path, joined_key)))?;
        let kept = if store.is_encrypted() { "encrypted" } else { "NOT ENCRYPTED" };
        say(&format!("Made '{}', {kept}.", self.file.display()));
        Ok(())
    }
}
