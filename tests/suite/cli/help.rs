//! The help of every subcommand, as people read it.

use super::Folder;

#[test]
fn the_help_of_every_subcommand_reads_well() {
    let folder = Folder::new();
    let text = |line: &str| folder.run(line).good();
    insta::assert_snapshot!("help", text("--help"));
    for name in ["new", "demo", "import", "report", "check", "undo", "redo", "log", "backup", "restore", "rekey", "print", "doctor"] {
        insta::assert_snapshot!(format!("help-{name}"), text(&format!("{name} --help")));
    }
}
