use super::*;
use crate::panes::sample::{Desk, region};

#[test]
fn look() {
    for (w, h) in [(78, 19), (118, 32), (60, 13), (160, 45)] {
        let desk = Desk::new(Some(region(0)), w, h);
        let mut pane = Scores::default();
        desk.press(&mut pane, &[Command::Down, Command::Down, Command::Down]);
        println!("{w}x{h}\n{}\n{:?}", desk.drawn(&pane), pane.brief(&desk.cx()));
    }
}
