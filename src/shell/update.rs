//! The commands that are the program's own; all others go to the focused pane.

use super::{Shell, Workspace};
use crate::command::{Command, Effect, Event, Input, Mode, Place};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::gate;
use crate::domain::kind::Kind;
use crate::overlays::choice::Choice;
use crate::overlays::export::Export;
use crate::overlays::help::Help;
use crate::overlays::import::Import;
use crate::overlays::page::Page;
use crate::overlays::search::Search;
use crate::overlays::who::who;
use crate::widgets::glyphs::Glyphs;

/// The rules of the field, as people read them.
const RULES: &str = include_str!("../../assets/help/rules.md");

impl Shell {
    /// Carries out a command of the program; false if it is none.
    pub(super) fn own_command(&mut self, command: Command) -> bool {
        use Command as C;
        let editing = self.overlays.is_empty() && self.is_drafting();
        match command {
            // Another choice may take the open cell away under the reviewer's hands.
            C::NextRegion
            | C::PreviousRegion
            | C::NextYear
            | C::PreviousYear
            | C::NextInstrument
            | C::ChooseRegion
            | C::ChooseYear
            | C::ChooseMiniPip
                if editing && !self.leave_draft() => {}
            C::GoHome => self.go(Workspace::Home),
            C::GoScores => self.go(Workspace::Scores),
            C::GoReviews => self.go(Workspace::Reviews),
            C::GoQcr => self.go(Workspace::Qcr),
            C::GoTrends => self.go(Workspace::Trends),
            C::GoCommittees => self.go(Workspace::Committees),
            C::GoScans => self.go(Workspace::Scans),
            C::GoAgenda => self.go(Workspace::Agenda),
            C::GoInstruments => self.go(Workspace::Instruments),
            C::GoMilestones => self.go(Workspace::Milestones),
            C::GoMiniPips => self.go(Workspace::MiniPips),
            C::GoPlaces => self.go(Workspace::Places),
            C::GoHistory => self.go_history(),
            // In the history the words that are looked for are its own.
            C::Find if self.workspace == Workspace::History && self.mode() == Mode::List => return false,
            C::HistoryOf => {
                let area = self.focused_slot().inner;
                let Some(record) = self.focused_pane().here(&self.context(area, true)) else { return false };
                self.go_to(Place::History { of: Some(record) });
            }
            C::NextPane => self.next_pane(),
            C::Zoom => {
                self.zoomed = self.workspace == Workspace::Home && !self.zoomed;
            }
            C::Cancel if self.zoomed && !editing => self.zoomed = false,
            C::Undo | C::Redo if !editing => self.turn(command == C::Undo),
            C::NextRegion => self.step_region(1),
            C::PreviousRegion => self.step_region(-1),
            C::NextYear => self.step_year(1),
            C::PreviousYear => self.step_year(-1),
            C::NextInstrument => self.next_instrument(),
            C::ChooseRegion => self.choose_region(),
            C::ChooseYear => self.choose_year(),
            C::ChooseMiniPip => self.choose_mini_pip(),
            C::NewMiniPip => {
                if self.go_if_settled(Workspace::MiniPips) {
                    self.input(Input::Command(command));
                }
            }
            C::Help => self.overlays.push(Box::new(Help::everything(self.mode(), &self.look.keymap))),
            C::Palette => self.overlays.push(Box::new(Help::palette(self.mode(), &self.look.keymap))),
            C::Menu => self.overlays.push(Box::new(Help::menu(self.mode(), &self.look.keymap))),
            C::Rules => self.overlays.push(Box::new(Page::new("The rules of the field", RULES))),
            C::Find => {
                let search = Search::new(&self.searched.0, &self.context(self.screen(), true));
                self.overlays.push(Box::new(search));
            }
            C::FindNext => self.find_next(),
            C::Import => {
                let form = Import::new(&self.context(self.screen(), true));
                self.overlays.push(Box::new(form));
            }
            C::Export => {
                let form = Export::new(&self.context(self.screen(), true), self.workspace.report(), &self.look.reports);
                self.overlays.push(Box::new(form));
            }
            C::Backup => self.backup_now(),
            C::WhoAmI => self.ask_who(),
            C::NextTheme => {
                self.look.theme = self.look.theme.next();
                let words = format!("Theme: {}", self.look.theme.name);
                self.say(words, true);
            }
            C::ToggleAscii => {
                let plain = self.look.theme.glyphs != Glyphs::ASCII;
                self.look.theme.glyphs = if plain { Glyphs::ASCII } else { Glyphs::UNICODE };
            }
            C::ToggleMouse => {
                self.look.mouse = !self.look.mouse;
                self.wants.mouse = Some(self.look.mouse);
                let words = if self.look.mouse { "Mouse on" } else { "Mouse off: the terminal selects text again" };
                self.say(words, true);
            }
            C::Reload => self.reload(),
            C::Save => self.say("Everything is saved already: each change is on the disk when the footer says Saved", true),
            C::Suspend => self.wants.suspend = true,
            C::Quit => {
                let settled = self.leave_draft();
                if settled && self.overlays.iter().any(|overlay| overlay.holds()) {
                    self.say("What is typed here is not accepted yet: Ctrl-S accepts it, Esc drops it", false);
                } else if settled {
                    self.wants.quit = true;
                } else {
                    // The cell that holds us back must be seen.
                    self.overlays.clear();
                }
            }
            _ => return false,
        }
        true
    }

    /// Goes to a workspace, if no draft holds us.
    fn go(&mut self, workspace: Workspace) {
        self.came_from.clear();
        self.go_if_settled(workspace);
    }

    /// To the history; where Home tells of changes by others, to those. Once more, to everything.
    fn go_history(&mut self) {
        let told = self.since.take_if(|_| self.workspace == Workspace::Home);
        match told {
            Some(since) => {
                let when = since.when(self.today(), self.look.day_first);
                self.go_to(Place::HistorySince { mark: since.mark, when });
            }
            None if self.workspace == Workspace::History => self.arrive(Place::History { of: None }),
            None => self.go(Workspace::History),
        }
    }

    pub(super) fn go_if_settled(&mut self, workspace: Workspace) -> bool {
        if !self.leave_draft() {
            return false;
        }
        if self.workspace != workspace {
            self.workspace = workspace;
            let place = match workspace {
                Workspace::Home => Place::Home,
                Workspace::Scores => Place::Scores { question: None },
                Workspace::Reviews => Place::Reviews,
                Workspace::Instruments => Place::Instruments { version: None },
                Workspace::Milestones => Place::Milestones { record: None },
                Workspace::MiniPips => Place::MiniPip { mini_pip: None, record: None },
                Workspace::Places => Place::Places { record: None },
                Workspace::History => Place::History { of: None },
                Workspace::Qcr => Place::Qcr { question: None },
                Workspace::Trends => Place::Trends { record: None },
                Workspace::Committees => Place::Committees { record: None },
                Workspace::Scans => Place::Scans { worker: None },
                Workspace::Agenda => Place::Agenda { whose: None },
            };
            self.arrive(place);
        }
        true
    }

    /// Tells the pane in view that someone has come.
    pub(super) fn arrive(&mut self, place: Place) {
        self.with_focused(|pane, cx| pane.hear(&Event::Arrive(place), cx));
    }

    fn next_pane(&mut self) {
        if self.workspace == Workspace::Home {
            if self.leave_draft() {
                self.home_focus = (self.home_focus + 1) % 3;
            }
        } else {
            let at = Workspace::ALL.iter().position(|w| *w == self.workspace).unwrap_or(0);
            self.go(Workspace::ALL[(at + 1) % Workspace::ALL.len()]);
        }
    }

    fn step_region(&mut self, by: isize) {
        let regions: Vec<_> = std::iter::once(None).chain(self.book.all(Kind::Region).iter().map(|r| Some(r.id))).collect();
        let at = regions.iter().position(|r| *r == self.chosen.region).unwrap_or(0);
        let next = (at as isize + by).rem_euclid(regions.len() as isize) as usize;
        self.perform(Effect::ChooseRegion(regions[next]));
    }

    fn step_year(&mut self, by: i32) {
        let years = years(&self.book);
        let next = self.chosen.year + by;
        if years.first().is_some_and(|first| next >= *first) && years.last().is_some_and(|last| next <= *last) {
            self.perform(Effect::ChooseYear(next));
        } else {
            self.mention("There are no figures beyond this year");
        }
    }

    fn next_instrument(&mut self) {
        let mut codes: Vec<String> = self.book.instruments().iter().map(|(_, i)| i.code.clone()).collect();
        codes.dedup();
        if let Some(at) = codes.iter().position(|c| *c == self.chosen.instrument) {
            self.perform(Effect::ChooseInstrument(codes[(at + 1) % codes.len()].clone()));
        }
    }

    fn choose_region(&mut self) {
        let mut lines = vec![("Statewide".to_owned(), String::new(), Effect::ChooseRegion(None))];
        lines.extend(
            self.book.all(Kind::Region).iter().map(|r| (r.text(Field::Name).to_owned(), String::new(), Effect::ChooseRegion(Some(r.id)))),
        );
        let at = lines.iter().position(|(_, _, e)| *e == Effect::ChooseRegion(self.chosen.region)).unwrap_or(0);
        self.overlays.push(Box::new(Choice::new("Region", lines, at)));
    }

    fn choose_year(&mut self) {
        let lines: Vec<_> = years(&self.book).into_iter().rev().map(|y| (format!("FY{y}"), String::new(), Effect::ChooseYear(y))).collect();
        let at = lines.iter().position(|(_, _, e)| *e == Effect::ChooseYear(self.chosen.year)).unwrap_or(0);
        if lines.is_empty() {
            self.mention("There are no figures yet: the menu has Import a file");
        } else {
            self.overlays.push(Box::new(Choice::new("Fiscal year", lines, at)));
        }
    }

    fn choose_mini_pip(&mut self) {
        let plans = self.book.all(Kind::MiniPip);
        if plans.is_empty() {
            self.mention("There is no Mini PIP yet: the menu has Start a Mini PIP");
            return;
        }
        let stage = |plan| gate::words(gate::reached(&self.book, plan)).to_owned();
        let lines: Vec<_> = plans.iter().map(|p| (p.text(Field::Title).to_owned(), stage(p.id), Effect::ChooseMiniPip(p.id))).collect();
        let at = plans.iter().position(|p| Some(p.id) == self.chosen.mini_pip).unwrap_or(0);
        self.overlays.push(Box::new(Choice::new("Mini PIP", lines, at)));
    }

    pub(super) fn ask_who(&mut self) {
        let known = &self.book.facts.who;
        let (name, role) = known.split_once(", ").unwrap_or((known, ""));
        self.overlays.push(Box::new(who(name, role)));
    }

    fn find_next(&mut self) {
        let (words, at, found) = &self.searched;
        if found.is_empty() {
            self.own_command(Command::Find);
        } else {
            let next = (at + 1) % found.len();
            let words = words.clone();
            self.perform(Effect::FoundAt { words, at: next });
        }
    }
}

/// The years with counted or published figures, in order, gaps included.
fn years(book: &Book) -> Vec<i32> {
    let counted = book.tallies().iter().map(|t| t.year);
    let published = book.all(Kind::Published).into_iter().filter_map(|p| p.int(Field::Year)).filter_map(|y| i32::try_from(y).ok());
    let years: Vec<i32> = counted.chain(published).collect();
    match (years.iter().min(), years.iter().max()) {
        (Some(first), Some(last)) => (*first..=*last).collect(),
        _ => Vec::new(),
    }
}
