use crate::domain::instrument::Instrument;

pub(crate) fn shipped() -> Instrument {
    crate::import::shipped::instrument("utah-qcr").unwrap()
}
