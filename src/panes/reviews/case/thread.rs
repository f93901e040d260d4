//! What was said about an answer since: comments with replies, challenges with outcomes, corrections, as lines of text.

use super::panel::{Span, Spans, wrapped};
use super::state::plain;
use crate::domain::change::Slot;
use crate::domain::dates;
use crate::domain::entry::{CHALLENGE_OUTCOMES, Entry, answer_of, at, is_closed, is_decided};
use crate::domain::field::Field;
use crate::domain::record::Record;
use crate::domain::review_moves::person;
use crate::widgets::meaning::Meaning;
use crate::widgets::width::cells;

fn signed(record: &Record, who: Field, day: Field, day_first: bool) -> String {
    let day = record.date(day).map(|day| dates::show(day, day_first)).unwrap_or_default();
    let who = plain(person(record.text(who)));
    format!("{who} {day}").trim().to_owned()
}

/// Adds what was said about one answer.
pub(super) fn write(lines: &mut Vec<Spans>, entry: &Entry, slot: Slot, day_first: bool, room: usize) {
    let here = |record: &&Record| at(record) == Some(slot);
    for comment in entry.file.comments.iter().filter(here) {
        let state = match comment.text(Field::Status) {
            "" => "open",
            state => state,
        };
        let meaning = if is_closed(comment) { Meaning::Muted } else { Meaning::Warn };
        title(lines, &format!("Comment, {state}"), meaning, &signed(comment, Field::Who, Field::Day, day_first), room);
        wrapped(lines, comment.text(Field::Text), Meaning::Text, 2, room);
        replied(lines, comment, "Reply", day_first, room);
    }
    for challenge in entry.file.challenges.iter().filter(here) {
        let outcome = challenge.text(Field::Outcome);
        let words = CHALLENGE_OUTCOMES.iter().find(|(code, _)| *code == outcome).map_or("open", |(_, words)| words);
        let meaning = if is_decided(challenge) { Meaning::Muted } else { Meaning::Warn };
        let due = challenge.date(Field::Due).filter(|_| !is_decided(challenge));
        let due = due.map_or(String::new(), |due| format!(", due {}", dates::show(due, day_first)));
        title(lines, &format!("Challenge, {words}{due}"), meaning, &signed(challenge, Field::Who, Field::Day, day_first), room);
        wrapped(lines, challenge.text(Field::Text), Meaning::Text, 2, room);
        replied(lines, challenge, "Decided", day_first, room);
    }
    for correction in entry.file.corrections.iter().filter(here) {
        let words = |field| plain(&entry.words(answer_of(correction, field)));
        let head = format!("Corrected from {} to {}", words(Field::Before), words(Field::After));
        title(lines, &head, Meaning::Warn, &signed(correction, Field::Who, Field::Day, day_first), room);
        wrapped(lines, correction.text(Field::Reason), Meaning::Text, 2, room);
    }
}

fn title(lines: &mut Vec<Spans>, words: &str, meaning: Meaning, signed: &str, room: usize) {
    if cells(words) + cells(signed) + 2 <= room {
        lines.push(vec![Span::new(format!("{words}  "), meaning), Span::new(signed, Meaning::Muted)]);
    } else {
        wrapped(lines, words, meaning, 0, room);
        wrapped(lines, signed, Meaning::Muted, 2, room);
    }
}

fn replied(lines: &mut Vec<Spans>, record: &Record, word: &str, day_first: bool, room: usize) {
    if record.text(Field::Reply).is_empty() && record.text(Field::ReplyWho).is_empty() {
        return;
    }
    let head = format!("  {word}  ");
    lines.push(vec![
        Span::new(head, Meaning::Muted),
        Span::new(signed(record, Field::ReplyWho, Field::ReplyDay, day_first), Meaning::Muted),
    ]);
    wrapped(lines, record.text(Field::Reply), Meaning::Text, 4, room);
}
