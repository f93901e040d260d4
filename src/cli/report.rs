//! `milepost report`: a table on standard output, or in a file of its own.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::log::Which;
use super::{Desk, Failure, result, say};
use crate::store::Access;
use crate::work::report::{Asked, Format, Name, Target, check, export, make, render};

// The switches are the contract's, each a question of its own.
#[allow(clippy::struct_excessive_bools)]
/// Make a report of scores, milestones, reviews, trends, committees, Mini PIPs, dates or changes
#[derive(Debug, Args)]
pub struct Report {
    /// Which report
    #[arg(value_enum)]
    name: NameArg,
    /// The file to report on
    file: PathBuf,
    /// Only this instrument
    #[arg(long, value_name = "ID")]
    instrument: Option<String>,
    /// Only this fiscal year: 2025, FY2025 or FY25
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// Only this region
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    /// Only this office; REGION/NAME where the name alone is not clear
    #[arg(long, value_name = "NAME")]
    office: Option<String>,
    /// Only this area of the instrument
    #[arg(long, value_name = "AREA")]
    area: Option<String>,
    /// Only this question
    #[arg(long, value_name = "CODE")]
    question: Option<String>,
    /// Only this caseworker
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
    /// Only the caseworkers of this supervisor
    #[arg(long, value_name = "NAME")]
    supervisor: Option<String>,
    /// Only this milestone plan or Mini PIP
    #[arg(long, value_name = "PLAN")]
    plan: Option<String>,
    /// Case: the case number or alias
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    /// Case: the second review, once both are final
    #[arg(long, requires = "case")]
    second: bool,
    /// Agenda: only the items in which this person is named
    #[arg(long, value_name = "NAME")]
    whose: Option<String>,
    /// Agenda, history: from this day on; what is overdue stays in the agenda
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Agenda, history: until this day
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    #[command(flatten, next_help_heading = "History")]
    which: Which,
    /// By what rows are kept apart: any of region, office, worker, supervisor, area, question, year
    #[arg(long, value_name = "KEYS", default_value = "region,question,year")]
    by: String,
    /// In which form
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    format: FormatArg,
    /// Write to this file instead, and note it in the history
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write over a file that is there already
    #[arg(long, requires = "out")]
    force: bool,
    /// What the report is for, as the history will say
    #[arg(long, value_name = "TEXT", requires = "out")]
    purpose: Option<String>,
    /// Mini PIP: say what is missing, one line each; exit code 1 while something is neither there nor answered
    #[arg(long, conflicts_with = "out")]
    check: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum NameArg {
    Scores,
    Standing,
    Milestones,
    Qcr,
    MiniPip,
    Evaluation,
    Selection,
    Trends,
    Sample,
    Agreement,
    Case,
    Team,
    Committees,
    Contacts,
    History,
    Agenda,
    Scans,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    Text,
    Json,
    Csv,
    Ics,
}

impl Report {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let name = match self.name {
            NameArg::Scores => Name::Scores,
            NameArg::Standing => Name::Standing,
            NameArg::Milestones => Name::Milestones,
            NameArg::Qcr => Name::Qcr,
            NameArg::MiniPip => Name::MiniPip,
            NameArg::Evaluation => Name::Evaluation,
            NameArg::Selection => Name::Selection,
            NameArg::Trends => Name::Trends,
            NameArg::Sample => Name::Sample,
            NameArg::Agreement => Name::Agreement,
            NameArg::Case => Name::Case,
            NameArg::Team => Name::Team,
            NameArg::Committees => Name::Committees,
            NameArg::Contacts => Name::Contacts,
            NameArg::History => Name::History,
            NameArg::Agenda => Name::Agenda,
            NameArg::Scans => Name::Scans,
        };
        let format = match self.format {
            FormatArg::Text => Format::Text,
            FormatArg::Json => Format::Json,
            FormatArg::Csv => Format::Csv,
            FormatArg::Ics => Format::Ics,
        };
        if self.check && name != Name::MiniPip {
            return Err(Failure::Usage("--check belongs to 'report mini-pip'".to_owned()));
        }
        if self.which != Which::default() && name != Name::History {
            return Err(Failure::Usage("--who, --record, --words and --details belong to 'report history'".to_owned()));
        }
        if self.case.is_some() != (name == Name::Case) {
            let words = if name == Name::Case { "name the case: report case FILE --case ID" } else { "--case belongs to 'report case'" };
            return Err(Failure::Usage(words.to_owned()));
        }
        if format == Format::Ics && name != Name::Agenda {
            return Err(Failure::Usage("--format ics belongs to 'report agenda'".to_owned()));
        }
        if name != Name::Agenda && self.whose.is_some() {
            return Err(Failure::Usage("--whose belongs to 'report agenda'".to_owned()));
        }
        if !matches!(name, Name::Agenda | Name::History) && (self.from.is_some() || self.until.is_some()) {
            return Err(Failure::Usage("--from and --until belong to 'report agenda' and 'report history'".to_owned()));
        }
        let asked = Asked {
            instrument: self.instrument,
            year: self.year,
            region: self.region,
            office: self.office,
            area: self.area,
            question: self.question,
            worker: self.worker,
            supervisor: self.supervisor,
            plan: self.plan,
            case: self.case,
            second: self.second,
            whose: self.whose,
            from: self.from,
            until: self.until,
            by: Some(self.by),
            log: self.which.asked(),
        };
        if self.check {
            return self::missing(desk, &self.file, &asked, format);
        }
        let Some(out) = self.out else {
            let store = desk.open(&self.file, Access::Read)?;
            let book = store.load()?;
            return result(&render(&make(&store, &book, name, &asked, desk.today())?, format));
        };
        let (mut store, book) = desk.open_to_change(&self.file, Access::Note)?;
        let report = make(&store, &book, name, &asked, desk.today())?;
        export(&mut store, &report, format, &Target { out: &out, force: self.force, purpose: self.purpose.as_deref() })?;
        say(&format!("Wrote '{}'.", out.display()));
        Ok(())
    }
}

/// One line for each thing that a plan lacks and nobody has answered; for programs all of it.
fn missing(desk: &Desk, file: &Path, asked: &Asked, format: Format) -> Result<(), Failure> {
    let store = desk.open(file, Access::Read)?;
    let (report, open) = check(&store, &store.load()?, asked)?;
    let end = if open.is_empty() { "" } else { "\n" };
    result(&if format == Format::Text { format!("{}{end}", open.join("\n")) } else { render(&report, format) })?;
    if open.is_empty() { Ok(()) } else { Err(Failure::Found) }
}
