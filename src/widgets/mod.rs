//! What the screen is made of: grid, fields, popup, charts, colours by meaning, widths in cells.
//! No field words, no records: panes say what stands in a cell, widgets say how it looks.

pub mod beneath;
pub mod chart;
pub mod choice_field;
pub mod date_field;
pub mod footer;
pub mod glyphs;
pub mod grid;
pub mod meaning;
pub mod popup;
pub mod tabs;
pub mod text_field;
pub mod text_field_view;
pub mod theme;
pub mod width;
