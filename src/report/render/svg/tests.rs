use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use quick_xml::events::Event;

use super::*;
use crate::domain::ratio::Ratio;
use crate::report::chart::{Bar, Gantt, Panel, Phase, Point, Run, Span, State};
use crate::report::render::png;

fn share(part: u64, whole: u64) -> Cell {
    Cell::ratio(Ratio::new(part * 10_000, whole))
}

fn chart(drawing: Drawing) -> Chart {
    Chart {
        title: "Visits of Bluewater".to_owned(),
        reading: "92 of 120 visits; goal 102.".to_owned(),
        source: "Reviews of FY2026.".to_owned(),
        drawing,
    }
}

const NAMES: [&str; 5] = [
    "CPS1 Was the child seen within the priority time frame that was assigned to the referral?",
    "Health",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "R&D <Northern> \"region\"",
    "Teaming and coordination across agencies, schools and courts",
];
const STATES: [State; 4] = [State::Met, State::Below, State::Late, State::Open];

fn bars(n: usize) -> Vec<Bar> {
    (0..n)
        .map(|at| Bar {
            label: NAMES[at % 5].to_owned(),
            note: format!("{} of 120{}", 60 + at, if at % 7 == 0 { ", two offices of which were reviewed late in the year" } else { "" }),
            value: share(60 + at as u64, 120),
            goal: if at % 5 == 4 { Cell::default() } else { share(85, 100) },
            before: if at % 3 == 0 { share(50, 120) } else { Cell::default() },
            state: STATES[at % 4],
        })
        .collect()
}

fn run(n: usize, phases: bool) -> Run {
    let point = |at: usize| Point {
        label: format!("{} {}", ["Jan", "September", "Mar"][at % 3], 2015 + at / 12),
        value: share(40 + (at as u64 * 17) % 75, 120),
        low: if phases { Cell::default() } else { share(30 + (at as u64 * 17) % 75, 120) },
        high: if phases { Cell::default() } else { share(44 + (at as u64 * 17) % 75, 120) },
        n: Cell::whole(Some(120)),
        limits: phases.then_some((30.0, 95.0)),
        signal: at % 6 == 5,
        state: STATES[at % 2],
    };
    let phase =
        |(from, until): (usize, usize)| Phase { from, until, centre: 60.0, words: format!("median of {} months 60.0 %", until - from) };
    let phases = if phases { [(0, n / 3), (n / 3, n / 3 + 1), (n / 3 + 1, n)].map(phase).to_vec() } else { Vec::new() };
    Run { points: (0..n).map(point).collect(), goal: share(85, 100), goal_words: "goal 85 % of all visits".to_owned(), phases }
}

fn gantt(n: usize) -> Gantt {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let span = |at: usize| {
        let from = day("2026-01-10") + Days::new(at as u64 * 17 % 240);
        let until = from + Days::new(20);
        Span {
            group: format!("Element {}: {}", at / 6 + 1, NAMES[at / 6 % 5]),
            label: NAMES[at % 5].to_owned(),
            from,
            until,
            follow_up: vec![(until + Days::new(30), at.is_multiple_of(2))],
            state: STATES[at % 4],
            note: ["done 3 Mar", "", "12 days late; waits for the records of the school district", "due"][at % 4].to_owned(),
        }
    };
    Gantt { from: day("2026-01-01"), until: day("2026-12-31"), today: day("2026-08-22"), spans: (0..n).map(span).collect() }
}

fn panels(n: usize) -> Vec<Panel> {
    (0..n).map(|at| Panel { label: NAMES[at % 5].to_owned(), run: run(8, false) }).collect()
}

fn all() -> Vec<Chart> {
    let mut all: Vec<Drawing> = [1, 9, 34].into_iter().map(|n| Drawing::Bars(bars(n))).collect();
    all.extend([1, 7, 24, 60].into_iter().map(|n| Drawing::Run(run(n, false))));
    all.extend([3, 24, 60].into_iter().map(|n| Drawing::Run(run(n, true))));
    all.extend([1, 14, 60].into_iter().map(|n| Drawing::Gantt(gantt(n))));
    all.extend([1, 2, 5, 16].into_iter().map(|n| Drawing::Multiples(panels(n))));
    all.into_iter().map(chart).collect()
}

/// The boxes of the words as the faces themselves say, by usvg, which knows nothing of our widths.
fn boxes(svg: &str) -> (usvg::Size, Vec<(String, usvg::Rect)>) {
    fn walk(group: &usvg::Group, out: &mut Vec<(String, usvg::Rect)>) {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => walk(group, out),
                usvg::Node::Text(text) => {
                    let words = text.chunks().iter().map(usvg::TextChunk::text).collect();
                    out.push((words, text.abs_bounding_box()));
                }
                _ => {}
            }
        }
    }
    let tree = usvg::Tree::from_str(svg, &png::options()).unwrap();
    let mut out = Vec::new();
    walk(tree.root(), &mut out);
    (tree.size(), out)
}

/// Every label on the sheet, none over another. A line's box is higher than its letters, so half a unit may be shared.
fn labels_are_clear(svg: &str) {
    let (size, boxes) = boxes(svg);
    for (at, (words, rect)) in boxes.iter().enumerate() {
        let inside =
            rect.left() >= -0.5 && rect.top() >= -0.5 && rect.right() <= size.width() + 0.5 && rect.bottom() <= size.height() + 0.5;
        assert!(inside, "'{words}' leaves the sheet of {size:?}: {rect:?}");
        for (other, beside) in &boxes[at + 1..] {
            let wide = rect.right().min(beside.right()) - rect.left().max(beside.left());
            let high = rect.bottom().min(beside.bottom()) - rect.top().max(beside.top());
            assert!(wide <= 0.5 || high <= 2.5, "'{words}' {rect:?} lies over '{other}' {beside:?}");
        }
    }
}

fn all_text(svg: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut out = String::new();
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(text) => out.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => out.push_str(match name.xml10_content().as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                other => panic!("an entity that XML does not know: {other}"),
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    out
}

#[test]
fn labels_stay_on_the_sheet_and_off_each_other() {
    for chart in all() {
        labels_are_clear(&draw(&chart));
        for page in pages(&chart, 500.0) {
            labels_are_clear(&page);
        }
    }
}

#[test]
fn a_long_chart_in_pages_shows_each_row_once() {
    let chart = Chart { reading: String::new(), ..chart(Drawing::Bars(bars(34))) };
    let pages = pages(&chart, 600.0);
    assert!(pages.len() > 2);
    assert!(pages.iter().all(|page| height(page).unwrap() <= 600.0), "{:?}", pages.iter().map(|page| height(page)).collect::<Vec<_>>());
    let text: String = pages.iter().map(|page| all_text(page)).collect();
    for n in 60..94 {
        assert_eq!(text.matches(&format!("{n} of 120")).count(), 1, "{n}");
    }
    let gantt = super::pages(&super::tests::chart(Drawing::Gantt(gantt(60))), 900.0);
    assert!(gantt.len() > 1 && gantt.iter().all(|page| height(page).unwrap() <= 900.0));
}

/// Words without where they were broken.
fn unbroken(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn all_words_and_figures_of_a_chart_are_drawn() {
    for chart in all() {
        let text = unbroken(&all_text(&draw(&chart)));
        let mut words: Vec<String> = vec![chart.title.clone(), chart.reading.clone(), chart.source.clone()];
        match &chart.drawing {
            Drawing::Bars(bars) => {
                for bar in bars {
                    words.extend([bar.label.clone(), bar.note.clone(), bar.value.words(), bar.goal.words(), bar.before.words()]);
                }
            }
            Drawing::Run(run) => {
                words.extend(run.phases.iter().map(|phase| phase.words.clone()));
                words.push(run.goal_words.clone());
            }
            Drawing::Gantt(gantt) => {
                words.extend(gantt.spans.iter().flat_map(|span| [span.group.clone(), span.label.clone(), span.note.clone()]));
            }
            Drawing::Multiples(panels) => words.extend(panels.iter().map(|panel| panel.label.clone())),
        }
        for word in words {
            assert!(text.contains(&unbroken(&word)), "'{word}' is not in {}", chart.title);
        }
    }
}

#[test]
fn a_hidden_figure_says_too_few_and_a_missing_one_no_rate() {
    let mut two = bars(2);
    two[0].value = Cell::hidden();
    two[1].value = Cell::default();
    let text = all_text(&draw(&chart(Drawing::Bars(two))));
    assert!(text.contains("too few to show") && text.contains("no rate"), "{text}");

    let mut gaps = run(7, false);
    gaps.points[2].value = Cell::hidden();
    gaps.points[4].value = Cell::default();
    let text = all_text(&draw(&chart(Drawing::Run(gaps.clone()))));
    assert!(text.contains("too few to show") && text.contains("no rate"), "{text}");
    gaps.points[6].value = Cell::hidden();
    let text = all_text(&draw(&chart(Drawing::Multiples(vec![Panel { label: "Northern".to_owned(), run: gaps }]))));
    assert!(text.contains("Jan 2015: too few to show"), "{text}");
}

#[test]
fn a_bar_is_as_long_as_its_figure_and_its_goal_where_it_is() {
    let bar = Bar { label: "Visits".to_owned(), value: share(92, 120), goal: share(85, 100), state: State::Below, ..Bar::default() };
    let svg = draw(&chart(Drawing::Bars(vec![bar])));
    // 0 % lies at 222 and 100 % at 492: 270 x 92 / 120 = 207; 222 + 270 x 0.85 = 451.5.
    assert!(svg.contains(r#"x="222""#) && svg.contains(r#"width="207""#), "{svg}");
    assert!(svg.contains(r#"d="M451.5 "#), "{svg}");
}

#[test]
fn an_empty_chart_says_so() {
    for drawing in [Drawing::Bars(Vec::new()), Drawing::Run(Run::default()), Drawing::Gantt(gantt(0)), Drawing::Multiples(Vec::new())] {
        assert!(all_text(&draw(&chart(drawing))).contains("Nothing to show yet."));
    }
}

#[test]
fn every_drawing_is_a_described_image_that_asks_for_nothing_outside() {
    for chart in all() {
        let svg = draw(&chart);
        assert!(svg.contains(r#"role="img""#) && svg.contains("<title>Visits of Bluewater</title><desc>92 of 120 visits; goal 102."));
        assert_eq!(svg.matches("http").count(), 1, "only the name of the language: {svg}");
        assert!(!svg.contains("href") && !svg.contains("url("));
        assert_eq!(svg, draw(&chart), "the same chart is the same drawing");
    }
}

#[test]
fn a_class_means_one_dress() {
    let mut seen = std::collections::BTreeMap::new();
    for chart in all() {
        for piece in draw(&chart).split(" class=\"").skip(1) {
            let (class, rest) = piece.split_once('"').unwrap();
            let dress: Vec<&str> = rest
                .split('>')
                .next()
                .unwrap()
                .trim_end_matches('/')
                .split("\" ")
                .map(str::trim)
                .filter(|a| a.starts_with("fill") || a.starts_with("stroke="))
                .collect();
            let was = seen.entry(class.to_owned()).or_insert_with(|| dress.join(" "));
            assert_eq!(*was, dress.join(" "), "{class}");
        }
    }
    assert!(seen.len() > 15, "{seen:?}");
    for class in seen.keys() {
        assert!(dark().contains(&format!(".{class}{{")), "{class} has no colours in the dark");
    }
}

#[test]
fn a_picture_is_as_wide_as_asked_and_the_same_each_time() {
    let svg = draw(&chart(Drawing::Bars(bars(3))));
    let picture = png::picture(&svg, 360).unwrap();
    assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(u32::from_be_bytes(picture[16..20].try_into().unwrap()), 360);
    assert_eq!(picture, png::picture(&svg, 360).unwrap());
    assert!(png::picture("no drawing", 360).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_makes_a_well_formed_drawing(label in "\\PC{0,60}", note in any::<String>(), group in any::<String>()) {
        let bar = Bar { label: label.clone(), note: note.clone(), value: share(1, 2), ..Bar::default() };
        let mut one = gantt(1);
        one.spans[0].label.clone_from(&label);
        one.spans[0].group.clone_from(&group);
        let mut some = run(3, true);
        some.goal_words.clone_from(&note);
        some.points[1].label.clone_from(&label);
        some.phases[0].words.clone_from(&group);
        let panel = Panel { label: group.clone(), run: some.clone() };
        for drawing in [Drawing::Bars(vec![bar]), Drawing::Gantt(one), Drawing::Run(some), Drawing::Multiples(vec![panel])] {
            let chart = Chart { title: group.clone(), reading: note.clone(), source: label.clone(), drawing };
            let svg = draw(&chart);
            all_text(&svg);
            prop_assert!(usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok());
            let forbidden = |c: char| c != '\n' && (c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
            prop_assert!(!svg.chars().any(forbidden));
        }
    }

    #[test]
    fn any_numbers_stay_on_the_sheet(figures in proptest::collection::vec(any::<f64>(), 1..12), goal in any::<f64>()) {
        let bars = figures.iter().map(|f| Bar { label: "A".to_owned(), value: Cell::number(Some(*f)), goal: Cell::number(Some(goal)), ..Bar::default() });
        let points = figures.iter().map(|f| Point { label: "A".to_owned(), value: Cell::number(Some(*f)), ..Point::default() });
        let run = Run { points: points.collect(), goal: Cell::number(Some(goal)), ..Run::default() };
        for drawing in [Drawing::Bars(bars.collect()), Drawing::Run(run)] {
            let svg = draw(&chart(drawing));
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            prop_assert!(svg.len() < 100_000, "{}", svg.len());
        }
    }
}
