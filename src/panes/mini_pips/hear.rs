//! Answers from outside: written changes, refusals, long texts, and being sent here.

use crate::command::{Command, Context, Effect, Event, Place};
use crate::domain::book::Book;
use crate::domain::change::{ChangeKind, Written};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::query::Answer;
use crate::domain::record::Record;

use super::begin;
use super::fields::{COVER_FORM, ELEMENT, ELEMENT_FORM, Labelled, OVERVIEW_FORM};
use super::pages::{self, Page, Tab, own};
use super::slot;
use super::state::{MiniPips, framed};

impl MiniPips {
    /// Takes what the outside answered.
    pub(super) fn answer(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        // Events are rare beside keys, and a stale page would be worse than a slow one.
        self.sheets.forget();
        self.boards.forget();
        self.strips.forget();
        self.worked.hear(event);
        match event {
            Event::Written(written) => self.texts.forget(Some(written)),
            Event::Reloaded => self.texts.forget(None),
            _ => {}
        }
        let mut effects = self.answered(event, cx);
        effects.extend(self.texts.ask(self.page(cx), cx));
        effects
    }

    fn answered(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Written(written) => self.written(written, cx),
            Event::Refused(why) => {
                self.aim = None;
                if let Some(open) = &mut self.open
                    && open.waits.take().is_some()
                {
                    open.draft.refuse(why);
                    // The reviewer has been told; accepting once more is meant.
                    open.saw = cx.book.seen;
                    open.then = None;
                }
                Vec::new()
            }
            Event::TextEdited(text) => self.long_text(text, cx),
            Event::ChosenMoved | Event::Reloaded => {
                self.follow(cx);
                self.settle(cx);
                if let Some((record, field)) = self.aim.take() {
                    self.go(record, field, cx);
                }
                Vec::new()
            }
            Event::Arrive(Place::MiniPip { mini_pip, record }) => {
                self.follow(cx);
                if let Some(record) = record {
                    // Elements stand on other pages too; who is sent to one wants it whole.
                    if !framed(cx.area) && cx.book.get(*record).is_some_and(|r| matches!(r.kind, Kind::Element | Kind::Goal | Kind::Row)) {
                        self.turn_to(Tab::Matrix);
                    }
                    self.show(*record, None, cx);
                } else if mini_pip.is_some() {
                    self.tab = Tab::Matrix;
                    self.over = None;
                }
                Vec::new()
            }
            Event::Arrive(Place::NewElement { measure, year }) => {
                self.follow(cx);
                self.grow(measure, *year, cx)
            }
            Event::Arrive(Place::NewElementOf { recommendation }) => {
                self.follow(cx);
                self.grow_of_recommendation(*recommendation, cx)
            }
            Event::Filled(form) => own::filled(self, form, cx),
            Event::Fingerprinted { path, found } => pages::evidence::fingerprinted(self, path, found, cx),
            Event::Picked { id: "pages", at } => {
                self.turn_to(Tab::ALL[(*at).min(Tab::ALL.len() - 1)]);
                Vec::new()
            }
            Event::Picked { id: begin::CHOICE, at } => self.start_as(*at, cx),
            Event::Picked { id, at } => own::picked(self, id, *at, cx),
            Event::Answered(Answer::Snapshots(stored)) => {
                self.texts.take(stored, cx);
                self.settle(cx);
                Vec::new()
            }
            Event::Answered(_) | Event::Previewed { .. } | Event::Exported { .. } | Event::Arrive(_) => Vec::new(),
        }
    }

    fn settle(&mut self, cx: &Context) {
        self.on_grid(cx, |grid, source, area| grid.settle(source, area));
    }

    fn written(&mut self, written: &Written, cx: &Context) -> Vec<Effect> {
        if let Some(open) = self.open.take_if(|open| open.waits.is_some()) {
            self.settle(cx);
            // Where lines stand in an order of their own, the cursor goes with the record.
            let sheet = self.sheet(cx);
            if sheet.lines.get(self.grid(sheet.page).row).is_some_and(|line| line.record != open.made) {
                self.go(open.made, Some(open.slot.field), cx);
            }
            let mut effects = open.waits.map(|command| self.after(command, cx)).unwrap_or_default();
            if let Some(input) = open.then {
                effects.extend(self.act(&input, cx));
            }
            return effects;
        }
        if self.open.is_some() {
            return Vec::new();
        }
        self.settle(cx);
        if let Some((record, field)) = self.aim {
            if self.go(record, field, cx) {
                self.aim = None;
            }
        } else if matches!(written.kind, ChangeKind::Undo | ChangeKind::Redo) {
            let sheet = self.sheet(cx);
            let in_view = written.edits.iter().find(|edit| sheet.find(edit.record, Some(edit.field)).is_some());
            if let Some(edit) = in_view.or(written.edits.first()) {
                self.show(edit.record, Some(edit.field), cx);
            }
        }
        Vec::new()
    }

    /// Puts the cursor on a record of the chosen plan, on the tab where it stands.
    pub(super) fn show(&mut self, record: Id, field: Option<Field>, cx: &Context) {
        let book = cx.book;
        let Some(found) = book.get(record) else { return };
        let on_board = matches!(found.kind, Kind::Candidate | Kind::Factor | Kind::FactorValue);
        if !on_board && plan_of(book, found) != pages::plan(cx) {
            return;
        }
        // A field that stands on a page of its own is gone to there, unless it is in view.
        let own = field.filter(|field| self.sheet(cx).cell_of(record, *field).is_none()).and_then(|field| page_of(found, field));
        match own.filter(|_| !framed(cx.area)) {
            Some(Page::Tab(tab)) => self.turn_to(tab),
            Some(page) => {
                self.turn_to(Tab::Matrix);
                self.open_over(page, 1);
            }
            None => {}
        }
        // What is in view already is not left.
        if self.go(record, field, cx) {
            return;
        }
        if let Some(page) = pages::meeting::page_of(book, found).filter(|_| !framed(cx.area)) {
            self.tab = Tab::Meetings;
            self.open_over(page, 0);
            self.go(record, field, cx);
            return;
        }
        let tab = match found.kind {
            Kind::PipPerson if pages::on_cover(found) => Tab::Cover,
            kind => tab_of(kind).unwrap_or(self.tab),
        };
        if framed(cx.area) && tab != Tab::Matrix {
            return;
        }
        self.tab = tab;
        self.over = None;
        if !self.go(record, field, cx)
            && let Some(parent) = found.parent()
        {
            // Deleted: the cursor goes to what it was a part of.
            self.go(parent, None, cx);
        }
    }

    fn long_text(&mut self, text: &str, cx: &Context) -> Vec<Effect> {
        let plan = pages::plan(cx);
        let Some(open) = &mut self.open else { return Vec::new() };
        let opened = open.slot;
        open.draft
            .set(text, &|draft: &str| slot::understand(cx, plan, &opened, &opened.read(cx.book), draft).map(|meaning| meaning.understood));
        self.accept(Command::FullText, cx)
    }
}

/// The tab where parts of a kind stand; none for the plan itself.
pub(super) const fn tab_of(kind: Kind) -> Option<Tab> {
    Some(match kind {
        Kind::Element | Kind::Goal | Kind::Row => Tab::Matrix,
        Kind::PipPerson => Tab::Collaborators,
        Kind::Agreement => Tab::Agreements,
        Kind::Timeline => Tab::Timeline,
        Kind::Evaluation => Tab::Evaluation,
        Kind::Concern => Tab::Concerns,
        Kind::Meeting => Tab::Meetings,
        Kind::Frozen | Kind::Recipient => Tab::Versions,
        Kind::Asking => Tab::Asked,
        Kind::Check => Tab::Checks,
        Kind::Proof => Tab::Evidence,
        Kind::ProgressNote => Tab::Notes,
        Kind::Request => Tab::Assistance,
        Kind::Peer => Tab::Peers,
        Kind::Candidate | Kind::Factor | Kind::FactorValue => Tab::Selection,
        Kind::Passage => Tab::Stages,
        Kind::GapAnswer => Tab::Missing,
        _ => return None,
    })
}

/// The page on which a field of the plan or of an element stands, where the matrix does not have it.
fn page_of(record: &Record, field: Field) -> Option<Page> {
    let on = |form: &[Labelled]| form.iter().any(|line| line.field == field);
    match record.kind {
        Kind::MiniPip if on(&COVER_FORM) => Some(Page::Tab(Tab::Cover)),
        Kind::MiniPip if on(&OVERVIEW_FORM) => Some(Page::Tab(Tab::Overview)),
        Kind::MiniPip if matches!(field, Field::FinalReport | Field::ReportedOn | Field::Released | Field::Sustained) => {
            Some(Page::Tab(Tab::Closing))
        }
        Kind::Element if on(&ELEMENT_FORM) && !ELEMENT.iter().any(|(own, _)| *own == field) => Some(Page::Element(record.id)),
        Kind::Evaluation if matches!(field, Field::Answer | Field::Finding) => Some(Page::Tab(Tab::Closing)),
        Kind::Element if field == Field::NoMeasure => Some(Page::Tab(Tab::Results)),
        _ => None,
    }
}

fn plan_of(book: &Book, record: &Record) -> Option<Id> {
    let mut at = record;
    while let Some(parent) = at.parent().and_then(|id| book.get(id)) {
        at = parent;
    }
    (at.kind == Kind::MiniPip).then_some(at.id)
}
