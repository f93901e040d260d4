//! The vocabulary between keys, panes and the running program: commands, effects, events, keys.
//! It knows the rules' types, and nothing of the screen or the file.

pub mod context;
pub mod effect;
pub mod event;
pub mod form;
pub mod key;
pub mod keymap;
pub mod order;
pub mod table;

pub use context::{Area, Chosen, Context, Ids};
pub use effect::{Effect, Place};
pub use event::{Event, Input};
pub use form::{Form, FormField, Takes};
pub use order::{ExportOrder, ImportOrder};
pub use table::{Command, Mode};
