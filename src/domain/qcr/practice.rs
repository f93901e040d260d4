//! What stands beside the scores of a region: how far supervisors use QA scans, how many of the reviewers lead, and whether work is
//! written down. These stand beside the scores and explain nothing by themselves: regions are few and differ in much else.

use super::people;
use super::{Qcr, instruments};
use crate::domain::answers::Why;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::Scope;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::kind::Kind;
use crate::domain::ratio::Ratio;
use crate::domain::score::Score;
use crate::domain::score_table::score_rows;

/// Who reviewed the cases of a year and region that count, and whom they spoke with: counts, no names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staffing {
    /// Fiscal year.
    pub year: i32,
    /// The region at the time.
    pub region: Id,
    /// Reviews that count: final, and no blind second ones.
    pub cases: u32,
    /// Those of them that say who reviewed.
    pub seated: u32,
    /// Those of them that say whom they spoke with.
    pub interviewed: u32,
    /// Reviewers by role, those left out who only looked on.
    pub seats: Vec<(String, u32)>,
    /// Interviews by role and by what became of them.
    pub interviews: Vec<(String, String, u32)>,
}

/// A share of a number: so many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Part {
    /// How many.
    pub n: u64,
    /// Of how many.
    pub of: u64,
}

impl Part {
    /// As a fraction; none of nothing.
    #[must_use]
    pub fn ratio(self) -> Option<Ratio> {
        Ratio::new(self.n * 10_000, self.of)
    }

    /// `62.5 % (5 of 8)`; none of nothing.
    #[must_use]
    pub fn words(self) -> Option<String> {
        Some(format!("{} % ({} of {})", self.ratio()?.percent(1), self.n, self.of))
    }

    fn add(&mut self, other: Part) {
        self.n += other.n;
        self.of += other.of;
    }
}

/// What stands beside the scores of a region in a year.
#[derive(Clone, Debug, Default)]
pub struct Practice {
    /// The region; none is statewide.
    pub region: Option<Id>,
    /// The overall ratings, in the order of [`Qcr::verdicts`].
    pub scores: Vec<Option<Score>>,
    /// QA scans done of those due; none if nobody was asked to do any.
    pub scans: Option<Part>,
    /// Seats of leaders among all seats of reviewers; none where no case says who reviewed.
    pub leaders: Option<Part>,
    /// Interviews held of those planned; none where no case says.
    pub interviews: Option<Part>,
    /// Cases that count.
    pub cases: u64,
    /// Those of them that say who reviewed.
    pub seated: u64,
    /// The pooled score of the case process review.
    pub process: Option<Score>,
    /// Answers short of the full credit there because the work was not written down, of those with any reason.
    pub not_documented: Option<Part>,
    /// Answers short of the full credit there.
    pub short: u64,
}

/// The code of the case process review beside which a qualitative one stands: that of the milestones, else the first instrument
/// that is no qualitative one and asks why something is short.
#[must_use]
pub fn process_instrument(book: &Book) -> Option<&str> {
    let qualitative = instruments(book);
    let named = book.all(Kind::Milestone).into_iter().map(|m| m.text(Field::Instrument));
    let here = |code: &&str| book.instruments().iter().any(|(_, i)| i.code == **code);
    let named = named.filter(|code| !code.is_empty() && !qualitative.contains(code)).find(here);
    let asks = |i: &crate::domain::instrument::Instrument| i.exit != Scope::Verdict && i.options.iter().any(|o| o.why);
    named.or_else(|| book.instruments().iter().map(|(_, i)| i).find(|i| asks(i)).map(|i| i.code.as_str()))
}

/// What stands beside the scores, statewide first, then each region in its order. `scans` says how many QA scans of a place were done
/// and due in the year, if that is known.
#[must_use]
pub fn practices(book: &Book, qcr: &Qcr, year: i32, staffing: &[Staffing], scans: &dyn Fn(Option<Id>) -> Option<Part>) -> Vec<Practice> {
    let code = process_instrument(book);
    let filter = code.map(|code| Filter { year: Some(year), ..Filter::instrument(code) });
    let rows = |keys: &[Key]| filter.as_ref().map(|filter| score_rows(book, book.tallies(), Keys::of(keys), filter)).unwrap_or_default();
    let (regional, whole) = (rows(&[Key::Region]), rows(&[]));
    let verdicts = qcr.verdicts(year);
    let places = std::iter::once(None).chain(qcr.regions.iter().map(|(id, _)| Some(*id)));
    let of = |region: Option<Id>| {
        let scores = verdicts.iter().map(|subject| qcr.score(&subject.code, region, year).cloned()).collect();
        let row = match region {
            None => whole.iter().find(|row| row.region.is_none()),
            Some(_) => regional.iter().find(|row| row.region == region),
        };
        let process = row.map(|row| row.score.clone());
        let reasons: u64 = process.as_ref().map_or(0, |score| score.whys.iter().sum());
        let not_documented = process.as_ref().filter(|_| reasons > 0);
        let not_documented = not_documented.map(|score| Part { n: score.whys[Why::NotDocumented as usize - 1], of: reasons });
        let mut practice = Practice {
            region,
            scores,
            scans: scans(region).filter(|part| part.of > 0),
            short: process.as_ref().map_or(0, |score| score.short),
            process,
            not_documented,
            ..Practice::default()
        };
        for one in staffing.iter().filter(|one| one.year == year && region.is_none_or(|region| region == one.region)) {
            practice.add(one);
        }
        practice
    };
    places.map(of).collect()
}

impl Staffing {
    /// Of a year and region, without anybody yet.
    #[must_use]
    pub const fn of(year: i32, region: Id) -> Staffing {
        Staffing { year, region, cases: 0, seated: 0, interviewed: 0, seats: Vec::new(), interviews: Vec::new() }
    }
}

impl Practice {
    fn add(&mut self, staffing: &Staffing) {
        self.cases += u64::from(staffing.cases);
        self.seated += u64::from(staffing.seated);
        let all = staffing.seats.iter().map(|(_, n)| u64::from(*n)).sum();
        let lead = staffing.seats.iter().filter(|(role, _)| people::leads(role)).map(|(_, n)| u64::from(*n)).sum();
        if all > 0 {
            self.leaders.get_or_insert_default().add(Part { n: lead, of: all });
        }
        let roles = people::by_role(staffing.interviews.iter().map(|(role, status, n)| (role.as_str(), status.as_str(), *n)));
        let (held, planned) = roles.iter().fold((0, 0), |(held, planned), (_, h, p)| (held + u64::from(*h), planned + u64::from(*p)));
        if planned > 0 {
            self.interviews.get_or_insert_default().add(Part { n: held, of: planned });
        }
    }
}
