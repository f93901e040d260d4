//! The forms: a scan as a supervisor types it, five in a row, and the reason why a month is excused.

use crate::command::{Context, Form, FormField, Takes};
use crate::domain::change::{Author, Change, Seen};
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::scan::draft::{self, ANSWERS, Draft, Of, Part};
use crate::domain::scan::{EXCUSED, Post, ScanFile, long_month, month_of};
use crate::domain::text::counted;
use crate::domain::value::Value;

/// The form of a scan.
pub const SCAN: &str = "qa scan";
/// The form of an excuse.
pub const EXCUSE: &str = "excuse of qa scans";

/// What a field of the form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    WentWell,
    NeedsWork,
    WellThemes,
    NeedsThemes,
    Case,
    Day,
    Question(Id),
    Note,
}

/// What was asked for.
#[derive(Clone, Debug)]
pub enum Asked {
    /// A scan: whose, what stands there, what its author had seen, the fields of the form.
    Scan { of: Of, before: Option<Box<ScanFile>>, saw: Seen, fields: Vec<Asks> },
    /// A reason for months, or another one for an excuse that is there.
    Excuse { months: Vec<Of>, before: Option<(Id, Of)>, saw: Seen },
}

/// A field of the form, as the pane reads it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks(What);

fn themes(cx: &Context) -> Vec<(Id, String)> {
    let all = cx.book.all(Kind::Theme).into_iter();
    all.map(|theme| (theme.id, theme.text(Field::Name).to_owned())).filter(|(_, name)| !name.is_empty()).collect()
}

/// "Alder, under Sue Sample".
fn post_words(cx: &Context, post: &Post) -> String {
    let office = post.office.map_or("No office", |id| cx.book.name(id));
    match post.supervisor {
        Some(supervisor) => format!("{office}, under {}", cx.book.name(supervisor)),
        None => office.to_owned(),
    }
}

/// Asks for a scan: a new one, begun by a character perhaps, or one that is there.
pub fn ask(of: Of, owed: bool, before: Option<Box<ScanFile>>, typed: Option<char>, cx: &Context) -> (Form, Asked) {
    let was = before.as_deref().map(Draft::of).unwrap_or_default();
    let themes = themes(cx);
    let names: Vec<String> = themes.iter().map(|(_, name)| name.clone()).collect();
    let chosen = |ids: &[Id]| {
        let name = |id: &Id| themes.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone());
        ids.iter().filter_map(name).collect::<Vec<_>>().join("; ")
    };
    let began = typed.map_or(was.went_well.clone(), |c| c.to_string());
    let day = if before.is_some() { was.day } else { Some(cx.today) };
    let mut fields = vec![
        (What::WentWell, FormField::new("Done well", Takes::Lines).with(began)),
        (What::NeedsWork, FormField::new("Needs work", Takes::Lines).with(was.needs_work.as_str())),
    ];
    if !themes.is_empty() {
        let theme = |ids: &[Id]| FormField::new("  themes", Takes::Several(names.clone())).with(chosen(ids));
        fields.insert(1, (What::WellThemes, theme(&was.well_themes)));
        fields.push((What::NeedsThemes, theme(&was.needs_themes)));
    }
    fields.push((What::Case, FormField::new("Case", Takes::Line).hint("local case number or alias").with(was.case_id.as_str())));
    fields.push((What::Day, FormField::new("Done on", Takes::Day).with(day.map(|day| day.to_string()).unwrap_or_default())));
    for question in draft::questions(cx.book, of.month) {
        let code = was.answers.iter().find(|(id, _)| *id == question.id).map_or("", |(_, code)| code.as_str());
        let words = ANSWERS.iter().find(|(known, _)| *known == code).map_or("", |(_, words)| words);
        let choices = ANSWERS.iter().map(|(_, words)| (*words).to_owned()).collect();
        fields.push((What::Question(question.id), FormField::new(short(question.text(Field::Text)), Takes::OneOf(choices)).with(words)));
    }
    fields.push((What::Note, FormField::new("Note", Takes::Line).with(was.note.as_str())));
    let (asks, fields): (Vec<Asks>, Vec<FormField>) = fields.into_iter().map(|(what, field)| (Asks(what), field)).unzip();
    let mut words = post_words(cx, &of.post);
    if !owed {
        words = format!("{words}. No scan is owed for this month; one that was done counts all the same");
    }
    let title = format!("Scan of {}, {}", cx.book.name(of.worker), long_month(of.month));
    let form = Form::new(SCAN, title, format!("{words}. Ctrl-S saves from any field."), fields);
    (form, Asked::Scan { of, before, saw: cx.book.seen, fields: asks })
}

/// A question short enough to stand beside its field.
fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= 24 { line.to_owned() } else { format!("{}\u{2026}", line.chars().take(23).collect::<String>()) }
}

/// Asks why months are excused.
pub fn ask_excuse(months: Vec<Of>, cx: &Context) -> (Form, Asked) {
    let title = match months.as_slice() {
        [one] => format!("Excuse {}, {}", cx.book.name(one.worker), long_month(one.month)),
        several => format!("Excuse {}", counted(several.len() as u64, "month", "months")),
    };
    let field = FormField::new("Reason", Takes::Line).hint("on leave, no open case, training");
    let form = Form::new(EXCUSE, title, "An excused month is neither done nor due. The reason stays with it.", vec![field]);
    (form, Asked::Excuse { months, before: None, saw: cx.book.seen })
}

/// Asks for another reason of an excuse that is there.
pub fn ask_reason(file: &ScanFile, of: Of, cx: &Context) -> (Form, Asked) {
    let field = FormField::new("Reason", Takes::Line).with(file.scan.text(Field::Reason));
    let by = match (file.scan.text(Field::Who), file.scan.date(Field::Day)) {
        ("", _) => String::new(),
        (who, Some(day)) => format!("Excused by {who} on {}. ", dates::show(day, cx.day_first)),
        (who, None) => format!("Excused by {who}. "),
    };
    let title = format!("Excused: {}, {}", cx.book.name(of.worker), long_month(of.month));
    let form = Form::new(EXCUSE, title, format!("{by}Delete on its cell takes the excuse back."), vec![field]);
    (form, Asked::Excuse { months: Vec::new(), before: Some((file.scan.id, of)), saw: cx.book.seen })
}

/// Whose month a scan on file is.
pub fn of_file(file: &ScanFile) -> Option<Of> {
    let scan = &file.scan;
    let post = Post { region: scan.record(Field::Region), office: scan.record(Field::Office), supervisor: scan.record(Field::Supervisor) };
    Some(Of { worker: scan.record(Field::Worker)?, month: month_of(scan.date(Field::Month)?), post })
}

/// Whether a record on file excuses its month.
pub fn is_excuse(file: &ScanFile) -> bool {
    file.scan.text(Field::Status) == EXCUSED
}

/// The change that a filled form asks for, and whose month it enters.
///
/// # Errors
/// The form, to be asked again with what is wrong.
pub fn read(asked: &Asked, form: &Form, cx: &Context) -> Result<(Change, Option<Of>), Form> {
    let mut fresh = || cx.ids.fresh();
    match asked {
        Asked::Excuse { months, before, saw } => {
            let reason = form.text(0);
            if reason.is_empty() {
                return Err(form.clone().at_fault(0, "Say why: the reason stands beside the month for ever"));
            }
            let author = Author { saw: *saw, ..cx.author() };
            match before {
                Some((scan, of)) => {
                    let words = format!("reason of the excuse of the {}", draft::words(cx.book, of.worker, of.month));
                    Ok((Change::new(words, *saw).with(*scan, Kind::Scan, Field::Reason, Value::text(reason)), None))
                }
                None => {
                    Ok((draft::excuse(cx.book, months, reason, &author, &mut fresh), months.first().copied().filter(|_| months.len() == 1)))
                }
            }
        }
        Asked::Scan { of, before, saw, fields } => {
            let draft = draft_of(form, fields, cx);
            let at = |what: What| fields.iter().position(|asks| asks.0 == what).unwrap_or(0);
            if let Err((part, why)) = draft.check(of.month, cx.today) {
                let field = match part {
                    Part::Findings => at(What::WentWell),
                    Part::Day => at(What::Day),
                    Part::Case => at(What::Case),
                };
                return Err(form.clone().at_fault(field, why));
            }
            let author = Author { saw: *saw, ..cx.author() };
            let change = draft.change(cx.book, *of, before.as_deref(), &author, &mut fresh);
            Ok((change, Some(*of).filter(|_| before.is_none())))
        }
    }
}

fn draft_of(form: &Form, fields: &[Asks], cx: &Context) -> Draft {
    let themes = themes(cx);
    let ids = |text: &str| {
        let id = |name: &str| themes.iter().find(|(_, known)| known == name.trim()).map(|(id, _)| *id);
        text.split(';').filter_map(id).collect::<Vec<_>>()
    };
    let mut draft = Draft::default();
    for (at, Asks(what)) in fields.iter().enumerate() {
        let text = form.text(at);
        match what {
            What::WentWell => text.clone_into(&mut draft.went_well),
            What::NeedsWork => text.clone_into(&mut draft.needs_work),
            What::WellThemes => draft.well_themes = ids(text),
            What::NeedsThemes => draft.needs_themes = ids(text),
            What::Case => text.clone_into(&mut draft.case_id),
            What::Day => draft.day = text.parse().ok(),
            What::Note => text.clone_into(&mut draft.note),
            What::Question(id) => {
                let code = ANSWERS.iter().find(|(_, words)| *words == text).map_or("", |(code, _)| code);
                draft.answers.push((*id, code.to_owned()));
            }
        }
    }
    draft
}
