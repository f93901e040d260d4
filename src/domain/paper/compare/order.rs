//! Lines that stand at another place of their list than here.

use super::{Fate, HashSet, Id, List, Walk, fields, lines_of, lists, longest_run, tag};

impl Walk<'_, '_> {
    /// Finds what was moved in the document, list by list, and moves it here.
    pub(super) fn order(&mut self) {
        for list in lists(self.book, self.plan) {
            let known: HashSet<Id> = list.records.iter().map(|record| record.id).collect();
            let mine = lines_of(self.filled, &self.ids, &list);
            let there: Vec<(usize, Id)> =
                mine.into_iter().filter_map(|at| Some((at, self.ids[at]?))).filter(|(_, id)| known.contains(id)).collect();
            let here = |id: Id| list.records.iter().position(|record| record.id == id).unwrap_or_default();
            let places: Vec<usize> = there.iter().map(|(_, id)| here(*id)).collect();
            if places.is_sorted() {
                continue;
            }
            let was: Option<Vec<usize>> = there.iter().map(|(_, id)| self.was_at(&list, *id)).collect();
            // As it was when the document was made: it was moved here, not there.
            if was.as_ref().is_some_and(|was| was.is_sorted()) {
                continue;
            }
            let mut now: Vec<(usize, usize)> =
                was.into_iter().flatten().zip(places.iter().copied()).map(|(was, here)| (here, was)).collect();
            now.sort_unstable();
            let both = !now.iter().map(|(_, was)| *was).is_sorted();
            let kept = longest_run(&places);
            for (n, (at, id)) in there.iter().enumerate().filter(|(n, _)| !kept[*n]) {
                let fate = if both && !self.replace {
                    Fate::Held("the order was changed here as well since the document was made".to_owned())
                } else {
                    Fate::Taken
                };
                let (before, after) = (format!("place {}", here(*id) + 1), format!("place {}", n + 1));
                let take = fate == Fate::Taken;
                self.tell(*at, "place in the list", before, after, fate);
                if take {
                    let previous = self.previous(*at);
                    self.taking.put_after(*id, list.kind, list.parent, previous);
                }
            }
        }
    }

    /// Where a record stood when the document was made.
    fn was_at(&self, list: &List, id: Id) -> Option<usize> {
        self.base?.place(&tag(list.kind, id, fields(list.kind, list.part)[0].0))
    }
}
