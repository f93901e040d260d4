//! What is worked out once for each state of the file and not at each key.

use std::rc::Rc;

use super::*;
use crate::domain::book::Book;
use crate::domain::change::Seen;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::qcr::Qcr as Figures;
use crate::panes::desk::{Desk, put};

#[test]
fn elements_that_address_a_figure_are_looked_for_once_in_each_state_of_the_file() {
    let mut book = Book::default();
    put(&mut book, Kind::MiniPip, 20, &[(Field::Title, "Elm plan")]);
    put(&mut book, Kind::Element, 30, &[(Field::MiniPip, "#20"), (Field::Title, "Visits"), (Field::Question, "A.1")]);
    put(&mut book, Kind::Element, 31, &[(Field::MiniPip, "#20"), (Field::Title, "No question yet")]);
    let mut desk: Desk<Qcr> = Desk::new(book);
    let found = |desk: &Desk<Qcr>| desk.look(|cx| desk.pane.namings(&Figures::default(), cx));
    let before = found(&desk);
    assert_eq!(before.len(), 1);
    assert!(Rc::ptr_eq(&before, &found(&desk)));
    put(&mut desk.book, Kind::Element, 31, &[(Field::Question, "A.2")]);
    desk.book.seen = Seen(desk.book.seen.0 + 1);
    assert_eq!(found(&desk).len(), 2, "what was written since is seen");
}
