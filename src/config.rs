//! The settings file over the defaults. What a setting does belongs to who uses it; here is only which there are.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Deserialize;

use crate::widgets::theme::Theme;

/// The settings of this user on this machine. Settings of an agency stand in its file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Who works here, as every change carries it.
    pub name: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// The file that opens when none is named.
    pub file: Option<PathBuf>,
    /// A keys preset, or the path of a keys file.
    pub keys: String,
    /// A theme: `auto`, `dark`, `light`, `contrast` or `mono`.
    pub theme: String,
    /// Whether plain ASCII signs are drawn.
    pub ascii: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether dates are typed day first (`15/3`).
    pub day_first: bool,
    /// Minutes without a key until the screen is locked; 0 is never.
    pub lock_after_minutes: u32,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            name: None,
            role: None,
            file: None,
            keys: "default".to_owned(),
            theme: "auto".to_owned(),
            ascii: false,
            mouse: true,
            day_first: false,
            lock_after_minutes: 10,
        }
    }
}

/// Why settings were not read.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key or value that is none.
    #[error("'{}', line {line}: {what}; correct that line", .path.display())]
    Line {
        /// The settings file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// The file cannot be read.
    #[error("the settings in '{}' cannot be read: {what}", .path.display())]
    Unreadable {
        /// The settings file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
}

/// Where the settings file is looked for.
#[must_use]
pub fn settings_file() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.config_dir().join("milepost").join("settings.toml"))
}

/// The settings: those of the file where there is one.
///
/// # Errors
/// An unknown key or a wrong value, with its line.
pub fn load() -> Result<Config, ConfigError> {
    let Some(path) = settings_file() else { return Ok(Config::default()) };
    match std::fs::read_to_string(&path) {
        Ok(text) => parse(&path, &text),
        Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => Ok(Config::default()),
        Err(e) => Err(ConfigError::Unreadable { path, what: e.to_string() }),
    }
}

/// Settings from the text of a file.
///
/// # Errors
/// As [`load`].
pub fn parse(path: &Path, text: &str) -> Result<Config, ConfigError> {
    let config: Config = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start).min(text.len());
        let line = text.get(..at).map_or(0, |before| before.matches('\n').count()) + 1;
        let what = error.message().replace('`', "'").replace("unknown field", "no setting is called");
        ConfigError::Line { path: path.to_owned(), line, what }
    })?;
    let themes: Vec<&str> = std::iter::once("auto").chain(Theme::names()).collect();
    if !themes.contains(&config.theme.as_str()) {
        let line = text.lines().position(|line| line.trim_start().starts_with("theme")).map_or(1, |at| at + 1);
        let what = format!("there is no theme '{}'; write one of {}", config.theme, themes.join(", "));
        return Err(ConfigError::Line { path: path.to_owned(), line, what });
    }
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_setting_is_named_with_its_line() {
        let error = parse(Path::new("settings.toml"), "mouse = false\n\nthem = \"dark\"\n").unwrap_err().to_string();
        assert!(error.starts_with("'settings.toml', line 3: no setting is called 'them'"), "{error}");
        assert!(error.contains("'theme'"), "{error}");
    }

    #[test]
    fn an_unknown_theme_is_named_with_its_line_and_those_there_are() {
        let error = parse(Path::new("settings.toml"), "mouse = false\ntheme = \"pink\"\n").unwrap_err().to_string();
        assert_eq!(
            error,
            "'settings.toml', line 2: there is no theme 'pink'; write one of auto, dark, light, contrast, mono; correct that line"
        );
    }

    #[test]
    fn what_is_not_set_keeps_its_default() {
        let config = parse(Path::new("settings.toml"), "name = \"Ann Example\"\nmouse = false\n").unwrap();
        assert_eq!(config, Config { name: Some("Ann Example".to_owned()), mouse: false, ..Config::default() });
        let wrong = parse(Path::new("settings.toml"), "mouse = \"no\"\n").unwrap_err().to_string();
        assert!(wrong.contains("line 1"), "{wrong}");
    }
}
