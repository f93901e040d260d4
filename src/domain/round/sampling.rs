//! The draw of a round's sample, taking it back, eliminating a case and taking it back in. How a draw works is in
//! `domain/sample`.

use std::fmt::Write;

use super::worklist::{Group, RoundCase, Worklist, is_begun};
use super::{Round, closed, keys};
use crate::domain::change::{Author, Change};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::review::Status;
use crate::domain::review_moves::{Proposal, person};
use crate::domain::sample::allocation::{self, Stratum};
use crate::domain::sample::reason::Reason;
use crate::domain::text::{counted, grouped, is_plain, listed};
use crate::domain::value::Value;

/// The longest seed.
const LONGEST_SEED: usize = 80;
/// Strata that a question names one by one.
const NAMED: usize = 6;

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DrawOrder {
    /// The seed.
    pub seed: String,
    /// How many cases; an allocation says it itself.
    pub size: u64,
    /// How many spares; none is what [`usual_spares`] says.
    pub spares: Option<u64>,
    /// "in-home=20; foster=20"; empty is in proportion.
    pub allocation: String,
}

/// Which part of a [`DrawOrder`] is at fault, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawFault {
    /// 0 seed, 1 size, 2 spares, 3 allocation.
    pub part: usize,
    /// The sentence.
    pub why: String,
}

fn fault<T>(part: usize, why: impl Into<String>) -> Result<T, DrawFault> {
    Err(DrawFault { part, why: why.into() })
}

/// Spares that suggest themselves for a sample: a tenth, at least two.
#[must_use]
pub const fn usual_spares(size: u64) -> u64 {
    let tenth = size.div_ceil(10);
    if tenth < 2 { 2 } else { tenth }
}

/// Whether a sample may be drawn now at all.
///
/// # Errors
/// The sentence that says why not.
pub fn may_draw(list: &Worklist) -> Result<(), String> {
    if !list.round.open {
        return Err(closed());
    }
    if list.file.population.cases.is_empty() {
        return Err("there is no population list to draw from; import one first (Ctrl-P, then 'Import a file', population)".to_owned());
    }
    let begun = list.begun();
    if list.round.is_drawn() && begun > 0 {
        let begun = counted(begun as u64, "review has begun", "reviews have begun");
        return Err(format!("{begun}, so this sample is not drawn again; eliminate single cases instead"));
    }
    Ok(())
}

/// Draws the sample, or draws it again as long as no review has begun; what it will do is asked first.
///
/// # Errors
/// What is at fault, and why.
pub fn draw(list: &Worklist, order: &DrawOrder, by: Author) -> Result<Proposal, DrawFault> {
    may_draw(list).or_else(|why| fault(0, why))?;
    let population = &list.file.population.cases;
    let seed = order.seed.trim();
    if seed.is_empty() {
        return fault(0, "a draw needs a seed: any words, kept so that others can repeat the draw");
    }
    if seed.chars().count() > LONGEST_SEED || !seed.chars().all(is_plain) {
        return fault(0, format!("a seed has up to {LONGEST_SEED} ordinary characters"));
    }
    let wanted = allocation::parse_allocation(&order.allocation).or_else(|why| fault(3, why))?;
    let has = population.len() as u64;
    if wanted.is_empty() && order.size == 0 {
        return fault(1, "a sample has at least one case");
    }
    if wanted.is_empty() && order.size > has {
        return fault(1, format!("the list has {}; a sample of {} is more than that", counted(has, "case", "cases"), grouped(order.size)));
    }
    let size = if wanted.is_empty() { order.size } else { wanted.iter().map(|(_, n)| n).sum() };
    let spares = order.spares.unwrap_or(usual_spares(size));
    let plan = allocation::plan(&keys(population), order.size, spares, &wanted).or_else(|why| fault(3, why))?;
    let drawn: u64 = plan.iter().map(|stratum| stratum.wanted).sum();
    if drawn == 0 {
        return fault(3, "this allocation draws no case; give at least one stratum a number");
    }
    let mut change = Change::new(format!("{} of {} drawn", counted(drawn, "case", "cases"), grouped(has)), by.saw);
    let id = list.round.id;
    change.set(id, Kind::Round, Field::Seed, Value::text(seed));
    change.set(id, Kind::Round, Field::SampleSize, Value::Int(drawn as i64));
    change.set(id, Kind::Round, Field::Spares, Value::Int(spares as i64));
    change.set(id, Kind::Round, Field::Allocation, Value::text(order.allocation.trim()));
    let cleared = clear_assignments(list, &mut change);
    Ok(Proposal { question: Some(draw_question(list, seed, &plan, spares, cleared)), change })
}

fn draw_question(list: &Worklist, seed: &str, plan: &[Stratum], asked: u64, cleared: usize) -> String {
    let drawn: u64 = plan.iter().map(|stratum| stratum.wanted).sum();
    let kept: u64 = plan.iter().map(|stratum| stratum.spares).sum();
    let of = grouped(list.file.population.cases.len() as u64);
    let mut words = format!("Draw {} of {of} with the seed '{seed}'", counted(drawn, "case", "cases"));
    let spares = counted(kept, "spare", "spares");
    let _ = match kept {
        0 => write!(words, ", without spares"),
        n if n < asked => write!(words, ", and keep {spares} (there are no more)"),
        _ => write!(words, ", and keep {spares}"),
    };
    words.push_str(&strata_words(plan));
    words.push('?');
    if list.round.is_drawn() {
        words.push_str(" The sample that is there goes.");
    }
    if !list.file.eliminations.is_empty() {
        let eliminated = counted(list.file.eliminations.len() as u64, "eliminated case stays", "eliminated cases stay");
        let _ = write!(words, " {eliminated} out.");
    }
    if cleared > 0 {
        let _ = write!(words, " {} without answers.", counted(cleared as u64, "assignment goes, it is", "assignments go, they are"));
    }
    words
}

/// ": foster 16 of 200, in-home 24 of 300", where there are strata.
fn strata_words(plan: &[Stratum]) -> String {
    if plan.len() < 2 {
        return String::new();
    }
    let name = |stratum: &Stratum| if stratum.name.is_empty() { "no stratum".to_owned() } else { stratum.name.clone() };
    let mut parts: Vec<String> =
        plan.iter().take(NAMED).map(|s| format!("{} {} of {}", name(s), grouped(s.wanted), grouped(s.size))).collect();
    if plan.len() > NAMED {
        parts.push(counted((plan.len() - NAMED) as u64, "more stratum", "more strata"));
    }
    format!(": {}", parts.join(", "))
}

/// Takes a draw back, as long as no review has begun.
///
/// # Errors
/// The sentence that says why not.
pub fn undraw(list: &Worklist, by: Author) -> Result<Proposal, String> {
    if !list.round.is_drawn() {
        return Err("nothing is drawn yet".to_owned());
    }
    may_draw(list)?;
    let mut change = Change::new("the draw of a sample taken back", by.saw);
    for field in [Field::Seed, Field::SampleSize, Field::Spares] {
        change.set(list.round.id, Kind::Round, field, Value::None);
    }
    clear_assignments(list, &mut change);
    Ok(Proposal { change, question: Some("Take the draw back? The list of cases stays; no review has begun.".to_owned()) })
}

/// Reviews of cases of the list that hold no more than a name go with the draw.
fn clear_assignments(list: &Worklist, change: &mut Change) -> usize {
    if !list.round.is_drawn() {
        return 0;
    }
    let of_list = list.cases.iter().filter(|case| case.row.is_some());
    let lines = of_list.flat_map(|case| [list.first(case), list.second(case)]).flatten().filter(|line| !is_begun(line));
    let mut cleared = 0;
    for line in lines {
        change.set(line.id, Kind::Review, Field::Gone, Value::Int(1));
        cleared += 1;
    }
    cleared
}

/// Whether a case can be eliminated.
///
/// # Errors
/// The sentence that says why not.
pub fn may_eliminate(list: &Worklist, case: &RoundCase) -> Result<(), String> {
    if !list.round.open {
        return Err(closed());
    }
    if case.row.is_none() {
        return Err("this case was added by hand: nothing stands in for it. Ctrl-D takes it out again".to_owned());
    }
    let status = [list.first(case), list.second(case)].into_iter().flatten().map(|line| line.status);
    match status.into_iter().find(|status| matches!(status, Status::Ready | Status::Final)) {
        Some(Status::Final) => Err("the review of this case is final; the case stays in the sample".to_owned()),
        Some(_) => Err("the review of this case waits for QA; return it first, then eliminate the case".to_owned()),
        None => Ok(()),
    }
}

/// Eliminates a case; the next spare of its stratum takes its place. `id` is a fresh one.
///
/// # Errors
/// The sentence that says why not.
pub fn eliminate(list: &Worklist, case: &RoundCase, reason: &Reason, note: &str, id: Id, by: Author) -> Result<Proposal, String> {
    may_eliminate(list, case)?;
    let Some(row) = case.row.filter(|_| case.elimination.is_none()) else {
        return Err("this case is eliminated already".to_owned());
    };
    if reason.note && note.trim().is_empty() {
        return Err("this reason says nothing without a note; write what it was".to_owned());
    }
    let mut change = Change::new(format!("a case eliminated: {}", reason.words), by.saw);
    let mut set = |field, value: Value| {
        if !value.is_none() {
            change.set(id, Kind::Elimination, field, value);
        }
    };
    set(Field::Round, Value::Record(list.round.id));
    set(Field::Number, Value::Int(row as i64 + 1));
    set(Field::Reason, Value::text(reason.code));
    set(Field::Note, Value::text(note.trim()));
    set(Field::Who, Value::text(person(by.who)));
    set(Field::Day, Value::Date(by.today));
    let mut facts = Vec::new();
    if let Some(line) = list.first(case).filter(|line| is_begun(line)) {
        let (answered, of) = case.answered;
        facts.push(format!(
            "Its review has begun ({}, {answered} of {of} answered) and stays behind, counting nowhere.",
            line.status.words()
        ));
    }
    if case.group == Group::Sample && !list.has_spare(&case.stratum) {
        let of = if case.stratum.is_empty() { String::new() } else { format!(" of '{}'", case.stratum) };
        facts.push(format!("No spare{of} is left: the sample gets one case smaller."));
    }
    let question = (!facts.is_empty()).then(|| format!("{} Eliminate this case?", facts.join(" ")));
    Ok(Proposal { change, question })
}

/// Takes an eliminated case back in.
///
/// # Errors
/// The sentence that says why not.
pub fn take_back(list: &Worklist, case: &RoundCase, by: Author) -> Result<Proposal, String> {
    if !list.round.open {
        return Err(closed());
    }
    let Some(row) = case.row.filter(|_| case.elimination.is_some()) else {
        return Err("this case is not eliminated".to_owned());
    };
    let mut change = Change::new("an elimination taken back", by.saw);
    for record in list.file.eliminations.iter().filter(|record| super::eliminated_row(record) == Some(row)) {
        change.set(record.id, Kind::Elimination, Field::Gone, Value::Int(1));
    }
    // Who leaves for it need not be the one that took its place: the sample is worked out anew.
    let rows: Vec<usize> = list.file.eliminations.iter().filter_map(super::eliminated_row).filter(|other| *other != row).collect();
    let then = list.round.drawn(&list.file.population.cases)?.map(|draw| draw.stand(&rows));
    let leaves = |other: &&RoundCase| {
        let stays = other.row.zip(then.as_ref()).is_some_and(|(row, then)| then.places[row].is_in());
        other.group == Group::Sample && !stays
    };
    let left = list.cases.iter().find(leaves);
    let question = match left {
        None => "Take this case back in?".to_owned(),
        Some(other) => match list.first(other).filter(|line| is_begun(line)) {
            Some(line) => format!(
                "Take this case back in? The case that stands in for it leaves the sample, though its review has begun ({}).",
                line.status.words()
            ),
            None => "Take this case back in? The case that stands in for it becomes a spare again.".to_owned(),
        },
    };
    Ok(Proposal { change, question: Some(question) })
}

impl Worklist {
    /// Whether a spare of a stratum is left.
    #[must_use]
    pub fn has_spare(&self, stratum: &str) -> bool {
        self.sample.as_ref().is_some_and(|sample| sample.strata.iter().any(|s| s.plan.name == stratum && s.spares_left > 0))
    }

    /// How the sample stands, in a sentence; what is to be done where there is none.
    #[must_use]
    pub fn sample_words(&self) -> String {
        let population = self.file.population.cases.len() as u64;
        let added = self.cases.iter().filter(|case| case.group == Group::Added).count() as u64;
        let by_hand = if added == 0 { String::new() } else { format!(", {} by hand", counted(added, "case added", "cases added")) };
        let Some(sample) = &self.sample else {
            return match (&self.fault, population) {
                (Some(why), _) => format!("The sample cannot be worked out: {why}{by_hand}"),
                (None, 0) => format!("No population list{by_hand}"),
                (None, n) => format!("{} in the list, nothing drawn yet{by_hand}", counted(n, "case", "cases")),
            };
        };
        let standing: u64 = sample.strata.iter().map(|stratum| stratum.standing).sum();
        let left: u64 = sample.strata.iter().map(|stratum| stratum.spares_left).sum();
        let mut words = format!("{} drawn of {}, seed '{}'", grouped(standing), grouped(population), self.round.seed);
        let out = self.cases.iter().filter(|case| case.group == Group::Eliminated).count();
        if out > 0 {
            let _ = write!(words, ", {out} eliminated");
        }
        let _ = write!(words, ", {} left", counted(left, "spare", "spares"));
        if sample.strata.len() > 1 {
            let how = if self.round.allocation.is_empty() { "in proportion over" } else { "as allocated over" };
            let _ = write!(words, ", {how} {} strata", sample.strata.len());
        }
        words + &by_hand
    }

    /// "2 cases missing: 1 in 'foster', 1 in 'in-home'", where spares have run out.
    #[must_use]
    pub fn missing_words(&self) -> Option<String> {
        let sample = self.sample.as_ref().filter(|sample| sample.missing() > 0)?;
        let short = sample.strata.iter().filter(|stratum| stratum.missing > 0);
        let named: Vec<String> = short.filter(|s| !s.plan.name.is_empty()).map(|s| format!("{} in '{}'", s.missing, s.plan.name)).collect();
        let missing = counted(sample.missing(), "case is missing, no spare is left", "cases are missing, no spare is left");
        Some(if named.is_empty() { missing } else { format!("{missing}: {}", listed(named.iter().map(String::as_str), "and")) })
    }
}

impl Round {
    /// What a draw starts from: what was drawn last, otherwise what suggests itself.
    #[must_use]
    pub fn usual_order(&self, book: &crate::domain::book::Book, population: usize) -> DrawOrder {
        let size = if self.is_drawn() && self.size > 0 { self.size } else { self.wished_size(population) };
        DrawOrder {
            seed: if self.is_drawn() { self.seed.clone() } else { self.usual_seed(book) },
            size,
            spares: self.is_drawn().then_some(self.spares),
            allocation: self.allocation.clone(),
        }
    }
}
