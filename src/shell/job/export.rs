//! What the worker does for an export: makes the report and its bytes, and shows the beginning as text. Writing is the loop's.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::command::{Event, ExportOrder};
use crate::domain::book::Book;
use crate::domain::document::Format;
use crate::report::Released;
use crate::store::Store;
use crate::work::WorkError;
use crate::work::report::{self, Asked, Target};

/// How many steps it takes: made, drawn, shown.
pub(super) const STEPS: u64 = 3;
/// The most lines of text that are shown.
const MOST: usize = 400;

/// A report that can be written.
pub(in crate::shell) struct Made {
    released: Released,
    format: Format,
    content: Vec<u8>,
    path: PathBuf,
    force: bool,
    /// Its beginning, as text.
    shown: Vec<String>,
}

/// Makes the report and its bytes.
pub(super) fn make(
    order: &ExportOrder,
    store: &Store,
    book: &Book,
    own: &Path,
    who: &str,
    today: NaiveDate,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<Made, WorkError> {
    let some = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    let asked = Asked {
        instrument: some(&order.instrument),
        year: some(&order.year),
        region: some(&order.region),
        office: some(&order.office),
        plan: some(&order.plan),
        case: some(&order.case),
        meeting: order.meeting,
        blank: order.blank,
        public: order.public,
        purpose: some(&order.purpose),
        ..Asked::default()
    };
    let path = PathBuf::from(&order.path);
    report::check_target(own, &Target { out: &path, force: order.replace })?;
    let mut go_on = |step| if progress(step) { Ok(()) } else { Err(WorkError::Stopped) };
    let made = report::make(store, book, order.name, &asked, today)?;
    go_on(1)?;
    let released = report::release(book, made, &asked, who)?;
    let content = report::render(&released, order.format)?;
    go_on(2)?;
    let text = String::from_utf8_lossy(&report::render(&released, Format::Text)?).into_owned();
    let shown = text.lines().take(MOST).map(str::to_owned).collect();
    go_on(3)?;
    Ok(Made { released, format: order.format, content, path, force: order.replace, shown })
}

/// Remedies of the command line, and what they are in the form.
const REMEDIES: [(&str, &str); 8] = [
    ("add --force to write over it", "choose yes at 'Write over it'"),
    ("say which Mini PIP with --plan, or ask for the empty form with --blank", "choose the Mini PIP"),
    ("say which Mini PIP with --plan", "choose the Mini PIP"),
    ("say which region with --region", "choose the region"),
    ("say which meeting with --meeting 1, 2 or 3", "choose the meeting"),
    ("add --office, --supervisor, --worker or --region", "choose an office or a region"),
    ("leave --public out", "choose 'the agency itself'"),
    ("add --instrument", "choose the instrument"),
];

/// What a reviewer is shown of a report that was made, or could not be.
pub(in crate::shell) fn told(result: &Result<Box<Made>, WorkError>) -> Event {
    match result {
        Err(error) => {
            let in_the_form = |line: &str| REMEDIES.iter().fold(line.to_owned(), |line, (option, words)| line.replace(option, words));
            Event::Previewed { ready: false, lines: error.to_string().lines().map(in_the_form).collect(), columns: None }
        }
        Ok(made) => {
            let mut lines = vec![format!("Ready: {}, {}. It begins so:", made.format.code().to_uppercase(), size(made.content.len()))];
            lines.push(String::new());
            lines.extend(made.shown.iter().cloned());
            Event::Previewed { ready: true, lines, columns: None }
        }
    }
}

/// Writes it down, and says where it is.
pub(in crate::shell) fn write(store: &mut Store, made: &Made) -> Event {
    let to = Target { out: &made.path, force: made.force };
    if let Err(error) = report::write(store, &made.released, made.format, &made.content, &to) {
        Event::Exported { path: None, lines: vec![error.to_string()] }
    } else {
        let whole = made.path.canonicalize().unwrap_or_else(|_| made.path.clone());
        let folder = whole.parent().map_or_else(String::new, |folder| format!("Its folder: {}", folder.display()));
        let lines = vec![
            format!("Saved: {}, {}", whole.display(), size(made.content.len())),
            folder,
            "Only you can read it. The history has a line of it.".to_owned(),
            "Ctrl-C copies the path, to open it elsewhere.".to_owned(),
        ];
        Event::Exported { path: Some(whole.display().to_string()), lines }
    }
}

fn size(bytes: usize) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}
