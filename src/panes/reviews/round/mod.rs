//! One round: its sample, its cases in the order of the work, how far they are, and what is still said about them.
//!
//! `rows.rs` the cases as a grid · `talk.rs` comments and challenges of the whole round · `asking.rs` the forms ·
//! `filling.rs` what was filled and picked · `update.rs` commands to effects · `head.rs` the lines above · `view.rs` draws.

mod asking;
mod filling;
mod head;
mod rows;
mod talk;
mod update;
mod view;

use std::rc::Rc;

use super::Level;
use crate::command::{Command, Context, Effect, Event, Form, Input, Mode};
use crate::domain::id::Id;
use crate::domain::query::Query;
use crate::domain::round::cases::AddedCase;
use crate::domain::round::{Round as Set, Worklist};
use crate::panes::Frame;
use crate::widgets::grid::GridState;
use crate::widgets::theme::Theme;

pub(super) use head::warnings;

/// Which cases are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Show {
    /// All.
    #[default]
    All,
    /// Without any answer.
    NotBegun,
    /// Of the person at work, as first or second reviewer.
    Mine,
    /// With comments that are not closed, or challenges without an outcome.
    Discussed,
}

impl Show {
    const ALL: [Show; 4] = [Show::All, Show::NotBegun, Show::Mine, Show::Discussed];

    fn words(self) -> &'static str {
        match self {
            Show::All => "All cases",
            Show::NotBegun => "Only cases not begun",
            Show::Mine => "Only my cases",
            Show::Discussed => "Only cases with open comments",
        }
    }
}

/// What waits for an answer of the file.
#[derive(Clone, Debug, Default)]
enum Pending {
    /// Nothing.
    #[default]
    Nothing,
    /// Whether the file has answers to a case that is about to begin.
    Begin(Id),
    /// The ids of a case that is about to be added, and the form to ask again.
    Add(AddedCase, Form),
    /// Whether the file has answers to that case.
    Added(AddedCase, Id, Form),
    /// The ids of an added case that gets a second reviewer.
    Second(Id, Form),
    /// The id of next year's round.
    Next,
    /// The review that was just begun: there one goes.
    Go(Id),
    /// The round that was just set up: there one goes.
    GoRound(Id),
}

/// One round: its sample, its cases, how far they are.
#[derive(Debug)]
pub struct Round {
    /// Its record.
    id: Id,
    list: Option<Rc<Worklist>>,
    grid: GridState,
    show: Show,
    pending: Pending,
    /// First reviews of the cases that an open form or choice is about.
    targets: Vec<Id>,
    /// The reason that waits for its note, as its place among all reasons.
    reason: usize,
    /// Comments and challenges, while they are looked at.
    talk: Option<GridState>,
    /// The case the cursor was on, by its first review.
    on: Option<Id>,
    /// The case that is about to be eliminated or taken back: the cursor does not follow it to its new place.
    moving: Option<Id>,
}

impl Round {
    /// Of a round's record.
    pub fn of(round: Id) -> Round {
        Round {
            id: round,
            list: None,
            grid: GridState::new(2, 1),
            show: Show::All,
            pending: Pending::Nothing,
            targets: Vec::new(),
            reason: 0,
            talk: None,
            on: None,
            moving: None,
        }
    }

    fn read(&self) -> Vec<Effect> {
        vec![Effect::Read(Query::Round { round: self.id })]
    }
}

impl Level for Round {
    fn title(&self, cx: &Context) -> String {
        Set::of(cx.book, self.id).map_or_else(|| "A round that is gone".to_owned(), |round| round.title)
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, _cx: &Context) -> Vec<Command> {
        use Command as C;
        let Some(list) = &self.list else { return vec![C::Cancel] };
        if self.talk.is_some() {
            return vec![C::Enter, C::Cancel];
        }
        if list.cases.is_empty() {
            return if list.file.population.cases.is_empty() {
                vec![C::Import, C::InsertRow, C::Edit, C::SampleSize]
            } else {
                vec![C::DrawSample, C::SampleSize, C::Edit]
            };
        }
        vec![C::Enter, C::AssignReviewer, C::Eliminate, C::HandOn, C::ShowComments, C::AssignSecond, C::ShowAgreement]
    }

    fn arrive(&mut self, _cx: &Context) -> Vec<Effect> {
        self.read()
    }

    fn update(&mut self, input: Input, cx: &Context) -> Option<Vec<Effect>> {
        self.take(&input, cx)
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        self.listen(event, cx)
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame.buffer_mut(), theme, cx);
    }
}
