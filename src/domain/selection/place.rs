//! A community as a candidate: an office, or a district with its offices, and the counties they serve.

use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;

/// A community.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The office or district.
    pub id: Id,
    /// Whether it is a district.
    pub is_district: bool,
    /// Its name.
    pub name: String,
    /// The counties that it serves, with commas between them.
    pub counties: String,
    /// Its offices; an office is its own.
    pub offices: Vec<Id>,
    /// Its region.
    pub region: Option<Id>,
}

impl Place {
    /// The place of an office or district; none if it is no such record.
    #[must_use]
    pub fn of(book: &Book, id: Id) -> Option<Place> {
        let record = book.get(id)?;
        let name = match record.text(Field::Name).trim() {
            "" => format!("{} without a name", record.kind.words()),
            name => name.to_owned(),
        };
        let region = record.record(Field::Region);
        let place = Place { id, is_district: false, name, counties: String::new(), offices: vec![id], region };
        match record.kind {
            Kind::Office => Some(Place { counties: counties(&[record]), ..place }),
            Kind::District => {
                let offices: Vec<&Record> = book.all(Kind::Office).into_iter().filter(|o| o.record(Field::District) == Some(id)).collect();
                let region = region.or_else(|| offices.iter().find_map(|o| o.record(Field::Region)));
                let ids = offices.iter().map(|o| o.id).collect();
                Some(Place { is_district: true, counties: counties(&offices), offices: ids, region, ..place })
            }
            _ => None,
        }
    }

    /// Its name, and the counties in brackets: `District 10 South (Lincoln, Sweetwater, Uinta)`.
    #[must_use]
    pub fn words(&self) -> String {
        let plain = |text: &str| text.to_lowercase().replace(" county", "");
        if self.counties.is_empty() || plain(&self.counties) == plain(&self.name) {
            self.name.clone()
        } else {
            format!("{} ({})", self.name, self.counties)
        }
    }

    /// Whether a plan (or another candidate) is of this place: of itself, of one of its offices, or of the district it is in.
    #[must_use]
    pub fn shares(&self, book: &Book, record: &Record) -> bool {
        let (office, district) = (record.record(Field::Office), record.record(Field::District));
        let own_district = book.get(self.id).and_then(|own| own.record(Field::District)).filter(|_| !self.is_district);
        office.is_some_and(|office| self.offices.contains(&office))
            || district.is_some_and(|district| district == self.id || Some(district) == own_district)
    }
}

/// The counties of some offices, each once.
fn counties(offices: &[&Record]) -> String {
    let mut all: Vec<&str> = Vec::new();
    for county in offices.iter().flat_map(|o| o.text(Field::Counties).split([',', ';', '\n'])).map(str::trim) {
        if !county.is_empty() && !all.contains(&county) {
            all.push(county);
        }
    }
    all.join(", ")
}
