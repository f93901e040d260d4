//! Sheets to write on: who came, what goes well, and a worksheet for each area of concern.

use super::Kit;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::meeting::{attendance_of, invited, listed};
use crate::domain::record::Record;
use crate::report::form::{Form, Slot};
use crate::report::model::Paper;
use crate::report::{Cell, Part};

/// Lines of a sign-in sheet that fill a page, and those left at least for people who are not on the list.
const LINES: usize = 9;
const GUESTS: usize = 6;
/// Lines on a worksheet.
const IDEAS: usize = 5;

/// An empty row of a sheet.
fn blank(columns: usize, lines: u8) -> Vec<Slot> {
    (0..columns).map(|_| Slot::printed("").room(lines)).collect()
}

fn heads(labels: &[&str]) -> Vec<Slot> {
    labels.iter().map(|label| Slot::label(*label)).collect()
}

impl Kit<'_> {
    /// Those on the list, or those whom a meeting of this sort invites, and lines for more. Nobody's telephone or email stands
    /// on a sheet that goes from hand to hand.
    pub(super) fn sign_in(&mut self) -> Vec<Vec<Cell>> {
        self.parts.push(Part::Turn(Paper::Landscape));
        self.parts.push(Part::Chapter("Sign-in sheet".to_owned()));
        self.words(
            "Please write where you can be reached only if you want to hear of the plan. Yes under 'May we write to you?' lets us do so.",
        );
        let on_list: Vec<&Record> = self.meeting.map(|m| listed(self.book, m.id)).unwrap_or_default().into_iter().map(|(_, p)| p).collect();
        let people = if on_list.is_empty() { invited(self.book, self.plan.id, self.sort) } else { on_list };
        let labels = ["Name", "Organisation", "Telephone", "Email", "May we write to you?", "Signature"];
        let mut rows = vec![heads(&labels)];
        for person in &people {
            let mut row = blank(6, 2);
            person.text(Field::Name).clone_into(&mut row[0].text);
            person.text(Field::Organisation).clone_into(&mut row[1].text);
            "yes / no".clone_into(&mut row[4].text);
            rows.push(row);
        }
        for _ in people.len()..(people.len() + GUESTS).max(2 * LINES).next_multiple_of(LINES) {
            let mut row = blank(6, 2);
            "yes / no".clone_into(&mut row[4].text);
            rows.push(row);
        }
        let caption = "Who is here".to_owned();
        self.parts.push(Part::Form(Form { caption, widths: vec![26, 28, 18, 28, 12, 28], heads: 1, rows }));
        self.parts.push(Part::Turn(Paper::Portrait));
        let status = |person: &Record| {
            let line = self.meeting.and_then(|meeting| attendance_of(self.book, meeting.id, person.id));
            Cell::text(line.map_or("", |line| line.text(Field::Status)))
        };
        let row = |person: &&Record| {
            vec![
                Cell::text(person.text(Field::Name)),
                Cell::text(person.text(Field::Organisation)),
                Cell::text(person.text(Field::Part)),
                status(person),
            ]
        };
        people.iter().map(row).collect()
    }

    /// The exercise of the first meeting.
    pub(super) fn strengths(&mut self) {
        self.parts.push(Part::Chapter("What community and agency do well together".to_owned()));
        self.words("A quarter of an hour for all: what works here already, and can be built on?");
        let said = self.text(Field::Strengths).to_owned();
        if !said.is_empty() {
            self.words(said);
        }
        self.parts.push(Part::Lines(14));
    }

    /// The worksheet of a small group for one area of concern.
    pub(super) fn worksheet(&mut self, n: usize, concern: &Record, facts: Vec<(String, String)>) {
        let name = concern.text(Field::Title).lines().next().unwrap_or_default().to_owned();
        self.page(format!("Worksheet {n}: {name}"));
        self.parts.push(Part::Facts(facts));
        let group = |label: &str| vec![Slot::label(label), Slot::printed("")];
        let rows = vec![group("Small group"), group("Who presents it"), group("Who is in it")];
        self.parts.push(Part::Form(Form { caption: "The small group".to_owned(), widths: vec![24, 76], heads: 0, rows }));
        let ideas = self.meeting.map(|meeting| self.book.parts(meeting.id, Kind::Idea)).unwrap_or_default();
        let mine = |part: &str| -> Vec<String> {
            let own = ideas.iter().filter(|idea| idea.record(Field::Concern) == Some(concern.id));
            own.filter(|idea| (idea.text(Field::Part) == "offer") == (part == "offer"))
                .map(|idea| idea.text(Field::Text).to_owned())
                .collect()
        };
        let (solutions, offers) = (mine("solution"), mine("offer"));
        let mut rows = vec![heads(&["What would help (solutions)", "Who can help, and how (offers)", "First step, by whom and when"])];
        for at in 0..(solutions.len().max(offers.len()) + 2).max(IDEAS) {
            let mut row = blank(3, 3);
            for (slot, text) in row.iter_mut().zip([solutions.get(at), offers.get(at)]) {
                slot.text = text.cloned().unwrap_or_default();
            }
            rows.push(row);
        }
        self.parts.push(Part::Form(Form { caption: "Ideas and first steps".to_owned(), widths: vec![36, 32, 32], heads: 1, rows }));
        self.parts.push(Part::Heading("What the group reports to all".to_owned()));
        self.parts.push(Part::Lines(3));
    }

    /// Who takes part in which element: a sheet for the second meeting.
    pub(super) fn partners(&mut self) {
        self.page("Who takes part, and how");
        let mut rows = vec![heads(&["Element", "Name", "How I can help", "Telephone or email"])];
        let elements = self.book.parts(self.plan.id, Kind::Element);
        for (at, element) in elements.iter().enumerate() {
            let name = element.text(Field::Title).lines().next().unwrap_or_default();
            for line in 0..3 {
                let mut row = blank(4, 2);
                if line == 0 {
                    row[0].text = format!("{}. {name}", at + 1);
                }
                rows.push(row);
            }
        }
        rows.extend((0..3).map(|_| blank(4, 2)));
        self.parts.push(Part::Form(Form { caption: "Partners".to_owned(), widths: vec![30, 24, 30, 24], heads: 1, rows }));
    }

    /// Who watches which measure: a sheet for the third meeting.
    pub(super) fn sustained(&mut self) {
        self.page("How the gains are sustained");
        let said = self.plan.text(Field::Sustained).to_owned();
        if !said.is_empty() {
            self.words(said);
        }
        let mut rows = vec![heads(&["Element", "What could make it slip", "Who watches its measure", "How often, and to whom it is told"])];
        for (at, element) in self.book.parts(self.plan.id, Kind::Element).iter().enumerate() {
            let mut row = blank(4, 4);
            row[0].text = format!("{}. {}", at + 1, element.text(Field::Title).lines().next().unwrap_or_default());
            rows.push(row);
        }
        self.parts.push(Part::Form(Form { caption: "Who watches which measure".to_owned(), widths: vec![28, 28, 24, 28], heads: 1, rows }));
        self.parts.push(Part::Heading("How people can stay involved".to_owned()));
        self.parts.push(Part::Lines(5));
    }
}
