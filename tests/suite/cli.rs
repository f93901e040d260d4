//! The command line as scripts use it: the real program, its exit status, its standard output, its messages.
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss, clippy::cast_precision_loss)] // a hundred made-up cases

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

mod casework;
mod committees;
mod faults;
mod files;
mod help;
mod history;
mod moves;
mod qcr;
mod reports;
mod sample;
mod story;

/// What one run of the program said.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    /// It ended well; what it said on standard output.
    #[track_caller]
    fn good(self) -> String {
        assert_eq!(self.code, 0, "{}", self.err);
        self.out
    }

    /// It was refused: exit 1, nothing on standard output, and these words in its one message.
    #[track_caller]
    fn refused(self, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "'{word}' in: {}", self.err);
        }
    }

    #[track_caller]
    fn json(self) -> Value {
        serde_json::from_str(&self.good()).unwrap()
    }

    #[track_caller]
    fn rows(self) -> Vec<Value> {
        self.json()["rows"].as_array().unwrap().clone()
    }
}

/// A folder of its own, with a home in it, so that no setting from outside is found.
struct Folder {
    dir: TempDir,
}

impl Folder {
    fn new() -> Folder {
        Folder { dir: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
        command.env_clear().env("HOME", self.dir.path()).env("USER", "tester").current_dir(self.dir.path());
        // Words between single quotes stay together.
        for (at, part) in line.split('\'').enumerate() {
            if at % 2 == 1 {
                command.arg(part);
            } else {
                command.args(part.split_whitespace());
            }
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, line: &str) -> Ran {
        Folder::ran(self.command(line).output().unwrap())
    }

    /// With something on standard input.
    fn run_with(&self, line: &str, input: &str) -> Ran {
        let mut child = self.command(line).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Folder::ran(child.wait_with_output().unwrap())
    }

    fn ran(output: std::process::Output) -> Ran {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap_or(-1);
        Ran { code, out: text(output.stdout), err: text(output.stderr) }
    }

    /// A plain file of the sample instrument, with the sample's answers if wanted.
    fn furnished(answers: bool) -> Folder {
        let folder = Folder::new();
        let sample = sample::Sample::new();
        folder.write("questions.csv", &sample::Sample::questions());
        folder.write("answers.csv", &sample.answers());
        folder.run("new f.milepost --unencrypted --as 'Ann Example' --role 'QA reviewer'").good();
        folder.run("import instrument questions.csv --id review --title 'Sample review' --into f.milepost").good();
        if answers {
            folder.run("import answers answers.csv --create-places --into f.milepost").good();
        }
        folder
    }
}

/// The mode of a file.
#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions()) & 0o777
}
