//! Two hundred plans on the board: what a key may work out again, and what it may not.

use std::rc::Rc;

use super::*;
use crate::domain::book::Book;
use crate::domain::field::Field as F;
use crate::domain::id::Id;
use crate::domain::order;
use crate::domain::value::Value;
use crate::panes::desk::{Desk, id, put};
use pages::Tab;

fn numbered(n: u16) -> Id {
    let mut bytes = [9; 16];
    bytes[..2].copy_from_slice(&n.to_be_bytes());
    Id(bytes)
}

/// Two hundred plans.
fn desk() -> Desk<MiniPips> {
    let mut book = Book::default();
    put(&mut book, Kind::MiniPip, 1, &[(F::Title, "Visits that count"), (F::Stage, "implementing")]);
    let places = order::spread(200);
    for (n, place) in (0..199).zip(&places) {
        book.set(Kind::MiniPip, numbered(n), F::Title, Value::text(format!("Plan number {n} of the office of its place, and its year")));
        book.set(Kind::MiniPip, numbered(n), F::Position, Value::text(place));
    }
    let mut desk = Desk::new(book);
    desk.chosen.mini_pip = Some(id(1));
    desk.hear(&crate::command::Event::ChosenMoved);
    desk
}

#[test]
fn the_board_is_worked_out_once_until_what_it_shows_moves() {
    let mut desk = desk();
    let mut builds = 0;
    let mut last = None;
    let mut counted = |desk: &Desk<MiniPips>, expected: usize, what: &str| {
        let now = desk.pane.boards.last().unwrap();
        // Held on to, so that another sheet cannot stand where this one stood.
        builds += usize::from(last.as_ref().is_none_or(|known| !Rc::ptr_eq(known, &now)));
        last = Some(now);
        assert_eq!(builds, expected, "{what}");
    };
    desk.pane.turn_to(Tab::Plans);
    desk.screen();
    counted(&desk, 1, "drawn for the first time");
    for _ in 0..300 {
        desk.press(&[Command::Down]);
        counted(&desk, 1, "a key");
    }
    desk.screen();
    counted(&desk, 1, "a frame");
    desk.press(&[Command::Sort]);
    counted(&desk, 2, "sorted");
    desk.press(&[Command::Filter]);
    counted(&desk, 3, "filtered");
    desk.press(&[Command::Filter]);
    desk.screen();
    counted(&desk, 4, "filtered again");
    desk.chosen.region = Some(id(95));
    desk.screen();
    counted(&desk, 5, "another region");
    desk.size = (80, 24);
    desk.screen();
    counted(&desk, 6, "another room");
    desk.pane.show = pages::plans::Show::All;
    desk.press(&[Command::Top, Command::Edit]);
    desk.types("New ");
    desk.press(&[Command::Enter]);
    desk.screen();
    counted(&desk, 7, "a plan renamed");
    assert!(desk.screen().contains("New "), "{}", desk.screen());
}
