//! Opening a file: by path, with a passphrase from wherever it can be had, as a person.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use zeroize::Zeroizing;

use super::WorkError;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::store::{Access, Passphrase, Store, StoreError, Who, world};

/// The longest passphrase file.
const MOST: u64 = 4096;

/// Where a passphrase comes from.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// The first line of a file; `-` is standard input.
    File(&'a Path),
    /// Someone is asked; the text is the question.
    Ask(&'a dyn Fn(&str) -> io::Result<String>),
    /// Nobody is there to be asked.
    Nobody,
}

impl Key<'_> {
    /// The passphrase, if it is there without asking.
    ///
    /// # Errors
    /// A passphrase file that cannot be read or is empty.
    pub fn at_hand(&self) -> Result<Option<Passphrase>, WorkError> {
        let Key::File(path) = self else { return Ok(None) };
        let wrong = |what: String| {
            let from = if *path == Path::new("-") { "standard input".to_owned() } else { format!("'{}'", path.display()) };
            WorkError::Passphrase { from, what }
        };
        let mut text = Zeroizing::new(String::new());
        let read = if *path == Path::new("-") {
            io::stdin().lock().take(MOST).read_to_string(&mut text)
        } else {
            std::fs::File::open(path).and_then(|file| file.take(MOST).read_to_string(&mut text))
        };
        read.map_err(|e| wrong(e.to_string()))?;
        let line = text.lines().next().unwrap_or_default();
        if line.is_empty() {
            return Err(wrong("its first line is empty; write the passphrase there".to_owned()));
        }
        Ok(Some(Passphrase::new(line.to_owned())))
    }

    /// The passphrase of an encrypted file.
    fn of(&self, path: &Path) -> Result<Passphrase, WorkError> {
        match self {
            Key::Ask(ask) => asked(*ask, &format!("Passphrase of {}: ", path.display())),
            Key::File(_) => self.at_hand()?.ok_or_else(|| WorkError::NobodyToAsk(path.to_owned())),
            Key::Nobody => Err(WorkError::NobodyToAsk(path.to_owned())),
        }
    }

    /// A passphrase for a new file, or a new one for an old file: asked for twice.
    ///
    /// # Errors
    /// Nobody to ask, or two answers that differ.
    pub fn fresh(&self) -> Result<Passphrase, WorkError> {
        match self {
            Key::File(_) => self.at_hand()?.ok_or(WorkError::NoNewPassphrase),
            Key::Nobody => Err(WorkError::NoNewPassphrase),
            Key::Ask(ask) => {
                let first = Zeroizing::new(ask("New passphrase (four words for example): ").map_err(|e| unread(&e))?);
                let passphrase = Passphrase::new(first.to_string());
                if let Some(weakness) = passphrase.weakness() {
                    return Err(StoreError::WeakPassphrase(weakness).into());
                }
                let second = Zeroizing::new(ask("The same once more: ").map_err(|e| unread(&e))?);
                if *first == *second { Ok(passphrase) } else { Err(WorkError::PassphrasesDiffer) }
            }
        }
    }
}

fn unread(error: &io::Error) -> WorkError {
    WorkError::Passphrase { from: "the terminal".to_owned(), what: error.to_string() }
}

fn asked(ask: &dyn Fn(&str) -> io::Result<String>, question: &str) -> Result<Passphrase, WorkError> {
    ask(question).map(Passphrase::new).map_err(|e| unread(&e))
}

/// Opens a file. A passphrase file is taken at its word: a plain file is refused then. Otherwise the file says whether it needs one.
///
/// # Errors
/// Everything [`Store::open`] says, and a passphrase that cannot be had.
pub fn open(path: &Path, key: Key<'_>, access: Access) -> Result<Store, WorkError> {
    let at_hand = key.at_hand()?;
    match Store::open(path, at_hand.as_ref(), access, Box::new(world::Real)) {
        Err(StoreError::NeedsPassphrase(_)) => {
            let passphrase = key.of(path)?;
            Ok(Store::open(path, Some(&passphrase), access, Box::new(world::Real))?)
        }
        opened => Ok(opened?),
    }
}

/// From now on the changes carry this person, with the role that the file knows.
pub fn act_as(store: &mut Store, book: &mut Book, name: &str) {
    let known = book.all(Kind::Actor).into_iter().find(|a| a.text(Field::Name).eq_ignore_ascii_case(name));
    let words = match known {
        Some(actor) if !actor.text(Field::Role).is_empty() => format!("{}, {}", actor.text(Field::Name), actor.text(Field::Role)),
        Some(actor) => actor.text(Field::Name).to_owned(),
        None => name.to_owned(),
    };
    let actor = store.derived_id("actor", &[name]);
    store.act_as(Who { actor, words: words.clone() });
    book.facts.who = words;
}

/// The login name.
#[must_use]
pub fn login() -> String {
    std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_else(|_| "unknown".to_owned())
}

/// The file that `milepost` opens when none is named: in the data folder of this user.
#[must_use]
pub fn default_file() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.data_dir().join("milepost").join("agency.milepost"))
}

/// Where a report is suggested to be written: the user's documents, else the home folder, else here.
#[must_use]
pub fn documents_folder() -> PathBuf {
    let Ok(home) = etcetera::home_dir() else { return PathBuf::new() };
    let documents = home.join("Documents");
    if documents.is_dir() { documents } else { home }
}
