//! What uses a version of an instrument. A version that anything uses is never changed, only followed by the next one; until
//! then it is a draft. How a draft is changed is in `instrument_edit.rs`.

use super::book::Book;
use super::field::Field;
use super::id::Id;
use super::kind::Kind;
use super::query::FormUse;
use super::text::grouped;

/// What uses one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Use {
    /// Reviews in any state, those still being entered included.
    pub reviews: u32,
    /// Review rounds.
    pub rounds: u32,
    /// Published results of the years in which it is in force.
    pub published: u32,
    /// The first and the last fiscal year of these.
    pub years: Option<(i32, i32)>,
}

impl Use {
    /// Whether nothing uses it, so that it may be changed.
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        self.reviews == 0 && self.rounds == 0 && self.published == 0
    }

    /// "2,341 reviews and 2 rounds, FY2019-FY2026"; empty for a draft.
    #[must_use]
    pub fn words(&self) -> String {
        let part = |n: u32, one: &str| (n > 0).then(|| format!("{} {one}{}", grouped(u64::from(n)), if n == 1 { "" } else { "s" }));
        let parts: Vec<String> = [part(self.reviews, "review"), part(self.rounds, "round"), part(self.published, "published result")]
            .into_iter()
            .flatten()
            .collect();
        let what = super::text::listed(parts.iter().map(String::as_str), "and");
        match self.years {
            Some((first, last)) if first == last => format!("{what}, FY{first}"),
            Some((first, last)) => format!("{what}, FY{first}-FY{last}"),
            None => what,
        }
    }

    fn note(&mut self, year: i32) {
        self.years = Some(self.years.map_or((year, year), |(first, last)| (first.min(year), last.max(year))));
    }
}

/// What uses each version, in the order of [`Book::instruments`]. `entered` are the reviews of the file, as the store counts
/// them; what counts in scores is known without it.
#[must_use]
pub fn uses(book: &Book, entered: &[FormUse]) -> Vec<Use> {
    let versions = book.instruments();
    let mut found = vec![Use::default(); versions.len()];
    let at = |id: Id| versions.iter().position(|(known, _)| *known == id);
    for tally in book.tallies() {
        if let Some(of) = at(tally.instrument) {
            found[of].reviews += tally.reviews;
            found[of].note(tally.year);
        }
    }
    for form in entered {
        if let Some(of) = at(form.instrument).filter(|_| form.reviews > 0) {
            // The store has counted all of them; the counts in the book are those that are final.
            found[of].reviews = found[of].reviews.max(form.reviews);
            found[of].note(form.first);
            found[of].note(form.last);
        }
    }
    for round in book.all(Kind::Round) {
        if let Some(of) = round.record(Field::Form).and_then(at) {
            found[of].rounds += 1;
            if let Some(year) = year(round.int(Field::Year)) {
                found[of].note(year);
            }
        }
    }
    for result in book.all(Kind::Published) {
        let Some(year) = year(result.int(Field::Year)) else { continue };
        let code = result.text(Field::Instrument);
        if let Some(of) = book.instrument_for(code, year).and_then(|(id, _)| at(*id)) {
            found[of].published += 1;
            found[of].note(year);
        }
    }
    found
}

fn year(year: Option<i64>) -> Option<i32> {
    year.and_then(|year| i32::try_from(year).ok())
}

/// The first fiscal year in which a version may come into force: the one after the last that earlier versions are used in.
#[must_use]
pub fn earliest_year(book: &Book, uses: &[Use], code: &str, version: u32) -> Option<i32> {
    let earlier = book.instruments().iter().zip(uses).filter(|((_, i), _)| i.code == code && i.version < version);
    earlier.filter_map(|(_, used)| used.years.map(|(_, last)| last + 1)).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::score::tests::instrument;
    use crate::domain::score_table::tests::{book, id, tally};
    use crate::domain::value::Value;

    fn two_versions() -> Book {
        let mut second = instrument(&[8500]);
        second.version = 2;
        second.in_force_from = Some(2021);
        book(&[instrument(&[8500]), second])
    }

    #[test]
    fn a_version_is_a_draft_until_a_review_a_round_or_a_published_result_of_its_years_uses_it() {
        let mut book = two_versions();
        assert!(uses(&book, &[]).iter().all(Use::is_draft));
        book.set_tallies(vec![tally(100, 1, 2019, &[[0, 9, 0, 1, 0, 0]])]);
        assert_eq!(uses(&book, &[]).iter().map(Use::is_draft).collect::<Vec<_>>(), [false, true]);
        assert_eq!(earliest_year(&book, &uses(&book, &[]), "cpr", 2), Some(2020));

        let entered = FormUse { instrument: id(101), reviews: 1, first: 2022, last: 2022 };
        assert_eq!(uses(&book, &[entered])[1].words(), "1 review, FY2022", "one that is still being entered");

        book.set(Kind::Round, id(150), Field::Form, Value::Record(id(101)));
        book.set(Kind::Round, id(150), Field::Year, Value::Int(2021));
        for (n, year) in [(151, 2020), (152, 2023), (153, 2024)] {
            book.set(Kind::Published, id(n), Field::Instrument, Value::text("cpr"));
            book.set(Kind::Published, id(n), Field::Year, Value::Int(year));
        }
        assert_eq!(uses(&book, &[])[1].words(), "1 round and 2 published results, FY2021-FY2024");
        assert_eq!(uses(&book, &[])[0].years, Some((2019, 2020)));
    }
}
