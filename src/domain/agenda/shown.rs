//! What is shown of the agenda: which items pass, in which groups, and how many there are of each sort. An item that passes
//! stands in exactly one group.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate};

use super::{Item, Sort, When, mine, names};
use crate::domain::id::Id;
use crate::domain::review_moves::same_person;

/// Which items are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum View {
    /// All.
    #[default]
    All,
    /// Those in which I am named.
    Mine,
    /// Those whose day has passed.
    Overdue,
    /// Those in which others wait for my act.
    Waiting,
    /// Those that were put off.
    PutOff,
}

impl View {
    /// All, in the order of the tabs.
    pub const ALL: [View; 5] = [View::All, View::Mine, View::Overdue, View::Waiting, View::PutOff];

    /// As its tab says it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            View::All => "All",
            View::Mine => "Mine",
            View::Overdue => "Overdue",
            View::Waiting => "Waiting for me",
            View::PutOff => "Put off",
        }
    }
}

/// By which stretch of time items are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Period {
    /// Each day.
    #[default]
    Day,
    /// Each week, from Monday.
    Week,
    /// Each month.
    Month,
}

impl Period {
    /// All, in the order in which one turns.
    pub const ALL: [Period; 3] = [Period::Day, Period::Week, Period::Month];

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Period::Day => "by day",
            Period::Week => "by week",
            Period::Month => "by month",
        }
    }
}

/// What is asked for. Everything empty is everything.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Asked {
    /// Which items are looked at.
    pub view: View,
    /// Who works here, by name.
    pub me: String,
    /// Only items of this person.
    pub person: Option<String>,
    /// Only what belongs to this region.
    pub region: Option<Id>,
    /// Only what belongs to this office.
    pub office: Option<Id>,
    /// Only these things.
    pub sort: Option<Sort>,
    /// Only items with these words in them.
    pub words: String,
    /// From this day on; what is overdue is in it.
    pub from: Option<NaiveDate>,
    /// Until this day.
    pub until: Option<NaiveDate>,
}

impl Asked {
    /// Whether an item passes, whatever the view.
    fn takes(&self, item: &Item, words: &str) -> bool {
        self.region.is_none_or(|region| item.region == Some(region))
            && self.office.is_none_or(|office| item.office == Some(office))
            && self.sort.is_none_or(|sort| item.what.sort() == sort)
            && self.person.as_deref().is_none_or(|person| mine(item, person))
            && self.from.is_none_or(|from| item.due >= from || item.when == When::Overdue)
            && self.until.is_none_or(|until| item.due <= until)
            && (words.is_empty()
                || [&item.text, &item.belongs, &item.who, &item.case].into_iter().any(|text| text.to_lowercase().contains(words))
                || item.what.words().contains(words))
    }

    /// Whether an item that passes stands in a view.
    fn in_view(&self, item: &Item) -> bool {
        match self.view {
            View::All => true,
            View::Mine => mine(item, &self.me),
            View::Overdue => item.when == When::Overdue,
            View::Waiting => waits_for(item, &self.me),
            View::PutOff => item.off.is_some(),
        }
    }
}

/// Whether others wait for an act of this person, as far as names can tell.
fn waits_for(item: &Item, who: &str) -> bool {
    item.awaited && mine(item, who)
}

/// What stands above a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Heading {
    /// What has passed.
    Overdue,
    /// A day, week or month, by its first day.
    Days(NaiveDate, Period),
    /// Others are waited for, without a day.
    Waiting,
    /// Put off until later.
    PutOff,
}

/// Items under one heading, as places in [`Shown::order`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub heading: Heading,
    /// Its items.
    pub items: Range<usize>,
}

/// How many there are, of all that pass in whatever view. What is put off is in no other figure than its own and `all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Totals {
    /// All.
    pub all: usize,
    /// The day has passed.
    pub overdue: usize,
    /// Due today.
    pub today: usize,
    /// Due from today to Sunday.
    pub week: usize,
    /// Mine.
    pub mine: usize,
    /// Others wait for me.
    pub waiting: usize,
    /// Others wait for somebody whom the file knows by a role only.
    pub roles: usize,
    /// Put off.
    pub put_off: usize,
    /// Left out because they belong to the whole state, and one region is chosen.
    pub statewide: usize,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Shown {
    /// The items, as places in the list, in the order in which they are shown.
    pub order: Vec<usize>,
    /// Their groups, one after the other.
    pub groups: Vec<Group>,
    /// How many there are.
    pub totals: Totals,
}

impl Shown {
    /// The group that begins at a place of the order.
    #[must_use]
    pub fn begins(&self, at: usize) -> Option<&Group> {
        let found = self.groups.binary_search_by_key(&at, |group| group.items.start).ok()?;
        self.groups.get(found)
    }
}

/// The first day of the stretch of time in which a day lies.
#[must_use]
pub(super) fn first_of(day: NaiveDate, period: Period) -> NaiveDate {
    match period {
        Period::Day => day,
        Period::Week => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day),
        Period::Month => day.with_day(1).unwrap_or(day),
    }
}

/// What is shown of all items, which are in their order.
#[must_use]
pub fn show(items: &[Item], asked: &Asked, period: Period, today: NaiveDate) -> Shown {
    let words = asked.words.trim().to_lowercase();
    let everywhere = Asked { region: None, ..asked.clone() };
    let sunday = first_of(today, Period::Week).checked_add_days(Days::new(6)).unwrap_or(today);
    let mut shown = Shown::default();
    let mut placed: Vec<(Heading, usize)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if !asked.takes(item, &words) {
            let only_by_region = asked.region.is_some() && asked.office.is_none() && item.region.is_none();
            shown.totals.statewide += usize::from(only_by_region && everywhere.takes(item, &words));
            continue;
        }
        count(&mut shown.totals, item, &asked.me, today, sunday);
        if asked.in_view(item) {
            placed.push((heading_of(item, period, today), at));
        }
    }
    // Stable: within a group the items keep their order.
    placed.sort_by_key(|(heading, _)| *heading);
    for (place, (heading, _)) in placed.iter().enumerate() {
        match shown.groups.last_mut().filter(|group| group.heading == *heading) {
            Some(group) => group.items.end = place + 1,
            None => shown.groups.push(Group { heading: *heading, items: place..place + 1 }),
        }
    }
    shown.order = placed.into_iter().map(|(_, at)| at).collect();
    shown
}

fn heading_of(item: &Item, period: Period, today: NaiveDate) -> Heading {
    if item.off.is_some() {
        Heading::PutOff
    } else if item.when == When::Waiting {
        Heading::Waiting
    } else if item.due < today {
        Heading::Overdue
    } else {
        // The running week or month begins before today.
        Heading::Days(first_of(item.due, period), period)
    }
}

fn count(totals: &mut Totals, item: &Item, me: &str, today: NaiveDate, sunday: NaiveDate) {
    totals.all += 1;
    if item.off.is_some() {
        totals.put_off += 1;
        return;
    }
    let dated = item.when != When::Waiting;
    totals.overdue += usize::from(item.when == When::Overdue);
    totals.today += usize::from(dated && item.due == today);
    totals.week += usize::from(dated && (today..=sunday).contains(&item.due));
    totals.mine += usize::from(mine(item, me));
    totals.waiting += usize::from(waits_for(item, me));
    totals.roles += usize::from(item.awaited && item.role);
}

/// Everyone who is named in these items, by name, with the number of their items.
#[must_use]
pub fn people<'a>(items: impl IntoIterator<Item = &'a Item>) -> Vec<(String, usize)> {
    let mut found: Vec<(String, String, usize)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for item in items.into_iter().filter(|item| !item.role) {
        let mut counted: Vec<&str> = Vec::new();
        for name in names(&item.who) {
            if counted.iter().any(|known| same_person(known, name)) {
                continue;
            }
            counted.push(name);
            let key = name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ");
            let at = *places.entry(key.clone()).or_insert(found.len());
            if at == found.len() {
                found.push((key, name.to_owned(), 0));
            }
            found[at].2 += 1;
        }
    }
    found.sort();
    found.into_iter().map(|(_, name, n)| (name, n)).collect()
}
