//! The answers of one review, packed. What an answer is worth belongs to `score.rs`; where the bytes are kept, to the store.

use super::counts::Counts;
use super::instrument::{Instrument, MAX_QUESTIONS};

/// Why an answer is a no or a partial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// The work was not done.
    NotDone = 1,
    /// Done, but nothing in the record shows it.
    NotDocumented = 2,
    /// Done and recorded, but late.
    Late = 3,
}

impl Why {
    /// All three, in the order of their numbers.
    pub const ALL: [Why; 3] = [Why::NotDone, Why::NotDocumented, Why::Late];

    /// What files and JSON say.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Why::NotDone => "not_done",
            Why::NotDocumented => "not_documented",
            Why::Late => "late",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Why::NotDone => "not done",
            Why::NotDocumented => "done but not documented",
            Why::Late => "late",
        }
    }
}

/// One answer in one byte: the option in the low five bits (0 = unanswered), the reason in the high three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Answer(u8);

impl Answer {
    /// No answer yet.
    pub const NONE: Answer = Answer(0);
    /// Asked and left empty. Stands only while a file is read, so that the same cell twice is noticed;
    /// [`PackedAnswers::settle`] turns it into [`Answer::NONE`].
    pub const EMPTY_CELL: Answer = Answer(0xE0);

    /// An answer by its option number (1..=31); option 0 is no answer and carries no reason.
    #[must_use]
    pub const fn new(option: u8, why: Option<Why>) -> Answer {
        let option = option & 0x1F;
        match why {
            Some(why) if option != 0 => Answer(option | ((why as u8) << 5)),
            _ => Answer(option),
        }
    }

    /// The option number; 0 is unanswered.
    #[must_use]
    pub const fn option(self) -> u8 {
        self.0 & 0x1F
    }

    /// The reason, if one was given.
    #[must_use]
    pub const fn why(self) -> Option<Why> {
        match (self.0 & 0x1F, self.0 >> 5) {
            (0, _) => None,
            (_, 1) => Some(Why::NotDone),
            (_, 2) => Some(Why::NotDocumented),
            (_, 3) => Some(Why::Late),
            _ => None,
        }
    }

    /// Whether there is an answer.
    #[must_use]
    pub const fn is_given(self) -> bool {
        self.option() != 0
    }

    /// The stored byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        self.0
    }

    /// Adds a given answer and its reason to the counts of its question.
    fn tally_into(self, counts: &mut Counts, question: usize, by: i32) {
        counts.add(question, usize::from(self.option()), by);
        if let Some(why) = self.why() {
            counts.add_why(question, why, by);
        }
    }

    /// Back from [`Answer::byte`]; `None` for a byte that no answer has.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Answer> {
        let (option, why) = (byte & 0x1F, byte >> 5);
        if why > 3 || (option == 0 && why != 0) { None } else { Some(Answer(byte)) }
    }
}

/// A further answer to a question in the same case: another month or person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Further {
    ordinal: u16,
    occurrence: u16,
    answer: Answer,
}

/// One difference between two sets of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Ordinal of the question.
    pub ordinal: u16,
    /// 0 is the first answer.
    pub occurrence: u16,
    /// What stands in the first set.
    pub from: Answer,
    /// What stands in the second.
    pub to: Answer,
}

/// All answers of one review. Questions are ordinals of the instrument version; occurrence 0 is the first answer.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PackedAnswers {
    /// Byte i answers question i; never ends in an unanswered one.
    base: Vec<u8>,
    /// Occurrences from 1 on, sorted by question and occurrence.
    further: Vec<Further>,
}

impl PackedAnswers {
    /// No answers, with room for so many questions.
    #[must_use]
    pub fn with_room(questions: usize) -> PackedAnswers {
        PackedAnswers { base: Vec::with_capacity(questions), further: Vec::new() }
    }

    /// Whether nothing is answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.base.is_empty() && self.further.is_empty()
    }

    /// How many answers are given, all occurrences together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// One answer; [`Answer::NONE`] where there is none.
    #[must_use]
    pub fn get(&self, ordinal: u16, occurrence: u16) -> Answer {
        if occurrence == 0 {
            return self.base.get(usize::from(ordinal)).map_or(Answer::NONE, |byte| Answer(*byte));
        }
        self.find(ordinal, occurrence).map_or(Answer::NONE, |at| self.further[at].answer)
    }

    /// Puts one answer ([`Answer::NONE`] clears it) and says what stood there. Ordinals from
    /// [`MAX_QUESTIONS`] on are ignored: no instrument has them.
    pub fn set(&mut self, ordinal: u16, occurrence: u16, answer: Answer) -> Answer {
        let index = usize::from(ordinal);
        if index >= MAX_QUESTIONS {
            return Answer::NONE;
        }
        if occurrence > 0 {
            return self.set_further(ordinal, occurrence, answer);
        }
        if index >= self.base.len() {
            if answer != Answer::NONE {
                self.base.resize(index + 1, 0);
                self.base[index] = answer.0;
            }
            return Answer::NONE;
        }
        let before = std::mem::replace(&mut self.base[index], answer.0);
        if answer == Answer::NONE {
            self.trim();
        }
        Answer(before)
    }

    /// Puts the one answer to a question: its further occurrences go.
    pub fn set_only(&mut self, ordinal: u16, answer: Answer) {
        self.further.retain(|f| f.ordinal != ordinal);
        self.set(ordinal, 0, answer);
    }

    /// Every given answer to one question, with its occurrence.
    pub fn of(&self, ordinal: u16) -> impl Iterator<Item = (u16, Answer)> + '_ {
        let from = self.further.partition_point(|f| f.ordinal < ordinal);
        let further = self.further[from..].iter().take_while(move |f| f.ordinal == ordinal).map(|f| (f.occurrence, f.answer));
        std::iter::once((0, self.get(ordinal, 0))).chain(further).filter(|(_, answer)| answer.is_given())
    }

    fn set_further(&mut self, ordinal: u16, occurrence: u16, answer: Answer) -> Answer {
        match self.find(ordinal, occurrence) {
            Ok(at) if answer == Answer::NONE => self.further.remove(at).answer,
            Ok(at) => std::mem::replace(&mut self.further[at].answer, answer),
            Err(at) => {
                if answer != Answer::NONE {
                    self.further.insert(at, Further { ordinal, occurrence, answer });
                }
                Answer::NONE
            }
        }
    }

    fn find(&self, ordinal: u16, occurrence: u16) -> Result<usize, usize> {
        self.further.binary_search_by_key(&(ordinal, occurrence), |f| (f.ordinal, f.occurrence))
    }

    fn trim(&mut self) {
        let used = self.base.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        self.base.truncate(used);
    }

    /// Turns cells that were asked and left empty into no answer, and gives back spare room.
    pub fn settle(&mut self) {
        for byte in &mut self.base {
            if *byte == Answer::EMPTY_CELL.0 {
                *byte = 0;
            }
        }
        self.further.retain(|f| f.answer != Answer::EMPTY_CELL);
        self.trim();
        self.base.shrink_to_fit();
        self.further.shrink_to_fit();
    }

    /// Every given answer as (question, occurrence, answer): the first ones in question order, then the further ones.
    pub fn iter(&self) -> impl Iterator<Item = (u16, u16, Answer)> + '_ {
        let first = self.base.iter().zip(0u16..).map(|(byte, ordinal)| (ordinal, 0, Answer(*byte)));
        let further = self.further.iter().map(|f| (f.ordinal, f.occurrence, f.answer));
        first.chain(further).filter(|(_, _, answer)| answer.is_given())
    }

    /// What another set of answers has differently, in question order.
    #[must_use]
    pub fn diff(&self, other: &PackedAnswers) -> Vec<Difference> {
        let mut keys: Vec<(u16, u16)> = self.iter().chain(other.iter()).map(|(ordinal, occurrence, _)| (ordinal, occurrence)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter()
            .map(|(ordinal, occurrence)| Difference {
                ordinal,
                occurrence,
                from: self.get(ordinal, occurrence),
                to: other.get(ordinal, occurrence),
            })
            .filter(|d| d.from != d.to)
            .collect()
    }

    /// Adds this review to counts `by` times (-1 takes it away). Each occurrence counts as an answer, those after the
    /// first also as repeated. A question of a covered area (bit i = area i) without any answer counts as unanswered,
    /// a computed one too: its score then says how many reviews it does not rest on.
    pub fn tally_into(&self, counts: &mut Counts, instrument: &Instrument, covered: u64, by: i32) {
        let mut further = self.further.as_slice();
        for (index, question) in instrument.questions.iter().enumerate() {
            let first = self.base.get(index).map_or(Answer::NONE, |byte| Answer(*byte));
            let mut given = 0;
            if first.is_given() {
                first.tally_into(counts, index, by);
                given = 1;
            }
            while let Some((next, rest)) = further.split_first()
                && usize::from(next.ordinal) <= index
            {
                further = rest;
                if usize::from(next.ordinal) == index && next.answer.is_given() {
                    next.answer.tally_into(counts, index, by);
                    given += 1;
                }
            }
            if given > 1 {
                counts.add_repeated(index, by * (given - 1));
            } else if given == 0 && covered.checked_shr(question.area as u32).unwrap_or(0) & 1 == 1 {
                counts.add(index, 0, by);
            }
        }
    }

    /// The stored form: the number of base bytes (u16, little end first), the bytes, then five bytes for each further
    /// answer (question u16, occurrence u16, answer), sorted. Equal answers have equal bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(2 + self.base.len() + 5 * self.further.len());
        out.extend_from_slice(&(self.base.len() as u16).to_le_bytes());
        out.extend_from_slice(&self.base);
        for f in &self.further {
            out.extend_from_slice(&f.ordinal.to_le_bytes());
            out.extend_from_slice(&f.occurrence.to_le_bytes());
            out.push(f.answer.0);
        }
        out
    }

    /// The options given to one question, read off the stored form without unpacking it: for a look through many reviews.
    /// `None` for bytes that are not whole.
    pub fn options_in(bytes: &[u8], ordinal: u16) -> Option<impl Iterator<Item = u8> + '_> {
        let (count, rest) = bytes.split_first_chunk::<2>()?;
        let (base, tail) = rest.split_at_checked(usize::from(u16::from_le_bytes(*count)))?;
        let first = base.get(usize::from(ordinal)).map(|byte| Answer(*byte).option()).filter(|option| *option != 0);
        let further = tail.chunks_exact(5).filter(move |entry| u16::from_le_bytes([entry[0], entry[1]]) == ordinal);
        Some(first.into_iter().chain(further.map(|entry| Answer(entry[4]).option())))
    }

    /// Back from [`PackedAnswers::to_bytes`]; `None` for bytes that it would not have written.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<PackedAnswers> {
        let (count, rest) = bytes.split_first_chunk::<2>()?;
        let count = usize::from(u16::from_le_bytes(*count));
        if count > MAX_QUESTIONS || rest.len() < count || !(rest.len() - count).is_multiple_of(5) {
            return None;
        }
        let (base, tail) = rest.split_at(count);
        if base.last() == Some(&0) || base.iter().any(|byte| Answer::from_byte(*byte).is_none()) {
            return None;
        }
        let mut further: Vec<Further> = Vec::with_capacity(tail.len() / 5);
        for entry in tail.chunks_exact(5) {
            let next = Further {
                ordinal: u16::from_le_bytes([entry[0], entry[1]]),
                occurrence: u16::from_le_bytes([entry[2], entry[3]]),
                answer: Answer::from_byte(entry[4]).filter(|answer| answer.is_given())?,
            };
            let in_order = further.last().is_none_or(|last| (last.ordinal, last.occurrence) < (next.ordinal, next.occurrence));
            if next.occurrence == 0 || usize::from(next.ordinal) >= MAX_QUESTIONS || !in_order {
                return None;
            }
            further.push(next);
        }
        Some(PackedAnswers { base: base.to_vec(), further })
    }
}

#[cfg(test)]
mod tests;
