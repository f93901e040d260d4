//! Made-up answers, and what they add up to, counted by a few plain lines of their own.

use std::collections::BTreeMap;
use std::fmt::Write;

pub const REGIONS: [&str; 3] = ["Hill", "Lake", "Plain"];
const ANSWERS: [&str; 4] = ["yes", "partial", "no", "na"];

/// Counts of yes, partial, no, na by year, region and question.
pub type Truth = BTreeMap<(i64, String, String), [u64; 4]>;

pub struct Sample {
    rows: Vec<(i64, usize, usize, usize, usize, usize)>,
}

impl Sample {
    /// Two years, three regions with two offices each, twelve questions, 90 cases.
    pub fn new() -> Sample {
        let mut state = 12_345_u64;
        let mut draw = |n: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % n
        };
        let mut rows = Vec::new();
        for case in 0..90 {
            let (year, region, office) = (2024 + draw(2) as i64, draw(3) as usize, draw(2) as usize);
            for question in 0..12 {
                let answer = match draw(10) {
                    0 => 3,
                    1 => 2,
                    2 => 1,
                    _ => 0,
                };
                rows.push((year, region, office, case, question, answer));
            }
        }
        Sample { rows }
    }

    pub fn question(number: usize) -> String {
        format!("{}{:02}", if number < 6 { 'A' } else { 'B' }, number + 1)
    }

    pub fn goal(number: usize) -> f64 {
        if number.is_multiple_of(3) { 0.9 } else { 0.85 }
    }

    pub fn questions() -> String {
        let mut out = String::from("area,question,goal,text\n");
        for number in 0..12 {
            let area = if number < 6 { "Assessment" } else { "Services" };
            writeln!(out, "{area},{},{:.2},Was it done on time?", Sample::question(number), Sample::goal(number)).unwrap();
        }
        out
    }

    pub fn answers(&self) -> String {
        let mut out = String::from("fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on,worker,supervisor\n");
        for (year, region, office, case, question, answer) in &self.rows {
            let name = REGIONS[*region];
            let (code, answer) = (Sample::question(*question), ANSWERS[*answer]);
            writeln!(
                out,
                "FY{year},{name},{name} {office},C{case:03},,{code},{answer},QA One,{year}-03-01,Worker {region}{office},Lead {region}"
            )
            .unwrap();
        }
        out
    }

    pub fn truth(&self) -> Truth {
        let mut truth = Truth::new();
        for (year, region, _, _, question, answer) in &self.rows {
            truth.entry((*year, REGIONS[*region].to_owned(), Sample::question(*question))).or_default()[*answer] += 1;
        }
        truth
    }
}
