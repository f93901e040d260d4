//! Choices and forms: whose items, which things, until when something is put off, to whom it is handed over.

use super::state::Agenda;
use crate::command::{Context, Effect, Form, FormField, Takes};
use crate::domain::agenda::{self, Asked, Item, RoundWork, Scope, Sort, View};
use crate::domain::board;
use crate::domain::kind::Kind;

/// The choice of a person.
pub(super) const WHOSE: &str = "agenda.whose";
/// The choice of things.
pub(super) const WHICH: &str = "agenda.which";
/// The form with the words that items must have.
pub(super) const WORDS: &str = "agenda.words";
/// The form of putting off.
pub(super) const PUT_OFF: &str = "agenda.put-off";
/// The form of handing over.
pub(super) const HAND_OVER: &str = "agenda.hand-over";

const ALL_OF_THEIRS: &str = "all that is theirs and not done";

impl Agenda {
    /// Everybody, mine, what waits for me, and each person who is named.
    pub(super) fn offer_people(&mut self, cx: &Context) -> Vec<Effect> {
        let items = self.items(cx);
        let everybody = Asked { view: View::All, person: None, ..self.asked(cx) };
        let shown = agenda::show(&items, &everybody, self.period, cx.today);
        let me = match everybody.me.as_str() {
            "" => "Mine".to_owned(),
            name => format!("Mine: {name}"),
        };
        let mut lines = vec![
            ("Everybody".to_owned(), shown.totals.all.to_string()),
            (me, shown.totals.mine.to_string()),
            ("What waits for me".to_owned(), shown.totals.waiting.to_string()),
        ];
        let people = agenda::people(shown.order.iter().map(|at| &items[*at]));
        lines.extend(people.iter().map(|(name, n)| (name.clone(), n.to_string())));
        self.people = people.into_iter().map(|(name, _)| name).collect();
        let at = match (&self.person, self.view) {
            (Some(person), _) => self.people.iter().position(|name| name == person).map_or(0, |at| at + 3),
            (None, View::Mine) => 1,
            (None, View::Waiting) => 2,
            _ => 0,
        };
        vec![Effect::Pick { id: WHOSE, title: "Whose items".to_owned(), lines, at }]
    }

    pub(super) fn choose_person(&mut self, at: usize, cx: &Context) {
        self.view = match at {
            0 => View::All,
            1 => View::Mine,
            2 => View::Waiting,
            _ if matches!(self.view, View::Mine | View::Waiting) => View::All,
            _ => self.view,
        };
        self.person = at.checked_sub(3).and_then(|at| self.people.get(at).cloned());
        self.begin(cx);
    }

    /// Everything, each sort of thing, or only what has certain words.
    pub(super) fn offer_sorts(&self, cx: &Context) -> Vec<Effect> {
        let items = self.items(cx);
        let count = |sort: Option<Sort>| {
            let asked = Asked { sort, ..self.asked(cx) };
            agenda::show(&items, &asked, self.period, cx.today).order.len().to_string()
        };
        let mut lines = vec![("Everything".to_owned(), count(None))];
        lines.extend(Sort::ALL.into_iter().map(|sort| (capital(sort.words()), count(Some(sort)))));
        let words = if self.words.is_empty() { String::new() } else { format!("'{}'", self.words) };
        lines.push(("Only with certain words \u{2026}".to_owned(), words));
        let at = self.sort.and_then(|sort| Sort::ALL.iter().position(|known| *known == sort)).map_or(0, |at| at + 1);
        vec![Effect::Pick { id: WHICH, title: "Which things".to_owned(), lines, at }]
    }

    pub(super) fn choose_sort(&mut self, at: usize, cx: &Context) -> Vec<Effect> {
        if at > Sort::ALL.len() {
            let words = "Items with these words in their text, their people, or what they belong to. Empty shows all.";
            let field = FormField::new("Words", Takes::Line).with(self.words.as_str());
            return vec![Effect::Ask(Form::new(WORDS, "Only with certain words", words, vec![field]))];
        }
        self.sort = at.checked_sub(1).map(|at| Sort::ALL[at]);
        if at == 0 {
            self.words.clear();
        }
        self.begin(cx);
        Vec::new()
    }

    /// The items that a form was about, as they are now.
    fn chosen(&self, cx: &Context) -> Vec<Item> {
        self.items(cx).iter().filter(|item| self.chosen.contains(&item.key())).cloned().collect()
    }

    pub(super) fn ask_put_off(&mut self, cx: &Context) -> Vec<Effect> {
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        let items = self.selected(cx);
        if items.is_empty() {
            return vec![Effect::Refuse("There is nothing here that could be put off".to_owned())];
        }
        self.chosen = items.iter().map(Item::key).collect();
        let off = items.iter().find_map(|item| item.off.clone());
        let mut words = "It leaves the list until that day and then comes back. Its due date stays, so a late one stays late.".to_owned();
        if off.is_some() {
            words.push_str(" An empty day brings it back now.");
        }
        let title = match items.as_slice() {
            [one] => format!("Put off: {}", one.text.lines().next().unwrap_or("")),
            several => format!("Put off {} items", several.len()),
        };
        let fields = vec![
            FormField::new("Until", Takes::Day).with(off.as_ref().map_or_else(String::new, |off| off.until.to_string())),
            FormField::new("Why", Takes::Lines).with(off.map_or_else(String::new, |off| off.reason)),
        ];
        vec![Effect::Ask(Form::new(PUT_OFF, title, words, fields))]
    }

    pub(super) fn put_off(&mut self, form: &Form, cx: &Context) -> Vec<Effect> {
        let chosen = self.chosen(cx);
        let items: Vec<&Item> = chosen.iter().collect();
        if items.is_empty() {
            return vec![Effect::Refuse("These items are done or gone by now".to_owned())];
        }
        let until = form.text(0).parse().ok();
        if form.text(0).is_empty()
            && let Some(change) = agenda::bring_back(&items, cx.author())
        {
            return vec![Effect::Write(change)];
        }
        match agenda::put_off(&items, until, form.text(1), cx.author(), &|| cx.ids.fresh()) {
            Ok(change) => vec![Effect::Write(change)],
            Err((at, why)) => vec![Effect::Ask(form.clone().at_fault(at, why))],
        }
    }

    pub(super) fn ask_hand_over(&mut self, cx: &Context) -> Vec<Effect> {
        if let Some(why) = &cx.book.facts.read_only {
            return vec![Effect::Refuse(format!("This file can only be read here: {why}"))];
        }
        let items = self.selected(cx);
        self.chosen = items.iter().map(Item::key).collect();
        // Whose list it is; else who is named in what is chosen; else who works here.
        let named = items.iter().filter(|item| !item.role).find_map(|item| agenda::names(&item.who).next().map(str::to_owned));
        let me = Some(self.asked(cx).me).filter(|_| self.view == View::Mine);
        let from = self.person.clone().or(me).or(named).unwrap_or_else(|| board::name_of(&cx.book.facts.who).to_owned());
        let chosen = chosen_words(items.len());
        let mut which = vec![chosen.clone(), ALL_OF_THEIRS.to_owned()];
        if items.is_empty() {
            which.remove(0);
        }
        let at = if items.len() > 1 || self.person.is_none() { which[0].clone() } else { ALL_OF_THEIRS.to_owned() };
        let fields = vec![
            FormField::new("From", Takes::Line).with(from),
            FormField::new("To", Takes::Line).hint("a name, as the plans write it"),
            FormField::new("What", Takes::OneOf(which)).with(at),
        ];
        let words = "The other name takes the place of this one; all else stays as it is. You see how many of what before it is done.";
        vec![Effect::Ask(Form::new(HAND_OVER, "Hand over to another person", words, fields))]
    }

    pub(super) fn hand_over(&mut self, form: &Form, cx: &Context) -> Vec<Effect> {
        let works: Vec<RoundWork> = self.works.values().cloned().collect();
        let (all, chosen) = (self.items(cx), self.chosen(cx));
        let refs: Vec<&Item> = chosen.iter().collect();
        let scope = if form.text(2) == ALL_OF_THEIRS { Scope::All(&all) } else { Scope::Chosen(&refs) };
        match agenda::hand_over(cx.book, &works, scope, (form.text(0), form.text(1)), cx.author(), &|| cx.ids.fresh()) {
            Ok(handing) => {
                self.handed |= handing.change.edits.iter().any(|edit| edit.kind == Kind::Review);
                vec![Effect::Confirm { question: handing.question, change: handing.change }]
            }
            Err((at, why)) => vec![Effect::Ask(form.clone().at_fault(at, why))],
        }
    }
}

fn chosen_words(n: usize) -> String {
    if n == 1 { "only this item".to_owned() } else { format!("only the {n} chosen items") }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
