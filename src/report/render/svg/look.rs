//! What each mark of a chart looks like, by light and by dark. A class means one thing; nothing here knows where it lies.
//! The blue and the orange are told apart by people who confuse red and green, and by their greys.

use std::fmt::Write as _;

/// What a mark means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Words that are read first.
    Text,
    /// Words beside them.
    Quiet,
    /// Lines of an axis.
    Axis,
    /// Lines to measure by.
    Grid,
    /// At its goal, or done.
    Met,
    /// Below its goal.
    Below,
    /// Late.
    Late,
    /// Nothing can be said.
    Open,
    /// A figure that nothing is asked of.
    Plain,
    /// Where the goal is.
    Goal,
    /// The goal of a whole run.
    Standard,
    /// Where it was a year before.
    Before,
    /// From point to point.
    Path,
    /// An interval around a point.
    Interval,
    /// The centre of a stretch.
    Centre,
    /// Limits around it.
    Limit,
    /// A ring around a signal.
    Signal,
    /// The day of the report.
    Today,
    /// What lies under words so that they can be read.
    Paper,
    /// Every other group of rows.
    Band,
}

/// Fill and stroke by light, then by dark.
struct Colours {
    class: &'static str,
    light: (&'static str, &'static str),
    dark: (&'static str, &'static str),
    /// Width and dashes of its outline.
    more: &'static str,
}

const ALL: [Look; 20] = [
    Look::Text,
    Look::Quiet,
    Look::Axis,
    Look::Grid,
    Look::Met,
    Look::Below,
    Look::Late,
    Look::Open,
    Look::Plain,
    Look::Goal,
    Look::Standard,
    Look::Before,
    Look::Path,
    Look::Interval,
    Look::Centre,
    Look::Limit,
    Look::Signal,
    Look::Today,
    Look::Paper,
    Look::Band,
];

impl Look {
    const fn colours(self) -> Colours {
        let (class, light, dark, more) = match self {
            Look::Text => ("mp-text", ("#1a1a1a", "none"), ("#ececec", "none"), ""),
            Look::Quiet => ("mp-quiet", ("#4d4d4d", "none"), ("#b9bec4", "none"), ""),
            Look::Axis => ("mp-axis", ("none", "#767676"), ("none", "#9aa0a6"), r#" stroke-width="1""#),
            Look::Grid => ("mp-grid", ("none", "#d9d9d9"), ("none", "#3b4148"), r#" stroke-width="1""#),
            Look::Met => ("mp-met", ("#1f4e79", "#1f4e79"), ("#7fb2e5", "#7fb2e5"), r#" stroke-width="1.5""#),
            Look::Below => ("mp-below", ("#fbe3d2", "#c55a11"), ("#4d2d14", "#f4a261"), r#" stroke-width="1.5""#),
            Look::Late => ("mp-late", ("#ffffff", "#c55a11"), ("#16191d", "#f4a261"), r#" stroke-width="1.5""#),
            Look::Open => ("mp-open", ("#ffffff", "#6b6b6b"), ("#16191d", "#a6abb1"), r#" stroke-width="1.2" stroke-dasharray="3 2""#),
            Look::Plain => ("mp-plain", ("#9fb0c0", "#56646f"), ("#62707d", "#b4c0ca"), r#" stroke-width="1""#),
            Look::Goal => ("mp-goal", ("none", "#000000"), ("none", "#ffffff"), r#" stroke-width="2.5""#),
            Look::Standard => ("mp-standard", ("none", "#000000"), ("none", "#ffffff"), r#" stroke-width="1.5""#),
            Look::Before => ("mp-before", ("#ffffff", "#333333"), ("#16191d", "#dddddd"), r#" stroke-width="1.5""#),
            Look::Path => ("mp-path", ("none", "#1f4e79"), ("none", "#7fb2e5"), r#" stroke-width="2""#),
            Look::Interval => ("mp-interval", ("none", "#7d8894"), ("none", "#8d98a4"), r#" stroke-width="1.2""#),
            Look::Centre => ("mp-centre", ("none", "#4d4d4d"), ("none", "#b9bec4"), r#" stroke-width="1.5" stroke-dasharray="9 3""#),
            Look::Limit => ("mp-limit", ("none", "#808080"), ("none", "#90969c"), r#" stroke-width="1" stroke-dasharray="2 3""#),
            Look::Signal => ("mp-signal", ("none", "#c55a11"), ("none", "#f4a261"), r#" stroke-width="2""#),
            Look::Today => ("mp-today", ("none", "#c55a11"), ("none", "#f4a261"), r#" stroke-width="1.5" stroke-dasharray="6 3""#),
            Look::Paper => ("mp-paper", ("#ffffff", "none"), ("#16191d", "none"), ""),
            Look::Band => ("mp-band", ("#f2f4f6", "none"), ("#20252b", "none"), ""),
        };
        Colours { class, light, dark, more }
    }

    /// Its class and its attributes by light, with a blank before.
    pub(super) fn attributes(self) -> String {
        let Colours { class, light: (fill, stroke), more, .. } = self.colours();
        format!(r#" class="{class}" fill="{fill}" stroke="{stroke}"{more}"#)
    }
}

/// The style sheet of charts in the dark: a rule beats the attributes.
pub(super) fn dark() -> String {
    ALL.iter().fold(String::new(), |mut out, look| {
        let Colours { class, dark: (fill, stroke), .. } = look.colours();
        let _ = write!(out, ".{class}{{fill:{fill};stroke:{stroke}}}");
        out
    })
}
