use crate::command::{Chosen, Command as C, Effect, Event, Input, Place};
use crate::domain::behind::Behind;
use crate::domain::behind::tests::{Drawn, VERSION, asks, book, id, line, tallies};
use crate::domain::change::Slot;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::query::{Answer, Query};
use crate::domain::review::{CaseFilter, CasePage, ReviewLine};
use crate::domain::value::Value;
use crate::panes::desk::Desk;
use crate::panes::reviews::Reviews;

/// A reviewer in front of some cases; what the pane asks of the store is answered from them.
struct Room {
    desk: Desk<Reviews>,
    lines: Vec<ReviewLine>,
    /// How often cases were read.
    read: usize,
    /// What was asked of the outside, reading left out.
    asked: Vec<Effect>,
}

impl Room {
    fn new(lines: Vec<ReviewLine>) -> Room {
        let mut book = book();
        book.set_tallies(tallies(&lines, false));
        let mut desk = Desk::new(book);
        desk.chosen = Chosen { year: 2026, instrument: "cpr".into(), ..Chosen::default() };
        Room { desk, lines, read: 0, asked: Vec::new() }
    }

    fn at(lines: Vec<ReviewLine>, question: Option<&str>) -> Room {
        let mut room = Room::new(lines);
        let behind = Behind { instrument: "cpr".into(), year: 2026, question: question.map(Into::into), ..Behind::default() };
        room.hears(&Event::Arrive(Place::Cases(Box::new(behind))));
        room
    }

    fn hears(&mut self, event: &Event) {
        self.desk.hear(event);
        self.answers();
    }

    fn presses(&mut self, commands: &[C]) -> &mut Room {
        for command in commands {
            self.desk.does(Input::Command(*command));
            self.answers();
        }
        self
    }

    fn answers(&mut self) {
        let mut waiting = std::mem::take(&mut self.desk.asked);
        self.asked.clear();
        while !waiting.is_empty() {
            let answer = match waiting.remove(0) {
                Effect::Read(Query::Cases { filter, offset, limit }) => {
                    self.read += 1;
                    Answer::Cases(self.page(&filter, offset, limit))
                }
                Effect::Read(Query::WorkersOf { office, .. }) => {
                    let all = tallies(&self.lines, true);
                    Answer::Workers(all.into_iter().filter(|t| t.office == office).collect())
                }
                other => {
                    self.asked.push(other);
                    continue;
                }
            };
            self.desk.hear(&Event::Answered(answer));
            waiting.append(&mut self.desk.asked);
        }
    }

    fn page(&self, filter: &CaseFilter, offset: u32, limit: u32) -> CasePage {
        let wanted = |l: &&ReviewLine| {
            let question = filter.forms.first().and_then(|(_, q)| *q);
            let given: Vec<u8> = question.map_or_else(Vec::new, |q| l.answers.of(q).map(|(_, a)| a.option()).collect());
            !filter.forms.is_empty()
                && filter.region.is_none_or(|r| r == l.region)
                && filter.office.is_none_or(|o| o == l.office)
                && filter.worker.is_none_or(|w| w == l.worker)
                && filter.supervisor.is_none_or(|s| s == l.supervisor)
                && filter.areas.first().is_none_or(|areas| areas & l.covers != 0)
                && (filter.options.is_empty()
                    || given.iter().any(|o| filter.options.contains(o))
                    || given.is_empty() && filter.options.contains(&0))
        };
        let mut found: Vec<ReviewLine> = self.lines.iter().filter(wanted).cloned().collect();
        found.sort_by_key(|l| l.office);
        let total = found.len() as u32;
        let lines = found.into_iter().skip(offset as usize).take(limit as usize).collect();
        CasePage { total, offset, lines }
    }

    fn sees(&mut self, words: &str) -> &mut Room {
        let screen = self.desk.screen();
        assert!(screen.contains(words), "'{words}' is not on the screen:\n{screen}");
        self
    }

    fn does_not_see(&mut self, words: &str) -> &mut Room {
        let screen = self.desk.screen();
        assert!(!screen.contains(words), "'{words}' is on the screen:\n{screen}");
        self
    }

    fn said(&self) -> &str {
        match &self.asked[..] {
            [Effect::Say(words) | Effect::Refuse(words)] => words,
            other => panic!("{other:?}"),
        }
    }
}

/// Office, worker, areas, answers.
fn some() -> Vec<ReviewLine> {
    let drawn: [Drawn; 8] = [
        (0, 1, 3, vec![(0, 0, 1), (1, 0, 1), (2, 0, 1)]),
        (0, 1, 3, vec![(0, 0, 3), (1, 0, 3)]),
        (0, 0, 1, vec![(0, 0, 5)]),
        (1, 2, 1, vec![(0, 0, 2), (0, 1, 1), (0, 2, 3)]),
        (1, 2, 1, vec![(1, 0, 1)]),
        (2, 3, 3, vec![(0, 0, 1), (2, 0, 4)]),
        (3, 0, 2, vec![(2, 0, 1)]),
        (3, 0, 3, vec![(0, 0, 4), (2, 0, 1)]),
    ];
    drawn.iter().enumerate().map(|(n, drawn)| line(n, drawn)).collect()
}

#[test]
fn one_goes_down_by_enter_and_up_by_escape_one_key_each() {
    let mut room = Room::at(some(), Some("Q0"));
    room.sees("Q0 FY2026").sees("Canyon").sees("Mesa").sees("58.3 % (3.5 of 6)").sees("7 reviews · 6 applicable");
}

#[test]
fn the_levels_at_80_columns() {
    let mut room = Room::at(some(), Some("Q0"));
    room.desk.size = (80, 18);
    insta::assert_snapshot!(room.desk.screen(), @r"
     Q0 FY2026

     ○ 58.3 % (3.5 of 6), goal 85 %, 2 cases missing
     7 reviews · 6 applicable · 2 excluded · 1 unanswered

     Region     │   Score       n    Goal  To the goal                             ›
    ────────────┼───────────────────────────────────────────────────────────────────
     Canyon     │ ○ 50.0        5      85  2 missing      ━━━━━━━━━━───────│──
     Mesa       │ ●  100        1      85  none to spare  ━━━━━━━━━━━━━━━━━│━━
    ");
    room.presses(&[C::Enter, C::Enter]);
    insta::assert_snapshot!(room.desk.screen(), @r"
     Q0 FY2026 ▸ Canyon ▸ Office 0

     ○ 50.0 % (1 of 2), goal 85 %, 1 case missing
     3 reviews · 2 applicable · 1 excluded · 0 unanswered

     Worker          │   Score       n    Goal  To the goal                        ›
    ─────────────────┼──────────────────────────────────────────────────────────────
     Worker 1        │ ○ 50.0        2      85  1 missing      ━━━━━━━━━━───────│──
     no worker named │ –             0      85                 ─────────────────│──
    ");
    room.presses(&[C::OpenCases]);
    insta::assert_snapshot!(room.desk.screen(), @r"
     Q0 FY2026 ▸ Canyon ▸ Office 0

     ○ 50.0 % (1 of 2), goal 85 %, 1 case missing
     3 reviews · 2 applicable · 1 excluded · 0 unanswered

     Case           │ Answer             In the score               Why            ›
    ────────────────┼───────────────────────────────────────────────────────────────
     C-0            │ ● yes              counts 1
     C-1            │ ○ no               counts 0
     C-2            │ – na               excluded: na
    ");
}

#[test]
fn the_cases_of_an_area_show_answers_by_option_and_how_complete_each_is() {
    let mut room = Room::new(some());
    room.desk.size = (110, 18);
    let behind = Behind { instrument: "cpr".into(), year: 2026, area: Some("IH".into()), ..Behind::default() };
    room.hears(&Event::Arrive(Place::Cases(Box::new(behind))));
    room.presses(&[C::OpenCases]);
    insta::assert_snapshot!(room.desk.screen(), @r"
     IH FY2026
     IH
     ○ 61.1 % (5.5 of 9), goal 86.6 % (mixed), 3 cases missing
     7 reviews · 9 applicable · 2 excluded · 5 unanswered

     Case        │  Answered  yes  partial   no   ec   na  Office         Worker        Reviewer      Reviewed
    ─────────────┼────────────────────────────────────────────────────────────────────────────────────────────────
     C-0         │    2 of 2    2        ·    ·    ·    ·  Office 0       Worker 1      Rae Sample    ·
     C-1         │    2 of 2    ·        ·    2    ·    ·  Office 0       Worker 1      Rae Sample    ·
     C-2         │    1 of 2    ·        ·    ·    ·    1  Office 0       ·             Rae Sample    ·
     C-3         │    1 of 2    1        1    1    ·    ·  Office 1       Worker 2      Rae Sample    ·
     C-4         │    1 of 2    1        ·    ·    ·    ·  Office 1       Worker 2      Rae Sample    ·
     C-5         │    1 of 2    1        ·    ·    ·    ·  Office 2       Worker 3      Rae Sample    ·
     C-7         │    1 of 2    ·        ·    ·    1    ·  Office 3       ·             Rae Sample    ·
    ");
    room.presses(&[C::Filter]);
    assert!(room.said().contains("one question"), "{}", room.said());
}

#[test]
fn the_way_down_says_where_one_is_and_ends_at_the_answer_in_its_case() {
    let mut room = Room::at(some(), Some("Q0"));
    room.desk.size = (120, 30);
    room.presses(&[C::Enter]).sees("Q0 FY2026 ▸ Canyon").sees("Office 0").sees("Office 1").does_not_see("Office 2");
    room.presses(&[C::Enter]).sees("▸ Canyon ▸ Office 0").sees("Worker 1").sees("no worker named");
    room.presses(&[C::Down, C::Enter]).sees("▸ Office 0 ▸ no worker named").sees("C-2").sees("excluded: na");
    room.presses(&[C::Cancel]).sees("Worker 1").presses(&[C::Up, C::Enter]).sees("C-0").sees("C-1").sees("counts 0");
    room.presses(&[C::Down, C::Enter]);
    assert_eq!(room.asked, [Effect::Go(Place::Case { review: id(9, 1), slot: Some(Slot::of(0, 0)) })]);
    room.presses(&[C::Cancel, C::Cancel, C::Cancel]).sees("Mesa");
    room.presses(&[C::Cancel]);
    assert_eq!(room.asked, [Effect::GoBack], "and back to where one came from");
}

#[test]
fn workers_can_be_summed_by_their_supervisors() {
    let mut room = Room::at(some(), Some("Q0"));
    room.presses(&[C::Enter, C::Down, C::Enter]).sees("Office 1").sees("Worker 2");
    room.presses(&[C::NextSection]).sees("Supervisor").sees("Worker 1");
    room.presses(&[C::Enter]).sees("▸ Office 1 ▸ Worker 1").sees("Worker 2");
    room.presses(&[C::Enter]).sees("C-3").sees("○ 1 yes, 1 partial").sees("counts 1.5 of 3").does_not_see("C-0");
    room.presses(&[C::Cancel, C::Cancel, C::PreviousSection]).sees("Worker 2");
}

#[test]
fn the_filter_goes_round_the_sorts_of_answers() {
    let mut room = Room::at(some(), Some("Q0"));
    room.presses(&[C::OpenCases]).sees("C-0").sees("7 reviews");
    let mut seen = Vec::new();
    for _ in 0..5 {
        room.presses(&[C::Filter]);
        let screen = room.desk.screen();
        let cases: Vec<usize> = (0..8).filter(|n| screen.contains(&format!("C-{n}"))).collect();
        seen.push((room.said().to_owned(), cases));
    }
    let cases: Vec<&[usize]> = seen.iter().map(|(_, cases)| cases.as_slice()).collect();
    assert_eq!(cases, [&[0, 3, 5][..], &[1, 3], &[2, 7], &[4], &[0, 1, 2, 3, 4, 5, 7]], "case 6 does not cover the area");
    assert_eq!(seen[1].0, "Only cases that lowered the score");
    room.presses(&[C::Sort]);
    assert!(room.said().contains("by office"), "{}", room.said());
}

#[test]
fn a_long_list_is_read_by_the_stretch_and_its_end_is_one_key_away() {
    let lines = |n: usize| -> Vec<ReviewLine> {
        (0..n).map(|n| ReviewLine { case_id: format!("L-{n:05}"), ..line(0, &((n % 4) as u8, 0, 3, vec![(0, 0, 1)])) }).collect()
    };
    let mut room = Room::at(lines(10_000), Some("Q0"));
    room.presses(&[C::OpenCases]).sees("L-00000").sees("10000 reviews");
    let first = room.read;
    room.presses(&[C::Down; 60]);
    assert_eq!(room.read, first, "what is near is there already");
    room.presses(&[C::PageDown; 20]).sees("L-02");
    assert!(room.read - first <= 6, "{} pages for 20 screens", room.read - first);
    let before = room.read;
    room.presses(&[C::Bottom]).sees("L-09999");
    assert_eq!(room.read, before + 1);
    room.presses(&[C::Enter]);
    assert!(matches!(room.asked[..], [Effect::Go(Place::Case { .. })]));
    // Others have purged most of it meanwhile.
    room.lines = lines(3);
    room.desk.book.set_tallies(tallies(&room.lines, false));
    room.hears(&Event::Reloaded);
    room.sees("L-00002").sees("3 reviews");
}

#[test]
fn a_correction_is_seen_in_the_list_and_in_the_figure_on_coming_back() {
    let mut room = Room::at(some(), Some("Q0"));
    room.presses(&[C::OpenCases]).sees("58.3 % (3.5 of 6)").sees("C-1");
    room.lines[1].answers.set(0, 0, crate::domain::answers::Answer::new(1, None));
    room.desk.book.set_tallies(tallies(&room.lines, false));
    room.hears(&Event::Reloaded);
    room.sees("75.0 % (4.5 of 6)");
    room.presses(&[C::Cancel]).sees("75.0 % (4.5 of 6)");
}

#[test]
fn where_there_is_nothing_it_says_so() {
    let mut room = Room::at(Vec::new(), Some("Q0"));
    room.sees("No figure").sees("No final review is behind this figure");
    room.presses(&[C::Enter, C::Down, C::Copy, C::CopySentence]);
    room.presses(&[C::OpenCases]).sees("No final review is behind this figure").presses(&[C::Enter, C::Bottom, C::Filter, C::Copy]);
    let mut one = Room::at(some()[..1].to_vec(), Some("Q2"));
    one.presses(&[C::Enter, C::Enter, C::Enter]).sees("1 review ").sees("C-0");
    let mut new = Room::at(some(), Some("Q9"));
    new.sees("No figure").presses(&[C::OpenCases]).sees("No final review");
}

#[test]
fn a_purged_case_is_named_as_such_and_a_published_figure_has_no_cases() {
    let mut lines = some();
    lines[0].case_id.clear();
    let mut room = Room::at(lines, Some("Q0"));
    room.presses(&[C::OpenCases]).sees("purged").does_not_see("C-0");
    let mut room = Room::new(some()[..1].to_vec());
    for (field, value) in [
        (Field::Instrument, Value::text("cpr")),
        (Field::Question, Value::text("Q0")),
        (Field::Year, Value::Int(2026)),
        (Field::Region, Value::Record(id(1, 1))),
        (Field::Percent, Value::Int(8100)),
    ] {
        room.desk.book.set(Kind::Published, id(7, 1), field, value);
    }
    let behind = Behind { instrument: "cpr".into(), year: 2026, question: Some("Q0".into()), ..Behind::default() };
    room.hears(&Event::Arrive(Place::Cases(Box::new(behind))));
    room.sees("81.0p").presses(&[C::Down, C::Enter]);
    assert_eq!(room.said(), "Mesa has only a published figure: there are no cases of it in this file");
}

#[test]
fn figures_and_cells_are_copied() {
    let mut room = Room::at(some(), Some("Q0"));
    room.presses(&[C::CopySentence]);
    let Effect::Copy { text, .. } = &room.asked[0] else { panic!("{:?}", room.asked) };
    assert_eq!(text, "Q0 FY2026, Canyon: 50.0 % (2.5 of 5), goal 85 %, 2 cases missing (as of 3/10/2026).");
    room.presses(&[C::Copy]);
    assert!(matches!(&room.asked[0], Effect::Copy { text, .. } if text == "Canyon"));
    room.presses(&[C::Sort, C::Sort]).sees("Mesa");
    assert_eq!(room.said(), "Sorted by name, highest first");
}

#[test]
fn the_sample_of_these_stories_has_the_version_it_says() {
    assert_eq!(book().instrument(VERSION).unwrap().questions.len(), asks().questions.len());
}
