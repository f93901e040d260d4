//! Places in a list as text keys between neighbours, so that moving one record changes one field
//! and two offices can insert at the same place without a collision of numbers.

const DIGITS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

fn digit(key: &str) -> Option<usize> {
    key.bytes().next().and_then(|b| DIGITS.iter().position(|d| *d == b))
}

fn rest(key: &str) -> &str {
    key.get(1..).unwrap_or("")
}

/// A key that sorts after `before` and before `after`; either may be missing (start or end of the list).
/// Keys never end in `0`, so there is always room between two of them.
#[must_use]
pub fn between(before: Option<&str>, after: Option<&str>) -> String {
    let (low, high) = (before.unwrap_or(""), after);
    let floor = digit(low).unwrap_or(0);
    let ceiling = high.map_or(DIGITS.len(), |h| digit(h).unwrap_or(0));
    if let Some(high) = high.filter(|_| ceiling == floor) {
        return format!("{}{}", char::from(DIGITS[floor]), between(Some(rest(low)), Some(rest(high))));
    }
    if ceiling > floor + 1 {
        // An open end takes a small step, so that appended lists keep short keys.
        let step = if high.is_none() && !low.is_empty() { floor + 1 } else { usize::midpoint(floor, ceiling) };
        return char::from(DIGITS[step]).to_string();
    }
    match high {
        Some(high) if high.len() > 1 => char::from(DIGITS[ceiling]).to_string(),
        _ => format!("{}{}", char::from(DIGITS[floor]), between(Some(rest(low)), None)),
    }
}

/// `n` keys in order, for a new list.
#[must_use]
pub fn spread(n: usize) -> Vec<String> {
    let mut keys: Vec<String> = Vec::with_capacity(n);
    for _ in 0..n {
        let next = between(keys.last().map(String::as_str), None);
        keys.push(next);
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_between_two_neighbours_sorts_between_them(places in prop::collection::vec(0usize..40, 1..120)) {
            let mut keys: Vec<String> = spread(3);
            for place in places {
                let at = place % (keys.len() + 1);
                let key = between(at.checked_sub(1).map(|i| keys[i].as_str()), keys.get(at).map(String::as_str));
                keys.insert(at, key);
                prop_assert!(keys.windows(2).all(|w| w[0] < w[1]), "{keys:?}");
            }
        }
    }

    #[test]
    fn an_appended_list_keeps_short_keys() {
        assert!(spread(200).iter().all(|k| k.len() < 14));
    }
}
