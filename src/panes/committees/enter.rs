//! Where Enter leads: into a committee or meeting, to the figure a recommendation came from, to what came of it; elsewhere it edits.

use super::at::{At, Part, Tab, Top};
use super::{Committees, figure, pages};
use crate::command::{Command, Context, Effect, Place};
use crate::domain::committee::advice::{self, Figure};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::panes::ledger::Page;

/// Enter on the cell under the cursor; none if it is the ledger's own matter.
pub(super) fn enter(pane: &mut Committees, sheet: &Page, cx: &Context) -> Option<Vec<Effect>> {
    let (record, title) = under(pane, sheet)?;
    let record = cx.book.get(record)?;
    match (pane.at, record.kind) {
        (At::Top(Top::Committees | Top::Meetings) | At::Committee(_, Tab::Meetings), Kind::Committee | Kind::Session) => {
            pane.open(record.id, cx);
            Some(Vec::new())
        }
        (_, Kind::Recommendation) if title == pages::CAME => Some(match advice::became(cx.book, record) {
            Some(made) => vec![Effect::Go(place_of(made))],
            None => vec![Effect::Refuse("Nothing has come of it yet: Ctrl-K makes a step, an element or a study of it".to_owned())],
        }),
        (_, Kind::Recommendation) if title == pages::FIGURE => Some(match Figure::of(cx.book, record) {
            Some(found) => to_figure(&found, record),
            None => figure::offer(pane, record.id, cx),
        }),
        (At::Top(Top::Recommendations), Kind::Recommendation) if title == "Committee" => {
            let at = At::Committee(record.parent()?, Tab::Recommendations);
            pane.show(at, record.id, cx);
            Some(Vec::new())
        }
        // Long texts are written on the whole screen.
        (At::Meeting(_, Part::Minutes), Kind::Session) if is_long(pane, sheet) => Some(vec![Effect::Run(Command::FullText)]),
        _ => None,
    }
}

/// F2 on the cell under the cursor; none if it is the ledger's own matter.
pub(super) fn edit(pane: &mut Committees, sheet: &Page, cx: &Context) -> Option<Vec<Effect>> {
    let (record, title) = under(pane, sheet)?;
    (title == pages::FIGURE && cx.book.get(record)?.kind == Kind::Recommendation).then(|| figure::offer(pane, record, cx))
}

/// The record of the line under the cursor, and the title of its column.
fn under(pane: &mut Committees, sheet: &Page) -> Option<(Id, String)> {
    let ledger = pane.ledger_mut();
    let record = ledger.record(sheet)?;
    let title = sheet.columns.get(ledger.sheet.grid.column)?.title.to_string();
    Some((record, title))
}

fn is_long(pane: &mut Committees, sheet: &Page) -> bool {
    let grid = &pane.ledger_mut().sheet.grid;
    let cell = sheet.lines.get(grid.row).and_then(|line| line.cells.get(grid.column));
    cell.and_then(|cell| cell.field.as_ref()).is_some_and(|(field, _)| matches!(field, Field::Minutes | Field::Decisions))
}

/// Where what came of a recommendation is looked at.
fn place_of(made: &Record) -> Place {
    match made.kind {
        Kind::Element => Place::MiniPip { mini_pip: made.parent(), record: Some(made.id) },
        Kind::Study => Place::Trends { record: Some(made.id) },
        _ => Place::Milestones { record: Some(made.id) },
    }
}

/// Where a figure is looked at, in the region and year of the recommendation.
fn to_figure(figure: &Figure, recommendation: &Record) -> Vec<Effect> {
    match figure {
        Figure::Score { measure, then, now } => {
            let mut effects = vec![Effect::ChooseInstrument(measure.instrument.clone()), Effect::ChooseRegion(measure.region)];
            effects.extend(then.as_ref().or(now.as_ref()).map(|figure| Effect::ChooseYear(figure.year)));
            effects.push(Effect::Go(Place::Scores { question: Some(measure.code.clone()) }));
            effects
        }
        Figure::Trend { indicator, .. } => {
            vec![Effect::ChooseRegion(recommendation.record(Field::Region)), Effect::Go(Place::Trends { record: Some(*indicator) })]
        }
    }
}
