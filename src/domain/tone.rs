//! How good or bad a state is, so that every pane shows it with the same glyph and colour. The glyphs are in `widgets/`.

/// The weight of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tone {
    /// Reached and safe.
    Good,
    /// On the way.
    Hopeful,
    /// Look at this soon.
    Warning,
    /// Not reached, or late.
    Bad,
    /// Nothing to say.
    Neutral,
}
