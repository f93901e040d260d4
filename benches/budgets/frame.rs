//! A key and the frame that shows it, without a terminal: the whole program against ratatui filling the same screen with text.

use chrono::NaiveDate;
use milepost::command::key::Key;
use milepost::command::keymap::Keymap;
use milepost::shell::{Look, Shell};
use milepost::store::{Access, Store, world};
use milepost::widgets::theme::Theme;
use milepost::work::demo;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Paragraph};

use crate::Desk;
use crate::measure::{Sheet, beside};

const SIZE: (u16, u16) = (120, 40);

pub fn measure(desk: &Desk, sheet: &mut Sheet) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let path = desk.path("frame.milepost");
    drop(demo::write(&path, None, 1, today).unwrap());
    let look = Look {
        theme: Theme::named("dark").unwrap(),
        keymap: Keymap::preset("default").unwrap(),
        mouse: false,
        day_first: false,
        today: Some(today),
        lock_after_minutes: 0,
        reports: std::path::PathBuf::new(),
        name: None,
    };
    let store = Store::open(&path, None, Access::Edit, Box::new(world::Real)).unwrap();
    let mut shell = Shell::new(store, look, SIZE).unwrap();
    let keys = ["Down", "Up"].map(|name| Key::parse(name).unwrap());
    let screens: [(&str, &[&str]); 8] = [
        ("Home", &["Alt-1"]),
        ("Scores", &["Alt-2"]),
        ("a chart of Scores", &["c"]),
        ("a case list behind a score", &["v", "Enter", "Enter", "Enter"]),
        ("Reviews", &["Alt-3"]),
        ("a round of Reviews", &["Enter"]),
        ("Milestones", &["Alt-4"]),
        ("Mini PIPs", &["Alt-5"]),
    ];
    for (words, open) in screens {
        for key in open {
            shell.press(Key::parse(key).unwrap());
        }
        let mut ours = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
        let mut floor = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
        let pair = beside(
            201,
            |i| {
                shell.press(keys[i % 2]);
                ours.draw(|frame| shell.view(frame)).unwrap();
            },
            |i| {
                floor.draw(|frame| fill(frame, i)).unwrap();
            },
        );
        sheet.ratio(&format!("key and frame, {words}, {}x{}, against a screen of plain text", SIZE.0, SIZE.1), &pair, 4.0);
    }
}

/// A framed screen of coloured words, one line of which moves.
fn fill(frame: &mut ratatui::Frame, at: usize) {
    let lines: Vec<Line> = (0..SIZE.1)
        .map(|y| {
            let style = if usize::from(y) == at % 2 { Style::new().bg(Color::Blue) } else { Style::new().fg(Color::Gray) };
            Line::from((0..8).map(|x| Span::styled(format!("line {y} word {x} "), style)).collect::<Vec<_>>())
        })
        .collect();
    frame.render_widget(Paragraph::new(lines).block(Block::bordered()), frame.area());
}
