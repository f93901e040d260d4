//! `milepost report`: a table on standard output, or in a file of its own.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::log::Which;
use super::{Desk, Failure, result, say};
use crate::report::Released;
use crate::store::Access;
use crate::work::report::{Asked, Format, Name, Target, check, export, make, release, render};

// The switches are the contract's, each a question of its own.
#[allow(clippy::struct_excessive_bools)]
/// Make a report of scores, milestones, reviews, trends, committees, Mini PIPs, dates or changes
#[derive(Debug, Args)]
pub struct Report {
    /// Which report
    #[arg(value_parser = names())]
    name: Name,
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
    /// Meeting kit: the first, second or third meeting
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=3))]
    meeting: Option<u8>,
    /// Form: the empty form
    #[arg(long, conflicts_with = "plan")]
    blank: bool,
    /// In which form
    #[arg(long, value_parser = formats(), default_value = "text")]
    format: Format,
    /// For everybody: no cases, no persons, and no figure about too few cases
    #[arg(long)]
    public: bool,
    /// Write to this file instead, and note it in the history
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write over a file that is there already
    #[arg(long, requires = "out")]
    force: bool,
    /// What the report is for: it stands on the report, and in the history of what was written with --out
    #[arg(long, value_name = "TEXT")]
    purpose: Option<String>,
    /// Mini PIP: say what is missing, one line each; exit code 1 while something is neither there nor answered
    #[arg(long, conflicts_with = "out")]
    check: bool,
}

/// The reports by their words.
fn names() -> impl TypedValueParser<Value = Name> {
    PossibleValuesParser::new(Name::ALL.map(Name::code)).map(|code| Name::named(&code).unwrap_or(Name::Scores))
}

/// The formats by their words.
fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::code)).map(|code| Format::named(&code).unwrap_or(Format::Text))
}

impl Report {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let (name, format) = (self.name, self.format);
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
        if self.meeting.is_some() && name != Name::MeetingKit {
            return Err(Failure::Usage("--meeting belongs to 'report meeting-kit'".to_owned()));
        }
        if self.blank && name != Name::Form {
            return Err(Failure::Usage("--blank belongs to 'report form'".to_owned()));
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
            blank: self.blank,
            meeting: self.meeting,
            public: self.public,
            purpose: self.purpose,
        };
        if self.check {
            return self::missing(desk, &self.file, &asked, format);
        }
        let Some(out) = self.out else {
            if format.is_binary() && std::io::stdout().is_terminal() {
                return Err(Failure::Usage(format!("--format {} is not for a terminal; add --out FILE", format.code())));
            }
            let store = desk.open(&self.file, Access::Read)?;
            let book = store.load()?;
            let report = make(&store, &book, name, &asked, desk.today())?;
            let report = release(&book, report, &asked, &desk.person())?;
            decide(&report);
            return result(&render(&report, format)?);
        };
        let (mut store, book) = desk.open_to_change(&self.file, Access::Note)?;
        let report = make(&store, &book, name, &asked, desk.today())?;
        let report = release(&book, report, &asked, &desk.person())?;
        decide(&report);
        export(&mut store, &report, format, &Target { out: &out, force: self.force })?;
        say(&format!("Wrote '{}'.", out.display()));
        Ok(())
    }
}

/// Names on standard error the groups of which a public report tells everybody: all or none of their cases.
fn decide(report: &Released) {
    let found = report.to_decide();
    if !found.is_empty() {
        say(&format!(
            "All or none of the cases were acceptable here, so that everybody in the group is told of. Decide whether it may be said:\n  {}",
            found.join("\n  ")
        ));
    }
}

/// One line for each thing that a plan lacks and nobody has answered; for programs all of it.
fn missing(desk: &Desk, file: &Path, asked: &Asked, format: Format) -> Result<(), Failure> {
    let store = desk.open(file, Access::Read)?;
    let book = store.load()?;
    let (report, open) = check(&store, &book, asked)?;
    let end = if open.is_empty() { "" } else { "\n" };
    if format == Format::Text {
        result(format!("{}{end}", open.join("\n")).as_bytes())?;
    } else {
        result(&render(&release(&book, report, asked, &desk.person())?, format)?)?;
    }
    if open.is_empty() { Ok(()) } else { Err(Failure::Found) }
}
