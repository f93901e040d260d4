//! Reviews: rounds, the cases of a round, one case under review, the cases behind a score. A stack of levels: each opens
//! the next one, Esc goes back to where one came from. What a level shows is its own matter, a folder each.

mod agreement;
mod case;
mod cases;
mod filled;
mod progress;
mod round;
mod rounds;
mod set_up;
mod steps;

use super::{Frame, Pane};
use crate::command::{Command, Context, Effect, Event, Input, Mode, Place};
use crate::widgets::theme::Theme;

/// One level of the stack. As a pane, but it says where it is, and may have nothing left to go back from.
trait Level: std::fmt::Debug {
    /// Where one is, for the line above: "Case Process Review FY2027, Canyon".
    fn title(&self, cx: &Context) -> String;
    /// The same, where the way there has several steps.
    fn trail(&self, cx: &Context) -> Vec<String> {
        vec![self.title(cx)]
    }
    /// Whether one comes here from another workspace, so that the way begins here.
    fn begins(&self) -> bool {
        false
    }
    /// What is to be done when Esc has closed it.
    fn closed(&self) -> Vec<Effect> {
        Vec::new()
    }
    /// Which keys are in force.
    fn mode(&self) -> Mode;
    /// The commands worth a place in the footer.
    fn offers(&self, cx: &Context) -> Vec<Command>;
    /// What it must read when it is opened, or shown again after the level above it was closed.
    fn arrive(&mut self, cx: &Context) -> Vec<Effect>;
    /// Takes what the reviewer did; none if it has nothing for Esc, so that the level closes.
    fn update(&mut self, input: Input, cx: &Context) -> Option<Vec<Effect>>;
    /// Takes what the outside answered.
    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect>;
    /// Draws into `cx.area`, below the line that says where one is.
    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context);
}

/// The pane.
#[derive(Debug)]
pub struct Reviews {
    /// The rounds, and what was opened from there; never empty.
    levels: Vec<Box<dyn Level>>,
    /// Whether one of the levels here has just asked for a case: others come from another workspace.
    opening: bool,
    /// The level of a case that was opened from another workspace, to which Esc leads back.
    outside: Option<usize>,
}

impl Default for Reviews {
    fn default() -> Reviews {
        Reviews { levels: vec![Box::<rounds::Rounds>::default()], opening: false, outside: None }
    }
}

impl Reviews {
    fn top(&self) -> &dyn Level {
        // There is always the level of the rounds.
        &**self.levels.last().unwrap_or_else(|| &self.levels[0])
    }

    fn top_mut(&mut self) -> &mut Box<dyn Level> {
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    fn open(&mut self, level: Box<dyn Level>, cx: &Context) -> Vec<Effect> {
        self.levels.push(level);
        let cx = below(cx);
        self.top_mut().arrive(&cx)
    }

    fn arrive(&mut self, place: &Place, cx: &Context) -> Vec<Effect> {
        match place {
            Place::Round { round } => {
                self.levels.truncate(1);
                self.open(Box::new(round::Round::of(*round)), cx)
            }
            Place::Case { review, slot } => {
                if !std::mem::take(&mut self.opening) {
                    self.outside = Some(self.levels.len());
                }
                self.open(Box::new(case::Case::of(*review, *slot)), cx)
            }
            Place::Cases(behind) => {
                self.levels.truncate(1);
                self.open(Box::new(cases::Cases::of((**behind).clone())), cx)
            }
            Place::Agreement(behind) => self.open(Box::new(agreement::Agreement::of((**behind).clone())), cx),
            Place::Reviews => {
                let cx = below(cx);
                self.top_mut().arrive(&cx)
            }
            _ => Vec::new(),
        }
    }
}

/// The context of a level: below the line that says where one is.
fn below<'a>(cx: &Context<'a>) -> Context<'a> {
    let line = cx.area.height.min(1);
    let area = crate::command::Area { y: cx.area.y + line, height: cx.area.height - line, ..cx.area };
    Context { area, ..*cx }
}

impl Pane for Reviews {
    fn name(&self) -> &'static str {
        "Reviews"
    }

    fn mode(&self) -> Mode {
        self.top().mode()
    }

    fn offers(&self, cx: &Context) -> Vec<Command> {
        self.top().offers(&below(cx))
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        let inner = below(cx);
        if let Some(effects) = self.top_mut().update(input, &inner) {
            self.opening = effects.iter().any(|effect| matches!(effect, Effect::Go(Place::Case { .. })));
            return effects;
        }
        if self.levels.len() > 1 {
            let closed = self.levels.pop().map(|level| level.closed()).unwrap_or_default();
            let mut effects = self.top_mut().arrive(&inner);
            effects.extend(closed);
            if self.outside == Some(self.levels.len()) {
                self.outside = None;
                effects.push(Effect::GoBack);
            }
            return effects;
        }
        Vec::new()
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        if let Event::Arrive(place) = event {
            return self.arrive(place, cx);
        }
        let inner = below(cx);
        self.top_mut().hear(event, &inner)
    }

    fn shows_cases(&self) -> bool {
        true
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        [self.top().title(cx), String::new()]
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame, theme, cx);
    }
}

mod view;
