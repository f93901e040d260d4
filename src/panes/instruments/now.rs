//! The version in view: what it says, what uses it, and the versions before and after it.

use std::rc::Rc;
use std::sync::Arc;

use super::Instruments;
use crate::command::{Context, Effect};
use crate::domain::change::{Change, Edit, Seen};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::instrument_edit::sound;
use crate::domain::instrument_use::{Use, earliest_year};
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::panes::sheet::capital;

/// What the uses were worked out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted(Seen, super::super::memo::Counted);

impl Counted {
    pub(super) fn now(cx: &Context) -> Counted {
        Counted(cx.book.seen, super::super::memo::Counted::now(cx))
    }
}

/// The version in view.
#[derive(Clone, Debug)]
pub(super) struct Now {
    pub id: Id,
    /// Its place in [`crate::domain::book::Book::instruments`].
    pub at: usize,
    pub instrument: Arc<Instrument>,
    pub used: Use,
    pub before: Option<Arc<Instrument>>,
    pub after: Option<Arc<Instrument>>,
    /// The first year in which it may come into force.
    pub earliest: Option<i32>,
}

impl Instruments {
    /// The version in view; none in a file without instruments.
    pub(super) fn now(&self, cx: &Context) -> Option<Now> {
        let versions = cx.book.instruments();
        let newest = |code: &str| versions.iter().rposition(|(_, i)| i.code == code);
        let at = self.version.and_then(|id| versions.iter().position(|(known, _)| *known == id));
        let at = at.or_else(|| newest(&cx.chosen.instrument)).or(versions.len().checked_sub(1))?;
        let (id, instrument) = &versions[at];
        let same =
            |at: Option<usize>| at.and_then(|at| versions.get(at)).filter(|(_, i)| i.code == instrument.code).map(|(_, i)| Arc::clone(i));
        let uses: Rc<Vec<Use>> = self.uses(cx);
        Some(Now {
            id: *id,
            at,
            instrument: Arc::clone(instrument),
            used: uses[at],
            before: same(at.checked_sub(1)),
            after: same(Some(at + 1)),
            earliest: earliest_year(cx.book, &uses, &instrument.code, instrument.version),
        })
    }
}

impl Now {
    pub fn is_draft(&self) -> bool {
        self.used.is_draft()
    }

    /// Why nothing of it can be edited.
    pub fn fixed(&self) -> String {
        let version = self.instrument.version;
        if self.after.is_some() {
            return format!("Version {version} stays as it is: it is in use ({})", self.used.words());
        }
        format!("Ctrl-L begins version {}: this one is in use ({})", version + 1, self.used.words())
    }

    /// Whether another definition can stand in the place of this one.
    pub fn can_be(&self, new: &Instrument) -> Result<(), String> {
        sound(new, self.before.as_deref(), self.after.as_deref()).map_err(|why| capital(&why))?;
        if let (Some(year), Some(earliest)) = (new.in_force_from, self.earliest)
            && year < earliest
        {
            return Err(format!("FY{} has figures of an earlier version; write FY{earliest} or later", earliest - 1));
        }
        if new.in_force_from.is_none() && self.before.is_some() {
            return Err("Say from which fiscal year this version is in force; only a first one can be in force always".to_owned());
        }
        Ok(())
    }

    /// What has to be written for another definition.
    pub fn edits(&self, new: &Instrument) -> Vec<Edit> {
        let mut edits = vec![Edit::new(self.id, Kind::Instrument, Field::Definition, definition(new))];
        if new.title != self.instrument.title {
            edits.push(Edit::new(self.id, Kind::Instrument, Field::Title, Value::text(&new.title)));
        }
        edits
    }

    /// Writes another definition, if it can stand and the version is still a draft.
    pub fn write(&self, new: &Instrument, words: impl Into<String>, cx: &Context) -> Vec<Effect> {
        match self.change(new, words, cx) {
            Ok(change) => vec![Effect::Write(change)],
            Err(why) => vec![Effect::Refuse(why)],
        }
    }

    /// The change to another definition, or why there is none.
    pub fn change(&self, new: &Instrument, words: impl Into<String>, cx: &Context) -> Result<Change, String> {
        if let Some(why) = &cx.book.facts.read_only {
            return Err(format!("This file can only be read here: {why}"));
        }
        if !self.is_draft() {
            return Err(self.fixed());
        }
        self.can_be(new)?;
        let mut change = Change::new(words, cx.book.seen);
        change.edits = self.edits(new);
        Ok(change)
    }
}

/// An instrument as the file keeps it. A definition is plain data: text, numbers and lists always have a JSON form.
pub(super) fn definition(instrument: &Instrument) -> Value {
    Value::text(serde_json::to_string(instrument).unwrap_or_default())
}
