//! The report of qualitative reviews, from ratings with reviewers and interviews and from the real published results.

use serde_json::Value;

use super::Folder;

fn furnished() -> Folder {
    let folder = Folder::new();
    folder.run("new f.milepost --unencrypted --instrument utah-qcr --instrument utah-cpr").good();
    folder
}

/// 40 cases of a region: so many acceptable on status and on system, reviewed by a supervisor every other time.
fn cases(region: &str, year: i32, status: usize, system: usize) -> String {
    let row = |n: usize| {
        let rating = |good: usize| if n < good { 4 } else { 3 };
        let role = if n % 2 == 0 { "supervisor" } else { "QA reviewer" };
        let spoken = if n % 4 == 0 { "child; parent declined" } else { "" };
        format!("{year},{region},{region} office,{region}-{n},Kim Example,{role},{},{},{spoken}\n", rating(status), rating(system))
    };
    (0..40).map(row).collect()
}

const HEAD: &str = "year,region,office,case_id,reviewer,reviewer_role,CFS.overall,SP.overall,interviews\n";

fn rows<'a>(report: &'a Value, year: i64, question: &str, region: &Value) -> &'a Value {
    let all = report["rows"].as_array().unwrap();
    all.iter().find(|row| row["year"] == year && row["question"] == question && row["region"] == *region).unwrap()
}

fn near(value: &Value, expected: f64) {
    let value = value.as_f64().unwrap();
    assert!((value - expected).abs() < 5e-5, "{value} and {expected}");
}

#[test]
fn ratings_with_reviewers_and_interviews_come_in_and_are_told_as_fractions() {
    let folder = furnished();
    let text = format!("{HEAD}{}{}{}", cases("North", 2025, 30, 20), cases("South", 2025, 26, 22), cases("North", 2026, 33, 20));
    folder.write("ratings.csv", &text);
    let took = folder.run("import ratings ratings.csv --instrument utah-qcr --create-places --into f.milepost");
    assert!(took.err.contains("240 ratings in 120 reviews") || took.out.contains("240 ratings in 120 reviews"), "{}{}", took.out, took.err);
    let report = folder.run("report qcr f.milepost --format json").json();
    let state = rows(&report, 2025, "CFS.overall", &Value::Null);
    near(&state["score"], 0.7);
    assert_eq!(
        (&state["applicable"], &state["needed"], &state["regions_in"], &state["regions"]),
        (&80.into(), &12.into(), &2.into(), &2.into())
    );
    let north = rows(&report, 2026, "CFS.overall", &"North".into());
    near(&north["change"], 0.075);
    near(&north["change_low"], -0.105_48);
    near(&north["change_high"], 0.250_36);
    let lone = rows(&report, 2026, "CFS.overall", &Value::Null);
    assert_eq!((&lone["regions_in"], &lone["without"], &lone["applicable"]), (&1.into(), &"South".into(), &40.into()));
    let practice = report["practice"].as_array().unwrap();
    let north = practice.iter().find(|row| row["year"] == 2026 && row["region"] == "North").unwrap();
    assert_eq!((&north["seats"], &north["leaders"]), (&40.into(), &20.into()));
    near(&north["leaders_share"], 0.5);
    assert_eq!((&north["interviews_planned"], &north["interviews_held"]), (&20.into(), &10.into()));
    assert!(north["scans_due"].is_null(), "nobody scanned");
    // The same file again has nothing new; another role is refused, and taken when it may replace.
    folder.run("import ratings ratings.csv --instrument utah-qcr --into f.milepost").refused(&["ratings.csv"]);
    folder.write("other.csv", &text.replacen("Kim Example,supervisor", "Kim Example,director", 1));
    folder.run("import ratings other.csv --instrument utah-qcr --into f.milepost").refused(&["role", "--replace"]);
    folder.run("import ratings other.csv --instrument utah-qcr --replace --into f.milepost").good();
    let told = folder.run("report qcr f.milepost --year 2025 --region North");
    let told = told.good();
    assert!(told.contains("75.0 %") && told.contains("4 cases missing") && told.contains("50.0 % (20 of 40)"), "{told}");
    // Undone in one step, twice.
    folder.run("undo f.milepost 2").good();
    assert!(folder.run("report qcr f.milepost --format json").rows().is_empty());
    folder.run("check f.milepost").good();
}

#[test]
fn the_real_published_results_stand_in_their_years_without_n() {
    let folder = furnished();
    folder.write("published.csv", include_str!("../../data/utah_qcr_published.csv"));
    folder.run("import published published.csv --instrument utah-qcr --map utah-qcr-published --create-places --into f.milepost").good();
    let report = folder.run("report qcr f.milepost --format json").json();
    for (year, question, score, met) in [
        (2000, "CFS.overall", 0.782, false),
        (2000, "SP.overall", 0.416, false),
        (2012, "CFS.overall", 0.86, true),
        (2012, "SP.overall", 0.82, false),
        (2013, "CFS.overall", 0.91, true),
        (2013, "SP.overall", 0.83, false),
        (2013, "CFS.permanency", 0.58, false),
    ] {
        let row = rows(&report, year, question, &Value::Null);
        near(&row["score"], score);
        assert_eq!((&row["met"], &row["source"]), (&met.into(), &"published".into()), "{year} {question}");
        for unknown in ["applicable", "wilson_low", "needed", "regions_in", "certainty"] {
            assert!(row[unknown].is_null(), "{year} {question} {unknown}");
        }
    }
    let western = rows(&report, 2013, "SP.overall", &"Western".into());
    near(&western["score"], 0.67);
    near(&western["change"], -0.12);
    assert!(western["change_low"].is_null());
    let told = folder.run("report qcr f.milepost").good();
    assert!(told.contains("FY2013: cases acceptable, goal 85 %") && told.contains("not known") && told.contains("78.2 %"), "{told}");
}

#[test]
fn a_filter_that_fits_nothing_is_refused_with_a_sentence() {
    let folder = furnished();
    folder.run("report qcr f.milepost --instrument utah-cpr").refused(&["'utah-cpr' is no qualitative instrument", "utah-qcr"]);
    folder.run("report qcr f.milepost --region Nowhere").refused(&["Nowhere"]);
    folder.run("report qcr f.milepost --area SP").refused(&["by region"]);
    assert!(folder.run("report qcr f.milepost").good().contains("No qualitative review"));
    folder.run("new plain.milepost --unencrypted --instrument utah-cpr").good();
    folder.run("report qcr plain.milepost").refused(&["no qualitative instrument here"]);
}
