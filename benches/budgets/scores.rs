//! Reports of scores and standings inside the program: from the counts in memory, at a small and a large file.

use std::time::Duration;

use milepost::domain::book::Book;
use milepost::domain::key::{Filter, Key, Keys};
use milepost::domain::score_table::score_rows;
use milepost::domain::standing::standing_rows;
use milepost::work::import::What;

use crate::measure::{self, Sheet, middle};
use crate::{Desk, take_in};

const LIMIT: Duration = Duration::from_millis(2);

pub fn measure(desk: &Desk, sheet: &mut Sheet, large: usize) {
    let small = 10_000;
    let books: Vec<(usize, Book)> = [small, large]
        .into_iter()
        .map(|n| {
            let mut store = desk.file(&format!("scores-{n}.milepost"));
            take_in(&mut store, What::Answers, &desk.answers(n));
            (n, store.load().unwrap())
        })
        .collect();
    let reports: [(&str, Keys); 5] = [
        ("region, question, year", Keys::default()),
        ("question, year (statewide)", Keys::of(&[Key::Question, Key::Year])),
        ("region, area, year", Keys::of(&[Key::Region, Key::Area, Key::Year])),
        ("office, question, year", Keys::of(&[Key::Office, Key::Question, Key::Year])),
        ("region", Keys::of(&[Key::Region])),
    ];
    for (words, keys) in reports {
        for (n, book) in &books {
            let rows = score_rows(book, book.tallies(), keys, &Filter::default()).len();
            let time = middle(31, || score_rows(book, book.tallies(), keys, &Filter::default()));
            sheet.limit(&format!("scores by {words}: {n} answers, {rows} rows"), time, LIMIT);
        }
    }
    for (n, book) in &books {
        let rows = standing_rows(book, book.tallies(), Keys::default(), &Filter::default()).len();
        let time = middle(31, || standing_rows(book, book.tallies(), Keys::default(), &Filter::default()));
        sheet.limit(&format!("standing by region, question, year: {n} answers, {rows} rows"), time, LIMIT);
    }
    let ratio = measure::beside(
        31,
        |_| score_rows(&books[1].1, books[1].1.tallies(), Keys::default(), &Filter::default()),
        |_| score_rows(&books[0].1, books[0].1.tallies(), Keys::default(), &Filter::default()),
    );
    sheet.ratio(&format!("scores of {large} answers against {small}"), &ratio, 1.1);
}
