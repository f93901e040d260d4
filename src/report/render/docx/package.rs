//! The package of a document: its parts, how they relate, what it says of itself. The same parts always give the same bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::markup::escaped;
use super::picture::Picture;
use crate::report::Released;
use crate::report::render::RenderError;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const SPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture""#
);
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const STYLES: &str = include_str!("../../../../assets/docx/styles.xml");
const SETTINGS: &str = include_str!("../../../../assets/docx/settings.xml");

/// The parts that are written anew for each report.
pub(super) struct Parts {
    pub(super) body: String,
    pub(super) header: String,
    pub(super) footer: String,
    pub(super) pictures: Vec<Picture>,
}

/// The whole file.
pub(super) fn pack(report: &Released, parts: &Parts) -> Result<Vec<u8>, RenderError> {
    write(report, parts).map_err(|why| RenderError::Refused { format: "DOCX", why: why.to_string() })
}

fn write(report: &Released, parts: &Parts) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The first day that the format knows: the same input has to give the same bytes.
    let packed = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    let stored = packed.compression_method(CompressionMethod::Stored);
    let mut part = |name: &str, bytes: &[u8], options| -> zip::result::ZipResult<()> {
        zip.start_file(name, options)?;
        Ok(zip.write_all(bytes)?)
    };
    let has_own = !report.properties.is_empty();
    part("[Content_Types].xml", content_types(has_own).as_bytes(), packed)?;
    part("_rels/.rels", root_relations(has_own).as_bytes(), packed)?;
    let document = format!("{HEAD}<w:document {SPACES}><w:body>{}</w:body></w:document>", parts.body);
    part("word/document.xml", document.as_bytes(), packed)?;
    part("word/_rels/document.xml.rels", relations(parts.pictures.len()).as_bytes(), packed)?;
    part("word/styles.xml", STYLES.as_bytes(), packed)?;
    part("word/settings.xml", SETTINGS.as_bytes(), packed)?;
    part("word/header1.xml", format!("{HEAD}<w:hdr {SPACES}>{}</w:hdr>", parts.header).as_bytes(), packed)?;
    part("word/footer1.xml", format!("{HEAD}<w:ftr {SPACES}>{}</w:ftr>", parts.footer).as_bytes(), packed)?;
    for (at, picture) in parts.pictures.iter().enumerate() {
        part(&format!("word/media/chart{}.png", at + 1), &picture.png, stored)?;
        part(&format!("word/media/chart{}.svg", at + 1), picture.svg.as_bytes(), packed)?;
    }
    part("docProps/core.xml", core(report).as_bytes(), packed)?;
    part("docProps/app.xml", app().as_bytes(), packed)?;
    if has_own {
        part("docProps/custom.xml", custom(&report.properties).as_bytes(), packed)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types(has_own: bool) -> String {
    let mut out = format!(
        r#"{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>"#
    );
    let office = "application/vnd.openxmlformats-officedocument";
    for (name, kind) in [
        ("word/document.xml", format!("{WORD}.document.main+xml")),
        ("word/styles.xml", format!("{WORD}.styles+xml")),
        ("word/settings.xml", format!("{WORD}.settings+xml")),
        ("word/header1.xml", format!("{WORD}.header+xml")),
        ("word/footer1.xml", format!("{WORD}.footer+xml")),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        ("docProps/app.xml", format!("{office}.extended-properties+xml")),
        ("docProps/custom.xml", format!("{office}.custom-properties+xml")),
    ] {
        if has_own || !name.ends_with("custom.xml") {
            let _ = write!(out, r#"<Override PartName="/{name}" ContentType="{kind}"/>"#);
        }
    }
    out + "</Types>"
}

fn relationships(each: impl IntoIterator<Item = (String, String, String)>) -> String {
    let mut out = format!(r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#);
    for (id, kind, target) in each {
        let _ = write!(out, r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#);
    }
    out + "</Relationships>"
}

fn root_relations(has_own: bool) -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".to_owned();
    let mut each = vec![
        ("rId1".to_owned(), format!("{OFFICE}/officeDocument"), "word/document.xml".to_owned()),
        ("rId2".to_owned(), core, "docProps/core.xml".to_owned()),
        ("rId3".to_owned(), format!("{OFFICE}/extended-properties"), "docProps/app.xml".to_owned()),
    ];
    if has_own {
        each.push(("rId4".to_owned(), format!("{OFFICE}/custom-properties"), "docProps/custom.xml".to_owned()));
    }
    relationships(each)
}

fn relations(pictures: usize) -> String {
    let fixed = [
        ("Styles", "styles", "styles"),
        ("Settings", "settings", "settings"),
        ("Header", "header", "header1"),
        ("Footer", "footer", "footer1"),
    ];
    let fixed = fixed.map(|(id, kind, file)| (format!("rId{id}"), format!("{OFFICE}/{kind}"), format!("{file}.xml")));
    let charts = (1..=pictures).flat_map(|number| {
        [("Picture", "png"), ("Drawing", "svg")]
            .map(|(id, ending)| (format!("rId{id}{number}"), format!("{OFFICE}/image"), format!("media/chart{number}.{ending}")))
    });
    relationships(fixed.into_iter().chain(charts))
}

/// Title, person and day. A day that is not known is left out.
fn core(report: &Released) -> String {
    let mut out = format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title>"#,
        escaped(report.title)
    );
    if !report.subject.is_empty() {
        let _ = write!(out, "<dc:subject>{}</dc:subject>", escaped(&report.subject));
    }
    let who = if report.is_public() || report.mark().who.is_empty() { "Milepost" } else { &report.mark().who };
    let _ = write!(out, "<dc:creator>{}</dc:creator><dc:description>{}</dc:description>", escaped(who), escaped(&report.banner()));
    if let Some(time) = time(&report.generated) {
        let day = |name: &str| format!(r#"<dcterms:{name} xsi:type="dcterms:W3CDTF">{time}</dcterms:{name}>"#);
        let _ = write!(out, "{}{}", day("created"), day("modified"));
    }
    out + "<dc:language>en-US</dc:language></cp:coreProperties>"
}

/// A time as the properties want it; none if there is not even a day.
fn time(generated: &str) -> Option<String> {
    let form = |text: &str, form: &str| {
        text.len() == form.len() && text.bytes().zip(form.bytes()).all(|(c, f)| if f == b'0' { c.is_ascii_digit() } else { c == f })
    };
    let day = generated.get(..10).filter(|day| form(day, "0000-00-00"))?;
    let clock = generated.get(11..19).filter(|clock| form(clock, "00:00:00")).unwrap_or("00:00:00");
    Some(format!("{day}T{clock}Z"))
}

fn app() -> String {
    format!(
        r#"{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Milepost</Application></Properties>"#
    )
}

fn custom(properties: &[(String, String)]) -> String {
    let mut out = format!(
        r#"{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">"#
    );
    for (at, (name, value)) in properties.iter().enumerate() {
        // The first number that is free for own properties is 2.
        let _ = write!(
            out,
            r#"<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>"#,
            at + 2,
            super::markup::attribute(name),
            escaped(value)
        );
    }
    out + "</Properties>"
}
