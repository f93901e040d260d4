use super::*;
use crate::domain::ratio::Ratio;
use crate::report::chart::{Bar, State};
use crate::report::render::png;
