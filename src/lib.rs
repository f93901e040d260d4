//! Milepost: milestones, case review scores and Mini PIPs over one local file.
//!
//! The map, in import order: a module may use those above it in this list, never those below.
//! `tests/suite/layers.rs` holds the fences.
#![allow(
    clippy::must_use_candidate,        // most functions here are questions; the attribute would stand on every line
    clippy::missing_errors_doc,        // error enums say in words what went wrong; repeating it at each function helps nobody
    clippy::module_name_repetitions,   // `score::Score` is what a reader looks for
    clippy::cast_possible_truncation,  // terminal cells and packed counts are small by construction, and checked where they come in
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss        // counts of answers stay far below 2^52
)]

/// The rules of the field, pure: no input or output, no clock.
pub mod domain;

/// Bytes to plain records: CSV and TOML files, checked line by line. No database.
pub mod import;

/// Reports: one document model, its builders, its renderers. No database.
pub mod report;

/// All SQL: the file, its log, its tables.
pub mod store;

/// What the terminal and the command line both do with a file.
pub mod work;

/// The vocabulary between keys, panes and the running program: commands, effects, events, keys.
pub mod command;

/// What the screen is made of: grid, fields, charts, themes. No field words.
pub mod widgets;

/// The settings file over the defaults.
pub mod config;

/// What a reviewer sees, one folder each.
pub mod panes;

/// What lies over the panes: help, search, dialogs.
pub mod overlays;

/// The running program.
pub mod shell;

/// The command line.
pub mod cli;
