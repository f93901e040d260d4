//! Effects carried out: the store, the clipboard, the choices, the ways. Answers go back as events.

use super::{Notice, Shell, Workspace, job};
use crate::command::{Effect, Event, Input, Place};
use crate::domain::change::{ChangeKind, Written};
use crate::domain::query::{Answer, Query};
use crate::domain::search::{self, Target};
use crate::import::instrument_write::to_toml;
use crate::overlays::asked::Asked;
use crate::overlays::choice::Choice;
use crate::overlays::confirm::Confirm;
use crate::overlays::long_text::LongText;
use crate::store::StoreError;
use crate::work::{fingerprint, import};

const MOST_FOUND: usize = 200;

impl Shell {
    pub(super) fn perform_all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.perform(effect);
        }
    }

    pub(super) fn perform(&mut self, effect: Effect) {
        self.dirty = true;
        match effect {
            Effect::Write(change) => {
                let result = self.store.commit(&change);
                self.written(result, |w| format!("Saved: {}", w.words));
            }
            Effect::Confirm { question, change } => self.overlays.push(Box::new(Confirm::new(question, vec![Effect::Write(change)]))),
            Effect::TurnChange { change, with } => {
                let result = self.store.turn_this(change, &with);
                self.written(result, |w| {
                    format!("{}: {}", if w.kind == ChangeKind::Redo { "Brought back" } else { "Taken back" }, w.words)
                });
            }
            Effect::Sure { question, then } => self.overlays.push(Box::new(Confirm::new(question, vec![*then]))),
            Effect::Read(query) => self.read(&query),
            Effect::Go(place) => self.go_to(place),
            Effect::GoBack => {
                if let Some(from) = self.came_from.pop() {
                    self.go_if_settled(from);
                }
            }
            Effect::Ask(form) => self.overlays.push(Box::new(Asked::new(form))),
            Effect::Filled(form) => self.with_focused(|pane, cx| pane.hear(&Event::Filled(form), cx)),
            Effect::Pick { id, title, lines, at } => {
                let lines = lines.into_iter().enumerate().map(|(at, (words, right))| (words, right, Effect::Picked { id, at })).collect();
                self.overlays.push(Box::new(Choice::new(&title, lines, at)));
            }
            Effect::Picked { id, at } => self.with_focused(|pane, cx| pane.hear(&Event::Picked { id, at }, cx)),
            Effect::ChooseRegion(region) => {
                self.chosen.region = region;
                self.tell_all(&Event::ChosenMoved);
            }
            Effect::ChooseYear(year) => {
                self.chosen.year = year;
                self.tell_all(&Event::ChosenMoved);
            }
            Effect::ChooseInstrument(code) => {
                self.chosen.instrument = code;
                self.tell_all(&Event::ChosenMoved);
            }
            Effect::ChooseMiniPip(id) => {
                self.chosen.mini_pip = Some(id);
                self.tell_all(&Event::ChosenMoved);
            }
            Effect::Copy { text, what } => self.copy(text, &what),
            Effect::CopyInstrument(version) => {
                if let Some(instrument) = self.book.instrument(version) {
                    let what = format!("version {} of {} as a file (TOML)", instrument.version, instrument.title);
                    self.copy(to_toml(instrument), &what);
                }
            }
            Effect::PasteClipboard => {
                if self.clipboard.is_empty() {
                    self.say("Nothing was copied here yet; paste from elsewhere with your terminal's own paste key", false);
                } else {
                    self.input(Input::Pasted(self.clipboard.clone()));
                }
            }
            Effect::Say(words) => self.say(words, true),
            Effect::Refuse(words) => self.say(words, false),
            Effect::EditText { title, text } => self.overlays.push(Box::new(LongText::new(title, &text))),
            Effect::TextAccepted(text) => self.with_focused(|pane, cx| pane.hear(&Event::TextEdited(text), cx)),
            Effect::FoundAt { words, at } => self.found(words, at),
            Effect::Introduce { name, role } => {
                let _ = self.store.was_here();
                let result = self.store.introduce(&name, &role);
                self.since = self.store.since_last_here().ok().flatten().filter(|since| !since.is_empty());
                self.written(result, |_| format!("Changes carry the name {name} from now on"));
            }
            Effect::PreviewImport(order) => match job::Job::import(order, &self.store, &self.book) {
                Ok(job) => self.job = Some(job),
                Err(error) => self.tell_all(&Event::Previewed { ready: false, lines: vec![error.to_string()] }),
            },
            Effect::PreviewExport(order) => match job::Job::export(order, &self.store, &self.book, self.today()) {
                Ok(job) => self.job = Some(job),
                Err(error) => self.tell_all(&Event::Previewed { ready: false, lines: vec![error.to_string()] }),
            },
            Effect::CarryOutExport => {
                if let Some(made) = self.made.take() {
                    let event = job::export::write(&mut self.store, &made);
                    let _ = self.store.refresh(&mut self.book);
                    self.tell_all(&event);
                }
            }
            Effect::StopImport | Effect::StopExport => self.job = None,
            Effect::CarryOutImport => {
                if let Some(preview) = self.prepared.take() {
                    match import::carry_out(&mut self.store, &preview) {
                        Ok(written) => self.written(Ok(written), |w| format!("Saved: {}. Ctrl-Z takes it back", w.words)),
                        Err(error) => self.say(error.to_string(), false),
                    }
                }
            }
            Effect::Fingerprint { path } => {
                let found = fingerprint::take(&path).map_err(|error| error.to_string());
                self.with_focused(|pane, cx| pane.hear(&Event::Fingerprinted { path, found }, cx));
            }
            Effect::Run(command) => self.command(command),
        }
    }

    fn copy(&mut self, text: String, what: &str) {
        self.say(format!("Copied {what}"), true);
        self.wants.copy = Some(text.clone());
        self.clipboard = text;
    }

    /// Takes what the store answered to a write: into the book, into every pane, into the footer.
    fn written(&mut self, result: Result<Written, StoreError>, words: impl FnOnce(&Written) -> String) {
        self.refused = None;
        match result {
            Ok(written) if written.edits.is_empty() && !written.counts_moved && written.kind.undoable() => {
                self.tell_all(&Event::Written(written));
            }
            Ok(written) => {
                self.book.apply(&written);
                if let Err(error) = self.after_write(written.counts_moved) {
                    self.say(error.to_string(), false);
                    return;
                }
                self.say(words(&written), true);
                self.unsettled = true;
                self.tell_all(&Event::Written(written));
            }
            Err(error @ StoreError::Nothing(_)) => self.mention(error.to_string()),
            Err(error) => {
                self.say(error.to_string(), false);
                self.refused = Some(error.to_string());
                if matches!(error, StoreError::Conflict { .. }) {
                    self.reload_quietly();
                }
                self.tell_all(&Event::Refused(error.to_string()));
            }
        }
    }

    fn after_write(&mut self, counts_moved: bool) -> Result<(), StoreError> {
        if counts_moved && let Answer::Tallies(tallies) = self.store.answer(&Query::Tallies)? {
            self.book.set_tallies(tallies);
        }
        self.store.refresh(&mut self.book)
    }

    /// Undo or redo.
    pub(super) fn turn(&mut self, undo: bool) {
        let result = if undo { self.store.undo() } else { self.store.redo() };
        let verb = if undo { "Undone" } else { "Redone" };
        self.written(result, |w| format!("{verb}: {}", w.words));
    }

    fn read(&mut self, query: &Query) {
        match self.store.answer(query) {
            Ok(answer) => self.answer(&Event::Answered(answer)),
            Err(error) => self.say(error.to_string(), false),
        }
    }

    /// Reads the file again, because another program wrote or a reviewer asked.
    pub(super) fn reload(&mut self) {
        self.reload_quietly();
        self.say("Read again from the file", true);
    }

    pub(super) fn reload_quietly(&mut self) {
        match self.store.load() {
            Ok(book) => {
                self.book = book;
                self.tell_all(&Event::Reloaded);
            }
            Err(error) => self.say(error.to_string(), false),
        }
    }

    pub(super) fn backup_now(&mut self) {
        match self.store.daily_backup() {
            Ok(Some(path)) => {
                let _ = self.store.refresh(&mut self.book);
                self.say(format!("Backup made and checked: {}", path.display()), true);
            }
            Ok(None) => self.say("Today's backup is there already, made and checked", true),
            Err(error) => self.say(error.to_string(), false),
        }
    }

    /// Takes the answer of the worker that reads a file, if it is there; otherwise shows how far it is. Says whether it is
    /// still at work.
    pub fn look_at_job(&mut self) -> bool {
        let Some(job) = &self.job else { return false };
        match job.take() {
            None => self.notice = Some(Notice::lasting(job.progress())),
            Some(done) => {
                self.job = None;
                self.notice = None;
                let event = match done {
                    job::Done::Read(result) => {
                        let event = job::import::told(&result);
                        self.prepared = result.ok();
                        event
                    }
                    job::Done::Made(result) => {
                        let event = job::export::told(&result);
                        self.made = result.ok();
                        event
                    }
                };
                self.tell_all(&event);
            }
        }
        self.dirty = true;
        self.job.is_some()
    }

    pub(super) fn go_to(&mut self, place: Place) {
        let workspace = match &place {
            Place::Home => Workspace::Home,
            Place::Scores { .. } => Workspace::Scores,
            Place::Reviews | Place::Round { .. } | Place::Case { .. } | Place::Cases(_) | Place::Agreement(_) => Workspace::Reviews,
            Place::Instruments { .. } => Workspace::Instruments,
            Place::Milestones { .. } => Workspace::Milestones,
            Place::MiniPip { .. } | Place::NewElement { .. } | Place::NewElementOf { .. } => Workspace::MiniPips,
            Place::Places { .. } => Workspace::Places,
            Place::History { .. } | Place::HistorySince { .. } => Workspace::History,
            Place::Qcr { .. } => Workspace::Qcr,
            Place::Trends { .. } => Workspace::Trends,
            Place::Committees { .. } => Workspace::Committees,
            Place::Scans { .. } => Workspace::Scans,
            Place::Agenda { .. } => Workspace::Agenda,
        };
        if !self.leave_draft() {
            return;
        }
        // From the history of one record to that of another one goes back to where one was before.
        if self.workspace != workspace {
            self.came_from.retain(|from| *from != self.workspace);
            self.came_from.push(self.workspace);
        } else if matches!(place, Place::Cases(_)) {
            self.came_from.clear();
        }
        self.workspace = workspace;
        if let Place::MiniPip { mini_pip: Some(id), .. } = &place
            && self.chosen.mini_pip != Some(*id)
        {
            self.chosen.mini_pip = Some(*id);
            self.tell_all(&Event::ChosenMoved);
        }
        self.arrive(place);
    }

    fn found(&mut self, words: String, at: usize) {
        let found = search::find(&self.book, &words, MOST_FOUND);
        if !self.leave_draft() {
            return;
        }
        let Some(target) = found.get(at).map(|f| f.target.clone()) else {
            self.say(format!("Nothing fits '{words}' any more"), false);
            return;
        };
        let next = if found.len() > 1 { ". F3 goes to the next" } else { "" };
        self.mention(format!("{} of {} for '{words}'{next}", at + 1, found.len()));
        self.searched = (words, at, found);
        match target {
            Target::Milestone(id) => self.go_to(Place::Milestones { record: Some(id) }),
            Target::Question { instrument, question } => {
                if self.chosen.instrument != instrument {
                    self.perform(Effect::ChooseInstrument(instrument));
                }
                self.go_to(Place::Scores { question: Some(question) });
            }
            Target::MiniPip { mini_pip, record } => self.go_to(Place::MiniPip { mini_pip: Some(mini_pip), record: Some(record) }),
            Target::Trends(id) => self.go_to(Place::Trends { record: Some(id) }),
            Target::Committee(id) => self.go_to(Place::Committees { record: Some(id) }),
            Target::Place(id) => self.go_to(Place::Places { record: Some(id) }),
        }
    }

    /// Notices what another program has written since.
    pub(super) fn look_elsewhere(&mut self) {
        if self.store.changed_elsewhere().unwrap_or(false) {
            self.reload_quietly();
        }
    }
}
