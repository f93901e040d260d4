//! Tests of the product from outside, in one binary: one module for each subject.
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests fail like tests; clippy.toml frees test functions only

mod layers;
