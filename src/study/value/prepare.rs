//! From a ledger to the table that is learned from.

use std::sync::Arc;

use crate::base::{Issue, Message, Severity, Watch};
use crate::data::Frame;
use crate::data::ledger::{Decision, Ledger, Period};
use crate::features::contribution::{Contribution, LoanOutcome, contributions};
use crate::features::customers::{ColumnPlan, customer_columns, potential};
use crate::features::tiers::{N_TIERS, TierSummary, Tiers, assign, summarise};
use crate::study::StudyError;

use super::table::{Facts, frame};
use super::{Graded, Horizon, Mover, Periods, ValueRecipe, ValueTable};

/// Divides the time into two periods, prices both, gives tiers in both, and makes the table that is learned from:
/// facts of the earlier period, tier of the later one. `transactions` is the table the ledger was made of.
///
/// **Errors** rates, tiers or a cut that cannot be; nobody in both periods; stopped.
///
/// **Numerics** the same for any number of threads.
pub fn prepare(
    ledger: Arc<Ledger>,
    transactions: &Frame,
    recipe: &ValueRecipe,
    watch: &Watch,
) -> Result<ValueTable, StudyError> {
    check(recipe)?;
    let periods = Periods::of(&ledger, recipe)?;
    let circular = recipe.horizon == Horizon::SamePeriod;
    let going_on = |share: f32| {
        watch.report(share);
        if watch.stopped() { Err(StudyError::Stopped) } else { Ok(()) }
    };
    let price =
        |of: &[Option<Period>], outcome| yearly(contributions(&ledger, of, outcome, &recipe.rates), of);
    let after = price(&periods.later, LoanOutcome::Known);
    let before = if circular { after.clone() } else { price(&periods.earlier, LoanOutcome::NotYetKnown) };
    going_on(0.3)?;
    let tiers = Assigned::of(&ledger, &periods.later, &after, recipe);
    let earlier_tiers = Assigned::of(&ledger, &periods.earlier, &before, recipe);
    going_on(0.5)?;

    let (facts_earlier, facts_later) = periods.comparable();
    let mut plan = ColumnPlan::of(&ledger, &facts_earlier);
    if periods.looks_ahead {
        plan = plan.without_length();
    }
    let facts = |of: &[Option<Period>], value: Option<(&[Contribution], &[Option<u32>])>| Facts {
        columns: customer_columns(&ledger, of, &plan),
        value: value.map(|(own, tiers)| (own.iter().map(Contribution::total).collect(), tiers.to_vec())),
        there: of.iter().map(Option::is_some).collect(),
    };
    let known = (!circular).then_some((&before[..], &earlier_tiers.codes[..]));
    let source = &transactions.source;
    let learned_from = facts(&facts_earlier, known);
    let customers = Arc::new(frame(learned_from, &names(&tiers.codes, recipe), &ledger, recipe, source));
    going_on(0.8)?;
    let now = (!circular).then(|| {
        // As the facts that are learned from: without knowing how loans will end.
        let own = price(&periods.later, LoanOutcome::NotYetKnown);
        let tiers = Assigned::of(&ledger, &periods.later, &own, recipe).codes;
        let nobody = vec![None; ledger.n_customers()];
        frame(facts(&facts_later, Some((&own, &tiers))), &nobody, &ledger, recipe, source)
    });
    going_on(1.0)?;

    let tier_before = if circular { vec![None; ledger.n_customers()] } else { earlier_tiers.codes };
    let (migration, movers) = moves(&tier_before, &tiers.codes, &before, &after);
    if !tiers.codes.iter().zip(&periods.earlier).any(|(tier, earlier)| tier.is_some() && earlier.is_some()) {
        return Err(StudyError::NobodyInBoth);
    }
    let mut issues = ledger.issues.clone();
    issues.extend(of_periods(&periods, recipe, circular));
    Ok(ValueTable {
        source: source.clone(),
        customers,
        now,
        before,
        after,
        tier_before,
        tier: tiers.codes,
        names: recipe.tiering.names.clone(),
        cuts: tiers.cuts,
        graded: tiers.graded,
        summary: tiers.summary,
        summary_before: if circular { Vec::new() } else { earlier_tiers.summary },
        migration,
        movers,
        circular,
        issues,
        periods,
        ledger,
    })
}

/// Whether rates, cuts and names of the tiers can be, whatever the transactions.
///
/// **Errors** what is wrong with the first of them that cannot.
pub fn check(recipe: &ValueRecipe) -> Result<(), StudyError> {
    recipe.rates.check().map_err(|error| StudyError::Param(error.problem()))?;
    recipe.tiering.rule.check().map_err(StudyError::Tiers)?;
    let names = &recipe.tiering.names;
    if !(0..names.len()).all(|tier| has_own_name(names, tier)) {
        return Err(StudyError::Tiers(Message::new("study-tier-names")));
    }
    Ok(())
}

/// Whether a tier is called something, and no other one the same.
pub fn has_own_name(names: &[String; N_TIERS], tier: usize) -> bool {
    let name = names[tier].trim();
    !name.is_empty() && names.iter().filter(|other| other.trim() == name).count() == 1
}

/// Contributions of periods of any length as rates a year.
fn yearly(contributions: Vec<Contribution>, periods: &[Option<Period>]) -> Vec<Contribution> {
    let scaled = contributions
        .into_iter()
        .zip(periods)
        .map(|(own, period)| own.per(period.map_or(1.0, |period| f64::from(period.days()) / 365.0)));
    scaled.collect()
}

/// The tiers of one period.
struct Assigned {
    /// `None` for customers who were not there.
    codes: Vec<Option<u32>>,
    cuts: crate::features::tiers::Cuts,
    graded: Graded,
    summary: Vec<TierSummary>,
}

impl Assigned {
    /// Only those who were there count among the shares.
    fn of(ledger: &Ledger, periods: &[Option<Period>], value: &[Contribution], recipe: &ValueRecipe) -> Self {
        let there: Vec<usize> = (0..periods.len()).filter(|&customer| periods[customer].is_some()).collect();
        let values: Vec<f64> = there.iter().map(|&customer| value[customer].total()).collect();
        let all = potential(ledger, periods);
        let potential: Vec<f64> = there.iter().map(|&customer| all[customer]).collect();
        let Tiers { codes: given, cuts } = assign(&values, &potential, &recipe.tiering.rule);
        let mut codes = vec![None; periods.len()];
        for (&customer, &code) in there.iter().zip(&given) {
            codes[customer] = Some(code);
        }
        let summary = summarise(&given, &values);
        Self { codes, cuts, summary, graded: Graded::new(values, potential) }
    }
}

fn names(tiers: &[Option<u32>], recipe: &ValueRecipe) -> Vec<Option<String>> {
    tiers.iter().map(|tier| tier.map(|tier| recipe.tiering.names[tier as usize].clone())).collect()
}

/// Who moved from which tier to which.
fn moves(
    from: &[Option<u32>],
    to: &[Option<u32>],
    before: &[Contribution],
    after: &[Contribution],
) -> ([[u64; N_TIERS]; N_TIERS], Vec<Mover>) {
    let mut migration = [[0; N_TIERS]; N_TIERS];
    let mut movers = Vec::new();
    for (customer, (from, to)) in from.iter().zip(to).enumerate() {
        let (Some(from), Some(to)) = (*from, *to) else { continue };
        migration[from as usize][to as usize] += 1;
        if from != to {
            movers.push(Mover { customer: customer as u32, from, to });
        }
    }
    let gain = |mover: &Mover| {
        let customer = mover.customer as usize;
        after[customer].total() - before[customer].total()
    };
    let step = |mover: &Mover| i64::from(mover.to) - i64::from(mover.from);
    movers.sort_by(|a, b| step(b).cmp(&step(a)).then(gain(b).total_cmp(&gain(a))));
    (migration, movers)
}

/// What is odd about the periods.
fn of_periods(periods: &Periods, recipe: &ValueRecipe, circular: bool) -> Vec<Issue> {
    if circular {
        return vec![
            Issue::new(Severity::Warning, Message::new("study-value-circular"))
                .with_hint(Message::new("study-value-circular-hint")),
        ];
    }
    let ahead = periods.looks_ahead.then(|| {
        Issue::new(Severity::Warning, Message::new("study-value-own-history"))
            .with_hint(Message::new("study-value-short-hint"))
    });
    let both = || periods.earlier.iter().zip(&periods.later);
    let late = both().filter(|(earlier, later)| earlier.is_none() && later.is_some()).count();
    let said = |n: usize, key, hint| {
        (n > 0).then(|| {
            Issue::new(Severity::Warning, Message::new(key).with("n", n)).with_hint(Message::new(hint))
        })
    };
    let counts = recipe.decisions.changed(Decision::Leavers);
    let key = if counts { "study-value-gone-counts" } else { "study-value-gone" };
    let gone = (periods.n_gone > 0).then(|| {
        Issue::new(Severity::Info, Message::new(key).with("n", periods.n_gone))
            .with_hint(recipe.decisions.hint(Decision::Leavers))
    });
    [
        ahead,
        said(late, "study-value-late", "study-value-late-hint"),
        gone,
        said(periods.n_short, "study-value-short", "study-value-short-hint"),
    ]
    .into_iter()
    .flatten()
    .collect()
}
