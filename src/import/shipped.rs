//! The rules that come with the program, as the text of their files. Reading them belongs to the readers beside this file.

/// One file that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// Its name: `utah-cpr`.
    pub id: &'static str,
    /// The name that faults and `milepost print` show.
    pub file: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! shipped {
    ($folder:literal, $($id:literal),+ $(,)?) => {
        &[$(Shipped {
            id: $id,
            file: concat!($folder, "/", $id, ".toml"),
            text: include_str!(concat!("../../assets/", $folder, "/", $id, ".toml")),
        }),+]
    };
}

/// Instruments, for [`super::instrument_toml::parse_instrument_toml`].
pub const INSTRUMENTS: &[Shipped] = shipped!("instruments", "utah-cpr", "utah-qcr", "cfsr");
/// Milestone plans, for [`super::plan_toml::parse_plan_toml`].
pub const PLANS: &[Shipped] = shipped!("plans", "utah-milestones");
/// Mappings, for [`super::mapping::Mapping::parse`].
pub const MAPPINGS: &[Shipped] = shipped!("mappings", "utah-cpr-published", "utah-qcr-published");
/// Sets of trend indicators, for [`super::trend_set::parse_trend_set`].
pub const TRENDS: &[Shipped] = shipped!("trends", "utah-trends");
/// Templates of Mini PIPs.
pub const TEMPLATES: &[Shipped] = shipped!("templates", "wyoming-mini-pip");

/// One of them by its name, whatever the case.
#[must_use]
pub fn find(list: &'static [Shipped], id: &str) -> Option<&'static Shipped> {
    list.iter().find(|shipped| shipped.id.eq_ignore_ascii_case(id))
}

#[cfg(test)]
mod tests;
