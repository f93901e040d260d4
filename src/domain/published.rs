//! Published results: figures that came without their answers. Which of them stands beside or before counted answers
//! is decided in `score_table.rs`.

use std::collections::BTreeMap;

use super::book::Book;
use super::field::Field;
use super::former;
use super::id::Id;
use super::instrument::{Instrument, Question};
use super::kind::Kind;
use super::record::Record;
use super::score::Score;
use super::share::Share;

/// One published figure: counts, or only a percent and perhaps a number of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its record.
    pub id: Id,
    /// Code of the instrument.
    pub instrument: String,
    /// Code of a question, or of an area; empty for the whole instrument.
    pub question: String,
    /// Fiscal year.
    pub year: i32,
    /// The region; none is statewide.
    pub region: Option<Id>,
    /// The office, if it is for one.
    pub office: Option<Id>,
    /// The percent as published.
    pub percent: Option<Share>,
    /// Credit in ten-thousandths of answers.
    pub credit: Option<u64>,
    /// Applicable answers.
    pub applicable: Option<u64>,
    /// Which edition of the figures.
    pub edition: String,
    /// Where it was published.
    pub source: String,
    /// What was noted with it.
    pub note: String,
}

impl Published {
    fn read(book: &Book, record: &Record) -> Option<Published> {
        let office = record.record(Field::Office);
        let year = i32::try_from(record.int(Field::Year)?).ok()?;
        let region = record.record(Field::Region).or_else(|| former::region_of_year(book, office?, year));
        let whole = |field| record.int(field).and_then(|n| u64::try_from(n).ok());
        Some(Published {
            id: record.id,
            instrument: record.text(Field::Instrument).to_owned(),
            question: record.text(Field::Question).to_owned(),
            year,
            region,
            office,
            percent: record.int(Field::Percent).and_then(|n| u32::try_from(n).ok()).map(Share),
            credit: whole(Field::Credit),
            applicable: whole(Field::Applicable),
            edition: record.text(Field::Edition).to_owned(),
            source: record.text(Field::Source).to_owned(),
            note: record.text(Field::Note).to_owned(),
        })
    }

    /// Credit and answers, if both are known.
    #[must_use]
    pub fn counts(&self) -> Option<(u64, u64)> {
        self.credit.zip(self.applicable)
    }

    /// The goal it is held against: of its question, or of its area or the whole if one goal holds there.
    #[must_use]
    pub fn goal(&self, instrument: &Instrument) -> Option<Share> {
        if let Some(question) = instrument.question(&self.question) {
            return Some(instrument.questions[question].goal);
        }
        let area = instrument.area(&self.question).filter(|a| instrument.questions.iter().any(|q| q.area == *a));
        let covers = |q: &&Question| match area {
            Some(area) => q.area == area,
            None => self.question.is_empty() || sums_up(&self.question, &q.code),
        };
        let mut goals = instrument.questions.iter().filter(|q| !q.is_computed()).filter(covers).map(|q| q.goal);
        let first = goals.next()?;
        goals.all(|g| g == first).then_some(first)
    }

    /// Its score by itself.
    #[must_use]
    pub fn score(&self, instrument: &Instrument) -> Score {
        let mut score = Score::published(self.percent, self.credit, self.applicable, self.goal(instrument));
        score.pooled = instrument.question(&self.question).is_none();
        score
    }
}

/// Whether a headline code sums up a question: `IH.3` does `IH.3(A)`, and `IH.6/8/9` does `IH.8`.
fn sums_up(headline: &str, question: &str) -> bool {
    let mut stem = "";
    headline.split('/').enumerate().any(|(i, part)| {
        if i == 0 {
            stem = part.rfind('.').map_or("", |dot| &part[..=dot]);
        }
        let rest = if i == 0 { question.strip_prefix(part) } else { question.strip_prefix(stem).and_then(|q| q.strip_prefix(part)) };
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
    })
}

/// All published figures of an instrument (or of all), every edition.
#[must_use]
pub fn all(book: &Book, instrument: Option<&str>) -> Vec<Published> {
    let records = book.all(Kind::Published).into_iter();
    let wanted = records.filter(|record| instrument.is_none_or(|code| code == record.text(Field::Instrument)));
    wanted.filter_map(|record| Published::read(book, record)).collect()
}

/// Of all published figures those that are one figure in its editions, the newest first: the greatest edition text, and among
/// equals the record made last. The first one is the one that counts.
#[must_use]
pub fn editions<'a>(all: &'a [Published], question: &str, year: i32, region: Option<Id>) -> Vec<&'a Published> {
    let mut found: Vec<&Published> = all
        .iter()
        .filter(|one| one.year == year && one.region == region && one.office.is_none() && one.question.eq_ignore_ascii_case(question))
        .collect();
    found.sort_by(|a, b| (&b.edition, b.id).cmp(&(&a.edition, a.id)));
    found
}

/// All published figures of an instrument (or of all), the newest edition of each: the greatest edition text, and among
/// equals the record made last. Older editions stay in the file.
#[must_use]
pub fn newest(book: &Book, instrument: Option<&str>) -> Vec<Published> {
    let mut newest: BTreeMap<Identity, Published> = BTreeMap::new();
    for one in all(book, instrument) {
        let known = newest.entry((one.instrument.clone(), one.question.to_lowercase(), one.year, one.region, one.office));
        known
            .and_modify(|known| {
                if (&known.edition, known.id) < (&one.edition, one.id) {
                    *known = one.clone();
                }
            })
            .or_insert(one);
    }
    newest.into_values().collect()
}

/// Instrument, question, year, region, office: two figures that share these are editions of one.
type Identity = (String, String, i32, Option<Id>, Option<Id>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editions_of_a_figure_are_told_newest_first_and_the_first_one_counts() {
        use crate::domain::score::tests::instrument;
        use crate::domain::score_table::tests::{Figure, publish};
        let mut book = crate::domain::score_table::tests::book(&[instrument(&[8500])]);
        let figure =
            |record, question, edition| Figure { record, question, year: 2020, region: None, percent: Some(8000), counts: None, edition };
        for one in [figure(50, "A.1", "2021"), figure(51, "a.1", "2023"), figure(52, "A.1", "2022"), figure(53, "A.2", "2024")] {
            publish(&mut book, &one);
        }
        let all = all(&book, Some("cpr"));
        let told: Vec<&str> = editions(&all, "A.1", 2020, None).iter().map(|one| one.edition.as_str()).collect();
        assert_eq!(told, ["2023", "2022", "2021"]);
        let counts = newest(&book, Some("cpr"));
        assert_eq!(counts.iter().find(|one| one.question.eq_ignore_ascii_case("A.1")).map(|one| one.edition.as_str()), Some("2023"));
        assert!(editions(&all, "A.1", 2019, None).is_empty());
    }

    #[test]
    fn a_headline_sums_up_the_questions_its_code_names() {
        for (headline, question, is) in [
            ("IH.3", "IH.3(A)", true),
            ("IH.3", "IH.31", false),
            ("IH.6/8/9", "IH.6", true),
            ("IH.6/8/9", "IH.9", true),
            ("IH.6/8/9", "FC.9", false),
            ("", "IH.3", false),
        ] {
            assert_eq!(sums_up(headline, question), is, "{headline} {question}");
        }
    }
}
