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
/// As [`write()`], or a form that the report does not have.
pub fn export(store: &mut Store, report: &Released, format: Format, to: &Target) -> Result<(), WorkError> {
    write(store, report, format, &render(report, format)?, to)
}

/// Whether a report can be written there, as far as that is known beforehand.
///
/// # Errors
/// A folder that is not there, the file of the reviews itself, a file that is there already (unless `force`).
pub fn check_target(own: &Path, to: &Target) -> Result<(), WorkError> {
    let refuse = |path: &Path, what: &str| Err(WorkError::Io { path: path.to_owned(), what: what.to_owned() });
    let same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if same(to.out, own) {
        return refuse(to.out, "is the file of the reviews itself; choose another name");
    }
    if let Some(folder) = folder(to.out).filter(|folder| !folder.is_dir()) {
        return refuse(folder, "there is no such folder; make it, or choose another");
    }
    if to.out.is_dir() {
        return refuse(to.out, "is a folder; name a file in it");
    }
    if !to.force && to.out.symlink_metadata().is_ok() {
        return Err(WorkError::io(to.out, &std::io::ErrorKind::AlreadyExists.into()));
    }
    Ok(())
}

/// Writes the bytes of a report that was made already, readable by nobody else, and notes it in the history. What was there
/// before stays as it was until the new file is whole.
///
/// # Errors
/// As [`check_target`], or what the disk or the file of the reviews refuse; then nothing is left behind.
pub fn write(store: &mut Store, report: &Released, format: Format, content: &[u8], to: &Target) -> Result<(), WorkError> {
    check_target(store.path(), to)?;
    // A new file is claimed by its own name, so that nothing that comes meanwhile is lost; an older one is replaced as a whole.
    let name = to.out.file_name().unwrap_or_default().to_string_lossy();
    let draft = if to.force { to.out.with_file_name(format!(".{name}.part")) } else { to.out.to_owned() };
    let mut options = OpenOptions::new();
    options.write(true);
    if to.force {
        // What an export that was cut off left behind is nobody's.
        let _ = std::fs::remove_file(&draft);
    }
    options.create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft).map_err(|e| WorkError::io(to.out, &e))?;
    let mut change = Change::new(words(report, format, to), store.seen()?);
    change.kind = ChangeKind::Export;
    let written = file.write_all(content).and_then(|()| file.sync_all()).map_err(|e| WorkError::io(to.out, &e));
    let noted = written.and_then(|()| Ok(store.commit(&change)?));
    drop(file);
    let placed = noted.and_then(|_| if to.force { std::fs::rename(&draft, to.out).map_err(|e| WorkError::io(to.out, &e)) } else { Ok(()) });
    if placed.is_err() {
        // What the history does not know must not leave the file.
        let _ = std::fs::remove_file(&draft);
    }
    placed
}

fn folder(path: &Path) -> Option<&Path> {
    path.parent().filter(|folder| !folder.as_os_str().is_empty())
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
