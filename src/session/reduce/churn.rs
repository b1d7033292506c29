//! What is chosen about a class of interest, and how one that is foreseen is looked at.

use std::sync::Arc;

use crate::session::action::{ChurnAction, ChurnChoice, Effect};
use crate::session::churn::ChurnView;
use crate::session::state::{AppState, ExportState};
use crate::study::churn::{AtThreshold, ChurnFindings, ChurnRecipe, calls, can_be_moved};
use crate::study::{Findings, Question, Recipe};

/// Changes the part of the recipe that is about the class of interest.
pub(super) fn choose(recipe: &mut Recipe, change: ChurnChoice) {
    if recipe.question != Question::Churn {
        return;
    }
    let chosen = recipe.churn.get_or_insert_with(ChurnRecipe::default);
    match change {
        ChurnChoice::Class(class) => chosen.class = class,
        ChurnChoice::Threshold(rule) => chosen.threshold = rule,
        ChurnChoice::Calibration(calibration) => chosen.calibration = calibration,
        ChurnChoice::Campaign(campaign) if campaign.is_sound() => chosen.campaign = campaign,
        ChurnChoice::Campaign(_) => {}
    }
}

pub(super) fn reduce(state: &mut AppState, action: &ChurnAction) -> Vec<Effect> {
    let Some((findings, churn, view)) = looked_at(state) else { return Vec::new() };
    let before = view.edition();
    match *action {
        ChurnAction::Threshold(threshold) => move_to(view, (&findings, &churn), threshold),
        ChurnAction::AsChosen => move_to(view, (&findings, &churn), churn.decision.threshold),
        ChurnAction::CallUpTo(customers) => {
            let threshold = calls::threshold_for(&findings.rows, &churn.there, customers);
            move_to(view, (&findings, &churn), threshold);
        }
        ChurnAction::Campaign(campaign) if campaign.is_sound() && campaign != view.campaign => {
            view.campaign = campaign;
            view.profit = Arc::new(churn.profit_of(&campaign));
        }
        ChurnAction::Campaign(_) => {}
        ChurnAction::Customer(customer) => {
            view.customer = customer.filter(|&customer| (customer as usize) < findings.rows.len());
        }
    }
    if view.edition() != before {
        unwritten(state);
    }
    Vec::new()
}

type LookedAt<'a> = (Arc<Findings>, Arc<ChurnFindings>, &'a mut ChurnView);

fn looked_at(state: &mut AppState) -> Option<LookedAt<'_>> {
    let finished = state.finished.as_mut()?;
    let findings = finished.answer.classes()?.clone();
    let churn = findings.churn.clone()?;
    Some((findings, churn, finished.churn.as_mut()?))
}

/// Calls from another probability on.
fn move_to(view: &mut ChurnView, (findings, churn): (&Findings, &ChurnFindings), threshold: f32) {
    if threshold.is_finite() && threshold != view.at.threshold && can_be_moved(findings) {
        view.at = AtThreshold::new(findings, churn, threshold);
    }
}

/// What was written is no longer what is shown.
fn unwritten(state: &mut AppState) {
    if !matches!(state.export, ExportState::Running { .. }) {
        state.export = ExportState::Idle;
    }
}
