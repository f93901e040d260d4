//! Every workspace as it looks: at the three sizes that are promised, with plain signs, and once with what lies over the text.

use ratatui::style::Modifier;

use crate::desk::Desk;

/// The keys that lead to a workspace, from Home.
const WAYS: [(&str, &str); 19] = [
    ("home", ""),
    ("scores", "<Alt-2>"),
    ("scores-questions", "c"),
    ("scores-regions", "<Ctrl-N>"),
    ("scores-years", "<Ctrl-N>"),
    ("scores-why-not", "<Ctrl-N>"),
    ("milestones", "<Alt-4>"),
    ("mini-pips", "<Alt-5>"),
    ("places", "<Alt-s><Ctrl-N><Ctrl-N><Ctrl-N>"),
    ("history", "<Alt-h>"),
    ("instruments", "<Alt-i>"),
    ("qcr", "<Alt-6>"),
    ("trends", "<Alt-7>"),
    ("committees", "<Alt-8>"),
    ("scans", "<Alt-9>"),
    ("agenda", "<Alt-0>"),
    ("reviews", "<Alt-3>"),
    ("round", "<Enter>"),
    ("case", "<Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Enter>"),
];

/// The clock's time stands in the history alone: `3/10/2026 14:05`. Its width moves with the day, so what pads it goes too.
fn without_times(screen: &str) -> String {
    const WIDEST: usize = "11/22/2026 14:05".len();
    let mask = |line: &str| {
        let Some(colon) = line.match_indices(':').map(|(at, _)| at).find(|at| line[..*at].ends_with(|c: char| c.is_ascii_digit())) else {
            return line.to_owned();
        };
        let is_of_time = |c: char| c.is_ascii_digit() || matches!(c, '/' | ' ');
        let start = line[..colon].trim_end_matches(is_of_time).len();
        let start = start + line[start..].len() - line[start..].trim_start().len();
        let end = colon + 3;
        let padding = line[end..].chars().take_while(|c| *c == ' ').count().min(WIDEST.saturating_sub(end - start));
        format!("{}{:<WIDEST$}{}", &line[..start], "(when)", &line[end + padding..])
    };
    screen.lines().map(mask).collect::<Vec<_>>().join("\n")
}

fn pictures(columns: u16, rows: u16, theme: &'static str, ascii: bool) -> Vec<(String, String)> {
    let mut desk = Desk::with_theme(columns, rows, theme, ascii);
    let look = |desk: &mut Desk, (name, way): (&str, &str)| {
        let screen = desk.keys(way).screen();
        (name.to_owned(), if name == "history" { without_times(&screen) } else { screen })
    };
    WAYS.map(|way| look(&mut desk, way)).into()
}

#[test]
fn every_workspace_at_120_by_40() {
    for (name, picture) in pictures(120, 40, "mono", false) {
        insta::assert_snapshot!(format!("{name}-120x40"), picture);
    }
}

#[test]
fn every_workspace_at_80_by_24() {
    for (name, picture) in pictures(80, 24, "mono", false) {
        insta::assert_snapshot!(format!("{name}-80x24"), picture);
    }
}

#[test]
fn every_workspace_at_60_by_16() {
    for (name, picture) in pictures(60, 16, "mono", false) {
        insta::assert_snapshot!(format!("{name}-60x16"), picture);
    }
}

#[test]
fn every_workspace_with_plain_signs() {
    for (name, picture) in pictures(80, 24, "mono", true) {
        assert!(picture.is_ascii(), "{name} has a sign that old consoles lack:\n{picture}");
        insta::assert_snapshot!(format!("{name}-80x24-ascii"), picture);
    }
}

#[test]
fn a_theme_changes_colours_and_no_letter() {
    for theme in ["dark", "light", "contrast"] {
        assert_eq!(pictures(120, 40, theme, false), pictures(120, 40, "mono", false), "{theme}");
    }
}

/// What lies over the text, a letter for each cell, under each line where anything does.
fn layers(desk: &mut Desk) -> String {
    let buffer = desk.cells();
    let text = desk.screen();
    let mut lines = Vec::new();
    for (y, words) in (0..).zip(text.lines()) {
        let letter = |x: u16| {
            let style = buffer[(x, y)].modifier;
            match () {
                () if style.contains(Modifier::REVERSED) => 'r',
                () if style.contains(Modifier::BOLD | Modifier::UNDERLINED) => 'B',
                () if style.contains(Modifier::UNDERLINED) => 'u',
                () if style.contains(Modifier::BOLD) => 'b',
                () if style.contains(Modifier::DIM) => 'd',
                () => ' ',
            }
        };
        lines.push(words.to_owned());
        let over: String = (0..buffer.area.width).map(letter).collect();
        if !over.trim().is_empty() {
            lines.push(over.trim_end().to_owned());
        }
    }
    lines.join("\n")
}

#[test]
fn what_is_selected_and_what_is_at_fault_is_seen_without_colour() {
    let mut desk = Desk::new(80, 24);
    desk.keys("<Alt-5><Ctrl-F>Nine of ten children<Enter><Shift-Right><Shift-Down>");
    insta::assert_snapshot!("selection-layers", layers(&mut desk));
    desk.keys("<Esc><Ctrl-F>Nine of ten children<Enter><Right><Right><Right><Right><Right>2/29/2027<Enter>");
    insta::assert_snapshot!("fault-layers", layers(&mut desk));
}
