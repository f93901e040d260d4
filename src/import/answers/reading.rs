//! Rows put together into reviews, wherever in the file they stand. What one cell means belongs to `cells.rs`.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use chrono::NaiveDate;

use super::super::day;
use super::super::fault::{Fault, Faults, KEPT};
use super::super::memo::Memo;
use super::super::ratings::{self, Item};
use super::super::table::{Kind, Table};
use super::cells::{self, Cell, Names, look};
use super::staff::Staff;
use super::{Answers, FirstLines, InForce, OfficeIn, ReviewIn, at};
use crate::domain::answers::{Answer, PackedAnswers, Why};
use crate::domain::instrument::Instrument;

/// An instrument of the file, with what its words mean.
pub(super) struct Scale {
    handle: usize,
    pub(super) instrument: Arc<Instrument>,
    areas: Memo<Cell<u8>>,
    questions: Memo<Cell<u16>>,
    pub(super) options: Memo<Cell<u8>>,
    /// The items of the columns of a list with a row for each case, once they are known.
    pub(super) items: Option<Vec<Item>>,
}

/// The people of one column.
struct People {
    target: usize,
    column: &'static str,
    memo: Memo<Cell<u32>>,
    names: Names,
}

impl People {
    fn of(target: usize) -> People {
        People { target, column: super::COLUMNS[target].name, memo: Memo::new(), names: Names::default() }
    }
}

/// What a row says about its case.
#[derive(Clone, Copy, PartialEq, Eq)]
struct CaseOf {
    year: i32,
    scale: usize,
    region: u32,
    office: u32,
}

/// The state of one pass over a file.
pub(super) struct Reading<'a> {
    /// What a question's cell means: its code, or for ratings more than that.
    question: fn(&Instrument, &str) -> Option<usize>,
    in_force: InForce<'a>,
    pub(super) faults: Faults,
    /// Doubled answers met, as many as can be shown.
    pub(super) doubled: Vec<(u32, u16, u16)>,
    first_lines: FirstLines,
    years: Memo<Cell<(i32, Option<u16>)>>,
    pub(super) scales: Vec<Scale>,
    regions: (Memo<Cell<u32>>, Names),
    offices_of: Vec<Memo<Cell<u32>>>,
    offices: HashMap<(u32, String), u32>,
    reviewers: People,
    workers: People,
    supervisors: People,
    days: Memo<Cell<NaiveDate>>,
    pub(super) occurrences: Memo<Cell<u16>>,
    whys: Memo<Cell<Why>>,
    /// Hash of (year, office, case id) > review. Two reviews with one hash stand at the next free number.
    open: HashMap<u64, u32>,
    hasher: RandomState,
    /// The case of the row before, and its raw case id.
    current: Option<(CaseOf, u32)>,
    current_case: Vec<u8>,
    /// Reviews and columns whose contradiction was named already.
    told: HashSet<(u32, &'static str)>,
    pub(super) answers: Answers,
    pub(super) staff: Staff,
}

impl<'a> Reading<'a> {
    pub(super) fn new(kind: Kind, in_force: InForce<'a>, faults: Faults, first_lines: FirstLines) -> Reading<'a> {
        let rated = |instrument: &Instrument, name: &str| match ratings::item(instrument, name) {
            Item::Is(question) => Some(question),
            Item::None | Item::Several(..) => None,
        };
        Reading {
            question: if kind == Kind::Answers { Instrument::question } else { rated },
            in_force,
            faults,
            doubled: Vec::new(),
            first_lines,
            years: Memo::new(),
            scales: Vec::new(),
            regions: (Memo::new(), Names::default()),
            offices_of: Vec::new(),
            offices: HashMap::new(),
            reviewers: People::of(at::REVIEWER),
            workers: People::of(at::WORKER),
            supervisors: People::of(at::SUPERVISOR),
            days: Memo::new(),
            occurrences: Memo::new(),
            whys: Memo::new(),
            open: HashMap::new(),
            hasher: RandomState::new(),
            current: None,
            current_case: Vec::new(),
            told: HashSet::new(),
            answers: Answers::default(),
            staff: Staff::default(),
        }
    }

    /// Takes the current row of the table in, with all its faults.
    pub(super) fn row<R>(&mut self, table: &Table<R>) {
        if let Some((scale, review)) = self.case_of(table) {
            self.answer(table, scale, review);
            self.people(table, review);
            self.day(table, review);
            self.staff(table, review);
        }
    }

    /// The scale and the review of the current row.
    #[inline]
    pub(super) fn case_of<R>(&mut self, table: &Table<R>) -> Option<(usize, u32)> {
        self.answers.rows += 1;
        let (year, place) = (self.year(table), self.place(table));
        let review = if let (Some((year, scale)), Some((region, office))) = (year, place) {
            self.review(table, CaseOf { year, scale, region, office })
        } else {
            table.needed(at::CASE, &mut self.faults);
            None
        };
        Some((year?.1, review?))
    }

    fn year<R>(&mut self, table: &Table<R>) -> Option<(i32, usize)> {
        let (in_force, scales) = (self.in_force, &mut self.scales);
        let found = look(&mut self.years, table, at::YEAR, |text| {
            Cell::from_option(day::parse_fiscal_year(text).map(|year| (year, in_force(year).map(|found| scale_of(scales, found)))))
        });
        match found {
            Cell::Is((year, Some(scale))) => return Some((year, usize::from(scale))),
            Cell::Empty => {
                table.needed(at::YEAR, &mut self.faults);
            }
            wrong => self.faults.fault(|| {
                let fault = Fault::new(if wrong == Cell::Wrong { "year" } else { "year-instrument" });
                let fault = fault.line(table.line()).cell("fiscal_year", &table.text(at::YEAR));
                if wrong == Cell::Wrong {
                    fault.says("is no fiscal year", "write 2025, FY2025 or FY25")
                } else {
                    fault.says("no version of the instrument is in force in this year", "import one, or correct the year")
                }
            }),
        }
        None
    }

    fn place<R>(&mut self, table: &Table<R>) -> Option<(u32, u32)> {
        let (memo, names) = &mut self.regions;
        let Cell::Is(region) = look(memo, table, at::REGION, |text| names.number(text)) else {
            table.needed(at::REGION, &mut self.faults);
            table.needed(at::OFFICE, &mut self.faults);
            return None;
        };
        while self.offices_of.len() <= region as usize {
            self.offices_of.push(Memo::new());
        }
        let (offices, list) = (&mut self.offices, &mut self.answers.offices);
        let office = look(&mut self.offices_of[region as usize], table, at::OFFICE, |name| {
            if !super::super::table::is_fit(name) {
                return Cell::Wrong;
            }
            let number = *offices.entry((region, crate::domain::text::folded(name))).or_insert(list.len() as u32);
            if number as usize == list.len() {
                list.push(OfficeIn { region, name: name.to_owned() });
            }
            Cell::Is(number)
        });
        if let Cell::Is(office) = office {
            return Some((region, office));
        }
        table.needed(at::OFFICE, &mut self.faults);
        None
    }

    /// The review of the row, which is nearly always that of the row before.
    fn review<R>(&mut self, table: &Table<R>, of: CaseOf) -> Option<u32> {
        let raw = table.raw(at::CASE);
        if let Some((current, review)) = self.current
            && current == of
            && self.current_case == raw
        {
            return Some(review);
        }
        let case_id = table.needed(at::CASE, &mut self.faults)?;
        let mut key = self.hasher.hash_one((of.year, of.office, case_id.as_str()));
        let review = loop {
            match self.open.entry(key) {
                Entry::Occupied(found) => {
                    let there = &self.answers.reviews[*found.get() as usize];
                    if there.year == of.year && there.office == of.office && *there.case_id == *case_id {
                        break *found.get();
                    }
                    key = key.wrapping_add(1);
                }
                Entry::Vacant(free) => {
                    let scale = &self.scales[of.scale];
                    let review = ReviewIn {
                        year: of.year,
                        region: of.region,
                        office: of.office,
                        instrument: scale.handle,
                        case_id: case_id.into_boxed_str(),
                        worker: None,
                        supervisor: None,
                        reviewer: None,
                        reviewed_on: None,
                        areas: 0,
                        line: u32::try_from(table.line()).unwrap_or(u32::MAX),
                        answers: PackedAnswers::with_room(scale.instrument.questions.len()),
                    };
                    self.answers.reviews.push(review);
                    break *free.insert(self.answers.reviews.len() as u32 - 1);
                }
            }
        };
        self.current = Some((of, review));
        self.current_case.clear();
        self.current_case.extend_from_slice(raw);
        Some(review)
    }

    fn answer<R>(&mut self, table: &Table<R>, scale: usize, review: u32) {
        let (line, named) = (table.line(), self.question);
        let Scale { instrument, areas, questions, options, .. } = &mut self.scales[scale];
        let question = look(questions, table, at::QUESTION, |code| Cell::from_option(named(instrument, code).map(|q| q as u16)));
        let area = look(areas, table, at::AREA, |name| Cell::from_option(instrument.area(name).map(|a| a as u8)));
        let option = look(options, table, at::ANSWER, |word| Cell::from_option(instrument.option(word)));
        if area == Cell::Wrong {
            cells::unknown_area(&mut self.faults, line, &table.text(at::AREA), instrument);
        }
        if option == Cell::Wrong {
            cells::unknown_answer(&mut self.faults, line, "answer", &table.text(at::ANSWER), instrument, &[]);
        }
        let occurrence = match look(&mut self.occurrences, table, at::OCCURRENCE, cells::occurrence) {
            Cell::Is(n) => n,
            Cell::Empty => 0,
            Cell::Wrong => return cells::bad_occurrence(&mut self.faults, line, &table.text(at::OCCURRENCE)),
        };
        let why = match look(&mut self.whys, table, at::WHY, cells::why) {
            Cell::Is(why) => Some(why),
            Cell::Empty => None,
            Cell::Wrong => return cells::unknown_why(&mut self.faults, line, &table.text(at::WHY)),
        };
        let Cell::Is(question) = question else {
            return cells::unknown_question(&mut self.faults, line, &table.text(at::QUESTION), instrument);
        };
        let asked = &instrument.questions[usize::from(question)];
        if asked.is_computed() {
            return cells::computed(&mut self.faults, line, &asked.code);
        }
        let its_area = asked.area;
        if let Cell::Is(area) = area
            && usize::from(area) != its_area
        {
            let its_area = &instrument.areas[its_area];
            return cells::area_mismatch(&mut self.faults, line, &table.text(at::AREA), &asked.code, its_area);
        }
        let answer = match option {
            Cell::Is(option) if !asked.allows(option) => {
                return cells::not_allowed(&mut self.faults, line, "answer", option, asked, instrument);
            }
            Cell::Is(option) => Answer::new(option, why),
            _ => Answer::EMPTY_CELL,
        };
        let asks_why = answer.is_given() && instrument.options[usize::from(answer.option()) - 1].why;
        let answer = if why.is_some() && !asks_why {
            self.faults.warn(|| {
                Fault::new("why-not-asked")
                    .line(line)
                    .cell("why", &table.text(at::WHY))
                    .says("this answer takes no reason", "nothing; it is left out")
            });
            if answer.is_given() { Answer::new(answer.option(), None) } else { answer }
        } else {
            answer
        };
        self.set((review, question, occurrence), its_area, answer, line);
    }

    /// Puts an answer into its review; one that is there already is a fault.
    #[inline]
    pub(super) fn set(&mut self, key: (u32, u16, u16), area: usize, answer: Answer, line: u64) {
        let into = &mut self.answers.reviews[key.0 as usize];
        into.areas |= 1u64.checked_shl(area as u32).unwrap_or(0);
        self.answers.given += u64::from(answer.is_given());
        let before = into.answers.set(key.1, key.2, answer);
        if before != Answer::NONE {
            self.doubled_at(key, line);
        } else if !self.first_lines.is_empty()
            && let Some(first) = self.first_lines.get_mut(&key)
        {
            *first = line;
        }
    }

    fn doubled_at(&mut self, key: (u32, u16, u16), line: u64) {
        if self.doubled.len() < KEPT {
            self.doubled.push(key);
        }
        let first = self.faults.at(self.first_lines.get(&key).copied().unwrap_or(0));
        let review = &self.answers.reviews[key.0 as usize];
        let scale = self.scales.iter().find(|scale| scale.handle == review.instrument);
        let code = scale.map_or("", |scale| scale.instrument.questions[usize::from(key.1)].code.as_str());
        cells::answer_twice(&mut self.faults, line, code, key.2, &review.case_id, &first);
    }

    pub(super) fn people<R>(&mut self, table: &Table<R>, review: u32) {
        let into = &mut self.answers.reviews[review as usize];
        let columns = [
            (&mut self.reviewers, &mut into.reviewer),
            (&mut self.workers, &mut into.worker),
            (&mut self.supervisors, &mut into.supervisor),
        ];
        for (people, person) in columns {
            let names = &mut people.names;
            let now = match look(&mut people.memo, table, people.target, |name| names.number(name)) {
                Cell::Is(now) => now,
                Cell::Empty => continue,
                Cell::Wrong => {
                    table.name(people.target, &mut self.faults);
                    continue;
                }
            };
            let before = *person.get_or_insert(now);
            if before != now && self.told.insert((review, people.column)) {
                let names = &people.names.list;
                self.faults.fault(|| {
                    Fault::new("case-contradiction").line(table.line()).cell(people.column, &names[now as usize]).says(
                        format!("case '{}' has '{}' in an earlier row", into.case_id, names[before as usize]),
                        format!("give a case one {} in all its rows", people.column),
                    )
                });
            }
        }
    }

    pub(super) fn day<R>(&mut self, table: &Table<R>, review: u32) {
        let now = match look(&mut self.days, table, at::REVIEWED_ON, |text| Cell::from_option(day::parse_day(text))) {
            Cell::Is(now) => now,
            Cell::Empty => return,
            Cell::Wrong => return cells::bad_day(&mut self.faults, table.line(), &table.text(at::REVIEWED_ON)),
        };
        let into = &mut self.answers.reviews[review as usize];
        let before = *into.reviewed_on.get_or_insert(now);
        if before == now {
            return;
        }
        into.reviewed_on = Some(before.max(now));
        if self.told.insert((review, "reviewed_on")) {
            self.faults.warn(|| {
                Fault::new("case-two-days")
                    .line(table.line())
                    .cell("reviewed_on", &now.to_string())
                    .says(format!("case '{}' also has {before}", into.case_id), "nothing, if the latest day is to count")
            });
        }
    }

    /// The reviews, with what there is to say about the file.
    pub(super) fn finish(self) -> (Answers, Faults) {
        let mut answers = self.answers;
        answers.regions = self.regions.1.list;
        answers.reviewers = self.reviewers.names.list;
        answers.workers = self.workers.names.list;
        answers.supervisors = self.supervisors.names.list;
        for review in &mut answers.reviews {
            review.answers.settle();
        }
        (answers, self.faults)
    }
}

/// The number of an instrument's words; years that share an instrument share them.
fn scale_of(scales: &mut Vec<Scale>, (handle, instrument): (usize, Arc<Instrument>)) -> u16 {
    let found = scales.iter().position(|scale| scale.handle == handle).unwrap_or_else(|| {
        scales.push(Scale { handle, instrument, areas: Memo::new(), questions: Memo::new(), options: Memo::new(), items: None });
        scales.len() - 1
    });
    found as u16
}
