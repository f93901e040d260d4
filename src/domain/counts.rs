//! Packed counts: how many reviews gave which answer to each question. Scores are made from these on reading,
//! because the credit of an answer is a setting.

use super::answers::Why;

/// Numbers of a question besides its options: unanswered, repeated, and one for each reason.
const BESIDES: usize = 2 + Why::ALL.len();

/// Counts for one place and year: for each question of an instrument version, in ordinal order, one number per
/// option. Option 0 is *unanswered*; options 1.. are the instrument's, in its order; then come the number of
/// repeated answers (further months or persons in one case), which make intervals meaningless, and how many answers
/// gave each reason, in the order of [`Why::ALL`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// Options of the instrument, without *unanswered*.
    options: usize,
    cells: Vec<u32>,
}

impl Counts {
    /// No review yet, of an instrument with so many questions and options.
    #[must_use]
    pub fn new(questions: usize, options: usize) -> Counts {
        Counts { options, cells: vec![0; questions * (options + BESIDES)] }
    }

    /// Whether no review is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|n| *n == 0)
    }

    /// How many questions it has room for.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.cells.len() / (self.options + BESIDES)
    }

    /// One count; 0 for a question or option that is not there.
    #[must_use]
    pub fn get(&self, question: usize, option: usize) -> u32 {
        if option > self.options { 0 } else { self.cells.get(question * (self.options + BESIDES) + option).copied().unwrap_or(0) }
    }

    /// Repeated answers to a question.
    #[must_use]
    pub fn repeated(&self, question: usize) -> u32 {
        self.cells.get(question * (self.options + BESIDES) + self.options + 1).copied().unwrap_or(0)
    }

    /// How many answers to a question gave a reason: an answer that has one is a no or a partial.
    #[must_use]
    pub fn why(&self, question: usize, why: Why) -> u32 {
        self.cells.get(question * (self.options + BESIDES) + self.options + 1 + why as usize).copied().unwrap_or(0)
    }

    /// Whether any review covered the question, answered or not.
    #[must_use]
    pub fn covered(&self, question: usize) -> bool {
        (0..=self.options).any(|option| self.get(question, option) > 0)
    }

    /// Adds (or with a negative number takes away) answers. A count never goes below 0.
    pub fn add(&mut self, question: usize, option: usize, by: i32) {
        if option <= self.options
            && let Some(cell) = self.cells.get_mut(question * (self.options + BESIDES) + option)
        {
            *cell = cell.saturating_add_signed(by);
        }
    }

    /// Adds to or takes from the repeated answers of a question.
    pub fn add_repeated(&mut self, question: usize, by: i32) {
        if let Some(cell) = self.cells.get_mut(question * (self.options + BESIDES) + self.options + 1) {
            *cell = cell.saturating_add_signed(by);
        }
    }

    /// Adds to or takes from the answers to a question that gave a reason.
    pub fn add_why(&mut self, question: usize, why: Why, by: i32) {
        if let Some(cell) = self.cells.get_mut(question * (self.options + BESIDES) + self.options + 1 + why as usize) {
            *cell = cell.saturating_add_signed(by);
        }
    }

    /// Adds all counts of another place, worker or year of the same instrument version.
    pub fn merge(&mut self, other: &Counts) {
        if other.options == self.options {
            if self.cells.len() < other.cells.len() {
                self.cells.resize(other.cells.len(), 0);
            }
            for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
                *cell = cell.saturating_add(*more);
            }
        }
    }

    /// Takes all counts of another away.
    pub fn take(&mut self, other: &Counts) {
        if other.options == self.options {
            for (cell, less) in self.cells.iter_mut().zip(&other.cells) {
                *cell = cell.saturating_sub(*less);
            }
        }
    }

    /// The stored form: options and questions, then every count, each a LEB128 number.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.cells.len() + 8);
        let numbers = [u32::try_from(self.options).unwrap_or(0), u32::try_from(self.questions()).unwrap_or(0)];
        for mut n in numbers.into_iter().chain(self.cells.iter().copied()) {
            while n >= 0x80 {
                out.push((n & 0x7F) as u8 | 0x80);
                n >>= 7;
            }
            out.push(n as u8);
        }
        out
    }

    /// Back from [`Counts::to_bytes`]; `None` if the bytes are not whole.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Counts> {
        let mut at = 0;
        let mut next = || -> Option<u32> {
            let first = *bytes.get(at)?;
            if first < 0x80 {
                // Nearly all counts of an office are small.
                at += 1;
                return Some(u32::from(first));
            }
            let (mut n, mut shift) = (0u32, 0);
            loop {
                let byte = *bytes.get(at)?;
                at += 1;
                n |= u32::from(byte & 0x7F).checked_shl(shift)?;
                if byte < 0x80 {
                    return Some(n);
                }
                shift += 7;
            }
        };
        let (options, questions) = (next()? as usize, next()? as usize);
        if options > 64 || questions > 65_536 {
            return None;
        }
        let mut cells = Vec::with_capacity(questions * (options + BESIDES));
        for _ in 0..questions * (options + BESIDES) {
            cells.push(next()?);
        }
        Some(Counts { options, cells })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_survive_their_stored_form() {
        let mut counts = Counts::new(3, 5);
        counts.add(0, 0, 7);
        counts.add(2, 5, 300_000);
        counts.add_repeated(1, 129);
        counts.add_why(1, Why::NotDone, 2);
        counts.add_why(2, Why::Late, 4);
        assert_eq!(Counts::from_bytes(&counts.to_bytes()), Some(counts.clone()));
        assert_eq!(counts.get(2, 5), 300_000);
        assert_eq!(counts.get(2, 6), 0, "the repeated answers are no option");
        assert_eq!((counts.repeated(1), counts.why(1, Why::NotDone), counts.why(2, Why::Late)), (129, 2, 4));
        assert_eq!((counts.why(1, Why::NotDocumented), counts.why(0, Why::NotDone), counts.why(3, Why::Late)), (0, 0, 0));
        assert_eq!(Counts::from_bytes(&counts.to_bytes()[..4]), None);
    }
}
