//! Who did what: a reviewer comes back, sees what others have changed, looks at one change before and after, goes to where it
//! lives, and takes an older one back.

use milepost::domain::book::Book;
use milepost::domain::change::Change;
use milepost::domain::field::Field;
use milepost::domain::id::Id;
use milepost::domain::kind::Kind;
use milepost::domain::value::Value;
use milepost::store::Who;

use crate::desk::Desk;

const STEP: &str = "Train all supervisors";

/// Someone else changes fields of a record in a sitting of their own.
fn someone(desk: &mut Desk, who: &str, words: &str, record: Id, kind: Kind, fields: &[(Field, Value)]) {
    desk.meanwhile(|store| {
        let actor = store.derived_id("actor", &[who]);
        store.act_as(Who { actor, words: format!("{who}, QA reviewer") });
        let mut change = Change::new(words, store.seen().unwrap());
        for (field, value) in fields {
            change.set(record, kind, *field, value.clone());
        }
        store.commit(&change).unwrap();
    });
}

fn milestone(book: &Book) -> Id {
    book.all(Kind::Milestone)[0].id
}

/// A desk of Rae's own, and a step that Lee has made meanwhile.
fn desk() -> (Desk, Id) {
    let mut desk = Desk::empty(120, 36);
    let (milestone, step) = (milestone(desk.book()), desk.shell().store().new_ids(1)[0]);
    let fields = [(Field::Milestone, Value::Record(milestone)), (Field::Text, Value::text(STEP))];
    someone(&mut desk, "Lee Sample", "new step", step, Kind::Step, &fields);
    (desk, step)
}

fn owner(desk: &mut Desk, step: Id) -> String {
    desk.book().get(step).map(|record| record.text(Field::Owner).to_owned()).unwrap_or_default()
}

#[test]
fn home_says_what_others_have_changed_until_it_is_looked_at() {
    let (mut desk, step) = desk();
    desk.sees(": 1 change by 1 person (1 step)").sees("shows them");
    let due = Value::Date("2026-03-15".parse().unwrap());
    someone(&mut desk, "Kim Other", "due date of the step", step, Kind::Step, &[(Field::Due, due)]);
    desk.sees(": 1 change by 1 person (1 step)");
    desk.keys("<Alt-h>").sees("since you were last here").sees("due date of the step").does_not_see("new step");
    desk.sees("due date  nothing > 3/15/2026").sees(&format!("step '{STEP}' of milestone"));
    desk.keys("<Esc>").sees("Milestones").does_not_see("shows them");
    desk.keys("<Alt-h>").sees("Everything, by everyone").sees("new step");
    desk.reopen();
    desk.does_not_see("shows them");
    assert_eq!(desk.history(1), ["due date of the step"], "being here leaves no line in the history");
    desk.is_sound();
}

#[test]
fn at_the_smallest_usual_size_the_line_takes_one_row_and_only_while_it_tells_something() {
    let (mut desk, _) = desk();
    desk.resize(80, 24).sees("shows them");
    let told = desk.screen();
    assert!(told.lines().nth(2).is_some_and(|line| line.contains("1 change by 1 person")), "{told}");
    desk.keys("<Alt-h><Esc>");
    assert!(!desk.screen().contains("1 change by 1 person"));
}

#[test]
fn one_person_s_changes_are_found_looked_at_and_followed_to_where_they_live() {
    let (mut desk, step) = desk();
    someone(&mut desk, "Kim Other", "owner of the step", step, Kind::Step, &[(Field::Owner, Value::text("Pat"))]);
    someone(&mut desk, "Lee Sample", "other owner", step, Kind::Step, &[(Field::Owner, Value::text("Ann"))]);
    desk.keys("<Alt-h><Alt-h><F7>Lee<Enter><Ctrl-S>")
        .sees("by Lee Sample")
        .sees("other owner")
        .sees("new step")
        .does_not_see("owner of the step");
    desk.sees("owner  Pat > Ann");
    desk.keys("/other<Ctrl-S>").sees("by Lee Sample \u{b7} 'other'").does_not_see("new step");
    desk.keys("<Enter>").sees(STEP).does_not_see("by Lee Sample");
    // From the record to its own history, and back.
    desk.keys("<Alt-l>").sees("owner of the step").sees("other owner").sees("new step").sees("3 changes").sees("Esc back");
    desk.keys("<Esc>").sees(STEP).does_not_see("Esc back");
}

#[test]
fn an_older_change_is_taken_back_and_brought_back_and_what_stands_on_it_goes_with_it() {
    let (mut desk, step) = desk();
    someone(&mut desk, "Kim Other", "owner of the step", step, Kind::Step, &[(Field::Owner, Value::text("Pat"))]);
    let due = Value::Date("2026-03-15".parse().unwrap());
    someone(&mut desk, "Lee Sample", "due date of the step", step, Kind::Step, &[(Field::Due, due)]);
    desk.keys("<Alt-h><Alt-h><Down>").sees("nothing > Pat");
    desk.keys("u").sees("Take back 'owner of the step' (Kim Other").keys("<Esc>");
    assert_eq!(owner(&mut desk, step), "Pat", "nobody said yes");
    desk.keys("u<Enter>").sees("Taken back: owner of the step");
    assert_eq!(owner(&mut desk, step), "");
    assert!(desk.book().get(step).unwrap().date(Field::Due).is_some(), "what came after it stays");
    desk.keys("<Ctrl-Y>").sees("Redone: owner of the step");
    assert_eq!(owner(&mut desk, step), "Pat");
    // The step itself was made before all of this.
    desk.keys("/new step<Ctrl-S>").sees("new step");
    desk.keys("u").sees("2 newer changes stand on").sees("would go with it").sees("Take all 3").keys("<Enter>");
    desk.sees("Taken back: new step, and 2 changes with it");
    assert_eq!(desk.book().all(Kind::Step).iter().filter(|record| record.text(Field::Text) == STEP).count(), 0);
    desk.keys("u").sees("Bring back").keys("<Enter>").sees("Brought back");
    assert_eq!(owner(&mut desk, step), "Pat");
    desk.is_sound();
    // What is never taken back says so.
    desk.keys("<Esc><Ctrl-End>u").sees("cannot be taken back").sees("never taken back");
}
