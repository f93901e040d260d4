//! Stories of documents: what word processors write, what people do in them, and what a hostile file holds.

use std::io::Write as _;

use zip::write::SimpleFileOptions;

use super::*;

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document with this body, and further parts that the main one relates to.
fn bytes(body: &str, beside: &[(&str, &str)]) -> Vec<u8> {
    let body = format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    let root = format!(
        r#"<Relationships><Relationship Id="a" Type="{RELATION}/officeDocument" Target="word/document.xml"/>
        <Relationship Id="b" Type="{RELATION}/custom-properties" Target="docProps/custom.xml"/></Relationships>"#
    );
    let relations: Vec<String> = beside
        .iter()
        .filter(|(name, _)| name.starts_with("word/"))
        .map(|(name, _)| {
            let file = name.trim_start_matches("word/");
            format!(r#"<Relationship Id="{file}" Type="{RELATION}/{}" Target="{file}"/>"#, file.trim_end_matches(".xml"))
        })
        .collect();
    let relations = format!("<Relationships>{}</Relationships>", relations.concat());
    let mut parts = vec![("_rels/.rels", root.as_str()), ("word/document.xml", &body), ("word/_rels/document.xml.rels", &relations)];
    parts.extend(beside);
    packed(&parts)
}

fn of(body: &str) -> Import<Document> {
    read("form.docx", &bytes(body, &[])).unwrap()
}

fn said(notes: &Faults) -> Vec<String> {
    notes.warnings.iter().map(|note| note.message.clone()).collect()
}

fn refusal(bytes: &[u8]) -> String {
    read("form.docx", bytes).unwrap_err().to_string()
}

/// The only table, as texts.
fn texts(document: &Document) -> Vec<Vec<&str>> {
    let table = document.tables().next().unwrap();
    table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

fn cell(inside: &str) -> String {
    format!("<w:tbl><w:tr><w:tc><w:tcPr/>{inside}</w:tc></w:tr></w:tbl>")
}

fn one(inside: &str) -> Cell {
    let read = of(&cell(inside));
    read.records.tables().next().unwrap().rows[0].cells[0].clone()
}

#[test]
fn paragraphs_keep_their_order_style_and_breaks() {
    let styles = r#"<w:styles><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="Sub"><w:name w:val="Subhead"/><w:basedOn w:val="berschrift1"/></w:style>
        <w:style w:styleId="L"><w:name w:val="List"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="berschrift1"/><w:pPrChange><w:pPr><w:pStyle w:val="L"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>Cover</w:t></w:r></w:p>
        <w:p/>
        <w:p><w:pPr><w:pStyle w:val="Sub"/></w:pPr><w:r><w:t xml:space="preserve">a &amp; </w:t><w:br/><w:t>b</w:t><w:br w:type="page"/><w:tab/><w:t>c</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="L"/></w:pPr><w:r><w:t>item</w:t></w:r></w:p>"#;
    let document = read("form.docx", &bytes(body, &[("word/styles.xml", styles)])).unwrap().records;
    let lines: Vec<_> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(line) => (line.style.as_str(), line.heading, line.list, line.text.as_str()),
            Block::Table(_) => panic!("no table is there"),
        })
        .collect();
    assert_eq!(lines, [("heading 1", Some(1), None, "Cover"), ("Subhead", Some(1), None, "a & \nb c"), ("List", None, Some(1), "item")]);
}

#[test]
fn a_cell_has_the_lines_of_its_paragraphs_and_the_tags_of_controls_in_and_around_it() {
    let body = r#"<w:tbl><w:tblPr><w:tblCaption w:val="Steps"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid>
        <w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p><w:r><w:t>What</w:t></w:r></w:p></w:tc></w:tr>
        <w:tr><w:trPr><w:tblHeader w:val="0"/></w:trPr>
          <w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:sdt><w:sdtPr><w:alias w:val="Owner"/><w:tag w:val="who"/></w:sdtPr><w:sdtContent><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:sdtContent></w:sdt></w:p></w:tc>
          <w:tc><w:sdt><w:sdtPr><w:tag w:val="block"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:sdtContent></w:sdt></w:tc>
          <w:sdt><w:sdtPr><w:tag w:val="whole"/></w:sdtPr><w:sdtContent><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr>
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#;
    let read = of(body);
    let table = read.records.tables().next().unwrap();
    assert_eq!(table.caption, "Steps");
    assert_eq!(table.rows.iter().map(|row| row.head).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(texts(&read.records), [vec!["What"], vec!["one\ntwo", "a\nb", "c"], vec![""]]);
    assert_eq!(table.rows[0].cells[0].span, 3);
    let tags: Vec<Vec<&str>> = table.rows[1].cells.iter().map(|cell| cell.tags().collect()).collect();
    assert_eq!(tags, [["who"], ["block"], ["whole"]]);
    assert_eq!(table.rows[1].cells[1].controls[0].text, "a\nb");
    assert_eq!(table.rows[1].cells[0].controls[0].title, "Owner");
    assert!(!table.rows[1].cells[0].continues && table.rows[2].cells[0].continues);
}

#[test]
fn bookmarks_are_kept_with_the_cell_they_lie_in() {
    let inner = cell(r#"<w:p><w:bookmarkStart w:id="2" w:name="inner"/></w:p>"#);
    let outer = one(&format!(
        r#"<w:bookmarkStart w:id="0" w:name="before"/><w:p><w:bookmarkStart w:id="1" w:name="_mp_a"/><w:bookmarkEnd w:id="1"/><w:r><w:t>x</w:t></w:r></w:p>{inner}<w:p/>"#
    ));
    assert_eq!(outer.marks, ["before", "_mp_a"]);
    assert_eq!(outer.tables[0].rows[0].cells[0].marks, ["inner"]);
}

#[test]
fn a_placeholder_is_no_text_in_a_control_or_after_the_control_was_dropped() {
    let shown = r#"<w:p><w:sdt><w:sdtPr><w:tag w:val="due"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>a day</w:t></w:r></w:sdtContent></w:sdt></w:p>"#;
    let blank = one(shown);
    assert_eq!((blank.text.as_str(), blank.hint.as_str()), ("", "a day"));
    assert_eq!((blank.controls[0].text.as_str(), blank.controls[0].hint.as_str()), ("", "a day"));

    let dropped = one(r#"<w:p><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>a day</w:t></w:r></w:p>"#);
    assert_eq!((dropped.text.as_str(), dropped.hint.as_str()), ("", "a day"));

    let typed = shown.replace("<w:showingPlcHdr/>", "").replace("<w:r>", r#"<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>"#);
    assert_eq!(one(&typed).text, "a day");
}

#[test]
fn inserted_text_counts_deleted_text_does_not_and_both_are_said() {
    let read = of(&cell(
        r"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>by </w:t></w:r><w:del><w:r><w:delText>April</w:delText></w:r></w:del></w:p>
        <w:p><w:ins><w:r><w:t>May</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>",
    ));
    assert_eq!(texts(&read.records), [["by May"]]);
    assert_eq!(
        said(&read.notes),
        ["1 tracked insertion not accepted yet; read as text", "2 tracked deletions not accepted yet; that text is not read"]
    );
}

#[test]
fn a_deleted_row_or_cell_is_not_there() {
    let read = of("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>old</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>\
         <w:tc><w:p><w:r><w:t>new</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
    assert_eq!(texts(&read.records), [["new"]]);
    assert_eq!(read.notes.warning_count, 1);
}

#[test]
fn comments_and_footnotes_are_said_in_full_and_not_read() {
    let comments = r#"<w:comments><w:comment w:author="Reviewer A"><w:p><w:r><w:t>Is this</w:t></w:r></w:p><w:p><w:r><w:t>the goal?</w:t></w:r></w:p></w:comment></w:comments>"#;
    let footnotes = r#"<w:footnotes><w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote><w:p><w:r><w:t>See policy.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let beside = [("word/comments.xml", comments), ("word/footnotes.xml", footnotes)];
    let read = read("form.docx", &bytes("<w:p><w:r><w:t>Text</w:t></w:r></w:p>", &beside)).unwrap();
    assert_eq!(said(&read.notes), ["comment by Reviewer A not read: 'Is this the goal?'", "footnote not read: 'See policy.'"]);
    assert_eq!(read.records.blocks.len(), 1);
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph() {
    let read = of(r"<w:p><w:r><w:t>before</w:t><mc:AlternateContent><mc:Choice><w:drawing><wp:inline><wps:txbx><w:txbxContent>
        <w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>
        </mc:AlternateContent></w:r><w:r><w:t> after</w:t></w:r></w:p>");
    let lines: Vec<&str> = read
        .records
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(line) => line.text.as_str(),
            Block::Table(_) => "",
        })
        .collect();
    assert_eq!(lines, ["before after", "boxed"]);
    assert_eq!(said(&read.notes), ["1 text box read as text after its paragraph"]);
}

#[test]
fn custom_properties_are_found_by_name() {
    let custom = r#"<Properties><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Milepost plan"><vt:lpwstr>a &lt; b</vt:lpwstr></property></Properties>"#;
    let read = read("form.docx", &bytes("<w:p><w:r><w:t>Text</w:t></w:r></w:p>", &[("docProps/custom.xml", custom)])).unwrap();
    assert_eq!(read.records.property("Milepost plan"), Some("a < b"));
    assert_eq!(read.records.property("else"), None);
}

#[test]
fn what_is_no_document_is_refused_in_words() {
    let old = |stream: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    assert_eq!(
        refusal(&old("WordDocument")),
        "form.docx: this is an old document (.doc) or another Office file; open it in Word or LibreOffice, save it as .docx and import that"
    );
    assert_eq!(
        refusal(&old("EncryptedPackage")),
        "form.docx: the document has a password; open it, save a copy without a password, and import that"
    );
    assert!(refusal(b"").contains("the file is empty"));
    assert!(refusal(b"%PDF-1.7").contains("this is a PDF"));
    assert!(refusal(b"{\\rtf1 a}").contains("Rich Text"));
    assert!(refusal(b"\xef\xbb\xbf<html>").contains("web page or XML"));
    assert!(refusal(b"Goal,Value\n").contains("this is no .docx document"));
    assert!(refusal(&packed(&[("mimetype", "application/vnd.oasis.opendocument.text")])).contains("an OpenDocument file"));
    assert!(refusal(&packed(&[("a.txt", "a")])).contains("an archive and no document"));
    let book = bytes("", &[]);
    assert!(refusal(&book).contains("no text and no table"));
}

#[test]
fn a_damaged_document_is_refused_and_never_half_read() {
    let whole = bytes("<w:p><w:r><w:t>Text</w:t></w:r></w:p>", &[]);
    assert!(refusal(&whole[..whole.len() - 30]).contains("damaged or not whole"));
    for body in ["<w:p><w:r><w:t>Text", "<w:p></w:x></w:p></w:p></w:p></w:body></w:y>", "<w:p><w:r><w:t>&unknown;</w:t></w:r></w:p>"] {
        let refused = read("form.docx", &bytes(body, &[])).map(|read| read.records);
        assert!(refused.as_ref().is_err_and(|why| why.to_string().contains("damaged or not whole")), "{body}: {refused:?}");
    }
    let no_body = bytes("", &[]);
    assert!(refusal(&no_body).contains("form.docx: "));
}

#[test]
fn bombs_are_refused() {
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(200), "</w:tc></w:tr></w:tbl>".repeat(200));
    assert!(refusal(&bytes(&deep, &[])).contains("what is nested in it is larger than any form"));

    let wide = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(250_000));
    assert!(refusal(&bytes(&wide, &[])).contains("its list of cells is larger than any form"));

    let long = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(33 << 20));
    assert!(refusal(&bytes(&long, &[])).contains("word/document.xml is larger than any form"));

    // One text within many controls would be kept once for each.
    let open = r#"<w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr><w:sdtContent>"#;
    let text = format!("<w:r><w:t>{}</w:t></w:r>", "a".repeat(1 << 16)).repeat(48);
    let nested = format!("<w:p>{}{text}{}</w:p>", open.repeat(40), "</w:sdtContent></w:sdt>".repeat(40));
    assert!(refusal(&bytes(&nested, &[])).contains("its text is larger than any form"));
}
