//! Who reviewed a case in which role, and with whom they spoke, as rows of ratings say it. What such a text means is in
//! `domain/qcr/people.rs`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::day;
use super::super::fault::{Fault, Faults};
use super::super::table::Table;
use super::reading::Reading;
use super::{Answers, StaffIn};
use crate::domain::qcr::people::{self, Interview, Seat, Spoken};
use crate::domain::text::counted;

/// What was seen of it, by review.
#[derive(Default)]
pub(super) struct Staff {
    /// The column of the roles, and after it that of the interviews; none in files that have neither.
    pub at: Option<usize>,
    seen: BTreeMap<u32, Seen>,
}

#[derive(Default)]
struct Seen {
    roles: String,
    spoken: String,
    interviews: Vec<Interview>,
    line: u32,
    told: [bool; 2],
}

impl Reading<'_> {
    /// Takes the columns of the current row: of a case they say the same in all its rows, or nothing.
    pub(super) fn staff<R>(&mut self, table: &Table<R>, review: u32) {
        let Some(at) = self.staff.at else { return };
        if table.raw(at).is_empty() && table.raw(at + 1).is_empty() {
            return;
        }
        let (roles, spoken) = (table.text(at).trim().to_owned(), table.text(at + 1).trim().to_owned());
        let line = u32::try_from(table.line()).unwrap_or(u32::MAX);
        let faults = &mut self.faults;
        let case = &self.answers.reviews[review as usize].case_id;
        let seen = self.staff.seen.entry(review).or_insert_with(|| Seen { line, ..Seen::default() });
        let columns = [("reviewer_role", &roles, &seen.roles), ("interviews", &spoken, &seen.spoken)];
        for (told, (column, now, before)) in seen.told.iter_mut().zip(columns) {
            if now.is_empty() || before.is_empty() || now == before || std::mem::replace(told, true) {
                continue;
            }
            faults.fault(|| {
                Fault::new("case-contradiction").line(u64::from(line)).cell(column, now).says(
                    format!("case '{case}' has '{before}' in an earlier row"),
                    format!("give a case one {} in all its rows", column.replace('_', " ")),
                )
            });
        }
        if seen.roles.is_empty() && faults.plain(u64::from(line), "reviewer_role", &roles) {
            seen.roles = roles;
        }
        if seen.spoken.is_empty() && !spoken.is_empty() && faults.plain(u64::from(line), "interviews", &spoken) {
            // What a file says was held lies behind us: there is no clock here to hold it against.
            match people::read_interviews(&spoken, Spoken::Held, NaiveDate::MAX, &|words| day::parse_day(words)) {
                Ok(interviews) => seen.interviews = interviews,
                Err(why) => {
                    let (why, remedy) = why.split_once("; ").map_or((why.as_str(), "correct it"), |(why, remedy)| (why, remedy));
                    let (why, remedy) = (why.to_owned(), remedy.to_owned());
                    faults.fault(|| Fault::new("interviews").line(u64::from(line)).cell("interviews", &spoken).says(why, remedy));
                }
            }
            seen.spoken = spoken;
        }
    }
}

impl Staff {
    /// Puts names to the roles: the reviewers of a case are those that its rows name, one role for each.
    pub fn settle(self, answers: &mut Answers, faults: &mut Faults) {
        for (review, seen) in self.seen {
            let case = &answers.reviews[review as usize];
            let names = case.reviewer.map_or("", |at| answers.reviewers[at as usize].as_str());
            let parts =
                |words: &str| words.split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect::<Vec<_>>();
            let (names, roles) = (parts(names), parts(&seen.roles));
            let mut seats = Vec::new();
            if !roles.is_empty() && names.len() == roles.len() {
                let part = |at: usize| if at == 0 { "lead" } else { "second" }.to_owned();
                let both = names.into_iter().zip(&roles).enumerate();
                seats = both.map(|(at, (name, role))| Seat { name, role: people::seat_role(role), part: part(at) }).collect();
            } else if !roles.is_empty() {
                faults.fault(|| {
                    Fault::new("reviewer-roles").line(u64::from(seen.line)).cell("reviewer_role", &seen.roles).says(
                        format!(
                            "says {} for {} of case '{}'",
                            counted(roles.len() as u64, "role", "roles"),
                            counted(names.len() as u64, "reviewer", "reviewers"),
                            case.case_id
                        ),
                        "give each reviewer one role, with ; between them, or leave the roles empty",
                    )
                });
            }
            let twice = seats.iter().enumerate().find(|(at, seat)| seats[..*at].iter().any(|other: &Seat| same(&other.name, &seat.name)));
            if let Some((_, seat)) = twice {
                faults.fault(|| {
                    Fault::new("reviewer-twice")
                        .line(u64::from(seen.line))
                        .cell("reviewer", &seat.name)
                        .says(format!("stands twice for case '{}'", case.case_id), "name each reviewer of a case once")
                });
            }
            answers.staff.insert(review, StaffIn { seats, interviews: seen.interviews, line: seen.line });
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
