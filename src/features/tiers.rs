//! From a value for each customer to four tiers: the rules, their cut points, and what each tier holds.

use serde::{Deserialize, Serialize};

use crate::base::Message;

use super::breaks::natural_breaks;

pub const N_TIERS: usize = 4;

/// Keys of the usual names of the tiers, lowest first.
pub const TIER_NAME_KEYS: [&str; N_TIERS] =
    ["tier-ordinary", "tier-potential", "tier-high-quality", "tier-high-net-worth"];

/// How customers are divided into tiers. Tier 0 is the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum TierRule {
    /// Shares of the customers, highest tier first; the rest is the lowest tier.
    Pyramid { shares: [f64; 3] },
    /// A quarter of the customers each.
    Equal,
    /// Value from which a customer belongs to tier 1, 2 and 3.
    Money { cuts: [f64; 3] },
    /// The best shares by value and by potential, crossed: both high is tier 3, value alone tier 2, potential
    /// alone tier 1, neither tier 0.
    ValuePotential { value_share: f64, potential_share: f64 },
    /// Where the values themselves leave gaps: least squared distance from the means of four tiers.
    NaturalBreaks,
}

/// A rule and what the tiers are called, lowest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tiering {
    pub rule: TierRule,
    pub names: [String; N_TIERS],
}

/// Where one tier ends and the next begins. A customer exactly on a cut belongs to the tier above it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cuts {
    /// Lower ends of tiers 1, 2 and 3.
    Value([f64; 3]),
    /// Lower ends of "high".
    ValuePotential { value: f64, potential: f64 },
}

/// The tier of each customer and the cuts they follow from.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiers {
    pub codes: Vec<u32>,
    pub cuts: Cuts,
}

/// One tier at a glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TierSummary {
    pub n: usize,
    /// Of all customers.
    pub share: f64,
    /// Sum of the values.
    pub value: f64,
    /// Of the sum over all customers; `None` where that is not positive, so that no share means anything.
    pub value_share: Option<f64>,
    pub min: Option<f64>,
    pub max: Option<f64>,
}

/// Shares of the pyramid unless chosen otherwise, highest tier first.
pub const USUAL_SHARES: [f64; 3] = [0.01, 0.04, 0.15];
/// Share that counts as high, of value and of potential, unless chosen otherwise.
pub const USUAL_HIGH_SHARE: f64 = 0.2;

impl Default for TierRule {
    fn default() -> Self {
        Self::Pyramid { shares: USUAL_SHARES }
    }
}

impl TierRule {
    pub const IDS: [&'static str; 5] = ["pyramid", "equal", "money", "value_potential", "natural_breaks"];

    /// The word used in recipes and on the command line.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Pyramid { .. } => "pyramid",
            Self::Equal => "equal",
            Self::Money { .. } => "money",
            Self::ValuePotential { .. } => "value_potential",
            Self::NaturalBreaks => "natural_breaks",
        }
    }

    pub fn name_key(&self) -> &'static str {
        match self {
            Self::Pyramid { .. } => "tier-rule-pyramid",
            Self::Equal => "tier-rule-equal",
            Self::Money { .. } => "tier-rule-money",
            Self::ValuePotential { .. } => "tier-rule-value-potential",
            Self::NaturalBreaks => "tier-rule-natural-breaks",
        }
    }

    /// The rule of a name as it begins: usual shares, or as money the cuts that the usual shares make here.
    pub fn begin(id: &str, ladder: &Ladder) -> Option<Self> {
        Some(match id {
            "pyramid" => Self::default(),
            "equal" => Self::Equal,
            "money" => Self::Money { cuts: pyramid(&ladder.values, USUAL_SHARES) },
            "value_potential" => {
                Self::ValuePotential { value_share: USUAL_HIGH_SHARE, potential_share: USUAL_HIGH_SHARE }
            }
            "natural_breaks" => Self::NaturalBreaks,
            _ => return None,
        })
    }

    /// What is wrong with the numbers of the rule, if anything.
    pub fn check(&self) -> Result<(), Message> {
        let is_share = |share: &f64| (0.0..=1.0).contains(share);
        match self {
            Self::Pyramid { shares } => {
                // Shares written as decimals may add up to a little more than they say.
                if !shares.iter().all(is_share) || shares.iter().sum::<f64>() > 1.0 + 1e-9 {
                    return Err(Message::new("tier-bad-shares"));
                }
            }
            Self::Money { cuts } => {
                let ascending = cuts.windows(2).all(|pair| pair[0] < pair[1]);
                if !ascending || !cuts.iter().all(|cut| cut.is_finite()) {
                    return Err(Message::new("tier-bad-money"));
                }
            }
            Self::ValuePotential { value_share, potential_share } => {
                if !is_share(value_share) || !is_share(potential_share) {
                    return Err(Message::new("tier-bad-shares"));
                }
            }
            Self::Equal | Self::NaturalBreaks => {}
        }
        Ok(())
    }
}

impl Cuts {
    /// The tier of each customer, 0 the lowest.
    ///
    /// **Shapes:** `potential` has one entry a customer where the cuts need it, and is not read otherwise.
    pub fn apply(&self, values: &[f64], potential: &[f64]) -> Vec<u32> {
        match *self {
            Self::Value(cuts) => values
                .iter()
                .map(|value| cuts.iter().map(|cut| u32::from(value >= cut)).sum::<u32>())
                .collect(),
            Self::ValuePotential { value, potential: cut } => values
                .iter()
                .zip(potential)
                .map(|(own, potential)| 2 * u32::from(*own >= value) + u32::from(*potential >= cut))
                .collect(),
        }
    }

    /// The cuts on the axis of value, ascending.
    pub fn values(&self) -> Vec<f64> {
        match self {
            Self::Value(cuts) => cuts.to_vec(),
            Self::ValuePotential { value, .. } => vec![*value],
        }
    }
}

/// Values and potentials in order, sorted once, so that cuts follow at once while a slider moves.
#[derive(Clone, Debug, Default)]
pub struct Ladder {
    values: Vec<f64>,
    potential: Vec<f64>,
}

impl Ladder {
    pub fn new(values: &[f64], potential: &[f64]) -> Self {
        let sorted = |values: &[f64]| {
            let mut values: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
            values.sort_unstable_by(f64::total_cmp);
            values
        };
        Self { values: sorted(values), potential: sorted(potential) }
    }

    /// Where a rule cuts.
    ///
    /// Customers of equal value are never divided. A share that falls among equals is cut above or below all of
    /// them, wherever the tier comes closer to its share (at the same distance: above, the smaller tier). A tier
    /// with a share above 0 asks for at least one customer.
    ///
    /// **Numerics:** all cuts are finite; a tier that gets nobody begins just above the highest value.
    pub fn cuts(&self, rule: &TierRule) -> Cuts {
        match *rule {
            TierRule::Pyramid { shares } => Cuts::Value(pyramid(&self.values, shares)),
            TierRule::Equal => Cuts::Value(pyramid(&self.values, [0.25; 3])),
            TierRule::Money { cuts } => Cuts::Value(cuts),
            TierRule::ValuePotential { value_share, potential_share } => Cuts::ValuePotential {
                value: cut_of_top(&self.values, wanted(value_share, self.values.len())),
                potential: cut_of_top(&self.potential, wanted(potential_share, self.potential.len())),
            },
            TierRule::NaturalBreaks => Cuts::Value(natural_breaks(&self.values)),
        }
    }
}

/// Divides customers into tiers.
///
/// **Shapes:** `values` one entry a customer; `potential` likewise, or empty where the rule does not use it.
pub fn assign(values: &[f64], potential: &[f64], rule: &TierRule) -> Tiers {
    let cuts = Ladder::new(values, potential).cuts(rule);
    Tiers { codes: cuts.apply(values, potential), cuts }
}

/// What each of the four tiers holds.
///
/// **Shapes:** `codes` and `values` have one entry a customer.
pub fn summarise(codes: &[u32], values: &[f64]) -> Vec<TierSummary> {
    let mut tiers = vec![TierSummary::default(); N_TIERS];
    for (&code, &value) in codes.iter().zip(values) {
        let tier = &mut tiers[(code as usize).min(N_TIERS - 1)];
        tier.n += 1;
        tier.value += value;
        tier.min = Some(tier.min.map_or(value, |min| min.min(value)));
        tier.max = Some(tier.max.map_or(value, |max| max.max(value)));
    }
    let total: f64 = tiers.iter().map(|tier| tier.value).sum();
    for tier in &mut tiers {
        tier.share = tier.n as f64 / codes.len().max(1) as f64;
        tier.value_share = (total > 0.0).then_some(tier.value / total);
    }
    tiers
}

/// How many customers a share asks for.
fn wanted(share: f64, n: usize) -> usize {
    let count = (share * n as f64).round() as usize;
    count.max(usize::from(share > 0.0)).min(n)
}

fn pyramid(sorted: &[f64], shares: [f64; 3]) -> [f64; 3] {
    let mut cuts = [0.0; 3];
    let mut share = 0.0;
    let mut count = 0;
    for (cut, own) in cuts.iter_mut().rev().zip(shares) {
        share += own;
        count = wanted(share, sorted.len()).max(count + usize::from(own > 0.0)).min(sorted.len());
        *cut = cut_of_top(sorted, count);
    }
    cuts
}

/// The lowest value of the `count` highest, moved to where equal values are not divided.
fn cut_of_top(sorted: &[f64], count: usize) -> f64 {
    let n = sorted.len();
    let Some(&highest) = sorted.last() else {
        return 0.0;
    };
    if count == 0 {
        return highest.next_up();
    }
    let value = sorted[n - count];
    let with_equals = n - sorted.partition_point(|other| *other < value);
    let without = n - sorted.partition_point(|other| *other <= value);
    if with_equals - count < count - without {
        value
    } else {
        sorted.get(n - without).copied().unwrap_or_else(|| highest.next_up())
    }
}
