//! Rust source read as tokens: which paths it names outside its tests, and how long it is without them.
//! Enough of the language for that, and no more; what the rules are stands in `layers.rs`.

use std::collections::BTreeSet;

/// One file of `src/`: where it stands, and what it says.
pub struct File {
    /// From `src/`, with slashes: `store/mod.rs`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A path the code names: `crate`, `self` and `super` are resolved, so it begins with a layer or an outside crate.
#[derive(Debug, PartialEq)]
pub struct Named {
    /// In this crate, or in another one.
    pub ours: bool,
    /// Its parts; a glob ends with `*`.
    pub parts: Vec<String>,
    /// Where.
    pub line: usize,
}

/// What a file says outside its tests.
pub struct Said {
    /// Paths.
    pub named: Vec<Named>,
    /// Lines that are no test.
    pub lines: usize,
    /// Modules that are compiled for tests only, from `src/` and without ending: `store/trials`.
    pub test_modules: BTreeSet<String>,
    /// Macros and attributes that bring in another file's code.
    pub pasted: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    /// `::`
    Colons,
    Mark(char),
}

type Tokens = Vec<(Token, usize)>;

/// The module that a file is: `store/mod.rs` and `store.rs` are both `store`.
pub fn module_of(path: &str) -> Vec<String> {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let mut parts: Vec<String> = stem.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|p| p == "mod") || matches!(stem, "lib") {
        parts.pop();
    }
    parts
}

/// Reads a file.
pub fn read(file: &File) -> Said {
    let tokens = tokens(&file.text);
    let home = module_of(&file.path);
    let mut said = Said { named: Vec::new(), lines: file.text.lines().count(), test_modules: BTreeSet::new(), pasted: Vec::new() };
    let mut inline: Vec<(String, usize)> = Vec::new();
    let mut depth = 0;
    let mut i = 0;
    while i < tokens.len() {
        if let Some(body) = after_test_mark(&tokens, i) {
            let end = item_end(&tokens, body);
            said.lines -= tokens[end - 1].1 - tokens[i].1 + 1;
            if let [.., (Token::Word(word), _), (Token::Word(name), _), (Token::Mark(';'), _)] = &tokens[body..end]
                && word == "mod"
            {
                said.test_modules.insert([home.join("/"), name.clone()].join("/"));
            }
            i = end;
            continue;
        }
        match &tokens[i].0 {
            Token::Mark('{') => depth += 1,
            Token::Mark('}') => {
                depth -= 1;
                if inline.last().is_some_and(|(_, at)| *at == depth) {
                    inline.pop();
                }
            }
            Token::Mark('#') if word_at(&tokens, i + 2) == Some("path") => said.pasted.push(tokens[i].1),
            Token::Word(word) if word == "include" && mark_at(&tokens, i + 1, '!') => said.pasted.push(tokens[i].1),
            Token::Word(word) if word == "mod" && mark_at(&tokens, i + 2, '{') => {
                inline.push((word_at(&tokens, i + 1).unwrap_or_default().to_owned(), depth));
            }
            Token::Word(_) if begins_path(&tokens, i) => {
                let here: Vec<String> = home.iter().cloned().chain(inline.iter().map(|(name, _)| name.clone())).collect();
                let mut found = Vec::new();
                let end = tree(&tokens, i, &mut Vec::new(), &mut found);
                said.named.extend(found.into_iter().filter_map(|(parts, line)| resolve(parts, line, &here)));
                // Braces of a `use` tree are part of the path.
                i = end;
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    said
}

fn word_at(tokens: &Tokens, i: usize) -> Option<&str> {
    match tokens.get(i) {
        Some((Token::Word(word), _)) => Some(word),
        _ => None,
    }
}

fn mark_at(tokens: &Tokens, i: usize, mark: char) -> bool {
    tokens.get(i).is_some_and(|(token, _)| *token == Token::Mark(mark))
}

/// Behind `#[cfg(test)]`, if it stands here.
fn after_test_mark(tokens: &Tokens, i: usize) -> Option<usize> {
    let here = mark_at(tokens, i, '#')
        && mark_at(tokens, i + 1, '[')
        && word_at(tokens, i + 2) == Some("cfg")
        && mark_at(tokens, i + 3, '(')
        && word_at(tokens, i + 4) == Some("test")
        && mark_at(tokens, i + 5, ')')
        && mark_at(tokens, i + 6, ']');
    here.then_some(i + 7)
}

/// Behind the item that begins here, attributes and all.
fn item_end(tokens: &Tokens, begin: usize) -> usize {
    let mut i = begin;
    while mark_at(tokens, i, '#') {
        i += tokens[i..].iter().position(|(token, _)| *token == Token::Mark(']')).map_or(1, |n| n + 1);
    }
    let ends_with_semicolon = (i..i + 3).any(|k| matches!(word_at(tokens, k), Some("use" | "const" | "static" | "type" | "let")))
        && !(i..i + 4).any(|k| matches!(word_at(tokens, k), Some("fn" | "impl" | "mod" | "struct" | "enum")));
    let mut depth = 0;
    while i < tokens.len() {
        match tokens[i].0 {
            Token::Mark('{' | '(' | '[') => depth += 1,
            Token::Mark(closing @ ('}' | ')' | ']')) => {
                depth -= 1;
                if depth == 0 && closing == '}' && !ends_with_semicolon {
                    return i + 1;
                }
            }
            Token::Mark(';' | ',') if depth == 0 => return i + 1,
            _ => {}
        }
        i += 1;
    }
    i
}

/// Whether a path of more than one part, or an alias of a root, begins at this word.
fn begins_path(tokens: &Tokens, i: usize) -> bool {
    let inside = i > 0 && tokens[i - 1].0 == Token::Colons && i > 1 && matches!(tokens[i - 2].0, Token::Word(_) | Token::Mark('>'));
    if inside {
        return false;
    }
    let next = tokens.get(i + 1).map(|(token, _)| token);
    let used = i > 0 && matches!(word_at(tokens, i - 1), Some("use" | "crate"));
    next == Some(&Token::Colons) || used || word_at(tokens, i + 1) == Some("as")
}

/// Reads `a::{b::c, d}` from `i` on; gives each whole path, and where the tree ends.
fn tree(tokens: &Tokens, mut i: usize, before: &mut Vec<String>, found: &mut Vec<(Vec<String>, usize)>) -> usize {
    let depth = before.len();
    let line = tokens[i].1;
    loop {
        match tokens.get(i).map(|(token, _)| token) {
            Some(Token::Word(word)) => before.push(word.clone()),
            Some(Token::Mark('*')) => before.push("*".to_owned()),
            Some(Token::Mark('{')) => {
                i += 1;
                while i < tokens.len() && !mark_at(tokens, i, '}') {
                    if matches!(tokens[i].0, Token::Word(_) | Token::Mark('*')) {
                        i = tree(tokens, i, before, found);
                        if word_at(tokens, i) == Some("as") {
                            i += 2;
                        }
                    } else {
                        i += 1;
                    }
                }
                before.truncate(depth);
                return i + 1;
            }
            _ => break,
        }
        i += 1;
        if tokens.get(i).is_none_or(|(token, _)| *token != Token::Colons) {
            break;
        }
        i += 1;
    }
    found.push((before.clone(), line));
    before.truncate(depth);
    i
}

fn resolve(mut parts: Vec<String>, line: usize, here: &[String]) -> Option<Named> {
    if parts.len() > 1 && parts.last().is_some_and(|p| p == "self") {
        parts.pop();
    }
    let first = parts.first()?.as_str();
    let (mut whole, rest) = match first {
        "crate" | "milepost" => (Vec::new(), 1),
        "self" => (here.to_vec(), 1),
        "super" => (here.to_vec(), 0),
        _ => return Some(Named { ours: false, parts, line }),
    };
    for part in &parts[rest..] {
        if part == "super" {
            whole.pop();
        } else {
            whole.push(part.clone());
        }
    }
    Some(Named { ours: true, parts: whole, line })
}

/// Words, `::` and marks; comments, strings, letters and numbers are left out.
fn tokens(text: &str) -> Tokens {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let (mut i, mut line) = (0, 1);
    while i < chars.len() {
        let begin = i;
        match chars[i] {
            '/' if chars.get(i + 1) == Some(&'/') => i = find(&chars, i, '\n'),
            '/' if chars.get(i + 1) == Some(&'*') => i = behind_comment(&chars, i),
            '"' => i = behind_string(&chars, i),
            '\'' => i = behind_letter(&chars, i),
            c if c.is_alphabetic() || c == '_' => {
                while chars.get(i).is_some_and(|c| c.is_alphanumeric() || *c == '_') {
                    i += 1;
                }
                let word: String = chars[begin..i].iter().collect();
                match (word.as_str(), chars.get(i)) {
                    ("r" | "br" | "cr", Some('"' | '#')) if raw_marks(&chars, i).is_some() => i = behind_raw(&chars, i),
                    // A raw name, `r#type`: its word follows.
                    ("r", Some('#')) => i += 1,
                    _ => out.push((Token::Word(word), line)),
                }
            }
            c if c.is_ascii_digit() => {
                while chars.get(i).is_some_and(|c| c.is_alphanumeric() || *c == '_') {
                    i += 1;
                }
            }
            ':' if chars.get(i + 1) == Some(&':') => {
                out.push((Token::Colons, line));
                i += 2;
            }
            c => {
                if !c.is_whitespace() {
                    out.push((Token::Mark(c), line));
                }
                i += 1;
            }
        }
        line += chars[begin..i].iter().filter(|c| **c == '\n').count();
    }
    out
}

fn find(chars: &[char], from: usize, what: char) -> usize {
    chars[from..].iter().position(|c| *c == what).map_or(chars.len(), |n| from + n)
}

fn behind_comment(chars: &[char], mut i: usize) -> usize {
    let mut depth = 0;
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
            ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            break;
        }
    }
    i
}

fn behind_string(chars: &[char], mut i: usize) -> usize {
    i += 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(chars.len())
}

/// Behind `'x'`; a lifetime is a mark of one, its word follows.
fn behind_letter(chars: &[char], i: usize) -> usize {
    match (chars.get(i + 1), chars.get(i + 2)) {
        (Some('\\'), _) => (find(chars, (i + 3).min(chars.len()), '\'') + 1).min(chars.len()),
        (Some(_), Some('\'')) => i + 3,
        _ => {
            let mut end = i + 1;
            while chars.get(end).is_some_and(|c| c.is_alphanumeric() || *c == '_') {
                end += 1;
            }
            end
        }
    }
}

fn raw_marks(chars: &[char], i: usize) -> Option<usize> {
    let marks = chars[i..].iter().take_while(|c| **c == '#').count();
    (chars.get(i + marks) == Some(&'"')).then_some(marks)
}

fn behind_raw(chars: &[char], i: usize) -> usize {
    let marks = raw_marks(chars, i).unwrap_or(0);
    let mut end = i + marks + 1;
    while end < chars.len() {
        if chars[end] == '"' && chars[end + 1..].iter().take_while(|c| **c == '#').count() >= marks {
            return end + 1 + marks;
        }
        end += 1;
    }
    chars.len()
}
