//! Section II: for each element a table of what it is with its goals, and the matrix of its action steps.

use super::{At, Maker, heads, labelled};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::mini_pip::title;
use crate::domain::paper::{ELEMENT, ELEMENTS, GOAL, ROWS, STEP, Spot};
use crate::report::Part;
use crate::report::form::{Form, Slot};
use crate::report::model::Paper;

/// The widths of the six columns: of the matrix, and of the goals above it.
const WIDTHS: [u16; 6] = [32, 18, 22, 16, 16, 12];

impl Maker<'_> {
    pub(super) fn matrix(&mut self) {
        self.parts.push(Part::Turn(Paper::Landscape));
        self.chapter("Section II. Mini PIP matrix");
        let known = self.plan.map(|plan| self.book.parts(plan.id, Kind::Element)).unwrap_or_default();
        let least = if self.plan.is_some() { 1 } else { ELEMENTS };
        for (n, spot) in Self::lines(known, least, "element").into_iter().enumerate() {
            if n > 0 {
                self.parts.push(Part::NewPage);
            }
            self.element(&spot, n + 1);
        }
    }

    fn element(&mut self, spot: &Spot, n: usize) {
        let at = At::of("element").element(n);
        let label = |field: Field| Slot::label(labelled(&ELEMENT, field).1);
        let mut rows = Vec::new();
        let name = self.place(spot, ELEMENT[0], at).over(2);
        let responsible = self.place(spot, ELEMENT[1], at).over(2);
        rows.push(vec![Slot::label(format!("{} #{n}", ELEMENT[0].1)), name, label(Field::Responsible), responsible]);
        for wide in [2, 3, 4] {
            let place = self.place(spot, ELEMENT[wide], at).over(5);
            rows.push(vec![Slot::label(ELEMENT[wide].1), place]);
        }
        let mut last = Vec::new();
        for narrow in [5, 6, 7] {
            let place = self.place(spot, ELEMENT[narrow], at);
            last.extend([Slot::label(ELEMENT[narrow].1), place]);
        }
        rows.push(last);
        rows.push(heads(&GOAL));
        let path = spot.path();
        let (goals, steps) = match spot {
            Spot::Known(element) => (self.book.parts(element.id, Kind::Goal), self.book.parts(element.id, Kind::Row)),
            Spot::Empty(_) => Default::default(),
        };
        for (m, goal) in Self::lines(goals, 2, &format!("{path}/goal")).into_iter().enumerate() {
            rows.push(self.line(&goal, &GOAL, At::of("goal").element(n).line(m + 1)));
        }
        self.parts.push(Part::Form(Form { caption: format!("Element {n} and its goals"), widths: WIDTHS.to_vec(), heads: 0, rows }));
        let named = match spot {
            Spot::Known(element) => title(element).lines().next().unwrap_or_default(),
            Spot::Empty(_) => "",
        };
        let over =
            if named.is_empty() { format!("Action steps of element #{n}") } else { format!("Action steps of element #{n}: {named}") };
        let mut rows = vec![vec![Slot::label(over).over(6)], heads(&STEP)];
        for (m, step) in Self::lines(steps, ROWS, &format!("{path}/row")).into_iter().enumerate() {
            rows.push(self.line(&step, &STEP, At::of("row").element(n).line(m + 1)));
        }
        self.parts.push(Part::Form(Form {
            caption: format!("Action steps and benchmarks of element {n}"),
            widths: WIDTHS.to_vec(),
            heads: 2,
            rows,
        }));
    }
}
