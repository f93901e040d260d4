//! `milepost import`: reads files into a file, or says what it would do.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::{Value, json};

use super::{Desk, Failure, result, say};
use crate::domain::text::clean;
use crate::import::fault::Faults;
use crate::import::percent::Scale;
use crate::store::Access;
use crate::work::WorkError;
use crate::work::import::{Counts, Preview, Request, What, carry_out, plan_on};

// The switches are the contract's, each a question of its own.
#[allow(clippy::struct_excessive_bools)]
/// Import a file: an instrument, a plan, offices, people, answers, ratings, published results, trends, QA scans, a population list or a filled-in Mini PIP form
#[derive(Debug, Args)]
#[command(after_long_help = columns())]
pub struct Import {
    /// What the files hold
    #[arg(value_parser = kinds())]
    kind: What,
    /// The files: CSV or a workbook (.xlsx, .xlsm, .xls, .ods), TOML for rules; an instrument or plan that comes with the program by its name
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The file to import into
    #[arg(long, value_name = "FILE")]
    into: PathBuf,
    /// The instrument that the answers or results belong to; not needed if there is only one
    #[arg(long, value_name = "ID")]
    instrument: Option<String>,
    /// The short name of the instrument that a CSV of questions makes; with answers the same as --instrument
    #[arg(long, value_name = "ID", conflicts_with = "instrument")]
    id: Option<String>,
    /// The title of the instrument that a CSV of questions makes
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The Mini PIP that a filled-in form is taken into; without it the one that the document names, and an empty form makes a new one
    #[arg(long, value_name = "TITLE", conflicts_with = "title")]
    plan: Option<String>,
    /// Which columns and words of the file mean what: a mapping that comes with the program, or a TOML file
    #[arg(long, value_name = "MAP")]
    map: Option<String>,
    /// The sheet of a workbook; without it the first visible one that is not empty
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What bare numbers of a column of percents are, where the column does not say it: 0.85 or 85
    #[arg(long, value_name = "SCALE", value_parser = scales())]
    percent: Option<Scale>,
    /// Use the mapping again for files with the same column names
    #[arg(long, requires = "map")]
    remember: bool,
    /// Leave a mapping that is remembered for such files out, and forget it
    #[arg(long, conflicts_with = "remember")]
    forget: bool,
    /// The fiscal year of the round that a population list is for
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// The region of the round that a population list is for
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    /// Make regions and offices that are not here yet
    #[arg(long)]
    create_places: bool,
    /// Change values that are here already
    #[arg(long)]
    replace: bool,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Say on standard output, as JSON, what happened or what is wrong
    #[arg(long)]
    json: bool,
}

fn kinds() -> impl TypedValueParser<Value = What> {
    // The list is the one that is looked up in.
    PossibleValuesParser::new(What::ALL.map(What::code)).map(|word| What::named(&word).unwrap_or(What::Answers))
}

fn scales() -> impl TypedValueParser<Value = Scale> {
    // The list is the one that is looked up in.
    PossibleValuesParser::new(Scale::ALL.map(Scale::code)).map(|word| Scale::named(&word).unwrap_or(Scale::Percent))
}

/// The columns of every kind of table, with their synonyms, from the tables that the readers use.
fn columns() -> String {
    let mut out = String::from("Columns, in any order; case, blanks, '_', '-' and '.' in their names do not count:\n");
    let kinds = What::ALL.into_iter().filter_map(|what| Some((what.code(), what.table()?)));
    for (name, kind) in kinds {
        let _ = writeln!(out, "\n  {name}");
        for column in kind.columns() {
            let needed = if column.required { "" } else { " (optional)" };
            let also = if column.synonyms.is_empty() { String::new() } else { format!("; also {}", column.synonyms.join(", ")) };
            let _ = writeln!(out, "    {}{needed}: {}{also}", column.name, column.says);
        }
    }
    out
}

impl Import {
    pub(super) fn run(self, desk: &Desk) -> Result<(), Failure> {
        if self.plan.is_some() && self.kind != What::MiniPip {
            return Err(Failure::Usage("--plan belongs to 'import mini-pip'".to_owned()));
        }
        let access = if self.dry_run { Access::Read } else { Access::Edit };
        let (mut store, book) = desk.open_to_change(&self.into, access)?;
        let request = Request {
            what: self.kind,
            inputs: self.inputs,
            instrument: self.instrument.or(self.id),
            title: self.title.or(self.plan),
            map: self.map,
            sheet: self.sheet,
            percent: self.percent,
            columns: Vec::new(),
            remember: self.remember,
            forget: self.forget,
            year: self.year,
            region: self.region,
            create_places: self.create_places,
            replace: self.replace,
        };
        let size = request.inputs.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|m| m.len()).sum();
        let mut watch = Watch::new(size);
        let preview = plan_on(&store, &book, &request, desk.today(), &mut |done| watch.goes_on(done));
        watch.end();
        let preview = match preview {
            Ok(preview) => preview,
            Err(error) if self.json => {
                result(refusal(&request, self.dry_run, &error))?;
                return Err(Failure::Found);
            }
            Err(error) => return Err(error.into()),
        };
        if !self.json {
            warn(&preview.notes);
        }
        if !self.dry_run {
            carry_out(&mut store, &preview)?;
        }
        if self.json {
            return result(report(&preview, self.dry_run));
        }
        if self.dry_run {
            return result(shown(&preview));
        }
        say(&format!("Imported {}. {}", preview.words(), summary(&preview.counts)));
        Ok(())
    }
}

fn warn(notes: &[Faults]) {
    for faults in notes {
        for warning in &faults.warnings {
            say(&format!("warning: {warning}"));
        }
        let more = faults.warning_count - faults.warnings.len() as u64;
        if more > 0 {
            say(&format!("warning: {}: {more} more of {} warnings not shown", faults.file, faults.warning_count));
        }
        if faults.characters_removed > 0 {
            say(&format!("warning: {}: {} control characters left out of free text", faults.file, faults.characters_removed));
        }
    }
}

/// "112 rows: 90 new, 20 here already, 2 changed. 3 regions, 5 offices and 2 people made."
fn summary(counts: &Counts) -> String {
    let mut out =
        format!("{} rows read: {} new, {} here already, {} changed.", counts.rows, counts.new, counts.already_here, counts.changed);
    if counts.regions + counts.offices + counts.people > 0 {
        let _ = write!(out, " Made {} regions, {} offices, {} people.", counts.regions, counts.offices, counts.people);
    }
    if counts.indicators > 0 {
        let _ = write!(out, " Made {} trend indicators.", counts.indicators);
    }
    if counts.rounds > 0 {
        out.push_str(" Made the round.");
    }
    out
}

fn shown(preview: &Preview) -> String {
    let mut out = format!("Would import {}. Nothing was changed.\n{}\n", preview.words(), summary(&preview.counts));
    let which = if preview.what == What::MiniPip { "All differences" } else { "First rows, as they are understood" };
    let _ = writeln!(out, "\n{which}:\n  {}", preview.columns.join(" | "));
    for row in &preview.rows {
        let _ = writeln!(out, "  {}", row.iter().map(|cell| clean(cell).0.replace('\n', " ")).collect::<Vec<_>>().join(" | "));
    }
    out
}

fn report(preview: &Preview, dry_run: bool) -> String {
    let mut value = json!({
        "import": preview.what.code(), "done": !dry_run, "dry_run": dry_run, "message": preview.words(), "counts": preview.counts, "files": preview.notes,
    });
    if preview.what == What::MiniPip {
        let names = ["place", "before", "after", "outcome"];
        let row = |row: &Vec<String>| {
            names.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), cell.clone().into())).collect::<serde_json::Map<_, Value>>()
        };
        value["differences"] = preview.rows.iter().map(row).map(Value::Object).collect();
    }
    format!("{value}\n")
}

fn refusal(request: &Request, dry_run: bool, error: &WorkError) -> String {
    let (message, files): (String, Value) = match error {
        WorkError::Faulty(files) => ("the files have faults; nothing was imported".to_owned(), json!(files)),
        other => (other.to_string(), json!([])),
    };
    let value =
        json!({"import": request.what.code(), "done": false, "dry_run": dry_run, "message": message, "counts": null, "files": files});
    format!("{value}\n")
}

/// Progress on a terminal, and Ctrl-C until the change is written.
struct Watch {
    size: u64,
    shown: Option<u64>,
    terminal: bool,
    #[cfg(unix)]
    stop: std::sync::Arc<std::sync::atomic::AtomicBool>,
}

impl Watch {
    fn new(size: u64) -> Watch {
        #[cfg(unix)]
        let stop = {
            let stop = std::sync::Arc::default();
            // Without the hook Ctrl-C ends the program at once; the transaction then never was.
            let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, std::sync::Arc::clone(&stop));
            stop
        };
        Watch {
            size,
            shown: None,
            terminal: std::io::stderr().is_terminal(),
            #[cfg(unix)]
            stop,
        }
    }

    fn goes_on(&mut self, done: u64) -> bool {
        let percent = (done * 100).checked_div(self.size).unwrap_or(0).min(100);
        if self.terminal && self.shown != Some(percent) {
            self.shown = Some(percent);
            let _ = write!(std::io::stderr(), "\rReading {percent} %");
        }
        #[cfg(unix)]
        return !self.stop.load(std::sync::atomic::Ordering::Relaxed);
        #[cfg(not(unix))]
        true
    }

    fn end(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(std::io::stderr(), "\r              \r");
        }
    }
}
