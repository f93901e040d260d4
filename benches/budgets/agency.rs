//! An invented agency for measuring: five regions of six offices, ten years, ninety questions in six areas. The same
//! number of answers always gives the same bytes.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::path::Path;

const REGIONS: [&str; 5] = ["Amber", "Birch", "Cedar", "Dune", "Elm"];
const OFFICES: u64 = 6;
const YEARS: u64 = 10;
const FIRST_YEAR: u64 = 2016;
const AREAS: [(&str, &str, usize); 6] = [
    ("A", "Assessment", 15),
    ("B", "Being heard", 15),
    ("C", "Care at home", 15),
    ("D", "Days in care", 20),
    ("E", "Ending well", 15),
    ("F", "Family team", 10),
];
const ANSWERS: [&str; 4] = ["yes", "partial", "no", "na"];

/// How many questions a case answers.
pub const QUESTIONS: usize = 90;

/// Code of the instrument.
pub const INSTRUMENT: &str = "bench";

/// A generator of even numbers (splitmix64): small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }
}

/// Area and code of each question, in the order of the instrument.
fn questions() -> impl Iterator<Item = (&'static str, String)> {
    AREAS.iter().flat_map(|(letter, area, n)| (1..=*n).map(move |i| (*area, format!("{letter}{i:02}"))))
}

/// Writes the questions: area, question, goal, text.
pub fn write_questions(path: &Path) -> io::Result<()> {
    let mut text = String::from("area,question,goal,text\n");
    for (i, (area, code)) in questions().enumerate() {
        let goal = if i % 3 == 0 { "0.90" } else { "0.85" };
        writeln!(text, "{area},{code},{goal},Was the work of {code} done in time?").map_err(io::Error::other)?;
    }
    std::fs::write(path, text)
}

/// Writes so many answers as a CSV; every case answers all questions, so the last one may be cut short.
pub fn write_answers(path: &Path, answers: usize) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
    writeln!(out, "fiscal_year,region,office,case_id,area,question,answer,reviewer,reviewed_on")?;
    let questions: Vec<(&str, String)> = questions().collect();
    let cases = answers.div_ceil(QUESTIONS) as u64;
    let mut chance = Chance(answers as u64);
    // How often of 256 a question is answered yes, partial and no; the rest is not applicable.
    let temper: Vec<[u64; 3]> = (0..QUESTIONS)
        .map(|_| {
            let applicable = 256 - chance.below(80);
            let yes = applicable * (70 + chance.below(28)) / 100;
            [yes, yes + (applicable - yes) / 3, applicable]
        })
        .collect();
    let mut left = answers;
    for case in 0..cases {
        let year = FIRST_YEAR + case * YEARS / cases;
        let region = REGIONS[chance.below(REGIONS.len() as u64) as usize];
        let (office, reviewer) = (chance.below(OFFICES) + 1, chance.below(24) + 1);
        // The fiscal year named 2016 begins in July 2015; the first six months stay in the calendar year before.
        let (month, day) = (chance.below(12) + 1, chance.below(28) + 1);
        let calendar = if month >= 7 { year - 1 } else { year };
        for ((area, code), cuts) in questions.iter().zip(&temper).take(left) {
            let draw = chance.below(256);
            let answer = ANSWERS[cuts.iter().filter(|cut| draw >= **cut).count()];
            writeln!(
                out,
                "{year},{region},{region} {office},C{year}-{case:06},{area},{code},{answer},QA{reviewer:02},{calendar}-{month:02}-{day:02}"
            )?;
        }
        left = left.saturating_sub(QUESTIONS);
    }
    out.flush()
}
