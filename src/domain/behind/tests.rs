use std::collections::BTreeMap;

use proptest::prelude::*;

use super::worth::{Shows, Worth, contributions, label, worth};
use super::*;
use crate::domain::answers::{Answer, PackedAnswers, Why};
use crate::domain::instrument::Instrument;
use crate::domain::kind::Kind;
use crate::domain::review::{ReviewLine, Status};
use crate::domain::score::tests::instrument;
use crate::domain::share::Share;
use crate::domain::value::Value;

pub(crate) fn id(group: u8, n: u8) -> Id {
    let mut bytes = [0; 16];
    (bytes[0], bytes[15]) = (group, n);
    Id(bytes)
}

pub(crate) const VERSION: Id = Id([3; 16]);

/// Two regions of two offices, three workers; one version with four questions in two areas.
pub(crate) fn book() -> Book {
    let mut book = Book::default();
    for (n, name) in ["Canyon", "Mesa"].iter().enumerate() {
        book.set(Kind::Region, id(1, n as u8), Field::Name, Value::text(*name));
    }
    for n in 0..4 {
        book.set(Kind::Office, id(2, n), Field::Name, Value::text(format!("Office {n}")));
        book.set(Kind::Office, id(2, n), Field::Region, Value::Record(id(1, n / 2)));
    }
    for n in 1..4 {
        book.set(Kind::Worker, id(4, n), Field::Name, Value::text(format!("Worker {n}")));
    }
    book.set(Kind::Instrument, VERSION, Field::Definition, Value::text(serde_json::to_string(&asks()).unwrap()));
    book
}

pub(crate) fn asks() -> Instrument {
    let mut asks = instrument(&[8500, 9000, 8500, 9000]);
    asks.code = "cpr".into();
    asks.areas =
        ["IH", "FC"].map(|code| crate::domain::instrument::Area { code: code.into(), name: code.into(), synonyms: vec![] }).to_vec();
    for (n, question) in asks.questions.iter_mut().enumerate() {
        question.code = format!("Q{n}");
        question.area = n / 2;
        question.continues = None;
    }
    asks
}

/// A review as drawn: office, worker (0 is nobody), areas covered, answers (question, occurrence, option).
pub(crate) type Drawn = (u8, u8, u64, Vec<(u16, u16, u8)>);

pub(crate) fn line(n: usize, (office, worker, covers, given): &Drawn) -> ReviewLine {
    let mut answers = PackedAnswers::default();
    for (question, occurrence, option) in given {
        // What is not covered is not answered: an import covers the areas of its answers.
        if covers >> (question / 2) & 1 == 1 {
            answers.set(*question, *occurrence, Answer::new(*option, None));
        }
    }
    ReviewLine {
        id: id(9, n as u8),
        instrument: VERSION,
        year: 2026,
        region: id(1, office / 2),
        office: id(2, *office),
        worker: (*worker > 0).then(|| id(4, *worker)),
        supervisor: (*worker > 1).then(|| id(4, 1)),
        round: None,
        second: false,
        status: Status::Final,
        case_id: format!("C-{n}"),
        reviewer: "Rae Sample".into(),
        reviewed_on: None,
        covers: *covers,
        answers,
    }
}

/// Counts by worker as the store would keep them; without workers those of the book.
pub(crate) fn tallies(lines: &[ReviewLine], by_worker: bool) -> Vec<Tally> {
    let mut found: BTreeMap<(Id, Option<Id>, Option<Id>), Tally> = BTreeMap::new();
    for line in lines {
        let (worker, supervisor) = if by_worker { (line.worker, line.supervisor) } else { (None, None) };
        let tally = found.entry((line.office, worker, supervisor)).or_insert_with(|| Tally {
            instrument: VERSION,
            year: line.year,
            region: line.region,
            office: line.office,
            worker,
            supervisor,
            provisional: false,
            reviews: 0,
            counts: crate::domain::counts::Counts::new(4, 5),
        });
        tally.reviews += 1;
        line.answers.tally_into(&mut tally.counts, &asks(), line.covers, 1);
    }
    found.into_values().collect()
}

fn of(question: Option<&str>, area: Option<&str>) -> Behind {
    Behind { instrument: "cpr".into(), year: 2026, question: question.map(Into::into), area: area.map(Into::into), ..Behind::default() }
}

/// Everything of a figure that can be added up.
fn sums(parts: &[Part]) -> (u64, Vec<u64>, u64, u64, u64) {
    let mut sum = (0, vec![0; 5], 0, 0, 0);
    for part in parts {
        let score = &part.row.score;
        sum.0 += part.reviews;
        sum.1.iter_mut().zip(&score.counts).for_each(|(a, b)| *a += b);
        sum.2 += score.applicable.unwrap();
        sum.3 += score.credit.unwrap();
        sum.4 += score.unanswered;
    }
    sum
}

/// Goes down every way from a figure and holds each level against the one above it; at the end the cases themselves.
fn holds_together(book: &Book, lines: &[ReviewLine], behind: &Behind) {
    let (by_office, by_worker) = (tallies(lines, false), tallies(lines, true));
    let counts = |b: &Behind| if b.office.is_some() { &by_worker } else { &by_office };
    let whole = behind.whole(book, counts(behind)).unwrap();
    let splits: Vec<By> = match behind.split() {
        Some(By::Worker) if behind.supervisor.is_none() => vec![By::Worker, By::Supervisor],
        by => by.into_iter().collect(),
    };
    for by in splits {
        let parts = behind.parts(book, counts(behind), by);
        assert_eq!(sums(&parts), sums(std::slice::from_ref(&whole)), "{behind:?} by {by:?}");
        for part in parts {
            holds_together(book, lines, &behind.of(by, part.id));
        }
    }
    let filter = behind.filter(book);
    let cases: Vec<&ReviewLine> = lines
        .iter()
        .filter(|l| filter.region.is_none_or(|r| r == l.region) && filter.office.is_none_or(|o| o == l.office))
        .filter(|l| filter.worker.is_none_or(|w| w == l.worker) && filter.supervisor.is_none_or(|s| s == l.supervisor))
        .filter(|l| filter.areas.first().is_none_or(|areas| areas & l.covers != 0))
        .collect();
    assert_eq!(cases.len() as u64, whole.reviews, "{behind:?}");
    let Some(question) = behind.question.as_deref().and_then(|code| asks().question(code)) else { return };
    let all: Vec<_> = cases.iter().flat_map(|l| contributions(l, &asks(), question as u16)).collect();
    let credit = |w: Worth| match w {
        Worth::Raised(share) | Worth::Partly(share) => u64::from(share.0),
        _ => 0,
    };
    let counted = all.iter().filter(|c| !matches!(c.worth, Worth::Excluded | Worth::Unanswered)).count();
    assert_eq!(Some(counted as u64), whole.row.score.applicable);
    assert_eq!(Some(all.iter().map(|c| credit(c.worth)).sum()), whole.row.score.credit);
    assert_eq!(all.iter().filter(|c| c.worth == Worth::Unanswered).count() as u64, whole.row.score.unanswered);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_level_adds_up_to_the_figure_above_it_down_to_the_cases(
        drawn in prop::collection::vec((0u8..4, 0u8..4, 1u64..4, prop::collection::vec((0u16..4, 0u16..3, 1u8..6), 0..7)), 1..40)
    ) {
        let book = {
            let mut book = book();
            let lines: Vec<ReviewLine> = drawn.iter().enumerate().map(|(n, d)| line(n, d)).collect();
            book.set_tallies(tallies(&lines, false));
            book
        };
        let lines: Vec<ReviewLine> = drawn.iter().enumerate().map(|(n, d)| line(n, d)).collect();
        let has = |about: &Behind| about.whole(&book, book.tallies()).is_some();
        for about in [of(Some("Q1"), None), of(Some("Q2"), None), of(None, Some("FC")), of(None, None)] {
            if has(&about) {
                holds_together(&book, &lines, &about);
            }
        }
    }
}

#[test]
fn where_one_is_is_said_step_by_step() {
    let book = book();
    let down = of(Some("Q1"), None).of(By::Region, Some(id(1, 0))).of(By::Office, Some(id(2, 1))).of(By::Worker, None);
    assert_eq!(down.trail(&book), ["Q1 FY2026", "Canyon", "Office 1", "no worker named"]);
    assert_eq!(of(None, None).of(By::Region, Some(id(7, 7))).trail(&book), ["All questions FY2026", "(no name)"]);
    assert_eq!((down.split(), of(None, None).split()), (None, Some(By::Region)));
}

#[test]
fn a_version_without_the_question_has_no_cases_behind_it() {
    let mut book = book();
    let mut other = asks();
    other.version = 2;
    other.questions.remove(3);
    book.set(Kind::Instrument, id(3, 9), Field::Definition, Value::text(serde_json::to_string(&other).unwrap()));
    let first = line(1, &(0, 0, 3, vec![(0, 0, 1)]));
    let mut tally = tallies(&[first], false);
    tally.push(Tally { instrument: id(3, 9), ..tally[0].clone() });
    book.set_tallies(tally);
    assert_eq!(of(Some("Q3"), None).filter(&book).forms, [(VERSION, Some(3))]);
    assert_eq!(of(Some("Q2"), None).filter(&book).forms.len(), 2);
    assert_eq!(of(Some("none"), None).filter(&book).forms, []);
    let elsewhere = Behind { year: 1999, ..of(Some("Q2"), None) };
    assert!(elsewhere.filter(&book).forms.is_empty() && elsewhere.whole(&book, book.tallies()).is_none(), "new this year");
}

#[test]
fn an_answer_raises_lowers_or_takes_no_part_and_says_so() {
    let asks = asks();
    let labels: Vec<&str> = asks.options.iter().map(|o| o.code.as_str()).collect();
    assert_eq!(labels, ["yes", "partial", "no", "ec", "na"]);
    let worths: Vec<Worth> = (0..=5).map(|option| worth(&asks, 0, option)).collect();
    let half = Worth::Partly(Share(5000));
    assert_eq!(worths, [Worth::Unanswered, Worth::Raised(Share::ONE), half, Worth::Lowered, Worth::Excluded, Worth::Excluded]);
    let mut case = line(0, &(0, 0, 1, vec![(0, 0, 3), (0, 2, 1), (1, 0, 5)]));
    case.answers.set(0, 0, Answer::new(3, Some(Why::Late)));
    let said = |q| contributions(&case, &asks, q).iter().map(|c| (c.occurrence, c.words(&asks))).collect::<Vec<_>>();
    assert_eq!(said(0), [(0, "counts 0".to_owned()), (2, "counts 1".to_owned())]);
    assert_eq!(said(1).len(), 1);
    assert!(said(1)[0].1.starts_with("excluded: "), "{:?}", said(1));
    assert_eq!(said(2), [], "its area is not covered");
    let covered = ReviewLine { covers: 3, ..case.clone() };
    assert_eq!(contributions(&covered, &asks, 2)[0].worth, Worth::Unanswered);
}

#[test]
fn the_filter_goes_round_and_knows_the_options_of_each_sort() {
    let asks = asks();
    let options: Vec<_> = Shows::ALL.iter().map(|shows| shows.options(&asks, 0).unwrap()).collect();
    assert_eq!(options, [vec![], vec![1], vec![2, 3], vec![4, 5], vec![0]]);
    assert_eq!(Shows::Unanswered.next(), Shows::All);
    let mut narrow = asks.clone();
    narrow.options.truncate(1);
    assert_eq!(Shows::Excluded.options(&narrow, 0), None);
    assert_eq!(label(&asks, Answer::new(30, None)), "(unknown answer)");
}
