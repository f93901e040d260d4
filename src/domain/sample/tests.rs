use proptest::prelude::*;

use super::allocation::*;
use super::draw::*;
use super::reason::*;
use super::*;

#[test]
fn sample_sizes_are_those_of_the_published_table() {
    let mut reader = csv::Reader::from_reader(include_bytes!("../../../tests/data/oracle_sample_size.csv").as_slice());
    let mut seen = 0;
    for row in reader.records().map(Result::unwrap) {
        let share = |at: usize| Share::parse(&row[at]).unwrap();
        assert_eq!(sample_size(row[0].parse().unwrap(), share(2), share(1), share(3)).to_string(), row[5], "{row:?}");
        seen += 1;
    }
    assert!(seen >= 10, "{seen} rows");
}

#[test]
fn a_sample_size_follows_any_confidence() {
    // n0 and its correction computed in Python with statistics.NormalDist: 213.11, 648.49, 24.24, 6.89, 1, 3404.30, 9.03.
    for (population, confidence, margin, p, size) in [
        (1000, 9000, 500, 5000, 214),
        (1000, 9900, 300, 5000, 649),
        (300, 8000, 1000, 2000, 25),
        (7, 9500, 500, 5000, 7),
        (1, 9500, 5000, 5000, 1),
        (250_000, 9990, 200, 8500, 3405),
        (40, 5000, 1000, 5000, 10),
    ] {
        assert_eq!(sample_size(population, Share(margin), Share(confidence), Share(p)), size, "{population} {confidence}");
    }
}

#[test]
fn the_ends_of_the_scale_give_a_sample_too() {
    let usual = Share(5000);
    assert_eq!(sample_size(0, Share(500), Share(9500), usual), 0, "nobody to ask");
    assert_eq!(sample_size(300, Share(0), Share(9500), usual), 300, "no margin means everybody");
    assert_eq!(sample_size(300, Share(500), Share::ONE, usual), 300, "and so does certainty");
    assert_eq!(sample_size(300, Share(500), Share(9500), Share(0)), 1, "no spread, but one case at least");
    assert_eq!(sample_size(300, Share::ONE, Share(0), usual), 1);
    assert_eq!(sample_size(u64::MAX, Share(500), Share(9500), usual), 385);
}

fn named(sizes: &[(&str, u64)]) -> Vec<(String, u64)> {
    sizes.iter().map(|(name, size)| ((*name).to_owned(), *size)).collect()
}

#[test]
fn a_sample_is_shared_out_by_largest_remainder() {
    let of = |sizes: &[u64], n| allocate(&sizes.iter().map(|size| (size.to_string(), *size)).collect::<Vec<_>>(), n, &[]).unwrap();
    assert_eq!(of(&[300, 200], 40), [24, 16]);
    assert_eq!(of(&[301, 199], 40), [24, 16], "24.08 and 15.92");
    assert_eq!(of(&[100, 100, 100], 40), [14, 13, 13], "equal remainders: the first");
    assert_eq!(of(&[980, 15, 5], 40), [38, 1, 1], "39.2, 0.6 and 0.2: one for the smallest, from the largest");
    assert_eq!(of(&[980, 15, 5], 2), [2, 0, 0], "too few to go round");
    assert_eq!(of(&[980, 0, 5], 40), [39, 0, 1], "nothing from an empty stratum");
    assert_eq!(of(&[3, 2], 40), [3, 2], "no more than there are");
    assert_eq!(of(&[], 40), [0; 0]);
    assert_eq!(of(&[5, 5], 0), [0, 0]);
}

proptest! {
    #[test]
    fn a_proportional_sample_is_whole_and_each_stratum_gives_what_it_can(sizes in prop::collection::vec(0u64..400, 0..9), n in 0u64..900) {
        let strata: Vec<(String, u64)> = sizes.iter().enumerate().map(|(i, size)| (format!("s{i}"), *size)).collect();
        let drawn = allocate(&strata, n, &[]).unwrap();
        let total: u64 = sizes.iter().sum();
        prop_assert_eq!(drawn.iter().sum::<u64>(), n.min(total));
        let takers = sizes.iter().filter(|size| **size > 0).count() as u64;
        let short = drawn.iter().zip(&sizes).filter(|(drawn, size)| **drawn == 0 && **size > 0).count();
        for (drawn, size) in drawn.iter().zip(&sizes) {
            prop_assert!(drawn <= size);
            let exact = n.min(total) as f64 * *size as f64 / total.max(1) as f64;
            // Within one of its share, but for those that one was taken from.
            prop_assert!((*drawn as f64 - exact).abs() < takers as f64 + 1.0);
        }
        prop_assert!(n < takers || short == 0);
    }

    #[test]
    fn whoever_was_eliminated_in_whatever_order_the_sample_has_the_same_cases(
        out in prop::collection::vec(0usize..60, 0..50), turn in 0usize..50, wanted in 0u64..20, spares in 0u64..20,
    ) {
        let keys: Vec<String> = (0..60).map(|i| format!("C{i}")).collect();
        let population: Vec<Case> = keys.iter().enumerate().map(|(i, key)| Case { key, stratum: ["a", "b"][i % 2] }).collect();
        let plan = plan(&population, wanted, spares, &[]).unwrap();
        let draw = draw(&population, "seed", &plan);
        let mut other = out.clone();
        if !other.is_empty() {
            let by = turn % other.len();
            other.rotate_left(by);
        }
        let (one, two) = (draw.stand(&out), draw.stand(&other));
        let sorted = |sample: &Sample| { let mut rows = sample.working.clone(); rows.sort_unstable(); rows };
        prop_assert_eq!(sorted(&one), sorted(&two));
        prop_assert_eq!(&one.strata, &two.strata);
        for (at, state) in one.strata.iter().enumerate() {
            let list = |slot: fn(&Slot) -> bool| draw.order().iter().filter(|row| *row % 2 == at && slot(&draw.stand(&[]).places[**row].slot)).count();
            prop_assert_eq!(list(|s| matches!(s, Slot::Drawn(_))) as u64, state.plan.wanted);
            // The plainest model: the first of drawn and spares together that still stand.
            let pool = draw.order().iter().filter(|row| *row % 2 == at).take((state.plan.wanted + state.plan.spares) as usize);
            let still = pool.filter(|row| !out.contains(row)).count() as u64;
            prop_assert_eq!(state.standing, still.min(state.plan.wanted));
            prop_assert_eq!(state.missing, state.plan.wanted - state.standing);
            prop_assert_eq!(state.spares_left, still - state.standing);
        }
    }
}

#[test]
fn an_allocation_is_read_as_people_write_it() {
    assert_eq!(parse_allocation("in-home=20; foster=20"), Ok(named(&[("in-home", 20), ("foster", 20)])));
    assert_eq!(parse_allocation(" age = 0-5 = 7 ;"), Ok(named(&[("age = 0-5", 7)])), "the last sign counts");
    assert_eq!(parse_allocation("  "), Ok(vec![]), "nothing means in proportion");
    assert_eq!(parse_allocation("foster=0"), Ok(named(&[("foster", 0)])));
}

#[test]
fn each_bad_allocation_gets_its_sentence() {
    for (text, sentence) in [
        ("in-home", "'in-home' has no number of cases; write in-home=20; foster=20"),
        ("in-home=", "'in-home' has no number of cases; write in-home=20; foster=20"),
        ("=20", "'=20' names no stratum; write in-home=20; foster=20"),
        (";;", "';;' names no stratum; write in-home=20; foster=20"),
        ("foster=-3", "'-3' is no number of cases for 'foster'; write in-home=20; foster=20"),
        ("foster=half", "'half' is no number of cases for 'foster'; write in-home=20; foster=20"),
        ("foster=1000001", "'1000001' cases are too many for 'foster'; a million is the most"),
        ("foster=99999999999999999999", "'99999999999999999999' cases are too many for 'foster'; a million is the most"),
        ("foster=2; Foster=3", "'Foster' is named twice; name each stratum once"),
        ("fo\u{1b}[31mster", "'fo[31mster' has no number of cases; write in-home=20; foster=20"),
    ] {
        assert_eq!(parse_allocation(text), Err(sentence.to_owned()), "{text}");
    }
    assert!(parse_allocation(&"x".repeat(300)).unwrap_err().len() < 100);
}

#[test]
fn an_allocation_is_held_against_the_population() {
    let strata = named(&[("", 3), ("Foster", 30), ("In-home", 12)]);
    assert_eq!(allocate(&strata, 7, &named(&[("in-home", 12), ("Foster", 5)])), Ok(vec![0, 5, 12]), "what it says, not 7");
    for (wanted, sentence) in [
        (named(&[("kinship", 4)]), "the population list has no stratum 'kinship'; it has 'Foster', 'In-home'"),
        (
            parse_allocation("foster=20, in-home=20").unwrap(),
            "the population list has no stratum 'foster=20, in-home'; it has 'Foster', 'In-home'",
        ),
        (named(&[("In-home", 13)]), "'In-home' has 12 cases and cannot give 13; ask for fewer"),
        (named(&[("Foster", 1), ("foster", 1)]), "'foster' is named twice; name each stratum once"),
    ] {
        assert_eq!(allocate(&strata, 40, &wanted), Err(sentence.to_owned()));
    }
    assert_eq!(
        allocate(&named(&[("", 3)]), 40, &named(&[("foster", 1)])),
        Err("the population list has no stratum 'foster'; it names none".to_owned())
    );
    let twins = named(&[("A", 1), ("a", 2)]);
    assert_eq!(allocate(&twins, 0, &named(&[("a", 2)])), Ok(vec![0, 2]), "the same letters first");
}

/// Twenty-four cases: every third in foster care, the others at home.
fn keys() -> Vec<String> {
    (1..=24).map(|i| format!("N-{i:03}")).collect()
}

fn population(keys: &[String]) -> Vec<Case<'_>> {
    keys.iter()
        .map(|key| Case { key, stratum: if key[2..].parse::<u32>().unwrap().is_multiple_of(3) { "foster" } else { "in-home" } })
        .collect()
}

const SEED: &str = "FY2026 Northern 7";

/// What Python's hashlib makes of the seed and the cases, by the recipe that stands over `draw`.
const FOSTER: [&str; 8] = ["N-018", "N-012", "N-021", "N-024", "N-015", "N-009", "N-003", "N-006"];
const IN_HOME: [&str; 16] = [
    "N-007", "N-011", "N-020", "N-002", "N-008", "N-004", "N-001", "N-005", "N-016", "N-023", "N-017", "N-010", "N-019", "N-014", "N-022",
    "N-013",
];
const TOGETHER: [&str; 24] = [
    "N-007", "N-011", "N-020", "N-002", "N-018", "N-008", "N-004", "N-001", "N-005", "N-012", "N-016", "N-021", "N-023", "N-017", "N-010",
    "N-019", "N-024", "N-014", "N-022", "N-013", "N-015", "N-009", "N-003", "N-006",
];

fn hex(bytes: [u8; 32]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").unwrap();
        out
    })
}

#[test]
fn a_ticket_is_the_hash_that_anybody_can_compute() {
    assert_eq!(hex(ticket(SEED, "N-001")), "494aba379cf92e8a4eacc71fd6adc327884fe007ea9a093ede05a8e6ad4d809a");
    assert_eq!(hex(ticket("Größe 1", "Fälle/1")), "394dceb36650b5c1f11308824fd352ec89119e0ef080f7db37e685a2cbabd4e0");
}

#[test]
fn the_draw_can_be_repeated_with_five_lines_of_python() {
    let keys = keys();
    let population = population(&keys);
    let plan = plan(&population, 6, 3, &[]).unwrap();
    let taken: Vec<_> = plan.iter().map(|s| (s.name.as_str(), s.size, s.wanted, s.spares)).collect();
    assert_eq!(taken, [("foster", 8, 2, 1), ("in-home", 16, 4, 2)]);
    let draw = draw(&population, SEED, &plan);
    let of = |rows: &[usize]| rows.iter().map(|row| population[*row].key).collect::<Vec<_>>();
    assert_eq!(of(draw.order()), TOGETHER);
    let sample = draw.stand(&[]);
    assert_eq!(of(&sample.working), ["N-007", "N-011", "N-020", "N-002", "N-018", "N-012"], "in the order of all strata together");
    let slot = |key: &str| sample.places[population.iter().position(|case| case.key == key).unwrap()].slot;
    for (list, wanted, spares) in [(&FOSTER[..], 2, 1), (&IN_HOME[..], 4, 2)] {
        for (key, rank) in list.iter().zip(1u64..) {
            let expected = match rank {
                rank if rank <= wanted => Slot::Drawn(rank),
                rank if rank <= wanted + spares => Slot::Spare(rank - wanted),
                _ => Slot::NotDrawn,
            };
            assert_eq!(slot(key), expected, "{key}");
        }
    }
}

#[test]
fn the_order_of_the_list_and_other_cases_have_no_part_in_the_draw() {
    let keys = keys();
    let mut list = population(&keys);
    let drawn = |list: &[Case], seed: &str, n: u64| -> Vec<String> {
        let plan = plan(list, n, 0, &named(&[("in-home", n), ("foster", 2)])).unwrap();
        draw(list, seed, &plan).stand(&[]).working.iter().map(|row| list[*row].key.to_owned()).collect()
    };
    let first = drawn(&list, SEED, 4);
    list.reverse();
    assert_eq!(drawn(&list, SEED, 4), first);
    assert_ne!(drawn(&list, "another seed", 4), first);
    assert!(first.iter().all(|key| drawn(&list, SEED, 9).contains(key)), "a larger sample has the smaller one in it");
    list.retain(|case| case.key != "N-013");
    assert_eq!(drawn(&list, SEED, 4), first, "one that was not drawn is gone from the list");
}

#[test]
fn the_next_spare_of_the_same_stratum_stands_in() {
    let keys = keys();
    let population = population(&keys);
    let draw = draw(&population, SEED, &plan(&population, 6, 3, &[]).unwrap());
    let row = |key: &str| population.iter().position(|case| case.key == key).unwrap();
    let of = |rows: &[usize]| rows.iter().map(|row| population[*row].key).collect::<Vec<_>>();

    let sample = draw.stand(&[row("N-011"), row("N-012")]);
    assert_eq!(of(&sample.working), ["N-007", "N-020", "N-002", "N-018", "N-008", "N-021"], "replacements come last");
    assert_eq!(sample.places[row("N-008")].slot, Slot::Replacement { rank: 1, of: row("N-011") });
    assert_eq!(sample.places[row("N-021")].slot, Slot::Replacement { rank: 1, of: row("N-012") });
    let gone = sample.places[row("N-011")];
    assert_eq!((gone.slot, gone.eliminated, gone.replaced_by), (Slot::Drawn(2), true, Some(row("N-008"))));
    assert_eq!(sample.missing(), 0);

    let passed = draw.stand(&[row("N-008"), row("N-011")]);
    assert_eq!(passed.places[row("N-011")].replaced_by, Some(row("N-004")), "an eliminated spare is passed over");
    assert_eq!(passed.places[row("N-008")].replaced_by, None, "a spare in waiting needs nobody");

    let chain = draw.stand(&[row("N-011"), row("N-008")]);
    assert_eq!(chain.places[row("N-004")].slot, Slot::Replacement { rank: 2, of: row("N-008") }, "a replacement is replaced in turn");
    assert_eq!(of(&chain.working), ["N-007", "N-020", "N-002", "N-018", "N-012", "N-004"]);
}

#[test]
fn what_is_missing_is_said_when_the_spares_run_out() {
    let keys = keys();
    let population = population(&keys);
    let draw = draw(&population, SEED, &plan(&population, 6, 3, &[]).unwrap());
    let row = |key: &str| population.iter().position(|case| case.key == key).unwrap();
    let out = [row("N-012"), row("N-018"), row("N-018"), row("N-006"), 999];
    let sample = draw.stand(&out);
    let foster = &sample.strata[0];
    assert_eq!((foster.standing, foster.eliminated, foster.spares_left, foster.missing), (1, 3, 0, 1));
    assert_eq!(sample.places[row("N-018")].replaced_by, None);
    let in_home = &sample.strata[1];
    assert_eq!((in_home.standing, in_home.eliminated, in_home.spares_left, in_home.missing), (4, 0, 2, 0), "no help from next door");
    assert_eq!(sample.missing(), 1);
}

#[test]
fn spares_follow_what_is_drawn_and_what_is_left() {
    let keys = keys();
    let population = population(&keys);
    let kept = |spares: u64, wanted: &[(&str, u64)]| -> Vec<u64> {
        plan(&population, 12, spares, &named(wanted)).unwrap().iter().map(|stratum| stratum.spares).collect()
    };
    assert_eq!(kept(6, &[]), [2, 4]);
    assert_eq!(kept(6, &[("foster", 8), ("in-home", 4)]), [0, 6], "nothing is left in foster care");
    assert_eq!(kept(6, &[("foster", 6), ("in-home", 2)]), [2, 4], "two are left");
    assert_eq!(kept(6, &[("in-home", 2)]), [0, 6], "no spares where nothing is drawn");
    assert_eq!(kept(100, &[]), [4, 8], "all that is left");
}

#[test]
fn only_the_reason_that_says_nothing_asks_for_a_note() {
    assert_eq!(REASONS.iter().filter(|reason| reason.note).map(|reason| reason.code).collect::<Vec<_>>(), ["other"]);
    assert_eq!(reason(" Wrong-County ").map(|reason| reason.words), Some("belongs to another county or region"));
    assert_eq!(reason("because"), None);
    let mut codes: Vec<_> = REASONS.iter().map(|reason| reason.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), REASONS.len());
}
