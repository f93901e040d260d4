//! Filled-in Mini PIP forms: a Word document back into its plan, or an empty form that was filled into a new one. What
//! differs is found in `domain/paper/compare.rs`; the document is read in `import/docx.rs`.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

use super::{Draft, Request, file_name, open};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::frozen;
use crate::domain::gate;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::paper::compare::{Compared, Difference, Fate, How, compare};
use crate::domain::paper::filled::Filled;
use crate::import::Import;
use crate::import::docx;
use crate::import::fault::{Fault, Faults};
use crate::report::build::form;
use crate::report::{Part, Report};
use crate::work::WorkError;

mod heads;
mod marks;
mod page;

/// The columns of the preview.
const COLUMNS: &[&str] = &["where", "here now", "in the document", "what becomes of it"];

/// Reads a filled-in form and works out what taking it would do.
pub(super) fn read(draft: &mut Draft<'_>, path: &Path, request: &Request) -> Result<Faults, WorkError> {
    let name = file_name(path);
    let mut bytes = Vec::new();
    let most = docx::MOST_BYTES as u64 + 1;
    open(path)?.take(most).read_to_end(&mut bytes).map_err(|error| WorkError::io(path, &error))?;
    let Import { records: mut document, mut notes } = docx::read(&name, &bytes)?;
    marks::name(&draft.book, &mut document);
    let mut filled = page::filled(&document);
    if filled.lines.is_empty() {
        notes.fault(|| {
            Fault::new("no-form").says(
                "no table of it is one of the Mini PIP form",
                "fill in the form that 'milepost report form --format docx' makes, or keep the heads of its tables",
            )
        });
        return Err(WorkError::Faulty(vec![notes]));
    }
    let plan = which(&draft.book, &filled, request)?;
    if let Some(why) = plan.and_then(|plan| gate::closed(&draft.book, plan)) {
        return Err(WorkError::Unclear(why));
    }
    without_printed(&draft.book, plan, &mut filled);
    if let Some(plan) = plan {
        since(&draft.book, plan, &filled, &mut notes);
    }
    let store = draft.store;
    let mut fresh = || store.new_ids(1).first().copied().unwrap_or(Id::NIL);
    let how = How { replace: request.replace, today: draft.today, fresh: &mut fresh };
    let compared = compare(&draft.book, plan, &filled, how);
    take(draft, &filled, plan, &compared, notes)
}

/// The plan that a form belongs to; none for an empty form that was filled: it makes a new one.
fn which(book: &Book, filled: &Filled, request: &Request) -> Result<Option<Id>, WorkError> {
    let plans = book.all(Kind::MiniPip);
    let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    let titled = |title: &str| plans.iter().find(|plan| same(plan.text(Field::Title), title)).map(|plan| plan.id);
    if let Some(title) = &request.title {
        let all = plans.iter().map(|plan| plan.text(Field::Title));
        let own = filled.base.as_ref().and_then(|base| base.plan).and_then(|id| book.get(id)).filter(|plan| book.is_live(plan));
        if let Some(own) = own.filter(|own| titled(title).is_some_and(|other| other != own.id)) {
            return Err(WorkError::Unclear(format!(
                "this document is the form of '{}', not of '{title}'; leave --plan out to take it there",
                own.text(Field::Title)
            )));
        }
        return titled(title).map(Some).ok_or_else(|| WorkError::unknown("Mini PIP", title, all));
    }
    if let Some(id) = filled.base.as_ref().and_then(|base| base.plan) {
        return match book.get(id) {
            Some(plan) if book.is_live(plan) && plan.kind == Kind::MiniPip => Ok(Some(id)),
            Some(plan) => Err(WorkError::Unclear(format!(
                "the plan of this document, '{}', was deleted here; bring it back first, or add --plan TITLE to take the document into another one",
                plan.text(Field::Title)
            ))),
            None => Err(WorkError::Unclear(
                "the plan of this document is not in this file; add --plan TITLE to take it into a plan that is".to_owned(),
            )),
        };
    }
    let whole = |id: Id| {
        let mut at = book.get(id)?;
        while at.kind != Kind::MiniPip {
            at = book.get(at.parent()?)?;
        }
        book.is_live(at).then_some(at.id)
    };
    if let Some(plan) = filled.lines.iter().filter_map(|line| line.record).find_map(whole) {
        return Ok(Some(plan));
    }
    let line = filled.plan();
    let said = |field| line.map_or("", |line| line.text(field)).trim().to_owned();
    let (title, office) = (said(Field::Title), said(Field::Office));
    match titled(&title).filter(|_| !title.is_empty()) {
        // A form that somebody typed up without ours may well be of a plan that is here.
        Some(plan) if filled.base.is_none() => Ok(Some(plan)),
        Some(_) => Err(WorkError::Unclear(format!(
            "there is a Mini PIP '{title}' here already; add --plan '{title}' to take the document into it, or give the new plan another title"
        ))),
        None if title.is_empty() && office.is_empty() => Err(WorkError::Unclear(
            "the form has neither a title nor an office, so it is not clear what it is a plan of; fill one in, or add --plan TITLE to take it into a \
             plan that is here"
                .to_owned(),
        )),
        None => Ok(None),
    }
}

/// Says what happened to the plan since the document was made, and what is signed.
fn since(book: &Book, plan: Id, filled: &Filled, notes: &mut Faults) {
    let made = filled.base.as_ref().filter(|base| base.plan == Some(plan));
    match made {
        Some(base) if base.text != frozen::digest(book, plan) => notes.warn(|| {
            Fault::new("changed-since").says(
                "the plan was changed here since the document was made; what was changed in both is listed and not taken",
                "add --replace to take what the document says",
            )
        }),
        None => notes.warn(|| {
            Fault::new("no-marks").says(
                "the document does not say what stood here when it was made, so every difference is taken as a change made in it",
                "look through the differences before you take them",
            )
        }),
        Some(_) => {}
    }
    let signed = book.parts(plan, Kind::Agreement).into_iter().filter_map(|agreement| frozen::signed_for(book, agreement));
    if let Some(version) = signed.max_by_key(|version| version.int(Field::Number)) {
        let words = frozen::words(version);
        notes.warn(|| Fault::new("signed").says(format!("{words} of this plan is signed; what is taken now is not in it"), ""));
    }
}

/// Puts the differences into the draft: edits, counts, and a line for each.
fn take(draft: &mut Draft<'_>, filled: &Filled, plan: Option<Id>, compared: &Compared, mut notes: Faults) -> Result<Faults, WorkError> {
    let fault = |difference: &Difference, why: &str, remedy: &str| {
        let said = if difference.after.is_empty() { &difference.before } else { &difference.after };
        Fault::new("not-taken").cell(&difference.place, said).says(why, remedy)
    };
    let mut refused = Faults::of(&notes.file);
    for difference in &compared.differences {
        let fate = match &difference.fate {
            Fate::Taken => "taken".to_owned(),
            Fate::Held(why) => {
                notes.warn(|| fault(difference, why, "add --replace to take it"));
                refused.fault(|| fault(difference, why, "add --replace to take it"));
                format!("not taken: {why}")
            }
            Fate::Left(why) => {
                notes.warn(|| fault(difference, &format!("not taken: {why}"), ""));
                refused.fault(|| fault(difference, &format!("not taken: {why}"), ""));
                format!("not taken: {why}")
            }
        };
        draft.columns = COLUMNS;
        draft.rows.push(vec![difference.place.clone(), difference.before.clone(), difference.after.clone(), fate]);
    }
    let taken = compared.differences.iter().filter(|difference| difference.fate == Fate::Taken);
    let (new, changed): (Vec<&Difference>, Vec<&Difference>) = taken.partition(|difference| difference.place.ends_with(": new"));
    draft.counts.rows += filled.lines.len() as u64;
    draft.counts.new += new.len() as u64;
    draft.counts.changed += changed.len() as u64;
    draft.counts.already_here += compared.same as u64;
    for edit in &compared.edits {
        draft.set(edit.record, edit.kind, edit.field, edit.value.clone());
    }
    if plan.is_none() {
        draft.counts.new += 1;
    }
    // Otherwise nobody would hear why nothing was taken.
    if compared.edits.is_empty() && !refused.is_clean() && !draft.several {
        return Err(WorkError::Faulty(vec![refused]));
    }
    Ok(notes)
}

/// Takes out of what stands in no place what the form itself prints there.
fn without_printed(book: &Book, plan: Option<Id>, filled: &mut Filled) {
    let printed = printed(&form::build(book, plan, None));
    filled.outside.retain(|outside| !is_printed(&printed, &outside.text));
}

/// What is printed on a form beside its places.
fn printed(report: &Report) -> HashSet<String> {
    let mut all: Vec<String> = vec![report.subject.clone(), "Mini Program Improvement Plan (Mini PIP)".to_owned()];
    for part in &report.parts {
        match part {
            Part::Chapter(words) | Part::Heading(words) | Part::Words(words) | Part::Remark(words) => all.push(words.clone()),
            Part::Item(lead, text) => all.extend([format!("{lead} {text}"), lead.clone(), text.clone()]),
            Part::Form(form) => all.extend(form.rows.iter().flatten().filter(|slot| slot.tag.is_none()).map(|slot| slot.text.clone())),
            Part::Table(columns, rows) => {
                all.extend(columns.iter().filter_map(|column| column.heading.as_deref().map(str::to_owned)));
                all.extend(rows.iter().flatten().map(crate::report::Cell::words));
            }
            Part::Signatures(lines) => {
                for line in lines {
                    all.extend([format!("{}, {}", line.role, line.name), line.role.clone(), line.name.clone(), line.signed.clone()]);
                }
            }
            Part::Facts(_) | Part::Chart(_) | Part::Lines(_) | Part::NewPage | Part::Turn(_) => {}
        }
    }
    all.extend(["Date", "Signature"].map(str::to_owned));
    all.iter().map(|text| told(text)).collect()
}

/// A text without blanks and signs, in small letters.
fn told(text: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || !(c.is_ascii() || c.is_whitespace() || *c == '·');
    text.chars().filter(kept).collect::<String>().to_lowercase()
}

/// Whether a text of the document is one of those; lines to sign and to write on are.
fn is_printed(printed: &HashSet<String>, text: &str) -> bool {
    let text = told(text);
    text.is_empty() || printed.contains(&text) || text.starts_with("actionstepsofelement")
}

#[cfg(test)]
mod tests;
