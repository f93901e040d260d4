//! Published figures: the column decides what its numbers are, and real files go in through their mappings.

use std::io::Cursor;
use std::sync::Arc;

use super::super::instrument_csv::{About, read_instrument_csv};
use super::*;

const QUESTIONS: &str = "area,question,goal,text\nIH,IH.3,85,Involved?\nIH,IH.8,85,Seen?\n";

fn read(text: &str) -> Result<Vec<PublishedRow>, String> {
    let about = About { id: "made-up", title: "", version: 1 };
    let instrument = Arc::new(read_instrument_csv("q.csv", Cursor::new(QUESTIONS), &Mapping::default(), about).unwrap().records);
    let in_force = |_: i32| Some((3, Arc::clone(&instrument)));
    read_published("p.csv", Cursor::new(text), &Mapping::default(), &in_force).map(|got| got.records).map_err(|refused| refused.to_string())
}

fn percents(cells: &[&str]) -> Result<Vec<Option<u32>>, String> {
    let rows: Vec<String> = cells.iter().enumerate().map(|(i, cell)| format!("{},IH.3,{cell}\n", 2000 + i)).collect();
    Ok(read(&format!("year,question,percent\n{}", rows.concat()))?.iter().map(|row| row.percent.map(|p| p.0)).collect())
}

#[test]
fn a_column_of_percents_is_not_mistaken_for_fractions() {
    assert_eq!(percents(&["87", "78.2", "0"]), Ok(vec![Some(8700), Some(7820), Some(0)]));
    assert_eq!(percents(&["0.87", "1", "0"]), Ok(vec![Some(8700), Some(10_000), Some(0)]));
    assert_eq!(percents(&["87 %", "0.5 %", "1%"]), Ok(vec![Some(8700), Some(50), Some(100)]));
    for unsure in [&["1", "0"][..], &["87", "0.5"], &["87", "1"]] {
        assert!(percents(unsure).unwrap_err().contains("can be a percent or a fraction; write"), "{unsure:?}");
    }
    assert!(percents(&["87", "none"]).is_err());
    assert!(percents(&["101"]).is_err());
}

#[test]
fn a_figure_may_be_of_the_state_a_region_an_area_or_all_questions() {
    let text = "year,region,question,percent,n,yes\nFY2012,Statewide,overall,87,,\n2012,Western,ih,80,30,24\n2012,,ih.8,,10,8.5\n";
    let rows = read(text).unwrap();
    assert_eq!((rows[0].year, rows[0].region.as_deref(), rows[0].question.as_str()), (2012, None, ""));
    assert_eq!((rows[1].region.as_deref(), rows[1].question.as_str(), rows[1].n), (Some("Western"), "IH", Some(30)));
    assert_eq!((rows[2].question.as_str(), rows[2].percent, rows[2].credit), ("IH.8", None, Some(85_000)));
}

#[test]
fn a_figure_without_numbers_twice_or_with_too_many_met_is_a_fault() {
    assert!(read("year,question,percent\n2012,IH.3,\n").unwrap_err().contains("is empty, and there are no counts"));
    assert!(read("year,question,percent\n2012,IH.3,80\nFY12,ih.3,81\n").unwrap_err().contains("as line 2"));
    assert!(read("year,question,n,yes\n2012,IH.3,10,11\n").unwrap_err().contains("is more than n = 10"));
    assert!(read("year,question,percent\n2012,IH.33,80\n").unwrap_err().contains("did you mean 'IH.3'?"));
    assert!(read("year,question\n2012,IH.3\n").unwrap_err().contains("column 'percent': is missing"));
}
