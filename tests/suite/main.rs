//! The stories of Milepost, in one binary: each file has one subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

mod cli;
mod desk;
mod layers;
mod reviewer;
mod screens;
mod windows;
