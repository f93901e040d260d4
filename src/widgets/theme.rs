//! Colours by meaning. A theme is a file of lines, `met = "bold 108"`; what it does not say falls back (`meaning.rs`).
//! Whether `NO_COLOR` is set, and which theme to take, is the caller's choice: `mono` has no colour at all.

use ratatui::style::{Color, Modifier, Style};

use super::glyphs::Glyphs;
use super::meaning::Meaning as M;

pub use super::meaning::Meaning;

const PRESETS: [(&str, &str); 4] = [
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("contrast", include_str!("../../assets/themes/contrast.toml")),
    ("mono", include_str!("../../assets/themes/mono.toml")),
];

/// Why a theme file was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// The file is not TOML.
    #[error("line {line} of the theme cannot be read: {reason}. Each line is a name and a style, such as met = \"bold green\".")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What the reader of the format says.
        reason: String,
    },
    /// No meaning of that name.
    #[error("line {line} of the theme names '{name}', which is not a part of the screen. Did you mean '{nearest}'?")]
    Unknown {
        /// The line, from 1.
        line: usize,
        /// The name.
        name: String,
        /// The nearest name there is.
        nearest: &'static str,
    },
    /// No style of that word.
    #[error(
        "line {line} of the theme has '{word}', which is not a style. Use bold, dim, italic, underline, reverse, a colour name, 0 to 255, or #rrggbb; 'on' before a background."
    )]
    Style {
        /// The line, from 1.
        line: usize,
        /// The word.
        word: String,
    },
}

/// A theme: a style for each meaning, and the signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The signs it draws with.
    pub glyphs: Glyphs,
    styles: Vec<Option<Style>>,
}

impl Default for Theme {
    fn default() -> Theme {
        Theme::named("dark").unwrap_or_else(Theme::plain)
    }
}

impl Theme {
    /// The names of the themes that come with the program, in the order that the command for the next one takes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// One of the themes that come with the program.
    #[must_use]
    pub fn named(name: &str) -> Option<Theme> {
        let (name, text) = PRESETS.iter().find(|(known, _)| *known == name)?;
        let mut theme = Theme::plain();
        (*name).clone_into(&mut theme.name);
        theme.patch(text).ok()?;
        Some(theme)
    }

    /// The theme after this one.
    #[must_use]
    pub fn next(&self) -> Theme {
        let at = PRESETS.iter().position(|(name, _)| *name == self.name).map_or(0, |at| (at + 1) % PRESETS.len());
        let glyphs = self.glyphs;
        Theme { glyphs, ..Theme::named(PRESETS[at].0).unwrap_or_else(Theme::plain) }
    }

    fn plain() -> Theme {
        Theme { name: "plain".to_owned(), glyphs: Glyphs::UNICODE, styles: vec![None; M::ALL.len()] }
    }

    /// The same theme with other signs.
    #[must_use]
    pub fn with_glyphs(mut self, glyphs: Glyphs) -> Theme {
        self.glyphs = glyphs;
        self
    }

    /// How a meaning looks.
    #[must_use]
    pub fn style(&self, meaning: M) -> Style {
        let mut meaning = meaning;
        loop {
            if let Some(style) = self.styles[meaning as usize] {
                return style;
            }
            if meaning == M::Text {
                return Style::new();
            }
            meaning = meaning.fallback();
        }
    }

    /// Lays the lines of a theme file over this theme; on a fault nothing is changed.
    pub fn patch(&mut self, text: &str) -> Result<(), ThemeError> {
        let line_at = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let table = toml::de::DeTable::parse(text).map_err(|fault| ThemeError::Syntax {
            line: line_at(fault.span().map_or(0, |span| span.start)),
            reason: fault.message().to_owned(),
        })?;
        let mut styles = self.styles.clone();
        for (name, value) in table.get_ref() {
            let line = line_at(name.span().start);
            let name = name.get_ref().as_ref();
            let meaning = M::named(name).ok_or_else(|| ThemeError::Unknown { line, name: name.to_owned(), nearest: nearest(name) })?;
            let words =
                value.get_ref().as_str().ok_or_else(|| ThemeError::Syntax { line, reason: "the style must stand in quotes".to_owned() })?;
            styles[meaning as usize] = Some(parse_style(words).map_err(|word| ThemeError::Style { line, word })?);
        }
        self.styles = styles;
        Ok(())
    }
}

/// The known name that shares most letters at the start or end.
fn nearest(name: &str) -> &'static str {
    let alike = |id: &str| {
        let front = id.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        let back = id.chars().rev().zip(name.chars().rev()).take_while(|(a, b)| a == b).count();
        front + back
    };
    M::ALL.iter().map(|meaning| meaning.id()).max_by_key(|id| (alike(id), usize::MAX - id.len())).unwrap_or("text")
}

/// `bold 108 on 236`: the words of a style; the word at fault otherwise.
fn parse_style(words: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut ground = false;
    for word in words.split_whitespace() {
        style = match word {
            "on" => {
                ground = true;
                continue;
            }
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underline" => style.add_modifier(Modifier::UNDERLINED),
            "reverse" => style.add_modifier(Modifier::REVERSED),
            colour => {
                let colour = parse_colour(colour).ok_or_else(|| word.to_owned())?;
                if ground { style.bg(colour) } else { style.fg(colour) }
            }
        };
        ground = false;
    }
    if ground { Err("on".to_owned()) } else { Ok(style) }
}

fn parse_colour(word: &str) -> Option<Color> {
    if word == "default" {
        return Some(Color::Reset);
    }
    word.parse().ok()
}

#[cfg(test)]
mod tests;
