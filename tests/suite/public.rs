//! Reports for everybody, of the made-up agency: what they leave out, and what a reader who lays them beside each other cannot work out.

use std::collections::BTreeMap;

use milepost::domain::disclosure::{Place, SMALLEST, Unit, Veil};
use milepost::domain::document::{Format, Name};
use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::report::{Cell, Datum, Released, Report};
use milepost::work::report::{self, Asked};

use crate::desk::{Desk, today};
use crate::documents::asked;

fn public(desk: &mut Desk, name: Name, by: Option<&str>) -> Released {
    let book = desk.book().clone();
    let asked = Asked { public: true, by: by.map(str::to_owned), ..asked(&book, desk, name) };
    let made = report::make(desk.shell().store(), &book, name, &asked, today()).unwrap_or_else(|e| panic!("{}: {e}", name.code()));
    report::release(&book, made, &asked, "Ann Example").unwrap_or_else(|e| panic!("{} by {by:?}: {e}", name.code()))
}

fn text(report: &Released, format: Format) -> String {
    String::from_utf8(report::render(report, format).unwrap()).unwrap()
}

#[test]
fn public_reports_pass_the_last_look_and_name_neither_workers_nor_their_author() {
    let mut desk = Desk::new(120, 40);
    let people: Vec<String> = desk.book().all(Kind::Worker).iter().map(|worker| worker.text(Field::Name).to_owned()).collect();
    assert!(!people.is_empty());
    for name in Name::ALL.into_iter().filter(|name| name.about().public) {
        let report = public(&mut desk, name, None);
        for format in [Format::Json, Format::Text, Format::Csv] {
            let text = text(&report, format);
            for person in people.iter().map(String::as_str).chain(["Ann Example", "NOT ENCRYPTED", "case_id"]) {
                assert!(!text.contains(person), "{} as {} names '{person}'", name.code(), format.code());
            }
        }
        report::render(&report, Format::Xlsx).unwrap();
    }
}

#[test]
fn what_is_about_cases_or_persons_is_refused() {
    let mut desk = Desk::new(120, 40);
    let book = desk.book().clone();
    for (name, by) in [(Name::Case, None), (Name::Scores, Some("worker,question,year"))] {
        let asked = Asked { public: true, by: by.map(str::to_owned), ..asked(&book, &mut desk, name) };
        assert!(report::make(desk.shell().store(), &book, name, &asked, today()).is_err(), "{}", name.code());
    }
}

#[test]
fn a_report_for_the_agency_is_not_let_out_as_a_public_one() {
    let mut desk = Desk::new(120, 40);
    let book = desk.book().clone();
    let inside = asked(&book, &mut desk, Name::Scores);
    let made = report::make(desk.shell().store(), &book, Name::Scores, &inside, today()).unwrap();
    let refused = report::release(&book, made, &Asked { public: true, ..inside }, "Ann Example");
    assert!(refused.is_err_and(|error| error.to_string().contains("fewer than 11")));
}

/// Rows by what they are about; the number of cases and the share, none where it is hidden.
type Figures = BTreeMap<(String, String, String, String), (Option<i64>, Option<f64>)>;

fn figures(report: &Report) -> Figures {
    let at = |name: &str| report.columns.iter().position(|column| column.name == name);
    let words = |row: &Vec<Cell>, name: &str| at(name).map_or_else(String::new, |at| row[at].words());
    let (n, score) = (at("applicable").unwrap(), at("score").unwrap());
    let read = |row: &Vec<Cell>| {
        let n = if let Datum::Whole(n) = row[n].value { Some(n) } else { None };
        let share = if let Datum::Ratio(share) = row[score].value { Some(share.fraction()) } else { None };
        let office = words(row, "office");
        ((words(row, "question"), words(row, "year"), words(row, "region"), office), (n, share))
    };
    report.rows.iter().map(read).collect()
}

#[test]
fn reports_by_office_by_region_and_of_the_state_do_not_give_each_other_away() {
    let mut desk = Desk::new(120, 40);
    let state = figures(&public(&mut desk, Name::Scores, Some("question,year")));
    let regions = figures(&public(&mut desk, Name::Scores, Some("region,question,year")));
    let offices = figures(&public(&mut desk, Name::Scores, Some("region,office,question,year")));
    let (mut hidden, mut looked) = (0, 0);
    let mut look = |sum: &(Option<i64>, Option<f64>), parts: Vec<&(Option<i64>, Option<f64>)>| {
        let unknown = parts.iter().filter(|(n, share)| n.is_none() || (*n != Some(0) && share.is_none())).count();
        looked += 1;
        hidden += unknown;
        if sum.1.is_some() {
            assert_ne!(unknown, 1, "one hidden part of a sum that is said is the sum less the others");
        }
        if sum.0.is_some() {
            assert_ne!(parts.iter().filter(|(n, _)| n.is_none()).count(), 1);
        }
    };
    for ((question, year, ..), sum) in &state {
        look(
            sum,
            regions.iter().filter(|((q, y, region, _), _)| (q, y) == (question, year) && region != "Statewide").map(|(_, f)| f).collect(),
        );
    }
    for ((question, year, region, _), sum) in regions.iter().filter(|((_, _, region, _), _)| region != "Statewide") {
        let inside = offices.iter().filter(|((q, y, r, office), _)| (q, y, r) == (question, year, region) && !office.is_empty());
        look(sum, inside.map(|(_, f)| f).collect());
    }
    assert!(looked > 20 && hidden > 20, "{looked} sums, {hidden} hidden");
    // And nothing small is said anywhere.
    for (n, share) in state.values().chain(regions.values()).chain(offices.values()) {
        if let Some(n) = n {
            assert!(*n == 0 || *n >= 11);
            let (n, few) = (f64::from(u32::try_from(*n).unwrap()), 1e-9..11.0 - 1e-9);
            let met = share.map(|share| share * n);
            assert!(met.is_none_or(|met| !few.contains(&met) && !few.contains(&(n - met))));
        }
    }
}

#[test]
fn a_larger_smallest_number_hides_at_least_as_much_of_what_is_small() {
    let book = Desk::new(120, 40).book().clone();
    let regions = book.all(Kind::Region);
    let said = |smallest: u64| {
        let veil = Veil::of(&book, Some("utah-cpr"), Some(smallest));
        let mut said = 0;
        for (_, instrument) in book.instruments().iter().filter(|(_, i)| i.code == "utah-cpr") {
            for question in &instrument.questions {
                for year in 2020..2028 {
                    let of = |region| veil.seen("utah-cpr", Some(year), Unit::Question(&question.code), Place::Region(region));
                    said += regions.iter().filter(|region| of(region.id).is_some_and(|seen| seen.rate)).count();
                }
            }
        }
        said
    };
    let all = SMALLEST.map(said);
    assert!(all[0] > all[1] && all[1] >= all[2], "{all:?}");
}
