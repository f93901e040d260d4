use super::*;
use crate::domain::field::Field;
use crate::domain::score::tests::instrument;
use crate::domain::share::Share;
use crate::domain::value::Value;

pub(crate) fn id(n: u8) -> Id {
    Id([n; 16])
}

/// A book with regions 1 and 2, one office each (11, 12), and versions of an instrument (records 100, 101 ...).
pub(crate) fn book(versions: &[Instrument]) -> Book {
    let mut book = Book::default();
    for (n, name) in [(1, "North"), (2, "South")] {
        book.set(Kind::Region, id(n), Field::Name, Value::text(name));
        book.set(Kind::Office, id(10 + n), Field::Name, Value::text(format!("{name} office")));
        book.set(Kind::Office, id(10 + n), Field::Region, Value::Record(id(n)));
    }
    for (i, version) in versions.iter().enumerate() {
        let text = serde_json::to_string(version).unwrap();
        book.set(Kind::Instrument, id(100 + i as u8), Field::Definition, Value::text(text));
    }
    book
}

/// A tally of a region's office: for each question unanswered, yes, partial, no, ec, na.
pub(crate) fn tally(version: u8, region: u8, year: i32, of: &[[i32; 6]]) -> Tally {
    let mut counts = Counts::new(of.len(), 5);
    for (question, row) in of.iter().enumerate() {
        for (option, n) in row.iter().enumerate() {
            counts.add(question, option, *n);
        }
    }
    Tally {
        instrument: id(version),
        year,
        region: id(region),
        office: id(region + 10),
        worker: None,
        supervisor: None,
        provisional: false,
        reviews: 10,
        counts,
    }
}

pub(crate) struct Figure {
    pub record: u8,
    pub question: &'static str,
    pub year: i64,
    pub region: Option<u8>,
    pub percent: Option<i64>,
    pub counts: Option<(i64, i64)>,
    pub edition: &'static str,
}

pub(crate) fn publish(book: &mut Book, figure: &Figure) {
    let mut set = |field, value| book.set(Kind::Published, id(figure.record), field, value);
    set(Field::Instrument, Value::text("cpr"));
    set(Field::Question, Value::text(figure.question));
    set(Field::Year, Value::Int(figure.year));
    set(Field::Region, figure.region.map_or(Value::None, |r| Value::Record(id(r))));
    set(Field::Percent, figure.percent.map_or(Value::None, Value::Int));
    set(Field::Credit, figure.counts.map_or(Value::None, |(c, _)| Value::Int(c)));
    set(Field::Applicable, figure.counts.map_or(Value::None, |(_, n)| Value::Int(n)));
    set(Field::Edition, Value::text(figure.edition));
}

fn figure(record: u8, region: Option<u8>, percent: i64, edition: &'static str) -> Figure {
    Figure { record, question: "A.1", year: 2020, region, percent: Some(percent), counts: None, edition }
}

#[test]
fn by_default_a_row_is_a_region_question_and_year() {
    let book = book(&[instrument(&[8500, 9000])]);
    let tallies =
        [tally(100, 2, 2020, &[[0, 9, 0, 1, 0, 0], [0, 0, 0, 0, 0, 0]]), tally(100, 1, 2020, &[[1, 8, 0, 2, 0, 0], [0, 0, 0, 0, 1, 9]])];
    let rows = score_rows(&book, &tallies, Keys::default(), &Filter::default());
    let seen: Vec<(Option<Id>, &str, Option<u64>)> =
        rows.iter().map(|r| (r.region, r.question.as_deref().unwrap(), r.score.applicable)).collect();
    assert_eq!(
        seen,
        [(Some(id(1)), "A.1", Some(10)), (Some(id(1)), "A.2", Some(0)), (Some(id(2)), "A.1", Some(10)), (Some(id(2)), "A.2", Some(0))],
        "a question without any answer still makes a row"
    );
    assert_eq!(rows[0].options.join(" "), "yes partial no ec na");
    assert_eq!((rows[0].score.counts.as_slice(), rows[0].score.unanswered), ([8, 0, 2, 0, 0].as_slice(), 1));
    assert_eq!((rows[0].area.as_deref(), rows[0].year, rows[0].office), (None, Some(2020), None));
}

#[test]
fn statewide_is_the_sum_of_the_counts_and_not_the_mean_of_percents() {
    let book = book(&[instrument(&[8500])]);
    let tallies = [tally(100, 1, 2020, &[[0, 90, 0, 10, 0, 0]]), tally(100, 2, 2020, &[[0, 1, 0, 9, 0, 0]])];
    let rows = score_rows(&book, &tallies, Keys::of(&[Key::Question, Key::Year]), &Filter::default());
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].score.credit, rows[0].score.applicable), (Some(910_000), Some(110)));
    let all = score_rows(&book, &tallies, Keys::parse("").unwrap(), &Filter::default());
    assert_eq!((all.len(), all[0].year, all[0].score.applicable), (1, None, Some(110)));
}

#[test]
fn a_filter_lets_only_its_own_through() {
    let book = book(&[instrument(&[8500, 9000])]);
    let row = [[0, 9, 0, 1, 0, 0], [0, 5, 0, 5, 0, 0]];
    let tallies = [tally(100, 1, 2019, &row), tally(100, 1, 2020, &row), tally(100, 2, 2020, &row)];
    let filter = Filter { question: Some("a.2".into()), region: Some(id(1)), year: Some(2020), ..Filter::default() };
    let rows = score_rows(&book, &tallies, Keys::default(), &filter);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].question.as_deref(), rows[0].score.credit), (Some("A.2"), Some(50_000)));
    assert_eq!(score_rows(&book, &tallies, Keys::default(), &Filter::instrument("qcr")).len(), 0);
}

#[test]
fn a_closed_round_wins_over_a_published_figure_and_an_open_one_does_not() {
    let mut book = book(&[instrument(&[8500])]);
    publish(&mut book, &figure(50, Some(1), 8800, "first"));
    let closed = tally(100, 1, 2020, &[[0, 8, 0, 2, 0, 0]]);
    let rows = score_rows(&book, std::slice::from_ref(&closed), Keys::default(), &Filter::default());
    assert_eq!((rows.len(), rows[0].source, rows[0].score.percent()), (1, Source::Answers, "80.0".to_owned()));
    assert!((rows[0].difference.unwrap() + 0.08).abs() < 1e-12);
    let open = Tally { provisional: true, ..closed };
    let rows = score_rows(&book, &[open], Keys::default(), &Filter::default());
    assert_eq!((rows[0].source, rows[0].score.percent(), rows[0].score.met), (Source::Published, "88.0".to_owned(), Some(true)));
    assert_eq!((rows[0].score.needed, rows[0].score.applicable), (None, None));
    assert!(rows[0].difference.is_some(), "the difference shows while the round is open too");
}

#[test]
fn of_two_editions_the_newer_one_counts() {
    let mut book = book(&[instrument(&[8500])]);
    publish(&mut book, &figure(51, Some(1), 8800, "2021"));
    publish(&mut book, &figure(50, Some(1), 7000, "2020"));
    let rows = score_rows(&book, &[], Keys::default(), &Filter::default());
    assert_eq!((rows.len(), rows[0].score.percent().as_str()), (1, "88.0"));
    assert_eq!(rows[0].published.as_ref().unwrap().edition, "2021");
}

#[test]
fn a_statewide_figure_stands_in_its_own_row_after_the_regions() {
    let mut book = book(&[instrument(&[8500])]);
    publish(&mut book, &figure(50, None, 7820, ""));
    publish(&mut book, &figure(51, Some(2), 6700, ""));
    let rows = score_rows(&book, &[], Keys::default(), &Filter::default());
    let seen: Vec<(Option<Id>, String)> = rows.iter().map(|r| (r.region, r.score.percent())).collect();
    assert_eq!(seen, [(Some(id(2)), "67.0".to_owned()), (None, "78.2".to_owned())]);
    let state = score_rows(&book, &[], Keys::of(&[Key::Question, Key::Year]), &Filter::default());
    assert_eq!((state.len(), state[0].score.percent().as_str(), state[0].coverage.as_deref()), (1, "78.2", None));
}

#[test]
fn a_sum_over_regions_says_which_it_could_not_take_in() {
    let mut book = book(&[instrument(&[8500])]);
    publish(&mut book, &figure(50, Some(2), 6700, ""));
    let tallies = [tally(100, 1, 2020, &[[0, 9, 0, 1, 0, 0]])];
    let state = score_rows(&book, &tallies, Keys::of(&[Key::Question, Key::Year]), &Filter::default());
    assert_eq!((state.len(), state[0].coverage.as_deref(), state[0].score.applicable), (1, Some("1 of 2 regions"), Some(10)));
    let alone = score_rows(&book, &[], Keys::of(&[Key::Question, Key::Year]), &Filter::default());
    assert_eq!((state[0].source, alone[0].source), (Source::Answers, Source::Published));
    publish(&mut book, &Figure { counts: Some((400_000, 50)), edition: "with counts", ..figure(51, Some(2), 8000, "") });
    let state = score_rows(&book, &tallies, Keys::of(&[Key::Question, Key::Year]), &Filter::default());
    assert_eq!((state[0].coverage.as_deref(), state[0].score.applicable, state[0].score.credit), (None, Some(60), Some(490_000)));
    // 60 x 0.85 = 51 needed, 49 there.
    assert_eq!((state[0].source, state[0].score.needed), (Source::Answers, Some(2)));
}

#[test]
fn a_sum_of_percents_alone_has_no_rate_and_keeps_its_goal() {
    let mut book = book(&[instrument(&[8500, 9000])]);
    publish(&mut book, &figure(50, Some(1), 6700, ""));
    publish(&mut book, &figure(51, Some(2), 8800, ""));
    let by = |keys: &[Key]| score_rows(&book, &[], Keys::of(keys), &Filter::default()).remove(0);
    let row = by(&[Key::Question, Key::Year]);
    assert_eq!((row.score.score, row.score.met, row.coverage.as_deref()), (None, None, Some("0 of 2 regions")));
    assert_eq!(row.score.goal, Some(Ratio::from(Share(8500))));
    publish(&mut book, &Figure { question: "A.2", ..figure(52, Some(2), 8800, "") });
    let row = score_rows(&book, &[], Keys::of(&[Key::Year]), &Filter::default()).remove(0);
    assert_eq!((row.score.score, row.score.goal), (None, None), "two goals, and no answers to weigh them by");
}

#[test]
fn a_figure_for_the_whole_instrument_stands_where_questions_are_summed() {
    let mut book = book(&[instrument(&[8500, 8500])]);
    publish(&mut book, &Figure { question: "", ..figure(50, Some(1), 9100, "") });
    let rows = score_rows(&book, &[], Keys::of(&[Key::Region, Key::Year]), &Filter::default());
    assert_eq!((rows.len(), rows[0].score.percent().as_str(), rows[0].score.met), (1, "91.0", Some(true)));
    let rows = score_rows(&book, &[], Keys::default(), &Filter::default());
    assert_eq!((rows.len(), rows[0].question.as_deref()), (1, None), "by question it is a row without a question");
}

#[test]
fn versions_with_other_options_share_one_list_of_counts() {
    let mut second = instrument(&[8500]);
    second.version = 2;
    second.in_force_from = Some(2020);
    second.options.remove(1);
    let book = book(&[instrument(&[8500]), second]);
    let mut later = tally(101, 1, 2020, &[[0, 0, 0, 0, 0, 0]]);
    later.counts = Counts::new(1, 4);
    later.counts.add(0, 2, 3);
    let tallies = [tally(100, 1, 2019, &[[0, 5, 4, 3, 2, 1]]), later];
    let rows = score_rows(&book, &tallies, Keys::of(&[Key::Question]), &Filter::default());
    assert_eq!(rows[0].options.join(" "), "yes no ec na partial");
    assert_eq!(rows[0].score.counts, [5, 6, 2, 1, 4]);
}

#[test]
fn a_key_that_is_none_is_named() {
    assert_eq!(Keys::parse("region, Question,year").unwrap(), Keys::default());
    assert!(Keys::parse("region,colour").unwrap_err().contains("'colour'"));
}

#[test]
fn workers_are_kept_apart_where_the_case_was_at_the_time() {
    let book = book(&[instrument(&[8500])]);
    let one = Tally { worker: Some(id(31)), ..tally(100, 1, 2020, &[[0, 4, 0, 1, 0, 0]]) };
    let two = Tally { worker: Some(id(31)), ..tally(100, 2, 2020, &[[0, 3, 0, 0, 0, 0]]) };
    let rows = score_rows(&book, &[one, two], Keys::of(&[Key::Worker, Key::Year]), &Filter::default());
    assert_eq!((rows.len(), rows[0].worker, rows[0].score.applicable), (1, Some(id(31)), Some(8)));
    assert_eq!(rows[0].score.goal, Some(Ratio::from(Share(8500))));
}

#[test]
fn a_headline_without_questions_is_held_against_the_goal_its_questions_share() {
    let mut cpr = instrument(&[8500, 8500, 9000]);
    for (question, code) in cpr.questions.iter_mut().zip(["IH.3(A)", "IH.3(B)", "IH.4"]) {
        question.code = code.to_owned();
    }
    let mut book = book(&[cpr]);
    publish(&mut book, &Figure { question: "IH.3", ..figure(50, None, 8500, "") });
    let rows = score_rows(&book, &[], Keys::default(), &Filter::default());
    assert_eq!((rows.len(), rows[0].question.as_deref(), rows[0].score.met), (1, Some("IH.3"), Some(true)));
    publish(&mut book, &Figure { question: "", ..figure(51, None, 8500, "") });
    let whole = score_rows(&book, &[], Keys::of(&[Key::Year]), &Filter::default()).remove(0);
    assert_eq!((whole.score.goal, whole.score.met), (None, None), "goals that differ are no goal for a percent");
}

#[test]
fn a_question_counts_in_the_area_that_the_version_of_its_year_gives_it() {
    let mut first = instrument(&[8500, 8500]);
    first.areas.push(crate::domain::instrument::Area { code: "B".into(), name: "Other".into(), synonyms: Vec::new() });
    let mut second = first.clone();
    (second.version, second.in_force_from) = (2, Some(2021));
    second.questions[0].continues = Some("A.1".into());
    second.questions[1].continues = Some("A.2".into());
    second.questions[1].area = 1;
    let mut book = book(&[first, second]);
    publish(&mut book, &Figure { question: "A.2", counts: Some((300_000, 40)), percent: None, ..figure(50, Some(2), 0, "") });
    let tallies =
        [tally(100, 1, 2020, &[[0, 9, 0, 1, 0, 0], [0, 3, 0, 7, 0, 0]]), tally(101, 1, 2021, &[[0, 8, 0, 2, 0, 0], [0, 5, 0, 5, 0, 0]])];
    let said = |keys: &[Key], filter: Filter| -> Vec<String> {
        let rows = score_rows(&book, &tallies, Keys::of(keys), &filter);
        let credit = |r: &ScoreRow| r.score.credit.map_or_else(String::new, |c| (c / 10_000).to_string());
        rows.iter().map(|r| format!("{:?} {} {}", r.year, r.area.as_deref().unwrap_or("-"), credit(r))).collect()
    };
    let north = || Filter { region: Some(id(1)), ..Filter::default() };
    assert_eq!(
        said(&[Key::Area, Key::Year], north()),
        ["Some(2020) A 12", "Some(2021) A 8", "Some(2021) B 5"],
        "the move in 2021 leaves 2020 as it was"
    );
    assert_eq!(said(&[Key::Area, Key::Question, Key::Year], north()).len(), 4);
    let area_a = || Filter { area: Some("A".into()), ..north() };
    assert_eq!(said(&[Key::Year], area_a()), ["Some(2020) - 12", "Some(2021) - 8"], "a filter agrees with the key");
    let south = Filter { region: Some(id(2)), ..Filter::default() };
    assert_eq!(said(&[Key::Area, Key::Year], south), ["Some(2020) A 30"], "and so does a published figure");
}

#[test]
fn an_area_that_was_renamed_is_one_area() {
    let first = instrument(&[8500]);
    let mut second = first.clone();
    (second.version, second.in_force_from) = (2, Some(2021));
    second.areas[0] = crate::domain::instrument::Area { code: "N".into(), name: "New".into(), synonyms: vec!["a".into()] };
    let book = book(&[first, second]);
    let tallies = [tally(100, 1, 2020, &[[0, 9, 0, 1, 0, 0]]), tally(101, 1, 2021, &[[0, 8, 0, 2, 0, 0]])];
    let rows = |area: Option<&str>| {
        let filter = Filter { area: area.map(str::to_owned), ..Filter::default() };
        let rows = score_rows(&book, &tallies, Keys::of(&[Key::Area]), &filter);
        rows.iter().map(|r| (r.area.clone().unwrap(), r.score.applicable.unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(rows(None), [("N".to_owned(), 20)]);
    assert_eq!(rows(Some("N")), [("N".to_owned(), 20)]);
}

#[test]
fn a_version_counts_from_its_first_year_on() {
    let first = instrument(&[8500]);
    let mut second = instrument(&[9000]);
    (second.version, second.in_force_from) = (2, Some(2021));
    let mut book = book(&[first, second]);
    let in_force = |year| book.instrument_for("cpr", year).map(|(_, i)| i.version);
    assert_eq!((in_force(2020), in_force(2021), in_force(2022)), (Some(1), Some(2), Some(2)));
    for (record, year) in [(50, 2020), (51, 2021)] {
        publish(&mut book, &Figure { year, ..figure(record, Some(1), 8700, "") });
    }
    let met: Vec<Option<bool>> = score_rows(&book, &[], Keys::default(), &Filter::default()).iter().map(|r| r.score.met).collect();
    assert_eq!(met, [Some(true), Some(false)], "each year has its own goal");
}

#[test]
fn years_with_goals_that_differ_have_an_interval_and_no_certainty() {
    let first = instrument(&[8500]);
    let mut second = instrument(&[9000]);
    (second.version, second.in_force_from) = (2, Some(2021));
    let book = book(&[first, second]);
    let tallies = [tally(100, 1, 2020, &[[0, 90, 0, 1, 0, 0]]), tally(101, 1, 2021, &[[0, 80, 0, 2, 0, 0]])];
    let row = score_rows(&book, &tallies, Keys::of(&[Key::Question]), &Filter::default()).remove(0);
    assert_eq!((row.score.goal_mixed, row.score.pooled), (true, false));
    assert!(row.score.wilson().is_some() && row.score.certainty().is_none());
}

#[test]
fn a_figure_of_an_office_belongs_to_the_offices_region() {
    let mut book = book(&[instrument(&[8500])]);
    publish(&mut book, &figure(50, None, 8800, ""));
    book.set(Kind::Published, id(50), Field::Office, Value::Record(id(12)));
    let rows = score_rows(&book, &[], Keys::of(&[Key::Region, Key::Office]), &Filter::default());
    assert_eq!((rows[0].region, rows[0].office), (Some(id(2)), Some(id(12))));
}

#[test]
fn in_a_sum_a_published_figure_stands_for_an_open_round_and_not_for_a_closed_one() {
    let mut book = book(&[instrument(&[8500])]);
    publish(&mut book, &Figure { counts: Some((400_000, 50)), percent: None, ..figure(50, Some(1), 0, "") });
    let open = Tally { provisional: true, ..tally(100, 1, 2020, &[[0, 9, 0, 1, 0, 0]]) };
    let south = || tally(100, 2, 2020, &[[0, 4, 0, 1, 0, 0]]);
    let sum = |tallies: &[Tally]| {
        let row = score_rows(&book, tallies, Keys::of(&[Key::Question, Key::Year]), &Filter::default()).remove(0);
        (row.score.applicable, row.score.credit, row.provisional)
    };
    let open_south = Tally { provisional: true, ..south() };
    assert_eq!(sum(&[open.clone(), open_south]), (Some(55), Some(440_000), true), "the open round of the other region shows");
    assert_eq!(sum(&[open.clone(), south()]), (Some(55), Some(440_000), false));
    assert_eq!(sum(&[Tally { provisional: false, ..open }, south()]), (Some(15), Some(130_000), false));
}

#[test]
fn a_statewide_figure_and_those_of_its_regions_are_not_added_up() {
    let mut book = book(&[instrument(&[8500, 8500])]);
    publish(&mut book, &Figure { counts: Some((400_000, 50)), percent: None, ..figure(50, None, 0, "") });
    publish(&mut book, &Figure { counts: Some((300_000, 40)), percent: None, ..figure(51, Some(2), 0, "") });
    publish(&mut book, &Figure { question: "A.2", ..figure(52, None, 9000, "") });
    let row = score_rows(&book, &[], Keys::of(&[Key::Area, Key::Year]), &Filter::default()).remove(0);
    assert_eq!((row.score.applicable, row.score.credit, row.coverage.as_deref()), (Some(50), Some(400_000), Some("1 of 2 questions")));
    assert!(row.score.pooled && row.score.wilson().is_none(), "one question of a sum is not the sum");
}

#[test]
fn beside_a_statewide_figure_a_region_that_was_counted_is_summed_with_one_that_was_published() {
    let mut book = book(&[instrument(&[8500])]);
    publish(&mut book, &Figure { question: "A.1", counts: Some((80_000, 56)), percent: None, ..figure(50, None, 0, "") });
    let north = [tally(100, 1, 2020, &[[0, 4, 0, 12, 0, 0]])];
    let keys = Keys::of(&[Key::Question, Key::Year]);
    let state = |book: &Book| score_rows(book, &north, keys, &Filter::default()).remove(0);
    assert_eq!((state(&book).score.applicable, state(&book).source), (Some(16), Source::Answers));
    // South has 15 of 50, published: with the 4 of 16 of North 19 of 66; the state's own 8 of 56 stands beside it.
    publish(&mut book, &Figure { question: "A.1", counts: Some((150_000, 50)), percent: None, ..figure(51, Some(2), 0, "") });
    let row = state(&book);
    assert_eq!((row.score.applicable, row.score.credit, row.coverage.as_deref()), (Some(66), Some(190_000), None));
    assert!(row.published.is_some() && row.difference.is_some_and(|d| (d - (19.0 / 66.0 - 8.0 / 56.0)).abs() < 1e-9));
}

#[test]
fn counts_that_are_gone_make_no_row() {
    let book = book(&[instrument(&[8500])]);
    let gone = Tally { reviews: 0, ..tally(100, 1, 2020, &[[0; 6]]) };
    assert!(score_rows(&book, &[gone], Keys::default(), &Filter::default()).is_empty());
}

#[test]
fn a_region_is_the_sum_of_its_offices() {
    let mut book = book(&[instrument(&[8500])]);
    let other = Tally { office: id(13), ..tally(100, 1, 2020, &[[0, 4, 0, 1, 0, 0]]) };
    let tallies = [tally(100, 1, 2020, &[[0, 9, 0, 1, 0, 0]]), other];
    let rows = score_rows(&book, &tallies, Keys::default(), &Filter::default());
    assert_eq!((rows.len(), rows[0].score.applicable, rows[0].score.credit), (1, Some(15), Some(130_000)));
    publish(&mut book, &figure(50, Some(2), 8800, ""));
    let offices = score_rows(&book, &tallies, Keys::of(&[Key::Office]), &Filter::default());
    assert_eq!(offices.len(), 2, "a figure of a whole region is of none of the offices");
}

#[test]
fn a_figure_of_several_questions_has_no_interval() {
    let mut book = book(&[instrument(&[8500, 8500])]);
    publish(&mut book, &Figure { question: "", counts: Some((400_000, 50)), percent: None, ..figure(50, Some(1), 0, "") });
    let row = score_rows(&book, &[], Keys::default(), &Filter::default()).remove(0);
    assert_eq!((row.score.applicable, row.score.met, row.score.wilson(), row.score.certainty()), (Some(50), Some(false), None, None));
}

#[test]
fn a_computed_answer_has_its_own_row_but_no_part_in_a_sum_over_questions() {
    let mut cfsr = instrument(&[9000, 9500]);
    cfsr.questions[1].outcome = Some(crate::domain::outcome::OutcomeRule { items: vec!["A.1".into()], cases: vec![] });
    let mut book = book(&[cfsr]);
    let tallies = [tally(100, 1, 2020, &[[0, 9, 0, 1, 0, 0], [0, 5, 0, 5, 0, 0]])];
    let credit = |book: &Book, keys: &[Key], filter: &Filter| -> Vec<u64> {
        score_rows(book, &tallies, Keys::of(keys), filter).iter().filter_map(|r| r.score.credit).map(|c| c / 10_000).collect()
    };
    assert_eq!(credit(&book, &[Key::Question], &Filter::default()), [9, 5]);
    assert_eq!(credit(&book, &[Key::Area], &Filter::default()), [9]);
    assert_eq!(credit(&book, &[], &Filter::default()), [9]);
    let only = Filter { question: Some("A.2".into()), ..Filter::default() };
    assert_eq!(credit(&book, &[Key::Year], &only), [5], "who asks for it by name gets it");
    publish(&mut book, &Figure { question: "A", ..figure(50, None, 9200, "") });
    let area = score_rows(&book, &[], Keys::of(&[Key::Area, Key::Year]), &Filter::default()).remove(0);
    assert_eq!(area.score.met, Some(true), "an area's published figure is held against the goal of its items");
}
