//! Who reviewed a case, in which role, and with whom they spoke: the words of both, as a few lines of text, and the change that
//! such lines ask for. Counting them over a year and region is the store's; what it comes to stands in `practice.rs`.

use std::fmt::Write;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::text::clean;
use crate::domain::value::Value;

/// The most characters of a name or role.
pub const LONGEST: usize = 120;
/// The most lines of either list.
pub const MOST: usize = 40;

/// A word of a list: what files say, what people read, and what else they write for it.
type Word = (&'static str, &'static str, &'static [&'static str]);

const SEATS: &[Word] = &[
    ("supervisor", "supervisor", &["sup"]),
    ("administrator", "administrator", &["admin", "regional administrator", "region administrator"]),
    ("director", "director", &["region director", "regional director", "deputy director", "agency director"]),
    ("caseworker", "caseworker", &["worker", "social worker"]),
    ("qa_reviewer", "QA reviewer", &["qa", "quality assurance", "reviewer"]),
    ("community", "community", &["community partner", "community reviewer", "volunteer", "citizen", "panel member"]),
];

/// Those who lead: whose part among the reviewers is looked at.
const LEADERS: [&str; 3] = ["supervisor", "administrator", "director"];

const SPOKEN: &[Word] = &[
    ("child", "child", &["youth", "children"]),
    ("parent", "parent", &["mother", "father", "parents", "mom", "dad", "birth parent"]),
    ("foster_parent", "foster parent", &["foster parents", "foster carer", "resource parent"]),
    ("caregiver", "caregiver", &["carer", "kin", "kinship caregiver", "relative", "guardian"]),
    ("school", "school", &["teacher", "daycare", "day care"]),
    ("therapist", "therapist", &["counselor", "counsellor", "clinician"]),
    ("caseworker", "caseworker", &["worker", "social worker"]),
    ("attorney", "attorney", &["lawyer", "guardian ad litem", "gal", "legal partner"]),
    ("other", "other", &[]),
];

const PARTS: &[Word] = &[("lead", "lead", &["first"]), ("second", "second", &["partner"]), ("shadow", "shadow", &["observer", "trainee"])];

/// A text in small letters, with blanks for what stands for them.
fn folded(words: &str) -> String {
    let plain = words.trim().to_lowercase().replace(['_', '-'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn known(list: &'static [Word], words: &str) -> Option<&'static str> {
    let words = folded(words);
    list.iter().find(|(code, shown, other)| folded(code) == words || folded(shown) == words || other.contains(&words.as_str())).map(|w| w.0)
}

fn shown<'a>(list: &'static [Word], code: &'a str) -> &'a str {
    list.iter().find(|(known, ..)| *known == code).map_or(code, |(_, words, _)| words)
}

/// How a reviewer's role is kept: the code of a known one under its own names, else as it was typed ("Region director").
#[must_use]
pub fn seat_role(words: &str) -> String {
    let exact = SEATS.iter().find(|(code, said, _)| folded(code) == folded(words) || folded(said) == folded(words));
    exact.map_or_else(|| words.trim().to_owned(), |(code, ..)| (*code).to_owned())
}

/// A reviewer's role as people read it.
#[must_use]
pub fn seat_words(role: &str) -> &str {
    shown(SEATS, role)
}

/// Whether a role leads: a supervisor, an administrator or a director, under whatever title that ends so.
#[must_use]
pub fn leads(role: &str) -> bool {
    let words = folded(role);
    known(SEATS, role).is_some_and(|code| LEADERS.contains(&code)) || LEADERS.iter().any(|leader| words.ends_with(&format!(" {leader}")))
}

/// How the role of someone spoken with is kept: the code of a known one, else as it was typed ("grandmother").
#[must_use]
pub fn spoken_role(words: &str) -> String {
    known(SPOKEN, words).map_or_else(|| words.trim().to_owned(), str::to_owned)
}

/// The role of someone spoken with as people read it.
#[must_use]
pub fn spoken_words(role: &str) -> &str {
    shown(SPOKEN, role)
}

/// What became of an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Spoken {
    /// It is still to come.
    Planned,
    /// It was held.
    Held,
    /// It did not come about.
    NotHeld,
    /// The person did not want it.
    Declined,
}

impl Spoken {
    /// All four.
    pub const ALL: [Spoken; 4] = [Spoken::Planned, Spoken::Held, Spoken::NotHeld, Spoken::Declined];

    /// Its word in the file; none while it is planned.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Spoken::Planned => "",
            Spoken::Held => "held",
            Spoken::NotHeld => "not_held",
            Spoken::Declined => "declined",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Spoken::Planned => "planned",
            Spoken::Held => "held",
            Spoken::NotHeld => "not held",
            Spoken::Declined => "declined",
        }
    }

    /// Of a word in the file; one that is none is planned.
    #[must_use]
    pub fn of(code: &str) -> Spoken {
        Spoken::ALL.into_iter().find(|one| one.code() == code).unwrap_or(Spoken::Planned)
    }
}

/// A reviewer as a line says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The name.
    pub name: String,
    /// The role at the time, as [`seat_role`] keeps it; empty if it is not said.
    pub role: String,
    /// `lead`, `second` or `shadow`.
    pub part: String,
}

/// An interview as a line says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    /// With whom, as [`spoken_role`] keeps it.
    pub role: String,
    /// What became of it.
    pub status: Spoken,
    /// The day.
    pub day: Option<NaiveDate>,
}

/// Reads reviewers, one a line: `Ann Example, supervisor` and, where it is not by its place, `lead`, `second` or `shadow`. The
/// first one leads, the others are second.
///
/// # Errors
/// A sentence that names the line.
pub fn read_seats(text: &str) -> Result<Vec<Seat>, String> {
    let mut seats: Vec<Seat> = Vec::new();
    for line in clean(text).0.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty()) {
        let mut words: Vec<&str> = line.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
        let place = if seats.is_empty() { "lead" } else { "second" };
        let part = if words.len() > 1 { words.last().and_then(|last| known(PARTS, last)) } else { None };
        if part.is_some() {
            words.pop();
        }
        let (name, role) = (words.first().copied().unwrap_or_default(), words.get(1..).unwrap_or_default().join(", "));
        if name.is_empty() {
            return Err(format!("'{line}' names nobody; write the name, then a comma and the role"));
        }
        if [name, &role].iter().any(|words| words.chars().count() > LONGEST) {
            return Err(format!("a name or role has up to {LONGEST} characters"));
        }
        if seats.iter().any(|seat| folded(&seat.name) == folded(name)) {
            return Err(format!("'{name}' stands here twice"));
        }
        seats.push(Seat { name: name.to_owned(), role: seat_role(&role), part: part.unwrap_or(place).to_owned() });
    }
    if seats.len() > MOST { Err(format!("a case has up to {MOST} reviewers")) } else { Ok(seats) }
}

/// Reads interviews, one a line or with semicolons between them: with whom, then what became of it and the day, if they are
/// known (`child 3/12`, `parent declined`, `school not held`). `plain` is what a role by itself says; a role with a day was held on it
/// unless that day lies ahead.
///
/// # Errors
/// A sentence that names the line.
pub fn read_interviews(
    text: &str,
    plain: Spoken,
    today: NaiveDate,
    day: &dyn Fn(&str) -> Option<NaiveDate>,
) -> Result<Vec<Interview>, String> {
    let mut found = Vec::new();
    for line in clean(text).0.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty()) {
        let mut words: Vec<&str> = line.split([' ', ',', ':']).filter(|word| !word.is_empty()).collect();
        let (mut status, mut on) = (None, None);
        // What stands at the end says what became of it; the rest is with whom.
        while let Some(last) = words.last().copied().filter(|_| words.len() > 1) {
            let lower = last.to_lowercase();
            let said = match lower.as_str() {
                "held" | "done" if words.len() > 2 && words[words.len() - 2].eq_ignore_ascii_case("not") => {
                    words.pop();
                    Some(Spoken::NotHeld)
                }
                "held" | "done" | "yes" => Some(Spoken::Held),
                "not_held" | "missed" | "no" => Some(Spoken::NotHeld),
                "declined" | "refused" => Some(Spoken::Declined),
                "planned" | "open" => Some(Spoken::Planned),
                _ => None,
            };
            let dated = if said.is_none() && last.bytes().any(|b| b.is_ascii_digit()) { day(last) } else { None };
            match (said, dated) {
                (Some(said), _) if status.is_none() => status = Some(said),
                (_, Some(dated)) if on.is_none() => on = Some(dated),
                _ => break,
            }
            words.pop();
        }
        let role = words.join(" ");
        let stray = words.iter().skip(1).find(|word| word.bytes().any(|b| b.is_ascii_digit()));
        if let Some(stray) = stray {
            return Err(format!("'{stray}' of '{line}' is no day; write 3/12 or 2026-03-12"));
        }
        if role.chars().count() > LONGEST {
            return Err(format!("a role has up to {LONGEST} characters"));
        }
        let status = status.unwrap_or(match on {
            Some(on) if on > today => Spoken::Planned,
            Some(_) => Spoken::Held,
            None => plain,
        });
        if status == Spoken::Held && on.is_some_and(|on| on > today) {
            return Err(format!("the day of '{line}' lies ahead; leave out 'held' until then"));
        }
        found.push(Interview { role: spoken_role(&role), status, day: on });
    }
    if found.len() > MOST { Err(format!("a case has up to {MOST} interviews")) } else { Ok(found) }
}

/// The lines that [`read_seats`] reads.
#[must_use]
pub fn seat_lines(seats: &[Record]) -> String {
    let mut out = String::new();
    for (at, seat) in seats.iter().enumerate() {
        let _ = write!(out, "{}{}", if at == 0 { "" } else { "\n" }, seat.text(Field::Name));
        if !seat.text(Field::Role).is_empty() {
            let _ = write!(out, ", {}", seat_words(seat.text(Field::Role)));
        }
        let part = seat.text(Field::Part);
        if !part.is_empty() && part != if at == 0 { "lead" } else { "second" } {
            let _ = write!(out, ", {part}");
        }
    }
    out
}

/// The lines that [`read_interviews`] reads.
#[must_use]
pub fn interview_lines(interviews: &[Record], show: &dyn Fn(NaiveDate) -> String) -> String {
    let line = |one: &Record| {
        let status = Spoken::of(one.text(Field::Status));
        let mut words = spoken_words(one.text(Field::Role)).to_owned();
        // A day by itself says that it was held; without one that is said.
        if !matches!(status, Spoken::Planned) && (status != Spoken::Held || one.date(Field::Day).is_none()) {
            let _ = write!(words, " {}", status.words());
        }
        if let Some(day) = one.date(Field::Day) {
            let _ = write!(words, " {}", show(day));
        }
        words
    };
    interviews.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What makes the reviewers of a case those that were said: a name that is there keeps its record.
pub fn put_seats(change: &mut Change, review: Id, there: &[Record], said: &[Seat], fresh: &dyn Fn() -> Id) {
    let own = |seat: &Seat| there.iter().find(|record| folded(record.text(Field::Name)) == folded(&seat.name));
    let texts = |seat: &Seat| {
        vec![(Field::Name, Value::text(&seat.name)), (Field::Role, Value::text(&seat.role)), (Field::Part, Value::text(&seat.part))]
    };
    let wanted: Vec<_> = said.iter().map(|seat| (own(seat), texts(seat))).collect();
    put(change, Kind::Seat, review, there, &wanted, fresh);
}

/// The same for its interviews: the first one of a role that is there stays the first one of it.
pub fn put_interviews(change: &mut Change, review: Id, there: &[Record], said: &[Interview], fresh: &dyn Fn() -> Id) {
    let mut taken: Vec<Id> = Vec::new();
    let mut wanted = Vec::new();
    for one in said {
        let own = there.iter().find(|record| record.text(Field::Role) == one.role && !taken.contains(&record.id));
        taken.extend(own.map(|record| record.id));
        let texts = vec![
            (Field::Role, Value::text(&one.role)),
            (Field::Status, Value::text(one.status.code())),
            (Field::Day, one.day.map_or(Value::None, Value::Date)),
        ];
        wanted.push((own, texts));
    }
    put(change, Kind::Interview, review, there, &wanted, fresh);
}

type Wanted<'a> = (Option<&'a Record>, Vec<(Field, Value)>);

fn put(change: &mut Change, kind: Kind, review: Id, there: &[Record], wanted: &[Wanted], fresh: &dyn Fn() -> Id) {
    for record in there.iter().filter(|record| !wanted.iter().any(|(own, _)| own.is_some_and(|own| own.id == record.id))) {
        change.set(record.id, kind, Field::Gone, Value::Int(1));
    }
    let stays = wanted.len() == there.len() && wanted.iter().zip(there).all(|((own, _), record)| own.is_some_and(|o| o.id == record.id));
    let empty = Record::new(Id::NIL, kind);
    for ((own, texts), place) in wanted.iter().zip(order::spread(wanted.len())) {
        let id = own.map_or_else(fresh, |own| own.id);
        let before = own.unwrap_or(&empty);
        let place = (Field::Position, Value::text(place));
        let whole = (Field::Review, Value::Record(review));
        let fields = std::iter::once(&whole).filter(|_| own.is_none()).chain(texts).chain(Some(&place).filter(|_| !stays));
        for (field, value) in fields.filter(|(field, value)| before.get(*field) != value) {
            change.set(id, kind, *field, value.clone());
        }
    }
}

/// How many interviews of each role were held, of those that were planned at all, in the order of the roles.
#[must_use]
pub fn by_role<'a>(interviews: impl IntoIterator<Item = (&'a str, &'a str, u32)>) -> Vec<(String, u32, u32)> {
    let mut roles: Vec<(String, u32, u32)> = Vec::new();
    for (role, status, n) in interviews {
        let at = roles.iter().position(|(known, ..)| known == role).unwrap_or_else(|| {
            roles.push((role.to_owned(), 0, 0));
            roles.len() - 1
        });
        roles[at].1 += if Spoken::of(status) == Spoken::Held { n } else { 0 };
        roles[at].2 += n;
    }
    let place = |role: &str| SPOKEN.iter().position(|(code, ..)| *code == role).unwrap_or(usize::MAX);
    roles.sort_by(|a, b| (place(&a.0), &a.0).cmp(&(place(&b.0), &b.0)));
    roles
}

#[cfg(test)]
mod tests;
