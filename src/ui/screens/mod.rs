//! The steps, each a file: a function that draws the state and says what was asked for.

mod check;
mod check_columns;
mod check_leaks;
mod choose;
mod choose_cards;
mod choose_churn;
mod choose_columns;
mod choose_missing;
mod choose_options;
mod choose_question;
mod choose_segments;
mod choose_sequence;
mod churn;
mod export;
mod export_segments;
mod export_value;
mod ledger;
mod ledger_mapping;
mod ledger_side;
mod results;
mod results_accuracy;
mod results_errors;
mod results_matrix;
mod results_methods;
mod results_summary;
mod score;
mod segments;
mod start;
mod tiers;
mod tiers_periods;
mod tiers_rates;
mod train;
mod train_chart;
mod train_facts;
mod train_segments;
mod train_trials;
mod value_customers;
mod value_moves;
mod value_tiers;

use eframe::egui::Ui;

use super::{Actions, Draft};
use crate::session::{AppState, Screen};

/// Draws the step the state is at.
pub fn show(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    match state.screen {
        Screen::Start => start::start_ui(ui, state, draft, out),
        Screen::Check => check::check_ui(ui, state, draft, out),
        Screen::Choose => choose::choose_ui(ui, state, draft, out),
        Screen::Train => train::train_ui(ui, state, draft, out),
        Screen::Results => results::results_ui(ui, state, draft, out),
        Screen::Export => export::export_ui(ui, state, draft, out),
        Screen::Score => score::score_ui(ui, state, draft, out),
    }
}
