//! The sign and the colour of a standing, the same in every pane. The words beside them are the rules' own.

use crate::domain::standing::Standing;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;

/// The sign of a standing and what its colour means.
#[must_use]
pub const fn sign(standing: Standing, glyphs: &Glyphs) -> (&'static str, Meaning) {
    match standing {
        Standing::Sustained => (glyphs.met, Meaning::Met),
        Standing::MetOnce => (glyphs.met_once, Meaning::MetOnce),
        Standing::FellBelow => (glyphs.fell, Meaning::Fell),
        Standing::Below => (glyphs.below, Meaning::Below),
        Standing::BelowTwoYears => (glyphs.below_twice, Meaning::BelowTwice),
        Standing::NoRate => (glyphs.no_rate, Meaning::NoRate),
        Standing::NotReviewed => (glyphs.nothing, Meaning::NoRate),
    }
}
