//! The stories of Milepost, in one binary: each file has one subject.

mod desk;
mod windows;
