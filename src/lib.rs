//! Milepost: milestones, case review scores and Mini PIPs over one local file.
//!
//! The map, in import order: a module may use those above it in this list, never those below.
//! `tests/suite/layers.rs` holds the fences.

/// The rules of the field, pure: no input or output, no clock.
pub mod domain;
