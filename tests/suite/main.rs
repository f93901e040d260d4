//! The stories of Milepost, in one binary: each file has one subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

mod administrator;
mod agenda;
mod cli;
mod committees;
mod desk;
mod documents;
mod export;
mod figures;
mod forms;
mod hardship;
mod history;
mod imports;
mod instruments;
mod intake;
mod layers;
mod meetings;
mod milestones;
mod mini_pip_hardship;
mod mini_pip_life;
mod mini_pip_loop;
mod mini_pip_selection;
mod mini_pip_story;
mod monkey;
mod pdf;
mod public;
mod qcr;
mod readme;
mod reviewer;
mod reviews_case;
mod reviews_drill;
mod reviews_round;
mod scans;
mod screens;
mod settings;
mod trends;
mod windows;
mod word;

/// A report as text, as for the agency itself.
fn read(report: milepost::report::Report, format: milepost::work::report::Format) -> String {
    let released = milepost::report::Released::internal(report, milepost::report::Mark::default());
    String::from_utf8(milepost::work::report::render(&released, format).unwrap()).unwrap()
}
