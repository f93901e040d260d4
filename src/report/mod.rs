//! Reports: one document model, a builder for each report, a renderer for each format. A cell's text is made once, by the
//! builder; renderers with types take its value. What may leave the office is decided between the two. No files and no
//! database: `work/report.rs` brings all of it together.

pub mod build;
pub mod cell;
pub mod chart;
pub mod form;
mod gate;
pub mod model;
pub mod policy;
pub mod render;

pub use cell::{Cell, Column, Datum, Tells};
pub use model::{CASE_ID, Part, Report, Table};
pub use policy::{Audience, Mark, PolicyError, Released};
