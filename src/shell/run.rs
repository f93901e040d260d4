//! The loop: wait for an event or the next deadline (idle is asleep), read and drain what waits, then draw once.

use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crossterm::event;

use super::terminal::{self, Terminal};
use super::{Look, Shell, gate};
use crate::store::{Access, Passphrase, Store, StoreError};
use crate::work::demo;

/// How long after the last change the write-ahead log moves into the file.
const SETTLE: Duration = Duration::from_secs(2);

/// How often the worker's progress is looked at, while it works.
const GLANCE: Duration = Duration::from_millis(100);

/// What the program begins with.
pub enum Start {
    /// A file that is open already.
    Open(Box<Store>),
    /// A file to be opened; its passphrase is asked on the screen if it needs one.
    File(PathBuf, Option<Passphrase>),
    /// No file yet: the welcome, with the place where a new one would go.
    Welcome(PathBuf),
}

/// Why the screen could not be had, or was lost.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// No terminal.
    #[error("this needs a terminal; in a script use a subcommand, such as 'milepost report scores FILE'")]
    NoTerminal,
    /// The terminal failed.
    #[error("the terminal does not answer: {0}")]
    Terminal(#[from] io::Error),
    /// The file failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Everything is saved, but today's backup could not be made.
    #[error("everything is saved, but today's backup was not made: {0}")]
    Backup(StoreError),
}

/// Runs the program until the reviewer quits.
///
/// # Errors
/// [`RunError`]: no terminal, a lost terminal, or a file that cannot be opened.
pub fn run(start: Start, look: &Look) -> Result<(), RunError> {
    if !super::has_terminal() {
        return Err(RunError::NoTerminal);
    }
    terminal::on_panic();
    let mut terminal = Terminal::take(look.mouse)?;
    let mut start = start;
    let mut since = None;
    loop {
        let Some(store) = gate::pass(start, &mut terminal, look)? else { return Ok(()) };
        let mut shell = Shell::new(store, look.clone(), terminal.size()?)?;
        // What was not looked at before the file was locked is still to be told.
        shell.since = since.take().or(shell.since.take());
        match turn(&mut shell, &mut terminal)? {
            End::Quit => {
                drop(terminal);
                return leave(shell);
            }
            End::Locked => {
                let path = shell.store.path().to_owned();
                since = shell.since.take();
                // The key and everything read with it leave the memory before the screen asks for the passphrase again.
                drop(shell);
                start = Start::File(path, None);
            }
        }
    }
}

/// What is left to do once the screen is given back: today's backup, or the made-up agency taken away.
fn leave(mut shell: Shell) -> Result<(), RunError> {
    let path = shell.store.path().to_owned();
    if demo::is_temporary(&path) {
        drop(shell);
        demo::clear_away(&path);
        return Ok(());
    }
    if shell.store.access() == Access::Edit
        && let Err(error) = shell.store.daily_backup()
    {
        return Err(RunError::Backup(error));
    }
    Ok(())
}

/// How a sitting ends.
enum End {
    Quit,
    Locked,
}

fn turn(shell: &mut Shell, terminal: &mut Terminal) -> Result<End, RunError> {
    let patience = Duration::from_secs(u64::from(shell.look.lock_after_minutes) * 60);
    let locks = shell.store.is_encrypted() && !patience.is_zero();
    let mut last_key = Instant::now();
    let mut listening = false;
    let mut written = None;
    loop {
        if shell.dirty {
            terminal.draw(|frame| shell.draw(frame))?;
            shell.dirty = false;
        }
        if !listening {
            // After the first frame, so that a thread does not delay it.
            terminal::on_signals()?;
            listening = true;
            // The first look at the events begins to hear of resizes; one that came before it is seen by the size itself.
            event::poll(Duration::ZERO)?;
            let (columns, rows) = terminal.size()?;
            if (columns, rows) != shell.size {
                shell.resize(columns, rows);
            }
            shell.begin();
            continue;
        }
        if shell.unsettled {
            shell.unsettled = false;
            written = Some(Instant::now() + SETTLE);
        }
        let working = shell.job.is_some().then(|| Instant::now() + GLANCE);
        let deadline =
            [written, working, locks.then(|| last_key + patience), shell.notice.as_ref().map(|n| n.until)].into_iter().flatten().min();
        let waited = match deadline {
            Some(at) => event::poll(at.saturating_duration_since(Instant::now()))?,
            None => true,
        };
        if waited {
            last_key = Instant::now();
            shell.look_elsewhere();
            if let Some(event) = terminal.read()? {
                shell.route(event);
            }
            // Whatever is waiting is taken before the next draw: a held key or a paste costs one frame.
            while !shell.wants.quit && event::poll(Duration::ZERO)? {
                if let Some(event) = terminal.read()? {
                    shell.route(event);
                }
            }
        }
        shell.look_at_job();
        let now = Instant::now();
        if written.is_some_and(|at| at <= now) {
            // A failure loses nothing: what said Saved is on the disk in the log, and the next change or opening moves it.
            written = None;
            let _ = shell.store.checkpoint();
        }
        if shell.notice.as_ref().is_some_and(|n| n.until <= now) {
            shell.notice = None;
            shell.dirty = true;
        }
        if let Some(text) = shell.wants.copy.take() {
            terminal.copy(&text)?;
        }
        if let Some(on) = shell.wants.mouse.take() {
            terminal.set_mouse(on)?;
        }
        if std::mem::take(&mut shell.wants.suspend) {
            terminal.suspend()?;
            shell.dirty = true;
        }
        if shell.wants.quit {
            return Ok(End::Quit);
        }
        if locks && now >= last_key + patience {
            // A draft that can be accepted is; one at fault would hold the file open for whoever passes by.
            shell.leave_draft();
            return Ok(End::Locked);
        }
    }
}

impl Shell {
    /// What is worth saying once the first frame stands.
    fn begin(&mut self) {
        if let Some(why) = &self.book.facts.read_only {
            let words = format!("This file can only be read here: {why}");
            self.say(words, false);
        } else if !self.book.facts.who.contains(' ') && self.book.all(crate::domain::kind::Kind::Actor).is_empty() {
            self.ask_who();
            self.dirty = true;
        }
    }
}
