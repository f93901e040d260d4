//! The cover of the form, Section I, and the plan's own evaluation process.

use super::{At, Maker, heads, labelled};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::paper::{self, COVER, EVALUATION, LEADS, MEMBERS, OVERVIEW, PERSON, TEAM, WANTED};
use crate::report::Part;
use crate::report::form::{Form, Slot};

/// The sections, as the cover lists them.
const SECTIONS: [(&str, &str); 5] = [
    ("I.", "General information and overview"),
    ("II.", "Matrix"),
    ("III.", "Agreements (authorizing signatures)"),
    ("IV.", "Timeline"),
    ("V.", "Collaborator information"),
];

impl Maker<'_> {
    pub(super) fn cover(&mut self) {
        self.parts.extend(SECTIONS.map(|(number, words)| Part::Item(number.to_owned(), words.to_owned())));
        self.parts.push(Part::Remark("Add or delete rows as necessary; copy both tables of an element for a further element.".to_owned()));
        let (whole, at) = (self.whole(), At::of("cover"));
        let name = self.place(&whole, COVER[0], at).over(3);
        let office = self.place(&whole, COVER[1], at);
        let begins = self.place(&whole, COVER[2], at);
        let mut rows = vec![vec![Slot::label(COVER[0].1), name]];
        rows.push(vec![Slot::label(COVER[1].1), office, Slot::label(COVER[2].1), begins]);
        let label = |field| Slot::label(labelled(&PERSON, field).1);
        for (part, role) in LEADS {
            let people = self.plan.map(|plan| paper::people(self.book, plan.id, part)).unwrap_or_default();
            for (n, spot) in Self::lines(people, 1, part).into_iter().enumerate() {
                let line = self.line(&spot, &PERSON, At::of(part).line(n + 1));
                let [name, organisation, phone, email] = <[Slot; 4]>::try_from(line).unwrap_or_default();
                rows.push(vec![Slot::label(role), name, label(Field::Phone), phone]);
                rows.push(vec![label(Field::Organisation), organisation, label(Field::Email), email]);
            }
        }
        self.parts.push(Part::Form(Form {
            caption: "The plan and its contact persons".to_owned(),
            widths: vec![27, 29, 20, 30],
            heads: 0,
            rows,
        }));
        let members = self.plan.map(|plan| paper::people(self.book, plan.id, "member")).unwrap_or_default();
        let mut rows =
            vec![vec![Slot::label("No."), Slot::label(TEAM), label(Field::Organisation), label(Field::Phone), label(Field::Email)]];
        for (n, spot) in Self::lines(members, MEMBERS, "member").into_iter().enumerate() {
            let mut row = vec![Slot::printed(format!("{}.", n + 1))];
            row.extend(self.line(&spot, &PERSON, At::of("member").line(n + 1)));
            rows.push(row);
        }
        self.parts.push(Part::Form(Form { caption: "Team members".to_owned(), widths: vec![6, 42, 22, 20, 30], heads: 1, rows }));
    }

    pub(super) fn overview(&mut self) {
        self.parts.push(Part::NewPage);
        self.chapter("Section I. Mini PIP general information and overview");
        let (whole, at) = (self.whole(), At::of("overview"));
        let mut rows = Vec::new();
        for labelled in OVERVIEW {
            let mut place = self.place(&whole, labelled, at).room(if self.plan.is_some() { 1 } else { 3 });
            if let Some((_, wanted)) = WANTED.iter().find(|(field, _)| *field == labelled.0) {
                (*wanted).clone_into(&mut place.hint);
            }
            rows.push(vec![Slot::label(labelled.1)]);
            rows.push(vec![place]);
        }
        self.parts.push(Part::Form(Form { caption: "Overview of the plan".to_owned(), widths: vec![100], heads: 0, rows }));
        self.parts.push(Part::Heading("Evaluation process".to_owned()));
        let known = self.plan.map(|plan| self.book.parts(plan.id, Kind::Evaluation)).unwrap_or_default();
        let mut rows = vec![heads(&EVALUATION)];
        for (n, spot) in Self::lines(known, 3, "evaluation").into_iter().enumerate() {
            rows.push(self.line(&spot, &EVALUATION, At::of("evaluation").line(n + 1)));
        }
        self.parts.push(Part::Form(Form {
            caption: "How the plan's change is measured".to_owned(),
            widths: vec![34, 34, 20, 20],
            heads: 1,
            rows,
        }));
    }
}
