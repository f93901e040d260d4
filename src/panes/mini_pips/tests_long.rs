//! Two hundred plans on the board and a hundred rows in a matrix: what one key may work out again, and what it may not.

use std::rc::Rc;
use std::time::Instant;

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

/// Two hundred plans, the first with a hundred rows of several lines.
fn desk() -> Desk<MiniPips> {
    let mut book = Book::default();
    put(&mut book, Kind::MiniPip, 1, &[(F::Title, "Visits that count"), (F::Stage, "implementing")]);
    put(&mut book, Kind::Element, 2, &[(F::MiniPip, "#1"), (F::Title, "Monthly visits")]);
    let places = order::spread(200);
    for (n, place) in (0..199).zip(&places) {
        book.set(Kind::MiniPip, numbered(n), F::Title, Value::text(format!("Plan number {n} of the office of its place, and its year")));
        book.set(Kind::MiniPip, numbered(n), F::Position, Value::text(place));
    }
    for (n, place) in (1000..1100).zip(&places) {
        let text = format!("Step {n}: train every screener of the office in the new visit form, and keep the lists of those who came");
        book.set(Kind::Row, numbered(n), F::Element, Value::Record(id(2)));
        book.set(Kind::Row, numbered(n), F::Position, Value::text(place));
        book.set(Kind::Row, numbered(n), F::Text, Value::text(text));
        book.set(Kind::Row, numbered(n), F::Evidence, Value::text("The lists, signed; the form with its date; a note of the supervisor"));
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

/// How long three hundred keys take, for a look by hand: `cargo test three_hundred -- --ignored --nocapture`.
#[test]
#[ignore = "a timing, for a look by hand"]
fn three_hundred_keys_down_a_long_page() {
    for tab in [Tab::Plans, Tab::Matrix] {
        let mut desk = desk();
        desk.pane.turn_to(tab);
        let begun = Instant::now();
        for _ in 0..300 {
            desk.press(&[Command::Down]);
        }
        let keys = begun.elapsed();
        let begun = Instant::now();
        for _ in 0..100 {
            desk.press(&[Command::Up]);
            desk.screen();
        }
        println!("{tab:?}: 300 keys {keys:?}, 100 keys with their frames {:?}", begun.elapsed());
    }
}
