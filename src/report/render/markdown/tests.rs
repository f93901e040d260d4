use proptest::prelude::*;

use super::*;
use crate::report::Mark;
use crate::report::render::html::tests::everything;

fn rendered(text: &str) -> String {
    render(&Released::internal(everything(text), Mark::default()))
}

/// The cells of a row, at bars that are not escaped.
fn cells(line: &str) -> usize {
    let mut escaped = false;
    let mut bars = 0;
    for c in line.chars() {
        match c {
            '\\' if !escaped => escaped = true,
            '|' if !escaped => bars += 1,
            _ => escaped = false,
        }
        if c != '\\' {
            escaped = false;
        }
    }
    bars - 1
}

#[test]
fn what_people_wrote_marks_nothing() {
    let text = rendered("*a* | [b](c) <i> `d` \\ # e");
    assert!(text.contains(r"\*a\* \| \[b\](c) \<i\> \`d\` \\ \# e"), "{text}");
    assert!(rendered("- a\n1. b\n+ c").contains("\\- a  \n1\\. b  \n\\+ c\n"));
}

#[test]
fn tables_charts_forms_and_signatures_are_tables() {
    let text = rendered("North");
    assert!(text.starts_with("# Everything\n\n**North**\n\n> Confidential · data as of 2026-11-22\n"), "{text}");
    assert!(text.contains("| North | Cases |\n| --- | ---: |\n| North | \\* |\n|  | 1234 |\n"), "{text}");
    assert!(text.contains("| North | 76.6 % | North | 85.0 % | \\* |"), "{text}");
    assert!(text.contains("| **Step** | **North** |\n| --- | --- |\n| North | \\_\\_\\_\\_\\_\\_ |\n| North |  |\n"), "{text}");
    assert!(text.contains("| Role | Name | Signature | Date |"), "{text}");
    assert!(!text.contains("for programs"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_keeps_the_columns_of_a_table(text in any::<String>()) {
        let out = rendered(&text);
        let mut width = None;
        for line in out.lines() {
            if line.starts_with('|') {
                let n = cells(line);
                prop_assert_eq!(*width.get_or_insert(n), n, "{}", line);
            } else {
                width = None;
            }
        }
    }
}
