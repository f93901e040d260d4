//! The fences of the source: who may use whom, which outside crate belongs where, how long a file may be.
//! A rule that is broken with reason is changed here, beside the reason; there is no list of exceptions.

mod source;

use std::collections::BTreeSet;
use std::path::Path;

use source::{File, Named, Said};

/// What each layer may use besides itself. A module of `src/` that is missing here is a fault.
const GRAPH: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("import", &["domain"]),
    ("report", &["domain"]),
    ("store", &["domain"]),
    ("command", &["domain"]),
    ("widgets", &["command", "domain"]),
    ("panes", &["widgets", "command", "domain"]),
    ("overlays", &["widgets", "command", "domain"]),
    ("work", &["import", "report", "store", "domain"]),
    ("config", &["command", "widgets"]),
    ("shell", &["config", "work", "report", "import", "store", "overlays", "panes", "widgets", "command", "domain"]),
    ("cli", &["shell", "config", "work", "report", "import", "store", "command", "widgets", "domain"]),
    ("main", &["cli", "shell"]),
    ("lib", &[]),
];

/// The plain values of `domain` that a widget may show: no records, no rules.
const PLAIN: &[&str] = &["dates", "id", "order", "ratio", "share", "text", "tone", "value"];

/// An outside name and the places that may say it: a file, a folder (ends with `/`), or a file's name anywhere (begins with `*/`).
struct Fence {
    name: &'static [&'static str],
    places: &'static [&'static str],
    why: &'static str,
}

/// Where files, the clock, threads, processes and the environment may be touched.
const OUTSIDE: &[&str] = &[
    "main.rs",
    "store/",
    "work/",
    "cli/",
    "cli.rs",
    "config.rs",
    "config/",
    "shell/mod.rs",
    "shell/perform.rs",
    "shell/job.rs",
    "shell/job/",
    "shell/run.rs",
    "shell/route.rs",
    "shell/terminal.rs",
    "shell/unasked.rs",
    "shell/gate.rs",
    "shell/gate/",
];

const FENCES: &[Fence] = &[
    Fence { name: &["rusqlite"], places: &["store/"], why: "all SQL stands in store/" },
    Fence { name: &["libsqlite3_sys"], places: &["store/"], why: "all SQL stands in store/" },
    Fence {
        name: &["ratatui"],
        places: &[
            "widgets/",
            "overlays/",
            "panes/mod.rs",
            "*/view.rs",
            "*/view/",
            "shell/run.rs",
            "shell/terminal.rs",
            "shell/gate.rs",
            "shell/gate/",
        ],
        why: "only what draws knows the screen",
    },
    Fence { name: &["crossterm"], places: &["shell/", "command/key.rs"], why: "the terminal belongs to the shell" },
    Fence { name: &["krilla"], places: &["report/render/"], why: "only a renderer knows its format" },
    Fence { name: &["krilla_svg"], places: &["report/render/"], why: "only a renderer knows its format" },
    Fence { name: &["usvg"], places: &["report/render/"], why: "only a renderer knows its format" },
    Fence { name: &["resvg"], places: &["report/render/"], why: "only a renderer knows its format" },
    Fence { name: &["maud"], places: &["report/render/"], why: "only a renderer knows its format" },
    Fence { name: &["rust_xlsxwriter"], places: &["report/render/"], why: "only a renderer knows its format" },
    Fence { name: &["calamine"], places: &["import/"], why: "foreign workbooks become records in import/" },
    Fence { name: &["std", "fs"], places: OUTSIDE, why: "files belong below the screen" },
    Fence { name: &["std", "net"], places: &[], why: "nothing here talks to a network" },
    Fence { name: &["std", "env"], places: OUTSIDE, why: "the environment is read where the program begins" },
    Fence { name: &["std", "process"], places: OUTSIDE, why: "processes belong where the program begins" },
    Fence { name: &["std", "thread"], places: OUTSIDE, why: "one worker, started by the shell" },
    Fence { name: &["std", "time", "Instant"], places: OUTSIDE, why: "rules and panes have no clock" },
    Fence { name: &["std", "time", "SystemTime"], places: OUTSIDE, why: "rules and panes have no clock" },
    Fence { name: &["chrono", "Local"], places: OUTSIDE, why: "rules and panes have no clock" },
    Fence { name: &["chrono", "Utc"], places: OUTSIDE, why: "rules and panes have no clock" },
    Fence { name: &["getrandom"], places: &["store/", "work/"], why: "chance comes in from outside, so that stories repeat" },
];

const LONGEST: usize = 400;

/// Names that say nothing about what belongs inside.
const EMPTY_NAMES: &[&str] = &["app", "util", "utils", "helper", "helpers", "common", "constants", "misc"];

/// Everything that is wrong, one sentence each.
fn faults(files: &[File]) -> Vec<String> {
    let said: Vec<Said> = files.iter().map(source::read).collect();
    let tests: BTreeSet<&String> = said.iter().flat_map(|s| &s.test_modules).collect();
    let modules = Modules::of(files);
    let mut out = Vec::new();
    for (file, said) in files.iter().zip(&said) {
        let module = source::module_of(&file.path).join("/");
        if tests.iter().any(|t| module == **t || module.starts_with(&format!("{t}/"))) {
            continue;
        }
        let path = &file.path;
        if said.lines > LONGEST {
            out.push(format!("{path}: {} lines without its tests; {LONGEST} is the most. Split it by subject", said.lines));
        }
        if let Some(name) = path.trim_end_matches(".rs").split('/').find(|part| EMPTY_NAMES.contains(part)) {
            out.push(format!("{path}: the name '{name}' does not say what belongs here"));
        }
        if !file.text.starts_with("//!") {
            out.push(format!("{path}: its first line does not say, with //!, what belongs here"));
        }
        out.extend(said.pasted.iter().map(|line| format!("{path}:{line}: brings in another file's code past the fences")));
        for named in &said.named {
            if let Some(fault) = if named.ours { modules.crossing(path, named) } else { outside(path, named) } {
                out.push(format!("{path}:{}: {fault}", named.line));
            }
        }
    }
    out
}

/// The modules that the fences are about.
struct Modules {
    /// Folders of `panes/`, which do not know each other; a file beside them is shared.
    panes: BTreeSet<String>,
}

impl Modules {
    fn of(files: &[File]) -> Modules {
        let panes = files.iter().filter_map(|f| f.path.strip_prefix("panes/")?.strip_suffix("/mod.rs").map(str::to_owned)).collect();
        Modules { panes }
    }

    /// Why this file may not name this path.
    fn crossing(&self, path: &str, named: &Named) -> Option<String> {
        let home = path.trim_end_matches(".rs").split('/').next().unwrap_or_default();
        let whole = named.parts.join("::");
        let Some((_, allowed)) = GRAPH.iter().find(|(layer, _)| *layer == home) else {
            return Some(format!("the module '{home}' has no place in the order of layers yet; tests/suite/layers.rs lists them"));
        };
        let Some(layer) = named.parts.first().filter(|layer| *layer != "*") else {
            return Some("names the whole crate; name the layer".to_owned());
        };
        if layer == home {
            return (home == "panes").then(|| self.sideways(path, named)).flatten();
        }
        if !GRAPH.iter().any(|(known, _)| known == layer) {
            return Some(format!("'crate::{whole}' names no layer"));
        }
        if !allowed.contains(&layer.as_str()) {
            return Some(format!("{home} may not use {layer} (crate::{whole})"));
        }
        let plain = named.parts.get(1).is_some_and(|part| PLAIN.contains(&part.as_str()));
        (home == "widgets" && layer == "domain" && !plain).then(|| format!("a widget knows plain values only (crate::{whole})"))
    }

    fn sideways(&self, path: &str, named: &Named) -> Option<String> {
        let own = path.split('/').nth(1).filter(|folder| self.panes.contains(*folder));
        let other = match named.parts.get(1) {
            Some(part) if part != "*" => part,
            _ => return own.map(|_| "names all panes at once; name what is shared".to_owned()),
        };
        let apart = self.panes.contains(other) && own != Some(other) && path != "panes/mod.rs";
        apart.then(|| format!("panes do not know each other (crate::{})", named.parts.join("::")))
    }
}

/// Why this file may not name this part of another crate.
fn outside(path: &str, named: &Named) -> Option<String> {
    let parts: Vec<&str> = named.parts.iter().map(String::as_str).collect();
    let fence = FENCES.iter().find(|fence| {
        let reach = parts.len().min(fence.name.len());
        // A glob, or a crate under its bare name, reaches all that lies below it; `use std::time` is as good as the clock.
        let glob = parts.last() == Some(&"*") && parts.len() <= fence.name.len() && fence.name.starts_with(&parts[..parts.len() - 1]);
        glob || (parts[..reach] == fence.name[..reach] && (parts.len() >= fence.name.len() || parts.len() > 1))
    })?;
    let inside = fence.places.iter().any(|place| match place.strip_prefix('*') {
        Some(anywhere) => path.ends_with(anywhere) || (anywhere.ends_with('/') && path.contains(anywhere)),
        None if place.ends_with('/') => path.starts_with(place),
        None => path == *place,
    });
    // A pane names the frame it hands to its view; that is no drawing.
    let hands_on = parts == ["ratatui", "Frame"] && path.starts_with("panes/");
    (!inside && !hands_on).then(|| format!("'{}' does not belong here: {}", parts.join("::"), fence.why))
}

fn gather(folder: &Path, root: &Path, files: &mut Vec<File>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            gather(&path, root, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push(File { path: name, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}

#[test]
fn the_source_keeps_its_fences() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    gather(&root, &root, &mut files);
    assert!(files.len() > 100, "only {} files were read", files.len());
    let found = faults(&files);
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

/// A source of one file that keeps the other rules.
fn one(path: &str, code: &str) -> Vec<String> {
    let around = ["panes/home/mod.rs", "panes/scores/mod.rs", "panes/cell.rs"];
    let mut files: Vec<File> =
        around.iter().filter(|p| **p != path).map(|p| File { path: (*p).to_owned(), text: "//! A pane.\n".to_owned() }).collect();
    files.push(File { path: path.to_owned(), text: format!("//! About one thing.\n{code}") });
    faults(&files)
}

#[test]
fn each_broken_rule_is_found() {
    let cases: &[(&str, &str, &str)] = &[
        ("domain/score.rs", "use crate::store::Store;", "domain may not use store"),
        ("domain/score.rs", "fn f() { crate::store::open(); }", "domain may not use store"),
        ("domain/score.rs", "use crate::{domain::id::Id, store as s};", "domain may not use store"),
        ("domain/score.rs", "use super::super::store::Store;", "domain may not use store"),
        ("domain/mod.rs", "use super::store::Store;", "domain may not use store"),
        ("domain/score.rs", "mod inner { use super::super::super::store::Store; }", "domain may not use store"),
        ("domain/score.rs", "mod inner { }\nuse super::super::store::Store;", "domain may not use store"),
        ("domain/score.rs", "use crate::*;", "names the whole crate"),
        ("domain/score.rs", "use crate as all;", "names the whole crate"),
        ("domain/score.rs", "use crate::{self as all};", "names the whole crate"),
        ("domain/score.rs", "macro_rules! m { () => { $crate::store::open() } }", "domain may not use store"),
        ("import/rows.rs", "use crate::store::Store;", "import may not use store"),
        ("store/read.rs", "use crate::import::rows;", "store may not use import"),
        ("widgets/chart.rs", "use crate::domain::book::Book;", "plain values only"),
        ("widgets/chart.rs", "use crate::domain;", "plain values only"),
        ("panes/scores/update.rs", "use crate::store::Store;", "panes may not use store"),
        ("panes/scores/update.rs", "use crate::panes::home::Home;", "do not know each other"),
        ("panes/scores/update.rs", "use super::super::home;", "do not know each other"),
        ("panes/scores/mod.rs", "use super::{cell, home};", "do not know each other"),
        ("panes/scores/mod.rs", "use super::*;", "names all panes at once"),
        ("panes/cell.rs", "use super::home::Home;", "do not know each other"),
        ("shell/update.rs", "use crate::cli::Args;", "shell may not use cli"),
        ("main.rs", "use milepost::store::Store;", "main may not use store"),
        ("extras/mod.rs", "use crate::domain::id::Id;", "no place in the order of layers"),
        ("domain/score.rs", "use rusqlite::Connection;", "all SQL stands in store/"),
        ("domain/score.rs", "use rusqlite as sql;", "all SQL stands in store/"),
        ("work/open.rs", "fn f() { ::rusqlite::Connection::open(p); }", "all SQL stands in store/"),
        ("panes/scores/update.rs", "use ratatui::Frame as F; fn f(b: ratatui::buffer::Buffer) {}", "only what draws"),
        ("shell/update.rs", "use ratatui::Frame;", "only what draws"),
        ("panes/scores/state.rs", "use std::{collections::BTreeMap, fs};", "files belong below"),
        ("domain/dates.rs", "use std::time::{Duration, Instant};", "no clock"),
        ("domain/dates.rs", "use std::time;", "no clock"),
        ("domain/dates.rs", "use std::*;", "does not belong here"),
        ("domain/dates.rs", "fn f() { chrono::Local::now(); }", "no clock"),
        ("widgets/chart.rs", "fn f() { std::thread::sleep(d); }", "one worker"),
        ("work/open.rs", "use std::net::TcpStream;", "network"),
        ("domain/utils.rs", "", "does not say what belongs here"),
        ("domain/misc/score.rs", "", "does not say what belongs here"),
        ("domain/score.rs", "include!(\"../store/open.rs\");", "past the fences"),
        ("domain/score.rs", "#[path = \"../store/open.rs\"] mod open;", "past the fences"),
    ];
    for (path, code, expected) in cases {
        let found = one(path, code);
        assert!(found.iter().any(|f| f.contains(expected)), "{path}: {code}\nexpected '{expected}', found {found:?}");
    }
}

#[test]
fn what_is_allowed_passes() {
    let cases: &[(&str, &str)] = &[
        (
            "domain/score.rs",
            "// crate::store is not used here\nconst A: &str = \"crate::store::x\"; /* std::fs */ const B: &str = r#\"use \"crate::store\"\"#;",
        ),
        ("domain/score.rs", "fn f<'a>(x: &'a str) -> char { '\"' }\npub(crate) fn g() { let q = '\\''; }\npub(super) fn h() {}"),
        ("domain/score.rs", "#[cfg(test)]\nmod tests {\n use std::fs;\n use crate::store::Store;\n}\npub fn after() {}"),
        ("domain/score.rs", "use std::time::Duration; use chrono::NaiveDate;"),
        ("import/answers/cells.rs", "use super::super::fault::Fault; use crate::domain::answers;"),
        ("store/read.rs", "use rusqlite::{Connection, params}; use std::fs;"),
        ("widgets/chart.rs", "use crate::domain::text; use ratatui::buffer::Buffer;"),
        ("panes/scores/view.rs", "use ratatui::buffer::Buffer; use super::state; use crate::panes::cell::Open;"),
        ("panes/scores/mod.rs", "use ratatui::Frame; use super::Pane; use super::cell;"),
        ("cli/report.rs", "use crate::shell; use crate::work; fn f() { self::x::y(); }"),
        ("main.rs", "use std::process::ExitCode; use milepost::cli;"),
    ];
    for (path, code) in cases {
        let found = one(path, code);
        assert!(found.is_empty(), "{path}: {code}\nfound {found:?}");
    }
}

#[test]
fn a_file_is_measured_without_its_tests_and_no_longer_than_the_most() {
    let long = "fn a() {}\n".repeat(LONGEST - 1);
    assert!(one("domain/score.rs", &long).is_empty());
    assert!(one("domain/score.rs", &format!("{long}#[cfg(test)]\nmod tests {{\n    fn a() {{}}\n}}\n")).is_empty());
    let hidden = format!("{long}#[cfg(test)]\nmod tests {{}}\nfn one_too_many() {{}}\n");
    assert!(one("domain/score.rs", &hidden)[0].contains("401 lines without its tests"));
}

#[test]
fn a_file_that_is_all_tests_is_free() {
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let trials = "use std::fs;\n".repeat(LONGEST + 1);
    let declared = [file("domain/mod.rs", "//! Rules.\n#[cfg(test)]\npub(crate) mod trials;\n"), file("domain/trials.rs", &trials)];
    assert!(faults(&declared).is_empty());
    let undeclared = [file("domain/mod.rs", "//! Rules.\nmod trials;\n"), file("domain/trials.rs", &trials)];
    assert!(!faults(&undeclared).is_empty());
}
