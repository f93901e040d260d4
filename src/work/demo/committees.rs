//! The made-up committees: members with terms, three years of meetings with attendance, and recommendations, some of which became
//! steps, elements or studies. The words stand in `assets/sample/committees.toml`.

use chrono::{Days, NaiveDate};

use super::chance::Chance;
use super::sample::{self, Advice, Committee};
use super::{Made, Region, WorkError, set_up};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::committee::calendar::{self, DayRule, Frequency, Rhythm};
use crate::domain::committee::{ABSENT, CAME, EXCUSED, action};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::order;
use crate::domain::round::setup::fiscal_year_days;
use crate::domain::sheet::Sheet;
use crate::domain::value::Value;
use crate::store::Store;

/// How many fiscal years of meetings there are, the present one included.
const YEARS: i32 = 3;
const INSTRUMENT: &str = "utah-cpr";

pub(super) fn build(store: &mut Store, made: &Made, seed: u64) -> Result<(), WorkError> {
    let book = store.load()?;
    let mut change = set_up(store, "committees, their meetings and what they recommend")?;
    let mut places = order::spread(sample::committees().committee.len() * made.regions.len()).into_iter();
    let mut taken = 0;
    for one in &sample::committees().committee {
        let regions: Vec<Option<&Region>> =
            if one.name.contains("{region}") { made.regions.iter().map(Some).collect() } else { vec![None] };
        for region in regions {
            let mut writer = Writer {
                store,
                book: &book,
                made,
                change: &mut change,
                one,
                region,
                id: store.new_ids(1)[0],
                chance: Chance::new(seed, &[&one.name, region.map_or("", |r| r.name)]),
            };
            taken = writer.committee(&places.next().unwrap_or_default(), taken);
        }
    }
    store.commit(&change)?;
    Ok(())
}

struct Writer<'a> {
    store: &'a Store,
    book: &'a Book,
    made: &'a Made,
    change: &'a mut Change,
    one: &'static Committee,
    region: Option<&'a Region>,
    id: Id,
    chance: Chance,
}

/// A member as they are needed for the roll.
struct Seat {
    id: Id,
    name: String,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Writer<'_> {
    fn words(&self, text: &str) -> String {
        text.replace("{region}", self.region.map_or("", |region| region.name))
    }

    fn set(&mut self, id: Id, kind: Kind, field: Field, value: Value) {
        if !value.is_none() {
            self.change.set(id, kind, field, value);
        }
    }

    fn text(&mut self, id: Id, kind: Kind, field: Field, text: &str) {
        let text = self.words(text);
        self.set(id, kind, field, Value::text(text));
    }

    /// A committee whose people begin at a place in the pool of names. Gives the place after them.
    fn committee(&mut self, place: &str, taken: usize) -> usize {
        let (one, id) = (self.one, self.id);
        let founded = fiscal_year_days(self.book, self.made.last + 1 - one.since).0;
        for (field, text) in [
            (Field::Position, place),
            (Field::Name, &one.name),
            (Field::Category, &one.category),
            (Field::Purpose, &one.purpose),
            (Field::Frequency, &one.frequency),
        ] {
            self.text(id, Kind::Committee, field, text);
        }
        self.set(id, Kind::Committee, Field::Region, self.region.map_or(Value::None, |region| Value::Record(region.id)));
        self.set(id, Kind::Committee, Field::From, founded.map_or(Value::None, Value::Date));
        let seats = self.members(taken, founded);
        let meetings = self.meetings(&seats);
        self.advice(&seats, &meetings);
        taken + seats.len()
    }

    fn members(&mut self, taken: usize, founded: Option<NaiveDate>) -> Vec<Seat> {
        let pool = &sample::committees().people;
        let mut seats = Vec::new();
        for (at, (member, place)) in self.one.member.iter().zip(order::spread(self.one.member.len())).enumerate() {
            let id = self.store.new_ids(1)[0];
            let n = taken + at;
            let name = format!("{} {}", pool.first[n % pool.first.len()], pool.last[n / pool.first.len() % pool.last.len()]);
            let from = member.from.map(|days| self.made.day(days)).or(founded);
            let until = member.until.map(|days| self.made.day(days));
            self.set(id, Kind::Member, Field::Committee, Value::Record(self.id));
            for (field, text) in [
                (Field::Position, place.as_str()),
                (Field::Name, &name),
                (Field::Role, &member.role),
                (Field::Organisation, &member.organisation),
                (Field::Category, &member.category),
            ] {
                self.text(id, Kind::Member, field, text);
            }
            self.set(id, Kind::Member, Field::From, from.map_or(Value::None, Value::Date));
            self.set(id, Kind::Member, Field::Until, until.map_or(Value::None, Value::Date));
            seats.push(Seat { id, name, from, until });
        }
        seats
    }

    /// The meetings of the years up to today's, the oldest first, with who came. Gives those that were held.
    fn meetings(&mut self, seats: &[Seat]) -> Vec<(Id, NaiveDate)> {
        let one = self.one;
        let (Some(frequency), Ok(day)) = (Frequency::named(&one.frequency), DayRule::read(&one.day)) else { return Vec::new() };
        let month = self.book.fiscal_year_start();
        let rhythm = Rhythm { frequency, day, month, time: one.time.clone(), site: self.words(&one.site) };
        // The committee is not in the book yet, so that its days are asked of an empty one with the same fiscal year.
        let mut empty = Book::default();
        empty.set(Kind::Agency, Id([1; 16]), Field::FiscalYearStart, Value::Int(i64::from(month)));
        empty.set(Kind::Committee, self.id, Field::Name, Value::text(&one.name));
        let years = self.made.last + 2 - YEARS..=self.made.last + 1;
        let days: Vec<NaiveDate> = years.flat_map(|year| calendar::days(&empty, self.id, year, &rhythm, NaiveDate::MIN)).collect();
        let past = days.iter().filter(|day| **day < self.made.today).count();
        let mut held = Vec::new();
        for (at, day) in days.into_iter().enumerate() {
            let id = self.store.new_ids(1)[0];
            // How many meetings back from today; 1 is the last one.
            let back = (at < past).then(|| past - at);
            let status = match back {
                Some(back) if one.cancelled.contains(&back) => "cancelled",
                Some(back) if one.unsaid.contains(&back) => "planned",
                Some(_) => "held",
                None => "planned",
            };
            self.set(id, Kind::Session, Field::Committee, Value::Record(self.id));
            self.set(id, Kind::Session, Field::Day, Value::Date(day));
            self.text(id, Kind::Session, Field::Time, &one.time);
            self.text(id, Kind::Session, Field::Site, &one.site);
            self.text(id, Kind::Session, Field::Status, status);
            if status == "held" {
                let words = &sample::committees().minutes;
                let (minutes, decisions) = (self.chance.below(words.words.len()), self.chance.below(words.decisions.len()));
                self.text(id, Kind::Session, Field::Minutes, &words.words[minutes]);
                self.text(id, Kind::Session, Field::Decisions, &words.decisions[decisions]);
                self.roll(id, day, seats);
                held.push((id, day));
            }
        }
        held
    }

    fn roll(&mut self, meeting: Id, day: NaiveDate, seats: &[Seat]) {
        let sitting: Vec<Id> = seats
            .iter()
            .filter(|seat| seat.from.is_none_or(|from| from <= day) && seat.until.is_none_or(|until| day <= until))
            .map(|seat| seat.id)
            .collect();
        for (member, place) in sitting.iter().zip(order::spread(sitting.len())) {
            let line = self.store.new_ids(1)[0];
            let status = match self.chance.below(100) {
                n if n < self.one.comes => CAME,
                n if n % 3 == 0 => ABSENT,
                _ => EXCUSED,
            };
            self.set(line, Kind::Presence, Field::Session, Value::Record(meeting));
            self.set(line, Kind::Presence, Field::Position, Value::text(place));
            self.set(line, Kind::Presence, Field::Member, Value::Record(*member));
            self.text(line, Kind::Presence, Field::Status, status);
        }
    }

    fn advice(&mut self, seats: &[Seat], held: &[(Id, NaiveDate)]) {
        let one = self.one;
        let region = self.region.map_or("", |region| region.name);
        let own = one.advice.iter().filter(|advice| advice.region.is_empty() || advice.region == region);
        for (advice, place) in own.zip(order::spread(one.advice.len())) {
            let Some((meeting, day)) = held.len().checked_sub(advice.back).and_then(|at| held.get(at)).or(held.first()) else { continue };
            let id = self.store.new_ids(1)[0];
            self.set(id, Kind::Recommendation, Field::Committee, Value::Record(self.id));
            self.set(id, Kind::Recommendation, Field::Session, Value::Record(*meeting));
            self.set(id, Kind::Recommendation, Field::Day, Value::Date(*day));
            for (field, text) in [
                (Field::Position, place.as_str()),
                (Field::Text, &advice.text),
                (Field::Category, &advice.kind),
                (Field::Source, &advice.words),
                (Field::Status, &advice.status),
                (Field::Outcome, &advice.outcome),
                (Field::Owner, seats.get(advice.owner).map_or("", |seat| seat.name.as_str())),
            ] {
                self.text(id, Kind::Recommendation, field, text);
            }
            let due = advice.due.map(|days| self.made.day(days)).filter(|due| due > day);
            let due = due.or_else(|| advice.due.and(day.checked_add_days(Days::new(120))));
            self.set(id, Kind::Recommendation, Field::Due, due.map_or(Value::None, Value::Date));
            self.figure(id, advice, *day);
            self.became(id, advice, *day);
        }
    }

    fn figure(&mut self, id: Id, advice: &Advice, day: NaiveDate) {
        let region = self.region.map(|region| region.id);
        let indicator = self
            .book
            .all(Kind::Indicator)
            .into_iter()
            .find(|one| !advice.indicator.is_empty() && one.text(Field::Code) == advice.indicator);
        if let Some(indicator) = indicator {
            self.set(id, Kind::Recommendation, Field::Indicator, Value::Record(indicator.id));
        }
        if advice.worst {
            // The results of the last year that was over by then.
            let year = (self.book.fiscal_year(day) - 1).min(self.made.last);
            let sheet = Sheet::of_questions(self.book, INSTRUMENT, region);
            if let Some(at) = sheet.below(year).first() {
                let code = sheet.lines[*at].code.clone();
                self.text(id, Kind::Recommendation, Field::Instrument, INSTRUMENT);
                self.text(id, Kind::Recommendation, Field::Question, &code);
                self.set(id, Kind::Recommendation, Field::Year, Value::Int(i64::from(year)));
                self.set(id, Kind::Recommendation, Field::Region, region.map_or(Value::None, Value::Record));
            }
        }
    }

    /// `step 6 0` is the first step of milestone 6, `study 5` a new special study of the sixth focus area, `element` an element of a Mini PIP in the region.
    fn became(&mut self, id: Id, advice: &Advice, day: NaiveDate) {
        let parts: Vec<&str> = advice.became.split(' ').collect();
        let number = |at: usize| parts.get(at).and_then(|text| text.parse::<usize>().ok());
        let made = match parts.first() {
            Some(&"step") => {
                let milestone = action::milestones(self.book).into_iter().find(|one| one.int(Field::Number) == number(1).map(|n| n as i64));
                let steps = milestone.map(|milestone| self.book.parts(milestone.id, Kind::Step)).unwrap_or_default();
                number(2).and_then(|at| steps.get(at)).map(|step| step.id)
            }
            Some(&"study") => {
                let area = number(1).and_then(|at| action::focus_areas(self.book).get(at).map(|area| area.id));
                area.map(|area| self.study(area, advice, day))
            }
            Some(&"element") => {
                let region = self.region.map(|region| region.id);
                let of_region = |office: Id| self.book.get(office).and_then(|office| office.record(Field::Region)) == region;
                let plan = self.book.all(Kind::MiniPip).into_iter().find(|plan| plan.record(Field::Office).is_some_and(of_region));
                plan.and_then(|plan| self.book.parts(plan.id, Kind::Element).first().map(|element| element.id))
            }
            _ => None,
        };
        self.set(id, Kind::Recommendation, Field::Became, made.map_or(Value::None, Value::Record));
    }

    fn study(&mut self, area: Id, advice: &Advice, day: NaiveDate) -> Id {
        let study = self.store.new_ids(1)[0];
        let last = self.book.all(Kind::Study).iter().map(|study| study.text(Field::Position).to_owned()).max();
        self.text(study, Kind::Study, Field::Position, &order::between(last.as_deref(), None));
        self.set(study, Kind::Study, Field::Step, Value::Record(area));
        self.text(study, Kind::Study, Field::Title, "Why young people leave Independent Living early");
        self.text(study, Kind::Study, Field::Text, &advice.text);
        self.text(study, Kind::Study, Field::Method, "Talks with 20 young people who left, and with their caseworkers");
        self.text(study, Kind::Study, Field::Status, "under_way");
        self.set(study, Kind::Study, Field::From, Value::Date(day));
        self.set(study, Kind::Study, Field::Until, advice.due.map_or(Value::None, |days| Value::Date(self.made.day(days))));
        study
    }
}
