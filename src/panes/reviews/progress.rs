//! How far a review or a round is, as sign, bar and words.

use crate::domain::review::Status;
use crate::domain::round::Progress;
use crate::domain::text::grouped;
use crate::widgets::chart::Piece;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;

/// The sign of a status and what it means; none is a review that has not begun.
pub fn sign(status: Option<Status>, glyphs: &Glyphs) -> (&'static str, Meaning) {
    match status {
        None => (glyphs.not_started, Meaning::Muted),
        Some(Status::Draft) => (glyphs.in_progress, Meaning::Text),
        Some(Status::Ready) => (glyphs.pointer, Meaning::Accent),
        Some(Status::Returned) => (glyphs.warning, Meaning::Warn),
        Some(Status::Final) => (glyphs.done, Meaning::Good),
    }
}

/// A status in a word or two.
pub fn word(status: Option<Status>) -> &'static str {
    status.map_or("not begun", Status::words)
}

/// A bar of the cases: final, waiting for QA, with a reviewer, not begun.
pub fn bar(progress: &Progress, cells: u16, glyphs: &Glyphs) -> Vec<Piece> {
    let (all, cells) = (progress.cases, usize::from(cells));
    let parts = [
        (progress.last, glyphs.bar, Meaning::Good),
        (progress.ready, glyphs.bar, Meaning::Accent),
        (progress.draft + progress.returned, if glyphs.ascii { "=" } else { "╍" }, Meaning::Bar),
    ];
    let mut pieces = Vec::new();
    let (mut sum, mut at) = (0, 0);
    for (n, sign, meaning) in parts {
        sum += n;
        // Whatever there is of a status shows at least in one cell.
        let end = (sum * cells).checked_div(all).unwrap_or(0).max(at + usize::from(n > 0)).min(cells);
        pieces.push((sign.repeat(end - at), meaning));
        at = end;
    }
    pieces.push((glyphs.bar_empty.repeat(cells - at), Meaning::BarEmpty));
    pieces
}

/// "12 final, 3 ready for QA, 4 drafts, 20 not begun": what there is.
pub fn words(progress: &Progress) -> String {
    let parts = [
        (progress.last, "final"),
        (progress.ready, "ready for QA"),
        (progress.returned, "returned"),
        (progress.draft, if progress.draft == 1 { "draft" } else { "drafts" }),
        (progress.not_begun, "not begun"),
    ];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    parts.join(", ")
}

/// "512 of 1,480 questions answered".
pub fn answered(progress: &Progress) -> String {
    format!("{} of {} questions answered", grouped(u64::from(progress.answered)), grouped(u64::from(progress.of)))
}
