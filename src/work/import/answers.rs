//! Answers into blocks of reviews, compared with what is here. A review is known by its instrument, fiscal year, office and case.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::{Draft, Request, What, file_name, open};
use crate::domain::answers::{Answer, PackedAnswers};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::import::Progress;
use crate::import::answers::{Answers, ReviewIn, read_answers};
use crate::import::fault::{Fault, Faults};
use crate::import::mapping::Mapping;
use crate::import::ratings::read_ratings;
use crate::store::{Store, StoredReview, block};
use crate::work::WorkError;

mod staff;

/// The id of a review, the same in every file of the agency. The office stands in it by its own id, so that a new name
/// for an office does not make a second review of an old case.
#[must_use]
pub fn review_id(store: &Store, instrument: &str, year: i32, office: Id, case_id: &str) -> Id {
    store.derived_id("review", &[instrument, &year.to_string(), &office.to_string(), case_id])
}

/// The records that the names of a file mean.
struct Named {
    regions: Vec<Option<Id>>,
    offices: Vec<Option<Id>>,
    workers: Vec<Id>,
    supervisors: Vec<Id>,
}

pub(super) fn read(
    draft: &mut Draft<'_>,
    path: &Path,
    request: &Request,
    mapping: &Mapping,
    progress: Progress<'_>,
) -> Result<Faults, WorkError> {
    let code = draft.instrument_code(request.instrument.as_deref())?;
    let versions: Vec<(Id, Arc<Instrument>)> = draft.book.instruments().to_vec();
    let read = {
        let book = &draft.book;
        let in_force = |year: i32| {
            let (id, instrument) = book.instrument_for(&code, year)?;
            let at = versions.iter().position(|(known, _)| known == id)?;
            Some((at, Arc::clone(instrument)))
        };
        let read = if request.what == What::Ratings { read_ratings } else { read_answers };
        read(&file_name(path), open(path)?, mapping, &in_force, book.fiscal_year_start(), progress)?
    };
    let (mut answers, mut faults) = (read.records, read.notes);
    draft.counts.rows += answers.rows;
    draft.counts.answers += answers.given;
    let named = names(draft, &answers, request.create_places, &mut faults);
    let reviews = std::mem::take(&mut answers.reviews);
    let mut sorting = Sorting {
        draft,
        code: &code,
        versions: &versions,
        named: &named,
        answers: &answers,
        replace: request.replace,
        block: Block::default(),
    };
    let reviewed: HashSet<(i32, Id)> = sorting.draft.book.tallies().iter().map(|t| (t.year, t.office)).collect();
    for (at, review) in reviews.into_iter().enumerate() {
        let (Some(region), Some(office)) = (named.regions[review.region as usize], named.offices[review.office as usize]) else { continue };
        sorting.take((at, review), region, office, &reviewed, &mut faults)?;
    }
    sorting.close();
    if faults.is_clean() { Ok(faults) } else { Err(WorkError::Faulty(vec![faults])) }
}

/// Every place and person of a file, made or found; those that are not here are faults at their first line.
fn names(draft: &mut Draft<'_>, answers: &Answers, create: bool, faults: &mut Faults) -> Named {
    let mut first_region = vec![0u64; answers.regions.len()];
    let mut first_office = vec![0u64; answers.offices.len()];
    for review in answers.reviews.iter().rev() {
        first_region[review.region as usize] = u64::from(review.line);
        first_office[review.office as usize] = u64::from(review.line);
    }
    let regions: Vec<Option<Id>> =
        answers.regions.iter().zip(first_region).map(|(name, line)| draft.region(name, create, line, faults)).collect();
    let offices = answers.offices.iter().zip(first_office).map(|(office, line)| {
        let region_name = &answers.regions[office.region as usize];
        regions[office.region as usize].and_then(|region| draft.office(region, region_name, &office.name, create, line, faults))
    });
    let offices = offices.collect();
    let supervisors = answers.supervisors.iter().map(|name| draft.person(name, "supervisor")).collect();
    let workers = answers.workers.iter().map(|name| draft.person(name, "caseworker")).collect();
    Named { regions, offices, workers, supervisors }
}

/// Reviews waiting to be packed.
#[derive(Default)]
struct Block {
    reviews: Vec<block::ReviewIn>,
    answers: usize,
}

/// Sorts the reviews of a file into new ones, changed ones and those that are here already.
struct Sorting<'d, 's, 'f> {
    draft: &'d mut Draft<'s>,
    code: &'f str,
    versions: &'f [(Id, Arc<Instrument>)],
    named: &'f Named,
    answers: &'f Answers,
    replace: bool,
    block: Block,
}

impl Sorting<'_, '_, '_> {
    fn take(
        &mut self,
        (at, review): (usize, ReviewIn),
        region: Id,
        office: Id,
        reviewed: &HashSet<(i32, Id)>,
        faults: &mut Faults,
    ) -> Result<(), WorkError> {
        let id = review_id(self.draft.store, self.code, review.year, office, &review.case_id);
        let (version, instrument) = &self.versions[review.instrument];
        self.draft.show(&["year", "region", "office", "case", "answers"], || {
            let office = &self.answers.offices[review.office as usize];
            let region = self.answers.regions[review.region as usize].clone();
            vec![review.year.to_string(), region, office.name.clone(), review.case_id.to_string(), review.answers.len().to_string()]
        });
        let again = !self.draft.reviews.insert(id);
        if again && !self.draft.several {
            faults.fault(|| {
                Fault::new("case-twice")
                    .line(u64::from(review.line))
                    .cell("case_id", &review.case_id)
                    .says("this case stands in the file with another spelling (capitals or blanks)", "write the case alike in all its rows")
            });
            return Ok(());
        }
        let before = if let Some(pending) = self.draft.pending.get(&id) {
            Some(pending.clone())
        } else if reviewed.contains(&(review.year, office)) {
            self.draft.store.stored_review(id)?
        } else {
            None
        };
        let (new, changed, told) = match &before {
            None => (review.answers.len() as u64, 0, false),
            Some(known) if known.instrument != *version => {
                faults.fault(|| {
                    Fault::new("version-differs").line(u64::from(review.line)).cell("case_id", &review.case_id).says(
                        format!("this case is here under another version of {} than the one in force in {}", self.code, review.year),
                        "undo the earlier import first, then import the whole file again",
                    )
                });
                return Ok(());
            }
            Some(here) => {
                let (new, changed) = self.compare(&review, &here.answers, instrument, faults);
                (new, changed, self.says_who(&review, here, faults))
            }
        };
        self.draft.counts.new += new;
        self.draft.counts.changed += changed;
        let wider = before.as_ref().is_none_or(|here| review.areas & !here.areas != 0);
        let (kept, here) = (new + changed > 0 || wider || told, before.is_some());
        if let Some(staff) = self.answers.staff.get(&(at as u32)) {
            let more = staff::put(self.draft, id, here, staff, self.replace, faults)?;
            self.draft.counts.reviews += u64::from(more && !kept);
        }
        if kept {
            if self.draft.several {
                let sum = self.laid_over(before, &review, *version);
                self.draft.pending.insert(id, sum);
            }
            self.keep(id, *version, region, office, review);
        }
        Ok(())
    }

    /// Whether the file names a caseworker or supervisor that the case does not have here. Another one than the one that
    /// is here is a fault unless it may be replaced: all answers of the case would change hands.
    fn says_who(&self, review: &ReviewIn, here: &StoredReview, faults: &mut Faults) -> bool {
        let answers = self.answers;
        let columns = [
            ("worker", review.worker, &answers.workers, &self.named.workers, here.worker),
            ("supervisor", review.supervisor, &answers.supervisors, &self.named.supervisors, here.supervisor),
        ];
        let mut told = false;
        for (column, at, names, ids, before) in columns {
            let Some(at) = at.map(|at| at as usize) else { continue };
            if before == Some(ids[at]) {
                continue;
            }
            told = true;
            if let Some(before) = before.filter(|_| !self.replace) {
                faults.fault(|| {
                    Fault::new("case-changed").line(u64::from(review.line)).cell(column, &names[at]).says(
                        format!("case '{}' is here with '{}'", review.case_id, self.draft.book.name(before)),
                        "correct the file, or add --replace to change what is here",
                    )
                });
            }
        }
        told
    }

    /// How many answers are new and how many differ; those that differ are a fault unless they may be replaced.
    fn compare(&mut self, review: &ReviewIn, here: &PackedAnswers, instrument: &Instrument, faults: &mut Faults) -> (u64, u64) {
        let (mut new, mut differing) = (0, Vec::new());
        for (ordinal, occurrence, answer) in review.answers.iter() {
            match here.get(ordinal, occurrence) {
                Answer::NONE => new += 1,
                same if same == answer => self.draft.counts.already_here += 1,
                other => differing.push((ordinal, other, answer)),
            }
        }
        if let Some((ordinal, other, answer)) = differing.first().filter(|_| !self.replace) {
            let word = |a: &Answer| instrument.options.get(usize::from(a.option()).wrapping_sub(1)).map_or("", |o| o.code.as_str());
            let question = instrument.questions.get(usize::from(*ordinal)).map_or("", |q| q.code.as_str());
            faults.fault(|| {
                let more = if differing.len() > 1 { format!(", and {} more", differing.len() - 1) } else { String::new() };
                Fault::new("answer-changed").line(u64::from(review.line)).cell("case_id", &review.case_id).says(
                    format!(
                        "question '{question}' is here with {}, the file says {}{more}",
                        said(word(other), *other),
                        said(word(answer), *answer)
                    ),
                    "correct the file, or add --replace to change what is here",
                )
            });
        }
        (new, differing.len() as u64)
    }

    /// What the case is after this file, for the next one.
    fn laid_over(&self, before: Option<StoredReview>, review: &ReviewIn, instrument: Id) -> StoredReview {
        let worker = review.worker.map(|at| self.named.workers[at as usize]);
        let supervisor = review.supervisor.map(|at| self.named.supervisors[at as usize]);
        let Some(mut sum) = before else {
            return StoredReview { areas: review.areas, answers: review.answers.clone(), instrument, worker, supervisor };
        };
        for (ordinal, occurrence, answer) in review.answers.iter() {
            sum.answers.set(ordinal, occurrence, answer);
        }
        sum.areas |= review.areas;
        sum.worker = worker.or(sum.worker);
        sum.supervisor = supervisor.or(sum.supervisor);
        sum
    }

    fn keep(&mut self, id: Id, instrument: Id, region: Id, office: Id, review: ReviewIn) {
        let of = |list: &[Id], at: Option<u32>| at.map(|at| list[at as usize]);
        let count = review.answers.len();
        if self.block.answers + count > block::MOST_ANSWERS {
            self.close();
        }
        self.block.answers += count;
        self.draft.counts.reviews += 1;
        self.block.reviews.push(block::ReviewIn {
            id,
            instrument,
            year: review.year,
            region,
            office,
            worker: of(&self.named.workers, review.worker),
            supervisor: of(&self.named.supervisors, review.supervisor),
            reviewed_on: review.reviewed_on,
            areas: review.areas,
            answers: review.answers,
            case_id: review.case_id.into_string(),
            reviewer: review.reviewer.map_or_else(String::new, |at| self.answers.reviewers[at as usize].clone()),
        });
    }

    /// Packs what waits. Who and which case stand in a payload of their own, which must be there before the answers are.
    fn close(&mut self) {
        let waiting = std::mem::take(&mut self.block);
        if waiting.reviews.is_empty() {
            return;
        }
        let (answers, cases) = block::encode(&waiting.reviews);
        let id = self.draft.store.new_ids(1)[0];
        self.draft.change.set(id, Kind::Block, Field::Cases, Value::Bytes(cases));
        self.draft.change.set(id, Kind::Block, Field::Answers, Value::Bytes(answers));
    }
}

fn said(word: &str, answer: Answer) -> String {
    match answer.why() {
        Some(why) => format!("'{word}' ({})", why.words()),
        None => format!("'{word}'"),
    }
}
