//! The reports that there are and the forms they can have, one line of data each, read by the command line, the export dialog
//! and the forms of data. What stands in them is `report/`'s.

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Scores by any keys.
    Scores,
    /// Two consecutive years.
    Standing,
    /// All questions of one region.
    Region,
    /// The regions beside each other.
    Comparison,
    /// The two years of milestone 7.
    Exit,
    /// Milestones, recorded and computed.
    Milestones,
    /// Milestones on one page.
    Board,
    /// Qualitative reviews.
    Qcr,
    /// Trend indicators against their standards.
    Trends,
    /// How committees function.
    Committees,
    /// QA scans.
    Scans,
    /// Everything with a date.
    Agenda,
    /// Action steps and benchmarks.
    MiniPip,
    /// The Mini PIP form, filled or blank.
    Form,
    /// What a meeting needs on paper.
    MeetingKit,
    /// Final evaluations of Mini PIPs.
    Evaluation,
    /// Which community comes next.
    Selection,
    /// The mailing list of the Mini PIPs.
    Contacts,
    /// The draw of a round.
    Sample,
    /// First against second reviews.
    Agreement,
    /// The sheet of one case.
    Case,
    /// The page for a team.
    Team,
    /// An empty review form, to take to the paper file.
    ReviewForm,
    /// The history.
    History,
}

/// What a report can be limited to; the dialog asks for these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// An instrument.
    Instrument,
    /// A fiscal year.
    Year,
    /// A region.
    Region,
    /// An office.
    Office,
    /// A Mini PIP.
    MiniPip,
    /// A milestone plan.
    Plan,
    /// The number of a case.
    Case,
    /// Which of the three meetings.
    Meeting,
}

/// What is known of a report.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Its word on the command line and in JSON.
    pub code: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is for, in one line.
    pub says: &'static str,
    /// What it can be limited to.
    pub wants: &'static [Want],
    /// Whether it may be made for everybody; what is about cases or persons never is.
    pub public: bool,
}

const fn about(code: &'static str, title: &'static str, says: &'static str, wants: &'static [Want], public: bool) -> About {
    About { code, title, says, wants, public }
}

const PLACE: &[Want] = &[Want::Instrument, Want::Year, Want::Region, Want::Office];
const REGION: &[Want] = &[Want::Instrument, Want::Year, Want::Region];
const PLAN: &[Want] = &[Want::MiniPip];

impl Name {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Name; 24] = [
        Name::Scores,
        Name::Standing,
        Name::Region,
        Name::Comparison,
        Name::Exit,
        Name::Milestones,
        Name::Board,
        Name::Qcr,
        Name::Trends,
        Name::Committees,
        Name::Scans,
        Name::Agenda,
        Name::MiniPip,
        Name::Form,
        Name::MeetingKit,
        Name::Evaluation,
        Name::Selection,
        Name::Contacts,
        Name::Sample,
        Name::Agreement,
        Name::Case,
        Name::Team,
        Name::ReviewForm,
        Name::History,
    ];

    /// What is known of it.
    #[must_use]
    pub const fn about(self) -> About {
        match self {
            Name::Scores => about("scores", "Scores", "each question against its goal, by any keys", PLACE, true),
            Name::Standing => about("standing", "Two consecutive years", "each question in every year, and where it stands", PLACE, true),
            Name::Region => about("region", "Region report", "all questions of a region, where they stand, what it takes", REGION, true),
            Name::Comparison => {
                about("comparison", "Statewide comparison", "the regions beside each other", &[Want::Instrument, Want::Year], true)
            }
            Name::Exit => about("exit", "Two-year exit report", "milestone 7: two consecutive years of every region", REGION, true),
            Name::Milestones => about(
                "milestones",
                "Milestones",
                "recorded and computed, regions, what it takes, the trail",
                &[Want::Plan, Want::Year, Want::Region],
                true,
            ),
            Name::Board => about("board", "Milestone status", "the milestones on one page, for the board", &[Want::Plan, Want::Year], true),
            Name::Qcr => {
                about("qcr", "Qualitative reviews", "shares acceptable by indicator and region", &[Want::Year, Want::Region], true)
            }
            Name::Trends => {
                about("trends", "Trends", "indicators against their standards", &[Want::Year, Want::Region, Want::Office], true)
            }
            Name::Committees => about(
                "committees",
                "Committees",
                "meetings, attendance, recommendations and what came of them",
                &[Want::Year, Want::Region],
                false,
            ),
            Name::Scans => {
                about("scans", "QA scans", "coverage by place, themes, who is due", &[Want::Year, Want::Region, Want::Office], true)
            }
            Name::Agenda => about("agenda", "Agenda", "everything with a date", &[Want::Region, Want::Office], false),
            Name::MiniPip => about("mini-pip", "Mini PIPs", "every action step and benchmark, and how it stands", PLAN, false),
            Name::Form => about(
                "form",
                "Mini Program Improvement Plan (Mini PIP)",
                "the form, filled or blank, to sign and to send round",
                PLAN,
                false,
            ),
            Name::MeetingKit => about(
                "meeting-kit",
                "Meeting kit",
                "agenda, sign-in sheet, worksheets and charts for a meeting",
                &[Want::MiniPip, Want::Meeting],
                false,
            ),
            Name::Evaluation => about("evaluation", "Final evaluation", "what a Mini PIP set out to do and what came of it", PLAN, false),
            Name::Selection => {
                about("selection", "Selection of communities", "which community comes next, and why", &[Want::Region], false)
            }
            Name::Contacts => about("contacts", "Contacts", "the mailing list of the Mini PIPs", PLAN, false),
            Name::Sample => about("sample", "Sample", "the draw of a round, with all that is needed to repeat it", PLACE, false),
            Name::Agreement => about("agreement", "Agreement", "first against second reviews", PLACE, false),
            Name::Case => {
                about("case", "Case sheet", "one case: answers, remarks, corrections", &[Want::Case, Want::Instrument, Want::Year], false)
            }
            Name::Team => about("team", "Team page", "what a team does well and where it falls short", PLACE, false),
            Name::ReviewForm => {
                about("review-form", "Review form", "an empty form with guidance, to take to the paper file", &[Want::Instrument], true)
            }
            Name::History => about("history", "History", "who changed what and when", &[], false),
        }
    }

    /// Its word on the command line and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.about().code
    }

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.about().title
    }

    /// The report of that word.
    #[must_use]
    pub fn named(code: &str) -> Option<Name> {
        Name::ALL.into_iter().find(|name| name.code() == code)
    }
}

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, in a terminal.
    Text,
    /// For notes and repositories.
    Markdown,
    /// For a browser: one file, nothing outside it.
    Html,
    /// For paper.
    Pdf,
    /// For Word and `LibreOffice`.
    Docx,
    /// For Excel and `LibreOffice`.
    Xlsx,
    /// Rows for any spreadsheet.
    Csv,
    /// For programs.
    Json,
    /// The charts alone, as shapes.
    Svg,
    /// The charts alone, as a picture.
    Png,
    /// For calendars; only of the agenda.
    Ics,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Format; 11] = [
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Pdf,
        Format::Docx,
        Format::Xlsx,
        Format::Csv,
        Format::Json,
        Format::Svg,
        Format::Png,
        Format::Ics,
    ];

    /// Its word on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Text => "text",
            other => other.ending(),
        }
    }

    /// How names of its files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Ics => "ics",
        }
    }

    /// What it is good for.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Format::Text => "plain text, for a mail",
            Format::Markdown => "text with marks, for notes",
            Format::Html => "a page for a browser",
            Format::Pdf => "to print and to send",
            Format::Docx => "to go on in Word or LibreOffice",
            Format::Xlsx => "a workbook with tables and charts",
            Format::Csv => "the rows, for any spreadsheet",
            Format::Json => "all data, for programs",
            Format::Svg => "the charts alone, as shapes",
            Format::Png => "the charts alone, as a picture",
            Format::Ics => "dates for a calendar",
        }
    }

    /// Whether it is bytes that a terminal cannot show.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        matches!(self, Format::Pdf | Format::Docx | Format::Xlsx | Format::Png)
    }

    /// The format of that word.
    #[must_use]
    pub fn named(code: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.code() == code)
    }
}
