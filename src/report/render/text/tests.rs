use proptest::prelude::*;

use super::*;
use crate::report::Mark;
use crate::report::render::html::tests::everything;

fn rendered(text: &str) -> String {
    render(&Released::internal(everything(text), Mark::default()))
}

#[test]
fn bars_stand_beside_their_figures_and_forms_in_boxes() {
    let text = rendered("North");
    // 76.6 of 100 is 19 of 25 letters, the goal of 85 is the 21st; the year before is hidden.
    let bar = "North               ===================..|       76.6 %  North  85.0 %       *\n";
    assert!(text.contains(bar), "{text}");
    assert!(text.contains("= below its goal, | goal"), "{text}");
    let box_ = format!("| North{} | {} |\n| {} | {} |\n", " ".repeat(17), " ".repeat(67), " ".repeat(22), " ".repeat(67));
    assert!(text.contains(&box_), "{text}");
    assert!(text.contains("North: North\n\n  Signature ________________________________________  Date ______________\n"), "{text}");
}

#[test]
fn a_long_form_stays_within_the_page() {
    let long = "Train all caseworkers of the office in structured interviews and hold a follow-up with each supervisor ".repeat(40);
    let text = rendered(&long);
    let form: Vec<&str> = text.lines().filter(|line| line.starts_with('|') || line.starts_with("+-")).collect();
    assert!(form.len() > 40 && form.iter().all(|line| line.width() == 96), "{form:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_stays_in_its_box(text in "\\PC{0,200}") {
        for line in rendered(&text).lines().filter(|line| line.starts_with("+-")) {
            prop_assert_eq!(line.width(), 96);
        }
    }
}
