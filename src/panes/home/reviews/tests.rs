use super::*;
use crate::panes::sample::{Desk, region};

#[test]
fn look() {
    for (w, h) in [(64, 12), (78, 19), (100, 22), (130, 30)] {
        let desk = Desk::new(Some(region(0)), w, h);
        let mut pane = Reviews::default();
        desk.press(&mut pane, &[Command::Down]);
        println!("{w}x{h}\n{}\n{:?}", desk.drawn(&pane), pane.brief(&desk.cx()));
    }
}
