//! What a campaign is expected to bring, by the number of customers called.

use serde::{Deserialize, Serialize};

use crate::metrics::{Ranked, percentile_interval, resampled};

/// What a call costs and what it brings, all in the same currency.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Campaign {
    pub cost_per_contact: f64,
    /// What a customer who stays because of the call is worth.
    pub gain_per_kept: f64,
    /// Of the leavers who are called, the share that stays because of it.
    pub success_rate: f64,
    /// What all calls together may cost; `None` for as much as pays.
    pub budget: Option<f64>,
}

impl Default for Campaign {
    /// A call for 5 that keeps three in ten leavers worth 100 each: it pays where one in six is about to leave.
    fn default() -> Self {
        Self { cost_per_contact: 5.0, gain_per_kept: 100.0, success_rate: 0.3, budget: None }
    }
}

/// No amount of a bank is larger, and sums of such stay numbers.
pub const MOST_MONEY: f64 = 1e12;

impl Campaign {
    /// Whether its numbers make sense: costs, gain and budget between 0 and a million million, the rate a share.
    pub fn is_sound(&self) -> bool {
        let amounts = [self.cost_per_contact, self.gain_per_kept, self.budget.unwrap_or(0.0)];
        amounts.iter().all(|amount| (0.0..=MOST_MONEY).contains(amount))
            && (0.0..=1.0).contains(&self.success_rate)
    }

    /// How many calls the budget pays for; `None` where nothing limits them.
    pub fn of_budget(&self) -> Option<u64> {
        let calls = self.budget? / self.cost_per_contact;
        // A call for nothing: 0/0 and n/0 are no number of calls.
        calls.is_finite().then_some((calls + 1e-9) as u64)
    }

    /// The probability of leaving from which on a call pays: `cost / (gain·success)`. `None` where none does.
    pub fn break_even(&self) -> Option<f64> {
        let probability = self.cost_per_contact / (self.gain_per_kept * self.success_rate);
        (probability <= 1.0).then_some(probability)
    }

    fn profit(&self, found: &FoundPoint) -> ProfitPoint {
        let cost = found.called as f64 * self.cost_per_contact;
        let profit = |leavers: f64| leavers * self.success_rate * self.gain_per_kept - cost;
        ProfitPoint {
            called: found.called,
            leavers_found: found.leavers,
            kept: found.leavers * self.success_rate,
            profit: profit(found.leavers),
            low: profit(found.low),
            high: profit(found.high),
        }
    }
}

/// Leavers expected among so many customers called, the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundPoint {
    pub called: u64,
    pub leavers: f64,
    /// The range that other held-out customers would have given.
    pub low: f64,
    pub high: f64,
}

/// What calling so many customers, the likeliest leavers first, is expected to bring.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ProfitPoint {
    pub called: u64,
    pub leavers_found: f64,
    /// Leavers who stay because of the call.
    pub kept: f64,
    pub profit: f64,
    /// Profit in the range that other held-out customers would have given.
    pub low: f64,
    pub high: f64,
}

/// How ranges are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bootstrap {
    pub n_resamples: u32,
    pub level: f64,
    pub seed: u64,
}

/// Points of a curve beside the first: enough for any screen.
const STEPS: u64 = 100;

/// Leavers found by the number of customers called, from nobody to everybody. What a call costs plays no part: this
/// is worked out once, and [`profit_curve`] reads any campaign off it.
///
/// `F(m) = N/n·(leavers among the m·n/N highest scores of n held-out rows)`
///
/// **Shapes** `ranked`: held-out rows; `population`: the N customers of the list that is called from. Result: at most
/// 101 points, the fewest called first.
///
/// **Numerics** `low` and `high` are the (1 ∓ level)/2 quantiles over resamples of the held-out rows, the same for
/// any number of threads. Equal scores count by the share of leavers among them. Empty without rows or customers.
///
/// **Source** the cumulative gains of [`Ranked::gains`], in customers.
pub fn found_curve(ranked: &Ranked, population: u64, bootstrap: Bootstrap) -> Vec<FoundPoint> {
    let n = ranked.n_samples();
    if n == 0 || population == 0 {
        return Vec::new();
    }
    let steps = STEPS.min(population);
    let even = |step: u64| (u128::from(step) * u128::from(population) / u128::from(steps)) as u64;
    let calls: Vec<u64> = (0..=steps).map(even).collect();
    let scale = population as f64 / n as f64;
    let positions: Vec<f64> = calls.iter().map(|&called| called as f64 / scale).collect();
    let groups: Vec<[usize; 2]> =
        ranked.groups().map(|(_, leavers, others)| [leavers as usize, others as usize]).collect();
    let Bootstrap { n_resamples, level, seed } = bootstrap;
    let resamples = resampled(n as usize, n_resamples, seed, |counts| found_at(&groups, &positions, counts));
    let point = |(index, called)| {
        let leavers = ranked.found_among(positions[index]) * scale;
        let others = resamples.iter().map(|found| found[index] * scale).collect();
        let range = percentile_interval(others, resamples.len(), level);
        let (low, high) = range.map_or((leavers, leavers), |range| (range.low, range.high));
        FoundPoint { called, leavers, low, high }
    };
    calls.into_iter().enumerate().map(point).collect()
}

/// Expected profit by the number of customers called.
///
/// `profit(m) = F(m)·success·gain − m·cost`
///
/// **Shapes** `found`: what [`found_curve`] gives; result: a point for each of its points, and one more at the end of
/// the budget.
///
/// **Numerics** Profit rises with the leavers found, so that its range is the profit of theirs; that cost, gain and
/// success rate may be other than thought is not in it. The end of the budget lies on a straight line between its
/// neighbours. O(101): a slider may ask for it. Empty where the campaign is not sound.
///
/// **Source** Verbraken, Verbeke & Baesens 2013 (profit of churn campaigns), without their distribution of benefits.
pub fn profit_curve(found: &[FoundPoint], campaign: &Campaign) -> Vec<ProfitPoint> {
    if !campaign.is_sound() {
        return Vec::new();
    }
    let limit = campaign.of_budget();
    let mut curve = Vec::with_capacity(found.len() + 1);
    for (index, point) in found.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| found[before]);
        if let (Some(before), Some(limit)) = (before, limit)
            && before.called < limit
            && limit < point.called
        {
            curve.push(campaign.profit(&between(&before, point, limit)));
        }
        curve.push(campaign.profit(point));
    }
    curve
}

fn between(before: &FoundPoint, after: &FoundPoint, called: u64) -> FoundPoint {
    let weight = (called - before.called) as f64 / (after.called - before.called) as f64;
    let line = |from: f64, to: f64| from + (to - from) * weight;
    FoundPoint {
        called,
        leavers: line(before.leavers, after.leavers),
        low: line(before.low, after.low),
        high: line(before.high, after.high),
    }
}

/// Leavers among the first so many rows of a resample, as [`Ranked::found_among`] counts them.
///
/// **Shapes** groups: leavers and others of each score, the highest first; positions rising; counts: how often each
/// row was drawn, group after group, of a group the leavers first.
fn found_at(groups: &[[usize; 2]], positions: &[f64], counts: &[u32]) -> Vec<f64> {
    let mut found = Vec::with_capacity(positions.len());
    let (mut called_before, mut found_before) = (0.0, 0.0);
    let mut rest = counts;
    let mut positions = positions.iter().peekable();
    for &[leavers, others] in groups {
        let (rows, after) = rest.split_at(leavers + others);
        rest = after;
        let sum = |rows: &[u32]| f64::from(rows.iter().sum::<u32>());
        let (leavers, all) = (sum(&rows[..leavers]), sum(rows));
        while let Some(position) = positions.next_if(|&&position| position < called_before + all) {
            found.push(found_before + leavers * (position - called_before) / all);
        }
        called_before += all;
        found_before += leavers;
    }
    found.extend(positions.map(|_| found_before));
    found
}

/// The last point with at most so many calls; `None` where not even that brings more than it costs.
///
/// How many calls pay is told by the calibrated probabilities ([`Campaign::break_even`]), not by the curve: the largest of
/// its points would be flattered, as the held-out customers would have chosen what they judge.
pub fn paying(curve: &[ProfitPoint], most: u64) -> Option<&ProfitPoint> {
    curve.iter().rfind(|point| point.called <= most).filter(|point| point.profit > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Stream;

    const DRAWN: Bootstrap = Bootstrap { n_resamples: 400, level: 0.9, seed: 1 };

    /// 100 rows, 20 leavers, most of them ranked high.
    fn held_out() -> Ranked {
        let scores: Vec<f32> = (0..100).map(|row| 1.0 - row as f32 / 100.0).collect();
        let left: Vec<bool> = (0..100).map(|row| row < 16 || row % 20 == 9).collect();
        Ranked::new(&scores, &left)
    }

    fn curve(ranked: &Ranked, population: u64, campaign: &Campaign) -> Vec<ProfitPoint> {
        profit_curve(&found_curve(ranked, population, DRAWN), campaign)
    }

    #[test]
    fn the_held_out_rows_speak_for_the_whole_list() {
        let campaign =
            Campaign { cost_per_contact: 5.0, gain_per_kept: 100.0, success_rate: 0.5, budget: None };
        let curve = curve(&held_out(), 10_000, &campaign);
        assert_eq!(curve.len(), 101);
        let at = |called: u64| *curve.iter().find(|point| point.called == called).unwrap();
        let nobody = at(0);
        assert_eq!((nobody.leavers_found, nobody.profit, nobody.low, nobody.high), (0.0, 0.0, 0.0, 0.0));
        let some = at(1000);
        assert_eq!((some.leavers_found, some.kept, some.profit), (1000.0, 500.0, 45_000.0));
        let all = at(10_000);
        assert!((all.leavers_found - 2000.0).abs() < 1e-6 && all.low < all.profit && all.profit < all.high);
        assert_eq!(paying(&curve, 1600), Some(&at(1600)));
        assert_eq!(paying(&curve, 850), Some(&at(800)));
        for point in &curve {
            assert!(point.low <= point.profit + 1e-6 && point.profit <= point.high + 1e-6, "{point:?}");
        }
    }

    #[test]
    fn the_end_of_the_budget_is_a_point() {
        let campaign = Campaign { budget: Some(4203.0), ..Campaign::default() };
        assert_eq!(campaign.of_budget(), Some(840));
        let curve = curve(&held_out(), 10_000, &campaign);
        let end = curve.iter().find(|point| point.called == 840).unwrap();
        assert!((end.leavers_found - 840.0).abs() < 1e-9 && curve.is_sorted_by(|a, b| a.called < b.called));
        assert_eq!(paying(&curve, 840).map(|point| point.called), Some(840));
        assert_eq!(Campaign { budget: Some(0.3), cost_per_contact: 0.1, ..campaign }.of_budget(), Some(3));
        assert_eq!(Campaign { cost_per_contact: 0.0, ..campaign }.of_budget(), None);
        assert_eq!(Campaign { budget: Some(0.0), cost_per_contact: 0.0, ..campaign }.of_budget(), None);
        assert_eq!(Campaign { budget: Some(0.0), ..campaign }.of_budget(), Some(0));
    }

    #[test]
    fn equal_scores_are_called_in_shares() {
        let alike =
            Ranked::new(&[0.5; 10], &[true, false, false, false, true, false, false, false, false, false]);
        let curve = curve(&alike, 1000, &Campaign::default());
        for point in &curve {
            assert!((point.leavers_found - 0.2 * point.called as f64).abs() < 1e-9, "{point:?}");
            assert!(point.low.is_finite() && point.high >= point.low);
        }
        // 6 a call of a leaver against 5.
        assert_eq!(paying(&curve, 1000).map(|point| point.called), Some(1000));
    }

    #[test]
    fn a_resample_of_every_row_once_is_the_rows() {
        let mut stream = Stream::new(3, "scores", 0);
        let scores: Vec<f32> = (0..200).map(|_| stream.below(12) as f32).collect();
        let left: Vec<bool> =
            scores.iter().map(|&score| stream.uniform() * 12.0 < f64::from(score)).collect();
        let ranked = Ranked::new(&scores, &left);
        let groups: Vec<[usize; 2]> = ranked.groups().map(|(_, p, o)| [p as usize, o as usize]).collect();
        let positions: Vec<f64> = (0..=150).map(|step| f64::from(step) * 200.0 / 150.0).collect();
        let found = found_at(&groups, &positions, &[1; 200]);
        for (&position, found) in positions.iter().zip(found) {
            assert!((found - ranked.found_among(position)).abs() < 1e-9, "{position} {found}");
        }
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| curve(&ranked, 12_345, &Campaign::default()))
        };
        assert_eq!(on(1), on(2));
        assert_eq!(on(1), on(7));
        assert!(on(1).windows(2).all(|pair| pair[1].leavers_found >= pair[0].leavers_found));
    }

    #[test]
    fn nothing_to_say_is_said_as_nothing() {
        let sound = Campaign::default();
        assert!(curve(&Ranked::new(&[], &[]), 10, &sound).is_empty());
        assert!(curve(&held_out(), 0, &sound).is_empty());
        let unsound = Campaign { success_rate: 1.5, ..sound };
        assert!(curve(&held_out(), 10, &unsound).is_empty());
        assert!(!Campaign { cost_per_contact: f64::NAN, ..sound }.is_sound());
        assert_eq!(paying(&[], 5), None);
        // A short list has a point for each customer.
        assert_eq!(curve(&held_out(), 7, &sound).len(), 8);
        let nobody_leaves = Ranked::new(&[0.1, 0.2], &[false, false]);
        let curve = curve(&nobody_leaves, 50, &sound);
        assert_eq!(paying(&curve, 50), None);
        assert_eq!(sound.break_even(), Some(1.0 / 6.0));
        assert_eq!(Campaign { gain_per_kept: 0.0, ..sound }.break_even(), None);
    }
}
