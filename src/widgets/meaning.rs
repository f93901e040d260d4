//! What a colour is for. Widgets and panes say what a thing means; only the theme knows how that looks.

macro_rules! meanings {
    ($($variant:ident $id:literal $fallback:ident $doc:literal;)*) => {
        /// What a colour is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub enum Meaning {
            $(#[doc = $doc] $variant,)*
            #[doc = "Ordinary text."]
            #[default]
            Text,
        }

        impl Meaning {
            /// Every meaning.
            pub const ALL: &'static [Meaning] = &[$(Meaning::$variant,)* Meaning::Text];

            /// Its name in theme files.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Meaning::$variant => $id,)* Meaning::Text => "text" }
            }

            /// The meaning that stands in for it where a theme has no line for it; text stands for itself.
            #[must_use]
            pub const fn fallback(self) -> Meaning {
                match self { $(Meaning::$variant => Meaning::$fallback,)* Meaning::Text => Meaning::Text }
            }

            /// The meaning of that name.
            #[must_use]
            pub fn named(id: &str) -> Option<Meaning> {
                match id { $($id => Some(Meaning::$variant),)* "text" => Some(Meaning::Text), _ => None }
            }
        }
    };
}

meanings! {
    Muted "muted" Text "Less important text.";
    Title "title" Text "The title of a pane or popup.";
    Border "border" Muted "Lines and frames.";
    BorderFocused "border-focused" Accent "The frame of what has the keys.";
    Selection "selection" Text "The selected range; laid over what stands there.";
    CursorCell "cursor-cell" Selection "The cell or line under the cursor; laid over what stands there.";
    CursorIdle "cursor-idle" Selection "The same, where the keys go elsewhere.";
    Header "header" Title "The names of columns.";
    Band "band" Title "A heading between rows.";
    Stripe "stripe" Text "Every other row; laid under what stands there.";
    Met "met" Good "The goal is met, and held.";
    MetOnce "met-once" Met "The goal is met for the first time.";
    Fell "fell" Warn "The goal was met and is no longer.";
    Below "below" Warn "Below the goal.";
    BelowTwice "below-twice" Error "Below the goal twice in a row.";
    NoRate "no-rate" Muted "No figure.";
    Good "good" Text "Done, in time.";
    Warn "warn" Text "Needs a look.";
    Error "error" Warn "Wrong, or late.";
    Edited "edited" Accent "Changed, not yet committed.";
    Field "field" Text "An open field.";
    Placeholder "placeholder" Muted "What an empty field asks for.";
    Key "key" Accent "The name of a key.";
    Accent "accent" Title "What the eye should find first.";
    Link "link" Accent "What can be followed.";
    Tab "tab" Muted "A tab.";
    TabActive "tab-active" Accent "The tab in view.";
    Footer "footer" Muted "The last line.";
    Notice "notice" Good "What was just done, in the footer.";
    Match "match" Accent "What a search found.";
    Goal "goal" Text "The goal line of a chart.";
    Bar "bar" Text "The filled part of a chart.";
    BarEmpty "bar-empty" Border "The empty part of a chart.";
}
