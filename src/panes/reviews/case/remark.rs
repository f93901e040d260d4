//! The reviewer's remark on an answer: a field in the place of the question, or the whole screen.

use super::panel;
use super::state::{After, Asked, Case, Draft};
use super::update::refuse;
use crate::command::{Command, Context, Effect, Input};
use crate::domain::change::Slot;
use crate::domain::entry::LONGEST_TEXT;
use crate::domain::review::Status;
use crate::widgets::text_field::TextField;

impl Case {
    pub(super) fn remark_text(&self, cx: &Context) -> Result<String, String> {
        self.may_enter(cx).map_err(|why| match self.file.as_ref().map(|file| file.line.status) {
            Some(Status::Final) => "This review is final and its remarks are locked: Ctrl-K comments on the answer".to_owned(),
            _ => why,
        })?;
        Ok(self.file.as_ref().and_then(|file| file.remarks.get(&self.at)).cloned().unwrap_or_default())
    }

    pub(super) fn open_remark(&mut self, cx: &Context) -> Vec<Effect> {
        match self.remark_text(cx) {
            Ok(text) => {
                let mut field = TextField::lines(&text).with_limit(LONGEST_TEXT).with_placeholder("What the answer rests on");
                let room = panel::draft_area(&self.parts(cx));
                field.set_room(room.width, room.height);
                self.asking = false;
                self.draft = Some(Draft { slot: self.at, field, saw: cx.book.seen, fault: None });
                Vec::new()
            }
            Err(why) => refuse(why),
        }
    }

    pub(super) fn open_whole_remark(&mut self, cx: &Context) -> Vec<Effect> {
        match self.remark_text(cx) {
            Ok(text) => self.whole_remark(self.at, cx, text),
            Err(why) => refuse(why),
        }
    }

    pub(super) fn whole_remark(&mut self, slot: Slot, cx: &Context, text: String) -> Vec<Effect> {
        let title = self.entry(cx).map_or(String::new(), |entry| format!("Remark on {}", entry.code(slot.question())));
        self.asked = Some(Asked::Remark(slot, cx.book.seen));
        vec![Effect::EditText { title, text }]
    }

    pub(super) fn in_draft(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        use Command as C;
        let room = panel::draft_area(&self.parts(cx));
        let Some(draft) = &mut self.draft else { return Vec::new() };
        draft.field.set_room(room.width, room.height);
        draft.fault = None;
        let taken = match input {
            Input::Command(C::Cancel) => {
                self.draft = None;
                return Vec::new();
            }
            Input::Command(C::Enter | C::Next | C::Previous) => return self.save_remark(cx),
            Input::Command(C::NewLine) => draft.field.insert("\n"),
            Input::Command(C::FullText) => {
                let (slot, text) = (draft.slot, draft.field.text().to_owned());
                return self.whole_remark(slot, cx, text);
            }
            Input::Command(C::Paste) => return vec![Effect::PasteClipboard],
            Input::Command(command @ (C::Copy | C::Cut)) => {
                let text = draft.field.selected().to_owned();
                if text.is_empty() {
                    return refuse("Nothing is selected: Ctrl-A selects the whole text");
                }
                if command == C::Cut {
                    draft.field.command(command);
                }
                return vec![Effect::Copy { text, what: "the selected text".to_owned() }];
            }
            Input::Command(command) => {
                draft.field.command(command);
                Ok(())
            }
            Input::Typed(c) => draft.field.insert(&c.to_string()),
            Input::Pasted(text) => draft.field.insert(&text),
            Input::Click { .. } | Input::Drag { .. } | Input::Wheel(_) => Ok(()),
        };
        match taken {
            Ok(()) => Vec::new(),
            Err(fault) => refuse(fault.to_string()),
        }
    }

    pub(super) fn save_remark(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(draft) = &self.draft else { return Vec::new() };
        let change = self.entry(cx).map(|entry| entry.remark(draft.slot, draft.field.text(), draft.saw));
        match change {
            Some(Ok(Some(change))) => self.write(change, After::Stay),
            Some(Err(why)) => {
                if let Some(draft) = &mut self.draft {
                    draft.fault = Some(why.clone());
                }
                refuse(why)
            }
            _ => {
                self.draft = None;
                Vec::new()
            }
        }
    }
}
