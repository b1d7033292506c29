//! What was found about the value of the customers, for screens and files.

use crate::base::{Message, RowId};
use crate::data::ledger::{Join, Mapping, Period, Reconciliation};
use crate::features::contribution::{Contribution, Rates};
use crate::features::tiers::{Cuts, N_TIERS, TierSummary, Tiering};

use super::{Clock, Horizon, ValueRecipe, ValueTable};

/// The tier that the chosen model expects of a customer next, from the facts of the later period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextTier {
    /// As in [`crate::study::RowResult`].
    pub row: RowId,
    /// Index into the classes of the findings.
    pub predicted: u32,
    pub probability: f32,
}

/// The integration of transactions, the tiers and how customers moved between them.
#[derive(Clone, Debug)]
pub struct ValueFindings {
    pub horizon: Horizon,
    pub clock: Clock,
    /// What facts are taken from: the months of the earlier period that compare with the later one.
    pub facts: Option<Period>,
    /// From the first to the last day of anybody's earlier and later period.
    pub earlier: Option<Period>,
    pub later: Option<Period>,
    pub cut_day: Option<i32>,
    pub n_customers: usize,
    pub n_entries: usize,
    /// Customers with a tier before, with one now, with both.
    pub n_before: usize,
    pub n_now: usize,
    pub n_both: usize,
    pub mapping: Mapping,
    pub joins: Vec<Join>,
    pub rates: Rates,
    pub tiering: Tiering,
    pub currency: Option<String>,
    pub cuts: Cuts,
    /// Lowest tier first.
    pub summary: Vec<TierSummary>,
    pub summary_before: Vec<TierSummary>,
    /// `[before][after]`
    pub migration: [[u64; N_TIERS]; N_TIERS],
    pub n_promoted: usize,
    pub n_demoted: usize,
    /// All customers together, a year.
    pub total_before: Contribution,
    pub total: Contribution,
    pub reconciliation: Reconciliation,
    /// Columns of the files that did not go in, and why.
    pub dropped: Vec<(String, Message)>,
    /// Whether the tiers follow from the facts by a formula.
    pub circular: bool,
}

impl ValueFindings {
    pub fn of(table: &ValueTable, recipe: &ValueRecipe) -> Self {
        let there = |tiers: &[Option<u32>]| tiers.iter().flatten().count();
        let promoted = table.movers.iter().filter(|mover| mover.is_promotion()).count();
        Self {
            horizon: recipe.horizon,
            clock: recipe.clock,
            facts: table.periods.facts_span(),
            earlier: table.periods.earlier_span(),
            later: table.periods.later_span(),
            cut_day: table.periods.cut_day,
            n_customers: table.ledger.n_customers(),
            n_entries: table.ledger.n_entries(),
            n_before: there(&table.tier_before),
            n_now: there(&table.tier),
            n_both: table.migration.iter().flatten().sum::<u64>() as usize,
            mapping: recipe.mapping.clone(),
            joins: recipe.joins.clone(),
            rates: recipe.rates,
            tiering: recipe.tiering.clone(),
            currency: table.ledger.currency.clone(),
            cuts: table.cuts,
            summary: table.summary.clone(),
            summary_before: table.summary_before.clone(),
            migration: table.migration,
            n_promoted: promoted,
            n_demoted: table.movers.len() - promoted,
            total_before: sum(&table.before),
            total: table.total(),
            reconciliation: table.ledger.reconciliation.clone(),
            dropped: table.ledger.dropped.clone(),
            circular: table.circular,
        }
    }
}

impl ValueTable {
    /// What all customers together contributed in the later period, a year.
    pub fn total(&self) -> Contribution {
        sum(&self.after)
    }
}

/// Part by part, in the order of the customers.
fn sum(contributions: &[Contribution]) -> Contribution {
    let mut sum = Contribution::default();
    for own in contributions {
        sum += *own;
    }
    sum
}
