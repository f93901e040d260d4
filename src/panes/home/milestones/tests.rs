use super::*;
use crate::panes::sample::Desk;

#[test]
fn look() {
    for (w, h) in [(52, 12), (90, 22), (110, 14), (58, 9)] {
        let desk = Desk::new(None, w, h);
        let mut pane = Milestones::default();
        desk.press(&mut pane, &[Command::Down, Command::Down]);
        println!("{w}x{h}\n{}\n{:?}", desk.drawn(&pane), pane.brief(&desk.cx()));
    }
}
