//! What the worker does for an import: reads the file as far as a preview, and says what it would do.

use std::path::PathBuf;

use crate::command::{Event, ImportOrder};
use crate::work::WorkError;
use crate::work::import::{Preview, Request, What};

pub(super) fn request(order: ImportOrder) -> Request {
    let some = |text: String| (!text.is_empty()).then_some(text);
    let what = What::ALL.into_iter().find(|w| w.code() == order.kind).unwrap_or(What::Answers);
    let path = PathBuf::from(&order.path);
    // A new instrument is named after its file; the code chosen in the form is that of the answers.
    let own_code = path.file_stem().map(|s| s.to_string_lossy().to_lowercase());
    let instrument = if what == What::Instrument { own_code } else { some(order.instrument) };
    Request {
        what,
        inputs: vec![path],
        instrument,
        title: None,
        map: some(order.mapping),
        sheet: some(order.sheet),
        year: some(order.year),
        region: some(order.region),
        create_places: order.create_places,
        replace: order.replace,
    }
}

/// Remedies of the command line, and what they are in the form.
const REMEDIES: [(&str, &str); 7] = [
    ("add --replace to change what is here", "choose yes at 'Change what is here'"),
    ("add --replace", "choose yes at 'Change what is here'"),
    ("add --create-places", "choose yes at 'Make new regions and offices'"),
    ("add --year 2027 and --region NAME", "give its fiscal year and region"),
    ("choose another with --sheet NAME", "name another at 'Sheet'"),
    ("choose the sheet that has the data with --sheet", "name the sheet that has the data at 'Sheet'"),
    ("leave --sheet out", "empty 'Sheet'"),
];

fn in_the_form(line: &str) -> String {
    REMEDIES.iter().fold(line.to_owned(), |line, (option, words)| line.replace(option, words))
}

/// What a reviewer is shown of a finished reading.
pub(in crate::shell) fn told(result: &Result<Preview, WorkError>) -> Event {
    match result {
        Err(error) => {
            let mut lines: Vec<String> = error.to_string().lines().map(in_the_form).collect();
            // On a command line the sum stands last, where the eye is; in a dialog first.
            if lines.len() > 1 {
                lines.rotate_right(1);
            }
            Event::Previewed { ready: false, lines }
        }
        Ok(preview) => {
            let c = &preview.counts;
            let mut lines = vec![format!("Ready: {}", preview.words())];
            let made = [
                (c.regions, "region", "regions"),
                (c.offices, "office", "offices"),
                (c.people, "person", "people"),
                (c.rounds, "round", "rounds"),
                (c.already_here, "already here", "already here"),
                (c.changed, "changed", "changed"),
            ];
            let words = |(n, one, more): &(u64, &str, &str)| format!("{n} {}", if *n == 1 { one } else { more });
            let counts: Vec<String> = made.iter().filter(|(n, ..)| *n > 0).map(words).collect();
            if !counts.is_empty() {
                lines.push(counts.join(", "));
            }
            for notes in &preview.notes {
                lines.extend(notes.warnings.iter().map(|warning| in_the_form(&format!("Note: {warning}"))));
                let more = notes.warning_count - notes.warnings.len() as u64;
                if more > 0 {
                    lines.push(format!("Note: {more} more of {} notes not shown", notes.warning_count));
                }
            }
            if !preview.rows.is_empty() {
                lines.push(String::new());
                lines.push(preview.columns.join(" | "));
                lines.extend(preview.rows.iter().map(|row| row.join(" | ")));
            }
            Event::Previewed { ready: true, lines }
        }
    }
}
