//! Days as cells of a line: which cell a day falls into, the names of the months over them, and what is drawn for a row.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::field::Field;
use crate::domain::record::Record;
use crate::widgets::glyphs::Glyphs;

const SIGNS: Glyphs = Glyphs::UNICODE;

/// A day of the plan with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The day.
    pub day: NaiveDate,
    /// Its sign.
    pub sign: &'static str,
    /// What is on it.
    pub words: String,
}

/// How days become cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    from: NaiveDate,
    step: i64,
    cells: usize,
}

impl Scale {
    /// The finest scale on which these days, and the whole month of the first one, have room.
    #[must_use]
    pub fn over(first: NaiveDate, last: NaiveDate, cells: usize) -> Scale {
        let from = first.with_day(1).unwrap_or(first);
        let days = (last - from).num_days() + 1;
        let room = cells.max(1) as i64;
        // Whole days, so that equal times are equally long.
        Scale { from, step: (days + room - 1) / room, cells }
    }

    /// The cell of a day.
    fn cell(self, day: NaiveDate) -> usize {
        let days = (day - self.from).num_days().max(0);
        ((days / self.step) as usize).min(self.cells.saturating_sub(1))
    }

    /// The months over the cells, as many as have room; a year stands with the first one named of it.
    #[must_use]
    pub fn months(self) -> String {
        let end = self.from.checked_add_days(Days::new(self.step as u64 * self.cells as u64)).unwrap_or(self.from);
        let mut line = String::new();
        let (mut at, mut year) = (0, 0);
        let mut month = self.from;
        while month < end {
            let cell = self.cell(month);
            let name = if month.year() == year { month.format("%b") } else { month.format("%b %y") }.to_string();
            if (cell >= at + usize::from(at > 0)) && cell + name.len() <= self.cells {
                line.push_str(&" ".repeat(cell - at));
                line.push_str(&name);
                at = cell + name.len();
                year = month.year();
            }
            let next = if month.month() == 12 { (month.year() + 1, 1) } else { (month.year(), month.month() + 1) };
            let Some(next) = NaiveDate::from_ymd_opt(next.0, next.1, 1) else { break };
            month = next;
        }
        line
    }

    fn blank(self, today: NaiveDate) -> Vec<&'static str> {
        let mut line = vec![" "; self.cells];
        if let Some(cell) = line.get_mut(self.cell(today)) {
            *cell = SIGNS.vertical;
        }
        line
    }

    /// A row: its planned span light, what was worked on heavy, then completion, follow-up and release as signs.
    #[must_use]
    pub fn row(self, row: &Record, begins: Option<NaiveDate>, today: NaiveDate) -> String {
        let day = |field| row.date(field);
        let (started, completed, due) = (day(Field::Started), day(Field::Completed), day(Field::CompletionDue));
        let mut line = self.blank(today);
        let mut draw = |from: NaiveDate, to: NaiveDate, sign: &'static str, crossed: &'static str| {
            for cell in &mut line[self.cell(from)..=self.cell(to)] {
                *cell = if [SIGNS.vertical, SIGNS.cross].contains(cell) { crossed } else { sign };
            }
        };
        if let Some(to) = due.max(completed)
            && let Some(from) = started.or(begins).filter(|from| *from <= to)
        {
            draw(from, to, SIGNS.bar_empty, SIGNS.cross);
        }
        if let Some(from) = started {
            let to = completed.unwrap_or(today).max(from);
            draw(from, to, SIGNS.bar, SIGNS.cross);
        }
        let signs = [
            (due.filter(|_| completed.is_none()), SIGNS.not_started),
            (day(Field::FollowUpDue).filter(|_| day(Field::FollowedUp).is_none()), SIGNS.pointer),
            (day(Field::FollowedUp), SIGNS.pointer),
            (completed, SIGNS.done),
            (day(Field::Released), SIGNS.met),
        ];
        for (day, sign) in signs {
            if let Some(day) = day {
                line[self.cell(day)] = sign;
            }
        }
        line.concat().trim_end().to_owned()
    }

    /// Days with their words, as far as the next one leaves room.
    #[must_use]
    pub fn marks(self, mut marks: Vec<Mark>, today: NaiveDate) -> String {
        marks.sort_by_key(|mark| mark.day);
        let mut line: Vec<String> = self.blank(today).into_iter().map(str::to_owned).collect();
        let cells: Vec<usize> = marks.iter().map(|mark| self.cell(mark.day)).collect();
        for (at, mark) in marks.iter().enumerate() {
            let begin = cells[at];
            let end = cells.get(at + 1).copied().unwrap_or(self.cells).max(begin + 1);
            mark.sign.clone_into(&mut line[begin]);
            let room = end.saturating_sub(begin + 2);
            let words: Vec<char> = mark.words.chars().collect();
            // A word that is cut to less than half says nothing.
            if words.is_empty() || (room < words.len() && room < 5) {
                continue;
            }
            for (n, c) in words.into_iter().take(room).enumerate() {
                line[begin + 1 + n] = c.to_string();
            }
        }
        line.concat().trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::kind::Kind;
    use crate::domain::value::Value;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn row(days: &[(Field, &str)]) -> Record {
        let mut row = Record::new(Id([1; 16]), Kind::Row);
        for (field, text) in days {
            row.set(*field, Value::Date(day(text)));
        }
        row
    }

    #[test]
    fn a_cell_stands_for_as_few_days_as_the_plan_leaves_room_for() {
        for (last, cells, months) in [
            ("2026-01-31", 40, "Jan 26                         Feb"),
            ("2026-03-10", 40, "Jan 26         Feb           Mar"),
            ("2026-12-31", 40, "Jan 26   Apr   Jun   Aug   Oct   Dec"),
            ("2028-12-31", 20, "Jan 26 Feb 27 Mar 28"),
        ] {
            let scale = Scale::over(day("2026-01-05"), day(last), cells);
            assert!(scale.cell(day(last)) < cells, "{last}");
            assert_eq!(scale.months(), months, "{last}");
        }
    }

    #[test]
    fn a_row_is_drawn_from_its_beginning_to_its_release() {
        let scale = Scale::over(day("2026-01-01"), day("2026-02-09"), 40);
        let today = day("2026-01-20");
        let begins = Some(day("2026-01-03"));
        for (days, drawn) in [
            (&[][..], "                   │"),
            (&[(Field::CompletionDue, "2026-01-28")], "  ─────────────────┼───────○"),
            (&[(Field::Started, "2026-01-11"), (Field::CompletionDue, "2026-01-28")], "          ━━━━━━━━━┼───────○"),
            (
                &[(Field::Started, "2026-01-05"), (Field::Completed, "2026-01-12"), (Field::FollowUpDue, "2026-02-01")],
                "    ━━━━━━━✓       │           ▸",
            ),
            (&[(Field::Completed, "2026-01-12"), (Field::Released, "2026-01-18")], "  ─────────✓     ● │"),
        ] {
            assert_eq!(scale.row(&row(days), begins, today), drawn);
        }
    }

    #[test]
    fn marks_have_words_where_there_is_room_for_them() {
        let scale = Scale::over(day("2026-01-01"), day("2026-02-09"), 40);
        let mark = |text: &str, words: &str| Mark { day: day(text), sign: "●", words: words.to_owned() };
        let marks = vec![mark("2026-01-20", "draft"), mark("2026-01-02", "selected"), mark("2026-01-18", "organised")];
        assert_eq!(scale.marks(marks, day("2026-02-08")), " ●selected       ● ●draft             │");
    }
}
