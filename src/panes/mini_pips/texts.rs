//! The texts of frozen versions that the pane has read, and what they differ in. A frozen text never changes, so it is read
//! once; what it differs from the plan as it stands is worked out anew only when the file has moved on.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::command::{Context, Effect};
use crate::domain::change::{Seen, Written};
use crate::domain::field::Field;
use crate::domain::frozen::compare::{Difference, compare};
use crate::domain::frozen::{self, Snapshot, SnapshotFault};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::Query;
use crate::domain::record::Record;

use super::pages::{self, Page, Tab};

/// Why two versions cannot be compared now, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The text has not been read yet.
    NotYet,
    /// It cannot be read.
    Fault(String),
}

/// Two versions with what they differ in; none as the newer one is the plan as it stands.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The older text.
    pub older: Rc<Snapshot>,
    /// The newer text.
    pub newer: Rc<Snapshot>,
    /// What differs.
    pub differences: Vec<Difference>,
}

/// What a comparison is of, and for which state of the file it holds.
type Pair = (Id, Option<Id>);

/// The texts that have been read.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    known: HashMap<Id, Result<Rc<Snapshot>, SnapshotFault>>,
    asked: Vec<Id>,
    compared: RefCell<HashMap<Pair, (Seen, Rc<Compared>)>>,
    now: RefCell<Option<(Id, Seen, Rc<Now>)>>,
}

/// The plan as it stands.
#[derive(Debug)]
struct Now {
    text: Rc<Snapshot>,
    digest: String,
}

impl Texts {
    /// Asks for the texts that a page needs and that have not been read.
    pub fn ask(&mut self, page: Page, cx: &Context) -> Vec<Effect> {
        let Some(plan) = pages::plan(cx) else { return Vec::new() };
        let needed: Vec<Id> = match page {
            Page::Tab(Tab::Versions) => frozen::versions(cx.book, plan).iter().map(|version| version.id).collect(),
            Page::Tab(Tab::Agreements) => {
                let mut signed: Vec<Id> =
                    cx.book.parts(plan, Kind::Agreement).iter().filter_map(|a| frozen::signed_for(cx.book, a)).map(|v| v.id).collect();
                signed.dedup();
                signed
            }
            Page::Compare(older, newer) => Some(older).into_iter().chain(newer).collect(),
            _ => return Vec::new(),
        };
        let missing: Vec<Id> = needed.into_iter().filter(|id| !self.known.contains_key(id)).collect();
        if missing.is_empty() {
            return Vec::new();
        }
        self.asked.clone_from(&missing);
        vec![Effect::Read(Query::Snapshots { versions: missing })]
    }

    /// Takes the texts that were asked for, in the order asked.
    pub fn take(&mut self, stored: &[Option<Vec<u8>>], cx: &Context) {
        for (version, bytes) in std::mem::take(&mut self.asked).into_iter().zip(stored) {
            let digest = cx.book.get(version).map_or("", |record| record.text(Field::Digest));
            self.known.insert(version, Snapshot::open(bytes.as_deref(), digest).map(Rc::new));
        }
    }

    /// Forgets what was written anew: a version that was undone and made again.
    pub fn forget(&mut self, written: Option<&Written>) {
        match written {
            None => *self = Texts::default(),
            Some(written) if written.edits.iter().any(|edit| matches!(edit.kind, Kind::Frozen | Kind::Snapshot)) => {
                *self = Texts::default();
            }
            Some(_) => {}
        }
    }

    /// Whether the plan's text is another one than that of a version.
    #[must_use]
    pub fn changed_since(&self, cx: &Context, plan: Id, version: &Record) -> bool {
        self.now(cx, plan).digest != version.text(Field::Digest)
    }

    /// The plan as it stands, taken once for each state of the file.
    fn now(&self, cx: &Context, plan: Id) -> Rc<Now> {
        if let Some((of, seen, now)) = &*self.now.borrow()
            && (*of, *seen) == (plan, cx.book.seen)
        {
            return Rc::clone(now);
        }
        let text = Snapshot::take(cx.book, plan);
        let digest = frozen::digest_of(&text.to_bytes());
        let now = Rc::new(Now { text: Rc::new(text), digest });
        *self.now.borrow_mut() = Some((plan, cx.book.seen, Rc::clone(&now)));
        now
    }

    fn text(&self, version: Id) -> Result<Rc<Snapshot>, Unread> {
        match self.known.get(&version) {
            None => Err(Unread::NotYet),
            Some(Err(fault)) => Err(Unread::Fault(fault.to_string())),
            Some(Ok(text)) => Ok(Rc::clone(text)),
        }
    }

    /// What two versions differ in.
    ///
    /// # Errors
    /// [`Unread`] where a text is not there.
    pub fn compare(&self, cx: &Context, plan: Id, older: Id, newer: Option<Id>) -> Result<Rc<Compared>, Unread> {
        // What is frozen holds for ever; the plan as it stands only until the file moves on.
        let seen = if newer.is_some() { Seen(0) } else { cx.book.seen };
        if let Some((known, compared)) = self.compared.borrow().get(&(older, newer))
            && *known == seen
        {
            return Ok(Rc::clone(compared));
        }
        let old = self.text(older)?;
        let new = match newer {
            Some(newer) => self.text(newer)?,
            None => Rc::clone(&self.now(cx, plan).text),
        };
        let differences = compare(&old, &new);
        let compared = Rc::new(Compared { older: old, newer: new, differences });
        self.compared.borrow_mut().insert((older, newer), (seen, Rc::clone(&compared)));
        Ok(compared)
    }

    /// How many differences there are.
    ///
    /// # Errors
    /// [`Unread`] where a text is not there.
    pub fn changes(&self, cx: &Context, plan: Id, older: &Record, newer: Option<&Record>) -> Result<usize, Unread> {
        let same = match newer {
            Some(newer) => newer.text(Field::Digest) == older.text(Field::Digest),
            None => !self.changed_since(cx, plan, older),
        };
        if same {
            return Ok(0);
        }
        self.compare(cx, plan, older.id, newer.map(|v| v.id)).map(|compared| compared.differences.len())
    }
}
