//! A monkey at the desk: keys, pastes, clicks and sizes without sense. Nothing it does may stop the program or harm the file,
//! and whatever it wrote can be undone to the last cell.

use std::panic::{AssertUnwindSafe, catch_unwind};

use milepost::command::key::Key;
use milepost::command::keymap::Keymap;
use milepost::domain::kind::Kind;

use crate::desk::Desk;

/// Chance that is the same on every machine (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    fn cells(&mut self, n: u16) -> u16 {
        u16::try_from(self.below(n.into())).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

const SCRAPS: [&str; 40] = [
    "a",
    "yes",
    "no",
    "Ann Example",
    "2/29/2027",
    "31 apr",
    "next fri",
    "+6w",
    "eom",
    "Q3 2026",
    "13/13",
    "2026-03-15",
    "\t",
    "\n",
    "\r\n",
    "\"",
    "\"a\nb\"",
    "家族",
    "e\u{301}",
    "👩‍👩‍👧",
    "\u{200d}",
    "\u{202e}",
    "\x1b[31m",
    "\x1b]0;t\x07",
    "\0",
    "\u{7f}",
    "0",
    "-1",
    "99999999999999999999",
    "100 %",
    "1/2",
    "1.2.3",
    "{",
    "<",
    "'",
    "\u{feff}",
    "\u{a0}",
    "   ",
    "element",
    "Region North",
];

/// What the monkey pastes: mostly short, sometimes a table, seldom very long.
fn scrap(chance: &mut Chance) -> String {
    match chance.below(100) {
        0 => "x".repeat(100_000),
        1 => "a\tb\tc\n".repeat(300),
        2 => "word ".repeat(4_000),
        3 => "line\n".repeat(200),
        n => {
            let parts = 1 + n % 7;
            (0..parts).map(|_| chance.of(&SCRAPS)).collect()
        }
    }
}

/// One thing done, in words that repeat it.
enum Deed {
    Press(Key),
    Paste(String),
    Click(u16, u16, bool, bool),
    Resize(u16, u16),
    Goto(&'static str),
}

const PLACES: [&str; 21] = [
    "<Alt-1>",
    "<Alt-2>",
    "<Alt-4>",
    "<Alt-5>",
    "<Alt-6>",
    "<Alt-6><Ctrl-N><Ctrl-N><Ctrl-N>",
    "<Alt-7>",
    "<Alt-7><Enter>",
    "<Alt-7><Ctrl-N>",
    "<Alt-8>",
    "<Alt-8><Enter>",
    "<Alt-8><Ctrl-N><Ctrl-N>",
    "<Alt-9>",
    "<Alt-9><Ctrl-N>",
    "<Alt-0>",
    "<Alt-0><Ctrl-N>",
    "<Alt-4><Alt-q>",
    "<Alt-s>",
    "<Alt-s><Alt-n>",
    "<Alt-h>",
    "<F6>",
];

/// Every page of a plan, and what is asked there: forms filled, one of several picked.
const PLAN: [&str; 45] = [
    "<Ctrl-O>Plans<Enter>",
    "<Ctrl-O>Selection<Enter>",
    "<Ctrl-O>Where<Enter>",
    "<Ctrl-O>Still<Enter>",
    "<Ctrl-O>Versions<Enter>",
    "<Ctrl-O>Changes<Enter>",
    "<Ctrl-O>Concerns<Enter>",
    "<Ctrl-O>Meetings<Enter>",
    "<Ctrl-O>Cover<Enter>",
    "<Ctrl-O>I Over<Enter>",
    "<Ctrl-O>II Mat<Enter>",
    "<Ctrl-O>III<Enter>",
    "<Ctrl-O>IV<Enter>",
    "<Ctrl-O>V Coll<Enter>",
    "<Ctrl-O>Evaluation<Enter>",
    "<Ctrl-O>Schedule<Enter>",
    "<Ctrl-O>Checks<Enter>",
    "<Ctrl-O>Evidence<Enter>",
    "<Ctrl-O>Notes<Enter>",
    "<Ctrl-O>Assist<Enter>",
    "<Ctrl-O>Peers<Enter>",
    "<Ctrl-O>Results<Enter>",
    "<Ctrl-O>Closing<Enter>",
    "<Ctrl-O>Meetings<Enter><Home><Enter><Alt-Right>",
    "<Ctrl-O>Meetings<Enter><Down><Home><Enter><Alt-Right><Alt-Right>",
    "<Ctrl-O>Meetings<Enter><Insert><Down><Enter>",
    "<Ctrl-O>Meetings<Enter><Delete>y",
    "<Ctrl-O>II Mat<Enter><Ctrl-D>y",
    "<Ctrl-O>V Coll<Enter><Ctrl-D>y",
    "<Ctrl-O>Cover<Enter><Down><Down><Ctrl-D>y",
    "<Ctrl-O>Concerns<Enter><Ctrl-K><Ctrl-S>",
    "<Ctrl-O>Concerns<Enter><Ctrl-D>y",
    "<Ctrl-O>Plans<Enter><Ctrl-D>y",
    "<Ctrl-O>Plans<Enter><Insert><Enter>",
    "<Ctrl-O>Plans<Enter><Insert><Down><Enter>",
    "<Ctrl-U>it has to be<Ctrl-S>",
    "<Ctrl-U>y",
    "<F1>",
    "<Ctrl-P>Freeze<Enter>as it stands<Ctrl-S>",
    "<Ctrl-P>released plan<Enter>a name was wrong<Ctrl-S>",
    "<Ctrl-P>Take the plan back<Enter>too early<Ctrl-S>",
    "<Ctrl-P>fingerprint<Enter>/nowhere<Ctrl-S>",
    "<Ctrl-K><Down><Enter><Ctrl-S>",
    "<Ctrl-E><Down><Enter>",
    "<Alt-4>e<Enter><Ctrl-S>",
];

/// What people do all day, so that the monkey gets somewhere.
const HABITS: [&str; 26] = [
    "<Esc><Esc>",
    "<Esc><Esc>",
    "<Esc><Down>",
    "<Esc><Up>",
    "<Esc><Right>",
    "<Esc><Left>",
    "<F2>more<Enter>",
    "<F2>x<Tab>",
    "again<Enter>",
    "again<Right>",
    "+30d<Enter>",
    "12<Tab>",
    "y<Enter>",
    "<Down><Down>n<Enter>",
    "<Insert>",
    "<Ctrl-K>",
    "<Ctrl-L>",
    "<Ctrl-D><Enter>",
    "<Delete>",
    "<Shift-Down><Shift-Right><Ctrl-C><Down><Ctrl-V>",
    "<Shift-Right><Ctrl-X><Down><Ctrl-V>",
    "<Ctrl-Down>",
    "<Ctrl-Z>",
    "<Ctrl-Z><Ctrl-Z><Ctrl-Y>",
    "<F8>a whole line<F8>",
    "<Ctrl-N>",
];

/// Where the monkey plays.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Play {
    Anywhere,
    Plans,
}

fn deed(chance: &mut Chance, keys: &[Key], play: Play) -> Deed {
    if play == Play::Plans {
        match chance.below(100) {
            0..8 => return Deed::Goto("<Esc><Esc><Esc><Alt-5>"),
            8..32 => return Deed::Goto(chance.of(&PLAN)),
            32..34 => {
                let (columns, rows) = chance.of(&[(60, 16), (40, 10), (2, 2), (120, 40)]);
                return Deed::Resize(columns, rows);
            }
            _ => {}
        }
    }
    match chance.below(100) {
        0..36 => Deed::Press(chance.of(keys)),
        36..60 => Deed::Goto(chance.of(&HABITS)),
        60..70 => {
            let c = chance.of(&['a', 'e', '1', '2', '/', '-', ' ', 'y', 'n', '家', '\u{301}', '+', 'ß', '?', '"']);
            Key::parse(&c.to_string()).map_or(Deed::Goto("<Space>"), Deed::Press)
        }
        70..76 => Deed::Goto(chance.of(&["<Enter>", "<Esc>", "<Esc><Esc>", "<Tab>", "<Down>", "<Right>", "<F2>"])),
        76..84 => Deed::Paste(scrap(chance)),
        84..94 => Deed::Click(chance.cells(252), chance.cells(82), chance.below(3) == 0, chance.below(4) == 0),
        94..96 => Deed::Resize(1 + chance.cells(250), 1 + chance.cells(80)),
        96 => {
            let (columns, rows) = chance.of(&[(80, 24), (120, 40), (200, 60), (60, 16), (1, 1)]);
            Deed::Resize(columns, rows)
        }
        _ => Deed::Goto(chance.of(&PLACES)),
    }
}

impl Deed {
    fn words(&self) -> String {
        match self {
            Deed::Press(key) => format!("<{key}>"),
            Deed::Paste(text) => format!("paste {:?}", text.chars().take(60).collect::<String>()),
            Deed::Click(x, y, double, extend) => format!("click {x} {y} {double} {extend}"),
            Deed::Resize(columns, rows) => format!("resize {columns} {rows}"),
            Deed::Goto(keys) => (*keys).to_owned(),
        }
    }

    fn done(&self, desk: &mut Desk) {
        match self {
            Deed::Press(key) => desk.shell().press(*key),
            Deed::Paste(text) => drop(desk.paste(text)),
            Deed::Click(x, y, double, extend) => desk.shell().click(*x, *y, *double, *extend),
            Deed::Resize(columns, rows) => drop(desk.resize(*columns, *rows)),
            Deed::Goto(keys) => {
                // Whoever goes elsewhere leaves a dialog first.
                if keys.starts_with("<Alt-") {
                    desk.keys("<Esc><Esc>");
                }
                desk.keys(keys);
            }
        }
    }
}

/// Every key that means something anywhere, but none that leaves the program.
fn all_keys() -> Vec<Key> {
    let mut keys: Vec<Key> = Keymap::preset("default").unwrap().all().map(|(_, key, _)| key).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// All values of all records, in order. Not who worked here: to have been introduced is never undone.
fn everything(desk: &mut Desk) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Actor) {
        for record in desk.book().all(*kind) {
            lines.push(format!("{record:?}"));
        }
    }
    lines.sort();
    lines
}

/// Fails with the records that differ, and only those.
fn the_same(now: &[String], then: &[String], words: &str) {
    let only = |one: &[String], other: &[String]| one.iter().filter(|l| !other.contains(l)).cloned().collect::<Vec<_>>().join("\n");
    assert!(now == then, "{words}:\nis\n{}\nwas\n{}", only(now, then), only(then, now));
}

/// Lets the monkey play, drawing after every deed; a panic fails with the deeds that led to it.
fn play(desk: &mut Desk, seed: u64, steps: usize, play: Play) {
    let keys = all_keys();
    let mut chance = Chance(seed);
    let mut deeds: Vec<String> = Vec::new();
    for step in 0..steps {
        let deed = deed(&mut chance, &keys, play);
        deeds.push(deed.words());
        let told = catch_unwind(AssertUnwindSafe(|| {
            deed.done(desk);
            // As the loop does: what the worker has made arrives sooner or later.
            desk.shell().look_at_job();
            desk.screen()
        }));
        if told.is_err() {
            let last = deeds[deeds.len().saturating_sub(25)..].join("\n");
            panic!("seed {seed}, step {step}:\n{last}");
        }
    }
}

#[test]
fn a_monkey_cannot_stop_the_program_or_harm_the_file() {
    lets_a_monkey(Play::Anywhere);
}

#[test]
fn a_monkey_among_the_pages_of_plans_cannot_either() {
    lets_a_monkey(Play::Plans);
}

fn lets_a_monkey(where_to: Play) {
    let usual = if where_to == Play::Plans { (2, 300) } else { (2, 1_500) };
    let (seeds, steps) = match std::env::var("MONKEY").ok().and_then(|n| n.parse::<usize>().ok()) {
        Some(n) => ((n / 2_000).max(1) as u64, n.min(2_000)),
        None => usual,
    };
    let first = std::env::var("MONKEY_SEED").ok().and_then(|n| n.parse::<u64>().ok()).unwrap_or(1);
    for seed in first..first + seeds {
        let mut desk = Desk::new(120, 40);
        let before = everything(&mut desk);
        play(&mut desk, seed, steps, where_to);
        desk.is_sound();
        turn_all(&mut desk, "<Ctrl-Y>", |desk| desk.book().facts.redo.is_some());
        let after = everything(&mut desk);
        desk.reopen();
        the_same(&everything(&mut desk), &after, &format!("seed {seed}: what was on the screen is what is in the file"));
        let undone = turn_all(&mut desk, "<Ctrl-Z>", |desk| desk.book().facts.undo.is_some());
        the_same(&everything(&mut desk), &before, &format!("seed {seed}: {undone} changes undone"));
        assert!(undone > steps / 100, "seed {seed}: the monkey changed hardly anything: {undone} changes in {steps} steps");
        desk.reopen();
        let redone = turn_all(&mut desk, "<Ctrl-Y>", |desk| desk.book().facts.redo.is_some());
        the_same(&everything(&mut desk), &after, &format!("seed {seed}: {redone} changes redone"));
        desk.is_sound();
    }
}

/// Undoes or redoes until nothing is left; how many changes.
fn turn_all(desk: &mut Desk, key: &str, left: impl Fn(&mut Desk) -> bool) -> usize {
    desk.resize(120, 40).keys("<Esc><Esc><Esc><Alt-h>");
    let mut turned = 0;
    while left(desk) {
        desk.keys(key);
        turned += 1;
        assert!(turned < 10_000, "there is no end of it");
    }
    turned
}
