//! Stories of forms: fields are filled by typing, choices narrow, days are understood, faults stand under their field.

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::command::{Chosen as Choices, Ids};
use crate::domain::book::Book;
use crate::domain::id::Id;

struct Desk {
    asked: Asked,
    book: Book,
    chosen: Choices,
    ids: Ids,
    filled: Option<Form>,
    done: Vec<Effect>,
}

fn form() -> Form {
    let regions = ["Canyon", "Mesa", "North Valley"].map(str::to_owned).to_vec();
    let fields = vec![
        FormField::new("Region", Takes::OneOf(regions)),
        FormField::new("Cases", Takes::Number).with("40"),
        FormField::new("Until", Takes::Day),
        FormField::new("Note", Takes::Lines),
    ];
    Form::new("test", "A new round", "Reviews of one region and year.", fields)
}

impl Desk {
    fn new(form: Form) -> Desk {
        Desk::of(Asked::new(form))
    }

    fn of(asked: Asked) -> Desk {
        Desk { asked, book: Book::default(), chosen: Choices::default(), ids: Ids::new(|| Id::NIL), filled: None, done: Vec::new() }
    }

    fn take(&mut self, input: Input) -> &mut Desk {
        let area = Area { x: 0, y: 0, width: 80, height: 24 };
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let cx = Context { book: &self.book, today, ids: &self.ids, day_first: false, chosen: &self.chosen, area, focused: true };
        if let Outcome::Do(effects) = self.asked.update(input, &cx) {
            if let [Effect::Filled(form)] = &effects[..] {
                self.filled = Some(form.clone());
            }
            self.done = effects;
        }
        self
    }

    fn typed(&mut self, text: &str) -> &mut Desk {
        for c in text.chars() {
            self.take(Input::Typed(c));
        }
        self
    }

    fn command(&mut self, command: Command) -> &mut Desk {
        self.take(Input::Command(command))
    }

    fn screen(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let area = Area { x: 0, y: 0, width: 80, height: 24 };
        let cx = Context { book: &self.book, today, ids: &self.ids, day_first: false, chosen: &self.chosen, area, focused: true };
        terminal.draw(|frame| self.asked.view(frame, &Theme::default(), &cx)).unwrap();
        let buffer = terminal.backend().buffer();
        let line = |y| (0..80).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..24).map(line).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

#[test]
fn what_is_typed_stands_for_the_choice_that_was_proposed() {
    let mut form = form();
    form.fields[0].value = "Canyon".to_owned();
    let mut desk = Desk::new(form);
    desk.typed("nor").command(Command::Next).command(Command::Previous).typed("mes").command(Command::Next).command(Command::Save);
    assert_eq!(desk.filled.take().unwrap().text(0), "Mesa");
}

#[test]
fn fields_are_filled_one_after_the_other_and_come_back_as_values() {
    let mut desk = Desk::new(form());
    desk.typed("nor").command(Command::Enter).command(Command::SelectAll).typed("45").command(Command::Enter);
    desk.typed("12/31").command(Command::Enter).typed("first").command(Command::NewLine).typed("second").command(Command::Enter);
    let values: Vec<String> = desk.filled.take().unwrap().fields.into_iter().map(|field| field.value).collect();
    assert_eq!(values, ["North Valley", "45", "2026-12-31", "first\nsecond"]);
}

#[test]
fn a_field_at_fault_keeps_the_form_and_says_why() {
    let mut desk = Desk::new(form());
    desk.command(Command::Next).typed("x").command(Command::Save);
    assert_eq!(desk.filled, None);
    assert_eq!(desk.asked.form.fault, Some((1, "'x' is not a whole number. Write digits only.".to_owned())));
    desk.command(Command::DeleteLeft).command(Command::Next).typed("31 apr").command(Command::Save);
    assert_eq!((desk.filled.is_none(), desk.asked.at), (true, 2));
    let desk = Desk::new(form().at_fault(1, "more than there are"));
    assert!(desk.screen().contains("more than there are"));
}

#[test]
fn it_says_whether_leaving_would_lose_something() {
    let mut desk = Desk::new(form());
    assert!(!desk.asked.holds());
    desk.command(Command::Next).typed("7");
    assert!(desk.asked.holds());
    assert!(Desk::new(form().at_fault(1, "more than there are")).asked.holds(), "what did not do is typed again by nobody");
}

#[test]
fn it_shows_its_fields_and_what_the_one_in_hand_says() {
    let mut desk = Desk::new(form());
    desk.typed("n");
    let screen = desk.screen();
    for words in [
        "A new round",
        "Reviews of one region and year.",
        "Until   3/15, +30d, next fri, eom",
        "North Valley",
        "Enter next field  Ctrl-S accept",
    ] {
        assert!(screen.contains(words), "{words}:\n{screen}");
    }
    assert!(!screen.contains("Mesa"), "the list is narrowed to what was typed:\n{screen}");
    desk.command(Command::Next).command(Command::Next).typed("fri");
    assert!(desk.screen().contains("Fri 27 Nov 2026"), "{}", desk.screen());
}

#[test]
fn who_works_here_is_asked_with_a_name_that_must_be_given() {
    let mut desk = Desk::of(crate::overlays::who::who("", ""));
    desk.command(Command::Enter).typed("QA reviewer").command(Command::Enter);
    assert!(desk.done.is_empty() && desk.screen().contains("a name is needed"), "{}", desk.screen());
    desk.typed(" Ann Example").command(Command::Enter).command(Command::Enter);
    assert_eq!(desk.done, [Effect::Introduce { name: "Ann Example".to_owned(), role: "QA reviewer".to_owned() }]);
}
