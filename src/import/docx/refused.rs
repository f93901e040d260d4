//! Why a file is not read as a text document, in words. Reading belongs to the others.

use super::super::fault::Fault;
use super::super::workbook::Halt;
use super::MOST_BYTES;

const SAVE_AGAIN: &str = "open it in Word or LibreOffice, save it as .docx and import that";

pub(super) fn damaged(what: &str) -> Halt {
    Halt::fault(Fault::new("document-damaged").says(format!("the document is damaged or not whole ({what})"), SAVE_AGAIN))
}

pub(super) fn too_large(what: &str) -> Halt {
    Halt::fault(Fault::new("document-large").says(
        format!("{what} is larger than any form"),
        "choose the document that was filled in; if you do not know the file, do not trust it",
    ))
}

pub(super) fn no_document(what: &str) -> Halt {
    Halt::fault(Fault::new("file-archive").says(format!("this is {what}"), SAVE_AGAIN))
}

/// A halt in the words of a document: the container is read by the reader of workbooks.
pub(super) fn said(halt: Halt) -> Fault {
    let Halt::Fault(fault) = halt else { return Fault::new("document-stopped").says("the reading was stopped", "") };
    let again = match fault.code {
        "workbook-large" => too_large(fault.message.split(" is larger").next().unwrap_or("a part")),
        "workbook-damaged" => damaged(fault.message.rsplit_once('(').map_or("its parts", |(_, what)| what.trim_end_matches(')'))),
        _ => return *fault,
    };
    match again {
        Halt::Fault(fault) => *fault,
        Halt::Stopped => Fault::new("document-stopped"),
    }
}

/// What a file is, if its beginning shows that it is no such document.
pub(super) fn other(bytes: &[u8]) -> Option<Fault> {
    let fault = |code, says: &str, remedy: &str| Some(Fault::new(code).says(says, remedy));
    if bytes.len() > MOST_BYTES {
        return fault("document-large", "the file is larger than 64 MB", "take the pictures out of it, save it and import that");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return if has_name(bytes, "EncryptedPackage") {
            fault("document-encrypted", "the document has a password", "open it, save a copy without a password, and import that")
        } else {
            fault("document-old", "this is an old document (.doc) or another Office file", SAVE_AGAIN)
        };
    }
    let text = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes).trim_ascii_start();
    if bytes.is_empty() {
        fault("file-empty", "the file is empty", "choose the document that was filled in")
    } else if text.starts_with(b"%PDF") {
        fault("file-document", "this is a PDF", "import the .docx it was printed from; a PDF is for paper only")
    } else if text.starts_with(b"{\\rtf") {
        fault("file-document", "this is a Rich Text file, whatever its name says", SAVE_AGAIN)
    } else if text.first() == Some(&b'<') {
        fault("file-markup", "this is a web page or XML, whatever its name says", SAVE_AGAIN)
    } else {
        fault("file-text", "this is no .docx document", SAVE_AGAIN)
    }
}

/// Whether a stream of that name is in the folder of an old Office file.
fn has_name(bytes: &[u8], name: &str) -> bool {
    let mark: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(mark.len()).any(|window| window == mark)
}
