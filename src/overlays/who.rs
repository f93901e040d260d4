//! Asks who works here: a form whose answer is the program's own matter, not a pane's.

use super::asked::Asked;
use crate::command::{Effect, Form, FormField, Takes};

/// Asks for name and role, with what is known of them.
#[must_use]
pub fn who(name: &str, role: &str) -> Asked {
    let fields = vec![
        FormField::new("Name", Takes::Line).with(name).hint("Ann Example"),
        FormField::new("Role", Takes::Line).with(role).hint("QA reviewer"),
    ];
    let form = Form::new("who", "Who are you?", "Your name and role stand beside every change you make.", fields);
    Asked::new(form).answered_by(introduce)
}

fn introduce(form: &Form) -> Result<Effect, (usize, String)> {
    match form.text(0) {
        "" => Err((0, "a name is needed: every change carries one".to_owned())),
        name => Ok(Effect::Introduce { name: name.to_owned(), role: form.text(1).to_owned() }),
    }
}
