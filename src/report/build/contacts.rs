//! The mailing list of the Mini PIPs: everyone who agreed to be contacted, once; the others are only counted.

use crate::domain::book::Book;
use crate::domain::meeting;
use crate::domain::record::Record;
use crate::domain::text::counted;
use crate::report::{Cell, Column, Report};

/// What holds for the whole list.
pub const FACTS: [Column; 3] = [
    Column::number("listed", "Listed", "people who agreed to be contacted, each once"),
    Column::number("refused", "Said no", "people who do not wish to be contacted; they are not listed"),
    Column::number("unasked", "Not asked", "people who were not asked; they are not listed"),
];

/// The columns, in order.
pub const COLUMNS: [Column; 7] = [
    Column::words("name", "Name", "name of the person"),
    Column::words("organisation", "Organisation", "where they are from"),
    Column::words(
        "category",
        "Category",
        "community partner, advisory council, panel member, prior reviewer, local or state office, or other",
    ),
    Column::words("phone", "Phone", "phone"),
    Column::words("email", "Email", "email"),
    Column::number("meetings", "Meetings", "meetings they came to"),
    Column::words("plan", "Plan", "titles of the Mini PIPs that name them, with ; between them"),
];

/// The list of the plans that pass.
#[must_use]
pub fn build(book: &Book, wanted: &dyn Fn(&Record) -> bool) -> Report {
    let contacts = meeting::contacts(book, wanted);
    let listed = contacts.listed.len() as u64;
    let rows = contacts
        .listed
        .iter()
        .map(|contact| {
            vec![
                Cell::text(&contact.name),
                Cell::text(&contact.organisation),
                Cell::text(&contact.category),
                Cell::text(&contact.phone),
                Cell::text(&contact.email),
                Cell::whole(Some(contact.meetings)),
                Cell::text(&contact.plans.join("; ")),
            ]
        })
        .collect();
    let values = [listed, contacts.refused, contacts.unasked].map(|n| Cell::whole(Some(n)));
    let people = |n| counted(n, "person", "people");
    let mut notes = vec![format!("{} may be contacted.", people(listed))];
    if contacts.refused + contacts.unasked > 0 {
        notes.push(format!("Not listed: {} who said no, {} who were not asked.", people(contacts.refused), people(contacts.unasked)));
    }
    Report { facts: FACTS.into_iter().zip(values).collect(), columns: COLUMNS.to_vec(), rows, notes, ..Report::default() }
}
