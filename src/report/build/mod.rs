//! A builder for each report: from the book and what was asked of the store to a [`Report`](crate::report::Report). The only
//! part of `report/` that knows the rules of the field.

pub mod agenda;
pub mod agreement;
pub mod board;
pub mod case;
pub mod committees;
pub mod comparison;
pub mod contacts;
pub mod content;
pub mod evaluation;
pub mod exit;
pub mod figures;
pub mod form;
pub mod history;
pub mod meeting_kit;
pub mod milestones;
pub mod mini_pip;
pub mod public;
pub mod qcr;
pub mod region;
pub mod review_form;
pub mod sample;
pub mod scans;
pub mod scores;
pub mod selection;
pub mod standing;
pub mod team;
pub mod trends;
