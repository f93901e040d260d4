//! Sections III to V of the form: who signs, the timeline, the collaborators.

use super::{At, Maker, heads};
use crate::domain::field::Field;
use crate::domain::frozen;
use crate::domain::kind::Kind;
use crate::domain::paper::{self, COLLABORATOR, DATES, ROLES, TIMELINE};
use crate::domain::process_dates;
use crate::domain::record::Record;
use crate::report::form::{Form, Signature};
use crate::report::model::Paper;
use crate::report::{Cell, Column, Part};

impl Maker<'_> {
    /// Section III; answers what programs get of it.
    pub(super) fn agreements(&mut self) -> Vec<Vec<Cell>> {
        self.parts.push(Part::Turn(Paper::Portrait));
        self.chapter("Section III. Mini PIP agreements");
        self.parts.push(Part::Words("The following persons agree to the content and the terms of this plan:".to_owned()));
        let agreements = self.plan.map(|plan| self.book.parts(plan.id, Kind::Agreement)).unwrap_or_default();
        let mut lines: Vec<Signature> = agreements.iter().map(|agreement| self.signature(agreement)).collect();
        if lines.is_empty() {
            lines = ROLES.map(|role| Signature { role: role.to_owned(), ..Signature::default() }).to_vec();
        }
        self.parts.push(Part::Signatures(lines));
        self.parts.push(Part::Remark(
            "Signatures are recorded with their date in the program; what is written on these lines is not read back.".to_owned(),
        ));
        agreements.iter().map(|agreement| self.signed(agreement)).collect()
    }

    fn signature(&self, agreement: &Record) -> Signature {
        let day = agreement.date(Field::Signed).map(paper::day);
        let version = frozen::signed_for(self.book, agreement);
        let changed = version.is_some_and(|version| self.plan.is_some_and(|plan| frozen::changed_since(self.book, plan.id, version)));
        let signed = day.map(|day| {
            let version = version.map(|version| format!(", {}", frozen::words(version))).unwrap_or_default();
            format!("signed {day}{version}{}", if changed { "; the text has changed since" } else { "" })
        });
        Signature {
            role: agreement.text(Field::Role).to_owned(),
            name: agreement.text(Field::Name).to_owned(),
            signed: signed.unwrap_or_default(),
        }
    }

    fn signed(&self, agreement: &Record) -> Vec<Cell> {
        let version = frozen::signed_for(self.book, agreement);
        let changed = version.zip(self.plan).map(|(version, plan)| frozen::changed_since(self.book, plan.id, version));
        vec![
            Cell::text(agreement.text(Field::Role)),
            Cell::text(agreement.text(Field::Name)),
            Cell::day(agreement.date(Field::Signed)),
            Cell::whole(version.and_then(|version| version.int(Field::Number)).and_then(|n| u64::try_from(n).ok())),
            Cell::truth(changed),
        ]
    }

    /// Section IV: what is typed, then the dates that are kept elsewhere in the plan.
    pub(super) fn timeline(&mut self) {
        self.parts.push(Part::NewPage);
        self.chapter("Section IV. Mini PIP timeline");
        let known = self.plan.map(|plan| self.book.parts(plan.id, Kind::Timeline)).unwrap_or_default();
        let mut rows = vec![heads(&TIMELINE)];
        for (n, spot) in Self::lines(known, DATES, "timeline").into_iter().enumerate() {
            rows.push(self.line(&spot, &TIMELINE, At::of("timeline").line(n + 1)));
        }
        self.parts.push(Part::Form(Form { caption: "Timeline of the process".to_owned(), widths: vec![22, 44, 44], heads: 1, rows }));
        let derived = self.plan.map(|plan| process_dates::derived(self.book, plan.id)).unwrap_or_default();
        if derived.is_empty() {
            return;
        }
        self.parts.push(Part::Heading("Dates kept elsewhere in the plan".to_owned()));
        let columns = vec![Column::note("Day"), Column::note("What happens"), Column::note("More")];
        let row = |date: &process_dates::ProcessDate| {
            let day = date.day.map(paper::day).unwrap_or_default();
            vec![Cell::text(&day), Cell::text(&date.activity), Cell::text(&date.comment)]
        };
        self.parts.push(Part::Table(columns, derived.iter().map(row).collect()));
    }

    pub(super) fn collaborators(&mut self) {
        self.parts.push(Part::Turn(Paper::Landscape));
        self.chapter("Section V. Mini PIP collaborator information");
        let known = self.plan.map(|plan| paper::people(self.book, plan.id, "collaborator")).unwrap_or_default();
        let mut rows = vec![heads(&COLLABORATOR)];
        for (n, spot) in Self::lines(known, DATES, "collaborator").into_iter().enumerate() {
            rows.push(self.line(&spot, &COLLABORATOR, At::of("collaborator").line(n + 1)));
        }
        self.parts.push(Part::Form(Form { caption: "Collaborators".to_owned(), widths: vec![19, 19, 15, 13, 31, 22, 14], heads: 1, rows }));
    }
}
