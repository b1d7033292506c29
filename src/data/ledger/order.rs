//! In which order the entries of one day follow from each other, told by the balances they state.

/// Steps a search may take before the order of the file stands.
const SEARCH_STEPS: usize = 20_000;

/// The order of one day's entries on an account, as indices into `entries`.
///
/// `entries` are (amount, balance after it) in cents in the order of the file, `before` the balance of the day before where it is known.
/// An order is sought in which every balance before an entry (its balance less its amount) is
/// the one after the entry before it, within `tolerance`; where there is none, the nearest balance comes next.
pub fn within_day(entries: &[(i64, i64)], before: Option<i64>, tolerance: i64) -> Vec<usize> {
    let as_filed: Vec<usize> = (0..entries.len()).collect();
    let starts = before.map_or_else(|| starts(entries), |before| vec![before]);
    let Some(&start) = starts.first() else {
        return as_filed;
    };
    if holds(entries, &as_filed, before.unwrap_or(entries[0].1 - entries[0].0), tolerance) && before.is_some()
    {
        return as_filed;
    }
    let mut steps = SEARCH_STEPS;
    for &start in &starts {
        if let Some(order) = search(entries, start, tolerance, &mut steps) {
            return order;
        }
    }
    nearest(entries, start)
}

/// Balances the day may begin with, the likeliest first: one that no other entry leads to, then 0, then any.
fn starts(entries: &[(i64, i64)]) -> Vec<i64> {
    let mut starts: Vec<(bool, bool, usize, i64)> = entries
        .iter()
        .enumerate()
        .map(|(index, &(amount, after))| {
            let before = after - amount;
            let led_to =
                entries.iter().enumerate().any(|(other, &(_, after))| other != index && after == before);
            (led_to, before != 0, index, before)
        })
        .collect();
    starts.sort_unstable();
    starts.into_iter().map(|(_, _, _, before)| before).collect()
}

fn holds(entries: &[(i64, i64)], order: &[usize], start: i64, tolerance: i64) -> bool {
    let mut balance = start;
    order.iter().all(|&index| {
        let (amount, after) = entries[index];
        let fits = (after - amount - balance).abs() <= tolerance;
        balance = after;
        fits
    })
}

/// Depth first, candidates in the order of the file, exact steps before rounded ones.
fn search(entries: &[(i64, i64)], start: i64, tolerance: i64, steps: &mut usize) -> Option<Vec<usize>> {
    let candidates = |balance: i64, used: &[bool]| {
        let mut found: Vec<(i64, usize)> = (0..entries.len())
            .filter(|&index| !used[index])
            .map(|index| ((entries[index].1 - entries[index].0 - balance).abs(), index))
            .filter(|&(gap, _)| gap <= tolerance)
            .collect();
        // The next one to try stands last.
        found.sort_unstable_by(|a, b| b.cmp(a));
        found
    };
    let mut used = vec![false; entries.len()];
    let mut order = Vec::new();
    let mut open = vec![candidates(start, &used)];
    while let Some(next) = open.last_mut() {
        if *steps == 0 {
            return None;
        }
        *steps -= 1;
        if let Some((_, index)) = next.pop() {
            used[index] = true;
            order.push(index);
            if order.len() == entries.len() {
                return Some(order);
            }
            open.push(candidates(entries[index].1, &used));
        } else {
            open.pop();
            if let Some(index) = order.pop() {
                used[index] = false;
            }
        }
    }
    None
}

fn nearest(entries: &[(i64, i64)], start: i64) -> Vec<usize> {
    let mut left: Vec<usize> = (0..entries.len()).collect();
    let mut order = Vec::with_capacity(left.len());
    let mut balance = start;
    while let Some(at) =
        (0..left.len()).min_by_key(|&at| (entries[left[at]].1 - entries[left[at]].0 - balance).unsigned_abs())
    {
        let index = left.remove(at);
        balance = entries[index].1;
        order.push(index);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn balances_tell_the_order_of_a_day() {
        // Filed: withdrawal 36,000 → 77,580, then deposit 41,759 → 113,580; 71,821 before.
        assert_eq!(within_day(&[(-36_000, 77_580), (41_759, 113_580)], Some(71_821), 0), [1, 0]);
        assert_eq!(within_day(&[(-36_000, 77_580), (41_759, 113_580)], None, 0), [1, 0]);
        assert_eq!(within_day(&[(100, 100), (-100, 0)], Some(0), 0), [0, 1]);
    }

    #[test]
    fn a_way_that_ends_too_early_is_taken_back() {
        // From 0 the entry to 50 would end the day; the round to 100 and back must come first.
        assert_eq!(within_day(&[(50, 50), (-100, 0), (100, 100)], Some(0), 0), [2, 1, 0]);
    }

    #[test]
    fn rounding_is_allowed_and_gaps_leave_the_nearest() {
        assert_eq!(within_day(&[(-50, 60), (100, 111)], Some(10), 1), [1, 0]);
        assert_eq!(within_day(&[(5, 1000), (5, 505)], Some(499), 0), [1, 0]);
        assert_eq!(within_day(&[], None, 0), [0usize; 0]);
    }
}
