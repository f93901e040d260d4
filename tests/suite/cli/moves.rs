//! Right sums where things move: an office that changes its region, a worker who changes region in mid-year, a fiscal year that starts
//! in October, a region without reviews in one year. Every figure is worked out by hand in the comments.

use serde_json::Value;

use super::{Folder, Ran};

const QUESTIONS: &str = "area,question,goal,text\nSafety,S1,80 %,Seen in time?\n";
const HEAD: &str = "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on,worker\n";

/// A file whose fiscal years begin in October, with Elm and Oak in North and Pine in South.
fn furnished() -> Folder {
    let folder = Folder::new();
    folder.write("q.csv", QUESTIONS);
    folder.write("offices.csv", "region,office\nNorth,Elm\nNorth,Oak\nSouth,Pine\n");
    folder.run("new f.milepost --unencrypted --fiscal-year-start October").good();
    folder.run("import instrument q.csv --id s --title S --into f.milepost").good();
    folder.run("import offices offices.csv --into f.milepost").good();
    folder
}

fn answers(folder: &Folder, rows: &str) -> Ran {
    folder.write("a.csv", &format!("{HEAD}{rows}"));
    folder.run("import answers a.csv --into f.milepost")
}

/// The rows of a report as "key key: answers, met".
fn told(folder: &Folder, by: &str) -> Vec<String> {
    let line = |row: &Value| {
        let keys: Vec<String> = by.split(',').map(|key| row[key].as_str().map_or_else(|| row[key].to_string(), str::to_owned)).collect();
        let credit = row["credit"].as_f64().unwrap();
        format!("{}: {credit} of {}, met {}", keys.join(" "), row["applicable"], row["met"])
    };
    folder.run(&format!("report scores f.milepost --by {by} --format json")).rows().iter().map(line).collect()
}

/// So many cases of one office and worker, of which so many are no.
fn cases(year: i32, (region, office): (&str, &str), worker: &str, day: &str, first: usize, (yes, no): (usize, usize)) -> String {
    let row = |n: usize| {
        let answer = if n < yes { "yes" } else { "no" };
        format!("{year},{region},{office},C{},Safety,S1,{answer},,{day},{worker}\n", first + n)
    };
    (0..yes + no).map(row).collect()
}

/// FY2024 is 2023-10-01 to 2024-09-30. Elm moves from North to South on 2024-04-01. Ann works in Elm until the end of January and in Pine
/// from February, so that she changes region in mid-year.
fn a_year_of_moves() -> Folder {
    let folder = furnished();
    let before = [
        cases(2023, ("North", "Elm"), "Ann", "2023-09-30", 0, (4, 1)),
        cases(2024, ("North", "Elm"), "Ann", "2023-10-01", 10, (3, 0)),
        cases(2024, ("North", "Oak"), "Ben", "2024-02-01", 20, (1, 2)),
        cases(2024, ("South", "Pine"), "Ann", "2024-02-01", 30, (2, 0)),
    ];
    answers(&folder, &before.concat()).good();
    folder.write("moved.csv", "region,office,from\nSouth,Elm,2024-04-01\n");
    folder.run("import offices moved.csv --into f.milepost").good();
    let after = [
        cases(2024, ("South", "Elm"), "Cy", "2024-04-01", 40, (1, 1)),
        // North has no review in 2025.
        cases(2025, ("South", "Elm"), "Cy", "2025-09-30", 50, (4, 0)),
        cases(2026, ("North", "Oak"), "Ben", "2025-10-01", 60, (5, 0)),
    ];
    answers(&folder, &after.concat()).good();
    folder
}

#[test]
fn an_old_year_stays_where_it_was_and_the_parts_add_up() {
    let folder = a_year_of_moves();
    // North 2024: Elm before the move 3 of 3, Oak 1 of 3. South 2024: Pine 2 of 2, Elm after the move 1 of 2.
    let regions = [
        "North 2023: 4 of 5, met true",
        "North 2024: 4 of 6, met false",
        "North 2026: 5 of 5, met true",
        "South 2024: 3 of 4, met false",
        "South 2025: 4 of 4, met true",
    ];
    assert_eq!(told(&folder, "region,year"), regions);
    // Elm 2024 is 3 of 3 in North and 1 of 2 in South: 4 of 5, and just met at 80 %.
    let offices = [
        "Elm 2023: 4 of 5, met true",
        "Elm 2024: 4 of 5, met true",
        "Elm 2025: 4 of 4, met true",
        "Oak 2024: 1 of 3, met false",
        "Oak 2026: 5 of 5, met true",
        "Pine 2024: 2 of 2, met true",
    ];
    assert_eq!(told(&folder, "office,year"), offices);
    // Ann 2024: 3 of 3 in Elm and 2 of 2 in Pine.
    let workers = told(&folder, "worker,year");
    assert!(workers.contains(&"Ann 2024: 5 of 5, met true".to_owned()), "{workers:?}");
    let apart = told(&folder, "worker,region,year");
    for line in ["Ann North 2024: 3 of 3, met true", "Ann South 2024: 2 of 2, met true"] {
        assert!(apart.contains(&line.to_owned()), "{apart:?}");
    }
    assert_eq!(told(&folder, "year")[1], "2024: 7 of 10, met false");
    let standing = folder.run("report standing f.milepost --by region,question,year --format json").rows();
    let line = |row: &Value| format!("{} {} {}", row["region"].as_str().unwrap(), row["year"], row["standing"].as_str().unwrap());
    let expected = [
        "North 2023 met_once",
        "North 2024 fell_below",
        "North 2025 not_reviewed",
        "North 2026 met_once",
        "South 2024 below",
        "South 2025 met_once",
    ];
    assert_eq!(standing.iter().map(line).collect::<Vec<_>>(), expected);
    folder.run("check f.milepost").good();
}

#[test]
fn a_file_that_names_a_region_the_office_was_not_in_counts_where_it_was() {
    let folder = a_year_of_moves();
    let before = told(&folder, "region,year");
    // Today's region for a year before the move, and the old region for a year after it.
    let ran = answers(
        &folder,
        &[cases(2023, ("South", "Elm"), "Ann", "2023-08-01", 70, (1, 0)), cases(2026, ("North", "Elm"), "Cy", "2026-01-01", 80, (2, 0))]
            .concat(),
    );
    assert!(ran.err.contains("was in region 'North' then, not in 'South'; 1 review counts there"), "{}", ran.err);
    assert!(ran.err.contains("was in region 'South' then, not in 'North'; 2 reviews count there"), "{}", ran.err);
    ran.good();
    let after = told(&folder, "region,year");
    assert!(
        after.contains(&"North 2023: 5 of 6, met true".to_owned()) && after.contains(&"South 2026: 2 of 2, met true".to_owned()),
        "{after:?}"
    );
    folder.run("undo f.milepost").good();
    assert_eq!(told(&folder, "region,year"), before);
    // In the year of the move both are right; a case that is here in one is not moved to the other without a word.
    answers(&folder, &cases(2024, ("South", "Elm"), "Ann", "2023-10-01", 10, (3, 0)))
        .refused(&["case 'C10' is here in region 'North'", "--replace"]);
}

#[test]
fn an_office_that_was_renamed_is_found_by_both_names() {
    let folder = a_year_of_moves();
    folder.write("renamed.csv", "region,office,from,formerly\nSouth,Elm Street,2025-01-01,Elm\n");
    folder.run("import offices renamed.csv --into f.milepost").good();
    folder.run("import offices renamed.csv --into f.milepost").refused(&["here already"]);
    let ran = answers(&folder, &cases(2025, ("South", "Elm"), "Cy", "2025-08-01", 90, (1, 0)));
    assert!(ran.err.contains("is a former name of office 'Elm Street'"), "{}", ran.err);
    ran.good();
    assert!(told(&folder, "office,year").contains(&"Elm Street 2025: 5 of 5, met true".to_owned()));
    let by_old = folder.run("report scores f.milepost --office Elm --by office,year --format json").rows();
    assert_eq!(by_old.len(), 3, "a report takes the former name too");
    folder.run("undo f.milepost 2").good();
    assert!(told(&folder, "office,year").contains(&"Elm 2025: 4 of 4, met true".to_owned()), "undone");
}

#[test]
fn an_office_named_in_another_region_without_a_word_of_a_move_is_another_office_and_that_is_said() {
    let folder = furnished();
    folder.write("a.csv", &format!("{HEAD}{}", cases(2024, ("South", "Oak"), "Ben", "2024-01-01", 0, (1, 0))));
    let ran = folder.run("import answers a.csv --create-places --into f.milepost");
    assert!(ran.err.contains("is in region 'North' here; this makes another office of the same name"), "{}", ran.err);
    ran.good();
}

#[test]
fn a_list_of_people_ends_the_assignment_that_ran() {
    let folder = furnished();
    folder.write("p1.csv", "worker,supervisor,office,from,until\nAnn,Sue,Elm,2023-10-01,\n");
    folder.write("p2.csv", "worker,supervisor,office,from,until\nAnn,Tom,Pine,2024-02-01,\n");
    folder.run("import people p1.csv --into f.milepost").good();
    let ran = folder.run("import people p2.csv --into f.milepost");
    assert!(ran.err.contains("1 assignment ends on the day before the next one"), "{}", ran.err);
    ran.good();
    folder.run("import people p2.csv --into f.milepost").refused(&["here already"]);
    folder.run("import people p1.csv --into f.milepost").refused(&["here already"]);
}
