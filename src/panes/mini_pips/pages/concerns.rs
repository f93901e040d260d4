//! Areas of concern: agreed before the first community meeting, each with its measure; elements grow from them.

use crate::command::{Command, Context, Effect};
use crate::domain::field::Field;
use crate::domain::figure;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::title;
use crate::domain::ratio::Ratio;
use crate::domain::record::Record;
use crate::domain::remeasure::{self, Figure, Measure};
use crate::widgets::chart;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

use super::super::choices::{DOMAINS, OUTCOMES};
use super::super::columns::text;
use super::super::slot::Editor;
use super::super::state::MiniPips;
use super::super::words::Piece;
use super::form::{headed, list};
use super::results::to_scores;
use super::{About, Cells, Line, Sheet};

/// Its columns that can be edited.
pub const CELLS: Cells = &[
    Some((Field::Title, Editor::Text)),
    Some((Field::Domain, Editor::Choice(DOMAINS))),
    Some((Field::Instrument, Editor::Instrument)),
    Some((Field::Question, Editor::Question)),
    None,
    None,
    Some((Field::Factors, Editor::Text)),
    Some((Field::AgreedBy, Editor::Line)),
    Some((Field::AgreedOn, Editor::Day)),
    Some((Field::Outcome, Editor::Choice(OUTCOMES))),
    Some((Field::Reason, Editor::Text)),
    None,
];
const FIGURE: usize = 4;
const YEARS: usize = 5;
const ELEMENTS: usize = 11;
/// Years in the small chart.
const MOST_YEARS: usize = 10;

/// What is said of it.
pub const ABOUT: About = About {
    empty: "No area of concern yet. They are agreed before the first community meeting; type into the empty line, or press e at a \
            question in Scores.",
    adds: "Add an area of concern",
    fixed: "This is worked out: Enter on the figure opens Scores at its question.",
    offers: &[Command::Edit, Command::InsertElement, Command::InsertRow, Command::DeleteRow, Command::GoToPage, Command::Undo],
};

/// Its columns.
#[must_use]
pub fn columns(_width: u16) -> Vec<Column> {
    vec![
        text("Area of concern", 24, 50),
        text("Domain", 11, 12),
        text("Instrument", 11, 16),
        text("Question", 9, 14),
        text("Figure", 19, 24),
        text("Years", 10, 10),
        text("Underlying factors", 24, 60),
        text("Agreed by", 16, 30),
        text("Agreed on", 10, 11),
        text("Taken up?", 12, 13),
        text("Why not", 20, 40),
        text("Elements made of it", 20, 50),
    ]
}

/// Its lines.
#[must_use]
pub fn lines(cx: &Context, plan: Id) -> Vec<Line> {
    let lines = list(cx.book, plan, Kind::Concern, |_| true);
    let agreed = |concern: &Record| concern.date(Field::AgreedOn).is_some();
    let lines = lines.into_iter().map(|line| match cx.book.get(line.record) {
        Some(concern) => filled(cx, plan, concern, line),
        None => line,
    });
    headed(cx.book, "Agreed before the first community meeting; elements grow from them", "agreed", lines.collect(), agreed)
}

/// The first measure of a concern with all its figures.
fn measured(cx: &Context, concern: &Record) -> Option<(Measure, Vec<Figure>)> {
    let measure = remeasure::of_record(cx.book, concern).into_iter().next()?;
    let since = concern.int(Field::Year).and_then(|year| i32::try_from(year).ok());
    let mut figures = remeasure::figures(cx.book, &measure, since);
    figures.retain(|figure| figure.score.score.is_some());
    Some((measure, figures))
}

/// The figure that speaks for a concern: the latest of a closed round, or of an open one if there is no other.
fn latest(figures: &[Figure]) -> Option<&Figure> {
    figures.iter().rev().find(|figure| !figure.provisional).or(figures.last())
}

fn filled(cx: &Context, plan: Id, concern: &Record, line: Line) -> Line {
    let made: Vec<String> = elements(cx, plan, concern.id).map(|(number, element)| format!("{number}. {}", title(element))).collect();
    let line = if made.is_empty() {
        line.says(ELEMENTS, "none yet: Ctrl-K", Meaning::Muted)
    } else {
        line.says(ELEMENTS, made.join("\n"), Meaning::Link)
    };
    let Some((_, figures)) = measured(cx, concern) else {
        let words = if concern.text(Field::Question).is_empty() { "" } else { "no such question" };
        return line.says(FIGURE, words, Meaning::Warn);
    };
    let Some(latest) = latest(&figures) else { return line.says(FIGURE, "no figure yet", Meaning::Muted) };
    let open = if latest.provisional { " (open)" } else { "" };
    let meaning = if latest.score.met == Some(false) { Meaning::Warn } else { Meaning::Text };
    let values: Vec<Option<f64>> = years(&figures).into_iter().map(|(_, share)| share).collect();
    line.says(FIGURE, format!("{}\nFY{}{open}", figure::rate(&latest.score), latest.year), meaning).says(
        YEARS,
        chart::own_sparkline(&values, &Glyphs::UNICODE),
        Meaning::Bar,
    )
}

/// The latest years one after the other, those without a figure among them.
fn years(figures: &[Figure]) -> Vec<(i32, Option<f64>)> {
    let (Some(first), Some(last)) = (figures.first(), figures.last()) else { return Vec::new() };
    let from = first.year.max(last.year - MOST_YEARS as i32 + 1);
    let share = |year| figures.iter().find(|figure| figure.year == year).and_then(|figure| figure.score.score).map(Ratio::fraction);
    (from..=last.year).map(|year| (year, share(year))).collect()
}

/// The elements that grew from a concern, with their numbers.
fn elements<'a>(cx: &Context<'a>, plan: Id, concern: Id) -> impl Iterator<Item = (usize, &'a Record)> {
    let all = cx.book.parts(plan, Kind::Element).into_iter().enumerate();
    all.filter(move |(_, element)| element.record(Field::Concern) == Some(concern)).map(|(at, element)| (at + 1, element))
}

/// What it does with a command: an element of the concern under the cursor, and the way to its figure.
pub fn act(pane: &mut MiniPips, command: Command, sheet: &Sheet, at: usize, cx: &Context) -> Option<Vec<Effect>> {
    let concern = sheet.lines.get(at).map(|line| line.record).filter(|id| *id != Id::NIL);
    match command {
        Command::InsertElement => {
            let (Some(concern), Some(plan)) = (concern, sheet.plan) else {
                return Some(vec![Effect::Refuse("Write the area of concern first; Ctrl-K then makes an element of it.".to_owned())]);
            };
            Some(pane.grow_of_concern(concern, plan, cx))
        }
        Command::Enter => {
            let record = cx.book.get(concern?)?;
            match pane.grid(sheet.page).column {
                FIGURE | YEARS => {
                    let (measure, figures) = measured(cx, record)?;
                    Some(to_scores(&measure, latest(&figures).map(|figure| figure.year), cx))
                }
                ELEMENTS => {
                    let (_, element) = elements(cx, sheet.plan?, record.id).next()?;
                    pane.show(element.id, None, cx);
                    Some(Vec::new())
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// What is known of a concern besides its cells: its figure against the goal, and its years.
#[must_use]
pub fn detail(cx: &Context, concern: &Record, glyphs: &Glyphs) -> Vec<Vec<Piece>> {
    let Some((measure, figures)) = measured(cx, concern) else {
        let words = "Name the instrument and the question that measure it: its figures then stand here, and in the element made of it.";
        return vec![vec![(words.to_owned(), Meaning::Muted)]];
    };
    let head = (format!("{}   ", measure.words(cx.book)), Meaning::Title);
    let Some(latest) = latest(&figures) else { return vec![vec![head, ("no figure yet".to_owned(), Meaning::Muted)]] };
    let meaning = if latest.score.met == Some(false) { Meaning::Warn } else { Meaning::Good };
    let goal = figure::goal(&latest.score).map_or_else(String::new, |goal| format!(", {goal}"));
    let distance = figure::distance(&latest.score).map_or_else(String::new, |distance| format!(", {distance}"));
    let first =
        vec![head, (format!("FY{}: {}", latest.year, figure::rate(&latest.score)), meaning), (format!("{goal}{distance}"), Meaning::Text)];
    let years = years(&figures);
    let values: Vec<Option<f64>> = years.iter().map(|(_, share)| *share).collect();
    let mut second = vec![
        (format!("FY{} ", years.first().map_or(0, |(year, _)| *year)), Meaning::Muted),
        (chart::own_sparkline(&values, glyphs), Meaning::Bar),
        (format!(" FY{}   ", latest.year), Meaning::Muted),
    ];
    let shares = (latest.score.score.map(Ratio::fraction), latest.score.goal.map(Ratio::fraction));
    second.extend(chart::against_bar(shares.0, latest.score.wilson(), shares.1, 30, meaning, glyphs));
    let stated = concern.text(Field::Source);
    let mut lines = vec![first, second];
    if !stated.is_empty() {
        lines.push(vec![("noted with ".to_owned(), Meaning::Muted), (stated.to_owned(), Meaning::Text)]);
    }
    lines
}
