//! What is due this month, supervisor by supervisor, with the months that were missed beneath.

use super::rows::{About, Row, Rows, sign};
use super::state::Scans;
use crate::command::Context;
use crate::domain::dates;
use crate::domain::scan::calendar::Owing;
use crate::domain::scan::{State, last_day, long_month, month_of};
use crate::domain::text::counted;
use crate::widgets::grid::Column;
use crate::widgets::meaning::Meaning;

pub fn rows(pane: &Scans, cx: &Context) -> Rows {
    let calendar = pane.calendar(cx);
    let mut owing: Vec<Owing> = calendar.owing().into_iter().filter(|one| pane.counts(one.worker, &one.post, cx)).collect();
    let supervisor = |one: &Owing| one.post.supervisor.map_or("", |id| cx.book.name(id));
    // The newest month first: what is due now stands above what was missed.
    owing.sort_by(|a, b| (supervisor(a), a.post.supervisor, b.month).cmp(&(supervisor(b), b.post.supervisor, a.month)));
    let end = last_day(month_of(cx.today));
    let left = (end - cx.today).num_days();
    let mut rows: Vec<Row> = Vec::with_capacity(owing.len());
    for (at, one) in owing.iter().enumerate() {
        let same = |other: &Owing| other.post.supervisor == one.post.supervisor;
        let band = (at == 0 || !same(&owing[at - 1])).then(|| {
            let of: Vec<&Owing> = owing[at..].iter().take_while(|other| same(other)).collect();
            let due = of.iter().filter(|one| one.state == State::Due).count();
            let name = if one.post.supervisor.is_some() { supervisor(one).to_owned() } else { "No supervisor".to_owned() };
            (name, format!("{due} due, {} missed", of.len() - due))
        });
        let (sign, meaning) = sign(one.state);
        let state = match one.state {
            State::Due if left == 0 => format!("{sign} due today"),
            State::Due => format!("{sign} due by {}, {}", dates::show(end, cx.day_first), in_days(left)),
            _ => format!("{sign} missed, {} ago", counted((cx.today - last_day(one.month)).num_days().unsigned_abs(), "day", "days")),
        };
        rows.push(Row {
            about: About::Owing(one.worker, one.month),
            band,
            cells: vec![
                (cx.book.name(one.worker).to_owned(), Meaning::Text),
                (long_month(one.month), if one.state == State::Due { Meaning::Text } else { Meaning::Muted }),
                (state, meaning),
                (one.post.office.map_or("", |id| cx.book.name(id)).to_owned(), Meaning::Text),
            ],
        });
    }
    let due = owing.iter().filter(|one| one.state == State::Due).count();
    let head = format!(
        "{} · {} · {} due by {}, {} missed in the twelve months up to now",
        long_month(month_of(cx.today)),
        pane.place_words(cx),
        counted(due as u64, "scan", "scans"),
        dates::show(end, cx.day_first),
        owing.len() - due
    );
    let columns = vec![
        Column::new("Caseworker", 22).between(16, 32),
        Column::new("Month", 15),
        Column::new("Stands", 32).between(22, 40),
        Column::new("Office", 18).between(12, 28),
    ];
    let empty = "Nothing is due and nothing was missed here. Ctrl-B shows the grid.".to_owned();
    Rows { columns, lines: rows, empty, head, months: (0, Vec::new()) }
}

fn in_days(left: i64) -> String {
    if left == 1 { "tomorrow".to_owned() } else { format!("in {left} days") }
}
