//! Finding words anywhere in the book. Order: milestones, questions, Mini PIPs, places and their people, trends, committees, as they stand.

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::record::Record;
use super::value::Value;

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A milestone or a part of one.
    Milestone(Id),
    /// A question, by its instrument's and its own code.
    Question {
        /// The instrument's code.
        instrument: String,
        /// The question's code.
        question: String,
    },
    /// A Mini PIP, and the element or row in it.
    MiniPip {
        /// The plan.
        mini_pip: Id,
        /// The record in it.
        record: Id,
    },
    /// A trend indicator, a problem area or a special study.
    Trends(Id),
    /// A committee, a member, a meeting or a recommendation.
    Committee(Id),
    /// A place or a person.
    Place(Id),
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is: "step", "question", "benchmark".
    pub group: &'static str,
    /// The line that fits.
    pub words: String,
    /// Where it is.
    pub target: Target,
}

/// The record at the top of the tree that a record is a part of.
fn whole(book: &Book, record: &Record) -> Id {
    let mut at = record;
    while let Some(parent) = at.parent().and_then(|id| book.get(id)) {
        at = parent;
    }
    at.id
}

/// Everything live that has all the words, whatever the case; at most `most` things. Nothing for no words.
#[must_use]
pub fn find(book: &Book, words: &str, most: usize) -> Vec<Found> {
    let wanted: Vec<String> = words.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut found = Vec::new();
    if wanted.is_empty() {
        return found;
    }
    let fits = |text: &str| {
        let text = text.to_lowercase();
        wanted.iter().all(|word| text.contains(word.as_str()))
    };
    for kind in [Kind::Milestone, Kind::Step, Kind::Measure, Kind::Consideration] {
        collect(book, kind, &fits, &mut found, |r| Target::Milestone(r.id));
    }
    for (_, instrument) in book.instruments() {
        for question in &instrument.questions {
            let line = format!("{}  {}", question.code, question.text);
            if fits(&line) {
                let target = Target::Question { instrument: instrument.code.clone(), question: question.code.clone() };
                found.push(Found { group: "question", words: line, target });
            }
        }
    }
    for kind in [Kind::MiniPip, Kind::Element, Kind::Goal, Kind::Row, Kind::PipPerson, Kind::Evaluation, Kind::Timeline] {
        collect(book, kind, &fits, &mut found, |r| Target::MiniPip { mini_pip: whole(book, r), record: r.id });
    }
    for kind in [Kind::Region, Kind::District, Kind::Office, Kind::Worker] {
        collect(book, kind, &fits, &mut found, |r| Target::Place(r.id));
    }
    for former in book.all(Kind::Former) {
        let about = former.record(Field::About).and_then(|about| book.get(about)).filter(|about| book.is_live(about));
        if let (Some(about), true) = (about, fits(former.text(Field::Name))) {
            let words = format!("{}, now {}", former.text(Field::Name), book.name(about.id));
            found.push(Found { group: Kind::Former.words(), words, target: Target::Place(about.id) });
        }
    }
    for kind in [Kind::Indicator, Kind::ProblemArea, Kind::Study] {
        collect(book, kind, &fits, &mut found, |r| Target::Trends(r.id));
    }
    for kind in [Kind::Committee, Kind::Member, Kind::Session, Kind::Recommendation] {
        collect(book, kind, &fits, &mut found, |r| Target::Committee(r.id));
    }
    found.truncate(most);
    found
}

/// What a reviewer calls it: a row is an action step or a benchmark.
fn group(record: &Record) -> &'static str {
    match record.kind {
        Kind::Row if record.text(Field::Part) == "benchmark" => "benchmark",
        Kind::Row => "action step",
        kind => kind.words(),
    }
}

fn collect(book: &Book, kind: Kind, fits: &dyn Fn(&str) -> bool, found: &mut Vec<Found>, target: impl Fn(&Record) -> Target) {
    for record in book.all(kind) {
        let texts: Vec<&str> = kind
            .fields()
            .iter()
            .filter(|f| **f != Field::Position && **f != Field::Definition)
            .filter_map(|f| match record.get(*f) {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        if fits(&texts.join(" ")) {
            // The line that fits by itself, if one does: that is what the eye looks for.
            let line = texts.iter().find(|t| fits(t)).or(texts.first()).copied().unwrap_or_default();
            found.push(Found {
                group: group(record),
                words: line.split('\n').next().unwrap_or_default().to_owned(),
                target: target(record),
            });
        }
    }
}
