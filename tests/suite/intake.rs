//! Files as people keep them: titles, headers in two lines, totals, old workbooks, columns with other names, and files that mean harm.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader};
use milepost::domain::field::Field;
use milepost::domain::kind::Kind;
use milepost::import::mapping::Mapping;
use milepost::import::places::read_people;
use milepost::import::population::read_population;
use zip::write::SimpleFileOptions;

use super::desk::Desk;

const ENDS: [&str; 4] = ["csv", "xlsx", "xls", "ods"];

fn shared(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/workbooks").join(name)
}

/// The cases of a list and the codes of what is said about it.
fn cases(name: &str, bytes: Vec<u8>) -> Result<(Vec<String>, Vec<&'static str>), String> {
    let read = read_population(name, Cursor::new(bytes), &Mapping::default(), &mut |_| true).map_err(|refused| refused.to_string())?;
    let line = |row: &milepost::import::population::PopulationRow| {
        let people = format!("{} / {}", row.worker.as_deref().unwrap_or("-"), row.supervisor.as_deref().unwrap_or("-"));
        format!("{} {} {} {people} {:?} {:?}", row.line, row.case_id, row.office, row.from, row.until)
    };
    let mut codes: Vec<&str> = read.notes.warnings.iter().map(|warning| warning.code).collect();
    codes.sort_unstable();
    Ok((read.records.rows.iter().map(line).collect(), codes))
}

#[test]
fn a_messy_list_reads_alike_from_text_and_from_every_kind_of_workbook() {
    for end in ENDS {
        let name = format!("messy-cases.{end}");
        let (rows, codes) = cases(&name, std::fs::read(shared(&name)).unwrap()).unwrap();
        let expected = [
            "5 00017 Red Ledge Ada Made-Up / Sol Invented Some(2026-01-05) Some(2026-06-30)",
            "6 K-2 Red Ledge Ben Imagined / Sol Invented Some(2026-03-14) None",
            "8 K-3 Mesa View Zoë Invented / - Some(2026-02-01) None",
        ];
        assert_eq!(
            (rows.as_slice(), codes.as_slice()),
            (expected.map(str::to_owned).as_slice(), ["row-total", "row-total", "rows-above"].as_slice()),
            "{end}"
        );
    }
}

#[test]
fn another_reader_of_workbooks_finds_the_same_cases() {
    for end in ["xlsx", "xls", "ods"] {
        let name = format!("messy-cases.{end}");
        let bytes = std::fs::read(shared(&name)).unwrap();
        let range = calamine::open_workbook_auto_from_rs(Cursor::new(bytes.clone())).unwrap().worksheet_range("Data").unwrap();
        let first = range.rows().filter_map(|row| if let Data::String(text) = &row[0] { Some(text.clone()) } else { None });
        let theirs: Vec<String> = first.skip(3).filter(|text| !text.ends_with("Total")).collect();
        let ours: Vec<String> = cases(&name, bytes).unwrap().0.iter().map(|row| row.split(' ').nth(1).unwrap().to_owned()).collect();
        assert_eq!(ours, theirs, "{end}");
    }
}

#[test]
fn a_formula_without_a_value_is_a_fault_of_its_cell_in_old_workbooks_too() {
    for end in ["xls", "ods"] {
        let name = format!("formula.{end}");
        let bytes = std::fs::read(shared(&name)).unwrap();
        let refused = read_people(&name, Cursor::new(bytes), &Mapping::default()).unwrap_err().to_string();
        assert!(refused.contains(&format!("{name}, sheet Data, row 2, worker")), "{refused}");
    }
}

#[test]
fn a_workbook_cut_short_or_changed_anywhere_is_read_or_refused_and_never_a_panic() {
    for end in ["xls", "ods", "xlsx"] {
        let name = format!("messy-cases.{end}");
        let good = std::fs::read(shared(&name)).unwrap();
        for at in (0..good.len()).step_by(if end == "xls" { 23 } else { 41 }) {
            let mut bytes = good.clone();
            bytes[at] ^= 0xFF;
            let _ = cases(&name, bytes);
        }
        for at in (0..good.len()).step_by(97) {
            // The last sector of an old workbook may be cut short where nothing stands in it.
            assert!(cases(&name, good[..at].to_vec()).map_or(true, |(rows, _)| rows.len() == 3), "{end} cut at {at}");
        }
        // What it is called says nothing.
        assert_eq!(cases("list.csv", good.clone()).unwrap().0.len(), 3);
    }
}

/// Opens the dialog at this kind, the path pasted, and reads the file.
fn dialog(desk: &mut Desk, kind: &str, path: &Path) {
    desk.keys("<Ctrl-P>import a file<Enter>");
    for _ in 0..20 {
        if desk.screen().contains(&format!(" {kind}: ")) {
            break;
        }
        desk.keys("<Right>");
    }
    desk.keys("<Down>").paste(path.to_str().unwrap());
}

fn settings(desk: &mut Desk) -> Vec<String> {
    desk.book()
        .all(Kind::Setting)
        .iter()
        .map(|setting| setting.text(Field::Name).to_owned())
        .filter(|name| name.starts_with("mapping:"))
        .collect()
}

#[test]
fn scores_with_titles_percents_in_formats_and_a_sum_come_in_from_every_kind_of_file() {
    let mut desk = Desk::new(120, 40);
    for end in ENDS {
        dialog(&mut desk, "published", &shared(&format!("messy-scores.{end}")));
        desk.keys("<Enter>").waits().sees("Ready: 3 published results").sees("2027 | Canyon | CPS.A1 | 91.4 %");
        desk.sees("2027 | Canyon | CPS.A2 | 100 %").sees("a row of totals").keys("<Esc>");
    }
}

#[test]
fn a_list_with_columns_of_its_own_names_is_mapped_once_and_known_from_then_on() {
    for (wide, high) in [(120, 40), (80, 24), (60, 16)] {
        let mut desk = Desk::new(wide, high);
        let path = desk.file().with_file_name("staff.csv");
        std::fs::write(&path, "Staff of March\nWer;Wo;Farbe\nAda Made-Up;Mesa View;red\nBen Imagined;Mesa View;blue\n").unwrap();
        let people = |desk: &mut Desk| desk.book().all(Kind::Worker).len();
        let before = people(&mut desk);
        dialog(&mut desk, "people", &path);
        desk.keys("<Enter>").waits().sees("missing worker").keys("<Enter>").sees("Its first values").sees("Not used: Wer, Wo, Farbe");
        desk.keys("w").sees("Wer").sees("Ada Made-Up").keys("<Down><Down>wo").sees("Mesa View").sees("Not used: Farbe");
        desk.keys("<Enter>").waits().sees("Ready:").sees("chosen by you").keys("<Enter>").does_not_see("Import a file");
        assert_eq!((people(&mut desk), settings(&mut desk).len()), (before + 2, 1));
        // The next file of that source needs nobody.
        let next = path.with_file_name("staff-april.csv");
        std::fs::write(&next, "Wer;Wo;Farbe\nCleo Pretend;Mesa View;red\n").unwrap();
        dialog(&mut desk, "people", &next);
        desk.keys("<Enter>").waits().sees("Ready:").sees("as chosen before").keys("<Esc>");
        desk.keys("<Ctrl-Z>");
        assert_eq!((people(&mut desk), settings(&mut desk).len()), (before, 0), "undo takes both back");
        desk.is_sound();
    }
}

#[test]
fn a_column_that_is_not_there_gets_one_value_for_all_rows() {
    let mut desk = Desk::new(120, 40);
    let path = desk.file().with_file_name("moves.csv");
    std::fs::write(&path, "office,counties\nMade-Up Point,Utah\n").unwrap();
    dialog(&mut desk, "offices", &path);
    desk.keys("<Enter>")
        .waits()
        .sees("missing region")
        .keys("<Enter>=Canyon")
        .sees("always 'Canyon'")
        .keys("<Enter>")
        .waits()
        .sees("Ready:");
    desk.keys("<Enter>");
    assert!(desk.book().all(Kind::Office).iter().any(|office| office.text(Field::Name) == "Made-Up Point"));
}

#[test]
fn bare_numbers_that_can_be_both_are_asked_in_the_dialog() {
    let mut desk = Desk::new(120, 40);
    let path = desk.file().with_file_name("scores.csv");
    std::fs::write(&path, "year,region,question,percent\n2027,Canyon,CPS.A1,1\n2027,Canyon,CPS.A2,0\n").unwrap();
    dialog(&mut desk, "published", &path);
    desk.keys("<Enter>").waits().sees("can be a percent or a fraction").sees("say what bare numbers are at 'Bare numbers'");
    while !desk.screen().contains("judged by their column ") || !desk.screen().contains("< judged") {
        desk.keys("<Down>");
        if desk.screen().contains("judged by their column") && desk.screen().lines().any(|l| l.contains("Bare numbers") && l.contains("‹"))
        {
            break;
        }
    }
    desk.keys("<Right>").sees("fractions: 0.85 is 85 %").keys("<Enter>").waits().sees("CPS.A1 | 100 %");
}

struct Ran {
    good: bool,
    out: String,
}

/// A new file with a region, and the program on it; with `most` megabytes beside the program itself if that is not 0.
fn program(folder: &Path, arguments: &[&str], most: u64) -> Ran {
    let program = env!("CARGO_BIN_EXE_milepost");
    let mut command = if most > 0 {
        let room = std::fs::metadata(program).unwrap().len() / 1024 + most * 1024;
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -v {room}; exec \"$0\" \"$@\""), program]);
        shell
    } else {
        Command::new(program)
    };
    let ran = command.args(arguments).current_dir(folder).env("HOME", folder).output().unwrap();
    let out = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    Ran { good: ran.status.success(), out }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::TempDir::new().unwrap();
    let made = program(folder.path(), &["new", "a.milepost", "--unencrypted"], 0);
    assert!(made.good, "{}", made.out);
    folder
}

#[test]
fn a_mapping_is_remembered_and_forgotten_from_the_command_line() {
    let folder = folder();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("own.toml", "[columns]\nworker = \"Wer\"\n");
    write("one.csv", "Wer,Farbe\nAda Made-Up,red\n");
    write("two.csv", "Wer,Farbe\nBen Imagined,blue\n");
    write("three.csv", "Wer,Farbe\nCleo Pretend,blue\n");
    let import = |extra: &[&str]| program(folder.path(), &[&["import", "people", "--into", "a.milepost"], extra].concat(), 0);
    let first = import(&["one.csv", "--map", "own.toml", "--remember"]);
    assert!(first.good, "{}", first.out);
    let second = import(&["two.csv"]);
    assert!(second.good && second.out.contains("columns as chosen before for files with this header: worker from 'Wer'"), "{}", second.out);
    let third = import(&["three.csv", "--forget"]);
    assert!(!third.good && third.out.contains("column 'worker': is missing"), "{}", third.out);
    let third = import(&["three.csv", "--forget", "--map", "own.toml"]);
    assert!(third.good, "{}", third.out);
    write("four.csv", "Wer,Farbe\nDan Fancied,blue\n");
    assert!(!import(&["four.csv"]).good, "forgotten");
    assert!(program(folder.path(), &["undo", "a.milepost"], 0).good);
    assert!(import(&["four.csv"]).good, "undo brings it back");
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ods(rows: &str) -> Vec<u8> {
    let head =
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p>worker</text:p></table:table-cell></table:table-row>"#;
    let content = format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="Data">{head}{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet".into()), ("content.xml", content)])
}

fn xlsx(rows: &str) -> Vec<u8> {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    packed(&[
        (
            "_rels/.rels",
            format!(r#"<Relationships><Relationship Id="r" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ),
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="Data" sheetId="1" r:id="a"/></sheets></workbook>"#.into()),
        (
            "xl/_rels/workbook.xml.rels",
            format!(r#"<Relationships><Relationship Id="a" Type="{relation}/worksheet" Target="sheet.xml"/></Relationships>"#),
        ),
        (
            "xl/sheet.xml",
            format!("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>worker</t></is></c></row>{rows}</sheetData></worksheet>"),
        ),
    ])
}

/// Every number of the old workbook at the far corner of its sheet.
fn far_corner() -> Vec<u8> {
    let mut bytes = std::fs::read(shared("messy-scores.xls")).unwrap();
    for at in 0..bytes.len() - 8 {
        if bytes[at..at + 4] == [0x03, 0x02, 0x0E, 0x00] {
            bytes[at + 4..at + 8].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0x00]);
        }
    }
    bytes
}

#[cfg(target_os = "linux")]
#[test]
fn a_small_file_that_asks_for_a_large_memory_is_refused_within_256_megabytes() {
    let folder = folder();
    let cell =
        r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>Ada</text:p></table:table-cell>"#;
    let long = "x".repeat(200_000);
    let mut many = String::new();
    for row in 2..1_500 {
        let _ = write!(many, "<row r=\"{row}\"><c t=\"inlineStr\"><is><t>{long}</t></is></c></row>");
    }
    let bombs = [
        ("cells.ods", ods(&format!(r#"<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>"#))),
        (
            "rows.ods",
            ods(&format!(
                r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell></table:table-row>"#,
                "x".repeat(400)
            )),
        ),
        (
            "blanks.ods",
            ods(&format!(
                "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>",
                "<text:s text:c=\"999999999\"/>".repeat(5_000)
            )),
        ),
        ("text.xlsx", xlsx(&format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(300 << 20)))),
        ("many.xlsx", xlsx(&many)),
        ("corner.xls", far_corner()),
    ];
    for (name, bytes) in bombs {
        assert!(bytes.len() < 1_500_000, "{name}: {}", bytes.len());
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let ran = program(folder.path(), &["import", "people", name, "--into", "a.milepost", "--dry-run"], 256);
        assert!(!ran.good && ran.out.contains(name) && !ran.out.contains("panicked"), "{name}: {}", ran.out);
        assert!(
            ["larger than this import reads", "more than 50000 rows", "longer than 200", "is missing"]
                .iter()
                .any(|says| ran.out.contains(says)),
            "{name}: {}",
            ran.out
        );
    }
}
