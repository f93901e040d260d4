//! Made-up ratings of the federal review: one year, every region, as they would come from a file. Outcomes are computed from them.

use super::chance::Chance;
use super::{Made, WorkError, reviews, set_up};
use crate::domain::answers::Answer;
use crate::domain::book::Book;
use crate::store::Store;

const CFSR: &str = "cfsr";
/// Cases of each region; the first of them are of children in foster care, the others were served at home.
const CASES: usize = 8;
const FOSTER: usize = 5;
/// Of a hundred cases in which an item applies, how many are a strength.
const STRENGTHS: [usize; 18] = [92, 90, 84, 86, 80, 70, 94, 78, 88, 82, 74, 72, 76, 88, 62, 94, 86, 80];
/// Of a hundred cases, in how many an item does not apply; 0 where it always does.
const DO_NOT_APPLY: [usize; 18] = [40, 50, 0, 4, 4, 4, 35, 20, 15, 20, 25, 0, 5, 4, 20, 30, 25, 35];
/// The items that ask about placements: they do not apply at home.
const PLACEMENTS: std::ops::Range<usize> = 3..11;

pub(super) fn build(store: &mut Store, book: &Book, made: &Made, seed: u64) -> Result<(), WorkError> {
    let year = made.last;
    let Some((id, instrument)) = book.instrument_for(CFSR, year) else { return Ok(()) };
    let [Some(strength), Some(improve), Some(na)] = ["S", "ANI", "NA"].map(|code| instrument.option(code)) else { return Ok(()) };
    let items: Vec<usize> = (0..instrument.questions.len()).filter(|at| !instrument.questions[*at].is_computed()).collect();
    let areas = (1u64 << instrument.areas.len()) - 1;
    let mut rated = Vec::new();
    for region in &made.regions {
        for number in 0..CASES {
            let mut chance = Chance::new(seed, &[CFSR, region.name, &number.to_string()]);
            let mut review = reviews::review(store, (*id, instrument), region, year, number, areas, &mut chance);
            for (item, ordinal) in items.iter().enumerate().take(STRENGTHS.len()) {
                let at_home = number >= FOSTER && PLACEMENTS.contains(&item);
                let answer = if at_home || chance.below(100) < DO_NOT_APPLY[item] {
                    Answer::new(na, None)
                } else if (chance.below(100) as i32) < STRENGTHS[item] as i32 + region.temper {
                    Answer::new(strength, None)
                } else {
                    Answer::new(improve, Some(reviews::why(&mut chance)))
                };
                review.answers.set(*ordinal as u16, 0, answer);
            }
            rated.push(review);
        }
    }
    let mut change = set_up(store, &format!("ratings of the federal review, FY{year}"))?;
    reviews::blocks(store, &mut change, &rated);
    store.commit(&change)?;
    Ok(())
}
