//! The forms of data.
pub fn text() -> String {
    String::new()
}
