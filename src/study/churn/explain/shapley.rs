//! Exact Shapley values: what each column adds to the probability of one customer.

use ndarray::Array2;

use crate::base::Stop;
use crate::study::StudyError;

use super::{Player, Subject};

/// Cells of the rows predicted at a time: they stay in the caches.
const MOST_CELLS: usize = 1 << 18;

/// How a customer's probability comes about. `base + Σ values = probability`.
#[derive(Clone, Debug, PartialEq)]
pub struct Shapley {
    /// The mean probability of the background.
    pub base: f64,
    /// The customer's own.
    pub probability: f64,
    /// One a player: how far it moves the probability, up or down.
    pub values: Vec<f64>,
}

/// `φⱼ = Σ_{S∌j} |S|!·(M−|S|−1)!/M! · (v(S∪j) − v(S))` with `v(S)` the mean over the background rows b of `f(x_S, b_¬S)`:
/// the customer's own values in the columns of S, those of b in all others.
///
/// **Shapes** `background` (`n_background`, features), `row` (features), values (`players.len()`)
///
/// **Errors** [`StudyError::Discarded`] when stopped.
///
/// **Numerics** Exact, not sampled. The values are linear in the game, so the background rows are played one by one; a
/// column in which b is as the customer adds nothing whatever the coalition, takes no part and halves the work. Each
/// game's sums are in f64 over the same predictions that give `base` and `probability`, so they add up to rounding.
///
/// **Source** Shapley 1953; Lundberg and Lee 2017 with the interventional expectation (Janzing et al. 2020).
pub fn shapley(
    subject: &Subject,
    players: &[Player],
    background: &Array2<f32>,
    row: &[f32],
    stop: &Stop,
) -> Result<Shapley, StudyError> {
    let mut sums = Shapley { base: 0.0, probability: 0.0, values: vec![0.0; players.len()] };
    let mut batch = Batch { cells: Vec::new(), games: Vec::new() };
    for b in background.outer_iter() {
        let b = b.to_vec();
        let game: Vec<usize> = (0..players.len()).filter(|&player| !players[player].alike(row, &b)).collect();
        if batch.cells.len() + (row.len() << game.len()) > MOST_CELLS {
            if stop.requested() {
                return Err(StudyError::Discarded);
            }
            batch.play(subject, row.len(), &mut sums)?;
        }
        batch.add(players, game, row, &b);
    }
    batch.play(subject, row.len(), &mut sums)?;
    let n = background.nrows().max(1) as f64;
    for sum in sums.values.iter_mut().chain([&mut sums.base, &mut sums.probability]) {
        *sum /= n;
    }
    Ok(sums)
}

/// Coalitions of some background rows, waiting to be predicted together.
struct Batch {
    /// Row after row, game after game.
    cells: Vec<f32>,
    /// The players of each game; its coalitions are the numbers whose bits say who is in.
    games: Vec<Vec<usize>>,
}

impl Batch {
    /// Adds the coalitions of a background row, the empty one first.
    fn add(&mut self, players: &[Player], game: Vec<usize>, row: &[f32], b: &[f32]) {
        let start = self.cells.len();
        self.cells.extend_from_slice(b);
        for &player in &game {
            let with = self.cells.len();
            self.cells.extend_from_within(start..);
            for coalition in self.cells[with..].chunks_exact_mut(row.len()) {
                players[player].copy(row, coalition);
            }
        }
        self.games.push(game);
    }

    /// Predicts the coalitions, adds what the games give, and is empty again.
    fn play(&mut self, subject: &Subject, n_features: usize, sums: &mut Shapley) -> Result<(), StudyError> {
        if self.games.is_empty() {
            return Ok(());
        }
        let n_rows = self.cells.len() / n_features.max(1);
        let cells = std::mem::take(&mut self.cells);
        let rows = Array2::from_shape_vec((n_rows, n_features), cells)
            .map_err(|_| StudyError::AllFailed { first: None })?;
        let worth = subject.probabilities(rows)?;
        let mut rest = &worth[..];
        for game in self.games.drain(..) {
            let (worth, others) = rest.split_at(1 << game.len());
            rest = others;
            sums.base += worth[0];
            sums.probability += worth[worth.len() - 1];
            for (player, value) in game.iter().zip(values(worth, game.len())) {
                sums.values[*player] += value;
            }
        }
        Ok(())
    }
}

/// The Shapley values of one game.
///
/// **Shapes** `worth` (2ⁿ): of the coalition whose members are the bits set in its place.
fn values(worth: &[f64], n_players: usize) -> Vec<f64> {
    // size!·(n − size − 1)!/n! = 1 / (n · C(n − 1, size))
    let mut weights = Vec::with_capacity(n_players);
    let mut ways = 1.0;
    for size in 0..n_players {
        weights.push(1.0 / (n_players as f64 * ways));
        ways *= (n_players - 1 - size) as f64 / (size + 1) as f64;
    }
    let mut values = vec![0.0; n_players];
    for (coalition, worth) in worth.iter().enumerate() {
        let size = coalition.count_ones() as usize;
        let joined = if size > 0 { weights[size - 1] * worth } else { 0.0 };
        let left = if size < n_players { weights[size] * worth } else { 0.0 };
        for (player, value) in values.iter_mut().enumerate() {
            *value += if coalition >> player & 1 == 1 { joined } else { -left };
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::values;

    /// Every order in which the players may come, each adding what it changes.
    fn by_orders(worth: &[f64], n_players: usize) -> Vec<f64> {
        fn come(worth: &[f64], here: usize, left: &[usize], n_orders: &mut f64, sums: &mut [f64]) {
            if left.is_empty() {
                *n_orders += 1.0;
            }
            for (index, &player) in left.iter().enumerate() {
                let others = [&left[..index], &left[index + 1..]].concat();
                let n_before = *n_orders;
                come(worth, here | 1 << player, &others, n_orders, sums);
                sums[player] += (*n_orders - n_before) * (worth[here | 1 << player] - worth[here]);
            }
        }
        let (mut n_orders, mut sums) = (0.0, vec![0.0; n_players]);
        come(worth, 0, &(0..n_players).collect::<Vec<_>>(), &mut n_orders, &mut sums);
        sums.iter().map(|sum| sum / n_orders).collect()
    }

    #[test]
    fn credit_is_what_every_order_of_coming_gives_on_average() {
        let mut stream = crate::base::Stream::new(4, "games", 0);
        for n_players in 0..=6 {
            let worth: Vec<f64> = (0..1 << n_players).map(|_| stream.normal()).collect();
            let found = values(&worth, n_players);
            for (found, expected) in found.iter().zip(by_orders(&worth, n_players)) {
                assert!((found - expected).abs() < 1e-14, "{n_players}: {found} {expected}");
            }
            let all = worth[worth.len() - 1] - worth[0];
            assert!((found.iter().sum::<f64>() - all).abs() < 1e-13);
        }
    }

    #[test]
    fn a_glove_is_worth_nothing_without_its_pair() {
        // One has a left glove, two have a right one; a pair is worth 1 (a textbook game: 2/3, 1/6, 1/6).
        let worth: Vec<f64> = (0..8).map(|who| f64::from(u8::from(who & 1 == 1 && who & 6 != 0))).collect();
        let found = values(&worth, 3);
        for (found, expected) in found.iter().zip([2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]) {
            assert!((found - expected).abs() < 1e-15);
        }
    }
}
