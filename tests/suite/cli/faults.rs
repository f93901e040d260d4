//! Faults of imported files: where, what, and what to do.

use super::Folder;

#[test]
fn every_fault_has_its_line_column_value_remedy_and_code() {
    let folder = Folder::furnished(false);
    folder.write(
        "bad.csv",
        "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on\n\
         2025,Hill,Hill 0,C1,,A01,yess,,\n\
         2025,Hill,Hill 0,C1,,A99,yes,,\n\
         2025,Hill,Hill 0,C1,Services,A02,yes,,2025-13-40\n\
         2025,Hill,Hill 0,C1,,A03,yes,,\n\
         2025,Hill,Hill 0,C1,,A03,no,,\n",
    );
    let before = folder.bytes("f.milepost");
    let ran = folder.run("import answers bad.csv --create-places --into f.milepost --json");
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "with --json all is said on standard output");
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["done"], false);
    let faults = report["files"][0]["faults"].as_array().unwrap();
    let of = |code: &str| faults.iter().find(|f| f["code"] == code).unwrap_or_else(|| panic!("{code} in {report}"));
    let answer = of("answer-unknown");
    assert_eq!(
        (&answer["file"], &answer["line"], &answer["column"], &answer["value"]),
        (&"bad.csv".into(), &2.into(), &"answer".into(), &"yess".into())
    );
    assert!(answer["remedy"].as_str().unwrap().contains("yes"), "{answer}");
    assert_eq!(of("question-unknown")["line"], 3);
    assert_eq!(of("area-mismatch")["line"], 4);
    assert!(of("answer-twice")["message"].as_str().unwrap().contains("line 5"));
    assert_eq!(report["files"][0]["fault_count"].as_u64(), Some(faults.len() as u64));

    let told = folder.run("import answers bad.csv --create-places --into f.milepost");
    assert_eq!((told.code, told.out.as_str()), (1, ""));
    assert!(told.err.contains("bad.csv, line 2, answer 'yess'") && told.err.contains("nothing was imported"), "{}", told.err);
    assert_eq!(before, folder.bytes("f.milepost"), "nothing of a bad file lands");
}

#[test]
fn unknown_places_are_named_once_with_the_nearest_that_is_here() {
    let folder = Folder::furnished(true);
    let head = "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on\n";
    folder.write(
        "places.csv",
        &format!("{head}2025,Hil,Hill 0,C1,,A01,yes,,\n2025,Hil,Hill 0,C2,,A01,yes,,\n2025,lake,LAKE 0,C3,,A01,yes,,\n"),
    );
    folder.run("import answers places.csv --into f.milepost").refused(&[
        "places.csv, line 2, region 'Hil': there is no such region here; did you mean 'Hill'?",
        "1 fault; nothing was imported",
    ]);
}

#[test]
fn one_case_in_two_spellings_is_a_fault() {
    let folder = Folder::furnished(false);
    let head = "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on\n";
    folder.write("twice.csv", &format!("{head}2025,Hill,Hill 0,c1,,A01,yes,,\n2025,Hill,Hill 0,C1,,A02,yes,,\n"));
    folder.run("import answers twice.csv --create-places --into f.milepost").refused(&["case_id 'C1'", "another spelling"]);
}

#[test]
fn published_figures_go_in_through_the_mappings_that_ship() {
    let folder = Folder::new();
    folder.run("new p.milepost --as Ann --unencrypted --instrument utah-cpr --instrument utah-qcr").good();
    for (name, text) in
        [("qcr", include_str!("../../data/utah_qcr_published.csv")), ("cpr", include_str!("../../data/utah_cpr_published.csv"))]
    {
        folder.write(&format!("{name}.csv"), text);
        let line =
            format!("import published {name}.csv --instrument utah-{name} --map utah-{name}-published --create-places --into p.milepost");
        folder.run(&line).good();
        folder.run(&line).refused(&["here already"]);
    }
    let rows = folder.run("report scores p.milepost --instrument utah-qcr --year 2000 --format json").rows();
    let status = rows.iter().find(|r| r["question"] == "CFS.overall").unwrap();
    assert!(status["region"].is_null(), "statewide");
    assert_eq!((&status["source"], &status["score"], &status["met"]), (&"published".into(), &0.782.into(), &false.into()));
    assert!(
        status["applicable"].is_null() && status["counts"].is_null() && status["needed"].is_null(),
        "a percent has no counts: {status}"
    );
    folder
        .run("import published qcr.csv --instrument utah-qcr --into p.milepost")
        .refused(&["qcr.csv, line 1, column 'year': is missing", "[columns]"]);
    assert!(folder.run("check p.milepost").good().starts_with("clean"));
}

#[test]
fn offices_and_people_go_in_and_a_change_needs_a_word() {
    let folder = Folder::new();
    folder.run("new o.milepost --as Ann --unencrypted").good();
    folder.write("offices.csv", "region,district,office,counties\nHill,First,Main,Ash; Birch\nHill,First,Side,Cedar\nLake,,Main,\n");
    folder.run("import offices offices.csv --into o.milepost").good();
    folder.run("import offices offices.csv --into o.milepost").refused(&["here already"]);
    folder.write("moved.csv", "region,district,office,counties\nHill,First,Side,Dune\n");
    folder.run("import offices moved.csv --into o.milepost").refused(&["line 2", "another counties", "--replace"]);
    folder.run("import offices moved.csv --replace --into o.milepost").good();
    folder.write("people.csv", "worker,supervisor,office,from\nAda Moss,Bo Fern,Side,2025-07-01\nCy Reed,Bo Fern,Side,\n");
    let report = folder.run("import people people.csv --into o.milepost --json").json();
    assert_eq!((&report["counts"]["people"], &report["counts"]["new"]), (&3.into(), &2.into()));
    folder.write("unclear.csv", "worker,office\nDi Sand,Main\n");
    folder.run("import people unclear.csv --into o.milepost").refused(&["office 'Main'", "2 offices of this name"]);
    assert!(folder.run("check o.milepost").good().starts_with("clean"));
}

#[test]
fn a_case_gets_its_worker_later_and_changes_hands_only_with_replace() {
    let folder = Folder::furnished(false);
    let head = "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on,worker,supervisor\n";
    let file = |question: &str, who: &str| format!("{head}2025,Hill,Hill 0,C1,,{question},yes,,,{who}\n");
    let say = |folder: &Folder| -> Vec<String> {
        let rows = folder.run("report scores f.milepost --by worker,supervisor,question --question A01 --format json").rows();
        rows.iter().map(|r| format!("{} {} {}", r["worker"], r["supervisor"], r["applicable"])).collect()
    };
    folder.write("none.csv", &file("A01", ","));
    folder.run("import answers none.csv --create-places --into f.milepost").good();
    assert_eq!(say(&folder), ["null null 1"]);

    folder.write("who.csv", &file("A01", "A. Moss,B. Fern"));
    let told = folder.run("import answers who.csv --into f.milepost");
    assert!(told.err.contains("people or areas of 1 review"), "{}", told.err);
    assert_eq!(say(&folder), ["\"A. Moss\" \"B. Fern\" 1"], "a worker that was missing is filled in");
    folder.run("import answers who.csv --into f.milepost").refused(&["here already"]);
    folder.run("import answers none.csv --into f.milepost").refused(&["here already"]);

    folder.write("other.csv", &file("A02", "C. Reed,B. Fern"));
    let before = folder.bytes("f.milepost");
    folder.run("import answers other.csv --into f.milepost").refused(&[
        "other.csv, line 2, worker 'C. Reed': case 'C1' is here with 'A. Moss'",
        "add --replace",
        "1 fault",
    ]);
    assert_eq!(before, folder.bytes("f.milepost"));
    folder.run("import answers other.csv --replace --into f.milepost").good();
    assert_eq!(say(&folder), ["\"C. Reed\" \"B. Fern\" 1"], "all answers of the case go with it");
    folder.write("same.csv", &file("A01", "A. Moss,"));
    folder.run("import answers same.csv --into f.milepost").refused(&["worker 'A. Moss'"]);
    folder.run("import answers none.csv same.csv --replace --into f.milepost").good();
    assert_eq!(say(&folder), ["\"A. Moss\" \"B. Fern\" 1"]);
    assert!(folder.run("check f.milepost").good().contains("clean"));
}
