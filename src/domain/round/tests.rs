use super::cases::*;
use super::sampling::*;
use super::worklist::is_begun;
use super::*;
use crate::domain::answers::{Answer, PackedAnswers};
use crate::domain::change::Change;
use crate::domain::change::{Author, Seen};
use crate::domain::instrument::{AnswerOption, Area, Question, Scope};
use crate::domain::record::Record;
use crate::domain::review::{PopulationList, ReviewLine, Status};
use crate::domain::sample::reason::{REASONS, reason};
use crate::domain::value::Value;

const ROUND: Id = Id([9; 16]);
const REGION: Id = Id([3; 16]);
const FORM: Id = Id([2; 16]);

fn id(kind: u8, n: usize) -> Id {
    let mut bytes = [kind; 16];
    bytes[15] = n as u8;
    Id(bytes)
}

fn by(who: &str) -> Author<'_> {
    Author { who, today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), saw: Seen(1) }
}

fn instrument() -> Instrument {
    let area = |code: &str, name: &str| Area { code: code.to_owned(), name: name.to_owned(), synonyms: Vec::new() };
    let option = AnswerOption { code: "yes".to_owned(), label: "Yes".to_owned(), credit: Some(Share::ONE), ..AnswerOption::default() };
    let question = |n: usize| Question { code: format!("Q{n}"), area: usize::from(n > 2), ..Question::default() };
    Instrument {
        code: "test".to_owned(),
        title: "Test review".to_owned(),
        version: 1,
        source: String::new(),
        unverified: false,
        in_force_from: Some(2020),
        exit: Scope::EveryQuestion,
        options: vec![option],
        areas: vec![area("IH", "In home"), area("FC", "Foster care")],
        questions: (1..=5).map(question).collect(),
    }
}

/// A file with the region and the instrument, and a round of 2027 if `open`.
fn book(is_open: bool) -> Book {
    let mut book = Book::default();
    book.set(Kind::Region, REGION, Field::Name, Value::text("North"));
    book.set(Kind::Instrument, FORM, Field::Definition, Value::text(serde_json::to_string(&instrument()).unwrap()));
    if is_open {
        let change = setup::open(&book, ROUND, &set_up(2027), Seen(0)).unwrap();
        take(&mut book, &change);
    }
    book
}

fn set_up(year: i32) -> setup::SetUp {
    setup::SetUp {
        instrument: "test".to_owned(),
        year,
        region: REGION,
        title: String::new(),
        from: NaiveDate::from_ymd_opt(year - 1, 7, 1),
        until: NaiveDate::from_ymd_opt(year, 6, 30),
        margin: USUAL_MARGIN,
        confidence: USUAL_CONFIDENCE,
        second_share: USUAL_SECOND,
        challenge_until: None,
    }
}

fn take(book: &mut Book, change: &Change) {
    for edit in &change.edits {
        book.set(edit.kind, edit.record, edit.field, edit.value.clone());
    }
}

/// Eight cases, the even ones at home, the odd ones in care.
fn file() -> RoundFile {
    let case = |n: usize| PopulationCase {
        case_id: format!("C-{n}"),
        office: id(4, 0),
        worker: None,
        supervisor: None,
        stratum: if n.is_multiple_of(2) { "in-home" } else { "FC" }.to_owned(),
        from: None,
        until: None,
    };
    RoundFile {
        round: ROUND,
        population: PopulationList {
            id: Some(id(5, 0)),
            source: "list.csv".to_owned(),
            cases: (1..=8).map(case).collect(),
            reviews: (0..8).map(|n| (id(6, n), id(7, n))).collect(),
        },
        eliminations: Vec::new(),
        reviews: Vec::new(),
        comments: Vec::new(),
        challenges: Vec::new(),
    }
}

/// The round with four of the eight drawn, two of each stratum, and a spare of each.
fn drawn(file: RoundFile) -> Worklist {
    let mut book = book(true);
    let list = Worklist::new(Round::of(&book, ROUND).unwrap(), file.clone());
    let order = DrawOrder { seed: "north-27".to_owned(), size: 4, spares: Some(2), allocation: String::new() };
    take(&mut book, &sampling::draw(&list, &order, by("Rae Sample")).unwrap().change);
    Worklist::new(Round::of(&book, ROUND).unwrap(), file)
}

fn line(review: Id, case_id: &str, status: Status, answered: u16) -> ReviewLine {
    let mut answers = PackedAnswers::default();
    for ordinal in 0..answered {
        answers.set(ordinal, 0, Answer::new(1, None));
    }
    ReviewLine {
        id: review,
        instrument: FORM,
        year: 2027,
        region: REGION,
        office: id(4, 0),
        worker: None,
        supervisor: None,
        round: Some(ROUND),
        second: review.0[0] == 7,
        status,
        case_id: case_id.to_owned(),
        reviewer: "Rae Sample".to_owned(),
        reviewed_on: None,
        covers: 0b11,
        answers,
    }
}

/// An elimination record as the change makes it.
fn recorded(change: &Change) -> Record {
    let mut record = Record::new(change.edits[0].record, Kind::Elimination);
    for edit in &change.edits {
        record.set(edit.field, edit.value.clone());
    }
    record
}

fn ids(list: &Worklist, group: Group) -> Vec<&str> {
    list.cases.iter().filter(|case| case.group == group).map(|case| case.case_id.as_str()).collect()
}

#[test]
fn a_round_has_its_title_from_instrument_year_and_region_and_there_is_one_of_a_key() {
    let book = book(true);
    let round = Round::of(&book, ROUND).unwrap();
    assert_eq!((round.title.as_str(), round.open, round.is_drawn()), ("Test review FY2027, North", true, false));
    assert_eq!((round.usual_seed(&book).as_str(), round.wished_size(500)), ("test-2027-north", 218));
    let again = setup::open(&book, ROUND, &set_up(2027), Seen(0)).unwrap_err();
    assert!(again.starts_with("'Test review FY2027, North' is there already"), "{again}");
    let same = setup::SetUp { title: "test REVIEW fy2027, north".to_owned(), ..set_up(2028) };
    assert!(setup::open(&book, id(9, 1), &same, Seen(0)).unwrap_err().contains("title of another round"));
    assert!(setup::open(&book, id(9, 1), &set_up(2019), Seen(0)).unwrap_err().contains("no version of 'test' is in force"));
    let turned = setup::SetUp { from: set_up(2029).from, ..set_up(2028) };
    assert!(setup::open(&book, id(9, 1), &turned, Seen(0)).unwrap_err().contains("ends before it begins"));
    assert!(setup::open(&book, id(9, 1), &setup::SetUp { region: FORM, ..set_up(2028) }, Seen(0)).unwrap_err().contains("region"));
}

#[test]
fn next_years_round_is_set_up_like_this_one_and_not_drawn() {
    let mut book = book(true);
    let round = drawn(file()).round;
    let change = setup::next_year(&book, &round, id(9, 1), Seen(0)).unwrap();
    take(&mut book, &change);
    let next = Round::of(&book, id(9, 1)).unwrap();
    assert_eq!((next.year, next.is_drawn(), next.open), (2028, false, true));
    assert_eq!(next.until, NaiveDate::from_ymd_opt(2028, 6, 30));
    assert_eq!(next.title, "Test review FY2028, North");
    assert!(setup::next_year(&book, &round, id(9, 1), Seen(0)).unwrap_err().contains("is there already"));
}

#[test]
fn the_cases_stand_in_the_order_of_the_tickets() {
    // hashlib.sha256(f"north-27\0{case}"): C-1 C-6 C-2 C-5 C-4 C-3 C-8 C-7.
    let list = drawn(file());
    assert_eq!(ids(&list, Group::Sample), ["C-1", "C-6", "C-2", "C-5"]);
    assert_eq!(ids(&list, Group::Spare), ["C-3", "C-4"]);
    assert_eq!(list.progress.not_begun, 4);
    assert_eq!(list.progress.of, 3 + 2 + 2 + 3, "a stratum that names an area covers that area");
    assert!(list.sample_words().starts_with("4 drawn of 8, seed 'north-27', 2 spares left, in proportion over 2 strata"));
}

#[test]
fn an_eliminated_case_is_replaced_and_comes_back_when_that_is_taken_back() {
    let list = drawn(file());
    let first = &list.cases[0];
    let other = reason("other").unwrap();
    assert!(eliminate(&list, first, other, " ", id(8, 1), by("x")).unwrap_err().contains("without a note"));
    let done = eliminate(&list, first, &REASONS[0], "", id(8, 1), by("Rae Sample, reviewer")).unwrap();
    assert_eq!(done.question, None);
    let record = recorded(&done.change);
    assert_eq!((record.int(Field::Number), record.text(Field::Who)), (Some(1), "Rae Sample"));
    let list = drawn(RoundFile { eliminations: vec![record], ..file() });
    assert_eq!(ids(&list, Group::Sample), ["C-6", "C-2", "C-5", "C-3"]);
    assert_eq!((ids(&list, Group::Eliminated), ids(&list, Group::Spare)), (vec!["C-1"], vec!["C-4"]));
    // The last one in care has no spare left.
    let fifth = list.cases.iter().find(|case| case.case_id == "C-5").unwrap();
    let asked = eliminate(&list, fifth, &REASONS[1], "", id(8, 2), by("x")).unwrap();
    assert!(asked.question.unwrap().contains("No spare of 'FC' is left"));
    let out = vec![list.file.eliminations[0].clone(), recorded(&asked.change)];
    let short = drawn(RoundFile { eliminations: out, ..file() });
    assert_eq!(short.missing_words().unwrap(), "1 case is missing, no spare is left: 1 in 'FC'");
    // Taken back, the replacement leaves; one that was begun is named.
    let back = list.cases.iter().find(|case| case.group == Group::Eliminated).unwrap();
    let words = |list: &Worklist, case| take_back(list, case, by("x")).unwrap().question.unwrap();
    assert!(words(&list, back).contains("becomes a spare again"));
    let begun = drawn(RoundFile { reviews: vec![line(id(6, 2), "C-3", Status::Final, 5)], ..list.file.clone() });
    let case = begun.cases.iter().find(|case| case.group == Group::Eliminated).unwrap();
    assert!(words(&begun, case).contains("though its review has begun (final)"));
    let undone = drawn(RoundFile { reviews: begun.file.reviews.clone(), ..file() });
    assert_eq!(ids(&undone, Group::Outside), ["C-3"]);
    assert_eq!(undone.strays().count(), 1, "it is warned of");
}

#[test]
fn a_case_whose_review_was_handed_on_is_not_eliminated_and_a_draft_asks() {
    let with = |status, answered| drawn(RoundFile { reviews: vec![line(id(6, 0), "C-1", status, answered)], ..file() });
    let try_it = |list: &Worklist| eliminate(list, &list.cases[0], &REASONS[0], "", id(8, 1), by("x"));
    assert!(try_it(&with(Status::Final, 5)).unwrap_err().contains("is final"));
    assert!(try_it(&with(Status::Ready, 5)).unwrap_err().contains("waits for QA"));
    assert!(try_it(&with(Status::Draft, 2)).unwrap().question.unwrap().contains("has begun (draft, 2 of 5 answered)"));
    assert_eq!(try_it(&with(Status::Draft, 0)).unwrap().question, None, "a name is no beginning");
}

#[test]
fn a_draw_is_refused_once_a_review_has_begun_and_takes_assignments_along_before() {
    let order = DrawOrder { seed: "again".to_owned(), size: 3, ..DrawOrder::default() };
    let begun = drawn(RoundFile { reviews: vec![line(id(6, 0), "C-1", Status::Draft, 1)], ..file() });
    assert!(sampling::draw(&begun, &order, by("x")).unwrap_err().why.contains("1 review has begun"));
    let assigned = drawn(RoundFile { reviews: vec![line(id(6, 0), "C-1", Status::Draft, 0)], ..file() });
    let again = sampling::draw(&assigned, &order, by("x")).unwrap();
    assert!(again.question.unwrap().contains("The sample that is there goes. 1 assignment goes"));
    assert!(again.change.edits.iter().any(|edit| edit.record == id(6, 0) && edit.field == Field::Gone));
    let part = |order: &DrawOrder| sampling::draw(&drawn(file()), order, by("x")).unwrap_err().part;
    assert_eq!(part(&DrawOrder { seed: " ".to_owned(), ..order.clone() }), 0);
    assert_eq!(part(&DrawOrder { seed: "a\u{1b}[2J".to_owned(), ..order.clone() }), 0);
    assert_eq!(part(&DrawOrder { size: 9, ..order.clone() }), 1);
    assert_eq!(part(&DrawOrder { allocation: "nowhere=1".to_owned(), ..order.clone() }), 3);
    assert_eq!(part(&DrawOrder { allocation: "FC=5".to_owned(), ..order }), 3);
}

#[test]
fn the_second_share_is_chosen_by_the_seed_and_by_another_person() {
    // hashlib.sha256(f"north-27 second\0{case}"): of C-1 C-2 C-5 C-6 first C-5, then C-2, C-1, C-6.
    let list = drawn(RoundFile { reviews: vec![line(id(6, 4), "C-5", Status::Draft, 0)], ..file() });
    let chosen = |share| second_choice(&list, Share(share)).iter().map(|case| case.case_id.as_str()).collect::<Vec<_>>();
    assert_eq!((chosen(500), chosen(5000), chosen(0)), (vec!["C-5"], vec!["C-5", "C-2"], vec![]));
    let proposal = assign_share(&list, Share(5000), "rae sample", by("x")).unwrap();
    assert!(proposal.question.unwrap().contains("1 case that rae sample review"));
    let named: Vec<_> = proposal.change.edits.iter().filter(|edit| edit.field == Field::Reviewer).map(|edit| edit.record).collect();
    assert_eq!(named, [id(7, 1)], "C-2 has the name, C-5 waits for another person");
    let fifth = list.cases.iter().find(|case| case.case_id == "C-5").unwrap();
    assert!(assign_second(&list, fifth, "Rae  Sample", id(7, 4), by("x")).unwrap_err().contains("by another person"));
    let change = assign_second(&list, fifth, "Lee Second", id(7, 4), by("x")).unwrap();
    assert!(change.edits.iter().any(|edit| edit.field == Field::Rating && edit.value == Value::Int(2)));
    let twice = drawn(RoundFile { reviews: vec![line(id(7, 4), "C-5", Status::Draft, 0)], ..file() });
    let fifth = twice.cases.iter().find(|case| case.case_id == "C-5").unwrap();
    assert!(assign(&twice, &[fifth], "rae sample", by("x")).unwrap_err().contains("is the second reviewer"));
}

#[test]
fn a_case_is_begun_with_what_the_list_says_and_its_id_stays_out_of_the_words() {
    let list = drawn(file());
    let change = begin(&list, &list.cases[0], by("Rae Sample, reviewer")).unwrap();
    let value = |field| change.edits.iter().find(|edit| edit.field == field).map(|edit| edit.value.clone());
    assert_eq!(value(Field::CaseId), Some(Value::text("C-1")));
    assert_eq!(value(Field::Covers), Some(Value::Int(0b10)), "foster care");
    assert_eq!(value(Field::Reviewer), Some(Value::text("Rae Sample")));
    assert_eq!(value(Field::From), Some(Value::Date(NaiveDate::from_ymd_opt(2026, 7, 1).unwrap())), "the round's period");
    assert!(!change.words.contains("C-1"));
    let spare = list.cases.iter().find(|case| case.group == Group::Spare).unwrap();
    assert!(begin(&list, spare, by("x")).unwrap_err().contains("spare"));
    assert_eq!((usual_areas(&list.round.instrument, "In-Home"), usual_areas(&list.round.instrument, "whatever")), (0b01, 0b11));
}

#[test]
fn a_case_is_added_once_and_never_one_of_the_list() {
    let list = drawn(RoundFile { reviews: vec![line(id(6, 99), "X-1", Status::Draft, 1)], ..file() });
    assert_eq!(ids(&list, Group::Added), ["X-1"]);
    let case = |case_id: &str| AddedCase { case_id: case_id.to_owned(), office: id(4, 0), worker: None, supervisor: None };
    let refused = |case_id: &str, n| add(&list, &case(case_id), id(6, n), by("x")).unwrap_err();
    assert!(refused("X-1", 99).contains("in the round already"));
    assert!(refused("C-1", 0).contains("in the sample already"));
    assert!(refused("C-8", 7).contains("was not drawn"));
    assert!(refused(&"x".repeat(300), 98).contains("up to 80 characters"));
    assert!(refused("a\u{1b}b", 98).contains("control characters"));
    assert!(add(&list, &case("X-2"), id(6, 98), by("x")).is_ok());
    let added = list.cases.iter().find(|case| case.group == Group::Added).unwrap();
    assert!(take_out(&list, added, by("x")).unwrap().question.unwrap().contains("1 of its questions are answered"));
    assert!(take_out(&list, &list.cases[0], by("x")).is_err());
}

#[test]
fn a_round_says_how_far_it_is_and_what_is_open_before_it_closes() {
    let comment = |n, status: &str| {
        let mut record = Record::new(id(10, n), Kind::Comment);
        record.set(Field::Review, Value::Record(id(6, 0)));
        record.set(Field::Status, Value::text(status));
        record
    };
    let reviews =
        vec![line(id(6, 0), "C-1", Status::Final, 5), line(id(6, 5), "C-6", Status::Draft, 2), line(id(6, 1), "C-2", Status::Draft, 0)];
    let list = drawn(RoundFile { reviews, comments: vec![comment(1, "open"), comment(2, "closed")], ..file() });
    let p = list.progress;
    assert_eq!((p.cases, p.last, p.draft, p.not_begun, p.comments), (4, 1, 1, 2, 1));
    assert_eq!((list.cases[0].comments, list.begun()), (1, 2));
    assert!(!is_begun(list.first(&list.cases[2]).unwrap()));
    let asked = setup::close(&list, Seen(1)).unwrap().question.unwrap();
    assert!(asked.starts_with("Still open: 2 cases not begun, 1 draft and 1 comment not closed."), "{asked}");
    assert!(setup::delete(&list, Seen(1)).unwrap_err().contains("has 3 reviews"));
    let closed = Worklist { round: Round { open: false, ..list.round.clone() }, ..list };
    assert!(begin(&closed, &closed.cases[3], by("x")).unwrap_err().contains("closed"));
    assert!(may_draw(&closed).unwrap_err().contains("closed"));
}
