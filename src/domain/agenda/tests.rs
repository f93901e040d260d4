use proptest::prelude::*;

use super::*;
use crate::domain::change::{Author, Seen};
use crate::domain::review::Status;
use crate::domain::value::Value;

fn id(n: u8) -> Id {
    Id([n; 16])
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A value from a short text: a day if it reads as one, a record after `#`, several after `##`.
fn value(text: &str) -> Value {
    if let Some(several) = text.strip_prefix("##") {
        return Value::Records(several.split(',').map(|n| id(n.parse().unwrap())).collect());
    }
    if let Some(n) = text.strip_prefix('#') {
        return Value::Record(id(n.parse().unwrap()));
    }
    text.parse::<NaiveDate>().map_or_else(|_| Value::text(text), Value::Date)
}

fn put(book: &mut Book, kind: Kind, n: u8, fields: &[(Field, &str)]) {
    for (field, text) in fields {
        book.set(kind, id(n), *field, value(text));
    }
}

fn apply(book: &mut Book, change: &crate::domain::change::Change) {
    for edit in &change.edits {
        book.set(edit.kind, edit.record, edit.field, edit.value.clone());
    }
}

fn fresh() -> impl Fn() -> Id {
    let next = std::cell::Cell::new(200u8);
    move || {
        next.set(next.get() + 1);
        id(next.get())
    }
}

fn by(today: &str) -> Author<'static> {
    Author { who: "Rae Sample, QA reviewer", today: day(today), saw: Seen(0) }
}

/// A Mini PIP (1) of an office (50) in a region (51) with an element (2).
fn plan(book: &mut Book, stage: &str) {
    put(book, Kind::Region, 51, &[(Field::Name, "Canyon")]);
    put(book, Kind::Office, 50, &[(Field::Name, "Ridge"), (Field::Region, "#51")]);
    put(book, Kind::MiniPip, 1, &[(Field::Title, "Plan"), (Field::Stage, stage), (Field::Office, "#50")]);
    put(book, Kind::Element, 2, &[(Field::MiniPip, "#1"), (Field::Title, "Engage")]);
}

fn seen(book: &Book, today: &str) -> Vec<(u8, What, When)> {
    agenda(book, day(today)).into_iter().map(|item| (item.record.0[0], item.what, item.when)).collect()
}

#[test]
fn what_is_not_done_stands_by_its_date_with_the_overdue_on_top() {
    let mut book = Book::default();
    plan(&mut book, "draft");
    put(&mut book, Kind::Row, 3, &[(Field::Element, "#2"), (Field::CompletionDue, "2026-02-20")]);
    put(&mut book, Kind::Row, 4, &[(Field::Element, "#2"), (Field::CompletionDue, "2026-08-01")]);
    put(&mut book, Kind::Row, 5, &[(Field::Element, "#2"), (Field::Completed, "2026-02-01"), (Field::FollowUpDue, "2026-03-05")]);
    put(&mut book, Kind::Plan, 9, &[(Field::Title, "Milestones")]);
    put(&mut book, Kind::Milestone, 6, &[(Field::Plan, "#9"), (Field::Name, "Milestone")]);
    put(&mut book, Kind::Step, 7, &[(Field::Milestone, "#6"), (Field::Due, "2026-03-10"), (Field::Status, "open")]);
    put(&mut book, Kind::Step, 8, &[(Field::Milestone, "#6"), (Field::Due, "2026-03-10"), (Field::Status, "done")]);
    put(&mut book, Kind::Meeting, 10, &[(Field::MiniPip, "#1"), (Field::Day, "2026-03-12"), (Field::Time, "6 pm")]);
    put(&mut book, Kind::Meeting, 11, &[(Field::MiniPip, "#1"), (Field::Day, "2026-02-01")]);
    assert_eq!(
        seen(&book, "2026-03-01"),
        [
            (3, What::Completion, When::Overdue),
            (5, What::FollowUp, When::Soon),
            (7, What::Step, When::Soon),
            (10, What::Meeting, When::Soon),
            (4, What::Completion, When::Later),
        ]
    );
    let items = agenda(&book, day("2026-03-01"));
    assert_eq!((items[0].region, items[0].office, items[0].belongs.as_str()), (Some(id(51)), Some(id(50)), "Plan"));
    assert_eq!((items[2].region, items[2].belongs.as_str(), items[3].time.as_str()), (None, "Milestone", "6 pm"));
}

#[test]
fn checks_and_answers_of_others_stand_on_the_agenda_until_they_are_there() {
    let mut book = Book::default();
    plan(&mut book, "final_evaluation");
    put(&mut book, Kind::Element, 2, &[(Field::Until, "2026-03-05")]);
    let row = [(Field::MiniPip, "#1"), (Field::Method, "Case reading"), (Field::Frequency, "quarterly"), (Field::Due, "2026-02-15")];
    put(&mut book, Kind::Evaluation, 3, &row);
    put(&mut book, Kind::Evaluation, 3, &[(Field::Who, "QA unit; Pat Example")]);
    put(&mut book, Kind::Frozen, 4, &[(Field::MiniPip, "#1"), (Field::Title, "Draft")]);
    for (n, sent, answered) in [(5, "2026-02-01", ""), (6, "2026-02-01", "2026-02-04"), (7, "2026-02-20", "")] {
        put(
            &mut book,
            Kind::Recipient,
            n,
            &[(Field::Frozen, "#4"), (Field::Name, "Panel"), (Field::Sent, sent), (Field::Answered, answered)],
        );
    }
    let asked = [(Field::MiniPip, "#1"), (Field::Text, "A trainer"), (Field::Day, "2025-11-01"), (Field::Owner, "Centre")];
    put(&mut book, Kind::Request, 8, &asked);
    put(&mut book, Kind::Request, 9, &[(Field::MiniPip, "#1"), (Field::Day, "2025-11-01"), (Field::Reply, "Yes")]);
    assert_eq!(
        seen(&book, "2026-03-01"),
        [
            (3, What::Check, When::Overdue),
            (5, What::Answer, When::Overdue),
            (3, What::Evaluation, When::Soon),
            (1, What::Report, When::Soon),
            (7, What::Answer, When::Soon),
            (3, What::Check, When::Later),
            (8, What::Assistance, When::Waiting),
        ]
    );
    let items = agenda(&book, day("2026-03-01"));
    assert!(mine(&items[0], "pat example, QA reviewer") && mine(&items[6], "Centre"));
    assert!(!mine(&items[0], "Pat") && !mine(&items[3], "review panel"), "a role is nobody's name");
}

#[test]
fn a_change_asked_for_and_the_next_gate_wait_for_the_lead_by_name_or_by_role() {
    let mut book = Book::default();
    plan(&mut book, "draft");
    put(&mut book, Kind::MiniPip, 1, &[(Field::ImplementationDate, "2026-04-01")]);
    put(
        &mut book,
        Kind::Asking,
        3,
        &[(Field::MiniPip, "#1"), (Field::Text, "A target"), (Field::Day, "2026-02-20"), (Field::Who, "Panel")],
    );
    let closed = [(Field::MiniPip, "#1"), (Field::Day, "2026-02-20"), (Field::Status, "changed")];
    put(&mut book, Kind::Asking, 4, &closed);
    let told = |book: &Book| -> Vec<(What, NaiveDate, String, bool)> {
        agenda(book, day("2026-03-01")).into_iter().map(|item| (item.what, item.due, item.who, item.role)).collect()
    };
    let role = "local lead".to_owned();
    let dues = (day("2026-03-06"), day("2026-04-01"));
    assert_eq!(told(&book), [(What::Change, dues.0, role.clone(), true), (What::Gate, dues.1, role, true)]);
    put(&mut book, Kind::PipPerson, 5, &[(Field::MiniPip, "#1"), (Field::Part, "lead"), (Field::Name, "Lee Sample")]);
    let lead = "Lee Sample".to_owned();
    assert_eq!(told(&book), [(What::Change, dues.0, lead.clone(), false), (What::Gate, dues.1, lead, false)]);
    let gate = &agenda(&book, day("2026-03-01"))[1];
    assert!(gate.text.starts_with("Gate 'submitted', before implementation begins"), "{}", gate.text);
    let asked = Asked { view: View::Waiting, me: "Lee Sample".to_owned(), ..Asked::default() };
    let items = agenda(&book, day("2026-03-01"));
    assert_eq!(show(&items, &asked, Period::Day, day("2026-03-01")).order, [0, 1]);
    let me = Asked { me: "Rae Sample".to_owned(), ..asked };
    assert_eq!(show(&items, &me, Period::Day, day("2026-03-01")).order, [0; 0]);
}

#[test]
fn committees_studies_areas_and_starts_stand_there_until_they_are_closed() {
    let mut book = Book::default();
    plan(&mut book, "selected");
    put(&mut book, Kind::Committee, 10, &[(Field::Name, "Regional QIC"), (Field::Region, "#51")]);
    for (n, when, status) in
        [(11, "2026-02-10", "planned"), (12, "2026-03-10", ""), (13, "2026-02-11", "held"), (14, "2026-03-11", "cancelled")]
    {
        put(&mut book, Kind::Session, n, &[(Field::Committee, "#10"), (Field::Day, when), (Field::Status, status)]);
    }
    for (n, due, status) in
        [(20, "2026-03-02", "open"), (21, "2026-03-03", "accepted"), (22, "2026-03-04", "declined"), (23, "2026-03-04", "done")]
    {
        let fields = [
            (Field::Committee, "#10"),
            (Field::Due, due),
            (Field::Status, status),
            (Field::Owner, "Pat Example"),
            (Field::Text, "More homes"),
        ];
        put(&mut book, Kind::Recommendation, n, &fields);
    }
    put(&mut book, Kind::Study, 30, &[(Field::Title, "Placements"), (Field::Until, "2026-03-20"), (Field::Status, "under_way")]);
    put(&mut book, Kind::Study, 31, &[(Field::Title, "Reunion"), (Field::Until, "2026-03-20"), (Field::Status, "done")]);
    put(&mut book, Kind::ProblemArea, 32, &[(Field::Title, "Length of stay"), (Field::Due, "2026-03-21"), (Field::Status, "open")]);
    put(&mut book, Kind::ProblemArea, 33, &[(Field::Title, "Re-entry"), (Field::Due, "2026-03-21"), (Field::Status, "done")]);
    put(&mut book, Kind::Candidate, 40, &[(Field::Office, "#50"), (Field::Day, "2026-04-01"), (Field::MiniPip, "#1")]);
    assert_eq!(
        seen(&book, "2026-03-01"),
        [
            (11, What::CommitteeMeeting, When::Overdue),
            (20, What::Recommendation, When::Soon),
            (21, What::Recommendation, When::Soon),
            (12, What::CommitteeMeeting, When::Soon),
            (30, What::Study, When::Later),
            (32, What::ProblemArea, When::Later),
            (40, What::Start, When::Later),
        ]
    );
    let first = &agenda(&book, day("2026-03-01"))[0];
    assert_eq!(
        (first.text.as_str(), first.belongs.as_str(), first.region),
        ("Was this meeting held? Write it down", "Regional QIC", Some(id(51)))
    );
    put(&mut book, Kind::MiniPip, 1, &[(Field::Stage, "organised")]);
    assert!(!seen(&book, "2026-03-01").iter().any(|(_, what, _)| *what == What::Start), "the plan has begun");
}

#[test]
fn scans_stand_there_by_supervisor_and_month() {
    let mut book = Book::default();
    plan(&mut book, "selected");
    put(&mut book, Kind::Worker, 60, &[(Field::Name, "Sam Super"), (Field::Role, "supervisor"), (Field::Office, "#50")]);
    for (worker, assignment, name) in [(61, 71, "Ann"), (62, 72, "Bob"), (63, 73, "Cyd")] {
        put(&mut book, Kind::Worker, worker, &[(Field::Name, name), (Field::Role, "caseworker"), (Field::Office, "#50")]);
        let of = format!("#{worker}");
        put(
            &mut book,
            Kind::Assignment,
            assignment,
            &[(Field::Worker, &of), (Field::Supervisor, "#60"), (Field::Office, "#50"), (Field::From, "2020-01-01")],
        );
    }
    let scan = |n: u8, worker: u8, month: &str| crate::domain::scan::Scan {
        id: id(n),
        worker: id(worker),
        supervisor: Some(id(60)),
        office: Some(id(50)),
        region: Some(id(51)),
        month: day(month),
        done: Some(day(month)),
        excused: false,
        well: Vec::new(),
        needs: Vec::new(),
    };
    let done = [scan(80, 61, "2026-02-01"), scan(81, 62, "2026-02-01"), scan(82, 61, "2026-03-01")];
    assert!(scans(&book, &[], day("2026-03-10")).is_empty(), "an agency without scans is late with none");
    let items = scans(&book, &done, day("2026-03-10"));
    let told: Vec<_> = items.iter().map(|i| (i.due, i.text.as_str(), i.who.as_str(), i.belongs.as_str(), i.when)).collect();
    assert_eq!(
        told,
        [
            (day("2026-02-28"), "1 scan was missed: Cyd", "Sam Super", "February 2026", When::Overdue),
            (day("2026-03-31"), "2 scans still to do: Bob, Cyd", "Sam Super", "March 2026", When::Later),
        ]
    );
    assert_eq!(
        (items[0].office, items[0].region, scan_months(day("2026-03-10"))),
        (Some(id(50)), Some(id(51)), (day("2026-02-01"), day("2026-03-01")))
    );
}

#[test]
fn an_item_that_is_put_off_comes_back_on_its_day_and_stays_late() {
    let mut book = Book::default();
    plan(&mut book, "draft");
    put(&mut book, Kind::Row, 3, &[(Field::Element, "#2"), (Field::CompletionDue, "2026-02-20"), (Field::Text, "Train screeners")]);
    let fresh = fresh();
    let off = |book: &Book, today: &str, until: &str, reason: &str| {
        let items = agenda(book, day(today));
        put_off(&[&items[0]], Some(day(until)), reason, by(today), &fresh)
    };
    assert_eq!(off(&book, "2026-03-01", "2026-03-01", "ill").unwrap_err().0, 0, "today is not later");
    assert_eq!(off(&book, "2026-03-01", "2026-03-05", "  ").unwrap_err().0, 1, "a reason is asked for");
    let change = off(&book, "2026-03-01", "2026-03-05", "ill").unwrap();
    assert_eq!(change.words, "put off until Thu 5 Mar 2026: Train screeners");
    apply(&mut book, &change);
    let at = |book: &Book, today: &str| {
        let items = agenda(book, day(today));
        let shown = show(&items, &Asked::default(), Period::Day, day(today));
        (items[0].due, items[0].when, items[0].off.is_some(), shown.groups[0].heading, shown.totals.overdue)
    };
    assert_eq!(at(&book, "2026-03-04"), (day("2026-02-20"), When::Overdue, true, Heading::PutOff, 0));
    assert_eq!(at(&book, "2026-03-05"), (day("2026-02-20"), When::Overdue, false, Heading::Overdue, 1));
    // The newest word holds, and all of it stays on record.
    let again = off(&book, "2026-03-02", "2026-03-20", "still ill").unwrap();
    apply(&mut book, &again);
    assert!(at(&book, "2026-03-10").2);
    let back = bring_back(&[&agenda(&book, day("2026-03-10"))[0]], by("2026-03-10")).unwrap();
    apply(&mut book, &back);
    assert!(!at(&book, "2026-03-10").2);
    let said: Vec<String> = put_offs(&book, &agenda(&book, day("2026-03-10"))[0]).into_iter().map(|off| off.reason).collect();
    assert_eq!(said, ["still ill", "ill"]);
    // Another due day is another matter.
    apply(&mut book, &again);
    put(&mut book, Kind::Row, 3, &[(Field::CompletionDue, "2026-03-12")]);
    assert!(!at(&book, "2026-03-10").2);
}

#[test]
fn names_are_taken_whole_and_others_stay() {
    let told = |text: &str| names(text).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        told(" Pat Example;  Lee Sample, QA unit\nKim and Jo & Al/Bo"),
        ["Pat Example", "Lee Sample", "QA unit", "Kim", "Jo", "Al", "Bo"]
    );
    assert_eq!(told("A and B and C"), ["A", "B", "C"]);
    assert_eq!(told(" ; ,"), Vec::<String>::new());
    let to = |text: &str| replaced(text, "Pat Example", "Lee Sample");
    assert_eq!(to("pat  example").as_deref(), Some("Lee Sample"));
    assert_eq!(to("QA unit; Pat Example, supervisor").as_deref(), Some("QA unit; Lee Sample, supervisor"));
    assert_eq!(to("Pat Examples; Patty"), None);
    assert_eq!(to("Pat Example; Lee Sample").as_deref(), Some("Lee Sample"));
    assert_eq!(to("Lee Sample and Pat Example").as_deref(), Some("Lee Sample"));
    assert_eq!(to("Kim; Pat Example; Lee Sample").as_deref(), Some("Kim; Lee Sample"));
}

#[test]
fn all_of_one_person_goes_to_another_and_what_is_locked_or_said_is_left() {
    let mut book = Book::default();
    plan(&mut book, "implementing");
    put(
        &mut book,
        Kind::PipPerson,
        20,
        &[(Field::MiniPip, "#1"), (Field::Part, "lead"), (Field::Name, "Pat Example"), (Field::Position, "i")],
    );
    put(
        &mut book,
        Kind::PipPerson,
        21,
        &[(Field::MiniPip, "#1"), (Field::Part, "member"), (Field::Name, "Kim Demo"), (Field::Position, "j")],
    );
    put(&mut book, Kind::Element, 2, &[(Field::Responsible, "##20")]);
    put(&mut book, Kind::Row, 3, &[(Field::Element, "#2"), (Field::CompletionDue, "2026-02-20"), (Field::People, "##21,20")]);
    put(&mut book, Kind::Row, 4, &[(Field::Element, "#2"), (Field::Text, "No day"), (Field::People, "##20")]);
    put(&mut book, Kind::Row, 5, &[(Field::Element, "#2"), (Field::Completed, "2026-01-01"), (Field::People, "##20")]);
    put(&mut book, Kind::Frozen, 6, &[(Field::MiniPip, "#1"), (Field::Title, "v1")]);
    put(&mut book, Kind::Recipient, 7, &[(Field::Frozen, "#6"), (Field::Name, "Pat Example"), (Field::Sent, "2026-02-20")]);
    put(&mut book, Kind::MiniPip, 30, &[(Field::Title, "Old plan"), (Field::Stage, "released")]);
    put(&mut book, Kind::PipPerson, 31, &[(Field::MiniPip, "#30"), (Field::Name, "Pat Example")]);
    put(&mut book, Kind::Element, 32, &[(Field::MiniPip, "#30"), (Field::Responsible, "##31")]);
    put(&mut book, Kind::Plan, 9, &[(Field::Title, "Milestones")]);
    put(&mut book, Kind::Milestone, 10, &[(Field::Plan, "#9"), (Field::Name, "Milestone")]);
    put(&mut book, Kind::Step, 11, &[(Field::Milestone, "#10"), (Field::Owner, "QA unit; Pat Example")]);
    put(&mut book, Kind::Step, 12, &[(Field::Milestone, "#10"), (Field::Owner, "Pat Example"), (Field::Status, "done")]);
    let review = |n: u8, status, reviewer: &str, other: &str| Owed {
        review: Some(id(n)),
        case: format!("C-{n}"),
        office: id(50),
        status,
        begun: true,
        reviewer: reviewer.to_owned(),
        other: other.to_owned(),
    };
    let reviews = vec![
        review(90, Status::Draft, "Pat Example", ""),
        review(91, Status::Final, "Pat Example", ""),
        review(92, Status::Returned, "Pat Example", "Lee Sample"),
        review(93, Status::Draft, "Kim Demo", ""),
    ];
    let works = [casework::work(id(40), reviews)];
    let items = agenda(&book, day("2026-03-01"));
    let hand = |scope, from, to| hand_over(&book, &works, scope, (from, to), by("2026-03-01"), &fresh());
    assert_eq!(hand(Scope::All(&items), "Nobody", "Lee Sample").unwrap_err().0, 0);
    assert_eq!(hand(Scope::All(&items), "Pat Example", "pat example").unwrap_err().0, 1);
    assert_eq!(hand(Scope::All(&items), "Pat Example", "Lee; Kim").unwrap_err().0, 1);
    let all = hand(Scope::All(&items), "Pat Example", "Lee Sample").unwrap();
    assert_eq!(all.counts, ["2 action steps", "1 case review", "1 element", "1 milestone step"]);
    assert_eq!(
        all.left,
        [
            "1 answer (a version was sent to them; send it to another recipient)",
            "1 case review (Lee Sample makes the other review of the case)",
            "1 case review (final)",
            "1 element ('Old plan' is released)",
        ]
    );
    assert_eq!(all.change.words, "5 items handed over from Pat Example to Lee Sample");
    let mut after = book.clone();
    apply(&mut after, &all.change);
    let text = |n: u8, field| after.get(id(n)).unwrap().text(field).to_owned();
    assert_eq!((text(11, Field::Owner), text(12, Field::Owner)), ("QA unit; Lee Sample".to_owned(), "Pat Example".to_owned()));
    let made = after.parts(id(1), Kind::PipPerson).into_iter().find(|p| p.text(Field::Name) == "Lee Sample").unwrap();
    assert_eq!(made.text(Field::Part), "member", "nobody becomes a lead by the way");
    let people = |n: u8, field| after.get(id(n)).unwrap().records(field).to_vec();
    assert_eq!(people(3, Field::People), [id(21), made.id]);
    assert_eq!((people(4, Field::People), people(2, Field::Responsible)), (vec![made.id], vec![made.id]));
    assert_eq!((people(5, Field::People), people(32, Field::Responsible)), (vec![id(20)], vec![id(31)]), "what is done or released stays");
    // Of chosen items only those go, and to a person whom the plan knows.
    let chosen: Vec<&Item> = items.iter().filter(|item| item.record == id(3)).collect();
    let some = hand(Scope::Chosen(&chosen), "Pat Example", "Kim Demo").unwrap();
    assert_eq!((some.counts.as_slice(), some.change.edits.len()), (&["1 action step".to_owned()][..], 1));
    assert_eq!(some.change.edits[0].value, Value::Records(vec![id(21)]), "each person once");
}

#[test]
fn days_are_told_in_words() {
    let told = |due: &str| distance(day(due), day("2026-03-10"));
    for (due, words) in [
        ("2026-03-07", "3 days late"),
        ("2026-03-09", "1 day late"),
        ("2026-03-10", "today"),
        ("2026-03-11", "tomorrow"),
        ("2026-05-09", "in 60 days"),
        ("2026-06-10", "in 3 months"),
        ("2025-11-10", "3 months late"),
        ("2024-01-10", "2 years late"),
    ] {
        assert_eq!(told(due), words, "{due}");
    }
    let head = |at: &str, period| heading(Heading::Days(shown::first_of(day(at), period), period), day("2026-03-10"));
    assert_eq!(head("2026-03-10", Period::Day), "Today, Tue 10 Mar 2026");
    assert_eq!(head("2026-03-15", Period::Week), "This week, until Sun 15 Mar 2026");
    assert_eq!(head("2026-03-16", Period::Week), "Next week, until Sun 22 Mar 2026");
    assert_eq!(head("2026-12-30", Period::Month), "December 2026");
}

fn any_item() -> impl Strategy<Value = Item> {
    let names = prop::sample::select(vec!["", "Pat", "Lee", "Pat; Lee", "QA unit"]);
    (0u8..5, -40i64..90, 0usize..22, 0u8..3, names, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(record, away, what, region, who, role, waits, off)| {
            let today = day("2026-03-10");
            let due = today + chrono::Duration::days(away);
            let mut list = List { today, items: Vec::new() };
            let of = Belongs { of: id(9), title: "Plan", region: (region > 0).then(|| id(region)), office: None };
            let who = if role { Who::Role(who) } else { Who::Name(who) };
            list.add(due, What::ALL[what], id(record + 1), of, "Text", who);
            let mut item = list.items.remove(0);
            if waits {
                item.when = When::Waiting;
            }
            item.off = off.then(|| Off { record: id(99), until: today, reason: String::new(), who: String::new(), day: None });
            item
        },
    )
}

proptest! {
    #[test]
    fn no_item_is_lost_or_doubled_by_groups_and_filters(items in prop::collection::vec(any_item(), 0..60), period in 0usize..3) {
        let (period, today) = (Period::ALL[period], day("2026-03-10"));
        let whole = show(&items, &Asked::default(), period, today);
        let mut all = whole.order.clone();
        all.sort_unstable();
        prop_assert_eq!(all, (0..items.len()).collect::<Vec<_>>());
        let mut next = 0;
        for group in &whole.groups {
            prop_assert_eq!(group.items.start, next);
            prop_assert!(!group.items.is_empty());
            next = group.items.end;
        }
        prop_assert_eq!(next, items.len());
        prop_assert!(whole.groups.windows(2).all(|two| two[0].heading < two[1].heading));
        prop_assert_eq!(whole.totals.all, items.len());
        // Each sort and each region once, and together they are all.
        let sorts: usize = Sort::ALL.into_iter().map(|sort| show(&items, &Asked { sort: Some(sort), ..Asked::default() }, period, today).order.len()).sum();
        prop_assert_eq!(sorts, items.len());
        let regions: usize = [1, 2].into_iter().map(|n| show(&items, &Asked { region: Some(id(n)), ..Asked::default() }, period, today).order.len()).sum();
        let one = show(&items, &Asked { region: Some(id(1)), ..Asked::default() }, period, today);
        prop_assert_eq!(regions + one.totals.statewide, items.len());
        // A figure of a tab is what the tab shows besides what is put off.
        for view in [View::Mine, View::Overdue, View::Waiting] {
            let asked = Asked { view, me: "Pat".to_owned(), ..Asked::default() };
            let shown = show(&items, &asked, period, today);
            let figure = match view {
                View::Mine => shown.totals.mine,
                View::Overdue => shown.totals.overdue,
                _ => shown.totals.waiting,
            };
            let there = shown.order.iter().filter(|at| items[**at].off.is_none()).count();
            prop_assert_eq!(there, figure);
        }
        prop_assert_eq!(show(&items, &Asked { view: View::PutOff, ..Asked::default() }, period, today).order.len(), whole.totals.put_off);
    }
}
