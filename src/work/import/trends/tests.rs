//! Stories of files of values: what is here already, what changes, what is new, and what is refused.

use tempfile::TempDir;

use super::*;
use crate::domain::change::Change;
use crate::store::{NewFile, Secret, Store, world};
use crate::work::import::{Preview, What, carry_out, plan};

struct Desk {
    folder: TempDir,
    store: Store,
}

impl Desk {
    /// A file with two regions and an office, and the shipped set.
    fn new(secret: Option<Secret>) -> Desk {
        let folder = TempDir::new().unwrap();
        let new = NewFile { passphrase: None, secret };
        let store = Store::create(&folder.path().join("a.milepost"), &new, Box::new(world::Real)).unwrap();
        let mut desk = Desk { folder, store };
        let path = desk.folder.path().join("o.csv");
        std::fs::write(&path, "region,office\nCanyon,Lakeside\nNorth,Main\n").unwrap();
        desk.take(What::Offices, path, true).unwrap();
        desk.take(What::Trends, PathBuf::from("utah-trends"), false).unwrap();
        desk
    }

    fn take(&mut self, what: What, path: PathBuf, replace: bool) -> Result<Preview, String> {
        let request = Request {
            what,
            inputs: vec![path],
            instrument: None,
            title: None,
            map: None,
            sheet: None,
            percent: None,
            columns: Vec::new(),
            remember: false,
            forget: false,
            year: None,
            region: None,
            create_places: what == What::Offices,
            replace,
        };
        let book = self.store.load().unwrap();
        let preview = plan(&self.store, &book, &request, &mut |_| true).map_err(|error| error.to_string())?;
        carry_out(&mut self.store, &preview).unwrap();
        Ok(preview)
    }

    fn values(&mut self, text: &str, replace: bool) -> Result<Preview, String> {
        let path = self.folder.path().join("v.csv");
        std::fs::write(&path, text).unwrap();
        self.take(What::Trends, path, replace)
    }

    /// Every value: indicator, period, place, number, edition.
    fn all(&self) -> Vec<String> {
        let book = self.store.load().unwrap();
        let told = |record: &crate::domain::record::Record| {
            let of = book.get(record.record(Field::Indicator).unwrap()).unwrap();
            let place = record.record(Field::Office).or(record.record(Field::Region)).map_or("state", |id| book.name(id));
            let number = record.int(Field::Amount).unwrap();
            format!("{} {} {place} {number} {}", of.text(Field::Code), record.text(Field::Period), record.text(Field::Edition))
                .trim_end()
                .to_owned()
        };
        let mut all: Vec<String> = book.all(Kind::TrendValue).into_iter().map(told).collect();
        all.sort();
        all
    }
}

#[test]
fn an_indicator_is_known_by_its_code_or_its_name_and_a_place_by_region_or_office() {
    let mut desk = Desk::new(None);
    desk.values(
        "fy,place,indicator,value\n2013,canyon,RE-ENTRY,9.8 %\n2013,Lakeside,Children who came back into care within 12 months,9\n2013,,re-entry,8.75\n",
        false,
    )
    .unwrap();
    assert_eq!(desk.all(), ["re-entry FY2013 Canyon 98000", "re-entry FY2013 Lakeside 90000", "re-entry FY2013 state 87500"]);
    let book = desk.store.load().unwrap();
    let office = book.all(Kind::TrendValue).into_iter().find(|value| value.record(Field::Office).is_some()).unwrap();
    assert!(office.record(Field::Region).is_some(), "the office's region stands beside it");
}

#[test]
fn the_same_values_again_are_here_already_and_another_value_needs_leave_to_replace() {
    let mut desk = Desk::new(None);
    let text = "year,indicator,value,edition\n2013,re-entry,9.8,a\n2013,re-entry,9.7,b\n";
    desk.values(text, false).unwrap();
    assert!(desk.values(text, false).unwrap_err().contains("here already"));
    let other = text.replace("9.7", "9.6");
    assert!(desk.values(&other, false).unwrap_err().contains("add --replace"));
    let done = desk.values(&other, true).unwrap();
    assert_eq!((done.counts.already_here, done.counts.changed, done.counts.new), (1, 1, 0));
    assert_eq!(desk.all(), ["re-entry 2013 state 96000 b", "re-entry 2013 state 98000 a"]);
}

#[test]
fn a_value_that_was_typed_is_the_same_value_when_a_file_brings_it() {
    let mut desk = Desk::new(None);
    let book = desk.store.load().unwrap();
    let of = book.all(Kind::Indicator).into_iter().find(|one| one.text(Field::Code) == "re-entry").unwrap().id;
    let id = desk.store.new_ids(1)[0];
    let typed = Change::new("typed", book.seen)
        .with(id, Kind::TrendValue, Field::Indicator, Value::Record(of))
        .with(id, Kind::TrendValue, Field::Period, Value::text("FY2013"))
        .with(id, Kind::TrendValue, Field::Amount, Value::Int(98_000));
    desk.store.commit(&typed).unwrap();
    assert!(desk.values("fy,indicator,value\n2013,re-entry,9.8\n", false).unwrap_err().contains("here already"));
    assert_eq!(desk.all().len(), 1);
}

#[test]
fn a_new_indicator_needs_a_unit_and_the_same_name_in_another_unit_is_another_indicator() {
    let mut desk = Desk::new(None);
    let refused = desk.values("year,indicator,value\n2013,Re entri,9\n", false).unwrap_err();
    assert!(refused.contains("is no indicator here; did you mean") && refused.contains("add a column unit"), "{refused}");
    let text =
        "year,indicator,unit,value\n2013,Child maltreatment victims,count,8729\n2013,Child maltreatment victims,per 1000 children,12.1\n";
    let done = desk.values(text, false).unwrap();
    assert_eq!(done.counts.indicators, 1, "the rate came with the set");
    assert_eq!(desk.all(), ["child-maltreatment-victims-count 2013 state 87290000", "victims-rate 2013 state 121000"]);
    let unclear = desk.values("year,indicator,value\n2014,Child maltreatment victims,9\n", false).unwrap_err();
    assert!(unclear.contains("is the name of several indicators; add a column unit with one of per 1,000 children, count"), "{unclear}");
    let differs = desk.values("year,indicator,unit,value\n2014,re-entry,months,9\n", false).unwrap_err();
    assert!(differs.contains("the indicator 're-entry' is in percent here"), "{differs}");
}

#[test]
fn a_file_with_a_fault_leaves_nothing_behind() {
    let mut desk = Desk::new(None);
    let text = "year,region,indicator,value\n2013,Canyon,re-entry,9\n2013,Canyonn,re-entry,9\n2014,Canyon,re-entry,many\n";
    let refused = desk.values(text, false).unwrap_err();
    assert!(refused.contains("line 3, region 'Canyonn': there is no such region here; did you mean 'Canyon'?"), "{refused}");
    assert!(refused.contains("line 4, value 'many': is no value; write 34.8 or 1,234"), "{refused}");
    assert!(desk.all().is_empty());
}

#[test]
fn two_offices_that_import_the_same_file_make_the_same_records() {
    let mut one = Desk::new(None);
    let mut two = Desk::new(Some(one.store.secret().clone()));
    let text = std::fs::read_to_string("tests/data/utah_trends_2000_2005.csv").unwrap();
    let ids = |desk: &mut Desk| {
        desk.values(&text, false).unwrap();
        let book = desk.store.load().unwrap();
        let mut ids: Vec<Id> = [Kind::Indicator, Kind::TrendValue].iter().flat_map(|kind| book.all(*kind)).map(|r| r.id).collect();
        ids.sort_unstable();
        ids
    };
    let (first, second) = (ids(&mut one), ids(&mut two));
    assert_eq!(first.len(), 21 + 8 + 72, "the set, eight new indicators, the values");
    assert_eq!(first, second);
}

#[test]
fn a_set_leaves_what_people_made_of_its_indicators() {
    let mut desk = Desk::new(None);
    let again = desk.take(What::Trends, PathBuf::from("utah-trends"), false).unwrap_err();
    assert!(again.contains("here already"), "{again}");
    // An indicator that a table made before the set came is the set's.
    let folder = TempDir::new().unwrap();
    let new = NewFile { passphrase: None, secret: None };
    let store = Store::create(&folder.path().join("b.milepost"), &new, Box::new(world::Real)).unwrap();
    let mut bare = Desk { folder, store };
    bare.values("year,indicator,unit,value\n2013,child maltreatment victims,rate,12.1\n", false).unwrap();
    let done = bare.take(What::Trends, PathBuf::from("utah-trends"), false).unwrap();
    assert_eq!((done.counts.already_here, done.counts.new), (1, 24));
}
