//! From a score down to the cases that made it.

use crate::desk::Desk;

#[test]
fn look() {
    for (w, h) in [(120, 35), (80, 20), (60, 13)] {
        let mut desk = Desk::new(w, h);
        desk.keys("<Alt-2><Ctrl-F>FC.IB2<Enter>v");
        for keys in [
            "",
            "<Enter>",
            "<Enter>",
            "v",
            "f",
            "ff",
            "<Esc><Enter>",
            "<Esc><Esc><Esc><Esc>",
            "<Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up>v<Enter><Enter>v",
        ] {
            desk.keys(keys);
            println!("{keys} {w}x{h}\n{}\n", desk.screen());
        }
    }
}
