//! Writing a report beside the file, with its line in the history.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use super::{Format, WorkError, render};
use crate::domain::change::{Change, ChangeKind};
use crate::domain::text::clean;
use crate::report::Released;
use crate::store::Store;

/// The filter that names a case.
pub(super) const CASE: &str = "case";

/// Where a report goes.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The file.
    pub out: &'a Path,
    /// Whether to write over one that is there.
    pub force: bool,
}

/// Writes a report beside the file and notes it in the history: who, when, what, why.
///
/// # Errors
/// A file that is there already (unless `force`), or that cannot be written.
pub fn export(store: &mut Store, report: &Released, format: Format, to: &Target) -> Result<(), WorkError> {
    let (content, out) = (render(report, format)?, to.out);
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if same(out, store.path()) {
        return Err(WorkError::Io { path: out.to_owned(), what: "is the file of the reviews itself; choose another name".to_owned() });
    }
    let mut options = OpenOptions::new();
    options.write(true);
    if to.force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let fresh = !out.exists();
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.exists()) {
        return Err(WorkError::Io { path: folder.to_owned(), what: "there is no such folder; make it, or choose another".to_owned() });
    }
    let mut file = options.open(out).map_err(|e| WorkError::io(out, &e))?;
    let mut change = Change::new(words(report, format, to), store.seen()?);
    change.kind = ChangeKind::Export;
    let written = file.write_all(&content).and_then(|()| file.sync_all()).map_err(|e| WorkError::io(out, &e));
    let noted = written.and_then(|()| Ok(store.commit(&change)?));
    if let Err(error) = noted {
        // What the history does not know must not leave the file.
        drop(file);
        if fresh {
            let _ = std::fs::remove_file(out);
        }
        return Err(error);
    }
    Ok(())
}

fn words(report: &Released, format: Format, to: &Target) -> String {
    // What the history says stays in it for ever, so it never names a case.
    let case = report.filters.iter().find(|(name, _)| *name == CASE).map(|(_, value)| value.as_str());
    let without = |text: &str| case.filter(|case| !case.is_empty()).map_or_else(|| text.to_owned(), |case| text.replace(case, "(case)"));
    let filters: Vec<String> =
        report.filters.iter().filter(|(name, _)| *name != CASE).map(|(name, value)| format!("{name} {value}")).collect();
    let filters = if filters.is_empty() { String::new() } else { format!(" ({})", filters.join(", ")) };
    let name = to.out.file_name().map(|n| without(&n.to_string_lossy())).unwrap_or_default();
    let purpose = Some(report.mark().purpose.as_str()).filter(|purpose| !purpose.is_empty());
    let purpose = purpose.map(|purpose| format!(", for: {}", without(purpose))).unwrap_or_default();
    let public = if report.is_public() { ", public" } else { "" };
    let confidential = if is_confidential(report, format) { ", contains case identifiers" } else { "" };
    clean(&format!("report {}{filters} to {name}{confidential}{public}{purpose}", report.name)).0
}

/// Whether a report names cases in this form: a spreadsheet gets its rows alone.
fn is_confidential(report: &Released, format: Format) -> bool {
    if format == Format::Csv { report.rows_name_cases() } else { report.names_cases() }
}
