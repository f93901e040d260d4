//! A line of text as letters of a face: signs that no face has get a stand-in, words from right to left are turned round. What
//! was meant is kept beside what is drawn, for those who copy or listen. No page.

use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::report::render::layout::Face;
use crate::report::render::layout::face::{STAND_IN, is_silent};

/// A stretch of a line that is drawn in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its letters from left to right; each of them is in the face.
    pub drawn: String,
    /// What it says, if that is not simply what is drawn.
    pub means: Option<String>,
}

/// A line in the order in which it is drawn.
pub fn runs(line: &str, face: Face) -> Vec<Run> {
    if line.is_ascii() {
        return vec![Run { drawn: line.to_owned(), means: None }];
    }
    let info = BidiInfo::new(line, Some(Level::ltr()));
    let Some(paragraph) = info.paragraphs.first() else { return Vec::new() };
    if !info.has_rtl() {
        return forward(line, face);
    }
    let (levels, ranges) = info.visual_runs(paragraph, paragraph.range.clone());
    ranges
        .into_iter()
        .flat_map(|range| if levels[range.start].is_rtl() { vec![backward(&line[range], face)] } else { forward(&line[range], face) })
        .collect()
}

/// The signs of a text that no face has, each once.
pub fn strange(text: &str) -> Vec<&str> {
    if text.is_ascii() {
        return Vec::new();
    }
    text.graphemes(true).filter(|cluster| *cluster != "\n" && !Face::Regular.prints(cluster) && !cluster.chars().all(is_silent)).collect()
}

/// A text with stand-ins for the signs that no face has.
pub fn plain(text: &str) -> String {
    if strange(text).is_empty() {
        return text.to_owned();
    }
    let sign = |cluster| if cluster == "\n" || Face::Regular.prints(cluster) { cluster.to_owned() } else { STAND_IN.to_string() };
    text.graphemes(true).map(sign).collect()
}

fn forward(text: &str, face: Face) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for cluster in text.graphemes(true) {
        let (drawn, prints) = letters(cluster, face);
        match out.last_mut() {
            Some(run) if run.means.is_none() == prints => {
                run.drawn.push_str(&drawn);
                if let Some(means) = &mut run.means {
                    means.push_str(cluster);
                }
            }
            _ => out.push(Run { drawn, means: (!prints).then(|| cluster.to_owned()) }),
        }
    }
    out
}

fn backward(text: &str, face: Face) -> Run {
    let drawn = text.graphemes(true).rev().map(|cluster| letters(mirrored(cluster), face).0).collect();
    Run { drawn, means: Some(text.to_owned()) }
}

/// The letters of one character, and whether they are it.
fn letters(cluster: &str, face: Face) -> (String, bool) {
    if face.prints(cluster) {
        (cluster.chars().filter(|c| !is_silent(*c)).collect(), true)
    } else if cluster.chars().all(is_silent) {
        (String::new(), true)
    } else {
        (STAND_IN.to_string(), false)
    }
}

fn mirrored(cluster: &str) -> &str {
    match cluster {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "<" => ">",
        ">" => "<",
        "«" => "»",
        "»" => "«",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(drawn: &str, means: Option<&str>) -> Run {
        Run { drawn: drawn.to_owned(), means: means.map(str::to_owned) }
    }

    #[test]
    fn a_sign_that_no_face_has_is_a_box_that_still_says_what_it_is() {
        assert_eq!(runs("Mr 李明 ≥ 5", Face::Regular), [run("Mr ", None), run("□□", Some("李明")), run(" ≥ 5", None)]);
        assert_eq!(runs("\u{1F468}\u{200D}\u{1F469}", Face::Bold), [run("□", Some("\u{1F468}\u{200D}\u{1F469}"))]);
        assert_eq!(strange("a\u{1F44D}b\nc"), ["\u{1F44D}"]);
        assert_eq!(plain("a\u{1F44D}b\nc"), "a□b\nc");
    }

    #[test]
    fn words_from_right_to_left_are_turned_round_and_their_numbers_are_not() {
        assert_eq!(runs("by שלום now", Face::Regular), [run("by ", None), run("םולש", Some("שלום")), run(" now", None)]);
        let drawn: String = runs("(אב) 12", Face::Regular).iter().map(|run| run.drawn.clone()).collect();
        assert!(drawn.contains("12"), "{drawn}");
    }

    #[test]
    fn letters_with_marks_stay_together() {
        assert_eq!(runs("e\u{301}t\u{e9} ✓\u{FE0F}", Face::Regular).concat_drawn(), "e\u{301}té □");
    }

    trait Concat {
        fn concat_drawn(&self) -> String;
    }

    impl Concat for Vec<Run> {
        fn concat_drawn(&self) -> String {
            self.iter().map(|run| run.drawn.as_str()).collect()
        }
    }
}
