//! The population list of a round: the cases that a sample is drawn from, in the order of the imported list, and the bytes
//! they are stored in. Reading lists from files belongs to `import/population.rs`, the draw to `sample.rs`.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::id::Id;
use super::text;

/// How many cases a list can have.
pub const MOST_CASES: usize = 200_000;
/// How long a case id can be, in characters.
pub const MOST_CASE_ID: usize = 80;
/// How long the name of a stratum can be, in characters.
pub const MOST_STRATUM: usize = 200;

/// One case of a population list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopulationCase {
    /// The local case number or alias; plain, not empty, at most [`MOST_CASE_ID`] characters.
    pub case_id: String,
    /// Its office.
    pub office: Id,
    /// The caseworker.
    pub worker: Option<Id>,
    /// The caseworker's supervisor.
    pub supervisor: Option<Id>,
    /// The stratum it is drawn in; empty if the list has none. Plain, at most [`MOST_STRATUM`] characters.
    pub stratum: String,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
}

/// The first byte: how the rest is written.
const FORM: u8 = 1;

/// Whether a text may stand in a list.
fn fits(text: &str, most: usize) -> bool {
    text.chars().all(text::is_plain) && text.chars().nth(most).is_none()
}

/// The bytes of a list. Ids and strata are written once and then by number; [`decode`] gives back the same cases if they
/// keep to the limits of [`PopulationCase`].
#[must_use]
pub fn encode(cases: &[PopulationCase]) -> Vec<u8> {
    let mut ids = Numbers::default();
    let mut strata = Numbers::default();
    let mut rows = Vec::with_capacity(cases.len() * 16);
    for case in cases {
        text_to(&case.case_id, &mut rows);
        number_to(ids.number(case.office), &mut rows);
        for id in [case.worker, case.supervisor] {
            number_to(id.map_or(0, |id| ids.number(id) + 1), &mut rows);
        }
        number_to(strata.number(case.stratum.as_str()), &mut rows);
        for day in [case.from, case.until] {
            number_to(day.map_or(0, |day| zigzag(day.num_days_from_ce()) + 1), &mut rows);
        }
    }
    let mut out = vec![FORM];
    number_to(ids.list.len() as u64, &mut out);
    out.extend(ids.list.iter().flat_map(|id| id.0));
    number_to(strata.list.len() as u64, &mut out);
    for stratum in strata.list {
        text_to(stratum, &mut out);
    }
    number_to(cases.len() as u64, &mut out);
    out.append(&mut rows);
    out
}

/// The cases of a list; none if the bytes are not ones that [`encode`] writes, whatever they are.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Vec<PopulationCase>> {
    let mut rest = bytes.strip_prefix(&[FORM])?;
    let rest = &mut rest;
    // A case names an office and perhaps two people.
    let ids = (0..count(rest, MOST_CASES * 3, 16)?).map(|_| take(rest, 16).and_then(Id::from_slice)).collect::<Option<Vec<Id>>>()?;
    let strata = (0..count(rest, MOST_CASES, 1)?).map(|_| text_from(rest, MOST_STRATUM)).collect::<Option<Vec<&str>>>()?;
    let mut cases = Vec::new();
    for _ in 0..count(rest, MOST_CASES, 7)? {
        let case_id = text_from(rest, MOST_CASE_ID).filter(|id| !id.is_empty())?.to_owned();
        let office = *ids.get(usize::try_from(number_from(rest)?).ok()?)?;
        let mut person = || match number_from(rest)? {
            0 => Some(None),
            at => ids.get(usize::try_from(at - 1).ok()?).map(|id| Some(*id)),
        };
        let (worker, supervisor) = (person()?, person()?);
        let stratum = (*strata.get(usize::try_from(number_from(rest)?).ok()?)?).to_owned();
        let mut day = || match number_from(rest)? {
            0 => Some(None),
            at => NaiveDate::from_num_days_from_ce_opt(unzigzag(at - 1)?).map(Some),
        };
        let (from, until) = (day()?, day()?);
        cases.push(PopulationCase { case_id, office, worker, supervisor, stratum, from, until });
    }
    rest.is_empty().then_some(cases)
}

/// Values by the order in which they were first met.
struct Numbers<T> {
    list: Vec<T>,
    known: HashMap<T, u64>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Numbers<T> {
        Numbers { list: Vec::new(), known: HashMap::new() }
    }
}

impl<T: Copy + Eq + std::hash::Hash> Numbers<T> {
    fn number(&mut self, value: T) -> u64 {
        let next = self.list.len() as u64;
        let number = *self.known.entry(value).or_insert(next);
        if number == next {
            self.list.push(value);
        }
        number
    }
}

/// Seven bits a byte, the low ones first, the eighth set where more follow.
fn number_to(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn text_to(text: &str, out: &mut Vec<u8>) {
    number_to(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

fn zigzag(days: i32) -> u64 {
    let days = i64::from(days);
    ((days << 1) ^ (days >> 63)) as u64
}

fn unzigzag(coded: u64) -> Option<i32> {
    i32::try_from((coded >> 1) as i64 ^ -((coded & 1) as i64)).ok()
}

/// Nothing that is written takes more than five bytes.
fn number_from(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for at in 0..5 {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        number |= u64::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// How many things follow: no more than there may be, nor than the bytes that are left can hold.
fn count(rest: &mut &[u8], most: usize, least_each: usize) -> Option<usize> {
    let count = usize::try_from(number_from(rest)?).ok()?;
    (count <= most && count * least_each <= rest.len()).then_some(count)
}

fn take<'b>(rest: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

fn text_from<'b>(rest: &mut &'b [u8], most: usize) -> Option<&'b str> {
    let length = usize::try_from(number_from(rest)?).ok()?;
    std::str::from_utf8(take(rest, length)?).ok().filter(|text| fits(text, most))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case(case_id: &str) -> PopulationCase {
        let office = Id([1; 16]);
        PopulationCase { case_id: case_id.into(), office, worker: None, supervisor: None, stratum: String::new(), from: None, until: None }
    }

    fn any_case() -> impl Strategy<Value = PopulationCase> {
        let id = || (0u8..4).prop_map(|n| Id([n; 16]));
        let day = || prop::option::of((-4_000_000i32..4_000_000).prop_filter_map("a day", NaiveDate::from_num_days_from_ce_opt));
        let people = (prop::option::of(id()), prop::option::of(id()));
        ("[a-zA-Zé0-9 ,#-]{1,80}", id(), people, "[a-zé ]{0,12}", day(), day()).prop_map(
            |(case_id, office, (worker, supervisor), stratum, from, until)| PopulationCase {
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
        fn a_list_comes_back_as_it_was(cases in prop::collection::vec(any_case(), 0..40)) {
            prop_assert_eq!(decode(&encode(&cases)), Some(cases));
        }

        #[test]
        fn any_bytes_are_a_list_or_none(mut bytes in prop::collection::vec(any::<u8>(), 0..200), formed in any::<bool>()) {
            if formed {
                bytes.insert(0, FORM);
            }
            let _ = decode(&bytes);
        }

        #[test]
        fn no_piece_of_a_list_is_a_list(cases in prop::collection::vec(any_case(), 1..6), cut in any::<prop::sample::Index>()) {
            let bytes = encode(&cases);
            prop_assert_eq!(decode(&bytes[..cut.index(bytes.len())]), None);
        }
    }

    #[test]
    fn what_could_not_have_been_imported_is_no_list() {
        for id in ["", "a\u{1b}[2J", "a\u{202e}b", &"x".repeat(81)] {
            assert_eq!(decode(&encode(&[case(id)])), None, "{id:?}");
        }
        assert!(decode(&encode(&[case(&"é".repeat(80))])).is_some());
        let mut longer = encode(&[case("a")]);
        longer.push(0);
        assert_eq!(decode(&longer), None);
        assert_eq!(decode(&[FORM, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]), None, "four thousand million cases in no bytes");
        assert_eq!(decode(&[2, 0, 0, 0]), None, "another form");
    }

    #[test]
    fn a_long_list_is_small() {
        let cases: Vec<PopulationCase> = (0..10_000).map(|n| case(&format!("C-{n}"))).collect();
        assert!(encode(&cases).len() < 10_000 * 15);
    }
}
