//! What two reviewers answered before they spoke with each other: agreement is that of the blind answers, whatever was
//! settled afterwards. Settling is a correction that says so.

use chrono::NaiveDate;

use crate::domain::answers::{Answer, PackedAnswers};
use crate::domain::change::Slot;
use crate::domain::entry::{answer_of, at};
use crate::domain::field::Field;
use crate::domain::record::Record;

/// The part that a correction has when it settles what two reviewers answered differently.
pub const RECONCILED: &str = "reconciled";

/// An answer that was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// Which answer.
    pub slot: Slot,
    /// What stood in the first review.
    pub before: Answer,
    /// What stands since.
    pub after: Answer,
    /// Why.
    pub reason: String,
    /// Who settled it.
    pub who: String,
    /// When.
    pub day: Option<NaiveDate>,
}

/// The answers that were settled, in the order in which they were.
#[must_use]
pub fn reconciled(corrections: &[Record]) -> Vec<Reconciled> {
    let one = |record: &Record| {
        Some(Reconciled {
            slot: at(record)?,
            before: answer_of(record, Field::Before),
            after: answer_of(record, Field::After),
            reason: record.text(Field::Reason).to_owned(),
            who: record.text(Field::Who).to_owned(),
            day: record.date(Field::Day),
        })
    };
    corrections.iter().filter(|record| record.text(Field::Part) == RECONCILED).filter_map(one).collect()
}

/// The first reviewer's answers as they were before anything was settled.
#[must_use]
pub fn blind(answers: &PackedAnswers, corrections: &[Record]) -> PackedAnswers {
    let mut blind = answers.clone();
    // What was settled twice stood, before both, as the first one says.
    for one in reconciled(corrections).iter().rev() {
        blind.set(one.slot.question(), one.slot.occurrence(), one.before);
    }
    blind
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::kind::Kind;
    use crate::domain::value::Value;

    fn correction(n: u8, part: &str, at: Slot, before: u8, after: u8) -> Record {
        let mut record = Record::new(Id([n; 16]), Kind::Correction);
        record.set(Field::Part, Value::text(part));
        record.set(Field::At, Value::Int(i64::from(at.0)));
        record.set(Field::Before, Value::Int(i64::from(before)));
        record.set(Field::After, Value::Int(i64::from(after)));
        record
    }

    #[test]
    fn what_was_settled_is_put_back_and_other_corrections_stand() {
        let mut now = PackedAnswers::default();
        now.set(0, 0, Answer::new(3, None));
        now.set(1, 2, Answer::new(1, None));
        now.set(2, 0, Answer::new(2, None));
        let (twice, once) = (Slot::of(0, 0), Slot::of(1, 2));
        let corrections = [
            correction(1, RECONCILED, twice, 1, 2),
            correction(2, RECONCILED, once, 0, 1),
            correction(3, "answer", Slot::of(2, 0), 1, 2),
            correction(4, RECONCILED, twice, 2, 3),
        ];
        let before = blind(&now, &corrections);
        assert_eq!((before.get(0, 0).option(), before.get(1, 2), before.get(2, 0).option()), (1, Answer::NONE, 2));
        assert_eq!(reconciled(&corrections).len(), 3);
        assert_eq!(blind(&now, &[]), now);
    }
}
