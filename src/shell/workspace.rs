//! The places one can be in: their names, long and short, and the commands that lead there.

use crate::command::Command;
use crate::domain::document::Name;

/// The places one can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workspace {
    /// The three panes.
    Home,
    /// Scores.
    Scores,
    /// Rounds and cases.
    Reviews,
    /// Milestones.
    Milestones,
    /// Mini PIPs.
    MiniPips,
    /// Qualitative reviews.
    Qcr,
    /// Trends, problem areas, special studies.
    Trends,
    /// Committees.
    Committees,
    /// QA scans.
    Scans,
    /// Everything with a date.
    Agenda,
    /// Questions, goals, versions.
    Instruments,
    /// Settings: agency, places and people.
    Places,
    /// History.
    History,
}

impl Workspace {
    /// All, in the order of the tabs.
    pub const ALL: [Workspace; 13] = [
        Workspace::Home,
        Workspace::Scores,
        Workspace::Reviews,
        Workspace::Milestones,
        Workspace::MiniPips,
        Workspace::Qcr,
        Workspace::Trends,
        Workspace::Committees,
        Workspace::Scans,
        Workspace::Agenda,
        Workspace::Instruments,
        Workspace::Places,
        Workspace::History,
    ];

    /// The report that one most likely wants from here.
    pub const fn report(self) -> Name {
        match self {
            Workspace::Home => Name::Board,
            Workspace::Scores => Name::Region,
            Workspace::Reviews => Name::Sample,
            Workspace::Milestones => Name::Milestones,
            Workspace::MiniPips => Name::Form,
            Workspace::Qcr => Name::Qcr,
            Workspace::Trends => Name::Trends,
            Workspace::Committees => Name::Committees,
            Workspace::Scans => Name::Scans,
            Workspace::Agenda => Name::Agenda,
            Workspace::Instruments => Name::ReviewForm,
            Workspace::Places => Name::Scores,
            Workspace::History => Name::History,
        }
    }

    /// As the tab says it.
    pub const fn words(self) -> &'static str {
        match self {
            Workspace::Home => "Home",
            Workspace::Scores => "Scores",
            Workspace::Reviews => "Reviews",
            Workspace::Milestones => "Milestones",
            Workspace::MiniPips => "Mini PIPs",
            Workspace::Qcr => "QCR",
            Workspace::Trends => "Trends",
            Workspace::Committees => "Committees",
            Workspace::Scans => "Scans",
            Workspace::Agenda => "Agenda",
            Workspace::Instruments => "Instruments",
            Workspace::Places => "Settings",
            Workspace::History => "History",
        }
    }

    /// The command that leads there.
    pub const fn go(self) -> Command {
        match self {
            Workspace::Home => Command::GoHome,
            Workspace::Scores => Command::GoScores,
            Workspace::Reviews => Command::GoReviews,
            Workspace::Milestones => Command::GoMilestones,
            Workspace::MiniPips => Command::GoMiniPips,
            Workspace::Qcr => Command::GoQcr,
            Workspace::Trends => Command::GoTrends,
            Workspace::Committees => Command::GoCommittees,
            Workspace::Scans => Command::GoScans,
            Workspace::Agenda => Command::GoAgenda,
            Workspace::Instruments => Command::GoInstruments,
            Workspace::Places => Command::GoPlaces,
            Workspace::History => Command::GoHistory,
        }
    }

    /// As the tab says it where there is less room.
    pub const fn short(self) -> &'static str {
        match self {
            Workspace::Milestones => "Miles",
            Workspace::MiniPips => "PIPs",
            Workspace::Committees => "Comm",
            Workspace::Instruments => "Instr",
            Workspace::Places => "Set",
            Workspace::History => "Hist",
            other => other.words(),
        }
    }

    /// As the tab says it where there is little room; what one sets up once has its key alone.
    pub const fn tiny(self) -> &'static str {
        match self {
            Workspace::Scores => "Score",
            Workspace::Reviews => "Rev",
            Workspace::Trends => "Trend",
            Workspace::Scans => "Scan",
            Workspace::Instruments | Workspace::Places | Workspace::History => "",
            other => other.short(),
        }
    }
}
