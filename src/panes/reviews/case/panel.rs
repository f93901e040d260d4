//! The question in view as lines of text: what is asked, what counts, the answers, the remark, the second look; and the keys
//! that answer it. Where the lines stand belongs to `view.rs`; a click on a piece of them is understood here.

use super::layout::{GAP, Parts};
use super::rows::sign;
use super::state::{Case, plain};
use super::thread;
use crate::command::{Area, Context};
use crate::domain::answers::Why;
use crate::domain::change::Slot;
use crate::domain::entry::{Entry, REASONS};
use crate::domain::instrument::Repeats;
use crate::domain::review::Status;
use crate::domain::text;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

/// What a click on a piece does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    /// Answers with this option.
    Option(u8),
    /// Gives this reason.
    Why(Why),
    /// Gives no reason.
    NoWhy,
    /// Goes to this month or person.
    Occurrence(u16),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub text: String,
    pub meaning: Meaning,
    pub hit: Option<Hit>,
    /// Whether the cursor is on it.
    pub here: bool,
}

impl Span {
    pub(super) fn new(text: impl Into<String>, meaning: Meaning) -> Span {
        Span { text: text.into(), meaning, hit: None, here: false }
    }

    fn hits(self, hit: Hit) -> Span {
        Span { hit: Some(hit), ..self }
    }
}

/// A line.
pub(super) type Spans = Vec<Span>;

/// Adds a text, wrapped, in one meaning.
pub(super) fn wrapped(lines: &mut Vec<Spans>, words: &str, meaning: Meaning, indent: usize, room: usize) {
    let words = text::clean(words).0;
    let words = words.trim_end();
    if words.is_empty() {
        return;
    }
    for line in width::wrap(words, room.saturating_sub(indent)) {
        lines.push(vec![Span::new(format!("{}{}", " ".repeat(indent), line.of(words)), meaning)]);
    }
}

fn gap(lines: &mut Vec<Spans>, wide: bool) {
    if wide && lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(Vec::new());
    }
}

/// All lines of the question in view.
pub(super) fn lines(case: &Case, entry: &Entry, cx: &Context, parts: &Parts) -> Vec<Spans> {
    let ordinal = case.at.question();
    let room = usize::from(parts.flow.width);
    let glyphs = &Glyphs::UNICODE;
    compose(case, entry, cx, (ordinal, room, parts.wide), glyphs)
}

/// The same, with the signs of a theme.
pub(super) fn compose(case: &Case, entry: &Entry, cx: &Context, (ordinal, room, wide): (u16, usize, bool), glyphs: &Glyphs) -> Vec<Spans> {
    let Some(question) = entry.question(ordinal) else {
        let mut lines = Vec::new();
        wrapped(&mut lines, "This case covers no area, so nothing is asked. F4 says which areas it covers.", Meaning::Muted, 0, room);
        return lines;
    };
    let mut lines = vec![head(entry, ordinal, glyphs)];
    gap(&mut lines, wide);
    wrapped(&mut lines, &question.text, Meaning::Title, 0, room);
    gap(&mut lines, wide);
    stands(&mut lines, case, entry, room, glyphs);
    gap(&mut lines, wide);
    if let Some(remark) = entry.file.remarks.get(&case.at) {
        wrapped(&mut lines, &format!("Remark: {}", remark.trim()), Meaning::Text, 0, room);
        gap(&mut lines, wide);
    }
    thread::write(&mut lines, entry, case.at, cx.day_first, room);
    gap(&mut lines, wide);
    wrapped(&mut lines, &question.guidance, Meaning::Muted, 0, room);
    gap(&mut lines, wide);
    if !question.basis.is_empty() {
        wrapped(&mut lines, &format!("Rests on {}", question.basis), Meaning::Muted, 0, room);
    }
    if question.unverified {
        wrapped(&mut lines, "The question is recalled, not checked against a document.", Meaning::Muted, 0, room);
    }
    while lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

/// Code, domain, goal and marks.
fn head(entry: &Entry, ordinal: u16, glyphs: &Glyphs) -> Spans {
    let Some(question) = entry.question(ordinal) else { return Vec::new() };
    let mut facts = Vec::new();
    if let Some(domain) = question.domain {
        facts.push(domain.words().to_owned());
    }
    facts.push(format!("goal {}", question.goal));
    for (is, word) in [(question.core, "core"), (question.trump, "decides its area"), (question.verdict, "in the verdict")] {
        if is {
            facts.push(word.to_owned());
        }
    }
    let facts = facts.join(&format!(" {} ", glyphs.dot));
    vec![Span::new(format!("{}  ", question.code), Meaning::Accent), Span::new(facts, Meaning::Muted)]
}

/// The answer as it stands, or all of them; what is worked out is explained.
fn stands(lines: &mut Vec<Spans>, case: &Case, entry: &Entry, room: usize, glyphs: &Glyphs) {
    let ordinal = case.at.question();
    let at = usize::from(ordinal);
    let unasked = entry.unasked_words(ordinal);
    if !unasked.is_empty() {
        wrapped(lines, &unasked, Meaning::Warn, 0, room);
    }
    let there = entry.occurrences(ordinal);
    let label = entry.label(case.at);
    if there.len() == 1 {
        let answer = entry.answer(case.at);
        let (mark, meaning) = sign(entry, ordinal, answer, glyphs);
        let mut line = vec![Span::new(format!("{mark} {}", plain(&entry.words(answer))), meaning)];
        if !label.is_empty() {
            line.insert(0, Span::new(format!("{label}  "), Meaning::Text));
            let hint = "   Ins adds another";
            if line.iter().map(|span| width::cells(&span.text)).sum::<usize>() + width::cells(hint) <= room {
                line.push(Span::new(hint, Meaning::Muted));
            }
        }
        lines.push(line);
    } else {
        grid(lines, case, entry, &there, room, glyphs);
    }
    let computed = entry.instrument.outcome_words(entry.answers(), at);
    wrapped(lines, &computed, Meaning::Text, 0, room);
    if let Some(overall) = entry.instrument.computed_overall(entry.answers(), at) {
        let verdict = if overall.acceptable { "acceptable" } else { "not acceptable" };
        wrapped(lines, &format!("Worked out: {verdict}. {}", overall.words), Meaning::Text, 0, room);
        if overall.differs() {
            wrapped(lines, &format!("{} The given rating says otherwise; it counts.", glyphs.warning), Meaning::Warn, 0, room);
        }
    }
}

/// The months or persons of a question, as many beside each other as there is room for.
fn grid(lines: &mut Vec<Spans>, case: &Case, entry: &Entry, there: &[u16], room: usize, glyphs: &Glyphs) {
    let ordinal = case.at.question();
    let cell = |occurrence: u16| {
        let slot = Slot::of(ordinal, occurrence);
        let (sign, meaning) = sign(entry, ordinal, entry.answer(slot), glyphs);
        (entry.label(slot), format!("{sign} {}", plain(&entry.words(entry.answer(slot)))), meaning)
    };
    let cells: Vec<(String, String, Meaning)> = there.iter().map(|o| cell(*o)).collect();
    let most = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
    let label = most(&mut cells.iter().map(|(label, ..)| width::cells(label))).min(20);
    let words = most(&mut cells.iter().map(|(_, words, _)| width::cells(words))).min(24);
    let one = label + words + 4;
    let beside = (room / one.max(1)).clamp(1, 4);
    for (row, occurrences) in cells.chunks(beside).zip(there.chunks(beside)) {
        let mut line = Vec::new();
        for ((name, words_of, meaning), occurrence) in row.iter().zip(occurrences) {
            let hit = Hit::Occurrence(*occurrence);
            let here = *occurrence == case.at.occurrence();
            let name = width::pad(name, label, width::Align::Left, glyphs.ellipsis);
            let words = width::pad(words_of, words, width::Align::Left, glyphs.ellipsis);
            line.push(Span { here, ..Span::new(format!(" {name} "), Meaning::Text).hits(hit) });
            line.push(Span { here, ..Span::new(format!("{words} "), *meaning).hits(hit) });
            line.push(Span::new(" ", Meaning::Text));
        }
        lines.push(line);
    }
    let months = entry.question(ordinal).is_some_and(|q| q.repeats == Repeats::Months);
    let whole = months && entry.file.until.is_some() && entry.free_labels(ordinal).is_empty();
    let more = if whole { "" } else { "Ins adds, " };
    wrapped(lines, &format!("{more}Enter names, Ctrl-D deletes one"), Meaning::Muted, 1, room);
}

/// The line that says how the question stands, then the keys that answer it.
pub(super) fn keys(case: &Case, entry: &Entry, cx: &Context, room: usize) -> Vec<Spans> {
    let ordinal = case.at.question();
    let mut choices: Vec<Spans> = Vec::new();
    let first = if case.asking {
        let label = entry.option(entry.answer(case.at).option()).map_or("", |option| option.label.as_str());
        for (key, why) in REASONS {
            choices.push(choice(&key.to_string(), why.words(), Hit::Why(why)));
        }
        choices.push(choice("Enter", "no reason", Hit::NoWhy));
        let words = width::pad(&format!(" {label}: why?"), room, width::Align::Left, "");
        vec![Span { here: true, ..Span::new(words, Meaning::Warn) }]
    } else {
        for (number, key, option) in entry.options(ordinal).filter(|_| entry.is_asked(ordinal)) {
            let key = key.to_string();
            // A label like "4 Fair" has its key in it.
            let words = option.label.strip_prefix(&key).map_or(option.label.as_str(), str::trim_start);
            choices.push(choice(&key, words, Hit::Option(number)));
        }
        vec![how_it_stands(case, entry, cx)]
    };
    let mut lines = vec![first, Vec::new()];
    let mut x = 0;
    for choice in choices {
        let wide: usize = choice.iter().map(|span| width::cells(&span.text)).sum();
        if x > 0 && x + GAP + wide > room {
            lines.push(Vec::new());
            x = 0;
        }
        let Some(line) = lines.last_mut() else { continue };
        if x > 0 {
            line.push(Span::new(" ".repeat(GAP), Meaning::Text));
            x += GAP;
        }
        line.extend(choice);
        x += wide;
    }
    lines
}

fn choice(key: &str, words: &str, hit: Hit) -> Spans {
    vec![Span::new(key, Meaning::Key).hits(hit), Span::new(format!(" {words}"), Meaning::Text).hits(hit)]
}

fn how_it_stands(case: &Case, entry: &Entry, cx: &Context) -> Span {
    let (answered, of) = entry.answered();
    let closed = case.round_is_closed(cx);
    let open = entry.file.comments.iter().filter(|comment| !crate::domain::entry::is_closed(comment)).count();
    match entry.file.line.status {
        Status::Final if closed => Span::new("Final, round closed: a key corrects it", Meaning::Muted),
        Status::Final => Span::new("Final: a key corrects it, with a reason", Meaning::Muted),
        Status::Ready => Span::new("With QA: Ctrl-K comments, Ctrl-U moves it on", Meaning::Muted),
        _ if closed => Span::new("The round is closed: nothing is entered here", Meaning::Warn),
        Status::Returned if open > 0 => {
            let comments = if open == 1 { "1 comment".to_owned() } else { format!("{open} comments") };
            Span::new(format!("Returned with {comments}: Ctrl-K replies"), Meaning::Warn)
        }
        _ if of > 0 && answered == of => Span::new(format!("All {of} answered. Ctrl-U hands it on"), Meaning::Good),
        _ => Span::new("Answer", Meaning::Muted),
    }
}

/// Where an open remark stands: the lower part of the question's place.
pub(super) fn draft_area(parts: &Parts) -> Area {
    let flow = parts.flow;
    let height = if parts.wide { (flow.height / 2).min(12) } else { flow.height.saturating_sub(2).max(1) }.min(flow.height);
    Area { y: flow.y + flow.height - height, height, ..flow }
}

/// What a click hits.
pub(super) fn hit(case: &Case, entry: &Entry, cx: &Context, parts: &Parts, x: u16, y: u16) -> Option<Hit> {
    let (area, lines, row) = if parts.keys.contains(x, y) {
        (parts.keys, keys(case, entry, cx, usize::from(parts.keys.width)), usize::from(y - parts.keys.y))
    } else if parts.flow.contains(x, y) {
        (parts.flow, lines(case, entry, cx, parts), usize::from(y - parts.flow.y) + case.scroll)
    } else {
        return None;
    };
    let mut left = usize::from(x - area.x);
    for span in lines.get(row)? {
        let wide = width::cells(&span.text);
        if left < wide {
            return span.hit;
        }
        left -= wide;
    }
    None
}
