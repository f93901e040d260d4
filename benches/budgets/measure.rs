//! Time, measured side by side: ours and the floor take turns in the same run, so that a busy machine slows both.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long something took beside its floor.
pub struct Pair {
    /// Ours, the middle one of all rounds.
    pub ours: Duration,
    /// The floor, likewise.
    pub floor: Duration,
    /// The middle one of the ratios round by round.
    pub ratio: f64,
}

/// How long one call takes.
pub fn once<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begin = Instant::now();
    let made = black_box(work());
    (begin.elapsed(), made)
}

/// The middle of so many calls, after one that is not counted.
pub fn middle<T>(rounds: usize, mut work: impl FnMut() -> T) -> Duration {
    black_box(work());
    let mut times: Vec<Duration> = (0..rounds).map(|_| once(&mut work).0).collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// Ours and the floor in turn, so many rounds.
pub fn beside<A, B>(rounds: usize, mut ours: impl FnMut(usize) -> A, mut floor: impl FnMut(usize) -> B) -> Pair {
    let mut pairs: Vec<(Duration, Duration)> = (0..rounds).map(|i| (once(|| ours(i)).0, once(|| floor(i)).0)).collect();
    let mut ratios: Vec<f64> = pairs.iter().map(|(a, b)| a.as_secs_f64() / b.as_secs_f64().max(1e-9)).collect();
    ratios.sort_by(f64::total_cmp);
    pairs.sort_unstable_by_key(|p| p.0);
    let ours = pairs[rounds / 2].0;
    pairs.sort_unstable_by_key(|p| p.1);
    Pair { ours, floor: pairs[rounds / 2].1, ratio: ratios[rounds / 2] }
}

/// What has been measured, line by line.
#[derive(Default)]
pub struct Sheet {
    over: usize,
}

impl Sheet {
    /// An empty sheet under the heads of its columns.
    pub fn begin() -> Sheet {
        println!("{:<58} {:>11} {:>11} {:>7}  budget", "", "measured", "floor", "ratio");
        Sheet::default()
    }

    /// A time with a limit of its own.
    pub fn limit(&mut self, what: &str, measured: Duration, limit: Duration) {
        let word = self.judge(measured <= limit);
        println!("{what:<58} {:>11} {:>11} {:>7}  {} {word}", show(measured), "", "", show(limit));
    }

    /// A ratio to a floor, with the greatest that is allowed.
    pub fn ratio(&mut self, what: &str, pair: &Pair, most: f64) {
        let word = self.judge(pair.ratio <= most);
        println!("{what:<58} {:>11} {:>11} {:>7.2}  {most} x {word}", show(pair.ours), show(pair.floor), pair.ratio);
    }

    /// A figure without a budget.
    pub fn note(what: &str, measured: &str) {
        println!("{what:<58} {measured:>11}");
    }

    fn judge(&mut self, kept: bool) -> &'static str {
        self.over += usize::from(!kept);
        if kept { "kept" } else { "OVER" }
    }

    /// How many budgets were not kept.
    pub fn over(&self) -> usize {
        self.over
    }
}

pub fn show(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms >= 1000.0 { format!("{:.2} s", ms / 1e3) } else { format!("{ms:.3} ms") }
}
