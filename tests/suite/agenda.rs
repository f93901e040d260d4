//! The agenda through the whole program: what is late is put off and comes back, and one person's work goes to another.

use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::domain::record::Record;

use crate::desk::Desk;

fn texts(desk: &mut Desk, kind: Kind, field: Field) -> Vec<String> {
    let book = desk.book();
    book.all(kind).into_iter().map(|record: &Record| record.text(field).to_owned()).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_late_step_is_put_off_with_a_reason_and_comes_back_on_its_day() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-0>").sees("Overdue (").sees("days late");
    desk.keys("p").sees("Put off: ");
    desk.keys("11/1/2026<Ctrl-S>").sees("is not after today");
    desk.keys("<Esc>p12/1/2026<Tab>the trainer is ill<Ctrl-S>").sees("Saved: put off until Tue 1 Dec 2026");
    desk.sees("Put off 1").sees("Put off until Tue 1 Dec 2026 by").sees("the trainer is ill").sees("late");
    desk.keys("<Ctrl-Z>").sees("Put off 0");
    desk.keys("<Ctrl-Y>").sees("Put off 1");
    desk.comes_back_on(2026, 11, 30).keys("<Alt-0>").sees("Put off 1");
    desk.comes_back_on(2026, 12, 1).keys("<Alt-0>").sees("Put off 0").sees("Was put off until Tue 1 Dec 2026 by");
    desk.is_sound();
}

#[test]
fn one_persons_work_goes_to_another_in_one_step_and_back() {
    let mut desk = Desk::empty(120, 40);
    desk.keys("<Alt-0>").sees("Everything with a date stands here");
    desk.meanwhile(|store| {
        use milepost::domain::change::Change;
        use milepost::domain::value::Value;
        let book = store.load().unwrap();
        let mut change = Change::new("owners of steps", book.seen);
        for (at, step) in book.all(Kind::Step).into_iter().take(5).enumerate() {
            let owner = if at == 4 { "Lee Sample" } else { "Panel; Pat Example" };
            change.set(step.id, Kind::Step, Field::Owner, Value::text(owner));
            change.set(step.id, Kind::Step, Field::Due, Value::Date("2026-11-10".parse().unwrap()));
        }
        store.commit(&change).unwrap();
    });
    desk.keys("<Alt-0>").sees("Overdue (5)").sees("11 days late");
    desk.keys("W").sees("Whose items").keys("Pat<Enter>").sees("only Pat Example").sees("All 4");
    desk.keys("y").sees("Hand over to another person").keys("<Tab>Kim Demo<Ctrl-S>");
    desk.sees("Hand over from Pat Example to Kim Demo: 4 milestone").keys("<Enter>").sees("Saved: 4 items handed over");
    let owners = texts(&mut desk, Kind::Step, Field::Owner);
    assert_eq!(owners.iter().filter(|owner| *owner == "Panel; Kim Demo").count(), 4, "{owners:?}");
    desk.keys("<Ctrl-Z>");
    let owners = texts(&mut desk, Kind::Step, Field::Owner);
    assert_eq!(owners.iter().filter(|owner| *owner == "Panel; Pat Example").count(), 4, "{owners:?}");
    // Enter leads to the record.
    desk.keys("<Esc><Ctrl-Home><Enter>").does_not_see("Waiting for me");
    desk.is_sound();
}

#[test]
fn the_agenda_stands_on_every_screen() {
    for (columns, rows) in [(200, 60), (120, 35), (80, 24), (60, 16)] {
        let mut desk = Desk::new(columns, rows);
        desk.keys("<Alt-0>").sees("Overdue").sees("Due ");
        for key in ["T", "T", "T", "<Ctrl-N>", "<Ctrl-B>", "<PgDn>", "<Ctrl-End>", "W", "<Esc>", "f", "<Esc>", "H", "<Alt-0>"] {
            desk.keys(key);
        }
        desk.sees("Overdue");
    }
}
