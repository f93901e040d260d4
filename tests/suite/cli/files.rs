//! Files that are wrong, shut, held by someone else, or two of one agency.

use milepost::domain::kind::Kind;
use milepost::store::{Access, Passphrase, Store, world};
use milepost::work::import::review_id;

use super::{Folder, mode, sample::Sample};

fn open(folder: &Folder, name: &str, access: Access) -> Store {
    Store::open(&folder.path(name), None, access, Box::new(world::Real)).unwrap()
}

#[test]
fn an_encrypted_file_opens_with_its_passphrase_only() {
    let folder = Folder::new();
    folder.write("pass", "four words for example\n");
    folder.write("wrong", "other words for example\n");
    folder.run("new e.milepost --as Ann --plan utah-milestones --passphrase-file pass").good();
    #[cfg(unix)]
    assert_eq!(mode(&folder.path("e.milepost")), 0o600);
    assert!(!folder.bytes("e.milepost").starts_with(b"SQLite format 3"));
    let before = folder.bytes("e.milepost");
    folder.run("log e.milepost --passphrase-file wrong").refused(&["the passphrase does not open 'e.milepost'"]);
    folder.run("undo e.milepost --passphrase-file wrong").refused(&["the passphrase does not open"]);
    folder.run("log e.milepost").refused(&["--passphrase-file"]);
    folder.run("log e.milepost --passphrase-file nowhere").refused(&["'nowhere'"]);
    assert_eq!(before, folder.bytes("e.milepost"));
    let rows = folder.run_with("report milestones e.milepost --passphrase-file - --format json", "four words for example\n").rows();
    assert_eq!(rows.len(), 9);
    assert!(folder.run("report milestones e.milepost --passphrase-file pass").good().starts_with("Milestones  e.milepost\n"));

    folder.run("rekey e.milepost --passphrase-file pass --new-passphrase-file wrong").good();
    folder.run("log e.milepost --passphrase-file pass").refused(&["does not open"]);
    folder.run("backup e.milepost --to copy.milepost --passphrase-file wrong").good();
    folder.run("restore copy.milepost --to back.milepost --passphrase-file wrong").good();
    assert_eq!(folder.run("report milestones back.milepost --format json --passphrase-file wrong").rows().len(), 9);
    assert!(folder.run("check back.milepost --rebuild anew.milepost --passphrase-file wrong").good().starts_with("clean"));
    assert!(folder.run("check anew.milepost --passphrase-file wrong").good().starts_with("clean"));
}

#[test]
fn a_plain_file_says_so_and_takes_no_passphrase() {
    let folder = Folder::furnished(false);
    folder.write("pass", "four words for example\n");
    folder.run("log f.milepost --passphrase-file pass").refused(&["NOT ENCRYPTED", "but a passphrase was given"]);
    assert!(folder.run("report scores f.milepost").good().starts_with("Scores  f.milepost  NOT ENCRYPTED\n"));
    folder.run("rekey f.milepost --new-passphrase-file pass").refused(&["NOT ENCRYPTED"]);
}

#[test]
fn a_new_file_wants_a_good_passphrase_and_a_free_name() {
    let folder = Folder::new();
    folder.write("short", "abc\n");
    folder.write("there.milepost", "x");
    folder.run("new n.milepost --as Ann --passphrase-file short").refused(&["at least 12"]);
    folder.run("new n.milepost --as Ann").refused(&["--passphrase-file", "--unencrypted"]);
    folder.run("new there.milepost --as Ann --unencrypted").refused(&["is there already"]);
    folder
        .run("new n.milepost --as Ann --unencrypted --plan utah-milestone")
        .refused(&["there is no shipped plan or file 'utah-milestone'", "utah-milestones"]);
    folder.run("new n.milepost --as Ann --unencrypted --instrument cpr").refused(&["shipped instrument"]);
    assert!(!folder.path("n.milepost").exists(), "nothing is left behind");
    assert_eq!(folder.bytes("there.milepost"), b"x");
}

#[test]
fn what_is_no_file_of_ours_is_left_alone() {
    let folder = Folder::furnished(false);
    folder.write("junk.milepost", &"just some words\n".repeat(400));
    folder.run("log junk.milepost").refused(&["'junk.milepost' is not a Milepost file"]);
    folder.run("undo junk.milepost").refused(&["is not a Milepost file"]);
    folder.run("log gone.milepost").refused(&["there is no file 'gone.milepost'", "milepost new"]);
    folder.run("log .").refused(&["is not a Milepost file"]);
    // The form of the file stands at byte 60 of an SQLite header.
    let mut newer = folder.bytes("f.milepost");
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(folder.path("newer.milepost"), &newer).unwrap();
    folder.run("report scores newer.milepost").refused(&["was made by a newer Milepost", "99", "update the program"]);
    folder.run("undo newer.milepost").refused(&["newer Milepost"]);
    assert_eq!(folder.bytes("newer.milepost"), newer);
}

#[test]
fn a_file_open_in_another_window_is_reported_on_and_not_written() {
    let folder = Folder::furnished(true);
    let editor = open(&folder, "f.milepost", Access::Edit);
    let held = format!("process {}", std::process::id());
    folder.run("undo f.milepost").refused(&["is open for editing elsewhere", &held, "user"]);
    folder.run("import answers answers.csv --into f.milepost").refused(&["is open for editing elsewhere"]);
    assert!(!folder.run("report scores f.milepost --format json").rows().is_empty());
    folder.run("check f.milepost").good();
    folder.run("report scores f.milepost --out s.txt").good();
    folder.run("backup f.milepost --to copy.milepost").good();
    assert!(editor.check().unwrap().wrong.is_empty());
    drop(editor);
    folder.run("undo f.milepost").good();
}

#[test]
fn two_files_of_one_agency_call_the_same_things_by_the_same_ids() {
    let folder = Folder::furnished(true);
    folder.write("pass", "four words for example\n");
    folder.run("new second.milepost --join f.milepost --as Ben --unencrypted").good();
    folder.run("new stranger.milepost --as Cleo --unencrypted").good();
    folder.run("import instrument questions.csv --id review --title 'Sample review' --into stranger.milepost").good();
    for file in ["second", "stranger"] {
        folder.run(&format!("import answers answers.csv --create-places --into {file}.milepost")).good();
    }
    let mut ids = Vec::new();
    for file in ["f.milepost", "second.milepost", "stranger.milepost"] {
        let store = open(&folder, file, Access::Read);
        let book = store.load().unwrap();
        let mut here: Vec<String> = Vec::new();
        for kind in [Kind::Agency, Kind::Region, Kind::Office, Kind::Worker, Kind::Instrument] {
            let mut of_kind: Vec<String> = book.all(kind).iter().map(|r| r.id.to_string()).collect();
            assert!(!of_kind.is_empty(), "{file} {kind:?}");
            of_kind.sort();
            here.extend(of_kind);
        }
        let office = book.all(Kind::Office)[0].id;
        let found = (2024..=2025)
            .flat_map(|year| (0..90).map(move |case| (year, format!("C{case:03}"))))
            .map(|(year, case)| review_id(&store, "review", year, office, &case))
            .filter(|id| store.stored_review(*id).unwrap().is_some());
        let reviews: Vec<String> = found.map(|id| id.to_string()).collect();
        assert!(reviews.len() > 5, "{file}");
        here.extend(reviews);
        ids.push(here);
    }
    assert_eq!(ids[0], ids[1]);
    assert!(ids[0].iter().all(|id| !ids[2].contains(id)), "another agency has other ids");

    folder.run("new sealed.milepost --as Dot --passphrase-file pass").good();
    folder.run("new third.milepost --join sealed.milepost --as Eve --unencrypted").refused(&["--passphrase-file"]);
    folder.run("new third.milepost --join sealed.milepost --join-passphrase-file pass --as Eve --unencrypted").good();
}

#[test]
fn instruments_grow_versions_and_the_same_one_again_is_refused() {
    let folder = Folder::furnished(false);
    folder.run("import instrument questions.csv --id review --title 'Sample review' --into f.milepost").refused(&["here already"]);
    folder.write("questions2.csv", &Sample::questions().replace("A01,0.90", "A01,0.95"));
    folder.run("import instrument questions2.csv --id review --title 'Sample review' --into f.milepost").good();
    let store = open(&folder, "f.milepost", Access::Read);
    let versions: Vec<u32> = store.load().unwrap().instruments().iter().map(|(_, i)| i.version).collect();
    assert_eq!(versions, [1, 2]);
    folder.run("import instrument questions2.csv --into f.milepost").refused(&["--id"]);
    folder.run("import instrument utah-cpr --into f.milepost").good();
    folder.run("import answers answers.csv --into f.milepost").refused(&["several instruments", "review", "utah-cpr"]);
    folder.run("import answers answers.csv --create-places --id review --into f.milepost").good();
}

#[test]
fn a_version_that_cannot_follow_the_one_before_gets_its_sentence_and_changes_nothing() {
    let folder = Folder::new();
    folder.run("new f.milepost --unencrypted --as Ann").good();
    let version = |number: u32, questions: &str| {
        let option = "[[option]]\ncode = \"yes\"\nlabel = \"Yes\"\nkey = \"y\"\ncredit = \"1\"\n[[area]]\ncode = \"A\"\nname = \"Area\"\n";
        let question = |pair: &str| {
            let (code, before) = pair.split_once('<').unwrap_or((pair, ""));
            format!("[[question]]\narea = \"A\"\ncode = \"{code}\"\ntext = \"t\"\ngoal = \"85 %\"\ncontinues = \"{before}\"\n")
        };
        let text = questions.split(' ').map(question).collect::<Vec<_>>().concat();
        let year = if number > 1 { "in_force_from = 2030\n" } else { "" };
        folder
            .write("own.toml", &format!("code = \"own\"\ntitle = \"Own\"\nversion = {number}\nsource = \"made up\"\n{year}{option}{text}"));
        folder.run("import instrument own.toml --into f.milepost")
    };
    version(1, "Q1 Q2").good();
    version(2, "Q3<Q4 Q4<Q3").refused(&["Q3 and Q4 continue each other in a circle within version 2"]);
    version(2, "Q1<Q1 Q3<Q1").refused(&["continues 'Q1': stands on line", "give each its own"]);
    version(2, "Q5<Q9").refused(&["'Q5' continues 'Q9', which version 1 does not have", "leave continues out"]);
    let store = open(&folder, "f.milepost", Access::Read);
    assert_eq!(store.load().unwrap().instruments().len(), 1);
    drop(store);
    let taken = version(2, "Q1<Q1 Q2");
    let said = format!("{}{}", taken.out, taken.err);
    assert_eq!(taken.code, 0, "{said}");
    assert!(said.contains("'Q2' has the same code as in version 1 but does not continue it"), "{said}");
}

#[test]
fn outcomes_of_an_imported_federal_review_come_from_its_items() {
    let folder = Folder::new();
    folder.run("new f.milepost --unencrypted --as Ann --instrument cfsr").good();
    let row = |question: &str, answer: &str| format!("2025,North,Elm,C-1,,{question},{answer},,\n");
    let head = "year,region,office,case_id,area,question,answer,reviewer,reviewed_on\n";
    folder.write("wrong.csv", &format!("{head}{}", row("Item 3", "NA")));
    folder.run("import answers wrong.csv --create-places --into f.milepost").refused(&["'NA': is no answer to 'Item 3'", "write S or ANI"]);
    folder.write("right.csv", &format!("{head}{}{}{}", row("Item 2", "S"), row("Item 3", "ANI"), row("Outcome S2", "SA")));
    let taken = folder.run("import answers right.csv --create-places --into f.milepost");
    let said = format!("{}{}", taken.out, taken.err);
    assert_eq!(taken.code, 0, "{said}");
    assert!(said.contains("'Outcome S2': is computed from its items; this answer is left out"), "{said}");
    let rows = folder.run("report scores f.milepost --by question,year --format json").rows();
    let outcome = rows.iter().find(|row| row["question"] == "Outcome S2").unwrap();
    assert_eq!(outcome["counts"]["PA"], 1, "partially achieved, whatever the file says: {outcome}");
}

#[test]
fn the_passphrase_itself_is_in_no_message() {
    let folder = Folder::new();
    folder.write("pass", "four words for example\n");
    let made = folder.run("new e.milepost --as Ann --passphrase-file pass");
    assert!(!made.err.contains("four words for example"));
    // The type that holds it cannot be printed either.
    assert_eq!(format!("{:?}", Passphrase::new("four words for example".to_owned())), "Passphrase(..)");
}

#[test]
fn an_instrument_is_written_out_as_the_file_it_is_read_from() {
    let folder = Folder::furnished(false);
    let text = folder.run("print instrument REVIEW --from f.milepost").good();
    assert!(text.starts_with("code = \"review\"\n"), "{text}");
    std::fs::write(folder.path("again.toml"), &text).unwrap();
    folder.run("import instrument again.toml --into f.milepost").refused(&["everything in it is here already"]);
    folder.run("print instrument utah-cpr").good().find("[[question]]").unwrap();
    folder.run("print instrument utah-cpt").refused(&["utah-cpt", "utah-cpr"]);
    folder.run("print instrument revue --from f.milepost").refused(&["revue", "review"]);
    let ran = folder.run("print instrument review --from f.milepost --version 7");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("no version 7 of 'review'"), "{}", ran.err);
}
