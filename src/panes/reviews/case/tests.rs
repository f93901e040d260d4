//! Stories of a case on its screen, against a small store of one case.

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::command::{Area as Rect, Chosen, Ids};
use crate::domain::answers::{Answer, PackedAnswers, Why};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeKind, Edit, Seen, Slot, Written};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::{AnswerOption, Area, AskedIf, DomainOf, Instrument, Question, Repeats, Scope};
use crate::domain::kind::Kind;
use crate::domain::outcome::{Condition, OutcomeCase, OutcomeRule};
use crate::domain::query::{Answer as Told, Query};
use crate::domain::record::Record;
use crate::domain::review::{CaseFile, ReviewLine};
use crate::domain::share::Share;
use crate::domain::value::Value;

const REVIEW: Id = Id([9; 16]);
const FORM: Id = Id([8; 16]);

/// Two areas: plain questions, a skip rule, months, persons, a short list of answers, a computed one.
pub(super) fn instrument() -> Instrument {
    let option = |key: char, label: &str, credit: Option<u32>, why: bool| AnswerOption {
        code: label.to_lowercase(),
        label: label.to_owned(),
        key: Some(key),
        credit: credit.map(Share),
        synonyms: Vec::new(),
        why,
    };
    let question = |code: &str, text: &str| Question {
        code: code.to_owned(),
        text: text.to_owned(),
        guidance: "Yes: the record shows it, with its day. No: it does not. Not applicable: nothing fell due.".to_owned(),
        domain: Some(DomainOf::Safety),
        goal: Share(8500),
        ..Question::default()
    };
    let all = |is: u8| OutcomeCase { answer: is, when: vec![Condition { of: Vec::new(), is: vec![is], least: None, most: None }] };
    Instrument {
        code: "test".to_owned(),
        title: "Test review".to_owned(),
        version: 1,
        source: String::new(),
        unverified: false,
        in_force_from: None,
        exit: Scope::EveryQuestion,
        options: vec![
            option('y', "Yes", Some(10_000), false),
            option('p', "Partial", Some(5_000), true),
            option('n', "No", Some(0), true),
            option('e', "Extenuating circumstance", None, false),
            option('x', "Not applicable", None, false),
        ],
        areas: [("A", "Safety first"), ("B", "The plan")]
            .map(|(code, name)| Area { code: code.to_owned(), name: name.to_owned(), synonyms: Vec::new() })
            .to_vec(),
        questions: vec![
            question("A.1", "Was the child seen alone?"),
            Question {
                asked_if: Some(AskedIf { question: "A.1".to_owned(), is: vec![1, 2], otherwise: 5 }),
                ..question("A.2", "Was it noted what the child said?")
            },
            Question { repeats: Repeats::Months, ..question("A.3", "Did the worker visit in each month?") },
            Question {
                repeats: Repeats::Named(vec!["Mother".to_owned(), "Father".to_owned()]),
                ..question("A.4", "Was the parent asked about the plan?")
            },
            Question { answers: vec![1, 3, 5], ..question("A.5", "Was the safety assessment done in time?") },
            Question { area: 1, basis: "policy 300.1".to_owned(), ..question("B.1", "Is there a current plan?") },
            Question {
                area: 1,
                outcome: Some(OutcomeRule {
                    items: vec!["A.1".to_owned(), "B.1".to_owned()],
                    cases: vec![all(1), OutcomeCase { answer: 3, when: Vec::new() }],
                }),
                ..question("B.2", "Outcome of the area")
            },
        ],
    }
}

pub(super) fn file(status: Status) -> CaseFile {
    CaseFile {
        line: ReviewLine {
            id: REVIEW,
            instrument: FORM,
            year: 2026,
            region: Id([1; 16]),
            office: Id([2; 16]),
            worker: Some(Id([3; 16])),
            supervisor: None,
            round: Some(Id([4; 16])),
            second: false,
            status,
            case_id: "C-1042".to_owned(),
            reviewer: "Rae Sample".to_owned(),
            reviewed_on: None,
            covers: 0b11,
            answers: PackedAnswers::default(),
        },
        from: NaiveDate::from_ymd_opt(2026, 1, 1),
        until: NaiveDate::from_ymd_opt(2026, 4, 30),
        note: String::new(),
        remarks: std::collections::BTreeMap::new(),
        labels: std::collections::BTreeMap::new(),
        comments: Vec::new(),
        challenges: Vec::new(),
        corrections: Vec::new(),
        seats: Vec::new(),
        interviews: Vec::new(),
        last: None,
        imported: false,
        other: None,
    }
}

/// The screen of a case and the file behind it.
struct Bench {
    case: Case,
    file: CaseFile,
    book: Book,
    size: (u16, u16),
    ids: Ids,
    /// What was said, refused, asked or confirmed last.
    said: String,
    form: Option<crate::command::Form>,
    /// What was written, in words.
    written: Vec<String>,
    past: Vec<CaseFile>,
    /// Why the file takes nothing.
    shut: Option<String>,
}

impl Bench {
    fn new(status: Status) -> Bench {
        Bench::of(&instrument(), file(status))
    }

    fn of(instrument: &Instrument, file: CaseFile) -> Bench {
        let mut book = Book::default();
        book.set(Kind::Instrument, FORM, Field::Definition, Value::text(serde_json::to_string(instrument).unwrap()));
        book.set(Kind::Office, Id([2; 16]), Field::Name, Value::text("Canyon"));
        book.set(Kind::Worker, Id([3; 16]), Field::Name, Value::text("Ann Example"));
        book.set(Kind::Worker, Id([3; 16]), Field::Office, Value::Record(Id([2; 16])));
        book.set(Kind::Round, Id([4; 16]), Field::Status, Value::text("open"));
        book.set(Kind::Round, Id([4; 16]), Field::ChallengeUntil, Value::Date(NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()));
        book.facts.who = "Pat Example, QA leader".to_owned();
        let next = std::cell::Cell::new(100u8);
        let ids = Ids::new(move || {
            next.set(next.get() + 1);
            Id([next.get(); 16])
        });
        let mut bench = Bench {
            case: Case::of(REVIEW, None),
            file,
            book,
            size: (120, 35),
            ids,
            said: String::new(),
            form: None,
            written: Vec::new(),
            past: Vec::new(),
            shut: None,
        };
        bench.arrives();
        bench
    }

    fn with<R>(&mut self, act: impl FnOnce(&mut Case, &Context) -> R) -> R {
        let chosen = Chosen::default();
        let area = Rect { x: 0, y: 0, width: self.size.0, height: self.size.1 };
        let today = NaiveDate::from_ymd_opt(2026, 5, 10).unwrap();
        let cx = Context { book: &self.book, today, ids: &self.ids, day_first: false, chosen: &chosen, area, focused: true };
        act(&mut self.case, &cx)
    }

    fn arrives(&mut self) {
        let effects = self.with(Level::arrive);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Write(change) => self.write(&change),
                Effect::Confirm { question, change } => {
                    self.said = question;
                    self.write(&change);
                }
                Effect::Read(Query::Case { .. }) => {
                    let told = Told::Case(Some(Box::new(self.file.clone())));
                    self.hears(&Event::Answered(told));
                }
                Effect::Refuse(words) | Effect::Say(words) => self.said = words,
                Effect::Ask(form) => self.form = Some(form),
                Effect::Pick { title, lines, .. } => {
                    let lines: Vec<String> = lines.into_iter().map(|(words, _)| words).collect();
                    self.said = format!("{title} {}", lines.join(" | "));
                }
                Effect::Copy { text, .. } => self.said = text,
                other => self.said = format!("{other:?}"),
            }
        }
    }

    fn write(&mut self, change: &Change) {
        if let Some(why) = self.shut.clone() {
            return self.hears(&Event::Refused(why));
        }
        self.past.push(self.file.clone());
        for edit in &change.edits {
            apply(&mut self.file, edit);
        }
        instrument().derive(&mut self.file.line.answers);
        self.written.push(change.words.clone());
        self.tell(ChangeKind::Edit, change.edits.clone());
    }

    fn tell(&mut self, kind: ChangeKind, edits: Vec<Edit>) {
        self.book.seen = Seen(self.book.seen.0 + 1);
        let words = self.written.last().cloned().unwrap_or_default();
        self.hears(&Event::Written(Written { kind, words, edits, seen: self.book.seen, counts_moved: false }));
    }

    fn hears(&mut self, event: &Event) {
        let effects = self.with(|case, cx| case.hear(event, cx));
        self.carry_out(effects);
    }

    /// Takes the last change of one answer back.
    fn undoes(&mut self, slot: Slot) {
        self.file = self.past.pop().unwrap();
        let value = Value::Int(i64::from(self.answer(slot).byte()));
        self.tell(ChangeKind::Undo, vec![Edit { record: REVIEW, kind: Kind::Review, field: Field::Given, slot, value }]);
    }

    fn does(&mut self, input: Input) -> bool {
        self.said.clear();
        let effects = self.with(|case, cx| case.update(input, cx));
        let stays = effects.is_some();
        self.carry_out(effects.unwrap_or_default());
        stays
    }

    fn types(&mut self, keys: &str) -> &mut Bench {
        for c in keys.chars() {
            self.does(Input::Typed(c));
        }
        self
    }

    fn press(&mut self, commands: &[Command]) -> &mut Bench {
        for command in commands {
            self.does(Input::Command(*command));
        }
        self
    }

    /// Fills the form that was asked with these texts.
    fn fills(&mut self, texts: &[&str]) -> &mut Bench {
        let mut form = self.form.take().expect("a form");
        for (field, text) in form.fields.iter_mut().zip(texts) {
            (*text).clone_into(&mut field.value);
        }
        self.hears(&Event::Filled(form));
        self
    }

    fn picks(&mut self, id: &'static str, at: usize) -> &mut Bench {
        self.hears(&Event::Picked { id, at });
        self
    }

    fn answer(&self, slot: Slot) -> Answer {
        self.file.line.answers.get(slot.question(), slot.occurrence())
    }

    fn options(&self) -> Vec<u8> {
        (0..7).map(|question| self.answer(Slot::of(question, 0)).option()).collect()
    }

    fn at(&self) -> (u16, u16) {
        (self.case.at.question(), self.case.at.occurrence())
    }

    fn screen(&mut self) -> String {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| self.with(|case, cx| case.view(frame, &Theme::default(), cx))).unwrap();
        let buffer = terminal.backend().buffer();
        let lines = (0..height).map(|y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned());
        lines.collect::<Vec<_>>().join("\n")
    }

    fn click_on(&mut self, words: &str) {
        let screen = self.screen();
        let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap_or_else(|| panic!("{words} in\n{screen}"));
        let x = line[..line.find(words).unwrap()].chars().count();
        self.does(Input::Click { x: x as u16, y: y as u16, double: false, extend: false });
    }
}

/// One edit as the store takes it.
fn apply(file: &mut CaseFile, edit: &Edit) {
    let text = |value: &Value| if let Value::Text(text) = value { text.clone() } else { String::new() };
    let slotted = |map: &mut std::collections::BTreeMap<Slot, String>| {
        match &edit.value {
            Value::Text(text) => map.insert(edit.slot, text.clone()),
            _ => map.remove(&edit.slot),
        };
    };
    let records = match edit.kind {
        Kind::Comment => &mut file.comments,
        Kind::Challenge => &mut file.challenges,
        Kind::Correction => &mut file.corrections,
        _ => {
            match (edit.field, &edit.value) {
                (Field::Given, Value::Int(byte)) => {
                    let answer = Answer::from_byte(u8::try_from(*byte).unwrap()).unwrap();
                    file.line.answers.set(edit.slot.question(), edit.slot.occurrence(), answer);
                    file.last = Some(edit.slot);
                }
                (Field::Remark, _) => slotted(&mut file.remarks),
                (Field::Label, _) => slotted(&mut file.labels),
                (Field::Status, value) => file.line.status = Status::named(&text(value)).unwrap(),
                (Field::Reviewer, value) => file.line.reviewer = text(value),
                (Field::ReviewedOn, Value::Date(day)) => file.line.reviewed_on = Some(*day),
                (Field::Covers, Value::Int(covers)) => file.line.covers = *covers as u64,
                (Field::Worker, Value::Record(id)) => file.line.worker = Some(*id),
                (Field::Worker, _) => file.line.worker = None,
                (Field::Note, value) => file.note = text(value),
                _ => {}
            }
            return;
        }
    };
    if !records.iter().any(|record| record.id == edit.record) {
        records.push(Record::new(edit.record, edit.kind));
    }
    let record = records.iter_mut().find(|record| record.id == edit.record).unwrap();
    record.set(edit.field, edit.value.clone());
}

#[test]
fn the_screen_of_a_case_at_three_sizes() {
    let mut bench = Bench::new(Status::Draft);
    bench.types("ynd");
    bench.press(&[Command::AddOccurrence]);
    bench.types("yn").press(&[Command::Left]);
    for size in [(120, 35), (80, 20), (60, 13)] {
        bench.size = size;
        insta::assert_snapshot!(format!("case-{}x{}", size.0, size.1), bench.screen());
    }
}

const YES: u8 = 1;
const NO: u8 = 3;
const NA: u8 = 5;

#[test]
fn keys_answer_one_question_after_the_other() {
    let mut bench = Bench::new(Status::Draft);
    bench.types("yYy");
    assert_eq!((bench.at(), &bench.options()[..3]), ((3, 0), &[YES, YES, YES][..]));
    bench.types("n");
    assert_eq!(bench.at(), (3, 0), "the reason is asked");
    bench.types("d");
    assert_eq!((bench.at(), bench.answer(Slot::of(3, 0))), ((4, 0), Answer::new(NO, Some(Why::NotDone))));
    bench.types("yy");
    assert_eq!(bench.at(), (5, 0), "after the last question the cursor stays; what is worked out is not stopped at");
    assert_eq!(bench.written, ["A.1: Yes", "A.2: Yes", "A.3: Yes", "A.4: No", "A.4: No, not done", "A.5: Yes", "B.1: Yes"]);
    assert!(bench.screen().contains("All 6 answered. Ctrl-U hands it on"), "{}", bench.screen());
}

#[test]
fn while_the_reason_is_asked_no_key_answers_the_next_question() {
    let mut bench = Bench::new(Status::Draft);
    bench.types("n");
    assert!(bench.screen().contains("No: why?"));
    bench.types("y");
    assert!(bench.said.starts_with("First the reason why A.1 is No"), "{}", bench.said);
    assert_eq!((bench.at(), bench.answer(Slot::of(0, 0)).option()), ((0, 0), NO));
    bench.press(&[Command::Enter]);
    assert_eq!(bench.at(), (2, 0), "no reason; A.2 is not asked after a no");
    bench.types("n").press(&[Command::Down]);
    assert_eq!(bench.at(), (3, 0), "moving leaves the reason out");
    bench.types("n");
    assert!(bench.does(Input::Command(Command::Cancel)), "Esc ends the asking, not the case");
    bench.types("y");
    assert_eq!(bench.answer(Slot::of(3, 0)).option(), YES, "a slip is answered anew");
    bench.press(&[Command::Up]).types("n").press(&[Command::Clear]);
    assert_eq!((bench.answer(Slot::of(3, 0)), bench.case.asking), (Answer::NONE, false));
    assert!(!bench.does(Input::Command(Command::Cancel)), "now it closes");
}

#[test]
fn a_question_that_is_not_asked_says_why_and_takes_no_answer() {
    let mut bench = Bench::new(Status::Draft);
    bench.types("nd");
    assert_eq!((bench.at(), &bench.options()[..2]), ((2, 0), &[NO, NA][..]));
    bench.press(&[Command::Up]).types("y");
    assert_eq!(bench.said, "Not asked: A.1 is No. Change that answer to ask A.2");
    let screen = bench.screen();
    assert!(screen.contains("not asked") && screen.contains("Not asked: A.1 is No."), "{screen}");
    bench.press(&[Command::Up]).types("y");
    assert_eq!((bench.at(), bench.options()[1]), ((1, 0), 0), "asked again, and unanswered");
}

#[test]
fn what_is_not_taken_is_not_shown_and_nothing_moves() {
    let mut bench = Bench::new(Status::Draft);
    bench.shut = Some("The disk is full.".to_owned());
    bench.types("y");
    assert_eq!((bench.at(), bench.options()[0]), ((0, 0), 0));
    bench.types("n");
    assert!(!bench.case.asking);
    bench.shut = None;
    bench.types("y");
    assert_eq!(bench.at(), (1, 0));
}

#[test]
fn undo_puts_the_cursor_back_on_the_answer() {
    let mut bench = Bench::new(Status::Draft);
    bench.types("yyy").press(&[Command::Bottom]);
    bench.undoes(Slot::of(2, 0));
    assert_eq!((bench.at(), bench.options()[2]), ((2, 0), 0));
    bench.types("y");
    assert_eq!(bench.at(), (3, 0));
}

#[test]
fn months_are_added_with_their_names_answered_in_turn_and_taken_away() {
    let mut bench = Bench::new(Status::Draft);
    bench.press(&[Command::Down, Command::Down, Command::AddOccurrence, Command::AddOccurrence, Command::Left, Command::Left]);
    assert_eq!(bench.at(), (2, 0));
    bench.types("ynlx");
    let answers: Vec<Answer> = (0..3).map(|o| bench.answer(Slot::of(2, o))).collect();
    assert_eq!(answers, [Answer::new(YES, None), Answer::new(NO, Some(Why::Late)), Answer::new(NA, None)]);
    assert_eq!(bench.at(), (3, 0));
    bench.press(&[Command::Up, Command::Right, Command::Right]);
    let screen = bench.screen();
    assert!(screen.contains("Jan 2026") && screen.contains("× No, late") && screen.contains("Mar 2026"), "{screen}");
    bench.press(&[Command::AddOccurrence, Command::AddOccurrence]);
    assert_eq!(bench.said, "A.3 has every month of the period under review");
    bench.press(&[Command::DeleteRow, Command::DeleteRow]);
    assert_eq!((bench.at(), bench.file.labels.len()), ((2, 1), 2));
    bench.press(&[Command::Left, Command::DeleteRow]);
    assert!(bench.said.starts_with("The first answer to A.3 stays"), "{}", bench.said);
    bench.press(&[Command::Enter]);
    bench.fills(&["Second half of January"]);
    assert_eq!(bench.file.labels[&Slot::of(2, 0)], "Second half of January");
}

#[test]
fn persons_are_picked_and_a_question_that_is_answered_once_says_so() {
    let mut bench = Bench::new(Status::Draft);
    bench.press(&[Command::AddOccurrence]);
    assert_eq!(bench.said, "A.1 is answered once in a case");
    bench.press(&[Command::Down, Command::Down, Command::Down, Command::AddOccurrence]);
    assert_eq!(bench.said, "A.4: for whom else? Father | Somebody else");
    bench.picks("case person", 0);
    assert_eq!((bench.at(), bench.file.labels[&Slot::of(3, 1)].as_str()), ((3, 1), "Father"));
    bench.press(&[Command::AddOccurrence]).picks("case person", 0);
    bench.fills(&["Father"]);
    assert_eq!(bench.form.as_ref().unwrap().fault, Some((0, "'Father' is there already".to_owned())));
    bench.fills(&["Grandmother"]);
    assert_eq!(bench.file.labels[&Slot::of(3, 2)], "Grandmother");
}

#[test]
fn an_answer_goes_to_the_rest_of_the_area_in_one_step() {
    let mut bench = Bench::new(Status::Draft);
    bench.types("y").press(&[Command::Up, Command::AnswerRest]);
    assert_eq!((bench.options(), bench.at()), (vec![YES, YES, YES, YES, YES, 0, 0], (0, 0)));
    assert_eq!(bench.written.last().unwrap(), "4 answers in Safety first: Yes");
    bench.press(&[Command::AnswerRest]);
    assert_eq!(bench.said, "Nothing is unanswered in Safety first");
    bench.press(&[Command::NextGap]);
    assert_eq!(bench.at(), (5, 0));
    bench.types("y").press(&[Command::NextGap]);
    assert_eq!(bench.said, "No gap is left: 6 of 6 are answered");
}

#[test]
fn the_cursor_moves_by_question_and_area() {
    let mut bench = Bench::new(Status::Draft);
    let mut goes = |commands: &[Command]| bench.press(commands).at();
    assert_eq!(goes(&[Command::NextSection]), (5, 0));
    assert_eq!(goes(&[Command::End]), (6, 0));
    assert_eq!(goes(&[Command::PreviousSection, Command::PreviousSection]), (0, 0));
    assert_eq!(goes(&[Command::End]), (4, 0));
    assert_eq!(goes(&[Command::Home, Command::Next, Command::Previous]), (0, 0));
    assert_eq!(goes(&[Command::Bottom]), (6, 0));
    assert_eq!(goes(&[Command::Top]), (0, 0));
    assert_eq!(goes(&[Command::PageDown]), (6, 0));
}

#[test]
fn a_computed_answer_is_shown_with_its_reason_and_never_entered() {
    let mut bench = Bench::new(Status::Draft);
    bench.press(&[Command::Bottom]);
    assert!(bench.screen().contains("No answer yet: A.1 and B.1 unanswered."), "{}", bench.screen());
    bench.types("y");
    assert_eq!(bench.said, "B.2 is worked out from other answers; nobody enters it");
    bench.press(&[Command::Clear]);
    assert!(bench.said.contains("clear one of those"));
    bench.press(&[Command::Top]).types("y").press(&[Command::NextSection]).types("y");
    assert_eq!(bench.answer(Slot::of(6, 0)).option(), YES);
}

#[test]
fn pasted_text_is_never_taken_as_answers() {
    let mut bench = Bench::new(Status::Draft);
    bench.does(Input::Pasted("y".repeat(100_000)));
    assert!(bench.said.starts_with("Pasted text is never taken as answers"));
    assert!(bench.written.is_empty());
}

#[test]
fn a_remark_is_written_in_place_and_saved_by_enter() {
    let mut bench = Bench::new(Status::Draft);
    bench.press(&[Command::Edit]);
    assert_eq!(bench.case.mode(), Mode::Editing);
    bench.types("seen on");
    bench.does(Input::Pasted(" 3/4\u{1b}[2J".to_owned()));
    assert!(bench.screen().contains("Remark on A.1") && bench.screen().contains("seen on 3/4[2J"), "{}", bench.screen());
    bench.press(&[Command::Enter]);
    assert_eq!((bench.file.remarks[&Slot::of(0, 0)].as_str(), bench.case.mode()), ("seen on 3/4[2J", Mode::Answering));
    assert_eq!(bench.at(), (0, 0));
    bench.press(&[Command::Edit]).types("!!").press(&[Command::Cancel]);
    assert_eq!(bench.file.remarks[&Slot::of(0, 0)], "seen on 3/4[2J", "Esc leaves it as it was");
    bench.shut = Some("Someone else changed this.".to_owned());
    bench.press(&[Command::Edit]).types("!").press(&[Command::Enter]);
    assert_eq!(bench.case.mode(), Mode::Editing, "a refused draft stays open");
    assert!(bench.screen().contains("Someone else changed this."));
    bench.shut = None;
    bench.press(&[Command::Enter]);
    assert_eq!(bench.file.remarks[&Slot::of(0, 0)], "seen on 3/4[2J!");
    bench.press(&[Command::FullText]);
    bench.hears(&Event::TextEdited("x".repeat(10_001)));
    assert!(bench.said.contains("at most 10000 fit"), "{}", bench.said);
    bench.press(&[Command::FullText]);
    bench.hears(&Event::TextEdited("word ".repeat(2_000)));
    assert!(bench.screen().contains("Remark: word word") && bench.screen().contains("more"), "{}", bench.screen());
    bench.press(&[Command::Copy]);
    assert!(bench.said.starts_with("A.1: Was the child seen alone? no answer yet. word word"));
}

#[test]
fn a_leader_comments_and_does_not_answer() {
    let mut bench = Bench::new(Status::Ready);
    bench.types("y");
    assert_eq!(bench.said, "This review is with QA, which comments and does not answer: Ctrl-K comments, Ctrl-U returns it");
    assert!(bench.written.is_empty());
    bench.press(&[Command::AddComment]).fills(&["  "]);
    assert_eq!(bench.form.as_ref().unwrap().fault, Some((0, "a comment needs words".to_owned())));
    bench.fills(&["Where is the note?\u{1b}]0;x\u{7}"]);
    assert_eq!(bench.file.comments[0].text(Field::Text), "Where is the note?]0;x");
    let screen = bench.screen();
    assert!(screen.contains("Comment, open  Pat Example 5/10/2026") && screen.contains("comment"), "{screen}");
    bench.press(&[Command::HandOn]);
    assert!(bench.said.contains("Make it final") && bench.said.contains("Return it"), "{}", bench.said);
    bench.picks("case hand on", 1);
    assert_eq!(bench.file.line.status, Status::Returned);
    assert!(bench.screen().contains("Returned with 1 comment"), "{}", bench.screen());
    bench.press(&[Command::AddComment]);
    assert_eq!(bench.said, "Comments on A.1 Reply: Where is the note?]0;x | Close: Where is the note?]0;x | Another comment");
    bench.picks("case comments", 0).fills(&["It is filed under June."]);
    assert_eq!(bench.file.comments[0].text(Field::Status), "answered");
    assert!(bench.screen().contains("It is filed under June."));
    bench.press(&[Command::AddComment]).picks("case comments", 1);
    assert_eq!(bench.file.comments[0].text(Field::Status), "closed");
    assert_eq!(
        bench.written,
        ["comment on A.1", "a review returned to its reviewer", "reply to a comment on A.1", "comment on A.1 closed"]
    );
}

#[test]
fn gaps_are_named_before_a_review_is_handed_on() {
    let mut bench = Bench::new(Status::Draft);
    bench.types("yyy").press(&[Command::HandOn]).picks("case hand on", 0);
    assert!(bench.said.contains("3 questions have no answer: A.4, A.5 and B.1"), "{}", bench.said);
    assert_eq!(bench.file.line.status, Status::Ready);
}

#[test]
fn a_final_answer_is_corrected_with_a_reason() {
    let mut bench = Bench::new(Status::Draft);
    bench.types("yyyyyy");
    bench.file.line.status = Status::Final;
    bench.arrives();
    bench.press(&[Command::Top]).types("y");
    assert_eq!(bench.said, "A.1 is Yes already");
    bench.types("n");
    assert_eq!(bench.form.as_ref().unwrap().words, "A.1 is Yes and becomes No.");
    bench.fills(&["", ""]);
    assert_eq!(bench.form.as_ref().unwrap().fault.as_ref().unwrap().1, "a correction needs its reason");
    bench.fills(&["the note is of another child", "not done"]);
    assert_eq!((bench.answer(Slot::of(0, 0)), bench.at()), (Answer::new(NO, Some(Why::NotDone)), (0, 0)));
    assert_eq!(bench.file.corrections.len(), 2, "A.2 is not asked any more");
    assert!(bench.screen().contains("Corrected from Yes to No, not done"), "{}", bench.screen());
    assert_eq!(bench.written.last().unwrap(), "correction of A.1: No, not done");
    bench.press(&[Command::AnswerRest]);
    assert!(bench.said.contains("corrected one by one"));
    bench.press(&[Command::Edit]);
    assert!(bench.said.contains("remarks are locked"));
    bench.press(&[Command::CaseFacts]);
    assert!(bench.said.contains("facts are locked"));
}

#[test]
fn a_challenge_is_recorded_with_its_day_and_its_outcome_can_correct_the_answer() {
    let mut bench = Bench::new(Status::Draft);
    bench.press(&[Command::AddChallenge]);
    assert!(bench.said.contains("once the review has been handed on"));
    bench.types("ndy");
    bench.file.line.status = Status::Final;
    bench.arrives();
    bench.press(&[Command::Top, Command::AddChallenge]);
    assert_eq!(bench.form.as_ref().unwrap().fields[1].value, "2026-06-30", "the round's last day");
    bench.fills(&["the note was found", "2026-06-15"]);
    assert!(bench.screen().contains("Challenge, open, due 6/15/2026"), "{}", bench.screen());
    bench.press(&[Command::AddChallenge]).fills(&["", "", ""]);
    assert_eq!(bench.form.as_ref().unwrap().fault, Some((0, "choose how it ends".to_owned())));
    bench.fills(&["changed: the answer is corrected", "No", ""]);
    assert!(bench.form.as_ref().unwrap().fault.as_ref().unwrap().1.starts_with("the answer is No already"));
    bench.fills(&["changed: the answer is corrected", "Yes", "seen"]);
    assert_eq!((bench.answer(Slot::of(0, 0)).option(), bench.file.challenges[0].text(Field::Outcome)), (YES, "changed"));
    assert_eq!(bench.file.corrections[0].text(Field::Reason), "Challenge: seen");
}

#[test]
fn the_facts_of_a_case_are_checked_together() {
    let mut bench = Bench::new(Status::Draft);
    bench.types("y").press(&[Command::CaseFacts]);
    let fields: Vec<String> = bench.form.as_ref().unwrap().fields.iter().map(|field| field.value.clone()).collect();
    assert_eq!(fields, ["Ann Example", "Rae Sample", "", "2026-01-01", "2026-04-30", "A B", ""]);
    let mut faults = |texts: &[&str]| {
        bench.fills(texts);
        bench.form.as_ref().unwrap().fault.clone().unwrap()
    };
    assert_eq!(faults(&["Zed", "R", "", "", "", "A B", ""]).0, 0);
    assert_eq!(faults(&["nobody", "R", "2026-05-11", "", "", "A B", ""]).0, 2);
    assert_eq!(faults(&["nobody", "R", "", "2026-05-01", "2026-04-01", "A B", ""]).0, 4);
    assert_eq!(faults(&["nobody", "R", "", "", "", "A Z", ""]), (5, "'Z' is no area; there are A and B".to_owned()));
    assert_eq!(faults(&["nobody", "R", "", "", "", "B", ""]), (5, "A has 1 answer; clear them before it is left out".to_owned()));
    bench.fills(&["nobody", "Kim Sample", "2026-05-09", "2026-01-01", "2026-04-30", "a", "quiet"]);
    assert_eq!((bench.file.line.worker, bench.file.line.reviewer.as_str(), bench.file.line.covers), (None, "Kim Sample", 1));
    assert_eq!(bench.written.last().unwrap(), "facts of a case");
    assert!(bench.screen().contains("not covered") && bench.screen().contains("no worker"), "{}", bench.screen());
}

#[test]
fn a_closed_round_takes_corrections_and_nothing_else() {
    let mut bench = Bench::new(Status::Draft);
    bench.book.set(Kind::Round, Id([4; 16]), Field::Status, Value::text("closed"));
    bench.types("y");
    assert!(bench.said.starts_with("The round is closed"), "{}", bench.said);
    bench.press(&[Command::HandOn]);
    assert!(bench.said.starts_with("The round is closed"), "{}", bench.said);
    bench.file.line.status = Status::Final;
    bench.arrives();
    bench.types("y");
    assert_eq!(
        bench.form.as_ref().unwrap().words,
        "A.1 is no answer yet and becomes Yes. The round is closed; its scores change with this."
    );
}

#[test]
fn a_click_goes_to_a_question_and_answers_it() {
    let mut bench = Bench::new(Status::Draft);
    bench.click_on("B.1");
    assert_eq!(bench.at(), (5, 0));
    bench.click_on("n No");
    assert_eq!(bench.answer(Slot::of(5, 0)).option(), NO);
    bench.click_on("l late");
    assert_eq!(bench.answer(Slot::of(5, 0)).why(), Some(Why::Late));
    bench.click_on("Safety first");
    assert_eq!(bench.at(), (0, 0));
}

#[test]
fn a_case_that_is_not_there_says_so_and_closes() {
    let mut bench = Bench::new(Status::Draft);
    bench.case = Case::of(Id([77; 16]), None);
    bench.arrives();
    assert!(bench.screen().contains("There is no such case"));
    bench.types("y");
    assert!(bench.written.is_empty() && !bench.does(Input::Command(Command::Cancel)));
}

#[test]
fn every_size_shows_the_question_and_nothing_panics() {
    let mut bench = Bench::new(Status::Draft);
    bench.types("yn");
    for width in [1, 5, 20, 40, 59, 60, 80, 99, 100, 120, 200] {
        for height in 0..45 {
            bench.size = (width, height.max(1));
            bench.screen();
            bench.press(&[Command::Edit]);
            bench.screen();
            bench.press(&[Command::Cancel, Command::Down, Command::Up]);
        }
    }
    for size in [(60, 13), (80, 20), (120, 35)] {
        bench.size = size;
        assert!(bench.screen().contains("A.2") && bench.screen().contains("n No"), "{}", bench.screen());
    }
}
