//! What stands behind a score: how far one has gone down from a figure towards its cases.

use super::book::Book;
use super::id::Id;
use super::review::CaseFilter;

/// A score, by what it is summed over. What is none is summed over all.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Behind {
    /// The instrument's code.
    pub instrument: String,
    /// Fiscal year.
    pub year: i32,
    /// Code of the area; none where a question is named or all are meant.
    pub area: Option<String>,
    /// Code of the question in that year.
    pub question: Option<String>,
    /// The region.
    pub region: Option<Id>,
    /// The office.
    pub office: Option<Id>,
    /// The worker; `Some(None)` are cases without one.
    pub worker: Option<Option<Id>>,
}

impl Behind {
    /// The reviews behind it: those that count, of every version of the instrument.
    #[must_use]
    pub fn filter(&self, book: &Book) -> CaseFilter {
        let forms = book.instruments().iter().filter(|(_, i)| i.code == self.instrument);
        let ordinal = |code: &str, i: &super::instrument::Instrument| i.question(code).and_then(|at| u16::try_from(at).ok());
        CaseFilter {
            forms: forms.map(|(id, i)| (*id, self.question.as_deref().and_then(|code| ordinal(code, i)))).collect(),
            year: Some(self.year),
            region: self.region,
            office: self.office,
            worker: self.worker,
            counting: true,
            ..CaseFilter::default()
        }
    }
}
