use super::*;
use crate::domain::change::{Change, ChangeKind, Seen, Written};
use crate::domain::milestone::{MilestoneState, milestones};
use crate::domain::score::tests::instrument;
use crate::domain::score_table::tests::{book, id, tally};
use crate::domain::standing::Standing;
use crate::domain::value::Value;

use crate::domain::change::Author;

const MET: [i32; 6] = [0, 9, 0, 1, 0, 0];
const BELOW: [i32; 6] = [0, 5, 0, 5, 0, 0];

/// North (1) and South (2), a milestone of two years in a row (207) and one of judgement (203).
fn file() -> Book {
    let mut book = book(&[instrument(&[8500, 8500])]);
    book.set(Kind::Plan, id(200), Field::Title, Value::text("Plan"));
    for (n, rule) in [(3u8, "judgement"), (7, "standing")] {
        let record = id(200 + n);
        book.set(Kind::Milestone, record, Field::Plan, Value::Record(id(200)));
        book.set(Kind::Milestone, record, Field::Number, Value::Int(i64::from(n)));
        for (field, value) in [(Field::Rule, rule), (Field::Instrument, "cpr"), (Field::Name, "Milestone")] {
            book.set(Kind::Milestone, record, field, Value::text(value));
        }
    }
    book
}

const WHOLE: Subject = Subject { milestone: Id([203; 16]), region: None };
const NORTH: Subject = Subject { milestone: Id([207; 16]), region: Some(Id([1; 16])) };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

struct Desk {
    book: Book,
    next: u8,
}

impl Desk {
    fn take(&mut self, of: Subject, step: Step, evidence: &str, reason: &str) -> Result<(), String> {
        let said = Said { day: day("2026-03-10"), who: "", evidence, reason, facts: "Computed: judged then" };
        self.say(of, step, said)
    }

    fn say(&mut self, of: Subject, step: Step, said: Said) -> Result<(), String> {
        let next = &mut self.next;
        let by = Author { who: "Pat Example, QA reviewer", today: day("2026-03-10"), saw: Seen(0) };
        let change = make(&self.book, of, step, said, by, &mut || {
            *next += 1;
            id(*next)
        })?;
        self.apply(&change);
        Ok(())
    }

    fn apply(&mut self, change: &Change) {
        assert!(change.words.chars().count() <= 70, "{}", change.words);
        self.book.apply(&Written {
            kind: ChangeKind::Edit,
            words: change.words.clone(),
            edits: change.edits.clone(),
            seen: Seen(1),
            counts_moved: false,
        });
    }

    fn steps(&self, milestone: Id) -> Vec<&'static str> {
        trail(&self.book, milestone).into_iter().filter_map(step).map(Step::words).collect()
    }

    fn state(&self, number: i64) -> MilestoneState {
        milestones(&self.book, id(200), 2026).into_iter().find(|s| s.number == number).unwrap()
    }
}

fn desk() -> Desk {
    Desk { book: file(), next: 20 }
}

#[test]
fn a_milestone_is_proposed_exited_and_opened_again_and_all_of_it_stays() {
    let mut desk = desk();
    desk.take(WHOLE, Step::Proposed, "All structures stand", "").unwrap();
    assert_eq!(recorded(&desk.book, WHOLE).status, Status::ExitProposed);
    desk.take(WHOLE, Step::Exited, "Reviewed by the board", "").unwrap();
    let now = recorded(&desk.book, WHOLE);
    assert_eq!((now.status, now.day, now.who.as_str()), (Status::Exited, Some(day("2026-03-10")), "Pat Example"));
    assert_eq!(computed_then(&desk.book, WHOLE), Some("judged then"));
    desk.take(WHOLE, Step::Reopened, "", "The board was dissolved").unwrap();
    let now = recorded(&desk.book, WHOLE);
    assert_eq!((now.status, now.day, now.evidence.as_str()), (Status::Open, None, ""));
    assert_eq!(desk.steps(id(203)), ["exit proposed", "exit recorded", "opened again"]);
    let exit = trail(&desk.book, id(203))[1];
    assert_eq!((exit.text(Field::Evidence), exit.date(Field::Day)), ("Reviewed by the board", Some(day("2026-03-10"))), "kept");
    assert_eq!(trail(&desk.book, id(203))[2].text(Field::Reason), "The board was dissolved");
}

#[test]
fn an_exit_recorded_before_there_was_a_trail_is_kept_when_it_is_opened_again() {
    let mut desk = desk();
    let set = |book: &mut Book, field, value| book.set(Kind::Milestone, id(203), field, value);
    set(&mut desk.book, Field::Status, Value::text("exited"));
    set(&mut desk.book, Field::ExitedOn, Value::Date(day("2001-06-30")));
    set(&mut desk.book, Field::ExitedBy, Value::text("Lee Sample"));
    set(&mut desk.book, Field::Evidence, Value::text("Structures in place"));
    desk.take(WHOLE, Step::Reopened, "", "Looked at anew").unwrap();
    assert_eq!(desk.steps(id(203)), ["exit recorded", "opened again"]);
    let kept = trail(&desk.book, id(203))[0];
    assert_eq!(
        (kept.date(Field::Day), kept.text(Field::Who), kept.text(Field::Evidence)),
        (Some(day("2001-06-30")), "Lee Sample", "Structures in place")
    );
}

#[test]
fn an_exit_that_was_corrected_since_is_kept_as_it_stood_last() {
    let mut desk = desk();
    desk.take(WHOLE, Step::Proposed, "", "").unwrap();
    desk.take(WHOLE, Step::Exited, "First words", "").unwrap();
    desk.book.set(Kind::Milestone, id(203), Field::Evidence, Value::text("Better words"));
    desk.take(WHOLE, Step::Reopened, "", "Why not").unwrap();
    let evidence: Vec<&str> = trail(&desk.book, id(203)).into_iter().map(|r| r.text(Field::Evidence)).collect();
    assert_eq!(evidence, ["", "First words", "Better words", ""]);
}

#[test]
fn a_step_back_asks_for_its_reason_and_an_exit_for_its_evidence() {
    let mut desk = desk();
    let refused = |desk: &mut Desk, step, reason| desk.take(WHOLE, step, "", reason).unwrap_err();
    assert_eq!(refused(&mut desk, Step::Exited, ""), "'Record the exit' is no step from here: it is open now");
    desk.take(WHOLE, Step::Proposed, "", "").unwrap();
    assert!(refused(&mut desk, Step::Withdrawn, " ").starts_with("A step back asks for its reason"));
    assert!(refused(&mut desk, Step::Exited, "").starts_with("An exit rests on evidence"));
    let tomorrow = Said { day: day("2026-03-11"), who: "", evidence: "x", reason: "", facts: "" };
    assert!(desk.say(WHOLE, Step::Exited, tomorrow).unwrap_err().starts_with("This day has not come yet"));
    desk.take(WHOLE, Step::Withdrawn, "", "Too early").unwrap();
    assert_eq!(recorded(&desk.book, WHOLE), Recorded::default());
}

#[test]
fn a_region_goes_its_own_road_and_leaves_the_milestone_alone() {
    let mut desk = desk();
    desk.take(NORTH, Step::Proposed, "Two good years", "").unwrap();
    assert_eq!(recorded(&desk.book, NORTH).status, Status::ExitProposed);
    assert_eq!(desk.state(7).status, Status::Open);
    desk.take(NORTH, Step::Exited, "Two good years, seen by the panel", "").unwrap();
    assert_eq!(region_exit(&desk.book, id(207), id(1)).unwrap().text(Field::ExitedBy), "Pat Example");
    let south = Subject { region: Some(id(2)), ..NORTH };
    assert_eq!(recorded(&desk.book, south), Recorded::default(), "the other region has its own");
    desk.take(NORTH, Step::Reopened, "", "Recorded for the wrong region").unwrap();
    assert!(region_exit(&desk.book, id(207), id(1)).is_none());
    assert_eq!(recorded(&desk.book, NORTH), Recorded::default());
    assert_eq!(desk.steps(id(207)).len(), 3);
}

#[test]
fn readiness_says_what_is_missing_since_when_and_when_it_can_be() {
    let mut desk = desk();
    let years = [(2022, [MET, MET]), (2023, [MET, MET]), (2024, [MET, BELOW]), (2025, [MET, BELOW]), (2026, [MET, BELOW])];
    let mut tallies: Vec<_> = years.iter().map(|(year, rows)| tally(100, 1, *year, rows)).collect();
    tallies.extend(
        [(2023, [BELOW, MET]), (2024, [MET, MET]), (2025, [MET, MET]), (2026, [MET, MET])].map(|(y, rows)| tally(100, 2, y, &rows)),
    );
    desk.book.set_tallies(tallies);
    let of = |desk: &Desk, year| readiness(&desk.book, desk.book.get(id(207)).unwrap(), year);
    let seen = of(&desk, 2026);
    // 5 of 10 against 85 %: 9 of 10 are the fewest that reach it.
    assert_eq!((seen[0].below(), seen[0].missing(), seen[0].since(), seen[0].earliest()), (1, Some(4), Some(2024), Some(2028)));
    assert_eq!(seen[0].words(), "1 of 2 questions sustained; 1 below by 4 cases, the longest since 2024; 2028 at the earliest.");
    // A.1 was met from 2024 on, A.2 from 2023: all of it from 2024.
    assert_eq!((seen[1].sustained(), seen[1].since(), seen[1].earliest()), (true, Some(2024), Some(2026)));
    assert_eq!(seen[1].words(), "All 2 questions sustained since 2024.");
    assert_eq!(of(&desk, 2024)[1].words(), "1 of 2 questions sustained; 1 met for the first year; 2025 at the earliest.");
    assert_eq!(of(&desk, 2024)[1].since(), Some(2024), "all is met, though not yet for two years");
    assert_eq!(of(&desk, 2023)[1].since(), Some(2023), "one is below");
    assert_eq!(of(&desk, 2027)[0].words(), "No review in 2027; 2029 at the earliest.");
    assert_eq!(seen[0].standing(Standing::BelowTwoYears), 1);

    desk.take(NORTH, Step::Proposed, "", "").unwrap();
    desk.take(NORTH, Step::Exited, "Two good years", "").unwrap();
    let fallen = &of(&desk, 2026)[0];
    assert!(fallen.fallen() && fallen.earliest().is_none(), "it stays exited, with a warning");
    assert_eq!(fallen.words(), "1 of 2 questions sustained; 1 below by 4 cases, the longest since 2024.");
    assert!(desk.state(7).reason.contains("fallen since its exit: North"), "{}", desk.state(7).reason);
}

#[test]
fn whatever_is_recorded_nothing_that_is_computed_moves_and_the_other_way_round() {
    // Every walk of six steps, each taken wherever it can be.
    let walks = Step::ALL.len().pow(6);
    for walk in 0..walks {
        let mut desk = desk();
        desk.book.set_tallies(vec![tally(100, 1, 2025, &[MET, MET]), tally(100, 1, 2026, &[MET, BELOW])]);
        let computed = |desk: &Desk| [3, 7].map(|n| (desk.state(n).computed, desk.state(n).steps));
        let before = computed(&desk);
        let (mut rest, mut taken) = (walk, 0);
        for _ in 0..6 {
            let step = Step::ALL[rest % 4];
            rest /= 4;
            taken += usize::from(desk.take(WHOLE, step, "seen", "because").is_ok());
        }
        assert_eq!(computed(&desk), before, "walk {walk}");
        assert_eq!(trail(&desk.book, id(203)).len(), taken, "each step leaves one record in walk {walk}");
        let stands = recorded(&desk.book, WHOLE);
        desk.book.set_tallies(vec![tally(100, 1, 2026, &[BELOW, BELOW]), tally(100, 2, 2026, &[BELOW, BELOW])]);
        assert_eq!(recorded(&desk.book, WHOLE), stands, "walk {walk}");
    }
}
