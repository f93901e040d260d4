//! Recommendations: of what kind, from which figure, how they stand, and what came of them. A recommendation is *acted on* when
//! what it became is there and not given up, or when it is recorded as done.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::dates;
use crate::domain::field::Field;
use crate::domain::figure;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::milestone::StepStatus;
use crate::domain::mini_pip::Progress;
use crate::domain::record::Record;
use crate::domain::remeasure::{self, Measure, make};
use crate::domain::text::counted;
use crate::domain::tone::Tone;
use crate::domain::trend;

/// The kinds of recommendation: code and words.
pub const SORTS: [(&str, &str); 4] =
    [("resources", "resources"), ("policy", "policy"), ("procedure", "procedure"), ("practice", "practice")];

/// What can be recorded of a recommendation: code and words.
pub const RECORDED: [(&str, &str); 4] = [("open", "open"), ("accepted", "accepted"), ("declined", "declined"), ("done", "done")];

/// How a recommendation stands: what is recorded, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Nobody has answered it.
    Open,
    /// Accepted, and nothing has become of it.
    Accepted,
    /// Something was made of it that has not been begun.
    Made,
    /// What was made of it is under way.
    UnderWay,
    /// What was made of it was given up.
    GivenUp,
    /// Declined.
    Declined,
    /// Done: by what became of it, or so recorded.
    Done,
}

impl State {
    /// How a recommendation stands on a day. What it became speaks for itself; what is recorded speaks where nothing became of it, and
    /// where it says done.
    #[must_use]
    pub fn of(book: &Book, recommendation: &Record, today: NaiveDate) -> State {
        let recorded = recommendation.text(Field::Status);
        if recorded == "done" {
            return State::Done;
        }
        if let Some(became) = became(book, recommendation) {
            return Came::of(book, became, today).state;
        }
        match recorded {
            "accepted" => State::Accepted,
            "declined" => State::Declined,
            _ => State::Open,
        }
    }

    /// Its word in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Accepted => "accepted",
            State::Made => "made",
            State::UnderWay => "under_way",
            State::GivenUp => "given_up",
            State::Declined => "declined",
            State::Done => "done",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            State::Made => "not begun",
            State::UnderWay => "under way",
            State::GivenUp => "given up",
            other => other.code(),
        }
    }

    /// Whether something became of it.
    #[must_use]
    pub const fn is_acted_on(self) -> bool {
        matches!(self, State::Made | State::UnderWay | State::Done)
    }

    /// Whether it is done.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, State::Done)
    }

    /// How good it is.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            State::Open | State::Declined | State::GivenUp => Tone::Neutral,
            State::Accepted | State::Made => Tone::Warning,
            State::UnderWay => Tone::Hopeful,
            State::Done => Tone::Good,
        }
    }
}

/// The day of a recommendation: its own, or that of the meeting that made it.
#[must_use]
pub fn day(book: &Book, recommendation: &Record) -> Option<NaiveDate> {
    recommendation.date(Field::Day).or_else(|| {
        let meeting = recommendation.record(Field::Session).and_then(|id| book.get(id)).filter(|meeting| book.is_live(meeting))?;
        meeting.date(Field::Day)
    })
}

/// The recommendations of a committee, the newest first; those without a day at the end.
#[must_use]
pub fn of_committee(book: &Book, committee: Id) -> Vec<&Record> {
    let mut found = book.parts(committee, Kind::Recommendation);
    found.sort_by_key(|recommendation| std::cmp::Reverse(day(book, recommendation)));
    found
}

/// The recommendations that a meeting made, in their order.
#[must_use]
pub fn of_meeting<'a>(book: &'a Book, meeting: &Record) -> Vec<&'a Record> {
    let Some(committee) = meeting.parent() else { return Vec::new() };
    let mut found = book.parts(committee, Kind::Recommendation);
    found.retain(|recommendation| recommendation.record(Field::Session) == Some(meeting.id));
    found
}

/// What a recommendation became, as long as it is there.
#[must_use]
pub fn became<'a>(book: &'a Book, recommendation: &Record) -> Option<&'a Record> {
    recommendation.record(Field::Became).and_then(|id| book.get(id)).filter(|record| book.is_live(record))
}

/// The recommendations that became a record: where a step, an element or a study comes from.
#[must_use]
pub fn behind(book: &Book, made: Id) -> Vec<&Record> {
    book.all(Kind::Recommendation).into_iter().filter(|recommendation| recommendation.record(Field::Became) == Some(made)).collect()
}

/// Whether a recommendation is waited for on a day: its due date has passed, and it is neither done nor declined nor given up.
#[must_use]
pub fn is_overdue(book: &Book, recommendation: &Record, today: NaiveDate) -> bool {
    recommendation.date(Field::Due).is_some_and(|due| due < today)
        && !matches!(State::of(book, recommendation, today), State::Done | State::Declined | State::GivenUp)
}

/// What a recommendation became, and how that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// The record.
    pub record: Id,
    /// How it stands.
    pub state: State,
    /// What it is, where: "step of milestone 7", "element of Mini PIP of Ash Fork", "special study".
    pub what: String,
    /// How it stands, in words: "in progress, due 3/15/2026", "3 of 8 rows complete".
    pub words: String,
}

impl Came {
    /// What a record that a recommendation became is, and how it stands on a day.
    #[must_use]
    pub fn of(book: &Book, made: &Record, today: NaiveDate) -> Came {
        let whole = made.parent().and_then(|id| book.get(id));
        let (state, what, words) = match made.kind {
            Kind::Step => {
                let status = StepStatus::named(made.text(Field::Status));
                let state = match status {
                    StepStatus::NotStarted => State::Made,
                    StepStatus::InProgress => State::UnderWay,
                    StepStatus::Done => State::Done,
                    StepStatus::Dropped => State::GivenUp,
                };
                let number = whole.and_then(|milestone| milestone.int(Field::Number));
                let what = number.map_or_else(|| "milestone step".to_owned(), |n| format!("step of milestone {n}"));
                (state, what, with_due(status.words(), made.date(Field::Due), state, today))
            }
            Kind::Element => {
                let progress = Progress::of_element(book, made.id, today);
                let plan = whole.map_or("", |plan| plan.text(Field::Title));
                let what = if plan.is_empty() { "element of a Mini PIP".to_owned() } else { format!("element of {plan}") };
                let begun = progress.complete > 0 || book.parts(made.id, Kind::Row).iter().any(|row| row.date(Field::Started).is_some());
                let state = if progress.rows > 0 && progress.complete == progress.rows {
                    State::Done
                } else if begun {
                    State::UnderWay
                } else {
                    State::Made
                };
                let late = if progress.overdue > 0 { format!(", {} overdue", progress.overdue) } else { String::new() };
                let rows = counted(progress.rows as u64, "row", "rows");
                (state, what, format!("{} of {rows} complete{late}", progress.complete))
            }
            Kind::Study => {
                let (state, words) = match made.text(Field::Status) {
                    "under_way" => (State::UnderWay, "under way"),
                    "done" => (State::Done, "done"),
                    "dropped" => (State::GivenUp, "dropped"),
                    _ => (State::Made, "planned"),
                };
                let words = match made.text(Field::Finding).lines().next().map(str::trim).unwrap_or_default() {
                    "" => with_due(words, made.date(Field::Until), state, today),
                    finding => format!("{words}: {finding}"),
                };
                (state, "special study".to_owned(), words)
            }
            kind => (State::Made, kind.words().to_owned(), String::new()),
        };
        Came { record: made.id, state, what, words }
    }

    /// What it is and how it stands: "step of milestone 7: in progress".
    #[must_use]
    pub fn sentence(&self) -> String {
        if self.words.is_empty() { self.what.clone() } else { format!("{}: {}", self.what, self.words) }
    }
}

fn with_due(words: &str, due: Option<NaiveDate>, state: State, today: NaiveDate) -> String {
    match due.filter(|_| matches!(state, State::Made | State::UnderWay)) {
        Some(due) if due < today => format!("{words}, overdue since {}", dates::show_long(due)),
        Some(due) => format!("{words}, due {}", dates::show_long(due)),
        None => words.to_owned(),
    }
}

/// The figure a recommendation came from, as it stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// A score: in the year that is named, and the newest one.
    Score {
        /// The measure.
        measure: Measure,
        /// In the year of the recommendation.
        then: Option<Box<remeasure::Figure>>,
        /// The newest later one.
        now: Option<Box<remeasure::Figure>>,
    },
    /// A trend indicator.
    Trend {
        /// The indicator.
        indicator: Id,
        /// Its newest value in words; empty if there is none.
        words: String,
    },
}

impl Figure {
    /// The figure a recommendation names, if it names one.
    #[must_use]
    pub fn of(book: &Book, recommendation: &Record) -> Option<Figure> {
        if let Some(measure) = measure(book, recommendation) {
            let year = recommendation.int(Field::Year).and_then(|year| i32::try_from(year).ok());
            let all = remeasure::figures(book, &measure, year);
            let known = |figure: &&remeasure::Figure| figure.score.score.is_some();
            let then = year.and_then(|year| all.iter().filter(known).find(|figure| figure.year == year)).cloned().map(Box::new);
            let since = then.as_ref().map_or(i32::MIN, |figure| figure.year);
            let now = all.iter().rev().filter(known).find(|figure| figure.year > since).cloned().map(Box::new);
            return Some(Figure::Score { measure, then, now });
        }
        let indicator = recommendation.record(Field::Indicator).and_then(|id| book.get(id)).filter(|record| book.is_live(record))?;
        let region = recommendation.record(Field::Region);
        let one = trend::indicator(book, indicator.id)?;
        let words = trend::latest(book, one.id, region).map_or_else(String::new, |point| {
            let standard = trend::words::standard(&one).map(|words| format!("; standard {words}")).unwrap_or_default();
            format!("{}, {}{standard}", trend::words(&one, &point), trend::words::place(book, region))
        });
        Some(Figure::Trend { indicator: one.id, words })
    }

    /// In words: "FC.1, North: 74.1 % (n 29), FY2025; now 81.0 % (n 31), FY2026; goal 85 %".
    #[must_use]
    pub fn words(&self, book: &Book) -> String {
        match self {
            Figure::Score { measure, then, now } => {
                let name = if measure.code == remeasure::WHOLE { "all questions" } else { &measure.code };
                let mut facts: Vec<String> = then.iter().map(|figure| make::baseline_words(figure)).collect();
                let newest = now.as_ref().map(|figure| make::baseline_words(figure));
                facts.extend(newest.map(|words| if then.is_some() { format!("now {words}") } else { words }));
                let goal = now.as_ref().or(then.as_ref()).and_then(|figure| figure::goal_percent(&figure.score));
                if facts.is_empty() {
                    facts.push("no figure yet".to_owned());
                }
                facts.extend(goal.map(|goal| format!("goal {goal} %")));
                format!("{name}, {}: {}", measure.place(book), facts.join("; "))
            }
            Figure::Trend { indicator, words } => {
                let name = book.name(*indicator);
                if words.is_empty() { format!("{name}: no value yet") } else { format!("{name}: {words}") }
            }
        }
    }
}

/// The measure of a recommendation, if it names an instrument's question.
#[must_use]
pub fn measure(book: &Book, recommendation: &Record) -> Option<Measure> {
    remeasure::of_record(book, recommendation).into_iter().next()
}
