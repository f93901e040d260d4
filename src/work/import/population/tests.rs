//! Stories of rounds and their lists: a list makes its round, a second list asks, a drawn sample holds.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use tempfile::TempDir;

use super::*;
use crate::domain::change::Change;
use crate::store::{NewFile, Store, world};
use crate::work::import::{Preview, What, carry_out, plan};

struct Desk {
    folder: TempDir,
    store: Store,
}

impl Desk {
    fn new() -> Desk {
        let folder = TempDir::new().unwrap();
        let new = NewFile { passphrase: None, secret: None };
        let store = Store::create(&folder.path().join("a.milepost"), &new, Box::new(world::Real)).unwrap();
        let mut desk = Desk { folder, store };
        for (what, name, text) in [
            (What::Instrument, "utah-cpr", ""),
            (What::Instrument, "cfsr", ""),
            (What::Offices, "o.csv", "region,office\nCanyon,Lakeside\nCanyon,Juniper\nNorth,Main\n"),
        ] {
            let path = if text.is_empty() { PathBuf::from(name) } else { desk.file(name, text.as_bytes()) };
            let request = Request { what, inputs: vec![path], ..list(PathBuf::new()) };
            let request = Request { year: None, region: None, instrument: None, ..request };
            desk.take(&request).map_err(|e| said(&e)).unwrap();
        }
        desk
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn list(&mut self, text: &str) -> Result<Preview, String> {
        let request = list(self.file("list.csv", text.as_bytes()));
        self.take(&request).map_err(|e| said(&e))
    }

    fn take(&mut self, request: &Request) -> Result<Preview, WorkError> {
        let book = self.store.load()?;
        let preview = plan(&self.store, &book, request, &mut |_| true)?;
        carry_out(&mut self.store, &preview)?;
        Ok(preview)
    }

    fn round(&self) -> Id {
        let region = self.store.derived_id("region", &["canyon"]);
        self.store.round_id("utah-cpr", 2027, region)
    }

    fn cases(&self) -> Vec<PopulationCase> {
        match self.store.answer(&Query::Round { round: self.round() }).unwrap() {
            Answer::Round(file) => file.population.cases,
            other => panic!("{other:?}"),
        }
    }
}

fn list(path: PathBuf) -> Request {
    Request {
        what: What::Population,
        inputs: vec![path],
        instrument: Some("utah-cpr".into()),
        title: None,
        map: None,
        sheet: None,
        percent: None,
        columns: Vec::new(),
        remember: false,
        forget: false,
        year: Some("FY27".into()),
        region: Some("canyon".into()),
        create_places: false,
        replace: false,
    }
}

fn said(error: &WorkError) -> String {
    match error {
        WorkError::Faulty(files) => files.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

const HEAD: &str = "case,office,worker,stratum,opened,closed\n";

#[test]
fn a_list_makes_its_round_and_one_undo_takes_both_away() {
    let mut desk = Desk::new();
    let preview = desk.list(&format!("{HEAD}1042,Lakeside,A. Moss,Foster,2026-07-01,\n0007,juniper,,In-home,,\n")).unwrap();
    assert_eq!(preview.words(), "a population list of 2 cases from list.csv");
    assert_eq!((preview.counts.new, preview.counts.rounds, preview.counts.people), (2, 1, 1));
    assert_eq!(preview.rows[0], ["1042", "Lakeside", "A. Moss", "Foster"]);
    let book = desk.store.load().unwrap();
    let round = book.get(desk.round()).unwrap();
    assert_eq!((round.text(Field::Status), round.text(Field::Title)), ("open", "Case Process Review FY2027, Canyon"));
    let cases = desk.cases();
    assert_eq!((cases[0].case_id.as_str(), cases[1].case_id.as_str(), cases[1].stratum.as_str()), ("1042", "0007", "In-home"));
    assert_eq!(book.name(cases[1].office), "Juniper");
    assert_eq!(cases[0].worker.map(|id| book.name(id).to_owned()).as_deref(), Some("A. Moss"));
    desk.store.undo().unwrap();
    assert_eq!(desk.cases(), []);
    assert!(desk.store.load().unwrap().all(Kind::Round).is_empty());
    assert_eq!(desk.store.check().unwrap().wrong, Vec::<String>::new());
}

#[test]
fn a_second_list_asks_and_a_drawn_sample_holds() {
    let mut desk = Desk::new();
    let first = format!("{HEAD}C-1,Lakeside,,,,\n");
    desk.list(&first).unwrap();
    assert!(desk.list(&first).unwrap_err().contains("nothing"), "the same list again is nothing new");
    let second = format!("{HEAD}C-1,Lakeside,,,,\nC-2,Lakeside,,,,\n");
    let refused = desk.list(&second).unwrap_err();
    assert_eq!(
        refused,
        "the round of utah-cpr in Canyon, fiscal year 2027, has a list of 1 cases already, from 'list.csv'; add --replace to put this one in its place"
    );
    let replacing = Request { replace: true, ..list(desk.folder.path().join("list.csv")) };
    assert_eq!(desk.take(&replacing).unwrap().counts.changed, 2);
    assert_eq!(desk.cases().len(), 2);

    let round = desk.round();
    let seen = desk.store.seen().unwrap();
    desk.store.commit(&Change::new("draw", seen).with(round, Kind::Round, Field::Seed, Value::text("2027-canyon"))).unwrap();
    desk.file("list.csv", first.as_bytes());
    let refused = said(&desk.take(&replacing).unwrap_err());
    assert!(
        refused.contains("has a sample drawn from its list; another list would change which cases are in it. Undo the draw first"),
        "{refused}"
    );
    assert_eq!(desk.cases().len(), 2, "nothing has changed");
    let seen = desk.store.seen().unwrap();
    let closing = Change::new("close", seen).with(round, Kind::Round, Field::Seed, Value::None);
    desk.store.commit(&closing.with(round, Kind::Round, Field::Status, Value::text("closed"))).unwrap();
    assert!(said(&desk.take(&replacing).unwrap_err()).contains("is closed; open it again"));
}

#[test]
fn what_does_not_fit_the_round_is_named_and_changes_nothing() {
    let mut desk = Desk::new();
    for (rows, says) in [
        ("C-1,Main,,,,\n", "list.csv, line 2, office 'Main': lies in region 'North', the round is of 'Canyon'"),
        ("C-1,Lakside,,,,\n", "line 2, office 'Lakside': there is no such office in region 'Canyon'; did you mean 'Lakeside'?"),
        ("C-1,Lakeside,,,,\nC-1,LAKESIDE,,,,\n", "line 3, case_id 'C-1': stands on line 2 already"),
        ("C-1,Lakeside,A\u{1b}[2J,,,\n", "line 2, worker 'A?[2J': has a control"),
    ] {
        let refused = desk.list(&format!("{HEAD}{rows}")).unwrap_err();
        assert!(refused.contains(says), "{refused}\nshould say\n{says}");
    }
    let path = desk.file("list.csv", format!("{HEAD}C-1,Lakeside,,,,\n").as_bytes());
    let good = list(path.clone());
    for (request, says) in [
        (Request { instrument: Some("utah-cpx".into()), ..good.clone() }, "did you mean 'utah-cpr'?"),
        (Request { instrument: None, ..good.clone() }, "there are several instruments here; add --instrument"),
        (Request { year: None, ..good.clone() }, "add --year 2027 and --region NAME"),
        (Request { year: Some("27".into()), ..good.clone() }, "'27' is no fiscal year; write 2027, FY2027 or FY27"),
        (Request { region: Some("Canyom".into()), ..good.clone() }, "did you mean 'Canyon'?"),
        (Request { inputs: vec![path.clone(), path], ..good.clone() }, "put its cases into one file"),
        (Request { what: What::Answers, ..good.clone() }, "--year and --region name the round of a population list"),
        (Request { sheet: Some("Data".into()), ..good }, "the file is text and has no sheets"),
    ] {
        let refused = said(&desk.take(&request).unwrap_err());
        assert!(refused.contains(says), "{refused}\nshould say\n{says}");
    }
    assert!(desk.store.load().unwrap().all(Kind::Round).is_empty());
}

#[test]
fn places_are_made_if_that_is_asked_but_never_twice_under_one_name() {
    let mut desk = Desk::new();
    let path = desk.file("list.csv", format!("{HEAD}C-1,New town,,,,\nC-2,Main,,,,\n").as_bytes());
    let making = Request { create_places: true, ..list(path) };
    assert!(said(&desk.take(&making).unwrap_err()).contains("office 'Main': lies in region 'North'"));
    desk.file("list.csv", format!("{HEAD}C-1,New town,,,,\n").as_bytes());
    assert_eq!(desk.take(&making).unwrap().counts.offices, 1);
    let elsewhere = Request { region: Some("Desert".into()), ..making };
    desk.file("list.csv", format!("{HEAD}C-1,Sand,,,,\n").as_bytes());
    let preview = desk.take(&elsewhere).unwrap();
    assert_eq!((preview.counts.regions, preview.counts.offices, preview.counts.rounds), (1, 1, 1));
}

#[test]
fn two_hundred_thousand_cases_fit_into_a_round() {
    let mut desk = Desk::new();
    let mut text = HEAD.to_owned();
    for n in 0..200_000 {
        let _ = writeln!(text, "C-{n},{},Worker {},{},,", ["Lakeside", "Juniper"][n % 2], n % 300, ["In-home", "Foster"][n / 2 % 2]);
    }
    let start = Instant::now();
    desk.list(&text).unwrap();
    assert_eq!(desk.cases().len(), 200_000);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// A workbook with one sheet of texts.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in rows {
        sheet.push_str("<row>");
        for cell in *row {
            let _ = write!(sheet, r#"<c t="inlineStr"><is><t>{cell}</t></is></c>"#);
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let root = r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<workbook><sheets><sheet name="Cases" r:id="s"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet.xml"/></Relationships>"#;
    let parts = [("_rels/.rels", root), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations), ("xl/sheet.xml", &sheet)];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_is_taken_by_its_content_and_its_rows_are_named() {
    let mut desk = Desk::new();
    let path = desk.file("export.dat", &workbook(&[&["Case Number", "Office"], &["1042", "Lakeside"], &["1043", "Main"]]));
    let refused = said(&desk.take(&list(path)).unwrap_err());
    assert!(refused.starts_with("export.dat, sheet Cases, row 3, office 'Main': lies in region 'North'"), "{refused}");
    let path = desk.file(
        "cfsr.xlsx",
        &workbook(&[
            &["FFY", "Region", "Office", "Case", "Item 1", "Item 2"],
            &["2025", "Canyon", "Lakeside", "1042", "S", "ANI"],
            &["2025", "Canyon", "Lakeside", "1043", "Strength", ""],
        ]),
    );
    let ratings = Request { what: What::Ratings, instrument: Some("cfsr".into()), year: None, region: None, ..list(path) };
    let preview = desk.take(&ratings).unwrap();
    assert_eq!(preview.words(), "3 ratings in 2 reviews from cfsr.xlsx");
}
