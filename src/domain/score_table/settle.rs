//! One row of a table of scores: whether answers or a published figure stand, and what a sum could not take in.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Beside, Column, Counted, Filter, Key, Keys, Pile, Place, Published, RowKey, ScoreRow, Source, Version};
use crate::domain::id::Id;
use crate::domain::ratio::Ratio;
use crate::domain::score::{Pool, Score};

/// What all rows of one instrument have in common.
pub(super) struct Table<'a> {
    pub keys: Keys,
    pub filter: &'a Filter,
    pub versions: &'a [Version],
    pub options: &'a Arc<[String]>,
}

impl<'a> Table<'a> {
    /// Where a published figure belongs in the table, if the filter lets it through.
    pub(super) fn place_of(&self, one: &Published) -> Option<(Place, Arc<Column>)> {
        let (keys, filter) = (self.keys, self.filter);
        let passes = filter.year.is_none_or(|y| y == one.year)
            && (filter.region.is_none() || filter.region == one.region)
            && (filter.office.is_none() || filter.office == one.office)
            // By office alone, a figure of a whole region belongs to no row.
            && (!keys.has(Key::Office) || keys.has(Key::Region) || one.office.is_some());
        if !passes {
            return None;
        }
        let place = Place { region: one.region, office: one.office, worker: None, supervisor: None, year: one.year };
        let then = self.version_for(one.year).into_iter();
        let mut asking = then.chain(self.versions.iter().rev());
        let asked = asking.find_map(|v| v.instrument.question(&one.question).map(|q| v.columns[q].clone()));
        if let Some(column) = asked {
            return column.map(|c| (place, c));
        }
        if filter.question.as_ref().is_some_and(|q| !q.eq_ignore_ascii_case(&one.question)) {
            return None;
        }
        let newest = &self.versions.last()?.instrument;
        let area = newest.area(&one.question);
        let code = area.map(|a| newest.areas[a].code.clone());
        if filter.area.is_some()
            && (code.is_none() || !code.as_deref().zip(filter.area.as_deref()).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b)))
        {
            return None;
        }
        let whole = one.question.is_empty();
        let (by_area, by_question) = (keys.has(Key::Area), keys.has(Key::Question));
        if !whole && area.is_none() && !by_question {
            return None;
        }
        let order = match (by_area || by_question, area) {
            (false, _) => (0, 0),
            (true, Some(area)) => (area, if by_question { usize::MAX } else { 0 }),
            (true, None) => (usize::MAX, usize::MAX),
        };
        // With questions as a key but not areas, the published code itself says what the figure is for.
        let question = (by_question && !whole && !(by_area && area.is_some())).then(|| one.question.clone());
        Some((place, Arc::new(Column { order, area: code.filter(|_| by_area), question })))
    }

    fn version_for(&self, year: i32) -> Option<&'a Version> {
        let versions = self.versions;
        versions.iter().rev().find(|v| v.instrument.in_force_from.is_none_or(|first| first <= year)).or(versions.last())
    }

    /// Whether a published figure is for exactly what the row is for, not for a part of it.
    fn is_direct(&self, one: &Published) -> bool {
        let (keys, filter) = (self.keys, self.filter);
        let region = keys.has(Key::Region) || filter.region.is_some() || one.region.is_none();
        let office = keys.has(Key::Office) || filter.office.is_some() || one.office.is_none();
        let year = keys.has(Key::Year) || filter.year.is_some();
        let asked = self.versions.iter().any(|v| v.instrument.question(&one.question).is_some());
        let question = if keys.has(Key::Question) || filter.question.is_some() {
            true
        } else if keys.has(Key::Area) || filter.area.is_some() {
            !asked
        } else {
            one.question.is_empty()
        };
        region && office && year && question
    }

    pub(super) fn row(&self, key: &RowKey, pile: &Pile<'a>) -> Option<ScoreRow> {
        let newest = pile.counted.iter().map(|c| c.version).max();
        let version = match newest {
            Some(version) => &self.versions[version],
            None => self.version_for(pile.published.iter().map(|p| p.year).max()?)?,
        };
        let open = pile.counted.iter().any(|c| c.provisional);
        let counted = (!pile.counted.is_empty()).then(|| self.sum(&pile.counted, &[]));
        let mut row = ScoreRow {
            instrument: Arc::clone(&version.instrument),
            version: version.id,
            region: key.place.region,
            office: key.place.office,
            worker: key.place.worker,
            supervisor: key.place.supervisor,
            area: key.column.area.clone(),
            question: key.column.question.clone(),
            year: key.year,
            options: Arc::clone(self.options),
            score: Score::default(),
            source: Source::Answers,
            provisional: open,
            published: None,
            difference: None,
            coverage: None,
        };
        if pile.published.is_empty() {
            row.score = counted?;
            return Some(row);
        }
        if let Some(one) = pile.published.iter().find(|p| self.is_direct(p)) {
            let figure = one.score(&self.version_for(one.year)?.instrument);
            let parts: Vec<_> = pile.published.iter().copied().filter(|p| !self.is_direct(p)).collect();
            if counted.is_some() && !open && !parts.is_empty() {
                // Counts of some parts stand against the figure for the whole: the other parts are summed with them, or are named.
                self.settle_sum(&mut row, &Pile { counted: pile.counted.clone(), published: parts }, counted.as_ref());
                row.difference = difference(Some(&row.score), figure.score);
                row.published = Some(beside(&figure, &[*one]));
                return Some(row);
            }
            row.published = Some(beside(&figure, &[*one]));
            row.difference = difference(counted.as_ref(), figure.score);
            if let Some(counted) = counted.filter(|_| !open) {
                row.score = counted;
            } else {
                row.score = figure;
                row.source = Source::Published;
                row.provisional = false;
            }
            return Some(row);
        }
        self.settle_sum(&mut row, pile, counted.as_ref());
        Some(row)
    }

    /// A sum over places or questions, some of which have only a published figure.
    fn settle_sum(&self, row: &mut ScoreRow, pile: &Pile<'a>, counted: Option<&Score>) {
        let figures = self.outermost(&pile.published);
        if figures.iter().all(|p| self.addable(p)) {
            let published = self.sum(&[], &figures);
            row.difference = difference(counted, published.score);
            row.published = Some(beside(&published, &figures));
        }
        let mut answers = pile.counted.clone();
        let mut kept: Vec<&Published> = Vec::new();
        for one in figures {
            let inside = |c: &Counted| self.holds(one, c);
            if answers.iter().any(|c| inside(c) && !c.provisional) {
                continue;
            }
            answers.retain(|c| !inside(c));
            kept.push(one);
        }
        row.coverage = self.coverage(&answers, &kept);
        row.provisional = answers.iter().any(|c| c.provisional);
        row.source = if answers.is_empty() { Source::Published } else { Source::Answers };
        let mut questions =
            answers.iter().map(|c| &c.part.instrument.questions[c.part.question].code).chain(kept.iter().map(|p| &p.question));
        let several = questions.next().is_some_and(|first| questions.any(|q| !q.eq_ignore_ascii_case(first)));
        let goals: Vec<_> = kept.iter().map(|p| self.version_for(p.year).and_then(|v| p.goal(&v.instrument))).collect();
        kept.retain(|p| self.addable(p));
        row.score = self.sum(&answers, &kept);
        // A sum over questions stays one where only one of them has counts: it has no interval.
        row.score.pooled |= several;
        if answers.is_empty() && kept.is_empty() {
            // Nothing to sum, but what it would be held against is known where there is one goal.
            let goal = goals.first().copied().flatten().filter(|goal| goals.iter().all(|g| *g == Some(*goal)));
            row.score = Score { applicable: None, credit: None, goal: goal.map(Ratio::from), ..row.score.clone() };
        }
    }

    fn addable(&self, one: &Published) -> bool {
        one.counts().is_some() && self.version_for(one.year).is_some_and(|v| one.goal(&v.instrument).is_some())
    }

    fn sum(&self, counted: &[Counted<'a>], published: &[&'a Published]) -> Score {
        let mut pool = Pool::new(self.options);
        for one in counted {
            pool.add(one.part);
        }
        for one in published {
            let goal = self.version_for(one.year).and_then(|v| one.goal(&v.instrument));
            if let (Some((credit, applicable)), Some(goal)) = (one.counts(), goal) {
                pool.add_published(&one.question, goal, credit, applicable);
            }
        }
        pool.finish()
    }

    /// Without the figures that are inside another one (an office of a region that has its own figure).
    fn outermost(&self, published: &[&'a Published]) -> Vec<&'a Published> {
        let inside = |inner: &Published, outer: &Published| {
            inner.id != outer.id
                && inner.year == outer.year
                && (outer.region.is_none() || outer.region == inner.region)
                && (outer.office.is_none() || outer.office == inner.office)
                && self.is_part_of(&inner.question, &outer.question, inner.year)
        };
        published.iter().copied().filter(|inner| !published.iter().any(|outer| inside(inner, outer))).collect()
    }

    fn is_part_of(&self, inner: &str, outer: &str, year: i32) -> bool {
        if outer.is_empty() || inner.eq_ignore_ascii_case(outer) {
            return true;
        }
        self.version_for(year).is_some_and(|v| {
            let area = v.instrument.question(inner).map(|q| v.instrument.questions[q].area);
            area.is_some() && area == v.instrument.area(outer)
        })
    }

    fn holds(&self, one: &Published, counted: &Counted) -> bool {
        let part = counted.part;
        one.year == counted.place.year
            && (one.region.is_none() || one.region == counted.place.region)
            && (one.office.is_none() || one.office == counted.place.office)
            && self.is_part_of(&part.instrument.questions[part.question].code, &one.question, one.year)
    }

    /// "4 of 5 regions", if some of the sum is known only as a percent.
    fn coverage(&self, answers: &[Counted], published: &[&Published]) -> Option<String> {
        if published.iter().all(|p| self.addable(p)) {
            return None;
        }
        let (keys, filter) = (self.keys, self.filter);
        let pinned_region = keys.has(Key::Region) || filter.region.is_some();
        let pinned_office = keys.has(Key::Office) || filter.office.is_some();
        let by_region = !pinned_region && published.iter().any(|p| p.region.is_some());
        let by_office = !by_region && !pinned_office && published.iter().any(|p| p.office.is_some());
        let mut units: BTreeMap<(Option<Id>, &str), bool> = BTreeMap::new();
        for one in answers {
            let unit = match (by_region, by_office) {
                (true, _) => (one.place.region, ""),
                (_, true) => (one.place.office, ""),
                _ => (None, one.part.instrument.questions[one.part.question].code.as_str()),
            };
            units.entry(unit).or_insert(true);
        }
        for one in published {
            let unit = match (by_region, by_office) {
                (true, _) => (one.region, ""),
                (_, true) => (one.office, ""),
                _ => (None, one.question.as_str()),
            };
            *units.entry(unit).or_insert(true) &= self.addable(one);
        }
        let whole = units.values().filter(|known| **known).count();
        let words = match (by_region, by_office) {
            (true, _) => "regions",
            (_, true) => "offices",
            _ => "questions",
        };
        Some(format!("{whole} of {} {words}", units.len()))
    }
}

fn beside(figure: &Score, of: &[&Published]) -> Beside {
    let newest = of.iter().max_by(|a, b| a.edition.cmp(&b.edition));
    let text = |get: fn(&Published) -> &String| newest.map_or_else(String::new, |p| get(p).clone());
    Beside {
        score: figure.score,
        applicable: figure.applicable,
        edition: text(|p| &p.edition),
        source: text(|p| &p.source),
        note: text(|p| &p.note),
        figure: if let [one] = of { Some(one.id) } else { None },
    }
}

fn difference(counted: Option<&Score>, published: Option<Ratio>) -> Option<f64> {
    Some(counted?.score?.fraction() - published?.fraction())
}
