//! The cases of a round: what was drawn, in order, what replaced it, what was added, and how far each one is.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Round, eliminated_row};
use crate::domain::answers::PackedAnswers;
use crate::domain::entry::{is_closed, is_decided};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::review::{ReviewLine, RoundFile, Status};
use crate::domain::sample::draw::{Sample, Slot};

/// Where a case of a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// In the sample: drawn, or standing in for another one.
    Sample,
    /// Added by hand; it is not in the list.
    Added,
    /// In the list and reviewed, but not in the sample (any more).
    Outside,
    /// Eliminated.
    Eliminated,
    /// A spare that is not needed so far.
    Spare,
}

impl Group {
    /// The heading above such cases.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Group::Sample => "In the sample",
            Group::Added => "Added by hand",
            Group::Outside => "Reviewed, but not in the sample",
            Group::Eliminated => "Eliminated",
            Group::Spare => "Spare cases, in their order",
        }
    }
}

/// One case of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundCase {
    /// Its row in the population list, from 0; none if it was added by hand.
    pub row: Option<usize>,
    /// Where it stands.
    pub group: Group,
    /// Its number in its group, from 1.
    pub number: usize,
    /// The row whose place it took.
    pub stands_for: Option<usize>,
    /// The row that took its place.
    pub replaced_by: Option<usize>,
    /// The local case number or alias.
    pub case_id: String,
    /// The office.
    pub office: Id,
    /// The worker.
    pub worker: Option<Id>,
    /// The supervisor.
    pub supervisor: Option<Id>,
    /// Its stratum.
    pub stratum: String,
    /// First day of its period under review.
    pub from: Option<NaiveDate>,
    /// Last day of its period under review.
    pub until: Option<NaiveDate>,
    /// Id of its first review, begun or not.
    pub first_id: Id,
    /// Id of its second review, begun or not; none for a case outside the list without one.
    pub second_id: Option<Id>,
    /// Its first review, as a place in [`RoundFile::reviews`].
    pub first: Option<usize>,
    /// Its second review.
    pub second: Option<usize>,
    /// Questions answered in its first review, and how many there are to answer.
    pub answered: (u32, u32),
    /// Comments on its reviews that are not closed.
    pub comments: usize,
    /// Challenges without an outcome.
    pub challenges: usize,
    /// Its elimination, as a place in [`RoundFile::eliminations`].
    pub elimination: Option<usize>,
}

/// How far a round is: the cases in the sample and those added by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Progress {
    /// Cases.
    pub cases: usize,
    /// Final.
    pub last: usize,
    /// Ready for QA.
    pub ready: usize,
    /// Returned.
    pub returned: usize,
    /// Drafts with an answer.
    pub draft: usize,
    /// Without any answer.
    pub not_begun: usize,
    /// Questions answered.
    pub answered: u32,
    /// Questions to answer.
    pub of: u32,
    /// Comments that are not closed, on any review of the round.
    pub comments: usize,
    /// Challenges without an outcome.
    pub challenges: usize,
}

/// A round with its cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worklist {
    /// The round.
    pub round: Round,
    /// What the file says of it.
    pub file: RoundFile,
    /// The sample as it stands, if one was drawn.
    pub sample: Option<Sample>,
    /// Why the sample cannot be worked out from the list, if it cannot.
    pub fault: Option<String>,
    /// The cases: in the sample, added, outside, eliminated, spare.
    pub cases: Vec<RoundCase>,
    /// How far it is.
    pub progress: Progress,
}

/// Whether anything was done in a review: assigning somebody is not yet a beginning.
#[must_use]
pub fn is_begun(line: &ReviewLine) -> bool {
    line.status != Status::Draft || !line.answers.is_empty()
}

impl Worklist {
    /// Puts a round together.
    #[must_use]
    pub fn new(round: Round, file: RoundFile) -> Worklist {
        let (sample, fault) = match round.sample(&file) {
            Ok(sample) => (sample, None),
            Err(why) => (None, Some(why)),
        };
        let mut list = Worklist { round, file, sample, fault, cases: Vec::new(), progress: Progress::default() };
        list.gather();
        list.join();
        list.count();
        list
    }

    /// All cases there are, in their order, without their reviews.
    fn gather(&mut self) {
        let by_id: HashMap<Id, usize> = self.file.reviews.iter().enumerate().map(|(at, line)| (line.id, at)).collect();
        let mut out: HashMap<usize, usize> = HashMap::new();
        for (at, record) in self.file.eliminations.iter().enumerate() {
            if let Some(row) = eliminated_row(record) {
                out.entry(row).or_insert(at);
            }
        }
        let of_row = |row: usize, group: Group| {
            let (case, ids) = (self.file.population.cases.get(row)?, self.file.population.reviews.get(row)?);
            let place = self.sample.as_ref().and_then(|sample| sample.places.get(row));
            Some(RoundCase {
                row: Some(row),
                group,
                number: 0,
                stands_for: place.and_then(|place| if let Slot::Replacement { of, .. } = place.slot { Some(of) } else { None }),
                replaced_by: place.and_then(|place| place.replaced_by),
                case_id: case.case_id.clone(),
                office: case.office,
                worker: case.worker,
                supervisor: case.supervisor,
                stratum: case.stratum.clone(),
                from: case.from,
                until: case.until,
                first_id: ids.0,
                second_id: Some(ids.1),
                first: by_id.get(&ids.0).copied(),
                second: by_id.get(&ids.1).copied(),
                answered: (0, 0),
                comments: 0,
                challenges: 0,
                elimination: out.get(&row).copied(),
            })
        };
        let mut rows: Vec<(Group, usize)> = Vec::new();
        if let Some(sample) = &self.sample {
            rows.extend(sample.working.iter().map(|row| (Group::Sample, *row)));
        }
        let mut others = Vec::new();
        for row in 0..self.file.population.cases.len() {
            let place = self.sample.as_ref().map(|sample| sample.places[row]);
            if place.is_some_and(|place| place.is_in()) {
                continue;
            }
            let ids = self.file.population.reviews[row];
            let begun = [ids.0, ids.1].iter().filter_map(|id| by_id.get(id)).any(|at| is_begun(&self.file.reviews[*at]));
            if let Some(at) = out.get(&row) {
                others.push((Group::Eliminated, *at as u64, row));
            } else if begun {
                others.push((Group::Outside, row as u64, row));
            } else if let Some(Slot::Spare(rank)) = place.map(|place| place.slot) {
                others.push((Group::Spare, rank, row));
            }
        }
        // Spares stand by stratum, because a case is replaced from its own.
        let stratum = |row: usize| self.file.population.cases[row].stratum.as_str();
        others.sort_by(|a, b| {
            let within = |group, row| if group == Group::Spare { stratum(row) } else { "" };
            (a.0, within(a.0, a.2), a.1).cmp(&(b.0, within(b.0, b.2), b.1))
        });
        rows.extend(others.into_iter().map(|(group, _, row)| (group, row)));
        let mut cases: Vec<RoundCase> = rows.into_iter().filter_map(|(group, row)| of_row(row, group)).collect();
        let listed: std::collections::HashSet<Id> = self.file.population.reviews.iter().flat_map(|ids| [ids.0, ids.1]).collect();
        for (at, line) in self.file.reviews.iter().enumerate().filter(|(_, line)| !listed.contains(&line.id)) {
            let same = |case: &&mut RoundCase| case.group == Group::Added && case.office == line.office && case.case_id == line.case_id;
            let known = if line.case_id.is_empty() { None } else { cases.iter_mut().find(same) };
            match known {
                Some(case) if line.second => (case.second_id, case.second) = (Some(line.id), Some(at)),
                Some(case) => (case.first_id, case.first) = (line.id, Some(at)),
                None => cases.push(added(line, at)),
            }
        }
        // Stable: within a group the order stays.
        cases.sort_by_key(|case| case.group);
        self.cases = cases;
    }

    /// Puts to each case what its reviews, comments and challenges say.
    fn join(&mut self) {
        let instrument = &self.round.instrument;
        let nothing = PackedAnswers::default();
        let mut unanswered: HashMap<u64, u32> = HashMap::new();
        let mut waiting: HashMap<Id, (usize, usize)> = HashMap::new();
        for comment in self.file.comments.iter().filter(|record| !is_closed(record)) {
            waiting.entry(comment.record(Field::Review).unwrap_or(Id::NIL)).or_default().0 += 1;
        }
        for challenge in self.file.challenges.iter().filter(|record| !is_decided(record)) {
            waiting.entry(challenge.record(Field::Review).unwrap_or(Id::NIL)).or_default().1 += 1;
        }
        let mut numbers: HashMap<Group, usize> = HashMap::new();
        for case in &mut self.cases {
            let number = numbers.entry(case.group).or_default();
            *number += 1;
            case.number = *number;
            case.answered = if let Some(line) = case.first.map(|at| &self.file.reviews[at]) {
                let whole = instrument.completeness(&line.answers, line.covers);
                (whole.answered, whole.of)
            } else {
                let covers = super::cases::usual_areas(instrument, &case.stratum);
                (0, *unanswered.entry(covers).or_insert_with(|| instrument.completeness(&nothing, covers).of))
            };
            for at in case.first.iter().chain(&case.second) {
                let (comments, challenges) = waiting.get(&self.file.reviews[*at].id).copied().unwrap_or_default();
                case.comments += comments;
                case.challenges += challenges;
            }
        }
    }

    fn count(&mut self) {
        let mut progress = Progress {
            comments: self.file.comments.iter().filter(|record| !is_closed(record)).count(),
            challenges: self.file.challenges.iter().filter(|record| !is_decided(record)).count(),
            ..Progress::default()
        };
        for case in self.cases.iter().filter(|case| matches!(case.group, Group::Sample | Group::Added)) {
            progress.cases += 1;
            progress.answered += case.answered.0;
            progress.of += case.answered.1;
            match self.first(case).filter(|line| is_begun(line)).map(|line| line.status) {
                None => progress.not_begun += 1,
                Some(Status::Draft) => progress.draft += 1,
                Some(Status::Ready) => progress.ready += 1,
                Some(Status::Returned) => progress.returned += 1,
                Some(Status::Final) => progress.last += 1,
            }
        }
        self.progress = progress;
    }

    /// The first review of a case, if it is in the file.
    #[must_use]
    pub fn first(&self, case: &RoundCase) -> Option<&ReviewLine> {
        case.first.and_then(|at| self.file.reviews.get(at))
    }

    /// The blind second review of a case, if it is in the file.
    #[must_use]
    pub fn second(&self, case: &RoundCase) -> Option<&ReviewLine> {
        case.second.and_then(|at| self.file.reviews.get(at))
    }

    /// The case that a review is of.
    #[must_use]
    pub fn case_of(&self, review: Id) -> Option<&RoundCase> {
        self.cases.iter().find(|case| case.first_id == review || case.second_id == Some(review))
    }

    /// Cases that were reviewed and handed on though they are not in the sample: an elimination that was made or taken back
    /// afterwards, or another draw. Their final answers still count.
    pub fn strays(&self) -> impl Iterator<Item = &RoundCase> {
        self.cases.iter().filter(|case| match case.group {
            Group::Outside => true,
            Group::Eliminated => self.first(case).is_some_and(|line| matches!(line.status, Status::Ready | Status::Final)),
            _ => false,
        })
    }

    /// How many reviews have been begun.
    #[must_use]
    pub fn begun(&self) -> usize {
        self.file.reviews.iter().filter(|line| is_begun(line)).count()
    }
}

/// A case that is not in the list, from one of its reviews.
fn added(line: &ReviewLine, at: usize) -> RoundCase {
    RoundCase {
        row: None,
        group: Group::Added,
        number: 0,
        stands_for: None,
        replaced_by: None,
        case_id: line.case_id.clone(),
        office: line.office,
        worker: line.worker,
        supervisor: line.supervisor,
        stratum: String::new(),
        from: None,
        until: None,
        // A second review without a first one is shown as what it is: there is no id to begin the first with.
        first_id: line.id,
        second_id: line.second.then_some(line.id),
        first: (!line.second).then_some(at),
        second: line.second.then_some(at),
        answered: (0, 0),
        comments: 0,
        challenges: 0,
        elimination: None,
    }
}
