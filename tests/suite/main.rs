//! The stories of Milepost, in one binary: each file has one subject.

mod cli;
mod desk;
mod windows;
