//! Blocks: how imported reviews stand in the log. At most 65,536 answers each, compressed; what identifies a case or a
//! reviewer travels in a payload of its own, so that it can be erased and the answers stay.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::answers::PackedAnswers;
use crate::domain::id::Id;

/// The most answers in one block.
pub const MOST_ANSWERS: usize = 65_536;
/// The most bytes a block may unpack to: a guard against a damaged or hostile one.
const MOST_BYTES: usize = 64 << 20;
const LEVEL: i32 = 1;

/// One review as it comes in, all names resolved to records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewIn {
    /// Derived from (instrument, fiscal year, office, case id).
    pub id: Id,
    /// The instrument version's record.
    pub instrument: Id,
    /// Fiscal year.
    pub year: i32,
    /// Region at the time.
    pub region: Id,
    /// Office at the time.
    pub office: Id,
    /// The caseworker at the time.
    pub worker: Option<Id>,
    /// The worker's supervisor at the time.
    pub supervisor: Option<Id>,
    /// When it was reviewed.
    pub reviewed_on: Option<NaiveDate>,
    /// Areas covered: bit i is area i of the instrument.
    pub areas: u64,
    /// The answers.
    pub answers: PackedAnswers,
    /// The case id: an identifier.
    pub case_id: String,
    /// Who reviewed it.
    pub reviewer: String,
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.bytes.push((n & 0x7F) as u8 | 0x80);
            n >>= 7;
        }
        self.bytes.push(n as u8);
    }

    fn slice(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn number(&mut self) -> Option<u64> {
        let (mut n, mut shift) = (0u64, 0);
        loop {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            n |= u64::from(byte & 0x7F).checked_shl(shift)?;
            if *byte < 0x80 {
                return Some(n);
            }
            shift += 7;
        }
    }

    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(n)?;
        self.bytes = rest;
        Some(taken)
    }

    fn slice(&mut self) -> Option<&'a [u8]> {
        let n = usize::try_from(self.number()?).ok()?;
        self.take(n)
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.slice()?.to_vec()).ok()
    }
}

/// Packs reviews: the answers' payload, and the identifiers' payload in the same order.
pub fn encode(reviews: &[ReviewIn]) -> (Vec<u8>, Vec<u8>) {
    let mut known: HashMap<Id, u64> = HashMap::new();
    let mut ids: Vec<Id> = Vec::new();
    let mut number_of = |id: Id| {
        *known.entry(id).or_insert_with(|| {
            ids.push(id);
            ids.len() as u64
        })
    };
    let (mut body, mut cases) = (Writer::default(), Writer::default());
    for review in reviews {
        body.bytes.extend_from_slice(&review.id.0);
        body.number(u64::from(review.year.unsigned_abs()));
        for id in [Some(review.instrument), Some(review.region), Some(review.office), review.worker, review.supervisor] {
            body.number(id.map_or(0, &mut number_of));
        }
        body.number(review.reviewed_on.map_or(0, |day| u64::from(day.num_days_from_ce().unsigned_abs())));
        body.number(review.areas);
        body.slice(&review.answers.to_bytes());
        cases.slice(review.case_id.as_bytes());
        cases.slice(review.reviewer.as_bytes());
    }
    let mut head = Writer::default();
    head.number(1);
    head.number(ids.len() as u64);
    for id in ids {
        head.bytes.extend_from_slice(&id.0);
    }
    head.number(reviews.len() as u64);
    head.bytes.append(&mut body.bytes);
    (squeeze(&head.bytes), squeeze(&cases.bytes))
}

fn squeeze(bytes: &[u8]) -> Vec<u8> {
    // Packing into memory cannot fail; an empty block would be refused on reading.
    zstd::bulk::compress(bytes, LEVEL).unwrap_or_default()
}

/// Unpacks a block. Without identifiers (purged) the case ids are empty. `None` if the bytes are no block.
pub fn decode(answers: &[u8], cases: Option<&[u8]>) -> Option<Vec<ReviewIn>> {
    let body = zstd::bulk::decompress(answers, MOST_BYTES).ok()?;
    let cases = cases.map(|bytes| zstd::bulk::decompress(bytes, MOST_BYTES).ok()).unwrap_or_default();
    let mut body = Reader { bytes: &body };
    let mut cases = cases.as_deref().map(|bytes| Reader { bytes });
    if body.number()? != 1 {
        return None;
    }
    let ids: Vec<Id> = (0..body.number()?).map(|_| body.take(16).and_then(Id::from_slice)).collect::<Option<_>>()?;
    let count = usize::try_from(body.number()?).ok()?;
    let mut reviews = Vec::with_capacity(count.min(MOST_ANSWERS));
    for _ in 0..count {
        let id = Id::from_slice(body.take(16)?)?;
        let year = i32::try_from(body.number()?).ok()?;
        let mut named = [None; 5];
        for slot in &mut named {
            let number = usize::try_from(body.number()?).ok()?;
            *slot = match number {
                0 => None,
                n => Some(*ids.get(n - 1)?),
            };
        }
        let day = i32::try_from(body.number()?).ok()?;
        let areas = body.number()?;
        let answers = PackedAnswers::from_bytes(body.slice()?)?;
        let (case_id, reviewer) = match &mut cases {
            Some(cases) => (cases.text()?, cases.text()?),
            None => (String::new(), String::new()),
        };
        let [instrument, region, office, worker, supervisor] = named;
        reviews.push(ReviewIn {
            id,
            instrument: instrument?,
            year,
            region: region?,
            office: office?,
            worker,
            supervisor,
            reviewed_on: NaiveDate::from_num_days_from_ce_opt(day).filter(|_| day > 0),
            areas,
            answers,
            case_id,
            reviewer,
        });
    }
    Some(reviews)
}
