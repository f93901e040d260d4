//! Small numbers in what everybody may read: which figures are hidden so that no number of cases from 1 to one less than the
//! smallest that may be said is printed or can be worked out from what is (`assets/help/rules.md`, Public reports). Pure: what a
//! figure looks like, and which columns a report has, belongs to `report/`.
//!
//! What is protected, exactly:
//! - *Primary.* A number of cases from 1 to k-1 is hidden. So is a share whose acceptable cases, or whose other cases, are from 1 to
//!   k-1: with the number of all cases either one gives the other. A zero is said, and so are 0 % and 100 %: whether those may be
//!   told of a group is a person's decision, for everybody in it is told of.
//! - *Secondary.* Sums are taken as known: the state is the sum of its regions, a region that of its offices, an area that of its
//!   questions. Further figures are hidden, those of the least loss, until nothing hidden can be worked out.
//! - *Audit.* Every hidden figure's least and greatest possible value follow exactly from maximal flows through the network of sums.
//!   A hidden figure is protected if more than one value is possible and, where its own number is small, one of k or more is.
//! - *One rule for a file.* It is decided for all questions, places and years of an instrument at once and not by what a report asks
//!   for: reports by region, by office and for the state hide the same, and can lie beside each other.
//!
//! What is not protected: the difference between two states of a file (reports made before and after an import), different settings
//! of k, what a reader knows from elsewhere, and sums over several years, which are said only where each of them is.

pub mod net;
pub mod places;
pub mod table;
pub mod veil;

pub use places::{Leaf, Place, Seen, Spread};
pub use table::{Mask, Table};
pub use veil::{Unit, Veil};

/// The smallest numbers of cases that can be chosen: of federal health data, and two that states use.
pub const SMALLEST: [u64; 3] = [5, 10, 11];

/// The name of the setting that says how small a number of cases a public report may name.
pub const SETTING: &str = "smallest_cell";

/// The smallest number of cases that a setting asks for; 11, as federal publications have it, unless it is one of [`SMALLEST`].
#[must_use]
pub fn chosen(setting: &str) -> u64 {
    setting.trim().parse().ok().filter(|n| SMALLEST.contains(n)).unwrap_or(11)
}

#[cfg(test)]
mod tests;
