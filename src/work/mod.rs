//! What the terminal and the command line both do with a file: open, make, import, report. No screen, no arguments.

pub mod demo;
pub mod fault;
pub mod fingerprint;
pub mod import;
pub mod new;
pub mod open;
pub mod report;

pub use fault::WorkError;
