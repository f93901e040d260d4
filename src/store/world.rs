//! The outside as the store sees it: the time and chance. Injected, so that a story can be told twice the same way.

use std::cell::Cell;

use chrono::{DateTime, Duration, TimeZone, Utc};
use sha2::{Digest, Sha256};

use crate::domain::id::Id;

/// Time and chance.
pub trait World: Send {
    /// Now.
    fn now(&self) -> DateTime<Utc>;
    /// Random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The real world: the system's clock and its random source.
#[derive(Clone, Copy, Debug, Default)]
pub struct Real;

impl World for Real {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn fill(&self, bytes: &mut [u8]) {
        // Without a random source ids could repeat; stopping here is the only safe answer.
        assert!(getrandom::fill(bytes).is_ok(), "the system's random source does not answer");
    }
}

/// A made-up world: it starts at a given second, every look at the clock is one second later, chance comes from a seed.
#[derive(Debug)]
pub struct Scripted {
    start: DateTime<Utc>,
    looks: Cell<i64>,
    draws: Cell<u64>,
    seed: u64,
}

impl Scripted {
    /// From a time and a seed.
    pub fn new(start: DateTime<Utc>, seed: u64) -> Scripted {
        Scripted { start, looks: Cell::new(0), draws: Cell::new(0), seed }
    }

    /// Midday UTC of a day.
    pub fn on(year: i32, month: u32, day: u32) -> Scripted {
        let start = Utc.with_ymd_and_hms(year, month, day, 12, 0, 0).single().unwrap_or_default();
        Scripted::new(start, 1)
    }
}

impl World for Scripted {
    fn now(&self) -> DateTime<Utc> {
        self.looks.set(self.looks.get() + 1);
        self.start + Duration::seconds(self.looks.get())
    }

    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            self.draws.set(self.draws.get() + 1);
            let block = Sha256::new().chain_update(self.seed.to_le_bytes()).chain_update(self.draws.get().to_le_bytes()).finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

/// A fresh `UUIDv7`: time first, so that ids of one sitting lie together.
pub fn fresh_id(world: &dyn World) -> Id {
    let mut bytes = [0; 16];
    world.fill(&mut bytes);
    let millis = world.now().timestamp_millis().to_be_bytes();
    bytes[..6].copy_from_slice(&millis[2..]);
    bytes[6] = bytes[6] & 0x0F | 0x70;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    Id(bytes)
}
