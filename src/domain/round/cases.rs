//! Beginning the review of a case, adding a case, saying who reviews, giving cases to a second reviewer.

use std::fmt::Write;

use super::worklist::{Group, RoundCase, Worklist, is_begun};
use super::{Round, closed};
use crate::domain::change::{Author, Change};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::kind::Kind;
use crate::domain::population::MOST_CASE_ID;
use crate::domain::review::{ReviewLine, Status};
use crate::domain::review_moves::{Beginning, Proposal, person, same_person};
use crate::domain::sample::draw::ticket;
use crate::domain::share::Share;
use crate::domain::text::{counted, is_plain};
use crate::domain::value::Value;

/// The longest name of a reviewer.
const LONGEST_NAME: usize = 120;

/// The areas that a review covers unless somebody says otherwise: the one that the stratum names, otherwise all.
#[must_use]
pub fn usual_areas(instrument: &Instrument, stratum: &str) -> u64 {
    let all = instrument.areas.len().min(64) as u32;
    let named = || {
        let spaced = stratum.replace(['-', '_'], " ");
        instrument.area(stratum).or_else(|| instrument.area(&spaced))
    };
    match if stratum.trim().is_empty() { None } else { named() } {
        Some(area) => 1 << area,
        None => u64::MAX.checked_shr(64 - all).unwrap_or(0),
    }
}

/// What the review of a case begins with.
fn beginning(round: &Round, case: &RoundCase, id: Id, second: bool, reviewer: &str) -> Beginning {
    Beginning {
        id,
        round: Some(round.id),
        instrument: round.form,
        year: round.year,
        region: round.region,
        office: case.office,
        worker: case.worker,
        supervisor: case.supervisor,
        case_id: case.case_id.clone(),
        reviewer: reviewer.trim().to_owned(),
        from: case.from.or(round.from),
        until: case.until.or(round.until),
        covers: usual_areas(&round.instrument, &case.stratum),
        second,
    }
}

/// Begins the first review of a case; whoever works here is the reviewer unless somebody is named.
///
/// # Errors
/// The sentence that says why not.
pub fn begin(list: &Worklist, case: &RoundCase, by: Author) -> Result<Change, String> {
    if !list.round.open {
        return Err(closed());
    }
    if case.group == Group::Eliminated {
        return Err("this case is eliminated; take it back in before it is reviewed".to_owned());
    }
    if case.group == Group::Spare {
        return Err("this case is a spare; it is reviewed when it stands in for another one".to_owned());
    }
    let mut change = Change::new("the review of a case begun", by.saw);
    beginning(&list.round, case, case.first_id, false, person(by.who)).into_change(&mut change);
    Ok(change)
}

/// Puts a review that came from a file into the round: it is final already, and stays so.
#[must_use]
pub fn take_over(round: &Round, line: &ReviewLine, by: Author) -> Proposal {
    let change = Change::new("an imported review taken into a round", by.saw);
    Proposal {
        change: change.with(line.id, Kind::Review, Field::Round, Value::Record(round.id)),
        question: Some("Answers of this case were imported and count already. Take that review into the round, as final?".to_owned()),
    }
}

/// A case id as it may stand in the file.
///
/// # Errors
/// The sentence that says what is wrong with it.
pub fn case_id(text: &str) -> Result<&str, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("a case needs a case number or an alias".to_owned());
    }
    if text.chars().count() > MOST_CASE_ID {
        return Err(format!("a case id has up to {MOST_CASE_ID} characters; use the local case number or an alias"));
    }
    if !text.chars().all(is_plain) {
        return Err("a case id has no control characters; type it anew".to_owned());
    }
    Ok(text)
}

/// A case that is not in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedCase {
    /// The local case number or alias.
    pub case_id: String,
    /// The office.
    pub office: Id,
    /// The worker.
    pub worker: Option<Id>,
    /// The worker's supervisor.
    pub supervisor: Option<Id>,
}

/// Adds a case outside the list by beginning its review; `id` is what the file gives to its first review.
///
/// # Errors
/// The sentence that says why not: the round has it already, in the list or out of it.
pub fn add(list: &Worklist, case: &AddedCase, id: Id, by: Author) -> Result<Change, String> {
    if !list.round.open {
        return Err(closed());
    }
    let known = case_id(&case.case_id)?;
    let in_list = list.file.population.reviews.iter().position(|ids| ids.0 == id);
    if let Some(row) = in_list {
        let stands = list.cases.iter().find(|other| other.row == Some(row)).map(|other| other.group);
        return Err(match stands {
            Some(Group::Sample) => format!("'{known}' is in the sample already"),
            Some(Group::Eliminated) => format!("'{known}' is in the list and was eliminated; take it back in instead"),
            _ => format!("'{known}' is in the list but was not drawn; adding it by hand would bend the sample"),
        });
    }
    if list.file.reviews.iter().any(|line| line.id == id) {
        return Err(format!("'{known}' is in the round already"));
    }
    let round = &list.round;
    let mut change = Change::new("a case added to a round by hand", by.saw);
    Beginning {
        id,
        round: Some(round.id),
        instrument: round.form,
        year: round.year,
        region: round.region,
        office: case.office,
        worker: case.worker,
        supervisor: case.supervisor,
        case_id: known.to_owned(),
        reviewer: person(by.who).to_owned(),
        from: round.from,
        until: round.until,
        covers: usual_areas(&round.instrument, ""),
        second: false,
    }
    .into_change(&mut change);
    Ok(change)
}

/// Takes a case that was added by hand out again, as long as its review is a draft.
///
/// # Errors
/// The sentence that says why not.
pub fn take_out(list: &Worklist, case: &RoundCase, by: Author) -> Result<Proposal, String> {
    if !list.round.open {
        return Err(closed());
    }
    if case.group != Group::Added {
        return Err("this case is of the list; x eliminates it with a reason".to_owned());
    }
    let lines: Vec<&ReviewLine> = [list.first(case), list.second(case)].into_iter().flatten().collect();
    if lines.iter().any(|line| line.status != Status::Draft) {
        return Err("the review of this case was handed on; only a draft is taken out".to_owned());
    }
    let mut change = Change::new("a case added by hand taken out again", by.saw);
    for line in &lines {
        change.set(line.id, Kind::Review, Field::Gone, Value::Int(1));
    }
    let begun = if lines.iter().any(|line| is_begun(line)) {
        format!(" {} of its questions are answered.", case.answered.0)
    } else {
        String::new()
    };
    Ok(Proposal { change, question: Some(format!("Take this case out of the round?{begun}")) })
}

fn name(text: &str) -> Result<&str, String> {
    let text = text.trim();
    if text.chars().count() > LONGEST_NAME || !text.chars().all(is_plain) {
        return Err(format!("a name has up to {LONGEST_NAME} ordinary characters"));
    }
    Ok(text)
}

/// Names the reviewer of some cases; a review that is not there yet is made for it. An empty name takes it away.
///
/// # Errors
/// The sentence that says why not.
pub fn assign(list: &Worklist, cases: &[&RoundCase], reviewer: &str, by: Author) -> Result<Change, String> {
    if !list.round.open {
        return Err(closed());
    }
    let reviewer = name(reviewer)?;
    let mut change = Change::new(assign_words(cases.len(), "reviewer"), by.saw);
    for case in cases {
        if matches!(case.group, Group::Eliminated | Group::Spare) {
            return Err("only a case of the sample has a reviewer; leave out eliminated and spare cases".to_owned());
        }
        let second = list.second(case).map_or("", |line| line.reviewer.as_str());
        if same_person(reviewer, second) {
            return Err(format!("{second} is the second reviewer of '{}'; the first is another person", case.case_id));
        }
        match list.first(case) {
            Some(line) if line.status == Status::Final => {
                return Err(format!("the review of '{}' is final; its reviewer stays", case.case_id));
            }
            Some(line) => change.set(line.id, Kind::Review, Field::Reviewer, Value::text(reviewer)),
            None => beginning(&list.round, case, case.first_id, false, reviewer).into_change(&mut change),
        }
    }
    Ok(change)
}

fn assign_words(cases: usize, what: &str) -> String {
    if cases == 1 { format!("{what} of a case") } else { format!("{what} of {cases} cases") }
}

/// The cases that a share of second reviews falls on: the first of them by the ticket of the seed, " second" and the case
/// id, rounded up. Nobody chooses them, and everybody can repeat it.
#[must_use]
pub fn second_choice(list: &Worklist, share: Share) -> Vec<&RoundCase> {
    let seed = format!("{} second", list.round.seed);
    let mut cases: Vec<&RoundCase> = list.cases.iter().filter(|case| case.group == Group::Sample).collect();
    cases.sort_by_key(|case| ticket(&seed, &case.case_id));
    let wanted = (cases.len() as u64 * u64::from(share.0)).div_ceil(10_000);
    cases.truncate(wanted as usize);
    cases
}

/// Gives a share of the sample to a second reviewer, blind to the first. Cases that have one keep it.
///
/// # Errors
/// The sentence that says why not.
pub fn assign_share(list: &Worklist, share: Share, reviewer: &str, by: Author) -> Result<Proposal, String> {
    if !list.round.open {
        return Err(closed());
    }
    if list.sample.is_none() {
        return Err("a share is taken of a drawn sample; draw it first, or give single cases to a second reviewer".to_owned());
    }
    let reviewer = name(reviewer)?;
    let chosen = second_choice(list, share);
    if chosen.is_empty() {
        return Err("a share of 0 % chooses no case; 5 % is usual".to_owned());
    }
    let new: Vec<&RoundCase> = chosen.iter().copied().filter(|case| case.second.is_none()).collect();
    if new.is_empty() {
        let chosen = counted(chosen.len() as u64, "case of this share has", "cases of this share have");
        return Err(format!("the {chosen} a second review already"));
    }
    let own = |case: &RoundCase| list.first(case).is_some_and(|line| same_person(&line.reviewer, reviewer));
    let (mut kept, mut change) = (0, Change::new(assign_words(new.len(), "second review"), by.saw));
    for case in &new {
        let who = if own(case) { "" } else { reviewer };
        kept += usize::from(own(case));
        beginning(&list.round, case, case.second_id.unwrap_or(Id::NIL), true, who).into_change(&mut change);
    }
    let mut words = format!(
        "{} of {} {} chosen by the seed for a second, blind review",
        new.len(),
        list.progress.cases,
        if new.len() == 1 { "is" } else { "are" }
    );
    if chosen.len() > new.len() {
        let _ = write!(words, " ({} of the share have one already)", chosen.len() - new.len());
    }
    if !reviewer.is_empty() {
        let _ = write!(words, " by {reviewer}");
    }
    words.push('.');
    if kept > 0 {
        let cases = counted(kept as u64, "case", "cases");
        let _ = write!(words, " {cases} that {reviewer} reviews first get no name yet: another person does those.");
    }
    Ok(Proposal { change, question: Some(format!("{words} Assign?")) })
}

/// Gives one case to a second reviewer, or names another one; `id` is what the file gives to its second review.
///
/// # Errors
/// The sentence that says why not: the second reviewer is another person than the first.
pub fn assign_second(list: &Worklist, case: &RoundCase, reviewer: &str, id: Id, by: Author) -> Result<Change, String> {
    if !list.round.open {
        return Err(closed());
    }
    if !matches!(case.group, Group::Sample | Group::Added) {
        return Err("only a case of the sample is reviewed twice".to_owned());
    }
    let reviewer = name(reviewer)?;
    if let Some(first) = list.first(case).filter(|line| same_person(&line.reviewer, reviewer)) {
        return Err(format!("{} reviews this case first; the second look is blind and by another person", first.reviewer));
    }
    let mut change = Change::new("second reviewer of a case", by.saw);
    match list.second(case) {
        Some(line) if line.status == Status::Final => return Err("the second review is final; its reviewer stays".to_owned()),
        Some(line) => change.set(line.id, Kind::Review, Field::Reviewer, Value::text(reviewer)),
        None => beginning(&list.round, case, id, true, reviewer).into_change(&mut change),
    }
    Ok(change)
}
