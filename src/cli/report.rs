//! `milepost report`: a table on standard output, or in a file of its own.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Desk, Failure, result, say};
use crate::domain::content_check::gaps;
use crate::domain::text::clean;
use crate::store::Access;
use crate::work::report::{Asked, Format, Name, Target, export, make, mini_pips, render};

// The switches are the contract's, each a question of its own.
#[allow(clippy::struct_excessive_bools)]
/// Make a report: scores, standing, milestones, Mini PIPs, a sample, agreement, a case, a team, contacts or the history
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
    /// Mini PIP: say what is missing, one line each
    #[arg(long, conflicts_with_all = ["out", "format"])]
    check: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum NameArg {
    Scores,
    Standing,
    Milestones,
    MiniPip,
    Sample,
    Agreement,
    Case,
    Team,
    Contacts,
    History,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    Text,
    Json,
    Csv,
}

impl Report {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        let name = match self.name {
            NameArg::Scores => Name::Scores,
            NameArg::Standing => Name::Standing,
            NameArg::Milestones => Name::Milestones,
            NameArg::MiniPip => Name::MiniPip,
            NameArg::Sample => Name::Sample,
            NameArg::Agreement => Name::Agreement,
            NameArg::Case => Name::Case,
            NameArg::Team => Name::Team,
            NameArg::Contacts => Name::Contacts,
            NameArg::History => Name::History,
        };
        let format = match self.format {
            FormatArg::Text => Format::Text,
            FormatArg::Json => Format::Json,
            FormatArg::Csv => Format::Csv,
        };
        if self.check && name != Name::MiniPip {
            return Err(Failure::Usage("--check belongs to 'report mini-pip'".to_owned()));
        }
        if self.case.is_some() != (name == Name::Case) {
            let words = if name == Name::Case { "name the case: report case FILE --case ID" } else { "--case belongs to 'report case'" };
            return Err(Failure::Usage(words.to_owned()));
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
            by: Some(self.by),
        };
        if self.check {
            return self::check(desk, &self.file, &asked);
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

/// One line for each thing that a plan lacks.
fn check(desk: &Desk, file: &Path, asked: &Asked) -> Result<(), Failure> {
    let book = desk.open(file, Access::Read)?.load()?;
    let mut out = String::new();
    for plan in mini_pips(&book, asked)? {
        for gap in gaps(&book, plan.id) {
            let place = if gap.place.is_empty() { String::new() } else { format!(", {}", gap.place) };
            let line = format!("{}{place}: {}", book.name(plan.id), gap.words);
            out.push_str(&clean(&line).0.replace('\n', " "));
            out.push('\n');
        }
    }
    result(&out)?;
    if out.is_empty() { Ok(()) } else { Err(Failure::Found) }
}
