//! The mailing list of the plans: everyone who may be contacted again, once, with how many meetings they came to.

use std::collections::HashSet;

use super::CAME;
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::record::Record;

/// Somebody who may be contacted.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// Where they are from; what was written last of each, if anything.
    pub organisation: String,
    /// Their category.
    pub category: String,
    /// Their phone.
    pub phone: String,
    /// Their email.
    pub email: String,
    /// Titles of the plans that name them.
    pub plans: Vec<String>,
    /// Meetings they came to.
    pub meetings: u64,
}

/// The list, and those who are not on it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Contacts {
    /// Those who may be contacted, by name.
    pub listed: Vec<Contact>,
    /// How many do not wish to be.
    pub refused: u64,
    /// How many have not been asked.
    pub unasked: u64,
}

/// The mailing list of the plans that are wanted. The same name with the same email is one person; a no in one plan holds
/// for all.
#[must_use]
pub fn contacts(book: &Book, wanted: &dyn Fn(&Record) -> bool) -> Contacts {
    struct Found {
        contact: Contact,
        key: (String, String),
        yes: bool,
    }
    let words = |person: &Record, field| person.text(field).split_whitespace().collect::<Vec<_>>().join(" ");
    let key = |person: &Record| (words(person, Field::Name).to_lowercase(), words(person, Field::Email).to_lowercase());
    // A no counts also where its plan is not wanted.
    let plans = book.all(Kind::MiniPip);
    let people = plans.iter().flat_map(|plan| book.parts(plan.id, Kind::PipPerson));
    let refused: HashSet<(String, String)> = people.filter(|p| p.text(Field::Consent) == "no").map(key).collect();
    let mut found: Vec<Found> = Vec::new();
    for plan in plans.into_iter().filter(|plan| wanted(plan)) {
        for person in book.parts(plan.id, Kind::PipPerson) {
            let key = key(person);
            if key.0.is_empty() {
                continue;
            }
            let at = found.iter().position(|known| known.key == key).unwrap_or_else(|| {
                found.push(Found { contact: Contact { name: words(person, Field::Name), ..Contact::default() }, key, yes: false });
                found.len() - 1
            });
            let known = &mut found[at];
            known.yes |= person.text(Field::Consent) == "yes";
            let contact = &mut known.contact;
            for (field, slot) in [
                (Field::Organisation, &mut contact.organisation),
                (Field::Category, &mut contact.category),
                (Field::Phone, &mut contact.phone),
                (Field::Email, &mut contact.email),
            ] {
                let said = words(person, field);
                if !said.is_empty() {
                    *slot = said;
                }
            }
            let title = plan.text(Field::Title);
            if !contact.plans.iter().any(|known| known == title) {
                contact.plans.push(title.to_owned());
            }
            let came = |meeting: &&&Record| {
                let lines = book.parts(meeting.id, Kind::Attendance);
                lines.iter().any(|line| line.record(Field::Person) == Some(person.id) && line.text(Field::Status) == CAME)
            };
            contact.meetings += book.parts(plan.id, Kind::Meeting).iter().filter(came).count() as u64;
        }
    }
    let mut contacts = Contacts::default();
    for one in found {
        match (refused.contains(&one.key), one.yes) {
            (true, _) => contacts.refused += 1,
            (false, true) => contacts.listed.push(one.contact),
            (false, false) => contacts.unasked += 1,
        }
    }
    contacts.listed.sort_by_key(|contact| (contact.name.to_lowercase(), contact.email.to_lowercase()));
    contacts
}
