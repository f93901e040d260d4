//! Who reviewed a qualitative case in which role, and with whom they spoke: two fields of its facts, a line for each, and a few words
//! for its head. What a line means is in `domain/qcr/people.rs`.

use crate::command::{Context, FormField, Takes};
use crate::domain::change::Change;
use crate::domain::dates;
use crate::domain::entry::Entry;
use crate::domain::field::Field;
use crate::domain::qcr::is_qualitative;
use crate::domain::qcr::people::{self, Spoken};
use crate::domain::review::CaseFile;

/// Whether a case says who reviewed it and with whom they spoke: those of a qualitative review do.
pub(super) fn is_asked(entry: &Entry) -> bool {
    is_qualitative(entry.instrument)
}

/// The two fields, as they stand.
pub(super) fn fields(file: &CaseFile, cx: &Context) -> [FormField; 2] {
    let show = |day| dates::show(day, cx.day_first);
    [
        FormField::new("Reviewers", Takes::Lines)
            .with(people::seat_lines(&file.seats))
            .hint("Ann Example, supervisor; Bo Sample, QA reviewer"),
        FormField::new("Interviews", Takes::Lines)
            .with(people::interview_lines(&file.interviews, &show))
            .hint("child 3/12; parent declined; school not held; therapist"),
    ]
}

/// What the lines change; or the number of the field that does not do, and why.
pub(super) fn put(change: &mut Change, file: &CaseFile, (seats, interviews): (&str, &str), cx: &Context) -> Result<(), (usize, String)> {
    let seats = people::read_seats(seats).map_err(|why| (0, why))?;
    let day = |words: &str| dates::understand(words, cx.today, cx.day_first, None).ok();
    let interviews = people::read_interviews(interviews, Spoken::Planned, cx.today, &day).map_err(|why| (1, why))?;
    let fresh = || cx.ids.fresh();
    people::put_seats(change, file.line.id, &file.seats, &seats, &fresh);
    people::put_interviews(change, file.line.id, &file.interviews, &interviews, &fresh);
    Ok(())
}

/// Reviewers and interviews in a few words; nothing where none are recorded.
pub(super) fn words(file: &CaseFile) -> Option<String> {
    let seats = file.seats.iter().map(|seat| match people::seat_words(seat.text(Field::Role)) {
        "" => seat.text(Field::Name).to_owned(),
        role => format!("{} ({role})", seat.text(Field::Name)),
    });
    let mut parts: Vec<String> = Vec::new();
    if !file.seats.is_empty() {
        parts.push(format!("Reviewed by {}", seats.collect::<Vec<_>>().join(", ")));
    }
    if !file.interviews.is_empty() {
        let held = file.interviews.iter().filter(|one| Spoken::of(one.text(Field::Status)) == Spoken::Held).count();
        parts.push(format!("{held} of {} interviews held", file.interviews.len()));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}
