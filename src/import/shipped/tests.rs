//! What comes with the program can be read by it, and real published results go in through it.

use std::io::Cursor;
use std::sync::Arc;

use super::super::Import;
use super::super::instrument_toml::parse_instrument_toml;
use super::super::mapping::Mapping;
use super::super::plan_toml::parse_plan_toml;
use super::super::published::{PublishedRow, read_published};
use super::super::table::Kind;
use super::*;
use crate::domain::share::Share;

#[test]
fn every_shipped_instrument_and_plan_can_be_read_and_bears_its_name() {
    for shipped in INSTRUMENTS {
        let instrument = parse_instrument_toml(shipped.file, shipped.text).map_err(|r| r.to_string()).unwrap().records;
        assert_eq!(instrument.code, shipped.id);
        assert!(!instrument.source.is_empty(), "{} says where it comes from", shipped.id);
    }
    for shipped in PLANS {
        let plan = parse_plan_toml(shipped.file, shipped.text).map_err(|r| r.to_string()).unwrap().records;
        assert_eq!(plan.code, shipped.id);
    }
    assert!(find(INSTRUMENTS, "Utah-CPR").is_some());
    assert_eq!(find(INSTRUMENTS, "unknown"), None);
}

#[test]
fn no_file_of_rules_is_left_behind() {
    for (folder, list) in [("instruments", INSTRUMENTS), ("plans", PLANS), ("mappings", MAPPINGS), ("templates", TEMPLATES)] {
        let Ok(files) = std::fs::read_dir(format!("{}/assets/{folder}", env!("CARGO_MANIFEST_DIR"))) else { continue };
        for file in files {
            let name = file.unwrap().file_name().into_string().unwrap();
            if let Some(id) = name.strip_suffix(".toml") {
                assert!(find(list, id).is_some(), "add \"{id}\" to the {folder} in shipped.rs");
            }
        }
    }
}

fn real(instrument: &str, mapping: &str, file: &str, text: &str) -> Import<Vec<PublishedRow>> {
    let shipped = find(INSTRUMENTS, instrument).unwrap();
    let instrument = Arc::new(parse_instrument_toml(shipped.file, shipped.text).unwrap().records);
    let mapping = find(MAPPINGS, mapping).unwrap();
    let mapping = Mapping::parse(mapping.file, mapping.text, Kind::Published).map_err(|r| r.to_string()).unwrap();
    read_published(file, Cursor::new(text), &mapping, &|_| Some((0, Arc::clone(&instrument)))).map_err(|r| r.to_string()).unwrap()
}

#[test]
fn the_published_case_process_reviews_of_utah_go_in() {
    let got = real("utah-cpr", "utah-cpr-published", "cpr.csv", include_str!("../../../tests/data/utah_cpr_published.csv"));
    let rows = got.records;
    assert_eq!(got.notes.warning_count, 0);
    assert_eq!(rows.len(), 8);
    let headlines: Vec<&str> = rows.iter().filter(|r| r.year == 2025).map(|r| r.question.as_str()).collect();
    assert_eq!(headlines, ["IH.3", "IH.6/8/9"], "headlines stand as areas of the instrument");
    assert_eq!((rows[0].year, rows[0].percent, rows[0].region.as_deref()), (2024, Some(Share(8700)), None));
    assert_eq!(rows[0].question, "IH.3(A)");
    assert!(rows.iter().all(|row| !row.question.is_empty() && !row.source.is_empty()));
}

#[test]
fn the_published_qualitative_reviews_of_utah_go_in_under_one_name_for_a_domain() {
    let got = real("utah-qcr", "utah-qcr-published", "qcr.csv", include_str!("../../../tests/data/utah_qcr_published.csv"));
    let rows = got.records;
    assert_eq!(got.notes.warning_count, 0);
    assert_eq!(rows.len(), 9);
    assert_eq!((rows[0].year, rows[0].percent), (2000, Some(Share(7820))));
    assert_eq!((rows[2].year, rows[2].percent), (2012, Some(Share(8600))));
    assert_eq!(rows[0].question, rows[2].question, "child and family status and child status are one");
    assert_eq!(rows[1].question, rows[3].question);
    assert_ne!(rows[0].question, rows[1].question);
    assert_eq!(rows[7].region.as_deref(), Some("Western"));
}
