//! What the pane remembers: cursor, filter, and what it has worked out from the book.

use std::rc::Rc;

use super::chart::Chart;
use super::rows::{FROZEN, Rows, Shows};
use crate::command::{Area, Context};
use crate::domain::addressed::{self, Addressing};
use crate::domain::change::Seen;
use crate::domain::id::Id;
use crate::domain::key::{Filter, Key, Keys};
use crate::domain::published::{self, Published};
use crate::domain::ratio::Ratio;
use crate::domain::remeasure::WHOLE;
use crate::domain::score_table::{ScoreRow, score_rows};
use crate::domain::share::Share;
use crate::domain::sheet::{Sheet, Unit};
use crate::panes::memo::{Counted, Memo};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::GridState;

/// From this width on the detail stands beside the grid.
const BESIDE: u16 = 110;

/// A figure on the sheet: what, its code, the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub unit: Unit,
    pub code: String,
    pub year: i32,
}

/// One figure with everything beside it.
#[derive(Debug, Default)]
pub(super) struct Figure {
    /// The table's own row: counts by option, published beside counted, coverage.
    pub row: Option<ScoreRow>,
    /// The same in every region, worst first.
    pub regions: Vec<ScoreRow>,
    /// The same statewide, where the row itself is not.
    pub state: Option<ScoreRow>,
    /// The published figures for it in all editions, the newest first.
    pub editions: Vec<Published>,
    /// Elements that address the question.
    pub elements: Vec<Addressing>,
}

type FigureOf = (Counted, Seen, String, Option<Id>, Spot);

/// Scores of one place.
#[derive(Debug, Default)]
pub struct Scores {
    /// The grid, once something was done in it; it belongs to a shape of sheet (instrument, first year, years).
    pub(super) grid: Option<(Shape, GridState)>,
    /// Whether only what holds the place back is shown.
    pub(super) filtered: bool,
    /// Lines that the detail is scrolled by.
    pub(super) scrolled: usize,
    /// Where the cursor was when it was last moved, to find it again on another sheet.
    pub(super) spot: Option<Spot>,
    /// Whether and how the figures stand as a chart.
    pub(super) chart: Chart,
    sheet: Memo<(Counted, String, Option<Id>), Sheet>,
    regional: Memo<(Counted, String), Vec<ScoreRow>>,
    statewide: Memo<(Counted, String), Vec<ScoreRow>>,
    published: Memo<(Counted, String), Vec<Published>>,
    figure: Memo<FigureOf, Figure>,
}

/// The columns of a sheet.
pub(super) type Shape = (String, i32, usize);

/// Where grid and detail stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub grid: Area,
    /// The line with the signs in words.
    pub legend: Area,
    pub detail: Area,
    pub beside: bool,
}

impl Places {
    pub fn of(area: Area) -> Places {
        let beside = area.width >= BESIDE;
        let (left, detail) = if beside {
            let width = (area.width * 7 / 20).clamp(40, 66);
            let left = area.width - width - 1;
            (Area { width: left, ..area }, Area { x: area.x + left + 1, width, ..area })
        } else {
            let height = if area.height >= 19 { (area.height * 2 / 5).clamp(8, 14) } else { area.height / 3 };
            let top = area.height - height;
            (Area { height: top, ..area }, Area { y: area.y + top, height, ..area })
        };
        let legend = u16::from(left.height >= 8);
        let grid = Area { height: left.height - legend, ..left };
        Places { grid, legend: Area { y: grid.y + grid.height, height: legend, ..left }, detail, beside }
    }
}

impl Scores {
    /// All figures of the chosen place.
    pub(super) fn sheet(&self, cx: &Context) -> Rc<Sheet> {
        let chosen = cx.chosen;
        self.sheet
            .get((Counted::now(cx), chosen.instrument.clone(), chosen.region), || Sheet::of(cx.book, &chosen.instrument, chosen.region))
    }

    pub(super) fn forget(&self) {
        self.sheet.forget();
        self.regional.forget();
        self.statewide.forget();
        self.published.forget();
        self.figure.forget();
    }

    /// The grid as it stands for a sheet: a new one begins at the chosen year, the newest years in view.
    pub(super) fn grid(&self, sheet: &Sheet, cx: &Context) -> GridState {
        let shape = shape(sheet, cx);
        if let Some((known, grid)) = &self.grid
            && *known == shape
        {
            return grid.clone();
        }
        let year = sheet.years().position(|y| y == cx.chosen.year).unwrap_or(sheet.span.saturating_sub(1));
        let mut grid = GridState::new(FROZEN, FROZEN + year);
        grid.left = usize::MAX;
        grid
    }

    /// The grid's content.
    pub(super) fn rows<'a>(&self, sheet: &'a Sheet, grid: &GridState, width: u16, cx: &Context, glyphs: &'a Glyphs) -> Rows<'a> {
        Rows::new(sheet, grid.sort, self.filtered, cx.chosen.year, width, glyphs)
    }

    /// The figure that the detail speaks of: the cursor's line, in the cursor's year, or in the chosen one where the
    /// cursor stands on no year.
    pub(super) fn spot(rows: &Rows, grid: &GridState, cx: &Context) -> Option<Spot> {
        let line = rows.line(grid.row)?;
        let year = match rows.shows(grid.column) {
            Shows::Year(year) => year,
            _ => cx.chosen.year,
        };
        Some(Spot { unit: line.unit, code: line.code.clone(), year })
    }

    /// All about a figure. A question is looked up under the code it had in that year.
    pub(super) fn figure(&self, sheet: &Sheet, spot: &Spot, cx: &Context) -> Rc<Figure> {
        let chosen = cx.chosen;
        let of = (Counted::now(cx), cx.book.seen, chosen.instrument.clone(), chosen.region, spot.clone());
        self.figure.get(of, || self.work_out(sheet, spot, cx))
    }

    /// Every question of every region, or of the state, in every year: worked out once, so that a step of the cursor
    /// only looks up.
    fn questions(&self, statewide: bool, cx: &Context) -> Rc<Vec<ScoreRow>> {
        let memo = if statewide { &self.statewide } else { &self.regional };
        let keys = Keys::of(&[Key::Question, Key::Year]);
        let keys = if statewide { keys } else { keys.with(Key::Region) };
        memo.get((Counted::now(cx), cx.chosen.instrument.clone()), || {
            score_rows(cx.book, cx.book.tallies(), keys, &Filter::instrument(&cx.chosen.instrument))
        })
    }

    fn work_out(&self, sheet: &Sheet, spot: &Spot, cx: &Context) -> Figure {
        let (book, chosen) = (cx.book, cx.chosen);
        let then = sheet.line(spot.unit, &spot.code).and_then(|line| sheet.cell(line, spot.year)).and_then(|row| row.question.clone());
        let code = then.unwrap_or_else(|| spot.code.clone());
        let statewide = chosen.region.is_none();
        let (row, mut regions, state): (Option<ScoreRow>, Vec<ScoreRow>, Option<ScoreRow>) = if spot.unit == Unit::Question {
            let wanted = |row: &&ScoreRow| row.year == Some(spot.year) && row.question.as_deref() == Some(code.as_str());
            let regions: Vec<ScoreRow> = self.questions(false, cx).iter().filter(wanted).filter(|r| r.region.is_some()).cloned().collect();
            let state = self.questions(true, cx).iter().find(wanted).cloned();
            if statewide { (state, regions, None) } else { (regions.iter().find(|r| r.region == chosen.region).cloned(), regions, state) }
        } else {
            let mut filter = Filter { year: Some(spot.year), ..Filter::instrument(&chosen.instrument) };
            let mut keys = Keys::of(&[]);
            if spot.unit == Unit::Area {
                filter.area = Some(code.clone());
                keys = keys.with(Key::Area);
            }
            let of = |keys, filter: &Filter| score_rows(book, book.tallies(), keys, filter);
            let state = of(keys, &filter).into_iter().next();
            let regions: Vec<ScoreRow> = of(keys.with(Key::Region), &filter).into_iter().filter(|r| r.region.is_some()).collect();
            if statewide { (state, regions, None) } else { (regions.iter().find(|r| r.region == chosen.region).cloned(), regions, state) }
        };
        regions.sort_by_key(|r| (r.score.score.is_none(), r.score.score.unwrap_or(Ratio::from(Share::ONE))));
        // An element may name the code that the question had in any of its years.
        let codes = match spot.unit {
            Unit::Question => sheet.codes(&spot.code),
            Unit::Area => vec![code.clone()],
            Unit::Whole => vec![WHOLE.to_owned()],
        };
        let elements = addressed::elements_for(book, &chosen.instrument, &codes, chosen.region, cx.today);
        let all = self.published.get((Counted::now(cx), chosen.instrument.clone()), || published::all(book, Some(&chosen.instrument)));
        let editions = published::editions(&all, &code, spot.year, chosen.region).into_iter().cloned().collect();
        Figure { row, regions, state, editions, elements }
    }
}

pub(super) fn shape(sheet: &Sheet, cx: &Context) -> Shape {
    (cx.chosen.instrument.clone(), sheet.first, sheet.span)
}
