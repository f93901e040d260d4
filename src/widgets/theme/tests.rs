use super::*;

/// The colour of a palette index, as terminals agree on it from 16 up.
fn rgb(colour: Color) -> Option<(f64, f64, f64)> {
    let Color::Indexed(index) = colour else { return None };
    let level = |n: u8| if n == 0 { 0.0 } else { 55.0 + 40.0 * f64::from(n) };
    Some(match index {
        16..=231 => (level((index - 16) / 36), level((index - 16) / 6 % 6), level((index - 16) % 6)),
        232..=255 => {
            let grey = 8.0 + 10.0 * f64::from(index - 232);
            (grey, grey, grey)
        }
        _ => return None,
    })
}

/// The contrast of two colours by WCAG 2: 1 to 21.
fn contrast(a: (f64, f64, f64), b: (f64, f64, f64)) -> f64 {
    let light = |(r, g, b): (f64, f64, f64)| {
        let part = |c: f64| {
            let c = c / 255.0;
            if c <= 0.039_28 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_theme_of_the_program_loads() {
    for name in Theme::names() {
        let theme = Theme::named(name).unwrap();
        assert_eq!(theme.name, name);
        assert_ne!(theme.next().name, name, "the next one is another");
    }
    assert!(Theme::named("sepia").is_none());
}

#[test]
fn text_is_readable_on_every_ground_of_the_colour_themes() {
    for (name, ground) in [("dark", (28.0, 28.0, 28.0)), ("light", (255.0, 255.0, 255.0))] {
        let theme = Theme::named(name).unwrap();
        let lines = [M::Border, M::BorderFocused, M::BarEmpty];
        for meaning in M::ALL.iter().filter(|m| !lines.contains(m)) {
            let style = theme.style(*meaning);
            let own = style.bg.and_then(rgb).unwrap_or(ground);
            let Some(ink) = style.fg.and_then(rgb) else { continue };
            assert!(contrast(ink, own) >= 4.5, "{name} {meaning:?} {:.1}", contrast(ink, own));
            if style.bg.is_none() {
                for over in [M::Selection, M::CursorIdle, M::Stripe, M::Field] {
                    let bg = theme.style(over).bg.and_then(rgb).unwrap();
                    assert!(contrast(ink, bg) >= 4.0, "{name} {meaning:?} on {over:?} {:.1}", contrast(ink, bg));
                }
            }
        }
    }
}

#[test]
fn mono_has_no_colour_and_still_shows_cursor_selection_and_faults() {
    let mono = Theme::named("mono").unwrap();
    for meaning in M::ALL {
        let style = mono.style(*meaning);
        assert!(style.fg.is_none() && style.bg.is_none(), "{meaning:?}");
    }
    assert!(mono.style(M::CursorCell).add_modifier.contains(Modifier::REVERSED));
    assert!(mono.style(M::Selection) != mono.style(M::Text) && mono.style(M::Selection) != mono.style(M::CursorCell));
    assert!(mono.style(M::Error) != mono.style(M::Text));
}

#[test]
fn a_users_file_changes_only_what_it_names() {
    let mut theme = Theme::named("dark").unwrap();
    let before = theme.style(M::Below);
    theme.patch("met = \"bold #00ff00 on 16\"\n").unwrap();
    assert_eq!(theme.style(M::Met), Style::new().fg(Color::Rgb(0, 255, 0)).bg(Color::Indexed(16)).add_modifier(Modifier::BOLD));
    assert_eq!(theme.style(M::Below), before);
}

#[test]
fn a_fault_names_its_line_and_changes_nothing() {
    let mut theme = Theme::named("dark").unwrap();
    let before = theme.clone();
    let fault = theme.patch("# mine\nmet = \"green\"\ncursor-sell = \"red\"\n").unwrap_err();
    assert_eq!(fault, ThemeError::Unknown { line: 3, name: "cursor-sell".to_owned(), nearest: "cursor-cell" });
    let fault = theme.patch("met = \"blod green\"").unwrap_err();
    assert!(fault.to_string().starts_with("line 1 of the theme has 'blod', which is not a style."), "{fault}");
    assert!(matches!(theme.patch("met = green").unwrap_err(), ThemeError::Syntax { line: 1, .. }));
    assert_eq!(theme, before);
}

#[test]
fn what_a_theme_leaves_out_falls_back() {
    let contrast = Theme::named("contrast").unwrap();
    assert_eq!(contrast.style(M::BelowTwice), contrast.style(M::Error));
    assert_eq!(contrast.style(M::Fell), contrast.style(M::Warn));
    for meaning in M::ALL {
        let mut at = *meaning;
        for _ in 0..M::ALL.len() {
            at = at.fallback();
        }
        assert_eq!(at, M::Text, "{meaning:?} falls back to text in the end");
    }
}
