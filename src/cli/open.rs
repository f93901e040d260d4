//! `milepost [FILE]`: the terminal application.

use std::path::PathBuf;

use super::{Desk, Failure};
use crate::command::keymap::Keymap;
use crate::shell::{self, Look};
use crate::store::StoreError;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::theme::Theme;
use crate::work::open::default_file;

pub(super) use crate::shell::run::Start;

pub(super) fn run(file: Option<PathBuf>, desk: &Desk) -> Result<(), Failure> {
    let named = file.is_some();
    let Some(path) = file.or_else(|| desk.config.file.clone()).or_else(default_file) else {
        return Err(Failure::Refused("there is no data folder here; name the file: milepost FILE".to_owned()));
    };
    if !shell::has_terminal() {
        return Err(Failure::Refused("there is no terminal here; open the file in one, or use 'milepost report' in scripts".to_owned()));
    }
    let start = match (path.exists(), named) {
        (true, _) => Start::File(path, desk.key().at_hand()?),
        (false, true) => return Err(StoreError::NotFound(path).into()),
        (false, false) => Start::Welcome(path),
    };
    Ok(shell::run::run(start, &look(desk)?)?)
}

/// Colours, signs, keys and mouse, from the settings, the command line and the terminal's own wishes.
pub(super) fn look(desk: &Desk) -> Result<Look, Failure> {
    let name = desk.global.theme.as_deref().unwrap_or(&desk.config.theme);
    let name = if name == "auto" { fitting_theme() } else { name };
    let theme = Theme::named(name).ok_or_else(|| {
        let known: Vec<&str> = Theme::names().collect();
        Failure::Refused(format!("there is no theme '{name}'; choose auto, {}", known.join(", ")))
    })?;
    let plain = desk.global.ascii || desk.config.ascii;
    Ok(Look {
        theme: if plain { theme.with_glyphs(Glyphs::ASCII) } else { theme },
        keymap: keymap(&desk.config.keys)?,
        mouse: desk.config.mouse,
        day_first: desk.config.day_first,
        today: desk.global.today,
        lock_after_minutes: desk.config.lock_after_minutes,
        reports: crate::work::open::documents_folder(),
        name: desk.global.person.clone().or_else(|| desk.config.name.clone()),
    })
}

/// No colour where none is wanted; light where the terminal says so. The terminal is never asked: its answer could land in a cell.
fn fitting_theme() -> &'static str {
    let says = |name: &str| std::env::var(name).unwrap_or_default();
    let ground = says("COLORFGBG");
    match ground.rsplit(';').next() {
        _ if !says("NO_COLOR").is_empty() => "mono",
        Some("7" | "15") => "light",
        _ => "dark",
    }
}

/// A preset, or a file laid over the default one.
pub(super) fn keymap(name: &str) -> Result<Keymap, Failure> {
    if Keymap::presets().any(|preset| preset == name) {
        return Keymap::preset(name).map_err(|e| Failure::Refused(e.to_string()));
    }
    let text = std::fs::read_to_string(name).map_err(|e| Failure::Refused(format!("the keys file '{name}' cannot be read: {e}")))?;
    let mut keymap = Keymap::preset("default").map_err(|e| Failure::Refused(e.to_string()))?;
    keymap.overlay(&text).map_err(|e| Failure::Refused(format!("'{name}', {e}")))?;
    Ok(keymap)
}
