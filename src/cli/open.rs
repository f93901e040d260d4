//! `milepost [FILE]`: the terminal application.

use std::path::PathBuf;

use super::{Desk, Failure};
use crate::command::keymap::Keymap;
use crate::config::Config;
use crate::shell::Look;
use crate::shell::run::{Start, run as run_shell};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::theme::Theme;
use crate::work::WorkError;
use crate::work::open::default_file;

pub(super) fn run(file: Option<PathBuf>, desk: &Desk) -> Result<(), Failure> {
    let named = file.is_some();
    let Some(path) = file.or_else(|| desk.config.file.clone()).or_else(default_file) else {
        return Err(Failure::Refused("there is no data folder here; name the file: milepost FILE".to_owned()));
    };
    let start = if !named && !path.exists() { Start::Welcome(path) } else { Start::File(path, desk.key().at_hand()?) };
    show(start, desk)
}

/// Runs the terminal application until the reviewer quits.
pub(super) fn show(start: Start, desk: &Desk) -> Result<(), Failure> {
    let look = look(&desk.config, desk)?;
    run_shell(start, look).map_err(|error| Failure::Refused(error.to_string()))
}

fn look(config: &Config, desk: &Desk) -> Result<Look, Failure> {
    let theme = Theme::named(theme_name(config)).unwrap_or_default();
    let signs = match config.signs.as_str() {
        "ascii" => Glyphs::ASCII,
        "unicode" => Glyphs::UNICODE,
        _ if draws_unicode() => Glyphs::UNICODE,
        _ => Glyphs::ASCII,
    };
    Ok(Look { theme: theme.with_glyphs(signs), keymap: keymap(config)?, mouse: config.mouse, day_first: config.day_first, today: desk.global.today })
}

/// The theme of the settings; with `auto` mono where colours are not wanted, light where the terminal says that it is.
fn theme_name(config: &Config) -> &str {
    if config.theme != "auto" {
        return &config.theme;
    }
    if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        return "mono";
    }
    let background = std::env::var("COLORFGBG").ok().and_then(|v| v.rsplit(';').next()?.parse::<u8>().ok());
    if matches!(background, Some(7 | 9..=15)) { "light" } else { "dark" }
}

/// Whether the terminal can be trusted with more than ASCII: not the Linux console, and a locale of UTF-8 where locales say.
pub(super) fn draws_unicode() -> bool {
    let first = |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    let console = matches!(std::env::var("TERM").as_deref(), Ok("linux" | "dumb"));
    let locale = first(&["LC_ALL", "LC_CTYPE", "LANG"]).is_none_or(|l| l.to_lowercase().replace('-', "").contains("utf8"));
    !console && (cfg!(windows) || locale)
}

/// A preset by name, or a keys file over the default keys.
pub(super) fn keymap(config: &Config) -> Result<Keymap, Failure> {
    let refused = |what: String| Failure::Refused(format!("keys '{}': {what}", config.keys));
    if Keymap::presets().any(|preset| preset == config.keys) {
        return Keymap::preset(&config.keys).map_err(|e| refused(e.to_string()));
    }
    let path = PathBuf::from(&config.keys);
    let text = std::fs::read_to_string(&path).map_err(|e| WorkError::io(&path, &e))?;
    let mut keymap = Keymap::preset("default").map_err(|e| refused(e.to_string()))?;
    keymap.overlay(&text).map_err(|e| refused(e.to_string()))?;
    Ok(keymap)
}
