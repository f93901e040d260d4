//! `milepost print`: what the program knows of itself.

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell as CompletionShell;

use super::{Cli, Failure, result};

/// Print the manual page, shell completions, or the forms of data
#[derive(Debug, Args)]
pub struct Print {
    /// What
    #[arg(value_enum)]
    what: WhatArg,
    /// For which shell the completions are
    #[arg(value_enum, required_if_eq("what", "completions"))]
    shell: Option<CompletionShell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum WhatArg {
    Man,
    Completions,
    Schema,
}

impl Print {
    pub(super) fn run(self) -> Result<(), Failure> {
        let mut out = Vec::new();
        match (self.what, self.shell) {
            (WhatArg::Man, _) => man(&mut out)?,
            (WhatArg::Completions, Some(shell)) => clap_complete::generate(shell, &mut Cli::command(), "milepost", &mut out),
            (WhatArg::Completions, None) => return Err(Failure::Usage("name the shell: milepost print completions bash".to_owned())),
            (WhatArg::Schema, _) => out.extend_from_slice(super::schema::text().as_bytes()),
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
        let name = format!("milepost-{}", sub.get_name());
        clap_mangen::Man::new(sub.clone().name(&*Box::leak(name.into_boxed_str()))).render(out)?;
    }
    Ok(())
}
