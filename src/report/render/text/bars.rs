//! Bars in plain text: drawn with signs of the keyboard beside their figures, so that a mail shows what is far from its goal.

use unicode_width::UnicodeWidthStr;

use super::rows::{Boxed, row};
use crate::report::chart::{Bar, State};
use crate::report::{Cell, Datum};

/// How many letters 100 % takes.
const LONG: usize = 25;
/// The least and the most letters of a label.
const LABEL: (usize, usize) = (18, 44);

/// What a column says of a bar.
type Says = fn(&Bar) -> String;

/// Label, bar, figure, cases, goal and the year before, in columns.
pub(super) fn bars(bars: &[Bar], page: usize, out: &mut String) {
    let Some(scale) = scale(bars) else { return };
    let columns: [(&str, Says); 4] = [
        ("Value", |bar| figure(&bar.value)),
        ("Cases", |bar| bar.note.clone()),
        ("Goal", |bar| bar.goal.words()),
        ("Year before", |bar| bar.before.words()),
    ];
    let texts: Vec<(&str, Vec<String>)> = columns
        .into_iter()
        .map(|(head, text)| (head, bars.iter().map(text).collect::<Vec<_>>()))
        .filter(|(_, texts)| texts.iter().any(|text| !text.is_empty()))
        .collect();
    let widths: Vec<usize> = texts
        .iter()
        .map(|(head, texts)| {
            texts.iter().map(|text| text.width()).max().unwrap_or(0).min(16).max(head.split(' ').map(str::len).max().unwrap_or(0))
        })
        .collect();
    let taken = LONG + 4 + widths.iter().map(|width| width + 2).sum::<usize>();
    let longest = bars.iter().map(|bar| bar.label.width()).max().unwrap_or(0);
    let label = longest.clamp(LABEL.0, LABEL.1).min(page.saturating_sub(taken).max(LABEL.0));
    let mut heads = vec![Boxed::new("", label), Boxed::new("", LONG + 2)];
    heads.extend(texts.iter().zip(&widths).map(|((head, _), width)| Boxed { right: *head != "Cases", ..Boxed::new(head, *width) }));
    row(&heads, ("", "  ", ""), out);
    for (at, bar) in bars.iter().enumerate() {
        let mut cells = vec![Boxed::new(&bar.label, label), Boxed::new(&drawn(bar, scale), LONG + 2)];
        cells.extend(texts.iter().zip(&widths).map(|((head, texts), width)| {
            if *head == "Cases" { Boxed::new(&texts[at], *width) } else { Boxed::right(&texts[at], *width) }
        }));
        row(&cells, ("", "  ", ""), out);
    }
    super::paragraph("  ", &signs(bars), page, out);
}

/// What the signs mean: those that are there.
fn signs(bars: &[Bar]) -> String {
    let mut words = Vec::new();
    for (state, sign, says) in
        [(State::Met, '#', "goal met"), (State::Below, '=', "below its goal"), (State::Late, '!', "late"), (State::Open, '-', "not judged")]
    {
        if bars.iter().any(|bar| bar.state == state && bar.value.at().is_some()) {
            words.push(format!("{sign} {says}"));
        }
    }
    if bars.iter().any(|bar| bar.goal.at().is_some()) {
        words.push("| goal".to_owned());
    }
    words.join(", ")
}

fn figure(cell: &Cell) -> String {
    match cell.value {
        Datum::Hidden => "too few to show".to_owned(),
        _ if cell.words().is_empty() => "no rate".to_owned(),
        _ => cell.words(),
    }
}

/// What the whole length stands for; none where nothing can be drawn.
fn scale(bars: &[Bar]) -> Option<f64> {
    let cells = || bars.iter().flat_map(|bar| [&bar.value, &bar.goal]);
    let most = cells().filter_map(Cell::at).filter(|at| at.is_finite()).fold(0.0, f64::max);
    let percent = cells().any(|cell| matches!(cell.value, Datum::Ratio(_)) || cell.words().ends_with('%'));
    if percent && most <= 100.0 { Some(100.0) } else { (most > 0.0).then_some(most) }
}

fn drawn(bar: &Bar, scale: f64) -> String {
    let cells = |cell: &Cell| cell.at().map(|at| ((at / scale).clamp(0.0, 1.0) * LONG as f64).round() as usize);
    let sign = match bar.state {
        State::Met => '#',
        State::Below => '=',
        State::Late => '!',
        State::Open => '-',
    };
    let mut line = vec![' '; LONG + 1];
    if let Some(long) = cells(&bar.value) {
        line[..long].fill(sign);
    }
    if let Some(goal) = cells(&bar.goal) {
        line[goal] = '|';
    }
    // A word broken at blanks would lose its places.
    line.into_iter().map(|c| if c == ' ' { '.' } else { c }).collect::<String>().trim_end_matches('.').to_owned()
}
