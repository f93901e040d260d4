//! Lists of offices into regions, districts and offices.

use std::path::Path;

use super::{Draft, Request, file_name, open};
use crate::domain::field::Field;
use crate::domain::kind::Kind;
use crate::domain::value::Value;
use crate::import::fault::Faults;
use crate::import::mapping::Mapping;
use crate::import::places::read_offices;
use crate::work::WorkError;

pub(super) fn read(draft: &mut Draft<'_>, path: &Path, request: &Request, mapping: &Mapping) -> Result<Faults, WorkError> {
    let read = read_offices(&file_name(path), open(path)?, mapping)?;
    let mut faults = read.notes;
    for row in &read.records {
        draft.counts.rows += 1;
        draft.show(&["region", "district", "office", "counties"], || {
            vec![row.region.clone(), row.district.clone().unwrap_or_default(), row.office.clone(), row.counties.join("; ")]
        });
        let Some(region) = draft.region(&row.region, true, row.line, &mut faults) else { continue };
        let district = row.district.as_deref().map(|name| {
            let id = draft.store.derived_id("district", &[&row.region, name]);
            draft.set(id, Kind::District, Field::Name, Value::text(name));
            draft.set(id, Kind::District, Field::Region, Value::Record(region));
            id
        });
        let mut nowhere = Faults::default();
        let known = draft.office(region, &row.region, &row.office, false, row.line, &mut nowhere);
        let made = known.is_none();
        let Some(office) = known.or_else(|| draft.office(region, &row.region, &row.office, true, row.line, &mut faults)) else { continue };
        let values = vec![
            (Field::Region, Value::Record(region)),
            (Field::District, district.map_or(Value::None, Value::Record)),
            (Field::Counties, Value::text(row.counties.join("; "))),
        ];
        if made {
            draft.counts.new += 1;
            for (field, value) in values {
                draft.set(office, Kind::Office, field, value);
            }
        } else {
            draft.settle(office, Kind::Office, values, request.replace, row.line, &mut faults);
        }
    }
    if faults.is_clean() { Ok(faults) } else { Err(WorkError::Faulty(vec![faults])) }
}
