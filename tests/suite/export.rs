//! A report from inside the program: chosen, looked at, written; and every way in which it must not be written.

use std::path::Path;

use crate::desk::Desk;

/// Opens the form from Scores, turns to the format whose word is shown, and names the file.
fn form(desk: &mut Desk, format: &str, path: &Path) {
    desk.keys("<Alt-2><Alt-x>").sees("Region report");
    to_line(desk, "Format");
    desk.keys(format);
    to_line(desk, "File");
    desk.keys("<Ctrl-A>").paste(&path.display().to_string());
}

/// Goes down to the line of the form that begins so.
fn to_line(desk: &mut Desk, line: &str) {
    let wanted = ["What", "Instrument", "Fiscal year", "Region", "Format", "For", "Purpose", "File", "Write over it"];
    let at = wanted.iter().position(|words| *words == line).unwrap();
    // From wherever it stands: there are nine lines, and the first is known by what it says.
    while !desk.screen().contains("‹ Region report") {
        desk.keys("<Down>");
    }
    desk.keys(&"<Down>".repeat(at));
}

#[test]
fn a_report_is_looked_at_before_it_is_written_and_the_history_has_a_line_of_it() {
    let mut desk = Desk::new(120, 40);
    let path = desk.file().with_file_name("canyon.txt");
    form(&mut desk, "text", &path);
    desk.keys("<Enter>").waits().sees("Ready: TEXT").sees("Region report");
    assert!(!path.exists(), "nothing is written before it was seen");
    desk.keys("<Enter>").sees("Saved: ").sees("canyon.txt").sees("Its folder: ").sees("Only you can read it");
    let first = std::fs::read(&path).unwrap();
    assert!(String::from_utf8_lossy(&first).starts_with("Region report"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert!(desk.history(1)[0].contains("report region"), "{:?}", desk.history(1));
    desk.keys("<Enter>").does_not_see("Saved: ");
    // The same again is refused until one says so, and then it is the same to the byte.
    form(&mut desk, "text", &path);
    desk.keys("<Enter>").waits().sees("is there already; choose yes at 'Write over it'").keys("<Esc>");
    to_line(&mut desk, "Write over it");
    desk.keys("<Right><Enter>").waits().sees("Ready: TEXT").keys("<Enter>").sees("Saved: ");
    assert_eq!(std::fs::read(&path).unwrap(), first);
    desk.keys("<Ctrl-C>").sees("Copied the path of the report").keys("<Enter>").does_not_see("Its folder");
    desk.is_sound();
}

#[test]
fn what_cannot_be_written_says_why_and_the_form_stays() {
    let mut desk = Desk::new(120, 40);
    let before = desk.history(1);
    for (path, words) in [
        (desk.file().with_file_name("nowhere").join("x.txt"), "there is no such folder"),
        (desk.file().parent().unwrap().to_owned(), "is a folder; name a file in it"),
        (desk.file(), "is the file of the reviews itself"),
    ] {
        form(&mut desk, "text", &path);
        desk.keys("<Enter>").waits().sees(words).keys("<Enter>").waits().sees(words).keys("<Esc><Esc>").does_not_see("Write over it");
    }
    assert_eq!(desk.history(1), before, "what was not written has no line");
    desk.is_sound();
}

#[test]
fn a_report_is_chosen_by_its_first_letters_and_asks_only_for_what_it_can_be_limited_to() {
    let mut desk = Desk::new(120, 40);
    desk.keys("<Alt-5><Alt-x>").sees("(Mini PIP): the form, filled or blank").sees("form-").does_not_see("Fiscal year");
    desk.keys("meeting").sees("Meeting kit").sees("first");
    desk.keys("agenda").sees("Agenda: everything with a date").does_not_see("Meeting ");
    desk.keys("<Esc>").does_not_see("Write over it");
}

#[test]
fn the_form_fits_every_screen() {
    for (columns, rows) in [(200, 60), (120, 40), (80, 24), (60, 16)] {
        let mut desk = Desk::new(columns, rows);
        desk.keys("<Alt-2><Alt-x>").sees("Region report");
        desk.keys("<Up>").sees("Write over it").keys("<Up>").sees("File");
        desk.keys("<Esc>");
        desk.is_sound();
    }
}
