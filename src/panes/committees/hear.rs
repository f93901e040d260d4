//! What the outside answered.

use super::at::{At, Tab};
use super::update::{PAGES, held};
use super::view::split;
use super::{Committees, make};
use crate::command::{Context, Effect, Event, Place};
use crate::domain::change::{ChangeKind, Written};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::panes::memo::touches;

/// What the pages are made of.
const KINDS: [Kind; 20] = [
    Kind::Agency,
    Kind::Region,
    Kind::Plan,
    Kind::Milestone,
    Kind::Step,
    Kind::MiniPip,
    Kind::Element,
    Kind::Row,
    Kind::Study,
    Kind::Indicator,
    Kind::TrendValue,
    Kind::Instrument,
    Kind::Published,
    Kind::Committee,
    Kind::Member,
    Kind::Session,
    Kind::Presence,
    Kind::Recommendation,
    Kind::Office,
    Kind::Former,
];

impl Committees {
    pub(super) fn listen(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        if touches(event, &KINDS) {
            self.stale.set(true);
        }
        let mut effects = match event {
            Event::Filled(form) if form.id.starts_with("committees.") => make::filled(self, form, cx),
            Event::Picked { id: PAGES, at } => {
                self.at = self.at.beside(*at);
                Vec::new()
            }
            Event::Picked { id, at } if id.starts_with("committees.") => make::picked(self, id, *at, cx),
            Event::Arrive(Place::Committees { record: Some(id) }) if !self.is_open() => {
                if let Some((at, line)) = At::of(cx.book, *id) {
                    self.show(at, line, cx);
                }
                Vec::new()
            }
            _ => Vec::new(),
        };
        if !self.at.is_there(cx.book) {
            // What was open has gone: one stands where it was.
            self.at = At::default();
        }
        let [_, _, area, _] = split(cx.area);
        let page = self.page(cx);
        effects.extend(self.ledger_mut().hear(event, &page, area, cx));
        if let Event::Written(written) = event
            && !self.is_open()
        {
            self.written(written, cx);
        }
        held(effects, cx)
    }

    /// The cursor goes to what was made; undo and redo show what they changed.
    fn written(&mut self, written: &Written, cx: &Context) {
        if let Some(aim) = self.aim.take_if(|aim| written.edits.iter().any(|edit| edit.record == *aim)) {
            self.show(self.at, aim, cx);
            return;
        }
        if !matches!(written.kind, ChangeKind::Undo | ChangeKind::Redo) {
            return;
        }
        let ours = [Kind::Committee, Kind::Member, Kind::Session, Kind::Presence, Kind::Recommendation];
        let page = self.page(cx);
        let Some(edit) = written.edits.iter().find(|edit| ours.contains(&edit.kind)) else { return };
        if self.ledger_mut().go_to(edit.record, &page) {
            return;
        }
        let there = cx.book.get(edit.record).is_some_and(|record| cx.book.is_live(record));
        let stands = At::of(cx.book, edit.record).map(|(at, line)| match (at, edit.kind, edit.field) {
            // What a meeting says of itself stands on the committee's page too.
            (At::Meeting(meeting, _), Kind::Session, field) if field != Field::Minutes && field != Field::Decisions => (
                cx.book.get(meeting).and_then(crate::domain::record::Record::parent).map_or(at, |id| At::Committee(id, Tab::Meetings)),
                line,
            ),
            _ => (at, line),
        });
        if let Some((at, line)) = stands.filter(|_| there) {
            self.show(at, line, cx);
        }
    }
}
