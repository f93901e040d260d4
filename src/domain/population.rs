//! The population list of a round: the cases from which a sample is drawn, and its packed form. Reading one from a file
//! belongs to `import/`, drawing to `sample`.

use chrono::{Datelike, NaiveDate};

use super::id::Id;

/// The most cases in a list.
pub const MOST_CASES: usize = 200_000;
const FORM: u8 = 1;

/// One case of a population list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopulationCase {
    /// The local case number or alias.
    pub case_id: String,
    /// The office's record.
    pub office: Id,
    /// The caseworker's record.
    pub worker: Option<Id>,
    /// The supervisor's record.
    pub supervisor: Option<Id>,
    /// What the sample is spread over; empty where the list has no strata.
    pub stratum: String,
    /// First day of the period under review.
    pub from: Option<NaiveDate>,
    /// Last day of the period under review.
    pub until: Option<NaiveDate>,
}

/// Packs a list: the form, the cases' number, then each case; texts and days with their length before them (one number in
/// seven-bit groups), a record as 1 and its 16 bytes or 0.
#[must_use]
pub fn encode(cases: &[PopulationCase]) -> Vec<u8> {
    let mut out = vec![FORM];
    number(&mut out, cases.len() as u64);
    for case in cases {
        for text in [&case.case_id, &case.stratum] {
            number(&mut out, text.len() as u64);
            out.extend_from_slice(text.as_bytes());
        }
        out.extend_from_slice(&case.office.0);
        for id in [case.worker, case.supervisor] {
            out.push(u8::from(id.is_some()));
            out.extend(id.iter().flat_map(|id| id.0));
        }
        for day in [case.from, case.until] {
            number(&mut out, day.map_or(0, |day| u64::from(day.num_days_from_ce().unsigned_abs())));
        }
    }
    out
}

fn number(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push((n & 0x7F) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Unpacks a list; none for bytes that [`encode`] would not have written.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Vec<PopulationCase>> {
    let mut from = Bytes(bytes);
    if from.byte()? != FORM {
        return None;
    }
    let count = usize::try_from(from.number()?).ok().filter(|n| *n <= MOST_CASES)?;
    let mut cases = Vec::with_capacity(count.min(bytes.len() / 20));
    for _ in 0..count {
        let (case_id, stratum) = (from.text()?, from.text()?);
        let office = Id::from_slice(from.take(16)?)?;
        let (worker, supervisor) = (from.id()?, from.id()?);
        let (first, last) = (from.day()?, from.day()?);
        cases.push(PopulationCase { case_id, office, worker, supervisor, stratum, from: first, until: last });
    }
    from.0.is_empty().then_some(cases)
}

/// What is still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }

    fn number(&mut self) -> Option<u64> {
        let mut n = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    }

    fn text(&mut self) -> Option<String> {
        let n = usize::try_from(self.number()?).ok()?;
        String::from_utf8(self.take(n)?.to_vec()).ok()
    }

    /// A record or none; the outer nothing is a list that breaks off.
    #[expect(clippy::option_option, reason = "whether there is one, and whether it can be read, are two questions")]
    fn id(&mut self) -> Option<Option<Id>> {
        match self.byte()? {
            0 => Some(None),
            1 => Some(Some(Id::from_slice(self.take(16)?)?)),
            _ => None,
        }
    }

    #[expect(clippy::option_option, reason = "as above")]
    fn day(&mut self) -> Option<Option<NaiveDate>> {
        match self.number()? {
            0 => Some(None),
            n => Some(Some(NaiveDate::from_num_days_from_ce_opt(i32::try_from(n).ok()?)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case() -> impl Strategy<Value = PopulationCase> {
        let id = any::<[u8; 16]>().prop_map(Id);
        let day = prop::option::of((1i32..3_000_000).prop_filter_map("a day", NaiveDate::from_num_days_from_ce_opt));
        ("\\PC{0,90}", id.clone(), prop::option::of(id.clone()), prop::option::of(id), "[a-z ü]{0,20}", day.clone(), day).prop_map(
            |(case_id, office, worker, supervisor, stratum, from, until)| PopulationCase {
                case_id,
                office,
                worker,
                supervisor,
                stratum,
                from,
                until,
            },
        )
    }

    proptest! {
        #[test]
        fn a_list_survives_its_packed_form_and_no_cut_of_it_passes(cases in prop::collection::vec(case(), 0..20), cut in any::<prop::sample::Index>()) {
            let bytes = encode(&cases);
            prop_assert_eq!(decode(&bytes), Some(cases));
            prop_assert_eq!(decode(&bytes[..cut.index(bytes.len())]), None);
        }

        #[test]
        fn any_bytes_are_read_or_refused_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes);
        }
    }

    #[test]
    fn a_list_that_claims_more_than_it_may_hold_is_refused() {
        let mut claim = vec![FORM];
        number(&mut claim, MOST_CASES as u64 + 1);
        assert_eq!(decode(&claim), None);
        assert_eq!(decode(&[]), None);
        assert_eq!(decode(&[2, 0]), None);
    }
}
