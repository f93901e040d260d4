//! The kinds of things on the agenda: their codes, their words, and under which heading one chooses them.

/// What an item of the agenda is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// An action step or benchmark that has to be completed.
    Completion,
    /// A follow-up.
    FollowUp,
    /// A date of a Mini PIP's timeline.
    Timeline,
    /// A meeting of a Mini PIP.
    Meeting,
    /// A step of a milestone.
    Step,
    /// A monitoring check of a Mini PIP.
    Check,
    /// The final evaluation of a Mini PIP: its implementation is over, and rows of its evaluation have no answer.
    Evaluation,
    /// The final report of a Mini PIP.
    Report,
    /// The answer of someone who was sent a version.
    Answer,
    /// The answer to a change that was asked for.
    Change,
    /// The next gate of a Mini PIP, where a day is known for it.
    Gate,
    /// The tentative start of a community on the selection board.
    Start,
    /// The answer to a request for technical assistance.
    Assistance,
    /// A planned meeting of a committee.
    CommitteeMeeting,
    /// A recommendation of a committee.
    Recommendation,
    /// The end of a special study.
    Study,
    /// A problem area of the trends.
    ProblemArea,
    /// Case reviews of one reviewer in a round.
    Reviews,
    /// A case review that was given back to its reviewer.
    Returned,
    /// A challenge of an answer, without an outcome.
    Challenge,
    /// The last day for challenges of a round.
    LastDay,
    /// QA scans of a supervisor's caseworkers in a month.
    Scans,
}

impl What {
    /// All.
    pub const ALL: [What; 22] = [
        What::Completion,
        What::FollowUp,
        What::Timeline,
        What::Meeting,
        What::Step,
        What::Check,
        What::Evaluation,
        What::Report,
        What::Answer,
        What::Change,
        What::Gate,
        What::Start,
        What::Assistance,
        What::CommitteeMeeting,
        What::Recommendation,
        What::Study,
        What::ProblemArea,
        What::Reviews,
        What::Returned,
        What::Challenge,
        What::LastDay,
        What::Scans,
    ];

    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            What::Completion => "completion",
            What::FollowUp => "follow_up",
            What::Timeline => "timeline",
            What::Meeting => "meeting",
            What::Step => "milestone_step",
            What::Check => "check",
            What::Evaluation => "evaluation",
            What::Report => "report",
            What::Answer => "answer",
            What::Change => "change_request",
            What::Gate => "gate",
            What::Start => "start",
            What::Assistance => "assistance",
            What::CommitteeMeeting => "committee_meeting",
            What::Recommendation => "recommendation",
            What::Study => "study",
            What::ProblemArea => "problem_area",
            What::Reviews => "case_reviews",
            What::Returned => "returned_review",
            What::Challenge => "challenge",
            What::LastDay => "last_day_for_challenges",
            What::Scans => "qa_scans",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            What::Completion => "action step",
            What::FollowUp => "follow-up",
            What::Timeline => "timeline",
            What::Meeting => "meeting",
            What::Step => "milestone step",
            What::Check => "check",
            What::Evaluation => "evaluation",
            What::Report => "final report",
            What::Answer => "answer",
            What::Change => "change asked",
            What::Gate => "next gate",
            What::Start => "start",
            What::Assistance => "assistance",
            What::CommitteeMeeting => "committee",
            What::Recommendation => "recommended",
            What::Study => "study",
            What::ProblemArea => "problem area",
            What::Reviews => "reviews",
            What::Returned => "returned",
            What::Challenge => "challenge",
            What::LastDay => "challenges",
            What::Scans => "QA scans",
        }
    }

    /// The value of that code.
    #[must_use]
    pub fn named(code: &str) -> Option<What> {
        What::ALL.into_iter().find(|what| what.code() == code)
    }

    /// Under which heading it is chosen.
    #[must_use]
    pub const fn sort(self) -> Sort {
        match self {
            What::Completion | What::FollowUp => Sort::Rows,
            What::Timeline | What::Meeting | What::CommitteeMeeting => Sort::Meetings,
            What::Check | What::Evaluation | What::Report => Sort::Monitoring,
            What::Answer | What::Change | What::Gate | What::Start | What::Assistance => Sort::Gates,
            What::Step => Sort::Steps,
            What::Recommendation | What::Study | What::ProblemArea => Sort::Findings,
            What::Reviews | What::Returned | What::Challenge | What::LastDay => Sort::Reviews,
            What::Scans => Sort::Scans,
        }
    }

    /// Whether others wait for the person's act by its nature.
    #[must_use]
    pub const fn is_awaited(self) -> bool {
        matches!(self, What::Answer | What::Change | What::Gate | What::Assistance | What::Returned | What::Challenge)
    }

    /// Whether one record has it for several days at once.
    #[must_use]
    pub const fn comes_round(self) -> bool {
        matches!(self, What::Check | What::Scans)
    }
}

/// A heading under which kinds of things are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// Action steps, benchmarks, follow-ups.
    Rows,
    /// Meetings and dates of timelines.
    Meetings,
    /// Checks, evaluations, reports.
    Monitoring,
    /// Answers, changes asked for, gates, starts, assistance.
    Gates,
    /// Steps of milestones.
    Steps,
    /// Recommendations, studies, problem areas.
    Findings,
    /// Reviews and challenges.
    Reviews,
    /// QA scans.
    Scans,
}

impl Sort {
    /// All.
    pub const ALL: [Sort; 8] =
        [Sort::Rows, Sort::Meetings, Sort::Monitoring, Sort::Gates, Sort::Steps, Sort::Findings, Sort::Reviews, Sort::Scans];

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Sort::Rows => "action steps and follow-ups",
            Sort::Meetings => "meetings and timelines",
            Sort::Monitoring => "checks, evaluations, reports",
            Sort::Gates => "answers, changes asked, gates",
            Sort::Steps => "milestone steps",
            Sort::Findings => "recommendations, studies, problem areas",
            Sort::Reviews => "case reviews and challenges",
            Sort::Scans => "QA scans",
        }
    }
}
