//! Commands to effects.

use std::rc::Rc;

use super::rows::{Rows, SECOND};
use super::talk::Talk;
use super::{Pending, Round, Show, asking, view};
use crate::command::{Area, Command, Context, Effect, Input, Place};
use crate::domain::behind::Behind;
use crate::domain::entry::{is_closed, is_decided};
use crate::domain::field::Field;
use crate::domain::query::Query;
use crate::domain::record::Record;
use crate::domain::review::{ReviewLine, Status};
use crate::domain::review_moves::{Handing, hand_on, person, same_person};
use crate::domain::round::{Group, RoundCase, Worklist, cases, sampling};
use crate::domain::tsv;
use crate::panes::reviews::set_up;
use crate::panes::reviews::steps::{close_or_reopen, next_id, proposed};
use crate::panes::sheet::capital;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::grid::{GridState, Hit, Source};

fn refuse(why: &str) -> Vec<Effect> {
    vec![Effect::Refuse(capital(why))]
}

impl Round {
    /// Whether the cursor stands on the second review.
    pub(super) fn on_second(&self) -> bool {
        self.grid.column == SECOND
    }

    pub(super) fn take(&mut self, input: &Input, cx: &Context) -> Option<Vec<Effect>> {
        let cancel = *input == Input::Command(Command::Cancel);
        let Some(list) = self.list.clone() else { return if cancel { None } else { Some(Vec::new()) } };
        self.pending = Pending::Nothing;
        self.moving = None;
        if let Some(mut grid) = self.talk.take() {
            if cancel || *input == Input::Command(Command::ShowComments) {
                return Some(Vec::new());
            }
            let effects = talk(&mut grid, input, &list, cx);
            self.talk = Some(grid);
            return Some(effects);
        }
        let mut grid = self.grid.clone();
        let rows = Rows::new(&list, self.show, grid.sort, cx, &Glyphs::UNICODE);
        grid.clamp(&rows);
        let area = view::split(&list, self.show, cx).1;
        if cancel && grid.anchor.is_none() {
            return None;
        }
        let effects = match *input {
            Input::Command(command) => match self.command(command, &rows, &grid, cx) {
                Some(effects) => effects,
                None => self.look(command, &rows, &mut grid, area),
            },
            Input::Click { x, y, double, extend } => match grid.click(x, y, extend, &rows, area) {
                Hit::Header(column) => {
                    grid.cycle_sort(column);
                    Vec::new()
                }
                Hit::Cell { row, .. } if double => self.open(rows.case(row), grid.column == SECOND, &list, cx),
                _ => Vec::new(),
            },
            Input::Drag { x, y } => {
                grid.drag(x, y, &rows, area);
                Vec::new()
            }
            Input::Wheel(down) => {
                grid.wheel(down, &rows, area);
                Vec::new()
            }
            Input::Typed(_) | Input::Pasted(_) => Vec::new(),
        };
        // The order may be another one now: the cursor stays on its case.
        if grid.sort == self.grid.sort {
            self.on = rows.case(grid.row).map(|case| case.first_id);
        }
        drop(rows);
        let reordered = grid.sort != self.grid.sort || matches!(input, Input::Command(Command::Filter));
        self.grid = grid;
        if reordered {
            self.find_again(cx);
        }
        Some(effects)
    }

    /// Puts the cursor on the case where it was, wherever that now stands.
    pub(super) fn find_again(&mut self, cx: &Context) {
        let Some(list) = self.list.clone() else { return };
        let rows = Rows::new(&list, self.show, self.grid.sort, cx, &Glyphs::UNICODE);
        let row = self
            .on
            .filter(|id| self.moving != Some(*id))
            .and_then(|id| (0..rows.rows()).find(|row| rows.case(*row).is_some_and(|case| case.first_id == id)));
        let area = view::split(&list, self.show, cx).1;
        let mut grid = self.grid.clone();
        grid.row = row.unwrap_or(grid.row);
        grid.settle(&rows, area);
        self.on = rows.case(grid.row).map(|case| case.first_id);
        self.grid = grid;
    }

    /// What only looks: moves, order, what is shown, the clipboard.
    fn look(&mut self, command: Command, rows: &Rows, grid: &mut GridState, area: Area) -> Vec<Effect> {
        match command {
            Command::Sort => {
                grid.cycle_sort(grid.column);
                Vec::new()
            }
            Command::Filter => {
                let at = Show::ALL.iter().position(|show| *show == self.show).unwrap_or(0);
                self.show = Show::ALL[(at + 1) % Show::ALL.len()];
                grid.anchor = None;
                vec![Effect::Say(self.show.words().to_owned())]
            }
            Command::Copy => copy(rows, grid).into_iter().collect(),
            Command::ShowComments => {
                self.talk = Some(GridState::new(1, 0));
                Vec::new()
            }
            Command::ShowAgreement => {
                let round = &rows.list.round;
                let behind =
                    Behind { instrument: round.instrument.code.clone(), year: round.year, region: Some(round.region), ..Behind::default() };
                vec![Effect::Go(Place::Agreement(Box::new(behind)))]
            }
            command => {
                grid.command(command, rows, area);
                Vec::new()
            }
        }
    }

    /// What changes something, or asks for what it needs; none if the command is not one of these.
    fn command(&mut self, command: Command, rows: &Rows, grid: &GridState, cx: &Context) -> Option<Vec<Effect>> {
        let list = rows.list;
        let case = rows.case(grid.row);
        let needs_case = || refuse("there is no case here: d draws a sample, Insert adds one case");
        self.targets = chosen(rows, grid).iter().map(|case| case.first_id).collect();
        Some(match command {
            Command::Enter => self.open(case, grid.column == SECOND, list, cx),
            Command::DrawSample => match sampling::may_draw(list) {
                Ok(()) => vec![Effect::Ask(asking::draw(list, cx))],
                Err(why) => refuse(&why),
            },
            Command::Eliminate => case.map_or_else(needs_case, |case| self.eliminate(list, case, cx)),
            Command::AssignReviewer => {
                let chosen = chosen(rows, grid);
                if chosen.is_empty() {
                    needs_case()
                } else {
                    vec![Effect::Ask(asking::reviewer(list, &chosen, person(&cx.book.facts.who)))]
                }
            }
            Command::AssignSecond => case.map_or_else(needs_case, |case| {
                self.targets = vec![case.first_id];
                match case.group {
                    Group::Sample => vec![asking::which(case, list)],
                    Group::Added => vec![Effect::Ask(asking::second(list, case))],
                    _ => refuse("only a case of the sample is reviewed twice"),
                }
            }),
            Command::HandOn => case.map_or_else(needs_case, |case| self.step(list, case, grid.column == SECOND, cx)),
            Command::InsertRow => {
                let offices = asking::offices(list, cx);
                if offices.is_empty() {
                    refuse("this region has no office yet; make one in Places")
                } else {
                    vec![Effect::Ask(asking::add(list, &offices))]
                }
            }
            Command::DeleteRow => case.map_or_else(needs_case, |case| vec![proposed(cases::take_out(list, case, cx.author()))]),
            Command::Edit => vec![Effect::Ask(set_up::ask_change(&list.round, cx))],
            Command::CloseRound => vec![close_or_reopen(list, cx)],
            Command::NextRound => {
                self.pending = Pending::Next;
                vec![next_id(&list.round)]
            }
            Command::SampleSize => {
                let population = Some(list.file.population.cases.len()).filter(|n| *n > 0);
                vec![Effect::Ask(set_up::ask_size(population, list.round.margin, list.round.confidence))]
            }
            _ => return None,
        })
    }

    /// Opens the review of a case, and begins it where it has none: the second one where the cursor stands on it, or where
    /// whoever works here is its second reviewer.
    fn open(&mut self, case: Option<&RoundCase>, on_second: bool, list: &Worklist, cx: &Context) -> Vec<Effect> {
        let Some(case) = case else { return refuse("there is no case here: d draws a sample, Insert adds one case") };
        let me = person(&cx.book.facts.who);
        let is_mine = |line: Option<&ReviewLine>| line.is_some_and(|line| same_person(&line.reviewer, me));
        let (first, second) = (list.first(case), list.second(case));
        let line = if second.is_some() && (on_second || first.is_none() || (is_mine(second) && !is_mine(first))) { second } else { first };
        if let Some(line) = line {
            return vec![Effect::Go(Place::Case { review: line.id, slot: None })];
        }
        if let Err(why) = cases::begin(list, case, cx.author()) {
            return refuse(&why);
        }
        self.pending = Pending::Begin(case.first_id);
        vec![Effect::Read(Query::Case { review: case.first_id })]
    }

    fn eliminate(&mut self, list: &Worklist, case: &RoundCase, cx: &Context) -> Vec<Effect> {
        self.targets = vec![case.first_id];
        self.moving = Some(case.first_id);
        if case.elimination.is_some() {
            return vec![proposed(sampling::take_back(list, case, cx.author()))];
        }
        match sampling::may_eliminate(list, case) {
            Ok(()) => vec![asking::reasons()],
            Err(why) => refuse(&why),
        }
    }

    /// Hands a review on: at once where there is one way, after a choice where there are two.
    fn step(&mut self, list: &Worklist, case: &RoundCase, on_second: bool, cx: &Context) -> Vec<Effect> {
        self.targets = vec![case.first_id];
        let Some(line) = (if on_second { list.second(case) } else { list.first(case) }) else {
            return refuse("this review has not begun; Enter begins it");
        };
        match line.status.next() {
            [_, _, ..] => vec![asking::steps(line.status)],
            [to] => vec![hand(list, line, *to, cx)],
            [] => vec![hand(list, line, Status::Ready, cx)],
        }
    }
}

/// The step of a review, with what is open about it.
pub(super) fn hand(list: &Worklist, line: &ReviewLine, to: Status, cx: &Context) -> Effect {
    let of = |record: &&Record| record.record(Field::Review) == Some(line.id);
    let by = Handing {
        who: &cx.book.facts.who,
        today: cx.today,
        saw: cx.book.seen,
        open_comments: list.file.comments.iter().filter(of).filter(|record| !is_closed(record)).count(),
        open_challenges: list.file.challenges.iter().filter(of).filter(|record| !is_decided(record)).count(),
    };
    // A review may be of an older version of the instrument than the round is set up with.
    let instrument = cx.book.instrument(line.instrument).unwrap_or(&list.round.instrument);
    proposed(hand_on(line, instrument, to, by))
}

/// The selected cases, or the one under the cursor.
fn chosen<'a>(rows: &Rows<'a>, grid: &GridState) -> Vec<&'a RoundCase> {
    let range = grid.range();
    let rows_in = if grid.anchor.is_some() { range.top..=range.bottom } else { grid.row..=grid.row };
    rows_in.filter_map(|row| rows.case(row)).collect()
}

fn copy(rows: &Rows, grid: &GridState) -> Option<Effect> {
    if rows.rows() == 0 {
        return None;
    }
    let range = grid.range();
    let columns = grid.selected_columns(rows.columns().len());
    let cells: Vec<Vec<String>> =
        (range.top..=range.bottom).map(|row| columns.iter().map(|column| rows.cell(row, *column).text.into_owned()).collect()).collect();
    let count = cells.len() * columns.len();
    let what = if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
    Some(Effect::Copy { text: tsv::to_tsv(&cells), what })
}

/// Comments and challenges: moves, and the way to what is meant.
fn talk(grid: &mut GridState, input: &Input, list: &Rc<Worklist>, cx: &Context) -> Vec<Effect> {
    let lines = Talk::new(list, cx, &Glyphs::UNICODE);
    let go = |row: usize| lines.target(row).map(|(review, slot)| Effect::Go(Place::Case { review, slot })).into_iter().collect();
    match *input {
        Input::Command(Command::Enter) => go(grid.row),
        Input::Command(command) => {
            grid.command(command, &lines, cx.area);
            Vec::new()
        }
        Input::Click { x, y, double, extend } => match grid.click(x, y, extend, &lines, cx.area) {
            Hit::Cell { row, .. } if double => go(row),
            _ => Vec::new(),
        },
        Input::Wheel(down) => {
            grid.wheel(down, &lines, cx.area);
            Vec::new()
        }
        _ => Vec::new(),
    }
}
