//! A reader of the PDF files that this program writes, for the stories: pages, what is read aloud on them, and the tags. It knows
//! what these files use and no more.

use std::collections::HashMap;
use std::io::Read as _;

/// What a file says.
pub struct Paper {
    /// The text of each page that is read aloud, in order, without its blanks.
    pub heard: Vec<String>,
    /// The text of each page that is not: heads and feet.
    pub quiet: Vec<String>,
    /// All objects as text, one character a byte.
    objects: HashMap<usize, String>,
}

impl Paper {
    /// Reads a file.
    pub fn open(bytes: &[u8]) -> Paper {
        let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        let mut objects = HashMap::new();
        for part in text.split("endobj") {
            let Some((head, body)) = part.split_once(" 0 obj") else { continue };
            let number = head.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap();
            objects.insert(number, body.to_owned());
        }
        let mut paper = Paper { heard: Vec::new(), quiet: Vec::new(), objects };
        let root = paper.objects.values().find(|body| body.contains("/Type/Pages")).unwrap().clone();
        let kids = root.split_once("/Kids[").unwrap().1.split_once(']').unwrap().0.to_owned();
        for page in kids.split(" 0 R").filter_map(|kid| kid.trim().parse().ok()) {
            paper.page(page);
        }
        paper
    }

    /// How many pieces have this role: `/TR`, `/TH`.
    pub fn count(&self, role: &str) -> usize {
        let key = format!("/S{role}");
        let is = |body: &String| body.match_indices(&key).any(|(at, _)| !body[at + key.len()..].starts_with(|c: char| c.is_alphanumeric()));
        self.objects.values().filter(|body| is(body)).count()
    }

    /// Everything that is read aloud, without blanks.
    pub fn all(&self) -> String {
        self.heard.concat()
    }

    fn page(&mut self, page: usize) {
        let body = self.objects[&page].clone();
        let fonts: HashMap<String, HashMap<u32, String>> = self.fonts(&body);
        let (mut heard, mut quiet) = (String::new(), String::new());
        let (mut named, mut around, mut font, mut pending) = (false, Vec::new(), None, Vec::new());
        for token in tokens(&self.stream(reference(&body, "/Contents"))) {
            match token {
                Token::Text(bytes) => pending.extend(bytes),
                Token::Word(word) => match word.as_str() {
                    "/Artifact" => named = true,
                    "/Span" | "/P" => named = false,
                    "BDC" | "BMC" => {
                        around.push(named);
                        pending.clear();
                    }
                    "EMC" => drop(around.pop()),
                    "Tj" | "TJ" => {
                        let letters: &HashMap<u32, String> = font.expect("text before a font");
                        let codes = pending.chunks(2).map(|pair: &[u8]| u32::from(pair[0]) << 8 | u32::from(pair[1]));
                        let words: String = codes.map(|code| letters[&code].as_str()).collect();
                        let words = words.chars().filter(|c| !c.is_whitespace());
                        if around.contains(&true) {
                            quiet.extend(words);
                        } else {
                            heard.extend(words);
                        }
                        pending.clear();
                    }
                    name => font = name.strip_prefix('/').and_then(|name| fonts.get(name)).or(font),
                },
            }
        }
        self.heard.push(heard);
        self.quiet.push(quiet);
    }

    fn fonts(&self, page: &str) -> HashMap<String, HashMap<u32, String>> {
        let resources = &self.objects[&reference(page, "/Resources")];
        let Some((_, fonts)) = resources.split_once("/Font<<") else { return HashMap::new() };
        let fonts = fonts.split_once(">>").unwrap().0;
        let named = fonts.split('/').skip(1).map(|entry| {
            let (name, number) = entry.split_once(' ').unwrap();
            let number: usize = number.split(' ').next().unwrap().parse().unwrap();
            (name.to_owned(), self.letters(reference(&self.objects[&number], "/ToUnicode")))
        });
        named.collect()
    }

    fn letters(&self, map: usize) -> HashMap<u32, String> {
        let map = self.stream(map);
        let mut letters = HashMap::new();
        for block in map.split("beginbfchar").skip(1).filter_map(|rest| rest.split("endbfchar").next()) {
            let mut words = block.split('<').skip(1).filter_map(|part| part.split('>').next());
            while let (Some(code), Some(text)) = (words.next(), words.next()) {
                let units: Vec<u16> = codes(text).map(|unit| u16::try_from(unit).unwrap()).collect();
                letters.insert(u32::from_str_radix(code, 16).unwrap(), String::from_utf16(&units).unwrap());
            }
        }
        letters
    }

    fn stream(&self, number: usize) -> String {
        let body = &self.objects[&number];
        let (head, data) = body.split_once("stream").unwrap();
        let data = data.trim_start_matches(['\r', '\n']);
        let data = data.rsplit_once("endstream").unwrap().0;
        let raw: Vec<u8> = data.chars().map(|c| c as u8).collect();
        if !head.contains("FlateDecode") {
            return raw.iter().map(|byte| char::from(*byte)).collect();
        }
        let mut out = Vec::new();
        flate2::read::ZlibDecoder::new(raw.as_slice()).read_to_end(&mut out).unwrap();
        out.iter().map(|byte| char::from(*byte)).collect()
    }
}

/// The number of the object that a key points to.
fn reference(body: &str, key: &str) -> usize {
    let rest = body.split_once(key).unwrap_or_else(|| panic!("no {key} in {body}")).1;
    rest.trim_start_matches(['[', ' ']).split(' ').next().unwrap().parse().unwrap()
}

fn codes(hex: &str) -> impl Iterator<Item = u32> {
    hex.as_bytes().chunks(4).map(|four| u32::from_str_radix(std::str::from_utf8(four).unwrap(), 16).unwrap())
}

enum Token {
    Word(String),
    Text(Vec<u8>),
}

/// The words and strings of a page's content.
fn tokens(content: &str) -> Vec<Token> {
    let (mut out, mut word) = (Vec::new(), String::new());
    let mut chars = content.chars().peekable();
    while let Some(c) = chars.next() {
        let ends = c.is_whitespace() || "/()<>[]{}".contains(c);
        if ends && !word.is_empty() {
            out.push(Token::Word(std::mem::take(&mut word)));
        }
        match c {
            '(' => out.push(Token::Text(literal(&mut chars))),
            '<' if chars.peek() != Some(&'<') => {
                let hex: String = chars.by_ref().take_while(|c| *c != '>').collect();
                out.push(Token::Text(codes(&hex).flat_map(|code| u16::try_from(code).unwrap().to_be_bytes()).collect()));
            }
            '<' => {
                chars.next();
            }
            '/' => word.push(c),
            _ if ends => {}
            _ => word.push(c),
        }
    }
    out
}

/// A string in brackets, with its escapes.
fn literal(chars: &mut std::iter::Peekable<std::str::Chars>) -> Vec<u8> {
    let (mut out, mut deep) = (Vec::new(), 1);
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next().unwrap() {
                'n' => out.push(b'\n'),
                'r' => out.push(b'\r'),
                't' => out.push(b'\t'),
                'b' => out.push(8),
                'f' => out.push(12),
                digit @ '0'..='7' => {
                    let mut octal = digit.to_digit(8).unwrap();
                    for _ in 0..2 {
                        let Some(next) = chars.peek().and_then(|c| c.to_digit(8)) else { break };
                        octal = octal * 8 + next;
                        chars.next();
                    }
                    out.push(u8::try_from(octal).unwrap());
                }
                other => out.push(other as u8),
            },
            ')' if deep == 1 => break,
            ')' => {
                deep -= 1;
                out.push(b')');
            }
            '(' => {
                deep += 1;
                out.push(b'(');
            }
            other => out.push(other as u8),
        }
    }
    out
}
