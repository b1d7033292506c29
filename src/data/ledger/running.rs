//! Whether one column is the running balance of another: what tells a ledger from any other table, and its columns from each other.

use std::collections::BTreeMap;

use super::rows::NOTHING;

/// Rows looked at, whole accounts at a time.
const LOOKED_AT: usize = 20_000;

/// Days whose entries are compared with each other, at most this many entries back.
const LOOK_BACK: usize = 24;

/// Cents a rounded balance may be off.
const ROUNDING: i64 = 10;

/// Positions of some accounts in the order of their days: all of small files, the first accounts of large ones.
pub struct Sampled {
    /// By account.
    accounts: Vec<Vec<u32>>,
    day: Vec<i32>,
}

/// How the balance moved with the amount.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    pub checked: usize,
    /// Entries whose balance is an earlier one plus the amount, and minus the amount.
    pub plus: usize,
    pub minus: usize,
    /// By position looked at: whether the balance rose (`true`) or fell by the amount.
    pub rose: Vec<(u32, bool)>,
}

impl Moves {
    /// The share of entries that follow from an earlier balance, either way.
    pub fn share(&self) -> f64 {
        self.rose.len() as f64 / self.checked.max(1) as f64
    }

    /// Whether amounts carry their sign: as good as no balance falls by a positive amount.
    pub fn signed(&self) -> bool {
        self.minus * 50 <= self.plus
    }
}

impl Sampled {
    /// Sorts the entries of the first accounts by day.
    pub fn new(account: &[u32], days: &[Option<i32>]) -> Self {
        let mut by_account: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (position, &code) in account.iter().enumerate() {
            if code != NOTHING && days[position].is_some() {
                by_account.entry(code).or_default().push(position as u32);
            }
        }
        let day: Vec<i32> = days.iter().map(|day| day.unwrap_or_default()).collect();
        let mut total = 0;
        let mut accounts: Vec<Vec<u32>> = Vec::new();
        for (_, positions) in by_account {
            if total >= LOOKED_AT {
                break;
            }
            let mut positions: Vec<u32> = positions.into_iter().take(LOOKED_AT).collect();
            positions.sort_by_key(|&position| (day[position as usize], position));
            total += positions.len();
            accounts.push(positions);
        }
        Self { accounts, day }
    }

    /// Compares each balance with those before it.
    pub fn moves(&self, amount: &[Option<i64>], balance: &[Option<i64>]) -> Moves {
        let mut moves = Moves::default();
        for positions in &self.accounts {
            for at in 1..positions.len() {
                let position = positions[at] as usize;
                let (Some(cents), Some(after)) = (amount[position], balance[position]) else {
                    continue;
                };
                if cents == 0 {
                    continue;
                }
                moves.checked += 1;
                let earlier = |before: i64| self.stood_before(positions, at, before, balance);
                let (plus, minus) = (earlier(after - cents), earlier(after + cents));
                moves.plus += usize::from(plus && !minus);
                moves.minus += usize::from(minus && !plus);
                if plus != minus {
                    moves.rose.push((position as u32, plus));
                }
            }
        }
        moves
    }

    /// Whether this balance stands on the same day, or last on the entry before that day.
    fn stood_before(&self, positions: &[u32], at: usize, before: i64, balance: &[Option<i64>]) -> bool {
        let day = self.day[positions[at] as usize];
        let near = |other: usize| {
            balance[positions[other] as usize].is_some_and(|balance| (balance - before).abs() <= ROUNDING)
        };
        let same_day = |&other: &usize| self.day[positions[other] as usize] == day;
        let later = (at + 1..positions.len()).take(LOOK_BACK).take_while(same_day).any(near);
        if later {
            return true;
        }
        // Back through this day and the whole day before it, whose entries may stand in any order.
        let mut day_before = None;
        for other in (0..at).rev().take(LOOK_BACK) {
            let of = self.day[positions[other] as usize];
            if of != day && *day_before.get_or_insert(of) != of {
                break;
            }
            if near(other) {
                return true;
            }
        }
        false
    }
}
