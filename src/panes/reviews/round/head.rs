//! The lines above the cases: the sample, how far the reviews are, what needs a look.

use super::Show;
use crate::command::{Area, Context};
use crate::domain::dates;
use crate::domain::round::Worklist;
use crate::domain::text::{counted, listed};
use crate::panes::reviews::progress;
use crate::widgets::chart::Piece;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

/// A line of words.
pub type Words = Vec<Piece>;

/// What is wrong with a round, a sentence each.
pub fn warnings(list: &Worklist) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(missing) = list.missing_words() {
        words.push(format!("{missing}."));
    }
    let strays = list.strays().count();
    if strays > 0 {
        let cases = if strays == 1 { "1 case is".to_owned() } else { format!("{strays} cases are") };
        words.push(format!("{cases} reviewed, but not in the sample."));
    }
    words
}

/// What is said of comments and challenges.
fn said(list: &Worklist, cx: &Context) -> Option<String> {
    let p = &list.progress;
    let count = |n: usize, one: &str, more: &str| (n > 0).then(|| counted(n as u64, one, more));
    let comments = count(p.comments, "comment not closed", "comments not closed");
    let due = list.round.challenge_until.map_or_else(String::new, |day| {
        let words = if day < cx.today { "were due" } else { "due" };
        format!(" ({words} {})", dates::show(day, cx.day_first))
    });
    let challenges = count(p.challenges, "challenge without an outcome", "challenges without an outcome").map(|words| words + &due);
    let parts: Vec<String> = comments.into_iter().chain(challenges).collect();
    (!parts.is_empty()).then(|| listed(parts.iter().map(String::as_str), "and"))
}

/// The lines, as many as a screen of this size has room for.
pub fn lines(list: &Worklist, show: Show, area: Area, cx: &Context, glyphs: &Glyphs) -> Vec<Words> {
    let room = usize::from(area.width.saturating_sub(2)).max(1);
    let most = match area.height {
        0..=9 => 1,
        10..=15 => 3,
        16..=24 => 4,
        _ => 6,
    };
    let mut lines: Vec<Words> = Vec::new();
    let wrapped = |text: &str, meaning: Meaning, lines: &mut Vec<Words>| {
        lines.extend(width::wrap(text, room).into_iter().map(|line| vec![(line.of(text).to_owned(), meaning)]));
    };
    let sample = if list.round.open { list.sample_words() } else { format!("Closed. {}", list.sample_words()) };
    wrapped(&sample, Meaning::Text, &mut lines);
    if list.progress.cases > 0 {
        let bar = (room / 5).clamp(6, 24);
        let mut how_far = progress::bar(&list.progress, bar as u16, glyphs);
        how_far.push((format!("  {}", progress::words(&list.progress)), Meaning::Text));
        how_far.push((format!("  {}", progress::answered(&list.progress)), Meaning::Muted));
        lines.push(how_far);
    }
    if let Some(said) = said(list, cx) {
        lines.push(vec![(format!("{} {said}", glyphs.warning), Meaning::Warn)]);
    }
    for warning in warnings(list) {
        wrapped(&format!("{} {warning}", glyphs.warning), Meaning::Warn, &mut lines);
    }
    if show != Show::All {
        // It stands where the eye is, so that a short list is not taken for the whole one.
        lines.insert(lines.len().min(most - 1), vec![(format!("{}. f shows others", show.words()), Meaning::Accent)]);
    }
    lines.truncate(most);
    lines
}
