//! What was entered of a review here, and what stands of it together with what was imported.
//! Imported answers come first, entered ones over them: a correction outlives a later import of the same file.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::block::ReviewIn;
use super::fault::StoreError;
use crate::domain::answers::{Answer, PackedAnswers};
use crate::domain::change::Slot;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::review::Status;

/// The facts and answers entered of one review; a fact that was not entered is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entered {
    gone: bool,
    round: Option<Id>,
    form: Option<Id>,
    year: Option<i32>,
    region: Option<Id>,
    office: Option<Id>,
    worker: Option<Id>,
    supervisor: Option<Id>,
    case_id: Option<String>,
    reviewer: Option<String>,
    reviewed_on: Option<NaiveDate>,
    covers: Option<i64>,
    status: Option<Status>,
    rating: Option<i64>,
    answers: Vec<(Slot, Answer)>,
}

/// A review as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stands {
    pub review: ReviewIn,
    pub status: Status,
    /// 1 is the first review of a case, 2 the blind second one.
    pub rating: i64,
    pub round: Option<Id>,
}

impl Stands {
    /// Whether its answers are in the counts.
    pub fn counts(&self) -> bool {
        self.status == Status::Final && self.rating == 1
    }
}

/// Whether anything at all was entered in this file: an import of a million answers asks only once.
pub(super) fn any(conn: &Connection) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM case_review) OR EXISTS (SELECT 1 FROM slot)")?.query_row([], |row| row.get(0))?)
}

/// What was entered of a review; none if nothing was.
pub(super) fn entered(conn: &Connection, id: Id) -> Result<Option<Entered>, StoreError> {
    let key = id.0.as_slice();
    let facts = conn
        .prepare_cached(
            "SELECT gone, round, form, year, region, office, worker, supervisor, case_id, reviewer, reviewed_on, covers, status, rating
             FROM case_review WHERE id = ?1",
        )?
        .query_row([key], |row| {
            let id =
                |at: usize| -> rusqlite::Result<Option<Id>> { Ok(row.get::<_, Option<Vec<u8>>>(at)?.as_deref().and_then(Id::from_slice)) };
            Ok(Entered {
                gone: row.get::<_, Option<i64>>(0)? == Some(1),
                round: id(1)?,
                form: id(2)?,
                year: row.get(3)?,
                region: id(4)?,
                office: id(5)?,
                worker: id(6)?,
                supervisor: id(7)?,
                case_id: row.get(8)?,
                reviewer: row.get(9)?,
                reviewed_on: row.get::<_, Option<String>>(10)?.and_then(|day| NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok()),
                covers: row.get(11)?,
                status: row.get::<_, Option<String>>(12)?.map(|code| Status::named(&code).unwrap_or_default()),
                rating: row.get(13)?,
                answers: Vec::new(),
            })
        })
        .optional()?;
    let mut query = conn.prepare_cached("SELECT slot, value FROM slot WHERE record = ?1 AND field = ?2 ORDER BY slot")?;
    let rows = query.query_map((key, Field::Given.name()), |row| Ok((row.get::<_, u32>(0)?, row.get::<_, i64>(1)?)))?;
    let mut answers = Vec::new();
    for row in rows {
        let (slot, byte) = row?;
        // A byte that no answer has (a newer program, a damaged file) is unanswered; `check` compares it with the log.
        let answer = u8::try_from(byte).ok().and_then(Answer::from_byte).unwrap_or(Answer::NONE);
        answers.push((Slot(slot), answer));
    }
    // An undone entry leaves a row without a value: nothing was entered.
    let entered = Entered { answers, ..facts.unwrap_or_default() };
    Ok((entered != Entered::default()).then_some(entered))
}

/// The reviews under an instrument version of which something was entered: the areas they cover move with its questions.
pub(super) fn under(conn: &Connection, instrument: Id) -> Result<Vec<Id>, StoreError> {
    let sql = "SELECT r.id FROM review r JOIN instrument i ON i.key = r.instrument WHERE i.id = ?1 AND
        (EXISTS (SELECT 1 FROM case_review c WHERE c.id = r.id) OR EXISTS (SELECT 1 FROM slot s WHERE s.record = r.id))";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([instrument.0.as_slice()], |row| Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice)))?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// A review from what was imported of it and what was entered; none if neither makes a whole one: a review needs an
/// instrument, a year, a region and an office. `instrument` looks a version up, so that computed answers are filled in.
pub(super) fn put_together(
    id: Id,
    imported: Option<ReviewIn>,
    entered: Option<&Entered>,
    instrument: impl FnOnce(Id) -> Result<std::sync::Arc<Instrument>, StoreError>,
) -> Result<Option<Stands>, StoreError> {
    let was_imported = imported.is_some();
    let entered = entered.filter(|e| !e.gone);
    let Some(mut review) = imported.or_else(|| entered.and_then(|e| begin(id, e))) else { return Ok(None) };
    let mut stands_as = if was_imported { Status::Final } else { Status::Draft };
    let (mut rating, mut round) = (1, None);
    if let Some(entered) = entered {
        if was_imported {
            over(&mut review, entered);
        }
        for (slot, answer) in &entered.answers {
            review.answers.set(slot.question(), slot.occurrence(), *answer);
        }
        stands_as = entered.status.unwrap_or(stands_as);
        rating = entered.rating.unwrap_or(1);
        round = entered.round;
    }
    let instrument = instrument(review.instrument)?;
    // Whoever answers a question here covers its area: otherwise the answer would count and its case be in no list of the
    // area. A file says itself which areas it covers.
    for (ordinal, ..) in review.answers.iter().filter(|_| entered.is_some()) {
        if let Some(question) = instrument.questions.get(usize::from(ordinal)).filter(|question| !question.is_computed()) {
            review.areas |= 1u64.checked_shl(question.area as u32).unwrap_or(0);
        }
    }
    instrument.derive(&mut review.answers);
    Ok(Some(Stands { review, status: stands_as, rating, round }))
}

/// A review that was only entered, still without its answers.
fn begin(id: Id, entered: &Entered) -> Option<ReviewIn> {
    Some(ReviewIn {
        id,
        instrument: entered.form?,
        year: entered.year?,
        region: entered.region?,
        office: entered.office?,
        worker: entered.worker,
        supervisor: entered.supervisor,
        reviewed_on: entered.reviewed_on,
        areas: entered.covers.unwrap_or(0) as u64,
        answers: PackedAnswers::default(),
        case_id: entered.case_id.clone().unwrap_or_default(),
        reviewer: entered.reviewer.clone().unwrap_or_default(),
    })
}

/// Facts that were entered replace the imported ones. Place and instrument stay those of the import: the review's id
/// rests on them.
fn over(review: &mut ReviewIn, entered: &Entered) {
    review.worker = entered.worker.or(review.worker);
    review.supervisor = entered.supervisor.or(review.supervisor);
    review.reviewed_on = entered.reviewed_on.or(review.reviewed_on);
    review.areas |= entered.covers.unwrap_or(0) as u64;
    if let Some(reviewer) = &entered.reviewer {
        review.reviewer.clone_from(reviewer);
    }
    if review.case_id.is_empty() {
        review.case_id = entered.case_id.clone().unwrap_or_default();
    }
}
