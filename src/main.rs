//! The program: parse, run, one exit code and at most one message.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use milepost::cli::{self, Cli};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results and end with 0; what was not understood ends with 2.
            let code = u8::from(error.use_stderr()) * 2;
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match cli::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(message) = failure.message() {
                let _ = writeln!(std::io::stderr().lock(), "milepost: {message}");
            }
            ExitCode::from(failure.code())
        }
    }
}
