//! Stories of workbooks: what spreadsheet programs write, what people do in them, and what a hostile one holds.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Instant;

use zip::write::SimpleFileOptions;

use super::super::places::{OfficeRow, read_offices, read_people};
use super::*;
use crate::import::Import;

/// A workbook in the making: names, states and rows of its sheets as XML.
struct Book {
    sheets: Vec<(String, &'static str, String, String)>,
    strings: String,
    formats: String,
    properties: &'static str,
}

fn book() -> Book {
    let formats = r#"<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"><alignment/></xf><xf numFmtId="9"/></cellXfs>"#;
    Book { sheets: Vec::new(), strings: String::new(), formats: formats.to_owned(), properties: "" }
}

impl Book {
    fn sheet(self, name: &str, rows: &str) -> Book {
        self.sheet_with(name, "visible", rows, "")
    }

    fn sheet_with(mut self, name: &str, state: &'static str, rows: &str, after: &str) -> Book {
        self.sheets.push((name.to_owned(), state, rows.to_owned(), after.to_owned()));
        self
    }

    fn parts(&self) -> Vec<(String, String)> {
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let (mut names, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
        for (at, (name, state, rows, after)) in self.sheets.iter().enumerate() {
            let _ = write!(names, r#"<sheet name="{name}" sheetId="{}" state="{state}" r:id="rId{at}"/>"#, at + 1);
            let _ = write!(relations, r#"<Relationship Id="rId{at}" Type="{relation}/worksheet" Target="worksheets/sheet{at}.xml"/>"#);
            let xml = format!(r#"<?xml version="1.0"?><worksheet><dimension ref="A1"/><sheetData>{rows}</sheetData>{after}</worksheet>"#);
            parts.push((format!("xl/worksheets/sheet{at}.xml"), xml));
        }
        let _ = write!(relations, r#"<Relationship Id="s" Type="{relation}/styles" Target="/xl/styles.xml"/>"#);
        let _ = write!(relations, r#"<Relationship Id="t" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/>"#);
        let root =
            format!(r#"<Relationships><Relationship Id="r" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#);
        parts.push(("_rels/.rels".into(), root));
        parts.push(("xl/workbook.xml".into(), format!("<workbook>{}<sheets>{names}</sheets></workbook>", self.properties)));
        parts.push(("xl/_rels/workbook.xml.rels".into(), format!("<Relationships>{relations}</Relationships>")));
        parts.push(("xl/styles.xml".into(), format!("<styleSheet>{}</styleSheet>", self.formats)));
        parts.push(("xl/sharedStrings.xml".into(), format!(r#"<sst uniqueCount="99999999999999">{}</sst>"#, self.strings)));
        parts
    }

    fn bytes(&self) -> Vec<u8> {
        packed(&self.parts())
    }
}

fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A row of texts.
fn texts(number: u32, cells: &[&str]) -> String {
    let mut out = format!(r#"<row r="{number}">"#);
    for cell in cells {
        let _ = write!(out, r#"<c t="inlineStr"><is><t>{cell}</t></is></c>"#);
    }
    out + "</row>"
}

const HEAD: &[&str] = &["Region", "Office", "Counties"];

fn offices(bytes: Vec<u8>, mapping: &Mapping) -> Result<Import<Vec<OfficeRow>>, Refused> {
    read_offices("o.xlsx", Cursor::new(bytes), mapping)
}

fn read(book: &Book) -> Import<Vec<OfficeRow>> {
    offices(book.bytes(), &Mapping::default()).map_err(|refused| refused.to_string()).unwrap()
}

fn refusal(bytes: Vec<u8>) -> String {
    offices(bytes, &Mapping::default()).unwrap_err().to_string()
}

fn names(import: &Import<Vec<OfficeRow>>) -> Vec<String> {
    import.records.iter().map(|row| format!("{}: {}/{}/{}", row.line, row.region, row.office, row.counties.join("+"))).collect()
}

#[test]
fn a_sheet_reads_as_its_csv_would_and_lines_are_its_rows() {
    let mut made = book().sheet(
        "Data",
        &(texts(1, HEAD)
            + r#"<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="inlineStr"><is><t>Utah;
 "Old" Wasatch</t></is></c></row>"#
            + &texts(9, &["North", "A &amp; B, &#39;x&#x27;"])),
    );
    made.strings =
        r#"<si><t xml:space="preserve"> North </t></si><si><r><rPr><b/></rPr><t>Lake</t></r><r><t>side</t></r><rPh><t>no</t></rPh></si>"#
            .into();
    let got = read(&made);
    assert_eq!(names(&got), ["3: North/Lakeside/Utah+\"Old\" Wasatch", "9: North/A & B, 'x'/"]);
    assert_eq!(got.notes.warning_count, 0, "{:?}", got.notes.warnings);
}

#[test]
fn a_fault_names_file_sheet_row_column_and_value() {
    let rows = texts(1, HEAD) + &texts(2, &["North", "Main"]) + &texts(41, &["north", "MAIN"]);
    assert_eq!(
        refusal(book().sheet("Data", &rows).bytes()),
        "o.xlsx, sheet Data, row 41, office 'MAIN': stands on row 2 already; remove one of the two"
    );
}

#[test]
fn days_numbers_percents_and_truths_come_as_people_see_them() {
    let rows = texts(1, &["worker", "role", "from", "until"])
        + r#"<row r="2"><c t="b"><v>1</v></c><c><v>1042</v></c><c s="1"><v>45730</v></c><c s="2"><v>45731.5</v></c></row>
             <row r="3"><c t="str"><f>A1</f><v>007</v></c><c s="3"><f>1/3</f><v>0.33333333333333331</v></c><c t="d"><v>2025-03-14T10:00:00</v></c></row>"#;
    let read =
        |made: &Book| read_people("p.xlsx", Cursor::new(made.bytes()), &Mapping::default()).map_err(|r| r.to_string()).unwrap().records;
    let made = book().sheet("People", &rows);
    let people = read(&made);
    let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d);
    assert_eq!((people[0].worker.as_str(), people[0].role.as_deref()), ("TRUE", Some("1042")));
    assert_eq!((people[0].from, people[0].until), (day(2025, 3, 14), day(2025, 3, 15)));
    assert_eq!((people[1].worker.as_str(), people[1].role.as_deref(), people[1].from), ("007", Some("33.33%"), day(2025, 3, 14)));
    let later = Book { properties: r#"<workbookPr date1904="1"/>"#, ..made };
    assert_eq!(read(&later)[0].from, day(2029, 3, 15));
}

#[test]
fn the_first_visible_sheet_with_something_in_it_is_read_unless_another_is_named() {
    let made = book()
        .sheet_with("Lists", "hidden", &(texts(1, HEAD) + &texts(2, &["Hidden", "One"])), "")
        .sheet("Cover", "")
        .sheet("Data", &(texts(1, HEAD) + &texts(2, &["North", "One"])))
        .sheet("Old data", &(texts(1, HEAD) + &texts(2, &["South", "Two"])));
    let got = read(&made);
    assert_eq!(names(&got), ["2: North/One/"]);
    assert_eq!(
        got.notes.warnings[0].to_string(),
        "o.xlsx, sheet Data: this sheet was read; not read: Old data; choose another with --sheet NAME"
    );
    let named = |name: &str| offices(made.bytes(), &Mapping { sheet: Some(name.into()), ..Mapping::default() });
    assert_eq!(names(&named("old data").unwrap()), ["2: South/Two/"]);
    assert_eq!(names(&named("Lists").unwrap()), ["2: Hidden/One/"]);
    assert_eq!(
        named("Date").unwrap_err().to_string(),
        "o.xlsx, sheet 'Date': the workbook has no such sheet; did you mean 'Data'?; choose one of Lists (hidden), Cover, Data, Old data"
    );
    assert!(named("Cover").unwrap_err().to_string().starts_with("o.xlsx, sheet Cover: the sheet is empty; choose"));
    assert!(
        refusal(book().sheet("A", "").sheet("B", "<row r=\"1\"><c s=\"1\"/></row>").bytes())
            .contains("has no visible sheet with anything in it")
    );
    let first = refusal(book().sheet("Summary", &texts(1, &["By office"])).sheet("Data", &texts(1, HEAD)).bytes());
    assert!(first.contains("sheet Summary") && first.ends_with("not read: Data; choose another with --sheet NAME"), "{first}");
    let csv = Mapping { sheet: Some("Data".into()), ..Mapping::default() };
    let refused = read_offices("o.csv", Cursor::new("region,office\nNorth,One\n"), &csv).unwrap_err().to_string();
    assert!(refused.contains("the file is text and has no sheets"), "{refused}");
}

#[test]
fn titles_above_notes_beside_and_hidden_rows_are_said() {
    let hidden = texts(7, &["North", "Two"]).replacen("<row ", "<row hidden=\"1\" ", 1);
    let far = r#"<row r="8"><c r="A8" t="inlineStr"><is><t>North</t></is></c><c r="B8" t="inlineStr"><is><t>Three</t></is></c><c r="XFD8"><v>1</v></c></row>
                 <row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let rows = texts(1, &["Offices of the agency"])
        + &texts(2, &["as of March", "Region list"])
        + &texts(4, HEAD)
        + &texts(6, &["North", "One"])
        + &hidden
        + far;
    let got = read(&book().sheet("Data", &rows));
    assert_eq!(names(&got), ["6: North/One/", "7: North/Two/", "8: North/Three/"]);
    let said: Vec<String> = got.notes.warnings.iter().map(ToString::to_string).collect();
    assert!(said[0].contains("sheet Data: not read: rows 1 to 2, above the header in row 4"), "{said:?}");
    assert!(said[1].contains("row 8: not read: cell XFD8 and others like it"), "{said:?}");
    assert!(said[2].contains("1 hidden rows were read like the others"), "{said:?}");
}

#[test]
fn a_cell_merged_downwards_holds_for_each_of_its_rows() {
    let rows = texts(1, &["Big title", "", ""])
        + &texts(2, HEAD)
        + &texts(3, &["North", "One"])
        + &texts(4, &["", "Two"])
        + &texts(5, &["", "Three"])
        + &texts(6, &["South", "Four"]);
    let merged = r#"<mergeCells count="3"><mergeCell ref="A1:C1"/><mergeCell ref="A3:A5"/><mergeCell ref="A6:A1048576"/></mergeCells>"#;
    let got = read(&book().sheet_with("Data", "visible", &rows, merged));
    assert_eq!(names(&got), ["3: North/One/", "4: North/Two/", "5: North/Three/", "6: South/Four/"]);
    let across = r#"<mergeCells><mergeCell ref="A4:B4"/></mergeCells>"#;
    let refused = refusal(book().sheet_with("Data", "visible", &rows, across).bytes());
    assert!(refused.contains("sheet Data, row 4, Region: cell A4 is merged over several columns; unmerge it"), "{refused}");
}

#[test]
fn an_error_or_a_formula_without_a_result_is_named_by_its_cell_if_it_matters() {
    let bad = r#"<row r="2"><c t="inlineStr"><is><t>North</t></is></c><c t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c></row>
                 <row r="3"><c><f>A2</f></c><c t="inlineStr"><is><t>Two</t></is></c><c t="str"><f>""</f><v></v></c></row>"#;
    let refused = refusal(book().sheet("Data", &(texts(1, HEAD) + bad)).bytes());
    assert_eq!(
        refused,
        "o.xlsx, sheet Data, row 2, Office '#N/A': the formula in cell B2 ends in an error; correct it, or write the value itself into the cell\n\
         o.xlsx, sheet Data, row 3, Region: the formula in cell A3 has no stored result; open the workbook in a spreadsheet program, save it there, and import it again"
    );
    let beside = r#"<row r="2"><c t="inlineStr"><is><t>North</t></is></c><c t="inlineStr"><is><t>One</t></is></c><c/><c t="e"><v>#REF!</v></c></row>"#;
    let got = read(&book().sheet("Data", &(texts(1, &["Region", "Office", "Counties", "Mood"]) + beside)));
    assert_eq!(names(&got), ["2: North/One/"]);
}

#[test]
fn hidden_characters_of_a_cell_are_faults_as_they_are_in_csv() {
    let refused = refusal(
        book().sheet("Data", &(texts(1, HEAD) + &texts(2, &["North", "a_x001B_[2J"]) + &texts(3, &["No_x0000_rth", "One\nTwo"]))).bytes(),
    );
    assert!(refused.contains("row 2, office 'a?[2J': has a control"), "{refused}");
    assert!(refused.contains("row 3, region 'No?rth': has a control"), "{refused}");
    assert!(refused.contains("row 3, office 'One?Two': has a control"), "{refused}");
}

#[test]
fn what_is_no_workbook_has_its_sentence() {
    let good = book().sheet("Data", &(texts(1, HEAD) + &texts(2, &["North", "One"])));
    let old = [&[0xD0, 0xCF, 0x11, 0xE0][..], &[7; 600]].concat();
    let word = packed(&[
        (
            "_rels/.rels".into(),
            r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#.into(),
        ),
        ("word/document.xml".into(), "<document/>".into()),
    ]);
    let binary = packed(&[(
        "_rels/.rels".into(),
        r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>"#.into(),
    )]);
    let mut half = good.bytes();
    half.truncate(half.len() / 2);
    for (bytes, says) in [
        (old, "the workbook is damaged or not whole"),
        (
            packed(&[("mimetype".into(), "application/vnd.oasis.opendocument.spreadsheet".into())]),
            "this is an OpenDocument file, and no spreadsheet",
        ),
        (
            packed(&[("mimetype".into(), "application/vnd.oasis.opendocument.text".into())]),
            "this is an OpenDocument file, and no spreadsheet",
        ),
        (packed(&[("a.txt".into(), "a".into())]), "this is an archive or a document, and no workbook"),
        (packed(&[]), "no workbook"),
        (word, "and no workbook"),
        (binary, "this is a binary workbook (.xlsb)"),
        (half, "the workbook is damaged or not whole"),
        (b"PK\x03\x04rest".to_vec(), "the workbook is damaged or not whole"),
        (b"<html><table><tr><td>region</td></tr></table></html>".to_vec(), "this is a web page or XML, whatever its name says"),
        (b"\xEF\xBB\xBF\r\n<?xml version=\"1.0\"?><Workbook/>".to_vec(), "this is a web page or XML"),
        (b"%PDF-1.7".to_vec(), "this is a PDF"),
        (Vec::new(), "the file is empty"),
    ] {
        let refused = refusal(bytes);
        assert!(refused.contains(says), "{refused}\nshould say\n{says}");
    }
    let text = offices(b"region,office\nNorth,One\n".to_vec(), &Mapping::default()).unwrap();
    assert_eq!((text.records.len(), text.notes.warnings[0].code), (1, "file-is-text"));
}

#[test]
fn a_damaged_part_is_a_sentence_and_never_a_panic() {
    let good = book().sheet("Data", &(texts(1, HEAD) + &texts(2, &["North", "One"])));
    let broken = |part: &str, from: &str, to: &str| {
        let mut parts = good.parts();
        let found = parts.iter_mut().find(|(name, _)| name.ends_with(part)).unwrap();
        assert!(found.1.contains(from), "{part} has {from}");
        found.1 = found.1.replacen(from, to, 1);
        refusal(packed(&parts))
    };
    for (part, from, to) in [
        ("sheet0.xml", "</sheetData></worksheet>", ""),
        ("sheet0.xml", "<row r=\"2\">", "<row r=\"1\">"),
        ("sheet0.xml", "<row r=\"2\">", "<row r=\"two\">"),
        ("sheet0.xml", "<row r=\"2\">", "<row r=\"1048577\">"),
        ("sheet0.xml", "<row r=\"2\"><c ", "<row r=\"2\"><c r=\"A3\" "),
        ("sheet0.xml", "<row r=\"2\"><c ", "<row r=\"2\"><c r=\"ZZZZZZ2\" "),
        ("sheet0.xml", "<row r=\"2\"><c ", "<row r=\"2\"><c r=\"XFD2\"/><c "),
        ("sheet0.xml", "<t>North</t>", "<t>&secret;</t>"),
        ("sheet0.xml", "t=\"inlineStr\"><is><t>North</t></is>", "t=\"s\"><v>7</v>"),
        ("workbook.xml.rels", "worksheets/sheet0.xml", "worksheets/sheet9.xml"),
        ("workbook.xml.rels", "/worksheet\"", "/chartsheet\""),
    ] {
        let refused = broken(part, from, to);
        assert!(refused.contains("the workbook is damaged or not whole"), "{part} {from} > {to}: {refused}");
    }
}

#[test]
fn no_count_or_place_of_a_file_takes_more_memory_than_the_file_is_worth() {
    let start = Instant::now();
    // A sheet of a million blank rows, and one cell in the last corner.
    let blank: String = (2..=1_048_575).map(|_| "<row/>").collect();
    let rows = texts(1, HEAD) + &blank + &texts(1_048_576, &["North", "Last"]).replace("<row r=\"1048576\">", "<row>");
    assert_eq!(names(&read(&book().sheet("Data", &rows))), ["1048576: North/Last/"]);
    // A header in the last column.
    let wide = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Region</t></is></c><c r="XFD1" t="inlineStr"><is><t>Office</t></is></c></row>"#;
    assert!(refusal(book().sheet("Data", wide).bytes()).contains("the header has a cell at XFD1"));
    // A part that is small in the file and large outside it.
    let mut bomb = book().sheet("Data", &texts(1, HEAD));
    bomb.formats = " ".repeat(17 << 20);
    let bytes = bomb.bytes();
    assert!(bytes.len() < 100_000, "{}", bytes.len());
    assert!(refusal(bytes).contains("xl/styles.xml is larger than this import reads from a workbook"));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn any_byte_of_a_workbook_may_be_wrong() {
    let good = book().sheet("Data", &(texts(1, HEAD) + &texts(2, &["North", "One"]))).bytes();
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= 0x55;
        let _ = offices(bytes, &Mapping::default());
        let _ = offices(good[..at].to_vec(), &Mapping::default());
    }
}
