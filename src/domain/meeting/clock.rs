//! When each point of an agenda begins: from the time a meeting starts, as people write it, and the minutes of its points.

/// A time of the day, and whether it is said with a.m. and p.m.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    minutes: i64,
    halves: Halves,
}

/// How the hours of a day are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Halves {
    /// `18:30`.
    None,
    /// `6:30 PM`.
    Said,
}

impl Clock {
    /// The first time in a text: `6 pm`, `6:30 PM`, `18:30`, `5:30-7:00 pm`, `noon`.
    #[must_use]
    pub fn read(text: &str) -> Option<Clock> {
        let lower = text.to_lowercase();
        if lower.trim_start().starts_with("noon") {
            return Some(Clock { minutes: 12 * 60, halves: Halves::Said });
        }
        let start = lower.find(|c: char| c.is_ascii_digit())?;
        let rest = &lower[start..];
        let hour_ends = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let hour: i64 = rest[..hour_ends].parse().ok()?;
        let mut minute = 0;
        if let Some(after) = rest[hour_ends..].strip_prefix([':', '.', 'h']) {
            let ends = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
            if ends == 2 {
                minute = after[..2].parse().ok()?;
            }
        }
        let letters: String = rest.chars().filter(|c| c.is_alphabetic()).collect();
        let half = ['a', 'p'].into_iter().filter_map(|half| Some((letters.find(&format!("{half}m"))?, half))).min();
        let (hour, halves) = match half {
            Some((_, 'p')) if (1..=12).contains(&hour) => (hour % 12 + 12, Halves::Said),
            Some((_, 'a')) if (1..=12).contains(&hour) => (hour % 12, Halves::Said),
            Some(_) => return None,
            None => (hour, Halves::None),
        };
        (hour < 24 && minute < 60).then_some(Clock { minutes: hour * 60 + minute, halves })
    }

    /// In minutes from midnight.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        self.minutes
    }

    /// So many minutes later.
    #[must_use]
    pub const fn after(self, minutes: i64) -> Clock {
        Clock { minutes: (self.minutes + minutes).rem_euclid(24 * 60), ..self }
    }

    /// As people read it, in the manner in which it was written.
    #[must_use]
    pub fn show(self) -> String {
        let (hour, minute) = (self.minutes / 60, self.minutes % 60);
        match self.halves {
            Halves::None => format!("{hour}:{minute:02}"),
            Halves::Said => {
                let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
                format!("{twelve}:{minute:02} {}", if hour < 12 { "AM" } else { "PM" })
            }
        }
    }
}

/// When each point begins, and when the last one ends. A point without minutes leaves those after it without a time.
#[must_use]
pub fn clocks(start: &str, minutes: &[Option<i64>]) -> (Vec<Option<Clock>>, Option<Clock>) {
    let mut at = Clock::read(start);
    let mut begins = Vec::with_capacity(minutes.len());
    for length in minutes {
        begins.push(at);
        at = at.and_then(|at| Some(at.after((*length)?)));
    }
    (begins, at)
}
