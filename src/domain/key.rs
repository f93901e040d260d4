//! By what scores are kept apart: the keys of a table and what a filter lets through. Names of places are turned into
//! records before they come here.

use super::id::Id;

/// One key of a table of scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// The region at the time.
    Region,
    /// The office at the time.
    Office,
    /// The worker at the time.
    Worker,
    /// The worker's supervisor at the time.
    Supervisor,
    /// The area of the instrument.
    Area,
    /// The question.
    Question,
    /// The fiscal year.
    Year,
}

impl Key {
    /// All, in the order in which rows show them.
    pub const ALL: [Key; 7] = [Key::Region, Key::Office, Key::Worker, Key::Supervisor, Key::Area, Key::Question, Key::Year];

    /// Its word on the command line and in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Key::Region => "region",
            Key::Office => "office",
            Key::Worker => "worker",
            Key::Supervisor => "supervisor",
            Key::Area => "area",
            Key::Question => "question",
            Key::Year => "year",
        }
    }
}

/// A set of keys. What is not named is summed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Keys(u8);

impl Default for Keys {
    /// Region, question and year.
    fn default() -> Keys {
        Keys::of(&[Key::Region, Key::Question, Key::Year])
    }
}

impl Keys {
    /// A set of these.
    #[must_use]
    pub fn of(keys: &[Key]) -> Keys {
        Keys(keys.iter().fold(0, |set, key| set | 1 << *key as u8))
    }

    /// Whether a key is in it.
    #[must_use]
    pub fn has(self, key: Key) -> bool {
        self.0 & (1 << key as u8) != 0
    }

    /// With one more key.
    #[must_use]
    pub fn with(self, key: Key) -> Keys {
        Keys(self.0 | 1 << key as u8)
    }

    /// Without a key.
    #[must_use]
    pub fn without(self, key: Key) -> Keys {
        Keys(self.0 & !(1 << key as u8))
    }

    /// Whether workers or supervisors are among them: then counts by worker are needed.
    #[must_use]
    pub fn by_person(self) -> bool {
        self.has(Key::Worker) || self.has(Key::Supervisor)
    }

    /// Reads `region,question,year`.
    ///
    /// # Errors
    /// A sentence that names the word that is no key.
    pub fn parse(text: &str) -> Result<Keys, String> {
        let mut keys = Keys(0);
        for word in text.split(',').map(str::trim).filter(|w| !w.is_empty()) {
            let key = Key::ALL
                .into_iter()
                .find(|k| k.code().eq_ignore_ascii_case(word))
                .ok_or_else(|| format!("'{word}' is no key; use any of region, office, worker, supervisor, area, question, year"))?;
            keys = keys.with(key);
        }
        Ok(keys)
    }
}

/// What a table of scores is limited to; nothing set lets everything through.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter {
    /// Code of the instrument.
    pub instrument: Option<String>,
    /// Fiscal year.
    pub year: Option<i32>,
    /// Region.
    pub region: Option<Id>,
    /// Office.
    pub office: Option<Id>,
    /// Worker.
    pub worker: Option<Id>,
    /// Supervisor.
    pub supervisor: Option<Id>,
    /// Code of an area.
    pub area: Option<String>,
    /// Code of a question.
    pub question: Option<String>,
}

impl Filter {
    /// Only one instrument.
    #[must_use]
    pub fn instrument(code: impl Into<String>) -> Filter {
        Filter { instrument: Some(code.into()), ..Filter::default() }
    }

    /// Whether a worker or supervisor is named: then counts by worker are needed.
    #[must_use]
    pub fn by_person(&self) -> bool {
        self.worker.is_some() || self.supervisor.is_some()
    }
}
