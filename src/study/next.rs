//! The tier expected of each customer next: the chosen model on the facts of the later period, or today's tier.

use crate::models::Model;

use super::baselines::{self, BaselineTally, Rule};
use super::plan::Plan;
use super::tally::FirstGroup;
use super::value::{NextTier, ValueTable};
use super::{Driver, Lead, StudyError, predict};

/// Whether today's tier is what to expect next: a rule that goes by the tier or the contribution of the earlier period
/// is the best baseline, and the chosen method is not ahead of it by more than chance.
pub fn is_todays(best: Option<&BaselineTally>, leads: &[Lead], chosen: usize) -> bool {
    let ahead = |lead: &Lead| lead.method == chosen && lead.may_be_ahead();
    best.is_some_and(|best| best.rule != Rule::Majority) && !leads.iter().any(ahead)
}

/// Today's tier of every customer with facts of the later period, with the share of customers in that tier before who
/// kept it.
fn todays_tiers(plan: &Plan) -> Vec<NextTier> {
    let Some((value, now)) = plan.tiers().and_then(|value| Some((value, value.now.as_ref()?))) else {
        return Vec::new();
    };
    let of = |&row: &crate::base::RowId| {
        let tier = value.tier.get(row as usize).copied().flatten()? as usize;
        let predicted = baselines::class_of(plan, value, &value.names[tier]);
        Some(NextTier { row, predicted, probability: kept(value, tier) as f32 })
    };
    now.row_ids.iter().filter_map(of).collect()
}

/// Of the customers in a tier before, the share still in it; of all customers where nobody was in it.
fn kept(value: &ValueTable, tier: usize) -> f64 {
    let share = |kept: u64, of: u64| (of > 0).then(|| kept as f64 / of as f64);
    let stayed = (0..value.migration.len()).map(|tier| value.migration[tier][tier]).sum();
    let own = share(value.migration[tier][tier], value.migration[tier].iter().sum());
    own.or_else(|| share(stayed, value.migration.iter().flatten().sum())).unwrap_or(0.0)
}

/// Expects a tier of every customer with facts of the later period by a model, or without one that of today. Nothing where
/// no later tiers were learned.
pub fn next_tiers(
    plan: &Plan,
    first: &FirstGroup,
    model: Option<&dyn Model>,
    driver: &Driver,
) -> Result<Vec<NextTier>, StudyError> {
    let Some(model) = model else { return Ok(todays_tiers(plan)) };
    let Some(now) = plan.tiers().and_then(|value| value.now.as_ref()) else { return Ok(Vec::new()) };
    let mut next = Vec::with_capacity(now.n_rows());
    predict::in_chunks((now, &now.row_ids), &first.preprocessor, model, driver, |range, prediction| {
        let rows = &now.row_ids[range];
        next.extend(rows.iter().zip(&prediction.labels).enumerate().map(|(index, (&row, &predicted))| {
            NextTier { row, predicted, probability: prediction.probabilities[[index, predicted as usize]] }
        }));
    })?;
    Ok(next)
}
