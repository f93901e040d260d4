//! Scores: from counts of answers to credit, goal, verdict and the distance in cases (`assets/help/rules.md`, Scores).
//! Which counts belong together is said in `score_table.rs`; intervals are in `stats.rs`.

use super::answers::Why;
use super::counts::Counts;
use super::instrument::Instrument;
use super::ratio::Ratio;
use super::share::Share;
use super::stats;

/// The counts of one question of one instrument version: what a score is summed over.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The version that was answered.
    pub instrument: &'a Instrument,
    /// Its counts.
    pub counts: &'a Counts,
    /// The question's ordinal.
    pub question: usize,
}

/// A score. Credit is in ten-thousandths of answers: 12 yes and 1 partial at one half are 125 000.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Score {
    /// Answers by option, in the order of the options asked for; empty if the figure was only published.
    pub counts: Vec<u64>,
    /// Covered questions without an answer.
    pub unanswered: u64,
    /// Answers that are not excluded; none if a published figure does not say.
    pub applicable: Option<u64>,
    /// Sum of credit; none if a published figure has only a percent.
    pub credit: Option<u64>,
    /// Credit over applicable answers; none means *no rate*.
    pub score: Option<Ratio>,
    /// The goal: of the question, or pooled over the questions in the score.
    pub goal: Option<Ratio>,
    /// Whether goals that differ were pooled.
    pub goal_mixed: bool,
    /// Whether the goal is reached; none if there is no rate.
    pub met: Option<bool>,
    /// Fewest answers to raise until the goal is reached; none when met, without counts, or out of reach.
    pub needed: Option<u64>,
    /// How many full answers could be lost with the goal still reached; none when not met or without counts.
    pub slack: Option<u64>,
    /// Answers that earned less than full credit: no and partial.
    pub short: u64,
    /// Answers that gave each reason, in the order of [`Why::ALL`].
    pub whys: [u64; 3],
    /// Whether some answers repeat within a case (months, persons): they are not independent.
    pub repeated: bool,
    /// Whether several questions were pooled.
    pub pooled: bool,
}

/// What the one-sided 90 % Wilson bound says. The official verdict stays [`Score::met`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// The lower bound reaches the goal.
    ClearlyMet,
    /// The upper bound stays below the goal.
    ClearlyBelow,
    /// Neither.
    TooFewToTell,
}

impl Certainty {
    /// Its value in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Certainty::ClearlyMet => "clearly_met",
            Certainty::ClearlyBelow => "clearly_below",
            Certainty::TooFewToTell => "too_few_to_tell",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Certainty::ClearlyMet => "clearly met",
            Certainty::ClearlyBelow => "clearly below",
            Certainty::TooFewToTell => "too few to tell",
        }
    }
}

/// A sum on its way to a score. Counts and published figures with counts can be added in any order.
#[derive(Debug, Default)]
pub struct Pool<'a> {
    options: &'a [String],
    score: Score,
    applicable: u64,
    credit: u64,
    required: u64,
    goal: Option<Share>,
    question: Option<&'a str>,
    /// (gain in credit, how many answers have it to gain)
    gains: Vec<(u64, u64)>,
    /// (loss in credit, how many full answers could lose it)
    losses: Vec<(u64, u64)>,
}

impl<'a> Pool<'a> {
    /// An empty sum that will list its counts by these option codes.
    #[must_use]
    pub fn new(options: &'a [String]) -> Pool<'a> {
        Pool { options, score: Score { counts: vec![0; options.len()], ..Score::default() }, ..Pool::default() }
    }

    /// Adds the answers to one question.
    pub fn add(&mut self, part: Part<'a>) {
        let Some(question) = part.instrument.questions.get(part.question) else { return };
        self.note(&question.code, question.goal);
        self.score.unanswered += u64::from(part.counts.get(part.question, 0));
        self.score.repeated |= part.counts.repeated(part.question) > 0;
        for (sum, why) in self.score.whys.iter_mut().zip(Why::ALL) {
            *sum += u64::from(part.counts.why(part.question, why));
        }
        let credits = (1..=part.instrument.options.len()).map(|o| part.instrument.credit(part.question, o as u8).map(|c| u64::from(c.0)));
        let (best, worst) = credits.clone().flatten().fold((0, u64::MAX), |(best, worst), c| (best.max(c), worst.min(c)));
        for (at, credit) in credits.enumerate() {
            let n = u64::from(part.counts.get(part.question, at + 1));
            if n == 0 {
                continue;
            }
            let code = &part.instrument.options[at].code;
            let column = if self.options.get(at) == Some(code) { Some(at) } else { self.options.iter().position(|o| o == code) };
            if let Some(column) = column {
                self.score.counts[column] += n;
            }
            if let Some(credit) = credit {
                self.applicable += n;
                self.credit += credit * n;
                self.required += u64::from(question.goal.0) * n;
                if credit < best {
                    self.score.short += n;
                    tally(&mut self.gains, best - credit, n);
                } else if best > worst {
                    tally(&mut self.losses, best - worst, n);
                }
            }
        }
    }

    /// Adds a published figure that has counts. Its answers are taken as full or none, as nothing else is known.
    pub fn add_published(&mut self, question: &'a str, goal: Share, credit: u64, applicable: u64) {
        self.note(question, goal);
        self.applicable += applicable;
        self.credit += credit;
        self.required += u64::from(goal.0) * applicable;
        let full = (credit / 10_000).min(applicable);
        tally(&mut self.losses, 10_000, full);
        // A remainder of credit can still gain the rest of its answer.
        let rest = credit % 10_000;
        if rest > 0 && full < applicable {
            tally(&mut self.gains, 10_000 - rest, 1);
            tally(&mut self.gains, 10_000, applicable - full - 1);
        } else {
            tally(&mut self.gains, 10_000, applicable - full);
        }
    }

    fn note(&mut self, question: &'a str, goal: Share) {
        self.score.goal_mixed |= self.goal.is_some_and(|g| g != goal);
        self.goal = Some(goal);
        self.score.pooled |= self.question.is_some_and(|q| !q.eq_ignore_ascii_case(question));
        self.question = Some(question);
    }

    /// The score of the sum.
    #[must_use]
    pub fn finish(self) -> Score {
        let Pool { mut score, applicable, credit, required, goal, gains, losses, .. } = self;
        score.applicable = Some(applicable);
        score.credit = Some(credit);
        score.score = Ratio::new(credit, applicable);
        score.goal = if score.goal_mixed { Ratio::new(required, applicable) } else { goal.map(Ratio::from) };
        if applicable > 0 {
            let met = credit >= required;
            score.met = Some(met);
            if met {
                score.slack = Some(affordable(credit - required, losses));
            } else {
                score.needed = cheapest(required - credit, gains);
            }
        }
        score
    }
}

fn tally(levels: &mut Vec<(u64, u64)>, step: u64, n: u64) {
    match levels.iter_mut().find(|(known, _)| *known == step) {
        Some((_, count)) => *count += n,
        None if n > 0 => levels.push((step, n)),
        None => {}
    }
}

/// Fewest steps that make up `deficit`, the greatest first (no to yes before partial to yes).
fn cheapest(mut deficit: u64, mut gains: Vec<(u64, u64)>) -> Option<u64> {
    gains.sort_unstable_by(|a, b| b.cmp(a));
    let mut steps = 0;
    for (gain, count) in gains {
        let wanted = deficit.div_ceil(gain);
        if wanted <= count {
            return Some(steps + wanted);
        }
        steps += count;
        deficit -= gain * count;
    }
    None
}

/// How many full answers can be lost, the dearest first, before `surplus` is used up.
fn affordable(mut surplus: u64, mut losses: Vec<(u64, u64)>) -> u64 {
    losses.sort_unstable_by(|a, b| b.cmp(a));
    let mut lost = 0;
    for (loss, count) in losses {
        let can = (surplus / loss).min(count);
        lost += can;
        surplus -= can * loss;
        if can < count {
            break;
        }
    }
    lost
}

impl Score {
    /// The score of one question.
    #[must_use]
    pub fn of_question(instrument: &Instrument, counts: &Counts, question: usize) -> Score {
        Score::of(instrument, counts, std::iter::once(question))
    }

    /// The pooled score of an area.
    #[must_use]
    pub fn of_area(instrument: &Instrument, counts: &Counts, area: usize) -> Score {
        Score::of(instrument, counts, (0..instrument.questions.len()).filter(|q| instrument.questions[*q].area == area))
    }

    /// The pooled score of all questions.
    #[must_use]
    pub fn of_all(instrument: &Instrument, counts: &Counts) -> Score {
        Score::of(instrument, counts, 0..instrument.questions.len())
    }

    /// The pooled score of some questions of one version.
    #[must_use]
    pub fn of(instrument: &Instrument, counts: &Counts, questions: impl IntoIterator<Item = usize>) -> Score {
        let options: Vec<String> = instrument.options.iter().map(|o| o.code.clone()).collect();
        let mut pool = Pool::new(&options);
        for question in questions {
            pool.add(Part { instrument, counts, question });
        }
        pool.finish()
    }

    /// A published figure by itself. With counts they decide; with only a percent, the percent does.
    #[must_use]
    pub fn published(percent: Option<Share>, credit: Option<u64>, applicable: Option<u64>, goal: Option<Share>) -> Score {
        if let (Some(credit), Some(applicable), Some(goal)) = (credit, applicable, goal) {
            let mut pool = Pool::new(&[]);
            pool.add_published("", goal, credit, applicable);
            return pool.finish();
        }
        let score = match (credit, applicable) {
            (Some(credit), Some(applicable)) => Ratio::new(credit, applicable),
            _ => percent.map(Ratio::from),
        };
        let goal = goal.map(Ratio::from);
        Score { applicable, credit, score, goal, met: score.zip(goal).map(|(s, g)| s >= g), ..Score::default() }
    }

    /// Score and n for an interval; none for pooled questions and repeated answers, which are not independent.
    fn sample(&self) -> Option<(f64, f64)> {
        if self.pooled || self.repeated {
            return None;
        }
        let n = self.applicable.filter(|n| *n > 0)?;
        Some((self.score?.fraction(), n as f64))
    }

    /// The 95 % Wilson interval, two-sided.
    #[must_use]
    pub fn wilson(&self) -> Option<(f64, f64)> {
        self.sample().map(|(p, n)| stats::wilson(p, n, stats::Z_95_TWO_SIDED))
    }

    /// Whether the cases are enough to be sure; none where there is no interval or no single goal.
    #[must_use]
    pub fn certainty(&self) -> Option<Certainty> {
        let (p, n) = self.sample()?;
        let goal = self.goal.filter(|_| !self.goal_mixed)?.fraction();
        let (low, high) = stats::wilson(p, n, stats::Z_90_ONE_SIDED);
        Some(if low >= goal {
            Certainty::ClearlyMet
        } else if high < goal {
            Certainty::ClearlyBelow
        } else {
            Certainty::TooFewToTell
        })
    }

    /// The percent with one decimal, cut off; `no rate` if there is none.
    #[must_use]
    pub fn percent(&self) -> String {
        self.score.map_or_else(|| "no rate".to_owned(), |s| s.percent(1))
    }
}

#[cfg(test)]
pub(crate) mod tests;
