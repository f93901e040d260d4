//! Kinds of thing by which the history is filtered: the kinds of record, as people group them; and what a part is a part of.

use crate::domain::field::Field;
use crate::domain::kind::Kind;

/// A kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// Milestones with steps, measures, considerations and exits.
    Milestones,
    /// Mini PIPs with all that belongs to them, and the selection of communities.
    MiniPips,
    /// Reviews of cases: answers, comments, challenges, imports of answers.
    Cases,
    /// Rounds, population lists, samples.
    Rounds,
    /// Published results.
    Published,
    /// Trends, problem areas, special studies.
    Trends,
    /// Committees, their meetings and recommendations.
    Committees,
    /// QA scans.
    Scans,
    /// Items of the agenda put off.
    Agenda,
    /// Instruments.
    Instruments,
    /// Agency, places, people, settings.
    Places,
}

impl Thing {
    /// All, in the order of the workspaces.
    pub const ALL: [Thing; 11] = [
        Thing::Milestones,
        Thing::MiniPips,
        Thing::Cases,
        Thing::Rounds,
        Thing::Published,
        Thing::Trends,
        Thing::Committees,
        Thing::Scans,
        Thing::Agenda,
        Thing::Instruments,
        Thing::Places,
    ];

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Thing::Milestones => "milestones",
            Thing::MiniPips => "Mini PIPs",
            Thing::Cases => "cases and answers",
            Thing::Rounds => "rounds and samples",
            Thing::Published => "published results",
            Thing::Trends => "trends and studies",
            Thing::Committees => "committees",
            Thing::Scans => "QA scans",
            Thing::Agenda => "agenda",
            Thing::Instruments => "instruments",
            Thing::Places => "places, people, settings",
        }
    }

    /// The thing of those words.
    #[must_use]
    pub fn named(words: &str) -> Option<Thing> {
        Thing::ALL.into_iter().find(|thing| thing.words().eq_ignore_ascii_case(words.trim()))
    }

    /// The thing that a kind of record is or belongs to.
    #[must_use]
    pub const fn of(kind: Kind) -> Thing {
        use Kind as K;
        match kind {
            K::Plan | K::Milestone | K::Step | K::Measure | K::Consideration | K::RegionExit | K::ExitRecord | K::MeasureValue => {
                Thing::Milestones
            }
            K::MiniPip
            | K::PipPerson
            | K::Element
            | K::Goal
            | K::Row
            | K::Evaluation
            | K::Agreement
            | K::Timeline
            | K::Concern
            | K::Passage
            | K::GapAnswer
            | K::Frozen
            | K::Snapshot
            | K::Recipient
            | K::Asking
            | K::Meeting
            | K::AgendaItem
            | K::Attendance
            | K::Group
            | K::Idea
            | K::Check
            | K::Proof
            | K::ProgressNote
            | K::Request
            | K::Peer
            | K::Factor
            | K::Candidate
            | K::FactorValue => Thing::MiniPips,
            K::Review | K::Comment | K::Challenge | K::Correction | K::Interview | K::Seat | K::Block => Thing::Cases,
            K::Round | K::Population | K::Elimination => Thing::Rounds,
            K::Published => Thing::Published,
            K::ProblemArea | K::Indicator | K::TrendValue | K::Study => Thing::Trends,
            K::Committee | K::Member | K::Session | K::Presence | K::Recommendation => Thing::Committees,
            K::Theme | K::ScanQuestion | K::Scan | K::ScanAnswer => Thing::Scans,
            K::Snooze => Thing::Agenda,
            K::Instrument => Thing::Instruments,
            K::Agency | K::Actor | K::Region | K::District | K::Office | K::Worker | K::Assignment | K::Setting | K::Former => {
                Thing::Places
            }
        }
    }

    /// The kinds of record of it.
    pub fn kinds(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |kind| Thing::of(*kind) == self)
    }
}

/// The kind of the record that a part of this kind belongs to; none for a kind that is no part. What is known of a former
/// name or an item put off belongs to what it is about, whatever that is.
#[must_use]
pub const fn kind_of_whole(kind: Kind) -> Option<Kind> {
    Some(match kind.parent() {
        Some(Field::Worker) => Kind::Worker,
        Some(Field::Plan) => Kind::Plan,
        Some(Field::Milestone) => Kind::Milestone,
        Some(Field::MiniPip) => Kind::MiniPip,
        Some(Field::Element) => Kind::Element,
        Some(Field::Frozen) => Kind::Frozen,
        Some(Field::Gathering) => Kind::Meeting,
        Some(Field::OfRow) => Kind::Row,
        Some(Field::Candidate) => Kind::Candidate,
        Some(Field::Round) => Kind::Round,
        Some(Field::Review) => Kind::Review,
        Some(Field::OfMeasure) => Kind::Measure,
        Some(Field::Indicator) => Kind::Indicator,
        Some(Field::Committee) => Kind::Committee,
        Some(Field::Session) => Kind::Session,
        Some(Field::Scan) => Kind::Scan,
        _ => return None,
    })
}
