//! The stories of Milepost, in one binary: each file has one subject.
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests fail like tests; clippy.toml frees test functions only

mod desk;
mod layers;
mod windows;
