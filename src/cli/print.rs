//! `milepost print`: what the program knows of itself.

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;
use std::fmt::Write as _;

use super::{Cli, Desk, Failure, open, result, schema};
use crate::command::{Command, Mode};

/// Print the manual page, shell completions, the keys, or the forms of data
#[derive(Debug, Args)]
pub struct Print {
    /// What
    #[arg(value_enum)]
    what: WhatArg,
    /// For which shell the completions are
    #[arg(value_enum, required_if_eq("what", "completions"))]
    shell: Option<Shell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum WhatArg {
    /// The manual page, for man
    Man,
    /// Completions for a shell
    Completions,
    /// Every key and command, as set
    Keys,
    /// The fields of every JSON and CSV report, and the tables of the file
    Schema,
}

impl Print {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let mut out = Vec::new();
        match (self.what, self.shell) {
            (WhatArg::Man, _) => man(&mut out)?,
            (WhatArg::Completions, Some(shell)) => clap_complete::generate(shell, &mut Cli::command(), "milepost", &mut out),
            (WhatArg::Completions, None) => return Err(Failure::Usage("name the shell: milepost print completions bash".to_owned())),
            (WhatArg::Keys, _) => out.extend_from_slice(keys(desk)?.as_bytes()),
            (WhatArg::Schema, _) => out.extend_from_slice(schema::text().as_bytes()),
        }
        result(&String::from_utf8_lossy(&out))
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
